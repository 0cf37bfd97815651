//! A recorded session played through a terminal emulator: its screen is drawn cell by cell and cleaned, its bytes never reach the terminal.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::term::{Screen, TermEnv, TermError};
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::library::lang::Lang;
use crate::library::transcript::asciicast::{Cast, What};

/// Time between frames while output flows.
const FRAME: Duration = Duration::from_millis(33);
/// The state line is brought up to date so often.
const TICK: Duration = Duration::from_secs(1);

/// A session being played, apart from any terminal.
pub struct Player<'a> {
    cast: &'a Cast,
    emulator: vt100::Parser,
    next: usize,
    /// Microseconds of the session that were played.
    now: u64,
}

impl<'a> Player<'a> {
    /// A session at its start.
    #[must_use]
    pub fn new(cast: &'a Cast) -> Self {
        let emulator = vt100::Parser::new(cells(cast.height), cells(cast.width), 0);
        Player { cast, emulator, next: 0, now: 0 }
    }

    /// Plays on to a time. True when the screen may have changed.
    pub fn to(&mut self, now: u64) -> bool {
        let before = self.next;
        while let Some(event) = self.cast.events.get(self.next).filter(|event| event.at_us <= now) {
            match &event.what {
                What::Output(text) => self.emulator.process(text.as_bytes()),
                What::Resize(columns, rows) => self.emulator.screen_mut().set_size(cells(*rows), cells(*columns)),
            }
            self.next += 1;
        }
        self.now = now;
        self.next != before
    }

    /// When the next event comes, microseconds; none at the end.
    #[must_use]
    pub fn next_at(&self) -> Option<u64> {
        self.cast.events.get(self.next).map(|event| event.at_us)
    }

    /// Length of the session, microseconds.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.cast.events.last().map_or(0, |event| event.at_us)
    }

    /// Draws the emulated screen. Of one that is larger than the area, the part around the cursor is shown.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let screen = self.emulator.screen();
        let (rows, columns) = screen.size();
        let (cursor_row, cursor_column) = screen.cursor_position();
        let first = |cursor: u16, room: u16, all: u16| {
            if all <= room { 0 } else { cursor.saturating_sub(room.saturating_sub(1)).min(all - room) }
        };
        let top = first(cursor_row, area.height, rows.get());
        let left = first(cursor_column, area.width, columns.get());
        for row in 0..area.height.min(rows.get()) {
            for column in 0..area.width.min(columns.get()) {
                let Some(cell) = screen.cell(top + row, left + column) else { continue };
                let Some(drawn) = buffer.cell_mut((area.x + column, area.y + row)) else { continue };
                drawn.set_style(style(cell));
                if cell.is_wide_continuation() {
                    // Its first half was drawn in the cell before; alone at the edge it is a blank.
                    drawn.set_symbol(if column == 0 { " " } else { "" });
                    continue;
                }
                let contents = cell.contents();
                let wide = cell.is_wide() && column + 1 >= area.width.min(columns.get());
                // What is no plain character in a cell of its own is shown as a sign: there is no room to spell it out.
                let plain = !contents.is_empty() && *text::visible(contents) == *contents && !wide;
                drawn.set_symbol(match (contents.is_empty(), plain) {
                    (true, _) => " ",
                    (false, true) => contents,
                    (false, false) => "?",
                });
            }
        }
        if !screen.hide_cursor()
            && let (Some(row), Some(column)) = (cursor_row.checked_sub(top), cursor_column.checked_sub(left))
            && row < area.height
            && let Some(cell) = buffer.cell_mut((area.x + column.min(area.width.saturating_sub(1)), area.y + row))
        {
            cell.modifier.toggle(Modifier::REVERSED);
        }
    }

    fn status(&self, lang: &Lang, paused: bool, shown: (u16, u16)) -> String {
        let (rows, columns) = self.emulator.screen().size();
        let clock = |micros: u64| format!("{}:{:02}", micros / 60_000_000, micros / 1_000_000 % 60);
        let id = if self.next_at().is_none() {
            "replay-over"
        } else if paused {
            "replay-paused"
        } else {
            "replay-plays"
        };
        let size = format!("{columns}x{rows}");
        let msg = Msg::new(id).with("at", clock(self.now.min(self.length()))).with("length", clock(self.length()));
        let mut said = lang.say(&msg.with("size", size), Audience(Mark::Red));
        if columns.get() > shown.0 || rows.get() > shown.1 {
            said.push_str("  ");
            said.push_str(&lang.say(&Msg::new("replay-part"), Audience(Mark::Red)));
        }
        said
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

fn style(cell: &vt100::Cell) -> Style {
    let color = |color: vt100::Color| match color {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(number) => Color::Indexed(number),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    };
    let mut style = Style::new().fg(color(cell.fgcolor())).bg(color(cell.bgcolor()));
    for (on, modifier) in [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    style
}

/// Plays a session on the terminal, `speed` times as fast as it was. Space halts it, `q`, Esc or Ctrl-C ends it; at its end it waits for that.
///
/// # Errors
/// No terminal, or it failed.
pub fn play(cast: &Cast, speed: f64) -> Result<(), TermError> {
    let lang = Lang::english();
    let mut screen = Screen::enter(&TermEnv::from_env())?;
    let mut player = Player::new(cast);
    let mut started = Instant::now();
    // What was played before the last halt, microseconds.
    let mut played = 0_u64;
    let mut paused = false;
    let mut dirty = true;
    loop {
        let now = if paused { played } else { played.saturating_add(scaled(started.elapsed(), speed)) };
        dirty |= player.to(now);
        if dirty {
            screen.draw(|frame| draw(frame, &player, &lang, paused))?;
            dirty = false;
        }
        let wait = match player.next_at() {
            _ if paused => TICK,
            Some(at) => unscaled(at.saturating_sub(now), speed).clamp(FRAME, TICK),
            None => TICK,
        };
        if !event::poll(wait)? {
            dirty = !paused && player.next_at().is_some();
            continue;
        }
        match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => match key.code {
                KeyCode::Char('q') | KeyCode::Esc => return Ok(()),
                KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => return Ok(()),
                KeyCode::Char(' ') => {
                    (played, started, paused) = (now, Instant::now(), !paused);
                    dirty = true;
                }
                _ => {}
            },
            Event::Resize(..) => dirty = true,
            _ => {}
        }
    }
}

fn draw(frame: &mut Frame<'_>, player: &Player<'_>, lang: &Lang, paused: bool) {
    let area = frame.area();
    let body = Rect { height: area.height.saturating_sub(1), ..area };
    let buffer = frame.buffer_mut();
    player.draw(body, buffer);
    let status = player.status(lang, paused, (body.width, body.height));
    let line = text::fit(&status, usize::from(area.width));
    buffer.set_string(area.x, area.y + body.height, line, Style::new().add_modifier(Modifier::REVERSED));
}

fn scaled(real: Duration, speed: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let micros = (real.as_secs_f64() * speed * 1e6) as u64;
    micros
}

fn unscaled(micros: u64, speed: f64) -> Duration {
    #[expect(clippy::cast_precision_loss, reason = "a wait, bounded afterwards")]
    Duration::try_from_secs_f64(micros as f64 / 1e6 / speed).unwrap_or(TICK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::transcript::asciicast::parse;
    use proptest::prelude::*;

    fn screen(cast: &str, until: u64, width: u16, height: u16) -> Vec<String> {
        let cast = parse(cast.as_bytes()).unwrap();
        let mut player = Player::new(&cast);
        player.to(until);
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        player.draw(area, &mut buffer);
        (0..height)
            .map(|row| {
                (0..width).map(|column| buffer[(column, row)].symbol()).collect::<String>().trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn the_emulated_screen_is_drawn_at_each_time() {
        let cast = "{\"version\":2,\"width\":20,\"height\":3}\n[1,\"o\",\"one\\r\\ntwo\"]\n[2,\"r\",\"10x2\"]\n[3,\"o\",\"\\u001b[2J\\u001b[Hlast\\u202e\\u001b]0;title\\u0007\"]\n";
        assert_eq!(screen(cast, 0, 20, 3), ["", "", ""]);
        assert_eq!(screen(cast, 1_000_000, 20, 3), ["one", "two", ""]);
        let end = screen(cast, 3_000_000, 20, 3);
        assert!(end[0] == "las?" && !end.concat().contains(['\u{202e}', '\u{1b}', '\u{7}']), "{end:?}");
        assert_eq!(screen(cast, 1_000_000, 3, 1), ["wo"], "the part around the cursor");
    }

    proptest! {
        #[test]
        fn no_recording_stops_it_or_draws_controls(
            width in 0_u16..300, height in 0_u16..80, area in (0_u16..60, 0_u16..30),
            pieces in prop::collection::vec(("(\u{1b}\\[[0-9;?]{0,8}[@-~]|[\\x00-\\x7f]|.|界|e\u{301}|\u{1b}[@-_]){0,30}", prop::option::of((0_u32..2000, 0_u32..900))), 0..12),
        ) {
            let mut file = format!("{{\"version\":2,\"width\":{width},\"height\":{height}}}\n");
            for (text, size) in &pieces {
                file.push_str(&format!("[1,\"o\",{}]\n", serde_json::Value::from(text.as_str())));
                if let Some((columns, rows)) = size {
                    file.push_str(&format!("[1,\"r\",\"{columns}x{rows}\"]\n"));
                }
            }
            let shown = screen(&file, 2_000_000, area.0, area.1).concat();
            prop_assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'), "{shown:?}");
        }
    }
}
