//! Control 3, chain of custody: who held an exhibit, where, why, and whether the chain is whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::exhibit::Register;
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::proof::PRESENCES;
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::time_shortfalls;
use super::time::When;

facts! {
    /// Facts of custody.
    CustodyFact {
        /// One event in the life of an exhibit.
        Moved(Moved) = "custody.moved",
    }
}

/// Kinds of custody event (NIST SP 800-86, ISO/IEC 27037).
pub const EVENTS: &[&str] = &[
    "collected",
    "received",
    "released",
    "accepted",
    "stored",
    "checked-out",
    "sealed",
    "seal-opened",
    "copied",
    "verified",
    "verify-failed",
    "accessed",
    "exported",
    "returned",
    "disposed",
    "changed",
    "gap-explained",
];

/// One event of custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The exhibit.
    pub exhibit: RecordId,
    /// One of [`EVENTS`].
    pub event: String,
    /// Who gave it, person or place; empty where nothing changed hands.
    pub from: Author,
    /// Who has it now, person or place.
    pub to: Author,
    /// When.
    pub at: When,
    /// Site, room, cabinet.
    pub place: String,
    /// Why.
    pub purpose: String,
    /// Seal removed.
    pub seal_removed: String,
    /// Seal applied.
    pub seal_applied: String,
    /// Who allowed it.
    pub authority: String,
    /// Witness.
    pub witness: String,
    /// How presence of the one who signs this half was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// Remarks.
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What is wrong or open in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Who gave it is not who had it.
    Gap {
        /// The event after the gap.
        event: RecordId,
        /// Who held it according to the chain.
        held_by: String,
        /// Who gave it according to the event.
        given_by: String,
        /// The explanation, if one was recorded.
        explained: Option<RecordId>,
    },
    /// Released and not accepted.
    Open {
        /// The release.
        event: RecordId,
        /// To whom.
        to: String,
    },
    /// The seal removed is not the seal last applied.
    Seal {
        /// The event.
        event: RecordId,
        /// The seal that should have been there.
        applied: String,
        /// The seal that was removed.
        removed: String,
    },
}

/// Custody by exhibit, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Custody {
    /// Events in the order of the fold.
    pub events: BTreeMap<RecordId, Vec<(RecordId, Moved)>>,
}

impl Custody {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &CustodyFact, register: &Register) -> Option<Act> {
        let CustodyFact::Moved(moved) = fact;
        self.events.entry(moved.exhibit).or_default().push((meta.id, (**moved).clone()));
        let label = register.exhibit(moved.exhibit).map(super::exhibit::Exhibit::label).unwrap_or_default();
        let hands = !moved.from.name.is_empty() || !moved.to.name.is_empty();
        let id = match (hands, moved.place.is_empty()) {
            (false, true) => "act-custody",
            (false, false) => "act-custody-place",
            (true, true) => "act-custody-hands",
            (true, false) => "act-custody-hands-place",
        };
        let name = |who: &Author| if who.name.is_empty() { "?".to_owned() } else { who.name.clone() };
        let msg = Msg::new(id).with("label", label).code("event", "custody", moved.event.clone());
        let msg = if hands { msg.with("from", name(&moved.from)).with("to", name(&moved.to)) } else { msg };
        let msg = if moved.place.is_empty() {
            msg
        } else {
            msg.with("place", Sensitive::new(moved.place.clone(), meta.mark, meta.privileged))
        };
        Some(Act::response(&moved.at, moved.late_reason.as_ref(), msg))
    }

    /// Events of an exhibit, oldest occurrence first.
    #[must_use]
    pub fn chain(&self, exhibit: RecordId) -> Vec<&(RecordId, Moved)> {
        let mut chain: Vec<_> = self.events.get(&exhibit).into_iter().flatten().collect();
        chain.sort_by_key(|(id, moved)| (moved.at.at, *id));
        chain
    }

    /// Who has an exhibit, person or place; none before the first event.
    #[must_use]
    pub fn holder(&self, state: &Incident, exhibit: RecordId) -> Option<Author> {
        self.walk(state, exhibit, None).holder
    }

    /// The release that nobody has accepted with credit.
    #[must_use]
    pub fn open_release<'a>(&'a self, state: &Incident, exhibit: RecordId) -> Option<&'a (RecordId, Moved)> {
        let (open, _) = self.walk(state, exhibit, None).open?;
        self.events.get(&exhibit)?.iter().find(|(id, _)| *id == open)
    }

    /// Gaps, open halves and broken seals of one exhibit.
    #[must_use]
    pub fn findings(&self, state: &Incident, exhibit: RecordId) -> Vec<Finding> {
        let walked = self.walk(state, exhibit, None);
        let mut found = walked.found;
        found.extend(walked.open.map(|(event, moved)| Finding::Open { event, to: moved.to.name.clone() }));
        found
    }

    /// What an event that is about to be recorded would leave unexplained or broken: gaps and seals that are not there without it.
    fn new_findings(&self, state: &Incident, moved: &Moved) -> Vec<Finding> {
        let unexplained = |finding: &Finding| !matches!(finding, Finding::Gap { explained: Some(_), .. });
        let before = self.walk(state, moved.exhibit, None).found;
        let mut after = self.walk(state, moved.exhibit, Some(moved)).found;
        after.retain(|finding| unexplained(finding) && !before.contains(finding));
        after
    }

    /// Goes along the chain of an exhibit by the time things happened, with `next` as if it were recorded already.
    fn walk<'a>(&'a self, state: &Incident, exhibit: RecordId, next: Option<&'a Moved>) -> Walk<'a> {
        let recorded = self.events.get(&exhibit).into_iter().flatten().map(|(id, moved)| (*id, moved));
        let next = next.map(|moved| (RecordId { station: state.station, seq: u64::MAX }, moved));
        // The place in the order of recording says what an explanation can have known.
        let mut chain: Vec<(usize, RecordId, &Moved)> = recorded
            .chain(next)
            .enumerate()
            .filter(|(_, (id, _))| !state.struck(*id))
            .map(|(order, (id, moved))| (order, id, moved))
            .collect();
        let explanations: Vec<(usize, RecordId)> =
            chain.iter().filter(|(_, _, moved)| moved.event == EXPLAINED).map(|(order, id, _)| (*order, *id)).collect();
        chain.sort_by_key(|(_, id, moved)| (moved.at.at, *id));
        let holder = state.register.exhibit(exhibit).map(|exhibit| exhibit.registered.collected_by.clone());
        let mut walk = Walk { holder, open: None, found: Vec::new() };
        let mut gaps: Vec<(usize, usize)> = Vec::new();
        let mut seal = "";
        for (order, id, moved) in chain {
            if moved.event == EXPLAINED {
                continue;
            }
            if let Some(held_by) = &walk.holder
                && !moved.from.name.is_empty()
                && !state.people.same(held_by, &moved.from)
            {
                gaps.push((order, walk.found.len()));
                let (held_by, given_by) = (held_by.name.clone(), moved.from.name.clone());
                walk.found.push(Finding::Gap { event: id, held_by, given_by, explained: None });
            }
            if !moved.seal_removed.is_empty() {
                if moved.seal_removed != seal {
                    let (applied, removed) = (seal.to_owned(), moved.seal_removed.clone());
                    walk.found.push(Finding::Seal { event: id, applied, removed });
                }
                seal = "";
            }
            if !moved.seal_applied.is_empty() {
                seal = &moved.seal_applied;
            }
            let mut moves = moved.event != "released";
            if moved.event == "released" {
                walk.open = Some((id, moved));
            } else if let (true, Some((_, open))) = (takes_over(&moved.event), walk.open) {
                // What earns no credit leaves the release open, and the exhibit with its releaser.
                moves = acceptance_shortfalls(state, open, moved).is_empty();
                if moves {
                    walk.open = None;
                }
            }
            if moves && !moved.to.name.is_empty() {
                walk.holder = Some(moved.to.clone());
            }
        }
        // Each explanation takes the first gap recorded before it that none took yet.
        for (order, id) in explanations {
            let mut before = gaps.iter().filter(|(gap, _)| *gap < order).map(|(_, found)| *found);
            let taken =
                before.find(|found| matches!(walk.found.get(*found), Some(Finding::Gap { explained: None, .. })));
            if let Some(Finding::Gap { explained, .. }) = taken.and_then(|found| walk.found.get_mut(found)) {
                *explained = Some(id);
            }
        }
        walk
    }
}

/// The event that explains a gap.
const EXPLAINED: &str = "gap-explained";

/// Events that can be the second half of a hand-over.
fn takes_over(event: &str) -> bool {
    matches!(event, "accepted" | "received" | "returned")
}

/// Where a chain leads.
struct Walk<'a> {
    holder: Option<Author>,
    /// The release without a credited second half.
    open: Option<(RecordId, &'a Moved)>,
    /// Gaps and seals.
    found: Vec<Finding>,
}

/// Why an event does not close a release: the receiver is who it was released to, another person than the releaser, and shows presence.
fn acceptance_shortfalls(state: &Incident, open: &Moved, taken: &Moved) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if !state.people.same(&open.to, &taken.to) {
        short.push(Shortfall::new(Rule::CustodyGap).at("to").with("holder", open.to.name.clone()));
    }
    if state.people.may_be_same(&taken.to, &open.from) {
        short.push(Shortfall::new(Rule::AcceptedByReleaser).at("to"));
    }
    short.extend(unproven(state, taken, &taken.to));
    short
}

fn moved(fields: &Fields<'_>, event: &str, from: Author, to: Author) -> Result<(Moved, Vec<Shortfall>), Refusal> {
    let exhibit = fields.exhibit("exhibit")?.id;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), fields.state, fields.ctx);
    let text = |field| fields.text(field).unwrap_or_default();
    let moved = Moved {
        exhibit,
        event: event.to_owned(),
        from,
        to,
        place: text("place"),
        purpose: text("purpose"),
        seal_removed: text("seal-removed"),
        seal_applied: text("seal-applied"),
        authority: text("authority"),
        witness: text("witness"),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: text("presence-ref"),
        note: text("note"),
        late_reason,
        at,
    };
    for finding in fields.state.custody.new_findings(fields.state, &moved) {
        match finding {
            Finding::Gap { held_by, .. } => {
                short.push(Shortfall::new(Rule::CustodyGap).at("from").with("holder", held_by));
            }
            Finding::Seal { applied, .. } => {
                short.push(Shortfall::new(Rule::SealBroken).at("seal-removed").with("applied", applied));
            }
            Finding::Open { .. } => {}
        }
    }
    if takes_over(event) {
        match fields.state.custody.open_release(fields.state, exhibit) {
            Some((_, open)) => short.extend(acceptance_shortfalls(fields.state, open, &moved)),
            None => {
                if event == "accepted" {
                    short.push(Shortfall::new(Rule::OpenHandOver).at("exhibit"));
                }
                if fields.state.people.same(&moved.from, &moved.to) {
                    short.push(Shortfall::new(Rule::AcceptedByReleaser).at("to"));
                }
                if !moved.to.name.is_empty() {
                    short.extend(unproven(fields.state, &moved, &moved.to));
                }
            }
        }
    }
    Ok((moved, short))
}

fn unproven(state: &Incident, moved: &Moved, who: &Author) -> Option<Shortfall> {
    (!state.present(who, &moved.presence, &moved.presence_ref)).then(|| Shortfall::new(Rule::Unproven).at("presence"))
}

/// `custody`: any event in the life of an exhibit.
///
/// # Errors
/// An unknown exhibit or event, an unreadable time.
pub fn record(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("event")?;
    let event = fields.choice("event", EVENTS)?.unwrap_or_default();
    let from = fields.person("from").unwrap_or_default();
    let to = fields.person("to").unwrap_or_default();
    let (moved, mut short) = moved(&fields, event, from, to.clone())?;
    if !to.name.is_empty() && !takes_over(event) {
        short.extend(unproven(state, &moved, &to));
    }
    Ok(Decision::of(moved).short(short))
}

/// `release`: the first half of a hand-over.
///
/// # Errors
/// An unknown exhibit, nobody named to receive it.
pub fn release(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?.id;
    let from =
        fields.person("from").or_else(|| state.custody.holder(state, exhibit)).unwrap_or_else(|| ctx.author.clone());
    let to = fields.required_person("to")?;
    let (moved, mut short) = moved(&fields, "released", from.clone(), to)?;
    short.extend(unproven(state, &moved, &from));
    Ok(Decision::of(moved).short(short))
}

/// `accept`: the second half of a hand-over, by the receiver.
///
/// # Errors
/// An unknown exhibit; nobody named and no release open.
pub fn accept(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?.id;
    let open = state.custody.open_release(state, exhibit).map(|(_, open)| open.clone());
    let to = match (fields.person("to"), &open) {
        (Some(to), _) => to,
        (None, Some(open)) => open.to.clone(),
        (None, None) => fields.required_person("to")?,
    };
    let from = fields.person("from").or_else(|| open.as_ref().map(|open| open.from.clone())).unwrap_or_default();
    let (moved, short) = moved(&fields, "accepted", from, to)?;
    Ok(Decision::of(moved).short(short))
}

#[cfg(test)]
#[path = "custody_tests.rs"]
mod tests;
