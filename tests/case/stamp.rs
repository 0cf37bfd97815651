//! Time stamps (RFC 3161) against an authority of our own, made by openssl.

use std::path::Path;
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};
use warroom::app::anchor;
use warroom::domain::anchor::Anchored;
use warroom::journal::merkle::Hash;
use warroom::journal::timestamp::{check, request};

use super::anchor::declared;
use super::support::{World, run};

/// id-ct-TSTInfo.
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const NONCE: [u8; 8] = [0x9a, 1, 2, 3, 4, 5, 6, 7];

fn imprint() -> Hash {
    Sha256::digest(b"warroom/wr-1/0000000000000001\n7\nroot\n").into()
}

/// `None`, said in the log, where there is no openssl.
fn openssl(dir: &Path, args: &[&str]) -> Option<Vec<u8>> {
    let mut command = Command::new("openssl");
    match command.args(args).current_dir(dir).stdin(Stdio::null()).output() {
        Ok(done) => {
            assert!(done.status.success(), "openssl {args:?}: {}", String::from_utf8_lossy(&done.stderr));
            Some(done.stdout)
        }
        Err(_) => {
            println!("skipped: there is no openssl here");
            None
        }
    }
}

const CONFIG: &str = "[tsa]\ndefault_tsa = own\n[own]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n\
                      digests = sha256, sha384, sha512\nordering = yes\naccuracy = secs:1\ntsa_name = yes\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n\
                      [ext]\nextendedKeyUsage = critical, timeStamping\nkeyUsage = critical, digitalSignature\nbasicConstraints = CA:FALSE\n";

/// A time-stamping authority of our own in a directory; false where there is no openssl.
pub(crate) fn authority(dir: &Path) -> bool {
    std::fs::write(dir.join("tsa.cnf"), CONFIG).unwrap();
    std::fs::write(dir.join("serial"), "01\n").unwrap();
    let key = ["-newkey", "rsa:2048", "-nodes", "-subj"];
    let ca = [&["req", "-x509"][..], &key, &["/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2"]];
    let asked = [&["req"][..], &key, &["/CN=Test TSA", "-keyout", "tsa.key", "-out", "tsa.csr"]];
    let issued = "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out tsa.pem -extfile tsa.cnf -extensions ext";
    let issued: Vec<&str> = issued.split(' ').collect();
    [&ca.concat()[..], &asked.concat(), &issued].into_iter().all(|args| openssl(dir, args).is_some())
}

/// Its reply to a request in the directory.
pub(crate) fn reply(dir: &Path, request: &[u8]) -> Vec<u8> {
    std::fs::write(dir.join("own.tsq"), request).unwrap();
    let args = "ts -reply -config tsa.cnf -section own -queryfile own.tsq -signer tsa.pem -inkey tsa.key -out own.tsr";
    openssl(dir, &args.split(' ').collect::<Vec<_>>()).unwrap();
    std::fs::read(dir.join("own.tsr")).unwrap()
}

#[test]
fn the_request_is_the_one_that_openssl_writes() {
    let made = request(&imprint(), NONCE);
    assert_eq!(made.len(), 70, "as the tool's own, with a nonce of nine bytes");
    // Nothing before the first byte that is not nought, and a nought where it would read as negative.
    assert_eq!(request(&imprint(), [0, 0, 0, 0, 0, 0, 0, 5]).len(), 62);
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("q"), &made).unwrap();
    let Some(said) = openssl(dir.path(), &["ts", "-query", "-in", "q", "-text"]) else { return };
    let said = String::from_utf8(said).unwrap();
    for words in ["Version: 1", "Hash Algorithm: sha256", "Nonce: 0x9A01020304050607", "Certificate required: yes"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_reply_is_held_against_what_was_asked() {
    let dir = tempfile::tempdir().unwrap();
    if !authority(dir.path()) {
        return;
    }
    let reply = reply(dir.path(), &request(&imprint(), NONCE));
    let token = check(&reply, &imprint(), NONCE).unwrap();
    assert_eq!((token.policy.as_str(), token.serial.as_str()), ("1.2.3.4.1", "02"));
    let other: Hash = Sha256::digest(b"another").into();
    assert!(check(&reply, &other, NONCE).unwrap_err().contains("other bytes"));
    assert!(check(&reply, &imprint(), [1; 8]).unwrap_err().contains("nonce"));
    assert!(check(&[], &imprint(), NONCE).is_err());
    assert!(check(&[&reply[..], &[0]].concat(), &imprint(), NONCE).unwrap_err().contains("behind"));
    for end in 0..reply.len() {
        assert!(check(&reply[..end], &imprint(), NONCE).is_err(), "cut at {end}");
    }
    // Whatever is flipped in what was stamped is found; what lies beside it is the signature and its certificates, which are for openssl.
    let info = reply.windows(TST_INFO.len()).position(|window| window == TST_INFO).unwrap() + TST_INFO.len();
    for at in info..info + 100 {
        let mut changed = reply.clone();
        changed[at] ^= 1;
        assert!(check(&changed, &imprint(), NONCE).is_err(), "byte {at}");
    }
    let mut refused = reply;
    let status = refused.windows(5).position(|window| window == [0x30, 0x03, 0x02, 0x01, 0x00]).unwrap();
    refused[status + 4] = 2;
    assert!(check(&refused, &imprint(), NONCE).unwrap_err().contains("grant"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_to_an_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        proptest::prop_assert!(check(&bytes, &[0; 32], NONCE).is_err());
    }
}

#[test]
fn a_reply_is_taken_in_and_what_was_not_checked_is_said() {
    let dir = tempfile::tempdir().unwrap();
    if !authority(dir.path()) {
        return;
    }
    let world = World::new(41);
    let mut case = declared(&world);
    let made = anchor::sign(&mut case, "demand").unwrap();
    let stamped = dir.path().join("reply.tsr");
    std::fs::write(&stamped, reply(dir.path(), &anchor::query(&made.signed).unwrap())).unwrap();
    let (stamped, ca) = (stamped.to_str().unwrap(), dir.path().join("ca.pem"));
    // A later checkpoint is not what was stamped: the one that fits is found.
    run(&mut case, "log", &[("text", "goes on")]).unwrap();
    anchor::sign(&mut case, "demand").unwrap();
    let mut take = |ca: &str| {
        run(&mut case, "anchor-stamp", &[("reply", stamped), ("ca", ca), ("stamped-by", "Test TSA")]).unwrap();
        let last = case.state().anchors.made.last().unwrap().clone();
        let Anchored::Stamp(of) = &last.how else { panic!("{last:?}") };
        let lacks = warroom::domain::anchor::lacks(case.state(), &last.how);
        let lacks: Vec<&str> = lacks.iter().map(|short| short.rule.id()).collect();
        (of.checkpoint, of.reply.chain.clone(), lacks.join(" "), warroom::domain::anchor::counts(case.state(), &last))
    };
    // The signature of the authority is not looked at without its certificates: said, and the stamp counts.
    assert_eq!(take(""), (made.record, "not-checked".to_owned(), "J-12".to_owned(), true));
    assert_eq!(take(ca.to_str().unwrap()), (made.record, "holds".to_owned(), String::new(), true));
    // Certificates of somebody else.
    let foreign = tempfile::tempdir().unwrap();
    assert!(authority(foreign.path()));
    let theirs = foreign.path().join("ca.pem");
    assert_eq!(take(theirs.to_str().unwrap()), (made.record, "fails".to_owned(), "J-11".to_owned(), false));
    let bytes = case.attachment(
        &case
            .state()
            .anchors
            .made
            .iter()
            .find_map(|anchor| match &anchor.how {
                Anchored::Stamp(of) => Some(of.reply.file.sha256.clone()),
                _ => None,
            })
            .unwrap(),
    );
    assert!(bytes.is_some(), "the reply is kept in the case");
    let path = case.path().to_owned();
    drop(case);
    assert_eq!(super::support::problems(&path), Vec::<String>::new());
}
