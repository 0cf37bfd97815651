//! `warroom checkpoint`, `warroom anchor`: the state of the journal, signed, and carried out of the room.

use super::args::Checkpoint;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::anchor;
use serde_json::json;

/// Signs a checkpoint and records it.
pub(crate) fn checkpoint(session: &mut Session<'_>, asked: &Checkpoint) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let made = anchor::sign(&mut case, "demand")?;
    let files = match &asked.out {
        Some(directory) => anchor::write(&case, &made.signed, directory)?,
        None => Vec::new(),
    };
    let label = case.state().label(made.record);
    if asked.json {
        let files: Vec<_> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let signed = &made.signed;
        let said = json!({
            "record": made.record, "station": signed.station, "size": signed.size, "root": signed.root, "case_head": made.case_head,
            "heads": signed.heads, "files": files,
        });
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, said)?;
        return Ok(DONE);
    }
    session.io.line(&format!("{label} {}", made.case_head))?;
    for path in files {
        session.io.path(&path)?;
    }
    session.io.note("recorded; it proves nothing by itself until it leaves the room: `warroom anchor`");
    Ok(DONE)
}
