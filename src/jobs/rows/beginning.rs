//! The beginning of a file: what it is, which column is what, what it leaves open, and its first rows as they would be.

use std::io;
use std::path::Path;

use super::pass::{self, Answers, Looked, NotRead, Sink};
use crate::jobs::Handle;
use crate::jobs::source::Source;
use crate::journal::hex;
use crate::library::foreign::{Refused, Row};

/// Rows that are read.
pub const ROWS: usize = 10;
/// Refused records after which no row is looked for any more.
const REFUSED: u64 = 500;

/// What was seen of the beginning of a file.
#[derive(Debug, Default)]
pub struct Beginning {
    /// What it is. Its counts are of the beginning only.
    pub looked: Looked,
    /// The first rows.
    pub rows: Vec<Row>,
    /// Records up to the last of them that became none.
    pub refused: u64,
    /// The first of those.
    pub first_refused: Option<Refused>,
    /// SHA-256 of the whole file, lower-case hex, where it was asked for.
    pub sha256: Option<String>,
}

impl Sink for Beginning {
    fn kept(&mut self, _: &str, row: &Row) -> io::Result<()> {
        if !self.enough() {
            self.rows.push(row.clone());
        }
        Ok(())
    }

    fn refused(&mut self, _: &str, line: &Refused) -> io::Result<()> {
        if !self.enough() {
            self.refused += 1;
            self.first_refused.get_or_insert_with(|| line.clone());
        }
        Ok(())
    }

    fn reads_with_questions(&self) -> bool {
        true
    }

    fn enough(&self) -> bool {
        self.rows.len() >= ROWS || self.refused >= REFUSED
    }
}

/// Looks at the beginning of a file. Where the file is as long as one of `sizes`, all of it is read for its digest: only then can it be one that was read before.
///
/// # Errors
/// [`NotRead`].
pub fn beginning(path: &Path, answers: &Answers, sizes: &[u64], handle: &Handle) -> Result<Beginning, NotRead> {
    let mut begun = Beginning::default();
    let looked = pass::beginning(path, answers, &mut begun, handle)?;
    if sizes.contains(&looked.bytes) {
        let source = Source::open(path)?;
        begun.sha256 = Some(hex(&pass::digest(source.file(), handle)?));
    }
    begun.looked = looked;
    Ok(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_rows_are_read_and_the_digest_only_of_a_file_of_a_known_length() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.csv");
        let mut text = "message,datetime,timestamp_desc\nshort\n".to_owned();
        for n in 0..50 {
            text.push_str(&format!("m{n},2026-02-18T13:36:00Z,x\n"));
        }
        text.push_str("late\n");
        std::fs::write(&path, &text).unwrap();
        let look = |sizes: &[u64]| beginning(&path, &Answers::default(), sizes, &Handle::new()).unwrap();
        let begun = look(&[1]);
        assert_eq!((begun.rows.len(), begun.refused, begun.rows[9].what.as_str()), (10, 1, "m9"));
        assert_eq!(begun.first_refused.map(|line| line.line), Some(2));
        assert_eq!((begun.looked.bytes, begun.sha256), (text.len() as u64, None));
        let begun = look(&[1, text.len() as u64]);
        let whole = pass::stream(text.as_bytes(), &Answers::default(), &mut Beginning::default(), &Handle::new());
        assert_eq!(begun.sha256, Some(hex(&whole.unwrap().sha256)));
    }

    #[test]
    fn a_file_of_refused_lines_is_not_read_to_its_end_for_a_row() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.csv");
        let text = format!("message,datetime,timestamp_desc\na,2026-02-18T13:36:00Z,x\n{}", "short\n".repeat(5000));
        std::fs::write(&path, &text).unwrap();
        let begun = beginning(&path, &Answers::default(), &[], &Handle::new()).unwrap();
        assert_eq!((begun.rows.len(), begun.refused), (1, 500));
        assert!(begun.looked.sum(|part| part.counts.refused) < 510, "{:?}", begun.looked.parts[0].counts);
    }
}
