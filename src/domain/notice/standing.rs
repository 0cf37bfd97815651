//! Whether a record may be cited as fact: a confirmed incident fact with its basis, or what the program itself holds proof of. Asked anew at every look, so
//! that a fact that falls takes its sentence with it.

use super::{Entry, Item};
use crate::domain::deadline::Gone;
use crate::domain::exhibit::DigestState;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::proof::verification_shortfalls;
use crate::domain::timeline::{Lane, Line};
use crate::domain::{containment, population, timeline};

/// Why a record cannot be cited as fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is struck.
    Struck,
    /// A correction stands in its place.
    Superseded,
    /// Its body was taken out or withheld.
    TakenOut,
    /// It was found to be wrong.
    Refuted,
    /// Nobody confirmed it, or what it records earns no credit.
    NotConfirmed,
    /// It is called confirmed, and its basis or its confirmer is missing.
    NoBasis,
    /// It is no record that states a fact.
    NoFact,
}

impl Fault {
    /// The code: `struck`, `superseded`, `taken-out`, `refuted`, `not-confirmed`, `no-basis`, `no-fact`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fault::Struck => "struck",
            Fault::Superseded => "superseded",
            Fault::TakenOut => "taken-out",
            Fault::Refuted => "refuted",
            Fault::NotConfirmed => "not-confirmed",
            Fault::NoBasis => "no-basis",
            Fault::NoFact => "no-fact",
        }
    }
}

/// Why a record cannot be cited as fact now; none where it can.
#[must_use]
pub fn fault(state: &Incident, record: RecordId) -> Option<Fault> {
    if state.struck(record) {
        return Some(Fault::Struck);
    }
    let Some(RecordKind::Known(kind)) = state.kinds.get(&record) else {
        let held = state.withheld.iter().any(|(known, _)| *known == record);
        return Some(if held { Fault::TakenOut } else { Fault::NoFact });
    };
    let earned = |earned: bool| (!earned).then_some(Fault::NotConfirmed);
    match *kind {
        "timeline.noted" | "timeline.corrected" => match state.timeline.line(record) {
            Some(line) => of_line(state, line),
            None => Some(Fault::NoFact),
        },
        "containment.done" => {
            let action = state.containment.actions.iter().find(|action| action.id == record);
            earned(action.is_some_and(|action| containment::shortfalls(state, action).is_empty()))
        }
        "step.verified" => {
            let mut all = state.proofs.verified.values().flatten();
            let found = all.find(|(id, _)| *id == record);
            earned(found.is_some_and(|(id, verified)| verification_shortfalls(state, Some(*id), verified).is_empty()))
        }
        "exhibit.registered" => {
            let exhibit = state.register.exhibit(record);
            let sure = |digest| matches!(digest, DigestState::Recomputed | DigestState::Corroborated);
            earned(exhibit.is_some_and(|exhibit| sure(state.digest_state(exhibit))))
        }
        "clock.started" => {
            let mut starts = state.deadlines.regimes.iter().flat_map(|regime| &regime.starts);
            earned(starts.any(|(id, started)| *id == record && !started.why.trim().is_empty()))
        }
        "notice.sent" => {
            let mut sent = state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten());
            earned(sent.any(|(id, sent)| *id == record && sent.receipted() && Gone::of(state, *id, sent).is_some()))
        }
        "population.counted" => {
            let count = state.populations.count(record);
            earned(count.is_some_and(|count| population::shortfalls(state, count).is_empty()))
        }
        _ => Some(Fault::NoFact),
    }
}

/// A line in people's words: an incident fact, confirmed by a person of the roster, on an exhibit that stands or on two sources.
fn of_line(state: &Incident, line: &Line) -> Option<Fault> {
    if line.superseded_by.is_some() {
        return Some(Fault::Superseded);
    }
    match (line.lane, line.status()) {
        (Lane::Fact, "confirmed") => {}
        (Lane::Fact, "refuted") => return Some(Fault::Refuted),
        _ => return Some(Fault::NotConfirmed),
    }
    let basis = line.detail.as_ref().and_then(|detail| detail.basis.as_ref());
    let stands = |basis: &timeline::Basis| {
        let exhibit = basis.exhibit_id.and_then(|id| state.register.exhibit(id));
        let cited = exhibit.is_some_and(|exhibit| !exhibit.struck) && !basis.place.trim().is_empty();
        let known = basis.confirmer.as_ref().is_some_and(|who| state.people.person(who).is_some());
        basis.holds() && known && (cited || basis.sources.len() >= 2)
    };
    (!basis.is_some_and(stands)).then_some(Fault::NoBasis)
}

impl Entry {
    /// The records that an answer rests on, with what is wrong with each now.
    pub fn cited<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (RecordId, Option<Fault>)> + 'a {
        let count = self.number.as_ref().and_then(|number| number.counted_in);
        self.cites.iter().copied().chain(count).map(|record| (record, fault(state, record)))
    }

    /// Whether it can be stated as fact now: what concerns the incident cites at least one record, and every record that is cited stands.
    #[must_use]
    pub fn stands(&self, state: &Incident, item: &Item) -> bool {
        let rests = item.own || self.cited(state).next().is_some();
        self.answer == "stated" && rests && self.cited(state).all(|(_, fault)| fault.is_none())
    }
}
