//! The files beside the payload that say how it is checked.

use crate::export::folder::layout;
use crate::journal::chain::Reading;
use crate::journal::signature::{Purpose, Use, namespace};

/// How to check, with places for names.
const GUIDE: &str = include_str!("../../../assets/export/VERIFY.txt");
/// The checker.
const CHECKER: &str = include_str!("../../../assets/export/verify.py");

/// By which name a station's key stands in `allowed_signers`.
#[must_use]
pub(super) fn principal(station: &str) -> String {
    format!("station-{station}@warroom")
}

/// Guide, checker, keys.
pub(super) fn tags(
    name: &str,
    station: &str,
    fingerprint: &str,
    reading: &Reading,
    purpose: Purpose,
) -> Vec<(String, Vec<u8>)> {
    let namespace = namespace(Use::CaseExport, purpose);
    let guide = GUIDE
        .replace("{name}", name)
        .replace("{principal}", &principal(station))
        .replace("{namespace}", &namespace)
        .replace("{fingerprint}", fingerprint);
    vec![
        (layout::VERIFY_TXT.to_owned(), guide.into_bytes()),
        (layout::VERIFY_PY.to_owned(), CHECKER.as_bytes().to_vec()),
        (layout::ALLOWED_SIGNERS.to_owned(), allowed(reading, purpose).into_bytes()),
    ]
}

/// The keys of the stations that count, for what a station signs and nothing else.
fn allowed(reading: &Reading, purpose: Purpose) -> String {
    let uses =
        [Use::CaseExport, Use::JournalCheckpoint, Use::JournalHead].map(|use_| namespace(use_, purpose)).join(",");
    let counted = reading.chains.values().filter(|chain| chain.admitted);
    let lines = counted.filter_map(|chain| {
        let key = &chain.opened.as_ref()?.key;
        Some(format!("{} namespaces=\"{uses}\" {key}\n", principal(&chain.station.to_string())))
    });
    lines.collect()
}
