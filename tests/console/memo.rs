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
    // It is recorded, says what it lacks and by which key that is mended, and the clock goes on.
    terminal.wait("The memo lacks");
    terminal.wait("m: file it again");
    let found = clock(&laptop);
    assert_eq!((&found["state"], &found["lacks"]["paper"]), (&"running".into(), &"memo".into()), "{found}");
    terminal.keys(":");
    terminal.wait("┌ Commands");
    terminal.keys("memo-form<enter>");
    terminal.wait("Written: ");
    let forms = laptop.path("data/cases").read_dir().unwrap().map(|entry| entry.unwrap().path());
    let folder = forms.into_iter().find(|path| path.to_str().unwrap().ends_with("-forms")).unwrap();
    let printed = folder.read_dir().unwrap().next().unwrap().unwrap().file_name().into_string().unwrap();
    assert!(printed.starts_with("ME-"), "{printed}");
    // Who signs on paper is on the roster.
    let on_roster = ["--case", &case_of(&laptop), "do", "person", "name=Ada Moran", "phone=+44 20 7946 0001"];
    assert_eq!(laptop.run(&on_roster).0, 0);
    let (code, _, err) = laptop.run(&[
        "--case",
        &case_of(&laptop),
        "do",
        "memo",
        "deadline=eu-gdpr",
        "conclusion=None were in it",
        "decider=Ada Moran",
        "facts-known=The set was made up",
        "cites=2",
        "factors=no people in it, decisive",
        "advice=the DPO agrees",
        "reopen=a name turns up",
        "review=+2h",
        "presence=wet-ink",
        "presence-ref=ME-3, safe 2",
    ]);
    assert_eq!(code, 0, "{err}");
    terminal.wait_gone("The memo lacks");
    assert_eq!(clock(&laptop)["state"], "memo-filed");
    terminal.keys("!");
    terminal.wait("What needs me now");
    terminal.wait_gone("its date has come");
    laptop.pass((2 * 3600 + 60) * 1000);
    terminal.wait("its date has come");
}
