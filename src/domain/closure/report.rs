//! The closing report: made once at a named head of the journal and kept as an attachment. What it lists by number is what the SIRO accepts by signing it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::control::{Control, Standing, control};
use crate::domain::decision::Decision;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::msg::{Arg, Msg};
use crate::domain::time::Instant;

/// As what a report is kept.
pub const FORMATS: &[&str] = &["pdf", "markdown"];

/// Controls whose gaps are accepted by signing the report; the tenth is the signing itself.
pub(super) const LISTED: std::ops::RangeInclusive<u8> = 1..=9;

/// One point of the list that the SIRO signs: something that a control rests on although a rule was not met.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its number in the list, from 1.
    pub number: usize,
    /// The control.
    pub control: u8,
    /// What it is, the same for the same gap: a rule's id, or the record that accepted it.
    pub key: String,
    /// How many times, where it is a rule that several things do not meet.
    pub count: usize,
    /// What is said.
    pub what: Msg,
    /// Which things.
    pub about: Vec<Arg>,
}

/// A point as the report's record keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepts {
    /// Its number.
    pub number: usize,
    /// The control.
    pub control: u8,
    /// A rule's id, or a record.
    pub key: String,
    /// How many times.
    pub count: usize,
}

/// A report made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// The report, to the byte.
    pub file: Artefact,
    /// One of [`FORMATS`].
    pub format: String,
    /// Number of the form, as printed on it.
    pub number: String,
    /// Lines that this station's journal had.
    pub size: u64,
    /// Its head, hex.
    pub head: String,
    /// The last record of each station that is in it.
    pub until: BTreeMap<StationId, u64>,
    /// The points that are listed in it by number.
    pub accepts: Vec<Accepts>,
    /// When it was made.
    pub at: Instant,
}

/// The points of the list, numbered: what each partly met control rests on, and each memo that a control does not apply. A control that is not met at all cannot be accepted.
#[must_use]
pub fn points(state: &Incident) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    let listed = |control: &Control| matches!(control.standing, Standing::Partly | Standing::Memo);
    for control in LISTED.map(|id| control(state, id)).filter(listed) {
        found.extend(of_control(state, &control));
    }
    for (at, point) in found.iter_mut().enumerate() {
        point.number = at + 1;
    }
    found
}

fn of_control(state: &Incident, control: &Control) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    for accepted in &control.overrides {
        found.push(Point {
            number: 0,
            control: control.id,
            key: accepted.record.to_string(),
            count: 1,
            what: accepted.what.clone(),
            about: vec![Arg::Label(state.label(accepted.record))],
        });
    }
    for missing in &control.missing {
        let key = missing.shortfall.rule.id();
        let known = found.iter_mut().find(|point| point.key == key);
        match known {
            Some(point) => {
                point.count += 1;
                point.about.push(missing.about.clone());
            }
            None => found.push(Point {
                number: 0,
                control: control.id,
                key: key.to_owned(),
                count: 1,
                what: missing.shortfall.missing.clone(),
                about: vec![missing.about.clone()],
            }),
        }
    }
    found
}

/// The report that counts: the last that is not struck, whose bytes are there, and after which the case was not opened again.
#[must_use]
pub fn live(state: &Incident) -> Option<&(RecordId, Rendered)> {
    let before = state.closure.before(state);
    let since = state.closure.reports.iter().skip(before.reports);
    since.rev().find(|(id, rendered)| !state.struck(*id) && !state.excisions.bytes(&rendered.file.commitment))
}

/// How many points of a control are not in a report, now; none where the report lists all of them.
#[must_use]
pub fn uncovered(state: &Incident, rendered: &Rendered, control: &Control) -> usize {
    let listed = |point: &Point| {
        let same = |known: &&Accepts| known.control == point.control && known.key == point.key;
        rendered.accepts.iter().find(same).is_some_and(|known| known.count >= point.count)
    };
    of_control(state, control).iter().filter(|point| !listed(point)).count()
}

/// Records of weight that came after a report was made: what they say is not in it. What the signing and closing itself records is none of them.
#[must_use]
pub fn since(state: &Incident, rendered: &Rendered) -> Vec<RecordId> {
    let later = |id: &RecordId| rendered.until.get(&id.station).is_none_or(|last| id.seq > *last);
    let of_the_end = |id: &RecordId| match state.kinds.get(id) {
        Some(RecordKind::Known("record.struck")) => struck_by(state, *id).is_some_and(|target| lightly(state, target)),
        _ => lightly(state, *id),
    };
    let mut found: Vec<RecordId> =
        state.kinds.keys().filter(|id| later(id) && !state.struck(**id) && !of_the_end(id)).copied().collect();
    found.sort_unstable();
    found
}

/// Whether a record changes nothing of what the report says.
fn lightly(state: &Incident, id: RecordId) -> bool {
    let Some(RecordKind::Known(kind)) = state.kinds.get(&id) else { return false };
    light(kind) || closing_step(state, id, kind)
}

/// What a strike struck.
fn struck_by(state: &Incident, strike: RecordId) -> Option<RecordId> {
    state.timeline.struck.iter().find(|(_, (by, _))| *by == strike).map(|(target, _)| *target)
}

/// Kinds of records that change nothing of what the report says: the end itself, actions that go on, what the program observes, the laptop's own affairs.
fn light(kind: &str) -> bool {
    const PARTS: [&str; 13] = [
        "report",
        "paper",
        "action",
        "chain",
        "chains",
        "checkpoint",
        "anchor",
        "keys",
        "selftest",
        "ring",
        "readiness",
        "late",
        "safety",
    ];
    const KINDS: [&str; 8] = [
        "clock.checked",
        "clock.unchecked",
        "clock.jumped",
        "clock.threshold",
        "exhibit.hashed",
        "station.admitted",
        "closure.closed",
        "closure.reopened",
    ];
    PARTS.contains(&kind.split('.').next().unwrap_or_default()) || KINDS.contains(&kind)
}

/// Whether a record is about a step of the closing itself.
fn closing_step(state: &Incident, id: RecordId, kind: &str) -> bool {
    let about = |step: &str| state.work.step(step).is_some_and(|merged| merged.step.control == 10);
    match kind {
        "proof.attached" => named(&state.proofs.attached, id).is_some_and(about),
        "step.verified" => named(&state.proofs.verified, id).is_some_and(about),
        "step.taken" => named(&state.work.taken, id).is_some_and(about),
        _ => false,
    }
}

fn named<T>(by_step: &BTreeMap<String, Vec<(RecordId, T)>>, id: RecordId) -> Option<&str> {
    by_step.iter().find(|(_, records)| records.iter().any(|(known, _)| *known == id)).map(|(step, _)| step.as_str())
}

/// What the record of a report says of the case it was made from. `size` and `head` are those printed on it.
#[must_use]
pub fn make(
    state: &Incident,
    file: Artefact,
    format: &str,
    number: String,
    head: (u64, String),
    at: Instant,
) -> Decision {
    let mut until: BTreeMap<StationId, u64> = BTreeMap::new();
    for id in state.kinds.keys() {
        let last = until.entry(id.station).or_insert(id.seq);
        *last = (*last).max(id.seq);
    }
    let keep =
        |point: Point| Accepts { number: point.number, control: point.control, key: point.key, count: point.count };
    let accepts = points(state).into_iter().map(keep).collect();
    let (size, head) = head;
    Decision::of(Rendered { file, format: format.to_owned(), number, size, head, until, accepts, at })
}
