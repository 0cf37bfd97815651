//! Files of other tools, taken in: one record for each, every line accounted for, all of it or nothing, checkable without this program.

use std::process::Child;

use warroom::app::case::Case;
use warroom::app::failure::Failure;
use warroom::app::finding;
use warroom::jobs::Handle;
use warroom::jobs::rows::order::Trouble;

use super::*;
use crate::support::problems;

const HEAD: &str = "message,datetime,timestamp_desc,hostname\n";

fn made(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.file(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn taken(world: &World, file: &Path, more: &[&str]) -> Run {
    run(&world.env, &[&["import", file.to_str().unwrap()], more].concat())
}

/// The facts of a kind that the case holds, as they were written.
fn facts(case: &Path, kind: &str) -> Vec<Value> {
    let connection = rusqlite::Connection::open(case).unwrap();
    let mut bodies = connection.prepare("SELECT body FROM journal ORDER BY rowid").unwrap();
    let bodies = bodies.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let read = |body: rusqlite::Result<Vec<u8>>| serde_json::from_slice::<Value>(&body.unwrap()).unwrap();
    bodies.map(read).filter(|body| body["kind"] == kind).map(|body| body["fact"].clone()).collect()
}

fn parts_aside(case: &Path) -> i64 {
    let connection = rusqlite::Connection::open(case).unwrap();
    connection.query_row("SELECT count(*) FROM attachment", [], |row| row.get(0)).unwrap()
}

fn example(world: &World) -> PathBuf {
    let text = format!(
        "{HEAD}first,2026-02-18T13:36:00Z,x,web1\n\nbad,2026-02-30T13:36:00Z,x,web1\nshort,2026-02-18T13:37:00Z\nlast,2026-02-18T14:36:00.5+01:00,x,web2\n"
    );
    made(world, "timeline.csv", text.as_bytes())
}

/// Lines that do not pack to nothing: each holds eighty hexadecimal digits that look like noise.
fn noise(from: u64, lines: u64) -> String {
    let mut text = String::new();
    for n in from..from + lines {
        let mut state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let digits: String = (0..5)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                format!("{state:016x}")
            })
            .collect();
        text.push_str(&format!("{digits},2026-02-18T13:36:00Z,x,web{}\n", n % 7));
    }
    text
}

#[test]
fn a_file_becomes_an_exhibit_and_its_rows_one_record() {
    let world = World::new(4201);
    let case = declared(&world);
    let file = example(&world);
    let json = taken(&world, &file, &["--json", "--description", "timeline of web1 and web2"]);
    assert_eq!(json.code, 0, "{}", json.err);
    assert!(json.err.contains("R-02") && !json.err.contains("R-01"), "{}", json.err);
    let json = json.json();
    assert_eq!((&json["read"], &json["kept"], &json["recorded"]), (&json!(4), &json!(2), &json!(true)));
    assert_eq!((&json["format"], &json["exhibit"]), (&json!("timesketch-csv"), &json!("E-001")));
    let refused = json["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 2);
    assert_eq!((&refused[0]["line"], &refused[0]["problem"]), (&json!(4), &json!("no-such-date")));
    assert_eq!((&refused[1]["line"], &refused[1]["raw"]), (&json!(5), &json!("short,2026-02-18T13:37:00Z")));
    let facts = facts(&case, "rows.imported");
    assert_eq!(facts.len(), 1);
    let sha256 = ok(&binary(world.dir.path(), &["hash", file.to_str().unwrap()]).output().unwrap());
    assert!(sha256.starts_with(facts[0]["sha256"].as_str().unwrap()));
    assert_eq!(json["rows_sha256"], facts[0]["rows_sha256"]);
    // The digest that was taken while the rows were read is the exhibit's.
    let evidence = show(&world, "evidence").to_string();
    assert!(evidence.contains(facts[0]["sha256"].as_str().unwrap()), "{evidence}");
    assert!(evidence.contains("timeline of web1 and web2"), "{evidence}");
    assert!(show(&world, "timeline").to_string().contains("timeline.csv"));
    assert_eq!(problems(&case), [""; 0]);
    assert_eq!(run(&world.env, &["evidence", "verify", "E-001"]).code, 0);
}

/// What a stranger needs: the files of the folder, zcat and sha256sum.
#[test]
fn stock_tools_find_the_digest_of_the_rows_in_the_case_folder() {
    let world = World::new(4202);
    let case = declared(&world);
    let text = format!("{HEAD}{}", noise(0, 60_000));
    let file = made(&world, "noise.csv", text.as_bytes());
    let json = taken(&world, &file, &["--json"]).json();
    assert_eq!(json["kept"], 60_000);
    let fact = facts(&case, "rows.imported").pop().unwrap();
    let names: Vec<&str> =
        fact["rows"].as_array().unwrap().iter().map(|file| file["sha256"].as_str().unwrap()).collect();
    assert!(names.len() > 1, "one file of rows only: {fact}");
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let done = run(&world.env, &["export", stick.to_str().unwrap(), "--force", "--reason", "r"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let all = names.join(" ");
    let script = format!(
        "cd '{}/data/attachments' && cat {all} | gzip -dc | sha256sum && cat {all} | gzip -dc | wc -l",
        folder.display()
    );
    let judged = ok(&Command::new("sh").args(["-c", &script]).output().unwrap());
    assert_eq!(judged, format!("{}  -\n60000", fact["rows_sha256"].as_str().unwrap()));
    assert_eq!(run(&world.env, &["verify", folder.to_str().unwrap()]).code, 0);
    // Somebody who may not read the import finds nothing of its rows.
    let red = made(&world, "red.csv", format!("{HEAD}the needle,2026-02-18T13:36:00Z,x,web1\n").as_bytes());
    assert_eq!(taken(&world, &red, &["--mark", "RED"]).code, 0);
    let only = facts(&case, "rows.imported").pop().unwrap();
    let needle = only["rows"][0]["sha256"].as_str().unwrap();
    let green = world.file("green");
    std::fs::create_dir_all(&green).unwrap();
    let done = run(&world.env, &["export", green.to_str().unwrap(), "--force", "--reason", "r", "--audience", "GREEN"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = std::fs::read_dir(&green).unwrap().next().unwrap().unwrap().path();
    assert!(!folder.join("data/attachments").join(needle).exists());
    assert_eq!(run(&world.env, &["verify", folder.to_str().unwrap()]).code, 0);
}

#[test]
fn a_question_is_asked_before_anything_is_kept() {
    let world = World::new(4203);
    let case = declared(&world);
    let file = made(&world, "local.csv", format!("{HEAD}x,2026-02-18 13:36:00,y,web1\n").as_bytes());
    let lines = show(&world, "timeline");
    let asked = taken(&world, &file, &[]);
    assert_eq!(asked.code, 1);
    assert!(asked.out.contains("open question: times without a zone"), "{}", asked.out);
    assert!(asked.err.contains("nothing was recorded"), "{}", asked.err);
    let json = taken(&world, &file, &["--json"]);
    assert_eq!((json.code, &json.json()["recorded"]), (1, &json!(false)));
    assert_eq!((show(&world, "timeline"), parts_aside(&case)), (lines, 0));
    let done = taken(&world, &file, &["--zone", "+02:00", "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.json()["parts"][0]["first"], "2026-02-18T11:36:00.000Z");
    assert_eq!(facts(&case, "rows.imported")[0]["zone"], "+02:00");
}

#[test]
fn the_same_file_twice_is_noticed_and_a_wrong_reading_can_be_struck() {
    let world = World::new(4204);
    let case = declared(&world);
    let file = made(&world, "local.csv", format!("{HEAD}x,2026-02-18 13:36:00,y,web1\n").as_bytes());
    let first = taken(&world, &file, &["--zone", "UTC", "--json"]).json();
    let parts = parts_aside(&case);
    let twice = taken(&world, &file, &["--zone", "UTC"]);
    assert_eq!((twice.code, twice.out.as_str()), (1, ""));
    assert!(twice.err.contains("in the case already") && twice.err.contains("E-001"), "{}", twice.err);
    assert_eq!(parts_aside(&case), parts);
    // The same bytes packed are another file with the same rows.
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(&std::fs::read(&file).unwrap()).unwrap();
    let packed = made(&world, "local.csv.gz", &packer.finish().unwrap());
    let told = taken(&world, &packed, &["--zone", "UTC", "--json"]);
    assert!(told.code == 0 && told.err.contains("R-01"), "{}", told.err);
    let again = taken(&world, &file, &["--zone", "UTC", "--again", "a drill of the script"]);
    assert!(again.code == 0 && again.err.contains("R-01"), "{}", again.err);
    assert_eq!(facts(&case, "rows.imported")[2]["again"], "a drill of the script");
    // One exhibit for one file, however often it is read.
    let exhibits: Vec<Value> = facts(&case, "rows.imported").iter().map(|fact| fact["exhibit"].clone()).collect();
    assert!(exhibits[0] == exhibits[2] && exhibits[0] != exhibits[1], "{exhibits:?}");
    let import = first["import"].as_str().unwrap();
    let done = run(&world.env, &["do", "strike", &format!("record={import}"), "reason=it was local time"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(problems(&case), [""; 0]);
}

/// A process that imports what is written to it, and has put its first rows aside.
fn half_way(world: &World, case: &Path) -> (Child, std::process::ChildStdin) {
    let before = parts_aside(case);
    let mut command = binary(world.dir.path(), &["--case", case.to_str().unwrap(), "import", "-", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(HEAD.as_bytes()).unwrap();
    let mut lines = 0;
    while parts_aside(case) == before {
        assert!(lines < 4_000_000, "nothing was put aside");
        stdin.write_all(noise(lines, 5_000).as_bytes()).unwrap();
        lines += 5_000;
    }
    (child, stdin)
}

/// A case of a home of its own, made by the program itself.
fn own_case(world: &World) -> PathBuf {
    let made = ok(&binary(world.dir.path(), &["--operator", "A. Lead", "new", "--title", "T", "--codename", "orchid"])
        .output()
        .unwrap());
    PathBuf::from(made.lines().last().unwrap())
}

#[test]
fn killed_in_the_middle_nothing_of_it_stays() {
    let world = World::new(4205);
    let case = own_case(&world);
    let before = facts(&case, "rows.imported");
    let (mut child, stdin) = half_way(&world, &case);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    assert!(parts_aside(&case) > 0);
    // The next one who records sweeps what the dead process left.
    ok(&binary(world.dir.path(), &["--case", case.to_str().unwrap(), "log", "after the power came back"])
        .output()
        .unwrap());
    assert_eq!((parts_aside(&case), facts(&case, "rows.imported")), (0, before));
    let verified = binary(world.dir.path(), &["verify", case.to_str().unwrap()]).output().unwrap();
    ok(&verified);
}

#[test]
fn others_write_while_rows_go_in_and_a_signal_leaves_nothing() {
    let world = World::new(4206);
    let case = own_case(&world);
    let (child, stdin) = half_way(&world, &case);
    ok(&binary(world.dir.path(), &["--case", case.to_str().unwrap(), "log", "written meanwhile"]).output().unwrap());
    drop(stdin);
    let done = child.wait_with_output().unwrap();
    let json: Value = serde_json::from_str(&ok(&done)).unwrap();
    let import = facts(&case, "rows.imported").pop().unwrap();
    assert_eq!(
        (json["kept"].as_u64(), json["read"].as_u64()),
        (import["parts"][0]["counts"]["kept"].as_u64(), json["kept"].as_u64())
    );
    ok(&binary(world.dir.path(), &["verify", case.to_str().unwrap()]).output().unwrap());
    let parts = parts_aside(&case);
    // The same by a file and a signal: what was put aside is taken back before the program ends.
    let file = made(&world, "noise.csv", format!("{HEAD}{}", noise(5_000_000, 400_000)).as_bytes());
    let mut command = binary(world.dir.path(), &["--case", case.to_str().unwrap(), "import", file.to_str().unwrap()]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while parts_aside(&case) == parts {
        std::thread::yield_now();
    }
    let process = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
    let stopped = child.wait_with_output().unwrap();
    assert_eq!(stopped.status.code(), Some(1), "{}", text(&stopped.stderr));
    assert!(text(&stopped.stderr).contains("nothing was recorded"), "{}", text(&stopped.stderr));
    assert_eq!((parts_aside(&case), facts(&case, "rows.imported").len()), (parts, 1));
}

/// Laptops that worked apart: the rows come along, and count once.
#[test]
fn rows_come_along_in_a_merge() {
    let world = World::new(4207);
    let (mut first, second) = crate::merge::two(&world);
    let (file, path) = (example(&world), second.path());
    drop(second.case);
    let args = ["--case", path.to_str().unwrap(), "import", file.to_str().unwrap(), "--json"];
    let done = run(&second.env, &args);
    assert_eq!(done.code, 0, "{}", done.err);
    let (rows, import) = (parts_aside(&path), facts(&path, "rows.imported"));
    assert!(!first.merge(&path).nothing_new());
    let merged = first.path();
    assert_eq!((parts_aside(&merged), facts(&merged, "rows.imported")), (rows, import));
    let admitted = second.env.clone();
    let second = crate::merge::Laptop::open(admitted, &path, "Tom Reed");
    crate::merge::admit(&mut first, &second);
    assert_eq!(problems(&merged), [""; 0]);
    assert_eq!(first.case.state().rows.imports.len(), 1);
}

fn find(world: &World, query: &[&str]) -> Run {
    run(&world.env, &[&["find"], query].concat())
}

/// The texts of the rows that a query finds, in order.
fn rows_found(world: &World, query: &str) -> Vec<String> {
    let found = find(world, &["--json", "--", query]).json();
    let rows = found["rows"].as_array().unwrap();
    assert_eq!(found["found"]["rows"], rows.len());
    rows.iter().map(|row| row["what"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_looked_for_is_found_among_rows_and_records() {
    let world = World::new(4208);
    let case = declared(&world);
    let head = "message,datetime,timestamp_desc,hostname,EventID\n";
    let text = format!(
        "{head}Logon of svc-backup,2026-02-18T13:36:00Z,x,web1,4624\nfailed logon,2026-02-18T13:37:30Z,x,web2,4625\n\"needle, \u{dc}ber \"\"quoted\"\"\",2026-02-19T00:10:00Z,x,web2,1\n"
    );
    let file = made(&world, "timeline.csv", text.as_bytes());
    let import = taken(&world, &file, &["--json", "--mark", "GREEN"]).json()["import"].as_str().unwrap().to_owned();
    assert_eq!(run(&world.env, &["log", "svc-backup is not used by people", "--tag", "accounts"]).code, 0);
    let (first, second, third) = ("Logon of svc-backup", "failed logon", "needle, \u{dc}ber \"quoted\"");
    for (query, wanted) in [
        ("SVC-backup", &[first][..]),
        ("logon", &[first, second]),
        ("logon -failed", &[first]),
        ("logon NOT failed", &[first]),
        ("EventID:4624..4625", &[first, second]),
        ("eventid:>4624", &[second]),
        ("host:web2", &[second, third]),
        ("\u{fc}ber", &[third]),
        ("\"\u{fc}ber \\\"quoted\\\"\"", &[third]),
        ("time:2026-02-18T13:37Z OR line:4", &[second, third]),
        ("time:2026-02-18..", &[first, second, third]),
        ("/^failed/ OR /needle/", &[second, third]),
        ("nowhere", &[]),
    ] {
        assert_eq!(rows_found(&world, query), wanted, "{query}");
    }
    let both = find(&world, &["svc-backup"]);
    assert_eq!(both.code, 0);
    for part in
        ["svc-backup is not used by people", "2026-02-18T13:36:00.000Z  E-001 line 2  web1  Logon of svc-backup\n"]
    {
        assert!(both.out.contains(part), "{part}: {}", both.out);
    }
    assert!(both.err.contains("1 line of the timeline, 1 row of other tools"), "{}", both.err);
    let limited = find(&world, &["--limit", "1", "time:2026-02-18.. host:web2"]);
    assert!(limited.out.lines().count() == 1 && limited.err.contains("and more"), "{}{}", limited.out, limited.err);
    assert_eq!(find(&world, &["nowhere"]).code, 1);
    // An option is never taken for a word of the query.
    let none = find(&world, &["--limit", "0", "--json", "svc-backup"]);
    assert_eq!((none.code, &none.json()["found"]["more"]), (0, &json!(true)), "{}", none.out);
    let limited = find(&world, &["time:2026-02-18..", "host:web2", "--limit", "1"]);
    assert_eq!(limited.out.lines().count(), 1, "{}", limited.out);
    assert_eq!(find(&world, &["logon", "-failed"]).code, 2);
    // What a column became is found by the name that it had in the file.
    assert_eq!(rows_found(&world, "message:failed"), [second]);
    assert_eq!(rows_found(&world, "HostName:=web2 datetime:13:37"), [second]);
    assert_eq!(rows_found(&world, "nothing:failed"), [""; 0]);
    let wrong = find(&world, &["/(/"]);
    assert!(wrong.code == 2 && wrong.err.contains("is no regular expression"), "{}", wrong.err);
    // What cannot be read is refused before anything is registered.
    let exhibits = show(&world, "evidence");
    let odd = made(&world, "odd.csv", format!("{HEAD}x,2026-02-18T13:36:00Z,y,web1\n").as_bytes());
    assert_eq!(taken(&world, &odd, &["--offset", "soon"]).code, 1);
    assert_eq!(show(&world, "evidence"), exhibits);
    // A clock that was off is a correction: what is found by time moves, what was written stays.
    let clock = ["do", "rows-clock", &format!("import={import}"), "offset=+60s", "reason=compared by telephone"];
    assert_eq!(run(&world.env, &clock).code, 0);
    assert_eq!(rows_found(&world, "time:2026-02-18T13:36Z"), [second]);
    assert_eq!(rows_found(&world, "written:13:36"), [first]);
    // Readers below the mark of the import find its rows nowhere; a struck import is out of every search.
    let red = made(&world, "red.csv", format!("{HEAD}the needle of red,2026-02-18T13:36:00Z,x,web1\n").as_bytes());
    assert_eq!(taken(&world, &red, &["--mark", "RED"]).code, 0);
    assert_eq!(rows_found(&world, "needle").len(), 2);
    // Struck and taken in again, nobody sees more of it than before.
    let again = facts(&case, "rows.imported").len();
    let wrong = run(&world.env, &["rows", "--json"]).json()["imports"][1]["import"].as_str().unwrap().to_owned();
    assert_eq!(run(&world.env, &["do", "strike", &format!("record={wrong}"), "reason=wrong zone"]).code, 0);
    assert_eq!(taken(&world, &red, &[]).code, 0);
    assert_eq!(facts(&case, "rows.imported").len(), again + 1);
    let amber = find(&world, &["--audience", "AMBER+STRICT", "needle"]);
    assert!(!amber.out.contains("of red") && amber.out.contains("needle, "), "{}", amber.out);
    let green = find(&world, &["--audience", "GREEN", "needle"]);
    assert!(!green.out.contains("of red") && green.out.contains("needle, "), "{}", green.out);
    assert_eq!(run(&world.env, &["do", "strike", &format!("record={import}"), "reason=wrong host"]).code, 0);
    assert_eq!(rows_found(&world, "needle"), ["the needle of red"]);
}

#[test]
fn imports_are_listed_and_what_was_refused_is_mended_and_taken_in() {
    let world = World::new(4209);
    declared(&world);
    assert!(run(&world.env, &["rows"]).err.contains("holds no rows"));
    let import = taken(&world, &example(&world), &["--json"]).json()["import"].as_str().unwrap().to_owned();
    let listed = run(&world.env, &["rows"]);
    for part in ["E-001", "timesketch-csv", "timeline.csv"] {
        assert!(listed.line().contains(part), "{}", listed.out);
    }
    let json = run(&world.env, &["rows", "--json"]).json();
    assert_eq!((&json["imports"][0]["kept"], &json["imports"][0]["refused"]), (&json!(2), &json!(2)));
    let refused = run(&world.env, &["rows", "refused", &import]);
    assert_eq!(refused.out, format!("{HEAD}bad,2026-02-30T13:36:00Z,x,web1\nshort,2026-02-18T13:37:00Z\n"));
    let reasons = run(&world.env, &["rows", "refused", &import, "--json"]).json();
    assert_eq!((&reasons["refused"][0]["line"], &reasons["refused"][1]["why"]), (&json!(4), &json!("columns")));
    let mended = refused.out.replace("02-30", "02-28").replace("13:37:00Z\n", "13:37:00Z,x,web1\n");
    let json = taken(&world, &made(&world, "mended.csv", mended.as_bytes()), &["--json"]).json();
    assert_eq!((&json["kept"], &json["refused"]), (&json!(2), &json!([])));
    let wrong = run(&world.env, &["rows", "refused", "1"]);
    assert!(wrong.code == 1 && wrong.err.contains("no record of an import"), "{}", wrong.err);
}

/// What is kept in the case is what an independent reader finds in the file.
#[test]
fn real_files_are_kept_row_by_row() {
    let name = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures/timesketch/evtx_part.csv");
    if !name.is_file() {
        println!("skipped: no {}", name.display());
        return;
    }
    let world = World::new(4210);
    declared(&world);
    let done = taken(&world, &name, &["--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let mut reader = csv::Reader::from_path(&name).unwrap();
    let at = reader.headers().unwrap().iter().position(|name| name == "message").unwrap();
    let wanted: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
    assert_eq!(rows_found(&world, "time:1970-01-01.."), wanted);
}

/// The command of the table does what the subcommand does, and names its fields where that names options.
#[test]
fn the_command_takes_rows_in_by_its_fields() {
    let world = World::new(4210);
    let case = declared(&world);
    let text = format!("{HEAD}first,2026-02-18 13:36:00,x,web1\nshort\n");
    let file = made(&world, "timeline.csv", text.as_bytes());
    let named = format!("file={}", file.display());
    let by_fields = |more: &[&str]| run(&world.env, &[&["do", "rows-import", &named], more].concat());
    let asked = by_fields(&[]);
    assert_eq!(asked.code, 1, "{}", asked.err);
    assert!(asked.out.contains("answer with zone=UTC, zone=+02:00") && !asked.out.contains("--zone"), "{}", asked.out);
    assert!(asked.err.contains("nothing was recorded"), "{}", asked.err);
    for (field, said) in [("zone=CET", "UTC, +02:00, Europe/Berlin"), ("times=never", "day-first"), ("format=x", "tln")]
    {
        let refused = by_fields(&[field]);
        assert!(refused.code == 1 && refused.err.contains(said), "{field}: {}", refused.err);
    }
    assert!(run(&world.env, &["do", "rows-import", "zone=UTC"]).err.contains("not recorded"));
    let other = by_fields(&["zone=UTC", "format=tln"]);
    assert!(other.code == 1 && other.err.contains("leave format= out"), "{}", other.err);
    assert_eq!((facts(&case, "rows.imported").len(), parts_aside(&case)), (0, 0));
    let json = by_fields(&["zone=+02:00", "description=of web1", "mark=RED", "--json"]);
    assert_eq!(json.code, 0, "{}", json.err);
    let json = json.json();
    assert_eq!((&json["kept"], &json["refused"][0]["why"]), (&json!(1), &json!("columns")));
    let fact = facts(&case, "rows.imported").pop().unwrap();
    assert_eq!((&fact["zone"], &fact["name"]), (&json!("+02:00"), &json!("timeline.csv")));
    let twice = by_fields(&["zone=UTC"]);
    assert!(twice.code == 1 && twice.err.contains("reason=REASON takes them in once more"), "{}", twice.err);
    assert_eq!(by_fields(&["zone=UTC", "reason=the zone was wrong"]).code, 0);
    assert_eq!(facts(&case, "rows.imported").len(), 2);
    assert_eq!(problems(&case), [""; 0]);
}

/// A table of no known format: columns chosen one by one, kept in a file, and used again by themselves for the next file with the same ones.
#[test]
fn columns_are_chosen_kept_and_used_again() {
    let world = World::new(4261);
    let case = declared(&world);
    let text = |at: &str, said: &str| format!("Seen;By;Remark;When\n1;aya;{said};{at}\n");
    let door = made(&world, "door.csv", text("22/11/2026 14:05:00", "opened").as_bytes());
    let asks = taken(&world, &door, &["--zone", "UTC"]);
    assert!(
        asks.code == 1 && asks.out.contains("--columns 'time=COLUMN") && !asks.out.contains("records: read 0"),
        "{} {}",
        asks.out,
        asks.err
    );
    let wrong = taken(&world, &door, &["--zone", "UTC", "--columns", "time=Wenn"]);
    assert!(
        wrong.code != 0 && wrong.err.contains("no column of it has the name Wenn; it has: Seen, By, Remark, When"),
        "{}",
        wrong.err
    );
    let unknown = taken(&world, &door, &["--zone", "UTC", "--columns", "who=By"]);
    assert!(
        unknown.err.contains("who is nothing that a column can hold") && unknown.err.contains("techniques"),
        "{}",
        unknown.err
    );
    // A choice that gave no row is on record, and neither an example for the next one nor rows that would count twice.
    let nothing = taken(&world, &door, &["--zone", "UTC", "--columns", "what=Remark", "--json"]);
    assert_eq!(nothing.json()["kept"], json!(0), "{}", nothing.err);
    let asks = taken(&world, &door, &["--zone", "UTC"]);
    assert!(asks.code == 1 && asks.out.contains("--columns 'time=COLUMN"), "{} {}", asks.out, asks.err);
    let given = taken(&world, &door, &["--zone", "UTC", "--columns", "time=When, user=by, what=Remark", "--json"]);
    assert!(given.code == 0 && !given.err.contains("twice"), "{}", given.err);
    let import = given.json()["import"].as_str().unwrap().to_owned();
    let found = run(&world.env, &["find", "user:aya what:opened time:2026-11-22", "--json"]).json();
    assert_eq!(found["rows"].as_array().map_or(0, Vec::len), 1, "{found}");
    let kept = run(&world.env, &["rows", "columns", &import]);
    assert!(kept.out.ends_with("\ntime=When\nwhat=Remark\nuser=By\ntimes=day-first\n"), "{}", kept.out);
    // The next one with the same columns asks for nothing but what only it can say.
    let next = made(&world, "door2.csv", text("23/11/2026 09:00:00", "shut").as_bytes());
    let next = taken(&world, &next, &["--zone", "UTC"]);
    assert!(next.code == 0 && next.out.contains("columns as they were chosen for import"), "{} {}", next.out, next.err);
    let facts = facts(&case, "rows.imported");
    assert_eq!(facts[1]["parts"][0]["mappings"], facts[2]["parts"][0]["mappings"]);
    // In another case they come from the file.
    let file = made(&world, "door.columns", kept.out.as_bytes());
    let other = World::new(4262);
    declared(&other);
    let third = made(&other, "door3.csv", text("05/06/2026 09:00:00", "shut").as_bytes());
    let columns = format!("@{}", file.to_str().unwrap());
    let third = taken(&other, &third, &["--zone", "UTC", "--columns", &columns, "--json"]);
    assert_eq!((third.code, &third.json()["kept"]), (0, &json!(1)), "{}", third.err);
    let found = run(&other.env, &["find", "time:2026-06-05", "--json"]).json();
    assert_eq!(found["rows"].as_array().map_or(0, Vec::len), 1, "{found}");
}

/// What is found is counted by a field or over time, rows and lines of the timeline together, as readers may see them.
#[test]
fn what_is_found_is_counted_by_a_field_and_over_time() {
    let world = World::new(4212);
    let case = declared(&world);
    let mut text = "message,datetime,timestamp_desc,hostname,EventID\n".to_owned();
    for n in 0..30 {
        text += &format!("Logon {n},2026-02-18T13:{n:02}:00Z,x,web{},{}\n", n % 3, 4600 + n % 7);
    }
    text += "Logon of nobody,-,x,,\n";
    let file = made(&world, "timeline.csv", text.as_bytes());
    let import = taken(&world, &file, &["--json", "--mark", "GREEN"]).json()["import"].as_str().unwrap().to_owned();
    assert_eq!(run(&world.env, &["log", "Logon of web1 is ours", "--tag", "4601"]).code, 0);
    let by = find(&world, &["logon", "--count-by", "hostname", "--json"]).json();
    let value = |value: &str, count: u64| json!({"value": value, "count": count});
    assert_eq!(by["values"], json!([value("web0", 10), value("web1", 10), value("web2", 10)]), "{by}");
    assert_eq!((&by["found"], &by["without"]), (&json!({"records": 1, "rows": 31}), &json!(2)), "{by}");
    // The line of the timeline counts by its own fields.
    let tags = find(&world, &["logon", "--count-by", "tag", "--json"]).json();
    assert_eq!((&tags["values"], &tags["without"]), (&json!([value("4601", 1)]), &json!(31)), "{tags}");
    let few = find(&world, &["host:web1", "--count-by", "eventid", "--limit", "2"]);
    assert_eq!(few.code, 0, "{}", few.err);
    // Ten rows of seven ids: 4601, 4604 and 4600 come twice; of equally frequent ones the first two are told.
    assert_eq!(few.out, "COUNT  EVENTID\n2      4601\n2      4604\n", "{}", few.out);
    assert!(
        few.err.contains("10 rows of other tools; 5 other values, 6 times in all: --limit tells more"),
        "{}",
        few.err
    );
    let all = find(&world, &["--count-by", "kind"]);
    assert!(all.out.ends_with("31     x\n"), "{}", all.out);
    let none = find(&world, &["nowhere", "--count-by", "host"]);
    assert_eq!((none.code, none.out.as_str()), (1, "COUNT  HOST\n"), "{}", none.err);

    let over = find(&world, &["logon -ours", "--histogram", "3", "--json"]).json();
    let buckets: Vec<(&str, u64, u64)> = over["buckets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bucket| {
            (bucket["from"].as_str().unwrap(), bucket["rows"].as_u64().unwrap(), bucket["records"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(
        buckets,
        [("2026-02-18T13:00:00.000Z", 10, 0), ("2026-02-18T13:09:40.000Z", 10, 0), ("2026-02-18T13:19:20.000Z", 10, 0)],
        "{over}"
    );
    assert_eq!((&over["undated"], &over["found"]), (&json!(1), &json!({"records": 0, "rows": 31})));
    let drawn = find(&world, &["host:web1", "--histogram", "2"]);
    assert_eq!(drawn.out, "2026-02-18T13:01:00.000Z  5  #####\n2026-02-18T13:14:30.000Z  5  #####\n", "{}", drawn.err);
    let nothing = find(&world, &["nowhere", "--histogram"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""), "{}", nothing.err);
    assert_eq!(find(&world, &["--histogram", "0"]).code, 2);
    assert_eq!(find(&world, &["x", "--histogram", "--count-by", "host"]).code, 2);

    // A clock moves what is drawn, a strike takes it out, a mark keeps it from readers below it; another import comes in.
    let clock = ["do", "rows-clock", &format!("import={import}"), "offset=+60s", "reason=compared by telephone"];
    assert_eq!(run(&world.env, &clock).code, 0);
    let moved = find(&world, &["host:web1", "--histogram", "1"]).out;
    assert!(moved.starts_with("2026-02-18T13:00:00.000Z  10  "), "{moved}");
    let red = made(&world, "red.csv", format!("{HEAD}Logon of red,2026-02-19T13:36:00Z,x,red1\n").as_bytes());
    assert_eq!(taken(&world, &red, &["--mark", "RED"]).code, 0);
    let hosts = |more: &[&str]| find(&world, &[&["logon", "--count-by", "host"], more].concat()).out;
    assert!(hosts(&[]).contains("1      red1\n"));
    assert!(!hosts(&["--audience", "AMBER"]).contains("red1"), "{}", hosts(&["--audience", "AMBER"]));
    assert_eq!(run(&world.env, &["do", "strike", &format!("record={import}"), "reason=of another case"]).code, 0);
    assert_eq!(hosts(&[]), "COUNT  HOST\n1      red1\n");

    // Bytes that are not those of their digest are told, and nothing is said of the rows.
    let change = "UPDATE attachment SET bytes = CAST(substr(bytes, 1, 60) || x'00' || substr(bytes, 62) AS BLOB)";
    assert!(rusqlite::Connection::open(&case).unwrap().execute(change, []).unwrap() > 0);
    let damaged = find(&world, &["logon", "--count-by", "host"]);
    assert!(damaged.code == 1 && damaged.out.is_empty() && damaged.err.contains("warroom verify"), "{}", damaged.err);
    let out = world.file("out");
    std::fs::create_dir(&out).unwrap();
    for args in [
        &["find", "logon"][..],
        &["show", "techniques"],
        &["exchange", "csv", out.to_str().unwrap(), "--audience", "RED", "--reason", "x"],
    ] {
        let told = run(&world.env, args);
        let said = told.err.contains("the rows of import") && told.err.contains("are not as they were recorded");
        assert!(told.code != 0 && said && told.err.contains("run `warroom verify`"), "{args:?}: {}", told.err);
        assert!(!told.err.contains("nothing was recorded"), "{}", told.err);
    }
    assert_eq!(crate::support::names(&out), [""; 0]);
    // The page of an entity, which counts the rows that name it, says the same.
    let case = Case::open(&world.env, &case, "Ada Morel").unwrap();
    let files = warroom::domain::technique::files(case.state());
    let counted = finding::count_named(&case, &files, &["web1".to_owned()], &Handle::new());
    assert!(matches!(counted, Err(Failure::Order(Trouble::Damaged { .. }))), "{counted:?}");
}

/// Killed while rows are put in order, the program leaves nothing: its temporary files have no name.
#[test]
fn nothing_lies_about_of_an_order_that_was_killed() {
    let world = World::new(4213);
    let case = declared(&world);
    let file = made(&world, "noise.csv", format!("{HEAD}{}", noise(3_000_000, 60_000)).as_bytes());
    assert_eq!(taken(&world, &file, &[]).code, 0);
    let aside = world.file("tmp");
    std::fs::create_dir(&aside).unwrap();
    let beside = || crate::support::names(case.parent().unwrap());
    let names = beside();
    for turn in 0..4 {
        let mut command =
            binary(world.dir.path(), &["--case", case.to_str().unwrap(), "find", "--count-by", "message"]);
        let mut child = command.env("TMPDIR", &aside).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Once it holds a file in that directory it is at work on the order; the last turn goes to its end.
        let holds = |child: &std::process::Child| {
            let open = std::fs::read_dir(format!("/proc/{}/fd", child.id())).into_iter().flatten().flatten();
            open.filter_map(|entry| std::fs::read_link(entry.path()).ok()).any(|file| file.starts_with(&aside))
        };
        let mut held = false;
        while !held && child.try_wait().unwrap().is_none() {
            held = holds(&child);
            assert_eq!(crate::support::names(&aside), [""; 0]);
        }
        assert!(held, "the temporary file was never seen");
        if turn < 3 {
            child.kill().unwrap();
        }
        assert_eq!(child.wait().unwrap().success(), turn == 3);
        assert_eq!(crate::support::names(&aside), [""; 0]);
        assert_eq!(
            beside().iter().filter(|name| !name.contains("-wal") && !name.contains("-shm")).collect::<Vec<_>>(),
            names.iter().filter(|name| !name.contains("-wal") && !name.contains("-shm")).collect::<Vec<_>>()
        );
    }
}
