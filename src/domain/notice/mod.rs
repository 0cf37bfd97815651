//! Notices: what each must say, the answers with the records they rest on, versions of the text, and who approved which text.
//!
//! A notice is known by the record that began its draft, a text by its SHA-256. What is approved is one exact text; a change of the text, or of what it rests on,
//! leaves an approval that no longer holds for what would be sent.

mod compose;
mod credit;
mod decide;
mod fact;
mod progress;
mod standing;
mod state;
mod statement;
mod waits;

pub use compose::{Gap, compose, digest, gap};
pub use credit::{approval_shortfalls, open_shortfalls, sent_shortfalls};
pub use decide::{approve, begin, fill};
pub use fact::{ANSWERS, Approved, Begun, Entry, KINDS, PRESENCES, Written};
pub use progress::{Asked, Progress, Stage, progress};
pub use standing::{Fault, fault};
pub use state::{Draft, Notice, Notices, Version};
pub use statement::{Statement, statement};

pub(super) use credit::sending_shortfalls;
pub(super) use decide::carried;
pub(super) use waits::waits;

use super::fact::facts;
use crate::library::contents::{Item, Words};

facts! {
    /// Facts about notices before they are sent.
    NoticeFact {
        /// A draft was begun.
        Begun(Begun) = "notice.begun" [listed],
        /// A version of the text was written.
        Written(Written) = "notice.written" [listed],
        /// A text was approved.
        Approved(Approved) = "notice.approved" [listed],
    }
}

#[cfg(test)]
mod tests;
