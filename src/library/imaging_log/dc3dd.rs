//! dc3dd: `log=` and `hlog=`. It appends, so one file may hold several runs. Over unreadable sectors it writes zeros, hashes those, and exits with 0.

use super::{MOST_INTO, Reading, claim, digest, shown, value};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};

pub(super) fn looks(beginning: &str) -> bool {
    beginning.lines().any(|line| {
        let line = line.trim_start();
        line.starts_with("input results for ") || (line.starts_with("dc3dd ") && line.contains(" started at "))
    })
}

/// What the lines now read belong to.
#[derive(Default)]
struct Block {
    /// None outside of results.
    of: Option<Of>,
    name: String,
    size: Option<u64>,
    algorithm: Option<ClaimAlgorithm>,
    /// Where the claims of this run begin.
    run: usize,
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::of("dc3dd", "dc3dd");
    let mut block = Block::default();
    let mut sector = 512_u64;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some((version, at)) = value(trimmed, "dc3dd ").and_then(|rest| rest.split_once(" started at ")) {
            reading.tool = format!("dc3dd {}", shown(version));
            if reading.made.is_empty() {
                reading.made = shown(at);
            }
            block = Block { run: reading.claims.len(), ..Block::default() };
        } else if let Some(size) = value(trimmed, "sector size:").and_then(|rest| rest.split(' ').next()) {
            sector = size.parse().unwrap_or(512);
        } else if let Some(rest) = value(trimmed, "input results for ") {
            block = Block { of: Some(Of::Source), name: quoted(rest), run: block.run, ..Block::default() };
        } else if let Some(rest) = value(trimmed, "output results for ") {
            block = Block { of: Some(Of::Image), name: quoted(rest), run: block.run, ..Block::default() };
            // Of a split image only the first name is here; the others follow with their digests.
            written(&mut reading, &block);
        } else if trimmed.contains(" aborted at ") || trimmed.starts_with("dc3dd failed") {
            reading.failure(line);
        } else {
            result(&mut reading, &mut block, sector, trimmed);
        }
    }
    reading
}

/// A line of results: a count, a digest, or the digest of a part.
fn result(reading: &mut Reading, block: &mut Block, sector: u64, line: &str) {
    let Some(of) = block.of else { return };
    let (verified, line) = match line.split_once("] ") {
        Some(("[ok", rest)) => (Some(true), rest),
        Some(("[!!", rest)) => (Some(false), rest),
        _ => (None, line),
    };
    if verified == Some(false) {
        reading.failure(line);
    }
    if let Some(count) = line.strip_suffix(" bad sectors replaced by zeros").and_then(|count| count.parse().ok()) {
        reading.bad.sectors = reading.bad.sectors.saturating_add(count);
        return reading.error(line);
    }
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if let Some(algorithm) =
        second.strip_prefix('(').and_then(|name| ClaimAlgorithm::from_name(name.strip_suffix(')')?))
    {
        block.algorithm = Some(algorithm);
        match digest(algorithm, first) {
            Some(hex) => {
                let into = if of == Of::Image { vec![block.name.clone()] } else { Vec::new() };
                let claim = claim(algorithm, hex, of, &block.name);
                reading.claims.push(Claim { verified, size: block.size, into, ..claim });
            }
            None => reading.error(line),
        }
    } else if let (Some(hex), "sectors") = (first.strip_suffix(','), second) {
        part(reading, block, verified, (hex, line), sector);
    } else if let (Ok(count), "sectors") = (first.parse::<u64>(), second) {
        // `8192 sectors in`, or with a last piece `8192 sectors + 17 bytes in`.
        let more = line.split_once(" + ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<u64>().ok());
        block.size = count.checked_mul(sector).and_then(|size| size.checked_add(more.unwrap_or(0)));
    }
}

/// `HEX, sectors 0 - 2047`, and for a file of a split image `` , `NAME' `` behind it.
fn part(reading: &mut Reading, block: &Block, verified: Option<bool>, (hex, line): (&str, &str), sector: u64) {
    let Some(algorithm) = block.algorithm else { return };
    let range = line.split_once("sectors ").map_or("", |(_, rest)| rest.split(',').next().unwrap_or(""));
    let ends =
        range.split_once(" - ").and_then(|(a, b)| Some((a.trim().parse::<u64>().ok()?, b.trim().parse::<u64>().ok()?)));
    let (Some(hex), Some((first, last))) = (digest(algorithm, hex), ends) else { return reading.error(line) };
    let size = last.checked_sub(first).and_then(|n| n.checked_add(1)?.checked_mul(sector));
    let file = line.split_once('`').map(|_| quoted(line)).filter(|name| !name.is_empty());
    let (of, name) = match &file {
        Some(name) => (Of::Segment, name.clone()),
        None => (Of::Window, format!("sectors {first} - {last}")),
    };
    if let Some(name) = file {
        written(reading, &Block { name, ..Block { run: block.run, ..Block::default() } });
    }
    reading.claims.push(Claim { verified, size, ..claim(algorithm, hex, of, &name) });
}

/// Notes with the digests of a run, those over its source and its image as a whole, that they were written to this file.
fn written(reading: &mut Reading, block: &Block) {
    let name = shown(&block.name);
    for claim in reading.claims.iter_mut().skip(block.run) {
        if claim.of != Of::Segment
            && claim.of != Of::Window
            && claim.into.len() < MOST_INTO
            && !claim.into.contains(&name)
        {
            claim.into.push(name.clone());
        }
    }
}

/// What stands between `` ` `` and `'`.
fn quoted(text: &str) -> String {
    let inner = text.split_once('`').map_or("", |(_, rest)| rest);
    inner.rsplit_once('\'').map_or(inner, |(name, _)| name).to_owned()
}
