//! The graph of the incident by keys: open it, zoom, go from item to item, and Enter goes to the record.

use crate::flows::declared;
use crate::terminal::Laptop;

pub const TESTS: &[(&str, fn())] = &[
    ("graph::keys_go_along_the_axis_and_enter_goes_to_the_record", walk),
    ("graph::a_small_window_says_what_the_graph_needs", small),
];

fn walk() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    for (words, minutes) in
        [("first access with key AK..7Q", 40), ("labels were altered", 25), ("egress to mirror", 10)]
    {
        terminal.keys(&format!("a{words}<tab>-{minutes}m<enter>"));
        terminal.wait_gone("Write a line");
        terminal.wait(words);
    }
    terminal.keys("V");
    terminal.wait("Graph of the incident");
    terminal.wait("Fact 3 of 3");
    terminal.wait("egress to mirror");
    let span = |text: &str| text.lines().find(|line| line.contains(" to 2026")).map(str::to_owned).unwrap_or_default();
    let before = span(&terminal.text());
    terminal.keys("++");
    terminal.wait("earlier");
    assert_ne!(span(&terminal.text()), before, "zooming shows another stretch");
    terminal.keys("h<left>");
    terminal.wait("Fact 1 of 3");
    terminal.wait("first access with key AK..7Q");
    terminal.keys("<tab>");
    terminal.wait("Action ");
    terminal.keys("<back-tab>");
    terminal.wait("Fact 1 of 3");
    // What another console records meanwhile comes onto the axis, and the cursor stays on its record.
    let case = crate::flows::case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "log", "mail opened", "--at", "-50m"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("Fact 2 of 4");
    terminal.wait("first access with key AK..7Q");
    terminal.keys("<enter>");
    terminal.wait_gone("Graph of the incident");
    terminal.wait("> ");
    let text = terminal.text();
    let selected = text.lines().find(|line| line.contains("> ") && line.contains("fact")).unwrap_or_default();
    assert!(selected.contains("first access with key"), "{text}");
    // The palette has it too, and Esc goes back.
    terminal.keys(":time axis<enter>");
    terminal.wait("Graph of the incident");
    terminal.keys("<esc>");
    terminal.wait_gone("Graph of the incident");
}

fn small() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 60, 19);
    terminal.keys("V");
    terminal.wait("60 columns by 20 rows");
    terminal.resize(60, 20);
    terminal.wait("Graph of the incident");
    terminal.keys("<esc>");
    terminal.wait_gone("Graph of the incident");
}
