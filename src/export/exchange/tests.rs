//! Each format from one small case: what stands where, what is called claimed, and that the same state gives the same bytes.

use serde_json::Value;

use super::*;
use crate::domain::exhibit::{Hashed, Reading};
use crate::domain::fact::Fact;
use crate::domain::mark::Mark;
use crate::domain::play::Play;
use crate::domain::{containment, custody, eradication, exhibit, indicator, timeline};
use crate::export::folder::note::Withheld;

fn note(audience: Mark) -> Note {
    Note {
        format: 1,
        name: String::new(),
        number: 0,
        case: "wr-1".to_owned(),
        purpose: "incident".to_owned(),
        codename: "KESTREL".to_owned(),
        program: "warroom 0.1.0".to_owned(),
        made_at: "2026-11-22T13:00:00.000Z".to_owned(),
        audience,
        phones: false,
        with_evidence: false,
        carried: std::collections::BTreeSet::new(),
        court: false,
        pages: false,
        parts: None,
        withheld: Withheld { privileged: 2, ..Withheld::default() },
        excised: 0,
        stations: Vec::new(),
        case_head: "ab".repeat(32),
        since: None,
    }
}

/// Words that would be something else in a format that took them for more than words.
const HOSTILE: &str = "=cmd|' /C calc'!A0\n\"quoted\", <b> | `x` \u{202e}back";

fn play() -> Play {
    let mut play = Play::new();
    let first = [
        ("text", HOSTILE),
        ("at", "-2h"),
        ("tags", "Initial Access,odd|tag"),
        ("assets", "web-01,-dash"),
        ("indicators", "hxxps://evil.example/a,10.0.0[.]5,a|b"),
        ("technique", "T1566.001,AML.T0051.000,T1562.001,T9999"),
        ("mark", "GREEN"),
    ];
    // A list that somebody types is split at such a sign; a laptop of another version need not do so.
    let Fact::Timeline(timeline::TimelineFact::Noted(noted)) =
        play.decide(timeline::log, &first).unwrap().facts[0].clone()
    else {
        panic!("a line")
    };
    let mut assets = noted.assets.clone();
    assets.push("semi;colon".to_owned());
    play.fact(timeline::Noted { assets, ..*noted });
    let old = play.done(timeline::log, &[("text", "the wrong words"), ("mark", "GREEN")]);
    play.done(timeline::correct, &[("record", &old.to_string()), ("text", "the right words"), ("reason", "typo")]);
    let gone = play.done(timeline::log, &[("text", "struck words"), ("mark", "GREEN")]);
    play.done(timeline::strike, &[("record", &gone.to_string()), ("reason", "not ours")]);
    let md5 = "d41d8cd98f00b204e9800998ecf8427e";
    let add = format!("{md5},evil.example,C:\\Temp\\a.exe,rule:banana,harmless.example");
    play.done(indicator::issue, &[("set", "kestrel"), ("add", &add), ("origin", "finding 3")]);
    play.done(indicator::issue, &[("set", "kestrel"), ("remove", "harmless.example"), ("origin", "it is ours")]);
    play.done(containment::contain, &[("asset", "fw01"), ("action", "rule"), ("change", "blocked 10.0.0.5")]);
    play.done(eradication::eradicate, &[("verb", "deleted"), ("object", "cron job"), ("expected", "3"), ("done", "2")]);
    play.done(exhibit::register, &[("description", "disk"), ("path", "/m/disk.dd")]);
    let computed = play.state.register.exhibits[0].id;
    let started = play.now;
    play.fact(Hashed {
        exhibit: computed,
        sha256: "c".repeat(64),
        size: 70_000,
        zero_blocks: 0,
        path: "/m/disk.dd".to_owned(),
        started,
        took_ms: 1,
        recheck: false,
        reading: Reading::default(),
    });
    play.done(
        exhibit::register,
        &[("description", "phone"), ("claimed", &*"a".repeat(64)), ("claimed-by", "Jon Sato")],
    );
    play.done(
        custody::release,
        &[("exhibit", "E-001"), ("from", "Ada Morel"), ("to", "Jon Sato"), ("purpose", "storage")],
    );
    play.done(custody::accept, &[("exhibit", "E-001"), ("from", "Ada Morel"), ("to", "Jon Sato"), ("place", "safe 2")]);
    play
}

fn made(format: Format) -> Made {
    make(format, &play().state, &note(Mark::AmberStrict))
}

/// The text of the file whose name ends so.
fn file(made: &Made, ending: &str) -> String {
    let found = made.files.iter().find(|file| file.name.ends_with(ending));
    String::from_utf8(found.unwrap_or_else(|| panic!("{ending}")).bytes.clone()).unwrap()
}

fn json(made: &Made) -> Value {
    serde_json::from_slice(&made.files[0].bytes).unwrap()
}

#[test]
fn the_same_state_gives_the_same_bytes_and_every_format_says_what_it_is() {
    let play = play();
    for format in Format::ALL {
        let one = make(format, &play.state, &note(Mark::AmberStrict));
        let mut later = note(Mark::AmberStrict);
        later.made_at = "2027-01-01T00:00:00.000Z".to_owned();
        assert_eq!(one, make(format, &play.state, &later), "{format:?}");
        let all: String = one.files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect();
        let all = all.replace('\\', "");
        for said in ["Copy for work, not evidence", "wr-1", "TLP:AMBER", &"ab".repeat(32), "2 records withheld"] {
            assert!(all.contains(said), "{format:?} does not say {said}");
        }
        for name in one.files.iter().map(|file| &file.name) {
            assert!(crate::export::folder::layout::is_plain(name) && name.starts_with("wr-1-"), "{name}");
        }
        assert_eq!(Format::of(format.code()), Some(format));
        let mut drill = note(Mark::AmberStrict);
        drill.purpose = "exercise".to_owned();
        let made = make(format, &play.state, &drill);
        assert!(made.files.iter().any(|file| String::from_utf8_lossy(&file.bytes).contains("EXERCISE")), "{format:?}");
    }
    assert_eq!(Format::ALL.map(Format::code), crate::domain::exchange::FORMATS);
}

#[test]
fn timesketch_has_its_columns_in_every_line_and_ours_beside_them() {
    let made = made(Format::Timesketch);
    let text = file(&made, "timesketch.jsonl");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 5);
    for line in &lines {
        let at = chrono::DateTime::parse_from_rfc3339(line["datetime"].as_str().unwrap()).unwrap();
        assert_eq!(line["timestamp"].as_i64(), Some(at.timestamp_micros()));
        assert!(line["message"].is_string() && line["timestamp_desc"].is_string() && line["tag"].is_array(), "{line}");
        assert!(line["record"].is_string() && line["mark"].is_string() && line["case"] == "wr-1", "{line}");
    }
    assert!(lines.windows(2).all(|pair| pair[0]["timestamp"].as_i64() <= pair[1]["timestamp"].as_i64()));
    let hostile = lines.iter().find(|line| line["message"] == HOSTILE).unwrap();
    assert_eq!(
        hostile["tag"],
        serde_json::json!([
            "Initial Access",
            "odd|tag",
            "T1566.001",
            "AML.T0051.000",
            "T1562.001",
            "T9999",
            "TLP:AMBER+STRICT",
            "suspected"
        ])
    );
    assert_eq!((hostile["hostname"].as_str(), hostile["who"].as_str()), (Some("web-01"), Some("Ada Morel")));
    assert!(
        !text.contains("the wrong words") && text.contains("the right words") && !text.contains("\"struck words\"")
    );
}

/// What DFIR-IRIS does with the files: lines first, then CSV; names and values letter for letter.
#[test]
fn iris_finds_every_name_of_an_event_in_the_files_before_it() {
    let made = made(Format::Iris);
    let names: Vec<&str> = made.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["wr-1-iris-1-assets.csv", "wr-1-iris-2-iocs.csv", "wr-1-iris-3-timeline.csv", "wr-1-iris-read-me.txt"]
    );
    let rows = |ending: &str| -> Vec<Vec<String>> {
        let text = file(&made, ending);
        // As `str.splitlines` would: no cell goes over a line.
        let mut rows = Vec::new();
        for line in text.lines().skip(1) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            rows.extend(reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()));
        }
        assert_eq!(rows.len(), text.lines().count() - 1);
        rows
    };
    let (assets, iocs, events) = (rows("assets.csv"), rows("iocs.csv"), rows("timeline.csv"));
    assert!(
        file(&made, "assets.csv")
            .starts_with("asset_name,asset_type_name,asset_description,asset_ip,asset_domain,asset_tags\n")
    );
    assert!(file(&made, "iocs.csv").starts_with("ioc_value,ioc_type,ioc_description,ioc_tags,ioc_tlp\n"));
    let column = |rows: &[Vec<String>], at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    let (known_assets, known_iocs) = (column(&assets, 0), column(&iocs, 0));
    assert!(known_assets.contains(&"semi;colon".to_owned()) && known_assets.contains(&"'-dash".to_owned()));
    for event in &events {
        assert_eq!(event.len(), 10);
        assert!(event[0].len() == 23 && event[1] == "+00:00" && !event[2].is_empty(), "{event:?}");
        assert!(iris::CATEGORIES.contains(&event[3].as_str()), "{event:?}");
        for name in event[7].split(';').filter(|name| !name.is_empty()) {
            assert!(known_assets.iter().any(|known| known == name), "{name}");
        }
        for value in event[8].split('|').filter(|value| !value.is_empty()) {
            assert!(known_iocs.iter().any(|known| known == value), "{value}");
        }
        for cell in event.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, cell)| cell) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
        assert!(serde_json::from_str::<Value>(&event[5]).unwrap()["record"].is_string());
    }
    let hostile = events.iter().find(|event| event[2].contains("cmd")).unwrap();
    assert_eq!((hostile[3].as_str(), hostile[7].as_str()), ("Initial Access", "web-01;'-dash"));
    assert_eq!(hostile[8], "https://evil.example/a|10.0.0.5");
    assert_eq!(
        hostile[9],
        "Initial Access|odd tag|T1566.001|AML.T0051.000|T1562.001|T9999|TLP:AMBER+STRICT|fact|suspected"
    );
    assert!(made.left_out[0].ends_with(": 2"), "{:?}", made.left_out);
    assert!(events.iter().any(|event| event[3] == "Remediation"));
    let types: Vec<(String, String)> = iocs.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    for (value, kind) in [("evil.example", "domain"), ("10.0.0.5", "ip-any"), ("C:\\Temp\\a.exe", "file-path")] {
        assert!(types.contains(&(value.to_owned(), kind.to_owned())), "{types:?}");
    }
    let back = iocs.iter().find(|row| row[0] == "harmless.example").unwrap();
    assert_eq!(back[3], "taken-back");
}

#[test]
fn stix_has_the_objects_the_marks_and_ids_that_stay() {
    let play = play();
    let made = make(Format::Stix, &play.state, &note(Mark::AmberStrict));
    let bundle = json(&made);
    let objects = bundle["objects"].as_array().unwrap();
    let of = |kind: &str| objects.iter().filter(|object| object["type"] == kind).collect::<Vec<_>>();
    assert_eq!((of("identity").len(), of("incident").len(), of("course-of-action").len()), (1, 1, 2));
    let patterns: Vec<&str> = of("indicator").iter().map(|object| object["pattern"].as_str().unwrap()).collect();
    assert!(patterns.contains(&"[domain-name:value = 'evil.example']"), "{patterns:?}");
    assert!(!patterns.iter().any(|pattern| pattern.contains("harmless")), "what was taken back is none");
    let unsaid = of("note")[0]["content"].as_str().unwrap();
    assert!(unsaid.contains("rule: banana") && unsaid.contains("text: a|b"), "{unsaid}");
    // Every reference is answered in the bundle.
    let ids: Vec<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
    for object in objects {
        let refs = object["object_marking_refs"].as_array().into_iter().flatten();
        let single = ["created_by_ref", "source_ref", "target_ref"].map(|key| &object[key]);
        for reference in refs.chain(single).filter_map(Value::as_str) {
            assert!(ids.contains(&reference), "{reference}");
        }
        assert!(object["type"] == "marking-definition" || !object["object_marking_refs"][0].is_null(), "{object}");
    }
    assert!(ids.contains(&"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"), "AMBER+STRICT of TLP 2.0");
    // Another head is another bundle of the same objects; other readers get objects of their own.
    let mut later = note(Mark::AmberStrict);
    later.case_head = "cd".repeat(32);
    let later = json(&make(Format::Stix, &play.state, &later));
    assert_ne!(later["id"], bundle["id"]);
    let incident = |bundle: &Value| {
        let objects = bundle["objects"].as_array().unwrap().clone();
        objects.into_iter().find(|object| object["type"] == "incident").unwrap()["id"].clone()
    };
    assert_eq!(incident(&later), incident(&bundle));
    assert_ne!(incident(&json(&make(Format::Stix, &play.state, &note(Mark::Red)))), incident(&bundle));
}

#[test]
fn misp_writes_lists_as_strings_and_calls_a_claimed_digest_claimed() {
    let event = json(&made(Format::Misp))["Event"].clone();
    for (key, value) in [("distribution", "0"), ("analysis", "1"), ("threat_level_id", "2")] {
        assert_eq!(event[key], value, "{key}");
    }
    assert_eq!(
        (event["published"].as_bool(), event["Tag"][0]["name"].as_str()),
        (Some(false), Some("tlp:amber+strict"))
    );
    let attributes = event["Attribute"].as_array().unwrap();
    let of = |value: &str| attributes.iter().find(|attribute| attribute["value"] == value).unwrap();
    let typed = |value: &str| {
        let attribute = of(value);
        (
            attribute["type"].as_str().unwrap(),
            attribute["category"].as_str().unwrap(),
            attribute["to_ids"].as_bool().unwrap(),
        )
    };
    assert_eq!(typed("d41d8cd98f00b204e9800998ecf8427e"), ("md5", "Payload delivery", true));
    assert_eq!(typed("evil.example"), ("domain", "Network activity", true));
    assert_eq!(typed("banana"), ("text", "Other", false));
    assert_eq!(typed("harmless.example"), ("domain", "Network activity", false));
    assert_eq!(of("10.0.0.5")["Tag"][0]["name"], "tlp:amber+strict");
    let objects = event["Object"].as_array().unwrap();
    let evidence: Vec<String> =
        objects.iter().filter(|object| object["name"] == "forensic-evidence").map(ToString::to_string).collect();
    assert_eq!(evidence.len(), 2);
    assert!(evidence[0].contains(&format!("SHA-256 {}, computed by warroom", "c".repeat(64))), "{}", evidence[0]);
    assert!(evidence[1].contains(&format!("SHA-256 {} CLAIMED, not computed", "a".repeat(64))), "{}", evidence[1]);
    assert!(objects.iter().any(|object| object["name"] == "timesketch-timeline"));
}

#[test]
fn case_uco_has_a_new_record_of_provenance_for_every_new_hand_and_no_claimed_hash() {
    let document = json(&made(Format::CaseUco));
    let graph = document["@graph"].as_array().unwrap();
    let of = |class: &str| graph.iter().filter(|node| node["@type"] == class).collect::<Vec<_>>();
    let ids: Vec<&str> = graph.iter().map(|node| node["@id"].as_str().unwrap()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "no node stands twice");
    let records = of("case-investigation:ProvenanceRecord");
    let numbers: Vec<&str> =
        records.iter().map(|record| record["case-investigation:exhibitNumber"].as_str().unwrap()).collect();
    // Registered and accepted; a release alone changes no hands.
    assert_eq!(numbers, ["E-001", "E-001", "E-002"]);
    let actions = of("case-investigation:InvestigativeAction");
    assert_eq!(actions.len(), 4);
    let released = actions.iter().find(|action| action["uco-core:name"] == "released").unwrap();
    let accepted = actions.iter().find(|action| action["uco-core:name"] == "accepted").unwrap();
    assert!(released["uco-action:result"].is_null());
    assert_eq!(released["uco-action:object"][1]["@id"], records[0]["@id"]);
    assert_eq!(accepted["uco-action:object"][1]["@id"], records[0]["@id"]);
    assert_eq!(accepted["uco-action:result"]["@id"], records[1]["@id"]);
    // Hashes are those computed here, of the right length; the claimed one is words.
    let text = document.to_string();
    assert_eq!(text.matches("uco-types:hashValue").count(), 1);
    assert!(text.contains(&format!("\"@value\":\"{}\"", "c".repeat(64))));
    assert!(!text.contains(&format!("\"@value\":\"{}\"", "a".repeat(64))));
    let claims: Vec<&str> =
        of("uco-core:Annotation").iter().map(|node| node["uco-core:statement"].as_str().unwrap()).collect();
    assert!(claims.iter().any(|claim| claim.contains("CLAIMED by Jon Sato (claimed-by-person)")), "{claims:?}");
    // Every reference is answered.
    for piece in text.split("{\"@id\":\"").skip(1).filter_map(|rest| rest.split_once("\"}")) {
        assert!(piece.0.contains(',') || ids.contains(&piece.0), "{}", piece.0);
    }
}

#[test]
fn tables_are_those_of_the_folder_with_indicators_and_assets() {
    let csv = made(Format::Csv);
    let names: Vec<&str> = csv.files.iter().map(|file| file.name.trim_start_matches("wr-1-tables-")).collect();
    assert_eq!(
        names,
        ["timeline.csv", "exhibits.csv", "digests.csv", "custody.csv", "indicators.csv", "assets.csv", "read-me.txt"]
    );
    let tables = crate::export::folder::tables::tables(&play().state, &note(Mark::AmberStrict));
    let timeline = tables.iter().find(|table| table.name == "timeline").unwrap();
    assert_eq!(file(&csv, "timeline.csv").into_bytes(), timeline.csv(), "no second writer");
    assert!(file(&csv, "exhibits.csv").contains("\"claimed\",\"aaaa"));
    let all = json(&made(Format::Json));
    assert_eq!(all["about"]["records_withheld"], 2);
    assert_eq!(all["timeline"].as_array().unwrap().len(), timeline.rows.len());
    assert_eq!(all["indicators"].as_array().unwrap().len(), 8);
    let page = file(&made(Format::Markdown), "tables.md");
    assert!(page.contains("| E-001 | disk | other | recomputed |"), "{page}");
    assert!(page.contains("\\<b\\> \\| \\`x\\`"), "{page}");
    // Every row has as many cells as its header.
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut width = 0;
    for line in page.lines() {
        if !line.starts_with('|') {
            width = 0;
        } else if width == 0 {
            width = cells(line);
        }
        assert!(!line.starts_with('|') || cells(line) == width, "{line}");
    }
}

#[test]
fn techniques_have_the_names_and_references_that_other_tools_know_them_by() {
    let bundle = json(&made(Format::Stix));
    let objects = bundle["objects"].as_array().unwrap();
    let pattern = |name: &str| {
        let found = objects.iter().find(|one| one["type"] == "attack-pattern" && one["name"] == name);
        found.unwrap_or_else(|| panic!("{name}")).clone()
    };
    let phishing = pattern("Phishing: Spearphishing Attachment");
    assert_eq!(phishing["external_references"][0]["source_name"], "mitre-attack");
    assert_eq!(phishing["external_references"][0]["external_id"], "T1566.001");
    assert_eq!(phishing["external_references"][0]["url"], "https://attack.mitre.org/techniques/T1566/001");
    assert_eq!(phishing["external_references"][1]["source_name"], "warroom");
    assert_eq!(phishing["kill_chain_phases"][0]["phase_name"], "initial-access");
    let prompt = pattern("LLM Prompt Injection: Direct");
    assert_eq!(prompt["external_references"][0]["url"], "https://atlas.mitre.org/techniques/AML.T0051.000");
    assert_eq!(prompt["kill_chain_phases"][0]["kill_chain_name"], "mitre-atlas");
    // What no list knows stands there without a reference to one.
    let unknown = pattern("T9999");
    assert_eq!(unknown["external_references"][0]["source_name"], "warroom");
    assert!(unknown.get("kill_chain_phases").is_none());
    let related = |id: &Value| {
        objects.iter().any(|one| {
            one["type"] == "relationship"
                && one["source_ref"] == *id
                && one["target_ref"].as_str().unwrap().starts_with("incident--")
        })
    };
    assert!([&phishing, &prompt, &unknown].iter().all(|one| related(&one["id"])));

    let event = json(&made(Format::Misp));
    let names = |tags: &Value| -> Vec<String> {
        tags.as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap().to_owned()).collect()
    };
    let spear = "misp-galaxy:mitre-attack-pattern=\"Spearphishing Attachment - T1566.001\"".to_owned();
    assert!(names(&event["Event"]["Tag"]).contains(&spear), "{}", event["Event"]["Tag"]);
    assert!(!event.to_string().contains("=\\\"T9999"));
    let lines = event["Event"]["Object"].as_array().unwrap().iter().filter(|one| one["name"] == "timesketch-timeline");
    let tagged: Vec<&Value> = lines.map(|one| &one["Attribute"][0]["Tag"]).filter(|tags| !tags.is_null()).collect();
    assert_eq!(tagged.len(), 1);
    assert!(names(tagged[0]).contains(&spear));

    let sketch = file(&made(Format::Timesketch), "timesketch.jsonl");
    let line: Value = sketch
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|line| !line["techniques"].is_null())
        .unwrap();
    assert_eq!(
        line["techniques"],
        "T1566.001 Phishing: Spearphishing Attachment; AML.T0051.000 LLM Prompt Injection: Direct; T1562.001 Impair Defenses: Disable or Modify Tools; T9999"
    );
    assert!(line["tag"].as_array().unwrap().contains(&Value::from("T1566.001")));
    assert!(file(&made(Format::Iris), "iris-3-timeline.csv").contains("AML.T0051.000"));
    assert!(file(&made(Format::CaseUco), "case-uco.jsonld").contains("AML.T0051.000"));
    assert!(file(&made(Format::Markdown), "tables.md").contains("Spearphishing Attachment"));
}

#[test]
fn assets_go_by_the_names_and_types_of_the_register() {
    let mut play = play();
    let fields = [("entity", "WEB-01.corp.example"), ("aliases", "web-01, 10.9.8[.]7"), ("asset-type", "firewall")];
    play.done(crate::domain::entity::record, &fields);
    play.done(crate::domain::entity::record, &[("entity", "svc@corp.example"), ("asset-type", "other")]);
    let assets = |format: Format, ending: &str| -> Vec<Vec<String>> {
        let text = file(&make(format, &play.state, &note(Mark::Red)), ending);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let iris = assets(Format::Iris, "assets.csv");
    let web = iris.iter().find(|row| row[0] == "WEB-01.corp.example").unwrap_or_else(|| panic!("{iris:?}"));
    assert_eq!((web[1].as_str(), web[3].as_str(), web[5].as_str()), ("Firewall", "10.9.8.7", "firewall"));
    assert!(iris.iter().all(|row| row[0] != "web-01"), "one thing, once: {iris:?}");
    assert!(iris.iter().any(|row| row[0] == "svc@corp.example" && row[1] == "Account"), "{iris:?}");
    let events = assets(Format::Iris, "timeline.csv");
    assert!(events.iter().any(|row| row[7].split(';').any(|name| name == "WEB-01.corp.example")), "{events:?}");
    let tables = assets(Format::Csv, "assets.csv");
    assert!(tables.iter().any(|row| row[0] == "WEB-01.corp.example" && row[2] == "firewall"), "{tables:?}");
    let iocs = assets(Format::Iris, "iocs.csv");
    assert!(iocs.iter().any(|row| row[0] == "https://evil.example/a"), "whole for other tools: {iocs:?}");
}
