//! age: public keys and passphrases, a stream that is encrypted, a stream that is opened.

use std::io::{BufRead, Write};

use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, EncryptError, Encryptor, IdentityFile, scrypt, x25519};

use super::{Key, Lock, NotOpened, Passphrase};

/// Work that a passphrase costs, as a power of two: what stock age takes.
const WORK: u8 = 18;
/// The most that is done to open a file: sixteen times that. A hostile one may ask for hours.
const MOST_WORK: u8 = 22;

/// Whether a text is a public key of age.
#[must_use]
pub fn is_recipient(text: &str) -> bool {
    text.parse::<x25519::Recipient>().is_ok()
}

fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.expose().to_owned())
}

/// Encrypts what is written into it. Without its `finish` the file is cut off, and shows it.
pub(super) fn encrypt<W: Write>(lock: &Lock, output: W) -> std::io::Result<StreamWriter<W>> {
    let encryptor = match lock {
        Lock::Recipients(recipients) => {
            let keys: Vec<x25519::Recipient> = recipients.iter().filter_map(|text| text.parse().ok()).collect();
            Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient))
        }
        Lock::Passphrase(passphrase) => {
            let mut recipient = scrypt::Recipient::new(secret(passphrase));
            recipient.set_work_factor(WORK);
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        }
    };
    let failed = |error: EncryptError| match error {
        EncryptError::Io(error) => error,
        other => std::io::Error::other(other.to_string()),
    };
    encryptor.map_err(failed)?.wrap_output(output)
}

/// Opens a stream. Every part that it gives out is authentic; that none is missing shows only at its end.
pub(super) fn decrypt<R: BufRead>(key: &Key, input: R) -> Result<StreamReader<R>, NotOpened> {
    let decryptor = Decryptor::new_buffered(input).map_err(|error| match error {
        DecryptError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            NotOpened::System(error.to_string())
        }
        other => NotOpened::NotAge(other.to_string()),
    })?;
    match key {
        Key::Passphrase(passphrase) => {
            if !decryptor.is_scrypt() {
                return Err(NotOpened::AsksKey);
            }
            let mut identity = scrypt::Identity::new(secret(passphrase));
            identity.set_max_work_factor(MOST_WORK);
            let opened = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
            opened.map_err(|error| not_opened(&error, NotOpened::WrongPassphrase))
        }
        Key::Identities(text) => {
            if decryptor.is_scrypt() {
                return Err(NotOpened::AsksPassphrase);
            }
            // What the crate says about a file of keys may quote it.
            let unread = || {
                NotOpened::System("the file of private keys cannot be read: it holds no line that begins with AGE-SECRET-KEY-1, or a damaged one".to_owned())
            };
            let file = IdentityFile::from_buffer(text.expose().as_bytes()).map_err(|_| unread())?;
            let identities = file.into_identities().map_err(|_| unread())?;
            if identities.is_empty() {
                return Err(unread());
            }
            let keys = identities.iter().map(|identity| identity.as_ref() as &dyn age::Identity);
            decryptor.decrypt(keys).map_err(|error| not_opened(&error, NotOpened::WrongKey))
        }
    }
}

fn not_opened(error: &DecryptError, wrong: NotOpened) -> NotOpened {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => wrong,
        DecryptError::ExcessiveWork { required, .. } => NotOpened::TooMuchWork(*required),
        DecryptError::InvalidMac => NotOpened::Damaged("its head was changed".to_owned()),
        DecryptError::Io(error) => NotOpened::System(error.to_string()),
        other => NotOpened::NotAge(other.to_string()),
    }
}
