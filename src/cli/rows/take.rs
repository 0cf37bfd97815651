//! Taking rows into a case: read beside the waiting thread, recorded by one fact, and accounted for line by line.

use serde_json::json;

use super::list::each_refused;
use super::print::{self, Shown};
use super::words::{self, Named, Words};
use super::{RAW_SHOWN, SHOWN, options};
use crate::app::Case;
use crate::app::rows::{Asked, Came, From, NotTaken, Recorded, Taken, earlier, settle};
use crate::cli::args::Import;
use crate::cli::beside::beside;
use crate::cli::evidence::label;
use crate::cli::record::{not_admitted, set};
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::cli::streams::json_part;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::rows::Imported;
use crate::domain::text::counted;
use crate::jobs::Handle;
use crate::jobs::rows::pass::Answers;
use crate::library::digest::hex;

/// What is said where reading ended without a result.
const LOST: &str = "reading ended without a result; nothing was recorded, and what was put aside is swept when the case is next opened; try again";

/// An import, and how the command line was asked for it.
pub(super) struct Wanted {
    /// Which file, what was answered, what goes on record.
    pub(super) asked: Asked,
    /// For programs.
    pub(super) json: bool,
    /// How what answers a question is given.
    pub(super) named: Named,
}

/// What the options of `warroom import` ask for.
pub(super) fn of_options(session: &Session<'_>, asked: &Import) -> Result<Wanted, Stop> {
    let answers = options::answers(session, asked)?;
    let file = if asked.folder.as_os_str() == "-" { asked.folder.clone() } else { std::path::absolute(&asked.folder)? };
    Ok(Wanted { asked: Asked { file, answers, fields: fields(asked) }, json: asked.made.json, named: words::option })
}

/// Takes in a file.
pub(super) fn run(session: &mut Session<'_>, wanted: &Wanted) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let asked = &wanted.asked;
    let taken = read(session, &case, wanted)?;
    match settle(&mut case, asked, taken) {
        Ok(Came::Not(taken)) => {
            told(session, &case, wanted, &taken, None)?;
            if let Some(failed) = &taken.looked.failed {
                let words = Words { lang: &session.lang, named: wanted.named }.broken(failed);
                session.io.note(&format!("warroom: {words}"));
            }
            session.io.note(
                "nothing was recorded; `warroom evidence add` registers the file as an exhibit without reading rows from it",
            );
            Ok(REFUSED)
        }
        Ok(Came::Twice(record)) => Err(in_the_case(&case, record, wanted.named)),
        Ok(Came::Recorded(taken, recorded)) => {
            session.shortfalls(&recorded.done.shortfalls);
            told(session, &case, wanted, &taken, Some(&recorded))?;
            if !wanted.json {
                not_admitted(session, &case);
            }
            Ok(DONE)
        }
        Err(why) => Err(not_taken(session, why, wanted.named)),
    }
}

/// The rows of a file are in the case already.
fn in_the_case(case: &Case, record: RecordId, named: Named) -> Stop {
    let state = case.state();
    let imported = state.rows.import(record);
    let again = if named("reason").starts_with('-') { "--again REASON" } else { "reason=REASON" };
    Stop::Said(format!(
        "the rows of this file are in the case already: record {}, {}, {} kept of {}; nothing was recorded. Where that reading was wrong (zone, columns), strike it and import again; {again} takes them in once more, and each then counts twice",
        state.label(record),
        imported.map(|imported| label(case, imported.exhibit)).unwrap_or_default(),
        counted(imported.map_or(0, Imported::kept), "row"),
        counted(imported.map_or(0, |imported| imported.sum(|counts| counts.read)), "record"),
    ))
}

fn not_taken(session: &Session<'_>, why: NotTaken, named: Named) -> Stop {
    match why {
        NotTaken::NotRead(why) => Words { lang: &session.lang, named }.not_read(why),
        NotTaken::Case(failure) => failure.into(),
    }
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
fn read(session: &mut Session<'_>, case: &Case, wanted: &Wanted) -> Result<Taken, Stop> {
    let (stager, asked) = (case.stager(), &wanted.asked);
    let answers = Answers { earlier: earlier(case.state()), ..asked.answers.clone() };
    let taken = if asked.file.as_os_str() == "-" {
        stager.take_rows(From::Stream(session.io.stdin), &answers, &Handle::new())
    } else {
        let path = asked.file.clone();
        beside(session, "rows", LOST, String::new, move |handle| stager.take_rows(From::File(&path), &answers, handle))?
    };
    taken.map_err(|why| not_taken(session, why, wanted.named))
}

/// Says what came of it: for programs every refused line, for people the first of them.
fn told(
    session: &mut Session<'_>,
    case: &Case,
    wanted: &Wanted,
    taken: &Taken,
    recorded: Option<&Recorded>,
) -> Result<(), Stop> {
    #[expect(clippy::cast_precision_loss, reason = "years of milliseconds")]
    let seconds = taken.took_ms as f64 / 1000.0;
    let (asked, words) = (&wanted.asked, Words { lang: &session.lang, named: wanted.named });
    if wanted.json {
        let mut rest = print::document(&taken.looked, &asked.answers, seconds, words);
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
            json_part(session.io.stdout, &print::refused_document(sheet, line, words).to_string())?;
            Ok(true)
        })?;
        let rest = rest.to_string();
        json_part(session.io.stdout, &format!("],{}", rest.strip_prefix('{').unwrap_or(&rest)))?;
        writeln!(session.io.stdout)?;
        return Ok(());
    }
    let mut shown = Vec::new();
    each_refused(case, &taken.refused, |sheet, line| {
        shown.push(Shown::new(sheet, line, RAW_SHOWN, words));
        Ok(shown.len() < SHOWN)
    })?;
    if let Some(recorded) = recorded {
        session.io.line(&format!("{} {}", label(case, recorded.exhibit), recorded.import))?;
    }
    print::told(&mut session.io, words, &asked.file, &taken.looked, &asked.answers, &shown, seconds)?;
    Ok(())
}
