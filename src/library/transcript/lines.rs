//! The words of a terminal session as lines: what a reader sees and a quote is looked for in. Every line that was ever completed is there in its order, also
//! where the program cleared the screen afterwards; what was typed over on the same line reads as it stood in the end.

use super::asciicast::{Cast, What};

/// Characters of one line; a longer one is broken, so that no file can ask for a line without end.
const LONGEST: usize = 16_384;

/// One line of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Microseconds from the start to the event that last changed it.
    pub at_us: u64,
    /// Its words, not cleaned for a terminal; without controls all the same.
    pub text: String,
}

/// The lines of a recording.
#[must_use]
pub fn lines(cast: &Cast) -> Vec<Line> {
    let mut page = Page { width: usize::from(cast.width), ..Page::default() };
    let mut parser = vte::Parser::new();
    for event in &cast.events {
        page.now = event.at_us;
        match &event.what {
            What::Output(text) => parser.advance(&mut page, text.as_bytes()),
            What::Resize(width, _) => page.width = usize::from(*width),
        }
    }
    page.end_line(false);
    page.lines
}

/// The lines as one text, one after another.
#[must_use]
pub fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
}

/// Where words stand in a session: the number of the line in which they begin, from 1, and the time of the line in which they end, in microseconds.
#[must_use]
pub fn find(lines: &[Line], words: &str) -> Option<(usize, u64)> {
    if words.is_empty() {
        return None;
    }
    let all = text(lines);
    let start = all.find(words)?;
    let number = |at: usize| all.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
    let last = lines.get(number(start + words.len() - 1))?;
    Some((number(start) + 1, last.at_us))
}

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    /// The line being written. One that is longer than the screen is wide goes on in the next row and is one line all the same.
    line: Vec<char>,
    /// Where the row of the cursor begins in it.
    row: usize,
    /// Column of the cursor in that row.
    column: usize,
    width: usize,
    /// Whether the cursor stands above lines that are written already: then the one it is on was begun by moving there.
    touched: bool,
    touched_at: u64,
    now: u64,
}

impl Page {
    /// Completes the line. One that nothing was written to counts only where a line feed asked for it.
    fn end_line(&mut self, asked: bool) {
        let text: String = self.line.iter().collect();
        let text = text.trim_end();
        if asked || !text.is_empty() {
            let at_us = if self.touched { self.touched_at } else { self.now };
            self.lines.push(Line { at_us, text: text.to_owned() });
        }
        self.line.clear();
        (self.row, self.touched) = (0, false);
    }

    /// The cursor leaves the line for another place of the screen.
    fn move_away(&mut self) {
        self.end_line(false);
    }

    fn touch(&mut self) {
        (self.touched, self.touched_at) = (true, self.now);
    }

    fn put(&mut self, c: char) {
        if self.column >= self.width {
            self.row += self.width;
            self.column = 0;
        }
        let at = self.row + self.column;
        if at >= LONGEST {
            self.end_line(false);
            self.column = 0;
            return self.put(c);
        }
        if self.line.len() <= at {
            self.line.resize(at + 1, ' ');
        }
        if let Some(cell) = self.line.get_mut(at) {
            *cell = c;
        }
        self.column += 1;
        self.touch();
    }

    /// The part of the line that lies in the row of the cursor.
    fn cells(&mut self) -> &mut [char] {
        let end = self.line.len().min(self.row + self.width);
        let start = self.row.min(end);
        self.line.get_mut(start..end).unwrap_or_default()
    }

    fn erase(&mut self, mode: u16) {
        let column = self.column;
        match mode {
            0 => self.line.truncate((self.row + column).min(self.line.len())),
            1 => self.cells().iter_mut().take(column + 1).for_each(|cell| *cell = ' '),
            _ => self.cells().fill(' '),
        }
    }

    fn delete(&mut self, count: usize) {
        let at = (self.row + self.column).min(self.line.len());
        let end = (at + count).min(self.line.len());
        self.line.drain(at..end);
    }

    fn insert(&mut self, count: usize) {
        let at = self.row + self.column;
        if at < self.line.len() {
            let count = count.min(self.width);
            self.line.splice(at..at, std::iter::repeat_n(' ', count));
            self.line.truncate(LONGEST);
        }
    }
}

impl vte::Perform for Page {
    fn print(&mut self, c: char) {
        // The parser hands DEL over as if it were drawn.
        if !c.is_control() {
            self.put(c);
        }
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\n' | 0x0b | 0x0c => {
                let column = self.column;
                self.end_line(true);
                self.column = column;
            }
            b'\r' => self.column = 0,
            0x08 => self.column = self.column.min(self.width).saturating_sub(1),
            b'\t' => self.column = ((self.column / 8 + 1) * 8).min(self.width.saturating_sub(1)),
            _ => {}
        }
    }

    fn csi_dispatch(&mut self, params: &vte::Params, intermediates: &[u8], _: bool, action: char) {
        let first = params.iter().next().and_then(|param| param.first().copied()).unwrap_or(0);
        let second = params.iter().nth(1).and_then(|param| param.first().copied()).unwrap_or(0);
        let count = usize::from(first.max(1));
        match (intermediates.first(), action) {
            (None, 'C' | 'a') => self.column = (self.column + count).min(self.width.saturating_sub(1)),
            (None, 'D') => self.column = self.column.min(self.width).saturating_sub(count),
            (None, 'G' | '`') => self.column = (count - 1).min(self.width.saturating_sub(1)),
            (None, 'K') => self.erase(first),
            (None, 'P') => self.delete(count),
            (None, '@') => self.insert(count),
            (None, 'X') => {
                let column = self.column;
                self.cells().iter_mut().skip(column).take(count).for_each(|cell| *cell = ' ');
            }
            // Up within a line that goes over several rows, as shells edit long commands.
            (None, 'A') if count * self.width <= self.row => self.row -= count * self.width,
            (None, 'B' | 'e') if self.row + count * self.width < self.line.len() => self.row += count * self.width,
            (None, 'A' | 'B' | 'E' | 'F' | 'd' | 'e' | 'S' | 'T') => self.move_away(),
            (None, 'H' | 'f') => {
                self.move_away();
                self.column = usize::from(second.max(1) - 1).min(self.width.saturating_sub(1));
            }
            (None, 'J') if first == 0 => self.erase(0),
            (None, 'J') => self.move_away(),
            // The second screen of full-screen programs.
            (Some(b'?'), 'h' | 'l') if matches!(first, 47 | 1047 | 1049) => self.move_away(),
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _: bool, byte: u8) {
        match (intermediates.first(), byte) {
            (None, b'D' | b'E') => {
                self.end_line(true);
                self.column = if byte == b'E' { 0 } else { self.column };
            }
            (None, b'M' | b'c') => self.move_away(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::asciicast::Event;
    use super::*;
    use proptest::prelude::*;

    fn cast(width: u16, outputs: &[&str]) -> Cast {
        let events =
            (1..).zip(outputs).map(|(at, text)| Event { at_us: at * 1_000, what: What::Output((*text).to_owned()) });
        Cast {
            header: String::new(),
            width,
            height: 24,
            timestamp: None,
            command: None,
            events: events.collect(),
            unread: 0,
        }
    }

    fn shown(width: u16, outputs: &[&str]) -> Vec<String> {
        lines(&cast(width, outputs)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_read_as_the_screen_showed_them() {
        for (outputs, expected) in [
            (&["$ sho\u{8} \u{8}how run\r\n", "hostname fw01\r\n"][..], &["$ shhow run", "hostname fw01"][..]),
            (&["\u{1b}[1;32mok\u{1b}[0m done\r\n"], &["ok done"]),
            (&["10 %\r50 %\r100 %\r\n"], &["100 %"]),
            (&["deny any any\r\u{1b}[2Kpermit\r\n"], &["permit"]),
            (&["\u{1b}]0;title\u{7}prompt> "], &["prompt>"]),
            (&["before\r\n\u{1b}[2J\u{1b}[Hafter"], &["before", "after"]),
            (&["left on\u{1b}[2J\u{1b}[Hscreen"], &["left on", "screen"]),
            (&["\u{1b}[?1049h\u{1b}[5;3Hin vi\u{1b}[?1049lback"], &["  in vi", "       back"]),
            (&["abc\u{1b}[2D\u{1b}[P\r\n"], &["ac"]),
            (&["\r\n\r\nx"], &["", "", "x"]),
            (&["a\tb"], &["a       b"]),
        ] {
            assert_eq!(shown(80, outputs), expected, "{outputs:?}");
        }
    }

    #[test]
    fn a_line_wider_than_the_screen_is_one_line() {
        // As readline breaks: a space in the next row, and back.
        assert_eq!(shown(10, &["0123456789 \rabcdef\r\n", "next"]), ["0123456789abcdef", "next"]);
        assert_eq!(shown(10, &["0123456789abc\u{1b}[A\rX\r\n"]), ["X123456789abc"]);
    }

    #[test]
    fn words_are_found_with_the_time_of_the_line_that_ends_them() {
        let lines = lines(&cast(80, &["permit any\r\n", "deny ", "any log\r\nend"]));
        assert_eq!(find(&lines, "deny any log"), Some((2, 3_000)));
        assert_eq!(find(&lines, "permit any\ndeny"), Some((1, 3_000)));
        assert_eq!(find(&lines, "permit"), Some((1, 1_000)));
        assert_eq!((find(&lines, "allow"), find(&lines, "")), (None, None));
    }

    proptest! {
        #[test]
        fn any_output_gives_plain_lines(width in 2_u16..200, outputs in prop::collection::vec("(\u{1b}\\[[0-9;?]{0,6}[@-~]|[\\x00-\\x7f]|.|\u{1b}[@-_]){0,40}", 0..20)) {
            let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
            for line in lines(&cast(width, &outputs)) {
                prop_assert!(line.text.chars().count() <= LONGEST);
                prop_assert!(!line.text.chars().any(|c| c.is_ascii_control()), "{:?}", line.text);
            }
        }
    }
}
