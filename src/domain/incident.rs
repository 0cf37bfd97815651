//! The state of one case, folded from its facts in the order (lamport, station, seq). Never stored, only replayed.

use std::collections::HashMap;

use super::callout::Callout;
use super::custody::Custody;
use super::deadline::Deadlines;
use super::declaration::CaseState;
use super::exhibit::Register;
use super::fact::{Fact, Meta};
use super::id::{RecordId, StationId};
use super::input::record_text;
use super::mark::Mark;
use super::msg::Msg;
use super::organisation::Organisation;
use super::people::People;
use super::procedure::Work;
use super::proof::Proofs;
use super::sensitive::Sensitive;
use super::station::Stations;
use super::time::{Instant, When};
use super::timeline::Timeline;

/// One case, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Incident {
    /// This laptop's station: labels such as `48` mean its records.
    pub station: StationId,
    /// Assessment, declaration, amendments.
    pub case: CaseState,
    /// Stations, clock, keys.
    pub stations: Stations,
    /// What happened and what was done.
    pub timeline: Timeline,
    /// People and roles.
    pub people: People,
    /// Call-out.
    pub callout: Callout,
    /// Procedures and steps.
    pub work: Work,
    /// Proofs of steps.
    pub proofs: Proofs,
    /// Exhibits.
    pub register: Register,
    /// Custody of exhibits.
    pub custody: Custody,
    /// Regimes and clocks.
    pub deadlines: Deadlines,
    /// What belongs to no case (in the organisation file).
    pub organisation: Organisation,
    /// Records folded, in order; the value is the kind.
    pub kinds: HashMap<RecordId, RecordKind>,
    /// Bodies that are withheld or excised, with their times of recording.
    pub withheld: Vec<(RecordId, Instant)>,
}

/// What a record is, for the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordKind {
    /// A kind this version knows.
    Known(&'static str),
    /// A kind of a newer version: shown, never folded.
    Unknown(String),
}

/// The line that the program itself writes on the action lane when something is recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// When it happened.
    pub happened: Instant,
    /// How the time was given, where it was.
    pub when: Option<When>,
    /// What was done.
    pub text: Msg,
    /// The reason for recording it late, if one was given.
    pub late_reason: Option<String>,
    /// Whether recording it late asks for a reason: a response action does, the program's own entry does not.
    pub response: bool,
}

impl Act {
    /// The program's own entry at the instant of recording.
    #[must_use]
    pub fn at(happened: Instant, text: Msg) -> Self {
        Act { happened, when: None, text, late_reason: None, response: false }
    }

    /// A response action at a time that somebody gave.
    #[must_use]
    pub fn response(when: &When, late_reason: Option<&String>, text: Msg) -> Self {
        Act { happened: when.at, when: Some(when.clone()), text, late_reason: late_reason.cloned(), response: true }
    }
}

impl Incident {
    /// An empty case as seen from a station.
    #[must_use]
    pub fn new(station: StationId) -> Self {
        Incident { station, ..Incident::default() }
    }

    /// Folds one fact in. Total: any fact in any order leaves a state that can be shown.
    pub fn apply(&mut self, meta: &Meta, fact: &Fact) {
        let last = self.stations.last_recorded.entry(meta.id.station).or_insert(meta.recorded_at);
        *last = (*last).max(meta.recorded_at);
        let catch_up = self.case.catch_up.as_ref().map(|open| open.id);
        let act = match fact {
            Fact::Station(fact) => self.stations.apply(meta, fact),
            Fact::Case(fact) => self.case.apply(meta, fact),
            Fact::Timeline(fact) => self.timeline.apply(meta, fact, catch_up),
            Fact::People(fact) => self.people.apply(meta, fact),
            Fact::Callout(fact) => self.callout.apply(meta, fact, &self.people),
            Fact::Procedure(fact) => self.work.apply(meta, fact),
            Fact::Proof(fact) => self.proofs.apply(meta, fact),
            Fact::Exhibit(fact) => self.register.apply(meta, fact),
            Fact::Custody(fact) => self.custody.apply(meta, fact, &self.register),
            Fact::Deadline(fact) => self.deadlines.apply(meta, fact),
            Fact::Organisation(fact) => self.organisation.apply(meta, fact),
            Fact::Unknown(unknown) => {
                self.kinds.insert(meta.id, RecordKind::Unknown(unknown.kind.clone()));
                let kind = super::text::visible(&unknown.kind).into_owned();
                Some(Act::at(meta.recorded_at, Msg::new("act-unknown").with("kind", kind)))
            }
        };
        if let Some(kind) = known_kind(fact) {
            self.kinds.insert(meta.id, RecordKind::Known(kind));
        }
        if let Some(act) = act {
            self.timeline.program_line(meta, act, catch_up);
        }
    }

    /// Notes a line whose body is withheld or excised.
    pub fn apply_withheld(&mut self, id: RecordId, recorded_at: Instant) {
        self.withheld.push((id, recorded_at));
        self.timeline.withheld_line(id, recorded_at);
    }

    /// Whether a record was struck.
    #[must_use]
    pub fn struck(&self, id: RecordId) -> bool {
        self.timeline.struck.contains_key(&id)
    }

    /// A record by what people type: `48`, `#48`, or its whole identity; only if it is in the case.
    #[must_use]
    pub fn record_named(&self, text: &str) -> Option<RecordId> {
        record_text(text, self.station)
            .filter(|id| self.kinds.contains_key(id) || self.withheld.iter().any(|(known, _)| known == id))
    }

    /// How a record is named on screen: `48`, or `48/b7` for another station's.
    #[must_use]
    pub fn label(&self, id: RecordId) -> String {
        if id.station == self.station { id.seq.to_string() } else { format!("{}/{}", id.seq, id.station.short()) }
    }

    /// Text under the case's mark.
    #[must_use]
    pub fn sensitive(&self, text: &str) -> Sensitive {
        Sensitive::new(text.to_owned(), self.mark(), false)
    }

    /// The case's default mark.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.case.declared.as_ref().map_or(Mark::AmberStrict, |declared| declared.mark)
    }

    /// Number of records folded, known, unknown and withheld.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.kinds.len() + self.withheld.len()
    }
}

fn known_kind(fact: &Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::Station(fact) => fact.kind(),
        Fact::Case(fact) => fact.kind(),
        Fact::Timeline(fact) => fact.kind(),
        Fact::People(fact) => fact.kind(),
        Fact::Callout(fact) => fact.kind(),
        Fact::Procedure(fact) => fact.kind(),
        Fact::Proof(fact) => fact.kind(),
        Fact::Exhibit(fact) => fact.kind(),
        Fact::Custody(fact) => fact.kind(),
        Fact::Deadline(fact) => fact.kind(),
        Fact::Organisation(fact) => fact.kind(),
        Fact::Unknown(_) => return None,
    })
}
