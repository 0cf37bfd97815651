//! The answer to one item as it is being written: its text in the editor, and what goes with it in fields.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::notice::{ANSWERS, Entry, Notice};
use crate::domain::text;
use crate::library::contents::Item;
use crate::ui::editor::Editor;
use crate::ui::form::Verdict;
use crate::ui::text_field::TextField;

/// Fields beside text and kind of answer, in the order of the keys; names of fields of the command `fill`.
pub(super) const FIELDS: [&str; 7] = ["cites", "follows-at", "low", "likely", "high", "how-counted", "count-record"];
/// The first field that is about numbers.
const NUMBERS: usize = 2;
/// The codes of answers that matter here by themselves.
pub(super) const STATED: &str = "stated";
pub(super) const UNKNOWN: &str = "not-yet-known";

/// Which part of an answer has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// Its text.
    Text,
    /// What kind of answer it is.
    Kind,
    /// A field by index.
    Field(usize),
}

/// The answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) item: Item,
    pub(super) editor: Editor,
    pub(super) kind: usize,
    pub(super) fields: [TextField; FIELDS.len()],
    pub(super) focus: Focus,
    /// What recording would lead to.
    pub(super) verdict: Verdict,
    /// As it is on record.
    recorded: Input,
    notice: String,
    /// Changes of the kind of answer.
    turned: u64,
    kept: u64,
}

/// What became of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// It was used.
    Yes,
    /// There is no use for it.
    No,
}

impl Answer {
    /// The answer to an item, as it is on record, and over it what was typed and not recorded.
    pub(super) fn new(state: &Incident, notice: &Notice, item: &Item, typed: Option<&Input>) -> Answer {
        let name = state.label(notice.id);
        let recorded = on_record(state, notice, item);
        let mut answer = Answer {
            item: item.clone(),
            editor: Editor::new(recorded.get("text").unwrap_or_default()),
            kind: 0,
            fields: std::array::from_fn(|_| TextField::new(text::visible)),
            focus: Focus::Text,
            verdict: Verdict::default(),
            recorded: Input::default(),
            notice: name,
            turned: 0,
            kept: 0,
        };
        answer.take(&recorded);
        // Compared as it comes back from the fields, so that nothing that was not typed counts as typed.
        answer.recorded = answer.input();
        if let Some(typed) = typed {
            answer.editor.replace(typed.get("text").unwrap_or_default());
            answer.take(typed);
        }
        answer.kept = answer.revision();
        answer
    }

    fn take(&mut self, input: &Input) {
        let kind = input.get("item-answer").and_then(|code| ANSWERS.iter().position(|known| *known == code));
        self.kind = kind.unwrap_or(0);
        for (name, field) in FIELDS.iter().zip(&mut self.fields) {
            field.set_text(input.get(name).unwrap_or_default());
        }
    }

    /// Something was recorded: what is on record is read again, and shown where nothing else is being typed.
    pub(super) fn rebase(&mut self, state: &Incident, notice: &Notice) {
        let typed = self.typed();
        let fresh = Answer::new(state, notice, &self.item, None);
        if !typed {
            self.settle(fresh);
        } else {
            self.recorded = fresh.recorded;
        }
    }

    /// Shows what is on record now, its time as an instant and its text as it was cleaned. Taking back goes on.
    pub(super) fn settle(&mut self, fresh: Answer) {
        self.editor.replace(fresh.editor.text());
        self.fields = fresh.fields;
        self.kind = fresh.kind;
        self.recorded = fresh.recorded;
        self.turned += 1;
    }

    /// Goes back to what is on record; the text can be taken back.
    pub(super) fn discard(&mut self) {
        let recorded = self.recorded.clone();
        self.editor.replace(recorded.get("text").unwrap_or_default());
        self.take(&recorded);
        self.turned += 1;
    }

    /// The fields of the command that records it.
    pub(super) fn input(&self) -> Input {
        let mut input = Input::default().with("notice", self.notice.as_str()).with("item", self.item.id.as_str());
        input.set("item-answer", self.code());
        input.set("text", self.editor.text());
        for (name, field) in FIELDS.iter().zip(&self.fields) {
            input.set(name, field.text());
        }
        input
    }

    /// Code of the kind of answer.
    pub(super) fn code(&self) -> &'static str {
        ANSWERS.get(self.kind).copied().unwrap_or(STATED)
    }

    /// Makes it another kind of answer.
    pub(super) fn turn_to(&mut self, code: &str) {
        if let Some(kind) = ANSWERS.iter().position(|known| *known == code).filter(|kind| *kind != self.kind) {
            self.kind = kind;
            self.turned += 1;
        }
    }

    /// Whether something is typed that is not on record.
    pub(super) fn typed(&self) -> bool {
        self.input() != self.recorded
    }

    fn revision(&self) -> u64 {
        self.editor.revision() + self.turned + self.fields.iter().map(TextField::revision).sum::<u64>()
    }

    /// Whether something was typed that no draft holds yet.
    pub(super) fn unkept(&self) -> bool {
        self.revision() != self.kept
    }

    /// A draft holds what is typed now.
    pub(super) fn kept(&mut self) {
        self.kept = self.revision();
    }

    /// Whether a field is asked for: numbers only where the item is one, a time only where something follows; what is filled is always shown.
    pub(super) fn shows(&self, field: usize) -> bool {
        let filled = self.fields.get(field).is_some_and(|field| !field.is_empty());
        filled
            || match field {
                0 => true,
                1 => self.code() == UNKNOWN,
                _ => self.item.number || self.fields.iter().skip(NUMBERS).any(|field| !field.is_empty()),
            }
    }

    fn stops(&self) -> Vec<Focus> {
        let fields = (0..FIELDS.len()).filter(|field| self.shows(*field)).map(Focus::Field);
        [Focus::Text, Focus::Kind].into_iter().chain(fields).collect()
    }

    /// The next part, or the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let stops = self.stops();
        let here = stops.iter().position(|stop| *stop == self.focus).unwrap_or(0);
        let next = if forward { here + 1 } else { here + stops.len() - 1 };
        self.focus = stops.get(next % stops.len()).copied().unwrap_or(Focus::Text);
    }

    /// One key for the part that has them.
    pub(super) fn handle(&mut self, key: KeyEvent) -> Used {
        match key.code {
            KeyCode::Tab => self.step(true),
            KeyCode::BackTab => self.step(false),
            KeyCode::Char('x') if key.modifiers.contains(KeyModifiers::CONTROL) => self.discard(),
            _ => return self.part_key(key),
        }
        Used::Yes
    }

    fn part_key(&mut self, key: KeyEvent) -> Used {
        let used = match self.focus {
            Focus::Text => self.editor.handle(key),
            Focus::Kind => {
                let by = match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => 1,
                    KeyCode::Left => ANSWERS.len() - 1,
                    _ => 0,
                };
                if by > 0 {
                    self.turn_to(ANSWERS[(self.kind + by) % ANSWERS.len()]);
                }
                by > 0
            }
            Focus::Field(field) => self.fields.get_mut(field).is_some_and(|field| field.handle(key)),
        };
        match (used, self.focus, key.code) {
            (true, ..) => {}
            (false, Focus::Text, _) => return Used::No,
            (false, _, KeyCode::Down | KeyCode::Enter) => self.step(true),
            (false, _, KeyCode::Up) => self.step(false),
            _ => return Used::No,
        }
        Used::Yes
    }

    /// Pasted text.
    pub(super) fn paste(&mut self, pasted: &str) {
        match self.focus {
            Focus::Text => self.editor.paste(pasted),
            Focus::Kind => {}
            Focus::Field(field) => {
                if let Some(field) = self.fields.get_mut(field) {
                    field.paste_joined(pasted);
                }
            }
        }
    }

    /// The records that are named in the field of citations, with what was typed for each.
    pub(super) fn cited(&self, state: &Incident) -> Vec<(String, Option<RecordId>)> {
        let typed = self.fields[0].text();
        let names = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
        names
            .map(|name| {
                let plain = name.trim_start_matches(['[', '#']).trim_end_matches(']');
                (name.to_owned(), state.record_named(plain))
            })
            .collect()
    }

    /// Cites a record, or no longer.
    pub(super) fn toggle(&mut self, state: &Incident, record: RecordId) {
        let cited = self.cited(state);
        let mut names: Vec<String> =
            cited.iter().filter(|(_, known)| *known != Some(record)).map(|(name, _)| name.clone()).collect();
        if names.len() == cited.len() {
            names.push(state.label(record));
        }
        self.fields[0].set_text(&names.join(", "));
    }
}

/// The answer on record, as it would be typed.
fn on_record(state: &Incident, notice: &Notice, item: &Item) -> Input {
    let mut input = Input::default();
    let Some(entry) = notice.entries(state).iter().find(|entry| entry.item == item.id) else { return input };
    let Entry { answer, text, cites, follows, number, .. } = entry;
    input.set("item-answer", answer.as_str());
    input.set("text", text.as_str());
    input.set("cites", cites.iter().map(|id| state.label(*id)).collect::<Vec<_>>().join(", "));
    // What was typed may have counted from the time of typing: the instant itself is what stands.
    input.set("follows-at", follows.as_ref().map(|when| when.at.rfc3339_at(when.offset_minutes)).unwrap_or_default());
    if let Some(number) = number {
        let plain = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        input.set("low", plain(number.low));
        input.set("likely", plain(number.likely));
        input.set("high", plain(number.high));
        input.set("how-counted", number.method.as_str());
        input.set("count-record", number.counted_in.map(|id| state.label(id)).unwrap_or_default());
    }
    input
}
