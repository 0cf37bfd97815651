use std::cell::Cell;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use tar::{Builder, EntryType, Header};

use super::*;
use crate::export::folder::medium::Medium;
use crate::export::folder::writer::{Step, Unwatched, Watch};

fn pair() -> (String, Key) {
    let identity = Identity::generate();
    let text = format!("# a comment\n{}\n", identity.to_string().expose_secret());
    (identity.to_public().to_string(), Key::Identities(Passphrase::typed(text).unwrap()))
}

fn folder(below: &Path) -> std::path::PathBuf {
    let folder = below.join("plain");
    fs::create_dir_all(folder.join("data/empty")).unwrap();
    fs::write(folder.join("bagit.txt"), "BagIt-Version: 1.0\n").unwrap();
    fs::write(folder.join("data/b"), vec![7; 200_000]).unwrap();
    fs::write(folder.join("data").join("a".repeat(180)), "a long name").unwrap();
    folder
}

fn sealed(room: &Path, recipients: &[&str]) -> Sealed {
    let folder = folder(room);
    let source = Source { folder: &folder, name: "wr-1_x0001", made: 1_795_277_220 };
    let lock = Lock::for_recipients(recipients.iter().copied()).unwrap();
    write(source, &lock, &Medium::open(room, "").unwrap(), &Unwatched).unwrap()
}

fn names(room: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(room).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_was_sealed_opens_as_it_was_with_each_of_its_keys_and_with_no_other() {
    let room = tempfile::tempdir().unwrap();
    let ((lead, lead_key), (store, store_key), (_, stranger)) = (pair(), pair(), pair());
    let sealed = sealed(room.path(), &[&lead, &store, &lead]);
    let file = room.path().join(&sealed.name);
    assert_eq!(names(room.path()), ["plain", "wr-1_x0001.tar.age", "wr-1_x0001.tar.age.sha256"]);
    assert_eq!(fs::metadata(&file).unwrap().len(), sealed.size);
    assert!(sealed.size <= size_of([19, 200_000, 11].into_iter()));
    assert!(check(&file).unwrap().holds());
    assert_eq!(header(&file).unwrap(), Some(For::Keys(2)), "the same key given twice is one");
    for key in [lead_key, store_key] {
        let into = tempfile::tempdir().unwrap();
        let opened = open(&file, into.path(), &key, &Unwatched).unwrap();
        assert_eq!(opened, into.path().join("wr-1_x0001"));
        assert_eq!(names(into.path()), ["wr-1_x0001"]);
        assert_eq!(fs::read(opened.join("data/b")).unwrap(), vec![7; 200_000]);
        assert_eq!(fs::read_to_string(opened.join("data").join("a".repeat(180))).unwrap(), "a long name");
        assert!(opened.join("data/empty").is_dir());
        assert_eq!(open(&file, into.path(), &key, &Unwatched), Err(NotOpened::Taken("wr-1_x0001".to_owned())));
    }
    let into = tempfile::tempdir().unwrap();
    assert_eq!(open(&file, into.path(), &stranger, &Unwatched), Err(NotOpened::WrongKey));
    let words = Key::Passphrase(Passphrase::typed("x".to_owned()).unwrap());
    assert_eq!(open(&file, into.path(), &words, &Unwatched), Err(NotOpened::AsksKey));
    assert_eq!(names(into.path()), Vec::<String>::new());
}

#[test]
fn the_archive_of_a_folder_is_the_same_wherever_it_is_packed_and_says_nothing_of_the_laptop() {
    use std::os::unix::fs::PermissionsExt as _;
    let pack = |mode: u32| {
        let room = tempfile::tempdir().unwrap();
        let folder = folder(room.path());
        fs::set_permissions(folder.join("data/b"), fs::Permissions::from_mode(mode)).unwrap();
        let source = Source { folder: &folder, name: "wr-1_x0001", made: 7 };
        archive::pack(source, Vec::new(), &|_| Ok(())).unwrap()
    };
    let packed = pack(0o600);
    assert_eq!(packed, pack(0o640));
    let mut archive = tar::Archive::new(packed.as_slice());
    let mut paths = Vec::new();
    for entry in archive.entries().unwrap() {
        let entry = entry.unwrap();
        let header = entry.header();
        assert_eq!((header.uid().unwrap(), header.gid().unwrap(), header.mtime().unwrap()), (0, 0, 7));
        assert_eq!((header.username().unwrap(), header.groupname().unwrap()), (Some(""), Some("")));
        paths.push(entry.path().unwrap().to_string_lossy().into_owned());
    }
    let long = format!("wr-1_x0001/data/{}", "a".repeat(180));
    let expected = [
        "wr-1_x0001/",
        "wr-1_x0001/bagit.txt",
        "wr-1_x0001/data/",
        &long,
        "wr-1_x0001/data/b",
        "wr-1_x0001/data/empty/",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn every_cut_and_every_flipped_byte_is_noticed_and_nothing_is_published() {
    let room = tempfile::tempdir().unwrap();
    let (recipient, key) = pair();
    let sealed = sealed(room.path(), &[&recipient]);
    let file = room.path().join(&sealed.name);
    let whole = fs::read(&file).unwrap();
    let into = tempfile::tempdir().unwrap();
    let mut tried = 0;
    let steps = (0..400).chain((400..whole.len()).step_by(9973)).chain(whole.len() - 40..whole.len());
    for at in steps {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        for bytes in [&whole[..at], &flipped] {
            fs::write(&file, bytes).unwrap();
            let refused = open(&file, into.path(), &key, &Unwatched).unwrap_err();
            let hostile = matches!(refused, NotOpened::Hostile(_) | NotOpened::System(_) | NotOpened::Taken(_));
            assert!(!hostile, "{at}: {refused:?}");
            assert_eq!(names(into.path()), Vec::<String>::new(), "{at}");
            assert!(!check(&file).unwrap().holds());
            tried += 1;
        }
    }
    assert!(tried > 900, "{tried}");
}

#[test]
fn a_passphrase_opens_and_a_wrong_one_says_so() {
    let room = tempfile::tempdir().unwrap();
    let folder = folder(room.path());
    let source = Source { folder: &folder, name: "wr-1_x0001", made: 7 };
    let words = |text: &str| Passphrase::typed(text.to_owned()).unwrap();
    let lock = Lock::Passphrase(words("correct horse battery staple"));
    let sealed = write(source, &lock, &Medium::open(room.path(), "").unwrap(), &Unwatched).unwrap();
    let file = room.path().join(&sealed.name);
    assert_eq!(header(&file).unwrap(), Some(For::Passphrase));
    let into = tempfile::tempdir().unwrap();
    let wrong = open(&file, into.path(), &Key::Passphrase(words("Correct horse battery staple")), &Unwatched);
    assert_eq!(wrong, Err(NotOpened::WrongPassphrase));
    assert_eq!(open(&file, into.path(), &pair().1, &Unwatched), Err(NotOpened::AsksPassphrase));
    let right = Key::Passphrase(words("correct horse battery staple"));
    assert!(open(&file, into.path(), &right, &Unwatched).is_ok());
    // A hostile head asks for hours: it is not tried.
    let text = fs::read(&file).unwrap();
    let at = text.windows(4).position(|four| four == b" 18\n").unwrap();
    let mut hours = text.clone();
    hours[at + 1..at + 3].copy_from_slice(b"30");
    fs::write(&file, hours).unwrap();
    assert_eq!(open(&file, into.path(), &right, &Unwatched), Err(NotOpened::TooMuchWork(30)));
}

#[test]
fn a_passphrase_is_shown_nowhere_and_a_weak_one_is_known_as_such() {
    let typed = Passphrase::typed("XYZZY plugh".to_owned()).unwrap();
    let lock = Lock::Passphrase(typed.clone());
    assert!(!format!("{lock:?} {:?}", Key::Passphrase(typed.clone())).contains("plugh"));
    assert!(typed.is_weak());
    let weak = |text: &str| Passphrase::of_file(text.to_owned()).unwrap().is_weak();
    assert!(weak("correct horse batt\n") && weak("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    assert!(!weak("correct horse battery\r\n"));
    let of_file = |text: &str| Passphrase::of_file(text.to_owned());
    assert_eq!(of_file("one line\r\n").unwrap().expose(), "one line");
    assert_eq!(of_file(" kept as it is \n").unwrap().expose(), " kept as it is ");
    assert_eq!(of_file("\n"), Err(LockProblem::Empty));
    assert_eq!(of_file("one\ntwo\n"), Err(LockProblem::Lines));
}

#[test]
fn a_lock_takes_public_keys_and_never_repeats_a_private_one() {
    let (recipient, _) = pair();
    let lock = Lock::for_recipients([recipient.as_str(), recipient.as_str()]).unwrap();
    assert!(lock.opens_for_one() && lock.recipients() == [recipient.clone()]);
    assert_eq!(Lock::for_recipients([]), Err(LockProblem::Nobody));
    let private = Identity::generate().to_string().expose_secret().to_owned();
    for text in [private.clone(), private.to_ascii_lowercase()] {
        let refused = Lock::for_recipients([text.as_str()]).unwrap_err();
        assert_eq!(refused, LockProblem::Private);
        assert!(!refused.to_string().contains(&text[20..40]));
    }
    let mut lost = recipient.clone();
    lost.pop();
    assert_eq!(Lock::for_recipients([lost.as_str()]), Err(LockProblem::NoRecipient(lost)));
    let listed: Vec<&str> = listed("# lead\nage1a\r\n\n  age1b  \n").collect();
    assert_eq!(listed, ["age1a", "age1b"]);
}

/// Kind, name and bytes of an entry.
type Made<'a> = (EntryType, &'a [u8], &'a [u8]);

/// An archive of entries by hand, sealed as an attacker would who knows a public key.
fn hostile(entries: &[Made<'_>], after: &[u8]) -> NotOpened {
    let mut builder = Builder::new(Vec::new());
    for (kind, path, bytes) in entries {
        let mut header = Header::new_gnu();
        header.as_old_mut().name[..path.len()].copy_from_slice(path);
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    let mut bytes = builder.into_inner().unwrap();
    bytes.extend(after);
    let room = tempfile::tempdir().unwrap();
    let (recipient, key) = pair();
    let lock = Lock::for_recipients([recipient.as_str()]).unwrap();
    let mut stream = cipher::encrypt(&lock, Vec::new()).unwrap();
    stream.write_all(&bytes).unwrap();
    let file = room.path().join("x.tar.age");
    fs::write(&file, stream.finish().unwrap()).unwrap();
    let into = room.path().join("into");
    fs::create_dir(&into).unwrap();
    let refused = open(&file, &into, &key, &Unwatched).expect_err("a hostile archive was opened");
    assert_eq!(names(&into), Vec::<String>::new(), "{refused:?}");
    assert_eq!(names(room.path()), ["into", "x.tar.age"], "{refused:?}");
    refused
}

#[test]
fn a_hostile_archive_is_refused_whole() {
    use EntryType::{Block, Directory, Fifo, GNULongName, Link, Regular, Symlink, XHeader};
    let long = vec![b'a'; 5000];
    let deep = format!("a/{}x", "b/".repeat(20));
    let cases: &[&[Made<'_>]] = &[
        &[],
        &[(Regular, b"a/../../b", b"x")],
        &[(Regular, b"/etc/x", b"x")],
        &[(Regular, b"../x", b"x")],
        &[(Regular, b"x", b"a file that is no folder")],
        &[(Directory, b"..", b"")],
        &[(Directory, b".ssh", b""), (Regular, b".ssh/authorized", b"x")],
        &[(Directory, b"a.partial", b"")],
        &[(Regular, b"a/b", b"x"), (Symlink, b"a/c", b"")],
        &[(Directory, b"a", b""), (Link, b"a/c", b"")],
        &[(Fifo, b"a/c", b"")],
        &[(Block, b"a/c", b"")],
        &[(XHeader, b"a/c", b"20 path=a/../../evil\n"), (Regular, b"a/d", b"x")],
        &[(Regular, b"a/b", b"x"), (Regular, b"a/b", b"y")],
        &[(Regular, b"a/b", b"x"), (Regular, b"b/b", b"y")],
        &[(Regular, b"a/\xff", b"x")],
        &[(Regular, b"a/Caf\xc3\xa9", b"x")],
        &[(Regular, b"a/B", b"x"), (Regular, b"a/b", b"y")],
        &[(GNULongName, b"././@LongLink", &long), (Regular, b"a/b", b"x")],
        &[(GNULongName, b"././@LongLink", b"a/../../evil\0"), (Regular, b"a/b", b"x")],
        &[(Regular, deep.as_bytes(), b"x")],
    ];
    for (at, entries) in cases.iter().enumerate() {
        let refused = hostile(entries, b"");
        assert!(matches!(refused, NotOpened::Hostile(_)), "{at}: {refused:?}");
    }
    let after = hostile(&[(Regular, b"a/b", b"x")], b"hidden");
    assert_eq!(after, NotOpened::Hostile("bytes after the end of the archive".to_owned()));
    // A file where a directory has to be: the system says so.
    let refused = hostile(&[(Regular, b"a/b", b"x"), (Regular, b"a/b/c", b"y")], b"");
    assert!(matches!(refused, NotOpened::System(_)), "{refused:?}");
}

#[test]
fn a_cancel_leaves_nothing_of_a_seal_or_of_an_opening() {
    struct After(Cell<u64>);
    impl Watch for After {
        fn advance(&self, _: u64) {}
        fn stop(&self) -> bool {
            let left = self.0.get();
            self.0.set(left.saturating_sub(1));
            left == 0
        }
    }
    let room = tempfile::tempdir().unwrap();
    let (recipient, key) = pair();
    let folder = folder(room.path());
    let source = Source { folder: &folder, name: "wr-1_x0001", made: 7 };
    let lock = Lock::for_recipients([recipient.as_str()]).unwrap();
    let stick = room.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let medium = Medium::open(&stick, "").unwrap();
    let mut cancelled = 0;
    let sealed = loop {
        match write(source, &lock, &medium, &After(Cell::new(cancelled))) {
            Ok(sealed) => break sealed,
            Err(broken) => {
                assert!(broken.cancelled && broken.left.is_empty(), "{broken:?}");
                assert_eq!(names(&stick), Vec::<String>::new());
                cancelled += 1;
            }
        }
    };
    assert!(cancelled > 5, "{cancelled}");
    let into = room.path().join("into");
    fs::create_dir(&into).unwrap();
    let mut cancelled = 0;
    while let Err(refused) = open(&stick.join(&sealed.name), &into, &key, &After(Cell::new(cancelled))) {
        assert_eq!(refused, NotOpened::Cancelled);
        assert_eq!(names(&into), Vec::<String>::new());
        cancelled += 1;
    }
    assert!(cancelled > 5, "{cancelled}");
}

#[test]
fn a_folder_that_cannot_be_read_is_a_fault_of_the_laptop() {
    let room = tempfile::tempdir().unwrap();
    let (recipient, _) = pair();
    let lock = Lock::for_recipients([recipient.as_str()]).unwrap();
    let source = Source { folder: &room.path().join("gone"), name: "wr-1_x0001", made: 7 };
    let broken = write(source, &lock, &Medium::open(room.path(), "").unwrap(), &Unwatched).unwrap_err();
    assert!(broken.own && broken.step == Step::Write, "{broken:?}");
    assert_eq!((broken.left.as_str(), names(room.path())), ("wr-1_x0001.tar.age.partial", vec![broken.left.clone()]));
}

#[test]
fn a_check_file_speaks_of_one_file_only() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("x.tar.age");
    fs::write(&file, "abc").unwrap();
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(check(&file).unwrap().written, None);
    let says = |text: &str| {
        fs::write(room.path().join("x.tar.age.sha256"), text).unwrap();
        check(&file).unwrap()
    };
    assert!(says(&format!("{digest}  x.tar.age\n")).holds());
    for text in ["", "x", &format!("{digest}  y.tar.age\n"), &format!("{digest}  x.tar.age\n{digest}  z\n")] {
        assert!(!says(text).holds() && matches!(check(&file).unwrap().written, Some(Err(_))), "{text:?}");
    }
    assert!(!says(&format!("{}  x.tar.age\n", "0".repeat(64))).holds());
}
