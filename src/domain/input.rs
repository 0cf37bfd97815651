//! Fields of a command as they were typed, and reading them under the rules of integrity.

use std::collections::BTreeMap;

use super::decision::{Ctx, Refusal};
use super::id::{RecordId, StationId};
use super::incident::Incident;
use super::mark::Mark;

use super::msg::{Arg, Msg};
use super::rules::Rule;
use super::time::{Instant, TimeProblem, TypingContext, When, parse_coming, parse_when};
use crate::library::technique;

/// What a field holds: decides how a form draws it, what it offers and how it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A time as people type it.
    When,
    /// A time that lies ahead, such as when the next briefing is: a bare `03:30` is the next one.
    Coming,
    /// One of these codes; words are messages `PREFIX-CODE`.
    Choice(&'static str, &'static [&'static str]),
    /// A TLP mark.
    Mark,
    /// A person: name, initials or record id; another name is accepted and unproven.
    Person,
    /// A role of the vocabulary.
    Role,
    /// A step of a procedure in use.
    Step,
    /// A kind of proof of the vocabulary.
    Proof,
    /// An exhibit by its label.
    Exhibit,
    /// A volatile source that a procedure in use names, `PROCEDURE/ORDER`.
    EvidenceSource,
    /// A record: `48` or `STATION.48`.
    Record,
    /// A call attempt that waits for an answer.
    Call,
    /// A file: a path, `-` for standard input; read and hashed before the command is decided.
    File,
    /// Text that is kept as an attachment, as a file is.
    Paste,
    /// A directory on a medium that is attached, which is offered by what it is; any path can be typed.
    Medium,
    /// A path that is only named; the application reads it afterwards, in the background.
    Path,
    /// A regime by id.
    Regime,
    /// Several words, separated by commas.
    List,
    /// Which column of the file in the field before it is what: `time=When, what=Said`; the columns of that file are offered.
    Columns,
    /// Techniques of ATT&CK and ATLAS by id, separated by commas; any other word is accepted and unknown.
    Technique,
    /// Several people by name, separated by commas; the roster is offered, each in or out.
    People,
    /// A procedure by id; several separated by commas.
    Procedure,
    /// A regime's deadline, `REGIME/DEADLINE`.
    Deadline,
    /// An incident class and type of ENISA RSIT.
    Rsit,
    /// An entity of one of these kinds (`indicator` is one), by a name; the register is offered, and any name can be typed.
    Entity(&'static [&'static str]),
    /// Several of them, separated by commas.
    Entities(&'static [&'static str]),
    /// An IANA zone name.
    Zone,
}

impl FieldKind {
    /// Whether only codes of the vocabulary or of the case are answers, so that a code that was begun can be completed.
    #[must_use]
    pub fn coded(self) -> bool {
        matches!(
            self,
            FieldKind::Choice(..)
                | FieldKind::Mark
                | FieldKind::Role
                | FieldKind::Step
                | FieldKind::Proof
                | FieldKind::Exhibit
                | FieldKind::EvidenceSource
                | FieldKind::Deadline
                | FieldKind::Regime
                | FieldKind::Rsit
        )
    }

    /// Whether several lines can be written.
    #[must_use]
    pub fn several_lines(self) -> bool {
        matches!(self, FieldKind::Text | FieldKind::Paste)
    }

    /// The kinds of entities that it names, and whether it names several; none where it names no entity.
    #[must_use]
    pub fn entities(self) -> Option<(&'static [&'static str], bool)> {
        match self {
            FieldKind::Entity(kinds) => Some((kinds, false)),
            FieldKind::Entities(kinds) => Some((kinds, true)),
            _ => None,
        }
    }

    /// Why a field of this kind takes no such answer, whatever is in the other fields; none where that depends on the case. `text` is not blank.
    #[must_use]
    pub fn refuses(self, field: &'static str, text: &str, typing: &TypingContext) -> Option<Refusal> {
        match self {
            FieldKind::Choice(_, codes) => one_of(field, text, codes).err(),
            FieldKind::Mark => a_mark(field, text).err(),
            FieldKind::When => a_time(field, text, parse_when(text.trim(), typing)).err(),
            FieldKind::Coming => a_time(field, text, parse_coming(text.trim(), typing)).err(),
            _ => None,
        }
    }
}

/// One of the codes, in any case of its letters.
fn one_of(field: &'static str, text: &str, codes: &[&'static str]) -> Result<&'static str, Refusal> {
    let known = codes.iter().find(|code| code.eq_ignore_ascii_case(text.trim()));
    known.copied().ok_or_else(|| no_choice(field, codes.join(", ")))
}

fn a_mark(field: &'static str, text: &str) -> Result<Mark, Refusal> {
    text.trim().parse().map_err(|_| no_choice(field, Mark::ALL.map(Mark::code).join(", ")))
}

fn a_time(field: &'static str, text: &str, read: Result<When, TimeProblem>) -> Result<When, Refusal> {
    read.map_err(|problem| time_refusal(field, text.trim(), &problem))
}

fn no_choice(field: &'static str, choices: String) -> Refusal {
    Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices)
}

/// Whether a field must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it there is nothing to record.
    Required,
    /// May stay empty, or has a default.
    Optional,
    /// May stay empty; what is missing becomes owed.
    Owed,
}

/// One field of a command: the same name on the form, on the command line and in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// Name, in kebab case; its label is the message `field-NAME`.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it must be filled.
    pub need: Need,
}

/// What was typed, by field name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    values: BTreeMap<String, String>,
}

impl Input {
    /// Sets a field; an empty text unsets it.
    pub fn set(&mut self, field: &str, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.values.remove(field);
        } else {
            self.values.insert(field.to_owned(), text);
        }
    }

    /// The same, in a chain.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// What was typed, if anything but white space.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.values.get(field).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// Every field that was filled, with its text, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }
}

/// Reads the fields of one command against the case.
pub struct Fields<'a> {
    /// What was typed.
    pub input: &'a Input,
    /// The case so far.
    pub state: &'a Incident,
    /// The circumstances.
    pub ctx: &'a Ctx<'a>,
}

impl<'a> Fields<'a> {
    /// Text that must be there.
    ///
    /// # Errors
    /// [`Rule::Empty`].
    pub fn required(&self, field: &'static str) -> Result<String, Refusal> {
        self.text(field).ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field))
    }

    /// Text that may be there, trimmed at the end only: leading spaces of a pasted log line are content.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        self.input.get(field).map(|text| text.trim_end().to_owned())
    }

    /// A list separated by commas or semicolons, trimmed, without empty or repeated entries.
    #[must_use]
    pub fn list(&self, field: &str) -> Vec<String> {
        self.parted(field, &[',', ';'])
    }

    /// Techniques as they are recorded: their ids where the lists know what was typed, else as it was typed; each once.
    #[must_use]
    pub fn techniques(&self, field: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for id in self.list(field).iter().map(|typed| technique::read(typed)) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// A list of what may hold semicolons itself, as an address of a page may: separated by commas only.
    #[must_use]
    pub fn comma_list(&self, field: &str) -> Vec<String> {
        self.parted(field, &[','])
    }

    fn parted(&self, field: &str, signs: &[char]) -> Vec<String> {
        let mut seen = Vec::<String>::new();
        let given = self.input.get(field).unwrap_or_default();
        for item in given.split(signs).map(str::trim).filter(|item| !item.is_empty()) {
            if !seen.iter().any(|known| known == item) {
                seen.push(item.to_owned());
            }
        }
        seen
    }

    /// That a value cannot be read: which form it needs, and examples of it that are no complete list.
    #[must_use]
    pub fn malformed(&self, field: &'static str, shape: &'static str, examples: &'static str) -> Refusal {
        Refusal::new(Rule::Malformed, Some(field))
            .code(field)
            .with("form", Arg::Code("shape", shape.to_owned()))
            .with("examples", examples)
    }

    /// A time zone, if one was given.
    ///
    /// # Errors
    /// [`Rule::Malformed`].
    pub fn zone(&self, field: &'static str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let known = text.trim().parse::<chrono_tz::Tz>();
        let refused = |_| self.malformed(field, "zone", "Europe/Berlin, America/New_York, UTC");
        known.map(|zone| Some(zone.name().to_owned())).map_err(refused)
    }

    /// One of the codes.
    ///
    /// # Errors
    /// [`Rule::NotAChoice`].
    pub fn choice(&self, field: &'static str, codes: &[&'static str]) -> Result<Option<&'static str>, Refusal> {
        self.input.get(field).map(|text| one_of(field, text, codes)).transpose()
    }

    /// A mark, if one was given.
    ///
    /// # Errors
    /// [`Rule::NotAChoice`].
    pub fn mark(&self, field: &'static str) -> Result<Option<Mark>, Refusal> {
        self.input.get(field).map(|text| a_mark(field, text)).transpose()
    }

    /// A time, if one was given.
    ///
    /// # Errors
    /// [`Rule::NoSuchTime`], [`Rule::TimeTwice`].
    pub fn when(&self, field: &'static str) -> Result<Option<When>, Refusal> {
        let read = |text: &str| a_time(field, text, parse_when(text.trim(), &self.ctx.typing()));
        self.input.get(field).map(read).transpose()
    }

    /// A time that lies ahead.
    ///
    /// # Errors
    /// As [`Fields::when`].
    pub fn coming(&self, field: &'static str) -> Result<Option<When>, Refusal> {
        let read = |text: &str| a_time(field, text, parse_coming(text.trim(), &self.ctx.typing()));
        self.input.get(field).map(read).transpose()
    }

    /// A time, or now by the laptop's clock.
    ///
    /// # Errors
    /// As [`Fields::when`].
    pub fn when_or_now(&self, field: &'static str) -> Result<When, Refusal> {
        Ok(self.when(field)?.unwrap_or_else(|| When::now(&self.ctx.typing())))
    }

    /// A person of the roster, or a name that is not on it (unproven).
    #[must_use]
    pub fn person(&self, field: &str) -> Option<super::fact::Author> {
        self.input.get(field).map(|text| self.state.people.resolve(text.trim()))
    }

    /// A person that must be named.
    ///
    /// # Errors
    /// [`Rule::Empty`].
    pub fn required_person(&self, field: &'static str) -> Result<super::fact::Author, Refusal> {
        self.person(field).ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field))
    }

    /// A record of this case: `48` or `#48` on this station, or the whole identity.
    ///
    /// # Errors
    /// [`Rule::Empty`], [`Rule::NotFound`].
    pub fn record(&self, field: &'static str) -> Result<RecordId, Refusal> {
        let text = self.required(field)?;
        self.state.record_named(text.trim()).ok_or_else(|| self.not_found(field, &text))
    }

    /// The refusal for something that is not in the case. What was given is shown in part: it may be a whole pasted file.
    #[must_use]
    pub fn not_found(&self, field: &'static str, text: &str) -> Refusal {
        let end = text.char_indices().nth(80).map_or(text.len(), |(end, _)| end);
        let text = &text[..end];
        Refusal::new(Rule::NotFound, Some(field)).code(field).with("given", self.state.sensitive(text))
    }
}

impl Refusal {
    /// Names the field in words.
    #[must_use]
    pub(crate) fn code(mut self, field: &'static str) -> Self {
        self.what = self.what.code("field", "field", field);
        self
    }
}

/// What a time that cannot be read is answered with.
#[must_use]
pub fn time_refusal(field: &'static str, typed: &str, problem: &TimeProblem) -> Refusal {
    let reading = |at: Instant, offset: i32| at.rfc3339_at(offset);
    match problem {
        TimeProblem::Twice { first, second, .. } => Refusal::new(Rule::TimeTwice, Some(field))
            .with("first", reading(first.0, first.1))
            .with("second", reading(second.0, second.1)),
        TimeProblem::DoesNotExist { before, after, .. } => Refusal::new(Rule::NoSuchTime, Some(field))
            .with("before", reading(before.0, before.1))
            .with("after", reading(after.0, after.1)),
        // Nothing is wrong with the clocks: the words were not understood, or say several things.
        problem => {
            let [what, next] = match problem {
                TimeProblem::UnknownZone => ["time-zone-unknown", "time-zone-unknown-next"],
                TimeProblem::NoSuchDate => ["time-no-such-date", "time-no-such-date-next"],
                TimeProblem::NotTwice => ["time-not-twice", "time-not-twice-next"],
                _ => ["time-not-read", "time-not-read-next"],
            };
            Refusal { rule: Rule::NoSuchTime, field: Some(field), what: Msg::new(what), next: Msg::new(next) }
        }
    }
    .code(field)
    .with("typed", super::text::visible(typed).into_owned())
}

/// Reads `48`, `#48` or a whole identity.
pub(super) fn record_text(text: &str, station: StationId) -> Option<RecordId> {
    if let Ok(id) = text.parse() {
        return Some(id);
    }
    let seq = text.trim_start_matches('#').parse().ok()?;
    Some(RecordId { station, seq })
}
