//! Recording commands: fields checked, files put aside, executed, shortfalls said. Every subcommand that records goes through here.

use std::path::Path;

use super::session::Session;
use super::stop::Stop;
use crate::app::command::command;
use crate::app::staging::{Staged, text_of};
use crate::app::{Case, CommandSpec, Done, Failure};
use crate::domain::id::StationId;
use crate::domain::input::{FieldKind, Input};
use crate::domain::station::COMPARED;
use crate::domain::text::visible;
use crate::jobs::Handle;
use crate::library::Catalogue;

/// A command of the table, with every given field checked against it.
pub(crate) fn spec_for(name: &str, input: &Input) -> Result<&'static CommandSpec, Stop> {
    let spec = command(name).ok_or_else(|| Failure::NoSuchCommand(visible(name).into_owned()))?;
    match input.iter().find(|(field, _)| spec.field(field).is_none()) {
        Some((field, _)) => Err(Failure::NoSuchField {
            command: spec.name,
            field: visible(field).into_owned(),
            known: spec.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(", "),
        }
        .into()),
        None => Ok(spec),
    }
}

/// Carries out a recording command and says its shortfalls on standard error. When this returns, its facts are on the disk.
pub(crate) fn execute(session: &mut Session<'_>, case: &mut Case, name: &str, input: &Input) -> Result<Done, Stop> {
    let spec = spec_for(name, input)?;
    if spec.fields.iter().any(|field| field.kind == FieldKind::Procedure && input.get(field.name).is_some()) {
        unusable_procedures(session);
    }
    let staged = stage(case, spec, input)?;
    let done = case.execute(name, input, &staged)?;
    session.shortfalls(&done.shortfalls);
    let path = input
        .get("path")
        .filter(|_| name == "exhibit" && case.purpose() == crate::journal::signature::Purpose::Incident);
    if path.is_some_and(|path| crate::app::drill::unsearched(&crate::app::staging::path_of(path))) {
        session.io.note("the file is compressed: nothing in it is searched for marks of an exercise");
    }
    not_admitted(session, case);
    Ok(done)
}

/// Says on standard error which procedures of the user's own cannot be used, with line, column and reason: the one that is asked for may be another one than
/// was meant.
pub(crate) fn unusable_procedures(session: &mut Session<'_>) {
    let (_, findings) = Catalogue::with_overrides(&session.env.places.procedures());
    for finding in findings.iter().filter(|finding| finding.unusable()) {
        session.io.note(&format!("own procedure: {finding}"));
    }
}

/// Reads and puts aside the files that the fields name. Before that the command is decided with stand-ins for them, so that one that is refused, or a
/// file that its record would not cite, leaves no bytes behind.
fn stage(case: &Case, spec: &CommandSpec, input: &Input) -> Result<Staged, Stop> {
    let stand_ins = Staged::default().with_stand_ins(spec.fields, input);
    let ahead = case.ahead(spec, input);
    if stand_ins.files.is_empty() && ahead.is_empty() {
        return Ok(Staged::default());
    }
    let decision = case.preview(spec, input, &stand_ins)?;
    let facts: Vec<String> =
        decision.facts.iter().filter_map(|fact| fact.to_raw().ok()).map(|raw| raw.get().to_owned()).collect();
    match stand_ins.files.iter().find(|(_, file)| !facts.iter().any(|fact| fact.contains(&file.sha256))) {
        Some((field, _)) => Err(Stop::Usage(format!(
            "{field} is not taken beside the other fields of {}; nothing was recorded, leave one of them out",
            spec.name
        ))),
        None => Ok(case.stager().stage_and_look(spec.fields, input, ahead, &Handle::new())?),
    }
}

/// A laptop that nobody has admitted records for later: that must not come as a surprise.
pub(crate) fn not_admitted(session: &mut Session<'_>, case: &Case) {
    if !case.state().stations.counts(case.station()) {
        session.io.note(&format!(
            "recorded; this laptop's lines do not count in this case until it is admitted on a laptop that counts, and `warroom verify` says so till then: {}",
            admit_line(case.station(), &case.fingerprint().unwrap_or_default())
        ));
    }
}

/// The command line that admits a laptop. How its fingerprint was compared is for somebody to say: pasted as it is, the line admits nobody.
pub(crate) fn admit_line(station: StationId, fingerprint: &str) -> String {
    format!(
        "warroom do admit station={station} fingerprint={fingerprint} compared=HOW label='whose laptop' (HOW: {})",
        COMPARED.join(", ")
    )
}

/// The text of a field that names a file: absolute, so that it can be found again from elsewhere. A `-` stays.
pub(crate) fn field_of(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "-".to_owned();
    }
    text_of(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Sets a field if something was given.
pub(crate) fn set(input: &mut Input, field: &str, given: Option<&str>) {
    if let Some(text) = given {
        input.set(field, text);
    }
}
