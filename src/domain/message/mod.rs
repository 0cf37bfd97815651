//! Who inside may know, and what they were told: the register of who needs to know, and messages to people by name. Nobody is told through a list, since a
//! list does not say who reads it (procedures.md section 2, control 7).

mod decide;
mod fact;
mod group;
mod register;

pub use decide::{end_need, enter, send};
pub use fact::{Ended, Entered, Recipient, Sent};
pub use group::is_group;
pub use register::{Ground, Need};

use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::msg::Msg;

facts! {
    /// Facts of internal communication.
    MessageFact {
        /// Somebody needs to know.
        Entered(Entered) = "need.entered" [listed],
        /// Somebody needs to know no longer.
        Ended(Ended) = "need.ended" [listed],
        /// People inside were told.
        Sent(Sent) = "message.sent" [listed],
    }
}

/// Recipients of one message beyond which a reason is owed.
pub const LIMIT: usize = 12;

/// Register and messages, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Messages {
    /// Entries of the register in order of recording.
    pub entered: Vec<(RecordId, Entered)>,
    /// What ended an entry, in order.
    pub ended: Vec<(RecordId, Ended)>,
    /// Messages in order.
    pub sent: Vec<(RecordId, Sent)>,
}

impl Messages {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &MessageFact) -> Act {
        match fact {
            MessageFact::Entered(entered) => {
                self.entered.push((meta.id, (**entered).clone()));
                let msg =
                    Msg::new("act-need").with("who", entered.who.name.clone()).with("by", entered.by.name.clone());
                Act::response(&entered.at, entered.late_reason.as_ref(), msg.with("role", entered.role.clone()))
            }
            MessageFact::Ended(ended) => {
                self.ended.push((meta.id, (**ended).clone()));
                let msg = Msg::new("act-need-ended").with("who", ended.who.name.clone());
                Act::response(&ended.at, ended.late_reason.as_ref(), msg.with("by", ended.by.name.clone()))
            }
            MessageFact::Sent(sent) => {
                self.sent.push((meta.id, (**sent).clone()));
                let msg = Msg::new("act-message").with("by", sent.by.name.clone()).with("count", sent.recipients.len());
                Act::response(&sent.at, sent.late_reason.as_ref(), msg.with("channel", sent.channel.clone()))
            }
        }
    }

    /// A message by its record, struck or not.
    #[must_use]
    pub fn message(&self, record: RecordId) -> Option<&Sent> {
        self.sent.iter().find(|(id, _)| *id == record).map(|(_, sent)| sent)
    }

    /// Messages that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Sent)> {
        self.sent.iter().filter(|(id, _)| !state.struck(*id))
    }

    /// Whether a record is a message that counts.
    #[must_use]
    pub fn counts(&self, state: &Incident, record: RecordId) -> bool {
        let sent = self.message(record).filter(|_| !state.struck(record));
        sent.is_some_and(|sent| sent.shortfalls(state, Some(record)).is_empty())
    }

    /// The message that put another right: it counts, went out later and reached everybody whom the first one reached.
    #[must_use]
    pub fn put_right(&self, state: &Incident, record: RecordId) -> Option<RecordId> {
        let first = self.message(record)?;
        let reaches = |later: &Sent| {
            first.recipients.iter().all(|one| later.recipients.iter().any(|two| state.people.same(&one.who, &two.who)))
        };
        let later = self.standing(state).find(|(id, sent)| {
            sent.corrects == Some(record)
                && sent.at.at >= first.at.at
                && reaches(sent)
                && sent.shortfalls(state, Some(*id)).is_empty()
        });
        later.map(|(id, _)| *id)
    }
}

#[cfg(test)]
mod tests;
