//! Signatures by people's own keys: a staged file is checked against a statement and against the keys that the organisation enrolled.

use super::case::Case;
use super::organisation;
use crate::domain::artefact::Artefact;
use crate::domain::custody::{KeySignature, OTHER_USE};
use crate::domain::organisation::keys;
use crate::journal::signature::{self, SignatureError, Use};

/// More bytes than any signature has.
const LARGEST: u64 = 64 * 1024;

/// What the signature in a file shows. Nothing is refused here: a file that holds none is recorded with the reason.
pub(super) fn check(case: &Case, file: Artefact, statement: String, use_: Use) -> KeySignature {
    let mut found = KeySignature {
        file,
        statement,
        key: String::new(),
        fingerprint: String::new(),
        owner: String::new(),
        form: String::new(),
        problem: String::new(),
        fault: String::new(),
        enrolled: None,
    };
    if let Err(problem) = fill(case, &mut found, use_) {
        found.problem = problem;
    }
    found
}

fn fill(case: &Case, found: &mut KeySignature, use_: Use) -> Result<(), String> {
    let bytes = (found.file.size <= LARGEST).then(|| case.attachment(&found.file.sha256)).flatten();
    let bytes = bytes.ok_or("the file is far larger than a signature")?;
    let pem = String::from_utf8(bytes).map_err(|_| "the file is no text, so no signature")?;
    let signer = signature::verify(&pem, use_, case.purpose(), found.statement.as_bytes()).map_err(|error| {
        if matches!(error, SignatureError::Namespace { .. }) {
            OTHER_USE.clone_into(&mut found.fault);
        }
        error.to_string()
    })?;
    found.key = signer.public_key;
    found.fingerprint = signer.fingerprint;
    let organisation = organisation::read(case.env()).map_err(|failure| failure.to_string())?;
    let organisation = organisation.ok_or("the organisation's file does not exist: no key is enrolled")?;
    let key = keys::live(&organisation.state).find(|key| key.enrolled.fingerprint == found.fingerprint);
    let key = key.ok_or("the key that signed is not enrolled in the organisation's file, or was withdrawn")?;
    found.owner = key.enrolled.person.name.clone();
    found.form = key.enrolled.form.clone();
    found.enrolled = Some(key.enrolled.at.at.max(key.recorded_at));
    Ok(())
}
