//! Taking regimes of the register into the case.

use super::{Clock, Considered, CountedWith, DeadlineFact, Regime, Started};
use crate::domain::decision::{Ctx, Decision, Shortfall};
use crate::domain::declaration::CaseFact;
use crate::domain::fact::Fact;
use crate::domain::incident::Incident;
use crate::domain::organisation::profile::Profile;
use crate::domain::period::{self, Terms};
use crate::domain::rules::Rule;
use crate::domain::time::When;
use crate::library::regimes::{self, Register};

/// The event a clock starts from that a declaration's awareness time answers.
pub const AWARENESS: &str = "controller_aware";

/// The regime whose clocks start from the organisation's awareness.
const GDPR: &str = "eu-gdpr";

/// Takes regimes into the case: those of the list that the register has and the case has not. Every deadline is frozen with its terms and calendars, so that a
/// later register changes nothing that was counted.
pub(in crate::domain) fn consider_into(decision: &mut Decision, ids: &[String], state: &Incident, ctx: &Ctx<'_>) {
    let wanted: Vec<&String> = ids
        .iter()
        .filter(|id| !state.deadlines.regimes.iter().any(|regime| &&regime.considered.regime == id))
        .filter(|id| considered_in(decision, id).is_none())
        .collect();
    if wanted.is_empty() {
        return;
    }
    let Some(register) = ctx.sources.register() else { return };
    let zone = zone_of(decision, state, ctx);
    let profile = profile_of(decision, state);
    for id in wanted {
        if let Some(entry) = register.regime(id).filter(|entry| entry.enabled) {
            decision.facts.push(frozen(&register, entry, &zone, profile.as_ref(), ctx).into());
        }
    }
}

/// Takes one regime into the case because somebody named it: also one that is off in the register, with a warning.
pub(super) fn take_in(decision: &mut Decision, id: &str, field: &'static str, state: &Incident, ctx: &Ctx<'_>) {
    let Some(register) = ctx.sources.register() else { return };
    let Some(entry) = register.regime(id) else { return };
    let zone = zone_of(decision, state, ctx);
    let profile = profile_of(decision, state);
    decision.facts.push(frozen(&register, entry, &zone, profile.as_ref(), ctx).into());
    if !entry.enabled {
        decision.shortfalls.push(Shortfall::new(Rule::RegimeOff).at(field).with("regime", entry.id.clone()));
    }
}

/// What the case says of who we are, as it stands or as this decision says it.
fn profile_of(decision: &Decision, state: &Incident) -> Option<Profile> {
    let saying = decision.facts.iter().rev().find_map(|fact| match fact {
        Fact::Deadline(DeadlineFact::Scoped(scoped)) => Some(scoped.profile.clone()),
        _ => None,
    });
    saying.or_else(|| state.deadlines.profile(state).cloned())
}

fn frozen(
    register: &Register,
    entry: &regimes::Regime,
    zone: &str,
    profile: Option<&Profile>,
    ctx: &Ctx<'_>,
) -> Considered {
    let sha256 = entry.sha256();
    // The calendar of our own place is that of the place of the act for the law of the EU alone: elsewhere another country's offices are closed.
    let holidays = profile.map(|profile| profile.holidays.as_str());
    let holidays = holidays.filter(|id| !id.is_empty() && entry.jurisdiction.starts_with("EU"));
    let relieved = entry.deadlines.iter().any(|deadline| !deadline.roll_denied_for.is_empty());
    let mut calendars: Vec<period::Calendar> = Vec::new();
    let mut clocks = Vec::new();
    for deadline in &entry.deadlines {
        // An entry that does not fit its rule cannot be counted; the check of the register names it.
        let Some(terms) = deadline.terms() else { continue };
        let counted_with = register.calendars(deadline, None, holidays).ok().and_then(|found| {
            let needed = needed(&terms, found);
            let mut id = |calendar: Option<period::Calendar>| {
                let calendar = calendar?;
                let id = calendar.id.clone();
                if !calendars.contains(&calendar) {
                    calendars.push(calendar);
                }
                Some(id)
            };
            let [business, holidays, grey] = needed.map(&mut id);
            let any = business.is_some() || holidays.is_some() || grey.is_some();
            any.then(|| CountedWith {
                business: business.unwrap_or_default(),
                holidays: holidays.unwrap_or_default(),
                grey: grey.unwrap_or_default(),
            })
        });
        clocks.push(Clock {
            deadline: deadline.id.clone(),
            name: deadline.name.clone(),
            short: deadline.short.clone(),
            hours: 0,
            from: deadline.from.clone(),
            citation: deadline.citation.clone(),
            terms: Some(terms),
            cap_from: deadline.cap_from.clone().unwrap_or_default(),
            condition: deadline.condition.clone().unwrap_or_default(),
            outer_only: deadline.outer_only,
            counted_with,
        });
    }
    Considered {
        regime: entry.id.clone(),
        name: entry.name.clone(),
        question: entry.trigger_question.clone(),
        clock_start: entry.clock_start.clone(),
        citation: entry.citation.clone(),
        confidence: entry.confidence.clone(),
        clocks,
        approval: ctx.sources.counsel(&entry.id, &sha256),
        sha256,
        status: entry.status.clone(),
        zone: entry.seat().map_or_else(|| zone.to_owned(), |seat| seat.name().to_owned()),
        calendars,
        tell_also: Some(entry.tell_also.clone()),
        jurisdiction: entry.jurisdiction.clone(),
        check_again: entry.check_again.clone(),
        help: entry.trigger_help.clone(),
        exempt: entry.exemptions.clone(),
        class: profile.filter(|_| relieved).map(|profile| profile.class.clone()).unwrap_or_default(),
    }
}

/// The calendars that terms ask about: for business days, for relief, for the later reading.
fn needed(terms: &Terms, found: regimes::Calendars) -> [Option<period::Calendar>; 3] {
    let asks = |rule| matches!(rule, period::Rule::BusinessDays | period::Rule::Days1182 | period::Rule::Month1182);
    let noon = terms.relief.as_ref().is_some_and(|relief| relief.rule == period::Rule::NoonNextWorkingDay);
    let grey = terms.latest.is_some_and(asks) || noon || (terms.amount_max.is_some() && asks(terms.rule));
    [
        asks(terms.rule).then_some(found.business),
        terms.relief.is_some().then_some(found.holidays),
        grey.then_some(found.grey),
    ]
}

/// The zone of the case, as declared or as this decision declares it.
fn zone_of(decision: &Decision, state: &Incident, ctx: &Ctx<'_>) -> String {
    let declaring = decision.facts.iter().find_map(|fact| match fact {
        Fact::Case(CaseFact::Declared(declared)) => Some(declared.zone.clone()),
        _ => None,
    });
    let declared = declaring.or_else(|| state.case.declared.as_ref().map(|declared| declared.zone.clone()));
    declared.filter(|zone| !zone.is_empty()).unwrap_or_else(|| ctx.zone.name().to_owned())
}

/// Starts the GDPR clocks from the organisation's awareness (art. 33(1)), where the case or the decision itself considers the GDPR. True when an earlier start
/// is on record, which goes on to govern.
pub(in crate::domain) fn start_awareness(decision: &mut Decision, state: &Incident, aware: When, why: String) -> bool {
    let regime: Option<&Regime> = state.deadlines.regime(GDPR);
    let considered = regime.map(|regime| &regime.considered).or_else(|| considered_in(decision, GDPR));
    let Some(clock) = considered.and_then(|entry| entry.clocks.iter().find(|clock| clock.from == AWARENESS)).cloned()
    else {
        return false;
    };
    let later = regime.and_then(|regime| regime.began(state, &clock)).is_some_and(|current| aware.at > current.at);
    decision.facts.push(
        Started {
            regime: GDPR.to_owned(),
            deadline: clock.deadline,
            event: clock.from,
            start: aware,
            why,
            second: None,
            presence: String::new(),
            presence_ref: String::new(),
        }
        .into(),
    );
    later
}

/// A regime that a decision takes into the case.
pub(super) fn considered_in<'a>(decision: &'a Decision, id: &str) -> Option<&'a Considered> {
    decision.facts.iter().find_map(|fact| match fact {
        Fact::Deadline(DeadlineFact::Considered(considered)) if considered.regime == id => Some(&**considered),
        _ => None,
    })
}
