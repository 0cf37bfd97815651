//! Rows of another tool's file by keys: picked, looked at, asked about, taken in; refused lines are said, and what is cancelled leaves nothing.

use std::fmt::Write as _;

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("rows::a_file_is_picked_its_zone_answered_and_its_rows_taken_in_once", picked),
    ("rows::columns_of_an_unknown_file_are_picked_with_arrows_and_enter", mapped),
    ("rows::refused_lines_are_shown_before_and_named_afterwards", refused),
    ("rows::what_is_cancelled_leaves_nothing", cancelled),
    ("rows::a_file_marked_above_the_room_is_not_shown_to_it", withheld),
];

const FORM: &str = "Take in rows of another tool's file";
const HEAD: &str = "message,datetime,timestamp_desc,hostname\n";

fn form(terminal: &mut Terminal, laptop: &Laptop, name: &str) {
    terminal.keys("4I");
    terminal.wait(FORM);
    terminal.keys(&laptop.path(name).display().to_string());
}

fn imports(laptop: &Laptop) -> serde_json::Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "rows", "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str::<serde_json::Value>(&out).unwrap()["imports"].clone()
}

fn verified(laptop: &Laptop) {
    let (code, out, err) = laptop.run(&["verify", &case_of(laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

fn picked() {
    let laptop = Laptop::new();
    std::fs::create_dir(laptop.path("logs")).unwrap();
    std::fs::write(
        laptop.path("logs/timeline.csv"),
        format!("{HEAD}logon of svc,2026-11-24 09:04:00,x,web1\nlogoff of svc,2026-11-24 09:05:00,x,web1\n"),
    )
    .unwrap();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("4I");
    terminal.wait(FORM);
    terminal.keys("<f2>");
    terminal.wait("Pick a file");
    terminal.keys(&format!("{}/timel", laptop.path("logs").display()));
    terminal.wait("timeline.csv");
    terminal.keys("<enter>");
    terminal.wait_gone("Pick a file");
    terminal.keys("<enter>");
    // An open question stands on top, and Enter leads to its field.
    terminal.wait("Open: times without a zone, first in line 2");
    terminal.wait("No row could be read yet");
    terminal.keys("<enter>");
    terminal.wait_gone("No row could be read yet");
    terminal.keys("CET<enter>");
    terminal.wait("UTC, an offset or a time zone");
    terminal.keys("<ctrl-u>+02:00<enter>");
    terminal.wait("It is Timesketch CSV (timesketch-csv)");
    terminal.wait("datetime = time");
    terminal.wait("2026-11-24T07:04:00Z  web1  logon of svc");
    terminal.keys("<esc>");
    terminal.wait_gone("datetime = time");
    assert_eq!(imports(&laptop), serde_json::json!([]), "it was only looked at");
    terminal.keys("<enter>");
    terminal.wait("Enter take them in");
    terminal.keys("<enter>");
    terminal.wait("2 of 2 kept");
    terminal.wait_gone(FORM);
    terminal.keys("1");
    terminal.wait("rows of timeline.csv (timesketch-cs");
    // The same file again: said on the sheet, and its field is where Enter leads.
    form(&mut terminal, &laptop, "logs/timeline.csv");
    terminal.keys("<tab>UTC<enter>");
    terminal.wait("Its rows are in the case already");
    terminal.keys("<enter>");
    terminal.wait_gone("Its rows are in the case already");
    terminal.keys("the zone was wrong<enter>");
    terminal.wait("Enter take them in");
    terminal.keys("<enter>");
    terminal.wait_gone(FORM);
    terminal.wait("2 of 2 kept");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let imports = imports(&laptop);
    assert_eq!((&imports[0]["zone"], &imports[1]["again"]), (&"+02:00".into(), &"the zone was wrong".into()));
    assert_eq!(imports[1]["exhibit"], "E-001");
    verified(&laptop);
}

fn mapped() {
    let laptop = Laptop::new();
    let text = "Stamp;Odd\u{202e}one;Door;Remark\n2026-11-24 09:04:00;mara;lab;the door opened\n2026-11-24 09:05:00;jon;lab;it shut\n";
    std::fs::write(laptop.path("door.csv"), text).unwrap();
    let mut terminal = declared(&laptop, 80, 24);
    form(&mut terminal, &laptop, "door.csv");
    terminal.keys("<tab>UTC<tab><tab><tab>");
    // What the file has stands there before anything is typed, drawn safely.
    terminal.wait("Columns of the file: Stamp, Odd<U+202E>one, Door,");
    terminal.keys("<down>");
    terminal.wait("> time=");
    terminal.keys("<enter>");
    terminal.wait("2026-11-24 09:04:00");
    terminal.wait("Odd<U+202E>one");
    terminal.keys("<down><enter>");
    terminal.wait("time=Stamp,");
    terminal.keys("<down>");
    terminal.wait("> what=");
    terminal.keys("<enter>");
    terminal.wait("the door opened");
    terminal.keys("<down><down><down><down><enter>");
    terminal.wait("time=Stamp, what=Remark,");
    // Typing stays possible, and completes from the same list.
    terminal.keys("acc<down><enter><down><down>");
    terminal.wait("> user=Odd<U+202E>one");
    terminal.keys("<enter>");
    terminal.wait("user=Odd<U+202E>one,");
    terminal.keys("<enter>");
    terminal.wait("Enter take them in");
    terminal.wait("Stamp = time");
    terminal.wait("Remark = what happened");
    terminal.wait("2026-11-24T09:04:00Z  mara  the door opened");
    // It covers the form from one side to the other: two frames beside each other would be read as one.
    let picture = terminal.text();
    let sides = picture.lines().filter(|line| line.matches('\u{2502}').count() > 2 || line.matches('|').count() > 2);
    assert_eq!(sides.count(), 0, "{picture}");
    terminal.keys("<enter>");
    terminal.wait("2 of 2 kept");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let imports = imports(&laptop);
    let columns = imports[0].to_string();
    for column in [r#""name":"Remark","role":"what""#, r#"one","role":"user""#, r#""name":"Stamp","role":"time""#] {
        assert!(columns.contains(column), "{column}\n{columns}");
    }
}

fn refused() {
    let laptop = Laptop::new();
    let text = format!(
        "{HEAD}first,2026-02-18T13:36:00Z,x,web1\nbad,2026-02-30T13:36:00Z,x,web1\nshort,2026-02-18T13:37:00Z\nlast,2026-02-18T13:38:00Z,x,web2\n"
    );
    std::fs::write(laptop.path("bad.csv"), text).unwrap();
    // On a narrow screen, and by a file that is none first.
    let mut terminal = declared(&laptop, 80, 24);
    form(&mut terminal, &laptop, "none.csv");
    terminal.keys("<enter>");
    terminal.wait("there is no such file");
    terminal.keys(&format!("<ctrl-u>{}<enter>", laptop.path("bad.csv").display()));
    terminal.wait("2 records become no rows; the first, line 3");
    terminal.wait("the calendar or");
    terminal.keys("<enter>");
    terminal.wait("2 of 4 kept, 2 refused");
    let imports = imports(&laptop);
    let record = imports[0]["label"].as_str().unwrap().to_owned();
    terminal.wait(&format!("rows refused {record} writes out"));
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, _) = laptop.run(&["--case", &case_of(&laptop), "rows", "refused", &record]);
    assert_eq!((code, out.lines().count()), (0, 3), "{out}");
    verified(&laptop);
}

fn cancelled() {
    let laptop = Laptop::new();
    let mut text = HEAD.to_owned();
    for n in 0..900_000 {
        writeln!(text, "message number {n},2026-02-18T13:36:00Z,x,web{}", n % 7919).unwrap();
    }
    std::fs::write(laptop.path("long.csv"), text).unwrap();
    let mut terminal = declared(&laptop, 120, 40);
    form(&mut terminal, &laptop, "long.csv");
    terminal.keys("<enter>");
    // Only its beginning was read.
    terminal.wait("The first 10 rows, as they would be");
    terminal.keys("<enter>");
    terminal.wait("%");
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("the console goes on meanwhile<enter>");
    terminal.wait("the console goes on meanwhile");
    terminal.keys("<ctrl-c>");
    terminal.wait("was cancelled; nothing was recorded");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    assert_eq!(imports(&laptop), serde_json::json!([]));
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "evidence"]);
    assert!(!out.contains("E-001"), "{out}");
    verified(&laptop);
}

fn withheld() {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("red.csv"), format!("{HEAD}Tmesis did it,2026-02-18T13:36:00Z,x,web1\n")).unwrap();
    laptop.set_levels("\"AMBER+STRICT\", \"RED\"");
    let mut terminal = declared(&laptop, 120, 40);
    form(&mut terminal, &laptop, "red.csv");
    // The mark is the last field but one.
    terminal.keys("<back-tab><back-tab>RED<enter>");
    terminal.wait("import is marked TLP:RED");
    assert!(!terminal.shows("Tmesis"));
    terminal.keys("<esc>");
    terminal.wait_gone("import is marked TLP:RED");
    terminal.keys("<ctrl-u>GREEN<enter>");
    terminal.wait("Tmesis did it");
    terminal.keys("<esc>");
    terminal.wait_gone("Tmesis did it");
    terminal.keys("<ctrl-x>");
    terminal.wait_gone(FORM);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}
