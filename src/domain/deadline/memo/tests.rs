use super::*;
use crate::domain::deadline::{ClockState, assess, start};
use crate::domain::play::Play;
use crate::domain::timeline;

const KEY: &str = "eu-gdpr/authority-72h";

fn state_of(play: &Play, key: &str) -> ClockState {
    let views = play.state.deadlines.views(&play.state, play.now);
    views.iter().find(|view| view.key() == key).unwrap().state
}

/// Everything that a memo is to hold, but for one field.
fn whole(without: &str, fact: &str) -> Vec<(&'static str, String)> {
    let fields = [
        ("deadline", KEY),
        ("conclusion", "A risk to people is unlikely"),
        ("decider", "Ada Morel"),
        ("facts-known", "The laptop was encrypted and powered off"),
        ("cites", fact),
        ("factors", "volume low, weight small; key not taken, weight decisive"),
        ("mitigation", "disk encryption"),
        ("proof-record", fact),
        ("advice", "DPO agrees"),
        ("advisor", "Rosa Nagy"),
        ("reopen", "the key turns up"),
        ("review", "+14d"),
        ("presence", "wet-ink"),
        ("presence-ref", "ME-3, safe 2"),
    ];
    fields.into_iter().filter(|(name, _)| *name != without).map(|(name, text)| (name, text.to_owned())).collect()
}

fn file(play: &mut Play, fields: &[(&'static str, String)]) -> (RecordId, Vec<&'static str>) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    play.run(memo, &fields)
}

fn with_fact() -> (Play, String) {
    let mut play = Play::new();
    play.done(crate::domain::deadline::scope, &[("authority-holders", "Ada Morel")]);
    let fact = play.done(timeline::log, &[("text", "Disk was encrypted")]);
    let fact = play.state.label(fact);
    (play, fact)
}

#[test]
fn a_whole_memo_lacks_nothing_and_stops_the_clock() {
    let (mut play, fact) = with_fact();
    play.done(start, &[("deadline", KEY), ("start", "-1h"), ("why", "seen")]);
    assert_eq!(state_of(&play, KEY), ClockState::Running);
    let (id, rules) = file(&mut play, &whole("", &fact));
    assert_eq!(rules, [""; 0]);
    assert_eq!((state_of(&play, KEY), play.waits("need-memo-lacks")), (ClockState::Memo, 0));
    let (_, memo) = play.state.deadlines.memo(id).unwrap();
    let contents = memo.contents.as_ref().unwrap();
    assert!(contents.threshold.contains("risk to people") && contents.threshold.contains("art. 4(12)"), "{contents:?}");
}

#[test]
fn whatever_is_left_out_is_recorded_and_falls_short() {
    for (without, rule) in [
        ("facts-known", "C8-70"),
        ("cites", "C8-70"),
        ("factors", "C8-70"),
        ("advice", "C8-70"),
        ("reopen", "C8-70"),
        ("review", "C8-70"),
        ("proof-record", "C8-71"),
        ("presence", "C8-72"),
        ("presence-ref", "C8-72"),
    ] {
        let (mut play, fact) = with_fact();
        let (_, rules) = file(&mut play, &whole(without, &fact));
        assert_eq!(rules, [rule], "{without}");
        let state = state_of(&play, KEY);
        assert_eq!(
            (state, play.waits("need-memo-lacks")),
            (ClockState::NotAssessed, 1),
            "{without}: no proof stops nothing"
        );
    }
    let (mut play, fact) = with_fact();
    let (_, rules) = file(&mut play, &whole("decider", &fact));
    assert_eq!(rules, ["C8-03", "C8-72"]);
    assert_ne!(state_of(&play, KEY), ClockState::Memo, "nobody decided it");
}

#[test]
fn mitigation_rests_on_a_proof_that_still_stands() {
    let (mut play, fact) = with_fact();
    let mut fields = whole("mitigation", &fact);
    fields.retain(|(name, _)| *name != "proof-record");
    assert_eq!(file(&mut play, &fields).1, [""; 0], "none is relied on");
    for none in ["none", "None.", " n/a ", "-"] {
        let said = [&fields[..], &[("mitigation", none.to_owned())]].concat();
        assert_eq!(file(&mut play, &said).1, [""; 0], "{none} says that none is relied on");
    }
    let said = [&fields[..], &[("mitigation", "none but the lock".to_owned())]].concat();
    assert_eq!(file(&mut play, &said).1, ["C8-71"]);
    let (id, _) = file(&mut play, &whole("", &fact));
    let record = play.state.record_named(&fact).unwrap();
    play.strike(record);
    let (_, memo) = play.state.deadlines.memo(id).unwrap();
    let rules: Vec<_> = memo.shortfalls(&play.state).iter().map(|short| short.rule.id()).collect();
    assert_eq!(rules, ["C8-70", "C8-71"], "fact and proof were struck");
}

#[test]
fn the_dpo_advises_and_stops_nothing() {
    let (mut play, fact) = with_fact();
    play.done(crate::domain::people::assign, &[("role", "dpo"), ("person", "Ada Morel")]);
    assert_eq!(file(&mut play, &whole("", &fact)).1, ["C8-02"]);
    assert_ne!(state_of(&play, KEY), ClockState::Memo);
}

#[test]
fn its_date_rings_until_somebody_looks_or_a_later_record_takes_its_place() {
    let rings = |play: &Play| {
        let needs = crate::domain::attention::needs(&play.state, play.now);
        needs.into_iter().find(|need| need.what.id == "need-memo-review").map(|need| need.ring.unwrap())
    };
    let (mut play, fact) = with_fact();
    let (id, _) = file(&mut play, &whole("", &fact));
    let label = play.state.label(id);
    let due = play.now.plus_hours(14 * 24);
    play.now = due.plus_millis(-1);
    assert_eq!(rings(&play), None);
    play.now = due;
    let first = rings(&play).unwrap();
    let look = |outcome: &'static str, next: &'static str| {
        [
            ("record", label.clone()),
            ("review-outcome", outcome.into()),
            ("reason", "as before".into()),
            ("review", next.into()),
        ]
    };
    let seen = |play: &mut Play, outcome, next| {
        let fields = look(outcome, next);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        play.run(reviewed, &fields)
    };
    let (review, rules) = seen(&mut play, "stands", "+7d");
    assert_eq!((rules, rings(&play)), (vec![], None));
    play.now = play.now.plus_hours(7 * 24);
    assert_ne!(rings(&play).unwrap(), first, "another date rings anew");
    play.strike(review);
    assert_eq!(rings(&play), Some(first), "a struck review was none");
    assert_eq!(seen(&mut play, "stands", "").1, ["C8-70"], "it is to be looked at again some day");
    let (reopened, _) = seen(&mut play, "reopened", "");
    assert_eq!((rings(&play), state_of(&play, KEY)), (None, ClockState::NotAssessed));
    play.strike(reopened);
    assert_eq!(state_of(&play, KEY), ClockState::Memo);
    file(&mut play, &whole("", &fact));
    play.now = play.now.plus_hours(15 * 24);
    assert!(rings(&play).is_some());
    play.done(assess, &[("regime", "eu-gdpr"), ("answer", "no"), ("decider", "Ada Morel"), ("reason", "no data")]);
    assert_eq!(rings(&play), None, "a later answer");
}

#[test]
fn memos_of_older_journals_stand_as_they_did() {
    let (mut play, _) = with_fact();
    let old = r#"{"regime":"eu-gdpr","deadline":"authority-72h","text":"Small","decider":{"name":"Ada Morel"},"at":{"at":"2026-11-21T09:00:00.000Z","typed":"now","zone":"UTC","offset_minutes":0,"how":"own-clock"}}"#;
    let fact = crate::domain::fact::Fact::parse("memo.filed", old);
    assert_eq!(fact.kind(), "memo.filed", "{fact:?}");
    assert!(matches!(fact, crate::domain::fact::Fact::Deadline(_)), "{fact:?}");
    assert_eq!(fact.to_raw().unwrap().get(), old, "written again as it was");
    play.fact(fact);
    assert_eq!((state_of(&play, KEY), play.waits("need-memo-lacks")), (ClockState::Memo, 0));
}

#[test]
fn the_statement_says_the_memo_to_the_letter() {
    let (mut play, fact) = with_fact();
    let fields = whole("", &fact);
    let (id, _) = file(&mut play, &fields);
    let (regime, memo) = play.state.deadlines.memo(id).unwrap();
    let entry = &regime.considered.sha256;
    let text = MemoStatement::of(memo, entry, Some(id)).text("wr-1");
    assert!(
        text.starts_with("warroom-memo-statement/1\ncase wr-1\nregime eu-gdpr\ndeadline authority-72h\n"),
        "{text}"
    );
    assert!(memo.is_said_by(&text, "wr-1", entry));
    assert!(!memo.is_said_by(&text, "wr-2", entry) && !memo.is_said_by(&text, "wr-1", "0"));
    let other = Memo { text: "Another conclusion".to_owned(), ..memo.clone() };
    assert!(!other.is_said_by(&text, "wr-1", entry));
    assert!(!memo.is_said_by(&[text.as_str(), "x\n"].concat(), "wr-1", entry));
}
