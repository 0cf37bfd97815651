//! After the incident: improvement actions over every case of the laptop.

use super::*;

const AGREED: &[&str] = &["statement=Alert on bulk reads of the bucket", "owner=Dana Okafor", "area=technical"];

fn people(world: &World) {
    let csv = world.file("people.csv");
    let people = "name,initials,phone1,phone2,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,siro\nIda Said,IS,+44 20 7946 0003,+44 20 7946 0004,irt_lead\nOle Berg,OB,+44 20 7946 0005,+44 20 7946 0006,verifier\n";
    std::fs::write(&csv, people).unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
}

fn actions(world: &World, more: &[&str]) -> Vec<Value> {
    let listed = run(&world.env, &[&["actions", "--json"], more].concat());
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
    listed.json()["actions"].as_array().unwrap().clone()
}

#[test]
fn the_register_of_actions_spans_every_case_and_marks_exercises() {
    let mut world = World::new(90);
    people(&world);
    let first = declared(&world);
    let done = |world: &World, case: &Path, words: &[&str]| {
        let case = case.to_str().unwrap();
        let done = run(&world.env, &[&["--case", case, "--operator", "Ida Said", "do"], words].concat());
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
        done
    };
    let more = ["due=2026-11-25", "verifier=Ole Berg", "accepted-by=Ida Said"];
    let agreed = done(&world, &first, &[&["action"], AGREED, &more].concat());
    assert_eq!(agreed.err, "");
    let second = run(&world.env, &["new", "--title", "Laptop lost", "--codename", "basalt"]);
    let second = PathBuf::from(second.line());
    let vague = done(&world, &second, &["action", "statement=Improve"]);
    assert!(vague.err.contains("C10-05") && vague.err.contains("C10-04"), "{}", vague.err);
    assert_eq!(run(&world.env, &["demo", "--no-console"]).code, 0);
    let demo = world.env.places.list(Purpose::Exercise).remove(0);
    done(&world, &demo, &["action", "statement=Call the deputy after ten minutes", "raised-by=drill"]);
    let listed = actions(&world, &[]);
    let said = |at: usize| {
        let text = |key: &str| listed[at][key].as_str().unwrap().to_owned();
        (text("case"), text("statement"), listed[at]["exercise"].as_bool().unwrap())
    };
    assert_eq!(listed.len(), 3);
    let known: Vec<_> = (0..3).map(said).collect();
    assert!(known.contains(&("ORCHID".to_owned(), "Alert on bulk reads of the bucket".to_owned(), false)), "{known:?}");
    assert!(known.iter().any(|(case, _, exercise)| case.starts_with("EXERCISE ") && *exercise), "{known:?}");
    // A case file that is none is said, and the others are listed all the same.
    let broken = world.env.places.cases(Purpose::Incident).join("aaa.warroom");
    std::fs::write(&broken, b"no database").unwrap();
    let plain = run(&world.env, &["actions"]);
    assert!(plain.code == 0 && plain.err.contains("aaa.warroom is left out"), "{}", plain.err);
    assert_eq!(plain.out.lines().count(), 4, "{}", plain.out);
    std::fs::remove_file(&broken).unwrap();
    // Its date passes; it is done with what shows it, and somebody else looks.
    assert_eq!(actions(&world, &["--overdue"]).len(), 0);
    world.clock.pass(6 * 24 * 3_600_000);
    assert_eq!(actions(&world, &["--overdue"]).len(), 1);
    let file = world.file("rule.json");
    std::fs::write(&file, b"{}\n").unwrap();
    let id = agreed.out.trim();
    let (named, file) = (format!("improvement={id}"), format!("file={}", file.display()));
    done(&world, &first, &["action-progress", &named, "progress=done", &file, "by=Dana Okafor"]);
    let own = done(&world, &first, &["verify-action", &named, "person=Dana Okafor", "how-seen=it works now"]);
    assert!(own.err.contains("C10-07"), "{}", own.err);
    let state = |world: &World| actions(world, &["--case", first.to_str().unwrap()])[0]["state"].clone();
    assert_eq!(state(&world), "done");
    let shown = ["presence=wet-ink", "presence-ref=slip 3, safe 2"];
    let seen = ["verify-action", &named, "person=Ole Berg", "how-seen=fired it with a test read"];
    assert_eq!(done(&world, &first, &[&seen[..], &shown].concat()).err, "");
    assert_eq!(state(&world), "verified");
    assert_eq!((actions(&world, &["--open"]).len(), actions(&world, &["--overdue"]).len()), (2, 0));
    world.env.vars.clear();
    let report = run(&world.env, &["--case", first.to_str().unwrap(), "verify", "--json"]).json();
    assert_eq!(report["ok"], json!(true), "{report}");
}

const NAMESPACE: &str = "report-sign@warroom";

fn keygen(args: &[&str]) -> Output {
    Command::new("ssh-keygen").args(args).output().unwrap()
}

/// A key of their own, enrolled in the organisation's file.
fn enrolled(world: &World, who: &str, initials: &str) {
    let key = world.file(who);
    ok(&keygen(&["-q", "-t", "ed25519", "-N", "", "-C", who, "-f", key.to_str().unwrap()]));
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let (person, key) = (format!("person={initials}"), format!("key={}", public.trim()));
    let enrolled = run(&world.env, &["org", "enrol", &person, &key, "form=F-12, safe 2", "witness=Jon Sato"]);
    assert_eq!(enrolled.code, 0, "{}", enrolled.err);
}

/// A laptop with keys of lead and SIRO enrolled before the declaration, and a case that lacks nothing but its report.
fn prepared(seed: u64) -> (World, String) {
    let mut world = World::new(seed);
    people(&world);
    enrolled(&world, "dana", "DO");
    enrolled(&world, "ida", "IS");
    world.clock.pass(60_000);
    let case = declared(&world).to_str().unwrap().to_owned();
    world.env.vars.insert("WARROOM_CASE".to_owned(), case.clone());
    world.env.vars.insert("WARROOM_OPERATOR".to_owned(), "Ida Said".to_owned());
    for words in [
        &["assign", "role=irt_lead", "person=Ida Said"][..],
        &["assign", "role=siro", "person=Dana Okafor"],
        &["residual-risk", "statement=none", "reason=the copy was destroyed", "accepted-by=Dana Okafor"],
    ] {
        let done = run(&world.env, &[&["do"], words].concat());
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
    }
    for control in 1..=9 {
        let (control, shown) = (format!("control={control}"), ["presence=wet-ink", "presence-ref=slip 4"]);
        let memo =
            ["do", "not-applicable", &control, "text=nothing of the kind", "author=Ida Said", "reviewer=Ole Berg"];
        let done = run(&world.env, &[&memo[..], &shown].concat());
        assert_eq!((done.code, done.err.as_str()), (0, ""));
    }
    // A memo about the control answers no law: each has one of its own.
    let laws = show(&world, "deadlines");
    let laws = laws["clocks"].as_array().unwrap().iter().map(|clock| clock["regime"].as_str().unwrap().to_owned());
    for law in laws.collect::<std::collections::BTreeSet<_>>() {
        let law = format!("deadline={law}");
        let memo =
            ["conclusion=nothing of the kind", "decider=Ida Said", "facts-known=the copy held no names", "cites=1"];
        let more = ["factors=size, decisive", "advice=counsel agrees", "reopen=a name turns up", "review=+14d"];
        let shown = ["presence=wet-ink", "presence-ref=slip 5"];
        let done = run(&world.env, &[&["do", "memo", &law][..], &memo, &more, &shown].concat());
        assert_eq!(done.code, 0, "{law}: {}", done.err);
    }
    let mut review = vec!["do", "review", "owner=Ida Said", "held=now", "review-status=reviewed"];
    review.push("attendees=Ida Said, Ole Berg");
    let fields = warroom::domain::review::NUMBERS.into_iter().chain(warroom::domain::review::WORDS);
    let fields: Vec<String> = fields.map(|field| format!("{field}=none")).collect();
    review.extend(fields.iter().map(String::as_str));
    let held = run(&world.env, &review);
    assert_eq!((held.code, held.err.as_str()), (0, ""));
    (world, case)
}

fn closure(world: &World) -> Value {
    show(world, "closure")
}

fn missing(world: &World) -> Vec<String> {
    let found = closure(world);
    found["missing"].as_array().unwrap().iter().map(|line| line["rule"].as_str().unwrap().to_owned()).collect()
}

/// The statement of a signature, saved to a file.
fn statement(world: &World, capacity: &str, by: &str) -> PathBuf {
    let printed = run(&world.env, &["statement", "sign-report", &format!("capacity={capacity}"), &format!("by={by}")]);
    assert!(printed.code == 0 && printed.err.contains(NAMESPACE), "{}", printed.err);
    let file = world.file(&format!("{capacity}.txt"));
    std::fs::write(&file, printed.out).unwrap();
    file
}

/// A signature that ssh-keygen made over a file.
fn keygen_signs(world: &World, who: &str, namespace: &str, file: &Path) -> PathBuf {
    let signature = PathBuf::from(format!("{}.sig", file.display()));
    let _ = std::fs::remove_file(&signature);
    let key = world.file(who);
    ok(&keygen(&["-q", "-Y", "sign", "-f", key.to_str().unwrap(), "-n", namespace, file.to_str().unwrap()]));
    signature
}

fn brought(world: &World, capacity: &str, by: &str, signature: &Path) -> Run {
    let signed = ["report", "sign", "--as", capacity, "--by", by, "--signature", signature.to_str().unwrap()];
    let done = run(&world.env, &signed);
    assert_eq!(done.code, 0, "{}", done.err);
    done
}

/// Whether the stock verifier takes a signature over a file.
fn stock_verifies(world: &World, who: &str, namespace: &str, signature: &Path, file: &Path) -> bool {
    let public = std::fs::read_to_string(world.file(who).with_extension("pub")).unwrap();
    let allowed = world.file("allowed");
    std::fs::write(&allowed, format!("{who} {public}")).unwrap();
    verified_by(&allowed, who, namespace, signature, file)
}

/// The same by a list of allowed signers.
fn verified_by(allowed: &Path, who: &str, namespace: &str, signature: &Path, file: &Path) -> bool {
    let (allowed, signature) = (allowed.to_str().unwrap().to_owned(), signature.to_str().unwrap().to_owned());
    let mut child = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f", &allowed, "-I", who, "-n", namespace, "-s", &signature])
        .stdin(Stdio::from(std::fs::File::open(file).unwrap()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.wait().unwrap().success()
}

#[test]
fn a_case_is_closed_over_a_report_that_lead_and_siro_signed_and_stock_tools_check_it() {
    let (world, case) = prepared(91);
    assert_eq!(missing(&world), ["C10-40"]);
    assert_eq!(run(&world.env, &["report", "show"]).code, 1);
    let (head, size) = {
        let open = warroom::app::Case::open(&world.env, Path::new(&case), "Ida Said").unwrap();
        let (size, head) = open.head();
        (head, size)
    };
    let made = run(&world.env, &["report", "make"]);
    made.line();
    let report = closure(&world)["reports"][0].clone();
    assert_eq!((&report["head"], &report["size"], &report["counts"]), (&json!(head), &json!(size), &json!(true)));
    let best = if cfg!(feature = "dossier") { ("pdf", &b"%PDF"[..]) } else { ("markdown", &b"# "[..]) };
    assert_eq!(report["format"], json!(best.0));
    let copy = world.file("report");
    run(&world.env, &["report", "export", "--out", copy.to_str().unwrap()]).line();
    assert!(std::fs::read(&copy).unwrap().starts_with(best.1));
    let sum = ok(&Command::new("sha256sum").arg(&copy).output().unwrap());
    assert!(sum.starts_with(report["sha256"].as_str().unwrap()), "{sum}");
    // The page to sign in ink names the whole digest; that it left the case makes no report old.
    let page = run(&world.env, &["report", "page", "--markdown"]);
    assert!(page.code == 0 && page.out.contains(report["sha256"].as_str().unwrap()), "{}{}", page.out, page.err);
    assert_eq!(missing(&world), ["C10-42", "C10-42"]);
    // Made by ssh-keygen: taken here. Made here: taken by ssh-keygen.
    let text = statement(&world, "siro", "Dana Okafor");
    assert_eq!(brought(&world, "siro", "Dana Okafor", &keygen_signs(&world, "dana", NAMESPACE, &text)).err, "");
    let key = world.file("ida");
    let here = run(&world.env, &["report", "sign", "--as", "lead", "--by", "Ida Said", "--key", key.to_str().unwrap()]);
    here.line();
    let text = statement(&world, "lead", "Ida Said");
    let pem = world.file("made-here.sig");
    {
        let open = warroom::app::Case::open(&world.env, Path::new(&case), "Ida Said").unwrap();
        let last = open.state().closure.signed.last().unwrap().signed.signature.clone().unwrap();
        assert_eq!(std::fs::read_to_string(&text).unwrap(), last.statement);
        std::fs::write(&pem, open.attachment(&last.file.sha256).unwrap()).unwrap();
    }
    assert!(stock_verifies(&world, "ida", NAMESPACE, &pem, &text));
    assert!(!stock_verifies(&world, "ida", "report-sign@warroom-exercise", &pem, &text));
    assert!(!stock_verifies(&world, "dana", NAMESPACE, &pem, &text));
    // The list of allowed signers that the organisation's file gives says the same to the stock verifier.
    let list = world.file("signers");
    std::fs::write(&list, run(&world.env, &["org", "signers"]).out).unwrap();
    for (who, verified) in [("ida.said", true), ("dana.okafor", false), ("ole.berg", false)] {
        assert_eq!(verified_by(&list, who, NAMESPACE, &pem, &text), verified, "{who}");
    }
    assert!(!verified_by(&list, "ida.said", "journal-head@warroom", &pem, &text));
    assert_eq!(run(&world.env, &["report", "show"]).code, 0);
    assert_eq!(
        (missing(&world), closure(&world)["state"].clone()),
        (vec![], json!("open")),
        "nothing closes by itself"
    );
    let other = run(&world.env, &["--operator", "Ole Berg", "do", "close", "statement=done"]);
    assert!(other.code == 0 && other.err.contains("C10-52"), "{}", other.err);
    let closed = run(&world.env, &["do", "close", "statement=contained and understood"]);
    closed.line();
    assert_eq!(closure(&world)["state"], json!("closed"));
    for area in ["process", "technical", "policy"] {
        let area = format!("area={area}");
        run(&world.env, &["do", "no-action", &area, "reason=it was as it should be"]).line();
    }
    assert_eq!(closure(&world)["state"], json!("resolved"));
    let control = show(&world, "controls")["controls"][9].clone();
    assert!(control["records"].as_array().unwrap().len() >= 4, "{control}");
    let report = run(&world.env, &["verify", &case, "--json"]).json();
    assert_eq!((&report["ok"], &report["signatures"]), (&json!(true), &json!(2)), "{report}");
    run(&world.env, &["do", "reopen", "reason=seen again"]).line();
    assert_eq!((missing(&world), closure(&world)["state"].clone()), (vec!["C10-40".to_owned()], json!("reopened")));
    let sheet = run(&world.env, &["closing"]);
    assert!(
        sheet.code == 0 && sheet.out.contains("make-report") && sheet.out.contains("opened again"),
        "{}",
        sheet.out
    );
}

#[test]
fn a_key_that_only_an_agent_holds_signs_by_ssh_keygen() {
    let (world, _) = prepared(94);
    run(&world.env, &["report", "make", "--markdown"]).line();
    let text = statement(&world, "siro", "Dana Okafor");
    let (socket, key) = (world.file("agent"), world.file("dana"));
    let Ok(mut agent) = Command::new("ssh-agent").args(["-D", "-a"]).arg(&socket).stdout(Stdio::null()).spawn() else {
        eprintln!("skipped: ssh-agent is not installed");
        return;
    };
    while !socket.exists() {
        std::thread::yield_now();
    }
    let with_agent = |program: &str, args: &[&str]| {
        let done = Command::new(program).args(args).env("SSH_AUTH_SOCK", &socket).output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    with_agent("ssh-add", &["-q", key.to_str().unwrap()]);
    std::fs::remove_file(&key).unwrap();
    let public = key.with_extension("pub");
    let (public, file) = (public.to_str().unwrap(), text.to_str().unwrap());
    with_agent("ssh-keygen", &["-q", "-Y", "sign", "-f", public, "-n", NAMESPACE, file]);
    agent.kill().unwrap();
    agent.wait().unwrap();
    let signature = PathBuf::from(format!("{}.sig", text.display()));
    assert_eq!(brought(&world, "siro", "Dana Okafor", &signature).err, "");
    assert_eq!(missing(&world), ["C10-42"], "the lead's is still owed");
}

#[test]
fn a_signature_with_another_key_namespace_text_or_capacity_earns_nothing() {
    let (world, case) = prepared(92);
    run(&world.env, &["report", "make", "--markdown"]).line();
    let text = statement(&world, "siro", "Dana Okafor");
    let lacks = |done: &Run, rule: &str| assert!(done.err.contains(rule), "{rule}: {}", done.err);
    let wrong = keygen_signs(&world, "dana", "report-sign@warroom-exercise", &text);
    lacks(&brought(&world, "siro", "Dana Okafor", &wrong), "C10-46");
    lacks(&brought(&world, "siro", "Dana Okafor", &keygen_signs(&world, "ida", NAMESPACE, &text)), "C10-47");
    // Another report, and the lead's text.
    let words = std::fs::read_to_string(&text).unwrap();
    let changed = world.file("changed.txt");
    let sha256 = closure(&world)["reports"][0]["sha256"].as_str().unwrap().to_owned();
    std::fs::write(&changed, words.replace(&sha256, &"0".repeat(64))).unwrap();
    lacks(&brought(&world, "siro", "Dana Okafor", &keygen_signs(&world, "dana", NAMESPACE, &changed)), "C10-47");
    let as_lead = statement(&world, "lead", "Ida Said");
    lacks(&brought(&world, "siro", "Dana Okafor", &keygen_signs(&world, "dana", NAMESPACE, &as_lead)), "C10-47");
    lacks(&brought(&world, "siro", "Dana Okafor", &text), "C10-47");
    // A copy with one byte more is another report, whatever was signed.
    let good = keygen_signs(&world, "dana", NAMESPACE, &text);
    let copy = world.file("copy.md");
    run(&world.env, &["report", "export", "--out", copy.to_str().unwrap()]).line();
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes.push(b'\n');
    std::fs::write(&copy, bytes).unwrap();
    let (good, copy) = (good.to_str().unwrap(), copy.to_str().unwrap());
    let signed = ["report", "sign", "--as", "siro", "--by", "DO", "--signature", good, "--copy", copy];
    lacks(&run(&world.env, &signed), "C10-45");
    // A key that was enrolled once the incident was declared.
    enrolled(&world, "ole", "OB");
    run(&world.env, &["do", "assign", "role=siro", "person=Ole Berg"]).line();
    let text = statement(&world, "siro", "Ole Berg");
    lacks(&brought(&world, "siro", "Ole Berg", &keygen_signs(&world, "ole", NAMESPACE, &text)), "C10-48");
    // The lead in both capacities.
    run(&world.env, &["do", "assign", "role=siro", "person=Ida Said"]);
    let text = statement(&world, "siro", "Ida Said");
    lacks(&brought(&world, "siro", "Ida Said", &keygen_signs(&world, "ida", NAMESPACE, &text)), "C10-44");
    assert!(closure(&world)["missing"].to_string().contains("C10-4"));
    assert_eq!(run(&world.env, &["report", "show"]).code, 1);
    // In ink: with scan, digest read off the page, witness.
    run(&world.env, &["do", "assign", "role=siro", "person=Dana Okafor"]).line();
    run(&world.env, &["report", "make", "--markdown"]).line();
    let sha256 = closure(&world)["reports"][1]["sha256"].as_str().unwrap().to_owned();
    let scan = world.file("page.jpg");
    std::fs::write(&scan, b"a page").unwrap();
    let ink = ["report", "sign", "--as", "siro", "--by", "DO", "--scan", scan.to_str().unwrap(), "--sha256"];
    let more = ["--witness", "Ole Berg", "--ref", "RS-40, safe 2"];
    lacks(&run(&world.env, &[&ink[..], &["0000000000000000"], &more].concat()), "C10-45");
    lacks(&run(&world.env, &[&ink[..], &[&sha256[..16]]].concat()), "C10-49");
    run(&world.env, &[&ink[..], &[&sha256[..16]], &more].concat()).line();
    let signatures = closure(&world)["signatures"].clone();
    assert_eq!(signatures.as_array().unwrap().last().unwrap()["missing"], json!([]));
    let report = run(&world.env, &["verify", &case, "--json"]).json();
    assert_eq!(report["ok"], json!(true), "{report}");
}

#[test]
fn a_report_of_an_exercise_is_signed_in_the_namespace_of_exercises() {
    let mut world = World::new(93);
    people(&world);
    enrolled(&world, "dana", "DO");
    world.clock.pass(60_000);
    assert_eq!(run(&world.env, &["demo", "--no-console"]).code, 0);
    let demo = world.env.places.list(Purpose::Exercise).remove(0);
    world.env.vars.insert("WARROOM_CASE".to_owned(), demo.to_str().unwrap().to_owned());
    run(&world.env, &["do", "person", "name=Dana Okafor"]).line();
    assert_eq!(run(&world.env, &["do", "assign", "role=siro", "person=Dana Okafor"]).code, 0);
    run(&world.env, &["report", "make", "--markdown"]).line();
    assert!(run(&world.env, &["report", "export"]).out.contains("EXERCISE"));
    let printed = run(&world.env, &["statement", "sign-report", "capacity=siro", "by=Dana Okafor"]);
    assert!(printed.err.contains("report-sign@warroom-exercise"), "{}", printed.err);
    let text = world.file("siro.txt");
    std::fs::write(&text, &printed.out).unwrap();
    let of_a_case = keygen_signs(&world, "dana", NAMESPACE, &text);
    assert!(brought(&world, "siro", "Dana Okafor", &of_a_case).err.contains("C10-46"));
    let of_a_drill = keygen_signs(&world, "dana", "report-sign@warroom-exercise", &text);
    let taken = brought(&world, "siro", "Dana Okafor", &of_a_drill);
    assert!(!taken.err.contains("C10-46") && !taken.err.contains("C10-47"), "{}", taken.err);
}
