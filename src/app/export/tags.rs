//! The files beside the payload that say how it is checked.

use crate::export::folder::layout;
use crate::export::verify::paper::{VERIFY_PY, allowed_signers, verify_txt};
use crate::journal::chain::Reading;
use crate::journal::signature::Purpose;

/// Guide, checker, keys: the same that a verification expects.
pub(super) fn tags(
    name: &str,
    station: &str,
    fingerprint: &str,
    reading: &Reading,
    purpose: Purpose,
) -> Vec<(String, Vec<u8>)> {
    let counted = reading.chains.values().filter(|chain| chain.admitted);
    let keys: Vec<(String, &str)> =
        counted.filter_map(|chain| Some((chain.station.to_string(), chain.opened.as_ref()?.key.as_str()))).collect();
    let signers = allowed_signers(keys.iter().map(|(station, key)| (station.as_str(), *key)), purpose);
    vec![
        (layout::VERIFY_TXT.to_owned(), verify_txt(name, station, purpose, fingerprint).into_bytes()),
        (layout::VERIFY_PY.to_owned(), VERIFY_PY.to_vec()),
        (layout::ALLOWED_SIGNERS.to_owned(), signers.into_bytes()),
    ]
}
