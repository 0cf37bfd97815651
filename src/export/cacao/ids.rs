//! Identifiers that are the same in every export.

use sha2::{Digest as _, Sha256};

/// Random bytes, drawn once from the system's source when this file was written, and never to be changed: with another seed every exported id would be
/// another one.
const SEED: &str = "ba2066272e494f554942c0d8bb980527";

/// An identifier of CACAO, `KIND--UUID`, for the object that `names` say, in that order.
///
/// CACAO demands UUID version 4 for steps and the same id for every version of a playbook. Version 4 is "random or pseudo-random" (RFC 9562, section 5.4):
/// these are minted once, as the bits that SHA-256 draws from a stored random seed and the names. They collide no more often than other random ids and need
/// no table of ids beside the procedures. They are not secret: whoever has this program can compute them, and nothing may rest on their being unknown.
pub(super) fn id(kind: &str, names: &[&str]) -> String {
    let mut hash = Sha256::new();
    hash.update(SEED);
    for name in [kind].iter().chain(names) {
        // The length in front keeps "ab","c" and "a","bc" apart.
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut bits = [0; 16];
    bits.copy_from_slice(&digest[..16]);
    bits[6] = (bits[6] & 0x0f) | 0x40;
    bits[8] = (bits[8] & 0x3f) | 0x80;
    let hex = crate::journal::hex(&bits);
    format!("{kind}--{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_4_and_never_change() {
        // An id that changes makes every playbook shared so far another one: this value stays.
        assert_eq!(id("action", &["ransomware", "RW-01"]), "action--adfc5c81-c7ed-4982-957e-1ff79d71a5e2");
        let mut seen = std::collections::BTreeSet::new();
        for names in [&["ab", "c"][..], &["a", "bc"], &["abc"], &["ab", "c", ""], &[]] {
            for kind in ["action", "end"] {
                let id = id(kind, names);
                let uuid = id.strip_prefix(kind).and_then(|rest| rest.strip_prefix("--")).unwrap().to_owned();
                let parts: Vec<&str> = uuid.split('-').collect();
                assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
                assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "{uuid}");
                assert!(seen.insert(uuid), "{id} twice");
            }
        }
    }
}
