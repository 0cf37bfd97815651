//! `warroom procedure export`: a procedure as the file it is, or as a CACAO 2.0 playbook for other tools.

use std::io::Write as _;
use std::path::Path;

use super::args::ProcedureExport;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::text::visible;
use crate::export::cacao::playbook;
use crate::library::{Catalogue, Loaded};

/// Prints the procedure, or writes it to a new file and prints its path.
pub(crate) fn run(session: &mut Session<'_>, asked: &ProcedureExport) -> Result<u8, Stop> {
    let (catalogue, findings) = Catalogue::with_overrides(&session.env.places.procedures());
    for finding in &findings {
        session.io.note(&format!("warroom: {finding}"));
    }
    let chosen: Vec<&Loaded> = asked.ids.iter().map(|id| loaded(&catalogue, id)).collect::<Result<_, _>>()?;
    let text = if asked.cacao {
        let base = base(&catalogue, &chosen)?;
        let made =
            playbook(base, &chosen, session.env.clock.now()).map_err(|problem| Stop::Said(problem.to_string()))?;
        format!("{made:#}\n")
    } else {
        match chosen.as_slice() {
            [only] => only.text.clone().into_owned(),
            _ => {
                return Err(Stop::Usage(
                    "several procedures are exported together with --cacao only; name one".to_owned(),
                ));
            }
        }
    };
    match &asked.output {
        Some(path) => {
            write(path, &text)?;
            session.io.path(path)?;
        }
        None => session.io.bytes(text.as_bytes())?,
    }
    Ok(DONE)
}

fn loaded<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Loaded, Stop> {
    match catalogue.get(id) {
        Some(Ok(loaded)) => Ok(loaded),
        Some(Err(error)) => Err(Stop::Said(error.to_string())),
        None => Err(Stop::Usage(format!(
            "there is no procedure {}; choose one of {}",
            visible(id),
            catalogue.ids().collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// What the chosen ones lie over. One alone is exported as it stands, so that its base need not be at hand.
fn base<'a>(catalogue: &'a Catalogue, chosen: &[&'a Loaded]) -> Result<&'a Loaded, Stop> {
    let first = |wanted: bool| chosen.iter().copied().find(|loaded| loaded.procedure.base.is_empty() == wanted);
    let base = match (chosen, first(false)) {
        ([only], _) => return Ok(only),
        (_, Some(scenario)) => loaded(catalogue, &scenario.procedure.base)?,
        (_, None) => first(true).ok_or_else(|| {
            Stop::Usage("no procedure is named; name one, `warroom procedure list` lists them".to_owned())
        })?,
    };
    let stands_over = |loaded: &&&Loaded| [&loaded.procedure.id, &loaded.procedure.base].contains(&&base.procedure.id);
    match chosen.iter().find(|loaded| !stands_over(loaded)) {
        None => Ok(base),
        Some(other) => Err(Stop::Usage(format!(
            "{} does not lie over {} as the others do; export it by itself",
            visible(&other.procedure.id),
            visible(&base.procedure.id)
        ))),
    }
}

/// A new file: one that is there is not written over.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let failed = |error: std::io::Error| {
        let shown = path.to_string_lossy();
        let shown = visible(&shown);
        Stop::Said(match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{shown} exists already and was left as it is; name a new file")
            }
            _ => format!("{shown} could not be written: {error}; choose another place"),
        })
    };
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
}
