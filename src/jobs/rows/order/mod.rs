//! All rows of a case in the order of their time, to be looked at anywhere, searched while somebody types, counted and drawn over time.
//!
//! Everything here follows from the attachments of the imports and is kept outside the case, in temporary files without a name: nothing is left of it when the program
//! ends in whatever way. For each import there is one [`Run`], built once, on all cores, its memory bounded: where its blocks lie, which trigrams they hold, and its rows
//! in the order (time as read, number). The clock of an import is taken into account when it is asked, so a declaration makes nothing anew. An [`Order`] puts runs and
//! the instants of people's records together: a position is found by dividing, not by counting, so any of a million is there at once.

mod build;
mod fields;
mod filter;
mod histogram;
mod hits;
mod join;
mod lane;
mod reader;
mod run;
mod search;
mod seek;
mod sums;
mod tally;
mod view;

use thiserror::Error;

pub use build::build;
pub use fields::FIELDS;
pub use histogram::Histogram;
pub use hits::Hits;
pub use reader::Shelves;
pub use run::{Run, Wanted};
pub use search::{Asked, Search, search};
pub use tally::{Counted, Value};
pub use view::{Order, Placed};

use crate::domain::id::RecordId;
use crate::jobs::Cancelled;
use crate::store::StoreError;

/// Where something stands that has a place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A record of people: its number among the instants that were given.
    Record(u32),
    /// A row of an import.
    Row {
        /// Number of the import among those of the order.
        import: u32,
        /// Number of the row among those of the import, from 0.
        ordinal: u32,
    },
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Trouble {
    /// It was asked to stop.
    #[error("stopped before it was through; nothing was changed, ask again")]
    Cancelled,
    /// Rows are not those of their record.
    #[error(
        "the rows of import {import} are not as they were recorded ({why}), so nothing is said of them; run `warroom verify` on the case, and read a safety copy"
    )]
    Damaged {
        /// The import.
        import: RecordId,
        /// Why.
        why: String,
    },
    /// An import with more rows than can be numbered.
    #[error(
        "the import {0} has more than 4 294 967 295 rows, which cannot be put in order; divide its file and import the parts"
    )]
    TooMany(RecordId),
    /// The temporary file.
    #[error(
        "the order of the rows could not be kept in a temporary file: {0}; the case is untouched, make room in the directory for temporary files or name another one in TMPDIR"
    )]
    Scratch(String),
    /// The case file.
    #[error("the case file could not be read: {0}; put that right and look again")]
    Case(String),
}

impl From<Cancelled> for Trouble {
    fn from(_: Cancelled) -> Self {
        Trouble::Cancelled
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Trouble::Case(error.to_string())
    }
}

/// What went wrong with a temporary file.
fn scratch(error: std::io::Error) -> Trouble {
    Trouble::Scratch(error.to_string())
}

/// What a poisoned lock held: a thread that stopped dead left it whole, for every change under these locks is one assignment.
fn held<T>(lock: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
