//! Reading: the journal whole at opening, and what other processes wrote since.

use super::Case;
use crate::app::clockwatch::Floor;
use crate::app::failure::Failure;
use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::domain::station::StationFact;
use crate::export::origin;
use crate::journal::chain::{self, PART, Reading};
use crate::journal::problem::{Problem, What};
use crate::journal::writer::Position;
use crate::store::casefile::Seen;
use crate::store::{CaseFile, StoreError};

/// Rows and heads of one moment, checked.
pub(super) fn read_whole(file: &CaseFile, own: Option<StationId>) -> Result<(Reading, Seen), Failure> {
    let (mut reader, _, broken) = origin::reader(file)?;
    let (seen, heads) = file.at_one_moment(|file| {
        let seen = file.rows_in_parts(PART, |part| reader.push(part))?;
        Ok::<_, StoreError>((seen, file.heads()?))
    })?;
    let mut reading = reader.finish(own, &heads);
    reading.problems.extend(broken);
    Ok((reading, seen))
}

impl Case {
    /// Takes over what was read.
    pub(super) fn take(&mut self, reading: Reading) {
        // A chain that nobody admitted must not push lamport time to its end.
        let heard = reading.chains.values().filter(|chain| chain.admitted || chain.station == self.station);
        let lamport = heard.map(|chain| chain.lamport).max().unwrap_or(0);
        let mut position = Position::start(self.position.case.clone(), self.station);
        position.lamport = lamport;
        if let Some(own) = reading.chains.get(&self.station) {
            position.seq = own.seq;
            position.head = own.head;
            position.tree = own.tree.clone();
        }
        let own = reading.chains.get(&self.station);
        self.heard = own.and_then(|chain| chain.heard.clone());
        if let Some((at, ..)) = own.and_then(|chain| chain.last.as_ref()) {
            self.watch.wrote(*at);
        }
        self.counts = own.is_some_and(|chain| chain.admitted && chain.forked_at.is_none());
        self.position = position;
        self.others = reading.checkpoints_beside(self.station);
        self.chains = reading.chains.iter().map(|(station, chain)| (*station, chain.seq)).collect();
        self.floor = Floor::default();
        let waiting = reading.waiting();
        self.lines = reading.lines;
        self.problems = reading.problems;
        self.remember();
        let counted = reading.records.iter().filter_map(|record| record.content.as_ref());
        let mut state = Incident::knowing(self.station, counted.map(|(meta, fact)| (meta, fact)));
        state.stations.waiting = waiting;
        state.copy.clone_from(&self.copy);
        // Each record is given back as soon as it is folded.
        for record in reading.records {
            chain::apply(&mut state, &record);
            hear(&mut self.floor, &state, &record, &self.boot);
        }
        self.state = state;
        self.readings += 1;
    }

    /// Compares the file with what this laptop remembers of its own chain.
    pub(super) fn remember(&mut self) {
        let station = self.station.to_string();
        let Some((kept, hash)) = self.memory.kept() else { return };
        // Asked of the file as it is now: another process may have gone on since it was read.
        if !self.file.has_line(&station, kept, &hash).unwrap_or(false) {
            let found = self.position.seq;
            let what = What::RolledBack { kept, found };
            self.problems.push(Problem { station: Some(self.station), seq: Some(found), what });
        }
    }

    /// Takes in what other processes wrote. True when anything came.
    ///
    /// # Errors
    /// A damaged file.
    pub fn refresh(&mut self) -> Result<bool, Failure> {
        // What was known then does not change.
        if self.known.is_some() {
            return Ok(false);
        }
        self.file.in_place()?;
        let version = self.file.version()?;
        if version == self.version {
            return Ok(false);
        }
        let (rows, seen) = self.file.rows_since(self.seen)?;
        // Whatever is not simply the next lines of this laptop's chain is read whole: order, forks and admission are decided there.
        // Rows that were taken out, or put in elsewhere, show in the count: appending alone does neither.
        let count = self.file.count()?;
        let news = !rows.is_empty() || count != self.lines;
        if news && count == self.lines + rows.len() as u64 && self.simply_next(&rows) && self.take_next(&rows) {
            self.seen = seen;
            self.lines = count;
        } else if news {
            self.reread()?;
        }
        self.version = version;
        Ok(news)
    }

    /// Reads the journal whole.
    pub(super) fn reread(&mut self) -> Result<(), Failure> {
        let (reading, seen) = read_whole(&self.file, Some(self.station))?;
        self.take(reading);
        self.seen = seen;
        Ok(())
    }

    /// Takes in what was merged, and remembers this laptop's own chain where the other side had more of it.
    pub(in crate::app) fn take_in_merged(&mut self) -> Result<(), Failure> {
        self.reread()?;
        self.version = self.file.version()?;
        let kept = self.memory.kept().map_or(0, |(seq, _)| seq);
        if self.position.seq > kept {
            let _ = self.memory.keep(self.position.seq, &self.position.head);
        }
        Ok(())
    }

    pub(super) fn simply_next(&self, rows: &[chain::Row]) -> bool {
        let own = self.station.to_string();
        self.counts
            && rows
                .iter()
                .zip(self.position.seq + 1..)
                .all(|(row, next)| row.station == own && u64::try_from(row.seq) == Ok(next))
    }

    /// Folds the next lines of this laptop's own chain, written by another of its processes. False when one does not fit.
    pub(super) fn take_next(&mut self, rows: &[chain::Row]) -> bool {
        let Some((records, position)) = chain::follow(&self.position, rows) else { return false };
        let facts = records.iter().filter_map(|record| record.content.as_ref());
        if facts.into_iter().any(|(_, fact)| self.state.restates_history(fact)) {
            return false;
        }
        for record in &records {
            chain::apply(&mut self.state, record);
            hear(&mut self.floor, &self.state, record, &self.boot);
            self.watch.wrote(record.recorded_at);
        }
        self.position = position;
        self.chains.insert(self.station, self.position.seq);
        true
    }
}

/// Lets the floor hear of a record that was just folded; monotonic times of other boots say nothing here.
fn hear(floor: &mut Floor, state: &Incident, record: &chain::Record, boot: &str) {
    // A reference that was read says more about time than any record before it.
    if let Some((_, Fact::Station(StationFact::ClockChecked(_)))) = &record.content {
        *floor = Floor::default();
    }
    let mono = record.boot.as_ref().filter(|(known, _)| known == boot).map(|(_, mono)| *mono);
    let offset = state.stations.offset_ms(record.order.1.station).unwrap_or(0);
    floor.hear(record.recorded_at.plus_millis(offset), mono);
}
