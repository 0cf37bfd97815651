//! An open case: replayed state, the station's position in its chain, and the one way in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::clockwatch::{ClockWatch, Floor};
use super::command::{Act, CommandSpec, command};
use super::env::Env;
use super::failure::Failure;
use super::sessions::Adopted;
use super::sources::CaseSources;
use super::staging::{Staged, Stager, batch_gone};
use crate::domain::artefact::stored;
use crate::domain::decision::{Ctx, Decision, Shortfall};
use crate::domain::excision::{Excised, ExcisionFact};
use crate::domain::fact::{Author, Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::rules::Rule;
use crate::domain::session;
use crate::domain::station::{Admitted, ChainOpened, DamageSeen, StationFact};
use crate::domain::time::Instant;
use crate::journal::body::Body;
use crate::journal::chain::{self, Head, PART, Reader, Reading};
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{Purpose, Use};
use crate::journal::station::StationKey;
use crate::journal::writer::{Position, case_id, head_message};
use crate::journal::{FORMAT, PROGRAM, hash_from_hex, hex};
use crate::library::Catalogue;
use crate::store::casefile::Seen;
use crate::store::memory::Memory;
use crate::store::{CaseFile, StoreError};

/// Problems that a record of damage names.
const MOST_PROBLEMS: usize = 20;

/// What a command led to, once it is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The records, in order.
    pub records: Vec<RecordId>,
    /// What of it earns no credit, and the way on.
    pub shortfalls: Vec<Shortfall>,
}

/// An open case.
pub struct Case {
    env: Env,
    file: CaseFile,
    /// This laptop's key, or why there is none: then the case can be read.
    key: Result<StationKey, String>,
    station: StationId,
    state: Incident,
    position: Position,
    chains: BTreeMap<StationId, u64>,
    seen: Seen,
    version: i64,
    purpose: Purpose,
    operator: String,
    problems: Vec<Problem>,
    catalogue: Catalogue,
    watch: ClockWatch,
    floor: Floor,
    boot: String,
    /// Whether what this laptop writes is folded: its chain is admitted and has no fork.
    counts: bool,
    /// Lines of the journal as last read or written.
    lines: u64,
    /// What this laptop remembers of its chain.
    memory: Memory,
    /// Sessions taken in since somebody asked.
    adopted: Vec<Adopted>,
}

/// What one append left behind, to be taken over once it is on the disk.
struct Appended {
    /// How many of the records the program wrote ahead of what was asked for: the opening of a chain, a clock jump.
    ahead: usize,
    records: Vec<(Meta, Fact)>,
    position: Position,
    shortfalls: Vec<Shortfall>,
    floor: (Instant, u64),
    watch: ClockWatch,
    seen: Seen,
}

/// Rows and heads of one moment, checked.
fn read_whole(file: &CaseFile, own: Option<StationId>) -> Result<(Reading, Seen), Failure> {
    let mut reader = Reader::default();
    let (seen, heads) = file.at_one_moment(|file| {
        let seen = file.rows_in_parts(PART, |part| reader.push(part))?;
        Ok::<_, StoreError>((seen, file.heads()?))
    })?;
    Ok((reader.finish(own, &heads), seen))
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("path", &self.file.path()).field("seq", &self.position.seq).finish_non_exhaustive()
    }
}

/// The station's key of this laptop; made at the first use.
fn station_key(env: &Env) -> Result<StationKey, Failure> {
    let path = env.places.station_key();
    if !path.exists() {
        crate::store::places::private_directory(&env.places.data)?;
        let key = StationKey::generate(&env.random()?);
        match key.save(&path) {
            Ok(()) => return Ok(key),
            // Another process made it at the same moment: theirs counts.
            Err(crate::journal::station::KeyError::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(StationKey::load(&path)?)
}

impl Case {
    /// Makes a case file and opens its founding chain.
    ///
    /// # Errors
    /// The file, the key, the system.
    pub fn create(env: &Env, path: &Path, purpose: Purpose, operator: &str) -> Result<Self, Failure> {
        let key = station_key(env)?;
        let file = CaseFile::create(path)?;
        let nonce = hex(&env.random::<16>()?);
        let station = key.station_id().parse().map_err(|_| Failure::Journal("the station's id".to_owned()))?;
        let public = key.public_openssh();
        let case = case_id(&public, &nonce);
        let opened = ChainOpened {
            case: case.clone(),
            format: FORMAT,
            program: PROGRAM.to_owned(),
            purpose: purpose.as_str().to_owned(),
            key: public,
            nonce,
        };
        let admitted = Admitted { station, fingerprint: key.fingerprint(), label: String::new() };
        let boot = env.hashed_boot(&case);
        let memory = Memory::new(&env.places.state, &case, &station.to_string());
        let watch = ClockWatch::new(env.clock.now(), boot.clone(), env.clock.mono_ms());
        let (catalogue, _) = Catalogue::with_overrides(&env.places.procedures());
        let mut made = Case {
            env: env.clone(),
            version: file.version()?,
            seen: file.seen()?,
            file,
            key: Ok(key),
            station,
            state: Incident::new(station),
            position: Position::start(case, station),
            chains: BTreeMap::new(),
            purpose,
            operator: operator.to_owned(),
            problems: Vec::new(),
            catalogue,
            watch,
            floor: Floor::default(),
            boot,
            counts: true,
            lines: 0,
            memory,
            adopted: Vec::new(),
        };
        let decision = Decision::of(opened).and(admitted);
        made.record(|_, _| Ok(decision))?;
        Ok(made)
    }

    /// Opens a case file and replays it.
    ///
    /// # Errors
    /// The file, or a file in which nothing can be read.
    pub fn open(env: &Env, path: &Path, operator: &str) -> Result<Self, Failure> {
        let file = CaseFile::open(path)?;
        let version = file.version()?;
        let key = if file.writable() {
            station_key(env).map_err(|error| error.to_string())
        } else {
            Err(StoreError::ReadOnly(file.path().to_owned()).to_string())
        };
        let own = match &key {
            Ok(key) => Some(key.station_id().parse().map_err(|_| Failure::Journal("the station's id".to_owned()))?),
            Err(_) => None,
        };
        let (reading, seen) = read_whole(&file, own)?;
        let broken = || Failure::Broken("no line of its journal opens a chain".to_owned());
        let opening = reading.opening().ok_or_else(broken)?;
        let (case, purpose) = (opening.case.clone(), Purpose::parse(&opening.purpose));
        let station = own.or(reading.founder).or_else(|| reading.chains.keys().next().copied()).unwrap_or_default();
        let boot = env.hashed_boot(&case);
        let memory = Memory::new(&env.places.state, &case, &station.to_string());
        let last = reading.chains.get(&station).and_then(|chain| chain.last.clone());
        let watch = match last {
            Some((wall, boot, mono)) => ClockWatch::new(wall, boot, mono),
            None => ClockWatch::new(env.clock.now(), boot.clone(), env.clock.mono_ms()),
        };
        let (catalogue, _) = Catalogue::with_overrides(&env.places.procedures());
        let mut opened = Case {
            env: env.clone(),
            file,
            key,
            station,
            state: Incident::new(station),
            position: Position::start(case, station),
            chains: BTreeMap::new(),
            seen,
            version,
            purpose: purpose.unwrap_or(Purpose::Incident),
            operator: operator.to_owned(),
            problems: Vec::new(),
            catalogue,
            watch,
            floor: Floor::default(),
            boot,
            counts: false,
            lines: 0,
            memory,
            adopted: Vec::new(),
        };
        opened.take(reading);
        Ok(opened)
    }

    /// Takes over what was read.
    fn take(&mut self, reading: Reading) {
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
        self.counts = own.is_some_and(|chain| chain.admitted && chain.forked_at.is_none());
        self.position = position;
        self.chains = reading.chains.iter().map(|(station, chain)| (*station, chain.seq)).collect();
        self.floor = Floor::default();
        for record in &reading.records {
            hear(&mut self.floor, record, &self.boot);
        }
        self.lines = reading.lines;
        self.problems = reading.problems;
        self.remember();
        let counted = reading.records.iter().filter_map(|record| record.content.as_ref());
        let mut state = Incident::knowing(self.station, counted.map(|(meta, fact)| (meta, fact)));
        // Each record is given back as soon as it is folded.
        for record in reading.records {
            chain::apply(&mut state, &record);
        }
        self.state = state;
    }

    /// Compares the file with what this laptop remembers of its own chain.
    fn remember(&mut self) {
        let station = self.station.to_string();
        let Some((kept, hash)) = self.memory.kept() else { return };
        // Asked of the file as it is now: another process may have gone on since it was read.
        if !self.file.has_line(&station, kept, &hash).unwrap_or(false) {
            let found = self.position.seq;
            let what = What::RolledBack { kept, found };
            self.problems.push(Problem { station: Some(self.station), seq: Some(found), what });
        }
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> &Incident {
        &self.state
    }

    /// Id of the case.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.position.case
    }

    /// Where the file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// What the case is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether records can be added.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.file.writable() && self.key.is_ok()
    }

    /// Why nothing can be recorded, where that is so.
    #[must_use]
    pub fn obstacle(&self) -> Option<&str> {
        self.key.as_ref().err().map(String::as_str)
    }

    /// What was wrong with the journal when it was last read whole.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The environment.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// Procedures that can be taken into use.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Number and hash of this station's last line.
    #[must_use]
    pub fn head(&self) -> (u64, String) {
        (self.position.seq, hex(&self.position.head))
    }

    /// Fingerprint of this laptop's key.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.key.as_ref().ok().map(StationKey::fingerprint)
    }

    /// Zone of the war room.
    #[must_use]
    pub fn zone(&self) -> chrono_tz::Tz {
        self.state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok()).unwrap_or(self.env.zone)
    }

    /// Who is at the keys.
    #[must_use]
    pub fn operator(&self) -> Author {
        self.state.people.resolve(&self.operator)
    }

    /// Changes who is at the keys from the next record on.
    pub fn set_operator(&mut self, name: &str) {
        name.trim().clone_into(&mut self.operator);
    }

    /// Whether the case has left the war room.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.state.case.ended.as_ref().is_some_and(|(id, _)| !self.state.struck(*id))
    }

    /// The instant that countdowns use: see [`Floor::countdown_now`].
    #[must_use]
    pub fn countdown_now(&self) -> Instant {
        let offset = self.state.stations.offset_ms(self.station).unwrap_or(0);
        self.floor.countdown_now(self.env.clock.as_ref(), offset)
    }

    /// Puts files aside for this case from any thread.
    #[must_use]
    pub fn stager(&self) -> Stager {
        Stager { env: self.env.clone(), case: self.file.path().to_owned() }
    }

    /// The bytes of an attachment.
    #[must_use]
    pub fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        self.file.attachment(&hash_from_hex(sha256)?).ok().flatten()
    }

    /// How many bytes an attachment has; 0 when it is not there.
    #[must_use]
    pub fn attachment_size(&self, sha256: &str) -> u64 {
        hash_from_hex(sha256).and_then(|hash| self.file.attachment_size(&hash).ok()).unwrap_or(0)
    }

    /// What a command would lead to: the same decision, nothing recorded. Forms show it while somebody types.
    ///
    /// # Errors
    /// The refusal.
    pub fn preview(&self, spec: &CommandSpec, input: &Input, staged: &Staged) -> Result<Decision, Failure> {
        let (Act::Record(decide) | Act::RecordThenHash(decide)) = spec.act else { return Ok(Decision::default()) };
        self.decide(&self.state, |state, ctx| decide(state, input, ctx), staged, true)
    }

    pub(super) fn decide<T, E>(
        &self,
        state: &Incident,
        decide: impl FnOnce(&Incident, &Ctx<'_>) -> Result<T, E>,
        staged: &Staged,
        preview: bool,
    ) -> Result<T, Failure>
    where
        Failure: From<E>,
    {
        let author = self.operator();
        let sources = CaseSources { case: self, staged, preview };
        let ctx = Ctx { now: self.env.clock.now(), zone: self.zone(), author: &author, sources: &sources };
        Ok(decide(state, &ctx)?)
    }

    /// Carries out a recording command. When this returns, its facts are on the disk.
    ///
    /// # Errors
    /// [`Failure`]; nothing was recorded.
    pub fn execute(&mut self, name: &str, input: &Input, staged: &Staged) -> Result<Done, Failure> {
        let spec =
            command(name).ok_or_else(|| Failure::NoSuchCommand(crate::domain::text::visible(name).into_owned()))?;
        if let Some((field, _)) = input.iter().find(|(field, _)| spec.field(field).is_none()) {
            let known = spec.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
            return Err(Failure::NoSuchField {
                command: spec.name,
                field: crate::domain::text::visible(field).into_owned(),
                known,
            });
        }
        match spec.act {
            Act::Record(decide) | Act::RecordThenHash(decide) => {
                let decided = self
                    .record(|case, state| case.decide(state, |state, ctx| decide(state, input, ctx), staged, false));
                let done = match decided {
                    Ok(done) => done,
                    Err(failure) => {
                        self.discard(staged);
                        return Err(failure);
                    }
                };
                if let ("keys", Some(who)) = (spec.name, input.get("person")) {
                    self.set_operator(who);
                }
                Ok(done)
            }
            Act::Hash | Act::Screen => Err(Failure::OnlyOnScreen(spec.name)),
        }
    }

    /// Takes back what was put aside for a command that was not recorded. What cannot be taken back is swept at a later opening.
    fn discard(&self, staged: &Staged) {
        for file in staged.files.values().filter(|file| file.stored) {
            if let (Some(sha256), Some(commitment)) = (hash_from_hex(&file.sha256), hash_from_hex(&file.commitment)) {
                let _ = self.file.discard(&sha256, &commitment);
            }
        }
    }

    /// Records facts that the program itself observed (a digest computed, a self-test).
    ///
    /// # Errors
    /// [`Failure`]; nothing was recorded.
    pub fn observe(&mut self, facts: Vec<Fact>) -> Result<Done, Failure> {
        self.record(|_, _| Ok(Decision { facts, ..Decision::default() }))
    }

    /// Records a session at a console that ended.
    pub(super) fn record_ended(&mut self, ended: &session::Ended, staged: &Staged) -> Result<Done, Failure> {
        let recorded =
            self.record(|case, state| case.decide(state, |s, ctx| session::record(s, ended, ctx), staged, false));
        if recorded.is_err() {
            self.discard(staged);
        }
        recorded
    }

    /// Sessions that were taken in after this program had been cut off, since this was last asked.
    pub fn take_adopted(&mut self) -> Vec<Adopted> {
        std::mem::take(&mut self.adopted)
    }

    /// One transaction: take the lock, take in what others wrote, decide, append, make durable, fold.
    fn record(&mut self, decide: impl FnOnce(&Self, &Incident) -> Result<Decision, Failure>) -> Result<Done, Failure> {
        self.file.begin()?;
        let appended = self.append(decide);
        match appended {
            Ok(appended) => {
                self.file.commit()?;
                // From here on it is recorded: nothing below may fail.
                let took_out = appended.records.iter().any(|(_, fact)| matches!(fact, Fact::Excision(_)));
                let mut done = Done {
                    records: appended.records.iter().skip(appended.ahead).map(|(meta, _)| meta.id).collect(),
                    shortfalls: appended.shortfalls,
                };
                self.position = appended.position;
                // The record is on the disk; a laptop that cannot remember it is no reason to say otherwise.
                let _ = self.memory.keep(self.position.seq, &self.position.head);
                self.chains.insert(self.station, self.position.seq);
                if appended.records.iter().any(|(_, fact)| matches!(fact, Fact::Station(StationFact::ClockChecked(_))))
                {
                    self.floor = Floor::default();
                }
                self.floor.hear(appended.floor.0, Some(appended.floor.1));
                self.watch = appended.watch;
                self.seen = appended.seen;
                self.lines += appended.records.len() as u64;
                // Whose chain counts is decided over the whole file.
                let admission =
                    |fact: &Fact| matches!(fact, Fact::Station(StationFact::Admitted(_) | StationFact::ChainOpened(_)));
                let restates = |fact: &Fact| admission(fact) || self.state.restates_history(fact);
                let whole = !self.counts || appended.records.iter().any(|(_, fact)| restates(fact));
                if !(whole && self.reread().is_ok()) {
                    for (meta, fact) in &appended.records {
                        self.state.apply(meta, fact);
                    }
                }
                if took_out && !self.file.empty_log().unwrap_or(false) {
                    done.shortfalls.push(Shortfall::new(Rule::StillInLog));
                }
                Ok(done)
            }
            Err(error) => {
                self.file.undo();
                Err(error)
            }
        }
    }

    fn append(
        &mut self,
        decide: impl FnOnce(&Self, &Incident) -> Result<Decision, Failure>,
    ) -> Result<Appended, Failure> {
        self.refresh()?;
        let decision = decide(self, &self.state)?;
        let mut facts = Vec::new();
        let opens = |fact: &Fact| matches!(fact, Fact::Station(StationFact::ChainOpened(_)));
        if self.position.seq == 0 && !decision.facts.first().is_some_and(opens) {
            facts.push(self.opening()?);
        }
        if let Some(seen) = self.damage_to_tell()? {
            facts.push(seen.into());
        }
        let mut watch = self.watch.clone();
        if let Some(jump) = watch.look(self.env.clock.as_ref(), &self.boot) {
            facts.push(jump.into());
        }
        let ahead = facts.len();
        facts.extend(decision.facts);
        let author = self.operator();
        let zone = self.zone().name().to_owned();
        let mark = decision.mark.unwrap_or_else(|| self.state.mark());
        let (recorded_at, mono_ms) = (self.env.clock.now(), self.env.clock.mono_ms());
        let mut position = self.position.clone();
        let mut records = Vec::with_capacity(facts.len());
        for (place, fact) in facts.into_iter().enumerate() {
            let own = decision.own_marks.iter().find(|(other, _)| place.checked_sub(ahead) == Some(*other));
            let mark = own.map_or(mark, |(_, mark)| *mark);
            let body = Body {
                salt: self.env.random()?,
                author: author.clone(),
                zone: zone.clone(),
                mark,
                privileged: false,
                boot: self.boot.clone(),
                mono_ms,
                fact,
            };
            let written = position.write(recorded_at, &body).map_err(|error| Failure::Journal(error.to_string()))?;
            self.file.add(&written)?;
            if let Fact::Excision(ExcisionFact::Excised(excised)) = &body.fact {
                self.take_out(excised)?;
            }
            let id = RecordId { station: self.station, seq: written.envelope.seq };
            let meta = Meta {
                id,
                lamport: written.envelope.lamport,
                recorded_at,
                author: author.clone(),
                zone: zone.clone(),
                mark,
                privileged: false,
            };
            records.push((meta, body.fact));
        }
        let key = self.key.as_ref().map_err(|why| Failure::NoKey(why.clone()))?;
        let message = head_message(&position.case, self.station, position.seq, &position.head);
        let sig =
            key.sign(Use::JournalHead, self.purpose, &message).map_err(|error| Failure::Journal(error.to_string()))?;
        let seq = i64::try_from(position.seq).unwrap_or(i64::MAX);
        self.file.set_head(&Head {
            station: self.station.to_string(),
            seq,
            hash: position.head.to_vec(),
            sig: sig.into_bytes(),
        })?;
        // Read before the lock is given back: afterwards another process's lines could be among them, and would never be read.
        let seen = self.file.seen()?;
        Ok(Appended {
            records,
            ahead,
            position,
            shortfalls: decision.shortfalls,
            floor: (recorded_at, mono_ms),
            watch,
            seen,
        })
    }

    /// Takes out of the file what a record says was taken out: in the same transaction, so that neither stands without the other.
    fn take_out(&self, excised: &Excised) -> Result<(), Failure> {
        for commitment in &excised.attachments {
            self.file.take_out(commitment)?;
        }
        if excised.body {
            self.file.empty_body(&excised.record.station.to_string(), excised.record.seq)?;
        }
        Ok(())
    }

    /// What has to be said before the chain goes on over damage: the new head would cover it up. Said once for the same problems.
    fn damage_to_tell(&self) -> Result<Option<DamageSeen>, Failure> {
        // Only this laptop's own chain is signed anew; what is wrong with others stays as it is.
        let covered = |problem: &&Problem| {
            let elsewhere = matches!(problem.what, What::DamageSeen { .. } | What::NotAdmitted);
            problem.station == Some(self.station) && !elsewhere
        };
        let problems: Vec<String> =
            self.problems.iter().filter(covered).map(Problem::line).take(MOST_PROBLEMS).collect();
        let last = self.state.stations.damage.iter().rev().find(|(id, _)| id.station == self.station);
        // The mismatch of the head is gone once it is signed anew; what remains was told with it.
        let known = last.is_some_and(|(_, seen)| problems.iter().all(|problem| seen.problems.contains(problem)));
        if problems.is_empty() || known {
            return Ok(None);
        }
        let own = self.station.to_string();
        let head = self.file.heads()?.into_iter().find(|head| head.station == own);
        Ok(Some(DamageSeen {
            signed_seq: head.as_ref().map_or(0, |head| u64::try_from(head.seq).unwrap_or(0)),
            signed_hash: head.as_ref().map(|head| hex(&head.hash)).unwrap_or_default(),
            signature: head.map(|head| String::from_utf8_lossy(&head.sig).into_owned()).unwrap_or_default(),
            found_seq: self.position.seq,
            problems,
        }))
    }

    /// The opening of this laptop's chain in a case that another laptop founded. It counts once somebody admits it.
    fn opening(&self) -> Result<Fact, Failure> {
        let key = self.key.as_ref().map_err(|why| Failure::NoKey(why.clone()))?;
        let case = self.position.case.clone();
        let purpose = self.purpose.as_str().to_owned();
        Ok(ChainOpened {
            case,
            format: FORMAT,
            program: PROGRAM.to_owned(),
            purpose,
            key: key.public_openssh(),
            nonce: String::new(),
        }
        .into())
    }

    /// Takes in what other processes wrote. True when anything came.
    ///
    /// # Errors
    /// A damaged file.
    pub fn refresh(&mut self) -> Result<bool, Failure> {
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
    fn reread(&mut self) -> Result<(), Failure> {
        let (reading, seen) = read_whole(&self.file, Some(self.station))?;
        self.take(reading);
        self.seen = seen;
        Ok(())
    }

    fn simply_next(&self, rows: &[chain::Row]) -> bool {
        let own = self.station.to_string();
        self.counts
            && rows
                .iter()
                .zip(self.position.seq + 1..)
                .all(|(row, next)| row.station == own && u64::try_from(row.seq) == Ok(next))
    }

    /// Folds the next lines of this laptop's own chain, written by another of its processes. False when one does not fit.
    fn take_next(&mut self, rows: &[chain::Row]) -> bool {
        let Some((records, position)) = chain::follow(&self.position, rows) else { return false };
        let facts = records.iter().filter_map(|record| record.content.as_ref());
        if facts.into_iter().any(|(_, fact)| self.state.restates_history(fact)) {
            return false;
        }
        for record in &records {
            chain::apply(&mut self.state, record);
        }
        for record in &records {
            hear(&mut self.floor, record, &self.boot);
        }
        self.position = position;
        self.chains.insert(self.station, self.position.seq);
        true
    }

    /// Looks whether the laptop's clock jumped, and records it if so.
    ///
    /// # Errors
    /// [`Failure`]; then the jump is recorded with the next record.
    pub fn watch_clock(&mut self) -> Result<bool, Failure> {
        let mut looked = self.watch.clone();
        match looked.look(self.env.clock.as_ref(), &self.boot) {
            Some(jump) if self.writable() => {
                let watch = std::mem::replace(&mut self.watch, looked);
                if let Err(error) = self.observe(vec![jump.into()]) {
                    self.watch = watch;
                    return Err(error);
                }
                Ok(true)
            }
            _ => {
                self.watch = looked;
                Ok(false)
            }
        }
    }

    /// Takes in the recorded sessions that a crash left behind, and removes attachments. What any record cites stays, counted or not, and so does what another process is bringing right now.
    ///
    /// # Errors
    /// A damaged file.
    pub fn sweep(&mut self) -> Result<usize, Failure> {
        if self.writable() {
            let adopted = self.adopt_sessions();
            self.adopted.extend(adopted);
        }
        // On damage nothing is removed: what looks uncited may be cited by what was damaged.
        if !self.writable()
            || !self.problems.is_empty()
            || !self.file.has_batches(&|batch| batch_gone(&self.env, batch))?
        {
            return Ok(0);
        }
        self.file.begin()?;
        let swept = self.refresh().and_then(|_| {
            let cited: BTreeSet<&str> = stored(&self.state).map(|(_, file)| file.sha256.as_str()).collect();
            let known = |sha256: &str| cited.contains(sha256);
            Ok(self.file.sweep(&known, &|batch| batch_gone(&self.env, batch))?)
        });
        match swept {
            Ok(count) => {
                self.file.commit()?;
                Ok(count)
            }
            Err(error) => {
                self.file.undo();
                Err(error)
            }
        }
    }
}

/// Lets the floor hear of a record; monotonic times of other boots say nothing here.
fn hear(floor: &mut Floor, record: &chain::Record, boot: &str) {
    // A reference that was read says more about time than any record before it.
    if let Some((_, Fact::Station(StationFact::ClockChecked(_)))) = &record.content {
        *floor = Floor::default();
    }
    let mono = record.boot.as_ref().filter(|(known, _)| known == boot).map(|(_, mono)| *mono);
    floor.hear(record.recorded_at, mono);
}
