//! The units in which a text is shown: each stands together, and none is lost.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::ui::text_field::Cleaner;

/// More characters than this in one cluster are hostile or broken, and are shown one by one.
const CLUSTER_CHARS: usize = 8;
/// Stands for the rest of a piece that is wider than the view.
const CUT: &str = "...";

/// One unit of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Offset of its first byte.
    pub(super) start: usize,
    /// Offset behind its last byte.
    pub(super) end: usize,
    /// Columns it takes.
    pub(super) width: usize,
    /// What is drawn; nothing for a line end.
    pub(super) shown: Cow<'a, str>,
}

impl Piece<'_> {
    /// Whether it ends a line.
    pub(super) fn breaks(&self) -> bool {
        self.shown.is_empty()
    }

    /// Whether a row may end behind it.
    pub(super) fn is_space(&self) -> bool {
        self.shown == " "
    }
}

/// The pieces of a text from an offset on. What comes depends on the text from there on alone, so a row can be laid out without those before it.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// End of a cluster that is shown character by character.
    apart: usize,
    clean: Cleaner,
    room: usize,
}

impl<'a> Pieces<'a> {
    /// From `at`, none wider than `room` columns.
    pub(super) fn new(text: &'a str, at: usize, room: usize, clean: Cleaner) -> Self {
        Pieces { text, at, apart: at, clean, room: room.max(1) }
    }

    fn plain(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(|byte| (b' '..=b'~').contains(byte))
    }

    fn make(&self, end: usize) -> Piece<'a> {
        let raw = &self.text[self.at..end];
        let cleaned = (self.clean)(raw);
        // Whatever the cleaner lets through: a character that cannot be seen or that acts gets its number.
        let shown = if cleaned.width() == 0 || cleaned.chars().any(char::is_control) {
            Cow::Owned(raw.chars().map(|c| format!("<U+{:04X}>", u32::from(c))).collect())
        } else {
            cleaned
        };
        let shown = clip(shown, self.room);
        Piece { start: self.at, end, width: shown.width(), shown }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let at = self.at;
        if at >= self.text.len() {
            return None;
        }
        // Printable ASCII that nothing combines with needs no look at the tables.
        if at >= self.apart && self.plain(at) && self.text.as_bytes().get(at + 1).is_none_or(u8::is_ascii) {
            self.at = at + 1;
            return Some(Piece { start: at, end: at + 1, width: 1, shown: Cow::Borrowed(&self.text[at..at + 1]) });
        }
        if at >= self.apart {
            let cluster = self.text[at..].graphemes(true).next().unwrap_or_default();
            let hostile = cluster.chars().nth(CLUSTER_CHARS).is_some();
            // A CR before a line end is shown: nothing in a record is invisible.
            let crlf = cluster.len() > 1 && cluster.ends_with('\n');
            if !hostile && !crlf && cluster != "\n" {
                let piece = self.make(at + cluster.len());
                self.at = piece.end;
                return Some(piece);
            }
            self.apart = at + cluster.len();
        }
        let length = self.text[at..].chars().next().map_or(1, char::len_utf8);
        let piece = if self.text.as_bytes().get(at) == Some(&b'\n') {
            Piece { start: at, end: at + 1, width: 0, shown: Cow::Borrowed("") }
        } else {
            self.make(at + length)
        };
        self.at = piece.end;
        Some(piece)
    }
}

fn clip(words: Cow<'_, str>, room: usize) -> Cow<'_, str> {
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
    Cow::Owned(out)
}
