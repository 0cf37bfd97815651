//! Rows of other tools: taken in by the program as people run it, against `sqlite3 .import` of the same file; looked through, against `grep`; and what a case with
//! so many rows costs to open. Sizes by `WARROOM_BENCH_ROWS`, 10 000 to 1 000 000 otherwise.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Bench, median, ms, row, timed};

/// Rounds of what is short.
const ROUNDS: usize = 5;
/// A word that one row in all holds.
pub(super) const NEEDLE: &str = "zqxj-needle-7";

/// The part of the table that is about rows.
pub(super) fn rows(bench: &Bench) {
    for count in sizes() {
        measure(bench, count);
    }
}

/// How many rows the files hold: `WARROOM_BENCH_ROWS` names others, with commas between.
pub(super) fn sizes() -> Vec<u64> {
    let sizes = std::env::var("WARROOM_BENCH_ROWS").unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    sizes.split(',').map(|text| text.trim().parse().unwrap()).collect()
}

/// A new case in a home of its own.
pub(super) fn founded(home: &Path) -> PathBuf {
    std::fs::create_dir(home).unwrap();
    let case = ok(ours(home, None).args(["--operator", "A. Lead", "new", "--title", "T", "--codename", "orchid"]));
    PathBuf::from(case.lines().last().unwrap())
}

fn measure(bench: &Bench, count: u64) {
    let file = made(bench, count);
    let size = file.metadata().unwrap().len();
    let shown = spaced(count);
    let home = bench.root.join(format!("rows-{count}"));
    let case = founded(&home);
    let before = case.metadata().unwrap().len();
    let (taken, peak) = taken_in(&home, &case, &file);
    let (theirs, compared) = match sqlite(bench, &file) {
        Some(theirs) => (Some(theirs), format!("`sqlite3 .import` {:.0} rows/s", count as f64 / theirs.as_secs_f64())),
        None => (None, "`sqlite3` is not installed".to_owned()),
    };
    let rate = count as f64 / taken.as_secs_f64();
    let ratio = theirs.map(|theirs| theirs.as_secs_f64() / taken.as_secs_f64());
    let part = format!("import of a Timesketch CSV, {shown} rows, {} MB", size / 1_000_000);
    row(&part, &format!("{rate:.0} rows/s"), &compared, ratio, "at least 0.5", ratio.map(|ratio| ratio >= 0.5));
    row(
        "memory at its highest while it ran",
        &format!("{} MB", peak / 1_000_000),
        "",
        None,
        "100 MB",
        Some(peak <= 100_000_000),
    );
    let grown = case.metadata().unwrap().len() - before;
    row("what the case grew by", &format!("{:.2} of the CSV", grown as f64 / size as f64), "", None, "", None);
    let opened = each(|| drop(ok(ours(&home, Some(&case)).args(["show", "needs"]))));
    row(
        "the case opened by a command line",
        &ms(opened),
        "",
        None,
        "100 ms",
        Some(opened <= Duration::from_millis(100)),
    );
    for (what, query) in [
        ("a word that one row holds", NEEDLE),
        ("a word that one row in 400 holds", "web399"),
        ("a word that no row holds", "zqxj-none"),
    ] {
        let found = each(|| drop(ours(&home, Some(&case)).args(["find", "--json", query]).output().unwrap()));
        let grep = each(|| drop(Command::new("grep").args(["-ci", query]).arg(&file).output().unwrap()));
        row(
            &format!("all rows with {what}"),
            &ms(found),
            &format!("`grep -ci` over the CSV {}", ms(grep)),
            Some(found.as_secs_f64() / grep.as_secs_f64()),
            "",
            None,
        );
    }
    let first = each(|| drop(ours(&home, Some(&case)).args(["find", "--limit", "20", "logon"]).output().unwrap()));
    row("the first twenty of a common word", &ms(first), "", None, "50 ms", Some(first <= Duration::from_millis(50)));
    super::orders::measure(&case, count);
}

/// `1 000 000`.
pub(super) fn spaced(count: u64) -> String {
    if count < 1000 { count.to_string() } else { format!("{} {:03}", spaced(count / 1000), count % 1000) }
}

fn each(what: impl Fn()) -> Duration {
    median((0..ROUNDS).map(|_| timed(&what).0).collect())
}

/// Rows as Windows logs give them, the needle three quarters down.
pub(super) fn made(bench: &Bench, count: u64) -> PathBuf {
    let path = bench.root.join(format!("rows-{count}.csv"));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    writeln!(out, "message,datetime,timestamp_desc,hostname,username,EventID,Channel,source_ip").unwrap();
    let mut state = 7_u64;
    for n in 0..count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let noise = state >> 33;
        let (host, user, id) = (noise % 400, noise % 1009, 4600 + noise % 90);
        let more = if n == count / 4 * 3 { NEEDLE } else { "from the domain controller" };
        let (day, second) = (1 + n * 27 / count, n % 86_400);
        writeln!(
            out,
            "\"Logon of CORP\\\\user{user} with process {noise:08x}, {more}\",2026-02-{day:02}T{:02}:{:02}:{:02}.{:03}Z,Event Logged,web{host},user{user},{id},Security,10.{}.{}.{}",
            second / 3600, second / 60 % 60, second % 60, noise % 1000, noise % 13, noise % 251, noise % 253
        )
        .unwrap();
    }
    out.into_inner().unwrap().sync_all().unwrap();
    path
}

fn ours(home: &Path, case: Option<&Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
    command.env_clear().env("HOME", home).env("TZ", "UTC").current_dir(home);
    if let Some(case) = case {
        command.arg("--case").arg(case);
    }
    command
}

fn ok(command: &mut Command) -> String {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// How long the program takes to take the rows in, and its memory at its highest, bytes.
pub(super) fn taken_in(home: &Path, case: &Path, file: &Path) -> (Duration, u64) {
    let mut command = ours(home, Some(case));
    command.arg("import").arg(file).stdout(Stdio::null()).stderr(Stdio::null());
    let mut highest = 0;
    let (time, ()) = timed(|| {
        let mut child = command.spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        while child.try_wait().unwrap().is_none() {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
            highest = highest.max(kilobytes.unwrap_or(0) * 1024);
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(child.wait().unwrap().success());
    });
    (time, highest)
}

/// The same file into a table of SQLite by its own shell; none where that is not installed.
fn sqlite(bench: &Bench, file: &Path) -> Option<Duration> {
    let database = bench.root.join("theirs.sqlite");
    let import = format!(".import --csv '{}' rows", file.display());
    let (time, done) = timed(|| Command::new("sqlite3").arg(&database).arg(import).output());
    let _ = std::fs::remove_file(&database);
    done.ok().filter(|done| done.status.success()).map(|_| time)
}
