//! Privilege and legal hold: counsel's two words on the record. What is privileged is masked for every audience and left out of every export until counsel releases
//! it; while counsel holds the evidence, nothing of it is disposed of with credit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident, RecordKind};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::proof::PRESENCES;
use super::rules::Rule;
use super::time::When;

facts! {
    /// Facts about privilege and legal hold.
    PrivilegeFact {
        /// A record is privileged.
        Claimed(Claimed) = "privilege.claimed" [listed],
        /// Its privilege was released, or somebody said so.
        Released(Released) = "privilege.released" [listed],
        /// Nothing is disposed of from now on.
        Held(Held) = "hold.placed" [listed],
        /// The hold ended, or somebody said so.
        Lifted(Lifted) = "hold.lifted" [listed],
    }
}

/// The role that releases.
const COUNSEL: &str = "legal_counsel";
/// Lines that say whose chain counts: without them nothing could be read.
const CARRYING: &[&str] = &["chain.opened", "station.admitted", "journal.damage-seen"];

/// A record made privileged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// The record.
    pub record: RecordId,
    /// Whose privilege it is.
    pub whose: String,
    /// Since when.
    pub since: When,
    /// Why.
    pub reason: String,
}

/// Counsel's word, and whether it was counsel's: settled when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Who.
    pub by: Author,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// Whether they held the role of counsel and showed their presence.
    pub counsel: bool,
    /// Why.
    pub reason: String,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// The record.
    pub record: RecordId,
    /// Whose word.
    pub word: Word,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Who placed it.
    pub by: Author,
    /// Why: the suit, the order, the request.
    pub reason: String,
}

/// The end of all holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifted {
    /// Whose word.
    pub word: Word,
}

/// Privilege and holds, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Privileges {
    /// Claims by the record they are about, in order.
    claimed: BTreeMap<RecordId, BTreeMap<RecordId, Claimed>>,
    /// Releases by counsel, by the record they are about.
    released: BTreeMap<RecordId, BTreeSet<RecordId>>,
    /// Records whose words a record repeats, by that record: it is privileged with any of them.
    repeats: BTreeMap<RecordId, Vec<RecordId>>,
    /// Holds that stand.
    pub holds: Vec<(RecordId, Held)>,
    /// Disposals recorded while a hold stood.
    pub disposed_under_hold: BTreeSet<RecordId>,
    /// Whether a record was written as privileged, which needs no claim.
    pub(super) written: bool,
}

/// Records that repeat records which are followed: more than these no words of people go through.
const DEEP: usize = 3;

impl Privileges {
    /// Whether any record was ever claimed to be privileged, or written as that.
    #[must_use]
    pub fn any(&self) -> bool {
        self.written || !self.claimed.is_empty()
    }

    /// Takes in what a record says before its turn in the fold: the record that it is about may come earlier.
    pub(super) fn learn(&mut self, id: RecordId, fact: &PrivilegeFact) {
        match fact {
            PrivilegeFact::Claimed(claimed) => {
                self.claimed.entry(claimed.record).or_default().insert(id, (**claimed).clone());
            }
            PrivilegeFact::Released(released) if released.word.counsel => {
                self.released.entry(released.record).or_default().insert(id);
            }
            PrivilegeFact::Released(_) | PrivilegeFact::Held(_) | PrivilegeFact::Lifted(_) => {}
        }
    }

    /// Takes in whose words a record repeats.
    pub(super) fn repeats(&mut self, id: RecordId, of: &[RecordId]) {
        if !of.is_empty() {
            self.repeats.insert(id, of.to_vec());
        }
    }

    pub(super) fn apply(&mut self, meta: &Meta, fact: &PrivilegeFact, struck: bool, station: StationId) -> Act {
        if !struck {
            self.learn(meta.id, fact);
        }
        let msg = match fact {
            PrivilegeFact::Claimed(claimed) => Msg::new("act-privileged")
                .with("record", claimed.record.label(station))
                .with("whose", claimed.whose.clone()),
            PrivilegeFact::Released(released) => {
                Msg::new(if released.word.counsel { "act-privilege-released" } else { "act-privilege-not-released" })
                    .with("record", released.record.label(station))
                    .with("who", released.word.by.name.clone())
            }
            PrivilegeFact::Held(held) => {
                if !struck {
                    self.holds.push((meta.id, (**held).clone()));
                }
                Msg::new("act-hold").with("who", held.by.name.clone()).with("reason", held.reason.clone())
            }
            PrivilegeFact::Lifted(lifted) => {
                if lifted.word.counsel && !struck {
                    self.holds.clear();
                }
                Msg::new(if lifted.word.counsel { "act-hold-lifted" } else { "act-hold-not-lifted" })
                    .with("who", lifted.word.by.name.clone())
            }
        };
        Act::at(meta.recorded_at, msg)
    }

    /// Whether a record is privileged and not released: by itself, or since it repeats words of one that is. `own` is whether it was written as privileged.
    #[must_use]
    pub fn covers(&self, record: RecordId, own: bool) -> bool {
        (own || self.claimed.contains_key(&record) || self.repeats_kept(record, DEEP))
            && !self.released.contains_key(&record)
    }

    /// Whether a record repeats words of one that is kept: minutes a fact, the fact a row of an import.
    fn repeats_kept(&self, record: RecordId, steps: usize) -> bool {
        let kept = |other: &RecordId| {
            let itself = self.claimed.contains_key(other) || (steps > 0 && self.repeats_kept(*other, steps - 1));
            itself && !self.released.contains_key(other)
        };
        self.repeats.get(&record).is_some_and(|of| of.iter().any(kept))
    }

    /// The claims about a record.
    pub fn claims(&self, record: RecordId) -> impl Iterator<Item = (&RecordId, &Claimed)> {
        self.claimed.get(&record).into_iter().flatten()
    }

    /// Whether anything may be disposed of.
    #[must_use]
    pub fn held(&self) -> bool {
        !self.holds.is_empty()
    }
}

fn about(fields: &Fields<'_>) -> Result<RecordId, Refusal> {
    let record = fields.record("record")?;
    let carries = match fields.state.kinds.get(&record) {
        Some(RecordKind::Known(kind)) => CARRYING.contains(kind),
        Some(RecordKind::Unknown(_)) => false,
        None => return Err(fields.not_found("record", &record.to_string())),
    };
    if carries { Err(Refusal::new(Rule::CarriesTheChain, Some("record"))) } else { Ok(record) }
}

fn word(fields: &Fields<'_>) -> Result<(Word, Vec<Shortfall>), Refusal> {
    let by = fields.required_person("person")?;
    let presence = fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned();
    let presence_ref = fields.text("presence-ref").unwrap_or_default();
    let state = fields.state;
    let counsel = state.people.roles_of(&by).contains(&COUNSEL) && state.present(&by, &presence, &presence_ref);
    let short = if counsel { Vec::new() } else { vec![Shortfall::new(Rule::NotCounsel).at("person")] };
    Ok((Word { by, presence, presence_ref, counsel, reason: fields.required("reason")? }, short))
}

/// `privilege`: a record is privileged, whose and since when.
///
/// # Errors
/// A record that is not in the case or carries the chain; nobody named; no reason.
pub fn claim(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = about(&fields)?;
    let (whose, since) = (fields.required("whose")?, fields.when_or_now("since")?);
    let mark = state.timeline.line(record).map(|line| line.mark);
    Ok(Decision::of(Claimed { record, whose, since, reason: fields.required("reason")? }).marked(mark))
}

/// `release-privilege`: counsel releases a record.
///
/// # Errors
/// A record that is not in the case; nobody named; no reason.
pub fn release(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = about(&fields)?;
    let (word, short) = word(&fields)?;
    let mark = state.timeline.line(record).map(|line| line.mark);
    Ok(Decision::of(Released { record, word }).short(short).marked(mark))
}

/// `hold`: nothing is disposed of until counsel lifts it. Anybody may say so in time.
///
/// # Errors
/// No reason.
pub fn hold(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let by = fields.person("person").unwrap_or_else(|| ctx.author.clone());
    Ok(Decision::of(Held { by, reason: fields.required("reason")? }))
}

/// `lift-hold`: counsel lifts the hold.
///
/// # Errors
/// Nobody named; no reason.
pub fn lift(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (word, short) = word(&fields)?;
    Ok(Decision::of(Lifted { word }).short(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::play::Play;
    use crate::domain::timeline;

    fn noted(play: &mut Play) -> RecordId {
        play.done(timeline::log, &[("text", "advice of counsel")])
    }

    #[test]
    fn a_privileged_record_is_so_until_counsel_releases_it() {
        let mut play = Play::bare();
        let record = noted(&mut play);
        let id = record.to_string();
        let since = [("record", id.as_str()), ("whose", "the company"), ("reason", "advice")];
        let claim_id = play.done(claim, &since);
        assert!(play.state.privileges.covers(record, false));
        assert!(
            play.state
                .privileges
                .claims(record)
                .any(|(found, claimed)| *found == claim_id && claimed.whose == "the company")
        );
        let by = [("record", id.as_str()), ("person", "Lena Brandt"), ("reason", "court asked")];
        let (_, rules) = play.run(release, &by);
        assert_eq!(rules, ["X-02"], "she is not counsel");
        assert!(play.state.privileges.covers(record, false));
        play.done(crate::domain::people::assign, &[("role", "legal_counsel"), ("person", "Lena Brandt")]);
        let signed = [("presence", "wet-ink"), ("presence-ref", "slip 4, safe")];
        let (_, rules) = play.run(release, &[by.as_slice(), signed.as_slice()].concat());
        assert!(rules.is_empty(), "{rules:?}");
        assert!(!play.state.privileges.covers(record, false));
    }

    #[test]
    fn a_claim_that_is_struck_claims_nothing_and_the_chain_carries_on() {
        let mut play = Play::bare();
        let record = noted(&mut play);
        let id = record.to_string();
        let since = [("record", id.as_str()), ("whose", "the company"), ("reason", "advice")];
        let claim_id = play.done(claim, &since);
        play.strike(claim_id);
        assert!(!play.state.privileges.covers(record, false));
    }

    #[test]
    fn only_counsel_lifts_a_hold() {
        let mut play = Play::bare();
        play.done(hold, &[("reason", "suit announced")]);
        assert!(play.state.privileges.held());
        let by = [
            ("person", "Lena Brandt"),
            ("reason", "settled"),
            ("presence", "wet-ink"),
            ("presence-ref", "slip 5, safe"),
        ];
        assert_eq!(play.run(lift, &by).1, ["X-02"]);
        assert!(play.state.privileges.held());
        play.done(crate::domain::people::assign, &[("role", "legal_counsel"), ("person", "Lena Brandt")]);
        assert!(play.run(lift, &by).1.is_empty());
        assert!(!play.state.privileges.held());
    }
}
