//! Rows of other tools that become facts of the case, bookmarks, searches that are kept: what a record cites is held against the rows.

use warroom::app::Case;
use warroom::domain::id::RecordId;
use warroom::domain::timeline::{LineText, Noted};

use super::*;
use crate::support::problems;

const HEAD: &str = "message,datetime,timestamp_desc,hostname,username,tag\n";

/// A case with one import: two rows with a time, one without, one that was refused.
fn imported(world: &World, more: &[&str]) -> (PathBuf, String) {
    let case = declared(world);
    let path = world.file("logons.csv");
    let text = format!(
        "{HEAD}Logon of svc-backup,2026-02-18T14:36:00+01:00,x,web1,svc-backup,T1021.001\nbad,2026-02-30T13:36:00Z,x,web1,u,\n\"two\nlines\",2026-02-18T13:37:00Z,x,web2,,\nundated,Not set,x,web3,,\n"
    );
    std::fs::write(&path, text).unwrap();
    let done = run(&world.env, &[&["import", path.to_str().unwrap(), "--json"], more].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    let import = done.json()["import"].as_str().unwrap().to_owned();
    (case, import)
}

fn on_row(world: &World, command: &str, import: &str, line: u64, more: &[&str]) -> Run {
    let (import, line) = (format!("import={import}"), format!("line={line}"));
    run(&world.env, &[&["do", command, &import, &line], more].concat())
}

fn facts(world: &World) -> Vec<Value> {
    let lines = show(world, "timeline")["lines"].as_array().unwrap().clone();
    lines.into_iter().filter(|line| !line["row"].is_null()).collect()
}

#[test]
fn a_row_becomes_a_fact_that_cites_it_and_stock_tools_can_hold_it_against_the_rows() {
    let world = World::new(4301);
    let (case, import) = imported(&world, &[]);
    let done = on_row(
        &world,
        "row-mark",
        &import,
        2,
        &["status=confirmed", "confirmer=A. Lead", "note=first use of the account"],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let fact = facts(&world).pop().unwrap();
    assert_eq!(
        (&fact["happened"], &fact["happened_typed"]),
        (&json!("2026-02-18T13:36:00.000Z"), &json!("2026-02-18T14:36:00+01:00"))
    );
    assert_eq!((&fact["zone"], &fact["how"]), (&json!("+01:00"), &json!("derived")));
    assert_eq!(
        (&fact["text"], &fact["source_ref"]),
        (&json!("Logon of svc-backup"), &json!("E-001 logons.csv line 2"))
    );
    assert_eq!(fact["assets"], json!(["web1", "svc-backup"]));
    // The tag is the id of a technique, and stands as one.
    assert!(fact["tags"].as_array().is_none_or(Vec::is_empty), "{fact}");
    assert_eq!(fact["techniques"][0]["id"], "T1021.001");
    assert_eq!((&fact["note"], &fact["row"]["row"]["import"]), (&json!("first use of the account"), &json!(import)));
    assert_eq!((&fact["basis"]["exhibit"], &fact["basis"]["place"]), (&json!("E-001"), &json!("line 2")));
    // The digest is that of the line as it lies in the folder of the case.
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    assert_eq!(run(&world.env, &["export", stick.to_str().unwrap(), "--force", "--reason", "r"]).code, 0);
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let script = format!(
        "cd '{}/data/attachments' && for file in *; do gzip -dc \"$file\" 2>/dev/null | grep '^{{\"line\":2,'; done | sha256sum",
        folder.display()
    );
    let judged = ok(&Command::new("sh").args(["-c", &script]).output().unwrap());
    assert_eq!(judged, format!("{}  -", fact["row"]["row"]["sha256"].as_str().unwrap()));
    assert_eq!(run(&world.env, &["verify", folder.to_str().unwrap()]).code, 0);
    assert_eq!(problems(&case), [""; 0]);
    // A clock that was off is corrected in what is marked from then on; a second mark of the row is told.
    let clock = format!("import={import}");
    assert_eq!(run(&world.env, &["do", "rows-clock", &clock, "offset=+60s", "reason=compared by telephone"]).code, 0);
    let again = on_row(&world, "row-mark", &import, 2, &["text=the same row"]);
    assert!(again.code == 0 && again.err.contains("R-03"), "{}", again.err);
    let fact = facts(&world).pop().unwrap();
    assert_eq!((&fact["happened"], &fact["row"]["ahead_ms"]), (&json!("2026-02-18T13:35:00.000Z"), &json!(60_000)));
    // It is found as a row, with what became of it, and as a line of the timeline.
    let found = run(&world.env, &["find", "svc-backup", "--json"]).json();
    assert_eq!(found["rows"][0]["facts"].as_array().unwrap().len(), 2, "{found}");
    assert!(run(&world.env, &["find", "svc-backup"]).out.contains("line 2  [fact]  web1"));
    assert_eq!(run(&world.env, &["find", "note:first", "--json"]).json()["found"]["records"], 1);
}

#[test]
fn what_is_no_row_is_answered_with_what_to_do() {
    let world = World::new(4302);
    let (_, import) = imported(&world, &[]);
    for (line, more, what, next) in [
        (3, &[][..], "begins on line 3", "warroom rows refused"),
        (5, &[], "part of a row of several lines", "first line: 4"),
        (99, &[], "begins on line 99", "warroom find line:N"),
        (6, &[], "has no time", "field at"),
        (2, &["which=2"], "One row of logons.csv begins on line 2", "from 1"),
        (2, &["worksheet=Systems"], "Sheet is not in this case", "Choose one"),
        (0, &[], "Line cannot be read", "2, 48211"),
    ] {
        for command in ["row-mark", "row-bookmark"] {
            let refused = on_row(&world, command, &import, line, more);
            if line == 6 && command == "row-bookmark" {
                assert_eq!(refused.code, 0, "{}", refused.err);
                continue;
            }
            assert_eq!(refused.code, 1, "{command} {line}: {}", refused.err);
            assert!(refused.err.contains(what) && refused.err.contains(next), "{command} {line}: {}", refused.err);
        }
    }
    assert_eq!(facts(&world), [Value::Null; 0]);
    assert_eq!(on_row(&world, "row-mark", &import, 6, &["at=2026-02-18 10:00"]).code, 0);
    assert_eq!(facts(&world)[0]["text"], "undated");
    // A record that is no import.
    let other = on_row(&world, "row-mark", "1", 2, &[]);
    assert!(other.code == 1 && other.err.contains("(I-06)"), "{}", other.err);
}

#[test]
fn what_is_read_from_red_rows_is_red() {
    let world = World::new(4303);
    let (_, import) = imported(&world, &["--mark", "RED"]);
    let done = on_row(&world, "row-mark", &import, 2, &["mark=GREEN"]);
    assert!(done.code == 0 && done.err.contains("R-04"), "{}", done.err);
    assert_eq!(on_row(&world, "row-bookmark", &import, 4, &["note=the needle"]).code, 0);
    assert_eq!(facts(&world)[0]["mark"], "RED");
    for part in ["timeline", "bookmarks"] {
        let all = run(&world.env, &["show", part, "--json"]).out;
        let green = run(&world.env, &["show", part, "--json", "--audience", "GREEN"]).out;
        let word = if part == "timeline" { "svc-backup" } else { "needle" };
        assert!(all.contains(word) && !green.contains(word), "{part}: {green}");
    }
}

#[test]
fn bookmarks_and_searches_are_listed_and_asked_again() {
    let world = World::new(4304);
    let (case, import) = imported(&world, &[]);
    assert_eq!(on_row(&world, "row-bookmark", &import, 4, &["note=odd"]).code, 0);
    let again = on_row(&world, "row-bookmark", &import, 4, &[]);
    assert!(again.code == 0 && again.err.contains("R-03"), "{}", again.err);
    let listed = run(&world.env, &["show", "bookmarks"]);
    assert!(listed.out.contains("logons.csv  line 4  odd"), "{}", listed.out);
    assert!(run(&world.env, &["find", "host:web2"]).out.contains("line 4  [bookmark]  web2"));
    assert_eq!(on_row(&world, "row-unbookmark", &import, 4, &[]).code, 0);
    assert_eq!(show(&world, "bookmarks")["bookmarks"], json!([]));
    assert!(!run(&world.env, &["find", "host:web2"]).out.contains("[bookmark]"));
    assert_eq!(on_row(&world, "row-unbookmark", &import, 4, &[]).code, 1);
    let save = |name: &str, query: &str| {
        run(&world.env, &["do", "search-save", &format!("name={name}"), &format!("query={query}")])
    };
    assert_eq!(save("lateral movement", "tag:T1021.001 OR host:web2").code, 0);
    let wrong = save("wrong", "host:web1 time:soon");
    assert!(
        wrong.code == 1 && wrong.err.contains("Column 11: soon") && wrong.err.contains("2026-02-18T13:36"),
        "{}",
        wrong.err
    );
    let found = |args: &[&str]| run(&world.env, &[&["find", "--json"], args].concat()).json()["found"]["rows"].clone();
    assert_eq!(found(&["--saved", "Lateral Movement"]), 2);
    assert_eq!(found(&["--saved", "lateral movement", "host:web1"]), 1);
    assert!(run(&world.env, &["show", "searches"]).out.contains("tag:T1021.001 OR host:web2"));
    let none = run(&world.env, &["find", "--saved", "nothing"]);
    assert!(none.code == 2 && none.err.contains("warroom show searches"), "{}", none.err);
    let column = run(&world.env, &["find", "web1", "time:soon"]);
    assert!(column.code == 2 && column.err.contains("column 6"), "{}", column.err);
    assert_eq!(run(&world.env, &["do", "search-remove", "name=LATERAL MOVEMENT"]).code, 0);
    assert_eq!(show(&world, "searches")["searches"], json!([]));
    assert_eq!(problems(&case), [""; 0]);
}

#[test]
fn a_row_is_found_by_import_and_line_and_a_field_that_nothing_has_is_told() {
    let world = World::new(4306);
    let (_, first) = imported(&world, &[]);
    let path = world.file("others.jsonl");
    let rows =
        "{\"message\":\"other\",\"datetime\":\"2026-02-18T13:36:00Z\",\"timestamp_desc\":\"x\",\"odd key\":\"1\"}\n";
    std::fs::write(&path, rows.replace("odd key", "oddkey").repeat(4)).unwrap();
    let done = run(&world.env, &["import", path.to_str().unwrap(), "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let second = done.json()["import"].as_str().unwrap().to_owned();
    let label = |import: &str| import.rsplit_once('.').unwrap().1.to_owned();
    let rows = |query: &str| {
        let found = run(&world.env, &["find", "--json", "--", query]).json();
        let rows = found["rows"].as_array().unwrap().clone();
        rows.into_iter().map(|row| (row["import"].clone(), row["line"].clone())).collect::<Vec<_>>()
    };
    // Two imports have a line 2; where one stands is said with its import.
    assert_eq!(rows("line:=2").len(), 2);
    for (query, import, line) in [
        (format!("row:={}:2", label(&first)), &first, 2),
        (format!("row:={}:2", label(&second)), &second, 2),
        (format!("import:={} line:=4", label(&first)), &first, 4),
        (format!("row:={}:3 -import:={}", label(&second), label(&first)), &second, 3),
    ] {
        assert_eq!(rows(&query), [(json!(import), json!(line))], "{query}");
    }
    let either = format!("row:={}:4 OR row:={}:1", label(&first), label(&second));
    assert_eq!(rows(&either), [(json!(first), json!(4)), (json!(second), json!(1))]);
    let by = run(&world.env, &["find", "--count-by", "import", "--json"]).json();
    assert_eq!(by["values"][0], json!({"value": label(&second), "count": 4}));
    // A field that nothing has is told beside what was found, where it is in no program's way.
    let told = |query: &[&str]| {
        let done = run(&world.env, &[&["find"], query].concat());
        (done.code, done.err.lines().find(|line| line.starts_with("No row")).unwrap_or_default().to_owned())
    };
    let hots = "No row and no record has a field hots: did you mean host?";
    assert_eq!(told(&["hots:web1"]), (1, hots.to_owned()));
    assert_eq!(told(&["--json", "--", "-hots:web1"]), (0, hots.to_owned()), "all of it is found");
    assert_eq!(told(&["--count-by", "hots"]), (0, hots.to_owned()));
    let words = "No row and no record has a field error. To look for the words put them in quotes.";
    assert_eq!(told(&["error:timeout"]), (1, words.to_owned()));
    // Its record tells of the columns of a table; a key of JSON may stand in one row alone.
    for query in ["hostname:web1", "tag:T1021", "oddkey:1", "oddkey:2", "who:x", "time:2026-02-18", "sheet:x"] {
        let sheet = query.starts_with("sheet");
        assert_eq!(told(&[query]).1.is_empty(), !sheet, "{query}");
    }
}

/// A fact that cites another row than it was read from was not written as it is by this program, and verify says so.
#[test]
fn verify_tells_a_citation_that_is_not_its_row() {
    let world = World::new(4305);
    let (path, import) = imported(&world, &[]);
    assert_eq!(on_row(&world, "row-mark", &import, 2, &[]).code, 0);
    assert_eq!(on_row(&world, "row-bookmark", &import, 4, &[]).code, 0);
    assert_eq!(problems(&path), [""; 0]);
    let mut case = Case::open(&world.env, &path, "A. Lead").unwrap();
    let line =
        case.state().timeline.lines.iter().find(|line| line.detail.as_ref().is_some_and(|noted| noted.row.is_some()));
    let noted = line.unwrap().detail.as_deref().unwrap().clone();
    assert!(matches!(line.unwrap().text, LineText::Words(_)));
    let changed = |change: fn(&mut Noted)| {
        let mut noted = Noted { text: "changed".to_owned(), ..noted.clone() };
        change(&mut noted);
        noted.into()
    };
    let facts = vec![
        changed(|noted| noted.row.as_mut().unwrap().row.line = 4),
        changed(|noted| noted.row.as_mut().unwrap().row.line = 3),
        changed(|noted| noted.row.as_mut().unwrap().row.sha256 = "ab".repeat(32)),
        changed(|noted| noted.row.as_mut().unwrap().row.number = 2),
        changed(|noted| {
            let row = &mut noted.row.as_mut().unwrap().row;
            row.import = RecordId { seq: 1, ..row.import };
        }),
    ];
    let done = case.observe(facts).unwrap();
    drop(case);
    let report = run(&world.env, &["verify", "--json"]).json();
    let found: Vec<u64> =
        report["problems"].as_array().unwrap().iter().map(|problem| problem["seq"].as_u64().unwrap()).collect();
    let mut wanted: Vec<u64> = done.records.iter().map(|record| record.seq).collect();
    // The record that names no import is found before any row is read.
    wanted.rotate_right(1);
    assert_eq!(found, wanted, "{report}");
    let said = problems(&path).join("\n");
    for part in [
        "cites line 4 of an import, and the row there has SHA-256",
        "cites line 3 of an import, and no row begins there",
        "cites line 2 #2",
        "is no import",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// An import that becomes privileged takes along what was read from it.
#[test]
fn what_is_read_from_privileged_rows_is_privileged() {
    let world = World::new(4304);
    let (_, import) = imported(&world, &[]);
    assert_eq!(on_row(&world, "row-mark", &import, 2, &[]).code, 0);
    assert_eq!(on_row(&world, "row-bookmark", &import, 4, &["note=the needle"]).code, 0);
    let said = |audience: &str| {
        let shown = |part: &str| run(&world.env, &["show", part, "--json", "--audience", audience]).out;
        let found = run(&world.env, &["find", "svc-backup", "--json", "--audience", audience]).out;
        [shown("timeline"), shown("bookmarks"), shown("entities"), found].concat()
    };
    assert!(said("AMBER+STRICT").contains("svc-backup") && said("AMBER+STRICT").contains("needle"));
    let claimed = format!("record={import}");
    let done = run(&world.env, &["do", "privilege", &claimed, "whose=Kestrel Law", "reason=work product"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let after = said("AMBER+STRICT");
    assert!(!after.contains("svc-backup") && !after.contains("needle"), "{after}");
    // What is read from it later is as privileged.
    assert_eq!(on_row(&world, "row-mark", &import, 4, &["text=the second find"]).code, 0);
    assert!(!said("AMBER+STRICT").contains("the second find"));
}

/// A name of a search is one's own at each mark: whoever may not see one neither replaces nor removes it, and is answered as if it were not there.
#[test]
fn a_search_above_the_level_of_the_screen_is_neither_removed_nor_told() {
    use warroom::domain::mark::{Audience, Mark};
    let world = World::new(8615);
    let path = declared(&world);
    let open = || warroom::app::case::Case::open(&world.env, &path, "Ada Lead").unwrap();
    let save = |case: &mut Case, name: &str, query: &str, mark: &str| {
        crate::support::run(case, "search-save", &[("name", name), ("query", query), ("mark", mark)])
    };
    let remove = |case: &mut Case, name: &str| crate::support::run(case, "search-remove", &[("name", name)]);
    let kept = |case: &Case| {
        let all = case.state().rows.searches.iter();
        all.map(|(_, search)| (search.name.clone(), search.query.clone())).collect::<Vec<_>>()
    };
    let pair = |name: &str, query: &str| (name.to_owned(), query.to_owned());
    let mut case = open();
    save(&mut case, "Insider", "user:xanthippe", "RED").unwrap();
    let mut low = open();
    low.set_level(Audience(Mark::Green));
    // The same answer as for a name that nobody ever gave.
    let (there, nowhere) = (remove(&mut low, "insider").unwrap_err(), remove(&mut low, "outsider").unwrap_err());
    assert_eq!(there.to_lowercase(), nowhere.to_lowercase().replace("outsider", "insider"));
    save(&mut low, "insider", "host:web1", "GREEN").unwrap();
    save(&mut low, "insider", "host:web2", "GREEN").unwrap();
    // Nor under a mark that the screen does not show.
    save(&mut low, "insider", "host:web3", "RED").unwrap();
    let all = [pair("Insider", "user:xanthippe"), pair("insider", "host:web2"), pair("insider", "host:web3")];
    assert_eq!(kept(&low), all);
    let body = low.state().rows.searches.iter().find(|(_, search)| search.query == "host:web2").unwrap();
    assert_eq!(body.1.replaces.len(), 1, "only that of its own mark");
    remove(&mut low, "INSIDER").unwrap();
    remove(&mut low, "insider").unwrap_err();
    assert_eq!(kept(&low), [all[0].clone(), all[2].clone()]);
    // Whoever sees them all: the one that was kept last first, and each by its own.
    let mut case = open();
    save(&mut case, "insider", "user:x", "RED").unwrap();
    assert_eq!(kept(&case), [pair("insider", "user:x")], "both of its mark are replaced");
    let found = run(&world.env, &["show", "searches", "--json"]).json();
    assert_eq!(found["searches"].as_array().unwrap().len(), 1);
    remove(&mut case, "insider").unwrap();
    assert_eq!(kept(&case), []);
    assert_eq!(problems(&path), Vec::<String>::new());
}
