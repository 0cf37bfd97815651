//! Bad input: refused by line or by file, everything else kept, nothing lost.

use std::io::{Read, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::exercise::gather;
use super::format_tests::whole;
use super::made::{HEADER, Made, NEEDLE};
use super::opening::{Bomb, Container, FileRefusal};
use super::property_tests::Pieces;
use super::{Limits, Reader, open};
use crate::library::foreign::row::{Counts, Notes, Reason};
use crate::library::foreign::{Detection, Quoting, detect};

const HEAD: &str = "message,datetime,timestamp_desc\n";

fn reasons(body: &str) -> (Vec<String>, Vec<(u64, u32, Reason)>) {
    let (_, gathered) = whole(format!("{HEAD}{body}").as_bytes(), None);
    let kept = gathered.rows.iter().map(|row| row.what.clone()).collect();
    (kept, gathered.refused.iter().map(|refused| (refused.line, refused.lines, refused.reason.clone())).collect())
}

const GOOD: &str = "good,2026-02-18T13:36:00Z,x\n";

#[test]
fn a_quote_that_is_never_closed_refuses_its_line_alone() {
    let (kept, refused) =
        reasons(&format!("{GOOD}\"open,2026-02-18T13:36:00Z,x\n{GOOD}\"fine\",2026-02-18T13:36:00Z,x\n{GOOD}"));
    assert_eq!(kept, ["good", "good", "fine", "good"]);
    assert_eq!(refused, [(3, 1, Reason::OpenQuote)]);
    let (kept, refused) = reasons(&format!("{GOOD}\"a\"b,2026-02-18T13:36:00Z,x\n{GOOD}"));
    assert_eq!((kept.len(), refused), (2, vec![(3, 1, Reason::StrayQuote { column: 1 })]));
}

/// A quote too many that happens to close lines on would swallow good rows. Where the number of columns shows it, they are given back.
#[test]
fn lines_swallowed_by_a_quote_are_given_back() {
    let (kept, refused) =
        reasons(&format!("\"open,2026-02-18T13:36:00Z,x\n{GOOD}{GOOD}end\",y,2026-02-18T13:36:00Z,x\n{GOOD}"));
    assert_eq!(kept, ["good", "good", "good"]);
    let columns = Reason::Columns { expected: 3, found: 4 };
    assert_eq!(refused, [(2, 1, columns.clone()), (5, 1, columns)]);
}

/// Where it does not show, the record is one by every rule of the format: it is kept, and says that it holds lines that would be rows.
#[test]
fn a_record_that_holds_rows_says_so() {
    let text = format!(
        "{HEAD}\"open,2026-02-18T13:36:00Z,x\n{GOOD}end\",2026-02-18T13:36:00Z,x\n\"two\nlines\",2026-02-18T13:36:00Z,x\n"
    );
    let (_, gathered) = whole(text.as_bytes(), None);
    let told: Vec<(u64, u32, bool)> =
        gathered.rows.iter().map(|row| (row.line, row.lines, row.notes.has(Notes::ROWS_INSIDE))).collect();
    assert_eq!(told, [(2, 3, true), (5, 2, false)]);
}

#[test]
fn a_record_over_lines_is_kept_as_it_is() {
    let (kept, refused) = reasons(&format!("\"one\r\ntwo\n\n\"\"three\"\"\",2026-02-18T13:36:00Z,x\n{GOOD}"));
    assert_eq!((kept, refused), (vec!["one\r\ntwo\n\n\"three\"".to_owned(), "good".to_owned()], vec![]));
    let (kept, refused) = reasons(&format!("\"one\ntwo\",yesterday,x\n{GOOD}"));
    assert_eq!(kept, ["good"]);
    assert_eq!((refused[0].0, refused[0].1), (2, 2));
    assert!(matches!(refused[0].2, Reason::Time { .. }));
}

#[test]
fn zero_bytes_wrong_counts_and_blank_lines_are_told_apart() {
    let (kept, refused) =
        reasons(&format!("a\0b,2026-02-18T13:36:00Z,x\n\n  \n{GOOD}a,b\na,2026-02-18T13:36:00Z,x,y\n"));
    assert_eq!(kept, ["good"]);
    let columns = |found| Reason::Columns { expected: 3, found };
    assert_eq!(refused, [(2, 1, Reason::Nul), (6, 1, columns(2)), (7, 1, columns(4))]);
    let (_, gathered) = whole(format!("{HEAD}\n \t\r\n{GOOD}\"a\nb\",x,y\nno\n\n").as_bytes(), None);
    let Counts { lines, header, blank, frame, kept_lines, refused_lines, read, kept, refused } = gathered.counts;
    assert_eq!((lines, header, blank, frame, kept_lines, refused_lines), (8, 1, 3, 0, 1, 3));
    assert_eq!((read, kept, refused), (3, 1, 2));
}

#[test]
fn json_lines_say_where_they_break() {
    let good = "{\"message\": \"m\", \"datetime\": \"2026-02-18T13:36:00Z\", \"timestamp_desc\": \"x\"}\n";
    let (_, gathered) = whole(
        format!("{good}{{\"message\": \"m\",}}\n[1]\n\nno\n{good}{{\"a\": \"\\ud800\"}}\n{{\"message\": 1").as_bytes(),
        None,
    );
    assert_eq!(gathered.counts.kept, 2);
    let found: Vec<(u64, bool, bool)> = gathered
        .refused
        .iter()
        .map(|refused| {
            (refused.line, matches!(refused.reason, Reason::NotJson { .. }), refused.reason == Reason::NotAnObject)
        })
        .collect();
    assert_eq!(found, [(2, true, false), (3, false, true), (5, true, false), (7, true, false), (8, true, false)]);
}

/// A line of more than two gigabytes, never held.
struct Long {
    left: u64,
    tail: &'static [u8],
}

impl Read for Long {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return self.tail.read(into);
        }
        let count = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        into[..count].fill(b'x');
        self.left -= count as u64;
        Ok(count)
    }
}

fn detected(sample: &str) -> Detection {
    detect(sample).unwrap()
}

#[test]
fn a_line_of_two_gigabytes_is_refused_with_its_beginning_and_its_length() {
    let length = 2_200_000_000_u64;
    let source = HEAD.as_bytes().chain(Long { left: length, tail: b"\ngood,2026-02-18T13:36:00Z,x\n" });
    let mappings = detected(&format!("{HEAD}{GOOD}")).mappings;
    let gathered = gather(source, &mappings, None, Limits::default()).unwrap();
    assert!(gathered.counts.hold());
    assert_eq!((gathered.counts.kept, gathered.rows[0].line), (1, 3));
    let refused = &gathered.refused[0];
    assert_eq!((refused.line, refused.length, refused.raw.len()), (2, length, 4096));
    assert_eq!(refused.reason, Reason::TooLong { limit: 1 << 20 });
}

#[test]
fn a_line_of_the_limit_is_kept_and_one_byte_more_is_not() {
    let limits = Limits { record: 100, ..Limits::default() };
    let mappings = detected(&format!("{HEAD}{GOOD}")).mappings;
    for (more, ends) in [(0, "\n"), (1, "\n"), (0, "\r\n"), (1, "\r\n"), (0, ""), (1, "")] {
        let tail = ",2026-02-18T13:36:00Z,x";
        let text = format!("{HEAD}{}{tail}{ends}", "m".repeat(100 - tail.len() + more));
        let gathered = gather(text.as_bytes(), &mappings, None, limits).unwrap();
        // Byte by byte there is a moment with the whole line, its carriage return, and no line feed yet.
        let pieces = gather(Pieces(text.as_bytes(), 1), &mappings, None, limits).unwrap();
        assert_eq!(pieces, gathered, "{more} {ends:?}");
        assert_eq!((gathered.counts.kept, gathered.counts.refused), (1 - more as u64, more as u64), "{more} {ends:?}");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn packed_files_are_read_and_bombs_stop() {
    let text = format!("{HEAD}{GOOD}");
    let twice = [gzip(text.as_bytes()), gzip(GOOD.as_bytes())].concat();
    let opened = open(&twice[..], None, Limits::default()).unwrap();
    assert_eq!(opened.container, Container::Gzip);
    let mappings = detected(&opened.sample).mappings;
    let gathered = gather(opened.text, &mappings, None, Limits::default()).unwrap();
    assert_eq!(gathered.counts.kept, 2);

    let bomb = gzip(&[text.as_bytes(), &vec![b'x'; 3 << 20]].concat());
    let limits = Limits { unchecked: 1 << 20, ratio: 100, ..Limits::default() };
    let total = Limits { unpacked: 1 << 20, ..Limits::default() };
    for limits in [limits, total] {
        let opened = open(&bomb[..], None, limits).unwrap();
        let error = gather(opened.text, &mappings, None, limits).unwrap_err();
        assert!(error.get_ref().is_some_and(|inner| inner.is::<Bomb>()), "{error}");
    }
    let cut = &twice[..twice.len() - 9];
    let opened = open(cut, None, Limits::default());
    assert!(opened.is_err() || gather(opened.unwrap().text, &mappings, None, Limits::default()).is_err());
}

#[test]
fn what_is_no_text_is_refused_as_a_file() {
    let refusal = |bytes: &[u8]| open(bytes, None, Limits::default()).err().map(|refusal| refusal.to_string());
    let said = |refusal: FileRefusal| Some(refusal.to_string());
    assert_eq!(refusal(b""), said(FileRefusal::Empty));
    assert_eq!(refusal(&gzip(b"")), said(FileRefusal::Empty));
    assert_eq!(refusal(b"PK\x03\x04 x.csv"), said(FileRefusal::Zip));
    assert_eq!(refusal(b"PK\x03\x04 [Content_Types].xml"), said(FileRefusal::Workbook));
    assert_eq!(refusal(&gzip(&gzip(b"x"))), said(FileRefusal::PackedTwice));
    assert_eq!(refusal(b"\xFF\xFE\0\0x\0\0\0"), said(FileRefusal::Utf32));
}

#[test]
fn plaso_saved_by_a_spreadsheet_is_quoted_after_all() {
    let text = "datetime,message,parser\n2026-02-18T13:36:00Z,\"a, b\",\"say \"\"x\"\"\"\n";
    let (detection, gathered) = whole(text.as_bytes(), None);
    assert_eq!((detection.mapping().unwrap().quoting, gathered.rows[0].what.as_str()), (Quoting::Doubled, "a, b"));
}

#[test]
fn a_document_that_breaks_off_says_so() {
    let head = "{\"case\": {}, \"iocs\": [], \"assets\": [], \"timeline\": [\n{\"event_title\": \"a\", \"event_date\": \"2023-03-26T01:00:30\"}";
    for (tail, reason) in [
        (",\n{\"event_title\": \"b", Reason::CutShort),
        (",\n", Reason::CutShort),
        (",\n{\"x\": ]}}, \n more \n", Reason::NotJson { at: 19 }),
    ] {
        let (_, gathered) = whole(format!("{head}{tail}").as_bytes(), None);
        assert_eq!((gathered.counts.kept, gathered.counts.refused), (1, 1), "{tail}");
        assert_eq!(gathered.refused[0].reason, reason, "{tail}");
    }
    let deep = format!("{head},\n{}", "{\"a\":[".repeat(300));
    let (_, gathered) = whole(deep.as_bytes(), None);
    assert!(matches!(gathered.refused[0].reason, Reason::NotJson { .. }));
}

#[test]
fn the_needle_is_found_among_many_rows() {
    let mappings = detected(&format!("{HEADER}a,1,2026-01-01T00:00:00Z,x,,,,,\n")).mappings;
    let mut reader = Reader::new(Made::new(50_000, 31_337), &mappings, None, Limits::default());
    let mut needles = Vec::new();
    while let Some(item) = reader.next_item().unwrap() {
        let super::Item::Kept(row) = item else { panic!("{item:?}") };
        if row.what == NEEDLE {
            needles.push(row.line);
        }
        assert!(row.notes.none(), "{row:?}");
    }
    assert_eq!((needles, reader.counts().kept), (vec![31_338], 50_000));
    assert!(reader.counts().hold());
}

/// Brackets within brackets a hundred thousand deep cost no stack.
#[test]
fn deep_brackets_are_text() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let head = "{\"message\": \"m\", \"timestamp_desc\": \"x\", \"datetime\": \"2026-02-18T13:36:00Z\"";
    let (_, gathered) =
        whole(format!("{head}}}\n{head}, \"deep\": {deep}}}\n{deep}\n{}\n", "[".repeat(100_000)).as_bytes(), None);
    assert_eq!((gathered.rows[1].extra[0].1.len(), gathered.counts.kept, gathered.counts.refused), (200_000, 2, 2));
    assert_eq!(gathered.refused[0].reason, Reason::NotAnObject);
}

/// Lines that open quotes by the hundred thousand: each is refused, and none is read more than a few times.
#[test]
fn many_broken_quotes_cost_no_more_than_their_bytes() {
    let line = "\"open,\"\"x\"\",2026-02-18T13:36:00Z\n";
    let plain = "no quote at all, but a comma\n".repeat(50);
    let text = format!("{HEAD}{}", format!("{line}{plain}").repeat(2_000));
    let mappings = detected(&format!("{HEAD}{GOOD}")).mappings;
    let gathered = gather(text.as_bytes(), &mappings, None, Limits::default()).unwrap();
    assert!(gathered.counts.hold());
    assert_eq!((gathered.counts.kept, gathered.counts.refused_lines), (0, 2_000 * 51));
}
