//! How many imported rows of a case name each technique. It is the one place where rows are counted for that.
//!
//! It does not count by the order (`Order::count_by`), for two reasons. A row counts once for a technique, for the whole that it is a part of and for each tactic,
//! whatever the number of parts that it names: sums over the values of a field cannot tell that two of them stand in one row. And the order has to be put together
//! first, which reads every row whole; here rows that name no technique, which are nearly all, are passed over unread.

use std::num::NonZero;
use std::thread;

use super::case::Case;
use super::failure::Failure;
use crate::domain::technique::Counts;
use crate::jobs::Handle;
use crate::jobs::rows::naming::{self, NotCounted};
use crate::jobs::rows::order::Trouble;

/// Counts over the packed files of rows of a case (`domain::technique::files` of the state that is shown), on all cores. `None` where it was cancelled.
///
/// # Errors
/// Rows that are not those of their record.
pub fn count(case: &Case, files: &[String], handle: &Handle) -> Result<Option<Counts>, Failure> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let import_of = |sha256: &str| {
        let mut imports = case.state().rows.imports.iter();
        let of = imports.find(|(_, imported)| imported.rows.iter().any(|file| file.sha256 == sha256));
        of.map(|(record, _)| *record).unwrap_or_default()
    };
    let damaged = |sha256: &str, why: String| Failure::Order(Trouble::Damaged { import: import_of(sha256), why });
    let mut all = Counts::new();
    for several in files.chunks(threads) {
        // What is held of a case at once is as many packed files as there are cores.
        let read = |sha256: &String| {
            let gone = || damaged(sha256, "the bytes in the case are not those of its digest".to_owned());
            case.attachment(sha256).ok_or_else(gone)
        };
        let packed: Vec<Vec<u8>> = several.iter().map(read).collect::<Result<_, _>>()?;
        let counted = thread::scope(|scope| {
            let one = |bytes: &[u8]| {
                let mut counts = Counts::new();
                naming::count(bytes, &mut counts, handle).map(|()| counts)
            };
            let running: Vec<_> = packed.iter().map(|bytes| scope.spawn(move || one(bytes))).collect();
            running.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        for (sha256, counts) in several.iter().zip(counted) {
            match counts {
                Ok(Ok(counts)) => counts.into_iter().for_each(|(id, count)| *all.entry(id).or_default() += count),
                Ok(Err(NotCounted::Cancelled)) => return Ok(None),
                Ok(Err(NotCounted::Damaged(error))) => return Err(damaged(sha256, error.to_string())),
                Err(_) => return Err(damaged(sha256, "counting them ended without a result".to_owned())),
            }
        }
    }
    Ok(Some(all))
}
