//! Transcripts made elsewhere: what is taken from them, and which rule withholds what.

use sha2::{Digest as _, Sha256};

use super::*;

/// Fields of a command.
type Given<'a> = Vec<(&'a str, &'a str)>;

const TYPESCRIPT: &str = "Script started on 2026-11-21 03:20:00+01:00 [COMMAND=\"ssh fw01\" TERM=\"xterm\"]\nfw01# access-list 101 deny ip any any\r\n\nScript done on 2026-11-21 03:30:00+01:00 [COMMAND_EXIT_CODE=\"0\"]\n";

/// A case since 02:10 in Berlin; it is 03:40 there now.
fn prepared(seed: u64, bytes: &[u8]) -> (World, String) {
    let world = World::new(seed);
    let made = run(
        &world.env,
        &["--operator", "A. Lead", "new", "--title", "T", "--codename", "orchid", "--detected", "2026-11-21 02:10"],
    );
    assert_eq!(made.code, 0, "{}", made.err);
    let file = world.file("typescript");
    std::fs::write(&file, bytes).unwrap();
    (world, file.to_str().unwrap().to_owned())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Rules named on standard error, and the facts recorded.
fn brought(world: &World, file: &str, fields: &[(&str, &str)]) -> (Vec<String>, Value) {
    let words: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let file = format!("file={file}");
    let mut args = vec!["--operator", "A. Lead", "do", "transcript", "step=G-05", &file];
    args.extend(words.iter().map(String::as_str));
    let done = run(&world.env, &args);
    assert_eq!(done.code, 0, "{}", done.err);
    let ids = done.err.lines().filter_map(|line| Some(line.split_once("(C2-")?.1.split_once(')')?.0.to_owned()));
    let rules = ids.collect();
    let path = std::fs::read_dir(world.env.places.cases(Purpose::Incident))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "warroom"))
        .unwrap();
    let bodies = crate::support::rows_as_read(&path).into_iter().filter_map(|row| row.body);
    let last = bodies
        .filter_map(|body| serde_json::from_slice::<Value>(&body).ok())
        .rfind(|body| body["kind"] == "session.brought");
    (rules, last.unwrap()["fact"].clone())
}

/// Whether the step counts a transcript.
fn transcript_missing(world: &World) -> bool {
    let list = show(world, "checklist");
    let step = list["steps"].as_array().unwrap().iter().find(|step| step["id"] == "G-05").unwrap().clone();
    step["missing"].to_string().contains("session_log")
}

#[test]
fn each_rule_withholds_and_is_met() {
    let claimed = digest(TYPESCRIPT.as_bytes());
    let whole = [
        ("host", "fw01"),
        ("operator", "C. Oduya"),
        ("claimed", claimed.as_str()),
        ("carried-by", "T. Reed"),
        ("medium", "USB stick 7"),
    ];
    let without = |name: &str| whole.iter().copied().filter(|(field, _)| *field != name).collect::<Vec<_>>();
    let with = |name: &'static str, value: &'static str| {
        let mut fields = without(name);
        fields.push((name, value));
        fields
    };
    let other = "0123456789abcdef".repeat(4);
    let mut wrong = without("claimed");
    wrong.push(("claimed", &other));
    let mut explained = with("offset", "+3h");
    explained.push(("reason", "the device was set up the day before"));
    let table: [(Given<'_>, &[&str]); 11] = [
        (whole.to_vec(), &[]),
        (wrong, &["20"]),
        (without("host"), &["21"]),
        (without("operator"), &["21"]),
        (without("claimed"), &["23"]),
        (without("carried-by"), &["23"]),
        (without("medium"), &["23"]),
        // By its own clock 03:20; three hours ahead it was 00:20, before anything was detected.
        (with("offset", "+3h"), &["22"]),
        (explained, &[]),
        (with("ended", "2026-11-21 03:10"), &["22"]),
        (with("ended", "2026-11-21 05:00"), &["22"]),
    ];
    for (number, (fields, rules)) in (70..).zip(table) {
        let (world, file) = prepared(number, TYPESCRIPT.as_bytes());
        let (found, _) = brought(&world, &file, &fields);
        assert_eq!(found, rules, "{fields:?}");
        assert_eq!(transcript_missing(&world), !rules.is_empty(), "the fold judges as the form did: {fields:?}");
    }
}

#[test]
fn what_is_left_out_is_taken_from_the_transcript() {
    let (world, file) = prepared(90, TYPESCRIPT.as_bytes());
    let (_, fact) = brought(&world, &file, &[("device-clock", "03:42:30")]);
    assert_eq!(fact["format"], "script");
    assert_eq!(
        (&fact["started"], &fact["ended"]),
        (&json!("2026-11-21T02:20:00.000Z"), &json!("2026-11-21T02:30:00.000Z"))
    );
    assert_eq!((&fact["commands"], &fact["offset_ms"]), (&json!(["ssh fw01"]), &json!(150_000)));
    let (_, fact) = brought(&world, &file, &[("started", "03:25"), ("format", "device-log"), ("host", "fw02")]);
    assert_eq!((&fact["started"], &fact["format"]), (&json!("2026-11-21T02:25:00.000Z"), &json!("device-log")));

    let log = "Nov 21 03:20:00 core-sw %SYS-5-CONFIG_I: Configured from console by netadmin on vty0\n";
    let (world, file) = prepared(91, log.as_bytes());
    let (_, fact) = brought(&world, &file, &[]);
    assert_eq!((&fact["host"], &fact["user"]), (&json!("core-sw"), &json!("netadmin")));
    assert_eq!(fact["started"], "2026-11-21T02:20:00.000Z", "the year and the zone are the case's");

    let (world, file) = prepared(92, b"\x1b]0;x\x07 neither this nor that\n");
    let (rules, fact) = brought(&world, &file, &[]);
    assert_eq!((fact["format"].as_str(), rules.len()), (Some(""), 3), "recorded all the same: {rules:?}");
    let refused = run(&world.env, &["do", "transcript", "step=G-05", &format!("file={file}"), "claimed=beef"]);
    assert!(refused.code == 1 && refused.err.contains("I-03"), "{}", refused.err);
    let refused = run(&world.env, &["do", "transcript", "step=G-05", &format!("file={file}"), "offset=late"]);
    assert!(refused.code == 1 && refused.err.contains("I-04"), "{}", refused.err);
}
