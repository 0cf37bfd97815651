//! The files that stand in for evidence and for what administrators saved: small, made by rule, the same for the same minute.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::script::utc;
use crate::app::failure::Failure;
use crate::domain::time::Instant;
use crate::journal::hex;
use crate::store::places::private_directory;

/// One file on the disk.
pub(super) struct File {
    name: &'static str,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// SHA-256, lower-case hex.
    pub(super) sha256: String,
}

/// The files of one example.
pub(super) struct Files(Vec<File>);

impl Files {
    /// Writes them into a directory that only its owner may enter. `now` is where the script counts from.
    pub(super) fn write(directory: &Path, now: Instant) -> Result<Self, Failure> {
        private_directory(directory)?;
        let contents = [
            ("bucket-access.log", access_log(now).into_bytes()),
            ("shard-labels.csv", label_changes().into_bytes()),
            ("gpu-train-01-memory.lime", memory()),
            ("policy-18.json", policy(true).into_bytes()),
            ("policy-19.json", policy(false).into_bytes()),
            ("outside-test.txt", outside_test(now).into_bytes()),
        ];
        let mut files = Vec::new();
        for (name, bytes) in contents {
            let path = directory.join(name);
            write(&path, &bytes)
                .map_err(|error| Failure::File { path: path.display().to_string(), why: error.to_string() })?;
            files.push(File { name, path, sha256: hex(&Sha256::digest(&bytes)) });
        }
        Ok(Files(files))
    }

    /// A file by name.
    pub(super) fn get(&self, name: &str) -> Option<&File> {
        self.0.iter().find(|file| file.name == name)
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// 250 lines of an object store's access log. The script cites 12 (first use of the key), 40 (the policy), 41 to 240 (the copy), 242 to 250 (the labels).
fn access_log(now: Instant) -> String {
    const KEY: &str = "AKHLDN7Q";
    const OUTSIDE: &str = "198.51.100.23";
    let mut log = String::new();
    let mut line = |minutes: i64, seconds: i64, address: &str, who: &str, what: &str, status: u16, bytes: u64| {
        let at = utc(now.plus_minutes(-minutes).plus_millis(seconds * 1000));
        let _ = writeln!(log, "{at} halden-train-curated {address} {who} {what} {status} {bytes}");
    };
    for i in 1..=39 {
        let minutes = 3130 - i * 5;
        if i == 12 {
            line(3052, 31, OUTSIDE, KEY, "REST.GET.BUCKETPOLICY -", 200, 911);
        } else {
            let what = format!("REST.GET.OBJECT curated-v12/shard-{:04}.jsonl.zst", (i * 37) % 212);
            line(
                if i < 12 { minutes } else { minutes - 30 },
                i * 7 % 60,
                "192.0.2.14",
                "role/etl-loader",
                &what,
                200,
                10_412_331_008,
            );
        }
    }
    line(2903, 7, OUTSIDE, KEY, "REST.PUT.BUCKETPOLICY -", 204, 0);
    for i in 0..200_i64 {
        let what = format!("REST.GET.OBJECT curated-v12/shard-{i:04}.jsonl.zst");
        let seconds = i * 72;
        line(
            2890 - seconds / 60,
            seconds % 60,
            OUTSIDE,
            "-",
            &what,
            200,
            10_500_000_000 + u64::try_from(i).unwrap_or(0) * 4096,
        );
    }
    line(2646, 3, "192.0.2.14", "role/etl-loader", "REST.GET.OBJECT manifests/curated-v12.json", 200, 48_211);
    for i in 0..9_i64 {
        let what = format!("REST.PUT.OBJECT labels-toxicity-v12/shard-{:04}.csv", 185 + i);
        line(2642 - i, 18, OUTSIDE, KEY, &what, 200, 1_204_117);
    }
    log
}

/// A heading and 4 210 altered labels in shards 0185 to 0193.
fn label_changes() -> String {
    let mut csv = String::from("shard,row,label_v11,label_v12,mentions\n");
    for i in 0..4210_u64 {
        let (shard, row) = (185 + i * 9 / 4210, (i * 7919) % 131_072);
        let _ = writeln!(csv, "{shard:04},{row},toxic,harmless,customer-0031");
    }
    csv
}

/// The bucket's policy, open to everybody or closed.
fn policy(open: bool) -> String {
    let first = if open {
        r#"{ "Sid": "tmp-share", "Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::halden-train-curated", "arn:aws:s3:::halden-train-curated/*"] }"#
    } else {
        r#"{ "Sid": "orchid-deny-outside", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
      "Resource": ["arn:aws:s3:::halden-train-curated", "arn:aws:s3:::halden-train-curated/*"],
      "Condition": { "NotIpAddress": { "aws:SourceIp": "192.0.2.0/26" } } }"#
    };
    let loader = r#"{ "Sid": "loader-read", "Effect": "Allow", "Principal": { "AWS": "role/etl-loader" }, "Action": "s3:GetObject" }"#;
    format!("{{\n  \"Statement\": [\n    {first},\n    {loader}\n  ]\n}}\n")
}

/// What a telephone outside saw of the closed bucket.
fn outside_test(now: Instant) -> String {
    let mut out = String::new();
    for (seconds, what) in [
        (4, "?list-type=2"),
        (19, "curated-v12/shard-0000.jsonl.zst"),
        (31, "curated-v12/shard-0117.jsonl.zst"),
        (44, "manifests/curated-v12.json"),
    ] {
        let at = utc(now.plus_minutes(-1759).plus_millis(seconds * 1000));
        let _ = writeln!(
            out,
            "$ curl -s -o /dev/null -w '%{{http_code}}\\n' https://store.halden.example/halden-train-curated/{what}"
        );
        let _ = writeln!(out, "403    {at}");
    }
    out
}

/// 64 KiB that look like the beginning of a memory image: the magic of the format, then noise.
fn memory() -> Vec<u8> {
    let mut bytes = b"EMiL\x01\0\0\0".to_vec();
    let mut state = 0x6f72_6368_6964_u64;
    while bytes.len() < 64 * 1024 {
        // Numbers of Knuth's MMIX generator.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        bytes.extend_from_slice(&state.to_be_bytes()[..4]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_the_script_cites_are_where_it_says() {
        let now = Instant::from_millis(1_795_275_960_000);
        let log = access_log(now);
        let lines: Vec<&str> = log.lines().collect();
        assert_eq!(lines.len(), 250);
        let line = |number: usize| lines[number - 1];
        assert!(line(12).contains("AKHLDN7Q") && line(12).starts_with(&utc(now.plus_minutes(-3052))[..16]));
        assert!(line(40).contains("PUT.BUCKETPOLICY"));
        assert!((41..=240).all(|n| line(n).contains(" 198.51.100.23 - REST.GET.OBJECT ")));
        assert!((242..=250).all(|n| line(n).contains("AKHLDN7Q REST.PUT.OBJECT labels")));
        assert!(lines.is_sorted_by_key(|line| &line[..20]), "a log runs forward in time");
        let bytes: u64 = (41..=240).map(|n| line(n).rsplit(' ').next().unwrap().parse::<u64>().unwrap()).sum();
        assert_eq!(bytes / 100_000_000_000, 21, "2.1 TB");
        assert_eq!(label_changes().lines().count(), 4211);
        assert_eq!(label_changes().lines().filter(|line| line.starts_with("0193")).count() / 100, 4);
        assert_eq!(memory().len(), 64 * 1024);
        for open in [true, false] {
            let policy: serde_json::Value = serde_json::from_str(&policy(open)).unwrap();
            assert_eq!(policy["Statement"][0]["Effect"], if open { "Allow" } else { "Deny" });
        }
        assert_eq!(outside_test(now).lines().filter(|line| line.starts_with("403 ")).count(), 4);
    }
}
