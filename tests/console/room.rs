//! Who may see the screen: what is above the level is masked, more is shown only once somebody says so, and one key takes all of it away.

use crate::flows::declared;
use crate::terminal::{Laptop, START};

pub const TESTS: &[(&str, fn())] = &[
    ("room::what_is_above_the_level_is_masked_until_somebody_shows_it", level),
    ("room::one_key_leaves_codename_and_clock_and_idling_goes_back_down", blank),
];

const SECRET: &str = "Tmesis named the insider";

fn usual(columns: u16, rows: u16) -> (Laptop, crate::terminal::Terminal) {
    let laptop = Laptop::new();
    std::fs::remove_file(laptop.path("config/console.toml")).unwrap();
    let mut terminal = declared(&laptop, columns, rows);
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys(SECRET);
    terminal.keys("<tab><tab><tab><tab><tab><tab><tab>RED<enter>");
    terminal.wait_gone("Write a line");
    (laptop, terminal)
}

fn level() {
    let (_laptop, mut terminal) = usual(80, 24);
    terminal.wait("withheld, TLP:RED");
    assert!(!terminal.text().contains("Tmesis"), "{}", terminal.text());
    // A search finds nothing in it either.
    terminal.keys("/tmesis");
    terminal.wait("nothing found");
    terminal.keys("<esc>S");
    terminal.wait("Who may see the screen");
    terminal.keys("<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    // Enter is the safe answer.
    terminal.keys("<enter>");
    terminal.wait_gone("Show records up to");
    assert!(!terminal.text().contains("Tmesis"), "{}", terminal.text());
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait(SECRET);
    // Down again at once.
    terminal.keys("S<up><enter>");
    terminal.wait_gone(SECRET);
    terminal.wait("withheld, TLP:RED");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

fn blank() {
    let (laptop, mut terminal) = usual(80, 24);
    terminal.wait("withheld, TLP:RED");
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait(SECRET);
    // In the middle of a form, too; its words are a draft.
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("half a word");
    terminal.wait("half a word");
    terminal.keys("<f12>");
    terminal.wait("any key shows the screen");
    let text = terminal.text();
    assert!(!text.contains("Tmesis") && !text.contains("half a word") && !text.contains("Write a line"), "{text}");
    terminal.keys("a");
    terminal.wait("withheld, TLP:RED");
    assert!(!terminal.text().contains("Write a line"), "the key that wakes it does nothing else: {}", terminal.text());
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait(SECRET);
    terminal.keys("a");
    terminal.wait("half a word");
    terminal.keys("<ctrl-x>");
    terminal.wait_gone("Write a line");
    // Nobody is there for eleven minutes.
    laptop.set_clock(START + 660_000, 1_660_000);
    terminal.wait_gone(SECRET);
    terminal.wait("withheld, TLP:RED");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}
