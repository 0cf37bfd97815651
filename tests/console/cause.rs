//! The cause, by keys alone: a form that asks for what the kind of cause needs, a quote that is looked for beside the drawing, and the sheet.

use crate::flows::{case_of, declared};
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[("cause::a_finding_is_quoted_from_an_exhibit_and_read_on_its_sheet", finding)];

fn finding() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 48);
    let log = laptop.path("auth.log");
    std::fs::write(&log, "one\ntwo Accepted password for svc\n").unwrap();
    let add = ["--case", &case_of(&laptop), "evidence", "add", log.to_str().unwrap(), "--description", "auth log"];
    let (code, _, err) = laptop.run(&add);
    assert_eq!(code, 0, "{err}");
    terminal.keys(":");
    terminal.wait("┌ Commands");
    terminal.keys("finding<enter>");
    terminal.wait("What let it happen");
    terminal.wait("Kind of cause");
    terminal.wait_gone("CVE id");
    terminal.keys("credential<tab>");
    terminal.wait("Account or key");
    terminal.wait_gone("CVE id");
    terminal.keys("The password of svc was guessed<tab>svc<tab>weak<tab>Accepted password<tab>line 1<tab>E-001");
    terminal.wait("C4-03");
    terminal.keys("<ctrl-s>");
    // The exhibit was read, and the words are not on that line: the keys are at the words, the place comes next.
    terminal.wait("I-10");
    terminal.keys("<tab>");
    for _ in 0..6 {
        terminal.keys("<backspace>");
    }
    terminal.keys("line 2<ctrl-s>");
    terminal.wait_gone("Kind of cause");
    let (code, out, err) = laptop.run(&["--case", &case_of(&laptop), "cause"]);
    assert!(code == 0 && out.contains("+ \"Accepted password\" in E-001, line 2: found"), "{out}{err}");
    terminal.keys(":");
    terminal.wait("┌ Commands");
    terminal.keys("cause<enter>");
    terminal.wait("Each finding with the words");
    terminal.wait("in E-001, line 2: found");
}
