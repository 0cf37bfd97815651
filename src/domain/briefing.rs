//! Briefings: the minutes of what was said, decided and agreed. Who was there is the roll call; what was decided are records of the decision log. Minutes point
//! to both and repeat neither (procedures.md sections 1.2 and 2, control 7).

use serde::{Deserialize, Serialize};

use super::attention::Place;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::mark::Mark;
use super::msg::{Arg, Msg};
use super::reminder::Reminder;
use super::repeated::{Repeated, reach, repeated};
use super::rules::Rule;
use super::said::{self, Statement};
use super::station::{ahead, time_shortfalls};
use super::time::{Instant, When, parse_coming};
use super::watch::RollCalled;

facts! {
    /// Facts of briefings.
    BriefingFact {
        /// A briefing was held: its minutes.
        Held(Held) = "briefing.held" [listed],
        /// An action that was agreed is done or dropped.
        Settled(Settled) = "briefing.settled" [listed],
    }
}

/// What became of an action.
pub const OUTCOMES: &[&str] = &["done", "dropped"];
/// Fields of minutes in which words stand.
const SAID: &[&str] = &["agenda", "facts-said", "assumed", "actions", "last-reason", "note"];
/// Between who does it and what is done.
const OWNER: &str = ":";
/// Between what is done and by when.
const BY: &str = " @ ";

/// The minutes of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The roll call: who was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RecordId>,
    /// What was on the agenda.
    pub agenda: Vec<String>,
    /// What was said as fact.
    pub facts: Vec<Statement>,
    /// What was said as assumption.
    pub assumptions: Vec<String>,
    /// Decisions of the log that were taken in it.
    pub decisions: Vec<RecordId>,
    /// What is to be done by whom; none where nobody said whether there is anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
    /// The next briefing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
    /// Why there is no next one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Records whose words they repeat: who may not read one of them may not read the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<RecordId>,
    /// Who kept the minutes.
    pub by: Author,
    /// When it ended.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Who does it.
    pub owner: Author,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
}

/// An action of a briefing is done, or is not done after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The briefing.
    pub briefing: RecordId,
    /// Which of its actions, from 1.
    pub number: u64,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// What came of it, or why it is dropped.
    pub result: String,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Who says so.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Briefings, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Briefings {
    /// Minutes in order of recording.
    pub held: Vec<(RecordId, Held)>,
    /// What became of actions, in order.
    pub settled: Vec<(RecordId, Settled)>,
}

/// An action with its place, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreed<'a> {
    /// The briefing.
    pub briefing: RecordId,
    /// Its number there, from 1.
    pub number: u64,
    /// The action.
    pub action: &'a Action,
    /// What became of it.
    pub settled: Option<&'a (RecordId, Settled)>,
}

impl Briefings {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &BriefingFact, station: StationId) -> Act {
        match fact {
            BriefingFact::Held(held) => {
                self.held.push((meta.id, (**held).clone()));
                let msg = Msg::new("act-briefing")
                    .with("by", held.by.name.clone())
                    .with("decisions", held.decisions.len())
                    .with("actions", held.actions.as_ref().map_or(0, Vec::len));
                Act::response(&held.at, held.late_reason.as_ref(), msg)
            }
            BriefingFact::Settled(settled) => {
                self.settled.push((meta.id, (**settled).clone()));
                let msg = Msg::new("act-briefing-settled")
                    .with("number", settled.number)
                    .with("record", settled.briefing.label(station))
                    .code("outcome", "action-outcome", settled.outcome.clone())
                    .with("who", settled.by.name.clone());
                Act::response(&settled.at, settled.late_reason.as_ref(), msg)
            }
        }
    }

    /// A briefing by its record, struck or not.
    #[must_use]
    pub fn briefing(&self, record: RecordId) -> Option<&Held> {
        self.held.iter().find(|(id, _)| *id == record).map(|(_, held)| held)
    }

    /// Briefings that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Held)> {
        self.held.iter().filter(|(id, _)| !state.struck(*id))
    }

    /// The one that ended last.
    #[must_use]
    pub fn last<'a>(&'a self, state: &'a Incident) -> Option<&'a (RecordId, Held)> {
        self.standing(state).max_by_key(|(id, held)| (held.at.at, *id))
    }

    /// Whether a record is minutes that count.
    #[must_use]
    pub fn counts(&self, state: &Incident, record: RecordId) -> bool {
        let held = self.briefing(record).filter(|_| !state.struck(record));
        held.is_some_and(|held| held.shortfalls(state, Some(record)).is_empty())
    }

    /// Every action of the briefings that stand, in their order, with what became of it.
    #[must_use]
    pub fn agreed<'a>(&'a self, state: &'a Incident) -> Vec<Agreed<'a>> {
        let of = |(id, held): &'a (RecordId, Held)| {
            let numbered = (1_u64..).zip(held.actions.iter().flatten());
            numbered.map(|(number, action)| Agreed {
                briefing: *id,
                number,
                action,
                settled: self.settled_as(state, *id, number),
            })
        };
        self.standing(state).flat_map(of).collect()
    }

    fn settled_as<'a>(&'a self, state: &Incident, briefing: RecordId, number: u64) -> Option<&'a (RecordId, Settled)> {
        let about = |(id, settled): &&(RecordId, Settled)| {
            (settled.briefing, settled.number) == (briefing, number)
                && !state.struck(*id)
                && settled.shortfalls(state, Some(*id)).is_empty()
        };
        self.settled.iter().filter(about).max_by_key(|(id, settled)| (settled.at.at, *id))
    }
}

/// How long a roll call without minutes counts as a briefing that goes on, hours: somebody who forgot the minutes does not keep a screen from locking.
pub const HOURS: i64 = 3;

/// The last roll call that stands at an instant. One that came before it begins nothing any more.
fn last_roll(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    let rolls = state.watch.rolls.iter().filter(|(id, called)| !state.struck(*id) && called.at.at <= now);
    rolls.max_by_key(|(id, called)| (called.at.at, *id))
}

fn minuted(state: &Incident, roll: RecordId) -> bool {
    state.briefings.standing(state).any(|(_, held)| held.roll == Some(roll))
}

/// The briefing that goes on at an instant: the last roll call, where it is younger than [`HOURS`] and no minutes, struck ones aside, refer to it.
#[must_use]
pub fn open(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    let lately = |at: Instant| now.millis_since(at) < HOURS * 3_600_000;
    last_roll(state, now).filter(|(id, called)| lately(called.at.at) && !minuted(state, *id))
}

/// How long after its roll call the minutes of a briefing that ran out are still asked for, hours.
const OWED_HOURS: i64 = 24;

/// The briefing that is over by its time and has no minutes: the last roll call of the last day, where none of a later briefing were written.
#[must_use]
pub fn owed(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    if open(state, now).is_some() {
        return None;
    }
    let lately = |at: Instant| now.millis_since(at) < OWED_HOURS * 3_600_000;
    let later = |at: Instant| state.briefings.standing(state).any(|(_, held)| held.at.at >= at);
    last_roll(state, now).filter(|(id, called)| lately(called.at.at) && !minuted(state, *id) && !later(called.at.at))
}

/// When a briefing is over by its time, if nobody says otherwise.
#[must_use]
pub fn ends(called: &RollCalled) -> Instant {
    called.at.at.plus_hours(HOURS)
}

/// The briefing before the one that goes on, whose roll call is `called`: its record, and when it was over, or its roll was called where nobody wrote minutes.
#[must_use]
pub fn before(state: &Incident, called: Option<RecordId>, now: Instant) -> Option<(RecordId, Instant)> {
    let held = state.briefings.standing(state).map(|(id, held)| (*id, held.at.at));
    let rolls = state.watch.rolls.iter().filter(|(id, _)| !state.struck(*id) && Some(*id) != called);
    let all = held.chain(rolls.map(|(id, rolled)| (*id, rolled.at.at)));
    all.filter(|(_, at)| *at <= now).max_by_key(|(id, at)| (*at, *id))
}

/// What was agreed about the next briefing, by the record that says so: the last roll call, or minutes that were written after it. None where nothing was
/// held yet.
#[must_use]
pub fn next(state: &Incident) -> Option<(RecordId, Option<&When>, &str)> {
    let rolls = || state.watch.rolls.iter().rev().filter(|(id, _)| !state.struck(*id));
    // A roll call that names no time leaves standing what was agreed before it.
    let last = rolls().find(|(_, rolled)| rolled.next.is_some()).or_else(|| rolls().next());
    let minutes = state.briefings.last(state);
    match minutes.filter(|(_, held)| last.is_none_or(|(_, rolled)| rolled.at.at <= held.at.at)) {
        Some((id, held)) => Some((*id, held.next.as_ref(), &held.last)),
        None => last.map(|(id, rolled)| (*id, rolled.next.as_ref(), "")),
    }
}

/// A roll call that is not struck, by its record.
#[must_use]
pub fn roll(state: &Incident, record: RecordId) -> Option<&RollCalled> {
    let found = state.watch.rolls.iter().find(|(id, _)| *id == record && !state.struck(*id));
    found.map(|(_, rolled)| rolled)
}

impl Held {
    /// Who was there, by the roll call.
    #[must_use]
    pub fn roll<'a>(&self, state: &'a Incident) -> Option<&'a RollCalled> {
        roll(state, self.roll?)
    }

    /// What the minutes lack. `record` is their own once they have one.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.roll(state).is_none_or(|roll| roll.at.at > self.at.at) {
            short.push(Shortfall::new(Rule::NoRollCall).at("roll"));
        }
        let said = |said: bool| if said { "said" } else { "" };
        let owed = [
            ("facts-said", said(!self.facts.is_empty() || !self.assumptions.is_empty())),
            ("actions", said(self.actions.is_some())),
            ("next", said(self.next.is_some() || !self.last.trim().is_empty())),
        ];
        for (field, _) in owed.into_iter().filter(|(_, said)| said.is_empty()) {
            let what = Arg::Code("field", field.to_owned());
            short.push(Shortfall::new(Rule::MinutesOwed).at(field).with("what", what));
        }
        short.extend(said::shortfalls(state, &self.facts, "facts-said"));
        for decision in self.decisions.iter().filter(|decision| !state.decisions.counts(state, **decision)) {
            let label = state.label(*decision);
            short.push(Shortfall::new(Rule::DecisionNotLogged).at("decisions").with("record", label));
        }
        for (number, action) in (1_u64..).zip(self.actions.iter().flatten()) {
            if action.owner.name.trim().is_empty() || action.what.trim().is_empty() {
                short.push(Shortfall::new(Rule::AgreedOwed).at("actions").with("number", number));
            }
        }
        short
    }
}

impl Settled {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.result.trim().is_empty() && self.record.is_none_or(|shown| state.struck(shown)) {
            short.push(Shortfall::new(Rule::ResultOwed).at("result-said"));
        }
        short
    }
}

/// Actions that are due, each as its own.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let open = state.briefings.agreed(state).into_iter().filter(|agreed| agreed.settled.is_none());
    let due = open.filter_map(|agreed| {
        let due = agreed.action.due.as_ref()?;
        let record = state.label(agreed.briefing);
        let what = Msg::new("need-action").with("owner", agreed.action.owner.name.clone());
        Some(Reminder {
            key: format!("action:{}:{}:{}", agreed.briefing, agreed.number, due.at.millis()),
            at: due.at,
            what: what.with("what", super::sheet::marked(state, agreed.briefing, &agreed.action.what)),
            place: Place::Timeline(agreed.briefing),
            act: Some((
                "settle-action",
                Input::default().with("briefing", record).with("action-number", agreed.number.to_string()),
            )),
        })
    });
    due.collect()
}

impl Fields<'_> {
    /// Actions, one a line: `Jon Sato: rotate the deploy keys @ 14:30`. None where nothing was said.
    ///
    /// # Errors
    /// A time that cannot be read.
    fn actions(&self, field: &'static str) -> Result<Option<Vec<Action>>, Refusal> {
        if self.input.get(field).is_none() {
            return Ok(None);
        }
        if self.says_none(field) {
            return Ok(Some(Vec::new()));
        }
        let action = |line: String| {
            let (who, rest) = line.split_once(OWNER).unwrap_or(("", line.as_str()));
            let (what, due) = match rest.rsplit_once(BY) {
                Some((what, typed)) => {
                    let due = parse_coming(typed.trim(), &self.ctx.typing());
                    (what, Some(due.map_err(|problem| super::input::time_refusal(field, typed.trim(), &problem))?))
                }
                None => (rest, None),
            };
            let owner = if who.trim().is_empty() { Author::default() } else { self.state.people.resolve(who.trim()) };
            Ok(Action { owner, what: what.trim().to_owned(), due })
        };
        self.lines(field).into_iter().map(action).collect::<Result<_, _>>().map(Some)
    }

    /// Records whose words stand in minutes as they are typed.
    fn repeats(&self, readers: Mark) -> Vec<Repeated> {
        let said: Vec<String> = SAID.iter().filter_map(|field| self.text(field)).collect();
        repeated(self.state, &said.join("\n"), readers)
    }

    /// That minutes repeat what their readers may not read, at the field that does.
    fn repeats_above(&self, repeats: &[Repeated], readers: Mark) -> Option<Shortfall> {
        let above: Vec<&Repeated> = repeats.iter().filter(|repeated| repeated.reach.beyond(readers)).collect();
        let mark = above.iter().map(|repeated| repeated.reach.mark).max()?.max(readers);
        let stands = |field: &&&'static str| {
            let found = self.text(field).map(|text| repeated(self.state, &text, readers)).unwrap_or_default();
            found.iter().any(|repeated| repeated.reach.beyond(readers))
        };
        let field = SAID.iter().find(stands).copied().unwrap_or("note");
        let count = above.len();
        Some(Shortfall::new(Rule::RepeatsAbove).at(field).with("count", count).with("mark", mark.label()))
    }

    /// The roll call of a briefing: the one named, else the last one that no other minutes have.
    fn roll_call(&self, field: &'static str) -> Result<Option<RecordId>, Refusal> {
        if let Some(given) = self.text(field) {
            let id = self.record(field)?;
            // Who sees less of the case than there is of it sees its number.
            let withheld = self.state.withheld.iter().any(|(record, _)| *record == id);
            let known = withheld || self.state.watch.rolls.iter().any(|(roll, _)| *roll == id);
            return if known { Ok(Some(id)) } else { Err(self.not_found(field, &given)) };
        }
        let taken = |id: RecordId| self.state.briefings.standing(self.state).any(|(_, held)| held.roll == Some(id));
        let free = self.state.watch.rolls.iter().filter(|(id, _)| !self.state.struck(*id) && !taken(*id));
        Ok(free.max_by_key(|(id, rolled)| (rolled.at.at, *id)).map(|(id, _)| *id))
    }
}

/// `briefing`: the minutes of a briefing.
///
/// # Errors
/// No agenda, an unreadable time, a record that is not in the case.
pub fn hold(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("agenda")?;
    let roll_id = fields.roll_call("roll")?;
    let called = roll_id.and_then(|id| roll(state, id));
    let given = fields.mark("mark")?;
    let readers = given.unwrap_or_else(|| state.mark());
    let repeats = fields.repeats(readers);
    // What the roll call says of the next briefing goes no further than the roll call.
    let agreed = called.filter(|_| roll_id.is_some_and(|id| !reach(state, id).beyond(readers)));
    let at = fields.when_or_now("at")?;
    let decisions = match fields.text("decisions") {
        Some(_) if fields.says_none("decisions") => Vec::new(),
        Some(_) => {
            let named = fields.list("decisions");
            let record = |text: &String| {
                let found = state.record_named(text).filter(|id| state.decisions.decision(*id).is_some());
                found.ok_or_else(|| fields.not_found("decisions", text))
            };
            named.iter().map(record).collect::<Result<_, _>>()?
        }
        // What was decided since the roll call was decided there.
        None => called.map(|roll| state.decisions.between(state, roll.at.at, at.at)).unwrap_or_default(),
    };
    let held = Held {
        roll: roll_id,
        agenda: fields.entries("agenda"),
        facts: fields.statements("facts-said")?,
        assumptions: fields.assumptions("assumed"),
        decisions,
        actions: fields.actions("actions")?,
        next: fields.coming("next")?.or_else(|| agreed.and_then(|roll| roll.next.clone())),
        last: fields.text("last-reason").unwrap_or_default(),
        note: fields.text("note").unwrap_or_default(),
        repeats: repeats.iter().map(|repeated| repeated.record).collect(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at,
        late_reason: fields.text("late-reason"),
    };
    let mut short = held.shortfalls(state, None);
    short.extend(time_shortfalls("at", &held.at, true, held.late_reason.as_deref(), state, ctx));
    short.extend(fields.repeats_above(&repeats, readers));
    let written = state.briefings.standing(state).find(|(_, other)| other.roll.is_some() && other.roll == held.roll);
    short.extend(written.map(|(id, _)| Shortfall::new(Rule::MinutesTwice).at("roll").with("record", state.label(*id))));
    let raised = repeats.iter().map(|repeated| repeated.reach.mark).max().filter(|mark| *mark > readers);
    Ok(Decision::of(held).short(short).marked(raised.or(given)))
}

/// `settle-action`: an action that was agreed in a briefing is done, or dropped.
///
/// # Errors
/// No such action, an unreadable time, a record that is not in the case.
pub fn settle(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let agreed = state.briefings.agreed(state);
    let open = || agreed.iter().filter(|agreed| agreed.settled.is_none());
    let briefing = match fields.text("briefing") {
        Some(_) => Some(fields.record("briefing")?),
        None => open().map(|agreed| agreed.briefing).next(),
    };
    let number = match fields.text("action-number") {
        Some(text) => Some(text.trim().parse::<u64>().map_err(|_| fields.not_found("action-number", &text))?),
        None => None,
    };
    let found = match number {
        Some(number) => agreed.iter().find(|one| Some(one.briefing) == briefing && one.number == number),
        None => open().find(|one| Some(one.briefing) == briefing),
    };
    let given = || fields.text("action-number").or_else(|| fields.text("briefing")).unwrap_or_default();
    let found = found.ok_or_else(|| match given() {
        given if given.is_empty() => Refusal::new(Rule::Empty, Some("briefing")).code("briefing"),
        given => fields.not_found("action-number", &given),
    })?;
    let settled = Settled {
        briefing: found.briefing,
        number: found.number,
        outcome: fields.choice("action-outcome", OUTCOMES)?.unwrap_or(OUTCOMES[0]).to_owned(),
        result: fields.text("result-said").unwrap_or_default(),
        record: match fields.text("record") {
            Some(_) => Some(fields.record("record")?),
            None => None,
        },
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = settled.shortfalls(state, None);
    short.extend(time_shortfalls("at", &settled.at, true, settled.late_reason.as_deref(), state, ctx));
    let mark = state.timeline.line(found.briefing).map(|line| line.mark);
    Ok(Decision::of(settled).short(short).marked(mark))
}

#[cfg(test)]
#[path = "briefing_tests.rs"]
mod tests;
