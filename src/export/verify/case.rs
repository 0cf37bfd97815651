//! Verifying a case file: every line, link, body, head and attachment; and saying plainly what cannot be proved.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::domain::artefact::stored;
use crate::domain::closure::ReportStatement;
use crate::domain::custody::{KeySignature, Moved};
use crate::domain::deadline::Memo;
use crate::domain::excision::Excised;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::journal::chain::{PART, Reader, Reading};
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::{hash_from_hex, hex};
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
            json!({"id": station.id, "seq": station.seq, "head": station.head, "fingerprint": station.fingerprint, "compared": station.compared})
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
    let file = CaseFile::open_to_read(path)?;
    // Of one moment, since a console may be writing meanwhile.
    file.at_one_moment(|file| Ok(verify_file(file, signer)))
}

fn verify_file(file: &CaseFile, signer: Option<&str>) -> Report {
    let mut problems = Vec::new();
    match file.integrity() {
        Ok(None) => {}
        Ok(Some(complaint)) => problems.push(Problem::file(What::Database(complaint))),
        Err(error) => problems.push(Problem::file(What::Database(error.to_string()))),
    }
    let mut reader = Reader::default();
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
    let state = reading.fold(StationId::default());
    let attachments = check_attachments(file, &state, &mut problems);
    let signatures = signatures(file, &state, &reading, &mut problems);
    let stations = stations(&reading, signer, &mut problems);
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

/// Every signature by own key that was recorded as one that holds: its record, what for, and the line of its statement that says what it is about.
fn signed(state: &Incident) -> Vec<(RecordId, Use, About<'_>, &KeySignature)> {
    let live =
        |signature: &&KeySignature| signature.problem.is_empty() && !state.excisions.bytes(&signature.file.commitment);
    let moved = state.custody.events.values().flatten().filter_map(|(record, moved)| {
        let signature = moved.signature.as_ref().filter(live)?;
        Some((*record, Use::CustodyAccept, About::Moved(moved), signature))
    });
    let approvals = state.notices.notices.iter().flat_map(|notice| &notice.approvals);
    let approvals = approvals.filter_map(|(record, approved)| {
        let signature = approved.signature.as_ref().filter(live)?;
        Some((*record, Use::ReportSign, About::Line(4, format!("sha256 {}", approved.text_sha256)), signature))
    });
    let memos = state.deadlines.regimes.iter().flat_map(|regime| {
        let entry = regime.considered.sha256.as_str();
        regime.memos.iter().filter_map(move |(record, memo)| {
            let signature = memo.contents.as_ref()?.signature.as_ref().filter(live)?;
            Some((*record, Use::MemoSign, About::Memo(memo, entry), signature))
        })
    });
    let reports = state.closure.signed.iter().filter_map(|known| {
        let signature = known.signed.signature.as_ref().filter(live)?;
        let (_, rendered) = state.closure.report(known.signed.report)?;
        let statement = ReportStatement::of(&known.signed, rendered);
        Some((known.id, Use::ReportSign, About::Report(statement), signature))
    });
    moved.chain(approvals).chain(memos).chain(reports).collect()
}

/// What a signed statement is to be about.
enum About<'a> {
    /// All that an event of custody says.
    Moved(&'a Moved),
    /// What one of its lines ends in: the text of a notice in the fifth.
    Line(usize, String),
    /// The report, its digest, and who signs it in which capacity.
    Report(ReportStatement),
    /// All that a memo says, under the entry of the register with this digest.
    Memo(&'a Memo, &'a str),
}

impl About<'_> {
    fn fits(&self, case: &str, statement: &str) -> bool {
        match self {
            About::Moved(moved) => moved.is_said_by(statement, case),
            About::Line(line, subject) => {
                let named = statement.lines().nth(*line);
                statement.contains(&format!("case {case}\n")) && named.is_some_and(|line| line.ends_with(subject))
            }
            About::Report(expected) => expected.text(case) == statement,
            About::Memo(memo, entry) => memo.is_said_by(statement, case, entry),
        }
    }
}

/// Checks every signature by own key that was recorded as one that holds: over the recorded statement, of this case and this exhibit or text, by the recorded
/// key. Gives how many there are. Whose key it is rests on the organisation's file and on the paper form, which the record names.
fn signatures(file: &CaseFile, state: &Incident, reading: &Reading, problems: &mut Vec<Problem>) -> usize {
    let Some(opened) = reading.opening() else { return 0 };
    let Some(purpose) = Purpose::parse(&opened.purpose) else { return 0 };
    let mut count = 0;
    for (record, use_, about, signature) in signed(state) {
        count += 1;
        let holds = || -> Result<(), String> {
            let hash = hash_from_hex(&signature.file.sha256).ok_or("its digest cannot be read")?;
            let bytes = file.attachment(&hash).ok().flatten().ok_or("its file is missing")?;
            let pem = String::from_utf8(bytes).map_err(|_| "its file is no text")?;
            let statement = &signature.statement;
            let signer =
                signature::verify(&pem, use_, purpose, statement.as_bytes()).map_err(|error| error.to_string())?;
            if signer.public_key != signature.key || signer.fingerprint != signature.fingerprint {
                return Err("another key made it".to_owned());
            }
            let fits = about.fits(&opened.case, statement);
            if fits { Ok(()) } else { Err("its statement is about something else".to_owned()) }
        };
        if let Err(why) = holds() {
            problems.push(Problem {
                station: Some(record.station),
                seq: Some(record.seq),
                what: What::CustodySignature(why),
            });
        }
    }
    count
}

fn check_attachments(file: &CaseFile, state: &Incident, problems: &mut Vec<Problem>) -> usize {
    let mut expected: BTreeSet<(String, String)> = stored(state)
        .map(|(_, file)| (file.sha256.clone(), file.commitment.clone()))
        .filter(|(_, commitment)| !state.excisions.bytes(commitment))
        .collect();
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
        let altered = attachment.sha256 != attachment.actual;
        if state.excisions.bytes(&key.1) {
            problems.push(Problem::file(What::AttachmentNotTakenOut));
        } else if !expected.remove(&key) || altered {
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
