//! Nothing that was withheld is anywhere in the folder: not in a file, not in a free page of the database, not in a name.

use warroom::app::export::Asked;
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::folder::note::Note;

use super::super::support::{Numbers, World};
use super::{asked, destination, done, export, files};

/// A word that stands nowhere else.
fn word(numbers: &mut Numbers) -> String {
    format!("zq{:016x}", numbers.next())
}

struct Secret {
    word: String,
    seen: bool,
}

/// Whether a word stands in some bytes, however its letters are written and also as UTF-16.
fn stands_in(bytes: &[u8], word: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    let wide: Vec<u8> = word.bytes().flat_map(|byte| [byte, 0]).collect();
    memchr::memmem::find(&lower, word.as_bytes()).is_some() || memchr::memmem::find(&lower, &wide).is_some()
}

#[test]
fn every_byte_of_a_folder_is_free_of_what_was_withheld() {
    let marks = Mark::ALL;
    for seed in 0..8 {
        let mut numbers = Numbers(900 + seed);
        let world = World::new(seed);
        let audience = *numbers.pick(&marks);
        let mut case = world.case();
        // Whatever follows without a mark of its own carries the case's.
        let declare = [("title", "t"), ("codename", "kestrel"), ("procedure", "generic-incident"), ("mark", "CLEAR")];
        done(&mut case, "declare", &declare);
        let mut secrets = Vec::new();
        let step = case.state().work.steps.first().map(|merged| merged.step.id.clone()).unwrap();
        let kind = case.state().work.steps.first().and_then(|merged| merged.step.proof.first().cloned()).unwrap();
        for _ in 0..25 {
            let mark = *numbers.pick(&marks);
            let secret = word(&mut numbers);
            let seen = mark <= audience;
            let code = mark.code();
            match numbers.below(4) {
                0 => {
                    done(&mut case, "exhibit", &[("description", &secret), ("mark", code)]);
                }
                1 => {
                    let old = word(&mut numbers);
                    let record = done(&mut case, "log", &[("text", &old), ("mark", "CLEAR")]);
                    let correct =
                        [("record", record[0].as_str()), ("text", &secret), ("reason", "typo"), ("mark", code)];
                    done(&mut case, "correct", &correct);
                    // The old words go with the new ones.
                    secrets.push(Secret { word: old, seen });
                }
                2 => {
                    let gone = word(&mut numbers);
                    let record = done(&mut case, "log", &[("text", &gone), ("mark", code)]);
                    done(&mut case, "strike", &[("record", &record[0]), ("reason", &secret)]);
                    secrets.push(Secret { word: gone, seen });
                }
                _ => {
                    done(&mut case, "log", &[("text", &secret), ("mark", code), ("tags", &secret)]);
                }
            }
            secrets.push(Secret { word: secret, seen });
        }
        // Privileged after the fact, and released only by counsel.
        for counsel in [false, true] {
            let advice = word(&mut numbers);
            let record = done(&mut case, "log", &[("text", &advice), ("mark", "CLEAR")]);
            done(&mut case, "privilege", &[("record", &record[0]), ("whose", "us"), ("reason", "advice")]);
            if counsel {
                let cora = [("name", "Cora Counsel"), ("initials", "CC")];
                done(&mut case, "person", &cora);
                done(&mut case, "assign", &[("role", "legal_counsel"), ("person", "Cora Counsel")]);
            }
            let release = [
                ("record", record[0].as_str()),
                ("person", "Cora Counsel"),
                ("presence", "wet-ink"),
                ("presence-ref", "slip 3, safe"),
                ("reason", "asked for"),
            ];
            done(&mut case, "release-privilege", &release);
            secrets.push(Secret { word: advice, seen: counsel });
        }
        // A person with a number is TLP:RED, and whoever repeats the number repeats a number.
        let name = word(&mut numbers);
        done(&mut case, "person", &[("name", &name), ("initials", "ZZ"), ("phone", "+49 30 7654 3210")]);
        secrets.push(Secret { word: name, seen: false });
        let told = word(&mut numbers);
        done(&mut case, "log", &[("text", &format!("{told} rang 030/76543210")), ("mark", "CLEAR")]);
        secrets.push(Secret { word: told, seen: false });
        let file = world.file("attached");
        let inside = word(&mut numbers);
        std::fs::write(&file, format!("x {inside} x")).unwrap();
        done(&mut case, "proof", &[("step", &step), ("kind", &kind), ("file", file.to_str().unwrap())]);
        secrets.push(Secret { word: inside, seen: true });

        // A log of calls as a file: its number goes with it, and so does the name it would betray.
        let calls = world.file("calls.txt");
        let rung = word(&mut numbers);
        let wide: Vec<u8> =
            format!("\u{feff}13:00 {rung} 030/7654-3210\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
        std::fs::write(&calls, wide).unwrap();
        done(&mut case, "proof", &[("step", &step), ("kind", &kind), ("file", calls.to_str().unwrap())]);
        secrets.push(Secret { word: rung, seen: false });

        let place = destination();
        let asked = Asked { dossier: true, ..asked(place.path(), audience) };
        let recorded = export(&mut case, asked);
        assert!(recorded.result.is_ok(), "{recorded:?}");
        let all = files(place.path());
        let mut some = [false; 2];
        for secret in &secrets {
            some[usize::from(secret.seen)] = true;
            let found: Vec<&String> = all
                .iter()
                .filter(|(name, bytes)| stands_in(bytes, &secret.word) || name.contains(&secret.word))
                .map(|(name, _)| name)
                .collect();
            assert_eq!(
                !found.is_empty(),
                secret.seen,
                "seed {seed} audience {audience:?}: {} in {found:?}",
                secret.word
            );
        }
        assert_eq!(some, [true; 2], "the test looked for both");
        let digits = ["7654 3210", "76543210"];
        assert!(!all.values().any(|bytes| digits.iter().any(|digits| stands_in(bytes, digits))));
        // The note accounts for exactly the empty bodies.
        let bytes = std::fs::read(recorded.folder.join(layout::NOTE)).unwrap();
        let note = Note::parse(&bytes).unwrap();
        let bodies = std::fs::read_to_string(recorded.folder.join(layout::BODIES)).unwrap();
        let empty = bodies.lines().filter(|line| *line == "null").count() as u64;
        assert_eq!(Some(empty), note.withheld.bodies().map(|withheld| withheld + note.excised));
    }
}

/// Where numbers stay behind, what could not be searched for them is counted before anything is written.
#[test]
fn attachments_that_cannot_be_searched_for_numbers_are_counted_beforehand() {
    use warroom::app::export::{Concern, preflight};
    use warroom::jobs::acquire::survey::System;
    let world = World::new(61);
    let mut case = super::a_case(&world);
    let step = case.state().work.steps.first().map(|merged| merged.step.id.clone()).unwrap();
    let kind = case.state().work.steps.first().and_then(|merged| merged.step.proof.first().cloned()).unwrap();
    let place = destination();
    let unsearched = |case: &warroom::app::case::Case, phones: bool| {
        let looked = preflight(case, Asked { phones, ..asked(place.path(), Mark::Red) }, &System::running()).unwrap();
        looked
            .concerns
            .iter()
            .find_map(|found| if let Concern::Unsearched(count) = found { Some(*count) } else { None })
    };
    assert_eq!(unsearched(&case, false), None, "what is there is text");
    for (name, bytes) in [("shot.png", &b"\x89PNG\r\n\x1a\n"[..]), ("call.pdf", b"%PDF-1.7\n\xe2\xe3")] {
        let path = world.file(name);
        std::fs::write(&path, bytes).unwrap();
        done(&mut case, "proof", &[("step", &step), ("kind", &kind), ("file", path.to_str().unwrap())]);
    }
    assert_eq!(unsearched(&case, false), Some(2));
    assert_eq!(unsearched(&case, true), None, "the numbers go along");
}

/// Exhibits cannot be altered: one whose bytes hold a telephone number stays behind whole, which is said before anything is written, in the note and by the
/// verifier; one that is no text goes along, and is said not to have been searched.
#[test]
fn an_exhibit_with_a_telephone_number_stays_behind_unless_the_numbers_go_along() {
    use super::outside::{Laptop, folders};
    let laptop = Laptop::new();
    let person = ["do", "person", "name=Ada Lead", "initials=AL", "phone=+49 151 2345 6789"];
    assert!(laptop.command("").args(person).output().unwrap().status.success());
    // The number lies across the end of the first buffer, in full-width digits.
    let mut calls = vec![b'x'; (1 << 20) - 8];
    calls.extend_from_slice("\n０１５１,２３４５,６７８９\n".as_bytes());
    for (name, bytes) in [("calls.txt", calls.as_slice()), ("quiet.txt", b"nobody rang"), ("disk.dd", b"\x00\x01\xff")]
    {
        let file = laptop.dir.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let add =
            laptop.command("").args(["evidence", "add"]).arg(&file).args(["--description", "x"]).output().unwrap();
        assert!(add.status.success(), "{add:?}");
    }
    let names = |phones: bool| {
        let place = destination();
        let mut command = laptop.export("", place.path());
        command.arg("--with-evidence").args(phones.then_some("--phones"));
        let done = command.output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "{said}");
        let folder = folders(place.path()).remove(0);
        let report = warroom::export::verify::folder(&folder, None).unwrap();
        assert!(report.ok(), "{:?}", report.flaws);
        let note = report.note.clone().unwrap();
        let listed = files(&folder.join(layout::EVIDENCE_FILES));
        let names: Vec<String> = listed.keys().cloned().collect();
        (names, said, format!("{:?}", report.remarks), note)
    };
    let (left, said, remarks, note) = names(false);
    assert_eq!(left, ["e-002-quiet.txt", "e-003-disk.dd"]);
    assert!(said.contains("in the bytes of these exhibits, which are left out: E-001;"), "{said}");
    assert!(said.contains("1 exhibit (images, archives) could not be searched for them: E-003;"), "{said}");
    assert!(remarks.contains("exhibit E-001 are not in this folder: telephone numbers stand in them"), "{remarks}");
    assert_eq!(note.withheld.exhibits.len(), 1);
    let (all, said, remarks, note) = names(true);
    assert_eq!(all, ["e-001-calls.txt", "e-002-quiet.txt", "e-003-disk.dd"]);
    assert!(!said.contains("in the bytes of these exhibits") && !remarks.contains("exhibit E-001"), "{said} {remarks}");
    assert!(note.withheld.exhibits.is_empty());
}

/// What the preflight says of files is what lies on the medium afterwards, signatures and all.
#[test]
fn the_preflight_counts_every_file_that_will_be_written() {
    use warroom::app::export::{begin, end, preflight};
    use warroom::jobs::{Handle, acquire::survey::System};
    let world = World::new(63);
    let mut case = super::a_case(&world);
    for (court, dossier, with_evidence) in [(false, false, false), (true, true, true), (false, true, true)] {
        let place = destination();
        let asked = Asked { court, dossier, with_evidence, ..asked(place.path(), Mark::Red) };
        let looked = preflight(&case, asked, &System::running()).unwrap();
        let (counted, needed) = (looked.files, looked.needed);
        let ready = begin(&mut case, looked).unwrap();
        let result = ready.write(&Handle::new());
        assert!(end(&mut case, &ready, result).unwrap().result.is_ok());
        let all = files(place.path());
        let bytes: u64 = all.values().map(|bytes| bytes.len() as u64).sum();
        assert_eq!(counted, all.len() as u64, "{court} {dossier} {with_evidence}: {:#?}", all.keys());
        assert!(needed > bytes, "{needed} are said to be needed for {bytes}");
    }
}
