//! Logs of PuTTY and its relatives: each session begins with a line of signs and a local time; who and where stands in the questions that the client asks.

use super::{Reading, Stamp, between, local};

const START: &str = "PuTTY log ";

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().take(3).any(|line| line.contains("=~=~") && line.contains(START))
}

pub(super) fn read(text: &str) -> Option<Reading> {
    let mut starts = text.lines().filter_map(stamp);
    let started = starts.next()?;
    let mut reading = Reading { format: "putty", started: Some(started), ..Reading::default() };
    for line in text.lines() {
        if let Some(user) = between(line, "Using username \"", "\"") {
            reading.user.get_or_insert_with(|| user.to_owned());
        }
        if let Some((who, _)) = line.split_once("'s password:")
            && let Some((user, host)) = who.trim().rsplit_once('@')
            && !host.is_empty()
            && !host.contains(char::is_whitespace)
        {
            reading.user.get_or_insert_with(|| user.to_owned());
            reading.host.get_or_insert_with(|| host.to_owned());
        }
        if let Some(user) = line.trim().strip_prefix("login as: ").filter(|user| !user.trim().is_empty()) {
            reading.user.get_or_insert_with(|| user.trim().to_owned());
        }
        if let Some(host) = between(line, "Connecting to ", " port ") {
            reading.host.get_or_insert_with(|| host.trim().to_owned());
        }
    }
    Some(reading)
}

/// `=~=~=~= PuTTY log 2026.11.21 16:46:12 =~=~=~=`
fn stamp(line: &str) -> Option<Stamp> {
    let (_, rest) = line.split_once(START).filter(|_| line.contains("=~=~"))?;
    let mut words = rest.split_whitespace();
    let (mut date, mut clock) = (words.next()?.split('.'), words.next()?.split(':'));
    local(date.next()?, date.next()?, date.next()?, clock.next()?, clock.next()?, clock.next()?)
}
