//! What one indicator is, read from what people paste: feeds write addresses so that nobody can click them, and so does everybody else.

use core::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::defang::refanged;

/// Kinds of indicators.
pub const KINDS: &[&str] =
    &["hash", "ip", "domain", "url", "file", "account", "registry", "process", "rule", "trigger", "artefact", "text"];

/// One mark by which the attacker, their tools or what they altered is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Indicator {
    /// One of [`KINDS`].
    pub kind: String,
    /// The mark itself, as it is searched for.
    pub value: String,
}

/// Reads one: `KIND:VALUE` with a kind of [`KINDS`], or the value alone, whose kind is told by its form. None where nothing is left.
#[must_use]
pub fn read(text: &str) -> Option<Indicator> {
    let text = text.trim();
    let named = text.split_once(':').and_then(|(kind, value)| {
        let kind = KINDS.iter().find(|known| known.eq_ignore_ascii_case(kind.trim()))?;
        Some((*kind, value.trim()))
    });
    let (kind, value) = match named {
        Some((kind, value)) => (kind, whole(kind, value)),
        None => {
            let value = refanged(text);
            (kind_of(&value), value)
        }
    };
    let value = if matches!(kind, "hash" | "ip" | "domain") { value.to_lowercase() } else { value };
    (!value.is_empty()).then(|| Indicator { kind: kind.to_owned(), value })
}

/// Addresses are put together again; what else somebody named by its kind stays as it is.
fn whole(kind: &str, value: &str) -> String {
    if matches!(kind, "ip" | "domain" | "url" | "account") { refanged(value) } else { value.to_owned() }
}

fn kind_of(value: &str) -> &'static str {
    let hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hex && matches!(value.len(), 32 | 40 | 64 | 96 | 128) {
        return "hash";
    }
    let network = value.split_once('/').map_or(value, |(network, bits)| {
        if bits.parse::<u8>().is_ok_and(|bits| bits <= 128) { network } else { value }
    });
    if network.parse::<IpAddr>().is_ok() {
        return "ip";
    }
    if value.contains("://") {
        return "url";
    }
    let upper = value.to_uppercase();
    if upper.starts_with("HKLM") || upper.starts_with("HKCU") || upper.starts_with("HKEY_") {
        return "registry";
    }
    let drive = matches!(value.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    if drive || value.starts_with('/') || value.starts_with("\\\\") || value.starts_with("~/") {
        return "file";
    }
    let spaced = value.contains(char::is_whitespace);
    match value.split_once('@') {
        Some((name, host)) if !spaced && !name.is_empty() && is_domain(host) => return "account",
        _ => {}
    }
    if is_domain(value) { "domain" } else { "text" }
}

/// Labels of letters, digits and hyphens with points between, the last of letters: at least two.
fn is_domain(value: &str) -> bool {
    let value = value.strip_suffix('.').unwrap_or(value);
    let labels: Vec<&str> = value.split('.').collect();
    let sound = |label: &&str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-' || sign == '_')
    };
    let last = labels.last().is_some_and(|last| last.chars().any(char::is_alphabetic) && last.chars().count() > 1);
    labels.len() > 1 && last && labels.iter().all(sound)
}
