use super::*;
use crate::domain::play::{Decide, Play};
use crate::domain::rules::Rule;
use crate::domain::{proof, timeline, told};

const REGISTER: [(&str, &str); 5] = [
    ("supplier", "Cloud AG"),
    ("contact", "M. Duty"),
    ("reached", "+49 30 1, from the contract"),
    ("clause", "DPA 8.2"),
    ("may-know", "our tenant and the hours"),
];
const QUESTION: [(&str, &str); 3] =
    [("supplier", "cloud ag"), ("questions", "Which keys were read?\nSince when?"), ("due", "+4h")];

fn asked(play: &mut Play) -> Vec<RecordId> {
    play.done(ask, &QUESTION);
    play.state.suppliers.questions.iter().map(|question| question.id).collect()
}

fn missing(play: &mut Play, decide: Decide, all: &[(&'static str, &'static str)], field: &str) -> Vec<&'static str> {
    let fields: Vec<_> = all.iter().filter(|(known, _)| *known != field).copied().collect();
    crate::domain::play::rules(&play.decide(decide, &fields).unwrap().shortfalls)
}

#[test]
fn a_supplier_is_on_the_register_with_contact_clause_and_what_it_may_know() {
    let mut play = Play::bare();
    for field in ["contact", "reached", "clause", "may-know"] {
        assert_eq!(missing(&mut play, enter, &REGISTER, field), ["S-01"], "{field}");
    }
    assert_eq!(play.run(enter, &REGISTER).1, [""; 0]);
    // What is left empty stays; another spelling is no second supplier.
    assert_eq!(play.run(enter, &[("supplier", "CLOUD ag"), ("clause", "DPA 9")]).1, [""; 0]);
    let (_, entered) = play.state.suppliers.entry(&play.state, "Cloud AG").unwrap();
    assert_eq!((entered.clause.as_str(), entered.contact.as_str()), ("DPA 9", "M. Duty"));
    assert_eq!(play.state.suppliers.names(&play.state).len(), 1);
}

#[test]
fn a_notice_of_the_supplier_stands_with_its_entry() {
    let mut play = Play::bare();
    play.done(told::supplier, &[("supplier", "Cloud AG"), ("received", "-1h"), ("personal", "no")]);
    assert_eq!(play.state.suppliers.names(&play.state), ["Cloud AG"]);
    assert!(play.state.suppliers.entry(&play.state, "Cloud AG").is_none());
    play.done(enter, &[("supplier", "cloud ag")]);
    assert_eq!(Suppliers::notices(&play.state, "CLOUD AG").count(), 1);
    assert_eq!(play.state.suppliers.names(&play.state).len(), 1);
    let sheet = crate::domain::sheet::entries(crate::domain::sheet::Sheet::Suppliers, &play.state, play.now, 8);
    assert!(sheet.iter().any(|entry| entry.text.id == "told-supplier"), "{sheet:?}");
}

#[test]
fn silence_rings_at_the_due_time_and_an_answer_or_recorded_silence_settles_it() {
    let mut play = Play::bare();
    assert_eq!(missing(&mut play, ask, &QUESTION, ""), ["S-02"]);
    play.done(enter, &REGISTER);
    assert_eq!(missing(&mut play, ask, &QUESTION, ""), [""; 0]);
    assert_eq!(missing(&mut play, ask, &QUESTION, "due"), ["S-03"]);
    let all = asked(&mut play);
    assert_eq!((all.len(), play.waits("need-supplier-answer")), (2, 0));
    let [first, second] = [all[0], all[1]].map(|id| play.state.label(id));
    assert_eq!(play.run(silence, &[("asked-in", &second), ("consequence", "assume all")]).1, ["S-05"], "too early");
    play.now = play.now.plus_hours(4);
    assert_eq!(play.waits("need-supplier-answer"), 2);
    let needs = crate::domain::attention::needs(&play.state, play.now);
    let need = needs.iter().find(|need| need.what.id == "need-supplier-answer").unwrap();
    assert!(need.rings && need.act.as_ref().unwrap().0 == "supplier-answer");
    // In part, with a new time for the rest.
    let partly = [("asked-in", first.as_str()), ("answer-said", "two keys"), ("answered-by", "M. Duty")];
    let more = [("supplier-outcome", "partly"), ("due", "+2h")];
    assert_eq!(play.run(answer, &[&partly[..], &more].concat()).1, [""; 0]);
    assert_eq!(play.waits("need-supplier-answer"), 1);
    play.now = play.now.plus_hours(2);
    assert_eq!(play.waits("need-supplier-answer"), 2, "the rest is due");
    let whole = ("supplier-outcome", "answered");
    let (nobody, rules) = play.run(answer, &[("asked-in", &first), ("answer-said", "all of them"), whole]);
    assert_eq!((rules, play.waits("need-supplier-answer")), (vec!["S-04"], 2), "answered, by nobody known");
    let by = ("answered-by", "M. Duty");
    let (vague, rules) = play.run(answer, &[("asked-in", &first), ("answer-said", "we look into it"), by]);
    assert_eq!((rules, play.waits("need-supplier-answer")), (vec!["S-11"], 2), "and nobody says whether that is all");
    assert!(!play.state.suppliers.counts(&play.state, vague));
    let (_, rules) = play.run(answer, &[("asked-in", &first), ("answer-said", "all of them"), by, whole]);
    assert_eq!((rules, play.waits("need-supplier-answer")), (vec![], 1));
    assert!(!play.state.suppliers.counts(&play.state, nobody));
    let (bare, rules) = play.run(silence, &[]);
    assert_eq!((rules, play.waits("need-supplier-answer")), (vec!["S-06"], 1), "nothing follows from it");
    let (silent, rules) = play.run(silence, &[("consequence", "we treat every key as read")]);
    assert_eq!((rules, play.waits("need-supplier-answer")), (vec![], 0));
    assert!(play.state.suppliers.counts(&play.state, silent) && !play.state.suppliers.counts(&play.state, bare));
    play.strike(silent);
    assert_eq!(play.waits("need-supplier-answer"), 1);
    assert_eq!(play.decide(answer, &[("asked-in", "1"), ("answer-said", "x")]).unwrap_err().rule, Rule::NotFound);
    play.strike(all[0]);
    play.strike(all[1]);
    assert_eq!(play.decide(silence, &[]).unwrap_err().rule, Rule::Empty);
}

#[test]
fn access_is_cut_at_once_and_comes_back_in_stages_on_a_written_cause() {
    let mut play = Play::bare();
    let cut = [
        ("supplier", "Cloud AG"),
        ("access-change", "cut"),
        ("access", "VPN"),
        ("cause", "their admin account was used"),
        ("authority", "Ada Morel"),
    ];
    for field in ["cause", "authority"] {
        assert_eq!(missing(&mut play, access, &cut, field), ["S-07"], "{field}");
    }
    let again = |stage: &'static str| {
        let mut all = cut.to_vec();
        all[1].1 = "restored";
        all.push(("stage", stage));
        all
    };
    let cause = play.done(timeline::log, &[("text", "They found the key in a build log")]);
    let cause = play.state.label(cause);
    let run = |play: &mut Play, stage: &'static str, shown: bool| {
        let mut fields: Vec<(&str, &str)> = again(stage);
        if shown {
            fields.push(("record", cause.as_str()));
        }
        play.run(access, &fields).1
    };
    assert_eq!(run(&mut play, "1/2", true), ["S-09"], "it was never cut");
    let (done, rules) = play.run(access, &cut);
    assert_eq!(rules, Vec::<&str>::new());
    assert_eq!(run(&mut play, "", true), ["S-09"], "at once");
    assert_eq!(run(&mut play, "1/1", true), ["S-09"], "one stage is none");
    assert_eq!(run(&mut play, "2/2", true), ["S-09"], "out of turn");
    assert_eq!(run(&mut play, "1/2", false), ["S-08"], "no writing");
    play.give(&[("writing", "cause.pdf", 4)]);
    assert_eq!(run(&mut play, "1/2", false), [""; 0]);
    play.give(&[]);
    assert_eq!(run(&mut play, "2/2", true), [""; 0]);
    for stage in ["three", "0/2", "3/2", "2"] {
        assert_eq!(play.decide(access, &again(stage)).unwrap_err().rule, Rule::NotAChoice, "{stage}");
    }
    // Cut again, it comes back from the first stage on.
    play.done(access, &cut);
    assert_eq!(run(&mut play, "2/2", true), ["S-09"]);
    play.strike(done);
}

#[test]
fn what_is_given_lies_within_what_the_supplier_may_know() {
    let mut play = Play::bare();
    let given = [("supplier", "Cloud AG"), ("direction", "given"), ("indicators", "evil.example, 192.0.2.7")];
    let run = |play: &mut Play, tlp: &'static str| play.run(indicators, &[&given[..], &[("tlp", tlp)]].concat()).1;
    assert_eq!(run(&mut play, "GREEN"), ["S-10"], "not on the register");
    play.done(enter, &REGISTER);
    assert_eq!(
        (run(&mut play, "GREEN"), run(&mut play, ""), run(&mut play, "AMBER")),
        (vec![], vec!["S-10"], vec!["S-10"])
    );
    play.done(enter, &[("supplier", "Cloud AG"), ("up-to", "AMBER")]);
    assert_eq!(run(&mut play, "AMBER"), [""; 0]);
    let received = [("supplier", "Cloud AG"), ("direction", "received"), ("indicators", "evil.example")];
    assert_eq!(play.run(indicators, &received).1, [""; 0]);
    assert_eq!(play.state.suppliers.exchanged.last().unwrap().1.indicators, ["evil.example"]);
}

#[test]
fn an_answer_that_counts_proves_a_step_that_asks_for_the_supplier() {
    let mut play = Play::new();
    let attached = |play: &Play, record: RecordId| proof::Attached {
        step: "G-01".to_owned(),
        kind: "supplier_record".to_owned(),
        source: proof::Source::Record(record),
        before: None,
        note: String::new(),
        operator: crate::domain::fact::Author::default(),
        at: When::now(&crate::domain::time::TypingContext { now: play.now, zone: chrono_tz::UTC }),
        late_reason: None,
    };
    let fits = |play: &Play, record: RecordId| {
        let rules = crate::domain::play::rules(&proof::proof_shortfalls(&play.state, None, &attached(play, record)));
        !rules.contains(&"P-01")
    };
    play.done(enter, &[("supplier", "Cloud AG"), ("contact", "M. Duty")]);
    let question = asked(&mut play)[0];
    let label = play.state.label(question);
    let says = [("answer-said", "two keys"), ("answered-by", "M. Duty"), ("supplier-outcome", "answered")];
    let done = play.done(answer, &[&[("asked-in", label.as_str())][..], &says].concat());
    assert!(!fits(&play, done), "no clause was invoked");
    play.done(enter, &[("supplier", "Cloud AG"), ("clause", "DPA 8.2")]);
    assert!(fits(&play, done) && !fits(&play, question), "a question alone is no correspondence");
    play.strike(done);
    assert!(!fits(&play, done));
}
