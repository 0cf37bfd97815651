//! The incident response plan, made from the organisation's file, the procedures and the legal register at hand.

use std::path::PathBuf;

use super::paper::{Format, Made};
use super::staging::path_of;
use super::{Case, Env, Failure, organisation};
use crate::domain::form::{AtHand, Print, ProcedureText, plan};
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark};
use crate::library::lang::Lang;
use crate::library::{Catalogue, Register};

/// The plan is for everybody who has the organisation's file; what is privileged stays out.
const READER: Audience = Audience(Mark::Red);

/// Makes it, dated now. Without an organisation's file everything that it would hold is missing, and the plan says so.
///
/// # Errors
/// An organisation's file that does not verify, or the setter's fault.
pub fn make(
    env: &Env,
    catalogue: &Catalogue,
    register: &Register,
    format: Format,
    lang: &Lang,
) -> Result<Made, Failure> {
    let found = organisation::read(env)?;
    let (case, size, head) =
        found.as_ref().map_or_else(Default::default, |found| (found.id.clone(), found.size, found.head.clone()));
    let mut state = found.map(|found| found.state).unwrap_or_default();
    // The records of the laptop that founded the file go by their numbers alone.
    state.station = state.stations.opened.keys().next().copied().unwrap_or_default();
    let at = env.clock.now();
    let print = Print { case, size, head, at, zone: env.zone, exercise: false, problems: 0 };
    let loaded: Vec<_> = catalogue.ids().filter_map(|id| catalogue.get(id)?.ok()).collect();
    let procedures: Vec<ProcedureText<'_>> =
        loaded.iter().map(|found| ProcedureText { procedure: &found.procedure, sha256: &found.sha256 }).collect();
    let form = plan(&state, AtHand { procedures: &procedures, regimes: &register.regimes }, &print);
    Made::of_dossier(&form.map(&mut |msg| lang.say(msg, READER)), format, at, "plan")
}

/// Makes it from what is at hand and writes it to a new file: the one that is named with the fields of `make-plan`, else one beside the case file. Its path.
///
/// # Errors
/// A format that is none, a register that cannot be read, as [`make`], and the file.
pub fn hand_out(case: &Case, input: &Input, lang: &Lang) -> Result<PathBuf, Failure> {
    let env = case.env();
    let file = input.get("new-file").map(path_of);
    let format = Format::wanted(input.get("written-as"), file.as_deref())?;
    let (catalogue, _) = Catalogue::with_overrides(&env.places.procedures());
    let (register, _) =
        Register::with_overrides(&env.places.regimes()).map_err(|error| Failure::Form(error.to_string()))?;
    make(env, &catalogue, &register, format, lang)?.write_out(case, file.as_deref())
}
