//! People, roles, calls.

use serde_json::{Value, json};

use super::{From, Table, name};
use crate::domain::callout::CallState;
use crate::library::vocabulary::Vocabulary;

/// The roster.
pub(super) fn people(from: &From<'_>) -> Table {
    let columns =
        &["record", "name", "initials", "title", "organisation", "phones", "handle", "email", "source", "roles"];
    let mut table = Table::new("people", columns);
    for (id, person) in &from.state.people.people {
        table.row(vec![
            json!(id),
            json!(person.name),
            json!(person.initials),
            json!(person.title),
            json!(person.organisation),
            json!(person.phones.join(", ")),
            json!(person.handle),
            json!(person.email),
            json!(person.source),
            json!(person.roles.join(", ")),
        ]);
    }
    table
}

/// Who holds which role at the end.
pub(super) fn roles(from: &From<'_>) -> Table {
    let mut table = Table::new("roles", &["role", "name", "holder", "deputy", "vacant_because"]);
    for role in Vocabulary::of_rules().role.ids() {
        let holder = from.state.people.holders.get(role).map(|holder| &holder.assigned);
        let deputy = holder.and_then(|assigned| assigned.deputy.as_ref());
        let vacant = from.state.people.vacant.get(role).map(|(_, vacant)| vacant.reason.as_str());
        table.row(vec![
            json!(role),
            json!(from.lang.code("role", role)),
            holder.map_or(Value::Null, |assigned| name(&assigned.person)),
            deputy.map_or(Value::Null, name),
            json!(vacant),
        ]);
    }
    table
}

/// The call log.
pub(super) fn calls(from: &From<'_>) -> Table {
    let columns = &[
        "record",
        "placed",
        "caller",
        "callee",
        "role",
        "channel",
        "number",
        "state",
        "outcome",
        "answered",
        "acknowledged",
        "identity",
        "words",
        "rules_not_met",
        "struck",
    ];
    let mut table = Table::new("calls", columns);
    let state = from.state;
    for call in &state.callout.calls {
        let first = state.callout.first_contact(call, &state.people);
        let stands = match call.state(from.now, first) {
            CallState::Waiting => "waiting",
            CallState::Overdue => "overdue",
            CallState::Acknowledged => "acknowledged",
            CallState::Short => "acknowledgement-does-not-count",
            CallState::Missed => "missed",
        };
        let short: Vec<&str> = call.shortfalls(first).iter().map(|short| short.rule.id()).collect();
        let answered = call.answered.as_ref().map(|(_, answered)| answered);
        table.row(vec![
            json!(call.id),
            json!(call.placed.at.at),
            name(&call.placed.caller),
            name(&call.placed.callee),
            json!(call.placed.role),
            json!(call.placed.channel),
            json!(call.placed.number),
            json!(stands),
            json!(answered.map(|answered| answered.outcome.as_str())),
            json!(answered.map(|answered| answered.at.at)),
            json!(answered.and_then(|answered| answered.ack_at.as_ref()).map(|at| at.at)),
            json!(answered.map(|answered| answered.identity.as_str())),
            json!(answered.map(|answered| answered.words.as_str())),
            json!(short.join(", ")),
            json!(state.struck(call.id)),
        ]);
    }
    table
}
