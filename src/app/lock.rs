//! The passphrase of the screen: kept as an Argon2id hash (RFC 9106) in a file that only its owner can read. It keeps a room from reading on while nobody sits at
//! the keys. It is no encryption: whoever may read this user's files can read the case without it, and can take the file away.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, Salt, SaltString};

use super::env::Env;
use super::failure::Failure;
use crate::domain::text::visible;
use crate::store::places::{private_directory, sync_directory};

/// Name of the file in the directory of settings.
const FILE: &str = "screen-lock";
/// The longest wait after a wrong try, milliseconds: it slows guessing down and locks nobody out.
const LONGEST_WAIT: u64 = 30_000;

/// A passphrase that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    hash: String,
}

fn path(env: &Env) -> PathBuf {
    env.places.config.join(FILE)
}

fn failed(path: &std::path::Path, why: &dyn std::fmt::Display) -> Failure {
    Failure::File { path: visible(&path.to_string_lossy()).into_owned(), why: why.to_string() }
}

impl Lock {
    /// The one of this laptop. A file that holds no hash is said to the caller: it locks nothing, or it would lock for ever.
    ///
    /// # Errors
    /// The file, or that it holds something else.
    pub fn of(env: &Env) -> Result<Option<Self>, Failure> {
        let path = path(env);
        let hash = match std::fs::read_to_string(&path) {
            Ok(hash) => hash.trim().to_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, &error)),
        };
        if PasswordHash::new(&hash).is_err() {
            let why = "it holds no passphrase that was set here, so the screen does not lock; `warroom lock set` sets one anew";
            return Err(failed(&path, &why));
        }
        Ok(Some(Lock { hash }))
    }

    /// Sets a passphrase, in the place of one that was.
    ///
    /// # Errors
    /// The system, the file.
    pub fn set(env: &Env, passphrase: &str) -> Result<(), Failure> {
        let path = path(env);
        let bytes: [u8; Salt::RECOMMENDED_LENGTH] = env.random()?;
        let salt = SaltString::encode_b64(&bytes).map_err(|error| failed(&path, &error))?;
        let hash =
            Argon2::default().hash_password(passphrase.as_bytes(), &salt).map_err(|error| failed(&path, &error))?;
        private_directory(&env.places.config)?;
        let new = path.with_extension("new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let written = options.open(&new).and_then(|mut file| {
            writeln!(file, "{hash}")?;
            file.sync_all()
        });
        written.and_then(|()| std::fs::rename(&new, &path)).map_err(|error| failed(&path, &error))?;
        sync_directory(&env.places.config)?;
        Ok(())
    }

    /// Takes the passphrase away. False where there was none.
    ///
    /// # Errors
    /// The file.
    pub fn clear(env: &Env) -> Result<bool, Failure> {
        let path = path(env);
        match std::fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(&path, &error)),
        }
    }

    /// Whether this is it. Takes a good part of a second, so it is asked beside the drawing thread.
    #[must_use]
    pub fn fits(&self, typed: &str) -> bool {
        PasswordHash::new(&self.hash)
            .is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    }

    /// Milliseconds to wait after so many wrong tries in a row.
    #[must_use]
    pub fn wait(wrong: u32) -> u64 {
        if wrong == 0 { 0 } else { 1_000_u64.saturating_mul(1 << (wrong - 1).min(6)).min(LONGEST_WAIT) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::env::{SystemClock, SystemEntropy};
    use crate::store::places::Places;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::Arc;

    fn env(directory: &std::path::Path) -> Env {
        let below = |name: &str| directory.join(name);
        Env {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            places: Places { data: below("data"), config: below("config"), state: below("state") },
            zone: chrono_tz::UTC,
            vars: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn a_passphrase_is_known_again_and_kept_by_nobody() {
        let directory = tempfile::tempdir().unwrap();
        let env = env(directory.path());
        assert_eq!(Lock::of(&env).unwrap(), None);
        Lock::set(&env, "four words of mine").unwrap();
        let lock = Lock::of(&env).unwrap().unwrap();
        assert!(lock.fits("four words of mine") && !lock.fits("four words of mine ") && !lock.fits(""));
        let text = std::fs::read_to_string(path(&env)).unwrap();
        assert!(text.starts_with("$argon2id$") && !text.contains("words"), "{text}");
        assert_eq!(std::fs::metadata(path(&env)).unwrap().permissions().mode() & 0o777, 0o600);
        Lock::set(&env, "other").unwrap();
        assert!(Lock::of(&env).unwrap().unwrap().fits("other"));
        assert!(Lock::clear(&env).unwrap() && !Lock::clear(&env).unwrap());
        std::fs::write(path(&env), "plain\n").unwrap();
        let said = Lock::of(&env).unwrap_err().to_string();
        assert!(said.contains("does not lock"), "{said}");
    }

    #[test]
    fn wrong_tries_are_slowed_and_nobody_is_locked_out() {
        let waits: Vec<u64> = (0..9).map(Lock::wait).collect();
        assert_eq!(waits, [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        assert_eq!(Lock::wait(u32::MAX), LONGEST_WAIT);
    }
}
