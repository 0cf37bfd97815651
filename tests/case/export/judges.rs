//! Tools that know nothing of this program.

use std::path::Path;
use std::process::{Command, Stdio};

use warroom::domain::export::Export;
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::folder::note::Note;

use super::super::anchor::stock;
use super::super::support::{World, problems};
use super::{a_case, asked, destination, done, export, files};

fn accepts(folder: &Path, program: &str, arguments: &[&str], input: Option<&str>) -> bool {
    let Some(mut command) = stock(program) else { return true };
    command.current_dir(folder).args(arguments);
    if let Some(input) = input {
        command.stdin(std::fs::File::open(folder.join(input)).unwrap());
    }
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    println!("{program}: {said}");
    done.status.success()
}

fn signature_holds(folder: &Path, name: &str) -> bool {
    let signers = std::fs::read_to_string(folder.join(layout::ALLOWED_SIGNERS)).unwrap();
    let principal = signers.split(' ').next().unwrap().to_owned();
    let verify =
        ["-Y", "verify", "-f", layout::ALLOWED_SIGNERS, "-I", &principal, "-n", "case-export@warroom", "-s", name];
    accepts(folder, "ssh-keygen", &verify, Some(layout::TAG_MANIFEST))
}

fn bagit_is_here() -> bool {
    let found = Command::new("python3").args(["-c", "import bagit"]).stderr(Stdio::null()).status();
    let here = found.is_ok_and(|status| status.success());
    if !here {
        println!("skipped: no bagit for python3 here");
    }
    here
}

#[test]
fn stock_tools_accept_a_folder_and_see_what_was_changed_in_it() {
    let world = World::new(71);
    let mut case = a_case(&world);
    let place = destination();
    let recorded =
        export(&mut case, super::Asked { court: true, with_evidence: true, ..asked(place.path(), Mark::Red) });
    let folder = &recorded.folder;
    let check = |folder: &Path| {
        [
            accepts(folder, "sha256sum", &["--check", "--quiet", layout::MANIFEST], None),
            accepts(folder, "sha256sum", &["--check", "--quiet", layout::TAG_MANIFEST], None),
            accepts(folder, "sha512sum", &["--check", "--quiet", layout::MANIFEST_SHA512], None),
            signature_holds(folder, layout::SIGNATURE),
            !bagit_is_here() || accepts(folder, "python3", &["-c", "import bagit; bagit.Bag('.').validate()"], None),
            accepts(folder, "python3", &["-B", layout::VERIFY_PY, "."], None),
        ]
    };
    assert_eq!(check(folder), [true; 6]);
    let database = ["-readonly", layout::DATABASE, "pragma integrity_check; select text from timeline;"];
    assert!(accepts(folder, "sqlite3", &database, None));
    // One letter of one line.
    let journal = folder.join(layout::JOURNAL);
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replacen("\"v\":1", "\"v\":2", 1)).unwrap();
    let now = check(folder);
    assert!(!now[0] && now[1] && now[3], "{now:?}");
    std::fs::write(&journal, &text).unwrap();
    let tags = folder.join(layout::TAG_MANIFEST);
    let manifest = std::fs::read_to_string(&tags).unwrap();
    std::fs::write(&tags, manifest.replacen('a', "b", 1)).unwrap();
    assert!(!signature_holds(folder, layout::SIGNATURE));
}

#[test]
fn a_finished_export_is_numbered_an_exhibit_and_released() {
    let world = World::new(72);
    let mut case = a_case(&world);
    let place = destination();
    let first = export(&mut case, asked(place.path(), Mark::Red));
    let exhibit = case.state().register.exhibit(first.exhibit.unwrap()).unwrap();
    let written = first.result.unwrap();
    assert_eq!(exhibit.digest(), warroom::journal::hex(&written.tag_manifest));
    let open = case.state().custody.open_release(case.state(), exhibit.id).unwrap();
    assert_eq!(open.1.to.name, "Eva Store");
    done(&mut case, "log", &[("text", "later")]);
    let second = export(&mut case, asked(place.path(), Mark::Red));
    let made: Vec<(u32, &str)> =
        case.state().exports.made.iter().map(|export: &Export| (export.started.number, export.state())).collect();
    assert_eq!(made, [(1, "finished"), (2, "finished")]);
    let note = Note::parse(&std::fs::read(second.folder.join(layout::NOTE)).unwrap()).unwrap();
    let since = note.since.unwrap();
    let before = Note::parse(&std::fs::read(first.folder.join(layout::NOTE)).unwrap()).unwrap();
    assert_eq!((since.number, &since.case_head), (1, &before.case_head));
    // The first one's end, exhibit, digest, release; the line; the second one's start and checkpoint.
    assert_eq!(since.records, 7);
    assert_eq!(problems(case.path()), Vec::<String>::new());
}

#[test]
fn every_checkpoint_that_an_export_signs_is_on_record_and_covers_what_came_before_it() {
    let world = World::new(75);
    let mut case = a_case(&world);
    let place = destination();
    export(&mut case, asked(place.path(), Mark::Red));
    done(&mut case, "log", &[("text", "between both")]);
    let folder = export(&mut case, asked(place.path(), Mark::Red)).folder;
    let begun: Vec<_> = case.state().exports.made.iter().map(|export| export.id).collect();
    let signed = &case.state().anchors.signed;
    let occasions: Vec<&str> = signed.iter().map(|(_, _, signed)| signed.occasion.as_str()).collect();
    assert_eq!(occasions, ["export", "export"]);
    for ((record, _, signed), begun) in signed.iter().zip(begun) {
        assert_eq!((signed.size, record.seq), (begun.seq, begun.seq + 1), "directly behind the record that it begins");
    }
    let wanted: std::collections::BTreeSet<String> = signed
        .iter()
        .map(|(_, _, signed)| layout::checkpoint(signed.station, signed.size))
        .flat_map(|path| [format!("{path}.sig"), path])
        .collect();
    // The texts of all chains lie beside them, and are signed by nobody here.
    let of_a_chain = |path: &String| path.starts_with(layout::CHECKPOINTS) && !path.contains("/case-");
    let there = files(&folder).into_keys().filter(of_a_chain).collect();
    assert_eq!(wanted, there);
    // The last line of the folder is that record: nothing that the folder holds stands behind what was signed but the signature itself.
    let rows = warroom::export::verify::journal::folder_rows(&folder).unwrap();
    assert_eq!(rows.rows.len() as u64, signed[1].2.size + 1);
}

#[test]
fn a_person_signs_too_and_every_file_has_a_plain_name() {
    let world = World::new(73);
    let mut case = a_case(&world);
    let place = destination();
    let key = warroom::journal::station::StationKey::generate(&[3; 32]);
    let file = world.file("person");
    key.save(&file).unwrap();
    let person = Some(std::fs::read_to_string(&file).unwrap());
    let recorded = export(&mut case, super::Asked { person, ..asked(place.path(), Mark::Red) });
    let folder = recorded.folder;
    let all = files(&folder);
    for name in all.keys() {
        assert!(layout::is_ours(name), "{name}");
    }
    let signers = folder.join(layout::ALLOWED_SIGNERS);
    let line = format!("ada namespaces=\"case-export@warroom\" {}\n", key.public_openssh());
    std::fs::write(&signers, line).unwrap();
    assert!(signature_holds(&folder, layout::PERSON_SIGNATURE));
}

#[test]
fn the_same_state_gives_the_same_files_again() {
    let world = World::new(74);
    let place = destination();
    let folder = super::exported(&world, place.path());
    let rows = warroom::export::verify::journal::folder_rows(&folder).unwrap();
    let reading = warroom::journal::chain::read(rows.rows.iter().cloned(), &rows.heads);
    let note = Note::parse(&std::fs::read(folder.join(layout::NOTE)).unwrap()).unwrap();
    let state = reading.fold(reading.founder.unwrap());
    let all = files(&folder);
    let made = warroom::export::folder::tables::all(&state, &note);
    assert!(made.len() > 30);
    for (path, bytes) in made {
        assert_eq!(all.get(&path), Some(&bytes), "{path}");
    }
}
