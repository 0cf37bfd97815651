//! `warroom verify FILE.tar.age`: what anybody can see of a sealed folder, and with a key what is in it.

use std::path::Path;

use serde_json::{Value, json};

use super::folder::text;
use crate::cli::args::Verify;
use crate::cli::beside::Signalled;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::cli::unseal::key;
use crate::domain::export::Export;
use crate::domain::text::visible_bytes;
use crate::export::sealed::{CHECK, Checked, For, SUFFIX, check, header, open};
use crate::export::verify::{FolderReport, folder};
use crate::journal::{chain, hex};
use crate::store::{CaseFile, StoreError};

/// Whether a path is named as a sealed folder is, or begins as one does.
pub(super) fn is_sealed(path: &Path) -> bool {
    let named = path.to_string_lossy().ends_with(SUFFIX);
    path.is_file() && (named || header(path).is_ok_and(|head| head.is_some()))
}

/// What was found of a sealed file.
pub(super) struct Looked {
    /// The file as it was named, cleaned.
    pub(super) shown: String,
    head: Option<For>,
    pub(super) checked: Checked,
    /// Whether the case that was named records this digest; none where no case was named, or it has no export of that name.
    recorded: Option<bool>,
    /// What lies in it, where a key was given.
    pub(super) report: Option<FolderReport>,
    /// What is wrong with the file itself.
    pub(super) problems: Vec<String>,
}

impl Looked {
    /// Whether nothing is wrong, as far as was checked.
    pub(super) fn ok(&self) -> bool {
        self.problems.is_empty() && self.report.as_ref().is_none_or(FolderReport::ok)
    }

    /// The report as JSON.
    pub(super) fn to_json(&self) -> Value {
        let seal = match self.head {
            Some(For::Passphrase) => json!({"passphrase": true}),
            Some(For::Keys(count)) => json!({"keys": count}),
            None => json!(null),
        };
        json!({
            "ok": self.ok(), "file": self.shown, "sealed": seal, "sha256": hex(&self.checked.sha256),
            "bytes": self.checked.size, "check_file": self.checked.holds(), "recorded": self.recorded,
            "opened": self.report.is_some(), "problems": self.problems,
            "report": self.report.as_ref().map(FolderReport::to_json),
        })
    }

    /// What was checked and what was not, in a cell of a table.
    pub(super) fn result(&self) -> String {
        let flaws = self.report.iter().flat_map(|report| report.flaws.iter().map(ToString::to_string));
        let all: Vec<String> = self.problems.iter().cloned().chain(flaws).collect();
        match (all.as_slice(), &self.report) {
            ([], Some(_)) => "ok, sealed; opened and checked".to_owned(),
            ([], None) => "ok, sealed: check file holds; what is in it was not checked (no key)".to_owned(),
            ([first], _) => first.clone(),
            ([first, rest @ ..], _) => format!("{first} (and {} more)", rest.len()),
        }
    }
}

/// Holds a sealed file against its check file and the record of the case that was named, and opens it into a scratch of this laptop where a key is given.
pub(super) fn look(session: &Session<'_>, asked: &Verify, path: &Path) -> Result<Looked, Stop> {
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    let unreadable = |error: std::io::Error| {
        Stop::Said(format!(
            "{shown} cannot be read ({error}): nothing was checked, name another file or attach the medium again"
        ))
    };
    let head = header(path).map_err(unreadable)?;
    let checked = check(path).map_err(unreadable)?;
    let mut problems: Vec<String> = Vec::new();
    if head.is_none() {
        problems.push("it is no age file, or its head is damaged".to_owned());
    }
    problems.extend(unchecked(&checked));
    let recorded = recorded(session, path).map(|sha256| sha256 == hex(&checked.sha256));
    if recorded == Some(false) {
        problems.push(
            "the case that was named records another digest for it: it is not the file that was exported".to_owned(),
        );
    }
    let wanted = !asked.opening.identity.is_empty() || asked.opening.passphrase_file.is_some();
    let mut report = None;
    if wanted && head.is_some() {
        match opened(session, asked, path)? {
            Ok(found) => report = Some(found),
            Err(why) => problems.push(why),
        }
    }
    Ok(Looked { shown, head, checked, recorded, report, problems })
}

/// The digest that the case which was named records for a file of this name.
fn recorded(session: &Session<'_>, path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let file = CaseFile::open_to_read(&session.named_case()?).ok()?;
    let (rows, heads) = file.at_one_moment(|file| Ok::<_, StoreError>((file.rows()?.0, file.heads()?))).ok()?;
    let reading = chain::read(rows, &heads);
    let state = reading.fold(reading.founder?);
    let sealed = |export: &Export| export.finished.as_ref().and_then(|(_, finished)| finished.sealed.clone());
    state.exports.made.iter().filter_map(sealed).find(|file| file.name == name).map(|file| file.sha256)
}

/// Says what was found of one sealed file.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, path: &Path) -> Result<u8, Stop> {
    let looked = look(session, asked, path)?;
    let ok = looked.ok();
    if asked.json {
        session.io.json(&looked.to_json())?;
        return Ok(if ok { DONE } else { REFUSED });
    }
    let Looked { shown, head, checked, recorded, report, problems } = looked;
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
    match recorded {
        Some(true) => session.io.line("the case that was named records this digest for it")?,
        Some(false) => {}
        None => session.io.line(
            "not checked: whether it is the file that was exported. Compare the sha256 with the label of the medium, or name the case (--case)",
        )?,
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
    let failed = |error: std::io::Error| {
        Stop::Said(format!(
            "{} cannot be written: {error}; nothing was checked, free space there or put its permissions right",
            visible_bytes(data.as_os_str().as_encoded_bytes())
        ))
    };
    std::fs::create_dir_all(data).map_err(failed)?;
    let scratch = tempfile::Builder::new().prefix(".unsealed-").tempdir_in(data).map_err(failed)?;
    match open(path, scratch.path(), &key, &Signalled::new()) {
        Ok(place) => folder(&place, asked.signer.as_deref()).map(Ok).map_err(failed),
        Err(why) => Ok(Err(why.to_string())),
    }
}
