//! `warroom export`: writes the case folder, reads it back, signs it. Exits 1 unless it is whole.

use serde_json::json;

use super::args::{Export, Seal};
use super::beside::beside;
use super::secret;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::export::{
    Asked, Preflight, Ready, Recorded, begin, end, lock, passphrase_of, preflight, recipients_of, request,
};
use crate::app::small::small;
use crate::domain::input::Input;
use crate::domain::text::visible_bytes;
use crate::export::folder::writer::{Broken, Written};
use crate::export::sealed::{HERE, Lock};
use crate::jobs::acquire::survey::System;
use crate::journal::hex;

/// Exports the case.
pub(crate) fn run(session: &mut Session<'_>, asked: Export) -> Result<u8, Stop> {
    let person = asked.sign_key.as_deref().map(|path| small(path, "private key")).transpose()?;
    let person = person.map(|mut text| std::mem::take(&mut *text));
    let lock = asked.seal.seal.then(|| locked(&asked.seal)).transpose()?;
    let wanted = Asked {
        destination: asked.destination,
        audience: asked.audience,
        phones: asked.phones,
        with_evidence: asked.with_evidence,
        court: asked.court,
        reason: asked.reason,
        dossier: !asked.without_dossier,
        in_parts: asked.split,
        force: asked.force,
        to: asked.to,
        lock,
        person,
    };
    export(session, wanted, asked.dry_run, asked.json, option)
}

/// The same by the fields of the command.
pub(crate) fn from_fields(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    let wanted = request(input)?;
    export(session, wanted, false, json, |field| format!("{field}="))
}

/// The option of a field of the command.
fn option(field: &'static str) -> String {
    let option = match field {
        "own-disk" => "--force",
        "in-parts" => "--split",
        "seal" => "--seal",
        "reason" => "--reason TEXT",
        "handed-to" => "--to NAME",
        other => other,
    };
    option.to_owned()
}

fn export(
    session: &mut Session<'_>,
    wanted: Asked,
    dry_run: bool,
    json: bool,
    named: fn(&'static str) -> String,
) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let looked = preflight(&case, wanted, &System::running())?;
    announce(session, &looked, named);
    if dry_run {
        if json {
            session.io.json(&dry(&looked))?;
        }
        return Ok(if looked.refuses() { REFUSED } else { DONE });
    }
    let ready = begin(&mut case, looked)?;
    super::record::not_admitted(session, &case);
    let (ready, result) = work(session, ready)?;
    let recorded = end(&mut case, &ready, result)?;
    session.shortfalls(&recorded.done.shortfalls);
    let exhibit = recorded.exhibit.and_then(|id| case.state().register.exhibit(id)).map(|exhibit| exhibit.label());
    if json {
        session.io.json(&document(&recorded, exhibit.as_deref()))?;
    } else {
        say(session, &recorded, exhibit.as_deref())?;
    }
    Ok(if recorded.result.is_ok() { DONE } else { REFUSED })
}

/// Whom it is sealed for: the keys that were given, or a passphrase.
fn locked(asked: &Seal) -> Result<Lock, Stop> {
    let mut recipients = asked.recipient.clone();
    if let Some(path) = &asked.recipients_file {
        recipients.extend(recipients_of(path)?);
    }
    let words = match &asked.passphrase_file {
        Some(path) => Some(passphrase_of(path)?),
        None if recipients.is_empty() && asked.recipients_file.is_none() && HERE => {
            Some(secret::ask_twice("passphrase for the sealed folder")?)
        }
        None => None,
    };
    Ok(lock(&recipients, words)?)
}

/// Says before a byte is written what will be, and what stands against it.
fn announce(session: &mut Session<'_>, looked: &Preflight, named: fn(&'static str) -> String) {
    for line in looked.said(&named) {
        session.io.note(&line);
    }
}

/// Writes in a job, so that a signal ends it as a cancel and progress can be shown.
fn work(session: &mut Session<'_>, ready: Ready) -> Result<(Ready, Result<Written, Broken>), Stop> {
    let lost = "the job ended without a result; what it wrote is named .partial and proves nothing, delete it and export again";
    let stage = || "writing and reading back  ".to_owned();
    beside(session, "export", lost, stage, move |handle| {
        let result = ready.write(handle);
        (ready, result)
    })
}

fn say(session: &mut Session<'_>, recorded: &Recorded, exhibit: Option<&str>) -> Result<(), Stop> {
    let folder = visible_bytes(recorded.folder.as_os_str().as_encoded_bytes());
    match &recorded.result {
        Ok(written) => {
            let kind = if written.sealed.is_some() { "sealed folder" } else { "folder" };
            session.io.line(&format!("{kind}: {folder}"))?;
            if let Some(sealed) = &written.sealed {
                session.io.line(&format!(
                    "sha256 of the sealed file: {}, {} bytes",
                    hex(&sealed.sha256),
                    sealed.size
                ))?;
            }
            session.io.line(&format!("tag manifest sha256: {}", hex(&written.tag_manifest)))?;
            session.io.line(&format!(
                "files: {}, {} bytes, written, synced, read back and signed",
                written.files.len(),
                written.bytes
            ))?;
            if let Some(exhibit) = exhibit {
                session.io.line(&format!("exhibit: {exhibit}"))?;
            }
            if let Some(exhibit) = exhibit.filter(|_| recorded.unreleased) {
                session.io.note(&format!(
                    "no release is on record: nobody holds the role that stores evidence, and nobody was named; when it is handed over: warroom do release exhibit={exhibit} to=NAME"
                ));
            }
            let again = if written.sealed.is_some() { "FILE" } else { "FOLDER" };
            session.io.note(&format!(
                "unmount the medium before you pull it; plugged in again, `warroom verify {again}` checks it once more",
            ));
            if written.sealed.is_some() {
                session.io.note(
                    "whoever gets it opens it with `warroom unseal FILE DEST`, or with `age --decrypt FILE | tar x`",
                );
            }
        }
        Err(broken) => {
            session.io.note(&failed(broken));
        }
    }
    Ok(())
}

/// What happened, what it means, what to do.
fn failed(broken: &Broken) -> String {
    let left = if broken.left.is_empty() {
        "nothing of it lies on the medium".to_owned()
    } else {
        format!("what was written lies there as {}, unsigned, and proves nothing", broken.left)
    };
    let step = broken.step.code();
    if broken.cancelled {
        return format!("cancelled: {left}");
    }
    let next = if broken.own {
        "put that right on this laptop and export again"
    } else {
        "do not trust this medium any more; export to another one"
    };
    format!("EXPORT FAILED at {step}: {} ({}). {left}; {next}", broken.why, crate::domain::text::visible(&broken.path))
}

fn document(recorded: &Recorded, exhibit: Option<&str>) -> serde_json::Value {
    let folder = visible_bytes(recorded.folder.as_os_str().as_encoded_bytes());
    let records = &recorded.done.records;
    match &recorded.result {
        Ok(written) => json!({
            "ok": true, "folder": folder, "tag_manifest": hex(&written.tag_manifest), "files": written.files.len(),
            "bytes": written.bytes, "reread": written.reread, "exhibit": exhibit, "unreleased": recorded.unreleased, "records": records,
            "sealed": written.sealed.as_ref().map(|sealed| json!({
                "name": sealed.name, "sha256": hex(&sealed.sha256), "bytes": sealed.size,
            })),
        }),
        Err(broken) => json!({
            "ok": false, "step": broken.step.code(), "path": broken.path, "why": broken.why, "errno": broken.errno,
            "cancelled": broken.cancelled, "left": broken.left, "records": records,
        }),
    }
}

fn dry(looked: &Preflight) -> serde_json::Value {
    let concerns = looked.concerns.iter().map(|found| json!({"refuses": found.refuses(), "what": found.words()}));
    json!({
        "name": looked.name, "number": looked.number, "destination": looked.destination, "needed": looked.needed,
        "files": looked.files, "records": looked.records, "withheld": looked.withheld,
        "seconds": looked.takes.as_secs(), "concerns": concerns.collect::<Vec<_>>(),
    })
}
