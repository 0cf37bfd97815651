//! What is opened over the lines: a row with everything that it says, or a record as the timeline details it. Closing it leads back to the same line.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::item::whole;
use super::{Asked, Cites, Over, OverTime, Place};
use crate::domain::attention;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::jobs::rows::order::Placed;
use crate::library::foreign::pick::digest;
use crate::ui::look::{Look, put};
use crate::ui::panes::timeline;

/// What is opened.
#[derive(Debug, Clone)]
pub(super) enum Opened {
    Row(Box<Placed>),
    Record(RecordId),
}

/// Columns of a record that is read out.
const READ_OUT: u16 = 400;

impl OverTime {
    /// Opens what the cursor is on.
    pub(super) fn open(&mut self) -> Asked {
        let opened = match self.under() {
            Some((Place::Record(number), _)) => self.records.get(number as usize).map(|one| Opened::Record(one.id)),
            Some((_, Some(placed))) => Some(Opened::Row(Box::new(placed.clone()))),
            _ => None,
        };
        match opened {
            Some(opened) => {
                self.over = Over::Whole(opened, 0);
                Asked::Nothing
            }
            None => Asked::Say(Msg::new("over-no-line")),
        }
    }

    pub(super) fn opened_key(&mut self, key: KeyEvent, opened: Opened, top: usize) -> Asked {
        let page = self.page().max(1);
        let top = match (key.code, &opened) {
            // Where it stands in the timeline it is corrected and judged; the page waits.
            (KeyCode::Enter, Opened::Record(id)) => return Asked::Go(attention::Place::Timeline(*id)),
            (KeyCode::Esc | KeyCode::Char('q') | KeyCode::Enter, _) => return Asked::Nothing,
            (KeyCode::Down | KeyCode::Char('j'), _) => top.saturating_add(1),
            (KeyCode::Up | KeyCode::Char('k'), _) => top.saturating_sub(1),
            (KeyCode::PageDown, _) => top.saturating_add(page),
            (KeyCode::PageUp, _) => top.saturating_sub(page),
            (KeyCode::Home, _) => 0,
            _ => top,
        };
        let on_a_record = matches!((key.code, &opened), (KeyCode::Char('m' | 'b'), Opened::Record(_)));
        self.over = Over::Whole(opened, top);
        if on_a_record { Asked::Say(Msg::new("over-no-row")) } else { Asked::Nothing }
    }

    /// Everything that the line under the cursor says, as lines to be read out.
    #[must_use]
    pub fn whole_under(&self, look: &Look<'_>) -> Option<Vec<String>> {
        match self.under()? {
            (Place::Record(number), _) => {
                let id = self.records.get(number as usize)?.id;
                let words = |line: &Line<'_>| line.spans.iter().map(|span| span.content.as_ref()).collect::<String>();
                let lines = timeline::told(look, id, READ_OUT);
                let lines = lines.iter().map(|line| words(line).split_whitespace().collect::<Vec<_>>().join(" "));
                Some(lines.filter(|line| !line.is_empty()).collect())
            }
            (_, placed) => {
                let all = self.all_of(placed?, look).into_iter();
                Some(all.map(|(name, value)| format!("{name}: {}", text::one_line(&value))).collect())
            }
        }
    }

    /// Everything that a row says, with the facts that it became, and why it is bookmarked.
    fn all_of(&self, placed: &Placed, look: &Look<'_>) -> Vec<(String, String)> {
        let facts: Vec<RecordId> = of(&self.facts, placed).iter().map(|(record, _)| *record).collect();
        let bookmarks = of(&self.bookmarks, placed);
        whole(look, placed, &facts, bookmarks.first().map(|(_, why)| *why))
    }

    pub(super) fn draw_opened(&self, opened: &Opened, top: usize, list: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let theme = look.theme;
        Clear.render(list, buffer);
        buffer.set_style(list, theme.text);
        let lines = match opened {
            Opened::Row(placed) => self.lines_of(placed, list.width, look),
            Opened::Record(id) => timeline::told(look, *id, list.width.saturating_sub(3)),
        };
        let top = top.min(lines.len().saturating_sub(usize::from(list.height)));
        for (row, line) in (0..list.height).zip(lines.iter().skip(top)) {
            buffer.set_line(list.x + 1, list.y + row, line, list.width.saturating_sub(2));
        }
        let edge = list.width - 1;
        if top > 0 {
            put(buffer, list, 0, edge, look.more_up(), theme.key);
        }
        if top + usize::from(list.height) < lines.len() {
            put(buffer, list, list.height - 1, edge, look.more_down(), theme.key);
        }
    }

    /// A row in two columns: names, and values that are wrapped.
    fn lines_of(&self, placed: &Placed, width: u16, look: &Look<'_>) -> Vec<Line<'static>> {
        let all = self.all_of(placed, look);
        let widest = all.iter().map(|(name, _)| text::width(name)).max().unwrap_or(0).min(usize::from(width / 3));
        let room = usize::from(width).saturating_sub(widest + 4).max(1);
        let mut lines = Vec::new();
        for (name, value) in &all {
            let shown = text::visible_lines(value);
            let mut first = Some(name.as_str());
            for line in shown.iter().flat_map(|line| text::wrap(line, room)) {
                let name = text::fit(first.take().unwrap_or_default(), widest);
                lines.push(Line::from(vec![
                    Span::styled(format!("{name}  "), look.theme.dim),
                    Span::styled(line, look.theme.text),
                ]));
            }
        }
        lines
    }
}

/// What cites a row. Its digest is computed only where something cites its line.
pub(super) fn of<'a>(cites: &'a Cites, placed: &Placed) -> Vec<(RecordId, &'a str)> {
    let row = &placed.row;
    let Some(known) = cites.get(&(placed.import, row.sheet.clone(), row.line)) else { return Vec::new() };
    let sha256 = digest(row);
    known.iter().filter(|(other, ..)| *other == sha256).map(|(_, record, why)| (*record, why.as_str())).collect()
}
