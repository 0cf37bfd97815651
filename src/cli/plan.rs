//! `warroom plan`: the incident response plan of the organisation.

use std::path::Path;

use super::args::PlanOut;
use super::dossier::format_of;
use super::regime::at_hand;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::plan::make;
use crate::library::Catalogue;

/// Makes it, and says by which digest it is approved.
pub(crate) fn run(session: &mut Session<'_>, asked: &PlanOut) -> Result<u8, Stop> {
    let format = format_of(&asked.out)?;
    let (catalogue, findings) = Catalogue::with_overrides(&session.env.places.procedures());
    for finding in findings.iter().filter(|finding| finding.unusable()) {
        session.io.note(&format!("own procedure: {finding}"));
    }
    let register = at_hand(session)?;
    let made = make(&session.env, &catalogue, &register, format, &session.lang)?;
    if asked.out == Path::new("-") {
        session.io.bytes(&made.bytes)?;
        return Ok(DONE);
    }
    made.write_to(&asked.out)?;
    session.io.path(&asked.out)?;
    session.io.note(&format!("SHA-256 {}: `warroom org approve-plan` records who approved it by that", made.sha256()));
    Ok(DONE)
}
