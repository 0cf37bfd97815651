//! Whom to call, and in which order (procedures.md section 1.2): the guided call-out.

use super::callout::{Call, CallState};
use super::fact::Author;
use super::id::RecordId;
use super::incident::Incident;
use super::people::Assigned;
use super::time::Instant;

/// Roles in the order in which they are called; others follow as the procedures list them.
pub const ORDER: &[&str] = &[
    "irt_lead",
    "deputy",
    "scribe",
    "technical_lead",
    "containment_lead",
    "evidence_custodian",
    "legal_counsel",
    "dpo",
    "ml_lead",
    "data_lead",
    "comms_lead",
    "siro",
    "exec_sponsor",
];

/// One role in its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Role id of the vocabulary.
    pub role: String,
    /// Who holds it; none while nobody does.
    pub person: Option<Author>,
    /// Who stands in.
    pub deputy: Option<Author>,
    /// Somebody of the roster who is prepared for it, where nobody holds it.
    pub prepared: Option<Author>,
    /// Whether it was left vacant.
    pub vacant: bool,
    /// Whether it is the lead's, and who holds it declared the incident: they have heard of it.
    pub declared: bool,
    /// How the call that says most stands: one that counts, else the last.
    pub call: Option<(RecordId, CallState)>,
}

impl Turn {
    /// Whether nothing is left to do: acknowledged, vacant, or the lead's who declared the incident.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.vacant || self.declared || matches!(self.call, Some((_, CallState::Acknowledged)))
    }

    /// Whether a call is to be placed now.
    #[must_use]
    pub fn to_call(&self) -> bool {
        !self.settled() && !matches!(self.call, Some((_, CallState::Waiting)))
    }
}

/// Every role that the procedures in use ask for or that somebody holds, in the order of calling.
#[must_use]
pub fn turns(state: &Incident, now: Instant) -> Vec<Turn> {
    let mut roles: Vec<&str> = Vec::new();
    let asked = state.work.chosen.iter().flat_map(|(_, chosen)| chosen.procedure.roles.iter().map(String::as_str));
    let held = state.people.holders.keys().chain(state.people.vacant.keys()).map(String::as_str);
    for role in asked.chain(held) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles.sort_by_key(|role| ORDER.iter().position(|known| known == role).unwrap_or(ORDER.len()));
    roles.into_iter().map(|role| turn(state, role, now)).collect()
}

/// One role.
#[must_use]
pub fn turn(state: &Incident, role: &str, now: Instant) -> Turn {
    let assigned = state.people.holders.get(role).map(|holder| &holder.assigned);
    let person = assigned.map(|assigned| assigned.person.clone());
    let prepared = state.people.people.iter().find(|(id, known)| {
        person.is_none() && !state.struck(*id) && known.roles.iter().any(|prepared| prepared == role)
    });
    let by = state.case.declared.as_ref().map(|declared| &declared.by);
    let declared = role == "irt_lead" && by.zip(person.as_ref()).is_some_and(|(by, who)| state.people.same(by, who));
    let call = assigned.and_then(|assigned| best(state, assigned, now));
    Turn {
        role: role.to_owned(),
        deputy: assigned.and_then(|assigned| assigned.deputy.clone()),
        prepared: prepared.map(|(id, known)| Author { name: known.name.clone(), person: Some(*id) }),
        vacant: state.people.vacant.contains_key(role),
        declared,
        call,
        person,
    }
}

/// The call to the holder of a role that says most. One call may give several roles: an acknowledgement counts for every role held by then.
fn best(state: &Incident, assigned: &Assigned, now: Instant) -> Option<(RecordId, CallState)> {
    let heard_since = |call: &Call| call.answered.as_ref().is_some_and(|(_, heard)| heard.at.at >= assigned.at.at);
    let fits = |call: &&Call| {
        let role = call.placed.role == assigned.role || call.placed.role.is_empty() || heard_since(call);
        state.people.same(&call.placed.callee, &assigned.person) && role
    };
    let standing = |call: &Call| call.state(now, state.callout.first_contact(call, &state.people));
    let mut calls: Vec<&Call> = state.callout.standing().filter(fits).collect();
    calls.sort_by_key(|call| (call.placed.at.at, call.id));
    let heard = calls.iter().find(|call| standing(call) == CallState::Acknowledged);
    heard.or(calls.last()).map(|call| (call.id, standing(call)))
}
