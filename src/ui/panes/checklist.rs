//! The checklist: the first quarter of an hour, then every step by phase, with states derived from records.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::{self, Pen, Shown};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::procedure::{Pulled, Target, targets};
use crate::domain::proof::{StepState, missing, state_of};
use crate::domain::time::Instant;
use crate::library::procedure::{ADDED, MergedStep, Step};
use crate::library::vocabulary::Vocabulary;
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

#[path = "checklist_detail.rs"]
mod write;

/// Minutes after the declaration during which only the `first15` steps are shown.
const FIRST_MINUTES: i64 = 15;
/// Columns from which role and target have columns of their own.
const WIDE: u16 = 72;

/// A step as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Number among the merged steps.
    index: usize,
    id: String,
    state: StepState,
    missing: Vec<String>,
    /// By when it is to be done; none before the declaration.
    target: Option<Target>,
}

/// The checklist's rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    rows: Vec<Row>,
    shown: Vec<Shown>,
    /// What somebody chose by key: all steps, or those of the first minutes; none follows the clock.
    chosen: Option<bool>,
    /// The records and the choice that the rows were made from.
    made: Option<(usize, bool)>,
    /// Columns of the longest id.
    widest: u16,
    phase: Option<String>,
    verified: usize,
    steps: usize,
}

impl View {
    /// Shows all steps, or only those of the first quarter of an hour again.
    pub fn toggle_all(&mut self) {
        let all = self.made.is_none_or(|(_, all)| all);
        self.chosen = Some(!all);
    }

    /// The phase of the earliest step, by phase and then in the order of the procedures, that is neither proved nor skipped; none when there is none.
    #[must_use]
    pub fn phase(&self) -> Option<&str> {
        self.phase.as_deref()
    }

    /// Whether there are steps at all.
    #[must_use]
    pub fn has_steps(&self) -> bool {
        self.steps > 0
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.selected)
    }

    fn step<'a>(row: &Row, look: &Look<'a>) -> Option<&'a MergedStep> {
        look.state.work.steps.get(row.index).filter(|merged| merged.step.id == row.id)
    }

    fn notes(&self, look: &Look<'_>) -> Vec<(String, Style)> {
        let mut notes = Vec::new();
        if self.made.is_some_and(|(_, all)| !all) {
            let id = if look.keys.label("first-steps", Scope::Checklist).is_some() {
                "pane-first15-key"
            } else {
                "pane-first15"
            };
            let msg = words::with_key(look, id, "first-steps", Scope::Checklist).with("all", self.steps);
            notes.push((look.say(&msg), look.theme.due));
        }
        if let Some((row, merged)) = self.row().and_then(|row| Some((row, Self::step(row, look)?))) {
            notes.extend(note(row, &merged.step, look));
        }
        notes
    }

    fn parts(&self, area: Rect, notes: usize) -> (Rect, Rect) {
        rows::part(area, rows::lines_for(area, notes.max(3)))
    }
}

/// Phases in the order of the vocabulary; a phase it does not know comes last.
fn phase_rank(phase: &str) -> usize {
    Vocabulary::of_rules().phases.position(phase).unwrap_or(usize::MAX)
}

/// Whether only the steps of the first minutes are due to be shown.
fn first_minutes(state: &Incident, now: Instant) -> bool {
    state.case.declared_at().is_some_and(|at| now < at.plus_minutes(FIRST_MINUTES))
}

fn style_of(state: StepState, look: &Look<'_>) -> Style {
    match state {
        StepState::Verified => look.theme.proved,
        StepState::Skipped => look.theme.dim,
        StepState::Open | StepState::InHand | StepState::Proved => look.theme.text,
    }
}

/// Minutes over the target of a step that is not proved.
fn over(row: &Row, look: &Look<'_>) -> Option<i64> {
    if row.state.earned() || row.state == StepState::Skipped {
        return None;
    }
    let over = look.now.millis_since(row.target.as_ref()?.at);
    (over > 0).then_some(over / 60_000)
}

/// Minutes from the declaration to its target: its own, or those up to which a deadline pulled it forward.
fn allowed(row: &Row, step: &Step, look: &Look<'_>) -> i64 {
    let pulled = row.target.as_ref().filter(|target| target.pulled.is_some()).zip(look.state.case.declared_at());
    pulled.map_or(i64::from(step.minutes), |(target, declared)| target.at.millis_since(declared).max(0) / 60_000)
}

/// Which deadline pulled the target forward, for a step that is still to be done.
fn pulled(row: &Row) -> Option<(&Target, &Pulled)> {
    let open = !row.state.earned() && row.state != StepState::Skipped;
    row.target.as_ref().filter(|_| open).and_then(|target| Some((target, target.pulled.as_ref()?)))
}

/// `pulled forward to Sun 22 Nov 04:04 CET by NIS2 early warning, due Sun 22 Nov 08:04 CET`.
fn why(target: &Target, by: &Pulled, look: &Look<'_>) -> String {
    let msg = Msg::new("pane-step-pulled").with("at", words::due(look, target.at)).with("name", by.name.clone());
    look.say(&msg.with("due", words::due(look, by.due)))
}

/// The target of a step, or how far it is over.
fn target(row: &Row, step: &Step, look: &Look<'_>) -> (String, Style) {
    match over(row, look) {
        Some(minutes) => {
            let msg = Msg::new("pane-step-over").with("span", words::inner(words::span(minutes)));
            (look.say(&msg), look.theme.late)
        }
        None if pulled(row).is_some() => {
            let span = words::inner(words::span(allowed(row, step, look)));
            (look.say(&Msg::new("pane-step-pulled-short").with("span", span)), look.theme.due)
        }
        None => (look.say(&words::span(i64::from(step.minutes))), look.theme.dim),
    }
}

/// Missing kinds, those together that stand in for each other: one of them is enough.
fn groups(missing: &[String]) -> Vec<Vec<&String>> {
    let sets = &Vocabulary::of_rules().alternatives;
    let alike = |a: &String, b: &String| sets.iter().any(|set| set.contains(a) && set.contains(b));
    let mut groups: Vec<Vec<&String>> = Vec::new();
    for kind in missing {
        match groups.iter_mut().find(|group| group.iter().any(|other| alike(other, kind))) {
            Some(group) => group.push(kind),
            None => groups.push(vec![kind]),
        }
    }
    groups
}

fn kinds(missing: &[String], look: &Look<'_>) -> String {
    let either = |group: Vec<&String>| {
        let mut words = group.into_iter().map(|kind| look.code("proof", kind));
        let first = words.next().unwrap_or_default();
        words.fold(first, |a, b| look.say(&Msg::new("pane-either").with("a", a).with("b", b)))
    };
    groups(missing).into_iter().map(either).collect::<Vec<_>>().join(", ")
}

/// What stands below the list for the selected step: state and target, what is missing, what comes first.
fn note(row: &Row, step: &Step, look: &Look<'_>) -> Vec<(String, Style)> {
    let theme = look.theme;
    let late = over(row, look);
    let state = Msg::new(if late.is_some() { "pane-step-note-over" } else { "pane-step-note" })
        .with("step", row.id.clone())
        .code("state", "pane-step", row.state.code())
        .code("role", "role", step.role.clone());
    let span = words::span(late.unwrap_or_else(|| allowed(row, step, look)));
    let style = if late.is_some() { theme.late } else { theme.text };
    let mut notes = vec![(look.say(&state.with("span", words::inner(span))), style)];
    if let Some((target, by)) = pulled(row) {
        notes.push((why(target, by, look), theme.due));
    }
    match row.state {
        StepState::Verified => {}
        StepState::Proved => notes.push((look.word("pane-step-second"), theme.due)),
        StepState::Open | StepState::InHand | StepState::Skipped => {
            let msg = Msg::new("pane-step-missing").with("kinds", kinds(&row.missing, look));
            notes.push((look.say(&msg), theme.due));
        }
    }
    let open = open_needs(step, look.state);
    if !open.is_empty() && !row.state.earned() {
        let msg = Msg::new("pane-step-needs").with("steps", open.join(", "));
        notes.push((look.say(&msg), theme.due));
    }
    notes
}

/// Steps that come first and are not proved.
fn open_needs<'a>(step: &'a Step, state: &Incident) -> Vec<&'a str> {
    let earned = |id: &str| state_of(state, id).is_some_and(StepState::earned);
    step.needs.iter().map(String::as_str).filter(|id| !earned(id)).collect()
}

fn draw_row(pen: &mut Pen<'_>, row: &Row, step: &Step, widest: u16, look: &Look<'_>) {
    let style = style_of(row.state, look);
    let wide = pen.room() >= WIDE;
    pen.cell(row.state.sign(), 3, style).cell(&row.id, widest, style);
    let (words, target_style) = target(row, step, look);
    if wide {
        let room = pen.room();
        let role = (room / 4).min(20);
        pen.fill(&step.title, role + 1 + 14 + 1 + 10, style);
        let missing = if row.missing.is_empty() {
            String::new()
        } else {
            look.say(&Msg::new("pane-step-lacks").with("n", groups(&row.missing).len()))
        };
        pen.cell(&look.code("role", &step.role), role, look.theme.dim).cell(&missing, 10, look.theme.dim).right(
            &words,
            14,
            target_style,
        );
    } else if over(row, look).is_some() || pulled(row).is_some() {
        let keep = rows::columns(&words).min(pen.room() / 2);
        pen.fill(&step.title, keep, style).cell(&words, keep, target_style);
    } else {
        pen.fill(&step.title, 0, style);
    }
}

impl PaneView for View {
    fn refresh(&mut self, look: &Look<'_>) {
        let state = look.state;
        let all = self.chosen.unwrap_or_else(|| !first_minutes(state, look.now));
        let records = state.record_count();
        if self.made == Some((records, all)) {
            return;
        }
        self.made = Some((records, all));
        let kept = self.row().map(|row| row.id.clone());
        let steps = &state.work.steps;
        let targets = targets(state, &state.deadlines.views(state, Instant::MIN));
        let mut rows: Vec<Row> = steps
            .iter()
            .enumerate()
            .map(|(index, merged)| Row {
                index,
                id: merged.step.id.clone(),
                state: state_of(state, &merged.step.id).unwrap_or(StepState::Open),
                missing: missing(state, &merged.step.id),
                target: targets.get(&merged.step.id).cloned(),
            })
            .collect();
        let phase = |row: &Row| steps.get(row.index).map_or("", |merged| merged.step.phase.as_str());
        rows.sort_by_key(|row| (phase_rank(phase(row)), row.index));
        self.steps = rows.len();
        self.verified = rows.iter().filter(|row| row.state == StepState::Verified).count();
        let open = rows.iter().find(|row| !row.state.earned() && row.state != StepState::Skipped);
        self.phase = open.map(|row| phase(row).to_owned());
        self.shown.clear();
        if all {
            let mut last = None;
            for (number, row) in rows.iter().enumerate() {
                if last != Some(phase(row)) {
                    last = Some(phase(row));
                    let group = || rows.iter().filter(|other| phase(other) == phase(row));
                    let msg = Msg::new("pane-phase-heading")
                        .code("phase", "pane-phase", phase(row))
                        .with("verified", group().filter(|row| row.state == StepState::Verified).count())
                        .with("all", group().count());
                    self.shown.push(Shown::Heading(look.say(&msg)));
                }
                self.shown.push(Shown::Row(number));
            }
        } else {
            // Who adds a step in the first minutes wants to see it.
            let first = |merged: &MergedStep| merged.step.first15 || merged.procedure == ADDED;
            rows.retain(|row| steps.get(row.index).is_some_and(first));
            // The first minutes follow the targets, whatever the phase.
            rows.sort_by_key(|row| (row.target.as_ref().map_or(Instant::MIN, |target| target.at), row.index));
            self.shown = (0..rows.len()).map(Shown::Row).collect();
        }
        self.widest = rows.iter().map(|row| rows::columns(&row.id)).max().unwrap_or(0);
        self.rows = rows;
        let row = kept.and_then(|id| self.rows.iter().position(|row| row.id == id));
        self.list.selected = row.unwrap_or(self.list.selected).min(self.rows.len().saturating_sub(1));
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.list
    }

    fn selected(&self, _: &Look<'_>) -> Option<Place> {
        self.row().map(|row| Place::Step(row.id.clone()))
    }

    fn select(&mut self, place: &Place) -> bool {
        let Place::Step(id) = place else { return false };
        let row = self.rows.iter().position(|row| row.id.eq_ignore_ascii_case(id));
        self.list.selected = row.unwrap_or(self.list.selected);
        row.is_some()
    }

    fn show_all(&mut self) {
        self.chosen = Some(true);
    }

    fn prefill(&self, command: &str, look: &Look<'_>) -> Input {
        let Some(row) = self.row() else { return Input::default() };
        let input = Input::default().with("step", row.id.clone());
        match command {
            "take" | "skip" | "verify-step" => input,
            // Another step is selected by chance only: containment belongs to those of control 2.
            "contain" if Self::step(row, look).is_some_and(|merged| merged.step.control == 2) => input,
            "proof" => {
                let listed = Self::step(row, look).and_then(|merged| merged.step.proof.first());
                match row.missing.first().or(listed) {
                    Some(kind) => input.with("kind", kind.clone()),
                    None => input,
                }
            }
            _ => Input::default(),
        }
    }

    fn title(&self, look: &Look<'_>) -> (String, String) {
        let msg = Msg::new("pane-checklist-count").with("verified", self.verified).with("all", self.steps);
        (words::pane_name(look, Pane::Checklist), look.say(&msg))
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool) {
        if self.rows.is_empty() {
            let (id, name) = match look.state.case.declared {
                None => ("pane-empty-checklist-undeclared", "declare"),
                Some(_) => ("pane-empty-checklist", "procedure"),
            };
            rows::empty(area, buffer, look, &words::empty(look, id, name, Scope::Checklist));
            return;
        }
        let below = self.notes(look);
        let (list, notes) = self.parts(area, below.len());
        rows::draw(list, buffer, look, &self.shown, self.list, focused, |pen, number| {
            if let Some((row, merged)) = self.rows.get(number).and_then(|row| Some((row, Self::step(row, look)?))) {
                draw_row(pen, row, &merged.step, self.widest, look);
            }
        });
        rows::notes(notes, buffer, look, &below);
    }

    fn page(&self, area: Rect, look: &Look<'_>) -> usize {
        usize::from(self.parts(area, self.notes(look).len()).0.height)
    }

    fn at(&self, area: Rect, look: &Look<'_>, line: u16) -> Option<usize> {
        rows::at(self.parts(area, self.notes(look).len()).0, &self.shown, self.list, line)
    }

    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
        let found = self.row().and_then(|row| Some((row, Self::step(row, look)?)));
        found.map(|(row, merged)| write::detail(row, merged, look, width)).unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "checklist_tests.rs"]
mod tests;
