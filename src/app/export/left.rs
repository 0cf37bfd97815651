//! What of the case is left for some readers: the one way on which anything of it leaves.

use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::incident::Incident;
use crate::export::folder::gaps::{self, Gaps};
use crate::export::folder::note::{self, Note, Since, StationNote};
use crate::export::folder::withhold::{Filtered, Readers, withhold};
use crate::journal::chain::{Head, Reading, read};
use crate::journal::{PROGRAM, hex};

/// The case at one moment, with the bodies emptied that its readers may not see.
pub(in crate::app) struct Left {
    /// The whole journal as it was read.
    pub(in crate::app) reading: Reading,
    /// The rows that are left, and what was withheld.
    pub(in crate::app) filtered: Filtered,
    /// Signed heads.
    pub(in crate::app) heads: Vec<Head>,
    /// The state folded from these rows: nothing withheld is in it.
    pub(in crate::app) state: Incident,
    /// Which bodies are not in it.
    pub(in crate::app) gaps: Gaps,
    /// What it is, without files of exhibits.
    pub(in crate::app) note: Note,
}

/// Reads the case, withholds, and folds what is left.
///
/// # Errors
/// The file.
pub(in crate::app) fn left(case: &Case, readers: Readers, name: &str, number: u32) -> Result<Left, Failure> {
    let (rows, heads) = case.rows_and_heads()?;
    let reading = read(rows.iter().cloned(), &heads);
    let station = reading.founder.unwrap_or(case.state().station);
    let whole = reading.fold(station);
    let filtered = withhold(rows, &whole, readers, &|sha256| case.attachment(sha256));
    let mut state = read(filtered.rows.iter().cloned(), &heads).fold(station);
    let gaps = gaps::of(&filtered);
    state.copy = Some(gaps::copied(&gaps));
    let since = whole.exports.last_finished().map(|(export, finished)| Since {
        number: export.started.number,
        case_head: finished.case_head.clone(),
        records: (filtered.rows.len() as u64).saturating_sub(finished.records),
    });
    let stations = reading.chains.values().map(|chain| StationNote {
        station: chain.station.to_string(),
        seq: chain.seq,
        head: hex(&chain.head),
        fingerprint: chain.fingerprint.clone(),
    });
    let note = Note {
        format: note::FORMAT,
        name: name.to_owned(),
        number,
        case: case.id().to_owned(),
        purpose: case.purpose().as_str().to_owned(),
        codename: state.case.declared.as_ref().map(|declared| declared.codename.clone()).unwrap_or_default(),
        program: PROGRAM.to_owned(),
        made_at: case.env().clock.now().to_string(),
        audience: readers.audience.0,
        phones: readers.phones,
        with_evidence: false,
        carried: std::collections::BTreeSet::new(),
        court: false,
        pages: false,
        parts: None,
        withheld: filtered.counts(&whole, &state),
        excised: filtered.excised,
        stations: stations.collect(),
        case_head: hex(&reading.case_head()),
        since,
    };
    Ok(Left { reading, filtered, heads, state, gaps, note })
}
