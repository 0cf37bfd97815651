use super::*;
use base64ct::{Base64, Encoding};
use ssh_key::private::Ed25519Keypair;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

const MESSAGE: &[u8] = b"warroom/2026-0042/b7c1d2e3f4a50617\n300\n";
const HEAD: (Use, Purpose) = (Use::JournalHead, Purpose::Incident);

fn key() -> PrivateKey {
    PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]))
}

fn check(pem: &str) -> Result<Signer, SignatureError> {
    verify(pem, HEAD.0, HEAD.1, MESSAGE)
}

fn string(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

/// The parts of an SSHSIG, put together by hand as `PROTOCOL.sshsig` says, to make what no sane program writes.
struct Parts {
    version: u32,
    public: Vec<u8>,
    namespace: &'static str,
    reserved: &'static [u8],
    hash: &'static str,
    signature: Vec<u8>,
}

impl Parts {
    fn sound() -> Self {
        let signature = key().sign("journal-head@warroom", HashAlg::Sha512, MESSAGE).unwrap();
        Self {
            version: 1,
            public: key().public_key().to_bytes().unwrap(),
            namespace: "journal-head@warroom",
            reserved: b"",
            hash: "sha512",
            signature: [string(b"ssh-ed25519"), string(signature.signature_bytes())].concat(),
        }
    }

    fn blob(&self) -> Vec<u8> {
        [
            b"SSHSIG".to_vec(),
            self.version.to_be_bytes().to_vec(),
            string(&self.public),
            string(self.namespace.as_bytes()),
            string(self.reserved),
            string(self.hash.as_bytes()),
            string(&self.signature),
        ]
        .concat()
    }

    fn pem(&self) -> String {
        armour(&self.blob(), 70)
    }
}

fn armour(blob: &[u8], width: usize) -> String {
    let text = Base64::encode_string(blob);
    let lines: Vec<&str> = text.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}

#[test]
fn namespaces() {
    assert_eq!(namespace(Use::JournalHead, Purpose::Incident), "journal-head@warroom");
    assert_eq!(namespace(Use::JournalHead, Purpose::Exercise), "journal-head@warroom-exercise");
    assert_eq!(namespace(Use::ReportSign, Purpose::Organisation), "report-sign@warroom-organisation");
    let all = Use::ALL.iter().flat_map(|use_| Purpose::ALL.map(|purpose| namespace(*use_, purpose)));
    assert_eq!(all.collect::<std::collections::BTreeSet<_>>().len(), Use::ALL.len() * Purpose::ALL.len());
    for purpose in Purpose::ALL {
        assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
    }
    assert_eq!(Purpose::parse("Incident"), None);
    assert_eq!(Purpose::parse(""), None);
}

#[test]
fn what_is_signed_verifies() {
    for use_ in Use::ALL {
        for purpose in Purpose::ALL {
            let pem = sign(&key(), use_, purpose, MESSAGE).unwrap();
            let signer = verify(&pem, use_, purpose, MESSAGE).unwrap();
            assert_eq!(signer.public_key, key().public_key().to_openssh().unwrap());
            assert_eq!(signer.fingerprint, key().fingerprint(HashAlg::Sha256).to_string());
        }
    }
    let pem = sign(&key(), HEAD.0, HEAD.1, MESSAGE).unwrap();
    assert_eq!(pem, Parts::sound().pem());
    assert!(check(pem.trim_end()).is_ok(), "the last line feed may be missing");
}

#[test]
fn another_use_purpose_or_message_is_refused() {
    let pem = sign(&key(), HEAD.0, HEAD.1, MESSAGE).unwrap();
    for use_ in Use::ALL {
        for purpose in Purpose::ALL {
            let refused = verify(&pem, use_, purpose, MESSAGE);
            match (use_, purpose) {
                HEAD => assert!(refused.is_ok()),
                _ => assert_eq!(
                    refused,
                    Err(SignatureError::Namespace {
                        expected: namespace(use_, purpose),
                        found: "\"journal-head@warroom\"".to_owned()
                    })
                ),
            }
        }
    }
    for i in 0..MESSAGE.len() {
        let mut other = MESSAGE.to_vec();
        other[i] ^= 1;
        let refused = verify(&pem, HEAD.0, HEAD.1, &other);
        assert!(matches!(refused, Err(SignatureError::Mismatch { .. })), "{refused:?}");
    }
}

#[test]
fn every_flipped_byte_of_the_signature_is_refused() {
    let sound = Parts::sound().blob();
    for i in 0..sound.len() {
        for bit in [0x01, 0x80] {
            let mut blob = sound.clone();
            blob[i] ^= bit;
            assert!(check(&armour(&blob, 70)).is_err(), "byte {i}");
        }
    }
    // In the last field (the 64 bytes of the signature) it is the signature that is wrong, not the form.
    let mut blob = sound.clone();
    blob[sound.len() - 40] ^= 1;
    assert!(matches!(check(&armour(&blob, 70)), Err(SignatureError::Mismatch { .. })));
}

#[test]
fn only_the_form_that_openssh_writes() {
    let pem = Parts::sound().pem();
    let blob = Parts::sound().blob();
    let forms = [
        armour(&blob, 64),
        armour(&blob, 76),
        armour(&blob, 2000),
        pem.replace('\n', "\r\n"),
        format!("{pem}\n"),
        format!("\n{pem}"),
        format!("a note\n{pem}"),
        format!("{pem}a note\n"),
        format!("{pem}{pem}"),
        pem.replacen("\n-----END", "\n\n-----END", 1),
        pem.replacen("-----\n", "-----\nComment: x\n\n", 1),
        armour(&[&blob[..], b"more"].concat(), 70),
    ];
    for form in forms {
        let refused = check(&form);
        assert!(
            matches!(refused, Err(SignatureError::NotCanonical | SignatureError::Malformed(_))),
            "{form}: {refused:?}"
        );
    }
    for text in ["", "-----BEGIN SSH SIGNATURE-----", "\u{0}", "\u{1f4a3}"] {
        assert!(matches!(check(text), Err(SignatureError::Malformed(_))), "{text:?}");
    }
    assert_eq!(check(&"x".repeat(MAX_PEM + 1)), Err(SignatureError::TooLong(MAX_PEM + 1)));
    for end in 0..pem.len() - 1 {
        assert!(check(&pem[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn other_versions_and_hidden_bytes_are_refused() {
    assert_eq!(check(&Parts { version: 0, ..Parts::sound() }.pem()), Err(SignatureError::Version(0)));
    assert_eq!(check(&Parts { version: 2, ..Parts::sound() }.pem()), Err(SignatureError::Version(2)));
    // OpenSSH accepts this one: it skips the field and signs over an empty one.
    assert_eq!(check(&Parts { reserved: b"note", ..Parts::sound() }.pem()), Err(SignatureError::Reserved(4)));
}

#[test]
fn another_hash_is_refused() {
    let pem = key().sign("journal-head@warroom", HashAlg::Sha256, MESSAGE).unwrap().to_pem(LineEnding::LF).unwrap();
    assert_eq!(check(&pem), Err(SignatureError::Hash("sha256".to_owned())));
    assert!(matches!(check(&Parts { hash: "md5", ..Parts::sound() }.pem()), Err(SignatureError::Malformed(_))));
}

#[test]
fn another_algorithm_in_the_signature_is_refused() {
    let signature = [string(b"evil\x1b[2J@x"), string(&[1; 64])].concat();
    let refused = check(&Parts { signature, ..Parts::sound() }.pem()).unwrap_err();
    assert!(matches!(refused, SignatureError::Algorithm { .. } | SignatureError::Malformed(_)), "{refused:?}");
    assert!(!refused.to_string().contains('\x1b'));
}

#[test]
fn foreign_text_is_escaped() {
    let refused = check(&Parts { namespace: "a\x1b[2J\u{202e}\n", ..Parts::sound() }.pem()).unwrap_err();
    assert!(matches!(refused, SignatureError::Namespace { .. }));
    assert!(!refused.to_string().contains(['\x1b', '\u{202e}', '\n']), "{refused}");
    let refused = check(&Parts { hash: "a\x1b[2J\n", ..Parts::sound() }.pem()).unwrap_err();
    assert!(!refused.to_string().contains(['\x1b', '\n']), "{refused}");
    assert_eq!(quoted(&"ä".repeat(81)), format!("\"{}…\"", "ä".repeat(80)));
    assert_eq!(quoted(&"ä".repeat(80)), format!("\"{}\"", "ä".repeat(80)));
}

#[test]
fn a_key_under_which_anybody_can_sign_is_refused() {
    // The neutral point as public key and as R, and S = 0, satisfy the equation of Ed25519 for every message.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let public = PublicKey::from(Ed25519PublicKey(neutral));
    let signature = [string(b"ssh-ed25519"), string(&[neutral, [0; 32]].concat())].concat();
    let pem = Parts { public: public.to_bytes().unwrap(), signature, ..Parts::sound() }.pem();
    let decoded = SshSig::from_pem(&pem).unwrap();
    assert!(public.verify("journal-head@warroom", MESSAGE, &decoded).is_ok(), "the library lets it through");
    assert_eq!(check(&pem), Err(SignatureError::WeakKey));
}

/// `None`, with a word to the reader of the test log, on a machine without OpenSSH.
fn ssh_keygen(args: &[&str], directory: &Path, stdin: Option<&str>) -> Option<Output> {
    let mut command = Command::new("ssh-keygen");
    command.args(args).current_dir(directory);
    if let Some(name) = stdin {
        command.stdin(File::open(directory.join(name)).unwrap());
    }
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            println!("skipped: there is no ssh-keygen here");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// A directory with the message, a key that OpenSSH made and `allowed_signers` for both keys.
fn with_openssh(kind: &[&str]) -> Option<tempfile::TempDir> {
    let directory = tempfile::tempdir().unwrap();
    let at = directory.path();
    let output = ssh_keygen(&[&["-q", "-N", "", "-C", "", "-f", "theirs", "-t"], kind].concat(), at, None)?;
    assert!(output.status.success(), "{output:?}");
    fs::write(at.join("message"), MESSAGE).unwrap();
    let theirs = fs::read_to_string(at.join("theirs.pub")).unwrap();
    let ours = key().public_key().to_openssh().unwrap();
    fs::write(at.join("allowed_signers"), format!("theirs {theirs}ours {ours}\n")).unwrap();
    Some(directory)
}

fn sign_with_openssh(at: &Path, namespace: &str) -> String {
    let output = ssh_keygen(&["-q", "-Y", "sign", "-f", "theirs", "-n", namespace, "message"], at, None).unwrap();
    assert!(output.status.success(), "{output:?}");
    let pem = fs::read_to_string(at.join("message.sig")).unwrap();
    fs::remove_file(at.join("message.sig")).unwrap();
    pem
}

fn openssh_accepts(at: &Path, who: &str, namespace: &str, pem: &str) -> bool {
    fs::write(at.join("sig"), pem).unwrap();
    let args = ["-Y", "verify", "-f", "allowed_signers", "-I", who, "-n", namespace, "-s", "sig"];
    ssh_keygen(&args, at, Some("message")).unwrap().status.success()
}

#[test]
fn openssh_accepts_ours() {
    let Some(directory) = with_openssh(&["ed25519"]) else { return };
    let at = directory.path();
    for use_ in Use::ALL {
        for purpose in Purpose::ALL {
            let pem = sign(&key(), use_, purpose, MESSAGE).unwrap();
            assert!(openssh_accepts(at, "ours", &namespace(use_, purpose), &pem));
            assert!(openssh_accepts(at, "ours", &namespace(use_, purpose), pem.trim_end()));
        }
    }
    let pem = sign(&key(), Use::CaseExport, Purpose::Exercise, MESSAGE).unwrap();
    assert!(!openssh_accepts(at, "ours", "case-export@warroom", &pem), "a drill does not pass for an incident");
    assert!(!openssh_accepts(at, "theirs", "case-export@warroom-exercise", &pem));
    fs::write(at.join("message"), b"another message").unwrap();
    assert!(!openssh_accepts(at, "ours", "case-export@warroom-exercise", &pem));
}

#[test]
fn we_accept_what_openssh_signs() {
    let Some(directory) = with_openssh(&["ed25519"]) else { return };
    let at = directory.path();
    let theirs = PrivateKey::read_openssh_file(&at.join("theirs")).unwrap();
    for use_ in Use::ALL {
        for purpose in Purpose::ALL {
            let pem = sign_with_openssh(at, &namespace(use_, purpose));
            let signer = verify(&pem, use_, purpose, MESSAGE).unwrap();
            assert_eq!(signer.public_key, fs::read_to_string(at.join("theirs.pub")).unwrap().trim_end());
            assert_eq!(sign(&theirs, use_, purpose, MESSAGE).unwrap(), pem, "the same bytes");
        }
    }
    let pem = sign_with_openssh(at, "file");
    assert!(matches!(check(&pem), Err(SignatureError::Namespace { found, .. }) if found == "\"file\""));
    let pem = sign_with_openssh(at, "journal-head@warroom");
    assert!(matches!(verify(&pem, HEAD.0, HEAD.1, b"else"), Err(SignatureError::Mismatch { .. })));
}

#[test]
fn other_keys_of_openssh_are_refused() {
    for kind in [&["rsa", "-b", "2048"][..], &["ecdsa", "-b", "256"]] {
        let Some(directory) = with_openssh(kind) else { return };
        let pem = sign_with_openssh(directory.path(), "journal-head@warroom");
        let refused = check(&pem);
        assert!(matches!(refused, Err(SignatureError::Algorithm { .. })), "{kind:?}: {refused:?}");
        if let Ok(theirs) = PrivateKey::read_openssh_file(&directory.path().join("theirs")) {
            let refused = sign(&theirs, HEAD.0, HEAD.1, MESSAGE);
            assert!(matches!(refused, Err(SignatureError::Algorithm { .. })), "{kind:?}: {refused:?}");
        }
    }
}

#[test]
fn openssh_lets_the_reserved_field_pass() {
    let Some(directory) = with_openssh(&["ed25519"]) else { return };
    let pem = Parts { reserved: b"note", ..Parts::sound() }.pem();
    assert!(openssh_accepts(directory.path(), "ours", "journal-head@warroom", &pem), "the reason for Reserved");
}

#[test]
fn a_locked_key_does_not_sign() {
    let directory = tempfile::tempdir().unwrap();
    let args = ["-q", "-t", "ed25519", "-N", "a passphrase", "-f", "locked"];
    let Some(output) = ssh_keygen(&args, directory.path(), None) else { return };
    assert!(output.status.success(), "{output:?}");
    let locked = PrivateKey::read_openssh_file(&directory.path().join("locked")).unwrap();
    assert_eq!(sign(&locked, HEAD.0, HEAD.1, MESSAGE), Err(SignatureError::Locked));
    let unlocked = locked.decrypt("a passphrase").unwrap();
    assert!(check(&sign(&unlocked, HEAD.0, HEAD.1, MESSAGE).unwrap()).is_ok());
}
