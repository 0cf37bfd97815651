//! Clocks as flags: each at the instant it is due, its name beside it, as many rows as there is room for.

use ratatui::layout::{Position, Rect};

use super::layout::Layout;
use super::{Graph, Row};
use crate::domain::axis::Flag;
use crate::domain::deadline::ClockState;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::look::Look;

/// Columns of a name that still says which clock it is, with the sign that it was cut.
const SHORTEST: usize = 8;

/// A flag with its place on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Which of the clocks.
    pub(super) index: usize,
    /// Its pole, from the left of the part.
    pub(super) pole: u16,
    /// Its row of the part.
    pub(super) row: u16,
    /// The first column of pole and name.
    pub(super) from: u16,
    /// How many columns they take; one is the pole alone.
    pub(super) width: u16,
}

/// What a flag says: the name of the clock and how it stands, what is late with a sign of its own.
pub(super) fn words(flag: &Flag, look: &Look<'_>) -> String {
    say(flag, &flag.name, look)
}

/// The same in so many columns: where it is too long the name is cut, for how the clock stands matters more.
pub(super) fn words_in(flag: &Flag, room: u16, look: &Look<'_>) -> String {
    let whole = words(flag, look);
    let (room, all) = (usize::from(room), text::width(&text::one_line(&whole)));
    let name = text::one_line(&flag.name);
    let short = text::width(&name).saturating_sub(all.saturating_sub(room));
    if all <= room || short < SHORTEST { whole } else { say(flag, &text::fit(&name, short), look) }
}

fn say(flag: &Flag, name: &str, look: &Look<'_>) -> String {
    let id = if flag.late { "graph-flag-late" } else { "graph-flag" };
    let msg = Msg::new(id).with("name", name);
    look.say(&match flag.late && flag.state != ClockState::Late {
        true => msg.with("state", look.word("graph-sent-late")),
        false => msg.code("state", "clock", flag.state.code()),
    })
}

/// Columns that a name may take.
fn room(area: Rect) -> u16 {
    (area.width * 2 / 5).max(12)
}

/// Where each flag in sight stands; those for which there is no room are left out. The one under the cursor comes first, then what is late.
pub(super) fn placed(graph: &Graph, area: Rect, width_of: impl Fn(&Flag) -> u16) -> Vec<Placed> {
    let mut order: Vec<(usize, u16)> = (0..graph.axis.flags.len())
        .filter_map(|index| Some((index, graph.window.column(graph.axis.flags.get(index)?.due, area.width)?)))
        .collect();
    let chosen = |index: usize| graph.row == Row::Clocks && graph.at == index;
    let late = |index: usize| graph.axis.flags.get(index).is_some_and(|flag| flag.late);
    order.sort_by_key(|(index, _)| (!chosen(*index), !late(*index), *index));
    let mut found: Vec<Placed> = Vec::new();
    for (index, pole) in order {
        let wide = graph.axis.flags.get(index).map_or(0, &width_of).min(room(area)) + 1;
        // To the right of its pole, else to the left, else the pole alone.
        let right = (pole + wide <= area.width).then_some((pole, wide));
        let left = (pole + 1).checked_sub(wide).map(|from| (from, wide));
        let places = right.into_iter().chain(left).chain([(pole, 1)]);
        let free = |row: u16, from: u16, width: u16, found: &[Placed]| {
            found.iter().filter(|other| other.row == row).all(|other| {
                // A column stays free between two names.
                from + width < other.from
                    || other.from + other.width < from
                    || (width == 1 && other.width == 1 && from != other.from)
            })
        };
        let place = places
            .flat_map(|(from, width)| (0..area.height).map(move |row| (row, from, width)))
            .find(|(row, from, width)| free(*row, *from, *width, &found));
        if let Some((row, from, width)) = place {
            found.push(Placed { index, pole, row, from, width });
        }
    }
    found
}

/// The flags of the part as they are drawn.
pub(super) fn shown(graph: &Graph, area: Rect, look: &Look<'_>) -> Vec<Placed> {
    placed(graph, area, |flag| u16::try_from(text::width(&text::one_line(&words(flag, look)))).unwrap_or(u16::MAX / 2))
}

/// The clock at a position: the one whose name was hit, else the one that is due nearest to it.
pub(super) fn at(graph: &Graph, layout: &Layout, at: Position, look: &Look<'_>) -> Option<usize> {
    let area = layout.flags;
    if !area.contains(at) || graph.axis.flags.is_empty() {
        return None;
    }
    let column = at.x - area.x;
    let all = shown(graph, area, look);
    let hit =
        all.iter().find(|flag| flag.row == at.y - area.y && (flag.from..flag.from + flag.width).contains(&column));
    let (from, to) = (graph.window.start(column, area.width), graph.window.start(column + 1, area.width));
    Some(hit.map_or_else(|| graph.nearest(Row::Clocks, from + (to - from) / 2), |flag| flag.index))
}
