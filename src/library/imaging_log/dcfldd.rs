//! dcfldd: `hashlog=`, with `hashwindow=` a digest for each part. It names neither its source nor its version.
//!
//! Over unreadable sectors the digest it logs is not that of its output.

use super::{Reading, claim, digest};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().take(64).any(|line| total(line).is_some() || window(line).is_some())
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("dcfldd", "dcfldd");
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let ended = line.ends_with('\n');
        if let Some((algorithm, hex)) = total(line) {
            match digest(algorithm, hex) {
                Some(hex) => reading.claims.push(claim(algorithm, hex, Of::Source, "")),
                None => reading.error(line),
            }
        } else if let Some((first, last, hex)) = window(line) {
            // Nothing but its length names the algorithm: a line that was cut off would turn one digest into another.
            let algorithm = ClaimAlgorithm::of_length(hex.len()).filter(|_| ended);
            match algorithm.and_then(|algorithm| Some((algorithm, digest(algorithm, hex)?))) {
                Some((algorithm, hex)) => {
                    end = end.max(last);
                    let claim = claim(algorithm, hex, Of::Window, &format!("{first} - {last}"));
                    reading.claims.push(Claim { size: last.checked_sub(first), ..claim });
                }
                None => reading.error(line),
            }
        } else if line.contains("Input/output error") {
            reading.error(line);
        }
    }
    if end > 0 {
        let whole = reading.claims.iter_mut().filter(|claim| claim.of == Of::Source);
        whole.for_each(|claim| claim.size = Some(end));
    }
    reading
}

/// `Total (md5): HEX`.
fn total(line: &str) -> Option<(ClaimAlgorithm, &str)> {
    let (name, hex) = line.trim().strip_prefix("Total (")?.split_once("):")?;
    Some((ClaimAlgorithm::from_name(name)?, hex.trim()))
}

/// `0 - 1048576: HEX`, the end not included.
fn window(line: &str) -> Option<(u64, u64, &str)> {
    let (range, hex) = line.trim().split_once(": ")?;
    let (first, last) = range.split_once(" - ")?;
    let hex = hex.trim();
    (!hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(())?;
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?, hex))
}
