//! The deadlines: clocks with the time left, what was sent, memos, and exposure while no start is recorded. A clock never counts as compliance.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::{self, Pen};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::deadline::{ClockState, ClockView};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::procedure::targets;
use crate::domain::time::{Instant, hms_left};
use crate::ui::compose;
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

#[path = "deadlines_row.rs"]
mod row;
#[path = "deadlines_detail.rs"]
mod write;

pub(in crate::ui) use row::Row;

/// Columns of the time left with its sign, `LATE  -00:12:10`.
pub(in crate::ui) const LEFT: u16 = 15;
/// Columns of the longest name that the register gives.
const NAME: u16 = 22;
/// Columns of an instant with weekday and zone, `Tue 24 Nov 09:04 CEST`.
const DUE: u16 = 21;
/// Columns from which state and instant have columns of their own.
const WIDE: u16 = 66;
/// Columns of the same without the weekday, `24 Nov 09:04 CEST`.
const PLAIN: u16 = 17;
/// Columns of what is missing, from which how much is used stands beside it.
const LACKS: u16 = 15;

/// Columns of the bar that shows how much is used.
const BAR: u16 = 12;
/// Columns of the same in hundredths, `100 %`.
const PERCENT: u16 = 5;

/// Lines from which the later reading has a line of its own.
const ROOMY: u16 = 12;

/// The deadlines' rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    rows: Vec<Row>,
    records: Option<usize>,
    /// Columns of the longest name.
    widest: u16,
}

impl View {
    /// Clocks, the most pressing first.
    pub(in crate::ui) fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.selected)
    }

    fn parts(area: Rect) -> (Rect, Rect) {
        // Where there is room, the later reading has a line as well.
        rows::part(area, rows::lines_for(area, if area.height >= ROOMY { 4 } else { 2 }))
    }
}

/// How a row stands: digits of the time left, or words.
fn standing(row: &Row, look: &Look<'_>) -> (String, Style) {
    let state = row.state(look.now);
    match (row.flawed(look), state) {
        (None, _) | (_, ClockState::Running | ClockState::Late | ClockState::Elapsing) => {}
        (Some(flawed), _) => return (flawed, look.theme.due),
    }
    match state {
        ClockState::Running | ClockState::Late => (row.counted(look).unwrap_or_default(), row.pressing(look)),
        ClockState::Elapsing => (look.code("pane-clockstate", ClockState::Elapsing.code()), look.theme.text),
        state @ (ClockState::Sent | ClockState::Memo | ClockState::DoesNotApply) => {
            (look.code("pane-clockstate", state.code()), look.theme.dim)
        }
        state @ (ClockState::NotStarted | ClockState::NotAssessed | ClockState::MemoOwed) => {
            (look.code("pane-clockstate", state.code()), look.theme.due)
        }
    }
}

/// The due instant in as many words as there is room for.
pub(in crate::ui) fn due_in(look: &Look<'_>, at: Instant, room: u16) -> String {
    let stamp = words::stamp(look, at).trim_start().to_owned();
    match room {
        DUE.. => words::due(look, at),
        PLAIN..DUE => Some(words::zone_stamp(look, at)).filter(|words| rows::columns(words) <= room).unwrap_or(stamp),
        _ => stamp,
    }
}

/// The last column: when it is due, at worst due, or what was sent.
fn tail(row: &Row, look: &Look<'_>, room: u16) -> (String, Style) {
    let theme = look.theme;
    match row.state(look.now) {
        ClockState::Running | ClockState::Late => {
            (row.due.map(|due| due_in(look, due, room)).unwrap_or_default(), row.pressing(look))
        }
        ClockState::NotStarted | ClockState::NotAssessed => {
            row.exposure_in(look, room).unwrap_or_else(|| (look.word(row.quiet), theme.dim))
        }
        ClockState::Elapsing => {
            let whole = elapsed(row, look, true);
            (if rows::columns(&whole) <= room { whole } else { elapsed(row, look, false) }, theme.text)
        }
        ClockState::Sent => match &row.sent {
            Some((at, record, reference)) => {
                let reference = words::row_text(look, *record, reference).0;
                let late = row.sent_late;
                let id = if late { "pane-sent-late" } else { "pane-sent-at" };
                let msg = Msg::new(id).with("at", words::stamp(look, *at).trim_start()).with("reference", reference);
                let sent = look.say(&msg);
                match row.sent_without(look) {
                    Some(without) => (format!("{without}; {sent}"), if late { theme.late } else { theme.due }),
                    None => (sent, if late { theme.late } else { theme.dim }),
                }
            }
            None => (String::new(), theme.dim),
        },
        ClockState::DoesNotApply => {
            let who = row.decided_by.clone().unwrap_or_default();
            (look.say(&Msg::new("pane-decided-by").with("who", who)), theme.dim)
        }
        ClockState::Memo | ClockState::MemoOwed => (String::new(), theme.dim),
    }
}

/// `14:02:11 elapsed; no number in the law; internal target Sat 21 Nov 10:04 CET`: nothing counts down.
pub(in crate::ui) fn elapsed(row: &Row, look: &Look<'_>, whole: bool) -> String {
    let passed = row.since.map(|since| hms_left(look.now.millis_since(since))).unwrap_or_default();
    match row.target(look, whole) {
        Some(target) => {
            let id = if whole { "pane-elapsed-target" } else { "pane-elapsed-short" };
            look.say(&Msg::new(id).with("elapsed", passed).with("target", target))
        }
        None => look.say(&Msg::new("pane-elapsed").with("elapsed", passed)),
    }
}

/// What a clock without an instant waits for.
fn quiet(view: &ClockView<'_>) -> &'static str {
    let Some(clock) = view.clock else { return "pane-no-clock" };
    if clock.counted().rule.open() && !view.waits() { "pane-no-number" } else { "pane-own-event" }
}

/// Whether the regime applies, as answered.
pub(in crate::ui) fn answered(row: &Row, look: &Look<'_>) -> (String, Style) {
    match &row.answer {
        Some(answer) => (look.code("pane-applies", answer), look.theme.dim),
        None => (look.word("pane-applies-open"), look.theme.due),
    }
}

/// What stands below the list: the selected clock in whole words, and what a clock is not.
fn notes(row: Option<&Row>, look: &Look<'_>) -> Vec<(String, Style)> {
    let mut notes = Vec::new();
    if let Some(row) = row {
        let (answer, _) = answered(row, look);
        let tail = match row.due.filter(|_| row.left(look.now).is_some()) {
            Some(due) => look.say(&Msg::new("pane-strip-due").with("due", words::due(look, due))),
            None => tail(row, look, u16::MAX).0,
        };
        let state = look.code("pane-clockstate", row.state(look.now).code());
        let exposed = row.exposure_in(look, u16::MAX).map(|(_, style)| style);
        // What the row may have no room for comes first; the name stands there in any case.
        let parts = if row.left(look.now).is_some() {
            [tail, answer, state, row.name.clone()]
        } else {
            [state, tail, answer, row.name.clone()]
        };
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        notes.push((words.join("; "), exposed.unwrap_or(look.theme.text)));
        if let Some(remedy) = row.remedy(look) {
            notes.push((remedy, look.theme.due));
        } else if row.open() {
            notes.push((next(row, look), look.theme.text));
        }
    }
    notes.push((look.word("pane-clock-no-compliance"), look.theme.dim));
    let later = row.filter(|row| row.left(look.now).is_some()).and_then(|row| row.later);
    if let Some(later) = later {
        notes.push((look.say(&Msg::new("pane-later").with("later", words::due(look, later))), look.theme.dim));
    }
    notes
}

/// `42 % used; next notice: draft 6/9; answers for it: legal counsel, M.I.`
fn next(row: &Row, look: &Look<'_>) -> String {
    let used = row.percent(look.now).map(|percent| look.say(&Msg::new("pane-used").with("percent", percent)));
    let id = if used.is_some() { "pane-note-used" } else { "pane-note-next" };
    let msg = Msg::new(id).with("lacks", row.lacks(look)).with("owner", row.owner.clone());
    look.say(&msg.with("used", used.unwrap_or_default()))
}

fn draw_row(pen: &mut Pen<'_>, row: &Row, widest: u16, look: &Look<'_>) {
    let (words, style) = standing(row, look);
    let room = pen.room();
    pen.cell(&row.name, widest.min(NAME.max(room / 4)), look.theme.text);
    if row.left(look.now).is_some() {
        pen.cell(&words, LEFT, style);
        // The weekday goes before how much is used does; the note below always has it.
        let due = match pen.room() {
            room if room <= DUE + PERCENT + LACKS && room > PLAIN + PERCENT + LACKS => PLAIN,
            _ => DUE,
        };
        let (mut tail, mut tail_style) = tail(row, look, pen.room().min(due));
        // Of a limit that is past, what keeps a memo from counting says more than the instant.
        let late = row.state(look.now) == ClockState::Late && pen.room() <= due + LACKS;
        if let Some(flawed) = row.flawed(look).filter(|_| late && row.memo_flawed()) {
            (tail, tail_style) = (flawed, look.theme.due);
        }
        // What is missing goes where there is room beside the instant; the note below always has it.
        if pen.room() > due + LACKS {
            pen.cell(&tail, due, tail_style);
            let lacks = row.lacks(look);
            used(pen, row, look, rows::columns(&lacks));
            let owner = rows::columns(&row.owner) + 1;
            if pen.room() >= owner + LACKS {
                pen.fill(&lacks, owner, look.theme.text).fill(&row.owner, 0, look.theme.dim);
            } else {
                pen.fill(&lacks, 0, look.theme.text);
            }
        } else if rows::columns(&tail) <= pen.room() {
            pen.fill(&tail, 0, tail_style);
        }
        return;
    }
    if room >= WIDE {
        pen.cell(&words, LEFT, style);
        let (tail, tail_style) = tail(row, look, pen.room());
        pen.fill(&tail, 0, tail_style);
        return;
    }
    // Too narrow for a column of its own: state and instant in one where they fit; the note below has it whole.
    let (tail, tail_style) = self::tail(row, look, pen.room().saturating_sub(rows::columns(&words) + 2));
    let both = format!("{words}; {tail}");
    let fits = !tail.is_empty() && rows::columns(&both) <= pen.room();
    // An exposure that has passed is as pressing here as in a column of its own.
    let style = row.exposed(look.now).filter(|_| row.exposure_state(look.now)).map_or(style, |_| tail_style);
    let least = row.sent_without(look).map(|without| format!("{words}: {without}"));
    pen.fill(if fits { &both } else { least.as_ref().unwrap_or(&words) }, 0, style);
}

/// How much of the time is used: a bar where there is room beside what comes next, else in hundredths.
fn used(pen: &mut Pen<'_>, row: &Row, look: &Look<'_>, keep: u16) {
    let Some(((used, length), percent)) = row.used(look.now).zip(row.percent(look.now)) else { return };
    let style = row.pressing(look);
    if pen.room() > BAR + keep {
        pen.cell(&look.glyphs.bar(used, length, BAR), BAR, style);
    } else if pen.room() > PERCENT + keep {
        pen.right(&look.say(&Msg::new("pane-hundredths").with("percent", percent)), PERCENT, style);
    }
}

impl PaneView for View {
    fn refresh(&mut self, look: &Look<'_>) {
        let records = look.state.record_count();
        if self.records == Some(records) {
            return;
        }
        self.records = Some(records);
        let kept = self.row().map(|row| row.key.clone());
        // As of the beginning of time nothing is late, and the order is that of the due instants: it holds at every instant.
        let views = look.state.deadlines.views(look.state, Instant::MIN);
        let targets = targets(look.state, &views);
        self.rows = views.iter().map(|view| Row::of(view, &targets, look)).collect();
        self.widest = self.rows.iter().map(|row| rows::columns(&row.name)).max().unwrap_or(0);
        let row = kept.and_then(|key| self.rows.iter().position(|row| row.key == key));
        self.list.selected = row.unwrap_or(0);
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.list
    }

    fn selected(&self, _: &Look<'_>) -> Option<Place> {
        self.row().map(|row| Place::Deadline(row.key.clone()))
    }

    fn select(&mut self, place: &Place) -> bool {
        let Place::Deadline(key) = place else { return false };
        let same = |row: &Row| row.key == *key;
        let row = self.rows.iter().position(same).or_else(|| self.rows.iter().position(|row| row.regime == *key));
        self.list.selected = row.unwrap_or(self.list.selected);
        row.is_some()
    }

    fn prefill(&self, command: &str, look: &Look<'_>) -> Input {
        let Some(row) = self.row() else { return Input::default() };
        match command {
            "regime" => Input::default().with("regime", row.regime.clone()),
            "sent" => match row.to_send(look.state) {
                Some(notice) => compose::sending(notice, look.state),
                None => Input::default().with("deadline", row.key.clone()),
            },
            "clock" | "why-late" | "condition" | "count-with" | "draft" => {
                Input::default().with("deadline", row.key.clone())
            }
            "memo" => {
                let mut regimes = look.state.deadlines.regimes.iter();
                let regime = regimes.find(|regime| regime.considered.regime == row.regime);
                let threshold = regime.map(|regime| regime.considered.threshold()).unwrap_or_default();
                Input::default().with("deadline", row.key.clone()).with("threshold", threshold)
            }
            // Of a notice that went out without approval it is that text.
            "approve-notice" if row.lacking.as_ref().is_some_and(|lacking| lacking.act.0 == command) => {
                row.lacking.as_ref().map(|lacking| lacking.act.1.clone()).unwrap_or_default()
            }
            "approve-notice" => match row.to_send(look.state) {
                Some(notice) => compose::approving(notice, look.state),
                None => Input::default().with("notice", row.key.clone()),
            },
            _ => Input::default(),
        }
    }

    fn title(&self, look: &Look<'_>) -> (String, String) {
        let running = self.rows.iter().filter(|row| row.left(look.now).is_some()).count();
        let open = self.rows.iter().filter(|row| row.open() && row.left(look.now).is_none()).count();
        let msg = Msg::new("pane-deadlines-count").with("running", running).with("open", open);
        (words::pane_name(look, Pane::Deadlines), look.say(&msg))
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool) {
        if self.rows.is_empty() {
            let words = look.say(&words::with_key(look, "pane-empty-deadlines", "assessment", Scope::Deadlines));
            rows::empty(area, buffer, look, &words);
            return;
        }
        let (list, note) = Self::parts(area);
        let page = usize::from(list.height);
        let top = self.list.top_for(self.len(), page);
        for (line, (number, row)) in (0..list.height).zip(self.rows.iter().enumerate().skip(top)) {
            rows::row(list, buffer, look, line, focused && number == self.list.selected, |pen| {
                draw_row(pen, row, self.widest, look);
            });
        }
        rows::more(list, buffer, look, top > 0, top + page < self.len());
        rows::notes(note, buffer, look, &notes(self.row(), look));
    }

    fn page(&self, area: Rect, _: &Look<'_>) -> usize {
        usize::from(Self::parts(area).0.height)
    }

    fn at(&self, area: Rect, _: &Look<'_>, line: u16) -> Option<usize> {
        let page = Self::parts(area).0.height;
        let row = self.list.top_for(self.len(), usize::from(page)) + usize::from(line);
        (line < page && row < self.len()).then_some(row)
    }

    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
        self.row().map(|row| write::detail(row, look, width)).unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "deadlines_tests.rs"]
mod tests;
