//! What leaves the room from the console: a checkpoint through a camera, and long papers as files.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("papers::a_checkpoint_is_shown_as_a_code_at_any_size", code),
    ("papers::the_dossier_is_made_beside_the_case_and_named", dossier),
    ("papers::the_plan_goes_into_the_file_that_is_named", plan),
];

/// How many cells hold half blocks: a code has hundreds.
fn halves(terminal: &Terminal) -> usize {
    terminal.text().chars().filter(|sign| matches!(sign, '▀' | '▄')).count()
}

fn code() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("J");
    terminal.wait("Camera");
    terminal.keys("o");
    terminal.wait("The code holds the text of all");
    terminal.wait_until("the code", |terminal| halves(terminal) > 200);
    let heads = terminal.text();
    terminal.keys("<tab>");
    terminal.wait("The code holds the request");
    terminal.wait_until("another code", |terminal| halves(terminal) > 200 && terminal.text() != heads);
    // No room for a code: its text. With room again: the code.
    terminal.resize(60, 16);
    terminal.wait("needs a larger screen");
    terminal.resize(160, 48);
    terminal.wait_until("the code", |terminal| halves(terminal) > 200);
    terminal.keys("<esc>");
    terminal.wait_gone("Checkpoint to scan");
    terminal.wait("Camera");
    let (code, out, err) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.matches("checkpoint signed over").count(), 1, "looking again signs nothing: {out}");
}

fn dossier() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("P");
    terminal.wait("The dossier as a file");
    terminal.keys("everything<enter>");
    terminal.wait("full, summary or regulator");
    terminal.keys("<ctrl-u>summary<tab>GREEN<tab>markdown<enter>");
    terminal.wait_gone("The dossier as a file");
    terminal.wait("Written: DO-summary-");
    let case = case_of(&laptop);
    let forms = case.replace(".warroom", "-forms");
    let files: Vec<_> = std::fs::read_dir(&forms).unwrap().map(|entry| entry.unwrap().path()).collect();
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(files.len() == 1 && text.contains("Version for TLP:GREEN"), "{files:?} {text}");
    terminal.wait("dossier DO-summary-");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, err) = laptop.run(&["verify", &case, "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

fn plan() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    let file = laptop.path("plan.md");
    terminal.keys(":make-plan<enter>");
    terminal.wait("The incident response plan as a file");
    terminal.keys(&format!("<tab>{}<enter>", file.display()));
    terminal.wait_gone("The incident response plan as a file");
    terminal.wait("Written: plan.md");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("# "), "a paper");
    // One that is there is left as it is.
    terminal.keys(":make-plan<enter>");
    terminal.wait("The incident response plan as a file");
    terminal.keys(&format!("<tab><ctrl-u>{}<enter>", file.display()));
    terminal.wait("it exists already");
}
