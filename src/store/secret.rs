//! A secret of this laptop that is kept in a file: made once, read from then on.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use super::places::private_directory;

/// The secret in the file `path`; where there is none yet, `fresh` becomes it.
///
/// # Errors
/// It cannot be read or made, is not one, or others than its owner may read it.
pub fn secret(path: &Path, fresh: &[u8; 32]) -> io::Result<[u8; 32]> {
    if let Some(known) = read(path)? {
        return Ok(known);
    }
    if let Some(parent) = path.parent() {
        private_directory(parent).map_err(io::Error::other)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}", std::process::id()));
    let beside = Path::new(&beside);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(beside)?;
    let made = file.write_all(fresh).and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(beside, path));
    let _ = fs::remove_file(beside);
    match made {
        Ok(()) => Ok(*fresh),
        // Another process was faster: its secret is the one.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(path)?.ok_or(error),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> io::Result<Option<[u8; 32]>> {
    let mut options = OpenOptions::new();
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    let file: File = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.mode() & 0o077 != 0 {
        return Err(io::Error::other("others may read it, or it is no file: remove it"));
    }
    let mut bytes = Vec::new();
    file.take(33).read_to_end(&mut bytes)?;
    let known = bytes.try_into().map_err(|_| io::Error::other("it has not the length of a secret: remove it"))?;
    Ok(Some(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn it_is_made_once_and_is_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/key");
        assert_eq!(secret(&path, &[1; 32]).unwrap(), [1; 32]);
        assert_eq!(secret(&path, &[2; 32]).unwrap(), [1; 32]);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(secret(&path, &[2; 32]).unwrap_err().to_string().contains("others may read it"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, [1; 31]).unwrap();
        assert!(secret(&path, &[2; 32]).unwrap_err().to_string().contains("length"));
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        assert!(secret(&path, &[2; 32]).is_err());
    }
}
