//! The page of techniques by keys: named in a form by words, counted under their tactics, rows counted beside, nothing above the mark of the room.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("techniques::a_technique_is_named_by_words_and_seen_under_its_tactic_with_rows_counted_beside", named),
    ("techniques::lines_say_when_rows_are_counted_and_show_them", spoken),
    ("techniques::what_is_marked_above_the_room_is_counted_for_nobody_in_it", withheld),
];

const TITLE: &str = "Techniques by tactic";
const HEAD: &str = "message,datetime,timestamp_desc,hostname,techniques\n";

fn import(laptop: &Laptop, rows: &str, mark: &str) {
    std::fs::write(laptop.path("rows.csv"), format!("{HEAD}{rows}")).unwrap();
    let file = laptop.path("rows.csv").display().to_string();
    let (code, _, err) = laptop.run(&["--case", &case_of(laptop), "import", &file, "--mark", mark]);
    assert_eq!(code, 0, "{err}");
}

fn named() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("H");
    terminal.wait("No record and no imported row names a technique yet");
    terminal.keys("<esc>");
    terminal.wait_gone(TITLE);
    terminal.keys("1a");
    terminal.wait("Write a line");
    // The techniques stand behind the indicators; from the end of the form they are nearer.
    terminal.keys("mail with an archive<back-tab><back-tab><back-tab><back-tab><back-tab><back-tab>");
    terminal.wait("T1001.001");
    terminal.keys("data encr");
    terminal.wait("T1486");
    terminal.keys("<down><enter>");
    terminal.wait_gone("T1485");
    terminal.keys("<back-tab>,spear attach");
    terminal.wait("T1566.001");
    terminal.keys("<down><enter>");
    terminal.keys("<back-tab>,T9999<ctrl-s>");
    terminal.wait_gone("Write a line");
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "techniques", "--json"]);
    for id in ["T1486", "T1566.001", "T9999"] {
        assert!(out.contains(&format!("\"id\":\"{id}\"")), "{id}\n{out}");
    }
    import(&laptop, "a,2026-02-18T13:36:00Z,x,web1,T1566.002\nb,2026-02-18T13:37:00Z,x,web1,T1566.002\n", "GREEN");
    terminal.keys("H");
    terminal.wait(TITLE);
    terminal.wait("MITRE ATT&CK 19.2");
    terminal.wait("Initial Access (TA0001)");
    terminal.wait("T1566.002 Spearphishing Link");
    // Two rows under the technique, counted beside the thread that draws.
    terminal.wait("-         2      T1566.002");
    terminal.wait("1         2    T1566 Phishing");
    // What was seen stands first, and the tactics of which nothing was seen are one line.
    let text = terminal.text();
    assert!(!text.contains("Reconnaissance (TA0043)") && !text.contains("Discovery (TA0007)"), "{text}");
    terminal.keys("<enter>");
    terminal.wait("mail with an archive");
    terminal.wait("2 imported rows name it: Enter shows them");
    // Its rows, over time; Esc leads back to what they were asked for on.
    terminal.keys("G<enter>");
    terminal.wait("Everything over time");
    terminal.wait("technique:T1566");
    terminal.wait("web1  b");
    terminal.keys("<escape>");
    terminal.wait_gone("Everything over time");
    terminal.wait("2 imported rows name it");
    terminal.keys("g<down><enter>");
    terminal.wait_gone(TITLE);
    terminal.keys("z");
    terminal.resize(160, 48);
    terminal.wait("T1486 Data Encrypted for Impact");
    terminal.wait("T9999, in neither");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

fn spoken() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let case = case_of(&laptop);
    import(&laptop, "a,2026-02-18T13:36:00Z,x,web1,T1566.002\nb,2026-02-18T13:37:00Z,x,web1,T1021\n", "GREEN");
    let mut terminal = Terminal::console(&laptop, &["--case", &case, "--plain", "--operator", "Ada Moran"], 200, 60);
    terminal.wait("> ");
    terminal.keys("techniques<enter>");
    terminal.wait(TITLE);
    terminal.wait("Imported rows are counted: an empty line says the page again.");
    terminal.keys("<enter>");
    terminal.wait("T1566.002 Phishing: Spearphishing Link: 0 records, 1 imported row");
    terminal.wait("Nothing was seen of 13 tactics: Reconnaissance");
    terminal.keys("/quit<enter>");
    assert_eq!(terminal.wait_end(), 0);
}

fn withheld() {
    let laptop = Laptop::new();
    laptop.set_levels("\"AMBER+STRICT\", \"RED\"");
    let mut terminal = declared(&laptop, 160, 48);
    let case = case_of(&laptop);
    for (text, technique, mark) in [("all may know", "T1566", "GREEN"), ("Tmesis did it", "T1486", "RED")] {
        let (code, _, err) = laptop.run(&["--case", &case, "log", text, "--technique", technique, "--mark", mark]);
        assert_eq!(code, 0, "{err}");
    }
    import(&laptop, "Tmesis again,2026-02-18T13:36:00Z,x,web1,T1021\n", "RED");
    terminal.wait("all may know");
    terminal.keys("H");
    terminal.wait("T1566 Phishing");
    assert!(!terminal.shows("T1486") && !terminal.shows("T1021"), "what is above the level was counted");
    terminal.keys("<esc>");
    terminal.wait_gone(TITLE);
    terminal.keys("S");
    terminal.wait("TLP:RED");
    terminal.keys("<down><enter>");
    terminal.wait("y");
    terminal.keys("y");
    terminal.wait("Tmesis did it");
    terminal.keys("H");
    terminal.wait("T1486 Data Encrypted for Impact");
    terminal.wait("1    T1021 Remote Services");
    terminal.keys("q");
    terminal.wait_gone(TITLE);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}
