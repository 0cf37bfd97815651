//! `warroom verify FILE.tar.age`: what anybody can see of a sealed folder, and with a key what is in it.

use std::path::Path;

use serde_json::json;

use super::folder::text;
use crate::cli::args::Verify;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::cli::unseal::{Signalled, key};
use crate::domain::text::visible_bytes;
use crate::export::sealed::{CHECK, Checked, For, SUFFIX, check, header, open};
use crate::export::verify::{FolderReport, folder};
use crate::journal::hex;

/// Whether a path is named as a sealed folder is, or begins as one does.
pub(super) fn is_sealed(path: &Path) -> bool {
    let named = path.to_string_lossy().ends_with(SUFFIX);
    path.is_file() && (named || header(path).is_ok_and(|head| head.is_some()))
}

/// Holds it against its check file, and opens it into a scratch of this laptop where a key is given.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, path: &Path) -> Result<u8, Stop> {
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    let unreadable =
        |error: std::io::Error| Stop::Said(format!("{shown} cannot be read ({error}): nothing was checked"));
    let head = header(path).map_err(unreadable)?;
    let checked = check(path).map_err(unreadable)?;
    let mut problems: Vec<String> = Vec::new();
    if head.is_none() {
        problems.push("it is no age file, or its head is damaged".to_owned());
    }
    problems.extend(unchecked(&checked));
    let wanted = !asked.opening.identity.is_empty() || asked.opening.passphrase_file.is_some();
    let report = if wanted && head.is_some() {
        match opened(session, asked, path)? {
            Ok(report) => Some(report),
            Err(why) => {
                problems.push(why);
                None
            }
        }
    } else {
        None
    };
    let ok = problems.is_empty() && report.as_ref().is_none_or(FolderReport::ok);
    if asked.json {
        let seal = match head {
            Some(For::Passphrase) => json!({"passphrase": true}),
            Some(For::Keys(count)) => json!({"keys": count}),
            None => json!(null),
        };
        session.io.json(&json!({
            "ok": ok, "file": shown, "sealed": seal, "sha256": hex(&checked.sha256), "bytes": checked.size,
            "check_file": checked.holds(), "opened": report.is_some(), "problems": problems,
            "report": report.as_ref().map(FolderReport::to_json),
        }))?;
        return Ok(if ok { DONE } else { REFUSED });
    }
    session.io.line(&match head {
        Some(For::Passphrase) => format!("{shown}: a sealed case folder (age); a passphrase opens it"),
        Some(For::Keys(1)) => format!("{shown}: a sealed case folder (age); one key opens it"),
        Some(For::Keys(count)) => format!("{shown}: a sealed case folder (age); each of {count} keys opens it"),
        None => format!("{shown}: named as a sealed case folder"),
    })?;
    session.io.line(&format!("sha256 {}, {} bytes", hex(&checked.sha256), checked.size))?;
    if checked.holds() {
        session.io.line("its check file holds: it is the file that was written, as far as nobody changed both")?;
    }
    if let Some(report) = &report {
        session.io.line("opened: every byte proved authentic and none is missing. What is in it:")?;
        for line in text(report, asked.signer.is_some()) {
            session.io.line(&line)?;
        }
    }
    for problem in &problems {
        session.io.line(&format!("PROBLEM: {problem}"))?;
    }
    if report.is_none() {
        session.io.line(
            "not checked: what is in it. Open it with `warroom unseal FILE DEST --identity KEYFILE` (or a passphrase), or with `age --decrypt FILE | tar x`; verify --identity KEYFILE checks it without keeping it",
        )?;
    }
    Ok(if ok { DONE } else { REFUSED })
}

fn unchecked(checked: &Checked) -> Option<String> {
    match &checked.written {
        _ if checked.holds() => None,
        None => Some(format!(
            "there is no check file (NAME{SUFFIX}{CHECK}) beside it: it is written last, so this export was not finished, or the check file was lost"
        )),
        Some(Err(why)) => Some(format!("its check file cannot be used: {why}")),
        Some(Ok(written)) => Some(format!(
            "it is not the file that its check file was written for ({}): it was cut off or changed; take another copy",
            hex(written)
        )),
    }
}

/// Opens it beside the cases of this laptop, never beside the file: that may lie on a stick. Nothing is kept.
fn opened(session: &Session<'_>, asked: &Verify, path: &Path) -> Result<Result<FolderReport, String>, Stop> {
    let key = key(path, &asked.opening)?;
    let data = &session.env.places.data;
    let failed =
        |error: std::io::Error| Stop::Said(format!("{}: {error}", visible_bytes(data.as_os_str().as_encoded_bytes())));
    std::fs::create_dir_all(data).map_err(failed)?;
    let scratch = tempfile::Builder::new().prefix(".unsealed-").tempdir_in(data).map_err(failed)?;
    match open(path, scratch.path(), &key, &Signalled::new()) {
        Ok(place) => folder(&place, asked.signer.as_deref()).map(Ok).map_err(failed),
        Err(why) => Ok(Err(why.to_string())),
    }
}
