use super::*;
use proptest::prelude::*;

struct Line(Vec<(&'static str, &'static str)>, Option<i64>);

impl Searched for Line {
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
        let _ = self.0.iter().all(|(name, text)| take(name, text));
    }
    fn at(&self) -> Option<i64> {
        self.1
    }
}

/// 2026-02-18T13:36:00Z.
const AT: i64 = 1_771_421_760_000;

fn line() -> Line {
    let texts = vec![
        ("what", "Logon type 3 from \u{c9}cole\\SVC-Backup"),
        ("host", "web01"),
        ("EventID", "4624"),
        ("path", "C:\\Windows\\Temp"),
        ("url", "https://evil.example/a?b=\"c\""),
    ];
    Line(texts, Some(AT))
}

fn finds(text: &str) -> bool {
    Query::parse(text, Zone::UTC).unwrap_or_else(|why| panic!("{text}: {why}")).finds(&line())
}

#[test]
fn what_the_syntax_says_is_what_is_found() {
    for text in [
        "",
        "svc-backup",
        "logon WEB01",
        "\u{e9}cole",
        "\"type 3\"",
        "host:web",
        "host:=WEB01",
        "~web01",
        "host:~\"WEB01\"",
        "~\"type 3\"",
        "~evil[.]example",
        "-~web0",
        "-~evil -~backup",
        "HOST:\"web01\"",
        "eventid:4600..4700",
        "EventID:>=4624",
        "EventID:..4624",
        "EventID:<4625 EventID:>4623",
        "/type\\s+\\d/",
        "host:/^web\\d+$/",
        "-web02",
        "-host:mail -\"type 10\"",
        "NOT web02 NOT NOT web01 NOT -web01",
        "4625 OR 4624",
        "host:mail OR -host:mail web01",
        "time:2026-02-18",
        "time:2026-02-18T13:36",
        "time:2026-02-18T13:36:00+00:00",
        "time:2026-02-18T14:36:00+01:00",
        "time:2026-02-18..",
        "time:..2026-02-18T13:36",
        "time:2026-02-17..2026-02-18T13:36:00.000Z",
        "c:\\windows",
        "https://evil.example",
        "path:windows",
        "url:\"b=\\\"c\\\"\"",
    ] {
        assert!(finds(text), "{text}");
    }
    for text in [
        "svc-restore",
        "logon web02",
        "\"3 type\"",
        "host:=web",
        "user:web01",
        "eventid:4625..4700",
        "EventID:>4624",
        "host:10..20",
        "/type\\d/",
        "-web01",
        "NOT web01",
        "4625 OR 4626",
        "4625 OR 4624 mail",
        "time:2026-02-17",
        "time:2026-02-18T13:35",
        "time:..2026-02-18T13:35",
        "time:2026-02-18T13:36:01..",
    ] {
        assert!(!finds(text), "{text}");
    }
}

#[test]
fn what_cannot_be_read_says_which_part_and_how_it_is_written() {
    for (text, part) in [
        ("\"open", "\" is opened"),
        ("host:\"open", "\" is opened"),
        ("host:", "host: has nothing"),
        ("web OR", "OR has nothing"),
        ("OR web", "OR has nothing"),
        ("web NOT", "NOT has nothing"),
        ("web NOT OR mail", "OR has nothing"),
        ("/(/", "/(/ is no regular expression"),
        ("time:yesterday", "yesterday is no time"),
        ("time:2026-02-30", "2026-02-30 is no time"),
        ("time:..", ".. is no time"),
        ("n1:>x", ">x is no range"),
        ("n1:..", ".. is no range"),
    ] {
        let said = Query::parse(text, Zone::UTC).map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(part), "{text}: {said}");
    }
}

#[test]
fn times_without_a_zone_are_those_of_the_zone_also_on_the_day_the_clocks_change() {
    let berlin = Zone::read("Europe/Berlin").unwrap();
    let at = |millis: i64| Line(vec![], Some(millis));
    let query = Query::parse("time:2026-02-18T14:36", berlin).unwrap();
    assert!(query.finds(&at(AT)) && !query.finds(&at(AT + 60_000)));
    // 2026-10-25 has 25 hours there: from 22:00Z of the day before to 23:00Z.
    let query = Query::parse("time:2026-10-25", berlin).unwrap();
    let end = 1_792_969_200_000;
    assert!(query.finds(&at(end - 1)) && !query.finds(&at(end)));
    assert!(query.finds(&at(end - 25 * 3_600_000)) && !query.finds(&at(end - 25 * 3_600_000 - 1)));
}

fn texts(query: &str) -> Vec<Vec<String>> {
    let of = |sure: Sure| match sure {
        Sure::Nothing => vec!["nothing".to_owned()],
        Sure::Texts(texts) => texts.into_iter().map(|text| String::from_utf8(text).unwrap()).collect(),
        Sure::Time(range) => vec![format!("{range:?}")],
    };
    Query::parse(query, Zone::UTC)
        .unwrap()
        .sure()
        .into_iter()
        .map(|either| either.into_iter().flat_map(of).collect())
        .collect()
}

#[test]
fn what_is_sure_of_a_match_is_known_from_the_query() {
    assert_eq!(
        texts("Logon host:web -mail a OR b \"type 3\" line:3.."),
        [vec!["logon"], vec!["web"], vec!["nothing"], vec!["a", "b"], vec!["type 3"], vec!["nothing"]]
    );
    assert_eq!(
        texts("/^Pass(word)?=\\w+;se(ss)+ion\\b.id/ -/x/ /a|b/ /[0-9]/ /Stra\u{df}e/"),
        [
            vec!["pass", "=", ";se", "ss", "ion", "id"],
            vec!["nothing"],
            vec!["nothing"],
            vec!["nothing"],
            vec!["stra\u{df}e"]
        ]
    );
    // The Kelvin sign, the long s and the sigma at the end of a word are found by their letters.
    assert_eq!(texts("/\u{212a}s\u{3c2}/ \"\u{3c2}\u{17f}\""), [["ks\u{3c3}"], ["\u{3c3}s"]]);
    let alone = |query: &str| Query::parse(query, Zone::UTC).unwrap().time_alone();
    assert_eq!(alone("time:1970-01-01T00:00:01 time:..1970-01-01"), Some(1_000..=1_999));
    for other in ["", "x time:1970-01-01", "-time:1970-01-01", "time:1970-01-01 OR x"] {
        assert_eq!(alone(other), None, "{other}");
    }
}

proptest! {
    /// Whatever is found holds what is sure of it.
    #[test]
    fn what_is_sure_holds_of_whatever_is_found(
        text in "[aAbKks\u{212a}\u{17f}\u{130}\u{3a3}\u{3c3}\u{3c2}\u{df} .]{0,9}",
        asked in prop_oneof![
            "[aAbKks\u{212a}\u{17f}\u{130}\u{3a3}\u{3c3}\u{3c2}\u{df}]{1,4}".prop_map(|text| format!("\"{text}\"")),
            "/[aAbKks\u{212a}\u{17f}\u{130}\u{3a3}\u{3c3}\u{3c2}\u{df}.]{1,3}([ak]+|[Ab]?|\u{17f})[ks]{0,2}/",
        ],
    ) {
        let query = Query::parse(&asked, Zone::UTC).unwrap();
        let leaked: &'static str = Box::leak(text.clone().into_boxed_str());
        if query.finds(&Line(vec![("what", leaked)], None)) {
            let mut folded = Vec::new();
            fold(&text, &mut folded);
            for sure in query.sure().into_iter().flatten() {
                if let Sure::Texts(texts) = sure {
                    for held in texts {
                        prop_assert!(memchr::memmem::find(&folded, &held).is_some(), "{:?} {:?} {:?}", text, asked, held);
                    }
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,60}") {
        if let Ok(query) = Query::parse(&text, Zone::UTC) {
            let _ = query.finds(&line());
        }
    }

    /// What is typed in quotes is found exactly where a text holds it, whatever its letters.
    #[test]
    fn a_quoted_text_is_looked_for_as_it_is(wanted in "[a-zA-Z0-9 \"/:\\\\-]{1,12}", before in "[a-z ]{0,9}", inside: bool) {
        let text = if inside { format!("{before}{wanted}tail") } else { before.clone() };
        let typed = format!("\"{}\"", wanted.replace('\\', "\\\\").replace('"', "\\\""));
        let query = Query::parse(&typed, Zone::UTC).unwrap();
        struct One(String);
        impl Searched for One {
            fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) { take("what", &self.0); }
            fn at(&self) -> Option<i64> { None }
        }
        prop_assert_eq!(query.finds(&One(text.clone())), text.to_lowercase().contains(&wanted.to_lowercase()));
    }
}

#[test]
fn the_time_that_everything_found_lies_in_is_known() {
    let times = |text: &str| Query::parse(text, Zone::UTC).unwrap().times();
    assert_eq!(times("host:a time:1970-01-01T00:00:01..1970-01-01T00:01:01.500Z"), Some(1_000..=61_500));
    assert_eq!(times("time:1970-01-01..  x time:..1970-01-01T00:00"), Some(0..=59_999));
    for none in ["host:a", "-time:1970-01-01", "time:1970-01-01 OR x"] {
        assert_eq!(times(none), None, "{none}");
    }
}
