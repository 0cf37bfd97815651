//! What a person signs with a key of their own when an exhibit changes hands: plain lines that say which case, which exhibit with which digest, which half,
//! and after which record. It can be checked with `ssh-keygen -Y verify` alone.

use super::event::Moved;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

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
    /// What else the form says of the half, by field: place, seals, container, condition, transport, digest read off.
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
            said: said(moved),
            after: last.unwrap_or(exhibit.id),
        })
    }

    /// The text that is signed, UTF-8 with line feeds. Names are on one line each, whatever they hold.
    #[must_use]
    pub fn text(&self, case: &str) -> String {
        let line = |text: &str| crate::domain::text::one_line(text).into_owned();
        let sha256 = if self.sha256.is_empty() { "-" } else { &self.sha256 };
        let mut lines = vec![
            "warroom-custody-statement/1".to_owned(),
            ["case ", case].concat(),
            ["exhibit ", &line(&self.label), " ", &self.exhibit.to_string()].concat(),
            ["sha256 ", sha256].concat(),
            ["event ", &self.event].concat(),
            ["from ", &line(&self.from)].concat(),
            ["to ", &line(&self.to)].concat(),
        ];
        lines.extend(self.said.iter().map(|(field, text)| [field, " ", &line(text)].concat()));
        lines.push(["after ", &self.after.to_string()].concat());
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }
}

fn said(moved: &Moved) -> Vec<(&'static str, String)> {
    let check = moved.check.as_ref();
    let fields = [
        ("place", &moved.place),
        ("purpose", &moved.purpose),
        ("authority", &moved.authority),
        ("seal-removed", &moved.seal_removed),
        ("seal-applied", &moved.seal_applied),
        ("seal-state", &moved.seal_state),
        ("container", &moved.container),
        ("condition", &moved.condition),
        ("transport", &moved.transport),
    ];
    let fields = fields.into_iter().map(|(field, text)| (field, text.as_str()));
    let checked =
        check.into_iter().flat_map(|check| [("check", check.outcome.as_str()), ("check-digest", &check.digest)]);
    fields.chain(checked).filter(|(_, text)| !text.is_empty()).map(|(field, text)| (field, text.to_owned())).collect()
}
