//! The tour as somebody takes it who never saw the program: by the keys that it names.

use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[("tour::it_is_left_and_taken_up_where_the_record_says", tour)];

fn tour() {
    let laptop = Laptop::new();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("take the tour");
    terminal.keys("t");
    terminal.wait("Tour, step 1 of 12.");
    terminal.keys("16:46<enter>");
    terminal.wait("Tour, step 2 of 12. D declares");
    terminal.keys("D");
    terminal.wait("Declare an incident");
    // Below the form, too.
    terminal.wait("Tour, step 2 of 12.");
    terminal.keys("files are being encrypted<enter>");
    terminal.wait("Tour, step 3 of 12. 1 shows the timeline; a writes");
    terminal.keys("1a");
    terminal.wait("Write a line");
    // Nothing is ticked off by opening a form.
    terminal.keys("<esc>");
    terminal.wait_gone("Write a line");
    terminal.wait("Tour, step 3 of 12.");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran", "tour"], 80, 24);
    terminal.wait("Tour, step 3 of 12.");
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("first renamed share<enter>");
    terminal.wait("Tour, step 4 of 12.");
    terminal.keys(":tour<enter>");
    terminal.wait_gone("Tour, step");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    // It lies in the exercise store, and no real case came of it.
    assert_eq!(std::fs::read_dir(laptop.path("data/cases")).map_or(0, Iterator::count), 0);
    let (code, out, err) = laptop.run(&["tour", "--no-console"]);
    assert!(code == 0 && out.contains("/exercises/tour-"), "{out}{err}");
    assert_eq!(laptop.run(&["verify", out.trim()]).0, 0);
}
