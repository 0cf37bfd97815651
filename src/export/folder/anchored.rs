//! Beside the checkpoints of a folder: the text that left the room with each, and what came back for it from witnesses and time-stamping authorities, each under
//! the name of its record, so that `ssh-keygen` and `openssl ts` check them where they lie.

use std::collections::BTreeMap;

use super::contents::{Fetch, stored_at};
use super::layout;
use super::writer::Entry;
use crate::domain::anchor::{Anchor, Anchored, Signed, case_head};
use crate::domain::artefact::Artefact;
use crate::domain::custody::KeySignature;
use crate::domain::incident::Incident;
use crate::domain::text::one_line;
use crate::journal::signature::{Purpose, Use, namespace};
use crate::journal::{from_hex, hash_from_hex, timestamp};

/// The files, sorted by path. They follow from the state alone but for the bytes of stored files, whose digests are on record.
#[must_use]
pub fn files(state: &Incident, purpose: Purpose, fetch: Fetch<'_>) -> Vec<Entry> {
    let mut files: BTreeMap<String, Entry> = BTreeMap::new();
    let mut put = |entry: Entry| drop(files.insert(entry.path.clone(), entry));
    for (_, _, signed) in &state.anchors.signed {
        put(Entry::made(layout::anchored(&case_head(&signed.heads)), signed.heads.as_bytes().to_vec()));
    }
    let mut keys = String::new();
    for anchor in &state.anchors.made {
        let (checkpoint, head) = anchor.how.of();
        // Of an anchor whose checkpoint is not in the folder there is nothing to hold it against.
        let Some(signed) = state.anchors.checkpoint(checkpoint).filter(|signed| case_head(&signed.heads) == head)
        else {
            continue;
        };
        let named = |what: &str| layout::of_anchor(head, anchor.id, what);
        let mut stored = |what: &str, file: &Artefact| {
            if file.stored && !state.excisions.bytes(&file.commitment) {
                put(stored_at(named(what), file, fetch));
            }
        };
        match &anchor.how {
            Anchored::Witness(made) if !made.signature.key.is_empty() => {
                stored("sig", &made.signature.file);
                keys += &witness(anchor, &made.signature, purpose);
            }
            Anchored::Stamp(made) if made.reply.problem.is_empty() => {
                stored("tsr", &made.reply.file);
                if let Some(ca) = &made.reply.ca {
                    stored("ca.pem", ca);
                }
                if let Some(request) = request(signed) {
                    put(Entry::made(named("tsq"), request));
                }
            }
            _ => {}
        }
    }
    if !keys.is_empty() {
        put(Entry::made(layout::WITNESSES, keys.into_bytes()));
    }
    files.into_values().collect()
}

/// The request that an authority answered.
fn request(signed: &Signed) -> Option<Vec<u8>> {
    let imprint = hash_from_hex(&case_head(&signed.heads))?;
    Some(timestamp::request(&imprint, from_hex(&signed.nonce)?))
}

/// The line of `allowed_signers` by which `ssh-keygen` checks one signature: whose key it is rests on the record, not on this line.
fn witness(anchor: &Anchor, signature: &KeySignature, purpose: Purpose) -> String {
    let key: Vec<&str> = signature.key.split_whitespace().take(2).collect();
    format!(
        "{} namespaces=\"{}\" {} {}\n",
        layout::witness(anchor.id),
        namespace(Use::JournalWitness, purpose),
        key.join(" "),
        one_line(&anchor.how.held_by())
    )
}
