//! Anchors of the journal: checkpoints that this laptop signed, and what carried them out of the room. A chain alone proves nothing against the holder of the
//! laptop; an anchor fixes everything before it (custody-and-export.md sections 4.1 and 4.3).

mod due;
mod heads;
mod paper;
mod phone;
mod signed;
mod span;
mod stamp;
mod witness;

pub use due::{Cause, due, waits};
pub use heads::{Covered, case_head, covered};
pub use paper::{OnPaper, paper};
pub use phone::{ANSWER, ByPhone, QUESTION, UNASKED, WAYS, answer, phone};
pub use signed::{OCCASIONS, Signed, checkpoint};
pub use span::{Span, Unanchored, Unseen, covers_all, reach, spans, spans_beside, unanchored};
pub use stamp::{CHAINS, Reply, Stamped, stamp};
pub use witness::{Witnessed, witness};

use super::artefact::Artefact;
use super::decision::{Refusal, Shortfall};
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Fields;
use super::msg::Msg;
use super::rules::Rule;
use super::time::Instant;
use std::collections::BTreeMap;

facts! {
    /// Facts about checkpoints and anchors.
    AnchorFact {
        /// A checkpoint was signed.
        Signed(Signed) = "checkpoint.signed" [listed],
        /// A page with the case head was signed by hand.
        OnPaper(OnPaper) = "anchor.paper",
        /// The case head was read over the phone, as words.
        ByPhone(ByPhone) = "anchor.phone",
        /// A witness signed the text of all chains.
        Witnessed(Witnessed) = "anchor.witness",
        /// A time-stamping authority stamped it.
        Stamped(Stamped) = "anchor.stamp",
    }
}

/// One record of a chain, as far as anchors ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub seq: u64,
    /// When it was written.
    pub at: Instant,
    /// Whether it says something of the incident: a checkpoint, an anchor and a printed page do not, or nothing would ever be anchored whole.
    pub counts: bool,
}

/// How a checkpoint left the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchored {
    /// On paper.
    Paper(OnPaper),
    /// By phone.
    Phone(ByPhone),
    /// By a witness's signature.
    Witness(Witnessed),
    /// By a time-stamping authority.
    Stamp(Stamped),
}

impl Anchored {
    /// The code of its kind: `paper`, `phone`, `witness`, `stamp`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Anchored::Paper(_) => "paper",
            Anchored::Phone(_) => "phone",
            Anchored::Witness(_) => "witness",
            Anchored::Stamp(_) => "stamp",
        }
    }

    /// The checkpoint, and the case head that left the room.
    #[must_use]
    pub fn of(&self) -> (RecordId, &str) {
        match self {
            Anchored::Paper(made) => (made.checkpoint, &made.case_head),
            Anchored::Phone(made) => (made.checkpoint, &made.case_head),
            Anchored::Witness(made) => (made.checkpoint, &made.case_head),
            Anchored::Stamp(made) => (made.checkpoint, &made.case_head),
        }
    }

    /// Who outside the room holds it, in words.
    #[must_use]
    pub fn held_by(&self) -> String {
        match self {
            Anchored::Paper(made) => made.signed_by.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", "),
            Anchored::Phone(made) => made.there.name.clone(),
            Anchored::Witness(made) => made.by.name.clone(),
            Anchored::Stamp(made) => made.authority.clone(),
        }
    }
}

/// An anchor on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// Its record.
    pub id: RecordId,
    /// When that was written.
    pub recorded_at: Instant,
    /// When the checkpoint was out of the room.
    pub at: Instant,
    /// How.
    pub how: Anchored,
}

/// Checkpoints and anchors, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Anchors {
    /// Checkpoints in order.
    pub signed: Vec<(RecordId, Instant, Signed)>,
    /// Anchors in order; those that lack something among them.
    pub made: Vec<Anchor>,
    /// Every record of the chains that count, by number.
    pub(super) heard: BTreeMap<StationId, Vec<Heard>>,
}

impl Anchors {
    /// Learns that a record is there.
    pub(super) fn hear(&mut self, id: RecordId, at: Instant, counts: bool) {
        self.heard.entry(id.station).or_default().push(Heard { seq: id.seq, at, counts });
    }

    pub(super) fn apply(&mut self, meta: &Meta, fact: &AnchorFact) -> Act {
        let (at, how) = match fact {
            AnchorFact::Signed(signed) => {
                self.signed.push((meta.id, meta.recorded_at, (**signed).clone()));
                let head = case_head(&signed.heads);
                let msg = Msg::new("act-checkpoint")
                    .with("size", signed.size)
                    .with("head", head.get(..8).unwrap_or_default())
                    .code("occasion", "occasion", signed.occasion.clone());
                return Act::at(meta.recorded_at, msg);
            }
            AnchorFact::OnPaper(made) => (made.at.at, Anchored::Paper((**made).clone())),
            AnchorFact::ByPhone(made) => (made.at.at, Anchored::Phone((**made).clone())),
            AnchorFact::Witnessed(made) => (made.at.at, Anchored::Witness((**made).clone())),
            AnchorFact::Stamped(made) => {
                (made.reply.stamped.unwrap_or(meta.recorded_at), Anchored::Stamp((**made).clone()))
            }
        };
        let (_, head) = how.of();
        let msg = Msg::new("act-anchored")
            .with("head", head.get(..8).unwrap_or_default())
            .code("how", "anchored", how.code())
            .with("who", how.held_by());
        let act = match &how {
            Anchored::Paper(made) => Act::response(&made.at, made.late_reason.as_ref(), msg),
            Anchored::Phone(made) => Act::response(&made.at, made.late_reason.as_ref(), msg),
            Anchored::Witness(made) => Act::response(&made.at, made.late_reason.as_ref(), msg),
            Anchored::Stamp(_) => Act::at(at, msg),
        };
        self.made.push(Anchor { id: meta.id, recorded_at: meta.recorded_at, at, how });
        act
    }

    /// When a record was written.
    pub(super) fn written(&self, id: RecordId) -> Option<Instant> {
        let records = self.heard.get(&id.station)?;
        records.iter().rev().find(|heard| heard.seq == id.seq).map(|heard| heard.at)
    }

    /// A checkpoint by its record.
    #[must_use]
    pub fn checkpoint(&self, id: RecordId) -> Option<&Signed> {
        self.signed.iter().find(|(known, ..)| *known == id).map(|(_, _, signed)| signed)
    }
}

/// Why an anchor earns no credit: empty where it counts.
#[must_use]
pub fn lacks(state: &Incident, how: &Anchored) -> Vec<Shortfall> {
    let mut short = match how {
        Anchored::Paper(made) => paper::shortfalls(state, made),
        Anchored::Phone(made) => phone::shortfalls(state, made),
        Anchored::Witness(made) => witness::shortfalls(state, made),
        Anchored::Stamp(made) => stamp::shortfalls(state, made),
    };
    let (checkpoint, head) = how.of();
    if state.anchors.checkpoint(checkpoint).is_none_or(|signed| case_head(&signed.heads) != head) {
        short.push(Shortfall::new(Rule::AnchorOfNothing).at("checkpoint"));
    }
    short
}

/// Whether an anchor fixes what it names.
#[must_use]
pub fn counts(state: &Incident, anchor: &Anchor) -> bool {
    !state.struck(anchor.id) && Shortfall::all_count(&lacks(state, &anchor.how))
}

/// Files that anchors cite.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    state.anchors.made.iter().flat_map(|anchor| {
        let (one, other) = match &anchor.how {
            Anchored::Paper(made) => (made.scan.as_ref(), None),
            Anchored::Phone(_) => (None, None),
            Anchored::Witness(made) => (Some(&made.signature.file), None),
            Anchored::Stamp(made) => (Some(&made.reply.file), made.reply.ca.as_ref()),
        };
        one.into_iter().chain(other).map(|file| (anchor.id, file))
    })
}

/// The checkpoint that was named, else the one that is known, else the last: its record and its case head.
fn chosen(fields: &Fields<'_>, known: Option<RecordId>) -> Result<(RecordId, String), Refusal> {
    let anchors = &fields.state.anchors;
    let named = match fields.text("checkpoint") {
        Some(_) => Some(fields.record("checkpoint")?),
        None => {
            known.filter(|id| anchors.checkpoint(*id).is_some()).or_else(|| anchors.signed.last().map(|(id, ..)| *id))
        }
    };
    let found = named.and_then(|id| Some((id, case_head(&anchors.checkpoint(id)?.heads))));
    found.ok_or_else(|| fields.not_found("checkpoint", &fields.text("checkpoint").unwrap_or_default()))
}
