//! Strata as people type them: one to a line, a name and what was seen.

use super::estimate::{Figures, Stratum};

/// The keys of a line, in the order in which they are written out.
pub const KEYS: &[&str] =
    &["size", "sample", "hits", "hits-checked", "false-hits", "rest-checked", "missed", "per-1000"];

/// A line that cannot be read: its number, from 1, and what of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line.
    pub line: usize,
    /// The word at fault, raw.
    pub word: String,
}

/// Reads strata, one to a line or separated by `;`:
/// `web text: size=1200000 sample=800 hits=96 hits-checked=96 false-hits=4 rest-checked=200 missed=3 per-1000=900/1000/1500`.
/// Size, sample and hits must be there; what else is missing was not done and counts as 0, people as one for each unit. A line that begins with `#` is no stratum.
///
/// # Errors
/// [`Unread`].
pub fn read(text: &str) -> Result<Vec<Stratum>, Unread> {
    let lines = text.split(['\n', ';']).map(str::trim).enumerate();
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| read_one(at + 1, line))
        .collect()
}

fn read_one(number: usize, line: &str) -> Result<Stratum, Unread> {
    let fault = |word: &str| Unread { line: number, word: word.to_owned() };
    let (name, rest) = line.rsplit_once(':').ok_or_else(|| fault(line))?;
    let name = name.trim();
    if name.is_empty() {
        return Err(fault(line));
    }
    let mut stratum = Stratum {
        name: name.to_owned(),
        size: 0,
        sample: 0,
        hits: 0,
        hits_checked: 0,
        false_hits: 0,
        rest_checked: 0,
        missed: 0,
        per_1000: Figures { low: 1000, likely: 1000, high: 1000 },
    };
    let mut seen: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let (key, value) = word.split_once('=').ok_or_else(|| fault(word))?;
        let count = || value.parse::<u64>().map_err(|_| fault(word));
        match key {
            "size" => stratum.size = count()?,
            "sample" => stratum.sample = count()?,
            "hits" => stratum.hits = count()?,
            "hits-checked" => stratum.hits_checked = count()?,
            "false-hits" => stratum.false_hits = count()?,
            "rest-checked" => stratum.rest_checked = count()?,
            "missed" => stratum.missed = count()?,
            "per-1000" => stratum.per_1000 = figures(value).ok_or_else(|| fault(word))?,
            _ => return Err(fault(word)),
        }
        if seen.contains(&key) {
            return Err(fault(word));
        }
        seen.push(key);
    }
    match ["size", "sample", "hits"].into_iter().find(|key| !seen.contains(key)) {
        Some(missing) => Err(fault(missing)),
        None => Ok(stratum),
    }
}

/// Reads `900/1000/1500`, or one number for all three.
#[must_use]
pub fn figures(text: &str) -> Option<Figures> {
    let parts: Vec<u64> = text.split('/').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [one] => Some(Figures { low: one, likely: one, high: one }),
        [low, likely, high] => Some(Figures { low, likely, high }),
        _ => None,
    }
}

/// Writes strata out as they are read.
#[must_use]
pub fn write(strata: &[Stratum]) -> String {
    let line = |stratum: &Stratum| {
        let Stratum { name, size, sample, hits, hits_checked, false_hits, rest_checked, missed, per_1000 } = stratum;
        let Figures { low, likely, high } = per_1000;
        let values = [*size, *sample, *hits, *hits_checked, *false_hits, *rest_checked, *missed].map(|n| n.to_string());
        let values = values.into_iter().chain([[low, likely, high].map(u64::to_string).join("/")]);
        let pairs: Vec<String> = KEYS.iter().zip(values).map(|(key, value)| [key, &*value].join("=")).collect();
        [name, ": ", &pairs.join(" ")].concat()
    };
    strata.iter().map(line).collect::<Vec<_>>().join("\n")
}
