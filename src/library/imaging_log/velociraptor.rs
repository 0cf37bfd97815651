//! Velociraptor collections: `uploads.json`, one object a line, and the log, in which alone the digest of the container stands.

use serde_json::Value;

use super::{Reading, claim, digest, shown};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

const CONTAINER: &str = "Container hash ";

pub(super) fn looks(beginning: &str) -> bool {
    let object = beginning.trim_start().starts_with(['{', '[']);
    beginning.contains(CONTAINER)
        || (object && (beginning.contains("\"vfs_path\"") || beginning.contains("\"_Components\"")))
        || (object && beginning.contains("\"client_time\"") && beginning.contains("\"message\""))
        || (beginning.contains("elociraptor") && !beginning.contains("GUYMAGER") && beginning.contains("[INFO]"))
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("velociraptor", "Velociraptor");
    // Older ones write one array, newer ones a line for each.
    if let Ok(Value::Array(rows)) = serde_json::from_str(text) {
        rows.iter().for_each(|value| row(&mut reading, value));
        return reading;
    }
    let mut broken = 0_u64;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => row(&mut reading, &value),
            Err(_) if line.starts_with('{') => broken += 1,
            Err(_) => container(&mut reading, line, ""),
        }
    }
    if broken > 0 {
        reading.error(&format!("{broken} lines are damaged or cut off"));
    }
    reading
}

fn row(reading: &mut Reading, value: &Value) {
    let text = |names: &[&str]| names.iter().find_map(|name| value.get(name)?.as_str()).unwrap_or_default();
    let count = |names: &[&str]| names.iter().find_map(|name| value.get(name)?.as_u64());
    let message = text(&["message", "Message", "msg"]);
    if !message.is_empty() {
        return container(reading, message, text(&["client_time", "Timestamp", "time"]));
    }
    let name = shown(text(&["vfs_path", "Path", "path", "StoredName"]));
    let size = count(&["uploaded_size", "StoredSize", "stored_size"]);
    if reading.made.is_empty() {
        reading.made = shown(text(&["started", "Timestamp"]));
    }
    let whole = count(&["file_size", "Size", "size"]);
    for (algorithm, hex) in
        [(ClaimAlgorithm::Sha256, text(&["sha256", "Sha256"])), (ClaimAlgorithm::Md5, text(&["md5", "Md5"]))]
    {
        match digest(algorithm, hex) {
            Some(hex) => {
                let claim = claim(algorithm, hex, Of::File, "");
                reading.claims.push(Claim { size: size.or(whole), name: name.clone(), ..claim });
            }
            None if hex.is_empty() => {}
            None => reading.error(&format!("{name}: {} is no whole digest", algorithm.name())),
        }
    }
    // A sparse file is stored without its holes, and hashed so.
    if let (Some(size), Some(whole)) = (size, whole)
        && size < whole
    {
        reading.error(&format!("{name}: {size} of {whole} bytes were stored"));
    }
    let error = text(&["Error", "error"]);
    if !error.is_empty() {
        reading.error(&format!("{name}: {error}"));
    }
}

fn container(reading: &mut Reading, message: &str, at: &str) {
    let Some((_, rest)) = message.split_once(CONTAINER) else { return };
    let hex = rest.trim_start().split(|sign: char| !sign.is_ascii_hexdigit()).next().unwrap_or_default();
    match digest(ClaimAlgorithm::Sha256, hex) {
        Some(hex) => {
            reading.claims.push(claim(ClaimAlgorithm::Sha256, hex, Of::Container, ""));
            if reading.made.is_empty() {
                reading.made = shown(at);
            }
        }
        None => reading.error(message),
    }
}
