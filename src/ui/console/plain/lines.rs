//! What is drawn in columns, as sentences: rows and details of panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Out;
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::proof::StepState;
use crate::library::lang::Lang;
use crate::ui::console::Console;
use crate::ui::list::ListState;
use crate::ui::pane::Pane;
use crate::ui::panes::PaneView as _;

/// Columns that a row may take: nothing that is read out needs to be cut.
const WIDE: u16 = 320;

/// The text of a row of cells, wide gaps as commas.
pub(super) fn sentence(cells: &str) -> String {
    // What has no letter and is longer than a sign is a line that is drawn.
    let drawn = |part: &str| part.chars().count() > 4 && !part.chars().any(char::is_alphanumeric);
    let parts = cells.split("  ").map(str::trim).filter(|part| !part.is_empty() && !drawn(part));
    parts.collect::<Vec<_>>().join(", ")
}

/// A row whose first sign says how a step or an entry stands, with that in words.
fn signed(row: &str, lang: &Lang) -> String {
    let states = [StepState::Open, StepState::InHand, StepState::Proved, StepState::Verified, StepState::Skipped];
    let state = states.into_iter().find_map(|state| Some((state, row.strip_prefix(state.sign())?)));
    if let Some((state, rest)) = state {
        return format!("{}: {}", lang.code("step", state.code()), rest.trim());
    }
    match row.strip_prefix("! ") {
        Some(rest) => format!("{}: {}", lang.word("plain-sign-owed"), rest.trim()),
        None => row.to_owned(),
    }
}

pub(super) fn row_text(buffer: &Buffer, y: u16) -> String {
    let area = buffer.area;
    (area.x..area.right()).map(|x| buffer[(x, y)].symbol()).collect()
}

impl Console {
    /// Rows of a pane as sentences, from one on, with their index; and what the pane notes beside its rows.
    pub(super) fn pane_rows(&mut self, pane: Pane, from: usize, most: usize) -> (Vec<String>, Vec<(usize, String)>) {
        let mut panes = std::mem::take(&mut self.panes);
        let look = self.look(&[]);
        let view = panes.get_mut(pane);
        let before = *view.list();
        *view.list() = ListState { selected: from, top: from };
        // A row takes up to three lines, the notes some more.
        let height = u16::try_from(most.saturating_mul(3) + 8).unwrap_or(u16::MAX).min(u16::MAX / WIDE);
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDE, height));
        view.draw(buffer.area, &mut buffer, &look, false);
        let (mut notes, mut rows) = (Vec::new(), Vec::<(usize, String)>::new());
        for y in 0..height {
            let words = signed(&sentence(&row_text(&buffer, y)), &self.lang);
            match view.at(buffer.area, &look, y) {
                _ if words.is_empty() => {}
                Some(row) => match rows.iter_mut().find(|(index, _)| *index == row) {
                    Some((_, said)) => *said = format!("{said}, {words}"),
                    None => rows.push((row, words)),
                },
                None => notes.push(words),
            }
        }
        *view.list() = before;
        self.panes = panes;
        rows.retain(|(index, _)| (from..from.saturating_add(most)).contains(index));
        (notes, rows)
    }

    /// Everything about the selected row of a pane.
    pub(super) fn pane_detail(&self, out: &mut Out, pane: Pane) {
        let look = self.look(&[]);
        for line in self.panes.get(pane).detail(&look, WIDE) {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            let words = signed(&sentence(&words), &self.lang);
            if !words.is_empty() {
                out.line(&words);
            }
        }
    }

    /// One line of the timeline as the room may see it; none where it is not shown.
    pub(super) fn timeline_line(&mut self, id: RecordId) -> Option<String> {
        let list = *self.panes.timeline.list();
        let there = self.panes.timeline.select(&Place::Timeline(id));
        let row = self.panes.timeline.list().selected;
        *self.panes.timeline.list() = list;
        let (_, rows) = there.then(|| self.pane_rows(Pane::Timeline, row, 1))?;
        rows.into_iter().map(|(_, words)| words).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::console::rig_tests::Rig;

    #[test]
    fn what_is_said_of_a_line_has_no_sign_of_the_drawn_list() {
        let mut rig = Rig::new();
        rig.console.plain = true;
        rig.console.glyphs = crate::ui::glyphs::GlyphSet::Ascii;
        rig.console.changed();
        let ids: Vec<RecordId> = rig.console.state().timeline.lines.iter().map(|line| line.id).collect();
        assert!(ids.len() > 12, "the list has lines above and below");
        for id in ids {
            let words = rig.console.timeline_line(id).unwrap();
            assert!(![" ^", " v", ", ^", ", v"].iter().any(|sign| words.ends_with(sign)), "{words}");
        }
    }
}
