//! Files of other tools, looked at: `warroom import FILE --dry-run` says what would be read and refused, line by line, and records nothing.

use std::collections::BTreeSet;

use super::*;

const HEAD: &str = "message,datetime,timestamp_desc,hostname\n";

fn looked(world: &World, file: &Path, more: &[&str]) -> Run {
    run(&world.env, &[&["import", file.to_str().unwrap(), "--dry-run"], more].concat())
}

fn made(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.file(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn has(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "{one:?} is not in\n{text}");
    }
}

/// A file of the fixtures; `None` where they are absent.
fn fixture(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures").join(name);
    if !path.is_file() {
        println!("skipped: no {}", path.display());
        return None;
    }
    Some(path)
}

/// The account as it was printed, and what it says: both sums hold, and every refused record is listed.
fn account(run: &Run) -> Value {
    let document = run.json();
    let number = |of: &Value| of.as_u64().unwrap();
    let refused = document["refused"].as_array().unwrap();
    assert_eq!(number(&document["read"]), number(&document["kept"]) + refused.len() as u64, "{document}");
    for part in document["parts"].as_array().unwrap() {
        let counts = &part["counts"];
        let sum: u64 =
            ["header", "blank", "frame", "kept_lines", "refused_lines"].iter().map(|key| number(&counts[key])).sum();
        assert_eq!(number(&counts["lines"]), sum, "{counts}");
    }
    assert_eq!(document["recorded"], false);
    document
}

#[test]
fn a_file_is_accounted_for_to_the_last_line_and_nothing_is_recorded() {
    let world = World::new(4101);
    declared(&world);
    let before = show(&world, "timeline");
    let text = format!(
        "{HEAD}first,2026-02-18T13:36:00Z,x,web1\n\nbad,2026-02-30T13:36:00Z,x,web1\nshort,2026-02-18T13:37:00Z\nlast,2026-02-18T14:36:00.5+01:00,x,web2\n"
    );
    let file = made(&world, "timeline.csv", text.as_bytes());
    let told = looked(&world, &file, &[]);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{}", told.out);
    has(
        &told.out,
        &[
            "dry run: nothing is recorded",
            "format: Timesketch CSV (timesketch-csv); its columns: ",
            "  message         what happened\n",
            "lines: 6 = header 1 + blank 1 + between records 0 + kept 2 + refused 2\n",
            "records: read 4 = kept 2 + refused 2\n",
            "time: 2026-02-18T13:36:00.000Z to 2026-02-18T13:36:00.500Z\n",
            "  line 4: the calendar or the clock has no such time\n    bad,2026-02-30T13:36:00Z,x,web1\n",
            "  line 5: 2 columns where the header has 4\n    short,2026-02-18T13:37:00Z\n",
        ],
    );
    let digest = ok(&binary(world.dir.path(), &["hash", file.to_str().unwrap()]).output().unwrap());
    has(&told.out, &[&format!("SHA-256: {}", digest.split(' ').next().unwrap())]);
    let json = account(&looked(&world, &file, &["--json"]));
    assert_eq!((&json["format"], &json["read"], &json["kept"]), (&json!("timesketch-csv"), &json!(4), &json!(2)));
    assert_eq!((&json["refused"][0]["line"], &json["refused"][0]["why"]), (&json!(4), &json!("time")));
    assert_eq!(
        (&json["refused"][0]["problem"], &json["refused"][1]["why"]),
        (&json!("no-such-date"), &json!("columns"))
    );
    assert_eq!(json["refused"][1]["raw"], "short,2026-02-18T13:37:00Z");
    assert!(json["seconds"].is_number() && json["sha256"].as_str() == digest.split(' ').next());
    assert_eq!(show(&world, "timeline"), before);
}

#[test]
fn standard_input_and_gzip_are_read_alike() {
    let world = World::new(4102);
    let text = format!("{HEAD}first,2026-02-18T13:36:00Z,x,web1\n");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text.as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let args = || ["import", "-", "--dry-run", "--json"].map(OsString::from).to_vec();
    for (bytes, container) in [(text.as_bytes(), Value::Null), (&packed, json!("gzip"))] {
        let json = account(&run_bytes(&world.env, args(), bytes, false));
        assert_eq!((&json["kept"], &json["packed"], &json["bytes"]), (&json!(1), &container, &json!(bytes.len())));
        let file = made(&world, "x.bin", bytes);
        assert_eq!(looked(&world, &file, &["--json"]).json()["sha256"], json["sha256"]);
    }
    let cut = run_bytes(&world.env, args(), &packed[..packed.len() - 6], false);
    assert_eq!((cut.code, cut.out.as_str()), (1, ""));
    has(&cut.err, &["cannot be read to its end", "copy it again"]);
}

/// The beginning of a long file is listed, and that its end is missing is said everywhere.
#[test]
fn a_packed_file_that_is_cut_short_says_so_beside_what_was_read() {
    let world = World::new(4108);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(format!("{HEAD}short\n").as_bytes()).unwrap();
    for n in 0..12_000 {
        writeln!(packer, "message {n},2026-02-18T13:36:00Z,x,web{}", n * 7919 % 1009).unwrap();
    }
    let packed = packer.finish().unwrap();
    let file = made(&world, "whole.gz", &packed);
    let whole = account(&looked(&world, &file, &["--json"]));
    assert_eq!((&whole["kept"], &whole["error"]), (&json!(12_000), &Value::Null));
    let file = made(&world, "cut.gz", &packed[..packed.len() - 400]);
    let told = looked(&world, &file, &[]);
    assert_eq!(told.code, 1);
    has(&told.out, &["reading ended early: all counts are of what was read until then", "  line 2: 1 column"]);
    let json = looked(&world, &file, &["--json"]);
    assert_eq!(json.code, 1);
    let json = account(&json);
    assert!(json["error"].as_str().unwrap().contains("copy it again"), "{}", json["error"]);
    let kept = json["kept"].as_u64().unwrap();
    assert!((1..12_000).contains(&kept), "{kept}");
    // What follows the archive stops the reading; the digest is still of the whole file.
    let file = made(&world, "more.gz", &[&packed[..], &[0xA5; 300_000]].concat());
    let json = looked(&world, &file, &["--json"]).json();
    let digest = ok(&binary(world.dir.path(), &["hash", file.to_str().unwrap()]).output().unwrap());
    assert!(json["error"].is_string() && digest.starts_with(json["sha256"].as_str().unwrap()), "{json}");
}

#[test]
fn what_the_file_leaves_open_is_asked_and_answered() {
    let world = World::new(4103);
    let ask = |name: &str, text: &[u8], said: &[&str], answer: &[&str]| {
        let file = made(&world, name, text);
        let told = looked(&world, &file, &[]);
        assert_eq!(told.code, 1, "{}", told.out);
        has(&told.out, &["open question: ", "while a question is open"]);
        has(&told.out, said);
        let answered = looked(&world, &file, &[answer, &["--json"]].concat());
        assert_eq!((answered.code, answered.err.as_str()), (0, ""), "{}", answered.out);
        let json = account(&answered);
        assert_eq!((&json["questions"], &json["refused"]), (&json!([]), &json!([])), "{json}");
        json["parts"][0]["first"].as_str().unwrap().to_owned()
    };
    let zone = format!("{HEAD}a,2026-02-18 13:36:00,x,h\n");
    let seen = ["times without a zone, first in line 2: 2026-02-18 13:36:00", "--zone +02:00"];
    assert_eq!(ask("zone", zone.as_bytes(), &seen, &["--zone", "+02:00"]), "2026-02-18T11:36:00.000Z");
    assert_eq!(ask("named", zone.as_bytes(), &seen, &["--zone", "Europe/Berlin"]), "2026-02-18T12:36:00.000Z");
    let hayabusa = b"Timestamp,RuleTitle,Level,Computer,Channel,EventID,RecordID,Details\n02-03-2022 22:00:00.123 +02:00,R,low,c,ch,1,1,d\n";
    let seen = ["day and month can be read either way round, first in line 2", "--times day-first"];
    assert_eq!(ask("either", hayabusa, &seen, &["--times", "day-first"]), "2022-03-02T20:00:00.123Z");
    assert_eq!(ask("way", hayabusa, &seen, &["--times", "month-first"]), "2022-02-03T20:00:00.123Z");
    let seen = ["by their size they are millis", "no known format has these columns", "--format table"];
    let table = b"time,message\n1771421760123,a\n";
    assert_eq!(ask("unit", table, &seen, &["--times", "millis", "--format", "table"]), "2026-02-18T13:36:00.123Z");
    let latin = format!("{HEAD}Gr\u{fc}e,2026-02-18T13:36:00Z,x,h\n").chars().map(|c| c as u8).collect::<Vec<_>>();
    ask("latin", &latin, &["line 2 is no text", "--encoding windows1252"], &["--encoding", "windows1252"]);
    let file = made(&world, "zone", zone.as_bytes());
    let abbreviated = looked(&world, &file, &["--zone", "CET"]);
    assert_eq!(abbreviated.code, 2);
    has(&abbreviated.err, &["--zone CET", "Europe/Berlin"]);
    assert_eq!(run(&world.env, &["show", "timeline", "--zone", "+02:00"]).code, 2, "elsewhere an offset is no zone");
    let other = looked(&world, &file, &["--format", "hayabusa-csv"]);
    assert_eq!(other.code, 1);
    has(&other.err, &["by its content the file is Timesketch CSV", "not Hayabusa CSV", "needs: timestamp, ruletitle"]);
    for (option, known) in [("--format", "plaso-l2tcsv"), ("--times", "month-first"), ("--encoding", "latin1")] {
        let unknown = looked(&world, &file, &[option, "nonsense"]);
        assert_eq!(unknown.code, 2);
        has(&unknown.err, &[option, "nonsense is not known", known]);
    }
}

#[test]
fn nothing_of_a_file_reaches_the_terminal_raw() {
    let world = World::new(4104);
    let bad = "a\u{1b}]0;owned\u{7}\u{202e}\r";
    let mut bytes = format!("message,datetime,timestamp_desc,{bad}\n{bad},{bad},x,y\n{bad}short\n").into_bytes();
    bytes.extend(b"\xff\x1b[2Jnul\0\n");
    let file = made(&world, "hostile\u{1b}[2J.csv", &bytes);
    for terminal in [false, true] {
        for more in [&[][..], &["--json"]] {
            let args = [&["import", file.to_str().unwrap(), "--dry-run"], more].concat();
            let told = run_bytes(&world.env, args.iter().map(OsString::from).collect(), b"", terminal);
            let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!told.out.contains(odd) && !told.err.contains(odd), "{:?} {:?}", told.out, told.err);
            assert!(told.out.contains("short"), "{}", told.out);
            if !more.is_empty() {
                let json = told.json();
                assert!(json["refused"][1]["raw"].as_str().unwrap().starts_with(bad), "{json}");
                assert_eq!(json["refused"][2]["raw_hex"], "ff1b5b324a6e756c00");
            }
        }
    }
}

#[test]
fn twenty_refused_lines_are_shown_and_all_of_them_are_in_the_document() {
    let world = World::new(4105);
    let good = "a,2026-02-18T13:36:00Z,x,h\n".repeat(40);
    let file = made(&world, "many.csv", format!("{HEAD}{good}{}", "only\n".repeat(53)).as_bytes());
    let told = looked(&world, &file, &[]);
    has(
        &told.out,
        &["refused, 53 records:", "  line 61: 1 column where the header has 4\n", "  and 33 more; --json lists all"],
    );
    assert!(!told.out.contains("line 62:"), "{}", told.out);
    let json = account(&looked(&world, &file, &["--json"]));
    let lines: BTreeSet<u64> =
        json["refused"].as_array().unwrap().iter().map(|refused| refused["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, (42..95).collect::<BTreeSet<u64>>());
}

#[test]
fn options_of_the_wrong_kind_and_files_that_are_none_are_said() {
    let world = World::new(4106);
    let file = made(&world, "timeline.csv", HEAD.as_bytes());
    let path = file.to_str().unwrap();
    // Without a case there is nothing to take rows into.
    let refused = run(&world.env, &["import", path]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    let directory = world.dir.path().to_str().unwrap();
    let refused = run(&world.env, &["import", directory, "--dry-run"]);
    assert_eq!(refused.code, 2);
    has(&refused.err, &["a directory is imported as a case folder"]);
    let refused = run(&world.env, &["import", path, "--dry-run", "--to", "x"]);
    assert_eq!(refused.code, 2);
    has(&refused.err, &["leave --to out"]);
    for (name, bytes, said) in [
        ("empty", &b""[..], "the file is empty"),
        ("blank", b" \n\n", "nothing but white space"),
        ("wide", b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
    ] {
        for more in [&[][..], &["--json"]] {
            let refused = looked(&world, &made(&world, name, bytes), more);
            assert_eq!((refused.code, refused.out.as_str()), (1, ""));
            has(&refused.err, &[said]);
        }
    }
    let missing = run(&world.env, &["import", "/nowhere/at.all", "--dry-run"]);
    assert_eq!(missing.code, 1);
    has(&missing.err, &["there is no such file"]);
    let zip =
        run_bytes(&world.env, ["import", "-", "--dry-run"].map(OsString::from).to_vec(), b"PK\x03\x04rest", false);
    assert_eq!(zip.code, 1);
    has(&zip.err, &["zip archive", "unpack it"]);
}

/// The broken files that Timesketch keeps, and what plaso wrote of one and the same source.
#[test]
fn real_files_of_other_tools_are_accounted_for() {
    let world = World::new(4107);
    let Some(bad) = fixture("timesketch/invalid_datetime.csv") else { return };
    let told = looked(&world, &bad, &["--zone", "UTC"]);
    assert_eq!(told.code, 0, "{}", told.err);
    has(
        &told.out,
        &[
            "  line 5: its time is not written as those of this file are\n    \"Wrong epoch\",\"88888888\"",
            "noted, 3 rows: ",
        ],
    );
    let unanswered = looked(&world, &bad, &["--json"]);
    assert_eq!(unanswered.code, 1);
    assert_eq!(account(&unanswered)["questions"][0]["asks"], "zone");
    let folder = bad.parent().unwrap().parent().unwrap();
    let mut seen = 0;
    for tool in ["timesketch", "plaso"] {
        for entry in std::fs::read_dir(folder.join(tool)).unwrap() {
            let path = entry.unwrap().path();
            let ends = path.extension().and_then(|ends| ends.to_str()).unwrap_or_default().to_owned();
            if path.is_file() && ["csv", "jsonl", "log"].contains(&ends.as_str()) {
                account(&looked(&world, &path, &["--zone", "UTC", "--json"]));
                seen += 1;
            }
        }
    }
    assert!(seen >= 12, "{seen} files");
}

#[cfg(feature = "workbook")]
fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(feature = "workbook")]
#[test]
fn an_archive_and_a_workbook_are_looked_into_by_path() {
    let world = World::new(4109);
    let text = format!("{HEAD}first,2026-02-18T13:36:00Z,x,web1\n");
    let one = zipped(&[("logs/a\u{1b}.csv", &text)]);
    let json = account(&looked(&world, &made(&world, "one.zip", &one), &["--json"]));
    assert_eq!((&json["kept"], &json["packed"]), (&json!(1), &json!("zip: logs/a<U+001B>.csv")));
    let two = looked(&world, &made(&world, "two.zip", &zipped(&[("a.csv", &text), ("b.csv", &text)])), &[]);
    assert_eq!(two.code, 1);
    has(&two.err, &["the archive holds 2 files: a.csv, b.csv", "import one at a time"]);
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: u32, cells: [&str; 4]| {
        let places = ["A", "B", "C", "D"].iter().zip(cells);
        let cells: String = places.map(|(column, text)| cell(&format!("{column}{number}"), text)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let formula = "<row r=\"4\"><c r=\"A4\"><f>1+1</f><v>2</v></c></row>";
    let sheet = format!(
        "<worksheet><sheetData>{}{}{formula}</sheetData></worksheet>",
        row(1, ["message", "datetime", "timestamp_desc", "hostname"]),
        row(3, ["a", "2026-02-18T13:36:00Z", "x", "h"])
    );
    let book = |more: &[(&str, &str)]| {
        let parts = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Line\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", sheet.as_str()),
        ];
        zipped(&[&parts[..], more].concat())
    };
    let file = made(&world, "book.xlsx", &book(&[]));
    let json = account(&looked(&world, &file, &["--json"]));
    assert_eq!(
        (&json["kept"], &json["packed"], &json["format"]),
        (&json!(1), &json!("workbook"), &json!("timesketch-csv"))
    );
    assert_eq!((&json["refused"][0]["why"], &json["refused"][0]["line"]), (&json!("formula"), &json!(4)));
    has(&looked(&world, &file, &[]).out, &["sheet: Line\n", "  sheet Line, row 4: column 1 holds a formula"]);
    let macros = looked(&world, &made(&world, "m.xlsx", &book(&[("xl/vbaProject.bin", "x")])), &[]);
    assert_eq!(macros.code, 1);
    has(&macros.err, &["holds macros", "without macros"]);
}
