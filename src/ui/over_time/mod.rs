//! Everything over time: rows of other tools beside people's records, in the order of their corrected times, searched while somebody types, over the panes. Nothing is
//! read here: what is in sight comes from beside the drawing thread ([`Wanted`]), and what is there is shown until it does.

mod choices;
mod draw;
mod item;
mod keys;
mod lines;
mod list;
mod matter;
mod opened;
mod terms;
mod times;
mod waiting;
mod window;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

use super::text_field::TextField;
use crate::app::finding::Spoken;
use crate::domain::attention;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::jobs::rows::order::{Hits, Order, Place, Search};
use choices::Choices;
use opened::Opened;
use window::Go;
pub use window::{Seen, Wanted};

/// What a key asks for.
#[derive(Debug)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back to the panes.
    Close,
    /// To go where a record is.
    Go(attention::Place),
    /// A form, with what stands in it.
    Form(&'static str, Input),
    /// To look for what is typed by now.
    Search,
    /// To read what is in sight by now.
    Read,
    /// To count the values of a field.
    Count(String),
    /// To count in how many lines each field stands.
    CountFields,
    /// To say why nothing comes of it.
    Say(Msg),
    /// To read what is in sight by now, and to say what was taken for what was typed.
    ReadSaying(Msg),
}

/// What the lines are made from.
type Made = (usize, Audience, Option<Instant>);
/// Rows that are on record, by import, sheet and line: with the digest of each, the record, and why.
type Cites = HashMap<(RecordId, String, u64), Vec<(String, RecordId, String)>>;

/// What lies over the lines.
#[derive(Debug)]
enum Over {
    Nothing,
    /// Everything that a row or a record says, from this line on.
    Whole(Opened, usize),
    Choices(Choices),
    /// A time to go to is typed.
    Jump(TextField, Option<String>),
}

/// The page.
#[derive(Debug)]
pub struct OverTime {
    field: TextField,
    /// The query that another page opened it with; whoever takes back more than that leaves it.
    came_with: String,
    typing: bool,
    /// Why what is typed cannot be looked for.
    wrong: Option<String>,
    /// What is said of fields that nothing has.
    remark: Option<String>,
    made: Option<Made>,
    records: Arc<Vec<Spoken>>,
    facts: Cites,
    bookmarks: Cites,
    order: Option<Order>,
    /// Whether rows are still missing in it.
    partial: bool,
    /// Bytes of rows that are in order, and how many there are.
    building: (u64, Option<u64>),
    /// Why there is no order.
    trouble: Option<String>,
    search: Option<Search>,
    hits: Option<Arc<Hits>>,
    seen: Seen,
    cursor: u64,
    /// What the cursor stands on, so that it stays there while more is found.
    anchor: Option<Place>,
    go: Go,
    asked: u64,
    /// Whether something is to be read that nobody was asked for yet.
    due: bool,
    /// Whether what is in sight answers an earlier search: no key decides anything of a row that is about to go.
    stale: bool,
    /// Keys that decide something of a row, pressed before the row was there.
    waiting: VecDeque<KeyEvent>,
    over: Over,
    /// Whether what happened last stands first, as in the timeline.
    newest: bool,
    screen: Rect,
}

impl OverTime {
    /// The page, nothing looked for.
    #[must_use]
    pub fn new() -> Self {
        Self {
            field: TextField::new(text::visible),
            came_with: String::new(),
            typing: false,
            wrong: None,
            remark: None,
            made: None,
            records: Arc::default(),
            facts: Cites::new(),
            bookmarks: Cites::new(),
            order: None,
            partial: false,
            building: (0, None),
            trouble: None,
            search: None,
            hits: None,
            seen: Seen::default(),
            cursor: 0,
            anchor: None,
            go: Go::Number(0),
            asked: 0,
            due: false,
            stale: false,
            waiting: VecDeque::new(),
            over: Over::Nothing,
            newest: true,
            screen: Rect::default(),
        }
    }

    /// Where it is drawn.
    pub fn set_screen(&mut self, screen: Rect) {
        if screen != self.screen {
            self.screen = screen;
            self.due = true;
        }
    }

    /// Whether words are typed here now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing || matches!(self.over, Over::Jump(..))
    }

    /// It is left, to come back to: query, times and place stay; what lay over the lines is closed, and nothing waits.
    pub fn leave(&mut self) {
        (self.typing, self.over) = (false, Over::Nothing);
        self.waiting.clear();
    }

    /// Whether another page led to it, to which Esc leads back.
    #[must_use]
    pub fn is_led_to(&self) -> bool {
        !self.came_with.is_empty()
    }

    /// For whom its lines were made, and as of which instant of the past; none before they are.
    #[must_use]
    pub fn made_for(&self) -> Option<(Audience, Option<Instant>)> {
        self.made.map(|(_, audience, as_known)| (audience, as_known))
    }

    /// Takes in what is pasted, where something is typed.
    pub fn paste(&mut self, words: &str) -> Asked {
        match &mut self.over {
            Over::Jump(field, _) => {
                field.paste_joined(words);
                Asked::Nothing
            }
            _ if self.typing => {
                self.field.paste_joined(words);
                Asked::Search
            }
            _ => Asked::Nothing,
        }
    }
}

impl Default for OverTime {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
