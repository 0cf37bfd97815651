//! The case that a play is played in: every message that it says is heard.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::super::ROOM;
use crate::app::command::{Act, command};
use crate::domain::artefact::Artefact;
use crate::domain::attention::needs;
use crate::domain::decision::{Ctx, Sources};
use crate::domain::fact::{Author, Fact, Meta};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::organisation::approvals::Text;
use crate::domain::rows::{Asked, Read};
use crate::domain::time::Instant;
use crate::domain::timeline::{Line, LineText};
use crate::library::Catalogue;
use crate::library::lang::Lang;
use crate::library::procedure::Procedure;

pub(super) struct Desk {
    pub(super) procedures: Catalogue,
    pub(super) files: Cell<u64>,
    pub(super) field: Cell<&'static str>,
    /// What every file holds.
    pub(super) text: Cell<&'static str>,
    /// What comes of looking for a row.
    pub(super) row: RefCell<Read>,
}

impl Sources for Desk {
    fn attachment(&self, _: &str) -> Option<Vec<u8>> {
        Some(self.text.get().as_bytes().to_vec()).filter(|text| !text.is_empty())
    }

    fn staged(&self, field: &str) -> Option<Artefact> {
        let n = self.files.get();
        (field == self.field.get()).then(|| {
            self.files.set(n + 1);
            let (name, path) = ("fw01-after.txt".to_owned(), "fw01-after.txt".to_owned());
            let (sha256, commitment) = (format!("{n:064x}"), String::new());
            Artefact { name, path, size: 4118, sha256, commitment, stored: true }
        })
    }

    fn row(&self, _: &Asked) -> Read {
        self.row.borrow().clone()
    }

    fn procedure(&self, id: &str) -> Option<Result<(Procedure, String), String>> {
        let found = self.procedures.get(id)?;
        Some(found.map(|loaded| (loaded.procedure.clone(), loaded.sha256.clone())).map_err(ToString::to_string))
    }
}

/// A case in memory, and what it said by message id.
pub(in crate::library) struct Play {
    pub(in crate::library) state: Incident,
    pub(super) now: Instant,
    pub(super) seq: u64,
    /// The laptop that writes.
    pub(super) station: StationId,
    pub(super) desk: Desk,
    pub(in crate::library) heard: BTreeMap<&'static str, BTreeSet<String>>,
    pub(super) lang: Lang,
}

impl Play {
    pub(in crate::library) fn new() -> Play {
        let desk = Desk {
            procedures: Catalogue::shipped(),
            files: Cell::new(1),
            field: Cell::new(""),
            text: Cell::new(""),
            row: RefCell::new(Read::NotYet),
        };
        let now = Instant::parse_rfc3339("2026-11-21T09:00:00Z").unwrap();
        let state = Incident::new(StationId(1));
        Play { state, now, seq: 0, station: StationId(1), desk, heard: BTreeMap::new(), lang: Lang::english() }
    }

    pub(super) fn hear(&mut self, msg: &Msg) {
        let words = self.lang.say(msg, ROOM);
        self.heard.entry(msg.id).or_default().insert(words);
    }

    /// Hears the organisation at a glance, with the procedures of the catalogue.
    pub(super) fn hear_review(&mut self) {
        let catalogue = Catalogue::shipped();
        self.hear_texts(&crate::app::organisation::texts(&catalogue));
    }

    pub(super) fn hear_texts(&mut self, texts: &[Text<'_>]) {
        let entries = crate::domain::organisation::review::review(&self.state, texts, self.now, chrono_tz::UTC);
        for entry in entries {
            self.hear(&entry.what);
        }
    }

    pub(super) fn fact(&mut self, fact: impl Into<Fact>) -> RecordId {
        self.seq += 1;
        let id = RecordId { station: self.station, seq: self.seq };
        let author = Author { name: "Ada Morel".to_owned(), person: None };
        let zone = "Europe/Berlin".to_owned();
        let (recorded_at, mark) = (self.now, Mark::AmberStrict);
        let meta = Meta { id, lamport: self.seq, recorded_at, author, zone, mark, privileged: false };
        self.state.apply(&meta, &fact.into());
        let last = self.state.timeline.lines.last().cloned();
        if let Some(Line { text: LineText::Program(msg), .. }) = last {
            self.hear(&msg);
        }
        let heard: Vec<Msg> = [0, 11, 70 * 60, 71 * 60 + 30, 100 * 60, 8 * 24 * 60]
            .into_iter()
            .flat_map(|minutes| needs(&self.state, self.now.plus_minutes(minutes)))
            .map(|need| need.what)
            .collect();
        for msg in heard {
            self.hear(&msg);
        }
        id
    }

    /// Does a command and gives the last record it made; none where it was refused.
    pub(super) fn run(&mut self, name: &str, fields: &[(&str, &str)]) -> Option<RecordId> {
        self.now = self.now.plus_minutes(1);
        let input = fields.iter().fold(Input::default(), |input, (field, text)| input.with(field, *text));
        let (Act::Record(decide) | Act::RecordThenHash(decide)) = command(name).unwrap().act else {
            panic!("{name} records nothing")
        };
        let author = Author { name: "Ada Morel".to_owned(), person: None };
        let ctx =
            Ctx { now: self.now, zone: chrono_tz::Europe::Berlin, author: &author, sources: &self.desk, level: None };
        match decide(&self.state, &input, &ctx) {
            Ok(decision) => {
                for short in decision.shortfalls {
                    self.hear(&short.missing);
                    self.hear(&short.next);
                }
                decision.facts.into_iter().map(|fact| self.fact(fact)).last()
            }
            Err(refusal) => {
                self.hear(&refusal.what);
                self.hear(&refusal.next);
                None
            }
        }
    }

    /// The same, for a command that must not be refused; gives the record as people type it.
    pub(in crate::library) fn done(&mut self, name: &str, fields: &[(&str, &str)]) -> String {
        let Some(id) = self.run(name, fields) else { panic!("{name} {fields:?} was refused: {:?}", self.heard) };
        id.seq.to_string()
    }
}
