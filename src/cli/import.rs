//! `warroom import`: a case folder becomes a case of this laptop, to be read here.

use serde_json::json;

use super::args::Import;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::merge::import;
use crate::domain::text::visible;

/// Imports a folder.
pub(crate) fn run(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    let operator = session.operator();
    let (case, imported) = import(&session.env, &asked.folder, asked.to.as_deref(), &operator)?;
    let path = visible(&case.path().to_string_lossy()).into_owned();
    if asked.json {
        let (lines, attachments) = (imported.lines, imported.attachments);
        session.io.json(&json!({"path": path, "case": case.id(), "lines": lines, "attachments": attachments}))?;
    } else {
        session.io.line(&path)?;
    }
    session.io.note(&format!(
        "the folder verified; {} lines, {} attachments. Compare the fingerprint of its signer with the paper form: `warroom verify FOLDER`",
        imported.lines, imported.attachments
    ));
    if !case.counts() {
        session.io.note(
            "this laptop is not admitted to the case: it can read it; what it records is kept and counts once a laptop that counts admits it",
        );
    }
    Ok(DONE)
}
