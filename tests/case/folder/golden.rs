//! The golden folder in `tests/data/golden-folder`: made with a fixed clock and key, judged by everybody, and made again byte for byte. Where its bytes change on
//! purpose (words of a table, a new column), `INSTA_UPDATE=always` writes it anew; look at the difference first.

use super::*;
use warroom::domain::mark::Audience;
use warroom::export::folder::contents::{Parts, payload};
use warroom::export::folder::medium::Medium;
use warroom::export::folder::note::{FORMAT, Note, StationNote};
use warroom::export::folder::withhold::{Readers, withhold};
use warroom::export::folder::writer::{Content, Entry, Plan, Unwatched, write};
use warroom::export::folder::{gaps, sqlite, tables};
use warroom::export::verify::paper;
use warroom::journal::chain::{Head, read};
use warroom::store::CaseFile;

/// Whose key made it: the seed of the test is public, and so is the key.
const SIGNER: &str = "SHA256:a7SlqWkJVdR7L/rXtSlHI5y8jnvZlpsOyc9kqjDQR8Q";

/// The folder as it lies there, and its key.
pub(super) static GOLDEN: LazyLock<Original> = LazyLock::new(|| {
    let world = World::new(2026);
    drop(world.case());
    let key = StationKey::load(&world.env.places.station_key()).unwrap();
    let path = std::fs::read_dir(golden_place()).unwrap().next().unwrap().unwrap().path();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    Original { files: files(&path), name, key, world }
});

fn golden_place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden-folder")
}

/// Writes the folder as the program does, from a case whose every byte is fixed.
fn made_again(place: &Path) -> (String, String) {
    let world = World::new(2026);
    let mut case = world.case();
    done(&mut case, "person", &[("name", "Ada Lead"), ("initials", "AL"), ("phone", "+49 151 2345 6789")]);
    for (text, mark) in
        [("beacon to 185.220.101.4", "GREEN"), ("=cmd|' /C calc'!A0", "GREEN"), ("the name of the source", "RED")]
    {
        world.clock.pass(61_000);
        done(&mut case, "log", &[("text", text), ("mark", mark)]);
    }
    done(
        &mut case,
        "exhibit",
        &[("description", "laptop HR-LT-0231"), ("collected-by", "Ada Lead"), ("mark", "GREEN")],
    );
    done(&mut case, "checkpoint", &[]);
    let path = case.path().to_owned();
    let purpose = case.purpose();
    drop(case);
    let file = CaseFile::open_to_read(&path).unwrap();
    let (rows, heads): (_, Vec<Head>) = (file.rows().unwrap().0, file.heads().unwrap());
    let reading = read(rows.clone(), &heads);
    assert_eq!(reading.problems, []);
    let station = reading.founder.unwrap();
    let whole = reading.fold(station);
    let readers = Readers { audience: Audience(Mark::Amber), phones: false };
    let filtered = withhold(rows, &whole, readers, &|_| None);
    let state = read(filtered.rows.clone(), &heads).fold(station);
    let chain = &reading.chains[&station];
    let name = layout::name(&reading.opening().unwrap().case, 1);
    let note = Note {
        format: FORMAT,
        name: name.clone(),
        number: 1,
        case: reading.opening().unwrap().case.clone(),
        purpose: purpose.as_str().to_owned(),
        codename: String::new(),
        program: warroom::journal::PROGRAM.to_owned(),
        made_at: "2026-11-21T03:00:00.000Z".to_owned(),
        audience: Mark::Amber,
        phones: false,
        carried: std::collections::BTreeSet::new(),
        with_evidence: false,
        parts: None,
        court: true,
        pages: false,
        withheld: filtered.counts(&whole, &state),
        excised: filtered.excised,
        stations: vec![StationNote {
            station: station.to_string(),
            seq: chain.seq,
            head: hex(&chain.head),
            fingerprint: chain.fingerprint.clone(),
        }],
        case_head: hex(&reading.case_head()),
        since: None,
    };
    let key = StationKey::load(&world.env.places.station_key()).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let database = scratch.path().join("case.sqlite");
    sqlite::build(&filtered.rows, &heads, &tables::tables(&state, &note), &database).unwrap();
    let signed = &whole.anchors.signed.last().unwrap().2;
    let at = layout::checkpoint(station, signed.size);
    let body = signed.heads.clone();
    let parts = Parts {
        rows: &filtered.rows,
        heads: &heads,
        state: &state,
        note: &note,
        gaps: &gaps::of(&filtered),
        checkpoints: vec![(format!("{at}.sig"), signed.signature.clone().into_bytes()), (at, body.into_bytes())],
        salts: &|_| String::new(),
        pages: Vec::new(),
        evidence: Vec::new(),
        dossier: Vec::new(),
        database: Some(Entry::made(layout::DATABASE, std::fs::read(&database).unwrap())),
    };
    let payload = payload(parts, &|_| Content::Bytes(Vec::new())).unwrap();
    let root = &reading.checkpoints()[0];
    let fields = [
        ("External-Identifier", name.clone()),
        ("Bag-Group-Identifier", note.case.clone()),
        ("Bagging-Date", "2026-11-21".to_owned()),
        ("Format-Version", "1".to_owned()),
        ("Audience", note.audience.label().to_owned()),
        ("Case-Head", note.case_head.clone()),
        ("Journal-Size", chain.seq.to_string()),
        ("Journal-Head", format!("{station} {} {}", chain.seq, hex(&chain.head))),
        ("Journal-Root", format!("{station} {} {}", root.size, hex(&root.root))),
    ];
    let public = key.public_openssh();
    let id = station.to_string();
    let tags = vec![
        (layout::VERIFY_TXT.to_owned(), paper::verify_txt(&name, &id, purpose, &key.fingerprint()).into_bytes()),
        (layout::VERIFY_PY.to_owned(), paper::VERIFY_PY.to_vec()),
        (
            layout::ALLOWED_SIGNERS.to_owned(),
            paper::allowed_signers([(id.as_str(), public.as_str())], purpose).into_bytes(),
        ),
    ];
    let info = fields.into_iter().map(|(label, value)| (label.to_owned(), value)).collect();
    let plan = Plan { name: name.clone(), payload, tags, info, court: true };
    let sign = |bytes: &[u8]| key.sign(Use::CaseExport, purpose, bytes).map_err(|error| error.to_string());
    write(&Medium::open(place, "ext4").unwrap(), &plan, &sign, None, &Unwatched).unwrap();
    (name, key.fingerprint())
}

#[test]
fn the_golden_folder_is_made_again_byte_for_byte() {
    let place = destination();
    let (name, fingerprint) = made_again(place.path());
    let golden = golden_place().join(&name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let _ = std::fs::remove_dir_all(golden_place());
        for (path, bytes) in files(&place.path().join(&name)) {
            let at = golden.join(path);
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            std::fs::write(at, bytes).unwrap();
        }
        println!("signed by {fingerprint}");
    }
    assert_eq!(fingerprint, SIGNER);
    let (made, kept) = (files(&place.path().join(&name)), files(&golden));
    assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (path, bytes) in made {
        assert!(kept[&path] == bytes, "{path} is another: INSTA_UPDATE=always writes it anew, if that is meant");
    }
}

#[test]
fn every_judge_accepts_the_golden_folder() {
    let folders: Vec<PathBuf> = std::fs::read_dir(golden_place()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [path] = folders.as_slice() else { panic!("{folders:?}") };
    let report = folder(path, Some(SIGNER)).unwrap();
    assert_eq!(said(&report), Vec::<String>::new());
    assert_eq!(report.remarks, []);
    assert!(report.compared && report.copy && report.empty == 2 && report.checkpoints == 1, "{report:?}");
    let sh = |line: &str| {
        let output = Command::new("sh").args(["-c", line]).current_dir(path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {said}");
    };
    if installed("sha256sum") {
        sh(
            "sha256sum --check --quiet manifest-sha256.txt && sha256sum --check --quiet tagmanifest-sha256.txt && sha512sum --check --quiet manifest-sha512.txt",
        );
    }
    if installed("ssh-keygen") {
        let text = std::fs::read_to_string(path.join(layout::VERIFY_TXT)).unwrap();
        sh(text.lines().find(|line| line.starts_with("    ssh-keygen")).unwrap());
    }
    if installed("sqlite3") {
        sh("test \"$(sqlite3 -readonly 'file:data/db/case.sqlite?immutable=1' 'pragma integrity_check')\" = ok");
    }
    if installed("python3") && installed("ssh-keygen") {
        let place = destination();
        assert_eq!(by_python(place.path(), path, SIGNER), Some(0));
        let bagit = Command::new("python3").args(["-c", "import bagit"]).output().unwrap().status.success();
        if bagit {
            let output =
                Command::new("python3").args(["-m", "bagit", "--validate", "--quiet"]).arg(path).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
