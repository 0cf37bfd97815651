//! A new key for this laptop in one case: its chain forked, its disk was cloned, or somebody may have the key. What the old chain says stays; the new one counts
//! once a chain that counts admits it, which the old one does where it still counts itself.

use std::path::Path;

use super::{Case, Done};
use crate::app::failure::Failure;
use crate::domain::decision::Decision;
use crate::domain::input::Input;
use crate::domain::station::{Admitted, ChainOpened, renew};
use crate::journal::body::Body;
use crate::journal::chain::Head;
use crate::journal::signature::Use;
use crate::journal::station::StationKey;
use crate::journal::writer::{Position, Written, head_message};
use crate::journal::{FORMAT, PROGRAM};
use crate::store::places::{private_directory, sync_directory};

/// What people read where the new station is listed.
const LABEL: &str = "new key of this laptop";

impl Case {
    /// `new-station`: makes the key, admits it where this laptop's chain still counts, and goes on as that station. The key lies on the disk before a line
    /// names it, and takes its place only then: a kill in between leaves the old station at work, and the next try takes up the key that was made.
    pub(super) fn renew_station(&mut self, input: &Input) -> Result<Done, Failure> {
        if !self.writable() {
            return Err(crate::store::StoreError::ReadOnly(self.path().to_owned()).into());
        }
        let decision = self.decide(self.state(), |state, ctx| renew(state, input, ctx), &Default::default(), false)?;
        let place = self.env().places.station_key_of(self.id());
        let mut fresh = place.clone().into_os_string();
        fresh.push(".new");
        let fresh = Path::new(&fresh);
        private_directory(place.parent().unwrap_or(Path::new(".")))?;
        if !fresh.exists() {
            StationKey::generate(&self.env().random()?).save(fresh)?;
        }
        let key = StationKey::load(fresh)?;
        let station = key.station_id().parse().map_err(|_| Failure::Journal("the station's id".to_owned()))?;
        if self.counts() && !self.state().stations.admitted.contains_key(&station) {
            let opening = self.opening_of(&key)?;
            let admitted =
                Admitted { station, fingerprint: key.fingerprint(), label: LABEL.to_owned(), compared: String::new() };
            self.record_beside(Decision::of(admitted), std::iter::once(&opening))?;
        }
        let moved = |from: &Path, to: &Path| {
            std::fs::rename(from, to).map_err(|error| Failure::Output {
                path: crate::domain::text::visible(&to.to_string_lossy()).into_owned(),
                why: error.to_string(),
            })
        };
        if place.exists() {
            let mut old = place.clone().into_os_string();
            old.push(format!(".{}", self.station()));
            moved(&place, Path::new(&old))?;
        }
        moved(fresh, &place)?;
        sync_directory(place.parent().unwrap_or(Path::new("/")))?;
        let (env, path, operator) = (self.env().clone(), self.path().to_owned(), self.operator().name);
        *self = Case::open(&env, &path, &operator)?;
        self.record(|_, _| Ok(decision))
    }

    /// The first line of another chain of this laptop's making, signed by that chain's key.
    pub(in crate::app) fn opening_of(&self, key: &StationKey) -> Result<(Written, Head), Failure> {
        let station = key.station_id().parse().map_err(|_| Failure::Journal("the station's id".to_owned()))?;
        let mut position = Position::start(self.id().to_owned(), station);
        position.lamport = self.lamport();
        let opened = ChainOpened {
            case: self.id().to_owned(),
            format: FORMAT,
            program: PROGRAM.to_owned(),
            purpose: self.purpose().as_str().to_owned(),
            key: key.public_openssh(),
            nonce: String::new(),
        };
        let env = self.env();
        let body = Body {
            salt: env.random()?,
            author: self.operator(),
            zone: self.zone().name().to_owned(),
            mark: self.state().mark(),
            privileged: false,
            boot: env.hashed_boot(self.id()),
            mono_ms: env.clock.mono_ms(),
            fact: opened.into(),
        };
        let written = position.write(env.clock.now(), &body).map_err(|error| Failure::Journal(error.to_string()))?;
        let message = head_message(self.id(), station, position.seq, &position.head);
        let sig = key
            .sign(Use::JournalHead, self.purpose(), &message)
            .map_err(|error| Failure::Journal(error.to_string()))?;
        let head = Head { station: station.to_string(), seq: 1, hash: position.head.to_vec(), sig: sig.into_bytes() };
        Ok((written, head))
    }
}
