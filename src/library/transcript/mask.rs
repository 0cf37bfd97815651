//! A copy of a recording in which words are covered: for showing, while the original is sealed.

use super::asciicast::{Cast, What, event_line};
use super::lines::{find, lines};

/// What stands in the place of each covered character.
const COVER: char = '*';

/// Why there is no covered copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncovered {
    /// A word to be covered has nothing in it.
    Empty,
    /// A word can still be read in the copy: the program drew it in pieces across the screen.
    StillReadable,
}

/// A copy of a recording with every one of `words` covered, and how often one was. What the program wrote in several pieces, or with colours or line breaks
/// of the screen inside a word, is covered too; a copy in which a word can still be read is not given out.
///
/// # Errors
/// [`Uncovered`].
pub fn masked(cast: &Cast, words: &[String]) -> Result<(String, usize), Uncovered> {
    if words.iter().any(|word| word.trim().is_empty()) {
        return Err(Uncovered::Empty);
    }
    let mut copy = cast.clone();
    let mut covered = 0;
    // The longest first: covering `pass` first would leave the rest of `password` bare.
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words {
        covered += cover(&mut copy, word, true) + cover(&mut copy, word, false);
        let json = serde_json::Value::from(word).to_string();
        let escaped = json.trim_matches('"');
        copy.header = copy.header.replace(escaped, &COVER.to_string().repeat(word.chars().count()));
        let bare = all_output(&copy).iter().map(|(c, ..)| *c).collect::<String>().contains(word);
        if bare || find(&lines(&copy), word).is_some() || copy.header.contains(escaped) {
            return Err(Uncovered::StillReadable);
        }
    }
    let events: String = copy.events.iter().map(event_line).collect();
    Ok((format!("{}\n{events}", copy.header), covered))
}

/// Covers words in a text that is no recording, such as a command line.
#[must_use]
pub fn masked_text(text: &str, words: &[String]) -> String {
    let mut words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.trim().is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().fold(text.to_owned(), |text, word| text.replace(word, &COVER.to_string().repeat(word.chars().count())))
}

/// A character of the output, and where it stands: event, byte.
type Place = (char, usize, usize);

fn all_output(cast: &Cast) -> Vec<Place> {
    let mut all = Vec::new();
    for (number, event) in cast.events.iter().enumerate() {
        if let What::Output(text) = &event.what {
            all.extend(text.char_indices().map(|(at, c)| (c, number, at)));
        }
    }
    all
}

/// The output without escape sequences and without controls but the line feed.
fn drawn(all: Vec<Place>) -> Vec<Place> {
    enum State {
        Ground,
        Escape,
        Sequence,
        Text,
        TextEscape,
    }
    let mut state = State::Ground;
    let mut kept: Vec<Place> = Vec::new();
    for place in all {
        state = match (state, place.0) {
            (State::Text, '\u{7}') | (State::TextEscape, '\\') => State::Ground,
            (State::Text, '\u{1b}') => State::TextEscape,
            (State::Text | State::TextEscape, _) => State::Text,
            (_, '\u{1b}') => State::Escape,
            (State::Escape, '[') => State::Sequence,
            (State::Escape, ']' | 'P' | 'X' | '^' | '_') => State::Text,
            (State::Escape, ' '..='/') => State::Escape,
            (State::Escape, _) | (State::Sequence, '@'..='~') => State::Ground,
            (State::Sequence, c) if !c.is_control() => State::Sequence,
            (_, '\r') => {
                // A shell breaks a long line with a space in the next row and a return.
                kept.pop_if(|(c, ..)| *c == ' ');
                State::Ground
            }
            (_, c) => {
                if c == '\n' || !c.is_control() {
                    kept.push(place);
                }
                State::Ground
            }
        };
    }
    kept
}

fn cover(cast: &mut Cast, word: &str, only_drawn: bool) -> usize {
    let all = all_output(cast);
    let all = if only_drawn { drawn(all) } else { all };
    let word: Vec<char> = word.chars().collect();
    let mut hits: Vec<(usize, usize)> = Vec::new();
    let mut found = 0;
    let mut at = 0;
    while let Some(window) = all.get(at..at + word.len()) {
        if window.iter().map(|(c, ..)| c).eq(&word) {
            hits.extend(window.iter().map(|(_, event, byte)| (*event, *byte)));
            found += 1;
            at += word.len();
        } else {
            at += 1;
        }
    }
    // From the last one back, so that the places before stay where they are.
    for (event, byte) in hits.into_iter().rev() {
        if let Some(What::Output(text)) = cast.events.get_mut(event).map(|event| &mut event.what)
            && let Some(c) = text.get(byte..).and_then(|rest| rest.chars().next())
        {
            text.replace_range(byte..byte + c.len_utf8(), COVER.encode_utf8(&mut [0; 4]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::asciicast::{header_line, parse};
    use super::*;

    fn cast(outputs: &[&str]) -> Cast {
        let mut file = header_line((20, 5), 0, "mysql -phunter2", "xterm", "");
        for text in outputs {
            file.push_str(&format!("[1.0, \"o\", {}]\n", serde_json::Value::from(*text)));
        }
        parse(file.as_bytes()).unwrap()
    }

    #[test]
    fn words_are_covered_however_they_were_written() {
        for (outputs, count) in [
            (&["pass hunter2 ok"][..], 1),
            (&["h", "un", "te", "r2"], 1),
            (&["hun\u{1b}[31mter\u{1b}[0m2"], 1),
            (&["01234567890123456hun \rter2"], 1),
            (&["\u{1b}]0;hunter2\u{7}$ "], 1),
            (&["hunter2hunter2 hünter2"], 2),
            (&["nothing here"], 0),
        ] {
            let (copy, found) = masked(&cast(outputs), &["hunter2".to_owned()]).unwrap();
            assert_eq!(found, count, "{outputs:?}: {copy}");
            let read = parse(copy.as_bytes()).unwrap();
            assert_eq!(read.command.as_deref(), Some("mysql -p*******"));
            assert_eq!((read.events.len(), read.unread), (outputs.len(), 0));
            let words: Vec<String> = lines(&read).into_iter().map(|line| line.text).collect();
            assert!(!words.concat().contains("hunter2"), "{words:?}");
        }
    }

    #[test]
    fn a_copy_that_can_still_be_read_is_not_given_out() {
        let drawn_backwards = cast(&[
            "nter2\u{1b}[5Dunt\u{8}\u{8}\u{8}\u{1b}[2@\u{1b}[1G",
            "hunter2".get(..1).unwrap(),
            "\u{1b}[2Gunter2",
        ]);
        let given = masked(&drawn_backwards, &["hunter2".to_owned()]);
        assert!(given.is_ok_and(|(copy, _)| !copy.contains("hunter2")));
        let over = cast(&["-------\u{1b}[4Gter2\u{1b}[1Ghun"]);
        assert_eq!(masked(&over, &["hunter2".to_owned()]), Err(Uncovered::StillReadable));
        assert_eq!(masked(&over, &[" ".to_owned()]), Err(Uncovered::Empty));
    }

    #[test]
    fn the_longest_word_goes_first() {
        let words = ["pass".to_owned(), "password".to_owned()];
        let (copy, _) = masked(&cast(&["password"]), &words).unwrap();
        assert!(copy.contains("\"********\"") && !copy.contains("word"), "{copy}");
        assert_eq!(masked_text("a password", &words), "a ********");
    }
}
