//! Control 9, the watch: the plan, the days that count, what came back, and what is missing until seven days do.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::monitoring::{DAYS, begin, counting, hits, open_hits, outdated, plan_shortfalls, shortfalls};
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::local;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    let mut meets = |record| {
        found.record(record);
        super::steps::taken_out(state, record, found);
    };
    let plan = state.monitoring.plan(state);
    let short = plan.map(|(id, planned)| plan_shortfalls(state, Some(*id), planned)).unwrap_or_default();
    if let Some((id, _)) = plan.filter(|_| short.is_empty()) {
        meets(*id);
    }
    let counting = counting(state);
    counting.values().for_each(|(_, id)| meets(*id));
    hits(state).into_iter().filter_map(|hit| hit.cleared).for_each(&mut meets);
    for entry in state.monitoring.standing(state).filter(|entry| counting.values().any(|(_, id)| *id == entry.id)) {
        if !entry.watched.same_reason.trim().is_empty() {
            let what = Msg::new("override-same-words").with("date", entry.watched.date.to_string());
            found.accepted(entry.id, what.with("who", entry.watched.reviewer.name.clone()));
        }
    }
    let by_plan = || ("plan-watch", Input::default());
    match plan {
        None => {
            found.lacks(Shortfall::new(Rule::NoWatchPlan), "", Place::Case).act = Some(by_plan());
        }
        Some((id, planned)) => {
            let old = outdated(state, planned).map(|(cited, current)| {
                let (cited, current) = (state.sensitive(&cited), state.sensitive(&current));
                Shortfall::new(Rule::PlanOld).at("set").with("cited", cited).with("current", current)
            });
            for short in short.into_iter().chain(old) {
                found.lacks(short, state.label(*id), Place::Timeline(*id)).act = Some(by_plan());
            }
        }
    }
    for hit in open_hits(state) {
        let label = state.label(hit.of.record);
        let input = Input::default().with("asset", hit.asset.clone());
        let input = input.with("answers-hit", [label.as_str(), &hit.of.alert].join(" "));
        let short = Shortfall::new(Rule::HitOpen).with("alert", state.sensitive(&hit.of.alert));
        found.lacks(short, label, Place::Timeline(hit.of.record)).by("contain", input);
    }
    if counting.len() >= DAYS {
        return;
    }
    let begin = begin(state);
    let count = Shortfall::new(Rule::DaysOwed).with("count", counting.len()).with("days", DAYS);
    let place = begin.as_ref().map_or(Place::Case, |begin| Place::Timeline(begin.record));
    found.lacks(count, "", place).by("watch-day", Input::default());
    // What was written before the count began anew, or of a day that counts by now, is history.
    for entry in state.monitoring.standing(state) {
        let zone = entry.watched.zone.parse().unwrap_or(chrono_tz::UTC);
        let past = begin.as_ref().is_some_and(|begin| entry.watched.date <= local(begin.at, zone).date());
        if past || counting.contains_key(&entry.watched.date) {
            continue;
        }
        let lacking =
            shortfalls(state, entry).into_iter().filter(|short| !short.counts() && short.rule != Rule::HitOpen);
        for short in lacking {
            let date = entry.watched.date.to_string();
            let about = [date.as_str(), &state.label(entry.id)].join(" ");
            let again = Input::default().with("watch-date", date);
            found.lacks(short, about, Place::Timeline(entry.id)).by("watch-day", again);
        }
    }
}
