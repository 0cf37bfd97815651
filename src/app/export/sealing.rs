//! A sealed export: the folder is made on the laptop, beside the case, and only its encrypted archive reaches the medium.

use std::io;
use std::path::Path;

use super::Ready;
use crate::app::failure::Failure;
use crate::app::small::small;
use crate::app::staging::path_of;
use crate::domain::export::{SEALS, SealedFile, Sealing};
use crate::domain::input::Input;
use crate::domain::text::visible_bytes;
use crate::export::folder::medium::{ExportFs, Medium};
use crate::export::folder::writer::{self, Broken, Sign, Step, Watch, Written};
use crate::export::sealed::{self, HERE, Lock, LockProblem, Passphrase, Sealed, Source, listed};
use crate::journal::hex;

/// The directory of the scratch in which the plain folder is made.
const PLAIN: &str = "plain";

impl Ready {
    /// Makes the folder on the laptop and seals it onto the medium. Nothing of it stays on the laptop, whatever comes of it.
    pub(super) fn seal(
        &self,
        lock: &Lock,
        fs: &dyn ExportFs,
        (station, person): (Sign<'_>, Option<Sign<'_>>),
        watch: &dyn Watch,
    ) -> Result<Written, Broken> {
        let plain = self.scratch.path().join(PLAIN);
        let here = |why: io::Error| Broken {
            step: Step::Write,
            path: visible_bytes(plain.as_os_str().as_encoded_bytes()),
            why: why.to_string(),
            errno: why.raw_os_error(),
            cancelled: false,
            own: true,
            left: String::new(),
        };
        std::fs::create_dir(&plain).map_err(here)?;
        let result = Medium::open(&plain, "").map_err(here).and_then(|own| {
            let written = writer::write(&own, &self.plan, station, person, watch);
            // What lies on the laptop goes with the scratch: on the medium there is nothing yet.
            let written = written.map_err(|broken| Broken { own: true, left: String::new(), ..broken })?;
            let made = u64::try_from(self.at.millis() / 1000).unwrap_or(0);
            let source = Source { folder: &plain.join(&self.plan.name), name: &self.plan.name, made };
            let sealed = sealed::write(source, lock, fs, watch)?;
            Ok(Written { sealed: Some(sealed), reread: fs.rereads(), ..written })
        });
        // What cannot be removed now is tried again when the scratch goes.
        let _ = std::fs::remove_dir_all(&plain);
        result
    }
}

/// What a lock puts on record: never a passphrase.
pub(super) fn recorded(lock: &Lock) -> Sealing {
    Sealing { recipients: lock.recipients().to_vec(), passphrase: matches!(lock, Lock::Passphrase(_)) }
}

/// What a sealed file puts on record.
pub(super) fn file(sealed: &Sealed) -> SealedFile {
    SealedFile { name: sealed.name.clone(), sha256: hex(&sealed.sha256), size: sealed.size }
}

/// The lock that the fields of `export` ask for.
pub(super) fn requested(input: &Input) -> Result<Option<Lock>, Failure> {
    let said = input.get("seal").map(str::trim).unwrap_or_default();
    let keys = input.get("seal-keys").map(str::trim).filter(|text| !text.is_empty());
    let words = input.get("passphrase-file").map(str::trim).filter(|text| !text.is_empty());
    if said != SEALS[1] {
        return match keys.or(words) {
            Some(_) => Err(Failure::Export(
                "it is named whom it opens for, and not that it is sealed; say sealed, or leave the keys out"
                    .to_owned(),
            )),
            None => Ok(None),
        };
    }
    let mut recipients = Vec::new();
    for part in keys.unwrap_or_default().split([',', ' ']).filter(|part| !part.is_empty()) {
        // A public key is typed as it is; anything with a slash names a file of them.
        match part.contains('/') {
            true => recipients.extend(recipients_of(&path_of(part))?),
            false => recipients.push(part.to_owned()),
        }
    }
    let words = words.map(|path| passphrase_of(&path_of(path))).transpose()?;
    lock(&recipients, words).map(Some)
}

/// A lock for public keys, or with a passphrase: one or the other.
///
/// # Errors
/// Both, neither, a key that is none; a build that cannot seal.
pub fn lock(recipients: &[String], words: Option<Passphrase>) -> Result<Lock, Failure> {
    if !HERE {
        return Err(Failure::Export(
            "this build of warroom cannot seal; use one with the feature `seal`, or encrypt the folder with `tar` and `age`".to_owned(),
        ));
    }
    match words {
        Some(_) if !recipients.is_empty() => Err(Failure::Export(
            "a sealed file opens for keys or with a passphrase, never with both; leave one out".to_owned(),
        )),
        Some(words) => Ok(Lock::Passphrase(words)),
        None => Lock::for_recipients(recipients.iter().map(String::as_str)).map_err(refused),
    }
}

/// The public keys of a file: one a line.
///
/// # Errors
/// It cannot be read, or is no such file.
pub fn recipients_of(path: &Path) -> Result<Vec<String>, Failure> {
    Ok(listed(&small(path, "file of public keys")?).map(str::to_owned).collect())
}

/// The passphrase of a file of one line.
///
/// # Errors
/// It cannot be read, is empty, or holds more than one line.
pub fn passphrase_of(path: &Path) -> Result<Passphrase, Failure> {
    let mut text = small(path, "file of a passphrase")?;
    Passphrase::of_file(std::mem::take(&mut *text)).map_err(refused)
}

fn refused(problem: LockProblem) -> Failure {
    Failure::Export(problem.to_string())
}
