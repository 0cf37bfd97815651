//! Identifiers that follow from the case: the same case gives the same ones, on whichever laptop.

use sha1::{Digest as _, Sha1};

/// The namespace of names that are URNs, as a UUID (RFC 9562, section 6.6: the one of URLs, of which a URN is a kind).
const URL: [u8; 16] = [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// Identifiers of one version of one case. What other readers may see of the same thing differs, so theirs is another object under another id: a receiver of both
/// never has two contents under one.
#[derive(Debug, Clone)]
pub(super) struct Ids([u8; 16]);

impl Ids {
    /// Of a case, for readers up to a mark.
    pub(super) fn of(case: &str, audience: &str) -> Self {
        Ids(version_5(&URL, &format!("urn:warroom:{case}:{audience}")))
    }

    /// The UUID of what these names say, in that order.
    pub(super) fn uuid(&self, names: &[&str]) -> String {
        // The length in front keeps "ab","c" and "a","bc" apart.
        let name: String = names.iter().map(|name| format!("{}:{name}", name.len())).collect();
        written(&version_5(&self.0, &name))
    }
}

/// A name-based UUID, version 5 (RFC 9562, section 5.5).
fn version_5(namespace: &[u8; 16], name: &str) -> [u8; 16] {
    let mut hash = Sha1::new();
    hash.update(namespace);
    hash.update(name);
    let digest: [u8; 20] = hash.finalize().into();
    let mut bits = [0; 16];
    bits.copy_from_slice(&digest[..16]);
    bits[6] = (bits[6] & 0x0f) | 0x50;
    bits[8] = (bits[8] & 0x3f) | 0x80;
    bits
}

fn written(bits: &[u8; 16]) -> String {
    let hex = crate::journal::hex(bits);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_of_rfc_9562_comes_out() {
        let dns = [0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
        assert_eq!(written(&version_5(&dns, "www.example.com")), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn names_readers_and_cases_are_kept_apart() {
        let ids = Ids::of("wr-1", "GREEN");
        assert_eq!(ids.uuid(&["a", "b"]), Ids::of("wr-1", "GREEN").uuid(&["a", "b"]));
        let others =
            [ids.uuid(&["ab"]), ids.uuid(&["a:b"]), ids.uuid(&["b", "a"]), Ids::of("wr-1", "RED").uuid(&["a", "b"])];
        assert!(others.iter().all(|other| *other != ids.uuid(&["a", "b"])));
        assert_ne!(Ids::of("wr-2", "GREEN").uuid(&["a"]), ids.uuid(&["a"]));
    }
}
