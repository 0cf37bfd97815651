//! What belongs to no case: approvals of procedures, enrolled keys, people's competence, exercises, readiness checks in peace time. Kept in the organisation's
//! file, same format, same verifier.

pub mod approvals;
pub mod counsel;
pub mod exercises;
pub mod keys;
pub mod people;
pub mod plan;
pub mod profile;
pub mod review;

use serde::{Deserialize, Serialize};

use super::decision::{Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::Fields;
use super::msg::Msg;
use super::proof::{PRESENCES, present};
use super::rules::Rule;
use super::station::time_shortfalls;
use super::time::{Instant, When, parse_when};

use approvals::{Approvals, Approved, Retired};
use counsel::{Entries, EntryApproved, EntryWithdrawn};
use exercises::{Exercises, Held, Planned};
use keys::{Enrolled, Keys, Withdrawn};
use people::{Acknowledged, Competence, TestCalled};
use plan::{Listed, Plan, PlanApproved, Stated, Unlisted};
use profile::Profile;

facts! {
    /// Facts of the organisation.
    OrganisationFact {
        /// What would fail at 02:40 was looked at.
        Ready(Ready) = "readiness.checked",
        /// The text of a procedure was approved.
        Approved(Approved) = "approval.given",
        /// A procedure is no longer to be used.
        Retired(Retired) = "procedure.retired",
        /// A person's own key was enrolled.
        Enrolled(Enrolled) = "key.enrolled",
        /// An enrolled key counts no longer.
        Withdrawn(Withdrawn) = "key.withdrawn",
        /// A person took on a role, with the competence for it.
        Acknowledged(Acknowledged) = "role.acknowledged",
        /// A number was rung to see whether it is answered.
        TestCalled(TestCalled) = "number.test-called",
        /// An exercise was put into the calendar.
        Planned(Planned) = "exercise.planned",
        /// An exercise was held.
        Held(Held) = "exercise.held",
        /// An entry of the legal register was approved.
        EntryApproved(EntryApproved) = "regime.approved",
        /// An approval of an entry counts no longer.
        EntryWithdrawn(EntryWithdrawn) = "regime.approval-withdrawn",
        /// Who the organisation is, as far as law asks.
        Profile(Profile) = "organisation.profile",
        /// The plan lists a detection source or an AI asset.
        Listed(Listed) = "plan.listed",
        /// The plan lists it no longer.
        Unlisted(Unlisted) = "plan.unlisted",
        /// A section of the plan in own words.
        Stated(Stated) = "plan.stated",
        /// The plan was approved.
        PlanApproved(PlanApproved) = "plan.approved",
    }
}

/// The purpose of the organisation's file, as its chains are opened with.
pub const PURPOSE: &str = "organisation";

/// After this many days without an exercise or a test call something counts as untested: 12 months (procedures.md section 6).
pub const UNTESTED_DAYS: i64 = 365;

/// A dated readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Each line of the check.
    pub lines: Vec<ReadyLine>,
}

/// One line of a readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyLine {
    /// What was looked at, a code.
    pub check: String,
    /// `ok`, `warn`, `fail` or `unknown`.
    pub result: String,
    /// What was seen, in plain words or numbers.
    pub seen: String,
}

/// The organisation, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Organisation {
    /// Readiness checks in order.
    pub checks: Vec<(RecordId, Ready)>,
    /// Approvals of procedures.
    pub approvals: Approvals,
    /// Enrolled keys.
    pub keys: Keys,
    /// Roles that people took on, and the numbers they were rung on.
    pub competence: Competence,
    /// The calendar of exercises.
    pub exercises: Exercises,
    /// Entries of the legal register that counsel approved.
    pub entries: Entries,
    /// Who the organisation is, as it was last said.
    pub profile: Option<(RecordId, Profile)>,
    /// What the plan says that no other record holds.
    pub plan: Plan,
}

impl Organisation {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &OrganisationFact) -> Option<Act> {
        match fact {
            OrganisationFact::Ready(ready) => {
                let failing = ready.lines.iter().filter(|line| line.result != "ok").count();
                self.checks.push((meta.id, (**ready).clone()));
                let msg = Msg::new("act-ready").with("checks", ready.lines.len()).with("failing", failing);
                Some(Act::at(meta.recorded_at, msg))
            }
            OrganisationFact::Approved(approved) => Some(self.approvals.approve(meta, approved)),
            OrganisationFact::Retired(retired) => Some(self.approvals.retire(meta, retired)),
            OrganisationFact::Enrolled(enrolled) => Some(self.keys.enrol(meta, enrolled)),
            OrganisationFact::Withdrawn(withdrawn) => Some(self.keys.withdraw(meta, withdrawn)),
            OrganisationFact::Acknowledged(acknowledged) => Some(self.competence.acknowledge(meta, acknowledged)),
            OrganisationFact::TestCalled(called) => Some(self.competence.test_call(meta, called)),
            OrganisationFact::Planned(planned) => Some(self.exercises.plan(meta, planned)),
            OrganisationFact::Held(held) => Some(self.exercises.hold(meta, held)),
            OrganisationFact::EntryApproved(approved) => Some(self.entries.approve(meta, approved)),
            OrganisationFact::EntryWithdrawn(withdrawn) => Some(self.entries.withdraw(meta, withdrawn)),
            OrganisationFact::Profile(profile) => {
                self.profile = Some((meta.id, (**profile).clone()));
                Some(Act::at(meta.recorded_at, Msg::new("act-profile")))
            }
            OrganisationFact::Listed(listed) => Some(self.plan.list(meta, listed)),
            OrganisationFact::Unlisted(unlisted) => Some(self.plan.unlist(meta, unlisted)),
            OrganisationFact::Stated(stated) => Some(self.plan.state(meta, stated)),
            OrganisationFact::PlanApproved(approved) => Some(self.plan.approve(meta, approved)),
        }
    }
}

/// The line of something done in peace time: recorded late it owes no reason.
fn done(when: &When, text: Msg) -> Act {
    Act { happened: when.at, when: Some(when.clone()), text, late_reason: None, response: false }
}

/// Whether something was never done, or longer ago than 12 months.
#[must_use]
pub fn untested(last: Option<Instant>, now: Instant) -> bool {
    last.is_none_or(|last| now.millis_since(last) > UNTESTED_DAYS * 86_400_000)
}

/// Refuses a command of the organisation in a case: there it would be found by nobody.
fn in_organisation(state: &Incident) -> Result<(), Refusal> {
    if state.stations.purpose() == Some(PURPOSE) { Ok(()) } else { Err(Refusal::new(Rule::NotTheOrganisation, None)) }
}

/// A time, or a day alone (`2027-03-10`), which then means `clock` of that day: its start for what has happened, its end for what holds until then.
///
/// # Errors
/// As [`Fields::when`].
pub(in crate::domain) fn day(fields: &Fields<'_>, field: &'static str, clock: &str) -> Result<Option<When>, Refusal> {
    let Some(text) = fields.input.get(field).map(str::trim) else { return Ok(None) };
    let bytes = text.as_bytes();
    let alone = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(i, byte)| if matches!(i, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    // Where clocks go forward at midnight that day begins later: noon is always there.
    let read = [clock, "12:00"].into_iter().filter(|_| alone);
    match read.into_iter().find_map(|clock| parse_when(&format!("{text} {clock}"), &fields.ctx.typing()).ok()) {
        Some(when) => Ok(Some(When { typed: text.to_owned(), ..when })),
        None => fields.when(field),
    }
}

/// Who approves a text, when, and how their presence was shown: the same for procedures and for entries of the legal register.
struct Approver {
    by: Author,
    presence: String,
    presence_ref: String,
    at: When,
}

impl Approver {
    fn read(fields: &Fields<'_>) -> Result<Self, Refusal> {
        Ok(Approver {
            by: fields.required_person("by")?,
            at: fields.when_or_now("at")?,
            presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
            presence_ref: fields.text("presence-ref").unwrap_or_default(),
        })
    }

    /// Why the approval shows nothing yet.
    fn shortfalls(&self, fields: &Fields<'_>) -> Vec<Shortfall> {
        let mut short = time_shortfalls("at", &self.at, false, None, fields.state, fields.ctx);
        if !present(&self.by, &self.presence, &self.presence_ref) {
            short.push(Shortfall::new(Rule::Unproven).at(if self.by.person.is_none() { "by" } else { "presence" }));
        }
        short
    }
}

#[cfg(test)]
#[path = "organisation/tests.rs"]
mod tests;
