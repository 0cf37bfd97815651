//! The case as it was known at an instant, by keys.

use crate::flows::{case_of, declared};
use crate::notices::begun;
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[
    ("known::every_pane_shows_what_was_known_and_escape_returns", view),
    ("known::a_step_that_alters_a_system_says_whom_to_tell_first", altering),
    ("known::people_are_counted_by_keys", counting),
    ("known::what_records_leads_back_to_the_present_first", recording),
    ("known::no_key_records_about_a_row_of_the_past", rows_of_then),
    ("known::what_is_written_meanwhile_is_written_in_the_present", meanwhile),
];

fn view() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    terminal.keys("afirst access with key AK..7Q<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("AK..7Q");
    laptop.pass(600_000);
    terminal.keys("athe key was a canary<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("a canary");
    terminal.keys("@");
    terminal.wait("as it was known at");
    terminal.keys("teatime<enter>");
    terminal.wait("neither a time");
    terminal.keys("<ctrl-u>-5m<enter>");
    terminal.wait("AS KNOWN AT Sat 2026-11-21 16:5");
    terminal.wait("Esc returns");
    terminal.wait_gone("a canary");
    terminal.wait("AK..7Q");
    // Another console goes on; nothing of it shows here.
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "log", "from the other room"]);
    assert_eq!(code, 0, "{err}");
    // Sheets and the search are of that time too.
    terminal.keys("/canary");
    terminal.wait("0 found");
    terminal.keys("<esc>/ak..7q");
    terminal.wait("1 found");
    terminal.keys("<esc>A");
    terminal.wait("Audit");
    assert!(terminal.text().contains("AS KNOWN AT"), "{}", terminal.text());
    terminal.keys("<esc>:known-page<enter>");
    terminal.wait("Written: ");
    assert!(!terminal.text().contains("from the other room"));
    // Two Esc in one reading would be one key.
    terminal.keys("z");
    terminal.wait_gone("! nobody yet");
    terminal.keys("<esc>");
    terminal.wait("! nobody yet");
    assert!(terminal.text().contains("AS KNOWN AT"), "{}", terminal.text());
    terminal.keys("<esc>");
    terminal.wait_gone("AS KNOWN AT");
    terminal.wait("a canary");
    terminal.wait("from the other room");
}

fn recording() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("@<tab>#3<enter>");
    terminal.wait("AS KNOWN AT");
    terminal.keys("l");
    terminal.wait("Write a line");
    terminal.wait_gone("AS KNOWN AT");
    terminal.keys("what is recorded is recorded now<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("what is recorded is recorded now");
}

/// Every way from a row to a form: keys of the panes, the palette, what needs a person, the walk through the law, a sheet, the composer.
fn rows_of_then() {
    let laptop = Laptop::new();
    let mut terminal = begun(&laptop, 100, 34);
    terminal.keys("<esc>1a");
    terminal.wait("Write a line");
    terminal.keys("written after that instant<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("written after that instant");
    let records = record_count(&laptop);
    terminal.keys("@<tab>#17<enter>");
    terminal.wait("AS KNOWN AT");
    terminal.wait_gone("written after that instant");
    let refused = "Not begun: this row is shown as it was known then";
    for (keys, at) in [
        ("1", ["x", "s", "e"].as_slice()),
        ("5g", &["s", "n", "m", "o", "r", "v"]),
        ("5g", &[":sent<enter>", ":memo<enter>"]),
        ("3g", &["t", "p", "s", "v"]),
        ("2g", &["c", "a"]),
    ] {
        terminal.keys(keys);
        for key in at {
            terminal.keys(key);
            terminal.wait(refused);
            assert!(terminal.text().contains("AS KNOWN AT"), "{key}: {}", terminal.text());
            // It is said anew for the next key.
            laptop.pass(7_000);
            terminal.wait_gone(refused);
        }
    }
    // The walk through the law.
    terminal.keys("5ga");
    terminal.wait("Questions of law");
    for key in ["y", "n", "t"] {
        terminal.keys(key);
        terminal.wait(refused);
        laptop.pass(7_000);
        terminal.wait_gone(refused);
    }
    terminal.keys("<esc>");
    terminal.wait_gone("Questions of law");
    // What needed a person then.
    terminal.keys("!");
    terminal.wait("What needs me now");
    terminal.keys("a");
    terminal.wait(refused);
    laptop.pass(7_000);
    terminal.wait_gone(refused);
    // The composer, in which nothing can be typed either.
    terminal.keys("5gd");
    terminal.wait("Enter write");
    assert!(terminal.text().contains("AS KNOWN AT"), "{}", terminal.text());
    for key in ["v", "n", "s"] {
        terminal.keys(key);
        terminal.wait("Not begun: this row");
        assert!(terminal.text().contains("Enter write"), "{}", terminal.text());
        laptop.pass(7_000);
        terminal.wait_gone("Not begun: this row");
    }
    for key in ["<enter>", "<ctrl-s>", "c", "<tab>"] {
        terminal.keys(key);
        terminal.wait("What was known then is shown and not changed");
        laptop.pass(7_000);
        terminal.wait_gone("What was known then");
    }
    terminal.keys("<esc>");
    terminal.wait_gone("Enter write");
    assert_eq!(record_count(&laptop), records, "nothing was recorded");
    terminal.keys("<esc>");
    terminal.wait_gone("AS KNOWN AT");
    // The same key in the present is about the row of the present.
    terminal.keys("1g");
    terminal.wait("written after that instant");
    terminal.keys("x");
    terminal.wait("Strike a record");
}

/// While the journal is read somebody begins to write: that goes on, in the present, and what was asked for is shown afterwards.
fn meanwhile() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 34);
    terminal.keys("@<tab>#3<enter>l");
    terminal.wait("Write a line");
    terminal.keys("typed while it was read");
    terminal.wait("typed while it was read");
    assert!(!terminal.text().contains("AS KNOWN AT"), "{}", terminal.text());
    terminal.keys("<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("AS KNOWN AT");
    terminal.wait_gone("typed while it was read");
    terminal.keys("<esc>");
    terminal.wait_gone("AS KNOWN AT");
    terminal.wait("typed while it was read");
}

fn record_count(laptop: &Laptop) -> usize {
    let (_, out, _) = laptop.run(&["--case", &case_of(laptop), "show", "timeline", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    shown["lines"].as_array().unwrap().len()
}

fn altering() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys(":procedure");
    terminal.wait("procedure");
    terminal.keys("<esc>");
    let case = case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "do", "procedure", "procedure=ai-training-data-poisoning"]);
    assert_eq!(code, 0, "{err}");
    terminal.keys("/dp-10");
    terminal.wait("1 found");
    terminal.keys("<enter>z");
    terminal.wait("AI Act art. 73(6)");
    terminal.wait("that never waits");
    // The form says it before anything is recorded, and records all the same.
    terminal.keys("t");
    terminal.wait("C8-84");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Take a step");
    let (_, out, _) = laptop.run(&["--case", &case, "show", "needs", "--json"]);
    assert!(out.contains("alters an AI system"), "{out}");
}

fn counting() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 34);
    terminal.keys(":count");
    terminal.wait("stratified");
    terminal.keys("<enter>");
    terminal.wait("Count the people");
    terminal.keys("people in set-9<tab>web: size=1000 sample=100 hits=9 hits-checked=9 rest-checked=50 false-hits=ten");
    terminal.wait("I-28");
    terminal.keys("<backspace><backspace><backspace>1<ctrl-s>");
    terminal.wait_gone("Count the people");
    terminal.wait("people counted");
    let (code, out, err) = laptop.run(&["--case", &case_of(&laptop), "population"]);
    assert!(code == 0 && out.contains("agrees"), "{out}{err}");
}
