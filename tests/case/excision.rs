//! What is taken out by order is gone from every byte of the file, the chain holds, and nobody can do the same without a word.

use std::path::Path;

use rusqlite::Connection;
use warroom::app::case::Case;
use warroom::domain::timeline::LineText;
use warroom::export::verify::verify;

use super::support::{World, problems, run};

const SECRET: &str = "AKIA-live-key-0123456789";

/// A case with the secret in a line of its own (returned) and in two attachments of two records, the second returned.
fn case(world: &World) -> (Case, String, String) {
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "Training data copied"), ("procedure", "ai-training-dataset-leak")]).unwrap();
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name), ("phone", &format!("+49 30 12345{}", name.len()))]).unwrap();
    }
    let line = run(&mut case, "log", &[("text", SECRET)]).unwrap().remove(0);
    let steps: Vec<String> = case.state().work.steps.iter().map(|step| step.step.id.clone()).take(2).collect();
    // Long enough that its parts spill onto pages of their own.
    let text = format!("{SECRET}\n{}{SECRET}", "User=svc-backup Host=10.0.0.7\n".repeat(2_000));
    let attach = |case: &mut Case, step: &str| {
        run(case, "proof", &[("step", step), ("kind", "session_log"), ("text", &text)]).unwrap().remove(0)
    };
    attach(&mut case, &steps[0]);
    let proof = attach(&mut case, &steps[1]);
    (case, line, proof)
}

fn order<'a>(record: &'a str, extent: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("record", record),
        ("extent", extent),
        ("ground", "live-secrets"),
        ("authority", "SIRO, note 4 of 21 November"),
        ("reason", "the key still works"),
        ("person", "Mara Okafor"),
        ("presence", "wet-ink"),
        ("presence-ref", "slip 11, safe 2"),
        ("second", "Tom Reed"),
        ("second-presence", "call-back"),
        ("second-presence-ref", "12"),
    ]
}

fn without<'a>(fields: &[(&'a str, &'a str)], field: &str) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter(|(name, _)| *name != field).copied().collect()
}

/// How often the secret stands in the case file or in its log.
fn traces(path: &Path) -> usize {
    let log = path.with_file_name("case.warroom-wal");
    let bytes = [std::fs::read(path).unwrap(), std::fs::read(log).unwrap_or_default()].concat();
    bytes.windows(SECRET.len()).filter(|window| *window == SECRET.as_bytes()).count()
}

#[test]
fn what_is_taken_out_is_in_no_byte_of_the_file_and_the_chain_holds() {
    let world = World::new(31);
    let (mut case, line, proof) = case(&world);
    let path = case.path().to_owned();
    let mut beside = Case::open(&world.env, &path, "A. Lead").unwrap();
    let head = case.head();
    assert!(traces(&path) >= 5, "the words and both attachments are there first");

    run(&mut case, "excise", &order(&line, "everything")).unwrap();
    run(&mut case, "excise", &order(&proof, "attachments")).unwrap();
    assert_eq!(traces(&path), 0);
    assert_eq!(case.head().0, head.0 + 2, "the chain only grew");

    let report = verify(&path, None).unwrap();
    assert_eq!(problems(&path), Vec::<String>::new());
    assert_eq!((report.withheld, report.excised.len(), report.attachments), (1, 2, 0));
    let json = report.to_json();
    assert_eq!(json["excised"][1]["attachments"], 2, "the same bytes under another record go too");
    assert_eq!(json["excised"][0]["by"], serde_json::json!(["Mara Okafor", "Tom Reed"]));
    assert_eq!(json["excised"][0]["authority"], "SIRO, note 4 of 21 November");

    beside.refresh().unwrap();
    for state in [case.state(), beside.state(), Case::open(&world.env, &path, "A. Lead").unwrap().state()] {
        let id = line.parse().unwrap();
        let told = state.timeline.line(id).unwrap();
        assert!(matches!(&told.text, LineText::Program(msg) if msg.id == "act-taken-out"), "{:?}", told.text);
        assert!(state.proofs.attached.values().flatten().any(|(id, _)| id.to_string() == proof), "the record stays");
    }
    // Sweeping goes on, and the next record is told no damage.
    assert_eq!(case.sweep().unwrap(), 0);
    assert_eq!(run(&mut case, "log", &[("text", "key revoked")]).unwrap().len(), 1);
    assert_eq!(problems(&path), Vec::<String>::new());
}

#[test]
fn two_proven_people_and_an_authority_or_nothing_goes() {
    let world = World::new(32);
    let (mut case, line, _) = case(&world);
    let full = order(&line, "everything");
    let with = |field: &'static str, value: &'static str| {
        let mut fields = without(&full, field);
        fields.push((field, value));
        fields
    };
    let tries = [
        without(&full, "authority"),
        without(&full, "reason"),
        without(&full, "ground"),
        without(&full, "presence"),
        without(&full, "second-presence-ref"),
        with("second", "Mara Okafor"),
        with("second", "A Stranger"),
        with("extent", "attachments"),
        with("record", "1"),
        with("record", "9999"),
    ];
    let before = case.head();
    for fields in tries {
        let refused = run(&mut case, "excise", &fields);
        assert!(refused.is_err(), "{fields:?}");
    }
    assert_eq!(case.head(), before);
    assert!(traces(case.path()) > 0);
    // What was taken out cannot be taken out again, and the record that says so stays.
    let said = run(&mut case, "excise", &full).unwrap().remove(0);
    assert!(run(&mut case, "excise", &full).is_err());
    assert!(run(&mut case, "excise", &order(&said, "everything")).is_err());
    run(&mut case, "strike", &[("record", &said), ("reason", "wrong line")]).unwrap();
    assert_eq!(problems(case.path()), Vec::<String>::new(), "a strike brings nothing back and breaks nothing");
}

/// The finding that tampering with a closed case leads to.
fn after(path: &Path, change: &str) -> Vec<String> {
    let copy = path.with_file_name("copy.warroom");
    std::fs::copy(path, &copy).unwrap();
    assert_eq!(Connection::open(&copy).unwrap().execute(change, []).unwrap(), 1, "{change}");
    problems(&copy)
}

#[test]
fn bodies_that_go_or_come_back_without_a_record_are_found() {
    let world = World::new(33);
    let (mut case, line, proof) = case(&world);
    let stored: Vec<u8> = {
        let connection = Connection::open(case.path()).unwrap();
        let body = "SELECT body FROM journal WHERE station || '.' || seq = ?1 OR seq = ?2";
        connection.query_row(body, (&line, line.rsplit('.').next().unwrap()), |row| row.get(0)).unwrap()
    };
    run(&mut case, "excise", &order(&line, "everything")).unwrap();
    run(&mut case, "excise", &order(&proof, "everything")).unwrap();
    let (path, seq) = (case.path().to_owned(), line.rsplit('.').next().unwrap().to_owned());
    let mine = case.head().0;
    drop(case);
    assert_eq!(problems(&path), Vec::<String>::new());

    let found = after(&path, "UPDATE journal SET body = NULL WHERE seq = 4");
    assert!(found.len() == 1 && found[0].contains("no record says who took it out"), "{found:?}");
    let hex: String = stored.iter().map(|byte| format!("{byte:02x}")).collect();
    let found = after(&path, &format!("UPDATE journal SET body = x'{hex}' WHERE seq = {seq}"));
    assert!(found.iter().any(|what| what.contains("an older line was put back")), "{found:?}");
    let found = after(&path, &format!("UPDATE journal SET body = NULL WHERE seq = {mine}"));
    assert_eq!(found.iter().filter(|what| what.contains("no record says who took it out")).count(), 2, "{found:?}");
}

#[test]
fn one_person_under_two_entries_is_one_and_a_strike_keeps_its_body() {
    let world = World::new(34);
    let (mut case, line, _) = case(&world);
    let twin = run(&mut case, "person", &[("name", "Mara Okafor")]).unwrap().remove(0);
    let mut fields = without(&order(&line, "everything"), "second");
    fields.push(("second", &twin));
    assert!(run(&mut case, "excise", &fields).is_err(), "the same name twice");
    let strike = run(&mut case, "strike", &[("record", &line), ("reason", "wrong line")]).unwrap().remove(0);
    assert!(run(&mut case, "excise", &order(&strike, "everything")).is_err(), "what was struck would stand again");
    assert!(traces(case.path()) > 0);
}

#[test]
fn a_laptop_that_nobody_admitted_takes_nothing_out() {
    let world = World::new(35);
    let (case, line, _) = case(&world);
    let path = case.path().to_owned();
    drop(case);
    let other = world.other_laptop("other", 36);
    let mut there = Case::open(&other, &path, "Somebody").unwrap();
    let refused = run(&mut there, "excise", &order(&line, "everything"));
    assert!(refused.as_ref().is_err_and(|why| why.contains("not admitted")), "{refused:?}");
    drop(there);
    assert!(traces(&path) > 0);
    assert_eq!(problems(&path), Vec::<String>::new(), "and it left nothing behind");
}

#[test]
fn records_that_speak_of_what_was_taken_out_are_named_and_the_hole_stays_visible() {
    let world = World::new(37);
    let (mut case, _, proof) = case(&world);
    let step = case.state().proofs.attached.iter().find(|(_, list)| list.iter().any(|(id, _)| id.to_string() == proof));
    let step = step.unwrap().0.clone();
    let quoted = [("step", step.as_str()), ("person", "Tom Reed"), ("quote", SECRET), ("presence", "wet-ink")];
    let verified =
        run(&mut case, "verify-step", &[&quoted[..], &[("presence-ref", "slip 2")]].concat()).unwrap().remove(0);
    let input = order(&proof, "everything")
        .iter()
        .fold(warroom::domain::input::Input::default(), |input, (name, value)| input.with(name, *value));
    let done = case.execute("excise", &input, &warroom::app::staging::Staged::default()).unwrap();
    assert!(done.shortfalls.iter().any(|short| short.rule.id() == "T-06"), "{:?}", done.shortfalls);
    assert!(traces(case.path()) > 0, "the quote still stands in {verified}");
    run(&mut case, "excise", &order(&verified, "everything")).unwrap();
    let control = warroom::domain::control::control(case.state(), 4);
    assert!(control.overrides.iter().any(|accepted| accepted.what.id == "override-body"));
}

#[test]
fn a_proof_that_was_taken_out_keeps_its_credit_in_sight_and_earns_no_new_one() {
    let world = World::new(38);
    let (mut case, _, proof) = case(&world);
    let step = case.state().proofs.attached.iter().find(|(_, list)| list.iter().any(|(id, _)| id.to_string() == proof));
    let step = step.unwrap().0.clone();
    run(&mut case, "excise", &order(&proof, "attachments")).unwrap();
    let control = case.state().work.step(&step).unwrap().step.control;
    let verify = [("step", step.as_str()), ("person", "Tom Reed"), ("place", "line 1"), ("presence", "wet-ink")];
    let input = verify.iter().chain(&[("presence-ref", "slip 3")]);
    let input = input.fold(warroom::domain::input::Input::default(), |input, (name, value)| input.with(name, *value));
    let done = case.execute("verify-step", &input, &warroom::app::staging::Staged::default()).unwrap();
    assert!(done.shortfalls.iter().any(|short| short.rule.id() == "P-14"), "{:?}", done.shortfalls);
    let found = warroom::domain::control::control(case.state(), control);
    let listed = case.state().work.step(&step).unwrap().step.proof.contains(&"session_log".to_owned());
    assert_eq!(found.overrides.iter().any(|accepted| accepted.what.id == "override-taken-out"), listed);
}
