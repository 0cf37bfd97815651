//! Drills (procedures.md section 6): the plan, the drill's own clock, injects and what was seen after them, and how that compares with what was expected. A
//! drill lives in the exercise store alone; nothing of it counts anywhere else, and no gate is softened in it.

mod clock;
mod decide;
mod fact;
mod judge;

pub use clock::{Clock, Phase, shown};
pub use decide::{begin, deliver, end, observe, on_screen, pause, plan, real_emergency, resume, score};
pub use fact::{CHANGES, DELIVERIES, Delivered, Inject, KINDS, Observed, Planned, RESULTS, Scored, Turned};
pub use judge::{
    Seen, delivered_shortfalls, observed_shortfalls, plan_shortfalls, record_shortfalls, scored_shortfalls, seen,
    untested, untested_from,
};

use super::artefact::Artefact;
use super::attention::{Need, Place, Urgency};
use super::decision::Refusal;
use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::Msg;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::time::Instant;

facts! {
    /// Facts about a drill.
    DrillFact {
        /// A drill was planned.
        Planned(Planned) = "drill.planned" [listed],
        /// Its clock was turned.
        Turned(Turned) = "drill.clock" [listed],
        /// An inject reached the players.
        Delivered(Delivered) = "drill.delivered" [listed],
        /// Something was seen after an inject.
        Observed(Observed) = "drill.observed" [listed],
        /// The evaluator compared it with what was expected.
        Scored(Scored) = "drill.scored" [listed],
    }
}

/// The purpose of the exercise store, as its chains are opened with.
pub const PURPOSE: &str = "exercise";
/// What every codename and number of a drill begins with.
pub const PREFIX: &str = "DRILL-";
/// What every file made for a drill says: it is kept out of real cases by this.
pub const MARKER: &str = "WARROOM-EXERCISE";
/// The incident class of a drill.
pub const CLASS: &str = "test/test";
/// An inject that is delivered this long after it fell due, by the wall clock, was late; milliseconds.
pub const LATE_MS: i64 = 2 * 60_000;

/// A drill, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drill {
    /// Plans in order, each with how often the clock had been turned before it.
    pub plans: Vec<(RecordId, Planned, usize)>,
    /// What turned the clock, in order.
    pub turned: Vec<(RecordId, Turned)>,
    /// Deliveries in order.
    pub delivered: Vec<(RecordId, Delivered)>,
    /// Observations in order.
    pub observed: Vec<(RecordId, Observed)>,
    /// Judgements in order; the last on one thing stands.
    pub scored: Vec<(RecordId, Scored)>,
}

impl Drill {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &DrillFact) -> Act {
        let marked = |text: &str| Sensitive::new(text, meta.mark, meta.privileged);
        match fact {
            DrillFact::Planned(planned) => {
                self.plans.push((meta.id, (**planned).clone(), self.turned.len()));
                let msg = Msg::new("act-drill-planned").with("title", marked(&planned.title));
                let msg = msg.code("kind", "drill-kind", planned.kind.clone()).with("count", planned.injects.len());
                Act::at(meta.recorded_at, msg.with("id", planned.procedure.clone()))
            }
            DrillFact::Turned(turned) => {
                self.turned.push((meta.id, (**turned).clone()));
                let msg = Msg::new("act-drill-clock").code("change", "drill-change", turned.change.clone());
                let msg = msg.with("who", turned.by.name.clone()).with("clock", shown(turned.drill_ms));
                Act::at(turned.wall, msg.with("reason", marked(&turned.reason)))
            }
            DrillFact::Delivered(delivered) => {
                let text = self.text_of(delivered.inject);
                self.delivered.push((meta.id, (**delivered).clone()));
                let msg = Msg::new("act-drill-delivered").with("number", delivered.inject.to_string());
                let msg =
                    msg.code("how", "drill-delivery", delivered.how.clone()).with("who", delivered.by.name.clone());
                let msg = msg.with("clock", shown(delivered.drill_ms)).with("text", marked(&text));
                Act::response(&delivered.at, None, msg)
            }
            DrillFact::Observed(observed) => {
                self.observed.push((meta.id, (**observed).clone()));
                let msg = Msg::new("act-drill-observed").with("number", observed.inject.to_string());
                let msg = msg.with("who", observed.by.name.clone()).with("clock", shown(observed.drill_ms));
                Act::response(&observed.at, None, msg)
            }
            DrillFact::Scored(scored) => {
                self.scored.push((meta.id, (**scored).clone()));
                let (of, number) = match (scored.inject, scored.objective) {
                    (Some(number), _) => ("inject", number),
                    (None, number) => ("objective", number.unwrap_or_default()),
                };
                let msg = Msg::new("act-drill-scored").code("of", "drill-of", of).with("number", number.to_string());
                let msg = msg.code("result", "drill-result", scored.result.clone());
                Act::at(scored.wall, msg.with("who", scored.by.name.clone()))
            }
        }
    }

    /// What the players are told by an inject, as it was planned last.
    fn text_of(&self, number: u32) -> String {
        let planned = self.plans.last().map(|(_, planned, _)| planned);
        planned.and_then(|planned| planned.inject(number)).map(|inject| inject.text.clone()).unwrap_or_default()
    }
}

impl Planned {
    /// An inject by its number, from 1.
    #[must_use]
    pub fn inject(&self, number: u32) -> Option<&Inject> {
        self.injects.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Injects with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Inject)> {
        (1_u32..).zip(&self.injects)
    }
}

/// Whether this is an exercise: bound into every line and every signature of it.
#[must_use]
pub fn exercise(state: &Incident) -> bool {
    state.stations.purpose() == Some(PURPOSE)
}

/// A codename that says that it is one of a drill.
#[must_use]
pub fn codename(given: &str) -> String {
    let given = given.trim();
    if given.starts_with(PREFIX) { given.to_owned() } else { [PREFIX, given].concat() }
}

/// The plan that counts: the last one that was recorded before the drill began.
#[must_use]
pub fn planned(state: &Incident) -> Option<&(RecordId, Planned, usize)> {
    let began = |turns: usize| {
        let before = state.drill.turned.iter().take(turns);
        before.filter(|(id, turned)| !state.struck(*id) && turned.change == CHANGES[0]).count() > 0
    };
    state.drill.plans.iter().rfind(|(id, _, turns)| !state.struck(*id) && !began(*turns))
}

/// The drill's clock, from what is not struck.
#[must_use]
pub fn clock(state: &Incident) -> Clock {
    let turned = state.drill.turned.iter().filter(|(id, _)| !state.struck(*id)).map(|(_, turned)| turned);
    Clock::of(turned, planned(state).map_or(1, |(_, planned, _)| planned.factor))
}

/// The delivery of an inject that stands: the first.
#[must_use]
pub fn delivery(state: &Incident, number: u32) -> Option<&(RecordId, Delivered)> {
    state.drill.delivered.iter().find(|(id, delivered)| !state.struck(*id) && delivered.inject == number)
}

/// What was seen after an inject, in order.
pub fn observations(state: &Incident, number: u32) -> impl Iterator<Item = &(RecordId, Observed)> {
    state.drill.observed.iter().filter(move |(id, observed)| !state.struck(*id) && observed.inject == number)
}

/// The judgement on an inject or an objective that stands: the last.
#[must_use]
pub fn judgement(state: &Incident, inject: Option<u32>, objective: Option<u32>) -> Option<&(RecordId, Scored)> {
    let same = |scored: &Scored| scored.inject == inject && scored.objective == objective;
    state.drill.scored.iter().rfind(|(id, scored)| !state.struck(*id) && same(scored))
}

/// Injects that fell due after one instant of the wall clock, up to another: each falls due once.
#[must_use]
pub fn fell_due(state: &Incident, after: Instant, until: Instant) -> Vec<u32> {
    let Some((_, planned, _)) = planned(state) else { return Vec::new() };
    let clock = clock(state);
    let due = |(number, inject): (u32, &Inject)| {
        clock.minute(inject.minute).filter(|due| *due > after && *due <= until).map(|_| number)
    };
    planned.numbered().filter_map(due).collect()
}

/// Injects that are due and that nobody delivered, with the instant at which each fell due.
#[must_use]
pub fn waiting(state: &Incident, now: Instant) -> Vec<(u32, Instant)> {
    let Some((_, planned, _)) = planned(state).filter(|_| exercise(state)) else { return Vec::new() };
    let clock = clock(state);
    let due = |(number, inject): (u32, &Inject)| {
        let due = clock.minute(inject.minute).filter(|due| *due <= now)?;
        delivery(state, number).is_none().then_some((number, due))
    };
    planned.numbered().filter_map(due).collect()
}

/// Injects that wait ring until somebody delivers them; a drill that stands still says so, whether anything was declared in it or not.
pub(super) fn waits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    if !exercise(state) || clock(state).phase() == Phase::Over {
        return;
    }
    let Some((plan, planned, _)) = planned(state) else { return };
    for (number, due) in waiting(state, now) {
        let inject = planned.inject(number);
        let text = inject.map(|inject| inject.text.as_str()).unwrap_or_default();
        let over = super::attention::span(now.millis_since(due));
        let what = Msg::new("need-inject").with("number", number.to_string()).with("over", over);
        let what = what.with("text", super::sheet::marked(state, *plan, text));
        let need = Need::new(Urgency::Now, due.millis(), what, Place::Case);
        let key = ["inject:", &number.to_string(), ":", &due.millis().to_string()].concat();
        found.push(need.act("drill-deliver", Input::default().with("inject", number.to_string())).ring(key));
    }
    let (message, command) = match clock(state).phase() {
        Phase::Before => ("need-drill-start", "drill-start"),
        Phase::Paused => ("need-drill-resume", "drill-resume"),
        Phase::Running | Phase::Over => return,
    };
    found.push(Need::new(Urgency::Waits, 0, Msg::new(message), Place::Case).act(command, Input::default()));
}

/// What is marked as made in an exercise is not put into a real case: `head` is how its bytes begin.
///
/// # Errors
/// [`Rule::OfAnExercise`].
pub fn keep_out(state: &Incident, field: Option<&'static str>, name: &str, head: &[u8]) -> Result<(), Refusal> {
    if exercise(state) || !of_an_exercise(head) {
        return Ok(());
    }
    Err(Refusal::new(Rule::OfAnExercise, field).with("name", state.sensitive(&super::text::visible(name))))
}

/// The head line of whatever is printed of an exercise: the word for it, and the marker by which a real case knows it.
#[must_use]
pub fn head(word: &str) -> String {
    [word, "  ", MARKER].concat()
}

/// Whether these are the first bytes of compressed data: nothing is searched in it.
#[must_use]
pub fn compressed(head: &[u8]) -> bool {
    let kinds: [&[u8]; 7] =
        [b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"];
    kinds.iter().any(|kind| head.starts_with(kind))
}

/// Whether bytes say of themselves that they were made in an exercise: the marker, a paper with the banner and a number of a drill, a case file of an exercise.
#[must_use]
pub fn of_an_exercise(head: &[u8]) -> bool {
    // Of two bytes of a sign one is zero in the words looked for, whichever comes first.
    let narrow: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let within = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    let has = |words: &[u8]| within(head, words) || within(&narrow, words);
    let paper = has(b"EXERCISE") && has(PREFIX.as_bytes());
    let file = head.starts_with(b"SQLite") && has(b"\"purpose\":\"exercise\"");
    has(MARKER.as_bytes()) || paper || file
}

/// Files that records of the drill cite.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    state.drill.plans.iter().filter_map(|(id, planned, _)| Some((*id, planned.list.as_ref()?)))
}

#[cfg(test)]
mod tests;
