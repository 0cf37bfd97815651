//! The console line by line: started, read, written to and left by lines alone, with nothing in the output that moves a cursor.

use crate::flows::case_of;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("plain::an_incident_is_declared_worked_on_and_left_by_lines", worked),
    ("plain::what_is_above_the_level_is_not_said", level),
    ("plain::others_records_and_clocks_are_announced", announced),
];

fn plain(laptop: &Laptop, term: &str) -> Terminal {
    let mut command = laptop.command(&["--plain", "--operator", "Ada Moran"]);
    command.env("TERM", term);
    Terminal::start(command, 200, 100)
}

/// Nothing that a screen reader could not read in order.
fn linear(terminal: &Terminal) {
    let raw = String::from_utf8_lossy(&terminal.raw);
    assert!(!raw.contains('\u{1b}'), "an escape sequence: {raw:?}");
    let boxes = raw.chars().find(|c| ('\u{2500}'..='\u{259f}').contains(c));
    assert_eq!(boxes, None, "{raw}");
    assert!(!raw.contains("+--") && !raw.contains("| "), "a border: {raw}");
}

fn line(terminal: &mut Terminal, words: &str) {
    terminal.send(format!("{words}\n").as_bytes());
}

fn declared(laptop: &Laptop, term: &str) -> Terminal {
    let mut terminal = plain(laptop, term);
    terminal.wait("No case is open");
    line(&mut terminal, "declare");
    terminal.wait("Declare an incident");
    line(&mut terminal, "labels in the training set were altered");
    terminal.wait("2 of ");
    line(&mut terminal, "/record");
    terminal.wait("What does a reference clock show");
    line(&mut terminal, "/leave");
    terminal.wait("self-test");
    terminal
}

fn worked() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "dumb");
    line(&mut terminal, "needs");
    terminal.wait("What needs me now");
    terminal.wait("1. ");
    line(&mut terminal, "back");
    line(&mut terminal, "log");
    terminal.wait("Write a line");
    line(&mut terminal, "the loader was changed at noon");
    terminal.wait("2 of ");
    line(&mut terminal, "/done");
    terminal.wait("the loader was changed at noon");
    terminal.wait("/record");
    line(&mut terminal, "/record");
    terminal.wait_until("the second record", |terminal| terminal.text().matches("recorded ").count() >= 2);
    line(&mut terminal, "timeline");
    terminal.wait_until("the row with its number", |terminal| {
        terminal.text().lines().any(|line| {
            line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("the loader was changed at noon")
        })
    });
    // The detail of a row, by its number.
    let row = terminal
        .text()
        .lines()
        .rev()
        .find(|line| line.contains(", the loader was changed"))
        .unwrap_or_default()
        .to_owned();
    let number = row.split('.').next().unwrap_or_default().to_owned();
    line(&mut terminal, &number);
    terminal.wait("Ada Moran");
    // A command by words, the help, a pane by its key.
    line(&mut terminal, "clocks");
    terminal.wait("Deadlines");
    line(&mut terminal, "audit");
    terminal.wait("Audit");
    line(&mut terminal, "back");
    line(&mut terminal, "/loader");
    terminal.wait("found");
    line(&mut terminal, "back");
    line(&mut terminal, "no-such-thing-at-all");
    terminal.wait("help lists");
    line(&mut terminal, "quit");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
    let (code, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline"]);
    assert!(code == 0 && out.contains("the loader was changed at noon"), "{out}");
}

fn level() {
    let laptop = Laptop::new();
    std::fs::remove_file(laptop.path("config/console.toml")).unwrap();
    let mut terminal = declared(&laptop, "xterm");
    let case = case_of(&laptop);
    let (code, _, err) =
        laptop.run(&["--case", &case, "--operator", "Ada Moran", "log", "Tmesis named the insider", "--mark", "RED"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("withheld, TLP:RED");
    line(&mut terminal, "timeline");
    terminal.wait("1. ");
    line(&mut terminal, "/tmesis");
    terminal.wait("0 found");
    line(&mut terminal, "back");
    assert!(!terminal.text().contains("Tmesis named"), "{}", terminal.text());
    line(&mut terminal, "level");
    terminal.wait("Who may see the screen");
    line(&mut terminal, "2");
    terminal.wait("Show records up to TLP:RED?");
    // An empty line is the safe answer.
    line(&mut terminal, "");
    line(&mut terminal, "timeline");
    assert!(!terminal.text().contains("Tmesis named"), "{}", terminal.text());
    line(&mut terminal, "level");
    line(&mut terminal, "2");
    terminal.wait("Show records up to TLP:RED?");
    line(&mut terminal, "y");
    terminal.wait("TLP:RED");
    line(&mut terminal, "timeline");
    terminal.wait("Tmesis named the insider");
    line(&mut terminal, "q");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn announced() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "xterm");
    let case = case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "--operator", "Bo Lind", "log", "seen from the other desk"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait_until("the record of another process", |terminal| {
        terminal.text().lines().any(|line| line.starts_with("New: ") && line.contains("seen from the other desk"))
    });
    // The end of the input ends it, as closing a window does; what was typed waits as a draft.
    line(&mut terminal, "log");
    terminal.wait("Write a line");
    line(&mut terminal, "half a sentence");
    terminal.wait("2 of ");
    terminal.send(b"\x04");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
    let mut terminal = plain(&laptop, "xterm");
    terminal.wait("drafts kept");
    line(&mut terminal, "q");
    terminal.wait_end();
}
