//! The law: what applies, what was sent, why it was late.

use crate::domain::deadline::{ClockState, Delayed, answer_shortfalls, past};
use crate::domain::form::rows::{missing, plain, row, rules, short, standing, table, text};
use crate::domain::form::words::{Desk, columns, field_name, line, value};
use crate::domain::form::{Block, Line, Style, Table};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::notice::sent_shortfalls;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// Each law: triggered or not, by whom, when, on what; with the memo that stands.
pub(super) fn regimes(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for regime in &state.deadlines.regimes {
        let name = plain(value(regime.considered.name.clone()));
        // A memo that lacks something is no reason: who reads the entry is told at its place.
        let memos = standing(state, &regime.memos).flat_map(|(id, memo)| {
            let words = Msg::new("print-br-memo").with("record", state.label(*id));
            let said = line(Style::Small, words.with("words", desk.marked(*id, &memo.text)));
            std::iter::once(said).chain(short(&memo.lacks(state, *id)))
        });
        let later = regime.uncounted(state).into_iter().map(|(id, answer, lacks)| {
            let words = Msg::new("print-br-later").with("record", state.label(id));
            let words = words.code("answer", "answer", answer.answer.clone());
            line(Style::Strong, words.with("rules", rules(&lacks).join(", ")))
        });
        let memos: Vec<Line<Msg>> = later.chain(memos).collect();
        match regime.stands(state) {
            None => {
                let open = vec![line(Style::Strong, Msg::new("print-br-open").with("command", "regime"))];
                rows.push(row(vec![name, open, memos, Vec::new(), Vec::new()]));
            }
            Some((id, answer)) => {
                let found = plain(Msg::new("print-value").code("value", "answer", answer.answer.clone()));
                let mut why = desk.or_missing(*id, &answer.reason, "regime");
                why.extend(desk.timed(*id, &answer.at));
                why.extend(short(&answer_shortfalls(state, answer)));
                why.extend(memos);
                let who = desk.who(&answer.decider, "regime");
                rows.push(row(vec![name, found, why, who, plain(desk.when(&answer.at))]));
            }
        }
    }
    let of = [
        ("print-f-law", 22),
        ("print-br-c-applies", 14),
        ("print-br-c-why", 28),
        ("print-br-c-person", 16),
        ("print-c-when", 20),
    ];
    table(&of, rows, "regime")
}

pub(super) fn notices(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for regime in &state.deadlines.regimes {
        for (deadline, sent) in &regime.sent {
            let clock = regime.considered.clocks.iter().find(|clock| clock.deadline == *deadline);
            let name = clock.map_or(&regime.considered.name, |clock| &clock.name);
            for (id, sent) in standing(state, sent) {
                let mut what = plain(value(name.clone()));
                what.push(line(Style::Small, value(regime.considered.name.clone())));
                what.extend(desk.timed(*id, &sent.at));
                let when = [plain(desk.when(&sent.at)), plain(desk.person(&sent.by))].concat();
                let mut hash = desk.or_missing(*id, &sent.reference, "sent");
                if let Some(sha256) = text(&sent.text_sha256) {
                    let lacks = sent_shortfalls(state, sent);
                    let unapproved = lacks.iter().any(|short| short.rule == Rule::TextNotApproved);
                    let words = if unapproved { "print-br-text-unapproved" } else { "print-br-text-approved" };
                    let style = if unapproved { Style::Strong } else { Style::Small };
                    hash.extend([line(Style::Fixed, value(sha256)), line(style, Msg::new(words))]);
                    // What the text that went out leaves open is owed still.
                    let others = lacks.into_iter().filter(|short| short.rule != Rule::TextNotApproved);
                    hash.extend(short(&others.collect::<Vec<_>>()));
                    let notice = sent.notice.and_then(|notice| state.notices.notice(notice));
                    let asked = notice.map(|notice| notice.asked_of_text(state, &sent.text_sha256, sent.at.at));
                    for open in asked.into_iter().flatten().filter(|asked| asked.wanted && asked.gap.is_some()) {
                        let words = Msg::new("print-br-unanswered").with("item", open.item.text.clone());
                        hash.push(line(Style::Strong, words));
                    }
                } else if sent.copy.is_none() {
                    hash.push(line(Style::Strong, missing("sent")));
                }
                if let Some(copy) = &sent.copy {
                    hash.push(line(Style::Fixed, value(copy.sha256.clone())));
                    hash.push(line(Style::Small, Msg::new("print-br-copy")));
                }
                rows.push(row(vec![what, when, desk.or_missing(*id, &sent.route, "sent"), hash]));
            }
        }
    }
    let of = [("print-br-c-notice", 28), ("print-br-c-sent", 26), ("print-br-c-route", 16), ("print-br-c-hash", 30)];
    table(&of, rows, "sent")
}

/// The reason for every stage that was late or is late now.
pub(super) fn delays(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for view in state.deadlines.views(state, desk.print.at) {
        let (Some(due), Some(clock)) = (view.due, view.clock) else { continue };
        let sent = view.sent_in.zip(view.sent);
        let day = view.counted().is_some_and(|due| due.end.last_day().is_some());
        let late = past(due, day, view.sent_at.unwrap_or(desk.print.at));
        if !late || (sent.is_none() && matches!(view.state, ClockState::Memo)) {
            continue;
        }
        let mut what = plain(value(clock.name.clone()));
        what.push(line(Style::Small, value(view.regime.considered.name.clone())));
        let when = match sent {
            Some((_, sent)) => plain(desk.when(&sent.at)),
            None => vec![line(Style::Strong, missing("sent"))],
        };
        let mut why = Vec::new();
        if let Some((id, reason)) = sent.and_then(|(id, sent)| Some((id, text(sent.late_reason.as_deref()?)?))) {
            why.push(line(Style::Plain, value(desk.marked(id, reason))));
            why.push(desk.by_record(id));
        }
        for (id, delayed) in state.deadlines.delays(state, &view.regime.considered.regime, &clock.deadline) {
            why.extend(kept(desk, *id, delayed));
        }
        if why.is_empty() {
            why.push(line(Style::Strong, missing("why-late")));
        }
        rows.push(row(vec![what, plain(desk.instant(due)), when, why]));
    }
    if rows.is_empty() {
        return Block::Text { style: Style::Plain, words: Msg::new("print-br-no-delay") };
    }
    let of = [("print-br-c-notice", 26), ("print-br-c-due", 22), ("print-br-c-sent", 22), ("print-br-c-delay", 30)];
    Block::Table(Table { columns: columns(&of), rows })
}

/// Why a notice is late, as its own record has it: who was kept, by what, from when to when, and what could have gone out earlier.
fn kept(desk: &Desk<'_>, id: RecordId, delayed: &Delayed) -> Vec<Line<Msg>> {
    let labelled = |name, words| {
        line(Style::Plain, Msg::new("print-labelled").with("label", field_name(name)).with("value", words))
    };
    let time = |name, when: Option<&When>| when.map(|when| labelled(name, desk.when(when)));
    let words = |name, words: &str| text(words).map(|words| labelled(name, value(desk.marked(id, words))));
    let who = (!delayed.who.name.is_empty()).then(|| labelled("kept", desk.person(&delayed.who)));
    let lines = [
        who,
        words("infeasible", &delayed.infeasible),
        time("infeasible-from", delayed.from.as_ref()),
        time("infeasible-until", delayed.until.as_ref()),
        words("earlier", &delayed.earlier),
        Some(desk.by_record(id)),
        delayed.shortfall().and_then(|lacks| short(&[lacks])),
    ];
    lines.into_iter().flatten().collect()
}
