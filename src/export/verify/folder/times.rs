//! The order of times: what the clocks of the laptops did while the journal was written. Nothing of it is proof of tampering, and an auditor asks about all of it.

use std::collections::BTreeMap;

use super::super::journal::Places;
use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::station::StationFact;
use crate::domain::time::Instant;
use crate::export::bag::Flaw;
use crate::export::folder::layout::{JOURNAL, NOTE};
use crate::export::folder::note::Note;
use crate::journal::chain::Reading;

/// How far a clock may step back unrecorded, milliseconds: what the laptop itself does not take for a jump.
const TOLERANCE: i64 = 2_000;
/// How long an export may write lines after the instant that its note names, milliseconds.
const EXPORTING: i64 = 60 * 60 * 1_000;

/// Names every step back of a clock that no record explains, and a note that is older than the lines.
pub(super) fn remarks(reading: &Reading, places: &Places, note: Option<&Note>, remarks: &mut Vec<Flaw>) {
    let mut last: BTreeMap<StationId, Instant> = BTreeMap::new();
    // Records of one chain stand in the order of its lines: lamport time grows along it.
    for record in &reading.records {
        let id = record.order.1;
        let before = last.insert(id.station, record.recorded_at);
        let back = before.map_or(0, |before| before.millis_since(record.recorded_at));
        let told = match &record.content {
            Some((_, Fact::Station(StationFact::ClockJumped(_)))) | None => true,
            Some(_) => false,
        };
        if back > TOLERANCE && !told {
            let what = format!(
                "the clock went back by {} s from the line before, and no record says that it was set",
                back / 1_000
            );
            let line = places.line(id.station, id.seq);
            remarks.push(Flaw { line, ..Flaw::at(JOURNAL, what) });
        }
    }
    let Some(made) = note.and_then(|note| Instant::parse_rfc3339(&note.made_at).ok()) else { return };
    if last.values().any(|at| at.millis_since(made) > EXPORTING) {
        remarks.push(Flaw::at(
            NOTE,
            "lines of the journal are later than the instant at which this export says it was made",
        ));
    }
}
