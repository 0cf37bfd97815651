//! The worked example opened under a fixed clock, and keys at sizes that nobody works at. What the screens look like is in `pictures`.

use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[("screens::no_size_breaks_the_screen", sizes)];

fn demo(columns: u16, rows: u16) -> (Laptop, Terminal) {
    let laptop = Laptop::new();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran", "demo"], columns, rows);
    terminal.wait("saved");
    terminal.wait("EXERCISE");
    // The self-test writes its line a moment after the first frame.
    terminal.wait("self-test");
    terminal.keys("g");
    (laptop, terminal)
}

fn sizes() {
    let (_laptop, mut terminal) = demo(80, 24);
    for (columns, rows) in
        [(20, 5), (60, 16), (59, 15), (1, 1), (300, 100), (80, 24), (119, 33), (120, 34), (40, 60), (80, 24)]
    {
        terminal.resized(columns, rows);
        for keys in [
            "1", "2", "3", "4", "5", "z", "z", "a", "<escape>", "!", "<escape>", "?", "<escape>", ":", "<escape>",
            "/a", "<escape>", "V", "+", "<tab>", "0", "<escape>",
        ] {
            terminal.keys(keys);
            terminal.redrawn();
        }
    }
    terminal.keys("1");
    terminal.redrawn();
    assert!(terminal.shows("saved"), "{}", terminal.text());
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}
