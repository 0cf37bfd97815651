//! What needs me now: everything that waits for a person, most urgent first. Each concern adds its own kinds here through one function.

mod questions;
mod stopped;

use std::collections::BTreeSet;

use super::ai_act;
use super::callout::CallState;
use super::custody::What;
use super::deadline::{ClockState, ClockView, ring_of};
use super::exhibit::DigestState;
use super::id::RecordId;
use super::incident::{ConflictStanding, Incident};
use super::input::Input;
use super::lineage::Node;
use super::msg::Msg;
use super::proof::{StepState, missing, state_of};
use super::rules::Rule;
use super::time::{Instant, hms_left};
use super::told::Standing;
use super::volatile::SourceState;
use crate::library::vocabulary::Vocabulary;

/// Where a need is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of the timeline.
    Timeline(RecordId),
    /// A role of the roster.
    Role(String),
    /// A call of the roster.
    Call(RecordId),
    /// A step of the checklist.
    Step(String),
    /// An exhibit.
    Exhibit(RecordId),
    /// An entity or an indicator, by the record that brought it.
    Entity(Node),
    /// A clock, `REGIME/DEADLINE`.
    Deadline(String),
    /// The case as a whole.
    Case,
}

/// How pressing a need is; smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A limit is past, or a call unanswered too long.
    Now,
    /// Due within the hour, or a step over its target.
    Soon,
    /// Waits for a person.
    Waits,
    /// Owed, no clock.
    Owed,
}

/// One thing that waits for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// How pressing.
    pub urgency: Urgency,
    /// Since when or until when; the order within one urgency.
    pub order: i64,
    /// What waits.
    pub what: Msg,
    /// Where Enter goes.
    pub place: Place,
    /// The command that settles it, with the fields that are known.
    pub act: Option<(&'static str, Input)>,
    /// Key by which its ring is silenced, where it rings.
    pub ring: Option<String>,
    /// Whether it rings for itself, at most twice. A clock does not: each of its thresholds rings once as it passes.
    pub rings: bool,
}

impl Need {
    pub(super) fn new(urgency: Urgency, order: i64, what: Msg, place: Place) -> Self {
        Need { urgency, order, what, place, act: None, ring: None, rings: false }
    }

    pub(super) fn act(mut self, command: &'static str, input: Input) -> Self {
        self.act = Some((command, input));
        self
    }

    pub(super) fn ring(mut self, key: String) -> Self {
        self.ring = Some(key);
        self.rings = true;
        self
    }

    /// The key of a ring that something else sounds.
    fn silenced_by(mut self, key: String) -> Self {
        self.ring = Some(key);
        self
    }
}

/// Everything that waits for a person at an instant, most urgent first.
#[must_use]
pub fn needs(state: &Incident, now: Instant) -> Vec<Need> {
    let mut found = Vec::new();
    super::drill::waits(state, now, &mut found);
    found.extend(super::clash::needs(state));
    super::station::waits(state, &mut found);
    super::safety::waits(state, now, &mut found);
    if state.case.declared.is_none() {
        found.sort_by_key(|need| (need.urgency, need.order));
        return found;
    }
    super::review::waits(state, &mut found);
    super::action::waits(state, &mut found);
    if super::closure::stood_down(state).is_some() || super::closure::closed(state) {
        // A law that was found to apply does not end with the incident.
        let mut views = state.deadlines.views(state, now);
        views.retain(|view| super::closure::owes(state, view));
        clocks(state, now, &views, &mut found);
        found.extend(super::closure::came_up(state, now));
        super::anchor::waits(state, now, &mut found);
        // What was to be learned from it outlives the incident.
        super::reminder::due_after_the_end(state, now, &mut found);
        found.sort_by_key(|need| (need.urgency, need.order));
        return found;
    }
    calls(state, now, &mut found);
    let views = state.deadlines.views(state, now);
    clocks(state, now, &views, &mut found);
    questions::questions(state, now, &mut found);
    stopped::stopped(state, now, &views, &mut found);
    super::notice::waits(state, now, &mut found);
    telling(state, now, &mut found);
    steps(state, now, &views, &mut found);
    altered(state, now, &mut found);
    exhibits(state, now, &mut found);
    contained(state, &mut found);
    super::cause::waits(state, &mut found);
    volatile(state, &mut found);
    super::eradication::waits(state, &mut found);
    super::lineage::waits(state, &mut found);
    super::restoration::waits(state, &mut found);
    super::monitoring::waits(state, now, &mut found);
    briefing(state, now, &mut found);
    super::closure::waits(state, &mut found);
    super::anchor::waits(state, now, &mut found);
    super::reminder::due(state, now, &mut found);
    super::rows::waits(state, &mut found);
    roster(state, &mut found);
    owed(state, &mut found);
    found.sort_by_key(|need| (need.urgency, need.order));
    found
}

/// A step that alters an AI system is in hand or shown, and nobody informed the authority before or since.
fn altered(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    if ai_act::duty(state, now) != ai_act::Duty::Open {
        return;
    }
    let clock = state.deadlines.regimes.iter().filter(|regime| regime.considered.regime == ai_act::REGIME);
    let clock = clock.filter_map(|regime| regime.considered.clocks.first()).next();
    let key = clock.map_or_else(|| ai_act::REGIME.to_owned(), |clock| [ai_act::REGIME, &clock.deadline].join("/"));
    for step in state.work.steps.iter().map(|merged| &merged.step).filter(|step| step.alters_ai_system) {
        let Some(begun) = ai_act::begun(state, &step.id) else { continue };
        let msg = Msg::new("need-ai-altered").with("step", step.id.clone());
        let need = Need::new(Urgency::Soon, begun.millis(), msg, Place::Step(step.id.clone()));
        found.push(need.act("sent", Input::default().with("deadline", key.clone())));
    }
}

fn calls(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for call in state.callout.standing() {
        let first = state.callout.first_contact(call, &state.people);
        let later = state.callout.standing().any(|other| {
            other.id != call.id
                && other.placed.at.at >= call.placed.at.at
                && other.state(now, state.callout.first_contact(other, &state.people)) == CallState::Acknowledged
                && (state.people.same(&other.placed.callee, &call.placed.callee)
                    || (!call.placed.role.is_empty() && other.placed.role == call.placed.role))
        });
        if later {
            continue;
        }
        let minutes = now.millis_since(call.placed.at.at) / 60_000;
        let base = |id| Msg::new(id).with("callee", call.placed.callee.name.clone()).with("minutes", minutes);
        let label = state.label(call.id);
        let input = Input::default().with("call", label.clone());
        let order = call.placed.at.at.millis();
        match call.state(now, first) {
            CallState::Overdue => {
                let deputy =
                    state.people.holders.get(&call.placed.role).and_then(|holder| holder.assigned.deputy.clone());
                let need = match deputy {
                    Some(deputy) => Need::new(
                        Urgency::Now,
                        order,
                        base("need-call-deputy").with("deputy", deputy.name.clone()),
                        Place::Call(call.id),
                    )
                    .act("call", Input::default().with("callee", deputy.name).with("role", call.placed.role.clone())),
                    None => Need::new(Urgency::Now, order, base("need-call-overdue"), Place::Call(call.id))
                        .act("answer", input),
                };
                found.push(need.ring(format!("call:{}", call.id)));
            }
            CallState::Waiting => found.push(
                Need::new(Urgency::Waits, order, base("need-call-waiting"), Place::Call(call.id)).act("answer", input),
            ),
            CallState::Short => found.push(
                Need::new(Urgency::Waits, order, base("need-call-short"), Place::Call(call.id)).act("answer", input),
            ),
            CallState::Missed => {
                let again = Input::default()
                    .with("callee", call.placed.callee.name.clone())
                    .with("role", call.placed.role.clone());
                found.push(
                    Need::new(Urgency::Soon, order, base("need-call-missed"), Place::Call(call.id)).act("call", again),
                );
            }
            CallState::Acknowledged => {}
        }
    }
}

/// A regime with the event that a clock of it runs from: recorded once, it starts them all.
fn event(view: &ClockView<'_>) -> (String, String) {
    let from = view.clock.map(|clock| clock.from.clone()).unwrap_or_default();
    (view.regime.considered.regime.clone(), from)
}

fn clocks(state: &Incident, now: Instant, views: &[ClockView<'_>], found: &mut Vec<Need>) {
    let (mut asked, mut memos) = (BTreeSet::new(), BTreeSet::new());
    for view in views {
        let key = view.key();
        let place = Place::Deadline(key.clone());
        let due = view.due.or(view.exposure).map_or(i64::MAX, Instant::millis);
        let name = view.regime.considered.name.clone();
        if view.reason_owed(state) {
            let msg = Msg::new("need-late-reason").with("name", view.short());
            let need = Need::new(Urgency::Soon, due, msg, place.clone());
            found.push(need.act("why-late", Input::default().with("deadline", key.clone())));
        }
        let deadline = Input::default().with("deadline", key.clone());
        let regime = Input::default().with("regime", view.regime.considered.regime.clone());
        match view.state {
            ClockState::Late => {
                let by = hms_left(view.left(now).unwrap_or_default().abs());
                let need =
                    Need::new(Urgency::Now, due, Msg::new("need-clock-late").with("name", name).with("by", by), place);
                found.push(need.act("sent", deadline).silenced_by(ring_of(&key)));
            }
            ClockState::Running => {
                let left = view.left(now).unwrap_or_default();
                let msg = Msg::new("need-clock-near").with("name", name).with("left", hms_left(left));
                if left <= 3_600_000 {
                    found.push(
                        Need::new(Urgency::Now, due, msg, place).act("sent", deadline).silenced_by(ring_of(&key)),
                    );
                } else if left <= 4 * 3_600_000 {
                    found.push(
                        Need::new(Urgency::Soon, due, msg, place).act("sent", deadline).silenced_by(ring_of(&key)),
                    );
                }
            }
            // A final report owes nothing before its own event.
            ClockState::NotStarted if view.waits() => continue,
            ClockState::Elapsing if view.regime.answers.is_empty() => {}
            ClockState::NotStarted if view.clock.is_some() && !asked.insert(event(view)) => continue,
            ClockState::NotStarted | ClockState::Elapsing
                if view.clock.is_none() || view.due.is_none() && view.start.is_some() =>
            {
                found.push(
                    Need::new(Urgency::Waits, due, Msg::new("need-notice").with("name", name), place)
                        .act("sent", deadline),
                );
            }
            ClockState::NotAssessed if view.exposure.is_some_and(|exposure| exposure < now) => {
                found.push(
                    Need::new(Urgency::Soon, due, Msg::new("need-exposure").with("name", view.short()), place)
                        .act("regime", regime.clone()),
                );
            }
            ClockState::NotStarted => {
                found.push(
                    Need::new(Urgency::Soon, due, Msg::new("need-clock-start").with("name", name), place)
                        .act("clock", deadline),
                );
            }
            // One memo speaks for a law that does not apply, whatever the number of its deadlines.
            ClockState::MemoOwed => {
                let law = view.regime.stands(state).is_some_and(|(_, answer)| answer.answer == "no");
                let of = if law { view.regime.considered.regime.clone() } else { key };
                if memos.insert(of.clone()) {
                    let need = Need::new(Urgency::Waits, due, Msg::new("need-memo").with("name", name), place);
                    found.push(need.act("memo", Input::default().with("deadline", of)));
                }
            }
            ClockState::NotAssessed
            | ClockState::Elapsing
            | ClockState::Sent
            | ClockState::Memo
            | ClockState::DoesNotApply => {}
        }
    }
}

/// People and others: those for whom nobody decided as one need, those who are to be told each as its own.
fn telling(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    let items = super::told::items(state, now);
    let mut open = items.iter().filter(|item| item.standing == Standing::Open);
    if let Some(first) = open.next() {
        let msg = Msg::new("need-tell-open").code("group", "tell-group", first.group).with("count", 1 + open.count());
        let input = Input::default().with("tell-group", first.group).with("who", first.who);
        found.push(Need::new(Urgency::Waits, i64::MAX, msg, Place::Case).act("tell", input));
    }
    for item in &items {
        let group = || Msg::new("need-tell").code("group", "tell-group", item.group);
        let input = Input::default().with("tell-group", item.group).with("who", item.who);
        let Some((id, decided)) = item.decided else { continue };
        match item.standing {
            Standing::ToTell => {
                let need = Need::new(Urgency::Soon, decided.at.at.millis(), group(), Place::Timeline(*id));
                found.push(need.act("told", input));
            }
            Standing::Due => {
                let due = decided.until.as_ref().unwrap_or(&decided.at).at.millis();
                let msg = Msg::new("need-tell-due").code("group", "tell-group", item.group);
                let need = Need::new(Urgency::Soon, due, msg, Place::Timeline(*id)).act("tell", input);
                found.push(need.ring(format!("tell:{id}:{due}")));
            }
            _ => {}
        }
    }
}

fn steps(state: &Incident, now: Instant, views: &[ClockView<'_>], found: &mut Vec<Need>) {
    let targets = super::procedure::targets(state, views);
    for merged in &state.work.steps {
        let step = &merged.step;
        let Some(target) = targets.get(&step.id).map(|target| target.at) else { return };
        let input = Input::default().with("step", step.id.clone());
        let place = Place::Step(step.id.clone());
        match state_of(state, &step.id) {
            Some(StepState::Proved) => {
                let need = Need::new(
                    Urgency::Waits,
                    target.millis(),
                    Msg::new("need-verify").with("step", step.id.clone()),
                    place,
                );
                found.push(need.act("verify-step", input));
            }
            Some(StepState::Open | StepState::InHand) if now > target => {
                let over = span(now.millis_since(target));
                let msg = Msg::new("need-step-over")
                    .with("step", step.id.clone())
                    .with("over", over)
                    .with("missing", missing(state, &step.id).len());
                found.push(Need::new(Urgency::Soon, target.millis(), msg, place).act("proof", input));
            }
            _ => {}
        }
    }
}

/// A span in the unit that people would say: `22 min`, `29 h`, `3 d`.
pub(super) fn span(millis: i64) -> String {
    let minutes = millis / 60_000;
    match minutes {
        0..120 => format!("{minutes} min"),
        120..4_320 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1_440),
    }
}

fn exhibits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for exhibit in &state.register.exhibits {
        if state.struck(exhibit.id) {
            continue;
        }
        let label = state.register.shown_label(exhibit);
        let place = Place::Exhibit(exhibit.id);
        let order = exhibit.registered.collected.at.millis();
        let input = Input::default().with("exhibit", label.clone());
        for finding in state.custody.findings(state, exhibit.id) {
            if finding.settled.is_some() {
                continue;
            }
            let event = finding.event;
            let (order, msg, command, input) = match finding.what {
                What::Open { to } => {
                    let order = state.timeline.line(event).map_or(order, |line| line.happened.millis());
                    (order, Msg::new("need-hand-over").with("to", to), "accept", input.clone())
                }
                What::Gap { .. } => {
                    (order, Msg::new("need-gap"), "custody", input.clone().with("event", "gap-explained"))
                }
                What::Seal { .. } => (order, Msg::new("need-seal"), "custody", input.clone()),
                what @ (What::UncheckedBefore | What::UncheckedAfter) => {
                    (order, Msg::new("need-custody").code("what", "finding", what.code()), "rehash", input.clone())
                }
                what => {
                    (order, Msg::new("need-custody").code("what", "finding", what.code()), "custody", input.clone())
                }
            };
            let need =
                Need::new(Urgency::Waits, order, msg.with("label", label.clone()), place.clone()).act(command, input);
            found.push(need);
        }
        match state.digest_state(exhibit) {
            DigestState::Differs => {
                found.push(
                    Need::new(Urgency::Now, order, Msg::new("need-digest-differs").with("label", label), place)
                        .act("rehash", input),
                );
            }
            DigestState::ToolFailed => {
                let what = Msg::new("need-tool-failed").with("label", label);
                found.push(Need::new(Urgency::Soon, order, what, place).act("claim", input));
            }
            DigestState::Incomplete => {
                let what = Msg::new("need-image-incomplete").with("label", label);
                found.push(Need::new(Urgency::Soon, order, what, place).act("acquire", Input::default()));
            }
            DigestState::Failed => {
                found.push(
                    Need::new(Urgency::Soon, order, Msg::new("need-hash-failed").with("label", label), place)
                        .act("rehash", input),
                );
            }
            DigestState::Claimed | DigestState::None => {
                found.push(
                    Need::new(Urgency::Waits, order, Msg::new("need-digest").with("label", label), place)
                        .act("rehash", input),
                );
            }
            DigestState::Recomputed => {
                let disposed = state.custody.walk(state, exhibit.id).disposed.is_some();
                if let Some(due) = state.register.due(exhibit).filter(|due| *due <= now && !disposed) {
                    let need = Need::new(
                        Urgency::Soon,
                        due.millis(),
                        Msg::new("need-recheck").with("label", label).with("over", span(now.millis_since(due))),
                        place,
                    );
                    found.push(need.act("rehash", input));
                }
            }
            DigestState::Corroborated | DigestState::LossAccepted => {}
        }
    }
}

/// Containment that nobody tested from outside, or that did not hold.
pub(super) fn contained(state: &Incident, found: &mut Vec<Need>) {
    for action in state.containment.standing(state) {
        let short = super::containment::shortfalls(state, action);
        let open = short.iter().find(|s| matches!(s.rule, Rule::NoOutsideTest | Rule::TestFailed));
        let Some(open) = open else { continue };
        let failed = open.rule == Rule::TestFailed;
        let (urgency, id) =
            if failed { (Urgency::Now, "need-not-held") } else { (Urgency::Waits, "need-outside-test") };
        let need = Need::new(
            urgency,
            action.done.at.at.millis(),
            Msg::new(id).with("asset", action.done.asset.clone()),
            Place::Timeline(action.id),
        );
        found.push(need.act("outside-test", Input::default().with("containment", state.label(action.id))));
    }
}

/// The most volatile source that is open: what is lost first is what waits first.
fn volatile(state: &Incident, found: &mut Vec<Need>) {
    let sources = super::volatile::sources(state);
    let Some(first) = sources.iter().find(|listed| listed.state == SourceState::Open) else { return };
    let Some(declared) = state.case.declared_at() else { return };
    let open = sources.iter().filter(|listed| listed.state == SourceState::Open).count();
    let msg = Msg::new("need-source").with("source", first.key.clone()).with("count", open);
    let urgency = if first.lost_by_reboot() { Urgency::Soon } else { Urgency::Waits };
    let need = Need::new(urgency, declared.millis(), msg, Place::Case);
    found.push(need.act("capture", Input::default().with("source", first.key.clone())));
}

/// The next briefing that was agreed, once its time has come.
fn briefing(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    let agreed = super::briefing::next(state).and_then(|(_, next, _)| next);
    let Some(next) = agreed.filter(|next| next.at <= now) else { return };
    let minutes = now.millis_since(next.at) / 60_000;
    let msg = Msg::new("need-briefing").with("minutes", minutes);
    found.push(Need::new(Urgency::Soon, next.at.millis(), msg, Place::Case).act("roll-call", Input::default()));
}

fn roster(state: &Incident, found: &mut Vec<Need>) {
    let vocabulary = Vocabulary::of_rules();
    for conflict in state.people.conflicts(vocabulary) {
        if state.conflict_standing(&conflict) != ConflictStanding::Open {
            continue;
        }
        let msg = Msg::new("need-conflict").with("who", conflict.person.clone());
        let msg = msg.code("role", "role", conflict.role.clone()).code("other", "role", conflict.other.clone());
        let need = Need::new(Urgency::Waits, 0, msg, Place::Role(conflict.role.clone()));
        found.push(need.act("assign", Input::default().with("role", conflict.role)));
    }
    for (role, (_, vacant)) in &state.people.vacant {
        if vacant.reason.is_empty() {
            let need = Need::new(
                Urgency::Waits,
                1,
                Msg::new("need-vacancy").code("role", "role", role.clone()),
                Place::Role(role.clone()),
            );
            found.push(need.act("vacant", Input::default().with("role", role.clone())));
        }
    }
    for (role, holder) in &state.people.holders {
        let acknowledged = state.callout.standing().any(|call| {
            state.people.same(&call.placed.callee, &holder.assigned.person)
                && call.answered.as_ref().is_some_and(|(_, answered)| answered.outcome == "acknowledged")
        });
        let called =
            state.callout.standing().any(|call| state.people.same(&call.placed.callee, &holder.assigned.person));
        let at_keys = state.stations.keys.values().any(|who| state.people.same(who, &holder.assigned.person));
        if !acknowledged && !called && !at_keys {
            let msg = Msg::new("need-call-first").with("callee", holder.assigned.person.name.clone()).code(
                "role",
                "role",
                role.clone(),
            );
            let input = Input::default().with("callee", holder.assigned.person.name.clone()).with("role", role.clone());
            found.push(
                Need::new(Urgency::Soon, holder.assigned.at.at.millis(), msg, Place::Role(role.clone()))
                    .act("call", input),
            );
        }
    }
}

fn owed(state: &Incident, found: &mut Vec<Need>) {
    for (order, field) in (0_i64..).zip(state.case.owed()) {
        let msg = Msg::new("need-field").code("what", "field", field);
        found.push(
            Need::new(Urgency::Owed, order, msg, Place::Case).act("amend", Input::default().with("field", field)),
        );
    }
    if !state.people.holders.contains_key("irt_lead") {
        let msg = Msg::new("need-lead");
        let need = Need::new(Urgency::Soon, 0, msg, Place::Role("irt_lead".to_owned()));
        found.push(need.act("assign", Input::default().with("role", "irt_lead")));
    }
    for id in &state.timeline.owing {
        let Some(line) = state.timeline.line(*id) else { continue };
        let label = state.label(*id);
        let record = Input::default().with("record", label.clone());
        let order = 100 + line.recorded.millis();
        let need = if line.basis_owed() {
            let input = record.with("status", "confirmed");
            Need::new(Urgency::Owed, order, Msg::new("need-basis").with("record", label), Place::Timeline(*id))
                .act("judge", input)
        } else {
            Need::new(Urgency::Owed, order, Msg::new("need-reason").with("record", label), Place::Timeline(*id))
                .act("explain", record)
        };
        found.push(need);
    }
    if state.case.catch_up.is_some() {
        let need = Need::new(Urgency::Waits, i64::MAX, Msg::new("need-catch-up"), Place::Case);
        found.push(need.act("catch-up-end", Input::default()));
    }
    // In a copy with gaps the comparison may be among what it withholds.
    if state.stations.checks.is_empty() && state.copy.is_none() {
        found.push(
            Need::new(Urgency::Owed, 50, Msg::new("need-clock-check"), Place::Case)
                .act("clock-check", Input::default()),
        );
    }
}
