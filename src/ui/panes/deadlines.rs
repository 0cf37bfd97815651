//! The deadlines: clocks with the time left, what was sent, memos, and exposure while no start is recorded. A clock never counts as compliance.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::{self, Pen};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::deadline::{ClockState, ClockView, past};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, hms_left};
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

#[path = "deadlines_detail.rs"]
mod write;

/// Milliseconds before its end from which a clock is amber.
const NEAR: i64 = 4 * 3_600_000;
/// Columns of the time left with its sign, `! -00:12:10`.
pub(in crate::ui) const LEFT: u16 = 11;
/// Columns of a state in words.
const STATE: u16 = 14;
/// Columns from which state and instant have columns of their own.
const WIDE: u16 = 66;

/// Lines from which the later reading has a line of its own.
const ROOMY: u16 = 12;

/// A clock, or a regime without one, as far as it does not change with the time of day.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Row {
    /// `REGIME/DEADLINE`, or the regime alone.
    pub(in crate::ui) key: String,
    regime: String,
    /// Name for the screen.
    pub(in crate::ui) name: String,
    /// Running stands for late too: that depends on the present.
    state: ClockState,
    /// When it is due, from its start.
    pub(in crate::ui) due: Option<Instant>,
    /// At worst due, while no start is recorded.
    pub(in crate::ui) exposure: Option<Instant>,
    /// Length in milliseconds; 0 while it does not count down.
    pub(in crate::ui) length: i64,
    /// Whether it ends with a day.
    ends_a_day: bool,
    /// When it began.
    pub(in crate::ui) since: Option<Instant>,
    /// The latest reading that can be argued, where it lies after the target.
    later: Option<Instant>,
    /// What stands for an instant where there is none.
    quiet: &'static str,
    /// Whether the question of its regime was answered.
    pub(in crate::ui) answer: Option<String>,
    sent: Option<(Instant, RecordId, String)>,
    /// Who decided whether this one deadline applies.
    decided_by: Option<String>,
}

impl Row {
    /// How it stands at an instant.
    pub(in crate::ui) fn state(&self, now: Instant) -> ClockState {
        match (self.state, self.due) {
            (ClockState::Running | ClockState::Late, Some(due)) if past(due, self.ends_a_day, now) => ClockState::Late,
            (ClockState::Late, _) => ClockState::Running,
            (state, _) => state,
        }
    }

    /// Milliseconds left at an instant, negative when late; none while it does not run.
    pub(in crate::ui) fn left(&self, now: Instant) -> Option<i64> {
        match self.state(now) {
            ClockState::Running | ClockState::Late => self.due.map(|due| due.millis_since(now)),
            _ => None,
        }
    }

    /// Whether somebody still has to do something about it.
    pub(in crate::ui) fn open(&self) -> bool {
        !matches!(self.state, ClockState::Sent | ClockState::Memo | ClockState::DoesNotApply)
    }

    /// The sign and style of how pressing it is.
    pub(in crate::ui) fn pressing(&self, look: &Look<'_>) -> (&'static str, Style) {
        match self.left(look.now) {
            Some(left) if left < 0 => ("! ", look.theme.late),
            Some(left) if left <= NEAR => ("! ", look.theme.due),
            _ => ("", look.theme.text),
        }
    }
}

/// The deadlines' rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    rows: Vec<Row>,
    records: Option<usize>,
    /// Columns of the longest name.
    widest: u16,
}

/// A name that fits a row: the shipped short name of a clock or regime, else the beginning of the regime's and the name of its clock.
fn short_name(view: &ClockView<'_>, look: &Look<'_>) -> String {
    let id = format!("pane-clock-{}", view.key().replace(['/', '+', '.'], "-"));
    if look.lang.has(&id) {
        return look.word(&id);
    }
    // A law with one deadline may go by its own name.
    let whole = format!("pane-clock-{}", view.regime.considered.regime.replace(['/', '+', '.'], "-"));
    if view.regime.considered.clocks.len() == 1 && look.lang.has(&whole) {
        return look.word(&whole);
    }
    let regime = view.regime.considered.name.split(':').next().unwrap_or_default();
    match view.clock {
        Some(clock) => format!("{regime}: {}", clock.name),
        None => regime.to_owned(),
    }
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
        rows::part(area, rows::lines_for(area, if area.height >= ROOMY { 3 } else { 2 }))
    }
}

/// How a row stands: digits of the time left, or words.
fn standing(row: &Row, look: &Look<'_>) -> (String, Style) {
    match row.state(look.now) {
        ClockState::Running | ClockState::Late => {
            let (sign, style) = row.pressing(look);
            (format!("{sign}{}", hms_left(row.left(look.now).unwrap_or_default())), style)
        }
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
    match room {
        21.. => words::due(look, at),
        17..=20 => words::weekday_stamp(look, at),
        _ => words::stamp(look, at).trim_start().to_owned(),
    }
}

/// The last column: when it is due, at worst due, or what was sent.
fn tail(row: &Row, look: &Look<'_>, room: u16) -> (String, Style) {
    let theme = look.theme;
    match row.state(look.now) {
        ClockState::Running | ClockState::Late => {
            let style = row.pressing(look).1;
            (row.due.map(|due| due_in(look, due, room)).unwrap_or_default(), style)
        }
        ClockState::NotStarted | ClockState::NotAssessed => match row.exposure {
            Some(at) => {
                let whole = exposure(look, at);
                if rows::columns(&whole) <= room {
                    (whole, theme.text)
                } else {
                    let short = words::stamp(look, at).trim_start().to_owned();
                    (look.say(&Msg::new("pane-exposure-short").with("due", short)), theme.text)
                }
            }
            None => (look.word(row.quiet), theme.dim),
        },
        ClockState::Elapsing => (elapsed(row, look), theme.text),
        ClockState::Sent => match &row.sent {
            Some((at, record, reference)) => {
                let reference = words::row_text(look, *record, reference).0;
                let late = row.due.is_some_and(|due| *at > due);
                let id = if late { "pane-sent-late" } else { "pane-sent-at" };
                let msg = Msg::new(id).with("at", words::stamp(look, *at).trim_start()).with("reference", reference);
                (look.say(&msg), if late { theme.late } else { theme.dim })
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

/// `14:02:11 elapsed; no number in the law`: nothing counts down.
pub(in crate::ui) fn elapsed(row: &Row, look: &Look<'_>) -> String {
    let passed = row.since.map(|since| hms_left(look.now.millis_since(since))).unwrap_or_default();
    look.say(&Msg::new("pane-elapsed").with("elapsed", passed))
}

/// What a clock without an instant waits for.
fn quiet(view: &ClockView<'_>) -> &'static str {
    let Some(clock) = view.clock else { return "pane-no-clock" };
    if clock.counted().rule.open() && !view.waits() { "pane-no-number" } else { "pane-own-event" }
}

/// `at worst due Tue 24 Nov 09:04 CET (exposure)`.
pub(in crate::ui) fn exposure(look: &Look<'_>, at: Instant) -> String {
    look.say(&Msg::new("pane-exposure").with("due", words::due(look, at)))
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
        let parts = [row.name.clone(), state, tail, answer];
        let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        notes.push((words.join("; "), look.theme.text));
    }
    notes.push((look.word("pane-clock-no-compliance"), look.theme.dim));
    let later = row.filter(|row| row.left(look.now).is_some()).and_then(|row| row.later);
    if let Some(later) = later {
        notes.push((look.say(&Msg::new("pane-later").with("later", words::due(look, later))), look.theme.dim));
    }
    notes
}

fn draw_row(pen: &mut Pen<'_>, row: &Row, widest: u16, look: &Look<'_>) {
    let (words, style) = standing(row, look);
    let room = pen.room();
    pen.cell(&row.name, widest.min(room * 2 / 5), look.theme.text);
    let digits = row.left(look.now).is_some();
    if digits {
        pen.right(&words, LEFT, style);
        if room >= WIDE {
            pen.cell("", STATE - LEFT - 1, style);
        }
    } else if room >= WIDE {
        pen.cell(&words, STATE, style);
    }
    let (tail, tail_style) = tail(row, look, pen.room());
    if digits || room >= WIDE {
        pen.fill(&tail, 0, tail_style);
    } else {
        // Too narrow for a column of its own: state and instant in one where they fit; the note below has it whole.
        let tail = self::tail(row, look, pen.room().saturating_sub(rows::columns(&words) + 2)).0;
        let both = format!("{words}; {tail}");
        let fits = !tail.is_empty() && rows::columns(&both) <= pen.room();
        pen.fill(if fits { &both } else { &words }, 0, style);
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
        self.rows = views
            .iter()
            .map(|view| {
                let sent = view.regime.sent.values().flatten().find(|(_, sent)| Some(sent) == view.sent);
                let answer = view.regime.stands(look.state);
                Row {
                    key: view.key(),
                    regime: view.regime.considered.regime.clone(),
                    name: short_name(view, look),
                    state: view.state,
                    due: view.due,
                    exposure: view.exposure,
                    length: view.due.zip(view.start).map_or(0, |(due, start)| due.millis_since(start.at)),
                    ends_a_day: view.counted().is_some_and(|due| due.end.last_day().is_some()),
                    since: view.start.map(|start| start.at),
                    later: view.later(),
                    quiet: quiet(view),
                    answer: answer.map(|(_, assessed)| assessed.answer.clone()),
                    decided_by: view.condition.map(|(_, answered)| answered.decider.name.clone()),
                    sent: sent.map(|(id, sent)| (sent.at.at, *id, sent.reference.clone())),
                }
            })
            .collect();
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
            "clock" | "sent" | "condition" | "count-with" | "draft" => {
                Input::default().with("deadline", row.key.clone())
            }
            "memo" => {
                let mut regimes = look.state.deadlines.regimes.iter();
                let regime = regimes.find(|regime| regime.considered.regime == row.regime);
                let threshold = regime.map(|regime| regime.considered.threshold()).unwrap_or_default();
                Input::default().with("deadline", row.key.clone()).with("threshold", threshold)
            }
            "approve-notice" => Input::default().with("notice", row.key.clone()),
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
            let words = look.say(&words::with_key("pane-empty-deadlines", "assessment", Scope::Deadlines));
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
