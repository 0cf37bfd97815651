//! A field that says which column of a file is what: first what a column can hold is offered, then the columns of the file, and the list stays until all is said.

use super::super::candidates::Candidate;
use super::super::fuzzy::rank;
use super::super::look::Look;
use super::Form;
use crate::app::rows::Columns;
use crate::domain::input::FieldKind;
use crate::domain::msg::Msg;
use crate::domain::rows::words::ROLE;
use crate::domain::text;
use crate::library::foreign::choice::ROLES;
use crate::library::foreign::{Choice, Role, code};

/// Between two parts.
const NEXT: &str = ", ";
/// Names of columns that are said beside the field.
const NAMES: usize = 12;
/// Columns of the screen of each: a name of a page's length leaves room for the others and for the list.
const WIDEST: usize = 24;

/// What is typed so far: the parts that are whole, and what was begun behind them.
fn begun(typed: &str, columns: &Columns) -> (Vec<String>, String) {
    let mut parts = Choice::cut(typed);
    let last = parts.pop().unwrap_or_default();
    // What stands behind a comma and belongs to the name of no column begins something new.
    let known = |column: &str| columns.names.iter().any(|(name, _)| name == column.trim());
    match last.rsplit_once(',').filter(|_| last.split_once('=').is_none_or(|(_, column)| !known(column))) {
        Some((whole, begun)) => {
            parts.push(whole.trim().to_owned());
            (parts, begun.trim().to_owned())
        }
        None => (parts, last),
    }
}

fn role_of(part: &str) -> &str {
    part.split_once('=').map_or(part, |(role, _)| role).trim()
}

/// What the field offers: what a column can hold, or behind a sign of equality the columns of the file.
pub(in crate::ui) fn offered(typed: &str, columns: &Columns, look: &Look<'_>) -> Vec<Candidate> {
    // A file with a choice is named, not put together.
    if typed.trim_start().starts_with('@') {
        return Vec::new();
    }
    let (whole, begun) = begun(typed, columns);
    let (all, needle) = match begun.split_once('=') {
        Some((role, column)) => (of_role(&role.trim().to_lowercase(), columns, look), column.trim().to_owned()),
        None => (roles(&whole, columns, look), begun),
    };
    let shown = |candidate: &Candidate| match candidate.value.split_once('=') {
        Some((_, column)) if !column.is_empty() => column.to_owned(),
        _ => candidate.value.trim_end_matches('=').to_owned(),
    };
    let names: Vec<String> = all.iter().map(shown).collect();
    if names.contains(&needle) {
        // What is typed is an answer already: the others stay in sight.
        return all;
    }
    let entries: Vec<(&str, &str, &str)> =
        names.iter().zip(&all).map(|(name, candidate)| (name.as_str(), candidate.words.as_str(), "")).collect();
    rank(&needle, &entries).into_iter().filter_map(|ranked| all.get(ranked.index).cloned()).collect()
}

/// What a column can hold: what is not said yet first, and last what only few files have beside the time.
fn roles(whole: &[String], columns: &Columns, look: &Look<'_>) -> Vec<Candidate> {
    let mut all: Vec<((bool, bool), Candidate)> = Vec::new();
    for (beside, role) in ROLES.map(|role| (matches!(role, Role::Clock | Role::Zone), code(&role))) {
        let chosen = whole.iter().rev().find(|part| role_of(part) == role).and_then(|part| part.split_once('='));
        let read = || columns.read.iter().find(|(known, _)| *known == role);
        let what = look.code(ROLE, &role);
        let words = match (chosen, read()) {
            (Some((_, column)), _) => said("columns-chosen", &what, column, look),
            (None, Some((_, column))) => said("columns-read", &what, column, look),
            (None, None) => what,
        };
        all.push(((chosen.is_some(), beside), Candidate { value: [&role, "="].concat(), words }));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, candidate)| candidate).collect()
}

fn said(id: &'static str, what: &str, column: &str, look: &Look<'_>) -> String {
    look.say(&Msg::new(id).with("what", what.to_owned()).with("column", text::one_line(column).into_owned()))
}

/// The columns for one role, each with the first thing that it says, and last that none holds it. A name that would be read as something else is not offered.
fn of_role(role: &str, columns: &Columns, look: &Look<'_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (name, first) in &columns.names {
        let value = [role, "=", name].concat();
        if Choice::read(&value).is_ok_and(|choice| choice.parts() == [value.clone()]) {
            all.push(Candidate { value, words: text::one_line(first).into_owned() });
        }
    }
    if !all.is_empty() {
        all.push(Candidate { value: [role, "="].concat(), words: look.word("columns-no") });
    }
    all
}

/// The columns of the file in words.
pub(in crate::ui) fn noted(columns: &Columns) -> Option<Msg> {
    let short = |name: &str| {
        let name = text::one_line(name);
        if text::width(&name) > WIDEST { text::fit(&name, WIDEST) } else { name.into_owned() }
    };
    let names: Vec<String> = columns.names.iter().take(NAMES).map(|(name, _)| short(name)).collect();
    let more = columns.names.len().saturating_sub(names.len());
    let id = match (names.is_empty(), more) {
        (true, _) => return None,
        (_, 0) => "columns-are",
        _ => "columns-are-more",
    };
    Some(Msg::new(id).with("names", names.join(", ")).with("more", more))
}

impl Form {
    /// Whether the focused field says which column is what.
    pub(super) fn of_columns(&self) -> bool {
        self.focused().is_some_and(|field| field.spec.kind == FieldKind::Columns)
    }

    /// Takes the chosen candidate in: what is begun by it stands in the place of what was said of the same before.
    pub(super) fn take_column(&mut self) -> bool {
        let Some(candidate) = self.chosen.take().and_then(|chosen| self.candidates.get(chosen)).cloned() else {
            return false;
        };
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let typed = field.field.text();
        let columns = Columns {
            names: self
                .candidates
                .iter()
                .filter_map(|known| known.value.split_once('='))
                .map(|(_, name)| (name.to_owned(), String::new()))
                .collect(),
            read: Vec::new(),
        };
        let (mut parts, begun) = begun(&typed, &columns);
        parts.retain(|part| !part.is_empty() && role_of(part) != role_of(&candidate.value));
        let mut text = parts.into_iter().chain([candidate.value]).collect::<Vec<_>>().join(NEXT);
        if begun.contains('=') {
            text.push_str(NEXT);
        }
        field.field.set_text(&text);
        self.warned = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::command;
    use crate::domain::input::Input;
    use crate::ui::form::Wish;
    use crate::ui::panes::fixture::Room;
    use crossterm::event::{KeyCode, KeyEvent};

    fn door_log() -> Columns {
        let names = ["When", "Who", "Said, and how", "a=b, c=d", "Odd\u{202e}one"];
        Columns {
            names: names.iter().map(|name| ((*name).to_owned(), format!("first {name}"))).collect(),
            read: vec![("time".to_owned(), "When".to_owned())],
        }
    }

    fn values(typed: &str) -> Vec<String> {
        let room = Room::day_one();
        offered(typed, &door_log(), &room.look()).into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn what_a_column_can_hold_is_offered_and_then_the_columns_of_the_file() {
        let room = Room::day_one();
        let all = offered("", &door_log(), &room.look());
        assert_eq!(all.len(), ROLES.len());
        assert_eq!((all[0].value.as_str(), all[0].words.contains("When")), ("time=", true), "{all:?}");
        assert_eq!(values("time=When, ")[0], "what=");
        assert_eq!(values("time=When, ").last().map(String::as_str), Some("time="), "what is said goes behind");
        assert_eq!(values("time=When, acc"), ["user="], "its words are looked through too");
        assert_eq!(values("user="), ["user=When", "user=Who", "user=Said, and how", "user=Odd\u{202e}one", "user="]);
        assert_eq!(values("time=When, user=who"), ["user=Who"]);
        assert_eq!(values("what=Said, and how").len(), 5, "a whole name with a comma is an answer");
        assert_eq!(values("what=Said, and how, use"), ["user="]);
        assert_eq!(values("@columns.txt"), [""; 0]);
        let odd = offered("user=odd", &door_log(), &room.look());
        assert_eq!(odd[0].words, "first Odd<U+202E>one", "what the file says is drawn safely");
        let said = room.look().say(&noted(&door_log()).unwrap());
        assert!(said.contains("Who, Said, and how") && said.contains("<U+202E>"), "{said}");
        let long = Columns {
            names: vec![("q".repeat(10_240), String::new()), ("Who".to_owned(), String::new())],
            read: Vec::new(),
        };
        let said = room.look().say(&noted(&long).unwrap());
        assert!(said.contains("qqq..., Who") && said.len() < 160, "{said}");
    }

    #[test]
    fn columns_are_mapped_with_arrows_and_enter_alone() {
        let room = Room::day_one();
        let mut form = Form::new(command("rows-import").unwrap(), &Input::default(), None);
        form.focus = form.fields.iter().position(|field| field.spec.name == "columns").unwrap();
        let typed = |form: &Form| form.input().get("columns").unwrap_or_default().to_owned();
        let pick = |form: &mut Form, value: &str| {
            form.candidates = offered(&form.focused().unwrap().field.text(), &door_log(), &room.look());
            for _ in 0..=form.candidates.iter().position(|one| one.value == value).unwrap() {
                form.handle(KeyEvent::from(KeyCode::Down));
            }
            assert_eq!(form.handle(KeyEvent::from(KeyCode::Enter)), Wish::Check);
        };
        let before = form.focus;
        pick(&mut form, "time=");
        assert_eq!(typed(&form), "time=");
        pick(&mut form, "time=When");
        pick(&mut form, "what=");
        pick(&mut form, "what=Said, and how");
        pick(&mut form, "level=");
        pick(&mut form, "level=");
        assert_eq!(typed(&form), "time=When, what=Said, and how, level=, ");
        // What was said of one before gives way.
        pick(&mut form, "time=");
        pick(&mut form, "time=Who");
        assert_eq!(typed(&form), "what=Said, and how, level=, time=Who, ");
        assert_eq!(form.focus, before, "the list stays for the next one");
        let read = Choice::read(&typed(&form)).unwrap();
        assert_eq!(read.parts(), ["what=Said, and how", "level=", "time=Who"]);
        assert_eq!(form.handle(KeyEvent::from(KeyCode::Enter)), Wish::Record, "with nothing chosen Enter goes on");
    }
}
