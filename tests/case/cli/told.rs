//! People and others to tell, a supplier's notice, and the entry of the register of breaches that is made from all of it.

use super::*;

fn done(world: &World, words: &[&str]) -> Run {
    let done = run(&world.env, &[&["do"], words].concat());
    assert_eq!(done.code, 0, "{words:?}: {}", done.err);
    done
}

fn sheet(world: &World) -> String {
    let printed = run(&world.env, &["others"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    printed.out
}

#[test]
fn the_sheet_lists_everybody_and_says_what_is_open() {
    let world = World::new(80);
    declared(&world);
    done(&world, &["regime", "regime=eu-gdpr", "answer=yes"]);
    done(&world, &["regime", "regime=contract-insurance", "answer=not-yet"]);
    let before = sheet(&world);
    for words in [
        "! people concerned: nobody decided",
        "GDPR: personal data breach (controller): people affected, without undue delay, if high risk",
        "! insurer: nobody decided",
        "ask consent BEFORE hiring",
        "media and public: nothing in the case asks for it",
    ] {
        assert!(before.contains(words), "{words}: {before}");
    }
    let not = ["tell", "tell-group=data-subjects", "tell-decision=not", "decider=Dana Okafor"];
    let told = done(&world, &[&not[..], &["ground=unintelligible", "reason=the disk was encrypted"]].concat());
    assert!(!told.err.contains("C8-74"), "{}", told.err);
    let message = world.file("message.txt");
    std::fs::write(&message, b"We may need your consent").unwrap();
    let (text, proof) = (format!("text-file={}", message.display()), format!("proof-file={}", message.display()));
    done(&world, &["told", "tell-group=insurer", "who=Alba", "channel=portal", "reference=A-9", &text, &proof]);
    let after = sheet(&world);
    for words in [
        "people concerned: will not be told: decided, with a ground",
        "art. 34(3)(a)",
        "the disk was encrypted",
        "+ insurer, Alba: told, with text, way and proof",
        "by way of portal; text ",
    ] {
        assert!(after.contains(words), "{words}: {after}");
    }
    assert!(run(&world.env, &["others", "--markdown"]).out.starts_with("# People and others to tell"));
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["ok"], true, "the files are cited: {report}");
}

#[test]
fn a_supplier_s_notice_starts_the_clock_and_shows_its_six_times() {
    let world = World::new(81);
    declared(&world);
    let times = ["occurred=-90h", "detected=-80h", "sent-at=-6h", "received=-5h", "read-at=-2h", "decided-at=-1h"];
    let told = done(&world, &[&["supplier-notice", "supplier=Cloud AG", "reference=INC-4"], &times[..]].concat());
    assert!(!told.err.contains("C8-78"), "{}", told.err);
    let clocks = show(&world, "deadlines");
    let clock = clocks["clocks"].as_array().unwrap().iter().find(|clock| clock["deadline"] == "authority-72h").unwrap();
    assert_eq!((&clock["state"], &clock["elapsed_seconds"]), (&json!("running"), &json!(5 * 3600)), "{clock}");
    let shown = sheet(&world);
    for words in ["Cloud AG, record", "It arrived here: ", "They sent it: ", "our clock starts when the notice arrived"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
fn the_register_entry_says_what_the_records_say_and_what_they_do_not() {
    let world = World::new(82);
    declared(&world);
    done(&world, &["regime", "regime=eu-gdpr", "answer=not-yet"]);
    let entry = || {
        let made = run(&world.env, &["form", "breach-register", "--markdown"]);
        assert_eq!(made.code, 0, "{}", made.err);
        made.out
    };
    let bare = entry();
    for part in ["Reference", "Four instants", "Effects", "Remedial action", "Risk to people", "delay", "Lessons"] {
        assert!(bare.contains(part), "{part}: {bare}");
    }
    for command in ["breach", "moment", "effect", "remedy", "risk", "lesson", "sent", "clock-check"] {
        assert!(bare.contains(&format!("not recorded ({command})")), "{command}: {bare}");
    }
    done(&world, &["moment", "moment=occurred", "at=-30h", "source=log of fw01 *line 7*", "by=Omar Singh"]);
    let whole = [
        "nature=confidentiality,integrity",
        "cause=a key in a log",
        "systems=etl-02",
        "data-kinds=names",
        "people=users",
    ];
    let numbers = ["people-low=90", "people-likely=100", "people-high=130", "derived=register of users"];
    done(&world, &[&["breach"], &whole[..], &numbers[..], &["owner=Dana Okafor"]].concat());
    done(&world, &["effect", "description=spam to users", "effect=feared"]);
    done(&world, &["remedy", "description=key withdrawn", "at=-1h"]);
    done(&world, &["contain", "asset=fw01", "action=port", "change=closed 445 outward", "at=-2h"]);
    done(&world, &["risk", "risk=unlikely", "factor-kind=copied", "risk-method=ENISA", "reason=names alone"]);
    done(&world, &["clock", "deadline=eu-gdpr/authority-72h", "start=-100h", "why=the alert"]);
    done(
        &world,
        &["sent", "deadline=eu-gdpr/authority-72h", "route=portal", "reference=DE-77", "late-reason=no line out"],
    );
    done(&world, &["tell", "tell-group=police", "tell-decision=tell", "decider=Dana Okafor"]);
    done(&world, &["lesson", "description=rotate keys", "owner=Omar Singh", "review=2027-01-10 09:00"]);
    let full = entry();
    for words in [
        "log of fw01 \\*line 7\\*",
        "Omar Singh",
        "confidentiality, integrity",
        "90 / 100 / 130",
        "register of users",
        "spam to users",
        "key withdrawn",
        "fw01: port",
        "closed 445 outward",
        "a risk is unlikely",
        "ENISA",
        "DE-77",
        "no line out",
        "to be told, not told yet",
        "rotate keys",
        "2027-01-10",
        "the alert",
    ] {
        assert!(full.contains(words), "{words}: {full}");
    }
    let late = ["why-late", "deadline=eu-gdpr/authority-72h", "kept=Omar Singh", "infeasible=no list of the people"];
    done(&world, &[&late[..], &["infeasible-from=-20h", "infeasible-until=-1h", "earlier=a first report"]].concat());
    let full = entry();
    for words in ["no line out", "no list of the people", "Not feasible", "a first report"] {
        assert!(full.contains(words), "{words}: {full}");
    }
    assert!(full.contains("not recorded (risk)"), "factors nobody weighed: {full}");
    let path = world.file("entry.pdf");
    let made = run(&world.env, &["form", "breach-register", "--out", path.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.err);
}
