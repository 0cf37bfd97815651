//! The command line as scripts and people meet it: shapes, exit codes, where what is printed, hostile input, two processes at once.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::ffi::OsString;
use std::io::Write as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use warroom::app::command::Act;
use warroom::app::{COMMANDS, Env};
use warroom::cli::Streams;
use warroom::domain::input::{FieldKind, FieldSpec};
use warroom::journal::signature::Purpose;

use crate::support::World;

mod acquire;
mod admitted;
mod audience;
mod cacao;
mod checks;
mod claims;
mod closure;
mod custody;
mod deadlines;
mod dossier;
mod drill;
mod entities;
mod evidence;
mod exchange;
mod experiment;
mod forms;
mod hash;
mod hostile;
mod import;
mod internal;
mod keys;
mod kit;
mod known;
mod lineage;
mod manifest;
mod marked;
mod memo;
mod merge;
mod notice;
mod org;
mod plan;
mod population;
mod quotes;
mod remedies;
mod rows;
mod rules;
mod shelf;
mod table;
mod taken;
mod techniques;
mod told;
mod transcripts;
mod watch_days;
mod wrong_paths;

/// What one command line gave.
struct Run {
    code: u8,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {:?}", self.out))
    }

    /// The one line that was printed, of a run that went well and said nothing else.
    fn line(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out.trim_end()
    }
}

fn run_bytes(env: &Env, args: Vec<OsString>, stdin: &[u8], terminal: bool) -> Run {
    let (mut stdin, mut out, mut err) = (stdin, Vec::new(), Vec::new());
    let streams = Streams {
        stdin: &mut stdin,
        stdout: &mut out,
        stderr: &mut err,
        stdout_is_terminal: terminal,
        stderr_is_terminal: terminal,
    };
    let args = std::iter::once(OsString::from("warroom")).chain(args).collect();
    let code = warroom::run(env.clone(), args, streams);
    Run { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn run(env: &Env, args: &[&str]) -> Run {
    run_bytes(env, args.iter().map(OsString::from).collect(), b"", false)
}

/// A declared case in its usual place.
fn declared(world: &World) -> PathBuf {
    let made = run(&world.env, &["--operator", "A. Lead", "new", "--title", "Data copied out", "--codename", "orchid"]);
    PathBuf::from(made.line())
}

fn show(world: &World, part: &str) -> Value {
    let shown = run(&world.env, &["show", part, "--json"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    shown.json()
}

/// The real binary with a home of its own.
fn binary(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
    command.args(args).env_clear().env("HOME", home).env("TZ", "UTC").current_dir(home);
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn ok(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout).trim_end().to_owned()
}

#[test]
fn new_prints_the_path_and_the_case_holds_what_was_given() {
    let world = World::new(1);
    let made = run(
        &world.env,
        &[
            "new",
            "--title",
            "Data copied out",
            "--codename",
            "orchid",
            "--severity",
            "sev1",
            "--detected",
            "2026-11-21 01:10",
            "--aware",
            "2026-11-21 02:10",
            "--aware-why",
            "the mirror host was identified",
            "--zone",
            "Europe/Berlin",
            "--mark",
            "AMBER",
            "--procedure",
            "ai-training-dataset-leak",
            "--procedure",
            "ai-training-data-poisoning",
            "--class",
            "information-content-security/data-leak",
            "--known",
            "rows are offered",
            "--unknown",
            "who",
            "--functional",
            "low",
            "--information",
            "privacy,integrity",
            "--recoverability",
            "extended",
        ],
    );
    assert_eq!(made.code, 0, "{}", made.err);
    let path = PathBuf::from(made.out.trim_end());
    assert_eq!(path, world.env.places.cases(Purpose::Incident).join("orchid-2026-11-21.warroom"));
    let mode = std::fs::metadata(&path).unwrap();
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&mode) & 0o777, 0o600);
    let timeline = show(&world, "timeline");
    assert!(timeline["lines"].as_array().unwrap().iter().all(|line| line["mark"] == "AMBER"
        || line["id"].as_str().unwrap().ends_with(".1")
        || line["id"].as_str().unwrap().ends_with(".2")));
    let checklist = show(&world, "checklist");
    let ids: Vec<&str> =
        checklist["procedures"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["generic-incident", "ai-training-dataset-leak", "ai-training-data-poisoning"]);
    let needs = show(&world, "needs").to_string();
    assert!(!needs.contains("\"aware\""), "{needs}");
    assert_eq!(run(&world.env, &["verify", path.to_str().unwrap()]).code, 0);
}

#[test]
fn new_offers_a_codename_of_the_list_and_takes_a_path() {
    let world = World::new(2);
    let path = world.file("deep/er/own.warroom");
    let made = run(&world.env, &["new", "--title", "T", "--case", path.to_str().unwrap()]);
    assert_eq!(made.line(), path.to_str().unwrap());
    let offered = run(&world.env, &["new", "--title", "T"]);
    let name =
        Path::new(offered.line()).file_stem().unwrap().to_str().unwrap().split('-').next().unwrap().to_uppercase();
    assert!(warroom::library::codenames::all().any(|known| known == name), "{name}");
    let again = run(&world.env, &["new", "--title", "T", "--case", path.to_str().unwrap()]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("exists already"), "{}", again.err);
}

#[test]
fn a_refused_declaration_leaves_no_file() {
    let world = World::new(3);
    for args in [
        ["--severity", "sev9"],
        ["--detected", "half past"],
        ["--mark", "PURPLE"],
        ["--procedure", "no-such"],
        ["--class", "x/y"],
    ] {
        let refused = run(&world.env, &[&["new", "--title", "T", "--codename", "fern"], args.as_slice()].concat());
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{args:?}");
        assert!(refused.err.starts_with("not recorded: "), "{}", refused.err);
        assert_eq!(std::fs::read_dir(world.env.places.cases(Purpose::Incident)).unwrap().count(), 0, "{args:?}");
    }
    let zone = run(&world.env, &["new", "--title", "T", "--zone", "Europe/Atlantis"]);
    assert_eq!(zone.code, 2, "{}", zone.err);
}

#[test]
fn log_prints_the_id_and_the_line_holds_every_field() {
    let world = World::new(4);
    declared(&world);
    let logged = run(
        &world.env,
        &[
            "--operator",
            "B. Scribe",
            "log",
            "first access from 203.0.113.9",
            "--at",
            "2026-11-21 02:58",
            "--mark",
            "GREEN",
            "--status",
            "suspected",
            "--tag",
            "access",
            "--tag",
            "db",
            "--speaker",
            "C. Analyst",
            "--asset",
            "db-7",
            "--indicator",
            "203.0.113.9",
            "--source",
            "told",
            "--source-ref",
            "C. Analyst",
        ],
    );
    let id = logged.line().to_owned();
    assert_eq!(id.split('.').next().unwrap().len(), 16);
    let timeline = show(&world, "timeline");
    let line = timeline["lines"].as_array().unwrap().iter().find(|line| line["id"] == id.as_str()).unwrap();
    assert_eq!(line["text"], "first access from 203.0.113.9");
    assert_eq!(line["happened"], "2026-11-21T01:58:00.000Z");
    assert_eq!(line["happened_typed"], "2026-11-21 02:58");
    assert_eq!((&line["lane"], &line["status"], &line["mark"]), (&json!("fact"), &json!("suspected"), &json!("GREEN")));
    assert_eq!((&line["tags"], &line["assets"]), (&json!(["access", "db"]), &json!(["db-7"])));
    assert_eq!((&line["scribe"]["name"], &line["speaker"]["name"]), (&json!("B. Scribe"), &json!("C. Analyst")));
    assert_eq!(
        (&line["scribe"]["person"], &line["struck"]),
        (&Value::Null, &Value::Null),
        "an unknown name is unproven"
    );
    let strike = run(&world.env, &["do", "strike", &format!("record={id}"), "reason=wrong host"]);
    let timeline = show(&world, "timeline");
    let line = timeline["lines"].as_array().unwrap().iter().find(|line| line["id"] == id.as_str()).unwrap();
    assert_eq!(line["struck"], json!({"by": strike.line(), "reason": "wrong host"}));
}

#[test]
fn a_late_action_is_recorded_and_the_shortfall_is_said_beside_it() {
    let world = World::new(5);
    declared(&world);
    let late = run(&world.env, &["log", "isolated db-7", "--action", "--at", "-40m"]);
    assert_eq!(late.code, 0);
    assert_eq!(late.out.lines().count(), 1);
    assert!(late.err.starts_with("recorded; note: ") && late.err.contains("(T-01). "), "{}", late.err);
    let explained =
        run(&world.env, &["log", "isolated db-8", "--action", "--at", "-40m", "--late-reason", "no hand free"]);
    explained.line();
    let timeline = show(&world, "timeline");
    let lines = timeline["lines"].as_array().unwrap();
    assert!(lines.iter().any(|line| line["late_minutes"] == 40 && line["late_reason"] == "no hand free"));
}

#[test]
fn who_is_at_the_keys_resolves_to_a_person_of_the_roster() {
    let world = World::new(6);
    declared(&world);
    let person = run(&world.env, &["do", "person", "name=Dana Okafor", "initials=DO", "phone=+44 20 7946 0001"]);
    let id = person.line().to_owned();
    let mut env = world.env.clone();
    env.vars.insert("WARROOM_OPERATOR".to_owned(), "do".to_owned());
    env.vars.insert("USER".to_owned(), "do".to_owned());
    run(&env, &["log", "by variable"]).line();
    run(&env, &["--operator", "Somebody Else", "log", "by option"]).line();
    env.vars.remove("WARROOM_OPERATOR");
    run(&env, &["log", "by login"]).line();
    let timeline = show(&world, "timeline");
    let scribe = |text: &str| {
        let lines = timeline["lines"].as_array().unwrap();
        lines.iter().find(|line| line["text"] == text).map(|line| line["scribe"].clone()).unwrap()
    };
    assert_eq!(scribe("by variable"), json!({"name": "Dana Okafor", "person": id}));
    assert_eq!(scribe("by option"), json!({"name": "Somebody Else", "person": null}));
    assert_eq!(
        scribe("by login"),
        json!({"name": "do (login)", "person": null}),
        "a login is never taken for a person"
    );
}

#[test]
fn local_times_that_do_not_exist_or_exist_twice_are_refused_with_both_readings() {
    let world = World::new(7);
    declared(&world);
    let twice = run(&world.env, &["log", "x", "--at", "2026-10-25 02:30"]);
    assert_eq!((twice.code, twice.out.as_str()), (1, ""));
    assert!(twice.err.starts_with("not recorded: ") && twice.err.contains("(I-05)"), "{}", twice.err);
    assert!(
        twice.err.contains("2026-10-25T02:30:00+02:00") && twice.err.contains("2026-10-25T02:30:00+01:00"),
        "{}",
        twice.err
    );
    let none = run(&world.env, &["log", "x", "--at", "2026-03-29 02:30"]);
    assert_eq!(none.code, 1);
    assert!(
        none.err.contains("2026-03-29T01:30:00+01:00") && none.err.contains("2026-03-29T03:30:00+02:00"),
        "{}",
        none.err
    );
    run(&world.env, &["log", "x", "--at", "2026-10-25 02:30b"]).line();
}

#[test]
fn another_zone_than_the_cases_is_not_taken_silently() {
    let world = World::new(8);
    declared(&world);
    let other = run(&world.env, &["--zone", "America/New_York", "log", "x", "--at", "20:00"]);
    assert_eq!((other.code, other.out.as_str()), (2, ""));
    assert!(other.err.contains("Europe/Berlin") && other.err.contains("America/New_York"), "{}", other.err);
    run(&world.env, &["--zone", "Europe/Berlin", "log", "x", "--at", "02:00"]).line();
    let shown = run(&world.env, &["--zone", "UTC", "show", "deadlines", "--json"]).json();
    assert_eq!(shown["zone"], "UTC");
}

#[test]
fn without_a_case_it_says_what_to_do_and_lists_them() {
    let world = World::new(9);
    let none = run(&world.env, &["log", "x"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("warroom new"), "{}", none.err);
    let first = declared(&world);
    run(&world.env, &["log", "only one"]).line();
    run(&world.env, &["--operator", "A. Lead", "new", "--title", "T", "--codename", "fern"]).line();
    let several = run(&world.env, &["log", "x"]);
    assert_eq!(several.code, 1);
    assert!(several.err.contains("orchid-2026-11-21.warroom") && several.err.contains("fern-2026"), "{}", several.err);
    let mut env = world.env.clone();
    env.vars.insert("WARROOM_CASE".to_owned(), first.to_str().unwrap().to_owned());
    run(&env, &["log", "by variable"]).line();
    let fern = world.env.places.cases(Purpose::Incident).join("fern-2026-11-21.warroom");
    let end = run(
        &world.env,
        &["--case", fern.to_str().unwrap(), "do", "end", "how=stood-down", "reason=false alarm", "decider=A. Lead"],
    );
    assert_eq!(end.code, 0, "{}", end.err);
    run(&world.env, &["log", "the other has ended"]).line();
}

#[test]
fn mistakes_on_the_command_line_are_exit_code_two() {
    let world = World::new(10);
    declared(&world);
    for args in [
        &["frobnicate"][..],
        &["log"],
        &["new"],
        &["show", "weather"],
        &["do", "no-such"],
        &["do", "log", "text"],
        &["do", "log", "texts=x"],
        &["do", "needs"],
        &["do", "log", "text=a", "text=b"],
        &["do", "-"],
        &["log", "x", "--late-reason", "r"],
        &["log", "x", "--at"],
        &["attach", "f"],
    ] {
        let run = run(&world.env, args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{args:?}");
    }
    let help = run(&world.env, &["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("evidence"));
    assert_eq!(run(&world.env, &["--version"]).out.trim(), "warroom 0.1.0");
    let hostile = run(&world.env, &["show", "\u{1b}]0;x\u{7}"]);
    assert!(hostile.code == 2 && !hostile.err.contains('\u{1b}'), "{:?}", hostile.err);
}

#[test]
fn hostile_text_is_stored_raw_and_printed_escaped() {
    let world = World::new(15);
    declared(&world);
    let hostile = "bad \u{1b}]0;owned\u{7}\u{1b}[2J \u{202e}txt.exe\u{9b}31m\r\nsecond";
    run(&world.env, &["log", hostile, "--tag", hostile, "--speaker", hostile]).line();
    let timeline = run(&world.env, &["show", "timeline", "--json"]);
    let odd = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    assert!(!odd(&timeline.out));
    let lines = timeline.json();
    assert!(lines["lines"].as_array().unwrap().iter().any(|line| line["text"] == hostile), "stored as it was typed");
    for part in ["timeline", "roster", "checklist", "evidence", "deadlines", "needs", "briefing"] {
        let table = run(&world.env, &["show", part]);
        assert_eq!(table.code, 0);
        assert!(!odd(&table.out) && !table.out.is_empty(), "{part}");
    }
    assert!(run(&world.env, &["show", "timeline"]).out.contains("<U+001B>]0;owned"));
    let refused = run(&world.env, &["log", "x", "--at", hostile]);
    assert!(refused.code == 1 && !odd(&refused.err), "{:?}", refused.err);
    let refused = run(&world.env, &["do", hostile]);
    assert!(refused.code == 2 && !odd(&refused.err), "{:?}", refused.err);
}

#[test]
fn show_tells_what_was_recorded() {
    let world = World::new(23);
    let made = run(
        &world.env,
        &[
            "new",
            "--title",
            "T",
            "--codename",
            "fern",
            "--procedure",
            "personal-data-breach",
            "--aware",
            "2026-11-21 02:10",
            "--aware-why",
            "the host was named",
        ],
    );
    assert_eq!(made.code, 0, "{}", made.err);
    let deadlines = show(&world, "deadlines");
    let clock = deadlines["clocks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|clock| clock["deadline"] == "authority-72h" && clock["regime"] == "eu-gdpr")
        .unwrap();
    assert_eq!((&clock["state"], &clock["why"]), (&json!("running"), &json!("the host was named")));
    assert_eq!(
        (&clock["start"], &clock["due"]),
        (&json!("2026-11-21T01:10:00.000Z"), &json!("2026-11-24T01:10:00.000Z"))
    );
    assert_eq!((&clock["due_local"], &clock["zone"]), (&json!("2026-11-24T02:10:00+01:00"), &json!("Europe/Berlin")));
    assert_eq!((&clock["left_seconds"], &clock["left"]), (&json!(70 * 3600 + 30 * 60), &json!("70:30:00")));
    run(&world.env, &["do", "person", "name=Dana Okafor", "initials=DO", "phone=+44 20 7946 0001"]).line();
    run(&world.env, &["do", "assign", "role=irt_lead", "person=DO"]).line();
    let call = run(&world.env, &["do", "call", "callee=DO", "role=irt_lead"]);
    let answer = format!("call={}", call.line());
    run(&world.env, &["do", "answer", &answer, "identity=challenge", "words=I have it"]).line();
    let roster = show(&world, "roster");
    assert_eq!(roster["people"][0]["phones"], json!(["+44 20 7946 0001"]));
    let role = roster["roles"].as_array().unwrap().iter().find(|role| role["role"] == "irt_lead").unwrap();
    assert_eq!((&role["holder"]["name"], &role["state"]), (&json!("Dana Okafor"), &json!("acknowledged")));
    assert_eq!(roster["calls"][0]["answer"]["words"], "I have it");
    let checklist = show(&world, "checklist");
    let step = &checklist["steps"][0];
    assert!(
        step["state"] == "open"
            && step["target"]["minutes"].is_u64()
            && !step["missing"].as_array().unwrap().is_empty(),
        "{step}"
    );
    assert!(show(&world, "needs")["needs"].as_array().unwrap().iter().any(|need| need["command"] == "amend"));
}

#[test]
fn two_processes_append_at_once_and_nothing_is_lost() {
    let world = World::new(27);
    let home = world.dir.path();
    let path = ok(&binary(home, &["new", "--title", "T", "--codename", "orchid"]).output().unwrap());
    let writers: Vec<_> = ["left", "right"]
        .into_iter()
        .map(|side| {
            let (home, path) = (home.to_owned(), path.clone());
            std::thread::spawn(move || {
                (0..25)
                    .map(|n| ok(&binary(&home, &["--case", &path, "log", &format!("{side} {n}")]).output().unwrap()))
                    .collect::<Vec<String>>()
            })
        })
        .collect();
    let mut ids: Vec<String> = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 50);
    let shown = ok(&binary(home, &["show", "timeline", "--json"]).output().unwrap());
    let json: Value = serde_json::from_str(&shown).unwrap();
    let lines = json["lines"].as_array().unwrap();
    for side in ["left", "right"] {
        let said: Vec<&str> =
            lines.iter().filter_map(|line| line["text"].as_str()).filter(|text| text.starts_with(side)).collect();
        let wanted: Vec<String> = (0..25).map(|n| format!("{side} {n}")).collect();
        assert_eq!(said, wanted, "in the order they were said");
    }
    assert!(ids.iter().all(|id| lines.iter().any(|line| line["id"] == id.as_str())));
    ok(&binary(home, &["verify", &path]).output().unwrap());
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly_and_a_full_output_is_a_failure() {
    let world = World::new(29);
    let home = world.dir.path();
    ok(&binary(home, &["new", "--title", "T", "--codename", "orchid"]).output().unwrap());
    let mut child =
        binary(home, &["commands", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), text(&ended.stderr).as_str()), (Some(141), ""));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = binary(home, &["log", "kept all the same"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(text(&ended.stderr).contains("what was recorded stays recorded"), "{}", text(&ended.stderr));
    assert!(ok(&binary(home, &["show", "timeline"]).output().unwrap()).contains("kept all the same"));
}
