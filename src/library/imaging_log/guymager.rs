//! Guymager: `IMAGE.info`, CRLF.

use super::{MOST_INTO, Reading, claim, digest, number, shown, value};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().take(8).any(|line| line.trim().eq_ignore_ascii_case("guymager acquisition info file"))
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("guymager", "Guymager");
    let (mut device, mut size) = (String::new(), None);
    let (mut sectors_follow, mut files_follow) = (false, false);
    let mut into: Vec<String> = Vec::new();
    let mut stated = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        let (label, rest) = trimmed.split_once(':').map_or((trimmed, ""), |(a, b)| (a.trim(), b.trim()));
        if std::mem::take(&mut sectors_follow) {
            // The verification meets the same sectors again: they are counted once.
            for (first, count) in trimmed.split(',').filter_map(range) {
                reading.bad_range(first, count);
            }
        } else if value(trimmed, "Generated image files").is_some() {
            files_follow = true;
        } else if files_follow {
            file(&mut reading, &mut into, trimmed);
        } else if trimmed.contains("bad sectors have been encountered") {
            let again = value(trimmed, "During verification").is_some();
            let count = trimmed.split(", ").nth(1).and_then(number).unwrap_or(0);
            reading.bad.sectors = reading.bad.sectors.max(count);
            sectors_follow = trimmed.ends_with("are:") && !again;
            reading.error(line);
        } else if let Some((name, checked)) = label.split_once(" hash").filter(|_| !rest.is_empty() && rest != "--") {
            match ClaimAlgorithm::from_name(name).map(|algorithm| (algorithm, digest(algorithm, rest))) {
                Some((algorithm, Some(hex))) => stated.push((algorithm, hex, checked.trim().to_owned())),
                Some((_, None)) => reading.error(line),
                None => {}
            }
        } else if label == "Version" && reading.tool == "Guymager" {
            reading.tool = format!("Guymager {}", shown(rest));
        } else if label == "Linux device" {
            device = shown(rest);
        } else if label == "Device size" {
            size = rest.split(' ').next().and_then(|bytes| bytes.parse().ok());
        } else if label == "Acquisition started" {
            reading.made = shown(rest.split(" (").next().unwrap_or(rest));
        } else if label == "State" && rest.starts_with("Finished successfully") {
            if rest != "Finished successfully" {
                reading.error(line);
            }
        } else if label == "State"
            || (trimmed.contains("verification") && (trimmed.contains("FAILED") || trimmed.contains("failed")))
        {
            reading.failure(line);
        }
    }
    for (algorithm, hex, checked) in stated {
        let known =
            reading.claims.iter_mut().find(|claim: &&mut Claim| claim.algorithm == algorithm && claim.of == Of::Source);
        match (checked.as_str(), known) {
            ("", _) => {
                let claim = claim(algorithm, hex, Of::Source, &device);
                reading.claims.push(Claim { size, into: into.clone(), ..claim });
            }
            (_, Some(known)) if known.hex == hex => known.verified = Some(known.verified.unwrap_or(true)),
            (which, known) => {
                if let Some(known) = known {
                    known.verified = Some(false);
                }
                let of = if which.ends_with("image") { Of::Image } else { Of::Source };
                let claim = claim(algorithm, hex, of, &device);
                reading.claims.push(Claim { size, into: into.clone(), ..claim });
                reading.failure(&format!("{} hash {which}", algorithm.name()));
            }
        }
    }
    // Nothing but digests of segments comes after the list of them, so they stand behind the others.
    let segments = reading.claims.iter().take_while(|claim| claim.of == Of::Segment).count();
    reading.claims.rotate_left(segments);
    reading
}

/// A line of the list of files: `HEX  disk.E01`, or `n/a  disk.E01`.
fn file(reading: &mut Reading, into: &mut Vec<String>, line: &str) {
    let Some((hex, name)) = line.split_once(char::is_whitespace) else { return };
    let name = name.trim();
    let hex = digest(ClaimAlgorithm::Md5, hex).filter(|_| !name.is_empty());
    if (line.starts_with("n/a") || hex.is_some()) && into.len() < MOST_INTO {
        into.push(shown(name));
    }
    if let Some(hex) = hex {
        reading.claims.push(claim(ClaimAlgorithm::Md5, hex, Of::Segment, name));
    }
}

/// `300-11556` or `42`.
fn range(text: &str) -> Option<(u64, u64)> {
    let text = text.trim();
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    Some((first, last.checked_sub(first)?.checked_add(1)?))
}
