//! Who may see the screen: what is above the level is masked, more is shown only once somebody says so, and one key takes all of it away.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, START, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("room::what_is_above_the_level_is_masked_until_somebody_shows_it", level),
    ("room::a_passphrase_keeps_the_screen_once_nobody_sits_there", locked),
    ("room::one_key_leaves_codename_and_clock_and_idling_goes_back_down", blank),
];

const SECRET: &str = "Tmesis named the insider";

fn usual(columns: u16, rows: u16) -> (Laptop, Terminal) {
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

fn locked() {
    let (laptop, mut terminal) = usual(80, 24);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    std::fs::write(laptop.path("words"), "four words of mine\n").unwrap();
    let set = laptop.run(&["lock", "set", "--passphrase-file", "words"]);
    assert!(set.0 == 0 && set.1.contains("after 10 min"), "{set:?}");
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("withheld, TLP:RED");
    // More is shown only for the passphrase; Esc leaves the screen as it was.
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait("The passphrase shows more");
    terminal.keys("<esc>");
    terminal.wait("withheld, TLP:RED");
    terminal.keys("S<down><enter>");
    terminal.wait("Show records up to TLP:RED?");
    terminal.keys("y");
    terminal.wait("The passphrase shows more");
    terminal.keys("four words of mine<enter>");
    terminal.wait(SECRET);
    assert!(!String::from_utf8_lossy(&terminal.raw).contains("four words"), "it is never echoed");
    // Nobody is there: locked, and the clocks stay.
    laptop.set_clock(START + 660_000, 1_660_000);
    terminal.wait("Locked.");
    assert!(!terminal.text().contains("Timeline") && !terminal.text().contains("Tmesis"), "{}", terminal.text());
    terminal.wait("NIS2 early warning");
    terminal.keys("q?:wrong<enter>");
    terminal.wait("The next try is taken in 1 s");
    laptop.set_clock(START + 662_000, 1_662_000);
    terminal.wait("That is not the passphrase. Type it again");
    terminal.keys("wrong again<enter>");
    terminal.wait("The next try is taken in 2 s");
    // Entered before its time it is looked at in time, and what is typed until then is part of nothing.
    terminal.keys("four words of mine<enter>");
    terminal.wait("It is looked at in 2 s");
    terminal.keys("and more<enter>a");
    terminal.redrawn();
    laptop.set_clock(START + 664_000, 1_664_000);
    terminal.wait("withheld, TLP:RED");
    assert!(!terminal.shows("Write a line"), "{}", terminal.text());
    // A call that nobody wrote an outcome for: somebody is on the phone.
    let case = case_of(&laptop);
    let call = ["--case", &case, "do", "call", "callee=Ada Moran", "channel=phone", "number=1"];
    let called = laptop.run(&call);
    assert_eq!(called.0, 0, "{called:?}");
    terminal.wait("calls Ada Moran");
    laptop.set_clock(START + 1_322_000, 2_322_000);
    terminal.wait("17:08:1");
    assert!(!terminal.text().contains("Locked."), "{}", terminal.text());
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let said = laptop.run(&["lock", "clear"]);
    assert_eq!((said.0, said.1.as_str()), (0, "taken away\n"));
}
