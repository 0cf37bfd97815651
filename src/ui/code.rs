//! A checkpoint as a QR code on the screen: another device takes it out of the room through its camera, without a cable, a stick or a printer.

use crossterm::event::{KeyCode, KeyEvent};
use qrcode::{Color as Module, EcLevel, QrCode};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::widgets::{Clear, Widget};

use super::frame::overlay;
use super::glyphs::GlyphSet;
use super::look::{Look, put};
use super::overlay_view::big;
use crate::domain::form::groups;
use crate::domain::msg::Msg;
use crate::domain::text::{visible, wrap};

/// Light modules that a reader wants around a code (ISO/IEC 18004 section 9.1).
const QUIET: usize = 4;
/// Columns that words beside the code need.
const LEAST_BESIDE: u16 = 24;

/// The page.
#[derive(Debug)]
pub struct CheckpointCode {
    record: String,
    heads: String,
    case_head: String,
    /// The request for a time stamp, in base64: cameras make text of what they read.
    request: String,
    of_request: bool,
    /// Whether dark modules are drawn and light ones left: on a screen without colours only one of both is right.
    inverted: bool,
}

/// What is in the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Heads,
    CaseHead,
    Request,
}

impl Holds {
    fn message(self) -> &'static str {
        match self {
            Holds::Heads => "code-holds-heads",
            Holds::CaseHead => "code-holds-case-head",
            Holds::Request => "code-holds-request",
        }
    }
}

/// Modules by column and row, the quiet zone among them.
struct Square {
    side: usize,
    modules: Vec<Module>,
}

impl Square {
    fn of(content: &str) -> Option<Square> {
        // A screen gets no creases and stains: the least correction gives the largest modules.
        let code = QrCode::with_error_correction_level(content, EcLevel::L).ok()?;
        Some(Square { side: code.width(), modules: code.to_colors() })
    }

    /// Modules on a side, with the quiet zone.
    fn whole(&self) -> usize {
        self.side + 2 * QUIET
    }

    fn is_dark(&self, column: usize, row: usize) -> bool {
        let inner = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.side);
        inner(column).zip(inner(row)).is_some_and(|(x, y)| self.modules.get(y * self.side + x) == Some(&Module::Dark))
    }

    /// Columns and rows that it takes; none where these characters cannot draw it.
    fn size(&self, glyphs: GlyphSet) -> Option<(u16, u16)> {
        let whole = u16::try_from(self.whole()).ok()?;
        match glyphs {
            GlyphSet::Ascii => None,
            // Without half blocks a module is two cells wide, since a cell is twice as high as it is wide.
            GlyphSet::Console => Some((whole.checked_mul(2)?, whole)),
            GlyphSet::Full => Some((whole, whole.div_ceil(2))),
        }
    }

    fn fits(&self, area: Rect, glyphs: GlyphSet) -> Option<(u16, u16)> {
        self.size(glyphs).filter(|(columns, rows)| *columns <= area.width && *rows <= area.height)
    }

    /// Draws it in the upper left corner.
    fn draw(&self, area: Rect, buffer: &mut Buffer, (columns, rows): (u16, u16), glyphs: GlyphSet, inverted: bool) {
        // Black on white whatever the theme: a reader expects it so.
        let (ink, paper) = if inverted { (Color::Black, Color::White) } else { (Color::White, Color::Black) };
        let style = Style::reset().fg(ink).bg(paper);
        for (y, row) in (0..rows).zip(0_usize..) {
            for (x, column) in (0..columns).zip(0_usize..) {
                let inked = |column, row| self.is_dark(column, row) == inverted;
                let sign = if glyphs == GlyphSet::Full {
                    match (inked(column, row * 2), inked(column, row * 2 + 1)) {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        (false, false) => ' ',
                    }
                } else if inked(column / 2, row) {
                    glyphs.block()
                } else {
                    ' '
                };
                if let Some(cell) = buffer.cell_mut((area.x + x, area.y + y)) {
                    cell.set_char(sign).set_style(style);
                }
            }
        }
    }
}

impl CheckpointCode {
    /// The code of a checkpoint: its record as people type it, its text of all chains, the digest of that, and its request for a time stamp in base64.
    #[must_use]
    pub fn new(record: String, heads: String, case_head: String, request: String) -> Self {
        CheckpointCode { record, heads, case_head, request, of_request: false, inverted: false }
    }

    /// One key press; true when the page is left.
    pub fn handle(&mut self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q') => return true,
            KeyCode::Tab => self.of_request = !self.of_request,
            KeyCode::Char('i') => self.inverted = !self.inverted,
            _ => {}
        }
        false
    }

    /// What may be in the code, the best first.
    fn wanted(&self) -> Vec<(Holds, &str)> {
        if self.of_request {
            vec![(Holds::Request, &self.request)]
        } else {
            vec![(Holds::Heads, &self.heads), (Holds::CaseHead, &self.case_head)]
        }
    }

    /// Draws it: the code where it can be drawn and has room, else the text that would be in it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let fitting = self.wanted().into_iter().find_map(|(holds, content)| {
            let square = Square::of(content)?;
            let size = square.fits(area, look.glyphs)?;
            Some((holds, square, size))
        });
        let Some((holds, square, size)) = fitting else { return self.draw_text(area, buffer, look) };
        Clear.render(area, buffer);
        buffer.set_style(area, look.theme.text);
        square.draw(area, buffer, size, look.glyphs, self.inverted);
        let beside = Rect { x: area.x + size.0, width: area.width - size.0, ..area };
        if beside.width >= LEAST_BESIDE {
            self.draw_words(beside, buffer, look, holds);
        } else if area.height > size.1 {
            put(buffer, area, area.height - 1, 0, &look.drawn_keys("code-keys"), look.theme.key);
        }
    }

    /// What the code is of, what is in it, and the keys.
    fn draw_words(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, holds: Holds) {
        let room = usize::from(area.width.saturating_sub(2));
        let head = groups(&self.case_head);
        let digits = head.chunks((room / 9).clamp(1, 4)).map(|some| some.join(" "));
        let mut lines = vec![(look.word("title-checkpoint-code"), look.theme.title), (String::new(), look.theme.text)];
        lines.push((look.say(&Msg::new("code-about").with("record", self.record.clone())), look.theme.text));
        lines.extend(digits.map(|digits| (digits, look.theme.text)));
        lines.push((String::new(), look.theme.text));
        let words = [look.word(holds.message()), look.word("code-compare")];
        for words in words {
            lines.extend(wrap(&words, room).into_iter().map(|line| (line, look.theme.dim)));
            lines.push((String::new(), look.theme.text));
        }
        lines.extend(wrap(&look.drawn_keys("code-keys"), room).into_iter().map(|line| (line, look.theme.key)));
        for (row, (line, style)) in (0..area.height).zip(lines) {
            put(buffer, area, row, 1, &line, style);
        }
    }

    fn draw_text(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let (width, height) = big(area);
        let title = look.word("title-checkpoint-code");
        let inside = overlay(area, buffer, look, width, height, &title, &look.drawn_keys("code-keys"));
        let room = usize::from(inside.width.saturating_sub(2));
        let why = if look.glyphs == GlyphSet::Ascii { "code-no-glyphs" } else { "code-no-room" };
        let mut lines: Vec<(String, Style)> =
            wrap(&look.word(why), room).into_iter().map(|line| (line, look.theme.due)).collect();
        if let Some((holds, content)) = self.wanted().into_iter().next() {
            lines.extend(wrap(&look.word(holds.message()), room).into_iter().map(|line| (line, look.theme.dim)));
            lines.push((String::new(), look.theme.text));
            lines.extend(content.lines().flat_map(|line| {
                wrap(&visible(line), room).into_iter().map(|line| (line, look.theme.text)).collect::<Vec<_>>()
            }));
        }
        for (row, (line, style)) in (0..inside.height).zip(lines) {
            put(buffer, inside, row, 1, &line, style);
        }
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
