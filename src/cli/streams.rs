//! Standard input, output and error as arguments, and the one border where text goes out to them.

use std::io::{self, Read, Write};
use std::path::Path;

use crate::domain::text::{one_line, visible_bytes};

/// Where a command line reads from and writes to.
pub struct Streams<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// Whether standard output goes to a terminal: then nothing reaches it unescaped.
    pub stdout_is_terminal: bool,
    /// Whether standard error goes to a terminal: then long work shows its progress there.
    pub stderr_is_terminal: bool,
}

impl std::fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streams").field("stdout_is_terminal", &self.stdout_is_terminal).finish_non_exhaustive()
    }
}

impl Streams<'_> {
    /// One line on standard output, cleaned: text from outside cannot move the cursor, nor make two lines of one.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.stdout, "{}", one_line(text))
    }

    /// One line on standard error, cleaned. Standard error that is gone is no reason to stop.
    pub(crate) fn note(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{}", one_line(text));
    }

    /// Bytes on standard output as they are, for programs that read them; on a terminal line by line and cleaned.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.stdout_is_terminal {
            return self.stdout.write_all(bytes);
        }
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            writeln!(self.stdout, "{}", visible_bytes(line))?;
        }
        Ok(())
    }

    /// A path on a line of its own: raw for programs, cleaned for a terminal.
    pub(crate) fn path(&mut self, path: &Path) -> io::Result<()> {
        let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
        bytes.push(b'\n');
        self.bytes(&bytes)
    }

    /// A JSON document on one line. Characters that a terminal would act on are written as `\uXXXX`, which reads as the same text.
    pub(crate) fn json(&mut self, value: &serde_json::Value) -> io::Result<()> {
        writeln!(self.stdout, "{}", escaped(&value.to_string()))
    }

    /// Rows with their columns aligned, each cell cleaned; two spaces between columns.
    pub(crate) fn table(&mut self, rows: &[Vec<String>]) -> io::Result<()> {
        let cleaned: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| one_line(cell).into_owned()).collect()).collect();
        let mut widths: Vec<usize> = Vec::new();
        for row in &cleaned {
            for (column, cell) in row.iter().enumerate() {
                let width = crate::domain::text::width(cell);
                match widths.get_mut(column) {
                    Some(known) => *known = (*known).max(width),
                    None => widths.push(width),
                }
            }
        }
        for row in cleaned {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                if !line.is_empty() {
                    line.push_str("  ");
                }
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width - crate::domain::text::width(cell)));
            }
            writeln!(self.stdout, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A part of a JSON document, written as [`Streams::json`] writes: for documents that are too long to be held.
pub(crate) fn json_part(out: &mut dyn Write, text: &str) -> io::Result<()> {
    out.write_all(escaped(text).as_bytes())
}

/// JSON text with everything but plain characters as escapes: outside of strings JSON has none of them.
fn escaped(json: &str) -> String {
    if json.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    let mut buffer = [0; 4];
    for c in json.chars() {
        if matches!(c, ' '..='~') || *crate::domain::text::visible(c.encode_utf8(&mut buffer)) == *c.to_string() {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(terminal: bool, print: impl FnOnce(&mut Streams<'_>)) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            stdin: &mut io::empty(),
            stdout: &mut out,
            stderr: &mut err,
            stdout_is_terminal: terminal,
            stderr_is_terminal: terminal,
        };
        print(&mut streams);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_reads_back_the_same_and_holds_nothing_a_terminal_acts_on() {
        let text = "a\u{1b}[2J\u{7f}\u{9b}31m\u{202e}ü 😀\u{e0041}\n";
        let out = printed(false, |streams| streams.json(&serde_json::json!({ "text": text })).unwrap());
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read["text"], text);
        assert!(out.trim_end().chars().all(|c| !c.is_control() && c != '\u{202e}' && c != '\u{e0041}'), "{out:?}");
        assert!(out.contains('ü') && out.contains('😀'));
    }

    #[test]
    fn bytes_are_raw_in_a_pipe_and_cleaned_on_a_terminal() {
        assert_eq!(printed(false, |s| s.bytes(b"a\x1b[2J\n").unwrap()), "a\u{1b}[2J\n");
        assert_eq!(printed(true, |s| s.bytes(b"a\x1b[2J\nb\xff\n").unwrap()), "a<U+001B>[2J\nb<0xFF>\n");
    }

    #[test]
    fn columns_are_aligned_by_what_the_terminal_shows() {
        let rows = vec![vec!["世界".to_owned(), "b".to_owned()], vec!["x\n".to_owned(), "c".to_owned()]];
        assert_eq!(printed(false, |s| s.table(&rows).unwrap()), "世界  b\nx     c\n");
    }
}
