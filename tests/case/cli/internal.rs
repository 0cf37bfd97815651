//! Inside: the decision log, who needs to know, messages by name, and the minutes of a briefing in three shapes.

use super::*;

fn done(world: &World, words: &[&str]) -> Run {
    let done = run(&world.env, &[&["do"], words].concat());
    assert_eq!(done.code, 0, "{words:?}: {}", done.err);
    done
}

fn decided(world: &World) -> String {
    let words = [
        "decide",
        "question=Cut the VPN?",
        "choice=cut it",
        "options=cut it; wait until 04:00",
        "reason=the actor is on it",
        "decider=Dana Okafor",
        "objected=Tom Reed: the night shift *works* over it",
        "review=+2h",
    ];
    let done = done(world, &words);
    assert_eq!(done.err, "", "it lacks nothing");
    done.line().to_owned()
}

#[test]
fn the_decision_log_is_printed_with_options_and_objections() {
    let world = World::new(310);
    declared(&world);
    let record = decided(&world);
    let printed = run(&world.env, &["decisions"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    for words in [
        "holds: Cut the VPN?",
        "+ Dana Okafor chose: cut it",
        "not chosen: wait until 04:00",
        "Tom Reed objected: the night shift *works* over it",
        "looked at again 20",
    ] {
        assert!(printed.out.contains(words), "{words}: {}", printed.out);
    }
    done(&world, &["decide", "question=Cut the VPN?", "choice=open it again", &format!("replaces={record}")]);
    let printed = run(&world.env, &["decisions", "--markdown"]).out;
    assert!(
        printed.contains("replaced: Cut the VPN?") && printed.contains("C7\\-21") | printed.contains("C7-21"),
        "{printed}"
    );
    let controls = run(&world.env, &["audit"]).out;
    assert!(controls.contains("C7-09") && controls.contains("C7-20"), "{controls}");
}

#[test]
fn readers_are_named_one_by_one_and_a_list_may_come_as_a_file() {
    let world = World::new(311);
    declared(&world);
    let people = world.file("people.txt");
    std::fs::write(&people, "Lena Brandt; head of payroll; stops the run\nJon Sato; plant manager; stops line 4\n")
        .unwrap();
    let told = done(&world, &["may-know", &format!("persons-file={}", people.display())]);
    assert_eq!((told.out.lines().count(), told.err.as_str()), (2, ""));
    let message =
        ["message", "tlp=AMBER", "channel=phone", "assumed=the invoices are not ours", "approved-by=Dana Okafor"];
    let named = done(&world, &[&message[..], &["recipients=Lena Brandt, Jon Sato"]].concat());
    assert_eq!(named.err, "");
    let group = done(&world, &[&message[..], &["recipients=everyone, all@example.org"]].concat());
    assert_eq!(group.err.matches("C7-01").count(), 2, "{}", group.err);
    let printed = run(&world.env, &["internal"]).out;
    for words in [
        "Lena Brandt, head of payroll: stops the run",
        "told in 1 message)",
        "TLP:AMBER, to 2 people",
        "to Jon Sato, plant manager: stops line 4",
        "assumption: the invoices are not ours",
        "all@example.org stands for a group",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["ok"], true, "the list is cited: {report}");
}

#[test]
fn minutes_come_as_text_as_markdown_and_in_pages() {
    let world = World::new(312);
    declared(&world);
    let none = run(&world.env, &["minutes"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("warroom do briefing"), "{}", none.err);
    done(&world, &["roll-call", "present=Dana Okafor, Jon Sato", "absent=Tom Reed", "next=+30m"]);
    let decision = decided(&world);
    let minutes = ["briefing", "agenda=state of the hosts; next steps", "assumed=the backups may be gone"];
    let actions = "actions=Jon Sato: rotate the deploy keys @ +30m\nTom Reed: call the vendor";
    let held = done(&world, &[&minutes[..], &[actions]].concat());
    assert_eq!(held.err, "");
    let record = held.line().to_owned();
    let text = run(&world.env, &["minutes", "--text"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    for words in [
        "TLP:AMBER+STRICT",
        "Minutes of briefing",
        "Jon Sato",
        "Absent: Tom Reed",
        "1  state of the hosts",
        "assumed: the backups may be gone",
        "Question: Cut the VPN?",
        "Tom Reed objected: the night shift *works* over it",
        "What: rotate the deploy keys",
        "Due: no time set",
    ] {
        let out = text.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(out.contains(&words.split_whitespace().collect::<Vec<_>>().join(" ")), "{words}: {}", text.out);
    }
    let seq = decision.rsplit('.').next().unwrap();
    assert!(text.out.contains(&format!("Record: {seq}")), "{}", text.out);
    let markdown = run(&world.env, &["minutes", &record, "--markdown"]).out;
    assert!(markdown.contains("## Agreed") && markdown.contains("the night shift \\*works\\* over it"), "{markdown}");
    let path = world.file("minutes.out");
    let paged = run(&world.env, &["minutes", "--out", path.to_str().unwrap()]);
    assert_eq!(paged.code, 0, "{}", paged.err);
    assert_eq!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"), cfg!(feature = "dossier"));
    assert_eq!(run(&world.env, &["minutes", "1"]).code, 1);
    let number = run(&world.env, &["minutes", "--text", "--markdown"]);
    assert_eq!(number.code, 2);
}

#[test]
fn printed_minutes_name_no_decision_above_their_mark_and_none_that_is_privileged() {
    let world = World::new(313);
    declared(&world);
    done(&world, &["roll-call", "present=Dana Okafor, Tom Reed"]);
    let red = ["decide", "question=Pay them?", "choice=never", "reason=the vole told us", "mark=TLP:RED"];
    done(&world, &red);
    let secret = ["decide", "question=Sue them?", "choice=later", "reason=the stoat advised it"];
    let record = done(&world, &secret).out.trim().to_owned();
    let open = ["decide", "question=Cut the VPN?", "choice=cut it", "reason=the actor is on it"];
    done(&world, &open);
    done(&world, &["briefing", "agenda=state", "facts-said=#1", "next=+2h"]);
    let text = run(&world.env, &["minutes", "--text"]).out;
    assert!(text.contains("Sue them?") && text.contains("Cut the VPN?"), "{text}");
    for words in ["Pay them?", "never", "vole"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("one decision was taken that stands above"), "{text}");
    done(&world, &["privilege", &format!("record={record}"), "whose=the company's", "reason=advice of counsel"]);
    let text = run(&world.env, &["minutes", "--text"]).out;
    for words in ["Pay them?", "vole", "Sue them?", "stoat"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("2 decisions were taken that stand above"), "{text}");
}

#[test]
fn a_supplier_is_shown_with_its_questions_its_notices_and_its_access() {
    let world = World::new(313);
    declared(&world);
    let theirs = "supplier=Cloud AG";
    done(&world, &["supplier-notice", theirs, "received=-5h", "personal=no", "reference=INC-4"]);
    let before = run(&world.env, &["suppliers"]).out;
    assert!(before.contains("Cloud AG") && before.contains("! not on the register"), "{before}");
    let entry = ["contact=M. Duty", "reached=+49 30 1, from the contract", "clause=DPA 8.2", "may-know=our tenant"];
    assert_eq!(done(&world, &[&["supplier", theirs][..], &entry].concat()).err, "");
    let asked = done(&world, &["supplier-question", theirs, "questions=Which keys were read?\nSince when?", "due=+4h"]);
    assert_eq!((asked.out.lines().count(), asked.err.as_str()), (2, ""));
    let first = asked.out.lines().next().unwrap().to_owned();
    let file = world.file("answer.eml");
    std::fs::write(&file, b"two keys").unwrap();
    let answer = [
        format!("asked-in={first}"),
        "answered-by=M. Duty".to_owned(),
        "supplier-outcome=answered".to_owned(),
        format!("file={}", file.display()),
    ];
    let answer: Vec<&str> = std::iter::once("supplier-answer").chain(answer.iter().map(String::as_str)).collect();
    assert_eq!(done(&world, &answer).err, "");
    let cut = ["access-change=cut", "access=VPN", "cause=their account was used", "authority=Dana Okafor"];
    assert_eq!(done(&world, &[&["supplier-access", theirs][..], &cut].concat()).err, "");
    let back = [&["supplier-access", theirs, "access-change=restored"][..], &cut[1..]].concat();
    let back = done(&world, &back);
    assert!(back.err.contains("S-08") && back.err.contains("S-09"), "{}", back.err);
    let printed = run(&world.env, &["suppliers"]).out;
    for words in [
        "+ contact M. Duty, reached by +49 30 1, from the contract",
        "clause DPA 8.2",
        "may know, up to TLP:GREEN: our tenant",
        "answered, asked 20",
        "Which keys were read?",
        "! ",
        "open, asked 20",
        "We read it: not on record",
        "+ access cut 20",
        "access restored 20",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["ok"], true, "the files are cited: {report}");
}

#[test]
fn the_pages_of_a_briefing_are_printed_from_records_and_for_readers_up_to_a_mark() {
    let world = World::new(318);
    declared(&world);
    done(&world, &["log", "text=Tmesis named the insider", "mark=RED"]);
    done(&world, &["log", "text=The backups may be gone"]);
    decided(&world);
    done(&world, &["roll-call", "present=Dana Okafor", "present=Tom Reed", "next=+45m"]);
    let printed = run(&world.env, &["show", "briefing"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    for words in [
        "1 Where we are",
        "2 What is due",
        "3 What we know",
        "Assumed, not confirmed",
        "The backups may be gone",
        "Tmesis named the insider",
        "4 What was done",
        "5 Decisions wanted",
        "Dana Okafor chose: cut it",
        "6 Who does what next",
        "7 Next briefing",
        "2 present: Dana Okafor, Tom Reed",
    ] {
        assert!(printed.out.contains(words), "{words}: {}", printed.out);
    }
    let room = run(&world.env, &["show", "briefing", "--json", "--audience", "amber+strict"]);
    assert!(!room.out.contains("Tmesis") && room.out.contains("1 record is withheld"), "{}", room.out);
    let pages = room.json();
    let numbers: Vec<u64> =
        pages["pages"].as_array().unwrap().iter().filter_map(|page| page["number"].as_u64()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    let elapsed = pages["pages"][0]["sections"][0]["items"][0]["figures"].as_str().unwrap();
    assert!(elapsed.len() >= 8 && elapsed.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'), "{elapsed}");
    // Once the minutes are recorded nobody is at a briefing any more.
    done(&world, &["briefing", "agenda=state", "assumed=the worst", "actions=none"]);
    let after = run(&world.env, &["show", "briefing"]).out;
    assert!(!after.contains("2 present"), "{after}");
    let minutes = run(&world.env, &["minutes", "--text"]).out;
    assert!(minutes.contains("Dana Okafor") && minutes.contains("cut it"), "{minutes}");
}
