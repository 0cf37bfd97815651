//! A form that is whole: every field with its number as it stands, what recording leads to, and how to go on.

use super::asking::next_field;
use super::{Out, Reading};
use crate::domain::decision::Shortfall;
use crate::domain::msg::Msg;
use crate::ui::console::Console;
use crate::ui::form::Form;
use crate::ui::form_view::said;
use crate::ui::overlay::Overlay;

/// The fields that the review says and that a number changes.
fn reviewed(form: &Form) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(next_field(form, 0), |index| next_field(form, index + 1))
}

impl Console {
    /// What recording would lead to, field by field as it stands, and how to go on.
    pub(super) fn say_review(&mut self, out: &mut Out) {
        self.check();
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        if self.looks_beside() {
            // What it is waited for was said.
            return;
        }
        for field in reviewed(form).filter_map(|index| form.fields.get(index).map(|field| (index + 1, field))) {
            let (number, field) = field;
            let name = self.lang.label(form.spec.name, field.spec.name);
            let value =
                if field.field.is_empty() { self.lang.word("plain-empty") } else { said(field).replace('\n', " / ") };
            out.line(&format!("{number}. {name}: {value}"));
        }
        for short in &form.verdict.shortfalls {
            out.line(&self.shortfall_words(short));
        }
        if let Some(refusal) = &form.verdict.refusal {
            out.line(&self.refusal_words(refusal));
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

    /// A line typed once the form is whole: the number of a field to change it, yes to record.
    pub(super) fn review_line(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) {
        let known = |number: &usize| {
            number
                .checked_sub(1)
                .is_some_and(|at| self.form_on_top().is_some_and(|form| reviewed(form).any(|i| i == at)))
        };
        match typed.parse::<usize>() {
            Ok(number) if known(&number) => {
                (reading.field, reading.offered) = (Some(number - 1), 0);
                (reading.whole, reading.change) = (false, true);
            }
            Ok(number) => {
                let msg = Msg::new("plain-no-field").with("number", number);
                out.line(&self.lang.say(&msg, self.audience));
            }
            _ if self.is_word("plain-yes", typed) => self.submit(),
            // An empty line says again what would be recorded.
            _ if typed.is_empty() => {}
            _ => out.line(&self.lang.word("plain-form-help")),
        }
    }

    fn form_on_top(&self) -> Option<&Form> {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }
}
