//! A case in memory for the tests of the concerns: commands are decided on it and their facts folded, and whatever was done, folding everything again gives the
//! same state.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::artefact::Artefact;
use super::decision::{Ctx, Decision, Refusal, Shortfall, Sources};
use super::fact::{Fact, Meta};
use super::id::{RecordId, StationId};
use super::incident::Incident;
use super::input::Input;
use super::mark::Mark;
use super::organisation::approvals::{Approval, Text};
use super::organisation::profile::Held;
use super::quote::{Ask, Of, Outcome, search};
use super::rows::{Asked, Read};
use super::time::Instant;
use crate::library::Catalogue;
use crate::library::foreign::Row;
use crate::library::foreign::pick::{Pick, Picked, digest};
use crate::library::procedure::Procedure;

pub(crate) type Decide = fn(&Incident, &Input, &Ctx<'_>) -> Result<Decision, Refusal>;

struct Desk {
    procedures: Catalogue,
    files: Cell<u64>,
    /// Files given by field: name and what stands for the content.
    given: BTreeMap<&'static str, (&'static str, u64)>,
    /// Whether nothing is given but that.
    no_files: bool,
    approvals: Vec<Approval>,
    profile: Option<Held>,
    /// Contents by SHA-256.
    contents: BTreeMap<String, Vec<u8>>,
    /// Files of exhibits where they lie.
    lying: BTreeMap<RecordId, Vec<u8>>,
    /// Rows of imports, by line.
    rows: BTreeMap<u64, Row>,
}

impl Sources for Desk {
    fn attachment(&self, sha256: &str) -> Option<Vec<u8>> {
        self.contents.get(sha256).cloned()
    }

    fn looked(&self, of: &Of, ask: &Ask) -> Option<Outcome> {
        let Of::Exhibit(id) = of else { return None };
        let mut bytes = self.lying.get(id)?.as_slice();
        Some(search(&mut bytes, ask))
    }

    fn row(&self, asked: &Asked) -> Read {
        let row = self.rows.get(&asked.stands.line).cloned();
        let found = |row: Row| Pick::Found(Box::new(Picked { sha256: digest(&row), row, number: 1 }));
        Read::Looked(row.map_or(Pick::Missing { before: None }, found))
    }

    /// A file of its own content for each proof.
    fn staged(&self, field: &str) -> Option<Artefact> {
        if let Some((name, content)) = self.given.get(field) {
            let (name, sha256) = ((*name).to_owned(), format!("{content:064x}"));
            return Some(Artefact {
                path: name.clone(),
                name,
                size: 7,
                sha256,
                commitment: String::new(),
                stored: false,
            });
        }
        (field == "file" && !self.no_files).then(|| {
            self.files.set(self.files.get() + 1);
            let (name, sha256) = (format!("file{}.txt", self.files.get()), format!("{:064x}", self.files.get()));
            Artefact { path: name.clone(), name, size: 7, sha256, commitment: String::new(), stored: false }
        })
    }

    fn profile(&self) -> Option<Held> {
        self.profile.clone()
    }

    fn procedure(&self, id: &str) -> Option<Result<(Procedure, String), String>> {
        let found = self.procedures.get(id)?;
        Some(found.map(|loaded| (loaded.procedure.clone(), loaded.sha256.clone())).map_err(ToString::to_string))
    }

    fn approvals(&self, text: &Text<'_>) -> Vec<Approval> {
        self.approvals
            .iter()
            .filter(|known| known.procedure == text.id && known.sha256 == text.sha256)
            .cloned()
            .collect()
    }
}

/// The case, with every record of it.
pub(crate) struct Play {
    pub(crate) state: Incident,
    pub(crate) now: Instant,
    pub(crate) author: String,
    pub(crate) station: StationId,
    records: Vec<(Meta, Fact)>,
    desk: Desk,
}

impl Play {
    /// A declared case with four people on the roster and the base procedure; Ada Morel writes.
    pub(crate) fn new() -> Play {
        let mut play = Play::bare();
        play.done(super::procedure::choose, &[("procedure", super::procedure::BASE)]);
        play
    }

    /// The same without procedure and without regimes.
    pub(crate) fn bare() -> Play {
        let desk = Desk {
            procedures: Catalogue::shipped(),
            files: Cell::new(0),
            given: BTreeMap::new(),
            no_files: false,
            approvals: Vec::new(),
            profile: None,
            contents: BTreeMap::new(),
            lying: BTreeMap::new(),
            rows: BTreeMap::new(),
        };
        let mut play = Play {
            state: Incident::new(StationId(1)),
            now: Instant::parse_rfc3339("2026-11-21T09:00:00Z").unwrap(),
            author: "Ada Morel".to_owned(),
            station: StationId(1),
            records: Vec::new(),
            desk,
        };
        for name in ["Ada Morel", "Rosa Nagy", "Lena Brandt", "Jon Sato"] {
            play.done(super::people::add, &[("name", name)]);
        }
        let declared = play.decide(super::declaration::declare, &[("title", "Key abused")]).unwrap();
        play.fact(declared.facts[0].clone());
        play
    }

    /// What the organisation's file holds from now on.
    pub(crate) fn approvals(&mut self, approvals: Vec<Approval>) {
        self.desk.approvals = approvals;
    }

    /// The profile of the organisation's file from now on.
    pub(crate) fn profile(&mut self, held: Held) {
        self.desk.profile = Some(held);
    }

    pub(crate) fn decide(&self, decide: Decide, fields: &[(&str, &str)]) -> Result<Decision, Refusal> {
        let input = fields.iter().fold(Input::default(), |input, (field, text)| input.with(field, *text));
        let author = self.state.people.resolve(&self.author);
        let ctx = Ctx { now: self.now, zone: chrono_tz::UTC, author: &author, sources: &self.desk, level: None };
        decide(&self.state, &input, &ctx)
    }

    /// Does a command that must not be refused: its last record, and the rules that withhold credit.
    pub(crate) fn run(&mut self, decide: Decide, fields: &[(&str, &str)]) -> (RecordId, Vec<&'static str>) {
        self.now = self.now.plus_minutes(1);
        let decision = self.decide(decide, fields).unwrap_or_else(|refusal| panic!("{fields:?}: {refusal:?}"));
        let rules = rules(&decision.shortfalls);
        let last = decision.facts.into_iter().map(|fact| self.fact(fact)).last().unwrap();
        (last, rules)
    }

    pub(crate) fn done(&mut self, decide: Decide, fields: &[(&str, &str)]) -> RecordId {
        self.run(decide, fields).0
    }

    /// Files that the next commands find in their fields: name and content.
    pub(crate) fn give(&mut self, files: &[(&'static str, &'static str, u64)]) {
        self.desk.given = files.iter().map(|(field, name, content)| (*field, (*name, *content))).collect();
    }

    /// A file for the next commands with a content that they can read; `content` stands for it as in [`Play::give`].
    pub(crate) fn give_text(&mut self, field: &'static str, name: &'static str, content: u64, text: &str) {
        self.give_bytes(field, name, content, text.as_bytes());
    }

    /// The same with any bytes.
    pub(crate) fn give_bytes(&mut self, field: &'static str, name: &'static str, content: u64, bytes: &[u8]) {
        self.give(&[(field, name, content)]);
        self.desk.contents.insert(format!("{content:064x}"), bytes.to_vec());
    }

    /// From now on no command finds a file that is not given to it.
    pub(crate) fn no_files(&mut self) {
        self.give(&[]);
        self.desk.no_files = true;
    }

    /// The file of an exhibit, as it lies somewhere.
    pub(crate) fn lay(&mut self, exhibit: RecordId, text: &str) {
        self.desk.lying.insert(exhibit, text.as_bytes().to_vec());
    }

    /// A row that whoever asks for its line finds, in whichever import.
    pub(crate) fn row(&mut self, row: Row) {
        self.desk.rows.insert(row.line, row);
    }

    pub(crate) fn strike(&mut self, record: RecordId) -> RecordId {
        let name = self.state.label(record);
        self.done(super::timeline::strike, &[("record", &name), ("reason", "wrong")])
    }

    /// Folds a fact as an open case does.
    pub(crate) fn fact(&mut self, fact: impl Into<Fact>) -> RecordId {
        let fact = fact.into();
        let seq = 1 + self.records.iter().filter(|(meta, _)| meta.id.station == self.station).count() as u64;
        let id = RecordId { station: self.station, seq };
        let author = self.state.people.resolve(&self.author);
        let meta = Meta {
            id,
            lamport: self.records.len() as u64 + 1,
            recorded_at: self.now,
            author,
            zone: "UTC".to_owned(),
            mark: Mark::AmberStrict,
            privileged: false,
        };
        let again = self.state.restates_history(&fact);
        self.records.push((meta.clone(), fact.clone()));
        if again {
            self.state = self.folded();
        } else {
            self.state.apply(&meta, &fact);
            assert!(self.folded() == self.state, "folded again, the state is another after {}", fact.kind());
        }
        id
    }

    /// Everything folded from the start.
    fn folded(&self) -> Incident {
        let mut state = Incident::knowing(self.state.station, self.records.iter().map(|(meta, fact)| (meta, fact)));
        for (meta, fact) in &self.records {
            state.apply(meta, fact);
        }
        state
    }

    pub(crate) fn waits(&self, id: &str) -> usize {
        super::attention::needs(&self.state, self.now).iter().filter(|need| need.what.id == id).count()
    }
}

pub(crate) fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}
