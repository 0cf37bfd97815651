//! Keys of one's own: they work, the screen names them, and what is wrong with the file is said at the start.

use crate::flows::declared;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("keys::a_changed_key_works_and_is_named_everywhere", changed),
    ("keys::a_conflict_is_said_with_both_names_and_takes_nothing_away", conflict),
];

fn with(text: &str) -> Laptop {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("config/keys.toml"), text).unwrap();
    laptop
}

fn changed() {
    let laptop = with(
        "[everywhere]\nneeds = \"f5\"\nlevel = \"f6\"\npalette = \"f7\"\n[timeline]\nlog = \"L\"\nmouse = \"f3\"\n",
    );
    let mut terminal = declared(&laptop, 160, 48);
    // What was said goes by itself and shows the keys again.
    laptop.pass(7_000);
    terminal.wait("L add");
    terminal.keys("1\u{1b}[15~");
    terminal.wait("What needs me now");
    terminal.keys("<esc>");
    terminal.wait_gone("What needs me now");
    // The usual key is free.
    terminal.keys("!a");
    terminal.keys("L");
    terminal.wait("Write a line");
    assert!(!terminal.shows("What needs me now"));
    terminal.keys("by another key<enter>");
    terminal.wait("by another key");
    terminal.keys("\u{1b}[18~mouse");
    terminal.wait("Mouse on or off");
    terminal.keys("<esc>?");
    terminal.wait("What needs me now: everything");
    let help = terminal.text();
    assert!(help.lines().any(|line| line.contains("> L, l ") && line.contains(" log ")), "{help}");
    assert!(help.lines().any(|line| line.contains("  F5 ") && line.contains(" needs ")), "{help}");
    terminal.keys("<esc>q");
    assert_eq!(terminal.wait_end(), 0);
}

fn conflict() {
    let laptop = with("[everywhere]\nneeds = \"V\"\nsearch = \"f6\"\n");
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 120, 40);
    terminal.wait("keys.toml:2");
    let text = terminal.text();
    assert!(text.contains("V for needs") && text.contains("graph"), "{text}");
    terminal.keys("<enter>");
    terminal.wait_gone("keys.toml:2");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, err) = laptop.run(&["keys", "--check"]);
    assert!(code == 1 && out.contains("keys.toml:2") && out.contains("needs") && out.contains("graph"), "{out}{err}");
    let (code, out, _) = laptop.run(&["keys"]);
    assert_eq!(code, 0);
    assert!(
        out.lines().any(|line| line.contains("everywhere")
            && line.contains(" f6 ")
            && line.contains("search")
            && line.contains("(changed)")),
        "{out}"
    );
    assert!(out.lines().any(|line| line.contains(" ! ") && line.contains("needs")), "{out}");
}
