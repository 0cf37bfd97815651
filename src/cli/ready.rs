//! `warroom ready`: what would fail at 02:40, printed and kept as a dated record of the organisation.

use serde_json::json;

use super::args::AsJson;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::{organisation, ready};

/// Checks, records and prints.
pub(crate) fn run(session: &mut Session<'_>, asked: &AsJson) -> Result<u8, Stop> {
    let found = ready::check(&session.env);
    let failing = found.lines.iter().any(|line| line.result == "fail");
    if !asked.json {
        let rows: Vec<Vec<String>> =
            found.lines.iter().map(|line| vec![line.result.clone(), line.check.clone(), line.seen.clone()]).collect();
        session.io.table(&rows)?;
    }
    let operator = session.operator();
    let mut file = organisation::open(&session.env, &operator)?;
    let lines = found.lines.clone();
    let done = file.observe(vec![found.into()])?;
    if asked.json {
        session.io.json(&json!({"ok": !failing, "record": done.records.last(), "lines": lines}))?;
    } else if let Some(id) = done.records.last() {
        session.io.note(&format!("recorded as {id} in the organisation file"));
    }
    Ok(if failing { REFUSED } else { DONE })
}
