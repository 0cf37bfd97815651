//! `warroom report`: the closing report, made, read, signed.

use super::args::{Reports, SignReport};
use super::do_::print;
use super::form::hand_out;
use super::record::{execute, field_of, not_admitted, set};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::paper::{Format, Wanted, make};
use crate::app::{Case, report};
use crate::domain::closure::{self, CAPACITIES, counting};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::text::visible;

/// Carries out one of its parts.
pub(crate) fn run(session: &mut Session<'_>, asked: Reports) -> Result<u8, Stop> {
    match asked {
        Reports::Make { markdown, json } => {
            let mut case = session.open_to_record()?;
            let format = if markdown { Format::Markdown } else { Format::best() };
            let done = report::render(&mut case, format, &session.lang)?;
            if !markdown && format == Format::Markdown {
                session.io.note("this build has no typesetter (feature `dossier`), so the report is Markdown");
            }
            not_admitted(session, &case);
            print(session, &done, json)?;
            Ok(DONE)
        }
        Reports::Export { report: asked, out } => {
            let mut case = session.open()?;
            let made = report::stored(&case, named(&case, asked.as_deref())?)?;
            hand_out(session, &mut case, &made, out, true)
        }
        Reports::Page { report: asked, out, markdown } => {
            let mut case = session.open()?;
            let named = named(&case, asked.as_deref())?;
            let id = named.or_else(|| closure::live(case.state()).map(|(id, _)| *id));
            let id =
                id.ok_or_else(|| Stop::Said("no closing report was made yet; `warroom report make`".to_owned()))?;
            let format = if markdown { Format::Markdown } else { Format::best() };
            let made = make(&case, &Wanted::ReportPage(id), format, case.zone(), &session.lang)?;
            hand_out(session, &mut case, &made, out, !markdown)
        }
        Reports::Sign(asked) => sign(session, &asked),
        Reports::Show => {
            let case = session.open()?;
            show(session, &case)
        }
    }
}

fn named(case: &Case, text: Option<&str>) -> Result<Option<RecordId>, Stop> {
    let Some(text) = text else { return Ok(None) };
    let found = case.state().record_named(text).filter(|id| case.state().closure.report(*id).is_some());
    found.map(Some).ok_or_else(|| Stop::Said(format!("there is no report {}; `warroom report show`", visible(text))))
}

/// Records a signature: made here with a key at hand, or brought as a file or a scan.
fn sign(session: &mut Session<'_>, asked: &SignReport) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let mut input = Input::default();
    let file = |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| field_of(path));
    for (field, given) in [
        ("capacity", Some(asked.capacity.clone())),
        ("by", Some(asked.by.clone())),
        ("record", asked.report.clone()),
        ("signature-file", file(&asked.signature)),
        ("scan", file(&asked.scan)),
        ("report-sha256", asked.sha256.clone()),
        ("witness", asked.witness.clone()),
        ("presence-ref", asked.reference.clone()),
        ("copy", file(&asked.copy)),
        ("at", asked.at.clone()),
        ("late-reason", asked.late_reason.clone()),
    ] {
        set(&mut input, field, given.as_deref());
    }
    let Some(path) = &asked.key else {
        let done = execute(session, &mut case, "sign-report", &input)?;
        print(session, &done, asked.json)?;
        return Ok(DONE);
    };
    let key = std::fs::read_to_string(path).map_err(|error| {
        Stop::Said(format!(
            "{} cannot be read: {error}; nothing was signed, name another file or mend this one",
            visible(&path.to_string_lossy())
        ))
    })?;
    let done = report::sign(&mut case, &input, &key).map_err(|failure| {
        Stop::Said(format!(
            "{failure}; with a key that is locked, in an agent or on a token, sign the text of `warroom statement sign-report` with ssh-keygen"
        ))
    })?;
    session.shortfalls(&done.shortfalls);
    not_admitted(session, &case);
    print(session, &done, asked.json)?;
    Ok(DONE)
}

/// Lists the reports with their digests and who signed; exit code 1 until both have signed the last.
fn show(session: &mut Session<'_>, case: &Case) -> Result<u8, Stop> {
    let state = case.state();
    let header = ["record", "format", "journal", "sha256", "signed"];
    let mut rows = vec![header.map(str::to_uppercase).to_vec()];
    for (id, rendered) in &state.closure.reports {
        let signed: Vec<&str> =
            CAPACITIES.iter().copied().filter(|capacity| counting(state, *id, capacity).is_some()).collect();
        rows.push(vec![
            state.label(*id),
            rendered.format.clone(),
            format!("{} {}", rendered.size, rendered.head),
            rendered.file.sha256.clone(),
            signed.join(", "),
        ]);
    }
    session.io.table(&rows)?;
    let live = closure::live(state).map(|(id, _)| *id);
    let whole = live.is_some_and(|id| CAPACITIES.iter().all(|capacity| counting(state, id, capacity).is_some()));
    Ok(if whole { DONE } else { REFUSED })
}
