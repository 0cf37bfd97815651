//! Techniques of attackers that records and imported rows name, by the lists of MITRE ATT&CK and MITRE ATLAS (`library::technique`). An id that the lists do not
//! know is kept and said to be unknown: a list is older than the next incident.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::Shortfall;
use super::id::RecordId;
use super::incident::Incident;
use super::msg::Msg;
use super::rows;
use super::rules::Rule;
use super::text::visible;
use super::timeline::Line;
use crate::library::technique::{self, Framework, Tactic};

/// Techniques with their names, for one place in a text: `T1566 Phishing; T9999`.
#[must_use]
pub fn named(ids: &[String]) -> String {
    let one = |id: &String| technique::find(id).map_or_else(|| id.clone(), ToString::to_string);
    ids.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A technique in words: its id and whole name, and whether the lists know it no more, or not at all.
#[must_use]
pub fn said(id: &str) -> Msg {
    called(id, technique::Technique::full_name)
}

/// The same under the technique that it is a part of: its own name says enough there.
#[must_use]
pub fn said_below(id: &str) -> Msg {
    called(id, |known| known.name.to_owned())
}

fn called(id: &str, name: impl Fn(&technique::Technique) -> String) -> Msg {
    let Some(known) = technique::find(id) else {
        return Msg::new("technique-unknown").with("id", visible(id).into_owned());
    };
    let msg = match (known.retired, known.now) {
        (false, _) => Msg::new("technique-known"),
        (true, None) => Msg::new("technique-gone"),
        (true, Some(now)) => Msg::new("technique-retired").with("now", now),
    };
    msg.with("id", known.id).with("name", name(known))
}

/// What is remarked of techniques that the lists do not know, or know no more: they are recorded as they are.
#[must_use]
pub fn shortfall(ids: &[String]) -> Option<Shortfall> {
    let live = |id: &String| technique::find(id).is_some_and(|known| !known.retired);
    let unknown: Vec<String> = ids.iter().filter(|id| !live(id)).map(|id| visible(id).into_owned()).collect();
    let first = unknown.first()?;
    let next = match (technique::find(first), technique::search(first).first()) {
        (Some(old), _) if old.now.is_some() => {
            Msg::new("t-10-now").with("id", first.clone()).with("now", old.now.unwrap_or_default())
        }
        (None, Some(near)) => Msg::new("t-10-near").with("id", near.id).with("name", near.full_name()),
        _ => Msg::new("t-10-next"),
    };
    let mut short = Shortfall::new(Rule::TechniqueUnknown)
        .at("technique")
        .with("ids", unknown.join(", "))
        .with("attack", technique::ATTACK_VERSION)
        .with("atlas", technique::ATLAS_VERSION);
    short.next = next;
    Some(short)
}

/// Techniques that the procedures in use name: offered before all others.
#[must_use]
pub fn suggested(state: &Incident) -> BTreeSet<&str> {
    let chosen = state.work.chosen.iter().map(|(_, chosen)| &chosen.procedure);
    chosen.flat_map(|procedure| procedure.attack.iter().chain(&procedure.atlas)).map(String::as_str).collect()
}

// How often each was seen

/// Records and imported rows of the case that name something: a technique, one of which it is a part, a tactic.
pub type Counts = BTreeMap<String, u64>;

/// What is known of the imported rows that name techniques. They are counted beside the thread that draws, which takes its time in a large case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows<'a> {
    /// No rows were imported.
    None,
    /// They are being counted.
    Counting,
    /// They could not be counted: the case is damaged.
    Failed,
    /// So many rows name each.
    Counted(&'a Counts),
}

impl Rows<'_> {
    /// How many rows name something; none where that is not known, or not known yet.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<u64> {
        match self {
            Rows::Counted(counts) => Some(counts.get(id).copied().unwrap_or(0)),
            Rows::None => Some(0),
            Rows::Counting | Rows::Failed => None,
        }
    }
}

/// The packed files of the rows that count in a state, by their SHA-256: what is counted, and whether it was counted for this state.
#[must_use]
pub fn files(state: &Incident) -> Vec<String> {
    rows::counted(state).flat_map(|(_, imported)| imported.rows.iter().map(|file| file.sha256.clone())).collect()
}

/// The records that name each technique or a part of it, and those of each tactic, earliest first. What was struck, written again or refuted names nothing.
#[must_use]
pub fn records(state: &Incident) -> BTreeMap<&str, Vec<RecordId>> {
    let stands = |line: &&Line| line.superseded_by.is_none() && line.status() != "refuted" && !state.struck(line.id);
    let mut lines: Vec<&Line> = state.timeline.lines.iter().filter(stands).collect();
    lines.sort_by_key(|line| (line.happened, line.id));
    let mut found: BTreeMap<&str, Vec<RecordId>> = BTreeMap::new();
    for line in lines {
        let Some(detail) = &line.detail else { continue };
        for named in technique::counts_for(&detail.techniques) {
            found.entry(named).or_default().push(line.id);
        }
    }
    found
}

/// How often something was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    /// The technique, or the tactic.
    pub id: String,
    /// Records that name it, earliest first.
    pub records: Vec<RecordId>,
    /// Imported rows that name it; none where they are not counted.
    pub rows: Option<u64>,
}

impl Heat {
    /// How hot, from 1 to [`HOTTEST`]: seen once; up to 9 times; up to 99, 999, 9999; more often. 0 for never. What is not counted yet adds nothing.
    #[must_use]
    pub fn level(&self) -> u8 {
        match (self.records.len() as u64).saturating_add(self.rows.unwrap_or(0)) {
            0 => 0,
            1 => 1,
            2..=9 => 2,
            10..=99 => 3,
            100..=999 => 4,
            1_000..=9_999 => 5,
            _ => HOTTEST,
        }
    }
}

/// The highest level of heat.
pub const HOTTEST: u8 = 6;

/// One tactic with the techniques of it that were seen, in the order of the list: a part stands behind its whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Whose it is; none for ids that the lists do not know or that became nothing.
    pub tactic: Option<Tactic>,
    /// The tactic itself: how many records and rows name any technique of it. For ids in no list, nothing.
    pub heat: Heat,
    /// What was seen of it.
    pub seen: Vec<Heat>,
}

/// Every tactic in its order, ATT&CK before ATLAS, with the techniques that records and rows name; at the end what is in no list. A technique of several tactics
/// stands under each. A list none of whose techniques was seen is left out.
#[must_use]
pub fn heat(state: &Incident, rows: Rows<'_>) -> Vec<Group> {
    let records = records(state);
    let mut ids: BTreeSet<&str> = records.keys().copied().collect();
    if let Rows::Counted(counts) = rows {
        ids.extend(counts.keys().map(String::as_str));
    }
    let tactics = |framework: Framework| framework.tactics().iter().map(|tactic| tactic.id);
    let all_tactics: BTreeSet<&str> = Framework::ALL.into_iter().flat_map(tactics).collect();
    ids.retain(|id| !all_tactics.contains(id));
    let of =
        |id: &str| Heat { id: id.to_owned(), records: records.get(id).cloned().unwrap_or_default(), rows: rows.of(id) };
    let serves = |id: &str, tactic: &Tactic| technique::find(id).is_some_and(|known| known.tactics.contains(tactic));
    let mut groups = Vec::new();
    for framework in Framework::ALL {
        let own = |id: &&str| technique::find(id).is_some_and(|known| known.framework == framework);
        if !ids.iter().any(own) {
            continue;
        }
        groups.extend(framework.tactics().iter().map(|tactic| Group {
            tactic: Some(*tactic),
            heat: of(tactic.id),
            seen: ids.iter().filter(|id| serves(id, tactic)).map(|id| of(id)).collect(),
        }));
    }
    let nowhere = |id: &&&str| technique::find(id).is_none_or(|known| known.tactics.is_empty());
    let unknown: Vec<Heat> = ids.iter().filter(nowhere).map(|id| of(id)).collect();
    if !unknown.is_empty() {
        let heat = Heat { id: String::new(), records: Vec::new(), rows: None };
        groups.push(Group { tactic: None, heat, seen: unknown });
    }
    groups
}

#[cfg(test)]
#[path = "technique_tests.rs"]
mod tests;
