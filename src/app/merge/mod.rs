//! Two laptops that worked one case apart: the union of their chains. Nothing is appended by it, so both end with the same lines whichever merges first; what
//! the two contradict each other in is computed from the fold (`domain::clash`), never stored.

mod import;
mod kind;
mod offered;
mod refusal;
mod side;
pub(in crate::app) mod union;
mod words;

pub use import::{Imported, import};
pub(in crate::app) use kind::not_a_safety_copy;
pub use kind::not_sealed;
pub use offered::{Offered, Sort, offered};
pub use refusal::{NotMerged, Place};
pub use side::Side;

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::failure::Failure;
use super::staging;
use crate::domain::clash::ClashFact;
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::domain::media::MediumFact;
use crate::export::origin;
use crate::journal::chain::{Reader, Reading, Record, Row};
use crate::journal::hex;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::Purpose;
use crate::store::casefile::Seen;
use crate::store::joining::Listed;
use union::{digests_in, taken_out, united};

/// How often a merge is planned anew because somebody recorded meanwhile.
const MOST_PLANS: usize = 5;

/// A chain that does not count yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The station.
    pub station: StationId,
    /// Fingerprint of its key, to be compared before it is admitted.
    pub fingerprint: String,
    /// Its lines.
    pub lines: u64,
}

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// Lines that are new here, by chain.
    pub new: BTreeMap<StationId, u64>,
    /// Records of other chains that are new here and count, in the order of the fold.
    pub records: Vec<RecordId>,
    /// Attachments that are new here.
    pub attachments: u64,
    /// Bodies that the other side took out by order, and which were here.
    pub taken_out: u64,
    /// Chains with two lines of one number, and that number.
    pub forks: Vec<(StationId, u64)>,
    /// Chains that do not count because nobody admitted them.
    pub waiting: Vec<Waiting>,
    /// Bodies that stay withheld here although the other side has them.
    pub still_withheld: u64,
    /// Whether all that is new says only that the other laptop read this one: nobody's work, nothing to answer.
    pub traces: bool,
    /// Lines in all.
    pub lines: u64,
    /// The case head now.
    pub case_head: String,
}

impl Merged {
    /// Whether the other side had nothing that was not here.
    #[must_use]
    pub fn nothing_new(&self) -> bool {
        self.new.is_empty() && self.attachments == 0 && self.taken_out == 0
    }
}

/// Whether a problem is one that a case may carry and still be merged: what it says stays as visible afterwards as it was.
fn carried(what: &What) -> bool {
    matches!(
        what,
        What::NotAdmitted
            | What::AdmittedMissing(_)
            | What::DamageSeen { .. }
            | What::Fork(_)
            | What::AttachmentStray(_)
            | What::RolledBack { .. }
    )
}

pub(in crate::app) fn in_the_way<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Vec<String> {
    problems.into_iter().filter(|problem| !carried(&problem.what)).map(Problem::line).collect()
}

/// What is to be put in, worked out over both sides.
struct Plan {
    /// Up to where this case was read.
    seen: Seen,
    union: Vec<Row>,
    reading: Reading,
    /// Bodies that are taken out by order and still here.
    bodies: Vec<RecordId>,
    /// Salted digests, hex, of what is taken out by order.
    gone: BTreeSet<String>,
    /// Salted digests that any body names.
    named: BTreeSet<[u8; 32]>,
    still_withheld: u64,
}

impl Case {
    /// Takes in what another copy of this case holds. All of it is there when this returns, or nothing.
    ///
    /// # Errors
    /// [`NotMerged`] says why; the file. Nothing was taken in.
    pub fn merge(&mut self, side: &Side) -> Result<Merged, Failure> {
        if self.known().is_some() {
            return Err(Failure::OfThePast);
        }
        self.refresh()?;
        self.fits(side)?;
        let before: BTreeMap<StationId, u64> = self.counts_by_chain()?;
        for _ in 0..MOST_PLANS {
            let plan = self.plan(side)?;
            let brought = self.bring(side, &plan)?;
            if let Some(taken_out) = self.join(side, &plan, &brought)? {
                return self.merged(&before, &plan, brought.len() as u64, taken_out);
            }
        }
        Err(NotMerged::Busy.into())
    }

    /// Whether the other side is of this very case.
    fn fits(&self, side: &Side) -> Result<(), NotMerged> {
        if self.purpose() == Purpose::Organisation || side.purpose == Purpose::Organisation {
            return Err(NotMerged::Organisation);
        }
        if self.purpose() != side.purpose {
            return Err(NotMerged::Purpose { here: self.purpose(), there: side.purpose });
        }
        if self.id() != side.case {
            return Err(NotMerged::AnotherCase { here: self.id().to_owned(), there: side.case.clone() });
        }
        Ok(())
    }

    fn counts_by_chain(&self) -> Result<BTreeMap<StationId, u64>, Failure> {
        let mut counts = BTreeMap::new();
        for row in self.file().rows()?.0 {
            if let Ok(station) = row.station.parse() {
                *counts.entry(station).or_default() += 1;
            }
        }
        Ok(counts)
    }

    fn reader(&self) -> Result<Reader, Failure> {
        Ok(origin::reader(self.file())?.0)
    }

    fn plan(&self, side: &Side) -> Result<Plan, Failure> {
        let (own, heads, seen) = self.file().at_one_moment(|file| {
            let (rows, seen) = file.rows()?;
            Ok::<_, Failure>((rows, file.heads()?, seen))
        })?;
        let here = union::read(self.reader()?, &own, &heads, self.station());
        let wrong = in_the_way(&here.problems);
        if !wrong.is_empty() {
            return Err(NotMerged::Damaged { place: Place::Here, problems: wrong }.into());
        }
        let united = united(own, &side.rows);
        let heads = union::heads(heads, &side.heads);
        let (bodies, gone) = {
            let first = union::read(self.reader()?, &united.rows, &heads, self.station());
            taken_out(&first, &united.rows)
        };
        let empty: BTreeSet<RecordId> = bodies.iter().copied().collect();
        let mut rows = united.rows;
        for row in &mut rows {
            if row.body.is_some() && union::id_of(row).is_some_and(|id| empty.contains(&id)) {
                row.body = None;
            }
        }
        let reading = union::read(self.reader()?, &rows, &heads, self.station());
        let wrong = in_the_way(&reading.problems);
        if !wrong.is_empty() {
            let withheld = reading.problems.iter().filter(|problem| problem.what == What::BodyMissing).count();
            if withheld == wrong.len() {
                return Err(NotMerged::Withheld(withheld).into());
            }
            return Err(NotMerged::Damaged { place: Place::Together, problems: wrong }.into());
        }
        let named = rows.iter().filter_map(|row| row.body.as_deref()).flat_map(digests_in).collect();
        Ok(Plan { seen, union: rows, reading, bodies, gone, named, still_withheld: united.still_withheld })
    }

    /// Puts the attachments in that are cited somewhere and not here, in short transactions of their own under a batch that nothing reads.
    fn bring(&self, side: &Side, plan: &Plan) -> Result<Vec<Listed>, Failure> {
        let here: BTreeSet<Listed> = self.file().listed()?.into_iter().collect();
        let batch = staging::batch(self.env())?;
        let mut brought = Vec::new();
        for listed in side.attachments.iter().filter(|listed| !here.contains(listed)) {
            let bytes = side.bytes(listed)?;
            let commitment = listed.commitment(&bytes);
            if plan.named.contains(&commitment) && !plan.gone.contains(&hex(&commitment)) {
                self.file().bring(listed, &bytes, &batch)?;
                brought.push(listed.clone());
            }
        }
        Ok(brought)
    }

    /// The one transaction. None when somebody recorded since the plan was made: then it is to be made anew.
    fn join(&self, side: &Side, plan: &Plan, brought: &[Listed]) -> Result<Option<u64>, Failure> {
        let file = self.file();
        file.begin()?;
        let joined = (|| {
            if file.seen()? != plan.seen {
                return Ok(None);
            }
            for listed in brought {
                // Swept since by somebody who took it for left behind.
                if !file.holds(listed)? {
                    return Ok(None);
                }
            }
            let added = file.join(&plan.union)?;
            file.join_heads(&side.heads)?;
            let mut emptied = 0;
            for record in &plan.bodies {
                emptied += u64::from(file.empty_body(&record.station.to_string(), record.seq)?);
            }
            // Who takes something out does so where it is; here it is to be done only as the record of it comes in.
            if added > 0 {
                for commitment in &plan.gone {
                    file.take_out(commitment)?;
                }
            }
            Ok::<_, Failure>(Some(emptied))
        })();
        match joined {
            Ok(Some(emptied)) => {
                file.commit()?;
                Ok(Some(emptied))
            }
            other => {
                file.undo();
                other
            }
        }
    }

    fn merged(
        &mut self,
        before: &BTreeMap<StationId, u64>,
        plan: &Plan,
        attachments: u64,
        taken_out: u64,
    ) -> Result<Merged, Failure> {
        self.take_in_merged()?;
        if taken_out > 0 {
            let _ = self.file().empty_log();
        }
        let reading = &plan.reading;
        let mut new = BTreeMap::new();
        for (station, count) in self.counts_by_chain()? {
            let known = before.get(&station).copied().unwrap_or(0);
            if count > known {
                new.insert(station, count - known);
            }
        }
        let of =
            |id: &RecordId| new.contains_key(&id.station) && id.seq > before.get(&id.station).copied().unwrap_or(0);
        let records: Vec<_> = reading.records.iter().filter(|record| of(&record.order.1)).collect();
        let trace = |record: &&Record| {
            matches!(record.content, Some((_, Fact::Medium(MediumFact::Seen(_)) | Fact::Clash(ClashFact::Heard(_)))))
        };
        let traces = attachments == 0
            && taken_out == 0
            && records.len() as u64 == new.values().sum::<u64>()
            && records.iter().all(trace);
        let records = records.iter().map(|record| record.order.1).collect();
        let chains = reading.chains.values();
        Ok(Merged {
            records,
            attachments,
            taken_out,
            forks: chains.clone().filter_map(|chain| Some((chain.station, chain.forked_at?))).collect(),
            waiting: chains
                .filter(|chain| !chain.admitted)
                .map(|chain| Waiting {
                    station: chain.station,
                    fingerprint: chain.fingerprint.clone(),
                    lines: chain.seq,
                })
                .collect(),
            still_withheld: plan.still_withheld,
            traces,
            lines: plan.union.len() as u64,
            case_head: hex(&reading.case_head()),
            new,
        })
    }
}
