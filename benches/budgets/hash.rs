//! Digests of a file that lies in memory already: against the tools that people use, of all algorithms in one pass, and of two files at once.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use warroom::jobs::Handle;
use warroom::jobs::disks::{Told, in_order};
use warroom::jobs::hashing::{Asked, hash_with};
use warroom::jobs::source::Source;
use warroom::library::digest::Algorithm;

use super::{Bench, median, row, timed};

/// Rounds in which everything is measured in turn, so that whatever else the machine does falls on all.
const ROUNDS: usize = 5;
/// The other programs, with what they are called in the table.
const PEERS: &[(&str, &[&str])] = &[
    ("openssl dgst -sha256", &["openssl", "dgst", "-sha256"]),
    ("sha256sum", &["sha256sum"]),
    ("b3sum (BLAKE3, all cores)", &["b3sum"]),
    ("hashdeep -c sha256", &["hashdeep", "-c", "sha256"]),
    ("dc3dd hash=sha256 of=/dev/null", &["dc3dd", "hash=sha256", "of=/dev/null"]),
];
/// What is asked for in one pass, and alone.
const PASSES: &[(&str, &[Algorithm], bool)] = &[
    ("SHA-256 and pieces", &[], true),
    ("SHA-256, SHA-512", &[Algorithm::Sha512], false),
    ("SHA-256, SHA-512, BLAKE3, pieces", &[Algorithm::Sha512, Algorithm::Blake3], true),
    ("all five", &[Algorithm::Sha512, Algorithm::Blake3, Algorithm::Sha1, Algorithm::Md5], false),
];

pub(super) fn made(bench: &Bench, name: &str, size: u64, mut number: u64) -> PathBuf {
    let path = bench.root.join(name);
    let mut file = std::fs::File::create(&path).unwrap();
    let mut block = vec![0_u8; 1 << 20];
    for _ in 0..size >> 20 {
        for word in block.chunks_exact_mut(8) {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            word.copy_from_slice(&number.to_le_bytes());
        }
        file.write_all(&block).unwrap();
    }
    file.sync_all().unwrap();
    path
}

fn ours(path: &Path, also: &[Algorithm], pieces: bool) {
    let asked = Asked::also(also);
    let asked = if pieces { asked.with_pieces() } else { asked };
    black_box(hash_with(Source::open(path).unwrap(), &asked, &Handle::new()).unwrap());
}

fn theirs(words: &[&str], path: &Path) -> bool {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    match words[0] {
        "dc3dd" => command.arg(format!("if={}", path.display())),
        _ => command.arg(path),
    };
    command.status().is_ok_and(|status| status.success())
}

/// The part of the table that is about digests.
pub(super) fn hash(bench: &Bench) {
    let size: u64 = std::env::var("WARROOM_BENCH_BYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(1 << 30);
    let files = [made(bench, "image.raw", size, 1), made(bench, "second.raw", size, 2)];
    let path = &files[0];
    let mut times: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    let mut note = |name: &str, time: Duration| times.entry(name.to_owned()).or_default().push(time);
    let alone = Algorithm::ALL;
    ours(path, &[], false);
    for _ in 0..ROUNDS {
        note("one", timed(|| ours(path, &[], false)).0);
        for (name, words) in PEERS {
            let (time, done) = timed(|| theirs(words, path));
            if done {
                note(name, time);
            }
        }
        let both = || {
            let work = |path: &PathBuf| ours(path, &[], false);
            in_order(&files, &[None, None], 2, work, |_: Told<()>| Ok::<_, ()>(())).unwrap();
        };
        note("two", timed(both).0);
        for (name, also, pieces) in PASSES {
            note(name, timed(|| ours(path, also, *pieces)).0);
        }
        for algorithm in alone {
            let time = timed(|| one_alone(path, algorithm)).0;
            note(algorithm.name(), time);
        }
    }
    let middle = |name: &str| times.get(name).map(|times| median(times.clone()));
    let rate = |time: Duration| format!("{:.2} GB/s", size as f64 / time.as_secs_f64() / 1e9);
    let Some(one) = middle("one") else { return };
    for (name, _) in PEERS {
        let part = "SHA-256 of one large file, warm";
        let Some(peer) = middle(name) else {
            row(part, &rate(one), &format!("{name}: not on this machine"), None, "", None);
            continue;
        };
        let ratio = peer.as_secs_f64() / one.as_secs_f64();
        let (budget, met) =
            if name.starts_with("openssl") { ("at least 0.95", Some(ratio >= 0.95)) } else { ("", None) };
        row(part, &rate(one), &format!("{name} {}", rate(peer)), Some(ratio), budget, met);
    }
    for (name, also, pieces) in PASSES {
        // Alone, SHA-256 is what this program takes for a file, which is faster than on one core.
        let slowest = also.iter().filter_map(|other| Some((other.name(), middle(other.name())?)));
        let Some((slow, alone)) = slowest.chain([("SHA256", one)]).max_by_key(|(_, time)| *time) else { continue };
        let Some(pass) = middle(name) else { continue };
        let ratio = pass.as_secs_f64() / alone.as_secs_f64();
        let what = format!("one pass for {name}{}", if *pieces { " of 64 MiB" } else { "" });
        row(
            &what,
            &rate(pass),
            &format!("{slow} alone {}", rate(alone)),
            Some(ratio),
            "at most 1.15",
            Some(ratio <= 1.15),
        );
    }
    if let Some(two) = middle("two") {
        let ratio = 2.0 * one.as_secs_f64() / two.as_secs_f64();
        let both = format!("{:.2} GB/s", 2.0 * size as f64 / two.as_secs_f64() / 1e9);
        // One file alone has a core to read on and one to hash on.
        let what = format!("one, read and hashed on two cores, {}", rate(one));
        row("two files at once", &both, &what, Some(ratio), "at least 1.8", Some(ratio >= 1.8));
        if let Some(core) = middle(Algorithm::Sha256.name()) {
            let ratio = 2.0 * core.as_secs_f64() / two.as_secs_f64();
            let what = format!("one on one core {}", rate(core));
            row("two files at once", &both, &what, Some(ratio), "at least 1.8", Some(ratio >= 1.8));
        }
    }
    for file in files {
        std::fs::remove_file(file).unwrap();
    }
}

/// One digest by itself, read and computed in turn as `sha512sum` does.
fn one_alone(path: &Path, algorithm: Algorithm) {
    match algorithm {
        Algorithm::Sha256 => alone::<sha2::Sha256>(path),
        Algorithm::Sha512 => alone::<sha2::Sha512>(path),
        Algorithm::Sha1 => alone::<sha1::Sha1>(path),
        Algorithm::Md5 => alone::<md5::Md5>(path),
        Algorithm::Blake3 => {
            let mut state = blake3::Hasher::new();
            in_parts(path, |bytes| {
                black_box(state.update(bytes));
            });
        }
    }
}

fn alone<D: sha2::Digest>(path: &Path) {
    let mut state = D::new();
    in_parts(path, |bytes| {
        state.update(bytes);
        black_box(&state);
    });
}

fn in_parts(path: &Path, mut update: impl FnMut(&[u8])) {
    let mut file = std::fs::File::open(path).unwrap();
    let mut bytes = vec![0; 256 << 10];
    loop {
        match file.read(&mut bytes).unwrap() {
            0 => break,
            count => update(&bytes[..count]),
        }
    }
}
