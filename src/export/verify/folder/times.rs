//! The order of times in a folder: that of its lines, and of its note against them.

use super::super::journal::Places;
use super::super::times;
use super::FolderReport;
use super::chain;
use crate::domain::time::Instant;
use crate::export::bag::Flaw;
use crate::export::folder::layout::NOTE;
use crate::export::folder::note::Note;
use crate::journal::chain::Reading;

/// How long an export may write lines after the instant that its note names, milliseconds.
const EXPORTING: i64 = 60 * 60 * 1_000;

/// Names every step back of a clock that no record explains, and a note that is older than the lines.
pub(super) fn check(reading: &Reading, places: &Places, note: Option<&Note>, report: &mut FolderReport) {
    let found = times::check(&reading.records);
    report.flaws.extend(found.problems.iter().map(|problem| chain::flaw(problem, places)));
    report.remarks.extend(found.untold.iter().map(|problem| {
        let flaw = chain::flaw(problem, places);
        let what = format!("{}; the record may be among those whose bodies are not here", flaw.what);
        Flaw { what, ..flaw }
    }));
    let Some(made) = note.and_then(|note| Instant::parse_rfc3339(&note.made_at).ok()) else { return };
    if reading.records.iter().any(|record| record.recorded_at.millis_since(made) > EXPORTING) {
        report.remarks.push(Flaw::at(
            NOTE,
            "lines of the journal are later than the instant at which this export says it was made",
        ));
    }
}
