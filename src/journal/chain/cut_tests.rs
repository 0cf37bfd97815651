//! When lines were written, and which chains had been admitted by then.

use super::*;
use crate::domain::fact::{Author, Meta};
use crate::domain::mark::Mark;
use crate::domain::station::{Admitted, ClockChecked, ClockJumped, ClockUnchecked};
use crate::domain::time::{How, When};
use crate::journal::chain::new_chain;

const US: StationId = StationId(1);
const THEM: StationId = StationId(2);

fn at(minute: i64) -> Instant {
    Instant::parse_rfc3339("2026-11-24T08:00:00Z").unwrap().plus_minutes(minute)
}

/// A line of a chain: number, minute shown by the laptop's clock, minute of the monotonic clock, what it says.
fn line(station: StationId, seq: u64, shown: i64, mono: u64, fact: impl Into<Fact>) -> Record {
    let id = RecordId { station, seq };
    let meta = Meta {
        id,
        lamport: seq,
        recorded_at: at(shown),
        author: Author::default(),
        zone: "UTC".to_owned(),
        mark: Mark::AmberStrict,
        privileged: false,
    };
    let boot = Some(("one".to_owned(), mono * 60_000));
    Record { order: (seq, id), recorded_at: at(shown), content: Some((meta, fact.into())), boot }
}

fn checked(offset: i64) -> ClockChecked {
    let reference =
        When { at: at(0), typed: String::new(), zone: "UTC".to_owned(), offset_minutes: 0, how: How::ReferenceClock };
    ClockChecked {
        reference,
        laptop: at(0),
        offset_ms: offset * 60_000,
        source: String::new(),
        read_by: Author::default(),
    }
}

fn minutes(chain: &[Record]) -> Vec<i64> {
    let chain: Vec<&Record> = chain.iter().collect();
    written(&chain, |_| true).into_iter().map(|time| time.millis_since(at(0)) / 60_000).collect()
}

fn nothing() -> ClockUnchecked {
    ClockUnchecked {}
}

#[test]
fn a_clock_that_was_set_back_is_carried_on() {
    let chain = [line(US, 1, 0, 0, nothing()), line(US, 2, -120, 10, nothing()), line(US, 3, -110, 20, nothing())];
    assert_eq!(minutes(&chain), [0, 10, 20]);
    // Over a start of the machine only that no line is earlier than the one before it is known.
    let mut chain = chain;
    for line in &mut chain[1..] {
        line.boot = Some(("two".to_owned(), 0));
    }
    assert_eq!(minutes(&chain), [0, 0, 0]);
}

#[test]
fn a_reference_corrects_what_follows_and_shows_what_was_ahead() {
    // The clock is half an hour slow, and a reference says so.
    let slow = [line(US, 1, 0, 0, nothing()), line(US, 2, 5, 5, checked(30)), line(US, 3, 6, 6, nothing())];
    assert_eq!(minutes(&slow), [0, 35, 36]);
    // It is two hours fast: the line before the reference was not written after it.
    let fast = [line(US, 1, 120, 0, nothing()), line(US, 2, 125, 5, checked(-120)), line(US, 3, 126, 6, nothing())];
    assert_eq!(minutes(&fast), [5, 5, 6]);
    // A reference that was struck says nothing.
    let chain: Vec<&Record> = fast.iter().collect();
    let struck = written(&chain, |id| id.seq != 2);
    assert_eq!(struck, [at(120), at(125), at(126)]);
}

#[test]
fn what_was_measured_is_carried_over_a_jump() {
    let jump = ClockJumped { before: at(10), after: at(-50), by_ms: -60 * 60_000 };
    let chain = [line(US, 1, 0, 0, checked(0)), line(US, 2, -50, 10, jump), line(US, 3, -40, 20, nothing())];
    assert_eq!(minutes(&chain), [0, 10, 20]);
}

fn reading(records: Vec<Record>) -> Reading {
    let mut reading = Reading { founder: Some(US), ..Reading::default() };
    for station in [US, THEM] {
        let mut chain = new_chain(station);
        chain.fingerprint = format!("key of {station}");
        chain.admitted = true;
        reading.chains.insert(station, chain);
    }
    reading.records = records;
    reading.records.sort_by_key(|record| record.order);
    reading
}

#[test]
fn another_laptop_counts_from_its_admission_on_and_what_it_wrote_before_is_counted() {
    let admitted = Admitted {
        station: THEM,
        fingerprint: format!("key of {THEM}"),
        label: String::new(),
        compared: String::new(),
    };
    let all = || {
        let theirs = [line(THEM, 1, 1, 1, nothing()), line(THEM, 2, 9, 9, nothing()), line(THEM, 3, 12, 12, nothing())];
        let ours =
            [line(US, 1, 0, 0, nothing()), line(US, 2, 10, 10, admitted.clone()), line(US, 3, 20, 20, nothing())];
        reading(theirs.into_iter().chain(ours).collect())
    };
    let seqs = |reading: &Reading| -> Vec<(u64, u64)> {
        reading.records.iter().map(|record| (record.order.1.station.0, record.order.1.seq)).collect()
    };
    let mut before = all();
    let cut = before.cut(Until::Instant(at(9))).unwrap();
    assert_eq!(seqs(&before), [(1, 1)]);
    assert_eq!(cut.unheard, BTreeMap::from([(THEM, 2)]));
    let mut after = all();
    let cut = after.cut(Until::Instant(at(11))).unwrap();
    assert_eq!(seqs(&after), [(1, 1), (2, 1), (1, 2), (2, 2)]);
    assert!(cut.unheard.is_empty());
    // By a record: it is the last of its chain, and the others end with its instant.
    let mut of_theirs = all();
    let cut = of_theirs.cut(Until::Record(RecordId { station: THEM, seq: 3 })).unwrap();
    assert_eq!((cut.at, cut.last[&US], cut.last[&THEM]), (at(12), 2, 3));
    assert_eq!(all().cut(Until::Instant(at(-1))), Err(NoCut::Before(at(0))));
    let unknown = Until::Record(RecordId { station: THEM, seq: 9 });
    assert_eq!(all().cut(unknown), Err(NoCut::NoSuchRecord));
}
