//! The memo why a notice is not sent: everything it holds in one command, signed by the decider's own key, printed as one page, looked at again.

use super::*;

const NAMESPACE: &str = "memo-sign@warroom";
const KEY: &str = "eu-gdpr/authority-72h";

/// A laptop with a decider whose key is enrolled, and a case.
fn laptop(seed: u64) -> World {
    let world = keys::enrolled(seed);
    declared(&world);
    assert_eq!(run(&world.env, &["do", "scope", "authority-holders=Dana Okafor"]).code, 0);
    world
}

fn fields(fact: &str) -> Vec<String> {
    [
        ["deadline=", KEY].concat(),
        "conclusion=A risk to people is unlikely:\nthe disk cannot be read".to_owned(),
        "decider=Dana Okafor".to_owned(),
        "facts-known=The laptop was stolen powered off".to_owned(),
        format!("cites={fact}"),
        "factors=volume 12 people, little; key not taken, decisive".to_owned(),
        "mitigation=disk encryption".to_owned(),
        format!("proof-record={fact}"),
        "advice=the DPO agrees".to_owned(),
        "advisor=Ida Said".to_owned(),
        "reopen=the key turns up".to_owned(),
        "review=2026-12-24 09:00".to_owned(),
    ]
    .to_vec()
}

fn said(world: &World, command: &str, fields: &[String], more: &[&str]) -> Run {
    let mut args = vec![command, "memo"];
    args.extend(fields.iter().map(String::as_str));
    args.extend(more);
    run(&world.env, &args)
}

/// The statement of a memo, signed by somebody's key: the field that names the signature.
fn signed(world: &World, who: &str, fields: &[String]) -> String {
    let statement = said(world, "statement", fields, &[]);
    assert!(statement.code == 0 && statement.err.contains(NAMESPACE), "{}", statement.err);
    keys::sign(world, who, NAMESPACE, &statement.out)
}

fn clock(world: &World) -> Value {
    let clocks = show(world, "deadlines");
    clocks["clocks"].as_array().unwrap().iter().find(|clock| clock["deadline"] == "authority-72h").unwrap().clone()
}

#[test]
fn a_memo_is_signed_by_own_key_stops_the_clock_and_is_checked_for_ever() {
    let world = laptop(70);
    let fact = run(&world.env, &["log", "Disk was encrypted", "--status", "suspected"]);
    let fields = fields(fact.line());
    let started = run(&world.env, &["do", "clock", &format!("deadline={KEY}"), "start=-1h", "why=theft reported"]);
    assert_eq!(started.code, 0, "{}", started.err);
    assert_eq!(clock(&world)["state"], "running");
    // A signature over other words, and one by somebody else, show nothing.
    let mut other = fields.clone();
    other[1] = "conclusion=Another".to_owned();
    for file in [signed(&world, "dana", &other), signed(&world, "ida", &fields)] {
        let wrong = said(&world, "do", &fields, &[&file]);
        assert!(wrong.code == 0 && wrong.err.contains("(C8-72)") && !wrong.err.contains("C8-70"), "{}", wrong.err);
    }
    let right = said(&world, "do", &fields, &[&signed(&world, "dana", &fields)]);
    assert!(right.code == 0 && right.err.is_empty(), "{}", right.err);
    assert_eq!(clock(&world)["state"], "memo-filed");
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!((&report["ok"], &report["signatures"]), (&json!(true), &json!(2)), "{report}");
    let form = run(&world.env, &["form", "memo", KEY, "--markdown"]);
    assert_eq!(form.code, 0, "{}", form.err);
    for words in [
        "# Memo: notice not to be sent",
        "Disk was encrypted",
        "the disk cannot be read",
        "own key of Dana Okafor",
        "2026-12-24",
        "the DPO agrees",
        "Ida Said",
        "art. 4(12), 33",
    ] {
        assert!(form.out.contains(words) || form.out.contains(&words.replace('\\', "")), "{words}: {}", form.out);
    }
    assert!(!form.out.contains("Earns no credit"), "{}", form.out);
    let unknown = run(&world.env, &["form", "memo", "eu-nis2"]);
    assert!(unknown.code == 1 && unknown.err.contains("there is no memo eu-nis2"), "{}", unknown.err);
}

#[test]
fn what_is_said_to_come_stops_no_clock_and_what_went_out_flawed_goes_on_saying_so() {
    let world = laptop(72);
    let key = format!("deadline={KEY}");
    let done = |args: &[&str]| {
        let done = run(&world.env, &[&["do"][..], args].concat());
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        done.err
    };
    assert!(done(&["clock", &key, "start=+2h", "why=planned"]).contains("T-02"));
    assert_eq!((&clock(&world)["state"], &clock(&world)["start"]), (&json!("not-assessed"), &Value::Null));
    done(&["clock", &key, "start=-1h", "why=theft reported"]);
    let paper = ["route=portal", "reference=N-1"];
    let err = done(&[&["sent", &key, "at=+3h"][..], &paper].concat());
    assert!(err.contains("recorded; does not count: The time is ahead"), "{err}");
    let shown = clock(&world);
    assert_eq!((&shown["state"], &shown["sent"], &shown["lacks"]), (&json!("running"), &Value::Null, &Value::Null));
    assert_eq!(shown["ahead"].as_array().unwrap().len(), 2, "{shown}");
    assert!(run(&world.env, &["show", "needs"]).out.contains("tells of what was still to come"));
    let err = done(&[&["sent", &key][..], &paper].concat());
    assert!(err.contains("recorded, and it counts; missing: No approval") && !err.contains("does not count"), "{err}");
    let shown = clock(&world);
    assert_eq!((&shown["state"], &shown["lacks"]["command"]), (&json!("sent"), &json!("draft")), "{shown}");
    assert!(run(&world.env, &["show", "deadlines"]).out.contains("sent, lacks 1: No approval that counts"));
    assert!(run(&world.env, &["show", "needs"]).out.contains("No approval that counts stands"));
    // The end of a clock that is not late needs no reason yet.
    let early =
        done(&["why-late", &key, "kept=Dana Okafor", "infeasible=no access", "infeasible-from=-1h", "earlier=nothing"]);
    assert!(early.contains("recorded; note:") && early.contains("is not late: sent (C8-62)"), "{early}");
}

#[test]
fn a_memo_of_one_text_is_recorded_and_says_what_it_lacks() {
    let world = laptop(71);
    let filed = run(&world.env, &["do", "memo", "deadline=eu-gdpr", "text=Too small", "decider=Dana Okafor"]);
    assert!(filed.code == 0 && filed.err.contains("C8-70") && filed.err.contains("C8-72"), "{}", filed.err);
    let shown = clock(&world);
    assert_eq!(
        (&shown["state"], &shown["lacks"]["paper"]),
        (&json!("not-assessed"), &json!("memo")),
        "no proof stops nothing"
    );
    let lacks = shown["lacks"]["shortfalls"].as_array().unwrap().iter().map(|short| short["rule"].as_str().unwrap());
    assert!(lacks.clone().any(|rule| rule == "C8-70") && lacks.clone().any(|rule| rule == "C8-72"), "{shown}");
    let row = run(&world.env, &["show", "deadlines"]).out;
    assert!(row.contains("not assessed, memo lacks 7: ") && !row.contains("memo filed"), "{row}");
    let waits = run(&world.env, &["show", "needs"]).out;
    assert!(waits.contains("stops no clock, it lacks 7 things"), "{waits}");
    let form = run(&world.env, &["form", "memo", "eu-gdpr", "--markdown"]).out;
    assert!(form.contains("not recorded") && form.contains("Earns no credit") && form.contains("Too small"), "{form}");
    assert_eq!(run(&world.env, &["do", "assign", "role=dpo", "person=Ida Said"]).code, 0);
    let advised = run(&world.env, &["do", "memo", "deadline=eu-nis2", "text=Too small", "decider=Ida Said"]);
    assert!(advised.code == 0 && advised.err.contains("C8-02"), "{}", advised.err);
    let nothing = run(&world.env, &["do", "memo", "deadline=eu-gdpr", "decider=Dana Okafor"]);
    assert!(nothing.code == 1 && nothing.err.contains("I-01"), "{}", nothing.err);
    let no_memo = run(&world.env, &["do", "reviewed", "record=3", "review-outcome=stands"]);
    assert!(no_memo.code == 1 && no_memo.err.contains("I-06"), "{}", no_memo.err);
}

#[test]
fn a_form_goes_to_standard_output_and_lateness_is_said_in_words() {
    let world = laptop(73);
    let form = run(&world.env, &["form", "breach-register", "--markdown", "--out", "-"]);
    assert!(form.code == 0 && form.out.starts_with("# "), "{}{}", form.out, form.err);
    assert!(!std::path::Path::new("-").exists(), "no file of that name");
    let key = format!("deadline={KEY}");
    assert_eq!(run(&world.env, &["do", "clock", &key, "start=-80h", "why=theft reported"]).code, 0);
    let rows = run(&world.env, &["show", "deadlines"]).out;
    let row = rows.lines().find(|row| row.starts_with(KEY)).unwrap();
    assert!(row.contains("late by 08:00") && !row.contains("-08:00"), "{row}");
    // What is to come does not count, and nothing beside that is said to count.
    let said = ["do", "regime", "regime=eu-gdpr", "answer=no", "reason=no data", "decider=Dana Okafor", "at=+3h"];
    let said = run(&world.env, &said).err;
    assert!(said.contains("does not count: The time is ahead") && !said.contains("it counts"), "{said}");
    assert!(run(&world.env, &["show", "needs"]).out.contains("tells of what was still to come"));
}
