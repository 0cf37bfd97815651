//! Which bodies are not in a folder, and why: `data/journal/withheld.csv`, line by line. It says of a record no more than its number and the ground.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::note::Withheld;
use super::tables::Table;
use super::withhold::{Filtered, Why};
use crate::domain::id::RecordId;
use crate::domain::incident::Copied;
use crate::domain::mark::Mark;

/// Why a body is not in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// It was withheld from these readers.
    Withheld(Why),
    /// It was taken out of the case before, by order.
    TakenOut,
}

/// The gaps of a folder.
pub type Gaps = BTreeMap<RecordId, Gap>;

const COLUMNS: &[&str] = &["station", "seq", "reason", "mark"];

impl Gap {
    /// The code of the ground, and the mark where that is the ground.
    fn codes(self) -> (&'static str, Option<Mark>) {
        match self {
            Gap::Withheld(Why::Mark(mark)) => ("mark", Some(mark)),
            Gap::Withheld(Why::Privileged) => ("privileged", None),
            Gap::Withheld(Why::Phones) => ("phones", None),
            Gap::TakenOut => ("taken-out", None),
        }
    }

    fn parse(reason: &str, mark: &str) -> Option<Self> {
        Some(match (reason, mark) {
            ("mark", mark) => Gap::Withheld(Why::Mark(mark.parse().ok()?)),
            ("privileged", "") => Gap::Withheld(Why::Privileged),
            ("phones", "") => Gap::Withheld(Why::Phones),
            ("taken-out", "") => Gap::TakenOut,
            _ => return None,
        })
    }
}

/// The gaps in rows as they leave the case.
#[must_use]
pub fn of(filtered: &Filtered) -> Gaps {
    let empty = filtered.rows.iter().filter(|row| row.body.is_none()).filter_map(super::withhold::id_of);
    empty.map(|id| (id, filtered.withheld.get(&id).map_or(Gap::TakenOut, |why| Gap::Withheld(*why)))).collect()
}

/// What readers of the folder are told of its gaps.
#[must_use]
pub fn copied(gaps: &Gaps) -> Copied {
    let taken_out = gaps.iter().filter(|(_, gap)| **gap == Gap::TakenOut).map(|(id, _)| *id);
    Copied { taken_out: taken_out.collect() }
}

/// The file.
#[must_use]
pub fn csv(gaps: &Gaps) -> Vec<u8> {
    let mut table = Table::new("withheld", COLUMNS);
    for (id, gap) in gaps {
        let (reason, mark) = gap.codes();
        let mark = mark.map_or(Value::Null, |mark| json!(mark.code()));
        table.row(vec![json!(id.station), json!(id.seq), json!(reason), mark]);
    }
    table.csv()
}

/// Reads the file. What is written otherwise than [`csv()`] writes it shows when it is made again.
///
/// # Errors
/// The number, from 1, of the first line that cannot be read, or that names a record a second time.
pub fn parse(bytes: &[u8]) -> Result<Gaps, u64> {
    let mut gaps = Gaps::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    if !reader.headers().is_ok_and(|found| found.iter().eq(COLUMNS.iter().copied())) {
        return Err(1);
    }
    for (number, row) in (2..).zip(reader.records()) {
        let row = row.map_err(|_| number)?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let station = cell(0).parse().map_err(|_| number)?;
        let seq = cell(1).parse().map_err(|_| number)?;
        let gap = Gap::parse(cell(2), cell(3)).ok_or(number)?;
        if gaps.insert(RecordId { station, seq }, gap).is_some() {
            return Err(number);
        }
    }
    Ok(gaps)
}

/// The counts that a note has to give for them, of bodies withheld and of bodies taken out.
#[must_use]
pub fn counted(gaps: &Gaps) -> (Withheld, u64) {
    let (mut counts, mut taken_out) = (Withheld::default(), 0);
    for gap in gaps.values() {
        match gap {
            Gap::Withheld(Why::Privileged) => counts.privileged += 1,
            Gap::Withheld(Why::Phones) => counts.phones += 1,
            Gap::Withheld(Why::Mark(mark)) => *counts.by_mark.entry(mark.code().to_owned()).or_default() += 1,
            Gap::TakenOut => taken_out += 1,
        }
    }
    (counts, taken_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StationId;

    #[test]
    fn the_list_reads_back_and_counts_and_what_is_written_otherwise_is_not_read() {
        let id = |seq| RecordId { station: StationId(0xb7), seq };
        let gaps = Gaps::from([
            (id(2), Gap::Withheld(Why::Mark(Mark::AmberStrict))),
            (id(3), Gap::Withheld(Why::Privileged)),
            (id(5), Gap::Withheld(Why::Phones)),
            (id(9), Gap::TakenOut),
        ]);
        let text = String::from_utf8(csv(&gaps)).unwrap();
        assert_eq!(text.lines().nth(1), Some("\"00000000000000b7\",2,\"mark\",\"AMBER+STRICT\""));
        assert_eq!(parse(text.as_bytes()), Ok(gaps.clone()));
        let (counts, taken_out) = counted(&gaps);
        assert_eq!((counts.bodies(), counts.by_mark["AMBER+STRICT"], taken_out), (Some(3), 1, 1));
        for (from, to, line) in [
            ("\"station\"", "\"chain\"", 1),
            ("00b7\",3", "00b7\",2", 3),
            ("privileged\"", "privileged\",\"RED\"", 3),
            ("AMBER+STRICT", "ORANGE", 2),
            ("phones", "because", 4),
            (",9,", ",-9,", 5),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            let read = parse(changed.as_bytes());
            assert!(read == Err(line) || read.is_ok_and(|read| csv(&read) != changed.as_bytes()), "{from}");
        }
    }
}
