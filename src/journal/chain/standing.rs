//! What can only be judged over all chains: signed heads, whose chain counts, and why bodies are missing.

use super::reader::{Missing, Withholding};
use super::{Chain, Head, Reading, Record};
use crate::domain::excision::ExcisionFact;
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::domain::station::{Admitted, StationFact};
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::writer::{case_id, head_message};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the founding chain and, from it, every chain that was admitted by fingerprint in a chain that counts.
pub(super) fn admit(reading: &mut Reading, own: Option<StationId>, records: &BTreeMap<StationId, Vec<Record>>) {
    if reading.lines == 0 {
        return;
    }
    let founder = |chain: &Chain| {
        chain
            .opened
            .as_ref()
            .is_some_and(|opened| !opened.nonce.is_empty() && case_id(&opened.key, &opened.nonce) == opened.case)
    };
    let founders: Vec<&Chain> = reading.chains.values().filter(|chain| founder(chain)).collect();
    let case_of = |chain: &Chain| chain.opened.as_ref().map(|opened| opened.case.clone());
    let own_case = own.and_then(|station| reading.chains.get(&station)).and_then(case_of);
    let ours = founders.iter().find(|chain| own_case.is_some() && case_of(chain) == own_case);
    let several = founders.len() > 1;
    let chosen = ours.or(founders.first()).map(|chain| chain.station);
    reading.founder = chosen;
    let mut counted: Vec<StationId> = chosen.into_iter().collect();
    if counted.is_empty() {
        reading.problems.push(Problem::file(What::NoFounder));
    }
    if several {
        reading.problems.push(Problem::file(What::SeveralFounders));
    }
    let mut admissions: Vec<Admitted> = Vec::new();
    let mut next = 0;
    while let Some(station) = counted.get(next).copied() {
        next += 1;
        for record in records.get(&station).into_iter().flatten() {
            let Some((_, Fact::Station(StationFact::Admitted(admitted)))) = &record.content else { continue };
            admissions.push((**admitted).clone());
            let fits =
                reading.chains.get(&admitted.station).is_some_and(|chain| chain.fingerprint == admitted.fingerprint);
            if fits && !counted.contains(&admitted.station) {
                counted.push(admitted.station);
            }
        }
    }
    let case = counted
        .first()
        .and_then(|founder| reading.chains.get(founder))
        .and_then(|chain| chain.opened.as_ref())
        .map(|opened| (opened.case.clone(), opened.purpose.clone()));
    for chain in reading.chains.values_mut() {
        // A chain that was opened for an exercise is none of a real case, whoever admitted it.
        let of = chain.opened.as_ref().map(|opened| (&opened.case, &opened.purpose));
        let same_case = of == case.as_ref().map(|(case, purpose)| (case, purpose));
        chain.admitted = counted.contains(&chain.station) && same_case;
        if !chain.admitted {
            reading.problems.push(Problem::of(chain.station, What::NotAdmitted));
        }
    }
    for admitted in admissions {
        if reading.chains.get(&admitted.station).is_none_or(|chain| chain.fingerprint != admitted.fingerprint) {
            let fingerprint = crate::domain::text::visible(&admitted.fingerprint).into_owned();
            reading.problems.push(Problem::of(admitted.station, What::AdmittedMissing(fingerprint)));
        }
    }
}

/// Holds every empty body against the records that say what was taken out, and the other way round. One that no
/// record explains is a problem unless it may be missing; [`Reading::unexplained`] names it in any case.
pub(super) fn account_for_empty_bodies(reading: &mut Reading, own: Option<StationId>, may_be_missing: &Missing) {
    let excised: BTreeSet<RecordId> = reading
        .records
        .iter()
        .filter_map(|record| match &record.content {
            Some((_, Fact::Excision(ExcisionFact::Excised(excised)))) if excised.body && excised.stands() => {
                Some(excised.record)
            }
            _ => None,
        })
        .collect();
    let unexplained = reading.withheld.iter().filter(|id| id.seq > 1 && !excised.contains(id));
    reading.unexplained = unexplained.copied().collect();
    let withheld = match may_be_missing {
        Missing::Withheld(withholding) => signed_by_one_that_counts(reading, withholding).then_some(withholding),
        _ => None,
    };
    let any = matches!(may_be_missing, Missing::Any);
    // What a laptop wrote itself was never withheld from it.
    let listed = |known: &Withholding, id: &RecordId| {
        // A line that came after the export was never withheld by it.
        known.bodies.contains(id) && known.heads.get(&id.station).is_some_and(|(last, _)| id.seq <= *last)
    };
    let explained = |id: &RecordId| own != Some(id.station) && withheld.is_some_and(|known| listed(known, id));
    let missing = reading.unexplained.iter().filter(|id| !any && !explained(id));
    let mut found: Vec<Problem> = missing.map(|id| Problem::at(id.station, id.seq, What::BodyMissing)).collect();
    if !excised.is_empty() {
        let present = reading.records.iter().filter(|record| record.content.is_some()).map(|record| record.order.1);
        found.extend(
            present.filter(|id| excised.contains(id)).map(|id| Problem::at(id.station, id.seq, What::NotTakenOut)),
        );
    }
    reading.problems.append(&mut found);
}

/// Whether an export of this case was signed by the key of a station which counts.
fn signed_by_one_that_counts(reading: &Reading, withholding: &Withholding) -> bool {
    let opened = reading.chains.values().filter(|chain| chain.admitted).filter_map(|chain| chain.opened.as_ref());
    opened.into_iter().any(|opened| opened.key == withholding.key && opened.case == withholding.case)
}

pub(super) fn check_heads(reading: &mut Reading, heads: &[Head]) {
    let mut named: Vec<StationId> = Vec::new();
    for head in heads {
        let Ok(station) = head.station.parse::<StationId>() else {
            reading.problems.push(Problem::file(What::HeadAlone));
            continue;
        };
        named.push(station);
        let Some(chain) = reading.chains.get(&station) else {
            reading.problems.push(Problem::of(station, What::HeadAlone));
            continue;
        };
        let seq = u64::try_from(head.seq).unwrap_or(0);
        let mut problem = |what| reading.problems.push(Problem::at(station, seq, what));
        if seq != chain.seq {
            problem(What::Head { head: seq, last: chain.seq });
        } else if head.hash != chain.head {
            problem(What::HeadHash);
        }
        let Some(opened) = &chain.opened else { continue };
        let purpose = Purpose::parse(&opened.purpose).unwrap_or(Purpose::Incident);
        let hash = <Hash>::try_from(head.hash.as_slice()).unwrap_or([0; 32]);
        let message = head_message(&opened.case, station, seq, &hash);
        let pem = String::from_utf8_lossy(&head.sig);
        match signature::verify(&pem, Use::JournalHead, purpose, &message) {
            Ok(signer) if signer.fingerprint == chain.fingerprint => {}
            Ok(_) => problem(What::Signature("it was made with another key than the station's".to_owned())),
            Err(error) => problem(What::Signature(error.to_string())),
        }
    }
    let missing: Vec<StationId> = reading.chains.keys().filter(|station| !named.contains(station)).copied().collect();
    for station in missing {
        reading.problems.push(Problem::of(station, What::NoHead));
    }
}
