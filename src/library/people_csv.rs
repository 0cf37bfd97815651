//! People from a spreadsheet.

use std::collections::BTreeMap;

use super::error::plain;
use super::people::{Handle, Person};

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Line of the text on which the row begins, from 1; the header is on line 1.
    pub line: u64,
    /// What is wrong and what to do, without the contents of the cells.
    pub why: String,
}

/// The columns that are read.
const COLUMNS: &[&str] = &[
    "name",
    "initials",
    "title",
    "organisation",
    "phone1",
    "phone2",
    "handle_kind",
    "handle",
    "email",
    "roles",
    "language",
    "zone",
];
/// The columns without which nothing can be read.
const REQUIRED: &[&str] = &["name", "initials"];

/// Reads people from CSV (RFC 4180) with a header line: `name`, `initials`, `title`, `organisation`, `phone1`, `phone2`,
/// `handle_kind`, `handle`, `email`, `roles` (ids with blanks between), `language`, `zone`, in any order and case. Only
/// `name` and `initials` must be there. A byte order mark, CRLF, semicolons for commas and empty rows are fine.
/// Each row that cannot be taken is named, and so is a column that nothing is read from; without a usable header nobody
/// is taken.
pub fn from_csv(text: &str) -> (Vec<Person>, Vec<RefusedRow>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut people = Vec::new();
    let mut refused = Vec::new();

    let columns = match reader.headers() {
        Ok(header) => match columns(header, &mut refused) {
            Some(columns) => columns,
            None => return (people, refused),
        },
        Err(_) => {
            refused.push(row(1, "the header cannot be read; save the table as CSV in UTF-8"));
            return (people, refused);
        }
    };
    let width = reader.headers().map_or(0, csv::StringRecord::len);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                refused.push(row(line, "the row cannot be read; save the table as CSV in UTF-8"));
                continue;
            }
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != width {
            let why = format!("{} cells where the header has {width}; put cells with commas in quotes", record.len());
            refused.push(row(line, &why));
            continue;
        }
        match person(&record, &columns) {
            Ok(person) => people.push(person),
            Err(why) => refused.push(row(line, why)),
        }
    }
    (people, refused)
}

fn row(line: u64, why: &str) -> RefusedRow {
    RefusedRow { line, why: why.to_owned() }
}

/// Where each known column is; `None` when nothing can be read.
fn columns(header: &csv::StringRecord, refused: &mut Vec<RefusedRow>) -> Option<BTreeMap<&'static str, usize>> {
    let mut columns = BTreeMap::new();
    let mut usable = true;
    for (at, cell) in header.iter().enumerate() {
        let name = cell.trim().to_lowercase();
        match COLUMNS.iter().find(|column| **column == name) {
            Some(column) if columns.insert(*column, at).is_some() => {
                refused.push(row(1, &format!("the column {column} comes twice; nobody was read, remove one of them")));
                usable = false;
            }
            Some(_) => {}
            None if name.is_empty() => {}
            None => refused
                .push(row(1, &format!("nothing is read from the column {}; rename it if it is meant", plain(&name)))),
        }
    }
    for column in REQUIRED.iter().filter(|column| !columns.contains_key(**column)) {
        refused.push(row(1, &format!("the header has no column {column}; nobody was read, add it")));
        usable = false;
    }
    usable.then_some(columns)
}

fn person(record: &csv::StringRecord, columns: &BTreeMap<&'static str, usize>) -> Result<Person, &'static str> {
    let cell = |column: &str| columns.get(column).and_then(|at| record.get(*at)).unwrap_or_default().trim().to_owned();
    let optional = |column: &str| Some(cell(column)).filter(|text| !text.is_empty());
    let name = optional("name").ok_or("no name; fill it in")?;
    let initials = optional("initials").ok_or("no initials; fill them in")?;
    let handle = match (optional("handle_kind"), optional("handle")) {
        (Some(kind), Some(value)) => Some(Handle { kind, value }),
        (None, None) => None,
        (None, Some(_)) => return Err("a handle without its kind; say which channel it is on"),
        (Some(_), None) => return Err("the kind of a handle without the handle; fill it in"),
    };
    Ok(Person {
        name,
        initials,
        title: cell("title"),
        organisation: cell("organisation"),
        phones: ["phone1", "phone2"].into_iter().filter_map(optional).collect(),
        handle,
        email: optional("email"),
        roles: cell("roles").split_whitespace().map(str::to_owned).collect(),
        language: optional("language"),
        zone: optional("zone"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "name,initials,title,organisation,phone1,phone2,handle_kind,handle,email,roles";

    fn lines(refused: &[RefusedRow]) -> Vec<u64> {
        refused.iter().map(|r| r.line).collect()
    }

    #[test]
    fn reads_a_row() {
        let text = format!("{HEADER}\nA. Lark,AL,\"Head, night shift\",Ex,+44 1,+44 2,signal,al.1,,irt_lead  deputy\n");
        let (people, refused) = from_csv(&text);
        assert_eq!(refused, []);
        let person = &people[0];
        assert_eq!((person.title.as_str(), person.phones.len(), person.email.as_ref()), ("Head, night shift", 2, None));
        assert_eq!(person.roles, ["irt_lead", "deputy"]);
        assert!(person.handle.as_ref().is_some_and(|h| h.kind == "signal" && h.value == "al.1"));
    }

    #[test]
    fn order_case_mark_line_ends_and_semicolons_do_not_matter() {
        let (a, refused_a) = from_csv("name,initials,phone1\nA. Lark,AL,+44 1\n");
        let (b, refused_b) = from_csv("\u{feff}Phone1 ;INITIALS;Name\r\n+44 1; AL ;A. Lark\r\n;;\r\n\r\n");
        assert_eq!((&a, a.len(), refused_a.len(), refused_b.len()), (&b, 1, 0, 0));
    }

    #[test]
    fn each_refused_row_is_named_and_the_others_are_taken() {
        let text = "name,initials,handle_kind,handle\nA,AA,,\n,BB,,\nC,,,\nD,DD\nE,EE,signal,\nF,FF,,f.1\n\"G\nH\",GH,,\nI,II,,,,\n";
        let (people, refused) = from_csv(text);
        assert_eq!(people.iter().map(|p| p.initials.as_str()).collect::<Vec<_>>(), ["AA", "GH"]);
        assert_eq!(lines(&refused), [3, 4, 5, 6, 7, 10]);
        assert_eq!(refused[2].why, "2 cells where the header has 4; put cells with commas in quotes");
    }

    #[test]
    fn a_bad_header_takes_nobody() {
        for text in ["", "\n", "first,last\nA,B\n", "name,name,initials\nA,A,B\n", "\u{feff}"] {
            let (people, refused) = from_csv(text);
            assert!(people.is_empty() && !refused.is_empty() && refused.iter().all(|r| r.line == 1), "{text:?}");
        }
    }

    #[test]
    fn a_column_that_is_not_read_is_named() {
        let (people, refused) = from_csv("name,initials,mobile\u{1b}\nA,AA,+44 1\n");
        assert_eq!((people.len(), lines(&refused)), (1, vec![1]));
        assert!(refused[0].why.contains("mobile\\u{1b}"), "{}", refused[0].why);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_without_a_panic(text in "[\\PC\r\n\"',;\u{0}]{0,200}") {
            let _ = from_csv(&text);
            let (people, _) = from_csv(&format!("name,initials\n{text}"));
            proptest::prop_assert!(people.iter().all(|p| !p.name.is_empty() && !p.initials.is_empty()));
        }
    }
}
