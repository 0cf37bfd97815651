use std::collections::BTreeMap;

use super::*;
use crate::domain::play::Play;

fn imported(exhibit: RecordId, sha256: &str, rows_sha256: &str, refused: u64) -> Imported {
    let counts = Counts { read: 3 + refused, kept: 3, refused, ..Counts::default() };
    let part = Part {
        sheet: String::new(),
        format: "tln".to_owned(),
        mappings: Vec::new(),
        counts,
        aside: BTreeMap::new(),
        first: None,
        last: None,
        undated: 0,
        noted: BTreeMap::new(),
    };
    Imported {
        exhibit,
        name: "x.tln".to_owned(),
        sha256: sha256.to_owned(),
        size: 9,
        packed: String::new(),
        encoding: "utf8".to_owned(),
        zone: String::new(),
        parts: vec![part.clone(), Part { sheet: "b".to_owned(), ..part }],
        rows_sha256: rows_sha256.to_owned(),
        rows: Vec::new(),
        refused: Vec::new(),
        ahead_ms: Some(90_000),
        again: String::new(),
        took_ms: 1,
    }
}

fn rules(state: &Incident, imported: &Imported) -> Vec<&'static str> {
    shortfalls(state, imported).iter().map(|short| short.rule.id()).collect()
}

#[test]
fn the_same_file_and_the_same_rows_are_noticed_until_the_first_is_struck() {
    let mut play = Play::new();
    let exhibit = RecordId::default();
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "11", 0)), [""; 0]);
    let first = play.fact(imported(exhibit, "aa", "11", 0));
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "22", 0)), ["R-01"]);
    assert_eq!(rules(&play.state, &imported(exhibit, "bb", "11", 2)), ["R-01", "R-02"]);
    assert_eq!(rules(&play.state, &imported(exhibit, "bb", "22", 0)), [""; 0]);
    assert_eq!(twice(&play.state, "aa").map(|(record, _)| record), Some(first));
    play.strike(first);
    assert_eq!(rules(&play.state, &imported(exhibit, "aa", "11", 0)), [""; 0]);
    assert_eq!((counted(&play.state).count(), play.state.rows.imports.len()), (0, 1));
}

#[test]
fn the_clock_that_was_declared_last_and_not_struck_is_the_one_that_corrects() {
    let mut play = Play::new();
    let import = play.fact(imported(RecordId::default(), "aa", "11", 0));
    assert_eq!(offset(&play.state, import), 90_000);
    let (record, why) = (import.to_string(), ("reason", "compared by telephone"));
    let declare = |play: &mut Play, offset: &str| play.done(declare, &[("import", &record), ("offset", offset), why]);
    declare(&mut play, "-2m");
    assert_eq!(offset(&play.state, import), -120_000);
    let wrong = declare(&mut play, "1h");
    assert_eq!(offset(&play.state, import), 3_600_000);
    play.strike(wrong);
    assert_eq!(offset(&play.state, import), -120_000);
    let refused = |fields: &[(&str, &str)]| play.decide(super::declare, fields).unwrap_err().rule.id();
    assert_eq!(refused(&[("import", "1"), ("offset", "1s"), why]), "I-06");
    assert_eq!(refused(&[("import", &record), ("offset", "soon"), why]), "I-04");
}

#[test]
fn counts_and_formats_are_those_of_all_parts() {
    let imported = imported(RecordId::default(), "aa", "11", 2);
    assert_eq!((imported.kept(), imported.lost(), imported.formats().as_str()), (6, 4, "tln"));
}

fn row(line: u64, time: &str) -> crate::library::foreign::Row {
    let text = format!(
        r#"{{"line":{line}{time},"what":" Logon of svc ","host":"web1","user":"svc","tags":["lateral","lateral"],"techniques":["T1021"]}}"#
    );
    serde_json::from_str(&text).unwrap()
}

const WRITTEN: &str = r#","time":{"text":"2026-02-18 14:36:00.5","zone":"Europe/Berlin","zone_from":"declared","precision":{"digits":1},"at":1771421760500}"#;

#[test]
fn a_row_becomes_a_fact_at_its_corrected_time_and_cites_what_it_was_read_from() {
    let mut play = Play::new();
    let file = Imported {
        parts: imported(RecordId::default(), "aa", "11", 0).parts[..1].to_vec(),
        ..imported(RecordId::default(), "aa", "11", 0)
    };
    let import = play.fact(file);
    play.row(row(40, WRITTEN));
    let name = import.to_string();
    let of = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("import", name.as_str()), ("line", "40")];
        fields.extend(more.iter().copied());
        fields
    };
    let (fact, rules) = play.run(mark, &of(&[("note", "first use")]));
    assert_eq!(rules, [""; 0]);
    let line = play.state.timeline.line(fact).unwrap().clone();
    let (noted, when) = (line.detail.unwrap(), line.when.unwrap());
    // The clock was ninety seconds ahead.
    assert_eq!((when.at.to_string().as_str(), when.offset_minutes), ("2026-02-18T13:34:30.500Z", 60));
    assert_eq!((when.typed.as_str(), when.zone.as_str()), ("2026-02-18 14:36:00.5", "Europe/Berlin"));
    assert_eq!(
        (noted.status.as_str(), noted.source.as_str(), noted.note.as_str()),
        ("suspected", "exhibit", "first use")
    );
    assert_eq!((noted.tags, noted.assets), (vec!["lateral".to_owned()], vec!["web1".to_owned(), "svc".to_owned()]));
    assert!(noted.source_ref.ends_with("x.tln line 40"), "{}", noted.source_ref);
    let marked_row = noted.row.unwrap();
    assert_eq!((marked_row.ahead_ms, marked_row.precision), (90_000, crate::library::foreign::Precision::Digits(1)));
    assert!(marked_row.row.is(import, &row(40, WRITTEN)) && !marked_row.row.is(import, &row(41, WRITTEN)));
    // What somebody typed stands in the place of what the row says.
    let typed = [
        ("text", "Service account used"),
        ("tags", "seen"),
        ("assets", "web1"),
        ("at", "2026-02-18 10:00"),
        ("status", "confirmed"),
    ];
    let (again, rules) = play.run(mark, &of(&typed));
    assert_eq!(rules, ["R-03", "T-03"]);
    let detail = play.state.timeline.line(again).unwrap().detail.clone().unwrap();
    assert_eq!(
        (detail.tags, detail.assets.len(), detail.happened.at.to_string()),
        (vec!["seen".to_owned()], 1, "2026-02-18T10:00:00.000Z".to_owned())
    );
    assert_eq!(play.run(mark, &of(&[("status", "confirmed"), ("confirmer", "Rosa Nagy")])).1, ["R-03"]);
    // A fact that was struck is none any more.
    assert_eq!(marked(&play.state).count(), 3);
    play.strike(again);
    assert_eq!(marked(&play.state).count(), 2);
    // A correction keeps what it was read from, and nothing of it is for more people than the rows are.
    let record = fact.to_string();
    let said = [("record", record.as_str()), ("text", "Logon"), ("reason", "typo"), ("mark", "GREEN")];
    let corrected = play.decide(crate::domain::timeline::correct, &said).unwrap();
    assert_eq!(corrected.mark, Some(Mark::AmberStrict));
    let corrected = play.done(crate::domain::timeline::correct, &said);
    let detail = play.state.timeline.line(corrected).unwrap().detail.clone().unwrap();
    assert_eq!((detail.row.unwrap().row.line, detail.note.as_str()), (40, "first use"));
    let lower = play.decide(mark, &of(&[("mark", "GREEN")])).unwrap();
    assert_eq!(lower.mark, Some(Mark::AmberStrict));
    assert!(lower.shortfalls.iter().any(|short| short.rule.id() == "R-04"));
    let higher = play.decide(mark, &of(&[("mark", "RED")])).unwrap();
    assert_eq!(higher.mark, Some(Mark::Red));
    assert!(higher.shortfalls.iter().all(|short| short.rule.id() != "R-04"));
    // Privileged with its import, whenever that becomes so.
    assert!(!play.state.privileges.covers(fact, false));
    let claimed = [("record", name.as_str()), ("whose", "Kestrel Law"), ("reason", "work product")];
    play.done(crate::domain::privilege::claim, &claimed);
    assert!(play.state.privileges.covers(fact, false));
}

/// Nothing that was read from rows is refused or changed when the import is struck; what rests on nothing else says so, and waits.
#[test]
fn what_rests_on_a_struck_import_says_so_until_something_else_carries_it() {
    let mut play = Play::new();
    let file = Imported {
        parts: imported(RecordId::default(), "aa", "11", 0).parts[..1].to_vec(),
        ..imported(RecordId::default(), "aa", "11", 0)
    };
    let import = play.fact(file);
    play.row(row(40, WRITTEN));
    let name = import.to_string();
    let of = [("import", name.as_str()), ("line", "40")];
    let more = [("status", "confirmed"), ("confirmer", "Rosa Nagy")];
    let fact = play.done(mark, &[&of[..], &more].concat());
    play.done(bookmark, &of);
    let at = play.now;
    let when = crate::domain::time::When::now(&crate::domain::time::TypingContext { now: at, zone: chrono_tz::UTC });
    let known = crate::domain::entity::Described {
        kind: "asset".to_owned(),
        asset_type: String::new(),
        name: "db02".to_owned(),
        aliases: Vec::new(),
    };
    let by = crate::domain::fact::Author::default();
    let listed = crate::domain::entity::Listed {
        import,
        entities: vec![known],
        known: 0,
        refused: 0,
        by: by.clone(),
        at: when.clone(),
        late_reason: None,
    };
    let listed = play.fact(listed);
    let issued = play.fact(crate::domain::indicator::Issued {
        set: None,
        name: "list".to_owned(),
        added: vec![crate::domain::indicator::read("198.51.100.7").unwrap()],
        removed: Vec::new(),
        origin: String::new(),
        file: None,
        import: Some(import),
        by,
        at: when,
        late_reason: None,
    });
    play.done(crate::domain::entity::record, &[("entity", "web1")]);
    let stands = |play: &Play, name: &str| {
        let register = crate::domain::entity::Register::of(&play.state);
        let entity = register.meant(&play.state, name)[0];
        (register.standing(&play.state, entity).code, entity.struck_imports.clone())
    };
    let waits = |play: &Play| ["need-row-struck", "need-listed-struck", "need-issued-struck"].map(|id| play.waits(id));
    let struck = |play: &Play, id| struck_import(&play.state, play.state.timeline.line(id).unwrap());
    assert_eq!((stands(&play, "web1"), waits(&play)), (("confirmed", vec![]), [0; 3]));
    assert_eq!((struck(&play, fact), stands(&play, "db02").1), (None, vec![]));
    let strike = play.strike(import);
    assert_eq!(waits(&play), [1; 3]);
    assert_eq!((struck(&play, fact), stands(&play, "db02").1), (Some(import), vec![import]));
    assert_eq!(stands(&play, "web1").0, "suspected", "it is what somebody said, and shows no more");
    // Marked after it: recorded, and told.
    let (late, rules) = play.run(mark, &[&of[..], &[("text", "again")]].concat());
    assert_eq!(rules, ["R-03", "R-05"]);
    assert_eq!((struck(&play, late), waits(&play)[0]), (Some(import), 2));
    assert!(play.run(bookmark, &of).1.contains(&"R-05"));
    play.strike(late);
    // What else shows it carries it.
    let label = play.state.label(fact);
    let judged = [("record", label.as_str()), ("status", "confirmed"), ("confirmer", "Rosa Nagy")];
    play.done(crate::domain::timeline::judge, &[&judged[..], &[("sources", "EDR, badge log")]].concat());
    assert_eq!((struck(&play, fact), stands(&play, "web1").0, waits(&play)), (None, "confirmed", [0, 1, 1]));
    play.strike(listed);
    play.strike(issued);
    assert_eq!(waits(&play), [0; 3]);
    // The strike is taken back: the import counts again.
    let label = play.state.label(strike);
    play.done(crate::domain::timeline::strike, &[("record", &label), ("reason", "it was right")]);
    assert_eq!((struck(&play, late), struck(&play, fact)), (None, None));
}

#[test]
fn a_clock_that_was_declared_later_shows_the_time_beside_the_one_recorded() {
    let mut play = Play::new();
    let file = Imported {
        parts: imported(RecordId::default(), "aa", "11", 0).parts[..1].to_vec(),
        ..imported(RecordId::default(), "aa", "11", 0)
    };
    let import = play.fact(file);
    play.row(row(40, WRITTEN));
    let name = import.to_string();
    let of = [("import", name.as_str()), ("line", "40")];
    let own = play.done(mark, &of);
    let typed = play.done(mark, &[&of[..], &[("at", "2026-02-18 10:00")]].concat());
    let now = |play: &Play, id| time_now(&play.state, play.state.timeline.line(id).unwrap()).map(|at| at.to_string());
    assert_eq!((now(&play, own), now(&play, typed)), (None, None));
    let declared = [("import", name.as_str()), ("offset", "-2m"), ("reason", "compared by telephone")];
    let clock = play.done(declare, &declared);
    let line = play.state.timeline.line(own).unwrap();
    assert_eq!(line.happened.to_string(), "2026-02-18T13:34:30.500Z", "what was recorded stays");
    assert_eq!(now(&play, own).as_deref(), Some("2026-02-18T13:38:00.500Z"));
    assert_eq!(now(&play, typed), None, "somebody said that time, and no clock did");
    play.strike(clock);
    assert_eq!(now(&play, own), None);
}

#[test]
fn what_is_no_row_or_has_no_time_is_asked_for() {
    let mut play = Play::new();
    let two = play.fact(imported(RecordId::default(), "aa", "11", 0));
    play.row(row(40, ""));
    let name = two.to_string();
    let refused = |play: &Play, fields: &[(&'static str, &str)]| {
        let all = [&[("import", name.as_str())][..], fields].concat();
        let refusal = play.decide(mark, &all).unwrap_err();
        (refusal.rule.id(), refusal.field.unwrap(), refusal.what.id)
    };
    // A file and a sheet: which one is meant has to be said.
    assert_eq!(refused(&play, &[("line", "40")]), ("I-07", "worksheet", "row-which-sheet"));
    let at = |line: &'static str| [("line", line), ("worksheet", "B")];
    assert_eq!(refused(&play, &at("40")), ("I-01", "at", "row-undated"));
    assert_eq!(refused(&play, &at("41")), ("I-06", "line", "row-none"));
    assert_eq!(refused(&play, &at("0")).1, "line");
    assert_eq!(refused(&play, &[&at("40")[..], &[("which", "0")]].concat()).1, "which");
    let given = [("import", name.as_str()), ("line", "40"), ("worksheet", "b"), ("at", "2026-02-18 10:00")];
    assert_eq!(play.run(mark, &given).1, [""; 0]);
}

#[test]
fn bookmarks_come_and_go_and_searches_are_kept_by_name() {
    let mut play = Play::new();
    let import = play.fact(Imported { parts: Vec::new(), ..imported(RecordId::default(), "aa", "11", 0) }).to_string();
    let one = play.fact(Imported {
        parts: imported(RecordId::default(), "bb", "22", 0).parts[..1].to_vec(),
        ..imported(RecordId::default(), "bb", "22", 0)
    });
    assert!(
        play.decide(bookmark, &[("import", &import), ("line", "40")]).is_err(),
        "an import without parts has no rows"
    );
    play.row(row(40, WRITTEN));
    let name = one.to_string();
    let of = [("import", name.as_str()), ("line", "40")];
    assert!(play.decide(unbookmark, &of).is_err());
    let (first, rules) = play.run(bookmark, &[&of[..], &[("note", "why")]].concat());
    assert_eq!((rules, play.state.rows.bookmarks[0].1.note.as_str()), (vec![], "why"));
    assert_eq!(play.run(bookmark, &of).1, ["R-03"]);
    play.strike(first);
    assert_eq!(play.state.rows.bookmarks.len(), 1);
    play.done(bookmark, &of);
    assert_eq!(play.decide(unbookmark, &of).unwrap().facts.len(), 2);
    for fact in play.decide(unbookmark, &of).unwrap().facts {
        play.fact(fact);
    }
    assert_eq!(play.state.rows.bookmarks, []);
    let save = |play: &mut Play, name: &str, query: &str| play.done(save_search, &[("name", name), ("query", query)]);
    save(&mut play, "Lateral", "user:svc");
    save(&mut play, "all of web1", "host:web1");
    save(&mut play, "lateral", "user:svc -host:web1");
    assert_eq!(search(&play.state, " LATERAL").unwrap().1.query, "user:svc -host:web1");
    assert_eq!(play.state.rows.searches.len(), 2);
    let wrong = play.decide(save_search, &[("name", "x"), ("query", "\u{fc}ber  host:web1 time:soon")]).unwrap_err();
    assert_eq!((wrong.field, wrong.what.id), (Some("query"), "query-time"));
    assert!(wrong.what.args.contains(&("column", crate::domain::msg::Arg::Number(17))), "{wrong:?}");
    play.done(remove_search, &[("name", "LATERAL")]);
    assert!(play.decide(remove_search, &[("name", "lateral")]).is_err());
    assert_eq!(play.state.rows.searches.len(), 1);
}

#[test]
fn a_column_goes_by_the_name_it_had_in_the_rows_of_its_sheet() {
    use crate::library::foreign::{Column, Format, Mapping, Quoting, Role, Shape, Subject};
    let mapping = |columns: &[(&str, Role)]| Mapping {
        format: Format::Table,
        shape: Shape::Cells,
        subject: Subject::Event,
        separator: ',',
        quoting: Quoting::Doubled,
        header: true,
        columns: columns.iter().map(|(name, role)| Column { name: (*name).to_owned(), role: *role }).collect(),
        form: None,
        utc: false,
        dash_is_empty: false,
        tags_between: String::new(),
    };
    let mut file = imported(RecordId::default(), "aa", "11", 0);
    let first = [
        ("Message", Role::What),
        ("host", Role::Host),
        ("Date", Role::Time),
        ("Clock", Role::Clock),
        ("x", Role::Extra),
    ];
    file.parts[0].mappings = vec![(String::new(), mapping(&first))];
    file.parts[1].mappings = vec![(String::new(), mapping(&[("message", Role::User), ("tag", Role::Tags)]))];
    let names = Names::of(&file);
    let fields = |name: &str, sheet: &str| names.fields(name, sheet).collect::<Vec<_>>();
    assert_eq!(fields("message", ""), ["what"]);
    assert_eq!(fields("message", "b"), ["user"]);
    assert_eq!((fields("date", ""), fields("clock", "")), (vec!["written"], vec!["written"]));
    for other in ["host", "x", "tag", "zone"] {
        assert_eq!((fields(other, ""), fields(other, "b")), (vec![], vec![]), "{other}");
    }
    assert_eq!(names.all().collect::<Vec<_>>(), ["clock", "date", "message"]);
}
