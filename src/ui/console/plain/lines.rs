//! What is drawn in columns, as sentences: rows and details of panes, and pages that have no list of their own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Out, Reading};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::ui::console::Console;
use crate::ui::list::ListState;
use crate::ui::overlay::Overlay;
use crate::ui::pane::Pane;
use crate::ui::panes::PaneView as _;

/// Columns that a row may take: nothing that is read out needs to be cut.
const WIDE: u16 = 320;
/// Columns and rows of a page that is only drawn.
const PAGE: (u16, u16) = (110, 60);

/// The text of a row of cells, wide gaps as commas.
pub(super) fn sentence(cells: &str) -> String {
    let parts = cells.split("  ").map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

fn row_text(buffer: &Buffer, y: u16) -> String {
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
            let words = sentence(&row_text(&buffer, y));
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
            let words = sentence(&words);
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

    /// Says a page that is only drawn, without its border: what changed since it was last said.
    pub(super) fn page_lines(&mut self, out: &mut Out, reading: &mut Reading) {
        let area = Rect::new(0, 0, PAGE.0, PAGE.1);
        match self.overlays.last_mut() {
            Some(Overlay::Composer(composer)) => composer.set_screen(area),
            Some(Overlay::Graph(graph)) => graph.set_screen(area),
            Some(Overlay::Editor(writing)) => writing.set_screen(area),
            Some(Overlay::Picker(picker, _)) => picker.set_rows(20),
            _ => {}
        }
        let mut buffer = Buffer::empty(area);
        let look = self.look(&[]);
        let typing = self.typing();
        if let Some(overlay) = self.overlays.last() {
            self.paint_overlay(overlay, area, &mut buffer, &look, &typing);
        }
        let border = |c: char| matches!(c, '|' | '+' | '-' | ' ');
        let lines: Vec<String> = (0..area.height)
            .map(|y| row_text(&buffer, y))
            .map(|line| sentence(line.trim_matches(border)))
            .filter(|line| !line.is_empty())
            .collect();
        for line in lines.iter().filter(|line| !reading.page.contains(line)) {
            out.line(line);
        }
        reading.page = lines;
    }
}
