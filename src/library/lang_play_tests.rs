//! A case played through in memory, so that a test can listen to everything it says.

use std::collections::BTreeMap;

pub(super) use desk::Play;
use law::{law, notices, telling};
use organisation::organisation;

use crate::domain::artefact::Artefact;
use crate::domain::deadline::{NOTICED, Passed, Threshold};
use crate::domain::decision::Ctx;
use crate::domain::exhibit::{ClaimAlgorithm, HashFailed, Hashed};
use crate::domain::fact::{Author, Fact, UnknownFact};
use crate::domain::id::{RecordId, StationId};
use crate::domain::input::Input;
use crate::domain::organisation::{Ready, ReadyLine};
use crate::domain::session::Recorded;
use crate::domain::station::{Admitted, ChainOpened, ClockJumped, DamageSeen, Renewed, SelfTested};
use crate::domain::time::Instant;
use crate::domain::timeline::{Line, LineText};

#[path = "lang_play_ai_tests.rs"]
mod ai;
#[path = "lang_play_anchor_tests.rs"]
mod anchor;
#[path = "lang_play_apart_tests.rs"]
mod apart;
#[path = "lang_play_cause_tests.rs"]
mod cause;
#[path = "lang_desk_tests.rs"]
mod desk;
#[path = "lang_play_drill_tests.rs"]
mod drill;
#[path = "lang_law_tests.rs"]
mod law;
#[path = "lang_organisation_tests.rs"]
mod organisation;
#[path = "lang_play_remedy_tests.rs"]
mod remedy;
#[path = "lang_play_watch_tests.rs"]
mod watch;

/// Digests that others state, typed right and wrong, and out of logs.
fn claims(play: &mut Play) {
    let too_long = "a".repeat(2000);
    let (md5_zeros, nothing) =
        ("620f0b67a91f7f74151bc5be745b7110", format!("md5:{}", ClaimAlgorithm::Md5.of_nothing()));
    for digest in ["sha256:", "beeg", "beef", &"b".repeat(40), &nothing, &too_long] {
        play.run("claim", &[("exhibit", "E-002"), ("digest", digest), ("algorithm", "md5")]);
    }
    play.run("claim", &[("exhibit", "E-002"), ("digest", "md5:")]);
    play.run("claim", &[("exhibit", "E-002"), ("digest", "sha256:beef"), ("algorithm", "md5")]);
    play.done("claim", &[("exhibit", "E-002"), ("digest", md5_zeros), ("said-by", "Jon Sato")]);
    play.desk.field.set("file");
    for text in [
        "",
        "chatter\n",
        "dc3dd 7.2.646 started at 1\ninput results for device `/dev/sda':\n   9 bad sectors replaced by zeros\n   d6c1f5d6d505b3217b69fd7fbfcefb62 (md5)\n",
    ] {
        play.desk.text.set(text);
        play.done("claim", &[("exhibit", "E-002"), ("file", "log")]);
    }
    play.desk.text.set(
        "ewfverify 20140813\nMD5 hash calculated over data:\td6c1f5d6d505b3217b69fd7fbfcefb63\newfverify: FAILURE\n",
    );
    play.done("exhibit", &[("description", "drive"), ("exhibit-kind", "physical-device")]);
    play.done("claim", &[("exhibit", "E-005"), ("file", "log")]);
    play.desk.text.set("");
    play.desk.field.set("");
}

/// People counted, rightly and wrongly, and an AI system altered before anybody was told.
fn people(play: &mut Play) {
    let told = [("counted", "people in set-9"), ("frame", "f"), ("drawn", "d"), ("seed", "7"), ("detector", "x 1")];
    let count = |play: &mut Play, strata: &str| play.run("count", &[&told[..], &[("strata", strata)]].concat());
    count(play, "a: size=10 sample=5 hits=2 hits-checked=2 rest-checked=3");
    count(play, "a: size=10 sample=5 hits=2; b: size=10 sample=5 hits=2");
    for strata in [
        "a: size=x",
        "# nothing",
        "a: size=1 sample=2 hits=0",
        "a: size=9 sample=2 hits=1 per-1000=9/8/7",
        "a: size=9007199254740991 sample=1 hits=0",
        "a: size=9 sample=1 hits=0; a: size=9 sample=1 hits=0",
    ] {
        count(play, strata);
    }
    play.run("count", &[&told[..], &[("strata", "a: size=9 sample=1 hits=0"), ("stated", "1/2/3")]].concat());
    play.run("procedure", &[("procedure", "ai-training-data-poisoning")]);
    play.done("take", &[("step", "DP-10")]);
    let notice = [("deadline", "eu-ai-act-73/general-15-days"), ("route", "portal"), ("reference", "N-7")];
    play.done("sent", &notice);
    let step = play.state.work.step("DP-09").unwrap().step.clone();
    let informed = crate::domain::ai_act::informed(&play.state, &step, Instant::MAX).unwrap();
    play.hear(&informed);
}

fn recorded(now: Instant, ending: &str, exit: Option<i32>, signal: Option<i32>) -> Recorded {
    let text = str::to_owned;
    let cast = Artefact {
        name: text("session.cast"),
        path: text("session.cast"),
        size: 9,
        sha256: "c".repeat(64),
        commitment: String::new(),
        stored: true,
    };
    Recorded {
        session: text("session.cast"),
        step: text("G-05"),
        argv: vec![text("ssh"), text("fw01")],
        host: text("laptop"),
        started: now,
        ended: now,
        ending: text(ending),
        exit,
        signal,
        broken: false,
        cast,
        masked: None,
        sealed: false,
    }
}

/// Every command and every fact that has a line of its own, with what is wrong as often as with what is right.
pub(super) fn play() -> Play {
    let mut play = Play::new();
    let text = str::to_owned;
    play.fact(ChainOpened {
        case: text("c"),
        format: 1,
        program: text("warroom"),
        purpose: text("exercise"),
        key: text("ssh-ed25519 AAAA"),
        nonce: String::new(),
    });
    play.fact(Admitted {
        station: StationId(0xb7 << 56),
        fingerprint: text("SHA256:q"),
        label: text("two"),
        compared: String::new(),
    });
    let (station, fingerprint) = (StationId(0xb8 << 56), text("SHA256:r"));
    play.fact(Admitted { station, fingerprint, label: String::new(), compared: text("phone") });
    play.run("admit", &[("station", "b900000000000000"), ("fingerprint", &format!("SHA256:{}", "A".repeat(43)))]);
    play.fact(Renewed { of: StationId(0xb7 << 56), reason: text("cloned") });
    for passed in [true, false] {
        let checks = BTreeMap::from([(text("sha256"), passed), (text("fsync"), true)]);
        play.fact(SelfTested { program: text("warroom"), binary_sha256: String::new(), checks });
        let result = if passed { "ok" } else { "fail" };
        let line = ReadyLine { check: text("space"), result: text(result), seen: text("3 GB") };
        play.fact(Ready { lines: vec![line] });
    }
    play.fact(ClockJumped { before: play.now, after: play.now.plus_hours(-2), by_ms: -7_200_000 });
    play.fact(Fact::Unknown(UnknownFact { kind: text("drone.launched"), raw: text("{}") }));
    play.run("amend", &[("field", "known"), ("value", "x")]);
    play.done("assess", &[("event", "Odd egress"), ("verdict", "incident"), ("by", "Omar Singh")]);
    play.run("declare", &[("title", "Key abused"), ("detected", "25:00")]);
    play.run("declare", &[("title", "Key abused"), ("detected", "2026-03-29 02:30")]);
    play.run("declare", &[("title", "Key abused"), ("detected", "2026-10-25 02:30")]);
    play.done("declare", &[("title", "Key abused"), ("severity", "sev1")]);
    play.run("declare", &[("title", "Again")]);
    let again = play.state.case.declared.clone().unwrap();
    play.fact(again);
    play.done("amend", &[("field", "functional"), ("value", "high")]);
    for name in ["Ada Morel", "Rosa Nagy", "Lena Brandt", "Jon Sato"] {
        play.done("person", &[("name", name), ("phone", "+49 30 1")]);
    }
    play.done("correct-person", &[("person", "Jon Sato"), ("reason", "new number"), ("phone", "+49 30 2")]);
    play.done("assign", &[("role", "irt_lead"), ("person", "Ada Morel"), ("deputy", "Lena Brandt")]);
    play.done("assign", &[("role", "siro"), ("person", "Ada Morel")]);
    play.done("vacant", &[("role", "hr_lead")]);
    play.done("ratify", &[("statement", "Small team"), ("by", "Ada Morel")]);
    play.done("relieve", &[("role", "siro")]);
    play.done("ratify", &[("statement", "None left"), ("by", "Ada Morel")]);
    play.done("assign", &[("role", "dpo"), ("person", "Rosa Nagy")]);
    play.done("call", &[("callee", "Ada Morel"), ("role", "irt_lead")]);
    play.done("call", &[("callee", "A Stranger"), ("channel", "e-mail")]);
    play.done("call", &[("callee", "Rosa Nagy")]);
    play.done("answer", &[("call", "Rosa Nagy"), ("outcome", "no-answer")]);
    play.done("call", &[("callee", "Jon Sato")]);
    play.done("answer", &[("call", "Jon Sato")]);
    play.done("silence", &[("ring", "call:1")]);
    let fact = play.done("log", &[("text", "Key used"), ("at", "-3h")]);
    play.done("judge", &[("record", &fact), ("status", "confirmed")]);
    play.done("correct", &[("record", &fact), ("text", "Key abused"), ("reason", "wrong word")]);
    play.run("log", &[("text", "x"), ("lane", "gossip")]);
    play.run("strike", &[("record", "9999"), ("reason", "x")]);
    let late = play.done("log", &[("text", "Port closed"), ("lane", "action"), ("at", "-2h")]);
    play.done("explain", &[("record", &late), ("reason", "hands full")]);
    play.done("strike", &[("record", &late), ("reason", "other switch")]);
    play.done("procedure", &[("procedure", "ransomware")]);
    let step = play.state.work.steps[0].step.clone();
    play.done("take", &[("step", &step.id)]);
    play.run("verify-step", &[("step", &step.id), ("person", "Jon Sato")]);
    play.desk.field.set("file");
    for kind in &step.proof {
        play.done("proof", &[("step", &step.id), ("kind", kind)]);
    }
    play.done("verify-step", &[("step", &step.id), ("person", "Jon Sato"), ("presence", "wet-ink")]);
    let added = [("title", "Ask the landlord"), ("control", "3"), ("role", "scribe")];
    play.run("add-step", &added);
    play.done("add-step", &[&added[..], &[("proofs", "decision")]].concat());
    play.run("approval", &[("procedure", "ransomware")]);
    organisation(&mut play);
    play.done("transcript", &[("step", &step.id), ("claimed", &"a".repeat(64)), ("ended", "+2h"), ("host", "fw01")]);
    play.run("transcript", &[("step", &step.id), ("offset", "a while")]);
    for (ending, exit, signal) in [("exit", Some(0), None), ("signal", None, Some(9)), ("stopped", None, None)] {
        play.fact(recorded(play.now, ending, exit, signal));
    }
    let other = play.state.work.steps[1].step.id.clone();
    play.done("skip", &[("step", &other)]);
    for n in 1..=3 {
        play.done("exhibit", &[("description", "disk"), ("path", "/m/disk.dd"), ("origin", "etl-02")]);
        let exhibit = play.state.register.exhibits.last().unwrap().id;
        for sha in ["a", "a", "b"].iter().take(n) {
            let (started, path) = (play.now, text("/m/disk.dd"));
            let sha256 = sha.repeat(64);
            play.fact(Hashed {
                exhibit,
                sha256,
                size: 9,
                zero_blocks: 0,
                path,
                started,
                took_ms: 1,
                recheck: n > 1,
                reading: Default::default(),
            });
        }
    }
    play.done("exhibit", &[("description", "phone")]);
    let exhibit = play.state.register.exhibits.last().unwrap().id;
    let (why, detail, started) = (text("read-error"), text("EIO"), play.now);
    play.fact(HashFailed { exhibit, why, detail, offset: 4096, started });
    acquisitions(&mut play, exhibit);
    imports(&mut play, exhibit);
    let known = [("exhibit", "E-002"), ("make", "Nokia"), ("system-state", "running")];
    play.done("describe", &known);
    play.run("describe", &known);
    exports(&mut play);
    copies(&mut play);
    privilege(&mut play);
    for paper in crate::domain::printing::PAPERS {
        play.fact(crate::domain::printing::Printed {
            paper: (*paper).to_owned(),
            of: Vec::new(),
            number: "CF-E-001-46".to_owned(),
            format: "pdf".to_owned(),
            file: "-".to_owned(),
            size: 9,
            sha256: "ab".repeat(32),
            part: if *paper == "dossier" { "summary".to_owned() } else { String::new() },
            readers: None,
        });
    }
    for exhibit in ["E-001", "E-002"] {
        play.done("accept-loss", &[("exhibit", exhibit), ("reason", "the platter is scratched")]);
    }
    play.done("recheck-every", &[("days", "7")]);
    play.run("exhibit", &[("description", "phone"), ("claimed", "beef")]);
    claims(&mut play);
    people(&mut play);
    play.done("release", &[("exhibit", "E-001"), ("to", "Courier")]);
    play.done("accept", &[("exhibit", "E-001"), ("from", "Nobody"), ("to", "Jon Sato")]);
    play.run("accept", &[("exhibit", "E-002"), ("to", "Jon Sato"), ("presence", "refused"), ("seal-state", "broken")]);
    play.run("accept", &[("exhibit", "E-002"), ("to", "Jon Sato"), ("presence", "own-key"), ("check", "not-possible")]);
    play.run("custody", &[("exhibit", "E-002"), ("event", "changed"), ("change", "jumper")]);
    play.run("custody", &[("exhibit", "E-002"), ("event", "disposed"), ("check", "differs")]);
    play.run("custody", &[("exhibit", "E-002"), ("event", "gap-explained")]);
    play.done("custody", &[("exhibit", "E-002"), ("event", "sealed"), ("seal-removed", "00417")]);
    play.done("custody", &[("exhibit", "E-002"), ("event", "stored"), ("place", "safe of room 2.14")]);
    play.done("custody", &[("exhibit", "E-002"), ("event", "returned"), ("to", "Jon Sato"), ("place", "room 2.14")]);
    play.done("regime", &[("regime", "eu-gdpr"), ("answer", "yes")]);
    play.done("regime", &[("regime", "contract-insurance"), ("answer", "yes")]);
    law(&mut play);
    play.done("regime", &[("regime", "contract-customer-dpa"), ("answer", "not-yet")]);
    play.done("clock", &[("deadline", "eu-gdpr"), ("start", "now")]);
    notices(&mut play);
    play.done("sent", &[("deadline", "eu-gdpr"), ("by", "Rosa Nagy")]);
    // A notice that is said to have gone out before its clock started.
    play.done("clock", &[("deadline", "eu-nis2/early-warning-24h"), ("start", "-1m"), ("why", "the note was read")]);
    play.done("sent", &[("deadline", "eu-nis2/early-warning-24h"), ("at", "-40m"), ("late-reason", "from paper")]);
    play.done("regime", &[("regime", "eu-nis2"), ("answer", "no"), ("decider", "Ada Morel"), ("reason", "small")]);
    play.done("memo", &[("deadline", "eu-nis2"), ("text", "Too small"), ("decider", "Ada Morel")]);
    play.done("clock", &[("deadline", "contract-pci/acquirer"), ("start", "now"), ("why", "They rang")]);
    play.done("why-late", &[("deadline", "eu-gdpr/authority-72h")]);
    for (threshold, noticed) in Threshold::ALL.iter().zip(NOTICED.iter().cycle()) {
        let now = play.now;
        play.fact(Passed {
            regime: "eu-gdpr".to_owned(),
            deadline: "authority-72h".to_owned(),
            threshold: threshold.code().to_owned(),
            at: now,
            due: now,
            corrected: now,
            laptop: now,
            offset_ms: None,
            noticed: (*noticed).to_owned(),
        });
    }
    let dated = [("deadline", "eu-nis2"), ("conclusion", "Too small"), ("mitigation", "restored"), ("review", "+1h")];
    let filed = play.done("memo", &[&dated[..], &[("decider", "Ada Morel")]].concat());
    play.done("reviewed", &[("record", &filed), ("review-outcome", "stands"), ("reason", "as it was")]);
    play.done("memo", &[&dated[..], &[("decider", "Ada Morel")]].concat());
    telling(&mut play);
    let (signed_hash, signature, problems) = (String::new(), String::new(), vec![text("line 3")]);
    play.fact(DamageSeen { signed_seq: 3, signed_hash, signature, found_seq: 2, problems });
    apart::play(&mut play);
    apart::copied(&mut play);
    apart::waiting(&mut play);
    play.desk.field.set("after");
    play.done("contain", &[("step", "RW-01"), ("asset", "fw01"), ("action", "rule"), ("at", "2020-01-01 10:00")]);
    play.desk.field.set("");
    play.done("contain", &[("asset", "fw02")]);
    play.done("outside-test", &[("result", "open"), ("tester", "Ada Morel")]);
    play.done(
        "capture",
        &[("source", "ransomware/3"), ("exhibit", "E-001"), ("started", "now"), ("second", "Jon Sato")],
    );
    cause::play(&mut play);
    play.done("give-up", &[("source", "ransomware/2")]);
    play.done("reboot", &[("asset", "db01")]);
    play.done("give-up", &[("source", "ransomware/1"), ("reason", "kernel lockdown"), ("accepted-by", "Jon Sato")]);
    play.done("reboot", &[("asset", "db02")]);
    play.done("hand-over", &[("to", "Lena Brandt")]);
    play.done("roll-call", &[("present", "Ada Morel, Jon Sato"), ("next", "2026-11-21 09:00")]);
    anchor::play(&mut play);
    inside(&mut play);
    remedy::play(&mut play);
    drill::play(&mut play);
    watch::play(&mut play);
    ai::play(&mut play);
    let memo = [("control", "9"), ("text", "no service"), ("reviewer", "Ada Morel")];
    play.done("not-applicable", &memo);
    let secret = play.done("log", &[("text", "the key is hunter2")]);
    let hands = [
        ("presence", "wet-ink"),
        ("presence-ref", "slip 7"),
        ("second-presence", "call-back"),
        ("second-presence-ref", "12"),
    ];
    let order = [
        ("record", secret.as_str()),
        ("ground", "live-secrets"),
        ("authority", "SIRO, note 4"),
        ("reason", "a live key"),
    ];
    let people = [("person", "Rosa Nagy"), ("second", "Jon Sato")];
    let out = play.done("excise", &[&order[..], &hands[..], &people[..]].concat());
    play.run("excise", &[&order[..], &people[..]].concat());
    play.run("excise", &[("record", out.as_str())]);
    play.run("excise", &[("record", secret.as_str()), ("extent", "attachments")]);
    let shortfall = crate::domain::decision::Shortfall::new(crate::domain::rules::Rule::StillInLog);
    play.hear(&shortfall.missing);
    play.hear(&shortfall.next);
    let reading = (RecordId { station: StationId(1), seq: play.seq + 1 }, play.now);
    let (_, excised) = play.state.excisions.made[0].clone();
    play.fact(crate::domain::excision::Excised { record: reading.0, ..excised });
    play.state.apply_withheld(reading.0, reading.1);
    if let Some(Line { text: LineText::Program(msg), .. }) = play.state.timeline.lines.last().cloned() {
        play.hear(&msg);
    }
    play.done("clock-skip", &[]);
    play.done("clock-check", &[("reference", "now"), ("clock-source", "GPS")]);
    play.done("catch-up", &[("reason", "call"), ("catch-up-source", "paper")]);
    play.done("catch-up-end", &[]);
    play.done("keys", &[("person", "Lena Brandt")]);
    play.done("solo", &[("statement", "Night, nobody else")]);
    closing(&mut play);
    play.done("end", &[("how", "stood-down"), ("reason", "false alarm"), ("decider", "Lena Brandt")]);
    after(&mut play);
    play
}

/// What is said inside, rightly and wrongly.
fn inside(play: &mut Play) {
    let bare = [("question", "Isolate the ward?"), ("choice", "isolate")];
    let first = play.done("decide", &bare);
    let objected =
        [("objected", "Jon Sato"), ("replaces", first.as_str()), ("review", "+1h"), ("decider", "Ada Morel")];
    let second = play.done("decide", &[&bare[..], &objected].concat());
    play.done("review-decision", &[("decision", second.as_str()), ("reason", "")]);
    let briefing =
        [("agenda", "state; next"), ("actions", "rotate keys\nJon Sato: scan @ +1m"), ("facts-said", "#7 x\ny")];
    let held = play.done("briefing", &briefing);
    play.done("briefing", &[("agenda", "state"), ("decisions", first.as_str()), ("actions", "none")]);
    play.run("settle-action", &[("briefing", held.as_str()), ("action-number", "9")]);
    play.done("settle-action", &[("briefing", held.as_str()), ("action-number", "1")]);
    play.done("may-know", &[("persons", "Rosa Nagy, everyone")]);
    play.done("may-know-ends", &[("person", "Rosa Nagy")]);
    let ours = ("supplier", "Cloud AG");
    play.done("supplier", &[ours]);
    let asked = play.done("supplier-question", &[ours, ("questions", "Which keys?"), ("due", "+1h")]);
    play.done("supplier-question", &[("supplier", "Nobody"), ("questions", "Since when?")]);
    play.done("supplier-silent", &[("asked-in", asked.as_str())]);
    play.done("supplier-answer", &[("asked-in", asked.as_str()), ("answer-said", "two")]);
    play.done("supplier-access", &[ours, ("access-change", "restored"), ("access", "VPN")]);
    play.done("supplier-indicators", &[ours, ("direction", "given"), ("indicators", "evil.example")]);
    let many: Vec<String> = (1..=13).map(|number| ["Reader", &number.to_string()].join(" ")).collect();
    play.done("message", &[("recipients", &many.join(", "))]);
    play.done("message", &[("recipients", "all@example.org"), ("facts-said", "#7")]);
}

/// The walk, a report that was made, signatures that earn nothing, and an end over a list that is not empty.
fn closing(play: &mut Play) {
    let step = play.state.work.steps.iter().find(|merged| merged.step.control == 2).unwrap().step.id.clone();
    play.done("confirm-step", &[("step", &step), ("how-seen", "yes")]);
    play.run("confirm-step", &[("step", "G-01"), ("how-seen", "yes")]);
    play.done("residual-risk", &[("statement", "The key may be known")]);
    play.run("sign-report", &[("capacity", "siro"), ("by", "Ada Morel")]);
    let file = Artefact {
        name: "CR-1.md".to_owned(),
        path: String::new(),
        size: 9,
        sha256: "d".repeat(64),
        commitment: String::new(),
        stored: true,
    };
    let head = (40, "e".repeat(64));
    let made = crate::domain::closure::make(&play.state, file, "markdown", "CR-1".to_owned(), head, play.now);
    for fact in made.facts {
        play.fact(fact);
    }
    play.done("sign-report", &[("capacity", "siro"), ("by", "Ada Morel"), ("presence", "wet-ink")]);
    play.done("sign-report", &[("capacity", "lead"), ("by", "Ada Morel")]);
    play.done("reopen", &[("reason", "seen again")]);
    play.done("close", &[("statement", "it is over")]);
    apart::ends(play);
    for entry in crate::domain::sheet::entries(crate::domain::sheet::Sheet::Closing, &play.state, play.now, 8) {
        // A line of the list is as long as the law or step that it names.
        if !entry.text.id.starts_with("closing-said") {
            play.hear(&entry.text);
        }
    }
}

/// The review, and improvement actions with what is missing as often as with what is there.
fn after(play: &mut Play) {
    play.done("review", &[("scheduled", "+1h"), ("owner", "Ada Morel")]);
    play.done("review", &[("held", "-1h")]);
    play.done("review-lesson", &[("control", "2"), ("description", "ask for the rollback first")]);
    play.run("review-lesson", &[("control", "11"), ("description", "x")]);
    play.done("action", &[("statement", "Improve")]);
    let agreed = [("statement", "Alert on bulk reads of the bucket"), ("owner", "Rosa Nagy"), ("due", "+1d")];
    let action = play.done("action", &[&agreed[..], &[("verifier", "Rosa Nagy")]].concat());
    let named = ("improvement", action.as_str());
    play.done("change-action", &[named, ("verifier", "Jon Sato")]);
    play.done("verify-action", &[named, ("person", "Rosa Nagy")]);
    play.done("action-progress", &[named, ("progress", "dropped")]);
    play.done("action-progress", &[named, ("progress", "done")]);
    play.done("action-progress", &[named, ("progress", "done"), ("record", "3")]);
    play.done("no-action", &[("area", "policy")]);
}

/// Images that end in every way.
fn privilege(play: &mut Play) {
    use crate::domain::privilege::{Claimed, Held, Lifted, Released, Word};
    use crate::domain::time::{TypingContext, When};
    let (text, record) = (str::to_owned, RecordId { station: StationId(1), seq: 2 });
    let by = Author { name: text("Lena Brandt"), person: None };
    let since = When::now(&TypingContext { now: play.now, zone: chrono_tz::UTC });
    play.fact(Claimed { record, whose: text("the company"), since, reason: text("advice") });
    play.run("privilege", &[("record", "2"), ("whose", "the company"), ("reason", "advice")]);
    play.run("release-privilege", &[("record", "2"), ("person", "Lena Brandt"), ("reason", "court")]);
    for counsel in [true, false] {
        let word = || Word {
            by: by.clone(),
            presence: text("wet-ink"),
            presence_ref: text("slip 1"),
            counsel,
            reason: text("settled"),
        };
        play.fact(Held { by: by.clone(), reason: text("suit announced") });
        play.run("custody", &[("exhibit", "E-001"), ("event", "disposed")]);
        play.fact(Released { record, word: word() });
        play.fact(Lifted { word: word() });
    }
}

/// Copies for other tools, and one that did not get its name.
fn copies(play: &mut Play) {
    use crate::domain::exchange::{FORMATS, Failed, Filed, Written};
    use crate::domain::export::{Destination, Exposed};
    // One stick, which its number tells from others.
    let medium = crate::domain::acquisition::survey::Medium { serial: "7F".to_owned(), ..Default::default() };
    for (count, format) in FORMATS.iter().enumerate() {
        let file = Filed { name: "c-stix.json".to_owned(), size: 9, sha256: "ab".repeat(32) };
        let of = play.fact(Written {
            format: (*format).to_owned(),
            destination: Destination {
                directory: "/media/stick".to_owned(),
                medium: medium.clone(),
                ..Destination::default()
            },
            machine: "laptop".to_owned(),
            audience: crate::domain::mark::Mark::Amber,
            files: vec![file; count % 2 + 1],
            case_head: "cd".repeat(32),
            records: 9,
            withheld: 2,
            exposed: Exposed { people: 1, mark: None },
            reason: String::new(),
            replaced: Vec::new(),
        });
        play.fact(Failed { of, why: "Input/output error".to_owned(), left: Vec::new() });
    }
}

fn exports(play: &mut Play) {
    use crate::domain::export::{Destination, Failed, Finished, STEPS, Started};
    let started = |number| Started {
        number,
        name: format!("c_x{number:04}"),
        destination: Destination { directory: "/media/stick".to_owned(), ..Destination::default() },
        machine: "laptop".to_owned(),
        audience: crate::domain::mark::Mark::Amber,
        phones: false,
        with_evidence: false,
        court: false,
        sealed: false,
        sealing: None,
        exposed: None,
        reason: String::new(),
        forced: Vec::new(),
        process: String::new(),
    };
    for (number, step) in (1_u32..).zip(STEPS) {
        let begun = play.fact(started(number));
        let (step, why) = ((*step).to_owned(), "Input/output error".to_owned());
        play.fact(Failed { begun, step, path: String::new(), why, errno: Some(5), left: String::new() });
    }
    let begun = play.fact(started(9));
    let finished = |begun, sealed: bool| Finished {
        begun,
        tag_manifest: "ab".repeat(32),
        case_head: "cd".repeat(32),
        records: 9,
        files: 50,
        bytes: 70_000,
        withheld: BTreeMap::from([("RED".to_owned(), 2)]),
        privileged: 1,
        phones: 1,
        attachments: 1,
        exhibits: 0,
        reread: true,
        since: None,
        added: 9,
        took: 3,
        sealed: sealed.then(|| crate::domain::export::SealedFile {
            name: "c_x0011.tar.age".to_owned(),
            sha256: "ef".repeat(32),
            size: 90_000,
        }),
    };
    play.fact(finished(begun, false));
    let sealing = crate::domain::export::Sealing { recipients: vec!["age1x".to_owned()], passphrase: false };
    let begun = play.fact(Started { sealed: true, sealing: Some(sealing), ..started(11) });
    play.fact(finished(begun, true));
    let short = crate::domain::export::shortfalls(&play.state, &started(10));
    for short in short {
        play.hear(&short.missing);
        play.hear(&short.next);
    }
}

fn acquisitions(play: &mut Play, exhibit: RecordId) {
    use crate::domain::acquisition::{ENDS, Ended, Seen, begin};
    for state in ENDS {
        let author = Author { name: "Ada Morel".to_owned(), person: None };
        let ctx =
            Ctx { now: play.now, zone: chrono_tz::Europe::Berlin, author: &author, sources: &play.desk, level: None };
        let input = Input::default().with("image", "/mnt/i.dd");
        let mut seen = Seen::default();
        seen.survey.source.given = "/dev/sdb".to_owned();
        let decision = begin(&play.state, &input, &ctx, seen).unwrap();
        let begun = decision.facts.into_iter().map(|fact| play.fact(fact)).last().unwrap();
        let incomplete = *state == "incomplete";
        play.fact(Ended {
            begun,
            state: (*state).to_owned(),
            started: play.now,
            ended: play.now,
            read: 9,
            ranges: u64::from(incomplete),
            unreadable: u64::from(incomplete) * 512,
            map: Vec::new(),
            recovered: 0,
            image_sha256: String::new(),
            segments: Vec::new(),
            log: String::new(),
            log_sha256: String::new(),
            why: String::new(),
            exhibit: incomplete.then_some(exhibit),
        });
    }
    let short = play.state.acquisitions.shortfall(exhibit).unwrap();
    play.hear(&short.missing);
    play.hear(&short.next);
}

/// A file of another tool that was taken in twice, and its clock.
fn imports(play: &mut Play, exhibit: RecordId) {
    use crate::domain::rows::{Imported, Part, shortfalls};
    use crate::library::foreign::Counts;
    for refused in [1, 2] {
        let counts = Counts { read: 5 + refused, kept: 5, refused, ..Counts::default() };
        let part = Part {
            sheet: String::new(),
            format: "tln".to_owned(),
            mappings: Vec::new(),
            counts,
            aside: BTreeMap::new(),
            first: None,
            last: None,
            undated: 0,
            noted: BTreeMap::new(),
        };
        let imported = Imported {
            exhibit,
            name: "timeline.tln".to_owned(),
            sha256: "ab".to_owned(),
            size: 9,
            packed: String::new(),
            encoding: "utf8".to_owned(),
            zone: String::new(),
            parts: vec![part],
            rows_sha256: "cd".to_owned(),
            rows: Vec::new(),
            refused: Vec::new(),
            ahead_ms: None,
            again: String::new(),
            took_ms: 1,
        };
        for short in shortfalls(&play.state, &imported) {
            play.hear(&short.missing);
            play.hear(&short.next);
        }
        let import = play.fact(imported).to_string();
        let known = [("import", import.as_str()), ("reason", "compared by telephone")];
        play.done("rows-clock", &[&known[..], &[("offset", "+90s")]].concat());
        play.run("rows-clock", &[&known[..], &[("offset", "soon")]].concat());
        play.run("rows-clock", &[("import", "1"), ("reason", "x"), ("offset", "1")]);
        rows(play, &import);
        play.run("rows-entities", &[("import", import.as_str())]);
        let known = crate::domain::entity::Described {
            kind: "asset".to_owned(),
            asset_type: "server".to_owned(),
            name: "etl-31".to_owned(),
            aliases: Vec::new(),
        };
        let by = play.state.people.resolve("Rosa Nagy");
        let typing = crate::domain::time::TypingContext { now: play.now, zone: chrono_tz::UTC };
        let at = crate::domain::time::When::now(&typing);
        play.fact(crate::domain::entity::Listed {
            import: import.parse().unwrap(),
            entities: vec![known; usize::try_from(refused).unwrap()],
            known: 1,
            refused,
            by: by.clone(),
            at: at.clone(),
            late_reason: None,
        });
        if refused == 2 {
            struck_import(play, &import, by, at);
        }
    }
}

/// An import that is struck after facts, entities and indicators were taken from it.
fn struck_import(play: &mut Play, import: &str, by: Author, at: crate::domain::time::When) {
    play.fact(crate::domain::indicator::Issued {
        set: None,
        name: "list".to_owned(),
        added: crate::domain::indicator::read("198.51.100.9").into_iter().collect(),
        removed: Vec::new(),
        origin: String::new(),
        file: None,
        import: import.parse().ok(),
        by,
        at,
        late_reason: None,
    });
    play.done("strike", &[("record", import), ("reason", "the wrong zone")]);
    for command in ["row-mark", "row-bookmark"] {
        play.done(command, &[("import", import), ("line", "2")]);
    }
}

/// A row that becomes a fact and is bookmarked, with what can be wrong with either; searches that are kept.
fn rows(play: &mut Play, import: &str) {
    use crate::domain::rows::Read;
    use crate::library::foreign::Row;
    use crate::library::foreign::pick::{Pick, Picked};
    let of = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("import", import.to_owned()), ("line", "2".to_owned())];
        fields.extend(more.iter().map(|(field, text)| (*field, (*text).to_owned())));
        fields
    };
    let run = |play: &mut Play, command: &str, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        play.run(command, &fields)
    };
    let line = r#"{"line":2,"time":{"text":"1","zone_from":"format","precision":"second","at":1000},"what":"Logon"}"#;
    let row: Row = serde_json::from_str(line).unwrap();
    let found = |row: &Row| {
        Read::Looked(Pick::Found(Box::new(Picked { row: row.clone(), sha256: "ab".repeat(32), number: 1 })))
    };
    let undated = Row { time: crate::library::foreign::Moment::default(), ..row.clone() };
    for read in [
        Read::Damaged,
        Read::Looked(Pick::Several(1)),
        Read::Looked(Pick::Several(3)),
        Read::Looked(Pick::Missing { before: None }),
        Read::Looked(Pick::Missing { before: Some((1, 4)) }),
        found(&undated),
        found(&row),
    ] {
        play.desk.row.replace(read);
        for command in ["row-mark", "row-bookmark"] {
            for _ in 0..2 {
                run(play, command, &of(&[]));
            }
        }
    }
    run(play, "row-mark", &of(&[("mark", "GREEN")]));
    run(play, "row-mark", &of(&[("line", "0")]));
    run(play, "row-mark", &of(&[("which", "no digest")]));
    run(play, "row-mark", &of(&[("worksheet", "Systems")]));
    run(play, "row-unbookmark", &of(&[]));
    run(play, "row-unbookmark", &of(&[]));
    play.fact(crate::domain::rows::Unbookmarked { bookmark: RecordId::default() });
    for query in ["\"x", "NOT", "/(/", "time:soon", "EventID:1..x", "EventID:>x"] {
        play.run("search-save", &[("name", "logons"), ("query", query)]);
    }
    play.done("search-save", &[("name", "logons"), ("query", "user:svc")]);
    play.done("search-remove", &[("name", "Logons")]);
}
