//! Case folders as others may hand them in: good ones, damaged ones, ones whose manifests were made again, and ones that were signed again.

mod deep;
mod golden;
mod papers;
mod random;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use warroom::app::case::Case;
use warroom::app::export::Asked;
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::verify::{FolderReport, folder};
use warroom::journal::hex;
use warroom::journal::line::sha256;
use warroom::journal::signature::{Purpose, Use};
use warroom::journal::station::StationKey;

use super::export::{a_case, asked, destination, done, export, files};
use super::support::World;

/// Files of a folder by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A folder as a real export makes it, and the key that signed it.
pub(crate) struct Original {
    pub(crate) world: World,
    pub(crate) name: String,
    pub(crate) files: Files,
    pub(crate) key: StationKey,
}

fn made(seed: u64, audience: Mark) -> Original {
    let world = World::new(seed);
    let mut case = a_case(&world);
    done(&mut case, "checkpoint", &[]);
    for number in 0..6 {
        world.clock.pass(61_000);
        let mark = if number % 2 == 0 { "GREEN" } else { "RED" };
        done(&mut case, "log", &[("text", &format!("line {number}: beacon to 185.220.101.{number}")), ("mark", mark)]);
    }
    drop(case);
    let path = world.file("case.warroom");
    let image = world.file("memory.img");
    std::fs::write(&image, vec![3_u8; 40_000]).unwrap();
    let words = ["warroom", "--case", path.to_str().unwrap(), "evidence", "add", image.to_str().unwrap()];
    let more = ["--description", "memory", "--collected-by", "Eva Store", "--mark", "GREEN"];
    let (mut stdin, mut out, mut err) = (&b""[..], Vec::new(), Vec::new());
    let streams = warroom::cli::Streams {
        stdin: &mut stdin,
        stdout: &mut out,
        stderr: &mut err,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
    };
    let code = warroom::run(world.env.clone(), words.iter().chain(&more).map(Into::into).collect(), streams);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    let mut case = Case::open(&world.env, &path, "A. Lead").unwrap();
    let place = destination();
    let wanted = Asked { court: true, with_evidence: true, ..asked(place.path(), audience) };
    let recorded = export(&mut case, wanted);
    assert!(recorded.result.is_ok(), "{recorded:?}");
    let key = StationKey::load(&world.env.places.station_key()).unwrap();
    let name = recorded.folder.file_name().unwrap().to_str().unwrap().to_owned();
    Original { files: files(&recorded.folder), name, key, world }
}

/// With everything in it.
pub(crate) static WHOLE: LazyLock<Original> = LazyLock::new(|| made(81, Mark::Red));
/// With what may leave the room only.
pub(crate) static FILTERED: LazyLock<Original> = LazyLock::new(|| made(82, Mark::Amber));

impl Original {
    pub(crate) fn fingerprint(&self) -> String {
        self.key.fingerprint()
    }
}

/// A directory in memory that holds one folder, changed file by file.
pub(crate) struct Bench {
    place: tempfile::TempDir,
    path: PathBuf,
    lies: Files,
}

impl Bench {
    pub(crate) fn new(original: &Original) -> Self {
        let place = destination();
        let path = place.path().join(&original.name);
        std::fs::create_dir(&path).unwrap();
        let mut bench = Bench { place, path, lies: Files::new() };
        bench.lay(&original.files);
        bench
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the folder stands.
    pub(crate) fn shelf(&self) -> &Path {
        self.place.path()
    }

    /// Writes what differs from what lies there.
    pub(crate) fn lay(&mut self, files: &Files) {
        for path in self.lies.keys().filter(|path| !files.contains_key(*path)) {
            std::fs::remove_file(self.path.join(path)).unwrap();
            let mut parent = Path::new(path).parent();
            while let Some(directory) = parent.filter(|directory| *directory != Path::new("")) {
                // One that still holds something stays.
                let _ = std::fs::remove_dir(self.path.join(directory));
                parent = directory.parent();
            }
        }
        for (path, bytes) in files {
            if self.lies.get(path) != Some(bytes) {
                let at = self.path.join(path);
                std::fs::create_dir_all(at.parent().unwrap()).unwrap();
                std::fs::write(at, bytes).unwrap();
            }
        }
        self.lies.clone_from(files);
    }

    pub(crate) fn verify(&self, signer: Option<&str>) -> FolderReport {
        folder(&self.path, signer).unwrap()
    }
}

pub(crate) fn said(report: &FolderReport) -> Vec<String> {
    report.flaws.iter().map(ToString::to_string).collect()
}

fn manifest(files: &Files, which: impl Fn(&str) -> bool, digest: impl Fn(&[u8]) -> String) -> Vec<u8> {
    let lines = files.iter().filter(|(path, _)| which(path));
    lines.map(|(path, bytes)| format!("{}  {path}\n", digest(bytes))).collect::<String>().into_bytes()
}

/// Makes the payload manifests again, as somebody would who knows `sha256sum`.
pub(crate) fn listed(files: &mut Files) {
    use sha2::{Digest as _, Sha512};
    let payload = |path: &str| path.starts_with(layout::DATA);
    let listed = manifest(files, payload, |bytes| hex(&sha256(bytes)));
    files.insert(layout::MANIFEST.to_owned(), listed);
    if files.contains_key(layout::MANIFEST_SHA512) {
        let listed = manifest(files, payload, |bytes| hex(&Sha512::digest(bytes)));
        files.insert(layout::MANIFEST_SHA512.to_owned(), listed);
    }
}

/// Makes the tag manifest again.
pub(crate) fn tagged(files: &mut Files) {
    let apart = [layout::TAG_MANIFEST, layout::SIGNATURE, layout::PERSON_SIGNATURE];
    let tags = |path: &str| !path.starts_with(layout::DATA) && !apart.contains(&path);
    let listed = manifest(files, tags, |bytes| hex(&sha256(bytes)));
    files.insert(layout::TAG_MANIFEST.to_owned(), listed);
}

/// Makes everything that lists or counts again, as somebody would who knows BagIt.
pub(crate) fn relisted(files: &mut Files) {
    let payload = files.iter().filter(|(path, _)| path.starts_with(layout::DATA));
    let (octets, count) = payload.fold((0, 0), |(octets, count), (_, bytes)| (octets + bytes.len(), count + 1));
    if let Some(info) = files.get(layout::BAG_INFO) {
        let text = String::from_utf8_lossy(info);
        let kept = text.lines().filter(|line| !line.starts_with("Payload-Oxum")).map(|line| format!("{line}\n"));
        let text = kept.collect::<String>() + &format!("Payload-Oxum: {octets}.{count}\n");
        files.insert(layout::BAG_INFO.to_owned(), text.into_bytes());
    }
    listed(files);
    tagged(files);
}

/// Signs it, as somebody would who has a key.
pub(crate) fn sealed(files: &mut Files, key: &StationKey) {
    relisted(files);
    let sig = key.sign(Use::CaseExport, Purpose::Incident, &files[layout::TAG_MANIFEST]).unwrap();
    files.insert(layout::SIGNATURE.to_owned(), sig.into_bytes());
}

pub(crate) fn installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        println!("skipped: {program} is not installed");
    }
    there
}

/// Exit code of `verify.py` as this program ships it, over a folder.
pub(crate) fn by_python(shelf: &Path, folder: &Path, signer: &str) -> Option<i32> {
    let script = shelf.join("verify.py");
    if !script.exists() {
        std::fs::write(&script, warroom::export::verify::paper::VERIFY_PY).unwrap();
    }
    Command::new("python3").arg("-I").arg(&script).arg(folder).arg(signer).output().unwrap().status.code()
}
