//! Processes are killed at random moments: nothing acknowledged is lost, nothing half written is found.
//!
//! The writers are this test binary, started again: the same library as the program, and acknowledgements that outlive the killed process in a pipe.

use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use warroom::app::case::Case;
use warroom::journal::signature::Purpose;

use super::faults::program;
use super::support::{Numbers, World, problems, real_env, rows_as_added, run};

/// What a started-again process does; unset in an ordinary run.
const PART: &str = "WARROOM_TEST_PART";
const PLACE: &str = "WARROOM_TEST_PLACE";
const FILE: &str = "WARROOM_TEST_FILE";
const NAME: &str = "WARROOM_TEST_NAME";

/// This test binary once more, playing a part on a case file.
pub(crate) fn process(part: &str, place: &Path, file: &Path, name: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["crash::part", "--exact", "--nocapture", "--test-threads=1"]);
    command.env(PART, part).env(PLACE, place).env(FILE, file).env(NAME, name);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Not a test of its own: what the processes do that other tests start.
#[test]
fn part() {
    let Ok(part) = std::env::var(PART) else { return };
    let place = PathBuf::from(std::env::var_os(PLACE).unwrap());
    let file = PathBuf::from(std::env::var_os(FILE).unwrap());
    let name = std::env::var(NAME).unwrap();
    let env = real_env(&place);
    let open = || {
        if file.exists() { Case::open(&env, &file, &name) } else { Case::create(&env, &file, Purpose::Incident, &name) }
    };
    match part.as_str() {
        // Writes until it is killed, or until writing fails.
        "stream" => {
            let mut case = open().unwrap_or_else(|error| fail(&error.to_string()));
            for number in 0..100_000_u32 {
                let text = format!("{name} line {number}");
                let written = if number % 7 == 6 {
                    run(&mut case, "person", &[("name", &text)])
                } else {
                    run(&mut case, "log", &[("text", &text)])
                };
                match written {
                    Ok(ids) => println!("\nack {} {text}", ids.join(",")),
                    Err(error) => fail(&error),
                }
            }
        }
        // Merges another laptop's file, `name`, into this one.
        "merge" => {
            let mut case = open().unwrap_or_else(|error| fail(&error.to_string()));
            super::merge::merge(&mut case, Path::new(&name)).unwrap_or_else(|error| fail(&error.to_string()));
        }
        // A console with its safety copy: writes until it is killed.
        "copied" => {
            let mut case = Case::open(&env, &file, "x").unwrap_or_else(|error| fail(&error.to_string()));
            let medium = case.safety_copy().unwrap_or_else(|| fail("no safety copy"));
            let _watch = warroom::app::safety::Watch::start(&env, file.clone(), medium, || {});
            for number in 0..100_000_u32 {
                let ids =
                    run(&mut case, "log", &[("text", &format!("line {number}"))]).unwrap_or_else(|error| fail(&error));
                println!("\nack {}", ids.join(","));
                std::thread::sleep(Duration::from_millis(40));
            }
        }
        // A process for each line, as a script has it.
        "once" => {
            let mut case = open().unwrap_or_else(|error| fail(&error.to_string()));
            match run(&mut case, "log", &[("text", &name)]) {
                Ok(ids) => println!("\nack {} {name}", ids.join(",")),
                Err(error) => fail(&error),
            }
        }
        "read" => {
            let case = open().unwrap_or_else(|error| fail(&error.to_string()));
            println!("\nread {} writable={}", case.state().record_count(), case.writable());
        }
        other => panic!("no such part: {other}"),
    }
}

fn fail(error: &str) -> ! {
    eprintln!("\nfailed: {error}");
    std::process::exit(1)
}

/// The acknowledgements in what a process printed: record and text.
pub(crate) fn acknowledged(printed: &str) -> Vec<(String, String)> {
    printed
        .lines()
        .filter_map(|line| line.strip_prefix("ack ")?.split_once(' '))
        .map(|(ids, text)| (ids.to_owned(), text.to_owned()))
        .collect()
}

/// Every acknowledged record is in the file with its words, under the number that was acknowledged.
pub(crate) fn assert_all_there(file: &Path, acks: &[(String, String)]) {
    let rows = rows_as_added(file);
    for (ids, text) in acks {
        for id in ids.split(',') {
            let row = rows.iter().find(|row| format!("{}.{}", row.station, row.seq) == id);
            let row = row.unwrap_or_else(|| panic!("acknowledged and lost: {id} {text}"));
            let body = String::from_utf8(row.body.clone().unwrap()).unwrap();
            assert!(body.contains(text.as_str()), "{id} should say {text:?}: {body}");
        }
    }
}

fn start(place: &Path, file: &Path, name: &str) -> Child {
    process("stream", place, file, name).spawn().unwrap()
}

fn kill_and_collect(mut child: Child, group: bool) -> (String, String) {
    if group {
        let leader = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process_group(leader, rustix::process::Signal::KILL).unwrap();
    } else {
        child.kill().unwrap();
    }
    child.wait().unwrap();
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    // The last line may be cut off in the middle: then nobody has read it whole.
    out.truncate(out.rfind('\n').map_or(0, |end| end + 1));
    (out, err)
}

/// A script that runs the program for every line, in a process group of its own.
fn start_script(place: &Path, file: &Path, name: &str) -> Child {
    let script = r#"i=0; while :; do i=$((i+1)); id=$("$WR" --case "$C" log "$N line $i" 2>&1) && echo "ack $id $N line $i" || echo "failed: $id" >&2; done"#;
    let mut command = program(place);
    let mut shell = Command::new("sh");
    shell.args(["-c", script]).env("WR", command.get_program()).env("C", file).env("N", name).process_group(0);
    for (name, value) in command.env_remove("WARROOM_CASE").get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let rounds = std::env::var("WARROOM_SOAK").map_or(100_u32, |text| text.parse().unwrap_or(2_000));
    let mut numbers = Numbers(0x6b69_6c6c);
    let began = Instant::now();
    let (mut acknowledged_in_all, mut killed_early, mut by_the_program) = (0, 0, 0);
    let mut world = World::new(1);
    let mut file = world.file("case.warroom");
    let mut acks: Vec<(String, String)> = Vec::new();
    for round in 0..rounds {
        // A fresh case from time to time, so that killing while it is being made is among the moments.
        if round % 10 == 0 {
            world = World::new(u64::from(round));
            file = world.file("case.warroom");
            acks.clear();
        }
        let script = round % 10 >= 5 && file.exists();
        let writers: Vec<Child> = (0..1 + round % 3 / 2)
            .map(|writer| {
                let name = format!("round {round} writer {writer}");
                if script {
                    start_script(world.dir.path(), &file, &name)
                } else {
                    start(world.dir.path(), &file, &name)
                }
            })
            .collect();
        // Starting takes 10 to 30 ms: some are killed while they open, most while they write.
        std::thread::sleep(Duration::from_micros(5_000 + u64::try_from(numbers.below(200_000)).unwrap()));
        for child in writers {
            let (out, err) = kill_and_collect(child, script);
            // Two that found the case at the same moment: the second is told so. Nothing else may fail.
            let excused = ["exists already", "is not a warroom case file", "opens a chain"]
                .iter()
                .any(|known| err.contains(known));
            assert!(!err.contains("failed:") || excused, "round {round}: {err}");
            let new = acknowledged(&out);
            killed_early += u32::from(new.is_empty());
            acknowledged_in_all += new.len();
            by_the_program += if script { new.len() } else { 0 };
            acks.extend(new);
        }
        if acks.is_empty() {
            // Killed before the case was whole: nothing was promised, and the rest must not be taken for a case.
            if let Ok(case) = Case::open(&real_env(world.dir.path()), &file, "A. Lead") {
                assert!(case.state().record_count() >= 2, "a founding chain is written in one transaction");
                assert_eq!(problems(&file), Vec::<String>::new(), "round {round}");
            } else {
                let _ = std::fs::remove_file(&file);
            }
            continue;
        }
        assert_eq!(problems(&file), Vec::<String>::new(), "round {round}");
        assert_all_there(&file, &acks);
        let case = Case::open(&real_env(world.dir.path()), &file, "A. Lead").unwrap();
        assert_eq!(
            case.state().record_count(),
            rows_as_added(&file).len(),
            "round {round}: every row is a whole record"
        );
    }
    println!(
        "{rounds} rounds, {acknowledged_in_all} acknowledged ({by_the_program} by the program), {killed_early} killed before the first, {:?}",
        began.elapsed()
    );
    assert!(acknowledged_in_all > rounds as usize, "the writers hardly wrote: {acknowledged_in_all}");
    // On a machine that others use, few of the scripts come to their first acknowledgement.
    assert!(by_the_program > 5, "the program hardly wrote: {by_the_program}");
}

/// A console that stays open while scripts come and go, as every night has it.
#[test]
fn what_an_open_console_records_outlives_scripts_that_come_and_go() {
    let world = World::new(2);
    let file = world.file("case.warroom");
    let env = real_env(world.dir.path());
    let mut console = Case::create(&env, &file, Purpose::Incident, "A. Lead").unwrap();
    run(&mut console, "procedure", &[("procedure", "ransomware")]).unwrap();
    let step = console.state().work.steps.first().unwrap().step.id.clone();
    let mut acks = Vec::new();
    for round in 0..4 {
        // Attaching opens and closes the file a second time within the console's own process.
        let pasted = format!("console pasted {round}");
        let ids = run(&mut console, "proof", &[("step", &step), ("kind", "session_log"), ("text", &pasted)]).unwrap();
        acks.push((ids.join(","), "proof.attached".to_owned()));
        let script = process("once", world.dir.path(), &file, &format!("script {round}")).output().unwrap();
        let out = String::from_utf8_lossy(&script.stdout);
        assert!(script.status.success(), "{}", String::from_utf8_lossy(&script.stderr));
        acks.extend(acknowledged(&out));
        let text = format!("console line {round}");
        let ids = run(&mut console, "log", &[("text", &text)]).unwrap();
        acks.push((ids.join(","), text));
        // Another process reads, so that what it finds does not come from this process's own view.
        let read = process("read", world.dir.path(), &file, "reader").output().unwrap();
        let said = String::from_utf8_lossy(&read.stdout).into_owned();
        let expected = format!("read {} ", console.state().record_count());
        assert!(said.contains(&expected), "round {round}: expected {expected:?} in {said}");
    }
    // POSIX locks go when any descriptor of the file is closed in this process. Without its lock an older SQLite, such as a stock `sqlite3` or Python
    // brings, takes itself for the last user when it ends, and removes the log with what the console records from then on.
    assert!(holds_a_lock(&file), "the console lost its lock on the case file");
    drop(console);
    assert_all_there(&file, &acks);
    assert_eq!(problems(&file), Vec::<String>::new());
}

/// Whether this process holds a lock on a file; true where the system does not tell.
fn holds_a_lock(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(locks) = std::fs::read_to_string("/proc/locks") else { return true };
    let (process, inode) = (std::process::id().to_string(), std::fs::metadata(file).unwrap().ino());
    locks.lines().any(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        fields.contains(&process.as_str()) && fields.iter().any(|field| field.ends_with(&format!(":{inode}")))
    })
}

/// An acknowledgement comes after the line is on the disk: the order of calls to the system shows it.
#[test]
fn an_acknowledgement_follows_the_sync() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: there is no strace here");
        return;
    }
    let world = World::new(3);
    let file = world.file("case.warroom");
    drop(Case::create(&real_env(world.dir.path()), &file, Purpose::Incident, "A. Lead").unwrap());
    let trace = world.file("trace");
    let plain = process("once", world.dir.path(), &file, "traced line");
    let mut traced = Command::new("strace");
    traced
        .args(["-f", "-y", "-e", "trace=fsync,fdatasync,write,pwrite64", "-s", "200", "-o"])
        .arg(&trace)
        .arg(plain.get_program())
        .args(plain.get_args());
    for (name, value) in plain.get_envs() {
        traced.env(name, value.unwrap_or_default());
    }
    let done = traced.output().unwrap();
    if !done.status.success() && !trace.exists() {
        println!("skipped: strace may not trace here");
        return;
    }
    let lines: Vec<String> = BufReader::new(std::fs::File::open(&trace).unwrap()).lines().map(Result::unwrap).collect();
    let place = |what: &dyn Fn(&str) -> bool| lines.iter().position(|line| what(line));
    let ack = place(&|line| line.contains("ack ") && line.contains("traced line"))
        .expect("the acknowledgement is in the trace");
    let last_wal = lines[..ack]
        .iter()
        .rposition(|line| line.contains("pwrite64") && line.contains("-wal>"))
        .expect("the log was written");
    let sync = lines[last_wal..ack]
        .iter()
        .any(|line| line.contains("sync(") && line.contains("-wal>") && line.ends_with("= 0"));
    assert!(sync, "no sync of the log between its last write and the acknowledgement:\n{}", lines[..=ack].join("\n"));
}
