//! A form: the fields of one command, checked while they are typed. What does not count is said at the field; recording stays possible.

pub(in crate::ui) mod columns;
mod people;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::candidates::Candidate;
use super::text_field::{Pasted, TextField};
use crate::app::CommandSpec;
use crate::app::staging::Staged;
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Refusal, Shortfall};
use crate::domain::input::{FieldKind, FieldSpec, Input, Need};
use crate::domain::rules::Rule;
use crate::domain::text;
use crate::domain::time::TypingContext;

/// Candidates shown below a field.
pub const CANDIDATE_ROWS: usize = 6;

/// One field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// What it is.
    pub spec: &'static FieldSpec,
    /// What was typed.
    pub field: TextField,
}

/// What the typed fields would lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// Integrity refuses: it cannot be recorded as it is.
    pub refusal: Option<Refusal>,
    /// It can be recorded; this earns no credit.
    pub shortfalls: Vec<Shortfall>,
    /// Another failure, said in words.
    pub failure: Option<String>,
    /// The field that the failure is about; none where it is about the whole form.
    pub failed_at: Option<&'static str>,
}

/// How far recording has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being typed.
    Typing,
    /// Files are being read.
    Reading,
}

/// An open form.
#[derive(Debug)]
pub struct Form {
    /// Its command.
    pub spec: &'static CommandSpec,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// Which field has the keys.
    pub focus: usize,
    /// Candidates for the focused field, best first.
    pub candidates: Vec<Candidate>,
    /// The candidate chosen with the arrow keys.
    pub chosen: Option<usize>,
    /// What is known of what the focused field asks for, where its candidates do not say it.
    pub note: Option<String>,
    /// What recording would lead to.
    pub verdict: Verdict,
    /// Files put aside for it.
    pub staged: Staged,
    /// What was put aside for a file that is not named any more: nothing will cite it.
    let_go: Vec<Artefact>,
    /// Shortfalls that came up only once the files were read: the first attempt shows them.
    pub warned: bool,
    /// Rules that the form said were not met when its files were about to be read.
    pub told: Vec<Rule>,
    /// Whether recording was tried: only then is an empty field worth a word.
    pub attempted: bool,
    /// How far recording has come.
    pub stage: Stage,
    /// Key of its draft.
    pub draft: String,
    /// Whether its fields came from a draft.
    pub restored: bool,
    /// Sum of revisions when the draft was last kept.
    kept: u64,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more.
    None,
    /// The text changed: check it again.
    Check,
    /// The field changed: offer its candidates.
    Offer,
    /// Record.
    Record,
    /// Close; the text is kept.
    Close,
    /// Close and throw the text away.
    Discard,
    /// Pick a file for the focused field, or write its text on the whole screen.
    Pick,
    /// Ask whether pasted lines are one entry or several.
    Several,
    /// Put the name in the focused field into the register; this form waits.
    Entity,
}

/// Fields that say which thing a form is about: a draft belongs to that thing.
const IDENTITY: &[&str] = &[
    "record", "step", "exhibit", "call", "callee", "deadline", "regime", "role", "field", "ring", "station", "roll",
    "entity",
];

/// Fields that say together which row of another tool a form is about.
const ROW: &[&str] = &["import", "worksheet", "line", "which"];

/// Key of the draft of a command on what it is about.
#[must_use]
pub fn draft_key(spec: &CommandSpec, prefill: &Input) -> String {
    let given = |name: &&&str| spec.field(name).is_some();
    let about = IDENTITY.iter().filter(given).find_map(|name| prefill.get(name).map(str::to_owned));
    let row = || {
        let parts: Vec<&str> = ROW.iter().filter(given).filter_map(|name| prefill.get(name)).collect();
        (spec.field("line").is_some() && !parts.is_empty()).then(|| parts.join("-"))
    };
    match about.or_else(row) {
        Some(about) => format!("{}-{}", spec.name, draft_part(&about)),
        None => spec.name.to_owned(),
    }
}

/// What a form is about, as it stands in the key of its draft.
#[must_use]
pub fn draft_part(about: &str) -> String {
    about.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

impl Form {
    /// A form with some fields filled, and over them what a draft held.
    #[must_use]
    pub fn new(spec: &'static CommandSpec, prefill: &Input, draft: Option<&Input>) -> Self {
        let make = |spec: &'static FieldSpec| {
            let mut field = TextField::new(text::visible);
            if spec.kind.several_lines() {
                field = field.several_lines();
            }
            if let Some(text) = draft.and_then(|draft| draft.get(spec.name)).or_else(|| prefill.get(spec.name)) {
                field.set_text(text);
            }
            FormField { spec, field }
        };
        let fields: Vec<FormField> = spec.fields.iter().map(make).collect();
        // The first thing to say is what must be said, or the file it is about where one can be named.
        let asks = |field: &FormField| {
            field.field.is_empty() && (field.spec.need == Need::Required || field.spec.kind == FieldKind::Path)
        };
        let empty_required = fields.iter().position(asks);
        let first_empty = fields.iter().position(|field| field.field.is_empty());
        let mut form = Form {
            spec,
            focus: empty_required.or(first_empty).unwrap_or(0),
            fields,
            candidates: Vec::new(),
            chosen: None,
            note: None,
            verdict: Verdict::default(),
            staged: Staged::default(),
            let_go: Vec::new(),
            warned: false,
            told: Vec::new(),
            attempted: false,
            stage: Stage::Typing,
            draft: draft_key(spec, prefill),
            restored: draft.is_some(),
            kept: 0,
        };
        // A correction starts from the words as they stand; those of a row are what it says, and what it is gets decided first.
        let words = |field: &FormField| field.spec.name == "text" && !field.field.is_empty();
        if let Some(text) = form.fields.iter().position(words).filter(|_| spec.field("line").is_none()) {
            form.focus = text;
        }
        form.kept = form.revision();
        form
    }

    /// What was typed so far.
    #[must_use]
    pub fn input(&self) -> Input {
        let mut input = Input::default();
        for field in &self.fields {
            input.set(field.spec.name, field.field.text());
        }
        input
    }

    /// The focused field.
    #[must_use]
    pub fn focused(&self) -> Option<&FormField> {
        self.fields.get(self.focus)
    }

    /// Replaces the text of a field.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.spec.name == name) {
            field.field.set_text(text);
        }
        (self.chosen, self.warned) = (None, false);
        self.let_go.extend(self.staged.files.remove(name));
        self.staged.looked.clear();
    }

    /// Everything that was put aside for it and that nothing cites: to be taken back before files are read again, and when the form is left.
    pub fn put_aside(&mut self) -> Vec<Artefact> {
        let staged = std::mem::take(&mut self.staged).files;
        self.let_go().into_iter().chain(staged.into_values()).collect()
    }

    /// What was put aside for files that are not named any more.
    pub fn let_go(&mut self) -> Vec<Artefact> {
        std::mem::take(&mut self.let_go)
    }

    fn revision(&self) -> u64 {
        self.fields.iter().map(|field| field.field.revision()).sum()
    }

    /// Whether something was typed that no draft holds yet.
    #[must_use]
    pub fn unkept(&self) -> bool {
        self.revision() != self.kept
    }

    /// A draft holds what is typed now.
    pub fn kept(&mut self) {
        self.kept = self.revision();
    }

    /// What stands in the way, as far as it is worth saying: a form that was just opened is empty, and that is no fault.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        self.verdict.refusal.as_ref().filter(|refusal| self.attempted || refusal.rule != Rule::Empty)
    }

    /// Why the answer in a field cannot be recorded: by what the field takes, whatever the others lack, or by the decision over the whole form, which names the
    /// first thing that it refuses.
    #[must_use]
    pub fn refused(&self, index: usize, typing: &TypingContext) -> Option<Refusal> {
        let field = self.fields.get(index)?;
        let (spec, text) = (field.spec, field.field.text());
        let own = if text.trim().is_empty() { None } else { spec.kind.refuses(spec.name, &text, typing) };
        own.or_else(|| self.verdict.refusal.clone().filter(|refusal| refusal.field == Some(spec.name)))
    }

    /// Whether anything is typed at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.field.is_empty())
    }

    /// Whether files are named that were not read yet.
    #[must_use]
    pub fn unread_files(&self) -> bool {
        !self.unread().is_empty()
    }

    /// Fields that name a file which was not read yet.
    #[must_use]
    pub fn unread(&self) -> Vec<&'static str> {
        let unread = self.fields.iter().filter(|field| {
            matches!(field.spec.kind, FieldKind::File | FieldKind::Paste)
                && !field.field.is_empty()
                && !self.staged.files.contains_key(field.spec.name)
        });
        unread.map(|field| field.spec.name).collect()
    }

    /// Whether a field is shown: what is filled stays in sight, whatever else was answered.
    #[must_use]
    pub fn shows(&self, index: usize) -> bool {
        let asked = |field: &FormField| !field.field.is_empty() || self.spec.asks(field.spec.name, &self.input());
        index == self.focus || self.fields.get(index).is_some_and(asked)
    }

    fn step(&mut self, forward: bool) -> Wish {
        let len = self.fields.len().max(1);
        let from = self.focus;
        for _ in 0..len {
            self.focus = if forward { (self.focus + 1) % len } else { (self.focus + len - 1) % len };
            let asked = |field: &FormField| !field.field.is_empty() || self.spec.asks(field.spec.name, &self.input());
            if self.focus == from || self.fields.get(self.focus).is_some_and(asked) {
                break;
            }
        }
        self.chosen = None;
        Wish::Offer
    }

    /// The one candidate that is left of a code that was begun, where only the vocabulary's codes are answers.
    fn only_candidate(&self) -> Option<usize> {
        let field = self.focused()?;
        let begun = !field.field.text().trim().is_empty();
        (field.spec.kind.coded() && begun && self.candidates.len() == 1).then_some(0)
    }

    /// Takes a chosen candidate into the field.
    fn take_candidate(&mut self) -> bool {
        // Who is in and who is out was said already: leaving the field changes nothing.
        if self.of_people() {
            self.chosen = None;
            return false;
        }
        if self.of_columns() {
            return self.take_column();
        }
        let Some(candidate) = self.chosen.and_then(|chosen| self.candidates.get(chosen)) else { return false };
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let list = matches!(
            field.spec.kind,
            FieldKind::List | FieldKind::Procedure | FieldKind::Technique | FieldKind::Entities(_)
        );
        let typed = field.field.text();
        let text = match typed.rsplit_once(',') {
            Some((before, _)) if list => format!("{before}, {}", candidate.value),
            _ => candidate.value.clone(),
        };
        field.field.set_text(&text);
        self.chosen = None;
        true
    }

    /// One key.
    pub fn handle(&mut self, key: KeyEvent) -> Wish {
        if self.stage == Stage::Reading {
            return if key.code == KeyCode::Esc { Wish::Close } else { Wish::None };
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let several = self.focused().is_some_and(|field| field.spec.kind.several_lines());
        match key.code {
            KeyCode::Esc if self.chosen.is_some() => {
                self.chosen = None;
                return Wish::None;
            }
            KeyCode::Esc => return Wish::Close,
            KeyCode::Char('s') if control => return Wish::Record,
            KeyCode::Char('x') if control => return Wish::Discard,
            KeyCode::F(2) => return Wish::Pick,
            KeyCode::F(4) if self.focused().is_some_and(|field| field.spec.kind.entities().is_some()) => {
                return Wish::Entity;
            }
            KeyCode::Tab => {
                if self.chosen.is_none() {
                    self.chosen = self.only_candidate();
                }
                let taken = self.take_candidate();
                let wish = self.step(true);
                return if taken { Wish::Check } else { wish };
            }
            KeyCode::BackTab => return self.step(false),
            KeyCode::Enter | KeyCode::Char(' ') if self.chosen.is_some() && self.of_people() => {
                self.in_or_out();
                return Wish::Check;
            }
            // The list stays, for what comes next.
            KeyCode::Enter if self.chosen.is_some() && self.of_columns() => {
                self.take_column();
                return Wish::Check;
            }
            KeyCode::Enter if self.chosen.is_some() => {
                self.take_candidate();
                self.step(true);
                return Wish::Check;
            }
            KeyCode::Enter if !several => return Wish::Record,
            KeyCode::Down if !self.candidates.is_empty() && !several => {
                let last = self.candidates.len() - 1;
                let typed = self.focused().map(|field| field.field.text().trim().to_owned()).unwrap_or_default();
                // What is typed may be an answer already: the arrows start from it.
                let exact = self.candidates.iter().position(|candidate| candidate.value == typed && !self.of_columns());
                self.chosen = Some(self.chosen.map_or(exact.unwrap_or(0), |chosen| (chosen + 1).min(last)));
                return Wish::None;
            }
            KeyCode::Up if self.chosen.is_some() => {
                self.chosen = self.chosen.and_then(|chosen| chosen.checked_sub(1));
                return Wish::None;
            }
            _ => {}
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return Wish::None };
        let before = field.field.revision();
        let used = field.field.handle(key);
        if field.field.revision() != before {
            self.touched();
            return Wish::Check;
        }
        match key.code {
            KeyCode::Down if !used => self.step(true),
            KeyCode::Up if !used => self.step(false),
            _ => Wish::None,
        }
    }

    /// Pasted text.
    pub fn paste(&mut self, pasted: &str) -> Wish {
        if self.stage == Stage::Reading {
            return Wish::None;
        }
        let single = self.spec.name == "log" && self.focused().is_some_and(|field| field.spec.name == "text");
        // Lines of a list go where lines are read one by one.
        if self.focused().is_some_and(|field| field.spec.name == "add") && pasted.trim().contains(['\n', '\r']) {
            self.focus = self.fields.iter().position(|field| field.spec.name == "pasted").unwrap_or(self.focus);
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return Wish::None };
        let answer = field.field.paste(pasted);
        match answer {
            Pasted::SeveralLines(_) if single => return Wish::Several,
            Pasted::SeveralLines(_) => {
                field.field.paste_joined(pasted);
            }
            Pasted::Inserted | Pasted::Held(_) | Pasted::TooLong { .. } => {}
        }
        self.touched();
        Wish::Check
    }

    /// Pasted lines as one entry.
    pub fn paste_joined(&mut self, pasted: &str) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.field.paste_joined(pasted);
        }
        self.touched();
    }

    fn touched(&mut self) {
        self.chosen = None;
        self.warned = false;
        if let Some(field) = self.fields.get(self.focus) {
            self.let_go.extend(self.staged.files.remove(field.spec.name));
            if field.spec.kind == FieldKind::File {
                self.staged.looked.clear();
            }
        }
    }
}
