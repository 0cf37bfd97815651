//! Checkpoints of the journal: each holds against the lines before it, none contradicts an earlier one, stock tools check them.

use std::path::Path;
use std::process::{Command, Stdio};

use warroom::app::anchor::{self, Made};
use warroom::app::case::Case;
use warroom::domain::anchor::{case_head, covered};
use warroom::journal::body::Body;
use warroom::journal::chain::{Head, Row, read};
use warroom::journal::line::Envelope;
use warroom::journal::signature::{Purpose, Use};
use warroom::journal::station::StationKey;
use warroom::journal::writer::{Position, head_message};

use super::support::{World, problems, rows_as_read, run};

/// `None`, said in the log, where a stock tool is missing.
pub(crate) fn stock(name: &str) -> Option<Command> {
    if Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok() {
        return Some(Command::new(name));
    }
    println!("skipped: there is no {name} here");
    None
}

/// What `ssh-keygen -Y verify` says of a signature over a file.
pub(crate) fn ssh_accepts(key: &str, namespace: &str, signature: &Path, message: &Path) -> Option<bool> {
    let signers = signature.with_extension("signers");
    std::fs::write(&signers, format!("somebody {key}\n")).unwrap();
    let mut command = stock("ssh-keygen")?;
    command.args(["-Y", "verify", "-I", "somebody", "-n", namespace, "-f"]).arg(&signers).arg("-s").arg(signature);
    let done = command.stdin(std::fs::File::open(message).unwrap()).output().unwrap();
    Some(done.status.success())
}

fn declared(world: &World) -> Case {
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "Training data copied"), ("procedure", "generic-incident")]).unwrap();
    case
}

fn log(case: &mut Case, text: &str) {
    run(case, "log", &[("text", text)]).unwrap();
}

fn key(world: &World) -> StationKey {
    StationKey::load(&world.env.places.station_key()).unwrap()
}

fn last(case: &Case) -> Made {
    let (record, _, signed) = case.state().anchors.signed.last().unwrap().clone();
    Made { record, case_head: case_head(&signed.heads), signed }
}

#[test]
fn a_checkpoint_is_about_every_line_before_it_and_stock_tools_check_it() {
    let world = World::new(31);
    let mut case = declared(&world);
    let now = case.heads();
    let before = case.head().0;
    let made = anchor::sign(&mut case, "demand").unwrap();
    assert_eq!((made.signed.size, made.record.seq), (before, before + 1));
    // What was on the screen before is what was signed; the record itself comes behind it.
    assert_eq!(made.signed.heads, now);
    assert_ne!(case.heads(), now);
    let covers = covered(&made.signed.heads);
    assert_eq!((covers.len(), covers[0].size, &covers[0].root), (1, before, &made.signed.root));
    // A second beside it fits the same chain.
    log(&mut case, "one more");
    let second = anchor::sign(&mut case, "proof").unwrap();
    assert_eq!(second.signed.size, made.signed.size + 2);
    let out = world.file("out");
    let files = anchor::write(&case, &made.signed, &out).unwrap();
    let path = case.path().to_owned();
    drop(case);
    assert_eq!(problems(&path), Vec::<String>::new());
    let reopened = Case::open(&world.env, &path, "A. Lead").unwrap();
    assert_eq!((last(&reopened), reopened.problems().len()), (second, 0));
    let body = std::fs::read(&files[0]).unwrap();
    assert_eq!(std::fs::read(&files[2]).unwrap(), body, "one chain: its checkpoint is the text of all chains");
    if let Some(mut sum) = stock("sha256sum") {
        let done = sum.arg(&files[2]).output().unwrap();
        assert!(String::from_utf8_lossy(&done.stdout).starts_with(&made.case_head));
    }
    let accepts = |namespace, message: &Path| ssh_accepts(&key(&world).public_openssh(), namespace, &files[1], message);
    let Some(accepted) = accepts("journal-checkpoint@warroom", &files[0]) else { return };
    assert!(accepted);
    assert_eq!(accepts("journal-witness@warroom", &files[0]), Some(false));
    std::fs::write(out.join("changed"), String::from_utf8(body).unwrap().replace('\n', "\n\n")).unwrap();
    assert_eq!(accepts("journal-checkpoint@warroom", &out.join("changed")), Some(false));
}

#[test]
fn the_hand_over_is_followed_by_a_checkpoint_over_itself() {
    let world = World::new(32);
    let mut case = declared(&world);
    let records = run(&mut case, "hand-over", &[("to", "Lena Brandt")]).unwrap();
    let made = last(&case);
    assert_eq!((made.signed.occasion.as_str(), records.len()), ("hand-over", 2));
    assert_eq!(made.record.to_string(), records[1]);
    assert_eq!(made.signed.size + 1, made.record.seq);
    run(&mut case, "close", &[("statement", "it is over")]).unwrap();
    assert_eq!(last(&case).signed.occasion, "closure");
    let path = case.path().to_owned();
    drop(case);
    assert_eq!(problems(&path), Vec::<String>::new());
}

/// The chain written anew by the holder of the key, with one line changed and everything else as it was.
fn rewritten(world: &World, rows: &[Row], changed: usize) -> (Vec<Row>, Head) {
    let first = Envelope::parse(&rows[0].line).unwrap();
    let mut position = Position::start(first.case.clone(), first.station);
    let mut made = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let envelope = Envelope::parse(&row.line).unwrap();
        let mut body = Body::parse(row.body.as_ref().unwrap()).unwrap();
        if number == changed {
            body.salt[0] ^= 1;
        }
        let written = position.write(envelope.recorded_at, &body).unwrap();
        let (station, seq) = (row.station.clone(), row.seq);
        made.push(Row { station, seq, hash: written.hash.to_vec(), line: written.line, body: Some(written.body) });
    }
    let message = head_message(&first.case, first.station, position.seq, &position.head);
    let sig = key(world).sign(Use::JournalHead, Purpose::Incident, &message).unwrap().into_bytes();
    let head =
        Head { station: rows[0].station.clone(), seq: rows.last().unwrap().seq, hash: position.head.to_vec(), sig };
    (made, head)
}

#[test]
fn whoever_rewrites_the_chain_under_a_recorded_checkpoint_is_found_out() {
    let world = World::new(33);
    let mut case = declared(&world);
    log(&mut case, "first");
    anchor::sign(&mut case, "demand").unwrap();
    log(&mut case, "after it");
    let rows = rows_as_read(case.path());
    let found = |changed: usize| {
        let (rows, head) = rewritten(&world, &rows, changed);
        read(rows, &[head]).problems.iter().map(|problem| problem.line()).collect::<Vec<_>>()
    };
    let checkpoint = rows.len() - 2;
    for changed in 1..checkpoint {
        let found = found(changed);
        assert!(
            found.len() == 1 && found[0].contains("checkpoint recorded here does not hold"),
            "{changed}: {found:?}"
        );
    }
    // Behind the last checkpoint a chain proves nothing against the holder of its key: that is what anchors are for.
    assert_eq!(found(rows.len() - 1), Vec::<String>::new());
}

#[test]
fn an_older_copy_put_back_signs_nothing_that_contradicts_what_was_signed() {
    let world = World::new(34);
    let mut case = declared(&world);
    let path = case.path().to_owned();
    drop(case);
    let kept = world.file("kept");
    std::fs::copy(&path, &kept).unwrap();
    case = Case::open(&world.env, &path, "A. Lead").unwrap();
    log(&mut case, "what really happened");
    anchor::sign(&mut case, "demand").unwrap();
    drop(case);
    std::fs::copy(&kept, &path).unwrap();
    let mut case = Case::open(&world.env, &path, "A. Lead").unwrap();
    log(&mut case, "what is said instead");
    log(&mut case, "and more");
    let refused = anchor::sign(&mut case, "demand").unwrap_err().to_string();
    assert!(refused.contains("contradict"), "{refused}");
    let before = case.head();
    assert!(run(&mut case, "checkpoint", &[]).is_err());
    assert_eq!(case.head(), before, "nothing was recorded");
    // The hand-over itself is never refused.
    let handed = run(&mut case, "hand-over", &[("to", "Lena Brandt")]).unwrap();
    assert_eq!((handed.len(), case.state().watch.handed.len(), case.state().anchors.signed.len()), (1, 1, 0));
}

#[test]
fn a_copy_that_ends_behind_the_signed_lines_goes_on() {
    let world = World::new(35);
    let mut case = declared(&world);
    let path = case.path().to_owned();
    drop(case);
    let kept = world.file("kept");
    std::fs::copy(&path, &kept).unwrap();
    case = Case::open(&world.env, &path, "A. Lead").unwrap();
    anchor::sign(&mut case, "demand").unwrap();
    drop(case);
    std::fs::copy(&kept, &path).unwrap();
    let mut case = Case::open(&world.env, &path, "A. Lead").unwrap();
    // The record of the checkpoint is gone, and every line that it was about is there.
    anchor::sign(&mut case, "demand").unwrap();
}

#[test]
fn with_two_laptops_the_case_head_is_over_both_chains() {
    let world = World::new(36);
    let mut case = declared(&world);
    let path = case.path().to_owned();
    let there = world.other_laptop("there", 77);
    let mut other = Case::open(&there, &path, "T. Reed").unwrap();
    log(&mut other, "from the other laptop");
    let station = other.state().station.to_string();
    let fingerprint = other.fingerprint().unwrap();
    run(&mut case, "admit", &[("station", &station), ("fingerprint", &fingerprint)]).unwrap();
    other.refresh().unwrap();
    log(&mut other, "counted now");
    let made = anchor::sign(&mut case, "demand").unwrap();
    let covers = covered(&made.signed.heads);
    assert_eq!(covers.len(), 2);
    assert_eq!(covers.iter().find(|chain| chain.station.to_string() == station).unwrap().size, other.head().0);
    drop((case, other));
    assert_eq!(problems(&path), Vec::<String>::new());
    // The other chain, cut off and signed anew by its own laptop, no longer is what the checkpoint says of it.
    let mut rows = rows_as_read(&path);
    let last = rows.iter().rposition(|row| row.station == station).unwrap();
    rows.remove(last);
    let found: Vec<String> = read(rows, &[]).problems.iter().map(|problem| problem.line()).collect();
    assert!(found.iter().any(|line| line.contains("checkpoint recorded here")), "{found:?}");
}
