//! What of the case is left for some readers: the one way on which anything of it leaves.

use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::incident::Incident;
use crate::export::folder::gaps::{self, Gaps};
use crate::export::folder::note::{self, Note, Since, StationNote};
use crate::export::folder::withhold::{Filtered, Readers, Why, withhold};
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
    of(case, readers, name, number, Carrying::Stays)
}

/// The same for a copy that holds no chains: lines that stay in every folder whatever their mark, since no chain could be read without them, are withheld here
/// where their readers may not see them.
///
/// # Errors
/// The file.
pub(in crate::app) fn left_without_chains(case: &Case, readers: Readers) -> Result<Left, Failure> {
    of(case, readers, "", 0, Carrying::Withheld)
}

/// What becomes of the lines that carry a chain where they stand above their readers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrying {
    Stays,
    Withheld,
}

fn of(case: &Case, readers: Readers, name: &str, number: u32, carrying: Carrying) -> Result<Left, Failure> {
    let (rows, heads) = case.rows_and_heads()?;
    let reading = read(rows.iter().cloned(), &heads);
    let station = reading.founder.unwrap_or(case.state().station);
    let whole = reading.fold(station);
    let mut filtered = withhold(rows, &whole, readers, &|sha256| case.attachment(sha256));
    let mut left = read(filtered.rows.iter().cloned(), &heads);
    if carrying == Carrying::Withheld {
        for record in &mut left.records {
            let above = record.content.as_ref().map(|(meta, _)| (meta.id, meta.mark));
            if let Some((id, mark)) = above.filter(|(_, mark)| !readers.audience.sees(*mark)) {
                record.content = None;
                filtered.withheld.insert(id, Why::Mark(mark));
            }
        }
    }
    let mut state = left.fold(station);
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
