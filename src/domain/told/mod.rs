//! People and others to tell: who is to be considered, what was decided, and what was sent with which proof. A decision alone tells nobody.

mod decide;
mod fact;
mod list;
mod supplier;

use std::collections::BTreeMap;

pub(super) use decide::PEOPLE;
pub use decide::{decide, sent};
pub use fact::{DECISIONS, Decided, GROUNDS, Told};
pub use list::{Asked, Item, Standing, items};
pub use supplier::{PERSONAL, SupplierNotice, supplier};

use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::Act;
use super::msg::Msg;

facts! {
    /// Facts about people and others to tell.
    ToldFact {
        /// It was decided whether somebody is told.
        Decided(Decided) = "tell.decided" [listed],
        /// Somebody was told.
        Told(Told) = "tell.sent" [listed],
        /// A supplier told us.
        Supplier(SupplierNotice) = "supplier.notified" [listed],
    }
}

/// Groups, in the order in which they are shown; the words that ask for them are in `assets/tell.toml`.
pub const GROUPS: &[&str] = &[
    "data-subjects",
    "customers",
    "controllers",
    "recipients",
    "suppliers",
    "insurer",
    "police",
    "csirt",
    "board",
    "investors",
    "media",
    "card-brands",
    "credit-agencies",
    "bank",
    "works-council",
    "other",
];

/// One of a group: its code, and a name where one is given. In lower case, so that one name in other letters is no second one.
pub type Key = (String, String);

/// The key of a group and a name.
#[must_use]
pub fn key(group: &str, who: &str) -> Key {
    (group.to_owned(), who.trim().to_lowercase())
}

/// Who was to be told and who was, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Telling {
    /// Decisions in order.
    pub decided: BTreeMap<Key, Vec<(RecordId, Decided)>>,
    /// What was sent, in order.
    pub sent: BTreeMap<Key, Vec<(RecordId, Told)>>,
    /// What suppliers told us, in order.
    pub suppliers: Vec<(RecordId, SupplierNotice)>,
}

impl Telling {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ToldFact) -> Act {
        match fact {
            ToldFact::Decided(decided) => {
                let msg = Msg::new("act-tell-decided")
                    .code("group", "tell-group", decided.group.clone())
                    .code("decision", "tell-decision", decided.decision.clone())
                    .with("who", decided.decider.name.clone());
                let act = Act::response(&decided.at, decided.late_reason.as_ref(), msg);
                let key = key(&decided.group, &decided.who);
                self.decided.entry(key).or_default().push((meta.id, (**decided).clone()));
                act
            }
            ToldFact::Told(told) => {
                let msg = Msg::new("act-told")
                    .code("group", "tell-group", told.group.clone())
                    .with("who", told.by.name.clone());
                let act = Act::response(&told.at, told.late_reason.as_ref(), msg);
                self.sent.entry(key(&told.group, &told.who)).or_default().push((meta.id, (**told).clone()));
                act
            }
            ToldFact::Supplier(notice) => {
                self.suppliers.push((meta.id, (**notice).clone()));
                Act::at(notice.received.at, Msg::new("act-supplier").with("supplier", notice.supplier.clone()))
            }
        }
    }
}

#[cfg(test)]
mod tests;
