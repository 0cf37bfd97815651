//! A case folder that withholds something, read as a case elsewhere: it verifies as a copy with gaps, the gaps are exactly those that the exporter signed for, and
//! nobody takes the copy for the whole.

use std::path::{Path, PathBuf};

use warroom::app::case::Case;
use warroom::app::env::Env;
use warroom::app::merge::{Side, import};
use warroom::export::origin::Origin;
use warroom::export::verify::{folder, verify};
use warroom::journal::problem::What;
use warroom::journal::signature::{Purpose, Use, sign};
use warroom::store::CaseFile;

use super::run;
use crate::merge::two;
use crate::support::{World, on_timeline, problems, run as record};

/// A case with a record that not everybody may read, exported for those up to GREEN.
struct Bench {
    world: World,
    reader: Env,
    folder: PathBuf,
}

impl Bench {
    fn new(seed: u64) -> Bench {
        let world = World::new(seed);
        let (mut first, second) = two(&world);
        drop(second);
        record(&mut first.case, "log", &[("text", "for everybody"), ("mark", "GREEN")]).unwrap();
        record(&mut first.case, "log", &[("text", "for few eyes"), ("mark", "RED")]).unwrap();
        let path = first.path();
        drop(first);
        let folder = export(&world.env, &path, &world.file("stick"));
        let reader = world.other_laptop("reader", seed + 1);
        Bench { world, reader, folder }
    }

    fn imported(&self, name: &str) -> Case {
        import(&self.reader, &self.folder, Some(&self.world.file(name)), "Rita Lund").unwrap().0
    }
}

fn export(env: &Env, case: &Path, stick: &Path) -> PathBuf {
    std::fs::create_dir_all(stick).unwrap();
    let args = ["--case", case.to_str().unwrap(), "export", stick.to_str().unwrap()];
    let done = run(env, &[&args[..], &["--force", "--reason", "r", "--audience", "GREEN"]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    let mut found: Vec<PathBuf> = std::fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found.pop().unwrap()
}

fn sql(path: &Path, statement: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    assert!(connection.execute(statement, []).unwrap() > 0, "{statement}");
}

#[test]
fn it_verifies_as_a_copy_with_the_gaps_that_were_signed_for() {
    let bench = Bench::new(181);
    let case = bench.imported("copy.warroom");
    assert!(on_timeline(&case, "for everybody") && !on_timeline(&case, "for few eyes"));
    let path = case.path().to_owned();
    assert!(case.problems().is_empty(), "{:?}", case.problems());
    drop(case);
    assert_eq!(problems(&path), [""; 0]);
    let report = verify(&path, None).unwrap();
    let origin = report.origin.unwrap();
    assert_eq!(bench.folder.file_name().unwrap().to_str(), Some(origin.note.name.as_str()));
    assert_eq!(
        Some(&origin.signer),
        folder(&bench.folder, None).unwrap().signer.map(|signer| signer.fingerprint).as_ref()
    );
    assert!(report.withheld > 0);
    // It is the same case: who has the whole finds nothing new in it, and it takes in what is new with its words.
    let whole = bench.world.file("case.warroom");
    let mut first = Case::open(&bench.world.env, &whole, "Mara Okafor").unwrap();
    assert!(first.merge(&Side::of(&path).unwrap()).unwrap().nothing_new());
    record(&mut first, "log", &[("text", "after the export")]).unwrap();
    drop(first);
    let mut copy = Case::open(&bench.reader, &path, "Rita Lund").unwrap();
    let merged = copy.merge(&Side::of(&whole).unwrap()).unwrap();
    assert!(!merged.nothing_new() && merged.still_withheld > 0);
    assert!(on_timeline(&copy, "after the export") && !on_timeline(&copy, "for few eyes"));
    drop(copy);
    assert_eq!(problems(&path), [""; 0]);
}

#[test]
fn any_other_missing_body_and_any_change_of_the_papers_shows() {
    let bench = Bench::new(183);
    let path = bench.imported("copy.warroom").path().to_owned();
    let tampered = |name: &str, statements: &[&str]| {
        let copy = bench.world.file(name);
        std::fs::copy(&path, &copy).unwrap();
        for statement in statements {
            sql(&copy, statement);
        }
        problems(&copy)
    };
    let one = "UPDATE journal SET body = NULL WHERE rowid = (SELECT max(rowid) FROM journal WHERE body IS NOT NULL)";
    let said = tampered("one.warroom", &[one]);
    assert!(said.len() == 1 && said[0].contains("the body was taken out"), "{said:?}");
    let papers = CaseFile::open_to_read(&path).unwrap().origin().unwrap();
    for paper in papers.keys() {
        let gone = tampered("gone.warroom", &[&format!("DELETE FROM origin WHERE path = '{paper}'")]);
        assert!(gone.len() > 1 && gone.iter().any(|said| said.contains("do not hold")), "{paper}: {gone:?}");
        let more = format!("UPDATE origin SET bytes = CAST(bytes || 'x' AS BLOB) WHERE path = '{paper}'");
        let more = tampered("more.warroom", &[&more]);
        assert!(more.len() > 1, "{paper}: {more:?}");
    }
    let none = tampered("none.warroom", &["DELETE FROM origin"]);
    assert!(!none.is_empty() && none.iter().all(|said| said.contains("the body was taken out")), "{none:?}");
    let other = tampered("other.warroom", &["INSERT INTO origin(path, bytes) VALUES('autorun.inf', x'00')"]);
    assert!(other.iter().any(|said| said.contains("do not hold")), "{other:?}");
    // Signed by somebody, but by no station of the case.
    let mut forged = papers.clone();
    let tags = &forged["tagmanifest-sha256.txt"];
    let key = ssh_key::PrivateKey::from(ssh_key::private::Ed25519Keypair::from_seed(&[7; 32]));
    let pem = sign(&key, Use::CaseExport, Purpose::Incident, tags).unwrap();
    forged.insert("tagmanifest-sha256.txt.sig".to_owned(), pem.into_bytes());
    assert!(Origin::of(&forged).unwrap().is_some(), "by itself it holds");
    let copy = bench.world.file("forged.warroom");
    std::fs::copy(&path, &copy).unwrap();
    let connection = rusqlite::Connection::open(&copy).unwrap();
    let signature = &forged["tagmanifest-sha256.txt.sig"];
    let put = "UPDATE origin SET bytes = ?1 WHERE path = 'tagmanifest-sha256.txt.sig'";
    assert_eq!(connection.execute(put, [signature]).unwrap(), 1);
    drop(connection);
    let said = problems(&copy);
    assert!(!said.is_empty() && said.iter().all(|said| said.contains("the body was taken out")), "{said:?}");
}

#[test]
fn it_is_not_passed_on_under_another_signature() {
    let bench = Bench::new(185);
    let path = bench.imported("copy.warroom").path().to_owned();
    let stick = bench.world.file("other-stick");
    std::fs::create_dir(&stick).unwrap();
    for verb in ["export", "safety"] {
        let args = ["--case", path.to_str().unwrap(), verb, stick.to_str().unwrap()];
        let done = run(&bench.reader, &args);
        assert!(done.code != 0 && done.err.contains("withholds something"), "{verb}: {}", done.err);
    }
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 0);
    let shown = run(&bench.reader, &["verify", path.to_str().unwrap()]);
    assert!(shown.code == 0 && shown.out.contains("readers up to TLP:GREEN"), "{}{}", shown.out, shown.err);
}

/// The papers of a folder that went out to others explain nothing on the laptop that wrote the lines, and the safety copy keeps what vanished.
#[test]
fn whoever_wrote_the_lines_is_told_of_every_one_that_is_gone() {
    let bench = Bench::new(187);
    let path = bench.world.file("case.warroom");
    let args = ["--case", path.to_str().unwrap()];
    let stick = bench.world.file("safety");
    std::fs::create_dir(&stick).unwrap();
    let named = run(&bench.world.env, &[&args[..], &["safety", stick.to_str().unwrap()]].concat());
    assert_eq!(named.code, 0, "{}", named.err);
    let copy = bench.imported("copy.warroom").path().to_owned();
    let papers = CaseFile::open_to_read(&copy).unwrap().origin().unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE origin(path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT").unwrap();
    for (paper, bytes) in &papers {
        connection.execute("INSERT INTO origin(path, bytes) VALUES(?1, ?2)", (paper, bytes)).unwrap();
    }
    let red = "UPDATE journal SET body = NULL WHERE CAST(body AS TEXT) LIKE '%for few eyes%'";
    assert_eq!(connection.execute(red, []).unwrap(), 1);
    drop(connection);
    let verified = run(&bench.world.env, &["verify", path.to_str().unwrap()]);
    assert!(verified.code == 1 && verified.out.contains("the body was taken out"), "{}{}", verified.out, verified.err);
    let opened = Case::open(&bench.world.env, &path, "Mara Okafor").unwrap();
    assert!(opened.damage().any(|damage| damage.what == What::BodyMissing), "{:?}", opened.problems());
    drop(opened);
    let again = run(&bench.world.env, &[&args[..], &["safety"]].concat());
    assert_ne!(again.code, 0, "{}{}", again.out, again.err);
    let kept =
        |path: &Path| std::fs::read(path).is_ok_and(|bytes| memchr::memmem::find(&bytes, b"for few eyes").is_some());
    let below = std::fs::read_dir(&stick).unwrap().flat_map(|one| std::fs::read_dir(one.unwrap().path()).unwrap());
    assert!(below.map(|entry| entry.unwrap().path()).any(|path| kept(&path)), "the copy keeps what vanished");
}

/// Papers of an export that is not the beginning of the file explain nothing, on any laptop: neither one that goes on where the file ends, nor one of another branch.
#[test]
fn papers_of_other_lines_explain_nothing_even_where_nobody_wrote_them() {
    let world = World::new(193);
    let (mut first, second) = two(&world);
    drop(second);
    record(&mut first.case, "log", &[("text", "for few eyes"), ("mark", "RED")]).unwrap();
    let path = first.path();
    drop(first);
    let before = world.file("before.warroom");
    std::fs::copy(&path, &before).unwrap();
    let branch = world.file("branch.warroom");
    std::fs::copy(&path, &branch).unwrap();
    // A clone of the laptop writes on for itself.
    let clone = world.other_laptop("clone", 194);
    std::fs::create_dir_all(clone.places.station_key().parent().unwrap()).unwrap();
    std::fs::copy(world.env.places.station_key(), clone.places.station_key()).unwrap();
    let mut other = Case::open(&clone, &branch, "Mara Okafor").unwrap();
    record(&mut other, "log", &[("text", "the other branch"), ("mark", "GREEN")]).unwrap();
    drop(other);
    let reader = world.other_laptop("reader", 195);
    let papers = |env: &Env, case: &Path, stick: &str| {
        let folder = export(env, case, &world.file(stick));
        let copy = import(&reader, &folder, Some(&world.file(&format!("{stick}.warroom"))), "Rita Lund").unwrap().0;
        CaseFile::open_to_read(copy.path()).unwrap().origin().unwrap()
    };
    let (own, of_branch) = (papers(&world.env, &path, "own-stick"), papers(&clone, &branch, "other-stick"));
    // The whole file as it is after its export, and as it was before it; the secret is gone from each.
    let planted = |from: &Path, papers: &warroom::store::origin::Papers| {
        let copy = world.file("planted.warroom");
        std::fs::copy(from, &copy).unwrap();
        let connection = rusqlite::Connection::open(&copy).unwrap();
        connection.execute_batch("CREATE TABLE origin(path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT").unwrap();
        for (paper, bytes) in papers {
            connection.execute("INSERT INTO origin(path, bytes) VALUES(?1, ?2)", (paper, bytes)).unwrap();
        }
        let red = "UPDATE journal SET body = NULL WHERE CAST(body AS TEXT) LIKE '%for few eyes%'";
        assert_eq!(connection.execute(red, []).unwrap(), 1);
        drop(connection);
        problems(&copy)
    };
    assert_eq!(planted(&path, &own), [""; 0], "the export is the beginning of this file, and withheld the body");
    for (from, papers) in [(&before, &own), (&path, &of_branch), (&before, &of_branch)] {
        let said = planted(from, papers);
        assert!(said.iter().any(|said| said.contains("the body was taken out")), "{said:?}");
        assert!(said.iter().any(|said| said.contains("an export that has other lines")), "{said:?}");
    }
}

#[test]
fn an_export_is_signed_with_the_key_that_the_laptop_has_in_the_case() {
    let bench = Bench::new(189);
    let path = bench.world.file("case.warroom");
    let renewed = run(&bench.world.env, &["--case", path.to_str().unwrap(), "do", "new-station", "reason=cloned"]);
    assert_eq!(renewed.code, 0, "{}", renewed.err);
    let made = export(&bench.world.env, &path, &bench.world.file("later"));
    let report = folder(&made, None).unwrap();
    assert!(report.ok(), "{:?}", report.flaws);
    let case = Case::open(&bench.world.env, &path, "T").unwrap();
    assert_eq!(report.signer.map(|signer| signer.fingerprint), case.fingerprint());
}

/// What the copy does not hold is not said to be taken out or not to have happened, and nothing is asked of who only reads it.
#[test]
fn a_copy_says_what_it_withholds_and_tells_it_from_what_was_taken_out() {
    let world = World::new(187);
    let (mut first, second) = two(&world);
    drop(second);
    record(&mut first.case, "log", &[("text", "for few eyes"), ("mark", "RED")]).unwrap();
    let secret = record(&mut first.case, "log", &[("text", "a live key"), ("mark", "GREEN")]).unwrap().remove(0);
    let order = [
        ("record", secret.as_str()),
        ("ground", "live-secrets"),
        ("authority", "SIRO, note 4"),
        ("reason", "the key still works"),
        ("person", "Mara Okafor"),
        ("presence", "wet-ink"),
        ("presence-ref", "slip 11"),
        ("second", "Tom Reed"),
        ("second-presence", "call-back"),
        ("second-presence-ref", "12"),
    ];
    record(&mut first.case, "excise", &order).unwrap();
    let path = first.path();
    drop(first);
    let folder = export(&world.env, &path, &world.file("stick"));
    let table = std::fs::read_to_string(folder.join("data/tables/timeline.csv")).unwrap();
    assert!(table.contains("withheld from this copy"), "{table}");
    let row = |id: &str| table.lines().find(|row| row.contains(&format!(".{id}\""))).unwrap_or_default().to_owned();
    let gone = secret.rsplit('.').next().unwrap();
    assert!(row(gone).contains("excised: taken out of the case before"), "{gone}: {table}");
    assert_eq!(table.matches("excised").count(), 1, "{table}");
    let reader = world.other_laptop("reader", 188);
    let copy = world.file("copy.warroom");
    // The reader keeps an address book: it is no reason to open a chain in a case that is only read.
    let book = reader.places.people();
    std::fs::create_dir_all(book.parent().unwrap()).unwrap();
    std::fs::write(&book, "schema = \"warroom.people/1\"\n[[person]]\nname = \"Rita Lund\"\ninitials = \"RL\"\nphones = [\"+49 30 1234567\"]\n").unwrap();
    let said = run(&reader, &["import", folder.to_str().unwrap(), "--to", copy.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("what is missing is not known here"), "{}", said.err);
    assert!(
        said.err.contains("its first record opens a chain") && said.err.contains("warroom do admit"),
        "{}",
        said.err
    );
    let args = |part: &'static str| ["--case", copy.to_str().unwrap(), "show", part].map(str::to_owned);
    let shown = |part| run(&reader, &args(part).iter().map(String::as_str).collect::<Vec<_>>());
    let timeline = shown("timeline");
    assert!(timeline.out.contains("withheld from this copy"), "{}", timeline.out);
    assert_eq!(timeline.out.matches("excised: taken out of the case before").count(), 1, "{}", timeline.out);
    assert!(timeline.err.contains("a copy of the case that withholds"), "{}", timeline.err);
    assert!(!shown("needs").out.contains("not compared with a reference"), "its clock checks may be withheld");
    let mut case = Case::open(&reader, &copy, "Rita Lund").unwrap();
    assert!(case.state().copy.is_some() && !case.begun());
    assert_eq!(case.take_address_book().unwrap(), 0);
    assert_eq!(case.head().0, 0, "nothing was recorded that nobody asked for");
    record(&mut case, "log", &[("text", "read here"), ("mark", "GREEN")]).unwrap();
    assert!(case.begun() && case.state().stations.waiting.contains_key(&case.station()));
    // Where the gap is damage, nothing says that it was withheld.
    drop(case);
    let damaged = world.file("damaged.warroom");
    std::fs::copy(&path, &damaged).unwrap();
    sql(
        &damaged,
        "UPDATE journal SET body = NULL WHERE rowid = (SELECT max(rowid) - 2 FROM journal WHERE body IS NOT NULL)",
    );
    let said = run(&world.env, &["--case", damaged.to_str().unwrap(), "show", "timeline"]);
    assert!(said.out.contains("missing, and no record says why"), "{}", said.out);
}
