//! All rows of a case in order, as the console has them: put in order, searched, jumped in and counted. Measured in a process of its own, whose memory is that and nothing else.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant as Stopwatch};

use warroom::app::case::Case;
use warroom::app::order::Orders;
use warroom::jobs::Handle;
use warroom::jobs::rows::order::{Asked, Order, Search};
use warroom::library::foreign::Zone;
use warroom::library::query::Query;

use super::{Bench, median, ms, row, timed};

/// The case that the other process opens.
pub(super) const CASE: &str = "WARROOM_BENCH_ORDER";
/// Rounds of what is short.
const ROUNDS: usize = 5;
/// Rows of a screen.
const SCREEN: usize = 50;

/// Measures a case with imported rows, in another process.
pub(super) fn measure(case: &Path, rows: u64) {
    let done = Command::new(std::env::current_exe().unwrap()).env(CASE, case).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    for line in text.lines() {
        let (what, number) = line.rsplit_once(' ').unwrap();
        let number: u64 = number.parse().unwrap();
        let time = Duration::from_micros(number);
        match what {
            "built" => {
                let rate = rows as f64 / time.as_secs_f64();
                row("rows put in order", &format!("{}, {rate:.0} rows/s", ms(time)), "", None, "", None);
            }
            "memory" => {
                let met = number <= 100_000_000;
                row(
                    "memory at its highest, all of this",
                    &format!("{} MB", number / 1_000_000),
                    "",
                    None,
                    "100 MB",
                    Some(met),
                );
            }
            _ if what.starts_with("first") || what.starts_with("jump") => {
                row(what, &ms(time), "", None, "50 ms", Some(time <= Duration::from_millis(50)));
            }
            _ => row(what, &ms(time), "", None, "", None),
        }
    }
}

/// The other process: prints what it measured in microseconds, and its memory at its highest in bytes.
pub(super) fn child(case: &Path) {
    let bench = Bench { root: case.parent().unwrap().join("reader") };
    let case = Case::open(&bench.env(), case, "A. Lead").unwrap();
    let orders = Orders::of(&case);
    let (built, ()) = timed(|| orders.build(&Orders::imports(case.state()), &Handle::new()).unwrap());
    say("built", built);
    let order = orders.order(case.state(), &[]).unwrap();
    for (name, query) in [
        ("a word that one row holds", super::imports::NEEDLE),
        ("a word that one row in 400 holds", "web399"),
        ("a word that every row holds", "logon"),
        ("a word that no row holds", "zqxj-none"),
        ("two letters", "zq"),
    ] {
        let times: Vec<(Duration, Duration)> = (0..ROUNDS).map(|_| searched(&order, query)).collect();
        say(&format!("first hits of {name}"), median(times.iter().map(|(first, _)| *first).collect()));
        say(&format!("all hits of {name}"), median(times.iter().map(|(_, all)| *all).collect()));
    }
    let all = order.len();
    let mut at = 7_u64;
    let jumps = (0..40).map(|_| {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let position = (at >> 11) % all;
        timed(|| order.read(&order.page(position, SCREEN).unwrap()).unwrap()).0
    });
    say("jump to any position, a screen of rows read", median(jumps.collect()));
    let (first, last) = order.span().unwrap().unwrap();
    let drawn = (0..ROUNDS).map(|_| timed(|| order.histogram(first, last + 1, 160, None).unwrap()).0);
    say("histogram of 160 columns", median(drawn.collect()));
    let (counted, _) = timed(|| order.count_by("user", None, 20, &|_| Vec::new(), &Handle::new()).unwrap());
    say("counted by a column of 1009 values", counted);
    let (counted, _) = timed(|| order.count_by("what", None, 20, &|_| Vec::new(), &Handle::new()).unwrap());
    say("counted by a column in which every value is another", counted);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let highest = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = highest.trim().trim_end_matches(" kB").parse().unwrap();
    println!("memory {}", kilobytes * 1024);
}

fn say(what: &str, time: Duration) {
    println!("{what} {}", time.as_micros());
}

/// How long the first and all hits of a search take, as the console asks for them.
fn searched(order: &Order, query: &str) -> (Duration, Duration) {
    let (tell, told) = channel();
    let began = Stopwatch::now();
    let asked = Asked { query: Query::parse(query, Zone::UTC).unwrap(), ..Asked::default() };
    let search = Search::begin(order, asked, move || {
        let _ = tell.send(());
    })
    .unwrap();
    let mut first = None;
    while search.hits().ended().is_none() {
        told.recv().unwrap();
        if search.hits().count() > 0 && first.is_none() {
            order.read(&search.hits().page(0, SCREEN).unwrap()).unwrap();
            first = Some(began.elapsed());
        }
    }
    let all = began.elapsed();
    (first.unwrap_or(all), all)
}
