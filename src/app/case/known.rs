//! The case as it was known at an instant: a second reading of the same file, cut there. It is a case like any other to whoever reads it, and takes no record.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono_tz::Tz;

use super::Case;
use super::reading::read_whole;
use crate::app::alarms::Alarms;
use crate::app::clockwatch::{ClockWatch, Floor};
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::domain::fact::{Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::text::visible;
use crate::domain::time::{Instant, TypingContext, local, parse_when};
use crate::domain::timeline::TimelineFact;
use crate::export::origin::Origin;
use crate::journal::chain::{self, Cut, NoCut, Until};
use crate::journal::signature::Purpose;
use crate::journal::writer::Position;
use crate::library::Catalogue;
use crate::store::CaseFile;
use crate::store::memory::Memory;

/// Where a case was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The cut.
    pub cut: Cut,
    /// The instant at which it was asked for.
    pub asked: Instant,
    /// Records that were folded.
    pub records: usize,
    /// Records that count now and were not folded.
    pub later: usize,
    /// Zone of the war room as it is now: times are written in it also where the case had none yet.
    pub zone: Tz,
}

/// What it takes to read a case as it was known, on any thread.
#[derive(Debug, Clone)]
pub struct Past {
    env: Env,
    path: PathBuf,
    operator: String,
    station: StationId,
    asked: Instant,
    zone: Tz,
    until: Until,
}

impl Case {
    /// Reads what somebody typed for an instant: a time as on every form, or a record of the case (`48`, `#48`).
    ///
    /// # Errors
    /// [`Failure::NoInstant`], [`Failure::NotYet`].
    pub fn until(&self, typed: &str) -> Result<Until, Failure> {
        let typed = typed.trim();
        let now = self.countdown_now();
        let zone = self.zone();
        match parse_when(typed, &TypingContext { now, zone }) {
            Ok(when) if when.at > now => Err(Failure::NotYet(written(when.at, zone))),
            Ok(when) => Ok(Until::Instant(when.at)),
            Err(problem) => self.state.record_named(typed).map(Until::Record).ok_or_else(|| {
                let given: String = visible(typed).chars().take(80).collect();
                Failure::NoInstant { given, why: problem.to_string() }
            }),
        }
    }

    /// What it takes to read this case as it was known then.
    #[must_use]
    pub fn past(&self, until: Until) -> Past {
        Past {
            env: self.env.clone(),
            path: self.file.path().to_owned(),
            operator: self.operator.clone(),
            station: self.station,
            asked: self.countdown_now(),
            zone: self.zone(),
            until,
        }
    }

    /// Where this case was cut, if it is one as it was known at an instant.
    #[must_use]
    pub fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }
}

impl Past {
    /// Reads the journal, cuts it and folds what is left. The file is opened only to read.
    ///
    /// # Errors
    /// The file; [`Failure::BeforeTheCase`].
    pub fn open(self) -> Result<Case, Failure> {
        let file = CaseFile::open_to_read(&self.path)?;
        let version = file.version()?;
        let copy = Origin::of(&file.origin()?).ok().flatten().map(|origin| origin.copied());
        let (mut reading, seen) = read_whole(&file, Some(self.station))?;
        let opening =
            reading.opening().ok_or_else(|| Failure::Broken("no line of its journal opens a chain".to_owned()))?;
        let (case, purpose) = (opening.case.clone(), Purpose::parse(&opening.purpose).unwrap_or(Purpose::Incident));
        let facts = || reading.records.iter().filter_map(|record| record.content.as_ref());
        // What was struck since took nothing out and claims nothing.
        let now = Incident::knowing(self.station, facts().map(|(meta, fact)| (meta, fact)));
        let mut later: Vec<(Meta, Fact)> = facts()
            .filter(|(meta, fact)| match fact {
                Fact::Excision(_) | Fact::Timeline(TimelineFact::Corrected(_)) => true,
                Fact::Privilege(_) => !now.struck(meta.id),
                _ => false,
            })
            .cloned()
            .collect();
        let all = reading.records.len();
        let cut = reading.cut(self.until).map_err(|none| match none {
            NoCut::Before(first) => Failure::BeforeTheCase(written(first, self.zone)),
            NoCut::NoSuchRecord => Failure::Broken("the record is in no chain that counts".to_owned()),
        })?;
        // A correction of what is not in the view says nothing of it.
        let within = |id: &RecordId| cut.last.get(&id.station).is_some_and(|last| id.seq <= *last);
        later.retain(|(_, fact)| match fact {
            Fact::Timeline(TimelineFact::Corrected(corrected)) => within(&corrected.record),
            _ => true,
        });
        let records = reading.records.len();
        let mut state = {
            let facts = reading.records.iter().filter_map(|record| record.content.as_ref());
            Incident::knowing(self.station, facts.map(|(meta, fact)| (meta, fact)))
        };
        state.copy.clone_from(&copy);
        state.learn_later(later.iter().map(|(meta, fact)| (meta, fact)));
        for record in std::mem::take(&mut reading.records) {
            chain::apply(&mut state, &record);
        }
        let mut position = Position::start(case.clone(), self.station);
        if let Some(seq) = cut.last.get(&self.station) {
            let hash = file.line_hash(&self.station.to_string(), *seq)?;
            position.seq = *seq;
            position.head = hash.and_then(|hash| hash.try_into().ok()).unwrap_or(position.head);
        }
        let boot = self.env.hashed_boot(&case);
        let chains: BTreeMap<StationId, u64> = cut.last.clone();
        let (catalogue, _) = Catalogue::with_overrides(&self.env.places.procedures());
        Ok(Case {
            memory: Memory::new(&self.env.places.state, &case, &self.station.to_string()),
            signed: Memory::of_checkpoints(&self.env.places.state, &case, &self.station.to_string()),
            others: Vec::new(),
            watch: ClockWatch::new(self.env.clock.now(), boot.clone(), self.env.clock.mono_ms()),
            alarms: Alarms::default(),
            level: None,
            known: Some(Known { cut, asked: self.asked, records, later: all - records, zone: self.zone }),
            env: self.env,
            file,
            key: Err(Failure::OfThePast.to_string()),
            station: self.station,
            state,
            position,
            chains,
            heard: None,
            seen,
            version,
            purpose,
            operator: self.operator,
            problems: reading.problems,
            catalogue,
            floor: Floor::default(),
            boot,
            counts: false,
            copy,
            lines: reading.lines,
            adopted: Vec::new(),
            readings: 0,
        })
    }
}

fn written(at: Instant, zone: Tz) -> String {
    let there = local(at, zone);
    format!("{} {} {}", there.date_iso(), there.hms(), there.zone_abbrev())
}
