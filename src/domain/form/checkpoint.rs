//! The page that carries a checkpoint out of the room: the case head in groups that can be read out, a code to scan, and lines for two signatures
//! (custody-and-export.md section 4.3).

use super::words::{Desk, Fields, cell, columns, heading, line, value};
use super::{Block, Cell, Form, Paper, Print, Row, Signer, Style, Table};
use crate::domain::anchor::{Signed, case_head, covered};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// A QR code of more than this is hard to scan off paper; beyond it the case head alone is in it. In bytes.
const MOST_IN_CODE: usize = 400;

/// Digits in groups of eight, parted by blanks.
#[must_use]
pub fn groups(digits: &str) -> Vec<String> {
    let digits: Vec<char> = digits.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect()).collect()
}

/// The page of a checkpoint.
#[must_use]
pub fn checkpoint(state: &Incident, id: RecordId, written: Instant, signed: &Signed, print: &Print) -> Form {
    let desk = Desk { state, print };
    let head = case_head(&signed.heads);
    let number = state.anchors.signed.iter().position(|(known, ..)| *known == id).map_or(0, |at| at + 1);
    let title = Msg::new("print-checkpoint-title").with("number", number);
    let mut form = desk.form(title, "CP", head.get(..8).unwrap_or_default(), Paper::A4);
    form.code = Some(if signed.heads.len() <= MOST_IN_CODE { signed.heads.clone() } else { head.clone() });
    form.blocks.push(Block::Text { style: Style::Plain, words: Msg::new("print-checkpoint-what") });
    form.blocks.push(heading("print-h-case-head"));
    let four = |groups: &[String]| line(Style::Fixed, value(groups.join("   ")));
    let mut fields = Fields::default();
    fields.lines(Msg::new("print-c-case-head"), groups(&head).chunks(4).map(four).collect());
    fields.short(Msg::new("print-c-record"), value(state.label(id)));
    fields.short(
        Msg::new("print-c-occasion"),
        Msg::new("print-value").code("value", "occasion", signed.occasion.clone()),
    );
    fields.wide(Msg::new("print-c-when"), Style::Plain, desk.instant(written));
    form.blocks.push(fields.done());
    form.blocks.push(heading("print-h-chains"));
    let chains = covered(&signed.heads).into_iter().map(|chain| {
        let root = Cell { lines: groups(&chain.root).chunks(4).map(four).collect() };
        let station = Cell { lines: vec![line(Style::Fixed, value(chain.station.to_string()))] };
        let fingerprint = state.stations.admitted.get(&chain.station).map(|known| known.fingerprint.clone());
        let fingerprint = Cell { lines: vec![line(Style::Fixed, value(fingerprint.unwrap_or_default()))] };
        Row::Cells { cells: vec![station, cell(value(chain.size.to_string())), root, fingerprint] }
    });
    let of =
        columns(&[("print-c-station", 20), ("print-c-lines", 8), ("print-c-root", 42), ("print-c-fingerprint", 30)]);
    form.blocks.push(Block::Table(Table { columns: of, rows: chains.collect() }));
    form.blocks.push(Block::Signatures {
        asks: ["print-ask-name", "print-ask-when", "print-ask-signature"].map(Msg::new).into(),
        signers: ["print-first-signer", "print-second-signer"]
            .map(|role| Signer { role: Msg::new(role), name: None })
            .into(),
    });
    form.blocks.push(Block::Text { style: Style::Small, words: Msg::new("print-checkpoint-how") });
    form
}
