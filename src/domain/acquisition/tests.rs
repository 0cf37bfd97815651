use super::*;
use crate::domain::fact::Author;
use crate::domain::mark::Mark;
use crate::domain::time::Instant;

fn meta(seq: u64) -> Meta {
    Meta {
        id: RecordId { station: StationId(1), seq },
        lamport: seq,
        recorded_at: Instant::from_millis(0),
        author: Author::default(),
        zone: "UTC".into(),
        mark: Mark::Amber,
        privileged: false,
    }
}

fn begun() -> Begun {
    serde_json::from_str(
        r#"{"survey":{"source":{"given":"/dev/sdb","opened":"/dev/sdb","kind":"block-device","size":4096,"medium":{"name":"sdb","vendor":"","model":"",
        "serial":"","bus":"usb"},"logical_sector":512,"physical_sector":512,"table":"none","partitions":[],"encryption":[],"hidden":"not-examined","holders":[]},
        "uses":[],"automount":{"state":"unknown","programs":[],"points":0},"destination":{"directory":"/mnt","fs":"ext4","medium":{"name":"","vendor":"",
        "model":"","serial":"","bus":""},"free":9,"total":9,"entries":0}},"examiner":{"name":"K. Adeyemi"},"competence":"","blocker":"","method":"","purpose":"","description":"","origin":"",
        "anyway":"","image":"/mnt/i.dd","tool":"t","retries":3,"meaning":[],"process":"b-1-x"}"#,
    )
    .unwrap()
}

fn ended(seq: u64, state: &str) -> AcquisitionFact {
    let id = |seq| RecordId { station: StationId(1), seq };
    AcquisitionFact::Ended(Box::new(Ended {
        begun: id(seq),
        state: state.into(),
        started: Instant::from_millis(0),
        ended: Instant::from_millis(1),
        read: 4096,
        ranges: 2,
        unreadable: 1024,
        map: Vec::new(),
        recovered: 0,
        image_sha256: "ab".repeat(32),
        segments: Vec::new(),
        log: String::new(),
        log_sha256: String::new(),
        why: String::new(),
        exhibit: Some(id(9)),
    }))
}

#[test]
fn what_has_no_end_was_cut_off() {
    let mut all = Acquisitions::default();
    assert!(all.apply(&meta(1), &AcquisitionFact::Begun(Box::new(begun()))).is_some());
    assert_eq!(all.made[0].state(), "aborted");
    assert_eq!((all.open(StationId(1)).count(), all.open(StationId(2)).count()), (1, 0));
    assert!(all.apply(&meta(2), &ended(1, "whole")).is_some());
    assert_eq!((all.made[0].state(), all.open(StationId(1)).count()), ("whole", 0));
    // The end that was recorded first stands, and an unknown one is none.
    all.apply(&meta(3), &ended(1, "aborted"));
    assert_eq!(all.made[0].state(), "whole");
    all.apply(&meta(4), &AcquisitionFact::Begun(Box::new(begun())));
    all.apply(&meta(5), &ended(4, "splendid"));
    assert_eq!(all.made[1].state(), "aborted");
    assert!(all.apply(&meta(6), &ended(77, "whole")).is_none());
}

#[test]
fn an_incomplete_image_earns_nothing_and_a_whole_one_does() {
    let exhibit = RecordId { station: StationId(1), seq: 9 };
    for (state, short) in [("incomplete", true), ("whole", false)] {
        let mut all = Acquisitions::default();
        all.apply(&meta(1), &AcquisitionFact::Begun(Box::new(begun())));
        all.apply(&meta(2), &ended(1, state));
        assert_eq!(all.shortfall(exhibit).map(|short| short.rule), short.then_some(Rule::ImageIncomplete));
        assert_eq!(all.of(exhibit).map(Acquisition::state), Some(state));
    }
}
