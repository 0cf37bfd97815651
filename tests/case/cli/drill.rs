//! A drill from its plan to its after-action review, with compressed time, through the command line; and everything that tries to make it count as real.

use super::*;

const LIST: &str = "schema = \"warroom.injects/1\"\n\
    [[injects]]\nat_minute = 12\ntext = \"Somebody pulled the plug\"\nexpects = \"RW-01: loss recorded\"\n\
    [[injects]]\nat_minute = 60\ntext = \"The board rings\"\nexpects = \"routed to the SIRO\"\nto_role = \"siro\"\n";

fn people(world: &World) {
    let csv = world.file("people.csv");
    let rows = "name,initials,phone1,phone2,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,siro\nIda Said,IS,+44 20 7946 0003,+44 20 7946 0004,irt_lead\nEve Lind,EL,+44 20 7946 0005,+44 20 7946 0006,verifier\nSam Roth,SR,+44 20 7946 0007,+44 20 7946 0008,scribe\n";
    std::fs::write(&csv, rows).unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
}

fn plan(world: &World, more: &[&str]) -> PathBuf {
    let list = world.file("own.toml");
    std::fs::write(&list, LIST).unwrap();
    let planned = [
        "drill",
        "plan",
        "--title",
        "Ransomware at night",
        "--procedure",
        "ransomware",
        "--objective",
        "acknowledged in time",
        "--facilitator",
        "Eve Lind",
        "--collector",
        "Sam Roth",
        "--participant",
        "Dana Okafor",
        "--participant",
        "Ida Said",
        "--factor",
        "12",
        "--injects",
    ];
    let planned = run(&world.env, &[&planned[..], &[list.to_str().unwrap()], more].concat());
    PathBuf::from(planned.line())
}

/// A run that goes well and earns everything.
fn fine(world: &World, args: &[&str]) -> Run {
    let done = run(&world.env, args);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{args:?}");
    done
}

fn minutes(world: &World, minutes: u32) {
    world.clock.pass(minutes * 60_000);
}

/// Begun and gone through: 72 hours of the drill's clock would fit into six; this one takes seven minutes.
fn held(world: &World) -> PathBuf {
    let path = plan(world, &[]);
    fine(world, &["drill", "start", "--reason", "exercise, exercise, exercise"]);
    minutes(world, 1);
    fine(world, &["drill", "deliver"]);
    let case = path.to_str().unwrap();
    let declared = ["--case", case, "do", "declare", "title=File server dark", "codename=night"];
    fine(world, &declared);
    minutes(world, 2);
    fine(world, &["drill", "pause", "--reason", "coffee"]);
    minutes(world, 30);
    fine(world, &["drill", "resume"]);
    fine(world, &["drill", "observe", "1", "the lead recorded the loss of memory"]);
    fine(world, &["drill", "score", "met", "--inject", "1", "--by", "Eve Lind"]);
    minutes(world, 2);
    fine(world, &["drill", "deliver", "2"]);
    minutes(world, 1);
    fine(world, &["drill", "observe", "2", "the scribe answered the board himself"]);
    fine(world, &["drill", "score", "not", "--inject", "2", "--by", "Eve Lind", "--note", "the SIRO was never asked"]);
    fine(world, &["drill", "score", "met", "--objective", "1", "--by", "Eve Lind"]);
    let ended = run(&world.env, &["drill", "end"]);
    assert!(ended.code == 0 && ended.err.starts_with("next: judge the objectives"), "{}", ended.err);
    path
}

fn reviewed(world: &World, case: &str) {
    let mut words = vec!["owner=Eve Lind", "held=now", "attendees=Ida Said, Eve Lind", "review-status=reviewed"];
    let said: Vec<String> = warroom::domain::review::WORDS.iter().map(|field| format!("{field}=said")).collect();
    let numbers: Vec<String> = warroom::domain::review::NUMBERS.iter().map(|field| format!("{field}=none")).collect();
    words.extend(said.iter().chain(&numbers).map(String::as_str));
    fine(world, &[&["--case", case, "do", "review"], &words[..]].concat());
    let action = [
        "--case",
        case,
        "do",
        "action",
        "statement=Route calls of the board to the SIRO",
        "owner=Ida Said",
        "due=2026-12-01",
        "area=process",
        "verifier=Dana Okafor",
        "accepted-by=Dana Okafor",
        "raised-by=drill",
    ];
    fine(world, &action);
    fine(world, &["--case", case, "do", "review-lesson", "control=7", "description=the board has one number too many"]);
}

#[test]
fn a_drill_runs_from_its_plan_to_its_review_by_its_own_clock() {
    let world = World::new(95);
    people(&world);
    let path = held(&world);
    let case = path.to_str().unwrap();
    assert!(case.contains("/exercises/drill-") && case.ends_with(".warroom-exercise"), "{case}");
    let before = run(&world.env, &["--case", case, "drill", "record", "--json"]);
    assert_eq!((before.code, &before.json()["missing"]), (1, &json!(["D-14"])));
    assert_eq!(run(&world.env, &["drill", "list"]).code, 1);
    reviewed(&world, case);
    let record = run(&world.env, &["--case", case, "drill", "record", "--json"]);
    let json = record.json();
    assert_eq!((record.code, &json["missing"], &json["exercise"]), (0, &json!([]), &json!(true)));
    // Six minutes of the wall clock ran, half an hour stood still: both clocks stand at every record.
    let turned: Vec<(String, i64)> = json["clock"]
        .as_array()
        .unwrap()
        .iter()
        .map(|turned| (turned["change"].as_str().unwrap().to_owned(), turned["drill_ms"].as_i64().unwrap() / 60_000))
        .collect();
    let expected = [("started", 0), ("paused", 36), ("resumed", 36), ("ended", 72)];
    assert_eq!(turned, expected.map(|(change, minute)| (change.to_owned(), minute)));
    let inject = |number: usize| &json["injects"][number];
    assert_eq!(inject(0)["delivered"]["drill_ms"], json!(12 * 60_000));
    assert_eq!(
        (&inject(0)["observed"][0]["response_wall_ms"], &inject(0)["observed"][0]["response_drill_ms"]),
        (&json!(32 * 60_000), &json!(24 * 60_000))
    );
    assert_eq!((&inject(1)["judged"]["result"], &inject(1)["expected"]), (&json!("not"), &json!("routed to the SIRO")));
    assert_eq!(json["actions"][0]["from"], json!("drill"));
    let lines = json["records"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["wall"].is_string() && line["drill"].is_string()));
    // The paper, the sheet, the register and the list say the same, each that it is an exercise.
    let paper = fine(&world, &["--case", case, "drill", "record", "--text"]).out;
    for words in [
        "EXERCISE",
        "DRILL-DR-",
        "WARROOM-EXERCISE",
        "DRILL-NIGHT",
        "nothing is missing",
        "the SIRO was never asked",
        "Route calls",
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let actions = run(&world.env, &["actions", "--json"]).json();
    assert_eq!((&actions["actions"][0]["exercise"], &actions["actions"][0]["from"]), (&json!(true), &json!("drill")));
    let list = run(&world.env, &["drill", "list", "--json"]).json();
    let ransomware = |list: &Value| {
        let all = list["procedures"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["procedure"] == "ransomware").unwrap()
    };
    assert_eq!((&ransomware(&list)["finding"], ransomware(&list)["last"].is_string()), (&Value::Null, true));
    let of_all =
        |list: &Value| list["procedures"].as_array().unwrap().iter().filter(|one| one["finding"] == "D-16").count();
    assert_eq!(of_all(&list), 17, "the others were never drilled");
    world.clock.jump(366 * 24 * 3_600_000);
    assert_eq!(ransomware(&run(&world.env, &["drill", "list", "--json"]).json())["finding"], json!("D-16"));
    let report = run(&world.env, &["--case", case, "verify", "--json"]).json();
    assert_eq!((&report["ok"], &report["purpose"]), (&json!(true), &json!("exercise")), "{report}");
    assert_eq!(run(&world.env, &["--case", case, "show", "timeline", "--json"]).json()["exercise"], json!(true));
    assert!(run(&world.env, &["--case", case, "show", "timeline"]).out.starts_with("EXERCISE"));
    // Figures of a drill are no figures of an incident.
    let closing = run(&world.env, &["--case", case, "closing"]).out;
    assert!(closing.contains("12 times as fast") && closing.contains("no figure of it is compared"), "{closing}");
}

#[test]
fn what_is_expected_stands_on_the_facilitators_sheet_alone_until_the_drill_is_over() {
    let world = World::new(96);
    people(&world);
    plan(&world, &[]);
    fine(&world, &["drill", "start"]);
    minutes(&world, 1);
    fine(&world, &["drill", "deliver"]);
    let shown = run(&world.env, &["drill", "show"]).out;
    let record =
        run(&world.env, &["drill", "record", "--json"]).out + &run(&world.env, &["drill", "record", "--markdown"]).out;
    for seen in [&shown, &record] {
        assert!(seen.contains("EXERCISE") && seen.contains("Somebody pulled the plug"), "{seen}");
        assert!(!seen.contains("loss recorded") && !seen.contains("The board rings"), "{seen}");
    }
    let sheet = run(&world.env, &["drill", "sheet", "--text"]).out;
    for words in ["EXERCISE", "DRILL-DS-", "loss recorded", "The board rings", "minute 60"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    #[cfg(feature = "dossier")]
    {
        let out = world.file("sheet.pdf");
        fine_path(&world, &["drill", "sheet", "-o", out.to_str().unwrap()]);
        assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF-"));
    }
    // Late is said, and nobody but a person brings it.
    minutes(&world, 20);
    let late = run(&world.env, &["drill", "deliver"]);
    assert!(late.code == 0 && late.err.contains("D-01") && late.err.contains("16 min"), "{}", late.err);
}

#[cfg(feature = "dossier")]
fn fine_path(world: &World, args: &[&str]) {
    let done = run(&world.env, args);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{args:?}");
}

#[test]
fn a_list_that_is_wrong_leaves_no_drill_behind() {
    let world = World::new(97);
    let list = world.file("bad.toml");
    std::fs::write(&list, LIST.replace("expects = \"routed", "expect = \"routed")).unwrap();
    let planned =
        run(&world.env, &["drill", "plan", "--title", "T", "--procedure", "ddos", "--injects", list.to_str().unwrap()]);
    assert!(
        planned.code == 1 && planned.err.contains("I-42") && planned.err.contains("line 9, column 1"),
        "{}",
        planned.err
    );
    assert_eq!(world.env.places.list(Purpose::Exercise).len(), 0);
    let bare = run(&world.env, &["drill", "plan", "--title", "T", "--procedure", "ddos"]);
    assert!(bare.code == 0 && bare.err.contains("D-05"), "{}", bare.err);
}

#[test]
fn the_stop_word_opens_a_real_case_beside_and_converts_nothing() {
    let world = World::new(98);
    people(&world);
    let path = plan(&world, &[]);
    fine(&world, &["drill", "start"]);
    minutes(&world, 1);
    let stopped = run(
        &world.env,
        &["drill", "real-emergency", "smoke", "in", "room", "2", "--title", "Fire", "--codename", "basalt"],
    );
    assert_eq!(stopped.code, 0, "{}", stopped.err);
    let real = PathBuf::from(stopped.out.lines().last().unwrap());
    assert!(real.to_str().unwrap().contains("/cases/basalt-"), "{real:?}");
    let drill = run(&world.env, &["--case", path.to_str().unwrap(), "drill", "record", "--json"]).json();
    assert_eq!((&drill["phase"], &drill["clock"][1]["reason"]), (&json!("over"), &json!("smoke in room 2")));
    let lines = run(&world.env, &["--case", real.to_str().unwrap(), "show", "timeline", "--json"]).out;
    assert!(!lines.contains("drill") && !lines.contains("EXERCISE"), "{lines}");
    assert_eq!(run(&world.env, &["--case", real.to_str().unwrap(), "drill", "show"]).code, 1);
}

#[test]
fn nothing_of_a_drill_is_put_into_a_real_case_or_signed_as_one() {
    let mut world = World::new(99);
    people(&world);
    let drill = held(&world);
    let props = world.file("props");
    let written = fine(&world, &["drill", "props", props.to_str().unwrap()]).out;
    assert_eq!(written.lines().count(), 7);
    let real = declared(&world);
    world.env.vars.insert("WARROOM_CASE".to_owned(), real.to_str().unwrap().to_owned());
    // Every command of a drill, in every shape.
    for args in [
        &["drill", "start"][..],
        &["drill", "deliver", "1"],
        &["drill", "observe", "1", "x"],
        &["drill", "score", "met", "--inject", "1"],
        &["drill", "real-emergency", "x"],
        &["drill", "show"],
        &["drill", "sheet"],
        &["drill", "record"],
        &["drill", "plan", "--title", "t", "--procedure", "ddos"],
        &["do", "drill-end"],
    ] {
        let done = run(&world.env, args);
        assert!(done.code == 1 && done.err.contains("I-44"), "{args:?}: {}", done.err);
    }
    // Papers and files of the drill, and its props, through every way in.
    let minutes_of = world.file("record.md");
    let case = drill.to_str().unwrap();
    run(&world.env, &["--case", case, "drill", "record", "--markdown", "-o", minutes_of.to_str().unwrap()]);
    let mut files = vec![minutes_of, drill.clone()];
    #[cfg(feature = "dossier")]
    {
        let pdf = world.file("record.pdf");
        run(&world.env, &["--case", case, "drill", "record", "-o", pdf.to_str().unwrap()]);
        files.push(pdf);
    }
    for name in ["EXERCISE-auth.log", "EXERCISE-memory.img", "EXERCISE-custody.txt", "EXERCISE-regulator-clock.txt"] {
        files.push(props.join(name));
    }
    let count = || show_count(&world);
    let before = count();
    for file in &files {
        let file = file.to_str().unwrap();
        let named = |field: &str| format!("{field}={file}");
        let (proof, after, transcript) = (named("file"), named("after"), named("file"));
        for args in [
            &["attach", file, "--step", "G-01", "--proof", "decision"][..],
            &["do", "proof", "step=G-01", "kind=decision", &proof],
            &["do", "contain", "asset=fw01", "action=rule", &after],
            &["do", "transcript", "step=G-01", &transcript],
            &["evidence", "add", file, "--description", "d", "--collected-by", "C"],
        ] {
            let done = run(&world.env, args);
            assert!(done.code == 1 && done.err.contains("I-41"), "{args:?}: {} {}", done.code, done.err);
        }
    }
    assert_eq!(count(), before, "nothing was recorded");
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["ok"], json!(true), "no stray bytes: {report}");
    // In the drill itself they are what they are for.
    let image = props.join("EXERCISE-memory.img");
    let sums = std::fs::read_to_string(props.join("EXERCISE-memory.img.sha256")).unwrap();
    let added = run(
        &world.env,
        &["--case", case, "evidence", "add", image.to_str().unwrap(), "--description", "memory", "--collected-by", "C"],
    );
    assert_eq!(added.code, 0, "{}", added.err);
    let shown = run(&world.env, &["--case", case, "show", "evidence", "--json"]).out;
    assert!(shown.contains(&sums[..64]), "{shown}");
    let hash = |name: &str| fine(&world, &["hash", props.join(name).to_str().unwrap()]).out[..64].to_owned();
    assert!(hash("EXERCISE-memory.img") == sums[..64] && hash("EXERCISE-memory-copy.img") != sums[..64]);
}

fn show_count(world: &World) -> usize {
    show(world, "timeline")["lines"].as_array().unwrap().len()
}

/// Signed over a report in a drill with a key of their own, it verifies in the namespace of exercises and nowhere else; a signature for real reports earns nothing.
#[test]
fn a_report_of_a_drill_is_signed_as_one_of_a_drill_alone() {
    let mut world = World::new(100);
    people(&world);
    let key = world.file("ida");
    let keygen = |args: &[&str]| Command::new("ssh-keygen").args(args).output();
    if keygen(&["-q", "-t", "ed25519", "-N", "", "-C", "ida", "-f", key.to_str().unwrap()]).is_err() {
        return println!("passed over: there is no ssh-keygen here");
    }
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let named = format!("key={}", public.trim());
    let enrolled = run(&world.env, &["org", "enrol", "person=IS", &named, "form=F-12, safe 2", "witness=Jon Sato"]);
    assert_eq!(enrolled.code, 0, "{}", enrolled.err);
    world.clock.pass(60_000);
    let drill = held(&world);
    world.env.vars.insert("WARROOM_CASE".to_owned(), drill.to_str().unwrap().to_owned());
    run(&world.env, &["do", "assign", "role=irt_lead", "person=Ida Said"]);
    assert_eq!(run(&world.env, &["report", "make", "--markdown"]).code, 0);
    let statement = run(&world.env, &["statement", "sign-report", "capacity=lead", "by=Ida Said"]).out;
    let text = world.file("statement");
    std::fs::write(&text, &statement).unwrap();
    let allowed = world.file("allowed");
    std::fs::write(&allowed, format!("ida {public}")).unwrap();
    for (namespace, counts) in [("report-sign@warroom", false), ("report-sign@warroom-exercise", true)] {
        let _ = std::fs::remove_file(text.with_extension("sig"));
        ok(&keygen(&["-Y", "sign", "-q", "-f", key.to_str().unwrap(), "-n", namespace, text.to_str().unwrap()])
            .unwrap());
        let signature = text.with_extension("sig");
        let signed = run(
            &world.env,
            &["report", "sign", "--as", "lead", "--by", "Ida Said", "--signature", signature.to_str().unwrap()],
        );
        assert_eq!((signed.code, signed.err.contains("C10-46")), (0, !counts), "{}", signed.err);
        // What this program and ssh-keygen make for a drill is none for a real case.
        let verify = |namespace: &str| {
            let args = [
                "-Y",
                "verify",
                "-f",
                allowed.to_str().unwrap(),
                "-I",
                "ida",
                "-n",
                namespace,
                "-s",
                signature.to_str().unwrap(),
            ];
            let mut command = Command::new("ssh-keygen");
            let mut child =
                command.args(args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(statement.as_bytes()).unwrap();
            child.wait().unwrap().success()
        };
        assert_eq!((verify("report-sign@warroom"), verify("report-sign@warroom-exercise")), (!counts, counts));
    }
    let made = run(&world.env, &["report", "export"]).out;
    assert!(made.contains("EXERCISE") && made.contains("DRILL-"), "{made}");
    let page = run(&world.env, &["report", "page", "--markdown"]).out;
    assert!(page.contains("EXERCISE") && page.contains("DRILL-"), "{page}");
}

#[test]
fn a_drill_is_built_from_a_closed_case_without_a_word_of_it() {
    let mut world = World::new(101);
    let real = declared(&world);
    world.env.vars.insert("WARROOM_CASE".to_owned(), real.to_str().unwrap().to_owned());
    let file = world.file("rule.txt");
    std::fs::write(&file, b"deny any\n").unwrap();
    minutes(&world, 25);
    let proof = [
        "do",
        "proof",
        "step=G-03",
        "kind=restricted_message",
        &format!("file={}", file.display()),
        "text=Zorro said so",
    ];
    assert_eq!(run(&world.env, &proof).code, 0);
    assert_eq!(
        run(&world.env, &["do", "add-step", "title=Ask Zorro", "control=3", "role=scribe", "proofs=decision"]).code,
        0
    );
    let added = run(&world.env, &["do", "proof", "step=X-01", "kind=decision", &format!("file={}", file.display())]);
    assert_eq!(added.code, 0, "{}", added.err);
    let contain =
        ["do", "contain", "asset=zorro-laptop", "action=port", "at=now", &format!("after={}", file.display())];
    assert_eq!(run(&world.env, &contain).code, 0);
    let out = world.file("built.toml");
    let build = || run(&world.env, &["drill", "from", real.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    let open = build();
    assert!(open.code == 1 && open.err.contains("not closed") && !out.exists(), "{}", open.err);
    for words in [
        &["person", "name=Zorro Zahn"][..],
        &["assign", "role=irt_lead", "person=Zorro Zahn"],
        &["end", "how=stood-down", "reason=Zorro was wrong", "decider=Zorro Zahn"],
    ] {
        let done = run(&world.env, &[&["do"], words].concat());
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
    }
    assert_eq!(build().code, 0);
    let text = std::fs::read_to_string(&out).unwrap();
    for hidden in ["orro", "ORCHID", "copied", "laptop", "rule.txt", "A. Lead"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert!(text.contains("at_minute = 25") && text.contains("G-03") && text.contains("port"), "{text}");
    let list = out.to_str().unwrap();
    world.env.vars.clear();
    let planned =
        run(&world.env, &["drill", "plan", "--title", "Again", "--procedure", "generic-incident", "--injects", list]);
    assert_eq!(planned.code, 0, "{}", planned.err);
}
