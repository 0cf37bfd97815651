//! Entities by keys: put into the register out of a form that waits, listed, and followed to the records that name them.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("entities::a_name_is_recorded_from_inside_a_form_and_nothing_typed_is_lost", from_inside),
    ("entities::the_list_leads_to_where_one_is_used_and_from_there_to_the_record", followed),
    ("entities::pasted_indicators_are_said_by_kind_before_they_are_recorded", pasted),
];

const FORM: &str = "An asset, account, data set or model";
const TABS: &str = "<tab><tab><tab><tab><tab><tab><tab><tab><tab>";

fn show(laptop: &Laptop, args: &[&str]) -> serde_json::Value {
    let case = case_of(laptop);
    let (code, out, err) = laptop.run(&[&["--case", &case, "show"], args, &["--json"]].concat());
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn log_with(terminal: &mut Terminal, asset: &str) {
    terminal.keys("1a");
    terminal.wait("Lane");
    terminal.keys("a shell on the front machine");
    terminal.keys(TABS);
    terminal.keys(asset);
}

fn from_inside() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    log_with(&mut terminal, "web07");
    terminal.wait("web07 is not in the register: F4 records it, and this form waits");
    terminal.keys("<f4>");
    terminal.wait(FORM);
    // What cannot be recorded stays, and takes nothing with it.
    terminal.keys("no-such-kind<enter>");
    terminal.wait("Not yet: Kind");
    terminal.keys("<esc>");
    terminal.wait_gone(FORM);
    terminal.wait("a shell on the front machine");
    terminal.wait("web07 is not in the register");
    terminal.keys("<f4>");
    terminal.wait(FORM);
    terminal.wait("draft restored");
    // Recorded by another name, that name goes into the field of the form that waits.
    terminal.keys("<back-tab><back-tab><ctrl-u>web-07<tab><ctrl-u>asset<enter>");
    terminal.wait_gone(FORM);
    terminal.wait("a shell on the front machine");
    terminal.wait_gone("is not in the register");
    terminal.keys("<enter>");
    terminal.wait_gone("Lane");
    let all = show(&laptop, &["entities"]);
    assert_eq!(
        (all["entities"][0]["name"].as_str(), all["unrecorded"].as_array().map(Vec::len)),
        (Some("web-07"), Some(0))
    );
    let one = show(&laptop, &["entity", "web-07"]);
    assert_eq!((one["status"].as_str(), one["uses"].as_array().map(Vec::len)), (Some("suspected"), Some(2)));
    // What is in the register is offered.
    terminal.keys("1a");
    terminal.wait("Lane");
    terminal.keys("again");
    terminal.keys(TABS);
    terminal.keys("we<down><tab>");
    terminal.keys("<enter>");
    terminal.wait_gone("Lane");
    assert_eq!(show(&laptop, &["entity", "web-07"])["uses"].as_array().map(Vec::len), Some(3));
}

fn followed() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    let case = case_of(&laptop);
    for args in [
        ["entity", "entity=web07", "aliases=web07.corp.example"],
        ["log", "text=odd logins on WEB07.corp.example", "status=suspected"],
        ["log", "text=nothing on web070", "status=suspected"],
    ] {
        let (code, _, err) = laptop.run(&[&["--case", &case, "do"][..], &args].concat());
        assert_eq!(code, 0, "{err}");
    }
    terminal.keys("E");
    terminal.wait("Assets (1)");
    terminal.wait("web07: nothing said of it, also web07.corp.example");
    terminal.keys("<down><enter>");
    terminal.wait("Where it is used (2)");
    terminal.wait("odd logins on WEB07.corp.example");
    assert!(!terminal.text().contains("nothing on web070"));
    terminal.keys("<esc>");
    terminal.wait("Assets (1)");
    terminal.keys("<enter>");
    terminal.wait("Where it is used (2)");
    terminal.keys("G<enter>");
    terminal.wait_gone("Where it is used");
    terminal.keys("z");
    terminal.wait("odd logins on WEB07.corp.example");
    // The form of what comes next stands one key away.
    terminal.keys("zE");
    terminal.wait("Assets (1)");
    terminal.keys("<down>a");
    terminal.wait("How an entity is judged");
    terminal.wait("suspected");
}

fn pasted() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys(":indicators<enter>");
    terminal.wait("Pasted lines");
    terminal.send(b"\x1b[200~hxxps://evil[.]example/a\r198.51.100[.]7\r198.51.100.7\r10.0.0.5\rsome words\x1b[201~");
    terminal.wait("Read as address (2), text (1), URL (1); 1 said twice");
    terminal.wait("10.0.0[.]5 means our own network or names");
    terminal.wait("No kind was told of some words");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Pasted lines");
    terminal.keys("E");
    terminal.wait("Indicators (4)");
    terminal.wait("hxxps://evil[.]example/a (URL)");
    assert!(!terminal.text().contains("https://evil.example"));
    let all = show(&laptop, &["entities"]);
    assert_eq!(all["indicators"][0]["value"].as_str(), Some("https://evil.example/a"));
}
