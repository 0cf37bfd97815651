//! What a notice must say, item by item: the entry of the register, with the lists that `assets/contents.toml` lays over the shipped entries; and the words around
//! what a person writes.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::assets;
use super::catalogue::Origin;
use super::error::LibraryError;
use super::regimes::Register;
use super::source::parse_toml;

/// The lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Version of the layout.
    pub schema_version: u32,
    /// The words.
    pub words: Words,
    /// What a kind of notice says besides.
    #[serde(rename = "kind")]
    kinds: Vec<Kind>,
    #[serde(rename = "list")]
    lists: Vec<List>,
    #[serde(rename = "same")]
    same: Vec<Same>,
}

/// The words around what a person writes in a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Words {
    /// Before what is not yet known.
    pub unknown: String,
    /// Before the time at which it follows.
    pub follows: String,
    /// Before what is stated and not confirmed.
    pub unconfirmed: String,
    /// Before why an item does not apply.
    pub not_applicable: String,
    /// Where nothing is stated.
    pub missing: String,
    /// Before the low number.
    pub low: String,
    /// Before the likely number.
    pub likely: String,
    /// Before the high number.
    pub high: String,
    /// Before how the numbers were found.
    pub method: String,
    /// A first notice.
    pub initial: String,
    /// A supplement.
    pub supplement: String,
    /// A correction.
    pub correction: String,
    /// A withdrawal.
    pub withdrawal: String,
    /// The one item of a deadline without a list.
    pub whole: String,
}

/// One thing that a notice must say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id within the notice.
    pub id: String,
    /// What it asks for.
    pub text: String,
    /// Whether it concerns the organisation itself or is advice, so that no record of the incident is cited for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Whether it is a number of people, records or the like.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub number: bool,
    /// Whether it is asked for only where the notice is late.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// How sure that it is asked for; a level of the register, or `ours`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confidence: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    kind: String,
    items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "for")]
    deadlines: Vec<String>,
    #[serde(default)]
    confidence: String,
    items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    deadline: String,
    #[serde(rename = "as")]
    other: String,
}

impl Contents {
    /// The lists that the program carries, parsed at the first call.
    ///
    /// # Errors
    /// The parse error of the carried document; a test of this module shows that there is none.
    pub fn shipped() -> Result<&'static Self, &'static LibraryError> {
        static SHIPPED: OnceLock<Result<Contents, LibraryError>> = OnceLock::new();
        SHIPPED.get_or_init(|| parse_toml("contents.toml", assets::CONTENTS, None)).as_ref()
    }

    /// What a kind of notice says besides the list of its deadline.
    #[must_use]
    pub fn of_kind(&self, kind: &str) -> &[Item] {
        self.kinds.iter().find(|known| known.kind == kind).map_or(&[], |known| &known.items)
    }

    /// What the notice of a deadline must say. Never empty: a deadline without a list has one item, which is the whole.
    #[must_use]
    pub fn of(&self, register: &Register, regime: &str, deadline: &str) -> Vec<Item> {
        let key = format!("{regime}/{deadline}");
        let shipped = register.origin(regime) == Origin::Shipped;
        let same = self.same.iter().find(|same| shipped && same.deadline == key);
        let listed = same.map_or(key.as_str(), |same| same.other.as_str());
        let entry = register.regime(regime).and_then(|entry| entry.deadline(deadline));
        let level = entry.map_or("unverified", |entry| entry.confidence.as_str());
        let list = self.lists.iter().find(|list| shipped && list.deadlines.iter().any(|known| known == listed));
        let mut items = match list {
            Some(list) => {
                let sure = |item: &Item| {
                    let own = [item.confidence.as_str(), list.confidence.as_str(), level];
                    own.into_iter().find(|level| !level.is_empty()).unwrap_or_default().to_owned()
                };
                list.items.iter().map(|item| Item { confidence: sure(item), ..item.clone() }).collect()
            }
            None => plain(register, listed, level),
        };
        if items.is_empty() {
            let (id, text) = ("whole".to_owned(), self.words.whole.clone());
            items.push(Item { id, text, confidence: level.to_owned(), ..Item::default() });
        }
        items
    }
}

/// The lines of an entry of the register, as items.
fn plain(register: &Register, key: &str, level: &str) -> Vec<Item> {
    let entry = key.split_once('/').and_then(|(regime, deadline)| register.regime(regime)?.deadline(deadline));
    let lines = entry.into_iter().flat_map(|entry| &entry.content).filter(|line| !line.trim().is_empty());
    lines
        .enumerate()
        .map(|(at, line)| Item {
            id: format!("item-{}", at + 1),
            text: line.clone(),
            number: ["number of people", "number of consumers"].contains(&line.as_str()),
            confidence: level.to_owned(),
            ..Item::default()
        })
        .collect()
}

#[cfg(test)]
#[path = "contents_tests.rs"]
mod tests;
