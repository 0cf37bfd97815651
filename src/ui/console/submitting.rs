//! A form is recorded: its files are read first, what only they show is said once, and what was recorded is said with what of it does not count.

use super::Console;
use super::work::Outcome;
use crate::app::case::Hearing;
use crate::app::command::{Act, CommandSpec};
use crate::app::opening::open_new;
use crate::app::staging::Staged;
use crate::app::{Done, Failure};
use crate::domain::attention::Place;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::jobs;
use crate::journal::signature::Purpose;
use crate::ui::form::{Form, Stage};
use crate::ui::overlay::Overlay;
use crate::ui::pane::Pane;
use crate::ui::panes::pane_of;

impl Console {
    /// Records the form. Files are read first, in a job; what only they show is said once before it is recorded.
    pub(super) fn submit(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let (spec, input) = (form.spec, form.input());
        match spec.act {
            Act::Screen => {
                if spec.name == "as-known" {
                    return self.recall(&input);
                }
                if matches!(spec.name, "make-dossier" | "make-plan") {
                    return self.make_paper(spec.name, input);
                }
                self.overlays.pop();
                if spec.name == "filter" {
                    self.set_filter(&input);
                }
                return;
            }
            Act::Hash => {
                let started = if spec.name == "locate" { self.locate(&input) } else { self.rehash(&input) };
                if started
                    && let Some(Overlay::Form(form)) = self.overlays.pop()
                    && let Some(drafts) = &self.drafts
                {
                    drafts.forget(&form.draft);
                }
                return;
            }
            Act::Acquire => return self.look_before_image(&input),
            Act::Export => return self.look_before_export(&input),
            Act::Rows => return self.look_before_rows(&input),
            Act::Exchange => return self.make_paper(spec.name, input),
            Act::Merge => return self.begin_merge(&input),
            Act::Import => return self.begin_import(&input),
            Act::Record(_) | Act::RecordThenHash(_) => {}
        }
        let ahead = self.case.as_ref().map(|case| case.ahead(spec, &input)).unwrap_or_default();
        if (form.unread_files() || !ahead.made(&form.staged)) && self.case.is_some() {
            // What the form says already is no news once the files are read.
            if let Some(form) = self.top_form() {
                form.told = form.verdict.shortfalls.iter().map(|short| short.rule).collect();
            }
            self.stage(spec, input);
            return;
        }
        self.check();
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else { return };
        form.attempted = true;
        // What was filled in for somebody is not recorded by one Enter too many.
        let by_hand = form.spec.by_hand().and_then(|name| form.fields.iter().position(|field| field.spec.name == name));
        if let Some(index) = by_hand.filter(|index| form.fields.get(*index).is_some_and(|field| field.field.is_empty()))
        {
            form.focus = index;
            let words = self.lang.word(&format!("by-hand-{}", spec.name));
            self.offer();
            if let Some(form) = self.top_form() {
                form.verdict.failure = Some(words);
                form.verdict.failed_at = form.spec.by_hand();
            }
            return;
        }
        let unheard = form.verdict.shortfalls.iter().any(|short| !form.told.contains(&short.rule));
        let new_warning = !form.staged.files.is_empty() && unheard && !form.warned;
        let first = form.verdict.shortfalls.iter().find(|short| short.rule.said_first() && !form.warned);
        let first = first.map(|short| short.field);
        if form.verdict.refusal.is_some() || form.verdict.failure.is_some() || new_warning || first.is_some() {
            form.warned = true;
            // The field at fault gets the keys, so that it is in sight with what it says.
            let at = form.verdict.refusal.as_ref().and_then(|refusal| refusal.field).or(first.flatten());
            if let Some(index) = form.fields.iter().position(|field| Some(field.spec.name) == at) {
                form.focus = index;
                self.offer();
            }
            return;
        }
        let staged = form.staged.clone();
        let draft = form.draft.clone();
        let let_go = self.top_form().map(Form::let_go).unwrap_or_default();
        match self.execute(spec, &input, &staged) {
            Ok(done) => {
                self.sweep(&let_go);
                if let Some(drafts) = &self.drafts {
                    drafts.forget(&draft);
                }
                self.overlays.pop();
                self.recorded(spec, &input, &done);
                self.named(spec.name, &input);
                self.ask_at_opening();
            }
            Err(failure) => {
                let words = self.failure_words(&failure);
                if let Some(form) = self.top_form() {
                    form.verdict.failure = Some(words.clone());
                    // What was put aside was taken back with the refusal: it is read again.
                    form.staged = Staged::default();
                }
                self.say_text(words);
            }
        }
    }

    pub(super) fn execute(
        &mut self,
        spec: &'static CommandSpec,
        input: &Input,
        staged: &Staged,
    ) -> Result<Done, Failure> {
        let hearing = self.hearing(spec, input, staged);
        let audience = self.audience;
        let whole = matches!(self.showing, super::room::Showing::Whole);
        if let Some(case) = &mut self.case {
            let result = case.execute(spec.name, input, staged);
            // What another process wrote was taken in with it: until the next frame the room is told nothing of what it may not see.
            let outgrown = whole && !case.state().keeps_nothing_from(audience);
            let hearing = if outgrown { Hearing::nothing() } else { hearing };
            if outgrown {
                self.keep_room();
            }
            return match result {
                Ok(mut done) => {
                    hearing.shortfalls(&mut done.shortfalls);
                    Ok(done)
                }
                Err(Failure::Refused(mut refusal)) => {
                    hearing.refusal(&mut refusal);
                    Err(Failure::Refused(refusal))
                }
                other => other,
            };
        }
        // Without a case only a declaration or an assessment opens one.
        let operator = self.operator.clone().unwrap_or_default();
        let day = crate::domain::time::local(self.now(), self.env.zone).date_iso();
        let path = self.env.places.fresh(Purpose::Incident, input.get("codename").unwrap_or_default(), &day);
        let (case, done) = open_new(&self.env, &path, &operator, spec.name, input)?;
        if let Some(drafts) = self.drafts.take() {
            drafts.forget(spec.name);
        }
        self.take_case(case);
        Ok(done)
    }

    /// Says that it is recorded, and what of it does not count; starts what follows from it.
    pub(super) fn recorded(&mut self, spec: &'static CommandSpec, input: &Input, done: &Done) {
        self.changed();
        let label = done.records.last().map(|id| self.present().label(*id)).unwrap_or_default();
        // What takes credit is said before what is owed, and that before a remark.
        let gravest = |short: &&crate::domain::decision::Shortfall| (short.counts(), short.rule.remark());
        match done.shortfalls.iter().min_by_key(gravest) {
            None => self.say(&Msg::new("recorded").with("record", label)),
            Some(short) => {
                let missing = self.lang.say(&short.missing, self.audience);
                let next = self.lang.say(&short.next, self.audience);
                let id = match (short.rule.remark(), short.counts()) {
                    (true, _) => "recorded-note",
                    (false, true) => "recorded-owed",
                    (false, false) => "recorded-short",
                };
                let msg = Msg::new(id)
                    .with("record", label)
                    .with("missing", missing)
                    .with("rule", short.rule.id())
                    .with("next", next);
                self.say(&msg);
            }
        }
        if matches!(spec.act, Act::RecordThenHash(_))
            && let Some(id) = done.records.last()
        {
            self.hash_exhibit(*id, None, &[]);
        }
        if spec.name == "real-emergency" {
            return self.leave_for_the_real();
        }
        if spec.name == "draft"
            && let Some(notice) = done.records.last()
        {
            self.open_composer(*notice);
        }
        match spec.name {
            "roll-call" => self.briefing_begins(done),
            "briefing" => self.briefing_over(done),
            _ => {}
        }
        if spec.name == "keys" {
            self.operator = self.case.as_ref().map(|case| case.operator().name);
            self.changed();
        }
        if let Some(id) = done.records.last() {
            self.panes.get_mut(Pane::Timeline).select(&Place::Timeline(*id));
            // What was just made is what the next key is about.
            let made = match spec.name {
                "assign" | "relieve" | "vacant" => {
                    input.get("role").map(|role| Place::Role(role.trim().to_lowercase()))
                }
                "call" => Some(Place::Call(*id)),
                "exhibit" => Some(Place::Exhibit(*id)),
                _ => None,
            };
            if let Some(made) = made
                && let Some(pane) = pane_of(&made)
            {
                self.panes.get_mut(pane).select(&made);
            }
        }
    }

    /// Reads the named files in a job; the form waits with its text.
    fn stage(&mut self, spec: &'static CommandSpec, input: Input) {
        let aside = self.top_form().map(Form::put_aside).unwrap_or_default();
        let Some(case) = &self.case else { return };
        case.take_back(&aside);
        let stager = case.stager();
        let ahead = case.ahead(spec, &input);
        let events = self.events.clone();
        let form = self.top_form().map(|form| form.draft.clone()).unwrap_or_default();
        let job = jobs::spawn(
            "files",
            move |handle| stager.stage_and_look(spec.fields, &input, ahead, handle),
            move |result| {
                let _ = events.send(super::Event::Work(Outcome::Staged(form, Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                self.staging = Some(job);
                if let Some(form) = self.top_form() {
                    form.stage = Stage::Reading;
                }
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// Files of a form were read, or could not be.
    pub(super) fn staged(&mut self, draft: &str, result: Result<Staged, Failure>) {
        self.staging = None;
        let waits = |form: &&mut Form| form.draft == draft && form.stage == Stage::Reading;
        let Some(form) = self.top_form().filter(waits) else {
            // Nobody waits for it any more.
            if let Ok(staged) = result {
                self.sweep(&staged.files.into_values().collect::<Vec<_>>());
            }
            return;
        };
        form.stage = Stage::Typing;
        match result {
            Ok(staged) => {
                form.staged = staged;
                self.submit();
            }
            Err(failure) => {
                let words = self.failure_words(&failure);
                if let Some(form) = self.top_form() {
                    form.verdict.failure = Some(words);
                }
            }
        }
    }

    pub(super) fn cancel_staging(&mut self) {
        if let Some(job) = self.staging.take() {
            job.cancel();
        }
    }
}
