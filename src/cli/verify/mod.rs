//! `warroom verify`: a case file, a case folder, or a shelf of folders.

mod case;
mod folder;
mod sealed;
mod shelf;

use std::path::PathBuf;

use super::args::Verify;
use super::session::Session;
use super::stop::Stop;
pub(super) use folder::text as said;

/// Checks what is named without changing it; without a name, the case.
pub(crate) fn run(session: &mut Session<'_>, mut asked: Verify) -> Result<u8, Stop> {
    match std::mem::take(&mut asked.paths).as_slice() {
        [] => {
            let path: PathBuf = match session.named_case() {
                Some(path) => path,
                None => session.open()?.path().to_owned(),
            };
            case::run(session, &asked, &path)
        }
        [path] if sealed::is_sealed(path) => sealed::run(session, &asked, path),
        [path] if !path.is_dir() => case::run(session, &asked, path),
        [path] if shelf::is_folder(path) => folder::run(session, &asked, path),
        paths => shelf::run(session, &asked, paths),
    }
}
