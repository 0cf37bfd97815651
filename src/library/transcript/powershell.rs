//! Transcripts of PowerShell (Start-Transcript): a head between lines of asterisks, local times as fourteen digits, commands behind the prompt. The names of the
//! head are those of English systems; a transcript of another language is recognised by nothing and has to be described by hand.

use super::{Reading, Stamp, local};

pub(super) fn looks(beginning: &str) -> bool {
    let mut lines = beginning.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().is_some_and(stars) && lines.next().is_some_and(|line| line.contains("transcript start"))
}

fn stars(line: &str) -> bool {
    line.len() >= 10 && line.bytes().all(|byte| byte == b'*')
}

pub(super) fn read(text: &str) -> Option<Reading> {
    if !looks(text) {
        return None;
    }
    let mut reading = Reading { format: "powershell", ..Reading::default() };
    // Only the first head and the last end count: whoever works in the session can print such lines in between.
    let mut in_head = true;
    for line in text.lines().map(str::trim_end).skip(2) {
        if in_head && stars(line.trim()) && reading.started.is_some() {
            in_head = false;
        }
        let value = |name: &str| line.strip_prefix(name).map(str::trim).filter(|value| !value.is_empty());
        if in_head {
            if let Some(time) = value("Start time:") {
                reading.started = reading.started.or_else(|| stamp(time));
            }
            if let Some(user) = value("Username:") {
                reading.user.get_or_insert_with(|| user.to_owned());
            }
            if let Some(machine) = value("Machine:") {
                reading.host.get_or_insert_with(|| machine.split(" (").next().unwrap_or(machine).trim().to_owned());
            }
        } else if let Some(time) = value("End time:") {
            reading.ended = stamp(time).or(reading.ended);
        } else if let Some((prompt, command)) = line.split_once('>')
            && prompt.starts_with("PS ")
            && !command.trim().is_empty()
        {
            reading.commands.push(command.trim().to_owned());
        }
    }
    Some(reading)
}

/// `20261121164612`
fn stamp(digits: &str) -> Option<Stamp> {
    let part = |from: usize, to: usize| digits.get(from..to);
    local(part(0, 4)?, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?, part(12, 14)?)
}
