use super::make::make_watched;
use super::*;
use crate::jobs::Handle;
use crate::library::digest::{Digest, hex};
use crate::library::sums;
use proptest::prelude::*;
use rustix::fs::{CWD, FileType, Mode};
use sha2::Digest as _;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Keeps lines and problems; may have a file too, and may cancel at a line.
#[derive(Default)]
struct Kept {
    text: Vec<u8>,
    problems: Vec<(Vec<u8>, String)>,
    output: Option<Output>,
    cancel: Option<(usize, Handle)>,
    full_at: Option<usize>,
}

impl Sink for Kept {
    fn lines(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.text.extend(bytes);
        if let Some(output) = &mut self.output {
            output.write(bytes)?;
        }
        if let Some((at, handle)) = &self.cancel
            && self.text.len() >= *at
        {
            handle.cancel();
        }
        if self.full_at.is_some_and(|at| self.text.len() >= at) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
    fn output(&mut self) -> Option<&mut Output> {
        self.output.as_mut()
    }
    fn problem(&mut self, name: &[u8], why: &str) {
        self.problems.push((name.to_vec(), why.to_owned()));
    }
}

fn made(root: &Path, options: Options) -> (Summary, Kept) {
    let mut kept = Kept::default();
    let summary = make(root, options, &mut kept, &Handle::new()).unwrap();
    (summary, kept)
}

/// Known to this laptop alone.
const KEY: [u8; 32] = [7; 32];

fn threads(threads: usize) -> Options {
    Options { threads: Some(threads), ..Options::default() }
}

fn write(root: &Path, name: &[u8], content: &[u8]) -> PathBuf {
    let path = root.join(OsStr::from_bytes(name));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

const HOSTILE: [&[u8]; 14] = [
    b"-",
    b"-c",
    b"--help",
    b"two\nlines",
    b"back\\slash\\",
    b"cr\r",
    b"\xff\xfe not utf8",
    b"\x1b[2J\x07",
    b"# comment",
    b" -> arrow > ",
    b"*star",
    b"deep/er/a\nb/\x80",
    b"a b/..c",
    b"...",
];

/// Names of every kind, and what is no file.
fn hostile_tree() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in HOSTILE {
        write(dir.path(), name, name);
    }
    write(dir.path(), b"empty", b"");
    fs::create_dir_all(dir.path().join("void/void")).unwrap();
    let deep = [b"d/".repeat(300).as_slice(), b"bottom"].concat();
    write(dir.path(), &deep, b"deep");
    symlink("/etc/passwd", dir.path().join("out")).unwrap();
    symlink("..", dir.path().join("void/loop")).unwrap();
    symlink("nowhere -> else\n", dir.path().join("dangling")).unwrap();
    rustix::fs::mknodat(CWD, dir.path().join("pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    dir
}

fn text_of(kept: &Kept) -> String {
    String::from_utf8_lossy(&kept.text).into_owned()
}

#[test]
fn sha256sum_checks_a_manifest_of_a_hostile_tree() {
    let dir = hostile_tree();
    let (summary, kept) = made(dir.path(), Options::default());
    assert_eq!(kept.problems, []);
    assert_eq!((summary.files, summary.links, summary.special, summary.empty), (16, 3, 1, 1));
    let sums = tempfile::NamedTempFile::new().unwrap();
    fs::write(sums.path(), &kept.text).unwrap();
    let check = || {
        let mut command = Command::new("sha256sum");
        command.current_dir(dir.path()).args(["--strict", "--quiet", "-c"]).arg(sums.path()).env("LC_ALL", "C");
        command.output().unwrap()
    };
    let checked = check();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    // The check can fail.
    fs::write(dir.path().join("..."), b"....").unwrap();
    assert!(!check().status.success());
}

#[test]
fn stock_tools_find_the_root_from_the_text_and_from_the_tree() {
    let dir = hostile_tree();
    let (summary, kept) = made(dir.path(), Options::default());
    let sums = tempfile::NamedTempFile::new().unwrap();
    fs::write(sums.path(), &kept.text).unwrap();
    let run = |script: &str| {
        let out =
            Command::new("sh").current_dir(dir.path()).args(["-c", script, "sh"]).arg(sums.path()).output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    };
    let expected = format!("{}  -\n", hex(&summary.root));
    assert_eq!(run("LC_ALL=C grep -av '^#' \"$1\" | sha256sum"), expected);
    assert_eq!(run("find . -type f -print0 | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum"), expected);
    assert!(text_of(&kept).contains(&format!("# root {}\n", hex(&summary.root))));
}

#[test]
fn an_empty_directory_has_a_manifest() {
    let dir = tempfile::tempdir().unwrap();
    let (summary, kept) = made(dir.path(), Options::default());
    assert_eq!((summary.files, summary.empty, summary.problems), (0, 1, 0));
    assert_eq!(hex(&summary.root), crate::library::digest::SHA256_OF_NOTHING);
    assert!(text_of(&kept).contains("# empty ./\n"));
}

#[test]
fn links_are_named_and_never_followed() {
    let dir = hostile_tree();
    let (_, kept) = made(dir.path(), Options::default());
    let text = text_of(&kept);
    assert!(text.contains("# link ./out -> /etc/passwd\n") && text.contains("# link ./void/loop -> ..\n"), "{text}");
    assert!(text.contains("# link ./dangling -> nowhere -\\> else\\n\n"), "{text}");
    assert!(text.contains("# special ./pipe -> named pipe\n"), "{text}");
    assert!(!text.contains("void/loop/"));
}

#[test]
fn the_text_is_the_same_with_any_number_of_threads() {
    let dir = hostile_tree();
    for number in 0..3_000_u32 {
        write(dir.path(), format!("many/{}/{number}", number % 7).as_bytes(), &number.to_le_bytes());
    }
    let (one, alone) = made(dir.path(), threads(1));
    for count in [2, 5, 12] {
        let (summary, kept) = made(dir.path(), threads(count));
        assert_eq!(summary, one);
        assert!(kept.text == alone.text, "{count} threads");
    }
}

#[test]
fn a_slow_file_does_not_change_the_order() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), b"0-large", &vec![1; 12 << 20]);
    for number in 0..6_000_u32 {
        write(dir.path(), format!("{number:05}").as_bytes(), b"");
    }
    let (_, kept) = made(dir.path(), threads(3));
    let names: Vec<Vec<u8>> = sums::entries(&kept.text).map(|(_, entry)| entry.unwrap().name).collect();
    assert!(names.len() == 6_001 && names.is_sorted());
}

#[test]
fn a_file_changed_while_it_is_read_has_no_digest_and_the_manifest_says_so() {
    let dir = tempfile::tempdir().unwrap();
    for name in [b"a", b"b", b"c"] {
        write(dir.path(), name, b"content");
    }
    let victim = dir.path().join("b");
    let grow = |name: &[u8], _: u64| {
        if name == b"b" {
            File::options().append(true).open(&victim).unwrap().write_all(b"!").unwrap();
        }
    };
    let mut kept = Kept::default();
    let summary = make_watched(dir.path(), Options::default(), &mut kept, &Handle::new(), &grow).unwrap();
    assert_eq!((summary.files, summary.problems), (2, 1));
    assert!(matches!(&kept.problems[..], [(name, why)] if name == b"./b" && why.contains("changed while")));
    let text = text_of(&kept);
    assert!(text.contains("# unread ./b -> changed while") && text.contains("# INCOMPLETE: 1 "), "{text}");
}

#[test]
fn a_file_swapped_for_a_link_is_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let away = write(dir.path(), b"away/secret", b"secret");
    let root = dir.path().join("root");
    write(&root, b"a", b"first");
    write(&root, b"sub/b", b"second");
    let swapped = AtomicU64::new(0);
    let swap = |name: &[u8], _: u64| {
        if name == b"a" && swapped.fetch_add(1, Ordering::Relaxed) == 0 {
            fs::rename(root.join("sub/b"), dir.path().join("b")).unwrap();
            symlink(&away, root.join("sub/b")).unwrap();
        }
    };
    let mut kept = Kept::default();
    let result = make_watched(&root, threads(1), &mut kept, &Handle::new(), &swap).unwrap();
    // The walk may have come by before or after.
    assert_eq!((result.files, result.links.max(result.problems)), (1, 1), "{}", text_of(&kept));
    assert!(!text_of(&kept).contains(&hex(&sha2::Sha256::digest(b"secret"))));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let secret = write(dir.path(), b"b", b"secret");
    if secret.metadata().unwrap().uid() == 0 {
        eprintln!("passed over: root reads everything");
        return;
    }
    write(dir.path(), b"a", b"");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    fs::create_dir(dir.path().join("closed")).unwrap();
    fs::set_permissions(dir.path().join("closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let (summary, kept) = made(dir.path(), Options::default());
    fs::set_permissions(dir.path().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((summary.files, summary.problems), (1, 2), "{}", text_of(&kept));
}

#[test]
fn a_path_longer_than_the_system_opens_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let part = "p".repeat(200);
    let mut at = rustix::fs::open(dir.path(), rustix::fs::OFlags::RDONLY, Mode::empty()).unwrap();
    for _ in 0..25 {
        rustix::fs::mkdirat(&at, part.as_str(), Mode::RWXU).unwrap();
        at = rustix::fs::openat(&at, part.as_str(), rustix::fs::OFlags::RDONLY, Mode::empty()).unwrap();
    }
    write(dir.path(), b"z", b"");
    let (summary, kept) = made(dir.path(), Options::default());
    assert!(summary.problems >= 1 && summary.files == 1, "{}", kept.text.len());
    drop(at);
    assert!(Command::new("rm").arg("-rf").arg(dir.path()).status().unwrap().success());
}

#[test]
fn the_file_it_is_written_to_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let own = write(dir.path(), b"SUMS", b"").metadata().unwrap();
    write(dir.path(), b"a", b"");
    let options = Options { leave_out: Some((own.dev(), own.ino())), ..Options::default() };
    let (summary, kept) = made(dir.path(), options);
    assert_eq!((summary.files, summary.left_out, summary.problems), (1, 1, 0));
    assert!(text_of(&kept).contains("# left-out ./SUMS"));
}

/// A tree and a place outside of it.
fn resumable() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("root");
    for number in 0..400_u32 {
        write(&root, format!("{}/file\n{number}", number % 5).as_bytes(), &number.to_le_bytes());
    }
    let name = dir.path().join("SUMS");
    (dir, root, name)
}

/// One run with a file of its own, cut off after so many bytes. Gives how many files were kept, unless it was cut off.
fn run_to(name: &Path, root: &Path, cancel_at: Option<usize>) -> (Option<Summary>, BTreeSet<Vec<u8>>) {
    let (output, prior) = Output::begin(name, root, &KEY).unwrap();
    let handle = Handle::new();
    let mut kept = Kept { output: Some(output), ..Kept::default() };
    kept.cancel = cancel_at.map(|at| (at, handle.clone()));
    let read = Mutex::new(BTreeSet::new());
    let watch = |name: &[u8], _: u64| {
        read.lock().unwrap().insert(name.to_vec());
    };
    let options = Options { prior, threads: Some(2), ..Options::default() };
    match make_watched(root, options, &mut kept, &handle, &watch) {
        Ok(summary) => {
            kept.output.take().unwrap().finish(summary.problems > 0).unwrap();
            (Some(summary), read.into_inner().unwrap())
        }
        Err(Failure::Cancelled(_)) => (None, read.into_inner().unwrap()),
        Err(failure) => panic!("{failure}"),
    }
}

/// A manifest without what it says of digests that were taken over.
fn computed(name: &Path) -> Vec<u8> {
    let text = fs::read(name).unwrap();
    let says = |line: &&[u8]| !line.starts_with(b"# taken-over") && !line.starts_with(b"# digests that begin under");
    text.split_inclusive(|&byte| byte == b'\n').filter(says).collect::<Vec<_>>().concat()
}

#[test]
fn what_another_hand_wrote_into_the_resume_file_is_not_believed() {
    let (dir, root, name) = resumable();
    let whole = made(&root, Options::default()).1.text;
    assert!(run_to(&name, &root, Some(30_000)).0.is_none());
    let resume = dir.path().join("SUMS.resume");
    let lines = fs::read(&resume).unwrap();
    // The first digest is another one, everything else as it was.
    let mut forged = lines.clone();
    let digest = lines.iter().position(|&byte| byte == b'\n').unwrap() - 40;
    forged[digest] = if forged[digest] == b'0' { b'1' } else { b'0' };
    for forged in [forged, lines.iter().map(|byte| byte.to_ascii_uppercase()).collect()] {
        fs::write(&resume, forged).unwrap();
        let _ = fs::remove_file(dir.path().join("SUMS.resume-old"));
        let (summary, read) = run_to(&name, &root, None);
        assert_eq!((summary.unwrap().kept, read.len()), (0, 400), "nothing behind a forged line counts either");
        assert!(fs::read(&name).unwrap() == whole);
        fs::remove_file(&name).unwrap();
    }
}

#[test]
fn what_an_earlier_run_left_can_be_read_again_and_compared() {
    let (dir, root, name) = resumable();
    assert!(run_to(&name, &root, Some(30_000)).0.is_none());
    // A line under the right seal with a digest that the file never had: what a fault of the medium, or of the program then, would leave.
    let seal = super::resume::Seal::new(&KEY, &fs::canonicalize(&root).unwrap());
    let path = root.join("0/file\n0");
    let identity = crate::jobs::source::Source::open(&path).unwrap().identity();
    let wrong = super::resume::Record::new(b"0/file\n0".to_vec(), [9; 32], &identity).line(&seal);
    let resume = dir.path().join("SUMS.resume");
    let lines = fs::read(&resume).unwrap();
    let first = lines.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    fs::write(&resume, [&wrong, &lines[first..]].concat()).unwrap();
    let (output, prior) = Output::begin(&name, &root, &KEY).unwrap();
    let mut kept = Kept { output: Some(output), ..Kept::default() };
    let options = Options { prior, verify_prior: true, ..threads(2) };
    let summary = make(&root, options, &mut kept, &Handle::new()).unwrap();
    kept.output.take().unwrap().finish(false).unwrap();
    assert_eq!((summary.kept, summary.differing), (0, 1), "{summary:?}");
    assert!(summary.compared > 50, "{summary:?}");
    let text = String::from_utf8(fs::read(&name).unwrap()).unwrap();
    assert!(text.contains("# differs-from-earlier-run ./0/file\\n0\n"), "{text}");
    let read: String = text.split_inclusive('\n').filter(|line| !line.starts_with("# differs")).collect();
    assert!(read.as_bytes() == made(&root, Options::default()).1.text, "what was read now stands");
}

#[test]
fn a_run_that_was_cut_off_is_taken_up_and_gives_the_same_bytes() {
    let (dir, root, name) = resumable();
    let (_, whole) = made(&root, Options::default());
    assert!(run_to(&name, &root, Some(20_000)).0.is_none());
    assert!(!name.exists());
    assert!(fs::read(dir.path().join("SUMS.partial")).unwrap().starts_with(b"# warroom manifest 1\n"));
    // Cut off earlier the second time: what the first run knew is not lost.
    assert!(run_to(&name, &root, Some(3_000)).0.is_none());
    let (summary, read) = run_to(&name, &root, None);
    let summary = summary.unwrap();
    assert!(summary.kept >= 100, "{summary:?}");
    assert_eq!(read.len() as u64, summary.files - summary.kept, "what is kept is not read");
    assert!(computed(&name) == whole.text);
    let text = fs::read(&name).unwrap();
    let taken = text.split(|&byte| byte == b'\n').filter(|line| line.starts_with(b"# taken-over ./")).count();
    assert_eq!(taken as u64, summary.kept, "each of them is named");
    let count = format!("\n# taken-over-files {}\n", summary.kept);
    assert!(text.windows(count.len()).any(|part| part == count.as_bytes()));
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_file_that_changed_between_two_runs_is_read_again() {
    let (_dir, root, name) = resumable();
    assert!(run_to(&name, &root, Some(30_000)).0.is_none());
    let path = root.join("0/file\n0");
    let times = path.metadata().unwrap();
    fs::write(&path, [9, 9, 9, 9]).unwrap();
    // The size is the same and the time of the content is set back; that of the inode cannot be.
    let stamps = fs::FileTimes::new().set_modified(times.modified().unwrap());
    File::options().write(true).open(&path).unwrap().set_times(stamps).unwrap();
    let (summary, read) = run_to(&name, &root, None);
    assert!(summary.unwrap().kept > 50 && read.contains(b"0/file\n0".as_slice()));
    assert!(computed(&name) == made(&root, Options::default()).1.text);
}

#[test]
fn a_manifest_is_never_written_over_into_its_directory_or_by_two() {
    let (_dir, root, name) = resumable();
    assert!(matches!(Output::begin(&root.join("SUMS"), &root, &KEY), Err(OutputProblem::Inside)));
    assert!(matches!(Output::begin(&root.join("0/SUMS"), &root, &KEY), Err(OutputProblem::Inside)));
    let inside = name.with_file_name("inside");
    symlink(&root, &inside).unwrap();
    assert!(matches!(Output::begin(&inside.join("SUMS"), &root, &KEY), Err(OutputProblem::Inside)));
    let first = Output::begin(&name, &root, &KEY).unwrap();
    assert!(matches!(Output::begin(&name, &root, &KEY), Err(OutputProblem::Busy)));
    first.0.finish(false).unwrap();
    assert!(matches!(Output::begin(&name, &root, &KEY), Err(OutputProblem::Taken)));
    assert!(!root.join("SUMS").exists() && !root.join("SUMS.partial").exists());
}

#[test]
fn a_full_medium_ends_the_run() {
    let (_dir, root, _) = resumable();
    let mut kept = Kept { full_at: Some(5_000), ..Kept::default() };
    let failure = make(&root, Options::default(), &mut kept, &Handle::new()).unwrap_err();
    assert!(matches!(failure, Failure::Write(_)), "{failure}");
}

fn contents(text: &[u8]) -> Result<Contents, ReadProblem> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text).unwrap();
    io::Seek::rewind(&mut file).unwrap();
    read(&file, b"", &Handle::new())
}

/// As `change name new-name`.
fn differences(first: &[u8], second: &[u8]) -> (Vec<String>, Comparison) {
    let mut told = Vec::new();
    let outcome = compare(contents(first).unwrap(), contents(second).unwrap(), &Handle::new(), &mut |difference| {
        let name = String::from_utf8_lossy(&difference.name).into_owned();
        let new = difference.new_name.as_ref().map(|new| format!(" {}", String::from_utf8_lossy(new)));
        told.push(format!("{} {name}{}", difference.change.name(), new.unwrap_or_default()));
        Ok(())
    });
    (told, outcome.unwrap())
}

fn sums_of(files: &[(&str, &str)]) -> Vec<u8> {
    let line = |&(name, content): &(&str, &str)| {
        sums::line(&Digest::sha256(sha2::Sha256::digest(content).into()), name.as_bytes())
    };
    files.iter().flat_map(line).collect()
}

#[test]
fn what_differs_is_told_by_kind() {
    let first = sums_of(&[("gone", "1"), ("./same", "2"), ("x", "3"), ("y", "3"), ("c", "4"), ("old", "5")]);
    let second = sums_of(&[("new", "6"), ("same", "2"), ("z", "3"), ("x", "3"), ("c", "7"), ("sub/new", "5")]);
    let (told, outcome) = differences(&first, &second);
    assert_eq!(told, ["removed gone", "added new", "changed c", "renamed old sub/new", "renamed y z"]);
    assert_eq!((outcome.same.count, outcome.same.unsized_names), (2, 2));
    assert!(!outcome.equal());
    assert!(differences(&first, &first).1.equal());
}

#[test]
fn sizes_and_links_are_compared_where_both_state_them() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), b"a", b"12345");
    symlink("a", dir.path().join("l")).unwrap();
    let (_, before) = made(dir.path(), Options::default());
    write(dir.path(), b"a", b"123");
    write(dir.path(), b"b", b"12345");
    fs::remove_file(dir.path().join("l")).unwrap();
    symlink("b", dir.path().join("l")).unwrap();
    let (_, after) = made(dir.path(), Options::default());
    let (told, outcome) = differences(&before.text, &after.text);
    assert_eq!(told, ["added b", "changed a", "changed l"]);
    assert_eq!(outcome.differ.map(|tally| (tally.count, tally.bytes)), [(0, 0), (1, 5), (2, 3), (0, 0)]);
    let plain = sums_of(&[("a", "123"), ("b", "12345")]);
    let (told, outcome) = differences(&plain, &after.text);
    assert!(told.is_empty() && outcome.same.bytes == 8 && outcome.same.unsized_names == 0, "{told:?}");
}

#[test]
fn other_tools_manifests_are_read_and_have_the_same_root() {
    let dir = hostile_tree();
    let (summary, ours) = made(dir.path(), Options::default());
    let run = |script: &str| Command::new("sh").current_dir(dir.path()).args(["-c", script]).output().unwrap().stdout;
    let stock = run("find . -type f -print0 | xargs -0 sha256sum");
    assert_eq!(contents(&stock).unwrap().root, summary.root);
    assert!(differences(&ours.text, &stock).1.equal());
    if Command::new("hashdeep").arg("-V").output().is_err() {
        eprintln!("passed over: hashdeep is not installed");
        return;
    }
    let plain = tempfile::tempdir().unwrap();
    write(plain.path(), b"a,b", b"x");
    write(plain.path(), b"sub/c", b"");
    let deep = |columns: &str| {
        Command::new("hashdeep").current_dir(plain.path()).args(["-rl", "-c", columns, "."]).output().unwrap().stdout
    };
    for columns in ["sha256", "md5,sha256"] {
        let read = contents(&deep(columns)).unwrap();
        assert_eq!((read.root, read.bytes, read.entries), (made(plain.path(), Options::default()).0.root, 1, 2));
    }
    assert!(matches!(contents(&deep("md5")), Err(ReadProblem::Line { line: 2, .. })));
}

#[test]
fn a_manifest_that_was_altered_cut_off_or_is_none_is_not_compared_as_whole() {
    let (summary, kept) = made(hostile_tree().path(), Options::default());
    let text = kept.text;
    let read = contents(&text).unwrap();
    assert!(read.whole() && read.root == summary.root && read.entries == summary.files);
    let lines: Vec<&[u8]> = text.split_inclusive(|&byte| byte == b'\n').collect();
    let without: Vec<u8> =
        lines.iter().filter(|line| !line.ends_with(b"./...\n")).copied().collect::<Vec<_>>().concat();
    assert!(without.len() < text.len());
    assert!(matches!(contents(&without), Err(ReadProblem::Root)));
    let cut: Vec<u8> = lines[..lines.len() / 2].concat();
    assert!(!contents(&cut).unwrap().whole());
    assert!(matches!(contents(b"hello\n"), Err(ReadProblem::Line { line: 1, .. })));
    assert!(matches!(contents(b"# only words\n"), Err(ReadProblem::Nothing)));
    assert!(matches!(contents(&[b'a'; 200_000]), Err(ReadProblem::Line { line: 1, .. })));
    let twice = [sums_of(&[("a", "1")]), sums_of(&[("a", "2")])].concat();
    assert!(matches!(contents(&twice), Err(ReadProblem::Twice(_))));
    assert_eq!(contents(&sums_of(&[("a", "1"), ("a", "1")])).unwrap().entries, 1);
    let nul = sums_of(&[("a\0b", "1")]);
    assert!(matches!(contents(&nul), Err(ReadProblem::Line { line: 1, .. })));
}

/// Removed, added, changed, renamed by the plain definition.
fn model(first: &BTreeMap<String, u8>, second: &BTreeMap<String, u8>) -> Vec<String> {
    let mut told = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
    let mut gone: Vec<_> = first.iter().filter(|(name, _)| !second.contains_key(*name)).collect();
    let mut come: Vec<_> = second.iter().filter(|(name, _)| !first.contains_key(*name)).collect();
    gone.retain(|(name, content)| match come.iter().position(|(_, other)| other == content) {
        Some(at) => {
            told[3].push(format!("renamed {name} {}", come.remove(at).0));
            false
        }
        None => true,
    });
    told[0].extend(gone.iter().map(|(name, _)| format!("removed {name}")));
    told[1].extend(come.iter().map(|(name, _)| format!("added {name}")));
    let changed = first.iter().filter(|(name, content)| second.get(*name).is_some_and(|other| other != *content));
    told[2].extend(changed.map(|(name, _)| format!("changed {name}")));
    told.concat()
}

fn small_tree() -> impl Strategy<Value = BTreeMap<String, u8>> {
    proptest::collection::btree_map("[ab]{1,2}(/x[ab.])?", 0_u8..4, 0..12)
        .prop_filter("a name is a file or a directory", |tree| {
            tree.keys().all(|name| !tree.contains_key(name.split('/').next().unwrap()) || !name.contains('/'))
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_comparison_of_real_trees_is_what_the_model_says(first in small_tree(), second in small_tree()) {
        let texts = [&first, &second].map(|tree| {
            let dir = tempfile::tempdir().unwrap();
            for (name, content) in tree {
                write(dir.path(), name.as_bytes(), &vec![b'x'; usize::from(*content)]);
            }
            let (_, kept) = made(dir.path(), threads(2));
            // What the model does not know.
            let lines: Vec<&[u8]> = kept.text.split_inclusive(|&byte| byte == b'\n').collect();
            lines.into_iter().filter(|line| !line.starts_with(b"# empty ")).collect::<Vec<_>>().concat()
        });
        let (told, outcome) = differences(&texts[0], &texts[1]);
        prop_assert_eq!(&told, &model(&first, &second));
        prop_assert_eq!(outcome.equal(), first == second);
    }

    #[test]
    fn any_text_is_answered(text in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = contents(&text);
        let _ = contents(&[b"# warroom manifest 1\n".as_slice(), &text].concat());
        let _ = contents(&[b"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n".as_slice(), &text].concat());
    }
}

#[test]
fn a_spinning_disk_has_one_reader() {
    let dir = tempfile::tempdir().unwrap();
    let tree = dir.path().join("tree");
    fs::create_dir(&tree).unwrap();
    for number in 0..8_u8 {
        fs::write(tree.join(format!("{number}")), vec![number; 3 << 20]).unwrap();
    }
    // A machine on which the file system of this directory lies on a disk that spins.
    let device = fs::metadata(&tree).unwrap().dev();
    let number = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
    let disk = dir.path().join("sys/dev/block").join(&number);
    fs::create_dir_all(disk.join("queue")).unwrap();
    fs::create_dir_all(disk.join("device")).unwrap();
    fs::create_dir_all(dir.path().join("scsi")).unwrap();
    symlink(dir.path().join("scsi"), disk.join("device/subsystem")).unwrap();
    fs::write(disk.join("dev"), &number).unwrap();
    fs::write(disk.join("queue/rotational"), "1\n").unwrap();
    let seen = Mutex::new(Vec::new());
    let watch = |name: &[u8], _| seen.lock().unwrap().push(name.to_vec());
    let options = Options { disks: crate::jobs::disks::Disks::under(dir.path()), ..threads(4) };
    make_watched(&tree, options, &mut Kept::default(), &Handle::new(), &watch).unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.dedup();
    assert_eq!(seen.len(), 8, "the readings of two files were mixed");
}
