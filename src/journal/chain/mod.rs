//! Reading chains: every line, link, body and head is checked, and what counts is put into the order of the fold.

mod checkpoints;
mod cut;
mod reader;
mod standing;

pub use cut::{Cut, NoCut, Until};
pub use reader::{PART, Reader, Withholding, read};

use reader::{Content, Look};
use std::collections::BTreeMap;

use super::FORMAT;
use super::body::Body;
use super::checkpoint::{self, Checkpoint};
use super::line::{Envelope, line_hash, sha256};
use super::merkle::{Frontier, Hash, leaf_hash};
use super::problem::{Problem, What};
use super::signature::Purpose;
use super::station::{fingerprint_of, station_id_of};
use crate::domain::anchor::{AnchorFact, Covered};
use crate::domain::clash::ClashFact;
use crate::domain::fact::{Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::station::{ChainOpened, StationFact, Unadmitted};
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
    /// The leaves of that tree.
    pub leaves: Vec<Hash>,
    /// The fingerprint of its key.
    pub fingerprint: String,
    /// Whether its lines count.
    pub admitted: bool,
    /// First number from which two branches exist.
    pub forked_at: Option<u64>,
    /// Where time stood when the last line was written.
    pub last: Option<(Instant, String, u64)>,
    /// How far it had heard the other chains when it last said so, whether it counts or not.
    pub heard: Option<BTreeMap<StationId, u64>>,
    /// Hashes of the lines with the number `seq`, each with the largest lamport time up to it. More than one after a fork: each branch goes on from its own.
    tips: Vec<(Hash, u64)>,
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
    /// Those of them of which no record says that they were taken out. In a case file each is a problem; in a case folder its note accounts for them.
    pub unexplained: Vec<RecordId>,
    /// Kinds of a newer version.
    pub unknown: u64,
    /// The station that founded the case.
    pub founder: Option<StationId>,
    /// What checkpoints of one chain say about others, to be looked up when all chains are read.
    beside: Vec<(RecordId, Covered)>,
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
        self.checkpoints_of(|chain| chain.admitted)
    }

    /// The same without one chain.
    #[must_use]
    pub fn checkpoints_beside(&self, station: StationId) -> Vec<Checkpoint> {
        self.checkpoints_of(|chain| chain.admitted && chain.station != station)
    }

    fn checkpoints_of(&self, counts: impl Fn(&Chain) -> bool) -> Vec<Checkpoint> {
        self.chains
            .values()
            .filter(|chain| chain.seq > 0 && counts(chain))
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

    /// Chains of this case that wait to be admitted. Those of another case or purpose are none: nobody can admit them.
    #[must_use]
    pub fn waiting(&self) -> BTreeMap<StationId, Unadmitted> {
        let Some(opening) = self.opening() else { return BTreeMap::new() };
        let of_the_case = |chain: &&Chain| {
            let opened = chain.opened.as_ref();
            opened.is_some_and(|opened| opened.case == opening.case && opened.purpose == opening.purpose)
        };
        let waiting = self.chains.values().filter(|chain| !chain.admitted).filter(of_the_case);
        waiting
            .map(|chain| (chain.station, Unadmitted { fingerprint: chain.fingerprint.clone(), lines: chain.seq }))
            .collect()
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

    /// The same, giving each record back as soon as it is folded: those of a long case take as much memory as what they are folded to.
    #[must_use]
    pub fn fold_away(&mut self, station: StationId) -> Incident {
        let records = std::mem::take(&mut self.records);
        let counted = records.iter().filter_map(|record| record.content.as_ref());
        let mut state = Incident::knowing(station, counted.map(|(meta, fact)| (meta, fact)));
        for record in records {
            apply(&mut state, &record);
        }
        state
    }
}

/// How the origins of all chains of a case begin.
fn origin_of(case: &str) -> String {
    checkpoint::origin(case, "")
}

/// Folds one record.
pub fn apply(state: &mut Incident, record: &Record) {
    match &record.content {
        Some((meta, fact)) => state.apply(meta, fact),
        None => state.apply_withheld(record.order.1, record.recorded_at),
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
    // Behind a gap nothing is known of what the line should follow.
    let ends = if seq == chain.seq + 1 { std::mem::take(&mut chain.tips) } else { Vec::new() };
    chain.tips.clear();
    let list = records.entry(station).or_default();
    for look in rows {
        let record = check_row(reading, station, seq, look, &ends);
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
        leaves: Vec::new(),
        fingerprint: String::new(),
        admitted: false,
        forked_at: None,
        last: None,
        heard: None,
        tips: vec![([0; 32], 0)],
    }
}

/// Checks one row against its chain and yields its record if line and body can be read and are as recorded.
/// `ends` are those that the line may follow, none where that is not known.
fn check_row(reading: &mut Reading, station: StationId, seq: u64, look: Look, ends: &[(Hash, u64)]) -> Option<Record> {
    let mut problem = |what| reading.problems.push(Problem::at(station, seq, what));
    if !look.hash_fits {
        problem(What::Hash);
    }
    let chain = reading.chains.get_mut(&station)?;
    chain.seq = seq;
    chain.head = look.hash;
    // A checkpoint is about the lines before its own.
    let signs = matches!(&look.line, Ok((_, Content::Read(body))) if checkpoints::signed(&body.fact).is_some());
    let before = signs.then(|| chain.tree.root());
    chain.tree.push(look.leaf);
    chain.leaves.push(look.leaf);
    let (envelope, content) = match look.line {
        Ok(line) => line,
        Err(error) => {
            chain.tips.push((look.hash, chain.lamport));
            problem(What::Line(error));
            return None;
        }
    };
    let followed = ends.iter().find(|(hash, _)| *hash == envelope.prev);
    let lamport = match (followed, ends) {
        (Some((_, lamport)), _) | (None, [(_, lamport)]) => *lamport,
        _ => chain.lamport,
    };
    chain.tips.push((look.hash, lamport.max(envelope.lamport)));
    if (envelope.station, envelope.seq) != (station, seq) {
        let line = format!("{} line {}", envelope.station, envelope.seq);
        problem(What::Misplaced { row: format!("{station} line {seq}"), line });
        return None;
    }
    if !ends.is_empty() && followed.is_none() {
        problem(What::Link);
    }
    if envelope.lamport <= lamport {
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
        (Fact::Clash(ClashFact::Heard(heard)), _) => chain.heard = Some(heard.chains.clone()),
        (Fact::Station(StationFact::DamageSeen(seen)), _) => problem(What::DamageSeen {
            signed: seen.signed_seq,
            found: seen.found_seq,
            what: seen.problems.first().map(|what| crate::domain::text::visible(what).into_owned()).unwrap_or_default(),
        }),
        (Fact::Station(StationFact::ChainOpened(_)), _) => problem(What::OpenedAgain),
        // Past a fork the tree holds the lines of both branches, which no checkpoint is about; nothing there counts.
        (Fact::Anchor(AnchorFact::Signed(signed)), _) if chain.forked_at.is_none() => {
            match checkpoints::check(signed, chain.opened.as_ref(), order.1, before) {
                Ok(others) => reading.beside.extend(others.into_iter().map(|covered| (order.1, covered))),
                Err(why) => problem(What::Checkpoint(why)),
            }
        }
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
        if checkpoints::signed(&body.fact).is_some_and(|signed| !checkpoints::follows(signed, &position)) {
            return None;
        }
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
