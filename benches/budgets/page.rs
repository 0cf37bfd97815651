//! Everything over time from outside, at a pseudo-terminal, beside programs that show the CSV which was imported: `csvlens` and VisiData. All rows there, keys, a jump to
//! the other end, a search, memory. Sizes by `WARROOM_BENCH_ROWS`.
//!
//! The programs are driven in the same run by the same code. They do not do the same: the yardsticks show one file as it stands, in its own order, and search
//! when Enter is pressed; the page has the rows by time, searches while the word is typed and shows the hits alone.

use std::path::Path;
use std::time::Duration;

use portable_pty::CommandBuilder;

use super::imports::{NEEDLE, founded, made, sizes, spaced, taken_in};
use super::programs::{Program, on_path};
use super::{Bench, ms, row};

/// Keys of each program that move by a row.
const KEYS: usize = 200;
/// Rows of a screen and some: keys that only move the cursor, before rows scroll.
const TO_THE_EDGE: usize = 50;
/// More records than a case has that nobody worked in.
const RECORDS: u64 = 40;

/// What a screen must show.
type Seen = Box<dyn Fn(&str) -> bool>;

/// A program over the rows.
struct Viewer {
    name: &'static str,
    command: CommandBuilder,
    /// What stands there before any key, and the key that opens the rows from there.
    opens: Option<(&'static str, &'static [u8])>,
    /// All rows are there.
    whole: Seen,
    /// What begins a search, and what sends it off where it does not go by itself.
    search: (&'static [u8], &'static [u8]),
    /// The one row with the needle is there.
    found: Seen,
    /// The row at the end that lies away from where it begins, which `G` goes to.
    end: Seen,
    /// Back to where it began, from where the search goes.
    back: &'static [u8],
    /// One after the other, each when the one before was heard.
    quit: &'static [&'static [u8]],
}

/// What was measured of one.
struct Figures {
    name: &'static str,
    whole: Duration,
    /// Ascending.
    keys: Vec<Duration>,
    jump: Duration,
    /// The longest of a letter of the search to its frame.
    letter: Duration,
    found: Duration,
    resident: u64,
}

/// Whole, keys, jump, search, memory at each size.
pub(super) fn page(bench: &Bench) {
    for count in sizes() {
        let file = made(bench, count);
        let home = bench.root.join(format!("page-{count}"));
        let case = founded(&home);
        taken_in(&home, &case, &file);
        settle(&home, &case);
        let mut figures = vec![measure(&ours(&home, &case, count))];
        figures.extend(yardsticks(&file, count).iter().map(measure));
        tell(&figures, &spaced(count));
    }
}

fn tell(figures: &[Figures], shown: &str) {
    let (we, others) = (&figures[0], &figures[1..]);
    let beside = |value: &dyn Fn(&Figures) -> String| {
        others.iter().map(|one| format!("{} {}", one.name, value(one))).collect::<Vec<_>>().join(", ")
    };
    let time = |what: &str, value: &dyn Fn(&Figures) -> Duration, budget: Option<u64>| {
        let met = budget.map(|limit| value(we) <= Duration::from_millis(limit));
        let limit = budget.map_or(String::new(), |limit| format!("{limit} ms"));
        row(&format!("{what}, {shown} rows"), &ms(value(we)), &beside(&|one| ms(value(one))), None, &limit, met);
    };
    time("from the start until all rows are there", &|one| one.whole, None);
    let of = |one: &Figures, share: usize| one.keys[(KEYS * share / 100).min(KEYS - 1)];
    let three = |one: &Figures| [50, 95, 99].map(|share| ms(of(one, share))).join(" / ");
    row(
        &format!("key to the last byte of its frame, {shown} rows, p50 / p95 / p99 of {KEYS}"),
        &three(we),
        &beside(&three),
        None,
        "10 ms, 99th",
        Some(of(we, 99) <= Duration::from_millis(10)),
    );
    time("the row at the other end", &|one| one.jump, Some(50));
    time("a letter of a search to its frame, the longest", &|one| one.letter, Some(10));
    time("the one row with a word, after its last letter", &|one| one.found, Some(50));
    let megabytes = |one: &Figures| format!("{:.0} MB", one.resident as f64 / 1e6);
    row(&format!("memory (resident), {shown} rows"), &megabytes(we), &beside(&megabytes), None, "", None);
}

fn measure(viewer: &Viewer) -> Figures {
    let mut program = Program::start(&viewer.command);
    let whole = match viewer.opens {
        Some((words, key)) => {
            let start = program.until(words);
            program.quiet();
            start + program.types_until(key, &viewer.whole)
        }
        None => program.since_start(&viewer.whole),
    };
    program.quiet();
    for _ in 0..TO_THE_EDGE {
        program.key(b"j");
    }
    let mut keys: Vec<Duration> = (0..KEYS).map(|_| program.key(b"j").0).collect();
    keys.sort_unstable();
    let jump = program.types_until(b"G", &viewer.end);
    program.quiet();
    program.key(viewer.back);
    program.quiet();
    program.key(viewer.search.0);
    let (last, first) = NEEDLE.as_bytes().split_last().unwrap();
    let typed: Vec<Duration> = first.iter().map(|letter| program.key(&[*letter]).0).collect();
    program.quiet();
    let found = program.types_until(&[&[*last], viewer.search.1].concat(), &viewer.found);
    program.quiet();
    let resident = program.resident();
    for key in viewer.quit {
        program.quiet();
        program.send(key);
    }
    program.end();
    let letter = typed.into_iter().max().unwrap();
    Figures { name: viewer.name, whole, keys, jump, letter, found, resident }
}

/// Opens the case once, so that it asks nothing more: the clock was checked, and the self-test of this start is written.
fn settle(home: &Path, case: &Path) {
    let mut program = Program::start(&console(home, case));
    program.until("reference clock");
    program.quiet();
    program.send(b"\x1b");
    program.quiet();
    program.send(b"q");
    program.end();
}

fn console(home: &Path, case: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_warroom"));
    command.env_clear();
    command.env("HOME", home);
    command.env("TZ", "UTC");
    command.args(["--operator", "A. Lead", "--case"]);
    command.arg(case);
    command
}

fn ours(home: &Path, case: &Path, count: u64) -> Viewer {
    Viewer {
        name: "warroom",
        command: console(home, case),
        opens: Some(("saved", b"t")),
        // `1000008 of 1000008`: rows and the few records beside them, and none still being put in order.
        whole: Box::new(move |screen| {
            (count..count + RECORDS).any(|all| screen.contains(&format!(" {all} of {all} ")))
        }),
        search: (b"/", b""),
        found: Box::new(|screen| screen.contains(&format!(", {NEEDLE}"))),
        // Its newest rows are on top.
        end: Box::new(|screen| screen.contains("2026-02-01 00:00:00 ")),
        back: b"g",
        quit: &[b"\x1b", b"\x1b", b"\x1b", b"q"],
    }
}

/// The programs that are there. One that is not is said on standard error, with where to get it.
fn yardsticks(file: &Path, count: u64) -> Vec<Viewer> {
    let mut found = Vec::new();
    match on_path("csvlens") {
        Some(program) => {
            let mut command = CommandBuilder::new(program);
            command.args(["--delimiter", ","]);
            command.arg(file);
            found.push(Viewer {
                name: "csvlens",
                command,
                opens: None,
                whole: Box::new(move |screen| screen.contains(&format!("/{count},"))),
                search: (b"/", b"\r"),
                found: Box::new(move |screen| screen.contains(&format!("Row {}/", count / 4 * 3 + 1))),
                end: Box::new(move |screen| screen.contains(&format!("Row {count}/"))),
                back: b"g",
                quit: &[b"q"],
            });
        }
        None => eprintln!("csvlens is not on the PATH and was not measured; cargo install csvlens"),
    }
    match on_path("vd") {
        Some(program) => {
            let mut command = CommandBuilder::new(program);
            command.args(["--config", "/dev/null"]);
            command.arg(file);
            // It cuts what is wider than its columns: the minute of a row is what shows of it.
            let minute = |n: u64| {
                let second = n % 86_400;
                format!("2026-02-{:02}T{:02}:{:02}", 1 + n * 27 / count, second / 3600, second / 60 % 60)
            };
            let (needle, last) = (minute(count / 4 * 3), minute(count - 1));
            found.push(Viewer {
                name: "VisiData",
                command,
                opens: None,
                whole: Box::new(move |screen| screen.contains(&format!("{count} rows")) && !screen.contains("loading")),
                search: (b"g/", b"\r"),
                found: Box::new(move |screen| screen.contains(&needle)),
                end: Box::new(move |screen| screen.contains(&last)),
                back: b"gk",
                quit: &[b"gq"],
            });
        }
        None => eprintln!("vd is not on the PATH and was not measured; pip install visidata"),
    }
    found
}
