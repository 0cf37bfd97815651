//! A form, field by field: what is asked for, what may be answered, what was understood; at the end what recording would lead to.

use super::{Out, Reading};
use crate::domain::decision::Shortfall;
use crate::domain::input::{FieldKind, Need};
use crate::domain::msg::Msg;
use crate::ui::console::Console;
use crate::ui::form::{Form, Stage, Wish};
use crate::ui::form_view::reading;
use crate::ui::overlay::{Overlay, Question};
use crate::ui::overlay_view::question_words;

/// Answers that are listed with a number.
const OFFERED: usize = 30;

/// Whether a field takes one of a list of codes, so that a number means an entry of that list.
fn coded(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Choice(..)
            | FieldKind::Mark
            | FieldKind::Role
            | FieldKind::Step
            | FieldKind::Proof
            | FieldKind::Exhibit
            | FieldKind::EvidenceSource
            | FieldKind::Deadline
            | FieldKind::Regime
            | FieldKind::Person
            | FieldKind::Medium
            | FieldKind::Procedure
            | FieldKind::Call
    )
}

fn several(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Text | FieldKind::Paste)
}

/// The next field that the form asks for, from one on; none where there is no further.
fn next_field(form: &Form, from: usize) -> Option<usize> {
    (from..form.fields.len())
        .find(|index| form.shows(*index) || form.fields.get(*index).is_some_and(|f| !f.field.is_empty()))
}

impl Console {
    /// Asks for the field that comes next, or says what recording would lead to.
    pub(super) fn ask_field(&mut self, out: &mut Out, reading: &mut Reading) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        if form.stage == Stage::Reading {
            return out.line(&self.lang.word("form-foot-reading"));
        }
        if reading.whole {
            return self.say_verdict(out);
        }
        if reading.field.is_none() {
            out.line(&self.lang.word(&format!("title-{}", form.spec.name)));
            if form.restored {
                out.line(&self.lang.word("form-restored"));
            }
            out.line(&self.lang.word("plain-form-help"));
            // What is filled in already is said at the end; the first thing asked is the first that is empty, as in the drawn form.
            let first = next_field(form, 0).unwrap_or(0);
            reading.field = Some(first);
        }
        let Some(index) = reading.field else { return };
        if !reading.several.is_empty() {
            return;
        }
        if let Some(form) = self.top_form() {
            form.focus = index;
        }
        self.offer();
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.fields.get(index) else { return };
        let need = match field.spec.need {
            Need::Required => "plain-required",
            Need::Owed => "plain-owed",
            Need::Optional => "plain-optional",
        };
        let msg = Msg::new("plain-field")
            .with("number", index + 1)
            .with("count", form.fields.len())
            .with("name", self.lang.label(form.spec.name, field.spec.name))
            .with("need", self.lang.word(need));
        out.line(&self.lang.say(&msg, self.audience));
        let own = format!("hint-{}-{}", form.spec.name, field.spec.name);
        let hint = if self.lang.has(&own) { own } else { format!("hint-{}", field.spec.name) };
        if self.lang.has(&hint) {
            out.line(&self.lang.word(&hint));
        }
        if several(field.spec.kind) {
            out.line(&self.lang.word("plain-several"));
        }
        if !field.field.is_empty() {
            out.lines(&self.lang.say(&Msg::new("plain-now").with("value", field.field.text()), self.audience));
        }
        if coded(field.spec.kind) {
            self.say_candidates(out);
        }
    }

    fn say_candidates(&self, out: &mut Out) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        for (number, candidate) in (1..).zip(form.candidates.iter().take(OFFERED)) {
            let same = candidate.words == candidate.value || candidate.words.is_empty();
            let words =
                if same { candidate.value.clone() } else { format!("{}, {}", candidate.value, candidate.words) };
            out.line(&format!("{number}. {}", super::lines::sentence(&words)));
        }
        let more = form.candidates.len().saturating_sub(OFFERED);
        if more > 0 {
            out.line(&self.lang.say(&Msg::new("plain-more").with("count", more), self.audience));
        }
    }

    /// What recording would lead to, field by field as it stands, and how to go on.
    fn say_verdict(&mut self, out: &mut Out) {
        self.check();
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let look = self.look(&[]);
        for (number, field) in (1..).zip(&form.fields) {
            if !field.field.is_empty() {
                let name = self.lang.label(form.spec.name, field.spec.name);
                out.line(&format!("{number}. {name}: {}", field.field.text().replace('\n', " / ")));
            }
        }
        let said = |short: &Shortfall| {
            format!("{} ({}). {}", look.say(&short.missing), short.rule.id(), look.say(&short.next))
        };
        for short in &form.verdict.shortfalls {
            out.line(&said(short));
        }
        if let Some(refusal) = &form.verdict.refusal {
            let words = format!("{} ({}). {}", look.say(&refusal.what), refusal.rule.id(), look.say(&refusal.next));
            out.line(&words);
        }
        if let Some(failure) = &form.verdict.failure {
            out.line(failure);
        }
        let counts = form.verdict.shortfalls.iter().all(Shortfall::counts);
        let id = match (form.verdict.refusal.is_some(), form.spec.records(), counts) {
            (true, ..) => "plain-ask-blocked",
            (_, false, _) => "plain-ask-apply",
            (_, _, false) => "plain-ask-short",
            _ => "plain-ask-record",
        };
        out.line(&self.lang.word(id));
    }

    /// One line typed into a form.
    pub(super) fn field_line(&mut self, out: &mut Out, reading: &mut Reading, line: &str) {
        let typed = line.trim();
        if self.top_form().is_some_and(|form| form.stage == Stage::Reading) {
            // What is being read can be given up, nothing else.
            if typed == "/leave" {
                self.grant(Wish::Close, "");
            }
            return;
        }
        match typed {
            "/leave" => return self.grant(Wish::Close, ""),
            "/discard" => return self.grant(Wish::Discard, ""),
            "/help" => return out.line(&self.lang.word("plain-form-help")),
            "/done" => {
                self.take_several(reading);
                reading.whole = true;
                return;
            }
            "/record" => {
                self.take_several(reading);
                reading.whole = true;
                return self.submit();
            }
            _ => {}
        }
        if reading.whole {
            return self.review_line(out, reading, typed);
        }
        let Some(index) = reading.field else { return };
        let kind =
            self.top_form().and_then(|form| form.fields.get(index)).map(|field| (field.spec.kind, field.spec.name));
        let Some((kind, name)) = kind else { return };
        match typed {
            "/back" => {
                reading.several.clear();
                let before = self.top_form().and_then(|form| (0..index).rev().find(|at| form.shows(*at)));
                reading.field = Some(before.unwrap_or(index));
                return;
            }
            "/clear" => {
                reading.several.clear();
                return self.answer_field(name, "");
            }
            _ => {}
        }
        if several(kind) {
            if typed != "." && !(typed.is_empty() && reading.several.is_empty()) {
                return reading.several.push(line.trim_end().to_owned());
            }
            self.take_several(reading);
        } else if !typed.is_empty() {
            let picked = typed.parse::<usize>().ok().filter(|_| coded(kind)).and_then(|number| {
                let form = self.top_form()?;
                form.candidates.get(number.checked_sub(1)?).map(|candidate| candidate.value.clone())
            });
            self.answer_field(name, &picked.unwrap_or_else(|| typed.to_owned()));
            self.say_reading(out, index);
        }
        let next = self.top_form().and_then(|form| next_field(form, index + 1));
        match next {
            Some(next) => reading.field = Some(next),
            None => reading.whole = true,
        }
    }

    /// A line typed once the form is whole: the number of a field to change it, yes to record.
    fn review_line(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) {
        let count = self.top_form().map_or(0, |form| form.fields.len());
        match typed.parse::<usize>() {
            Ok(number) if (1..=count).contains(&number) => {
                (reading.field, reading.whole) = (Some(number - 1), false);
            }
            _ if self.lang.word("plain-yes").split(',').any(|yes| yes.trim().eq_ignore_ascii_case(typed)) => {
                self.submit()
            }
            _ => out.line(&self.lang.word("plain-form-help")),
        }
    }

    fn take_several(&mut self, reading: &mut Reading) {
        let lines = std::mem::take(&mut reading.several);
        let name = reading.field.and_then(|index| self.top_form()?.fields.get(index).map(|field| field.spec.name));
        if let (Some(name), false) = (name, lines.is_empty()) {
            self.answer_field(name, &lines.join("\n"));
        }
    }

    fn answer_field(&mut self, name: &'static str, text: &str) {
        if let Some(form) = self.top_form() {
            form.set(name, text);
        }
        self.offer();
        self.check();
        self.keep_drafts();
    }

    /// How an answer is read, and what is wrong with it.
    fn say_reading(&self, out: &mut Out, index: usize) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.fields.get(index) else { return };
        let look = self.look(&[]);
        if let Some(words) = reading(field, &look, &self.typing()) {
            out.line(&words);
        }
        if let Some(refusal) = form.verdict.refusal.as_ref().filter(|refusal| refusal.field == Some(field.spec.name)) {
            out.line(&format!("{} ({}). {}", look.say(&refusal.what), refusal.rule.id(), look.say(&refusal.next)));
        }
        for short in form.verdict.shortfalls.iter().filter(|short| short.field == Some(field.spec.name)) {
            out.line(&format!("{} ({}). {}", look.say(&short.missing), short.rule.id(), look.say(&short.next)));
        }
    }

    /// A question with its answers.
    pub(super) fn ask_question(&self, out: &mut Out) {
        let Some(Overlay::Question(question)) = self.overlays.last() else { return };
        let (words, keys) = question_words(question, &self.look(&[]));
        out.lines(&words);
        let safe = matches!(question, Question::Read(_));
        if !safe {
            out.line(&super::lines::sentence(&keys));
        }
    }
}
