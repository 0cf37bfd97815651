//! The closing report: made once at the head of the journal as it is, put into the case file, and recorded with format, digest and head.

use super::case::Done;
use super::command::{Act, command};
use super::paper::{Format, Made, Wanted, make};
use super::staging::Staged;
use super::{Case, Failure};
use crate::domain::closure;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::journal::signature;
use crate::library::lang::Lang;

/// Makes the report and records it.
///
/// # Errors
/// The setter, the file; nothing was recorded.
pub fn render(case: &mut Case, format: Format, lang: &Lang) -> Result<Done, Failure> {
    let head = case.head();
    let made = make(case, &Wanted::Report, format, case.zone(), lang)?;
    // What is put aside is cited by the record, or swept at a later opening.
    let file = case.stager().put(&made.file_name(), &made.bytes)?;
    let at = case.env().clock.now();
    case.record_by(|state, _| Ok(closure::make(state, file, format.code(), made.number.clone(), head, at)))
}

/// A report as it lies in the case file, to the byte; the last one where none is named.
///
/// # Errors
/// [`Failure::Form`]: there is none, or its bytes were taken out.
pub fn stored(case: &Case, id: Option<RecordId>) -> Result<Made, Failure> {
    let state = case.state();
    let found = id.map_or_else(|| closure::live(state), |id| state.closure.report(id));
    let (id, rendered) = found.ok_or_else(|| Failure::Form("no closing report was made yet".to_owned()))?;
    let bytes = case.attachment(&rendered.file.sha256);
    let bytes = bytes.ok_or_else(|| Failure::Form("the bytes of the report are not in this case file".to_owned()))?;
    Ok(Made::of_report(*id, rendered, bytes))
}

/// Signs the report with a private key at hand and records the signature, with the fields of `sign-report`.
///
/// # Errors
/// A key that is locked or none, the refusal; nothing was recorded.
pub fn sign(case: &mut Case, input: &Input, key: &str) -> Result<Done, Failure> {
    let refused = |why: String| Failure::Form(why);
    let key = ssh_key::PrivateKey::from_openssh(key)
        .map_err(|error| refused(["the key cannot be read: ", &error.to_string()].concat()))?;
    let to_sign = case.statement("sign-report", input)?;
    let pem = signature::sign(&key, to_sign.use_, case.purpose(), to_sign.text.as_bytes())
        .map_err(|error| refused(error.to_string()))?;
    let file = case.stager().put("report.sig", pem.as_bytes())?;
    let mut staged = Staged::default();
    staged.files.insert("signature-file".to_owned(), file);
    let input = input.clone().with("signature-file", "report.sig");
    match command("sign-report").map(|spec| spec.act) {
        Some(Act::Record(_)) => case.execute("sign-report", &input, &staged),
        _ => Err(Failure::NoSuchCommand("sign-report".to_owned())),
    }
}
