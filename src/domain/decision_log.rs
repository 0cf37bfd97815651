//! The decision log: what was asked, which options there were, what was chosen and why, who decided, who objected, and when it is looked at again
//! (procedures.md section 2, control 7). A decision not to act is a decision.

use serde::{Deserialize, Serialize};

use super::attention::Place;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::{Arg, Msg};
use super::reminder::Reminder;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::{ahead, time_shortfalls};
use super::time::{Instant, When};

facts! {
    /// Facts of the decision log.
    DecisionLogFact {
        /// Something was decided.
        Made(Made) = "decision.made" [listed],
        /// A decision was looked at again.
        Reviewed(Reviewed) = "decision.reviewed" [listed],
    }
}

/// What came of looking at a decision again. What is decided otherwise is a decision of its own that replaces it.
pub const OUTCOMES: &[&str] = &["stands", "lapsed"];

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// What was to be decided.
    pub question: String,
    /// What could be done.
    pub options: Vec<String>,
    /// What was chosen.
    pub choice: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: Author,
    /// Who objected and why; empty where nobody did, none where nobody was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objections: Option<Vec<Objection>>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<When>,
    /// The decision in whose place this one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordId>,
    /// When it was decided.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Somebody objected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Who.
    pub who: Author,
    /// Why.
    pub why: String,
}

/// A decision looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The decision.
    pub decision: RecordId,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// Who looked.
    pub by: Author,
    /// When it is looked at next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// The log, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DecisionLog {
    /// Decisions in order of recording.
    pub made: Vec<(RecordId, Made)>,
    /// Reviews in order of recording.
    pub reviewed: Vec<(RecordId, Reviewed)>,
}

/// How a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// Another stands in its place.
    Replaced(RecordId),
    /// Its question is gone.
    Lapsed,
    /// It was struck.
    Struck,
}

impl Standing {
    /// The code: `holds`, `replaced`, `lapsed`, `struck`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::Replaced(_) => "replaced",
            Standing::Lapsed => "lapsed",
            Standing::Struck => "struck",
        }
    }
}

impl DecisionLog {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &DecisionLogFact, station: StationId) -> Act {
        let marked = |text: &str| Sensitive::new(text, meta.mark, meta.privileged);
        match fact {
            DecisionLogFact::Made(made) => {
                self.made.push((meta.id, (**made).clone()));
                let msg = Msg::new("act-decided").with("who", made.by.name.clone());
                let msg = msg.with("choice", marked(&made.choice)).with("question", marked(&made.question));
                Act::response(&made.at, made.late_reason.as_ref(), msg)
            }
            DecisionLogFact::Reviewed(reviewed) => {
                self.reviewed.push((meta.id, (**reviewed).clone()));
                let msg = Msg::new("act-decision-reviewed")
                    .with("record", reviewed.decision.label(station))
                    .code("outcome", "decision-outcome", reviewed.outcome.clone())
                    .with("who", reviewed.by.name.clone());
                Act::response(&reviewed.at, reviewed.late_reason.as_ref(), msg)
            }
        }
    }

    /// A decision by its record, struck or not.
    #[must_use]
    pub fn decision(&self, record: RecordId) -> Option<&Made> {
        self.made.iter().find(|(id, _)| *id == record).map(|(_, made)| made)
    }

    /// Decisions that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Made)> {
        self.made.iter().filter(|(id, _)| !state.struck(*id))
    }

    /// Reviews of a decision that count, by the time at which they were made.
    fn reviews<'a>(&'a self, state: &'a Incident, decision: RecordId) -> Vec<&'a (RecordId, Reviewed)> {
        let counts = |(id, reviewed): &&(RecordId, Reviewed)| {
            reviewed.decision == decision && !state.struck(*id) && reviewed.shortfalls(state, Some(*id)).is_empty()
        };
        let mut found: Vec<_> = self.reviewed.iter().filter(counts).collect();
        found.sort_by_key(|(id, reviewed)| (reviewed.at.at, *id));
        found
    }

    /// How a decision stands.
    #[must_use]
    pub fn stands(&self, state: &Incident, decision: RecordId) -> Standing {
        if state.struck(decision) {
            return Standing::Struck;
        }
        let later = self.standing(state).find(|(id, made)| made.replaces == Some(decision) && *id != decision);
        if let Some((by, _)) = later {
            return Standing::Replaced(*by);
        }
        match self.reviews(state, decision).last() {
            Some((_, reviewed)) if reviewed.outcome != OUTCOMES[0] => Standing::Lapsed,
            _ => Standing::Holds,
        }
    }

    /// When a decision is to be looked at again, as the decision or the last review of it has it.
    #[must_use]
    pub fn review_due<'a>(&'a self, state: &'a Incident, decision: RecordId) -> Option<&'a When> {
        if self.stands(state, decision) != Standing::Holds {
            return None;
        }
        match self.reviews(state, decision).last() {
            Some((_, reviewed)) => reviewed.next.as_ref(),
            None => self.decision(decision)?.review.as_ref(),
        }
    }

    /// Whether a record is a decision that counts.
    #[must_use]
    pub fn counts(&self, state: &Incident, record: RecordId) -> bool {
        let made = self.decision(record).filter(|_| !state.struck(record));
        made.is_some_and(|made| made.shortfalls(state, Some(record)).is_empty())
    }

    /// Decisions of a span of time that are not struck, in the order in which they were taken.
    #[must_use]
    pub fn between(&self, state: &Incident, from: Instant, to: Instant) -> Vec<RecordId> {
        let mut found: Vec<_> = self.standing(state).filter(|(_, made)| (from..=to).contains(&made.at.at)).collect();
        found.sort_by_key(|(id, made)| (made.at.at, *id));
        found.into_iter().map(|(id, _)| *id).collect()
    }
}

impl Made {
    /// What it lacks. `record` is its own once it has one.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        let asked = if self.objections.is_some() { "asked" } else { "" };
        let owed = [("reason", self.reason.as_str()), ("decider", self.by.name.as_str()), ("objected", asked)];
        for (field, _) in owed.into_iter().filter(|(_, value)| value.trim().is_empty()) {
            let what = Arg::Code("field", field.to_owned());
            short.push(Shortfall::new(Rule::DecisionOwed).at(field).with("what", what));
        }
        let other = |option: &&String| option.trim().to_lowercase() != self.choice.trim().to_lowercase();
        if !self.options.iter().any(|option| other(&option)) {
            short.push(Shortfall::new(Rule::NoOptions).at("options"));
        }
        let bare = |objection: &Objection| objection.why.trim().is_empty() || objection.who.name.trim().is_empty();
        if self.objections.iter().flatten().any(bare) {
            short.push(Shortfall::new(Rule::ObjectionUnexplained).at("objected"));
        }
        short
    }
}

impl Reviewed {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.reason.trim().is_empty() {
            short.push(Shortfall::new(Rule::DecisionReviewOwed).at("reason"));
        }
        short
    }
}

/// Decisions whose time to be looked at again was set.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let due = state.decisions.standing(state).filter_map(|(id, made)| {
        let review = state.decisions.review_due(state, *id)?;
        let what = Msg::new("need-decision-review").with("record", state.label(*id));
        Some(Reminder {
            key: format!("decision:{id}:{}", review.at.millis()),
            at: review.at,
            what: what.with("question", super::sheet::marked(state, *id, &made.question)),
            place: Place::Timeline(*id),
            act: Some(("review-decision", Input::default().with("decision", state.label(*id)))),
        })
    });
    due.collect()
}

impl Fields<'_> {
    /// A decision of the log.
    fn decision(&self, field: &'static str) -> Result<RecordId, Refusal> {
        let id = self.record(field)?;
        let known = self.state.decisions.decision(id).map(|_| id);
        known.ok_or_else(|| self.not_found(field, self.input.get(field).unwrap_or_default()))
    }

    /// Objections, one a line: `Rosa Nagy: the backups are not tested`; `nobody` where everybody was asked and nobody objected.
    fn objections(&self, field: &str) -> Option<Vec<Objection>> {
        self.input.get(field)?;
        if self.says_none(field) {
            return Some(Vec::new());
        }
        let objection = |line: String| {
            let (who, why) = line.split_once(':').unwrap_or((line.as_str(), ""));
            Objection { who: self.state.people.resolve(who.trim()), why: why.trim().to_owned() }
        };
        Some(self.lines(field).into_iter().map(objection).collect())
    }
}

/// `decide`: what was decided, out of which options, why and by whom.
///
/// # Errors
/// No question, no choice, an unreadable time, a decision to replace that is not in the case.
pub fn decide(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let question = fields.required("question")?;
    let choice = fields.required("choice")?;
    let options = fields.entries("options");
    // The number of an option stands for it.
    let numbered = choice.trim().parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?).cloned());
    let made = Made {
        question,
        choice: numbered.unwrap_or(choice),
        options,
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("decider").unwrap_or_default(),
        objections: fields.objections("objected"),
        review: fields.coming("review")?,
        replaces: match fields.text("replaces") {
            Some(_) => Some(fields.decision("replaces")?),
            None => None,
        },
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = made.shortfalls(state, None);
    short.extend(time_shortfalls("at", &made.at, true, made.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(made).short(short).marked(fields.mark("mark")?))
}

/// `review-decision`: a decision is looked at again.
///
/// # Errors
/// No decision to look at, an unreadable time.
pub fn review(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let decision = match fields.text("decision") {
        Some(_) => fields.decision("decision")?,
        None => {
            let due = reminders(state).into_iter().min_by_key(|reminder| reminder.at);
            let named = due.and_then(|reminder| match reminder.place {
                Place::Timeline(id) => Some(id),
                _ => None,
            });
            named.ok_or_else(|| Refusal::new(Rule::Empty, Some("decision")).code("decision"))?
        }
    };
    let reviewed = Reviewed {
        decision,
        outcome: fields.choice("decision-outcome", OUTCOMES)?.unwrap_or(OUTCOMES[0]).to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        next: fields.coming("review")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = reviewed.shortfalls(state, None);
    short.extend(time_shortfalls("at", &reviewed.at, true, reviewed.late_reason.as_deref(), state, ctx));
    let mark = state.timeline.line(decision).map(|line| line.mark);
    Ok(Decision::of(reviewed).short(short).marked(mark))
}

#[cfg(test)]
#[path = "decision_log_tests.rs"]
mod tests;
