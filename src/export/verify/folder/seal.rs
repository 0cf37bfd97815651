//! The signatures over a folder's tag manifest.

use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout::{PERSON_SIGNATURE, SIGNATURE, TAG_MANIFEST};
use crate::journal::signature::{self, Purpose, Signer, Use};

/// Largest signature that is read, bytes.
const LARGEST: u64 = 16 * 1024;
/// Largest tag manifest that is read, bytes.
const LARGEST_MANIFEST: u64 = 16 * 1024 * 1024;

/// Whose signatures hold.
#[derive(Debug, Default)]
pub(super) struct Seal {
    pub(super) station: Option<Signer>,
    pub(super) person: Option<Signer>,
}

/// Checks the signature of the station, and that of a person where there is one.
pub(super) fn check(tree: &Tree, purpose: Purpose, flaws: &mut Vec<Flaw>) -> Seal {
    let mut seal = Seal::default();
    let manifest = match tree.read(TAG_MANIFEST, LARGEST_MANIFEST) {
        Ok(manifest) => manifest,
        Err(error) => {
            flaws.push(Flaw::at(TAG_MANIFEST, format!("it cannot be read ({error}): the folder has no seal")));
            return seal;
        }
    };
    seal.station = if tree.has(SIGNATURE) {
        over(tree, SIGNATURE, (Use::CaseExport, purpose), &manifest, flaws)
    } else {
        let what = "the signature is missing: the export was not finished (was the stick pulled out early?), or it was taken away";
        flaws.push(Flaw::at(SIGNATURE, what));
        None
    };
    if tree.has(PERSON_SIGNATURE) {
        seal.person = over(tree, PERSON_SIGNATURE, (Use::CaseExport, purpose), &manifest, flaws);
    }
    seal
}

/// Checks the signature in a file of the folder over some bytes. The file has to be, to its last line feed, what OpenSSH writes.
pub(super) fn over(
    tree: &Tree,
    name: &str,
    (use_, purpose): (Use, Purpose),
    message: &[u8],
    flaws: &mut Vec<Flaw>,
) -> Option<Signer> {
    let read = tree.read(name, LARGEST).map_err(|error| format!("it cannot be read ({error})"));
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is no text".to_owned()));
    let checked = text.and_then(|pem| {
        // The journal forgives a missing last line feed; a file is what was written or it is not.
        if !pem.ends_with("-----\n") {
            return Err("it does not end as OpenSSH ends a signature: something was added or cut off".to_owned());
        }
        signature::verify(&pem, use_, purpose, message).map_err(|error| error.to_string())
    });
    checked.map_err(|what| flaws.push(Flaw::at(name, what))).ok()
}
