//! A step with everything recorded: what it asks, what was attached, who confirmed it, and what to do next.

use ratatui::text::Line;

use super::{Row, over, pulled, style_of, target, why};
use crate::app::Scope;
use crate::domain::ai_act;
use crate::domain::artefact::Artefact;
use crate::domain::containment::{Action, shortfalls};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::proof::{
    Attached, Source, StepState, live_proofs, proof_shortfalls, state_of, verification_shortfalls,
};
use crate::domain::sheet::{Tone, watch_rows};
use crate::domain::text;
use crate::library::procedure::MergedStep;
use crate::library::vocabulary::Vocabulary;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;
use crate::ui::panes::words;

/// The detail of a step.
pub(super) fn detail(row: &Row, merged: &MergedStep, look: &Look<'_>, width: u16) -> Vec<Line<'static>> {
    let (step, state, theme) = (&merged.step, look.state, look.theme);
    let mut detail = Detail::new(look, width);
    detail.heading(&format!("{} {} {}", row.state.sign(), step.id, text::visible(&step.title)));
    detail.words(&step.instruction, theme.text);
    if step.alters_ai_system {
        // Before anything else: what is altered cannot be looked at afterwards.
        detail.heading(&look.word("pane-h-ai-act"));
        if let Some(informed) = ai_act::informed(state, step, look.now) {
            detail.words(&look.say(&informed), theme.proved);
        }
        detail.shortfalls(&ai_act::notice(state, step, look.now).into_iter().collect::<Vec<_>>());
        detail.words(&look.word("pane-alters-ai"), theme.text);
    }
    detail.heading(&look.word("pane-h-state"));
    detail.field("pane-f-state", &look.code("pane-step", row.state.code()), style_of(row.state, look));
    let (words, style) = target(row, step, look);
    detail.field("pane-f-target", &words, if over(row, look).is_some() { style } else { theme.text });
    if let Some((pulled_to, by)) = pulled(row) {
        detail.field("pane-f-pulled", &why(pulled_to, by, look), theme.due);
        detail.instant("pane-f-own-target", pulled_to.own);
    }
    detail.plain("pane-f-role", &look.code("role", &step.role));
    if let Some(holder) = state.people.holders.get(&step.role) {
        detail.person("pane-f-holder", &holder.assigned.person);
    }
    detail.plain("pane-f-phase", &look.code("pane-phase", &step.phase));
    let control = Vocabulary::of_rules().controls.get(&step.control).map_or("", String::as_str);
    detail.plain("pane-f-control", &format!("{} {control}", step.control));
    detail.plain("pane-f-procedure", &merged.procedure);
    for need in &step.needs {
        let found = state_of(state, need).unwrap_or(StepState::Open);
        let words = format!("{} {need} {}", found.sign(), look.code("pane-step", found.code()));
        detail.field("pane-f-needs", &words, if found.earned() { theme.proved } else { theme.due });
    }
    if step.control == 9 {
        watched(&mut detail, look);
    }
    asked(&mut detail, row, merged, look);
    done(&mut detail, row, look);
    detail.heading(&look.word("pane-h-next"));
    let readable = live_proofs(state, &row.id).iter().any(|(_, proof)| matches!(proof.source, Source::File(_)));
    if readable {
        detail.next("read", Scope::Checklist);
    }
    if step.control == 2 {
        detail.next("contain", Scope::Checklist).next("outside-test", Scope::Checklist);
    }
    match row.state {
        StepState::Open => {
            detail.next("take", Scope::Checklist).next("proof", Scope::Checklist).next("skip", Scope::Checklist)
        }
        StepState::InHand | StepState::Skipped => detail.next("proof", Scope::Checklist).next("skip", Scope::Checklist),
        StepState::Proved => detail.next("verify-step", Scope::Checklist).next("proof", Scope::Checklist),
        StepState::Verified => detail.next("proof", Scope::Checklist),
    };
    detail.done()
}

/// The days of the watch: which count, which do not and why.
fn watched(detail: &mut Detail<'_, '_>, look: &Look<'_>) {
    detail.heading(&look.word("title-watch-days"));
    for entry in watch_rows(look.state, look.now) {
        let style = match entry.tone {
            Tone::Proved => look.theme.proved,
            Tone::Due | Tone::Late => look.theme.due,
            _ => look.theme.text,
        };
        detail.words(&look.say(&entry.text), style);
    }
}

/// The kinds of proof that the step lists, and which of them is missing.
fn asked(detail: &mut Detail<'_, '_>, row: &Row, merged: &MergedStep, look: &Look<'_>) {
    detail.heading(&look.word("pane-h-proof"));
    for kind in &merged.step.proof {
        let lacks = row.missing.contains(kind);
        let msg = Msg::new(if lacks { "pane-kind-missing" } else { "pane-kind-there" });
        let style = if lacks { look.theme.due } else { look.theme.proved };
        detail.words(&look.say(&msg.code("kind", "proof", kind.clone())), style);
        if let Some(known) = Vocabulary::of_rules().proof.get(kind).filter(|_| lacks) {
            detail.words(&known.accept, look.theme.dim);
        }
    }
}

fn file(detail: &mut Detail<'_, '_>, name: &str, record: RecordId, file: &Artefact, look: &Look<'_>) {
    let kept = look.word(if file.stored { "pane-file-inside" } else { "pane-file-outside" });
    detail.marked(name, record, &file.name);
    detail.plain("pane-f-size", &format!("{}, {kept}", words::size(look, file.size)));
    detail.plain("pane-f-sha256", &file.sha256);
}

fn attached(detail: &mut Detail<'_, '_>, record: RecordId, proof: &Attached, look: &Look<'_>) {
    let msg = Msg::new("pane-proof-record").with("record", look.state.label(record));
    detail.heading(&look.say(&msg.code("kind", "proof", proof.kind.clone())));
    match &proof.source {
        Source::File(artefact) => {
            if let Some(before) = &proof.before {
                file(detail, "pane-f-before", record, before, look);
            }
            file(detail, "pane-f-file", record, artefact, look);
        }
        Source::Record(cited) => {
            detail.plain("pane-f-record", &look.state.label(*cited));
        }
        Source::Exhibit(id) => {
            let exhibit = look.state.register.exhibit(*id);
            let label = exhibit.map_or_else(String::new, |exhibit| look.state.register.shown_label(exhibit));
            detail.plain("pane-f-exhibit", &label);
        }
    }
    detail.when("pane-f-done", record, &proof.at).person("pane-f-by", &proof.operator);
    detail.marked("pane-f-note", record, &proof.note);
    detail.shortfalls(&proof_shortfalls(look.state, Some(record), proof));
}

fn contained(detail: &mut Detail<'_, '_>, action: &Action, look: &Look<'_>) {
    let (record, done) = (action.id, &action.done);
    let msg = Msg::new("pane-contained").with("record", look.state.label(record));
    detail.heading(&look.say(&msg.code("action", "action", done.action.clone())));
    detail.marked("pane-f-asset", record, &done.asset).marked("pane-f-change", record, &done.change);
    detail.when("pane-f-done", record, &done.at).person("pane-f-by", &done.operator);
    detail.person("pane-f-authority", &done.authority).marked("pane-f-device", record, &done.device);
    if let Some(clock) = &done.device_clock {
        detail.instant("pane-f-device-clock", clock.at);
    }
    detail.marked("pane-f-blast", record, &done.blast_radius).marked("pane-f-rollback", record, &done.rollback);
    detail.marked("pane-f-left-open", record, &done.left_open).marked("pane-f-note", record, &done.note);
    for (test, tested) in action.tests.iter().filter(|(test, _)| !look.state.struck(*test)) {
        let msg = Msg::new("pane-tested").with("record", look.state.label(*test));
        detail.heading(&look.say(&msg.code("result", "test-result", tested.result.clone())));
        detail.person("pane-f-by", &tested.tester).marked("pane-f-from", *test, &tested.from_where);
        detail.marked("pane-f-method", *test, &tested.method).when("pane-f-done", *test, &tested.at);
    }
    detail.shortfalls(&shortfalls(look.state, action));
}

fn done(detail: &mut Detail<'_, '_>, row: &Row, look: &Look<'_>) {
    let state = look.state;
    for (record, taken) in state.work.taken.get(&row.id).into_iter().flatten() {
        if !state.struck(*record) {
            detail.heading(&look.word("pane-h-taken")).person("pane-f-by", &taken.by);
            detail.when("pane-f-since", *record, &taken.at);
        }
    }
    for (record, proof) in live_proofs(state, &row.id) {
        attached(detail, *record, proof, look);
    }
    for action in state.containment.standing(state).filter(|action| action.done.step == row.id) {
        contained(detail, action, look);
    }
    for (record, verified) in state.proofs.verified.get(&row.id).into_iter().flatten() {
        if state.struck(*record) {
            continue;
        }
        let msg = Msg::new("pane-verified-record").with("record", state.label(*record));
        detail.heading(&look.say(&msg)).person("pane-f-by", &verified.by);
        detail.when("pane-f-done", *record, &verified.at);
        detail.plain("pane-f-presence", &look.code("presence", &verified.presence));
        detail.marked("pane-f-presence-ref", *record, &verified.presence_ref);
        if let Some(proof) = verified.proof {
            detail.plain("pane-f-cited", &state.label(proof));
        }
        detail.marked("pane-f-place", *record, &verified.place).marked("pane-f-quote", *record, &verified.quote);
        detail.shortfalls(&verification_shortfalls(state, Some(*record), verified));
    }
    if let Some((record, skipped)) = state.work.skipped.get(&row.id).filter(|(record, _)| !state.struck(*record)) {
        detail.heading(&look.word("pane-h-skipped")).person("pane-f-by", &skipped.lead);
        detail.when("pane-f-done", *record, &skipped.at).marked("pane-f-reason", *record, &skipped.reason);
    }
}
