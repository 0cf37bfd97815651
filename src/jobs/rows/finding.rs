//! Looking through kept rows as they lie packed in a case. What cannot match is passed over without being read as a row; nothing is held but one block.

use std::io;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

use super::naming::NotCounted;
use crate::domain::rows::{Names, standing};
use crate::jobs::Handle;
use crate::library::foreign::{Glance, Row, shelf};
use crate::library::query::{IMPORT, Query, ROW, Searched, Sure, same_name};

/// A row of an import, as it is looked through.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The row.
    pub row: &'a Glance<'a>,
    /// By how much the clock was ahead that its time was written by, milliseconds.
    pub ahead_ms: i64,
    /// Names that its columns had in their file.
    pub names: &'a Names,
}

impl Searched for Seen<'_> {
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
        let _ = self.row.texts(take);
    }

    fn named(&self, name: &str, take: &mut dyn FnMut(&str) -> bool) {
        let row = self.row;
        let to_the_end = row.texts(&mut |field, text| !same_name(field, name) || take(text));
        // Where it stands is known of the import.
        let import = self.names.import();
        let stands = match name {
            _ if import.is_empty() => None,
            IMPORT => Some(import.to_owned()),
            ROW => Some(standing(import, &row.sheet, row.line)),
            _ => None,
        };
        if !to_the_end || stands.is_some_and(|stands| !take(&stands)) {
            return;
        }
        // A column that stayed beside the row under this name is what is meant.
        if row.extra.iter().any(|(own, _)| same_name(&own.0, name)) {
            return;
        }
        for of in self.names.fields(name, &row.sheet) {
            if !row.texts(&mut |field, text| field != of || take(text)) {
                return;
            }
        }
    }

    fn at(&self) -> Option<i64> {
        self.row.time.at.map(|at| at.saturating_sub(self.ahead_ms))
    }
}

/// A query made ready for many rows.
pub struct Finding<'a> {
    query: &'a Query,
    /// What every matching line holds, as it is written in it.
    needles: Vec<Finder<'static>>,
}

impl<'a> Finding<'a> {
    /// Makes a query ready.
    #[must_use]
    pub fn new(query: &'a Query) -> Self {
        // What JSON writes otherwise, and letters whose case is no matter of one bit, say nothing about the bytes of a line.
        let plain =
            |text: &Vec<u8>| text.iter().all(|byte| (b' '..0x7F).contains(byte) && *byte != b'"' && *byte != b'\\');
        let mut texts: Vec<Vec<u8>> = Vec::new();
        for either in query.sure() {
            if let Ok([Sure::Texts(all)]) = <[Sure; 1]>::try_from(either) {
                texts.extend(all.into_iter().filter(plain));
            }
        }
        // The longest is mostly the rarest.
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let needles = texts.into_iter().map(|text| Finder::new(&text).into_owned());
        Self { query, needles: needles.collect() }
    }

    /// Goes through one packed file of rows and gives those that are found, until `take` says that it is enough. Whether it went to the end.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn through(
        &self,
        packed: &[u8],
        ahead_ms: i64,
        names: &Names,
        mut take: impl FnMut(Row) -> bool,
    ) -> io::Result<bool> {
        let (mut rest, mut lines, mut lower) = (packed, Vec::new(), Vec::new());
        while !rest.is_empty() {
            rest = shelf::unpack(rest, &mut lines)?;
            let mut broken = None;
            let to_the_end =
                self.in_lines(&lines, &mut lower, ahead_ms, names, |_, line, _| match serde_json::from_slice(line) {
                    Ok(row) => take(row),
                    Err(why) => {
                        broken = Some(why);
                        false
                    }
                })?;
            if let Some(why) = broken {
                return Err(why.into());
            }
            if !to_the_end {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many rows of one packed file are found.
    ///
    /// # Errors
    /// [`NotCounted`].
    pub fn count(&self, packed: &[u8], handle: &Handle) -> Result<u64, NotCounted> {
        let (mut rest, mut lines, mut lower, mut found) = (packed, Vec::new(), Vec::new(), 0);
        let names = Names::default();
        while !rest.is_empty() {
            handle.checkpoint()?;
            rest = shelf::unpack(rest, &mut lines)?;
            self.in_lines(&lines, &mut lower, 0, &names, |_, _, _| {
                found += 1;
                true
            })?;
        }
        Ok(found)
    }

    /// Goes through the lines of one block and gives those that are found, each with its number in the block, until `take` says that it is enough. Whether it went
    /// to the end. `lower` is memory to work in.
    ///
    /// # Errors
    /// A line is no row.
    pub fn in_lines(
        &self,
        lines: &[u8],
        lower: &mut Vec<u8>,
        ahead_ms: i64,
        names: &Names,
        mut take: impl FnMut(usize, &[u8], &Glance<'_>) -> bool,
    ) -> io::Result<bool> {
        let mut look = |number: usize, line: &[u8]| -> io::Result<bool> {
            let row: Glance<'_> = serde_json::from_slice(line)?;
            Ok(!self.query.finds(&Seen { row: &row, ahead_ms, names }) || take(number, line, &row))
        };
        if let Some((first, others)) = self.needles.split_first().filter(|_| lines.is_ascii()) {
            lower.clear();
            lower.extend(lines.iter().map(u8::to_ascii_lowercase));
            let (mut number, mut from) = (0, 0);
            while let Some(at) = first.find(&lower[from..]).map(|at| from + at) {
                let start = memrchr(b'\n', &lower[from..at]).map_or(from, |end| from + end + 1);
                let end = memchr(b'\n', &lower[at..]).map_or(lower.len(), |end| at + end);
                number += memchr_iter(b'\n', &lower[from..start]).count();
                if others.iter().all(|needle| needle.find(&lower[start..end]).is_some())
                    && !look(number, &lines[start..end])?
                {
                    return Ok(false);
                }
                (number, from) = (number + 1, lower.len().min(end + 1));
            }
            return Ok(true);
        }
        for (number, line) in split(lines).enumerate() {
            if self.may_match(line, lower) && !look(number, line)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn may_match(&self, line: &[u8], lower: &mut Vec<u8>) -> bool {
        if self.needles.is_empty() || !line.is_ascii() {
            return true;
        }
        lower.clear();
        lower.extend(line.iter().map(u8::to_ascii_lowercase));
        self.needles.iter().all(|needle| needle.find(lower).is_some())
    }
}

/// The lines of a block, without their ends.
pub fn split(mut lines: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr(b'\n', lines)?;
        let (line, rest) = lines.split_at(end);
        lines = rest.get(1..).unwrap_or_default();
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::library::foreign::shelf::Packer;
    use crate::library::foreign::{Moment, Precision, Zone, ZoneFrom};

    /// Of a file whose column `message` became `what`.
    fn names() -> Names {
        use crate::domain::id::RecordId;
        let mapping = r#"{"format":"table","shape":"cells","subject":"event","separator":",","quoting":"doubled","header":true,"columns":[{"name":"message","role":"what"}],
            "form":null,"utc":false,"dash_is_empty":false,"tags_between":""}"#;
        let counts = serde_json::to_string(&crate::library::foreign::Counts::default()).unwrap();
        let record = serde_json::to_string(&RecordId::default()).unwrap();
        let imported = format!(
            r#"{{"exhibit":{record},"name":"","sha256":"","size":0,"parts":[{{"format":"table","mappings":[["",{mapping}]],"counts":{counts}}}],"rows_sha256":"","rows":[],"took_ms":0}}"#
        );
        Names::of(&serde_json::from_str(&imported).unwrap())
    }

    fn words() -> impl Strategy<Value = String> {
        // Signs that JSON writes otherwise, letters whose lower case is another letter (the Kelvin sign) or two, and few enough to meet.
        proptest::collection::vec(
            prop::sample::select(vec![
                "a", "B", "k", "\u{212a}", "\u{130}", "\u{dc}", "\"", "\\", "\n", "\u{1}", " ", "7", ".",
            ]),
            0..5,
        )
        .prop_map(|parts| parts.concat())
    }

    prop_compose! {
        fn row()(line in 1_u64..40, at in prop::option::of(-1_000_i64..200_000), what in words(), host in words(), tag in words(), extra in words()) -> Row {
            let time = at.map_or_else(Moment::default, |at| Moment {
                text: at.to_string(), zone: String::new(), zone_from: ZoneFrom::Format, precision: Precision::Second, at: Some(at), below: 0,
            });
            Row {
                line, lines: 1, sheet: String::new(), of: crate::library::foreign::Subject::Event, time, what, kind: String::new(), source: String::new(), host,
                user: String::new(), level: String::new(), tags: vec![tag], techniques: Vec::new(), extra: vec![("Column B".into(), extra)],
                notes: crate::library::foreign::Notes::default(),
            }
        }
    }

    fn term() -> impl Strategy<Value = String> {
        let quoted = words().prop_map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")));
        let name = prop::sample::select(vec!["", "host:", "what:=", "tag:", "-", "-what:"]);
        prop_oneof![
            6 => (name, quoted).prop_map(|(name, text)| format!("{name}{text}")),
            1 => (0_u64..40).prop_map(|line| format!("line:{line}..")),
            1 => Just("time:1970-01-01T00:01".to_owned()),
            1 => Just("/[ab]+7/".to_owned()),
            1 => (0_u64..40).prop_map(|line| format!("row:=48:{line}")),
            1 => prop::sample::select(vec!["row:8:1", "-row:=48:7", "row:48:3 OR row:=48:7", "import:=48", "-import:48", "row:/^48:1/"]).prop_map(str::to_owned),
            1 => Just("k OR 7".to_owned()),
        ]
    }

    proptest! {
        /// What is passed over without being read would not have been found.
        #[test]
        fn nothing_that_matches_is_passed_over(rows in proptest::collection::vec(row(), 0..30), terms in proptest::collection::vec(term(), 1..4), ahead in -5_000_i64..5_000) {
            let query = Query::parse(&terms.join(" "), Zone::UTC).unwrap();
            let names = Names::default().called("48".to_owned());
            let mut packer = Packer::default();
            for row in &rows {
                packer.add(&serde_json::to_vec(row).unwrap()).unwrap();
            }
            let packed = packer.finish().unwrap().unwrap_or_default();
            let mut found = Vec::new();
            if !packed.is_empty() {
                Finding::new(&query).through(&packed, ahead, &names, |row| { found.push(row); true }).unwrap();
            }
            let wanted: Vec<Row> = rows.into_iter().filter(|row| query.finds(&Seen { row: &Glance::of(row), ahead_ms: ahead, names: &names })).collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn a_column_of_the_same_name_is_meant_before_one_that_became_something_else() {
        let named = |row: &Row, name: &str| {
            let mut found = Vec::new();
            let names = names();
            Seen { row: &Glance::of(row), ahead_ms: 0, names: &names }.named(name, &mut |text| {
                found.push(text.to_owned());
                true
            });
            found
        };
        let mut row: Row = serde_json::from_str(r#"{"line":1,"what":"w"}"#).unwrap();
        assert_eq!(
            (named(&row, "message"), named(&row, "what"), named(&row, "host")),
            (vec!["w".into()], vec!["w".into()], vec![])
        );
        row.extra.push(("Message".into(), "m".to_owned()));
        assert_eq!(named(&row, "message"), ["m"]);
    }

    #[test]
    fn a_row_is_found_by_where_it_stands_and_by_nothing_of_another_import() {
        let row = |line: u64, sheet: &str| {
            let text = format!(r#"{{"line":{line},"sheet":"{sheet}","what":"48:202"}}"#);
            serde_json::from_str::<Row>(&text).unwrap()
        };
        let finds = |query: &str, row: &Row, import: &str| {
            let names = Names::default().called(import.to_owned());
            let query = Query::parse(query, Zone::UTC).unwrap();
            query.finds(&Seen { row: &Glance::of(row), ahead_ms: 0, names: &names })
        };
        for (query, line, sheet, import) in [
            ("row:=48:202", 202, "", "48"),
            ("row:=48/b7:202", 202, "", "48/b7"),
            ("row:=\"48:Sheet 1:202\"", 202, "Sheet 1", "48"),
            ("import:=48 line:=202", 202, "", "48"),
            ("row:=9:1 OR row:=48:202", 202, "", "48"),
        ] {
            assert!(finds(query, &row(line, sheet), import), "{query}");
        }
        for (line, sheet, import) in [(202, "", "49"), (203, "", "48"), (202, "Sheet 1", "48"), (202, "", "")] {
            assert!(!finds("row:=48:202", &row(line, sheet), import), "{line} {sheet} {import}");
        }
        // It is no text of the row: the number of an import is not found everywhere.
        assert!(!finds("4711", &row(1, ""), "4711") && finds("import:4711", &row(1, ""), "4711"));
    }

    #[test]
    fn it_ends_when_enough_is_found_and_says_so_of_a_damaged_file() {
        let mut packer = Packer::default();
        for line in 1..=9 {
            packer.add(format!("{{\"line\":{line},\"what\":\"x\"}}").as_bytes()).unwrap();
        }
        let packed = packer.finish().unwrap().unwrap();
        let query = Query::parse("x", Zone::UTC).unwrap();
        let mut lines = Vec::new();
        let to_the_end = Finding::new(&query).through(&packed, 0, &Names::default(), |row| {
            lines.push(row.line);
            lines.len() < 3
        });
        assert!(!to_the_end.unwrap() && lines == [1, 2, 3]);
        assert!(Finding::new(&query).through(&packed[..packed.len() - 9], 0, &Names::default(), |_| true).is_err());
    }
}
