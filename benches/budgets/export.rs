//! A case folder's worth of files onto a disk: written, synced, read back from the disk and signed, against copying the same files with the tools that people
//! use.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use warroom::export::folder::medium::Medium;
use warroom::export::folder::writer::{Content, Entry, Plan, Unwatched, write};

use super::digests::made;
use super::{Bench, median, row, timed};

/// Rounds in which everything is measured in turn.
const ROUNDS: usize = 3;
/// Small files, and how large each is.
const SMALL: (u64, u64) = (2_000, 100 * 1024);

struct Source {
    files: Vec<PathBuf>,
    directory: PathBuf,
    bytes: u64,
}

/// The part of the table that is about exports.
pub(super) fn export(bench: &Bench) {
    let size: u64 = std::env::var("WARROOM_BENCH_BYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(1 << 30);
    for (what, source) in [("2 000 files of 100 KiB", small(bench)), ("one large file", large(bench, size))] {
        let mut times: [Vec<Duration>; 3] = Default::default();
        for round in 0..ROUNDS {
            times[0].push(timed(|| ours(bench, &source, round)).0);
            times[1].push(timed(|| theirs(bench, &source, "cat")).0);
            times[2].push(timed(|| theirs(bench, &source, "sha256sum")).0);
        }
        let [ours, read, hashed] = times.map(median);
        let rate = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        let part = format!("export of {what}, {} MB, read back and signed", source.bytes / 1_000_000);
        let ratio = ours.as_secs_f64() / read.as_secs_f64();
        let name = "`cp`, `sync`, cold `cat`";
        row(&part, &rate(ours), &format!("{name} {}", rate(read)), Some(ratio), "at most 1.15", Some(ratio <= 1.15));
        let ratio = ours.as_secs_f64() / hashed.as_secs_f64();
        let name = "`cp`, `sync`, cold `sha256sum`";
        row("the same", &rate(ours), &format!("{name} {}", rate(hashed)), Some(ratio), "", None);
    }
}

fn small(bench: &Bench) -> Source {
    let directory = bench.root.join("small");
    std::fs::create_dir(&directory).unwrap();
    let mut number = 7_u64;
    let files = (0..SMALL.0).map(|place| {
        let path = directory.join(format!("e-{place:04}.bin"));
        let words = (0..SMALL.1 / 8).flat_map(|_| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            number.to_le_bytes()
        });
        std::fs::write(&path, words.collect::<Vec<u8>>()).unwrap();
        path
    });
    Source { files: files.collect(), directory, bytes: SMALL.0 * SMALL.1 }
}

fn large(bench: &Bench, size: u64) -> Source {
    let directory = bench.root.join("large");
    std::fs::create_dir(&directory).unwrap();
    let path = made(bench, "large/e-0001.raw", size, 9);
    let bytes = path.metadata().unwrap().len();
    Source { files: vec![path], directory, bytes }
}

fn ours(bench: &Bench, source: &Source, round: usize) {
    let destination = bench.root.join(format!("stick-{round}"));
    std::fs::create_dir(&destination).unwrap();
    let entry = |path: &PathBuf| Entry {
        path: format!("data/evidence/files/{}", path.file_name().unwrap().to_str().unwrap()),
        content: Content::File(path.clone()),
        size: path.metadata().unwrap().len(),
        sha256: None,
    };
    let plan = Plan {
        name: "bench_x0001".to_owned(),
        payload: source.files.iter().map(entry).collect(),
        tags: Vec::new(),
        info: Vec::new(),
        court: false,
    };
    let fs = Medium::open(&destination, "ext4").unwrap();
    write(&fs, &plan, &|_| Ok("not part of what is measured\n".to_owned()), None, &Unwatched).unwrap();
    std::fs::remove_dir_all(&destination).unwrap();
}

/// Copies, syncs, drops the copy from memory and reads it from the disk.
fn theirs(bench: &Bench, source: &Source, read: &str) {
    let copy: &Path = &bench.root.join("copy");
    let shell = |script: &str| {
        let done = Command::new("sh").args(["-c", script, "sh"]).arg(&source.directory).arg(copy).status();
        assert!(done.unwrap().success());
    };
    shell("cp -r -- \"$1\" \"$2\" && sync -- \"$2\"/* \"$2\"");
    for file in std::fs::read_dir(copy).unwrap() {
        let file = std::fs::File::open(file.unwrap().path()).unwrap();
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap();
    }
    shell(&format!("{read} -- \"$2\"/* > /dev/null"));
    std::fs::remove_dir_all(copy).unwrap();
}
