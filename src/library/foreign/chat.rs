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
    /// Who.
    pub name: &'a str,
    /// What.
    pub text: &'a str,
}

/// The message that a line begins, where times are written in `form`.
#[must_use]
pub fn message(line: &str, form: TimeForm) -> Option<Message<'_>> {
    let (time, rest) = if let Some(bracketed) = line.trim_start().strip_prefix('[') {
        let (time, rest) = bracketed.split_once(']')?;
        (is_time(time, form).then_some(time)?, rest)
    } else {
        leading_time(line.trim_start(), form)?
    };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("- ").unwrap_or(rest).trim_start();
    let (name, text) = rest.split_once(':')?;
    let name = name.trim();
    let fits = !name.is_empty() && name.len() <= NAME && !name.contains(['/', '\\', '[', ']', '=', '"']);
    fits.then(|| Message { time: time.trim(), name, text: text.strip_prefix(' ').unwrap_or(text) })
}

fn is_time(text: &str, form: TimeForm) -> bool {
    text.contains(':') && read(text, form, None, Some(&Zone::UTC)).is_ok_and(|(moment, _)| moment.at.is_some())
}

/// The longest beginning of up to four words that is a time.
fn leading_time(line: &str, form: TimeForm) -> Option<(&str, &str)> {
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let spaces = line.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at).take(4);
    let ends: Vec<usize> = spaces.collect();
    let end = ends.into_iter().rev().find(|end| line.get(..*end).is_some_and(|text| is_time(text, form)))?;
    Some((line.get(..end)?, line.get(end..)?))
}
