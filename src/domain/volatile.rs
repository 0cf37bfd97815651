//! Control 3, volatile evidence: the sources that the procedures in use name, the most volatile first; each is captured as an exhibit or skipped with a
//! reason that somebody accepted (RFC 3227; procedures.md sections 2 and 4.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::procedure::BASE;
use super::proof::PRESENCES;
use super::rules::Rule;
use super::station::{ahead, time_shortfalls};
use super::time::When;
use crate::library::procedure::EvidenceSource;
use crate::library::vocabulary::Vocabulary;

facts! {
    /// Facts about volatile evidence.
    VolatileFact {
        /// A source was captured as an exhibit.
        Captured(Captured) = "source.captured" [listed],
        /// A source was given up.
        GivenUp(GivenUp) = "source.skipped" [listed],
        /// A host was started anew.
        Rebooted(Rebooted) = "host.rebooted" [listed],
    }
}

/// A source captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// Key of the source, `PROCEDURE/ORDER`.
    pub source: String,
    /// The exhibit it became.
    pub exhibit: RecordId,
    /// Host it was taken from.
    pub asset: String,
    /// Who captured it.
    pub operator: Author,
    /// When capturing began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<When>,
    /// When it was complete.
    pub at: When,
    /// Who watched, or computed the digest again.
    pub second: Author,
    /// How their presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// What was odd.
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A source given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// Key of the source.
    pub source: String,
    /// What is lost by it.
    pub what: String,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub accepted_by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A host started anew, or switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebooted {
    /// The host.
    pub asset: String,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub operator: Author,
    /// Sources that a reboot destroys and that were open at that time, by key.
    pub open: Vec<String>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Volatile evidence, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Volatile {
    /// Captures by key of the source.
    pub captured: BTreeMap<String, Vec<(RecordId, Captured)>>,
    /// Sources given up, by key.
    pub given_up: BTreeMap<String, Vec<(RecordId, GivenUp)>>,
    /// Reboots in order.
    pub reboots: Vec<(RecordId, Rebooted)>,
}

impl Volatile {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &VolatileFact) -> Option<Act> {
        match fact {
            VolatileFact::Captured(captured) => {
                self.captured.entry(captured.source.clone()).or_default().push((meta.id, (**captured).clone()));
                let msg = Msg::new("act-captured").with("source", captured.source.clone());
                let msg = msg.with("who", captured.operator.name.clone());
                Some(Act::response(&captured.at, captured.late_reason.as_ref(), msg))
            }
            VolatileFact::GivenUp(given_up) => {
                self.given_up.entry(given_up.source.clone()).or_default().push((meta.id, (**given_up).clone()));
                let msg = Msg::new("act-given-up").with("source", given_up.source.clone());
                let msg = msg.with("who", given_up.accepted_by.name.clone());
                Some(Act::response(&given_up.at, given_up.late_reason.as_ref(), msg))
            }
            VolatileFact::Rebooted(rebooted) => {
                self.reboots.push((meta.id, (**rebooted).clone()));
                let msg = Msg::new("act-rebooted").with("asset", rebooted.asset.clone());
                let msg = msg.with("open", rebooted.open.len()).with("who", rebooted.operator.name.clone());
                Some(Act::response(&rebooted.at, rebooted.late_reason.as_ref(), msg))
            }
        }
    }
}

/// How a source stands.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceState {
    /// Neither captured nor given up.
    Open,
    /// Captured; the record, and what it misses for credit.
    Captured(RecordId, Vec<Shortfall>),
    /// Given up; the record, and what it misses for credit.
    GivenUp(RecordId, Vec<Shortfall>),
}

/// One source of the procedures in use.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'a> {
    /// Its key, `PROCEDURE/ORDER`.
    pub key: String,
    /// What the procedure says.
    pub source: &'a EvidenceSource,
    /// How it stands.
    pub state: SourceState,
}

impl Listed<'_> {
    /// Rank of its volatility, 0 the most volatile.
    #[must_use]
    pub fn rank(&self) -> usize {
        rank(self.source)
    }

    /// Whether power or a reboot takes it.
    #[must_use]
    pub fn lost_by_reboot(&self) -> bool {
        matches!(self.source.volatility.as_str(), "seconds" | "minutes")
    }
}

fn rank(source: &EvidenceSource) -> usize {
    Vocabulary::of_rules().volatility.position(&source.volatility).unwrap_or(usize::MAX)
}

/// Sources of the procedures in use, the most volatile first. The base's own count only where it stands alone: a scenario names its sources itself.
#[must_use]
pub fn sources(state: &Incident) -> Vec<Listed<'_>> {
    let alone = state.work.chosen.iter().all(|(_, chosen)| chosen.procedure.id == BASE);
    let mut listed: Vec<Listed<'_>> = state
        .work
        .chosen
        .iter()
        .filter(|(_, chosen)| alone || chosen.procedure.id != BASE)
        .flat_map(|(_, chosen)| {
            chosen.procedure.evidence_sources.iter().map(|source| {
                let key = format!("{}/{}", chosen.procedure.id, source.order);
                let state = state_of(state, &key);
                Listed { key, source, state }
            })
        })
        .collect();
    listed.sort_by_key(Listed::rank);
    listed
}

fn state_of(state: &Incident, key: &str) -> SourceState {
    let captures = state.volatile.captured.get(key).into_iter().flatten().filter(|(id, _)| !state.struck(*id));
    let mut captures: Vec<(RecordId, Vec<Shortfall>)> = captures
        .map(|(id, captured)| {
            let mut short = capture_shortfalls(state, captured);
            short.extend(ahead(state, Some(*id), &captured.at));
            (*id, short)
        })
        .collect();
    // A capture that counts says more than a later one that does not.
    if let Some(at) = captures.iter().position(|(_, short)| short.is_empty()) {
        let (id, short) = captures.swap_remove(at);
        return SourceState::Captured(id, short);
    }
    let given_up = state.volatile.given_up.get(key).into_iter().flatten().rfind(|(id, _)| !state.struck(*id));
    match (captures.pop(), given_up) {
        (_, Some((id, given_up))) => SourceState::GivenUp(*id, given_up_shortfalls(given_up)),
        (Some((id, short)), None) => SourceState::Captured(id, short),
        (None, None) => SourceState::Open,
    }
}

/// Why a capture earns no credit.
#[must_use]
pub fn capture_shortfalls(state: &Incident, captured: &Captured) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let exhibit = state.register.exhibit(captured.exhibit).filter(|exhibit| !exhibit.struck);
    if exhibit.is_none_or(|exhibit| !state.digest_holds(exhibit)) {
        short.push(Shortfall::new(Rule::ClaimedOnly).at("exhibit"));
    }
    short.extend(state.loss_shortfall(captured.exhibit).map(|short| short.at("exhibit")));
    if captured.started.as_ref().is_some_and(|started| started.at > captured.at.at) {
        short.push(Shortfall::new(Rule::EndBeforeStart).at("started"));
    }
    if !captured.second.name.is_empty() {
        if state.people.may_be_same(&captured.second, &captured.operator) {
            short.push(Shortfall::new(Rule::SecondIsCollector).at("second"));
        } else if !state.present(&captured.second, &captured.presence, &captured.presence_ref) {
            short.push(Shortfall::new(Rule::Unproven).at("presence"));
        }
    }
    short
}

/// Why giving a source up earns no credit.
#[must_use]
pub fn given_up_shortfalls(given_up: &GivenUp) -> Vec<Shortfall> {
    let field = [("reason", given_up.reason.as_str()), ("accepted-by", given_up.accepted_by.name.as_str())]
        .into_iter()
        .find(|(_, value)| value.trim().is_empty());
    field.map(|(field, _)| Shortfall::new(Rule::GivenUpNotAccepted).at(field)).into_iter().collect()
}

impl Fields<'_> {
    /// The key of a source of the procedures in use: whole, or its number where one procedure names sources.
    ///
    /// # Errors
    /// [`Rule::Empty`], [`Rule::NotFound`].
    fn source(&self) -> Result<Listed<'_>, Refusal> {
        let text = self.required("source")?;
        let wanted = text.trim();
        let mut found = sources(self.state)
            .into_iter()
            .filter(|listed| listed.key.eq_ignore_ascii_case(wanted) || listed.key.rsplit('/').next() == Some(wanted));
        let first = found.next().ok_or_else(|| self.not_found("source", &text))?;
        match found.next() {
            None => Ok(first),
            Some(_) => Err(self.not_found("source", &text)),
        }
    }
}

/// Keys of the sources that are still open and more volatile than a rank.
fn open_above(state: &Incident, rank: usize) -> Vec<String> {
    let open = sources(state).into_iter().filter(|listed| listed.state == SourceState::Open && listed.rank() < rank);
    open.map(|listed| listed.key).collect()
}

/// `capture`: a source became an exhibit.
///
/// # Errors
/// An unknown source or exhibit, an unreadable time.
pub fn capture(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let listed = fields.source()?;
    let label = fields.required("exhibit")?;
    let exhibit = state.register.labelled(&label).ok_or_else(|| fields.not_found("exhibit", &label))?;
    let captured = Captured {
        source: listed.key.clone(),
        exhibit: exhibit.id,
        asset: fields.text("asset").unwrap_or_else(|| exhibit.registered.origin.clone()),
        operator: fields.person("operator").unwrap_or_else(|| exhibit.registered.collected_by.clone()),
        started: fields.when("started")?,
        at: fields.when("at")?.unwrap_or_else(|| exhibit.registered.collected.clone()),
        second: fields.person("second").unwrap_or_default(),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        note: fields.text("note").unwrap_or_default(),
        // The exhibit's own record says why it came late.
        late_reason: fields.text("late-reason").or_else(|| exhibit.registered.late_reason.clone()),
    };
    let mut short = capture_shortfalls(state, &captured);
    let open = open_above(state, listed.rank());
    if !open.is_empty() {
        short.push(Shortfall::new(Rule::OutOfOrder).at("source").with("sources", open.join(", ")));
    }
    short.extend(time_shortfalls("at", &captured.at, true, captured.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(captured).short(short))
}

/// `give-up`: a source is not captured, with what is lost, why, and who accepted it.
///
/// # Errors
/// An unknown source, an unreadable time.
pub fn give_up(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let listed = fields.source()?;
    let given_up = GivenUp {
        source: listed.key.clone(),
        what: fields.text("what").unwrap_or_else(|| listed.source.name.clone()),
        reason: fields.text("reason").unwrap_or_default(),
        accepted_by: fields.person("accepted-by").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = given_up_shortfalls(&given_up);
    short.extend(time_shortfalls("at", &given_up.at, true, given_up.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(given_up).short(short))
}

/// `reboot`: a host was started anew or switched off; what that destroyed is said.
///
/// # Errors
/// No host named, an unreadable time.
pub fn reboot(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let open = sources(state).into_iter().filter(|listed| listed.lost_by_reboot() && listed.state == SourceState::Open);
    let rebooted = Rebooted {
        asset: fields.required("asset")?,
        reason: fields.text("reason").unwrap_or_default(),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        open: open.map(|listed| listed.key).collect(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = Vec::new();
    if !rebooted.open.is_empty() {
        short.push(Shortfall::new(Rule::RebootTooEarly).at("asset").with("sources", rebooted.open.join(", ")));
    }
    short.extend(time_shortfalls("at", &rebooted.at, true, rebooted.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(rebooted).short(short))
}
