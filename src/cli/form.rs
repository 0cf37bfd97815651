//! `warroom form`: the custody form, labels, the evidence log, memos, as PDF or Markdown.

use std::path::{Path, PathBuf};

use super::args::{Forms, Sheet};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::app::paper::{Format, Made, Wanted, make, record};
use crate::domain::export::Export;
use crate::domain::id::RecordId;
use crate::domain::text::visible;

/// Makes a form: into the named file, else into a new file of this directory, else where standard output goes.
pub(crate) fn run(session: &mut Session<'_>, asked: Forms) -> Result<u8, Stop> {
    let mut case = session.open()?;
    let (wanted, sheet) = match asked {
        Forms::Custody { exhibit, sheet } => (Wanted::Custody(named(&case, &exhibit)?), sheet),
        Forms::Label { exhibits, sheet } => {
            let ids = exhibits.iter().map(|label| named(&case, label)).collect::<Result<_, _>>()?;
            (Wanted::Labels(ids), sheet)
        }
        Forms::Stick { number, sheet } => (Wanted::Stick(export_named(&case, number)?), sheet),
        Forms::EvidenceLog { sheet } => (Wanted::EvidenceLog, sheet),
        Forms::BreachRegister { sheet } => (Wanted::BreachRegister, sheet),
        Forms::Memo { memo, sheet } => (Wanted::Memo(memo_named(&case, &memo)?), sheet),
        Forms::AsKnown { sheet } => (Wanted::AsKnown, sheet),
    };
    let Sheet { out, markdown } = sheet;
    let format = if markdown { Format::Markdown } else { Format::best() };
    let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
    let made = make(&case, &wanted, format, zone, &session.lang)?;
    if !markdown && format == Format::Markdown {
        session.io.note("this build has no typesetter (feature `dossier`), so the form comes as Markdown");
    }
    let into_new = !markdown;
    hand_out(session, &mut case, &made, out, into_new)
}

/// Writes a form where it was asked for, else into a new file of this directory at a terminal, else where standard output goes; and records that.
pub(super) fn hand_out(
    session: &mut Session<'_>,
    case: &mut Case,
    made: &Made,
    out: Option<PathBuf>,
    into_new: bool,
) -> Result<u8, Stop> {
    let path = match out {
        Some(path) if path == Path::new("-") => None,
        Some(path) => {
            made.write_to(&path)?;
            Some(path)
        }
        None if session.io.stdout_is_terminal && into_new => Some(made.write_into(Path::new(""))?),
        None => None,
    };
    match &path {
        Some(path) => session.io.path(path)?,
        None => session.io.bytes(&made.bytes)?,
    }
    if !case.writable() && case.known().is_none() {
        session.io.note("warroom: the form is made; that it was is not on record: this case can only be read");
    } else if let Err(failure) = record(case, &[(made, path.as_deref())]) {
        session.io.note(&format!("warroom: the form is made; that it was is not on record: {failure}"));
    }
    Ok(DONE)
}

fn named(case: &Case, label: &str) -> Result<RecordId, Stop> {
    let found = case.state().register.labelled(label).map(|exhibit| exhibit.id);
    found.ok_or_else(|| {
        Stop::Said(format!("there is no exhibit {}; `warroom show evidence` lists them", visible(label)))
    })
}

/// An export by its number, or the last that was finished.
fn export_named(case: &Case, number: Option<u32>) -> Result<RecordId, Stop> {
    let fits = |export: &&Export| match number {
        Some(number) => export.started.number == number,
        None => export.finished.is_some(),
    };
    let found = case.state().exports.made.iter().rev().find(fits);
    found.map(|export| export.id).ok_or_else(|| {
        Stop::Said("there is no such export; `warroom export` makes one, `warroom show timeline` lists them".to_owned())
    })
}

/// A memo by its record, or the last that stands over a law or one of its deadlines.
fn memo_named(case: &Case, text: &str) -> Result<RecordId, Stop> {
    let state = case.state();
    let by_record = state.record_named(text).filter(|id| state.deadlines.memo(*id).is_some());
    by_record.or_else(|| state.deadlines.last_memo(state, text.trim())).ok_or_else(|| {
        Stop::Said(format!("there is no memo {}; name its record, its law or its deadline", visible(text)))
    })
}
