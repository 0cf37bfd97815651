//! What a person signs with a key of their own when an exhibit changes hands: plain lines that say which case, which exhibit with which digest, which half with
//! all that it states, and after which record. It can be checked with `ssh-keygen -Y verify` alone.

use super::event::Moved;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::one_line;
use crate::domain::time::Instant;

/// First line of the text without time, witness and remarks. Nothing is signed over it any more; what was signed over it stands.
const FIRST: &str = "warroom-custody-statement/1";
/// First line of the text that is signed now.
const SECOND: &str = "warroom-custody-statement/2";

/// The statement of one half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Label of the exhibit.
    pub label: String,
    /// Its record.
    pub exhibit: RecordId,
    /// Its digest, lower-case hex; empty for a thing without one.
    pub sha256: String,
    /// Kind of event.
    pub event: String,
    /// Who gives.
    pub from: String,
    /// Who takes.
    pub to: String,
    /// When the half happened. It is always part of what is signed, so the record must name the same instant.
    pub at: Instant,
    /// What else the half states, by field; what it leaves open is left out.
    pub said: Vec<(&'static str, String)>,
    /// The record it follows: a signature cannot be used for a later hand-over.
    pub after: RecordId,
}

impl Statement {
    pub(super) fn of(state: &Incident, moved: &Moved) -> Option<Self> {
        let exhibit = state.register.exhibit(moved.exhibit)?;
        let walk = state.custody.walk(state, exhibit.id);
        // What earned no credit moves nothing along: a rejected attempt does not void the signature of somebody else.
        let release =
            moved.takes_over().then(|| walk.open.iter().rev().find(|(_, open)| open.to == moved.to)).flatten();
        let last = release.map(|(id, _)| *id).or(walk.taken);
        Some(Statement {
            label: state.register.shown_label(exhibit),
            exhibit: exhibit.id,
            sha256: exhibit.digest().to_owned(),
            event: moved.event.clone(),
            from: moved.from.name.clone(),
            to: moved.to.name.clone(),
            at: moved.at.at,
            said: said(moved),
            after: last.unwrap_or(exhibit.id),
        })
    }

    /// The text that is signed, UTF-8 with line feeds. Whatever was typed stands on one line.
    #[must_use]
    pub fn text(&self, case: &str) -> String {
        let sha256 = if self.sha256.is_empty() { "-" } else { &self.sha256 };
        let mut lines = vec![
            SECOND.to_owned(),
            ["case ", case].concat(),
            ["exhibit ", &one_line(&self.label), " ", &self.exhibit.to_string()].concat(),
            ["sha256 ", sha256].concat(),
            ["event ", &self.event].concat(),
            ["from ", &one_line(&self.from)].concat(),
            ["to ", &one_line(&self.to)].concat(),
            ["at ", &self.at.to_string()].concat(),
        ];
        lines.extend(self.said.iter().map(|(field, text)| [field, " ", &one_line(text)].concat()));
        lines.push(["after ", &self.after.to_string()].concat());
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

impl Moved {
    /// Whether a statement that was signed says, to the letter and in its version, what this event says. Label and digest of the exhibit and the record before
    /// are those of the hour of signing, so only their form is looked at; which exhibit it is stands beside its label.
    #[must_use]
    pub fn is_said_by(&self, statement: &str, case: &str) -> bool {
        let mut lines = statement.lines();
        let said = match lines.next() {
            Some(FIRST) => said_first(self),
            Some(SECOND) => [vec![("at", self.at.at.to_string())], said(self)].concat(),
            _ => return false,
        };
        let about = [("event", &self.event), ("from", &self.from.name), ("to", &self.to.name)]
            .map(|(field, text)| (field, text.clone()));
        let mut own = about.into_iter().chain(said).map(|(field, text)| [field, " ", &one_line(&text)].concat());
        lines.next() == Some(["case ", case].concat().as_str())
            && lines.next().is_some_and(|line| {
                line.starts_with("exhibit ") && line.ends_with([" ", &self.exhibit.to_string()].concat().as_str())
            })
            && lines.next().is_some_and(|line| line.starts_with("sha256 "))
            && own.all(|own| lines.next() == Some(own.as_str()))
            && lines.next().is_some_and(|line| line.starts_with("after "))
            && lines.next().is_none()
    }

    /// Whether its signature is over the first text, and so says nothing about time, witness and remarks.
    #[must_use]
    pub fn signed_without_time(&self) -> bool {
        self.signature.as_ref().is_some_and(|signature| signature.statement.lines().next() == Some(FIRST))
    }
}

type Said = Vec<(&'static str, String)>;

fn kept<'a>(fields: impl IntoIterator<Item = (&'static str, &'a str)>) -> Said {
    let said = fields.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(field, text)| (field, text.to_owned())).collect()
}

/// What the first text said. It never changes: signatures over it must be checked for as long as there are cases that hold them.
fn said_first(moved: &Moved) -> Said {
    let check = moved.check.as_ref();
    kept([
        ("place", moved.place.as_str()),
        ("purpose", &moved.purpose),
        ("authority", &moved.authority),
        ("seal-removed", &moved.seal_removed),
        ("seal-applied", &moved.seal_applied),
        ("seal-state", &moved.seal_state),
        ("container", &moved.container),
        ("condition", &moved.condition),
        ("transport", &moved.transport),
        ("check", check.map_or("", |check| &check.outcome)),
        ("check-digest", check.map_or("", |check| &check.digest)),
    ])
}

/// Everything else that the half states. Left out is only what is said of the signature itself, and why the record was made late: that is known when it is made.
fn said(moved: &Moved) -> Said {
    let mut said = said_first(moved);
    let (check, change) = (moved.check.as_ref(), moved.change.as_ref());
    said.extend(kept([
        ("check-why", check.map_or("", |check| check.why.as_str())),
        ("witness", &moved.witness),
        ("photo", &moved.photo),
        ("change", change.map_or("", |change| &change.what)),
        ("responsible", change.map_or("", |change| &change.responsible.name)),
        ("justification", change.map_or("", |change| &change.justification)),
    ]));
    let records = [("corrects", moved.corrects), ("explains", moved.explains)];
    said.extend(records.into_iter().filter_map(|(field, record)| Some((field, record?.to_string()))));
    said.extend(kept([("presence-ref", moved.presence_ref.as_str()), ("note", &moved.note)]));
    said
}
