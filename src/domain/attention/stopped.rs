//! What stopped a clock, or was to: memos to be looked at again, papers that lack something, notices without a receipt, and what was recorded before it happened.

use std::collections::BTreeSet;

use super::{Need, Place, Urgency};
use crate::domain::deadline::{ClockState, ClockView, Paper};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, hms_left};

/// Adds all of them.
pub(super) fn stopped(state: &Incident, now: Instant, views: &[ClockView<'_>], found: &mut Vec<Need>) {
    receipts(state, found);
    reviews(state, now, found);
    let mut told = BTreeSet::new();
    for view in views {
        lacking(state, view, &mut told, found);
        ahead(state, view, &mut told, found);
        early(state, view, found);
    }
}

/// A notice that went out with something missing, or a memo that stops nothing: what it lacks, and the command that puts it right.
fn lacking(state: &Incident, view: &ClockView<'_>, told: &mut BTreeSet<RecordId>, found: &mut Vec<Need>) {
    let Some(lacking) = view.lacking.as_ref().filter(|lacking| told.insert(lacking.record)) else { return };
    let order = state.timeline.line(lacking.record).map_or(i64::MAX, |line| line.happened.millis());
    let msg = match lacking.paper {
        Paper::Memo => {
            let name = view.regime.considered.name.clone();
            Msg::new("need-memo-lacks").with("count", lacking.short.len()).with("name", name)
        }
        Paper::Notice => {
            // A receipt alone is asked for by its own line.
            let Some(first) = lacking.short.iter().find(|short| short.rule != Rule::NoReceipt) else { return };
            let count = lacking.short.iter().filter(|short| short.rule != Rule::NoReceipt).count();
            let msg = Msg::new("need-notice-lacks").with("missing", first.missing.clone()).with("count", count);
            msg.with("name", view.short())
        }
    };
    let what = msg.with("record", state.label(lacking.record));
    let (command, input) = lacking.act.clone();
    found.push(Need::new(Urgency::Waits, order, what, Place::Deadline(view.key())).act(command, input));
}

/// A start or a notice that was still to come when it was recorded, while nothing has taken its place.
fn ahead(state: &Incident, view: &ClockView<'_>, told: &mut BTreeSet<RecordId>, found: &mut Vec<Need>) {
    for (record, at) in view.regime.ahead(state, view.clock) {
        let notice = view.regime.sent.values().flatten().any(|(known, _)| *known == record);
        let settled = if notice { view.state == ClockState::Sent } else { view.start.is_some() };
        if settled || !told.insert(record) {
            continue;
        }
        let msg = Msg::new("need-ahead").with("record", state.label(record)).with("name", view.short());
        let need = Need::new(Urgency::Soon, at.at.millis(), msg, Place::Deadline(view.key()));
        let command = if notice { "sent" } else { "clock" };
        found.push(need.act(command, Input::default().with("deadline", view.key())));
    }
}

/// A notice that went out before the start of its clock: one of the two times is wrong until somebody put it right.
fn early(state: &Incident, view: &ClockView<'_>, found: &mut Vec<Need>) {
    let (Some(by), Some(record)) = (view.sent_early(), view.sent_in) else { return };
    let msg = Msg::new("need-sent-early").with("name", view.short()).with("by", hms_left(by));
    let order = view.sent_at.map_or(i64::MAX, Instant::millis);
    let need = Need::new(Urgency::Owed, order, msg.with("record", state.label(record)), Place::Deadline(view.key()));
    found.push(need.act("clock", Input::default().with("deadline", view.key())));
}

/// Memos whose day to be looked at again has come.
fn reviews(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for review in state.deadlines.reviews(state).filter(|review| review.due.at <= now) {
        let record = state.label(review.memo);
        let name = review.regime.considered.name.clone();
        let msg = Msg::new("need-memo-review").with("record", record.clone()).with("name", name);
        let place = Place::Deadline(review.key());
        let need = Need::new(Urgency::Soon, review.due.at.millis(), msg, place);
        let input = Input::default().with("record", record);
        found.push(need.act("reviewed", input).ring(format!("memo:{}:{}", review.memo, review.due.at.millis())));
    }
}

/// Notices that went out, but without route and reference: nobody can check that they arrived.
fn receipts(state: &Incident, found: &mut Vec<Need>) {
    for regime in &state.deadlines.regimes {
        for deadline in regime.sent.keys() {
            let gone = regime.gone(state, deadline);
            let Some(first) = gone.first().filter(|_| !gone.iter().any(|gone| gone.sent.receipted())) else { continue };
            let id = &regime.considered.regime;
            let key = if deadline.is_empty() { id.clone() } else { format!("{id}/{deadline}") };
            let msg = Msg::new("need-receipt").with("name", regime.considered.name.clone());
            let need = Need::new(Urgency::Waits, first.read.at.millis(), msg, Place::Deadline(key.clone()));
            found.push(need.act("sent", Input::default().with("deadline", key)));
        }
    }
}
