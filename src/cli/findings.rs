//! What a check of shipped or own files found, on standard output. Exits 1 where it found anything.

use serde_json::json;

use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::text::counted;

/// Says what was found in `count` things, of which one is called `noun`.
pub(super) fn say(
    session: &mut Session<'_>,
    noun: &str,
    count: usize,
    findings: &[String],
    as_json: bool,
) -> Result<u8, Stop> {
    if as_json {
        session.io.json(&json!({format!("{noun}s"): count, "findings": findings}))?;
    } else {
        for finding in findings {
            session.io.line(finding)?;
        }
        let (checked, found) = (counted(count as u64, noun), counted(findings.len() as u64, "finding"));
        session.io.line(&format!("{checked}, {found}"))?;
    }
    Ok(if findings.is_empty() { DONE } else { REFUSED })
}
