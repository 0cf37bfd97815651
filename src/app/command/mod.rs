//! Commands: what one is, and the one table of them, which feeds dispatch, footer, help, palette, command line, manual page and documents.

mod sought;
mod table;

pub use sought::{near, sought};
pub use table::{COMMANDS, GROUPS, OF_A_DRILL, OF_THE_ORGANISATION};

use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::incident::Incident;
use crate::domain::input::{FieldSpec, Input};

/// Where a key applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On every pane.
    Everywhere,
    /// On the timeline.
    Timeline,
    /// On the roster.
    Roster,
    /// On the checklist.
    Checklist,
    /// On the evidence pane.
    Evidence,
    /// On the deadlines pane.
    Deadlines,
}

impl Scope {
    /// Every scope: everywhere, then the panes in their order.
    pub const ALL: [Scope; 6] =
        [Scope::Everywhere, Scope::Timeline, Scope::Roster, Scope::Checklist, Scope::Evidence, Scope::Deadlines];

    /// The scope of a code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// The scope's code, as the documents name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Scope::Everywhere => "everywhere",
            Scope::Timeline => "timeline",
            Scope::Roster => "roster",
            Scope::Checklist => "checklist",
            Scope::Evidence => "evidence",
            Scope::Deadlines => "deadlines",
        }
    }
}

/// How a command decides.
pub type Decide = fn(&Incident, &Input, &Ctx<'_>) -> Result<Decision, Refusal>;

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// Records facts.
    Record(Decide),
    /// Records an exhibit, and computes its digest in the background.
    RecordThenHash(Decide),
    /// Computes an exhibit's digest again.
    Hash,
    /// Makes a bit-for-bit image, and records its beginning and its end.
    Acquire,
    /// Writes the case folder, and records its beginning and its end.
    Export,
    /// Writes a copy of the case in a format of other tools, and records what left.
    Exchange,
    /// Takes in what another laptop wrote in the same case.
    Merge,
    /// Makes a case of a case folder that came on a medium.
    Import,
    /// Takes in rows of another tool's file, and records them by one fact.
    Rows,
    /// Moves about on the screen and records nothing.
    Screen,
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    /// Name: on the command line, in the palette and in the documents.
    pub name: &'static str,
    /// Default keys and where they apply.
    pub keys: &'static [(Scope, &'static str)],
    /// One line of help, in English.
    pub help: &'static str,
    /// Fields of its form, in order; the same names on the command line.
    pub fields: &'static [FieldSpec],
    /// What it does.
    pub act: Act,
}

impl CommandSpec {
    /// Whether it records.
    #[must_use]
    pub fn records(&self) -> bool {
        !matches!(self.act, Act::Screen)
    }

    /// Whether its form asks for a field, going by what was typed so far. Any field can be given all the same.
    #[must_use]
    pub fn asks(&self, field: &str, input: &Input) -> bool {
        let of_this = table::ONLY_FOR.iter().filter(|only| only.command == self.name);
        let mut asked = of_this.flat_map(|only| {
            let named = only.fields.iter().filter(|(name, _)| *name == field);
            named.map(|(_, answers)| input.get(only.of).is_some_and(|typed| answers.contains(&typed.trim())))
        });
        asked.all(|asked| asked)
    }

    /// The field that somebody fills by hand before its form is recorded. Left out on the command line it is what is missing, and remarked.
    #[must_use]
    pub fn by_hand(&self) -> Option<&'static str> {
        table::BY_HAND.iter().find(|(command, _)| *command == self.name).map(|(_, field)| *field)
    }

    /// A field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A command by name.
#[must_use]
pub fn command(name: &str) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|spec| spec.name == name)
}
