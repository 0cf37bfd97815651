//! What the commands of briefings decide: minutes are held, an action that was agreed is settled.

use super::{Action, BY, Held, OUTCOMES, OWNER, SAID, Settled, roll};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input, time_refusal};
use crate::domain::mark::Mark;
use crate::domain::repeated::{Repeated, reach, repeated};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::parse_coming;

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
                    (what, Some(due.map_err(|problem| time_refusal(field, typed.trim(), &problem))?))
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
