//! A briefing by keys: the roll is called from the roster, pages are walked, a decision is taken from within, the minutes are begun from records and recorded.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, START, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("briefing::a_briefing_goes_from_roll_call_to_minutes_by_keys", whole),
    ("briefing::it_is_joined_after_a_pulled_battery_and_what_was_written_is_there", joined),
    ("briefing::pages_are_looked_at_without_a_roll_call", looking),
    ("briefing::the_screen_neither_locks_nor_goes_down_and_shows_no_more_than_its_level", held),
    ("briefing::in_german", german),
];

const SECRET: &str = "Tmesis named the insider";

/// A declared case with two people on the roster and a fact.
fn staffed(columns: u16, rows: u16) -> (Laptop, Terminal) {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, columns, rows);
    let case = case_of(&laptop);
    for words in
        [&["do", "person", "name=Jon Sato"][..], &["do", "person", "name=Rosa Nagy"], &["log", "egress to a mirror"]]
    {
        let (code, _, err) = laptop.run(&[&["--case", &case], words].concat());
        assert_eq!(code, 0, "{err}");
    }
    terminal.wait("egress to a mirror");
    (laptop, terminal)
}

/// Calls the roll from the roster: both are there.
fn called(terminal: &mut Terminal) {
    terminal.keys("<ctrl-b>");
    terminal.wait("Roll call");
    terminal.wait("[ ]");
    terminal.keys("<down> ");
    terminal.wait("[x]");
    terminal.keys("<down> ");
    terminal.wait("Jon Sato, Rosa Nagy");
    // Out again, and in again.
    terminal.keys("<enter>");
    terminal.wait_gone("Jon Sato, Rosa Nagy");
    terminal.keys("<enter><tab><tab><tab><tab>+30m<ctrl-s>");
    terminal.wait_gone("Roll call");
    terminal.wait("Where we are");
    terminal.wait("briefing since 16:46");
}

fn json(laptop: &Laptop, what: &str) -> serde_json::Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", what, "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn whole() {
    let (laptop, mut terminal) = staffed(80, 24);
    called(&mut terminal);
    terminal.keys("<right>");
    terminal.wait("What is due");
    terminal.keys("<right>");
    terminal.wait("What we know");
    terminal.wait("egress to a mirror");
    terminal.keys("7");
    terminal.wait("Jon Sato, Rosa Nagy");
    terminal.wait("in 30 min");
    terminal.keys("5");
    terminal.wait("Decisions wanted");
    terminal.keys("d");
    terminal.wait("A decision");
    terminal.keys("Cut the VPN?<tab>cut it; wait<tab>1<tab>the actor is on it<tab>Jon Sato<tab>nobody<ctrl-s>");
    terminal.wait_gone("What was chosen");
    terminal.wait_until("the decision", |terminal| {
        terminal.shows("Decisions wanted") && terminal.text().contains("page 5 of 7")
    });
    terminal.keys("<end>");
    terminal.wait("Next briefing");
    terminal.keys("<ctrl-b>");
    terminal.wait("End it and write its minutes");
    // Enter only leaves the pages; the briefing goes on.
    terminal.keys("<enter>");
    terminal.wait("Ctrl-B shows them again");
    terminal.keys("<ctrl-b>");
    terminal.wait("goes on, record");
    terminal.keys("3<esc>");
    terminal.wait("End it and write its minutes");
    terminal.keys("e");
    terminal.wait("Minutes of a briefing");
    terminal.wait("Present: Jon Sato, Rosa Nagy");
    terminal.wait("cut it (asked: Cut the VPN?)");
    terminal.keys("Said in the room. <esc>");
    terminal.wait("Why none follows");
    terminal.wait("Said in the room.");
    terminal.keys("<back-tab><back-tab><back-tab><back-tab><back-tab>none<ctrl-s>");
    terminal.wait("The briefing is over");
    terminal.wait_gone("page 3 of 7");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, minutes, err) = laptop.run(&["--case", &case_of(&laptop), "minutes", "--text"]);
    assert_eq!(code, 0, "{err}");
    for words in ["Said in the room.", "Jon Sato", "What we know", "egress to a mirror", "Cut the VPN?", "cut it"] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    // Control 7 counts them: nothing of the briefing is missing.
    let controls = json(&laptop, "controls").to_string();
    for rule in ["C7-10", "C7-11", "C7-12"] {
        assert!(!controls.contains(rule), "{rule}: {controls}");
    }
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

fn joined() {
    let (laptop, mut terminal) = staffed(80, 24);
    called(&mut terminal);
    terminal.keys("<ctrl-b>");
    terminal.wait("End it and write its minutes");
    terminal.keys("e");
    terminal.wait("Present: Jon Sato, Rosa Nagy");
    terminal.keys("Half a sentence of the minutes ");
    terminal.wait("Half a sentence of the minutes");
    laptop.pass(2_000);
    // What is typed is kept before the next frame is drawn.
    terminal.redrawn();
    terminal.kill();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("saved");
    terminal.keys("<ctrl-b>");
    terminal.wait("The briefing of 16:46 goes on");
    terminal.wait("Where we are");
    assert!(!terminal.shows("Roll call"), "{}", terminal.text());
    terminal.keys("<ctrl-b>e");
    terminal.wait("Half a sentence of the minutes");
    terminal.keys("<esc><esc>");
    terminal.wait("page 1 of 7");
    // In the middle of the pages the battery is pulled again: nothing is open but the briefing itself.
    let rolls = json(&laptop, "timeline").to_string().matches("roll call:").count();
    assert!(rolls <= 1, "it was not called twice");
}

fn looking() {
    let (laptop, mut terminal) = staffed(80, 24);
    terminal.keys("<ctrl-b>");
    terminal.wait("Roll call");
    terminal.keys("<esc>");
    terminal.wait("this is only looking");
    terminal.wait("Esc leave");
    terminal.keys("<end>");
    terminal.wait("No time is agreed");
    terminal.keys("<home>");
    terminal.wait("Where we are");
    // What another console records meanwhile comes onto the page.
    terminal.keys("3");
    terminal.wait("egress to a mirror");
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "log", "a mail was opened"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("a mail was opened");
    terminal.keys("<ctrl-b>");
    terminal.wait_gone("What we know");
    assert!(!terminal.shows("End it"), "{}", terminal.text());
    assert!(json(&laptop, "timeline").to_string().matches("present").count() == 0, "no roll call is on record");
    // The palette has it too.
    terminal.keys(":brief<enter>");
    terminal.wait("Roll call");
    terminal.keys("<esc>");
    terminal.wait("Where we are");
    terminal.resize(62, 17);
    terminal.wait("A briefing needs 60 columns");
    terminal.keys("<esc>");
    terminal.wait_gone("A briefing needs");
}

fn held() {
    let laptop = Laptop::new();
    std::fs::remove_file(laptop.path("config/console.toml")).unwrap();
    std::fs::write(laptop.path("words"), "four words of mine\n").unwrap();
    assert_eq!(laptop.run(&["lock", "set", "--passphrase-file", "words"]).0, 0);
    let mut terminal = declared(&laptop, 80, 24);
    let case = case_of(&laptop);
    for words in [&["do", "person", "name=Jon Sato"][..], &["do", "log", &format!("text={SECRET}"), "mark=RED"]] {
        assert_eq!(laptop.run(&[&["--case", &case], words].concat()).0, 0);
    }
    terminal.wait("withheld, TLP:RED");
    terminal.keys("<ctrl-b>");
    terminal.wait("[ ]");
    terminal.keys("<down> <ctrl-s>");
    terminal.wait("Where we are");
    terminal.wait("1 record is withheld");
    terminal.keys("3");
    terminal.wait("What we know");
    assert!(!terminal.text().contains("Tmesis"), "{}", terminal.text());
    // Up by the passphrase, from the page.
    terminal.keys("S<down><enter>y");
    terminal.wait("The passphrase shows more");
    terminal.keys("four words of mine<enter>");
    terminal.wait(SECRET);
    terminal.wait("What we know");
    // Nobody presses a key for eleven minutes: it is a briefing.
    laptop.set_clock(START + 660_000, 1_660_000);
    terminal.wait("16:57:");
    terminal.redrawn();
    assert!(terminal.shows(SECRET) && !terminal.shows("Locked."), "{}", terminal.text());
    // One key takes it all away, and the lowest level is what comes back.
    terminal.keys("<f12>");
    terminal.wait("any key shows the screen");
    assert!(!terminal.text().contains("Tmesis") && !terminal.shows("What we know"), "{}", terminal.text());
    terminal.keys("x");
    terminal.wait("Locked.");
    terminal.keys("four words of mine<enter>");
    terminal.wait("What we know");
    assert!(!terminal.text().contains("Tmesis"), "{}", terminal.text());
    // What a message says in passing has a row of its own.
    assert_eq!(laptop.run(&["--case", &case, "do", "log", "text=Tmesis was here", "mark=RED"]).0, 0);
    terminal.wait("AMBER+STRICT -2");
    assert!(!terminal.text().contains("Tmesis"), "{}", terminal.text());
}

fn german() {
    let (laptop, mut terminal) = staffed(80, 24);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let settings = std::fs::read_to_string(laptop.path("config/console.toml")).unwrap_or_default();
    std::fs::write(laptop.path("config/console.toml"), format!("{settings}\nlanguage = \"de\"\n")).unwrap();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    terminal.wait("egress to a mirror");
    terminal.keys("<ctrl-b><esc>");
    terminal.wait("nur ansehen");
    for (number, title) in (1..).zip(["Wo wir stehen", "Was fällig ist", "Was wir wissen", "Was getan wurde"]) {
        terminal.keys(&format!("{number}"));
        terminal.wait(title);
        terminal.wait(&format!("Seite {number} von 7"));
    }
}
