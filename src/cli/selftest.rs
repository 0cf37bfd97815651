//! `warroom selftest`: the program checks its own arithmetic against fixed vectors.

use serde_json::json;

use super::args::AsJson;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::selftest;

/// Checks and prints.
pub(crate) fn run(session: &mut Session<'_>, asked: &AsJson) -> Result<u8, Stop> {
    let binary = std::env::current_exe().ok();
    let tested = selftest::run(binary.as_deref());
    let ok = tested.checks.values().all(|passed| *passed);
    if asked.json {
        session.io.json(&json!({
            "ok": ok,
            "program": tested.program,
            "binary_sha256": tested.binary_sha256,
            "checks": tested.checks,
        }))?;
    } else {
        session.io.line(&tested.program)?;
        let digest = if tested.binary_sha256.is_empty() { "could not be read" } else { &tested.binary_sha256 };
        session.io.line(&format!("SHA-256 of this program: {digest}"))?;
        for (check, passed) in &tested.checks {
            session.io.line(&format!("{}  {check}", if *passed { "ok  " } else { "FAIL" }))?;
        }
    }
    if !ok {
        session.io.note("warroom: this program computes wrongly on this machine; do not record evidence with it, use another copy or laptop");
    }
    Ok(if ok { DONE } else { REFUSED })
}
