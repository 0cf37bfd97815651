//! Which law an organisation and a case suggest: a hint that asks a question, never an answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Register;

/// Member States of the EU, and those of the EEA beside them: each of them is `EU` as far as its law goes.
const EU: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Who an organisation is and what a case touches, as far as law asks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// Where it is established, or where the people are whose data it holds: `DE`, `EU`, `US-CA`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Sectors of the register's list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// What it is in law, of the register's list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Kinds of data, of the register's list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<String>,
}

impl About {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.sectors.is_empty() && self.roles.is_empty() && self.data.is_empty()
    }
}

/// Why a law is suggested: `country`, `sector`, `role`, `data`, or `procedure`, and which.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ground {
    /// What kind of thing names it.
    pub by: String,
    /// Which one.
    pub what: String,
}

impl Ground {
    /// A ground.
    #[must_use]
    pub fn new(by: &str, what: &str) -> Self {
        Ground { by: by.to_owned(), what: what.to_owned() }
    }
}

/// A law that is suggested, with every ground for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Regime id.
    pub regime: String,
    /// Why.
    pub grounds: Vec<Ground>,
    /// Why it is not offered all the same: how it stands where it is off in the register.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub off: String,
}

/// One line of the table: every list that is not empty has to match.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Suggests {
    pub(super) regime: String,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    sectors: Vec<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    data: Vec<String>,
}

/// The carried table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    #[serde(rename = "schema_version")]
    _schema_version: u32,
    sectors: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    data: BTreeMap<String, String>,
    #[serde(rename = "suggest")]
    pub(super) suggests: Vec<Suggests>,
}

impl Table {
    /// The table that the program carries; a test shows that it can be read.
    pub(super) fn shipped() -> Option<&'static Table> {
        static SHIPPED: std::sync::OnceLock<Option<Table>> = std::sync::OnceLock::new();
        SHIPPED.get_or_init(|| toml::from_str(crate::library::assets::SUGGEST).ok()).as_ref()
    }
}

/// Whether a place named by a law covers a place of an organisation.
fn covers(law: &str, place: &str) -> bool {
    let place = if place == "GB" { "UK" } else { place };
    law == place
        || place.strip_prefix(law).is_some_and(|rest| rest.starts_with('-'))
        || (law == "EU" && (place == "EEA" || EU.contains(&place)))
}

impl Suggests {
    /// The grounds on which it suggests its law; none where a list does not match.
    fn grounds(&self, about: &About) -> Option<Vec<Ground>> {
        let mut grounds = Vec::new();
        for (by, law, ours) in [
            ("country", &self.countries, &about.countries),
            ("sector", &self.sectors, &about.sectors),
            ("role", &self.roles, &about.roles),
            ("data", &self.data, &about.data),
        ] {
            let fits = |law: &str, ours: &str| if by == "country" { covers(law, ours) } else { law == ours };
            let matching = ours.iter().filter(|ours| law.iter().any(|law| fits(law, ours)));
            let found: Vec<Ground> = matching.map(|what| Ground::new(by, what)).collect();
            if !law.is_empty() && found.is_empty() {
                return None;
            }
            // Where a law does not ask, what we are is no ground for it.
            grounds.extend(found);
        }
        Some(grounds).filter(|grounds| !grounds.is_empty())
    }
}

impl Register {
    /// The laws of this register that somebody's profile suggests, in the order of the register, each with its grounds.
    #[must_use]
    pub fn suggested(&self, about: &About) -> Vec<Suggestion> {
        let shipped = Table::shipped().map(|table| table.suggests.as_slice()).unwrap_or_default();
        let mut found = Vec::new();
        for regime in &self.regimes {
            let own = self.suggests.iter().filter(|line| line.regime == regime.id);
            // Lines of the user take the place of the carried ones.
            let lines: Vec<&Suggests> = if self.suggests.iter().any(|line| line.regime == regime.id) {
                own.collect()
            } else {
                shipped.iter().filter(|line| line.regime == regime.id).collect()
            };
            let mut grounds: Vec<Ground> = Vec::new();
            for ground in lines.iter().filter_map(|line| line.grounds(about)).flatten() {
                if !grounds.contains(&ground) {
                    grounds.push(ground);
                }
            }
            if !grounds.is_empty() {
                let off = if regime.enabled { String::new() } else { regime.status.clone() };
                found.push(Suggestion { regime: regime.id.clone(), grounds, off });
            }
        }
        found
    }

    /// Words that a profile may use for sectors, roles or kinds of data, each with its meaning.
    #[must_use]
    pub fn words(&self, list: &str) -> Option<&'static BTreeMap<String, String>> {
        let table = Table::shipped()?;
        match list {
            "sectors" => Some(&table.sectors),
            "roles" => Some(&table.roles),
            "data" => Some(&table.data),
            _ => None,
        }
    }

    /// Classes of reporter that some relief is denied to, and `other`.
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        let denied = self.regimes.iter().flat_map(|regime| &regime.deadlines).flat_map(|d| &d.roll_denied_for);
        let mut known: Vec<String> = denied.cloned().chain(["other".to_owned()]).collect();
        known.sort_unstable();
        known.dedup();
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(countries: &[&str], sectors: &[&str], roles: &[&str], data: &[&str]) -> About {
        let all = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        About { countries: all(countries), sectors: all(sectors), roles: all(roles), data: all(data) }
    }

    fn ids(about: &About) -> Vec<String> {
        Register::shipped().unwrap().suggested(about).into_iter().map(|found| found.regime).collect()
    }

    #[test]
    fn the_table_names_only_what_there_is_and_every_law_is_suggested_by_something() {
        let (table, register) = (Table::shipped().unwrap(), Register::shipped().unwrap());
        for line in &table.suggests {
            assert!(register.regime(&line.regime).is_some(), "{line:?}");
            assert!(line.sectors.iter().all(|word| table.sectors.contains_key(word)), "{line:?}");
            assert!(line.roles.iter().all(|word| table.roles.contains_key(word)), "{line:?}");
            assert!(line.data.iter().all(|word| table.data.contains_key(word)), "{line:?}");
            let any =
                [&line.countries, &line.sectors, &line.roles, &line.data].into_iter().any(|list| !list.is_empty());
            assert!(any, "{line:?} says nothing");
        }
        for regime in &register.regimes {
            assert!(table.suggests.iter().any(|line| line.regime == regime.id), "{}", regime.id);
        }
    }

    #[test]
    fn every_list_has_to_match_and_says_why() {
        assert_eq!(ids(&about(&[], &[], &[], &[])), [""; 0]);
        assert_eq!(ids(&about(&["DE"], &[], &[], &["personal"])), ["eu-gdpr"]);
        assert_eq!(ids(&about(&["US-CA"], &[], &[], &["personal"])), ["us-ca-1798-82"]);
        assert_eq!(ids(&about(&["US"], &[], &[], &["personal"])), [""; 0], "no State is named");
        assert!(ids(&about(&["EU"], &["bank"], &[], &[])).contains(&"eu-dora".to_owned()));
        assert!(!ids(&about(&["GB"], &["bank"], &[], &["personal"])).contains(&"eu-dora".to_owned()));
        assert!(ids(&about(&["GB"], &[], &[], &["personal"])).contains(&"uk-gdpr".to_owned()));
        let found = Register::shipped().unwrap().suggested(&about(&["DE", "US"], &["bank"], &[], &[]));
        let dora = found.iter().find(|found| found.regime == "eu-dora").unwrap();
        assert_eq!(dora.grounds, [Ground::new("country", "DE"), Ground::new("sector", "bank")]);
    }

    #[test]
    fn what_is_off_is_named_with_how_it_stands() {
        let found = Register::shipped().unwrap().suggested(&about(&["US"], &[], &["critical-entity"], &[]));
        let circia = found.iter().find(|found| found.regime == "us-circia").unwrap();
        assert!(circia.off.contains("NOT IN FORCE"), "{circia:?}");
    }
}
