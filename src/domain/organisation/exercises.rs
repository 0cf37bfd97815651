//! The calendar of exercises: what is planned, what was held and what it showed. A procedure that nobody has exercised for 12 months is a finding
//! (procedures.md section 6).

use serde::{Deserialize, Serialize};

use super::{day, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Meta;
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::procedure::loaded;
use crate::domain::rules::Rule;
use crate::domain::sensitive::Sensitive;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{Instant, When};

/// An exercise planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What it is called.
    pub title: String,
    /// Id of the procedure that is exercised.
    pub procedure: String,
    /// On which day.
    pub on: When,
}

/// An exercise held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The planned one; none for one that nobody planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<RecordId>,
    /// Id of the procedure that was exercised.
    pub procedure: String,
    /// When.
    pub at: When,
    /// Who took part.
    pub participants: Vec<String>,
    /// What it showed.
    pub findings: String,
}

/// The calendar, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exercises {
    /// Planned, in order of recording.
    pub planned: Vec<(RecordId, Planned)>,
    /// Held, in order of recording.
    pub held: Vec<(RecordId, Held)>,
}

impl Exercises {
    pub(super) fn plan(&mut self, meta: &Meta, planned: &Planned) -> Act {
        self.planned.push((meta.id, planned.clone()));
        let msg = Msg::new("act-exercise-planned").with("id", planned.procedure.clone());
        let title = Sensitive::new(planned.title.clone(), meta.mark, meta.privileged);
        Act::at(meta.recorded_at, msg.with("title", title))
    }

    pub(super) fn hold(&mut self, meta: &Meta, held: &Held) -> Act {
        self.held.push((meta.id, held.clone()));
        let msg = Msg::new("act-exercise-held").with("id", held.procedure.clone());
        done(&held.at, msg.with("count", held.participants.len()))
    }

    /// The planned ones that were not held yet.
    pub fn open(&self) -> impl Iterator<Item = &(RecordId, Planned)> {
        self.planned.iter().filter(|(id, _)| !self.held.iter().any(|(_, held)| held.planned == Some(*id)))
    }

    /// When a procedure was last exercised in a way that counts. What is dated after now has not happened.
    #[must_use]
    pub fn last(&self, procedure: &str, now: Instant) -> Option<Instant> {
        let counts = |held: &&Held| held.procedure == procedure && exercise_shortfalls(held).is_empty();
        self.held.iter().map(|(_, held)| held).filter(counts).map(|held| held.at.at).filter(|at| *at <= now).max()
    }
}

/// Why an exercise shows nothing.
#[must_use]
pub fn exercise_shortfalls(held: &Held) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if held.participants.is_empty() {
        short.push(Shortfall::new(Rule::ExerciseUnrecorded).at("participants"));
    }
    if held.findings.trim().is_empty() {
        short.push(Shortfall::new(Rule::ExerciseUnrecorded).at("findings"));
    }
    short
}

/// `plan`: an exercise comes into the calendar.
///
/// # Errors
/// Outside the organisation's file, no title, an unknown procedure, no day.
pub fn plan(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let title = fields.required("title")?;
    let (procedure, _) = loaded(&fields, fields.required("procedure")?.trim())?;
    fields.required("on")?;
    let on = match day(&fields, "on", "12:00")? {
        Some(on) => on,
        None => fields.when_or_now("on")?,
    };
    Ok(Decision::of(Planned { title, procedure: procedure.id, on }))
}

/// `held`: an exercise took place: the planned one that is named, or the only open one of a procedure, or one that nobody planned.
///
/// # Errors
/// Outside the organisation's file, neither a planned exercise nor a procedure named, a record that plans none.
pub fn held(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let calendar = &state.organisation.exercises;
    let (planned, procedure) = match fields.text("record") {
        Some(text) => {
            let record = fields.record("record")?;
            let found = calendar.planned.iter().find(|(id, _)| *id == record);
            let (id, planned) = found.ok_or_else(|| fields.not_found("record", &text))?;
            (Some(*id), planned.procedure.clone())
        }
        None => {
            let (procedure, _) = loaded(&fields, fields.required("procedure")?.trim())?;
            let mut open = calendar.open().filter(|(_, planned)| planned.procedure == procedure.id);
            (open.next().filter(|_| open.next().is_none()).map(|(id, _)| *id), procedure.id)
        }
    };
    let at = match day(&fields, "at", "00:00")? {
        Some(at) => at,
        None => fields.when_or_now("at")?,
    };
    let participants = fields.list("participants");
    let held = Held { planned, procedure, at, participants, findings: fields.text("findings").unwrap_or_default() };
    let mut short = exercise_shortfalls(&held);
    short.extend(time_shortfalls("at", &held.at, false, None, state, ctx));
    Ok(Decision::of(held).short(short))
}
