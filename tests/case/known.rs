//! A case as it was known at an instant is the case whose file ends there.

use proptest::prelude::*;
use warroom::app::case::Case;
use warroom::domain::fact::Fact;
use warroom::domain::incident::Incident;
use warroom::domain::time::Instant;
use warroom::journal::chain::{self, Until};

use super::journal::{config, files, step};
use super::support::{World, rows_as_read, run};

/// The state of a case file that holds only the first lines, and of what is privileged by all of them.
fn ended_at(case: &Case, lines: usize) -> Incident {
    let mut rows = rows_as_read(case.path());
    let whole = chain::read(rows.clone(), &[]);
    rows.truncate(lines);
    let reading = chain::read(rows, &[]);
    let facts = |reading: &chain::Reading| {
        reading.records.iter().filter_map(|record| record.content.clone()).collect::<Vec<_>>()
    };
    let (then, all) = (facts(&reading), facts(&whole));
    let mut state = Incident::knowing(case.state().station, then.iter().map(|(meta, fact)| (meta, fact)));
    // What is privileged by now is so in every view of the case.
    let claims = all.iter().filter(|(meta, fact)| matches!(fact, Fact::Privilege(_)) && !case.state().struck(meta.id));
    state.learn_later(claims.map(|(meta, fact)| (meta, fact)));
    for record in &reading.records {
        chain::apply(&mut state, record);
    }
    state
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn any_cut_is_the_state_of_a_file_that_ends_there(seed in any::<u64>(), steps in prop::collection::vec(any::<u64>(), 1..25)) {
        let world = World::new(seed);
        let files = files(&world);
        let mut case = world.case();
        for one in steps {
            let _ = step(&mut case, &world, &files, one);
        }
        // Bytes that are gone now cannot be read as they were.
        prop_assume!(case.state().excisions.made.is_empty());
        // A file that ends there is one chain's; the reserve station of a safety copy has another.
        prop_assume!(case.state().stations.opened.len() == 1);
        let reading = chain::read(rows_as_read(case.path()), &[]);
        let lines = reading.records.len();
        for record in &reading.records {
            let (_, id) = record.order;
            let then = case.past(Until::Record(id)).open().unwrap();
            let seq = usize::try_from(id.seq).unwrap();
            prop_assert!(*then.state() == ended_at(&case, seq), "cut at {id}");
            prop_assert_eq!(then.head().0, id.seq);
            prop_assert_eq!(then.known().unwrap().records + then.known().unwrap().later, lines);
        }
        // By instants: whatever the laptop's clock did, a later instant never shows less.
        let mut instants: Vec<Instant> = reading.records.iter().map(|record| record.recorded_at).collect();
        instants.extend(instants.clone().iter().map(|at| at.plus_millis(-1)));
        instants.sort_unstable();
        let mut known = 0;
        for at in instants {
            let Ok(then) = case.past(Until::Instant(at)).open() else {
                prop_assert_eq!(known, 0);
                continue;
            };
            let count = then.known().unwrap().records;
            prop_assert!(count >= known && *then.state() == ended_at(&case, count));
            prop_assert_eq!(then.countdown_now(), at);
            known = count;
        }
    }
}

#[test]
fn what_was_struck_corrected_or_judged_later_is_not_yet() {
    let world = World::new(3);
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "T")]).unwrap();
    let record = run(&mut case, "log", &[("text", "host db-1 beacons"), ("status", "suspected")]).unwrap();
    let record = record.last().unwrap().clone();
    world.clock.pass(60_000);
    let then = world.env.clock.now();
    world.clock.pass(60_000);
    let seq = record.split('.').next_back().unwrap().to_owned();
    run(&mut case, "judge", &[("record", &seq), ("status", "refuted"), ("reason", "a probe")]).unwrap();
    run(&mut case, "strike", &[("record", &seq), ("reason", "the wrong host")]).unwrap();
    let known = case.past(Until::Instant(then)).open().unwrap();
    let id = known.state().record_named(&seq).unwrap();
    assert!(case.state().struck(id) && !known.state().struck(id));
    assert_eq!(known.state().timeline.line(id).unwrap().status(), "suspected");
    assert_eq!(case.state().timeline.line(id).unwrap().status(), "refuted");
    let mut known = known;
    assert!(!known.writable());
    let refused = run(&mut known, "log", &[("text", "from the future")]).unwrap_err();
    assert!(refused.contains("as it was known then"), "{refused}");
    assert!(!known.refresh().unwrap());
}

#[test]
fn an_instant_is_typed_as_a_time_or_a_record_and_lies_within_the_case() {
    let world = World::new(4);
    let mut case = world.case();
    world.clock.pass(3_600_000);
    let record = run(&mut case, "declare", &[("title", "T")]).unwrap();
    let id = case.state().record_named(record.last().unwrap()).unwrap();
    let now = world.env.clock.now();
    assert_eq!(case.until("-10m").unwrap(), Until::Instant(now.plus_minutes(-10)));
    assert_eq!(case.until(&format!("#{}", id.seq)).unwrap(), Until::Record(id));
    assert_eq!(case.until(&id.to_string()).unwrap(), Until::Record(id));
    for (typed, why) in [("+2h", "has not come yet"), ("#900", "is neither a time"), ("x\u{1b}[2J", "<U+001B>")] {
        let failure = case.until(typed).unwrap_err().to_string();
        assert!(failure.contains(why), "{failure}");
    }
    let before = case.past(Until::Instant(now.plus_hours(-5))).open().unwrap_err().to_string();
    assert!(before.contains("nothing was known then"), "{before}");
}

#[test]
fn a_body_taken_out_since_says_so_and_shows_nothing() {
    let world = World::new(5);
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "T")]).unwrap();
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name)]).unwrap();
    }
    let line = run(&mut case, "log", &[("text", "the key is AKIA1234")]).unwrap();
    let seq = line.last().unwrap().split('.').next_back().unwrap().to_owned();
    let id = case.state().record_named(&seq).unwrap();
    world.clock.pass(60_000);
    let hands = [
        ("person", "Mara Okafor"),
        ("presence", "wet-ink"),
        ("presence-ref", "slip 1, safe"),
        ("second", "Tom Reed"),
        ("second-presence", "wet-ink"),
        ("second-presence-ref", "slip 2, safe"),
    ];
    let why = [("record", &*seq), ("ground", "live-secrets"), ("authority", "order 7"), ("reason", "a live key")];
    run(&mut case, "excise", &[&why[..], &hands[..]].concat()).unwrap();
    let then = case.past(Until::Record(id)).open().unwrap();
    assert!(then.state().excisions.of(id).is_some());
    let words = format!("{:?}", then.state().timeline.line(id).unwrap());
    assert!(words.contains("act-taken-out") && !words.contains("AKIA"), "{words}");
}
