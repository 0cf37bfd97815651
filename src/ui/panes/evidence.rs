//! The evidence: exhibits with how sure their digests are, who holds them, running hashes, open hand-overs and gaps.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::{self, Pen};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::custody::{Finding, What};
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::hms_left;
use crate::ui::list::ListState;
use crate::ui::look::{JobState, JobView, Look};
use crate::ui::pane::Pane;

#[path = "evidence_life.rs"]
mod life;
#[path = "evidence_detail.rs"]
mod write;

/// Columns of a digest in short, `9f2c..61ab`.
const DIGEST: u16 = 10;
/// Columns of how sure a digest is.
const STATE: u16 = 12;
/// Columns from which a job has a bar.
const WIDE: u16 = 90;

/// The evidence's rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    exhibits: Vec<RecordId>,
    /// What is open or wrong in a chain of custody, by exhibit.
    findings: Vec<(RecordId, Finding)>,
    widest: u16,
    records: Option<usize>,
}

impl View {
    fn exhibit<'a>(&self, row: usize, look: &Look<'a>) -> Option<&'a Exhibit> {
        look.state.register.exhibit(*self.exhibits.get(row)?)
    }

    fn selected_exhibit<'a>(&self, look: &Look<'a>) -> Option<&'a Exhibit> {
        self.exhibit(self.list.selected, look)
    }

    /// Jobs of no exhibit, then what is open: the selected exhibit first.
    fn notes(&self, look: &Look<'_>) -> Vec<(String, Style)> {
        let mut notes: Vec<(String, Style)> = Vec::new();
        for job in look.jobs.iter().filter(|job| job.exhibit.is_none()) {
            notes.push((format!("{}  {}", job.name, progress(job, look)), look.theme.text));
        }
        let selected = self.exhibits.get(self.list.selected);
        let (own, others): (Vec<_>, Vec<_>) = self.findings.iter().partition(|(id, _)| Some(id) == selected);
        notes.extend(own.into_iter().chain(others).filter_map(|(id, finding)| say(*id, finding, look)));
        notes
    }

    fn parts(area: Rect, notes: &[(String, Style)]) -> (Rect, Rect) {
        let lines = if notes.is_empty() { 0 } else { rows::lines_for(area, notes.len()) };
        rows::part(area, lines)
    }

    fn draw_row(&self, pen: &mut Pen<'_>, exhibit: &Exhibit, look: &Look<'_>) {
        let theme = look.theme;
        let struck = look.state.struck(exhibit.id);
        let plain = if struck { theme.dim } else { theme.text };
        let room = pen.room();
        pen.cell(&look.state.register.shown_label(exhibit), self.widest, plain);
        let (description, withheld) = words::row_text(look, exhibit.id, &exhibit.registered.description);
        let style = if withheld { theme.withheld } else { plain };
        let job = look.jobs.iter().find(|job| job.exhibit == Some(exhibit.id));
        let (state, state_style) = digest_state(exhibit, job.is_some(), look);
        let (state, state_style) =
            if struck { (look.word("pane-sign-struck"), theme.dim) } else { (state, state_style) };
        let tail = STATE + 1 + DIGEST + 1 + pen.room().saturating_sub(STATE + DIGEST + 2) * 2 / 5;
        if room < 46 {
            // Narrow: how sure the digest is says more than the digest.
            pen.fill(&description, STATE, style).cell(&state, STATE, state_style);
            return;
        }
        pen.fill(&description, tail, style).cell(&state, STATE, state_style);
        if let Some(job) = job {
            let words = progress(job, look);
            if room >= WIDE {
                let width = pen.room().saturating_sub(rows::columns(&words) + 1).min(20);
                pen.cell(&look.glyphs.bar(job.done, job.total.unwrap_or(0), width), width, theme.text);
            }
            pen.fill(&words, 0, theme.text);
            return;
        }
        pen.cell(&text::middle(exhibit.digest(), usize::from(DIGEST)), DIGEST, state_style);
        let (place, withheld) = where_it_is(exhibit, look);
        pen.fill(&place, 0, if withheld { theme.withheld } else { plain });
    }
}

/// How sure a digest is, with its sign.
fn digest_state(exhibit: &Exhibit, hashing: bool, look: &Look<'_>) -> (String, Style) {
    if hashing {
        return (look.word("pane-digest-hashing"), look.theme.text);
    }
    let found = look.state.digest_state(exhibit);
    let style = match found {
        DigestState::Recomputed => look.theme.proved,
        DigestState::Claimed | DigestState::Corroborated => look.theme.claimed,
        DigestState::None | DigestState::LossAccepted => look.theme.due,
        DigestState::Differs | DigestState::Failed | DigestState::Incomplete | DigestState::ToolFailed => {
            look.theme.late
        }
    };
    (look.code("pane-digest", found.code()), style)
}

/// `61 %  00:02:21 left`, with the rate where it is known.
fn progress(job: &JobView, look: &Look<'_>) -> String {
    let mut parts = Vec::new();
    match job.state {
        JobState::Running => {}
        JobState::Searching => parts.push(look.word("pane-job-searching")),
        JobState::Paused => parts.push(look.word("pane-job-paused")),
        JobState::Waiting => return look.word("pane-job-waiting"),
    }
    match job.total {
        Some(total) if total > 0 => {
            let percent = u128::from(job.done.min(total)) * 100 / u128::from(total);
            let percent = u64::try_from(percent).unwrap_or(100);
            parts.push(look.say(&Msg::new("pane-percent").with("n", percent)));
        }
        _ => parts.push(words::size(look, job.done)),
    }
    if let Some(left) = job.left_seconds {
        let left = hms_left(i64::try_from(left).unwrap_or(i64::MAX / 1000).saturating_mul(1000));
        parts.push(look.say(&Msg::new("pane-left").with("left", left)));
    }
    if let Some(rate) = job.rate {
        let rate = words::size(look, rate);
        parts.push(look.say(&Msg::new("pane-rate").with("rate", rate)));
    }
    parts.join("  ")
}

/// Holder's initials and place, and whether the place is withheld.
fn where_it_is(exhibit: &Exhibit, look: &Look<'_>) -> (String, bool) {
    let state = look.state;
    let holder = state.custody.holder(state, exhibit.id).map(|who| look.initials(&who)).unwrap_or_default();
    let chain = state.custody.chain(exhibit.id);
    let last = chain.iter().rev().find(|(id, moved)| !state.struck(*id) && !moved.place.is_empty());
    let (record, place) =
        last.map_or((exhibit.id, exhibit.registered.place.as_str()), |(id, moved)| (*id, moved.place.as_str()));
    if place.is_empty() {
        return (holder, false);
    }
    let (place, withheld) = words::row_text(look, record, place);
    (format!("{holder}  {place}").trim_start().to_owned(), withheld)
}

/// A finding in words.
fn say(id: RecordId, finding: &Finding, look: &Look<'_>) -> Option<(String, Style)> {
    let state = look.state;
    let label = state.register.exhibit(id).map(|exhibit| state.register.shown_label(exhibit))?;
    let moved = |event: RecordId| {
        state.custody.events.get(&id).into_iter().flatten().find(|(known, _)| *known == event).map(|(_, moved)| moved)
    };
    let (what, settled) = (&finding.what, finding.settled.is_some());
    let style = if settled { look.theme.dim } else { look.theme.due };
    let words = match what {
        What::Open { to } => {
            let released = moved(finding.event)?;
            Msg::new("pane-open-hand-over")
                .with("label", label)
                .with("at", words::stamp(look, released.at.at).trim_start())
                .with("from", look.initials(&released.from))
                .with("to", to.clone())
        }
        What::Gap { held_by, given_by } => Msg::new(if settled { "pane-gap-explained" } else { "pane-gap" })
            .with("label", label)
            .with("held", held_by.clone())
            .with("given", if given_by.is_empty() { look.word("pane-nobody-named") } else { given_by.clone() }),
        What::Seal { applied, removed } => {
            let seal = |seal: &str| {
                if seal.is_empty() { look.word("pane-none") } else { words::row_text(look, finding.event, seal).0 }
            };
            Msg::new(if settled { "pane-seal-explained" } else { "pane-seal" })
                .with("label", label)
                .with("applied", seal(applied))
                .with("removed", seal(removed))
        }
        what => Msg::new(if settled { "pane-finding-settled" } else { "pane-finding" }).with("label", label).code(
            "what",
            "finding",
            what.code(),
        ),
    };
    Some((look.say(&words), style))
}

fn open_hand_overs(findings: &[(RecordId, Finding)]) -> usize {
    findings.iter().filter(|(_, finding)| matches!(finding.what, What::Open { .. })).count()
}

fn live_findings(state: &Incident) -> Vec<(RecordId, Finding)> {
    let exhibits = state.register.exhibits.iter().filter(|exhibit| !state.struck(exhibit.id));
    let mut found: Vec<(RecordId, Finding)> = exhibits
        .flat_map(|exhibit| state.custody.findings(state, exhibit.id).into_iter().map(|finding| (exhibit.id, finding)))
        .collect();
    // What is settled in words comes last.
    found.sort_by_key(|(_, finding)| finding.settled.is_some());
    found
}

impl PaneView for View {
    fn refresh(&mut self, look: &Look<'_>) {
        let records = look.state.record_count();
        if self.records == Some(records) {
            return;
        }
        self.records = Some(records);
        let kept = self.exhibits.get(self.list.selected).copied();
        let register = &look.state.register;
        self.exhibits = register.exhibits.iter().map(|exhibit| exhibit.id).collect();
        let labels = register.exhibits.iter().map(|exhibit| rows::columns(&register.shown_label(exhibit)));
        self.widest = labels.max().unwrap_or(0);
        self.findings = live_findings(look.state);
        let row = kept.and_then(|kept| self.exhibits.iter().position(|id| *id == kept));
        self.list.selected = row.unwrap_or(0);
    }

    fn len(&self) -> usize {
        self.exhibits.len()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.list
    }

    fn selected(&self, _: &Look<'_>) -> Option<Place> {
        self.exhibits.get(self.list.selected).map(|id| Place::Exhibit(*id))
    }

    fn select(&mut self, place: &Place) -> bool {
        let Place::Exhibit(wanted) = place else { return false };
        let row = self.exhibits.iter().position(|id| id == wanted);
        self.list.selected = row.unwrap_or(self.list.selected);
        row.is_some()
    }

    fn prefill(&self, command: &str, look: &Look<'_>) -> Input {
        let Some(exhibit) = self.selected_exhibit(look) else { return Input::default() };
        let state = look.state;
        let input = Input::default().with("exhibit", state.register.shown_label(exhibit));
        let holder = state.custody.holder(state, exhibit.id);
        match command {
            "rehash" | "locate" | "proof" | "claim" | "accept-loss" => input,
            "release" => match holder {
                Some(holder) => input.with("from", words::person_field(look, &holder)),
                None => input,
            },
            "accept" => match state.custody.open_release(state, exhibit.id) {
                Some((_, open)) => input
                    .with("from", words::person_field(look, &open.from))
                    .with("to", words::person_field(look, &open.to)),
                None => input,
            },
            "describe" => exhibit.details.values().fold(input, |input, (field, value)| input.with(field, value)),
            "custody" => {
                let gap = self.findings.iter().any(|(id, finding)| {
                    *id == exhibit.id && matches!(finding.what, What::Gap { .. }) && finding.settled.is_none()
                });
                if gap { input.with("event", "gap-explained") } else { input }
            }
            _ => Input::default(),
        }
    }

    fn title(&self, look: &Look<'_>) -> (String, String) {
        let open = open_hand_overs(&self.findings);
        let id = if open == 0 { "pane-evidence-count" } else { "pane-evidence-count-open" };
        let msg = Msg::new(id).with("all", self.exhibits.len()).with("open", open);
        (words::pane_name(look, Pane::Evidence), look.say(&msg))
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool) {
        let below = self.notes(look);
        if self.exhibits.is_empty() && below.is_empty() {
            let words = look.say(&words::with_key(look, "pane-empty-evidence", "exhibit", Scope::Evidence));
            rows::empty(area, buffer, look, &words);
            return;
        }
        let (list, notes) = Self::parts(area, &below);
        let page = usize::from(list.height);
        let top = self.list.top_for(self.len(), page);
        for (line, row) in (0..list.height).zip(top..self.len()) {
            if let Some(exhibit) = self.exhibit(row, look) {
                rows::row(list, buffer, look, line, focused && row == self.list.selected, |pen| {
                    self.draw_row(pen, exhibit, look);
                });
            }
        }
        rows::more(list, buffer, look, top > 0, top + page < self.len());
        rows::notes(notes, buffer, look, &below);
    }

    fn page(&self, area: Rect, look: &Look<'_>) -> usize {
        usize::from(Self::parts(area, &self.notes(look)).0.height)
    }

    fn at(&self, area: Rect, look: &Look<'_>, line: u16) -> Option<usize> {
        let page = Self::parts(area, &self.notes(look)).0.height;
        let row = self.list.top_for(self.len(), usize::from(page)) + usize::from(line);
        (line < page && row < self.len()).then_some(row)
    }

    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
        self.selected_exhibit(look)
            .map(|exhibit| write::detail(exhibit, &self.findings, look, width))
            .unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;
