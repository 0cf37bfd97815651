//! Improvement actions: what is to be done otherwise, by whom, until when, and whether somebody else saw that it was done (procedures.md section 5). A drill's
//! actions are the same records; the register over all cases is put together from their files.

mod decide;

pub use decide::{change, nothing, open, progress, verify};

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::attention::{Need, Place, Urgency};
use super::decision::Shortfall;
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::{Arg, Msg};
use super::proof::Source;
use super::reminder::Reminder;
use super::rules::Rule;
use super::station::ahead;
use super::text::one_line;
use super::time::{Instant, When};

facts! {
    /// Facts about improvement actions.
    ActionFact {
        /// An action was agreed.
        Opened(Opened) = "action.opened" [listed],
        /// Owner, date, verifier or priority changed.
        Changed(Changed) = "action.changed" [listed],
        /// It was begun, done or dropped.
        Progressed(Progressed) = "action.progressed" [listed],
        /// Somebody saw that it was done.
        Verified(Verified) = "action.verified" [listed],
        /// Nothing is to be done in an area, with the reason.
        Nothing(Nothing) = "action.none" [listed],
    }
}

/// Stop, start or continue.
pub const KINDS: &[&str] = &["start", "stop", "continue"];
/// What it is for.
pub const AIMS: &[&str] = &["prevent", "detect", "respond", "recover"];
/// What it changes: a resolved incident has an action, or a reasoned none, for each.
pub const AREAS: &[&str] = &["process", "technical", "policy"];
/// Where it comes from.
pub const FROM: &[&str] = &["review", "drill", "audit"];
/// How pressing it is.
pub const PRIORITIES: &[&str] = &["high", "medium", "low"];
/// What can be recorded of its progress.
pub const PROGRESS: &[&str] = &["in-progress", "done", "dropped", "open-again"];

/// An action as agreed. Empty texts and missing values are owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What is done to what: a verb and an object.
    pub statement: String,
    /// One person.
    pub owner: Author,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
    /// One of [`AREAS`]; empty is owed.
    pub area: String,
    /// Who will look whether it was done.
    pub verifier: Author,
    /// Who accepted it.
    pub accepted_by: Author,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`AIMS`]; may be empty.
    pub aim: String,
    /// One of [`PRIORITIES`].
    pub priority: String,
    /// How much work it is.
    pub effort: String,
    /// One of [`FROM`].
    pub from: String,
    /// Which review, drill or audit.
    pub from_ref: String,
    /// Control it belongs to: A.5.24 to A.5.28, or another.
    pub control_ref: String,
    /// Where it stands in the risk register.
    pub risk_link: String,
}

/// What was changed; empty stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The action.
    pub action: RecordId,
    /// The new owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Author>,
    /// The new date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
    /// The new verifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<Author>,
    /// The new priority; empty stays.
    pub priority: String,
    /// Why.
    pub reason: String,
}

/// A step of its progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progressed {
    /// The action.
    pub action: RecordId,
    /// One of [`PROGRESS`].
    pub to: String,
    /// Who did it.
    pub by: Author,
    /// What shows that it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Source>,
    /// Why it was dropped or opened again.
    pub reason: String,
    /// What was done.
    pub note: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Somebody else looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// The action.
    pub action: RecordId,
    /// Who.
    pub by: Author,
    /// What was looked at, and what was seen.
    pub how: String,
    /// How their presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// The drill in which it is tested again, or was.
    pub retest: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Nothing is to be done in an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {
    /// One of [`AREAS`].
    pub area: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Author,
}

/// How an action stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Agreed.
    Open,
    /// Somebody works on it.
    InProgress,
    /// Done, with evidence; nobody else looked yet.
    Done,
    /// Somebody other than its owner saw that it was done.
    Verified,
    /// Given up, with a reason.
    Dropped,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 5] =
        [Standing::Open, Standing::InProgress, Standing::Done, Standing::Verified, Standing::Dropped];

    /// The code: `open`, `in-progress`, `done`, `verified`, `dropped`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::InProgress => "in-progress",
            Standing::Done => "done",
            Standing::Verified => "verified",
            Standing::Dropped => "dropped",
        }
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn settled(self) -> bool {
        matches!(self, Standing::Verified | Standing::Dropped)
    }
}

/// One action with what followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its record.
    pub id: RecordId,
    /// As agreed.
    pub opened: Opened,
    /// Changes in order.
    pub changed: Vec<(RecordId, Changed)>,
    /// Progress in order.
    pub progressed: Vec<(RecordId, Progressed)>,
    /// Verifications in order.
    pub verified: Vec<(RecordId, Verified)>,
}

/// An action as it reads now: what was agreed, with its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// Who owns it.
    pub owner: Author,
    /// Until when.
    pub due: Option<When>,
    /// Who will look.
    pub verifier: Author,
    /// One of [`PRIORITIES`].
    pub priority: String,
    /// How it stands.
    pub standing: Standing,
    /// Since when it stands so: when it was done, verified, dropped.
    pub since: Option<Instant>,
}

/// Actions, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actions {
    /// In order of recording.
    pub actions: Vec<Action>,
    /// Areas in which nothing is to be done.
    pub nothing: Vec<(RecordId, Nothing)>,
}

impl Actions {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ActionFact, station: StationId) -> Act {
        let id = meta.id;
        let named = |msg: &'static str, action: RecordId| Msg::new(msg).with("record", action.label(station));
        match fact {
            ActionFact::Opened(opened) => {
                let (changed, progressed, verified) = (Vec::new(), Vec::new(), Vec::new());
                self.actions.push(Action { id, opened: (**opened).clone(), changed, progressed, verified });
                Act::at(meta.recorded_at, Msg::new("act-action").with("who", opened.owner.name.clone()))
            }
            ActionFact::Changed(changed) => {
                if let Some(action) = self.find(changed.action) {
                    action.changed.push((id, (**changed).clone()));
                }
                Act::at(meta.recorded_at, named("act-action-changed", changed.action))
            }
            ActionFact::Progressed(to) => {
                if let Some(action) = self.find(to.action) {
                    action.progressed.push((id, (**to).clone()));
                }
                let msg = named("act-action-progress", to.action).code("to", "action-progress", to.to.clone());
                Act::response(&to.at, to.late_reason.as_ref(), msg.with("who", to.by.name.clone()))
            }
            ActionFact::Verified(verified) => {
                if let Some(action) = self.find(verified.action) {
                    action.verified.push((id, (**verified).clone()));
                }
                let msg = named("act-action-seen", verified.action).with("who", verified.by.name.clone());
                Act::response(&verified.at, verified.late_reason.as_ref(), msg)
            }
            ActionFact::Nothing(nothing) => {
                self.nothing.push((id, (**nothing).clone()));
                let msg = Msg::new("act-action-none").code("area", "action-area", nothing.area.clone());
                Act::at(meta.recorded_at, msg.with("who", nothing.by.name.clone()))
            }
        }
    }

    fn find(&mut self, id: RecordId) -> Option<&mut Action> {
        self.actions.iter_mut().find(|action| action.id == id)
    }

    /// An action by its record.
    #[must_use]
    pub fn action(&self, id: RecordId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// Actions that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Action> {
        self.actions.iter().filter(|action| !state.struck(action.id))
    }

    /// The standing record that nothing is to be done in an area, with a reason.
    pub fn none_in<'a>(&'a self, state: &'a Incident, area: &str) -> Option<&'a (RecordId, Nothing)> {
        self.nothing.iter().rfind(|(id, nothing)| {
            nothing.area == area && !state.struck(*id) && none_shortfalls(state, nothing).is_empty()
        })
    }
}

impl Action {
    /// How it reads now.
    #[must_use]
    pub fn now(&self, state: &Incident) -> Now {
        let mut now = Now {
            owner: self.opened.owner.clone(),
            due: self.opened.due.clone(),
            verifier: self.opened.verifier.clone(),
            priority: self.opened.priority.clone(),
            standing: Standing::Open,
            since: None,
        };
        for (_, changed) in self.changed.iter().filter(|(id, _)| !state.struck(*id)) {
            if let Some(owner) = &changed.owner {
                now.owner.clone_from(owner);
            }
            if let Some(verifier) = &changed.verifier {
                now.verifier.clone_from(verifier);
            }
            if changed.due.is_some() {
                now.due.clone_from(&changed.due);
            }
            if !changed.priority.is_empty() {
                now.priority.clone_from(&changed.priority);
            }
        }
        let Some((_, last)) = self.last(state) else { return now };
        now.since = Some(last.at.at);
        now.standing = match last.to.as_str() {
            "in-progress" => Standing::InProgress,
            "done" => Standing::Done,
            "dropped" => Standing::Dropped,
            _ => Standing::Open,
        };
        let seen = self.verified.iter().filter(|(id, _)| !state.struck(*id));
        let seen = seen.filter(|(id, seen)| self.verification_shortfalls(state, Some(*id), seen).is_empty());
        if let Some(at) = seen.map(|(_, seen)| seen.at.at).max().filter(|_| now.standing == Standing::Done) {
            (now.standing, now.since) = (Standing::Verified, Some(at));
        }
        now
    }

    /// The last step of its progress that counts.
    fn last<'a>(&'a self, state: &'a Incident) -> Option<&'a (RecordId, Progressed)> {
        let counts = |(id, to): &&(RecordId, Progressed)| {
            !state.struck(*id) && progress_shortfalls(state, to).is_empty() && ahead(state, Some(*id), &to.at).is_none()
        };
        self.progressed.iter().filter(counts).max_by_key(|(id, to)| (to.at.at, *id))
    }

    /// The statement on one line.
    #[must_use]
    pub fn statement(&self) -> String {
        one_line(&self.opened.statement).into_owned()
    }

    /// Why a verification shows nothing. `record` is its own record once it has one.
    #[must_use]
    pub fn verification_shortfalls(
        &self,
        state: &Incident,
        record: Option<RecordId>,
        seen: &Verified,
    ) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &seen.at).into_iter().collect();
        let done = self.last(state).filter(|(_, to)| to.to == "done" && to.at.at <= seen.at.at);
        if done.is_none() {
            short.push(Shortfall::new(Rule::ActionNotDone).at("improvement"));
        }
        let owners = self.changed.iter().filter(|(id, _)| !state.struck(*id)).filter_map(|(_, c)| c.owner.as_ref());
        let hands = owners.chain([&self.opened.owner]).chain(done.map(|(_, to)| &to.by));
        if hands.into_iter().any(|hand| state.people.may_be_same(&seen.by, hand)) {
            short.push(Shortfall::new(Rule::ActionVerifier).at("person"));
        }
        if !state.present(&seen.by, &seen.presence, &seen.presence_ref) {
            short.push(Shortfall::new(Rule::Unproven).at("presence"));
        }
        if seen.how.split_whitespace().count() < 2 {
            short.push(owed("how-seen"));
        }
        short
    }

    /// What the action itself lacks: an owner on the roster, a date, somebody else who will look, an acceptance, a statement that says what is done.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident) -> Vec<Shortfall> {
        shortfalls(state, &self.opened, &self.now(state))
    }
}

fn owed(field: &'static str) -> Shortfall {
    Shortfall::new(Rule::ActionOwed).at(field).with("field", Arg::Code("field", field.to_owned()))
}

fn shortfalls(state: &Incident, opened: &Opened, now: &Now) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if opened.statement.split_whitespace().count() < 3 {
        short.push(Shortfall::new(Rule::ActionVague).at("statement"));
    }
    if state.people.person(&now.owner).is_none() {
        short.push(owed("owner"));
    }
    if now.due.is_none() {
        short.push(owed("due"));
    }
    if opened.area.is_empty() {
        short.push(owed("area"));
    }
    if now.verifier.name.is_empty() {
        short.push(owed("verifier"));
    } else if !now.owner.name.is_empty() && state.people.may_be_same(&now.verifier, &now.owner) {
        short.push(Shortfall::new(Rule::ActionVerifier).at("verifier"));
    }
    if opened.accepted_by.name.is_empty() {
        short.push(owed("accepted-by"));
    }
    short
}

fn progress_shortfalls(state: &Incident, to: &Progressed) -> Vec<Shortfall> {
    match to.to.as_str() {
        "done" => {
            let shown = match &to.evidence {
                Some(Source::File(file)) => file.size > 0 && !state.excisions.bytes(&file.commitment),
                Some(Source::Record(record)) => !state.struck(*record) && *record != to.action,
                Some(Source::Exhibit(_)) => true,
                None => false,
            };
            (!shown).then(|| Shortfall::new(Rule::ActionEvidence).at("file")).into_iter().collect()
        }
        "dropped" | "open-again" if to.reason.trim().is_empty() => {
            vec![Shortfall::new(Rule::DroppedNoReason).at("reason")]
        }
        _ => Vec::new(),
    }
}

fn none_shortfalls(state: &Incident, nothing: &Nothing) -> Vec<Shortfall> {
    let unreasoned = nothing.reason.split_whitespace().count() < 3 || state.people.person(&nothing.by).is_none();
    let area = || Arg::Code("action-area", nothing.area.clone());
    unreasoned.then(|| Shortfall::new(Rule::NoneWithoutReason).at("reason").with("area", area())).into_iter().collect()
}

/// Files that show that something was done.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let steps = state.actions.actions.iter().flat_map(|action| &action.progressed);
    steps.filter_map(|(record, to)| match &to.evidence {
        Some(Source::File(file)) => Some((*record, file)),
        _ => None,
    })
}

/// Dates that pass while an action is not done ring, also after the case has closed.
pub(super) fn reminders(state: &Incident) -> Vec<Reminder> {
    let open = state.actions.standing(state).filter_map(|action| {
        let now = action.now(state);
        let due = now.due.filter(|_| matches!(now.standing, Standing::Open | Standing::InProgress))?;
        let label = state.label(action.id);
        let words = state.sensitive(&cut(&action.statement()));
        Some(Reminder {
            key: format!("action:{}:{}", action.id, due.at.millis()),
            at: due.at,
            what: Msg::new("need-action-due")
                .with("record", label.clone())
                .with("who", now.owner.name)
                .with("what", words),
            place: Place::Timeline(action.id),
            act: Some(("action-progress", Input::default().with("improvement", label))),
        })
    });
    open.collect()
}

/// The beginning of a statement, for a line that is read at a glance.
fn cut(text: &str) -> String {
    const LONGEST: usize = 40;
    let end = text.char_indices().nth(LONGEST).map(|(end, _)| end);
    end.map_or_else(|| text.to_owned(), |end| [&text[..end], "…"].concat())
}

/// Actions that are done and wait for somebody else to look.
pub(super) fn waits(state: &Incident, found: &mut Vec<Need>) {
    for action in state.actions.standing(state) {
        let now = action.now(state);
        if now.standing != Standing::Done {
            continue;
        }
        let label = state.label(action.id);
        let who = if now.verifier.name.is_empty() { "?".to_owned() } else { now.verifier.name };
        let msg = Msg::new("need-action-verify").with("record", label.clone()).with("who", who);
        let since = now.since.map_or(0, Instant::millis);
        let need = Need::new(Urgency::Waits, since, msg, Place::Timeline(action.id));
        found.push(need.act("verify-action", Input::default().with("improvement", label)));
    }
}

#[cfg(test)]
mod tests;
