//! Recorded sessions: a real program under a real terminal, its keys, sizes and end; kills, hang-ups and locked cases; and what is found in no file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use serde_json::Value;

use crate::flows::case_of;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("sessions::a_real_program_is_recorded_with_its_keys_sizes_and_end", real_program),
    ("sessions::the_terminal_is_given_back_as_it_was", given_back),
    ("sessions::a_killed_recording_is_taken_in_at_the_next_opening_and_once", killed),
    ("sessions::leftovers_that_cannot_be_read_stay_and_are_named", leftovers),
    ("sessions::a_hang_up_ends_the_command_and_keeps_what_was_put_out", hung_up),
    ("sessions::a_case_that_cannot_be_written_costs_no_recording", locked),
    ("sessions::masked_words_are_covered_in_the_copy_and_the_original_is_red", masked),
    ("sessions::a_recording_is_played_without_its_bytes", played),
];

fn laptop() -> Laptop {
    let laptop = Laptop::new();
    let (code, _, err) =
        laptop.run(&["--operator", "Ada Moran", "new", "--title", "Data copied out", "--codename", "orchid"]);
    assert_eq!(code, 0, "{err}");
    laptop
}

fn spool(laptop: &Laptop) -> PathBuf {
    PathBuf::from(format!("{}-sessions", case_of(laptop)))
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Every file of the laptop that holds some bytes.
fn holding(laptop: &Laptop, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(laptop.dir.path(), &mut found);
    assert!(found.len() > 3, "{found:?}");
    found.retain(|path| std::fs::read(path).unwrap().windows(words.len()).any(|window| window == words.as_bytes()));
    found
}

/// Bodies of a kind, in order.
fn bodies(laptop: &Laptop, kind: &str) -> Vec<Value> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(case_of(laptop), flags).unwrap();
    let mut statement = connection.prepare("SELECT body FROM journal ORDER BY seq").unwrap();
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let bodies = rows.map(|body| serde_json::from_slice::<Value>(&body.unwrap()).unwrap());
    bodies.filter(|body| body["kind"] == kind).collect()
}

/// The stored bytes of a digest.
fn attachment(laptop: &Laptop, digest: &Value) -> String {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(case_of(laptop), flags).unwrap();
    let query = "SELECT bytes FROM attachment WHERE lower(hex(sha256)) = ?1 ORDER BY part";
    let mut statement = connection.prepare(query).unwrap();
    let parts = statement.query_map([digest.as_str().unwrap()], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    String::from_utf8(parts.collect::<rusqlite::Result<Vec<_>>>().unwrap().concat()).unwrap()
}

/// Header and events, as a parser that knows nothing of this program reads them.
fn read(cast: &str) -> (Value, Vec<(f64, String, String)>) {
    assert!(cast.ends_with('\n'));
    let mut lines = cast.lines();
    let header = serde_json::from_str(lines.next().unwrap()).unwrap();
    (header, lines.map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[track_caller]
fn verified(laptop: &Laptop) {
    let (code, out, err) = laptop.run(&["verify", &case_of(laptop)]);
    assert_eq!(code, 0, "{out}{err}");
}

fn record(laptop: &Laptop, command: &[&str]) -> CommandBuilder {
    laptop.command(&[&["--operator", "Ada Moran", "record", "--step", "G-05", "--"], command].concat())
}

const ASKS: &str = "stty -echo; printf 'Pass%s: ' word; read x; stty echo; echo; echo len=${#x}";

/// Listens for Ctrl-C before it says that it runs.
const WAITS: &str = "trap 'echo caught$((1)); exit 3' INT; echo g$((1))o; while :; do sleep 1; done";

fn real_program() {
    let laptop = laptop();
    laptop.set_clock(crate::terminal::START, 2_000_000);
    std::fs::write(laptop.path("asks.sh"), ASKS).unwrap();
    std::fs::write(laptop.path("waits.sh"), WAITS).unwrap();
    let mut terminal = Terminal::start(record(&laptop, &["bash", "--norc", "--noprofile"]), 80, 24);
    terminal.wait("bash-");
    terminal.keys("echo sum=$((40+2))<enter>");
    terminal.wait("sum=42");
    laptop.pass(3_000);
    terminal.resize(100, 30);
    terminal.keys("until [ \"$(stty size)\" = '30 100' ]; do :; done; echo si$((1))ze<enter>");
    terminal.wait("si1ze");
    terminal.keys("sh waits.sh<enter>");
    terminal.wait("g1o");
    terminal.keys("<ctrl-c>");
    terminal.wait("caught1");
    terminal.keys("echo after=$?<enter>");
    terminal.wait("after=3");
    terminal.keys("sh asks.sh<enter>");
    terminal.wait("Password:");
    terminal.keys("Correct-Horse-77<enter>");
    terminal.wait("len=16");
    terminal.keys("printf 'ende \\303\\274\\377\\n'<enter>");
    terminal.wait("ende ü");

    // While it runs: private, on the disk, and already without what was typed blindly.
    let mut running = Vec::new();
    files(&spool(&laptop), &mut running);
    assert_eq!(running.len(), 2, "{running:?}");
    for path in &running {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let directory = path.parent().unwrap();
        assert_eq!((mode(path), mode(directory), mode(directory.parent().unwrap())), (0o600, 0o700, 0o700));
    }
    assert_eq!(holding(&laptop, "sum=42").len(), 1);
    assert_eq!(holding(&laptop, "Correct-Horse-77"), Vec::<PathBuf>::new());

    terminal.keys("exit 7<enter>");
    assert_eq!(terminal.wait_end(), 7);
    assert!(!spool(&laptop).exists());
    assert_eq!(holding(&laptop, "Correct-Horse-77"), Vec::<PathBuf>::new(), "typed without echo, and written nowhere");
    verified(&laptop);

    let session = bodies(&laptop, "session.recorded").remove(0);
    let fact = &session["fact"];
    assert_eq!((&fact["ending"], &fact["exit"], &fact["step"]), (&"exit".into(), &7.into(), &"G-05".into()));
    assert_eq!(fact["argv"], serde_json::json!(["bash", "--norc", "--noprofile"]));
    assert_eq!(fact["ended"], "2026-11-21T15:46:15.000Z", "by the laptop's clock");
    let proof = bodies(&laptop, "proof.attached").remove(0);
    assert_eq!((&proof["fact"]["kind"], &proof["fact"]["source"]["file"]), (&"session_log".into(), &fact["cast"]));

    let cast = attachment(&laptop, &fact["cast"]["sha256"]);
    let (header, events) = read(&cast);
    assert_eq!((&header["version"], &header["width"], &header["height"]), (&2.into(), &80.into(), &24.into()));
    let env = header["env"].as_object().unwrap();
    assert_eq!(env["TERM"], "xterm-256color");
    assert!(env.keys().all(|name| name == "TERM" || name == "SHELL"), "{env:?}");
    assert_eq!(header["timestamp"], crate::terminal::START / 1000);
    assert!(events.iter().all(|(_, code, _)| code == "o" || code == "r"), "input is never recorded");
    let sizes: Vec<&str> = events.iter().filter(|(_, code, _)| code == "r").map(|(.., size)| size.as_str()).collect();
    assert_eq!(sizes, ["100x30"]);
    assert!(events.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    let output: String = events.iter().filter(|(_, code, _)| code == "o").map(|(.., text)| text.as_str()).collect();
    assert!(output.contains("ende ü\u{efff}"), "a byte that is no text has its place");
    independent_parser(&laptop, &cast, &output);

    // The step counts it, and a second person cites the line and its time.
    let id = laptop.run(&["show", "timeline", "--json"]).1;
    assert!(id.contains("session on"), "{id}");
    let verify = ["do", "verify-step", "step=G-05", "person=Jon Sato", "quote=sum=42", "--json"];
    let (code, out, err) = laptop.run(&verify);
    assert_eq!(code, 0, "{out}{err}");
    let cited = bodies(&laptop, "step.verified").remove(0);
    assert_eq!((&cited["fact"]["found"], &cited["fact"]["place"]), (&true.into(), &"0.000 s, line 2".into()));
    let (code, _, err) = laptop.run(&["do", "verify-step", "step=G-05", "person=Jon Sato", "quote=sum=43"]);
    assert!(code == 1 && err.contains("I-10"), "{err}");
}

/// The cast as Python reads it: the same number of events and the same output.
fn independent_parser(laptop: &Laptop, cast: &str, output: &str) {
    let path = laptop.path("session.cast");
    std::fs::write(&path, cast).unwrap();
    let script = "import json,sys\nlines=open(sys.argv[1],encoding='utf-8').read().split('\\n')\nhead=json.loads(lines[0])\nassert head['version']==2 and lines[-1]==''\nout=''\nfor line in lines[1:-1]:\n    time,code,data=json.loads(line)\n    assert isinstance(time,float) and code in 'or'\n    out+=data if code=='o' else ''\nsys.stdout.buffer.write(out.encode('utf-8'))";
    match Command::new("python3").args(["-c", script]).arg(&path).stderr(Stdio::inherit()).output() {
        Ok(ran) => {
            assert!(ran.status.success() && ran.stdout == output.as_bytes(), "another parser reads it otherwise")
        }
        Err(error) => eprintln!("skipped: no python3 to read the recording with ({error})"),
    }
}

fn given_back() {
    let laptop = laptop();
    let script = "before=$(stty -g); \"$W\" record --step G-05 -- sh -c 'stty raw -echo; exit 5'; echo code=$?; [ \"$before\" = \"$(stty -g)\" ] && echo modes as before";
    let mut command = CommandBuilder::new("sh");
    command.env_clear();
    for name in ["WARROOM_TEST_LAPTOP", "TERM", "LANG", "PATH"] {
        if let Some(value) = laptop.command(&[]).get_env(name) {
            command.env(name, value);
        }
    }
    command.env("W", std::env::current_exe().unwrap());
    command.cwd(laptop.dir.path());
    command.args(["-c", script]);
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait("code=5");
    terminal.wait("modes as before");
    terminal.wait_end();
}

/// Starts a session that puts out a word and then waits, and its process.
fn waiting(laptop: &Laptop) -> Terminal {
    let mut terminal = Terminal::start(record(laptop, &["sh", "-c", "echo o$((1))ne; sleep 1000"]), 80, 24);
    terminal.wait("o1ne");
    terminal.wait_until("the word in the spool", |_| holding(laptop, "o1ne").len() == 1);
    terminal
}

fn kill(terminal: &Terminal, signal: rustix::process::Signal) {
    let pid = i32::try_from(terminal.child.process_id().unwrap()).unwrap();
    rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), signal).unwrap();
}

fn killed() {
    let laptop = laptop();
    let mut terminal = waiting(&laptop);
    // Not the terminal's own way to end a program, which asks it first.
    kill(&terminal, rustix::process::Signal::KILL);
    let _ = terminal.child.wait();
    let mut left = Vec::new();
    files(&spool(&laptop), &mut left);
    let cast = left.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "cast")).unwrap();
    let mut half = std::fs::read(&cast).unwrap();
    half.extend_from_slice(b"[9.5, \"o\", \"half a li");
    std::fs::write(&cast, half).unwrap();
    let directory = cast.parent().unwrap();
    let kept = laptop.path("copy");
    std::fs::create_dir(&kept).unwrap();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, kept.join(path.file_name().unwrap())).unwrap();
    }
    let (code, _, err) = laptop.run(&["log", "back again"]);
    assert!(code == 0 && err.contains("a session for G-05 that was cut off is taken in"), "{err}");
    assert!(!spool(&laptop).exists());
    verified(&laptop);
    let session = bodies(&laptop, "session.recorded").remove(0);
    assert_eq!(session["fact"]["ending"], "interrupted");
    let (_, events) = read(&attachment(&laptop, &session["fact"]["cast"]["sha256"]));
    assert_eq!(events.last().map(|(.., text)| text.as_str()), Some("o1ne\r\n"), "the half line is cut off");
    let proof = bodies(&laptop, "proof.attached").remove(0);
    assert_eq!(proof["fact"]["operator"]["name"], "Ada Moran", "who worked there, not who opened the case");

    // The crash may have come between the record and the clearing away.
    std::fs::create_dir_all(spool(&laptop)).unwrap();
    std::fs::rename(&kept, spool(&laptop).join(directory.file_name().unwrap())).unwrap();
    let (code, _, err) = laptop.run(&["log", "and again"]);
    assert!(code == 0 && !err.contains("cut off"), "{err}");
    assert_eq!(bodies(&laptop, "session.recorded").len(), 1);
    assert!(!spool(&laptop).exists());
}

fn leftovers() {
    let laptop = laptop();
    let batch = |name: &str| spool(&laptop).join(format!("{name}-1-00"));
    let put = |name: &str, files: &[(&str, &str)]| {
        std::fs::create_dir_all(batch(name)).unwrap();
        for (file, text) in files {
            std::fs::write(batch(name).join(file), text).unwrap();
        }
    };
    let secret = laptop.path("private");
    std::fs::write(&secret, "not a line").unwrap();
    put("aa", &[("session.json", "{half"), ("session-1.cast", "{}\n")]);
    put("bb", &[("session.new", "{")]);
    put("cc", &[("letter.txt", "somebody else's")]);
    put("dd", &[]);
    std::os::unix::fs::symlink(&secret, batch("dd").join("session-1.cast")).unwrap();
    std::fs::create_dir_all(spool(&laptop).join("holiday")).unwrap();
    for _ in 0..2 {
        let (code, _, err) = laptop.run(&["log", "here"]);
        assert_eq!((code, err.matches("could not be taken in").count()), (0, 1), "{err}");
        assert!(err.contains("session.json cannot be read") && err.contains("aa-1-00"), "{err}");
    }
    assert!(batch("aa").join("session-1.cast").exists() && spool(&laptop).join("holiday").exists());
    assert!(!batch("bb").exists(), "nothing ran there");
    assert_eq!(holding(&laptop, "somebody else's").len(), 1);
    assert_eq!(std::fs::read(&secret).unwrap(), b"not a line");
    assert_eq!(bodies(&laptop, "session.recorded").len(), 0);
    verified(&laptop);
}

fn hung_up() {
    let laptop = laptop();
    let mut terminal = waiting(&laptop);
    kill(&terminal, rustix::process::Signal::HUP);
    assert_eq!(terminal.wait_end(), 129);
    let session = bodies(&laptop, "session.recorded").remove(0);
    assert_eq!((&session["fact"]["ending"], &session["fact"]["signal"]), (&"stopped".into(), &1.into()));
    assert!(attachment(&laptop, &session["fact"]["cast"]["sha256"]).contains("o1ne"));
    assert!(!spool(&laptop).exists());
    verified(&laptop);
}

fn locked() {
    let laptop = laptop();
    let script = "echo o$((1))ne; until [ -e go ]; do :; done; exit 4";
    let mut terminal = Terminal::start(record(&laptop, &["sh", "-c", script]), 160, 24);
    terminal.wait("o1ne");
    let other = rusqlite::Connection::open(case_of(&laptop)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::fs::write(laptop.path("go"), "").unwrap();
    assert_eq!(terminal.wait_end(), 4);
    assert!(
        terminal.shows("its recording is kept as") || terminal.shows("Its recording is kept as"),
        "{}",
        terminal.text()
    );
    assert_eq!(bodies(&laptop, "session.recorded").len(), 0);
    other.execute_batch("ROLLBACK").unwrap();
    let (code, _, err) = laptop.run(&["log", "free again"]);
    assert!(code == 0 && err.contains("is taken in"), "{err}");
    let session = bodies(&laptop, "session.recorded").remove(0);
    assert_eq!((&session["fact"]["ending"], &session["fact"]["exit"]), (&"exit".into(), &4.into()), "its end was seen");
    verified(&laptop);
}

fn masked() {
    let laptop = laptop();
    let script = "printf 'key hun'; printf '\\033[1mter2\\033[0m ok\\n'";
    let words = ["record", "--step", "G-05", "--mask", "hunter2", "--", "sh", "-c", script, "hunter2"];
    let (code, out, err) = laptop.run(&words);
    assert!(code == 0 && out.contains("ter2"), "{out}{err}");
    assert!(err.contains("places masked in the copy for showing: 1;"), "{err}");
    let session = bodies(&laptop, "session.recorded").remove(0);
    assert!(!session.to_string().contains("hunter2"), "{session}");
    let proofs = bodies(&laptop, "proof.attached");
    let of = |proof: &Value| (proof["mark"].clone(), attachment(&laptop, &proof["fact"]["source"]["file"]["sha256"]));
    let (original, copy) = (of(&proofs[0]), of(&proofs[1]));
    assert_eq!((original.0, copy.0), ("RED".into(), session["mark"].clone()));
    let output = |cast: &str| read(cast).1.into_iter().map(|(.., text)| text).collect::<String>();
    assert!(output(&original.1).contains("hun\u{1b}[1mter2"), "{}", original.1);
    assert!(output(&copy.1).contains("***\u{1b}[1m****") && !copy.1.contains("hunter2"), "{}", copy.1);
    assert_eq!(proofs[1]["fact"]["source"]["file"], session["fact"]["masked"]);
    // What is shown of the session is the copy.
    let record = laptop.run(&["show", "timeline", "--json"]).1;
    let lines: Value = serde_json::from_str(&record).unwrap();
    let line = lines["lines"].as_array().or(lines["timeline"].as_array()).unwrap();
    let id =
        line.iter().find(|line| line.to_string().contains("session on")).unwrap()["id"].as_str().unwrap().to_owned();
    let (code, out, err) = laptop.run(&["replay", &id, "--text"]);
    assert_eq!((code, out.trim_end()), (0, "key ******* ok"), "{err}");
    verified(&laptop);
}

fn played() {
    let laptop = laptop();
    let cast = "{\"version\":2,\"width\":40,\"height\":5}\n[0.1,\"o\",\"fw01# show\\r\\n\\u001b]0;owned\\u0007\"]\n[0.2,\"r\",\"30x4\"]\n[0.3,\"o\",\"\\u001b[1mdeny any\\u001b[0m\\u202e\\r\\n\"]\n";
    std::fs::write(laptop.path("demo.cast"), cast).unwrap();
    let mut terminal = Terminal::console(&laptop, &["replay", "demo.cast", "--speed", "2"], 60, 10);
    terminal.wait("fw01# show");
    terminal.wait("deny an?");
    terminal.wait("the end");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(!raw.contains("owned") && !raw.contains('\u{202e}'), "its bytes stay off the terminal");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let (code, out, _) = laptop.run(&["replay", "demo.cast", "--text"]);
    assert_eq!((code, out.as_str()), (0, "fw01# show\ndeny any<U+202E>\n"));
}
