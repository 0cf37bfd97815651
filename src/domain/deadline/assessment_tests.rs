use super::*;
use crate::domain::declaration;
use crate::domain::organisation::profile::{Held, Profile};
use crate::domain::people;
use crate::domain::play::Play;
use crate::domain::procedure;
use crate::library::regimes::{About, Ground};

const NIS2: (&str, &str) = ("regime", "eu-nis2");

/// Everything that an answer needs.
const WHOLE: [(&str, &str); 9] = [
    ("reason", "essential entity"),
    ("decider", "Ada Morel"),
    ("facts", "1"),
    ("counsel", "Lena Brandt"),
    ("counsel-view", "it applies"),
    ("counsel-followed", "followed"),
    ("dpo", "Rosa Nagy"),
    ("dpo-followed", "not-followed"),
    ("dpo-reason", "no personal data were there"),
];

fn answered(answer: &'static str, rest: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    [&[NIS2, ("answer", answer)][..], rest].concat()
}

fn stands(play: &Play) -> Option<String> {
    let regime = play.state.deadlines.regimes.iter().find(|regime| regime.considered.regime == "eu-nis2")?;
    regime.stands(&play.state).map(|(_, answer)| answer.answer.clone())
}

fn with_authority() -> Play {
    let mut play = Play::new();
    play.done(scope, &[("authority-holders", "Ada Morel, Jon Sato"), ("authority-ref", "board minute 12")]);
    play
}

#[test]
fn a_whole_answer_lacks_nothing_and_each_part_is_missed() {
    let mut play = with_authority();
    let (_, rules) = play.run(assess, &answered("yes", &WHOLE));
    assert_eq!((rules, stands(&play).as_deref()), (vec![], Some("yes")));
    assert_eq!((play.waits("need-answer-short"), play.waits("need-question") > 0), (0, true), "the others wait");
    for (left, rule) in [
        ("reason", "C8-03"),
        ("decider", "C8-03"),
        ("facts", "C8-54"),
        ("counsel", "C8-53"),
        ("dpo", "C8-53"),
        ("dpo-reason", "C8-53"),
    ] {
        let rest: Vec<_> = WHOLE.iter().filter(|(field, _)| *field != left).copied().collect();
        assert_eq!(play.run(assess, &answered("yes", &rest)).1, [rule], "{left}");
    }
    let own = [&WHOLE[..], &[("counsel", "Ada Morel")]].concat();
    assert_eq!(play.run(assess, &answered("yes", &own)).1, ["C8-53"], "who advises themselves");
    assert_eq!(play.decide(assess, &answered("yes", &[("facts", "999")])).unwrap_err().rule.id(), "I-06");
}

#[test]
fn a_dpo_advises_and_never_decides() {
    let mut play = with_authority();
    play.done(people::assign, &[("role", "dpo"), ("person", "Jon Sato")]);
    let by_dpo = [&WHOLE[..], &[("decider", "Jon Sato")]].concat();
    let before = play.waits("need-question");
    assert_eq!(play.run(assess, &answered("no", &by_dpo)).1, ["C8-02"]);
    assert_eq!((stands(&play), play.waits("need-question")), (None, before), "nothing is answered");
    assert_eq!(play.run(assess, &answered("no", &WHOLE)).1, [""; 0]);
    assert_eq!((stands(&play).as_deref(), play.waits("need-question")), (Some("no"), before - 1));
    play.done(assess, &answered("not-yet", &by_dpo));
    assert_eq!(stands(&play).as_deref(), Some("no"), "a DPO's word overtakes no decision");
    play.done(assess, &answered("yes", &by_dpo));
    assert_eq!(stands(&play).as_deref(), Some("yes"), "the careful side holds until somebody decides");
}

#[test]
fn only_holders_of_the_authority_decide_once_they_are_on_record() {
    let mut play = Play::new();
    assert_eq!(
        play.run(assess, &answered("no", &WHOLE)).1,
        ["C8-51"],
        "it counts, and that nobody is on record is said"
    );
    assert_eq!(stands(&play).as_deref(), Some("no"));
    play.done(scope, &[("authority-holders", "Jon Sato"), ("authority-ref", "minute 3")]);
    assert_eq!(stands(&play), None, "measured by what is on record now");
    assert_eq!(play.run(assess, &answered("no", &WHOLE)).1, ["C8-50"]);
    let other = [&WHOLE[..], &[("decider", "Jon Sato")]].concat();
    let mine = play.run(assess, &answered("no", &other));
    assert_eq!((mine.1, stands(&play).as_deref()), (vec![], Some("no")));
    play.strike(mine.0);
    assert_eq!(stands(&play), None);
}

#[test]
fn not_yet_says_until_when_and_rings_then() {
    let mut play = with_authority();
    assert_eq!(play.run(assess, &answered("not-yet", &WHOLE)).1, ["C8-52"]);
    assert_eq!(play.waits("need-question-no-date"), 1);
    let later = [&WHOLE[..], &[("awaits", "log of the proxy"), ("awaits-until", "+2h")]].concat();
    assert_eq!(play.run(assess, &answered("not-yet", &later)).1, [""; 0]);
    assert_eq!((play.waits("need-question-no-date"), play.waits("need-question-again")), (0, 0));
    play.now = play.now.plus_hours(3);
    let needs = crate::domain::attention::needs(&play.state, play.now);
    let again = needs.iter().find(|need| need.what.id == "need-question-again").unwrap();
    assert!(again.ring.as_ref().is_some_and(|ring| ring.starts_with("question:eu-nis2:")), "{again:?}");
    play.done(assess, &answered("yes", &WHOLE));
    assert_eq!(play.waits("need-question-again"), 0);
}

#[test]
fn a_single_deadline_that_does_not_apply_runs_no_clock() {
    let mut play = with_authority();
    let tsp = ("deadline", "eu-nis2/trust-service-provider-24h");
    play.done(start, &[tsp, ("start", "-1h"), ("why", "known")]);
    let state = |play: &Play| {
        let views = play.state.deadlines.views(&play.state, play.now);
        views.iter().find(|view| view.key() == tsp.1).map(|view| view.state).unwrap()
    };
    assert_eq!((state(&play), play.waits("need-condition") > 0), (ClockState::Running, true));
    let said =
        |met, decider| vec![tsp, ("met", met), ("reason", "no trust service"), ("decider", decider), ("facts", "1")];
    assert_eq!(play.run(condition, &said("not-met", "Lena Brandt")).1, ["C8-50"]);
    assert_eq!(state(&play), ClockState::Running);
    let (no, rules) = play.run(condition, &said("not-met", "Ada Morel"));
    assert_eq!((rules, state(&play)), (vec![], ClockState::DoesNotApply));
    let views = play.state.deadlines.views(&play.state, play.now);
    let other = views.iter().find(|view| view.key() == "eu-nis2/early-warning-24h").unwrap();
    assert_eq!(other.state, ClockState::Running, "the others run on");
    play.done(condition, &said("met", "Ada Morel"));
    assert_eq!(state(&play), ClockState::Running);
    play.done(condition, &said("not-met", "Ada Morel"));
    assert_eq!(state(&play), ClockState::DoesNotApply);
    play.strike(no);
    assert_eq!(state(&play), ClockState::DoesNotApply, "the last one stands");
    assert_eq!(play.decide(condition, &[("deadline", "eu-nis2"), ("met", "met")]).unwrap_err().rule.id(), "I-07");
    let alone = [("deadline", "eu-gdpr"), ("met", "not-met"), ("reason", "no risk"), ("decider", "Ada Morel")];
    play.done(condition, &alone);
    let gdpr = play.state.deadlines.regime("eu-gdpr").unwrap();
    assert!(gdpr.condition(&play.state, "people").is_some(), "the one that has a condition");
}

#[test]
fn a_law_named_alone_is_enough_where_one_deadline_can_be_meant() {
    let mut play = Play::new();
    // One event starts every deadline that runs from it.
    play.done(start, &[("deadline", "eu-nis2"), ("start", "-1h"), ("why", "known")]);
    assert_eq!(play.decide(sent, &[("deadline", "eu-nis2")]).unwrap_err().rule.id(), "I-07", "two run");
    let paper = [("route", "portal"), ("reference", "N-1")];
    play.done(sent, &[&[("deadline", "eu-nis2/early-warning-24h")], &paper[..]].concat());
    play.done(
        condition,
        &[
            ("deadline", "eu-nis2/trust-service-provider-24h"),
            ("met", "not-met"),
            ("reason", "none"),
            ("decider", "Ada Morel"),
        ],
    );
    play.done(sent, &[&[("deadline", "eu-nis2")], &paper[..]].concat());
    let regime = play.state.deadlines.regime("eu-nis2").unwrap();
    assert!(regime.sent.contains_key("notification-72h"), "{:?}", regime.sent.keys());
    // DORA knows two events: which one is meant is said.
    play.done(start, &[("deadline", "eu-dora"), ("anchor", "entity_aware"), ("start", "-1h"), ("why", "told")]);
    let regime = play.state.deadlines.regime("eu-dora").unwrap();
    assert_eq!(regime.starts[0].1.event, "entity_aware");
    assert_eq!(play.decide(start, &[("deadline", "eu-dora"), ("start", "-1h")]).unwrap_err().field, Some("anchor"));
}

#[test]
fn what_the_case_suggests_says_why_and_drops_nothing() {
    let mut play = Play::bare();
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    let (state, deadlines) = (&play.state, &play.state.deadlines);
    assert_eq!(deadlines.grounds(state, "us-sec-8k-105"), [Ground::new("procedure", "ransomware")]);
    let left: Vec<String> = deadlines.left_out(state).into_iter().map(|found| found.regime).collect();
    assert_eq!(left, ["us-circia"], "off in the register, and named all the same");
    play.done(scope, &[("countries", "DE, US"), ("sectors", "bank"), ("legal-roles", "critical-entity")]);
    let (state, deadlines) = (&play.state, &play.state.deadlines);
    assert!(deadlines.regime("us-bank-36h").is_some() && deadlines.regime("eu-dora").is_some());
    let nis2 = deadlines.grounds(state, "eu-nis2");
    assert_eq!(nis2.len(), 4, "{nis2:?}");
    let circia = &deadlines.left_out(state)[0];
    assert!(
        circia.regime == "us-circia" && circia.off.contains("NOT IN FORCE") && circia.grounds.len() == 3,
        "{circia:?}"
    );
    assert!(deadlines.regime("eu-gdpr").is_some_and(|_| deadlines.grounds(state, "eu-gdpr").len() == 2));
    // It turns out that personal data are among it.
    play.done(declaration::amend, &[("field", "information"), ("value", "privacy")]);
    assert!(play.state.deadlines.grounds(&play.state, "eu-gdpr").contains(&Ground::new("data", "personal")));
    let scopes = play.state.deadlines.scopes.len();
    play.done(declaration::amend, &[("field", "information"), ("value", "privacy, integrity")]);
    assert_eq!(play.state.deadlines.scopes.len(), scopes, "said once");
}

#[test]
fn the_profile_is_copied_at_the_declaration() {
    let mut play = Play::bare();
    play.strike(play.state.case.declared_in.unwrap());
    let about = About { countries: vec!["DE".to_owned()], sectors: vec!["bank".to_owned()], ..About::default() };
    let profile = Profile {
        about,
        class: "credit_institution".to_owned(),
        holidays: "de-national".to_owned(),
        ..Profile::default()
    };
    let record = play.state.people.people[0].0;
    play.profile(Held { profile, file: "org".to_owned(), record });
    play.done(declaration::declare, &[("title", "Again"), ("information", "privacy")]);
    let scoped = &play.state.deadlines.scopes[0].1;
    assert_eq!((scoped.file.as_str(), scoped.profile.about.data.as_slice()), ("org", &["personal".to_owned()][..]));
    let dora = play.state.deadlines.regime("eu-dora").unwrap();
    assert_eq!(dora.considered.class, "credit_institution");
    assert!(dora.considered.calendars.iter().any(|calendar| calendar.id == "de-national"));
    let nydfs = play.state.deadlines.regime("us-nydfs-500-17");
    assert!(nydfs.is_none());
}

#[test]
fn calendars_chosen_later_count_anew_and_closed_days_come_on_top() {
    let mut play = Play::bare();
    let key = ("deadline", "us-sec-8k-105/form-8-k");
    play.done(start, &[key, ("start", "2026-11-20 21:00Z"), ("why", "determined")]);
    let due = |play: &Play| {
        let views = play.state.deadlines.views(&play.state, play.now);
        views.iter().find(|view| view.key() == key.1).and_then(|view| view.due).unwrap().rfc3339_at(0)
    };
    assert_eq!(due(&play), "2026-11-27T22:30:00+00:00");
    assert_eq!(play.run(count, &[key, ("closed", "2026-11-27")]).1, ["C8-56"]);
    assert_eq!(due(&play), "2026-11-30T22:30:00+00:00");
    let weekends = play.done(count, &[key, ("calendar", "weekend-only"), ("reason", "counsel")]);
    assert_eq!(due(&play), "2026-11-26T22:30:00+00:00");
    play.strike(weekends);
    assert_eq!(due(&play), "2026-11-30T22:30:00+00:00");
    for bad in [("reporter-class", "bank"), ("calendar", "moon")] {
        assert_eq!(play.decide(count, &[key, bad]).unwrap_err().rule.id(), "I-07", "{bad:?}");
    }
    for bad in [("closed", "soon"), ("zone", "Mars")] {
        assert_eq!(play.decide(count, &[key, bad]).unwrap_err().rule.id(), "I-29", "{bad:?}: no list is complete");
    }
}

#[test]
fn a_careful_word_that_nobody_decided_takes_no_decision_away() {
    let mut play = with_authority();
    play.done(assess, &answered("yes", &WHOLE));
    let bare = play.done(assess, &answered("yes", &[]));
    let no = [("decider", ""), ("reason", "by the way")];
    let passed = play.done(assess, &answered("no", &no));
    let regime = |play: &Play| play.state.deadlines.regime("eu-nis2").unwrap().clone();
    let who = |play: &Play| regime(play).stands(&play.state).map(|(_, answer)| answer.decider.name.clone());
    assert_eq!(who(&play).as_deref(), Some("Ada Morel"));
    let found = regime(&play);
    let uncounted: Vec<_> =
        found.uncounted(&play.state).iter().map(|(id, _, short)| (*id, short[0].rule.id())).collect();
    assert_eq!(uncounted, [(bare, "C8-03"), (passed, "C8-03")]);
    play.done(assess, &answered("no", &WHOLE));
    play.done(assess, &answered("yes", &[]));
    assert_eq!((stands(&play).as_deref(), who(&play).as_deref()), (Some("yes"), Some("")), "a decided no gives way");
    let said = crate::domain::sheet::question(&play.state, &regime(&play), play.now);
    let said: Vec<String> = said.iter().map(|entry| format!("{:?}", entry.text)).collect();
    assert!(said.iter().any(|text| text.contains("question-stands") && text.contains("question-nobody")), "{said:#?}");

    let tsp = [("deadline", "eu-nis2/trust-service-provider-24h"), ("met", "met")];
    let whole = [("reason", "trust service"), ("decider", "Ada Morel"), ("facts", "1")];
    let met = play.done(condition, &[&tsp[..], &whole].concat());
    play.done(condition, &tsp);
    let found = regime(&play);
    assert_eq!(found.condition(&play.state, "trust-service-provider-24h").map(|(id, _)| *id), Some(met));
}
