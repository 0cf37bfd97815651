//! The first hour of an incident, once by the keys of the console and once by the command line: the same commands with the same fields give the same fold.

use serde_json::{Value, json};
use warroom::app::command::command;
use warroom::library::lang::Lang;

use crate::flows::case_of;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("first_hour::ransomware_by_keys_and_by_command_line", || both(RANSOMWARE)),
    ("first_hour::poisoned_training_data_by_keys_and_by_command_line", || both(POISONING)),
];

type Fields = &'static [(&'static str, &'static str)];

/// One hour: the declaration, what follows, and the step of containment.
#[derive(Clone, Copy)]
struct Hour {
    declare: Fields,
    rest: &'static [(&'static str, Fields)],
}

const RANSOMWARE: Hour = Hour {
    declare: &[
        ("title", "file servers are being encrypted"),
        ("codename", "HERON"),
        ("severity", "sev1"),
        ("detected", "-20m"),
        ("procedure", "ransomware"),
    ],
    rest: &[
        ("clock-check", &[("reference", "16:46")]),
        ("person", &[("name", "Ada Moran"), ("phone", "+44 20 7946 0100")]),
        ("person", &[("name", "Chris Oduya"), ("phone", "+44 20 7946 0101")]),
        ("person", &[("name", "Rosa Nyberg"), ("phone", "+44 20 7946 0102")]),
        ("assign", &[("role", "irt_lead"), ("person", "Ada Moran"), ("deputy", "Chris Oduya")]),
        ("assign", &[("role", "containment_lead"), ("person", "Chris Oduya")]),
        ("assign", &[("role", "verifier"), ("person", "Rosa Nyberg")]),
        ("call", &[("callee", "Chris Oduya"), ("role", "containment_lead")]),
        ("answer", &[("call", "Chris Oduya"), ("identity", "challenge"), ("words", "containment lead for HERON")]),
        ("log", &[("text", "first renamed share on fs02"), ("at", "-15m")]),
        (
            "contain",
            &[
                ("step", "RW-01"),
                ("asset", "core-sw1 port 14"),
                ("action", "port"),
                ("change", "port shut"),
                ("authority", "Ada Moran"),
                ("operator", "Chris Oduya"),
                ("before", "before.txt"),
                ("after", "after.txt"),
                ("rollback", "no shutdown"),
                ("blast-radius", "fs02 and its clients"),
            ],
        ),
        (
            "outside-test",
            &[
                ("result", "holds"),
                ("tester", "Rosa Nyberg"),
                ("from-where", "guest wifi"),
                ("method", "smbclient to fs02"),
                ("presence", "wet-ink"),
                ("presence-ref", "slip 1"),
            ],
        ),
        ("exhibit", &[("path", "memory.raw"), ("description", "memory of fs02"), ("collected-by", "Chris Oduya")]),
        ("capture", &[("source", "ransomware/1"), ("exhibit", "E-001")]),
        ("give-up", &[("source", "ransomware/2"), ("reason", "table was flushed"), ("accepted-by", "Ada Moran")]),
        ("reboot", &[("asset", "fs02"), ("reason", "power cut"), ("operator", "Chris Oduya")]),
        (
            "regime",
            &[("regime", "eu-gdpr"), ("answer", "not-yet"), ("decider", "Ada Moran"), ("reason", "no sign yet")],
        ),
        ("roll-call", &[("present", "Ada Moran, Chris Oduya"), ("note", "next steps agreed")]),
        ("hand-over", &[("to", "Chris Oduya"), ("read-back", "one test open"), ("presence", "none")]),
    ],
};

const POISONING: Hour = Hour {
    declare: &[
        ("title", "labels in the training set were altered"),
        ("codename", "LINNET"),
        ("severity", "sev2"),
        ("detected", "-40m"),
        ("procedure", "ai-training-data-poisoning"),
    ],
    rest: &[
        ("clock-check", &[("reference", "16:46")]),
        ("person", &[("name", "Ada Moran"), ("phone", "+44 20 7946 0100")]),
        ("person", &[("name", "Mila Ito"), ("phone", "+44 20 7946 0103")]),
        ("person", &[("name", "Rosa Nyberg"), ("phone", "+44 20 7946 0102")]),
        ("assign", &[("role", "irt_lead"), ("person", "Ada Moran")]),
        ("assign", &[("role", "ml_lead"), ("person", "Mila Ito")]),
        ("vacant", &[("role", "hr_lead"), ("reason", "no employee concerned")]),
        ("call", &[("callee", "Mila Ito"), ("channel", "e-mail")]),
        ("call", &[("callee", "Mila Ito"), ("role", "ml_lead")]),
        ("answer", &[("call", "Mila Ito"), ("identity", "call-back"), ("words", "ML lead, pipelines frozen")]),
        ("log", &[("text", "4 210 labels differ in 9 shards"), ("at", "-30m"), ("status", "confirmed")]),
        (
            "contain",
            &[
                ("step", "DP-01"),
                ("asset", "train-scheduler"),
                ("action", "pipeline"),
                ("change", "jobs suspended"),
                ("operator", "Mila Ito"),
                ("after", "after.txt"),
            ],
        ),
        ("outside-test", &[("result", "open"), ("tester", "Mila Ito")]),
        ("exhibit", &[("path", "memory.raw"), ("description", "host memory"), ("collected-by", "Mila Ito")]),
        ("capture", &[("source", "ai-training-data-poisoning/1"), ("exhibit", "E-001"), ("second", "Rosa Nyberg")]),
        ("give-up", &[("source", "ai-training-data-poisoning/2")]),
        ("not-applicable", &[("control", "7"), ("text", "told in the room"), ("reviewer", "Rosa Nyberg")]),
        ("skip", &[("step", "G-11"), ("reason", "told in the room"), ("lead", "Ada Moran")]),
    ],
};

fn laptop() -> Laptop {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("before.txt"), "interface 14 up\n").unwrap();
    std::fs::write(laptop.path("after.txt"), "interface 14 administratively down\n").unwrap();
    std::fs::write(laptop.path("memory.raw"), vec![7; 70_000]).unwrap();
    laptop
}

fn both(hour: Hour) {
    let (typed, said) = (by_keys(hour), by_command_line(hour));
    assert_eq!(typed["needs"], said["needs"]);
    assert_eq!(typed, said, "\n{typed:#}\n{said:#}");
    let standings: Vec<&str> =
        said["controls"].as_array().unwrap().iter().filter_map(|control| control[1].as_str()).collect();
    assert_eq!(standings.len(), 10);
    assert!(standings[..3].iter().all(|standing| *standing == "partly"), "{standings:?}");
}

fn by_command_line(hour: Hour) -> Value {
    let laptop = laptop();
    let fields = |fields: Fields| fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
    let run = |args: Vec<String>| {
        let mut all = vec!["--operator", "Ada Moran"];
        all.extend(args.iter().map(String::as_str));
        let (code, _, err) = laptop.run(&all);
        assert_eq!(code, 0, "{args:?}: {err}");
    };
    let new = hour.declare.iter().flat_map(|(name, value)| [format!("--{name}"), (*value).to_owned()]);
    run(std::iter::once("new".to_owned()).chain(new).collect());
    for (name, given) in hour.rest {
        match *name {
            "exhibit" => run(vec![
                "evidence".to_owned(),
                "add".to_owned(),
                given[0].1.to_owned(),
                "--description".to_owned(),
                given[1].1.to_owned(),
                "--collected-by".to_owned(),
                given[2].1.to_owned(),
            ]),
            _ => run([vec!["do".to_owned(), (*name).to_owned()], fields(given)].concat()),
        }
    }
    folded(&laptop)
}

fn by_keys(hour: Hour) -> Value {
    let laptop = laptop();
    let lang = Lang::english();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 120, 48);
    terminal.wait("declare an incident");
    terminal.keys("d");
    fill(&mut terminal, &lang, "declare", hour.declare);
    for (name, given) in hour.rest {
        // The clock is asked for by itself when the case is open.
        if *name != "clock-check" {
            terminal.keys(&format!(":{name}"));
            terminal.wait(&format!(": {name}"));
            terminal.keys("<enter>");
        }
        fill(&mut terminal, &lang, name, given);
        if *name == "exhibit" {
            terminal.wait("SHA-256 of E-001 computed");
        }
    }
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    folded(&laptop)
}

/// Fills the open form and records it.
pub fn fill(terminal: &mut Terminal, lang: &Lang, name: &str, given: &[(&str, &str)]) {
    let title = lang.word(&format!("title-{name}"));
    terminal.wait(&title);
    let spec = command(name).unwrap();
    let place = |field: &str| spec.fields.iter().position(|known| known.name == field);
    let mut last = None;
    for (field, value) in given {
        let label = lang.word(&format!("field-{field}"));
        let mut tries = 0;
        terminal.redrawn();
        // Several at once where the way is known; fields that are not asked for are passed over, hence the look at each one after that.
        if let (Some(from), Some(to)) = (last.and_then(place), place(field)) {
            terminal.keys(&"<tab>".repeat(to.saturating_sub(from)));
            // On a slow machine the screen may still show the field after the first of them.
            terminal.redrawn();
        }
        last = Some(*field);
        while !at_cursor(terminal, &label) {
            tries += 1;
            assert!(tries <= spec.fields.len() + 1, "{name} has no field {label}:\n{}", terminal.text());
            let before = line_at_cursor(terminal);
            terminal.keys("<tab>");
            terminal.wait_until("the next field", |terminal| line_at_cursor(terminal) != before);
            terminal.redrawn();
        }
        terminal.keys("<ctrl-u>");
        terminal.keys(&value.replace('<', "<lt>"));
        // A long line is broken between its words.
        let shown = value.split(' ').next_back().unwrap_or_default();
        let tail = shown.char_indices().rev().nth(19).map_or(0, |(at, _)| at);
        terminal.wait(&shown[tail..]);
    }
    terminal.keys("<ctrl-s>");
    terminal.wait_gone(&title);
}

/// The line of the screen that the cursor is on.
fn line_at_cursor(terminal: &Terminal) -> String {
    let screen = terminal.parser.screen();
    let (row, _) = screen.cursor_position();
    screen.contents_between(row, 0, row, screen.size().1.get())
}

/// Whether the cursor stands in the field of a label.
fn at_cursor(terminal: &Terminal, label: &str) -> bool {
    let line = line_at_cursor(terminal);
    // A label that fills its column is followed by the sign of what is required or owed.
    let fits = |rest: &str| rest.is_empty() || rest.starts_with([' ', '?', '*']);
    line.split('│').any(|part| part.trim().strip_prefix(label).is_some_and(fits))
}

/// What the case folds to, without what differs from one laptop to the next: identities of stations and records, and lines that the program writes of itself.
pub fn folded(laptop: &Laptop) -> Value {
    let case = case_of(laptop);
    let show = |what: &str| -> Value {
        let (code, out, err) = laptop.run(&["--case", &case, "show", what, "--json"]);
        assert_eq!(code, 0, "{err}");
        serde_json::from_str(&out).unwrap()
    };
    let list = |value: &Value, key: &str| value[key].as_array().unwrap().clone();
    let rules = |control: &Value| {
        list(control, "missing").iter().map(|missing| json!([missing["rule"], missing["command"]])).collect::<Vec<_>>()
    };
    let controls = list(&show("controls"), "controls").into_iter().map(|control| {
        let (records, overrides) = (list(&control, "records").len(), list(&control, "overrides").len());
        json!([control["id"], control["state"], records, rules(&control), overrides])
    });
    let steps =
        list(&show("checklist"), "steps").into_iter().map(|step| json!([step["id"], step["state"], step["missing"]]));
    let roles = list(&show("roster"), "roles")
        .into_iter()
        .map(|role| json!([role["role"], role["holder"]["name"], role["state"]]));
    let exhibits = list(&show("evidence"), "exhibits").into_iter().map(|exhibit| {
        json!([exhibit["label"], exhibit["sha256"], exhibit["digest_state"], exhibit["holder"]["name"]])
    });
    let clocks = list(&show("deadlines"), "clocks")
        .into_iter()
        .map(|clock| json!([clock["regime"], clock["state"], clock["due"]]));
    let needs = list(&show("needs"), "needs").into_iter().map(|need| json!([need["urgency"], need["command"]]));
    let facts = list(&show("timeline"), "lines").into_iter().filter(|line| line["lane"] == "fact");
    json!({
        "controls": controls.collect::<Vec<_>>(),
        "steps": steps.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "exhibits": exhibits.collect::<Vec<_>>(),
        "clocks": clocks.collect::<Vec<_>>(),
        "needs": needs.collect::<Vec<_>>(),
        "facts": facts.map(|line| json!([line["text"], line["happened"], line["status"]])).collect::<Vec<_>>(),
    })
}
