use super::*;
use crate::domain::time::Instant;

fn id(seq: u64) -> RecordId {
    RecordId { station: StationId(7), seq }
}

fn meta(seq: u64) -> Meta {
    Meta {
        id: id(seq),
        lamport: seq,
        recorded_at: Instant::from_millis(1_795_277_220_000),
        author: Author::default(),
        zone: "UTC".to_owned(),
        mark: Mark::Amber,
        privileged: false,
    }
}

fn started(number: u32) -> Started {
    Started {
        number,
        name: format!("wr-1_x{number:04}"),
        destination: Destination::default(),
        machine: String::new(),
        audience: Mark::Amber,
        phones: false,
        with_evidence: false,
        court: false,
        sealed: false,
        sealing: None,
        exposed: None,
        reason: String::new(),
        forced: Vec::new(),
        process: String::new(),
    }
}

fn finished(begun: u64) -> Finished {
    Finished {
        begun: id(begun),
        tag_manifest: "ab".repeat(32),
        case_head: "cd".repeat(32),
        records: 9,
        files: 3,
        bytes: 10,
        withheld: BTreeMap::new(),
        privileged: 0,
        phones: 0,
        attachments: 0,
        exhibits: 0,
        reread: true,
        since: None,
        added: 9,
        took: 1,
        sealed: None,
    }
}

fn failed(begun: u64) -> Failed {
    Failed {
        begun: id(begun),
        step: "read-back".to_owned(),
        path: "x".to_owned(),
        why: "differs".to_owned(),
        errno: None,
        left: "x.partial".to_owned(),
    }
}

#[test]
fn an_export_keeps_its_number_and_its_first_end() {
    let mut exports = Exports::default();
    assert_eq!(exports.next_number(), 1);
    exports.apply(&meta(1), &ExportFact::Started(Box::new(started(1))));
    assert_eq!(exports.open(StationId(7)).count(), 1);
    exports.apply(&meta(2), &ExportFact::Failed(Box::new(failed(1))));
    // A second console that takes it for finished comes too late.
    exports.apply(&meta(3), &ExportFact::Finished(Box::new(finished(1))));
    assert_eq!((exports.made[0].state(), exports.next_number()), ("failed", 2));
    assert!(exports.last_finished().is_none());
    exports.apply(&meta(4), &ExportFact::Started(Box::new(started(2))));
    exports.apply(&meta(5), &ExportFact::Finished(Box::new(finished(4))));
    exports.apply(&meta(6), &ExportFact::Failed(Box::new(failed(4))));
    assert_eq!(exports.last_finished().map(|(export, _)| export.id), Some(id(4)));
    assert_eq!((exports.made[1].state(), exports.open(StationId(7)).count()), ("finished", 0));
}

#[test]
fn an_export_that_somebody_ended_is_not_said_to_have_failed() {
    let said = |step: &str| {
        let mut exports = Exports::default();
        exports.apply(&meta(1), &ExportFact::Started(Box::new(started(1))));
        let failed = Failed { step: step.to_owned(), ..failed(1) };
        let act = exports.apply(&meta(2), &ExportFact::Failed(Box::new(failed)));
        crate::library::lang::Lang::english().say(&act.text, crate::domain::mark::Audience(Mark::Red))
    };
    assert_eq!(said("cancelled"), "export 1 cancelled by somebody: nothing of it is a finished folder");
    assert!(said("cut-off").starts_with("export 1 cut off, the program that wrote it ended"));
    assert_eq!(said("read-back"), "export 1 FAILED at reading it back: differs");
}

#[test]
fn plain_above_green_or_with_people_asks_why_and_nothing_else_does() {
    let state = Incident::default();
    let short = |started: &Started| shortfalls(&state, started).iter().map(|short| short.rule.id()).collect::<Vec<_>>();
    assert_eq!(short(&started(1)), ["X-01"]);
    assert!(short(&Started { reason: "evidence storage".to_owned(), ..started(1) }).is_empty());
    assert!(short(&Started { sealed: true, ..started(1) }).is_empty());
    let exposed = |people, mark, phones| Started { exposed: Some(Exposed { people, mark }), phones, ..started(1) };
    let asked = |started: &Started| (grounds(&state, started), !short(started).is_empty());
    // What counts is what goes out, not for whom it is made.
    assert_eq!(asked(&exposed(0, Some(Mark::Green), false)), (Vec::new(), false));
    assert_eq!(asked(&exposed(0, None, false)), (Vec::new(), false));
    assert_eq!(asked(&exposed(0, Some(Mark::Amber), false)), (vec![Ground::Mark(Mark::Amber)], true));
    assert_eq!(asked(&exposed(3, Some(Mark::Clear), false)), (vec![Ground::People(3)], true));
    assert_eq!(asked(&exposed(0, None, true)), (vec![Ground::Phones], true));
    assert!(short(&Started { audience: Mark::Green, ..started(1) }).is_empty());
    assert_eq!(short(&Started { audience: Mark::Green, phones: true, ..started(1) }), ["X-01"]);
}
