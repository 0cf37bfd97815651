//! The case folder: written, judged by stock tools, searched for what was withheld, and broken at every operation.

mod anchored;
mod checked;
pub(crate) mod faults;
mod judges;
mod media;
mod outside;
mod parts;
#[cfg(feature = "seal")]
mod sealed;
mod withheld;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use warroom::app::case::Case;
use warroom::app::export::{Asked, Recorded, begin, end, preflight};
use warroom::domain::mark::Mark;
use warroom::jobs::Handle;
use warroom::jobs::acquire::survey::System;

use super::support::{World, run};

/// A small case with people, a file, an exhibit in custody, a decision, a deadline.
pub(crate) fn a_case(world: &World) -> Case {
    let mut case = world.case();
    let declare = [
        ("title", "Training data copied"),
        ("codename", "kestrel"),
        ("procedure", "generic-incident"),
        ("mark", "AMBER"),
    ];
    done(&mut case, "declare", &declare);
    let lead = [("name", "Ada Lead"), ("initials", "AL"), ("phone", "+49 151 2345 6789")];
    done(&mut case, "person", &lead);
    done(&mut case, "person", &[("name", "Eva Store"), ("initials", "ES")]);
    done(&mut case, "assign", &[("role", "irt_lead"), ("person", "Ada Lead")]);
    done(&mut case, "assign", &[("role", "evidence_custodian"), ("person", "Eva Store")]);
    done(&mut case, "log", &[("text", "=cmd|' /C calc'!A0"), ("mark", "GREEN")]);
    let image = world.file("Disk Image.dd");
    std::fs::write(&image, vec![7_u8; 70_000]).unwrap();
    done(&mut case, "exhibit", &[("description", "laptop"), ("path", image.to_str().unwrap())]);
    let proof = world.file("proof.txt");
    std::fs::write(&proof, "a file that shows it\n").unwrap();
    let step = case.state().work.steps.first().map(|merged| merged.step.id.clone()).unwrap();
    let kind = case.state().work.steps.first().and_then(|merged| merged.step.proof.first().cloned()).unwrap();
    done(&mut case, "proof", &[("step", &step), ("kind", &kind), ("file", proof.to_str().unwrap())]);
    done(&mut case, "decide", &[("question", "pull the plug?"), ("choice", "yes"), ("reason", "it spreads")]);
    case
}

pub(crate) fn done(case: &mut Case, command: &str, fields: &[(&str, &str)]) -> Vec<String> {
    run(case, command, fields).unwrap_or_else(|why| panic!("{command}: {why}"))
}

/// A directory to export into, in memory where that can be had: every file is synced.
pub(crate) fn destination() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("warroom-export-");
    if memory.is_dir() {
        builder.tempdir_in(memory).unwrap_or_else(|_| tempfile::tempdir().unwrap())
    } else {
        builder.tempdir().unwrap()
    }
}

/// For these readers, into this directory.
pub(crate) fn asked(directory: &Path, audience: Mark) -> Asked {
    Asked { audience, force: true, reason: "for the test".to_owned(), ..Asked::plain(directory.to_owned()) }
}

/// Exports and records the end.
pub(crate) fn export(case: &mut Case, asked: Asked) -> Recorded {
    let looked = preflight(case, asked, &System::running()).unwrap();
    let ready = begin(case, looked).unwrap_or_else(|failure| panic!("{failure}"));
    let result = ready.write(&Handle::new());
    end(case, &ready, result).unwrap()
}

/// A small folder as a real export makes it, for other tests to read and to damage.
pub(crate) fn exported(world: &World, directory: &Path) -> PathBuf {
    let mut case = a_case(world);
    let recorded = export(&mut case, asked(directory, Mark::Red));
    assert!(recorded.result.is_ok(), "{recorded:?}");
    recorded.folder
}

/// Every file below a directory with its bytes, by its path.
pub(crate) fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(directory: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(directory, "", &mut found);
    found
}
