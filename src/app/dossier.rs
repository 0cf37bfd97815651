//! The dossier of the open case: made from the journal as it lies in the file, read whole and checked once more.

use super::paper::{Format, Made};
use super::{Case, Failure};
use crate::domain::form::{Part, as_of};
use crate::export::dossier::{about, founder, said};
use crate::journal::signature::Purpose;
use crate::library::lang::Lang;

/// Makes it. Two laptops with the same journal make the same bytes.
///
/// # Errors
/// The file, or the setter's fault.
pub fn make(case: &Case, part: Part, format: Format, lang: &Lang) -> Result<Made, Failure> {
    let reading = case.reading()?;
    let about = about(&reading, case.purpose() == Purpose::Exercise);
    let state = reading.fold(founder(&reading));
    let form = said(&state, &about, part, lang);
    Made::of_dossier(&form, format, as_of(&state), "dossier")
}
