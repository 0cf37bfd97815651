//! Stations and the laptop's clock: what opens a chain, who counts, and when the clock was checked or jumped.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attention::{Need, Place, Urgency};
use super::correction::AHEAD_MS;
use super::correction::{Readings, Seen};
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::rules::Rule;
use super::time::{How, Instant, When};

facts! {
    /// Facts about stations, keys and clocks.
    StationFact {
        /// The first line of a chain.
        ChainOpened(ChainOpened) = "chain.opened" [listed],
        /// A station counts from here on.
        Admitted(Admitted) = "station.admitted" [listed],
        /// A laptop goes on with a new key.
        Renewed(Renewed) = "station.renewed" [listed],
        /// The program checked itself.
        SelfTested(SelfTested) = "selftest.recorded",
        /// The laptop's clock was compared with a reference.
        ClockChecked(ClockChecked) = "clock.checked",
        /// The comparison was passed over.
        ClockUnchecked(ClockUnchecked) = "clock.unchecked",
        /// Wall clock and monotonic clock parted.
        ClockJumped(ClockJumped) = "clock.jumped",
        /// Somebody else is at the keys.
        KeysTaken(KeysTaken) = "keys.taken",
        /// The journal did not verify when the next line was to be written.
        DamageSeen(DamageSeen) = "journal.damage-seen",
    }
}

/// The first line of a chain: binds case, format, program, purpose and the station's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainOpened {
    /// Case id.
    pub case: String,
    /// Format of lines and bodies, 1.
    pub format: u32,
    /// Program and version that opened the chain.
    pub program: String,
    /// `incident`, `exercise` or `organisation`; bound into every signature namespace.
    pub purpose: String,
    /// The station's public key, OpenSSH form without comment.
    pub key: String,
    /// 32 hex digits; the case id of a founding chain is the hash of key and nonce, which makes it the one that needs no admission.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub nonce: String,
}

/// A station admitted by the fingerprint of its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// The station.
    pub station: StationId,
    /// `SHA256:…` of its key.
    pub fingerprint: String,
    /// Which laptop it is, in people's words.
    pub label: String,
    /// How the fingerprint was compared with what the other laptop shows: one of [`COMPARED`]; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compared: String,
}

/// Ways to compare a fingerprint: read out over the phone, both screens side by side, a paper that came from there; `not` says that nobody did.
pub const COMPARED: &[&str] = &["phone", "side-by-side", "paper", "not"];

/// A laptop goes on in this case with a new key and a new chain: the first line of it after its opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewed {
    /// The station that the laptop was.
    pub of: StationId,
    /// Why: the chain forked, the disk was cloned, somebody may have the key.
    pub reason: String,
}

/// The program's own check at opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfTested {
    /// Program and version.
    pub program: String,
    /// SHA-256 of the binary, lower-case hex; empty when it could not be read.
    pub binary_sha256: String,
    /// What was checked and whether it passed.
    pub checks: BTreeMap<String, bool>,
}

/// The laptop's clock against a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockChecked {
    /// What the reference showed.
    pub reference: When,
    /// What the laptop showed at that moment.
    pub laptop: Instant,
    /// Reference minus laptop, milliseconds.
    pub offset_ms: i64,
    /// Phone, GPS, radio clock.
    pub source: String,
    /// Who read it.
    pub read_by: Author,
}

/// The question was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockUnchecked {}

/// Wall clock and monotonic clock parted by more than two seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockJumped {
    /// Wall clock when last seen.
    pub before: Instant,
    /// Wall clock now.
    pub after: Instant,
    /// How far it jumped against elapsed time, milliseconds; negative is backwards.
    pub by_ms: i64,
}

/// A change at the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysTaken {
    /// Who sits down.
    pub who: Author,
}

/// What was wrong with the journal before it went on. A chain that goes on signs its end anew: without this line the damage would be covered up by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamageSeen {
    /// Number of the last line that the signed head named; 0 without a head.
    pub signed_seq: u64,
    /// Hash of that line, hex.
    pub signed_hash: String,
    /// The head's signature, as it was.
    pub signature: String,
    /// Number of the last line that was found.
    pub found_seq: u64,
    /// What was wrong, in the verifier's words with their places.
    pub problems: Vec<String>,
}

/// One station as the fold knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Its identity.
    pub id: StationId,
    /// Its opening line.
    pub opened: ChainOpened,
    /// When the chain was opened.
    pub at: Instant,
    /// The label it was admitted under.
    pub label: String,
}

/// A chain of this case that no chain that counts has admitted: its lines are kept and not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unadmitted {
    /// `SHA256:…` of its key, as the case has it.
    pub fingerprint: String,
    /// How many lines wait.
    pub lines: u64,
}

/// Stations, clock and keys, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stations {
    /// Chains that wait to be admitted. Their lines are not folded, so whoever reads the journal says which there are.
    pub waiting: BTreeMap<StationId, Unadmitted>,
    /// Chains opened, by station.
    pub opened: BTreeMap<StationId, Station>,
    /// Fingerprints admitted, by station.
    pub admitted: BTreeMap<StationId, Admitted>,
    /// The last comparison of the clock, per station.
    pub checks: BTreeMap<StationId, (RecordId, ClockChecked)>,
    /// Comparisons and jumps, per station in the order of its chain.
    pub(super) readings: Readings,
    /// Damage to the journal that was seen before it went on.
    pub damage: Vec<(RecordId, DamageSeen)>,
    /// Every jump seen.
    pub jumps: Vec<(RecordId, ClockJumped)>,
    /// The last self-test.
    pub tested: Option<(RecordId, SelfTested)>,
    /// Who is at the keys, per station.
    pub keys: BTreeMap<StationId, Author>,
    /// Latest `recorded_at` of each station: a clock set back does not stretch a deadline.
    pub last_recorded: BTreeMap<StationId, Instant>,
}

impl Stations {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &StationFact) -> Option<Act> {
        let station = meta.id.station;
        match fact {
            StationFact::ChainOpened(opened) => {
                let entry =
                    Station { id: station, opened: (**opened).clone(), at: meta.recorded_at, label: String::new() };
                self.opened.entry(station).or_insert(entry);
                Some(Act::at(meta.recorded_at, Msg::new("act-chain-opened").with("station", station.to_string())))
            }
            StationFact::Admitted(admitted) => {
                self.admitted.entry(admitted.station).or_insert_with(|| (**admitted).clone());
                if admitted.station == station {
                    return None;
                }
                let said = !admitted.compared.is_empty();
                let msg = Msg::new(if said { "act-station-admitted-compared" } else { "act-station-admitted" });
                let msg = msg.with("station", admitted.station.to_string());
                let msg = msg.with("fingerprint", admitted.fingerprint.clone());
                let how = admitted.compared.clone();
                Some(Act::at(meta.recorded_at, if said { msg.code("compared", "compared", how) } else { msg }))
            }
            StationFact::Renewed(renewed) => {
                let msg = Msg::new("act-station-renewed").with("of", renewed.of.to_string());
                let msg = msg.with("station", station.to_string());
                Some(Act::at(
                    meta.recorded_at,
                    msg.with("reason", crate::domain::text::visible(&renewed.reason).into_owned()),
                ))
            }
            StationFact::SelfTested(tested) => {
                self.tested = Some((meta.id, (**tested).clone()));
                let failed = tested.checks.values().filter(|passed| !**passed).count();
                Some(Act::at(
                    meta.recorded_at,
                    Msg::new("act-selftest").with("failed", failed).with("checks", tested.checks.len()),
                ))
            }
            StationFact::ClockChecked(check) => {
                self.checks.insert(station, (meta.id, (**check).clone()));
                let seen = Seen::Compared(check.offset_ms, check.reference.at);
                self.readings.entry(station).or_default().push((meta.id, seen));
                let msg = Msg::new("act-clock-checked").with("offset", signed_seconds(check.offset_ms));
                Some(Act::at(
                    meta.recorded_at,
                    msg.with("source", crate::domain::text::visible(&check.source).into_owned()),
                ))
            }
            StationFact::ClockUnchecked(_) => Some(Act::at(meta.recorded_at, Msg::new("act-clock-unchecked"))),
            StationFact::ClockJumped(jump) => {
                // What was measured before the jump no longer holds as it was measured.
                if let Some((_, check)) = self.checks.get_mut(&station) {
                    check.offset_ms = check.offset_ms.saturating_sub(jump.by_ms);
                }
                self.jumps.push((meta.id, (**jump).clone()));
                self.readings.entry(station).or_default().push((meta.id, Seen::Jumped(jump.by_ms)));
                Some(Act::at(meta.recorded_at, Msg::new("act-clock-jumped").with("by", signed_seconds(jump.by_ms))))
            }
            StationFact::DamageSeen(seen) => {
                self.damage.push((meta.id, (**seen).clone()));
                Some(Act::at(meta.recorded_at, Msg::new("act-damage").with("count", seen.problems.len())))
            }
            StationFact::KeysTaken(taken) => {
                self.keys.insert(station, taken.who.clone());
                Some(Act::at(meta.recorded_at, Msg::new("act-keys").with("who", taken.who.name.clone())))
            }
        }
    }

    /// What the case is for, as its founding chain was opened: `incident`, `exercise` or `organisation`; none before any chain is known.
    #[must_use]
    pub fn purpose(&self) -> Option<&str> {
        let founding = |station: &&Station| !station.opened.nonce.is_empty();
        let found = self.opened.values().find(founding).or_else(|| self.opened.values().next());
        found.map(|station| station.opened.purpose.as_str())
    }

    /// Whether what a station writes may count: it was admitted.
    #[must_use]
    pub fn counts(&self, station: StationId) -> bool {
        self.admitted.contains_key(&station) && !self.waiting.contains_key(&station)
    }

    /// The fingerprint of a station's key as this case has it: of a chain that counts, or of one that waits. None where it has no chain here.
    #[must_use]
    pub fn fingerprint(&self, station: StationId) -> Option<&str> {
        let waiting = self.waiting.get(&station).map(|waiting| waiting.fingerprint.as_str());
        let counted = self.admitted.get(&station).filter(|_| self.opened.contains_key(&station));
        waiting.or_else(|| counted.map(|admitted| admitted.fingerprint.as_str()))
    }

    /// The last measured offset of a station's clock, milliseconds; none when it was never checked.
    #[must_use]
    pub fn offset_ms(&self, station: StationId) -> Option<i64> {
        self.checks.get(&station).map(|(_, check)| check.offset_ms)
    }
}

/// `+12 s`, `-7200 s`.
#[must_use]
pub fn signed_seconds(ms: i64) -> String {
    format!("{:+} s", ms / 1000)
}

/// A day of 24 hours, milliseconds.
const DAY: i64 = 86_400_000;

/// `14:05` or `14:05:30`.
fn is_clock_time(word: &str) -> bool {
    word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// Whether a time was read to the minute only.
fn reads_minutes(typed: &str) -> bool {
    typed.split_whitespace().find(|word| is_clock_time(word)).is_some_and(|word| word.matches(':').count() == 1)
}

/// How far another clock, read now, is ahead of the laptop's, milliseconds. A reading without a date is moved to the day that is meant.
pub(super) fn clock_offset(reading: &mut When, ctx: &Ctx<'_>) -> i64 {
    let laptop = if reads_minutes(&reading.typed) {
        // A clock read as `14:05` means that minute, not its first second: within the minute the clocks agree.
        Instant::from_millis(ctx.now.millis().div_euclid(60_000) * 60_000)
    } else {
        ctx.now
    };
    if reading.typed.split_whitespace().next().is_some_and(is_clock_time) {
        // Without a date the reading nearest to the laptop's clock is meant, whichever day that falls on.
        let days = (laptop.millis_since(reading.at) + DAY / 2).div_euclid(DAY);
        reading.at = reading.at.plus_millis(days * DAY);
    }
    reading.at.millis_since(laptop)
}

/// `clock-check`: the laptop's clock against a reference that somebody read.
///
/// # Errors
/// An empty or unreadable reference time.
pub fn check_clock(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("reference")?;
    let mut reference = fields.when_or_now("reference")?;
    reference.how = How::ReferenceClock;
    let offset_ms = clock_offset(&mut reference, ctx);
    let read_by = fields.person("read-by").unwrap_or_else(|| ctx.author.clone());
    let source = fields.text("clock-source").unwrap_or_else(|| "phone".to_owned());
    Ok(Decision::of(ClockChecked { reference, laptop: ctx.now, offset_ms, source, read_by }))
}

/// `clock-skip`: the question is passed over, and that is recorded.
///
/// # Errors
/// None.
pub fn skip_clock(_: &Incident, _: &Input, _: &Ctx<'_>) -> Result<Decision, Refusal> {
    Ok(Decision::of(ClockUnchecked {}))
}

/// `keys`: who is at the keys from now on.
///
/// # Errors
/// No name.
pub fn take_keys(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let who = Fields { input, state, ctx }.required_person("person")?;
    Ok(Decision::of(KeysTaken { who }))
}

/// `admit`: a second laptop's chain counts from here on. That nobody compared the fingerprint is remarked and stays on record: the station counts all the same.
///
/// # Errors
/// A station that is not 16 hex digits, no fingerprint, one that is not of the key which the station's chain here was opened with, another way to compare than
/// [`COMPARED`].
pub fn admit(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("station")?;
    let station = text.trim().parse().map_err(|_| fields.not_found("station", &text))?;
    let fingerprint = fields.required("fingerprint")?.trim().to_owned();
    let digits = fingerprint.strip_prefix("SHA256:").unwrap_or_default();
    if digits.len() != 43 || !digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/') {
        return Err(fields.not_found("fingerprint", &fingerprint));
    }
    if state.stations.fingerprint(station).is_some_and(|known| known != fingerprint) {
        // It would admit nothing, and stay in the case for good as an admission that fits no chain.
        return Err(Refusal::new(Rule::NotItsKey, Some("fingerprint")).with("station", station.to_string()));
    }
    let label = fields.text("label").unwrap_or_default();
    let compared = fields.choice("compared", COMPARED)?.unwrap_or_default();
    let decision = Decision::of(Admitted { station, fingerprint, label, compared: compared.to_owned() });
    let uncompared = matches!(compared, "" | "not").then(|| Shortfall::new(Rule::StationUncompared).at("compared"));
    Ok(decision.short(uncompared))
}

/// Laptops that wait to be admitted: without it what they write is read by nobody, and an export that holds their lines does not verify.
pub(super) fn waits(state: &Incident, found: &mut Vec<Need>) {
    for (station, Unadmitted { fingerprint, lines }) in &state.stations.waiting {
        let own = *station == state.station;
        let msg = Msg::new(if own { "need-admit-own" } else { "need-admit" }).with("station", station.to_string());
        let msg = msg.with("fingerprint", fingerprint.clone()).with("lines", *lines);
        let need = Need::new(Urgency::Waits, 0, msg, Place::Case);
        // A laptop that does not count admits nobody, itself least of all.
        let input = Input::default().with("station", station.to_string()).with("fingerprint", fingerprint.clone());
        found.push(if state.stations.counts(state.station) { need.act("admit", input) } else { need });
    }
}

/// `new-station`: this laptop goes on with a new key. Which one is made outside.
///
/// # Errors
/// No reason.
pub fn renew(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let reason = Fields { input, state, ctx }.required("reason")?;
    Ok(Decision::of(Renewed { of: state.station, reason }))
}

/// Why a response that was recorded as done in the future earns no credit: it had not happened yet. None for what is not recorded yet: that is judged by
/// [`time_shortfalls`].
#[must_use]
pub fn ahead(state: &Incident, record: Option<RecordId>, when: &When) -> Option<Shortfall> {
    state.happened(record?, when).is_none().then(|| Shortfall::new(Rule::Ahead).at("at"))
}

/// The shortfalls of a time that somebody gave: ahead of the laptop's clock, and for an action late without a reason.
#[must_use]
pub fn time_shortfalls(
    field: &'static str,
    when: &When,
    action: bool,
    late_reason: Option<&str>,
    state: &Incident,
    ctx: &Ctx<'_>,
) -> Vec<Shortfall> {
    let mut found = Vec::new();
    // A time that was not read from this clock is held against the clock as the last comparison corrects it.
    let offset = state.stations.correction_now(state.station).map_or(0, |found| found.offset_ms);
    let now = if when.how == How::OwnClock { ctx.now } else { ctx.now.plus_millis(offset) };
    if when.at.millis_since(now) > AHEAD_MS {
        found.push(Shortfall::new(Rule::Ahead).at(field));
    }
    if action
        && let Some(minutes) = super::time::late(when.at, ctx.now)
        && late_reason.is_none()
        && state.case.catch_up.is_none()
    {
        found.push(Shortfall::new(Rule::Late).at("late-reason").with("minutes", minutes));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::artefact::Artefact;
    use crate::domain::decision::Sources;
    use crate::library::procedure::Procedure;

    struct Nothing;
    impl Sources for Nothing {
        fn attachment(&self, _: &str) -> Option<Vec<u8>> {
            None
        }
        fn staged(&self, _: &str) -> Option<Artefact> {
            None
        }
        fn procedure(&self, _: &str) -> Option<Result<(Procedure, String), String>> {
            None
        }
    }

    fn offset(laptop: &str, typed: &str) -> i64 {
        let author = Author::default();
        let now = Instant::parse_rfc3339(laptop).unwrap();
        let ctx = Ctx { now, zone: chrono_tz::Europe::Berlin, author: &author, sources: &Nothing, level: None };
        let decision = check_clock(&Incident::default(), &Input::default().with("reference", typed), &ctx).unwrap();
        let Some(super::super::fact::Fact::Station(StationFact::ClockChecked(check))) = decision.facts.first() else {
            panic!()
        };
        check.offset_ms / 1000
    }

    #[test]
    fn how_a_fingerprint_was_compared_goes_on_record_and_silence_is_remarked() {
        let author = Author::default();
        let now = Instant::from_millis(0);
        let ctx = Ctx { now, zone: chrono_tz::UTC, author: &author, sources: &Nothing, level: None };
        let asked = |compared: &str| {
            let input = Input::default().with("station", "b700000000000000").with("compared", compared);
            let input = input.with("fingerprint", format!("SHA256:{}", "A".repeat(43)));
            admit(&Incident::default(), &input, &ctx)
        };
        for (compared, remarked) in
            [("phone", false), ("side-by-side", false), ("paper", false), ("not", true), ("", true)]
        {
            let decision = asked(compared).unwrap();
            let Some(super::super::fact::Fact::Station(StationFact::Admitted(admitted))) = decision.facts.first()
            else {
                panic!()
            };
            assert_eq!(admitted.compared, compared);
            let rules: Vec<Rule> = decision.shortfalls.iter().map(|short| short.rule).collect();
            assert_eq!(rules == [Rule::StationUncompared], remarked, "{compared}: {rules:?}");
        }
        assert_eq!(asked("by feel").unwrap_err().rule, Rule::NotAChoice);
        let old: Admitted =
            serde_json::from_str(r#"{"station":"b700000000000000","fingerprint":"SHA256:q","label":""}"#).unwrap();
        assert!(old.compared.is_empty(), "a record of before reads as it did");
        assert!(!serde_json::to_string(&old).unwrap().contains("compared"));
    }

    #[test]
    fn a_reference_without_a_date_is_the_nearest_one() {
        assert_eq!(offset("2026-11-21T11:05:40Z", "12:05"), 0, "within the minute");
        assert_eq!(offset("2026-11-21T11:05:40Z", "14:05"), 7_200, "two hours ahead, not twenty-two behind");
        assert_eq!(offset("2026-11-21T11:05:40Z", "12:05:45"), 5);
        assert_eq!(offset("2026-11-21T23:01:10Z", "23:59"), -120, "before midnight, read after it");
        assert_eq!(offset("2026-11-21T11:05:00Z", "2026-11-20 12:05"), -86_400, "a date is believed");
    }

    #[test]
    fn a_jump_takes_the_measured_offset_along() {
        let mut stations = Stations::default();
        let at = Instant::from_millis(0);
        let meta = Meta {
            id: RecordId { station: StationId(1), seq: 1 },
            lamport: 1,
            recorded_at: at,
            author: Author::default(),
            zone: "UTC".to_owned(),
            mark: crate::domain::mark::Mark::default(),
            privileged: false,
        };
        let typing = crate::domain::time::TypingContext { now: at, zone: chrono_tz::UTC };
        let reference = When::now(&typing);
        let check = ClockChecked {
            reference,
            laptop: at,
            offset_ms: -7_200_000,
            source: String::new(),
            read_by: Author::default(),
        };
        stations.apply(&meta, &StationFact::ClockChecked(Box::new(check)));
        stations.apply(
            &meta,
            &StationFact::ClockJumped(Box::new(ClockJumped { before: at, after: at, by_ms: -7_200_000 })),
        );
        assert_eq!(stations.offset_ms(StationId(1)), Some(0));
    }
}
