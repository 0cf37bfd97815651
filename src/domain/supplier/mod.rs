//! Suppliers (A.5.21): the register with contact and contract clause, exact questions with their answer or the silence that followed, what they may know,
//! indicators given and received, and access cut and restored in stages, each on a written cause. What a supplier told us of a breach, with its six times, is
//! [`super::told::SupplierNotice`]: it is found here by the supplier's name.

mod access;
mod decide;
mod fact;

pub use access::Step;
pub use decide::{access, answer, ask, enter, indicators, silence};
pub use fact::{ANSWERS, Access, Answered, Asked, CHANGES, DIRECTIONS, Entered, Exchanged, Silent};

use super::attention::Place;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::Msg;
use super::reminder::Reminder;
use super::sensitive::Sensitive;
use super::time::When;
use super::told::SupplierNotice;

facts! {
    /// Facts about suppliers.
    SupplierFact {
        /// A supplier is on the register.
        Entered(Entered) = "supplier.entered" [listed],
        /// A question was put to a supplier.
        Asked(Asked) = "supplier.asked" [listed],
        /// A supplier answered.
        Answered(Answered) = "supplier.answered" [listed],
        /// A supplier did not answer.
        Silent(Silent) = "supplier.silent" [listed],
        /// Access of a supplier was cut or restored.
        Access(Access) = "supplier.access" [listed],
        /// Indicators were given or received.
        Exchanged(Exchanged) = "supplier.indicators" [listed],
    }
}

/// A question with what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its record.
    pub id: RecordId,
    /// The question.
    pub asked: Asked,
    /// Answers in order.
    pub answers: Vec<(RecordId, Answered)>,
    /// Silence on record, in order.
    pub silence: Vec<(RecordId, Silent)>,
}

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No answer that settles it.
    Open,
    /// Answered in part: the rest is awaited.
    Partly,
    /// Answered, or declined.
    Answered,
    /// Silence is on record.
    Silent,
}

impl Standing {
    /// The code: `open`, `partly`, `answered`, `silent`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Partly => "partly",
            Standing::Answered => "answered",
            Standing::Silent => "silent",
        }
    }
}

/// Suppliers, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Suppliers {
    /// Entries of the register in order; a later one of the same name stands in the place of an earlier one.
    pub entered: Vec<(RecordId, Entered)>,
    /// Questions in order.
    pub questions: Vec<Question>,
    /// What became of access, in order of recording.
    pub access: Vec<(RecordId, Access)>,
    /// Indicators given and received.
    pub exchanged: Vec<(RecordId, Exchanged)>,
}

/// A name as names are compared: one in other letters is no second supplier.
#[must_use]
pub fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Suppliers {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &SupplierFact, station: StationId) -> Act {
        let marked = |text: &str| Sensitive::new(text, meta.mark, meta.privileged);
        match fact {
            SupplierFact::Entered(entered) => {
                self.entered.push((meta.id, (**entered).clone()));
                Act::at(meta.recorded_at, Msg::new("act-supplier-entered").with("supplier", entered.name.clone()))
            }
            SupplierFact::Asked(asked) => {
                let (id, asked) = (meta.id, (**asked).clone());
                let msg = Msg::new("act-supplier-asked").with("supplier", asked.supplier.clone());
                let msg = msg.with("by", asked.by.name.clone()).with("question", marked(&asked.question));
                let act = Act::response(&asked.at, asked.late_reason.as_ref(), msg);
                self.questions.push(Question { id, asked, answers: Vec::new(), silence: Vec::new() });
                act
            }
            SupplierFact::Answered(answered) => {
                let msg = Msg::new("act-supplier-answered")
                    .with("record", answered.question.label(station))
                    .code("outcome", "supplier-answer", answered.shown())
                    .with("who", answered.by.clone());
                if let Some(question) = self.question_mut(answered.question) {
                    question.answers.push((meta.id, (**answered).clone()));
                }
                Act::response(&answered.at, answered.late_reason.as_ref(), msg)
            }
            SupplierFact::Silent(silent) => {
                let msg = Msg::new("act-supplier-silent").with("record", silent.question.label(station));
                let msg = msg.with("by", silent.by.name.clone());
                if let Some(question) = self.question_mut(silent.question) {
                    question.silence.push((meta.id, (**silent).clone()));
                }
                Act::response(&silent.at, silent.late_reason.as_ref(), msg)
            }
            SupplierFact::Access(access) => {
                self.access.push((meta.id, (**access).clone()));
                let msg = Msg::new("act-supplier-access")
                    .with("supplier", access.supplier.clone())
                    .code("change", "access-change", access.change.clone())
                    .with("who", access.operator.name.clone())
                    .with("access", marked(&access.access));
                Act::response(&access.at, access.late_reason.as_ref(), msg)
            }
            SupplierFact::Exchanged(exchanged) => {
                self.exchanged.push((meta.id, (**exchanged).clone()));
                let msg = Msg::new("act-supplier-indicators")
                    .with("supplier", exchanged.supplier.clone())
                    .code("direction", "direction", exchanged.direction.clone())
                    .with("count", exchanged.indicators.len());
                Act::response(&exchanged.at, exchanged.late_reason.as_ref(), msg)
            }
        }
    }

    fn question_mut(&mut self, id: RecordId) -> Option<&mut Question> {
        self.questions.iter_mut().find(|question| question.id == id)
    }

    /// A question by its record, struck or not.
    #[must_use]
    pub fn question(&self, id: RecordId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The entry of a supplier that stands: the last one of that name.
    #[must_use]
    pub fn entry<'a>(&'a self, state: &Incident, name: &str) -> Option<&'a (RecordId, Entered)> {
        let name = key(name);
        self.entered.iter().rfind(|(id, entered)| !state.struck(*id) && key(&entered.name) == name)
    }

    /// Every supplier of which any record speaks, in the order in which they came up: their notices count, and so does who was told.
    #[must_use]
    pub fn names(&self, state: &Incident) -> Vec<String> {
        let stands = |id: RecordId| !state.struck(id);
        let entered = self.entered.iter().filter(|(id, _)| stands(*id)).map(|(_, one)| &one.name);
        let notices = state.telling.suppliers.iter().filter(|(id, _)| stands(*id)).map(|(_, one)| &one.supplier);
        let asked = self.questions.iter().filter(|one| stands(one.id)).map(|one| &one.asked.supplier);
        let access = self.access.iter().filter(|(id, _)| stands(*id)).map(|(_, one)| &one.supplier);
        let exchanged = self.exchanged.iter().filter(|(id, _)| stands(*id)).map(|(_, one)| &one.supplier);
        let mut found: Vec<String> = Vec::new();
        for name in entered.chain(notices).chain(asked).chain(access).chain(exchanged) {
            if !found.iter().any(|known| key(known) == key(name)) {
                found.push(name.clone());
            }
        }
        found
    }

    /// What a supplier told us of a breach.
    pub fn notices<'a>(state: &'a Incident, name: &str) -> impl Iterator<Item = &'a (RecordId, SupplierNotice)> {
        let name = key(name);
        state.telling.suppliers.iter().filter(move |(id, one)| !state.struck(*id) && key(&one.supplier) == name)
    }

    /// Whether a record is correspondence with a supplier that counts: an answer, or the silence, to a question whose counterpart and clause are on record.
    #[must_use]
    pub fn counts(&self, state: &Incident, record: RecordId) -> bool {
        let mut all = self.questions.iter().filter(|question| !state.struck(question.id));
        all.any(|question| {
            let answer = question.answers.iter().find(|(id, _)| *id == record);
            let silence = question.silence.iter().find(|(id, _)| *id == record);
            let whole = match (answer, silence) {
                (Some((id, answered)), _) => answered.shortfalls(state, Some(*id)).is_empty(),
                (_, Some((id, silent))) => silent.shortfalls(state, Some(*id)).is_empty(),
                _ => false,
            };
            whole && !state.struck(record) && question.asked.shortfalls(state, Some(question.id)).is_empty()
        })
    }
}

impl Question {
    /// How it stands, from what is not struck.
    #[must_use]
    pub fn standing(&self, state: &Incident) -> Standing {
        let answers = || self.answers.iter().filter(|(id, _)| !state.struck(*id));
        let silent = self
            .silence
            .iter()
            .any(|(id, silent)| !state.struck(*id) && silent.shortfalls(state, Some(*id)).is_empty());
        match () {
            () if answers().any(|(id, answered)| answered.settles(state, *id)) => Standing::Answered,
            () if silent => Standing::Silent,
            () if answers().next().is_some() => Standing::Partly,
            () => Standing::Open,
        }
    }

    /// By when an answer, or what a partial one left open, is due.
    #[must_use]
    pub fn due<'a>(&'a self, state: &Incident) -> Option<&'a When> {
        let answers = self.answers.iter().filter(|(id, _)| !state.struck(*id));
        let later = answers.filter_map(|(_, answered)| answered.due.as_ref()).max_by_key(|due| due.at);
        later.or(self.asked.due.as_ref())
    }
}

/// Questions whose answer is due, each as its own: silence rings.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let open = state.suppliers.questions.iter().filter(|question| {
        !state.struck(question.id) && matches!(question.standing(state), Standing::Open | Standing::Partly)
    });
    let due = open.filter_map(|question| {
        let due = question.due(state)?;
        let what = Msg::new("need-supplier-answer").with("supplier", question.asked.supplier.clone());
        Some(Reminder {
            key: format!("question:{}:{}", question.id, due.at.millis()),
            at: due.at,
            what: what.with("question", super::sheet::marked(state, question.id, &question.asked.question)),
            place: Place::Timeline(question.id),
            act: Some(("supplier-answer", Input::default().with("asked-in", state.label(question.id)))),
        })
    });
    due.collect()
}

#[cfg(test)]
mod tests;
