//! The questions of law by keys: yes, no, not yet, and a DPO who decides, which counts for nothing.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("assess::a_law_is_answered_yes_no_and_not_yet_and_the_screen_says_by_whom", answers),
    ("assess::a_dpo_who_decides_gets_no_credit", dpo),
    ("assess::a_single_deadline_is_answered_from_the_walk", condition),
    ("assess::not_yet_rings_when_its_time_is_up", not_yet),
];

fn questions(laptop: &Laptop) -> String {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "assess"]);
    assert_eq!(code, 0, "{err}");
    out
}

/// A case in which it is on record who may decide.
fn walk(laptop: &Laptop) -> Terminal {
    let terminal = declared(laptop, 100, 40);
    let case = case_of(laptop);
    for words in [
        &["do", "scope", "countries=DE", "data=personal", "authority-holders=Ada Moran", "authority-ref=minute 12"][..],
        &["do", "person", "name=Ada Moran", "phone=+44 20 7946 0001"],
        &["do", "person", "name=Rosa Nagy", "phone=+44 20 7946 0002"],
        &["do", "assign", "role=dpo", "person=Rosa Nagy"],
    ] {
        let (code, _, err) = laptop.run(&[&["--case", &case], words].concat());
        assert_eq!(code, 0, "{err}");
    }
    terminal
}

fn answers() {
    let laptop = Laptop::new();
    let mut terminal = walk(&laptop);
    // The walk opens at the law of the selected clock, the most pressing one.
    terminal.keys("5a");
    terminal.wait("Are we an essential or important entity");
    terminal.keys("<back-tab><back-tab>");
    terminal.wait("Questions of law, 1 of");
    terminal.wait("Were personal data destroyed");
    terminal.wait("suggested: we are, or the people are, in DE");
    terminal.wait("open: nobody has decided");
    terminal.keys("y");
    terminal.wait("Does this regime apply");
    terminal.keys("a risk is not unlikely<tab>Ada Moran<tab>1<tab>Lena Brandt<tab>it applies<tab>followed<tab><tab>");
    terminal.keys("Rosa Nagy<tab>it applies<tab>followed<ctrl-s>");
    terminal.wait_gone("Does this regime apply");
    terminal.wait("applies: decided by Ada Moran");
    terminal.wait("DPO Rosa Nagy: it applies (followed)");
    // The next law, the other way; what is lacking is said and recorded all the same.
    terminal.keys("<tab>");
    terminal.wait("Are we a processor");
    terminal.keys("n");
    terminal.wait("Does this regime apply");
    terminal.keys("we process for nobody<tab>Ada Moran<ctrl-s>");
    terminal.wait_gone("Does this regime apply");
    terminal.wait("does not apply: decided by Ada Moran");
    terminal.wait("C8-53");
    let said = questions(&laptop);
    assert!(said.contains("applies: decided by Ada Moran") && said.contains("does not apply: decided by"), "{said}");
    assert!(said.contains("we process for nobody"), "{said}");
    terminal.keys("<esc>");
    terminal.wait_gone("Questions of law");
}

fn dpo() {
    let laptop = Laptop::new();
    let mut terminal = walk(&laptop);
    terminal.keys("5an");
    terminal.wait("Does this regime apply");
    terminal.keys("no risk<tab>Rosa Nagy<tab>1");
    terminal.wait("The DPO advises and does not decide");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Does this regime apply");
    terminal.wait("open: nobody has decided");
    terminal.wait("overtaken, or does not count");
    let said = questions(&laptop);
    assert!(said.contains("(C8-02)") && !said.contains("does not apply: decided by"), "{said}");
}

fn condition() {
    let laptop = Laptop::new();
    let mut terminal = walk(&laptop);
    terminal.keys("5a<back-tab><back-tab>");
    terminal.wait("Questions of law, 1 of");
    terminal.keys("o");
    terminal.wait("Does this deadline apply");
    terminal.keys("<back-tab><ctrl-u>eu-gdpr/people<tab>not-met<tab>no high risk<tab>Ada Moran<tab>1<ctrl-s>");
    terminal.wait_gone("Does this deadline apply");
    terminal.wait("does not apply, decided by Ada Moran");
    terminal.keys("<esc>");
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "deadlines"]);
    let line = out.lines().find(|line| line.starts_with("eu-gdpr/people")).unwrap().to_owned();
    assert!(line.contains("not this one"), "{line}");
}

fn not_yet() {
    let laptop = Laptop::new();
    let mut terminal = walk(&laptop);
    terminal.keys("5at");
    terminal.wait("Does this regime apply");
    terminal.keys("logs are missing<tab>Ada Moran<ctrl-s>");
    terminal.wait_gone("Does this regime apply");
    terminal.wait("C8-52");
    terminal.keys("<esc>");
    let case = case_of(&laptop);
    let again = ["do", "regime", "regime=eu-gdpr", "answer=not-yet", "reason=logs are missing", "decider=Ada Moran"];
    let until = ["awaits=log of the proxy", "awaits-until=+30m"];
    let (code, _, err) = laptop.run(&[&["--case", &case][..], &again, &until].concat());
    assert_eq!(code, 0, "{err}");
    laptop.pass(31 * 60_000);
    terminal.keys("!");
    terminal.wait("ask again, the time is up");
}
