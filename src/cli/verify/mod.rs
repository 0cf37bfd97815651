//! `warroom verify`: a case file, a case folder, or a shelf of folders.

mod case;
mod folder;
mod sealed;
mod shelf;

use std::path::PathBuf;

use super::args::Verify;
use super::record::admit_line;
use super::session::Session;
use super::stop::Stop;
use crate::domain::text::visible;
use crate::export::verify::StationReport;
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

/// The way on where laptops wait to be admitted, with what comes of it.
fn to_admit(stations: &[StationReport], then: &str) -> Vec<String> {
    let line = |station: &StationReport| {
        format!(
            "to admit station {id}: have its fingerprint read out by phone, or hold both screens side by side; only if it is the one above, on a laptop that counts: {line}; {then}",
            id = station.id,
            line = admit_line(station.id, &visible(&station.fingerprint))
        )
    };
    stations.iter().filter(|station| !station.admitted).map(line).collect()
}
