//! How long things took, computed from records: each with the record that it comes from, or not on record. None is typed.

use crate::domain::cause;
use crate::domain::closure;
use crate::domain::containment::shortfalls;
use crate::domain::deadline::sign;
use crate::domain::eradication;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::monitoring;
use crate::domain::proof::{StepState, live_proofs, proof_shortfalls, state_of, verification_shortfalls};
use crate::domain::restoration;
use crate::domain::time::{Instant, When};

/// One point in time of the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its code, for example `first-sign`.
    pub id: &'static str,
    /// When; none where it is not on record.
    pub at: Option<Instant>,
    /// The record that says so.
    pub record: Option<RecordId>,
    /// How long after the first sign, milliseconds.
    pub since_sign: Option<i64>,
}

/// What a law's clock measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    /// The law's name.
    pub name: String,
    /// `REGIME/DEADLINE`.
    pub key: String,
    /// When its clock started.
    pub aware: Option<(Instant, RecordId)>,
    /// When it was decided whether it applies.
    pub decided: Option<(Instant, RecordId)>,
    /// When the notice was sent.
    pub sent: Option<(Instant, RecordId)>,
    /// From the start of the clock to the notice, milliseconds.
    pub took: Option<i64>,
}

type At = Option<(Instant, RecordId)>;

/// When something happened that a record tells, by the clock as its comparisons correct it: one basis for every measure.
fn told(state: &Incident, record: RecordId, when: &When) -> (Instant, RecordId) {
    (state.stations.corrected(record, when).at, record)
}

/// The same of a line of the timeline; of one that gives no time, when it was recorded.
fn of_line(state: &Incident, record: RecordId) -> At {
    let line = state.timeline.line(record)?;
    let own =
        || state.stations.correction(record).map_or(line.happened, |found| line.happened.plus_millis(found.offset_ms));
    Some(line.when.as_deref().map_or_else(|| (own(), record), |when| told(state, record, when)))
}

/// Every point in time of procedures.md section 5, in its order.
#[must_use]
pub fn measures(state: &Incident) -> Vec<Measure> {
    let declared_in = state.case.declared_in;
    let of_declaration = |field: &str, when: Option<&When>| -> At {
        let amended = state.case.amendments.get(field).and_then(|all| all.iter().rfind(|(id, _)| !state.struck(*id)));
        Some(told(state, amended.map(|(id, _)| *id).or(declared_in)?, when?))
    };
    let declared = state.case.declared.as_ref();
    let sign = sign(state);
    let of_sign = Measure {
        id: "first-sign",
        at: sign.map(|sign| sign.at),
        record: sign.and_then(|sign| sign.record),
        since_sign: None,
    };
    let points: [(&'static str, At); 12] = [
        ("detection", of_declaration("detected", declared.and_then(|d| d.detected.as_ref()))),
        ("awareness", of_declaration("aware", declared.and_then(|d| d.aware.as_ref()))),
        ("declaration", of_declaration("declared", declared.map(|d| &d.declared))),
        ("first-ack", first_acknowledgement(state)),
        ("roles-filled", roles_filled(state)),
        ("first-containment", contained(state).min()),
        ("last-test", last_test(state)),
        ("memory-image", memory_image(state)),
        ("root-cause", root_cause(state)),
        ("eradication", eradicated(state)),
        ("go-live", gone_live(state)),
        ("closure", closure::ending(state).map(|closing| told(state, closing.id, &closing.closed.at))),
    ];
    let since = |at: Option<Instant>| Some(at?.millis_since(sign?.at));
    let measure = |(id, found): (&'static str, At)| {
        let at = found.map(|(at, _)| at);
        Measure { id, at, record: found.map(|(_, record)| record), since_sign: since(at) }
    };
    let mut all: Vec<Measure> = std::iter::once(of_sign).chain(points.into_iter().map(measure)).collect();
    all.insert(all.len() - 1, measure(("day-seven", monitoring::seventh(state))));
    all
}

fn first_acknowledgement(state: &Incident) -> At {
    let heard = state.callout.standing().filter_map(|call| {
        let (record, answered) = call.answered.as_ref()?;
        let counts = answered.outcome == "acknowledged"
            && call.shortfalls(state.callout.first_contact(call, &state.people)).is_empty();
        counts.then(|| told(state, *record, answered.ack_at.as_ref().unwrap_or(&answered.at)))
    });
    heard.min()
}

/// The last assignment once every role that the procedures ask for is held, or vacant with a reason.
fn roles_filled(state: &Incident) -> At {
    let mut last: At = None;
    let mut any = false;
    for role in state.work.chosen.iter().flat_map(|(_, chosen)| &chosen.procedure.roles) {
        any = true;
        let held = state.people.holders.get(role).map(|holder| told(state, holder.id, &holder.assigned.at));
        let vacant = state.people.vacant.get(role).filter(|(_, vacant)| !vacant.reason.trim().is_empty());
        let vacant = vacant.and_then(|(id, _)| of_line(state, *id));
        last = last.max(Some(held.or(vacant)?));
    }
    last.filter(|_| any)
}

fn contained(state: &Incident) -> impl Iterator<Item = (Instant, RecordId)> + '_ {
    let counts = |action: &&crate::domain::containment::Action| shortfalls(state, action).is_empty();
    state.containment.standing(state).filter(counts).map(|action| told(state, action.id, &action.done.at))
}

fn last_test(state: &Incident) -> At {
    let counts = state.containment.standing(state).filter(|action| shortfalls(state, action).is_empty());
    let tests = counts.flat_map(|action| &action.tests).filter(|(id, _)| !state.struck(*id));
    tests.map(|(id, test)| told(state, *id, &test.at)).max()
}

/// The first memory image that counts as a proof, or was captured as a volatile source.
fn memory_image(state: &Incident) -> At {
    let steps = state.work.steps.iter().map(|merged| merged.step.id.as_str());
    let proofs = steps
        .flat_map(|step| live_proofs(state, step))
        .filter(|(id, proof)| proof.kind == "memory_image" && proof_shortfalls(state, Some(*id), proof).is_empty());
    let proofs = proofs.map(|(id, proof)| told(state, *id, &proof.at));
    let sources = crate::domain::volatile::sources(state);
    let memory = sources.iter().filter(|listed| listed.source.proof == "memory_image");
    let captured = memory.filter_map(|listed| state.volatile.captured.get(&listed.key)).flatten();
    let captured = captured.filter(|(id, _)| !state.struck(*id)).map(|(id, captured)| told(state, *id, &captured.at));
    proofs.chain(captured).min()
}

/// The first finding on the cause that counts; where no finding was recorded, the steps of control 4.
fn root_cause(state: &Incident) -> At {
    let counts = state.causes.standing(state).filter(|finding| cause::counts(state, finding.id));
    let found = counts.filter_map(|finding| of_line(state, finding.id));
    if state.causes.standing(state).next().is_some() { found.min() } else { verified(state, 4) }
}

/// The last removal, once every line that was begun counts; where none was recorded, the steps of control 5.
fn eradicated(state: &Incident) -> At {
    let mut lines = state.eradication.lines(state).peekable();
    if lines.peek().is_none() {
        return verified(state, 5);
    }
    let mut last: At = None;
    for line in lines {
        if !eradication::line_counts(state, line.id) {
            return None;
        }
        last = last.max(line.parts(state).map(|(record, part)| told(state, record, &part.at)).max());
    }
    last
}

/// The last go-live that counts; where none was recorded, the steps of control 6.
fn gone_live(state: &Incident) -> At {
    let live = restoration::live(state).into_iter().map(|(record, _, at)| {
        let given = state.restoration.standing(state).flat_map(|item| &item.live).find(|(id, _)| *id == record);
        given.map_or((at, record), |(_, live)| told(state, record, &live.at))
    });
    if state.restoration.standing(state).next().is_some() { live.max() } else { verified(state, 6) }
}

/// The last verification of the steps of a control, once all of them are verified or left out.
fn verified(state: &Incident, control: u8) -> At {
    let mut last: At = None;
    for step in state.work.steps.iter().map(|merged| &merged.step).filter(|step| step.control == control) {
        match state_of(state, &step.id) {
            Some(StepState::Skipped) => {}
            Some(StepState::Verified) => {
                let seen = state.proofs.verified.get(&step.id).into_iter().flatten().filter(|(id, seen)| {
                    !state.struck(*id) && verification_shortfalls(state, Some(*id), seen).is_empty()
                });
                last = last.max(seen.map(|(id, seen)| told(state, *id, &seen.at)).min());
            }
            _ => return None,
        }
    }
    last
}

/// What each law's clock measured, for the laws that were considered.
#[must_use]
pub fn regimes(state: &Incident) -> Vec<Regime> {
    let views = state.deadlines.views(state, Instant::MIN);
    let of = |view: &crate::domain::deadline::ClockView<'_>| {
        let regime = view.regime;
        let aware = view.start.as_ref().map(|start| (start.at, start.record));
        let decided = regime.answers.iter().rfind(|(id, _)| !state.struck(*id));
        let decided = decided.and_then(|(id, _)| of_line(state, *id));
        let deadline = view.clock.map(|clock| clock.deadline.clone()).unwrap_or_default();
        let sent = regime.sent.get(&deadline).into_iter().flatten().filter(|(id, _)| !state.struck(*id));
        let sent = sent.map(|(id, sent)| told(state, *id, &sent.at)).min();
        let took = aware.zip(sent).map(|((aware, _), (sent, _))| sent.millis_since(aware));
        Regime { name: regime.considered.name.clone(), key: view.key(), aware, decided, sent, took }
    };
    views.iter().map(of).filter(|regime| regime.aware.is_some() || regime.sent.is_some()).collect()
}
