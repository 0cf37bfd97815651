//! `warroom rows`: which files were taken in, and what of one became no rows.

use std::io::BufRead as _;

use serde_json::{Value, json};

use super::print::refused_document;
use super::words::{Words, option};
use crate::app::case::Room;
use crate::app::{Case, Failure};
use crate::cli::args::{Rows, RowsAsked};
use crate::cli::session::Session;
use crate::cli::show::{View, view};
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::cli::streams::json_part;
use crate::domain::artefact::Artefact;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::rows::{Imported, offset};
use crate::domain::text::{counted, visible};
use crate::library::foreign::{Choice, Refused, Shape, shelf};

/// Lists the imports, or writes out the refused lines of one.
pub(crate) fn run(session: &mut Session<'_>, asked: &Rows) -> Result<u8, Stop> {
    match &asked.asked {
        Some(RowsAsked::Refused { import, json }) => return refused(session, import, *json),
        Some(RowsAsked::Columns { import }) => return columns(session, import),
        None => {}
    }
    let case = session.open()?;
    let audience = Audience(asked.audience.unwrap_or(Mark::Red));
    let room = asked.audience.map(|_| case.room(audience)).transpose()?.flatten();
    let view = view(session, &case, room.as_ref(), audience);
    let imports = &view.state.rows.imports;
    let withheld = room.as_ref().map_or(0, Room::withheld);
    if asked.json {
        let all: Vec<Value> = imports.iter().map(|(record, imported)| document(&view, *record, imported)).collect();
        session.io.json(&json!({"imports": all, "withheld": withheld}))?;
        return Ok(DONE);
    }
    if imports.is_empty() && withheld > 0 {
        session.io.note(&format!(
            "no rows of other tools that readers up to {} may see; {} withheld, rows may be among them",
            audience.0.label(),
            counted(u64::try_from(withheld).unwrap_or(u64::MAX), "record")
        ));
        return Ok(DONE);
    }
    if imports.is_empty() {
        session.io.note("the case holds no rows of other tools; `warroom import FILE` takes them in");
        return Ok(DONE);
    }
    let mut rows =
        vec![["import", "exhibit", "format", "kept", "refused", "from", "to", "file"].map(str::to_uppercase).to_vec()];
    for (record, imported) in imports {
        let (first, last) = span(imported);
        let stamp = |at: Option<crate::domain::time::Instant>| at.map(|at| view.stamp(at)).unwrap_or_default();
        rows.push(vec![
            format!("{}{}", view.state.label(*record), if view.state.struck(*record) { " [struck]" } else { "" }),
            exhibit(&view, imported),
            imported.formats(),
            imported.kept().to_string(),
            imported.lost().to_string(),
            stamp(first),
            stamp(last),
            visible(&imported.name).into_owned(),
        ]);
    }
    session.io.table(&rows)?;
    Ok(DONE)
}

/// The label of the exhibit that an import was read from.
fn exhibit(view: &View<'_>, imported: &Imported) -> String {
    let register = &view.state.register;
    register.exhibit(imported.exhibit).map(|exhibit| register.shown_label(exhibit)).unwrap_or_default()
}

fn span(imported: &Imported) -> (Option<crate::domain::time::Instant>, Option<crate::domain::time::Instant>) {
    let first = imported.parts.iter().filter_map(|part| part.first).min();
    (first, imported.parts.iter().filter_map(|part| part.last).max())
}

fn document(view: &View<'_>, record: RecordId, imported: &Imported) -> Value {
    let mut document = json!(imported);
    document["import"] = record.to_string().into();
    document["label"] = view.state.label(record).into();
    document["exhibit"] = exhibit(view, imported).into();
    document["struck"] = view.state.struck(record).into();
    document["clock_ahead_ms"] = offset(view.state, record).into();
    document["kept"] = imported.kept().into();
    document["refused"] = imported.lost().into();
    document
}

fn import<'a>(state: &'a Incident, named: &str) -> Result<(RecordId, &'a Imported), Stop> {
    let found = state.record_named(named).and_then(|record| Some((record, state.rows.import(record)?)));
    found.ok_or_else(|| {
        Stop::Said(format!(
            "{} is no record of an import; `warroom rows` lists them with their numbers",
            visible(named)
        ))
    })
}

/// Writes which column is what, sheet by sheet.
fn columns(session: &mut Session<'_>, named: &str) -> Result<u8, Stop> {
    let case = session.open()?;
    let (record, imported) = import(case.state(), named)?;
    for part in &imported.parts {
        for (section, mapping) in &part.mappings {
            let of = [part.sheet.as_str(), section].join(" ");
            let of = if of.trim().is_empty() { String::new() } else { format!(", {}", of.trim()) };
            session.io.line(&format!(
                "# columns of {}, import {}{}",
                visible(&imported.name),
                case.state().label(record),
                visible(&of)
            ))?;
            for choice in Choice::of(mapping).parts() {
                session.io.line(&visible(&choice))?;
            }
        }
    }
    Ok(DONE)
}

fn refused(session: &mut Session<'_>, named: &str, json: bool) -> Result<u8, Stop> {
    let case = session.open()?;
    let state = case.state();
    let (record, imported) = import(state, named)?;
    if imported.lost() == 0 {
        session.io.note(&format!("nothing of import {} was refused", state.label(record)));
        return Ok(DONE);
    }
    if json {
        let mut first = true;
        json_part(session.io.stdout, "{\"refused\":[")?;
        let words = Words { lang: &session.lang, named: option };
        each_refused(&case, &imported.refused, |sheet, line| {
            json_part(session.io.stdout, if std::mem::take(&mut first) { "" } else { "," })?;
            json_part(session.io.stdout, &refused_document(sheet, line, words).to_string())?;
            Ok(true)
        })?;
        json_part(session.io.stdout, "]}")?;
        writeln!(session.io.stdout)?;
        return Ok(DONE);
    }
    let sheets = imported.parts.len() > 1;
    let mut written = None::<String>;
    let mut cut = 0_u64;
    each_refused(&case, &imported.refused, |sheet, line| {
        // One sheet after another, each below a header of its own.
        if written.as_deref() != Some(sheet) {
            if sheets && written.is_some() {
                session.io.stdout.write_all(b"\n")?;
            }
            if let Some(header) = header(imported, sheet) {
                session.io.stdout.write_all(header.as_bytes())?;
                session.io.stdout.write_all(b"\n")?;
            }
            written = Some(sheet.to_owned());
        }
        cut += u64::from(line.length > line.raw.len() as u64);
        // As they are: they are to be mended and read again, not looked at.
        session.io.stdout.write_all(&line.raw)?;
        session.io.stdout.write_all(b"\n")?;
        Ok(true)
    })?;
    if cut > 0 {
        session.io.note(&format!(
            "of {} only the beginning is kept, they were longer than a record may be; the whole lines are in the exhibit",
            counted(cut, "line")
        ));
        return Ok(REFUSED);
    }
    Ok(DONE)
}

/// The first line of the file, where it names columns.
fn header(imported: &Imported, sheet: &str) -> Option<String> {
    let part = imported.parts.iter().find(|part| part.sheet == sheet)?;
    let (_, mapping) = part.mappings.first().filter(|(_, mapping)| mapping.header && mapping.shape == Shape::Cells)?;
    let cell = |name: &str| {
        let quoted = name.contains([mapping.separator, '"', '\n', '\r']);
        if quoted { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
    };
    let cells: Vec<String> = mapping.columns.iter().map(|column| cell(&column.name)).collect();
    Some(cells.join(&mapping.separator.to_string()))
}

/// Goes over refused lines as they are kept, until `take` says that it is enough.
pub(super) fn each_refused(
    case: &Case,
    files: &[Artefact],
    mut take: impl FnMut(&str, &Refused) -> Result<bool, Stop>,
) -> Result<(), Stop> {
    for file in files {
        let bytes = case.attachment(&file.sha256).ok_or_else(|| Failure::File {
            path: file.name.clone(),
            why: "the bytes in the case are not those of its digest; run `warroom verify`".to_owned(),
        })?;
        for line in shelf::lines(bytes.as_slice()).lines() {
            let read = serde_json::from_str::<Value>(&line?).ok().and_then(|document| Refused::read(&document));
            if let Some((sheet, line)) = read
                && !take(&sheet, &line)?
            {
                return Ok(());
            }
        }
    }
    Ok(())
}
