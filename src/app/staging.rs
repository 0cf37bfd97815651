//! Files named by a command are read, hashed and put aside before the command is decided: the record that cites them is the commit point.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::env::Env;
use super::failure::Failure;
use super::media::medium_of;
use super::quoting::{Ahead, Large, Looked, look};
use crate::domain::artefact::Artefact;
use crate::domain::export::Destination;
use crate::domain::input::{FieldKind, FieldSpec, Input};
use crate::domain::rows::{Asked, Read};
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::acquire::survey::System;
use crate::jobs::hashing;
use crate::jobs::source::Source;
use crate::journal::{bytes_from_hex, hash_from_hex, hex};
use crate::store::CaseFile;
use crate::store::attachment::LARGEST;

/// Files put aside for one command, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staged {
    /// What was staged for each field.
    pub files: BTreeMap<String, Artefact>,
    /// Files too large for the case, by field, as they were when they were read.
    pub(super) large: BTreeMap<String, Large>,
    /// Media that its files lay on, by field, where that is another disk than the case's.
    pub(super) came_from: BTreeMap<String, Destination>,
    /// Searches that were made for the command.
    pub looked: Vec<Looked>,
    /// The row that was read for the command.
    pub row: Option<(Asked, Read)>,
}

impl Staged {
    /// The same with something in the place of each file that is named and was not read yet, with a digest that no file has: what a command comes to can be
    /// said before its files are read.
    #[must_use]
    pub fn with_stand_ins(mut self, fields: &[FieldSpec], input: &Input) -> Staged {
        let fields = fields.iter().filter(|field| matches!(field.kind, FieldKind::File | FieldKind::Paste));
        for (number, field) in (1_u32..).zip(fields) {
            if let Some(path) = input.get(field.name).filter(|_| !self.files.contains_key(field.name)) {
                self.files.insert(field.name.to_owned(), stand_in(path, number));
            }
        }
        self
    }
}

fn stand_in(path: &str, number: u32) -> Artefact {
    Artefact {
        name: String::new(),
        path: path.to_owned(),
        size: 1,
        sha256: format!("{number:064x}"),
        commitment: String::new(),
        stored: false,
    }
}

/// Puts files aside through a connection of its own, so that it can run beside the drawing thread.
#[derive(Debug, Clone)]
pub struct Stager {
    pub(super) env: Env,
    pub(super) case: PathBuf,
}

impl Stager {
    /// Reads and puts aside every file that the fields name. Files of up to 64 MiB go into the case file, larger ones are hashed where they lie.
    ///
    /// # Errors
    /// [`Failure::File`], [`Failure::Store`].
    pub fn stage(&self, fields: &[FieldSpec], input: &Input, handle: &Handle) -> Result<Staged, Failure> {
        self.stage_and_look(fields, input, Ahead::default(), handle)
    }

    /// The same, and then reads what [`crate::app::Case::ahead`] asks for: words in files of any size, a row of an import.
    ///
    /// # Errors
    /// [`Failure::File`], [`Failure::Store`].
    pub fn stage_and_look(
        &self,
        fields: &[FieldSpec],
        input: &Input,
        ahead: Ahead,
        handle: &Handle,
    ) -> Result<Staged, Failure> {
        let mut staged = Staged { came_from: self.came_from(fields, input), ..Staged::default() };
        let mut file = None;
        for spec in fields.iter().filter(|spec| matches!(spec.kind, FieldKind::File | FieldKind::Paste)) {
            let Some(text) = input.get(spec.name) else { continue };
            let file = match &mut file {
                Some(open) => open,
                none => none.insert(CaseFile::open(&self.case)?),
            };
            let found = match spec.kind {
                FieldKind::Paste => self.bytes(file, spec.name, "", text.as_bytes())?,
                _ if text == "-" => {
                    let mut bytes = Vec::new();
                    let limit = LARGEST + 1;
                    std::io::stdin()
                        .lock()
                        .take(limit)
                        .read_to_end(&mut bytes)
                        .map_err(|error| unreadable("-", &error.to_string()))?;
                    self.bytes(file, "standard-input", "-", &bytes)?
                }
                _ => {
                    let (found, large) = self.path(file, text, handle)?;
                    staged.large.extend(large.map(|large| (spec.name.to_owned(), large)));
                    found
                }
            };
            staged.files.insert(spec.name.to_owned(), found);
        }
        staged.looked = look(ahead.searches, &staged, handle);
        if let Some(wanted) = ahead.row {
            let file = CaseFile::open(&self.case)?;
            let read = wanted.read(|sha256| file.attachment(&hash_from_hex(sha256)?).ok().flatten());
            staged.row = Some((wanted.asked, read));
        }
        Ok(staged)
    }

    /// Looked at here, since this runs beside the drawing thread and a dying medium answers slowly.
    fn came_from(&self, fields: &[FieldSpec], input: &Input) -> BTreeMap<String, Destination> {
        let system = System::running();
        let named = fields.iter().filter(|spec| spec.kind == FieldKind::File);
        let on = |spec: &FieldSpec| {
            let place = medium_of(&system, &self.case, &path_of(input.get(spec.name)?))?;
            Some((spec.name.to_owned(), place))
        };
        named.filter_map(on).collect()
    }

    /// Puts bytes aside that this program made itself, for a record that will cite them.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<Artefact, Failure> {
        self.bytes(&CaseFile::open(&self.case)?, name, "", bytes)
    }

    fn bytes(&self, file: &CaseFile, name: &str, path: &str, bytes: &[u8]) -> Result<Artefact, Failure> {
        Ok(Artefact { path: path.to_owned(), ..self.put_in(file, name, bytes, &self.batch()?)? })
    }

    /// Puts bytes aside in a file that is open, under a batch that is theirs and others'.
    pub(super) fn put_in(&self, file: &CaseFile, name: &str, bytes: &[u8], batch: &str) -> Result<Artefact, Failure> {
        let stored = file.put_aside(bytes, self.env.random()?, batch)?;
        Ok(Artefact {
            name: name.to_owned(),
            path: String::new(),
            size: bytes.len() as u64,
            sha256: hex(&stored.sha256),
            commitment: hex(&stored.commitment),
            stored: true,
        })
    }

    fn path(&self, file: &CaseFile, text: &str, handle: &Handle) -> Result<(Artefact, Option<Large>), Failure> {
        let path = path_of(text);
        let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
        let name = visible_bytes(path.file_name().unwrap_or_default().as_encoded_bytes());
        let source = Source::open(&path).map_err(|error| unreadable(&shown, &error.to_string()))?;
        if source.size() > LARGEST {
            let hashed = hashing::hash(source, &[], handle).map_err(|error| unreadable(&shown, &error.to_string()))?;
            let sha256 = hashed.sha256_hex();
            let large = Large { path: hashed.opened, identity: hashed.identity };
            let found =
                Artefact { name, path: shown, size: hashed.size, sha256, commitment: String::new(), stored: false };
            return Ok((found, Some(large)));
        }
        let bytes = source.read_whole(LARGEST).map_err(|error| unreadable(&shown, &error.to_string()))?;
        Ok((self.bytes(file, &name, &shown, &bytes)?, None))
    }

    fn batch(&self) -> Result<String, Failure> {
        batch(&self.env)
    }
}

/// Takes back bytes that were put aside and that no record cites. What cannot be taken back is swept at a later opening.
pub(super) fn discard<'a>(file: &CaseFile, artefacts: impl IntoIterator<Item = &'a Artefact>) {
    for artefact in artefacts.into_iter().filter(|artefact| artefact.stored) {
        if let (Some(sha256), Some(commitment)) = (hash_from_hex(&artefact.sha256), hash_from_hex(&artefact.commitment))
        {
            let _ = file.discard(&sha256, &commitment);
        }
    }
}

/// A batch id names the process that brings the bytes: a batch is swept only once that process is gone.
pub(super) fn batch(env: &Env) -> Result<String, Failure> {
    let boot = env.hashed_boot("batch");
    Ok(format!("{boot}-{}-{}", std::process::id(), hex(&env.random::<8>()?)))
}

/// Whether the process that brought a batch is gone.
#[must_use]
pub(super) fn batch_gone(env: &Env, batch: &str) -> bool {
    let mut parts = batch.split('-');
    let boot = parts.next().unwrap_or_default();
    let Some(pid) = parts.next().and_then(|text| text.parse::<i32>().ok()) else { return true };
    if boot != env.hashed_boot("batch") {
        return true;
    }
    #[cfg(unix)]
    {
        // Another user's live process answers with a refusal, and it is alive all the same.
        let dead = |pid| rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH);
        rustix::process::Pid::from_raw(pid).is_none_or(dead)
    }
    #[cfg(not(unix))]
    {
        pid != i32::try_from(std::process::id()).unwrap_or(0)
    }
}

fn unreadable(path: &str, why: &str) -> Failure {
    Failure::File { path: path.to_owned(), why: why.to_owned() }
}

/// A path as typed or picked. Names that are not UTF-8 come as `hex:` and their bytes, from the picker and the command line alike.
#[must_use]
pub fn path_of(text: &str) -> PathBuf {
    #[cfg(unix)]
    if let Some(digits) = text.strip_prefix("hex:") {
        use std::os::unix::ffi::OsStringExt as _;
        if let Some(bytes) = bytes_from_hex(digits) {
            return PathBuf::from(OsString::from_vec(bytes));
        }
    }
    match text.strip_prefix("~/") {
        Some(rest) => {
            directories::BaseDirs::new().map_or_else(|| PathBuf::from(text), |dirs| dirs.home_dir().join(rest))
        }
        None => PathBuf::from(text),
    }
}

/// The text that stands for a path in a field.
#[must_use]
pub fn text_of(path: &Path) -> String {
    let raw: &OsStr = path.as_os_str();
    raw.to_str().map_or_else(|| format!("hex:{}", hex(raw.as_encoded_bytes())), str::to_owned)
}
