//! What is found in the files of a day: indicators in the export, however its text is written, and sources that the heartbeat calls silent.

use std::collections::BTreeSet;

use super::Planned;
use crate::domain::artefact::Artefact;
use crate::domain::decision::Ctx;
use crate::domain::incident::Incident;
use crate::domain::indicator;

/// So many bytes of a file are looked through.
const LARGEST: u64 = 64 * 1024 * 1024;
/// So many indicators are named.
const NAMED: usize = 8;
/// What packed files begin with: their text cannot be read as it lies.
const PACKED: &[&[u8]] = &[
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ",
    b"BZh",
    b"7z\xbc\xaf",
    b"\x04\x22\x4d\x18",
    b"Rar!",
    b"%PDF",
    b"PAR1",
];
/// One sign in so many that is no text makes a file one that is not read as text.
const ODD: usize = 20;
/// Words by which a heartbeat says that a source is silent.
const SILENT: &[&str] = &[
    "dead",
    "down",
    "lost",
    "offline",
    "unreachable",
    "silent",
    "stale",
    "stopped",
    "missing",
    "inactive",
    "disconnected",
    "failed",
    "timeout",
];

/// Indicators watched for that stand in an export, as words of it, and why it was not looked through, or not wholly.
pub(super) fn export(state: &Incident, file: &Artefact, ctx: &Ctx<'_>) -> (Vec<String>, &'static str) {
    if file.size > LARGEST {
        return (Vec::new(), "large");
    }
    let Some(bytes) = ctx.sources.attachment(&file.sha256) else { return (Vec::new(), "") };
    let text = text(&bytes).to_lowercase();
    let plain = unescaped(&text);
    let apart = |sign: char| sign.is_whitespace() || "\"'`,;|=()[]{}<>".contains(sign);
    let both = text.split(apart).chain(plain.split(apart));
    let pieces: BTreeSet<&str> = both.map(|piece| piece.trim_end_matches(['.', ':'])).collect();
    let wanted = indicator::wanted(state);
    let here = wanted.into_iter().filter(|indicator| pieces.contains(indicator.value.to_lowercase().as_str()));
    let found = here.map(|indicator| indicator.value.clone()).take(NAMED).collect();
    let odd = text.chars().filter(|sign| *sign == char::REPLACEMENT_CHARACTER || is_odd(*sign)).count();
    let packed = PACKED.iter().any(|start| bytes.starts_with(start)) || odd > text.chars().count() / ODD;
    (found, if packed { "packed" } else { "" })
}

fn is_odd(sign: char) -> bool {
    sign.is_control() && !sign.is_whitespace() && sign != '\u{1b}'
}

/// Sources of a plan that the heartbeat names beside a word for silence.
pub(super) fn heartbeat(plan: &Planned, file: &Artefact, ctx: &Ctx<'_>) -> Vec<String> {
    let bytes = Some(file).filter(|file| file.size <= LARGEST).and_then(|file| ctx.sources.attachment(&file.sha256));
    let Some(bytes) = bytes else { return Vec::new() };
    let text = unescaped(&text(&bytes).to_lowercase());
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let lines = text.split(['\n', '\r', '{', '}', ';']).map(words);
    let silent: Vec<Vec<String>> =
        lines.filter(|line| line.iter().any(|word| SILENT.contains(&word.as_str()))).collect();
    let named = |name: &str| {
        let name = words(&name.to_lowercase());
        !name.is_empty() && silent.iter().any(|line| line.windows(name.len()).any(|part| part == name))
    };
    plan.sources.iter().map(|source| source.name.clone()).filter(|name| named(name)).collect()
}

/// The text of a file: UTF-16 by its mark, or by where its zeros stand; else UTF-8.
fn text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| read(*pair));
        let signs = char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER));
        signs.collect::<String>()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return wide(rest, u16::from_be_bytes),
        _ => {}
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 4 > bytes.len(), odd * 4 > bytes.len()) {
        (false, true) => wide(bytes, u16::from_le_bytes),
        (true, false) => wide(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The same without the escapes of JSON.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    loop {
        let unit = rest.strip_prefix("\\u").and_then(|hex| u16::from_str_radix(hex.get(..4)?, 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = rest.get(6..).unwrap_or_default();
            continue;
        }
        let signs = char::decode_utf16(units.drain(..)).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER));
        plain.extend(signs);
        let mut signs = rest.chars();
        match signs.next() {
            None => return plain,
            Some('\\') => match signs.next() {
                Some('n' | 'r' | 't' | 'b' | 'f') => plain.push(' '),
                Some(sign) => plain.push(sign),
                None => plain.push('\\'),
            },
            Some(sign) => plain.push(sign),
        }
        rest = signs.as_str();
    }
}
