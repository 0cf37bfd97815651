//! A form, field by field: what is asked for, what may be answered, what was understood. What is refused is asked for again.

use super::{Out, Reading};
use crate::domain::decision::{Refusal, Shortfall};
use crate::domain::input::{FieldKind, Need};
use crate::domain::msg::Msg;
use crate::ui::console::Console;
use crate::ui::console::forms::Lines;
use crate::ui::form::{Form, Stage, Wish};
use crate::ui::form_view::{reading, said};
use crate::ui::overlay::Overlay;

/// Answers that are listed at once.
const OFFERED: usize = 30;

/// Whether answers are listed, so that a number means an entry of that list.
fn listed(kind: FieldKind) -> bool {
    // Classes of incidents are too many to be read out: they are found by their words.
    (kind.coded() && kind != FieldKind::Rsit)
        || matches!(
            kind,
            FieldKind::Person
                | FieldKind::People
                | FieldKind::Medium
                | FieldKind::Procedure
                | FieldKind::Call
                | FieldKind::Entity(_)
                | FieldKind::Entities(_)
        )
}

/// The next field that the form asks for, from one on; none where there is no further.
pub(super) fn next_field(form: &Form, from: usize) -> Option<usize> {
    (from..form.fields.len()).find(|index| form.shows(*index))
}

impl Console {
    /// Asks for the field that comes next, or says what recording would lead to.
    pub(super) fn ask_field(&mut self, out: &mut Out, reading: &mut Reading) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        if form.stage == Stage::Reading {
            return out.line(&self.lang.word("form-foot-reading"));
        }
        if reading.whole {
            return self.say_review(out);
        }
        if reading.field.is_none() {
            out.line(&self.lang.word(&format!("title-{}", form.spec.name)));
            if form.restored {
                out.line(&self.lang.word("form-restored"));
            }
            out.line(&self.lang.word("plain-form-help"));
            // What is filled in already is said with its field: an empty line keeps it.
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
        if let Some(note) = &form.note {
            out.line(note);
        }
        if field.spec.kind.several_lines() {
            out.line(&self.lang.word("plain-several"));
        }
        if !field.field.is_empty() {
            out.lines(
                &self.lang.say(&Msg::new("plain-now").with("value", said(field).replace('\n', " / ")), self.audience),
            );
            if field.spec.kind.several_lines() {
                out.line(&self.lang.word("plain-several-held"));
            }
        }
        if listed(field.spec.kind) {
            self.say_candidates(out, reading.offered);
        }
    }

    fn say_candidates(&self, out: &mut Out, from: usize) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        for (number, candidate) in (1..).zip(&form.candidates).skip(from).take(OFFERED) {
            // Of people the words are a drawn box, in or out: what the field holds says who is in.
            let people = form.focused().is_some_and(|field| field.spec.kind == FieldKind::People);
            let same = people || candidate.words == candidate.value || candidate.words.is_empty();
            let words =
                if same { candidate.value.clone() } else { format!("{}, {}", candidate.value, candidate.words) };
            out.line(&format!("{number}. {}", super::lines::sentence(&words)));
        }
        let more = form.candidates.len().saturating_sub(from.saturating_add(OFFERED));
        if more > 0 {
            out.line(&self.lang.say(&Msg::new("plain-more").with("count", more), self.audience));
        }
    }

    /// One line typed into a form.
    pub(super) fn field_line(&mut self, out: &mut Out, reading: &mut Reading, line: &str) {
        let typed = line.trim();
        if self.top_form().is_some_and(|form| form.stage == Stage::Reading) {
            // What is being read can be given up, nothing else.
            return;
        }
        if self.looks_beside() {
            return out.line(&self.lang.word("plain-looking"));
        }
        match typed {
            "/discard" => return self.grant(Wish::Discard, ""),
            "/done" => {
                reading.whole = self.take_several(out, reading);
                return;
            }
            "/record" => {
                reading.whole = self.take_several(out, reading);
                if reading.whole {
                    self.submit();
                }
                return;
            }
            _ => {}
        }
        if reading.whole {
            return self.review_line(out, reading, typed);
        }
        let Some(index) = reading.field else { return };
        let field = self.top_form().and_then(|form| form.fields.get(index));
        let Some((kind, held)) = field.map(|field| (field.spec.kind, field.field.text())) else { return };
        match typed {
            "/back" => {
                self.let_lines_go(reading);
                let before = self.top_form().and_then(|form| (0..index).rev().find(|at| form.shows(*at)));
                (reading.field, reading.offered) = (Some(before.unwrap_or(index)), 0);
                return;
            }
            "/clear" => {
                self.let_lines_go(reading);
                self.take_answer(out, index, "");
                return;
            }
            "/name" => return self.name_in_lines(out, index),
            "/more" => {
                reading.offered = reading.offered.saturating_add(OFFERED);
                return;
            }
            "/add" if kind.several_lines() => {
                reading.several = held.lines().map(str::to_owned).collect();
                return out.line(&self.lang.word("plain-several"));
            }
            _ => {}
        }
        // A word of the mode behind this sign is text.
        let typed = typed.strip_prefix('\\').unwrap_or(typed);
        let taken = if kind.several_lines() {
            if typed != "." && !(typed.is_empty() && reading.several.is_empty()) {
                let text = line.trim_end();
                reading.several.push(text.strip_prefix('\\').unwrap_or(text).to_owned());
                // Until the last of them they stand in no field: whatever closes the form keeps them in its draft.
                let field = self.top_form().and_then(|form| form.fields.get(index)).map(|field| field.spec.name);
                let text = reading.several.join("\n");
                self.lines = field.map(|field| Lines { field, text, kept: false });
                return;
            }
            self.take_several(out, reading)
        } else if typed.is_empty() {
            true
        } else {
            let answer = self.meant(kind, typed);
            self.take_answer(out, index, &answer)
        };
        if taken {
            self.go_on(reading, index);
        }
    }

    /// Opens the form that puts a name into the register: the one that stands nearest before what is asked for and is not in it. This form waits.
    fn name_in_lines(&mut self, out: &mut Out, index: usize) {
        let entities = |form: &Form, at: usize| {
            let field = form.fields.get(at)?;
            let (kinds, several) = field.spec.kind.entities()?;
            Some(crate::domain::entity::unknown(self.state(), kinds, several, &field.field.text()))
        };
        let found = match self.overlays.last() {
            Some(Overlay::Form(form)) => {
                let unknown = |at: &usize| entities(form, *at).is_some_and(|names| !names.is_empty());
                // Where none stands, one can still be put there.
                let empty = || form.fields.get(index).is_some_and(|field| field.field.is_empty());
                (0..=index).rev().find(unknown).or((entities(form, index).is_some() && empty()).then_some(index))
            }
            _ => None,
        };
        let Some(at) = found else { return out.line(&self.lang.word("plain-no-name")) };
        if let Some(form) = self.top_form() {
            form.focus = at;
        }
        self.name_entity();
    }

    /// After an answer: the next field, or what recording leads to.
    fn go_on(&mut self, reading: &mut Reading, index: usize) {
        reading.offered = 0;
        let next = self.top_form().and_then(|form| next_field(form, index + 1));
        match next.filter(|_| !reading.change) {
            Some(next) => reading.field = Some(next),
            None => (reading.whole, reading.change) = (true, false),
        }
    }

    /// What a line means where answers are listed: the number of one, its code or its words; of people several numbers.
    fn meant(&self, kind: FieldKind, typed: &str) -> String {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return typed.to_owned() };
        if !listed(kind) {
            return typed.to_owned();
        }
        let one = |typed: &str| {
            let numbered = typed.parse::<usize>().ok().and_then(|number| form.candidates.get(number.checked_sub(1)?));
            let named = || form.candidates.iter().find(|candidate| candidate.words.eq_ignore_ascii_case(typed));
            numbered.or_else(named).map_or_else(|| typed.to_owned(), |candidate| candidate.value.clone())
        };
        match kind {
            FieldKind::People | FieldKind::Procedure | FieldKind::Entities(_) => {
                let parts: Vec<String> = typed.split(',').map(|part| one(part.trim())).collect();
                parts.join(", ")
            }
            _ => one(typed),
        }
    }

    /// Whether something is being looked at before the form goes on.
    pub(super) fn looks_beside(&self) -> bool {
        let looks =
            [&self.export_look, &self.rows_look, &self.surveying, &self.papering, &self.taking_in, &self.recalling];
        looks.into_iter().any(Option::is_some)
    }

    /// The lines typed so far belong to no field any more.
    pub(super) fn let_lines_go(&mut self, reading: &mut Reading) {
        reading.several.clear();
        self.lines = None;
    }

    /// Takes the lines typed so far as the answer. False where it is refused.
    fn take_several(&mut self, out: &mut Out, reading: &mut Reading) -> bool {
        let lines = std::mem::take(&mut reading.several);
        self.lines = None;
        match reading.field {
            Some(index) if !lines.is_empty() => self.take_answer(out, index, &lines.join("\n")),
            _ => true,
        }
    }

    /// Puts an answer into its field and says how it is read. A refused one is said with its reason, and the field holds again what it held before: false.
    fn take_answer(&mut self, out: &mut Out, index: usize, text: &str) -> bool {
        let Some(form) = self.top_form() else { return false };
        let Some((name, before)) = form.fields.get(index).map(|field| (field.spec.name, field.field.text())) else {
            return false;
        };
        self.answer_field(name, text);
        let typing = self.typing();
        let refused = self.top_form().and_then(|form| form.refused(index, &typing));
        if let Some(refusal) = refused.filter(|_| !text.is_empty()) {
            out.line(&self.refusal_words(&refusal));
            self.answer_field(name, &before);
            return false;
        }
        self.say_reading(out, index);
        true
    }

    fn answer_field(&mut self, name: &'static str, text: &str) {
        if let Some(form) = self.top_form() {
            form.set(name, text);
        }
        self.offer();
        self.check();
        self.keep_drafts();
    }

    /// What is refused, by which rule, and the way on.
    pub(super) fn refusal_words(&self, refusal: &Refusal) -> String {
        let look = self.look(&[]);
        format!("{} ({}). {}", look.say(&refusal.what), refusal.rule.id(), look.say(&refusal.next))
    }

    /// What does not count, by which rule, and the way on.
    pub(super) fn shortfall_words(&self, short: &Shortfall) -> String {
        let look = self.look(&[]);
        format!("{} ({}). {}", look.say(&short.missing), short.rule.id(), look.say(&short.next))
    }

    /// How an answer is read, and what of it does not count.
    fn say_reading(&self, out: &mut Out, index: usize) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.fields.get(index) else { return };
        if let Some(words) = reading(field, &self.look(&[]), &self.typing()) {
            out.line(&words);
        }
        for short in form.verdict.shortfalls.iter().filter(|short| short.field == Some(field.spec.name)) {
            out.line(&self.shortfall_words(short));
        }
    }
}
