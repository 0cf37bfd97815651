//! A field of a form, written on the whole screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::Editor;
use crate::app::CommandSpec;
use crate::domain::text;
use crate::ui::frame::{bordered, keys_in};
use crate::ui::look::{Look, put};

/// The editor over a form.
#[derive(Debug)]
pub struct FieldEditor {
    /// The text.
    pub editor: Editor,
    /// Name of the field it goes back to.
    pub field: &'static str,
    spec: &'static CommandSpec,
    /// Revision of the text when the draft was last kept.
    kept: u64,
}

impl FieldEditor {
    /// The text of a field of a command.
    #[must_use]
    pub fn new(spec: &'static CommandSpec, field: &'static str, text: &str) -> Self {
        FieldEditor { editor: Editor::new(text), field, spec, kept: 0 }
    }

    /// Whether something was written that no draft holds yet.
    #[must_use]
    pub fn unkept(&self) -> bool {
        self.editor.revision() != self.kept
    }

    /// A draft holds what is written now.
    pub fn kept(&mut self) {
        self.kept = self.editor.revision();
    }

    /// Tells the size of the screen.
    pub fn set_screen(&mut self, screen: Rect) {
        let place = place(screen);
        self.editor.set_size(place.width, place.height);
    }

    /// Draws it over the whole screen; yields where the real cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        Clear.render(area, buffer);
        buffer.set_style(area, look.theme.text);
        let title = format!("{}: {}", look.word(&format!("title-{}", self.spec.name)), look.code("field", self.field));
        let right = if look.exercise { look.word("exercise") } else { String::new() };
        let room = usize::from(area.width).saturating_sub(text::width(&right) + 8);
        let title = text::fit(&title, text::width(&title).min(room));
        let inside = bordered(area, buffer, look.glyphs, look.theme.border_focus, look.theme.title, &title, &right);
        let long = look.word("editor-foot");
        let fits = text::width(&long) + 2 <= usize::from(inside.width);
        let foot = if fits { long } else { look.word("editor-foot-short") };
        let foot = keys_in(&foot, usize::from(inside.width.saturating_sub(2)));
        put(buffer, inside, inside.height.saturating_sub(1), 1, &foot, look.theme.dim);
        self.editor.draw(place(area), buffer, look)
    }
}

/// Where the text stands: inside the border, above the keys.
fn place(screen: Rect) -> Rect {
    Rect {
        x: screen.x + 2.min(screen.width),
        y: screen.y + 1.min(screen.height),
        width: screen.width.saturating_sub(4),
        height: screen.height.saturating_sub(3),
    }
}
