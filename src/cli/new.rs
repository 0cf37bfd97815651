//! `warroom new`: a case file and its declaration; prints the path once both are durable.

use super::args::New;
use super::record::{set, unusable_procedures};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::opening::{offered_codename, open_new};
use crate::domain::input::Input;
use crate::domain::time::local;
use crate::journal::signature::Purpose;

/// Makes the case file, declares, prints the path.
pub(crate) fn run(session: &mut Session<'_>, asked: New) -> Result<u8, Stop> {
    let codename = match &asked.codename {
        Some(given) => given.clone(),
        None => offered_codename(&session.env)?,
    };
    let path = match session.named_case() {
        Some(path) => path,
        None => {
            let day = local(session.env.clock.now(), session.env.zone).date_iso();
            session.env.places.fresh(Purpose::Incident, &codename, &day)
        }
    };
    if !asked.procedure.is_empty() {
        unusable_procedures(session);
    }
    let operator = session.operator();
    let input = fields(session, &asked, &codename);
    let (case, done) = open_new(&session.env, &path, &operator, "declare", &input)?;
    session.shortfalls(&done.shortfalls);
    let path = case.path().to_owned();
    session.io.path(&path)?;
    Ok(DONE)
}

fn fields(session: &Session<'_>, asked: &New, codename: &str) -> Input {
    let mut input = Input::default().with("title", &asked.title).with("codename", codename);
    set(&mut input, "severity", asked.severity.as_deref());
    set(&mut input, "detected", asked.detected.as_deref());
    set(&mut input, "aware", asked.aware.as_deref());
    set(&mut input, "aware-why", asked.aware_why.as_deref());
    set(&mut input, "declared", asked.declared.as_deref());
    set(&mut input, "mark", asked.mark.as_deref());
    set(&mut input, "class", asked.class.as_deref());
    set(&mut input, "known", asked.known.as_deref());
    set(&mut input, "unknown", asked.unknown.as_deref());
    set(&mut input, "functional", asked.functional.as_deref());
    set(&mut input, "information", asked.information.as_deref());
    set(&mut input, "recoverability", asked.recoverability.as_deref());
    input.set("procedure", asked.procedure.join(","));
    input.set("zone", session.env.zone.name());
    input
}
