//! Two or three laptops that work one case apart: whatever they wrote, in whatever order and however often they merge, they end with the same lines, the same
//! state and the same verification; all of a merge is there or nothing.

use std::path::{Path, PathBuf};
use std::time::Duration;

use warroom::app::case::Case;
use warroom::app::env::Env;
use warroom::app::failure::Failure;
use warroom::app::merge::{Merged, Side};
use warroom::domain::clash::clashes;
use warroom::domain::id::StationId;
use warroom::domain::incident::Incident;
use warroom::export::verify::verify;
use warroom::journal::chain;
use warroom::journal::signature::Purpose;
use warroom::store::CaseFile;

use super::crash::process;
use super::support::{Numbers, World, on_timeline, problems, run, said};

/// A laptop with its copy of the case.
pub(crate) struct Laptop {
    pub(crate) env: Env,
    pub(crate) case: Case,
}

impl Laptop {
    pub(crate) fn open(env: Env, path: &Path, who: &str) -> Laptop {
        let case = Case::open(&env, path, who).unwrap();
        Laptop { env, case }
    }

    pub(crate) fn log(&mut self, text: &str) {
        run(&mut self.case, "log", &[("text", text)]).unwrap();
    }

    pub(crate) fn merge(&mut self, path: &Path) -> Merged {
        merge(&mut self.case, path).unwrap()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.case.path().to_owned()
    }
}

pub(crate) fn merge(case: &mut Case, path: &Path) -> Result<Merged, Failure> {
    case.merge(&Side::of_file(path)?)
}

/// What a copy comes to: state, case head, everything that is wrong with it.
fn comes_to(path: &Path) -> (Incident, String, Vec<String>) {
    let file = CaseFile::open_to_read(path).unwrap();
    let reading = chain::read(file.rows().unwrap().0, &file.heads().unwrap());
    let report = verify(path, None).unwrap();
    (reading.fold(StationId::default()), report.case_head.clone(), said(&report))
}

fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (comes_to(one), comes_to(other));
    assert_eq!((&one.1, &one.2), (&other.1, &other.2), "heads or problems differ");
    assert!(one.0 == other.0, "the same lines are folded differently");
}

/// The founding laptop with a declared case, and a second one with a copy that it has not opened yet.
pub(crate) fn two(world: &World) -> (Laptop, Laptop) {
    let path = world.file("case.warroom");
    let mut first = Laptop { env: world.env.clone(), case: world.case() };
    run(&mut first.case, "declare", &[("title", "Key abused"), ("procedure", "generic-incident")]).unwrap();
    for name in ["Mara Okafor", "Tom Reed", "Ines Said"] {
        run(&mut first.case, "person", &[("name", name)]).unwrap();
    }
    drop(first.case);
    let env = world.other_laptop("second", 77);
    let copy = world.file("second.warroom");
    std::fs::copy(&path, &copy).unwrap();
    let first = Laptop::open(first.env, &path, "Mara Okafor");
    (first, Laptop::open(env, &copy, "Tom Reed"))
}

pub(crate) fn admit(by: &mut Laptop, whom: &Laptop) {
    let fields = [("station", whom.case.station().to_string()), ("fingerprint", whom.case.fingerprint().unwrap())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    run(&mut by.case, "admit", &fields).unwrap();
}

#[test]
fn two_laptops_end_in_the_same_state_and_the_second_counts_once_admitted() {
    let world = World::new(71);
    let (mut first, mut second) = two(&world);
    first.log("here while apart");
    second.log("there while apart");
    run(&mut second.case, "assign", &[("role", "irt_lead"), ("person", "Tom Reed")]).unwrap();
    run(&mut first.case, "assign", &[("role", "irt_lead"), ("person", "Mara Okafor")]).unwrap();
    let step = first.case.state().work.steps[0].step.clone();
    let large = "User=svc-backup Host=10.0.0.7\n".repeat(40_000);
    for (laptop, text) in [(&mut first, "show run"), (&mut second, large.as_str())] {
        let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", text)];
        run(&mut laptop.case, "proof", &fields).unwrap();
        run(&mut laptop.case, "exhibit", &[("description", "disk")]).unwrap();
    }
    let merged = first.merge(&second.path());
    assert_eq!((merged.new[&second.case.station()], merged.attachments), (6, 1));
    assert_eq!(merged.records, [], "nothing of it counts yet");
    assert_eq!(merged.waiting[0].fingerprint, second.case.fingerprint().unwrap());
    assert_eq!(problems(&first.path()).len(), 2, "not admitted, and its attachment is cited by nobody who counts");
    // Bytes that a chain cites which does not count yet are not swept.
    first.case.sweep().unwrap();
    admit(&mut first, &second);
    assert_eq!(problems(&first.path()), [""; 0]);
    let said: Vec<String> = clashes(first.case.state()).iter().map(|clash| format!("{:?}", clash.subject)).collect();
    assert_eq!(said.len(), 3, "two leads, one step, one number: {said:?}");
    let merged = second.merge(&first.path());
    assert!(merged.waiting.is_empty() && merged.new.len() == 1);
    assert!(merged.records.iter().all(|id| id.station == first.case.station()));
    assert_same(&first.path(), &second.path());
    assert_eq!(clashes(first.case.state()), clashes(second.case.state()));
    // Once more changes nothing, on either side.
    for (laptop, other) in [(&mut first, second.path()), (&mut second, world.file("case.warroom"))] {
        let before = std::fs::read(&other).unwrap();
        assert!(laptop.merge(&other).nothing_new());
        assert_eq!(std::fs::read(&other).unwrap(), before, "the other side is only read");
    }
    // What one of them settles with both before it is settled on both.
    run(&mut second.case, "assign", &[("role", "irt_lead"), ("person", "Mara Okafor")]).unwrap();
    for clash in clashes(second.case.state()) {
        let records: Vec<String> = clash.records.iter().map(|id| second.case.state().label(*id)).collect();
        run(&mut second.case, "settle", &[("records", &records.join(", ")), ("how-settled", "the first")]).unwrap();
    }
    first.merge(&second.path());
    assert_eq!(clashes(first.case.state()), []);
    assert_same(&first.path(), &second.path());
}

#[test]
fn what_does_not_belong_here_is_refused_and_nothing_is_taken_in() {
    let world = World::new(72);
    let (mut first, mut second) = two(&world);
    second.log("there");
    let before = comes_to(&first.path());
    let mut refused = |path: &Path, why: &str| {
        let said = merge(&mut first.case, path).unwrap_err().to_string();
        let nothing = ["nothing was taken in", "left untouched"];
        assert!(nothing.iter().any(|words| said.contains(words)), "{said}");
        assert!(said.contains(why), "{said}");
    };
    for (name, purpose, why) in [
        ("other.warroom", Purpose::Incident, "only copies of one case are merged"),
        ("drill.warroom-exercise", Purpose::Exercise, "an exercise never comes into a real case"),
    ] {
        drop(Case::create(&second.env, &world.file(name), purpose, "T").unwrap());
        refused(&world.file(name), why);
    }
    std::fs::write(world.file("text"), "no case at all, but long enough to be looked at as one".repeat(9)).unwrap();
    refused(&world.file("text"), "is not a warroom case file");
    drop(second.case);
    let altered = |name: &str, statement: &str, why: &str, refused: &mut dyn FnMut(&Path, &str)| {
        let path = world.file(name);
        std::fs::copy(world.file("second.warroom"), &path).unwrap();
        let raw = rusqlite::Connection::open(&path).unwrap();
        raw.execute_batch(statement).unwrap();
        drop(raw);
        refused(&path, why);
    };
    let last = "(SELECT max(rowid) FROM journal)";
    let body = format!(
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'there', 'THERE') AS BLOB) WHERE rowid = {last}"
    );
    altered("body", &body, "the body is not the one the line names", &mut refused);
    altered("cut", &format!("DELETE FROM journal WHERE rowid = {last}"), "lines were cut off", &mut refused);
    altered("empty", &format!("UPDATE journal SET body = NULL WHERE rowid = {last}"), "was taken out", &mut refused);
    altered("trigger", "CREATE TRIGGER t AFTER INSERT ON journal BEGIN SELECT 1; END", "trigger", &mut refused);
    let organisation = world.file("organisation");
    drop(Case::create(&world.env, &organisation, Purpose::Organisation, "T").unwrap());
    let mut own = Case::open(&world.env, &organisation, "T").unwrap();
    let said = merge(&mut own, &organisation).unwrap_err().to_string();
    assert!(said.contains("the organisation's file belongs to no case"), "{said}");
    assert!(comes_to(&first.path()) == before, "a refused merge left something behind");
}

#[test]
fn both_branches_of_a_fork_are_kept_and_shown_on_every_laptop() {
    let world = World::new(73);
    let (mut first, second) = two(&world);
    drop(second);
    first.log("before");
    // The founding laptop is cloned, key and all: both go on.
    let clone = world.file("clone.warroom");
    drop(first.case);
    std::fs::copy(world.file("case.warroom"), &clone).unwrap();
    first.case = Case::open(&world.env, &world.file("case.warroom"), "Mara Okafor").unwrap();
    let mut twin = Laptop::open(world.env.clone(), &clone, "Mara Okafor");
    first.log("on the laptop");
    twin.log("on the clone");
    twin.log("on the clone, and once more");
    let merged = first.merge(&twin.path());
    let station = first.case.station();
    assert_eq!(merged.forks.len(), 1);
    assert_eq!(merged.forks[0].0, station);
    assert_eq!(merged.new[&station], 2);
    let said = problems(&first.path());
    assert!(said.len() == 1 && said[0].contains("a fork: 2 lines carry this number"), "{said:?}");
    twin.merge(&first.path());
    assert_same(&first.path(), &twin.path());
    assert!(first.merge(&twin.path()).nothing_new());
    // Guards of the file are up again: no line beside another, none behind a gap.
    let rows = CaseFile::open_to_read(&first.path()).unwrap().rows().unwrap().0;
    assert_eq!(rows.iter().filter(|row| row.seq == i64::try_from(merged.forks[0].1).unwrap()).count(), 2);
    let clone = on_timeline(&first.case, "on the clone");
    assert!(!clone && !on_timeline(&first.case, "on the laptop"), "nothing is folded from the fork on");
    assert!(on_timeline(&first.case, "before"), "what was written before it counts");
}

#[test]
fn what_one_laptop_took_out_by_order_is_taken_out_on_the_other() {
    let world = World::new(74);
    let (mut first, mut second) = two(&world);
    second.log("opens the chain");
    first.merge(&second.path());
    admit(&mut first, &second);
    let step = first.case.state().work.steps[0].step.clone();
    let secret = "the live secret hunter2";
    let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", secret)];
    let proof = run(&mut first.case, "proof", &fields).unwrap().pop().unwrap();
    second.merge(&first.path());
    let hands = [("person", "Mara Okafor"), ("presence", "wet-ink"), ("presence-ref", "slip 1, safe")];
    let others = [("second", "Tom Reed"), ("second-presence", "wet-ink"), ("second-presence-ref", "slip 2, safe")];
    let why = [("record", proof.as_str()), ("ground", "live-secrets"), ("authority", "CISO"), ("reason", "key")];
    run(&mut first.case, "excise", &[&why[..], &hands, &others].concat()).unwrap();
    let merged = second.merge(&first.path());
    assert_eq!(merged.taken_out, 1);
    assert_eq!(problems(&second.path()), [""; 0]);
    assert_same(&first.path(), &second.path());
    let path = second.path();
    drop(second.case);
    for file in [path.clone(), path.with_file_name("second.warroom-wal")] {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(7).any(|part| part == b"hunter2"), "{} still holds it", file.display());
    }
    assert!(first.merge(&path).nothing_new(), "it does not come back");
}

/// Any history, split over two or three laptops that merge now and then, comes to the same on all of them once everybody has merged everybody, in any order.
#[test]
fn any_split_of_a_history_merged_in_any_order_comes_to_the_same() {
    for seed in 0..12 {
        let mut numbers = Numbers(9_000 + seed);
        let world = World::new(100 + seed);
        let (first, second) = two(&world);
        let mut laptops = vec![first, second];
        if numbers.percent(60) {
            let copy = world.file("third.warroom");
            // A copy of a file that nobody has open.
            let path = laptops[1].path();
            let env = laptops[1].env.clone();
            drop(laptops.pop());
            std::fs::copy(&path, &copy).unwrap();
            laptops.push(Laptop::open(env, &path, "Tom Reed"));
            laptops.push(Laptop::open(world.other_laptop("third", 500 + seed), &copy, "Ines Said"));
        }
        let count = laptops.len();
        for number in 0..30 {
            world.clock.pass(20_000);
            let who = numbers.below(count);
            match numbers.below(10) {
                0 | 1 => {
                    let from = laptops[numbers.below(count)].path();
                    laptops[who].merge(&from);
                }
                2 => {
                    let whom = numbers.below(count);
                    if whom != who {
                        let (station, fingerprint) =
                            (laptops[whom].case.station().to_string(), laptops[whom].case.fingerprint().unwrap());
                        let fields = [("station", station.as_str()), ("fingerprint", fingerprint.as_str())];
                        run(&mut laptops[who].case, "admit", &fields).unwrap();
                    }
                }
                _ => act(&mut laptops[who].case, number, &mut numbers),
            }
        }
        // Whoever is not admitted by then stays outside, for everybody alike.
        let mut order: Vec<(usize, usize)> =
            (0..count).flat_map(|to| (0..count).map(move |from| (to, from))).filter(|(to, from)| to != from).collect();
        for _ in 0..3 {
            numbers.shuffle(&mut order);
            for (to, from) in &order {
                let from = laptops[*from].path();
                laptops[*to].merge(&from);
            }
        }
        let wrong = comes_to(&laptops[0].path()).2;
        let kinds = ["not admitted", "a station was admitted under", "that no record cites"];
        assert!(wrong.iter().all(|what| kinds.iter().any(|kind| what.contains(kind))), "seed {seed}: {wrong:?}");
        for pair in laptops.windows(2) {
            assert_same(&pair[0].path(), &pair[1].path());
        }
        for (to, from) in &order {
            let from = laptops[*from].path();
            assert!(laptops[*to].merge(&from).nothing_new(), "seed {seed}");
        }
        for laptop in &laptops {
            let again = Case::open(&laptop.env, &laptop.path(), "x").unwrap();
            assert!(again.state() == laptop.case.state(), "seed {seed}: live and replay differ");
        }
    }
}

/// One thing of those that people record.
fn act(case: &mut Case, number: usize, numbers: &mut Numbers) {
    let text = format!("line {number}");
    let person = (*numbers.pick(&["Mara Okafor", "Tom Reed", "Ines Said"])).to_owned();
    let step = case.state().work.steps[numbers.below(3)].step.clone();
    let last = case.state().timeline.lines.last().map(|line| line.id.to_string()).unwrap_or_default();
    let done = match numbers.below(8) {
        0 => run(case, "assign", &[("role", "irt_lead"), ("person", &person)]),
        1 => run(case, "exhibit", &[("description", &text)]),
        2 => {
            let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", text.as_str())];
            run(case, "proof", &fields)
        }
        3 => run(case, "amend", &[("field", "severity"), ("value", *numbers.pick(&["sev1", "sev2"]))]),
        4 => run(case, "strike", &[("record", &last), ("reason", "wrong")]),
        _ => run(case, "log", &[("text", &text)]),
    };
    // What is refused is refused on every laptop alike; nothing is recorded by it.
    let _ = done;
}

/// Killed at a random moment a merge has brought all lines or none, and what it left of attachments is swept.
#[test]
fn a_merge_that_is_killed_brings_all_or_nothing() {
    let world = World::new(75);
    let (first, mut second) = two(&world);
    for number in 0..400 {
        second.log(&format!("there {number}"));
    }
    let step = second.case.state().work.steps[0].step.clone();
    for number in 0..6 {
        let text = format!("{number} {}", "User=svc-backup Host=10.0.0.7\n".repeat(40_000));
        let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", text.as_str())];
        run(&mut second.case, "proof", &fields).unwrap();
    }
    let (from, to) = (second.path(), first.path());
    drop((first.case, second.case));
    let base = verify(&to, None).unwrap().lines;
    let whole = base + verify(&from, None).unwrap().lines - base;
    let pristine = std::fs::read(&to).unwrap();
    let place = world.file("killed");
    let (mut killed, mut done, mut numbers) = (0, 0, Numbers(5));
    let mut longest = 40_000;
    for round in 0..24 {
        let target = world.file(&format!("target{round}.warroom"));
        std::fs::write(&target, &pristine).unwrap();
        let mut child = process("merge", &place, &target, from.to_str().unwrap()).spawn().unwrap();
        let started = std::time::Instant::now();
        std::thread::sleep(Duration::from_micros(numbers.next() % longest));
        let finished = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        let status = child.wait().unwrap();
        // The next kills fall into the time that a whole merge takes here.
        if finished {
            assert!(status.success());
            done += 1;
            longest = u64::try_from(started.elapsed().as_micros()).unwrap();
        } else {
            killed += 1;
            longest += longest / 3;
        }
        let mut case = Case::open(&world.env, &target, "x").unwrap();
        case.sweep().unwrap();
        drop(case);
        let report = verify(&target, None).unwrap();
        let wrong: Vec<String> = said(&report).into_iter().filter(|what| !what.contains("not admitted")).collect();
        if report.lines == base {
            assert_eq!(wrong, [""; 0], "round {round}");
        } else {
            assert_eq!(report.lines, whole, "round {round}: half a merge");
            assert_eq!(
                (report.attachments, wrong.len()),
                (6, 6),
                "cited by a chain that does not count yet: {wrong:?}"
            );
        }
    }
    assert!(killed > 3 && done > 0, "killed {killed}, done {done}: the kills did not fall into the merge");
}

/// On a stick with copies of several cases only those of the open one are offered.
#[test]
fn case_files_of_other_cases_are_not_offered() {
    let (world, other) = (World::new(188), World::new(189));
    let (first, second) = two(&world);
    let (path, copy) = (first.path(), second.path());
    let id = first.case.id().to_owned();
    let foreign = other.case();
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let lay = |from: &Path, name: &str| std::fs::copy(from, stick.join(name)).map(drop).unwrap();
    let elsewhere = foreign.path().to_owned();
    drop((first, second, foreign));
    lay(&path, "first.warroom");
    lay(&copy, "second.warroom");
    lay(&elsewhere, "third.warroom");
    std::fs::write(stick.join("fourth.warroom"), b"none").unwrap();
    let found = warroom::app::merge::offered(std::slice::from_ref(&stick), Some(&id));
    let names: Vec<_> = found.iter().map(|copy| copy.path.strip_prefix(&stick).unwrap().to_owned()).collect();
    assert_eq!(names, [Path::new("first.warroom"), Path::new("second.warroom")]);
    assert_eq!(warroom::app::merge::offered(&[stick], Some("another")), []);
}
