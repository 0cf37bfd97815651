//! What was watched for and came back: containment is open again until a containment that cites the hit counts, or another person showed that it was none.

use std::collections::BTreeSet;

use super::credit::cleared_shortfalls;
use super::{HitRef, made};
use crate::domain::containment;
use crate::domain::decision::Refusal;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Fields;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, When};

/// A hit and what followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which.
    pub of: HitRef,
    /// What it was on.
    pub asset: String,
    /// What was seen.
    pub words: String,
    /// Who saw it.
    pub by: Author,
    /// When.
    pub at: When,
    /// The record by which another person showed that it was none.
    pub cleared: Option<RecordId>,
    /// The first containment that cites it and counts, and from when on that holds.
    pub contained: Option<(RecordId, Instant)>,
}

impl Hit {
    fn new(of: HitRef, asset: &str, words: &str, by: &Author, at: &When) -> Self {
        let (asset, words) = (asset.to_owned(), words.to_owned());
        Hit { of, asset, words, by: by.clone(), at: at.clone(), cleared: None, contained: None }
    }

    /// Whether containment is open because of it.
    #[must_use]
    pub fn open(&self) -> bool {
        self.cleared.is_none() && self.contained.is_none()
    }
}

/// Every hit, in the order of recording. Striking its record does not make a hit go away, since whoever saw it would then have the last word on it: it stands
/// until another record has the same alert, or another person showed that it was none.
#[must_use]
pub fn hits(state: &Incident) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for entry in &state.monitoring.entries {
        let day = &entry.watched;
        for alert in day.alerts.iter().filter(|alert| alert.is_hit()) {
            let of = HitRef { record: entry.id, alert: alert.id.clone() };
            found.push(Hit::new(of, &alert.asset, &alert.words, &day.reviewer, &day.at));
        }
    }
    for (id, seen) in &state.monitoring.seen {
        let of = HitRef { record: *id, alert: seen.alert.clone() };
        found.push(Hit::new(of, &seen.asset, &seen.words, &seen.by, &seen.at));
    }
    let standing: BTreeSet<String> =
        found.iter().filter(|hit| !state.struck(hit.of.record)).map(|hit| hit.of.alert.clone()).collect();
    found.retain(|hit| !state.struck(hit.of.record) || !standing.contains(&hit.of.alert));
    if found.is_empty() {
        return found;
    }
    for hit in &mut found {
        let cleared =
            state.monitoring.cleared.iter().filter(|(id, cleared)| !state.struck(*id) && cleared.hit == hit.of);
        let mut sound = cleared.filter(|(id, cleared)| cleared_shortfalls(state, Some(*id), cleared, hit).is_empty());
        hit.cleared = sound.next().map(|(id, _)| *id);
        hit.contained = contained(state, hit);
    }
    found
}

/// Hits for which nothing was contained again: the one place that says why containment is open.
#[must_use]
pub fn open_hits(state: &Incident) -> Vec<Hit> {
    hits(state).into_iter().filter(Hit::open).collect()
}

/// The first containment that cites a hit, was made after it and counts. It holds from when it was made, and never from before the hit was on record: nobody
/// contains again what nobody has seen yet.
fn contained(state: &Incident, hit: &Hit) -> Option<(RecordId, Instant)> {
    let known = made(state, Some(hit.of.record), hit.at.at);
    let cites = state.containment.standing(state).filter(|action| action.done.hits.contains(&hit.of));
    let after = cites.filter(|action| action.done.at.at >= hit.at.at);
    let counting = after.filter(|action| containment::shortfalls(state, action).is_empty());
    let first = counting.min_by_key(|action| (action.done.at.at, action.id))?;
    Some((first.id, first.done.at.at.max(known)))
}

impl Fields<'_> {
    /// Hits by the alert's id, by the record, or by both (`48 1142`); several with commas. A record with more than one hit stands for the one on this asset.
    ///
    /// # Errors
    /// [`Rule::NotFound`].
    pub(in crate::domain) fn hits(&self, field: &'static str, asset: &str) -> Result<Vec<HitRef>, Refusal> {
        let named = self.list(field);
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let all = hits(self.state);
        let mut found = Vec::new();
        for name in named {
            let of = one(self.state, &all, &name, asset).ok_or_else(|| self.not_found(field, &name))?;
            if !found.contains(&of) {
                found.push(of);
            }
        }
        Ok(found)
    }

    /// One hit; where nothing is typed the last one that is open.
    ///
    /// # Errors
    /// [`Rule::Empty`], [`Rule::NotFound`].
    pub(super) fn hit(&self, field: &'static str) -> Result<Hit, Refusal> {
        let all = hits(self.state);
        let found = match self.text(field) {
            None => {
                let open = all.iter().rfind(|hit| hit.open()).map(|hit| hit.of.clone());
                open.ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field))?
            }
            Some(name) => one(self.state, &all, name.trim(), "").ok_or_else(|| self.not_found(field, &name))?,
        };
        let hit = all.into_iter().find(|hit| hit.of == found);
        hit.ok_or_else(|| Refusal::new(Rule::Empty, Some(field)).code(field))
    }
}

fn one(state: &Incident, all: &[Hit], name: &str, asset: &str) -> Option<HitRef> {
    // The last one of that id: a system that raises an alert again may give it the same.
    if let Some(hit) = all.iter().rfind(|hit| hit.of.alert == name) {
        return Some(hit.of.clone());
    }
    let (record, alert) =
        name.split_once(char::is_whitespace).map_or((name, None), |(record, alert)| (record, Some(alert.trim())));
    let record = state.record_named(record)?;
    let of_record: Vec<&Hit> = all.iter().filter(|hit| hit.of.record == record).collect();
    let found = match (alert, of_record.as_slice()) {
        (Some(alert), several) => several.iter().find(|hit| hit.of.alert == alert),
        (None, [only]) => Some(only),
        (None, several) => several.iter().find(|hit| hit.asset.eq_ignore_ascii_case(asset.trim())),
    };
    found.map(|hit| hit.of.clone())
}
