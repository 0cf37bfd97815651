//! The questions of law: what is asked and why, what was answered, what is open; and the laws that are named and not in the case.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::deadline::{Advice, Assessed, ClockState, Regime, answer_shortfalls};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::time::{Instant, When, local};
use crate::library::regimes::{Ground, Suggestion};

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![about(state)];
    for regime in order(state) {
        found.extend(of_regime(state, regime, now));
    }
    found.extend(outside(state).into_iter().skip(1));
    found
}

/// How it stands on the whole, and what is named and not in the case.
#[must_use]
pub fn outside(state: &Incident) -> Vec<Entry> {
    let mut found = vec![about(state), Entry::new(Tone::Heading, Msg::new("question-left-out"))];
    let left_out = state.deadlines.left_out(state);
    if left_out.is_empty() {
        found.push(Entry::new(Tone::Plain, Msg::new("question-none-left-out")));
    }
    found.extend(left_out.into_iter().map(named));
    found.push(Entry::new(Tone::Dim, Msg::new("question-by-name")));
    found
}

/// The laws of the case in the order in which they are asked: what is open first, by how the case took them in.
#[must_use]
pub fn order(state: &Incident) -> Vec<&Regime> {
    let mut regimes: Vec<&Regime> = state.deadlines.regimes.iter().collect();
    regimes
        .sort_by_key(|regime| regime.stands(state).map_or(0, |(_, answer)| 1 + u8::from(answer.answer != "not-yet")));
    regimes
}

/// How many are in the case, how many are open, and who may decide.
fn about(state: &Incident) -> Entry {
    let regimes = &state.deadlines.regimes;
    let open = regimes.iter().filter(|regime| regime.stands(state).is_none_or(|(_, a)| a.answer == "not-yet")).count();
    let profile = state.deadlines.profile(state);
    let holders = profile.map(|profile| profile.authority.join(", ")).filter(|holders| !holders.is_empty());
    let id = match (profile, &holders) {
        (None, _) => "question-count-no-profile",
        (Some(_), None) => "question-count-no-authority",
        (Some(_), Some(_)) => "question-count",
    };
    let msg = Msg::new(id).with("count", regimes.len()).with("open", open);
    Entry::new(if open > 0 { Tone::Due } else { Tone::Plain }, msg.with("holders", holders.unwrap_or_default()))
}

/// Everything about the question of one law.
#[must_use]
pub fn of_regime(state: &Incident, regime: &Regime, now: Instant) -> Vec<Entry> {
    let entry = &regime.considered;
    let stands = regime.stands(state);
    let key = entry.clocks.first().map(|clock| format!("{}/{}", entry.regime, clock.deadline));
    let place = Place::Deadline(key.unwrap_or_else(|| entry.regime.clone()));
    let act = || Some(("regime", Input::default().with("regime", entry.regime.clone())));
    let mut found = vec![
        Entry::new(
            Tone::Heading,
            Msg::new("question-law").with("name", entry.name.clone()).with("id", entry.regime.clone()),
        )
        .at(place.clone())
        .by(act()),
        Entry::new(Tone::Plain, Msg::new("question-asks").with("question", entry.question.clone())).at(place).by(act()),
    ];
    let mut add = |tone, msg| found.push(Entry::new(tone, msg).by(act()));
    match stands {
        None => add(Tone::Due, Msg::new("question-open")),
        Some((record, answer)) => {
            let tone = if answer.answer == "not-yet" { Tone::Due } else { Tone::Proved };
            let msg = Msg::new("question-stands").code("answer", "answer", answer.answer.clone());
            add(tone, msg.with("record", state.label(*record)).with("who", decider(&answer.decider)));
        }
    }
    for (record, answer) in regime.answers.iter().rev() {
        let holds = stands.is_some_and(|(standing, _)| standing == record);
        found.extend(answered(state, *record, answer, holds));
    }
    let mut add = |tone, msg| found.push(Entry::new(tone, msg).by(act()));
    let grounds = state.deadlines.grounds(state, &entry.regime);
    if grounds.is_empty() {
        add(Tone::Dim, Msg::new("question-named"));
    }
    for ground in grounds {
        add(Tone::Plain, because(&ground));
    }
    for help in &entry.help {
        add(Tone::Dim, Msg::new("question-help").with("help", help.clone()));
    }
    for exempt in &entry.exempt {
        add(Tone::Dim, Msg::new("question-exempt").with("exempt", exempt.clone()));
    }
    add(
        Tone::Dim,
        Msg::new("question-source")
            .with("citation", entry.citation.clone())
            .with("confidence", entry.confidence.clone()),
    );
    if !entry.status.is_empty() {
        add(Tone::Dim, Msg::new("question-status").with("status", entry.status.clone()));
    }
    if !entry.check_again.is_empty() {
        let over = entry.check_again <= local(now, entry.counted_in()).date_iso();
        let id = if over { "question-check-over" } else { "question-check" };
        add(if over { Tone::Due } else { Tone::Dim }, Msg::new(id).with("date", entry.check_again.clone()));
    }
    match &entry.approval {
        Some(approval) => add(Tone::Dim, Msg::new("question-approved").with("who", approval.by.name.clone())),
        None => add(Tone::Due, Msg::new("question-draft")),
    }
    for view in state.deadlines.views_of(state, regime, now) {
        let Some(clock) = view.clock else { continue };
        let decided = view.condition.map(|(record, answer)| (state.label(*record), answer));
        if clock.condition.is_empty() && decided.is_none() {
            continue;
        }
        let msg = |id| Msg::new(id).with("clock", clock.name.clone()).with("condition", clock.condition.clone());
        let (tone, msg) = match decided {
            Some((record, answer)) => {
                let tone = if view.state == ClockState::DoesNotApply { Tone::Dim } else { Tone::Proved };
                let msg = msg("question-condition-answered").code("answer", "condition", answer.answer.clone());
                (tone, msg.with("record", record).with("who", decider(&answer.decider)))
            }
            None => (Tone::Plain, msg("question-condition")),
        };
        let act = ("condition", Input::default().with("deadline", view.key()));
        found.push(Entry::new(tone, msg).at(Place::Deadline(view.key())).by(Some(act)));
    }
    found
}

/// Who decided, in words where nobody is named.
fn decider(who: &Author) -> Arg {
    if who.name.trim().is_empty() { Msg::new("question-nobody").into() } else { who.name.clone().into() }
}

/// An answer as it was given, with what it lacks.
fn answered(state: &Incident, record: RecordId, answer: &Assessed, holds: bool) -> Vec<Entry> {
    let struck = state.struck(record);
    let id = match (struck, holds) {
        (true, _) => "question-answer-struck",
        (false, true) => "question-answer",
        (false, false) => "question-answer-passed",
    };
    let at = Place::Timeline(record);
    let text = |text: &str| state.sensitive(text);
    let when = |when: &When| {
        let at = local(when.at, when.zone.parse().unwrap_or(chrono_tz::UTC));
        format!("{} {} {}", at.date_iso(), at.hm(), at.zone_abbrev())
    };
    let msg = Msg::new(id)
        .with("record", state.label(record))
        .code("answer", "answer", answer.answer.clone())
        .with("who", decider(&answer.decider))
        .with("when", when(&answer.at))
        .with("reason", text(&answer.reason));
    let tone = if holds { Tone::Plain } else { Tone::Dim };
    let mut found = vec![Entry::new(tone, msg).at(at.clone())];
    let mut add = |tone, msg: Msg| found.push(Entry::new(tone, msg).at(at.clone()));
    if let Some(until) = &answer.until {
        let msg = Msg::new("question-awaits").with("awaits", text(&answer.awaits));
        add(tone, msg.with("until", when(until)));
    }
    if !answer.facts.is_empty() {
        let facts: Vec<String> = answer.facts.iter().map(|record| state.label(*record)).collect();
        add(tone, Msg::new("question-facts").with("records", facts.join(", ")));
    }
    for (role, advice) in [("legal_counsel", &answer.counsel), ("dpo", &answer.dpo)] {
        if let Some(advice) = advice {
            add(tone, advised(state, role, advice));
        }
    }
    for short in answer_shortfalls(state, answer).into_iter().filter(|_| holds || !struck) {
        let tone = if short.rule.remark() || !holds { Tone::Dim } else { Tone::Due };
        add(tone, Msg::new("question-short").with("missing", short.missing).with("rule", short.rule.id()));
    }
    found
}

fn advised(state: &Incident, role: &'static str, advice: &Advice) -> Msg {
    let id = match (advice.followed.as_str(), advice.reason.trim().is_empty(), advice.view.trim().is_empty()) {
        ("followed", _, false) => "question-advice",
        (_, true, false) => "question-advice-bare",
        (_, false, false) => "question-advice-reason",
        ("followed", _, true) => "question-mute",
        (_, true, true) => "question-mute-bare",
        (_, false, true) => "question-mute-reason",
    };
    let role = Arg::Code("role", role.to_owned());
    let by = match advice.by.name.trim() {
        "" => role,
        name => Msg::new("question-by").with("role", role).with("who", name.to_owned()).into(),
    };
    Msg::new(id)
        .with("by", by)
        .with("view", state.sensitive(&advice.view))
        .with(
            "followed",
            Arg::Code(
                "followed",
                if advice.followed.is_empty() { "unsaid".to_owned() } else { advice.followed.clone() },
            ),
        )
        .with("reason", state.sensitive(&advice.reason))
}

/// Why a law is suggested.
fn because(ground: &Ground) -> Msg {
    let id = match ground.by.as_str() {
        "procedure" => "question-by-procedure",
        "country" => "question-by-country",
        "sector" => "question-by-sector",
        "role" => "question-by-role",
        _ => "question-by-data",
    };
    Msg::new(id).with("what", ground.what.clone())
}

/// A law that is named and not in the case.
fn named(suggestion: Suggestion) -> Entry {
    let id = if suggestion.off.is_empty() { "question-outside" } else { "question-off" };
    let whys: Vec<String> = suggestion.grounds.iter().map(|ground| ground.what.clone()).collect();
    let act = ("regime", Input::default().with("regime", suggestion.regime.clone()));
    let msg = Msg::new(id).with("id", suggestion.regime).with("status", suggestion.off).with("whys", whys.join(", "));
    Entry::new(Tone::Dim, msg).by(Some(act))
}
