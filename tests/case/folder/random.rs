//! Random tamperings with a folder: whatever is changed is found, unless it changes nothing that the folder says. `WARROOM_SOAK=1` runs the long ones, whose
//! numbers stand in `docs/tamper.md`.

use super::golden::GOLDEN;
use super::*;
use crate::support::Numbers;

fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("WARROOM_SOAK").is_some() { long } else { short }
}

fn text_file(files: &Files, numbers: &mut Numbers) -> String {
    let with_lines: Vec<&String> = files
        .iter()
        .filter(|(_, bytes)| bytes.iter().filter(|byte| **byte == b'\n').count() > 1)
        .map(|(path, _)| path)
        .collect();
    (*numbers.pick(&with_lines)).clone()
}

fn lines(files: &Files, path: &str) -> Vec<Vec<u8>> {
    files[path].split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

const KINDS: [&str; 15] = [
    "bit flipped",
    "byte changed",
    "file cut",
    "bytes added",
    "bytes put in",
    "two files swapped",
    "file removed",
    "file renamed",
    "file copied under another name",
    "file added",
    "line removed",
    "line doubled",
    "two lines swapped",
    "lines reordered",
    "letters of a line changed",
];

/// One random change. Which kind it was.
pub(super) fn tamper(files: &mut Files, numbers: &mut Numbers, among: &dyn Fn(&str) -> bool) -> &'static str {
    let paths: Vec<String> = files.keys().filter(|path| among(path)).cloned().collect();
    let path = numbers.pick(&paths).clone();
    let kind = *numbers.pick(&KINDS);
    let length = files[&path].len();
    let at = numbers.below(length);
    let text = loop {
        let text = text_file(files, numbers);
        if among(&text) {
            break text;
        }
    };
    let mut of_text = lines(files, &text);
    let (one, other) = (numbers.below(of_text.len()), numbers.below(of_text.len()));
    let bytes = files.get_mut(&path).unwrap();
    match kind {
        "bit flipped" if length > 0 => bytes[at] ^= 1 << numbers.below(8),
        "byte changed" if length > 0 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
        "file cut" => bytes.truncate(at),
        "bytes added" => bytes.extend_from_slice(numbers.pick::<&[u8]>(&[b"\n", b" ", b"\0", b"x", b"null\n"])),
        "bytes put in" => drop(bytes.splice(at..at, *b" ")),
        "two files swapped" => {
            let second = numbers.pick(&paths).clone();
            let (mine, theirs) = (files[&path].clone(), files[&second].clone());
            files.insert(path, theirs);
            files.insert(second, mine);
        }
        "file removed" => drop(files.remove(&path)),
        "file renamed" | "file copied under another name" => {
            let bytes = files[&path].clone();
            if kind == "file renamed" {
                files.remove(&path);
            }
            let name = match numbers.below(4) {
                0 => path.to_uppercase().replace("DATA/", "data/"),
                1 => format!("{path}.bak"),
                2 => format!("data/{}", path.replace('/', "-")),
                _ => path.replace('e', "3") + "_",
            };
            files.insert(name, bytes);
        }
        "file added" => {
            let names = [
                "autorun.inf",
                "data/x",
                "data/evidence/files/e-001-x",
                "data/journal/checkpoints/x.txt",
                ".hidden",
                "data/db/case.sqlite-wal",
            ];
            files.insert((*numbers.pick(&names)).to_owned(), b"x".to_vec());
        }
        "line removed" => drop(of_text.remove(one)),
        "line doubled" => of_text.insert(one, of_text[one].clone()),
        "two lines swapped" => of_text.swap(one, other),
        "lines reordered" => numbers.shuffle(&mut of_text),
        "letters of a line changed" => {
            let line = &mut of_text[one];
            let letter = numbers.below(line.len());
            line[letter] = *numbers.pick(b"0123456789abcdefxyz");
        }
        _ => {}
    }
    if kind.contains("line") {
        files.insert(text, of_text.concat());
    }
    kind
}

/// Counts of what became of each kind.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, (u32, u32)>);

impl Tally {
    fn print(&self, title: &str, began: std::time::Instant) {
        println!("{:?} in all", began.elapsed());
        let (found, without): (u32, u32) = self.0.values().fold((0, 0), |sum, add| (sum.0 + add.0, sum.1 + add.1));
        println!(
            "{title}: {} tamperings, {found} found, {without} changed nothing that the folder says, 0 missed",
            found + without
        );
        for (kind, (found, without)) in &self.0 {
            println!("| {kind} | {found} | {without} |");
        }
    }
}

/// Whatever a stranger does to the files of a folder is found: no byte of it may be another.
#[test]
fn every_random_change_of_a_folder_is_found() {
    let began = std::time::Instant::now();
    let mut numbers = Numbers(20_261_122);
    let mut tally = Tally::default();
    // The golden folder is the smallest: most of the rounds are its.
    for (original, most) in [(&*GOLDEN, rounds(300, 6_000)), (&*WHOLE, rounds(30, 300)), (&*FILTERED, rounds(30, 300))]
    {
        let mut bench = Bench::new(original);
        for round in 0..most {
            let mut files = original.files.clone();
            let mut kind = tamper(&mut files, &mut numbers, &|_| true);
            // Every third one makes the lists again, as far as that goes without a key.
            if round % 3 == 0 {
                relisted(&mut files);
                kind = "lists made again after a change";
            }
            if files == original.files {
                continue;
            }
            bench.lay(&files);
            let report = bench.verify(Some(&original.fingerprint()));
            assert!(!report.ok(), "round {round}, {kind}: not found");
            assert!(report.flaws.iter().all(|flaw| !flaw.what.is_empty() && !flaw.to_string().contains('\u{1b}')));
            tally.0.entry(kind).or_default().0 += 1;
        }
    }
    tally.print("folder, without the key", began);
}

/// Whoever has the station's key and changes what follows from the journal, or the journal itself, is found as well. What only the note or the SQLite file's unused
/// bytes say is theirs to say.
#[test]
fn random_changes_under_a_good_seal_are_found() {
    let began = std::time::Instant::now();
    let mut numbers = Numbers(11_222_026);
    let mut tally = Tally::default();
    let original = &*GOLDEN;
    let mut bench = Bench::new(original);
    let open = [
        layout::NOTE,
        layout::BAG_INFO,
        layout::MANIFEST,
        layout::MANIFEST_SHA512,
        layout::TAG_MANIFEST,
        layout::SIGNATURE,
    ];
    for round in 0..rounds(200, 3_000) {
        let mut files = original.files.clone();
        let kind = tamper(&mut files, &mut numbers, &|path| !open.contains(&path));
        if files == original.files {
            continue;
        }
        sealed(&mut files, &original.key);
        bench.lay(&files);
        let report = bench.verify(Some(&original.fingerprint()));
        let entry = tally.0.entry(kind).or_default();
        if report.ok() {
            // The copy in other bytes that say the same.
            let changed: Vec<&String> = original
                .files
                .iter()
                .filter(|(path, bytes)| !open.contains(&path.as_str()) && files.get(*path) != Some(*bytes))
                .map(|(path, _)| path)
                .collect();
            let harmless = |path: &&String| *path == layout::DATABASE;
            assert!(changed.iter().all(harmless) && !report.remarks.is_empty(), "round {round}, {kind}: {changed:?}");
            entry.1 += 1;
        } else {
            entry.0 += 1;
        }
    }
    tally.print("folder, with the station's key", began);
}

/// The verifier in Python and this one say the same of the same folders, where both can know.
#[test]
fn two_verifiers_agree() {
    if !installed("python3") || !installed("ssh-keygen") {
        return;
    }
    let mut numbers = Numbers(7);
    let mut bench = Bench::new(&FILTERED);
    let signer = FILTERED.fingerprint();
    assert_eq!(by_python(bench.shelf(), bench.path(), &signer), Some(0));
    for round in 0..rounds(25, 500) {
        let mut files = FILTERED.files.clone();
        let kind = tamper(&mut files, &mut numbers, &|_| true);
        if files == FILTERED.files {
            continue;
        }
        bench.lay(&files);
        let (ours, theirs) = (bench.verify(Some(&signer)).ok(), by_python(bench.shelf(), bench.path(), &signer));
        // The one thing that only ours demands: a signature file to its last line feed.
        let only = files
            .iter()
            .filter(|(path, bytes)| FILTERED.files.get(*path) != Some(*bytes))
            .all(|(path, _)| path == layout::SIGNATURE);
        assert!(!ours, "round {round}, {kind}");
        assert!(theirs == Some(1) || only && files.len() == FILTERED.files.len(), "round {round}, {kind}: {theirs:?}");
    }
}

/// Links, pipes and directories in the place of files.
#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_found_and_not_opened() {
    let bench = Bench::new(&WHOLE);
    for (number, path) in WHOLE.files.keys().enumerate() {
        let at = bench.path().join(path);
        let aside = bench.shelf().join("aside");
        std::fs::rename(&at, &aside).unwrap();
        match number % 3 {
            0 => std::os::unix::fs::symlink(&aside, &at).unwrap(),
            1 => rustix::fs::mknodat(rustix::fs::CWD, &at, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
                .unwrap(),
            _ => std::fs::create_dir(&at).unwrap(),
        }
        let report = bench.verify(None);
        assert!(!report.ok(), "{path}");
        if number % 3 == 2 { std::fs::remove_dir(&at) } else { std::fs::remove_file(&at) }.unwrap();
        std::fs::rename(&aside, &at).unwrap();
    }
    assert!(bench.verify(None).ok());
}

/// A live case file changed by somebody's own SQLite: rows and heads altered, taken out, put in, doubled, moved, swapped.
#[test]
fn every_random_change_of_a_live_case_is_found() {
    use rusqlite::Connection;
    use warroom::export::verify::verify;
    let began = std::time::Instant::now();
    let place = destination();
    let path = place.path().join("case.warroom");
    let case = WHOLE.world.file("case.warroom");
    let contents = |path: &Path| {
        let connection = Connection::open(path).unwrap();
        let all = |sql: &str| -> Vec<Vec<rusqlite::types::Value>> {
            let mut statement = connection.prepare(sql).unwrap();
            let columns = statement.column_count();
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect();
            statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        [
            all("SELECT * FROM journal ORDER BY station, seq, hash"),
            all("SELECT * FROM head ORDER BY station"),
            // Which batch brought the bytes is not what the case says.
            all("SELECT sha256, salt, part, bytes FROM attachment ORDER BY sha256, salt, part"),
        ]
    };
    let original = contents(&case);
    let last = i64::try_from(original[0].len()).unwrap();
    let mut numbers = Numbers(99);
    let mut tally = Tally::default();
    for round in 0..rounds(200, 5_000) {
        std::fs::copy(&case, &path).unwrap();
        let connection = Connection::open(&path).unwrap();
        let row = |numbers: &mut Numbers| 1 + i64::try_from(numbers.below(original[0].len())).unwrap();
        let (one, other) = (row(&mut numbers), row(&mut numbers));
        let column = *numbers.pick(&["line", "body", "hash"]);
        let of_head = *numbers.pick(&["hash", "sig"]);
        let of_attachment = *numbers.pick(&["sha256", "salt", "bytes"]);
        let flip = |numbers: &mut Numbers, sql: &str, table: &str, column: &str, id: i64| {
            let read = format!("SELECT {column} FROM {table} WHERE {sql}");
            let bytes: Option<Vec<u8>> = connection.query_row(&read, [id], |row| row.get(0)).unwrap();
            let mut bytes = bytes.unwrap_or_default();
            if !bytes.is_empty() {
                let at = numbers.below(bytes.len());
                bytes[at] ^= 1 << numbers.below(8);
            }
            let write = format!("UPDATE {table} SET {column} = ?2 WHERE {sql}");
            connection.execute(&write, rusqlite::params![id, bytes]).unwrap();
        };
        let run = |sql: &str| drop(connection.execute(sql, []));
        let kind = *numbers.pick(&[
            "row: bit flipped",
            "row: bit flipped",
            "row taken out",
            "rows taken out and the rest renumbered",
            "two bodies swapped",
            "two lines swapped",
            "row moved",
            "row doubled",
            "body emptied",
            "tail cut",
            "head: bit flipped",
            "head altered",
            "attachment: bit flipped",
            "attachment taken out",
            "row of another station",
        ]);
        match kind {
            "row: bit flipped" => flip(&mut numbers, "seq = ?1", "journal", column, one),
            "row taken out" => run(&format!("DELETE FROM journal WHERE seq = {one}")),
            "rows taken out and the rest renumbered" => {
                run(&format!("DELETE FROM journal WHERE seq = {one}"));
                run(&format!("UPDATE journal SET seq = seq - 1 WHERE seq > {one}"));
            }
            "two bodies swapped" | "two lines swapped" => {
                let column = if kind.contains("bodies") { "body" } else { "line" };
                run(&format!(
                    "UPDATE journal SET {column} = (SELECT b.{column} FROM journal b WHERE b.seq = CASE journal.seq WHEN {one} THEN {other} ELSE {one} END) \
                     WHERE seq IN ({one}, {other})"
                ));
            }
            "row moved" => run(&format!("UPDATE journal SET seq = {} WHERE seq = {one}", last + 1 + other)),
            "row doubled" => run(&format!(
                "INSERT INTO journal SELECT station, {}, hash, line, body FROM journal WHERE seq = {one}",
                last + 1
            )),
            "body emptied" => run(&format!("UPDATE journal SET body = NULL WHERE seq = {one}")),
            "tail cut" => run(&format!("DELETE FROM journal WHERE seq >= {one}")),
            "head: bit flipped" => flip(&mut numbers, "rowid = ?1", "head", of_head, 1),
            "head altered" => run(&format!("UPDATE head SET seq = seq + {}", other - 7)),
            "attachment: bit flipped" => flip(&mut numbers, "rowid = ?1", "attachment", of_attachment, 1),
            "attachment taken out" => run("DELETE FROM attachment"),
            _ => run(&format!("UPDATE journal SET station = '0123456789abcdef' WHERE seq = {one}")),
        }
        drop(connection);
        let found = verify(&path, None).map_or(true, |report| !report.ok());
        let same = contents(&path) == original;
        assert!(found || same, "round {round}, {kind}, rows {one} and {other}: not found");
        assert!(!found || !same, "round {round}, {kind}: found where nothing was changed");
        let entry = tally.0.entry(kind).or_default();
        if same {
            entry.1 += 1
        } else {
            entry.0 += 1
        }
        for side in ["case.warroom-wal", "case.warroom-shm"] {
            let _ = std::fs::remove_file(place.path().join(side));
        }
    }
    tally.print("live case file", began);
}
