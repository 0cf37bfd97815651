//! Signatures by people's own keys that the journal records: each over its statement, and the statement about what the record says.

use crate::domain::anchor::Anchored;
use crate::domain::closure::ReportStatement;
use crate::domain::custody::{KeySignature, Moved};
use crate::domain::deadline::Memo;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::journal::chain::Reading;
use crate::journal::hash_from_hex;
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{self, Purpose, Use};

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
    // Whose key it is may rest on a fingerprint that was read out: the problem of a witness's key is then that nobody enrolled it.
    let witnessed = state.anchors.made.iter().filter_map(|anchor| match &anchor.how {
        Anchored::Witness(made) if !made.signature.key.is_empty() => {
            let gone = state.excisions.bytes(&made.signature.file.commitment);
            let heads = state.anchors.checkpoint(made.checkpoint).map(|signed| signed.heads.as_str());
            let about = About::Heads(heads.unwrap_or_default());
            (!gone).then_some((anchor.id, Use::JournalWitness, about, &made.signature))
        }
        _ => None,
    });
    moved.chain(approvals).chain(memos).chain(reports).chain(witnessed).collect()
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
    /// The text of all chains, as a checkpoint has it.
    Heads(&'a str),
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
            About::Heads(heads) => *heads == statement,
        }
    }
}

/// Checks every signature by own key that was recorded as one that holds: over the recorded statement, of this case and this exhibit or text, by the recorded
/// key. Gives how many there are. Whose key it is rests on the organisation's file and on the paper form, which the record names.
pub(super) fn signatures(
    bytes: &dyn Fn(&Hash) -> Option<Vec<u8>>,
    state: &Incident,
    reading: &Reading,
    problems: &mut Vec<Problem>,
) -> usize {
    let Some(opened) = reading.opening() else { return 0 };
    let Some(purpose) = Purpose::parse(&opened.purpose) else { return 0 };
    let mut count = crate::export::anchors::stamps(bytes, state, problems);
    for (record, use_, about, signature) in signed(state) {
        count += 1;
        let holds = || -> Result<(), String> {
            let hash = hash_from_hex(&signature.file.sha256).ok_or("its digest cannot be read")?;
            let bytes = bytes(&hash).ok_or("its file is missing")?;
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
