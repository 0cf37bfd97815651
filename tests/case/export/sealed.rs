//! Sealed exports: stock age opens ours and ours opens what stock age made, nothing plain reaches the medium, and whatever fails leaves nothing that looks finished.

use std::path::Path;
use std::process::{Command, Stdio};

use warroom::app::case::Case;
use warroom::app::export::{Asked, Concern, Recorded, begin, end, lock, preflight};
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::folder::medium::Medium;
use warroom::export::folder::writer::Unwatched;
use warroom::export::sealed::{CHECK, Key, Lock, Passphrase, SUFFIX, Source, check, open, write};
use warroom::export::verify::folder;
use warroom::jobs::Handle;
use warroom::jobs::acquire::survey::System;
use warroom::journal::hex;

use super::super::anchor::stock;
use super::super::support::{World, names, problems};
use super::faults::{Count, Fault, Faulty, whole};
use super::outside::Laptop;
use super::{a_case, asked, destination, done, export, exported, files};

/// Keys made for these tests alone.
const LEAD: (&str, &str) = (
    "age1sec5u3ju3xk47cf22c86c4esxta9x9l9t2md7gm7gct65qe4meeq3n6a9t",
    "AGE-SECRET-KEY-1Z8EDY2F5SUHDQCVD2PNGGVZ08M8DR35TYVVDPLTD2PTDYHFQEGAS3KW43G",
);
const STORE: (&str, &str) = (
    "age1wyeq6h3m5ap99ffhdxkja9a6fhfv23htv04n7vynw34wqp34p9mqu3ly6q",
    "AGE-SECRET-KEY-15E3SGEYQNV7HNX6TMWRCNVUCF9YMKDSNPGKCLJ0KWSD8KGKPF3NSQG9WPG",
);

fn key(pair: (&str, &str)) -> Key {
    Key::Identities(Passphrase::typed(pair.1.to_owned()).unwrap())
}

fn words(text: &str) -> Passphrase {
    Passphrase::typed(text.to_owned()).unwrap()
}

/// For both keys, into this directory.
fn sealed(directory: &Path) -> Asked {
    let recipients = [LEAD.0.to_owned(), STORE.0.to_owned()];
    Asked { lock: Some(lock(&recipients, None).unwrap()), reason: String::new(), ..asked(directory, Mark::Red) }
}

/// Whether a directory holds a sealed folder that looks finished, and is not.
fn deceives(directory: &Path, opens: &Key) -> bool {
    names(directory).iter().filter(|name| name.ends_with(SUFFIX) || name.ends_with(CHECK)).any(|name| {
        let file = directory.join(name.strip_suffix(CHECK).unwrap_or(name));
        let into = destination();
        let opened = open(&file, into.path(), opens, &Unwatched);
        !opened.is_ok_and(|folder| whole(&folder))
    })
}

#[test]
fn parts_that_were_asked_for_with_a_seal_are_said_to_be_none() {
    let world = World::new(271);
    let case = a_case(&world);
    let place = destination();
    let look = |in_parts: bool| {
        let asked = Asked { in_parts, ..sealed(place.path()) };
        preflight(&case, asked, &System::running()).unwrap().concerns
    };
    assert!(look(true).contains(&Concern::OneFile) && !look(false).contains(&Concern::OneFile));
}

fn scratch_beside(case: &Case) -> Vec<String> {
    let mut names = names(case.path().parent().unwrap());
    names.retain(|name| name.starts_with(".export-"));
    names
}

fn run(program: &str, arguments: &[&str], input: &[u8]) -> Option<(bool, Vec<u8>)> {
    use std::io::Write as _;
    let mut child = stock(program)?
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    Some((output.status.success(), output.stdout))
}

#[test]
fn a_sealed_export_opens_as_a_whole_folder_and_the_record_says_for_whom() {
    let world = World::new(91);
    let mut case = a_case(&world);
    let place = destination();
    let recorded = export(&mut case, sealed(place.path()));
    let written = recorded.result.as_ref().unwrap();
    let made = written.sealed.clone().unwrap();
    assert_eq!(names(place.path()), [made.name.clone(), format!("{}{CHECK}", made.name)]);
    assert_eq!(recorded.folder, place.path().join(&made.name));
    assert!(check(&recorded.folder).unwrap().holds());
    assert_eq!(scratch_beside(&case), Vec::<String>::new());
    let into = destination();
    let opened = open(&recorded.folder, into.path(), &key(STORE), &Unwatched).unwrap();
    let report = folder(&opened, None).unwrap();
    assert!(report.ok() && whole(&opened), "{:?}", report.flaws);

    let export = case.state().exports.made.last().unwrap();
    assert!(export.started.sealed && export.started.reason.is_empty());
    let sealing = export.started.sealing.clone().unwrap();
    assert_eq!((sealing.recipients, sealing.passphrase), (vec![LEAD.0.to_owned(), STORE.0.to_owned()], false));
    let file = export.finished.as_ref().unwrap().1.sealed.clone().unwrap();
    assert_eq!((file.name, file.sha256, file.size), (made.name, hex(&made.sha256), made.size));
    let exhibit = case.state().register.exhibit(recorded.exhibit.unwrap()).unwrap();
    assert_eq!(exhibit.digest(), hex(&made.sha256), "the exhibit is the file that lies on the stick");
    assert!(case.state().custody.open_release(case.state(), exhibit.id).is_some());
    assert_eq!(problems(case.path()), Vec::<String>::new());
}

#[test]
fn a_passphrase_is_in_no_byte_of_the_case_and_of_the_medium() {
    let world = World::new(92);
    let mut case = a_case(&world);
    let place = destination();
    let phrase = "xyzzy plugh plover maze of twisty";
    let lock = lock(&[], Some(words(phrase))).unwrap();
    let recorded = export(&mut case, Asked { lock: Some(lock), ..asked(place.path(), Mark::Red) });
    let sealing = case.state().exports.made.last().unwrap().started.sealing.clone().unwrap();
    assert!(sealing.passphrase && sealing.recipients.is_empty());
    let path = case.path().to_owned();
    drop(case);
    let beside = files(path.parent().unwrap());
    let out = files(place.path());
    for (name, bytes) in beside.iter().chain(&out) {
        assert!(memchr::memmem::find(bytes, b"xyzzy plugh").is_none(), "{name}");
    }
    let into = destination();
    let wrong = open(&recorded.folder, into.path(), &Key::Passphrase(words("another")), &Unwatched).unwrap_err();
    assert!(wrong.to_string().contains("wrong passphrase"), "{wrong}");
    assert_eq!(names(into.path()), Vec::<String>::new());
    let opened = open(&recorded.folder, into.path(), &Key::Passphrase(words(phrase)), &Unwatched).unwrap();
    assert!(whole(&opened));
}

#[test]
fn what_leaves_in_plain_is_asked_about_by_what_is_in_it_and_a_sealed_one_is_not() {
    let world = World::new(93);
    let mut case = world.case();
    let declare = [("title", "t"), ("codename", "kestrel"), ("procedure", "generic-incident"), ("mark", "GREEN")];
    done(&mut case, "declare", &declare);
    done(&mut case, "log", &[("text", "an AMBER thing"), ("mark", "AMBER")]);
    let place = destination();
    let plain = |audience| Asked { reason: String::new(), ..asked(place.path(), audience) };
    let concerns = |case: &Case, asked: Asked| preflight(case, asked, &System::running()).unwrap().concerns;
    let asks = |case: &Case, asked: Asked| {
        concerns(case, asked).iter().find(|found| matches!(found, Concern::ReasonOwed(_))).map(Concern::words)
    };
    assert!(asks(&case, plain(Mark::Red)).unwrap().contains("records up to TLP:AMBER"));
    assert_eq!(asks(&case, plain(Mark::Green)), None, "what is above GREEN stays at home");
    assert_eq!(asks(&case, sealed(place.path())), None);
    done(&mut case, "person", &[("name", "Eva Store"), ("initials", "ES")]);
    assert!(asks(&case, plain(Mark::Green)).unwrap().contains("one person by name"));
    // It is asked, and never blocks: an empty answer is on record as one.
    let recorded = export(&mut case, plain(Mark::Green));
    assert!(recorded.result.is_ok());
    // One key, a short passphrase: remarks.
    let one = lock(&[LEAD.0.to_owned()], None).unwrap();
    let found = concerns(&case, Asked { lock: Some(one), ..plain(Mark::Red) });
    assert!(found.contains(&Concern::OneKey) && !found.iter().any(Concern::refuses), "{found:?}");
    let short = lock(&[], Some(words("hunter2"))).unwrap();
    let found = concerns(&case, Asked { lock: Some(short), ..plain(Mark::Red) });
    assert!(found.contains(&Concern::WeakPassphrase) && !found.iter().any(Concern::refuses), "{found:?}");
    // A file of the name that it will have.
    let next = case.state().exports.next_number();
    std::fs::write(place.path().join(format!("{}{SUFFIX}", layout::name(case.id(), next))), "").unwrap();
    assert!(concerns(&case, sealed(place.path())).iter().any(|found| matches!(found, Concern::Taken(_))));
}

#[test]
fn whatever_operation_fails_no_sealed_file_looks_finished_that_is_not() {
    let world = World::new(94);
    let room = tempfile::tempdir().unwrap();
    let folder = exported(&world, room.path());
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source { folder: &folder, name: &name, made: 7 };
    let lock = Lock::for_recipients([LEAD.0]).unwrap();
    let mut broken = 0;
    for fault in [Fault::Once, Fault::ForGood, Fault::Lies] {
        for at in 1.. {
            let place = destination();
            let count = Count::new(fault, at);
            let fs = Faulty { medium: Medium::open(place.path(), "ext4").unwrap(), count: count.clone() };
            match write(source, &lock, &fs, &Unwatched) {
                Ok(sealed) => {
                    assert!(count.left.get() > 0, "{fault:?} {at}: an operation failed and nobody noticed");
                    assert!(check(&place.path().join(&sealed.name)).unwrap().holds());
                    break;
                }
                Err(failure) => {
                    broken += 1;
                    assert!(!failure.cancelled && !failure.own, "{fault:?} {at}: {failure:?}");
                    let there = names(place.path());
                    assert!(
                        failure.left.is_empty() || there.contains(&failure.left),
                        "{fault:?} {at}: {failure:?} {there:?}"
                    );
                    assert!(!deceives(place.path(), &key(LEAD)), "{fault:?} {at}: {failure:?} {there:?}");
                    // Where the medium still works what is left says that it is unfinished.
                    if fault != Fault::ForGood {
                        assert!(there.iter().all(|name| name.ends_with(layout::PARTIAL)), "{fault:?} {at}: {there:?}");
                    }
                }
            }
        }
    }
    assert!(broken > 60, "{broken}");
}

#[test]
fn a_medium_that_fails_is_on_record_and_a_second_try_works() {
    let world = World::new(95);
    let mut case = a_case(&world);
    let place = destination();
    let looked = preflight(&case, sealed(place.path()), &System::running()).unwrap();
    let ready = begin(&mut case, looked).unwrap();
    for at in [1, 4, 9] {
        let stick = destination();
        let fs = Faulty { medium: Medium::open(stick.path(), "ext4").unwrap(), count: Count::new(Fault::ForGood, at) };
        let broken = ready.write_onto(&fs, &Handle::new()).unwrap_err();
        assert!(!broken.own && broken.errno == Some(5), "{broken:?}");
        assert!(!deceives(stick.path(), &key(LEAD)));
    }
    let stick = destination();
    let fs = Faulty { medium: Medium::open(stick.path(), "ext4").unwrap(), count: Count::new(Fault::Once, 3) };
    let result = ready.write_onto(&fs, &Handle::new());
    end(&mut case, &ready, result).unwrap();
    drop(ready);
    assert_eq!(scratch_beside(&case), Vec::<String>::new());
    let failed = case.state().exports.made.last().and_then(|export| export.failed.clone()).unwrap().1;
    assert!(failed.left.ends_with(".tar.age.partial"), "{failed:?}");
    let again: Recorded = export(&mut case, sealed(place.path()));
    assert!(again.result.is_ok() && check(&again.folder).unwrap().holds());
    assert_eq!(problems(case.path()), Vec::<String>::new());
}

#[test]
fn stock_age_and_tar_open_ours_and_ours_opens_theirs() {
    if stock("age").is_none() || stock("tar").is_none() || stock("age-keygen").is_none() {
        return;
    }
    let world = World::new(96);
    let mut case = a_case(&world);
    let place = destination();
    let work = tempfile::tempdir().unwrap();
    let path = |name: &str| work.path().join(name).to_string_lossy().into_owned();
    // A key that age made; age says its public half.
    let made = stock("age-keygen").unwrap().args(["-o", &path("key")]).output().unwrap();
    assert!(made.status.success());
    let public = stock("age-keygen").unwrap().args(["-y", &path("key")]).output().unwrap();
    let public = String::from_utf8(public.stdout).unwrap().trim().to_owned();
    let lock = lock(&[public.clone(), LEAD.0.to_owned()], None).unwrap();
    let recorded = export(&mut case, Asked { lock: Some(lock), ..asked(place.path(), Mark::Red) });
    let file = recorded.folder.to_string_lossy().into_owned();
    let name = recorded.result.unwrap().sealed.unwrap().name;
    let check = ["--check", "--strict", &format!("{name}{CHECK}")].map(str::to_owned);
    let sums = stock("sha256sum").unwrap().args(check).current_dir(place.path()).output().unwrap();
    assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stderr));
    let (opened, tar) = run("age", &["--decrypt", "-i", &path("key"), &file], b"").unwrap();
    assert!(opened);
    assert!(run("tar", &["-x", "-C", &path("")], &tar).unwrap().0);
    let folder_name = name.strip_suffix(SUFFIX).unwrap();
    let by_age = work.path().join(folder_name);
    assert!(whole(&by_age));
    assert!(folder(&by_age, None).unwrap().ok());

    // And back: packed by tar, sealed by age, for the key of these tests.
    let packed = stock("tar").unwrap().args(["-c", "-C", &path(""), folder_name]).output().unwrap().stdout;
    let theirs = path("theirs.tar.age");
    assert!(run("age", &["-r", LEAD.0, "-r", &public, "-o", &theirs], &packed).unwrap().0);
    let into = destination();
    let opened = open(Path::new(&theirs), into.path(), &key(LEAD), &Unwatched).unwrap();
    assert!(whole(&opened) && folder(&opened, None).unwrap().ok());
    assert_eq!(files(&opened), files(&by_age));
}

/// Types into a program that reads its passphrase from a terminal; gives what it showed and whether it ended well.
fn typing(command: portable_pty::CommandBuilder, lines: &[(&str, &str)]) -> (bool, String) {
    use std::io::{Read as _, Write as _};
    let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let mut shown = Vec::new();
    let mut buffer = [0; 1024];
    let mut waiting = lines.iter();
    let mut next = waiting.next();
    let mut seen = 0;
    // The other end closes when the program ends.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        shown.extend_from_slice(&buffer[..count]);
        if let Some((question, answer)) = next
            && let Some(at) = memchr::memmem::find(&shown[seen..], question.as_bytes())
        {
            seen += at + question.len();
            writer.write_all(answer.as_bytes()).unwrap();
            next = waiting.next();
        }
    }
    (child.wait().unwrap().success(), String::from_utf8_lossy(&shown).into_owned())
}

fn at_a_terminal(laptop: &Laptop, arguments: &[&str]) -> portable_pty::CommandBuilder {
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_warroom"));
    command.args(arguments);
    for (name, below) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
        command.env(name, laptop.dir.path().join(below));
    }
    command.env("WARROOM_CASE", laptop.case());
    command.env("WARROOM_OPERATOR", "A. Lead");
    command
}

#[test]
fn a_passphrase_is_typed_twice_unseen_and_age_takes_the_same_one_both_ways() {
    let laptop = Laptop::new();
    let place = destination();
    let stick = place.path().to_str().unwrap();
    let arguments = ["export", stick, "--force", "--without-dossier", "--seal"];
    let phrase = "corrict\u{7f}\u{7f}\u{7f}\u{7f}rect horse battery staple\r";
    let (ended, shown) = typing(
        at_a_terminal(&laptop, &arguments),
        &[("passphrase for the sealed folder: ", phrase), ("the same again: ", "something else\r")],
    );
    assert!(!ended && shown.contains("the two are not the same"), "{shown}");
    assert_eq!(names(place.path()), Vec::<String>::new());
    let (ended, shown) = typing(at_a_terminal(&laptop, &arguments), &[("folder: ", "\u{3}")]);
    assert!(!ended && shown.contains("left without a passphrase"), "{shown}");
    let (ended, shown) = typing(
        at_a_terminal(&laptop, &arguments),
        &[("passphrase for the sealed folder: ", phrase), ("the same again: ", "correct horse battery staple\r")],
    );
    assert!(ended && !shown.contains("horse"), "{shown}");
    let there = names(place.path());
    assert_eq!(there.len(), 2, "{there:?}");
    let file = place.path().join(&there[0]);
    let into = destination();
    let target = into.path().to_str().unwrap();
    let unseal = ["unseal", file.to_str().unwrap(), target];
    let (ended, shown) =
        typing(at_a_terminal(&laptop, &unseal), &[("passphrase of the sealed folder: ", "correct hoarse\r")]);
    assert!(!ended && shown.contains("wrong passphrase"), "{shown}");
    assert_eq!(names(into.path()), Vec::<String>::new());
    let (ended, shown) = typing(
        at_a_terminal(&laptop, &unseal),
        &[("passphrase of the sealed folder: ", "correct horse battery staple\r")],
    );
    assert!(ended && shown.contains("OK: the folder is as it was signed"), "{shown}");
    let Some(_) = stock("age") else { return };
    let out = into.path().join("age.tar");
    let mut age = portable_pty::CommandBuilder::new("age");
    age.args(["--decrypt", "-o", out.to_str().unwrap(), file.to_str().unwrap()]);
    let (ended, shown) = typing(age, &[("passphrase", "correct horse battery staple\r")]);
    assert!(ended, "{shown}");
    assert!(run("tar", &["-t"], &std::fs::read(&out).unwrap()).unwrap().0);
    // Sealed by age with a passphrase, opened here.
    let theirs = into.path().join("theirs.tar.age");
    let mut age = portable_pty::CommandBuilder::new("age");
    age.args(["--encrypt", "--passphrase", "-o", theirs.to_str().unwrap(), out.to_str().unwrap()]);
    let (ended, shown) = typing(age, &[("passphrase", "plover maze\r"), ("onfirm", "plover maze\r")]);
    assert!(ended, "{shown}");
    let own = destination();
    let opened = open(&theirs, own.path(), &Key::Passphrase(words("plover maze")), &Unwatched).unwrap();
    assert!(whole(&opened));
}

fn seal(laptop: &Laptop, before: &str, to: &Path) -> Command {
    let mut command = laptop.export(before, to);
    command.args(["--seal", "--recipient", LEAD.0, "--recipient", STORE.0]);
    command
}

#[test]
fn verify_and_unseal_say_what_a_sealed_file_is_and_publish_nothing_that_is_not_whole() {
    let laptop = Laptop::new();
    let place = destination();
    assert!(seal(&laptop, "", place.path()).output().unwrap().status.success());
    let there = names(place.path());
    let file = place.path().join(&there[0]);
    let keys = laptop.dir.path().join("store.key");
    std::fs::write(&keys, format!("# the store's\n{}\n", STORE.1)).unwrap();
    let tell = |arguments: &[&std::ffi::OsStr]| {
        let done = laptop.command("").args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        (done.status.code(), said)
    };
    let verify = |more: &[&str]| {
        let mut all = vec!["verify".as_ref(), file.as_os_str()];
        all.extend(more.iter().map(std::ffi::OsStr::new));
        tell(&all)
    };
    let (code, said) = verify(&[]);
    assert!(code == Some(0) && said.contains("each of 2 keys opens it") && said.contains("warroom unseal"), "{said}");
    let (code, said) = verify(&["--identity", keys.to_str().unwrap()]);
    assert!(code == Some(0) && said.contains("OK: the folder is as it was signed"), "{said}");
    let kept: Vec<String> = files(laptop.dir.path()).into_keys().filter(|name| name.contains("unsealed")).collect();
    assert_eq!(kept, Vec::<String>::new());
    let (code, said) = verify(&["--json", "--identity", keys.to_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(code == Some(0) && report["ok"] == true && report["sealed"]["keys"] == 2, "{said}");

    let into = destination();
    let unseal = |keys: &Path| {
        tell(&["unseal".as_ref(), file.as_os_str(), into.path().as_os_str(), "--identity".as_ref(), keys.as_os_str()])
    };
    let (code, said) = unseal(&keys);
    assert!(code == Some(0) && said.contains("OK: the folder is as it was signed"), "{said}");
    assert_eq!(names(into.path()), [there[0].strip_suffix(SUFFIX).unwrap()]);
    let (code, said) = unseal(&keys);
    assert!(code == Some(1) && said.contains("is there already"), "{said}");
    std::fs::remove_dir_all(into.path().join(there[0].strip_suffix(SUFFIX).unwrap())).unwrap();
    // A byte more, a byte less, a byte changed: neither tool takes it for whole.
    let bytes = std::fs::read(&file).unwrap();
    let mut changed = bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    for damaged in [&bytes[..bytes.len() - 1], &[&bytes[..], b"x"].concat(), &changed] {
        std::fs::write(&file, damaged).unwrap();
        let (code, said) = verify(&[]);
        assert!(code == Some(1) && said.contains("not the file that its check file was written for"), "{said}");
        let (code, said) = unseal(&keys);
        assert!(code == Some(1) && said.contains("cut off or was changed"), "{said}");
        assert_eq!(names(into.path()), Vec::<String>::new());
    }
    std::fs::write(&file, &bytes).unwrap();
    std::fs::remove_file(place.path().join(&there[1])).unwrap();
    let (code, said) = verify(&[]);
    assert!(code == Some(1) && said.contains("was not finished"), "{said}");
    // A private key on the command line is not repeated; without keys the way is said.
    let (code, said) = tell(&[
        "export".as_ref(),
        place.path().as_os_str(),
        "--seal".as_ref(),
        "--recipient".as_ref(),
        LEAD.1.as_ref(),
    ]);
    assert!(code == Some(1) && said.contains("private key") && !said.contains(&LEAD.1[20..40]), "{said}");
    let (code, said) = tell(&["unseal".as_ref(), file.as_os_str(), into.path().as_os_str()]);
    assert!(code == Some(1) && said.contains("--identity FILE"), "{said}");
}

/// Everything of a shelf has its line, by what it is: what can be checked without a key was, and what was not is said. The label has the digest of the sealed file.
#[test]
fn a_shelf_checks_sealed_files_and_case_files_beside_folders() {
    let laptop = Laptop::new();
    let place = destination();
    assert!(seal(&laptop, "", place.path()).output().unwrap().status.success());
    assert!(laptop.export("", place.path()).output().unwrap().status.success());
    let case = place.path().join("copy.warroom");
    std::fs::copy(laptop.case(), &case).unwrap();
    let there = names(place.path());
    let file = there.iter().map(|name| place.path().join(name)).find(|path| path.to_string_lossy().ends_with(SUFFIX));
    let file = file.unwrap();
    let tell = |arguments: &[&std::ffi::OsStr]| {
        let done = laptop.command("").env_remove("WARROOM_CASE").args(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
        (done.status.code(), said)
    };
    let all: Vec<std::path::PathBuf> = there.iter().map(|name| place.path().join(name)).collect();
    let named: Vec<&std::ffi::OsStr> =
        std::iter::once("verify".as_ref()).chain(all.iter().map(|path| path.as_os_str())).collect();
    for arguments in [named.clone(), vec!["verify".as_ref(), place.path().as_os_str()]] {
        let (code, said) = tell(&arguments);
        assert_eq!(code, Some(0), "{said}");
        for words in [
            "ok, signer not compared",
            "check file holds; what is in it was not checked (no key)",
            "ok, case file",
            "OK: 1 folder, each as it was signed; 1 sealed file; 1 case file",
            "of sealed files only the check file was held against the bytes",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert_eq!(said.lines().filter(|line| line.contains(".tar.age")).count(), 1, "{said}");
    }
    let keys = laptop.dir.path().join("store.key");
    std::fs::write(&keys, format!("{}\n", STORE.1)).unwrap();
    let opened = [&named[..], &["--identity".as_ref(), keys.as_os_str()]].concat();
    let (code, said) = tell(&opened);
    assert!(code == Some(0) && said.contains("ok, sealed; opened and checked"), "{said}");

    let digest = warroom::journal::hex(&check(&file).unwrap().sha256);
    let label = laptop.dir.path().join("label.md");
    let form = laptop.command("").args(["form", "stick", "1", "--markdown", "--out"]).arg(&label).output().unwrap();
    assert!(form.status.success(), "{form:?}");
    let text = std::fs::read_to_string(&label).unwrap().replace([' ', '\n'], "");
    assert!(text.contains(&digest) && text.contains("SHA-256ofthesealedfile"), "{text}");

    // The form is on record too.
    std::fs::copy(laptop.case(), &case).unwrap();
    // Changed with its check file: only the record and the label know.
    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let (code, said) = tell(&named);
    assert!(code == Some(1) && said.contains("NOT VERIFIED: 1 of 3 folders and files"), "{said}");
    assert!(said.contains("not the file that its check file was written for"), "{said}");
    let name = file.file_name().unwrap().to_str().unwrap();
    let forged = format!("{}  {name}\n", warroom::journal::hex(&check(&file).unwrap().sha256));
    std::fs::write(place.path().join(format!("{name}{CHECK}")), forged).unwrap();
    assert_eq!(tell(&named).0, Some(0), "nobody without the record can tell");
    let own = laptop.case();
    let with = [&["--case".as_ref(), own.as_os_str()], &named[..]].concat();
    let (code, said) = tell(&with);
    assert!(code == Some(1) && said.contains("records another digest for it"), "{said}");
    std::fs::remove_file(&file).unwrap();
    let (code, said) = tell(&["verify".as_ref(), place.path().as_os_str()]);
    assert!(
        code == Some(1) && said.contains("the sealed file that this check file is about is not beside it"),
        "{said}"
    );
}

#[test]
fn a_kill_at_any_call_of_a_seal_leaves_no_sealed_file_that_deceives() {
    if stock("strace").is_none() {
        return;
    }
    let laptop = Laptop::new();
    let place = destination();
    let (mut killed, mut left) = (0, 0);
    let beside = || {
        let mut names = names(laptop.case().parent().unwrap());
        names.retain(|name| name.starts_with(".export-"));
        names
    };
    // Every third call on the medium is the last one in turn, until none is left to be one.
    for when in (1..).step_by(3) {
        let stick = place.path().canonicalize().unwrap().join(when.to_string());
        std::fs::create_dir(&stick).unwrap();
        let dry = laptop.export("", &stick).args(["--dry-run", "--json"]).output().unwrap();
        let dry: serde_json::Value = serde_json::from_slice(&dry.stdout).unwrap();
        let file = stick.join(format!("{}{SUFFIX}", dry["name"].as_str().unwrap()));
        let (file, on) = (file.display(), stick.display());
        let calls = "openat,write,fsync,renameat2,read,unlinkat";
        let before = format!(
            "exec strace -f -qq -o /dev/null -P {on} -P {file} -P {file}.partial -P {file}.sha256.partial -P {file}.sha256 \
             -e trace={calls} -e inject={calls}:signal=SIGKILL:when={when}"
        );
        let done = seal(&laptop, &before, &stick).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if said.contains("ptrace") {
            println!("skipped: strace may not trace here: {said}");
            return;
        }
        assert!(!deceives(&stick, &key(LEAD)), "{when}: {:?}", names(&stick));
        if done.status.success() {
            break;
        }
        killed += 1;
        left += usize::from(!beside().is_empty());
        // What is plain in it would otherwise stay on the laptop: the next opening takes it away.
        assert!(laptop.command("").args(["log", "open"]).output().unwrap().status.success());
        assert_eq!(beside(), Vec::<String>::new(), "{when}");
    }
    assert!(killed >= 6 && left > 0, "{killed} {left}");
    laptop.second_try();
}
