//! Control 8, notification: every law of the case is answered, every deadline that applies by a notice that lacks nothing or a memo that does, whoever is to be
//! told was told. A clock informs and is never enough.

use std::collections::BTreeSet;

use super::{Found, Memo, Missing};
use crate::domain::ai_act::{self, Duty};
use crate::domain::attention::Place;
use crate::domain::deadline::{
    Assessed, ClockState, ClockView, Paper, Regime, answer_shortfalls, doubtful, moves_later, shortfalls_of_condition,
};
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::notice::{approval_shortfalls, sent_shortfalls};
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, hms_left};
use crate::domain::told::{self, Standing};

pub(super) fn assess(state: &Incident, found: &mut Found) {
    if state.deadlines.regimes.is_empty() {
        found.lacks(Shortfall::new(Rule::NoLawAsked), "", Place::Case).by("scope", Input::default());
    }
    laws(state, found);
    people(state, found);
    suppliers(state, found);
    risk(state, found);
    altered(state, found);
}

/// What leaves a law answered all the same, and its control partly met: it is listed, and the SIRO may sign for it.
const ACCEPTABLE: [Rule; 8] = [
    Rule::AuthorityUnknown,
    Rule::AdviceOwed,
    Rule::FactsOwed,
    Rule::NotYetOpen,
    Rule::StartWithoutWhy,
    Rule::StartMovedLater,
    Rule::SentBeforeStart,
    Rule::StartDoubtful,
];

/// Every law and every deadline of the case that is not answered, with what its notice or memo lacks and the command that mends it: the one answer for the
/// control and for the completion of the case.
#[must_use]
pub fn unanswered(state: &Incident) -> Vec<Missing> {
    let mut found = Found::default();
    laws(state, &mut found);
    found.missing.retain(|missing| !ACCEPTABLE.contains(&missing.shortfall.rule));
    found.missing
}

/// Why a memo that notification does not apply to the incident answers nothing: a law that was found to apply is answered under that law.
pub(super) fn memo_shortfall(state: &Incident, memo: &Memo) -> Option<Shortfall> {
    if memo.control != 8 {
        return None;
    }
    let applies = |view: &ClockView<'_>| {
        let yes = view.regime.stands(state).is_some_and(|(_, answer)| answer.answer == "yes");
        let answered =
            matches!(view.state, ClockState::Memo | ClockState::MemoOwed | ClockState::DoesNotApply) || view.waits();
        (yes || view.start.is_some() || view.sent.is_some()) && !answered
    };
    let views = state.deadlines.views(state, latest(state));
    let view = views.iter().find(|view| applies(view))?;
    Some(Shortfall::new(Rule::LawApplies).at("control").with("name", view.short()))
}

/// The last instant that anybody recorded anything: what is judged for the record is judged as of then.
fn latest(state: &Incident) -> Instant {
    state.stations.last_recorded.values().copied().max().unwrap_or(Instant::MIN)
}

/// Lines that were noted already: one record may answer several deadlines.
type Noted = BTreeSet<(RecordId, Rule, Option<&'static str>)>;

fn laws(state: &Incident, found: &mut Found) {
    let mut noted = Noted::new();
    for regime in &state.deadlines.regimes {
        let views = state.deadlines.views_of(state, regime, latest(state));
        question(state, regime, &views, &mut noted, found);
        starts(state, regime, &mut noted, found);
        for view in &views {
            deadline(state, view, &mut noted, found);
        }
    }
}

/// What a record lacks that counts all the same only by a remark is nobody's gap, but for an authority that nobody put on record: that is asked for once.
fn lacking(
    state: &Incident,
    record: RecordId,
    short: Vec<Shortfall>,
    mend: &(&'static str, Input),
    noted: &mut Noted,
    found: &mut Found,
) {
    let mut whole = true;
    for short in short {
        if short.rule == Rule::AuthorityUnknown {
            // Of the organisation, and so once for the whole control.
            let once = !found.missing.iter().any(|known| known.shortfall.rule == Rule::AuthorityUnknown);
            if once {
                found.lacks(short, "", Place::Timeline(record)).by("scope", Input::default());
            }
            continue;
        }
        whole &= short.rule.remark();
        if !short.rule.remark() && noted.insert((record, short.rule, short.field)) {
            found.lacks(short, state.label(record), Place::Timeline(record)).act = Some(mend.clone());
        }
    }
    if whole {
        found.record(record);
    }
}

/// Whether a law applies: answered by a holder of the authority, on advice, on records; or by a notice or memo for its first deadline.
fn question(state: &Incident, regime: &Regime, views: &[ClockView<'_>], noted: &mut Noted, found: &mut Found) {
    let id = &regime.considered.regime;
    let again = ("regime", Input::default().with("regime", id.clone()));
    let stands = regime.stands(state);
    if let Some((record, answer)) = stands {
        lacking(state, *record, answer_shortfalls(state, answer), &again, noted, found);
    }
    let answered = |view: &ClockView<'_>| matches!(view.state, ClockState::Sent | ClockState::Memo);
    if views.first().is_some_and(answered) {
        return;
    }
    let open = match stands {
        Some((_, Assessed { answer, .. })) if answer != "not-yet" => None,
        Some(_) => Some("not-yet"),
        None if regime.answers.iter().any(|(record, _)| !state.struck(*record)) => Some("uncounted"),
        None => Some("open"),
    };
    // Who answered without being able to answers nothing, and the record says why.
    for (record, _, short) in regime.uncounted(state) {
        lacking(state, record, short, &again, noted, found);
    }
    if let Some(how) = open {
        let short = Shortfall::new(Rule::LawUnanswered).with("answer", Arg::Code("law-answer", how.to_owned()));
        let key = views.first().map_or_else(|| id.clone(), ClockView::key);
        found.lacks(short, regime.considered.name.clone(), Place::Deadline(key)).act = Some(again);
    }
}

/// Starts of clocks: each says why it is that instant, and none is moved later without a second person.
fn starts(state: &Incident, regime: &Regime, noted: &mut Noted, found: &mut Found) {
    let views = state.deadlines.views_of(state, regime, latest(state));
    let governing = |view: &ClockView<'_>| view.start.map(|start| (start.record, start.at));
    for (record, started) in regime.starts.iter().filter(|(record, _)| !state.struck(*record)) {
        let of = |view: &&ClockView<'_>| view.clock.is_some_and(|clock| started.starts(clock));
        let Some(view) = views.iter().find(of) else { continue };
        let again = ("clock", Input::default().with("deadline", view.key()));
        let Some((by, at)) = governing(view) else { continue };
        if by == *record {
            let why = started.why.trim().is_empty().then(|| Shortfall::new(Rule::StartWithoutWhy).at("why"));
            lacking(state, *record, why.into_iter().collect(), &again, noted, found);
            if let Some(short) =
                doubtful(state, at, "start").filter(|_| noted.insert((*record, Rule::StartDoubtful, None)))
            {
                found.lacks(short, state.label(*record), Place::Timeline(*record)).act = Some(again.clone());
            }
            if let Some(second) = started.second.as_ref().filter(|_| moved_later(state, regime, view, *record)) {
                let what = Msg::new("override-start-later").with("name", view.short());
                found.accepted(*record, what.with("who", second.name.clone()));
            }
            continue;
        }
        let recorder = regime.recorders.get(record);
        let proven = recorder.is_some_and(|recorder| moves_later(state, started, recorder));
        if state.happened(*record, &started.start).is_some_and(|read| read.at > at) && !proven {
            lacking(state, *record, vec![Shortfall::new(Rule::StartMovedLater).at("second")], &again, noted, found);
        }
    }
}

/// Whether the start that governs is later than one recorded before.
fn moved_later(state: &Incident, regime: &Regime, view: &ClockView<'_>, record: RecordId) -> bool {
    let Some((clock, start)) = view.clock.zip(view.start) else { return false };
    let before = regime.starts.iter().take_while(|(known, _)| *known != record);
    let mut before = before.filter(|(known, started)| !state.struck(*known) && started.starts(clock));
    before.any(|(known, started)| state.happened(*known, &started.start).is_some_and(|read| read.at < start.at))
}

/// One deadline: by which notice or memo it is answered, and what that lacks.
fn deadline(state: &Incident, view: &ClockView<'_>, noted: &mut Noted, found: &mut Found) {
    let key = view.key();
    let input = || Input::default().with("deadline", key.clone());
    if let Some((record, answered)) = view.condition {
        let again = ("condition", input());
        lacking(state, *record, shortfalls_of_condition(state, answered), &again, noted, found);
    }
    papers(state, view, noted, found);
    delay(state, view, noted, found);
    ahead(state, view, noted, found);
    // A final report owes nothing before its own event.
    if view.waits() {
        return;
    }
    let command = match view.state {
        ClockState::Sent | ClockState::Memo | ClockState::DoesNotApply | ClockState::NotAssessed => return,
        ClockState::MemoOwed => return memo_owed(view, noted, found),
        ClockState::NotStarted if view.clock.is_some() => "clock",
        ClockState::NotStarted | ClockState::Running | ClockState::Elapsing | ClockState::Late => "sent",
    };
    let short = Shortfall::new(Rule::NoticeOwed).with("state", Arg::Code("clock", view.state.code().to_owned()));
    found.lacks(short, view.short(), Place::Deadline(key.clone())).by(command, input());
}

/// The memo that a law owes that does not apply: one for all its deadlines. One that lacks something says what, and is not asked for a second time.
fn memo_owed(view: &ClockView<'_>, noted: &mut Noted, found: &mut Found) {
    if view.lacking.is_some() || !noted.insert((view.regime.id, Rule::MemoMissing, None)) {
        return;
    }
    let considered = &view.regime.considered;
    let input = Input::default().with("deadline", considered.regime.clone());
    let place = Place::Deadline(view.key());
    found.lacks(Shortfall::new(Rule::MemoMissing), considered.name.clone(), place).by("memo", input);
}

/// The notice that went out, or the memo, with what it lacks; of several the last.
fn papers(state: &Incident, view: &ClockView<'_>, noted: &mut Noted, found: &mut Found) {
    let (regime, key) = (view.regime, view.clock.map_or("", |clock| clock.deadline.as_str()));
    if let Some(lacks) = &view.lacking {
        for (short, mend) in lacks.short.iter().zip(&lacks.mends) {
            if noted.insert((lacks.record, short.rule, short.field)) {
                found.lacks(short.clone(), state.label(lacks.record), Place::Timeline(lacks.record)).act =
                    Some(mend.clone());
            }
        }
        if lacks.paper == Paper::Notice && lacks.short.iter().any(|short| short.rule == Rule::TextNotApproved) {
            approvals(state, regime, lacks.record, noted, found);
        }
    }
    let stands = regime.memos_since(state, key).filter(|(id, memo)| memo.lacks(state, *id).is_empty());
    for (record, _) in stands.filter(|_| view.state == ClockState::Memo) {
        found.record(*record);
    }
    let Some(last) = regime.last_gone(state, key) else { return };
    let notice = last.sent.notice.and_then(|notice| state.notices.notice(notice));
    let approval = notice.and_then(|notice| notice.approval_of(state, &last.sent.text_sha256));
    if view.lacking.is_none() {
        regime.gone(state, key).iter().for_each(|gone| found.record(gone.record));
        found.records.extend(approval.map(|(record, _)| *record));
    }
    if let Some((record, approved)) = approval
        && sent_shortfalls(state, last.sent).iter().any(|short| short.rule == Rule::TextNotApproved)
    {
        let what = Msg::new("override-approved-late").with("name", view.short());
        found.accepted(*record, what.with("who", approved.by.name.clone()));
    }
    if let Some(by) = view.sent_early() {
        let short = Shortfall::new(Rule::SentBeforeStart).at("at").with("by", hms_left(by));
        let mend = Input::default().with("deadline", view.key());
        let record = view.sent_in.unwrap_or(last.record);
        found.lacks(short, view.short(), Place::Timeline(record)).by("clock", mend);
    }
}

/// Why the last approval of the text that went out is none.
fn approvals(state: &Incident, regime: &Regime, record: RecordId, noted: &mut Noted, found: &mut Found) {
    let sent = regime.sent.values().flatten().find(|(known, _)| *known == record).map(|(_, sent)| sent);
    let Some((sent, notice)) = sent.and_then(|sent| Some((sent, state.notices.notice(sent.notice?)?))) else { return };
    let of = |(known, approved): &&(RecordId, crate::domain::notice::Approved)| {
        !state.struck(*known) && approved.text_sha256 == sent.text_sha256
    };
    let Some((tried, approved)) = notice.approvals.iter().rfind(of) else { return };
    let input = Input::default().with("notice", state.label(notice.id));
    let again = ("approve-notice", input.with("text-sha256", sent.text_sha256.clone()));
    lacking(state, *tried, approval_shortfalls(state, notice, approved), &again, noted, found);
}

/// A notice that went out late says why, and what was said of it says everything.
fn delay(state: &Incident, view: &ClockView<'_>, noted: &mut Noted, found: &mut Found) {
    let Some(clock) = view.clock else { return };
    let again = ("why-late", Input::default().with("deadline", view.key()));
    let delays: Vec<_> = state.deadlines.delays(state, &view.regime.considered.regime, &clock.deadline).collect();
    for (record, _) in delays.iter().filter(|(_, delayed)| delayed.whole()) {
        found.record(*record);
    }
    if let (Some((record, delayed)), false) = (delays.last(), delays.iter().any(|(_, delayed)| delayed.whole())) {
        lacking(state, *record, delayed.shortfall().into_iter().collect(), &again, noted, found);
    }
    if view.sent_late().is_some() && view.reason_owed(state) {
        let record = view.sent_in.map_or(Place::Deadline(view.key()), Place::Timeline);
        found.lacks(Shortfall::new(Rule::LateNotice).at("late-reason"), view.short(), record).act = Some(again);
    }
}

/// What was recorded before it happened, while nothing has taken its place.
fn ahead(state: &Incident, view: &ClockView<'_>, noted: &mut Noted, found: &mut Found) {
    for (record, _) in view.regime.ahead(state, view.clock) {
        let notice = view.regime.sent.values().flatten().any(|(known, _)| *known == record);
        let settled = if notice { view.state == ClockState::Sent } else { view.start.is_some() };
        if !settled && noted.insert((record, Rule::Ahead, None)) {
            let command = if notice { "sent" } else { "clock" };
            let input = Input::default().with("deadline", view.key());
            let short = Shortfall::new(Rule::Ahead).at("at");
            found.lacks(short, state.label(record), Place::Timeline(record)).by(command, input);
        }
    }
}

/// Whoever may have to be told: decided on, and told where it was decided so, with text, way and proof.
fn people(state: &Incident, found: &mut Found) {
    for item in told::items(state, latest(state)) {
        let input = || Input::default().with("tell-group", item.group).with("who", item.who);
        let about = || Arg::Code("tell-group", item.group.to_owned());
        let place = item.decided.map_or(Place::Case, |(record, _)| Place::Timeline(*record));
        if let Some((record, decided)) = item.decided {
            let short = decided.shortfalls(state);
            if short.is_empty() {
                found.record(*record);
            }
            for short in short {
                found.lacks(short, state.label(*record), place.clone()).by("tell", input());
            }
        }
        match item.standing {
            Standing::Open => {
                found.lacks(Shortfall::new(Rule::TellUndecided), about(), place).by("tell", input());
            }
            Standing::ToTell | Standing::Due | Standing::Later => {
                let later = item.standing == Standing::Later;
                let short = Shortfall::new(Rule::NotTold);
                found.lacks(short, about(), place).by(if later { "tell" } else { "told" }, input());
            }
            Standing::Unproven | Standing::Told => {
                let whole = item.standing == Standing::Told;
                for (record, sent) in &item.sent {
                    let short = sent.shortfalls(state);
                    if short.is_empty() {
                        found.record(*record);
                    }
                    for short in short.into_iter().filter(|_| !whole) {
                        found.lacks(short, state.label(*record), Place::Timeline(*record)).by("told", input());
                    }
                }
            }
            Standing::Not | Standing::Unasked => {}
        }
    }
}

/// What suppliers told us, with their three times and ours.
fn suppliers(state: &Incident, found: &mut Found) {
    for (record, told) in state.telling.suppliers.iter().filter(|(record, _)| !state.struck(*record)) {
        let short = told.shortfalls();
        if short.is_empty() {
            found.record(*record);
        }
        // One that was recorded again with all of them is put right.
        let again = |(known, later): &&(RecordId, told::SupplierNotice)| {
            !state.struck(*known) && later.supplier == told.supplier && later.shortfalls().is_empty()
        };
        let mended = state.telling.suppliers.iter().find(again).is_some();
        for short in short.into_iter().filter(|_| !mended) {
            let input = Input::default().with("supplier", told.supplier.clone());
            found.lacks(short, state.label(*record), Place::Timeline(*record)).by("supplier-notice", input);
        }
    }
}

/// The risk to people, where it was assessed.
fn risk(state: &Incident, found: &mut Found) {
    let Some((record, risk)) = state.breach.risk(state) else { return };
    let short = risk.shortfalls();
    if short.is_empty() {
        found.record(*record);
    }
    for short in short {
        found.lacks(short, state.label(*record), Place::Timeline(*record)).by("risk", Input::default());
    }
}

/// A suspect AI system that was altered before the authority was informed.
fn altered(state: &Incident, found: &mut Found) {
    let now = latest(state);
    if ai_act::duty(state, now) == Duty::None {
        return;
    }
    for step in state.work.steps.iter().map(|merged| &merged.step).filter(|step| step.alters_ai_system) {
        let Some(short) = ai_act::begun(state, &step.id).and_then(|_| ai_act::notice(state, step, now)) else {
            continue;
        };
        let input = Input::default().with("deadline", ai_act::REGIME);
        found.lacks(short, step.id.clone(), Place::Step(step.id.clone())).by("sent", input);
    }
}
