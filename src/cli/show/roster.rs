//! The roster: people, roles with holders and deputies, calls, conflicts of duty.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::callout::{Call, CallState};
use crate::domain::incident::ConflictStanding;
use crate::domain::people::Person;
use crate::library::vocabulary::Vocabulary;

pub(super) fn print(view: &View<'_>) -> Printed {
    let (state, vocabulary) = (view.state, Vocabulary::of_rules());
    let people: Vec<Value> =
        state.people.people.iter().map(|(id, who)| person_json(view, &id.to_string(), who)).collect();
    let roles: Vec<Value> = vocabulary.role.ids().map(|role| role_json(view, role)).collect();
    let calls: Vec<Value> = state.callout.calls.iter().map(|call| call_json(view, call)).collect();
    let conflicts: Vec<Value> = state
        .people
        .conflicts(vocabulary)
        .iter()
        .map(|conflict| {
            let standing = state.conflict_standing(conflict);
            json!({
                "person": conflict.person,
                "role": conflict.role,
                "other": conflict.other,
                "ratified": standing == ConflictStanding::Ratified,
                "solo": standing == ConflictStanding::Solo,
            })
        })
        .collect();
    let mut rows = vec![header(&["role", "holder", "deputy", "state"])];
    for role in &roles {
        let text = |key: &str| role[key]["name"].as_str().unwrap_or_default().to_owned();
        let id = role["role"].as_str().unwrap_or_default();
        rows.push(vec![
            view.lang.code("role", id),
            text("holder"),
            text("deputy"),
            role["state"].as_str().unwrap_or_default().to_owned(),
        ]);
    }
    Printed { json: json!({"people": people, "roles": roles, "calls": calls, "conflicts": conflicts}), rows }
}

fn person_json(view: &View<'_>, id: &str, who: &Person) -> Value {
    let phones: Vec<Value> =
        who.phones.iter().map(|phone| view.contact(phone)).filter(|phone| !phone.is_null()).collect();
    json!({
        "id": id,
        "name": who.name,
        "initials": who.initials,
        "title": who.title,
        "organisation": who.organisation,
        "phones": phones,
        "handle": view.contact(&who.handle),
        "email": view.contact(&who.email),
        "source": who.source,
        "roles": who.roles,
    })
}

fn role_json(view: &View<'_>, role: &str) -> Value {
    let people = &view.state.people;
    let holder = people.holders.get(role);
    let vacant = people.vacant.get(role);
    let call = view.state.callout.latest_for(role).filter(|call| !view.state.struck(call.id));
    let state = match (holder, vacant, call) {
        (_, Some(_), _) => "vacant",
        (None, None, None) => "open",
        (_, None, Some(call)) => call_state(view, call),
        (Some(_), None, None) => "assigned",
    };
    json!({
        "role": role,
        "holder": holder.map_or(Value::Null, |holder| person(&holder.assigned.person)),
        "deputy": holder.and_then(|holder| holder.assigned.deputy.as_ref()).map_or(Value::Null, person),
        "state": state,
        "reason": vacant.map_or(Value::Null, |(_, vacant)| or_null(&vacant.reason)),
    })
}

fn call_state(view: &View<'_>, call: &Call) -> &'static str {
    match call.state(view.now, view.state.callout.first_contact(call, &view.state.people)) {
        CallState::Waiting => "waiting",
        CallState::Overdue => "overdue",
        CallState::Acknowledged => "acknowledged",
        CallState::Short => "acknowledgement-does-not-count",
        CallState::Missed => "missed",
    }
}

fn call_json(view: &View<'_>, call: &Call) -> Value {
    let answered = call.answered.as_ref();
    let shortfalls: Vec<&str> = call
        .shortfalls(view.state.callout.first_contact(call, &view.state.people))
        .iter()
        .map(|short| short.rule.id())
        .collect();
    json!({
        "id": call.id,
        "callee": person(&call.placed.callee),
        "role": or_null(&call.placed.role),
        "channel": call.placed.channel,
        "number": view.contact(&call.placed.number),
        "caller": person(&call.placed.caller),
        "placed": call.placed.at.at,
        "state": call_state(view, call),
        "shortfalls": shortfalls,
        "struck": view.state.struck(call.id),
        "answer": answered.map(|(id, answer)| json!({
            "id": id,
            "outcome": answer.outcome,
            "at": answer.at.at,
            "acknowledged": answer.ack_at.as_ref().map(|ack| ack.at),
            "identity": answer.identity,
            "words": answer.words,
        })),
    })
}
