//! FTK Imager: `IMAGE.E01.txt`, UTF-8 or UTF-16, CRLF.
//!
//! Its verification compares what it wrote with what it reads back of the image; the source is not read again.

use super::{MOST_INTO, Reading, claim, digest, number, shown, value};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

const LABELS: [(&str, ClaimAlgorithm); 4] = [
    ("MD5 checksum:", ClaimAlgorithm::Md5),
    ("SHA1 checksum:", ClaimAlgorithm::Sha1),
    ("SHA256 checksum:", ClaimAlgorithm::Sha256),
    ("SHA512 checksum:", ClaimAlgorithm::Sha512),
];

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().take(20).any(|line| {
        let line = line.to_ascii_lowercase();
        line.contains("created by") && line.contains("ftk") && line.contains("imager")
    })
}

#[derive(PartialEq)]
enum Part {
    Head,
    Segments,
    Unread,
    Verified,
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("ftk-imager", "FTK Imager");
    let (mut part, mut verifying) = (Part::Head, false);
    let (mut name, mut sector, mut sectors) = (String::new(), None, None);
    let mut into: Vec<String> = Vec::new();
    for line in text.lines() {
        let lower = line.trim().to_ascii_lowercase();
        if lower.is_empty() {
            // An empty line ends the list it stands in.
            if part != Part::Verified {
                part = Part::Head;
            }
            continue;
        }
        if let Some((_, version)) = lower.split_once("imager").filter(|_| lower.starts_with("created by")) {
            let version: String = version.trim().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
            if !version.is_empty() {
                reading.tool = format!("FTK Imager {version}");
            }
        } else if lower.starts_with("image verification results") {
            (part, verifying) = (Part::Verified, true);
        } else if lower.starts_with("segment list") {
            part = Part::Segments;
        } else if lower.contains("sector") && lower.contains("could not be read") {
            part = Part::Unread;
            reading.error(line);
        } else if let Some((algorithm, rest)) =
            LABELS.iter().find_map(|(label, algorithm)| Some((*algorithm, value(line, label)?)))
        {
            checksum(&mut reading, algorithm, rest, verifying, line);
        } else if let Some(of) = value(line, "Information for ") {
            name = shown(of.trim_end_matches(':'));
        } else if let Some(size) = value(line, "Bytes per Sector:") {
            sector = number(size);
        } else if let Some(count) = value(line, "Sector Count:") {
            sectors = number(count);
        } else if let Some(at) = value(line, "Acquisition started:") {
            reading.made = shown(at);
        } else if part == Part::Segments && into.len() < MOST_INTO {
            into.push(shown(line));
        } else if part == Part::Unread {
            match ranges(line) {
                Some((first, count)) => reading.bad_range(first, count),
                None => part = Part::Head,
            }
        }
    }
    let size = sector.zip(sectors).and_then(|(sector, sectors): (u64, u64)| sector.checked_mul(sectors));
    for claim in &mut reading.claims {
        claim.name.clone_from(&name);
        claim.size = size;
        claim.into.clone_from(&into);
    }
    reading.bad.sectors = reading.bad.ranges.iter().fold(0, |sum, range| sum.saturating_add(range.count));
    reading
}

fn checksum(reading: &mut Reading, algorithm: ClaimAlgorithm, rest: &str, verifying: bool, line: &str) {
    let (hex, verdict) = rest.split_once(':').map_or((rest, ""), |(hex, verdict)| (hex, verdict.trim()));
    let Some(hex) = digest(algorithm, hex) else {
        // A digest that is cut off or garbled is none.
        return reading.error(line);
    };
    if !verifying {
        return reading.claims.push(claim(algorithm, hex, Of::Source, ""));
    }
    // A verdict that is missing is none: the two digests speak for themselves.
    let fine = verdict.eq_ignore_ascii_case("verified");
    let known = reading.claims.iter_mut().find(|known: &&mut Claim| known.algorithm == algorithm);
    let same = known.as_ref().is_none_or(|known| known.hex == hex);
    if let Some(known) = known.filter(|_| !verdict.is_empty() || !same) {
        known.verified = Some(fine && same);
    }
    if !same {
        reading.claims.push(claim(algorithm, hex, Of::Image, ""));
    }
    if !same || (!fine && !verdict.is_empty()) {
        reading.failure(line);
    }
}

/// `100 through 107`, `100 - 107`, `200`.
fn ranges(line: &str) -> Option<(u64, u64)> {
    let line = line.trim();
    let first = number(line)?;
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.'));
    let last = rest
        .trim_start_matches(|sign: char| !sign.is_ascii_digit())
        .split_whitespace()
        .next()
        .and_then(number)
        .unwrap_or(first);
    Some((first, last.checked_sub(first)?.checked_add(1)?))
}
