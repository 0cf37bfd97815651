//! A field of a form on the whole screen: opened, written, and back in the form with its text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Console;
use crate::ui::editor::FieldEditor;
use crate::ui::form::Wish;
use crate::ui::overlay::Overlay;

impl Console {
    /// Opens the focused field of the form on the whole screen; where everything is asked for in lines, this field is as well.
    pub(super) fn write_large(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        let Some(field) = form.focused().filter(|_| !self.plain) else { return };
        let writing = FieldEditor::new(form.spec, field.spec.name, &field.field.text());
        self.overlays.push(Overlay::Editor(Box::new(writing)));
    }

    /// One key press there.
    pub(super) fn writing_key(&mut self, key: KeyEvent) {
        let Some(Overlay::Editor(writing)) = self.overlays.last_mut() else { return };
        if writing.editor.handle(key) {
            return;
        }
        match key.code {
            KeyCode::Esc | KeyCode::F(2) => self.take_back(),
            KeyCode::Char('s') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.take_back();
                self.grant(Wish::Record, "");
            }
            _ => {}
        }
    }

    /// The text goes back into its field.
    fn take_back(&mut self) {
        // Should the program end between the two, the draft has the words.
        self.keep_drafts();
        let Some(Overlay::Editor(writing)) = self.overlays.pop() else { return };
        let Some(form) = self.top_form() else { return };
        if form
            .fields
            .iter()
            .any(|field| field.spec.name == writing.field && field.field.text() != writing.editor.text())
        {
            form.set(writing.field, writing.editor.text());
        }
        self.grant(Wish::Check, "");
    }
}
