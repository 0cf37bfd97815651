//! Two laptops apart: what clashes, what does not, and what settles it.

use super::*;
use crate::domain::play::Play;
use crate::domain::{attention, exhibit, people, proof};

const HERE: StationId = StationId(1);
const THERE: StationId = StationId(0xb7 << 56);

/// The laptop that writes now has heard everything so far.
fn hears(play: &mut Play, station: StationId) {
    play.station = station;
    let last = |of: StationId| play.state.kinds.keys().filter(|id| id.station == of).map(|id| id.seq).max();
    let chains = [HERE, THERE].into_iter().filter(|of| *of != station);
    let chains = chains.filter_map(|of| Some((of, last(of)?))).collect();
    play.fact(Heard { chains });
}

fn open(play: &Play) -> Vec<String> {
    needs(&play.state).iter().map(|need| need.what.id.to_owned()).collect()
}

#[test]
fn two_leads_at_once_clash_and_a_hand_over_in_the_open_does_not() {
    let mut play = Play::new();
    hears(&mut play, THERE);
    play.station = HERE;
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    play.station = THERE;
    let second = play.done(people::assign, &[("role", "irt_lead"), ("person", "Jon Sato")]);
    let found = clashes(&play.state);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject, Subject::Role("irt_lead".to_owned()));
    assert_eq!(found[0].records.last(), Some(&second));
    let need = needs(&play.state).remove(0);
    assert_eq!(need.act.map(|(command, _)| command), Some("assign"));
    assert!(attention::needs(&play.state, play.now).iter().any(|need| need.what.id == "need-clash-role"));
    // A third assignment by a laptop that has not heard the other one settles nothing.
    play.station = HERE;
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    assert_eq!(open(&play), ["need-clash-role"]);
    hears(&mut play, HERE);
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    assert_eq!(open(&play), [""; 0]);
    // One after the other is a change of command and no clash.
    hears(&mut play, THERE);
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Jon Sato")]);
    assert_eq!(open(&play), [""; 0]);
}

#[test]
fn the_same_person_put_in_twice_is_no_clash() {
    let mut play = Play::new();
    for station in [HERE, THERE] {
        play.station = station;
        play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    }
    assert_eq!(open(&play), [""; 0]);
}

#[test]
fn a_step_proved_twice_and_a_number_given_twice_are_settled_by_a_record_that_knew_both() {
    let mut play = Play::new();
    let step = play.state.work.steps[0].step.clone();
    let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str())];
    let first = play.done(proof::attach, &fields);
    play.station = THERE;
    let second = play.done(proof::attach, &fields);
    assert_eq!(open(&play), ["need-clash-step"]);
    // A strike of one of the two leaves nothing to choose.
    let strike = play.strike(second);
    assert_eq!(open(&play), [""; 0]);
    play.strike(strike);
    assert_eq!(open(&play), ["need-clash-step"]);
    let records = format!("{first}, {second}");
    let settle = [("records", records.as_str()), ("how-settled", "the first; the second is a copy")];
    play.done(settle_, &settle);
    assert_eq!(open(&play), ["need-clash-step"], "this laptop has not heard the other one yet");
    hears(&mut play, THERE);
    play.done(settle_, &settle);
    assert_eq!(open(&play), [""; 0]);

    let numbered = |play: &mut Play, station| {
        play.station = station;
        play.done(exhibit::register, &[("description", "disk")])
    };
    let here = numbered(&mut play, HERE);
    let there = numbered(&mut play, THERE);
    let mut registered = play.state.register.exhibit(there).unwrap().registered.clone();
    assert_eq!(open(&play), [""; 0], "the second number follows the first");
    registered.number = play.state.register.exhibit(here).unwrap().registered.number;
    play.station = THERE;
    play.fact(registered);
    assert_eq!(open(&play), ["need-clash-number"]);
    let said = format!("{:?}", needs(&play.state)[0].what);
    assert!(said.contains("E-001/00") && said.contains("E-001/b7"), "{said}");
    let labels = needs(&play.state)[0].act.as_ref().and_then(|(_, input)| input.get("records").map(str::to_owned));
    hears(&mut play, HERE);
    play.done(settle_, &[("records", labels.unwrap().as_str()), ("how-settled", "the second is now marked E-001/b7")]);
    assert_eq!(open(&play), [""; 0]);
}

fn settle_(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    settle(state, input, ctx)
}

#[test]
fn settling_what_does_not_clash_is_recorded_and_says_so() {
    let mut play = Play::new();
    let (_, rules) = play.run(settle_, &[("records", "2"), ("how-settled", "nothing")]);
    assert_eq!(rules, ["T-07"]);
    assert!(play.decide(settle_, &[("records", "999"), ("how-settled", "x")]).is_err());
}
