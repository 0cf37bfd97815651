//! Any bytes at all: the account holds, chunks do not matter, and what is kept is what another reader reads.

use std::io::Read;

use proptest::prelude::*;

use super::exercise::{Gathered, exercise, gather, mappings_of};
use super::{Limits, decode};
use crate::library::foreign::Zone;
use crate::library::foreign::format::Format;
use crate::library::foreign::mapping::{Column, Mapping, Role};
use crate::library::foreign::row::Subject;

const ALL: [Format; 23] = [
    Format::Kanvas,
    Format::TimesketchCsv,
    Format::TimesketchJsonl,
    Format::Redline,
    Format::PlasoDynamic,
    Format::PlasoL2tcsv,
    Format::Tln,
    Format::L2tTln,
    Format::PlasoJsonLine,
    Format::HayabusaCsv,
    Format::HayabusaTimesketch,
    Format::Chainsaw,
    Format::ForensicTimeliner,
    Format::IrisTimeline,
    Format::IrisTimelineExport,
    Format::IrisAssets,
    Format::IrisIocs,
    Format::IrisCase,
    Format::Aurora,
    Format::Velociraptor,
    Format::Chat,
    Format::Table,
    Format::JsonLines,
];

const SMALL: Limits =
    Limits { record: 64, beginning: 16, lines: 6, unpacked: 1 << 20, ratio: 1000, unchecked: 1 << 20 };

/// Gives its bytes in pieces of one size.
pub(super) struct Pieces<'a>(pub(super) &'a [u8], pub(super) usize);

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(into.len()).min(self.0.len());
        into[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Bytes of the kind that parsers trip over, and pieces that make some of them records.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "\"", "\"\"", ",", "\n", "\r\n", "|", "{", "}", "[", "]", ":", "\\", "\0", "a", "2026-02-18T13:36:00Z", "1771421760", "é", "🎈", "-", " ",
            "2026-02-18 13:36 Aya: hi\n", "\"timeline\": [", "{\"message\": \"m\", \"datetime\": \"2026-02-18T13:36:00Z\"}\n", "x,y,z\n", "\u{feff}",
            "0000-00-00", "9999-12-31T23:59:59-01:00", "\"\n", ",\"", "\",", "{\"storage_format_version\": 7, \"timeline\": [",
        ]).prop_map(|text| text.as_bytes().to_vec()),
        2 => prop::collection::vec(any::<u8>(), 0..6),
        1 => (any::<u8>(), 60_usize..70).prop_map(|(byte, count)| vec![byte; count]),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(format: Format, bytes: &[u8]) -> Gathered {
    let mappings = mappings_of(format);
    let whole = gather(bytes, &mappings, Some(Zone::UTC), SMALL).unwrap();
    let counts = &whole.counts;
    assert!(counts.hold(), "{format:?} {counts:?}");
    assert_eq!((counts.kept, counts.refused), (whole.rows.len() as u64, whole.refused.len() as u64));
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let unfinished = u64::from(!marked.is_empty() && !marked.ends_with(b"\n"));
    assert_eq!(counts.lines, ends + unfinished, "{format:?}");
    for row in &whole.rows {
        let written = serde_json::to_string(row).unwrap();
        assert_eq!(&serde_json::from_str::<crate::library::foreign::Row>(&written).unwrap(), row, "{written}");
    }
    for size in [1, 2, 3, 7, 64] {
        let pieces = gather(Pieces(bytes, size), &mappings, Some(Zone::UTC), SMALL).unwrap();
        assert_eq!(pieces, whole, "{format:?} in pieces of {size}");
    }
    whole
}

/// What was kept or refused, line by line, is the file: nothing twice, nothing left out.
fn check_lines(bytes: &[u8], gathered: &Gathered) {
    let mut covered = std::collections::BTreeMap::new();
    let rows = gathered.rows.iter().map(|row| (row.line, row.lines));
    for (line, lines) in rows.chain(gathered.refused.iter().map(|refused| (refused.line, refused.lines))) {
        for line in line..line + u64::from(lines) {
            *covered.entry(line).or_insert(0) += 1;
        }
    }
    assert!(covered.values().all(|count| *count == 1), "a line counted twice");
    let lines: Vec<&[u8]> = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).split(|byte| *byte == b'\n').collect();
    for refused in &gathered.refused {
        let first = lines[usize::try_from(refused.line).unwrap() - 1];
        let shown = refused.raw.split(|byte| *byte == b'\n').next().unwrap();
        assert!(first.starts_with(shown), "the raw text of a refusal is not that of its line");
    }
}

fn bare_table(columns: usize) -> Vec<(String, Mapping)> {
    let mut mapping = mappings_of(Format::IrisAssets).remove(0).1;
    let extra = |at: usize| Column { name: format!("c{at}"), role: Role::Extra };
    mapping.columns = (0..columns).map(extra).collect();
    (mapping.subject, mapping.header) = (Subject::Asset, false);
    vec![(String::new(), mapping)]
}

/// The cells of a row of [`bare_table`], empty ones too.
fn cells(row: &crate::library::foreign::Row, columns: usize) -> Vec<String> {
    let cell =
        |at: usize| row.extra.iter().find(|(name, _)| **name == *format!("c{at}")).map(|(_, value)| value.clone());
    (0..columns).map(|at| cell(at).unwrap_or_default()).collect()
}

/// Every format's file, cut at every byte and with single bytes changed, read as itself and as its neighbours in the table.
#[test]
fn a_corpus_that_is_cut_and_changed_keeps_its_account() {
    let corpus = super::format_tests::corpus();
    for (at, text) in corpus.iter().enumerate() {
        let bytes = text.as_bytes();
        let formats = [ALL[at % ALL.len()], ALL[(at + 1) % ALL.len()], ALL[(at + 2) % ALL.len()]];
        for place in (0..bytes.len()).step_by(3) {
            for byte in [b'"', b'\n', 0, 0xFF, b'{', b'}'] {
                let mut changed = bytes.to_vec();
                changed[place] = byte;
                let format = formats[place % 3];
                assert!(exercise(format, &changed).unwrap().hold(), "{format:?} {text} {place}");
            }
            assert!(exercise(formats[0], &bytes[..place]).unwrap().hold());
        }
    }
}

/// How many cases of each property; `WARROOM_CASES` for a long run.
fn cases() -> u32 {
    std::env::var("WARROOM_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_account_holds_for_any_bytes(bytes in hostile()) {
        for format in ALL {
            let gathered = check(format, &bytes);
            if !matches!(format, Format::IrisCase | Format::Aurora) {
                check_lines(&bytes, &gathered);
            }
            let counts = exercise(format, &bytes).expect("memory does not fail");
            prop_assert!(counts.hold(), "{format:?}");
        }
    }

    #[test]
    fn kept_rows_are_those_of_another_reader(bytes in hostile(), columns in 1_usize..4) {
        // The other reader ends records at a carriage return alone, which is no line here.
        let bytes: Vec<u8> = bytes.into_iter().filter(|byte| *byte != b'\r').collect();
        let gathered = gather(&bytes[..], &bare_table(columns), None, SMALL).unwrap();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        for row in &gathered.rows {
            let from = usize::try_from(row.line).unwrap() - 1;
            let text = lines[from..from + row.lines as usize].join(&b'\n');
            // Below a first line, for the other reader takes a mark off the beginning of whatever it is given.
            let text = [b"first\n", &text[..]].concat();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&text[..]);
            let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(records.len(), 2);
            let theirs: Vec<String> = records[1].iter().map(|cell| if cell.trim().is_empty() { String::new() } else { cell.to_owned() }).collect();
            prop_assert_eq!(cells(row, columns), theirs);
        }
    }

    #[test]
    fn every_table_that_is_written_well_is_kept_whole(table in prop::collection::vec(prop::collection::vec("[ -~é\n\"]{0,8}", 3), 1..8)) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::NonNumeric).from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let gathered = gather(&bytes[..], &bare_table(3), None, Limits::default()).unwrap();
        prop_assert_eq!(&gathered.refused, &[]);
        let blank = |cell: &String| if cell.trim().is_empty() { String::new() } else { cell.clone() };
        let ours: Vec<Vec<String>> = gathered.rows.iter().map(|row| cells(row, 3)).collect();
        let theirs: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(blank).collect()).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn objects_are_kept_exactly_where_another_reader_reads_one(lines in prop::collection::vec(prop_oneof![
        "[{}\":,a1\\[\\] ]{0,14}",
        "\\{\"message\": \"[a-z\\\\\"]{0,3}\"\\}",
        Just("{\"message\": \"m\", \"timestamp\": 1771421760}".to_owned()),
        "\\{\"message\": \"[a\\\\u0-9\\x01\\t]{0,8}\"\\}",
    ], 0..8)) {
        let text = lines.join("\n");
        let mappings = mappings_of(Format::TimesketchJsonl);
        let mappings: Vec<_> = mappings.into_iter().map(|(name, mapping)| (name, Mapping { subject: Subject::Asset, ..mapping })).collect();
        let gathered = gather(text.as_bytes(), &mappings, None, Limits::default()).unwrap();
        let objects: Vec<u64> = (1..).zip(&lines).filter(|(_, line)| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).is_ok()).map(|(line, _)| line).collect();
        prop_assert_eq!(gathered.rows.iter().map(|row| row.line).collect::<Vec<_>>(), objects);
    }

    #[test]
    fn decoding_does_not_depend_on_pieces(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        for encoding in [decode::Encoding::Utf16Le, decode::Encoding::Utf16Be, decode::Encoding::Windows1252, decode::Encoding::Latin1] {
            let mut whole = Vec::new();
            decode::Decoder::new(&bytes[..], encoding).read_to_end(&mut whole).unwrap();
            let mut pieces = Vec::new();
            decode::Decoder::new(Pieces(&bytes, 1), encoding).read_to_end(&mut pieces).unwrap();
            prop_assert_eq!(&whole, &pieces);
            let back = std::str::from_utf8(&whole).ok().map(|text| text.encode_utf16().collect::<Vec<u16>>());
            if encoding == decode::Encoding::Utf16Le && bytes.len() % 2 == 0 {
                let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
                prop_assert_eq!(back, String::from_utf16(&units).is_ok().then_some(units));
            }
        }
    }

    #[test]
    fn times_never_panic_and_never_lose_their_text(text in "[-0-9TZ:. /+APMapm,]{0,30}|[ -~é]{0,20}") {
        use crate::library::foreign::time::{FIRST, LAST, TimeForm, Unit, read};
        let forms = [TimeForm::Iso, TimeForm::DayFirst, TimeForm::MonthFirst, TimeForm::Mail, TimeForm::EpochBySize, TimeForm::Epoch(Unit::Nanos)];
        let berlin = Zone::read("Europe/Berlin").unwrap();
        for form in forms {
            if let Ok((moment, _)) = read(&text, form, None, Some(&berlin)) {
                prop_assert_eq!(&moment.text, &text);
                prop_assert!(moment.at.is_none_or(|at| (FIRST..=LAST).contains(&at)));
            }
        }
    }
}
