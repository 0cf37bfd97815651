//! Checkpoints and anchors, with what is missing as often as with what is there.

use super::Play;
use crate::domain::anchor::{Anchored, OCCASIONS, Reply, Signed, Stamped, Witnessed};
use crate::domain::artefact::Artefact;
use crate::domain::custody::KeySignature;
use crate::domain::fact::Author;
use crate::domain::id::StationId;
use crate::domain::rules::Rule;
use crate::domain::sheet::{Sheet, entries};
use crate::domain::station::Admitted;
use crate::domain::time::{TypingContext, When};

pub(super) fn play(play: &mut Play) {
    let short = crate::domain::decision::Shortfall::new(Rule::CheckpointContradicts);
    play.hear(&short.missing);
    play.hear(&short.next);
    let root = "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=";
    for (size, occasion) in (1..).zip(OCCASIONS) {
        play.fact(Signed {
            station: StationId(1),
            size: play.seq.min(size),
            root: "ab".repeat(32),
            signature: String::new(),
            occasion: (*occasion).to_owned(),
            heads: ["warroom/wr-1/0000000000000001\n", &play.seq.to_string(), "\n", root, "\n"].concat(),
            nonce: "ab".repeat(8),
        });
    }
    listen(play);
    let named = [("spoke-with", "Jon Sato"), ("called-number", "+49 30 9"), ("asked-words", "one two three four")];
    play.done("anchor-phone", &named);
    play.done("anchor-phone", &[("spoke-with", "Ada Morel"), ("asked-words", "one"), ("way", "we-ask")]);
    play.done("anchor-paper", &[("slip", "CP-1")]);
    play.done(
        "anchor-paper",
        &[("slip", "CP-1"), ("signed-by", "Ada Morel"), ("second", "Jon Sato"), ("lies", "safe")],
    );
    play.run("anchor-witness", &[("by", "Jon Sato")]);
    play.run("anchor-stamp", &[("stamped-by", "TSA")]);
    let (checkpoint, _, signed) = play.state.anchors.signed.last().unwrap().clone();
    let case_head = crate::domain::anchor::case_head(&signed.heads);
    let file = Artefact {
        name: "s".to_owned(),
        path: "s".to_owned(),
        size: 9,
        sha256: "d".repeat(64),
        commitment: String::new(),
        stored: true,
    };
    for (key, fingerprint) in [("", ""), ("k", "SHA256:b"), ("k", "SHA256:own")] {
        let signature = KeySignature {
            file: file.clone(),
            statement: signed.heads.clone(),
            key: key.to_owned(),
            fingerprint: fingerprint.to_owned(),
            owner: String::new(),
            form: String::new(),
            problem: "the file is no text, so no signature".to_owned(),
            fault: String::new(),
            enrolled: None,
        };
        let by = Author { name: "Jon Sato".to_owned(), person: None };
        let at = When::now(&TypingContext { now: play.now, zone: chrono_tz::UTC });
        let (fingerprint, machine, late_reason) = (String::new(), String::new(), None);
        let case_head = case_head.clone();
        let made = Witnessed { checkpoint, case_head, signature, by, fingerprint, machine, at, late_reason };
        hear(play, &Anchored::Witness(made.clone()));
        play.fact(made);
    }
    let station = Admitted {
        station: StationId(9),
        fingerprint: "SHA256:own".to_owned(),
        label: String::new(),
        compared: String::new(),
    };
    play.fact(station);
    for (chain, problem) in
        [("not-checked", ""), ("fails", ""), ("holds", "it is over other bytes than this checkpoint")]
    {
        let reply = Reply {
            file: file.clone(),
            ca: None,
            stamped: problem.is_empty().then_some(play.now),
            policy: "1.2.3".to_owned(),
            serial: "02".to_owned(),
            problem: problem.to_owned(),
            chain: chain.to_owned(),
            chain_problem: "certificate verify error".to_owned(),
        };
        let made = Stamped { checkpoint, case_head: "0".repeat(64), authority: "TSA".to_owned(), reply };
        hear(play, &Anchored::Stamp(made.clone()));
        play.fact(made);
    }
    let made: Vec<_> = play.state.anchors.made.iter().map(|anchor| anchor.how.clone()).collect();
    for how in &made {
        hear(play, how);
    }
    listen(play);
}

/// Hears the sheet of anchors, and what would be asked.
fn listen(play: &mut Play) {
    for sheet in [Sheet::Anchors, Sheet::Challenge] {
        for entry in entries(sheet, &play.state, play.now.plus_minutes(300), 8) {
            play.hear(&entry.text);
        }
    }
    for question in crate::domain::challenge::questions(&play.state, play.now.plus_minutes(300)) {
        play.hear(&question.words);
    }
}

/// Hears what an anchor lacks.
fn hear(play: &mut Play, how: &Anchored) {
    for short in crate::domain::anchor::lacks(&play.state, how) {
        play.hear(&short.missing);
        play.hear(&short.next);
    }
}
