//! What may leave the program towards a terminal: clean text, and the sequences that we write ourselves. For tests, of frames as of a pseudo-terminal.

/// Private modes that are switched: alternate screen, bracketed paste, cursor, mouse.
const MODES: &[&str] = &["?1049", "?2004", "?25", "?1000", "?1002", "?1003", "?1006"];
/// The longest window title.
const TITLE: usize = 80;

/// The first thing of a stream that is none of ours: at which byte it stands, and the bytes from there on, printable.
pub(crate) fn foreign(stream: &[u8]) -> Option<(usize, String)> {
    let mut at = 0;
    // Line ends are the shell's, not a screen's: they stand only where the terminal is not held.
    let mut held = false;
    while at < stream.len() {
        match piece(&stream[at..], held) {
            Some(length) => {
                held = match &stream[at..at + length] {
                    b"\x1b[?1049h" => true,
                    b"\x1b[?1049l" => false,
                    _ => held,
                };
                at += length;
            }
            None => {
                let end = stream.len().min(at + 40);
                return Some((at, stream[at..end].escape_ascii().to_string()));
            }
        }
    }
    None
}

/// The length of the piece that a stream begins with; none when it is none of ours.
fn piece(rest: &[u8], held: bool) -> Option<usize> {
    match rest {
        [0x1b, b'[', ..] => control_sequence(rest),
        [0x1b, b']', b'2', b';', title @ ..] => {
            let length = title.iter().position(|byte| *byte == 0x07)?;
            let clean = title[..length].iter().all(|byte| matches!(byte, 0x20..=0x7e));
            (clean && length <= TITLE).then_some(4 + length + 1)
        }
        [0x07, ..] => Some(1),
        [b'\r' | b'\n', ..] if !held => Some(1),
        [0x20..=0x7e, ..] => Some(1),
        [0x80..=0xff, ..] => {
            let length = rest[0].leading_ones() as usize;
            let text = std::str::from_utf8(rest.get(..length)?).ok()?;
            text.chars().all(drawn).then_some(length)
        }
        _ => None,
    }
}

/// `ESC [ parameters letter`, of the few that are written.
fn control_sequence(rest: &[u8]) -> Option<usize> {
    let length = rest.iter().skip(2).position(|byte| matches!(byte, 0x40..=0x7e))? + 3;
    let parameters = std::str::from_utf8(&rest[2..length - 1]).ok()?;
    let numbers = |also: &str| parameters.chars().all(|c| c.is_ascii_digit() || also.contains(c));
    let ours = match rest[length - 1] {
        b'H' | b'm' => numbers(";:"),
        b'J' => parameters == "2",
        b'K' => parameters.is_empty(),
        b't' => matches!(parameters, "22;2" | "23;2"),
        b'h' | b'l' => MODES.contains(&parameters),
        _ => false,
    };
    ours.then_some(length)
}

/// Whether a character outside ASCII draws something, in its own place and in the order in which it was written.
fn drawn(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}'))
}
