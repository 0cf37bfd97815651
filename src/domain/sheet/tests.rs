//! What the sheets say first, and what they say once.

use super::*;
use crate::domain::control::{control, controls, not_applicable};
use crate::domain::mark::{Audience, Mark};
use crate::domain::play::Play;
use crate::domain::{callout, people, procedure};
use crate::library::lang::Lang;

fn said(play: &Play, sheet: Sheet) -> Vec<String> {
    let lang = Lang::english();
    let say = |entry: &Entry| lang.say(&entry.text, Audience(Mark::Red));
    entries(sheet, &play.state, play.now, 8).iter().map(say).collect()
}

#[test]
fn the_audit_begins_with_the_ten_controls_each_going_to_its_first_gap() {
    let play = Play::new();
    let found = entries(Sheet::Audit, &play.state, play.now, 8);
    let controls = controls(&play.state);
    assert_eq!(controls.len(), 10);
    for (entry, control) in found.iter().zip(&controls) {
        assert_eq!(entry.place, control.missing.first().map(|missing| missing.place.clone()), "{}", control.id);
        assert!(entry.tone != Tone::Heading);
    }
    assert_eq!(found[10].tone, Tone::Heading);
    let lines = said(&play, Sheet::Audit);
    let missing = control(&play.state, 1).missing.len();
    assert!(missing > 1);
    assert!(lines[0].contains("activation") && lines[0].ends_with(&format!("{missing} missing")), "{}", lines[0]);
}

#[test]
fn equal_gaps_in_a_row_are_told_once_and_all_named() {
    let mut play = Play::new();
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    let gaps = control(&play.state, 1).missing;
    let unapproved: Vec<_> = gaps.iter().filter(|missing| missing.shortfall.rule.id() == "P-20").collect();
    assert_eq!(unapproved.len(), 2);
    let lines = said(&play, Sheet::Audit);
    let told: Vec<_> = lines.iter().filter(|line| line.contains("P-20")).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("generic-incident, ransomware: "), "{}", told[0]);
    let found = entries(Sheet::Audit, &play.state, play.now, 8);
    let at = lines.iter().position(|line| line.contains("P-20")).unwrap();
    assert_eq!(found[at].place, Some(unapproved[0].place.clone()));
}

#[test]
fn a_phase_that_has_not_begun_has_no_time() {
    let play = Play::new();
    let lines = said(&play, Sheet::Audit);
    let waiting: Vec<_> = lines.iter().filter(|line| line.contains("not begun")).collect();
    assert!(!waiting.is_empty());
    assert!(waiting.iter().all(|line| line.ends_with(": not begun")), "{waiting:#?}");
}

#[test]
fn the_relief_hears_of_gaps_only_where_there_are_some() {
    let mut play = Play::new();
    let memo = [("control", "6"), ("text", "nothing was taken out of service"), ("reviewer", "Rosa Nagy")];
    play.done(not_applicable, &[&memo[..], &[("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")]].concat());
    let gaps = controls(&play.state).iter().filter(|control| !control.missing.is_empty()).count();
    assert_eq!(gaps, 9);
    let lines = said(&play, Sheet::Relief);
    assert!(lines.iter().all(|line| !line.ends_with(" 0 missing")), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("control") && line.ends_with(" missing")).count(), gaps);
    assert!(lines.iter().any(|line| line.starts_with("control 2 containment:")), "each by its name: {lines:#?}");
}

#[test]
fn the_call_out_opens_at_the_next_call() {
    let mut play = Play::new();
    for (role, who) in [("containment_lead", "Jon Sato"), ("scribe", "Rosa Nagy")] {
        play.done(people::assign, &[("role", role), ("person", who)]);
    }
    let at = |play: &Play| {
        let found = entries(Sheet::CallOut, &play.state, play.now, 8);
        (start(Sheet::CallOut, &found), said(play, Sheet::CallOut))
    };
    let (first, lines) = at(&play);
    assert!(first > 0 && lines[first].starts_with("next: "), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("next: ")).count(), 1);
    let called = if lines[first].contains("Jon Sato") { "Jon Sato" } else { "Rosa Nagy" };
    play.done(callout::call, &[("callee", called)]);
    let (second, lines) = at(&play);
    assert!(second != first && lines[second].starts_with("next: "), "who was called is not next: {lines:#?}");
}

#[test]
fn the_questions_of_law_are_asked_with_everything_that_was_said() {
    use crate::domain::deadline::{assess, condition, scope};
    let mut play = Play::new();
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    let lines = said(&play, Sheet::Questions);
    assert!(lines[0].contains("nothing says who we are"), "{}", lines[0]);
    assert!(lines.iter().any(|line| line.starts_with("Are we an essential or important entity")));
    assert!(lines.iter().any(|line| line.contains("us-circia") && line.contains("ransomware")), "{lines:?}");
    play.done(
        scope,
        &[("countries", "DE"), ("data", "personal"), ("authority-holders", "Ada Morel"), ("authority-ref", "minute 1")],
    );
    let decided = [("reason", "essential"), ("decider", "Ada Morel"), ("facts", "1")];
    let advised = [("counsel", "Lena Brandt"), ("counsel-view", "yes"), ("counsel-followed", "followed")];
    play.done(assess, &[&[("regime", "eu-nis2"), ("answer", "yes")], &decided[..], &advised].concat());
    play.done(
        condition,
        &[&[("deadline", "eu-nis2/trust-service-provider-24h"), ("met", "not-met")], &decided[..]].concat(),
    );
    let lines = said(&play, Sheet::Questions);
    let has = |words: &str| assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
    assert!(lines[0].contains("may decide: Ada Morel"), "{}", lines[0]);
    has("applies: decided by Ada Morel, record");
    has("does not apply, decided by Ada Morel");
    has("counsel Lena Brandt: yes (followed)");
    has("missing: The advice is missing or not whole: DPO (C8-53)");
    has("suggested: procedure ransomware names it");
    has("suggested: we are, or the people are, in DE");
    has("look at the source again on 2027-01-31");
    has("entry not approved by counsel");
    assert!(lines.iter().all(|line| !line.contains("{$") && !line.contains("question-")), "{lines:#?}");
    play.now = play.now.plus_hours(24 * 90);
    let lines = said(&play, Sheet::Questions);
    assert!(lines.iter().any(|line| line.contains("that day is past")), "{lines:#?}");
}

#[test]
fn who_is_not_named_is_not_said_as_a_name() {
    let mut play = Play::new();
    let bare = [("regime", "eu-nis2"), ("answer", "yes"), ("reason", "essential"), ("decider", "Ada Morel")];
    let none = [("counsel-followed", "not-available"), ("counsel-reason", "on leave"), ("dpo", "Rosa Nagy")];
    play.done(crate::domain::deadline::assess, &[&bare[..], &none].concat());
    let lines = said(&play, Sheet::Questions);
    let has = |words: &str| assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
    has("counsel: not to be had, because on leave");
    has("DPO Rosa Nagy: ");
    assert!(lines.iter().all(|line| !line.contains(" :") && !line.contains(":  ")), "{lines:#?}");
    for (fields, words) in [
        (&[][..], "nobody is named whom to reach there"),
        (&[("contact", "M. Duty")], "contact M. Duty, and how they are reached is not on record"),
        (&[("reached", "+49 30 1")], "no contact named, reached by +49 30 1"),
    ] {
        let mut play = Play::new();
        play.done(crate::domain::supplier::enter, &[&[("supplier", "Cloud AG")], fields].concat());
        let lines = said(&play, Sheet::Suppliers);
        assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
    }
}
