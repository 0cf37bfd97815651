//! Verifying a case folder: everything that the stock tools check, every line and signature of the journal, and that whatever else lies there follows from it.
//! The folder is taken for hostile throughout.

mod account;
mod chain;
mod checkpoints;
mod contents;
mod copy;
mod evidence;
mod papers;
mod parts;
mod remembered;
mod report;
mod seal;
mod tags;
mod times;

use std::io;
use std::path::Path;

pub use report::FolderReport;

use super::StationReport;
use super::people;
use crate::export::bag::{self, Flaw, Rules, Tree};
use crate::export::folder::gaps;
use crate::export::folder::layout;
use crate::journal::hex;
use crate::journal::signature::Purpose;

/// What a case folder is held to beyond RFC 8493.
const RULES: Rules = Rules { strict: true, unlisted: &[layout::SIGNATURE, layout::PERSON_SIGNATURE] };

/// Verifies a case folder without changing it. `signer` is the fingerprint (`SHA256:…`) of the key that is to have signed it, which came another way.
///
/// # Errors
/// The folder cannot be opened, or is none. A folder that opens and is wrong is a report with flaws.
pub fn folder(path: &Path, signer: Option<&str>) -> io::Result<FolderReport> {
    compared(path, signer, None)
}

/// The same on a laptop that may have written chains of the case: `state` is the directory in which it remembers them.
///
/// # Errors
/// As [`folder`].
pub fn folder_at(path: &Path, signer: Option<&str>, state: &Path) -> io::Result<FolderReport> {
    compared(path, signer, Some(state))
}

fn compared(path: &Path, signer: Option<&str>, state_directory: Option<&Path>) -> io::Result<FolderReport> {
    let tree = Tree::list(path)?;
    let mut report = FolderReport { path: path.to_owned(), ..FolderReport::default() };
    let mut flaws = Vec::new();
    let bag = bag::check(&tree, &RULES);
    report.payload = (bag.payload, bag.octets);
    report.remarks.clone_from(&bag.remarks);
    let chains = chain::read(&tree, &mut flaws);
    let opened = chains.reading.opening().cloned();
    // Which kind of case it is decides over every signature; the first line of the journal says so, and it is linked to all others.
    let purpose = opened.as_ref().and_then(|opened| Purpose::parse(&opened.purpose)).unwrap_or(Purpose::Incident);
    let seal = seal::check(&tree, purpose, &mut report.flaws);
    compare_signer(&chains, &seal, signer, &mut report);
    report.flaws.extend(bag.flaws.iter().cloned());
    report.flaws.append(&mut flaws);
    // As whoever exported it folded it: seen from the station that founded the case.
    let mut state = chains.reading.fold(chains.reading.founder.unwrap_or_default());
    let mut problems = Vec::new();
    let bytes = |hash: &crate::journal::merkle::Hash| {
        tree.read(&format!("{}{}", layout::ATTACHMENTS, hex(hash)), crate::store::attachment::LARGEST).ok()
    };
    report.signatures = people::signatures(&bytes, &state, &chains.reading, &mut problems);
    super::rows::check(&bytes, &state, &mut problems);
    report.flaws.extend(problems.iter().map(|problem| chain::flaw(problem, &chains.places)));
    checkpoints::check(&tree, (&chains, &state), purpose, &mut report);
    let note = account::read(&tree, &mut report.flaws);
    if let Some(note) = &note {
        let directory = path.file_name().and_then(|name| name.to_str());
        account::check(note, &chains, &mut report.flaws);
        account::named(note, directory, &mut report);
        account::exports(note, &state, &mut report.flaws);
    }
    times::check(&chains.reading, &chains.places, note.as_ref(), &mut report);
    if let Some(note) = &note {
        tags::check(&bag, (&chains, note), &mut report);
        let gaps = account::gaps(&tree, (&chains, note), &mut report.flaws);
        state.copy = Some(gaps::copied(&gaps));
        contents::check(&tree, &bag, &chains.heads, (&state, note, &gaps), &mut report);
        copy::check(&tree, (&state, note), &chains.heads, &mut report);
        if let Some(directory) = state_directory {
            remembered::check(&chains, directory, &mut report);
        }
        papers::check((&tree, &bag), &chains.reading, (&state, note, &gaps), &mut report);
    }
    report.note = note;
    report.case = opened.as_ref().map(|opened| opened.case.clone()).unwrap_or_default();
    report.purpose = opened.map(|opened| opened.purpose).unwrap_or_default();
    report.case_head = hex(&chains.reading.case_head());
    report.lines = chains.reading.lines;
    report.empty = chains.places.empty();
    report.unknown = chains.reading.unknown;
    report.excised = state.excisions.made;
    Ok(report)
}

/// Whose key signed: it must be that of a station which counts, and the one that is expected.
fn compare_signer(chains: &chain::Chains, seal: &seal::Seal, expected: Option<&str>, report: &mut FolderReport) {
    report.signer.clone_from(&seal.station);
    report.person.clone_from(&seal.person);
    let found = seal.station.as_ref().map(|signer| signer.fingerprint.as_str());
    if let Some(signer) = &seal.station {
        let of = |chain: &&crate::journal::chain::Chain| {
            chain.admitted && chain.opened.as_ref().is_some_and(|opened| opened.key == signer.public_key)
        };
        if !chains.reading.chains.values().any(|chain| of(&chain)) {
            let what = format!(
                "it was signed by {}, which is the key of no station that counts in this journal",
                signer.fingerprint
            );
            report.flaws.push(Flaw::at(layout::SIGNATURE, what));
        }
    }
    report.compared = expected.is_some() && expected == found;
    if let (Some(expected), Some(found)) = (expected, found)
        && expected != found
    {
        let expected = crate::domain::text::one_line(expected);
        let what = format!(
            "the folder was signed by {found}; the fingerprint that came to you another way is {expected}: somebody else made it"
        );
        report.flaws.push(Flaw::at(layout::SIGNATURE, what));
    }
    report.stations = chains
        .reading
        .chains
        .values()
        .map(|chain| StationReport {
            id: chain.station,
            seq: chain.seq,
            head: hex(&chain.head),
            fingerprint: chain.fingerprint.clone(),
            compared: expected.is_some_and(|expected| expected == chain.fingerprint),
            admitted: chain.admitted,
        })
        .collect();
}
