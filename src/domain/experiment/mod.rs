//! Experiments on models: a design that stands in the journal before the run, with frozen inputs, one layer exchanged, a threshold and a marker who cannot tell the
//! arms apart; and its results, whatever they show (procedures.md section 4.3).
//!
//! What a result comes to is computed from its counts, never taken from what was typed. Nothing is struck away silently: a struck design or result stays listed.

mod credit;
mod decide;
mod fact;
mod share;

use super::artefact::Artefact;
use super::attention::Place;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::Msg;
use super::reminder::Reminder;
use super::sensitive::Sensitive;

pub use credit::{cited_shortfalls, counts, design_shortfalls, result_shortfalls, shows};
pub use decide::{design, result};
pub use fact::{BLIND, Designed, InputSet, LAYERS, OUTCOMES, Resulted};
pub use share::{Arm, METHOD, outcome, percent};

facts! {
    /// Facts of experiments.
    ExperimentFact {
        /// An experiment was designed.
        Designed(Designed) = "experiment.designed" [listed],
        /// It was run and marked.
        Resulted(Resulted) = "experiment.result" [listed],
    }
}

/// A result, with whether its design stood before it in the fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The record.
    pub id: RecordId,
    /// What it says.
    pub said: Resulted,
    /// Whether its design was in the fold before it.
    pub after_design: bool,
}

/// Experiments, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Experiments {
    /// Designs in the order of the fold, struck ones included.
    pub designs: Vec<(RecordId, Designed)>,
    /// Results in that order, struck ones included.
    pub runs: Vec<Run>,
}

impl Experiments {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExperimentFact, station: StationId) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        match fact {
            ExperimentFact::Designed(designed) => {
                let layer = if designed.layer.is_empty() { "none" } else { &designed.layer };
                let msg = Msg::new("act-experiment")
                    .with("question", sensitive(&designed.question))
                    .code("layer", "layer", layer)
                    .with("who", designed.by.name.clone());
                self.designs.push((meta.id, (**designed).clone()));
                Act::response(&designed.at, designed.late_reason.as_ref(), msg)
            }
            ExperimentFact::Resulted(resulted) => {
                let design = self.design(resulted.experiment);
                let found = design.and_then(|design| design.margin).and_then(|margin| resulted.computed(margin));
                let number = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
                let msg = Msg::new("act-experiment-result")
                    .with("record", resulted.experiment.label(station))
                    .code("outcome", "came-to", found.unwrap_or("none"))
                    .with("suspect-odd", number(resulted.suspect.odd))
                    .with("suspect-marked", number(resulted.suspect.marked))
                    .with("good-odd", number(resulted.good.odd))
                    .with("good-marked", number(resulted.good.marked))
                    .with("who", resulted.by.name.clone());
                let after_design = design.is_some();
                self.runs.push(Run { id: meta.id, said: (**resulted).clone(), after_design });
                Act::response(&resulted.at, resulted.late_reason.as_ref(), msg)
            }
        }
    }

    /// A design, struck or not.
    #[must_use]
    pub fn design(&self, id: RecordId) -> Option<&Designed> {
        self.designs.iter().find(|(known, _)| *known == id).map(|(_, designed)| designed)
    }

    /// Results of a design that are not struck, in the order of the fold.
    pub fn standing<'a>(&'a self, state: &'a Incident, design: RecordId) -> impl DoubleEndedIterator<Item = &'a Run> {
        self.runs.iter().filter(move |run| run.said.experiment == design && !state.struck(run.id))
    }

    /// Designs that are not struck and have no result yet.
    pub fn open<'a>(&'a self, state: &'a Incident) -> impl DoubleEndedIterator<Item = (RecordId, &'a Designed)> {
        let open =
            move |(id, _): &&(RecordId, Designed)| !state.struck(*id) && self.standing(state, *id).next().is_none();
        self.designs.iter().filter(open).map(|(id, designed)| (*id, designed))
    }

    /// Files that its records cite.
    pub(super) fn files(&self) -> impl Iterator<Item = (RecordId, &Artefact)> {
        let designs = self.designs.iter().filter_map(|(id, designed)| Some((*id, designed.input.file.as_ref()?)));
        designs.chain(self.runs.iter().flat_map(|run| {
            let said = &run.said;
            [&said.input.file, &said.outputs, &said.sheet].into_iter().flatten().map(|file| (run.id, file))
        }))
    }
}

impl Resulted {
    /// What its counts come to; none where they cannot be true.
    #[must_use]
    pub fn computed(&self, margin: u64) -> Option<&'static str> {
        outcome(self.good, self.suspect, margin)
    }
}

/// Results that are due: an experiment that was begun is brought to an end, whatever it shows.
pub(super) fn reminders(state: &Incident) -> Vec<Reminder> {
    let due = state.experiments.open(state).filter_map(|(id, designed)| {
        let due = designed.due.as_ref()?;
        let question = super::sheet::marked(state, id, &designed.question);
        Some(Reminder {
            key: format!("experiment:{id}:{}", due.at.millis()),
            at: due.at,
            what: Msg::new("need-experiment").with("record", state.label(id)).with("question", question),
            place: Place::Timeline(id),
            act: Some(("experiment-result", Input::default().with("experiment", state.label(id)))),
        })
    });
    due.collect()
}

#[cfg(test)]
mod tests;
