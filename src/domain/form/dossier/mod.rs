//! The dossier: the whole case on paper, for a board, a regulator or a court. Made from the state and the heads of its chains alone, dated by the last record:
//! the same case head gives the same paper.

mod axis;
mod end;
mod evidence;
mod front;
mod papers;
mod people;
mod timeline;

use std::collections::BTreeMap;

use super::words::Desk;
use super::{Block, Form, Paper, Print};
use crate::domain::anchor::Unseen;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::sheet::Sheet;
use crate::domain::time::Instant;

pub use timeline::AT_MOST;

/// Which of it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Everything.
    #[default]
    Full,
    /// A few pages for the board.
    Summary,
    /// What a regulator asks for.
    Regulator,
}

/// The codes of the parts.
pub const PARTS: &[&str] = &["full", "summary", "regulator"];

impl Part {
    /// Every part.
    pub const ALL: [Part; 3] = [Part::Full, Part::Summary, Part::Regulator];

    /// Its code: `full`, `summary`, `regulator`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Part::Full => "full",
            Part::Summary => "summary",
            Part::Regulator => "regulator",
        }
    }

    /// The part of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// What a dossier says of the journal that it is made from; comes in as an argument.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// Case id.
    pub case: String,
    /// Whether the case is an exercise.
    pub exercise: bool,
    /// The case head, lower-case hex.
    pub head: String,
    /// The chains that count, by station.
    pub chains: Vec<Head>,
    /// For whom this version is: what is marked above is withheld. None for a version that withholds nothing.
    pub audience: Option<Mark>,
    /// Why each withheld record is withheld; what is not named here was taken out of the case.
    pub withheld: BTreeMap<RecordId, Why>,
    /// Anchors among the withheld records.
    pub anchors: Unseen,
    /// What the journal was found to be damaged by, counted.
    pub problems: usize,
}

/// The end of one chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Whose.
    pub station: StationId,
    /// Lines.
    pub size: u64,
    /// SHA-256 of the last line, hex.
    pub line: String,
    /// RFC 6962 root over its lines, hex.
    pub root: String,
    /// Fingerprint of its key.
    pub fingerprint: String,
}

/// Why a record is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its mark is above the audience.
    Mark(Mark),
    /// It is privileged, and counsel did not release it.
    Privileged,
    /// It carries phone numbers, and nobody asked for these.
    Phones,
}

/// When the last record was made: the date of everything that is made from a journal.
#[must_use]
pub fn as_of(state: &Incident) -> Instant {
    let heard = state.stations.last_recorded.values().copied();
    heard.chain(state.withheld.iter().map(|(_, at)| *at)).max().unwrap_or(Instant::MIN)
}

/// What the words around the dossier are made from.
#[must_use]
fn print(state: &Incident, about: &About) -> Print {
    let zone = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
    Print {
        case: about.case.clone(),
        size: about.chains.iter().map(|chain| chain.size).sum(),
        head: about.head.clone(),
        at: as_of(state),
        zone: zone.unwrap_or(chrono_tz::UTC),
        exercise: about.exercise,
        problems: about.problems,
    }
}

/// A dossier as it is put together.
struct Dossier<'a> {
    desk: Desk<'a>,
    about: &'a About,
    part: Part,
    blocks: Vec<Block<Msg>>,
}

/// The dossier of a case.
#[must_use]
pub fn dossier(state: &Incident, about: &About, part: Part) -> Form {
    let print = print(state, about);
    let desk = Desk { state, print: &print };
    let title = Msg::new("print-value").code("value", "dossier-title", part.code());
    let mut form = desk.form(title, "DO", part.code(), Paper::A4);
    form.mark = highest(state, about).label().to_owned();
    form.case = Msg::new("dossier-case").with("codename", desk.codename()).with("at", desk.instant(print.at));
    let mut made = Dossier { desk, about, part, blocks: std::mem::take(&mut form.blocks) };
    made.cover();
    for chapter in CHAPTERS.iter().filter(|chapter| chapter.parts.contains(&part)) {
        made.blocks.push(Block::Section { words: Msg::new(chapter.title) });
        (chapter.write)(&mut made);
    }
    form.blocks = made.blocks;
    form
}

/// The gravest mark of what can be read in it: a paper carries the mark of the worst of its lines.
fn highest(state: &Incident, about: &About) -> Mark {
    let read = state.timeline.lines.iter().filter(|line| !state.withheld.iter().any(|(id, _)| *id == line.id));
    let highest = read.map(|line| line.mark).chain([state.mark()]).max().unwrap_or_default();
    about.audience.map_or(highest, |audience| highest.min(audience))
}

/// A section: its title, the parts it belongs to, and what writes it.
struct Chapter {
    title: &'static str,
    parts: &'static [Part],
    write: fn(&mut Dossier<'_>),
}

const EVERY: &[Part] = &Part::ALL;
const LONG: &[Part] = &[Part::Full, Part::Regulator];
const FULL: &[Part] = &[Part::Full];

/// The sections in their order.
const CHAPTERS: &[Chapter] = &[
    Chapter { title: "dossier-s-summary", parts: EVERY, write: |made| made.summary() },
    Chapter { title: "dossier-s-controls", parts: EVERY, write: |made| made.controls() },
    Chapter { title: "dossier-s-timeline", parts: EVERY, write: |made| made.timeline() },
    Chapter { title: "dossier-s-people", parts: LONG, write: |made| made.people() },
    Chapter { title: "dossier-s-containment", parts: LONG, write: |made| made.containment() },
    Chapter { title: "dossier-s-remedy", parts: LONG, write: |made| made.sheet(Sheet::Remedy) },
    Chapter { title: "dossier-s-cause", parts: LONG, write: |made| made.cause() },
    Chapter { title: "dossier-s-exhibits", parts: LONG, write: |made| made.exhibits() },
    Chapter { title: "dossier-s-notices", parts: LONG, write: |made| made.notices() },
    Chapter { title: "dossier-s-decisions", parts: FULL, write: |made| made.decisions() },
    Chapter { title: "dossier-s-watch", parts: LONG, write: |made| made.sheet(Sheet::Watch) },
    Chapter { title: "dossier-s-review", parts: EVERY, write: |made| made.review() },
    Chapter { title: "dossier-s-gaps", parts: EVERY, write: |made| made.gaps() },
    Chapter { title: "dossier-s-unanchored", parts: EVERY, write: |made| made.unanchored() },
    Chapter { title: "dossier-s-signed", parts: EVERY, write: |made| made.signed() },
    Chapter { title: "dossier-s-verify", parts: EVERY, write: |made| made.verify() },
];

impl Dossier<'_> {
    fn push(&mut self, block: Block<Msg>) {
        self.blocks.push(block);
    }
}
