//! Checkpoints of the journal: each holds against the lines before it, none contradicts an earlier one, stock tools check them.

use std::path::Path;
use std::process::{Command, Stdio};

use warroom::app::anchor::{self, Made};
use warroom::app::case::Case;
use warroom::domain::anchor::{answer, case_head, covered};
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

pub(crate) fn declared(world: &World) -> Case {
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

/// A second person with a machine and a key of their own: the public key and a signature over a file, by stock tools alone.
pub(crate) fn witness(dir: &Path, namespace: &str, file: &Path) -> Option<(String, String)> {
    let key = dir.join("witness");
    let mut made = stock("ssh-keygen")?;
    assert!(made.args(["-q", "-t", "ed25519", "-N", "", "-C", "w", "-f"]).arg(&key).status().unwrap().success());
    let mut sign = stock("ssh-keygen")?;
    let done = sign.args(["-Y", "sign", "-n", namespace, "-f"]).arg(&key).arg(file).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let fingerprint = stock("ssh-keygen")?.args(["-l", "-f"]).arg(key.with_extension("pub")).output().unwrap();
    let said = String::from_utf8(fingerprint.stdout).unwrap();
    Some((public, said.split(' ').nth(1).unwrap().to_owned()))
}

fn lacks(case: &Case) -> String {
    let last = case.state().anchors.made.last().unwrap();
    let short = warroom::domain::anchor::lacks(case.state(), &last.how);
    assert_eq!(short.is_empty(), warroom::domain::anchor::counts(case.state(), last));
    short.iter().map(|short| short.rule.id()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_witness_signs_with_stock_tools_and_their_key_is_compared() {
    let world = World::new(37);
    let mut case = declared(&world);
    let made = anchor::sign(&mut case, "demand").unwrap();
    let files = anchor::write(&case, &made.signed, &world.file("out")).unwrap();
    let Some((_, fingerprint)) = witness(world.dir.path(), "journal-witness@warroom", &files[2]) else { return };
    log(&mut case, "goes on");
    anchor::sign(&mut case, "demand").unwrap();
    let signature = format!("{}.sig", files[2].display());
    let mut take = |signature: &str, fingerprint: &str| {
        let given = [("signature-file", signature), ("by", "Ola Witness"), ("fingerprint", fingerprint)];
        run(&mut case, "anchor-witness", &given).unwrap();
        lacks(&case)
    };
    assert_eq!(take(&signature, ""), "J-10");
    assert_eq!(take(&signature, "SHA256:another"), "J-10");
    assert_eq!(take(&signature, &fingerprint), "");
    // The laptop's own signature over the same text is none of a witness.
    let own = world.file("own.sig");
    let heads = made.signed.heads.as_bytes();
    std::fs::write(&own, key(&world).sign(Use::JournalWitness, Purpose::Incident, heads).unwrap()).unwrap();
    assert_eq!(take(own.to_str().unwrap(), &key(&world).fingerprint()), "J-09");
    // A signature for another use, and one over something else.
    std::fs::write(&own, key(&world).sign(Use::CaseExport, Purpose::Incident, heads).unwrap()).unwrap();
    assert_eq!(take(own.to_str().unwrap(), ""), "J-08");
    std::fs::write(&own, key(&world).sign(Use::JournalWitness, Purpose::Incident, b"else").unwrap()).unwrap();
    assert_eq!(take(own.to_str().unwrap(), ""), "J-08");
    let of = case.state().anchors.made[2].how.of().0;
    assert_eq!(of, made.record, "the checkpoint that was signed is found, though a later one is there");
    let path = case.path().to_owned();
    drop(case);
    assert_eq!(problems(&path), Vec::<String>::new());
}

#[test]
fn words_by_phone_are_those_of_the_question_and_of_the_checkpoint() {
    let world = World::new(38);
    let mut case = declared(&world);
    let made = anchor::sign(&mut case, "demand").unwrap();
    let question = ["river", "candle", "seven", "oak"].map(str::to_owned);
    let words = answer(&question, &made.signed.heads);
    // What a stranger computes with stock tools.
    if let Some(mut python) = stock("python3") {
        let script = "import hashlib,sys;print(hashlib.sha256(b'warroom-anchor\\nriver candle seven oak\\n'+sys.argv[1].encode()).hexdigest()[:16])";
        let said = python.args(["-c", script, &made.signed.heads]).output().unwrap();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let bytes = warroom::library::words::bytes_of(&words).unwrap();
        assert_eq!(String::from_utf8(said.stdout).unwrap().trim(), warroom::journal::hex(&bytes));
    }
    let mut take = |asked: &str, answered: &str, way: &str| {
        let said = [("asked-words", asked), ("answer-words", answered), ("way", way)];
        let whom = [("spoke-with", "Lena Brandt"), ("called-number", "+49 30 9")];
        run(&mut case, "anchor-phone", &[&said[..], &whom].concat()).unwrap();
        lacks(&case)
    };
    assert_eq!(words.len(), 8);
    assert_eq!(take("River, CANDLE seven oak!", "", ""), "");
    assert_eq!(take("river candle seven oak", &words.join(" "), "we-ask"), "");
    assert_eq!(take("river candle seven oak", "", "we-ask"), "J-06", "what was heard is typed");
    assert_eq!(take("river candle oak seven", &words.join(" "), ""), "J-06");
    assert_eq!(take("river candle seven", "", ""), "J-05");
    assert_eq!(take("", "", ""), "", "sixteen words need no question");
    let mut eight = answer(&[], &made.signed.heads);
    assert_eq!(eight.len(), 16);
    eight.truncate(8);
    assert_eq!(take("", &eight.join(" "), ""), "J-06", "eight words that nobody asked for are too few");
    assert_eq!(take("river candle seven oak", "", "nobody-asks"), "J-05");
    run(&mut case, "anchor-phone", &[("asked-words", "river candle seven oak"), ("spoke-with", "A. Lead")]).unwrap();
    assert_eq!(lacks(&case), "J-07 J-07", "nobody rings themselves, and which number was called is said");
}

#[test]
fn a_page_counts_with_two_people_its_place_and_the_digits_read_off() {
    let world = World::new(39);
    let mut case = declared(&world);
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name), ("phone", name)]).unwrap();
    }
    let first = anchor::current(&mut case).unwrap();
    let page = |case: &Case, record| {
        let wanted = warroom::app::paper::Wanted::Checkpoint(record);
        let lang = warroom::library::lang::Lang::english();
        warroom::app::paper::make(case, &wanted, warroom::app::paper::Format::Markdown, chrono_tz::UTC, &lang).unwrap()
    };
    let made = page(&case, first.record);
    let text = String::from_utf8(made.bytes.clone()).unwrap();
    let groups: Vec<&str> = (0..8).map(|at| &first.case_head[at * 8..at * 8 + 8]).collect();
    for group in &groups {
        assert!(text.contains(group), "{text}");
    }
    warroom::app::paper::record(&mut case, &[(&made, None)]).unwrap();
    assert_eq!(anchor::current(&mut case).unwrap(), first, "a printed page asks for no new checkpoint");
    log(&mut case, "goes on");
    let second = anchor::current(&mut case).unwrap();
    assert_ne!(second.case_head, first.case_head);
    let mut take = |fields: &[(&str, &str)]| {
        run(&mut case, "anchor-paper", &[&[("slip", made.number.as_str())][..], fields].concat()).unwrap();
        (lacks(&case), case.state().anchors.made.last().unwrap().how.of().0)
    };
    let people = [("signed-by", "Mara Okafor"), ("second", "Tom Reed")];
    let read = ("read-off", groups[0]);
    // The number of the page names the checkpoint that it is of, not the last one.
    assert_eq!(take(&[&people[..], &[read, ("lies", "safe 2")]].concat()), (String::new(), first.record));
    assert_eq!(take(&[&people[..], &[read]].concat()).0, "J-03");
    assert_eq!(take(&[("signed-by", "Mara Okafor"), read, ("lies", "safe 2")]).0, "J-03");
    assert_eq!(take(&[("signed-by", "Mara Okafor"), ("second", "mara okafor"), read, ("lies", "safe 2")]).0, "J-03");
    assert_eq!(take(&[&people[..], &[("lies", "safe 2")]].concat()).0, "J-04");
    let other = ("read-off", &second.case_head[..8]);
    assert_eq!(take(&[&people[..], &[other, ("lies", "safe 2")]].concat()).0, "J-04");
    let csv = String::from_utf8(warroom::export::anchors::anchors_csv(case.state())).unwrap();
    assert_eq!(csv.lines().count(), 7, "{csv}");
    assert!(
        csv.lines().nth(1).unwrap().ends_with(",safe 2,,,yes,") && csv.lines().nth(5).unwrap().ends_with(",no,J-04")
    );
}

#[test]
fn anchors_fall_due_and_one_settles_what_it_covers() {
    use warroom::domain::anchor::{Cause, due, spans, unanchored};
    let world = World::new(40);
    let mut case = declared(&world);
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name), ("phone", name)]).unwrap();
    }
    let causes = |case: &Case| due(case.state()).iter().map(|due| due.cause).collect::<Vec<_>>();
    let waits = |case: &Case| {
        let needs = warroom::domain::attention::needs(case.state(), case.countdown_now());
        needs.into_iter().filter(|need| need.what.id == "need-anchor").count()
    };
    assert_eq!((causes(&case), waits(&case)), (vec![Cause::Declaration, Cause::Age], 0));
    world.clock.pass(31 * 60_000);
    assert_eq!(waits(&case), 1, "paper within half an hour of the declaration");
    run(&mut case, "roll-call", &[("present", "Mara Okafor")]).unwrap();
    assert_eq!(causes(&case), [Cause::Declaration, Cause::Briefing]);
    world.clock.pass(16 * 60_000);
    assert_eq!(waits(&case), 2);
    let before = unanchored(case.state());
    let phone = |case: &mut Case| {
        anchor::current(case).unwrap();
        let whom = [("spoke-with", "Tom Reed"), ("called-number", "+49 30 9"), ("by", "Mara Okafor")];
        run(case, "anchor-phone", &[&[("asked-words", "one two three four")][..], &whom].concat()).unwrap();
        assert_eq!(lacks(case), "");
    };
    phone(&mut case);
    assert_eq!(unanchored(case.state()).records, 0, "what carries it out of the room asks for nothing itself");
    // By phone it is fixed; the declaration asks for paper.
    assert_eq!(causes(&case), [Cause::Declaration]);
    let fixed = spans(case.state());
    assert_eq!((fixed.len(), fixed[0].records, Some(fixed[0].from)), (1, before.records, before.since));
    run(&mut case, "hand-over", &[("to", "Mara Okafor")]).unwrap();
    assert_eq!(causes(&case), [Cause::Declaration, Cause::HandOver]);
    world.clock.pass(5 * 3_600_000);
    phone(&mut case);
    let fixed = spans(case.state());
    let hours = |span: &warroom::domain::anchor::Span| span.until.unwrap().millis_since(span.from) / 3_600_000;
    assert_eq!((fixed.len(), hours(&fixed[1])), (2, 5));
    // An anchor that was struck fixes nothing.
    let record = fixed[1].by.unwrap().to_string();
    run(&mut case, "strike", &[("record", &record), ("reason", "nobody answered")]).unwrap();
    assert_eq!(spans(case.state()).last().unwrap().until, None);
    assert!(causes(&case).contains(&Cause::HandOver));
    let anchored = case.state().clone();
    let path = case.path().to_owned();
    drop(case);
    let again = Case::open(&world.env, &path, "A. Lead").unwrap();
    assert_eq!(again.state().anchors, anchored.anchors, "replay gives the live state");
}

/// Runs the script of a proof in its directory: exit code and words.
fn checked(directory: &Path) -> Option<(bool, String)> {
    let done = stock("python3")?.arg("check.py").current_dir(directory).output().unwrap();
    stock("ssh-keygen")?;
    Some((done.status.success(), text(&done.stdout) + &text(&done.stderr)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn one_record_is_proved_without_the_case_and_a_changed_proof_fails() {
    use warroom::app::prove::prove;
    let world = World::new(42);
    let mut case = declared(&world);
    for number in 0..9 {
        log(&mut case, &format!("line {number} of the night"));
    }
    let record = case.state().timeline.lines.iter().rfind(|line| line.detail.is_some()).unwrap().id;
    log(&mut case, "one more");
    let directory = world.file("proof");
    let proof = prove(&mut case, record, true, &directory).unwrap();
    assert!(proof.body && case.state().anchors.checkpoint(proof.checkpoint).unwrap().occasion == "proof");
    assert!(std::fs::read_to_string(directory.join("body.json")).unwrap().contains("line 8 of the night"));
    let everything: String = proof.files.iter().map(|path| text(&std::fs::read(path).unwrap())).collect();
    assert!(!everything.contains("line 7") && !everything.contains("one more"), "nothing else of the case is in it");
    let script = std::fs::read_to_string(directory.join("check.py")).unwrap();
    assert!(script.lines().count() <= 20, "short enough to be read in court");
    let Some((holds, said)) = checked(&directory) else { return };
    assert!(holds && said.contains(&key(&world).fingerprint()) && !said.contains("FAIL"), "{said}");
    // Any record of the chain, whatever its place in the tree.
    for seq in 1..=case.head().0 {
        let record = warroom::domain::id::RecordId { station: record.station, seq };
        let directory = world.file(&format!("proof-{seq}"));
        prove(&mut case, record, false, &directory).unwrap();
        assert!(!directory.join("body.json").exists());
        let (holds, said) = checked(&directory).unwrap();
        assert!(holds, "{seq}: {said}");
    }
    // A character changed anywhere in what is proved, and the script says no.
    for name in ["line.json", "body.json", "checkpoint.txt", "checkpoint.txt.sig", "proof.json"] {
        let path = directory.join(name);
        let good = std::fs::read(&path).unwrap();
        let middle = good.len() / 2;
        for at in [middle, middle + 1, good.len() - 3] {
            let mut bad = good.clone();
            bad[at] = if bad[at] == b'7' { b'8' } else { b'7' };
            std::fs::write(&path, &bad).unwrap();
            assert!(!checked(&directory).unwrap().0, "{name} {at}");
        }
        std::fs::write(&path, &good).unwrap();
    }
    assert!(checked(&directory).unwrap().0);
    // Another key that signs another checkpoint is another fingerprint, which is what has to be compared.
    let other = StationKey::generate(&[9; 32]);
    let body = std::fs::read(directory.join("checkpoint.txt")).unwrap();
    let forged = other.sign(Use::JournalCheckpoint, Purpose::Incident, &body).unwrap();
    std::fs::write(directory.join("checkpoint.txt.sig"), forged).unwrap();
    assert!(!checked(&directory).unwrap().0);
    let signers = std::fs::read_to_string(directory.join("allowed_signers")).unwrap();
    std::fs::write(
        directory.join("allowed_signers"),
        signers.replace(&key(&world).public_openssh(), &other.public_openssh()),
    )
    .unwrap();
    let (holds, said) = checked(&directory).unwrap();
    assert!(holds && said.contains(&other.fingerprint()) && !said.contains(&key(&world).fingerprint()));
    // What is there already is never overwritten.
    assert!(prove(&mut case, record, true, &directory).is_err());
}

#[test]
fn the_questions_that_would_be_asked_come_with_their_answers_or_none() {
    use std::collections::BTreeMap;
    use warroom::domain::challenge::{Question, questions};
    let world = World::new(43);
    let mut case = declared(&world);
    let asked = |case: &Case| questions(case.state(), case.countdown_now());
    // Kind, and whether it is answered, counted.
    let kinds = |found: &[Question]| {
        let mut kinds: BTreeMap<(&str, bool), usize> = BTreeMap::new();
        for question in found {
            *kinds.entry((question.kind, !question.answers.is_empty())).or_default() += 1;
        }
        kinds
    };
    let at_first = kinds(&asked(&case));
    assert_eq!(at_first.get(&("clock", false)), Some(&1), "nobody compared the clock: {at_first:?}");
    assert_eq!(at_first.get(&("identity", false)), Some(&1), "A. Lead stands on no roster");
    run(&mut case, "person", &[("name", "A. Lead"), ("phone", "1")]).unwrap();
    world.clock.pass(3 * 3_600_000);
    log(&mut case, "three hours later");
    let line = case.state().timeline.lines.last().unwrap().id.to_string();
    run(&mut case, "strike", &[("record", &line), ("reason", "it was four")]).unwrap();
    run(&mut case, "exhibit", &[("description", "a phone")]).unwrap();
    run(&mut case, "call", &[("callee", "Tom Reed"), ("at", "-40m")]).unwrap();
    let found = kinds(&asked(&case));
    let count = |kind, answered| found.get(&(kind, answered)).copied().unwrap_or_default();
    assert_eq!((count("identity", false), count("identity", true)), (0, 0), "{found:?}");
    assert_eq!((count("gap", false), count("gap", true)), (0, 1), "the call happened within it: {found:?}");
    assert_eq!((count("late", false), count("struck", true), count("digest", false)), (1, 1, 1), "{found:?}");
    assert_eq!((count("anchor", false), count("clock", false)), (1, 1), "{found:?}");
    // What is mended is answered.
    let late = asked(&case).into_iter().find(|question| question.kind == "late").unwrap().about.unwrap();
    run(&mut case, "explain", &[("record", &late.to_string()), ("reason", "the line was dead")]).unwrap();
    run(&mut case, "clock-check", &[("reference", "now"), ("clock-source", "GPS")]).unwrap();
    world.clock.jump(2 * 3_600_000);
    log(&mut case, "after the jump");
    let found = asked(&case);
    let of = |kind: &str, answered: bool| {
        found.iter().filter(|question| question.kind == kind && question.answers.is_empty() != answered).count()
    };
    assert_eq!((of("late", true), of("late", false)), (1, 0));
    assert_eq!((of("clock", true), of("clock", false)), (1, 1), "the comparison came before the jump");
    // Those without an answer come first, and a struck call asks for nothing.
    assert!(found.windows(2).all(|pair| pair[0].answers.is_empty() || !pair[1].answers.is_empty()));
    run(&mut case, "strike", &[("record", &late.to_string()), ("reason", "no such call")]).unwrap();
    assert!(asked(&case).iter().all(|question| question.kind != "late"));
}

#[test]
fn an_anchor_that_is_withheld_ends_its_stretch_all_the_same() {
    use warroom::app::export::Asked;
    use warroom::export::folder::layout;
    use warroom::export::folder::note::Note;
    let world = World::new(41);
    let mut case = declared(&world);
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&mut case, "person", &[("name", name), ("phone", name)]).unwrap();
    }
    anchor::current(&mut case).unwrap();
    let whom = [("spoke-with", "Tom Reed"), ("called-number", "+49 30 9"), ("by", "Mara Okafor")];
    run(&mut case, "anchor-phone", &[&[("asked-words", "one two three four")][..], &whom].concat()).unwrap();
    let made = case.state().anchors.made[0].clone();
    let place = super::export::destination();
    let asked = super::export::asked(place.path(), warroom::domain::mark::Mark::Clear);
    let recorded = super::export::export(&mut case, Asked { dossier: true, ..asked });
    let folder = recorded.folder;
    let note = Note::parse(&std::fs::read(folder.join(layout::NOTE)).unwrap()).unwrap();
    let hidden: Vec<_> = note.withheld.anchors.iter().map(|(id, checkpoint)| (*id, *checkpoint)).collect();
    assert_eq!(hidden, [(made.id, made.how.of().0)]);
    let dossier = std::fs::read_to_string(folder.join(layout::DOSSIER_MD)).unwrap();
    let label = case.state().label(made.id);
    assert!(dossier.contains(&format!("{label}: anchored, the record is withheld")), "{dossier}");
    // What stands open is the record that this export began, and nothing before the anchor.
    let open = dossier.lines().find(|line| line.contains("nothing yet")).unwrap();
    assert!(open.contains("| 1 |"), "{open}");
    for name in ["Tom Reed", "Mara Okafor", "+49 30 9"] {
        assert!(!dossier.contains(name), "{name}");
    }
    let report = warroom::export::verify::folder(&folder, None).unwrap();
    assert!(report.ok(), "{:?}", report.flaws);
}

#[cfg(feature = "dossier")]
#[test]
fn the_code_on_the_page_is_read_back_as_the_text_of_all_chains() {
    use warroom::app::paper::{Format, Wanted, make};
    let world = World::new(42);
    let mut case = declared(&world);
    let made = anchor::current(&mut case).unwrap();
    let lang = warroom::library::lang::Lang::english();
    let page = make(&case, &Wanted::Checkpoint(made.record), Format::Pdf, case.zone(), &lang).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.pdf"), &page.bytes).unwrap();
    let judge = |program: &str, words: &[&str]| {
        let done = Command::new(program).args(words).current_dir(folder.path()).stderr(Stdio::null()).output();
        if done.is_err() {
            println!("passed over: {program} is not installed");
        }
        done.ok()
    };
    // As a poor scan of the page would be.
    let Some(_) = judge("pdftoppm", &["-r", "150", "-png", "-singlefile", "page.pdf", "page"]) else { return };
    let Some(read) = judge("zbarimg", &["-q", "--raw", "page.png"]) else { return };
    assert_eq!(String::from_utf8_lossy(&read.stdout).trim_end(), made.signed.heads.trim_end());
    let Some(read) = judge("pdftotext", &["-layout", "page.pdf", "-"]) else { return };
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    for digits in [&made.case_head, &made.signed.root] {
        assert!(warroom::domain::form::groups(digits).iter().all(|group| text.contains(group)), "{digits}: {text}");
    }
}
