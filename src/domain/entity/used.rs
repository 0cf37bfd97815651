//! Where an entity is used: every record that names it, of whatever kind. There is one way for all of them: the texts of their bodies are searched, so that no kind
//! of record can be forgotten. Only records that the state holds are looked at: a room sees no more uses than it sees records.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::name::{even, names};
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::lineage::Node;
use crate::library::query::quoted;

/// What one record says.
#[derive(Debug, Clone, PartialEq, Default)]
struct Text {
    /// Texts with the fields that they stand in.
    said: Vec<(String, String)>,
    /// Records that it points to, with a place in them where one is named.
    points: BTreeSet<(String, u64)>,
}

/// What the records of a case say, as their bodies have it.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    of: BTreeMap<RecordId, Text>,
    /// How many lines of the journal were heard.
    pub heard: u64,
    /// Which reading of the case they are of.
    pub reading: u64,
}

/// What is known of the imported rows that name something. They are counted beside the thread that draws, which takes its time in a large case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NamedRows {
    /// No rows were imported.
    #[default]
    None,
    /// Nobody counts them here.
    Uncounted,
    /// They are being counted.
    Counting,
    /// They could not be counted: the case is damaged.
    Failed,
    /// So many rows name it.
    Counted(u64),
}

/// What finds whatever names something by one of its names, typed over time or behind `warroom find`.
#[must_use]
pub fn query(names: &[String]) -> String {
    names.iter().map(|name| ["~", &quoted(name)].concat()).collect::<Vec<_>>().join(" OR ")
}

/// A record that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// Fields in which it does, by their names in the record.
    pub fields: Vec<String>,
    /// Whether it was struck.
    pub struck: bool,
}

impl Texts {
    /// Hears the body of a record. What cannot be read says nothing.
    pub fn hear(&mut self, record: RecordId, body: &[u8]) {
        let Ok(Value::Object(mut body)) = serde_json::from_slice::<Value>(body) else { return };
        let Some(fact) = body.remove("fact") else { return };
        let mut text = Text::default();
        let mut open = vec![(String::new(), fact)];
        while let Some((field, value)) = open.pop() {
            match value {
                Value::String(words) => {
                    if words.parse::<RecordId>().is_ok() {
                        text.points.insert((words, 0));
                    } else if !words.trim().is_empty() {
                        text.said.push((field, even(&words)));
                    }
                }
                Value::Array(items) => open.extend(items.into_iter().map(|item| (field.clone(), item))),
                Value::Object(mut members) => {
                    let item = members.get("item").and_then(Value::as_u64).unwrap_or_default();
                    if let (true, Some(Value::String(id))) = (item > 0, members.get("record")) {
                        text.points.insert((id.clone(), item));
                        members.remove("record");
                    }
                    open.extend(members.into_iter().map(|(name, value)| {
                        let below = if field.is_empty() { name } else { [field.as_str(), &name].join(".") };
                        (below, value)
                    }));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) => {}
            }
        }
        self.of.insert(record, text);
    }
}

/// Records of the state that name something by one of its names (as [`even`] makes them) or point to one of its records, in the order of what happened.
#[must_use]
pub fn used(state: &Incident, texts: &Texts, keys: &[Node], known: &[String]) -> Vec<Use> {
    let points: Vec<(String, u64)> = keys.iter().map(|key| (key.record.to_string(), key.item)).collect();
    let mut found: Vec<Use> = Vec::new();
    for (record, text) in &texts.of {
        let Some(kind) = state.kinds.get(record) else { continue };
        let own = keys.iter().any(|key| key.record == *record);
        let pointed = points.iter().any(|point| text.points.contains(point));
        let named = text.said.iter().filter(|(_, words)| known.iter().any(|name| names(words, name)));
        let fields: BTreeSet<String> = named.map(|(field, _)| field.clone()).collect();
        if own || pointed || !fields.is_empty() {
            let kind = match kind {
                RecordKind::Known(kind) => (*kind).to_owned(),
                RecordKind::Unknown(kind) => kind.clone(),
            };
            let fields = fields.into_iter().collect();
            found.push(Use { record: *record, kind, fields, struck: state.struck(*record) });
        }
    }
    let happened = |record: RecordId| state.timeline.line(record).map(|line| line.happened);
    found.sort_by_key(|found| (happened(found.record), found.record));
    found
}
