//! What a journal held at an instant: of each chain the lines that had been written by then, and nothing that came after.

use std::collections::BTreeMap;

use super::{Reading, Record};
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::station::StationFact;
use crate::domain::time::Instant;

/// Up to where a journal is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Everything that had been recorded at an instant.
    Instant(Instant),
    /// Everything that had been recorded when a record was made, and that record.
    Record(RecordId),
}

/// Where a journal was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The instant: the one asked for, or that of the record asked for.
    pub at: Instant,
    /// The last number of each chain that counted then.
    pub last: BTreeMap<StationId, u64>,
    /// Lines of chains that count now and were not admitted then, by chain: written by that instant, and unknown to the case.
    pub unheard: BTreeMap<StationId, u64>,
}

/// Why there is nothing to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCut {
    /// The record is not among those that count.
    NoSuchRecord,
    /// The case was founded later than the instant: when.
    Before(Instant),
}

/// When the lines of one chain were written, in their order: by the laptop's clock as corrected by the last reference that was read on it (and still stands)
/// before the line, carried on over a clock that was set back. A line is never later than one that stands behind it in the same chain: a reference that shows
/// the clock to have been ahead says so of the lines before it too.
fn written(chain: &[&Record], stands: impl Fn(RecordId) -> bool) -> Vec<Instant> {
    let mut offset = 0_i64;
    let mut checked = false;
    let mut latest: Option<Instant> = None;
    // How far time was ahead of the monotonic clock of one start of the machine.
    let mut ahead: Option<(&str, i64)> = None;
    let mut times = Vec::with_capacity(chain.len());
    for record in chain {
        match &record.content {
            Some((meta, Fact::Station(StationFact::ClockChecked(check)))) if stands(meta.id) => {
                (offset, checked) = (check.offset_ms, true);
                (latest, ahead) = (None, None);
            }
            // What was measured before the jump is carried over it.
            Some((_, Fact::Station(StationFact::ClockJumped(jump)))) if checked => {
                offset = offset.saturating_sub(jump.by_ms);
            }
            _ => {}
        }
        let mono = record.boot.as_ref().and_then(|(boot, mono)| Some((boot.as_str(), i64::try_from(*mono).ok()?)));
        let shown = record.recorded_at.plus_millis(offset);
        let carried = match (ahead, mono) {
            (Some((known, ahead)), Some((boot, mono))) if known == boot => {
                Some(Instant::from_millis(ahead.saturating_add(mono)))
            }
            _ => None,
        };
        let at = [latest, carried].into_iter().flatten().fold(shown, Instant::max);
        latest = Some(at);
        if let Some((boot, mono)) = mono {
            let now = at.millis().saturating_sub(mono);
            let before = ahead.filter(|(known, _)| *known == boot).map(|(_, ahead)| ahead);
            ahead = Some((boot, before.map_or(now, |before| before.max(now))));
        }
        times.push(at);
    }
    let mut next = Instant::MAX;
    for at in times.iter_mut().rev() {
        next = next.min(*at);
        *at = next;
    }
    times
}

impl Reading {
    /// Leaves of the records that count those that had been recorded by then, in the order they had. A chain counts from the record that admits it on, not
    /// before: what another laptop had written by then is counted in [`Cut::unheard`].
    ///
    /// # Errors
    /// [`NoCut`]; then nothing was left out.
    pub fn cut(&mut self, until: Until) -> Result<Cut, NoCut> {
        let facts = self.records.iter().filter_map(|record| record.content.as_ref());
        let present = Incident::knowing(StationId::default(), facts.map(|(meta, fact)| (meta, fact)));
        let mut chains: BTreeMap<StationId, Vec<&Record>> = BTreeMap::new();
        for record in &self.records {
            chains.entry(record.order.1.station).or_default().push(record);
        }
        let mut times: BTreeMap<StationId, Vec<(u64, Instant)>> = BTreeMap::new();
        for (station, mut chain) in chains {
            chain.sort_by_key(|record| record.order.1.seq);
            let written = written(&chain, |id| !present.struck(id));
            times.insert(station, chain.iter().map(|record| record.order.1.seq).zip(written).collect());
        }
        let of = |id: RecordId| times.get(&id.station)?.iter().find(|(seq, _)| *seq == id.seq).map(|(_, at)| *at);
        let at = match until {
            Until::Instant(at) => at,
            Until::Record(id) => of(id).ok_or(NoCut::NoSuchRecord)?,
        };
        let mut by_then: BTreeMap<StationId, u64> = BTreeMap::new();
        for (station, lines) in &times {
            let last = match until {
                Until::Record(id) if id.station == *station => Some(id.seq),
                _ => lines.iter().take_while(|(_, written)| *written <= at).last().map(|(seq, _)| *seq),
            };
            by_then.extend(last.map(|last| (*station, last)));
        }
        let last = self.admitted_by(&by_then);
        if last.is_empty() {
            let first = self.founder.and_then(|founder| times.get(&founder)?.first().map(|(_, at)| *at));
            return Err(NoCut::Before(first.unwrap_or(at)));
        }
        let unheard = by_then.iter().filter(|(station, _)| !last.contains_key(station));
        let unheard = unheard.map(|(station, last)| (*station, *last)).collect();
        self.records.retain(|record| last.get(&record.order.1.station).is_some_and(|last| record.order.1.seq <= *last));
        Ok(Cut { at, last, unheard })
    }

    /// Of the ends of all chains those of the chains that were admitted within them, from the founding chain on.
    fn admitted_by(&self, ends: &BTreeMap<StationId, u64>) -> BTreeMap<StationId, u64> {
        let mut counted: BTreeMap<StationId, u64> = BTreeMap::new();
        let mut found: Vec<StationId> = self.founder.into_iter().collect();
        while let Some(station) = found.pop() {
            let Some(end) = ends.get(&station) else { continue };
            if counted.insert(station, *end).is_some() {
                continue;
            }
            let heard =
                self.records.iter().filter(|record| record.order.1.station == station && record.order.1.seq <= *end);
            for record in heard {
                let Some((_, Fact::Station(StationFact::Admitted(admitted)))) = &record.content else { continue };
                let chain = self.chains.get(&admitted.station);
                if chain.is_some_and(|chain| chain.fingerprint == admitted.fingerprint) {
                    found.push(admitted.station);
                }
            }
        }
        counted
    }
}

#[cfg(test)]
#[path = "cut_tests.rs"]
mod tests;
