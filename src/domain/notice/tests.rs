//! Notices: nothing unconfirmed is said as fact, and an approval holds for one text.

use proptest::prelude::*;

use super::*;
use crate::domain::deadline;
use crate::domain::id::RecordId;
use crate::domain::play::Play;
use crate::domain::population;
use crate::domain::timeline;

const GDPR: &str = "eu-gdpr/authority-72h";
const EARLY: &str = "eu-nis2/early-warning-24h";

fn draft(play: &mut Play, deadline: &str) -> RecordId {
    play.done(begin, &[("deadline", deadline)])
}

fn notice(play: &Play, id: RecordId) -> &Notice {
    play.state.notices.notice(id).unwrap()
}

fn text(play: &Play, id: RecordId) -> String {
    notice(play, id).draft(&play.state).text.into_owned()
}

fn label(play: &Play, id: RecordId) -> String {
    play.state.label(id)
}

/// A fact, confirmed by Rosa Nagy on two sources.
fn confirmed(play: &mut Play, words: &str) -> RecordId {
    let fact = play.done(timeline::log, &[("text", words)]);
    let record = label(play, fact);
    let basis = [("status", "confirmed"), ("sources", "proxy log, Tom Reed"), ("confirmer", "Rosa Nagy")];
    play.done(timeline::judge, &[&[("record", record.as_str())][..], &basis].concat());
    fact
}

fn fill_in(play: &mut Play, id: RecordId, fields: &[(&str, &str)]) -> Vec<&'static str> {
    let name = label(play, id);
    play.run(fill, &[&[("notice", name.as_str())][..], fields].concat()).1
}

/// Every item of the early warning, on one confirmed fact.
fn complete(play: &mut Play) -> (RecordId, RecordId) {
    let id = draft(play, EARLY);
    let fact = confirmed(play, "Ransom note on db01");
    let cites = label(play, fact);
    for item in ["malicious", "cross-border", "known"] {
        let fields = [("item", item), ("text", "Yes, as found on db01"), ("cites", cites.as_str())];
        assert_eq!(fill_in(play, id, &fields), Vec::<&str>::new(), "{item}");
    }
    (id, fact)
}

fn approve_by(play: &mut Play, id: RecordId, who: &str) -> Vec<&'static str> {
    let name = label(play, id);
    let proven = [("presence", "wet-ink"), ("presence-ref", "slip 12, safe 2")];
    play.run(approve, &[&[("notice", name.as_str()), ("by", who)][..], &proven].concat()).1
}

fn send(play: &mut Play, fields: &[(&str, &str)]) -> Vec<&'static str> {
    let route = [("deadline", EARLY), ("route", "portal"), ("reference", "C-1")];
    play.run(deadline::sent, &[&route[..], fields].concat()).1
}

fn stage(play: &Play) -> Stage {
    let (regime, deadline) = EARLY.split_once('/').unwrap();
    progress(&play.state, regime, deadline, play.now).unwrap().stage
}

#[test]
fn a_draft_freezes_the_list_and_shows_what_is_missing() {
    let mut play = Play::bare();
    assert_eq!(progress(&play.state, "eu-gdpr", "authority-72h", play.now), None);
    let id = draft(&mut play, GDPR);
    let found = progress(&play.state, "eu-gdpr", "authority-72h", play.now).unwrap();
    // The reasons for a delay are asked for only once the limit is past.
    assert_eq!((found.filled, found.wanted, found.stage, found.notice), (0, 9, Stage::Draft, id));
    assert_eq!(notice(&play, id).begun.items.len(), 10);
    let missing = notice(&play, id).begun.words.missing.clone();
    assert_eq!(text(&play, id).matches(&missing).count(), 9);
    play.done(deadline::start, &[("deadline", GDPR), ("start", "2026-11-17T09:00:00Z"), ("why", "first certainty")]);
    assert_eq!(progress(&play.state, "eu-gdpr", "authority-72h", play.now).unwrap().wanted, 10);
}

#[test]
fn only_a_confirmed_fact_with_its_basis_is_said_as_fact() {
    let mut play = Play::bare();
    let id = draft(&mut play, EARLY);
    let fact = play.done(timeline::log, &[("text", "Ransom note on db01")]);
    let record = label(&play, fact);
    let fields = [("item", "1"), ("text", "A ransom note was left"), ("cites", record.as_str())];
    let said = |play: &Play| text(play, id).lines().any(|line| line == "A ransom note was left");
    assert_eq!(fill_in(&mut play, id, &[("item", "1"), ("text", "A ransom note was left")]), ["C8-41"]);
    assert!(!said(&play) && text(&play, id).contains("Not yet confirmed: A ransom note was left"));
    assert_eq!(fill_in(&mut play, id, &fields), ["C8-40"]);
    assert!(!said(&play));
    play.done(timeline::judge, &[("record", &record), ("status", "confirmed"), ("confirmer", "Rosa Nagy")]);
    assert_eq!(fault(&play.state, fact), Some(Fault::NoBasis));
    assert!(!said(&play));
    let basis = [("record", record.as_str()), ("status", "confirmed"), ("sources", "proxy log, EDR")];
    play.done(timeline::judge, &[&basis[..], &[("confirmer", "A stranger")]].concat());
    assert_eq!(fault(&play.state, fact), Some(Fault::NoBasis), "nobody on the roster confirmed it");
    play.done(timeline::judge, &[&basis[..], &[("confirmer", "Rosa Nagy")]].concat());
    assert!(said(&play), "confirmed, the sentence stands as a fact by itself: {}", text(&play, id));
    assert_eq!(progress(&play.state, "eu-nis2", "early-warning-24h", play.now).unwrap().filled, 1);
    play.done(timeline::judge, &[("record", &record), ("status", "refuted"), ("reason", "a drill")]);
    assert_eq!((fault(&play.state, fact), said(&play)), (Some(Fault::Refuted), false));
}

#[test]
fn what_is_no_fact_cannot_be_cited_and_own_particulars_need_no_record() {
    let mut play = Play::bare();
    let id = draft(&mut play, GDPR);
    let begun = label(&play, id);
    let fields = [("item", "nature"), ("text", "Copied"), ("cites", begun.as_str())];
    assert_eq!(fill_in(&mut play, id, &fields), ["C8-40"]);
    assert_eq!(fault(&play.state, id), Some(Fault::NoFact));
    let action = play.done(timeline::log, &[("text", "Closed the port"), ("lane", "action")]);
    assert_eq!(fault(&play.state, action), Some(Fault::NotConfirmed));
    assert_eq!(fill_in(&mut play, id, &[("item", "contact"), ("text", "dpo@example.org")]), Vec::<&str>::new());
    assert!(text(&play, id).lines().any(|line| line == "dpo@example.org"));
}

#[test]
fn a_count_that_can_be_relied_on_is_the_basis_of_a_number() {
    let mut play = Play::bare();
    let id = draft(&mut play, GDPR);
    let alone = play.done(population::count, &population::EXAMPLE);
    let second = [("checked-by", "Jon Sato"), ("presence", "wet-ink"), ("presence-ref", "slip 9, safe 2")];
    let checked = play.done(population::count, &[&population::EXAMPLE[..], &second].concat());
    assert_eq!(fault(&play.state, alone), Some(Fault::NotConfirmed), "nobody checked it");
    assert_eq!(fault(&play.state, checked), None);
    let number =
        [("item", "people-number"), ("low", "90"), ("likely", "100"), ("high", "130"), ("how-counted", "rows")];
    for (count, rules) in [(alone, &["C8-40"][..]), (checked, &[])] {
        let cites = label(&play, count);
        assert_eq!(fill_in(&mut play, id, &[&number[..], &[("count-record", &cites)]].concat()), rules);
    }
    play.strike(checked);
    assert_eq!(fault(&play.state, checked), Some(Fault::Struck));
}

#[test]
fn every_answer_says_what_it_must() {
    let mut play = Play::bare();
    let id = draft(&mut play, GDPR);
    let fact = confirmed(&mut play, "9 000 rows copied");
    let cites = label(&play, fact);
    for (fields, rules) in [
        (&[("item", "people"), ("item-answer", "not-yet-known")][..], &["C8-42"][..]),
        (&[("item", "people"), ("item-answer", "not-yet-known"), ("follows-at", "2026-11-25 12:00")], &[]),
        (&[("item", "softening"), ("item-answer", "not-applicable")], &["C8-42"]),
        (&[("item", "softening"), ("item-answer", "not-applicable"), ("text", "nothing to soften")], &[]),
        (&[("item", "people-number"), ("text", "about 9 000"), ("cites", &cites)], &["C8-43"]),
        (&[("item", "people-number"), ("likely", "9000"), ("how-counted", "rows"), ("cites", &cites)], &["C8-43"]),
        (
            &[("item", "people-number"), ("low", "9,000"), ("likely", "8'500"), ("high", "12 000"), ("cites", &cites)],
            &["C8-43"],
        ),
        (
            &[
                ("item", "people-number"),
                ("low", "8,500"),
                ("likely", "9'000"),
                ("high", "12 000"),
                ("how-counted", "rows of the table"),
                ("cites", &cites),
            ],
            &[],
        ),
        (&[("item", "consequences"), ("text", "Likely consequences for the people"), ("cites", &cites)], &["C8-44"]),
        (&[("item", "consequences"), ("text", "Fraud against [...]"), ("cites", &cites)], &["C8-44"]),
    ] {
        assert_eq!(fill_in(&mut play, id, fields), rules, "{fields:?}");
    }
    let text = text(&play, id);
    assert!(text.contains("at least 8500, most likely 9000, at most 12000\nMethod: rows of the table\n"), "{text}");
    assert!(text.contains("Not yet known\nTo follow by: 2026-11-25 12:00 +00:00\n"), "{text}");
    assert!(text.contains("Does not apply: nothing to soften\n"), "{text}");
    let name = label(&play, id);
    for wrong in ["many", "1.5", "9007199254740992", "-3", "1,00"] {
        let fields = [("notice", name.as_str()), ("item", "people-number"), ("likely", wrong)];
        assert!(play.decide(fill, &fields).is_err(), "{wrong}");
    }
    assert_eq!(fill_in(&mut play, id, &[("item", "people"), ("item-answer", "blank")]), Vec::<&str>::new());
    assert_eq!(notice(&play, id).versions.len(), 11, "every version is kept");
}

#[test]
fn an_approval_is_by_somebody_else_who_stands_behind_it() {
    let mut play = Play::bare();
    let (id, _) = complete(&mut play);
    assert_eq!(stage(&play), Stage::Complete);
    assert_eq!(approve_by(&mut play, id, "Ada Morel"), ["C8-46"]);
    let name = label(&play, id);
    let bare = play.run(approve, &[("notice", &name), ("by", "Rosa Nagy")]).1;
    assert_eq!(bare, ["T-04"]);
    let key = play.run(approve, &[("notice", &name), ("by", "Rosa Nagy"), ("presence", "own-key")]).1;
    assert_eq!(key, ["C8-47"]);
    assert_eq!(stage(&play), Stage::Complete, "none of those counts");
    assert_eq!(approve_by(&mut play, id, "Rosa Nagy"), Vec::<&str>::new());
    assert_eq!(stage(&play), Stage::Approved);
    let approval = notice(&play, id).approval(&play.state).unwrap().0;
    play.strike(approval);
    assert_eq!(stage(&play), Stage::Complete);
}

#[test]
fn a_later_edit_leaves_the_approval_with_the_old_text() {
    let mut play = Play::bare();
    let (id, fact) = complete(&mut play);
    approve_by(&mut play, id, "Rosa Nagy");
    let before = text(&play, id);
    let cites = label(&play, fact);
    let same = [("item", "known"), ("text", "Yes, as found on db01"), ("cites", cites.as_str())];
    fill_in(&mut play, id, &same);
    assert_eq!(stage(&play), Stage::Approved, "the same text is the approved one");
    fill_in(&mut play, id, &[("item", "known"), ("text", "Please help"), ("cites", &cites)]);
    assert_eq!(stage(&play), Stage::Lapsed);
    assert_eq!(send(&mut play, &[]), ["C8-48"], "sent as it stands now, it is not what was approved");
    let digest = digest(&before);
    let named = label(&play, id);
    assert_eq!(send(&mut play, &[("text-sha256", &digest[..12]), ("notice", &named)]), Vec::<&str>::new());
}

#[test]
fn a_fact_that_falls_takes_its_sentence_and_the_approval_with_it() {
    let mut play = Play::bare();
    let (id, fact) = complete(&mut play);
    approve_by(&mut play, id, "Rosa Nagy");
    assert_eq!(stage(&play), Stage::Approved);
    play.strike(fact);
    assert_eq!((stage(&play), play.waits("need-notice-lapsed")), (Stage::Lapsed, 1));
    let draft = notice(&play, id).draft(&play.state);
    assert!(!draft.recorded && !draft.text.lines().any(|line| line == "Yes, as found on db01"), "{}", draft.text);
    let asked = notice(&play, id).asked(&play.state, play.now);
    assert_eq!(asked[0].faults, [(fact, Fault::Struck)]);
    let versions = notice(&play, id).versions.len();
    assert_eq!(send(&mut play, &[]), ["C8-48", "C8-45"]);
    assert_eq!(notice(&play, id).versions.len(), versions + 1, "what went out is on record as a version");
    let version = notice(&play, id).latest(&play.state).unwrap();
    let sent = notice(&play, id).sent(&play.state).next().unwrap();
    assert_eq!(sent.1.text_sha256, version.sha256);
}

#[test]
fn a_notice_begun_twice_or_before_its_first_was_sent_names_the_one_that_is_open() {
    let mut play = Play::bare();
    let supplement = [("deadline", EARLY), ("notice-kind", "supplement")];
    assert_eq!(play.run(begin, &supplement).1, ["C8-57"], "nothing was sent");
    let (id, _) = complete(&mut play);
    assert_eq!(play.run(begin, &supplement).1, ["C8-57"]);
    assert_eq!(play.run(begin, &[("deadline", EARLY)]).1, ["C8-57"]);
    assert_eq!(play.state.notices.named(&play.state, EARLY).map(|notice| notice.id), Some(id));
    let name = label(&play, id);
    send(&mut play, &[("notice", name.as_str())]);
    assert_eq!(play.run(begin, &supplement).1, Vec::<&str>::new());
}

#[test]
fn an_edit_after_the_sending_leaves_the_text_that_was_sent() {
    let mut play = Play::bare();
    let (id, fact) = complete(&mut play);
    approve_by(&mut play, id, "Rosa Nagy");
    play.give(&[]);
    assert_eq!(send(&mut play, &[]), Vec::<&str>::new());
    let went = text(&play, id);
    let cites = label(&play, fact);
    fill_in(&mut play, id, &[("item", "known"), ("text", "Two more hosts"), ("cites", cites.as_str())]);
    assert!(text(&play, id) != went && stage(&play) == Stage::Edited);
    let shown = notice(&play, id).shown(&play.state);
    let (_, sent) = notice(&play, id).sent(&play.state).next().unwrap();
    assert_eq!((&*shown.text, &*shown.sha256), (went.as_str(), sent.text_sha256.as_str()));
    let asked = notice(&play, id).asked_as_shown(&play.state, play.now);
    assert!(asked.iter().all(|one| one.entry.as_ref().is_none_or(|entry| entry.text != "Two more hosts")));
}

#[test]
fn a_template_that_nobody_edited_earns_nothing() {
    let mut play = Play::bare();
    let id = draft(&mut play, EARLY);
    assert_eq!(approve_by(&mut play, id, "Rosa Nagy"), ["C8-44", "C8-45"]);
    let sent = send(&mut play, &[]);
    assert_eq!(sent, ["C8-48", "C8-44", "C8-45"]);
    let (_, sent) = notice(&play, id).sent(&play.state).next().unwrap().clone();
    let again: Vec<&str> = sent_shortfalls(&play.state, &sent).iter().map(|short| short.rule.id()).collect();
    assert_eq!(again, ["C8-48", "C8-44", "C8-45"], "looked at later it earns as little");
}

#[test]
fn the_copy_is_held_against_the_text() {
    for (copy, rules) in [
        (None, &[][..]),
        (Some("# *as exported*\n\n{}\n"), &[]),
        (Some("quite another letter"), &["C8-49"]),
        (Some("%PDF-1.7 {}"), &[]),
    ] {
        let mut play = Play::bare();
        let (id, _) = complete(&mut play);
        approve_by(&mut play, id, "Rosa Nagy");
        if let Some(copy) = copy {
            let copy = copy.replace("{}", &text(&play, id).replace('\n', "\r\n> "));
            play.give_text("file", "copy.md", 77, &copy);
        } else {
            play.give(&[]);
        }
        assert_eq!(send(&mut play, &[]), rules, "{copy:?}");
        assert_eq!(stage(&play), Stage::Sent);
    }
}

#[test]
fn a_notice_sent_without_any_draft_is_recorded_and_says_so() {
    let mut play = Play::bare();
    assert_eq!(send(&mut play, &[]), ["C8-48"]);
    let (id, _) = complete(&mut play);
    approve_by(&mut play, id, "Rosa Nagy");
    play.now = play.now.plus_hours(1);
    assert_eq!(send(&mut play, &[("at", "-50m"), ("late-reason", "typed in later")]), Vec::<&str>::new());
}

#[test]
fn an_approval_after_the_sending_is_none() {
    let mut play = Play::bare();
    let (id, _) = complete(&mut play);
    approve_by(&mut play, id, "Rosa Nagy");
    let early = [("at", "2026-11-21T09:01:00Z"), ("late-reason", "typed in later")];
    assert_eq!(send(&mut play, &early), ["C8-48"]);
}

#[test]
fn a_supplement_asks_for_what_was_open_and_a_correction_for_everything_again() {
    let mut play = Play::bare();
    let id = draft(&mut play, GDPR);
    let fact = confirmed(&mut play, "9 000 rows copied");
    let cites = label(&play, fact);
    fill_in(&mut play, id, &[("item", "nature"), ("text", "A table was copied"), ("cites", &cites)]);
    fill_in(&mut play, id, &[("item", "people"), ("item-answer", "not-yet-known"), ("follows-at", "+2h")]);
    play.done(deadline::sent, &[("deadline", GDPR), ("route", "portal"), ("reference", "C-1")]);
    assert_eq!(play.waits("need-notice-follows"), 0);
    play.now = play.now.plus_hours(3);
    assert_eq!(play.waits("need-notice-follows"), 1, "what was promised is due");
    let ids =
        |play: &Play, id| -> Vec<String> { notice(play, id).begun.items.iter().map(|item| item.id.clone()).collect() };
    let supplement = play.done(begin, &[("deadline", "eu-gdpr/supplement"), ("notice-kind", "supplement")]);
    assert_eq!(notice(&play, supplement).begun.follows, Some(id));
    let asked = ids(&play, supplement);
    assert_eq!(&asked[..3], ["earlier", "new", "people"]);
    assert!(!asked.contains(&"nature".to_owned()) && asked.contains(&"measures".to_owned()), "{asked:?}");
    play.done(deadline::sent, &[("deadline", "eu-gdpr/supplement"), ("route", "portal"), ("reference", "C-2")]);
    assert_eq!(play.waits("need-notice-follows"), 0, "the supplement answers it");
    let correction =
        play.done(begin, &[("deadline", GDPR), ("notice-kind", "correction"), ("follows", &label(&play, id))]);
    assert_eq!(&ids(&play, correction)[..3], ["earlier", "corrected", "nature"]);
    assert!(text(&play, correction).lines().any(|line| line == "A table was copied"));
    assert_eq!(approve_by(&mut play, correction, "Rosa Nagy"), ["C8-44", "C8-45"], "taken over is not written");
    let withdrawal = play.done(begin, &[("deadline", GDPR), ("notice-kind", "withdrawal"), ("follows", GDPR)]);
    assert_eq!(ids(&play, withdrawal), ["earlier", "withdrawn"]);
}

#[test]
fn what_a_text_carries_never_commands_a_terminal() {
    let mut play = Play::bare();
    let id = draft(&mut play, EARLY);
    fill_in(&mut play, id, &[("item", "1"), ("text", "a\u{1b}[2Jb\tc\u{202e}\r\nsecond line")]);
    let text = text(&play, id);
    assert!(text.lines().all(|line| line.chars().all(|sign| !sign.is_control() && sign != '\u{202e}')), "{text:?}");
    assert!(text.contains("second line"));
}

/// One step of a random life of a notice.
fn step(play: &mut Play, id: RecordId, facts: &[RecordId], number: u32) {
    let fact = facts[number as usize / 7 % facts.len()];
    let (record, name) = (label(play, fact), label(play, id));
    let item = ["malicious", "cross-border", "known"][number as usize / 3 % 3];
    match number % 7 {
        0 => {
            let said = format!("said {}", number % 5);
            fill_in(play, id, &[("item", item), ("text", &said), ("cites", &record)]);
        }
        1 => {
            fill_in(play, id, &[("item", item), ("item-answer", "not-yet-known"), ("follows-at", "+1h")]);
        }
        2 => {
            approve_by(play, id, ["Rosa Nagy", "Ada Morel", "Lena Brandt"][number as usize / 11 % 3]);
        }
        3 => {
            play.author = ["Ada Morel", "Rosa Nagy"][number as usize / 5 % 2].to_owned();
        }
        4 => {
            let status = ["confirmed", "suspected", "refuted"][number as usize / 13 % 3];
            let basis = [("sources", "proxy log, EDR"), ("confirmer", "Jon Sato")];
            play.done(timeline::judge, &[&[("record", record.as_str()), ("status", status)][..], &basis].concat());
        }
        5 => {
            let last = notice(play, id).latest(&play.state).map(|version| version.id);
            if let Some(last) = last.filter(|_| number.is_multiple_of(3)) {
                play.strike(last);
            }
        }
        _ => {
            play.run(approve, &[("notice", &name), ("by", "Rosa Nagy")]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_approval_never_holds_for_another_text(steps in prop::collection::vec(any::<u32>(), 1..25)) {
        let mut play = Play::bare();
        let id = draft(&mut play, EARLY);
        let facts = [confirmed(&mut play, "one"), confirmed(&mut play, "two"), play.done(timeline::log, &[("text", "three")])];
        for number in steps {
            step(&mut play, id, &facts, number);
            let notice = notice(&play, id);
            let draft = notice.draft(&play.state);
            prop_assert_eq!(digest(&draft.text), &*draft.sha256);
            if let Some((_, approved)) = notice.approval(&play.state) {
                prop_assert_eq!(&approved.text_sha256, &digest(&draft.text));
                prop_assert!(draft.recorded && approved.presence == "wet-ink");
                prop_assert!(notice.asked(&play.state, play.now).iter().all(|asked| asked.gap.is_none()));
                let wrote = notice.versions.iter().filter(|version| version.sha256 == approved.text_sha256);
                for version in wrote.take(1) {
                    prop_assert!(version.written.by.name != approved.by.name);
                }
            }
        }
    }

    #[test]
    fn nothing_unconfirmed_is_ever_said_as_fact(steps in prop::collection::vec(any::<u32>(), 1..25)) {
        let mut play = Play::bare();
        let id = draft(&mut play, EARLY);
        let facts = [confirmed(&mut play, "one"), confirmed(&mut play, "two"), play.done(timeline::log, &[("text", "three")])];
        for number in steps {
            step(&mut play, id, &facts, number);
            let notice = notice(&play, id);
            let text = notice.draft(&play.state).text.into_owned();
            // A second reading of what may be said, without the code that writes the text.
            let sure = |record: &RecordId| {
                let line = play.state.timeline.line(*record).unwrap();
                line.status() == "confirmed" && !line.basis_owed()
            };
            for entry in notice.entries(&play.state).iter().filter(|entry| entry.answer == "stated") {
                if !entry.cites.iter().all(sure) {
                    let beside = notice.entries(&play.state).iter().filter(|other| {
                        other.item != entry.item && other.text == entry.text && other.cites.iter().all(sure)
                    });
                    let may = beside.count();
                    prop_assert!(text.lines().filter(|line| *line == entry.text).count() <= may, "{text}");
                }
            }
        }
    }
}
