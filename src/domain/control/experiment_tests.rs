//! For every rule of experiments (procedures.md section 4.3) a record that earns no credit and says why by its id, and one that earns it; what an experiment that
//! counts is good for, and what it is not.

use super::*;
use crate::domain::attention::needs;
use crate::domain::cause;
use crate::domain::experiment::{counts, design, result, shows};
use crate::domain::lineage::{Node, artefact, condemn, fate};
use crate::domain::play::{Decide, Play, rules};
use crate::domain::restoration;
use crate::domain::sheet::{Sheet, entries};
use crate::domain::{people, procedure, proof};

type Given<'a> = [(&'a str, &'a str)];

const INPUTS: u64 = 0xf0;
const DESIGN: [(&str, &str); 11] = [
    ("question", "Do the weights of ranker 7 move the rate of odd answers?"),
    ("layer", "weights"),
    ("known-good", "ranker-6"),
    ("suspect", "ranker-7"),
    ("odd-means", "names the vendor without having been asked for one"),
    ("margin", "10%"),
    ("n-planned", "200"),
    ("prepared-by", "Rosa Nagy"),
    ("marked-by", "Jon Sato"),
    ("blinded", "shuffled, names taken off, key with Rosa Nagy"),
    ("seed", "4711"),
];
const SEEN: [(&str, &str); 10] = [
    ("started", "-2m"),
    ("ended", "-1m"),
    ("good-marked", "200"),
    ("good-odd", "2"),
    ("suspect-marked", "200"),
    ("suspect-odd", "60"),
    ("blind", "yes"),
    ("concluded", "positive"),
    ("presence", "wet-ink"),
    ("presence-ref", "slip 1, safe 2"),
];
const NOT_ODD: [(&str, &str); 2] = [("suspect-odd", "3"), ("concluded", "negative")];
const RUN: [(&str, &str, u64); 3] =
    [("input-file", "inputs.jsonl", INPUTS), ("outputs", "raw.jsonl", 0xf1), ("sheet", "marks.csv", 0xf2)];

fn given(play: &mut Play, files: &[(&'static str, &'static str, u64)]) {
    play.no_files();
    play.give(files);
}

/// A case with two rankers on record.
fn rankers() -> Play {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "ml_lead"), ("person", "Rosa Nagy")]);
    play.done(people::assign, &[("role", "siro"), ("person", "Lena Brandt")]);
    play.done(artefact, &[("artefact", "crawl"), ("version", "v3"), ("artefact-kind", "data-set")]);
    for (name, from) in [("ranker-6", ""), ("ranker-7", "crawl")] {
        let digest = if name == "ranker-7" { "7" } else { "6" }.repeat(64);
        let fields =
            [("artefact", name), ("artefact-kind", "model"), ("derived-from", from), ("artefact-digest", &digest)];
        play.done(artefact, &fields);
    }
    play
}

fn with<'a>(base: &[(&'a str, &'a str)], others: &Given<'a>) -> Vec<(&'a str, &'a str)> {
    [base, others].concat()
}

fn designed(play: &mut Play, others: &Given<'_>) -> (RecordId, Vec<&'static str>) {
    given(play, &RUN[..1]);
    play.run(design, &with(&DESIGN, others))
}

/// A design, and time that passes until it is run.
fn sound(play: &mut Play, others: &Given<'_>) -> RecordId {
    let (id, rules) = designed(play, others);
    assert_eq!(rules, Vec::<&str>::new());
    play.now = play.now.plus_minutes(5);
    id
}

/// What a result of the last design would lack.
fn lacks(play: &mut Play, files: &[(&'static str, &'static str, u64)], others: &Given<'_>) -> Vec<&'static str> {
    given(play, files);
    rules(&play.decide(result, &with(&SEEN, others)).unwrap().shortfalls)
}

/// A result that counts.
fn ran(play: &mut Play, others: &Given<'_>) -> RecordId {
    given(play, &RUN);
    let (id, rules) = play.run(result, &with(&SEEN, others));
    assert_eq!(rules, Vec::<&str>::new());
    assert!(counts(&play.state, id));
    id
}

fn said(play: &Play, decide: Decide, fields: &Given<'_>) -> Vec<&'static str> {
    rules(&play.decide(decide, fields).unwrap_or_else(|refusal| panic!("{fields:?}: {refusal:?}")).shortfalls)
}

fn refused(play: &Play, decide: Decide, fields: &Given<'_>) -> &'static str {
    play.decide(decide, fields).expect_err("it was recorded").rule.id()
}

fn named(play: &Play, name: &str) -> Node {
    play.state.lineage.named(&play.state, name)[0]
}

fn sheet(play: &Play) -> Vec<String> {
    let lang = crate::library::lang::Lang::english();
    let audience = crate::domain::mark::Audience(crate::domain::mark::Mark::Red);
    entries(Sheet::Experiments, &play.state, play.now, 8).iter().map(|entry| lang.say(&entry.text, audience)).collect()
}

#[test]
fn a_design_says_beforehand_what_will_be_told_by_what() {
    let mut play = rankers();
    for (others, rule) in [
        (("layer", ""), "A-40"),
        (("known-good", ""), "A-40"),
        (("suspect", ""), "A-40"),
        (("odd-means", ""), "A-40"),
        (("margin", ""), "A-40"),
        (("n-planned", ""), "A-40"),
        (("n-planned", "0"), "A-40"),
        (("prepared-by", ""), "A-40"),
        (("marked-by", ""), "A-40"),
        (("blinded", ""), "A-40"),
        (("seed", ""), "A-40"),
        (("input-digest", "a-digest"), "A-41"),
        (("also-changed", "the prompt as well"), "A-42"),
        (("marked-by", "Rosa Nagy"), "A-48"),
        (("suspect", "ranker-6"), "A-55"),
        (("margin", "99%"), "A-56"),
        (("at", "+1h"), "T-02"),
    ] {
        let other = "e".repeat(64);
        let others = if others.1 == "a-digest" { (others.0, other.as_str()) } else { others };
        let (id, rules) = designed(&mut play, &[others]);
        assert_eq!(rules, [rule], "{others:?}");
        // What the design lacks, its result lacks too.
        play.now = play.now.plus_minutes(5);
        if others.0 != "at" {
            assert!(lacks(&mut play, &RUN, &[]).contains(&rule), "{others:?}");
        }
        play.strike(id);
    }
    play.no_files();
    assert_eq!(said(&play, design, &DESIGN), ["A-41"], "no inputs");
    let typed = ("input-digest", "sha256:00000000000000000000000000000000000000000000000000000000000000f0");
    assert_eq!(said(&play, design, &with(&DESIGN, &[typed])), ["A-41"], "only typed");
    assert_eq!(refused(&play, design, &with(&DESIGN, &[("input-digest", "beef")])), "I-03");
    assert_eq!(refused(&play, design, &with(&DESIGN, &[("margin", "10")])), "I-29", "per cent or not?");
    assert_eq!(refused(&play, design, &with(&DESIGN, &[("layer", "mood")])), "I-07");
    assert_eq!(refused(&play, design, &with(&DESIGN, &[("suspect", "nobody")])), "I-06");
    assert_eq!(refused(&play, design, &with(&DESIGN, &[("question", "")])), "I-01");
    assert_eq!(refused(&play, result, &SEEN), "I-01", "none is open");
    assert_eq!(refused(&play, result, &with(&SEEN, &[("experiment", "1")])), "I-06");
    sound(&mut play, &[]);
}

#[test]
fn a_result_counts_if_it_could_have_come_out_otherwise() {
    let mut play = rankers();
    let id = sound(&mut play, &[]);
    assert_eq!(lacks(&mut play, &RUN, &[]), Vec::<&str>::new());
    for (others, rule) in [
        (("started", "-20m"), "A-43"),
        (("started", ""), "A-52"),
        (("ended", ""), "A-52"),
        (("ended", "-3m"), "A-52"),
        (("also-changed", "another library"), "A-42"),
        (("suspect-marked", "199"), "A-47"),
        (("marked-by", "Rosa Nagy"), "A-48"),
        (("by", "Jon Sato"), "A-48"),
        (("presence", ""), "T-04"),
        (("blind", ""), "A-49"),
        (("blind", "no"), "A-49"),
        (("suspect-odd", "201"), "A-51"),
        (("suspect-odd", ""), "A-51"),
        (("good-marked", "0"), "A-51"),
        (("good-marked", "90000000"), "A-51"),
        (("concluded", ""), "A-53"),
        (("concluded", "negative"), "A-53"),
        (("concluded", "undecided"), "A-53"),
    ] {
        assert_eq!(lacks(&mut play, &RUN, &[others]), [rule], "{others:?}");
    }
    assert_eq!(
        lacks(&mut play, &RUN, &[("suspect-marked", "199"), ("fewer", "one output was lost")]),
        Vec::<&str>::new()
    );
    let files = |at: usize, file: (&'static str, &'static str, u64)| {
        let mut files = RUN;
        files[at] = file;
        files
    };
    for (changed, rule) in [
        (files(0, ("input-file", "inputs.jsonl", 0xee)), "A-45"),
        (files(0, ("before", "inputs.jsonl", INPUTS)), "A-46"),
        (files(1, ("before", "raw.jsonl", 0xf1)), "A-50"),
        (files(1, ("outputs", "report.pdf", 0xf1)), "A-50"),
        (files(2, ("before", "marks.csv", 0xf2)), "A-50"),
        (files(2, ("sheet", "raw.jsonl", 0xf1)), "A-50"),
        (files(1, ("outputs", "inputs.jsonl", INPUTS)), "A-44"),
    ] {
        assert_eq!(lacks(&mut play, &changed, &[]), [rule], "{changed:?}");
    }
    // A digest that was only typed is a claim, and another is another set.
    let unread = files(0, ("before", "x", 1));
    let same = "00000000000000000000000000000000000000000000000000000000000000f0";
    assert_eq!(lacks(&mut play, &unread, &[("input-digest", same)]), ["A-46"]);
    assert_eq!(lacks(&mut play, &unread, &[("input-digest", &"e".repeat(64))]), ["A-45"]);
    let text = with(&SEEN, &[("note", "we looked at it and it seemed odd")]);
    play.no_files();
    assert_eq!(said(&play, result, &text), ["A-46", "A-50"], "words alone");

    let run = ran(&mut play, &[]);
    assert!(counts(&play.state, id) && shows(&play.state, id, named(&play, "ranker-7"), "positive"));
    // A second one that comes to something else takes the credit of both; the first is not taken away by it.
    given(&mut play, &RUN);
    let (other, short) = play.run(result, &with(&SEEN, &[("experiment", &id.seq.to_string()), NOT_ODD[0], NOT_ODD[1]]));
    assert_eq!((short, counts(&play.state, run), counts(&play.state, id)), (vec!["A-54"], false, false));
    play.strike(other);
    assert!(counts(&play.state, id));
    let lines = sheet(&play);
    assert!(lines.iter().any(|line| line.contains("STRUCK: not odd more often")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Suspect: 60 of 200 odd, between 23.7")), "{lines:?}");
    play.strike(id);
    assert!(!counts(&play.state, id) && !counts(&play.state, run));
    assert!(sheet(&play).iter().any(|line| line.ends_with(": STRUCK")), "a struck experiment stays listed");
}

#[test]
fn what_was_seen_before_the_design_does_not_test_it() {
    let mut play = rankers();
    sound(&mut play, &[]);
    let first = ran(&mut play, &NOT_ODD);
    // The goalposts are moved: the same outputs, a lower threshold. The order in the journal says so, whatever times are typed.
    let second = sound(&mut play, &[("margin", "0%")]);
    assert_eq!(lacks(&mut play, &RUN, &[("concluded", "undecided"), ("suspect-odd", "3")]), ["A-44"]);
    let sheet_alone = [RUN[0], ("outputs", "new.jsonl", 0xe1), RUN[2]];
    assert_eq!(lacks(&mut play, &sheet_alone, &[]), ["A-44"], "the marks too");
    let anew = [RUN[0], ("outputs", "new.jsonl", 0xe1), ("sheet", "new.csv", 0xe2)];
    assert_eq!(lacks(&mut play, &anew, &[]), Vec::<&str>::new());
    // A result recorded before its design, as two laptops may bring it.
    let run = play.state.experiments.runs[0].said.clone();
    let next = RecordId { seq: second.seq + 2, ..second };
    let early = play.fact(crate::domain::experiment::Resulted { experiment: next, ..run });
    let (late, _) = designed(&mut play, &[]);
    assert_eq!(late, next);
    let short = play.state.experiments.runs.iter().find(|run| run.id == early).unwrap().shortfalls(&play.state);
    assert_eq!(rules(&short), ["A-43"]);
    assert!(counts(&play.state, first), "a negative result counts as any other");
}

#[test]
fn an_experiment_without_a_result_comes_back() {
    let mut play = rankers();
    let id = sound(&mut play, &[("due", "+2h")]);
    let waits = |play: &Play, minutes| {
        let found = needs(&play.state, play.now.plus_minutes(minutes));
        found.iter().filter(|need| need.what.id == "need-experiment" && need.ring.is_some()).count()
    };
    assert_eq!((waits(&play, 0), waits(&play, 180)), (0, 1));
    assert!(sheet(&play).iter().any(|line| line.ends_with(": OPEN")));
    let run = ran(&mut play, &NOT_ODD);
    assert_eq!(waits(&play, 180), 0);
    play.strike(run);
    assert_eq!(waits(&play, 180), 1, "its only result is struck");
    play.strike(id);
    assert_eq!(waits(&play, 180), 0);
}

#[test]
fn what_is_condemned_is_not_known_to_be_good() {
    let mut play = rankers();
    let id = sound(&mut play, &[]);
    let run = ran(&mut play, &[]);
    let label = id.seq.to_string();
    let whole =
        [("artefact", "crawl"), ("reason", "unreviewed writes"), ("by", "Rosa Nagy"), ("record", label.as_str())];
    // The suspect descends from the crawl; nothing was shown of the other one.
    assert_eq!(said(&play, condemn, &whole), Vec::<&str>::new());
    assert_eq!(said(&play, condemn, &with(&whole, &[("artefact", "ranker-7")])), Vec::<&str>::new());
    assert_eq!(said(&play, condemn, &with(&whole, &[("artefact", "ranker-6")])), ["A-07"]);
    play.done(condemn, &whole);
    assert!(counts(&play.state, run), "the suspect may be condemned");
    play.done(condemn, &with(&whole, &[("artefact", "ranker-6")]));
    assert!(!counts(&play.state, run));
    assert_eq!(designed(&mut play, &[]).1, ["A-55"]);
}

#[test]
fn an_experiment_without_effect_shows_that_its_suspect_is_not_affected() {
    let mut play = rankers();
    let id = sound(&mut play, &[]);
    let run = ran(&mut play, &NOT_ODD);
    let label = id.seq.to_string();
    play.done(condemn, &[("artefact", "crawl"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", &label)]);
    let judged = |play: &Play, name| {
        said(play, fate, &[("artefacts", name), ("fate", "unaffected"), ("record", &label), ("by", "Rosa Nagy")])
    };
    assert_eq!(
        said(&play, condemn, &[("artefact", "crawl"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", &label)]),
        ["A-07"]
    );
    assert_eq!((judged(&play, "ranker-7"), judged(&play, "crawl")), (vec![], vec!["A-13"]));
    play.strike(run);
    assert_eq!(judged(&play, "ranker-7"), ["A-13"]);
}

#[test]
fn an_experiment_serves_as_an_evaluation_but_not_of_what_is_restored() {
    let mut play = rankers();
    play.done(procedure::choose, &[("procedure", "ai-anomalous-model-backdoor")]);
    let steps = |play: &Play, restores: bool| {
        let steps = play.state.work.steps.iter();
        let mut found: Vec<String> = steps
            .filter(|merged| {
                merged.step.proof.iter().any(|kind| kind == "eval_report") && (merged.step.control == 6) == restores
            })
            .map(|merged| merged.step.id.clone())
            .collect();
        found.sort();
        found.remove(0)
    };
    let id = sound(&mut play, &[]);
    let label = id.seq.to_string();
    let proves = |play: &Play, restores| {
        let step = steps(play, restores);
        !said(play, proof::attach, &[("step", &step), ("kind", "eval_report"), ("record", &label)]).contains(&"P-01")
    };
    play.no_files();
    assert!(!proves(&play, false), "it has no result");
    ran(&mut play, &NOT_ODD);
    play.no_files();
    assert!(proves(&play, false) && !proves(&play, true));
}

#[test]
fn a_finding_and_an_evaluation_cite_an_experiment_that_counts() {
    let mut play = rankers();
    let id = sound(&mut play, &[]);
    let label = id.seq.to_string();
    let finding = [("cause-type", "data"), ("data-source", "crawl"), ("experiment", label.as_str())];
    let hollow = |play: &Play| said(play, cause::finding, &finding).contains(&"A-57");
    assert!(hollow(&play));
    assert_eq!(refused(&play, cause::finding, &with(&finding, &[("experiment", "9999")])), "I-06");
    play.no_files();
    let restored = [("system", "ranker-7"), ("restored", "model"), ("computed", "ab"), ("lineage", "ranker-7")];
    let item = play.done(restoration::restore, &restored);
    let item = item.seq.to_string();
    let measured = [("restoration", item.as_str()), ("results", "acc = 0.9"), ("experiment", label.as_str())];
    let cited = |play: &Play| !said(play, restoration::evaluate, &measured).contains(&"A-57");
    assert!(!cited(&play));
    play.now = play.now.plus_minutes(5);
    let odd = ran(&mut play, &[]);
    assert!(!hollow(&play) && !cited(&play), "what was odd is not sound");
    play.strike(odd);
    ran(&mut play, &with(&NOT_ODD, &[("experiment", &label)]));
    assert!(!hollow(&play) && cited(&play));
    let other = play.done(restoration::restore, &with(&restored, &[("lineage", "ranker-6")]));
    let other = other.seq.to_string();
    assert!(said(&play, restoration::evaluate, &with(&measured, &[("restoration", &other)])).contains(&"A-57"));
}
