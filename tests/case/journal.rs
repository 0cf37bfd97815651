//! Random commands on a case keep its promises: the chain verifies, replay gives the live state, nothing is deleted.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use warroom::app::case::Case;
use warroom::app::command::{Act, COMMANDS, CommandSpec, OF_A_DRILL, OF_THE_ORGANISATION};
use warroom::domain::incident::Incident;
use warroom::domain::input::{FieldKind, Input, Need};
use warroom::domain::mark::Mark;
use warroom::journal::chain::{self, Row};
use warroom::library::vocabulary::Vocabulary;

use super::support::{Numbers, World, problems, rows_as_added, rows_as_read, run, run_input};

/// Words as they come at night, hostile ones among them.
const WORDS: &[&str] = &[
    "Beacon to 185.220.101.4 from HR-LT-0231",
    "Ofen aus — Schalter klemmt, 10 % übrig",
    "  leading blanks, as in a pasted log line",
    "tab\there and a quote \" and a backslash \\ and </script>",
    "line one\nline two\r\nline three",
    "\u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}[31mred\u{1b}[0m",
    "\u{202e}gnp.exe\u{2066}\u{200b}x\u{feff}",
    "\u{0}NUL \u{1}\u{7f}\u{9b}31m",
    "=HYPERLINK(\"http://x\")",
    "9007199254740993 and 18446744073709551616 and 1e400 and NaN",
    "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 \u{10ffff}",
    "48",
    "x",
];
/// A public key of somebody's own.
const ENROLLED: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK3/3+9v2BqnZ4ViLDlDyvQxCmhu3kmz4T2SjR7rNcD9 k";
const PEOPLE: &[&str] = &["Mara Okafor", "Tom Reed", "I. Said", "MO", "TR", "A. Lead", "nobody \u{202e}known"];
const TIMES: &[&str] = &[
    "02:05",
    "-10m",
    "-2h",
    "+5m",
    "yesterday 23:10",
    "2026-11-21 02:10",
    "2026-11-21T01:00:00Z",
    "2026-11-21T01:00:00.123+05:30",
    "1969-12-31 23:59",
    "9999-12-31 23:59",
    "0001-01-01T00:00:00Z",
    "2026-10-25 02:30",
    "2026-03-29 02:30",
    "25:99",
];

/// Text for one field, mostly such as fits.
fn value(kind: FieldKind, state: &Incident, case: &Case, files: &[String], numbers: &mut Numbers) -> String {
    if numbers.percent(4) {
        return (*numbers.pick(WORDS)).to_owned();
    }
    let vocabulary = Vocabulary::of_rules();
    let some = |numbers: &mut Numbers, from: Vec<String>| {
        if from.is_empty() { "none".to_owned() } else { numbers.pick(&from).clone() }
    };
    match kind {
        FieldKind::Line | FieldKind::Columns | FieldKind::Text | FieldKind::Entity(_) => {
            (*numbers.pick(WORDS)).to_owned()
        }
        FieldKind::Paste => numbers.pick(WORDS).repeat(1 + numbers.below(40)),
        FieldKind::When | FieldKind::Coming => (*numbers.pick(TIMES)).to_owned(),
        FieldKind::Choice(_, codes) => (*numbers.pick(codes)).to_owned(),
        FieldKind::Mark => numbers.pick(&Mark::ALL).code().to_owned(),
        FieldKind::Person => (*numbers.pick(PEOPLE)).to_owned(),
        FieldKind::Role => some(numbers, vocabulary.role.ids().map(str::to_owned).collect()),
        FieldKind::Step => some(numbers, state.work.steps.iter().map(|step| step.step.id.clone()).collect()),
        FieldKind::Proof => some(numbers, vocabulary.proof.ids().map(str::to_owned).collect()),
        FieldKind::EvidenceSource => {
            some(numbers, warroom::domain::volatile::sources(state).into_iter().map(|listed| listed.key).collect())
        }
        FieldKind::Exhibit => format!("E-{:03}", 1 + numbers.below(4)),
        FieldKind::Record | FieldKind::Call => (1 + numbers.below(state.record_count() + 2)).to_string(),
        FieldKind::File | FieldKind::Path | FieldKind::Medium => numbers.pick(files).clone(),
        FieldKind::Regime => {
            some(numbers, state.deadlines.regimes.iter().map(|regime| regime.considered.regime.clone()).collect())
        }
        FieldKind::Deadline => {
            let views = state.deadlines.views(state, case.env().clock.now());
            some(numbers, views.iter().map(warroom::domain::deadline::ClockView::key).collect())
        }
        FieldKind::List | FieldKind::People | FieldKind::Entities(_) => {
            format!("{}, {}", numbers.pick(WORDS), numbers.pick(PEOPLE))
        }
        FieldKind::Procedure => some(numbers, case.catalogue().ids().map(str::to_owned).collect()),
        FieldKind::Technique => {
            let all = ["t1566.001", "AML.T0051", "T9999", "T1562.001", "Valid Accounts"];
            format!("{}, {}", numbers.pick(&all), numbers.pick(WORDS))
        }
        FieldKind::Rsit => "information-content-security/data-leak".to_owned(),
        FieldKind::Zone => (*numbers.pick(&["Europe/Berlin", "UTC", "Asia/Kolkata", "Mars/Base"])).to_owned(),
    }
}

fn input(spec: &CommandSpec, case: &Case, files: &[String], numbers: &mut Numbers) -> Input {
    let state = case.state();
    let mut input = Input::default();
    for field in spec.fields {
        if field.need == Need::Required || numbers.percent(40) {
            input.set(field.name, value(field.kind, state, case, files, numbers));
        }
    }
    // A field of free text that names something of the case.
    if spec.name == "not-applicable" {
        input.set("control", (1 + numbers.below(11)).to_string());
    }
    if let ("outside-test", Some(action)) = (spec.name, state.containment.actions.last()) {
        input.set("containment", action.id.to_string());
    }
    if spec.name == "safety-copy" {
        input.set(
            "directory",
            std::path::Path::new(&files[0]).parent().unwrap_or(std::path::Path::new("/")).to_string_lossy(),
        );
    }
    if spec.name == "settle" {
        input.set("records", "2");
    }
    if spec.name == "admit" && numbers.percent(80) {
        input.set("station", format!("{:016x}", numbers.next()));
        input.set("fingerprint", format!("SHA256:{:043}", numbers.next()));
    }
    // Words are neither offsets nor digests nor formats: as often as not they stay out.
    if spec.name == "transcript" && numbers.percent(70) {
        input.set("file", files[numbers.below(3)].clone());
        for field in ["timing", "offset", "claimed", "started", "ended", "device-clock"] {
            input.set(field, "");
        }
    }
    if spec.name == "count" {
        let (hits, missed) = (numbers.below(60), numbers.below(5));
        let counts =
            [("sample", 100), ("hits", hits), ("hits-checked", hits), ("rest-checked", 20), ("missed", missed)];
        let counts: Vec<String> = counts.iter().map(|(key, count)| format!("{key}={count}")).collect();
        input.set("strata", format!("web: size={} {}", 100 + numbers.below(1_000_000), counts.join(" ")));
        input.set("at-most", "");
        input.set("stated", if numbers.percent(30) { "10/20/30" } else { "" });
    }
    if spec.name == "claim" {
        input.set("file", files[numbers.below(3)].clone());
        input.set("digest", if numbers.percent(50) { format!("{:064x}", numbers.next()) } else { String::new() });
        input.set("algorithm", "");
        input.set("at", "");
    }
    if matches!(spec.name, "release" | "accept" | "custody") && numbers.percent(80) {
        for field in ["check-digest", "signature-file", "corrects", "explains"] {
            input.set(field, "");
        }
        if let Some(exhibit) = state.register.exhibits.last() {
            input.set("exhibit", exhibit.label());
        }
    }
    if spec.name == "draft" {
        input.set("deadline", "eu-nis2/early-warning-24h");
        input.set("follows", "");
    }
    if let ("fill" | "approve-notice" | "sent", Some(notice)) = (spec.name, state.notices.notices.last()) {
        input.set("notice", notice.id.to_string());
        input.set("text-sha256", "");
        if spec.name == "fill" {
            input.set("item", (1 + numbers.below(4)).to_string());
            for field in ["cites", "low", "likely", "high", "count-record"] {
                let fits = if field.len() == 5 { (1 + numbers.below(9)).to_string() } else { String::new() };
                input.set(field, if numbers.percent(90) { fits } else { "many".to_owned() });
            }
        }
    }
    if matches!(spec.name, "finding" | "quote") {
        // Words with a file in which they stand, or words that are claimed, or none at all.
        for field in ["quote", "place", "file", "record", "exhibit", "tool", "elsewhere", "supersedes", "finding"] {
            input.set(field, "");
        }
        match numbers.below(3) {
            0 => {
                input.set("quote", "User=svc-backup");
                input.set("file", files[numbers.below(3)].clone());
                input.set("place", if numbers.percent(50) { "line 2" } else { "" });
            }
            1 => input.set("quote", *numbers.pick(WORDS)),
            _ => {}
        }
    }
    if let ("quote" | "review-finding", Some(finding)) = (spec.name, state.causes.findings.last()) {
        input.set("finding", finding.id.to_string());
        if input.get("quote").is_none() && spec.name == "quote" {
            input.set("quote", *numbers.pick(WORDS));
        }
    }
    if spec.name == "find-quote" {
        for field in ["quote-record", "file", "record", "exhibit"] {
            input.set(field, "");
        }
    }
    if let ("relieve", Some(role)) = (spec.name, state.people.holders.keys().next()) {
        input.set("role", role.clone());
    }
    if let ("correct-person", [_, ..]) = (spec.name, state.people.people.as_slice()) {
        input.set("person", numbers.pick(&state.people.people).0.to_string());
    }
    if let ("excise", [(first, _), .., (second, _)]) = (spec.name, state.people.people.as_slice())
        && numbers.percent(70)
    {
        input.set("person", first.to_string());
        input.set("second", second.to_string());
        for field in ["presence", "second-presence"] {
            input.set(field, "wet-ink");
            input.set(&format!("{field}-ref"), "slip 7, safe 2");
        }
    }
    if spec.name == "add-step" {
        input.set("proofs", "decision");
        input.set("minutes", "");
        input.set("needs", "");
    }
    if spec.name == "memo" {
        for field in ["cites", "proof-record", "exhibit"] {
            input.set(field, "");
        }
    }
    if let ("reviewed", Some((memo, _))) = (spec.name, state.deadlines.regimes.iter().find_map(|r| r.memos.last())) {
        input.set("record", memo.to_string());
    }
    if matches!(spec.name, "tell" | "told" | "breach") && numbers.percent(80) {
        for field in
            ["people", "records"].iter().flat_map(|of| ["low", "likely", "high"].map(|end| format!("{of}-{end}")))
        {
            let given = spec.field(&field).is_some() && numbers.percent(50);
            input.set(&field, if given { numbers.below(90).to_string() } else { String::new() });
        }
        for field in ["counted-in", "deadline", "proof-record"] {
            input.set(field, "");
        }
        if spec.name == "breach" {
            input.set("nature", "integrity");
        }
    }
    if matches!(spec.name, "decide" | "briefing" | "message" | "settle-action") && numbers.percent(90) {
        for field in ["replaces", "roll", "corrects", "decisions", "record"] {
            input.set(field, "");
        }
        if spec.name == "briefing" {
            input.set("actions", "MO: count the hosts @ +1h\nTR: call the vendor");
        }
    }
    if spec.name == "supplier-access" && numbers.percent(80) {
        input.set("stage", "1/2");
        input.set("record", "");
    }
    if let ("supplier-answer" | "supplier-silent", Some(question)) = (spec.name, state.suppliers.questions.last()) {
        input.set("asked-in", question.id.to_string());
    }
    if let ("review-decision", Some((decision, _))) = (spec.name, state.decisions.made.last()) {
        input.set("decision", decision.to_string());
    }
    if let ("settle-action", Some((briefing, _))) = (spec.name, state.briefings.held.last()) {
        input.set("briefing", briefing.to_string());
        input.set("action-number", (1 + numbers.below(2)).to_string());
    }
    if matches!(spec.name, "may-know" | "message") && numbers.percent(80) {
        input.set(if spec.name == "message" { "recipients" } else { "persons" }, "MO, TR, A. Lead");
    }
    if let ("change-action" | "action-progress" | "verify-action", Some(action)) =
        (spec.name, state.actions.actions.last())
    {
        input.set("improvement", action.id.to_string());
        input.set("record", "");
    }
    if spec.name == "confirm-step"
        && let Some(step) = state.work.steps.iter().find(|merged| merged.step.control == 2)
    {
        input.set("step", step.step.id.clone());
        input.set("record", "");
    }
    if let ("sign-report", Some((report, _))) = (spec.name, state.closure.reports.last()) {
        input.set("record", report.to_string());
    }
    if spec.name == "review-lesson" {
        input.set("control", (1 + numbers.below(10)).to_string());
        input.set("record", "");
    }
    if let ("test-call", Some((person, _))) = (spec.name, state.people.people.first()) {
        input.set("person", person.to_string());
        input.set("at", "");
    }
    if spec.name == "indicators" && numbers.percent(80) {
        input.set("add", format!("{:064x}, evil{}.example", numbers.next(), numbers.below(9)));
        input.set("remove", "");
        input.set("list", files[numbers.below(3)].clone());
    }
    if matches!(spec.name, "hunt" | "eradicate") && numbers.percent(80) {
        for field in ["asked", "answered", "hit", "expected", "done"] {
            let given = spec.field(field).is_some() && numbers.percent(70);
            input.set(field, if given { numbers.below(9).to_string() } else { String::new() });
        }
        for field in ["hit-list", "silent-list", "target-list", "set", "again", "hunt", "more-of"] {
            input.set(field, "");
        }
    }
    if matches!(spec.name, "artefact" | "lineage-list" | "lineage-link" | "condemn" | "fate") && numbers.percent(90) {
        for field in ["artefact-digest", "exhibit", "derived-from", "mends", "clean", "list", "record"] {
            input.set(field, "");
        }
        let known = state.lineage.standing(state).map(|(node, _)| node).collect::<Vec<_>>();
        let mut one = || if known.is_empty() { String::new() } else { numbers.pick(&known).label(state) };
        match spec.name {
            "artefact" => input.set("derived-from", one()),
            "lineage-list" => input.set("file", files[0].clone()),
            "fate" => input.set("artefacts", one()),
            "condemn" => input.set("artefact", one()),
            _ => {
                input.set("artefact", one());
                input.set("derived-from", one());
            }
        }
    }
    if matches!(spec.name, "entity" | "entity-change" | "entity-judge") && numbers.percent(90) {
        let known: Vec<String> = state.entities.standing(state).map(|(id, _)| id.to_string()).collect();
        let one = if known.is_empty() { String::new() } else { numbers.pick(&known).clone() };
        // Names that meet, so that two records are of one thing now and then.
        let name = format!("web{}", numbers.below(6));
        input.set("entity", if spec.name == "entity" { name } else { one });
        input.set("exhibit", "");
        if spec.field("aliases").is_some() {
            input.set("aliases", format!("host{}", numbers.below(6)));
        }
    }
    if matches!(spec.name, "experiment" | "experiment-result") && numbers.percent(90) {
        for field in ["exhibit", "input-digest", "known-good", "suspect", "started", "ended", "due"] {
            input.set(field, "");
        }
        for field in ["n-planned", "good-marked", "good-odd", "suspect-marked", "suspect-odd"] {
            input.set(field, if spec.field(field).is_some() { numbers.below(9).to_string() } else { String::new() });
        }
        input.set("margin", if spec.field("margin").is_some() { "10%" } else { "" });
        let open = state.experiments.open(state).next_back().map(|(id, _)| id.to_string());
        input.set("experiment", open.filter(|_| spec.field("experiment").is_some()).unwrap_or_default());
    }
    if matches!(spec.name, "finding" | "evaluate") && numbers.percent(90) {
        input.set("experiment", "");
    }
    if spec.name == "eradicate" {
        input.set("lineage", "");
    }
    if matches!(spec.name, "restore" | "scan" | "go-live" | "thresholds" | "evaluate" | "trial") && numbers.percent(80)
    {
        for field in ["source-at", "rules-at", "started", "ended", "at", "lineage"] {
            input.set(field, "");
        }
        if spec.field("file").is_some() {
            input.set("file", files[numbers.below(3)].clone());
        }
    }
    if let ("scan" | "go-live" | "evaluate" | "trial", Some(item)) = (spec.name, state.restoration.items.last()) {
        input.set("restoration", item.id.to_string());
        for (field, fits) in [("set", ""), ("target-list", ""), ("plan", ""), ("runs", "9"), ("failed", "0")] {
            if spec.field(field).is_some() {
                input.set(field, fits);
            }
        }
    }
    for (field, fits) in [("thresholds", "acc >= 0.9, asr <= 0.01"), ("results", "acc = 0.93")] {
        if spec.field(field).is_some() {
            input.set(field, if numbers.percent(80) { fits } else { "all of it" });
        }
    }
    if let ("exception" | "sample-check", Some(line)) = (spec.name, state.eradication.lines.last()) {
        input.set(if spec.name == "exception" { "record" } else { "removal" }, line.id.to_string());
        input.set("list", "");
    }
    if OF_A_DRILL.contains(&spec.name) && numbers.percent(80) {
        for (field, fits) in
            [("inject", 1 + numbers.below(4)), ("objective", 1 + numbers.below(2)), ("factor", 1 + numbers.below(24))]
        {
            if spec.field(field).is_some() {
                input.set(field, fits.to_string());
            }
        }
        // One of the two is judged, and a plan takes the injects of its procedure.
        let unset = if spec.name == "drill-score" && numbers.percent(50) { "objective" } else { "injects" };
        input.set(unset, "");
        if unset != "objective" && spec.name == "drill-score" {
            input.set("inject", "");
        }
    }
    if matches!(spec.name, "plan-watch" | "watch-day") && numbers.percent(80) {
        for field in ["set", "step", "watch-date", "window-from", "window-to", "exported", "at"] {
            input.set(field, "");
        }
        for field in ["alert-rules", "before", "export", "heartbeat"] {
            let fits = spec.field(field).is_some() && numbers.percent(70);
            input.set(field, if fits { files[numbers.below(3)].clone() } else { String::new() });
        }
        if spec.name == "watch-day" {
            let alerts = ["none", "1141 benign: printer", "1142 hit on db01: beacon\n1143"];
            input.set("alerts", *numbers.pick(&alerts));
        }
    }
    if spec.name == "contain" && numbers.percent(80) {
        input.set("answers-hit", "");
    }
    if spec.name == "clear-hit" {
        let hits = warroom::domain::monitoring::hits(state);
        input.set("false-hit", hits.last().map(|hit| hit.of.alert.clone()).unwrap_or_default());
        input.set("file", "");
        input.set("at", "");
    }
    if spec.name == "held" {
        input.set("record", "");
    }
    // Codes of the register's lists, calendars and days.
    for (field, fits) in [
        ("countries", "DE, US-CA"),
        ("sectors", "bank"),
        ("legal-roles", "controller, processor"),
        ("data", "personal"),
        ("reporter-class", "other"),
        ("holidays", "de-national"),
        ("calendar", "us-federal"),
        ("closed", "2026-12-24"),
        ("facts", "1"),
        ("plan-sha256", "9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c9f2c"),
    ] {
        if spec.field(field).is_some() && (numbers.percent(90) || field == "holidays") {
            input.set(field, fits);
        }
    }
    if let ("withdraw", Some(key)) = (spec.name, state.organisation.keys.enrolled.last()) {
        input.set("key", key.enrolled.fingerprint.clone());
    }
    if let ("unlist", Some((id, _))) = (spec.name, state.organisation.plan.listed.last()) {
        input.set("record", id.seq.to_string());
    }
    if spec.name == "enrol" {
        input.set("key", ENROLLED);
    }
    if spec.name == "approval" {
        input.set("procedure", "generic-incident");
    }
    if let ("answer", Some(call)) = (spec.name, state.callout.calls.last()) {
        input.set("call", call.id.seq.to_string());
    }
    if matches!(spec.name, "strike" | "correct" | "judge" | "explain" | "verify-step") && numbers.percent(70) {
        let told = state.timeline.lines.iter().filter(|line| line.detail.is_some() || spec.name == "explain");
        let lines: Vec<u64> = told.map(|line| line.id.seq).collect();
        if spec.name != "verify-step" && !lines.is_empty() {
            input.set("record", numbers.pick(&lines).to_string());
        }
        if let Some(step) = state.proofs.attached.keys().next_back().filter(|_| spec.name == "verify-step") {
            input.set("step", step.clone());
            input.set("record", "");
            input.set("quote", "");
        }
    }
    input
}

/// Commands that record. The one that makes another laptop of this one has tests of its own: what is promised here is promised of one chain.
fn recording() -> Vec<&'static CommandSpec> {
    let records = |spec: &&CommandSpec| matches!(spec.act, Act::Record(_) | Act::RecordThenHash(_));
    COMMANDS.iter().filter(|spec| records(spec) && spec.name != "new-station").collect()
}

/// Files to attach, one with a name that is not UTF-8.
pub(super) fn files(world: &World) -> Vec<String> {
    use std::os::unix::ffi::OsStrExt as _;
    let mut made = Vec::new();
    for (number, name) in [&b"plain.txt"[..], b"esc\x1b[31m.log", b"bad\xff\xfe.bin", b"empty"].into_iter().enumerate()
    {
        let path = world.dir.path().join(std::ffi::OsStr::from_bytes(name));
        let bytes =
            if name == b"empty" { Vec::new() } else { format!("file {number}\nUser=svc-backup\n").into_bytes() };
        std::fs::write(&path, bytes).unwrap();
        made.push(warroom::app::staging::text_of(&path));
    }
    made.push(warroom::app::staging::text_of(&world.dir.path().join("not there")));
    made
}

/// Carries out one random command. What was recorded, or why not.
pub(super) fn step(
    case: &mut Case,
    world: &World,
    files: &[String],
    seed: u64,
) -> (&'static str, Result<Vec<String>, String>) {
    let mut numbers = Numbers(seed);
    let commands = recording();
    let spec = numbers.pick(&commands);
    match numbers.below(12) {
        0 => world.clock.jump(-3_600_000),
        1 => world.clock.jump(86_400_000),
        // No process outlives the start of its machine.
        2 => {
            world.clock.reboot(&format!("boot {seed}"));
            *case = Case::open(&world.env, case.path(), &case.operator().name).unwrap();
        }
        _ => world.clock.pass(u32::try_from(numbers.below(600_000)).unwrap()),
    }
    let input = input(spec, case, files, &mut numbers);
    (spec.name, run_input(case, spec.name, &input))
}

/// No float and no integer beyond 2^53 anywhere: JSON readers round those silently.
fn assert_plain_numbers(bytes: &[u8]) {
    fn look(value: &serde_json::Value) {
        match value {
            serde_json::Value::Number(number) => {
                let whole = number.as_i64().map(i64::unsigned_abs).or(number.as_u64());
                assert!(!number.is_f64() && whole.is_some_and(|whole| whole < 1 << 53), "{number}");
            }
            serde_json::Value::Array(list) => list.iter().for_each(look),
            serde_json::Value::Object(map) => map.values().for_each(look),
            _ => {}
        }
    }
    assert!(!bytes.contains(&b'\n'), "a stored object is one line");
    look(&serde_json::from_slice(bytes).unwrap());
}

/// Earlier rows are as they were, byte for byte, and in their places; a body is gone only where a record says who took it out.
fn assert_only_grew(before: &[Row], after: &[Row], state: &Incident) {
    assert!(after.len() >= before.len(), "{} rows became {}", before.len(), after.len());
    let gone =
        |row: &Row| state.excisions.made.iter().any(|(_, out)| out.body && row.seq.unsigned_abs() == out.record.seq);
    for (old, new) in before.iter().zip(after) {
        let emptied = Row { body: None, ..old.clone() };
        assert!(new == if gone(new) { &emptied } else { old }, "an earlier line changed");
    }
}

fn folded_in_one_go(path: &Path, case: &Case) -> Incident {
    chain::read(rows_as_read(path), &[]).fold(case.state().station)
}

fn assert_promises(world: &World, case: &Case) {
    let path = case.path().to_owned();
    let rows = rows_as_added(&path);
    for row in &rows {
        assert_plain_numbers(&row.line);
        row.body.iter().for_each(|body| assert_plain_numbers(body));
    }
    assert_eq!(case.state().record_count(), rows.len());
    assert!(folded_in_one_go(&path, case) == *case.state(), "folding in one go gives another state than step by step");
    // Bytes that were put aside for a refused command go once their process is gone: here, after a start of the machine.
    world.clock.reboot("the morning after");
    let mut again = Case::open(&world.env, &path, "A. Lead").unwrap();
    assert!(again.state() == case.state(), "reopened, the state is another");
    assert_eq!(again.head(), case.head());
    again.sweep().unwrap();
    // Random admissions name laptops that do not exist: verification must say so, and nothing else.
    let wrong = problems(&path);
    let (missing, others): (Vec<_>, Vec<_>) =
        wrong.iter().partition(|what| what.contains("a station was admitted under"));
    // While an admitted chain is missing nothing is swept: what looks uncited may be cited there.
    let kept = |what: &&&String| !missing.is_empty() && what.contains("attachment bytes that no record cites");
    let others: Vec<&String> = others.into_iter().filter(|what| !kept(&what)).collect();
    assert_eq!(others, Vec::<&String>::new());
    let stations = &case.state().stations;
    let admitted = stations.admitted.keys().filter(|station| !stations.opened.contains_key(station)).count();
    assert!(missing.len() >= admitted, "{admitted} laptops admitted that are not there: {missing:?}");
}

pub(super) fn config(cases: u32) -> ProptestConfig {
    let cases = if std::env::var_os("WARROOM_SOAK").is_some() { cases * 40 } else { cases };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn any_commands_in_any_order_keep_the_promises(seed in any::<u64>(), steps in prop::collection::vec(any::<u64>(), 1..40)) {
        let world = World::new(seed);
        let files = files(&world);
        let mut case = world.case();
        let mut before = rows_as_added(case.path());
        for one in steps {
            let (_, done) = step(&mut case, &world, &files, one);
            let after = rows_as_added(case.path());
            assert_only_grew(&before, &after, case.state());
            match done {
                // The last lines are those that were asked for; ahead of them the program may have noted that the clock jumped, and how far it had heard others.
                Ok(ids) => {
                    let last: Vec<String> = after[after.len() - ids.len()..].iter().map(|row| format!("{}.{}", row.station, row.seq)).collect();
                    prop_assert_eq!(&ids, &last);
                    prop_assert!(after.len() - before.len() - ids.len() <= 2);
                }
                Err(_) => prop_assert_eq!(after.len(), before.len(), "refused, and yet something was recorded"),
            }
            before = after;
        }
        assert_promises(&world, &case);
    }

    #[test]
    fn two_consoles_on_one_case_see_the_same(seed in any::<u64>(), steps in prop::collection::vec((any::<bool>(), any::<u64>()), 1..30)) {
        let world = World::new(seed);
        let files = files(&world);
        let mut one = world.case();
        let mut two = Case::open(&world.env, one.path(), "T. Reed").unwrap();
        for (first, number) in steps {
            let boot = world.clock.started();
            let (case, other) = if first { (&mut one, &mut two) } else { (&mut two, &mut one) };
            let _ = step(case, &world, &files, number);
            if world.clock.started() != boot {
                *other = Case::open(&world.env, other.path(), "T. Reed").unwrap();
            }
        }
        one.refresh().unwrap();
        two.refresh().unwrap();
        prop_assert!(one.state() == two.state(), "two consoles see different states");
        prop_assert_eq!(one.head(), two.head());
        assert_promises(&world, &one);
    }

    #[test]
    fn the_fold_takes_records_in_any_order(seed in any::<u64>(), steps in prop::collection::vec(any::<u64>(), 1..40)) {
        let world = World::new(seed);
        let files = files(&world);
        let mut case = world.case();
        for one in steps {
            let _ = step(&mut case, &world, &files, one);
        }
        let reading = chain::read(rows_as_read(case.path()), &[]);
        let mut numbers = Numbers(seed);
        let mut records = reading.records.clone();
        for _ in 0..5 {
            numbers.shuffle(&mut records);
            let mut state = Incident::new(case.state().station);
            for record in &records {
                chain::apply(&mut state, record);
            }
            prop_assert_eq!(state.record_count(), records.len());
            // What the panes derive is total too.
            let now = case.env().clock.now();
            let _ = warroom::domain::attention::needs(&state, now);
            let _ = state.deadlines.views(&state, now);
        }
        // Withheld bodies may be any.
        for record in &mut records {
            if numbers.percent(50) {
                record.content = None;
            }
        }
        let mut state = Incident::new(case.state().station);
        for record in &records {
            chain::apply(&mut state, record);
        }
        prop_assert_eq!(state.record_count(), records.len());
    }
}

/// Guards the tests above against being about nothing: every recording command is accepted within a fixed run, and most are. Those of the organisation are
/// refused in a case and accepted in the organisation's file.
#[test]
fn random_commands_reach_every_command() {
    let world = World::new(7);
    let files = files(&world);
    let peace = World::new(8);
    let mut organisation = warroom::app::organisation::open(&peace.env, "A. Lead").unwrap();
    run(&mut organisation, "person", &[("name", "Mara Okafor"), ("phone", "+49 30 1")]).unwrap();
    run(&mut organisation, "plan", &[("title", "T"), ("procedure", "ddos"), ("on", "2027-01-01")]).unwrap();
    let mut case = world.case();
    run(&mut case, "declare", &[("title", "Training data copied"), ("procedure", "ai-training-dataset-leak")]).unwrap();
    let mut missing: BTreeSet<&str> = recording().iter().map(|spec| spec.name).collect();
    let mut theirs: BTreeSet<&str> = OF_THE_ORGANISATION.iter().copied().collect();
    missing.retain(|name| !theirs.contains(name) && !OF_A_DRILL.contains(name));
    for seed in 0..2_400 {
        if let (name, Ok(_)) = step(&mut organisation, &peace, &files, seed) {
            theirs.remove(name);
        }
        if theirs.is_empty() && seed > 100 {
            break;
        }
    }
    assert!(theirs.is_empty(), "never accepted in the organisation's file: {theirs:?}");
    assert_promises(&peace, &organisation);
    // An approval for the case to take over.
    let mut organisation = warroom::app::organisation::open(&world.env, "A. Lead").unwrap();
    run(&mut organisation, "person", &[("name", "Mara Okafor")]).unwrap();
    let approve = [("procedure", "generic-incident"), ("by", "Mara Okafor"), ("presence", "wet-ink")];
    run(&mut organisation, "approve", &[&approve[..], &[("presence-ref", "slip 4")]].concat()).unwrap();
    // Only as long as nobody takes that procedure into use again, which would take its approval along.
    run(&mut case, "approval", &[("procedure", "generic-incident")]).unwrap();
    missing.remove("approval");
    // Rows to say something of: no command of the table reads a file.
    let mut text = &b"message,datetime,timestamp_desc\nx,2026-02-18T13:36:00Z,y\n"[..];
    let (answers, handle) = (warroom::jobs::rows::pass::Answers::default(), warroom::jobs::Handle::new());
    let from = warroom::app::rows::From::Stream(&mut text);
    let taken = case.stager().take_rows(from, &answers, &handle).unwrap();
    let import = warroom::app::rows::record_rows(&mut case, None, &Input::default(), &answers, &taken).unwrap().import;
    let clock = [("import", import.to_string()), ("offset", "+90s".to_owned()), ("reason", "compared".to_owned())];
    run(&mut case, "rows-clock", &clock.each_ref().map(|(field, text)| (*field, text.as_str()))).unwrap();
    missing.remove("rows-clock");
    let row = [("import", import.to_string()), ("line", "2".to_owned())];
    for name in ["row-mark", "row-bookmark", "row-unbookmark"] {
        run(&mut case, name, &row.each_ref().map(|(field, text)| (*field, text.as_str()))).unwrap();
        missing.remove(name);
    }
    let search = [("name", "logons"), ("query", "user:svc -host:web1")];
    run(&mut case, "search-save", &search).unwrap();
    run(&mut case, "search-remove", &search[..1]).unwrap();
    missing.remove("search-save");
    missing.remove("search-remove");
    let mut text = &b"asset_name,asset_type_name\nweb01,Linux - Server\n"[..];
    let from = warroom::app::rows::From::Stream(&mut text);
    let taken = case.stager().take_rows(from, &answers, &handle).unwrap();
    let import = warroom::app::rows::record_rows(&mut case, None, &Input::default(), &answers, &taken).unwrap().import;
    run(&mut case, "rows-entities", &[("import", import.to_string().as_str())]).unwrap();
    missing.remove("rows-entities");
    for name in ["raw", "derived"] {
        run(&mut case, "artefact", &[("artefact", name)]).unwrap();
    }
    run(&mut case, "lineage-link", &[("artefact", "derived"), ("derived-from", "raw")]).unwrap();
    missing.remove("lineage-link");
    let (mut accepted, mut refused) = (0, std::collections::BTreeMap::<_, String>::new());
    // A report to sign: no command of the table makes one.
    let lang = warroom::library::lang::Lang::english();
    warroom::app::report::render(&mut case, warroom::app::paper::Format::Markdown, &lang).unwrap();
    for seed in 0..2_400 {
        match step(&mut case, &world, &files, seed) {
            (name, Ok(_)) => {
                assert!(!OF_THE_ORGANISATION.contains(&name), "{name} was accepted in a case");
                assert!(!OF_A_DRILL.contains(&name), "{name} was accepted in a real case");
                accepted += 1;
                missing.remove(name);
            }
            (name, Err(why)) => {
                refused.insert(name, why);
            }
        }
        if missing.is_empty() && seed > 300 {
            break;
        }
    }
    missing.remove("declare");
    assert!(missing.is_empty(), "never accepted: {missing:?}\n{refused:#?}");
    assert!(accepted > 120, "{accepted} accepted");
    assert_promises(&world, &case);
}

/// Those of a drill are accepted in the exercise store, every one, and the chain of a drill keeps what every chain promises.
#[test]
fn random_commands_reach_every_command_of_a_drill() {
    let world = World::new(12);
    let files = files(&world);
    let mut drill = warroom::app::drill::create(&world.env, "ddos", "A. Lead").unwrap();
    let planned = [("title", "T"), ("procedure", "ddos"), ("objectives", "a\nb"), ("factor", "12")];
    run(&mut drill, "drill-plan", &planned).unwrap();
    let mut theirs: BTreeSet<&str> = OF_A_DRILL.iter().copied().collect();
    for seed in 0..2_400 {
        if let (name, Ok(_)) = step(&mut drill, &world, &files, seed) {
            theirs.remove(name);
        }
        if theirs.is_empty() && seed > 300 {
            break;
        }
    }
    assert!(theirs.is_empty(), "never accepted in a drill: {theirs:?}");
    assert_promises(&world, &drill);
}

/// Two processes' worth of appends at the same moments: none fails and none is overlooked.
#[test]
fn two_writers_at_once_neither_fail_nor_overlook_each_other() {
    let world = World::new(11);
    let one = world.case();
    let two = Case::open(&world.env, one.path(), "T. Reed").unwrap();
    let path = one.path().to_owned();
    let writers = [one, two].into_iter().enumerate().map(|(writer, mut case)| {
        std::thread::spawn(move || {
            for number in 0..60 {
                run(&mut case, "log", &[("text", &format!("writer {writer} line {number}"))]).unwrap();
                if number % 5 == writer {
                    case.refresh().unwrap();
                }
            }
            case
        })
    });
    let mut cases: Vec<Case> = writers.collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).collect();
    for case in &mut cases {
        case.refresh().unwrap();
        assert_eq!(case.state().record_count(), 122);
    }
    assert!(cases[0].state() == cases[1].state());
    assert_eq!(problems(&path), Vec::<String>::new());
}

/// A verification beside a console that writes is of one moment and finds nothing wrong.
#[test]
fn verifying_beside_a_writer_finds_nothing_wrong() {
    let world = World::new(12);
    let mut case = world.case();
    let path = case.path().to_owned();
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let seen = done.clone();
    let writer = std::thread::spawn(move || {
        for number in 0..150 {
            run(&mut case, "log", &[("text", &format!("line {number}"))]).unwrap();
        }
        seen.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let mut looked = 0;
    while !done.load(std::sync::atomic::Ordering::Relaxed) {
        assert_eq!(problems(&path), Vec::<String>::new());
        looked += 1;
    }
    writer.join().unwrap();
    assert!(looked > 3, "looked only {looked} times");
}

/// A second laptop's lines count from its admission on, on every screen alike: what is shown live is what replay gives.
#[test]
fn a_second_laptops_lines_count_once_it_is_admitted() {
    let world = World::new(13);
    let mut first = world.case();
    run(&mut first, "log", &[("text", "from the first laptop")]).unwrap();
    let second_env = world.other_laptop("second", 99);
    let mut second = Case::open(&second_env, first.path(), "T. Reed").unwrap();
    run(&mut second, "log", &[("text", "from the second laptop")]).unwrap();
    run(&mut second, "log", &[("text", "and once more")]).unwrap();
    let replayed = Case::open(&second_env, first.path(), "T. Reed").unwrap();
    assert!(second.state() == replayed.state(), "not admitted: live and replay differ");
    first.refresh().unwrap();
    assert_eq!(first.state().record_count(), 3, "not counted before admission");
    let wrong = problems(first.path());
    assert!(wrong.len() == 1 && wrong[0].contains("not admitted"), "{wrong:?}");

    let (station, fingerprint) = (second.state().station.to_string(), second.fingerprint().unwrap());
    run(&mut first, "admit", &[("station", &station), ("fingerprint", &fingerprint)]).unwrap();
    // Each laptop says how far it had heard the other: the second before its first line, the first before the admission.
    assert_eq!(first.state().record_count(), 8);
    let replayed = Case::open(&world.env, first.path(), "A. Lead").unwrap();
    assert!(first.state() == replayed.state(), "admitted: live and replay differ");
    second.refresh().unwrap();
    run(&mut second, "log", &[("text", "counts at once")]).unwrap();
    first.refresh().unwrap();
    let (mut a, mut b) = (first.state().clone(), second.state().clone());
    a.station = warroom::domain::id::StationId::default();
    b.station = warroom::domain::id::StationId::default();
    assert!(a == b, "the two laptops fold differently");
    assert_eq!(problems(first.path()), Vec::<String>::new());
}

/// A chain that nobody admitted cannot push lamport time to its end and so stop the case.
#[test]
fn an_unadmitted_chain_cannot_stop_the_case() {
    let world = World::new(14);
    let mut case = world.case();
    let mut foreign = Case::open(&world.other_laptop("foreign", 5), case.path(), "X").unwrap();
    run(&mut foreign, "log", &[("text", "hello")]).unwrap();
    let path = case.path().to_owned();
    drop(foreign);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute("UPDATE journal SET line = CAST(replace(CAST(line AS TEXT), '\"lamport\":4', '\"lamport\":9007199254740991') AS BLOB) WHERE seq = 2 AND station = (SELECT station FROM journal WHERE CAST(body AS TEXT) LIKE '%hello%')", []).unwrap();
    assert_eq!(raw.changes(), 1);
    drop(raw);
    case.refresh().unwrap();
    run(&mut case, "log", &[("text", "goes on")]).unwrap();
    let mut again = Case::open(&world.env, &path, "A. Lead").unwrap();
    run(&mut again, "log", &[("text", "and on")]).unwrap();
}
