//! What is in order follows what counts: an import that comes in is built, one that is struck is let go, a clock builds nothing.

use std::sync::Arc;

use super::*;
use crate::domain::artefact::Artefact;
use crate::domain::play::Play;
use crate::domain::rows::{ClockDeclared, Part};
use crate::jobs::rows::order::Place;
use crate::journal::hex;
use crate::library::foreign::Counts;
use crate::library::foreign::shelf::Packer;
use crate::store::CaseFile;

fn imported(file: &CaseFile, times: &[i64]) -> Imported {
    let mut packer = Packer::default();
    for (line, at) in (1..).zip(times) {
        let row = format!(
            r#"{{"line":{line},"time":{{"text":"{at}","zone_from":"format","precision":"second","at":{at}}},"what":"row at {at}"}}"#
        );
        assert!(packer.add(row.as_bytes()).unwrap().is_none());
    }
    let bytes = packer.finish().unwrap().unwrap();
    let stored = file.put_aside(&bytes, [7; 16], "b").unwrap();
    let artefact = Artefact {
        name: "rows-001.jsonl.gz".to_owned(),
        path: String::new(),
        size: bytes.len() as u64,
        sha256: hex(&stored.sha256),
        commitment: hex(&stored.commitment),
        stored: true,
    };
    let kept = times.len() as u64;
    let part = Part {
        sheet: String::new(),
        format: "table".to_owned(),
        mappings: Vec::new(),
        counts: Counts { read: kept, kept, ..Counts::default() },
        aside: BTreeMap::new(),
        first: None,
        last: None,
        undated: 0,
        noted: BTreeMap::new(),
    };
    Imported {
        exhibit: RecordId::default(),
        name: "x.csv".to_owned(),
        sha256: hex(&stored.sha256),
        size: 9,
        packed: String::new(),
        encoding: "utf8".to_owned(),
        zone: String::new(),
        parts: vec![part],
        rows_sha256: String::new(),
        rows: vec![artefact],
        refused: Vec::new(),
        ahead_ms: None,
        again: String::new(),
        took_ms: 1,
    }
}

/// The rows in order, as their import and their time as read.
fn told(order: &Order) -> Vec<(RecordId, i64)> {
    let places = order.page(0, 99).unwrap();
    let rows = order.read(&places).unwrap();
    rows.into_iter().flatten().map(|row| (row.import, row.row.time.at.unwrap_or(0))).collect()
}

#[test]
fn what_is_in_order_follows_what_counts() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("c.warroom");
    let file = CaseFile::create(&path).unwrap();
    let orders = Orders { shelves: Arc::new(Shelves::new(&path)), runs: Arc::default() };
    let mut play = Play::new();
    assert!(!orders.lacks(&play.state) && orders.order(&play.state, &[]).unwrap().is_empty());
    let first = play.fact(imported(&file, &[3_000, 1_000]));
    assert!(orders.lacks(&play.state) && orders.order(&play.state, &[]).is_none());
    let build = |play: &Play| {
        let handle = Handle::new();
        orders.build(&Orders::imports(&play.state), &handle).unwrap();
        assert!(!orders.lacks(&play.state));
        assert_eq!(Some(handle.progress().done()), handle.progress().total());
        handle.progress().done()
    };
    assert!(build(&play) > 0);
    assert_eq!(told(&orders.order(&play.state, &[]).unwrap()), [(first, 1_000), (first, 3_000)]);
    let before = Arc::clone(&orders.runs()[&first]);

    // Only what came in is built.
    let second = play.fact(imported(&file, &[2_000, 4_000]));
    assert!(orders.lacks(&play.state));
    assert_eq!(build(&play), Orders::imports(&play.state).0[1].bytes);
    assert!(Arc::ptr_eq(&before, &orders.runs()[&first]));
    let all = [(first, 1_000), (second, 2_000), (first, 3_000), (second, 4_000)];
    assert_eq!(told(&orders.order(&play.state, &[]).unwrap()), all);

    // A clock builds nothing; records stand among the rows.
    let clock = play.fact(ClockDeclared { import: second, ahead_ms: 1_500, why: "compared".to_owned() });
    assert!(!orders.lacks(&play.state));
    let order = orders.order(&play.state, &[2_500, 0]).unwrap();
    assert_eq!(told(&order), [(second, 2_000), (first, 1_000), (second, 4_000), (first, 3_000)]);
    let row = |import, ordinal| Place::Row { import, ordinal };
    let places = [Place::Record(1), row(1, 0), row(0, 1), Place::Record(0), row(1, 1), row(0, 0)];
    assert_eq!(order.page(0, 9).unwrap(), places);
    assert_eq!((order.import(1), order.import(2)), (Some(second), None));
    play.strike(clock);
    assert_eq!(told(&orders.order(&play.state, &[]).unwrap()), all);

    // A struck import is let go; what was shown before stays readable for whoever holds it.
    play.strike(first);
    assert!(orders.lacks(&play.state));
    assert_eq!(told(&orders.order(&play.state, &[]).unwrap()), [(second, 2_000), (second, 4_000)]);
    assert_eq!(build(&play), 0);
    assert_eq!(orders.runs().keys().collect::<Vec<_>>(), [&second]);
    assert_eq!(told(&order).len(), 4);

    // One whose bytes are gone is told; what is in order stays.
    let third = play.fact(imported(&file, &[5_000]));
    let connection = rusqlite::Connection::open(&path).unwrap();
    let gone = imported(&file, &[6_000]);
    let digest = gone.rows[0].sha256.clone();
    play.fact(gone);
    assert!(connection.execute("DELETE FROM attachment WHERE lower(hex(sha256)) = ?1", [digest]).unwrap() > 0);
    let failure = orders.build(&Orders::imports(&play.state), &Handle::new()).unwrap_err();
    assert!(matches!(failure, Failure::Order(Trouble::Damaged { .. })), "{failure}");
    assert_eq!(orders.runs().keys().collect::<Vec<_>>(), [&second, &third]);
    assert!(orders.order(&play.state, &[]).is_none());
}
