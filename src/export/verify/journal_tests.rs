use super::*;
use crate::journal::chain::Reader;
use std::fs;

fn folder(lines: &[u8], bodies: &[u8], heads: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("data/journal")).unwrap();
    for (name, bytes) in [(JOURNAL, lines), (BODIES, bodies), (HEADS, heads)] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn envelope(station: u64, seq: u64) -> String {
    let envelope = Envelope {
        case: "wr-x".to_owned(),
        station: StationId(station),
        seq,
        lamport: seq,
        recorded_at: crate::domain::time::Instant::from_millis(1_795_277_220_123),
        body_sha256: [7; 32],
        prev: [0; 32],
    };
    String::from_utf8(envelope.to_line()).unwrap() + "\n"
}

fn said(folder: &tempfile::TempDir) -> Vec<String> {
    folder_rows(folder.path()).unwrap().flaws.iter().map(ToString::to_string).collect()
}

#[test]
fn lines_and_bodies_pair_up() {
    let lines = envelope(1, 1) + &envelope(1, 2) + &envelope(9, 1);
    let heads = format!(r#"{{"station":"{:016x}","seq":2,"hash":"{}","sig":"-----\n"}}"#, 1, "ab".repeat(32)) + "\n";
    let folder = folder(lines.as_bytes(), b"{\"a\":1}\nnull\n{}\n", heads.as_bytes());
    let found = folder_rows(folder.path()).unwrap();
    assert_eq!(found.flaws, []);
    let bodies: Vec<_> = found.rows.iter().map(|row| row.body.as_deref()).collect();
    assert_eq!(bodies, [Some(b"{\"a\":1}".as_slice()), None, Some(b"{}")]);
    assert_eq!((found.places.lines(), found.places.empty()), (3, 1));
    assert_eq!(found.places.line(StationId(9), 1), Some(3));
    assert_eq!(found.rows[2].station, "0000000000000009");
    assert_eq!(found.rows[1].hash, line_hash(found.rows[1].line.as_slice()));
    assert_eq!((found.heads.len(), found.heads[0].seq, found.heads[0].sig.as_slice()), (1, 2, b"-----\n".as_slice()));
}

#[test]
fn what_does_not_pair_up_is_named_with_its_line() {
    let two = envelope(1, 1) + &envelope(1, 2);
    let cases: [(&str, &str, &str, &str); 8] = [
        (&two, "{}\n", "", "data/journal/bodies.ndjson line 2: there is no body"),
        (&two, "{}\n{}\n{}\n", "", "data/journal/bodies.ndjson line 3: bodies stand here"),
        (&two, "{}\n{}", "", "data/journal/bodies.ndjson line 2: the last line does not end"),
        (two.trim_end(), "{}\n{}\n", "", "data/journal/journal.ndjson line 2: the last line does not end"),
        (&(envelope(1, 2) + &envelope(1, 1)), "{}\n{}\n", "", "data/journal/journal.ndjson line 2: the line is not in"),
        (&(envelope(2, 1) + &envelope(1, 1)), "{}\n{}\n", "", "data/journal/journal.ndjson line 2: the line is not in"),
        (&(envelope(1, 1) + &envelope(1, 1)), "{}\n{}\n", "", "data/journal/journal.ndjson line 2: the line is not in"),
        (&two, "{}\n{}\n", "{}\n", "data/journal/heads.ndjson line 1: it cannot be read as a signed head"),
    ];
    for (lines, bodies, heads, expected) in cases {
        let folder = folder(lines.as_bytes(), bodies.as_bytes(), heads.as_bytes());
        let said = said(&folder);
        assert!(said.iter().any(|what| what.starts_with(expected)), "{expected}: {said:?}");
    }
}

#[test]
fn what_is_no_envelope_keeps_its_place_and_is_named_by_the_reader() {
    let lines = envelope(1, 1) + "\u{1b}[31m{}\n" + &envelope(1, 3);
    let folder = folder(lines.as_bytes(), b"{}\n{}\n{}\n", b"");
    let found = folder_rows(folder.path()).unwrap();
    assert_eq!(found.flaws, []);
    let mut reader = Reader::of_a_folder();
    reader.push(found.rows);
    let reading = reader.finish(None, &[]);
    let place = reading.problems.iter().find(|problem| problem.what.to_string().contains("cannot be read")).unwrap();
    assert_eq!((place.station, place.seq), (Some(StationId(1)), Some(2)));
}

/// A line that never ends, a file that is a link or missing: each is named, nothing is followed, little is kept in memory.
#[test]
fn hostile_files_are_bounded() {
    let bed = folder(&vec![b'x'; 3 * 1024 * 1024], b"", b"");
    assert!(said(&bed)[0].contains("longer than 65536 bytes"), "{:?}", said(&bed));
    #[cfg(unix)]
    {
        let bed = folder(b"", b"", b"");
        fs::remove_file(bed.path().join(JOURNAL)).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", bed.path().join(JOURNAL)).unwrap();
        assert!(said(&bed)[0].contains("journal.ndjson: it is missing"), "{:?}", said(&bed));
        fs::remove_dir_all(bed.path().join("data/journal")).unwrap();
        let elsewhere = folder(b"x\n", b"", b"");
        std::os::unix::fs::symlink(elsewhere.path().join("data/journal"), bed.path().join("data/journal")).unwrap();
        assert_eq!(folder_rows(bed.path()).unwrap().rows.len(), 0, "a link in the middle is not followed");
    }
    assert!(folder_rows(Path::new("/no/such/folder")).is_err());
}
