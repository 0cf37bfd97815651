//! The eight traps that auditors fail (procedures.md section 2.1), and how this case avoids each: said from its records.

use crate::domain::call_order::turns;
use crate::domain::cause;
use crate::domain::closure::stood_down;
use crate::domain::containment::shortfalls;
use crate::domain::deadline::{ClockState, ClockView};
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::proof::{live_proofs, verification_shortfalls};
use crate::domain::time::Instant;

/// How a case stands against one trap.
#[derive(Debug, Clone, PartialEq)]
pub struct Trap {
    /// Its code, for example `policy-pdf`.
    pub id: &'static str,
    /// Whether records show that it is avoided; none while nothing was recorded that could show it.
    pub avoided: Option<bool>,
    /// From what that follows.
    pub how: Msg,
}

/// All eight, in the order of the checklist.
#[must_use]
pub fn traps(state: &Incident, now: Instant) -> Vec<Trap> {
    vec![
        policy(state),
        collected(state),
        quoted(state),
        heard(state, now),
        live(state),
        decided(state, now),
        by_name(state),
        closed(state),
    ]
}

/// `count` of `all` show it; nothing recorded shows nothing.
fn share(id: &'static str, count: usize, all: usize) -> Trap {
    let how = Msg::new("trap-share").code("what", "trap-of", id).with("count", count).with("all", all);
    Trap { id, avoided: (all > 0).then_some(count == all), how }
}

fn policy(state: &Incident) -> Trap {
    let actions: Vec<_> = state.containment.standing(state).collect();
    let shown = actions.iter().filter(|action| shortfalls(state, action).is_empty()).count();
    share("policy-pdf", shown, actions.len())
}

fn collected(state: &Incident) -> Trap {
    let exhibits: Vec<_> = state.register.exhibits.iter().filter(|exhibit| !exhibit.struck).collect();
    let computed = exhibits.iter().filter(|exhibit| exhibit.computed().is_some()).count();
    share("collect-button", computed, exhibits.len())
}

/// Findings on the cause that a second person read against quotes that were found; where there are none, reports that were verified with a quote.
fn quoted(state: &Incident) -> Trap {
    let findings: Vec<_> = state.causes.standing(state).collect();
    if !findings.is_empty() {
        let shown = findings.iter().filter(|finding| cause::shortfalls(state, finding).is_empty()).count();
        return share("human-error", shown, findings.len());
    }
    let steps = state.work.steps.iter().map(|merged| merged.step.id.as_str());
    let reports = steps.flat_map(|step| live_proofs(state, step)).filter(|(_, proof)| proof.kind == "analyst_report");
    let reports: Vec<_> = reports.collect();
    let quoted = reports.iter().filter(|(record, proof)| {
        let verified = state.proofs.verified.get(&proof.step).into_iter().flatten();
        let mut standing = verified.filter(|(id, _)| !state.struck(*id));
        standing.any(|(id, verified)| {
            let counts = verification_shortfalls(state, Some(*id), verified).is_empty();
            counts && verified.proof == Some(*record) && verified.found
        })
    });
    share("human-error", quoted.count(), reports.len())
}

fn heard(state: &Incident, now: Instant) -> Trap {
    let turns: Vec<_> = turns(state, now).into_iter().filter(|turn| turn.person.is_some()).collect();
    share("unread-mail", turns.iter().filter(|turn| turn.settled()).count(), turns.len())
}

/// Messages that went to named people who need to know, under a label, with facts and assumptions apart.
fn by_name(state: &Incident) -> Trap {
    let sent: Vec<_> = state.messages.standing(state).collect();
    let whole = |id| state.messages.counts(state, id) || state.messages.put_right(state, id).is_some();
    share("everyone", sent.iter().filter(|(id, _)| whole(*id)).count(), sent.len())
}

/// What was restored, and how much of it went live after a clean scan, released by another person.
fn live(state: &Incident) -> Trap {
    let restored = state.restoration.standing(state).count();
    share("task-done", crate::domain::restoration::live(state).len(), restored)
}

fn decided(state: &Incident, now: Instant) -> Trap {
    let views = state.deadlines.views(state, now);
    // A final report owes nothing before its own event.
    let views: Vec<_> = views.iter().filter(|view| !view.waits()).collect();
    let done =
        |view: &&&ClockView<'_>| matches!(view.state, ClockState::Sent | ClockState::Memo) && view.lacking.is_none();
    let written = views.iter().filter(done).count();
    share("countdown", written, views.len())
}

/// Nothing closes a case by itself; what was closed says who closed it.
fn closed(state: &Incident) -> Trap {
    if let Some(closing) = state.closure.closings.iter().rfind(|closing| !state.struck(closing.id)) {
        let how = Msg::new("trap-ended").with("who", closing.closed.by.name.clone());
        return Trap { id: "bot", avoided: Some(closing.counts(state)), how };
    }
    match stood_down(state) {
        None => Trap { id: "bot", avoided: Some(true), how: Msg::new("trap-open") },
        Some(ending) => {
            let how = Msg::new("trap-ended").with("who", ending.ended.decider.name.clone());
            Trap { id: "bot", avoided: Some(true), how }
        }
    }
}
