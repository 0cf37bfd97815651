//! Long texts: a field of a form on the whole screen.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("writing::a_field_is_written_on_the_whole_screen_and_goes_back_to_its_form", whole_screen),
    ("writing::what_is_written_on_the_whole_screen_survives_a_kill", killed),
];

/// Opens the note of a roll call on the whole screen.
fn note(terminal: &mut Terminal) {
    terminal.keys("2b");
    terminal.wait("Roll call");
    terminal.keys("Ada Moran<tab><tab><tab>");
    terminal.wait("F2 enlarge");
    terminal.keys("first words<f2>");
    terminal.wait("Ctrl-F find");
}

fn whole_screen() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    note(&mut terminal);
    terminal.keys(" of the agreement<enter>Nobody restarts gpu-train-01.<enter>Nobody talks to the press.");
    terminal.wait("Nobody talks to the press.");
    terminal.keys("<ctrl-f>nobody");
    terminal.wait("Find");
    terminal.keys("<enter><esc>");
    terminal.wait_gone("Find nobody");
    // The search stands on the second sentence, the first from the top was passed.
    terminal.keys("<ctrl-k>");
    terminal.wait_until("one of the sentences is cut", |terminal| {
        terminal.shows("gpu-train-01") != terminal.shows("the press")
    });
    terminal.keys("<ctrl-_>");
    terminal.wait_until("taken back", |terminal| terminal.shows("gpu-train-01") && terminal.shows("the press"));
    terminal.keys("<esc>");
    terminal.wait("Tab next");
    terminal.wait("first words of the agreement");
    terminal.keys("<f2>");
    terminal.wait("Ctrl-F find");
    terminal.keys(" Next call 18:00.<ctrl-s>");
    terminal.wait_gone("Roll call");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    // The note of a roll call stands in its record, and nowhere else.
    let case = case_of(&laptop);
    let bytes = std::fs::read(&case).unwrap();
    let recorded = String::from_utf8_lossy(&bytes);
    let note =
        r"first words of the agreement\nNobody restarts gpu-train-01.\nNobody talks to the press. Next call 18:00.";
    assert!(recorded.contains(note));
}

fn killed() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    note(&mut terminal);
    terminal.keys(" and what was said later");
    terminal.wait("and what was said later");
    terminal.kill();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("drafts kept");
    terminal.keys("2b");
    terminal.wait("first words and what was said later");
}
