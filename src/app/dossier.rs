//! The dossier of the open case: made from the journal as it lies in the file, read whole and checked once more.

use std::path::PathBuf;

use super::paper::{Format, Made, record};
use super::staging::path_of;
use super::{Case, Failure};
use crate::domain::form::{Part, as_of};
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark};
use crate::export::dossier::{about, founder, said, version};
use crate::export::folder::gaps;
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
        let filtered = withhold(rows, &state, Readers { audience: Audience(mark), phones: false }, &|sha256| {
            case.attachment(sha256)
        });
        let anchors = filtered.anchors(&state);
        state = read(filtered.rows.iter().cloned(), &heads).fold(station);
        about = version(about, mark, &gaps::of(&filtered), anchors);
    }
    let form = said(&state, &about, part, lang);
    Ok(Made::of_dossier(&form, format, as_of(&state), "dossier")?.of_part(part, audience))
}

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which part of it.
    pub part: Part,
    /// For whom, where something is to be withheld.
    pub audience: Option<Mark>,
    /// As what.
    pub format: Format,
    /// The new file; else one beside the case file.
    pub file: Option<PathBuf>,
}

/// Reads the fields of `make-dossier`.
///
/// # Errors
/// [`Failure::Form`]: a part, a mark or a format that is none.
pub fn request(input: &Input) -> Result<Asked, Failure> {
    let part = input.get("part").map_or(Some(Part::Full), Part::of);
    let part =
        part.ok_or_else(|| Failure::Form("that is no part of a dossier: full, summary or regulator".to_owned()))?;
    let audience = input.get("readers").map(|typed| typed.parse::<Mark>()).transpose();
    let audience = audience.map_err(|problem| Failure::Form(problem.to_string()))?;
    let file = input.get("new-file").map(path_of);
    let format = Format::wanted(input.get("written-as"), file.as_deref())?;
    Ok(Asked { part, audience, format, file })
}

/// Makes the dossier, writes it and puts on record that it left the case: its path.
///
/// # Errors
/// As [`make`]; where it is written and cannot be recorded, too.
pub fn hand_out(case: &mut Case, asked: &Asked, lang: &Lang) -> Result<PathBuf, Failure> {
    let made = make(case, asked.part, asked.audience, asked.format, lang)?;
    let path = made.write_out(case, asked.file.as_deref())?;
    record(case, &[(&made, Some(&path))])?;
    Ok(path)
}
