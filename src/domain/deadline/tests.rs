use super::*;
use crate::domain::decision::Decision;
use crate::domain::declaration;
use crate::domain::play::Play;
use crate::domain::rules::Rule;

fn state_of(play: &Play, key: &str) -> ClockState {
    let views = play.state.deadlines.views(&play.state, play.now);
    views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}")).state
}

fn refused(play: &Play, decide: crate::domain::play::Decide, fields: &[(&str, &str)]) -> Rule {
    play.decide(decide, fields).unwrap_err().rule
}

/// A memo by Ada Morel that lacks nothing: it cites the first record of the case.
pub(super) fn whole<'a>(deadline: &'a str, conclusion: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("deadline", deadline),
        ("conclusion", conclusion),
        ("decider", "Ada Morel"),
        ("facts-known", "Only test data were read"),
        ("cites", "1"),
        ("factors", "volume, little; no names, decisive"),
        ("advice", "DPO agrees"),
        ("reopen", "a name turns up"),
        ("review", "+14d"),
        ("presence", "wet-ink"),
        ("presence-ref", "ME-3, safe 2"),
    ]
}

const EARLY: &str = "eu-nis2/early-warning-24h";
const NOTICE: &str = "eu-nis2/notification-72h";
const FINAL: &str = "eu-nis2/final-report-1-month";

#[test]
fn of_several_clocks_one_is_to_be_named() {
    let play = Play::new();
    let refusal = play.decide(sent, &[("deadline", "eu-nis2")]).unwrap_err();
    assert_eq!(refusal.rule, Rule::NotAChoice);
    assert!(format!("{:?}", refusal.next).contains(EARLY), "{refusal:?}");
    let refusal = play.decide(start, &[("deadline", "eu-dora"), ("start", "-1h")]).unwrap_err();
    assert!(format!("{:?}", refusal.next).contains("classified_major, entity_aware"), "{refusal:?}");
    assert_eq!(refused(&play, memo, &[("deadline", "eu-nis2/none"), ("text", "x")]), Rule::NotFound);
    assert_eq!(refused(&play, start, &[("deadline", "eu-nis2/none"), ("start", "-1h")]), Rule::NotFound);
    assert_eq!(refused(&play, memo, &[("deadline", "no-such"), ("text", "x")]), Rule::NotFound);
}

#[test]
fn starts_notices_and_memos_take_their_regime_into_the_case() {
    let plain = |field| vec![("deadline", EARLY), (field, "-1h")];
    let decided =
        [(start as crate::domain::play::Decide, plain("start")), (sent, plain("at")), (memo, whole(EARLY, "why"))];
    for (decide, given) in decided {
        let mut play = Play::bare();
        assert!(play.state.deadlines.regimes.is_empty());
        play.done(decide, &given);
        assert_ne!(state_of(&play, EARLY), ClockState::NotAssessed, "{given:?}");
    }
}

#[test]
fn a_memo_stands_until_a_later_yes_or_a_later_start() {
    let mut play = Play::new();
    play.done(memo, &[("deadline", "eu-nis2"), ("text", "Nobody decided this")]);
    assert_eq!(state_of(&play, EARLY), ClockState::NotAssessed, "a memo without a decider stops nothing");
    play.done(memo, &[("deadline", "eu-nis2"), ("text", "Too small"), ("decider", "Ada Morel")]);
    assert_eq!(state_of(&play, EARLY), ClockState::NotAssessed, "nor does one that says nothing else");
    play.done(memo, &whole("eu-nis2", "Too small"));
    assert_eq!((state_of(&play, EARLY), state_of(&play, NOTICE)), (ClockState::Memo, ClockState::Memo));
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    let both = (state_of(&play, EARLY), state_of(&play, NOTICE));
    assert_eq!(both, (ClockState::Running, ClockState::Running), "one awareness starts both");
    assert_eq!(state_of(&play, FINAL), ClockState::Memo, "another event was not recorded");
    let yes = play.done(assess, &[("regime", "eu-nis2"), ("answer", "yes")]);
    assert_eq!((state_of(&play, FINAL), state_of(&play, NOTICE)), (ClockState::NotStarted, ClockState::Running));
    play.done(memo, &whole(NOTICE, "Other reason"));
    assert_eq!((state_of(&play, EARLY), state_of(&play, NOTICE)), (ClockState::Running, ClockState::Memo));
    play.done(assess, &[("regime", "eu-nis2"), ("answer", "no")]);
    assert_eq!(state_of(&play, NOTICE), ClockState::Memo);
    play.strike(yes);
    assert_eq!(state_of(&play, NOTICE), ClockState::Memo);
}

#[test]
fn a_later_start_needs_a_second_person_who_is_not_the_one_at_the_keys() {
    let mut play = Play::new();
    let mut start_at = |at: &str, second: &str| {
        let shown = [("second", second), ("presence", "call-back"), ("presence-ref", "call 12")];
        let fields = [&[("deadline", EARLY), ("start", at), ("why", "known")][..], &shown].concat();
        let rules = play.run(start, &fields).1;
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = views.iter().find(|view| view.key() == EARLY).unwrap();
        (rules, play.now.millis_since(view.start.unwrap().at) / 60_000)
    };
    assert_eq!(start_at("-5h", ""), (vec![], 300));
    assert_eq!(start_at("-1h", "A Stranger"), (vec!["C8-05"], 301));
    assert_eq!(start_at("-1h", "Ada Morel"), (vec!["C8-05"], 302));
    assert_eq!(start_at("-1h", "Jon Sato"), (vec![], 60));
}

#[test]
fn awareness_starts_clocks_of_a_considered_gdpr_only() {
    let mut play = Play::bare();
    play.strike(play.state.case.declared_in.unwrap());
    let declared = play.decide(declaration::declare, &[("title", "Again"), ("aware", "-3h")]).unwrap();
    let starts = |decision: &Decision| decision.facts.iter().filter(|fact| fact.kind() == "clock.started").count();
    assert!(starts(&declared) >= 1, "the base procedure considers the GDPR in the same decision");
    let mut play = Play::bare();
    let decision = play.decide(declaration::amend, &[("field", "aware"), ("value", "-3h")]).unwrap();
    assert_eq!((decision.facts.len(), starts(&decision)), (1, 0), "{:?}", decision.facts);
    play.done(assess, &[("regime", "eu-gdpr"), ("answer", "yes")]);
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-3h")]);
    assert_eq!((rules, state_of(&play, "eu-gdpr/authority-72h")), (vec![], ClockState::Running));
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-1h")]);
    assert_eq!(rules, ["C8-05"]);
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-6h")]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn a_notice_without_receipt_waits_until_one_has_it() {
    let mut play = Play::new();
    let (_, rules) = play.run(sent, &[("deadline", EARLY), ("route", "portal")]);
    assert_eq!((rules, play.waits("need-receipt")), (vec!["C8-06", "C8-48"], 1));
    let whole = play.done(sent, &[("deadline", EARLY), ("route", "portal"), ("reference", "EW-1")]);
    assert_eq!(play.waits("need-receipt"), 0);
    play.strike(whole);
    assert_eq!(play.waits("need-receipt"), 1);
}

/// What the pane, the strip and the commands ask: state, due instant, later reading, exposure, as UTC.
fn seen(play: &Play, key: &str) -> (ClockState, Option<String>, Option<String>, Option<String>) {
    let views = play.state.deadlines.views(&play.state, play.now);
    let view = views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}"));
    let utc = |at: Option<crate::domain::time::Instant>| at.map(|at| at.rfc3339_at(0));
    (view.state, utc(view.due), utc(view.later()), utc(view.exposure))
}

fn utc(text: &str) -> Option<String> {
    Some(format!("2026-{text}:00.000+00:00").replace(".000+", "+"))
}

fn due(play: &Play, key: &str) -> Option<String> {
    seen(play, key).1
}

fn started(play: &mut Play, key: &str, at: &str) {
    play.done(start, &[("deadline", key), ("start", at), ("why", "known")]);
}

#[test]
fn every_deadline_of_a_regime_is_frozen_with_what_counts_it() {
    let mut play = Play::bare();
    play.done(
        assess,
        &[("regime", "us-sec-8k-105"), ("answer", "yes"), ("reason", "listed"), ("decider", "Ada Morel")],
    );
    let entry = &play.state.deadlines.regimes[0].considered;
    assert_eq!((entry.clocks.len(), entry.zone.as_str(), entry.sha256.len()), (2, "America/New_York", 64));
    assert!(entry.approval.is_none() && !entry.status.is_empty());
    assert_eq!(entry.calendars.iter().map(|calendar| calendar.id.as_str()).collect::<Vec<_>>(), ["us-federal"]);
    let kept = serde_json::to_string(entry).unwrap();
    assert_eq!(serde_json::from_str::<Considered>(&kept).unwrap(), *entry);
    // Determined on Friday 20 November: Thanksgiving is no business day.
    started(&mut play, "us-sec-8k-105/form-8-k", "2026-11-20 21:00Z");
    assert_eq!(due(&play, "us-sec-8k-105/form-8-k"), utc("11-27T22:30"));
    assert_eq!(seen(&play, "us-sec-8k-105/form-8-k-a"), (ClockState::NotStarted, None, None, None), "of another event");
    // Off in the register, it comes in by name, and that is said.
    let (_, rules) = play.run(start, &[("deadline", "us-circia/incident-72h"), ("start", "-1h"), ("why", "believed")]);
    assert_eq!((rules, state_of(&play, "us-circia/incident-72h")), (vec!["C8-55"], ClockState::Running));
}

#[test]
fn a_submission_starts_what_follows_from_its_own_instant() {
    let mut play = Play::new();
    started(&mut play, EARLY, "2026-11-20 10:00Z");
    assert_eq!((due(&play, EARLY), due(&play, NOTICE)), (utc("11-21T10:00"), utc("11-23T10:00")));
    assert_eq!(seen(&play, FINAL), (ClockState::NotAssessed, None, None, None), "no start is borrowed");
    let paper = [("route", "portal"), ("reference", "N-1")];
    play.done(sent, &[&[("deadline", EARLY), ("at", "2026-11-20 12:00Z")][..], &paper].concat());
    assert_eq!(due(&play, FINAL), None, "the early warning is not the notification");
    let notice = play.done(sent, &[&[("deadline", NOTICE), ("at", "2026-11-21 08:00Z")][..], &paper].concat());
    assert_eq!(due(&play, FINAL), utc("12-21T08:00"));
    play.strike(notice);
    assert_eq!(due(&play, FINAL), None);
}

#[test]
fn dora_counts_from_classification_and_is_capped_by_awareness() {
    let mut play = Play::bare();
    let initial = "eu-dora/initial";
    play.done(assess, &[("regime", "eu-dora"), ("answer", "yes"), ("reason", "bank"), ("decider", "Ada Morel")]);
    let event = |play: &mut Play, event: &str, at: &str| {
        play.done(start, &[("deadline", initial), ("anchor", event), ("start", at), ("why", "known")]);
    };
    let mut unknown = Play::bare();
    unknown.done(start, &[("deadline", initial), ("start", "2026-11-21 06:00Z"), ("why", "classified")]);
    let views = unknown.state.deadlines.views(&unknown.state, unknown.now);
    let view = views.iter().find(|view| view.key() == initial).unwrap();
    assert_eq!((view.state, view.due), (ClockState::NotAssessed, None));
    assert!(matches!(view.computed, Some(Err(crate::domain::period::Problem::NeedsAwareness))));
    event(&mut play, "entity_aware", "2026-11-20 09:00Z");
    assert_eq!(seen(&play, initial), (ClockState::NotStarted, None, None, utc("11-21T09:00")), "the cap, as exposure");
    event(&mut play, "classified_major", "2026-11-21 06:00Z");
    // Saturday: relief only for a class that nobody has stated, so it is the later reading.
    let (_, due, later, _) = seen(&play, initial);
    assert_eq!((due, later), (utc("11-21T09:00"), utc("11-23T12:00")));
    assert_eq!(
        refused(&play, start, &[("deadline", initial), ("anchor", "payment_made"), ("start", "-1h")]),
        Rule::NotAChoice
    );
}

#[test]
fn without_a_number_time_elapses_and_nothing_counts_down() {
    let mut play = Play::bare();
    let key = "ch-fadp/fdpic";
    started(&mut play, key, "2026-11-21 06:00Z");
    let views = play.state.deadlines.views(&play.state, play.now);
    let view = views.iter().find(|view| view.key() == key).unwrap();
    assert_eq!((view.state, view.due, view.left(play.now)), (ClockState::Elapsing, None, None));
    assert!(view.elapsed(play.now).unwrap() >= 3 * 3_600_000);
}

#[test]
fn exposure_is_for_awareness_only() {
    let mut play = Play::bare();
    for regime in ["us-nydfs-500-17", "eu-nis2"] {
        play.done(assess, &[("regime", regime), ("answer", "yes"), ("reason", "r"), ("decider", "Ada Morel")]);
    }
    assert!(seen(&play, EARLY).3.is_some());
    for key in ["us-nydfs-500-17/superintendent-72h", "us-nydfs-500-17/extortion-payment-24h", FINAL] {
        assert_eq!(seen(&play, key), (ClockState::NotStarted, None, None, None), "{key}");
    }
    started(&mut play, "us-nydfs-500-17/extortion-payment-24h", "2026-11-21 06:00Z");
    assert_eq!(due(&play, "us-nydfs-500-17/extortion-payment-24h"), utc("11-22T06:00"));
    assert!(due(&play, "us-nydfs-500-17/extortion-explanation-30-days").is_some(), "of the same payment");
    assert_eq!(due(&play, "us-nydfs-500-17/superintendent-72h"), None, "a payment is no determination");
}

#[test]
fn the_day_ends_at_its_end_and_not_before() {
    let mut play = Play::bare();
    let key = "us-hipaa/individuals-60-days";
    started(&mut play, key, "2026-09-01 16:00Z");
    // Day 60 is 31 October, the last day of daylight saving time in New York.
    let end = crate::domain::time::Instant::parse_rfc3339("2026-11-01T04:00:00Z").unwrap();
    let state_at = |at| {
        let views = play.state.deadlines.views(&play.state, at);
        views.iter().find(|view| view.key() == key).map(|view| (view.state, view.due)).unwrap()
    };
    assert_eq!(state_at(end.plus_millis(-1)), (ClockState::Running, Some(end)));
    assert_eq!(state_at(end), (ClockState::Late, Some(end)));
}

#[test]
fn hour_clocks_of_older_journals_fold_as_they_did() {
    let entry = r#"{"regime":"eu-nis2","name":"NIS2","question":"?","clock_start":"aware","citation":"c","confidence":"mixed","clocks":[
        {"deadline":"early-warning-24h","name":"Early","hours":24,"from":"entity_aware_significant","citation":"c"},
        {"deadline":"notification-72h","name":"Notice","hours":72,"from":"entity_aware_significant","citation":"c"}]}"#;
    let entry: Considered = serde_json::from_str(entry).unwrap();
    let when = r#"{"regime":"eu-nis2","deadline":"early-warning-24h","why":"w","start":"#;
    let mut play = Play::bare();
    play.fact(entry);
    let at = serde_json::to_string(&crate::domain::time::When::now(&crate::domain::time::TypingContext {
        now: play.now,
        zone: chrono_tz::Tz::Europe__Berlin,
    }));
    let old: Started = serde_json::from_str(&format!("{when}{}}}", at.unwrap())).unwrap();
    assert_eq!((old.event.as_str(), serde_json::to_string(&old).unwrap().contains("event")), ("", false));
    let begun = old.start.at;
    play.fact(old);
    let views = play.state.deadlines.views(&play.state, play.now);
    let of = |key: &str| views.iter().find(|view| view.key() == key).unwrap();
    assert_eq!(of(EARLY).due, Some(begun.plus_hours(24)));
    assert_eq!((of(NOTICE).due, of(NOTICE).state), (None, ClockState::NotAssessed), "it named one clock");
}
