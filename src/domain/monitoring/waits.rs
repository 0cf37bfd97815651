//! What of the watch waits for a person: what came back, a source that is silent, a day that nobody wrote of.

use chrono::NaiveDate;

use super::count::{next_due, seventh};
use super::{begin, open_hits, plan};
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, TypingContext, local, parse_when};

/// From this hour on of a day, by the case's zone, its entry is missed.
const EVENING: &str = " 18:00";

/// Open hits, dead sources, no plan once something is live, and the day that is missing.
pub fn waits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for hit in open_hits(state) {
        let msg = Msg::new("need-hit")
            .with("alert", state.sensitive(&hit.of.alert))
            .with("asset", state.sensitive(&hit.asset));
        let need = Need::new(Urgency::Now, hit.at.at.millis(), msg, Place::Timeline(hit.of.record));
        let cited = [state.label(hit.of.record).as_str(), &hit.of.alert].join(" ");
        let input = Input::default().with("asset", hit.asset.clone()).with("answers-hit", cited);
        found.push(need.act("contain", input));
    }
    let last = state.monitoring.standing(state).max_by_key(|entry| (entry.watched.to.at, entry.id));
    if let Some(entry) = last.filter(|entry| !entry.watched.dead.is_empty() && seventh(state).is_none()) {
        let names = state.sensitive(&entry.watched.dead.join(", "));
        let msg = Msg::new("need-dead-source").with("names", names);
        let need = Need::new(Urgency::Soon, entry.watched.to.at.millis(), msg, Place::Timeline(entry.id));
        let input = Input::default().with("watch-date", entry.watched.date.to_string());
        found.push(need.act("watch-day", input));
    }
    if let Some(begin) = begin(state).filter(|_| plan(state).is_none()) {
        let msg = Msg::new("need-watch-plan");
        let need = Need::new(Urgency::Soon, begin.at.millis(), msg, Place::Timeline(begin.record));
        found.push(need.act("plan-watch", Input::default()));
    }
    day(state, now, found);
}

/// The day that is to be written now: the last whose evening has come, and how many before it nobody wrote of. It rings in each evening anew.
fn day(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    let zone = super::decide::zone(state, chrono_tz::UTC);
    let Some(first) = next_due(state) else { return };
    let evening = |date: NaiveDate| {
        let typed = [date.to_string().as_str(), EVENING].concat();
        parse_when(&typed, &TypingContext { now, zone }).ok().map(|when| when.at)
    };
    let today = local(now, zone).date();
    // The last of today and yesterday whose evening has come.
    let passed = |date: &NaiveDate| *date >= first && evening(*date).is_some_and(|at| at <= now);
    let Some(date) = [Some(today), today.pred_opt()].into_iter().flatten().find(passed) else { return };
    let before = date.signed_duration_since(first).num_days();
    let id = if before > 0 { "need-watch-days" } else { "need-watch-day" };
    let msg = Msg::new(id).with("date", date.to_string()).with("before", before);
    let at = evening(date).unwrap_or(now);
    let need = Need::new(Urgency::Soon, at.millis(), msg, Place::Case);
    let need = need.act("watch-day", Input::default().with("watch-date", date.to_string()));
    found.push(need.ring([WATCH, &date.to_string()].concat()));
}

/// Before the date in the key of the ring.
const WATCH: &str = "watch:";
