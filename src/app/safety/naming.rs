//! Naming a medium: what has to be there before the record says so, and the reserve station that can go on with the case when this laptop is gone.

use std::path::Path;

use super::set;
use crate::app::case::{Case, Done};
use crate::app::failure::Failure;
use crate::app::media::machine;
use crate::app::staging::path_of;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Fact;
use crate::domain::input::Input;
use crate::domain::rules::Rule;
use crate::domain::safety::{self, SafetyFact};
use crate::domain::station::Admitted;
use crate::jobs::acquire::survey::System;
use crate::journal::station::StationKey;
use crate::journal::{hash_from_hex, hex};
use crate::store::medium::{About, Medium, RESERVE, Trouble};

/// What people read where the reserve station is listed.
const LABEL: &str = "reserve station; its key lies on the safety copy";

impl Case {
    /// `safety-copy`: makes the medium ready, puts the key of a reserve station on it, and records both with the first line of the reserve's chain in one
    /// transaction. A case rebuilt from the copy goes on as that station: it counts, although the laptop that admitted it is gone.
    pub(in crate::app) fn name_safety(&mut self, input: &Input) -> Result<Done, Failure> {
        let decision =
            self.decide(self.state(), |state, ctx| safety::name(state, input, ctx), &Default::default(), false)?;
        if self.origin()?.is_some() {
            return Err(Failure::CopyWithGaps);
        }
        let directory = path_of(input.get("directory").unwrap_or_default());
        let directory = directory.canonicalize().map_err(Trouble::from)?;
        let medium = Medium::below(&directory, self.id(), &self.station().to_string());
        let name = self.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        medium.prepare(&About {
            format: 1,
            case: self.id().to_owned(),
            purpose: self.purpose().as_str().to_owned(),
            station: self.station().to_string(),
            name,
        })?;
        let reserve = if self.counts() { Some(self.reserve(&medium)?) } else { None };
        let known = |key: &StationKey| {
            let station = key.station_id();
            self.state().stations.admitted.keys().any(|admitted| admitted.to_string() == station)
        };
        let fresh = reserve.as_ref().filter(|key| !known(key));
        let mut decision = decision;
        let station = reserve.as_ref().and_then(|key| key.station_id().parse().ok());
        for fact in &mut decision.facts {
            if let Fact::Safety(SafetyFact::Named(named)) = fact {
                named.reserve = station;
                named.directory = crate::app::staging::text_of(&directory);
                named.place = Some((&System::running().place(&directory)).into());
                named.machine = machine();
            }
        }
        let opening = fresh.map(|key| self.opening_of(key)).transpose()?;
        if let (Some(key), Some(station)) = (fresh, station) {
            let admitted =
                Admitted { station, fingerprint: key.fingerprint(), label: LABEL.to_owned(), compared: String::new() };
            decision.facts.push(admitted.into());
        }
        if same_disk(self.path(), &directory) {
            decision = decision.short([Shortfall::new(Rule::SameDisk).at("directory")]);
        }
        if reserve.is_some() {
            decision = decision.short([Shortfall::new(Rule::ReserveOpen).at("medium")]);
        }
        let done = self.record_beside(decision, opening.iter())?;
        set(self.env(), self.id(), Some(&directory))?;
        Ok(done)
    }

    /// `safety-end`: no copy from here on. What is on the medium stays there.
    pub(in crate::app) fn end_safety(&mut self, input: &Input) -> Result<Done, Failure> {
        let done = self.record_by(|state, ctx| safety::end(state, input, ctx))?;
        set(self.env(), self.id(), None)?;
        Ok(done)
    }

    /// The reserve's key, made now where the medium has none yet.
    fn reserve(&self, medium: &Medium) -> Result<StationKey, Failure> {
        if let Some(key) = reserve_of(medium) {
            return Ok(key);
        }
        let seed = self.env().random::<32>()?;
        medium.write_new(RESERVE, format!("{}\n", hex(&seed)).as_bytes())?;
        Ok(StationKey::generate(&seed))
    }
}

/// The key of the reserve station on a medium.
pub(super) fn reserve_of(medium: &Medium) -> Option<StationKey> {
    Some(StationKey::generate(&hash_from_hex(medium.small(RESERVE)?.trim())?))
}

/// Whether two paths lie on one file system: then one disk that fails takes both.
fn same_disk(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let device = |path: &Path| std::fs::metadata(path).ok().map(|meta| meta.dev());
        device(one).is_some() && device(one) == device(other)
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}
