//! Entities by keys: put into the register out of a form that waits, listed, and followed to the records that name them.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("entities::a_name_is_recorded_from_inside_a_form_and_nothing_typed_is_lost", from_inside),
    ("entities::the_list_leads_to_where_one_is_used_and_from_there_to_the_record", followed),
    ("entities::one_is_added_found_by_typing_and_its_rows_are_counted_and_shown", listed),
    ("entities::a_name_is_recorded_from_inside_a_form_line_by_line", spoken),
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
    terminal.wait("not yet SUSPECTED: nobody suspects it");
    terminal.keys("<down>n");
    terminal.wait("How an entity is judged");
    terminal.wait("suspected");
    // What is to be judged is asked, and nothing answers it beforehand.
    let text = terminal.text();
    let judged = text.lines().find(|line| line.contains("Judged")).unwrap_or_default();
    assert!(judged.contains('*') && !judged.contains("confirmed") && !judged.contains("suspected"), "{text}");
}

fn listed() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    let case = case_of(&laptop);
    for args in [["entity", "entity=web07", "aliases=web07.corp.example"], ["entity", "entity=db01", "owner=Rosa Nagy"]]
    {
        let (code, _, err) = laptop.run(&[&["--case", &case, "do"][..], &args].concat());
        assert_eq!(code, 0, "{err}");
    }
    let rows = "message,datetime,timestamp_desc\nlogon on WEB07.corp.example,2026-02-18T13:36:00Z,x\nweb07 rebooted,2026-02-18T13:37:00Z,x\nnothing on web070,2026-02-18T13:38:00Z,x\n";
    std::fs::write(laptop.path("rows.csv"), rows).unwrap();
    let (code, _, err) = laptop.run(&["--case", &case, "import", &laptop.path("rows.csv").display().to_string()]);
    assert_eq!(code, 0, "{err}");
    terminal.keys("E");
    terminal.wait("Assets (2)");
    terminal.keys("a");
    terminal.wait(FORM);
    terminal.keys("mail01<enter>");
    terminal.wait_gone(FORM);
    terminal.wait("Assets (3)");
    // Searched as it is typed, by every name; what was found stays until Esc.
    terminal.keys("/corp.ex");
    terminal.wait("Assets (1)");
    terminal.wait_gone("db01");
    terminal.keys("a");
    terminal.wait("Assets (1)");
    terminal.keys("mple<enter><enter>");
    terminal.wait("Where it is used (1)");
    terminal.wait("2 imported rows name it: Enter shows them");
    terminal.keys("G<up><enter>");
    terminal.wait("Everything over time");
    terminal.wait("~\"web07\" OR ~\"web07.corp.example\"");
    terminal.wait("web07 rebooted");
    terminal.wait("logon on WEB07.corp.example");
    assert!(!terminal.shows("nothing on web070"), "a name is a whole word");
    terminal.keys("<escape>");
    terminal.wait("2 imported rows name it");
    terminal.keys("<escape>");
    terminal.wait("Assets (1)");
    terminal.keys("<escape>");
    terminal.wait("Assets (3)");
    terminal.keys("/no such thing");
    terminal.wait("Nothing in the register is called so");
    terminal.keys("<escape>");
    terminal.wait("Assets (3)");
    terminal.keys("<escape>");
    terminal.wait_gone("Assets (3)");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

fn spoken() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let case = case_of(&laptop);
    let mut terminal = Terminal::console(&laptop, &["--case", &case, "--plain", "--operator", "Ada Moran"], 200, 60);
    terminal.wait("> ");
    terminal.keys("log<enter>");
    terminal.wait("Write a line");
    terminal.keys("/name<enter>");
    terminal.wait("No answer up to here names something");
    terminal.keys("a shell on the front machine<enter><enter><enter><enter><enter><enter><enter><enter><enter>");
    terminal.wait("Assets");
    terminal.keys("web07<enter>");
    terminal.wait("web07 is not in the register: /name puts it there");
    terminal.keys("/name<enter>");
    terminal.wait(FORM);
    terminal.wait("It holds: web07");
    terminal.keys("/record<enter>");
    // The form goes on where it waited.
    terminal.wait("Indicators, ");
    terminal.keys("evil2.example<enter>");
    terminal.wait("evil2[.]example is in no set: /name puts it into one");
    terminal.keys("/done<enter>");
    terminal.wait("Indicators: evil2[.]example");
    terminal.keys("/record<enter>");
    terminal.wait("> ");
    terminal.keys("/quit<enter>");
    assert_eq!(terminal.wait_end(), 0);
    let one = show(&laptop, &["entity", "web07"]);
    assert_eq!(one["uses"].as_array().map(Vec::len), Some(2), "{one}");
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
    // Whole while it is typed, broken as soon as it is only shown.
    terminal.keys("<escape>1a");
    terminal.wait("Lane");
    terminal.keys("a beacon");
    terminal.keys(TABS);
    terminal.keys("<tab>evil2.example");
    terminal.wait("evil2[.]example is in no set");
    terminal.keys("<tab>");
    terminal.wait_gone("evil2.example");
    terminal.wait("evil2[.]example");
}
