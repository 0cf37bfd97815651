//! What is read out of what people type: alerts, sources, days; and what makes two conclusions the same.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Alert;
use super::fact::{Source, VERDICTS};
use crate::domain::decision::Refusal;
use crate::domain::input::Fields;
use crate::domain::time::{TypingContext, local, parse_when};

/// Words that only say which day it is: two texts that differ in them alone say the same.
const DAY_WORDS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "last",
    "final",
    "today",
    "yesterday",
    "again",
    "another",
    "still",
    "day",
    "st",
    "nd",
    "rd",
    "th",
    "am",
    "pm",
    "utc",
    "cet",
    "cest",
];
/// Names under which programs write.
const MACHINES: &[&str] = &[
    "bot",
    "robot",
    "automation",
    "automated",
    "automatic",
    "script",
    "cron",
    "cronjob",
    "scheduler",
    "siem",
    "soar",
    "edr",
    "xdr",
    "ids",
    "system",
    "service",
    "daemon",
    "playbook",
    "pipeline",
    "agent",
    "llm",
    "gpt",
    "chatgpt",
    "copilot",
    "assistant",
    "monitor",
    "monitoring",
    "nobody",
    "team",
    "soc",
    "everyone",
];
/// What people write for no alerts, alone or before the word itself.
const ZERO: &[&str] = &["none", "no", "zero", "0", "-", "nil"];

fn tokens(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

/// The words of a conclusion that say something: without numbers, dates and the names of days, in no order.
pub(super) fn said(text: &str) -> BTreeSet<String> {
    let telling = |word: &String| !word.chars().any(char::is_numeric) && !DAY_WORDS.contains(&word.as_str());
    tokens(text).filter(telling).collect()
}

/// Whether a conclusion is one: a few words, and not a tick.
pub(super) fn concludes(text: &str) -> bool {
    let other = text.chars().filter(|sign| sign.is_alphabetic() && !sign.is_ascii()).count();
    said(text).len() >= 3 || other >= 6
}

/// Whether a name is that of a program or of nobody in particular.
pub(super) fn is_machine(name: &str) -> bool {
    tokens(name).any(|word| MACHINES.contains(&word.as_str()))
}

/// Alerts, one each: `1141 benign: backup of the auditors`, `1142 hit on etl-02: beacon to 198.51.100.7`. What cannot be read so stays an alert of which
/// nobody said what it was.
pub(super) fn alert(line: &str) -> Alert {
    let (id, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let verdict = VERDICTS.iter().find(|verdict| verdict.eq_ignore_ascii_case(word));
    let Some(verdict) = verdict else {
        return Alert {
            id: id.trim_end_matches([':', ',']).to_owned(),
            verdict: String::new(),
            asset: String::new(),
            words: rest.to_owned(),
        };
    };
    let after = after.trim_start();
    let (asset, words) = match after.strip_prefix("on ").filter(|_| *verdict == "hit") {
        Some(on) => on.split_once(':').unwrap_or((on, "")),
        None => ("", after),
    };
    let trim = |text: &str| text.trim_start_matches([':', ',', '-', ' ']).trim().to_owned();
    Alert {
        id: id.trim_end_matches([':', ',']).to_owned(),
        verdict: (*verdict).to_owned(),
        asset: trim(asset),
        words: trim(words),
    }
}

impl Fields<'_> {
    /// Alerts of a field, and whether it says that there were none.
    pub(super) fn alerts(&self, field: &str) -> (Vec<Alert>, bool) {
        let entries = self.entries(field);
        if let [one] = entries.as_slice()
            && let mut words = one.split_whitespace().map(|word| word.trim_end_matches(['.', ',']).to_lowercase())
            && words.next().is_some_and(|first| ZERO.contains(&first.as_str()))
            && words.all(|word| ["alerts", "alert", "seen"].contains(&word.as_str()))
        {
            return (Vec::new(), true);
        }
        (entries.iter().map(|line| alert(line)).collect(), false)
    }

    /// Sources of a field, each with how it is checked: `edr: agent count against the inventory`.
    pub(super) fn watched_sources(&self, field: &str) -> Vec<Source> {
        let read = |line: &String| {
            let (name, check) = line.split_once(':').unwrap_or((line, ""));
            Source { name: name.trim().to_owned(), check: check.trim().to_owned() }
        };
        self.entries(field).iter().map(read).filter(|source| !source.name.is_empty()).collect()
    }

    /// A day of the calendar: `today`, `yesterday`, `24 Nov`, `2026-11-24`; today where nothing is typed.
    ///
    /// # Errors
    /// [`crate::domain::rules::Rule::Malformed`].
    pub(super) fn day(&self, field: &'static str, zone: chrono_tz::Tz) -> Result<NaiveDate, Refusal> {
        let ctx = TypingContext { now: self.ctx.now, zone };
        let today = || local(self.ctx.now, zone).date();
        let Some(text) = self.text(field) else { return Ok(today()) };
        // At noon there is every day, whatever the clocks do at night.
        let at = parse_when(&[text.trim(), " 12:00"].concat(), &ctx);
        let at = at.map_err(|_| self.malformed(field, "day", "2026-11-24, today"))?;
        Ok(local(at.at, zone).date())
    }
}
