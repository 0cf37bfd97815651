//! A field of several people: the roster is offered, and a key puts one in or takes one out.

use super::super::candidates::named;
use super::Form;
use crate::domain::input::FieldKind;

/// Between two names.
const NEXT: &str = ", ";

impl Form {
    /// Whether the focused field names several people.
    pub(super) fn of_people(&self) -> bool {
        self.focused().is_some_and(|field| field.spec.kind == FieldKind::People)
    }

    /// Puts the chosen person into the field, or takes them out of it. The list stays, for the next.
    pub(super) fn in_or_out(&mut self) {
        let Some(candidate) = self.chosen.and_then(|chosen| self.candidates.get(chosen)).cloned() else { return };
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        let typed = field.field.text();
        let mut names: Vec<&str> = named(&typed).collect();
        let last = typed.rsplit(',').next().unwrap_or_default().trim();
        // What was begun to narrow the list gives way to the one who was chosen.
        let begun = !last.is_empty() && !self.candidates.iter().any(|offered| offered.value == last);
        if begun {
            names.pop();
        }
        let before = names.len();
        names.retain(|name| *name != candidate.value);
        if names.len() == before {
            names.push(&candidate.value);
        }
        field.field.set_text(&names.join(NEXT));
        if begun {
            self.chosen = None;
        }
        self.warned = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::command;
    use crate::domain::input::Input;
    use crate::ui::candidates::Candidate;
    use crate::ui::form::Wish;
    use crossterm::event::{KeyCode, KeyEvent};

    fn offered(names: &[&str]) -> Vec<Candidate> {
        names.iter().map(|name| Candidate { value: (*name).to_owned(), words: String::new() }).collect()
    }

    #[test]
    fn space_and_enter_put_somebody_in_or_out_and_the_list_stays() {
        let mut form = Form::new(command("roll-call").unwrap(), &Input::default(), None);
        form.candidates = offered(&["Jon Sato", "Rosa Nagy"]);
        let press = |form: &mut Form, code| form.handle(KeyEvent::from(code));
        let present = |form: &Form| form.input().get("present").unwrap_or_default().to_owned();
        press(&mut form, KeyCode::Down);
        assert_eq!(press(&mut form, KeyCode::Char(' ')), Wish::Check);
        press(&mut form, KeyCode::Down);
        press(&mut form, KeyCode::Enter);
        assert_eq!((present(&form).as_str(), form.focus, form.chosen), ("Jon Sato, Rosa Nagy", 0, Some(1)));
        press(&mut form, KeyCode::Up);
        press(&mut form, KeyCode::Char(' '));
        assert_eq!(present(&form), "Rosa Nagy");
        press(&mut form, KeyCode::Tab);
        assert_eq!((present(&form).as_str(), form.focus), ("Rosa Nagy", 1), "leaving the field changes nothing");
        press(&mut form, KeyCode::BackTab);
        // What was begun to narrow the list gives way to who was chosen; a name of nobody on the roster stays.
        form.set("present", "A courier, Rosa Nagy, Jo");
        form.candidates = offered(&["Jon Sato"]);
        press(&mut form, KeyCode::Down);
        press(&mut form, KeyCode::Enter);
        assert_eq!((present(&form).as_str(), form.chosen), ("A courier, Rosa Nagy, Jon Sato", None));
    }
}
