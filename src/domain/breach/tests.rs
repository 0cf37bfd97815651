use super::*;
use crate::domain::play::Play;
use crate::domain::rules::Rule;

#[test]
fn a_later_description_fills_and_changes_and_leaves_the_rest() {
    let mut play = Play::new();
    play.done(describe, &[("nature", "confidentiality, integrity"), ("cause", "key in a repository")]);
    let second = play.done(describe, &[("cause", "key in a log"), ("people-low", "9"), ("derived", "register")]);
    let cause = |play: &Play| {
        play.state
            .breach
            .last(&play.state, |said| Some(said.cause.as_str()).filter(|text| !text.is_empty()))
            .unwrap()
            .1
            .to_owned()
    };
    assert_eq!(cause(&play), "key in a log");
    let nature = play.state.breach.last(&play.state, |said| (!said.nature.is_empty()).then_some(&said.nature));
    assert_eq!(nature.unwrap().1.len(), 2);
    play.strike(second);
    assert_eq!(cause(&play), "key in a repository");
    assert_eq!(play.decide(describe, &[]).unwrap_err().rule, Rule::Empty);
    assert_eq!(play.decide(describe, &[("nature", "honour")]).unwrap_err().rule, Rule::NotAChoice);
    assert_eq!(play.run(describe, &[("people-low", "9")]).1, ["C8-76"]);
}

#[test]
fn an_assessment_of_the_risk_lacks_what_nobody_weighed() {
    let mut play = Play::new();
    let (_, rules) = play.run(risk, &[("risk", "unlikely")]);
    assert_eq!(rules, ["C8-73"; 9], "seven factors, method and reason");
    let mut fields = vec![("risk", "high-risk"), ("risk-method", "ENISA"), ("reason", "names and health data")];
    fields.extend(FACTORS.map(|field| (field, "weighed")));
    let (last, rules) = play.run(risk, &fields);
    assert_eq!(rules, [""; 0]);
    assert_eq!(play.state.breach.risk(&play.state).unwrap().1.result, "high-risk");
    play.strike(last);
    assert_eq!(play.state.breach.risk(&play.state).unwrap().1.result, "unlikely");
}
