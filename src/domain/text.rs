//! Text for the screen: the one border where hostile text is made harmless, and its display width.
//!
//! Everything that came from outside passes through here before it is drawn. Nothing is dropped: in evidence the odd
//! character is a finding, so it is written out as `<U+202E>`. What is stored and hashed stays raw.
//!
//! Widths are columns of a terminal, counted as ratatui fills cells: grapheme cluster by grapheme cluster.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

#[cfg(test)]
mod tests;

/// Marks (accents, vowel signs) allowed on one base character; more is a pile that hides its neighbours. Tibetan, the
/// tallest living script, stays below it.
const MARKS_PER_BASE: usize = 8;
/// Columns of one grapheme cluster. Chains of joined letters (Hangul jamo, Indic conjuncts) can be of any length, and a
/// cell buffer that has no room for such a chain draws nothing at all.
const COLUMNS_PER_CLUSTER: usize = 8;
/// No terminal is wider. Bounds the padding that [`fit`] writes.
const MAX_COLUMNS: usize = u16::MAX as usize;

/// `raw` with every character that draws nothing, moves the cursor or changes the drawing of others as `<U+XXXX>`.
///
/// These are: controls (C0, C1, DEL, so also ESC, TAB and LF), line and paragraph separators, bidi controls, zero-width
/// and tag characters and all else that Unicode lists as Default_Ignorable_Code_Point (DerivedCoreProperties.txt;
/// joiners and variation selectors too, for they carry hidden bytes as well as emoji), interlinear annotation, private
/// use, noncharacters, marks without a base or piled more than eight high, and joined chains wider than eight columns.
/// Idempotent. Borrows when nothing is odd.
pub fn visible(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return Cow::Borrowed(raw);
    }
    let mut cleaned: Option<String> = None;
    // Marks since the last base; full at the start, where there is no base to stand on.
    let mut marks = MARKS_PER_BASE;
    for (start, cluster) in raw.grapheme_indices(true) {
        let undrawable = !(1..=COLUMNS_PER_CLUSTER).contains(&cluster.width());
        for (at, c) in cluster.char_indices() {
            let is_mark = c.width() == Some(0);
            if undrawable || is_odd(c) || (is_mark && marks >= MARKS_PER_BASE) {
                marks = MARKS_PER_BASE;
                let out = cleaned.get_or_insert_with(|| raw.get(..start + at).unwrap_or_default().to_owned());
                // Writing to a String cannot fail.
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
                continue;
            }
            marks = match (is_mark, c) {
                (true, _) => marks + 1,
                (false, ' ') => MARKS_PER_BASE,
                (false, _) => 0,
            };
            if let Some(out) = &mut cleaned {
                out.push(c);
            }
        }
    }
    cleaned.map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// True for the characters that [`visible`] writes out wherever they stand.
fn is_odd(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
            | '\u{f0000}'..='\u{10ffff}')
}

/// `raw` for one line of the screen: TAB and line feed (with its carriage return, if any) become one space each, all
/// else as in [`visible`].
pub fn one_line(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['\t', '\n']) {
        return visible(raw);
    }
    Cow::Owned(visible(&raw.replace("\r\n", " ").replace(['\t', '\n'], " ")).into_owned())
}

/// `raw` for several lines of the screen: split at LF or CRLF, each line as by [`one_line`]. A line feed at the end
/// opens no further line; empty text has no line.
pub fn visible_lines(raw: &str) -> Vec<String> {
    raw.lines().map(|line| one_line(line).into_owned()).collect()
}

/// A name that need not be UTF-8, such as a file name: each invalid byte as `<0xNN>`, all else as in [`visible`].
pub fn visible_bytes(raw: &[u8]) -> String {
    let mut out = String::with_capacity(raw.len());
    for chunk in raw.utf8_chunks() {
        out.push_str(&visible(chunk.valid()));
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "<0x{byte:02X}>");
        }
    }
    out
}

/// Columns that `text` takes on one line, once cleaned by [`one_line`].
pub fn width(text: &str) -> usize {
    columns(&one_line(text))
}

/// Columns of text that is clean already.
fn columns(clean: &str) -> usize {
    if clean.is_ascii() { clean.len() } else { clean.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// `text` cleaned and made exactly `width` columns wide: padded with spaces, or cut between characters, never through
/// a wide one. A cut shows as `...` where `width` is at least 4 (bare consoles have no ellipsis). `width` above 65 535
/// counts as 65 535.
pub fn fit(text: &str, width: usize) -> String {
    let width = width.min(MAX_COLUMNS);
    let clean = head(text, width);
    let all = columns(&clean);
    if all <= width {
        return padded(clean.into_owned(), width - all);
    }
    let dots = if width >= 4 { "..." } else { "" };
    let (kept, used) = first_columns(&clean, width - dots.len());
    padded(format!("{kept}{dots}"), width - dots.len() - used)
}

/// `text` cleaned and cut in the middle to at most `width` columns: `9f2c..61ab`, for digests and paths whose end says
/// as much as their beginning. Not padded. Below 4 columns the beginning alone.
pub fn middle(text: &str, width: usize) -> String {
    let clean = one_line(text);
    if columns(&clean) <= width {
        return clean.into_owned();
    }
    if width < 4 {
        return first_columns(&clean, width).0.to_owned();
    }
    let tail_columns = (width - 2) / 2;
    let (start, _) = first_columns(&clean, width - 2 - tail_columns);
    let mut tail = clean.len();
    let mut used = 0;
    for (at, cluster) in clean.grapheme_indices(true).rev() {
        used += cluster.width();
        if used > tail_columns {
            break;
        }
        tail = at;
    }
    format!("{start}..{}", clean.get(tail..).unwrap_or_default())
}

/// A count with its noun: `1 line`, `2 lines`, `0 bodies`.
#[must_use]
pub fn counted(count: u64, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}s"),
    }
}

/// A size in decimal units, as media are sold.
#[must_use]
pub fn decimal_size(count: u64) -> String {
    let mut unit = ("B", 1);
    for (name, size) in [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)] {
        if count >= size {
            unit = (name, size);
        }
    }
    match unit {
        (name, 1) => format!("{count} {name}"),
        (name, size) => format!("{}.{} {name}", count / size, count % size * 10 / size),
    }
}

/// `text` cleaned and broken into lines of at most `width` columns: at spaces, and inside a word only where the word is
/// longer than a line. Line feeds stay; spaces at a break are dropped, others kept.
///
/// At width 0 there are no lines. A character wider than `width` (never more than 8 columns) stands on a line of its
/// own, for nothing is lost.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if width > 0 {
        for line in visible_lines(text) {
            wrap_line(&line, width, &mut lines);
        }
    }
    lines
}

/// Wraps one clean line. All positions are grapheme boundaries of it.
fn wrap_line(line: &str, width: usize, lines: &mut Vec<String>) {
    let mut push = |range: std::ops::Range<usize>| lines.push(line.get(range).unwrap_or_default().to_owned());
    // The line being filled: where it starts, where its last whole word ends, and its columns up to `at`.
    let (mut start, mut last_word_end, mut used) = (0, None::<usize>, 0);
    // The word being read: its start, and its columns.
    let (mut word, mut word_used) = (None::<usize>, 0);
    for (at, cluster) in line.grapheme_indices(true) {
        if cluster == " " {
            if word.take().is_some() {
                last_word_end = Some(at);
                word_used = 0;
            }
            used += 1;
            continue;
        }
        let columns = cluster.width();
        if used + columns > width && at > start {
            match (last_word_end, word) {
                (Some(end), _) => {
                    push(start..end);
                    start = word.unwrap_or(at);
                    used = word_used;
                }
                (None, Some(word_start)) if word_start == start => {}
                (None, _) => {
                    // Only indentation stands before the word: it goes, the word moves up.
                    start = word.unwrap_or(at);
                    used = word_used;
                }
            }
            last_word_end = None;
            if used + columns > width && at > start {
                push(start..at);
                start = at;
                used = 0;
                word_used = 0;
                word = Some(at);
            }
        }
        word.get_or_insert(at);
        used += columns;
        word_used += columns;
    }
    let end = if word.is_some() { Some(line.len()) } else { last_word_end };
    push(start..end.unwrap_or(start));
}

/// Letters of other alphabets that look like Latin ones, in lower case.
const LOOK_ALIKE: &[(&str, &str)] = &[
    ("\u{430}\u{435}\u{43e}\u{440}\u{441}\u{445}\u{443}\u{456}\u{458}\u{455}", "aeopcxyijs"),
    ("\u{501}\u{4bb}\u{51b}\u{51d}\u{432}\u{43a}\u{43c}\u{43d}\u{442}\u{4cf}", "dhqwbkmhtl"),
    ("\u{3b1}\u{3b2}\u{3b5}\u{3b9}\u{3ba}\u{3bd}\u{3bf}\u{3c1}\u{3c4}\u{3c5}\u{3c7}", "abeikvoptux"),
    ("\u{3b3}\u{3b7}\u{3bc}\u{3b6}\u{3c2}\u{3f2}\u{131}\u{261}\u{251}\u{237}", "ynmzcsigaj"),
];

/// A name as names are compared: without case, marks above letters, blanks more than one, signs that nobody sees, and letters that only look like Latin ones.
#[must_use]
pub fn folded(name: &str) -> String {
    let plain = name.nfkd().flat_map(char::to_lowercase).nfkd();
    let seen = plain.filter(|sign| {
        !matches!(sign, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    });
    let latin = |sign: char| {
        let of = |(from, to): &(&str, &str)| from.chars().zip(to.chars()).find(|(known, _)| *known == sign);
        LOOK_ALIKE.iter().find_map(of).map_or(sign, |(_, latin)| latin)
    };
    seen.map(latin).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Typed or pasted text as it is recorded: CRLF and CR become LF, nothing else changes. Cleaning happens on display.
pub fn clean_input(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

/// The clean beginning of `text`, long enough to tell whether it fits `width` columns: a paste of 10 MB is not cleaned
/// whole for each frame.
fn head(text: &str, width: usize) -> Cow<'_, str> {
    // Clean text has a column in any ten characters or so (see MARKS_PER_BASE); the check below makes sure.
    let enough = (width + 2) * 16;
    match text.char_indices().nth(enough) {
        Some((end, _)) => {
            let clean = one_line(text.get(..end).unwrap_or_default());
            if columns(&clean) > width { clean } else { one_line(text) }
        }
        None => one_line(text),
    }
}

/// As many whole characters from the beginning as fit `width` columns, and the columns they take.
fn first_columns(clean: &str, width: usize) -> (&str, usize) {
    let mut used = 0;
    for (at, cluster) in clean.grapheme_indices(true) {
        let columns = cluster.width();
        if used + columns > width {
            return (clean.get(..at).unwrap_or_default(), used);
        }
        used += columns;
    }
    (clean, used)
}

fn padded(mut text: String, spaces: usize) -> String {
    text.extend(std::iter::repeat_n(' ', spaces));
    text
}
