//! A case file is made, or opened and replayed.

use std::collections::BTreeMap;
use std::path::Path;

use super::Case;
use super::reading::read_whole;
use crate::app::alarms::Alarms;
use crate::app::clockwatch::{ClockWatch, Floor};
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::domain::decision::Decision;
use crate::domain::incident::Incident;
use crate::domain::station::{Admitted, ChainOpened};
use crate::export::origin::Origin;
use crate::journal::signature::Purpose;
use crate::journal::station::StationKey;
use crate::journal::writer::{Position, case_id};
use crate::journal::{FORMAT, PROGRAM, hex};
use crate::library::Catalogue;
use crate::store::memory::Memory;
use crate::store::{CaseFile, StoreError};

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
        let admitted =
            Admitted { station, fingerprint: key.fingerprint(), label: String::new(), compared: String::new() };
        let boot = env.hashed_boot(&case);
        let memory = Memory::new(&env.places.state, &case, &station.to_string());
        let signed = Memory::of_checkpoints(&env.places.state, &case, &station.to_string());
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
            heard: None,
            others: Vec::new(),
            purpose,
            operator: operator.to_owned(),
            problems: Vec::new(),
            catalogue,
            watch,
            floor: Floor::default(),
            boot,
            counts: true,
            copy: None,
            lines: 0,
            memory,
            signed,
            adopted: Vec::new(),
            alarms: Alarms::default(),
            known: None,
            level: None,
            readings: 0,
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
        let (mut reading, mut seen) = read_whole(&file, own)?;
        let broken = || Failure::Broken("no line of its journal opens a chain".to_owned());
        let opening = reading.opening().ok_or_else(broken)?;
        let (case, purpose) = (opening.case.clone(), Purpose::parse(&opening.purpose));
        let (mut key, mut own) = (key, own);
        let of_the_case = env.places.station_key_of(&case);
        if key.is_ok() && of_the_case.exists() {
            key = StationKey::load(&of_the_case).map_err(|error| error.to_string());
            own = key.as_ref().ok().and_then(|key| key.station_id().parse().ok());
            (reading, seen) = read_whole(&file, own)?;
        }
        let station = own.or(reading.founder).or_else(|| reading.chains.keys().next().copied()).unwrap_or_default();
        let boot = env.hashed_boot(&case);
        let memory = Memory::new(&env.places.state, &case, &station.to_string());
        let signed = Memory::of_checkpoints(&env.places.state, &case, &station.to_string());
        let last = reading.chains.get(&station).and_then(|chain| chain.last.clone());
        let watch = match last {
            Some((wall, boot, mono)) => ClockWatch::new(wall, boot, mono),
            None => ClockWatch::new(env.clock.now(), boot.clone(), env.clock.mono_ms()),
        };
        let (catalogue, _) = Catalogue::with_overrides(&env.places.procedures());
        // Papers that do not hold explain nothing, and are said among the problems.
        let copy = Origin::of(&file.origin()?).ok().flatten().map(|origin| origin.copied());
        let mut opened = Case {
            env: env.clone(),
            file,
            key,
            station,
            state: Incident::new(station),
            position: Position::start(case, station),
            chains: BTreeMap::new(),
            heard: None,
            others: Vec::new(),
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
            copy,
            lines: 0,
            memory,
            signed,
            adopted: Vec::new(),
            alarms: Alarms::default(),
            known: None,
            level: None,
            readings: 0,
        };
        opened.take(reading);
        // A kill between taking out and emptying the log leaves the bytes there.
        if opened.file.writable() && !opened.state.excisions.made.is_empty() {
            let _ = opened.file.empty_log();
        }
        Ok(opened)
    }
}
