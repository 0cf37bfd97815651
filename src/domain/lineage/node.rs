//! Which artefact is meant: the record that brought it and, where that is a list, its place in it. Names may change and clash; this does not.

use serde::{Deserialize, Serialize};

use crate::domain::decision::Refusal;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Fields;
use crate::domain::rules::Rule;

/// An artefact by its record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Node {
    /// The record that brought it.
    pub record: RecordId,
    /// Its place in the list that the record is, from 1; 0 where the record is about one artefact.
    #[serde(default, skip_serializing_if = "zero")]
    pub item: u64,
}

/// An end of a link of a list: an artefact that is on record, or one that the same list brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The record that brought it; none where it is the list itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Its place in that list, from 1; 0 where the record is about one artefact.
    #[serde(default, skip_serializing_if = "zero")]
    pub item: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn zero(item: &u64) -> bool {
    *item == 0
}

impl From<RecordId> for Node {
    fn from(record: RecordId) -> Self {
        Node { record, item: 0 }
    }
}

impl From<Node> for End {
    fn from(node: Node) -> Self {
        End { record: Some(node.record), item: node.item }
    }
}

impl End {
    /// The artefact, in a list that is this record.
    #[must_use]
    pub fn of(self, list: RecordId) -> Node {
        Node { record: self.record.unwrap_or(list), item: self.item }
    }
}

impl Node {
    /// How it is typed and shown: `48`, and `48:3` for the third of a list.
    #[must_use]
    pub fn label(self, state: &Incident) -> String {
        let record = state.label(self.record);
        if self.item == 0 { record } else { [record.as_str(), &self.item.to_string()].join(":") }
    }
}

/// What a name came to.
pub(super) enum Meant {
    /// One artefact.
    One(Node),
    /// Nothing.
    None,
    /// Several: nobody can tell which.
    Several(Vec<Node>),
}

/// Which artefact is meant by a text: `NAME`, `NAME@VERSION`, `NAME VERSION`, its record, or `RECORD:PLACE`.
pub(super) fn meant(state: &Incident, text: &str) -> Meant {
    let text = text.trim();
    let named = state.lineage.named(state, text);
    match named.as_slice() {
        [one] => return Meant::One(*one),
        [] => {}
        _ => return Meant::Several(named),
    }
    let (record, item) = match text.rsplit_once(':') {
        Some((record, item)) => match item.parse() {
            Ok(item) => (record, item),
            Err(_) => return Meant::None,
        },
        None => (text, 0),
    };
    let node = state.record_named(record).map(|record| Node { record, item });
    let known = node.filter(|node| state.lineage.described(state, *node).is_some());
    known.map_or(Meant::None, Meant::One)
}

impl Fields<'_> {
    /// An artefact, if one was named.
    ///
    /// # Errors
    /// [`Rule::NotFound`], [`Rule::SeveralMeant`].
    pub(in crate::domain) fn artefact(&self, field: &'static str) -> Result<Option<Node>, Refusal> {
        self.text(field).map(|text| self.artefact_named(field, &text)).transpose()
    }

    /// Artefacts of a comma list.
    ///
    /// # Errors
    /// As [`Fields::artefact`].
    pub(super) fn artefacts(&self, field: &'static str, names: &[String]) -> Result<Vec<Node>, Refusal> {
        let mut found = Vec::new();
        for name in names {
            let node = self.artefact_named(field, name)?;
            if !found.contains(&node) {
                found.push(node);
            }
        }
        Ok(found)
    }

    fn artefact_named(&self, field: &'static str, text: &str) -> Result<Node, Refusal> {
        match meant(self.state, text) {
            Meant::One(node) => Ok(node),
            Meant::None => Err(self.not_found(field, text)),
            Meant::Several(nodes) => {
                let labels: Vec<String> = nodes.iter().take(9).map(|node| node.label(self.state)).collect();
                Err(Refusal::new(Rule::SeveralMeant, Some(field)).code(field).with("labels", labels.join(", ")))
            }
        }
    }
}
