//! Lists over the lines: searches and bookmarks that are kept, fields that can be counted and their values.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use super::item::label;
use super::{Asked, Over, OverTime, terms};
use crate::app::finding::Spoken;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rows::standing;
use crate::domain::text;
use crate::jobs::rows::order::{Counted, Hits};
use crate::library::query::ROW;
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::overlay::movement;

/// Fields that are offered to be counted first, in this order.
const FIRST: &[&str] = &["host", "user", "who", "source", "kind", "level", "tag", "technique"];

/// A list over the lines.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) of: Of,
    pub(super) list: ListState,
    /// What each says, and what it leads to.
    pub(super) rows: Vec<(String, String)>,
}

/// What is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    /// Searches that are kept: leads to their queries.
    Saved,
    /// Bookmarks: leads to queries that find them.
    Bookmarks,
    /// Fields that can be counted; whether it is known in how many lines each stands.
    Fields(bool),
    /// Values of a field, with what each query adds; whether they are counted yet.
    Values(String, bool),
}

impl Choices {
    /// Of which nothing is known yet.
    pub(super) fn none(of: Of) -> Self {
        Self { of, list: ListState::default(), rows: Vec::new() }
    }
}

impl OverTime {
    pub(super) fn choices_key(&mut self, key: KeyEvent, mut choices: Choices) -> Asked {
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Nothing,
            // What is still being counted can be chosen from once it is.
            KeyCode::Enter if matches!(choices.of, Of::Fields(false) | Of::Values(_, false)) => {
                self.over = Over::Choices(choices);
                return Asked::Say(Msg::new("over-still-counting"));
            }
            KeyCode::Enter => {
                let Some((_, leads)) = choices.rows.get(choices.list.selected).cloned() else { return Asked::Nothing };
                return match &choices.of {
                    Of::Saved | Of::Bookmarks => self.set_query(&leads),
                    Of::Fields(_) => {
                        self.over = Over::Choices(Choices::none(Of::Values(leads.clone(), false)));
                        Asked::Count(leads)
                    }
                    Of::Values(field, _) => {
                        let query = self.field.text();
                        // A name with a space in it cannot stand before a colon: then the words are looked for wherever they are.
                        let named = !field.contains(char::is_whitespace);
                        let narrowed = if named {
                            terms::with(&query, field, &leads, false)
                        } else {
                            terms::words(&query, &leads)
                        };
                        self.set_query(&narrowed)
                    }
                };
            }
            KeyCode::Char('x') if choices.of == Of::Saved => {
                let name = choices.rows.get(choices.list.selected).map(|(row, _)| row.clone()).unwrap_or_default();
                let name = name.split("  ").next().unwrap_or_default().to_owned();
                return Asked::Form("search-remove", Input::default().with("name", name));
            }
            _ => {}
        }
        if let Some(movement) = movement(key) {
            choices.list.go(movement, choices.rows.len(), self.page());
        }
        self.over = Over::Choices(choices);
        Asked::Nothing
    }

    /// What has to be counted, beside the drawing thread: the hits, and what the records have in that field.
    #[must_use]
    pub fn counting(&self) -> Option<(Arc<Hits>, Arc<Vec<Spoken>>)> {
        Some((Arc::clone(self.hits.as_ref()?), Arc::clone(&self.records)))
    }

    /// Takes over in how many of the lines that are shown each field stands: those that are asked for most come first.
    pub fn fields_counted(&mut self, mut fields: Vec<(String, u64)>) {
        let Over::Choices(choices) = &mut self.over else { return };
        if choices.of != Of::Fields(false) {
            return;
        }
        choices.of = Of::Fields(true);
        let rank = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
        fields.sort_by_key(|(name, count)| (rank(name), std::cmp::Reverse(*count)));
        choices.rows = fields.into_iter().map(|(name, count)| (format!("{count:>9}  {name}"), name)).collect();
    }

    /// Takes over what was counted.
    pub fn counted(&mut self, field: &str, counted: &Counted) {
        let Over::Choices(choices) = &mut self.over else { return };
        if choices.of != Of::Values(field.to_owned(), false) {
            return;
        }
        choices.of = Of::Values(field.to_owned(), true);
        let row = |value: &crate::jobs::rows::order::Value| {
            (format!("{:>9}  {}", value.count, text::one_line(&value.text)), value.text.clone())
        };
        choices.rows = counted.values.iter().map(row).collect();
    }
}

pub(super) fn saved(look: &Look<'_>) -> Choices {
    let searches = look.state.rows.searches.iter();
    let rows = searches.map(|(_, search)| (format!("{}  {}", search.name, search.query), search.query.clone()));
    Choices { of: Of::Saved, list: ListState::default(), rows: rows.collect() }
}

/// Bookmarks, and above them all of them at once.
pub(super) fn bookmarks(look: &Look<'_>) -> Choices {
    let all: Vec<(String, String)> = look
        .state
        .rows
        .bookmarks
        .iter()
        .map(|(_, bookmark)| {
            let row = &bookmark.row;
            let term = terms::with("", ROW, &standing(&look.state.label(row.import), &row.sheet, row.line), false);
            (format!("{} {}  {}", label(look, row.import), row.place(), bookmark.note), term)
        })
        .collect();
    // Of several each is one word, so that either of them is found.
    let lines: Vec<&str> = all.iter().map(|(_, term)| term.as_str()).collect();
    let first = (all.len() > 1)
        .then(|| (look.say(&Msg::new("over-all-bookmarks").with("count", all.len())), lines.join(" OR ")));
    Choices { of: Of::Bookmarks, list: ListState::default(), rows: first.into_iter().chain(all).collect() }
}
