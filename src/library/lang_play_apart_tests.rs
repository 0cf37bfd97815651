//! Two laptops that worked apart: every kind of contradiction, and how it is settled.

use super::desk::Play;
use crate::domain::clash::{Heard, clashes};
use crate::domain::declaration::CaseFact;
use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::safety::{Failed, Restored, Resumed, TROUBLES};

/// Says everything on which records can clash once more, from a laptop that heard nothing.
pub(super) fn play(play: &mut Play) {
    play.station = StationId(0xb7 << 56);
    play.done("amend", &[("field", "severity"), ("value", "sev1")]);
    play.done("assign", &[("role", "irt_lead"), ("person", "Jon Sato")]);
    play.done("proof", &[("step", "G-01"), ("kind", "decision"), ("record", "7")]);
    play.done("sent", &[("deadline", "eu-gdpr/authority-72h"), ("route", "portal")]);
    play.done("custody", &[("exhibit", "E-001"), ("event", "stored"), ("place", "safe 2")]);
    let mut registered = play.state.register.exhibits[0].registered.clone();
    registered.number = 1;
    play.fact(registered);
    if let Some(declared) = play.state.case.declared.clone() {
        play.fact(Fact::Case(CaseFact::Declared(Box::new(declared))));
    }
    play.station = StationId(1);
    play.done("amend", &[("field", "severity"), ("value", "sev4")]);
    play.done("assign", &[("role", "irt_lead"), ("person", "Ada Morel")]);
    play.done("proof", &[("step", "G-01"), ("kind", "decision"), ("record", "8")]);
    play.done("sent", &[("deadline", "eu-gdpr/authority-72h"), ("route", "portal")]);
    play.fact(Heard { chains: [(StationId(0xb7 << 56), play.seq)].into() });
    for clash in clashes(&play.state) {
        let records: Vec<String> = clash.records.iter().map(|id| play.state.label(*id)).collect();
        play.done("settle", &[("records", &records.join(", ")), ("how-settled", "the first")]);
    }
    play.done("settle", &[("records", "1"), ("how-settled", "nothing")]);
}

/// A medium that is named, pulled, put back, given up; and a case rebuilt from it.
pub(super) fn copied(play: &mut Play) {
    let named = [("directory", "/media/stick"), ("medium", "blue")];
    play.done("safety-copy", &named);
    for trouble in TROUBLES {
        play.fact(Failed { trouble: (*trouble).to_owned(), why: "EIO".to_owned(), since: play.now });
        play.fact(Resumed { lines: 48 });
    }
    play.done("safety-end", &[("reason", "handed in")]);
    play.fact(Restored { directory: String::new(), of: StationId(1), last: 40, lines: 48, cut: 9 });
}

/// Two ends of one case.
pub(super) fn ends(play: &mut Play) {
    play.station = StationId(0xb7 << 56);
    play.done("close", &[("statement", "it is over there")]);
    play.station = StationId(1);
}
