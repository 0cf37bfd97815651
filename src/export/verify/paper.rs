//! What lies in a case folder for whoever has no warroom: how to check it, a checker for Python, and the keys as `ssh-keygen` reads them.

use crate::domain::text::one_line;
use crate::journal::signature::{Purpose, Use, namespace};

/// `verify.py`, as it goes into every folder.
pub const VERIFY_PY: &[u8] = include_bytes!("../../../assets/export/verify.py");
/// `VERIFY.txt` before its places are filled in.
const VERIFY_TXT: &str = include_str!("../../../assets/export/VERIFY.txt");

/// By which name a station's key stands in `allowed_signers`.
#[must_use]
pub fn principal(station: &str) -> String {
    format!("station-{station}@warroom")
}

/// `VERIFY.txt` for a folder: its name, and station and fingerprint of the key that signs it.
#[must_use]
pub fn verify_txt(name: &str, station: &str, purpose: Purpose, fingerprint: &str) -> String {
    let (namespace, principal) = (namespace(Use::CaseExport, purpose), principal(station));
    let witness = crate::journal::signature::namespace(Use::JournalWitness, purpose);
    let places = [
        ("{name}", name),
        ("{principal}", &principal),
        ("{namespace}", &namespace),
        ("{witness}", &witness),
        ("{fingerprint}", fingerprint),
    ];
    places.into_iter().fold(VERIFY_TXT.to_owned(), |text, (place, words)| text.replace(place, &one_line(words)))
}

/// `allowed_signers` as `ssh-keygen(1)` reads it: of each station that counts its [`principal`] and public key. Every key may sign what stations sign in a case of
/// this purpose, and nothing else.
#[must_use]
pub fn allowed_signers<'a>(stations: impl IntoIterator<Item = (&'a str, &'a str)>, purpose: Purpose) -> String {
    let uses =
        [Use::CaseExport, Use::JournalCheckpoint, Use::JournalHead].map(|use_| namespace(use_, purpose)).join(",");
    let line = |(station, key): (&str, &str)| format!("{} namespaces=\"{uses}\" {key}\n", principal(station));
    stations.into_iter().map(line).collect()
}

#[cfg(test)]
#[path = "paper_tests.rs"]
mod tests;
