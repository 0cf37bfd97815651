//! ewfacquire, ewfinfo and ewfverify of libewf: what they print, and the log of ewfacquire's `-l`. Their digests are over the medium inside the container,
//! never over the container's files.

use super::{Reading, claim, digest, shown, value};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

const TOOLS: [&str; 4] = ["ewfacquire", "ewfacquirestream", "ewfinfo", "ewfverify"];

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().any(|line| {
        let line = line.trim();
        line.contains(" hash calculated over data:")
            || line.contains(" hash stored in file:")
            || line.split_once(' ').is_some_and(|(tool, version)| {
                TOOLS.contains(&tool) && version.len() == 8 && version.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("ewf-tools", "libewf");
    let mut size = None;
    let mut stored: Vec<(ClaimAlgorithm, String)> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some((tool, version)) = trimmed.split_once(' ').filter(|(tool, _)| TOOLS.contains(tool)) {
            if version.bytes().all(|byte| byte.is_ascii_digit()) {
                reading.tool = format!("{tool} {}", shown(version));
            }
        } else if let Some(rest) = value(trimmed, "Media size:") {
            let bytes = rest.split_once('(').and_then(|(_, rest)| rest.split_once(" bytes"));
            size = bytes.and_then(|(bytes, _)| bytes.parse().ok()).or(size);
        } else if let Some(at) = ["Acquiry started at:", "Verify started at:", "Acquisition date:"]
            .iter()
            .find_map(|label| value(trimmed, label))
        {
            if reading.made.is_empty() {
                reading.made = shown(at);
            }
        } else if let Some(rest) = value(trimmed, "at sector(s):") {
            if let Some((first, count)) = range(rest) {
                reading.bad_range(first, count);
            }
            reading.error(line);
        } else if TOOLS
            .iter()
            .any(|tool| value(trimmed, &format!("{tool}: ")).is_some_and(|end| matches!(end, "FAILURE" | "ABORTED")))
        {
            reading.failure(line);
        } else if TOOLS.iter().any(|tool| value(trimmed, &format!("{tool}: ")).is_some_and(|end| end != "SUCCESS")) {
            reading.error(line);
        } else {
            hash(&mut reading, &mut stored, trimmed);
        }
    }
    // ewfverify prints both what the container says and what it computed.
    for (algorithm, hex) in stored {
        match reading.claims.iter_mut().find(|claim| claim.algorithm == algorithm) {
            Some(known) if known.hex == hex => known.verified = Some(true),
            Some(known) => {
                known.verified = Some(false);
                reading.failure(&format!("{} stored {hex}", algorithm.name()));
                reading.claims.push(claim(algorithm, hex, Of::Source, ""));
            }
            None => reading.claims.push(claim(algorithm, hex, Of::Source, "")),
        }
    }
    reading.claims.iter_mut().for_each(|claim: &mut Claim| claim.size = size);
    reading.bad.sectors = reading.bad.ranges.iter().fold(0, |sum, range| sum.saturating_add(range.count));
    reading
}

fn hash(reading: &mut Reading, stored: &mut Vec<(ClaimAlgorithm, String)>, line: &str) {
    let Some((label, hex)) = line.split_once(':') else { return };
    let (name, kept) = match label.split_once(" hash ") {
        Some((name, "calculated over data")) => (name, false),
        Some((name, "stored in file")) => (name, true),
        // ewfinfo: `MD5:` alone.
        None if !label.contains(' ') => (label, true),
        _ => return,
    };
    let (Some(algorithm), hex) = (ClaimAlgorithm::from_name(name), hex.trim()) else { return };
    match digest(algorithm, hex) {
        Some(hex) if kept => stored.push((algorithm, hex)),
        Some(hex) => reading.claims.push(claim(algorithm, hex, Of::Source, "")),
        None if hex == "N/A" => {}
        None => reading.error(line),
    }
}

/// `5120 - 8192 number: 3072 (offset: ...)`: ewfacquire names the sector behind the last as the end, ewfinfo the last; the count is right in both.
fn range(text: &str) -> Option<(u64, u64)> {
    let first = text.split(' ').next()?.parse().ok()?;
    let (_, count) = text.split_once("number:")?;
    Some((first, count.split_whitespace().next()?.parse().ok()?))
}
