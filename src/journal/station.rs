//! The station key: the Ed25519 key of one laptop, with which it signs the head of its chain.
//!
//! The file is an OpenSSH private key without passphrase, since the program signs at every append. `ssh-keygen` reads it.

use crate::journal::signature::{self, Purpose, SignatureError, Use, escaped, quoted};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use ssh_key::private::Ed25519Keypair;
use ssh_key::{Algorithm, Error, HashAlg, LineEnding, PrivateKey, PublicKey};
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// No Ed25519 key file comes near this; larger files are refused. In bytes.
const MAX_FILE: u64 = 64 * 1024;

/// The name of the algorithm on the wire (RFC 8709 section 4).
const WIRE_NAME: &[u8; 11] = b"ssh-ed25519";

/// The private key of a station. Shown in debug output by its fingerprint only; wiped from memory when dropped.
pub struct StationKey {
    private: PrivateKey,
    public: [u8; 32],
}

/// Why a station key was not saved, loaded or read.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is something under this name already; it was left as it is.
    #[error(
        "{0:?} exists already and was not overwritten, because a station that loses its key cannot go on with its chain; \
         load that key or choose another name"
    )]
    Exists(PathBuf),
    /// The file is a symbolic link, directory, device or pipe.
    #[error(
        "{0:?} is not a regular file (a link, directory, device or pipe), so it was not read as a key; give the path of the \
         key file itself"
    )]
    NotRegular(PathBuf),
    /// Others than the owner have access to the file.
    #[error(
        "{path:?} is open to other users (mode {mode:04o}), so others may sign as this station; run chmod 600 on it, and \
         set up a new station key if anybody else uses this machine"
    )]
    OpenToOthers {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Larger than any key file.
    #[error("{0:?} is larger than a key file can be, so it was not read; give the path of the key file")]
    TooLong(PathBuf),
    /// The key has a passphrase.
    #[error(
        "the key in {0:?} is encrypted with a passphrase, but a station signs at every record and cannot ask each time; \
         make a key without passphrase for the station and keep it on an encrypted disk"
    )]
    Encrypted(PathBuf),
    /// A private or public key of another kind.
    #[error("the key is of the kind {0}, and a station uses ssh-ed25519 only; use an Ed25519 key")]
    NotEd25519(String),
    /// Not a private key in OpenSSH's format.
    #[error(
        "{path:?} is no OpenSSH private key ({reason}), so the station cannot sign; restore the file from a copy or set up a \
         new station"
    )]
    NotPrivateKey {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The public half in the file does not belong to the private half, or the check numbers differ.
    #[error(
        "the parts of the key in {0:?} do not belong together, so the file was damaged or changed and was not used; \
         restore it from a copy or set up a new station"
    )]
    Halves(PathBuf),
    /// Not a public key line.
    #[error(
        "this is no OpenSSH public key ({0}), so it names no station; copy the whole line that begins with ssh-ed25519"
    )]
    NotPublicKey(String),
    /// The operating system refused.
    #[error("cannot {action} {path:?} ({source}); check the directory, its permissions and the free space")]
    Io {
        /// What was tried, a verb such as `write`.
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl StationKey {
    /// The key that belongs to 32 random bytes, which the caller takes from the operating system and forgets (RFC 8032
    /// section 5.1.5). The same seed gives the same key.
    #[must_use]
    pub fn generate(seed: &[u8; 32]) -> Self {
        let pair = Ed25519Keypair::from_seed(seed);
        Self { public: pair.public.0, private: PrivateKey::from(pair) }
    }

    /// The public key as OpenSSH writes it, without comment: `ssh-ed25519 AAAA…`.
    #[must_use]
    pub fn public_openssh(&self) -> String {
        format!("ssh-ed25519 {}", Base64::encode_string(&wire_blob(&self.public)))
    }

    /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:` and 43 characters of base64.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.private.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The name of the station in the journal: the first 16 lowercase hex digits of SHA-256 over the public key on the
    /// wire (RFC 8709 section 4), that is the first 8 bytes of what the fingerprint shows in base64.
    #[must_use]
    pub fn station_id(&self) -> String {
        id_of_wire_blob(&wire_blob(&self.public))
    }

    /// Signs a message, as [`signature::sign`].
    ///
    /// # Errors
    /// As [`signature::sign`].
    pub fn sign(&self, use_: Use, purpose: Purpose, message: &[u8]) -> Result<String, SignatureError> {
        signature::sign(&self.private, use_, purpose, message)
    }

    /// Writes the key in OpenSSH's private key format to a new file with mode 0600, durably: a temporary file in the same
    /// directory is synced, then takes the name if nothing has it, then the directory is synced. A crash leaves either
    /// no file of this name or a whole one.
    ///
    /// # Errors
    /// [`KeyError::Exists`] when anything has the name, a dangling link too; [`KeyError::Io`]. After an error in syncing
    /// the directory the file may exist.
    pub fn save(&self, path: &Path) -> Result<(), KeyError> {
        let failed = |source| KeyError::Io { action: "write", path: path.to_owned(), source };
        let text = self.private.to_openssh(LineEnding::LF).map_err(|error| failed(io::Error::other(error)))?;
        let directory = match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let mut options = tempfile::Builder::new();
        options.prefix(".station-key-");
        #[cfg(unix)]
        options.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
        let mut file = options.tempfile_in(directory).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist_noclobber(path).map_err(|refused| match refused.error.kind() {
            io::ErrorKind::AlreadyExists => KeyError::Exists(path.to_owned()),
            _ => failed(refused.error),
        })?;
        sync_directory(directory).map_err(|source| KeyError::Io { action: "sync", path: directory.to_owned(), source })
    }

    /// Reads a key file: a regular file that only its owner can reach, holding an Ed25519 key without passphrase. The
    /// checks are made on the opened file, so it cannot be exchanged between check and reading.
    ///
    /// # Errors
    /// The rule that is broken, as [`KeyError`].
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::Io { action: "read", path: path.to_owned(), source };
        let file = open_checked(path)?;
        let mut text = Vec::new();
        file.take(MAX_FILE + 1).read_to_end(&mut text).map_err(failed)?;
        if text.len() as u64 > MAX_FILE {
            return Err(KeyError::TooLong(path.to_owned()));
        }
        let key = PrivateKey::from_openssh(&text).map_err(|error| match error {
            Error::AlgorithmUnknown => KeyError::NotEd25519("unknown here".to_owned()),
            Error::AlgorithmUnsupported { algorithm } => KeyError::NotEd25519(quoted(algorithm.as_str())),
            // The library's words for check numbers that differ and for halves that do not agree.
            Error::Crypto | Error::PublicKey => KeyError::Halves(path.to_owned()),
            other => KeyError::NotPrivateKey { path: path.to_owned(), reason: escaped(&other.to_string()) },
        })?;
        if key.is_encrypted() {
            return Err(KeyError::Encrypted(path.to_owned()));
        }
        let Some(pair) = key.key_data().ed25519() else {
            return Err(KeyError::NotEd25519(quoted(key.algorithm().as_str())));
        };
        // A key with a foreign public half gives its private half away when it signs, so the public half is made anew.
        let made = Ed25519Keypair::from_seed(pair.private.as_ref());
        if made.public != pair.public || key.public_key().key_data().ed25519() != Some(&made.public) {
            return Err(KeyError::Halves(path.to_owned()));
        }
        Ok(Self { public: made.public.0, private: PrivateKey::from(made) })
    }
}

impl fmt::Debug for StationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StationKey").field("fingerprint", &self.fingerprint()).finish_non_exhaustive()
    }
}

/// The station id (see [`StationKey::station_id`]) that belongs to a public key line `ssh-ed25519 AAAA… [comment]`, as it
/// stands in the first line of a chain and in [`Signer`](crate::journal::signature::Signer).
///
/// # Errors
/// [`KeyError::NotPublicKey`] and [`KeyError::NotEd25519`].
pub fn station_id_of(openssh_public: &str) -> Result<String, KeyError> {
    ed25519_of(openssh_public).map(|public| id_of_wire_blob(&wire_blob(&public)))
}

/// The fingerprint of a public key line, as `ssh-keygen -l` shows it.
///
/// # Errors
/// [`KeyError::NotPublicKey`] and [`KeyError::NotEd25519`].
pub fn fingerprint_of(openssh_public: &str) -> Result<String, KeyError> {
    let public = ed25519_of(openssh_public)?;
    let key = ssh_key::public::KeyData::Ed25519(ssh_key::public::Ed25519PublicKey(public));
    Ok(key.fingerprint(HashAlg::Sha256).to_string())
}

fn ed25519_of(openssh_public: &str) -> Result<[u8; 32], KeyError> {
    let key = PublicKey::from_openssh(openssh_public.trim()).map_err(|error| match error {
        Error::AlgorithmUnknown => KeyError::NotEd25519("unknown here".to_owned()),
        other => KeyError::NotPublicKey(escaped(&other.to_string())),
    })?;
    match (key.algorithm(), key.key_data().ed25519()) {
        (Algorithm::Ed25519, Some(public)) => Ok(public.0),
        (other, _) => Err(KeyError::NotEd25519(quoted(other.as_str()))),
    }
}

/// The public key on the wire: two strings, each with its length before it as four bytes, big-endian (RFC 8709 section 4).
fn wire_blob(public: &[u8; 32]) -> Vec<u8> {
    let mut blob = Vec::with_capacity(51);
    blob.extend([0, 0, 0, 11]);
    blob.extend(WIRE_NAME);
    blob.extend([0, 0, 0, 32]);
    blob.extend(public);
    blob
}

fn id_of_wire_blob(blob: &[u8]) -> String {
    Sha256::digest(blob).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(unix)]
fn open_checked(path: &Path) -> Result<File, KeyError> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    // Without NONBLOCK a named pipe would hold the program until somebody writes to it.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let failed = |source| KeyError::Io { action: "read", path: path.to_owned(), source };
    let file = File::options().read(true).custom_flags(flags).open(path).map_err(|source| {
        // Only reached for something that cannot be opened; what it is decides the wording, nothing else.
        match path.symlink_metadata() {
            Ok(found) if !found.is_file() => KeyError::NotRegular(path.to_owned()),
            _ => failed(source),
        }
    })?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(KeyError::NotRegular(path.to_owned()));
    }
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(KeyError::OpenToOthers { path: path.to_owned(), mode });
    }
    Ok(file)
}

#[cfg(not(unix))]
fn open_checked(path: &Path) -> Result<File, KeyError> {
    let failed = |source| KeyError::Io { action: "read", path: path.to_owned(), source };
    if !path.symlink_metadata().map_err(failed)?.is_file() {
        return Err(KeyError::NotRegular(path.to_owned()));
    }
    File::open(path).map_err(failed)
}

#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Elsewhere a directory cannot be opened for syncing; the file itself was synced.
#[cfg(not(unix))]
fn sync_directory(_directory: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::process::Command;

    fn key() -> StationKey {
        StationKey::generate(&[7; 32])
    }

    /// `None`, with a word to the reader of the test log, on a machine without OpenSSH.
    fn ssh_keygen() -> Option<Command> {
        match Command::new("ssh-keygen").arg("-?").output() {
            Ok(_) => Some(Command::new("ssh-keygen")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                println!("skipped: there is no ssh-keygen here");
                None
            }
            Err(error) => panic!("{error}"),
        }
    }

    fn private_file(path: &Path, text: &str) {
        fs::write(path, text).unwrap();
        #[cfg(unix)]
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }

    // RFC 8032 section 7.1, test 1; the rest with Python: blob = bytes.fromhex('0000000b') + b'ssh-ed25519' +
    // bytes.fromhex('00000020') + public; base64.b64encode(blob), hashlib.sha256(blob)
    #[test]
    fn known_answer() {
        let seed = [
            0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49,
            0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
        ];
        let key = StationKey::generate(&seed);
        assert_eq!(
            key.public_openssh(),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
        );
        assert_eq!(key.fingerprint(), "SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8");
        assert_eq!(key.station_id(), "6db5e9b8a1bace1c");
    }

    #[test]
    fn the_public_line_names_the_same_station() {
        let key = key();
        assert_eq!(key.public_openssh(), key.private.public_key().to_openssh().unwrap());
        let line = key.public_openssh();
        assert_eq!(station_id_of(&line).unwrap(), key.station_id());
        assert_eq!(station_id_of(&format!("{line} a comment\n")).unwrap(), key.station_id());
        assert_ne!(StationKey::generate(&[8; 32]).station_id(), key.station_id());
    }

    #[test]
    fn other_public_lines_are_refused() {
        let line = key().public_openssh();
        for text in ["", "ssh-ed25519", "\u{1b}[2J", &line[..40], &line.replacen("ssh-", "", 1)] {
            assert!(
                matches!(station_id_of(text), Err(KeyError::NotPublicKey(_) | KeyError::NotEd25519(_))),
                "{text:?}"
            );
        }
        let rsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQC7";
        assert!(matches!(station_id_of(rsa), Err(KeyError::NotPublicKey(_))));
    }

    #[test]
    fn debug_output_shows_no_secret() {
        let shown = format!("{:?}", key());
        assert_eq!(shown, format!("StationKey {{ fingerprint: {:?}, .. }}", key().fingerprint()));
    }

    #[test]
    fn a_saved_key_is_the_same_key() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        key().save(&path).unwrap();
        let loaded = StationKey::load(&path).unwrap();
        assert_eq!(loaded.public_openssh(), key().public_openssh());
        let sign = |key: &StationKey| key.sign(Use::JournalHead, Purpose::Incident, b"head").unwrap();
        assert_eq!(sign(&loaded), sign(&key()));
        let signer = signature::verify(&sign(&loaded), Use::JournalHead, Purpose::Incident, b"head").unwrap();
        assert_eq!((signer.public_key, signer.fingerprint), (key().public_openssh(), key().fingerprint()));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn nothing_is_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        key().save(&path).unwrap();
        let before = fs::read(&path).unwrap();
        assert!(matches!(StationKey::generate(&[8; 32]).save(&path), Err(KeyError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), before);
        assert!(matches!(
            key().save(&directory.path().join("none/station")),
            Err(KeyError::Io { action: "write", .. })
        ));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_a_regular_file_of_ones_own_is_taken() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        key().save(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);

        let link = directory.path().join("link");
        symlink(&path, &link).unwrap();
        assert!(matches!(StationKey::load(&link), Err(KeyError::NotRegular(_))));
        assert!(matches!(StationKey::load(directory.path()), Err(KeyError::NotRegular(_))));
        assert!(matches!(StationKey::load(Path::new("/dev/null")), Err(KeyError::NotRegular(_))));
        let missing = directory.path().join("missing");
        assert!(matches!(StationKey::load(&missing), Err(KeyError::Io { action: "read", .. })));
        let pipe = directory.path().join("pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        assert!(matches!(StationKey::load(&pipe), Err(KeyError::NotRegular(_))));

        let dangling = directory.path().join("dangling");
        symlink(&missing, &dangling).unwrap();
        assert!(matches!(key().save(&dangling), Err(KeyError::Exists(_))));
        assert!(!missing.exists());

        for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o601] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let refused = StationKey::load(&path).unwrap_err();
            assert!(refused.to_string().contains("chmod 600"), "{refused}");
            assert!(matches!(refused, KeyError::OpenToOthers { mode: found, .. } if found == mode));
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(StationKey::load(&path).is_ok());
    }

    #[test]
    fn damaged_files_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        let text = key().private.to_openssh(LineEnding::LF).unwrap();
        let texts = [String::new(), "\0\u{ff}".to_owned(), text[..100].to_owned(), text.replace("OPENSSH", "RSA")];
        for text in texts {
            private_file(&path, &text);
            assert!(matches!(StationKey::load(&path), Err(KeyError::NotPrivateKey { .. })), "{text:?}");
        }
        private_file(&path, &"x".repeat(MAX_FILE as usize + 1));
        assert!(matches!(StationKey::load(&path), Err(KeyError::TooLong(_))));
    }

    #[test]
    fn halves_that_do_not_belong_together_are_refused() {
        let (one, other) = (Ed25519Keypair::from_seed(&[7; 32]), Ed25519Keypair::from_seed(&[8; 32]));
        let mixed = PrivateKey::from(Ed25519Keypair { public: other.public, private: one.private });
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        private_file(&path, &mixed.to_openssh(LineEnding::LF).unwrap());
        let refused = StationKey::load(&path);
        assert!(matches!(refused, Err(KeyError::Halves(_))), "{refused:?}");
    }

    #[test]
    fn openssh_reads_the_saved_key() {
        let Some(mut keygen) = ssh_keygen() else { return };
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("station");
        key().save(&path).unwrap();
        let output = keygen.args(["-y", "-f"]).arg(&path).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let public = String::from_utf8(output.stdout).unwrap();
        assert_eq!(public.trim_end(), key().public_openssh());

        let public_file = directory.path().join("station.pub");
        fs::write(&public_file, &public).unwrap();
        let output = Command::new("ssh-keygen").args(["-l", "-f"]).arg(&public_file).output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains(&key().fingerprint()));
    }

    #[test]
    fn keys_made_by_openssh() {
        let directory = tempfile::tempdir().unwrap();
        let make = |name: &str, args: &[&str]| {
            let path = directory.path().join(name);
            let mut keygen = ssh_keygen()?;
            let output = keygen.args(["-q", "-C", "note", "-f"]).arg(&path).args(args).output().unwrap();
            assert!(output.status.success(), "{output:?}");
            Some(path)
        };
        let Some(plain) = make("plain", &["-t", "ed25519", "-N", ""]) else { return };
        let loaded = StationKey::load(&plain).unwrap();
        let line = fs::read_to_string(directory.path().join("plain.pub")).unwrap();
        assert_eq!(format!("{} note\n", loaded.public_openssh()), line);
        assert_eq!(station_id_of(&line).unwrap(), loaded.station_id());

        let locked = make("locked", &["-t", "ed25519", "-N", "a passphrase"]).unwrap();
        assert!(matches!(StationKey::load(&locked), Err(KeyError::Encrypted(_))));
        for (name, args) in
            [("rsa", ["-t", "rsa", "-b", "2048", "-N", ""]), ("ecdsa", ["-t", "ecdsa", "-b", "256", "-N", ""])]
        {
            let refused = StationKey::load(&make(name, &args).unwrap());
            assert!(matches!(refused, Err(KeyError::NotEd25519(_))), "{name}: {refused:?}");
            let line = fs::read_to_string(directory.path().join(format!("{name}.pub"))).unwrap();
            let refused = station_id_of(&line);
            assert!(matches!(refused, Err(KeyError::NotEd25519(_))), "{name}: {refused:?}");
        }
    }
}
