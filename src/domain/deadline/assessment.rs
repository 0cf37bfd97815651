//! Whether a law applies, and whether a single deadline of it does: who decided, on whose advice, on which records. The DPO advises and never decides.

use super::credit::decider_shortfalls;
use super::{ANSWERS, Advice, Assessed, CONDITIONS, ConditionAnswered, FOLLOWED, Regime};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// Whether a decision is one: somebody who may take it did, and said why.
fn decided(state: &Incident, decider: &Author, reason: &str) -> bool {
    decider_shortfalls(state, decider, reason).iter().all(|short| short.rule.remark())
}

/// Of what holds, in the order of recording, what stands: the last, save that a careful answer nobody decided leaves an earlier one of its kind that was decided.
fn last<'a, T>(
    holding: impl Iterator<Item = &'a (RecordId, T)>,
    careful: impl Fn(&T) -> bool,
    decided: impl Fn(&T) -> bool,
) -> Option<&'a (RecordId, T)> {
    holding.fold(None, |stands: Option<&(RecordId, T)>, next| {
        let kept = stands.filter(|(_, before)| careful(before) && decided(before));
        kept.filter(|_| careful(&next.1) && !decided(&next.1)).or(Some(next))
    })
}

impl Regime {
    /// The answer that holds: the last one that counts. A "yes" of whoever gave it holds until somebody decides otherwise, since that is the careful side, and
    /// takes no decided "yes" away; a "no" or "not yet" that nobody decided, that the DPO did, or that is still to come, changes nothing.
    #[must_use]
    pub fn stands(&self, state: &Incident) -> Option<&(RecordId, Assessed)> {
        let careful = |answer: &Assessed| answer.answer == "yes";
        let decided = |answer: &Assessed| decided(state, &answer.decider, &answer.reason);
        let live = self.answers.iter().filter(|(id, _)| !state.struck(*id));
        let taken =
            |id: RecordId, answer: &Assessed| decided(answer) && state.surely_happened(id, &answer.at).is_some();
        last(live.filter(|(id, answer)| careful(answer) || taken(*id, answer)), careful, decided)
    }

    /// The answers after the one that stands, which do not count, each with why.
    #[must_use]
    pub fn uncounted(&self, state: &Incident) -> Vec<(RecordId, &Assessed, Vec<Shortfall>)> {
        let stands = self.stands(state).map(|(id, _)| *id);
        let after = self.answers.iter().position(|(id, _)| Some(*id) == stands).map_or(0, |at| at + 1);
        let live = self.answers.iter().skip(after).filter(|(id, _)| !state.struck(*id));
        let lacks = |id: RecordId, answer: &Assessed| {
            let mut short = decider_shortfalls(state, &answer.decider, &answer.reason);
            short.extend(state.surely_happened(id, &answer.at).is_none().then(|| Shortfall::new(Rule::Ahead).at("at")));
            short
        };
        live.map(|(id, answer)| (*id, answer, lacks(*id, answer))).collect()
    }

    /// Whether a single deadline applies, as it was last decided; by the same measure.
    #[must_use]
    pub fn condition(&self, state: &Incident, deadline: &str) -> Option<&(RecordId, ConditionAnswered)> {
        let careful = |answer: &ConditionAnswered| answer.answer == "met";
        let decided = |answer: &ConditionAnswered| decided(state, &answer.decider, &answer.reason);
        let live = self.conditions.iter().filter(|(id, answer)| answer.deadline == deadline && !state.struck(*id));
        let happened = |id: RecordId, at: &When| state.surely_happened(id, at).is_some();
        let taken = |id: RecordId, answer: &ConditionAnswered| decided(answer) && happened(id, &answer.at);
        last(live.filter(|(id, answer)| careful(answer) || taken(*id, answer)), careful, decided)
    }
}

/// What an answer lacks: in who decided it, and in what it rests on.
pub(in crate::domain) fn answer_shortfalls(state: &Incident, answer: &Assessed) -> Vec<Shortfall> {
    let mut short = decider_shortfalls(state, &answer.decider, &answer.reason);
    if answer.answer == "not-yet" {
        let missing = if answer.until.is_none() { Some("awaits-until") } else { None };
        let missing = missing.or(answer.awaits.trim().is_empty().then_some("awaits"));
        short.extend(missing.map(|field| Shortfall::new(Rule::NotYetOpen).at(field)));
    }
    if answer.facts.is_empty() {
        short.push(Shortfall::new(Rule::FactsOwed).at("facts"));
    }
    for (role, field, reason, advice) in
        [("legal_counsel", "counsel", "counsel-reason", &answer.counsel), ("dpo", "dpo", "dpo-reason", &answer.dpo)]
    {
        let owed = |field| Shortfall::new(Rule::AdviceOwed).with("who", Arg::Code("role", role.to_owned())).at(field);
        short.extend(match advice {
            None => Some(owed(field)),
            Some(advice) if advice.followed != FOLLOWED[0] && advice.reason.trim().is_empty() => Some(owed(reason)),
            // Who advises themselves was advised by nobody.
            Some(advice) if advice.followed != FOLLOWED[2] => {
                let nobody = advice.by.name.trim().is_empty() || state.people.same(&advice.by, &answer.decider);
                nobody.then(|| owed(field))
            }
            Some(_) => None,
        });
    }
    short
}

/// The same for a single deadline.
pub(in crate::domain) fn shortfalls_of_condition(state: &Incident, answer: &ConditionAnswered) -> Vec<Shortfall> {
    let mut short = decider_shortfalls(state, &answer.decider, &answer.reason);
    if answer.facts.is_empty() {
        short.push(Shortfall::new(Rule::FactsOwed).at("facts"));
    }
    short
}

impl Fields<'_> {
    /// Records of the case.
    fn records(&self, field: &'static str) -> Result<Vec<RecordId>, Refusal> {
        let named = |text: &String| self.state.record_named(text).ok_or_else(|| self.not_found(field, text));
        self.list(field).iter().map(named).collect()
    }

    /// An advice; none where nothing of it was filled.
    fn advice(&self, [by, view, followed, reason]: [&'static str; 4]) -> Result<Option<Advice>, Refusal> {
        let said = self.choice(followed, FOLLOWED)?;
        let advice = Advice {
            by: self.person(by).unwrap_or_default(),
            view: self.text(view).unwrap_or_default(),
            followed: said.unwrap_or_default().to_owned(),
            reason: self.text(reason).unwrap_or_default(),
        };
        Ok((advice != Advice::default()).then_some(advice))
    }
}

/// `regime`: whether a law applies, with reason, decider, advice and the records it rests on. A law the case does not have yet is taken in.
///
/// # Errors
/// An unknown law, no answer, a record that is not in the case.
pub fn assess(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let regime = fields.named("regime", &mut decision)?.considered.regime;
    fields.required("answer")?;
    let answer = Assessed {
        regime,
        answer: fields.choice("answer", ANSWERS)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        decider: fields.person("decider").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
        facts: fields.records("facts")?,
        counsel: fields.advice(["counsel", "counsel-view", "counsel-followed", "counsel-reason"])?,
        dpo: fields.advice(["dpo", "dpo-view", "dpo-followed", "dpo-reason"])?,
        awaits: fields.text("awaits").unwrap_or_default(),
        until: fields.coming("awaits-until")?,
    };
    let mut short = answer_shortfalls(state, &answer);
    short.extend(time_shortfalls("at", &answer.at, true, answer.late_reason.as_deref(), state, ctx));
    decision.facts.push(answer.into());
    Ok(decision.short(short))
}

/// `condition`: whether a single deadline applies, with reason and decider.
///
/// # Errors
/// An unknown deadline, a law alone that has several, no answer, a record that is not in the case.
pub fn condition(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let named = fields.named("deadline", &mut decision)?;
    let clocks = &named.considered.clocks;
    // Of a law named alone it is the one that has a condition, or the only one there is.
    let with = || clocks.iter().filter(|clock| !clock.condition.is_empty());
    let only = match (clocks.as_slice(), with().count()) {
        ([only], _) => Some(only),
        (_, 1) => with().next(),
        _ => None,
    };
    let Some(clock) = named.clock.as_ref().or(only) else {
        let keys = clocks.iter().map(|clock| format!("{}/{}", named.considered.regime, clock.deadline));
        let choices = keys.collect::<Vec<_>>().join(", ");
        return Err(Refusal::new(Rule::NotAChoice, Some("deadline")).code("deadline").with("choices", choices));
    };
    fields.required("met")?;
    let answer = ConditionAnswered {
        regime: named.considered.regime.clone(),
        deadline: clock.deadline.clone(),
        answer: fields.choice("met", CONDITIONS)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        decider: fields.person("decider").unwrap_or_default(),
        facts: fields.records("facts")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = shortfalls_of_condition(state, &answer);
    short.extend(time_shortfalls("at", &answer.at, true, answer.late_reason.as_deref(), state, ctx));
    Ok(decision.and(answer).short(short))
}
