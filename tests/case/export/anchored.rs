//! What witnesses and time-stamping authorities gave back for a checkpoint lies beside it in the folder, where stock tools check it; altered, it is found.

use std::path::Path;
use std::process::Command;

use warroom::app::anchor;
use warroom::app::case::Case;
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::verify::{folder, verify};
use warroom::journal::hex;
use warroom::journal::line::sha256;

use super::super::anchor::{stock, witness};
use super::super::folder::{said, sealed};
use super::super::stamp::{authority, reply};
use super::super::support::{World, run};
use super::{a_case, asked, destination, export, files};

/// A case whose checkpoint a witness signed and an authority stamped; none where a stock tool is missing.
fn anchored(world: &World) -> Option<Case> {
    let (dir, tsa) = (world.file("out"), world.file("tsa"));
    std::fs::create_dir(&tsa).unwrap();
    if !authority(&tsa) {
        return None;
    }
    let mut case = a_case(world);
    let made = anchor::sign(&mut case, "demand").unwrap();
    let written = anchor::write(&case, &made.signed, &dir).unwrap();
    let (_, fingerprint) = witness(&dir, "journal-witness@warroom", &written[2])?;
    let signature = format!("{}.sig", written[2].display());
    let given = [("signature-file", signature.as_str()), ("by", "Ola Witness"), ("fingerprint", fingerprint.as_str())];
    run(&mut case, "anchor-witness", &given).unwrap();
    let stamped = tsa.join("reply.tsr");
    std::fs::write(&stamped, reply(&tsa, &anchor::query(&made.signed).unwrap())).unwrap();
    let ca = tsa.join("ca.pem");
    let given =
        [("reply", stamped.to_str().unwrap()), ("ca", ca.to_str().unwrap()), ("stamped-by", "Authority of the test")];
    run(&mut case, "anchor-stamp", &given).unwrap();
    Some(case)
}

/// Lets a stock tool judge in the directory of the checkpoints.
fn accepts(directory: &Path, program: &str, arguments: &[&str], input: Option<&str>) -> bool {
    let mut command = stock(program).unwrap_or_else(|| Command::new(program));
    command.current_dir(directory).args(arguments);
    if let Some(input) = input {
        command.stdin(std::fs::File::open(directory.join(input)).unwrap());
    }
    let done = command.output().unwrap();
    println!("{program}: {}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    done.status.success()
}

#[test]
fn what_anchors_brought_back_is_in_the_folder_and_stock_tools_check_it_there() {
    let world = World::new(75);
    let Some(mut case) = anchored(&world) else { return };
    let place = destination();
    let recorded = export(&mut case, asked(place.path(), Mark::Red));
    let report = folder(&recorded.folder, None).unwrap();
    assert_eq!(said(&report), Vec::<String>::new());
    assert_eq!(report.signatures, 2, "the witness's and the authority's");
    let directory = recorded.folder.join(layout::CHECKPOINTS);
    let names: Vec<String> = files(&directory).into_keys().collect();
    let ending =
        |end: &str| names.iter().find(|name| name.ends_with(end)).unwrap_or_else(|| panic!("{end}: {names:?}"));
    let (tsr, tsq, ca) = (ending(".tsr"), ending(".tsq"), ending(".ca.pem"));
    let text = tsr.split_inclusive(".txt").next().unwrap();
    // The digest of the text is the case head that a page or a voice carried out of the room.
    let head = hex(&sha256(&std::fs::read(directory.join(text)).unwrap()));
    assert_eq!(text, format!("case-{}.txt", &head[..16]));
    let sig = names.iter().find(|name| name.starts_with(text) && name.ends_with(".sig")).unwrap();
    let by_data = ["ts", "-verify", "-data", text, "-in", tsr, "-CAfile", ca];
    assert!(accepts(&directory, "openssl", &by_data, None));
    let by_query = ["ts", "-verify", "-queryfile", tsq, "-in", tsr, "-CAfile", ca];
    assert!(accepts(&directory, "openssl", &by_query, None));
    let record = sig.strip_prefix(text).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".sig")).unwrap();
    let who = format!("witness-{record}");
    let by_key = ["-Y", "verify", "-f", "witnesses", "-I", &who, "-n", "journal-witness@warroom", "-s", sig];
    assert!(accepts(&directory, "ssh-keygen", &by_key, Some(text)));
    // The commands of VERIFY.txt are these.
    let guide = std::fs::read_to_string(recorded.folder.join(layout::VERIFY_TXT)).unwrap();
    let placed = |line: &str| line.replace(text, "case-HEAD.txt").replace(record, "RECORD");
    let of_tsr = tsr.strip_prefix(text).unwrap().trim_matches('.').strip_suffix(".tsr").unwrap();
    assert!(guide.contains(&placed(&format!("ssh-keygen {} < {text}", by_key.join(" ")))));
    for line in [by_data, by_query] {
        let line = line.join(" ").replace(of_tsr, record);
        assert!(guide.contains(&placed(&format!("openssl {line}"))), "{line}");
    }
}

/// Under a good seal: each file that an anchor brought back, altered, taken away, put in anew.
#[test]
fn an_altered_stamp_or_witness_in_a_folder_is_found_under_a_good_seal() {
    let world = World::new(76);
    let Some(mut case) = anchored(&world) else { return };
    let place = destination();
    let recorded = export(&mut case, asked(place.path(), Mark::Red));
    let key = warroom::journal::station::StationKey::load(&world.env.places.station_key()).unwrap();
    let whole = files(&recorded.folder);
    let digest = |end: &str| {
        let stored = whole.iter().find(|(path, _)| path.starts_with(layout::CHECKPOINTS) && path.ends_with(end));
        format!("{}{}", layout::ATTACHMENTS, hex(&sha256(stored.unwrap().1)))
    };
    let witness_sig = whole.keys().find(|path| path.contains("/case-") && path.ends_with(".sig")).unwrap().clone();
    let mut targets: Vec<String> =
        whole.keys().filter(|path| path.contains("/case-") || path.ends_with("/witnesses")).cloned().collect();
    assert_eq!(targets.len(), 7, "two texts, request, reply, certificates, signature, keys: {targets:?}");
    // The same bytes as stored files.
    targets.extend([digest(".tsr"), format!("{}{}", layout::ATTACHMENTS, hex(&sha256(&whole[&witness_sig])))]);
    let check = |changed: &super::super::folder::Files| {
        let place = destination();
        let at = place.path().join(recorded.folder.file_name().unwrap());
        for (path, bytes) in changed {
            std::fs::create_dir_all(at.join(path).parent().unwrap()).unwrap();
            std::fs::write(at.join(path), bytes).unwrap();
        }
        said(&folder(&at, Some(&key.fingerprint())).unwrap())
    };
    for target in &targets {
        for kind in ["altered", "taken away"] {
            let mut changed = whole.clone();
            if kind == "altered" {
                let bytes = changed.get_mut(target).unwrap();
                let at = bytes.len() / 2;
                bytes[at] ^= 1;
            } else {
                changed.remove(target);
            }
            sealed(&mut changed, &key);
            let found = check(&changed);
            assert!(found.iter().any(|what| what.starts_with(target.as_str())), "{target} {kind}: {found:#?}");
        }
    }
    // One that no record brought.
    let mut changed = whole.clone();
    changed.insert(witness_sig.replace(".sig", "9.sig"), whole[&witness_sig].clone());
    sealed(&mut changed, &key);
    assert!(!check(&changed).is_empty());
}

/// In a live case file the stored reply and the stored signature are held against the records, salts and all.
#[test]
fn an_altered_stamp_or_witness_in_a_case_is_found() {
    let world = World::new(77);
    let Some(case) = anchored(&world) else { return };
    let path = case.path().to_owned();
    let stored: Vec<String> = case
        .state()
        .anchors
        .made
        .iter()
        .map(|made| match &made.how {
            warroom::domain::anchor::Anchored::Witness(made) => made.signature.file.sha256.clone(),
            warroom::domain::anchor::Anchored::Stamp(made) => made.reply.file.sha256.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    drop(case);
    assert!(verify(&path, None).unwrap().ok());
    let whole = std::fs::read(&path).unwrap();
    assert_eq!(stored.len(), 2);
    for sha256 in stored {
        for altered in [true, false] {
            let connection = rusqlite::Connection::open(&path).unwrap();
            let of_it = "FROM attachment WHERE hex(sha256) = upper(?1)";
            let changed = if altered {
                let read = format!("SELECT bytes {of_it}");
                let mut bytes: Vec<u8> = connection.query_row(&read, [&sha256], |row| row.get(0)).unwrap();
                bytes[40] ^= 1;
                let write = "UPDATE attachment SET bytes = ?2 WHERE hex(sha256) = upper(?1)";
                connection.execute(write, rusqlite::params![sha256, bytes]).unwrap()
            } else {
                connection.execute(&format!("DELETE {of_it}"), [&sha256]).unwrap()
            };
            assert_eq!(changed, 1);
            drop(connection);
            let report = verify(&path, None).unwrap();
            let said: Vec<String> = report.problems.iter().map(|problem| problem.line()).collect();
            assert!(said.iter().any(|what| what.contains(&sha256)), "{said:?}");
            // The record that cites it is named too: its signature or stamp shows nothing any more.
            assert!(report.problems.iter().any(|problem| problem.seq.is_some()), "{said:?}");
            std::fs::write(&path, &whole).unwrap();
        }
    }
}
