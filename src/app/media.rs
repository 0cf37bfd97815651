//! Media that something comes from: whatever a path leads to on another disk than the case's is noted with its identity, so that the register of media has it.

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::case::{Case, Done};
use super::env::Env;
use super::failure::Failure;
use super::merge::{Imported, Merged, Side, import};
use crate::domain::export::Destination;
use crate::domain::id::RecordId;
use crate::domain::media::Seen;
use crate::domain::text::visible_bytes;
use crate::jobs::acquire::survey::System;

/// The name of this machine.
pub(in crate::app) fn machine() -> String {
    visible_bytes(rustix::system::uname().nodename().to_bytes())
}

/// The medium that a path lies on; none where that is the disk of the case file, or no disk at all: what lies in memory or on the network was not carried here.
#[must_use]
pub fn medium_of(system: &System, case: &Path, path: &Path) -> Option<Destination> {
    let path = path.canonicalize().ok()?;
    let directory = if path.is_dir() { path.as_path() } else { path.parent()? };
    let device = |path: &Path| std::fs::metadata(path).ok().map(|found| found.dev());
    if device(directory) == device(case) {
        return None;
    }
    let place = system.place(directory);
    let own: BTreeSet<_> = case.parent().map(|parent| system.place(parent).disks).unwrap_or_default();
    (!place.disks.is_empty() && place.disks.is_disjoint(&own)).then(|| Destination::from(&place))
}

/// Merges what a path holds, see [`Case::merge`], and notes the medium it came on. Where all that is new there are traces of such visits, nothing is noted: two
/// laptops that exchange by stick would answer each other for ever and never end with the same lines.
///
/// # Errors
/// As [`Case::merge`].
pub fn merge_from(case: &mut Case, path: &Path) -> Result<Merged, Failure> {
    let merged = case.merge(&Side::of(path)?)?;
    if !merged.nothing_new() && !merged.traces {
        case.note_arrival(&System::running(), path, "merge");
    }
    Ok(merged)
}

/// Makes a case from a folder, see [`import`], and notes the medium it came on.
///
/// # Errors
/// As [`import`].
pub fn import_from(env: &Env, folder: &Path, to: Option<&Path>, operator: &str) -> Result<(Case, Imported), Failure> {
    let (mut case, imported) = import(env, folder, to, operator)?;
    case.note_arrival(&System::running(), folder, "import");
    Ok((case, imported))
}

impl Case {
    /// Notes that something came into the case from a medium. Nothing is noted of what lay on the case's own disk, nor by a laptop that does not count: the note
    /// alone would open a chain that waits for somebody to admit it.
    fn note_arrival(&mut self, system: &System, path: &Path, way: &str) {
        if !self.counts() || !self.writable() {
            return;
        }
        let Some(place) = medium_of(system, self.path(), path) else { return };
        let what = visible_bytes(path.file_name().unwrap_or(path.as_os_str()).as_encoded_bytes());
        // What was asked for is done and in the file; that the register lacks a line is no reason to say otherwise.
        let _ = self.seen(place, what, way, None);
    }

    /// Notes a medium that was looked at already.
    pub(in crate::app) fn seen(
        &mut self,
        place: Destination,
        what: String,
        way: &str,
        cites: Option<RecordId>,
    ) -> Result<Done, Failure> {
        self.observe(vec![Seen { way: way.to_owned(), what, place, machine: machine(), cites }.into()])
    }
}
