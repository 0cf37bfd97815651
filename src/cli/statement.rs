//! `warroom statement`: the text that a person signs with a key of their own: a half of a hand-over, an approval, a memo.

use super::args::Statement;
use super::do_;
use super::record::spec_for;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::journal::signature::namespace;

/// Prints the statement, and how to sign it.
pub(crate) fn run(session: &mut Session<'_>, asked: Statement) -> Result<u8, Stop> {
    let (name, input) = do_::read(session, asked.words, false)?;
    let spec = spec_for(&name, &input)?;
    let case = session.open()?;
    let to_sign = case.statement(spec.name, &input)?;
    session.io.bytes(to_sign.text.as_bytes())?;
    let namespace = namespace(to_sign.use_, case.purpose());
    // A time that was not given, or given as `-10m`, would be another one when the record is made, and the signature over something else.
    let at = to_sign.at.map(|at| format!(", at={at}")).unwrap_or_default();
    session.io.note(&format!(
        "save it as it is, sign it with `ssh-keygen -Y sign -f KEY -n {namespace} FILE`, and record {} with the same fields{at} and signature-file=FILE.sig",
        spec.name
    ));
    Ok(DONE)
}
