//! Real outputs of plaso and the files that Timesketch keeps to be refused, where they are at hand: `WARROOM_FIXTURES`, or `../shared/fixtures` beside the checkout.

use std::path::PathBuf;

use super::exercise::Gathered;
use super::format_tests::{millis, whole};
use crate::library::foreign::row::{Notes, Reason};
use crate::library::foreign::{BadTime, Detection, Format, Precision, Question, Zone};

fn fixture(name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let folder = std::env::var_os("WARROOM_FIXTURES").map_or_else(beside, PathBuf::from);
    let read = std::fs::read(folder.join(name)).ok();
    if read.is_none() {
        println!("skipped: no {name} in {}", folder.display());
    }
    read
}

fn fixed(name: &str, zone: Option<Zone>) -> Option<(Detection, Gathered)> {
    fixture(name).map(|bytes| whole(&bytes, zone))
}

/// (seconds since 1970, message) of every row, sorted; commas and spaces left out of the messages, for the outputs with commas between cells turn them into spaces.
fn told(gathered: &Gathered) -> Vec<(i64, String)> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
    let mut told: Vec<(i64, String)> = gathered
        .rows
        .iter()
        .map(|row| (row.time.at.unwrap().div_euclid(1000), bare(row.what.rsplit("Time; ").next().unwrap())))
        .collect();
    told.sort();
    told
}

#[test]
fn the_same_events_of_plaso_have_the_same_instants_in_every_output() {
    let outputs = [
        ("plaso/dynamic.log", Format::PlasoDynamic, 20),
        ("plaso/l2tcsv.log", Format::PlasoL2tcsv, 19),
        ("plaso/l2ttln.log", Format::L2tTln, 20),
        ("plaso/json_line.log", Format::PlasoJsonLine, 20),
    ];
    let mut all = Vec::new();
    for (name, format, rows) in outputs {
        let Some((detection, gathered)) = fixed(name, None) else { return };
        assert_eq!((detection.format(), detection.questions.as_slice()), (format, &[][..]), "{name}");
        assert_eq!((gathered.counts.kept, gathered.counts.refused), (rows, 0), "{name}");
        all.push((name, told(&gathered)));
    }
    let events = all[0].1.clone();
    for (name, told) in all {
        // l2tcsv writes events that differ only in what the time says as one (`MACB`).
        let mut expected = events.clone();
        if name == "plaso/l2tcsv.log" {
            expected.dedup();
        }
        assert_eq!(told, expected, "{name}");
    }
    // TLN is L2TTLN without its last two columns.
    let bytes = fixture("plaso/l2ttln.log").unwrap();
    let tln: String = String::from_utf8(bytes)
        .unwrap()
        .lines()
        .map(|line| line.rsplitn(3, '|').last().unwrap().to_owned() + "\n")
        .collect();
    let (detection, gathered) = whole(tln.as_bytes(), None);
    assert_eq!((detection.format(), told(&gathered)), (Format::Tln, events));
}

#[test]
fn plaso_writes_nanoseconds_and_they_stay() {
    let Some((_, gathered)) = fixed("plaso/dynamic.log", None) else { return };
    let last = gathered.rows.last().unwrap();
    assert_eq!(last.time.text, "2026-07-02T17:48:00.586325324+00:00");
    assert_eq!((last.time.nanos(), last.time.precision), (Some(1_783_014_480_586_325_324), Precision::Digits(9)));
    let repeated: Vec<&[String]> =
        gathered.rows.iter().map(|row| row.tags.as_slice()).filter(|tags| !tags.is_empty()).collect();
    assert_eq!(repeated[0], ["exit1", "exit2"]);
}

#[test]
fn the_larger_output_of_plaso_is_kept_whole() {
    let Some((detection, gathered)) = fixed("plaso/extract_and_output.log", None) else { return };
    assert_eq!((detection.format(), detection.questions.as_slice()), (Format::PlasoDynamic, &[][..]));
    assert_eq!(
        (gathered.counts.lines, gathered.counts.header, gathered.counts.kept, gathered.counts.refused),
        (446, 1, 445, 0)
    );
}

#[test]
fn records_of_timesketch_go_over_lines() {
    let Some((detection, gathered)) = fixed("timesketch/evtx_part.csv", None) else { return };
    assert_eq!((detection.format(), detection.questions.as_slice()), (Format::TimesketchCsv, &[][..]));
    let counts = &gathered.counts;
    assert_eq!((counts.lines, counts.header, counts.kept_lines, counts.kept, counts.refused), (316, 1, 315, 13, 0));
    assert_eq!(gathered.rows[0].time.nanos(), Some(1_331_698_658_276_340_000));
    assert!(gathered.rows.iter().all(|row| row.notes.none() && row.host == "WKS-WIN764BITB.shieldbase.local"));
    assert_eq!(gathered.rows[0].lines + gathered.rows[0].line as u32, gathered.rows[1].line as u32);
}

/// Timesketch refuses this file: it has no `message`. Here it is named as nearly Timesketch and read as a table, once a person says what is what.
#[test]
fn a_file_without_messages_is_nearly_timesketch() {
    let Some((detection, gathered)) = fixed("timesketch/evtx_fails.csv", None) else { return };
    assert_eq!(detection.format(), Format::Table);
    assert_eq!(detection.nearly, Some((Format::TimesketchCsv, vec!["message".to_owned()])));
    assert_eq!(detection.questions, [Question::Columns]);
    assert_eq!((gathered.counts.lines, gathered.counts.kept, gathered.counts.refused), (14, 13, 0));
}

#[test]
fn wrong_headers_make_a_table_that_asks() {
    let Some((detection, gathered)) = fixed("timesketch/incorrect.csv", Some(Zone::UTC)) else { return };
    assert_eq!((detection.format(), detection.nearly.as_ref()), (Format::Table, None));
    assert_eq!(
        detection.questions,
        [Question::Columns, Question::Zone { seen: "2020-09-18 21:58:07.470323".to_owned(), line: 2 }]
    );
    assert_eq!((gathered.counts.lines, gathered.counts.kept, gathered.counts.refused), (2, 1, 0));
    assert_eq!(gathered.rows[0].time.at, millis("2020-09-18T21:58:07.470Z"));
}

/// Timesketch drops the row with the bad date and says so in a log of its server.
#[test]
fn a_bad_date_is_refused_with_its_line() {
    let Some((detection, gathered)) = fixed("timesketch/invalid_datetime.csv", Some(Zone::UTC)) else { return };
    assert_eq!(detection.format(), Format::TimesketchCsv);
    assert_eq!(detection.questions, [Question::Zone { seen: "2017-09-24 19:01:01".to_owned(), line: 2 }]);
    let counts = &gathered.counts;
    assert_eq!((counts.lines, counts.header, counts.read, counts.kept, counts.refused), (5, 1, 4, 3, 1));
    let refused = &gathered.refused[0];
    assert_eq!((refused.line, &refused.reason), (5, &Reason::Time { problem: BadTime::NotUnderstood }));
    assert!(refused.raw.starts_with(b"\"Wrong epoch\",\"88888888\",\"1234 19:01:01\""));
    assert!(
        gathered.rows.iter().all(|row| row.notes.has(Notes::OTHER_TIMESTAMP)),
        "each has a timestamp of another time"
    );
    let (_, gathered) = fixed("timesketch/invalid_datetime.csv", None).unwrap();
    assert_eq!((gathered.counts.kept, gathered.counts.refused), (0, 4), "without an answer nothing is guessed");
}

#[test]
fn precision_is_kept_and_a_timestamp_of_another_time_is_told() {
    let Some((detection, gathered)) = fixed("timesketch/validate_time_precision.csv", None) else { return };
    assert_eq!((detection.format(), detection.questions.as_slice()), (Format::TimesketchCsv, &[][..]));
    assert_eq!((gathered.counts.lines, gathered.counts.kept, gathered.counts.refused), (3, 2, 0));
    assert_eq!(gathered.rows[0].time.nanos(), Some(1_721_818_622_877_297_000));
    assert_eq!(gathered.rows[0].time.precision, Precision::Digits(6));
    assert_eq!(gathered.rows[1].time.at, millis("2015-07-24T19:01:01Z"), "datetime counts");
    assert!(gathered.rows.iter().all(|row| row.notes.has(Notes::OTHER_TIMESTAMP)));
}

#[test]
fn fields_of_any_length_are_kept() {
    let Some((detection, gathered)) = fixed("timesketch/large_field_event.jsonl", None) else { return };
    assert_eq!(detection.format(), Format::TimesketchJsonl);
    assert_eq!((gathered.counts.lines, gathered.counts.kept, gathered.counts.refused), (3, 3, 0));
    let large = gathered.rows[1].extra.iter().find(|(name, _)| &**name == "FeatureVector").unwrap();
    assert!(large.1.len() > 32_766);
    let (_, gathered) = fixed("timesketch/sigma_events.jsonl", None).unwrap();
    assert_eq!((gathered.counts.kept, gathered.counts.refused), (5, 0));
    assert_eq!(gathered.rows[4].time.nanos(), Some(1_642_892_863_502_205_000));
}

/// What is kept of real files is what the reader of another crate reads of them.
#[test]
fn kept_rows_of_real_files_are_those_of_another_reader() {
    for name in ["timesketch/evtx_part.csv", "timesketch/evtx_fails.csv", "timesketch/validate_time_precision.csv"] {
        let Some((detection, gathered)) = fixed(name, None) else { return };
        let bytes = fixture(name).unwrap();
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader.headers().unwrap().clone();
        let theirs: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(gathered.rows.len(), theirs.len(), "{name}");
        for (row, record) in gathered.rows.iter().zip(&theirs) {
            for ((column, cell), role) in header.iter().zip(record.iter()).zip(&detection.mapping().unwrap().columns) {
                let beside = row.extra.iter().any(|(name, value)| &**name == column && value == cell);
                let placed = [&row.what, &row.kind, &row.source, &row.host, &row.user, &row.level, &row.time.text];
                assert!(
                    cell.is_empty() || beside || placed.iter().any(|text| *text == cell),
                    "{name} {column} {role:?} {cell}"
                );
            }
        }
    }
}
