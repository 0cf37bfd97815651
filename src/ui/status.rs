//! The status line: which case, how grave, how far it may be told, where the response stands, who is at the keys, what time it is, what waits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look::{Look, put};
use super::panes::Panes;
use super::panes::rows::columns;
use crate::domain::attention::Urgency;
use crate::domain::closure::{Standing, closed_at, stood_down};
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::{Instant, hm, hms_left};

/// Milliseconds of a measured clock offset below which it is not worth a sign.
const OFFSET_SHOWN: i64 = 2_000;

type Part = (String, Style);

/// How much is said where the room is less.
#[derive(Clone, Copy)]
struct Fit {
    /// Words beside numbers and marks, and wide gaps.
    words: bool,
    /// The date beside the time of day.
    date: bool,
    /// The sign of the clock in whole words.
    clock: bool,
    /// The phase.
    phase: bool,
    /// Severity, seconds, and the words of what waits.
    rest: bool,
}

const WHOLE: Fit = Fit { words: true, date: true, clock: true, phase: true, rest: true };
/// From all to what cannot be spared.
const FITS: [Fit; 7] = [
    WHOLE,
    Fit { words: false, ..WHOLE },
    Fit { words: false, clock: false, ..WHOLE },
    Fit { words: false, date: false, ..WHOLE },
    Fit { words: false, date: false, clock: false, ..WHOLE },
    Fit { words: false, date: false, clock: false, phase: false, rest: true },
    LEAST,
];
const LEAST: Fit = Fit { words: false, date: false, clock: false, phase: false, rest: false };

/// Draws the status line into one row.
pub(super) fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>, panes: &Panes, read_only: bool) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    if let Some(at) = look.as_known {
        return draw_past(area, buffer, look, at);
    }
    buffer.set_style(area, look.theme.status);
    let room = area.width.saturating_sub(1);
    for fit in FITS {
        let gap = if fit.words { 2 } else { 1 };
        let mut left = left(look, panes, fit);
        let right = right(look, read_only, fit);
        let (left_width, right_width) = (width(&left, gap), width(&right, gap + 1));
        if left_width + right_width + 2 <= room || !fit.rest {
            let start = room.saturating_sub(right_width);
            let end = start.saturating_sub(1).max(room.min(8));
            // Half a time would be another time: how long the case is open goes whole, or not at all.
            if width(&left, gap) + 1 > end && look.state.case.declared_at().is_some() {
                left.pop();
            }
            write(Rect { width: end, ..area }, buffer, 1, &left, gap);
            if start > end || right_width <= room.saturating_sub(end) {
                write(area, buffer, start.max(end), &right, gap + 1);
            }
            return;
        }
    }
}

/// The status line of a view of the past: it says so before anything else, and nothing of the present stands in it but the clock.
fn draw_past(area: Rect, buffer: &mut Buffer, look: &Look<'_>, at: Instant) {
    let style = look.theme.status.patch(look.theme.selection);
    buffer.set_style(area, style);
    let (there, now) = (look.local(at), look.local(look.wall));
    let day = look.say(
        &Msg::new("as-known-day")
            .code("weekday", "weekday", there.weekday_index().to_string())
            .with("date", there.date_iso()),
    );
    let room = area.width.saturating_sub(1);
    let banner = |at: String| {
        let exercise = look.exercise.then(|| (look.word("pane-exercise"), style));
        let words = (look.say(&Msg::new("as-known-banner").with("at", at)), style);
        exercise.into_iter().chain([words]).collect::<Vec<Part>>()
    };
    // How to return is read on any screen: the day of the week and the zone go first.
    let mut left = banner(format!("{day} {} {}", there.hms(), there.zone_abbrev()));
    if width(&left, 2) + 1 > room {
        left = banner(format!("{} {}", there.date_iso(), there.hms()));
    }
    let codename = look.state.case.declared.as_ref().map(|declared| text::visible(&declared.codename).into_owned());
    let clock = format!("{} {}", now.hm(), now.zone_abbrev());
    let right = [
        (codename.unwrap_or_default(), style),
        (look.say(&Msg::new("as-known-now").with("at", clock)), style),
        level(look, LEAST),
    ];
    let right = right.map(|(words, _)| (words, style));
    let left_width = width(&left, 2);
    write(Rect { width: room, ..area }, buffer, 1, &left, 2);
    // The name goes first, then the clock.
    let fitting = (0..right.len()).map(|from| &right[from..]).find(|parts| left_width + width(parts, 2) + 3 <= room);
    if let Some(parts) = fitting {
        write(area, buffer, room.saturating_sub(width(parts, 2)), parts, 2);
    }
}

fn width(parts: &[Part], gap: u16) -> u16 {
    let words = parts.iter().map(|(words, _)| columns(words).saturating_add(gap)).fold(0, u16::saturating_add);
    words.saturating_sub(gap)
}

fn write(area: Rect, buffer: &mut Buffer, from: u16, parts: &[Part], gap: u16) {
    let mut column = from;
    for (words, style) in parts {
        column = put(buffer, area, 0, column, words, *style).saturating_add(gap);
    }
}

/// Where the response stands: the phase of the earliest open step, or how the case ended.
fn phase(look: &Look<'_>, panes: &Panes) -> String {
    let state = look.state;
    if let Some(ending) = stood_down(state) {
        return look.code("ending", &ending.ended.how);
    }
    if closed_at(state).is_some() {
        return look.code("closing", Standing::Closed.code());
    }
    if state.case.declared.is_none() {
        return look.code("pane-phase", "assessment");
    }
    match panes.checklist.phase() {
        Some(phase) => look.code("pane-phase", phase),
        None if panes.checklist.has_steps() => look.code("pane-phase", "review"),
        None => look.code("pane-phase", "response"),
    }
}

/// Milliseconds since the declaration, until the end if it has ended.
fn open_for(look: &Look<'_>) -> Option<i64> {
    let state = look.state;
    let ended = stood_down(state).map(|ending| ending.ended.at.at).or_else(|| closed_at(state).map(|(at, _)| at));
    let until: Instant = ended.unwrap_or(look.now);
    state.case.declared_at().map(|at| until.millis_since(at))
}

fn left(look: &Look<'_>, panes: &Panes, fit: Fit) -> Vec<Part> {
    let (state, theme) = (look.state, look.theme);
    let mut parts: Vec<Part> = Vec::new();
    if look.exercise {
        let words = format!(" {} ", look.word("pane-exercise"));
        parts.push((words, theme.status.patch(theme.selection)));
    }
    match &state.case.declared {
        Some(declared) => {
            let name =
                if declared.codename.is_empty() { look.word("pane-no-codename") } else { declared.codename.clone() };
            parts.push((text::visible(&name).into_owned(), theme.title.patch(theme.status)));
            if fit.rest {
                parts.push((text::visible(&declared.severity).into_owned(), theme.status));
            }
        }
        None => {
            let id = if state.copy.is_some() { "pane-not-declared-copy" } else { "pane-not-declared" };
            parts.push((look.word(id), theme.status));
        }
    }
    // Where there is room for one mark alone, it is the one that matters to whoever looks.
    if fit.words {
        parts.push((state.mark().label().to_owned(), theme.status));
    }
    parts.push(level(look, fit));
    if fit.phase {
        parts.push((phase(look, panes), theme.status));
    }
    if let Some(open) = open_for(look) {
        let words = if fit.words { look.say(&Msg::new("pane-open-for").with("for", hms_left(open))) } else { hm(open) };
        parts.push((words, theme.status));
    }
    parts
}

/// Up to which mark records are shown, and how many are not.
fn level(look: &Look<'_>, fit: Fit) -> Part {
    let id = match (fit.words, look.withheld) {
        (true, 1..) => "pane-level-withheld",
        (true, 0) => "pane-level",
        (false, 1..) => "pane-level-short-withheld",
        (false, 0) => "pane-level-short",
    };
    let style = if look.withheld > 0 { look.theme.status.patch(look.theme.withheld) } else { look.theme.status };
    (look.say(&Msg::new(id).with("mark", look.audience.0.code()).with("count", look.withheld)), style)
}

/// `clock unchecked`, or how far the laptop's clock is off where that was measured.
fn clock_sign(look: &Look<'_>, fit: Fit) -> Option<Part> {
    match look.state.stations.offset_ms(look.state.station) {
        None => {
            let id = if fit.clock { "pane-clock-unchecked" } else { "pane-clock-unchecked-short" };
            Some((look.word(id), look.theme.due))
        }
        Some(offset) if offset.abs() >= OFFSET_SHOWN => {
            let seconds = format!("{:+}", offset / 1000);
            let id = if fit.clock { "pane-clock-offset" } else { "pane-clock-offset-short" };
            Some((look.say(&Msg::new(id).with("seconds", seconds)), look.theme.due))
        }
        Some(_) => None,
    }
}

fn right(look: &Look<'_>, read_only: bool, fit: Fit) -> Vec<Part> {
    let theme = look.theme;
    let mut parts: Vec<Part> = Vec::new();
    if read_only {
        parts.push((look.word("pane-read-only"), theme.due));
    }
    // A laptop that does not count has nothing on record of it.
    if look.uncopied || look.state.safety.failing.contains_key(&look.state.station) {
        parts.push((look.word("pane-no-copy"), theme.late));
    }
    let initials = look.initials(look.operator);
    if !initials.is_empty() {
        let words = if fit.words { look.say(&Msg::new("pane-keys").with("who", initials)) } else { initials };
        parts.push((words, theme.status));
    } else if !read_only && look.state.case.declared.is_some() {
        parts.push((look.word(if fit.words { "pane-keys-nobody" } else { "pane-keys-nobody-short" }), theme.due));
    }
    let at = look.local(look.wall);
    let clock = match fit {
        Fit { date: true, .. } => format!("{} {} {}", at.date_iso(), at.hms(), at.zone_abbrev()),
        Fit { rest: true, .. } => format!("{} {}", at.hms(), at.zone_abbrev()),
        _ => format!("{} {}", at.hm(), at.zone_abbrev()),
    };
    parts.push((clock, theme.status));
    parts.extend(clock_sign(look, fit));
    if look.needs.is_empty() {
        if look.state.case.declared.is_some() && fit.clock {
            parts.push((look.word("pane-needs-none"), theme.dim));
        }
    } else {
        let now = look.needs.iter().any(|need| need.urgency == Urgency::Now);
        let id = if fit.rest { "pane-needs" } else { "pane-needs-short" };
        let words = look.say(&Msg::new(id).with("n", look.needs.len()));
        parts.push((words, if now { theme.late } else { theme.due }));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::Room;

    #[test]
    fn a_copy_that_is_not_kept_up_shows_where_it_cannot_be_on_record_too() {
        let mut room = Room::empty();
        let said =
            |room: &Room| right(&room.look(), false, WHOLE).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        let words = room.look().word("pane-no-copy");
        assert!(!said(&room).contains(&words));
        room.uncopied = true;
        assert!(said(&room).contains(&words));
    }
}
