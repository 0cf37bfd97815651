//! Recording: one transaction from the decision to the folded state.

use super::{Case, Done, hinted};
use crate::app::clockwatch::{ClockWatch, Floor};
use crate::app::command::{Act, CommandSpec, command};
use crate::app::drill;
use crate::app::failure::Failure;
use crate::app::media::medium_of;
use crate::app::staging::{Staged, discard, path_of};
use crate::domain::artefact::Artefact;
use crate::domain::clash::Heard;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::drill::keep_out;
use crate::domain::excision::{Excised, ExcisionFact};
use crate::domain::fact::{Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::input::{FieldKind, Input};
use crate::domain::mark::Mark;
use crate::domain::rules::Rule;
use crate::domain::session;
use crate::domain::station::{ChainOpened, DamageSeen, StationFact};
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::acquire::survey::System;
use crate::journal::body::Body;
use crate::journal::chain::Head;
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{Purpose, Use};
use crate::journal::writer::{Position, Written, head_message};
use crate::journal::{FORMAT, PROGRAM, hex};
use crate::store::casefile::Seen;
use std::collections::BTreeMap;

/// Problems that a record of damage names.
const MOST_PROBLEMS: usize = 20;

/// A line that is about to be written.
enum Line {
    Fact(Fact),
    /// A checkpoint over the lines before it, and its occasion.
    Checkpoint(&'static str),
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

impl Case {
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
                if let Err(failure) = self.keep_out_exercises(spec, input, staged) {
                    self.discard(staged);
                    return Err(failure);
                }
                let special = match spec.name {
                    "safety-copy" => Some(self.name_safety(input)),
                    "new-station" => Some(self.renew_station(input)),
                    "safety-end" => Some(self.end_safety(input)),
                    _ => None,
                };
                if let Some(done) = special {
                    return done;
                }
                let decided = self.record(|case, state| {
                    case.decide(state, |state, ctx| hinted(spec, decide, state, input, ctx), staged, false)
                });
                let done = match decided {
                    Ok(done) => done,
                    Err(failure) => {
                        self.discard(staged);
                        return Err(failure);
                    }
                };
                self.note_media(spec, input, staged, &done);
                if let ("keys", Some(who)) = (spec.name, input.get("person")) {
                    self.set_operator(who);
                }
                Ok(done)
            }
            Act::Hash
            | Act::Acquire
            | Act::Export
            | Act::Exchange
            | Act::Merge
            | Act::Import
            | Act::Rows
            | Act::Screen => Err(Failure::OnlyOnScreen(spec.name)),
        }
    }

    /// Media that a command's files came from, and the one that an exhibit lies on.
    fn note_media(&mut self, spec: &CommandSpec, input: &Input, staged: &Staged, done: &Done) {
        let way = match spec.name {
            "exhibit" => "exhibit",
            "anchor-witness" => "witness",
            "anchor-stamp" => "stamp",
            _ => "file",
        };
        let mut places = staged.came_from.clone();
        if let (Some(path), "exhibit") = (input.get("path"), spec.name) {
            let place = medium_of(&System::running(), self.path(), &path_of(path));
            places.extend(place.map(|place| ("path".to_owned(), place)));
        }
        for (field, place) in places {
            let path = path_of(input.get(&field).unwrap_or_default());
            let what = visible_bytes(path.file_name().unwrap_or_default().as_encoded_bytes());
            // The command is on record; that the register of media lacks a line is no reason to say otherwise.
            let _ = self.seen(place, what, way, done.records.first().copied());
        }
    }

    /// No file that says of itself that it was made in an exercise comes into a real case, whichever field names it.
    fn keep_out_exercises(&self, spec: &CommandSpec, input: &Input, staged: &Staged) -> Result<(), Failure> {
        if self.purpose != Purpose::Incident {
            return Ok(());
        }
        for (field, file) in &staged.files {
            let field = spec.field(field).map(|field| field.name);
            let ends = match self.attachment(&file.sha256).filter(|_| file.stored) {
                Some(bytes) => drill::ends(&bytes),
                None => drill::ends_of(&path_of(&file.path)),
            };
            keep_out(&self.state, field, &file.name, &ends)?;
        }
        let registered = spec.fields.iter().find(|field| field.kind == FieldKind::Path && spec.name == "exhibit");
        if let Some((field, path)) = registered.and_then(|field| Some((field, input.get(field.name)?))) {
            keep_out(&self.state, Some(field.name), path, &drill::ends_of(&path_of(path)))?;
        }
        Ok(())
    }

    fn discard(&self, staged: &Staged) {
        self.take_back(staged.files.values());
    }

    /// Takes back what was put aside for a command that was not recorded. What cannot be taken back is swept at a later opening.
    pub fn take_back<'a>(&self, files: impl IntoIterator<Item = &'a Artefact>) {
        discard(&self.file, files);
    }

    /// Records facts that the program itself observed (a digest computed, a self-test).
    ///
    /// # Errors
    /// [`Failure`]; nothing was recorded.
    pub fn observe(&mut self, facts: Vec<Fact>) -> Result<Done, Failure> {
        self.record(|_, _| Ok(Decision { facts, ..Decision::default() }))
    }

    /// Records what the program found out beside a command; decided as commands are.
    pub(in crate::app) fn record_by(
        &mut self,
        decide: impl FnOnce(&Incident, &Ctx<'_>) -> Result<Decision, Refusal>,
    ) -> Result<Done, Failure> {
        self.record(|case, state| case.decide(state, decide, &Staged::default(), false))
    }

    /// Records a session at a console that ended.
    pub(in crate::app) fn record_ended(&mut self, ended: &session::Ended, staged: &Staged) -> Result<Done, Failure> {
        let recorded =
            self.record(|case, state| case.decide(state, |s, ctx| session::record(s, ended, ctx), staged, false));
        if recorded.is_err() {
            self.discard(staged);
        }
        recorded
    }

    /// Records what was decided, with first lines of other chains in the same transaction.
    pub(in crate::app) fn record_beside<'a>(
        &mut self,
        decision: Decision,
        beside: impl Iterator<Item = &'a (Written, Head)>,
    ) -> Result<Done, Failure> {
        self.record(|case, _| {
            for (written, head) in beside {
                case.file.add(written)?;
                case.file.set_head(head)?;
            }
            Ok(decision)
        })
    }

    /// One transaction: take the lock, take in what others wrote, decide, append, make durable, fold.
    pub(super) fn record(
        &mut self,
        decide: impl FnOnce(&Self, &Incident) -> Result<Decision, Failure>,
    ) -> Result<Done, Failure> {
        if self.known.is_some() {
            return Err(Failure::OfThePast);
        }
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
                self.remember_signed(appended.records.iter().map(|(_, fact)| fact));
                self.chains.insert(self.station, self.position.seq);
                if appended.records.iter().any(|(_, fact)| matches!(fact, Fact::Station(StationFact::ClockChecked(_))))
                {
                    self.floor = Floor::default();
                }
                self.watch = appended.watch;
                self.watch.wrote(appended.floor.0);
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
                let offset = self.state.stations.offset_ms(self.station).unwrap_or(0);
                self.floor.hear(appended.floor.0.plus_millis(offset), Some(appended.floor.1));
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
        facts.extend(self.heard().map(Fact::from));
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
        let mut shortfalls = decision.shortfalls;
        // A checkpoint is about the lines that are written before it, so it is made behind them.
        let behind = decision.checkpoint.into_iter().map(Line::Checkpoint);
        for (place, line) in facts.into_iter().map(Line::Fact).chain(behind).enumerate() {
            let (mark, fact) = match line {
                Line::Fact(fact) => (mark, fact),
                Line::Checkpoint(occasion) => match self.sign_checkpoint(&position, occasion)? {
                    Ok(signed) => (Mark::Clear, signed.into()),
                    // What happened is recorded all the same; asked for alone, there is nothing else to record.
                    Err(_) if records.len() > ahead => {
                        shortfalls.push(Shortfall::new(Rule::CheckpointContradicts));
                        continue;
                    }
                    Err(why) => return Err(Failure::Contradicts(why)),
                },
            };
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
                if !self.counts {
                    return Err(Failure::NotAdmitted);
                }
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
        Ok(Appended { records, ahead, position, shortfalls, floor: (recorded_at, mono_ms), watch, seen })
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

    /// How far the other chains have come here, where this laptop has not said so yet: what it writes from now on is written knowing them.
    fn heard(&self) -> Option<Heard> {
        let counted = self.state.stations.last_recorded.keys().filter(|station| **station != self.station);
        let chains: BTreeMap<StationId, u64> =
            counted.filter_map(|station| Some((*station, *self.chains.get(station)?))).collect();
        let said = if self.counts { self.state.clashes.heard(self.station) } else { self.heard.as_ref() };
        let news = !chains.is_empty() && said != Some(&chains);
        news.then_some(Heard { chains })
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
}
