//! Papers, notices and the list of what is not there: made again from the journal of the folder and compared, under a good seal too.

use super::*;
use warroom::app::export::Recorded;

/// Exports with the dossier and verifies.
fn exported(case: &mut Case, place: &Path, audience: Mark) -> (Recorded, Files) {
    let recorded = export(case, Asked { dossier: true, ..asked(place, audience) });
    assert!(recorded.result.is_ok(), "{recorded:?}");
    let all = files(&recorded.folder);
    (recorded, all)
}

/// What is said of these files under a seal by the station's own key.
fn under_seal(recorded: &Recorded, key: &StationKey, mut changed: Files) -> FolderReport {
    sealed(&mut changed, key);
    let place = destination();
    let at = place.path().join(recorded.folder.file_name().unwrap());
    for (path, bytes) in &changed {
        std::fs::create_dir_all(at.join(path).parent().unwrap()).unwrap();
        std::fs::write(at.join(path), bytes).unwrap();
    }
    folder(&at, Some(&key.fingerprint())).unwrap()
}

fn with_text(files: &Files, path: &str, from: &str, to: &str) -> Files {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    let mut changed = files.clone();
    changed.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    changed
}

#[test]
fn the_dossier_and_the_pages_of_a_folder_follow_from_its_journal_bars_and_all() {
    let world = World::new(91);
    let mut case = a_case(&world);
    done(&mut case, "log", &[("text", "who it was"), ("mark", "RED")]);
    let place = destination();
    let (recorded, all) = exported(&mut case, place.path(), Mark::Amber);
    let key = StationKey::load(&world.env.places.station_key()).unwrap();
    let report = under_seal(&recorded, &key, all.clone());
    assert_eq!((said(&report), report.remarks.as_slice()), (Vec::new(), &[][..]));
    let md = String::from_utf8(all[layout::DOSSIER_MD].clone()).unwrap();
    assert!(md.contains("withheld, TLP:RED") && md.contains("withheld, phone numbers"), "{md}");
    // Its ten controls were computed without these records, and it says so; so do the tables.
    let empty = report.empty;
    assert!(empty > 1 && md.contains(&format!("{empty} records are not in it")), "{md}");
    for table in ["controls", "steps", "missing"] {
        let csv = String::from_utf8(all[&format!("data/tables/{table}.csv")].clone()).unwrap();
        assert!(csv.lines().next().unwrap().ends_with("\"records_not_in_this_folder\""), "{csv}");
        assert!(csv.lines().nth(1).unwrap().ends_with(&format!(",{empty}")), "{csv}");
    }
    // A bar painted over with another ground, or with words; a page that says something else; one that is not there.
    let mut lies = vec![
        (layout::DOSSIER_MD, with_text(&all, layout::DOSSIER_MD, "withheld, TLP:RED", "withheld, TLP:GREEN")),
        (layout::DOSSIER_MD, with_text(&all, layout::DOSSIER_MD, "withheld, phone numbers", "nothing of note")),
    ];
    if cfg!(feature = "dossier") {
        let form = "data/custody/e-001-form.pdf";
        for path in [layout::DOSSIER_PDF, form] {
            assert!(all[path].starts_with(b"%PDF-"), "{path}");
            let mut changed = all.clone();
            let bytes = changed.get_mut(path).unwrap();
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            lies.push((path, changed));
        }
        let mut changed = all.clone();
        changed.remove(form);
        lies.push((form, changed));
        let mut changed = all.clone();
        changed.insert("data/custody/e-009-form.pdf".to_owned(), all[form].clone());
        lies.push(("data/custody/e-009-form.pdf", changed));
    }
    for (path, changed) in lies {
        let found = said(&under_seal(&recorded, &key, changed));
        assert!(found.iter().any(|what| what.starts_with(path)), "{path}: {found:#?}");
    }
}

#[test]
fn every_empty_body_is_accounted_for_line_by_line_and_no_other() {
    let world = World::new(92);
    let mut case = a_case(&world);
    for (text, mark) in [("red", "RED"), ("advice", "GREEN"), ("strict", "AMBER+STRICT")] {
        let record = done(&mut case, "log", &[("text", text), ("mark", mark)]);
        if text == "advice" {
            done(&mut case, "privilege", &[("record", &record[0]), ("whose", "us"), ("reason", "counsel")]);
        }
    }
    let place = destination();
    let (recorded, all) = exported(&mut case, place.path(), Mark::Amber);
    let key = StationKey::load(&world.env.places.station_key()).unwrap();
    let list = String::from_utf8(all[layout::WITHHELD].clone()).unwrap();
    let bodies = String::from_utf8(all[layout::BODIES].clone()).unwrap();
    let empty: Vec<usize> =
        (1..).zip(bodies.lines()).filter(|(_, body)| *body == "null").map(|(number, _)| number).collect();
    let listed: Vec<usize> =
        list.lines().skip(1).map(|line| line.split(',').nth(1).unwrap().parse().unwrap()).collect();
    assert_eq!(listed, empty);
    for ground in ["\"mark\",\"RED\"", "\"mark\",\"AMBER+STRICT\"", "\"privileged\",", "\"phones\","] {
        assert!(list.contains(ground), "{ground}: {list}");
    }
    // Nothing but number and ground.
    assert!(list.lines().all(|line| line.split(',').count() == 4 && line.len() < 60), "{list}");
    let lies = [
        (with_text(&all, layout::WITHHELD, "\"phones\",", "\"privileged\","), "its counts of what is withheld and why"),
        (with_text(&all, layout::WITHHELD, "\"RED\"", "\"AMBER+STRICT\""), "its counts of what is withheld and why"),
        (with_text(&all, layout::WITHHELD, "\"RED\"", "\"PINK\""), "cannot be read as the list"),
        (with_text(&all, layout::WITHHELD, "\"phones\"", "phones"), "data/journal/withheld.csv line"),
        (
            with_text(&all, layout::WITHHELD, &format!(",{},", empty[0]), &format!(",{},", empty[0] + 900)),
            "withheld.csv does not say why",
        ),
        (
            with_text(&all, layout::WITHHELD, &format!(",{},", empty[0]), &format!(",{},", empty[0] + 900)),
            "is not empty, or is not there",
        ),
    ];
    for (changed, expected) in lies {
        let found = said(&under_seal(&recorded, &key, changed));
        assert!(found.iter().any(|what| what.contains(expected)), "{expected}: {found:#?}");
    }
    let mut without = all.clone();
    without.remove(layout::WITHHELD);
    let found = said(&under_seal(&recorded, &key, without));
    assert!(found.iter().any(|what| what.starts_with("data/journal/withheld.csv: it is missing")), "{found:#?}");
}

/// What was sent lies in the folder as it was sent, beside its receipt; what readers may not see does not.
#[test]
fn notices_go_along_byte_for_byte_and_withheld_ones_do_not() {
    let world = World::new(93);
    let mut case = a_case(&world);
    done(&mut case, "regime", &[("regime", "eu-gdpr"), ("answer", "not-yet")]);
    let sent = |case: &mut Case, word: &str| {
        let (copy, receipt) = (world.file(&format!("{word}.eml")), world.file(&format!("{word}-receipt.pdf")));
        std::fs::write(&copy, format!("To: authority\r\n\r\n{word}\0\u{ff}\r\n")).unwrap();
        std::fs::write(&receipt, format!("%PDF receipt {word}")).unwrap();
        let fields = [
            ("deadline", "eu-gdpr/authority-72h"),
            ("route", "portal"),
            ("reference", word),
            ("file", copy.to_str().unwrap()),
            ("receipt", receipt.to_str().unwrap()),
        ];
        done(case, "sent", &fields).last().unwrap().clone()
    };
    sent(&mut case, "wordone");
    let second = sent(&mut case, "wordtwo");
    done(&mut case, "privilege", &[("record", &second), ("whose", "us"), ("reason", "with counsel")]);
    let place = destination();
    let (recorded, all) = exported(&mut case, place.path(), Mark::Red);
    assert_eq!(said(&folder(&recorded.folder, None).unwrap()), Vec::<String>::new());
    let notices: Vec<(&String, &Vec<u8>)> = all.iter().filter(|(path, _)| path.starts_with(layout::NOTICES)).collect();
    assert_eq!(notices.len(), 2, "{:?}", notices.iter().map(|(path, _)| path).collect::<Vec<_>>());
    for (path, bytes) in notices {
        let name = if path.contains("-receipt-") { "wordone-receipt.pdf" } else { "wordone.eml" };
        assert!(path.ends_with(name), "{path}");
        assert_eq!(*bytes, std::fs::read(world.file(name)).unwrap(), "{path}");
    }
    let withheld = |bytes: &[u8]| memchr::memmem::find(bytes, b"wordtwo").is_some();
    assert!(!all.iter().any(|(path, bytes)| path.contains("wordtwo") || withheld(bytes)));
}

/// The laptop that wrote a chain knows more of it than any folder: an older state is remarked on, another history is a problem.
#[test]
fn an_older_folder_is_said_and_a_forked_one_is_found_where_the_chain_was_written() {
    use warroom::export::verify::folder_at;
    let world = World::new(94);
    let mut case = a_case(&world);
    let place = destination();
    let first = export(&mut case, asked(place.path(), Mark::Red)).folder;
    let state = &world.env.places.state;
    let remarks = |path: &Path| {
        let report = folder_at(path, None, state).unwrap();
        (said(&report), report.remarks.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (flaws, older) = remarks(&first);
    assert_eq!(flaws, Vec::<String>::new());
    // The end of the export itself came after what it holds.
    assert!(older.len() == 1 && older[0].contains("more lines of its chain"), "{older:?}");
    assert!(folder(&first, None).unwrap().remarks.is_empty(), "no other laptop can tell");
    // The same key, another history: a copy of the whole laptop from before, that went on by itself.
    let (clone, apart) = (World::new(94), destination());
    let mut other = a_case(&clone);
    done(&mut other, "log", &[("text", "another history")]);
    let second = export(&mut other, asked(apart.path(), Mark::Red)).folder;
    let (flaws, _) = remarks(&second);
    assert!(flaws.iter().any(|what| what.contains("signed another checkpoint over the first")), "{flaws:?}");
    assert!(folder(&second, None).unwrap().ok(), "in itself it is in order");
    for _ in 0..20 {
        done(&mut other, "log", &[("text", "and on")]);
    }
    let third = export(&mut other, asked(apart.path(), Mark::Red)).folder;
    let (flaws, _) = remarks(&third);
    assert!(flaws.iter().any(|what| what.contains("this laptop wrote another line")), "{flaws:?}");
}
