//! Which techniques the kept rows of a case name, counted as the rows lie packed in it. Rows that name none are passed over without being read; nothing is held but
//! one line and the counts.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read as _};

use memchr::memmem;
use serde::Deserialize;

use crate::jobs::{Cancelled, Handle};
use crate::library::foreign::shelf;
use crate::library::technique::counts_for;

/// Bytes of the longest line that is read.
const LONGEST: u64 = 64 << 20;
/// After so many lines it is asked whether anybody still waits.
const LOOK: u64 = 4096;

/// Why rows were not counted to the end.
#[derive(Debug)]
pub enum NotCounted {
    /// Nobody waits for it any more.
    Cancelled,
    /// The file is damaged.
    Damaged(io::Error),
}

impl From<io::Error> for NotCounted {
    fn from(error: io::Error) -> Self {
        NotCounted::Damaged(error)
    }
}

impl From<Cancelled> for NotCounted {
    fn from(_: Cancelled) -> Self {
        NotCounted::Cancelled
    }
}

/// Of a row, what is looked at.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    techniques: Vec<String>,
}

/// Adds the rows of one packed file to `counts`: for each technique, each technique that it is a part of, and each tactic the rows that name it, each row once.
///
/// # Errors
/// [`NotCounted`]; the counts are worth nothing then.
pub fn count(packed: &[u8], counts: &mut BTreeMap<String, u64>, handle: &Handle) -> Result<(), NotCounted> {
    let mut lines = shelf::lines(packed);
    // Inside a text of a row this would be written with backslashes, so only the field itself is found.
    let named = memmem::Finder::new(b"\"techniques\":[");
    let mut line = Vec::new();
    for number in 0_u64.. {
        if number % LOOK == 0 {
            handle.checkpoint()?;
        }
        line.clear();
        if lines.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if named.find(&line).is_none() {
            continue;
        }
        let row: Row = serde_json::from_slice(&line).map_err(io::Error::from)?;
        for name in counts_for(&row.techniques) {
            match counts.get_mut(name) {
                Some(count) => *count += 1,
                None => drop(counts.insert(name.to_owned(), 1)),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::shelf::Packer;

    fn packed(rows: &[&str]) -> Vec<u8> {
        let mut packer = Packer::default();
        for row in rows {
            packer.add(row.as_bytes()).unwrap();
        }
        packer.finish().unwrap().unwrap()
    }

    #[test]
    fn each_row_counts_once_for_a_technique_its_whole_and_its_tactic() {
        let packed = packed(&[
            r#"{"line":1,"what":"a","techniques":["T1566.001","T1566.002","T1566"]}"#,
            r#"{"line":2,"what":"names \"techniques\":[\"T1078\"] in its text"}"#,
            r#"{"line":3,"what":"b","techniques":["T1566.001","T9999"]}"#,
            r#"{"line":4,"what":"c","extra":[["techniques","T1486"]]}"#,
        ]);
        let mut counts = BTreeMap::new();
        count(&packed, &mut counts, &Handle::new()).unwrap();
        let counts: Vec<(&str, u64)> = counts.iter().map(|(id, count)| (id.as_str(), *count)).collect();
        assert_eq!(counts, [("T1566", 2), ("T1566.001", 2), ("T1566.002", 1), ("T9999", 1), ("TA0001", 2)]);
    }

    #[test]
    fn it_ends_when_nobody_waits_and_says_so_of_a_damaged_file() {
        let packed = packed(&[r#"{"line":1,"techniques":["T1566"]}"#]);
        let handle = Handle::new();
        handle.cancel();
        assert!(matches!(count(&packed, &mut BTreeMap::new(), &handle), Err(NotCounted::Cancelled)));
        let cut = &packed[..packed.len() - 9];
        assert!(matches!(count(cut, &mut BTreeMap::new(), &Handle::new()), Err(NotCounted::Damaged(_))));
    }
}
