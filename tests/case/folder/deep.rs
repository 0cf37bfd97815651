//! What only a look inside finds: good folders, and folders that lie although every list, digest and signature of them is right, since the station's own key made
//! them again.

use super::*;
use warroom::export::folder::note::Note;
use warroom::journal::checkpoint::Checkpoint;

#[test]
fn a_real_folder_verifies_and_says_what_was_checked() {
    let bench = Bench::new(&WHOLE);
    let report = bench.verify(Some(&WHOLE.fingerprint()));
    assert_eq!(said(&report), Vec::<String>::new());
    assert_eq!(report.remarks, []);
    assert!(report.compared && report.copy && report.copy_same_bytes);
    assert!(
        report.attachments >= 1 && report.evidence == 1 && report.checkpoints >= 2 && report.projections > 20,
        "{report:?}"
    );
    assert_eq!((report.empty, report.unknown), (1, 0), "one record has a telephone number");
    let json = report.to_json();
    assert_eq!((&json["ok"], &json["folder"]), (&true.into(), &WHOLE.name.clone().into()));
    // Whoever stores it may rename it: that is remarked on, and nothing is wrong.
    let moved = bench.shelf().join("elsewhere");
    std::fs::rename(bench.path(), &moved).unwrap();
    let renamed = folder(&moved, Some(&WHOLE.fingerprint())).unwrap();
    let remarks: Vec<String> = renamed.remarks.iter().map(ToString::to_string).collect();
    assert!(renamed.ok() && remarks.len() == 1 && remarks[0].contains("it was renamed since"), "{remarks:?}");
    if installed("python3") && installed("ssh-keygen") {
        assert_eq!(by_python(bench.shelf(), &moved, &WHOLE.fingerprint()), Some(0), "the other verifier agrees");
    }
    let partial = bench.shelf().join(format!("{}.partial", WHOLE.name));
    std::fs::rename(moved, &partial).unwrap();
    assert!(said(&folder(&partial, None).unwrap())[0].contains("the export was not finished"));
}

#[test]
fn withheld_bodies_are_accounted_for_by_the_note() {
    let mut bench = Bench::new(&FILTERED);
    let report = bench.verify(Some(&FILTERED.fingerprint()));
    assert_eq!(said(&report), Vec::<String>::new());
    assert!(report.empty > 3, "{}", report.empty);
    // One more body taken out by whoever has the key.
    let bodies = String::from_utf8(FILTERED.files[layout::BODIES].clone()).unwrap();
    let line = bodies.lines().enumerate().find(|(number, body)| *number > 3 && *body != "null").unwrap().1;
    let mut files = FILTERED.files.clone();
    files.insert(layout::BODIES.to_owned(), bodies.replacen(line, "null", 1).into_bytes());
    sealed(&mut files, &FILTERED.key);
    bench.lay(&files);
    let said = said(&bench.verify(None));
    assert!(said.iter().any(|what| what.contains("a body was taken out of this folder")), "{said:#?}");
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap_or_else(|_| panic!("{path}"))
}

fn change(files: &mut Files, path: &str, with: impl FnOnce(String) -> String) {
    let before = text(files, path);
    let after = with(before.clone());
    assert_ne!(before, after, "{path} was not changed");
    files.insert(path.to_owned(), after.into_bytes());
}

fn note(files: &mut Files, with: impl FnOnce(&mut Note)) {
    let mut note = Note::parse(&files[layout::NOTE]).unwrap();
    with(&mut note);
    files.insert(layout::NOTE.to_owned(), note.to_bytes().unwrap());
}

fn checkpoint(files: &Files) -> String {
    files.keys().find(|path| path.starts_with(layout::CHECKPOINTS) && path.ends_with(".txt")).unwrap().clone()
}

/// One lie each, sealed by the station's own key: the stock tools find all in order.
#[test]
fn lies_under_a_good_seal_are_found_and_named() {
    type Lie = (fn(&mut Files, &StationKey), &'static str);
    let lies: &[Lie] = &[
        (
            |files, _| change(files, layout::JOURNAL, |text| text.replacen("\"lamport\":4,", "\"lamport\":400,", 1)),
            "data/journal/journal.ndjson line 5: ",
        ),
        (
            |files, _| {
                change(files, layout::JOURNAL, |text| {
                    text.lines().take(text.lines().count() - 2).map(|line| format!("{line}\n")).collect()
                });
                change(files, layout::BODIES, |text| {
                    text.lines().take(text.lines().count() - 2).map(|line| format!("{line}\n")).collect()
                });
            },
            "data/journal/heads.ndjson: ",
        ),
        (
            |files, _| change(files, layout::BODIES, |text| text.replacen("185.220.101.2", "185.220.101.3", 1)),
            "data/journal/bodies.ndjson line",
        ),
        (|files, _| change(files, layout::BODIES, |text| text.trim_end().to_owned()), "does not end in a line feed"),
        (
            |files, _| {
                change(files, layout::HEADS, |text| text.replacen("SIGNATURE-----\\nU", "SIGNATURE-----\\nV", 1))
            },
            "data/journal/heads.ndjson: ",
        ),
        (|files, _| drop(files.insert(layout::HEADS.to_owned(), Vec::new())), "the chain has no signed head"),
        (
            |files, key| {
                // A checkpoint of another history, signed by the right key.
                let path = checkpoint(files);
                let mut other = Checkpoint::parse(&text(files, &path)).unwrap();
                other.root[0] ^= 1;
                files.insert(
                    format!("{path}.sig"),
                    key.sign(Use::JournalCheckpoint, Purpose::Incident, other.body().as_bytes()).unwrap().into_bytes(),
                );
                files.insert(path, other.body().into_bytes());
            },
            "written anew after it was signed",
        ),
        (
            |files, key| {
                let path = checkpoint(files);
                let mut other = Checkpoint::parse(&text(files, &path)).unwrap();
                other.size += 5_000;
                let name = format!(
                    "{}{}-{:06}.txt",
                    layout::CHECKPOINTS,
                    other.origin.rsplit('/').next().unwrap(),
                    other.size
                );
                files.insert(
                    format!("{name}.sig"),
                    key.sign(Use::JournalCheckpoint, Purpose::Incident, other.body().as_bytes()).unwrap().into_bytes(),
                );
                files.insert(name, other.body().into_bytes());
            },
            "lines were cut off",
        ),
        (
            |files, _| {
                let stranger = StationKey::generate(&[8; 32]);
                let path = checkpoint(files);
                let sig = stranger.sign(Use::JournalCheckpoint, Purpose::Incident, &files[&path]).unwrap();
                files.insert(format!("{path}.sig"), sig.into_bytes());
            },
            "another key than that of the station",
        ),
        (
            |files, _| {
                let path = checkpoint(files) + ".sig";
                change(files, &path, |text| text.replace('\n', "\r\n"));
            },
            ".txt.sig: ",
        ),
        (
            |files, _| {
                let path = checkpoint(files) + ".sig";
                change(files, &path, |text| text + "\n");
            },
            ".txt.sig: ",
        ),
        (
            |files, _| {
                let path = checkpoint(files);
                files.remove(&format!("{path}.sig"));
                files.remove(&path);
            },
            "it was taken out",
        ),
        (|files, _| drop(files.remove(&(checkpoint(files) + ".sig"))), "it was taken out"),
        (
            |files, key| {
                // A true one, signed by the right key, that nobody put on record.
                let path = checkpoint(files);
                let known = Checkpoint::parse(&text(files, &path)).unwrap();
                let first = text(files, layout::JOURNAL).lines().next().unwrap().to_owned();
                let root = warroom::journal::merkle::root(&[warroom::journal::merkle::leaf_hash(first.as_bytes())]);
                let early = Checkpoint { size: 1, root, ..known };
                let name = format!("{}{}-000001.txt", layout::CHECKPOINTS, early.origin.rsplit('/').next().unwrap());
                let sig = key.sign(Use::JournalCheckpoint, Purpose::Incident, early.body().as_bytes()).unwrap();
                files.insert(format!("{name}.sig"), sig.into_bytes());
                files.insert(name, early.body().into_bytes());
            },
            "no record of the journal says that it was signed",
        ),
        (|files, _| note(files, |note| note.case_head = "00".repeat(32)), "its case head is not that of the journal"),
        (|files, _| note(files, |note| note.withheld.privileged = 1), "bodies are empty, and it accounts for"),
        (|files, _| note(files, |note| note.stations[0].seq -= 1), "the stations that it lists"),
        (|files, _| note(files, |note| note.phones = true), "the record that this export began says something else"),
        (|files, _| note(files, |note| note.number = 9), "its name does not follow"),
        (
            |files, _| change(files, layout::NOTE, |text| text.replacen("  ", " ", 1)),
            "data/export.json: it is not written as",
        ),
        (
            |files, _| change(files, "data/tables/timeline.csv", |text| text.replacen("beacon", "nothing", 1)),
            "data/tables/timeline.csv line",
        ),
        (
            |files, _| change(files, "data/tables/timeline.json", |text| text.replacen("beacon", "nothing", 1)),
            "data/tables/timeline.json line",
        ),
        (|files, _| drop(files.remove("data/tables/people.csv")), "data/tables/people.csv: it is missing"),
        (
            |files, _| drop(files.insert("data/tables/more.csv".to_owned(), b"x".to_vec())),
            "data/tables/more.csv: it does not follow",
        ),
        (|files, _| drop(files.insert("data/readme".to_owned(), b"x".to_vec())), "data/readme: it does not follow"),
        (|files, _| drop(files.insert("autorun.inf".to_owned(), b"x".to_vec())), "autorun.inf: it does not follow"),
        (|files, _| drop(files.remove(layout::DATABASE)), "data/db/case.sqlite: it is missing"),
        (
            |files, _| drop(files.insert(layout::DATABASE.to_owned(), b"no database".repeat(100))),
            "data/db/case.sqlite: ",
        ),
        (
            |files, _| {
                let path = files.keys().find(|path| path.starts_with(layout::EVIDENCE_FILES)).unwrap().clone();
                files.get_mut(&path).unwrap()[9] ^= 1;
            },
            "no exhibit of the register has these bytes",
        ),
        (
            |files, _| {
                let path = files
                    .keys()
                    .find(|path| path.starts_with(layout::ATTACHMENTS) && !path.ends_with(".csv"))
                    .unwrap()
                    .clone();
                files.get_mut(&path).unwrap()[0] ^= 1;
            },
            "it does not have the digest by which the journal cites it",
        ),
        (
            |files, _| change(files, layout::ATTACHMENT_LIST, |text| text.replacen("a", "b", 1)),
            "data/attachments/attachments.csv",
        ),
        (
            |files, _| change(files, layout::BAG_INFO, |text| text.replacen("Journal-Head: ", "Journal-Head: 0", 1)),
            "bag-info.txt: Journal-Head",
        ),
        (
            |files, _| change(files, layout::BAG_INFO, |text| text.replacen("Case-Head: ", "Case-Head: 0", 1)),
            "bag-info.txt: Case-Head",
        ),
        (
            |files, _| change(files, layout::VERIFY_PY, |text| text.replacen("sys.exit(1", "sys.exit(0", 1)),
            "verify.py: it is not what",
        ),
        (
            |files, _| change(files, layout::VERIFY_TXT, |text| text.replacen("ANOTHER WAY", "ANY WAY", 1)),
            "VERIFY.txt: it is not what",
        ),
        (
            |files, _| change(files, layout::ALLOWED_SIGNERS, |text| format!("* {}", text.split_once(' ').unwrap().1)),
            "allowed_signers: it does not name",
        ),
    ];
    let mut bench = Bench::new(&WHOLE);
    for (lie, expected) in lies {
        let mut files = WHOLE.files.clone();
        lie(&mut files, &WHOLE.key);
        sealed(&mut files, &WHOLE.key);
        bench.lay(&files);
        let said = said(&bench.verify(Some(&WHOLE.fingerprint())));
        assert!(said.iter().any(|what| what.contains(expected)), "{expected}: {said:#?}");
    }
    // What they have in common is in order.
    let mut files = WHOLE.files.clone();
    sealed(&mut files, &WHOLE.key);
    bench.lay(&files);
    assert_eq!(said(&bench.verify(Some(&WHOLE.fingerprint()))), Vec::<String>::new());
}

/// SQL by whoever has the key and `sqlite3`, in the copy.
#[test]
fn the_copy_is_compared_row_by_row() {
    let mut bench = Bench::new(&WHOLE);
    let changes = [
        ("UPDATE timeline SET text = 'nothing' WHERE rowid = 3", "table timeline, row 3"),
        ("DELETE FROM journal WHERE rowid = 5", "freelist_count"),
        ("UPDATE journal SET body = x'00' WHERE rowid = 5", "table journal, row 5"),
        ("INSERT INTO people SELECT * FROM people LIMIT 1", "table people, row"),
        ("CREATE TABLE more(x)", "its tables are not those"),
        ("CREATE VIEW spy AS SELECT * FROM journal", "its tables are not those"),
        ("CREATE TRIGGER spy AFTER INSERT ON journal BEGIN DELETE FROM head; END", "its tables are not those"),
        ("PRAGMA application_id = 7", "application_id"),
        ("PRAGMA user_version = 7", "user_version"),
    ];
    let place = destination();
    for (sql, expected) in changes {
        let path = place.path().join("copy.sqlite");
        std::fs::write(&path, &WHOLE.files[layout::DATABASE]).unwrap();
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let mut files = WHOLE.files.clone();
        files.insert(layout::DATABASE.to_owned(), std::fs::read(&path).unwrap());
        sealed(&mut files, &WHOLE.key);
        bench.lay(&files);
        let said = said(&bench.verify(None));
        assert!(said.len() == 1 && said[0].contains(expected), "{sql}: {said:#?}");
    }
    // The same content in other pages is said, and is no problem.
    let path = place.path().join("copy.sqlite");
    std::fs::write(&path, &WHOLE.files[layout::DATABASE]).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA page_size = 8192; VACUUM").unwrap();
    let mut files = WHOLE.files.clone();
    files.insert(layout::DATABASE.to_owned(), std::fs::read(&path).unwrap());
    sealed(&mut files, &WHOLE.key);
    bench.lay(&files);
    let report = bench.verify(None);
    assert!(report.ok() && report.copy && !report.copy_same_bytes, "{:#?}", said(&report));
    assert!(report.remarks[0].what.contains("in other bytes"));
}

/// A stranger with a key of their own: the folder's own papers betray that its journal has another key, and with a journal of their own only the fingerprint does.
#[test]
fn a_stranger_who_signs_everything_anew_is_found() {
    let stranger = StationKey::generate(&[9; 32]);
    let mut files = WHOLE.files.clone();
    let line = warroom::export::verify::paper::allowed_signers(
        [(stranger.station_id().as_str(), stranger.public_openssh().as_str())],
        Purpose::Incident,
    );
    files.insert(layout::ALLOWED_SIGNERS.to_owned(), line.into_bytes());
    sealed(&mut files, &stranger);
    let mut bench = Bench::new(&WHOLE);
    bench.lay(&files);
    let found = said(&bench.verify(None));
    assert!(found.iter().any(|what| what.contains("the key of no station that counts")), "{found:#?}");
    let found = said(&bench.verify(Some(&WHOLE.fingerprint())));
    assert!(found.iter().any(|what| what.contains("somebody else made it")), "{found:#?}");
    // A whole case of their own, exported by their own laptop: in itself it is in order.
    let theirs = super::made(4711, Mark::Red);
    let bench = Bench::new(&theirs);
    assert!(bench.verify(None).ok());
    let found = said(&bench.verify(Some(&WHOLE.fingerprint())));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("somebody else made it"), "{found:#?}");
}

/// A version that makes its tables otherwise: what is signed holds, and it is said that the tables were not compared.
#[test]
fn a_folder_of_another_version_is_verified_as_far_as_it_can_be() {
    let mut files = WHOLE.files.clone();
    note(&mut files, |note| note.program = "warroom 9.9.9".to_owned());
    change(&mut files, "data/tables/timeline.csv", |text| text.replacen("beacon", "Beacon", 1));
    sealed(&mut files, &WHOLE.key);
    let mut bench = Bench::new(&WHOLE);
    bench.lay(&files);
    let report = bench.verify(Some(&WHOLE.fingerprint()));
    assert_eq!(said(&report), Vec::<String>::new());
    let remarks: Vec<String> = report.remarks.iter().map(ToString::to_string).collect();
    assert!(remarks.iter().any(|what| what.starts_with("data/tables/timeline.csv: another version")), "{remarks:#?}");
}
