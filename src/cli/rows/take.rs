//! Taking rows into a case: read beside the waiting thread, recorded by one fact, and accounted for line by line.

use std::path::Path;

use serde_json::json;

use super::list::each_refused;
use super::print::{self, Shown};
use super::{RAW_SHOWN, SHOWN, options, words};
use crate::app::Case;
use crate::app::rows::{From, NotTaken, Recorded, Taken, record_rows};
use crate::cli::args::Import;
use crate::cli::beside::beside;
use crate::cli::evidence::label;
use crate::cli::record::{not_admitted, set};
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::cli::streams::json_part;
use crate::domain::input::Input;
use crate::domain::rows::twice;
use crate::domain::text::counted;
use crate::jobs::Handle;
use crate::jobs::rows::pass::Answers;
use crate::library::digest::hex;

/// What is said where reading ended without a result.
const LOST: &str = "reading ended without a result; nothing was recorded, and what was put aside is swept when the case is next opened; try again";

/// Takes in a file.
pub(super) fn run(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    let answers = options::answers(session, asked)?;
    // Of an import the option names the zone of the file; times of the case are typed in its own.
    let zone = session.globals.zone.take();
    let case = session.open_to_record();
    session.globals.zone = zone;
    let mut case = case?;
    let path = (asked.folder.as_os_str() != "-").then(|| std::path::absolute(&asked.folder)).transpose()?;
    let taken = read(session, &case, path.as_deref(), &answers)?;
    let json = asked.made.json;
    if taken.looked.asks() || taken.looked.failed.is_some() {
        told(session, &case, asked, &answers, &taken, None)?;
        if let Some(failed) = &taken.looked.failed {
            session.io.note(&format!("warroom: {}", words::broken(failed)));
        }
        session.io.note(
            "nothing was recorded; `warroom evidence add` registers the file as an exhibit without reading rows from it",
        );
        return Ok(REFUSED);
    }
    let earlier = twice(case.state(), &hex(&taken.looked.sha256)).filter(|_| asked.again.is_none());
    if let Some((record, imported)) = earlier {
        let said = format!(
            "the rows of this file are in the case already: record {}, {}, {} kept of {}; nothing was recorded. Where that reading was wrong (zone, columns), strike it and import again; --again REASON takes them in once more, and each then counts twice",
            case.state().label(record),
            label(&case, imported.exhibit),
            counted(imported.kept(), "row"),
            counted(imported.sum(|counts| counts.read), "record"),
        );
        case.take_back(taken.rows.iter().chain(&taken.refused));
        return Err(Stop::Said(said));
    }
    let recorded = record_rows(&mut case, path.as_deref(), &fields(asked), &answers, &taken)?;
    session.shortfalls(&recorded.done.shortfalls);
    told(session, &case, asked, &answers, &taken, Some(&recorded))?;
    if !json {
        not_admitted(session, &case);
    }
    Ok(DONE)
}

fn fields(asked: &Import) -> Input {
    let mut input = Input::default();
    for (field, given) in [
        ("description", &asked.description),
        ("origin", &asked.origin),
        ("tool", &asked.tool),
        ("collected-by", &asked.collected_by),
        ("collected", &asked.collected),
        ("offset", &asked.offset),
        ("mark", &asked.mark),
        ("reason", &asked.again),
    ] {
        set(&mut input, field, given.as_deref());
    }
    input
}

/// Reads a file in a job, so that a signal ends it and leaves nothing; standard input on this thread.
fn read(session: &mut Session<'_>, case: &Case, path: Option<&Path>, answers: &Answers) -> Result<Taken, Stop> {
    let stager = case.stager();
    let taken = match path {
        Some(path) => {
            let (path, answers) = (path.to_owned(), answers.clone());
            beside(session, "rows", LOST, String::new, move |handle| {
                stager.take_rows(From::File(&path), &answers, handle)
            })?
        }
        None => stager.take_rows(From::Stream(session.io.stdin), answers, &Handle::new()),
    };
    taken.map_err(|why| match why {
        NotTaken::NotRead(why) => words::not_read(why),
        NotTaken::Case(failure) => failure.into(),
    })
}

/// Says what came of it: for programs every refused line, for people the first of them.
fn told(
    session: &mut Session<'_>,
    case: &Case,
    asked: &Import,
    answers: &Answers,
    taken: &Taken,
    recorded: Option<&Recorded>,
) -> Result<(), Stop> {
    #[expect(clippy::cast_precision_loss, reason = "years of milliseconds")]
    let seconds = taken.took_ms as f64 / 1000.0;
    if asked.made.json {
        let mut rest = print::document(&taken.looked, answers, seconds);
        rest["recorded"] = recorded.is_some().into();
        if let Some(recorded) = recorded {
            rest["exhibit"] = label(case, recorded.exhibit).into();
            rest["import"] = recorded.import.to_string().into();
            rest["rows_sha256"] = hex(&taken.rows_sha256).into();
            let records: Vec<String> = recorded.done.records.iter().map(ToString::to_string).collect();
            rest["records"] = json!(records);
        }
        json_part(session.io.stdout, "{\"refused\":[")?;
        let mut first = true;
        each_refused(case, &taken.refused, |sheet, line| {
            if !std::mem::take(&mut first) {
                json_part(session.io.stdout, ",")?;
            }
            json_part(session.io.stdout, &print::refused_document(sheet, line).to_string())?;
            Ok(true)
        })?;
        let rest = rest.to_string();
        json_part(session.io.stdout, &format!("],{}", rest.strip_prefix('{').unwrap_or(&rest)))?;
        writeln!(session.io.stdout)?;
        return Ok(());
    }
    let mut shown = Vec::new();
    each_refused(case, &taken.refused, |sheet, line| {
        shown.push(Shown::new(sheet, line, RAW_SHOWN));
        Ok(shown.len() < SHOWN)
    })?;
    if let Some(recorded) = recorded {
        session.io.line(&format!("{} {}", label(case, recorded.exhibit), recorded.import))?;
    }
    print::told(&mut session.io, &asked.folder, &taken.looked, answers, &shown, seconds)?;
    Ok(())
}
