//! Forms of custody as pages to print and sign, beside their text. A build without the typesetter makes none, and the note says so.

use super::layout;
use super::note::Note;
use super::tables;
use crate::domain::incident::Incident;

/// Whether this build makes pages.
pub const MADE_HERE: bool = cfg!(feature = "dossier");
/// A guess of the bytes of one page, before it is made.
pub const ABOUT: u64 = 64 * 1024;

/// Where they lie, one for each exhibit.
#[must_use]
pub fn paths(state: &Incident, note: &Note) -> Vec<String> {
    tables::forms(state, note).into_keys().map(|name| path(&name)).collect()
}

/// The pages. The same state and note give the same bytes.
///
/// # Errors
/// The typesetter's fault, in words.
#[cfg(feature = "dossier")]
pub fn pages(state: &Incident, note: &Note) -> Result<Vec<(String, Vec<u8>)>, String> {
    let at = crate::domain::time::Instant::parse_rfc3339(&note.made_at)
        .unwrap_or(crate::domain::time::Instant::from_millis(0));
    let set = |(name, form): (String, _)| {
        let bytes = crate::export::typeset::pdf(&form, at).map_err(|error| error.to_string())?;
        Ok((path(&name), bytes))
    };
    tables::forms(state, note).into_iter().map(set).collect()
}

/// The pages: none in this build.
///
/// # Errors
/// Never.
#[cfg(not(feature = "dossier"))]
pub fn pages(_: &Incident, _: &Note) -> Result<Vec<(String, Vec<u8>)>, String> {
    Ok(Vec::new())
}

fn path(name: &str) -> String {
    format!("{}{name}-form.pdf", layout::CUSTODY_FORMS)
}
