//! `warroom bundle`: what an administrator brought back on a stick, checked, and taken into a containment record.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Bundle as Asked, BundleImport};
use super::do_::{carry_out, pair};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::text::visible_bytes;
use crate::jobs::bundle::Bundle;

/// The command whose form a bundle fills.
const COMMAND: &str = "contain";

/// Checks or imports.
pub(crate) fn run(session: &mut Session<'_>, asked: &Asked) -> Result<u8, Stop> {
    match asked {
        Asked::Check { directory, json } => check(session, directory, *json),
        Asked::Import(asked) => import(session, asked),
    }
}

fn read(directory: &Path) -> Result<Bundle, Stop> {
    let shown = visible_bytes(directory.as_os_str().as_encoded_bytes());
    Bundle::read(directory).map_err(|problem| Stop::Said(format!("{shown}: {problem}")))
}

fn check(session: &mut Session<'_>, directory: &Path, as_json: bool) -> Result<u8, Stop> {
    let bundle = read(directory)?;
    if as_json {
        session.io.json(&as_value(&bundle))?;
    } else {
        let files = bundle.files.iter();
        let rows: Vec<Vec<String>> =
            files.map(|file| vec![file.name.to_owned(), format!("{} bytes", file.size), file.sha256.clone()]).collect();
        session.io.table(&rows)?;
        let mut said: Vec<Vec<String>> =
            bundle.meta.iter().map(|(key, value)| vec![key.clone(), value.clone()]).collect();
        said.extend(bundle.change.lines().map(|line| vec!["change".to_owned(), line.to_owned()]));
        session.io.table(&said)?;
        if bundle.unchanged() {
            session.io.line("before.txt and after.txt are the same: they show no change")?;
        }
        for difference in &bundle.differences {
            session.io.line(&format!("DIFFERS: {difference}"))?;
        }
        if let Some(sums) = &bundle.sums_sha256 {
            session.io.line(&format!("compare with what the operator read out: {sums}"))?;
        }
        session.io.line(&match bundle.differences.len() {
            0 => "OK: every file is as its digest says; whoever made the digests anew would not show here, that number would".to_owned(),
            count => format!("NOT AS IT WAS MADE: {count} differences"),
        })?;
    }
    Ok(if bundle.differences.is_empty() { DONE } else { REFUSED })
}

fn as_value(bundle: &Bundle) -> Value {
    let files: Vec<Value> =
        bundle.files.iter().map(|file| json!({"name": file.name, "size": file.size, "sha256": file.sha256})).collect();
    let differences: Vec<String> = bundle.differences.iter().map(ToString::to_string).collect();
    json!({
        "ok": bundle.differences.is_empty(),
        "directory": bundle.directory.to_string_lossy(),
        "files": files,
        "differences": differences,
        "sums_sha256": bundle.sums_sha256,
        "unchanged": bundle.unchanged(),
        "meta": bundle.meta,
        "change": bundle.change,
    })
}

fn import(session: &mut Session<'_>, asked: &BundleImport) -> Result<u8, Stop> {
    let bundle = read(&asked.directory)?;
    if !bundle.differences.is_empty() {
        for difference in &bundle.differences {
            session.io.note(&format!("differs: {difference}"));
        }
        return Err(Stop::Said(format!(
            "the bundle is not what the script left; nothing was recorded. Fetch it once more from the host, or record what you have with `warroom do {COMMAND}` and say in its note what differs"
        )));
    }
    let mut input = bundle.input().with("step", &asked.step);
    for word in &asked.fields {
        let (field, value) = pair(COMMAND, word)?;
        input.set(&field, value);
    }
    let code = carry_out(session, COMMAND, input, asked.json)?;
    // Its files were opened once more to be recorded.
    let again = read(&asked.directory)?;
    if again != bundle {
        session.io.note("the bundle changed while it was recorded: compare the digests of the record with those of `warroom bundle check`, and say so on the timeline");
        return Ok(REFUSED);
    }
    Ok(code)
}
