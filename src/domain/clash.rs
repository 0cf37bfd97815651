//! What two laptops that worked apart contradict each other in: two leads at once, one step proved twice, one number for two exhibits. Computed from the fold and
//! never stored, so that it reads the same on every laptop, whichever merged first (design: case file, order).
//!
//! Two records clash where neither laptop knew of the other's when it wrote its own. What a laptop knew is on record: before it goes on after a merge it says how
//! far it has heard the other chains ([`Heard`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attention::{Need, Place, Urgency};
use super::closure::ClosureFact;
use super::custody::CustodyFact;
use super::deadline::DeadlineFact;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::declaration::CaseFact;
use super::exhibit::ExhibitFact;
use super::fact::{Author, Fact, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::people::PeopleFact;
use super::proof::ProofFact;
use super::rules::Rule;
use super::watch::WatchFact;

facts! {
    /// Facts about laptops that work one case apart.
    ClashFact {
        /// How far a laptop had heard the other chains when it went on.
        Heard(Heard) = "chains.heard" [listed],
        /// People settled what two laptops contradict each other in.
        Settled(Settled) = "clash.settled",
    }
}

/// How far the other chains that count had come to this laptop. Written ahead of the first record after they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Number of the last line of each other chain.
    pub chains: BTreeMap<StationId, u64>,
}

/// A contradiction settled: which holds, in people's words. Both records stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The records that contradict each other.
    pub records: Vec<RecordId>,
    /// Which holds, and why.
    pub how: String,
}

/// What records can contradict each other in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The incident is declared once.
    Declaration,
    /// A field of the declaration.
    Field(String),
    /// Who holds a role.
    Role(String),
    /// A step, proved or verified.
    Step(String),
    /// The number of an exhibit.
    Number(u32),
    /// Where an exhibit is.
    Custody(RecordId),
    /// A notice sent, `REGIME/DEADLINE`.
    Notice(String),
    /// The end of the case.
    End,
}

/// One record on a subject, and what it says where two that say the same do not clash.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    id: RecordId,
    who: Option<Author>,
    value: Option<String>,
}

/// From which line of a chain on how much of the others was heard.
type Hearing = (u64, BTreeMap<StationId, u64>);

/// What laptops knew of each other and what they said, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clashes {
    heard: BTreeMap<StationId, Vec<Hearing>>,
    said: BTreeMap<Subject, Vec<Said>>,
}

/// Records on one subject that were written apart and that nothing has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The subject.
    pub subject: Subject,
    /// The last record of each laptop on it, in the order of the fold.
    pub records: Vec<RecordId>,
}

impl Clashes {
    /// Notes what a record says on a subject.
    pub(super) fn note(&mut self, meta: &Meta, fact: &Fact) {
        if let Some((subject, who, value)) = subject(fact) {
            self.said.entry(subject).or_default().push(Said { id: meta.id, who, value });
        }
    }

    pub(super) fn apply(&mut self, meta: &Meta, fact: &ClashFact, station: StationId) -> Option<Act> {
        match fact {
            ClashFact::Heard(heard) => {
                self.heard.entry(meta.id.station).or_default().push((meta.id.seq, heard.chains.clone()));
                None
            }
            ClashFact::Settled(settled) => {
                let of = |said: &Said| settled.records.contains(&said.id);
                for said in self.said.values_mut().filter(|said| said.iter().any(of)) {
                    said.push(Said { id: meta.id, who: None, value: None });
                }
                let records: Vec<String> = settled.records.iter().map(|id| id.label(station)).collect();
                let msg = Msg::new("act-settled").with("records", records.join(", "));
                Some(Act::at(meta.recorded_at, msg.with("how", settled.how.clone())))
            }
        }
    }

    /// How far a chain had heard the others when it last said so.
    #[must_use]
    pub fn heard(&self, station: StationId) -> Option<&BTreeMap<StationId, u64>> {
        self.heard.get(&station)?.last().map(|(_, chains)| chains)
    }

    /// Whether the laptop that wrote one record knew of another then.
    #[must_use]
    pub fn knew(&self, later: RecordId, earlier: RecordId) -> bool {
        if later.station == earlier.station {
            return earlier.seq < later.seq;
        }
        let heard = self.heard.get(&later.station).into_iter().flatten();
        let before = heard.rev().find(|(seq, _)| *seq < later.seq);
        before.and_then(|(_, chains)| chains.get(&earlier.station)).is_some_and(|seq| earlier.seq <= *seq)
    }
}

/// What a fact says on which subject.
fn subject(fact: &Fact) -> Option<(Subject, Option<Author>, Option<String>)> {
    let none = |subject| Some((subject, None, None));
    match fact {
        Fact::Case(CaseFact::Declared(_)) => none(Subject::Declaration),
        Fact::Case(CaseFact::Amended(amended)) => {
            Some((Subject::Field(amended.field.clone()), None, Some(amended.value.clone())))
        }
        Fact::People(PeopleFact::Assigned(given)) => {
            Some((Subject::Role(given.role.clone()), Some(given.person.clone()), None))
        }
        Fact::People(PeopleFact::Relieved(relieved)) => none(Subject::Role(relieved.role.clone())),
        Fact::People(PeopleFact::Vacant(vacant)) => none(Subject::Role(vacant.role.clone())),
        Fact::Watch(WatchFact::HandedOver(handed)) => {
            Some((Subject::Role(handed.role.clone()), Some(handed.to.clone()), None))
        }
        Fact::Proof(ProofFact::Attached(attached)) => none(Subject::Step(attached.step.clone())),
        Fact::Proof(ProofFact::Verified(verified)) => none(Subject::Step(verified.step.clone())),
        Fact::Exhibit(ExhibitFact::Registered(registered)) => none(Subject::Number(registered.number)),
        Fact::Custody(CustodyFact::Moved(moved)) => none(Subject::Custody(moved.exhibit)),
        Fact::Deadline(DeadlineFact::Sent(sent)) => none(Subject::Notice(format!("{}/{}", sent.regime, sent.deadline))),
        Fact::Closure(ClosureFact::Closed(_) | ClosureFact::Reopened(_)) | Fact::Case(CaseFact::Ended(_)) => {
            none(Subject::End)
        }
        _ => None,
    }
}

/// What laptops contradict each other in, and nobody has settled with both records before them.
#[must_use]
pub fn clashes(state: &Incident) -> Vec<Clash> {
    if state.stations.last_recorded.len() < 2 {
        return Vec::new();
    }
    state.clashes.said.iter().filter_map(|(subject, said)| clash(state, subject, said)).collect()
}

fn clash(state: &Incident, subject: &Subject, said: &[Said]) -> Option<Clash> {
    // Of one laptop the last counts: it knew what it wrote before.
    let mut last: BTreeMap<StationId, &Said> = BTreeMap::new();
    let mut order = Vec::new();
    for said in said.iter().filter(|said| !state.struck(said.id)) {
        if last.get(&said.id.station).is_none_or(|known| known.id.seq < said.id.seq) {
            last.insert(said.id.station, said);
        }
        order.push(said.id);
    }
    if last.len() < 2 {
        return None;
    }
    let known = |said: &Said| last.values().any(|other| other.id != said.id && state.clashes.knew(other.id, said.id));
    let open: Vec<&Said> = last.values().copied().filter(|said| !known(said)).collect();
    let first = open.first()?;
    let same = |other: &&Said| match (&first.who, &other.who) {
        (Some(one), Some(other)) => state.people.same(one, other),
        (None, None) => first.value.is_some() && first.value == other.value,
        _ => false,
    };
    if open.len() < 2 || open.iter().skip(1).all(same) {
        return None;
    }
    let mut records: Vec<RecordId> = open.iter().map(|said| said.id).collect();
    records.sort_by_key(|id| order.iter().position(|known| known == id));
    Some(Clash { subject: subject.clone(), records })
}

/// Every clash as a need, with the command that settles it.
#[must_use]
pub fn needs(state: &Incident) -> Vec<Need> {
    clashes(state).iter().map(|clash| need(state, clash)).collect()
}

fn need(state: &Incident, clash: &Clash) -> Need {
    let labels: Vec<String> = clash.records.iter().map(|id| state.label(*id)).collect();
    let named = |id: &'static str| Msg::new(id).with("records", labels.join(", "));
    let settle = ("settle", Input::default().with("records", labels.join(", ")));
    let first = clash.records.first().copied().unwrap_or_default();
    let at = Place::Timeline(first);
    let (what, place, act) = match &clash.subject {
        Subject::Declaration => (named("need-clash-declared"), at, settle),
        Subject::Field(field) => {
            let msg = named("need-clash-field").code("what", "field", field.clone());
            (msg, at, ("amend", Input::default().with("field", field.clone())))
        }
        Subject::Role(role) => {
            let msg = named("need-clash-role").code("role", "role", role.clone());
            (msg, Place::Role(role.clone()), ("assign", Input::default().with("role", role.clone())))
        }
        Subject::Step(step) => (named("need-clash-step").with("step", step.clone()), Place::Step(step.clone()), settle),
        Subject::Number(_) => {
            let exhibits = clash.records.iter().filter_map(|id| state.register.exhibit(*id));
            let shown: Vec<String> = exhibits.map(|exhibit| state.register.shown_label(exhibit)).collect();
            (named("need-clash-number").with("labels", shown.join(", ")), Place::Exhibit(first), settle)
        }
        Subject::Custody(id) => {
            let exhibit = state.register.exhibit(*id);
            let label = exhibit.map(|exhibit| state.register.shown_label(exhibit)).unwrap_or_default();
            (named("need-clash-custody").with("label", label), Place::Exhibit(*id), settle)
        }
        Subject::Notice(key) => {
            (named("need-clash-notice").with("deadline", key.clone()), Place::Deadline(key.clone()), settle)
        }
        Subject::End => (named("need-clash-end"), at, settle),
    };
    // The order of the fold is the same on every laptop.
    let order = state.timeline.line(first).map_or(0, |line| line.recorded.millis());
    Need::new(Urgency::Soon, order, what, place).act(act.0, act.1)
}

/// `settle`: which of the records that contradict each other holds, and why.
///
/// # Errors
/// A record that is not in the case, no words.
pub fn settle(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("records")?;
    let mut records = Vec::new();
    for text in fields.list("records") {
        records.push(state.record_named(&text).ok_or_else(|| fields.not_found("records", &text))?);
    }
    let how = fields.required("how-settled")?;
    let open = clashes(state);
    let meant = open.iter().any(|clash| clash.records.iter().any(|id| records.contains(id)));
    let short = (!meant).then(|| Shortfall::new(Rule::NothingToSettle).at("records"));
    Ok(Decision::of(Settled { records, how }).short(short))
}

#[cfg(test)]
#[path = "clash_tests.rs"]
mod tests;
