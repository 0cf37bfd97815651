//! Areas that an ATA disk hides from the system: the host protected area and what a device configuration overlay cuts off. The kernel offers no way to ask for
//! them that this crate could take (a raw command to the drive), so `hdparm` is asked, where it is installed; both questions read and change nothing. What it does
//! not answer in words that are known is "not examined", with the reason.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::domain::acquisition::survey::HiddenArea;
use crate::domain::text::visible_bytes;

/// Where the tool lies. Not looked for elsewhere: who may write to a directory of the search path would decide what runs as root.
const TOOLS: &[&str] = &["usr/sbin/hdparm", "sbin/hdparm", "usr/bin/hdparm"];
/// How long a drive may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most that is read of an answer.
const ANSWER: u64 = 64 << 10;
/// Most of an answer that is kept on the record, in characters.
const KEPT: usize = 160;

/// What a drive says about both areas.
pub(super) fn areas(root: &Path, node: &Path) -> Vec<HiddenArea> {
    let Some(tool) = TOOLS.iter().map(|tool| root.join(tool)).find(|tool| tool.is_file()) else {
        let why = "hdparm is not installed";
        return vec![unexamined("hpa", why.to_owned()), unexamined("dco", why.to_owned())];
    };
    let asked = |option: &str| ask(&tool, option, node).map(|said| (String::from_utf8_lossy(&said).into_owned(), said));
    let max = asked("-N").map_err(|why| unexamined("hpa", why));
    let native = max.as_ref().ok().and_then(|(said, _)| sectors_of(said)).map(|(_, native)| native);
    let hpa = max.map(|(said, raw)| protected_area(&said, &raw)).unwrap_or_else(|unexamined| unexamined);
    let dco = match asked("--dco-identify") {
        Ok((said, raw)) => overlay(&said, &raw, native),
        Err(why) => unexamined("dco", why),
    };
    vec![hpa, dco]
}

fn unexamined(kind: &str, said: String) -> HiddenArea {
    HiddenArea { kind: kind.to_owned(), state: "not-examined".to_owned(), sectors: 0, said }
}

/// `max sectors = VISIBLE/NATIVE, ...`: what the drive shows and what it has.
fn sectors_of(said: &str) -> Option<(u64, u64)> {
    let line = said.lines().find_map(|line| line.trim().strip_prefix("max sectors"))?;
    let (numbers, _) = line.trim().strip_prefix('=')?.split_once(',')?;
    let (visible, native) = numbers.trim().split_once('/')?;
    let (visible, native) = (visible.parse().ok()?, native.parse().ok()?);
    // A driver that answers nonsense shows more than there is.
    (0 < visible && visible <= native).then_some((visible, native))
}

/// The answer to `hdparm -N`: the protected area is what lies between the last sector shown and the last one there is. The tool's own word has to agree.
fn protected_area(said: &str, raw: &[u8]) -> HiddenArea {
    let word = said.lines().find(|line| line.trim().starts_with("max sectors")).unwrap_or_default().trim_end();
    match sectors_of(said) {
        Some((visible, native)) if visible == native && word.ends_with("disabled") => area("hpa", 0, raw),
        Some((visible, native)) if visible < native && word.ends_with("enabled") => area("hpa", native - visible, raw),
        _ => unexamined("hpa", kept(raw)),
    }
}

/// The answer to `hdparm --dco-identify`: the overlay cuts off what lies between the last sector that the drive admits to and the real last one.
fn overlay(said: &str, raw: &[u8], native: Option<u64>) -> HiddenArea {
    let real = said.lines().find_map(|line| line.trim().strip_prefix("Real max sectors:")).map(str::trim);
    match (real.and_then(|real| real.parse::<u64>().ok()), native) {
        (Some(real), Some(native)) if real >= native => area("dco", real - native, raw),
        _ => unexamined("dco", kept(raw)),
    }
}

fn area(kind: &str, sectors: u64, raw: &[u8]) -> HiddenArea {
    let state = if sectors == 0 { "none" } else { "found" };
    HiddenArea { kind: kind.to_owned(), state: state.to_owned(), sectors, said: kept(raw) }
}

/// An answer in one line, cleaned and cut.
fn kept(raw: &[u8]) -> String {
    let words = visible_bytes(raw).replace("<U+000A>", " ").replace("<U+0009>", " ");
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "hdparm said nothing".to_owned() } else { line.chars().take(KEPT).collect() }
}

/// Runs the tool with its answer in a file without a name: a drive that does not answer cannot hold this program up through a pipe.
fn ask(tool: &PathBuf, option: &str, node: &Path) -> Result<Vec<u8>, String> {
    let failed = |problem: std::io::Error| format!("hdparm could not be run: {problem}");
    let mut answer = tempfile::tempfile().map_err(failed)?;
    let both = |file: &File| file.try_clone().map(Stdio::from).map_err(failed);
    let mut child = Command::new(tool)
        .args([option.as_ref(), node.as_os_str()])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(both(&answer)?)
        .stderr(both(&answer)?)
        .spawn()
        .map_err(failed)?;
    let begun = Instant::now();
    while child.try_wait().map_err(failed)?.is_none() {
        if begun.elapsed() > PATIENCE {
            // Only asked to end: a process that waits for a drive cannot be waited for.
            child.kill().map_err(failed)?;
            return Err("the drive did not answer hdparm in time".to_owned());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut said = Vec::new();
    std::io::Seek::rewind(&mut answer).map_err(failed)?;
    answer.take(ANSWER).read_to_end(&mut said).map_err(failed)?;
    Ok(said)
}

#[cfg(test)]
#[path = "hidden_tests.rs"]
mod tests;
