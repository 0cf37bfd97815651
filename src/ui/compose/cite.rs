//! Records that an answer can cite: confirmed facts first; below them those that are not, each with why it goes under what is not yet known.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::id::RecordId;
use crate::domain::notice::{Fault, fault};
use crate::domain::timeline::LineText;
use crate::ui::fuzzy::rank;
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::overlay::{Finder, movement};

/// One record that can be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) record: RecordId,
    label: String,
    /// When and what, cleaned, for this audience.
    pub(super) words: String,
    /// Why it cannot be stated as fact.
    pub(super) fault: Option<Fault>,
    /// Whether it is a line in people's words.
    told: bool,
}

/// The records, and the words by which they are looked through.
#[derive(Debug)]
pub(super) struct Cites {
    pub(super) finder: Finder,
    all: Vec<Candidate>,
    records: usize,
    shown: Vec<usize>,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Close,
    /// Cite this record, or no longer.
    Toggle(RecordId, Option<Fault>),
}

impl Cites {
    pub(super) fn new(look: &Look<'_>) -> Cites {
        let mut cites = Cites { finder: Finder::default(), all: Vec::new(), records: usize::MAX, shown: Vec::new() };
        cites.refresh(look);
        cites
    }

    /// Reads the case again where something was recorded since.
    pub(super) fn refresh(&mut self, look: &Look<'_>) {
        let records = look.state.record_count();
        if records == self.records {
            return;
        }
        self.records = records;
        self.all = look
            .state
            .timeline
            .lines
            .iter()
            .rev()
            .filter_map(|line| {
                let fault = fault(look.state, line.id);
                if !matches!(fault, None | Some(Fault::NotConfirmed | Fault::NoBasis)) {
                    return None;
                }
                let words = match &line.text {
                    LineText::Words(words) => look.open(words).0,
                    LineText::Program(msg) if look.audience.sees(line.mark) => look.say(msg),
                    LineText::Program(_) | LineText::Withheld => look.lang.withheld(line.mark.label()),
                };
                let label = look.state.label(line.id);
                let words = format!("[{label}] {}  {words}", look.stamp(line.happened).trim());
                let told = line.detail.is_some();
                Some(Candidate { record: line.id, label, words, fault, told })
            })
            .collect();
        self.sift();
    }

    fn sift(&mut self) {
        let entries: Vec<(&str, &str, &str)> =
            self.all.iter().map(|known| (known.words.as_str(), "", known.label.as_str())).collect();
        let mut shown: Vec<usize> =
            rank(&self.finder.field.text(), &entries).into_iter().map(|ranked| ranked.index).collect();
        // Facts stay above the rest whatever matches best: what can be stated is offered first, and of that what people wrote.
        shown.sort_by_key(|index| self.all.get(*index).map(|known| (known.fault.is_some(), !known.told)));
        self.shown = shown;
        self.finder.list = ListState::default();
    }

    /// What is shown, in order.
    pub(super) fn shown(&self) -> impl ExactSizeIterator<Item = &Candidate> {
        self.shown.iter().map(|index| &self.all[*index])
    }

    pub(super) fn handle(&mut self, key: KeyEvent, page: usize) -> Asked {
        if let Some(movement) = movement(key) {
            self.finder.list.go(movement, self.shown.len(), page);
            return Asked::Nothing;
        }
        match key.code {
            KeyCode::Esc => return Asked::Close,
            KeyCode::Enter => {
                let selected = self.shown.get(self.finder.list.selected).and_then(|index| self.all.get(*index));
                return selected.map_or(Asked::Nothing, |known| Asked::Toggle(known.record, known.fault));
            }
            _ => {}
        }
        let before = self.finder.field.revision();
        self.finder.field.handle(key);
        if self.finder.field.revision() != before {
            self.sift();
        }
        Asked::Nothing
    }

    pub(super) fn paste(&mut self, pasted: &str) {
        self.finder.field.paste_joined(pasted);
        self.sift();
    }
}
