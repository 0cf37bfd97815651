//! `warroom exchange`: a copy of the case in a format of other tools. Prints the paths in the order in which the other tool is to take them.

use serde_json::json;

use super::args::Exchange;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::exchange::{Asked, Given, format_of, hand_out, request};
use crate::domain::exchange::Written;
use crate::domain::input::Input;
use crate::domain::text::{counted, visible_bytes};

/// Writes the copy and puts on record that it left.
pub(crate) fn run(session: &mut Session<'_>, asked: Exchange) -> Result<u8, Stop> {
    let wanted = Asked {
        format: format_of(&asked.format)?,
        destination: asked.destination,
        audience: asked.audience,
        reason: asked.reason.trim().to_owned(),
        force: asked.force,
    };
    exchange(session, &wanted, asked.json)
}

/// The same by the fields of the command.
pub(crate) fn from_fields(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    let wanted = request(input)?;
    exchange(session, &wanted, json)
}

fn exchange(session: &mut Session<'_>, wanted: &Asked, json: bool) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let given = hand_out(&mut case, wanted)?;
    super::record::not_admitted(session, &case);
    session.shortfalls(&given.done.shortfalls);
    if json {
        session.io.json(&document(&given))?;
        return Ok(DONE);
    }
    for path in &given.paths {
        session.io.line(&visible_bytes(path.as_os_str().as_encoded_bytes()))?;
    }
    session.io.note(&said(&given.written));
    for what in &given.left_out {
        session.io.note(&format!("not in this format: {what}"));
    }
    Ok(DONE)
}

fn said(written: &Written) -> String {
    let behind = match written.withheld {
        0 => "nothing is withheld".to_owned(),
        count => format!("{} withheld", counted(count, "record")),
    };
    format!(
        "a copy for work, for readers up to {}; {behind}. It proves nothing: what does is the case folder (`warroom export`). The digest of each file is on record",
        written.audience.label()
    )
}

fn document(given: &Given) -> serde_json::Value {
    let written = &given.written;
    let files = given.paths.iter().zip(&written.files).map(|(path, file)| {
        let path = visible_bytes(path.as_os_str().as_encoded_bytes());
        json!({"path": path, "name": file.name, "bytes": file.size, "sha256": file.sha256})
    });
    json!({
        "format": written.format, "audience": written.audience, "case_head": written.case_head, "files": files.collect::<Vec<_>>(),
        "records": written.records, "withheld": written.withheld, "left_out": given.left_out, "replaced": written.replaced,
        "record": given.done.records.first(),
    })
}
