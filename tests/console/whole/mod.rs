//! Whole incidents, written down once as scripts under `tests/data/incidents` and played twice: by the keys of the console and by the command line.
//!
//! A script says what happens and, behind `!`, which rules are said; a line that says others fails. Played both ways it has to give the same fold.

mod script;

use serde_json::{Value, json};

use crate::first_hour::{fill, folded};
use crate::flows::case_of;
use crate::terminal::{Laptop, Terminal};
use script::{Line, Player, lines};
use warroom::library::lang::Lang;

pub const TESTS: &[(&str, fn())] = &[
    ("whole::nine_days_to_a_signed_closure_by_keys_and_by_command_line", nine_days),
    ("whole::poisoned_labels_by_keys_and_by_command_line", poisoning),
    ("whole::a_false_alarm_is_stood_down_by_keys_and_by_command_line", false_alarm),
];

fn nine_days() {
    let said = by_command_line("key-compromise");
    let typed = by_keys("key-compromise");
    assert_eq!(typed, said, "\n{typed:#}\n{said:#}");
    assert_eq!(said["closure"], json!("resolved"), "{said:#}");
}

/// An experiment that shows the cause, everything that descends from what it condemned, and a supplier that stays silent.
fn poisoning() {
    let said = by_command_line("poisoned-labels");
    let typed = by_keys("poisoned-labels");
    assert_eq!(typed, said, "\n{typed:#}\n{said:#}");
    let sheets = said["sheets"].to_string();
    for words in [
        "60 of 200 odd, between 23.7389% and 36.865%",
        "6 of 6 have a fate that counts",
        "destroyed what descends from labels-v12, record R: 6 of 6",
        "silence, says Cole Berg",
        "released by Cole Berg",
    ] {
        assert!(sheets.contains(words), "{words}: {sheets}");
    }
}

fn false_alarm() {
    let said = by_command_line("false-alarm");
    let typed = by_keys("false-alarm");
    assert_eq!(typed, said, "\n{typed:#}\n{said:#}");
    assert_eq!((&said["closure"], &said["open"]), (&json!("stood-down"), &json!([])), "{said:#}");
}

/// Plays a script through the command line.
fn by_command_line(name: &str) -> Value {
    let laptop = Laptop::new();
    let mut player = Player::new(&laptop);
    for line in lines(name) {
        if let Line::Command { name, fields, says } = player.ready(&line) {
            player.note();
            let words = command_line(&laptop, &name, &fields);
            let run = laptop.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
            player.recorded(&line, &run, &says);
        }
    }
    outcome(&laptop)
}

fn command_line(laptop: &Laptop, name: &str, fields: &[(String, String)]) -> Vec<String> {
    let mut words = vec!["--operator".to_owned(), script::OPERATOR.to_owned()];
    if name != "declare" {
        words.extend(["--case".to_owned(), case_of(laptop)]);
    }
    match name {
        "declare" => {
            words.push("new".to_owned());
            words.extend(fields.iter().flat_map(|(field, text)| [format!("--{field}"), text.clone()]));
        }
        // Registered and hashed at once, as the console does in the background.
        "exhibit" => {
            words.extend(["evidence", "add"].map(str::to_owned));
            words.push(fields[0].1.clone());
            words.extend(fields[1..].iter().flat_map(|(field, text)| [format!("--{field}"), text.clone()]));
        }
        "make-report" => words.extend(["report", "make"].map(str::to_owned)),
        _ => {
            words.extend(["do".to_owned(), name.to_owned()]);
            words.extend(fields.iter().map(|(field, text)| format!("{field}={text}")));
        }
    }
    words
}

/// Plays a script by keys: every command is looked for in the palette and its form filled.
fn by_keys(name: &str) -> Value {
    let laptop = Laptop::new();
    let lang = Lang::english();
    let mut player = Player::new(&laptop);
    let mut terminal: Option<Terminal> = None;
    for line in lines(name) {
        let Line::Command { name, fields, .. } = player.ready(&line) else { continue };
        player.note();
        let screen =
            terminal.get_or_insert_with(|| Terminal::console(&laptop, &["--operator", script::OPERATOR], 120, 48));
        match name.as_str() {
            "declare" => {
                screen.wait("declare an incident");
                screen.keys("d");
            }
            // The clock is asked for by itself when the case is open.
            "clock-check" => {}
            _ => {
                screen.keys(&format!(":{name}"));
                screen.wait(&format!(": {name}"));
                screen.keys("<enter>");
            }
        }
        // It asks for nothing and is made in the background.
        if name == "make-report" {
            screen.wait_until("the report", |_| player.made("report."));
            player.named(&line);
            continue;
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
        fill(screen, &lang, &name, &fields);
        // The composer opens on the notice that was begun; its items are filled by the command all the same.
        if name == "draft" {
            screen.wait("first notice");
            screen.keys("<esc>");
            screen.wait_gone("first notice");
        }
        if name == "exhibit" {
            screen.wait("computed");
        }
        player.named(&line);
    }
    if let Some(mut screen) = terminal {
        screen.keys("q");
        assert_eq!(screen.wait_end(), 0);
    }
    outcome(&laptop)
}

/// What the case folds to, and how it ended; the file holds against the verifier.
fn outcome(laptop: &Laptop) -> Value {
    let case = case_of(laptop);
    let (code, out, err) = laptop.run(&["verify", &case, "--json"]);
    assert_eq!(code, 0, "{out}{err}");
    let (code, out, err) = laptop.run(&["--case", &case, "show", "closure", "--json"]);
    assert_eq!(code, 0, "{err}");
    let closure: Value = serde_json::from_str(&out).unwrap();
    let mut folded = folded(laptop);
    folded["closure"] = closure["state"].clone();
    // Numbers of records differ from one way to the other: the console writes lines of its own.
    let mut sheet = |page: &str| {
        let (code, out, err) = laptop.run(&["--case", &case, page]);
        assert_eq!(code, 0, "{err}");
        let lines = out.lines().filter(|line| !line.contains(", chain "));
        json!(lines.map(without_numbers).collect::<Vec<_>>())
    };
    folded["sheets"] = ["experiments", "lineage", "remedies", "suppliers", "watch-days"].map(&mut sheet).into();
    folded["open"] = closure["missing"].as_array().unwrap().iter().map(|line| line["rule"].clone()).collect();
    folded
}

/// A line with the numbers of records taken out: `record 57`, `(57)`, `(57:3)`, a number that stands first.
fn without_numbers(line: &str) -> String {
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let bare = word.trim_matches(|sign: char| "(),.;:".contains(sign));
        let cited = words.last().is_some_and(|last| matches!(last.trim_start_matches('('), "record" | "result" | "on"));
        let first = words.iter().all(|word| word.is_empty() || matches!(word.as_str(), "+" | "!"));
        let braced = word.starts_with('(');
        let record = number(bare) && (cited || first || braced);
        words.push(if record { word.replace(bare, "R") } else { word.to_owned() });
    }
    words.join(" ")
}
