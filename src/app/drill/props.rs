//! Props for a drill: harmless, the same bytes every time, and every one says that it belongs to an exercise.

use std::io::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::app::failure::Failure;
use crate::domain::drill::MARKER;
use crate::domain::text::visible_bytes;
use crate::library::digest::hex;
use crate::store::places::private_directory;

/// Most bytes of it.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Writes the props into a directory: the names of the files. What is there already is left as it is, and refused.
///
/// # Errors
/// [`Failure::Output`], [`Failure::Drill`] for a size that is none.
pub fn write(directory: &Path, size: u64) -> Result<Vec<String>, Failure> {
    if !(4096..=LARGEST).contains(&size) {
        return Err(Failure::Drill(format!("the image is between 4096 and {LARGEST} bytes large")));
    }
    private_directory(directory)?;
    let image = image(size);
    let mut wrong = image.clone();
    if let Some(byte) = wrong.last_mut() {
        *byte ^= 1;
    }
    let digest = hex(&Sha256::digest(&image));
    let files: [(&str, Vec<u8>); 7] = [
        ("EXERCISE-README.txt", readme(&digest, size).into_bytes()),
        ("EXERCISE-auth.log", log().into_bytes()),
        ("EXERCISE-memory.img", image),
        ("EXERCISE-memory.img.sha256", format!("{digest}  EXERCISE-memory.img\n").into_bytes()),
        ("EXERCISE-memory-copy.img", wrong),
        ("EXERCISE-custody.txt", said(CUSTODY).into_bytes()),
        ("EXERCISE-regulator-clock.txt", said(CLOCK).into_bytes()),
    ];
    for (name, bytes) in &files {
        let path = directory.join(name);
        let put =
            std::fs::File::create_new(&path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        put.map_err(|error| Failure::Output {
            path: visible_bytes(path.as_os_str().as_encoded_bytes()),
            why: error.to_string(),
        })?;
    }
    Ok(files.iter().map(|(name, _)| (*name).to_owned()).collect())
}

fn said(text: &str) -> String {
    format!("{MARKER}. EXERCISE: made up, harmless, nothing of it happened.\n\n{text}")
}

fn readme(digest: &str, size: u64) -> String {
    said(&format!(
        "Props for a drill. None of them is taken into a real case.\n\n\
         EXERCISE-auth.log             log lines of a made-up intrusion (addresses of RFC 5737): to be quoted as cause\n\
         EXERCISE-memory.img           stands for a memory image, {size} bytes\n\
         EXERCISE-memory.img.sha256    its digest, for sha256sum -c\n\
         EXERCISE-memory-copy.img      the same but for one bit: a copy that must be noticed as another\n\
         EXERCISE-custody.txt          a custody form in which four hours are missing\n\
         EXERCISE-regulator-clock.txt  a receipt that shows a notice sent after its 72 hours\n\n\
         SHA-256 of EXERCISE-memory.img: {digest}\n\n\
         The facilitator hands them over as the injects ask for it, and tells nobody before what is wrong with them.\n"
    ))
}

/// The head says what it is; behind it stand numbers from a fixed seed.
fn image(size: u64) -> Vec<u8> {
    let mut bytes = said("This stands for a memory image.\n").into_bytes();
    bytes.resize(512, b'\n');
    let mut state: u64 = 0x0D12_1117;
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    while bytes.len() < size {
        // splitmix64: the same bytes on every machine.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend_from_slice(&(z ^ (z >> 31)).to_le_bytes());
    }
    bytes.truncate(size);
    bytes
}

fn log() -> String {
    let mut lines = said("");
    for (at, host, words) in [
        ("02:11:04", "bastion", "sshd[811]: Accepted publickey for svc-train from 192.0.2.77 port 51022"),
        ("02:11:09", "bastion", "sudo: svc-train : TTY=pts/2 ; COMMAND=/usr/bin/tar cz /srv/datasets/set-9"),
        ("02:14:31", "etl-02", "object-store: PUT s3://exercise-bucket/out.tgz 6442450944 bytes key=AKIAEXERCISE"),
        ("02:19:57", "etl-02", "cron: (svc-train) CMD (/tmp/.x/upd 198.51.100.4 443)"),
        ("02:26:40", "etl-02", "auditd: type=EXECVE a0=/tmp/.x/upd a1=198.51.100.4"),
    ] {
        lines.push_str(&format!("EXERCISE 2026-01-12T{at}Z {host} {words}\n"));
    }
    lines
}

const CUSTODY: &str = "\
Custody of exhibit E-001 (EXERCISE-memory.img)
collected  2026-01-12 03:05 UTC  by A. Example, on medium 7, seal 00417
handed over 2026-01-12 04:10 UTC  from A. Example to B. Example, seal 00417
handed over 2026-01-12 08:20 UTC  from C. Example to D. Example, seal 00418

For the facilitator: between 04:10 and 08:20 nobody wrote down how it went from B. to C. Example, and the seal changed.
";

const CLOCK: &str = "\
Receipt of a supervisory authority (made up)
reference        EX-2026-0007
received         2026-01-15 11:02 UTC
controller aware 2026-01-12 02:40 UTC, by your own notice
reasons for the delay: (none given)

For the facilitator: 72 hours were over at 2026-01-15 02:40 UTC. The notice is late by 8 h 22 min and gives no reason.
";
