//! Opening a sealed folder: decrypted into a directory that says it is unfinished, and given its name only when every byte proved authentic and none is missing.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use super::super::folder::layout::PARTIAL;
use super::super::folder::medium::{ExportFs as _, Medium};
use super::super::folder::writer::Watch;
use super::unpack::{sync, unpack};
use super::{Key, NotOpened, cipher, directory};
use crate::domain::text::visible;

/// Bytes read at once.
const PART: usize = 1024 * 1024;

/// Opens a sealed file into a directory and gives the path of the folder there. The folder itself is not verified.
///
/// # Errors
/// [`NotOpened`]: nothing was published.
pub fn open(file: &Path, into: &Path, key: &Key, watch: &dyn Watch) -> Result<PathBuf, NotOpened> {
    let system = |what: &'static str| move |error: io::Error| NotOpened::System(format!("{what}: {error}"));
    directory(into)?;
    let sheet = File::open(file).map_err(system("it cannot be read"))?;
    let stream = cipher::decrypt(key, BufReader::with_capacity(PART, sheet))?;
    let there = system("it cannot be unpacked there");
    let place = tempfile::Builder::new().prefix("unsealed-").suffix(PARTIAL).tempdir_in(into).map_err(&there)?;
    let name = unpack(stream, place.path(), watch)?;
    sync(place.path()).map_err(&there)?;
    let medium = Medium::open(into, "").map_err(&there)?;
    let within = place.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    medium.rename(&format!("{within}/{name}"), &name).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => {
            NotOpened::Taken(visible(&name).into_owned())
        }
        _ => there(error),
    })?;
    medium.sync_dir("").map_err(&there)?;
    Ok(into.join(name))
}
