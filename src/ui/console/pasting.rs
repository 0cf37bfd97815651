//! Pasted lines that become an entry each: recorded a slice at a time, so that the console answers to keys meanwhile, first of all to the one that blanks it.

use std::collections::VecDeque;

use super::Console;
use crate::app::command::CommandSpec;
use crate::app::staging::Staged;
use crate::domain::decision::Shortfall;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::ui::form::Form;
use crate::ui::overlay::{Overlay, Question};

/// How long the console records before it looks for keys again, milliseconds of the steady clock.
const SLICE_MS: u64 = 20;
/// After how many entries the lines that are left are put into the form, which keeps them as its draft.
const KEPT: usize = 256;

/// Lines on their way into the journal.
pub(super) struct Pasting {
    spec: &'static CommandSpec,
    base: Input,
    draft: String,
    /// What was typed before the paste: it belongs to none of the lines.
    typed: Option<String>,
    left: VecDeque<String>,
    all: usize,
    short: Option<Shortfall>,
}

impl Pasting {
    /// What the field holds if nothing more is recorded.
    fn rest(&self) -> String {
        let rest = self.left.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        match &self.typed {
            Some(typed) if rest.is_empty() => typed.clone(),
            Some(typed) => format!("{typed} {rest}"),
            None => rest,
        }
    }
}

impl Console {
    /// Pasted lines become one entry each, from the next pass of the loop on.
    pub(super) fn log_each(&mut self, pasted: &str) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let (spec, base, draft) = (form.spec, form.input(), form.draft.clone());
        let lines = pasted.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.trim().is_empty());
        let left: VecDeque<String> = lines.map(str::to_owned).collect();
        let typed = base.get("text").map(str::to_owned);
        let all = left.len();
        self.overlays.push(Overlay::Question(Question::Recording { done: 0, all }));
        self.pasting = Some(Pasting { spec, base, draft, typed, left, all, short: None });
        self.keep_rest();
    }

    /// Records what fits into a slice of time.
    pub(super) fn record_pasted(&mut self) {
        let Some(mut pasting) = self.pasting.take() else { return };
        let since = self.env.clock.mono_ms();
        while let Some(line) = pasting.left.front() {
            let input = pasting.base.clone().with("text", line.as_str());
            match self.execute(pasting.spec, &input, &Staged::default()) {
                Ok(done) => {
                    pasting.left.pop_front();
                    pasting.short = pasting.short.take().or_else(|| done.shortfalls.into_iter().next());
                }
                Err(failure) => {
                    self.pasting = Some(pasting);
                    self.stop_pasting();
                    self.say_failure(&failure);
                    return;
                }
            }
            let kept = pasting.left.len().is_multiple_of(KEPT);
            if kept || self.env.clock.mono_ms().saturating_sub(since) >= SLICE_MS {
                break;
            }
        }
        let (done, all) = (pasting.all - pasting.left.len(), pasting.all);
        let ended = pasting.left.is_empty();
        let keep = pasting.left.len().is_multiple_of(KEPT);
        self.pasting = Some(pasting);
        if ended {
            return self.pasted_all();
        }
        if keep {
            self.keep_rest();
        }
        for overlay in &mut self.overlays {
            if let Overlay::Question(question @ Question::Recording { .. }) = overlay {
                *question = Question::Recording { done, all };
            }
        }
        self.dirty = true;
    }

    /// Ends it before its end: what is recorded stays, the lines that are left are in the field.
    pub(super) fn stop_pasting(&mut self) {
        self.keep_rest();
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Question(Question::Recording { .. })));
        let Some(pasting) = self.pasting.take() else { return };
        self.changed();
        let recorded = pasting.all - pasting.left.len();
        self.say(&Msg::new("recorded-part").with("count", recorded).with("left", pasting.left.len()));
    }

    fn pasted_all(&mut self) {
        self.keep_rest();
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Question(Question::Recording { .. })));
        let Some(pasting) = self.pasting.take() else { return };
        // Words typed before the paste belong to none of its lines: the form stays open with them.
        if pasting.typed.is_none() {
            if let Some(drafts) = &self.drafts {
                drafts.forget(&pasting.draft);
            }
            self.overlays.retain(|overlay| !matches!(overlay, Overlay::Form(form) if form.draft == pasting.draft));
        }
        self.changed();
        let Some(short) = pasting.short else {
            return self.say(&Msg::new("recorded-several").with("count", pasting.all));
        };
        let missing = self.lang.say(&short.missing, self.audience);
        let msg = Msg::new("recorded-several-short").with("count", pasting.all).with("missing", missing);
        self.say(&msg.with("rule", short.rule.id()));
    }

    /// Puts the lines that are left into their form, which keeps them as its draft.
    fn keep_rest(&mut self) {
        let Some(pasting) = &self.pasting else { return };
        let rest = pasting.rest();
        if let Some(form) = form_of(&mut self.overlays, &pasting.draft) {
            form.set("text", &rest);
        }
    }
}

fn form_of<'a>(overlays: &'a mut [Overlay], draft: &str) -> Option<&'a mut Form> {
    overlays.iter_mut().rev().find_map(|overlay| match overlay {
        Overlay::Form(form) if form.draft == draft => Some(form.as_mut()),
        _ => None,
    })
}
