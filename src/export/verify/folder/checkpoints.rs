//! Checkpoints in a folder: each is of one form, is signed by its station, and names the root that the first lines of the chain have.

use super::FolderReport;
use super::chain::Chains;
use super::seal;
use crate::domain::id::StationId;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout;
use crate::journal::checkpoint::{self, Checkpoint};
use crate::journal::merkle;
use crate::journal::signature::{Purpose, Use};

/// Largest checkpoint that is read, bytes. Ours have some hundred.
const LARGEST: u64 = 4 * 1024;

/// Checks every checkpoint that lies in the folder.
pub(super) fn check(tree: &Tree, chains: &Chains, purpose: Purpose, report: &mut FolderReport) {
    let flaws = &mut report.flaws;
    let names = tree.files.keys().filter(|path| path.starts_with(layout::CHECKPOINTS));
    for name in names {
        if let Some(of) = [".sig", ".tsq", ".tsr"].iter().find_map(|end| name.strip_suffix(end)) {
            if !tree.has(of) {
                flaws.push(Flaw::at(name, "the checkpoint that it belongs to is missing"));
            }
            continue;
        }
        match one(tree, chains, name) {
            Ok((station, text)) => {
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
            }
            Err(what) => flaws.push(Flaw::at(name, what)),
        }
    }
}

/// The station and the text of a checkpoint whose root is that of the lines that are there.
fn one(tree: &Tree, chains: &Chains, name: &str) -> Result<(StationId, String), String> {
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
    Ok((*station, text))
}
