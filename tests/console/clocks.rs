//! Clocks of the law at the real loop: started by key, ringing once as they run down, late with a reason, and by a clock that somebody turned.

use serde_json::Value;

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("clocks::a_start_that_fits_no_instant_or_two_is_asked_back", start),
    ("clocks::a_threshold_rings_once_and_is_recorded_once", thresholds),
    ("clocks::a_late_notice_is_explained_by_key", late),
    ("clocks::a_clock_set_back_stretches_no_deadline_unseen", set_back),
];

const KEY: &str = "eu-nis2/early-warning-24h";
const HOUR: i64 = 3_600_000;

fn run(laptop: &Laptop, args: &[&str]) {
    let case = case_of(laptop);
    let all = [&["--case", &case, "--operator", "Ada Moran"], args].concat();
    let (code, _, err) = laptop.run(&all);
    assert_eq!(code, 0, "{args:?} {err}");
}

fn shown(laptop: &Laptop) -> Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", "deadlines", "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn clock(laptop: &Laptop, key: &str) -> Value {
    let all = shown(laptop);
    let of = |clock: &Value| format!("{}/{}", clock["regime"].as_str().unwrap(), clock["deadline"].as_str().unwrap());
    all["clocks"].as_array().unwrap().iter().find(|clock| of(clock) == key).unwrap().clone()
}

fn noted(laptop: &Laptop) -> Vec<String> {
    let of =
        |passed: &Value| format!("{} {}", passed["threshold"].as_str().unwrap(), passed["noticed"].as_str().unwrap());
    clock(laptop, KEY)["thresholds"].as_array().unwrap().iter().map(of).collect()
}

/// Bells in what the terminal got, those left out that only end a title.
fn bells(terminal: &Terminal) -> usize {
    let (mut count, mut in_title, mut last) = (0, false, 0);
    for byte in &terminal.raw {
        match byte {
            b']' if last == 0x1b => in_title = true,
            0x07 if in_title => in_title = false,
            0x07 => count += 1,
            _ => {}
        }
        last = *byte;
    }
    count
}

fn begun(laptop: &Laptop, start: &str) {
    run(laptop, &["do", "regime", "regime=eu-nis2", "answer=yes", "reason=essential", "decider=Ada Moran"]);
    run(laptop, &["do", "clock", &format!("deadline={KEY}"), &format!("start={start}"), "why=known"]);
}

fn start() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 34);
    terminal.keys("5s");
    terminal.wait("Start a clock");
    terminal.keys(&format!("<back-tab><ctrl-u>{KEY}<tab><ctrl-u>2026-03-29 02:30"));
    terminal.wait("I-04");
    terminal.keys("<ctrl-u>2026-10-25 02:30");
    terminal.wait("I-05");
    terminal.wait("2026-10-25T02:30:00+02:00");
    terminal.wait("2026-10-25T02:30:00+01:00");
    terminal.keys("<down><down><enter>");
    terminal.wait_gone("I-05");
    terminal.keys("<tab>the SOC was certain then<ctrl-s>");
    terminal.wait_gone("Start a clock");
    let clock = clock(&laptop, KEY);
    assert_eq!(clock["start"], "2026-10-25T01:30:00.000Z", "the second reading");
    assert_eq!(clock["due"], "2026-10-26T01:30:00.000Z");
    assert_eq!(clock["why"], "the SOC was certain then");
}

fn thresholds() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    begun(&laptop, "-11h");
    terminal.wait("13:00:00");
    let mut second = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
    second.wait("NIS2 early warning");
    assert_eq!((bells(&terminal), bells(&second), noted(&laptop)), (0, 0, vec![]));
    laptop.pass(HOUR + 1_000);
    terminal.wait("1/2 11:59:");
    second.wait("1/2 11:59:");
    terminal.wait("half of the time is used");
    for _ in 0..3 {
        laptop.pass(1_000);
        terminal.redrawn();
        second.redrawn();
    }
    assert_eq!((bells(&terminal), bells(&second)), (1, 1), "once at each console");
    assert_eq!(noted(&laptop), ["half open"], "once in the case");
    for terminal in [&mut terminal, &mut second] {
        terminal.keys("q");
        terminal.wait_end();
    }
    laptop.pass(9 * HOUR);
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 100, 30);
    terminal.wait("! 4h 02:59:");
    terminal.keys("1");
    terminal.wait("no console was open");
    assert_eq!(bells(&terminal), 0, "what is long past does not ring at opening");
    assert_eq!(noted(&laptop), ["half open", "quarter closed", "four-hours closed"]);
    laptop.pass(2 * HOUR);
    terminal.wait("one hour is left");
    laptop.pass(HOUR);
    terminal.wait("LATE -00:00:");
    terminal.wait_until("two bells: the last hour and the limit", |terminal| bells(terminal) == 2);
    let recorded = clock(&laptop, KEY)["thresholds"].clone();
    assert!(recorded[4]["due"] == clock(&laptop, KEY)["due"] && recorded[4]["offset_ms"] == 0, "{recorded}");
}

fn late() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 34);
    begun(&laptop, "-25h");
    terminal.wait("LATE -01:00:");
    assert!(clock(&laptop, KEY)["reason_owed"] == true);
    terminal.keys("5r");
    terminal.wait("Why a notice is late");
    terminal
        .keys(&format!("<back-tab><ctrl-u>{KEY}<tab>Ada Moran<tab>no line out of the building<tab>-20h<tab>-2h<tab>"));
    terminal.keys("the fact alone, by phone; it was not<ctrl-s>");
    terminal.wait_gone("Why a notice is late");
    let clock = clock(&laptop, KEY);
    assert_eq!((clock["reason_owed"].as_bool(), clock["reasons"][0]["whole"].as_bool()), (Some(false), Some(true)));
    assert_eq!(clock["reasons"][0]["who"]["name"], "Ada Moran");
    assert!(clock["late_seconds"].as_i64().unwrap() >= 3_600, "{clock}");
    run(&laptop, &["do", "sent", &format!("deadline={KEY}"), "route=portal", "reference=EW-1"]);
    terminal.wait("after the limit");
    let (_, needs, _) = laptop.run(&["--case", &case_of(&laptop), "show", "needs"]);
    assert!(!needs.contains("NIS2 early warning is late"), "{needs}");
}

fn set_back() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    begun(&laptop, "-1h");
    terminal.wait("23:00:00");
    let before = clock(&laptop, KEY);
    laptop.turn_clock(-2 * HOUR);
    terminal.keys("1");
    terminal.wait("clock jumped by");
    laptop.pass(1_000);
    terminal.wait("22:59:");
    let after = clock(&laptop, KEY);
    assert_eq!(after["due"], before["due"]);
    let passed = before["left_seconds"].as_i64().unwrap() - after["left_seconds"].as_i64().unwrap();
    assert!((0..60).contains(&passed), "{passed} seconds of {before}");
    let read = shown(&laptop)["clock"].clone();
    assert_eq!(read["measured"]["offset_ms"], 2 * HOUR, "{read}");
    // What is read from the clock now counts as corrected, and both are shown.
    run(&laptop, &["do", "clock", "deadline=in-cert-in/cert-in-6h", "start=now", "why=noticed"]);
    let began = clock(&laptop, "in-cert-in/cert-in-6h");
    assert!(began["left_seconds"].as_i64().unwrap() > 6 * 3_600 - 60, "{began}");
    assert_ne!(began["start_read"]["at"], began["start_read"]["recorded"]);
    terminal.keys("5z");
    terminal.wait("laptop shows");
    terminal.wait("countdowns");
    terminal.wait("+7200 s");
}
