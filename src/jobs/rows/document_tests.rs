//! Documents, objects, and the digest over rows.

use super::format_tests::{millis, whole};
use super::{Limits, RowsDigest};
use crate::library::foreign::row::Reason;
use crate::library::foreign::{BadTime, Format, Question, Subject, Zone};

#[test]
fn documents_give_their_sections_and_name_the_rest() {
    let iris = r#"{"case": {"name": "x", "n": [{"a": 1}]}, "evidences": [{"filename": "f"}], "timeline": [
  {"event_id": 1, "event_title": "Logon", "event_date": "2023-03-26T01:00:30.000000", "event_tz": "+02:00", "category": "Execution", "assets": [{"x": "\"}"}]},
  {"event_id": 2, "event_title": "Bad", "event_date": "2023-02-30T01:00:30"}
 ], "iocs": [{"ioc_value": "203.0.113.7", "ioc_type": "ip-dst"}], "assets": [{"asset_name": "dc01"}], "export_date": "x"}
"#;
    let (detection, gathered) = whole(iris.as_bytes(), None);
    assert_eq!((detection.format(), detection.questions.len()), (Format::IrisCase, 0));
    let rows: Vec<(Subject, &str, u64)> =
        gathered.rows.iter().map(|row| (row.of, row.what.as_str(), row.line)).collect();
    assert_eq!(
        rows,
        [(Subject::Event, "Logon", 2), (Subject::Indicator, "203.0.113.7", 4), (Subject::Asset, "dc01", 4)]
    );
    assert_eq!(gathered.rows[0].time.at, millis("2023-03-26T01:00:30Z"), "event_date is UTC already");
    assert_eq!(
        (gathered.refused[0].line, &gathered.refused[0].reason),
        (3, &Reason::Time { problem: BadTime::NoSuchDate })
    );
    assert_eq!((gathered.counts.lines, gathered.counts.read), (4, 4));
    let mut reader = super::Reader::new(iris.as_bytes(), &detection.mappings, None, Limits::default());
    while reader.next_item().unwrap().is_some() {}
    assert_eq!(
        reader.aside().iter().map(|(name, count)| (name.as_str(), *count)).collect::<Vec<_>>(),
        [("evidences", 1)]
    );

    let fox = "{\n\t\"storage_format_version\": 7,\n\t\"timeline\": [\n\t\t{\n\t\t\t\"date_time\": \"2026-02-18 13:36:00\",\n\t\t\t\"event_host\": {\"id\": 1, \"text\": \"dc01\"},\n\t\t\t\"event_data\": \"Logon\"\n\t\t}\n\t],\n\t\"systems\": [{\"text\": \"dc01\", \"ip\": \"x\"}]\n}\n";
    let (detection, gathered) = whole(fox.as_bytes(), Some(Zone::UTC));
    assert_eq!(detection.format(), Format::Aurora);
    assert_eq!(detection.questions, [Question::Zone { seen: "2026-02-18 13:36:00".to_owned(), line: 5 }]);
    let first = &gathered.rows[0];
    assert_eq!(
        (first.host.as_str(), first.line, first.lines, first.time.at),
        ("dc01", 4, 5, millis("2026-02-18T13:36:00Z"))
    );
    assert_eq!(gathered.rows[1].of, Subject::Asset);
}

#[test]
fn objects_over_many_lines_are_read_one_by_one() {
    let text = "{\n  \"Timestamp\": \"2022-02-22 22:00:00.123 +09:00\",\n  \"RuleTitle\": \"Logon\", \"Level\": \"low\", \"Computer\": \"dc01\", \"Channel\": \"Sec\", \"EventID\": 1\n}\n{\n  \"Timestamp\": \"x\", \"RuleTitle\": \"No\"\n}\n";
    for text in [text.to_owned(), format!("[{}]", text.replacen("}\n{", "},\n{", 1))] {
        let (detection, gathered) = whole(text.as_bytes(), None);
        assert_eq!(
            (detection.format(), gathered.counts.kept, gathered.counts.refused),
            (Format::HayabusaCsv, 1, 1),
            "{text}"
        );
        assert_eq!(gathered.rows[0].host, "dc01");
    }
}

#[test]
fn members_that_the_first_object_lacks_have_their_roles_too() {
    let text = "{\"message\": \"a\", \"timestamp_desc\": \"x\", \"timestamp\": 1771421760}\n{\"message\": \"b\", \"timestamp_desc\": \"x\", \"datetime\": \"2026-02-18T13:36:01Z\", \"Hostname\": \"dc01\", \"a\": null, \"b\": {\"c\": [1]}}\n";
    let (_, gathered) = whole(text.as_bytes(), None);
    assert_eq!(
        (gathered.rows[0].time.at, gathered.rows[1].time.at),
        (millis("2026-02-18T13:36:00Z"), millis("2026-02-18T13:36:01Z"))
    );
    assert_eq!(gathered.rows[1].host, "dc01");
    assert_eq!(gathered.rows[1].extra, [("b".into(), "{\"c\": [1]}".to_owned())]);
}

/// The line that is digested, and its digest as `sha256sum` computes it of that line.
#[test]
fn the_digest_is_of_lines_that_anybody_can_write() {
    let text = "message,datetime,timestamp_desc,Ä\n\"a \"\"b\"\"\tü/\",2026-02-18T13:36:00.1234567+01:00,x,1\n";
    let (_, gathered) = whole(text.as_bytes(), None);
    let mut digest = RowsDigest::default();
    let line = String::from_utf8(digest.add(&gathered.rows[0]).unwrap().to_vec()).unwrap();
    assert_eq!(
        line,
        r#"{"line":2,"time":{"text":"2026-02-18T13:36:00.1234567+01:00","zone":"+01:00","zone_from":"written","precision":{"digits":7},"at":1771418160123,"below":456700},"what":"a \"b\"\tü/","kind":"x","extra":[["Ä","1"]]}"#
    );
    let (sha256, rows) = digest.finish();
    let hex: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((hex.as_str(), rows), ("b7fe48624ca5a2593ea9bc1aaf56769f98a15b385997b4b00a08858eec201932", 1));
}

#[test]
fn the_hint_of_spreadsheets_is_no_header() {
    let (detection, gathered) =
        whole(b"sep=;\r\nmessage;datetime;timestamp_desc\r\na;2026-02-18T13:36:00Z;x\r\n", None);
    assert_eq!(detection.format(), Format::TimesketchCsv);
    assert_eq!((gathered.counts.header, gathered.counts.kept, gathered.rows[0].line), (2, 1, 3));
}
