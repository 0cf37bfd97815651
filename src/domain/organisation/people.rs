//! People in peace time: the roles they took on, with what shows their competence, and whether their numbers were ever rung.

use serde::{Deserialize, Serialize};

use super::{day, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::people::role;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{Instant, When};

/// A person took on a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Who.
    pub person: Author,
    /// The role.
    pub role: String,
    /// In their words, or what shows the competence: a certificate, a course, years in the work.
    pub words: String,
    /// When they were trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained: Option<When>,
    /// Until when it holds; none is without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// When they acknowledged.
    pub at: When,
}

/// What came of a test call.
pub const RUNG: &[&str] = &["answered", "not-answered"];

/// A number was rung in peace time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestCalled {
    /// Whose number.
    pub person: Author,
    /// The number.
    pub number: String,
    /// One of [`RUNG`].
    pub rung: String,
    /// When.
    pub at: When,
}

/// Roles taken on and numbers rung, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Competence {
    /// Acknowledgements in order; the last one of a person and role holds.
    pub acknowledged: Vec<(RecordId, Acknowledged)>,
    /// Test calls in order.
    pub calls: Vec<(RecordId, TestCalled)>,
}

impl Competence {
    pub(super) fn acknowledge(&mut self, meta: &Meta, acknowledged: &Acknowledged) -> Act {
        self.acknowledged.push((meta.id, acknowledged.clone()));
        let msg = Msg::new("act-role-acknowledged").with("who", acknowledged.person.name.clone());
        done(&acknowledged.at, msg.code("role", "role", acknowledged.role.clone()))
    }

    pub(super) fn test_call(&mut self, meta: &Meta, called: &TestCalled) -> Act {
        self.calls.push((meta.id, called.clone()));
        let msg = Msg::new("act-test-called").with("who", called.person.name.clone());
        done(&called.at, msg.code("rung", "rung", called.rung.clone()))
    }

    /// When a number was last answered in a test. What is dated after now has not happened; words without a digit are no number.
    #[must_use]
    pub fn answered(&self, number: &str, now: Instant) -> Option<Instant> {
        let number = Some(digits(number)).filter(|digits| !digits.is_empty())?;
        let calls = self.calls.iter().map(|(_, called)| called);
        let theirs = calls.filter(|called| called.rung == RUNG[0] && digits(&called.number) == number);
        theirs.map(|called| called.at.at).filter(|at| *at <= now).max()
    }
}

/// The acknowledgement of a role by a person that holds, the last one.
#[must_use]
pub fn held<'a>(state: &'a Incident, who: &Author, role: &str) -> Option<&'a (RecordId, Acknowledged)> {
    let theirs = |known: &&(RecordId, Acknowledged)| known.1.role == role && state.people.same(&known.1.person, who);
    state.organisation.competence.acknowledged.iter().rev().find(theirs)
}

/// Why an acknowledgement says nothing about competence at an instant.
#[must_use]
pub fn competence_shortfalls(acknowledged: &Acknowledged, now: Instant) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if acknowledged.person.person.is_none() {
        short.push(Shortfall::new(Rule::Unproven).at("person"));
    }
    if acknowledged.words.trim().is_empty() {
        short.push(Shortfall::new(Rule::NoCompetence).at("words"));
    }
    if acknowledged.until.as_ref().is_some_and(|until| until.at < now) {
        short.push(Shortfall::new(Rule::CompetenceOver).at("until"));
    }
    short
}

/// Digits alone: numbers are written in many ways.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// `acknowledge`: a person takes on a role, with what shows the competence for it.
///
/// # Errors
/// Outside the organisation's file, nobody named, an unknown role, an unreadable day.
pub fn acknowledge(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let acknowledged = Acknowledged {
        person: fields.required_person("person")?,
        role: role(&fields)?,
        words: fields.text("words").unwrap_or_default(),
        trained: day(&fields, "trained", "00:00")?,
        until: day(&fields, "until", "23:59")?,
        at: fields.when_or_now("at")?,
    };
    let mut short = competence_shortfalls(&acknowledged, ctx.now);
    short.extend(time_shortfalls("at", &acknowledged.at, false, None, state, ctx));
    if let Some(trained) = &acknowledged.trained {
        short.extend(time_shortfalls("trained", trained, false, None, state, ctx));
    }
    Ok(Decision::of(acknowledged).short(short))
}

/// `test-call`: a number of a person was rung to see whether it is answered. Without a number the person's first one is meant.
///
/// # Errors
/// Outside the organisation's file, nobody named, no number known or given.
pub fn test_call(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let person = fields.required_person("person")?;
    let first = || state.people.person(&person).and_then(|known| known.phones.first().cloned());
    let number = match fields.text("number").or_else(first) {
        Some(number) => number,
        None => fields.required("number")?,
    };
    let rung = fields.choice("rung", RUNG)?.unwrap_or(RUNG[0]).to_owned();
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    Ok(Decision::of(TestCalled { person, number, rung, at }).short(short))
}
