//! The life of a form: opened with what is known, checked while typed, kept as a draft, recorded, or left with its text kept.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Console;
use super::past::about_a_row;
use crate::app::command::{Act, CommandSpec, command};
use crate::app::opening::offered_codename;
use crate::app::sources::preview_without_case;
use crate::app::staging::Staged;
use crate::app::{Case, Failure};
use crate::domain::artefact::Artefact;
use crate::domain::input::{FieldKind, Input};
use crate::domain::msg::Msg;
use crate::domain::time::TypingContext;
use crate::ui::candidates::{Beside, candidates};
use crate::ui::form::columns::noted;
use crate::ui::form::{Form, Stage, Verdict, Wish, draft_key};
use crate::ui::overlay::{Overlay, PickFor, Question};

/// Lines that were typed one by one for a field of the form on top.
pub(super) struct Lines {
    /// The field.
    pub(super) field: &'static str,
    /// The lines.
    pub(super) text: String,
    /// Whether a draft holds them.
    pub(super) kept: bool,
}

impl Console {
    /// The context for typed times.
    pub(super) fn typing(&self) -> TypingContext {
        TypingContext { now: self.now(), zone: self.case.as_ref().map_or(self.env.zone, Case::zone) }
    }

    /// Opens the form of a command. What a draft holds for the same thing comes back.
    pub(super) fn open_form(&mut self, spec: &'static CommandSpec, prefill: Input) {
        if spec.records() && !self.may_record(about_a_row(spec, &prefill)) {
            return;
        }
        let mut prefill = prefill;
        if let ("declare", None, Ok(offered)) = (spec.name, prefill.get("codename"), offered_codename(&self.env)) {
            prefill.set("codename", offered);
        }
        // What is written already stands there: it is changed, not written twice.
        if spec.name == "review" {
            for (field, text) in crate::domain::review::as_written(self.state()).iter() {
                if prefill.get(field).is_none() {
                    prefill.set(field, text);
                }
            }
        }
        if spec.records() {
            self.say_who_only_reads();
        }
        let draft = self.drafts.as_ref().and_then(|drafts| drafts.kept(&draft_key(spec, &prefill)));
        self.overlays.push(Overlay::Form(Box::new(Form::new(spec, &prefill, draft.as_ref()))));
        self.offer();
        self.check();
    }

    /// Before the first record of a laptop that only read the case so far: what will come of it.
    fn say_who_only_reads(&mut self) {
        let Some(case) = self.case.as_ref().filter(|case| case.writable() && !case.begun()) else { return };
        let msg = Msg::new("first-record-waits").with("station", case.station().to_string());
        let msg = msg.with("fingerprint", case.fingerprint().unwrap_or_default());
        self.say(&msg);
    }

    pub(super) fn form_key(&mut self, key: KeyEvent) {
        // Letters that come in a flood, as a paste does where the terminal does not mark it, are looked at together; whatever else is pressed rests on what was
        // found.
        if !matches!(key.code, KeyCode::Char(_)) || key.modifiers.contains(KeyModifiers::CONTROL) {
            self.look_at_form();
        }
        let Some(form) = self.top_form() else { return };
        let wish = form.handle(key);
        self.grant(wish, "");
    }

    /// Looks at what was typed since the last look: candidates, and what recording would say.
    pub(super) fn look_at_form(&mut self) {
        if self.unchecked && matches!(self.overlays.last(), Some(Overlay::Form(_))) {
            self.unchecked = false;
            self.offer();
            self.check();
        }
    }

    pub(super) fn pasted(&mut self, text: &str) {
        if self.out_of_sight() || self.small {
            return;
        }
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => {
                let wish = form.paste(text);
                self.grant(wish, text);
            }
            Some(Overlay::Palette(finder)) => {
                finder.field.paste_joined(text);
            }
            Some(Overlay::Search(finder, _)) => {
                finder.field.paste_joined(text);
                self.find();
            }
            Some(Overlay::OverTime(_)) => self.over_time_pasted(text),
            Some(Overlay::Board(_)) => self.with_board(|board, look| board.paste(text, look)),
            Some(Overlay::Picker(picker, _)) => picker.paste(text),
            Some(Overlay::Editor(writing)) => writing.editor.paste(text),
            Some(Overlay::Composer(_)) => self.composer_paste(text),
            _ => {}
        }
    }

    pub(super) fn grant(&mut self, wish: Wish, pasted: &str) {
        match wish {
            Wish::None => {}
            Wish::Offer => self.offer(),
            Wish::Check => self.unchecked = true,
            Wish::Record => self.submit(),
            Wish::Close => {
                self.keep_drafts();
                self.left_form();
            }
            Wish::Discard => {
                if let (Some(drafts), Some(Overlay::Form(form))) = (&self.drafts, self.overlays.last()) {
                    drafts.forget(&form.draft);
                }
                self.left_form();
            }
            Wish::Pick => match self.top_form().and_then(|form| form.focused()).map(|field| field.spec) {
                Some(spec) if matches!(spec.kind, FieldKind::File | FieldKind::Path) => {
                    self.pick(PickFor::Field(spec.name));
                }
                Some(spec) if spec.kind.several_lines() => self.write_large(),
                _ => {}
            },
            Wish::Entity => self.name_entity(),
            Wish::Several => self.overlays.push(Overlay::Question(Question::SeveralLines(pasted.to_owned()))),
        }
    }

    /// A form is left: a question asked at opening counts as passed over.
    fn left_form(&mut self) {
        let Some(Overlay::Form(mut form)) = self.overlays.pop() else { return };
        self.columns = None;
        if form.stage == Stage::Reading {
            self.cancel_staging();
        }
        self.sweep(&form.put_aside());
        if form.spec.name == "roll-call" {
            self.no_roll_call();
        }
        if form.spec.name == "clock-check"
            && self.present().stations.checks.is_empty()
            && self.asked
            && self.case.as_ref().is_some_and(|case| case.writable() && case.counts())
        {
            self.execute_quietly("clock-skip");
        }
        self.ask_at_opening();
    }

    /// Takes back what was put aside for a form and is cited by nothing: a case that is looked at meanwhile would hold bytes that no record knows.
    pub(super) fn sweep(&self, files: &[Artefact]) {
        if let Some(case) = &self.case {
            case.take_back(files);
        }
    }

    fn execute_quietly(&mut self, name: &str) {
        if let Some(case) = &mut self.case
            && let Err(failure) = case.execute(name, &Input::default(), &Staged::default())
        {
            self.say_failure(&failure);
        }
        self.changed();
    }

    /// At the opening of a case, once: who is at the keys, and what a reference clock shows. Nothing is asked of a laptop that only reads a case: its answer would
    /// open a chain that nobody admitted.
    pub(super) fn ask_at_opening(&mut self) {
        if self.asked || !self.overlays.is_empty() {
            return;
        }
        let Some(case) = self.case.as_ref().filter(|case| case.writable() && case.begun()) else { return };
        let nobody = case.operator().name.is_empty();
        let state = case.state();
        // A comparison by a laptop that does not count would be asked for at every opening, and corrects nothing until it does.
        let unchecked = case.counts()
            && state.stations.checks.is_empty()
            && !state.kinds.values().any(|kind| *kind == crate::domain::incident::RecordKind::Known("clock.unchecked"));
        if nobody && !self.asked_keys {
            self.asked_keys = true;
            if let Some(spec) = command("keys") {
                self.open_form(spec, Input::default());
            }
            return;
        }
        self.asked = true;
        if let (true, Some(spec)) = (unchecked, command("clock-check")) {
            self.open_form(spec, Input::default());
        }
    }

    /// Offers candidates for the focused field.
    pub(super) fn offer(&mut self) {
        self.look_for_columns();
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.focused() else { return };
        let columns = (field.spec.kind == FieldKind::Columns).then(|| self.columns_of(form)).flatten();
        let note = columns.as_ref().and_then(noted).map(|msg| self.lang.say(&msg, self.audience));
        let step = form.input().get("step").map(str::to_owned);
        let catalogue = self.case.as_ref().map_or(&self.catalogue, Case::catalogue);
        // Read out, a list is offered whole: what the field holds already narrows nothing.
        let typed = if self.plain { String::new() } else { field.field.text() };
        let found = candidates(
            form.spec.name,
            field.spec.kind,
            &typed,
            step.as_deref(),
            &self.look(&[]),
            Some(catalogue),
            Beside { media: &self.media, columns: columns.as_ref() },
        );
        if let Some(form) = self.top_form() {
            (form.candidates, form.note) = (found, note);
        }
    }

    /// Checks the form as it stands: the same decision that recording would make.
    pub(super) fn check(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let (spec, input, staged) = (form.spec, form.input(), form.staged.clone());
        let unread = form.unread();
        if !matches!(spec.act, Act::Record(_) | Act::RecordThenHash(_)) {
            return;
        }
        // What is typed or named stands for its file until that is read: it is no reason to call anything empty.
        let stand_ins = staged.clone().with_stand_ins(spec.fields, &input);
        let judged = match &self.case {
            Some(case) => case.preview(spec, &input, &stand_ins),
            None => preview_without_case(
                &self.env,
                &self.catalogue,
                self.operator.as_deref().unwrap_or_default(),
                spec,
                &input,
            ),
        };
        let verdict = match judged {
            // A file that is named and not read yet is no reason to call its field empty.
            Ok(mut decision) => {
                decision.shortfalls.retain(|short| short.field.is_none_or(|field| !unread.contains(&field)));
                Verdict { shortfalls: decision.shortfalls, ..Verdict::default() }
            }
            Err(Failure::Refused(refusal)) if refusal.field.is_some_and(|field| unread.contains(&field)) => {
                Verdict::default()
            }
            Err(Failure::Refused(refusal)) => Verdict { refusal: Some(*refusal), ..Verdict::default() },
            Err(other) => Verdict { failure: Some(other.to_string()), ..Verdict::default() },
        };
        let mut verdict = verdict;
        let hearing = self.hearing(spec, &input, &stand_ins);
        hearing.shortfalls(&mut verdict.shortfalls);
        if let Some(refusal) = &mut verdict.refusal {
            hearing.refusal(refusal);
        }
        if let Some(form) = self.top_form() {
            form.verdict = verdict;
        }
    }
}
