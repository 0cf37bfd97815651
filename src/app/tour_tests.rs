//! The tour goes on by what is on record, begins in the exercise store, and is taken up where it was left.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::app::digest::Computation;
use crate::app::env::{Clock, SystemEntropy};
use crate::app::staging::Staged;
use crate::domain::input::Input;
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::store::places::Places;

const OPERATOR: &str = "Ada Moran";

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Instant {
        Instant::from_millis(1_795_275_972_000)
    }
    fn mono_ms(&self) -> u64 {
        3_600_000
    }
    fn boot(&self) -> String {
        "boot".to_owned()
    }
}

fn laptop() -> (tempfile::TempDir, Env) {
    let dir = tempfile::tempdir().unwrap();
    let under = |name: &str| dir.path().join(name);
    let env = Env {
        clock: Arc::new(Fixed),
        entropy: Arc::new(SystemEntropy),
        places: Places { data: under("data"), config: under("config"), state: under("state") },
        zone: chrono_tz::Europe::Berlin,
        vars: BTreeMap::new(),
    };
    (dir, env)
}

fn run(case: &mut Case, command: &str, fields: &[(&str, &str)]) {
    let input = fields.iter().fold(Input::default(), |input, (name, value)| input.with(name, *value));
    case.execute(command, &input, &Staged::default()).unwrap_or_else(|error| panic!("{command}: {error}"));
}

fn prove(case: &mut Case, fields: &[(&str, &str)]) {
    let spec = crate::app::command::command("proof").unwrap();
    let input = fields.iter().fold(Input::default(), |input, (name, value)| input.with(name, *value));
    let staged = case.stager().stage(spec.fields, &input, &Handle::new()).unwrap();
    case.execute("proof", &input, &staged).unwrap();
}

fn waits_for(case: &Case) -> Option<&'static str> {
    tour::next(case.state()).map(|(_, step)| step.words)
}

/// A step, the command that it waits for, its fields.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

#[test]
fn each_step_waits_until_its_record_is_there() {
    let (_dir, env) = laptop();
    let path = open_or_make(&env, OPERATOR).unwrap();
    assert!(path.starts_with(env.places.cases(Purpose::Exercise)), "{}", path.display());
    let mut case = Case::open(&env, &path, OPERATOR).unwrap();
    assert!(is_tour(&case));
    let exhibit = exhibit_beside(&path);
    let file = exhibit.to_str().unwrap();
    let hour: [Row; 10] = [
        ("tour-clock", "clock-skip", &[]),
        ("tour-declare", "declare", &[("title", "files are being encrypted"), ("codename", "PRACTICE")]),
        ("tour-log", "log", &[("text", "first renamed share")]),
        ("tour-correct", "correct", &[("record", "LINE"), ("text", "first renamed share on fs02"), ("reason", "host")]),
        ("tour-person", "person", &[("name", OPERATOR)]),
        ("tour-lead", "assign", &[("role", "irt_lead"), ("person", OPERATOR)]),
        (
            "tour-decide",
            "decide",
            &[
                ("question", "unplug?"),
                ("options", "unplug\nwait"),
                ("choice", "unplug"),
                ("reason", "it spreads"),
                ("decider", OPERATOR),
                ("objected", "none"),
            ],
        ),
        ("tour-exhibit", "exhibit", &[("path", file), ("description", "proxy"), ("collected-by", OPERATOR)]),
        ("tour-proof", "proof", &[("step", "G-01"), ("kind", "decision"), ("text", "said in the room")]),
        ("tour-law", "regime", &[("regime", "eu-gdpr"), ("answer", "yes"), ("reason", "people's data")]),
    ];
    // What is recorded and does not count leaves its step where it was.
    let short: [Row; 3] = [
        ("tour-lead", "assign", &[("role", "irt_lead"), ("person", "Nobody Known")]),
        ("tour-decide", "decide", &[("question", "unplug?"), ("choice", "yes"), ("decider", OPERATOR)]),
        ("tour-proof", "proof", &[("step", "G-01"), ("kind", "config_diff"), ("text", "not asked for")]),
    ];
    for (step, command, fields) in hour {
        if step == "tour-proof" {
            assert_eq!(waits_for(&case), Some("tour-digest"), "an exhibit without its digest is not all");
            let computation = Computation::of(&case, &case.state().register.exhibits[0], None).unwrap();
            let read = computation.read(&Handle::new());
            computation.record(&mut case, &read).unwrap();
        }
        assert_eq!(waits_for(&case), Some(step));
        let line = case.state().timeline.lines.iter().find(|line| line.detail.is_some()).map(|line| line.id);
        let line = line.map(|id| case.state().label(id)).unwrap_or_default();
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, if *value == "LINE" { line.as_str() } else { value })).collect();
        for (_, command, fields) in short.iter().filter(|(of, ..)| *of == step) {
            if *command == "proof" {
                prove(&mut case, fields);
            } else {
                run(&mut case, command, fields);
            }
            assert_eq!(waits_for(&case), Some(step), "{fields:?} does not count");
        }
        if command == "proof" {
            prove(&mut case, &fields);
        } else {
            run(&mut case, command, &fields);
        }
        assert_ne!(waits_for(&case), Some(step), "{command} is what {step} asks for");
        // Whoever leaves and comes back is where they were.
        let there = waits_for(&case);
        drop(case);
        assert_eq!(open_or_make(&env, OPERATOR).unwrap(), path);
        case = Case::open(&env, &path, OPERATOR).unwrap();
        assert_eq!(waits_for(&case), there);
    }
    assert_eq!(waits_for(&case), Some("tour-checkpoint"));
    crate::app::anchor::current(&mut case).unwrap();
    assert_eq!(waits_for(&case), None);
    drop(case);
    let again = open_or_make(&env, OPERATOR).unwrap();
    assert_ne!(again, path, "a tour that is over is not taken up");
}

#[test]
fn a_real_case_is_never_a_tour_whatever_its_name() {
    let (dir, env) = laptop();
    let path = dir.path().join("tour-2026-11-21.warroom");
    let case = Case::create(&env, &path, Purpose::Incident, OPERATOR).unwrap();
    assert!(!is_tour(&case));
}
