//! What leaves the case and what stays in it: rows whose bodies are emptied where the readers of an export may not see them. Everything else in the folder is
//! made from what is left, so that nothing withheld can reach it.

mod numbers;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::note::Withheld;
use crate::domain::artefact::stored;
use crate::domain::excision::ExcisionFact;
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::station::StationFact;
use crate::domain::timeline::TimelineFact;
use crate::journal::body::Body;
use crate::journal::chain::Row;
use numbers::Numbers;

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
}

/// What one body says, as far as withholding asks.
struct Look {
    id: RecordId,
    why: Option<Why>,
    /// What follows it: records that would say what it says, or that stand only because of it.
    ties: Vec<(RecordId, Tie)>,
}

/// How one record hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It corrects the other: the old words are no less secret than the new ones.
    Corrects,
    /// It strikes the other, or took its files out: without it the other would stand again.
    TakesBack,
}

/// Empties the bodies that the readers may not see. `state` is the whole case, folded: it knows what is privileged and what a file was taken out of.
#[must_use]
pub fn withhold(rows: Vec<Row>, state: &Incident, readers: Readers) -> Filtered {
    let numbers = if readers.phones { Numbers::default() } else { Numbers::of(&rows) };
    let looks: Vec<Option<Look>> = rows.iter().map(|row| look(row, state, readers, &numbers)).collect();
    let mut withheld: BTreeMap<RecordId, Why> = BTreeMap::new();
    for look in looks.iter().flatten() {
        if let Some(why) = look.why {
            withheld.insert(look.id, why);
        }
    }
    let carrying: BTreeSet<RecordId> =
        rows.iter().zip(&looks).filter(|(row, _)| carries(row)).filter_map(|(row, _)| id_of(row)).collect();
    spread(&looks, &carrying, &mut withheld);
    let mut excised = 0;
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
    Filtered { rows, withheld, excised }
}

/// Follows what hangs on each other until nothing more is withheld.
fn spread(looks: &[Option<Look>], carrying: &BTreeSet<RecordId>, withheld: &mut BTreeMap<RecordId, Why>) {
    loop {
        let mut more = Vec::new();
        for look in looks.iter().flatten() {
            for (other, tie) in &look.ties {
                let (here, there) = (withheld.get(&look.id).copied(), withheld.get(other).copied());
                if here > there && !carrying.contains(other) {
                    more.extend(here.map(|why| (*other, why)));
                }
                // What corrects privileged words repeats them; a correction under a lower mark may be the version for a wider circle.
                if *tie == Tie::Corrects && there == Some(Why::Privileged) && here != there {
                    more.push((look.id, Why::Privileged));
                }
            }
        }
        if more.is_empty() {
            return;
        }
        withheld.extend(more);
    }
}

fn id_of(row: &Row) -> Option<RecordId> {
    let station: StationId = row.station.parse().ok()?;
    Some(RecordId { station, seq: u64::try_from(row.seq).ok()? })
}

/// Lines without which no chain could be read: whose it is, and which ones count. They are never withheld.
fn carries(row: &Row) -> bool {
    if row.seq == 1 {
        return true;
    }
    let body = row.body.as_deref().and_then(|bytes| Body::parse(bytes).ok());
    body.is_some_and(|body| {
        matches!(
            body.fact,
            Fact::Station(StationFact::ChainOpened(_) | StationFact::Admitted(_) | StationFact::DamageSeen(_))
        )
    })
}

fn look(row: &Row, state: &Incident, readers: Readers, numbers: &Numbers) -> Option<Look> {
    let bytes = row.body.as_deref()?;
    let id = id_of(row)?;
    if carries(row) {
        return Some(Look { id, why: None, ties: Vec::new() });
    }
    // A line feed would make two lines of it; what cannot be read may say anything.
    let body = Body::parse(bytes).ok().filter(|_| !bytes.contains(&b'\n'));
    let Some(body) = body else {
        return Some(Look { id, why: Some(Why::Mark(Mark::Red)), ties: Vec::new() });
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
    Some(Look { id, why, ties: ties(&body.fact, state) })
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
        _ => Vec::new(),
    }
}

impl Filtered {
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
        counts
    }
}
