use super::*;
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::mark::Mark;
use crate::domain::station::{Admitted, ClockJumped};
use crate::domain::time::Instant;

const STATION: StationId = StationId(7);

fn at(second: i64) -> Instant {
    Instant::from_millis(1_795_277_220_000 + second * 1_000)
}

/// A line: second on the wall, seconds that the machine ran since it was started under this name, and what it says.
fn line(seq: u64, wall: i64, (boot, ran): (&str, u64), fact: Option<Fact>) -> Record {
    let id = RecordId { station: STATION, seq };
    let meta = Meta {
        id,
        lamport: seq,
        recorded_at: at(wall),
        author: Author::default(),
        zone: "UTC".to_owned(),
        mark: Mark::Green,
        privileged: false,
    };
    let boot = fact.as_ref().map(|_| (boot.to_owned(), ran * 1_000));
    Record { order: (seq, id), recorded_at: at(wall), content: fact.map(|fact| (meta, fact)), boot }
}

fn something() -> Option<Fact> {
    Some(
        Admitted { station: StationId(8), fingerprint: String::new(), label: String::new(), compared: String::new() }
            .into(),
    )
}

fn jumped() -> Option<Fact> {
    Some(ClockJumped { before: at(0), after: at(0), by_ms: -1 }.into())
}

fn found(records: Vec<Record>) -> (Vec<(u64, What)>, Vec<u64>) {
    let times = check(&records);
    let problems = times.problems.into_iter().map(|problem| (problem.seq.unwrap(), problem.what)).collect();
    (problems, times.untold.into_iter().filter_map(|problem| problem.seq).collect())
}

#[test]
fn a_step_back_is_a_problem_unless_a_record_tells_it_or_may_tell_it() {
    let run = |between: Vec<Record>| {
        let first = [line(1, 0, ("a", 1), something()), line(2, 600, ("a", 601), something())];
        found(first.into_iter().chain(between).collect())
    };
    assert_eq!(run(vec![line(3, 598, ("a", 602), something())]), (vec![], vec![]), "two seconds are no jump");
    assert_eq!(run(vec![line(3, 500, ("a", 602), something())]), (vec![(3, What::ClockBack(100))], vec![]));
    // Told by the line itself, or by another one of its transaction; not by a later one.
    assert_eq!(run(vec![line(3, 500, ("a", 602), jumped())]), (vec![], vec![]));
    let with = |second: i64, fact: Option<Fact>| {
        run(vec![line(3, 500, ("a", 602), something()), line(4, second, ("a", 602), fact)])
    };
    assert_eq!(with(500, jumped()), (vec![], vec![]));
    assert_eq!(with(501, jumped()), (vec![(3, What::ClockBack(100))], vec![]));
    // What is not here may have told it.
    assert_eq!(with(500, None), (vec![], vec![3]));
    assert_eq!(run(vec![line(3, 500, ("a", 602), None)]), (vec![], vec![3]));
}

#[test]
fn running_time_grows_within_one_start_of_the_machine() {
    let run = |boot: &str, ran: u64| {
        found(vec![
            line(1, 0, ("a", 100), something()),
            line(2, 50, ("b", 5), something()),
            line(3, 90, (boot, ran), something()),
        ])
    };
    assert_eq!(run("a", 100), (vec![], vec![]));
    assert_eq!(run("c", 1), (vec![], vec![]));
    assert_eq!(run("a", 99), (vec![(3, What::RunningTimeBack)], vec![]));
    assert_eq!(run("b", 4), (vec![(3, What::RunningTimeBack)], vec![]));
}
