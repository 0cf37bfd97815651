//! The organisation at a glance, an added step and an approval taken over, by keys.

use crate::flows::{case_of, declared};
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[
    ("organisation::the_list_says_what_is_missing_and_is_read_anew", list),
    ("organisation::a_step_is_added_and_an_approval_taken_over", added),
    ("organisation::a_broken_procedure_of_ones_own_is_told", broken),
];

/// Somebody of the address book approves a procedure.
fn approve(laptop: &Laptop, id: &str) {
    std::fs::create_dir_all(laptop.path("config")).unwrap();
    let book = "schema = \"warroom.people/1\"\n[[person]]\nname = \"Dana Okafor\"\ninitials = \"DO\"\n";
    std::fs::write(laptop.path("config/people.toml"), book).unwrap();
    let slip = ["--presence", "wet-ink", "--presence-ref", "slip 4"];
    let (code, _, err) = laptop.run(&[&["procedure", "approve", id, "--by", "DO"], &slip[..]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
}

fn list() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 110, 34);
    terminal.keys(":organisation<enter>");
    terminal.wait("The organisation");
    terminal.wait("! ransomware 1.0.0 is a draft that nobody has approved");
    terminal.wait("gaps");
    assert!(!laptop.path("data/organisation.warroom-organisation").exists(), "looking makes nothing");
    approve(&laptop, "ransomware");
    terminal.keys("<esc>");
    terminal.wait_gone("The organisation");
    terminal.keys(":organisation<enter>");
    terminal.wait("ransomware 1.0.0 approved ");
    terminal.wait("by Dana Okafor");
    terminal.keys("<end>");
    terminal.wait("no exercise is in the calendar");
    terminal.keys("<esc>");
    terminal.wait_gone("The organisation");
    // What belongs there is not recorded in a case: the form says so before anything is typed in vain.
    terminal.keys(":retire<enter>");
    terminal.wait("Retire a procedure");
    terminal.keys("ransomware<tab>old<enter>");
    terminal.wait("I-20");
}

fn added() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 110, 34);
    terminal.keys("3n");
    terminal.wait("Add a step");
    terminal.keys("Ask the landlord for the door log<tab>3<tab>scribe<tab>log_export<tab><ctrl-s>");
    terminal.wait_gone("Add a step");
    terminal.wait("Ask the landlord");
    laptop.pass(60_000);
    approve(&laptop, "generic-incident");
    terminal.keys(":approval<enter>");
    terminal.wait("Take an approval over");
    terminal.keys("generic-incident<ctrl-s>");
    terminal.wait("approved after the fact");
    let (code, out, err) = laptop.run(&["--case", &case_of(&laptop), "show", "checklist", "--json"]);
    assert_eq!(code, 0, "{err}");
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(shown["procedures"][0]["standing"], "approved-after");
    assert!(shown["steps"].as_array().unwrap().iter().any(|step| step["id"] == "X-01" && step["procedure"] == "added"));
}

fn broken() {
    let laptop = Laptop::new();
    std::fs::create_dir_all(laptop.path("config/procedures")).unwrap();
    std::fs::write(laptop.path("config/procedures/ours.toml"), "schema = \u{1b}[2J").unwrap();
    let mut terminal = declared(&laptop, 110, 34);
    terminal.keys("M");
    terminal.wait("Messages");
    terminal.wait("ours.toml, line 1, column");
}
