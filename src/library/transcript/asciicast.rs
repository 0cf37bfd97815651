//! asciicast v2, the format of recorded terminal sessions: one JSON header line, then one line `[seconds, "o" | "r", data]` for each event
//! (docs.asciinema.org, asciicast v2). Input events are never written, and passed over when read.
//!
//! Output need not be UTF-8, and a JSON string is text. So each byte of an invalid sequence `0xNN` is written as the private character U+EFNN, and a
//! character from U+EF80 to U+EFFF that was really put out as its three bytes in the same way. Reading it back gives the bytes that the program wrote,
//! without exception.

use serde::Deserialize;
use serde_json::json;

/// Larger screens are not believed: an emulator would ask for memory for every cell.
pub const MOST_COLUMNS: u16 = 1000;
/// As [`MOST_COLUMNS`], for rows.
pub const MOST_ROWS: u16 = 500;

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The header line as it stands.
    pub header: String,
    /// Columns at the start, 2 to [`MOST_COLUMNS`].
    pub width: u16,
    /// Rows at the start, 1 to [`MOST_ROWS`].
    pub height: u16,
    /// Start in seconds since 1970, where the header says so.
    pub timestamp: Option<i64>,
    /// The command that was recorded, where the header says so.
    pub command: Option<String>,
    /// Output and changes of size, in order.
    pub events: Vec<Event>,
    /// Lines that could not be read, a last one that was cut off among them.
    pub unread: usize,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Microseconds since the start.
    pub at_us: u64,
    /// What happened.
    pub what: What,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The program wrote this.
    Output(String),
    /// The window has this many columns and rows from now on.
    Resize(u16, u16),
}

#[derive(Deserialize)]
struct Header {
    version: u64,
    width: u64,
    height: u64,
    timestamp: Option<serde_json::Number>,
    command: Option<String>,
}

fn columns(count: u64) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX).clamp(2, MOST_COLUMNS)
}

fn rows(count: u64) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX).clamp(1, MOST_ROWS)
}

/// Whether bytes begin as a recording does, so that nobody parses megabytes to learn that they are none.
#[must_use]
pub fn is_cast(bytes: &[u8]) -> bool {
    header(bytes).is_some()
}

fn header(bytes: &[u8]) -> Option<(&str, Header)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.first() != Some(&b'{') {
        return None;
    }
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?;
    let header: Header = serde_json::from_str(line).ok()?;
    (header.version == 2).then_some((line, header))
}

/// Reads a recording. Lines that are no event are counted and passed over; none when the header is not that of asciicast v2.
#[must_use]
pub fn parse(bytes: &[u8]) -> Option<Cast> {
    let (line, found) = header(bytes)?;
    let mut cast = Cast {
        header: line.to_owned(),
        width: columns(found.width),
        height: rows(found.height),
        timestamp: found.timestamp.and_then(|number| whole_seconds(&number)),
        command: found.command,
        events: Vec::new(),
        unread: 0,
    };
    let mut last = 0;
    for line in bytes.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.trim_ascii().is_empty()) {
        let Ok((seconds, code, data)) = serde_json::from_slice::<(f64, String, String)>(line) else {
            cast.unread += 1;
            continue;
        };
        // Time does not run backwards, and beyond a century it is no time.
        let at_us = micros(seconds).max(last);
        last = at_us;
        match code.as_str() {
            "o" => cast.events.push(Event { at_us, what: What::Output(data) }),
            "r" => match size(&data) {
                Some((width, height)) => cast.events.push(Event { at_us, what: What::Resize(width, height) }),
                None => cast.unread += 1,
            },
            _ => {}
        }
    }
    Some(cast)
}

fn whole_seconds(number: &serde_json::Number) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and a fraction is meant to go")]
    number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64))
}

fn micros(seconds: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a century")]
    let micros = (seconds * 1e6).round().clamp(0.0, 3_155_760_000e6) as u64;
    micros
}

fn size(data: &str) -> Option<(u16, u16)> {
    let (width, height) = data.trim().split_once(['x', 'X'])?;
    Some((columns(width.parse().ok()?), rows(height.parse().ok()?)))
}

/// The header line of a new recording, with its line feed.
#[must_use]
pub fn header_line(size: (u16, u16), timestamp: i64, command: &str, term: &str, shell: &str) -> String {
    let mut env = serde_json::Map::new();
    for (name, value) in [("TERM", term), ("SHELL", shell)] {
        if !value.is_empty() {
            env.insert(name.to_owned(), json!(value));
        }
    }
    let (width, height) = size;
    let header = json!({
        "version": 2, "width": width, "height": height, "timestamp": timestamp, "command": command, "env": env,
    });
    format!("{header}\n")
}

/// An event as a line of the file, with its line feed.
#[must_use]
pub fn event_line(event: &Event) -> String {
    let (seconds, micros) = (event.at_us / 1_000_000, event.at_us % 1_000_000);
    let (code, data) = match &event.what {
        What::Output(text) => ("o", json!(text)),
        What::Resize(width, height) => ("r", json!(format!("{width}x{height}"))),
    };
    format!("[{seconds}.{micros:06}, \"{code}\", {data}]\n")
}

/// Turns the bytes of a terminal into text that a JSON string can hold, piece by piece; see the head of this file.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The beginning of a character whose rest has not come yet.
    held: Vec<u8>,
}

impl Decoder {
    /// The text of the next bytes. A character that is cut in the middle waits for its rest.
    pub fn push(&mut self, bytes: &[u8]) -> String {
        self.held.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.held);
        let mut text = String::with_capacity(held.len());
        let mut chunks = held.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            plain(chunk.valid(), &mut text);
            let invalid = chunk.invalid();
            if chunks.peek().is_none() && unfinished(invalid) {
                self.held = invalid.to_vec();
            } else {
                invalid.iter().for_each(|byte| text.push(stand_in(*byte)));
            }
        }
        text
    }

    /// What is left at the end: a character whose rest never came.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.held).into_iter().map(stand_in).collect()
    }
}

/// Whether more bytes could make a character of these.
fn unfinished(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn plain(text: &str, out: &mut String) {
    let mut bytes = [0; 4];
    for c in text.chars() {
        if matches!(c, '\u{ef80}'..='\u{efff}') {
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push(stand_in(byte)));
        } else {
            out.push(c);
        }
    }
}

fn stand_in(byte: u8) -> char {
    char::from_u32(0xef00 + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The bytes that a program wrote, from the text of its output events.
#[must_use]
pub fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        match u32::from(c) {
            code @ 0xef80..=0xefff => bytes.extend(u8::try_from(code & 0xff)),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_again() {
        let events = [
            Event { at_us: 0, what: What::Output("a\u{1b}[2J\r\n\"ü\"\u{efff}".to_owned()) },
            Event { at_us: 1_250_000, what: What::Resize(120, 40) },
        ];
        let mut file = header_line((80, 24), 1_795_275_972, "ssh fw01", "xterm", "");
        file.extend(events.iter().map(event_line));
        let cast = parse(file.as_bytes()).unwrap();
        assert_eq!((cast.width, cast.height, cast.timestamp), (80, 24, Some(1_795_275_972)));
        assert_eq!((cast.command.as_deref(), cast.unread), (Some("ssh fw01"), 0));
        assert_eq!(cast.events, events);
        assert_eq!(file.lines().nth(2), Some(r#"[1.250000, "r", "120x40"]"#));
    }

    #[test]
    fn hostile_files_are_read_as_far_as_they_go() {
        let file = b"{\"version\":2,\"width\":999999999,\"height\":0}\n[1,\"o\",\"a\"]\n[-5,\"o\",\"b\"]\n[2,\"i\",\"secret\"]\n[1e300,\"r\",\"0x70000\"]\n[3,\"r\",\"wide\"]\nnull\n[4,\"o\",\"\\ud800\"]\n[5.5,\"o\",\"cut o";
        let cast = parse(file).unwrap();
        assert_eq!((cast.width, cast.height, cast.unread), (MOST_COLUMNS, 1, 4));
        let times: Vec<u64> = cast.events.iter().map(|event| event.at_us).collect();
        assert_eq!(times, [1_000_000, 1_000_000, 3_155_760_000_000_000]);
        for none in [&b""[..], b"{", b"{}", b"[]", b"{\"version\":1}", b"{\"version\":3,\"width\":1,\"height\":1}"] {
            assert_eq!(parse(none), None);
        }
    }

    #[test]
    fn a_character_cut_in_the_middle_waits_for_its_rest() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(b"a\xe2\x82"), "a");
        assert_eq!(decoder.push(b"\xac"), "€");
        assert_eq!(decoder.push(b"\xff\xe2("), "\u{efff}\u{efe2}(");
        assert_eq!(decoder.push(b"\xf0\x9f"), "");
        assert_eq!(decoder.finish(), "\u{eff0}\u{ef9f}");
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces_come_back(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..12), 0..12)) {
            let mut decoder = Decoder::default();
            let mut text: String = pieces.iter().map(|piece| decoder.push(piece)).collect();
            text.push_str(&decoder.finish());
            prop_assert_eq!(bytes_of(&text), pieces.concat());
        }

        #[test]
        fn private_characters_come_back_too(given in "[\u{ef00}-\u{f000}a]{0,20}") {
            let mut decoder = Decoder::default();
            let text = decoder.push(given.as_bytes()) + &decoder.finish();
            prop_assert_eq!(bytes_of(&text), given.as_bytes());
        }
    }
}
