//! Logs of devices: lines that begin with a time, as syslog (RFC 3164, RFC 5424) and the consoles of switches and firewalls write them.

use super::{Reading, Stamp, between, local, month};
use crate::domain::time::Instant;

/// Lines of the beginning that are looked at.
const LOOKED_AT: usize = 20;

pub(super) fn looks(beginning: &str) -> bool {
    let lines: Vec<&str> = beginning.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let dated = lines.iter().filter(|line| stamp(line).is_some()).count();
    dated > 0 && dated * 3 >= lines.len() * 2
}

pub(super) fn read(text: &str) -> Option<Reading> {
    let mut reading = Reading { format: "device-log", ..Reading::default() };
    for line in text.lines() {
        let Some((at, rest)) = stamp(line) else { continue };
        if reading.started.is_none() {
            reading.host = host(rest);
            reading.started = Some(at.clone());
        }
        reading.ended = Some(at);
        // Cisco IOS and its relatives log each command of a configuration session.
        if let Some((_, command)) = line.split_once("logged command:") {
            reading.commands.push(command.trim().to_owned());
            if let Some(user) = between(line, "User:", " ") {
                reading.user.get_or_insert_with(|| user.trim().to_owned());
            }
        }
        if let Some((_, by)) = line.split_once("Configured from ")
            && let Some((_, user)) = by.split_once(" by ")
        {
            let user = user.split_whitespace().next().unwrap_or_default();
            reading.user.get_or_insert_with(|| user.to_owned());
        }
    }
    reading.started.is_some().then_some(reading)
}

/// The time at the beginning of a line, and what follows it.
fn stamp(line: &str) -> Option<(Stamp, &str)> {
    // The priority of syslog, the version of RFC 5424, and the sign by which a device says that its clock is not set.
    let line = line.trim_start();
    let line = line.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or(line, |(_, rest)| rest);
    let line = line.strip_prefix("1 ").unwrap_or(line).trim_start_matches(['*', '.', '[', ' ']);
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let first = first.trim_end_matches(']');
    if let Ok(at) = Instant::parse_rfc3339(first) {
        return Some((Stamp::At(at), rest));
    }
    if let Some(month) = month(first).filter(|_| first.len() == 3) {
        let rest = rest.trim_start();
        let (day, rest) = rest.split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        // Cisco puts the year, if any, before the time.
        let (year, clock, after) = match word.parse::<u32>() {
            Ok(_) => {
                let (clock, after) = after.trim_start().split_once(char::is_whitespace)?;
                (Some(word), clock, after)
            }
            Err(_) => (None, word, after),
        };
        let clock = clock.trim_end_matches(':').split('.').next().unwrap_or_default();
        let mut clock = clock.split(':');
        let month = month.to_string();
        let (hour, minute, second) = (clock.next()?, clock.next()?, clock.next()?);
        let Stamp::Local(text) = local(year.unwrap_or("2000"), &month, day, hour, minute, second)? else { return None };
        let stamp = match year {
            Some(_) => Stamp::Local(text),
            None => Stamp::Yearless(text.get(5..)?.to_owned()),
        };
        return Some((stamp, after));
    }
    let (clock, after) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    let mut date = first.split(['-', '/']);
    let mut clock = clock.trim_end_matches([':', ']']).split(['.', ',']).next()?.split(':');
    let (year, month, day) = (date.next()?, date.next()?, date.next()?);
    let at = local(year, month, day, clock.next()?, clock.next()?, clock.next()?)?;
    Some((at, after))
}

/// The host as syslog puts it behind the time: one word that is no message.
fn host(rest: &str) -> Option<String> {
    let word = rest.split_whitespace().next()?;
    let name = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let talks = word.bytes().any(|byte| byte.is_ascii_alphabetic());
    (name && talks && rest.split_whitespace().nth(1).is_some()).then(|| word.to_owned())
}
