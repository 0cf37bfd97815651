//! Two laptops and a case folder by keys: what the other laptop wrote is taken in and its station admitted; a machine that never had the case reads it.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("merging::another_laptop_is_merged_and_admitted", merge),
    ("merging::a_case_folder_is_read_on_a_machine_that_never_had_it", import),
    ("merging::a_copy_that_withholds_says_so_and_asks_nothing", copy),
];

fn merge() {
    let (laptop, second) = (Laptop::new(), Laptop::new());
    let mut terminal = declared(&laptop, 120, 40);
    // A case file is carried away while nobody works on it: what was recorded last may lie beside it until then.
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let carried = second.path("carried.warroom").display().to_string();
    std::fs::copy(case_of(&laptop), &carried).unwrap();
    let (code, _, err) = second.run(&["--case", &carried, "--operator", "Tom", "log", "seen on the second laptop"]);
    assert_eq!(code, 0, "{err}");
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 120, 40);
    // The self-test of this opening writes its line when it is done: after the first merge it would be news to the other laptop.
    terminal
        .wait_until("the line of the second self-test", |terminal| terminal.text().matches("self-test").count() == 2);
    // Nothing to read there: refused at the form, which stays.
    terminal.keys("U");
    terminal.wait("Take in what another laptop wrote");
    terminal.keys("/nowhere/at.all<enter>");
    terminal.wait("/nowhere/at.all");
    terminal.wait("Take in what another laptop wrote");
    terminal.keys(&format!("<ctrl-u>{carried}<enter>"));
    terminal.wait("is not admitted");
    terminal.wait("Have the fingerprint read out");
    // The form that admits it lies beneath, with station and fingerprint. Enter alone admits nobody: how it was compared is said by hand.
    terminal.keys("<enter>");
    terminal.wait("SHA256:");
    terminal.keys("<enter>");
    terminal.wait("Say first how");
    terminal.keys("<enter>");
    terminal.wait("Say first how");
    // It stands at the field that it is about, and not below the last one.
    above(&mut terminal, &["Compared how", "Say first how", "Label"]);
    // Another fingerprint than that of the chain is refused where it was typed.
    terminal.send(b"\x1b[Z");
    terminal.keys(&format!("<ctrl-u>SHA256:{}", "A".repeat(43)));
    terminal.wait("I-49");
    above(&mut terminal, &["Key fingerprint", "not the key of station", "Compared how"]);
    terminal.keys(&format!("<ctrl-u>{}", fingerprint(&second, &carried)));
    terminal.wait_gone("I-49");
    terminal.keys("<tab>phone<enter>");
    terminal.wait("seen on the second laptop");
    // Once more: nothing is new, nobody waits.
    terminal.keys(&format!("U<ctrl-u>{carried}<enter>"));
    terminal.wait("Nothing new");
    terminal.keys("<enter>");
    terminal.wait_gone("Nothing new");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// Waits until words stand in rows of the screen, one below the other in this order.
#[track_caller]
fn above(terminal: &mut Terminal, words: &[&str]) {
    terminal.wait_until(&format!("{words:?} one below the other"), |terminal| {
        let shown = terminal.text();
        let row = |words: &&str| shown.lines().position(|row| row.contains(words));
        let rows: Vec<Option<usize>> = words.iter().map(row).collect();
        rows.iter().all(Option::is_some) && rows.is_sorted() && rows.first() != rows.last()
    });
}

/// The fingerprint of the station of a case file that nobody admitted.
fn fingerprint(laptop: &Laptop, case: &str) -> String {
    let (_, out, _) = laptop.run(&["verify", case, "--json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let stations = report["stations"].as_array().unwrap();
    let waiting = stations.iter().find(|station| station["admitted"] == false).unwrap();
    waiting["fingerprint"].as_str().unwrap().to_owned()
}

fn import() {
    let (laptop, reader) = (Laptop::new(), Laptop::new());
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let stick = laptop.path("stick");
    std::fs::create_dir(&stick).unwrap();
    let stick = stick.display().to_string();
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "export", &stick, "--force", "--reason", "r"]);
    assert_eq!(code, 0, "{err}");
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let mut terminal = Terminal::console(&reader, &["--operator", "Rita Lund"], 80, 24);
    terminal.wait("read a case that came as a case folder");
    terminal.keys("i");
    terminal.wait("Read a case from a case folder");
    terminal.keys(&format!("{}<enter>", folder.display()));
    terminal.wait("is a case of this laptop now");
    terminal.wait("not admitted to the case");
    terminal.keys("<enter>");
    terminal.wait_gone("not admitted to the case");
    terminal.wait("incident declared");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, err) = reader.run(&["verify", &case_of(&reader), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// A folder for few readers, read by keys: what is missing is not said to be "not declared", no reference clock is asked for, and what a first record comes to is
/// said before it is made.
fn copy() {
    let (laptop, reader) = (Laptop::new(), Laptop::new());
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let stick = laptop.path("stick");
    std::fs::create_dir(&stick).unwrap();
    let stick = stick.display().to_string();
    let more = ["--force", "--reason", "r", "--audience", "CLEAR"];
    let (code, _, err) = laptop.run(&[&["--case", &case_of(&laptop), "export", &stick][..], &more].concat());
    assert_eq!(code, 0, "{err}");
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let mut terminal = Terminal::console(&reader, &["--operator", "Rita Lund"], 100, 30);
    terminal.wait("read a case that came as a case folder");
    terminal.keys("i");
    terminal.wait("Read a case from a case folder");
    terminal.wait("Case folder");
    terminal.wait("path of the case folder");
    terminal.keys(&format!("{}<enter>", folder.display()));
    terminal.wait("is a case of this laptop now");
    terminal.keys("<enter>");
    terminal.wait_gone("is a case of this laptop now");
    terminal.wait("copy without its declaration");
    terminal.wait("This copy withholds records");
    assert!(!terminal.shows("not declared") && !terminal.shows("Reference"), "{}", terminal.text());
    assert!(terminal.shows("withheld from this copy"), "{}", terminal.text());
    // Neither the self-test, which comes to its end meanwhile, nor anything else is recorded by who only reads.
    let lines = || {
        let (code, out, err) = reader.run(&["verify", &case_of(&reader), "--json"]);
        assert_eq!(code, 0, "reading it opened a chain that nobody admitted: {out}{err}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["lines"].clone()
    };
    let before = lines();
    for _ in 0..4 {
        terminal.keys("!");
        terminal.wait("What needs me now");
        terminal.keys("<esc>");
        terminal.wait_gone("What needs me now");
        assert_eq!(lines(), before);
    }
    // Before the first record it is said what comes of it, and after it the need stands there.
    terminal.keys("a");
    terminal.wait("this laptop only reads the case so far");
    terminal.keys("seen by Rita<ctrl-s>");
    terminal.wait_gone("Write a line");
    terminal.keys("!");
    terminal.wait("this laptop is not admitted");
    terminal.keys("<esc>q");
    assert_eq!(terminal.wait_end(), 0);
}
