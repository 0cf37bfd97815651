//! Control 3, bit-for-bit images: what was seen before the first byte was read, and how it ended. What was begun and has no end was cut off; nothing but an end
//! that says so makes an image whole.

mod begun;
mod ended;
pub mod survey;

pub use begun::{Begun, Seen, begin};
pub use ended::{ENDS, Ended, Segment};

use super::decision::Shortfall;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::Act;
use super::msg::Msg;
use super::rules::Rule;

facts! {
    /// Facts about bit-for-bit images.
    AcquisitionFact {
        /// Source and destination were looked at, and reading began.
        Begun(Begun) = "acquisition.begun" [listed],
        /// It came to an end.
        Ended(Ended) = "acquisition.ended" [listed],
    }
}

/// One acquisition, folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Acquisition {
    /// The record that began it: its identity.
    pub id: RecordId,
    /// What was seen and said.
    pub begun: Begun,
    /// How it ended, and the record of that.
    pub ended: Option<(RecordId, Ended)>,
    /// Exhibits whose registration names it, or one of its files: known even where the record of its end is missing.
    pub registered: Vec<RecordId>,
}

impl Acquisition {
    /// `whole`, `incomplete`, `failed`, `cancelled`, `aborted`; without a recorded end it is aborted, whatever lies on the medium.
    #[must_use]
    pub fn state(&self) -> &str {
        match &self.ended {
            Some((_, ended)) if ENDS.contains(&ended.state.as_str()) => &ended.state,
            Some(_) | None => "aborted",
        }
    }

    /// The exhibit that came of it.
    #[must_use]
    pub fn exhibit(&self) -> Option<RecordId> {
        self.ended.as_ref().and_then(|(_, ended)| ended.exhibit).or(self.registered.first().copied())
    }
}

/// All acquisitions, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Acquisitions {
    /// In order.
    pub made: Vec<Acquisition>,
}

impl Acquisitions {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &AcquisitionFact) -> Option<Act> {
        match fact {
            AcquisitionFact::Begun(begun) => {
                let msg = Msg::new("act-acquisition-begun").with("source", begun.survey.source.given.clone());
                let msg = msg.with("who", begun.examiner.name.clone());
                self.made.push(Acquisition {
                    id: meta.id,
                    begun: (**begun).clone(),
                    ended: None,
                    registered: Vec::new(),
                });
                Some(Act::at(meta.recorded_at, msg))
            }
            AcquisitionFact::Ended(ended) => {
                let found = self.made.iter_mut().find(|found| found.id == ended.begun)?;
                // The first end stands: a second console may take for cut off what ended meanwhile.
                if found.ended.is_none() {
                    found.ended = Some((meta.id, (**ended).clone()));
                }
                let source = found.begun.survey.source.given.clone();
                let id =
                    if ended.state == "incomplete" { "act-acquisition-incomplete" } else { "act-acquisition-ended" };
                let msg = Msg::new(id).with("source", source).with("count", ended.ranges);
                Some(Act::at(meta.recorded_at, msg.code("state", "acquisition", found.state().to_owned())))
            }
        }
    }

    /// The acquisition that an exhibit came of.
    #[must_use]
    pub fn of(&self, exhibit: RecordId) -> Option<&Acquisition> {
        self.made.iter().find(|made| made.exhibit() == Some(exhibit) || made.registered.contains(&exhibit))
    }

    /// The acquisition that made a file, by its path.
    #[must_use]
    pub fn of_file(&self, path: &str) -> Option<&Acquisition> {
        let made = |made: &&Acquisition| {
            made.ended.as_ref().is_some_and(|(_, ended)| ended.segments.iter().any(|part| part.path == path))
        };
        self.made.iter().find(made).filter(|_| !path.is_empty())
    }

    /// Learns which exhibit came of an acquisition.
    pub(super) fn link(&mut self, begun: RecordId, exhibit: RecordId) {
        if let Some(made) = self.made.iter_mut().find(|made| made.id == begun) {
            made.registered.push(exhibit);
        }
    }

    /// Acquisitions of a station whose end is not recorded.
    pub fn open(&self, station: StationId) -> impl Iterator<Item = &Acquisition> {
        self.made.iter().filter(move |made| made.ended.is_none() && made.id.station == station)
    }

    /// Why an exhibit that is an image earns no credit.
    #[must_use]
    pub fn shortfall(&self, exhibit: RecordId) -> Option<Shortfall> {
        let made = self.of(exhibit).filter(|made| made.state() != "whole")?;
        let (ranges, bytes) = made.ended.as_ref().map_or((0, 0), |(_, ended)| (ended.ranges, ended.unreadable));
        Some(Shortfall::new(Rule::ImageIncomplete).with("count", ranges).with("bytes", bytes))
    }
}

#[cfg(test)]
mod tests;
