//! The ten tamperings that stock tools were tried on when the folder was designed, each judged by every tool; the table stands in `docs/tamper.md`.

use super::*;

/// What a judge says: no, yes, or that it is not installed here.
fn answer(folder: &Path, program: &str, arguments: &[&str], input: Option<&str>) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    if let Some(input) = input {
        let Ok(file) = std::fs::File::open(folder.join(input)) else { return false };
        command.stdin(file);
    }
    command.output().unwrap().status.success()
}

fn judged(bench: &Bench) -> [bool; 6] {
    let folder = bench.path();
    let signers = std::fs::read_to_string(folder.join(layout::ALLOWED_SIGNERS)).unwrap();
    let principal = signers.split(' ').next().unwrap();
    let sig = [
        "-Y",
        "verify",
        "-f",
        layout::ALLOWED_SIGNERS,
        "-I",
        principal,
        "-n",
        "case-export@warroom",
        "-s",
        layout::SIGNATURE,
    ];
    let pinned = WHOLE.fingerprint();
    [
        answer(folder, "sha256sum", &["--check", "--quiet", layout::MANIFEST], None),
        answer(folder, "sha256sum", &["--check", "--quiet", layout::TAG_MANIFEST], None),
        answer(folder, "ssh-keygen", &sig, Some(layout::TAG_MANIFEST)),
        answer(bench.shelf(), "python3", &["-m", "bagit", "--validate", "--quiet", folder.to_str().unwrap()], None),
        by_python(bench.shelf(), folder, &pinned) == Some(0),
        bench.verify(Some(&pinned)).ok(),
    ]
}

type Tampering = (&'static str, fn(&mut Files));

const TEN: &[Tampering] = &[
    ("none", |_| {}),
    ("edit a journal row", |files| {
        let text = String::from_utf8(files[layout::BODIES].clone()).unwrap();
        files.insert(layout::BODIES.to_owned(), text.replacen("beacon", "Beacon", 1).into_bytes());
    }),
    ("cut the tail, fix the payload manifest", |files| {
        cut(files);
        listed(files);
    }),
    ("... and fix the tag manifest too (no key)", |files| {
        cut(files);
        listed(files);
        tagged(files);
    }),
    ("extra payload file", |files| drop(files.insert("data/extra.txt".to_owned(), b"x".to_vec()))),
    ("extra file in the root (`autorun.inf`)", |files| drop(files.insert("autorun.inf".to_owned(), b"x".to_vec()))),
    ("payload file deleted", |files| drop(files.remove("data/tables/timeline.csv"))),
    ("manifest turned CRLF by mail or git", |files| {
        let text = String::from_utf8(files[layout::MANIFEST].clone()).unwrap();
        files.insert(layout::MANIFEST.to_owned(), text.replace('\n', "\r\n").into_bytes());
    }),
    ("attacker swaps `allowed_signers`, signs all anew", |files| {
        let stranger = StationKey::generate(&[9; 32]);
        let (id, key) = (stranger.station_id(), stranger.public_openssh());
        let line = warroom::export::verify::paper::allowed_signers([(id.as_str(), key.as_str())], Purpose::Incident);
        files.insert(layout::ALLOWED_SIGNERS.to_owned(), line.into_bytes());
        sealed(files, &stranger);
    }),
    ("signature missing (stick pulled early)", |files| drop(files.remove(layout::SIGNATURE))),
];

fn cut(files: &mut Files) {
    for path in [layout::JOURNAL, layout::BODIES] {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let kept = text.lines().count() - 3;
        let cut = text.lines().take(kept).map(|line| format!("{line}\n")).collect::<String>();
        files.insert(path.to_owned(), cut.into_bytes());
    }
}

#[test]
fn the_table_of_tamperings_is_the_one_in_the_docs() {
    let judges = ["sha256sum", "ssh-keygen", "python3"].iter().all(|program| installed(program));
    let bagit =
        Command::new("python3").args(["-c", "import bagit"]).output().is_ok_and(|output| output.status.success());
    if !judges || !bagit {
        println!("skipped: the table needs sha256sum, ssh-keygen and python3 with bagit 1.9.0");
        return;
    }
    let mut bench = Bench::new(&WHOLE);
    let mut rows = String::from(
        "| tampering | payload `-c` | tags `-c` | `-Y verify` | bagit.py | `verify.py` | `warroom verify` |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, tamper) in TEN {
        let mut files = WHOLE.files.clone();
        tamper(&mut files);
        bench.lay(&files);
        let judged = judged(&bench);
        assert_eq!(judged[5], *name == "none", "{name}");
        assert_eq!(judged[4], judged[5], "{name}: the two verifiers agree");
        let cells = judged.map(|good| if good { "ok" } else { "**found**" });
        rows += &format!("| {name} | {} |\n", cells.join(" | "));
    }
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tamper.md");
    let text = std::fs::read_to_string(docs).unwrap();
    assert!(text.contains(&rows), "docs/tamper.md has another table; this is what was found:\n{rows}");
}
