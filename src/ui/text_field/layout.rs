//! Where the text of a field stands on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Cleaner, HELD, Look};

/// More characters than this in one cluster are hostile or broken, and are shown one by one.
const CLUSTER_CHARS: usize = 8;
const CUT: &str = "...";

/// One unit that is shown together and that the cursor does not enter.
struct Piece {
    start: usize,
    end: usize,
    width: usize,
    /// `None`: shown as it is.
    shown: Option<String>,
    held: bool,
}

struct Row {
    /// Pieces of this row.
    first: usize,
    last: usize,
    /// Offset of the row's end: where the cursor stands behind its last piece.
    end: usize,
}

/// A text cut into rows.
pub(super) struct Laid<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    rows: Vec<Row>,
    several_lines: bool,
}

impl<'a> Laid<'a> {
    /// Lays `text` out for a view of `width` cells (0: without end). Held blocks come as (offset, words).
    pub(super) fn new(
        text: &'a str,
        blocks: Vec<(usize, String)>,
        clean: Cleaner,
        several_lines: bool,
        width: u16,
    ) -> Laid<'a> {
        // The last column stays free for the cursor and for the signs.
        let room = if width == 0 { usize::MAX } else { usize::from(width).saturating_sub(1).max(1) };
        let piece_room = if several_lines { room } else { room.saturating_sub(2).max(1) };
        let mut laid = Laid { text, pieces: Vec::new(), rows: Vec::new(), several_lines };
        laid.cut(blocks, clean, piece_room);
        laid.wrap(room);
        laid
    }

    fn cut(&mut self, blocks: Vec<(usize, String)>, clean: Cleaner, room: usize) {
        let mut blocks = blocks.into_iter();
        let bytes = self.text.as_bytes();
        let plain = |at: usize| bytes.get(at).is_some_and(|byte| (b' '..=b'~').contains(byte));
        let mut at = 0;
        while at < bytes.len() {
            // Printable ASCII that nothing combines with needs no look at the tables.
            if plain(at) && bytes.get(at + 1).is_none_or(u8::is_ascii) {
                self.pieces.push(Piece { start: at, end: at + 1, width: 1, shown: None, held: false });
                at += 1;
                continue;
            }
            let cluster = self.text[at..].graphemes(true).next().unwrap_or_default();
            let end = at + cluster.len();
            if self.several_lines && cluster.ends_with('\n') {
                // A CR before it is shown: nothing in a record is invisible.
                if cluster.len() > 1 {
                    self.show(at..end - 1, clean, room);
                }
                self.pieces.push(Piece { start: end - 1, end, width: 0, shown: None, held: false });
            } else if cluster.contains(HELD) || cluster.chars().nth(CLUSTER_CHARS).is_some() {
                for (offset, c) in cluster.char_indices() {
                    let start = at + offset;
                    if c == HELD {
                        let words = clip(blocks.next().map(|(_, words)| words).unwrap_or_default(), room);
                        let width = words.width();
                        self.pieces.push(Piece {
                            start,
                            end: start + c.len_utf8(),
                            width,
                            shown: Some(words),
                            held: true,
                        });
                    } else {
                        self.show(start..start + c.len_utf8(), clean, room);
                    }
                }
            } else {
                self.show(at..end, clean, room);
            }
            at = end;
        }
    }

    fn show(&mut self, range: std::ops::Range<usize>, clean: Cleaner, room: usize) {
        let raw = &self.text[range.clone()];
        let cleaned = clean(raw);
        let shown = if cleaned.width() == 0 || cleaned.chars().any(char::is_control) {
            // Whatever the cleaner lets through: a character that cannot be seen or that acts gets its number.
            Some(raw.chars().map(|c| format!("<U+{:04X}>", u32::from(c))).collect())
        } else if cleaned == raw {
            None
        } else {
            Some(cleaned.into_owned())
        };
        let shown = shown.map(|shown: String| clip(shown, room));
        let width = shown.as_deref().unwrap_or(raw).width();
        self.pieces.push(Piece { start: range.start, end: range.end, width, shown, held: false });
    }

    fn is_line_end(&self, piece: &Piece) -> bool {
        self.several_lines && &self.text[piece.start..piece.end] == "\n"
    }

    fn wrap(&mut self, room: usize) {
        let room = if self.several_lines { room } else { usize::MAX };
        let (mut first, mut used, mut after_space) = (0, 0usize, None);
        let mut index = 0;
        while index < self.pieces.len() {
            let piece = &self.pieces[index];
            if self.is_line_end(piece) {
                self.rows.push(Row { first, last: index, end: piece.start });
                (first, used, after_space) = (index + 1, 0, None);
            } else if used + piece.width > room && index > first {
                // At the last space, or in the middle of a word that fills the row.
                let cut = after_space.unwrap_or(index);
                self.rows.push(Row { first, last: cut, end: self.pieces[cut].start });
                (first, used, after_space) = (cut, 0, None);
                index = cut;
                continue;
            } else {
                used += piece.width;
                if &self.text[piece.start..piece.end] == " " {
                    after_space = Some(index + 1);
                }
            }
            index += 1;
        }
        self.rows.push(Row { first, last: self.pieces.len(), end: self.text.len() });
    }

    pub(super) fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn pieces_of(&self, row: &Row) -> &[Piece] {
        &self.pieces[row.first..row.last]
    }

    /// Row and column of a cursor offset.
    pub(super) fn place(&self, cursor: usize) -> (usize, usize) {
        let start = |row: &Row| self.pieces.get(row.first).map_or(self.text.len(), |piece| piece.start);
        let row = self.rows.partition_point(|row| start(row) <= cursor).saturating_sub(1);
        let column = self.pieces_of(&self.rows[row]).iter().take_while(|piece| piece.start < cursor).map(|p| p.width);
        (row, column.sum())
    }

    /// The cursor offset at a row and about a column; `None` when there is no such row.
    pub(super) fn offset(&self, row: usize, column: usize) -> Option<usize> {
        let row_number = row;
        let row = self.rows.get(row)?;
        let mut used = 0;
        for piece in self.pieces_of(row) {
            if used + piece.width > column {
                return Some(piece.start);
            }
            used += piece.width;
        }
        // Behind the last piece of a wrapped row is the start of the next one: stay before it.
        let wraps = self
            .rows
            .get(row_number + 1)
            .is_some_and(|next| self.pieces.get(next.first).is_some_and(|piece| piece.start == row.end));
        let last = self.pieces_of(row).last().map(|piece| piece.start);
        Some(if wraps { last.unwrap_or(row.end) } else { row.end })
    }

    pub(super) fn render(&self, cursor: usize, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        for position in area.positions() {
            buffer[position].set_symbol(" ").set_style(look.text);
        }
        let (row, column) = self.place(cursor);
        if self.several_lines {
            self.render_rows(row, column, area, buffer, look)
        } else {
            self.render_line(column, area, buffer, look)
        }
    }

    fn render_rows(&self, row: usize, column: usize, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let height = usize::from(area.height);
        let top = page(row, height).min(self.rows.len().saturating_sub(height));
        for (y, row) in (area.top()..area.bottom()).zip(&self.rows[top..]) {
            self.draw_pieces(row, 0, Rect { y, height: 1, ..area }, buffer, look);
        }
        if area.width > 1 {
            let x = area.right() - 1;
            if top > 0 {
                buffer[(x, area.top())].set_symbol(look.glyphs.more_up()).set_style(look.sign);
            }
            if top + height < self.rows.len() {
                buffer[(x, area.bottom() - 1)].set_symbol(look.glyphs.more_down()).set_style(look.sign);
            }
        }
        let x = area.x + u16::try_from(column).unwrap_or(u16::MAX).min(area.width - 1);
        let y = area.y + u16::try_from(row - top).unwrap_or(0).min(area.height - 1);
        Some(Position::new(x, y))
    }

    fn render_line(&self, column: usize, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let area = Rect { height: 1, ..area };
        let width = usize::from(area.width);
        let row = self.rows.first()?;
        let total: usize = self.pieces_of(row).iter().map(|piece| piece.width).sum();
        let start = if total < width { 0 } else { page(column, width.saturating_sub(2).max(1)) };
        self.draw_pieces(row, start, area, buffer, look);
        if start > 0 && width > 4 {
            buffer[(area.x, area.y)].set_symbol(look.glyphs.more_left()).set_style(look.sign);
        }
        if total > start + width && width > 4 {
            buffer[(area.right() - 1, area.y)].set_symbol(look.glyphs.more_right()).set_style(look.sign);
        }
        let x = area.x + u16::try_from(column - start).unwrap_or(u16::MAX).min(area.width - 1);
        Some(Position::new(x, area.y))
    }

    /// Draws the pieces of a row that lie wholly within `area`, when its first cell is column `start`.
    fn draw_pieces(&self, row: &Row, start: usize, area: Rect, buffer: &mut Buffer, look: &Look) {
        let mut column = 0;
        for piece in self.pieces_of(row) {
            let at = column;
            column += piece.width;
            if at < start || self.is_line_end(piece) {
                continue;
            }
            if column > start + usize::from(area.width) {
                break;
            }
            let shown = piece.shown.as_deref().unwrap_or(&self.text[piece.start..piece.end]);
            let style = if piece.held { look.sign } else { look.text };
            let x = area.x + (at - start) as u16;
            buffer.set_stringn(x, area.y, shown, piece.width, style);
        }
    }
}

/// The first row or column to show, so that `cursor` is seen in a window of `length`, moving by half windows: the text
/// stands still while the cursor moves, and no position has to be remembered between frames.
fn page(cursor: usize, length: usize) -> usize {
    let step = (length / 2).max(1);
    if cursor < length { 0 } else { ((cursor - length) / step + 1) * step }
}

fn clip(words: String, room: usize) -> String {
    if words.width() <= room {
        return words;
    }
    let mut out = String::new();
    for cluster in words.graphemes(true) {
        if out.width() + cluster.width() + CUT.len() > room {
            break;
        }
        out.push_str(cluster);
    }
    out.push_str(&CUT[..CUT.len().min(room)]);
    out
}
