//! Keys that decide something of a row, pressed while its search is still on the way: they act once the hits are there, in their order. Esc drops them.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Asked, OverTime};
use crate::domain::msg::Msg;
use crate::ui::look::Look;

/// Keys that wait, at most: whoever presses more leans on one.
const MOST: usize = 32;

impl OverTime {
    /// Whether nothing is under the cursor only because it was not read yet.
    fn unsettled(&self) -> bool {
        self.hits.is_some()
            && self.under().is_none()
            && (self.stale
                || self.due
                || self.seen.number != self.asked
                || (self.looking() && self.seen.items.is_empty()))
    }

    /// Lets a key wait, where it has to; what comes of it then.
    pub(super) fn wait(&mut self, key: KeyEvent) -> Option<Asked> {
        if self.waiting.is_empty() {
            if !(of_a_row(key) && self.unsettled()) {
                return None;
            }
        } else {
            match key.code {
                KeyCode::Esc => {
                    self.waiting.clear();
                    return Some(Asked::Nothing);
                }
                // Whoever types or leaves has given them up.
                KeyCode::Char('/' | 'q') => {
                    let count = self.waiting.len();
                    self.waiting.clear();
                    self.typing = key.code == KeyCode::Char('/');
                    let said = Msg::new("over-keys-given-up").with("count", count);
                    return self.typing.then_some(Asked::Say(said));
                }
                _ => {}
            }
        }
        if self.waiting.len() < MOST {
            self.waiting.push_back(key);
        }
        Some(Asked::Nothing)
    }

    /// What the next of the keys asks for that waited; none while they wait on, and where none does.
    pub fn go_on(&mut self, look: &Look<'_>) -> Option<Asked> {
        if self.unsettled() || self.typing || !matches!(self.over, super::Over::Nothing) {
            return None;
        }
        let key = self.waiting.pop_front()?;
        Some(self.act(key, look))
    }

    /// What waits is dropped: what it was pressed for does not come.
    pub fn give_up(&mut self) {
        self.waiting.clear();
    }
}

/// Whether a key goes by the line under the cursor.
fn of_a_row(key: KeyEvent) -> bool {
    matches!(
        key.code,
        KeyCode::Enter
            | KeyCode::Char('m' | 'b' | '+' | '=' | '-' | 'h' | 'u' | 's' | 'l' | 't' | 'H' | 'U' | 'S' | 'L' | 'T')
    )
}
