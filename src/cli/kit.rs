//! `warroom kit`: the scripts for administrators' hosts, written onto a stick.

use std::io::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::args::Kit;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::text::visible;
use crate::library::assets;
use crate::library::digest::Digest;
use crate::library::sums;

/// Writes the scripts and prints their digests, as `sha256sum` does: they can be compared on the host that runs them.
pub(crate) fn run(session: &mut Session<'_>, asked: &Kit) -> Result<u8, Stop> {
    let said = |path: &Path, what: &str| Stop::Said(format!("{} {what}", visible(&path.to_string_lossy())));
    let paths = assets::KIT.map(|(name, text)| (asked.directory.join(name), text));
    if let Some((path, _)) = paths.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        return Err(said(path, "is there already and was left as it is; nothing was written, name another directory"));
    }
    std::fs::create_dir_all(&asked.directory).map_err(|error| {
        said(&asked.directory, &format!("could not be made: {error}; nothing was written, name another directory"))
    })?;
    for (path, text) in &paths {
        write(path, text).map_err(|error| {
            said(path, &format!("could not be written: {error}; delete what is there and try again"))
        })?;
    }
    for (path, text) in &paths {
        let digest = Digest::sha256(Sha256::digest(text.as_bytes()).into());
        session.io.bytes(&sums::line(&digest, path.as_os_str().as_encoded_bytes()))?;
    }
    session.io.note(
        "the PowerShell script was never run by its makers: have it read and tried on a host that does not matter",
    );
    Ok(DONE)
}

/// A new file, on the stick before this returns: sticks are pulled.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    if path.extension().is_some_and(|extension| extension == "sh") {
        use std::os::unix::fs::PermissionsExt as _;
        // A stick with a FAT file system knows no such thing; the script is started through sh anyway.
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o755));
    }
    file.sync_all()
}
