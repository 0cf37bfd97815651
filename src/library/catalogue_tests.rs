//! The catalogue and the user's own files.

use std::fs;

use super::*;
use crate::library::procedure::tests::text;
use crate::library::regimes::Register;
use crate::library::vocabulary::Vocabulary;

fn all_findings(catalogue: &Catalogue) -> Vec<Finding> {
    let register = Register::shipped().unwrap();
    catalogue.check(&Known {
        vocabulary: Vocabulary::shipped().unwrap(),
        regime: &|id| register.regime(id).is_some(),
        procedure: &|_| false,
    })
}

#[test]
fn only_what_is_asked_for_is_parsed() {
    let catalogue = Catalogue::shipped();
    assert_eq!(catalogue.ids().count(), 18);
    assert!(catalogue.get("nought").is_none());
    assert_eq!(catalogue.get("ddos").unwrap().unwrap().procedure.id, "ddos");
    let parsed = catalogue.entries.iter().filter(|e| e.parsed.get().is_some()).count();
    assert_eq!(parsed, 1);
}

#[test]
fn shipped_procedures_pass_every_check() {
    assert_eq!(all_findings(&Catalogue::shipped()), Vec::new());
}

#[test]
fn digest_is_that_of_the_file() {
    // sha256sum assets/procedures/ddos.toml
    let catalogue = Catalogue::shipped();
    assert_eq!(
        catalogue.get("ddos").unwrap().unwrap().sha256,
        "884dc24ab1f2c809abf03764456c3c6d959ca0308bfeaf0d7e4269ea6c8876a3"
    );
}

#[test]
fn own_files_replace_and_add_and_broken_ones_stop_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    let own = text("ddos").replace("version = \"1.0.0\"", "version = \"7.0.0\"");
    write("ddos.toml", own.as_bytes());
    write("zz.toml", own.as_bytes());
    write("house.toml", text("insider").replace("id = \"insider\"", "id = \"house\"").as_bytes());
    write("ransomware.toml", text("ransomware").replace("control = 4\n", "control = four\n").as_bytes());
    write("latin.toml", b"schema = \"x\"\ntitle = \"caf\xe9\"\n");
    write("vast.toml", &vec![b'#'; 1 << 21]);
    write("notes.txt", b"not a procedure");
    fs::create_dir(dir.path().join("folder.toml")).unwrap();

    let (catalogue, findings) = Catalogue::with_overrides(dir.path());
    let ddos = catalogue.get("ddos").unwrap().unwrap();
    assert_eq!((ddos.procedure.version.as_str(), ddos.text.as_ref()), ("7.0.0", own.as_str()));
    assert_eq!(ddos.origin, Origin::File(dir.path().join("ddos.toml")));
    assert_eq!(catalogue.ids().position(|id| id == "ddos"), Catalogue::shipped().ids().position(|id| id == "ddos"));
    assert_eq!(catalogue.ids().last(), Some("house"));
    assert_eq!(catalogue.get("ransomware").unwrap().unwrap().origin, Origin::Shipped);

    let line = text("ransomware").lines().position(|l| l == "control = 4").unwrap() + 1;
    let said: Vec<_> =
        findings.iter().map(|f| (f.subject.as_str(), f.code, f.place.map(|p| (p.line, p.column)))).collect();
    let expected = [
        ("folder.toml", Code::Broken, None),
        ("latin.toml", Code::Broken, Some((2, 13))),
        ("ransomware.toml", Code::Broken, Some((line, 11))),
        ("vast.toml", Code::Broken, None),
        ("zz.toml", Code::DuplicateId, None),
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_misnamed_file_is_used_and_found() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mine.toml"), text("ddos")).unwrap();
    let (catalogue, findings) = Catalogue::with_overrides(dir.path());
    assert!(matches!(catalogue.get("ddos").unwrap().unwrap().origin, Origin::File(_)));
    assert_eq!((findings.len(), findings[0].code), (1, Code::IdNotFileName));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("ddos.toml"), format!("\u{feff}{}", text("ddos")).replace('\n', "\r\n")).unwrap();
    let (catalogue, findings) = Catalogue::with_overrides(dir.path());
    assert_eq!(findings, Vec::new());
    assert_ne!(
        catalogue.get("ddos").unwrap().unwrap().sha256,
        Catalogue::shipped().get("ddos").unwrap().unwrap().sha256
    );
}

#[test]
fn no_directory_is_no_finding_but_a_file_in_its_place_is() {
    let dir = tempfile::tempdir().unwrap();
    let (catalogue, findings) = Catalogue::with_overrides(&dir.path().join("none"));
    assert_eq!((catalogue.ids().count(), findings.len()), (18, 0));
    let file = dir.path().join("plain");
    fs::write(&file, "x").unwrap();
    assert_eq!(Catalogue::with_overrides(&file).1[0].code, Code::Broken);
}

#[test]
fn an_unsound_own_file_shows_in_the_checks_of_the_whole() {
    let dir = tempfile::tempdir().unwrap();
    let own = text("ddos").replace("\"G-03\", ", "").replacen("proof = [\"decision\"]", "proof = [\"hunch\"]", 1);
    fs::write(dir.path().join("ddos.toml"), own).unwrap();
    let (catalogue, findings) = Catalogue::with_overrides(dir.path());
    assert_eq!(findings, Vec::new());
    let codes: Vec<Code> = all_findings(&catalogue).iter().map(|f| f.code).collect();
    assert!(codes.contains(&Code::BaseStepNotKept), "{codes:?}");
}

#[test]
fn a_broken_file_says_why_where_it_is_asked_for_and_stops_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.toml"), "schema = \"warroom.playbook/1\"\nid = ").unwrap();
    fs::write(dir.path().join("ransomware.toml"), "= =").unwrap();
    let (catalogue, findings) = Catalogue::with_overrides(dir.path());
    assert_eq!(findings.len(), 2);
    let why = catalogue.get("own").unwrap().unwrap_err();
    assert_eq!(why.place().map(|place| place.line), Some(2), "{why}");
    assert_eq!(catalogue.get("ransomware").unwrap().unwrap().origin, Origin::Shipped);
    assert_eq!(catalogue.ids().count(), 18);
}
