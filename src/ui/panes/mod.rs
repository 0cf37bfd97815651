//! The five panes: which rows they show, which one is selected, and how a row and its detail read. They draw from the state and change nothing in it.

pub mod checklist;
pub mod deadlines;
pub mod detail;
pub mod evidence;
pub mod roster;
pub mod timeline;

pub(super) mod rows;
pub(super) mod words;

#[cfg(test)]
pub(super) mod fixture;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::list::ListState;
use super::look::Look;
use super::pane::Pane;
use crate::domain::attention::Place;
use crate::domain::input::Input;

/// What every pane can do.
pub trait PaneView {
    /// Brings the rows up to date; called after the state changed and before drawing. Costs next to nothing when nothing changed.
    fn refresh(&mut self, look: &Look<'_>);

    /// How many rows can be selected.
    fn len(&self) -> usize;

    /// Whether there is no row.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Selection and scroll position, in rows that can be selected.
    fn list(&mut self) -> &mut ListState;

    /// Where the selected row is, for Enter, needs and jumps.
    fn selected(&self, look: &Look<'_>) -> Option<Place>;

    /// Selects a place; false if it is not shown. Then [`PaneView::show_all`], a refresh and a second try may bring it up.
    fn select(&mut self, place: &Place) -> bool;

    /// Takes away what hides rows: the filter of the timeline, the first quarter of an hour of the checklist.
    fn show_all(&mut self) {}

    /// Fields that the selection fills in the form of a command, by the names of that form.
    fn prefill(&self, command: &str, look: &Look<'_>) -> Input;

    /// Left and right part of the title, for example `1 Timeline` and `all  by happened`.
    fn title(&self, look: &Look<'_>) -> (String, String);

    /// Draws the rows into the inside of the border; `focused` shows the selection.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool);

    /// Rows of the list that fit into an area as [`PaneView::draw`] gets it: the length of a page.
    fn page(&self, area: Rect, look: &Look<'_>) -> usize;

    /// The row that [`PaneView::draw`] shows at a line of its area, counted from 0 at the top; none beside the rows.
    fn at(&self, area: Rect, look: &Look<'_>, line: u16) -> Option<usize>;

    /// Everything recorded about the selected row, what is missing and the next key, wrapped to a width in columns.
    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<Line<'static>>;
}

/// The five panes with their selections.
#[derive(Debug, Default)]
pub struct Panes {
    /// What happened and what was done.
    pub timeline: timeline::View,
    /// People, roles, calls.
    pub roster: roster::View,
    /// Steps of the procedures.
    pub checklist: checklist::View,
    /// Exhibits.
    pub evidence: evidence::View,
    /// Clocks.
    pub deadlines: deadlines::View,
    /// Lines of the detail scrolled away at the top; drawing stops at its end.
    pub detail_top: usize,
}

impl Panes {
    /// A pane to look at.
    #[must_use]
    pub fn get(&self, pane: Pane) -> &dyn PaneView {
        match pane {
            Pane::Timeline => &self.timeline,
            Pane::Roster => &self.roster,
            Pane::Checklist => &self.checklist,
            Pane::Evidence => &self.evidence,
            Pane::Deadlines => &self.deadlines,
        }
    }

    /// A pane to move in.
    pub fn get_mut(&mut self, pane: Pane) -> &mut dyn PaneView {
        match pane {
            Pane::Timeline => &mut self.timeline,
            Pane::Roster => &mut self.roster,
            Pane::Checklist => &mut self.checklist,
            Pane::Evidence => &mut self.evidence,
            Pane::Deadlines => &mut self.deadlines,
        }
    }

    /// Brings every pane up to date.
    pub fn refresh(&mut self, look: &Look<'_>) {
        for pane in Pane::ALL {
            self.get_mut(pane).refresh(look);
        }
    }
}

/// The pane on which a place is shown; none for the case as a whole.
#[must_use]
pub fn pane_of(place: &Place) -> Option<Pane> {
    match place {
        Place::Timeline(_) => Some(Pane::Timeline),
        Place::Role(_) | Place::Call(_) => Some(Pane::Roster),
        Place::Step(_) => Some(Pane::Checklist),
        Place::Exhibit(_) => Some(Pane::Evidence),
        Place::Deadline(_) => Some(Pane::Deadlines),
        Place::Case | Place::Entity(_) => None,
    }
}
