//! Rebuilding a case from a safety copy: read to its last whole, signed line, verified, put together under a name that is none until everything is there. It
//! goes on as a new station: the old key went with the laptop, or may still be in use on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::naming::reserve_of;
use crate::app::arriving::Arriving;
use crate::app::case::Case;
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::app::media::{machine, medium_of};
use crate::app::merge::{NotMerged, Place, not_a_safety_copy, union};
use crate::domain::artefact::stored;
use crate::domain::id::StationId;
use crate::domain::safety::Restored;
use crate::jobs::acquire::survey::System;
use crate::journal::chain::Reader;
use crate::journal::chain::Row;
use crate::journal::hex;
use crate::journal::signature::Purpose;
use crate::journal::station::StationKey;
use crate::store::medium::{ABOUT, Medium, RESERVE, Trouble};
use crate::store::places::private_directory;

/// What a rebuilding came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Lines brought.
    pub lines: u64,
    /// Attachments brought.
    pub attachments: u64,
    /// Bytes at the end of the copy that were torn, or lines that no head signed: what was being written when the laptop died.
    pub cut: u64,
    /// Attachments that are cited and not on the medium, by digest.
    pub missing: Vec<String>,
    /// The station as which the case goes on.
    pub station: StationId,
    /// Fingerprint of its key.
    pub fingerprint: String,
    /// Whether it counts.
    pub counts: bool,
    /// Why the reserve's key is still on the medium: a second rebuilding from it would be a fork.
    pub key_left: Option<Trouble>,
}

/// The copy that a path means: its own directory, or the only one below it.
fn copy_at(path: &Path) -> Result<Medium, Failure> {
    if path.join(ABOUT).is_file() {
        return Ok(Medium::at(path));
    }
    if let Some(why) = not_a_safety_copy(path) {
        return Err(Failure::NotThat(why));
    }
    let entries = std::fs::read_dir(path).map_err(Trouble::from)?;
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.join(ABOUT).is_file()).collect();
    found.sort();
    match found.as_slice() {
        [only] => Ok(Medium::at(only)),
        [] => Err(Failure::NoCopy(shown(path))),
        several => Err(Failure::SeveralCopies(several.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", "))),
    }
}

fn shown(path: &Path) -> String {
    crate::domain::text::visible(&path.to_string_lossy()).into_owned()
}

/// Rebuilds a case from a copy into `to`, or into a free name among this laptop's cases, and opens it.
///
/// # Errors
/// The medium, a copy that does not verify, the disk. Then nothing is there under the case's name.
pub fn rebuild(env: &Env, from: &Path, to: Option<&Path>, operator: &str) -> Result<(Case, Rebuilt), Failure> {
    let medium = copy_at(from)?;
    let about = medium.about()?;
    let held = medium.read()?;
    let mut rebuilt = Rebuilt { cut: held.cut, ..Rebuilt::default() };
    let ends: BTreeMap<&str, i64> = held.heads.iter().map(|head| (head.station.as_str(), head.seq)).collect();
    let signed = |row: &Row| ends.get(row.station.as_str()).is_some_and(|end| row.seq <= *end);
    let (mut rows, unsigned): (Vec<Row>, Vec<Row>) = held.rows.into_iter().partition(signed);
    rebuilt.cut += unsigned.iter().map(|row| row.line.len() as u64 + 1).sum::<u64>();
    rows.sort_by(|a, b| (&a.station, a.seq, &a.hash).cmp(&(&b.station, b.seq, &b.hash)));
    // What was taken out while the laptop died may still be here.
    let (bodies, gone) =
        union::taken_out(&union::read(Reader::default(), &rows, &held.heads, StationId::default()), &rows);
    let bodies: BTreeSet<_> = bodies.into_iter().collect();
    for row in rows.iter_mut().filter(|row| union::id_of(row).is_some_and(|id| bodies.contains(&id))) {
        row.body = None;
    }
    let reading = union::read(Reader::default(), &rows, &held.heads, StationId::default());
    let problems = crate::app::merge::in_the_way(&reading.problems);
    if !problems.is_empty() {
        return Err(NotMerged::Damaged { place: Place::There, problems }.into());
    }
    let opened = reading.opening().ok_or_else(|| Failure::Broken("no line of the copy opens a chain".to_owned()))?;
    let case_id = opened.case.clone();
    let purpose = Purpose::parse(&opened.purpose).unwrap_or(Purpose::Incident);
    let arriving = Arriving::new(env, purpose, &about.name, to)?;
    {
        let file = arriving.create()?;
        let batch = crate::app::staging::batch(env)?;
        let named: BTreeSet<[u8; 32]> =
            rows.iter().filter_map(|row| row.body.as_deref()).flat_map(union::digests_in).collect();
        for listed in medium.attachments()? {
            let Some(bytes) = medium.bytes_of(&listed)? else { continue };
            let commitment = listed.commitment(&bytes);
            if named.contains(&commitment) && !gone.contains(&hex(&commitment)) {
                file.bring(&listed, &bytes, &batch)?;
                rebuilt.attachments += 1;
            }
        }
        file.begin()?;
        rebuilt.lines = file.join(&rows)?;
        file.join_heads(&held.heads)?;
        file.commit()?;
        let held: BTreeSet<String> = file.listed()?.iter().map(|listed| hex(&listed.sha256)).collect();
        let state = reading.fold(StationId::default());
        let cited = stored(&state).filter(|(_, file)| !state.excisions.bytes(&file.commitment));
        rebuilt.missing = cited.map(|(_, file)| file.sha256.clone()).filter(|sha256| !held.contains(sha256)).collect();
        rebuilt.missing.dedup();
    }
    let fresh = key(env, &medium, &case_id, &reading.chains.keys().map(ToString::to_string).collect())?;
    let path = arriving.settle()?;
    let mut case = Case::open(env, &path, operator)?;
    let of: StationId = about.station.parse().unwrap_or_default();
    let last = ends.get(about.station.as_str()).and_then(|end| u64::try_from(*end).ok()).unwrap_or(0);
    let restored = Restored {
        directory: shown(medium.path()),
        of,
        last,
        lines: rebuilt.lines,
        cut: rebuilt.cut,
        place: medium_of(&System::running(), case.path(), medium.path()),
        machine: machine(),
    };
    case.observe(vec![restored.into()])?;
    if fresh {
        rebuilt.key_left = medium.take_off(RESERVE).err();
    }
    rebuilt.station = case.station();
    rebuilt.fingerprint = case.fingerprint().unwrap_or_default();
    rebuilt.counts = case.counts();
    Ok((case, rebuilt))
}

/// Puts the key in place as which the case goes on. True where it came from the medium.
fn key(env: &Env, medium: &Medium, case: &str, chains: &BTreeSet<String>) -> Result<bool, Failure> {
    let path = env.places.station_key_of(case);
    let (key, reserve) = match reserve_of(medium).filter(|key| chains.contains(&key.station_id())) {
        Some(key) => (key, true),
        // Of this laptop's own chain there may be more than the copy has: to go on with it would make a fork.
        None => {
            if let Some(known) = StationKey::load(&path).ok().filter(|key| chains.contains(&key.station_id())) {
                return Err(Failure::NoKey(format!(
                    "this laptop goes on with this case already, as station {}, in another file: a second file of the same station would contradict it. Open that one; \
                     if it is lost, move its key {} away and rebuild again, and the case goes on as a station that has to be admitted",
                    known.station_id(),
                    shown(&path)
                )));
            }
            let own = StationKey::load(&env.places.station_key()).ok();
            if own.is_none_or(|own| !chains.contains(&own.station_id())) {
                return Ok(false);
            }
            (StationKey::generate(&env.random()?), false)
        }
    };
    private_directory(path.parent().unwrap_or(Path::new(".")))?;
    match StationKey::load(&path) {
        Ok(known) if known.station_id() == key.station_id() => {}
        _ => {
            let _ = std::fs::remove_file(&path);
            key.save(&path)?;
        }
    }
    Ok(reserve)
}
