//! What leaves the case and what stays in it: rows whose bodies are emptied where the readers of an export may not see them. Everything else in the folder is
//! made from what is left, so that nothing withheld can reach it.

mod numbers;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::note::Withheld;
use crate::domain::anchor::{self, Unseen};
use crate::domain::artefact::stored;
use crate::domain::briefing::BriefingFact;
use crate::domain::closure::ClosureFact;
use crate::domain::excision::ExcisionFact;
use crate::domain::exhibit::ExhibitFact;
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::mark::{Audience, Mark};
use crate::domain::privilege::PrivilegeFact;
use crate::domain::proof::ProofFact;
use crate::domain::rows;
use crate::domain::station::StationFact;
use crate::domain::timeline::TimelineFact;
use crate::journal::body::Body;
use crate::journal::chain::Row;
pub use numbers::{Numbers, Search};

/// For whom an export is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers {
    /// What they may see.
    pub audience: Audience,
    /// Whether telephone numbers go along.
    pub phones: bool,
}

/// Why a record is withheld. In this order: what is privileged counts as that, whatever else it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It carries telephone numbers, and these were not asked for.
    Phones,
    /// Its mark, or that of what corrects it, is above the audience.
    Mark(Mark),
    /// It is privileged, and counsel has not released it.
    Privileged,
}

/// Rows as they leave the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filtered {
    /// The rows, in the order they came.
    pub rows: Vec<Row>,
    /// What was withheld, and why.
    pub withheld: BTreeMap<RecordId, Why>,
    /// Bodies that were empty before.
    pub excised: u64,
    /// SHA-256 of stored files that could not be searched for telephone numbers, since they are no text.
    pub unsearched: BTreeSet<String>,
    /// The telephone numbers that stay behind, to be looked for in whatever else would leave; none where they go along.
    pub numbers: Option<Numbers>,
}

/// Bytes of a stored file by its SHA-256.
pub type Bytes<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// What one body says, as far as withholding asks.
struct Look {
    id: RecordId,
    why: Option<Why>,
    /// What follows it: records that would say what it says, or that stand only because of it.
    ties: Vec<(RecordId, Tie)>,
    /// Whether it holds words of the whole case: a report that was made of everything.
    of_all: bool,
    /// Whether no chain could be read without it.
    carries: bool,
}

/// How one record hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It corrects the other: the old words are no less secret than the new ones.
    Corrects,
    /// It strikes the other, or took its files out: without it the other would stand again.
    TakesBack,
    /// It says more of the other: name, digest and hands of an exhibit, words of a proof, words that minutes repeat, why it is privileged. No mark of its own makes that fit for more people.
    SpeaksOf,
    /// It names a person of the roster. A telephone number that keeps the person's record back is no word of this one; a mark or a privilege is about the person.
    Names,
}

/// Empties the bodies that the readers may not see. `state` is the whole case, folded: it knows what is privileged and what a file was taken out of. Where
/// telephone numbers stay behind, the `bytes` of stored files are searched too: a record that cites a file with one goes with it.
#[must_use]
pub fn withhold(rows: Vec<Row>, state: &Incident, readers: Readers, bytes: Bytes<'_>) -> Filtered {
    let numbers = if readers.phones { Numbers::default() } else { Numbers::of(&rows) };
    let mut looks: Vec<Option<Look>> = rows.iter().map(|row| look(row, state, readers, &numbers)).collect();
    let unsearched = if readers.phones { BTreeSet::new() } else { search(&mut looks, state, &numbers, bytes) };
    let mut withheld: BTreeMap<RecordId, Why> = BTreeMap::new();
    for look in looks.iter().flatten() {
        if let Some(why) = look.why {
            withheld.insert(look.id, why);
        }
    }
    let carrying: BTreeSet<RecordId> = looks.iter().flatten().filter(|look| look.carries).map(|look| look.id).collect();
    spread(&looks, &carrying, &mut withheld);
    let mut excised = 0;
    let empty: Vec<Option<RecordId>> = rows.iter().filter(|row| row.body.is_none()).map(id_of).collect();
    let rows = rows
        .into_iter()
        .map(|mut row| {
            if row.body.is_none() {
                excised += 1;
            } else if id_of(&row).is_none_or(|id| withheld.contains_key(&id)) {
                row.body = None;
            }
            row
        })
        .collect();
    // A correction that is withheld takes what it corrects with it, and that may have been taken out of the case before.
    let gone: BTreeSet<RecordId> = empty.into_iter().flatten().collect();
    withheld.retain(|id, _| !gone.contains(id));
    Filtered { rows, withheld, excised, unsearched, numbers: (!readers.phones).then_some(numbers) }
}

/// What a record that was just added comes to, beside what is withheld already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// These readers may see it.
    Seen,
    /// They may not.
    Withheld(Why),
    /// It changes what they may see of others: all of it is to be asked again.
    Changes,
}

/// Asks of one more record what [`withhold`] asks of all, telephone numbers aside. `state` is the whole case with it.
#[must_use]
pub fn beside(row: &Row, state: &Incident, audience: Audience, withheld: &BTreeMap<RecordId, Why>) -> Beside {
    let readers = Readers { audience, phones: true };
    let Some(look) = look(row, state, readers, &Numbers::default()) else { return Beside::Changes };
    let mut why = look.why;
    for (other, tie) in &look.ties {
        match tie {
            Tie::SpeaksOf => why = why.max(withheld.get(other).copied()),
            Tie::Names => {
                why = why.max(withheld.get(other).copied().filter(|why| *why != Why::Phones));
            }
            Tie::Corrects | Tie::TakesBack if look.why.is_some() || withheld.contains_key(other) => {
                return Beside::Changes;
            }
            Tie::Corrects | Tie::TakesBack => {}
        }
    }
    if look.of_all {
        why = why.max(withheld.values().max().copied());
    }
    why.map_or(Beside::Seen, Beside::Withheld)
}

/// Looks for telephone numbers in stored files, each read once. Gives those that are no text.
fn search(looks: &mut [Option<Look>], state: &Incident, numbers: &Numbers, bytes: Bytes<'_>) -> BTreeSet<String> {
    let mut citing: BTreeMap<RecordId, Vec<&str>> = BTreeMap::new();
    for (id, file) in stored(state).filter(|(_, file)| !state.excisions.bytes(&file.commitment)) {
        citing.entry(id).or_default().push(&file.sha256);
    }
    let mut seen: BTreeMap<&str, Option<bool>> = BTreeMap::new();
    for look in looks.iter_mut().flatten().filter(|look| look.why.is_none()) {
        for sha256 in citing.get(&look.id).into_iter().flatten() {
            let found =
                seen.entry(sha256).or_insert_with(|| bytes(sha256).and_then(|bytes| numbers.within_file(&bytes)));
            if *found == Some(true) {
                look.why = Some(Why::Phones);
            }
        }
    }
    seen.into_iter().filter(|(_, found)| found.is_none()).map(|(sha256, _)| sha256.to_owned()).collect()
}

/// Follows what hangs on each other until nothing more is withheld.
fn spread(looks: &[Option<Look>], carrying: &BTreeSet<RecordId>, withheld: &mut BTreeMap<RecordId, Why>) {
    loop {
        let mut more = Vec::new();
        for look in looks.iter().flatten() {
            for (other, tie) in &look.ties {
                let (here, there) = (withheld.get(&look.id).copied(), withheld.get(other).copied());
                if matches!(tie, Tie::SpeaksOf | Tie::Names) {
                    let follows = *tie == Tie::SpeaksOf || there != Some(Why::Phones);
                    if follows && there > here {
                        more.extend(there.map(|why| (look.id, why)));
                    }
                    continue;
                }
                if here > there && !carrying.contains(other) {
                    more.extend(here.map(|why| (*other, why)));
                }
                // What corrects or strikes privileged words repeats them; under a lower mark either may be the version for a wider circle.
                if there == Some(Why::Privileged) && here != there {
                    more.push((look.id, Why::Privileged));
                }
            }
        }
        // A report of the whole case says what is withheld elsewhere, and in bytes that nobody can search.
        let gravest = withheld.values().max().copied();
        let reports = looks.iter().flatten().filter(|look| look.of_all && withheld.get(&look.id).copied() < gravest);
        more.extend(reports.filter_map(|look| Some((look.id, gravest?))));
        if more.is_empty() {
            return;
        }
        withheld.extend(more);
    }
}

pub(super) fn id_of(row: &Row) -> Option<RecordId> {
    let station: StationId = row.station.parse().ok()?;
    Some(RecordId { station, seq: u64::try_from(row.seq).ok()? })
}

/// Lines without which no chain could be read: whose it is, and which ones count. They are never withheld. `body` is the row's, where it can be read.
fn carries(row: &Row, body: Option<&Body>) -> bool {
    row.seq == 1
        || body.is_some_and(|body| {
            matches!(
                body.fact,
                Fact::Station(StationFact::ChainOpened(_) | StationFact::Admitted(_) | StationFact::DamageSeen(_))
            )
        })
}

fn look(row: &Row, state: &Incident, readers: Readers, numbers: &Numbers) -> Option<Look> {
    let bytes = row.body.as_deref()?;
    let id = id_of(row)?;
    let body = Body::parse(bytes).ok();
    if carries(row, body.as_ref()) {
        return Some(Look { id, why: None, ties: Vec::new(), of_all: false, carries: true });
    }
    // A line feed would make two lines of it; what cannot be read may say anything.
    let Some(body) = body.filter(|_| !bytes.contains(&b'\n')) else {
        return Some(Look { id, why: Some(Why::Mark(Mark::Red)), ties: Vec::new(), of_all: false, carries: false });
    };
    let why = if state.privileges.covers(id, body.privileged) {
        Some(Why::Privileged)
    } else if !readers.audience.sees(body.mark) {
        Some(Why::Mark(body.mark))
    } else if !readers.phones && numbers.within(bytes) {
        Some(Why::Phones)
    } else {
        None
    };
    let mut ties = ties(&body.fact, state);
    if speaks_of(&body.fact) {
        let tie = |other: RecordId| match state.kinds.get(&other) {
            Some(RecordKind::Known("person.added" | "person.corrected")) => Tie::Names,
            _ => Tie::SpeaksOf,
        };
        ties.extend(named(bytes).into_iter().filter(|other| *other != id).map(|other| (other, tie(other))));
    }
    let of_all = matches!(body.fact, Fact::Closure(ClosureFact::Rendered(_)));
    Some(Look { id, why, ties, of_all, carries: false })
}

/// Whether a record says of those that it names what only they would say. Registering an exhibit does not: what it was taken from may be for fewer people.
fn speaks_of(fact: &Fact) -> bool {
    match fact {
        Fact::Exhibit(fact) => !matches!(fact, ExhibitFact::Registered(_)),
        Fact::Proof(ProofFact::Verified(_))
        | Fact::Timeline(TimelineFact::Judged(_))
        | Fact::Custody(_)
        | Fact::Acquisition(_) => true,
        _ => false,
    }
}

/// Records that a body names.
fn named(body: &[u8]) -> BTreeSet<RecordId> {
    fn collect(value: &Value, found: &mut BTreeSet<RecordId>) {
        match value {
            Value::String(text) => found.extend(text.parse::<RecordId>().ok()),
            Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
            Value::Object(fields) => fields.values().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    if let Ok(value) = serde_json::from_slice::<Value>(body) {
        collect(&value, &mut found);
    }
    found
}

fn ties(fact: &Fact, state: &Incident) -> Vec<(RecordId, Tie)> {
    match fact {
        Fact::Timeline(TimelineFact::Corrected(corrected)) => vec![(corrected.record, Tie::Corrects)],
        Fact::Timeline(TimelineFact::Struck(struck)) => vec![(struck.record, Tie::TakesBack)],
        Fact::Excision(ExcisionFact::Excised(excised)) => {
            let gone = |commitment: &String| excised.attachments.contains(commitment);
            let citing = stored(state).filter(|(_, file)| gone(&file.commitment)).map(|(id, _)| id);
            citing.map(|id| (id, Tie::TakesBack)).collect()
        }
        // Why words are privileged is as privileged as they are, until counsel releases them.
        Fact::Privilege(PrivilegeFact::Claimed(claimed)) => vec![(claimed.record, Tie::SpeaksOf)],
        Fact::Privilege(PrivilegeFact::Released(released)) => vec![(released.record, Tie::SpeaksOf)],
        Fact::Briefing(BriefingFact::Held(held)) => held.repeats.iter().map(|of| (*of, Tie::SpeaksOf)).collect(),
        other => rows::repeats(other).map(|import| (import, Tie::SpeaksOf)).into_iter().collect(),
    }
}

impl Filtered {
    /// The highest mark of what goes out; lines without which no chain could be read say nothing of the case.
    #[must_use]
    pub fn highest_mark(&self) -> Option<Mark> {
        let told = self.rows.iter().filter_map(|row| {
            let body = Body::parse(row.body.as_deref()?).ok()?;
            (!carries(row, Some(&body))).then_some(body.mark)
        });
        told.max()
    }

    /// What was left out, counted. `whole` is the case, `left` what was folded from these rows.
    #[must_use]
    pub fn counts(&self, whole: &Incident, left: &Incident) -> Withheld {
        let mut counts = Withheld::default();
        for why in self.withheld.values() {
            match why {
                Why::Privileged => counts.privileged += 1,
                Why::Phones => counts.phones += 1,
                Why::Mark(mark) => *counts.by_mark.entry(mark.code().to_owned()).or_default() += 1,
            }
        }
        let files = |state: &Incident| -> BTreeSet<String> {
            stored(state)
                .filter(|(_, file)| !whole.excisions.bytes(&file.commitment))
                .map(|(_, file)| file.sha256.clone())
                .collect()
        };
        counts.attachments = files(whole).difference(&files(left)).count() as u64;
        counts.anchors = self.anchors(whole);
        counts
    }

    /// Anchors whose records are withheld and that fix what they name. `whole` is the case.
    #[must_use]
    pub fn anchors(&self, whole: &Incident) -> Unseen {
        let made = whole.anchors.made.iter().filter(|anchor| anchor::counts(whole, anchor));
        let hidden = made.filter(|anchor| self.withheld.contains_key(&anchor.id));
        hidden.map(|anchor| (anchor.id, anchor.how.of().0)).collect()
    }
}
