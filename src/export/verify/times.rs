//! The order of times along each chain: what a laptop that works as it should never writes is a problem; what cannot be told from what is here is a remark.

use std::collections::BTreeMap;

use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::station::StationFact;
use crate::journal::chain::Record;
use crate::journal::problem::{Problem, What};

/// How far a clock may step back unrecorded, milliseconds: what the laptop itself does not take for a jump.
const TOLERANCE: i64 = 2_000;

/// What was found out of order.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// No laptop writes such lines.
    pub(super) problems: Vec<Problem>,
    /// The clock went back, and the record that would say why may be among those whose bodies are not here.
    pub(super) untold: Vec<Problem>,
}

/// Walks each chain. Two rules hold whatever its clock does: before a line whose time is earlier than that of the line before, or in one transaction with it, the
/// program writes that the clock jumped; and within one start of the machine its running time only grows.
pub(super) fn check(of_all: &[Record]) -> Times {
    let mut chains: BTreeMap<StationId, Vec<&Record>> = BTreeMap::new();
    // Lamport time grows along a chain, so its records stand in the order of its lines.
    for record in of_all {
        chains.entry(record.order.1.station).or_default().push(record);
    }
    let mut times = Times::default();
    for records in chains.values() {
        wall(records, &mut times);
        running(records, &mut times);
    }
    times
}

fn wall(records: &[&Record], times: &mut Times) {
    for (number, pair) in records.windows(2).enumerate() {
        let [before, here] = pair else { continue };
        let back = before.recorded_at.millis_since(here.recorded_at);
        if back <= TOLERANCE {
            continue;
        }
        // What one transaction wrote bears one time.
        let together = records.iter().skip(number + 1).take_while(|record| record.recorded_at == here.recorded_at);
        let (mut told, mut hidden) = (false, false);
        for record in together {
            match &record.content {
                Some((_, Fact::Station(StationFact::ClockJumped(_)))) => told = true,
                Some(_) => {}
                None => hidden = true,
            }
        }
        let found = problem(here, What::ClockBack(back / 1_000));
        match (told, hidden) {
            (true, _) => {}
            (false, true) => times.untold.push(found),
            (false, false) => times.problems.push(found),
        }
    }
}

fn running(records: &[&Record], times: &mut Times) {
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    for record in records {
        let Some((boot, mono_ms)) = &record.boot else { continue };
        if last.insert(boot, *mono_ms).is_some_and(|before| before > *mono_ms) {
            times.problems.push(problem(record, What::RunningTimeBack));
        }
    }
}

fn problem(record: &Record, what: What) -> Problem {
    Problem::at(record.order.1.station, record.order.1.seq, what)
}

#[cfg(test)]
#[path = "times_tests.rs"]
mod tests;
