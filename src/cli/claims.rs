//! `warroom evidence claim` and `read-log`: digests that somebody else states.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::EvidenceClaim;
use super::record::{execute, field_of, set};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Failure;
use crate::domain::exhibit::{ALGORITHMS, Claim, ClaimAlgorithm};
use crate::domain::input::Input;
use crate::domain::text::{visible, visible_bytes};
use crate::jobs::source::Source;
use crate::library::imaging_log::{self, Hint, Reading};

/// Largest log that is read, bytes: as much as a case file keeps.
const LARGEST: u64 = 64 << 20;
/// Endings under which tools lay their log beside an image.
const ENDINGS: [&str; 9] = ["txt", "log", "info", "hashlog", "md5", "sha1", "sha256", "sha512", "b3"];
/// Most entries and ranges that are printed for people; JSON has all of them.
const MOST: usize = 200;

/// Carries out `evidence claim`.
pub(crate) fn claim(session: &mut Session<'_>, asked: &EvidenceClaim) -> Result<u8, Stop> {
    let algorithm = asked.algorithm.as_deref().map(algorithm).transpose()?;
    let mut input = Input::default().with("exhibit", asked.exhibit.as_str());
    if let Some(log) = &asked.log {
        // A file that states nothing would be kept for nothing: said before anything is recorded.
        let file = asked.digest.is_none().then(|| bytes_of(session, log)).transpose()?.flatten();
        if let Some(bytes) = file {
            read(log, &bytes, algorithm)?;
        }
        input.set("file", field_of(log));
    }
    for (field, text) in [
        ("entry", &asked.entry),
        ("digest", &asked.digest),
        ("tool", &asked.tool),
        ("said-by", &asked.by),
        ("presence", &asked.presence),
        ("presence-ref", &asked.presence_ref),
        ("at", &asked.at),
        ("note", &asked.note),
        ("mark", &asked.mark),
        ("late-reason", &asked.late_reason),
    ] {
        set(&mut input, field, text.as_deref());
    }
    set(&mut input, "algorithm", algorithm.map(ClaimAlgorithm::code));
    let mut case = session.open_to_record()?;
    let done = execute(session, &mut case, "claim", &input)?;
    let id = done.records.last().copied().unwrap_or_default();
    let state = case.state();
    let said = state.register.exhibits.iter().find_map(|exhibit| {
        let record = exhibit.claims.iter().find(|record| record.id == id)?;
        Some((state.register.shown_label(exhibit), record.claimed.clone()))
    });
    if let Some((label, claimed)) = said {
        let mut lines: Vec<String> =
            claimed.claims.iter().map(|claim| format!("{label} {id} {}", digest_words(claim))).collect();
        lines.extend(claimed.content.iter().map(|claim| format!("{label} {id} content {}", digest_words(claim))));
        if lines.is_empty() {
            lines.push(format!("{label} {id} -"));
        }
        for line in lines {
            session.io.line(&line)?;
        }
        for claim in claimed.others.iter().filter(|_| claimed.doubt.is_some()).take(MOST) {
            session.io.note(&format!("  entry: {}", claim_words(claim)));
        }
    }
    Ok(DONE)
}

/// Carries out `evidence read-log`: no case is opened and nothing recorded.
pub(crate) fn read_log(session: &mut Session<'_>, file: &Path, name: Option<&str>, as_json: bool) -> Result<u8, Stop> {
    let algorithm = name.map(algorithm).transpose()?;
    let Some(bytes) = bytes_of(session, file)? else {
        let mut bytes = Vec::new();
        let stdin = &mut session.io.stdin;
        stdin.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(file, &error.to_string()))?;
        let reading = read(file, &bytes, algorithm)?;
        return print(session, &reading, as_json);
    };
    let reading = read(file, &bytes, algorithm)?;
    print(session, &reading, as_json)
}

/// The bytes of a file; none for standard input, which is read once only.
fn bytes_of(_: &Session<'_>, file: &Path) -> Result<Option<Vec<u8>>, Stop> {
    if file.as_os_str() == "-" {
        return Ok(None);
    }
    let source = Source::open(file).map_err(|problem| unreadable(file, &problem.to_string()))?;
    let bytes = source.read_whole(LARGEST).map_err(|problem| unreadable(file, &problem.to_string()))?;
    Ok(Some(bytes))
}

fn read(file: &Path, bytes: &[u8], algorithm: Option<ClaimAlgorithm>) -> Result<Reading, Stop> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    imaging_log::read(bytes, &Hint { name: &name, algorithm }).map_err(|problem| unreadable(file, &problem.to_string()))
}

fn unreadable(file: &Path, why: &str) -> Stop {
    Failure::File { path: visible_bytes(file.as_os_str().as_encoded_bytes()), why: why.to_owned() }.into()
}

fn algorithm(name: &str) -> Result<ClaimAlgorithm, Stop> {
    ClaimAlgorithm::from_name(name).ok_or_else(|| {
        Stop::Usage(format!("{} is no algorithm that is known; give one of {}", visible(name), ALGORITHMS.join(", ")))
    })
}

fn print(session: &mut Session<'_>, reading: &Reading, as_json: bool) -> Result<u8, Stop> {
    if as_json {
        session.io.json(&json!({
            "format": reading.format,
            "tool": reading.tool,
            "made": reading.made,
            "claims": reading.claims,
            "unread_sectors": reading.bad.sectors,
            "unread_ranges": reading.bad.ranges,
            "errors": reading.errors,
            "failed": reading.failed,
        }))?;
        return Ok(DONE);
    }
    session.io.line(&format!("read as: {}", imaging_log::words(reading.format)))?;
    for (name, value) in [("tool", &reading.tool), ("made", &reading.made)] {
        if !value.is_empty() {
            session.io.line(&format!("{name}: {value}"))?;
        }
    }
    for claim in reading.claims.iter().take(MOST) {
        session.io.line(&format!("claimed: {}", claim_words(claim)))?;
    }
    if reading.claims.len() > MOST {
        session.io.line(&format!("and {} more; --json prints all of them", reading.claims.len() - MOST))?;
    }
    if !reading.bad.is_none() {
        let ranges = reading.bad.ranges.iter().take(MOST);
        let ranges: Vec<String> = ranges.map(|range| format!("{} from sector {}", range.count, range.first)).collect();
        session.io.line(format!("unread sectors: {} {}", reading.bad.sectors, ranges.join(", ")).trim_end())?;
    }
    for error in &reading.errors {
        let word = if reading.failed.contains(error) { "FAILED" } else { "reported" };
        session.io.line(&format!("{word}: {error}"))?;
    }
    Ok(DONE)
}

fn digest_words(claim: &Claim) -> String {
    format!("{} {}", claim.algorithm.code(), claim.hex)
}

fn claim_words(claim: &Claim) -> String {
    let size = claim.size.map_or(String::new(), |size| format!(", {size} bytes"));
    let verified = match claim.verified {
        Some(true) => ", read back the same",
        Some(false) => ", NOT read back the same",
        None => "",
    };
    format!("{} of the {} {}{size}{verified}", digest_words(claim), claim.of.code(), claim.name)
        .replace(" ,", ",")
        .trim_end()
        .to_owned()
}

/// Says which logs lie beside an image that was just registered, and how what they state goes on record.
pub(crate) fn beside(session: &mut Session<'_>, label: &str, path: &Path) {
    let mut found: Vec<PathBuf> = Vec::new();
    for ending in ENDINGS {
        let mut longer = path.as_os_str().to_owned();
        longer.push(".");
        longer.push(ending);
        for beside in [PathBuf::from(longer), path.with_extension(ending)] {
            if beside != path && !found.contains(&beside) && beside.is_file() {
                found.push(beside);
            }
        }
    }
    for log in found {
        let stated = bytes_of(session, &log).ok().flatten().is_some_and(|bytes| read(&log, &bytes, None).is_ok());
        if stated {
            let name = visible_bytes(log.as_os_str().as_encoded_bytes());
            session.io.note(&format!(
                "{name} states a digest; to put that on record: warroom evidence claim {label} --log {}",
                quoted(&name)
            ));
        }
    }
}

/// A path as it goes on a command line.
fn quoted(path: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "/._-+".contains(sign);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
