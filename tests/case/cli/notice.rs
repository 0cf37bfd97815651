//! A notice from its first line to the receipt, with ssh-keygen and sha256sum as judges.

use std::process::Command;

use super::*;

const EARLY: &str = "eu-nis2/early-warning-24h";
const NAMESPACE: &str = "report-sign@warroom";

/// A laptop with an address book in which Ida Said has a key of her own, and a declared case.
fn laptop(seed: u64) -> World {
    let world = keys::enrolled(seed);
    declared(&world);
    world
}

fn done(world: &World, words: &[&str]) -> Run {
    let done = run(&world.env, &[&["do"], words].concat());
    assert_eq!(done.code, 0, "{words:?}: {}", done.err);
    done
}

fn shown(world: &World) -> Value {
    run(&world.env, &["notice", "show", EARLY, "--json"]).json()
}

/// The early warning, every item answered by Dana Okafor on one confirmed fact.
fn drafted(world: &World) {
    done(world, &["draft", &format!("deadline={EARLY}")]);
    let fact = done(world, &["log", "text=Ransom note on db01"]).out.trim().to_owned();
    let basis = ["status=confirmed", "sources=proxy log,EDR", "confirmer=Ole Berg"];
    done(world, &[&["judge", &format!("record={fact}")][..], &basis].concat());
    for item in ["malicious", "cross-border", "known"] {
        let (item, text) = (format!("item={item}"), format!("text=About {item}: a ransom note was found on db01"));
        let cites = format!("cites={fact}");
        let filled = done(world, &["fill", &format!("notice={EARLY}"), &item, &text, &cites, "by=Dana Okafor"]);
        assert!(!filled.err.contains("C8-"), "{}", filled.err);
    }
}

/// The approval's statement, signed with a key.
fn signed(world: &World, namespace: &str) -> String {
    let statement = run(&world.env, &["statement", "approve-notice", &format!("notice={EARLY}"), "by=Ida Said"]);
    assert!(statement.code == 0 && statement.err.contains(NAMESPACE), "{}", statement.err);
    keys::sign(world, "ida", namespace, &statement.out)
}

fn approve(world: &World, signature: &str) -> Run {
    done(world, &["approve-notice", &format!("notice={EARLY}"), "by=Ida Said", signature])
}

#[test]
fn a_notice_is_drafted_approved_by_key_carried_out_sent_and_checked() {
    let world = laptop(80);
    drafted(&world);
    let before = shown(&world);
    assert_eq!((&before["state"], &before["answered"], &before["asked"]), (&json!("complete"), &json!(3), &json!(3)));
    let approved = approve(&world, &signed(&world, NAMESPACE));
    assert!(!approved.err.contains("C8-"), "{}", approved.err);
    let after = shown(&world);
    assert_eq!((&after["state"], &after["approvals"][0]["holds"]), (&json!("approved"), &json!(true)));
    let file = world.file("notice.txt");
    let text = run(&world.env, &["notice", "export", EARLY, "--as", "text", "--out", file.to_str().unwrap()]);
    assert_eq!(text.code, 0, "{}", text.err);
    let sum = Command::new("sha256sum").arg(&file).output().unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert!(sum.starts_with(after["sha256"].as_str().unwrap()), "{sum}");
    let receipt = world.file("receipt.eml");
    std::fs::write(&receipt, b"Received: C-77").unwrap();
    let (copy, receipt) =
        (format!("file={}", file.to_str().unwrap()), format!("receipt={}", receipt.to_str().unwrap()));
    let sent = [&format!("deadline={EARLY}"), "route=portal", "reference=C-77", "by=Dana Okafor", &copy, &receipt];
    let sent = done(&world, &[&["sent"][..], &sent].concat());
    assert!(!sent.err.contains("C8-"), "{}", sent.err);
    let after = shown(&world);
    let record = &after["sent"][0];
    assert_eq!(
        (&after["state"], &record["copy_is"], &record["shortfalls"]),
        (&json!("sent"), &json!("the-text"), &json!([]))
    );
    assert_eq!((&record["receipt"]["name"], &record["sha256"]), (&json!("receipt.eml"), &after["sha256"]));
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!((&report["ok"], &report["signatures"]), (&json!(true), &json!(1)), "{report}");
}

#[test]
fn an_edit_or_a_signature_for_something_else_leaves_no_approval() {
    let world = laptop(81);
    drafted(&world);
    let wrong = approve(&world, &signed(&world, "custody-accept@warroom"));
    assert!(wrong.err.contains("C8-47"), "{}", wrong.err);
    let signature = signed(&world, NAMESPACE);
    done(
        &world,
        &[
            "fill",
            &format!("notice={EARLY}"),
            "item=known",
            "item-answer=not-yet-known",
            "follows-at=+2h",
            "by=Dana Okafor",
        ],
    );
    let late = approve(&world, &signature);
    assert!(late.err.contains("C8-47"), "a signature over the text before: {}", late.err);
    assert_eq!(shown(&world)["state"], "complete", "no approval ever counted");
    let again = approve(&world, &signed(&world, NAMESPACE));
    assert!(!again.err.contains("C8-"), "{}", again.err);
    assert_eq!(shown(&world)["state"], "approved");
    let sent = done(&world, &["sent", &format!("deadline={EARLY}"), "route=portal", "reference=C-1"]);
    assert!(!sent.err.contains("C8-"), "{}", sent.err);
}

#[test]
fn what_is_missing_and_what_is_not_confirmed_is_shown() {
    let world = laptop(82);
    let none = run(&world.env, &["notice", "list"]);
    assert!(none.code == 0 && none.out.contains("no notice is begun"), "{}", none.out);
    assert_eq!(run(&world.env, &["notice", "show", EARLY]).code, 1);
    done(&world, &["draft", &format!("deadline={EARLY}")]);
    let fact = done(&world, &["log", "text=Ransom note"]).out.trim().to_owned();
    let filled =
        done(&world, &["fill", &format!("notice={EARLY}"), "item=1", "text=Yes\u{1b}[2J", &format!("cites={fact}")]);
    assert!(filled.err.contains("C8-40") && filled.err.contains("not confirmed"), "{}", filled.err);
    let text = run(&world.env, &["notice", "show", EARLY]).out;
    for words in ["1 of 3", "0 of 3"] {
        assert_eq!(text.contains(words), words == "0 of 3", "{text}");
    }
    assert!(text.contains("nothing is answered") && text.contains("is not to be cited as fact"), "{text}");
    assert!(!text.contains('\u{1b}'));
    let shown = shown(&world);
    assert_eq!((&shown["items"][0]["as_fact"], &shown["items"][0]["missing"]), (&json!(false), &json!("unconfirmed")));
    let plain = run(&world.env, &["notice", "export", EARLY, "--as", "text"]).out;
    assert!(plain.contains("Not yet confirmed: Yes<U+001B>[2J") && !plain.contains('\u{1b}'), "{plain}");
    let markdown = run(&world.env, &["notice", "export", EARLY, "--as", "markdown"]);
    assert!(markdown.out.contains("State: draft") && markdown.err.contains("draft"), "{}", markdown.out);
    for (short, long) in [("md", "markdown"), ("txt", "text")] {
        // What was printed is on record, so head and foot of each print name another record: between them the text is the same.
        let of = |format: &str| {
            let made = run(&world.env, &["notice", "export", EARLY, "--as", format]).out;
            let body = &made[made.find("First notice")?..];
            Some(body.rsplit_once("\n\ncase ").map_or(body, |(body, _)| body).to_owned())
        };
        assert!(of(short).is_some_and(|text| text.contains("Nothing stated yet")), "{short}");
        assert_eq!(of(short), of(long), "{short}");
    }
    let list = run(&world.env, &["notice", "list", "--json"]).json();
    assert_eq!(list["exercise"], json!(false));
    assert!(!run(&world.env, &["notice", "list"]).out.contains("EXERCISE"));
    assert_eq!((&list["notices"][0]["asked"], &list["notices"][0]["state"]), (&json!(3), &json!("draft")));
}

#[test]
fn a_template_is_no_notice_and_what_went_out_without_one_says_so() {
    let world = laptop(83);
    let sent = done(&world, &["sent", "deadline=eu-dora/initial", "route=mail", "reference=1"]);
    assert!(sent.err.contains("C8-48"), "{}", sent.err);
    done(&world, &["draft", &format!("deadline={EARLY}")]);
    let approved = done(
        &world,
        &["approve-notice", &format!("notice={EARLY}"), "by=Ida Said", "presence=wet-ink", "presence-ref=slip 1"],
    );
    assert!(approved.err.contains("C8-44") && approved.err.contains("C8-45"), "{}", approved.err);
    let other = world.file("other.txt");
    std::fs::write(&other, b"A letter of another kind").unwrap();
    let copy = format!("file={}", other.to_str().unwrap());
    let sent = done(&world, &["sent", &format!("deadline={EARLY}"), "route=portal", "reference=C-1", &copy]);
    for rule in ["C8-44", "C8-45", "C8-48", "C8-49"] {
        assert!(sent.err.contains(rule), "{rule}: {}", sent.err);
    }
}

#[test]
fn the_contents_of_every_deadline_are_printed_without_a_case() {
    let world = World::new(84);
    let gdpr = run(&world.env, &["notice", "contents", "eu-gdpr/authority-72h", "--json"]).json();
    assert_eq!(gdpr["items"].as_array().unwrap().len(), 10);
    let text = run(&world.env, &["notice", "contents", "eu-dora/final"]);
    assert!(text.code == 0 && text.out.contains("root causes, in three levels"), "{}", text.out);
    assert_eq!(run(&world.env, &["notice", "contents", "eu-gdpr/none"]).code, 1);
    assert_eq!(run(&world.env, &["notice", "contents", "eu-gdpr"]).code, 1);
}

#[test]
fn notices_of_an_exercise_say_that_they_are_of_an_exercise() {
    let world = World::new(78);
    let path = PathBuf::from(run(&world.env, &["demo", "--no-console"]).line());
    let case = path.to_str().unwrap();
    let draft = run(&world.env, &["--case", case, "do", "draft", "deadline=eu-gdpr/authority-72h"]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    let listed = run(&world.env, &["--case", case, "notice", "list"]).out;
    assert!(listed.starts_with("EXERCISE"), "{listed}");
    let listed = run(&world.env, &["--case", case, "notice", "list", "--json"]).json();
    assert_eq!(listed["exercise"], json!(true));
    let notice = listed["notices"][0]["notice"].as_str().unwrap();
    assert!(run(&world.env, &["--case", case, "notice", "show", notice]).out.starts_with("EXERCISE"));
    let export = run(&world.env, &["--case", case, "notice", "export", notice, "--as", "txt"]);
    assert!(export.err.contains("EXERCISE"), "{}", export.err);
}
