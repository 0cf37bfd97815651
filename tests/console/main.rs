//! The console as a person meets it: a real pseudo-terminal, real keys, a clock that the test moves. One test at a time.
//!
//! This binary is also the program under test: started with `WARROOM_TEST_LAPTOP` it runs warroom with the directories and the clock of that laptop.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![expect(unreachable_pub, reason = "a test binary has no public interface")]

#[path = "../../src/ui/term/allowed.rs"]
mod allowed;
mod assess;
mod briefing;
mod cause;
mod clocks;
mod drills;
mod entities;
mod exporting;
mod first_hour;
mod flows;
mod fuzz;
mod graph;
mod house;
mod imaging;
mod keys;
mod known;
mod memo;
mod merging;
mod modes;
mod notices;
mod organisation;
mod over_time;
mod panes;
mod papers;
mod pictures;
mod plain;
mod room;
mod rows;
mod screens;
mod scripts;
mod sessions;
mod techniques;
mod terminal;
mod tour;
mod whole;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};
use warroom::app::Env;
use warroom::app::env::{Clock, Entropy, SystemEntropy};
use warroom::domain::time::Instant;
use warroom::store::places::Places;

fn main() {
    if let Some(laptop) = std::env::var_os("WARROOM_TEST_LAPTOP") {
        std::process::exit(program(PathBuf::from(laptop)));
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let trials = all()
        .into_iter()
        .map(|(name, test)| {
            Trial::test(name, move || {
                test();
                Ok(())
            })
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// Every test of this binary.
fn all() -> Vec<(&'static str, fn())> {
    [
        clocks::TESTS,
        drills::TESTS,
        entities::TESTS,
        assess::TESTS,
        briefing::TESTS,
        cause::TESTS,
        exporting::TESTS,
        first_hour::TESTS,
        flows::TESTS,
        fuzz::TESTS,
        graph::TESTS,
        house::TESTS,
        imaging::TESTS,
        keys::TESTS,
        memo::TESTS,
        merging::TESTS,
        known::TESTS,
        modes::TESTS,
        notices::TESTS,
        organisation::TESTS,
        over_time::TESTS,
        panes::TESTS,
        papers::TESTS,
        pictures::TESTS,
        plain::TESTS,
        room::TESTS,
        rows::TESTS,
        screens::TESTS,
        scripts::TESTS,
        sessions::TESTS,
        techniques::TESTS,
        tour::TESTS,
        whole::TESTS,
        writing::TESTS,
    ]
    .concat()
}

/// warroom itself, on a laptop whose clock is a file.
fn program(laptop: PathBuf) -> i32 {
    let places = Places { data: laptop.join("data"), config: laptop.join("config"), state: laptop.join("state") };
    let env = Env {
        clock: Arc::new(FileClock { path: laptop.join("clock"), boot: laptop.join("boot") }),
        entropy: Arc::new(SystemEntropy) as Arc<dyn Entropy>,
        places,
        zone: chrono_tz::Europe::Berlin,
        vars: std::env::vars().collect(),
    };
    i32::from(warroom::run_process(env, std::env::args_os().collect()))
}

struct FileClock {
    path: PathBuf,
    boot: PathBuf,
}

impl Clock for FileClock {
    fn now(&self) -> Instant {
        Instant::from_millis(terminal::read_clock(&self.path).0)
    }

    fn mono_ms(&self) -> u64 {
        terminal::read_clock(&self.path).1
    }

    fn both(&self) -> (Instant, u64) {
        let (wall, mono) = terminal::read_clock(&self.path);
        (Instant::from_millis(wall), mono)
    }

    fn boot(&self) -> String {
        std::fs::read_to_string(&self.boot).unwrap_or_else(|_| "first".to_owned())
    }
}
