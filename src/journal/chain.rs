//! Reading chains: every line, link, body and head is checked, and what counts is put into the order of the fold.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::FORMAT;
use super::body::Body;
use super::checkpoint::{self, Checkpoint};
use super::line::{Envelope, LineError, line_hash, sha256};
use super::merkle::{Frontier, Hash, leaf_hash};
use super::problem::{Problem, What};
use super::signature::{self, Purpose, Use};
use super::station::{fingerprint_of, station_id_of};
use super::writer::{case_id, head_message};
use crate::domain::excision::ExcisionFact;
use crate::domain::fact::{Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::station::{Admitted, ChainOpened, StationFact};
use crate::domain::time::Instant;

/// One row of the journal as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The chain, as text of the row.
    pub station: String,
    /// Number, from the row.
    pub seq: i64,
    /// Hash, from the row.
    pub hash: Vec<u8>,
    /// The line's bytes.
    pub line: Vec<u8>,
    /// The body's bytes; none when withheld or excised.
    pub body: Option<Vec<u8>>,
}

/// One signed head as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The chain.
    pub station: String,
    /// Number of its last line.
    pub seq: i64,
    /// Hash of its last line.
    pub hash: Vec<u8>,
    /// SSHSIG, PEM.
    pub sig: Vec<u8>,
}

/// A record in the order of the fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Lamport time and identity: the order.
    pub order: (u64, RecordId),
    /// When it was recorded.
    pub recorded_at: Instant,
    /// What stands around the fact, and the fact; none when the body is withheld.
    pub content: Option<(Meta, Fact)>,
    /// Boot id and monotonic milliseconds.
    pub boot: Option<(String, u64)>,
}

/// One chain as it was read.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The station.
    pub station: StationId,
    /// Its opening, if the first line's body could be read.
    pub opened: Option<ChainOpened>,
    /// Number of the last line that links.
    pub seq: u64,
    /// Hash of that line.
    pub head: Hash,
    /// Largest lamport time.
    pub lamport: u64,
    /// Merkle tree of its lines.
    pub tree: Frontier,
    /// The fingerprint of its key.
    pub fingerprint: String,
    /// Whether its lines count.
    pub admitted: bool,
    /// First number from which two branches exist.
    pub forked_at: Option<u64>,
    /// Where time stood when the last line was written.
    pub last: Option<(Instant, String, u64)>,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Records that count, in the order of the fold.
    pub records: Vec<Record>,
    /// Chains by station.
    pub chains: BTreeMap<StationId, Chain>,
    /// What is wrong, first place first.
    pub problems: Vec<Problem>,
    /// Lines read.
    pub lines: u64,
    /// Records whose bodies are withheld or excised.
    pub withheld: Vec<RecordId>,
    /// Kinds of a newer version.
    pub unknown: u64,
    /// The station that founded the case.
    pub founder: Option<StationId>,
}

impl Reading {
    /// The opening of the case: the founding chain's, else that of any chain that has one.
    #[must_use]
    pub fn opening(&self) -> Option<&ChainOpened> {
        let founder =
            self.founder.and_then(|station| self.chains.get(&station)).and_then(|chain| chain.opened.as_ref());
        founder.or_else(|| self.chains.values().find_map(|chain| chain.opened.as_ref()))
    }

    /// Checkpoints of the chains that count.
    #[must_use]
    pub fn checkpoints(&self) -> Vec<Checkpoint> {
        let counted = self.chains.values().filter(|chain| chain.admitted && chain.seq > 0);
        counted
            .filter_map(|chain| {
                let case = chain.opened.as_ref().map(|opened| opened.case.as_str())?;
                let origin = checkpoint::origin(case, &chain.station.to_string());
                Checkpoint::new(origin, chain.tree.size(), chain.tree.root()).ok()
            })
            .collect()
    }

    /// The case head: SHA-256 of the sorted checkpoint bodies.
    #[must_use]
    pub fn case_head(&self) -> Hash {
        checkpoint::case_head(&self.checkpoints())
    }

    /// Folds the records that count.
    #[must_use]
    pub fn fold(&self, station: StationId) -> Incident {
        let counted = self.records.iter().filter_map(|record| record.content.as_ref());
        let mut state = Incident::knowing(station, counted.map(|(meta, fact)| (meta, fact)));
        for record in &self.records {
            apply(&mut state, record);
        }
        state
    }
}

/// Folds one record.
pub fn apply(state: &mut Incident, record: &Record) {
    match &record.content {
        Some((meta, fact)) => state.apply(meta, fact),
        None => state.apply_withheld(record.order.1, record.recorded_at),
    }
}

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
}

impl Reader {
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
    fn look_ahead(&mut self, part: Vec<Row>, spawn: impl FnOnce(Looking) -> std::io::Result<JoinHandle<Vec<Look>>>) {
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
        account_for_empty_bodies(&mut reading);
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
struct Look {
    /// The chain, or what stands in its place.
    station: Result<StationId, String>,
    seq: i64,
    /// Whether the hash stored with the line is the line's.
    hash_fits: bool,
    hash: Hash,
    leaf: Hash,
    line: Result<(Envelope, Content), LineError>,
}

/// A body by itself, and against the digest in its line.
enum Content {
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

/// Takes all rows that share one number.
fn take(reading: &mut Reading, records: &mut BTreeMap<StationId, Vec<Record>>, rows: Vec<Look>) {
    let Some(first) = rows.first() else { return };
    let count = rows.len();
    reading.lines += count as u64;
    let station = match &first.station {
        Ok(station) => *station,
        Err(other) => {
            let row = format!("station {}", crate::domain::text::visible(other));
            reading.problems.push(Problem::file(What::Misplaced { row, line: "16 hex digits".to_owned() }));
            return;
        }
    };
    let seq = u64::try_from(first.seq).unwrap_or(0);
    let chain = reading.chains.entry(station).or_insert_with(|| new_chain(station));
    if count > 1 {
        chain.forked_at = chain.forked_at.or(Some(seq));
        reading.problems.push(Problem::at(station, seq, What::Fork(count)));
    }
    if seq != chain.seq + 1 && chain.forked_at.is_none() {
        reading.problems.push(Problem::at(station, seq, What::Gap(chain.seq + 1)));
    }
    let counts = chain.forked_at.is_none_or(|at| seq < at);
    let list = records.entry(station).or_default();
    for look in rows {
        let record = check_row(reading, station, seq, look);
        if let (Some(record), true) = (record, counts) {
            list.push(record);
        }
    }
}

fn new_chain(station: StationId) -> Chain {
    Chain {
        station,
        opened: None,
        seq: 0,
        head: [0; 32],
        lamport: 0,
        tree: Frontier::default(),
        fingerprint: String::new(),
        admitted: false,
        forked_at: None,
        last: None,
    }
}

/// Checks one row against its chain and yields its record if line and body can be read and are as recorded.
fn check_row(reading: &mut Reading, station: StationId, seq: u64, look: Look) -> Option<Record> {
    let mut problem = |what| reading.problems.push(Problem::at(station, seq, what));
    if !look.hash_fits {
        problem(What::Hash);
    }
    let chain = reading.chains.get_mut(&station)?;
    let linked = chain.head;
    let consecutive = seq == chain.seq + 1;
    chain.seq = seq;
    chain.head = look.hash;
    chain.tree.push(look.leaf);
    let (envelope, content) = match look.line {
        Ok(line) => line,
        Err(error) => {
            problem(What::Line(error));
            return None;
        }
    };
    if (envelope.station, envelope.seq) != (station, seq) {
        let line = format!("{} line {}", envelope.station, envelope.seq);
        problem(What::Misplaced { row: format!("{station} line {seq}"), line });
        return None;
    }
    if consecutive && envelope.prev != linked {
        problem(What::Link);
    }
    if envelope.lamport <= chain.lamport {
        problem(What::Lamport);
    }
    chain.lamport = chain.lamport.max(envelope.lamport);
    let order = (envelope.lamport, RecordId { station, seq });
    let body = match content {
        Content::Read(body) => body,
        Content::Withheld => {
            // Whether somebody said by what order it was taken out is looked up when all chains are read.
            if seq == 1 {
                problem(What::NoOpening);
            }
            reading.withheld.push(order.1);
            return Some(Record { order, recorded_at: envelope.recorded_at, content: None, boot: None });
        }
        Content::Altered => {
            problem(What::Body);
            return None;
        }
        Content::Unreadable => {
            problem(What::BodyUnreadable);
            return None;
        }
    };
    if matches!(body.fact, Fact::Unknown(_)) {
        reading.unknown += 1;
    }
    match &mut chain.last {
        Some((at, boot, mono_ms)) if *boot == body.boot => (*at, *mono_ms) = (envelope.recorded_at, body.mono_ms),
        last => *last = Some((envelope.recorded_at, body.boot.clone(), body.mono_ms)),
    }
    match (&body.fact, seq) {
        (Fact::Station(StationFact::ChainOpened(opened)), 1) => match check_opening(opened, &envelope) {
            Ok(fingerprint) => {
                chain.fingerprint = fingerprint;
                chain.opened = Some((**opened).clone());
            }
            Err(what) => problem(what),
        },
        (_, 1) => problem(What::NoOpening),
        (Fact::Station(StationFact::DamageSeen(seen)), _) => problem(What::DamageSeen {
            signed: seen.signed_seq,
            found: seen.found_seq,
            what: seen.problems.first().map(|what| crate::domain::text::visible(what).into_owned()).unwrap_or_default(),
        }),
        (Fact::Station(StationFact::ChainOpened(_)), _) => problem(What::OpenedAgain),
        _ => {
            if chain.opened.as_ref().is_some_and(|opened| opened.case != envelope.case) {
                let line = format!("case {}", crate::domain::text::visible(&envelope.case));
                problem(What::Misplaced { row: "another case".to_owned(), line });
            }
        }
    }
    let meta = Meta {
        id: order.1,
        lamport: envelope.lamport,
        recorded_at: envelope.recorded_at,
        author: body.author,
        zone: body.zone,
        mark: body.mark,
        privileged: body.privileged,
    };
    Some(Record {
        order,
        recorded_at: envelope.recorded_at,
        content: Some((meta, body.fact)),
        boot: Some((body.boot, body.mono_ms)),
    })
}

fn check_opening(opened: &ChainOpened, envelope: &Envelope) -> Result<String, What> {
    if opened.format > FORMAT {
        return Err(What::Opening(format!("format {} is newer than this program reads", opened.format)));
    }
    if opened.case != envelope.case {
        return Err(What::Opening("it names another case".to_owned()));
    }
    if Purpose::parse(&opened.purpose).is_none() {
        return Err(What::Opening("its purpose is unknown".to_owned()));
    }
    let id = station_id_of(&opened.key).map_err(|error| What::Opening(error.to_string()))?;
    if id != envelope.station.to_string() {
        return Err(What::Opening("its key is another station's".to_owned()));
    }
    fingerprint_of(&opened.key).map_err(|error| What::Opening(error.to_string()))
}

/// Finds the founding chain and, from it, every chain that was admitted by fingerprint in a chain that counts.
fn admit(reading: &mut Reading, own: Option<StationId>, records: &BTreeMap<StationId, Vec<Record>>) {
    if reading.lines == 0 {
        return;
    }
    let founder = |chain: &Chain| {
        chain
            .opened
            .as_ref()
            .is_some_and(|opened| !opened.nonce.is_empty() && case_id(&opened.key, &opened.nonce) == opened.case)
    };
    let founders: Vec<&Chain> = reading.chains.values().filter(|chain| founder(chain)).collect();
    let case_of = |chain: &Chain| chain.opened.as_ref().map(|opened| opened.case.clone());
    let own_case = own.and_then(|station| reading.chains.get(&station)).and_then(case_of);
    let ours = founders.iter().find(|chain| own_case.is_some() && case_of(chain) == own_case);
    let several = founders.len() > 1;
    let chosen = ours.or(founders.first()).map(|chain| chain.station);
    reading.founder = chosen;
    let mut counted: Vec<StationId> = chosen.into_iter().collect();
    if counted.is_empty() {
        reading.problems.push(Problem::file(What::NoFounder));
    }
    if several {
        reading.problems.push(Problem::file(What::SeveralFounders));
    }
    let mut admissions: Vec<Admitted> = Vec::new();
    let mut next = 0;
    while let Some(station) = counted.get(next).copied() {
        next += 1;
        for record in records.get(&station).into_iter().flatten() {
            let Some((_, Fact::Station(StationFact::Admitted(admitted)))) = &record.content else { continue };
            admissions.push((**admitted).clone());
            let fits =
                reading.chains.get(&admitted.station).is_some_and(|chain| chain.fingerprint == admitted.fingerprint);
            if fits && !counted.contains(&admitted.station) {
                counted.push(admitted.station);
            }
        }
    }
    let case = counted
        .first()
        .and_then(|founder| reading.chains.get(founder))
        .and_then(|chain| chain.opened.as_ref())
        .map(|opened| opened.case.clone());
    for chain in reading.chains.values_mut() {
        let same_case = chain.opened.as_ref().map(|opened| &opened.case) == case.as_ref();
        chain.admitted = counted.contains(&chain.station) && same_case;
        if !chain.admitted {
            reading.problems.push(Problem::of(chain.station, What::NotAdmitted));
        }
    }
    for admitted in admissions {
        if reading.chains.get(&admitted.station).is_none_or(|chain| chain.fingerprint != admitted.fingerprint) {
            let fingerprint = crate::domain::text::visible(&admitted.fingerprint).into_owned();
            reading.problems.push(Problem::of(admitted.station, What::AdmittedMissing(fingerprint)));
        }
    }
}

/// Holds every empty body against the records that say what was taken out, and the other way round.
fn account_for_empty_bodies(reading: &mut Reading) {
    let excised: BTreeSet<RecordId> = reading
        .records
        .iter()
        .filter_map(|record| match &record.content {
            Some((_, Fact::Excision(ExcisionFact::Excised(excised)))) if excised.body && excised.stands() => {
                Some(excised.record)
            }
            _ => None,
        })
        .collect();
    let unexplained = reading.withheld.iter().filter(|id| id.seq > 1 && !excised.contains(id));
    let mut found: Vec<Problem> = unexplained.map(|id| Problem::at(id.station, id.seq, What::BodyMissing)).collect();
    if !excised.is_empty() {
        let present = reading.records.iter().filter(|record| record.content.is_some()).map(|record| record.order.1);
        found.extend(
            present.filter(|id| excised.contains(id)).map(|id| Problem::at(id.station, id.seq, What::NotTakenOut)),
        );
    }
    reading.problems.append(&mut found);
}

fn check_heads(reading: &mut Reading, heads: &[Head]) {
    let mut named: Vec<StationId> = Vec::new();
    for head in heads {
        let Ok(station) = head.station.parse::<StationId>() else {
            reading.problems.push(Problem::file(What::HeadAlone));
            continue;
        };
        named.push(station);
        let Some(chain) = reading.chains.get(&station) else {
            reading.problems.push(Problem::of(station, What::HeadAlone));
            continue;
        };
        let seq = u64::try_from(head.seq).unwrap_or(0);
        let mut problem = |what| reading.problems.push(Problem::at(station, seq, what));
        if seq != chain.seq {
            problem(What::Head { head: seq, last: chain.seq });
        } else if head.hash != chain.head {
            problem(What::HeadHash);
        }
        let Some(opened) = &chain.opened else { continue };
        let purpose = Purpose::parse(&opened.purpose).unwrap_or(Purpose::Incident);
        let hash = <Hash>::try_from(head.hash.as_slice()).unwrap_or([0; 32]);
        let message = head_message(&opened.case, station, seq, &hash);
        let pem = String::from_utf8_lossy(&head.sig);
        match signature::verify(&pem, Use::JournalHead, purpose, &message) {
            Ok(signer) if signer.fingerprint == chain.fingerprint => {}
            Ok(_) => problem(What::Signature("it was made with another key than the station's".to_owned())),
            Err(error) => problem(What::Signature(error.to_string())),
        }
    }
    let missing: Vec<StationId> = reading.chains.keys().filter(|station| !named.contains(station)).copied().collect();
    for station in missing {
        reading.problems.push(Problem::of(station, What::NoHead));
    }
}

/// Follows a chain by its next lines, which another process of the same station wrote. None when one of them does not fit: then the whole is to be read.
#[must_use]
pub fn follow(position: &super::writer::Position, rows: &[Row]) -> Option<(Vec<Record>, super::writer::Position)> {
    let mut position = position.clone();
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let hash = line_hash(&row.line);
        let envelope = Envelope::parse(&row.line).ok()?;
        let next =
            envelope.seq == position.seq + 1 && envelope.prev == position.head && envelope.station == position.station;
        let bytes = row.body.as_ref()?;
        if !next
            || row.hash != hash
            || envelope.case != position.case
            || sha256(bytes) != envelope.body_sha256
            || envelope.lamport <= position.lamport
        {
            return None;
        }
        let body = Body::parse(bytes).ok()?;
        if matches!(body.fact, Fact::Station(StationFact::Admitted(_) | StationFact::ChainOpened(_))) {
            return None;
        }
        let id = RecordId { station: envelope.station, seq: envelope.seq };
        let meta = Meta {
            id,
            lamport: envelope.lamport,
            recorded_at: envelope.recorded_at,
            author: body.author,
            zone: body.zone,
            mark: body.mark,
            privileged: body.privileged,
        };
        position.seq = envelope.seq;
        position.lamport = envelope.lamport;
        position.head = hash;
        position.tree.push(leaf_hash(&row.line));
        records.push(Record {
            order: (envelope.lamport, id),
            recorded_at: envelope.recorded_at,
            content: Some((meta, body.fact)),
            boot: Some((body.boot, body.mono_ms)),
        });
    }
    Some((records, position))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that say nothing: what is read of them is only how many there are, and in which order.
    fn rows(first: i64, count: usize) -> Vec<Row> {
        let row = |seq| Row { station: "0".repeat(16), seq, hash: Vec::new(), line: vec![b'x'], body: None };
        (first..).take(count).map(row).collect()
    }

    #[test]
    fn without_another_thread_a_part_is_read_on_this_one_and_in_order() {
        let mut reader = Reader::default();
        reader.look_ahead(rows(1, 3), |look| std::thread::Builder::new().spawn(look));
        reader.look_ahead(rows(4, 3), |_| Err(std::io::ErrorKind::WouldBlock.into()));
        reader.look_ahead(rows(7, 3), |look| std::thread::Builder::new().spawn(look));
        let reading = reader.finish(None, &[]);
        assert_eq!(reading.lines, 9);
        let gaps: Vec<_> = reading.problems.iter().filter(|problem| matches!(problem.what, What::Gap(_))).collect();
        assert!(gaps.is_empty(), "{gaps:?}");
    }
}
