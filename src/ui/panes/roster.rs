//! The roster: who holds which role, whether the call was acknowledged, deputies, vacancies, conflicts of duty, and people without a role.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::rows::{self, Pen, Shown};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::call_order::turn;
use crate::domain::callout::{Call, CallState};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::{ConflictStanding, Incident};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::people::Conflict;
use crate::domain::text;
use crate::library::vocabulary::Vocabulary;
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

#[path = "roster_detail.rs"]
mod write;

/// Columns below which initials stand for names.
const NAMES: u16 = 64;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// A role, held or not.
    Role(String),
    /// Who stands in for the holder of a role.
    Deputy(String),
    /// A person without a role.
    Person(RecordId),
}

/// The roster's rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    rows: Vec<Row>,
    shown: Vec<Shown>,
    conflicts: Vec<Conflict>,
    /// On which row a call is shown.
    calls: Vec<(RecordId, usize)>,
    /// Columns of the longest role.
    widest: u16,
    records: Option<usize>,
}

/// Roles that the procedures in use ask for, and those that were filled or left vacant, in the order of the vocabulary.
fn roles(state: &Incident) -> Vec<String> {
    let asked = |role: &str| {
        state.work.chosen.iter().any(|(_, chosen)| chosen.procedure.roles.iter().any(|known| known == role))
            || state.people.holders.contains_key(role)
            || state.people.vacant.contains_key(role)
    };
    Vocabulary::of_rules().role.ids().filter(|role| asked(role)).map(str::to_owned).collect()
}

/// The word for a deputy, set in below the role.
fn deputy(look: &Look<'_>) -> String {
    format!("  {}", look.word("pane-deputy"))
}

/// Calls to a person that are not struck, oldest first.
fn calls<'a>(state: &'a Incident, who: &Author) -> Vec<&'a Call> {
    let mut calls: Vec<&Call> = state
        .callout
        .calls
        .iter()
        .filter(|call| !state.struck(call.id) && state.people.same(&call.placed.callee, who))
        .collect();
    calls.sort_by_key(|call| (call.placed.at.at, call.id));
    calls
}

fn call_state(look: &Look<'_>, call: &Call) -> CallState {
    call.state(look.now, look.state.callout.first_contact(call, &look.state.people))
}

/// How the call-out of a person stands: an acknowledgement that counts, else the last attempt.
fn reached(look: &Look<'_>, who: &Author, room: u16) -> (String, Style) {
    let theme = look.theme;
    let calls = calls(look.state, who);
    let counts = calls.iter().rev().find(|call| call_state(look, call) == CallState::Acknowledged);
    let Some(call) = counts.or(calls.last()).copied() else {
        let at_keys = look.state.stations.keys.values().any(|keys| look.state.people.same(keys, who))
            || look.state.people.same(look.operator, who);
        return if at_keys {
            (look.word("pane-call-at-keys"), theme.text)
        } else {
            (look.word("pane-call-none"), theme.due)
        };
    };
    let hm = |at| look.local(at).hm();
    let answered = call.answered.as_ref().map(|(_, answered)| answered);
    let ended = hm(answered.map_or(call.placed.at.at, |answered| answered.at.at));
    let (msg, style) = match call_state(look, call) {
        CallState::Acknowledged => {
            let whole = Msg::new("pane-call-ack").code("channel", "channel", call.placed.channel.clone());
            let whole = whole.with("at", ended.clone());
            let fits = rows::columns(&look.say(&whole)) <= room;
            (if fits { whole } else { Msg::new("pane-call-ack-short").with("at", ended) }, theme.proved)
        }
        CallState::Waiting => (Msg::new("pane-call-waiting").with("at", hm(call.placed.at.at)), theme.text),
        CallState::Overdue => {
            let minutes = look.now.millis_since(call.placed.at.at) / 60_000;
            (Msg::new("pane-call-overdue").with("span", words::inner(words::span(minutes))), theme.late)
        }
        CallState::Short => (Msg::new("pane-call-short").with("at", ended), theme.due),
        CallState::Missed => {
            let outcome = answered.map(|answered| answered.outcome.clone()).unwrap_or_default();
            (Msg::new("pane-call-missed").code("outcome", "outcome", outcome).with("at", ended), theme.due)
        }
    };
    (look.say(&msg), style)
}

/// How the call-out of a role stands: that of its holder, unless they acknowledged before they were given this role.
fn heard(look: &Look<'_>, role: &str, who: &Author, room: u16) -> (String, Style) {
    let counts = calls(look.state, who).into_iter().any(|call| call_state(look, call) == CallState::Acknowledged);
    if counts && !turn(look.state, role, look.now).settled() {
        return (look.word("pane-call-other-role"), look.theme.due);
    }
    reached(look, who, room)
}

impl View {
    fn row(&self) -> Option<&Row> {
        self.rows.get(self.list.selected)
    }

    /// The person of a row.
    fn person(row: &Row, state: &Incident) -> Option<Author> {
        match row {
            Row::Role(role) => state.people.holders.get(role).map(|holder| holder.assigned.person.clone()),
            Row::Deputy(role) => state.people.holders.get(role).and_then(|holder| holder.assigned.deputy.clone()),
            Row::Person(id) => state
                .people
                .people
                .iter()
                .find(|(known, _)| known == id)
                .map(|(id, person)| Author { name: person.name.clone(), person: Some(*id) }),
        }
    }

    /// The sign of a conflict of duty on a role.
    fn conflict(&self, role: &str, look: &Look<'_>) -> Option<(String, Style)> {
        let conflict = self.conflicts.iter().find(|conflict| conflict.role == role || conflict.other == role)?;
        Some(match look.state.conflict_standing(conflict) {
            ConflictStanding::Ratified => (look.word("pane-conflict-ratified"), look.theme.dim),
            ConflictStanding::Solo => (look.word("pane-conflict-solo"), look.theme.dim),
            ConflictStanding::Open => (look.word("pane-conflict"), look.theme.due),
        })
    }

    fn draw_row(&self, pen: &mut Pen<'_>, row: &Row, look: &Look<'_>) {
        let (state, theme) = (look.state, look.theme);
        let wide = pen.room() >= NAMES;
        let first = self.widest.min(pen.room() * 2 / 5);
        let person = Self::person(row, state);
        match row {
            Row::Role(role) => pen.cell(&look.code("role", role), first, theme.text),
            Row::Deputy(_) => pen.cell(&deputy(look), first, theme.dim),
            Row::Person(id) => {
                let title = state.people.people.iter().find(|(known, _)| known == id).map(|(_, person)| &person.title);
                pen.cell(title.map_or("", String::as_str), first, theme.dim)
            }
        };
        if let Some(who) = &person {
            let name = if wide { text::fit(&who.name, 20) } else { look.initials(who) };
            pen.cell(&name, if wide { 20 } else { 7 }, theme.text);
            let sign = match row {
                Row::Role(role) => self.conflict(role, look),
                Row::Deputy(_) | Row::Person(_) => None,
            };
            let keep = sign.as_ref().map_or(0, |(sign, _)| rows::columns(sign).min(pen.room() / 2));
            let (words, style) = match row {
                Row::Role(role) => heard(look, role, who, pen.room().saturating_sub(keep + 1)),
                Row::Deputy(_) | Row::Person(_) => reached(look, who, pen.room().saturating_sub(keep + 1)),
            };
            let (words, style) = match (row, calls(state, who).is_empty()) {
                // A deputy and a person without a role are not called as a matter of course.
                (Row::Deputy(_) | Row::Person(_), true) if style == theme.due => (String::new(), theme.text),
                _ => (words, style),
            };
            pen.fill(&words, keep, style);
            if let Some((sign, style)) = sign {
                pen.cell(&sign, keep, style);
            }
            return;
        }
        let Row::Role(role) = row else { return };
        match state.people.vacant.get(role) {
            Some((record, vacant)) if !vacant.reason.trim().is_empty() => {
                let vacancy = look.word("pane-vacant");
                pen.cell(&vacancy, if wide { 20 } else { 7 }, theme.text);
                let (reason, withheld) = words::row_text(look, *record, &vacant.reason);
                pen.fill(&reason, 0, if withheld { theme.withheld } else { theme.dim });
            }
            Some(_) => {
                pen.cell(&look.word("pane-vacant"), if wide { 20 } else { 7 }, theme.text);
                pen.fill(&look.word("pane-vacant-owed"), 0, theme.due);
            }
            None => {
                pen.fill(&look.word("pane-nobody"), 0, theme.due);
            }
        }
    }

    /// The row of the callee, in the role the call was for where there is a choice; else the row of that role.
    fn row_of_call(&self, call: &Call, state: &Incident) -> Option<usize> {
        let callee =
            |row: &Row| Self::person(row, state).is_some_and(|person| state.people.same(&person, &call.placed.callee));
        let role = |row: &Row| matches!(row, Row::Role(role) | Row::Deputy(role) if *role == call.placed.role);
        let rows = || self.rows.iter();
        rows()
            .position(|row| callee(row) && role(row))
            .or_else(|| rows().position(callee))
            .or_else(|| rows().position(role))
    }
}

impl PaneView for View {
    fn refresh(&mut self, look: &Look<'_>) {
        let records = look.state.record_count();
        if self.records == Some(records) {
            return;
        }
        self.records = Some(records);
        let kept = self.row().cloned();
        let state = look.state;
        self.rows.clear();
        for role in roles(state) {
            let deputy = state.people.holders.get(&role).is_some_and(|holder| holder.assigned.deputy.is_some());
            self.rows.push(Row::Role(role.clone()));
            if deputy {
                self.rows.push(Row::Deputy(role));
            }
        }
        self.shown = (0..self.rows.len()).map(Shown::Row).collect();
        let busy = |id: RecordId| {
            state.people.holders.values().any(|holder| {
                let is = |who: &Author| who.person == Some(id);
                is(&holder.assigned.person) || holder.assigned.deputy.as_ref().is_some_and(is)
            })
        };
        let free: Vec<RecordId> = state.people.people.iter().map(|(id, _)| *id).filter(|id| !busy(*id)).collect();
        if !free.is_empty() {
            self.shown.push(Shown::Heading(look.word("pane-no-role")));
        }
        for id in free {
            self.shown.push(Shown::Row(self.rows.len()));
            self.rows.push(Row::Person(id));
        }
        self.widest = self
            .rows
            .iter()
            .map(|row| match row {
                Row::Role(role) => rows::columns(&look.code("role", role)),
                Row::Deputy(_) | Row::Person(_) => rows::columns(&deputy(look)),
            })
            .max()
            .unwrap_or(0);
        self.calls =
            state.callout.calls.iter().filter_map(|call| Some((call.id, self.row_of_call(call, state)?))).collect();
        self.conflicts = state.people.conflicts(Vocabulary::of_rules());
        let row = kept.and_then(|kept| self.rows.iter().position(|row| *row == kept));
        self.list.selected = row.unwrap_or(self.list.selected).min(self.rows.len().saturating_sub(1));
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.list
    }

    fn selected(&self, look: &Look<'_>) -> Option<Place> {
        let row = self.row()?;
        let last = || {
            let who = Self::person(row, look.state)?;
            calls(look.state, &who).last().map(|call| Place::Call(call.id))
        };
        match row {
            Row::Role(role) => Some(Place::Role(role.clone())),
            Row::Deputy(role) => last().or_else(|| Some(Place::Role(role.clone()))),
            Row::Person(_) => last(),
        }
    }

    fn select(&mut self, place: &Place) -> bool {
        let row = match place {
            Place::Role(role) => self.rows.iter().position(|row| matches!(row, Row::Role(known) if known == role)),
            Place::Call(call) => self.calls.iter().find(|(known, _)| known == call).map(|(_, row)| *row),
            _ => None,
        };
        self.list.selected = row.unwrap_or(self.list.selected);
        row.is_some()
    }

    fn prefill(&self, command: &str, look: &Look<'_>) -> Input {
        let mut input = Input::default();
        let Some(row) = self.row() else { return input };
        let who = Self::person(row, look.state);
        let role = match row {
            Row::Role(role) | Row::Deputy(role) => role.as_str(),
            Row::Person(_) => "",
        };
        match command {
            "call" => {
                input.set("role", role);
                if let Some(who) = &who {
                    input.set("callee", words::person_field(look, who));
                }
            }
            "answer" => {
                let open = who.iter().flat_map(|who| calls(look.state, who)).rfind(|call| call.answered.is_none());
                if let Some(call) = open {
                    input.set("call", look.state.label(call.id));
                }
            }
            "assign" => {
                input.set("role", role);
                if let (Row::Person(_), Some(who)) = (row, &who) {
                    input.set("person", words::person_field(look, who));
                }
            }
            "correct-person" => {
                if let Some(who) = who.filter(|who| who.person.is_some()) {
                    input.set("person", words::person_field(look, &who));
                }
            }
            "relieve" | "vacant" => input.set("role", role),
            _ => {}
        }
        input
    }

    fn title(&self, look: &Look<'_>) -> (String, String) {
        let roles = self.rows.iter().filter_map(|row| match row {
            Row::Role(role) => Some(role),
            Row::Deputy(_) | Row::Person(_) => None,
        });
        let (mut all, mut held) = (0_usize, 0_usize);
        for role in roles {
            all += 1;
            held += usize::from(look.state.people.holders.contains_key(role));
        }
        let count = look.say(&Msg::new("pane-roster-count").with("held", held).with("all", all));
        (words::pane_name(look, Pane::Roster), count)
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool) {
        if self.rows.is_empty() {
            let words = look.say(&words::with_key(look, "pane-empty-roster", "person", Scope::Roster));
            rows::empty(area, buffer, look, &words);
            return;
        }
        rows::draw(area, buffer, look, &self.shown, self.list, focused, |pen, row| {
            if let Some(row) = self.rows.get(row) {
                self.draw_row(pen, row, look);
            }
        });
    }

    fn page(&self, area: Rect, _: &Look<'_>) -> usize {
        usize::from(area.height)
    }

    fn at(&self, area: Rect, _: &Look<'_>, line: u16) -> Option<usize> {
        rows::at(area, &self.shown, self.list, line)
    }

    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
        self.row().map(|row| write::detail(self, row, look, width)).unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
