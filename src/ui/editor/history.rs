//! What can be taken back: changes as they were made, in steps of one word or one act.

use std::collections::VecDeque;

/// Bytes that the history may hold; its oldest steps go first, the last one never.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Steps that the history may hold.
const MOST_STEPS: usize = 20_000;

/// At an offset, some text was replaced by other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
}

impl Change {
    /// The change that takes this one back.
    pub(super) fn reversed(self) -> Change {
        Change { at: self.at, removed: self.inserted, inserted: self.removed }
    }

    fn bytes(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

/// What kind of act a change is: acts of one kind that adjoin make one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// A character typed.
    Typing,
    /// A character deleted before or behind the cursor.
    Deleting,
    /// Anything else: a step of its own.
    Whole,
}

#[derive(Debug, Clone)]
struct Step {
    change: Change,
    act: Act,
    cursor: usize,
}

/// The steps so far.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    bytes: usize,
    /// Whether the next act may join the last step.
    open: bool,
}

impl History {
    /// The cursor was moved: what is typed next is a step of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Notes a change that was made with the cursor at `cursor`.
    pub(super) fn note(&mut self, change: Change, act: Act, cursor: usize) {
        self.undone.clear();
        self.bytes += change.bytes();
        let change = match self.done.back_mut().filter(|last| self.open && act != Act::Whole && last.act == act) {
            Some(last) => match join(&mut last.change, change, act) {
                Some(apart) => apart,
                None => return,
            },
            None => change,
        };
        self.done.push_back(Step { change, act, cursor });
        self.open = true;
        while self.done.len() > 1 && (self.bytes > MOST_BYTES || self.done.len() > MOST_STEPS) {
            self.bytes -= self.done.pop_front().map_or(0, |step| step.change.bytes());
        }
    }

    /// The change that takes the last step back, and where the cursor was before it.
    pub(super) fn undo(&mut self) -> Option<(Change, usize)> {
        let step = self.done.pop_back()?;
        self.open = false;
        let back = (step.change.clone().reversed(), step.cursor);
        self.bytes -= step.change.bytes();
        self.undone.push(step);
        Some(back)
    }

    /// The change of the step that was taken back last.
    pub(super) fn redo(&mut self) -> Option<Change> {
        let step = self.undone.pop()?;
        self.open = false;
        self.bytes += step.change.bytes();
        let change = step.change.clone();
        self.done.push_back(step);
        Some(change)
    }
}

/// Joins a change to the one before it where they adjoin and a word goes on; else gives it back.
fn join(last: &mut Change, change: Change, act: Act) -> Option<Change> {
    let white = |text: &str| text.contains(char::is_whitespace);
    match act {
        // One step of undo per word: the space before it belongs to it.
        Act::Typing if change.at == last.at + last.inserted.len() && !white(&change.inserted) => {
            last.inserted.push_str(&change.inserted);
            None
        }
        Act::Deleting if white(&change.removed) => Some(change),
        Act::Deleting if change.at + change.removed.len() == last.at => {
            last.removed.insert_str(0, &change.removed);
            last.at = change.at;
            None
        }
        Act::Deleting if change.at == last.at => {
            last.removed.push_str(&change.removed);
            None
        }
        Act::Typing | Act::Deleting | Act::Whole => Some(change),
    }
}
