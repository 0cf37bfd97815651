//! A signature by own key shows the same thing wherever one is asked for.

use super::*;
use crate::domain::artefact::Artefact;
use crate::domain::custody::{accept, release, signature_shortfall};
use crate::domain::deadline::memo;
use crate::domain::notice::{Approved, approval_shortfalls, begin};
use crate::domain::play::{Play, rules};
use crate::domain::time::Instant;
use crate::domain::{exhibit, notice};

fn own(enrolled: Option<Instant>) -> KeySignature {
    let file = Artefact {
        name: "x.sig".to_owned(),
        path: String::new(),
        size: 9,
        sha256: "c".repeat(64),
        commitment: String::new(),
        stored: true,
    };
    KeySignature {
        file,
        statement: String::new(),
        key: "ssh-ed25519 AAAA".to_owned(),
        fingerprint: "SHA256:q".to_owned(),
        owner: "Jon Sato".to_owned(),
        form: "F-2".to_owned(),
        problem: String::new(),
        fault: String::new(),
        enrolled,
    }
}

/// What is said of a hand-over, a memo and an approval that Jon Sato stands behind with a key.
fn said(signature: &KeySignature) -> [Vec<&'static str>; 3] {
    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "disk"), ("collected-by", "Ada Morel")]);
    play.done(release, &[("exhibit", "E-001"), ("to", "Jon Sato")]);
    let taken = play.done(accept, &[("exhibit", "E-001"), ("presence", "own-key")]);
    let (_, moved) = play.state.custody.events.values().flatten().find(|(id, _)| *id == taken).unwrap();
    let mut moved = moved.clone();
    moved.signature = Some(signature.clone());
    let jon = play.state.people.resolve("Jon Sato");
    let moved = signature_shortfall(&play.state, &moved, &jon);
    let fields = [
        ("deadline", "eu-gdpr/authority-72h"),
        ("conclusion", "no risk"),
        ("decider", "Jon Sato"),
        ("facts-known", "it was encrypted"),
        ("cites", "1"),
        ("factors", "one disk, decisive"),
        ("advice", "the DPO agrees"),
        ("reopen", "the key turns up"),
        ("review", "+14d"),
        ("presence", "own-key"),
    ];
    let filed = play.done(memo, &fields);
    let mut filed = play.state.deadlines.memo(filed).unwrap().1.clone();
    filed.contents.as_mut().unwrap().signature = Some(signature.clone());
    let draft = play.done(begin, &[("deadline", "eu-nis2/early-warning-24h")]);
    let label = play.state.label(draft);
    for item in ["malicious", "cross-border", "known"] {
        let answer = [("item-answer", "not-yet-known"), ("text", "Being looked into"), ("follows-at", "+2h")];
        play.done(notice::fill, &[&[("notice", label.as_str()), ("item", item)][..], &answer].concat());
    }
    let draft = play.state.notices.notice(draft).unwrap();
    let approved = Approved {
        notice: draft.id,
        text_sha256: draft.draft(&play.state).sha256.into_owned(),
        by: jon,
        presence: "own-key".to_owned(),
        presence_ref: String::new(),
        signature: Some(signature.clone()),
        at: filed.at.clone(),
        late_reason: None,
    };
    let approved = approval_shortfalls(&play.state, draft, &approved);
    [rules(moved.as_slice()), rules(&filed.shortfalls(&play.state)), rules(&approved)]
}

#[test]
fn a_key_enrolled_after_the_declaration_shows_nobody_wherever_it_signs() {
    let declared = Play::new().state.case.first_declared.unwrap();
    let none: [Vec<&str>; 3] = Default::default();
    assert_eq!(said(&own(Some(declared.plus_minutes(-60)))), none);
    for after in [declared, declared.plus_minutes(5)] {
        assert_eq!(said(&own(Some(after))), ["C10-48"; 3].map(|rule| vec![rule]), "{after}");
    }
    assert_eq!(said(&own(None)), none, "older versions recorded no time, and what counted goes on to count");
    let theirs = KeySignature { owner: "Rosa Nagy".to_owned(), ..own(Some(declared.plus_minutes(-60))) };
    let problem = KeySignature { problem: "another text".to_owned(), ..own(Some(declared.plus_minutes(-60))) };
    let unknown = KeySignature { owner: String::new(), ..own(Some(declared.plus_minutes(-60))) };
    for wrong in [theirs, problem, unknown] {
        assert_eq!(said(&wrong), [vec!["C3-35"], vec!["C8-72"], vec!["C8-47"]], "{wrong:?}");
    }
}
