//! What is said of files of other tools at the command line: the messages that the console says too, each with how it is answered here.

use crate::app::rows;
use crate::cli::session::AUDIENCE;
use crate::cli::stop::Stop;
use crate::domain::msg::Msg;
use crate::domain::rows::words;
use crate::jobs::rows::Encoding;
use crate::jobs::rows::pass::{Broken, NotRead};
use crate::library::foreign::{Detection, Format, Notes, Question, Reason, Role, code};
use crate::library::lang::Lang;

/// How what answers a question is given: `--zone ` or `zone=`.
pub(super) type Named = fn(&'static str) -> String;

/// As an option.
pub(super) fn option(field: &'static str) -> String {
    format!("--{field} ")
}

/// As a field of the command.
pub(super) fn field(field: &'static str) -> String {
    format!("{field}=")
}

/// The language, and how what answers a question is given.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// The language.
    pub(super) lang: &'a Lang,
    /// How options are named.
    pub(super) named: Named,
}

impl Words<'_> {
    fn say(self, msg: &Msg) -> String {
        self.lang.say(msg, AUDIENCE)
    }

    /// The name of a format, as its makers write it.
    pub(super) fn format(self, format: Format) -> String {
        self.lang.code(words::FORMAT, &code(&format))
    }

    /// The name of an encoding.
    pub(super) fn encoding(self, encoding: Encoding) -> String {
        self.lang.code(words::ENCODING, &code(&encoding))
    }

    /// What a column holds.
    pub(super) fn role(self, role: Role) -> String {
        self.lang.code(words::ROLE, &code(&role))
    }

    /// By what a format was told.
    pub(super) fn told_by(self, detection: &Detection) -> String {
        self.say(&words::told_by(detection))
    }

    /// A question, with what was seen and how it is answered.
    pub(super) fn question(self, question: &Question) -> String {
        let (zone, times, format) = ((self.named)("zone"), (self.named)("times"), (self.named)("format"));
        let columns = (self.named)("columns");
        let answer = match question {
            Question::Zone { .. } => format!("{zone}UTC, {zone}+02:00 or {zone}Europe/Berlin"),
            Question::DayOrMonth { .. } => format!("{times}day-first or {times}month-first"),
            Question::Unit { likely, .. } => format!("{times}{}", code(likely)),
            Question::Columns => {
                format!(
                    "{format}table (or json-lines) to take them so, or {columns}'time=COLUMN, what=COLUMN, host=COLUMN'"
                )
            }
            Question::Form { .. } => format!("{}, or write them as 2026-11-24T09:04:00Z", times.trim_end()),
        };
        format!("{}; answer with {answer}", self.say(&words::question(question)))
    }

    /// The question that an encoding is.
    pub(super) fn no_text(self, line: u64) -> String {
        let encoding = (self.named)("encoding");
        format!(
            "{}; answer with {encoding}windows1252 or latin1 where the tool wrote that, or with {encoding}utf8 to have such lines refused",
            self.say(&words::no_text(line))
        )
    }

    /// Why a line is refused.
    pub(super) fn reason(self, reason: &Reason) -> String {
        self.say(&words::reason(reason))
    }

    /// What is noted beside a row.
    pub(super) fn note(self, note: Notes) -> String {
        self.say(&words::note(note))
    }

    /// Why reading ended early.
    pub(super) fn broken(self, broken: &Broken) -> String {
        self.say(&rows::broken(broken))
    }

    /// Why a file is not read.
    pub(super) fn not_read(self, why: NotRead) -> Stop {
        let said = self.say(&rows::not_read(&why));
        match why {
            NotRead::Sink(error) => error.into(),
            NotRead::OtherFormat { .. } => {
                Stop::Said(format!("{said}; leave {} out, or name the right file", (self.named)("format").trim_end()))
            }
            _ => Stop::Said(said),
        }
    }
}
