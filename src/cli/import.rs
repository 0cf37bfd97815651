//! `warroom import`: a case folder becomes a case of this laptop, to be read here; a file of another tool is looked at by `super::rows`.

use std::path::Path;

use serde_json::json;

use super::args::Import;
use super::record::admit_line;
use super::rows;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::media::import_from;
use crate::app::staging::path_of;
use crate::domain::input::Input;
use crate::domain::text::{counted, visible};

/// Imports a folder, or looks at a file.
pub(crate) fn run(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    if rows::is_asked(asked)? {
        return rows::run(session, asked);
    }
    made(session, &asked.folder, asked.made.to.as_deref(), asked.made.json)
}

/// The same by the fields of the command.
pub(crate) fn from_fields(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    made(session, &path_of(input.get("other-copy").unwrap_or_default()), None, json)
}

fn made(session: &mut Session<'_>, folder: &Path, to: Option<&Path>, json: bool) -> Result<u8, Stop> {
    let operator = session.operator();
    let (case, imported) = import_from(&session.env, folder, to, &operator)?;
    let path = visible(&case.path().to_string_lossy()).into_owned();
    if json {
        let (lines, attachments) = (imported.lines, imported.attachments);
        session.io.json(&json!({"path": path, "case": case.id(), "lines": lines, "attachments": attachments, "withheld": imported.withheld}))?;
    } else {
        session.io.line(&path)?;
    }
    session.io.note(&format!(
        "the folder verified; {}, {}. Compare the fingerprint of its signer with the paper form: `warroom verify FOLDER`",
        counted(imported.lines, "line"),
        counted(imported.attachments, "attachment")
    ));
    if imported.withheld > 0 {
        session.io.note(&format!(
            "the folder withholds {}: nothing of that comes here, and what is missing is not known here, be it the declaration or a clock; the case says so at every gap, and verifies as a copy with gaps",
            counted(imported.withheld, "body")
        ));
    }
    if !case.counts() {
        session.io.note(&format!(
            "this laptop is not admitted to the case: it can read it; its first record opens a chain that is kept, that `warroom verify` names, and that counts once a laptop that counts admits it: {}",
            admit_line(case.station(), &case.fingerprint().unwrap_or_default())
        ));
    }
    Ok(DONE)
}
