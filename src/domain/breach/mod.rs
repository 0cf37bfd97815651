//! What the register of breaches asks beyond the rest of the case (GDPR art. 33(5)): the breach in words, its instants, effects, remedies, the assessment of
//! the risk, lessons. Each is a record; the entry is made from them.

mod decide;
mod fact;

pub use decide::{describe, effect, lesson, moment, remedy, risk};
pub use fact::{
    Described, EFFECTS, Effect, FACTORS, Lesson, MOMENTS, Moment, NATURES, REMEDIES, RISKS, Remedy, RiskAssessed,
};

use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::sensitive::Sensitive;

facts! {
    /// Facts of the register of breaches.
    BreachFact {
        /// The breach in words, in whole or in part.
        Described(Described) = "breach.described" [listed],
        /// One of the four instants.
        Moment(Moment) = "breach.moment" [listed],
        /// An effect, seen or feared.
        Effect(Effect) = "breach.effect" [listed],
        /// A remedial action.
        Remedy(Remedy) = "breach.remedy" [listed],
        /// The risk was assessed.
        Risk(RiskAssessed) = "breach.risk" [listed],
        /// A lesson.
        Lesson(Lesson) = "breach.lesson" [listed],
    }
}

/// Records with their facts, in the order of the fold.
pub type Kept<T> = Vec<(RecordId, T)>;

/// Everything for the register of breaches, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Breach {
    /// Descriptions; a later one fills or changes what it says and leaves the rest.
    pub described: Kept<Described>,
    /// Instants.
    pub moments: Kept<Moment>,
    /// Effects.
    pub effects: Kept<Effect>,
    /// Remedial actions.
    pub remedies: Kept<Remedy>,
    /// Assessments of the risk; the last one stands.
    pub risks: Kept<RiskAssessed>,
    /// Lessons.
    pub lessons: Kept<Lesson>,
}

impl Breach {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &BreachFact) -> Act {
        let said = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        match fact {
            BreachFact::Described(described) => {
                self.described.push((meta.id, (**described).clone()));
                Act::at(meta.recorded_at, Msg::new("act-breach"))
            }
            BreachFact::Moment(moment) => {
                self.moments.push((meta.id, (**moment).clone()));
                let msg = Msg::new("act-moment").code("which", "moment", moment.which.clone());
                Act::at(moment.at.at, msg.with("source", said(&moment.source)))
            }
            BreachFact::Effect(effect) => {
                self.effects.push((meta.id, (**effect).clone()));
                let msg = Msg::new("act-effect").code("kind", "effect", effect.kind.clone());
                let at = effect.at.as_ref().map_or(meta.recorded_at, |when| when.at);
                Act::at(at, msg.with("what", said(&effect.what)))
            }
            BreachFact::Remedy(remedy) => {
                self.remedies.push((meta.id, (**remedy).clone()));
                let msg = Msg::new("act-remedy").code("kind", "remedy", remedy.kind.clone());
                Act::at(remedy.at.at, msg.with("what", said(&remedy.what)))
            }
            BreachFact::Risk(risk) => {
                self.risks.push((meta.id, (**risk).clone()));
                let msg = Msg::new("act-risk").code("result", "risk", risk.result.clone());
                Act::response(&risk.at, risk.late_reason.as_ref(), msg.with("who", risk.by.name.clone()))
            }
            BreachFact::Lesson(lesson) => {
                self.lessons.push((meta.id, (**lesson).clone()));
                Act::at(meta.recorded_at, Msg::new("act-lesson").with("what", said(&lesson.what)))
            }
        }
    }

    /// What is said of one part of the breach: the last description that is not struck and says it.
    pub fn last<'a, T: ?Sized>(
        &'a self,
        state: &Incident,
        part: impl Fn(&'a Described) -> Option<&'a T>,
    ) -> Option<(RecordId, &'a T)> {
        let mut live = self.described.iter().rev().filter(|(id, _)| !state.struck(*id));
        live.find_map(|(id, described)| Some((*id, part(described)?)))
    }

    /// The assessment of the risk that stands.
    #[must_use]
    pub fn risk(&self, state: &Incident) -> Option<&(RecordId, RiskAssessed)> {
        self.risks.iter().rfind(|(id, _)| !state.struck(*id))
    }
}

#[cfg(test)]
mod tests;
