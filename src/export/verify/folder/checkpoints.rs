//! Checkpoints in a folder: each is of one form, is signed by its station, names the root that the first lines of the chain have, and is on record; and none that is on
//! record is missing.

use std::collections::BTreeSet;

use super::FolderReport;
use super::chain::Chains;
use super::seal;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::writer::Content;
use crate::export::folder::{anchored, layout};
use crate::journal::checkpoint::{self, Checkpoint};
use crate::journal::merkle;
use crate::journal::signature::{Purpose, Use};

/// Largest checkpoint that is read, bytes. Ours have some hundred.
const LARGEST: u64 = 4 * 1024;

/// Checks every checkpoint that lies in the folder. What anchors brought back lies beside them, and is compared with the rest that follows from the journal.
pub(super) fn check(tree: &Tree, (chains, state): (&Chains, &Incident), purpose: Purpose, report: &mut FolderReport) {
    let flaws = &mut report.flaws;
    let beside: BTreeSet<String> =
        anchored::files(state, purpose, &|_| Content::Bytes(Vec::new())).into_iter().map(|entry| entry.path).collect();
    let of_ours = |path: &&String| path.starts_with(layout::CHECKPOINTS) && !beside.contains(*path);
    for name in tree.files.keys().filter(of_ours) {
        if let Some(of) = name.strip_suffix(".sig") {
            if !tree.has(of) {
                flaws.push(Flaw::at(name, "the checkpoint that it belongs to is missing"));
            }
            continue;
        }
        match one(tree, chains, name) {
            Ok((station, size, text)) => {
                let signature = format!("{name}.sig");
                if !tree.has(&signature) {
                    // A station signs its own checkpoints only, and none that would contradict an older one.
                    report.remarks.push(Flaw::at(
                        name,
                        "it fits the journal and is not signed: it says no more than the journal does",
                    ));
                    continue;
                }
                let Some(signer) =
                    seal::over(tree, &signature, (Use::JournalCheckpoint, purpose), text.as_bytes(), flaws)
                else {
                    continue;
                };
                let own = chains.reading.chains.get(&station).map(|chain| chain.fingerprint.as_str());
                if own == Some(signer.fingerprint.as_str()) {
                    report.checkpoints += 1;
                } else {
                    flaws.push(Flaw::at(&signature, "it was made with another key than that of the station"));
                }
                if !on_record(state, station, size) {
                    let what = "no record of the journal says that it was signed: whoever signed it kept that out of the journal";
                    flaws.push(Flaw::at(name, what));
                }
            }
            Err(what) => flaws.push(Flaw::at(name, what)),
        }
    }
    for (_, _, signed) in &state.anchors.signed {
        let path = layout::checkpoint(signed.station, signed.size);
        for path in [format!("{path}.sig"), path].into_iter().filter(|path| !tree.has(path)) {
            flaws.push(Flaw::at(&path, "the journal says that it was signed, and it is not here: it was taken out"));
        }
    }
}

/// Whether the journal says that a checkpoint was signed. Its record stands directly behind the lines that it is about; where that has no body, it cannot be known.
fn on_record(state: &Incident, station: StationId, size: u64) -> bool {
    let record = RecordId { station, seq: size.saturating_add(1) };
    let said = state.anchors.checkpoint(record).is_some_and(|signed| signed.size == size);
    said || state.withheld.iter().any(|(withheld, _)| *withheld == record)
}

/// The station and the text of a checkpoint whose root is that of the lines that are there.
fn one(tree: &Tree, chains: &Chains, name: &str) -> Result<(StationId, u64, String), String> {
    let bytes = tree.read(name, LARGEST).map_err(|error| format!("it cannot be read ({error})"))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is no text")?;
    let found = Checkpoint::parse(&text).map_err(|error| error.to_string())?;
    let case = chains.reading.opening().map(|opened| opened.case.as_str()).unwrap_or_default();
    let of = |station: &&StationId| checkpoint::origin(case, &station.to_string()) == found.origin;
    let (station, leaves) = chains
        .leaves
        .iter()
        .find(|(station, _)| of(station))
        .ok_or("it is of a chain that is not in this folder, or of another case")?;
    if layout::checkpoint(*station, found.size) != name {
        return Err("its name is not that of its station and number of lines".to_owned());
    }
    let first = usize::try_from(found.size).ok().and_then(|size| leaves.get(..size));
    let first = first
        .ok_or_else(|| format!("it covers {} lines, and {} are here: lines were cut off", found.size, leaves.len()))?;
    if merkle::root(first) != found.root {
        return Err(format!(
            "its root is not that of the first {} lines of the journal: these lines were written anew after it was signed",
            found.size
        ));
    }
    Ok((*station, found.size, text))
}
