//! Options that answer what a file leaves open, by the codes that its mapping is written with.

use crate::app::rows::{NoChoice, coded, columns};
use crate::cli::args::Import;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::domain::rows::words::{ENCODINGS, FORMATS, TIMES};
use crate::domain::text::{visible, visible_bytes};
use crate::jobs::rows::pass::Answers;
use crate::library::foreign::choice::ROLES;
use crate::library::foreign::{TimeForm, Zone, code};

/// Reads the options.
pub(super) fn answers(session: &Session<'_>, asked: &Import) -> Result<Answers, Stop> {
    let zone = |text: &String| {
        let why = "the zone of the times in the file; abbreviations such as CET or IST name several";
        Zone::read(text)
            .ok_or_else(|| Stop::Usage(format!("--zone {}: {why}; name UTC, +02:00 or Europe/Berlin", visible(text))))
    };
    Ok(Answers {
        format: read("--format", asked.format.as_ref(), FORMATS, coded)?,
        form: read("--times", asked.times.as_ref(), TIMES, TimeForm::of)?,
        encoding: read("--encoding", asked.encoding.as_ref(), ENCODINGS, coded)?,
        zone: session.globals.zone.as_ref().map(zone).transpose()?,
        columns: asked.columns.as_deref().map(|text| columns(text).map_err(|why| no_choice(&why))).transpose()?,
        earlier: Vec::new(),
    })
}

fn no_choice(why: &NoChoice) -> Stop {
    match why {
        NoChoice::Bad(bad) => {
            let known: Vec<String> = ROLES.iter().map(code).collect();
            Stop::Usage(format!(
                "--columns: {}; columns are named by what they hold, such as 'time=When, user=Who, what=Said', or @FILE with that; choose from {}",
                visible(&bad.to_string()),
                known.join(", ")
            ))
        }
        NoChoice::File(path, error) => Stop::Said(format!(
            "{}: {error}; it should hold the columns as `warroom rows columns` writes them, name the right file",
            visible_bytes(path.as_os_str().as_encoded_bytes())
        )),
    }
}

fn read<T>(
    option: &str,
    given: Option<&String>,
    known: &[&str],
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, Stop> {
    let Some(text) = given else { return Ok(None) };
    let unknown = || Stop::Usage(format!("{option} {} is not known; name one of: {}", visible(text), known.join(", ")));
    read(text).map(Some).ok_or_else(unknown)
}
