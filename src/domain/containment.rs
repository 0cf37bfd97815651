//! Control 2, containment: what was changed on which asset, on whose authority and by whom, with the state before and after; and the test from outside by
//! somebody else (procedures.md section 2, control 2).

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::closure::stood_down;
use super::deadline::earliest_sign;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::monitoring::HitRef;
use super::msg::{Arg, Msg};
use super::proof::{Attached, PRESENCES, Source, is_document, proof_shortfalls};
use super::rules::Rule;
use super::station::{ahead, time_shortfalls};
use super::time::When;

facts! {
    /// Facts of containment.
    ContainmentFact {
        /// An asset was contained.
        Contained(Contained) = "containment.done" [listed],
        /// Somebody tested from outside whether it holds.
        Tested(Tested) = "containment.tested" [listed],
    }
}

/// Kinds of action.
pub const ACTIONS: &[&str] = &[
    "port",
    "network",
    "rule",
    "account",
    "key",
    "process",
    "host",
    "service",
    "model-route",
    "tool-permission",
    "pipeline",
    "other",
];
/// What an outside test showed.
pub const RESULTS: &[&str] = &["holds", "open"];

/// One containment action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contained {
    /// Step it belongs to; empty for none.
    pub step: String,
    /// Host, account, key, model, route.
    pub asset: String,
    /// One of [`ACTIONS`].
    pub action: String,
    /// What was changed, in words.
    pub change: String,
    /// Who allowed it.
    pub authority: Author,
    /// Who did it.
    pub operator: Author,
    /// The device on which it was done.
    pub device: String,
    /// What the device's own clock showed at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_clock: Option<When>,
    /// State before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Artefact>,
    /// State after, or the difference of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Artefact>,
    /// Transcript of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transcript: Option<Artefact>,
    /// How to undo it.
    pub rollback: String,
    /// What else it stops.
    pub blast_radius: String,
    /// What was left open on purpose.
    pub left_open: String,
    /// What came back and is contained by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<HitRef>,
    /// When it was done.
    pub at: When,
    /// Why it lies outside the window of the incident.
    pub window_reason: String,
    /// Remarks.
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A test from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// The action tested.
    pub containment: RecordId,
    /// Who tested.
    pub tester: Author,
    /// From which network or host.
    pub from_where: String,
    /// How.
    pub method: String,
    /// One of [`RESULTS`].
    pub result: String,
    /// What the test printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Artefact>,
    /// How the tester's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// One action with its tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its record.
    pub id: RecordId,
    /// The action.
    pub done: Contained,
    /// Tests of it, in order.
    pub tests: Vec<(RecordId, Tested)>,
}

/// Containment, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Containment {
    /// Actions in order of recording.
    pub actions: Vec<Action>,
}

impl Containment {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ContainmentFact, station: StationId) -> Option<Act> {
        match fact {
            ContainmentFact::Contained(done) => {
                self.actions.push(Action { id: meta.id, done: (**done).clone(), tests: Vec::new() });
                let msg = Msg::new("act-contained")
                    .code("action", "action", done.action.clone())
                    .with("asset", done.asset.clone())
                    .with("who", done.operator.name.clone());
                Some(Act::response(&done.at, done.late_reason.as_ref(), msg))
            }
            ContainmentFact::Tested(tested) => {
                if let Some(action) = self.actions.iter_mut().find(|action| action.id == tested.containment) {
                    action.tests.push((meta.id, (**tested).clone()));
                }
                let msg = Msg::new("act-outside-test")
                    .with("record", tested.containment.label(station))
                    .with("who", tested.tester.name.clone())
                    .code("result", "test-result", tested.result.clone());
                Some(Act::response(&tested.at, tested.late_reason.as_ref(), msg))
            }
        }
    }

    /// Actions that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Action> {
        self.actions.iter().filter(|action| !state.struck(action.id))
    }
}

/// Why an action by itself earns no credit.
#[must_use]
pub fn action_shortfalls(state: &Incident, done: &Contained) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let files = [&done.after, &done.transcript];
    let artefacts: Vec<&Artefact> = files.into_iter().flatten().filter(|file| file.size > 0).collect();
    if artefacts.is_empty() {
        short.push(Shortfall::new(Rule::ContainmentWithoutArtefact).at("after"));
    } else if artefacts.iter().all(|file| is_document(&file.name)) {
        short.push(Shortfall::new(Rule::PolicyOnly).at("after"));
    }
    if let (Some(before), Some(after)) = (&done.before, &done.after)
        && before.sha256 == after.sha256
    {
        short.push(Shortfall::new(Rule::SameFileTwice).at("after"));
    }
    let owed = [
        ("authority", done.authority.name.as_str()),
        ("rollback", done.rollback.as_str()),
        ("blast-radius", done.blast_radius.as_str()),
    ];
    for (field, _) in owed.into_iter().filter(|(_, value)| value.trim().is_empty()) {
        short.push(Shortfall::new(Rule::ContainmentOwed).at(field).with("field", Arg::Code("field", field.to_owned())));
    }
    let early = earliest_sign(state).is_some_and(|start| done.at.at < start);
    let ended = stood_down(state).map(|ending| ending.ended.at.at);
    let after_end = ended.is_some_and(|end| done.at.at > end);
    if (early || after_end) && done.window_reason.trim().is_empty() {
        short.push(Shortfall::new(Rule::OutsideWindow).at("window-reason"));
    }
    short
}

/// Why a test does not show that an action holds.
#[must_use]
pub fn test_shortfalls(state: &Incident, action: &Action, tested: &Tested) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if tested.at.at < action.done.at.at {
        short.push(Shortfall::new(Rule::TestBeforeAction).at("at"));
    }
    if state.people.may_be_same(&tested.tester, &action.done.operator) {
        short.push(Shortfall::new(Rule::TesterIsOperator).at("tester"));
    }
    if !state.present(&tested.tester, &tested.presence, &tested.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    if tested.from_where.trim().is_empty() || tested.method.trim().is_empty() {
        let field = if tested.from_where.trim().is_empty() { "from-where" } else { "method" };
        short.push(Shortfall::new(Rule::ContainmentOwed).at(field).with("field", Arg::Code("field", field.to_owned())));
    }
    if tested.result != "holds" {
        short.push(Shortfall::new(Rule::TestFailed).at("result"));
    }
    short
}

/// What an action still misses, its outside test included.
#[must_use]
pub fn shortfalls(state: &Incident, action: &Action) -> Vec<Shortfall> {
    let mut short = action_shortfalls(state, &action.done);
    short.extend(ahead(state, Some(action.id), &action.done.at));
    // The last test says how it stands now: the one that was made last, whenever it was written down.
    let tests = action.tests.iter().filter(|(id, _)| !state.struck(*id));
    match tests.max_by_key(|(id, tested)| (tested.at.at, *id)) {
        None => short.push(Shortfall::new(Rule::NoOutsideTest).at("containment")),
        Some((id, tested)) => {
            short.extend(test_shortfalls(state, action, tested));
            short.extend(ahead(state, Some(*id), &tested.at));
        }
    }
    short
}

/// Whether a proof was attached by a containment that was struck since: it stands and falls with it. The proofs follow their containment in the journal.
#[must_use]
pub fn fallen_with(state: &Incident, record: RecordId, proof: &Attached) -> bool {
    let Source::File(file) = &proof.source else { return false };
    let struck = state.containment.actions.iter().filter(|action| state.struck(action.id));
    struck.into_iter().any(|action| {
        let files = [&action.done.after, &action.done.transcript];
        let own = files.into_iter().flatten().any(|own| own.commitment == file.commitment && own.sha256 == file.sha256);
        let next = record.station == action.id.station && (1..=2).contains(&record.seq.saturating_sub(action.id.seq));
        own && next && action.done.step == proof.step
    })
}

/// `contain`: an action on an asset. Its files are proof of the step too, where one is named.
///
/// # Errors
/// No asset, an unknown step, an unreadable time or file.
pub fn contain(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = match input.get("step") {
        Some(_) => fields.step("step")?.step.id.clone(),
        None => String::new(),
    };
    let staged = |field: &str| ctx.sources.staged(field);
    let asset = fields.required("asset")?;
    let done = Contained {
        step,
        hits: fields.hits("answers-hit", &asset)?,
        asset,
        action: fields.choice("action", ACTIONS)?.unwrap_or("other").to_owned(),
        change: fields.text("change").unwrap_or_default(),
        authority: fields.person("authority").unwrap_or_default(),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        device: fields.text("device").unwrap_or_default(),
        device_clock: fields.when("device-clock")?,
        before: staged("before"),
        after: staged("after"),
        transcript: staged("transcript"),
        rollback: fields.text("rollback").unwrap_or_default(),
        blast_radius: fields.text("blast-radius").unwrap_or_default(),
        left_open: fields.text("left-open").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        window_reason: fields.text("window-reason").unwrap_or_default(),
        note: fields.text("note").unwrap_or_default(),
        late_reason: fields.text("late-reason"),
    };
    let mut short = action_shortfalls(state, &done);
    short.extend(time_shortfalls("at", &done.at, true, done.late_reason.as_deref(), state, ctx));
    let mut decision = Decision::of(done.clone());
    if !done.step.is_empty() {
        let proofs = [("config_diff", &done.after, &done.before), ("session_log", &done.transcript, &None)];
        for (kind, file, before) in proofs {
            let Some(file) = file else { continue };
            let attached = Attached {
                step: done.step.clone(),
                kind: kind.to_owned(),
                source: Source::File(file.clone()),
                before: before.clone(),
                // Its words stand in the containment's own record: once is enough, should they have to be taken out.
                note: String::new(),
                operator: done.operator.clone(),
                at: done.at.clone(),
                late_reason: done.late_reason.clone(),
            };
            let again = short.iter().map(|known| known.rule).collect::<Vec<_>>();
            short.extend(proof_shortfalls(state, None, &attached).into_iter().filter(|new| !again.contains(&new.rule)));
            decision = decision.and(attached);
        }
    }
    Ok(decision.short(short))
}

/// `outside-test`: somebody else tests from outside whether an action holds.
///
/// # Errors
/// No such action, nobody named, an unreadable time or file.
pub fn test(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let action = match input.get("containment") {
        Some(text) => {
            let id = fields.record("containment")?;
            let found = state.containment.actions.iter().find(|action| action.id == id);
            found.ok_or_else(|| fields.not_found("containment", text))?
        }
        None => {
            let untested = state.containment.standing(state).filter(|action| action.tests.is_empty());
            let empty = || Refusal::new(Rule::Empty, Some("containment")).code("containment");
            untested.last().or_else(|| state.containment.standing(state).last()).ok_or_else(empty)?
        }
    };
    fields.required("result")?;
    let tested = Tested {
        containment: action.id,
        tester: fields.required_person("tester")?,
        from_where: fields.text("from-where").unwrap_or_default(),
        method: fields.text("method").unwrap_or_default(),
        result: fields.choice("result", RESULTS)?.unwrap_or_default().to_owned(),
        output: ctx.sources.staged("file"),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = test_shortfalls(state, action, &tested);
    short.extend(time_shortfalls("at", &tested.at, true, tested.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(tested).short(short))
}
