//! Two laptops and a case folder by keys: what the other laptop wrote is taken in and its station admitted; a machine that never had the case reads it.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("merging::another_laptop_is_merged_and_admitted", merge),
    ("merging::a_case_folder_is_read_on_a_machine_that_never_had_it", import),
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
    terminal.wait("incident declared");
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
    terminal.keys("phone<enter>");
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
