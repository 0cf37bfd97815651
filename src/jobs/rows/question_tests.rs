//! What has to be asked, and what is never guessed.

use super::exercise::gather;
use super::format_tests::{millis, whole};
use super::{Encoding, Limits, open};
use crate::library::foreign::row::{Notes, Reason};
use crate::library::foreign::{BadTime, Format, Precision, Question, Role, TimeForm, Unit, Zone, detect};

#[test]
fn hayabusa_asks_when_day_and_month_could_be_either() {
    let head = "Timestamp,RuleTitle,Level,Computer,Channel,EventID,RecordID,Details\n";
    let rest = "R,low,c,ch,1,1,d\n";
    let (detection, _) = whole(format!("{head}02-03-2022 22:00:00.123 +02:00,{rest}").as_bytes(), None);
    let seen = "02-03-2022 22:00:00.123 +02:00".to_owned();
    assert_eq!(detection.questions, [Question::DayOrMonth { seen, line: 2 }]);
    assert_eq!(detection.mapping().unwrap().form, None);
    for (day, form) in [("22-02-2022", TimeForm::DayFirst), ("02-22-2022", TimeForm::MonthFirst)] {
        let text = format!("{head}02-03-2022 22:00:00.123 +02:00,{rest}{day} 22:00:00.123 +02:00,{rest}");
        let (detection, gathered) = whole(text.as_bytes(), None);
        assert_eq!((detection.questions.as_slice(), detection.mapping().unwrap().form), (&[][..], Some(form)));
        assert_eq!(gathered.rows[1].time.at, millis("2022-02-22T20:00:00.123Z"));
    }
}

#[test]
fn a_zone_is_asked_once_and_never_guessed() {
    let text = b"message,datetime,timestamp_desc\na,2026-02-18 13:36:00,x\nb,2026-02-18T13:36:00Z,x\n";
    let (detection, gathered) = whole(text, None);
    assert_eq!(detection.questions, [Question::Zone { seen: "2026-02-18 13:36:00".to_owned(), line: 2 }]);
    assert_eq!((gathered.counts.kept, gathered.counts.refused), (1, 1));
    assert_eq!(gathered.refused[0].reason, Reason::Time { problem: BadTime::NoZone });
    let (_, gathered) = whole(text, Zone::read("+01:00"));
    assert_eq!(
        (gathered.rows[0].time.at, gathered.rows[1].time.at),
        (millis("2026-02-18T12:36:00Z"), millis("2026-02-18T13:36:00Z"))
    );
}

#[test]
fn timesketch_takes_timestamp_only_where_datetime_is_missing_and_says_where_they_differ() {
    let text = b"message,timestamp,datetime,timestamp_desc\na,1771421760000000,,x\nb,123456,2026-02-18T13:36:00Z,x\nc,1771421760,2026-02-18T13:36:00Z,x\nd,,,x\n";
    let (_, gathered) = whole(text, None);
    let at = millis("2026-02-18T13:36:00Z");
    assert_eq!(gathered.rows.iter().map(|row| row.time.at).collect::<Vec<_>>(), [at, at, at]);
    assert_eq!(
        gathered.rows.iter().map(|row| row.notes.has(Notes::OTHER_TIMESTAMP)).collect::<Vec<_>>(),
        [false, true, false]
    );
    assert!(gathered.rows[1].extra.iter().any(|(name, value)| &**name == "timestamp" && value == "123456"));
    assert_eq!((gathered.refused[0].line, &gathered.refused[0].reason), (5, &Reason::Time { problem: BadTime::Empty }));
    let (detection, gathered) = whole(b"message,timestamp,timestamp_desc\na,1771421760000000,x\n", None);
    assert_eq!((detection.format(), gathered.rows[0].time.at), (Format::TimesketchCsv, at));
}

#[test]
fn chats_are_read_with_the_lines_that_go_on() {
    let text = "[2019-05-29, 15:04] Me: How is everyone?\n[2019-05-29, 15:10] Aya: We're great!\nreally: great\n\nstray\n[2019-05-29, 15:20] Jim: I'm not.\n";
    let (detection, gathered) = whole(text.as_bytes(), Some(Zone::UTC));
    assert_eq!(detection.format(), Format::Chat);
    assert_eq!(detection.questions, [Question::Zone { seen: "2019-05-29, 15:04".to_owned(), line: 1 }]);
    let said: Vec<(&str, &str, u32)> =
        gathered.rows.iter().map(|row| (row.user.as_str(), row.what.as_str(), row.lines)).collect();
    assert_eq!(
        said,
        [("Me", "How is everyone?", 1), ("Aya", "We're great!\nreally: great", 2), ("Jim", "I'm not.", 1)]
    );
    assert_eq!((gathered.refused[0].line, &gathered.refused[0].reason), (5, &Reason::NotChat));
    assert_eq!(
        (gathered.rows[1].time.at, gathered.rows[1].time.precision),
        (millis("2019-05-29T15:10:00Z"), Precision::Minute)
    );
    for (line, time) in [
        ("22/11/2026, 10:05 PM - Aya: hi\n", "22/11/2026, 10:05 PM"),
        ("2026-11-22 14:05 Aya: hi\n", "2026-11-22 14:05"),
        ("2026-11-22T14:05:00+02:00 Aya Doe: hi\n", "2026-11-22T14:05:00+02:00"),
    ] {
        let (detection, gathered) = whole(line.as_bytes(), Some(Zone::UTC));
        assert_eq!((detection.format(), gathered.rows[0].time.text.as_str()), (Format::Chat, time));
        assert_eq!(gathered.rows[0].what, "hi");
    }
    let (detection, _) = whole(b"11/10/2026, 10:05 PM - Aya: hi\n", None);
    assert!(matches!(detection.questions[0], Question::DayOrMonth { .. }));
}

/// Nobody is made to have said what a telephone or another person said.
#[test]
fn chats_keep_apart_what_the_program_says_and_refuse_times_that_never_were() {
    let text = "\u{200e}[22/11/26, 15:04:05] \u{200e}Aya: hello\n[22/11/26, 15:05:00] \u{200e}Jim joined\nlater\n[22/13/26, 25:61:00] Jim: when\nmore\n\
                [23/11/26, 09:00:01] Jim: 10.0.0.1:80 12:00 is up\n10.0.0.1:80 12:00 x: y\n";
    let (detection, gathered) = whole(text.as_bytes(), Some(Zone::UTC));
    assert_eq!(detection.format(), Format::Chat);
    let said: Vec<(&str, &str)> = gathered.rows.iter().map(|row| (row.user.as_str(), row.what.as_str())).collect();
    let jim = "10.0.0.1:80 12:00 is up\n10.0.0.1:80 12:00 x: y";
    assert_eq!(said, [("Aya", "hello"), ("", "Jim joined\nlater"), ("Jim", jim)]);
    assert_eq!(gathered.rows[0].time.at, millis("2026-11-22T15:04:05Z"));
    assert!(gathered.rows.iter().all(|row| row.notes.has(Notes::SHORT_YEAR)));
    let refused: Vec<(u64, u32, &Reason)> =
        gathered.refused.iter().map(|line| (line.line, line.lines, &line.reason)).collect();
    assert_eq!(refused, [(4, 2, &Reason::Time { problem: BadTime::NoSuchDate })]);
}

/// Lines that end at a carriage return alone are lines.
#[test]
fn a_carriage_return_alone_ends_a_line_where_there_is_no_line_feed() {
    let text = b"message,datetime,timestamp_desc\ra,2026-02-18T13:36:00Z,x\rb,2026-02-18,\r";
    let (detection, gathered) = whole(text, Some(Zone::UTC));
    assert_eq!(detection.format(), Format::TimesketchCsv);
    assert_eq!(gathered.rows.iter().map(|row| (row.line, row.what.as_str())).collect::<Vec<_>>(), [(2, "a"), (3, "b")]);
    assert_eq!(gathered.counts.lines, 3);
}

#[test]
fn a_plain_table_asks_for_its_columns_and_a_mapping_can_be_kept() {
    let text = "When;Who;Said\n1771421760123;aya;\"a;b\"\n";
    let (detection, _) = whole(text.as_bytes(), None);
    assert_eq!((detection.format(), &detection.questions[0]), (Format::Table, &Question::Columns));
    let mut mapping = detection.mapping().unwrap().clone();
    for (column, role) in mapping.columns.iter_mut().zip([Role::Time, Role::User, Role::What]) {
        column.role = role;
    }
    mapping.form = Some(TimeForm::Epoch(Unit::Millis));
    let saved = serde_json::to_string(&mapping).unwrap();
    let mappings = [(String::new(), serde_json::from_str(&saved).unwrap())];
    let gathered = gather(text.as_bytes(), &mappings, None, Limits::default()).unwrap();
    let row = &gathered.rows[0];
    assert_eq!((row.time.at, row.user.as_str(), row.what.as_str()), (millis("2026-02-18T13:36:00.123Z"), "aya", "a;b"));
    let (detection, gathered) = whole(b"time,message\n1771421760123,a\n", None);
    assert_eq!(
        (detection.mapping().unwrap().form, gathered.counts.refused),
        (None, 1),
        "not read before it is answered"
    );
    assert_eq!(detection.questions[1], Question::Unit { seen: "1771421760123".to_owned(), likely: Unit::Millis });
}

#[test]
fn encodings_are_read_and_what_is_no_text_is_refused_by_line() {
    let text = "message,datetime,timestamp_desc\nGrüße 🎈,2026-02-18T13:36:00Z,x\n";
    let units = |little: bool| {
        text.encode_utf16().flat_map(move |unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
    };
    let files: Vec<Vec<u8>> = vec![
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [0xFF, 0xFE].into_iter().chain(units(true)).collect(),
        [0xFE, 0xFF].into_iter().chain(units(false)).collect(),
        units(true).collect(),
        units(false).collect(),
    ];
    for file in &files {
        let (detection, gathered) = whole(file, None);
        assert_eq!((detection.format(), gathered.rows[0].what.as_str()), (Format::TimesketchCsv, "Grüße 🎈"));
    }
    let mut lone = files[4].clone();
    lone.extend([b'a', 0, 0x00, 0xD8, b',', 0, b'b', 0, b',', 0, b'c', 0, b'\n', 0, b'd']);
    let (_, gathered) = whole(&lone, None);
    let reasons: Vec<&Reason> = gathered.refused.iter().map(|refused| &refused.reason).collect();
    assert_eq!(reasons, [&Reason::NotText { at: 1 }, &Reason::NotText { at: 0 }]);

    let latin =
        b"message,datetime,timestamp_desc\nGr\xFC\xDFe \x80,2026-02-18T13:36:00Z,x\nplain,2026-02-18T13:36:00Z,x\n";
    let (_, gathered) = whole(latin, None);
    assert_eq!((gathered.counts.kept, gathered.counts.refused), (1, 1), "never guessed");
    let opened = open(&latin[..], None, Limits::default()).unwrap();
    assert_eq!(opened.not_text, Some(2));
    for (declared, said) in [(Encoding::Windows1252, "Grüße €"), (Encoding::Latin1, "Grüße \u{80}")] {
        let opened = open(&latin[..], Some(declared), Limits::default()).unwrap();
        let detection = detect(&opened.sample).unwrap();
        let gathered = gather(opened.text, &detection.mappings, None, Limits::default()).unwrap();
        assert_eq!(gathered.rows[0].what, said);
    }
}
