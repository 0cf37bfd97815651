//! Copies for other tools: read back by our own readers, judged by stock validators, searched for what was withheld, and broken at every operation.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use warroom::app::case::Case;
use warroom::app::exchange::{Asked, hand_out, hand_out_onto, prepare};
use warroom::app::export::Concern;
use warroom::app::rows::{Came, request, take_in};
use warroom::domain::export::Destination;
use warroom::domain::input::Input;
use warroom::domain::mark::Mark;
use warroom::export::exchange::{Format, Made};
use warroom::export::folder::medium::Medium;
use warroom::jobs::Handle;
use warroom::jobs::rows::exercise::gather;
use warroom::jobs::rows::{Limits, open};
use warroom::journal::hex;
use warroom::library::foreign::{self, Subject, detect};

use super::export::faults::{Count, Fault, Faulty};
use super::export::{a_case, destination, done, files};
use super::support::{Numbers, World, problems};

fn asked(format: Format, directory: &Path) -> Asked {
    Asked {
        format,
        destination: directory.to_owned(),
        audience: Mark::AmberStrict,
        reason: "the SOC takes over".to_owned(),
        force: false,
    }
}

/// A case with something for every format.
fn full(world: &World) -> Case {
    let mut case = a_case(world);
    let line = [
        ("text", "=two\nlines, \"quoted\" | and; more"),
        ("at", "-3h"),
        ("mark", "GREEN"),
        ("tags", "Initial Access,b|c"),
        ("assets", "web-01,-dash,semi;colon"),
        ("indicators", "hxxps://evil.example/a,10.0.0[.]5,a|b"),
        ("technique", "T1566.001,AML.T0051.000,T1562.001,T9999"),
    ];
    done(&mut case, "log", &line);
    let md5 = "d41d8cd98f00b204e9800998ecf8427e";
    let add = format!("{md5},evil.example,C:\\Temp\\a.exe,HKLM\\Run,rule:banana,process:x 'y',a@b.example,2001:db8::1");
    done(&mut case, "indicators", &[("set", "kestrel"), ("add", &add), ("origin", "finding 3")]);
    done(&mut case, "contain", &[("asset", "fw01"), ("action", "rule"), ("change", "blocked 10.0.0.5")]);
    done(&mut case, "eradicate", &[("verb", "deleted"), ("object", "cron job"), ("expected", "3"), ("done", "2")]);
    let claimed = "a".repeat(64);
    done(&mut case, "exhibit", &[("description", "phone"), ("claimed", &claimed), ("claimed-by", "Jon Sato")]);
    done(&mut case, "describe", &[("exhibit", "E-001"), ("host", "web-01"), ("ip", "10.1.1.1")]);
    done(
        &mut case,
        "release",
        &[("exhibit", "E-001"), ("from", "Ada Lead"), ("to", "Eva Store"), ("purpose", "storage")],
    );
    done(&mut case, "accept", &[("exhibit", "E-001"), ("from", "Ada Lead"), ("to", "Eva Store"), ("place", "safe 2")]);
    case
}

fn named<'a>(made: &'a Made, ending: &str) -> &'a [u8] {
    &made.files.iter().find(|file| file.name.ends_with(ending)).unwrap().bytes
}

/// What our own reader makes of a file: detected by content, nothing asked, nothing refused.
fn read(bytes: &[u8], format: foreign::Format) -> Vec<foreign::Row> {
    let opened = open(bytes, None, Limits::default()).unwrap();
    let detection = detect(&opened.sample).unwrap();
    assert_eq!((detection.format(), &detection.questions, &detection.twice), (format, &Vec::new(), &Vec::new()));
    let gathered = gather(bytes, &detection.mappings, None, Limits::default()).unwrap();
    assert!(gathered.refused.is_empty(), "{:?}", gathered.refused);
    assert!(gathered.counts.hold());
    gathered.rows
}

#[test]
fn what_is_written_reads_back_through_our_own_readers() {
    let world = World::new(8101);
    let case = full(&world);
    let (made, written) = prepare(&case, Format::Timesketch, Mark::AmberStrict).unwrap();
    let rows = read(named(&made, "timesketch.jsonl"), foreign::Format::TimesketchJsonl);
    // Line for line: nothing was struck or corrected, so what is not there was withheld.
    let lines = &case.state().timeline.lines;
    assert_eq!(rows.len() as u64 + written.withheld, lines.len() as u64);
    for row in &rows {
        let record = &row.extra.iter().find(|(name, _)| &**name == "record").unwrap().1;
        let line = case.state().timeline.line(record.parse().unwrap()).unwrap();
        assert_eq!(row.time.at, Some(line.happened.millis()), "{record}");
        assert!(row.notes.none(), "{record}: {:?}", row.notes);
    }
    let times = |rows: &[foreign::Row]| rows.iter().map(|row| row.time.at).collect::<Vec<_>>();
    let expected = times(&rows);
    let line = rows.iter().find(|row| row.what.starts_with("=two")).unwrap();
    assert_eq!(line.what, "=two\nlines, \"quoted\" | and; more");
    assert_eq!((line.host.as_str(), line.kind.as_str()), ("web-01", "Incident fact"));
    assert_eq!(line.techniques, ["T1566.001", "AML.T0051.000", "T1562.001", "T9999"]);
    assert!(line.tags.contains(&"TLP:GREEN".to_owned()) && line.tags.contains(&"Initial Access".to_owned()));
    let (made, _) = prepare(&case, Format::Iris, Mark::AmberStrict).unwrap();
    let rows = read(named(&made, "iris-3-timeline.csv"), foreign::Format::IrisTimeline);
    assert_eq!(times(&rows), expected);
    let line = rows.iter().find(|row| row.what.starts_with("'=two")).unwrap();
    assert_eq!((line.kind.as_str(), line.tags[0].as_str()), ("Initial Access", "Initial Access"));
    let assets = read(named(&made, "iris-1-assets.csv"), foreign::Format::IrisAssets);
    let names: Vec<&str> = assets.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(names, ["'-dash", "colon", "fw01", "semi", "web-01"]);
    assert!(assets.iter().all(|row| row.of == Subject::Asset));
    let iocs = read(named(&made, "iris-2-iocs.csv"), foreign::Format::IrisIocs);
    assert!(iocs.iter().any(|row| row.what == "evil.example" && row.kind == "domain"), "{iocs:?}");
    assert_eq!(iocs.len(), 11);
}

/// Imported rows go along where the format has a place for them, each with where it stands; what has none is counted.
#[test]
fn imported_rows_go_along_and_read_back() {
    let world = World::new(8108);
    let mut case = full(&world);
    let file = world.file("rows.csv");
    let text = "datetime,message,timestamp_desc,hostname,username,tag,line,odd name\n\
                2026-02-18T13:36:00.123456Z,\"=cmd, \"\"quoted\"\"\ntwo lines\",Logon,web01,svc,\"[T1078,x]\",99,kept\n\
                -,undated,Logon,web01,svc,,1,\n";
    std::fs::write(&file, text).unwrap();
    let input = Input::default().with("file", file.to_str().unwrap()).with("offset", "+90s").with("mark", "GREEN");
    let Came::Recorded(_, recorded) = take_in(&mut case, &request(&input).unwrap(), &Handle::new()).unwrap() else {
        panic!("not taken in")
    };
    let place = world.file("copies");
    std::fs::create_dir(&place).unwrap();
    let given = hand_out(&mut case, &asked(Format::Timesketch, &place)).unwrap();
    let written = given.paths.last().unwrap();
    assert!(written.to_str().unwrap().ends_with("timesketch-rows.jsonl"), "{written:?}");
    let bytes = std::fs::read(written).unwrap();
    assert_eq!(given.written.files.last().unwrap().sha256, hex(&Sha256::digest(&bytes)));
    assert_eq!(given.left_out, ["rows without a time, which this format drops: 1"]);
    let rows = read(&bytes, foreign::Format::TimesketchJsonl);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        (row.what.as_str(), row.host.as_str(), row.user.as_str()),
        ("=cmd, \"quoted\"\ntwo lines", "web01", "svc")
    );
    // As the clock is corrected, to the microsecond; as it was written beside it.
    assert_eq!(row.time.text, "2026-02-18T13:34:30.123456+00:00");
    let extra = |name: &str| row.extra.iter().find(|(known, _)| &**known == name).map(|(_, value)| value.as_str());
    assert_eq!(extra("time_written"), Some("2026-02-18T13:36:00.123456Z"));
    assert_eq!((extra("line"), extra("x_line"), extra("odd name")), (Some("2"), Some("99"), Some("kept")));
    assert_eq!(extra("import"), Some(recorded.import.to_string().as_str()));
    assert!(row.tags.contains(&"TLP:GREEN".to_owned()), "{:?}", row.tags);
    for (format, ending, lines) in [(Format::Csv, "tables-rows.csv", 4), (Format::Json, "tables-rows.jsonl", 2)] {
        let given = hand_out(&mut case, &asked(format, &place)).unwrap();
        let text = std::fs::read_to_string(given.paths.last().unwrap()).unwrap();
        assert!(given.paths.last().unwrap().to_str().unwrap().ends_with(ending) && given.left_out.is_empty());
        assert_eq!(text.lines().count(), lines, "{text}");
        assert!(!text.contains("\"=cmd") || format == Format::Json, "{text}");
    }
    for format in [Format::Iris, Format::Stix, Format::Misp, Format::CaseUco, Format::Markdown] {
        let (made, _) = prepare(&case, format, Mark::AmberStrict).unwrap();
        assert!(
            made.rows.is_none() && made.left_out.iter().any(|what| what.starts_with("rows of 1 imported file: 2;")),
            "{:?}",
            made.left_out
        );
    }
    // What the readers may not see is not there at all.
    let (made, _) = prepare(&case, Format::Timesketch, Mark::Clear).unwrap();
    assert!(made.rows.is_none(), "{:?}", made.rows);
    assert!(!made.left_out.iter().any(|what| what.contains("imported")));
    for file in &made.files {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("AMBER"), "{}", file.name);
    }
}

/// A program of Python by its name; none, with a printed reason, where it is not installed or judges nothing: `spoilt` has to fail.
fn judge(name: &str, spoilt: &Path) -> Option<impl Fn(&Path) -> (bool, String) + use<>> {
    let name = name.to_owned();
    let asks = move |file: &Path| {
        let done = Command::new(&name).arg(file).stdin(Stdio::null()).output().ok()?;
        Some((
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr),
        ))
    };
    match asks(spoilt) {
        None => println!("skipped: the validator is not installed here"),
        Some((true, _)) => println!("skipped: the validator that is installed here accepts anything"),
        Some((false, _)) => return Some(move |file: &Path| asks(file).unwrap()),
    }
    None
}

fn written(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.file(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn stix2_validator_accepts_the_bundle_for_every_audience() {
    let world = World::new(8102);
    let mut case = full(&world);
    done(&mut case, "log", &[("text", "red"), ("mark", "RED"), ("indicators", "red.example")]);
    let bundle = |mark| prepare(&case, Format::Stix, mark).unwrap().0;
    let made = bundle(Mark::Red);
    let spoilt = String::from_utf8(named(&made, "stix.json").to_vec()).unwrap().replacen(
        "\"pattern\": \"[",
        "\"pattern\": \"",
        1,
    );
    let Some(judge) = judge("stix2_validator", &written(&world, "spoilt.json", spoilt.as_bytes())) else { return };
    for mark in Mark::ALL {
        let (fine, said) = judge(&written(&world, "bundle.json", named(&bundle(mark), "stix.json")));
        assert!(fine, "{mark:?}: {said}");
    }
}

#[test]
fn case_validate_accepts_the_graph() {
    let world = World::new(8103);
    let case = full(&world);
    let made = prepare(&case, Format::CaseUco, Mark::AmberStrict).unwrap().0;
    let text = String::from_utf8(named(&made, "case-uco.jsonld").to_vec()).unwrap();
    let spoilt = text.replacen("\"uco-action:startTime\": {", "\"uco-action:startedTime\": {", 1);
    assert_ne!(spoilt, text);
    let Some(judge) = judge("case_validate", &written(&world, "spoilt.jsonld", spoilt.as_bytes())) else { return };
    for (name, mark) in [("all.jsonld", Mark::Red), ("some.jsonld", Mark::AmberStrict), ("little.jsonld", Mark::Clear)]
    {
        let made = prepare(&case, Format::CaseUco, mark).unwrap().0;
        let (fine, said) = judge(&written(&world, name, named(&made, "case-uco.jsonld")));
        assert!(fine, "{mark:?}: {said}");
    }
    // What the validator does not see: a hash of SHA-256 has 64 digits.
    let graph: Value = serde_json::from_str(&text).unwrap();
    let hashes = graph["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|node| node["uco-core:hasFacet"].as_array().into_iter().flatten());
    let hashes: Vec<&Value> =
        hashes.flat_map(|facet| facet["uco-observable:hash"].as_array().into_iter().flatten()).collect();
    for hash in &hashes {
        let digits = hash["uco-types:hashValue"]["@value"].as_str().unwrap();
        assert!(hash["uco-types:hashMethod"] != "SHA256" || digits.len() == 64, "{hash}");
    }
}

/// A person with a telephone number keeps no exhibit from the readers: custody and digests are there.
#[test]
fn custody_goes_along_although_its_people_have_telephone_numbers() {
    let world = World::new(8104);
    let case = full(&world);
    let made = prepare(&case, Format::CaseUco, Mark::AmberStrict).unwrap().0;
    let text = String::from_utf8(named(&made, "case-uco.jsonld").to_vec()).unwrap();
    assert!(
        text.contains("\"uco-core:name\": \"accepted\"") && text.contains("\"uco-core:name\": \"Ada Lead\""),
        "{text}"
    );
    for format in Format::ALL {
        for file in prepare(&case, format, Mark::Red).unwrap().0.files {
            assert!(memchr::memmem::find(&file.bytes, b"2345").is_none(), "{format:?}: a telephone number");
        }
    }
}

struct Secret {
    word: String,
    seen: bool,
    /// Whether every format has a place for it.
    everywhere: bool,
}

#[test]
fn nothing_withheld_is_in_any_byte_of_any_exchange() {
    let mut kept_back = 0;
    for seed in 0..6 {
        let mut numbers = Numbers(700 + seed);
        let world = World::new(8200 + seed);
        let mut case = world.case();
        done(
            &mut case,
            "declare",
            &[("title", "t"), ("codename", "kestrel"), ("procedure", "generic-incident"), ("mark", "CLEAR")],
        );
        let audience = *numbers.pick(&Mark::ALL);
        let mut secrets = Vec::new();
        for _ in 0..24 {
            let mark = *numbers.pick(&Mark::ALL);
            let (word, code, seen) = (format!("zq{:016x}", numbers.next()), mark.code(), mark <= audience);
            let mut everywhere = false;
            let asset = format!("{word}-host");
            let indicator = format!("{word}.example");
            match numbers.below(5) {
                0 => {
                    done(&mut case, "exhibit", &[("description", &word), ("mark", code), ("origin", &word)]);
                    let label = format!("E-{:03}", case.state().register.exhibits.len());
                    // What is done with it carries the case's mark, and follows it all the same.
                    done(
                        &mut case,
                        "custody",
                        &[("exhibit", &label), ("event", "stored"), ("place", &word), ("note", &word)],
                    );
                    done(&mut case, "describe", &[("exhibit", &label), ("host", &asset)]);
                }
                1 => {
                    let fields = [
                        ("text", &*word),
                        ("mark", code),
                        ("assets", &asset),
                        ("indicators", &indicator),
                        ("tags", &word),
                    ];
                    done(&mut case, "log", &fields);
                }
                2 => {
                    let old = format!("zq{:016x}", numbers.next());
                    let record = done(&mut case, "log", &[("text", &old), ("mark", "CLEAR")]);
                    let fields = [("record", record[0].as_str()), ("text", &word), ("reason", "typo"), ("mark", code)];
                    done(&mut case, "correct", &fields);
                    if !seen {
                        secrets.push(Secret { word: old, seen, everywhere: false });
                    }
                }
                3 => {
                    let record =
                        done(&mut case, "log", &[("text", &word), ("mark", "CLEAR"), ("indicators", &indicator)]);
                    done(&mut case, "privilege", &[("record", &record[0]), ("whose", "us"), ("reason", "advice")]);
                    secrets.push(Secret { word, seen: false, everywhere: false });
                    continue;
                }
                _ => {
                    done(&mut case, "log", &[("text", &word), ("mark", code), ("lane", "action"), ("speaker", &word)]);
                    everywhere = true;
                }
            }
            secrets.push(Secret { word, seen, everywhere });
        }
        let mut all = Vec::new();
        for format in Format::ALL {
            let (made, _) = prepare(&case, format, audience).unwrap();
            for file in made.files {
                let lower = file.bytes.to_ascii_lowercase();
                for secret in secrets.iter().filter(|secret| !secret.seen) {
                    let found = memchr::memmem::find(&lower, secret.word.as_bytes());
                    assert!(found.is_none(), "seed {seed}: {} in {} for {audience:?}", secret.word, file.name);
                }
                if matches!(format, Format::Timesketch | Format::Iris | Format::Json | Format::Misp) {
                    all.push((format, lower));
                }
            }
        }
        // The test is none if nothing is left: what readers may see is there.
        for secret in secrets.iter().filter(|secret| secret.seen && secret.everywhere) {
            for format in [Format::Timesketch, Format::Iris, Format::Json, Format::Misp] {
                let mut of = all.iter().filter(|(known, _)| *known == format);
                assert!(
                    of.any(|(_, bytes)| memchr::memmem::find(bytes, secret.word.as_bytes()).is_some()),
                    "{format:?}"
                );
            }
        }
        kept_back += secrets.iter().filter(|secret| !secret.seen).count();
    }
    assert!(kept_back > 20, "{kept_back}");
}

/// A case of which every record of every kind is RED, each with words of its own; gives them.
fn all_red(world: &World) -> (Case, Vec<String>) {
    let mut numbers = Numbers(77);
    let mut words = Vec::new();
    let mut word = || {
        let word = format!("zq{:016x}", numbers.next());
        words.push(word.clone());
        word
    };
    let mut case = world.case();
    let of = |pairs: &[(&'static str, String)]| pairs.to_vec();
    let [title, name, other, line, asset, entity, exhibit, tag] = std::array::from_fn(|_| word());
    let [note, speaker, place, origin, set, change, object, search] = std::array::from_fn(|_| word());
    let [query, alias, reason, file, row, host, mark, question] = std::array::from_fn(|_| word());
    let red = || ("mark", "RED".to_owned());
    let path = world.file(&format!("{file}.csv"));
    let rows =
        format!("datetime,message,timestamp_desc,hostname,tag\n2026-02-18T13:36:00Z,{row},Logon,{host},[T1078.004]\n");
    std::fs::write(&path, rows).unwrap();
    let declared = [("title", title), ("codename", name), ("procedure", "generic-incident".to_owned()), red()];
    let indicator = format!("{set}.example");
    let first: Vec<(&str, Vec<(&'static str, String)>)> = vec![
        ("declare", of(&declared)),
        ("person", of(&[("name", other.clone()), ("initials", "ZZ".to_owned())])),
        ("assign", of(&[("role", "irt_lead".to_owned()), ("person", other.clone())])),
        ("entity", of(&[("entity", entity.clone()), ("aliases", alias), ("note", note.clone()), ("owner", other)])),
        ("indicators", of(&[("set", set.clone()), ("add", indicator.clone()), ("origin", origin.clone())])),
        ("contain", of(&[("asset", asset.clone()), ("action", "rule".to_owned()), ("change", change)])),
        ("eradicate", of(&[("verb", "deleted".to_owned()), ("object", object)])),
        ("exhibit", of(&[("description", exhibit), ("origin", origin), red()])),
        (
            "custody",
            of(&[
                ("exhibit", "E-001".to_owned()),
                ("event", "stored".to_owned()),
                ("place", place),
                ("note", note.clone()),
            ]),
        ),
        ("describe", of(&[("exhibit", "E-001".to_owned()), ("host", asset.clone())])),
        ("decide", of(&[("question", question), ("choice", "yes".to_owned()), ("reason", reason.clone())])),
        ("search-save", of(&[("name", search), ("query", query)])),
    ];
    let put = |case: &mut Case, command: &str, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        done(case, command, &fields)
    };
    for (command, fields) in first {
        put(&mut case, command, &fields);
    }
    let told = [
        ("text", line),
        ("assets", asset),
        ("indicators", indicator),
        ("tags", tag),
        ("speaker", speaker),
        ("technique", "AML.T0051.000".to_owned()),
        red(),
    ];
    let told = put(&mut case, "log", &told).remove(0);
    let judged = [("entity", entity), ("judgement", "suspected".to_owned()), ("reason", reason), ("record", told)];
    put(&mut case, "entity-judge", &judged);
    let input = Input::default().with("file", path.to_str().unwrap()).with("mark", "RED");
    let Came::Recorded(_, recorded) = take_in(&mut case, &request(&input).unwrap(), &Handle::new()).unwrap() else {
        panic!("not taken in")
    };
    let import = recorded.import.to_string();
    let of_row = [("import", import), ("line", "2".to_owned())];
    put(&mut case, "row-mark", &[&of_row[..], &[("note", mark)]].concat());
    put(&mut case, "row-bookmark", &[&of_row[..], &[("note", note)]].concat());
    words.extend(["AML.T0051".to_owned(), "T1078".to_owned(), "LLM Prompt Injection".to_owned()]);
    (case, words)
}

/// Not one word of a case of which all is RED is in any file of any format for fewer people; nor is who is at the keys, whom the lines name that carry the chain and
/// stand in every case folder, where those are above the readers too.
#[test]
fn of_a_case_that_is_red_no_word_is_in_any_copy_for_fewer_people() {
    let world = World::new(8110);
    let (case, words) = all_red(&world);
    let bytes = |format, audience| {
        let (made, written) = prepare(&case, format, audience).unwrap();
        assert_eq!(made.rows.is_some(), audience == Mark::Red && written.files.len() > made.files.len(), "{format:?}");
        let mut bytes: Vec<u8> =
            made.files.into_iter().flat_map(|file| [file.name.into_bytes(), file.bytes].concat()).collect();
        bytes.extend(made.left_out.join("; ").into_bytes());
        (bytes.to_ascii_lowercase(), written.withheld)
    };
    let holds = |bytes: &[u8], word: &str| memchr::memmem::find(bytes, word.to_ascii_lowercase().as_bytes()).is_some();
    let total = case.lines();
    let mut last = u64::MAX;
    for audience in [Mark::Clear, Mark::Green, Mark::Amber, Mark::AmberStrict] {
        for format in Format::ALL {
            let (bytes, withheld) = bytes(format, audience);
            for word in &words {
                assert!(!holds(&bytes, word), "{format:?} for {audience:?}: {word}");
            }
            // What stands before the declaration is under TLP:AMBER+STRICT, the first record of the case among it.
            let keys = holds(&bytes, "A. Lead");
            assert!(audience == Mark::AmberStrict || (!keys && withheld == total), "{format:?} for {audience:?}");
            last = last.min(withheld);
        }
    }
    assert!(last < total, "some of it is for these readers");
    // For those who may see it all, it is there.
    let all: Vec<u8> = Format::ALL.iter().flat_map(|format| bytes(*format, Mark::Red).0).collect();
    for word in ["zq", "a. lead", "aml.t0051"] {
        assert!(holds(&all, word), "{word}");
    }
    let there = words.iter().filter(|word| holds(&all, word)).count();
    assert!(there > 18, "{there} of {}", words.len());
}

#[test]
fn privileged_words_leave_after_counsel_released_them_and_not_before() {
    let world = World::new(8105);
    let mut case = full(&world);
    let record = done(&mut case, "log", &[("text", "zqadvice of counsel"), ("mark", "GREEN")]);
    done(&mut case, "privilege", &[("record", &record[0]), ("whose", "us"), ("reason", "advice")]);
    let stands = |case: &Case| {
        Format::ALL.map(|format| {
            let made = prepare(case, format, Mark::Red).unwrap().0;
            made.files.iter().any(|file| memchr::memmem::find(&file.bytes, b"zqadvice").is_some())
        })
    };
    assert_eq!(stands(&case), [false; 8]);
    done(&mut case, "person", &[("name", "Cora Counsel"), ("initials", "CC")]);
    done(&mut case, "assign", &[("role", "legal_counsel"), ("person", "Cora Counsel")]);
    let release = [
        ("record", record[0].as_str()),
        ("person", "Cora Counsel"),
        ("presence", "wet-ink"),
        ("presence-ref", "slip 3, safe"),
        ("reason", "asked for"),
    ];
    done(&mut case, "release-privilege", &release);
    // STIX has no place for lines of the timeline.
    assert_eq!(stands(&case), [true, true, false, true, true, true, true, true]);
}

#[test]
fn what_left_is_on_record_with_its_digests_and_nothing_is_written_over() {
    let world = World::new(8106);
    let mut case = full(&world);
    let place = destination();
    for format in Format::ALL {
        let given = hand_out(&mut case, &asked(format, place.path())).unwrap();
        assert!(given.done.shortfalls.is_empty(), "a reason was given");
    }
    let there = files(place.path());
    let recorded: Vec<_> = case.state().exchanges.made.iter().flat_map(|made| made.written.files.clone()).collect();
    assert_eq!(recorded.len(), there.len());
    for file in &recorded {
        assert_eq!(file.sha256, hex(&Sha256::digest(&there[&file.name])), "{}", file.name);
        assert_eq!(file.size, there[&file.name].len() as u64);
    }
    let first = &case.state().exchanges.made[0].written;
    assert_eq!((first.format.as_str(), first.audience), ("timesketch", Mark::AmberStrict));
    assert_eq!(first.destination.directory, std::fs::canonicalize(place.path()).unwrap().to_str().unwrap());
    assert!(case.state().media.handled.iter().any(|handled| handled.way == "exchange"));
    // A second time the names are taken.
    let refused = hand_out(&mut case, &asked(Format::Stix, place.path())).unwrap_err().to_string();
    assert!(refused.contains("left as it is"), "{refused}");
    assert_eq!(files(place.path()), there);
    assert_eq!(case.state().exchanges.made.len(), 8);
    let given = hand_out(&mut case, &Asked { force: true, reason: String::new(), ..asked(Format::Stix, place.path()) })
        .unwrap();
    assert_eq!(given.written.replaced, [given.written.files[0].name.clone()]);
    assert_ne!(files(place.path())[&given.written.files[0].name], there[&given.written.files[0].name], "another head");
    let rules: Vec<&str> = given.done.shortfalls.iter().map(|short| short.rule.id()).collect();
    assert_eq!(rules, ["X-01"], "it leaves in plain and nobody said why");
    assert_eq!(problems(case.path()), Vec::<String>::new());
    // A case folder says so too.
    let looked = warroom::app::export::preflight(
        &case,
        warroom::app::export::Asked::plain(place.path().to_owned()),
        &warroom::jobs::acquire::survey::System::running(),
    );
    assert!(!looked.unwrap().concerns.iter().any(|found| matches!(found, Concern::Damaged(_))));
}

#[test]
fn whatever_fails_no_file_has_its_name_without_a_record() {
    let world = World::new(8301);
    let mut case = world.case();
    done(&mut case, "declare", &[("title", "t"), ("codename", "kestrel"), ("procedure", "generic-incident")]);
    for (fault, least) in [(Fault::Once, 20), (Fault::ForGood, 20), (Fault::Lies, 4)] {
        for at in 1.. {
            let before = case.state().exchanges.made.len();
            let place = destination();
            let directory = std::fs::canonicalize(place.path()).unwrap();
            let count = Count::new(fault, at);
            let left = std::rc::Rc::clone(&count.left);
            let fs = Faulty { medium: Medium::open(&directory, "").unwrap(), count };
            let asked = asked(Format::Iris, &directory);
            let result = hand_out_onto(&mut case, &asked, &fs, &directory, Destination::default());
            let made = &case.state().exchanges.made[before..];
            for (name, bytes) in files(&directory).iter().filter(|(name, _)| !name.ends_with(".partial")) {
                let filed = made.iter().flat_map(|made| &made.written.files).find(|filed| filed.name == *name);
                let digest = hex(&Sha256::digest(bytes));
                assert_eq!(filed.map(|filed| &filed.sha256), Some(&digest), "{fault:?} {at}: {name}");
            }
            match &result {
                Ok(given) => {
                    assert!(given.paths.iter().all(|path| path.is_file()));
                    assert!(made.len() == 1 && made[0].failed.is_none());
                    assert!(left.get() > 0, "{fault:?} {at}: an operation failed and it says that it went well");
                    assert!(at > least, "{fault:?} ended at {at}");
                    break;
                }
                Err(_) => assert!(made.iter().all(|made| made.failed.is_some()), "{fault:?} {at}"),
            }
        }
    }
    assert_eq!(problems(case.path()), Vec::<String>::new());
}
