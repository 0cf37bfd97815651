//! The union of two sets of lines, and what it means together.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::domain::excision::ExcisionFact;
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::journal::chain::{Head, PART, Reader, Reading, Row};

/// Lines of both sides.
pub(in crate::app) struct United {
    /// In the order (station, number, hash).
    pub(in crate::app) rows: Vec<Row>,
    /// Bodies that are missing here and present there: what was withheld from this copy stays so.
    pub(in crate::app) still_withheld: u64,
}

fn order(a: &Row, b: &Row) -> Ordering {
    (&a.station, a.seq, &a.hash).cmp(&(&b.station, b.seq, &b.hash))
}

/// Ours and theirs, both in order. Of a line that both have, ours is kept.
pub(in crate::app) fn united(own: Vec<Row>, theirs: &[Row]) -> United {
    let mut rows = Vec::with_capacity(own.len() + theirs.len());
    let mut still_withheld = 0;
    let mut theirs = theirs.iter().peekable();
    for row in own {
        while let Some(other) = theirs.next_if(|other| order(other, &row) == Ordering::Less) {
            rows.push(other.clone());
        }
        if let Some(other) = theirs.next_if(|other| order(other, &row) == Ordering::Equal) {
            still_withheld += u64::from(row.body.is_none() && other.body.is_some());
        }
        rows.push(row);
    }
    rows.extend(theirs.cloned());
    United { rows, still_withheld }
}

/// Of every chain the head that reaches further, as the store keeps it.
pub(in crate::app) fn heads(mut own: Vec<Head>, theirs: &[Head]) -> Vec<Head> {
    for head in theirs {
        match own.iter_mut().find(|own| own.station == head.station) {
            Some(here) if (here.seq, &here.hash) < (head.seq, &head.hash) => *here = head.clone(),
            Some(_) => {}
            None => own.push(head.clone()),
        }
    }
    own
}

/// Reads lines as the file would be read that they are for, by its reader.
pub(in crate::app) fn read(mut reader: Reader, rows: &[Row], heads: &[Head], own: StationId) -> Reading {
    for part in rows.chunks(PART) {
        reader.push(part.to_vec());
    }
    reader.finish(Some(own), heads)
}

/// Which record a row is.
pub(in crate::app) fn id_of(row: &Row) -> Option<RecordId> {
    Some(RecordId { station: row.station.parse().ok()?, seq: u64::try_from(row.seq).ok()? })
}

/// What both sides together took out by order: bodies that are still in `rows`, and the salted digests of attachments.
pub(in crate::app) fn taken_out(reading: &Reading, rows: &[Row]) -> (Vec<RecordId>, BTreeSet<String>) {
    let excised = reading.records.iter().filter_map(|record| match &record.content {
        Some((_, Fact::Excision(ExcisionFact::Excised(excised)))) if excised.stands() => Some(excised),
        _ => None,
    });
    let (mut bodies, mut gone) = (BTreeSet::new(), BTreeSet::new());
    for excised in excised {
        gone.extend(excised.attachments.iter().cloned());
        if excised.body {
            bodies.insert(excised.record);
        }
    }
    let present = rows.iter().filter(|row| row.body.is_some()).filter_map(id_of).filter(|id| bodies.contains(id));
    (present.collect(), gone)
}

/// Every digest that a body names, as 64 lower-case hexadecimal digits in a string of their own.
pub(in crate::app) fn digests_in(body: &[u8]) -> impl Iterator<Item = [u8; 32]> {
    let quoted = body.split(|byte| *byte == b'"').filter(|part| part.len() == 64);
    quoted.filter_map(|part| crate::journal::hash_from_hex(std::str::from_utf8(part).ok()?))
}
