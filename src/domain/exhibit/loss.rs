//! A loss that is accepted: bytes of a source that nobody could read, named, with the reason why the image is relied on all the same. It never makes an image
//! whole; it says who answers for what is missing.

use serde::{Deserialize, Serialize};

use super::Exhibit;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// In what capacity somebody may accept a loss: roles, and the delegated authority of the organisation.
pub const CAPACITIES: &[&str] = &["irt_lead", "siro", "authority"];
/// Most stretches that a record repeats of a map; the log has them all.
const MOST: usize = 40;

/// A loss as it is known at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Loss {
    /// Stretches that warroom could not read.
    pub ranges: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Sectors that another tool reports as unread.
    pub sectors: u64,
}

impl Loss {
    fn none(self) -> bool {
        self == Loss::default()
    }

    /// Whether no more is lost than this.
    fn covers(self, other: Loss) -> bool {
        other.ranges <= self.ranges && other.bytes <= self.bytes && other.sectors <= self.sectors
    }
}

/// A loss accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossAccepted {
    /// The exhibit.
    pub exhibit: RecordId,
    /// What was known to be lost: if more is found to be lost later, that is open again.
    pub loss: Loss,
    /// Where, as the records have it: `bytes 1048576+4096`, `sectors 300+11`; empty where they count without saying where.
    pub mapped: String,
    /// Where, or what lies there, as people say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub named: String,
    /// Why the image is relied on all the same.
    pub reason: String,
    /// Who accepts it.
    pub by: Author,
    /// One of [`CAPACITIES`], held when it was recorded; empty for somebody who holds none.
    pub capacity: String,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// The second person.
    pub second: Author,
    /// One of [`PRESENCES`].
    pub second_presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub second_presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

impl Incident {
    /// What is on record as lost of an exhibit; none for an image that was cut off, since nobody knows what that lacks.
    #[must_use]
    pub fn loss(&self, exhibit: &Exhibit) -> Loss {
        let made = self.acquisitions.of(exhibit.id).filter(|made| made.state() == "incomplete");
        let (ranges, bytes) =
            made.and_then(|made| made.ended.as_ref()).map_or((0, 0), |(_, ended)| (ended.ranges, ended.unreadable));
        Loss { ranges, bytes, sectors: exhibit.unread_sectors() }
    }

    /// The record that accepts all that is lost of an exhibit, if there is one that counts.
    #[must_use]
    pub fn loss_accepted<'a>(&self, exhibit: &'a Exhibit) -> Option<&'a (RecordId, LossAccepted)> {
        let cut_off =
            self.acquisitions.of(exhibit.id).is_some_and(|made| !matches!(made.state(), "incomplete" | "whole"));
        let lost = self.loss(exhibit);
        let counts = |(id, accepted): &&(RecordId, LossAccepted)| {
            !self.struck(*id) && accepted.loss.covers(lost) && shortfalls(self, accepted).is_empty()
        };
        exhibit.losses.iter().rev().find(counts).filter(|_| !cut_off && !lost.none())
    }

    /// Why an exhibit that is an image earns no credit for what it lacks: nothing where it is whole, or its loss accepted.
    #[must_use]
    pub fn loss_shortfall(&self, exhibit: RecordId) -> Option<Shortfall> {
        let short = self.acquisitions.shortfall(exhibit)?;
        let known = self.register.exhibit(exhibit);
        known.and_then(|known| self.loss_accepted(known)).is_none().then_some(short)
    }
}

/// Where the records say that bytes are missing.
fn mapped(state: &Incident, exhibit: &Exhibit) -> String {
    let made = state.acquisitions.of(exhibit.id).and_then(|made| made.ended.as_ref());
    let bytes = made.map(|(_, ended)| ended.map.as_slice()).unwrap_or_default();
    let bytes: Vec<String> = bytes.iter().map(|range| format!("{}+{}", range.offset, range.length)).collect();
    let logs = exhibit.live_claims().map(|(_, claimed)| claimed).filter(|claimed| claimed.speaks_of_it());
    let sectors = logs.max_by_key(|claimed| claimed.unread()).map(|claimed| claimed.bad.ranges.as_slice());
    let sectors = sectors.unwrap_or_default().iter().map(|range| format!("{}+{}", range.first, range.count));
    let listed = |word: &str, ranges: Vec<String>| {
        let more = if ranges.len() > MOST { " ..." } else { "" };
        let shown = ranges.get(..MOST).unwrap_or(&ranges).join(" ");
        (!shown.is_empty()).then(|| [word, " ", &shown, more].concat())
    };
    [listed("bytes", bytes), listed("sectors", sectors.collect())].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Why an acceptance does not count.
fn shortfalls(state: &Incident, accepted: &LossAccepted) -> Vec<Shortfall> {
    let unmapped = accepted.mapped.is_empty() && accepted.named.trim().is_empty();
    let alone = accepted.second.name.trim().is_empty() || state.people.may_be_same(&accepted.second, &accepted.by);
    let owed = [("accepted-by", accepted.capacity.is_empty()), ("lost", unmapped), ("second", alone)];
    let owed: Vec<&'static str> = owed.into_iter().filter(|(_, owed)| *owed).map(|(field, _)| field).collect();
    // One record, one line: the rule says all that it asks.
    let mut short: Vec<Shortfall> =
        owed.first().map(|field| Shortfall::new(Rule::LossOwed).at(field)).into_iter().collect();
    if !state.present(&accepted.by, &accepted.presence, &accepted.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    if !alone && !state.present(&accepted.second, &accepted.second_presence, &accepted.second_presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("second-presence"));
    }
    short
}

/// In what capacity somebody accepts a loss now.
fn capacity(state: &Incident, by: &Author) -> &'static str {
    let roles = state.people.roles_of(by);
    let held = CAPACITIES.iter().find(|capacity| roles.contains(*capacity));
    let holders = state.deadlines.profile(state).map(|profile| profile.authority.as_slice()).unwrap_or_default();
    let delegated = || holders.iter().any(|name| state.people.same(&state.people.resolve(name), by));
    held.copied().unwrap_or_else(|| if delegated() { "authority" } else { "" })
}

/// `accept-loss`: lead or holder of authority accept, with a second person, that an image lacks what nobody could read.
///
/// # Errors
/// An unknown exhibit, no reason, an unreadable time.
pub fn accept_loss(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let exhibit = fields.exhibit("exhibit")?;
    let by = fields.person("accepted-by").unwrap_or_else(|| ctx.author.clone());
    let text = |field| fields.text(field).unwrap_or_default();
    let presence = |field| Ok(fields.choice(field, PRESENCES)?.unwrap_or("none").to_owned());
    let accepted = LossAccepted {
        exhibit: exhibit.id,
        loss: state.loss(exhibit),
        mapped: mapped(state, exhibit),
        named: text("lost"),
        reason: fields.required("reason")?,
        capacity: capacity(state, &by).to_owned(),
        by,
        presence: presence("presence")?,
        presence_ref: text("presence-ref"),
        second: fields.person("second").unwrap_or_default(),
        second_presence: presence("second-presence")?,
        second_presence_ref: text("second-presence-ref"),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = time_shortfalls("at", &accepted.at, true, accepted.late_reason.as_deref(), state, ctx);
    if accepted.loss.none() {
        short.push(Shortfall::new(Rule::NoLoss).at("exhibit").with("label", state.register.shown_label(exhibit)));
    }
    short.extend(shortfalls(state, &accepted));
    Ok(Decision::of(accepted).short(short))
}

#[cfg(test)]
#[path = "loss_tests.rs"]
mod tests;
