//! The pages of a briefing, made from the records that the room may see: where we are, what is due, what is known, what was done since the last briefing,
//! which decisions are wanted, who does what next, when the next briefing is. Nobody types one; what is withheld is a number.

mod done;
mod due;
mod known;
mod minutes;
mod next;
mod standing;
mod wanted;

pub use minutes::{Shown, begun_above, draft, next_above};

use chrono_tz::Tz;

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};
use crate::domain::timeline::Line;

/// Entries of one section at most: a room takes in no more. What is left out is counted, with the place where it is read.
const MOST: usize = 24;

/// The pages, in the order in which they are walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Where we are: phase, time, severity, lead, level of the screen.
    Standing,
    /// What is due.
    Due,
    /// What we know, what we assume, what we do not know.
    Known,
    /// What was done since the last briefing.
    Done,
    /// Decisions wanted, and those that were taken.
    Wanted,
    /// Who does what next.
    Next,
    /// The next briefing.
    Again,
}

impl Kind {
    /// Every page, in order.
    pub const ALL: [Kind; 7] =
        [Kind::Standing, Kind::Due, Kind::Known, Kind::Done, Kind::Wanted, Kind::Next, Kind::Again];

    /// Its number on the screen, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Kind::ALL.iter().position(|kind| *kind == self).unwrap_or_default() + 1
    }

    /// Its code: `standing`, `due`, `known`, `done`, `wanted`, `next`, `again`; its title is the message `briefing-page-CODE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Standing => "standing",
            Kind::Due => "due",
            Kind::Known => "known",
            Kind::Done => "done",
            Kind::Wanted => "wanted",
            Kind::Next => "next",
            Kind::Again => "again",
        }
    }
}

/// Who looks at the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wall {
    /// Up to which mark they may see.
    pub audience: Audience,
    /// How many records are kept from them.
    pub withheld: usize,
    /// The zone of the war room.
    pub zone: Tz,
    /// The roll call of the briefing that goes on, whether they may read it or not.
    pub called: Option<RecordId>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Which.
    pub kind: Kind,
    /// Its parts, each with what it is about.
    pub sections: Vec<Section>,
    /// The command that adds to it, with the fields that are known.
    pub act: Option<(&'static str, Input)>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is about; none for the first words of a page.
    pub heading: Option<Msg>,
    /// What it says.
    pub items: Vec<Item>,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// A number for the back of the room, above the words: digits and `: - +` alone.
    pub figures: Option<String>,
    /// The words.
    pub entry: Entry,
}

impl Item {
    fn new(tone: Tone, text: Msg) -> Self {
        Item { figures: None, entry: Entry::new(tone, text) }
    }

    fn figures(mut self, figures: String) -> Self {
        self.figures = Some(figures);
        self
    }

    fn at(mut self, place: Place) -> Self {
        self.entry = self.entry.at(place);
        self
    }

    fn record(self, record: RecordId) -> Self {
        self.at(Place::Timeline(record))
    }

    fn by(mut self, act: Option<(&'static str, Input)>) -> Self {
        self.entry = self.entry.by(act);
        self
    }
}

impl Section {
    /// A part with a heading, cut where it is longer than a room takes in; `more` says how many are left out, and where they are read.
    fn titled(heading: Msg, items: Vec<Item>, more: &'static str) -> Self {
        Section { heading: Some(heading), items: cut(items, more) }
    }

    fn plain(items: Vec<Item>) -> Self {
        Section { heading: None, items }
    }
}

/// The first [`MOST`], and how many follow.
fn cut(mut items: Vec<Item>, more: &'static str) -> Vec<Item> {
    let count = items.len().saturating_sub(MOST);
    if count > 0 {
        items.truncate(MOST);
        items.push(Item::new(Tone::Dim, Msg::new(more).with("count", count)));
    }
    items
}

/// A page with nothing on it says what belongs there; where records are withheld it says no more than that nothing of it may be read.
fn or_empty(sections: Vec<Section>, id: &'static str, wall: Wall) -> Vec<Section> {
    let kept: Vec<Section> = sections.into_iter().filter(|section| !section.items.is_empty()).collect();
    if kept.is_empty() { vec![Section::plain(vec![empty(id, wall)])] } else { kept }
}

fn empty(id: &'static str, wall: Wall) -> Item {
    let id = if wall.withheld > 0 { "briefing-nothing-readable" } else { id };
    Item::new(Tone::Dim, Msg::new(id).with("count", wall.withheld))
}

/// Every page at an instant. `state` is what the room may see of the case.
#[must_use]
pub fn pages(state: &Incident, now: Instant, wall: Wall) -> Vec<Page> {
    let page = |kind| match kind {
        Kind::Standing => standing::page(state, now, wall),
        Kind::Due => due::page(state, now, wall),
        Kind::Known => known::page(state, wall),
        Kind::Done => done::page(state, now, wall),
        Kind::Wanted => wanted::page(state, now, wall),
        Kind::Next => next::work(state, now, wall),
        Kind::Again => next::briefing(state, now, wall),
    };
    Kind::ALL.into_iter().map(page).collect()
}

/// Laws of which nobody has said whether they apply, or that it is not known yet.
fn questions_of_law(state: &Incident) -> usize {
    let laws = state.deadlines.regimes.iter();
    laws.filter(|regime| regime.stands(state).is_none_or(|(_, answer)| answer.answer == "not-yet")).count()
}

/// `14:05`, with the date before it where that is another day than now.
fn clock(at: Instant, now: Instant, zone: Tz) -> String {
    let (at, now) = (local(at, zone), local(now, zone));
    if at.date_iso() == now.date_iso() { at.hm() } else { [at.date_iso(), at.hm()].join(" ") }
}

/// Whether the room may read a line, and its record stands.
fn readable(state: &Incident, line: &Line, wall: Wall) -> bool {
    wall.audience.sees(line.mark)
        && !state.privileges.covers(line.id, false)
        && line.superseded_by.is_none()
        && !state.struck(line.id)
}

#[cfg(test)]
mod tests;
