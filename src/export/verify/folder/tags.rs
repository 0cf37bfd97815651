//! Files of the root that are about the folder: what they say against the journal and the note.

use super::super::paper;
use super::FolderReport;
use super::chain::Chains;
use crate::export::bag::{Checked, Flaw};
use crate::export::folder::layout::{ALLOWED_SIGNERS, BAG_INFO, VERIFY_PY, VERIFY_TXT};
use crate::export::folder::note::Note;
use crate::journal::hex;
use crate::journal::line::sha256;
use crate::journal::signature::Purpose;

/// Compares `bag-info.txt`, `allowed_signers`, `VERIFY.txt` and `verify.py` with what this program writes for such a folder.
pub(super) fn check(bag: &Checked, (chains, note): (&Chains, &Note), report: &mut FolderReport) {
    let lines: u64 = note.stations.iter().map(|station| station.seq).sum();
    let one = [
        ("External-Identifier", note.name.clone()),
        ("Bag-Group-Identifier", note.case.clone()),
        ("Bagging-Date", note.made_at.get(..10).unwrap_or_default().to_owned()),
        ("Format-Version", note.format.to_string()),
        ("Audience", note.audience.label().to_owned()),
        ("Case-Head", note.case_head.clone()),
        ("Journal-Size", lines.to_string()),
    ];
    let heads = note
        .stations
        .iter()
        .map(|station| ("Journal-Head", format!("{} {} {}", station.station, station.seq, station.head)));
    let roots = chains.reading.checkpoints().into_iter().map(|checkpoint| {
        let station = checkpoint.origin.rsplit('/').next().unwrap_or_default().to_owned();
        ("Journal-Root", format!("{station} {} {}", checkpoint.size, hex(&checkpoint.root)))
    });
    for (label, value) in one.into_iter().chain(heads).chain(roots) {
        if !bag.info.iter().any(|(known, said)| *known == label && *said == value) {
            report.flaws.push(Flaw::at(
                BAG_INFO,
                format!("{label} is missing or says something else than the journal and the note"),
            ));
        }
    }
    let purpose = Purpose::parse(&note.purpose).unwrap_or(Purpose::Incident);
    let counted = chains.reading.chains.values().filter(|chain| chain.admitted);
    let keys: Vec<(String, String)> =
        counted.filter_map(|chain| Some((chain.station.to_string(), chain.opened.as_ref()?.key.clone()))).collect();
    let signers = paper::allowed_signers(keys.iter().map(|(station, key)| (station.as_str(), key.as_str())), purpose);
    if bag.digests.get(ALLOWED_SIGNERS) != Some(&sha256(signers.as_bytes())) {
        let what = "it does not name the keys of the stations that count in the journal, and only those: ssh-keygen would take another key for theirs";
        report.flaws.push(Flaw::at(ALLOWED_SIGNERS, what));
    }
    let signer = report.signer.as_ref().and_then(|signer| {
        let of = |chain: &&crate::journal::chain::Chain| chain.fingerprint == signer.fingerprint;
        Some((chains.reading.chains.values().find(of)?.station.to_string(), signer.fingerprint.clone()))
    });
    let Some((station, fingerprint)) = signer else { return };
    let text = paper::verify_txt(&note.name, &station, purpose, &fingerprint);
    for (name, ours) in [(VERIFY_TXT, text.as_bytes()), (VERIFY_PY, paper::VERIFY_PY)] {
        match bag.digests.get(name) {
            Some(found) if *found == sha256(ours) => {}
            Some(_) if note.program != crate::journal::PROGRAM => {
                let what = "it is not the one of this version of the program: read it, or use the one that came with your copy";
                report.remarks.push(Flaw::at(name, what));
            }
            Some(_) => report
                .flaws
                .push(Flaw::at(name, "it is not what the program that made this folder writes: it was changed")),
            None => report.flaws.push(Flaw::at(name, "it is missing")),
        }
    }
}
