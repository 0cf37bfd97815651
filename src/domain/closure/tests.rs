//! Control 10 by its rules: for each a record that earns nothing and says why, and one that earns it; and that nothing closes by itself.

use super::*;
use crate::domain::action::nothing;
use crate::domain::artefact::Artefact;
use crate::domain::attention::needs;
use crate::domain::control::not_applicable;
use crate::domain::custody::{KeySignature, OTHER_USE};
use crate::domain::play::{Decide, Play, rules};
use crate::domain::procedure::add_step;
use crate::domain::proof;
use crate::domain::rules::Rule;
use crate::domain::time::When;
use crate::domain::{people, review};

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 4, safe 2")];

fn said(play: &Play, decide: Decide, fields: &[(&str, &str)]) -> Vec<&'static str> {
    rules(&play.decide(decide, fields).unwrap().shortfalls)
}

fn open(play: &Play) -> Vec<&'static str> {
    lines(&play.state).iter().map(|line| line.shortfall.rule.id()).collect()
}

fn assigned(play: &mut Play) {
    for (role, who) in [("irt_lead", "Ada Morel"), ("siro", "Lena Brandt")] {
        play.done(people::assign, &[("role", role), ("person", who)]);
    }
}

/// A step of control 2, proved by a file and verified by somebody else.
fn verified_step(play: &mut Play, title: &str) -> String {
    let added = [("title", title), ("control", "2"), ("role", "containment_lead"), ("proofs", "session_log")];
    play.done(add_step, &added);
    let step = play.state.work.steps.last().unwrap().step.id.clone();
    play.done(proof::attach, &[("step", &step), ("kind", "session_log"), ("operator", "Jon Sato")]);
    let seen = [("step", step.as_str()), ("person", "Rosa Nagy"), ("place", "line 1"), SHOWN[0], SHOWN[1]];
    assert_eq!(play.run(proof::verify, &seen).1, Vec::<&str>::new());
    step
}

fn reviewed(play: &mut Play) {
    let numbers = review::NUMBERS.map(|field| (field, "none"));
    let words = review::WORDS.map(|field| (field, "the rule was missing"));
    let head =
        [("owner", "Rosa Nagy"), ("held", "-1m"), ("attendees", "Ada Morel, Jon Sato"), ("review-status", "reviewed")];
    let fields: Vec<_> = head.into_iter().chain(numbers).chain(words).collect();
    play.done(review::write, &fields);
}

fn made(play: &mut Play, digit: &str) -> RecordId {
    let file = Artefact {
        name: "CR-1.md".to_owned(),
        path: String::new(),
        size: 9,
        sha256: digit.repeat(64),
        commitment: String::new(),
        stored: true,
    };
    play.now = play.now.plus_minutes(1);
    let head = (12, "e".repeat(64));
    let decision = make(&play.state, file, "markdown", "CR-1".to_owned(), head, play.now);
    decision.facts.into_iter().map(|fact| play.fact(fact)).last().unwrap()
}

const INK: [(&str, &str); 4] =
    [("scan", "x"), ("report-sha256", "aaaa aaaa aaaa aaaa"), ("witness", "Jon Sato"), SHOWN[1]];

fn signed(play: &mut Play, capacity: &str, who: &str) -> Vec<&'static str> {
    play.give(&[("scan", "page.pdf", if capacity == "lead" { 8 } else { 9 })]);
    play.run(sign, &[&[("capacity", capacity), ("by", who)][..], &INK].concat()).1
}

/// Everything there but the report: one step of control 2, the other controls by memo.
fn prepared() -> (Play, String) {
    let mut play = Play::bare();
    assigned(&mut play);
    let step = verified_step(&mut play, "Close the port");
    for control in ["1", "3", "4", "5", "6", "7", "8", "9"] {
        let memo = [("control", control), ("text", "nothing of the kind"), ("reviewer", "Jon Sato")];
        play.done(not_applicable, &[&memo[..], &SHOWN].concat());
    }
    let how = ("how-seen", "read the running rules on fw01");
    assert_eq!(play.run(confirm, &[("step", &step), how]).1, Vec::<&str>::new());
    reviewed(&mut play);
    let risk = [("statement", "none"), ("reason", "the port served nobody"), ("accepted-by", "Lena Brandt")];
    play.done(residual, &risk);
    (play, step)
}

#[test]
fn the_lead_confirms_each_step_by_itself_and_says_how() {
    let mut play = Play::bare();
    assigned(&mut play);
    let step = verified_step(&mut play, "Close the port");
    let other = verified_step(&mut play, "Revoke the key");
    assert_eq!(open(&play).iter().filter(|rule| **rule == "C10-20").count(), 2);
    let how = ("how-seen", "read the running rules on fw01");
    for (fields, rule) in [
        (vec![how, ("by", "Rosa Nagy")], "C10-21"),
        (vec![how, ("by", "A Stranger")], "C10-21"),
        (vec![], "C10-22"),
        (vec![("how-seen", "all good")], "C10-22"),
    ] {
        let fields = [&[("step", step.as_str())][..], &fields].concat();
        assert_eq!(play.run(confirm, &fields).1, [rule], "{fields:?}");
        assert!(open(&play).contains(&rule), "{:?}", open(&play));
    }
    assert_eq!(play.run(confirm, &[("step", &step), how]).1, Vec::<&str>::new());
    assert_eq!(play.run(confirm, &[("step", &other), ("how-seen", "Read the running rules, on FW01.")]).1, ["C10-23"]);
    assert_eq!(
        play.run(confirm, &[("step", &other), ("how-seen", "tried the old key: refused")]).1,
        Vec::<&str>::new()
    );
    assert!(!open(&play).iter().any(|rule| rule.starts_with("C10-2")), "{:?}", open(&play));
    // A step that nobody else verified, and one that was verified only afterwards.
    let added =
        [("title", "Shut the relay"), ("control", "5"), ("role", "eradication_lead"), ("proofs", "session_log")];
    play.done(add_step, &added);
    let late = play.state.work.steps.last().unwrap().step.id.clone();
    let seen = [("step", late.as_str()), ("how-seen", "the relay answers nobody")];
    assert_eq!(play.run(confirm, &seen).1, ["C10-24"]);
    play.done(proof::attach, &[("step", &late), ("kind", "session_log"), ("operator", "Jon Sato")]);
    play.done(proof::verify, &[("step", &late), ("person", "Rosa Nagy"), ("place", "line 1"), SHOWN[0], SHOWN[1]]);
    assert!(open(&play).contains(&"C10-24"), "confirmed before anybody verified it: {:?}", open(&play));
    play.done(confirm, &seen);
    assert!(!open(&play).contains(&"C10-24"));
    // A step of another control puts nothing right.
    let added = [("title", "Ring them"), ("control", "1"), ("role", "scribe"), ("proofs", "decision")];
    play.done(add_step, &added);
    let rung = play.state.work.steps.last().unwrap().step.id.clone();
    let refusal = play.decide(confirm, &[("step", &rung), how]).unwrap_err();
    assert_eq!(refusal.rule, Rule::NotRemedial, "it puts nothing right, and is in this case");
}

#[test]
fn the_list_names_every_gap_and_the_command_that_mends_it() {
    let mut play = Play::new();
    assigned(&mut play);
    let found = lines(&play.state);
    let all: std::collections::BTreeSet<&str> = found.iter().map(|line| line.shortfall.rule.id()).collect();
    for rule in ["C10-30", "C10-31", "C10-20", "C10-33", "C10-01", "C10-36", "C10-40"] {
        assert!(all.contains(rule), "{rule}: {all:?}");
    }
    for line in &found {
        // How the watch is mended is for the watch to say.
        assert!(line.act.is_some() || line.shortfall.rule == Rule::BeforeDaySeven, "{line:?}");
    }
    play.done(crate::domain::exhibit::register, &[("description", "disk"), ("path", "/m/a.dd")]);
    let loose = lines(&play.state).into_iter().filter(|line| line.shortfall.rule == Rule::ExhibitLoose);
    let with: Vec<&str> = loose.filter_map(|line| line.act).map(|(command, _)| command).collect();
    assert_eq!(with, ["custody", "rehash", "describe"]);
    let vague = [("statement", "Improve")];
    play.done(crate::domain::action::open, &vague);
    assert!(open(&play).contains(&"C10-05"));
    assert_eq!(said(&play, residual, &[("statement", "the key is known")]), ["C10-37"; 3]);
    play.done(residual, &[("statement", "the key is known")]);
    assert!(open(&play).contains(&"C10-37") && !open(&play).contains(&"C10-36"));
    assert!(!open(&play).contains(&"C10-35"));
    play.done(crate::domain::told::sent, &[("tell-group", "police"), ("channel", "phone")]);
    assert!(open(&play).contains(&"C10-35"), "what was said is not in the case: {:?}", open(&play));
}

#[test]
fn nothing_closes_by_itself_and_closed_is_not_resolved() {
    let (mut play, _) = prepared();
    assert_eq!(open(&play), ["C10-31", "C10-40"], "control 2 was not tested from outside");
    assert_eq!(standing(&play.state), Standing::Open);
    assert_eq!(said(&play, reopen, &[("reason", "seen again")]), ["C10-53"]);
    let end = [("statement", "contained and understood")];
    assert_eq!(play.run(close, &end).1, ["C10-51"], "recorded, closes nothing");
    let report = made(&mut play, "a");
    assert!(live(&play.state).unwrap().1.accepts.iter().any(|known| known.control == 2));
    assert_eq!(open(&play), ["C10-31", "C10-42", "C10-42"]);
    assert_eq!(play.waits("need-report-sign"), 2);
    assert_eq!(signed(&mut play, "lead", "Ada Morel"), Vec::<&str>::new());
    assert_eq!(open(&play), ["C10-31", "C10-42"], "the lead accepts no risk");
    assert_eq!(signed(&mut play, "siro", "Lena Brandt"), Vec::<&str>::new());
    assert_eq!((open(&play), standing(&play.state)), (vec![], Standing::Open), "nothing closes by itself");
    play.now = play.now.plus_hours(24 * 400);
    assert_eq!(standing(&play.state), Standing::Open);
    assert_eq!(play.run(close, &[end[0], ("by", "Rosa Nagy")]).1, ["C10-52"]);
    assert_eq!(standing(&play.state), Standing::Open);
    let (ended, short) = play.run(close, &end);
    assert_eq!((short, standing(&play.state)), (vec![], Standing::Closed));
    assert_eq!(closed_at(&play.state).unwrap().1, ended);
    let about: Vec<_> = unresolved(&play.state).iter().map(|line| line.shortfall.rule.id()).collect();
    assert_eq!(about, ["C10-10"; 3]);
    for area in crate::domain::action::AREAS {
        play.done(nothing, &[("area", area), ("reason", "it was as it should be")]);
    }
    assert_eq!(standing(&play.state), Standing::Resolved);
    let agreed = [("statement", "Write the port into the register"), ("owner", "Rosa Nagy"), ("due", "+1d")];
    let action = play.done(crate::domain::action::open, &agreed);
    assert_eq!(standing(&play.state), Standing::Closed, "an action that nobody saw done");
    let late = needs(&play.state, play.now.plus_hours(49));
    let ids: Vec<&str> = late.iter().map(|need| need.what.id).collect();
    assert_eq!(ids, ["need-action-due"], "closed: what was agreed rings, and nothing else");
    play.strike(action);
    assert_eq!(standing(&play.state), Standing::Resolved);
    // A signature that is struck takes the end with it, and opening again takes the report with it.
    let signature = counting(&play.state, report, "siro").unwrap().id;
    let strike = play.strike(signature);
    assert_eq!(standing(&play.state), Standing::Open);
    play.strike(strike);
    assert_eq!(standing(&play.state), Standing::Resolved);
    assert_eq!(play.run(reopen, &[("reason", "the same key was used again")]).1, Vec::<&str>::new());
    assert_eq!(standing(&play.state), Standing::Reopened);
    assert_eq!(open(&play), ["C10-31", "C10-40"], "the report it was closed with counts no longer");
    assert_eq!(play.run(close, &end).1, ["C10-51"]);
}

#[test]
fn what_came_after_the_report_makes_it_old() {
    let (mut play, step) = prepared();
    made(&mut play, "a");
    assert!(!open(&play).contains(&"C10-41"));
    let note = play.done(crate::domain::timeline::log, &[("text", "the same address was seen again")]);
    assert!(open(&play).contains(&"C10-41"));
    play.strike(note);
    assert!(open(&play).contains(&"C10-41"), "a strike of a fact changes the facts too");
    made(&mut play, "b");
    assert!(!open(&play).contains(&"C10-41"));
    // Another gap than those listed is not accepted with them.
    signed(&mut play, "siro", "Lena Brandt");
    let digits = play.run(sign, &[&[("capacity", "siro"), ("by", "Lena Brandt")][..], &INK].concat()).1;
    assert_eq!(digits, ["C10-45"], "the page was that of the report before");
    let ink = INK.map(|(field, text)| (field, if field == "report-sha256" { "bbbbbbbbbbbbbbbb" } else { text }));
    play.give(&[("scan", "page.pdf", 9)]);
    assert_eq!(
        play.run(sign, &[&[("capacity", "siro"), ("by", "Lena Brandt")][..], &ink].concat()).1,
        Vec::<&str>::new()
    );
    assert!(!open(&play).contains(&"C10-31"));
    play.done(proof::attach, &[("step", &step), ("kind", "session_log"), ("operator", "Rosa Nagy")]);
    play.done(crate::domain::containment::contain, &[("asset", "fw02")]);
    assert!(open(&play).contains(&"C10-31"), "{:?}", open(&play));
}

#[test]
fn a_signature_earns_nothing_where_a_rule_is_not_met() {
    let (mut play, _) = prepared();
    let report = made(&mut play, "a");
    let whole = [&[("capacity", "siro"), ("by", "Lena Brandt")][..], &INK].concat();
    play.give(&[("scan", "page.pdf", 9)]);
    assert_eq!(said(&play, sign, &whole), Vec::<&str>::new());
    for (field, other, rule) in [
        ("by", "Rosa Nagy", "C10-43"),
        ("by", "A Stranger", "C10-43"),
        ("report-sha256", "", "C10-49"),
        ("report-sha256", "aaaa", "C10-49"),
        ("report-sha256", "bbbbbbbbbbbbbbbb", "C10-45"),
        ("witness", "", "C10-49"),
        ("witness", "Lena Brandt", "C10-49"),
        ("presence-ref", "", "C10-49"),
        ("at", "2026-11-21 08:00", "C10-50"),
        ("presence", "own-key", "C10-47"),
    ] {
        let mut fields = whole.clone();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, other));
        let found = said(&play, sign, &fields);
        assert!(found.contains(&rule), "{field} {other}: {found:?}");
        play.done(sign, &fields);
        assert!(counting(&play.state, report, "siro").is_none(), "{field} {other}");
    }
    play.give(&[("scan", "page.pdf", 9), ("copy", "old.pdf", 10)]);
    assert_eq!(said(&play, sign, &whole), ["C10-45"], "the copy that was read is another report");
    play.give(&[("other", "x", 1)]);
    assert_eq!(said(&play, sign, &whole), ["C10-49"], "no scan");
    // The SIRO is the lead: by the role, and by having signed as lead.
    play.done(people::assign, &[("role", "siro"), ("person", "Ada Morel")]);
    play.give(&[("scan", "page.pdf", 9)]);
    let both: Vec<_> =
        whole.iter().map(|(name, text)| (*name, if *name == "by" { "Ada Morel" } else { *text })).collect();
    assert_eq!(said(&play, sign, &both), ["C10-44"]);
    assert_eq!(signed(&mut play, "lead", "Ada Morel"), Vec::<&str>::new());
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Rosa Nagy")]);
    play.give(&[("scan", "page.pdf", 9)]);
    assert_eq!(said(&play, sign, &both), ["C10-44"], "who signed as lead is not the SIRO either");
}

#[test]
fn a_signature_by_own_key_is_the_signers_over_this_report_and_enrolled_before() {
    let (mut play, _) = prepared();
    let report = made(&mut play, "a");
    let declared = play.state.case.first_declared.unwrap();
    let file = Artefact {
        name: "report.sig".to_owned(),
        path: String::new(),
        size: 9,
        sha256: "c".repeat(64),
        commitment: String::new(),
        stored: true,
    };
    let own = KeySignature {
        file,
        statement: String::new(),
        key: "ssh-ed25519 AAAA".to_owned(),
        fingerprint: "SHA256:q".to_owned(),
        owner: "Lena Brandt".to_owned(),
        form: "F-2".to_owned(),
        problem: String::new(),
        fault: String::new(),
        enrolled: Some(declared.plus_minutes(-60)),
    };
    let at = When { at: play.now, ..play.state.case.declared.clone().unwrap().declared };
    let by = play.state.people.resolve("Lena Brandt");
    let text = str::to_owned;
    let whole = Signed {
        report,
        sha256: "a".repeat(64),
        capacity: text("siro"),
        by,
        presence: text("own-key"),
        signature: Some(own.clone()),
        scan: None,
        read: String::new(),
        witness: Author::default(),
        presence_ref: String::new(),
        copy: None,
        at,
        late_reason: None,
    };
    let then = Then::of(&play.state);
    let found = |signed: &Signed| rules(&signature_shortfalls(&play.state, None, signed, &then));
    assert_eq!(found(&whole), Vec::<&str>::new());
    let with = |signature: KeySignature| Signed { signature: Some(signature), ..whole.clone() };
    for (signature, rule) in [
        (KeySignature { problem: text("another key"), ..own.clone() }, "C10-47"),
        (KeySignature { owner: text("Ada Morel"), ..own.clone() }, "C10-47"),
        (KeySignature { owner: String::new(), ..own.clone() }, "C10-47"),
        (KeySignature { problem: text("namespace"), fault: text(OTHER_USE), ..own.clone() }, "C10-46"),
        (KeySignature { enrolled: Some(declared), ..own.clone() }, "C10-48"),
        (KeySignature { enrolled: Some(declared.plus_minutes(5)), ..own.clone() }, "C10-48"),
        (KeySignature { enrolled: None, ..own.clone() }, "C10-48"),
    ] {
        assert_eq!(found(&with(signature)), [rule]);
    }
    assert_eq!(found(&Signed { sha256: "b".repeat(64), ..whole.clone() }), ["C10-45"]);
    assert_eq!(found(&Signed { signature: None, ..whole.clone() }), ["C10-47"]);
    let nowhere = RecordId { seq: 9_999, ..report };
    assert_eq!(found(&Signed { report: nowhere, ..whole }), ["C10-40"]);
}

#[test]
fn times_come_from_records_or_are_not_on_record() {
    let mut play = Play::bare();
    let of = |play: &Play, id: &str| review::measures(&play.state).into_iter().find(|m| m.id == id).unwrap();
    assert_eq!((of(&play, "detection").at, of(&play, "day-seven").at, of(&play, "closure").at), (None, None, None));
    let (declared, start) = (of(&play, "declaration"), play.now);
    assert_eq!((declared.at, declared.record), (Some(start), play.state.case.declared_in));
    let amended = play.done(crate::domain::declaration::amend, &[("field", "detected"), ("value", "2026-11-21 08:00")]);
    let detected = of(&play, "detection");
    assert_eq!((detected.record, detected.since_sign), (Some(amended), Some(0)), "it is the first sign, too");
    assert_eq!(of(&play, "declaration").since_sign, Some(start.millis_since(detected.at.unwrap())));
    play.done(crate::domain::callout::call, &[("callee", "Jon Sato")]);
    play.done(crate::domain::callout::answer, &[("call", "Jon Sato"), ("words", "yes")]);
    assert_eq!(of(&play, "first-ack").at, None, "an acknowledgement without identity is none");
    play.done(crate::domain::callout::call, &[("callee", "Rosa Nagy")]);
    let heard = [("call", "Rosa Nagy"), ("identity", "challenge"), ("words", "I take it")];
    let answered = play.done(crate::domain::callout::answer, &heard);
    assert_eq!(of(&play, "first-ack").record, Some(answered));
    let codes: Vec<&str> = review::measures(&play.state).iter().map(|measure| measure.id).collect();
    assert_eq!(codes.len(), 14, "{codes:?}");
    let laws = review::regimes(&play.state);
    assert_eq!(laws.len(), 0, "no clock has started");
    let start = [("deadline", "eu-gdpr/authority-72h"), ("start", "-2h"), ("why", "the supplier rang")];
    play.done(crate::domain::deadline::start, &start);
    play.done(crate::domain::deadline::sent, &[("deadline", "eu-gdpr/authority-72h"), ("at", "now")]);
    let laws = review::regimes(&play.state);
    let gdpr = laws.iter().find(|law| law.key == "eu-gdpr/authority-72h").unwrap();
    assert!(gdpr.took.is_some_and(|took| (7_200_000..7_400_000).contains(&took)), "{gdpr:?}");
}

const FALSE_ALARM: [(&str, &str); 2] = [("how", "stood-down"), ("reason", "a planned copy")];

fn stand_down(play: &mut Play, who: &str) -> (RecordId, Vec<&'static str>) {
    play.run(crate::domain::declaration::end, &[&FALSE_ALARM[..], &[("decider", who)]].concat())
}

#[test]
fn an_incident_is_stood_down_by_whoever_has_the_command_and_struck_it_goes_on() {
    let mut play = Play::bare();
    assigned(&mut play);
    let open_before = open(&play);
    let (_, short) = stand_down(&mut play, "Lena Brandt");
    assert_eq!((short, standing(&play.state)), (vec!["C10-52"], Standing::Open));
    assert_eq!(open(&play), open_before, "what does not count ends nothing");
    let (ended, short) = stand_down(&mut play, "Ada Morel");
    assert_eq!((short, standing(&play.state)), (vec![], Standing::StoodDown));
    assert_eq!((open(&play), unresolved(&play.state).len()), (vec![], 0), "a false alarm owes no report and no action");
    play.done(crate::domain::timeline::strike, &[("record", &ended.to_string()), ("reason", "it was none")]);
    assert_eq!((standing(&play.state), open(&play)), (Standing::Open, open_before));
}

#[test]
fn a_duplicate_names_the_other_case() {
    let mut play = Play::bare();
    assigned(&mut play);
    let fields = [("how", "duplicate"), ("reason", "reported twice"), ("decider", "Ada Morel")];
    assert_eq!(play.run(crate::domain::declaration::end, &fields).1, ["C10-55"]);
    assert_eq!(standing(&play.state), Standing::Open);
    let named = play.run(crate::domain::declaration::end, &[&fields[..], &[("of", "HERON")]].concat());
    assert_eq!((named.1, standing(&play.state)), (vec![], Standing::StoodDown));
}

#[test]
fn a_law_that_applies_outlives_the_stand_down_and_people_called_out_are_owed_a_review() {
    let mut play = Play::bare();
    assigned(&mut play);
    let law = [("regime", "eu-gdpr"), ("answer", "yes"), ("reason", "data were read"), ("decider", "Lena Brandt")];
    play.done(crate::domain::deadline::assess, &law);
    play.done(crate::domain::callout::call, &[("callee", "Jon Sato"), ("role", "technical_lead")]);
    stand_down(&mut play, "Ada Morel");
    let left = open(&play);
    assert!(left.contains(&"C10-34") && left.contains(&"C10-01"), "{left:?}");
    let waits = needs(&play.state, play.now);
    assert!(waits.iter().any(|need| matches!(&need.place, Place::Deadline(key) if key.starts_with("eu-gdpr/"))));
    let away = [("regime", "eu-gdpr"), ("answer", "no"), ("reason", "none was"), ("decider", "Lena Brandt")];
    play.done(crate::domain::deadline::assess, &away);
    assert!(!open(&play).contains(&"C10-34"));
}

/// A case that the lead closed over a signed report.
fn ended() -> Play {
    let (mut play, _) = prepared();
    made(&mut play, "a");
    signed(&mut play, "lead", "Ada Morel");
    signed(&mut play, "siro", "Lena Brandt");
    assert_eq!(play.run(close, &[("statement", "contained and understood")]).1, Vec::<&str>::new());
    play
}

#[test]
fn a_memo_earns_nothing_where_a_record_shows_that_the_control_applies() {
    use crate::domain::control::{Standing as Control, control};
    let mut play = Play::bare();
    assigned(&mut play);
    let memo = |number: &'static str| {
        [("control", number), ("text", "nothing of the kind"), ("reviewer", "Jon Sato"), SHOWN[0], SHOWN[1]]
    };
    assert_eq!(play.run(not_applicable, &memo("10")).1, ["C10-56"], "the closing applies to every case");
    for number in ["1", "2", "3", "4", "9"] {
        assert_eq!(play.run(not_applicable, &memo(number)).1, Vec::<&str>::new(), "{number}");
        assert_eq!(control(&play.state, number.parse().unwrap()).standing, Control::Memo);
    }
    // Whoever signs as SIRO reads who says so and why.
    let listed = points(&play.state);
    let memos: Vec<u8> =
        listed.iter().filter(|point| point.what.id == "override-memo").map(|point| point.control).collect();
    assert_eq!(memos, [1, 2, 3, 4, 9]);
    play.done(crate::domain::callout::call, &[("callee", "Jon Sato")]);
    play.done(crate::domain::exhibit::register, &[("description", "disk"), ("path", "/m/a.dd")]);
    play.done(
        crate::domain::cause::finding,
        &[("cause-type", "credential"), ("statement", "the key lay in the repository")],
    );
    let contained = play.done(crate::domain::containment::contain, &[("asset", "fw02")]);
    for number in ["1", "2", "3", "4"] {
        assert_ne!(control(&play.state, number.parse().unwrap()).standing, Control::Memo, "{number}");
        assert_eq!(said(&play, not_applicable, &memo(number)), ["C10-56"], "{number}");
    }
    // What was struck does not speak, but for a hit.
    play.strike(contained);
    assert_eq!(control(&play.state, 2).standing, Control::Memo);
    play.done(crate::domain::monitoring::hit, &[("alert", "1142"), ("asset", "db01"), ("observed", "a beacon")]);
    for number in ["2", "9"] {
        assert_eq!(said(&play, not_applicable, &memo(number)), ["C10-56"], "{number}");
    }
}

#[test]
fn what_comes_up_after_the_end_rings_and_shows() {
    let first = |play: &Play| {
        let found = crate::domain::sheet::entries(crate::domain::sheet::Sheet::Closing, &play.state, play.now, 8);
        found.into_iter().next().unwrap().tone
    };
    let seen = [("alert", "1142"), ("asset", "db01"), ("observed", "a beacon")];
    let mut play = ended();
    assert_eq!((play.waits("need-hit"), first(&play)), (0, crate::domain::sheet::Tone::Proved));
    play.done(crate::domain::monitoring::hit, &seen);
    assert_eq!((play.waits("need-hit"), standing(&play.state)), (1, Standing::Closed));
    assert_eq!(first(&play), crate::domain::sheet::Tone::Due);
    // And so after a stand-down, where it is a line of what that leaves behind.
    let mut play = Play::bare();
    assigned(&mut play);
    stand_down(&mut play, "Ada Morel");
    play.done(crate::domain::monitoring::hit, &seen);
    assert_eq!((play.waits("need-hit"), open(&play)), (1, vec!["C9-29"]));
    // Opened again, the stand-down counts no longer.
    assert_eq!(play.run(reopen, &[("reason", "it was hit")]).1, Vec::<&str>::new());
    assert_eq!(standing(&play.state), Standing::Reopened);
    assert_eq!(said(&play, reopen, &[("reason", "it was hit")]), ["C10-53"]);
    assert_eq!((stand_down(&mut play, "Ada Morel").1, standing(&play.state)), (vec![], Standing::StoodDown));
}

#[test]
fn an_end_dated_before_what_it_rests_on_earns_nothing() {
    let (mut play, _) = prepared();
    made(&mut play, "a");
    signed(&mut play, "lead", "Ada Morel");
    signed(&mut play, "siro", "Lena Brandt");
    let early = [("statement", "contained and understood"), ("at", "-14m")];
    assert_eq!((play.run(close, &early).1, standing(&play.state)), (vec!["C10-57"], Standing::Open));
    assert_eq!(play.run(close, &early[..1]).1, Vec::<&str>::new());
    let mut play = Play::bare();
    assigned(&mut play);
    let fields = [&FALSE_ALARM[..], &[("decider", "Ada Morel"), ("at", "-14m")]].concat();
    assert_eq!(play.run(crate::domain::declaration::end, &fields).1, ["C10-57"]);
    assert_eq!(standing(&play.state), Standing::Open);
}

#[test]
fn a_scan_is_a_page_of_its_own_and_its_witness_signs_nothing() {
    let (mut play, _) = prepared();
    let report = made(&mut play, "a");
    assert_eq!(signed(&mut play, "lead", "Ada Morel"), Vec::<&str>::new());
    let siro = [&[("capacity", "siro"), ("by", "Lena Brandt")][..], &INK].concat();
    play.give(&[("scan", "page.pdf", 8)]);
    assert_eq!(said(&play, sign, &siro), ["C10-58"], "the page that the lead signed");
    play.done(sign, &siro);
    assert!(counting(&play.state, report, "siro").is_none() && counting(&play.state, report, "lead").is_some());
    for witness in ["A Stranger", "Ada Morel"] {
        let fields: Vec<_> =
            siro.iter().map(|(name, text)| (*name, if *name == "witness" { witness } else { *text })).collect();
        play.give(&[("scan", "page.pdf", 9)]);
        assert_eq!(said(&play, sign, &fields), ["C10-49"], "{witness}");
    }
    assert_eq!(signed(&mut play, "siro", "Lena Brandt"), Vec::<&str>::new());
}

#[test]
fn what_is_recorded_in_the_leads_name_is_shown_to_be_theirs() {
    let mut play = Play::bare();
    assigned(&mut play);
    let step = verified_step(&mut play, "Close the port");
    play.author = "Jon Sato".to_owned();
    let walk = [("step", step.as_str()), ("how-seen", "read the running rules on fw01"), ("by", "Ada Morel")];
    assert_eq!(play.run(confirm, &walk).1, ["T-04"]);
    assert!(open(&play).contains(&"T-04"), "{:?}", open(&play));
    assert_eq!(play.run(confirm, &[&walk[..], &SHOWN].concat()).1, Vec::<&str>::new());
    assert!(!open(&play).contains(&"T-04"));
    let end = [("statement", "it is over"), ("by", "Ada Morel")];
    assert_eq!(said(&play, close, &end), ["C10-51", "T-04"]);
    assert_eq!(said(&play, close, &[&end[..], &SHOWN].concat()), ["C10-51"]);
}

#[test]
fn every_measure_is_by_the_clock_as_corrected() {
    let mut play = Play::bare();
    let of = |play: &Play, id: &str| review::measures(&play.state).into_iter().find(|m| m.id == id).unwrap();
    play.done(crate::domain::callout::call, &[("callee", "Rosa Nagy")]);
    let heard = [("call", "Rosa Nagy"), ("identity", "challenge"), ("words", "I take it")];
    play.done(crate::domain::callout::answer, &heard);
    let before = ["first-sign", "declaration", "first-ack"].map(|id| of(&play, id).at.unwrap());
    // The reference shows an hour less: the laptop is ahead.
    let shown = play.now.plus_minutes(-60).rfc3339_at(0);
    play.done(crate::domain::station::check_clock, &[("reference", &shown)]);
    let after = ["first-sign", "declaration", "first-ack"].map(|id| of(&play, id).at.unwrap());
    let moved: Vec<i64> = after.iter().zip(before).map(|(after, before)| after.millis_since(before) / 60_000).collect();
    assert!(moved.iter().all(|by| *by == moved[0]) && moved[0] <= -59, "{moved:?}");
}
