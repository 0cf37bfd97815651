//! The keys in the last row: those that matter for the selected row first, then the pane's others while there is room. `?` is always among them and shows all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::look::{Look, put};
use super::pane::Pane;
use super::panes::rows::columns;
use super::panes::{PaneView, Panes};
use crate::app::command::command;
use crate::app::{COMMANDS, CommandSpec};
use crate::domain::attention::Place;
use crate::domain::deadline::ClockState;

/// What is offered everywhere, while there is room.
const ANYWHERE: [&str; 3] = ["needs", "search", "palette"];

/// Keys with what they do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footer {
    /// The pane's own, the most useful first.
    pub own: Vec<(String, String)>,
    /// The one that shows all: there is always room for it.
    pub help: Option<(String, String)>,
    /// What holds everywhere.
    pub anywhere: Vec<(String, String)>,
}

impl Footer {
    /// For the selected row of a pane.
    #[must_use]
    pub fn of(pane: Pane, panes: &Panes, look: &Look<'_>) -> Footer {
        let scope = pane.scope();
        let key = |spec: &CommandSpec| {
            let label = look.keys.label(spec.name, scope)?;
            Some((label, look.word(&format!("short-{}", spec.name))))
        };
        let first = first(pane, panes, look);
        let others = COMMANDS.iter().filter(|spec| look.keys.has(spec, scope));
        let others = others.filter(|spec| !first.contains(&spec.name));
        Footer {
            own: first.iter().copied().filter_map(command).chain(others).filter_map(key).collect(),
            help: command("help").and_then(key),
            anywhere: ANYWHERE.into_iter().filter_map(command).filter_map(key).collect(),
        }
    }

    /// Of a page over the panes: its own keys, as the page says them, each parted from the next by a wide gap.
    #[must_use]
    pub fn of_page(keys: &str) -> Footer {
        let own = keys.split("   ").filter_map(|one| one.trim().split_once(' '));
        let own = own.map(|(key, words)| (key.to_owned(), words.to_owned())).collect();
        Footer { own, ..Footer::default() }
    }

    /// Whether the first keys find room beside what is said at the right end.
    #[must_use]
    pub fn room_for(&self, count: usize, width: u16, look: &Look<'_>, head: &str) -> bool {
        let room = width.saturating_sub(columns(head).min(width / 2) + 1).saturating_sub(2);
        let dots = if count < self.own.len() { columns(look.glyphs.ellipsis()) + 2 } else { 0 };
        let help = self.help.as_ref().map_or(0, wide);
        let first = self.own.iter().take(count);
        1 + first.map(|entry| wide(entry) + 2).sum::<u16>() + dots + help <= room
    }

    /// Draws it, with something said at its right end.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, head: &str) {
        let theme = look.theme;
        let start = area.width.saturating_sub(columns(head).min(area.width / 2) + 1);
        put(buffer, Rect { width: area.width.saturating_sub(1), ..area }, 0, start, head, theme.dim);
        let room = Rect { width: start.saturating_sub(2), ..area };
        let dots = columns(look.glyphs.ellipsis()) + 2;
        let help = self.help.as_ref().map_or(0, wide);
        let mut column = 1;
        let mut one = |column: u16, (key, words): &(String, String)| {
            let column = put(buffer, room, 0, column, key, theme.key) + 1;
            put(buffer, room, 0, column, words, theme.text) + 2
        };
        let mut whole = true;
        for (at, entry) in self.own.iter().enumerate() {
            let after = if at + 1 < self.own.len() { dots } else { 0 };
            if column + wide(entry) + 2 + after + help > room.width {
                whole = false;
                break;
            }
            column = one(column, entry);
        }
        if !whole {
            column = one(column, &(look.glyphs.ellipsis().to_owned(), String::new())).saturating_sub(1);
        }
        if let Some(entry) = &self.help {
            column = one(column, entry);
        }
        for entry in &self.anywhere {
            if column + wide(entry) <= room.width {
                column = one(column, entry);
            }
        }
    }
}

/// Columns of a key with what it does.
fn wide((key, words): &(String, String)) -> u16 {
    columns(key) + 1 + columns(words)
}

/// What the selected row is mostly there for, most used first.
fn first(pane: Pane, panes: &Panes, look: &Look<'_>) -> &'static [&'static str] {
    match pane {
        Pane::Timeline => &["log", "correct", "strike", "judge"],
        Pane::Roster => &["call", "answer", "assign", "person"],
        Pane::Checklist => &["proof", "verify-step", "take", "skip"],
        Pane::Evidence => match panes.evidence.selected(look) {
            Some(Place::Exhibit(id)) if look.state.custody.open_release(look.state, id).is_some() => {
                &["accept", "exhibit", "files", "custody-form", "custody"]
            }
            _ => &["exhibit", "files", "release", "accept", "rehash", "custody-form", "custody"],
        },
        Pane::Deadlines => clock(panes, look),
    }
}

/// The keys of a clock as it stands: what it waits for comes first.
fn clock(panes: &Panes, look: &Look<'_>) -> &'static [&'static str] {
    let Some(Place::Deadline(key)) = panes.deadlines.selected(look) else { return &["assessment"] };
    let row = panes.deadlines.rows().iter().find(|row| row.key == key);
    let unanswered = row.is_some_and(|row| row.answer.is_none());
    match row.map(|row| row.state(look.now)) {
        None | Some(ClockState::NotAssessed) => &["assessment", "clock", "memo", "condition", "compose"],
        Some(ClockState::NotStarted) => &["clock", "condition", "compose", "memo", "assessment"],
        // It runs, and nobody has said yet whether the law applies at all.
        Some(ClockState::Running | ClockState::Elapsing) if unanswered => {
            &["assessment", "compose", "approve-notice", "sent", "memo"]
        }
        Some(ClockState::Running | ClockState::Elapsing) => &["compose", "approve-notice", "sent", "memo", "others"],
        Some(ClockState::Late) => &["compose", "approve-notice", "sent", "why-late", "memo"],
        Some(ClockState::Sent) => &["compose", "others", "breach-register", "why-late", "sent"],
        Some(ClockState::Memo | ClockState::MemoOwed) => &["memo", "assessment", "breach-register", "others"],
        Some(ClockState::DoesNotApply) => &["condition", "assessment", "memo", "breach-register"],
    }
}

#[cfg(test)]
#[path = "footer_tests.rs"]
mod tests;
