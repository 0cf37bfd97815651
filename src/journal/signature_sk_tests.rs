//! Signatures of security keys, made by hand as OpenSSH's `PROTOCOL.u2f` and `PROTOCOL.sshsig` say: no token is needed, and real `ssh-keygen` judges them too.

use super::*;
use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256, Sha512};
use std::process::{Command, Stdio};

const MESSAGE: &[u8] = b"warroom custody\ncase wr-1\n";
const USE: Use = Use::CustodyAccept;
const KIND: &[u8] = b"sk-ssh-ed25519@openssh.com";

fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

/// A signature of a security key: what it signs and what is written can be told apart.
struct Made {
    key: SigningKey,
    application: &'static str,
    signed_application: &'static str,
    flags: u8,
    counter: u32,
    written_counter: u32,
    namespace: String,
}

impl Made {
    fn sound() -> Made {
        let key = SigningKey::from_bytes(&[5; 32]);
        let namespace = namespace(USE, Purpose::Incident);
        Made {
            key,
            application: "ssh:",
            signed_application: "ssh:",
            flags: 1,
            counter: 7,
            written_counter: 7,
            namespace,
        }
    }

    fn public(&self) -> Vec<u8> {
        [string(KIND), string(self.key.verifying_key().as_bytes()), string(self.application.as_bytes())].concat()
    }

    fn openssh(&self) -> String {
        format!("{} {}", str::from_utf8(KIND).unwrap(), Base64::encode_string(&self.public()))
    }

    fn pem(&self) -> String {
        let parts = [string(self.namespace.as_bytes()), string(b""), string(b"sha512")].concat();
        let message = [b"SSHSIG".as_slice(), &parts, &string(&Sha512::digest(MESSAGE))].concat();
        let device = [
            Sha256::digest(self.signed_application).as_slice(),
            &[self.flags],
            &self.counter.to_be_bytes(),
            &Sha256::digest(&message),
        ]
        .concat();
        let signature = self.key.sign(&device).to_bytes();
        let trailer = [&[self.flags][..], &self.written_counter.to_be_bytes()].concat();
        let signature = [string(KIND), string(&signature), trailer].concat();
        let blob =
            [b"SSHSIG".as_slice(), &1_u32.to_be_bytes(), &string(&self.public()), &parts, &string(&signature)].concat();
        let text = Base64::encode_string(&blob);
        let lines: Vec<&str> = text.as_bytes().chunks(70).map(|line| str::from_utf8(line).unwrap()).collect();
        format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
    }

    fn check(&self) -> Result<Signer, SignatureError> {
        verify(&self.pem(), USE, Purpose::Incident, MESSAGE)
    }

    /// What OpenSSH says; none, said in the log, where it is not there.
    fn openssh_accepts(&self) -> Option<bool> {
        let dir = tempfile::tempdir().unwrap();
        let (signers, signature, message) = (dir.path().join("s"), dir.path().join("m.sig"), dir.path().join("m"));
        std::fs::write(&signers, format!("somebody {}\n", self.openssh())).unwrap();
        std::fs::write(&signature, self.pem()).unwrap();
        std::fs::write(&message, MESSAGE).unwrap();
        let mut command = Command::new("ssh-keygen");
        command
            .args(["-Y", "verify", "-I", "somebody", "-n", &self.namespace, "-f"])
            .arg(&signers)
            .arg("-s")
            .arg(&signature);
        command.stdin(std::fs::File::open(&message).unwrap()).stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(status) = command.status() else {
            println!("skipped: there is no ssh-keygen here");
            return None;
        };
        Some(status.success())
    }
}

#[test]
fn a_person_signs_with_a_security_key_that_was_touched() {
    let made = Made::sound();
    let signer = made.check().unwrap();
    assert_eq!(signer.public_key, made.openssh());
    let known = PublicKey::from_openssh(&made.openssh()).unwrap().fingerprint(HashAlg::Sha256).to_string();
    assert_eq!(signer.fingerprint, known);
    assert_ne!(made.openssh_accepts(), Some(false));
    // Touched and known by its PIN.
    let known = Made { flags: 5, ..Made::sound() };
    assert!(known.check().is_ok());
    assert_ne!(known.openssh_accepts(), Some(false));
}

#[test]
fn whatever_a_security_key_did_not_sign_is_refused() {
    let untouched = Made { flags: 0, ..Made::sound() };
    assert_eq!(untouched.check(), Err(SignatureError::NotTouched));
    assert_eq!(Made { flags: 4, ..Made::sound() }.check(), Err(SignatureError::NotTouched));
    let mismatch = |made: Made| {
        assert!(matches!(made.check(), Err(SignatureError::Mismatch { .. })), "{:?}", made.check());
        assert_ne!(made.openssh_accepts(), Some(true));
    };
    mismatch(Made { written_counter: 8, ..Made::sound() });
    mismatch(Made { application: "ssh:other", ..Made::sound() });
    mismatch(Made { signed_application: "ssh:other", ..Made::sound() });
    let web = Made { application: "https://example.org", signed_application: "https://example.org", ..Made::sound() };
    assert_eq!(web.check(), Err(SignatureError::Application("\"https://example.org\"".to_owned())));
    let other = verify(&Made::sound().pem(), USE, Purpose::Incident, b"another");
    assert!(matches!(other, Err(SignatureError::Mismatch { .. })));
    let bytes = Made::sound().pem();
    for other in [Use::MemoSign, Use::ReportSign, Use::JournalWitness, Use::CaseExport] {
        assert!(matches!(verify(&bytes, other, Purpose::Incident, MESSAGE), Err(SignatureError::Namespace { .. })));
    }
}

#[test]
fn every_use_of_a_person_takes_a_security_key_and_a_laptop_never_does() {
    for use_ in Use::ALL {
        let made = Made { namespace: namespace(use_, Purpose::Incident), ..Made::sound() };
        let checked = verify(&made.pem(), use_, Purpose::Incident, MESSAGE);
        if matches!(use_, Use::JournalHead | Use::JournalCheckpoint) {
            assert!(matches!(checked, Err(SignatureError::Algorithm { .. })), "{use_:?}: {checked:?}");
        } else {
            assert!(checked.is_ok(), "{use_:?}: {checked:?}");
        }
    }
    assert!(super::super::station::station_id_of(&Made::sound().openssh()).is_err(), "no chain is opened with one");
}

#[test]
fn a_weak_point_is_refused_of_a_security_key_too() {
    // The neutral element: under it a signature of noughts over anything can be made.
    let mut point = [0; 32];
    point[0] = 1;
    let made = Made::sound();
    let text = made.pem();
    let strong = Base64::decode_vec(&text.lines().filter(|line| !line.starts_with('-')).collect::<String>()).unwrap();
    let at = strong.windows(32).position(|window| window == made.key.verifying_key().as_bytes()).unwrap();
    let mut weak = strong;
    weak[at..at + 32].copy_from_slice(&point);
    let text = Base64::encode_string(&weak);
    let lines: Vec<&str> = text.as_bytes().chunks(70).map(|line| str::from_utf8(line).unwrap()).collect();
    let pem = format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"));
    assert_eq!(verify(&pem, USE, Purpose::Incident, MESSAGE), Err(SignatureError::WeakKey));
}
