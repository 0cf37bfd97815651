//! How the editor looks: its rows, signs that there is more, and below them the words to find.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Editor, Found};
use crate::domain::text;
use crate::ui::look::{Look, put};
use crate::ui::text_field;

impl Editor {
    /// Draws it and yields where the real cursor belongs when it has the keys. `None` for an area without cells.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        let asked = self.prompt.is_some() && area.height > 1;
        let rows = Rect { height: area.height - u16::from(asked), ..area };
        let cursor = self.draw_rows(rows, buffer, look);
        if asked { self.draw_prompt(Rect { y: rows.bottom(), height: 1, ..area }, buffer, look) } else { cursor }
    }

    fn draw_rows(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        for position in area.positions() {
            buffer[position].set_symbol(" ").set_style(look.theme.text);
        }
        let height = usize::from(area.height);
        let row = self.rows.of(self.cursor);
        // Drawn smaller than it was told: the cursor is in sight all the same.
        let top = self.top.min(row).max((row + 1).saturating_sub(height));
        for (y, row) in (area.top()..area.bottom()).zip(top..self.rows.count()) {
            self.draw_row(row, Rect { y, height: 1, ..area }, buffer, look);
        }
        let x = area.right() - 1;
        if top > 0 && area.width > 1 {
            buffer[(x, area.top())].set_symbol(look.more_up()).set_style(look.theme.dim);
        }
        if top + height < self.rows.count() && area.width > 1 {
            buffer[(x, area.bottom() - 1)].set_symbol(look.more_down()).set_style(look.theme.dim);
        }
        let x = area.x + u16::try_from(self.column()).unwrap_or(u16::MAX).min(area.width - 1);
        Some(Position::new(x, area.y + u16::try_from(row - top).unwrap_or(0).min(area.height - 1)))
    }

    fn draw_row(&self, row: usize, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let range = self.rows.range(row, &self.text);
        let mut column = 0;
        for piece in self.pieces(range.start).take_while(|piece| piece.start < range.end) {
            if column + piece.width > usize::from(area.width) {
                break;
            }
            let raw = piece.shown == self.text[piece.start..piece.end];
            let hit = self.hit.as_ref().is_some_and(|hit| hit.start < piece.end && piece.start < hit.end);
            let style = match (hit, raw) {
                (true, _) => look.theme.text.patch(look.theme.selection),
                (false, true) => look.theme.text,
                (false, false) => look.theme.withheld,
            };
            let x = area.x + u16::try_from(column).unwrap_or(u16::MAX);
            buffer.set_stringn(x, area.y, &piece.shown, piece.width, style);
            column += piece.width;
        }
    }

    fn draw_prompt(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        let prompt = self.prompt.as_ref()?;
        for position in area.positions() {
            buffer[position].set_symbol(" ").set_style(look.theme.text);
        }
        let label = put(buffer, area, 0, 0, &look.word("editor-find"), look.theme.title) + 1;
        let said = match self.found {
            Found::Here => look.word("editor-find-keys"),
            Found::Around => look.word("editor-find-around"),
            Found::Nowhere => look.word("editor-find-nowhere"),
        };
        let style = if self.found == Found::Here { look.theme.dim } else { look.theme.due };
        let width = u16::try_from(text::width(&said)).unwrap_or(0);
        let room = area.width.saturating_sub(label);
        // The words to find come first: what is said beside them needs room left over.
        let said_at = (room > width + 12).then(|| area.width - width);
        let field_width = said_at.map_or(room, |at| at.saturating_sub(label + 1));
        if let Some(at) = said_at {
            put(buffer, area, 0, at, &said, style);
        }
        let place = Rect { x: area.x + label, width: field_width, ..area };
        let look = text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs };
        prompt.field.render(place, buffer, &look)
    }
}
