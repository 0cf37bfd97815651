//! The program checks itself against fixed vectors: what it computes wrongly on this machine must not become evidence.

mod vectors;

use std::collections::BTreeMap;
use std::path::Path;

use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use crate::domain::deadline::{Clock, Considered, Started};
use crate::domain::fact::{Author, Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::station::SelfTested;
use crate::domain::time::{Instant, TimeProblem, TypingContext, local, parse_when};
use crate::jobs::Handle;
use crate::jobs::hashing;
use crate::journal::chain::{self, Head, Row};
use crate::journal::merkle;
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::station::StationKey;
use crate::journal::{PROGRAM, hash_from_hex, hex};

/// One check: its name and what decides it.
type Check = (&'static str, fn() -> bool);

/// Runs every check. `binary` is the program's own file, whose SHA-256 goes on record; it stays empty where the file cannot be read.
#[must_use]
pub fn run(binary: Option<&Path>) -> SelfTested {
    let checks: [Check; 6] = [
        ("sha256", sha256),
        ("chain", chain_holds),
        ("merkle", merkle_root),
        ("signature", signature_holds),
        ("deadlines", deadlines),
        ("times", times),
    ];
    SelfTested {
        program: PROGRAM.to_owned(),
        binary_sha256: binary
            .and_then(|path| hashing::hash_path(path, &[], &Handle::new()).ok())
            .map(|hashed| hashed.sha256_hex())
            .unwrap_or_default(),
        checks: checks.into_iter().map(|(name, check)| (name.to_owned(), check())).collect::<BTreeMap<_, _>>(),
    }
}

/// FIPS 180-4, examples of SHA-256: `abc`, and a million times `a`, through the code that hashes evidence.
fn sha256() -> bool {
    let digest = |bytes: &[u8], promised| {
        hashing::hash_stream(bytes, promised, &[], &Handle::new()).map(|hash| hex(&hash.sha256)).unwrap_or_default()
    };
    let million = vec![b'a'; 1_000_000];
    // Without a promised length the threads of large files do the work.
    digest(b"abc", Some(3)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        && digest(&million, None) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        && hex(&Sha256::digest(b"")) == crate::domain::exhibit::NOTHING
}

/// The key that signed the stored vectors. It signs nothing else.
fn test_key() -> StationKey {
    StationKey::generate(&[7; 32])
}

/// A stored chain of three lines verifies, and one with a flipped byte in any line or body does not.
fn chain_holds() -> bool {
    let rows = vectors::rows();
    let Some(last) = rows.last() else { return false };
    let head = Head {
        station: last.station.clone(),
        seq: last.seq,
        hash: last.hash.clone(),
        sig: vectors::HEAD_SIGNATURE.as_bytes().to_vec(),
    };
    let known = rows.iter().map(|row| hex(&row.hash)).eq(vectors::HASHES.iter().map(|hash| (*hash).to_owned()));
    let heads = [head];
    let whole = chain::read(rows.clone(), &heads).problems.is_empty();
    let flipped = |at: usize, body: bool| {
        let mut rows: Vec<Row> = rows.clone();
        let Some(row) = rows.get_mut(at) else { return false };
        let bytes = if body { row.body.as_mut() } else { Some(&mut row.line) };
        let Some(byte) = bytes.and_then(|bytes| bytes.get_mut(20)) else { return false };
        *byte ^= 1;
        !chain::read(rows, &heads).problems.is_empty()
    };
    known && whole && (0..rows.len()).all(|at| flipped(at, false) && flipped(at, true))
}

/// RFC 6962 section 2.1: leaves and root of the test tree with which implementations of Certificate Transparency are checked.
fn merkle_root() -> bool {
    let leaves = vectors::MERKLE_INPUTS.map(merkle::leaf_hash);
    hex(&merkle::root(&leaves)) == vectors::MERKLE_ROOT
        && hash_from_hex(vectors::MERKLE_ROOT).is_some_and(|root| {
            merkle::inclusion_proof(&leaves, 5)
                .is_some_and(|proof| merkle::verify_inclusion(&leaves[5], 5, leaves.len() as u64, &proof, &root))
        })
}

/// Ed25519 in SSHSIG: the stored signature is made again to the byte, verifies, and does not fit other bytes or another purpose.
fn signature_holds() -> bool {
    let (key, message) = (test_key(), vectors::SIGNED);
    let made = key.sign(Use::JournalHead, Purpose::Incident, message).ok();
    let verified = |purpose, message: &[u8]| {
        signature::verify(vectors::SIGNATURE, Use::JournalHead, purpose, message)
            .is_ok_and(|signer| signer.fingerprint == key.fingerprint())
    };
    made.as_deref() == Some(vectors::SIGNATURE)
        && verified(Purpose::Incident, message)
        && !verified(Purpose::Exercise, message)
        && !verified(Purpose::Incident, b"warroom self-tesT\n")
}

/// Deadlines in elapsed hours, through the fold that the screen shows.
fn deadlines() -> bool {
    vectors::DEADLINES.iter().all(|(start, hours, zone, due_utc, due_local)| {
        let Ok(zone) = zone.parse::<Tz>() else { return false };
        let expected = Instant::parse_rfc3339(due_utc);
        due(start, *hours, zone).is_some_and(|due| {
            let shown = due.rfc3339_at(local(due, zone).offset_seconds() / 60);
            expected.as_ref() == Ok(&due) && shown == *due_local
        })
    })
}

/// When a clock of so many hours is due that starts at a typed time.
fn due(start: &str, hours: u32, zone: Tz) -> Option<Instant> {
    let when = parse_when(start, &TypingContext { now: Instant::parse_rfc3339(start).ok()?, zone }).ok()?;
    let clock = Clock {
        deadline: "d".to_owned(),
        name: String::new(),
        hours,
        from: String::new(),
        citation: String::new(),
        ..Clock::default()
    };
    let considered = Considered {
        regime: "r".to_owned(),
        name: String::new(),
        question: String::new(),
        clock_start: String::new(),
        citation: String::new(),
        confidence: String::new(),
        clocks: vec![clock],
        ..Considered::default()
    };
    let started = Started {
        regime: "r".to_owned(),
        deadline: "d".to_owned(),
        event: String::new(),
        start: when.clone(),
        why: String::new(),
        second: None,
        presence: String::new(),
        presence_ref: String::new(),
    };
    let mut state = Incident::new(StationId(1));
    for (seq, fact) in [(1, Fact::from(considered)), (2, started.into())] {
        let meta = Meta {
            id: RecordId { station: StationId(1), seq },
            lamport: seq,
            recorded_at: when.at,
            author: Author::default(),
            zone: zone.name().to_owned(),
            mark: Mark::Clear,
            privileged: false,
        };
        state.apply(&meta, &fact);
    }
    state.deadlines.views(&state, when.at).first()?.due
}

/// Typed times: the day before, daylight saving, times that exist twice or not at all.
fn times() -> bool {
    let Ok(now) = Instant::parse_rfc3339(vectors::NOW) else { return false };
    vectors::TIMES.iter().all(|(typed, zone, expected)| {
        let Ok(zone) = zone.parse::<Tz>() else { return false };
        let read = parse_when(typed, &TypingContext { now, zone });
        match *expected {
            "twice" => matches!(read, Err(TimeProblem::Twice { .. })),
            "none" => matches!(read, Err(TimeProblem::DoesNotExist { .. })),
            at => read.is_ok_and(|when| Instant::parse_rfc3339(at) == Ok(when.at)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::station::{Admitted, ChainOpened, ClockUnchecked};
    use crate::journal::body::Body;
    use crate::journal::writer::{Position, case_id, head_message};

    #[test]
    fn everything_passes_and_the_binary_is_named() {
        let tested = run(std::env::current_exe().ok().as_deref());
        assert!(tested.checks.values().all(|passed| *passed), "{:?}", tested.checks);
        assert_eq!((tested.checks.len(), tested.binary_sha256.len()), (6, 64));
        assert_eq!(run(Some(Path::new("/nowhere"))).binary_sha256, "");
    }

    /// The stored chain is what this program writes: a change of the format shows here, and its vectors are then made anew from the printed text.
    #[test]
    fn the_stored_chain_is_what_the_journal_writes() {
        let key = test_key();
        let public = key.public_openssh();
        let nonce = "00112233445566778899aabbccddeeff";
        let station: StationId = key.station_id().parse().unwrap();
        let case = case_id(&public, nonce);
        let opened = ChainOpened {
            case: case.clone(),
            format: 1,
            program: "warroom 0.1.0".to_owned(),
            purpose: "exercise".to_owned(),
            key: public,
            nonce: nonce.to_owned(),
        };
        let admitted =
            Admitted { station, fingerprint: key.fingerprint(), label: "vector".to_owned(), compared: String::new() };
        let mut position = Position::start(case.clone(), station);
        let facts: [Fact; 3] = [opened.into(), admitted.into(), ClockUnchecked {}.into()];
        let mut written = Vec::new();
        for (at, fact) in (0_u8..).zip(facts) {
            let body = Body {
                salt: [at; 16],
                author: Author { name: "A. Vector".to_owned(), person: None },
                zone: "Europe/Berlin".to_owned(),
                mark: Mark::Clear,
                privileged: false,
                boot: "0123456789abcdef".to_owned(),
                mono_ms: 1_000 + u64::from(at),
                fact,
            };
            let recorded = Instant::parse_rfc3339("2026-11-21T02:40:00.000Z").unwrap().plus_millis(i64::from(at));
            written.push(position.write(recorded, &body).unwrap());
        }
        let message = head_message(&case, station, position.seq, &position.head);
        let head = key.sign(Use::JournalHead, Purpose::Exercise, &message).unwrap();
        let mut shown = String::new();
        for line in &written {
            shown.push_str(&format!(
                "{}\n{}\n{}\n",
                String::from_utf8_lossy(&line.line),
                String::from_utf8_lossy(&line.body),
                hex(&line.hash)
            ));
        }
        shown.push_str(&head);
        shown.push_str(&key.sign(Use::JournalHead, Purpose::Incident, vectors::SIGNED).unwrap());
        let rows = vectors::rows();
        for (row, line) in rows.iter().zip(&written) {
            assert_eq!(String::from_utf8_lossy(&row.line), String::from_utf8_lossy(&line.line), "{shown}");
            assert_eq!(row.body.as_deref(), Some(line.body.as_slice()), "{shown}");
            assert_eq!(hex(&row.hash), hex(&line.hash), "{shown}");
        }
        assert_eq!((rows.len(), vectors::HEAD_SIGNATURE), (3, head.as_str()), "{shown}");
    }

    #[test]
    fn a_wrong_hour_would_be_noticed() {
        let berlin = chrono_tz::Europe::Berlin;
        let due = due("2026-10-23T18:30:00+02:00", 72, berlin).unwrap();
        assert_eq!(due, Instant::parse_rfc3339("2026-10-26T16:30:00Z").unwrap());
        assert_ne!(due, Instant::parse_rfc3339("2026-10-26T17:30:00Z").unwrap(), "wall-clock addition");
    }
}
