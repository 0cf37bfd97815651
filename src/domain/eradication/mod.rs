//! Control 5, eradication: what was asked of the whole estate and how much of it answered; what was removed, counted against that; what was left for a while,
//! by whom and until when; and the sample that somebody else looked at (procedures.md section 2, control 5).

mod credit;
mod decide;
mod fact;
mod waits;
mod words;

use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::lineage::{Tally, tally};
use super::msg::Msg;
use super::sensitive::Sensitive;

pub use credit::{
    exception_shortfalls, hunt_counts, hunt_shortfalls, line_counts, line_own_shortfalls, line_shortfalls, open_after,
    sample_shortfalls,
};
pub use decide::{eradicate, except, hunt, sample};
pub use fact::{Excepted, FOUND, Hunted, Removed, Sampled};
pub use waits::{reminders, waits};
pub use words::vague;

facts! {
    /// Facts of eradication.
    EradicationFact {
        /// The estate was asked for the marks of the attacker.
        Hunted(Hunted) = "eradication.hunted" [listed],
        /// Something was removed, so many times.
        Removed(Removed) = "eradication.removed" [listed],
        /// Something is left for a while, by whom and until when.
        Excepted(Excepted) = "eradication.excepted" [listed],
        /// Another person looked at a sample of what was removed.
        Sampled(Sampled) = "eradication.sampled" [listed],
    }
}

/// A hunt with what followed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hunt {
    /// Its record.
    pub id: RecordId,
    /// The hunt.
    pub hunted: Hunted,
    /// Asked again what had not answered.
    pub again: Vec<(RecordId, Hunted)>,
    /// What is left unanswered for a while.
    pub exceptions: Vec<(RecordId, Excepted)>,
}

/// A line of the list of what was removed, with what followed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its record.
    pub id: RecordId,
    /// The line.
    pub removed: Removed,
    /// Done later, towards the same count.
    pub more: Vec<(RecordId, Removed)>,
    /// What is left for a while.
    pub exceptions: Vec<(RecordId, Excepted)>,
    /// Samples looked at.
    pub samples: Vec<(RecordId, Sampled)>,
}

/// Eradication, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Eradication {
    /// Hunts in order of recording.
    pub hunts: Vec<Hunt>,
    /// Lines in order of recording.
    pub lines: Vec<Line>,
}

impl Eradication {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &EradicationFact, station: StationId) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        let number = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        match fact {
            EradicationFact::Hunted(hunted) => {
                let first = hunted.continues.and_then(|id| self.hunts.iter_mut().find(|hunt| hunt.id == id));
                match first {
                    Some(first) => first.again.push((meta.id, (**hunted).clone())),
                    None => self.hunts.push(Hunt {
                        id: meta.id,
                        hunted: (**hunted).clone(),
                        again: Vec::new(),
                        exceptions: Vec::new(),
                    }),
                }
                let msg = Msg::new("act-hunted")
                    .with("object", sensitive(&hunted.object))
                    .with("asked", number(hunted.asked))
                    .with("answered", number(hunted.answered))
                    .with("hit", number(hunted.hit))
                    .with("who", hunted.operator.name.clone());
                Act::response(&hunted.at, hunted.late_reason.as_ref(), msg)
            }
            EradicationFact::Removed(removed) => {
                let id = if removed.continues.is_some() { "act-removed-more" } else { "act-removed" };
                let first = removed.continues.and_then(|id| self.lines.iter_mut().find(|line| line.id == id));
                match first {
                    Some(first) => first.more.push((meta.id, (**removed).clone())),
                    None => self.lines.push(Line {
                        id: meta.id,
                        removed: (**removed).clone(),
                        more: Vec::new(),
                        exceptions: Vec::new(),
                        samples: Vec::new(),
                    }),
                }
                let msg = Msg::new(id)
                    .with("verb", sensitive(&removed.verb))
                    .with("object", sensitive(&removed.object))
                    .with("done", number(removed.done))
                    .with("expected", number(removed.expected))
                    .with("who", removed.operator.name.clone());
                Act::response(&removed.at, removed.late_reason.as_ref(), msg)
            }
            EradicationFact::Excepted(excepted) => {
                let kept = (meta.id, (**excepted).clone());
                if let Some(hunt) = self.hunts.iter_mut().find(|hunt| hunt.id == excepted.of) {
                    hunt.exceptions.push(kept);
                } else if let Some(line) = self.lines.iter_mut().find(|line| line.id == excepted.of) {
                    line.exceptions.push(kept);
                }
                let msg = Msg::new("act-excepted")
                    .with("items", sensitive(&excepted.items.join(", ")))
                    .with("record", excepted.of.label(station))
                    .with("who", excepted.owner.name.clone());
                Act::response(&excepted.at, excepted.late_reason.as_ref(), msg)
            }
            EradicationFact::Sampled(sampled) => {
                if let Some(line) = self.lines.iter_mut().find(|line| line.id == sampled.removal) {
                    line.samples.push((meta.id, (**sampled).clone()));
                }
                let msg = Msg::new("act-sampled")
                    .with("record", sampled.removal.label(station))
                    .with("count", sampled.items.len())
                    .code("result", "found", sampled.result.clone())
                    .with("who", sampled.checker.name.clone());
                Act::response(&sampled.at, sampled.late_reason.as_ref(), msg)
            }
        }
    }

    /// Hunts that are not struck.
    pub fn hunts<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Hunt> {
        self.hunts.iter().filter(|hunt| !state.struck(hunt.id))
    }

    /// Lines that are not struck.
    pub fn lines<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(|line| !state.struck(line.id))
    }

    /// A hunt by its record, or by that of one that asked again.
    #[must_use]
    pub fn hunt(&self, id: RecordId) -> Option<&Hunt> {
        self.hunts.iter().find(|hunt| hunt.id == id || hunt.again.iter().any(|(again, _)| *again == id))
    }

    /// A line by its record, or by that of one that goes on with it.
    #[must_use]
    pub fn line(&self, id: RecordId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id || line.more.iter().any(|(more, _)| *more == id))
    }

    /// Files that its records cite.
    pub(super) fn files(&self) -> impl Iterator<Item = (RecordId, &super::artefact::Artefact)> {
        let hunts = self.hunts.iter().flat_map(|hunt| {
            let own = std::iter::once((hunt.id, &hunt.hunted)).chain(hunt.again.iter().map(|(id, again)| (*id, again)));
            own.flat_map(|(id, hunted)| hunted.output.iter().chain(&hunted.lists).map(move |file| (id, file)))
        });
        let lines = self.lines.iter().flat_map(|line| {
            let own = std::iter::once((line.id, &line.removed)).chain(line.more.iter().map(|(id, more)| (*id, more)));
            let removed =
                own.flat_map(|(id, removed)| removed.artefact.iter().chain(&removed.lists).map(move |file| (id, file)));
            removed.chain(line.samples.iter().filter_map(|(id, sampled)| Some((*id, sampled.output.as_ref()?))))
        });
        let exceptions = self.hunts.iter().map(|hunt| &hunt.exceptions).chain(self.lines.iter().map(|l| &l.exceptions));
        let exceptions = exceptions.flatten().filter_map(|(id, excepted)| Some((*id, excepted.list.as_ref()?)));
        hunts.chain(lines).chain(exceptions)
    }
}

impl Hunt {
    /// Whether a record is the hunt, or one that asked again.
    #[must_use]
    pub fn is(&self, id: RecordId) -> bool {
        self.id == id || self.again.iter().any(|(again, _)| *again == id)
    }

    /// The hunt and what asked again, those struck left out.
    pub fn rounds<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Hunted> {
        std::iter::once(&self.hunted)
            .chain(self.again.iter().filter(|(id, _)| !state.struck(*id)).map(|(_, again)| again))
    }

    /// How many answered in all rounds.
    #[must_use]
    pub fn answered(&self, state: &Incident) -> u64 {
        self.rounds(state).filter_map(|round| round.answered).fold(0, u64::saturating_add)
    }

    /// How many were hit in all rounds.
    #[must_use]
    pub fn hit(&self, state: &Incident) -> u64 {
        self.rounds(state).filter_map(|round| round.hit).fold(0, u64::saturating_add)
    }

    /// How many never answered.
    #[must_use]
    pub fn silent(&self, state: &Incident) -> u64 {
        self.hunted.asked.unwrap_or_default().saturating_sub(self.answered(state))
    }
}

impl Line {
    /// The line and what went on with it, those struck left out.
    pub fn parts<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (RecordId, &'a Removed)> {
        let more = self.more.iter().filter(|(id, _)| !state.struck(*id)).map(|(id, more)| (*id, more));
        std::iter::once((self.id, &self.removed)).chain(more)
    }

    /// What the records count where the line is about a lineage: none where it is not, or where nothing of it is condemned.
    #[must_use]
    pub fn tally<'a>(&self, state: &'a Incident) -> Option<Tally<'a>> {
        tally(state, self.removed.lineage?)
    }

    /// How many there are to do.
    #[must_use]
    pub fn expected(&self, state: &Incident) -> Option<u64> {
        match self.removed.lineage {
            Some(_) => self.tally(state).map(|tally| tally.expected),
            None => self.removed.expected,
        }
    }

    /// How many are done in all.
    #[must_use]
    pub fn done(&self, state: &Incident) -> u64 {
        if self.removed.lineage.is_some() {
            return self.tally(state).map_or(0, |tally| tally.done);
        }
        self.parts(state).filter_map(|(_, part)| part.done).fold(0, u64::saturating_add)
    }

    /// Whether something of it is still to be done.
    #[must_use]
    pub fn open(&self, state: &Incident) -> bool {
        self.expected(state).is_none_or(|expected| self.done(state) < expected)
    }

    /// Everybody whose hands were on it.
    #[must_use]
    pub fn hands<'a>(&'a self, state: &'a Incident) -> Vec<&'a Author> {
        self.parts(state).map(|(_, part)| &part.operator).collect()
    }

    /// What is named as done, in all parts.
    #[must_use]
    pub fn targets<'a>(&'a self, state: &'a Incident) -> Vec<&'a str> {
        self.parts(state).flat_map(|(_, part)| &part.targets).map(String::as_str).collect()
    }

    /// The sample looked at last that is not struck.
    #[must_use]
    pub fn last_sample(&self, state: &Incident) -> Option<&(RecordId, Sampled)> {
        let standing = self.samples.iter().filter(|(id, _)| !state.struck(*id));
        standing.max_by_key(|(id, sampled)| (sampled.at.at, *id))
    }
}

#[cfg(test)]
mod tests;
