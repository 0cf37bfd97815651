//! The memo why a notice is not sent, by keys alone: filed on the deadline, printed, and rung for when its day has come.

use crate::flows::{case_of, declared};
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[("memo::a_memo_is_filed_printed_and_rung_for", memo)];

fn clock(laptop: &Laptop) -> serde_json::Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", "deadlines", "--json"]);
    assert_eq!(code, 0, "{err}");
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    let clocks = shown["clocks"].as_array().unwrap();
    clocks.iter().find(|clock| clock["deadline"] == "authority-72h").unwrap().clone()
}

fn memo() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "do", "clock", "deadline=eu-gdpr", "start=-1h"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("71:00");
    terminal.keys("5g");
    terminal.wait("Deadlines");
    terminal.keys("m");
    terminal.wait("Memo why not, or not yet");
    // The threshold is there in the words of the register.
    terminal.wait("Legal threshold");
    terminal.keys("No personal data were in the set<tab>Ada Moran<tab>not-yet<tab>only synthetic rows<ctrl-s>");
    terminal.wait_gone("Memo why not, or not yet");
    terminal.wait("memo filed");
    let found = clock(&laptop);
    assert_eq!(found["state"], "memo-filed", "{found}");
    terminal.keys(":");
    terminal.wait("┌ Commands");
    terminal.keys("memo-form<enter>");
    terminal.wait("Written: ");
    let forms = laptop.path("data/cases").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let folder = forms.into_iter().find(|path| path.to_str().unwrap().ends_with("-forms")).unwrap();
    let printed = folder.read_dir().unwrap().next().unwrap().unwrap().file_name().into_string().unwrap();
    assert!(printed.starts_with("ME-"), "{printed}");
    let (code, _, err) = laptop.run(&[
        "--case",
        &case_of(&laptop),
        "do",
        "memo",
        "deadline=eu-gdpr",
        "text=None were in it",
        "decider=Ada Moran",
        "review=+2h",
    ]);
    assert_eq!(code, 0, "{err}");
    terminal.keys("!");
    terminal.wait("What needs me now");
    terminal.wait_gone("its date has come");
    laptop.pass((2 * 3600 + 60) * 1000);
    terminal.wait("its date has come");
}
