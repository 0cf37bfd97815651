//! Signatures: SSHSIG with Ed25519 and SHA-512, such as `ssh-keygen -Y sign` makes and `ssh-keygen -Y verify` checks.
//!
//! Format: `PROTOCOL.sshsig` of OpenSSH. The namespace says what was signed and in what kind of case, so that a
//! signature from a drill can never stand under an incident, nor one under a report stand under a custody record.
//! Ed25519 is deterministic: the same key, namespace and message give the same bytes here and in OpenSSH.

use ed25519_dalek::VerifyingKey;
use ssh_key::public::{Ed25519PublicKey, KeyData};
use ssh_key::{Algorithm, Error, HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};
use std::fmt;

/// No Ed25519 signature comes near this; larger texts are refused before they are decoded. In bytes.
const MAX_PEM: usize = 16 * 1024;

/// How the application of a security key for SSH begins (OpenSSH PROTOCOL.u2f).
const APPLICATION: &str = "ssh:";
/// Flags and counter behind the signature of a security key, in bytes.
const TRAILER: usize = 5;
/// The flag that says that somebody touched the key.
const PRESENT: u8 = 0x01;

/// What a case file is for. Stands in the first line of a chain and in every signature namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// A real incident.
    Incident,
    /// A drill.
    Exercise,
    /// The organisation file: what belongs to no case.
    Organisation,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Incident, Self::Exercise, Self::Organisation];

    /// The word in the journal: `incident`, `exercise` or `organisation`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Exercise => "exercise",
            Self::Organisation => "organisation",
        }
    }

    /// Reads the word that [`Purpose::as_str`] gives; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a signature is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// The head of a station's chain, signed with every append.
    JournalHead,
    /// A checkpoint body, signed by the station it is about.
    JournalCheckpoint,
    /// A checkpoint body, countersigned by another machine.
    JournalWitness,
    /// The tag manifest of a case folder.
    CaseExport,
    /// The acceptance of an item of evidence.
    CustodyAccept,
    /// A report to an authority or to the management.
    ReportSign,
    /// A memo why a notice is not sent.
    MemoSign,
}

impl Use {
    /// Every use.
    pub const ALL: [Self; 7] = [
        Self::JournalHead,
        Self::JournalCheckpoint,
        Self::JournalWitness,
        Self::CaseExport,
        Self::CustodyAccept,
        Self::ReportSign,
        Self::MemoSign,
    ];

    /// Whether a person gives it, and not only a laptop: then a security key may.
    #[must_use]
    pub fn of_a_person(self) -> bool {
        !matches!(self, Self::JournalHead | Self::JournalCheckpoint)
    }

    /// The first part of the namespace, such as `journal-head`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JournalHead => "journal-head",
            Self::JournalCheckpoint => "journal-checkpoint",
            Self::JournalWitness => "journal-witness",
            Self::CaseExport => "case-export",
            Self::CustodyAccept => "custody-accept",
            Self::ReportSign => "report-sign",
            Self::MemoSign => "memo-sign",
        }
    }
}

/// The SSHSIG namespace, which is also the argument of `ssh-keygen -Y verify -n`: `journal-head@warroom` in an incident,
/// `journal-head@warroom-exercise` in a drill, `journal-head@warroom-organisation` in the organisation file.
#[must_use]
pub fn namespace(use_: Use, purpose: Purpose) -> String {
    match purpose {
        Purpose::Incident => format!("{}@warroom", use_.as_str()),
        Purpose::Exercise | Purpose::Organisation => format!("{}@warroom-{purpose}", use_.as_str()),
    }
}

/// Whose signature it is. That the key belongs to somebody is not said here: compare it with an admitted station or with
/// a fingerprint that came another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The public key as OpenSSH writes it, without comment: `ssh-ed25519 AAAA…`.
    pub public_key: String,
    /// Its fingerprint as OpenSSH shows it: `SHA256:…`.
    pub fingerprint: String,
}

/// Why a message could not be signed, or a signature is not accepted. Foreign text in it is escaped and cut short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// More bytes than any Ed25519 signature has.
    #[error("the signature is {0} bytes long, far more than a signature has; it was not read: this is another file")]
    TooLong(usize),
    /// Not an SSH signature at all.
    #[error(
        "this is no readable SSH signature ({0}), so nothing is proved; take the signature from the medium again, from \
         its BEGIN to its END line"
    )]
    Malformed(String),
    /// It decodes, but a program that writes SSH signatures would have written other bytes.
    #[error(
        "the signature decodes but is not written the way OpenSSH writes it (line ends, line lengths, extra or hidden \
         bytes), so somebody or something rewrote it; ask for the original file"
    )]
    NotCanonical,
    /// A format version other than 1.
    #[error("the signature has SSHSIG version {0}, and only version 1 exists; ask for a signature by ssh-keygen")]
    Version(u32),
    /// The reserved field, which OpenSSH leaves empty, is filled.
    #[error(
        "the signature carries {0} hidden bytes in its reserved field, which OpenSSH leaves empty and does not check; ask \
         for a signature by ssh-keygen"
    )]
    Reserved(usize),
    /// The key, or the signature by it, is not plain Ed25519.
    #[error(
        "the {what} uses {found}, and warroom takes ssh-ed25519, of people also sk-ssh-ed25519@openssh.com (a security \
         key), and nothing else; use an Ed25519 key"
    )]
    Algorithm {
        /// `signing key` or `signature`.
        what: &'static str,
        /// The algorithm found, or that it is unknown.
        found: String,
    },
    /// The message was hashed with something else than SHA-512.
    #[error(
        "the signature hashes the message with {0}, and warroom takes sha512 only; sign again with ssh-keygen's default"
    )]
    Hash(String),
    /// A security key signed without being touched.
    #[error(
        "the signature was made by a security key that nobody touched (no user presence in its flags), so it does not \
         show that anybody was there; sign again and touch the key"
    )]
    NotTouched,
    /// A security key made for something else than SSH.
    #[error(
        "the security key was made for the application {0}, not for ssh:, so its signatures are no signatures here; make a \
         key with ssh-keygen -t ed25519-sk"
    )]
    Application(String),
    /// A key with which anybody could have signed.
    #[error(
        "the signing key is one of the few Ed25519 keys under which a signature can be made without a private key, so this \
         one proves nothing and was made on purpose; ask where it comes from"
    )]
    WeakKey,
    /// Signed for another use or in another kind of case.
    #[error(
        "the signature was given for {found}, not for {expected}, so it says nothing about this: an exercise, another kind \
         of document or another program; look for the right signature"
    )]
    Namespace {
        /// The namespace asked for.
        expected: String,
        /// The namespace in the signature.
        found: String,
    },
    /// Everything reads well, but the signature is not by this key over these bytes.
    #[error(
        "the signature by {fingerprint} does not belong to these bytes: the content or the signature was changed after \
         signing; compare with another copy"
    )]
    Mismatch {
        /// The fingerprint of the key that stands in the signature.
        fingerprint: String,
    },
    /// The private key to sign with is locked.
    #[error(
        "the private key is protected by a passphrase and was not unlocked, so nothing was signed; unlock it first"
    )]
    Locked,
    /// The cryptographic library refused to sign.
    #[error("signing failed ({0}), so nothing was signed; check the key file")]
    Failed(String),
}

/// Signs a message and gives the SSHSIG in PEM, the same bytes as `ssh-keygen -Y sign`, ended by LF.
///
/// # Errors
/// [`SignatureError::Locked`] and [`SignatureError::Algorithm`] for a key that cannot sign here.
pub fn sign(key: &PrivateKey, use_: Use, purpose: Purpose, message: &[u8]) -> Result<String, SignatureError> {
    if key.is_encrypted() {
        return Err(SignatureError::Locked);
    }
    demand_ed25519("signing key", &key.algorithm())?;
    let failed = |error: Error| SignatureError::Failed(error.to_string());
    let signature = key.sign(&namespace(use_, purpose), HashAlg::Sha512, message).map_err(failed)?;
    let mut pem = signature.to_pem(LineEnding::LF).map_err(failed)?;
    if !pem.ends_with('\n') {
        pem.push('\n');
    }
    Ok(pem)
}

/// Checks an SSHSIG in PEM over a message and says which key made it.
///
/// Accepts one form only: the bytes that OpenSSH writes (the last line feed may be missing), version 1, empty reserved
/// field, plain Ed25519 (from a person also a security key's, touched: OpenSSH PROTOCOL.u2f), SHA-512, the namespace of this use and purpose. What is accepted here `ssh-keygen -Y verify`
/// accepts too. The reserved field is refused because OpenSSH leaves it out of what it checks.
///
/// # Errors
/// The first rule that is broken, as [`SignatureError`].
pub fn verify(pem: &str, use_: Use, purpose: Purpose, message: &[u8]) -> Result<Signer, SignatureError> {
    if pem.len() > MAX_PEM {
        return Err(SignatureError::TooLong(pem.len()));
    }
    let signature = SshSig::from_pem(pem).map_err(unreadable)?;
    let written = signature.to_pem(LineEnding::LF).map_err(unreadable)?;
    if without_last_lf(pem) != without_last_lf(&written) {
        return Err(SignatureError::NotCanonical);
    }
    if signature.version() != SshSig::VERSION {
        return Err(SignatureError::Version(signature.version()));
    }
    if !signature.reserved().is_empty() {
        return Err(SignatureError::Reserved(signature.reserved().len()));
    }
    let public = match signature.public_key() {
        KeyData::SkEd25519(key) if use_.of_a_person() => {
            demand("signature", &Algorithm::SkEd25519, &signature.algorithm())?;
            touched(key.application(), signature.signature_bytes())?;
            key.public_key()
        }
        key => {
            demand_ed25519("signature", &signature.algorithm())?;
            demand_ed25519_key(key)?
        }
    };
    if signature.hash_alg() != HashAlg::Sha512 {
        return Err(SignatureError::Hash(signature.hash_alg().to_string()));
    }
    let expected = namespace(use_, purpose);
    if signature.namespace() != expected {
        return Err(SignatureError::Namespace { expected, found: quoted(signature.namespace()) });
    }
    let key = PublicKey::from(signature.public_key().clone());
    let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
    match VerifyingKey::try_from(public) {
        Ok(point) if point.is_weak() => return Err(SignatureError::WeakKey),
        Ok(_) => {}
        Err(_) => return Err(SignatureError::Mismatch { fingerprint }),
    }
    if key.verify(&expected, message, &signature).is_err() {
        return Err(SignatureError::Mismatch { fingerprint });
    }
    Ok(Signer { public_key: key.to_openssh().map_err(unreadable)?, fingerprint })
}

fn without_last_lf(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}

fn unreadable(error: Error) -> SignatureError {
    match error {
        Error::AlgorithmUnknown => {
            SignatureError::Algorithm { what: "signing key", found: "an algorithm unknown here".to_owned() }
        }
        Error::AlgorithmUnsupported { algorithm } => {
            SignatureError::Algorithm { what: "signing key", found: quoted(algorithm.as_str()) }
        }
        Error::Version { number } => SignatureError::Version(number),
        other => SignatureError::Malformed(escaped(&other.to_string())),
    }
}

/// That a security key signed for SSH, and was touched: the five bytes behind the signature are flags and counter, and both are signed.
fn touched(application: &str, signature: &[u8]) -> Result<(), SignatureError> {
    if !application.starts_with(APPLICATION) {
        return Err(SignatureError::Application(quoted(application)));
    }
    let flags = signature.len().checked_sub(TRAILER).and_then(|at| signature.get(at)).copied().unwrap_or_default();
    if flags & PRESENT == 0 { Err(SignatureError::NotTouched) } else { Ok(()) }
}

fn demand_ed25519(what: &'static str, algorithm: &Algorithm) -> Result<(), SignatureError> {
    demand(what, &Algorithm::Ed25519, algorithm)
}

fn demand(what: &'static str, wanted: &Algorithm, algorithm: &Algorithm) -> Result<(), SignatureError> {
    if algorithm == wanted {
        return Ok(());
    }
    Err(SignatureError::Algorithm { what, found: quoted(algorithm.as_str()) })
}

fn demand_ed25519_key(key: &KeyData) -> Result<&Ed25519PublicKey, SignatureError> {
    key.ed25519()
        .ok_or_else(|| SignatureError::Algorithm { what: "signing key", found: quoted(key.algorithm().as_str()) })
}

/// Foreign text for a message, in quotes, as [`escaped`].
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Foreign text for a message: control and invisible characters escaped, at most 80 characters of it. The library's own
/// errors need it too, since they repeat labels out of the file.
pub(super) fn escaped(text: &str) -> String {
    let start: String = text.chars().take(80).flat_map(char::escape_debug).collect();
    if text.chars().nth(80).is_some() { start + "…" } else { start }
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "signature_sk_tests.rs"]
mod security_key_tests;
