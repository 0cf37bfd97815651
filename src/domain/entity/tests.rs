//! How entities stand by what was proved of them, and when two records are of one thing.

use super::*;
use crate::domain::containment;
use crate::domain::indicator::issue;
use crate::domain::lineage;
use crate::domain::monitoring::hit as came_back;
use crate::domain::play::{Play, rules};
use crate::domain::restoration;
use crate::domain::timeline;

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];

fn standing(play: &Play, name: &str) -> Standing {
    let register = Register::of(&play.state);
    let meant = register.meant(&play.state, name);
    assert_eq!(meant.len(), 1, "{name}");
    register.standing(&play.state, meant[0])
}

fn code(play: &Play, name: &str) -> &'static str {
    standing(play, name).code
}

/// What the next status takes: the status, the command that supplies it, and the message of what is missing.
fn next(play: &Play, name: &str) -> (&'static str, &'static str, &'static str) {
    let next = standing(play, name).next.unwrap();
    // The command knows the fields that it is opened with.
    let spec = crate::app::command::command(next.command).unwrap();
    assert!(next.input.iter().all(|(field, _)| spec.field(field).is_some()), "{}: {:?}", next.command, next.input);
    (next.code, next.command, next.missing.id)
}

fn contain(play: &mut Play, asset: &str, content: u64) -> RecordId {
    play.give(&[("before", "fw01-before.txt", content), ("after", "fw01-after.txt", content + 1)]);
    let fields =
        [("asset", asset), ("authority", "Ada Morel"), ("rollback", "no rule 118"), ("blast-radius", "guests")];
    let done = play.done(containment::contain, &[&fields[..], &[("operator", "Rosa Nagy")]].concat());
    play.give(&[]);
    done
}

fn test_it(play: &mut Play, containment: RecordId, result: &str) -> RecordId {
    let record = play.state.label(containment);
    let fields =
        [("containment", record.as_str()), ("result", result), ("from-where", "guest wifi"), ("method", "nmap")];
    play.done(containment::test, &[&fields[..], &[("tester", "Jon Sato")], &SHOWN].concat())
}

fn timed(play: &mut Play, decide: crate::domain::play::Decide, fields: &[(&str, &str)]) -> RecordId {
    let start = play.now.rfc3339_at(0);
    play.done(decide, &[&[("started", start.as_str())][..], fields].concat())
}

fn restore(play: &mut Play, system: &str) -> RecordId {
    let fields = [
        ("system", system),
        ("source-id", "veeam 2026-11-02 full"),
        ("source-at", "2026-11-02 03:00"),
        ("predates", "the key was made on 2026-11-09"),
        ("isolated", "yes"),
        ("expected-value", "sha256:AB01"),
        ("expected-from", "backup catalogue on tape"),
        ("computed", "ab01"),
        ("operator", "Rosa Nagy"),
    ];
    timed(play, restoration::restore, &fields)
}

fn scan(play: &mut Play, item: RecordId, targets: &str) -> RecordId {
    let record = play.state.label(item);
    let fields = [
        ("restoration", record.as_str()),
        ("scan-result", "clean"),
        ("tool", "clamscan 1.4.1"),
        ("rules-at", "2026-11-21 06:00"),
        ("targets", targets),
        ("operator", "Rosa Nagy"),
    ];
    timed(play, restoration::scan, &fields)
}

#[test]
fn each_status_rests_on_its_proof_and_falls_with_it() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7, /etc/cron.d/.x")]);
    let (web, said) =
        play.run(record, &[("entity", "web01"), ("aliases", "WEB01.corp.local"), ("asset-type", "server")]);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!((code(&play, "web01"), next(&play, "web01").0), ("recorded", "suspected"));

    let guess = play.done(timeline::log, &[("text", "odd logins"), ("assets", "Web01"), ("status", "suspected")]);
    assert_eq!(code(&play, "web01"), "suspected");
    assert_eq!(next(&play, "web01"), ("confirmed", "entity-judge", "entity-lacks-confirmation"));
    // A judgement without what shows it confirms nothing, and says what it lacks.
    let (bare, said) = play.run(judge, &[("entity", "web01"), ("judgement", "confirmed"), ("reason", "it must be")]);
    assert_eq!((said, code(&play, "web01")), (vec!["U-03"], "suspected"));
    assert_eq!(next(&play, "web01"), ("confirmed", "entity-judge", "entity-lacks-in"));
    play.strike(bare);
    let cites = play.state.label(guess);
    let fields =
        [("entity", "WEB01.CORP.local."), ("judgement", "confirmed"), ("reason", "a shell"), ("record", &cites)];
    let (judged, said) = play.run(judge, &fields);
    assert_eq!((said, code(&play, "web01")), (vec![], "confirmed"));
    play.strike(guess);
    assert_eq!(code(&play, "web01"), "suspected", "what it cites is struck: it is a judgement, and no proof");
    play.strike(judged);
    assert_eq!(code(&play, "web01"), "recorded");

    // A fact that is called confirmed and has no basis is what somebody says.
    let fact =
        play.done(timeline::log, &[("text", "a shell"), ("assets", "web01.corp.local"), ("status", "confirmed")]);
    assert_eq!((code(&play, "web01"), next(&play, "web01").1), ("suspected", "judge"));
    let label = play.state.label(fact);
    let basis =
        [("record", label.as_str()), ("status", "confirmed"), ("sources", "EDR, Rosa"), ("confirmer", "Jon Sato")];
    play.done(timeline::judge, &basis);
    assert_eq!(code(&play, "web01"), "confirmed");
    assert_eq!(next(&play, "web01"), ("contained", "contain", "entity-lacks-containment"));

    let done = contain(&mut play, "web01", 70);
    assert_eq!(code(&play, "web01"), "confirmed", "not tested from outside");
    assert_eq!(next(&play, "web01"), ("contained", "outside-test", "entity-lacks-in"));
    test_it(&mut play, done, "open");
    assert_eq!(code(&play, "web01"), "confirmed", "the test failed");
    let held = test_it(&mut play, done, "holds");
    assert_eq!(code(&play, "web01"), "contained");
    assert_eq!(next(&play, "web01"), ("clean", "restore", "entity-lacks-clean"));

    let item = restore(&mut play, "WEB01.corp.local");
    assert_eq!((code(&play, "web01"), next(&play, "web01").1), ("contained", "scan"), "restored, and not scanned");
    let elsewhere = scan(&mut play, item, "web02");
    assert_eq!(code(&play, "web01"), "contained", "another system was scanned");
    let scanned = scan(&mut play, item, "WEB01.corp.local, db02");
    assert_eq!((code(&play, "web01"), standing(&play, "web01").next), ("clean", None));
    // New indicators that nobody has looked for: clean was said of what was known.
    let newer = play.done(issue, &[("add", "evil.example")]);
    assert_eq!(code(&play, "web01"), "contained");
    let lacks = standing(&play, "web01").next.unwrap();
    assert_eq!((lacks.command, lacks.input.get("restoration").is_some()), ("scan", true));
    play.strike(newer);
    assert_eq!(code(&play, "web01"), "clean");
    play.strike(scanned);
    assert_eq!(code(&play, "web01"), "contained");
    scan(&mut play, item, "web01.corp.local");
    assert_eq!(code(&play, "web01"), "clean");

    // What came back takes everything with it.
    let hit = [("alert", "A-7"), ("asset", "web01"), ("words", "the same beacon")];
    play.done(came_back, &hit);
    assert_eq!((code(&play, "web01"), next(&play, "web01").2), ("confirmed", "entity-lacks-again"));
    play.strike(held);
    play.strike(elsewhere);
    assert_eq!(code(&play, "web01"), "confirmed");
    play.strike(web);
    assert!(Register::of(&play.state).meant(&play.state, "web01").is_empty());
}

/// Neither a name in the list of a scan nor a word without proof makes anything better than it is, and nothing that held holds against what is confirmed after it.
#[test]
fn nothing_stands_better_than_what_was_shown_last() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7")]);
    for name in ["web01", "srv9"] {
        play.done(record, &[("entity", name)]);
        let seen = play.done(timeline::log, &[("text", "a shell"), ("assets", name)]);
        let label = play.state.label(seen);
        let fields = [("entity", name), ("judgement", "confirmed"), ("reason", "a shell"), ("record", &*label)];
        play.done(judge, &fields);
    }
    // Said without a reason and without what shows it, a judgement takes nothing back.
    let (_, said) = play.run(judge, &[("entity", "web01"), ("judgement", "ruled-out")]);
    assert!(!said.is_empty() && code(&play, "web01") == "confirmed", "{said:?}");
    play.run(judge, &[("entity", "web01"), ("judgement", "suspected")]);
    assert_eq!(code(&play, "web01"), "confirmed");
    let done = contain(&mut play, "web01", 70);
    test_it(&mut play, done, "holds");
    assert_eq!(code(&play, "web01"), "contained");
    let item = restore(&mut play, "web01");
    scan(&mut play, item, "web01, srv9");
    assert_eq!((code(&play, "web01"), code(&play, "srv9")), ("clean", "confirmed"), "nobody was locked out of srv9");
    let again = [("text", "a shell again"), ("assets", "web01"), ("sources", "EDR, Rosa"), ("confirmer", "Jon Sato")];
    play.done(timeline::log, &[&again[..], &[("status", "confirmed")]].concat());
    assert_eq!((code(&play, "web01"), next(&play, "web01").0), ("confirmed", "contained"));
}

#[test]
fn ruled_out_takes_what_shows_it_and_yields_to_proof() {
    let mut play = Play::new();
    play.done(record, &[("entity", "db02")]);
    let seen = play.done(timeline::log, &[("text", "logins"), ("assets", "db02")]);
    let label = play.state.label(seen);
    play.done(judge, &[("entity", "db02"), ("judgement", "ruled-out"), ("reason", "a backup job")]);
    assert_eq!(code(&play, "db02"), "suspected", "nothing shows it");
    let cited = [("entity", "db02"), ("judgement", "ruled-out"), ("reason", "a backup job"), ("record", &label)];
    play.done(judge, &cited);
    assert_eq!((code(&play, "db02"), standing(&play, "db02").next), ("ruled-out", None));
    let (_, said) = play.run(judge, &[("entity", "db02"), ("judgement", "suspected")]);
    assert_eq!((said, code(&play, "db02")), (vec!["U-02"], "suspected"), "the last judgement says what people think");
    play.done(judge, &cited);
    let more = [("sources", "EDR, Rosa"), ("confirmer", "Jon Sato"), ("status", "confirmed")];
    play.done(timeline::log, &[&[("text", "a dump of it abroad"), ("assets", "db02")][..], &more].concat());
    assert_eq!(code(&play, "db02"), "confirmed");
    let register = Register::of(&play.state);
    let entity = register.meant(&play.state, "db02")[0];
    assert_eq!(
        register.standing(&play.state, entity).judgement().unwrap().shows,
        Shows::RuledOut,
        "shown as what it is"
    );
}

/// A judgement rests on a record that names the entity: by one of its names, as a whole word, in words that are not the register's own.
#[test]
fn what_a_judgement_cites_names_the_entity() {
    let mut play = Play::new();
    let web = play.done(record, &[("entity", "web01"), ("aliases", "10.0.0.5")]);
    let worry = [("entity", "web01"), ("judgement", "suspected"), ("reason", "web01 beacons")];
    let worried = play.done(judge, &worry);
    let kept = play.done(crate::domain::rows::save_search, &[("name", "web01"), ("query", "host:web01")]);
    let elsewhere = play.done(timeline::log, &[("text", "a shell on web01-old"), ("assets", "db02")]);
    let by_address = play.done(timeline::log, &[("text", "logins"), ("indicators", "10.0.0[.]5")]);
    let in_words = play.done(timeline::log, &[("text", "a shell on WEB01, twice")]);
    let contained = contain(&mut play, "web01", 70);
    let disk = play.done(crate::domain::exhibit::register, &[("description", "disk of web01")]);
    let other = play.done(crate::domain::exhibit::register, &[("description", "disk of db02")]);
    for judgement in ["confirmed", "ruled-out"] {
        for (cited, counts) in [
            (web, false),
            (worried, false),
            (kept, false),
            (elsewhere, false),
            (other, false),
            (by_address, true),
            (in_words, true),
            (contained, true),
            (disk, true),
        ] {
            let label = play.state.label(cited);
            // What the judgement itself says is no proof of it.
            let fields = [("entity", "web01"), ("judgement", judgement), ("reason", "web01 is it"), ("place", "web01")];
            let decided = play.decide(judge, &[&fields[..], &[("record", &*label)]].concat()).unwrap();
            assert_eq!(rules(&decided.shortfalls), if counts { vec![] } else { vec!["U-08"] }, "{judgement} {label}");
        }
    }
    let by_exhibit = |exhibit: &str, place: &str| {
        let fields = [("entity", "web01"), ("judgement", "confirmed"), ("reason", "x"), ("exhibit", exhibit)];
        rules(&play.decide(judge, &[&fields[..], &[("place", place)]].concat()).unwrap().shortfalls)
    };
    assert_eq!((by_exhibit("E-001", ""), by_exhibit("E-002", "web01")), (vec![], vec!["U-08"]));
    // Another name that it gets later carries what was said, and falls with it.
    let label = play.state.label(elsewhere);
    let fields = [("entity", "web01"), ("judgement", "confirmed"), ("reason", "x"), ("record", &*label)];
    play.done(judge, &fields);
    assert_eq!(code(&play, "web01"), "suspected");
    play.done(change, &[("entity", "web01"), ("aliases", "web01-old")]);
    assert_eq!(code(&play, "web01"), "confirmed");
    play.done(change, &[("entity", "web01"), ("not-aliases", "web01-old")]);
    assert_eq!(code(&play, "web01"), "suspected");
}

/// What was shown of one thing before it was known to be another too holds for the other once it is shown of it.
#[test]
fn nothing_becomes_clean_or_contained_by_the_name_of_another() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7")]);
    let confirm = |play: &mut Play, name: &str| {
        let more = [("status", "confirmed"), ("sources", "EDR, Rosa"), ("confirmer", "Jon Sato")];
        play.done(timeline::log, &[&[("text", "a shell"), ("assets", name)][..], &more].concat());
    };
    for name in ["web01", "mail01", "srv9"] {
        play.done(record, &[("entity", name)]);
    }
    confirm(&mut play, "web01");
    let done = contain(&mut play, "web01", 70);
    test_it(&mut play, done, "holds");
    let item = restore(&mut play, "web01");
    scan(&mut play, item, "web01");
    assert_eq!(code(&play, "web01"), "clean");
    // Names that nobody said anything of change nothing.
    play.done(change, &[("entity", "web01"), ("aliases", "web01.corp.local")]);
    assert_eq!(code(&play, "web01"), "clean");
    // A thing of its own of which nothing is known, one that is suspected, one that is confirmed.
    play.done(timeline::log, &[("text", "odd"), ("assets", "mail01")]);
    confirm(&mut play, "srv9");
    for other in ["mail01", "srv9"] {
        let tied = play.done(change, &[("entity", "web01"), ("aliases", other)]);
        assert_eq!(code(&play, "web01"), "confirmed", "{other}");
        assert_eq!(code(&play, other), "confirmed", "{other}");
        let short: Vec<&str> = standing(&play, other).pieces.iter().flat_map(|piece| rules(&piece.lacks)).collect();
        assert!(short.contains(&"U-09"), "{short:?}");
        assert_eq!(next(&play, other), ("contained", "contain", "entity-lacks-in"));
        play.strike(tied);
        assert_eq!(code(&play, "web01"), "clean");
    }
    assert_eq!((code(&play, "mail01"), code(&play, "srv9")), ("suspected", "confirmed"));
    let plain = play.done(record, &[("entity", "plain")]);
    let tied = play.done(change, &[("entity", "plain"), ("aliases", "web01")]);
    assert_eq!(code(&play, "plain"), "confirmed", "a record of its own of which nothing is known");
    play.strike(tied);
    play.strike(plain);
    // After the merge it is shown of the whole.
    play.done(change, &[("entity", "web01"), ("aliases", "srv9")]);
    let done = contain(&mut play, "srv9", 80);
    test_it(&mut play, done, "holds");
    assert_eq!(code(&play, "web01"), "contained");
    let item = restore(&mut play, "web01");
    scan(&mut play, item, "web01, srv9");
    assert_eq!((code(&play, "web01"), code(&play, "srv9")), ("clean", "clean"));
}

#[test]
fn what_each_part_was_shown_by_itself_holds_for_both() {
    let mut play = Play::new();
    for (name, content) in [("web01", 70), ("srv9", 80)] {
        play.done(record, &[("entity", name)]);
        let done = contain(&mut play, name, content);
        test_it(&mut play, done, "holds");
    }
    play.done(change, &[("entity", "web01"), ("aliases", "srv9")]);
    assert_eq!(code(&play, "srv9"), "contained");
    // One record that was told late by another laptop takes nothing from what its name had.
    play.done(record, &[("entity", "SRV9")]);
    assert_eq!(code(&play, "srv9"), "contained");
}

#[test]
fn a_name_is_taken_off_whichever_record_has_it_and_signs_are_no_name() {
    let mut play = Play::new();
    play.done(record, &[("entity", "web01")]);
    play.done(record, &[("entity", "WEB01"), ("aliases", "shop, 10.0.0.5")]);
    let other = play.done(record, &[("entity", "10.0.0[.]5")]);
    let of = |play: &Play, name: &str| -> Vec<String> {
        let register = Register::of(&play.state);
        let meant = register.meant(&play.state, name);
        assert_eq!(meant.len(), 1, "{name}");
        meant[0].names().to_vec()
    };
    assert_eq!(of(&play, "web01"), ["10.0.0.5", "shop", "web01"]);
    let (_, said) = play.run(change, &[("entity", "web01"), ("not-aliases", "10.0.0.5, Shop")]);
    assert_eq!(said, [""; 0]);
    assert_eq!(of(&play, "web01"), ["web01"]);
    assert_eq!(of(&play, "10.0.0.5"), ["10.0.0.5"]);
    assert!(Register::of(&play.state).meant(&play.state, "shop").is_empty());
    let (_, said) = play.run(change, &[("entity", "web01"), ("not-aliases", "web01, db02")]);
    assert_eq!(said, ["U-11"], "its own name stays, and so does what it is not called");
    assert_eq!(of(&play, "web01"), ["web01"]);
    play.strike(other);
    let (odd, said) = play.run(record, &[("entity", "db02"), ("aliases", "*,.,;,-- ,db-2")]);
    assert_eq!(said, ["U-10"]);
    assert_eq!(of(&play, "db02"), ["db-2", "db02"]);
    let (_, said) = play.run(record, &[("entity", "mail01"), ("aliases", "*, .")]);
    assert_eq!(said, ["U-10"], "two things are not one for a sign");
    assert_eq!(of(&play, "mail01"), ["mail01"]);
    let EntityFact::Recorded(_) = (match play.decide(record, &[("entity", "*")]).unwrap().facts.remove(0) {
        crate::domain::fact::Fact::Entity(fact) => fact,
        other => panic!("{other:?}"),
    }) else {
        panic!("it is recorded as it was typed")
    };
    let kept = play.state.entities.recorded.iter().find(|(id, _)| *id == odd).unwrap();
    assert!(kept.1.aliases.contains(&"*".to_owned()), "{:?}", kept.1.aliases);
}

#[test]
fn names_tie_records_together_and_a_change_can_take_them_apart() {
    let mut play = Play::new();
    let first = play.done(record, &[("entity", "web01")]);
    let other = play.done(record, &[("entity", "10.0.0[.]5")]);
    let (_, said) = play.run(record, &[("entity", "WEB01"), ("owner", "Rosa Nagy"), ("importance", "high")]);
    assert_eq!(said, ["U-01"], "told, and recorded");
    let names = |play: &Play| -> Vec<(String, Vec<String>, usize)> {
        let register = Register::of(&play.state);
        register.entities.iter().map(|one| (one.name.clone(), one.aliases.clone(), one.recorded)).collect()
    };
    assert_eq!(names(&play), [("10.0.0[.]5".to_owned(), vec![], 1), ("web01".to_owned(), vec![], 2)]);
    let label = play.state.label(first);
    let (_, said) = play.run(change, &[("entity", &label), ("aliases", "web01.corp.local, 10.0.0.5")]);
    assert_eq!(said, ["U-01"]);
    let all = vec!["web01.corp.local".to_owned(), "10.0.0.5".to_owned()];
    assert_eq!(names(&play), [("web01".to_owned(), all, 3)]);
    let register = Register::of(&play.state);
    let entity = register.meant(&play.state, "10.0.0.5")[0];
    assert_eq!((entity.owner.name.as_str(), entity.importance.as_str()), ("Rosa Nagy", "high"));
    assert_eq!(entity.keys.len(), 3);
    play.done(change, &[("entity", &label), ("not-aliases", "10.0.0.5"), ("new-name", "shop")]);
    let two: Vec<String> = names(&play).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(two, ["10.0.0[.]5", "shop"]);
    assert!(Register::of(&play.state).meant(&play.state, "web01")[0].goes_by("SHOP"), "the old name stays its name");
    // An account of the same name is another thing.
    let (_, said) = play.run(record, &[("entity", "web01"), ("entity-kind", "account")]);
    assert!(said.is_empty(), "{said:?}");
    let refused = play.decide(judge, &[("entity", "web01"), ("judgement", "suspected")]).unwrap_err();
    assert_eq!((refused.rule.id(), refused.field), ("I-40", Some("entity")));
    assert!(play.decide(change, &[("entity", &label)]).is_err(), "nothing would change");
    play.done(judge, &[("entity", &play.state.label(other)), ("judgement", "suspected"), ("reason", "x")]);
}

#[test]
fn what_the_lineage_knows_is_an_entity_and_is_not_recorded_twice() {
    let mut play = Play::new();
    let crawl =
        play.done(lineage::artefact, &[("artefact", "crawl"), ("version", "v3"), ("artefact-kind", "data-set")]);
    let from = play.state.label(crawl);
    let ranker =
        [("artefact", "ranker"), ("version", "7"), ("artefact-kind", "model"), ("derived-from", from.as_str())];
    play.done(lineage::artefact, &ranker);
    play.done(lineage::artefact, &[("artefact", "shard-1"), ("artefact-kind", "shard"), ("derived-from", &from)]);
    let kinds = |play: &Play| -> Vec<(String, String)> {
        let register = Register::of(&play.state);
        register.entities.iter().map(|one| (one.kind.clone(), one.name.clone())).collect()
    };
    let pair = |kind: &str, name: &str| (kind.to_owned(), name.to_owned());
    assert_eq!(kinds(&play), [pair("data-set", "crawl@v3"), pair("model", "ranker@7")], "parts are not spoken of");
    let (_, said) = play.run(record, &[("entity", "ranker"), ("owner", "Lena Brandt")]);
    assert_eq!(said, ["U-01"], "it is told that it is known");
    assert_eq!(kinds(&play), [pair("data-set", "crawl@v3"), pair("model", "ranker")]);
    assert_eq!(code(&play, "ranker@7"), "recorded");
    play.done(lineage::condemn, &[("artefact", &from), ("reason", "unreviewed writes")]);
    assert_eq!((code(&play, "crawl"), code(&play, "ranker")), ("suspected", "suspected"));
    assert_eq!(next(&play, "crawl").1, "condemn", "it rests on nothing yet");
    let vias: Vec<&str> = standing(&play, "ranker").pieces.iter().map(|piece| piece.via).collect();
    assert_eq!(vias, ["descends"]);
    let judged = |record: &str| -> Vec<(&'static str, String)> {
        vec![
            ("entity", "crawl".into()),
            ("judgement", "confirmed".into()),
            ("reason", "x".into()),
            ("record", record.into()),
        ]
    };
    let run = |play: &mut Play, fields: &[(&'static str, String)]| {
        play.run(judge, &fields.iter().map(|(field, text)| (*field, text.as_str())).collect::<Vec<_>>()).1
    };
    assert_eq!(run(&mut play, &judged(&from)), ["U-08"], "that it was recorded shows nothing of it");
    assert_eq!(code(&play, "crawl@v3"), "suspected");
    let seen = play.done(timeline::log, &[("text", "writes to crawl that nobody reviewed")]);
    let seen = play.state.label(seen);
    assert_eq!(run(&mut play, &judged(&seen)), [""; 0]);
    assert_eq!(code(&play, "crawl@v3"), "confirmed", "an artefact is judged without being recorded again");
}

/// Whatever the order in which laptops hear of them, records come to the same: the fold orders them, and what is last is told by when it was said.
#[test]
fn the_order_in_which_records_come_together_changes_nothing() {
    let mut play = Play::new();
    let web = play.done(record, &[("entity", "web01")]);
    let label = play.state.label(web);
    play.done(record, &[("entity", "WEB01"), ("aliases", "shop"), ("at", "-3m")]);
    play.done(change, &[("entity", &label), ("new-name", "web-a"), ("at", "-2m")]);
    play.done(change, &[("entity", &label), ("new-name", "web-b"), ("at", "-1m")]);
    let guess = play.done(timeline::log, &[("text", "odd"), ("assets", "shop")]);
    let cites = play.state.label(guess);
    play.done(judge, &[("entity", &label), ("judgement", "suspected"), ("reason", "x"), ("at", "-1m")]);
    let cited = [("entity", label.as_str()), ("judgement", "confirmed"), ("reason", "x"), ("record", cites.as_str())];
    play.done(judge, &[&cited[..], &[("at", "-2m")]].concat());
    let told = |state: &crate::domain::incident::Incident| {
        let register = Register::of(state);
        let all = register.entities.iter().map(|one| (one.clone(), register.standing(state, one)));
        all.collect::<Vec<_>>()
    };
    let before = told(&play.state);
    assert_eq!(before.len(), 1);
    let mut other = play.state.clone();
    for _ in 0..3 {
        other.entities.recorded.rotate_left(1);
        other.entities.changed.rotate_left(1);
        other.entities.judged.rotate_left(1);
        assert_eq!(told(&other), before);
        other.entities.recorded.reverse();
        other.entities.changed.reverse();
        assert_eq!(told(&other), before);
    }
}

#[test]
fn fields_offer_the_register_and_know_what_is_not_in_it() {
    let mut play = Play::new();
    play.done(record, &[("entity", "web01"), ("aliases", "shop")]);
    play.done(issue, &[("set", "marks"), ("add", "https://evil.example/a, 10.0.0.1")]);
    play.done(timeline::log, &[("text", "odd"), ("assets", "db02, web01")]);
    let names =
        |kinds: &[&str]| -> Vec<String> { offered(&play.state, kinds).into_iter().map(|one| one.name).collect() };
    assert_eq!(names(KINDS), ["web01", "db02"]);
    assert_eq!(names(&[INDICATOR]), ["hxxps://evil[.]example/a", "10.0.0[.]1"], "broken, as everything that is shown");
    assert_eq!(unknown(&play.state, KINDS, true, "SHOP, db02; mail01, web01"), ["db02", "mail01"]);
    assert_eq!(unknown(&play.state, KINDS, false, "a, b"), ["a, b"]);
    assert_eq!(unknown(&play.state, &[INDICATOR], true, "hxxps://evil[.]example/a, 10.0.0.2"), ["10.0.0.2"]);
    let decision = play.decide(record, &[("entity", "bob@corp.example")]).unwrap();
    assert!(rules(&decision.shortfalls).is_empty());
    let crate::domain::fact::Fact::Entity(EntityFact::Recorded(recorded)) = &decision.facts[0] else { panic!() };
    assert_eq!(recorded.kind, "account", "an address says that it is one");
}
