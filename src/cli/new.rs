//! `warroom new`: a case file and its declaration; prints the path once both are durable.

use std::path::{Path, PathBuf};

use super::args::New;
use super::record::{execute, set};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::domain::input::Input;
use crate::domain::time::local;
use crate::journal::signature::Purpose;
use crate::library::codenames;
use crate::store::places::sync_directory;

/// Makes the case file, declares, prints the path.
pub(crate) fn run(session: &mut Session<'_>, asked: New) -> Result<u8, Stop> {
    let codename = match &asked.codename {
        Some(given) => given.clone(),
        None => offered(session)?,
    };
    let path = match session.named_case() {
        Some(path) => path,
        None => {
            let day = local(session.env.clock.now(), session.env.zone).date_iso();
            session.env.places.fresh(Purpose::Incident, &codename, &day)
        }
    };
    let made = missing_directories(&path);
    let operator = session.operator();
    let mut case = Case::create(&session.env, &path, Purpose::Incident, &operator)?;
    let path = case.path().to_owned();
    let input = fields(session, &asked, &codename);
    if let Err(stop) = execute(session, &mut case, "declare", &input) {
        drop(case);
        remove(&path);
        return Err(stop);
    }
    // The store makes the file's own directory durable; a directory made on the way there has its entry one level up.
    for directory in made {
        sync_directory(&directory)?;
    }
    session.io.path(&path)?;
    Ok(DONE)
}

fn fields(session: &Session<'_>, asked: &New, codename: &str) -> Input {
    let mut input = Input::default().with("title", &asked.title).with("codename", codename);
    set(&mut input, "severity", asked.severity.as_deref());
    set(&mut input, "detected", asked.detected.as_deref());
    set(&mut input, "aware", asked.aware.as_deref());
    set(&mut input, "aware-why", asked.aware_why.as_deref());
    set(&mut input, "declared", asked.declared.as_deref());
    set(&mut input, "mark", asked.mark.as_deref());
    set(&mut input, "class", asked.class.as_deref());
    set(&mut input, "known", asked.known.as_deref());
    set(&mut input, "unknown", asked.unknown.as_deref());
    set(&mut input, "functional", asked.functional.as_deref());
    set(&mut input, "information", asked.information.as_deref());
    set(&mut input, "recoverability", asked.recoverability.as_deref());
    input.set("procedure", asked.procedure.join(","));
    input.set("zone", session.env.zone.name());
    input
}

/// A codename that no case of this laptop has.
fn offered(session: &Session<'_>) -> Result<String, Stop> {
    let seed = u64::from_le_bytes(session.env.random()?);
    let taken: Vec<String> = session
        .env
        .places
        .list(Purpose::Incident)
        .iter()
        .filter_map(|path| path.file_stem()?.to_str()?.split_once("-2").map(|(name, _)| name.to_owned()))
        .collect();
    Ok(codenames::offer(seed, &taken).into_iter().next().unwrap_or_default())
}

/// Parents of directories that have to be made for the file.
fn missing_directories(path: &Path) -> Vec<PathBuf> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.ancestors()
        .skip(1)
        .take_while(|directory| !directory.exists())
        .filter_map(|directory| directory.parent().map(Path::to_owned))
        .collect()
}

/// Removes the file of a case that was not declared: it holds nothing but its own opening.
fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
    for side in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(side);
        let _ = std::fs::remove_file(name);
    }
}
