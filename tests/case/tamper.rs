//! Whoever changes the case file behind the program's back is found out; and what no verification can find is written down as a test too.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rusqlite::{Connection, params};
use warroom::app::case::Case;
use warroom::domain::fact::{Fact, UnknownFact};
use warroom::domain::incident::RecordKind;
use warroom::domain::station::Admitted;
use warroom::export::verify::{Report, verify};
use warroom::journal::body::Body;
use warroom::journal::chain::{self, Head, Row};
use warroom::journal::line::{Envelope, line_hash};
use warroom::journal::signature::{Purpose, Use};
use warroom::journal::station::StationKey;
use warroom::journal::writer::{Position, case_id, head_message};
use warroom::journal::{hash_from_hex, hex};

use super::support::{Numbers, World, rows_as_added, rows_as_read, run, said};

/// A finished case: some thirty lines, one attachment of a few bytes and one of two parts.
struct Original {
    world: World,
    path: PathBuf,
    rows: Vec<Row>,
    heads: Vec<Head>,
    report: Report,
}

static ORIGINAL: LazyLock<Original> = LazyLock::new(|| {
    let world = World::new(2024);
    let mut case = world.case();
    let mut record = |command: &str, fields: &[(&str, &str)]| {
        world.clock.pass(61_000);
        run(&mut case, command, fields).unwrap()
    };
    record("declare", &[("title", "Training data copied"), ("procedure", "ai-training-dataset-leak")]);
    for name in ["Mara Okafor", "Tom Reed", "Ines Said"] {
        record("person", &[("name", name), ("phone", &format!("+49 30 12345{}", name.len()))]);
    }
    record("assign", &[("role", "irt_lead"), ("person", "Mara Okafor")]);
    let call = record("call", &[("callee", "Tom Reed"), ("role", "technical_lead")]).pop().unwrap();
    record("answer", &[("call", &call), ("identity", "call-back"), ("words", "on my way")]);
    for number in 0..8 {
        record("log", &[("text", &format!("line {number}: beacon to 185.220.101.{number}"))]);
    }
    record("exhibit", &[("description", "image of HR-LT-0231"), ("collected-by", "Ines Said")]);
    record("custody", &[("exhibit", "E-001"), ("event", "stored"), ("place", "safe 2")]);
    drop(case);
    let mut case = Case::open(&world.env, &world.file("case.warroom"), "A. Lead").unwrap();
    let step = case.state().work.steps[0].step.id.clone();
    let large = "User=svc-backup Host=10.0.0.7\n".repeat(40_000);
    for text in ["show running-config", large.as_str()] {
        run(&mut case, "proof", &[("step", &step), ("kind", "session_log"), ("text", text)]).unwrap();
    }
    let path = case.path().to_owned();
    drop(case);
    assert!(!path.with_file_name("case.warroom-wal").exists(), "closed, and the log is folded into the file");
    let report = verify(&path, None).unwrap();
    assert_eq!(said(&report), Vec::<String>::new());
    let rows = rows_as_read(&path);
    assert!((25..60).contains(&rows.len()), "{} lines", rows.len());
    assert_eq!(report.attachments, 2);
    let heads = heads(&path);
    Original { world, path, rows, heads, report }
});

fn heads(path: &Path) -> Vec<Head> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT station, seq, hash, sig FROM head ORDER BY station").unwrap();
    let heads = statement
        .query_map([], |row| Ok(Head { station: row.get(0)?, seq: row.get(1)?, hash: row.get(2)?, sig: row.get(3)? }));
    heads.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn station() -> &'static str {
    &ORIGINAL.heads[0].station
}

fn key() -> StationKey {
    StationKey::load(&ORIGINAL.world.env.places.station_key()).unwrap()
}

/// A copy of the case with something done to it by a stranger's SQLite, verified.
fn tampered(with: impl FnOnce(&Connection)) -> Report {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("case.warroom");
    std::fs::copy(&ORIGINAL.path, &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    with(&connection);
    drop(connection);
    verify(&path, None).unwrap()
}

fn execute(connection: &Connection, sql: &str) {
    let changed = connection.execute(sql, []).unwrap();
    assert!(changed > 0, "changed nothing: {sql}");
}

#[track_caller]
fn found(report: &Report, what: &str) {
    let said = said(report);
    assert!(said.iter().any(|problem| problem.contains(what)), "expected {what:?} among {said:#?}");
}

fn flip(bytes: &mut [u8], at: usize) {
    bytes[at] ^= 1 << (at % 8);
}

/// Bytes all over every line, every stored hash and every body, and every byte of the signed head.
#[test]
fn one_changed_bit_anywhere_in_the_journal_is_found() {
    let original = &*ORIGINAL;
    let mut changes = 0;
    let wrong = |rows: &[Row], heads: &[Head]| !chain::read(rows.to_vec(), heads).problems.is_empty();
    assert!(!wrong(&original.rows, &original.heads));
    // Bodies that freeze a procedure are long: in the first pass they are taken out, which is a problem of its own, and in the second they are sampled.
    let long = |row: &Row| row.body.as_ref().is_some_and(|body| body.len() > 2_000);
    // Checking a signature takes a debug build longer than all the rest: lines and bodies are found out without it.
    let taken_out = |rows: &[Row]| rows.iter().filter(|row| row.body.is_none()).count();
    let wrong_unsigned = |rows: &[Row]| chain::read(rows.to_vec(), &[]).problems.len() > 1 + taken_out(rows);
    let mut rows = original.rows.clone();
    rows.iter_mut().filter(|row| long(row)).for_each(|row| row.body = None);
    assert!(!wrong_unsigned(&rows));
    // Every byte of each fifth line, every fourth byte of the others; every byte of all when there is time.
    let soak = std::env::var_os("WARROOM_SOAK").is_some();
    for number in 0..rows.len() {
        let mut rows = rows[..rows.len().min(number + 2)].to_vec();
        let step = if soak || number % 5 == 0 { 1 } else { 4 };
        for at in (0..rows[number].line.len()).skip(number % step).step_by(step) {
            flip(&mut rows[number].line, at);
            assert!(wrong_unsigned(&rows), "row {number}, byte {at} of the line");
            flip(&mut rows[number].line, at);
            changes += 1;
        }
        for at in (0..32).skip(number % step).step_by(step) {
            flip(&mut rows[number].hash, at);
            assert!(wrong_unsigned(&rows), "row {number}, byte {at} of the hash");
            flip(&mut rows[number].hash, at);
            changes += 1;
        }
        let length = rows[number].body.as_ref().map_or(0, Vec::len);
        for at in (0..length).skip(number % step).step_by(step) {
            flip(rows[number].body.as_mut().unwrap(), at);
            assert!(wrong_unsigned(&rows), "row {number}, byte {at} of the body");
            flip(rows[number].body.as_mut().unwrap(), at);
            changes += 1;
        }
    }
    let mut rows = original.rows.clone();
    for number in (0..rows.len()).filter(|number| long(&original.rows[*number])) {
        let length = rows[number].body.as_ref().unwrap().len();
        for at in (0..length).step_by(length / 40) {
            flip(rows[number].body.as_mut().unwrap(), at);
            assert!(wrong(&rows, &original.heads), "row {number}, byte {at} of the long body");
            flip(rows[number].body.as_mut().unwrap(), at);
            changes += 1;
        }
    }
    let mut heads = original.heads.clone();
    for at in 0..heads[0].sig.len() {
        flip(&mut heads[0].sig, at);
        assert!(wrong(&original.rows, &heads), "byte {at} of the head's signature");
        flip(&mut heads[0].sig, at);
        changes += 1;
    }
    for at in 0..32 {
        flip(&mut heads[0].hash, at);
        assert!(wrong(&original.rows, &heads), "byte {at} of the head's hash");
        flip(&mut heads[0].hash, at);
        changes += 1;
    }
    for seq in [i64::MIN, -1, 0, 1, heads[0].seq - 1, heads[0].seq + 1, i64::MAX] {
        let mut heads = heads.clone();
        heads[0].seq = seq;
        assert!(wrong(&original.rows, &heads), "head at {seq}");
    }
    println!("{changes} changes, each found");
    assert!(changes > 9_000);
}

/// The same through the file, sampled, with the place that the report names.
#[test]
fn the_report_names_the_line_that_was_changed() {
    let original = &*ORIGINAL;
    let mut numbers = Numbers(5);
    for row in &original.rows {
        for column in ["line", "body", "hash"] {
            let mut bytes = match column {
                "line" => row.line.clone(),
                "body" => row.body.clone().unwrap(),
                _ => row.hash.clone(),
            };
            let at = numbers.below(bytes.len());
            flip(&mut bytes, at);
            let report = tampered(|connection| {
                let sql = format!("UPDATE journal SET {column} = ?1 WHERE station = ?2 AND seq = ?3");
                assert_eq!(connection.execute(&sql, params![bytes, row.station, row.seq]).unwrap(), 1);
            });
            let first = report.problems.first().unwrap_or_else(|| panic!("{column} of line {}, byte {at}", row.seq));
            assert_eq!(first.seq, Some(u64::try_from(row.seq).unwrap()), "{column}, byte {at}: {:?}", said(&report));
        }
    }
}

#[test]
fn changed_attachments_are_found() {
    let mut numbers = Numbers(6);
    type Part = (i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);
    let columns = |connection: &Connection| -> Vec<Part> {
        let mut statement = connection.prepare("SELECT rowid, part, sha256, salt, bytes FROM attachment").unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    };
    let original = columns(&Connection::open(&ORIGINAL.path).unwrap());
    assert_eq!(original.len(), 3, "one of one part, one of two");
    for (rowid, part, sha256, salt, bytes) in original {
        for (column, value) in [("sha256", &sha256), ("salt", &salt), ("bytes", &bytes)] {
            let all: Vec<usize> = if value.len() <= 32 {
                (0..value.len()).collect()
            } else {
                (0..12).map(|_| numbers.below(value.len())).collect()
            };
            for at in all {
                let mut changed = value.clone();
                flip(&mut changed, at);
                let report = tampered(|connection| {
                    let sql = format!("UPDATE attachment SET {column} = ?1 WHERE rowid = ?2");
                    assert_eq!(connection.execute(&sql, params![changed, rowid]).unwrap(), 1);
                });
                found(&report, "attachment");
                assert!(!report.ok(), "part {part}, {column}, byte {at}");
            }
        }
        let report =
            tampered(|connection| execute(connection, &format!("DELETE FROM attachment WHERE rowid = {rowid}")));
        found(&report, if part == 0 && bytes.len() < 1000 { "is cited and not in the file" } else { "attachment" });
        let report = tampered(|connection| {
            execute(
                connection,
                &format!("UPDATE attachment SET bytes = CAST(bytes || x'00' AS BLOB) WHERE rowid = {rowid}"),
            )
        });
        found(&report, "it was altered");
    }
    let report = tampered(|connection| {
        execute(
            connection,
            "INSERT INTO attachment(sha256, salt, part, batch, bytes) VALUES(zeroblob(32), zeroblob(16), 0, 'x-1-y', x'00')",
        );
    });
    // The first parts of what an import that was killed did not finish look like this: nobody altered anything that a record answers for.
    found(&report, "no record cites");
    assert!(!said(&report).iter().any(|line| line.contains("altered")), "{:?}", said(&report));
    let report = tampered(|connection| {
        // Well formed, and cited by nothing.
        let sha256 = warroom::journal::line::sha256(b"planted");
        let sql = "INSERT INTO attachment(sha256, salt, part, batch, bytes) VALUES(?1, zeroblob(16), 0, 'x-1-y', ?2)";
        connection.execute(sql, params![sha256, b"planted"]).unwrap();
    });
    found(&report, "no record cites");
    // The parts of the large one change places.
    let report = tampered(|connection| {
        let large = "sha256 = (SELECT sha256 FROM attachment WHERE part = 1)";
        execute(connection, &format!("UPDATE attachment SET part = 7 WHERE part = 0 AND {large}"));
    });
    found(&report, "attachment");
}

#[test]
fn rows_taken_out_put_in_or_moved_are_found() {
    let original = &*ORIGINAL;
    let last = original.heads[0].seq;
    for seq in 1..=last {
        let report = tampered(|connection| execute(connection, &format!("DELETE FROM journal WHERE seq = {seq}")));
        assert!(!report.ok(), "line {seq} was taken out");
        match seq {
            1 => found(&report, "line 1 is missing"),
            _ if seq == last => found(&report, "lines were cut off or added"),
            _ => found(&report, &format!("line {seq} is missing")),
        }
        let report = tampered(|connection| {
            // The gap closed up again, as somebody would who does not know of links.
            execute(connection, &format!("DELETE FROM journal WHERE seq = {seq}"));
            connection.execute(&format!("UPDATE journal SET seq = seq - 1 WHERE seq > {seq}"), []).unwrap();
        });
        assert!(!report.ok(), "line {seq} was taken out and the rest renumbered");
    }
    for seq in 1..last {
        let next = seq + 1;
        let report = tampered(|connection| {
            execute(connection, &format!("UPDATE journal SET seq = 999 WHERE seq = {seq}"));
            execute(connection, &format!("UPDATE journal SET seq = {seq} WHERE seq = {next}"));
            execute(connection, &format!("UPDATE journal SET seq = {next} WHERE seq = 999"));
        });
        found(&report, "the row was altered or moved");
    }
    let report = tampered(|connection| {
        execute(
            connection,
            &format!(
                "INSERT INTO journal SELECT station, {last} + 1, hash, line, body FROM journal WHERE seq = {last}"
            ),
        );
    });
    found(&report, "the row was altered or moved");
    for station in ["0123456789abcdef", "no station", "", "0123456789ABCDEF", "\u{1b}[31m"] {
        let report = tampered(|connection| {
            let moved = connection.execute("UPDATE journal SET station = ?1 WHERE seq = 10", [station]).unwrap();
            assert_eq!(moved, 1);
        });
        found(&report, "line 10 is missing");
        found(&report, "the row was altered or moved");
        assert!(!said(&report).concat().contains('\u{1b}'), "nothing goes out raw");
    }
    for seq in [i64::MIN, -7, 0, i64::MAX] {
        let report =
            tampered(|connection| execute(connection, &format!("UPDATE journal SET seq = {seq} WHERE seq = 10")));
        found(&report, "the row was altered or moved");
    }
}

/// A line of the right form behind the last one, or beside one: the head does not sign it.
#[test]
fn a_well_formed_line_that_was_put_in_is_found() {
    let original = &*ORIGINAL;
    let last = original.rows.last().unwrap();
    let mut position = Position::start(original.report.case.clone(), last.station.parse().unwrap());
    position.seq = u64::try_from(last.seq).unwrap();
    position.lamport = Envelope::parse(&last.line).unwrap().lamport;
    position.head = line_hash(&last.line);
    let mut body = Body::parse(last.body.as_ref().unwrap()).unwrap();
    body.salt = [9; 16];
    let at = Envelope::parse(&last.line).unwrap().recorded_at;
    let put_in = |seq_of: &mut Position| {
        let written = seq_of.write(at, &body).unwrap();
        tampered(|connection| {
            let sql = "INSERT INTO journal(station, seq, hash, line, body) VALUES(?1, ?2, ?3, ?4, ?5)";
            let seq = i64::try_from(written.envelope.seq).unwrap();
            let row = params![written.envelope.station.to_string(), seq, written.hash, written.line, written.body];
            assert_eq!(connection.execute(sql, row).unwrap(), 1);
        })
    };
    found(&put_in(&mut position.clone()), "lines were cut off or added");
    // Beside an existing line: a fork. Nothing from there on counts.
    let before = &original.rows[9];
    position.seq = 10;
    position.lamport = Envelope::parse(&before.line).unwrap().lamport;
    position.head = line_hash(&before.line);
    let report = put_in(&mut position);
    found(&report, "a fork: 2 lines carry this number");
    assert_eq!(report.problems[0].seq, Some(11));
}

/// Whoever knows the format puts the hash right after changing a line and its body. Then the next line's link betrays it, and the last line's head.
#[test]
fn a_changed_line_with_its_hash_put_right_is_found_by_its_link() {
    let original = &*ORIGINAL;
    for (number, row) in original.rows.iter().enumerate() {
        let body = [b" ", row.body.as_ref().unwrap().as_slice()].concat();
        let mut envelope = Envelope::parse(&row.line).unwrap();
        envelope.body_sha256 = warroom::journal::line::sha256(&body);
        let line = envelope.to_line();
        let mut rows = original.rows.clone();
        rows[number] = Row { hash: line_hash(&line).to_vec(), line, body: Some(body), ..row.clone() };
        let reading = chain::read(rows, &original.heads);
        let first = reading.problems.first().unwrap_or_else(|| panic!("line {}", row.seq));
        let expected = if number + 1 == original.rows.len() { row.seq } else { row.seq + 1 };
        assert_eq!(first.seq, Some(u64::try_from(expected).unwrap()), "{:?}", reading.problems);
        let what = first.what.to_string();
        assert!(what.contains("does not follow the one before") || what.contains("head"), "{what}");
    }
}

#[test]
fn from_a_fork_on_nothing_of_that_chain_is_folded() {
    let original = &*ORIGINAL;
    let mut rows = original.rows.clone();
    let mut twin = rows[20].clone();
    twin.line =
        String::from_utf8(twin.line).unwrap().replace("\"recorded_at\":\"2026", "\"recorded_at\":\"2025").into_bytes();
    twin.hash = line_hash(&twin.line).to_vec();
    rows.insert(21, twin);
    let reading = chain::read(rows, &original.heads);
    let folded: Vec<u64> = reading.records.iter().map(|record| record.order.1.seq).collect();
    assert_eq!(folded, (1..=20).collect::<Vec<u64>>());
}

#[test]
fn heads_taken_away_or_put_in_are_found() {
    found(&tampered(|connection| execute(connection, "DELETE FROM head")), "no signed head");
    let station = station();
    let report = tampered(|connection| execute(connection, "UPDATE head SET station = '0123456789abcdef'"));
    found(&report, "no signed head");
    found(&report, "a head names a station that has no lines");
    found(
        &tampered(|connection| execute(connection, "UPDATE head SET sig = x''")),
        "the signature of the head does not hold",
    );
    let report = tampered(|connection| {
        execute(
            connection,
            &format!(
                "INSERT INTO head SELECT 'fedcba9876543210', seq, hash, sig FROM head WHERE station = '{station}'"
            ),
        );
    });
    found(&report, "a head names a station that has no lines");
    // The whole chain with its head.
    let report = tampered(|connection| {
        execute(connection, "DELETE FROM journal");
        execute(connection, "DELETE FROM head");
    });
    found(&report, "the file holds no line");
    // A signature by another use of the same key: a checkpoint's, or a drill's.
    let head = &ORIGINAL.heads[0];
    let hash = hash_from_hex(&hex(&head.hash)).unwrap();
    let message =
        head_message(&ORIGINAL.report.case, station.parse().unwrap(), u64::try_from(head.seq).unwrap(), &hash);
    for (use_, purpose) in [(Use::JournalCheckpoint, Purpose::Incident), (Use::JournalHead, Purpose::Exercise)] {
        let sig = key().sign(use_, purpose, &message).unwrap();
        let report = tampered(|connection| {
            connection.execute("UPDATE head SET sig = ?1", [sig.into_bytes()]).unwrap();
        });
        found(&report, "the signature of the head does not hold");
    }
    let sig = key().sign(Use::JournalHead, Purpose::Incident, &message).unwrap();
    let report = tampered(|connection| {
        connection.execute("UPDATE head SET sig = ?1", [sig.into_bytes()]).unwrap();
    });
    assert!(report.ok(), "the right signature made again is the right signature: {:?}", said(&report));
}

#[test]
fn a_body_taken_out_without_a_word_is_found() {
    let original = &*ORIGINAL;
    for seq in 2..=original.heads[0].seq {
        let report =
            tampered(|connection| execute(connection, &format!("UPDATE journal SET body = NULL WHERE seq = {seq}")));
        assert_eq!(report.withheld, 1);
        found(&report, "the body was taken out");
        assert_eq!(report.case_head, original.report.case_head, "the tree is over the lines, which are all there");
    }
    let report = tampered(|connection| execute(connection, "UPDATE journal SET body = NULL WHERE seq = 1"));
    found(&report, "the first line does not open a chain");
    found(
        &tampered(|connection| execute(connection, "UPDATE journal SET body = x'' WHERE seq = 9")),
        "the body is not the one",
    );
}

/// A copy of the case that its own laptop and a second one go on writing.
fn with_second_laptop() -> (tempfile::TempDir, PathBuf, Case, Case) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("case.warroom");
    std::fs::copy(&ORIGINAL.path, &path).unwrap();
    // What this laptop remembers of the original must not be taken for its memory of the copy.
    let mut env = ORIGINAL.world.env.clone();
    env.places.state = directory.path().join("state");
    let first = Case::open(&env, &path, "A. Lead").unwrap();
    let name = directory.path().file_name().unwrap().to_str().unwrap().to_owned();
    let env = ORIGINAL.world.other_laptop(&name, line_hash(name.as_bytes())[0].into());
    let mut second = Case::open(&env, &path, "T. Reed").unwrap();
    run(&mut second, "log", &[("text", "from the second laptop")]).unwrap();
    (directory, path, first, second)
}

#[test]
fn a_station_that_nobody_admitted_is_found_and_does_not_count() {
    let (_directory, path, mut first, second) = with_second_laptop();
    let report = verify(&path, None).unwrap();
    found(&report, "the station is not admitted");
    assert_eq!(report.problems.len(), 1, "{:?}", said(&report));
    assert_eq!(report.case_head, ORIGINAL.report.case_head, "its lines do not count");
    let other = second.state().station.to_string();
    // Admitted under another key's fingerprint: both the laptop and the admission are wrong.
    // The command refuses it (I-49); a record of an older program may say it all the same.
    let fingerprint = format!("SHA256:{}", "A".repeat(43));
    let refused = run(&mut first, "admit", &[("station", &other), ("fingerprint", &fingerprint)]);
    assert!(refused.unwrap_err().starts_with("refused under rule I-49:"));
    let station = second.station();
    first
        .observe(vec![Admitted { station, fingerprint, label: String::new(), compared: String::new() }.into()])
        .unwrap();
    let report = verify(&path, None).unwrap();
    found(&report, "the station is not admitted");
    found(&report, "has another key");
}

#[test]
fn an_admitted_chain_that_is_missing_is_found() {
    let (_directory, path, mut first, second) = with_second_laptop();
    let other = second.state().station.to_string();
    run(&mut first, "admit", &[("station", &other), ("fingerprint", &second.fingerprint().unwrap())]).unwrap();
    let report = verify(&path, None).unwrap();
    assert!(report.ok() && report.stations.iter().all(|station| station.admitted), "{:?}", said(&report));
    drop((first, second));
    let connection = Connection::open(&path).unwrap();
    execute(&connection, &format!("DELETE FROM head WHERE station = '{other}'"));
    found(&verify(&path, None).unwrap(), "no signed head");
    execute(&connection, &format!("DELETE FROM journal WHERE station = '{other}'"));
    found(&verify(&path, None).unwrap(), "its chain is not in the file");
    // The founder's chain gone and the second's left: nobody founds the case.
    let (_directory, path, first, second) = with_second_laptop();
    drop((first, second));
    let connection = Connection::open(&path).unwrap();
    execute(&connection, &format!("DELETE FROM head WHERE station = '{}'", station()));
    execute(&connection, &format!("DELETE FROM journal WHERE station = '{}'", station()));
    found(&verify(&path, None).unwrap(), "no chain founds this case");
}

/// A chain of the same bodies with one word changed, written anew by whoever has `position`.
fn rewritten(mut position: Position, alter: &dyn Fn(u64, &mut Body)) -> (Vec<Row>, Position) {
    let mut rows = Vec::new();
    for row in &ORIGINAL.rows {
        let mut body = Body::parse(row.body.as_ref().unwrap()).unwrap();
        alter(position.seq + 1, &mut body);
        let at = Envelope::parse(&row.line).unwrap().recorded_at;
        let written = position.write(at, &body).unwrap();
        rows.push(Row {
            station: written.envelope.station.to_string(),
            seq: i64::try_from(written.envelope.seq).unwrap(),
            hash: written.hash.to_vec(),
            line: written.line,
            body: Some(written.body),
        });
    }
    (rows, position)
}

/// Puts a rewritten chain in the place of the old one.
fn replaced(rows: &[Row], sig: Option<&str>, signer: Option<&str>) -> Report {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("case.warroom");
    std::fs::copy(&ORIGINAL.path, &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    execute(&connection, "DELETE FROM journal");
    for row in rows {
        let sql = "INSERT INTO journal(station, seq, hash, line, body) VALUES(?1, ?2, ?3, ?4, ?5)";
        connection.execute(sql, params![row.station, row.seq, row.hash, row.line, row.body]).unwrap();
    }
    let last = rows.last().unwrap();
    connection
        .execute("UPDATE head SET station = ?1, seq = ?2, hash = ?3", params![last.station, last.seq, last.hash])
        .unwrap();
    if let Some(sig) = sig {
        connection.execute("UPDATE head SET sig = ?1", [sig.as_bytes()]).unwrap();
    }
    drop(connection);
    verify(&path, signer).unwrap()
}

fn soften(_: u64, body: &mut Body) {
    let raw = body.fact.to_raw().unwrap().get().replace("beacon to", "nothing to");
    body.fact = Fact::parse(body.fact.kind(), &raw);
}

fn signed(key: &StationKey, position: &Position) -> String {
    let message = head_message(&position.case, position.station, position.seq, &position.head);
    key.sign(Use::JournalHead, Purpose::Incident, &message).unwrap()
}

#[test]
fn the_whole_journal_written_anew_without_the_key_is_found() {
    let start = Position::start(ORIGINAL.report.case.clone(), station().parse().unwrap());
    let (rows, position) = rewritten(start, &soften);
    let report = replaced(&rows, None, None);
    assert_eq!(report.problems.len(), 1, "all links hold, only the signature does not: {:?}", said(&report));
    found(&report, "the signature of the head does not hold");
    let stranger = StationKey::generate(&[3; 32]);
    found(&replaced(&rows, Some(&signed(&stranger, &position)), None), "made with another key than the station's");
}

/// With a key of their own a stranger can found a case of the same words. Its fingerprint is another: `--signer` finds that, and only that does.
#[test]
fn a_whole_new_case_by_a_stranger_is_found_by_the_fingerprint() {
    let stranger = StationKey::generate(&[4; 32]);
    let nonce = "00112233445566778899aabbccddeeff";
    let case = case_id(&stranger.public_openssh(), nonce);
    let id = stranger.station_id();
    let (public, fingerprint) = (stranger.public_openssh(), stranger.fingerprint());
    let genuine = ORIGINAL.report.stations[0].fingerprint.clone();
    let replace = |seq: u64, body: &mut Body| {
        soften(seq, body);
        let mut value: serde_json::Value = serde_json::from_str(body.fact.to_raw().unwrap().get()).unwrap();
        if seq == 1 {
            value["case"] = case.clone().into();
            value["key"] = public.clone().into();
            value["nonce"] = nonce.into();
        }
        let raw = value.to_string().replace(station(), &id).replace(&genuine, &fingerprint);
        body.fact = Fact::parse(body.fact.kind(), &raw);
    };
    let (rows, position) = rewritten(Position::start(case.clone(), id.parse().unwrap()), &replace);
    let sig = signed(&stranger, &position);
    let report = replaced(&rows, Some(&sig), None);
    assert!(report.ok(), "{:?}", said(&report));
    assert!(report.stations.iter().all(|station| !station.compared), "and the report says that nothing was compared");
    found(&replaced(&rows, Some(&sig), Some(&genuine)), "the fingerprint given from outside is");
    // The same nonce and case id under another key do not found that case.
    let keep_case = |seq: u64, body: &mut Body| {
        replace(seq, body);
        if seq == 1 {
            let raw = body.fact.to_raw().unwrap().get().replace(&case, &ORIGINAL.report.case);
            body.fact = Fact::parse(body.fact.kind(), &raw);
        }
    };
    let (rows, position) = rewritten(Position::start(ORIGINAL.report.case.clone(), id.parse().unwrap()), &keep_case);
    found(&replaced(&rows, Some(&signed(&stranger, &position)), None), "no chain founds this case");
}

/// What no verification of one file can find: the holder of the key writes the whole journal anew, or goes back to an earlier end that was signed at
/// its time. Anchors are for that: the case head that left the room on paper or over the phone is another.
#[test]
fn the_holder_of_the_key_is_found_only_by_anchors() {
    let original = &*ORIGINAL;
    let fingerprint = original.report.stations[0].fingerprint.clone();
    let start = Position::start(original.report.case.clone(), station().parse().unwrap());
    let (rows, position) = rewritten(start, &soften);
    let sig = signed(&key(), &position);
    let report = replaced(&rows, Some(&sig), Some(&fingerprint));
    assert!(report.ok() && report.stations[0].compared, "{:?}", said(&report));
    assert_ne!(report.case_head, original.report.case_head, "an anchor taken before shows it");
    found(&replaced(&rows, Some(&sig), Some("SHA256:another")), "the fingerprint given from outside is");

    let earlier = &original.rows[..original.rows.len() - 4];
    let last = earlier.last().unwrap();
    let mut position = position;
    position.seq = u64::try_from(last.seq).unwrap();
    position.head = line_hash(&last.line);
    let report = replaced(earlier, Some(&signed(&key(), &position)), Some(&fingerprint));
    let missing = said(&report);
    assert!(missing.iter().all(|what| what.contains("no record cites")), "only the attachments betray it: {missing:?}");
    assert_ne!(report.case_head, original.report.case_head);
}

/// A line that a newer version wrote is kept, shown as such and verified; a format that this version cannot check is said to be one.
#[test]
fn what_a_newer_version_wrote_is_kept_and_is_no_problem() {
    let original = &*ORIGINAL;
    let start = Position::start(original.report.case.clone(), station().parse().unwrap());
    let newer = |seq: u64, body: &mut Body| {
        if seq == 12 {
            let raw = r#"{"risk":{"score":9.5},"list":[1,2,3]}"#.to_owned();
            body.fact = Fact::Unknown(UnknownFact { kind: "risk.scored".to_owned(), raw });
        }
    };
    let (rows, position) = rewritten(start, &newer);
    let report = replaced(&rows, Some(&signed(&key(), &position)), None);
    assert!(report.ok(), "{:?}", said(&report));
    assert_eq!(report.unknown, 1);
    let reading = chain::read(rows.clone(), &[]);
    let state = reading.fold(reading.records[0].order.1.station);
    assert_eq!(state.kinds.get(&reading.records[11].order.1), Some(&RecordKind::Unknown("risk.scored".to_owned())));
    assert_eq!(state.record_count(), rows.len(), "and it has its place among the records");

    let mut rows = original.rows.clone();
    rows[11].line = String::from_utf8(rows[11].line.clone()).unwrap().replacen("{\"v\":1", "{\"v\":2", 1).into_bytes();
    let reading = chain::read(rows, &original.heads);
    assert!(reading.problems.iter().any(|problem| problem.what.to_string().contains("newer than this program reads")));
}

/// Bytes of the file flipped anywhere, the parts that SQLite keeps for itself among them: it is found, or it changed nothing that the case says.
#[test]
fn a_flipped_byte_of_the_file_is_found_or_changes_nothing() {
    let bytes = std::fs::read(&ORIGINAL.path).unwrap();
    let contents = |path: &Path| {
        let connection = Connection::open(path).unwrap();
        let mut statement =
            connection.prepare("SELECT sha256, salt, part, bytes FROM attachment ORDER BY sha256, salt, part").unwrap();
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, i64>(2)?, row.get::<_, Vec<u8>>(3)?))
        });
        (rows_as_added(path), heads(path), rows.unwrap().collect::<rusqlite::Result<Vec<_>>>().unwrap())
    };
    let original = contents(&ORIGINAL.path);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("case.warroom");
    let mut numbers = Numbers(77);
    let (mut refused, mut reported, mut harmless) = (0, 0, 0);
    for round in 0..500 {
        // A third in the first pages, where the schema and the roots are.
        let at = if round % 3 == 0 { numbers.below(8192) } else { numbers.below(bytes.len()) };
        let mut changed = bytes.clone();
        flip(&mut changed, at);
        std::fs::write(&path, &changed).unwrap();
        match verify(&path, None) {
            Err(error) => {
                refused += 1;
                assert!(error.to_string().len() > 20, "{error}");
            }
            Ok(report) if !report.ok() => reported += 1,
            Ok(_) => {
                harmless += 1;
                assert!(contents(&path) == original, "byte {at} changed the case and was not found");
            }
        }
        assert!(std::fs::read(&path).unwrap() == changed, "verifying changed the file (byte {at})");
        for side in ["case.warroom-wal", "case.warroom-shm"] {
            let _ = std::fs::remove_file(directory.path().join(side));
        }
    }
    println!("{refused} refused, {reported} reported, {harmless} without meaning");
    assert!(reported > 200);
}
