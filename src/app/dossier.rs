//! The dossier of the open case: made from the journal as it lies in the file, read whole and checked once more.

use super::paper::{Format, Made};
use super::{Case, Failure};
use crate::domain::form::{Part, as_of};
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::export::dossier::{About, about, founder, said, version};
use crate::export::folder::layout;
use crate::export::folder::withhold::{Readers, withhold};
use crate::journal::chain::read;
use crate::journal::signature::Purpose;
use crate::library::lang::Lang;

/// Makes it. Two laptops with the same journal make the same bytes. For an `audience` it is made from what is left when everything above is withheld, what is
/// privileged and what carries telephone numbers; without one, from everything.
///
/// # Errors
/// The file, or the setter's fault.
pub fn make(case: &Case, part: Part, audience: Option<Mark>, format: Format, lang: &Lang) -> Result<Made, Failure> {
    let (rows, heads) = case.rows_and_heads()?;
    let reading = read(rows.iter().cloned(), &heads);
    let mut about = about(&reading, case.purpose() == Purpose::Exercise);
    let station = founder(&reading);
    let mut state = reading.fold(station);
    if let Some(mark) = audience {
        let filtered = withhold(rows, &state, Readers { audience: Audience(mark), phones: false });
        state = read(filtered.rows.iter().cloned(), &heads).fold(station);
        about = version(about, mark, &filtered);
    }
    let form = said(&state, &about, part, lang);
    Made::of_dossier(&form, format, as_of(&state), "dossier")
}

/// The files of the dossier in a case folder: `state` is what is left of the case, and `about` what is withheld.
///
/// # Errors
/// The setter's fault.
pub(super) fn files(state: &Incident, about: &About) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let lang = Lang::english();
    let form = said(state, about, Part::Full, &lang);
    let formats = [
        #[cfg(feature = "dossier")]
        (Format::Pdf, layout::DOSSIER_PDF),
        (Format::Markdown, layout::DOSSIER_MD),
    ];
    let made = formats
        .into_iter()
        .map(|(format, path)| Ok((path.to_owned(), Made::of_dossier(&form, format, as_of(state), "dossier")?.bytes)));
    made.collect()
}
