//! The rows of a case in order: which imports are put in order, built beside the drawing thread when rows are first looked at, kept as long as their import counts.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::case::Case;
use super::failure::Failure;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::rows::{Imported, Names, counted, offset};
use crate::jobs::Handle;
use crate::jobs::rows::order::{Order, Run, Shelves, Trouble, Wanted, build};
use crate::journal::hash_from_hex;

/// What is in order so far. A clone is the same: one is kept by whoever looks, one goes to the thread that builds.
#[derive(Debug, Clone)]
pub struct Orders {
    shelves: Arc<Shelves>,
    runs: Arc<Mutex<BTreeMap<RecordId, Arc<Run>>>>,
}

/// What is to be put in order: the imports that count for whoever looks.
#[derive(Debug, Clone)]
pub struct Imports(Vec<Wanted>);

impl Orders {
    /// Of a case, nothing in order yet.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        Self { shelves: Arc::new(Shelves::new(case.path())), runs: Arc::default() }
    }

    /// The case file that it is of.
    #[must_use]
    pub fn case(&self) -> PathBuf {
        self.shelves.case().to_owned()
    }

    /// The imports that are not in order yet, or are and do not count any more: whether [`Orders::build`] has something to do for `state` (the case, or what a room
    /// sees of it).
    #[must_use]
    pub fn lacks(&self, state: &Incident) -> bool {
        let runs = self.runs();
        counted(state).any(|(import, _)| !runs.contains_key(&import)) || runs.len() > counted(state).count()
    }

    /// What [`Orders::build`] is given, so that it can run on another thread.
    #[must_use]
    pub fn imports(state: &Incident) -> Imports {
        Imports(counted(state).map(|(import, imported)| wanted(import, imported, state)).collect())
    }

    /// Puts in order what is not yet, and lets go what does not count any more. Progress is in bytes of packed rows. What is in order already when it is stopped stays.
    ///
    /// # Errors
    /// [`Failure::Order`].
    pub fn build(&self, imports: &Imports, handle: &Handle) -> Result<(), Failure> {
        self.runs().retain(|import, _| imports.0.iter().any(|wanted| wanted.import == *import));
        let missing: Vec<&Wanted> = {
            let runs = self.runs();
            imports.0.iter().filter(|wanted| !runs.contains_key(&wanted.import)).collect()
        };
        handle.set_total(Some(missing.iter().map(|wanted| wanted.bytes).sum()));
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        for wanted in missing {
            let run = build(wanted, &self.shelves, threads, handle)?;
            self.runs().insert(wanted.import, Arc::new(run));
        }
        Ok(())
    }

    /// The order of what `state` sees, with the clocks that are declared in it, and the instants of records (milliseconds since 1970; their numbers are those of
    /// [`crate::jobs::rows::order::Place::Record`]). None while an import is not in order yet.
    #[must_use]
    pub fn order(&self, state: &Incident, records: &[i64]) -> Option<Order> {
        let runs = self.runs();
        let of = |(import, _): (RecordId, &Imported)| Some((Arc::clone(runs.get(&import)?), offset(state, import)));
        let imports = counted(state).map(of).collect::<Option<Vec<_>>>()?;
        Some(Order::new(Arc::clone(&self.shelves), imports, records))
    }

    fn runs(&self) -> std::sync::MutexGuard<'_, BTreeMap<RecordId, Arc<Run>>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wanted(import: RecordId, imported: &Imported, state: &Incident) -> Wanted {
    Wanted {
        import,
        // A digest that is none is that of no bytes: the building says that they are not there.
        files: imported.rows.iter().map(|file| hash_from_hex(&file.sha256).unwrap_or_default()).collect(),
        bytes: imported.rows.iter().map(|file| file.size).sum(),
        rows: imported.kept(),
        names: Names::of(imported).called(state.label(import)),
    }
}

/// Everything in order at once, on this thread and its own: for a command line.
///
/// # Errors
/// [`Failure::Order`].
pub fn in_order(case: &Case, state: &Incident, records: &[i64]) -> Result<Order, Failure> {
    let orders = Orders::of(case);
    orders.build(&Orders::imports(state), &Handle::new())?;
    orders.order(state, records).ok_or(Failure::Order(Trouble::Cancelled))
}

#[cfg(test)]
#[path = "order_tests.rs"]
mod tests;
