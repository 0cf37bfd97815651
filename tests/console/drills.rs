//! Injects of a drill at the real loop: they take no key from what is typed, and only a key that means them delivers them.

use serde_json::Value;

use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("drills::an_inject_waits_while_something_is_typed_and_only_its_key_delivers_it", waits),
    ("drills::an_inject_put_off_is_still_owed_and_the_other_key_delivers_it", put_off),
];

const LIST: &str = "schema = \"warroom.injects/1\"\n\
    [[injects]]\nat_minute = 12\ntext = \"Somebody pulled the plug\"\nexpects = \"RW-01: loss recorded\"\n";

/// A drill whose clock runs twelve times as fast: its one inject is due after a minute.
pub fn begun(laptop: &Laptop) -> String {
    let list = laptop.path("own.toml");
    std::fs::write(&list, LIST).unwrap();
    let list = list.to_str().unwrap();
    let plan = ["drill", "plan", "--title", "Plug", "--procedure", "ransomware", "--objective", "seen"];
    let plan = [&plan[..], &["--facilitator", "Eve Lind", "--participant", "Ada Moran", "--factor", "12"]].concat();
    let plan = [&["--operator", "Ada Moran"], &plan[..], &["--injects", list]].concat();
    let (code, out, err) = laptop.run(&plan);
    assert_eq!(code, 0, "{err}");
    let case = out.lines().next().unwrap().to_owned();
    let (code, _, err) = laptop.run(&["--operator", "Ada Moran", "--case", &case, "drill", "start"]);
    assert_eq!(code, 0, "{err}");
    case
}

fn opened(laptop: &Laptop, case: &str) -> Terminal {
    let mut terminal = Terminal::console(laptop, &["--operator", "Ada Moran", "--case", case], 100, 30);
    terminal.wait("What does a reference clock show");
    terminal.keys("16:46<enter>");
    terminal.wait_gone("What does a reference clock show");
    terminal.wait("self-test");
    terminal
}

fn delivered(laptop: &Laptop, case: &str) -> Value {
    let (_, out, err) = laptop.run(&["--operator", "Ada Moran", "--case", case, "drill", "record", "--json"]);
    let record: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    record["injects"][0]["delivered"].clone()
}

fn waits() {
    let laptop = Laptop::new();
    let case = begun(&laptop);
    let mut terminal = opened(&laptop, &case);
    terminal.keys("athe fan stoppe");
    terminal.wait("the fan stoppe");
    laptop.pass(61_000);
    terminal.wait("comes up when nothing is typed");
    terminal.keys("d at once<enter>");
    terminal.wait("the fan stopped at once");
    // The key just now was meant for the line: the screen waits until no key came for a while.
    assert!(!terminal.shows("F9 or d"), "{}", terminal.text());
    laptop.pass(3_000);
    terminal.wait("F9 or d");
    laptop.pass(2_000);
    terminal.keys("<enter>");
    terminal.redrawn();
    assert!(terminal.shows("F9 or d"), "Enter delivers nothing: {}", terminal.text());
    assert_eq!(delivered(&laptop, &case), Value::Null);
    terminal.keys("d");
    terminal.wait_gone("F9 or d");
    assert!(delivered(&laptop, &case).is_object());
}

fn put_off() {
    let laptop = Laptop::new();
    let case = begun(&laptop);
    let mut terminal = opened(&laptop, &case);
    laptop.pass(61_000);
    terminal.wait("F9 or d");
    laptop.pass(2_000);
    terminal.keys("<esc>");
    terminal.wait_gone("F9 or d");
    assert_eq!(delivered(&laptop, &case), Value::Null);
    // It is still owed: the list of what awaits somebody has it, and delivers it without a number.
    terminal.keys("!");
    terminal.wait("nject 1");
    let (code, _, err) = laptop.run(&["--operator", "Ada Moran", "--case", &case, "drill", "deliver"]);
    assert_eq!(code, 0, "{err}");
    assert!(delivered(&laptop, &case).is_object());
}
