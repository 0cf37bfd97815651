//! The five panes.

use crate::app::Scope;

/// One of the five panes of the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// What happened and what was done.
    Timeline,
    /// People, roles, calls.
    Roster,
    /// Steps of the procedures.
    Checklist,
    /// Exhibits.
    Evidence,
    /// Clocks.
    Deadlines,
}

impl Pane {
    /// In the order of their numbers.
    pub const ALL: [Pane; 5] = [Pane::Timeline, Pane::Roster, Pane::Checklist, Pane::Evidence, Pane::Deadlines];

    /// The name: of the command that goes there, and of the title's message `pane-NAME`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.scope().code()
    }

    /// Where its keys apply.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Pane::Timeline => Scope::Timeline,
            Pane::Roster => Scope::Roster,
            Pane::Checklist => Scope::Checklist,
            Pane::Evidence => Scope::Evidence,
            Pane::Deadlines => Scope::Deadlines,
        }
    }

    /// The number that goes there, 1 to 5.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0) + 1
    }
}
