//! Entities in the console: the page of one, with where it is used, and putting a name into the register out of a form that waits meanwhile.

use super::work::Outcome;
use super::{Console, Event};
use crate::app::command::command;
use crate::app::{Case, Failure, finding};
use crate::domain::entity::{INDICATOR, NamedRows, Texts, unknown};
use crate::domain::input::{FieldKind, Input};
use crate::domain::lineage::Node;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Sheet, names_of_entity};
use crate::domain::technique::files;
use crate::jobs::{self, Job, JobFailure};
use crate::ui::board::Board;
use crate::ui::overlay::Overlay;

/// A name that is put into the register for a field of the form below.
pub(super) struct Naming {
    /// Draft of the form that waits.
    draft: String,
    /// Its field.
    field: &'static str,
    /// What stood in that field and was no name of the register; empty where nothing stood there.
    name: String,
}

/// What rows are counted of: packed files that the room may see, and the names that are looked for in them.
pub(super) type Of = (Vec<String>, Vec<String>);
/// What came of counting; none where nobody waits for it any more.
pub(super) type Counted = Result<Result<Option<u64>, Failure>, JobFailure>;

/// Imported rows that name an entity.
pub(super) struct Uses {
    of: Of,
    /// The job, as long as it runs.
    job: Option<Job>,
    /// The count; none while it runs, and where it failed.
    count: Option<u64>,
}

impl Console {
    /// The entity whose page is open, if one is.
    fn entity_open(&self) -> Option<Node> {
        self.overlays.iter().rev().find_map(|overlay| match overlay {
            Overlay::Board(board) => board.entity(),
            _ => None,
        })
    }

    /// Counts the rows that the room may see and that name the entity whose page is open, unless they are counted. It reads the case by itself, so it holds up no frame.
    pub(super) fn count_uses(&mut self) {
        let Some(key) = self.entity_open() else { return self.stop_uses() };
        let of = (files(self.state()), names_of_entity(self.state(), key));
        if of.0.is_empty() || of.1.is_empty() {
            return self.stop_uses();
        }
        if self.uses.as_ref().is_some_and(|uses| uses.of == of) {
            return;
        }
        self.stop_uses();
        let Some(case) = self.shown() else { return };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let (events, counted, (files, names)) = (self.events.clone(), of.clone(), of.clone());
        let job = jobs::spawn(
            "uses",
            move |handle| finding::count_named(&Case::open(&env, &path, &operator)?, &files, &names, handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::UsesCounted(counted, Box::new(result))));
            },
        );
        match job {
            Ok(job) => self.uses = Some(Uses { of, job: Some(job), count: None }),
            Err(error) => self.say_text(error.to_string()),
        }
        self.with_page_of_entity();
    }

    /// Rows are counted. What was counted of something else is let go.
    pub(super) fn uses_counted(&mut self, of: &Of, result: Counted) {
        let Some(uses) = self.uses.as_mut().filter(|uses| uses.of == *of) else { return };
        uses.job = None;
        match result {
            Ok(Ok(count)) => uses.count = count,
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                self.say_text(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
        // Nobody sees the page change where nothing is drawn.
        if self.plain && self.uses.as_ref().is_some_and(|uses| uses.count.is_some()) {
            self.say(&Msg::new("rows-counted"));
        }
        self.with_page_of_entity();
    }

    /// The page says what is known of rows by now.
    fn with_page_of_entity(&mut self) {
        let mut overlays = std::mem::take(&mut self.overlays);
        for overlay in &mut overlays {
            if let Overlay::Board(board) = overlay {
                board.refresh(&self.look(&[]));
            }
        }
        self.overlays = overlays;
    }

    /// What is known of the rows that name the entity whose page is open.
    pub(super) fn rows_naming(&self) -> NamedRows {
        match &self.uses {
            None => NamedRows::None,
            Some(Uses { count: Some(count), .. }) => NamedRows::Counted(*count),
            Some(Uses { job: Some(_), .. }) => NamedRows::Counting,
            Some(_) => NamedRows::Failed,
        }
    }

    /// Nobody waits for the count any more.
    pub(super) fn stop_uses(&mut self) {
        if let Some(Uses { job: Some(job), .. }) = self.uses.take() {
            job.cancel();
        }
    }

    /// Lays the page of an entity over what is shown; Esc goes back to it.
    pub(super) fn open_entity(&mut self, key: Node) {
        self.texts.get_or_insert_with(Texts::default);
        self.keep_texts();
        let board = Board::new(Sheet::Entity(key), &self.look(&[]));
        self.overlays.push(Overlay::Board(board));
        self.count_uses();
    }

    /// While a page asks where something is named, what the records say is kept up; else it is let go.
    pub(super) fn keep_texts(&mut self) {
        let Some(mut texts) = self.texts.take() else { return };
        let heard = self.case.as_ref().map(|case| case.hear(&mut texts));
        match heard {
            Some(Ok(())) => self.texts = Some(texts),
            Some(Err(failure)) => self.say_failure(&failure),
            None => {}
        }
    }

    /// Lets the texts go once no page asks for them.
    pub(super) fn drop_texts(&mut self) {
        let asked = |overlay: &Overlay| matches!(overlay, Overlay::Board(board) if board.entity().is_some());
        if self.texts.is_some() && !self.overlays.iter().any(asked) {
            self.texts = None;
        }
    }

    /// Opens the form that puts the name in the focused field into the register, over the form that it stands in. What is typed there stays, whatever becomes of it.
    pub(super) fn name_entity(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.focused() else { return };
        let Some((kinds, several)) = field.spec.kind.entities() else { return };
        let typed = field.field.text();
        let first = unknown(self.state(), kinds, several, &typed).into_iter().next();
        if first.is_none() && !typed.trim().is_empty() && !several {
            let name = crate::domain::text::visible(typed.trim()).into_owned();
            return self.say(&Msg::new("form-entity-known").with("name", name));
        }
        let name = first.unwrap_or_default();
        let naming = Naming { draft: form.draft.clone(), field: field.spec.name, name: name.clone() };
        let account = form.input().get("action").is_some_and(|action| matches!(action.trim(), "account" | "key"));
        let indicators = kinds == [INDICATOR];
        let Some(spec) = command(if indicators { "indicators" } else { "entity" }) else { return };
        let mut prefill = Input::default().with(if indicators { "add" } else { "entity" }, name);
        if account && !indicators {
            prefill.set("entity-kind", "account");
        }
        self.keep_drafts();
        let open = self.overlays.len();
        self.open_form(spec, prefill);
        if self.overlays.len() > open {
            self.naming = Some(naming);
        }
    }

    /// What was put into the register goes into the field that asked for it: where nothing stood there, and in the place of what stood there by another name.
    pub(super) fn named(&mut self, command: &str, input: &Input) {
        let given = match command {
            "entity" => input.get("entity"),
            "indicators" => input.get("add"),
            _ => return,
        };
        let Some(naming) = self.naming.take() else { return };
        let Some(form) = self.top_form().filter(|form| form.draft == naming.draft) else { return };
        let given = given.unwrap_or_default().trim().to_owned();
        if let Some(field) = form.fields.iter().find(|field| field.spec.name == naming.field) {
            let typed = field.field.text();
            let text = put(&typed, field.spec.kind, &naming.name, &given);
            if text != typed {
                form.set(naming.field, &text);
            }
        }
        self.offer();
        self.check();
    }
}

/// The text of a field after a name was put into the register as another one.
fn put(typed: &str, kind: FieldKind, before: &str, given: &str) -> String {
    if given.is_empty() || given == before {
        return typed.to_owned();
    }
    if !matches!(kind, FieldKind::Entities(_)) {
        return given.to_owned();
    }
    let parts = || typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    if before.is_empty() {
        return parts().chain([given]).collect::<Vec<_>>().join(", ");
    }
    parts().map(|part| if part == before { given } else { part }).collect::<Vec<_>>().join(", ")
}
