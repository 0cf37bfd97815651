//! Files that are no case, disks that are full, read-only or broken: a clear word, no panic, nothing lost, nothing touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rusqlite::Connection;
use warroom::app::case::Case;
use warroom::export::verify::verify;

use super::crash::{acknowledged, assert_all_there};
use super::support::{World, problems, real_env, rows_as_added, run};

/// The program itself, at home in a directory of the test.
pub(crate) fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warroom"));
    at_home(&mut command, home);
    command
}

fn at_home(command: &mut Command, home: &Path) {
    for name in ["WARROOM_CASE", "WARROOM_OPERATOR", "TZ"] {
        command.env_remove(name);
    }
    for (name, directory) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
        command.env(name, home.join(directory));
    }
    command.env("HOME", home).env("RUST_BACKTRACE", "0");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An error as a person should get it: in words, with a way on, on standard error, with nothing raw for the terminal.
#[track_caller]
fn assert_clear(output: &Output, what: &str) -> String {
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{what}: {error}");
    assert!(output.stdout.is_empty(), "{what}: nothing is acknowledged, and yet: {}", text(&output.stdout));
    assert!(error.trim().len() > 30 && !error.contains("panicked") && !error.contains("unwrap"), "{what}: {error}");
    assert!(!error.bytes().any(|byte| byte < 0x20 && byte != b'\n'), "{what} goes to the terminal raw: {error:?}");
    error
}

/// A small case with its log folded in, made by the program's own library.
fn small_case(world: &World) -> PathBuf {
    let mut case = world.case();
    for number in 0..20 {
        run(&mut case, "log", &[("text", &format!("line {number} {}", "x".repeat(300)))]).unwrap();
    }
    case.path().to_owned()
}

/// Runs `log`, `verify` and `show` on what is there; each must say why not, and leave every byte as it is.
fn refused_everywhere(world: &World, path: &Path, what: &str) -> String {
    let before = path.is_file().then(|| std::fs::read(path).unwrap());
    let mut said = String::new();
    for arguments in [&["log", "a line"][..], &["show", "timeline", "--json"], &["verify"]] {
        let mut command = program(world.dir.path());
        match arguments {
            ["verify"] => command.arg("verify").arg(path),
            _ => command.arg("--case").arg(path).args(arguments),
        };
        let output = command.output().unwrap();
        let error = if arguments == ["verify"] && !output.stdout.is_empty() {
            // It opened, and the report says what is wrong.
            assert_eq!(output.status.code(), Some(1), "{what}: {}", text(&output.stdout));
            text(&output.stdout)
        } else {
            assert_clear(&output, what)
        };
        said.push_str(&error);
    }
    if let Some(before) = before {
        assert!(std::fs::read(path).unwrap() == before, "{what}: the file was changed");
    }
    assert!(Case::open(&world.env, path, "A. Lead").is_err(), "{what}: the library opens it");
    said
}

#[test]
fn what_is_no_case_file_is_said_to_be_none() {
    let world = World::new(41);
    let good = std::fs::read(small_case(&world)).unwrap();
    let path = world.file("bad.warroom");
    let sized = |bytes: &[u8], length: usize| {
        bytes.iter().copied().chain(std::iter::repeat(0)).take(length).collect::<Vec<u8>>()
    };
    let mut cases: Vec<(String, Vec<u8>, &str)> = vec![
        ("nothing in it".to_owned(), Vec::new(), "shorter than any database"),
        ("a text".to_owned(), b"# notes\nnot a database at all\n".repeat(20), "is not an SQLite database"),
        ("noise".to_owned(), good.iter().map(|byte| byte ^ 0xa5).collect(), "is not an SQLite database"),
        ("zeros".to_owned(), vec![0; 8192], "is not an SQLite database"),
        ("only the header's first words".to_owned(), sized(b"SQLite format 3\0", 4096), "is not a warroom case file"),
        ("a header without its page".to_owned(), good[..100].to_vec(), "it was cut off"),
    ];
    for length in [1, 16, 99] {
        cases.push((format!("cut to {length} bytes"), good[..length].to_vec(), "shorter than any database"));
    }
    for (what, bytes, expected) in cases {
        std::fs::write(&path, bytes).unwrap();
        let said = refused_everywhere(&world, &path, &what);
        assert!(said.contains(expected), "{what}: expected {expected:?} in {said}");
    }
}

#[test]
fn a_file_that_was_cut_off_is_refused_and_left_alone() {
    let world = World::new(42);
    let good = std::fs::read(small_case(&world)).unwrap();
    let path = world.file("cut.warroom");
    let mut lengths: Vec<usize> = (4096..good.len()).step_by(4096).collect();
    lengths.extend([512, 4095, 4097, good.len() / 2 + 1, good.len() - 1, good.len() - 100]);
    for length in lengths {
        std::fs::write(&path, &good[..length]).unwrap();
        let said = refused_everywhere(&world, &path, &format!("cut to {length} of {}", good.len()));
        assert!(said.contains(&format!("it was cut off: {} of its", good.len() - length)), "{said}");
    }
}

#[test]
fn a_database_that_is_not_as_warroom_makes_it_is_refused() {
    let world = World::new(43);
    let good = small_case(&world);
    let other = world.file("other.warroom");
    let table = [
        ("PRAGMA application_id = 1196444487", "some other program's database"),
        ("PRAGMA application_id = 0", "some other program's database"),
        ("PRAGMA user_version = 2", "made by a newer version"),
        ("PRAGMA user_version = 2147483647", "made by a newer version"),
        ("PRAGMA user_version = 0", "is not a warroom case file"),
        ("PRAGMA user_version = -1", "is not a warroom case file"),
        ("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM head; END", "carries a trigger named t"),
        (
            "CREATE TRIGGER \"\u{1b}[2J\u{202e}\" AFTER INSERT ON journal BEGIN DELETE FROM head; END",
            "carries a trigger named",
        ),
        ("CREATE VIEW v AS SELECT * FROM journal", "carries a view named v"),
        ("CREATE TABLE extra(x)", "carries a table named extra"),
        ("CREATE VIRTUAL TABLE found USING fts5(x)", "carries a table named found"),
        ("CREATE INDEX i ON journal(seq)", "carries a index named i"),
        ("ANALYZE", "sqlite_stat1"),
        ("ALTER TABLE journal ADD COLUMN more TEXT", "its table journal has another layout"),
        ("ALTER TABLE attachment RENAME TO attachments", "attachment"),
        ("DROP TABLE attachment", "the table attachment is missing"),
        (
            "DROP TABLE journal; CREATE VIEW journal AS SELECT '' AS station, 1 AS seq, x'' AS hash, x'' AS line, x'' AS body",
            "carries a view named journal",
        ),
        ("DELETE FROM journal; DELETE FROM head", "no line of its journal opens a chain"),
        ("DELETE FROM journal WHERE seq = 1", "no line of its journal opens a chain"),
    ];
    for (sql, expected) in table {
        std::fs::copy(&good, &other).unwrap();
        let connection = Connection::open(&other).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        let said = refused_everywhere(&world, &other, sql);
        assert!(said.contains(expected), "{sql}: expected {expected:?} in {said}");
    }
    // A trigger under a name that SQLite keeps for itself, put in past its checks.
    std::fs::copy(&good, &other).unwrap();
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES('trigger', 'sqlite_t', 'journal', 0, 'CREATE TRIGGER sqlite_t AFTER INSERT ON journal BEGIN DELETE FROM head; END')").unwrap();
    drop(connection);
    refused_everywhere(&world, &other, "a trigger under a reserved name");
}

#[test]
fn what_is_no_regular_file_is_not_followed_read_or_waited_for() {
    let world = World::new(44);
    let good = small_case(&world);
    let at = |name: &str| world.file(name);
    std::os::unix::fs::symlink(&good, at("link")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
    std::fs::create_dir(at("directory")).unwrap();
    assert!(Command::new("mkfifo").arg(at("fifo")).status().unwrap().success());
    for name in ["link", "dangling", "directory", "fifo"] {
        let said = refused_everywhere(&world, &at(name), name);
        assert!(said.contains("is a link, a device or a directory"), "{name}: {said}");
    }
    assert!(
        refused_everywhere(&world, Path::new("/dev/null"), "a device").contains("is a link, a device or a directory")
    );
    for missing in ["not there", "no/such/place.warroom", "esc\u{1b}]0;owned\u{7}\u{202e}.warroom"] {
        assert!(refused_everywhere(&world, &at(missing), missing).contains("there is no case file"), "{missing}");
        assert!(!at(missing).exists());
    }
    refused_everywhere(&world, &good.join("below a file"), "below a file");
    assert_eq!(problems(&good), Vec::<String>::new());
}

/// A shell script in a mount namespace of its own; none, with a word, where the system does not let us.
fn in_namespace(script: &str, vars: &[(&str, &Path)], home: &Path) -> Option<Output> {
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-c", script]);
    at_home(&mut command, home);
    command.env("WR", env!("CARGO_BIN_EXE_warroom"));
    for (name, value) in vars {
        command.env(name, value);
    }
    match command.output() {
        Ok(output) if output.status.code() != Some(77) && !text(&output.stderr).contains("unshare:") => Some(output),
        Ok(output) => {
            println!("skipped: no mount namespace here ({})", text(&output.stderr).trim());
            None
        }
        Err(error) => {
            println!("skipped: no unshare here ({error})");
            None
        }
    }
}

fn listing(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(directory).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn a_case_on_a_read_only_medium_is_read_and_not_written() {
    let world = World::new(45);
    let medium = world.file("medium");
    std::fs::create_dir(&medium).unwrap();
    std::fs::copy(small_case(&world), medium.join("case.warroom")).unwrap();
    // And one as a crash leaves it: records in the log that are not yet in the file.
    let crashed = world.file("crashed.warroom");
    let mut case =
        Case::create(&world.env, &crashed, warroom::journal::signature::Purpose::Incident, "A. Lead").unwrap();
    run(&mut case, "log", &[("text", "in the log only")]).unwrap();
    for side in ["", "-wal"] {
        std::fs::copy(world.file(&format!("crashed.warroom{side}")), medium.join(format!("crashed.warroom{side}")))
            .unwrap();
    }
    drop(case);
    let before = listing(&medium);
    let script = r#"
        mount --bind "$M" "$M" && mount -o remount,bind,ro "$M" || exit 77
        for c in case crashed; do
            echo "== $c"; "$WR" --case "$M/$c.warroom" show timeline --json > "$OUT/$c.show" 2> "$OUT/$c.show.err"; echo "show $?"
            "$WR" verify "$M/$c.warroom" > "$OUT/$c.verify" 2>&1; echo "verify $?"
            "$WR" --case "$M/$c.warroom" log "a line" > "$OUT/$c.log" 2>&1; echo "log $?"
        done
        "$WR" --case "$M/case.warroom" form evidence-log --markdown --out - > "$OUT/form" 2> "$OUT/form.err"; echo "form $?"
        "$WR" new --title T --codename C --case "$M/new.warroom" > "$OUT/new" 2>&1; echo "new $?"
    "#;
    let out = world.file("out");
    std::fs::create_dir(&out).unwrap();
    let Some(output) = in_namespace(script, &[("M", &medium), ("OUT", &out)], world.dir.path()) else { return };
    let said = text(&output.stdout);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let all = format!(
        "{said}{}",
        listing(&out).into_iter().map(|(name, bytes)| format!("-- {name}\n{}", text(&bytes))).collect::<String>()
    );
    assert!(said.contains("== case\nshow 0\nverify 0\nlog 1\n"), "{all}");
    assert!(read("case.log").contains("read-only"), "{all}");
    assert!(read("case.show").contains("line 19"), "{all}");
    // What is printed is printed, and that nothing of it is on record is said.
    assert!(said.contains("form 0") && read("form").starts_with("# "), "{all}");
    assert!(read("form.err").contains("that it was is not on record"), "{all}");
    assert!(read("case.verify").contains("22 lines"), "{all}");
    // What only the log holds is either shown, or it is said that the file cannot be read; it is never passed over in silence.
    let shown = read("crashed.show").contains("in the log only");
    assert!(shown || read("crashed.show.err").contains("records in a write-ahead log beside it"), "{all}");
    assert!(said.contains("new 1") && read("new").contains("read-only"), "{all}");
    assert!(!all.contains("panicked"), "{all}");
    assert!(listing(&medium) == before, "something on the medium changed");
}

#[test]
fn a_case_one_may_only_read_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new(46);
    let medium = world.file("medium");
    std::fs::create_dir(&medium).unwrap();
    let path = medium.join("case.warroom");
    std::fs::copy(small_case(&world), &path).unwrap();
    let mode = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    for (directory, file) in [(0o555, 0o444), (0o755, 0o444), (0o555, 0o666)] {
        mode(world.dir.path(), 0o755);
        mode(&path, file);
        mode(&medium, directory);
        let before = listing(&medium);
        let run = |arguments: &[&str]| {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_warroom"), "--case"]);
            command.arg(&path).args(arguments);
            at_home(&mut command, &world.dir.path().join("nobody's home"));
            command.output()
        };
        match run(&["show", "timeline", "--json"]) {
            Ok(output) if text(&output.stderr).contains("setpriv:") => {
                println!("skipped: nobody else to be here ({})", text(&output.stderr).trim());
                return;
            }
            Err(error) => {
                println!("skipped: no setpriv here ({error})");
                return;
            }
            Ok(output) => {
                assert!(
                    output.status.success() && text(&output.stdout).contains("line 19"),
                    "{directory:o} {file:o}: {output:?}"
                );
            }
        }
        let error = assert_clear(&run(&["log", "a line"]).unwrap(), "log without permission");
        assert!(error.contains("read-only medium or you may not write"), "{error}");
        mode(&medium, 0o755);
        assert!(listing(&medium) == before, "{directory:o} {file:o}: something changed");
    }
}

/// A disk that an import fills up is as free afterwards as it was before: the next record finds room at once.
#[test]
fn an_import_that_fills_the_disk_leaves_room_for_the_next_record() {
    let world = World::new(4711);
    let out = world.file("out");
    let small = world.file("small");
    std::fs::create_dir(&out).unwrap();
    std::fs::create_dir(&small).unwrap();
    let script = r#"
        mount -t tmpfs -o size=40m tmpfs "$M" || exit 77
        C="$M/case.warroom"
        "$WR" new --title T --codename C --case "$C" > "$OUT/new" 2>&1 || { echo "new failed"; exit 3; }
        { echo message,datetime,timestamp_desc
          head -c 60000000 /dev/urandom | od -An -v -tx1 -w64 | tr -d ' ' | sed 's/$/,2026-02-18T13:36:00Z,x/'; } > "$OUT/large.csv"
        "$WR" --case "$C" import "$OUT/large.csv" > "$OUT/import" 2> "$OUT/import-error"; echo "import $?"
        rm "$OUT/large.csv"
        "$WR" --case "$C" log "after it" > "$OUT/log" 2>&1; echo "log $?"
        "$WR" verify "$C" > "$OUT/verify" 2>&1; echo "verify $?"
        cp "$M"/case.warroom* "$OUT"
    "#;
    let Some(output) = in_namespace(script, &[("M", &small), ("OUT", &out)], world.dir.path()) else { return };
    let said = text(&output.stdout);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap_or_default();
    let all = || format!("{said}{}{}{}{}", text(&output.stderr), read("import-error"), read("log"), read("verify"));
    assert!(said.contains("import 1\nlog 0\nverify 0\n"), "{}", all());
    assert!(read("import-error").contains("the disk is full"), "{}", all());
    let left = rusqlite::Connection::open(out.join("case.warroom")).unwrap();
    let parts: i64 = left.query_row("SELECT count(*) FROM attachment", [], |row| row.get(0)).unwrap();
    assert_eq!(parts, 0);
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let world = World::new(47);
    let out = world.file("out");
    let small = world.file("small");
    std::fs::create_dir(&out).unwrap();
    std::fs::create_dir(&small).unwrap();
    // The case lies on a disk of 4 MiB; what was acknowledged is noted on another.
    let script = r#"
        mount -t tmpfs -o size=4m tmpfs "$M" || exit 77
        C="$M/case.warroom"
        "$WR" new --title T --codename C --case "$C" > "$OUT/new" 2>&1 || { echo "new failed"; exit 3; }
        head -c 1500000 /dev/zero > "$M/room"
        long=$(head -c 30000 /dev/zero | tr '\0' x)
        i=0
        while [ $i -lt 400 ]; do
            i=$((i+1))
            if id=$("$WR" --case "$C" log "line $i $long" 2> "$OUT/error"); then echo "ack $id line $i" >> "$OUT/acks"; else echo "full $?"; break; fi
        done
        head -c 4000000 /dev/zero > "$M/filler" 2> /dev/null
        for again in 1 2 3; do
            "$WR" --case "$C" log "no room $again" > "$OUT/again" 2> "$OUT/again-error"; echo "again $?"
        done
        "$WR" --case "$C" show timeline --json > "$OUT/show" 2>&1; echo "show $?"
        "$WR" verify "$C" > "$OUT/verify" 2>&1; echo "verify $?"
        "$WR" new --title T --codename D --case "$M/second.warroom" > "$OUT/second" 2>&1; echo "new $?"
        ls "$M" > "$OUT/ls"
        rm "$M/filler" "$M/room"
        id=$("$WR" --case "$C" log "room again" 2> "$OUT/error2") && echo "ack $id room again" >> "$OUT/acks"; echo "room $?"
        "$WR" verify "$C" > "$OUT/verify2" 2>&1; echo "verify $?"
        cp "$M"/case.warroom* "$OUT"
    "#;
    let Some(output) = in_namespace(script, &[("M", &small), ("OUT", &out)], world.dir.path()) else { return };
    let said = text(&output.stdout);
    let all = || {
        let files = listing(&out).into_iter().filter(|(name, _)| !name.starts_with("case") && name != "show");
        let files = files.map(|(name, bytes)| format!("-- {name}\n{}", text(&bytes)));
        format!("{said}{}{}", text(&output.stderr), files.collect::<String>())
    };
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap_or_default();
    assert!(said.contains("full 1\n"), "{}", all());
    assert!(read("error").contains("the disk is full: nothing was recorded"), "{}", all());
    assert!(
        said.contains("again 1\nagain 1\nagain 1\n") && read("again-error").contains("the disk is full"),
        "{}",
        all()
    );
    assert!(said.contains("show 0\nverify 0\nnew 1\nroom 0\nverify 0\n"), "{}", all());
    assert!(read("second").contains("the disk is full"), "{}", all());
    assert!(!read("ls").contains("second"), "a half-made case was left: {}", all());
    let acks = acknowledged(&read("acks"));
    assert!(acks.len() > 20, "{}", all());
    assert_all_there(&out.join("case.warroom"), &acks);
    assert_eq!(problems(&out.join("case.warroom")), Vec::<String>::new());
    assert!(
        rows_as_added(&out.join("case.warroom"))
            .iter()
            .all(|row| !text(row.body.as_ref().unwrap()).contains("no room"))
    );
}

/// Every single call to the system that writes or syncs fails once, one run each: either the line is there, or it was not acknowledged.
#[test]
fn a_failing_disk_is_said_and_loses_nothing_that_was_acknowledged() {
    let world = World::new(48);
    let path = small_case(&world);
    let home = world.dir.path();
    // A first run makes the key, so that all later ones do the same calls.
    assert!(program(home).arg("--case").arg(&path).args(["log", "first"]).status().unwrap().success());
    let mut failures = BTreeMap::<&str, u32>::new();
    let mut acks = Vec::new();
    for (call, error, last) in [
        ("fsync,fdatasync", "EIO", 6),
        ("pwrite64", "ENOSPC", 10),
        ("pwrite64", "EIO", 10),
        ("ftruncate", "ENOSPC", 2),
        ("unlink", "EIO", 2),
    ] {
        for number in 1..=last {
            let line = format!("{call} {error} {number}");
            let mut command = Command::new("strace");
            command.args([
                "-f",
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={call}"),
                "-e",
                &format!("inject={call}:error={error}:when={number}"),
            ]);
            command.arg(env!("CARGO_BIN_EXE_warroom")).arg("--case").arg(&path).args(["log", &line]);
            at_home(&mut command, home);
            let output = match command.output() {
                Ok(output) if !text(&output.stderr).contains("strace:") => output,
                Ok(output) => {
                    println!("skipped: strace may not trace here ({})", text(&output.stderr).trim());
                    return;
                }
                Err(error) => {
                    println!("skipped: no strace here ({error})");
                    return;
                }
            };
            if output.status.success() {
                acks.push((text(&output.stdout).trim().to_owned(), line.clone()));
            } else {
                let said = assert_clear(&output, &line);
                assert!(said.contains("nothing was recorded"), "{line}: {said}");
                assert!(
                    said.contains("the disk failed or is full")
                        || (error == "ENOSPC" && said.contains("the disk is full")),
                    "{line}: {said}"
                );
                *failures.entry(call).or_default() += 1;
                let quoted = format!("\"{line}\"");
                let there = rows_as_added(&path).iter().any(|row| text(row.body.as_ref().unwrap()).contains(&quoted));
                assert!(!there, "{line}: said not to be recorded, and it is there");
            }
            assert_eq!(problems(&path), Vec::<String>::new(), "{line}");
        }
    }
    println!("{failures:?} failed, {} acknowledged", acks.len());
    assert!(
        failures.get("fsync,fdatasync").is_some_and(|count| *count > 0)
            && failures.get("pwrite64").is_some_and(|count| *count > 1)
    );
    assert_all_there(&path, &acks);
}

#[test]
fn a_case_that_another_program_holds_is_waited_for_and_then_said() {
    let world = World::new(49);
    let path = small_case(&world);
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = program(world.dir.path()).arg("--case").arg(&path).args(["log", "a line"]).output().unwrap();
    let said = assert_clear(&output, "held");
    assert!(said.contains("another program holds the case file"), "{said}");
    // Reading goes on meanwhile.
    let shown =
        program(world.dir.path()).arg("--case").arg(&path).args(["show", "timeline", "--json"]).output().unwrap();
    assert!(shown.status.success());
    assert!(verify(&path, None).unwrap().ok());
    holder.execute_batch("ROLLBACK").unwrap();
    assert!(Case::open(&real_env(world.dir.path()), &path, "A. Lead").is_ok());
}

/// SQLite goes on writing to what it opened, under whatever name that is now, or under none: nobody would find it.
#[test]
fn a_case_that_is_taken_away_while_it_is_open_takes_no_record() {
    let world = World::new(50);
    let path = small_case(&world);
    let env = real_env(world.dir.path());
    let mut case = Case::open(&env, &path, "A. Lead").unwrap();
    let note = |case: &mut Case, words: &str| run(case, "log", &[("text", words)]).map_err(|error| error.to_string());
    note(&mut case, "before").unwrap();
    let away = path.with_extension("away");
    std::fs::rename(&path, &away).unwrap();
    let said = note(&mut case, "to a file without this name").unwrap_err();
    assert!(said.contains("was moved, deleted or replaced") && said.contains("nothing is recorded"), "{said}");
    assert!(case.refresh().is_err());
    std::fs::rename(&away, &path).unwrap();
    note(&mut case, "it is back").unwrap();
    // Another file under its name is not it, however alike.
    let copy = path.with_extension("copy");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::rename(&path, &away).unwrap();
    std::fs::rename(&copy, &path).unwrap();
    assert!(note(&mut case, "beside an older copy").unwrap_err().contains("moved, deleted or replaced"));
    std::fs::rename(&away, &path).unwrap();
    note(&mut case, "it is back again").unwrap();
    drop(case);
    assert_eq!(problems(&path), Vec::<String>::new());
    let bodies: Vec<String> = rows_as_added(&path).iter().map(|row| text(row.body.as_ref().unwrap())).collect();
    for words in ["before", "it is back", "it is back again"] {
        assert!(bodies.iter().any(|body| body.contains(&format!("\"{words}\""))), "{words}");
    }
    assert!(!bodies.iter().any(|body| body.contains("without this name") || body.contains("older copy")));
}
