//! Verifying a case file: every line, link, body, head and attachment; and saying plainly what cannot be proved.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::people;
use crate::domain::artefact::stored;
use crate::domain::excision::Excised;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::export::origin::{self, Origin};
use crate::journal::chain::{PART, Reader, Reading};
use crate::journal::hex;
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::store::{CaseFile, StoreError};

/// What a verification found.
#[derive(Debug)]
pub struct Report {
    /// Lines read.
    pub lines: u64,
    /// The case head: SHA-256 of the sorted checkpoint bodies.
    pub case_head: String,
    /// Id of the case.
    pub case: String,
    /// What the case is for.
    pub purpose: String,
    /// Chains.
    pub stations: Vec<StationReport>,
    /// Attachments checked.
    pub attachments: usize,
    /// Signatures by people's own keys checked.
    pub signatures: usize,
    /// Bodies withheld or excised.
    pub withheld: usize,
    /// The export that the file was made from, where that withheld something.
    pub origin: Option<Origin>,
    /// Bodies that are not here and that its papers explain.
    pub gaps: Vec<RecordId>,
    /// What was taken out, each with the record that says so.
    pub excised: Vec<(RecordId, Excised)>,
    /// Kinds of a newer version: kept, not understood.
    pub unknown: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// One chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationReport {
    /// The station.
    pub id: StationId,
    /// Number of its last line.
    pub seq: u64,
    /// Hash of its last line, hex.
    pub head: String,
    /// Fingerprint of its key.
    pub fingerprint: String,
    /// Whether the fingerprint was compared with one given from outside.
    pub compared: bool,
    /// Whether its lines count.
    pub admitted: bool,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }

    /// The report as JSON, in the shape that scripts rely on.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let stations = self.stations.iter().map(|station| {
            json!({"id": station.id, "seq": station.seq, "head": station.head, "fingerprint": station.fingerprint, "compared": station.compared, "admitted": station.admitted})
        });
        let problems = self
            .problems
            .iter()
            .map(|problem| json!({"station": problem.station, "seq": problem.seq, "what": problem.what.to_string()}));
        let excised = self.excised.iter().map(|(by, excised)| {
            json!({
                "record": excised.record, "kind": excised.kind, "body": excised.body, "attachments": excised.attachments.len(), "by_record": by,
                "by": excised.hands.each_ref().map(|hand| hand.who.name.as_str()), "ground": excised.ground, "authority": excised.authority,
                "reason": excised.reason,
            })
        });
        json!({
            "ok": self.ok(),
            "purpose": self.purpose,
            "lines": self.lines,
            "case_head": self.case_head,
            "stations": stations.collect::<Vec<_>>(),
            "problems": problems.collect::<Vec<_>>(),
            "signatures": self.signatures,
            "withheld": self.withheld,
            "origin": self.origin.as_ref().map(|origin| json!({
                "export": origin.note.name, "number": origin.note.number, "audience": origin.note.audience.code(), "signer": origin.signer,
            })),
            "excised": excised.collect::<Vec<_>>(),
            "unknown": self.unknown,
        })
    }
}

/// Verifies a case file without changing it. `signer` is a fingerprint (`SHA256:…`) that came another way than the file.
///
/// # Errors
/// The file cannot be opened at all. A file that opens and is wrong is a report with problems.
pub fn verify(path: &Path, signer: Option<&str>) -> Result<Report, StoreError> {
    let file = CaseFile::open_untouched(path)?;
    // Of one moment, since a console may be writing meanwhile.
    let report = verify_open(&file, signer)?;
    if file.untouched() {
        return Ok(report);
    }
    // Somebody began to write while it was read without locks: what was seen may be of two moments.
    drop(file);
    verify_open(&CaseFile::open_to_read(path)?, signer)
}

/// The same of a file that is open, as it is at one moment.
///
/// # Errors
/// The file.
pub fn verify_open(file: &CaseFile, signer: Option<&str>) -> Result<Report, StoreError> {
    file.at_one_moment(|file| Ok(verify_file(file, signer)))
}

fn verify_file(file: &CaseFile, signer: Option<&str>) -> Report {
    let mut problems = Vec::new();
    match file.integrity() {
        Ok(None) => {}
        Ok(Some(complaint)) => problems.push(Problem::file(What::Database(complaint))),
        Err(error) => problems.push(Problem::file(What::Database(error.to_string()))),
    }
    let (mut reader, origin, broken) = match origin::reader(file) {
        Ok(found) => found,
        Err(error) => (Reader::default(), None, Some(Problem::file(What::Database(error.to_string())))),
    };
    problems.extend(broken);
    if let Err(error) = file.rows_in_parts(PART, |part| reader.push(part)) {
        problems.push(Problem::file(What::Database(error.to_string())));
    }
    let heads = match file.heads() {
        Ok(heads) => heads,
        Err(error) => {
            problems.push(Problem::file(What::Database(error.to_string())));
            Vec::new()
        }
    };
    let mut reading = reader.finish(None, &heads);
    let times = super::times::check(&reading.records).problems;
    let state = reading.fold_away(StationId::default());
    let attachments = check_attachments(file, &state, &mut problems);
    let bytes = |hash: &Hash| file.attachment(hash).ok().flatten();
    let signatures = people::signatures(&bytes, &state, &reading, &mut problems);
    super::rows::check(&bytes, &state, &mut problems);
    problems.extend(times);
    let stations = stations(&reading, signer, &mut problems);
    let missing = |id: &&RecordId| {
        let there = |problem: &Problem| {
            problem.what == What::BodyMissing && (problem.station, problem.seq) == (Some(id.station), Some(id.seq))
        };
        reading.problems.iter().any(there)
    };
    let gaps = reading.unexplained.iter().filter(|id| !missing(id)).copied().collect();
    reading.problems.append(&mut problems);
    let opened = reading.opening().cloned();
    Report {
        lines: reading.lines,
        case_head: hex(&reading.case_head()),
        case: opened.as_ref().map(|opened| opened.case.clone()).unwrap_or_default(),
        purpose: opened.map(|opened| opened.purpose).unwrap_or_default(),
        stations,
        attachments,
        signatures,
        withheld: reading.withheld.len(),
        gaps,
        origin,
        excised: state.excisions.made,
        unknown: reading.unknown,
        problems: reading.problems,
    }
}

fn stations(reading: &Reading, signer: Option<&str>, problems: &mut Vec<Problem>) -> Vec<StationReport> {
    let mut compared_any = false;
    let mut found: Vec<StationReport> = Vec::new();
    for chain in reading.chains.values() {
        let compared = signer.is_some_and(|given| given == chain.fingerprint);
        compared_any |= compared;
        found.push(StationReport {
            id: chain.station,
            seq: chain.seq,
            head: hex(&chain.head),
            fingerprint: chain.fingerprint.clone(),
            compared,
            admitted: chain.admitted,
        });
    }
    if let (Some(given), false) = (signer, compared_any) {
        let named = found.iter().map(|station| station.fingerprint.as_str()).collect::<Vec<_>>().join(", ");
        let given = crate::domain::text::visible(given).into_owned();
        problems.push(Problem::file(What::Signer { found: named, given }));
    }
    found
}

fn check_attachments(file: &CaseFile, state: &Incident, problems: &mut Vec<Problem>) -> usize {
    let mut expected: BTreeSet<(String, String)> = stored(state)
        .map(|(_, file)| (file.sha256.clone(), file.commitment.clone()))
        .filter(|(_, commitment)| !state.excisions.bytes(commitment))
        .collect();
    let digests: BTreeSet<String> = expected.iter().map(|(sha256, _)| sha256.clone()).collect();
    let found = match file.attachments() {
        Ok(found) => found,
        Err(error) => {
            problems.push(Problem::file(What::Database(error.to_string())));
            return 0;
        }
    };
    let count = found.len();
    let copies = |sha256: &[u8]| found.iter().filter(|other| other.sha256 == sha256).count();
    for attachment in &found {
        let stored = hex(&attachment.sha256);
        let key = (hex(&attachment.actual), hex(&attachment.commitment));
        let differs = attachment.sha256 != attachment.actual;
        if state.excisions.bytes(&key.1) {
            problems.push(Problem::file(What::AttachmentNotTakenOut));
            continue;
        }
        let answered = expected.remove(&key);
        if !answered || differs {
            // Parts that no record cites are what an import left that was killed or found the disk full: only what a record answers for can be altered.
            let altered = differs && (answered || digests.contains(&stored));
            // Bytes that are those of their digest, beside the copy that is cited, were put in or left behind.
            let cited = expected.iter().any(|(sha256, _)| *sha256 == stored) && copies(&attachment.sha256) == 1;
            let what = if altered || cited { What::AttachmentAltered(stored) } else { What::AttachmentStray(stored) };
            problems.push(Problem::file(what));
        }
    }
    for (sha256, _) in expected {
        problems.push(Problem::file(What::AttachmentMissing(sha256)));
    }
    count
}
