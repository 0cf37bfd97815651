//! What a command leads to: facts to record, or a refusal that integrity demands; and the shortfalls that withhold credit.

use std::borrow::Cow;

use chrono_tz::Tz;

use super::anchor::{Reply, Signed};
use super::artefact::Artefact;
use super::closure::ReportStatement;
use super::custody::{KeySignature, Statement};
use super::deadline::MemoStatement;
use super::fact::{Author, Fact};
use super::mark::{Audience, Mark};
use super::msg::Msg;
use super::notice::Statement as ApprovalStatement;
use super::organisation::approvals::{Approval, Text};
use super::organisation::counsel::EntryApproved;
use super::organisation::profile::Held;
use super::quote::{Ask, Of, Outcome};
use super::rules::Rule;
use super::time::{Instant, TypingContext};
use crate::library::procedure::Procedure;
use crate::library::regimes::{Regime, Register};

/// What a decision may look at besides the state and the fields.
pub trait Sources {
    /// The bytes of an attachment of this case by SHA-256 hex, if they are stored.
    fn attachment(&self, sha256: &str) -> Option<Vec<u8>>;
    /// What a search of something too large to hold came to, if it was made for this command.
    fn looked(&self, _: &Of, _: &Ask) -> Option<Outcome> {
        None
    }
    /// A row of an import, if somebody looked for it.
    fn row(&self, _: &super::rows::Asked) -> super::rows::Read {
        super::rows::Read::NotYet
    }
    /// The file staged for a field, if one was given.
    fn staged(&self, field: &str) -> Option<Artefact>;
    /// A procedure by id with the SHA-256 of its text, from the user's own or the shipped ones; the reason when it is broken.
    fn procedure(&self, id: &str) -> Option<Result<(Procedure, String), String>>;
    /// The approvals of exactly this text in the organisation's file; none where there is no such file, or where it does not verify.
    fn approvals(&self, _: &Text<'_>) -> Vec<Approval> {
        Vec::new()
    }
    /// The digest of an entry of the legal register at hand: the carried one where nothing else is said.
    fn regime(&self, id: &str) -> Option<String> {
        Register::shipped().ok()?.regime(id).map(Regime::sha256)
    }
    /// The legal register at hand: the carried one where nothing else is said.
    fn register(&self) -> Option<Cow<'_, Register>> {
        Register::shipped().ok().map(Cow::Borrowed)
    }
    /// Counsel's approval of exactly this entry in the organisation's file; none where there is no such file, or where it does not verify.
    fn counsel(&self, _: &str, _: &str) -> Option<EntryApproved> {
        None
    }
    /// The same for the approval of a notice.
    fn approval_key(&self, _: &str, _: &ApprovalStatement) -> Option<KeySignature> {
        None
    }
    /// The profile of the organisation's file; none where there is no such file, where it says nothing, or where it does not verify.
    fn profile(&self) -> Option<Held> {
        None
    }
    /// The signature staged for a field, checked against a statement and against the keys that the organisation enrolled; none where no file was given.
    fn own_key(&self, _: &str, _: &Statement) -> Option<KeySignature> {
        None
    }
    /// The same over the statement of the closing report.
    fn report_key(&self, _: &str, _: &ReportStatement) -> Option<KeySignature> {
        None
    }
    /// The same over the text of all chains, as a witness signs it.
    fn witness_key(&self, _: &str, _: &str) -> Option<KeySignature> {
        None
    }
    /// The reply of a time-stamping authority in the file staged for the first field, held against a checkpoint; the second field may hold certificates.
    fn stamp(&self, _: &str, _: &str, _: &Signed) -> Option<Reply> {
        None
    }
    /// The same over the statement of a memo.
    fn memo_key(&self, _: &str, _: &MemoStatement) -> Option<KeySignature> {
        None
    }
}

/// The circumstances under which a command is decided.
pub struct Ctx<'a> {
    /// The laptop's clock.
    pub now: Instant,
    /// Zone in which times are typed.
    pub zone: Tz,
    /// Who is at the keys.
    pub author: &'a Author,
    /// Files and library.
    pub sources: &'a dyn Sources,
    /// What the screen shows that the command comes from; none where whoever asks sees the whole case.
    pub level: Option<Audience>,
}

impl Ctx<'_> {
    /// The context for typed times.
    #[must_use]
    pub fn typing(&self) -> TypingContext {
        TypingContext { now: self.now, zone: self.zone }
    }
}

/// What to record, and what of it earns no credit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// Facts in order, each to become one line of the journal in one transaction.
    pub facts: Vec<Fact>,
    /// Mark of the lines; none takes the case's.
    pub mark: Option<Mark>,
    /// Lines with another mark than the rest, by their place among the facts.
    pub own_marks: Vec<(usize, Mark)>,
    /// Rules of procedure that are not met: recorded all the same.
    pub shortfalls: Vec<Shortfall>,
    /// Why a checkpoint is signed behind these lines, in the same transaction; one of [`super::anchor::OCCASIONS`].
    pub checkpoint: Option<&'static str>,
}

impl Decision {
    /// One fact under the case's mark.
    pub fn of(fact: impl Into<Fact>) -> Self {
        Decision { facts: vec![fact.into()], ..Decision::default() }
    }

    /// Adds a further fact.
    #[must_use]
    pub fn and(mut self, fact: impl Into<Fact>) -> Self {
        self.facts.push(fact.into());
        self
    }

    /// Sets the mark of the lines.
    #[must_use]
    pub fn marked(mut self, mark: Option<Mark>) -> Self {
        self.mark = mark;
        self
    }

    /// Puts one of the facts, by its place, under a mark of its own.
    #[must_use]
    pub fn under(mut self, place: usize, mark: Mark) -> Self {
        self.own_marks.push((place, mark));
        self
    }

    /// Has a checkpoint signed behind these lines.
    #[must_use]
    pub fn checkpoint(mut self, occasion: &'static str) -> Self {
        self.checkpoint = Some(occasion);
        self
    }

    /// Adds what is missing for credit.
    #[must_use]
    pub fn short(mut self, shortfalls: impl IntoIterator<Item = Shortfall>) -> Self {
        self.shortfalls.extend(shortfalls);
        self
    }
}

/// Why a command cannot be recorded: only rules of integrity refuse.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The rule, marked integrity in the rule table.
    pub rule: Rule,
    /// The form field that causes it.
    pub field: Option<&'static str>,
    /// What happened and what it means.
    pub what: Msg,
    /// What to do.
    pub next: Msg,
}

/// Why a record earns no credit, and the way on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortfall {
    /// The rule of procedure that is not met.
    pub rule: Rule,
    /// The form field at which to say so.
    pub field: Option<&'static str>,
    /// What is missing.
    pub missing: Msg,
    /// The next action that would earn the credit.
    pub next: Msg,
    /// Whether this very record counts all the same, where the rule withholds credit from others.
    pub counting: bool,
}

impl Shortfall {
    /// A shortfall with the rule's own messages: `RULE-missing` and `RULE-next`.
    #[must_use]
    pub fn new(rule: Rule) -> Self {
        Shortfall { rule, field: None, missing: Msg::new(rule.missing()), next: Msg::new(rule.next()), counting: false }
    }

    /// Says that the record counts all the same.
    #[must_use]
    pub fn counting(mut self) -> Self {
        self.counting = true;
        self
    }

    /// Whether the record counts all the same: it is only remarked on, or what it lacks is owed beside it.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counting || self.rule.remark() || self.rule.owed()
    }

    /// Whether a record counts that all of these are said of: what is owed beside a record that does not count is missing from it like the rest.
    #[must_use]
    pub fn all_count(all: &[Self]) -> bool {
        all.iter().all(Shortfall::counts)
    }

    /// Names the field at fault.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Fills a place in both messages.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<super::msg::Arg>) -> Self {
        let value = value.into();
        self.missing.args.push((name, value.clone()));
        self.next.args.push((name, value));
        self
    }
}

impl Refusal {
    /// A refusal with the rule's own messages: `RULE-missing` and `RULE-next`.
    #[must_use]
    pub fn new(rule: Rule, field: Option<&'static str>) -> Self {
        Refusal { rule, field, what: Msg::new(rule.missing()), next: Msg::new(rule.next()) }
    }

    /// Fills a place in both messages.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<super::msg::Arg>) -> Self {
        let value = value.into();
        self.what.args.push((name, value.clone()));
        self.next.args.push((name, value));
        self
    }
}
