//! The life of a form: opened with what is known, checked while typed, kept as a draft, recorded, or left with its text kept.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Console;
use super::past::about_a_row;
use super::work::Outcome;
use crate::app::case::Hearing;
use crate::app::command::{Act, COMMANDS, CommandSpec, command};
use crate::app::opening::{offered_codename, open_new};
use crate::app::sources::preview_without_case;
use crate::app::staging::Staged;
use crate::app::{Case, Done, Failure};
use crate::domain::artefact::Artefact;
use crate::domain::attention::Place;
use crate::domain::input::{FieldKind, Input};
use crate::domain::msg::Msg;
use crate::domain::quote::Wanted;
use crate::domain::time::TypingContext;
use crate::jobs;
use crate::journal::signature::Purpose;
use crate::ui::candidates::candidates;
use crate::ui::form::{Form, Stage, Verdict, Wish, draft_key};
use crate::ui::overlay::{Overlay, PickFor, Question};
use crate::ui::pane::Pane;
use crate::ui::panes::pane_of;

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
                Some(spec) if matches!(spec.kind, FieldKind::Text | FieldKind::Paste) => self.write_large(),
                _ => {}
            },
            Wish::Several => self.overlays.push(Overlay::Question(Question::SeveralLines(pasted.to_owned()))),
        }
    }

    /// A form is left: a question asked at opening counts as passed over.
    fn left_form(&mut self) {
        let Some(Overlay::Form(mut form)) = self.overlays.pop() else { return };
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
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.focused() else { return };
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
            &self.media,
        );
        if let Some(form) = self.top_form() {
            form.candidates = found;
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
        let judged = match &self.case {
            Some(case) => case.preview(spec, &input, &staged),
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
        let hearing = self.hearing(spec, &input, &staged);
        hearing.shortfalls(&mut verdict.shortfalls);
        if let Some(refusal) = &mut verdict.refusal {
            hearing.refusal(refusal);
        }
        if let Some(form) = self.top_form() {
            form.verdict = verdict;
        }
    }

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
            Act::Merge => return self.begin_merge(&input),
            Act::Import => return self.begin_import(&input),
            Act::Record(_) | Act::RecordThenHash(_) => {}
        }
        let searches = self.case.as_ref().map(|case| case.searches(spec, &input)).unwrap_or_default();
        let looked = |wanted: &Wanted| form.staged.looked.iter().any(|made| made.wanted == *wanted);
        if (form.unread_files() || !searches.iter().all(looked)) && self.case.is_some() {
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
        let searches = case.searches(spec, &input);
        let events = self.events.clone();
        let form = self.top_form().map(|form| form.draft.clone()).unwrap_or_default();
        let job = jobs::spawn(
            "files",
            move |handle| stager.stage_and_look(spec.fields, &input, searches, handle),
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

    /// Keeps what open forms hold and no draft holds yet.
    pub(super) fn keep_drafts(&mut self) {
        let Some(drafts) = &self.drafts else { return };
        let mut failed = None;
        // What is written on the whole screen belongs to the form below it.
        let writing = match self.overlays.last() {
            Some(Overlay::Editor(writing)) if writing.unkept() => {
                Some((writing.field, writing.editor.text().to_owned()))
            }
            _ => None,
        };
        let below = self.overlays.iter().rposition(|overlay| matches!(overlay, Overlay::Form(_)));
        for (index, overlay) in self.overlays.iter_mut().enumerate() {
            let Overlay::Form(form) = overlay else { continue };
            let written = writing.as_ref().filter(|_| below == Some(index));
            if !form.spec.records() || (!form.unkept() && written.is_none()) {
                continue;
            }
            let mut input = form.input();
            if let Some((field, text)) = written {
                input.set(field, text.as_str());
            }
            if input.iter().next().is_none() {
                drafts.forget(&form.draft);
                form.kept();
            } else {
                match drafts.keep(&form.draft, &input) {
                    Ok(()) => {
                        form.kept();
                        self.draft_failed = false;
                    }
                    Err(error) => failed = Some(error),
                }
            }
        }
        if let (None, Some(Overlay::Editor(writing))) = (&failed, self.overlays.last_mut()) {
            writing.kept();
        }
        let look = self.look(&[]);
        let answer = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Composer(composer) => composer.unkept(&look),
            _ => None,
        });
        if let (Some((key, input)), Some(drafts)) = (answer, &self.drafts) {
            let kept = match input {
                Some(input) => drafts.keep(&key, &input),
                None => {
                    drafts.forget(&key);
                    Ok(())
                }
            };
            match kept {
                Ok(()) => self.answer_kept(),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed
            && !self.draft_failed
        {
            self.draft_failed = true;
            self.say_text(error.to_string());
        }
    }

    /// The forms whose drafts were kept, by the titles that people know, each once with how many of its kind there are.
    pub(super) fn titles_of(&self, kept: &[String]) -> String {
        let mut titles: Vec<(&'static str, usize)> = Vec::new();
        for key in kept {
            let of = |spec: &&CommandSpec| {
                key.strip_prefix(spec.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            let Some(spec) = COMMANDS.iter().filter(of).max_by_key(|spec| spec.name.len()) else { continue };
            match titles.iter_mut().find(|(name, _)| *name == spec.name) {
                Some((_, count)) => *count += 1,
                None => titles.push((spec.name, 1)),
            }
        }
        let said = titles.into_iter().map(|(name, count)| {
            let title = self.lang.word(&format!("title-{name}"));
            if count > 1 { format!("{title} ({count})") } else { title }
        });
        said.collect::<Vec<_>>().join("; ")
    }
}
