//! Worlds for the tests of the case file: a clock that is set by hand, seeded randomness, directories of their own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use warroom::app::case::Case;
use warroom::app::env::{Clock, Entropy, Env, SystemClock, SystemEntropy};
use warroom::domain::input::Input;
use warroom::domain::mark::{Audience, Mark};
use warroom::domain::time::Instant;
use warroom::domain::timeline::LineText;
use warroom::export::verify::{Report, verify};
use warroom::journal::chain::Row;
use warroom::journal::signature::Purpose;
use warroom::store::places::Places;

/// 2026-11-21 02:40:00 UTC.
pub(crate) const START: i64 = 1_795_228_800_000;

/// A clock that stands still until it is set.
pub(crate) struct FakeClock {
    wall: AtomicI64,
    mono: AtomicU64,
    boot: Mutex<String>,
}

impl FakeClock {
    pub(crate) fn new() -> Self {
        FakeClock {
            wall: AtomicI64::new(START),
            mono: AtomicU64::new(5_000),
            boot: Mutex::new("first boot".to_owned()),
        }
    }

    /// Time passes: both clocks move.
    pub(crate) fn pass(&self, millis: u32) {
        self.wall.fetch_add(i64::from(millis), Ordering::Relaxed);
        self.mono.fetch_add(u64::from(millis), Ordering::Relaxed);
    }

    /// Only the wall clock moves: a jump.
    pub(crate) fn jump(&self, millis: i64) {
        self.wall.fetch_add(millis, Ordering::Relaxed);
    }

    /// Which start of the machine it is.
    pub(crate) fn started(&self) -> String {
        self.boot.lock().unwrap().clone()
    }

    /// The machine starts anew.
    pub(crate) fn reboot(&self, name: &str) {
        name.clone_into(&mut self.boot.lock().unwrap());
        self.mono.store(1_000, Ordering::Relaxed);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        Instant::from_millis(self.wall.load(Ordering::Relaxed))
    }
    fn mono_ms(&self) -> u64 {
        self.mono.load(Ordering::Relaxed)
    }
    fn boot(&self) -> String {
        self.boot.lock().unwrap().clone()
    }
}

/// Numbers from a seed (splitmix64): the same seed gives the same test.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// Randomness from a seed.
struct Seeded(Mutex<Numbers>);

impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        let mut numbers = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(8) {
            let number = numbers.next().to_le_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        Ok(())
    }
}

/// Directories under one directory, where the program finds them too when its `XDG_` variables name those above.
pub(crate) fn places(root: &Path) -> Places {
    let under = |name: &str| root.join(name).join("warroom");
    Places { data: under("data"), config: under("config"), state: under("state") }
}

/// An environment with the machine's own clock and randomness, as the program has it.
pub(crate) fn real_env(root: &Path) -> Env {
    Env {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        places: places(root),
        zone: chrono_tz::Europe::Berlin,
        vars: std::collections::BTreeMap::new(),
    }
}

/// One laptop in a directory that goes when it does.
pub(crate) struct World {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) env: Env,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let dir = tempfile::Builder::new().prefix("warroom-case-").tempdir().unwrap();
        let clock = Arc::new(FakeClock::new());
        let env = Self::laptop(dir.path(), &clock, seed);
        World { dir, clock, env }
    }

    fn laptop(root: &Path, clock: &Arc<FakeClock>, seed: u64) -> Env {
        Env {
            clock: clock.clone(),
            entropy: Arc::new(Seeded(Mutex::new(Numbers(seed)))),
            places: places(root),
            zone: chrono_tz::Europe::Berlin,
            vars: std::collections::BTreeMap::new(),
        }
    }

    /// A further laptop with a key of its own and the same time.
    pub(crate) fn other_laptop(&self, name: &str, seed: u64) -> Env {
        Self::laptop(&self.dir.path().join(name), &self.clock, seed)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A case with its founding chain and nothing else.
    pub(crate) fn case(&self) -> Case {
        Case::create(&self.env, &self.file("case.warroom"), Purpose::Incident, "A. Lead").unwrap()
    }
}

/// Records a command with files staged, as the command line does. The ids of the records, or the refusal in words.
pub(crate) fn run(case: &mut Case, command: &str, fields: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let input = fields.iter().fold(Input::default(), |input, (name, text)| input.with(name, *text));
    run_input(case, command, &input)
}

pub(crate) fn run_input(case: &mut Case, command: &str, input: &Input) -> Result<Vec<String>, String> {
    let spec = warroom::app::command::command(command).ok_or("no such command")?;
    let staged = case
        .stager()
        .stage(spec.fields, input, &warroom::jobs::Handle::new())
        .map_err(|error| format!("staging: {error}"))?;
    let done = case.execute(command, input, &staged).map_err(|error| format!("{error}"))?;
    Ok(done.records.iter().map(ToString::to_string).collect())
}

/// The journal as it lies in the file, in the order in which the rows were added.
pub(crate) fn rows_as_added(path: &Path) -> Vec<Row> {
    let connection = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement =
        connection.prepare("SELECT station, seq, hash, line, body FROM journal ORDER BY rowid").unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Row { station: row.get(0)?, seq: row.get(1)?, hash: row.get(2)?, line: row.get(3)?, body: row.get(4)? })
    });
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

/// The journal in the order in which it is read: station, number, hash.
pub(crate) fn rows_as_read(path: &Path) -> Vec<Row> {
    let mut rows = rows_as_added(path);
    rows.sort_by(|a, b| (&a.station, a.seq, &a.hash).cmp(&(&b.station, b.seq, &b.hash)));
    rows
}

/// Verifies and gives what is wrong, in words.
pub(crate) fn problems(path: &Path) -> Vec<String> {
    said(&verify(path, None).unwrap())
}

/// The problems of a report in words, each with its place.
pub(crate) fn said(report: &Report) -> Vec<String> {
    report
        .problems
        .iter()
        .map(|problem| {
            let station = problem.station.map(|station| station.to_string()).unwrap_or_default();
            let seq = problem.seq.map(|seq| seq.to_string()).unwrap_or_default();
            format!("{station}.{seq}: {}", problem.what)
        })
        .collect()
}

/// Whether a line of the timeline says these words; what is recorded with them counts then.
pub(crate) fn on_timeline(case: &Case, words: &str) -> bool {
    case.state().timeline.lines.iter().any(|line| match &line.text {
        LineText::Words(said) => said.matches(Audience(Mark::Red), &words.to_lowercase()),
        LineText::Program(msg) => format!("{msg:?}").contains(words),
        LineText::Withheld => false,
    })
}

/// Names in a directory, in order.
pub(crate) fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
