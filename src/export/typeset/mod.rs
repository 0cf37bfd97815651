//! Forms as PDF, set by typst. What a form says comes in as data: the template reads it from a file that exists in memory only, so no character of it is
//! ever read as markup. No network, no files of the system, no fonts but the carried ones, no clock: the same form at the same instant gives the same bytes.

mod code;
mod fonts;
mod words;
mod world;

use serde::Serialize;
use thiserror::Error;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::domain::form::Form;
use crate::domain::time::Instant;
use world::Desk;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::{judged, words_of};
#[cfg(test)]
pub(super) use words::pieces;

/// Why a form could not be set.
#[derive(Debug, Error)]
pub enum Unset {
    /// Too much for a QR code.
    #[error("the QR code cannot hold {bytes} bytes")]
    Code {
        /// Its content.
        bytes: usize,
    },
    /// The setter or the writer of the PDF found fault; a fault of the program, since what a form says is data.
    #[error("the page could not be set ({0})")]
    Setter(String),
}

/// The file that the template reads.
#[derive(Serialize)]
struct Data {
    form: Form<Vec<String>>,
    /// Black runs by content, see [`code::runs`].
    codes: std::collections::BTreeMap<String, code::Code>,
}

/// The form as PDF/A-2b, dated `at`.
///
/// # Errors
/// [`Unset`].
pub fn pdf(form: &Form<String>, at: Instant) -> Result<Vec<u8>, Unset> {
    let document = set(form)?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", form.number, form.foot)),
        creator: Smart::Custom(Some(concat!("warroom ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp(at),
        standards: PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|problem| Unset::Setter(problem.message().to_string()))?,
        ..PdfOptions::default()
    };
    let made = typst_pdf::pdf(&document, &options).map_err(|problems| fault(&problems));
    // The console runs for days: what the setter remembers of this form is of no use to the next.
    typst::comemo::evict(0);
    made
}

fn set(form: &Form<String>) -> Result<PagedDocument, Unset> {
    let mut codes = std::collections::BTreeMap::new();
    for content in form.codes() {
        codes.insert(content.to_owned(), code::runs(content).ok_or(Unset::Code { bytes: content.len() })?);
    }
    let data = Data { form: form.map(&mut |words| words::pieces(words)), codes };
    let json = serde_json::to_vec(&data).map_err(|problem| Unset::Setter(problem.to_string()))?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&Desk::new(json));
    // A warning is a fault of the template, such as a font that is not there: it would show on paper.
    match (output, warnings.is_empty()) {
        (Ok(document), true) => Ok(document),
        (Ok(_), false) => Err(fault(&warnings)),
        (Err(problems), _) => Err(fault(&problems)),
    }
}

fn fault(problems: &[SourceDiagnostic]) -> Unset {
    Unset::Setter(problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join("; "))
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    use chrono::{DateTime, Datelike, Timelike};
    let at = DateTime::from_timestamp_millis(at.millis())?.naive_utc();
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    Datetime::from_ymd_hms(
        at.year(),
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
    .map(Timestamp::new_utc)
}
