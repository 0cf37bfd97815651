//! The full detail of a row as lines: a title, fields in two columns, and what to do next.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::words;
use crate::app::Scope;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::{Instant, When};
use crate::domain::timeline;
use crate::ui::look::Look;

/// Columns of the names of fields; on narrower screens a name stands above its value.
const NAME: usize = 14;

/// Lines being written.
pub(in crate::ui::panes) struct Detail<'l, 'a> {
    pub(in crate::ui::panes) look: &'l Look<'a>,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl<'l, 'a> Detail<'l, 'a> {
    /// Nothing written yet; `width` in columns.
    pub(in crate::ui::panes) fn new(look: &'l Look<'a>, width: u16) -> Self {
        Detail { look, width: usize::from(width), lines: Vec::new() }
    }

    /// What was written.
    pub(in crate::ui::panes) fn done(self) -> Vec<Line<'static>> {
        self.lines
    }

    /// Words over the whole width.
    pub(in crate::ui::panes) fn words(&mut self, words: &str, style: Style) -> &mut Self {
        let lines = text::wrap(words, self.width).into_iter().map(|line| Line::styled(line, style));
        self.lines.extend(lines);
        self
    }

    /// One line as it is, unwrapped.
    pub(in crate::ui::panes) fn line(&mut self, line: &str, style: Style) -> &mut Self {
        self.lines.push(Line::styled(line.to_owned(), style));
        self
    }

    /// The first line, or the first of a group.
    pub(in crate::ui::panes) fn heading(&mut self, words: &str) -> &mut Self {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        let style = self.look.theme.title;
        self.words(words, style)
    }

    /// A field by the id of its name; nothing where the value is empty.
    pub(in crate::ui::panes) fn field(&mut self, name: &str, value: &str, style: Style) -> &mut Self {
        if value.trim().is_empty() {
            return self;
        }
        let name = self.look.word(name);
        let beside = self.width >= 2 * NAME;
        let room = if beside { self.width - NAME } else { self.width };
        let mut values = digest_rows(value, room).unwrap_or_else(|| text::wrap(value, room)).into_iter();
        let dim = self.look.theme.dim;
        if beside {
            let first = values.next().unwrap_or_default();
            self.lines.push(Line::from(vec![
                Span::styled(text::fit(&name, NAME - 1), dim),
                Span::raw(" "),
                Span::styled(first, style),
            ]));
            for more in values {
                self.lines.push(Line::from(vec![Span::raw(" ".repeat(NAME)), Span::styled(more, style)]));
            }
        } else {
            self.words(&name, dim);
            self.lines.extend(values.map(|more| Line::styled(more, style)));
        }
        self
    }

    /// A field in the plain style.
    pub(in crate::ui::panes) fn plain(&mut self, name: &str, value: &str) -> &mut Self {
        let style = self.look.theme.text;
        self.field(name, value, style)
    }

    /// A field whose text is under the mark of a record.
    pub(in crate::ui::panes) fn marked(&mut self, name: &str, record: RecordId, value: &str) -> &mut Self {
        if value.trim().is_empty() {
            return self;
        }
        let (shown, withheld) = words::record_text(self.look, record, value);
        let style = if withheld { self.look.theme.withheld } else { self.look.theme.text };
        self.field(name, &shown, style)
    }

    /// A person, if one is named.
    pub(in crate::ui::panes) fn person(&mut self, name: &str, who: &Author) -> &mut Self {
        if who.name.trim().is_empty() {
            return self;
        }
        let who = words::who(self.look, who);
        self.plain(name, &who)
    }

    /// An instant with date and zone.
    pub(in crate::ui::panes) fn instant(&mut self, name: &str, at: Instant) -> &mut Self {
        let at = words::full(self.look, at);
        self.plain(name, &at)
    }

    /// A time that somebody gave: the instant, what was typed, and how it is known. Typed text is under the mark of its record.
    pub(in crate::ui::panes) fn when(&mut self, name: &str, record: RecordId, when: &When) -> &mut Self {
        self.instant(name, when.at);
        let how = self.look.code("pane-how", when.how.code());
        self.plain("pane-f-how", &how);
        self.marked("pane-f-typed", record, &when.typed);
        if let Some(line) = self.look.state.timeline.line(record) {
            self.late(line);
        }
        self
    }

    /// By how much a record came late, and why.
    fn late(&mut self, line: &timeline::Line) {
        let Some(minutes) = line.late else { return };
        let look = self.look;
        let late = look.say(&Msg::new("pane-sign-late").with("span", words::inner(words::span(minutes))));
        self.field("pane-f-late", &late, if line.reason_owed() { look.theme.late } else { look.theme.text });
        match (&line.late_reason, line.catch_up) {
            (Some(reason), _) => self.marked("pane-f-late-why", line.id, reason),
            (None, Some(batch)) => {
                let msg = Msg::new("pane-catch-up").with("record", look.state.label(batch));
                self.plain("pane-f-late-why", &look.say(&msg))
            }
            (None, None) => self.field("pane-f-late-why", &look.word("pane-owed"), look.theme.due),
        };
    }

    /// What keeps something from counting, and the way on.
    pub(in crate::ui::panes) fn shortfalls(&mut self, short: &[Shortfall]) -> &mut Self {
        for short in short {
            let missing = self.look.say(&short.missing);
            let next = self.look.say(&short.next);
            let (due, text) = (self.look.theme.due, self.look.theme.text);
            self.field("pane-f-short", &format!("{} {missing}", short.rule.id()), due);
            self.field("pane-f-way-on", &next, text);
        }
        self
    }

    /// What a record came late by, if it did.
    pub(in crate::ui::panes) fn late_line(&mut self, record: RecordId) -> &mut Self {
        if let Some(line) = self.look.state.timeline.line(record) {
            self.late(line);
        }
        self
    }

    /// One link of a vertical chain: a node before its first line, and a rail down to the next link.
    pub(in crate::ui::panes) fn link(
        &mut self,
        last: bool,
        style: Style,
        write: impl FnOnce(&mut Detail<'_, '_>),
    ) -> &mut Self {
        const RAIL: usize = 3;
        let mut inner = Detail { look: self.look, width: self.width.saturating_sub(RAIL).max(1), lines: Vec::new() };
        write(&mut inner);
        let bar = if last { " " } else { self.look.glyphs.border().vertical_left };
        for (index, line) in inner.lines.into_iter().enumerate() {
            let (sign, style) =
                if index == 0 { (self.look.glyphs.bullet(), style) } else { (bar, self.look.theme.border) };
            let mut spans = vec![Span::styled(sign, style), Span::raw("  ")];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
            self.lines.push(Line::from(spans));
        }
        if !last {
            self.lines.push(Line::styled(bar, self.look.theme.border));
        }
        self
    }

    /// The key of a command with what it does here: the message `pane-next-COMMAND`.
    pub(in crate::ui::panes) fn next(&mut self, command: &str, scope: Scope) -> &mut Self {
        let Some(key) = self.look.keys.label(command, scope) else { return self };
        let does = self.look.code("pane-next", command);
        let (key_style, text) = (self.look.theme.key, self.look.theme.text);
        let mut rest = text::wrap(&does, self.width.saturating_sub(8).max(1)).into_iter();
        self.lines.push(Line::from(vec![
            Span::styled(text::fit(&key, 7), key_style),
            Span::raw(" "),
            Span::styled(rest.next().unwrap_or_default(), text),
        ]));
        for more in rest {
            self.lines.push(Line::from(vec![Span::raw(" ".repeat(8)), Span::styled(more, text)]));
        }
        self
    }
}
/// A digest that is longer than the room, in rows of one length that can be read out and compared: 32 digits, or 16.
fn digest_rows(value: &str, room: usize) -> Option<Vec<String>> {
    let digest = value.len() >= 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !digest || value.len() <= room {
        return None;
    }
    let row = [64, 32, 16].into_iter().find(|row| *row <= room && value.len().is_multiple_of(*row))?;
    let rows = value.as_bytes().chunks(row).map(|row| String::from_utf8_lossy(row).into_owned());
    Some(rows.collect())
}
