//! Everything over time by keys: imported rows beside records, searched while somebody types, filtered, counted, zoomed, made a fact of the case, bookmarked.

use serde_json::Value;

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("over_time::rows_stand_beside_records_and_are_searched_filtered_counted_and_zoomed", looked_at),
    ("over_time::a_row_is_made_a_fact_and_bookmarked_by_keys", marked),
    ("over_time::what_was_left_is_come_back_to_and_a_record_is_opened_over_it", left),
    ("over_time::what_was_typed_at_a_higher_level_is_gone_below", lowered),
    ("over_time::wide_screens_have_columns_for_host_and_account", wide),
    ("over_time::what_the_room_may_not_see_is_not_in_it", withheld),
    ("over_time::the_smallest_screen_in_german_and_ascii_and_lines_without_a_screen", small),
];

const HEAD: &str = "message,datetime,timestamp_desc,hostname,username,tag\n";

/// Puts a file of rows there and takes it in; gives the record of the import.
fn import(laptop: &Laptop, name: &str, rows: &str, more: &[&str]) -> String {
    let path = laptop.path(name);
    std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
    let case = case_of(laptop);
    let (code, out, err) = laptop.run(&[&["--case", &case, "import", path.to_str().unwrap(), "--json"], more].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str::<Value>(&out).unwrap()["import"].as_str().unwrap().to_owned()
}

fn logons() -> String {
    let row = |n: u32| {
        format!("logon number {n},2026-02-18T13:{:02}:{:02}Z,x,web{},svc{},T1021\n", n / 60, n % 60, n % 3, n % 2)
    };
    let mut rows: String = (0..200).map(row).collect();
    rows.push_str("the needle,2026-02-18T13:30:00Z,x,db1,admin,\n");
    rows
}

fn shown(laptop: &Laptop, part: &str) -> Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", part, "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn open(terminal: &mut Terminal) {
    terminal.keys("1t");
    terminal.wait("Everything over time");
    terminal.wait_gone("in order");
}

fn looked_at() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    let record = import(&laptop, "logons.csv", &logons(), &[]);
    open(&mut terminal);
    // As in the timeline what happened last stands first; rows of months ago come behind what people recorded.
    terminal.wait("row      E-001  db1  admin  the needle");
    let text = terminal.text();
    assert!(text.find("done ").unwrap() < text.find("row  ").unwrap(), "{text}");
    terminal.keys("G");
    terminal.wait("row      E-001  web0  svc0  logon number 0");
    terminal.wait_gone("done ");
    terminal.keys("o");
    terminal.wait("> 02-18 14:00:00  row      E-001  web0  svc0  logon number 0");
    // First results while it is typed, the same syntax as find; an error says its column.
    terminal.keys("/needle");
    terminal.wait("  db1  admin  the needle");
    terminal.wait("1 of 2");
    terminal.keys(" time:soon");
    terminal.wait("Column 8: soon is no time");
    // A field that nothing has is told beside the hits.
    terminal.keys("<ctrl-u>hots:web1");
    terminal.wait("No row and no record has a field hots: did you mean host?");
    terminal.keys("<ctrl-u>user:svc1 host:web2<enter>");
    terminal.wait_gone("did you mean");
    terminal.wait("33 of 2");
    // What is under the cursor narrows it down, and leaves out.
    terminal.keys("/<ctrl-u><enter>");
    terminal.wait("logon number 1 ");
    terminal.keys("g<down>");
    terminal.wait("> 02-18 14:00:01");
    terminal.keys("h");
    terminal.wait("host:=web1");
    terminal.wait("67 of 2");
    terminal.keys("/<ctrl-u><enter>");
    terminal.wait("logon number 5 ");
    terminal.keys("g");
    terminal.wait("> 02-18 14:00:00");
    terminal.keys("H");
    terminal.wait("-host:=web0");
    terminal.wait_gone("logon number 0 ");
    // Counted by a field; a value leads to what has it.
    terminal.keys("/<ctrl-u>\"logon number\"<enter>");
    terminal.wait("200 of 2");
    terminal.keys("c");
    terminal.wait("Count by which field");
    // Of what is shown, and each field once.
    terminal.wait("200  host");
    assert_eq!(terminal.text().matches("200  tag").count(), 1, "{}", terminal.text());
    terminal.keys("<enter>");
    terminal.wait("Values of host");
    terminal.wait("67  web1");
    terminal.keys("<enter>");
    terminal.wait("host:=web");
    terminal.wait("67 of 2");
    // Zoomed: the time becomes part of the query, and goes again.
    terminal.keys("/<ctrl-u>\"logon number\"<enter>");
    terminal.wait("200 of 2");
    terminal.keys("g");
    terminal.wait("> 02-18 14:00:00");
    terminal.keys("+");
    terminal.wait("\"logon number\" time:2026-02-18T12:");
    terminal.wait_gone("200 of 2");
    terminal.keys("0");
    terminal.wait("200 of 2");
    assert!(!terminal.text().contains("time:"), "{}", terminal.text());
    // To a time that is typed, in the zone of the room.
    terminal.keys("w");
    terminal.wait("Go to:");
    terminal.keys("2026-02-18T13:02:00Z<enter>");
    terminal.wait("> 02-18 14:02:00");
    // A row whole: as it was written, from where.
    terminal.keys("/<ctrl-u>needle<enter>");
    terminal.wait("> 02-18 14:30:00");
    terminal.keys("<enter>");
    for words in ["E-001 logons.csv, line 202", "2026-02-18T13:30:00Z", "written with the time", "the second"] {
        terminal.wait(words);
    }
    terminal.keys("<esc>");
    // A clock that was off is a correction, beside what is shown.
    let clock = format!("import={record}");
    let args = ["--case", &case_of(&laptop), "do", "rows-clock", &clock, "offset=+60s", "reason=by telephone"];
    assert_eq!(laptop.run(&args).0, 0);
    terminal.wait(":29:00~");
    terminal.keys("q");
    terminal.wait_gone("Everything over time");
}

fn marked() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    import(&laptop, "logons.csv", &logons(), &[]);
    open(&mut terminal);
    terminal.keys("/needle<enter>");
    terminal.wait("> 02-18 14:30:00  row ");
    terminal.keys("m");
    terminal.wait("Make a row a fact of the case");
    // What is to be decided has the keys and stands before what is cited.
    let text = terminal.text();
    let place = |label: &str| text.find(label).unwrap_or_else(|| panic!("{label}\n{text}"));
    assert!(place("Status") < place("Note") && place("Note") < place("Text") && place("Text") < place("Import"));
    terminal.keys("confirmed<tab>seen by two of us<enter>");
    terminal.wait_gone("Make a row a fact of the case");
    // The row is flagged, and the fact stands beside it.
    terminal.wait("2 of 2");
    terminal.wait("row   *  E-001");
    terminal.wait("fact");
    let lines = shown(&laptop, "timeline")["lines"].as_array().unwrap().clone();
    let fact = lines.iter().find(|line| !line["row"].is_null()).unwrap();
    assert_eq!((&fact["text"], &fact["happened"]), (&"the needle".into(), &"2026-02-18T13:30:00.000Z".into()));
    assert_eq!((&fact["status"], &fact["note"]), (&"confirmed".into(), &"seen by two of us".into()));
    assert_eq!(fact["source_ref"], "E-001 logons.csv line 202");
    assert_eq!(fact["assets"], serde_json::json!(["db1", "admin"]));
    // The cursor goes to the row; a bookmark with a word why.
    terminal.keys("/<ctrl-u>needle host:db1 user:admin -status:confirmed<enter>");
    terminal.wait("1 of 2");
    terminal.wait("> 02-18 14:30:00  row ");
    terminal.keys("b");
    terminal.wait("Bookmark a row");
    terminal.keys("<enter>");
    terminal.wait_gone("Bookmark a row");
    terminal.wait("row   *+ E-001");
    assert_eq!(shown(&laptop, "bookmarks")["bookmarks"].as_array().unwrap().len(), 1);
    terminal.keys("/<ctrl-u><enter>B");
    terminal.wait("E-001 line 202");
    terminal.keys("<enter>");
    terminal.wait(":202");
    terminal.wait("/ row:=");
    terminal.wait("1 of 2");
    terminal.wait("> 02-18 14:30:00  row ");
    terminal.keys("b");
    terminal.wait("Take a bookmark away");
    terminal.keys("<enter>");
    terminal.wait("row   *  E-001");
    // The search is kept, and asked again out of the list.
    terminal.keys("/<ctrl-u>host:db1<enter>");
    terminal.wait("host:db1");
    terminal.keys("F");
    terminal.wait("Keep a search");
    terminal.keys("the database<enter>");
    terminal.wait_gone("Keep a search");
    terminal.keys("/<ctrl-u><enter>f");
    terminal.wait("the database  host:db1");
    terminal.keys("<enter>");
    terminal.wait("/ host:db1");
    // The fact is in the timeline; Enter on it leads there.
    terminal.keys("/<ctrl-u>status:confirmed needle<enter>");
    terminal.wait_gone("E-001");
    terminal.wait("> 02-18 14:30:00  fact ");
    terminal.keys("<enter>");
    terminal.wait("E-001 logons.csv line 202");
    terminal.keys("<enter>");
    terminal.wait_gone("Everything over time");
    terminal.wait("the needle");
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop)]);
    assert_eq!(code, 0, "{out}{err}");
}

fn left() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    import(&laptop, "logons.csv", &logons(), &[]);
    open(&mut terminal);
    terminal.keys("/host:web1 time:2026-02-18<enter>");
    terminal.wait("67 of 2");
    terminal.keys("o<down><down><down>");
    terminal.wait("> 02-18 14:00:10");
    // Left and come back to: the search, the time, the order of the lines, and the line.
    terminal.keys("q");
    terminal.wait_gone("Everything over time");
    terminal.keys("3");
    terminal.keys("1t");
    terminal.wait("/ host:web1 time:2026-02-18");
    terminal.wait("> 02-18 14:00:10");
    assert!(terminal.shows("67 of 2"), "{}", terminal.text());
    // Esc takes the search back; what is cleared stays cleared.
    terminal.keys("<esc>");
    terminal.wait("everything; type /");
    terminal.keys("q1t");
    terminal.wait("everything; type /");
    // A record is opened over the lines, and closing it leads back to the same.
    terminal.keys("/<ctrl-u>declared<enter>");
    terminal.wait("1 of 2");
    terminal.wait("done ");
    terminal.keys("<enter>");
    terminal.wait("scribe");
    terminal.wait("Enter to it in the timeline");
    terminal.keys("<esc>");
    terminal.wait_gone("Enter to it in the timeline");
    terminal.wait("/ declared");
    // To where it stands, and back with the key of the page.
    terminal.keys("<enter><enter>");
    terminal.wait_gone("Everything over time");
    terminal.keys("t");
    terminal.wait("/ declared");
    terminal.wait("1 of 2");
}

fn lowered() {
    let laptop = Laptop::new();
    laptop.set_levels("\"AMBER+STRICT\", \"RED\"");
    let mut terminal = declared(&laptop, 100, 30);
    import(&laptop, "amber.csv", "seen by the room,2026-02-18T13:30:00Z,x,db1,u,\n", &[]);
    import(&laptop, "red.csv", "kept from the room,2026-02-18T13:31:00Z,x,db2,u,\n", &["--mark", "RED"]);
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait_gone("Show records up to");
    open(&mut terminal);
    terminal.keys("/host:db2<enter>");
    terminal.wait("kept from the room");
    terminal.keys("q");
    terminal.wait_gone("Everything over time");
    terminal.keys("S<up><enter>");
    terminal.wait("shown up to TLP:AMBER+STRICT");
    terminal.keys("1t");
    terminal.wait("everything; type /");
    terminal.wait("seen by the room");
    assert!(!terminal.shows("db2") && !terminal.shows("kept from"), "{}", terminal.text());
    // Nor is it there again above: another level begins anew.
    terminal.keys("/host:db1<enter>");
    terminal.wait("/ host:db1");
    terminal.keys("qS<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait("shown up to TLP:RED");
    terminal.keys("1t");
    terminal.wait("everything; type /");
    terminal.wait("kept from the room");
}

fn wide() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    import(&laptop, "logons.csv", &logons(), &[]);
    let case = case_of(&laptop);
    let args = ["--operator", "Ada Moran", "do", "clock", "deadline=eu-gdpr/authority-72h", "start=-1h", "why=names"];
    assert_eq!(laptop.run(&[&["--case", &case], &args[..]].concat()).0, 0);
    terminal.wait("71:00:00");
    // From any pane, and the clock that is next stays in sight.
    terminal.keys("3");
    // Ctrl-T.
    terminal.send(b"\x14");
    terminal.wait("Everything over time");
    terminal.wait_gone("in order");
    let text = terminal.text();
    let head = text.lines().next().unwrap();
    assert!(head.contains("Everything over time") && head.contains("71:00:00") && head.contains(" left "), "{head}");
    terminal.keys("q");
    terminal.wait_gone("Everything over time");
    terminal.keys("V");
    terminal.wait_until("the graph says what is left", |terminal| {
        let text = terminal.text();
        text.lines().nth(1).is_some_and(|head| head.contains("Graph of the incident") && head.contains("71:00:00"))
    });
    terminal.keys("<esc>");
    terminal.wait_gone("Graph of the incident");
    open(&mut terminal);

    terminal.keys("/\"logon number\" OR needle<enter>");
    terminal.wait("201 of 2");
    terminal.wait("row      E-001  web2  svc1   logon number 197");
    terminal.wait("row      E-001  db1   admin  the needle");
    terminal.keys("/<ctrl-u>declared<enter>");
    terminal.wait("1 of 2");
    terminal.resized(80, 24);
    terminal.keys("/<ctrl-u>needle<enter>");
    terminal.wait("row      E-001  db1  admin  the needle");
}

fn withheld() {
    let laptop = Laptop::new();
    laptop.set_levels("\"AMBER+STRICT\", \"RED\"");
    let mut terminal = declared(&laptop, 100, 30);
    import(&laptop, "amber.csv", "seen by the room,2026-02-18T13:30:00Z,x,db1,u,\n", &[]);
    import(&laptop, "red.csv", "kept from the room,2026-02-18T13:31:00Z,x,db2,u,\n", &["--mark", "RED"]);
    open(&mut terminal);
    terminal.wait("seen by the room");
    assert!(!terminal.text().contains("kept from the room"), "{}", terminal.text());
    terminal.keys("/\"from the room\"<enter>");
    terminal.wait("Nothing is found");
}

fn small() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 60, 20);
    import(&laptop, "logons.csv", &logons(), &[]);
    terminal.keys("q");
    terminal.wait_end();
    let case = case_of(&laptop);
    let settings = std::fs::read_to_string(laptop.path("config/console.toml")).unwrap();
    std::fs::write(laptop.path("config/console.toml"), format!("{settings}\nlanguage = \"de\"\n")).unwrap();
    let args = ["--case", &case, "--glyphs", "ascii", "--operator", "Ada Moran"];
    let mut terminal = Terminal::console(&laptop, &args, 60, 20);
    terminal.wait("Zeitleiste");
    terminal.keys("1t");
    terminal.wait("Alles der Zeit nach");
    terminal.wait("Zeile    E-001  db1");
    let odd: String = terminal.text().chars().filter(|sign| !sign.is_ascii() && !sign.is_alphabetic()).collect();
    assert_eq!(odd, "", "signs that are not in ASCII");
    terminal.keys("/needle<enter>");
    terminal.wait("1 von 2");
    terminal.keys("?");
    terminal.wait("Lesezeichen");
    terminal.keys("<esc>q");
    terminal.wait_gone("Alles der Zeit nach");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    // The same line by line: a part of it with numbers, a search, a row whole, a mark.
    let args = ["--case", &case, "--plain", "--operator", "Ada Moran"];
    let mut terminal = Terminal::console(&laptop, &args, 200, 60);
    terminal.wait("> ");
    terminal.keys("over-time<enter>");
    terminal.wait("Zeile, E-001");
    terminal.keys("/needle<enter>");
    terminal.wait("1. Zeile, E-001, 2026-02-18 14:30:00, db1");
    terminal.keys("1<enter>");
    terminal.wait("So geschrieben: 2026-02-18T13:30:00Z");
    terminal.keys("m 1<enter>");
    terminal.wait("Aus einer Zeile eine Tatsache des Falls machen");
}
