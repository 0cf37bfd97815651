//! `warroom unseal`: a sealed case folder is opened, and then checked as any folder is.

use std::path::Path;

use serde_json::json;
use zeroize::Zeroizing;

use super::args::{Opening, Unseal};
use super::beside::Signalled;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use super::{secret, verify};
use crate::app::export::passphrase_of;
use crate::app::merge::not_sealed;
use crate::app::small::small;
use crate::domain::text::{counted, visible_bytes};
use crate::export::sealed::{For, Key, Passphrase, directory, header, open};
use crate::export::verify::folder;

/// Opens a sealed folder, verifies what was in it and says both. Exits 1 unless both went well.
pub(crate) fn run(session: &mut Session<'_>, asked: &Unseal) -> Result<u8, Stop> {
    // Before anybody types a passphrase.
    directory(&asked.destination).map_err(|why| Stop::Said(why.to_string()))?;
    if let Some(why) = not_sealed(&asked.file) {
        return Err(Stop::Said(why));
    }
    let key = key(&asked.file, &asked.opening)?;
    let stop = Signalled::new();
    let opened = open(&asked.file, &asked.destination, &key, &stop);
    drop(stop);
    let shown = visible_bytes(asked.file.as_os_str().as_encoded_bytes());
    let place = match opened {
        Ok(place) => place,
        Err(why) => {
            if asked.json {
                session.io.json(&json!({"ok": false, "file": shown, "folder": null, "why": why.to_string()}))?;
            }
            return Err(Stop::Said(format!("{shown}: {why}")));
        }
    };
    let report = folder(&place, asked.signer.as_deref()).map_err(|error| Stop::Said(error.to_string()))?;
    let folder = visible_bytes(place.as_os_str().as_encoded_bytes());
    if asked.json {
        let report_json = report.to_json();
        session.io.json(&json!({"ok": report.ok(), "file": shown, "folder": folder, "report": report_json}))?;
    } else {
        session.io.line(&format!("folder: {folder}"))?;
        for line in verify::said(&report, asked.signer.is_some()) {
            session.io.line(&line)?;
        }
    }
    Ok(if report.ok() { DONE } else { REFUSED })
}

/// What was given to open a file with; a passphrase is asked for where its head says that one opens it.
pub(super) fn key(file: &Path, opening: &Opening) -> Result<Key, Stop> {
    let shown = visible_bytes(file.as_os_str().as_encoded_bytes());
    if let Some(path) = &opening.passphrase_file {
        return Ok(Key::Passphrase(passphrase_of(path)?));
    }
    if !opening.identity.is_empty() {
        let mut all = Zeroizing::new(String::new());
        for path in &opening.identity {
            all.push_str(&small(path, "file of private keys")?);
            all.push('\n');
        }
        return Passphrase::typed(all.to_string())
            .map(Key::Identities)
            .map_err(|problem| Stop::Said(problem.to_string()));
    }
    match header(file).map_err(|error| Stop::Said(format!("{shown}: {error}")))? {
        Some(For::Passphrase) => Ok(Key::Passphrase(secret::ask("passphrase of the sealed folder")?)),
        Some(For::Keys(count)) => Err(Stop::Said(format!(
            "{shown} opens for {} and with no passphrase; give the private key of one of them (--identity FILE)",
            counted(count as u64, "key")
        ))),
        None => Err(Stop::Said(format!(
            "{shown} is no age file, or its head is damaged: nothing was opened, compare its SHA-256 with what the sender read out"
        ))),
    }
}
