//! Quotes are really searched: in stored files, in files of any size where they lie, and by what git and other tools printed.

use std::io::{Seek as _, SeekFrom};

use super::*;

fn finding(world: &World, fields: &[&str]) -> Run {
    let told = ["do", "finding", "cause-type=credential", "statement=the password of svc was guessed from outside"];
    run(&world.env, &[&told[..], fields].concat())
}

/// A log of a bit more than what is kept in a case, with some words near its end.
fn large(world: &World) -> PathBuf {
    let path = world.file("firewall.log");
    let mut file = std::fs::File::create(&path).unwrap();
    let line = format!("{}\n", "deny tcp from any to any ".repeat(40));
    let block = line.repeat(1000);
    for _ in 0..68 {
        file.write_all(block.as_bytes()).unwrap();
    }
    file.write_all(b"accept tcp from 203.0.113.9 to db01\n").unwrap();
    file.sync_all().unwrap();
    assert!(file.metadata().unwrap().len() > 64 << 20);
    path
}

fn exhibit(world: &World, path: &Path) {
    let added = run(&world.env, &["evidence", "add", path.to_str().unwrap(), "--description", "firewall log"]);
    assert_eq!(added.code, 0, "{}", added.err);
}

/// The facts of a kind, as the journal holds them.
fn facts(case: &Path, kind: &str) -> Vec<Value> {
    let raw = rusqlite::Connection::open(case).unwrap();
    let mut bodies = raw.prepare("SELECT body FROM journal ORDER BY seq").unwrap();
    let bodies = bodies.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let bodies = bodies.map(|body| serde_json::from_slice::<Value>(&body.unwrap()).unwrap());
    bodies.filter(|body| body["kind"] == kind).map(|body| body["fact"].clone()).collect()
}

#[test]
fn words_are_found_in_a_stored_file_and_refused_where_they_do_not_stand() {
    let world = World::new(70);
    let case = declared(&world);
    let log = world.file("auth.log");
    std::fs::write(&log, b"one\r\ntwo Accepted password for svc\r\nthree\r\n").unwrap();
    let file = format!("file={}", log.display());
    let quote = "quote=Accepted password for svc";
    let done = finding(&world, &[&file, quote, "place=line 2"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(!done.err.contains("C4-02") && !done.err.contains("C4-03"), "{}", done.err);
    let wrong = finding(&world, &[&file, quote, "place=line 3"]);
    assert!(wrong.code == 1 && wrong.err.contains("I-10") && wrong.err.contains("line 2"), "{}", wrong.err);
    let never = finding(&world, &[&file, "quote=never written", "place=line 3"]);
    assert!(never.code == 1 && never.err.contains("I-10"), "{}", never.err);
    let found = facts(&case, "cause.finding");
    assert_eq!(found.len(), 1, "what is refused is not recorded");
    assert_eq!(found[0]["quote"]["found"]["hit"]["offset"], 9);
    // The file of an earlier record is quoted by that record.
    let record = done.out.trim_end();
    let more = run(&world.env, &["do", "quote", &format!("record={record}"), "quote=three", "place=3"]);
    assert_eq!((more.code, more.err.as_str()), (0, ""), "{}", more.err);
    let none = run(&world.env, &["do", "quote", "record=1", "quote=three", "place=3"]);
    assert!(none.code == 1 && none.err.contains("I-06"), "{}", none.err);
    assert_eq!(run(&world.env, &["verify"]).code, 0);
}

#[test]
fn a_large_exhibit_is_searched_where_it_lies_and_only_while_it_is_what_was_hashed() {
    let world = World::new(71);
    let case = declared(&world);
    let path = large(&world);
    exhibit(&world, &path);
    let at = std::fs::metadata(&path).unwrap().len() - 36;
    let words = "quote=accept tcp from 203.0.113.9 to db01";
    for place in ["place=line 68001".to_owned(), format!("place=bytes {at}-{}", at + 34), String::new()] {
        let fields: Vec<&str> =
            ["exhibit=E-001", words, place.as_str()].into_iter().filter(|field| !field.is_empty()).collect();
        let done = finding(&world, &fields);
        assert!(done.code == 0 && !done.err.contains("C4-03"), "{place}: {}", done.err);
    }
    let found = facts(&case, "cause.finding");
    assert!(found.iter().all(|finding| finding["quote"]["found"]["hit"]["offset"] == at), "{found:?}");
    assert_eq!(found[2]["quote"]["found"]["hit"]["place"]["lines"]["from"], 68001);
    let wrong = finding(&world, &["exhibit=E-001", words, "place=line 67999"]);
    assert!(wrong.code == 1 && wrong.err.contains("I-10"), "{}", wrong.err);
    // The same file as an attachment: too large to be kept, and searched all the same.
    let file = format!("file={}", path.display());
    let done = finding(&world, &[&file, words, "place=line 68001"]);
    assert!(done.code == 0 && !done.err.contains("C4-03"), "{}", done.err);

    // One byte more and it is another file: nothing is said of it.
    let mut changed = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    changed.seek(SeekFrom::End(0)).unwrap();
    changed.write_all(b"x").unwrap();
    drop(changed);
    let done = finding(&world, &["exhibit=E-001", words, "place=line 68001"]);
    assert!(done.code == 0 && done.err.contains("C4-03") && done.err.contains("no longer the one"), "{}", done.err);
    std::fs::remove_file(&path).unwrap();
    let gone = finding(&world, &["exhibit=E-001", words, "place=line 68001"]);
    assert!(gone.err.contains("not where it was"), "{}", gone.err);
    let claimed = facts(&case, "cause.finding");
    assert_eq!(claimed.last().unwrap()["quote"]["unread"], "missing");
    assert!(claimed.last().unwrap()["quote"].get("found").is_none());
}

#[test]
fn a_claimed_quote_is_found_once_its_file_is_there() {
    let world = World::new(72);
    let case = declared(&world);
    let done = finding(&world, &["quote=GET /admin", "place=frame 2", "elsewhere=span port of sw3"]);
    assert!(done.err.contains("C4-03"), "{}", done.err);
    let capture = world.file("sw3.pcap");
    let mut bytes = 0xa1b2_c3d4_u32.to_le_bytes().to_vec();
    bytes.extend([0; 20]);
    for frame in [&b"SYN"[..], b"GET /admin HTTP/1.1"] {
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        bytes.extend([&[0; 8][..], &length, &length, frame].concat());
    }
    std::fs::write(&capture, &bytes).unwrap();
    let other = world.file("other.pcap");
    std::fs::write(&other, &bytes[..bytes.len() - 40]).unwrap();
    let label = format!("quote-record={}", done.out.trim_end());
    let wrong = run(&world.env, &["do", "find-quote", &label, &format!("file={}", other.display())]);
    assert!(wrong.code == 1 && wrong.err.contains("I-10"), "{}", wrong.err);
    let again = run(&world.env, &["do", "find-quote", &label, &format!("file={}", capture.display())]);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "{}", again.err);
    assert_eq!(facts(&case, "cause.looked")[0]["found"]["hit"]["place"]["frame"]["number"], 2);
    // An exhibit without digest is claimed; computed, it is found by looking at everything that waits.
    let log = world.file("app.log");
    std::fs::write(&log, b"boot\nroot login\n").unwrap();
    let text = log.to_str().unwrap();
    assert_eq!(run(&world.env, &["do", "finding", "cause-type=data", "quote=root login", "elsewhere=app.log"]).code, 0);
    run(&world.env, &["evidence", "add", text, "--description", "log"]);
    let waiting = facts(&case, "cause.finding").len();
    assert_eq!(waiting, 2);
    let last = run(&world.env, &["do", "find-quote", "exhibit=E-001"]);
    assert_eq!((last.code, last.err.as_str()), (0, ""), "{}", last.err);
    let sheet = run(&world.env, &["cause"]).out;
    for shown in ["+ \"GET /admin\" in sw3.pcap, frame 2: found", "+ \"root login\" in E-001, line 2: found"] {
        assert!(sheet.contains(shown), "{sheet}");
    }
    assert!(run(&world.env, &["cause", "--markdown"]).out.starts_with("# What let it happen"));
    let none = run(&world.env, &["do", "find-quote"]);
    assert_eq!(none.code, 1, "nothing waits any more: {}", none.err);
    assert_eq!(run(&world.env, &["verify"]).code, 0);
}

#[test]
fn a_line_of_a_commit_is_found_in_what_git_shows() {
    let world = World::new(73);
    declared(&world);
    let repository = world.file("repo");
    std::fs::create_dir(&repository).unwrap();
    let git = |args: &[&str]| {
        let fixed = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"];
        let ran = std::process::Command::new("git").arg("-C").arg(&repository).args(fixed).args(args).output();
        ran.ok().filter(|ran| ran.status.success()).map(|ran| ran.stdout)
    };
    if git(&["init", "-q"]).is_none() {
        println!("passed over: git is not here");
        return;
    }
    std::fs::write(repository.join("auth.rs"), "fn login() {\n    check(token)?;\n}\n").unwrap();
    git(&["add", "."]).and_then(|_| git(&["commit", "-qm", "first"])).unwrap();
    std::fs::write(repository.join("auth.rs"), "fn login() {\n    let _ = token;\n}\n").unwrap();
    git(&["commit", "-qam", "second"]).unwrap();
    let id = String::from_utf8(git(&["rev-parse", "--short", "HEAD"]).unwrap()).unwrap().trim().to_owned();
    for (name, printed) in [
        ("shown.txt", git(&["show", "HEAD"]).unwrap()),
        ("second.patch", git(&["format-patch", "-1", "--stdout"]).unwrap()),
        ("auth.rs", git(&["show", "HEAD:auth.rs"]).unwrap()),
    ] {
        let path = world.file(name);
        std::fs::write(&path, printed).unwrap();
        let file = format!("file={}", path.display());
        let done = finding(&world, &[&file, "quote=let _ = token;", &format!("place={id}:auth.rs:2")]);
        assert!(done.code == 0 && !done.err.contains("C4-03"), "{name}: {}", done.err);
        let wrong = finding(&world, &[&file, "quote=let _ = token;", &format!("place={id}:auth.rs:1")]);
        assert!(wrong.code == 1 && wrong.err.contains("I-10"), "{name}: {}", wrong.err);
    }
}

#[test]
fn a_second_person_cites_a_frame_of_a_file_and_a_line_of_an_exhibit() {
    let world = World::new(74);
    let case = declared(&world);
    let log = world.file("app.log");
    std::fs::write(&log, b"boot\nroot login\n").unwrap();
    exhibit(&world, &log);
    let capture = world.file("sw3.pcap");
    let mut bytes = 0xa1b2_c3d4_u32.to_le_bytes().to_vec();
    bytes.extend([0; 20]);
    for frame in [&b"SYN"[..], b"GET /admin HTTP/1.1"] {
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        bytes.extend([&[0; 8][..], &length, &length, frame].concat());
    }
    std::fs::write(&capture, &bytes).unwrap();
    let file = format!("file={}", capture.display());
    let proof = |more: &str| {
        run(&world.env, &["do", "proof", "step=G-07", "kind=query_result", more]).out.trim_end().to_owned()
    };
    let (shown, held) = (proof(&file), proof("exhibit=E-001"));
    let verify = |record: &str, quote: &str, place: &str| {
        let (record, quote, place) = (format!("record={record}"), format!("quote={quote}"), format!("place={place}"));
        run(&world.env, &["do", "verify-step", "step=G-07", "person=Jon Sato", &record, &quote, &place])
    };
    for (record, quote, place) in [
        (&shown, "GET /admin", "frame 1"),
        (&shown, "GET /admin", "event 2"),
        (&held, "root login", "line 1"),
        (&held, "never", ""),
    ] {
        let wrong = verify(record, quote, place);
        assert!(wrong.code == 1 && wrong.err.contains("I-10"), "{place}: {}", wrong.err);
    }
    for (record, quote, place) in [
        (&shown, "GET /admin", "frame 2"),
        (&shown, "GET /admin", ""),
        (&held, "root login", "line 2"),
        (&held, "boot", ""),
    ] {
        assert_eq!(verify(record, quote, place).code, 0, "{place}");
    }
    let cited: Vec<_> =
        facts(&case, "step.verified").into_iter().map(|fact| (fact["found"].clone(), fact["place"].clone())).collect();
    let expected = ["frame 2", "frame 2", "line 2", "line 1"].map(|place| (json!(true), json!(place)));
    assert_eq!(cited, expected);
}
