//! Anchors as a table: who outside the room holds which state of the journal since when, and what each lacks.

use crate::domain::anchor::{Anchored, lacks};
use crate::domain::incident::Incident;
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::journal::{from_hex, hash_from_hex, timestamp};

/// The columns, in order.
const COLUMNS: &str = "anchor,recorded_at,kind,at,checkpoint,station,size,case_head,held_by,reference,kept_at,asked,answered,counts,lacks";

/// `anchors.csv` (RFC 4180): UTF-8, LF, the same bytes for the same state. A cell that a spreadsheet would compute with begins with an apostrophe.
#[must_use]
pub fn anchors_csv(state: &Incident) -> Vec<u8> {
    let mut out = format!("{COLUMNS}\n");
    for anchor in &state.anchors.made {
        let (checkpoint, head) = anchor.how.of();
        let signed = state.anchors.checkpoint(checkpoint);
        let (reference, kept, asked, answered) = match &anchor.how {
            Anchored::Paper(made) => (made.slip.clone(), made.lies.clone(), String::new(), String::new()),
            Anchored::Phone(made) => {
                (made.number.clone(), String::new(), made.question.join(" "), made.answer.join(" "))
            }
            Anchored::Witness(made) => {
                (made.signature.fingerprint.clone(), made.machine.clone(), String::new(), String::new())
            }
            Anchored::Stamp(made) => {
                (made.reply.serial.clone(), made.reply.policy.clone(), String::new(), String::new())
            }
        };
        let short = lacks(state, &anchor.how);
        let struck = state.struck(anchor.id);
        let rules: Vec<&str> = short.iter().map(|short| short.rule.id()).chain(struck.then_some("struck")).collect();
        let counts = crate::domain::anchor::counts(state, anchor);
        let cells = [
            anchor.id.to_string(),
            anchor.recorded_at.to_string(),
            anchor.how.code().to_owned(),
            anchor.at.to_string(),
            checkpoint.to_string(),
            signed.map(|signed| signed.station.to_string()).unwrap_or_default(),
            signed.map(|signed| signed.size.to_string()).unwrap_or_default(),
            head.to_owned(),
            anchor.how.held_by(),
            reference,
            kept,
            asked,
            answered,
            if counts { "yes" } else { "no" }.to_owned(),
            rules.join(" "),
        ];
        out.push_str(&cells.map(|cell| safe(&cell)).join(","));
        out.push('\n');
    }
    out.into_bytes()
}

/// Checks every time stamp that was recorded as one that holds once more, against its checkpoint; gives how many there are. The signature of the authority is
/// not looked at.
pub(super) fn stamps(bytes: &dyn Fn(&Hash) -> Option<Vec<u8>>, state: &Incident, problems: &mut Vec<Problem>) -> usize {
    let mut count = 0;
    for anchor in &state.anchors.made {
        let Anchored::Stamp(made) = &anchor.how else { continue };
        if !made.reply.problem.is_empty() || state.excisions.bytes(&made.reply.file.commitment) {
            continue;
        }
        count += 1;
        let holds = || -> Result<(), String> {
            let signed = state.anchors.checkpoint(made.checkpoint).ok_or("it is over no checkpoint on record")?;
            let imprint = hash_from_hex(&made.case_head).ok_or("its case head cannot be read")?;
            let nonce = from_hex(&signed.nonce).ok_or("its nonce cannot be read")?;
            let hash = hash_from_hex(&made.reply.file.sha256).ok_or("its digest cannot be read")?;
            let token = timestamp::check(&bytes(&hash).ok_or("its file is missing")?, &imprint, nonce)?;
            if Some(token.stamped) == made.reply.stamped { Ok(()) } else { Err("its time is another one".to_owned()) }
        };
        if let Err(why) = holds() {
            problems.push(Problem {
                station: Some(anchor.id.station),
                seq: Some(anchor.id.seq),
                what: What::Stamp(why),
            });
        }
    }
    count
}

/// A cell: no formula for a spreadsheet, quoted where it must be, signs that move a cursor shown.
fn safe(text: &str) -> String {
    let text = crate::domain::text::one_line(text);
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_string() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
