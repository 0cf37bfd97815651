//! Reading a journal part by part, on several threads.

use super::standing::{account_for_empty_bodies, admit, check_heads};
use super::{Head, Reading, Record, Row, take};
use crate::domain::id::{RecordId, StationId};
use crate::journal::body::Body;
use crate::journal::line::{Envelope, LineError, line_hash, sha256};
use crate::journal::merkle::{Hash, leaf_hash};
use crate::journal::problem::{Problem, What};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// Reads and checks all rows, which come ordered by station and number, and the signed heads.
#[must_use]
pub fn read(rows: impl IntoIterator<Item = Row>, heads: &[Head]) -> Reading {
    let mut reader = Reader::default();
    let mut rows = rows.into_iter();
    loop {
        let part: Vec<Row> = rows.by_ref().take(PART).collect();
        if part.is_empty() {
            return reader.finish(None, heads);
        }
        reader.push(part);
    }
}

/// Rows of one part. Smaller ones cost more threads than they bring.
pub const PART: usize = 2_000;
/// More threads than this wait for memory, not for each other.
const MOST_THREADS: usize = 8;

/// Reads a journal part by part. Hashing and parsing is most of the work of opening a case and no row needs another for it, so other threads look at parts
/// while the next one comes out of the file; and the bytes of a part are given back before the last one is there.
#[derive(Default)]
pub struct Reader {
    reading: Reading,
    records: BTreeMap<StationId, Vec<Record>>,
    /// Parts that are being looked at, in order.
    ahead: VecDeque<JoinHandle<Vec<Look>>>,
    /// Rows that share the last number seen so far: the next part may begin with another.
    same_number: Vec<Look>,
    /// Which bodies may be missing from these rows without a record that explains it.
    missing: Missing,
    /// Chains whose last line in the export was met at its place.
    met: BTreeSet<StationId>,
}

/// Which bodies may be missing without a record that explains it.
#[derive(Default)]
pub(super) enum Missing {
    /// None: a case file.
    #[default]
    None,
    /// Any; who reads accounts for them: a case folder.
    Any,
    /// Those that an export withheld: a case file that was made from it.
    Withheld(Withholding),
}

/// Bodies that an export withheld from its readers, as it says under its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withholding {
    /// Id of the case.
    pub case: String,
    /// The public key that signed the export, OpenSSH form without comment. It explains nothing unless it is that of a station which counts.
    pub key: String,
    /// The records.
    pub bodies: BTreeSet<RecordId>,
    /// The last line of each chain in the export, by its number and hash: the papers speak of these lines and of those before them, so of any other journal they
    /// explain nothing.
    pub heads: BTreeMap<StationId, (u64, Hash)>,
}

impl Reader {
    /// For the rows of a case folder, from which bodies may have been withheld: an empty body that no record explains is no problem of the chain.
    /// [`Reading::unexplained`] names them, and whoever reads holds them against what the folder says was withheld.
    #[must_use]
    pub fn of_a_folder() -> Self {
        Reader { missing: Missing::Any, ..Reader::default() }
    }

    /// For the rows of a case file that was made from an export which withheld bodies.
    #[must_use]
    pub fn withholding(withholding: Withholding) -> Self {
        Reader { missing: Missing::Withheld(withholding), ..Reader::default() }
    }

    /// Takes the next rows in, in the order (station, number, hash).
    pub fn push(&mut self, part: Vec<Row>) {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        if part.len() < PART || threads == 1 {
            self.catch_up(0);
            return self.take(part.into_iter().map(look_at));
        }
        self.catch_up(threads - 1);
        self.look_ahead(part, |look| std::thread::Builder::new().spawn(look));
    }

    /// Has another thread look at a part; this one, where the system gives none.
    pub(super) fn look_ahead(
        &mut self,
        part: Vec<Row>,
        spawn: impl FnOnce(Looking) -> std::io::Result<JoinHandle<Vec<Look>>>,
    ) {
        // A thread that does not start takes its closure with it: the part stays in reach of this one.
        let part = Arc::new(Mutex::new(part));
        let theirs = Arc::clone(&part);
        match spawn(Box::new(move || looks_at(&theirs))) {
            Ok(thread) => self.ahead.push_back(thread),
            Err(_) => {
                self.catch_up(0);
                self.take(looks_at(&part));
            }
        }
    }

    /// Waits until no more than so many parts are being looked at.
    fn catch_up(&mut self, most: usize) {
        while self.ahead.len() > most {
            match self.ahead.pop_front().map(JoinHandle::join) {
                Some(Ok(looks)) => self.take(looks),
                Some(Err(panic)) => std::panic::resume_unwind(panic),
                None => return,
            }
        }
    }

    fn take(&mut self, looks: impl IntoIterator<Item = Look>) {
        for look in looks {
            if let (Missing::Withheld(withholding), Ok(station)) = (&self.missing, &look.station)
                && let Some((seq, hash)) = withholding.heads.get(station)
                && (u64::try_from(look.seq), look.hash) == (Ok(*seq), *hash)
            {
                self.met.insert(*station);
            }
            let other =
                self.same_number.first().is_some_and(|known| (&known.station, known.seq) != (&look.station, look.seq));
            if other {
                take(&mut self.reading, &mut self.records, std::mem::take(&mut self.same_number));
            }
            self.same_number.push(look);
        }
    }

    /// The whole, held against the signed heads. `own` is the laptop's station: where chains found different cases, the case is the one that this station's own
    /// chain belongs to.
    #[must_use]
    pub fn finish(mut self, own: Option<StationId>, heads: &[Head]) -> Reading {
        self.catch_up(0);
        take(&mut self.reading, &mut self.records, self.same_number);
        let (mut reading, records) = (self.reading, self.records);
        if reading.lines == 0 {
            reading.problems.push(Problem::file(What::Empty));
        }
        check_heads(&mut reading, heads);
        admit(&mut reading, own, &records);
        for (station, list) in records {
            if reading.chains.get(&station).is_some_and(|chain| chain.admitted) {
                reading.records.extend(list);
            }
        }
        reading.records.sort_by_key(|record| record.order);
        if let Missing::Withheld(withholding) = &self.missing
            && let Some(station) = withholding.heads.keys().find(|station| !self.met.contains(station))
        {
            let why = format!("they are of an export that has other lines of station {station}");
            reading.problems.push(Problem::file(What::Origin(why)));
            self.missing = Missing::None;
        }
        account_for_empty_bodies(&mut reading, own, &self.missing);
        super::checkpoints::check_beside(&mut reading);
        reading
            .problems
            .sort_by_key(|problem| (problem.station.is_none(), problem.station, problem.seq.unwrap_or(u64::MAX)));
        reading
    }
}

/// The work of one thread.
type Looking = Box<dyn FnOnce() -> Vec<Look> + Send>;

fn looks_at(part: &Mutex<Vec<Row>>) -> Vec<Look> {
    let rows = std::mem::take(&mut *part.lock().unwrap_or_else(PoisonError::into_inner));
    rows.into_iter().map(look_at).collect()
}

/// What a row says by itself, whatever stands around it. Its bytes are given back as soon as they were looked at.
pub(super) struct Look {
    /// The chain, or what stands in its place.
    pub(super) station: Result<StationId, String>,
    pub(super) seq: i64,
    /// Whether the hash stored with the line is the line's.
    pub(super) hash_fits: bool,
    pub(super) hash: Hash,
    pub(super) leaf: Hash,
    pub(super) line: Result<(Envelope, Content), LineError>,
}

/// A body by itself, and against the digest in its line.
pub(super) enum Content {
    Withheld,
    Altered,
    Unreadable,
    Read(Body),
}

fn look_at(row: Row) -> Look {
    let line = Envelope::parse(&row.line).map(|envelope| {
        let content = match &row.body {
            None => Content::Withheld,
            Some(bytes) if sha256(bytes) != envelope.body_sha256 => Content::Altered,
            Some(bytes) => Body::parse(bytes).map_or(Content::Unreadable, Content::Read),
        };
        (envelope, content)
    });
    let hash = line_hash(&row.line);
    Look {
        station: row.station.parse().map_err(|_| row.station),
        seq: row.seq,
        hash_fits: row.hash == hash,
        hash,
        leaf: leaf_hash(&row.line),
        line,
    }
}
