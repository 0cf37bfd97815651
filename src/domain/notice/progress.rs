//! How far a notice is: for the pane, the strip, and whoever has to send it.

use super::{Entry, Fault, Gap, Item, Notice, gap};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::Instant;

/// Where a notice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Something is missing.
    Draft,
    /// Every item is answered, and nobody has approved the text.
    Complete,
    /// A text was approved, and the one that would go out now is another.
    Lapsed,
    /// Approved as it stands.
    Approved,
    /// Sent.
    Sent,
    /// Sent, and another text was written since.
    Edited,
}

impl Stage {
    /// The code: `draft`, `complete`, `lapsed`, `approved`, `sent`, `sent-edited`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Complete => "complete",
            Stage::Lapsed => "lapsed",
            Stage::Approved => "approved",
            Stage::Sent => "sent",
            Stage::Edited => "sent-edited",
        }
    }
}

/// How far the notice of a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The notice.
    pub notice: RecordId,
    /// Items answered.
    pub filled: usize,
    /// Items asked for.
    pub wanted: usize,
    /// Where it stands.
    pub stage: Stage,
}

/// An item with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    /// What is asked for.
    pub item: &'a Item,
    /// The answer as it stands now.
    pub entry: Option<Entry>,
    /// What the answer lacks; none where it is complete.
    pub gap: Option<Gap>,
    /// Records that are cited and cannot be, with why.
    pub faults: Vec<(RecordId, Fault)>,
    /// Whether it is asked for as things stand.
    pub wanted: bool,
}

/// How far the notice of a deadline is: the first notice while it is not sent, else the last one begun. `None` before a draft.
#[must_use]
pub fn progress(state: &Incident, regime: &str, deadline: &str, now: Instant) -> Option<Progress> {
    let last = || state.notices.of(state, regime, deadline).next_back();
    let notice = state.notices.unsent_first(state, regime, deadline).or_else(last)?;
    Some(notice.progress(state, now))
}

impl Notice {
    /// Every item with its answer as it stands now.
    #[must_use]
    pub fn asked(&self, state: &Incident, now: Instant) -> Vec<Asked<'_>> {
        self.asked_of(state, &self.judged(state, self.entries(state)), now)
    }

    /// Every item with its answer in the notice as it went out; before that, as it stands now.
    #[must_use]
    pub fn asked_as_shown(&self, state: &Incident, now: Instant) -> Vec<Asked<'_>> {
        self.asked_of(state, &self.shown(state).entries, now)
    }

    /// Every item with its answer in one text of it, as it was asked for at an instant.
    #[must_use]
    pub fn asked_of_text(&self, state: &Incident, sha256: &str, at: Instant) -> Vec<Asked<'_>> {
        let version = self.versions.iter().rfind(|version| version.sha256 == sha256);
        self.asked_of(state, version.map_or(&[], |version| &version.written.entries), at)
    }

    fn asked_of(&self, state: &Incident, entries: &[Entry], now: Instant) -> Vec<Asked<'_>> {
        let late = self.late(state, now);
        let asked = |item| {
            let entry = entries.iter().find(|entry: &&Entry| entry.item == item_id(item) && !entry.blank()).cloned();
            let faults = |entry: &Entry| entry.cited(state).filter_map(|(id, fault)| Some((id, fault?))).collect();
            Asked {
                item,
                gap: gap(item, entry.as_ref()),
                faults: entry.as_ref().filter(|entry| entry.answer == "stated").map(faults).unwrap_or_default(),
                wanted: !item.late || late || entry.is_some(),
                entry,
            }
        };
        self.begun.items.iter().map(asked).collect()
    }

    /// How far it is at an instant.
    #[must_use]
    pub fn progress(&self, state: &Incident, now: Instant) -> Progress {
        let asked = self.asked(state, now);
        let wanted = asked.iter().filter(|asked| asked.wanted);
        let filled = wanted.clone().filter(|asked| asked.gap.is_none()).count();
        let wanted = wanted.count();
        let stage = if self.sent(state).next().is_some() {
            let (out, latest) = (self.out(state), self.latest(state));
            let edited = out.zip(latest).is_some_and(|(out, latest)| out.sha256 != latest.sha256);
            if edited { Stage::Edited } else { Stage::Sent }
        } else if self.approval(state).is_some() {
            Stage::Approved
        } else if self.approvals.iter().any(|(_, approved)| self.approval_of(state, &approved.text_sha256).is_some()) {
            Stage::Lapsed
        } else if filled == wanted {
            Stage::Complete
        } else {
            Stage::Draft
        };
        Progress { notice: self.id, filled, wanted, stage }
    }

    /// Whether a text that is approved then is for a late notice: one that went out in time is approved as what it was.
    pub(super) fn late_with(&self, state: &Incident, sha256: &str, at: Instant) -> bool {
        let gone = self.sent(state).filter(|(_, sent)| sent.text_sha256 == sha256).map(|(_, sent)| sent.at.at).min();
        self.late(state, gone.map_or(at, |gone| gone.min(at)))
    }

    /// Whether a notice that goes out then is late.
    #[must_use]
    pub fn late(&self, state: &Incident, at: Instant) -> bool {
        state.deadlines.over(state, &self.begun.regime, &self.begun.deadline, at)
    }
}

fn item_id(item: &Item) -> &str {
    &item.id
}
