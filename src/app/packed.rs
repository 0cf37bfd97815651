//! The packed files of imported rows, one by one on all cores: what is counted in them without putting the rows in order first.

use std::num::NonZero;
use std::thread;

use super::case::Case;
use super::failure::Failure;
use crate::jobs::rows::naming::NotCounted;
use crate::jobs::rows::order::Trouble;

/// What `one` makes of each file (`domain::technique::files` of the state that is shown), in their order. `None` where it was cancelled.
///
/// # Errors
/// Rows that are not those of their record.
pub(super) fn each<T: Send>(
    case: &Case,
    files: &[String],
    one: impl Fn(&[u8]) -> Result<T, NotCounted> + Sync,
) -> Result<Option<Vec<T>>, Failure> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let import_of = |sha256: &str| {
        let mut imports = case.state().rows.imports.iter();
        let of = imports.find(|(_, imported)| imported.rows.iter().any(|file| file.sha256 == sha256));
        of.map(|(record, _)| *record).unwrap_or_default()
    };
    let damaged = |sha256: &str, why: String| Failure::Order(Trouble::Damaged { import: import_of(sha256), why });
    let mut all = Vec::with_capacity(files.len());
    for several in files.chunks(threads) {
        // What is held of a case at once is as many packed files as there are cores.
        let read = |sha256: &String| {
            let gone = || damaged(sha256, "the bytes in the case are not those of its digest".to_owned());
            case.attachment(sha256).ok_or_else(gone)
        };
        let packed: Vec<Vec<u8>> = several.iter().map(read).collect::<Result<_, _>>()?;
        let made = thread::scope(|scope| {
            let one = &one;
            let running: Vec<_> = packed.iter().map(|bytes| scope.spawn(move || one(bytes))).collect();
            running.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        for (sha256, made) in several.iter().zip(made) {
            match made {
                Ok(Ok(made)) => all.push(made),
                Ok(Err(NotCounted::Cancelled)) => return Ok(None),
                Ok(Err(NotCounted::Damaged(error))) => return Err(damaged(sha256, error.to_string())),
                Err(_) => return Err(damaged(sha256, "counting them ended without a result".to_owned())),
            }
        }
    }
    Ok(Some(all))
}
