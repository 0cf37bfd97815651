//! A role, a deputy or a person with everything recorded: holder, contact, calls, conflicts, and what to do next.

use ratatui::text::Line;

use super::{Row, View, call_state, calls};
use crate::app::Scope;
use crate::domain::callout::{Call, CallState};
use crate::domain::fact::Author;
use crate::domain::msg::Msg;
use crate::library::vocabulary::Vocabulary;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;

/// The detail of a row.
pub(super) fn detail(view: &View, row: &Row, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
    let mut detail = Detail::new(look, width);
    let person = View::person(row, look.state);
    match row {
        Row::Role(role) => {
            detail.heading(&look.code("role", role));
            if let Some(known) = Vocabulary::of_rules().role.get(role) {
                for duty in &known.duties {
                    detail.words(duty, look.theme.dim);
                }
            }
            held(&mut detail, view, role, look);
        }
        Row::Deputy(role) => {
            let of = Msg::new("pane-deputy-of").code("role", "role", role.clone());
            detail.heading(&look.say(&of));
        }
        Row::Person(_) => {
            detail.heading(&look.word("pane-no-role"));
        }
    }
    if let Some(who) = &person {
        contact(&mut detail, who, look);
        log(&mut detail, who, look);
    }
    detail.heading(&look.word("pane-h-next"));
    match (row, &person) {
        (Row::Role(_), None) => {
            detail.next("assign", Scope::Roster).next("vacant", Scope::Roster);
        }
        (_, Some(who)) => {
            if calls(look.state, who).iter().any(|call| call.answered.is_none()) {
                detail.next("answer", Scope::Roster);
            }
            detail.next("call", Scope::Roster).next("assign", Scope::Roster);
            if matches!(row, Row::Role(_)) {
                detail.next("relieve", Scope::Roster);
            }
            if who.person.is_some() {
                detail.next("correct-person", Scope::Roster);
            }
        }
        _ => {
            detail.next("assign", Scope::Roster);
        }
    }
    detail.done()
}

fn held(detail: &mut Detail<'_, '_>, view: &View, role: &str, look: &Look<'_>) {
    let state = look.state;
    if let Some(holder) = state.people.holders.get(role) {
        let assigned = &holder.assigned;
        detail.person("pane-f-holder", &assigned.person).when("pane-f-since", holder.id, &assigned.at);
        match &assigned.deputy {
            Some(deputy) => detail.person("pane-f-deputy", deputy),
            None => detail.field("pane-f-deputy", &look.word("pane-none"), look.theme.dim),
        };
    } else if let Some((record, vacant)) = state.people.vacant.get(role) {
        detail.field("pane-f-holder", &look.word("pane-vacant"), look.theme.due);
        if vacant.reason.trim().is_empty() {
            detail.field("pane-f-reason", &look.word("pane-owed"), look.theme.due);
        } else {
            detail.marked("pane-f-reason", *record, &vacant.reason);
        }
    } else {
        detail.field("pane-f-holder", &look.word("pane-nobody"), look.theme.due);
    }
    for conflict in view.conflicts.iter().filter(|conflict| conflict.role == role || conflict.other == role) {
        let other = if conflict.role == role { &conflict.other } else { &conflict.role };
        let msg =
            Msg::new("pane-conflict-with").with("who", conflict.person.clone()).code("other", "role", other.clone());
        let (sign, style) = view.conflict(role, look).unwrap_or_default();
        detail.field("pane-f-conflict", &format!("{}: {sign}", look.say(&msg)), style);
    }
}

fn contact(detail: &mut Detail<'_, '_>, who: &Author, look: &Look<'_>) {
    detail.heading(&look.word("pane-h-person")).person("pane-f-name", who);
    let Some(person) = look.state.people.person(who) else {
        detail.field("pane-f-record", &look.word("pane-no-person-record"), look.theme.due);
        return;
    };
    detail.plain("pane-f-title", &person.title).plain("pane-f-organisation", &person.organisation);
    let style = look.theme.text;
    for (name, handle) in person
        .phones
        .iter()
        .map(|phone| ("pane-f-phone", phone))
        .chain([("pane-f-handle", &person.handle), ("pane-f-email", &person.email)])
    {
        if !handle.is_empty() {
            detail.field(name, &look.contact(handle), style);
        }
    }
}

fn log(detail: &mut Detail<'_, '_>, who: &Author, look: &Look<'_>) {
    let calls = calls(look.state, who);
    detail.heading(&look.word("pane-h-calls"));
    if calls.is_empty() {
        detail.words(&look.word("pane-no-calls"), look.theme.dim);
    }
    for call in calls.into_iter().rev() {
        one_call(detail, call, look);
    }
}

fn one_call(detail: &mut Detail<'_, '_>, call: &Call, look: &Look<'_>) {
    let found = call_state(look, call);
    let (id, style) = match found {
        CallState::Acknowledged => ("pane-callstate-acknowledged", look.theme.proved),
        CallState::Waiting => ("pane-callstate-waiting", look.theme.text),
        CallState::Overdue => ("pane-callstate-overdue", look.theme.late),
        CallState::Short => ("pane-callstate-short", look.theme.due),
        CallState::Missed => ("pane-callstate-missed", look.theme.due),
    };
    let record = Msg::new("pane-call-record").with("record", look.state.label(call.id));
    detail.field("pane-f-call", &format!("{}: {}", look.say(&record), look.word(id)), style);
    detail.when("pane-f-placed", call.id, &call.placed.at).person("pane-f-caller", &call.placed.caller);
    detail.plain("pane-f-channel", &look.code("channel", &call.placed.channel));
    if !call.placed.number.is_empty() {
        detail.plain("pane-f-number", &look.contact(&call.placed.number));
    }
    let Some((record, answered)) = &call.answered else { return };
    detail
        .plain("pane-f-outcome", &look.code("outcome", &answered.outcome))
        .when("pane-f-answered", *record, &answered.at)
        .plain("pane-f-identity", &look.code("identity", &answered.identity))
        .marked("pane-f-words", *record, &answered.words);
    detail.shortfalls(&call.shortfalls(look.state.callout.first_contact(call, &look.state.people)));
}
