//! What would fail at 02:40, looked at in peace time. Each line says what was seen; what cannot be told from here is `unknown`, never `ok`.

mod disk;

use std::path::Path;

use super::env::Env;
use super::keys::Keys;
use super::settings::{self, Settings};
use super::{organisation, selftest};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::organisation::approvals::Documented;
use crate::domain::organisation::counsel::Reviewed;
use crate::domain::organisation::people::{Acknowledged, competence_shortfalls, held};
use crate::domain::organisation::profile::profile_shortfalls;
use crate::domain::organisation::{Ready, ReadyLine, keys, untested};
use crate::domain::station::ClockChecked;
use crate::domain::text::{counted, visible};
use crate::domain::time::{Instant, local};
use crate::journal::chain;
use crate::journal::signature::Purpose;
use crate::journal::station::{KeyError, StationKey};
use crate::library::lang::Lang;
use crate::library::people::{self, Person};
use crate::library::regimes::Regime;
use crate::library::vocabulary::Vocabulary;
use crate::library::{Catalogue, Register};
use crate::store::{CaseFile, StoreError};

/// Free space below which evidence soon has no room, bytes.
const SPACE: u64 = 5_000_000_000;
/// Days after which a comparison of the clock says little.
const CLOCK_DAYS: i64 = 30;

/// Looks at everything. Changes nothing.
#[must_use]
pub fn check(env: &Env) -> Ready {
    let mut lines = Vec::new();
    let state = match organisation::read(env) {
        Ok(found) => found.map(|found| found.state).unwrap_or_default(),
        Err(failure) => {
            let seen = format!("what it says of approvals, keys and exercises does not count: {failure}");
            lines.push(line("organisation", "fail", seen));
            Incident::default()
        }
    };
    address_book(env, &state, &mut lines);
    procedures(env, &state, &mut lines);
    register(env, &state, &mut lines);
    files_of_the_console(env, &mut lines);
    lines.push(station_key(env));
    lines.push(enrolled_keys(&state));
    lines.push(competence(&state, env.clock.now()));
    lines.push(clock(env));
    lines.push(encryption(env));
    lines.push(space(env));
    lines.push(line("safety-copy", "warn", "it is named for each case: have a second medium at hand, and run `warroom safety DIR` as soon as a case is open"));
    lines.push(own_arithmetic());
    Ready { lines }
}

fn line(check: &str, result: &str, seen: impl Into<String>) -> ReadyLine {
    ReadyLine { check: check.to_owned(), result: result.to_owned(), seen: visible(&seen.into()).into_owned() }
}

fn address_book(env: &Env, state: &Incident, lines: &mut Vec<ReadyLine>) {
    let path = env.places.people();
    let shown = path.to_string_lossy();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let seen =
                format!("there is none: nobody can be called from here; warroom people import FILE.csv makes {shown}");
            return lines.push(line("address-book", "fail", seen));
        }
        Err(error) => return lines.push(line("address-book", "fail", format!("{shown}: {error}"))),
    };
    match people::parse(&shown, &text) {
        Err(error) => lines.push(line("address-book", "fail", error.to_string())),
        Ok(people) if people.is_empty() => lines.push(line("address-book", "fail", "it names nobody")),
        Ok(people) => people_lines(&people, state, env.clock.now(), lines),
    }
}

fn people_lines(people: &[Person], state: &Incident, now: Instant, lines: &mut Vec<ReadyLine>) {
    lines.push(line("address-book", "ok", format!("{} people", people.len())));
    for finding in people::check(people, Vocabulary::of_rules()) {
        lines.push(line("people", "warn", finding.to_string()));
    }
    let numbers: Vec<&String> = people.iter().flat_map(|person| &person.phones).collect();
    let silent = |number: &&&String| untested(state.organisation.competence.answered(number, now), now);
    let open = numbers.iter().filter(silent).count();
    let seen = match open {
        0 => format!("{}, answered in a test call within 12 months", counted(numbers.len() as u64, "number")),
        _ => format!(
            "{open} of {} numbers were not answered in a test call within 12 months: ring them, then warroom org test-call",
            numbers.len()
        ),
    };
    lines.push(line("numbers", if open == 0 { "ok" } else { "warn" }, seen));
}

fn procedures(env: &Env, state: &Incident, lines: &mut Vec<ReadyLine>) {
    let (catalogue, findings) = Catalogue::with_overrides(&env.places.procedures());
    let texts = organisation::texts(&catalogue);
    let approvals = &state.organisation.approvals;
    let with = |wanted: &str| texts.iter().filter(|text| approvals.documented(text).code() == wanted).count();
    let (approved, retired, changed) = (with("approved"), with("retired"), with("other-text"));
    let open = texts.len() - approved - retired;
    let mut seen = match open {
        0 => format!("{approved} approved, {retired} retired"),
        _ => format!(
            "{open} of {} are texts that nobody has approved: an auditor counts approved ones only; warroom procedure approve ID --by NAME",
            texts.len()
        ),
    };
    if changed > 0 {
        seen.push_str(&format!("; {changed} of them changed since they were approved"));
    }
    lines.push(line("procedures", if open == 0 { "ok" } else { "warn" }, seen));
    let calendar = &state.organisation.exercises;
    let used = texts.iter().filter(|text| matches!(approvals.documented(text), Documented::Approved(_)));
    let stale: Vec<&str> = used
        .filter(|text| untested(calendar.last(text.id, env.clock.now()), env.clock.now()))
        .map(|text| text.id)
        .collect();
    lines.push(match (calendar.held.is_empty(), stale.is_empty()) {
        (true, _) => line("exercises", "warn", "none was ever held: plan one with warroom org plan"),
        (false, true) => line("exercises", "ok", "every approved procedure was exercised within 12 months"),
        (false, false) => {
            line("exercises", "warn", format!("approved and not exercised for 12 months: {}", stale.join(", ")))
        }
    });
    for finding in &findings {
        lines.push(line("own-procedures", if finding.unusable() { "fail" } else { "warn" }, finding.to_string()));
    }
    if findings.is_empty() {
        lines.push(line("own-procedures", "ok", "every file of yours can be used"));
    }
}

/// The profile, and the entries of the legal register that it suggests: whether counsel approved them, and whether a source is to be looked at again.
fn register(env: &Env, state: &Incident, lines: &mut Vec<ReadyLine>) {
    let Ok((register, findings)) = Register::with_overrides(&env.places.regimes()) else {
        return lines.push(line("register", "fail", "the legal register cannot be read"));
    };
    for finding in &findings {
        lines.push(line("own-register", if finding.unusable() { "fail" } else { "warn" }, finding.to_string()));
    }
    let profile = state.organisation.profile.as_ref().map(|(_, profile)| profile);
    lines.push(match profile {
        None => line("profile", "warn", "nothing says who we are, so no law is suggested by it: warroom org profile"),
        Some(profile) if !profile_shortfalls(profile).is_empty() => {
            let seen = "who may decide, or where that was delegated, is missing: warroom org profile authority-holders=NAME authority-ref=WHERE";
            line("profile", "warn", seen)
        }
        Some(profile) => line("profile", "ok", format!("may decide: {}", profile.authority.join(", "))),
    });
    let today = local(env.clock.now(), env.zone).date_iso();
    let suggested = profile.map(|profile| register.suggested(&profile.about)).unwrap_or_default();
    let on: Vec<&Regime> = suggested.iter().filter_map(|found| register.regime(&found.regime)).collect();
    let entries = &state.organisation.entries;
    let draft = |regime: &&&Regime| !matches!(entries.reviewed(&regime.id, &regime.sha256()), Reviewed::Approved(_));
    let drafts: Vec<&str> = on.iter().filter(draft).map(|regime| regime.id.as_str()).collect();
    if profile.is_some() {
        lines.push(match drafts.len() {
            0 => line(
                "law-approved",
                "ok",
                format!("{} entries that the profile suggests, each approved by counsel", on.len()),
            ),
            open => {
                let all = on.len();
                let seen = format!(
                    "{open} of {all} entries that the profile suggests are not approved by counsel: {}",
                    drafts.join(", ")
                );
                line("law-approved", "warn", seen)
            }
        });
    }
    let over = |regime: &&Regime| regime.overdue(&today);
    let (old, here) =
        (register.regimes.iter().filter(over).count(), on.iter().filter(|regime| regime.overdue(&today)).count());
    lines.push(match (old, here) {
        (0, _) => line("law-checked", "ok", format!("{} entries, no source is to be looked at again yet", register.regimes.len())),
        (old, here) => {
            let seen = format!("{old} entries are past the date on which to look at their source again, {here} of them suggested by the profile: warroom regime list");
            line("law-checked", "warn", seen)
        }
    });
}

/// The files that say how the console starts and which keys it has: what of them does not hold, with file and line.
fn files_of_the_console(env: &Env, lines: &mut Vec<ReadyLine>) {
    let lang = Lang::english();
    let keys: Vec<String> =
        Keys::of(env).findings.iter().map(|finding| lang.say(finding, Audience(Mark::Red))).collect();
    for (check, file, findings) in
        [("console-settings", settings::FILE, Settings::of(env).findings), ("console-keys", super::keys::FILE, keys)]
    {
        if findings.is_empty() {
            let there = env.places.config.join(file).exists();
            let seen =
                if there { "every line of the file holds" } else { "there is no such file: what is usual holds" };
            lines.push(line(check, "ok", format!("{file}: {seen}")));
        }
        lines.extend(findings.into_iter().map(|finding| line(check, "warn", finding)));
    }
}

fn enrolled_keys(state: &Incident) -> ReadyLine {
    let live = keys::live(state).count();
    let open = state.organisation.keys.enrolled.iter().filter(|key| key.withdrawn.is_none()).count();
    match (live, open) {
        (0, 0) => line(
            "enrolled-keys",
            "warn",
            "nobody's own key is enrolled: a second person signs on paper or is called back",
        ),
        (live, open) if live < open => {
            let seen = format!("{live} of {open} count; warroom org show says what the others lack");
            line("enrolled-keys", "warn", seen)
        }
        (live, _) => line("enrolled-keys", "ok", format!("{live} with paper form and witness")),
    }
}

fn competence(state: &Incident, now: Instant) -> ReadyLine {
    let all = &state.organisation.competence.acknowledged;
    let latest = |id: &RecordId, acknowledged: &Acknowledged| {
        held(state, &acknowledged.person, &acknowledged.role).is_some_and(|(last, _)| last == id)
    };
    let standing: Vec<&Acknowledged> =
        all.iter().filter(|(id, acknowledged)| latest(id, acknowledged)).map(|(_, held)| held).collect();
    let short = standing.iter().filter(|held| !competence_shortfalls(held, now).is_empty()).count();
    match (standing.len(), short) {
        (0, _) => line("competence", "warn", "nobody has acknowledged a role: warroom org acknowledge"),
        (count, 0) => line("competence", "ok", format!("{count} roles acknowledged, each still valid")),
        (count, short) => {
            let seen = format!("{short} of {count} acknowledged roles are not valid; warroom org show says why");
            line("competence", "warn", seen)
        }
    }
}

fn station_key(env: &Env) -> ReadyLine {
    let path = env.places.station_key();
    match StationKey::load(&path) {
        Ok(key) => line("station-key", "ok", format!("{}: write it down where this laptop is not", key.fingerprint())),
        Err(KeyError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => line(
            "station-key",
            "warn",
            "there is none yet: it is made with the first file, its fingerprint is not on paper",
        ),
        Err(error) => line("station-key", "fail", error.to_string()),
    }
}

/// When the laptop's clock was last compared with a reference, in any case of this laptop.
fn clock(env: &Env) -> ReadyLine {
    let cases = [Purpose::Incident, Purpose::Exercise].into_iter().flat_map(|purpose| env.places.list(purpose));
    let last: Option<ClockChecked> =
        cases.filter_map(|path| last_check(&path).ok().flatten()).max_by_key(|check| check.laptop);
    match last {
        None => line("clock", "unknown", "it was never compared with a reference: the console asks for one at opening"),
        Some(check) => {
            let day = local(check.laptop, env.zone).date_iso();
            let seen = format!("compared on {day} with {}: {:+} s", check.source, check.offset_ms / 1000);
            line("clock", clock_result(&check, env.clock.now()), seen)
        }
    }
}

fn clock_result(check: &ClockChecked, now: Instant) -> &'static str {
    let days = now.millis_since(check.laptop) / 86_400_000;
    match (check.offset_ms.abs(), days) {
        (60_001.., _) => "warn",
        (_, 0..=CLOCK_DAYS) => "ok",
        _ => "unknown",
    }
}

fn last_check(path: &Path) -> Result<Option<ClockChecked>, StoreError> {
    let file = CaseFile::open_to_read(path)?;
    let (rows, _) = file.rows()?;
    let state = chain::read(rows, &file.heads()?).fold(StationId::default());
    Ok(state.stations.checks.into_values().map(|(_, check)| check).max_by_key(|check| check.laptop))
}

fn encryption(env: &Env) -> ReadyLine {
    match disk::encrypted(&existing(&env.places.data)) {
        Some(true) => line("disk-encryption", "ok", "the data directory lies on an encrypted device"),
        Some(false) => line(
            "disk-encryption",
            "warn",
            "the data directory lies on a device without encryption: a stolen laptop is a second incident",
        ),
        None => line("disk-encryption", "unknown", "it cannot be told from here: look in the system's own settings"),
    }
}

fn space(env: &Env) -> ReadyLine {
    match disk::free(&existing(&env.places.data)) {
        Ok(free) => {
            let result = if free < SPACE { "warn" } else { "ok" };
            line(
                "space",
                result,
                format!("{}.{} GB free for cases and proofs", free / 1_000_000_000, free % 1_000_000_000 / 100_000_000),
            )
        }
        Err(error) => line("space", "unknown", error),
    }
}

/// The nearest directory that is there.
fn existing(path: &Path) -> std::path::PathBuf {
    path.ancestors().find(|path| path.exists()).unwrap_or(Path::new("/")).to_owned()
}

fn own_arithmetic() -> ReadyLine {
    let tested = selftest::run(None);
    let failed: Vec<&str> =
        tested.checks.iter().filter(|(_, passed)| !**passed).map(|(name, _)| name.as_str()).collect();
    if failed.is_empty() {
        line("selftest", "ok", format!("{} passed", counted(tested.checks.len() as u64, "check")))
    } else {
        line("selftest", "fail", format!("wrong on this machine: {}", failed.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::app::env::{SystemClock, SystemEntropy};
    use crate::store::places::Places;

    fn env(root: &Path) -> Env {
        let places = Places { data: root.join("data"), config: root.join("config"), state: root.join("state") };
        Env {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            places,
            zone: chrono_tz::UTC,
            vars: BTreeMap::new(),
        }
    }

    fn result<'a>(ready: &'a Ready, check: &str) -> &'a str {
        ready.lines.iter().find(|line| line.check == check).map_or("absent", |line| line.result.as_str())
    }

    #[test]
    fn an_empty_laptop_is_not_ready_and_nothing_is_made_by_looking() {
        let dir = tempfile::tempdir().unwrap();
        let ready = check(&env(dir.path()));
        assert_eq!(result(&ready, "address-book"), "fail");
        assert_eq!(result(&ready, "station-key"), "warn");
        assert_eq!((result(&ready, "clock"), result(&ready, "selftest")), ("unknown", "ok"));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_broken_procedure_and_a_key_that_others_can_read_fail() {
        let dir = tempfile::tempdir().unwrap();
        let env = env(dir.path());
        std::fs::create_dir_all(env.places.procedures()).unwrap();
        std::fs::write(env.places.procedures().join("own.toml"), "schema = \x1b[2J").unwrap();
        std::fs::write(
            env.places.people(),
            "schema = \"warroom.people/1\"\n[[person]]\nname = \"A\"\ninitials = \"A\"\n",
        )
        .unwrap();
        std::fs::create_dir_all(&env.places.data).unwrap();
        StationKey::generate(&[1; 32]).save(&env.places.station_key()).unwrap();
        assert_eq!(result(&check(&env), "station-key"), "ok");
        std::fs::set_permissions(env.places.station_key(), std::os::unix::fs::PermissionsExt::from_mode(0o644))
            .unwrap();
        let ready = check(&env);
        assert_eq!((result(&ready, "station-key"), result(&ready, "own-procedures")), ("fail", "fail"));
        assert_eq!((result(&ready, "address-book"), result(&ready, "people")), ("ok", "warn"));
        assert!(ready.lines.iter().all(|line| !line.seen.contains('\x1b')));
    }

    #[test]
    fn what_does_not_hold_in_the_files_of_the_console_is_said_with_file_and_line() {
        let dir = tempfile::tempdir().unwrap();
        let env = env(dir.path());
        let with = |check_of: &str| -> Vec<(String, String)> {
            let lines = check(&env).lines.into_iter().filter(|line| line.check == check_of);
            lines.map(|line| (line.result, line.seen)).collect()
        };
        assert!(["console-settings", "console-keys"].iter().all(|of| with(of)[0].0 == "ok"));
        std::fs::create_dir_all(&env.places.config).unwrap();
        std::fs::write(env.places.config.join("console.toml"), "idle-minutes = 5\nlevels = [\"PINK\"]\n").unwrap();
        std::fs::write(env.places.config.join("keys.toml"), "[everywhere]\nlgo = \"l\"\n").unwrap();
        for (of, place) in [("console-settings", "console.toml:2: levels "), ("console-keys", "keys.toml:2: ")] {
            let said = with(of);
            assert!(said.len() == 1 && said[0].0 == "warn" && said[0].1.contains(place), "{said:?}");
        }
    }

    #[test]
    fn a_clock_check_ages() {
        let check = |offset_ms| ClockChecked {
            reference: crate::domain::time::When::now(&crate::domain::time::TypingContext {
                now: Instant::from_millis(0),
                zone: chrono_tz::UTC,
            }),
            laptop: Instant::from_millis(0),
            offset_ms,
            source: "phone".to_owned(),
            read_by: crate::domain::fact::Author::default(),
        };
        let after = |days: i64| Instant::from_millis(days * 86_400_000);
        assert_eq!(clock_result(&check(3_000), after(1)), "ok");
        assert_eq!(clock_result(&check(3_000), after(31)), "unknown");
        assert_eq!(clock_result(&check(-7_200_000), after(1)), "warn");
    }
}
