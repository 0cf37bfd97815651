use super::reading::tests::{Faulty, pattern};
use super::shelf::tests::Memory;
use super::*;
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};
use std::cell::Cell;
use std::ffi::OsStr;
use std::fs;

const CLOCK: &dyn Fn() -> Instant = &|| Instant::from_millis(1_800_000_000_000);

struct Run {
    shelf: Memory,
    ended: Ended,
}

/// The whole way over a medium and a shelf in memory.
fn run(medium: &dyn Medium, size: u64, shelf: &Memory, split: Option<u64>, handle: &Handle) -> Run {
    let names = Names::of(OsStr::new("E-001.dd"));
    let watched = Watched::default();
    let how = How { size, sector: 512, retries: 1 };
    let copied = copy(&Parts {
        medium,
        shelf,
        how,
        names: &names,
        split,
        asked: hashing::Asked::default(),
        handle,
        watched: &watched,
    });
    let (survey, request) = (seen(), Request::default());
    let about = log::About {
        tool: "warroom test",
        survey: &survey,
        request: &request,
        split,
        meaning: vec!["live"],
        atime_kept: true,
    };
    let ending =
        publish::Ending { shelf, names: &names, about, clock: CLOCK, started: CLOCK(), handle, watched: &watched };
    Run { shelf: shelf.clone(), ended: ending.of(copied, Vec::new()) }
}

fn seen() -> Survey {
    let mut survey = Survey::default();
    survey.source.logical_sector = 512;
    survey
}

fn simply(bytes: &[u8], bad: &[u64], split: Option<u64>) -> Run {
    let medium = Faulty::new(bytes.to_vec(), bad);
    run(&medium, bytes.len() as u64, &Memory::default(), split, &Handle::new())
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[test]
fn a_whole_image_is_the_source_under_the_name_asked_for() {
    for length in [1, 511, 512, 513, 300_000, 9 << 20] {
        let bytes = pattern(length);
        let run = simply(&bytes, &[], None);
        assert_eq!(run.ended.outcome, Outcome::Whole, "{length}");
        assert_eq!(run.shelf.names(), ["E-001.dd", "E-001.dd.log.txt", "E-001.dd.sha256"]);
        assert!(run.shelf.file("E-001.dd") == bytes);
        let image = run.ended.image.unwrap();
        assert_eq!(image.sha256, sha256(&bytes));
        let log = run.shelf.file("E-001.dd.log.txt");
        assert_eq!(run.ended.log.unwrap().1, sha256(&log));
        let text = String::from_utf8(log).unwrap();
        assert!(
            text.contains("SHA-256 source and image") && text.contains(&crate::library::digest::hex(&image.sha256)),
            "{text}"
        );
        assert!(text.contains("another digest") && !text.contains("INCOMPLETE") && !text.contains('\r'), "{text}");
    }
}

#[test]
fn segments_put_together_are_the_source() {
    let bytes = pattern(10_000_000);
    for split in [512, 4_000_256, 5_000_192, 9_999_872, 20_000_256] {
        let split = if split == 512 { 51_200 } else { split };
        let run = simply(&bytes, &[], Some(split));
        let image = run.ended.image.unwrap();
        assert_eq!(image.segments.len() as u64, 10_000_000_u64.div_ceil(split));
        let mut together = Vec::new();
        for (segment, number) in image.segments.iter().zip(1..) {
            assert_eq!(segment.name.to_string_lossy(), format!("E-001.dd.{number:03}"));
            let part = run.shelf.file(&segment.name.to_string_lossy());
            assert_eq!((segment.size, segment.sha256), (part.len() as u64, sha256(&part)));
            together.extend(part);
        }
        assert!(together == bytes && image.sha256 == sha256(&bytes));
        let sums = String::from_utf8(run.shelf.file("E-001.dd.sha256")).unwrap();
        assert_eq!(sums.lines().count(), image.segments.len());
    }
    // The source ends where a segment does: no empty one follows.
    assert_eq!(simply(&pattern(1024), &[], Some(512)).ended.image.unwrap().segments.len(), 2);
}

#[test]
fn bad_sectors_never_look_like_success() {
    let bytes = pattern(200_000);
    let run = simply(&bytes, &[10, 11, 100], None);
    assert_eq!(run.ended.outcome, Outcome::Incomplete);
    assert_eq!(run.shelf.names(), ["E-001.dd.incomplete", "E-001.dd.incomplete.log.txt", "E-001.dd.incomplete.sha256"]);
    let range = |offset, length| BadRange { offset, length };
    assert_eq!(run.ended.bad, [range(5_120, 1_024), range(51_200, 512)]);
    let mut zeroed = bytes.clone();
    zeroed[5_120..6_144].fill(0);
    zeroed[51_200..51_712].fill(0);
    assert!(run.shelf.file("E-001.dd.incomplete") == zeroed);
    assert_eq!(run.ended.image.unwrap().sha256, sha256(&zeroed));
    let text = String::from_utf8(run.shelf.file("E-001.dd.incomplete.log.txt")).unwrap();
    assert!(text.contains("INCOMPLETE: 2 ranges, 1536 bytes"), "{text}");
    assert!(text.contains("SHA-256 of the source     none") && !text.contains("SHA-256 source and image"), "{text}");
    let row = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = text.lines().map(row).collect();
    assert!(
        rows.iter().any(|line| line == "5120 1024 10 2") && rows.iter().any(|line| line == "51200 512 100 1"),
        "{text}"
    );
}

#[test]
fn a_fault_at_any_step_leaves_nothing_that_looks_whole() {
    let bytes = pattern(3_000_000);
    let medium = Faulty::new(bytes.clone(), &[]);
    let size = bytes.len() as u64;
    let steps = {
        let shelf = Memory::default();
        assert_eq!(run(&medium, size, &shelf, Some(1 << 20), &Handle::new()).ended.outcome, Outcome::Whole);
        shelf.operations()
    };
    assert!(steps > 20);
    for step in 0..steps {
        for (for_ever, errno) in [(false, Errno::IO), (true, Errno::IO), (true, Errno::NOSPC)] {
            let shelf = Memory::failing(step, for_ever, errno);
            let run = run(&medium, size, &shelf, Some(1 << 20), &Handle::new());
            assert!(matches!(run.ended.outcome, Outcome::Failed(_)), "step {step}: {:?}", run.ended.outcome);
            assert_eq!(run.ended.image, None);
            let names = run.shelf.names();
            let log = names.contains(&"E-001.dd.log.txt".to_owned());
            // Only where the very taking back fails as well, which a dead medium does, may names stay; the outcome says failed all the same.
            assert!(!log || for_ever, "step {step}: {names:?}");
            if !for_ever {
                assert!(names.iter().all(|name| name.ends_with(".partial")), "step {step}: {names:?}");
            }
        }
    }
}

#[test]
fn a_medium_that_gives_back_other_bytes_has_no_image() {
    let bytes = pattern(50_000);
    for split in [None, Some(20_480)] {
        let medium = Faulty::new(bytes.clone(), &[]);
        let run = run(&medium, 50_000, &Memory::rotting(17), split, &Handle::new());
        assert!(matches!(run.ended.outcome, Outcome::Failed(Failure::ReadBack(ReadBackStop::Differs { .. }))));
        assert!(run.shelf.names().iter().all(|name| name.ends_with(".partial")));
    }
}

/// Cancels its job after so many reads.
struct Stopping<'h> {
    bytes: Vec<u8>,
    handle: &'h Handle,
    left: Cell<u32>,
}

impl Medium for Stopping<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.left.set(self.left.get().saturating_sub(1));
        if self.left.get() == 0 {
            self.handle.cancel();
        }
        let start = usize::try_from(offset).unwrap();
        let part = &self.bytes[start..(start + buffer.len()).min(self.bytes.len())];
        buffer[..part.len()].copy_from_slice(part);
        Ok(part.len())
    }
}

#[test]
fn a_cancel_leaves_working_names_only() {
    // The eleventh read is the last: that cancel is heard while the image is read back.
    for after in [1, 3, 10] {
        let handle = Handle::new();
        let medium = Stopping { bytes: pattern(10 << 20), handle: &handle, left: Cell::new(after) };
        let run = run(&medium, 10 << 20, &Memory::default(), None, &handle);
        assert_eq!(run.ended.outcome, Outcome::Cancelled, "{after}");
        assert_eq!(run.shelf.names(), ["E-001.dd.log.txt.partial", "E-001.dd.partial"]);
        let text = String::from_utf8(run.shelf.file("E-001.dd.log.txt.partial")).unwrap();
        assert!(
            text.contains("CANCELLED after") && text.contains("E-001.dd.partial") && !text.contains("SHA-256"),
            "{text}"
        );
        assert!(run.ended.read <= 10 << 20);
    }
}

#[test]
fn a_pulled_disk_has_no_image_and_no_map() {
    let mut medium = Faulty::new(pattern(5 << 20), &[]);
    medium.pulled_at = Some(3 << 20);
    let run = run(&medium, 5 << 20, &Memory::default(), None, &Handle::new());
    assert!(
        matches!(run.ended.outcome, Outcome::Failed(Failure::Read(ReadStop::Gone { .. }))),
        "{:?}",
        run.ended.outcome
    );
    assert_eq!(run.ended.bad, []);
}

/// As many zeros as are asked for, without holding them.
struct Zeros(u64);

impl Medium for Zeros {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let left = usize::try_from(self.0.saturating_sub(offset)).unwrap_or(usize::MAX).min(buffer.len());
        buffer[..left].fill(0);
        Ok(left)
    }
}

#[test]
fn offsets_beyond_four_gibibytes_are_kept() {
    let size = (4 << 30) + 1;
    let medium = Zeros(size);
    let mut reading = Reading::new(&medium, How { size, sector: 512, retries: 0 });
    let mut room = vec![0; 64 << 20];
    let mut read = 0;
    loop {
        let count = reading.next(&mut room, &Handle::new()).unwrap();
        if count == 0 {
            break;
        }
        read += count as u64;
    }
    assert_eq!((read, reading.at()), (size, size));
}

fn request(source: &Path, destination: &Path) -> Request {
    Request { source: source.into(), destination: destination.into(), retries: RETRIES, ..Request::default() }
}

fn acquire(request: Request) -> Result<Ended, Refusal> {
    let prepared = prepare(request, &System::running())?;
    Ok(prepared.run(Tool { name: "warroom test", clock: CLOCK }, &Handle::new(), &Watched::default()))
}

#[test]
fn a_file_becomes_an_image_that_sha256sum_checks() {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    fs::create_dir(&to).unwrap();
    fs::write(&from, pattern(2_500_000)).unwrap();
    std::os::unix::fs::symlink(&from, dir.path().join("by-id")).unwrap();
    let mut asked = request(&dir.path().join("by-id"), &to.join("a b\n.dd"));
    asked.split = Some(1 << 20);
    asked.said = Said { examiner: "K. Adeyemi".into(), blocker: "WB \u{1b}[2J".into(), ..Said::default() };
    let ended = acquire(asked).unwrap();
    assert_eq!(ended.outcome, Outcome::Whole);
    let checked = std::process::Command::new("sha256sum")
        .args(["--strict", "-c", "a b\n.dd.sha256"])
        .current_dir(&to)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let text = fs::read_to_string(to.join("a b\n.dd.log.txt")).unwrap();
    assert!(text.contains("by-id") && text.contains("Name opened") && text.contains("K. Adeyemi"), "{text}");
    assert!(text.contains("Directory blank           yes") && !text.contains('\u{1b}'), "{text}");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 5);
}

#[test]
fn what_is_there_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let from = dir.path().join("from");
    fs::write(&from, b"evidence").unwrap();
    for taken in ["i.dd", "i.dd.partial", "i.dd.001", "i.dd.incomplete", "i.dd.log.txt", "i.dd.sha256"] {
        fs::write(dir.path().join(taken), b"other").unwrap();
        assert_eq!(acquire(request(&from, &dir.path().join("i.dd"))), Err(Refusal::Exists(taken.into())));
        assert_eq!(fs::read(dir.path().join(taken)).unwrap(), b"other");
        fs::remove_file(dir.path().join(taken)).unwrap();
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was written");
    assert_eq!(acquire(request(&from, dir.path())), Err(Refusal::NoName));
    assert!(matches!(acquire(request(&from, &dir.path().join("none/i.dd"))), Err(Refusal::Directory(_))));
    assert!(matches!(acquire(request(Path::new("/dev/zero"), &dir.path().join("i.dd"))), Err(Refusal::Source(_))));
}

#[test]
fn a_file_that_changes_while_it_is_read_has_no_image() {
    let dir = tempfile::tempdir().unwrap();
    let from = dir.path().join("from");
    fs::write(&from, pattern(100_000)).unwrap();
    let prepared = prepare(request(&from, &dir.path().join("i.dd")), &System::running()).unwrap();
    fs::write(&from, pattern(100_000)).unwrap();
    fs::set_permissions(&from, std::os::unix::fs::PermissionsExt::from_mode(0o400)).unwrap();
    let ended = prepared.run(Tool { name: "warroom test", clock: CLOCK }, &Handle::new(), &Watched::default());
    assert!(matches!(ended.outcome, Outcome::Failed(Failure::Changed(_))), "{:?}", ended.outcome);
    assert!(dir.path().join("i.dd.partial").exists() && !dir.path().join("i.dd").exists());
}
