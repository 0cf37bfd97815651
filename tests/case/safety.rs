//! The safety copy: whatever was recorded more than five seconds ago is on the second medium, whatever happens to the laptop or the medium; and the case that is
//! rebuilt from it goes on.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use warroom::app::case::Case;
use warroom::app::env::Env;
use warroom::app::safety::{Copier, Rebuilt, Standing, Watch, rebuild};
use warroom::app::staging::Staged;
use warroom::domain::incident::Incident;
use warroom::domain::input::Input;
use warroom::export::verify::verify;
use warroom::store::medium::{BODIES, JOURNAL, Medium, Trouble};

use super::crash::process;
use super::merge::merge;
use super::support::{Numbers, World, problems, rows_as_read, run, said};

/// A declared case whose copies go to a directory.
fn named(world: &World) -> (Case, PathBuf) {
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "Key abused"), ("procedure", "generic-incident")]).unwrap();
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name)]).unwrap();
    }
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    run(&mut case, "safety-copy", &[("directory", stick.to_str().unwrap()), ("medium", "blue stick")]).unwrap();
    (case, stick)
}

fn pass(case: &Case) -> Result<u64, Trouble> {
    Copier::new(case.path(), case.safety_copy().unwrap()).unwrap().pass().map(|copied| copied.lines)
}

/// Another laptop rebuilds the case.
fn restored(world: &World, name: &str, from: &Path) -> (Env, Case, Rebuilt) {
    let env = world.other_laptop(name, 4_000);
    let (case, rebuilt) = rebuild(&env, from, None, "Tom Reed").unwrap();
    (env, case, rebuilt)
}

#[test]
fn a_case_rebuilt_on_another_laptop_is_whole_and_goes_on_as_a_station_that_counts() {
    let world = World::new(81);
    let (mut case, stick) = named(&world);
    let step = case.state().work.steps[0].step.clone();
    for text in ["show run", "User=svc-backup\n".repeat(90_000).as_str()] {
        let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", text)];
        run(&mut case, "proof", &fields).unwrap();
    }
    let lines = pass(&case).unwrap();
    assert_eq!(problems(case.path()), [""; 0], "the reserve station is in order before it is ever used");
    let before: Incident = case.state().clone();
    let rows = rows_as_read(case.path());
    assert_eq!(lines, rows.len() as u64);
    let (env, mut again, rebuilt) = restored(&world, "third", &stick);
    assert_eq!((rebuilt.lines, rebuilt.attachments, rebuilt.cut), (lines, 2, 0));
    assert!(rebuilt.counts && rebuilt.key_left.is_none() && rebuilt.missing.is_empty(), "{rebuilt:?}");
    assert!(again.path().starts_with(env.places.data.join("cases")));
    assert_eq!(rows_as_read(again.path()).iter().filter(|row| rows.contains(row)).count(), rows.len());
    assert_eq!(problems(again.path()), [""; 0]);
    assert_eq!(
        again.state().timeline.lines.len(),
        before.timeline.lines.len() + 1,
        "and one line says that it was rebuilt"
    );
    run(&mut again, "log", &[("text", "the incident goes on")]).unwrap();
    assert_eq!(problems(again.path()), [""; 0]);
    // Opened once more it is still that station, and not this laptop's own.
    let station = again.station();
    drop(again);
    let again = Case::open(&env, &env.places.list(warroom::journal::signature::Purpose::Incident)[0], "x").unwrap();
    assert_eq!((again.station(), again.counts()), (station, true));
    // The first laptop was only lost: what it wrote after the copy comes together with the rest.
    run(&mut case, "log", &[("text", "found again")]).unwrap();
    let merged = merge(&mut case, again.path()).unwrap();
    assert!(merged.forks.is_empty() && merged.waiting.is_empty(), "{merged:?}");
    assert_eq!(problems(case.path()), [""; 0]);
}

#[test]
fn a_second_rebuilding_from_one_medium_does_not_count_by_itself() {
    let world = World::new(82);
    let (case, stick) = named(&world);
    pass(&case).unwrap();
    let (third, first, _) = restored(&world, "third", &stick);
    let (_, second, rebuilt) = restored(&world, "fourth", &stick);
    assert!(!rebuilt.counts && second.station() != first.station());
    // And on the laptop itself the old chain is not taken up: there may be more of it than the copy has.
    let (again, rebuilt) = rebuild(&world.env, &stick, None, "A. Lead").unwrap();
    assert!(!rebuilt.counts && again.station() != case.station());
    // Two files of one station on one laptop would contradict each other.
    let twice = world.file("twice.warroom");
    let said = rebuild(&third, &stick, Some(&twice), "x").map(drop).unwrap_err().to_string();
    assert!(said.contains(&first.station().to_string()) && said.contains("in another file"), "{said}");
    assert!(!twice.exists());
    assert!(first.counts() && problems(first.path()).is_empty());
}

#[test]
fn a_torn_end_is_cut_off_and_said_and_the_copy_goes_on() {
    let world = World::new(83);
    let (mut case, stick) = named(&world);
    run(&mut case, "log", &[("text", "before")]).unwrap();
    let lines = pass(&case).unwrap();
    let medium = case.safety_copy().unwrap();
    for (name, torn) in [(JOURNAL, "{\"v\":1,\"case\":\"wr-"), (BODIES, "{\"salt\":\"00\"}\n{\"sa")] {
        let path = medium.path().join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.extend_from_slice(torn.as_bytes());
        std::fs::write(&path, bytes).unwrap();
    }
    let (_, again, rebuilt) = restored(&world, "third", &stick);
    assert_eq!((rebuilt.lines, rebuilt.cut), (lines, 36), "the torn bytes of both files");
    assert_eq!(problems(again.path()), [""; 0]);
    run(&mut case, "log", &[("text", "after")]).unwrap();
    assert_eq!(pass(&case).unwrap(), lines + 1);
    assert_eq!(medium.read().unwrap().cut, 0);
    // A line without the head that signs it is none either.
    let path = medium.path().join("heads.ndjson");
    let text = std::fs::read_to_string(&path).unwrap();
    let cut = text.trim_end().rfind('\n').unwrap() + 1;
    std::fs::write(&path, &text[..cut]).unwrap();
    let (_, again, rebuilt) = restored(&world, "fourth", &stick);
    assert_eq!(rebuilt.lines, lines);
    assert!(rebuilt.cut > 200, "{}", rebuilt.cut);
    assert!(!format!("{:?}", again.state().timeline).contains("\"after\""));
}

#[test]
fn an_altered_copy_is_refused() {
    let world = World::new(84);
    let (mut case, stick) = named(&world);
    run(&mut case, "log", &[("text", "beacon to 185.220.101.4")]).unwrap();
    pass(&case).unwrap();
    let path = case.safety_copy().unwrap().path().join(BODIES);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("185.220.101.4", "185.220.101.5")).unwrap();
    let env = world.other_laptop("third", 9);
    let said = rebuild(&env, &stick, None, "x").map(drop).unwrap_err().to_string();
    assert!(said.contains("the body is not the one the line names"), "{said}");
    assert_eq!(std::fs::read_dir(env.places.data.join("cases")).map_or(0, Iterator::count), 0);
}

#[test]
fn a_medium_that_is_pulled_full_or_read_only_is_said_recorded_and_caught_up() {
    let world = World::new(85);
    let (mut case, _) = named(&world);
    pass(&case).unwrap();
    let medium = case.safety_copy().unwrap();
    let away = world.file("pulled");
    std::fs::rename(medium.path(), &away).unwrap();
    run(&mut case, "log", &[("text", "while it is away")]).unwrap();
    assert_eq!(pass(&case), Err(Trouble::Gone), "its directory is there: plugging something in does not bring it back");
    assert!(!medium.path().exists(), "an empty mount point is not filled with a copy");
    let now = world.env.clock.now();
    let parent = medium.path().parent().unwrap().to_owned();
    let unplugged = world.file("unplugged");
    std::fs::rename(&parent, &unplugged).unwrap();
    assert_eq!(pass(&case), Err(Trouble::Absent), "neither the medium nor its mount point is there");
    std::fs::rename(&unplugged, &parent).unwrap();
    let words = [Trouble::Absent, Trouble::Gone].map(|trouble| trouble.to_string());
    assert!(words[0].contains("plug it in") && !words[1].contains("plug it in"), "{words:?}");
    let failing = Standing::Failing { trouble: Trouble::Absent, since: now };
    assert!(case.note_safety(&failing).unwrap());
    assert!(!case.note_safety(&failing).unwrap(), "said once");
    let needs = warroom::domain::attention::needs(case.state(), now);
    assert!(needs.iter().any(|need| need.what.id == "need-safety"));
    std::fs::rename(&away, medium.path()).unwrap();
    let copied = Copier::new(case.path(), medium.clone()).unwrap().pass().unwrap();
    assert!(case.note_safety(&Standing::Copied(copied)).unwrap());
    assert!(case.state().safety.failing.is_empty());
    assert_eq!(problems(case.path()), [""; 0]);
    // Another history under the same name is left alone.
    let journal = medium.path().join(JOURNAL);
    let original = std::fs::read_to_string(&journal).unwrap();
    let (first, rest) = original.split_once('\n').unwrap();
    std::fs::write(&journal, format!("{rest}{first}\n")).unwrap();
    assert!(matches!(pass(&case), Err(Trouble::Differs(_))));
    std::fs::write(&journal, &original).unwrap();
    // Root may write everywhere.
    if rustix::process::geteuid().is_root() {
        println!("skipped: a read-only directory says nothing to root");
    } else {
        std::fs::set_permissions(medium.path().join(JOURNAL), std::fs::Permissions::from_mode(0o400)).unwrap();
        assert_eq!(pass(&case), Err(Trouble::ReadOnly));
    }
}

/// A stick whose write protection is closed, or that the system mounts read-only after an error.
#[test]
fn a_medium_that_becomes_read_only_in_the_middle_is_said_and_caught_up() {
    let world = World::new(87);
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let mount = |options: &[&str]| {
        let mounted = Command::new("mount").args(options).arg(&stick).output();
        mounted.is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "tmpfs"]) {
        println!("skipped: no tmpfs can be mounted here");
        return;
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut case = world.case();
        run(&mut case, "declare", &[("title", "Key abused")]).unwrap();
        let input = Input::default().with("directory", stick.to_str().unwrap());
        let named = case.execute("safety-copy", &input, &Staged::default()).unwrap();
        let short: Vec<_> = named.shortfalls.iter().map(|short| short.rule.id()).collect();
        assert_eq!(short, ["T-09"], "whoever holds it can go on with the case");
        pass(&case).unwrap();
        assert!(mount(&["-o", "remount,ro"]));
        run(&mut case, "log", &[("text", "written while the medium is read-only")]).unwrap();
        assert_eq!(pass(&case), Err(Trouble::ReadOnly));
        let failing = Standing::Failing { trouble: Trouble::ReadOnly, since: world.env.clock.now() };
        assert!(case.note_safety(&failing).unwrap());
        assert!(mount(&["-o", "remount,rw"]));
        let lines = pass(&case).unwrap();
        assert_eq!(lines, rows_as_read(case.path()).len() as u64);
        assert_eq!(case.safety_copy().unwrap().read().unwrap().rows.len() as u64, lines);
        assert_eq!(problems(case.path()), [""; 0]);
    }));
    let _ = Command::new("umount").arg(&stick).output();
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

/// A real full medium: a tmpfs of 300 KiB.
#[test]
fn a_full_medium_is_said_and_what_was_half_written_is_cut_off() {
    let world = World::new(86);
    let stick = world.file("small");
    std::fs::create_dir_all(&stick).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=300k", "tmpfs"]).arg(&stick).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: no tmpfs can be mounted here");
        return;
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut case = world.case();
        run(&mut case, "declare", &[("title", "Key abused")]).unwrap();
        run(&mut case, "safety-copy", &[("directory", stick.to_str().unwrap())]).unwrap();
        pass(&case).unwrap();
        let mut full = None;
        for number in 0..200 {
            run(&mut case, "log", &[("text", &format!("{number} {}", "x".repeat(4_000)))]).unwrap();
            if let Err(trouble) = pass(&case) {
                full = Some((number, trouble));
                break;
            }
        }
        let (number, trouble) = full.unwrap();
        assert!(number > 20 && trouble == Trouble::Full, "{number}: {trouble:?}");
        assert_eq!(pass(&case), Err(Trouble::Full));
        let (_, again, rebuilt) = restored(&world, "third", &stick);
        assert_eq!(problems(again.path()), [""; 0]);
        assert!(rebuilt.counts && rebuilt.lines > 20);
        assert_eq!(problems(case.path()), [""; 0]);
    }));
    let _ = Command::new("umount").arg(&stick).output();
    result.unwrap();
}

#[test]
fn what_is_taken_out_of_the_case_is_taken_out_of_the_copy() {
    let world = World::new(87);
    let (mut case, stick) = named(&world);
    let step = case.state().work.steps[0].step.clone();
    let fields = [("step", step.id.as_str()), ("kind", step.proof[0].as_str()), ("text", "the secret hunter2")];
    let proof = run(&mut case, "proof", &fields).unwrap().pop().unwrap();
    pass(&case).unwrap();
    let holds = || {
        let output = Command::new("grep").args(["-r", "-l", "hunter2"]).arg(&stick).output().unwrap();
        !output.stdout.is_empty()
    };
    assert!(holds());
    let hands = [("person", "Mara Okafor"), ("presence", "wet-ink"), ("presence-ref", "slip 1")];
    let others = [("second", "Tom Reed"), ("second-presence", "wet-ink"), ("second-presence-ref", "slip 2")];
    let why = [("record", proof.as_str()), ("ground", "live-secrets"), ("authority", "CISO"), ("reason", "key")];
    run(&mut case, "excise", &[&why[..], &hands, &others].concat()).unwrap();
    pass(&case).unwrap();
    assert!(!holds());
    let (_, again, rebuilt) = restored(&world, "third", &stick);
    assert_eq!((rebuilt.attachments, problems(again.path())), (0, Vec::new()));
}

/// The thread beside the console: what was recorded is there within five seconds, and recording does not wait for a medium that hangs.
#[test]
fn the_thread_keeps_the_copy_up_and_recording_does_not_wait_for_it() {
    let world = World::new(88);
    let (mut case, stick) = named(&world);
    let medium = case.safety_copy().unwrap();
    let (sender, changed) = std::sync::mpsc::channel();
    let watch = Watch::start(&world.env, case.path().to_owned(), medium.clone(), move || {
        let _ = sender.send(());
    });
    changed.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(matches!(watch.standing(), Standing::Copied(_)), "{:?}", watch.standing());
    let id = run(&mut case, "log", &[("text", "reaches the stick")]).unwrap().pop().unwrap();
    let there = || medium.read().unwrap().rows.iter().any(|row| format!("{}.{}", row.station, row.seq) == id);
    let started = Instant::now();
    while !there() {
        assert!(started.elapsed() < Duration::from_secs(5), "not there after five seconds");
        std::thread::sleep(Duration::from_millis(50));
    }
    // The copier is stuck: somebody else holds the medium. Recording goes on as fast as ever.
    let lock = medium.lock().unwrap();
    let mut slowest = Duration::ZERO;
    for number in 0..40 {
        let started = Instant::now();
        run(&mut case, "log", &[("text", &format!("line {number}"))]).unwrap();
        slowest = slowest.max(started.elapsed());
    }
    println!("slowest append while the medium hangs: {slowest:?}");
    drop(lock);
    let before = medium.read().unwrap().rows.len();
    let standing = watch.finish(Duration::from_secs(20));
    assert!(matches!(standing, Standing::Copied(_)), "{standing:?}");
    let after = medium.read().unwrap().rows.len();
    assert!(after >= before && after == rows_as_read(case.path()).len(), "the last pass brings the last line");
    std::fs::remove_dir_all(&stick).unwrap();
}

/// Killed at random moments, a console with its copy loses nothing that was acknowledged more than five seconds before, and every line verifies.
#[test]
fn a_killed_laptop_loses_nothing_older_than_five_seconds() {
    let world = World::new(89);
    let (case, stick) = named(&world);
    let path = case.path().to_owned();
    drop(case);
    let mut numbers = Numbers(3);
    for round in 0..4 {
        let mut child = process("copied", world.dir.path(), &path, stick.to_str().unwrap()).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            let acks = lines.filter_map(|line| Some((Instant::now(), line.strip_prefix("ack ")?.to_owned())));
            acks.collect::<Vec<_>>()
        });
        std::thread::sleep(Duration::from_millis(6_500 + numbers.next() % 2_500));
        let killed = Instant::now();
        child.kill().unwrap();
        child.wait().unwrap();
        let acks = reader.join().unwrap();
        let old: Vec<&String> = acks
            .iter()
            .filter(|(at, _)| killed.duration_since(*at) > Duration::from_secs(5))
            .map(|(_, id)| id)
            .collect();
        assert!(!old.is_empty(), "round {round}: nothing was acknowledged in time");
        let to = world.file(&format!("restored{round}.warroom"));
        let env = world.other_laptop(&format!("laptop{round}"), 7);
        let (again, _) = rebuild(&env, &stick, Some(&to), "x").unwrap();
        drop(again);
        let report = verify(&to, None).unwrap();
        let wrong: Vec<String> = said(&report).into_iter().filter(|what| !what.contains("not admitted")).collect();
        assert_eq!(wrong, [""; 0]);
        let there: Vec<String> = rows_as_read(&to).iter().map(|row| format!("{}.{}", row.station, row.seq)).collect();
        for id in old {
            assert!(there.contains(id), "round {round}: {id} was acknowledged and is not on the medium");
        }
    }
    let _ = Medium::at(&stick);
}

/// A body that vanished from the case file without an order is what the copy is for: it stays there, and the case is rebuilt with it.
#[test]
fn a_body_that_vanished_without_an_order_stays_in_the_copy() {
    let world = World::new(99);
    let (mut case, stick) = named(&world);
    run(&mut case, "log", &[("text", "the words that vanish")]).unwrap();
    pass(&case).unwrap();
    let path = case.path().to_owned();
    let copy = case.safety_copy().unwrap();
    drop(case);
    let bodies = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path().join(BODIES);
    let kept = std::fs::read(&bodies).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let emptied = "UPDATE journal SET body = NULL WHERE instr(CAST(body AS TEXT), 'the words that vanish') > 0";
    assert_eq!(connection.execute(emptied, []).unwrap(), 1);
    drop(connection);
    let trouble = Copier::new(&path, copy).unwrap().pass().unwrap_err();
    assert!(trouble.to_string().contains("that no record takes out; the copy keeps them"), "{trouble}");
    assert_eq!(std::fs::read(&bodies).unwrap(), kept);
}
