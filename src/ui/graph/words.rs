//! The item under the cursor in words: when, who, what it says; or that it is withheld.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Graph, Row};
use crate::domain::axis::{Flag, Point, Points, Seen};
use crate::domain::deadline::ClockState;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::hms_left;
use crate::domain::timeline::{Lane, Line, LineText};
use crate::ui::look::{Look, put};
use crate::ui::panes::words::{full, who};

/// Characters of a text that are looked at: a paste of megabytes is not cleaned for each frame.
const CHARS: usize = 4_000;

/// Draws the words.
pub(super) fn draw(graph: &Graph, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let Some((head, said, style)) = of(graph, usize::from(area.width.saturating_sub(2)), look) else {
        let id = match graph.row {
            Row::Clocks => "graph-no-clocks",
            Row::Facts | Row::Actions => "graph-nothing",
        };
        put(buffer, area, 0, 1, &look.word(id), look.theme.dim);
        return;
    };
    put(buffer, area, 0, 1, &head, look.theme.title);
    let lines = text::wrap(&said, usize::from(area.width.saturating_sub(4)).max(1));
    let rows = area.height.saturating_sub(1);
    for (row, line) in (0..rows).zip(&lines) {
        let goes_on = row + 1 == rows && usize::from(rows) < lines.len();
        let end = put(buffer, area, row + 1, 1, line, style);
        if goes_on {
            let column = end.min(area.width.saturating_sub(4));
            put(buffer, area, row + 1, column, look.glyphs.ellipsis(), look.theme.dim);
        }
    }
}

/// The head, what it says, and its style. Where the head has no room for a name, the initials stand for it.
fn of(graph: &Graph, room: usize, look: &Look<'_>) -> Option<(String, String, Style)> {
    match graph.points() {
        Some(points) => {
            let point = points.all().get(graph.at)?;
            let of = |short| of_point((graph.row, graph.at), points.all().len(), point, short, look);
            let whole = of(false);
            Some(if text::width(&whole.0) <= room { whole } else { of(true) })
        }
        None => Some(of_flag(graph.at, graph.axis.flags.len(), graph.axis.flags.get(graph.at)?, look)),
    }
}

/// One item of a row in words, its head and what it says.
pub(super) fn said(graph: &Graph, row: Row, at: usize, look: &Look<'_>) -> Option<(String, String)> {
    let of = |points: &Points| {
        let point = points.all().get(at)?;
        Some(of_point((row, at), points.all().len(), point, false, look))
    };
    let (head, said, _) = match row {
        Row::Clocks => Some(of_flag(at, graph.axis.flags.len(), graph.axis.flags.get(at)?, look)),
        Row::Facts => of(&graph.axis.facts),
        Row::Actions => of(&graph.axis.actions),
    }?;
    Some((head, said))
}

fn of_point(
    (row, at): (Row, usize),
    count: usize,
    point: &Point,
    short: bool,
    look: &Look<'_>,
) -> (String, String, Style) {
    let id = if row == Row::Facts { "graph-fact" } else { "graph-action" };
    let record = Msg::new("graph-record").with("record", look.state.label(point.record));
    let mut head =
        vec![look.say(&Msg::new(id).with("n", at + 1).with("count", count)), full(look, point.at), look.say(&record)];
    let withheld = |why: &str| (look.lang.withheld(why), look.theme.withheld);
    let line = look.state.timeline.line(point.record);
    let (said, style) = match (point.seen, line) {
        (Seen::Withheld(mark), _) => withheld(mark.label()),
        (Seen::Privileged, _) => withheld(&look.word("privileged")),
        (Seen::Absent, Some(Line { text: LineText::Program(why), .. })) => (look.say(why), look.theme.withheld),
        (Seen::Absent, _) | (_, None) => (look.lang.body_not_here(look.state, point.record), look.theme.withheld),
        (Seen::Open, Some(line)) => {
            if line.lane == Lane::Fact {
                head.push(look.code("status", line.status()));
            }
            head.push(if short { look.initials(&line.scribe) } else { who(look, &line.scribe) });
            (reading(line, look), look.theme.text)
        }
    };
    (head.join("  "), said, style)
}

fn reading(line: &Line, look: &Look<'_>) -> String {
    match &line.text {
        LineText::Words(words) => {
            let shown = look.open(words).0;
            let end = shown.char_indices().nth(CHARS).map_or(shown.len(), |(end, _)| end);
            shown.get(..end).unwrap_or_default().to_owned()
        }
        LineText::Program(msg) => look.say(msg),
        LineText::Withheld => look.lang.body_not_here(look.state, line.id),
    }
}

fn of_flag(at: usize, count: usize, flag: &Flag, look: &Look<'_>) -> (String, String, Style) {
    let head = Msg::new("graph-clock").with("n", at + 1).with("count", count).with("due", full(look, flag.due));
    let mut said = vec![super::flags::words(flag, look)];
    let left = flag.due.millis_since(look.now);
    match flag.state {
        ClockState::Running => said.push(look.say(&Msg::new("graph-left").with("left", hms_left(left)))),
        ClockState::Late => said.push(look.say(&Msg::new("graph-late-by").with("by", hms_left(-left)))),
        _ => {}
    }
    if let Some(start) = flag.start {
        said.push(look.say(&Msg::new("graph-started").with("at", full(look, start))));
    }
    if let Some(sent) = flag.sent {
        said.push(look.say(&Msg::new("graph-sent").with("at", full(look, sent))));
    }
    let style = if flag.late { look.theme.late } else { look.theme.text };
    (look.say(&head), said.join("; "), style)
}
