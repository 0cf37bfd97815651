//! What lies over the panes: one stack, owned by the console. The topmost has the keys; drawing never decides who gets them.

use crossterm::event::{KeyCode, KeyEvent};

use super::asking::Asking;
use super::board::Board;
use super::briefing::Briefing;
use super::code::CheckpointCode;
use super::compose::Composer;
use super::editor::FieldEditor;
use super::form::Form;
use super::graph::Graph;
use super::list::{ListState, Move};
use super::over_time::OverTime;
use super::phone::Phone;
use super::picker::Picker;
use super::reader::Reader;
use super::text_field::TextField;
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::mark::Mark;

/// A list with a line to type into.
#[derive(Debug)]
pub struct Finder {
    /// What was typed.
    pub field: TextField,
    /// The selection.
    pub list: ListState,
}

impl Default for Finder {
    fn default() -> Self {
        Finder { field: TextField::new(crate::domain::text::visible), list: ListState::default() }
    }
}

/// One thing found by a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it is.
    pub place: Place,
    /// What kind of thing, a message id.
    pub kind: &'static str,
    /// Its line, cleaned, for this audience.
    pub words: String,
}

/// One line of the organisation's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganisationRow {
    /// What the lines below are about.
    Section(String),
    /// One entry, and whether nothing is missing or out of date.
    Entry(String, bool),
}

/// A question with a safe answer and another one.
#[derive(Debug)]
pub enum Question {
    /// Quit although a job runs.
    QuitWithJob,
    /// Pasted lines: one entry or several.
    SeveralLines(String),
    /// Pasted lines that are being recorded: how many are, of how many.
    Recording {
        /// Recorded.
        done: usize,
        /// Pasted.
        all: usize,
    },
    /// A message that stays until it is read, because work could be lost.
    Read(String),
    /// What an export would be: written once somebody says so.
    Export(Box<crate::app::export::Preflight>),
    /// What a file of another tool is and which rows it would become: taken in once somebody says so and nothing is open.
    Rows(Box<crate::app::rows::Sheet>),
    /// Show more on the screen.
    Raise {
        /// Up to which mark.
        mark: Mark,
        /// How many records more are read then.
        more: usize,
    },
    /// The pages are left while a briefing goes on: end it, or only leave them. Since when it goes on, in the zone of the war room.
    EndBriefing(String),
    /// A briefing ran out and nobody wrote its minutes.
    OwedMinutes {
        /// When it began, in the zone of the war room.
        at: String,
        /// Whether its pages are being left; else they were just opened.
        leaving: bool,
    },
    /// An inject of a drill that fell due.
    Inject {
        /// Its number.
        number: u32,
        /// What it says and to whom.
        words: String,
        /// Whether it is the screen that brings it: then it is read, not delivered.
        shown: bool,
        /// Since when it stands there, on the steady clock.
        since: u64,
    },
}

/// How long no key came before an inject comes up, on the steady clock; milliseconds.
pub const QUIET_MS: u64 = 2_000;
/// How long it stands there before a key means it; milliseconds.
const STOOD_MS: u64 = 1_000;

/// What a key says to an inject on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InjectAnswer {
    /// It was delivered.
    Delivered,
    /// It was read, or is for later.
    Away,
    /// Nothing.
    Stays,
}

/// Whether an inject may come up: it never takes keys from what is being typed.
#[must_use]
pub fn may_come_up(overlays: &[Overlay], last_key: Option<u64>, now: u64) -> bool {
    overlays.is_empty() && last_key.is_none_or(|key| now >= key.saturating_add(QUIET_MS))
}

/// What a key means to an inject that stood there for so long: what was on its way to something else means nothing, and Enter delivers nothing.
#[must_use]
pub fn inject_answer(shown: bool, stood: u64, key: char) -> InjectAnswer {
    match key {
        _ if stood < STOOD_MS => InjectAnswer::Stays,
        'd' if !shown => InjectAnswer::Delivered,
        '\u{1b}' => InjectAnswer::Away,
        '\n' | 'd' if shown => InjectAnswer::Away,
        _ => InjectAnswer::Stays,
    }
}

/// The keys of a page over the panes, as its last row says them, and those for which that row has no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageKeys {
    /// What the page is called.
    pub page: String,
    /// Keys with what they do.
    pub keys: Vec<(String, String)>,
}

/// What a file is picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickFor {
    /// A field of the form below.
    Field(&'static str),
    /// To be registered as an exhibit.
    Exhibit,
    /// Its directory is the bundle of a change on another host.
    Bundle,
}

/// Something over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// A form.
    Form(Box<Form>),
    /// A field of the form below, on the whole screen.
    Editor(Box<FieldEditor>),
    /// A notice being written.
    Composer(Box<Composer>),
    /// Every command by name.
    Palette(Finder),
    /// Help for a scope.
    Help(Scope, ListState),
    /// The keys of the page below.
    PageKeys(PageKeys, ListState),
    /// What needs me now.
    Needs(ListState),
    /// Search, with what was found so far.
    Search(Finder, Vec<Hit>),
    /// Messages so far.
    Messages(ListState),
    /// A question.
    Question(Question),
    /// A file, and what it is picked for.
    Picker(Box<Picker>, PickFor),
    /// The proofs of a step.
    Reader(Box<Reader>),
    /// Words for the phone.
    Phone(Box<Phone>),
    /// A checkpoint to scan.
    Code(Box<CheckpointCode>),
    /// The walk through the questions of law.
    Asking(Box<Asking>),
    /// The incident along a time axis.
    Graph(Box<Graph>),
    /// Rows and records over time.
    OverTime(Box<OverTime>),
    /// A sheet: audit, call-out, sources, relief.
    Board(Board),
    /// The pages of a briefing.
    Briefing(Box<Briefing>),
    /// The organisation at a glance, as its file said when the list was opened.
    Organisation(ListState, Vec<OrganisationRow>),
    /// The levels that the screen can be set to.
    Levels(ListState, Vec<Mark>),
    /// Case files to open.
    Cases(ListState, Vec<std::path::PathBuf>),
}

impl Overlay {
    /// Whether it is written in, and says what concerns it in a place of its own.
    #[must_use]
    pub fn written_in(&self) -> bool {
        matches!(self, Overlay::Form(_) | Overlay::Editor(_) | Overlay::Composer(_))
    }

    /// Whether it is a page that may cover the deadlines and shows none itself.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Overlay::OverTime(_) | Overlay::Graph(_) | Overlay::Board(_) | Overlay::Asking(_) | Overlay::Reader(_)
        )
    }

    /// Whether it says itself what was said last: a message in passing never covers it.
    #[must_use]
    pub fn says_itself(&self) -> bool {
        self.written_in() || matches!(self, Overlay::Briefing(_))
    }
}

/// The movement a key means in a list.
#[must_use]
pub fn movement(key: KeyEvent) -> Option<Move> {
    Some(match key.code {
        KeyCode::Down => Move::Down,
        KeyCode::Up => Move::Up,
        KeyCode::PageDown => Move::PageDown,
        KeyCode::PageUp => Move::PageUp,
        KeyCode::Home => Move::First,
        KeyCode::End => Move::Last,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d_02_an_inject_takes_no_key_from_what_is_typed_and_enter_delivers_nothing() {
        assert!(may_come_up(&[], None, 0));
        assert!(may_come_up(&[], Some(5_000), 7_000));
        assert!(!may_come_up(&[], Some(5_000), 6_999), "a key came just now");
        assert!(!may_come_up(&[Overlay::Palette(Finder::default())], Some(0), 60_000), "something is open");
        let to_deliver = |stood, key| inject_answer(false, stood, key);
        assert_eq!(to_deliver(999, 'd'), InjectAnswer::Stays, "it was on its way to something else");
        assert_eq!(to_deliver(1_000, 'd'), InjectAnswer::Delivered);
        assert_eq!(to_deliver(60_000, '\n'), InjectAnswer::Stays);
        assert_eq!(to_deliver(1_000, '\u{1b}'), InjectAnswer::Away);
        assert_eq!(
            [inject_answer(true, 10, '\n'), inject_answer(true, 1_000, '\n')],
            [InjectAnswer::Stays, InjectAnswer::Away]
        );
    }
}
