//! Two laptops that worked apart: every kind of contradiction, and how it is settled.

use super::desk::Play;
use crate::domain::acquisition::survey::Medium;
use crate::domain::clash::{Heard, clashes};
use crate::domain::declaration::CaseFact;
use crate::domain::export::Destination;
use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::domain::media::{MOVES, Seen, WAYS};
use crate::domain::safety::{Failed, Restored, Resumed, TROUBLES};
use crate::domain::sheet::{Sheet, entries};
use crate::domain::station::Unadmitted;

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

/// Laptops that wait to be admitted, and one that is told the wrong key.
pub(super) fn waiting(play: &mut Play) {
    let station = StationId(0xb9 << 56);
    let known = |lines| Unadmitted { fingerprint: format!("SHA256:{}", "B".repeat(43)), lines };
    play.state.stations.waiting = [(station, known(1)), (play.station, known(2))].into();
    for need in crate::domain::attention::needs(&play.state, play.now) {
        play.hear(&need.what);
    }
    let wrong = format!("SHA256:{}", "A".repeat(43));
    play.run("admit", &[("station", &station.to_string()), ("fingerprint", &wrong)]);
    play.state.stations.waiting.clear();
}

/// A medium that is named, pulled, put back, given up; and a case rebuilt from it.
pub(super) fn copied(play: &mut Play) {
    let named = [("directory", "/media/stick"), ("medium", "blue")];
    play.done("safety-copy", &named);
    for trouble in TROUBLES {
        play.fact(Failed { trouble: (*trouble).to_owned(), why: "EIO".to_owned(), since: play.now });
        play.fact(Resumed { lines: 48 });
    }
    media(play);
    play.done("safety-end", &[("reason", "handed in")]);
    play.fact(Restored {
        directory: String::new(),
        of: StationId(1),
        last: 40,
        lines: 48,
        cut: 9,
        place: None,
        machine: String::new(),
    });
}

/// Media of every way and direction, one of which comes back as another.
fn media(play: &mut Play) {
    let place = |label: &str| {
        let medium = Medium { serial: "4C53".to_owned(), ..Medium::default() };
        Destination {
            medium,
            label: label.to_owned(),
            fs: label.to_owned(),
            uuid: label.to_owned(),
            ..Destination::default()
        }
    };
    for (way, label) in WAYS.iter().zip(["a", "b"].into_iter().cycle()) {
        let mut place = place(label);
        place.total = label.len() as u64 + u64::from(label == "b");
        let (way, what, machine) = ((*way).to_owned(), "x".to_owned(), label.to_owned());
        play.fact(Seen { way, what, place, machine, cites: None });
    }
    let other = Medium { serial: "5D64".to_owned(), ..Medium::default() };
    let place = Destination { medium: other, ..place("a") };
    play.fact(Seen { way: "file".to_owned(), what: String::new(), place, machine: String::new(), cites: None });
    for moved in MOVES {
        play.done("medium-note", &[("medium", "blue"), ("came-or-went", moved)]);
    }
    for entry in entries(Sheet::Media, &play.state, play.now, 8) {
        play.hear(&entry.text);
    }
    let empty = entries(Sheet::Media, &Incident::new(StationId(1)), play.now, 8);
    empty.iter().for_each(|entry| play.hear(&entry.text));
}

/// Two ends of one case.
pub(super) fn ends(play: &mut Play) {
    play.station = StationId(0xb7 << 56);
    play.done("close", &[("statement", "it is over there")]);
    play.station = StationId(1);
}
