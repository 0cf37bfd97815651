use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use super::*;
use crate::app::env::{Clock, Entropy};
use crate::domain::attention::{Urgency, needs};
use crate::domain::callout::CallState;
use crate::domain::deadline::ClockState;
use crate::domain::exhibit::DigestState;
use crate::domain::mark::Mark;
use crate::domain::proof::{StepState, state_of};
use crate::domain::timeline::{Lane, LineText};
use crate::export::verify::verify;
use crate::jobs::hashing::hash_path;
use crate::library::vocabulary::Vocabulary;
use crate::store::CaseFile;
use crate::store::places::Places;

/// Saturday 21 November 2026, 16:46:12 in Berlin.
const NOW: i64 = 1_795_275_972_000;
const HOUR: i64 = 3_600_000;

struct Fixed {
    now: Instant,
    mono: u64,
}

impl Clock for Fixed {
    fn now(&self) -> Instant {
        self.now
    }
    fn mono_ms(&self) -> u64 {
        self.mono
    }
    fn boot(&self) -> String {
        "boot".to_owned()
    }
}

struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        for byte in bytes {
            *byte = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0];
        }
        Ok(())
    }
}

fn env(dir: &Path, now: i64, mono: u64) -> Env {
    Env {
        clock: Arc::new(Fixed { now: Instant::from_millis(now), mono }),
        entropy: Arc::new(Counting(AtomicU64::new(1))),
        places: Places { data: dir.join("data"), config: dir.join("config"), state: dir.join("state") },
        zone: chrono_tz::Europe::Berlin,
        vars: BTreeMap::new(),
    }
}

fn strings(value: &Value, seen: &mut Vec<String>) {
    match value {
        Value::String(text) => seen.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, seen)),
        Value::Object(fields) => fields.values().for_each(|item| strings(item, seen)),
        _ => {}
    }
}

#[test]
fn the_example_is_a_whole_case_that_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let env = env(dir.path(), NOW, 400 * 3_600_000);
    let path = make(&env).unwrap();
    assert_eq!(path, env.places.cases(Purpose::Exercise).join("orchid-2026-11-21.warroom-exercise"));
    let report = verify(&path, None).unwrap();
    assert!(report.ok(), "{:?}", report.problems);
    assert_eq!(report.purpose, "exercise");
    assert!(report.attachments >= 8, "{}", report.attachments);

    let case = Case::open(&env, &path, "Aylin Merz").unwrap();
    let state = case.state();
    let now = case.countdown_now();
    assert_eq!((case.purpose(), state.people.people.len(), state.register.exhibits.len()), (Purpose::Exercise, 4, 3));
    assert!(state.people.people.iter().all(|(_, person)| person.phones.len() == 2 && !person.handle.is_empty()));
    assert!(state.stations.jumps.is_empty(), "{:?}", state.stations.jumps);
    assert_eq!(state.stations.offset_ms(state.station), Some(0));

    // The lines people wrote: both lanes, all states of certainty, a strike, a correction, a red one, a late one with its reason.
    let words: Vec<_> = state.timeline.lines.iter().filter(|line| matches!(line.text, LineText::Words(_))).collect();
    assert!(words.len() >= 45, "{}", words.len());
    for status in ["confirmed", "suspected", "refuted"] {
        assert!(
            words.iter().filter(|line| line.lane == Lane::Fact && line.status() == status).count() >= 3,
            "{status}"
        );
    }
    assert_eq!(state.timeline.struck.len(), 1);
    assert_eq!(words.iter().filter(|line| line.superseded_by.is_some()).count(), 1);
    assert_eq!(words.iter().filter(|line| line.mark == Mark::Red).count(), 1);
    assert_eq!(words.iter().filter(|line| line.late.is_some() && line.late_reason.is_some()).count(), 1);
    assert_eq!(words.iter().filter(|line| line.basis_owed()).count(), 1);
    assert!(!state.timeline.lines.iter().any(crate::domain::timeline::Line::reason_owed));
    let span = state.timeline.lines.iter().map(|line| line.recorded);
    let (first, last) = (span.clone().min().unwrap(), span.max().unwrap());
    assert!((47 * HOUR..49 * HOUR).contains(&now.millis_since(first)), "two days of records");
    assert!((60_000..10 * 60_000).contains(&now.millis_since(last)), "the last a few minutes ago");

    // Four people, nobody in two roles that exclude each other, a deputy, and everyone heard.
    assert_eq!(state.people.conflicts(Vocabulary::of_rules()), []);
    for role in
        ["irt_lead", "deputy", "technical_lead", "evidence_custodian", "verifier", "dpo", "legal_counsel", "siro"]
    {
        assert!(state.people.holders.contains_key(role), "{role}");
    }
    let count = |wanted: CallState| {
        let first = |call| state.callout.first_contact(call, &state.people);
        state.callout.calls.iter().filter(|call| call.state(now, first(call)) == wanted).count()
    };
    assert_eq!((count(CallState::Missed), count(CallState::Short), count(CallState::Overdue)), (1, 1, 0));
    assert!(count(CallState::Acknowledged) >= 4);
}

#[test]
fn clocks_steps_and_exhibits_stand_as_the_story_says() {
    let dir = tempfile::tempdir().unwrap();
    let env = env(dir.path(), NOW, 400 * 3_600_000);
    let case = Case::open(&env, &make(&env).unwrap(), "Aylin Merz").unwrap();
    let (state, now) = (case.state(), case.countdown_now());

    let views = state.deadlines.views(state, now);
    let clock = |key: &str| views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}"));
    let gdpr = clock("eu-gdpr/authority-72h");
    assert_eq!(gdpr.state, ClockState::Running);
    assert!((30 * HOUR..48 * HOUR).contains(&gdpr.left(now).unwrap()));
    let warning = clock("eu-nis2/early-warning-24h");
    assert_eq!((warning.state, warning.sent.unwrap().reference.as_str()), (ClockState::Sent, "EW-2291-ORCHID"));
    assert_eq!(clock("eu-ai-act-73/general-15-days").state, ClockState::NotAssessed);
    assert!(views.iter().filter(|view| view.state == ClockState::Running).count() >= 3);
    assert!(
        !views.iter().any(|view| { matches!(view.state, ClockState::Late | ClockState::NotStarted) && !view.waits() })
    );

    for step in ["DP-01", "DP-03", "TL-04", "G-02", "G-11", "G-12"] {
        assert_eq!(state_of(state, step), Some(StepState::Verified), "{step}");
    }
    for step in ["TL-03", "DP-04", "G-03"] {
        assert_eq!(state_of(state, step), Some(StepState::Proved), "{step}");
    }
    assert_eq!(state_of(state, "DP-02"), Some(StepState::InHand));
    let contained: Vec<_> = state.containment.standing(state).collect();
    assert_eq!((contained.len(), contained[0].tests.len()), (1, 1));
    assert_eq!(
        crate::domain::containment::shortfalls(state, contained[0]),
        [],
        "changed, proved and tested from outside"
    );
    let verified = state.proofs.verified.values().flatten();
    assert!(verified.filter(|(_, v)| v.found && v.presence == "wet-ink").count() >= 2, "cited and found");

    let digests: Vec<_> = state.register.exhibits.iter().map(|exhibit| exhibit.digest_state()).collect();
    assert_eq!(digests, [DigestState::Recomputed, DigestState::Recomputed, DigestState::Claimed]);
    for exhibit in &state.register.exhibits {
        // The stand-in for the claimed one is there too: computing it in the exercise agrees with the claim.
        let computation = Computation::of(&case, exhibit, None).unwrap();
        assert_eq!(hash_path(&computation.path, &[], &Handle::new()).unwrap().sha256_hex(), exhibit.digest());
    }
    let open: Vec<bool> =
        state.register.exhibits.iter().map(|e| state.custody.open_release(state, e.id).is_some()).collect();
    assert_eq!(open, [false, true, false]);
    let held = state.custody.holder(state, state.register.exhibits[0].id).unwrap();
    assert_eq!(held.name, "Rosa Nyberg");

    let waiting = needs(state, now);
    let list: Vec<_> = waiting.iter().map(|need| (need.urgency, need.what.id, &need.place)).collect();
    assert!((4..=20).contains(&waiting.len()), "{list:#?}");
    assert!(!waiting.iter().any(|need| need.urgency == Urgency::Now), "{list:#?}");
    let kinds: BTreeSet<_> = waiting.iter().map(|need| need.what.id).collect();
    let meant = [
        "need-anchor",
        "need-basis",
        "need-digest",
        "need-exposure",
        "need-hand-over",
        "need-notice-lacks",
        "need-source",
        "need-step-over",
        "need-tell-open",
        "need-verify",
    ];
    assert_eq!(kinds, BTreeSet::from(meant), "{list:#?}");
}

#[test]
fn only_what_is_meant_to_earns_no_credit() {
    let dir = tempfile::tempdir().unwrap();
    let env = env(dir.path(), NOW, 400 * 3_600_000);
    let script = Script::shipped().unwrap();
    private_directory(&env.places.cases(Purpose::Exercise)).unwrap();
    let path = env.places.fresh(Purpose::Exercise, "x", "y");
    let found = made_at(&env, &script, &path, &beside(&path)).unwrap();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for short in found.iter().flat_map(|(_, short)| short) {
        *rules.entry(short.rule.id()).or_default() += 1;
    }
    // A mail as first contact and its answer without identity, two claimed digests, a confirmed line without basis, steps ahead of what they need, a
    // procedure that nobody has approved, an early warning sent before its text was approved here.
    let mut list = found
        .iter()
        .map(|(what, short)| format!("{what}: {:?}", short.iter().map(|s| s.rule.id()).collect::<Vec<_>>()));
    let meant: BTreeSet<&str> = ["C1-01", "C1-03", "C3-01", "C8-48", "T-03", "P-09", "P-20"].into();
    assert!(rules.keys().all(|rule| meant.contains(rule)), "{:#?}", list.by_ref().collect::<Vec<_>>());
    assert_eq!((rules["C1-01"], rules["C3-01"], rules["T-03"]), (1, 2, 1));
}

#[test]
fn nothing_recorded_carries_control_characters() {
    let dir = tempfile::tempdir().unwrap();
    let env = env(dir.path(), NOW, 400 * 3_600_000);
    let path = make(&env).unwrap();
    let (rows, _) = CaseFile::open_to_read(&path).unwrap().rows().unwrap();
    assert!(rows.len() > 150, "{}", rows.len());
    for row in rows {
        let mut seen = Vec::new();
        strings(&serde_json::from_slice(row.body.as_deref().unwrap()).unwrap(), &mut seen);
        // Signatures and checkpoints are lines of their own form (PROTOCOL.sshsig, C2SP tlog-checkpoint).
        let formed =
            |text: &String| text.starts_with("-----BEGIN SSH SIGNATURE-----\n") || text.starts_with("warroom/");
        for text in seen.into_iter().filter(|text| !formed(text)) {
            assert!(!text.chars().any(char::is_control), "{text:?}");
            assert!(!text.contains("<<"), "a place that was not filled: {text}");
        }
    }
}

#[test]
fn the_script_has_lines_only_where_text_is_pasted() {
    for entry in Script::shipped().unwrap().entry {
        for (field, text) in &entry.with {
            let pasted = entry.run == "proof" && field == "text";
            let bad = text.chars().find(|c| c.is_control() && !(pasted && *c == '\n'));
            assert_eq!(bad, None, "{} {field}: {text:?}", entry.run);
        }
    }
}

#[test]
fn today_s_example_is_opened_again_and_another_day_makes_another() {
    let dir = tempfile::tempdir().unwrap();
    let today = env(dir.path(), NOW, 400 * 3_600_000);
    let first = open_or_make(&today).unwrap();
    assert_eq!(open_or_make(&today).unwrap(), first);
    let second = make(&today).unwrap();
    assert_ne!(first, second);
    assert_eq!(open_or_make(&today).unwrap(), second, "the latest");
    // An exercise of the same codename that somebody made is none of ours.
    let own = today.places.fresh(Purpose::Exercise, "orchid", "2026-11-21");
    drop(Case::create(&today, &own, Purpose::Exercise, "somebody").unwrap());
    assert_eq!(open_or_make(&today).unwrap(), second);
    let tomorrow = env(dir.path(), NOW + 24 * HOUR, 424 * 3_600_000);
    assert!(open_or_make(&tomorrow).unwrap().ends_with("orchid-2026-11-22.warroom-exercise"));
    let left: Vec<_> = std::fs::read_dir(today.places.cases(Purpose::Exercise))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_laptop_started_an_hour_ago_sees_no_jump_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    // 02:40 in the night in which the clocks go back: half the local times of the story exist twice.
    let env = env(dir.path(), 1_792_892_412_000, 3_600_000);
    let path = make(&env).unwrap();
    let mut case = Case::open(&env, &path, "Aylin Merz").unwrap();
    let line = Input::default().with("text", "After the story");
    case.execute("log", &line, &Staged::default()).unwrap();
    assert!(case.state().stations.jumps.is_empty(), "{:?}", case.state().stations.jumps);
    assert_eq!(case.state().stations.offset_ms(case.state().station), Some(0));
    assert!(verify(&path, None).unwrap().ok());
}
