//! Sheets: what is read on one screen or printed on one page. Each is a list of entries made from the state; the console and the command line show the same.

pub mod briefing;

mod anchors;
mod audit;
mod callout;
mod cause;
mod challenge;
mod closing;
mod decisions;
mod drill;
mod entities;
mod experiments;
mod internal;
mod lineage;
mod media;
mod questions;
mod relief;
mod remedy;
mod sources;
mod suppliers;
pub mod techniques;
mod told;
mod watch;

pub use drill::to as inject_to;
pub use entities::{about as about_entity, found as entities_found, names_of as names_of_entity};
pub(in crate::domain) use internal::{cited, words as stated};
pub use questions::{of_regime as question, order as questions_in_order, outside as questions_outside};

pub use watch::rows as watch_rows;

use super::attention::Place;
use super::decision::Shortfall;
use super::entity::{NamedRows, Texts};
use super::fact::Author;
use super::id::RecordId;
use super::incident::Incident;
use super::input::Input;
use super::lineage::Node;
use super::msg::{Arg, Msg};
use super::sensitive::Sensitive;
use super::technique::{Heat, Rows};
use super::time::Instant;
use super::timeline::LineText;

/// The sheets there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The ten controls of Annex A 5.26, the traps and the phases.
    Audit,
    /// Whom to call next.
    CallOut,
    /// Volatile sources in order.
    Sources,
    /// What a relief has to know.
    Relief,
    /// People and others to tell.
    Told,
    /// What let it happen.
    Cause,
    /// Eradication and restoration.
    Remedy,
    /// Artefacts, what each was made from, what became of what was condemned.
    Lineage,
    /// Assets, accounts, data sets and models.
    Entities,
    /// One of them, or an indicator: how it stands and where it is used.
    Entity(Node),
    /// Experiments on models.
    Experiments,
    /// The watch after recovery.
    Watch,
    /// The questions of law.
    Questions,
    /// Who needs to know, who was told inside, briefings.
    Internal,
    /// The decision log.
    Decisions,
    /// Suppliers.
    Suppliers,
    /// How the case is closed.
    Closing,
    /// The drill, as those who take part may see it.
    Drill,
    /// What carries the journal out of the room.
    Anchors,
    /// What an auditor and an opposing expert would ask.
    Challenge,
    /// Media that came and went.
    Media,
    /// Techniques by tactic.
    Techniques,
}

impl Sheet {
    /// The message of its title: that of the command which opens it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Sheet::Audit => "title-audit",
            Sheet::CallOut => "title-call-out",
            Sheet::Sources => "title-sources",
            Sheet::Relief => "title-watch",
            Sheet::Told => "title-others",
            Sheet::Cause => "title-cause",
            Sheet::Remedy => "title-remedies",
            Sheet::Lineage => "title-lineage",
            Sheet::Entities | Sheet::Entity(_) => "title-entities",
            Sheet::Experiments => "title-experiments",
            Sheet::Watch => "title-watch-days",
            Sheet::Questions => "title-questions",
            Sheet::Internal => "title-internal",
            Sheet::Decisions => "title-decisions",
            Sheet::Suppliers => "title-suppliers",
            Sheet::Closing => "title-closing",
            Sheet::Drill => "title-drill",
            Sheet::Anchors => "title-anchors",
            Sheet::Challenge => "title-challenge",
            Sheet::Media => "title-media",
            Sheet::Techniques => "title-techniques",
        }
    }
}

/// How an entry is meant; never by colour alone, since its words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// Plain words.
    Plain,
    /// Shown by records.
    Proved,
    /// Missing, or to be done.
    Due,
    /// Past its time.
    Late,
    /// Accepted although a rule was not met.
    Override,
    /// An explanation.
    Dim,
}

impl Tone {
    /// The sign before an entry: shown by records, to be done, accepted all the same. It reads without colour.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Tone::Proved => "+",
            Tone::Due | Tone::Late => "!",
            Tone::Override => "x",
            Tone::Heading | Tone::Plain | Tone::Dim => " ",
        }
    }
}

/// One entry of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: Msg,
    /// Where Enter goes.
    pub place: Option<Place>,
    /// The command that settles it, with the fields that are known.
    pub act: Option<(&'static str, Input)>,
    /// How often what it names was seen, where that is drawn.
    pub heat: Option<Hot>,
    /// The technique whose records Enter lists.
    pub technique: Option<String>,
    /// What Enter looks for over time, among rows and records.
    pub query: Option<String>,
}

/// How often something was seen, to be drawn in columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Hot {
    /// Its name, without the numbers.
    pub short: Msg,
    /// How far in it stands: 0 a tactic, 1 a technique, 2 a part of one.
    pub depth: u8,
    /// The numbers.
    pub heat: Heat,
}

impl Entry {
    fn new(tone: Tone, text: Msg) -> Self {
        Entry { tone, text, place: None, act: None, heat: None, technique: None, query: None }
    }

    fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    fn looks_for(mut self, query: impl Into<String>) -> Self {
        self.query = Some(query.into());
        self
    }

    fn by(mut self, act: Option<(&'static str, Input)>) -> Self {
        self.act = act;
        self
    }
}

/// A sheet at an instant. `hours` is how far back the relief is told; other sheets do not ask for it.
#[must_use]
pub fn entries(sheet: Sheet, state: &Incident, now: Instant, hours: u32) -> Vec<Entry> {
    match sheet {
        Sheet::Audit => audit::entries(state, now),
        Sheet::CallOut => callout::entries(state, now),
        Sheet::Sources => sources::entries(state),
        Sheet::Relief => relief::entries(state, now, hours),
        Sheet::Told => told::entries(state, now),
        Sheet::Cause => cause::entries(state),
        Sheet::Remedy => remedy::entries(state),
        Sheet::Lineage => lineage::entries(state),
        Sheet::Entities => entities::entries(state),
        // Where it is used is known to whoever has heard the records.
        Sheet::Entity(key) => entities::about(state, &Texts::default(), key, NamedRows::None),
        Sheet::Experiments => experiments::entries(state),
        Sheet::Watch => watch::entries(state, now),
        Sheet::Questions => questions::entries(state, now),
        Sheet::Internal => internal::entries(state, now),
        Sheet::Decisions => decisions::entries(state, now),
        Sheet::Suppliers => suppliers::entries(state, now),
        Sheet::Closing => closing::entries(state),
        Sheet::Drill => drill::entries(state, now),
        Sheet::Anchors => anchors::entries(state, now),
        Sheet::Challenge => challenge::entries(state, now),
        Sheet::Media => media::entries(state),
        Sheet::Techniques => techniques::by_tactic(state, Rows::None),
    }
}

/// The entry at which a sheet is opened: on the call-out the next call, else the first thing that can be done; on that of techniques the first that was seen;
/// on the others the top.
#[must_use]
pub fn start(sheet: Sheet, entries: &[Entry]) -> usize {
    let acts = || entries.iter().position(|entry| entry.act.is_some());
    match sheet {
        Sheet::CallOut => entries.iter().position(callout::is_next).or_else(acts).unwrap_or_default(),
        Sheet::Techniques => {
            entries.iter().position(|entry| entry.technique.is_some()).or_else(acts).unwrap_or_default()
        }
        _ => 0,
    }
}

/// The words of a record's line on the timeline, for a place in another message.
fn words_of(state: &Incident, record: RecordId) -> Arg {
    match state.timeline.line(record).map(|line| &line.text) {
        Some(LineText::Words(words)) => Arg::Text(words.clone()),
        Some(LineText::Program(msg)) => Arg::Inner(Box::new(msg.clone())),
        Some(LineText::Withheld) | None => Arg::Code("sheet", "no-words".to_owned()),
    }
}

/// A name, or a dash where nobody is named.
fn names(who: &Author) -> String {
    if who.name.is_empty() { "-".to_owned() } else { who.name.clone() }
}

/// What a record lacks, each on a line of its own.
fn lacks(short: &[Shortfall], found: &mut Vec<Entry>) {
    found.extend(short.iter().map(|short| {
        let text = Msg::new("sheet-lacks").with("what", short.missing.clone()).with("rule", short.rule.id());
        Entry::new(Tone::Due, text.with("next", short.next.clone()))
    }));
}

/// Words of a record, under its mark.
#[must_use]
pub fn marked(state: &Incident, record: RecordId, text: &str) -> Sensitive {
    let mark = state.timeline.line(record).map_or_else(|| state.mark(), |line| line.mark);
    Sensitive::new(text, mark, state.privileges.covers(record, false))
}

#[cfg(test)]
mod tests;
