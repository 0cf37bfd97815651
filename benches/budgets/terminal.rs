//! The console from outside, at a pseudo-terminal of 160x48: start, keys, idling, memory, with `less`, `vim` and a program of the same drawing library as yardsticks.
//!
//! Every program is driven in the same run by the same code. A frame has come when nothing followed it for three milliseconds; its time is that of its
//! last byte, noted by the thread that reads. The yardsticks show the same number of rows as text, and check nothing.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use portable_pty::CommandBuilder;

use super::programs::{IDLE, Program, on_path};
use super::{Bench, ms, row};

/// Starts of each program, of which the middle one counts.
const STARTS: usize = 9;
/// Keys of each program.
const KEYS: usize = 200;
/// A program that is measured.
struct Candidate {
    name: &'static str,
    command: CommandBuilder,
    /// What its first full frame shows last, or only when it is whole.
    whole: String,
    /// What is typed before anything is measured.
    before: &'static [u8],
    /// The key that moves one row down.
    down: &'static [u8],
    /// What ends it.
    quit: &'static [u8],
}

/// What was measured of one.
struct Figures {
    name: &'static str,
    start: Duration,
    /// Ascending.
    keys: Vec<Duration>,
    /// Bytes of the terminal for each key.
    key_bytes: usize,
    idle_bytes: f64,
    /// Of one core, 0 to 1.
    idle_cpu: f64,
    idle_written: u64,
    resident: u64,
}

impl Figures {
    fn percentile(&self, of_100: usize) -> Duration {
        self.keys.get((self.keys.len() * of_100 / 100).min(self.keys.len() - 1)).copied().unwrap_or_default()
    }

    fn three(&self) -> String {
        [50, 95, 99].map(|of_100| ms(self.percentile(of_100))).join(" / ")
    }
}

/// Start, keys, idling, memory.
pub(super) fn terminal(bench: &Bench) {
    for records in sizes() {
        // The design names numbers for a case of this size.
        let (start_budget, memory_budget) = if records == 10_000 { (Some(50), Some(30)) } else { (None, None) };
        let case = settled(bench, records);
        let shown = format!("{} {:03}", records / 1_000, records % 1_000);
        let mut figures = vec![measure(&ours(bench, &case))];
        for yardstick in yardsticks(bench, records) {
            figures.push(measure(&yardstick));
        }
        let (we, others) = (&figures[0], &figures[1..]);
        let beside = |value: &dyn Fn(&Figures) -> String| {
            others.iter().map(|one| format!("{} {}", one.name, value(one))).collect::<Vec<_>>().join(", ")
        };
        let part = format!("start to the first full frame, {shown} records, median of {STARTS}");
        let budget = start_budget.map_or(String::new(), |limit| format!("{limit} ms"));
        let met = start_budget.map(|limit| we.start <= Duration::from_millis(limit));
        row(&part, &ms(we.start), &beside(&|one| ms(one.start)), None, &budget, met);
        let part = format!("key to the last byte of its frame, {shown} records, p50 / p95 / p99 of {KEYS}");
        let met = we.percentile(99) <= Duration::from_millis(10);
        row(&part, &we.three(), &beside(&Figures::three), None, "10 ms, 99th", Some(met));
        let part = format!("bytes to the terminal for a key, {shown} records");
        row(&part, &we.key_bytes.to_string(), &beside(&|one| one.key_bytes.to_string()), None, "", None);
        let idle = |one: &Figures| format!("{:.2} % of a core, {:.0} bytes/s", one.idle_cpu * 100.0, one.idle_bytes);
        let part = format!("idle for {} s, {shown} records", IDLE.as_secs());
        let met = we.idle_cpu < 0.003 && we.idle_bytes < 200.0 && we.idle_written == 0;
        let ours = format!("{}, {} bytes to the disk", idle(we), we.idle_written);
        row(&part, &ours, &beside(&idle), None, "0.3 %, 200 bytes/s, no disk", Some(met));
        let part = format!("memory (resident), {shown} records");
        let megabytes = |one: &Figures| format!("{:.0} MB", one.resident as f64 / 1e6);
        let budget = memory_budget.map_or(String::new(), |limit: u64| format!("{limit} MB"));
        let met = memory_budget.map(|limit| we.resident <= limit * 1_000_000);
        row(&part, &megabytes(we), &beside(&megabytes), None, &budget, met);
    }
}

/// How many records the cases hold: `WARROOM_BENCH_RECORDS` names others, with commas between.
fn sizes() -> Vec<u64> {
    match std::env::var("WARROOM_BENCH_RECORDS") {
        Ok(text) => text.split(',').map(|size| size.trim().parse().unwrap()).collect(),
        Err(_) => vec![10_000, 100_000],
    }
}

/// A copy of a case that asks nothing more when it is opened: the clock was checked, and the self-test of this start is written.
fn settled(bench: &Bench, records: u64) -> PathBuf {
    let case = bench.root.join(format!("terminal-{records}.warroom"));
    std::fs::copy(bench.case_of(records), &case).unwrap();
    let mut program = Program::start(&ours(bench, &case).command);
    program.until("saved");
    program.quiet();
    program.send(b"\x1b");
    program.quiet();
    program.send(b"q");
    program.end();
    case
}

fn ours(bench: &Bench, case: &Path) -> Candidate {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_warroom"));
    // The key of the laptop that made the case, where the program looks for it.
    for (variable, directory) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")]
    {
        let home = bench.root.join(format!("xdg-{directory}"));
        std::fs::create_dir_all(&home).unwrap();
        std::fs::create_dir_all(bench.root.join(directory)).unwrap();
        let link = home.join("warroom");
        if !link.exists() {
            std::os::unix::fs::symlink(bench.root.join(directory), link).unwrap();
        }
        command.env(variable, home);
    }
    command.args(["--operator", "A. Lead", "--case"]);
    command.arg(case);
    Candidate { name: "warroom", command, whole: "saved".to_owned(), before: b"\x1b1g", down: b"j", quit: b"q" }
}

/// The programs that are there, over as many rows of text. One that is not is said on standard error, with where to get it.
fn yardsticks(bench: &Bench, rows: u64) -> Vec<Candidate> {
    let text = bench.root.join(format!("{rows}.txt"));
    let table = bench.root.join(format!("{rows}.csv"));
    let mut lines = std::io::BufWriter::new(File::create(&text).unwrap());
    let mut records = std::io::BufWriter::new(File::create(&table).unwrap());
    writeln!(records, "row,time,words,host").unwrap();
    for number in 1..=rows {
        let (hour, minute, second) = (number / 3_600 % 24, number / 60 % 60, number % 60);
        let words = format!("Beacon from HR-LT-{:04} seen again by the proxy", number % 9_999);
        writeln!(lines, "row{number:06} {hour:02}:{minute:02}:{second:02} {words}").unwrap();
        writeln!(records, "row{number:06},{hour:02}:{minute:02}:{second:02},{words},HR-LT-{:04}", number % 9_999)
            .unwrap();
    }
    drop((lines, records));
    let mut found = Vec::new();
    let mut add = |name: &'static str, arguments: &[&str], file: &Path, whole: &str, how: &str| match on_path(name) {
        Some(program) => {
            let mut command = CommandBuilder::new(program);
            command.args(arguments);
            command.arg(file);
            found.push(Candidate { name, command, whole: whole.to_owned(), before: b"", down: b"j", quit: b"q" });
        }
        None => eprintln!("{name} is not on the PATH and was not measured; {how}"),
    };
    // A row far down is on the screen once the frame is whole.
    add("less", &[], &text, "row000047", "it comes with every Linux");
    add("vim", &["-u", "NONE", "-N"], &text, "row000046", "install the package vim");
    add("csvlens", &[], &table, "row000040", "it is the program of the same library: cargo install csvlens");
    for candidate in &mut found {
        if candidate.name == "vim" {
            candidate.quit = b"\x1b:q!\r";
            // To the last row of the screen, so that every key scrolls as it does in the others.
            candidate.before = b"L";
        }
    }
    found
}

fn measure(candidate: &Candidate) -> Figures {
    let mut starts: Vec<Duration> = (0..STARTS)
        .map(|_| {
            let mut program = Program::start(&candidate.command);
            let start = program.until(&candidate.whole);
            program.quiet();
            program.send(candidate.quit);
            program.end();
            start
        })
        .collect();
    starts.sort_unstable();
    let mut program = Program::start(&candidate.command);
    program.until(&candidate.whole);
    program.quiet();
    program.send(candidate.before);
    program.quiet();
    let mut keys = Vec::with_capacity(KEYS);
    let mut key_bytes = 0;
    for _ in 0..KEYS {
        let (time, bytes) = program.key(candidate.down);
        keys.push(time);
        key_bytes += bytes;
    }
    keys.sort_unstable();
    program.quiet();
    let idle = program.idle();
    let resident = program.resident();
    program.send(candidate.quit);
    program.end();
    Figures {
        name: candidate.name,
        start: starts[STARTS / 2],
        keys,
        key_bytes: key_bytes / KEYS,
        idle_bytes: idle.0 / IDLE.as_secs_f64(),
        idle_cpu: idle.1 / IDLE.as_secs_f64(),
        idle_written: idle.2,
        resident,
    }
}
