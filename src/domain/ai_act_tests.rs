//! Steps that alter an AI system, and whether the authority was told before.

use super::*;
use crate::domain::input::Input;
use crate::domain::play::Play;
use crate::domain::{attention, deadline, procedure, proof};
use crate::library::Catalogue;

const GENERAL: &str = "eu-ai-act-73/general-15-days";

fn poisoned() -> Play {
    let mut play = Play::new();
    play.done(procedure::choose, &[("procedure", "ai-training-data-poisoning")]);
    play
}

fn step<'a>(play: &'a Play, id: &str) -> &'a Step {
    &play.state.work.step(id).unwrap().step
}

#[test]
fn altering_before_informing_is_said_and_never_blocks() {
    let mut play = poisoned();
    assert_eq!(duty(&play.state, play.now), Duty::Open, "nobody answered the question");
    assert!(notice(&play.state, step(&play, "DP-10"), play.now).is_some(), "said before it is begun");
    assert!(notice(&play.state, step(&play, "DP-05"), play.now).is_none(), "stopping harm never waits");
    assert_eq!(play.waits("need-ai-altered"), 0);
    let rules = play.run(procedure::take, &[("step", "DP-05")]).1;
    assert!(!rules.contains(&"C8-84"), "{rules:?}");
    let rules = play.run(procedure::take, &[("step", "DP-10")]).1;
    assert!(rules.contains(&"C8-84"), "{rules:?}");
    assert!(begun(&play.state, "DP-10").is_some(), "it is recorded all the same");
    assert_eq!(play.waits("need-ai-altered"), 1);
    let rules = play.run(proof::attach, &[("step", "DP-10"), ("kind", "restore_log")]).1;
    assert!(rules.contains(&"C8-84"), "{rules:?}");
    // Informed afterwards: what came too early stays said, what comes now does not.
    play.done(deadline::sent, &[("deadline", GENERAL), ("route", "portal"), ("reference", "N-7")]);
    assert!(matches!(duty(&play.state, play.now), Duty::Informed(..)));
    assert!(notice(&play.state, step(&play, "DP-10"), play.now).is_some());
    assert!(
        notice(&play.state, step(&play, "DP-09"), play.now).is_none()
            && informed(&play.state, step(&play, "DP-09"), play.now).is_some()
    );
    assert_eq!(play.waits("need-ai-altered"), 0, "nobody waits for it any more");
    let rules = play.run(procedure::take, &[("step", "DP-09")]).1;
    assert!(!rules.contains(&"C8-84"), "{rules:?}");
}

#[test]
fn where_counsel_answered_no_nothing_is_asked_and_a_struck_notice_informs_nobody() {
    let mut play = poisoned();
    let no = [("regime", REGIME), ("answer", "no"), ("reason", "no high-risk system"), ("decider", "Lena Brandt")];
    let answer = play.done(deadline::assess, &no);
    assert_eq!((duty(&play.state, play.now), notice(&play.state, step(&play, "DP-10"), play.now)), (Duty::None, None));
    play.strike(answer);
    assert_eq!(duty(&play.state, play.now), Duty::Open);
    let sent = play.done(deadline::sent, &[("deadline", GENERAL), ("route", "portal"), ("reference", "N-7")]);
    play.strike(sent);
    assert_eq!(duty(&play.state, play.now), Duty::Open);
    // A case that does not consider the regime is asked nothing.
    let mut plain = Play::new();
    plain.done(procedure::choose, &[("procedure", "ransomware")]);
    assert_eq!(duty(&plain.state, plain.now), Duty::None);
    let needs = attention::needs(&plain.state, plain.now);
    assert!(
        needs.iter().all(|need| need
            .act
            .as_ref()
            .is_none_or(|(_, input)| *input != Input::default().with("deadline", GENERAL)))
    );
}

#[test]
fn only_a_notice_that_can_be_checked_and_has_gone_out_informs() {
    let mut play = poisoned();
    play.done(procedure::take, &[("step", "DP-10")]);
    play.run(deadline::sent, &[("deadline", GENERAL), ("route", "portal")]);
    assert_eq!((duty(&play.state, play.now), play.waits("need-ai-altered")), (Duty::Open, 1), "no reference");
    let sent = play.done(deadline::sent, &[("deadline", GENERAL), ("route", "portal"), ("reference", "N-7")]);
    let Duty::Informed(record, at) = duty(&play.state, play.now) else { panic!("informed") };
    let before = Instant::from_millis(at.millis() - 1);
    assert_eq!((record, duty(&play.state, before)), (sent, Duty::Open), "it has not gone out yet");
}

/// Steps that roll back, retrain, replace or clean a system say so in the data; those that only stop harm or keep evidence do not.
#[test]
fn the_shipped_procedures_mark_the_steps_that_alter_a_system() {
    let catalogue = Catalogue::shipped();
    let mut marked: Vec<String> = Vec::new();
    for id in catalogue.ids() {
        let procedure = &catalogue.get(id).unwrap().unwrap().procedure;
        marked.extend(procedure.steps.iter().filter(|step| step.alters_ai_system).map(|step| step.id.clone()));
        for step in procedure.steps.iter().filter(|step| step.alters_ai_system) {
            assert!(matches!(step.phase.as_str(), "eradication" | "recovery"), "{}", step.id);
        }
    }
    marked.sort_unstable();
    assert_eq!(
        marked,
        ["AB-09", "AB-10", "DP-09", "DP-10", "ID-07", "ID-08", "PI-08", "PI-09", "SM-08", "SM-10", "TL-12"]
    );
}
