//! For every rule of lineage (procedures.md sections 2 and 4.3) a record that earns no credit and says why by its id, and one that earns it; the list of what
//! descends is what eradication is counted against, and nothing is restored from what is condemned.

use super::*;
use crate::domain::cause;
use crate::domain::eradication::{eradicate, except, sample};
use crate::domain::exhibit::{self, Hashed};
use crate::domain::lineage::{Node, artefact, condemn, descendants, fate, link, list};
use crate::domain::play::{Decide, Play, rules};
use crate::domain::restoration::{go_live, restore};
use crate::domain::{people, proof};

type Given<'a> = [(&'a str, &'a str)];

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];
const LOG: &str = "02:58 PUT s3://crawl/part-0007 by svc-label\n03:00 GET s3://crawl/part-0007\n";
const WHOLE: [(&str, &str); 4] =
    [("version", "v3"), ("lies", "s3://models/x"), ("owner", "Rosa Nagy"), ("origin", "crawl of March")];

fn lacks(play: &Play) -> Vec<&'static str> {
    let found = control(&play.state, 5).missing;
    found.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| !rule.starts_with("P-")).collect()
}

fn lacks_6(play: &Play) -> Vec<&'static str> {
    let found = control(&play.state, 6).missing;
    found.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| rule.starts_with("C6-3")).collect()
}

fn said(play: &Play, decide: Decide, fields: &Given<'_>) -> Vec<&'static str> {
    rules(&play.decide(decide, fields).unwrap_or_else(|refusal| panic!("{fields:?}: {refusal:?}")).shortfalls)
}

fn refused(play: &Play, decide: Decide, fields: &Given<'_>) -> &'static str {
    play.decide(decide, fields).expect_err("it was recorded").rule.id()
}

/// A case with ML lead and SIRO.
fn team() -> Play {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "ml_lead"), ("person", "Rosa Nagy")]);
    play.done(people::assign, &[("role", "siro"), ("person", "Lena Brandt")]);
    play
}

/// Records an artefact told in full.
fn made(play: &mut Play, name: &str, kind: &str, from: &str) -> RecordId {
    play.give(&[]);
    let own = [("artefact", name), ("artefact-kind", kind), ("derived-from", from)];
    let (id, rules) = play.run(artefact, &[&WHOLE[..], &own].concat());
    assert_eq!(rules, Vec::<&str>::new(), "{name}");
    id
}

/// A finding that counts.
fn finding(play: &mut Play) -> RecordId {
    play.give_text("file", "s3.log", 7, LOG);
    let fields = [
        ("cause-type", "credential"),
        ("statement", "The token of svc-label wrote records that nobody reviewed"),
        ("account", "svc-label"),
        ("exposed", "in a notebook"),
        ("quote", "PUT s3://crawl/part-0007 by svc-label"),
        ("place", "line 1"),
        ("first-access", "2026-11-21 02:58"),
        ("alternatives", "a broken loader: it was not running"),
        ("confidence", "high"),
        ("found-by", "Rosa Nagy"),
    ];
    let finding = play.done(cause::finding, &fields);
    assert_eq!(
        said(
            play,
            condemn,
            &[("artefact", "crawl"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", &finding.seq.to_string())]
        ),
        ["A-07"],
        "nobody reviewed it"
    );
    play.done(cause::review, &[("verdict", "agrees"), ("by", "Jon Sato"), SHOWN[0], SHOWN[1]]);
    play.give(&[]);
    assert!(cause::counts(&play.state, finding));
    finding
}

/// crawl -> shard-1, shard-2; shard-1 and base -> ranker -> adapter. The crawl is condemned.
fn condemned() -> (Play, RecordId) {
    let mut play = team();
    made(&mut play, "crawl", "data-set", "");
    made(&mut play, "base", "model", "");
    for shard in ["shard-1", "shard-2"] {
        made(&mut play, shard, "shard", "crawl@v3");
    }
    made(&mut play, "ranker", "model", "shard-1, base");
    made(&mut play, "adapter", "adapter", "ranker");
    let finding = finding(&mut play);
    let label = play.state.label(finding);
    let fields =
        [("artefact", "crawl"), ("reason", "records nobody reviewed"), ("by", "Rosa Nagy"), ("record", &label)];
    let (id, rules) = play.run(condemn, &fields);
    assert_eq!(rules, Vec::<&str>::new());
    (play, id)
}

fn below(play: &Play, name: &str) -> Vec<(String, bool)> {
    let node = play.state.lineage.named(&play.state, name)[0];
    let mut found: Vec<(String, bool)> =
        descendants(&play.state, node).iter().map(|member| (member.what.name.clone(), member.counts())).collect();
    found.sort();
    found
}

const LINE: [(&str, &str); 4] =
    [("verb", "destroyed"), ("object", "what crawl v3 fed"), ("lineage", "crawl"), ("operator", "Rosa Nagy")];

#[test]
fn an_artefact_says_what_it_is_where_it_lies_and_what_it_was_made_from() {
    let mut play = team();
    let whole = [&WHOLE[..], &[("artefact", "crawl"), ("artefact-kind", "data-set")]].concat();
    for (others, rule) in [
        (("version", ""), "A-01"),
        (("lies", ""), "A-01"),
        (("owner", ""), "A-01"),
        (("origin", ""), "A-03"),
        (("artefact-digest", "00000000000000000000000000000000000000000000000000000000000000ff"), "A-02"),
    ] {
        play.give(&[("file", "crawl.manifest", 0xab01)]);
        let (id, rules) = play.run(artefact, &[&whole[..], &[others]].concat());
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!crate::domain::lineage::artefact_counts(&play.state, id));
        play.strike(id);
    }
    let id = play.done(artefact, &whole);
    assert!(crate::domain::lineage::artefact_counts(&play.state, id), "its digest was computed here");
    let proves = |play: &Play, record: RecordId| {
        let fields = [("step", "G-04"), ("kind", "artifact_snapshot"), ("record", &*play.state.label(record))];
        !said(play, proof::attach, &fields).contains(&"P-01")
    };
    assert!(proves(&play, id), "a frozen copy by its record");
    assert_eq!(said(&play, artefact, &whole), ["A-16"], "twice by one name");
    assert_eq!(refused(&play, artefact, &[("artefact", "x"), ("artefact-digest", "beef")]), "I-03");
    assert_eq!(refused(&play, artefact, &[("artefact", "x"), ("derived-from", "nobody")]), "I-06");
    let twin = play.done(artefact, &whole);
    assert_eq!(refused(&play, artefact, &[("artefact", "x"), ("derived-from", "crawl")]), "I-40");
    play.strike(twin);
    play.no_files();
    let typed = ("artefact-digest", "sha256:000000000000000000000000000000000000000000000000000000000000ab01");
    let (claimed, rules) = play.run(artefact, &[&whole[..], &[("artefact", "y"), typed]].concat());
    assert_eq!((rules, proves(&play, claimed)), (vec![], false), "a digest that was only typed is a claim");
    assert_eq!(said(&play, artefact, &whole).first(), Some(&"A-01"), "no digest at all");
}

#[test]
fn nothing_is_made_from_itself() {
    let (mut play, _) = condemned();
    for (child, parent) in [("crawl", "adapter"), ("shard-1", "ranker"), ("ranker", "ranker")] {
        assert_eq!(refused(&play, link, &[("artefact", child), ("derived-from", parent)]), "I-38", "{child} {parent}");
    }
    play.no_files();
    assert_eq!(said(&play, link, &[("artefact", "adapter"), ("derived-from", "shard-2")]), ["A-05"]);
    let shown = [("artefact", "adapter"), ("derived-from", "shard-2"), ("basis", "run 88")];
    assert_eq!(said(&play, link, &shown), Vec::<&str>::new());
    // Two laptops may each write one half of a circle: the half that comes later is left out, and that is said.
    let other = crate::domain::lineage::Linked {
        child: play.state.lineage.named(&play.state, "crawl")[0],
        parents: play.state.lineage.named(&play.state, "adapter"),
        basis: "run 88".to_owned(),
        file: None,
        by: crate::domain::fact::Author::default(),
        at: crate::domain::time::When::now(&crate::domain::time::TypingContext { now: play.now, zone: chrono_tz::UTC }),
        late_reason: None,
    };
    assert!(!lacks(&play).contains(&"A-17"));
    let id = play.fact(other);
    assert_eq!(below(&play, "crawl").len(), 4);
    assert!(lacks(&play).contains(&"A-17"));
    play.strike(id);
    assert!(!lacks(&play).contains(&"A-17"));
}

#[test]
fn a_condemnation_rests_on_a_finding_and_on_somebody_who_may() {
    let (mut play, _) = condemned();
    let finding = play.state.causes.findings[0].id.seq.to_string();
    let whole = [("artefact", "base"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", finding.as_str())];
    for (others, rule) in [
        (("reason", ""), "A-06"),
        (("record", ""), "A-07"),
        (("record", "3"), "A-07"),
        (("by", "Jon Sato"), "A-08"),
        (("by", "Somebody"), "A-08"),
    ] {
        let (id, rules) = play.run(condemn, &[&whole[..], &[others]].concat());
        assert_eq!(rules, [rule], "{others:?}");
        assert!(lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        assert!(!control(&play.state, 5).records.contains(&id));
        // It condemns all the same.
        assert_eq!(play.waits("need-condemned"), 2);
        play.strike(id);
    }
    let id = play.done(condemn, &whole);
    assert!(control(&play.state, 5).records.contains(&id));
    let before = lacks(&play);
    play.done(people::relieve, &[("role", "ml_lead")]);
    assert_eq!(lacks(&play), before, "the role was held when it was decided");
}

#[test]
fn the_list_of_what_descends_is_the_denominator() {
    let (mut play, _) = condemned();
    assert_eq!((lacks(&play), play.waits("need-condemned")), (vec!["C5-23"], 1));
    assert_eq!(said(&play, eradicate, &[&LINE[..3], &[("lineage", "base")]].concat()), ["C5-21"]);
    let (line, rules) = play.run(eradicate, &[&LINE[..], &[("expected", "1"), ("done", "1")]].concat());
    assert_eq!(rules, ["C5-20", "C5-22"], "what is typed counts for nothing");
    let kept = play.state.eradication.line(line).unwrap().clone();
    assert_eq!((kept.expected(&play.state), kept.done(&play.state)), (Some(5), 0));
    assert_eq!((lacks(&play), play.waits("need-fates")), (vec!["C5-20", "C5-12"], 1));
    let open = control(&play.state, 5).missing.remove(0).shortfall.missing;
    let words =
        crate::library::lang::Lang::english().say(&open, crate::domain::mark::Audience(crate::domain::mark::Mark::Red));
    assert!(
        words.contains("0 of 5") && words.contains("crawl@v3, shard-1@v3, shard-2@v3, ranker@v3, adapter@v3"),
        "{words}"
    );

    play.done(fate, &[("artefacts", "crawl, shard-1, shard-2, ranker"), ("fate", "destroyed"), ("by", "Rosa Nagy")]);
    assert_eq!(lacks(&play), ["C5-20", "C5-12"]);
    assert_eq!(below(&play, "crawl").iter().filter(|(_, counts)| *counts).count(), 3);
    let last = play.done(fate, &[("artefacts", "adapter"), ("fate", "quarantined"), ("by", "Rosa Nagy")]);
    assert_eq!(lacks(&play), ["C5-12"]);
    let check = [("found", "gone"), ("items", "ranker"), ("method", "listing of the bucket"), SHOWN[0], SHOWN[1]];
    assert_eq!(said(&play, sample, &[&check[..], &[("checker", "Rosa Nagy")]].concat()), ["C5-13"]);
    let other = [&check[..], &[("checker", "Jon Sato"), ("items", "base@v3")]].concat();
    assert_eq!(said(&play, sample, &other), ["C5-17"]);
    play.done(sample, &[&check[..], &[("checker", "Jon Sato")]].concat());
    assert_eq!(lacks(&play), Vec::<&str>::new());
    assert!(control(&play.state, 5).records.contains(&last) && control(&play.state, 5).records.contains(&line));
    assert!(crate::domain::eradication::line_counts(&play.state, line), "it serves as an action list");

    // A link that is found later makes the list longer, and the line is short again.
    made(&mut play, "distilled", "distilled-model", "");
    assert_eq!(lacks(&play), Vec::<&str>::new());
    let link_id = play.done(link, &[("artefact", "distilled"), ("derived-from", "ranker"), ("basis", "run 91")]);
    assert_eq!(lacks(&play), ["C5-20"]);
    assert_eq!(kept.expected(&play.state), Some(6));
    assert!(!crate::domain::eradication::line_counts(&play.state, line));
    let label = play.state.label(line);
    let left =
        [("record", label.as_str()), ("items", "distilled@v3"), ("reason", "month end"), ("owner", "Lena Brandt")];
    play.done(except, &[&left[..], &[("put-off", "+1d")]].concat());
    assert_eq!((lacks(&play), control(&play.state, 5).overrides.len()), (vec![], 1), "left for a while, by name");
    play.strike(link_id);
    assert_eq!(kept.expected(&play.state), Some(5));
    // A line of something below covers only that; a line of what is above covers it too.
    let finding = play.state.causes.findings[0].id.seq.to_string();
    let base = [("artefact", "base"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", finding.as_str())];
    play.done(condemn, &base);
    assert!(lacks(&play).contains(&"C5-23"));
    let ranker = play.done(condemn, &[&base[..], &[("artefact", "ranker")]].concat());
    assert_eq!(lacks(&play).iter().filter(|rule| **rule == "C5-23").count(), 1, "ranker descends from the crawl");
    play.strike(ranker);
}

#[test]
fn a_fate_counts_by_what_shows_it() {
    let (mut play, _) = condemned();
    play.done(eradicate, &LINE);
    let counts = |play: &Play| below(play, "crawl").iter().any(|(name, counts)| name == "ranker" && *counts);
    let of = |fate: &'static str| [("artefacts", "ranker"), ("fate", fate), ("by", "Rosa Nagy")];
    play.no_files();
    let wrong = |play: &mut Play, kind: &'static str, more: &Given<'_>, rule: &str| {
        let (id, rules) = play.run(fate, &[&of(kind)[..], more].concat());
        assert_eq!(rules, [rule], "{kind} {more:?}");
        assert!(!counts(play) && lacks(play).contains(&"C5-20"), "{kind} {more:?}");
        play.strike(id);
    };
    for kind in ["destroyed", "quarantined"] {
        wrong(&mut play, kind, &[], "A-09");
        wrong(&mut play, kind, &[("record", "3")], "A-09");
    }
    play.give(&[("file", "runbook.pdf", 3)]);
    wrong(&mut play, "destroyed", &[], "A-09");
    play.give(&[("file", "job.log", 4)]);
    wrong(&mut play, "retrained", &[], "A-10");
    for unclean in ["ranker", "shard-2", "crawl"] {
        wrong(&mut play, "retrained", &[("clean", unclean)], "A-10");
    }
    wrong(&mut play, "evidence", &[], "A-11");
    wrong(&mut play, "unaffected", &[], "A-13");
    wrong(&mut play, "kept", &[("reason", "month end")], "A-12");
    let accepted = [("reason", "month end"), ("accepted-by", "Lena Brandt"), SHOWN[0], SHOWN[1]];
    wrong(&mut play, "kept", &[&accepted[..], &[("accepted-by", "Jon Sato")]].concat(), "A-12");
    wrong(&mut play, "kept", &[&accepted[..], &[("by", "Lena Brandt")]].concat(), "A-12");
    wrong(&mut play, "kept", &[&accepted[..], &[("reason", "")]].concat(), "A-12");
    wrong(&mut play, "kept", &[&accepted[..], &[("presence", "none")]].concat(), "T-04");
    wrong(&mut play, "kept", &[&accepted[..], &[("artefacts", "ranker, adapter")]].concat(), "A-15");
    wrong(
        &mut play,
        "kept",
        &[&accepted[..], &[("at", "2026-11-21 09:05"), ("late-reason", "paper")]].concat(),
        "A-14",
    );

    let right = |play: &mut Play, kind: &'static str, more: &Given<'_>| {
        let (id, rules) = play.run(fate, &[&of(kind)[..], more].concat());
        assert_eq!((rules, counts(play)), (vec![], true), "{kind}");
        play.strike(id);
    };
    right(&mut play, "destroyed", &[]);
    right(&mut play, "quarantined", &[]);
    right(&mut play, "retrained", &[("clean", "base")]);
    right(&mut play, "kept", &accepted);
    play.give_text("file", "ranker.sha256", 5, &[&"ab".repeat(32), "  weights.bin\n"].concat());
    right(&mut play, "unaffected", &[]);
    play.give_text("file", "words.txt", 6, "it is fine, we think\n");
    wrong(&mut play, "unaffected", &[], "A-13");
    // Kept as evidence: an exhibit whose digest was computed, and is that of the artefact.
    let digest = play
        .state
        .lineage
        .described(&play.state, play.state.lineage.named(&play.state, "ranker")[0])
        .unwrap()
        .digest
        .clone();
    for (sha256, holds) in [("cd".repeat(32), false), (digest, true)] {
        play.give(&[]);
        let id = play.done(exhibit::register, &[("description", "ranker v3"), ("path", "/m/ranker.bin")]);
        let label = play.state.register.exhibit(id).unwrap().label();
        wrong(&mut play, "evidence", &[("exhibit", &label)], "A-11");
        let (started, path) = (play.now, "/m/ranker.bin".to_owned());
        let reading = Default::default();
        play.fact(Hashed {
            exhibit: id,
            sha256,
            size: 9,
            zero_blocks: 0,
            path,
            started,
            took_ms: 1,
            recheck: false,
            reading,
        });
        match holds {
            true => right(&mut play, "evidence", &[("exhibit", &label)]),
            false => wrong(&mut play, "evidence", &[("exhibit", &label)], "A-11"),
        }
    }
    // What stays in use stays visible, and is judged again when it is condemned again.
    play.done(fate, &[&of("kept")[..], &accepted].concat());
    assert!(
        control(&play.state, 5).overrides.iter().any(|accepted| accepted.what.id == "override-kept") && counts(&play)
    );
    let finding = play.state.causes.findings[0].id.seq.to_string();
    let again = [("artefact", "shard-1"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", finding.as_str())];
    let again = play.done(condemn, &again);
    assert!(!counts(&play), "accepted before this was known");
    play.strike(again);
    assert!(counts(&play));
    // The last one says how it stands.
    play.done(fate, &of("evidence"));
    assert!(!counts(&play));
}

#[test]
fn a_model_is_restored_from_a_lineage_that_is_not_condemned() {
    let (mut play, _) = condemned();
    let node = |play: &Play, name: &str| play.state.lineage.named(&play.state, name)[0];
    let digest =
        |play: &Play, name: &str| play.state.lineage.described(&play.state, node(play, name)).unwrap().digest.clone();
    let base = digest(&play, "base");
    let fields = [
        ("system", "ranker"),
        ("restored", "model"),
        ("from-kind", "checkpoint"),
        ("source-id", "base v3"),
        ("source-at", "2026-11-02 03:00"),
        ("predates", "made in March"),
        ("isolated", "yes"),
        ("expected-value", base.as_str()),
        ("expected-from", "registry"),
        ("computed", base.as_str()),
        ("operator", "Rosa Nagy"),
        ("started", "now"),
    ];
    let with = |lineage: &str| {
        [&fields[..], &[("lineage", lineage)]]
            .concat()
            .iter()
            .map(|(f, t)| ((*f).to_owned(), (*t).to_owned()))
            .collect::<Vec<_>>()
    };
    let run = |play: &mut Play, lineage: &str| {
        let fields = with(lineage);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
        play.run(restore, &fields)
    };
    for (lineage, rules) in [("3", &["C6-30"][..]), ("crawl", &["C6-31", "C6-32"]), ("adapter", &["C6-31", "C6-32"])] {
        let (id, said) = run(&mut play, lineage);
        assert_eq!(said, rules, "{lineage}");
        assert_eq!(lacks_6(&play), rules, "{lineage}");
        play.strike(id);
    }
    play.give(&[]);
    let bare = play.done(artefact, &[&WHOLE[..], &[("artefact", "bare"), ("origin", "")]].concat());
    let bare = play.state.label(bare);
    let (id, said) = run(&mut play, &bare);
    assert_eq!(said, ["C6-32", "C6-33"]);
    play.strike(id);
    let (id, said) = run(&mut play, "base");
    assert_eq!((said, lacks_6(&play)), (vec![], vec![]));
    assert!(control(&play.state, 6).records.contains(&id));
    play.done(go_live, &[("released-by", "Jon Sato"), SHOWN[0], SHOWN[1]]);
    assert_eq!(play.waits("need-live-condemned"), 0);
    // Condemned later, the credit is gone, and somebody has to act now.
    let finding = play.state.causes.findings[0].id.seq.to_string();
    let late = play.done(condemn, &[("artefact", "base"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", &finding)]);
    assert_eq!((lacks_6(&play), play.waits("need-live-condemned")), (vec!["C6-31"], 1));
    play.strike(late);
    assert_eq!((lacks_6(&play), play.waits("need-live-condemned")), (vec![], 0));
}

#[test]
fn every_line_of_a_list_is_taken_or_named() {
    let mut play = team();
    made(&mut play, "crawl", "data-set", "");
    let text = "# pairs\nparent,child\ncrawl@v3,shard-1\ncrawl,shard-1\nshard-1,ranker\n\nranker,crawl\nranker,\none\nranker,adapter\n";
    play.give_text("file", "pairs.csv", 11, text);
    let (id, rules) = play.run(list, &[("artefact-kind", "shard")]);
    assert_eq!(rules, ["A-04"]);
    let listed = play.state.lineage.lists(&play.state).next().unwrap().1.clone();
    let refused: Vec<(u64, &str)> = listed.refused.iter().map(|line| (line.line, line.why.as_str())).collect();
    assert_eq!(refused, [(4, "twice"), (7, "cycle"), (8, "no-name"), (9, "cells")]);
    assert_eq!((listed.read, listed.kept), (7, 3));
    assert_eq!(
        below(&play, "crawl").iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["adapter", "ranker", "shard-1"]
    );
    assert_eq!(play.waits("need-lines"), 1);
    // It matters for the control once something is condemned.
    assert!(!lacks(&play).contains(&"A-04"));
    play.give(&[]);
    play.done(condemn, &[("artefact", "crawl")]);
    assert!(lacks(&play).contains(&"A-04"));
    let label = play.state.label(id);
    play.give_text("file", "one.csv", 12, "ranker,tuned\n");
    play.done(list, &[("mends", &label)]);
    assert!(lacks(&play).contains(&"A-04"), "one line mends no three");
    play.give_text("file", "rest.csv", 13, "ranker,tuned-1\nranker,tuned-2\nranker,tuned-3\n");
    let mended = play.done(list, &[("mends", &label)]);
    assert!(!lacks(&play).contains(&"A-04") && play.waits("need-lines") == 0);
    assert_eq!(below(&play, "crawl").len(), 7);
    play.strike(mended);
    assert!(lacks(&play).contains(&"A-04"));
    // Artefacts of a list by their place in it.
    let third = Node { record: id, item: 3 };
    assert_eq!(third.label(&play.state), [label.as_str(), "3"].join(":"));
    assert_eq!(
        said(&play, link, &[("artefact", &third.label(&play.state)), ("derived-from", "tuned"), ("basis", "x")]),
        Vec::<&str>::new()
    );
    for unreadable in ["", "\n# nothing\n", "parent,child\n"] {
        play.give_text("file", "no.csv", 14, unreadable);
        assert_eq!(refused_list(&play), "I-39", "{unreadable:?}");
    }
}

fn refused_list(play: &Play) -> &'static str {
    refused(play, list, &[])
}

#[test]
fn a_struck_artefact_keeps_its_place_until_what_descended_is_linked_anew() {
    use crate::domain::lineage::Family;
    let expected = |play: &Play, name: &str| {
        let node = play.state.lineage.named(&play.state, name)[0];
        Family::of(&play.state).tally(node).expected
    };
    let (mut play, _) = condemned();
    let shard = play.state.lineage.named(&play.state, "shard-1")[0];
    let held = |play: &Play| {
        let all = crate::domain::sheet::entries(crate::domain::sheet::Sheet::Lineage, &play.state, play.now, 8);
        all.iter().filter(|entry| entry.text.id == "lineage-held").count()
    };
    assert_eq!((expected(&play, "crawl"), held(&play)), (5, 0));
    play.strike(shard.record);
    assert_eq!((expected(&play, "crawl"), held(&play)), (4, 1), "shard-2, ranker and adapter are still below");
    assert!(below(&play, "crawl").iter().any(|(name, _)| name == "adapter"));
    // Recorded again it has its links again, also where nobody repeats what it was made from.
    let again = made(&mut play, "shard-1", "shard", "");
    assert_eq!((expected(&play, "crawl"), expected(&play, "shard-1"), held(&play)), (5, 3, 0));
    play.strike(again);
    assert_eq!((expected(&play, "crawl"), held(&play)), (4, 1));
    // A link of before does not take it out, one made since does.
    play.done(link, &[("artefact", "ranker"), ("derived-from", "base"), ("basis", "run 90")]);
    assert_eq!((expected(&play, "crawl"), held(&play)), (2, 0), "shard-2 is left");
    // What was condemned itself holds what it holds.
    let (mut play, _) = condemned();
    let crawl = play.state.lineage.named(&play.state, "crawl")[0];
    play.strike(crawl.record);
    assert_eq!(lacks(&play), ["C5-23"]);
    assert_eq!(Family::of(&play.state).tally(crawl).expected, 4);
    let others = [&WHOLE[..], &[("artefact", "shard-1"), ("artefact-kind", "shard")]].concat();
    play.done(artefact, &[&others[..], &[("version", "v4"), ("derived-from", "base")]].concat());
    assert_eq!(Family::of(&play.state).tally(crawl).expected, 4, "another version is another artefact");
}

#[test]
fn one_digest_is_one_artefact() {
    let (mut play, _) = condemned();
    play.done(eradicate, &LINE);
    let digest = |play: &Play, name: &str| {
        let node = play.state.lineage.named(&play.state, name)[0];
        play.state.lineage.any(node).unwrap().digest.clone()
    };
    let ranker = digest(&play, "ranker");
    let count = below(&play, "crawl").len();
    play.no_files();
    let typed = [("artefact", "clean-ranker"), ("artefact-kind", "model"), ("artefact-digest", ranker.as_str())];
    play.done(artefact, &[&WHOLE[..], &typed].concat());
    play.give(&[]);
    assert_eq!(below(&play, "crawl").len(), count + 1, "it is the ranker by another name");
    let restored = |lineage: &str| {
        let fields = [("system", "r"), ("restored", "model"), ("computed", ranker.as_str()), ("lineage", lineage)];
        said(&play, restore, &fields)
    };
    assert!(restored("clean-ranker").contains(&"C6-31"), "{:?}", restored("clean-ranker"));
    let bare = [("system", "r"), ("computed", ranker.as_str())];
    assert!(said(&play, restore, &bare).contains(&"C6-31"), "without any lineage too");
    assert!(!restored("base").contains(&"C6-31"));
}

#[test]
fn a_fate_is_not_older_than_the_first_access() {
    let (mut play, _) = condemned();
    play.done(eradicate, &LINE);
    let fields = |at: &'static str| {
        [("artefacts", "ranker"), ("fate", "destroyed"), ("by", "Rosa Nagy"), ("at", at), ("late-reason", "by hand")]
    };
    play.give(&[("file", "job.log", 4)]);
    let (early, rules) = play.run(fate, &fields("2026-11-21 02:00"));
    assert!(rules.contains(&"A-18"), "{rules:?}");
    assert!(!below(&play, "crawl").contains(&("ranker".to_owned(), true)));
    play.strike(early);
    assert!(!play.run(fate, &fields("2026-11-21 03:00")).1.contains(&"A-18"));
    assert!(below(&play, "crawl").contains(&("ranker".to_owned(), true)));
}

#[test]
fn condemning_again_brings_what_the_first_lacked() {
    let (mut play, _) = condemned();
    let finding = play.state.causes.findings[0].id.seq.to_string();
    let bare = play.done(condemn, &[("artefact", "base"), ("by", "Jon Sato")]);
    for rule in ["A-06", "A-07", "A-08"] {
        assert!(lacks(&play).contains(&rule), "{rule}");
    }
    let whole = [("artefact", "base"), ("reason", "x"), ("by", "Rosa Nagy"), ("record", finding.as_str())];
    let again = play.done(condemn, &whole);
    assert!(!lacks(&play).iter().any(|rule| rule.starts_with("A-")), "{:?}", lacks(&play));
    assert!(!control(&play.state, 5).records.contains(&bare), "it rests on nothing all the same");
    play.strike(again);
    assert!(lacks(&play).contains(&"A-07"));
}
