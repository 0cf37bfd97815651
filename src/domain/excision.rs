//! Taking a body or its attachments out for good: a court's order, privilege, live secrets, content that nobody may hold. The line stays, and with it the
//! proof that something was recorded there; a record says who took it out, why, and by what order (design: case file, excision).

use serde::{Deserialize, Serialize};

use super::artefact::stored;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident, RecordKind};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::proof::{PRESENCES, present};
use super::rules::Rule;

facts! {
    /// Facts about what was taken out.
    ExcisionFact {
        /// A body or attachments were taken out.
        Excised(Excised) = "record.excised" [listed],
    }
}

/// What is taken out: the body with its attachments, or the attachments alone.
pub const EXTENTS: &[&str] = &["everything", "attachments"];
/// Why something may be taken out.
pub const GROUNDS: &[&str] = &["court-order", "privilege", "live-secrets", "illegal-content"];
/// Lines that say whose chain counts, what was damaged, what was taken out and what is struck: without their bodies nothing else could be checked, and what was
/// struck would stand again.
const CARRYING: &[&str] =
    &["chain.opened", "station.admitted", "chains.heard", "journal.damage-seen", "record.excised", "record.struck"];

/// One of the two people who take something out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Who.
    pub who: Author,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
}

impl Hand {
    fn proven(&self) -> bool {
        present(&self.who, &self.presence, &self.presence_ref)
    }
}

/// A body or attachments taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excised {
    /// The record it was taken out of.
    pub record: RecordId,
    /// What kind of record that was.
    pub kind: String,
    /// Whether the body was taken out; otherwise the attachments alone.
    pub body: bool,
    /// Salted digests of the attachments taken out, lower-case hex. Their plain digests would let short content be guessed.
    pub attachments: Vec<String>,
    /// One of [`GROUNDS`].
    pub ground: String,
    /// Who ordered it, in what document.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// The two people who did it.
    pub hands: [Hand; 2],
}

impl Excised {
    /// Whether two proven people and an authority stand behind it: only then does an empty body count as taken out.
    #[must_use]
    pub fn stands(&self) -> bool {
        let [first, second] = &self.hands;
        let named = first.who.name.to_lowercase() != second.who.name.to_lowercase();
        let two = named && first.who.person != second.who.person;
        first.proven() && second.proven() && two && !self.authority.trim().is_empty()
    }
}

/// What was taken out, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Excisions {
    /// In order. Striking such a record brings nothing back, so all of them stand.
    pub made: Vec<(RecordId, Excised)>,
}

impl Excisions {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExcisionFact, station: StationId) -> Act {
        let ExcisionFact::Excised(excised) = fact;
        self.learn(meta.id, excised);
        let names = excised.hands.iter().map(|hand| hand.who.name.as_str()).collect::<Vec<_>>().join(", ");
        let msg = Msg::new("act-excised")
            .with("record", excised.record.label(station))
            .code("extent", "extent", if excised.body { EXTENTS[0] } else { EXTENTS[1] })
            .code("ground", "ground", excised.ground.clone());
        Act::at(meta.recorded_at, msg.with("authority", excised.authority.clone()).with("who", names))
    }

    /// Takes an excision in before its turn in the fold: the line it concerns comes earlier and is to say why it is empty.
    pub(super) fn learn(&mut self, id: RecordId, excised: &Excised) {
        if !self.made.iter().any(|(known, _)| *known == id) {
            self.made.push((id, excised.clone()));
        }
    }

    /// How many records of a kind lost their bodies.
    #[must_use]
    pub fn count(&self, kind: &str) -> usize {
        self.made.iter().filter(|(_, excised)| excised.body && excised.kind == kind).count()
    }

    /// The record by which a body was taken out.
    #[must_use]
    pub fn of(&self, record: RecordId) -> Option<&(RecordId, Excised)> {
        self.made.iter().find(|(_, excised)| excised.body && excised.record == record)
    }

    /// Whether an attachment was taken out, by its salted digest.
    #[must_use]
    pub fn bytes(&self, commitment: &str) -> bool {
        self.made.iter().any(|(_, excised)| excised.attachments.iter().any(|gone| gone == commitment))
    }
}

/// `excise`: takes a record's body, or its attachments alone, out of the case for good.
///
/// # Errors
/// A record that is not in the case or carries the chain, no authority, not two proven people: what is destroyed cannot be put right afterwards, so here alone
/// procedure refuses.
pub fn excise(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let kind = match state.kinds.get(&record) {
        Some(RecordKind::Known(kind)) => (*kind).to_owned(),
        Some(RecordKind::Unknown(kind)) => kind.clone(),
        None => return Err(fields.not_found("record", &record.to_string())),
    };
    if CARRYING.contains(&kind.as_str()) {
        return Err(Refusal::new(Rule::CarriesTheChain, Some("record")));
    }
    let body = fields.choice("extent", EXTENTS)?.unwrap_or(EXTENTS[0]) == EXTENTS[0];
    // Bytes that may not be kept go wherever they are kept: under other records too.
    let digests: Vec<&str> =
        stored(state).filter(|(id, _)| *id == record).map(|(_, file)| file.sha256.as_str()).collect();
    let mut attachments: Vec<String> = stored(state)
        .filter(|(_, file)| digests.contains(&file.sha256.as_str()) && !state.excisions.bytes(&file.commitment))
        .map(|(_, file)| file.commitment.clone())
        .collect();
    attachments.sort_unstable();
    attachments.dedup();
    if !body && attachments.is_empty() {
        return Err(Refusal::new(Rule::NothingToTakeOut, Some("extent")));
    }
    fields.required("ground")?;
    let ground = fields.choice("ground", GROUNDS)?.unwrap_or_default().to_owned();
    let authority = fields.required("authority")?;
    let reason = fields.required("reason")?;
    let hand = |person, presence, reference| -> Result<Hand, Refusal> {
        let presence_given = fields.choice(presence, PRESENCES)?.unwrap_or("none").to_owned();
        let presence_ref = fields.text(reference).unwrap_or_default();
        let hand = Hand { who: fields.required_person(person)?, presence: presence_given, presence_ref };
        if hand.proven() { Ok(hand) } else { Err(Refusal::new(Rule::TwoProvenPeople, Some(person))) }
    };
    let hands =
        [hand("person", "presence", "presence-ref")?, hand("second", "second-presence", "second-presence-ref")?];
    let roster = hands.iter().all(|hand| state.people.person(&hand.who).is_some());
    if !roster || state.people.may_be_same(&hands[1].who, &hands[0].who) {
        return Err(Refusal::new(Rule::TwoProvenPeople, Some("second")));
    }
    let mut decision = Decision::of(Excised { record, kind, body, attachments, ground, authority, reason, hands });
    let others = speaking_of(state, record);
    if !others.is_empty() {
        let labels = others.iter().map(|id| id.label(state.station)).collect::<Vec<_>>().join(", ");
        decision = decision.short([Shortfall::new(Rule::MayRemain).at("record").with("records", labels)]);
    }
    Ok(decision)
}

/// Other records that repeat or cite a record: its corrections, what verified it, and records that hold the same file.
fn speaking_of(state: &Incident, record: RecordId) -> Vec<RecordId> {
    let mut found = std::collections::BTreeSet::new();
    if let Some(line) = state.timeline.line(record) {
        found.extend(line.superseded_by);
        found.extend(line.corrects);
    }
    let verified = state.proofs.verified.values().flatten();
    found.extend(verified.filter(|(_, verified)| verified.proof == Some(record)).map(|(id, _)| *id));
    let digests: Vec<&str> =
        stored(state).filter(|(id, _)| *id == record).map(|(_, file)| file.sha256.as_str()).collect();
    found.extend(stored(state).filter(|(_, file)| digests.contains(&file.sha256.as_str())).map(|(id, _)| id));
    found.extend(
        state
            .containment
            .actions
            .iter()
            .filter(|action| action.id == record)
            .flat_map(|action| action.tests.iter().map(|(id, _)| *id)),
    );
    found.remove(&record);
    found.into_iter().filter(|id| state.excisions.of(*id).is_none()).collect()
}
