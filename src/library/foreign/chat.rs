//! Lines of a chat: `[2019-05-29, 15:04] Aya: text` (Signal through signal-export, WhatsApp on a telephone), `22/02/2022, 10:00 PM - Aya: text`,
//! `2026-11-22 14:05 Aya: text`. Lines without a time go on with the message above them.

use super::time::{TimeForm, read};
use super::zone::Zone;

/// Longest name of a person.
const NAME: usize = 80;

/// The parts of a line that begins a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    /// The time as written.
    pub time: &'a str,
    /// Whether that is a time that exists, in the form of this chat: `[2019-13-45, 25:61]` begins a message too, of which nobody can say when it was.
    pub readable: bool,
    /// Who; empty for what the program itself says ("Aya added Jim").
    pub name: &'a str,
    /// What.
    pub text: &'a str,
}

/// The message that a line begins, where times are written in `form`. Signs of the direction of writing, which telephones put before brackets and names, are no
/// part of either.
#[must_use]
pub fn message(line: &str, form: TimeForm) -> Option<Message<'_>> {
    let line = begin(line);
    let bracketed = line.strip_prefix('[');
    let (time, rest) = match bracketed {
        Some(bracketed) => {
            let (time, rest) = bracketed.split_once(']')?;
            ((is_time(time, form) || is_shaped(time)).then_some(time)?, rest)
        }
        None => leading_time(line, form)?,
    };
    let dashed = begin(rest).strip_prefix("- ");
    let rest = begin(dashed.unwrap_or(rest));
    let named = rest.split_once(':').map(|(name, text)| (name.trim(), begin_of_text(text)));
    let fits = |name: &str| !name.is_empty() && name.len() <= NAME && !name.contains(['/', '\\', '[', ']', '=', '"']);
    let (name, text) = match named.filter(|(name, _)| fits(name)) {
        Some(named) => named,
        // Without bracket or dash it may as well be a line of a log that somebody quotes.
        None if bracketed.is_some() || dashed.is_some() => ("", rest),
        None => return None,
    };
    let time = time.trim();
    Some(Message { time, readable: is_time(time, form), name, text })
}

/// What is left without white space and signs of direction before it.
fn begin(text: &str) -> &str {
    let directs = |sign: char| matches!(sign, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    text.trim_start_matches(|sign: char| sign.is_whitespace() || directs(sign))
}

fn begin_of_text(text: &str) -> &str {
    text.strip_prefix(' ').unwrap_or(text)
}

fn is_time(text: &str, form: TimeForm) -> bool {
    text.contains(':') && read(text, form, None, Some(&Zone::UTC)).is_ok_and(|(moment, _)| moment.at.is_some())
}

/// Whether it is written like a date with a time behind it, whatever its numbers.
fn is_shaped(text: &str) -> bool {
    let mut rest = text.trim();
    let mut number = |most: usize, after: &[char]| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let sign = rest[digits..].chars().next().filter(|sign| after.contains(sign) && (1..=most).contains(&digits))?;
        rest = &rest[digits + sign.len_utf8()..];
        Some(sign)
    };
    let date = number(4, &['-', '/', '.']).is_some_and(|sign| number(2, &[sign]).is_some());
    if !date || number(4, &[',', ' ', 'T']).is_none() {
        return false;
    }
    rest = rest.trim_start();
    let (hours, clock) = rest.split_once(':').unwrap_or_default();
    let two = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    two(hours) && clock.get(..2).is_some_and(two)
}

/// The longest beginning of up to four words that is a time; where there is none, the shortest that is written like one.
fn leading_time(line: &str, form: TimeForm) -> Option<(&str, &str)> {
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let spaces = line.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at).take(4);
    let ends: Vec<usize> = spaces.collect();
    let begins = |end: &usize, fits: &dyn Fn(&str) -> bool| line.get(..*end).is_some_and(fits);
    let read = ends.iter().rev().find(|end| begins(end, &|text| is_time(text, form)));
    let end = *read.or_else(|| ends.iter().find(|end| begins(end, &is_shaped)))?;
    Some((line.get(..end)?, line.get(end..)?))
}
