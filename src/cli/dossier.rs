//! `warroom dossier`: the whole case typeset, or as Markdown.

use std::path::Path;

use super::args::Dossier;
use super::form::hand_out;
use super::session::Session;
use super::stop::Stop;
use crate::app::dossier::make;
use crate::app::paper::Format;
use crate::domain::text::visible;

/// Makes it and puts on record that it left the case.
pub(crate) fn run(session: &mut Session<'_>, asked: Dossier) -> Result<u8, Stop> {
    let mut case = session.open()?;
    let format = format_of(&asked.out)?;
    let made = make(&case, asked.part.into(), asked.audience, format, &session.lang)?;
    hand_out(session, &mut case, &made, Some(asked.out), false)
}

/// As what a file is written, by its ending.
pub(super) fn format_of(path: &Path) -> Result<Format, Stop> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        _ if path == Path::new("-") => Ok(Format::Markdown),
        Some("md") => Ok(Format::Markdown),
        #[cfg(feature = "dossier")]
        Some("pdf") => Ok(Format::Pdf),
        #[cfg(not(feature = "dossier"))]
        Some("pdf") => Err(Stop::Said(
            "this build has no typesetter (feature `dossier`), so there is no PDF: name a file that ends in .md"
                .to_owned(),
        )),
        _ => Err(Stop::Usage(format!(
            "{} says not as what the dossier is wanted; name a file that ends in .pdf or .md",
            visible(&path.to_string_lossy())
        ))),
    }
}
