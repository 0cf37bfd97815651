//! The register of who needs to know, at an instant.

use super::{Entered, Messages};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::time::Instant;

/// Why somebody may know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground<'a> {
    /// An entry of the register.
    Entry(&'a Entered),
    /// A role of the incident, by its id: whoever holds it needs to know.
    Role(&'a str),
}

/// Somebody who may know, with the record that says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need<'a> {
    /// The record.
    pub record: RecordId,
    /// What it says.
    pub ground: Ground<'a>,
}

impl Messages {
    /// Whether somebody stood on the register at an instant, for what carries a mark: by an entry that counts and had not ended.
    #[must_use]
    pub fn need<'a>(&'a self, state: &'a Incident, who: &Author, at: Instant, tlp: Option<Mark>) -> Option<Need<'a>> {
        let fits = |(id, entered): &&(RecordId, Entered)| {
            let up_to = match (entered.up_to, tlp) {
                (Some(up_to), Some(tlp)) => tlp <= up_to,
                _ => true,
            };
            state.people.same(&entered.who, who)
                && up_to
                && self.runs(state, *id, entered, at)
                && entered.shortfalls(state, Some(*id)).is_empty()
        };
        let entry = self.entered.iter().rfind(fits)?;
        Some(Need { record: entry.0, ground: Ground::Entry(&entry.1) })
    }

    /// Whether an entry that is not struck holds at an instant: begun, not over, and not ended since.
    #[must_use]
    pub fn runs(&self, state: &Incident, record: RecordId, entered: &Entered, at: Instant) -> bool {
        let over = entered.until.as_ref().is_some_and(|until| until.at <= at);
        let ended = self.ended.iter().any(|(id, ended)| {
            !state.struck(*id)
                && state.people.same(&ended.who, &entered.who)
                && ended.at.at >= entered.at.at
                && ended.at.at <= at
        });
        !state.struck(record) && entered.at.at <= at && !over && !ended
    }

    /// The same, or a role that somebody holds now and held then.
    #[must_use]
    pub fn ground<'a>(&'a self, state: &'a Incident, who: &Author, at: Instant, tlp: Option<Mark>) -> Option<Need<'a>> {
        let role = || {
            let mut held = state.people.holders.iter();
            let held = held.find(|(_, holder)| {
                state.people.same(&holder.assigned.person, who)
                    && holder.assigned.at.at <= at
                    && !state.struck(holder.id)
            });
            held.map(|(role, holder)| Need { record: holder.id, ground: Ground::Role(role) })
        };
        self.need(state, who, at, tlp).or_else(role)
    }
}
