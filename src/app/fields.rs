//! Which fields records and imported rows have, and which fields of a query nothing has: a search for `hots:web1` is no answer about hosts, and says so.

use std::collections::BTreeSet;

use super::finding::Spoken;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::rows::{counted, fields};
use crate::library::query::{IMPORT, Query, ROW};

/// Letters that may be wrong in a short name, and in a longer one.
const WRONG: (usize, usize) = (1, 2);
/// Up to so many letters a name is short.
const SHORT: usize = 4;
/// The fewest letters that a name has to share with one that goes on behind them.
const SHARED: usize = 3;

/// Fields that are there, by their names in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeSet<String>);

/// A field that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// As it is asked for, in lower case.
    pub name: String,
    /// The one that is there and likely meant.
    pub near: Option<String>,
}

impl Fields {
    /// Of records, and of what `state` sees of the imports: what their records tell of the columns, by the names that those had and by what they became.
    #[must_use]
    pub fn of<'a>(state: &Incident, records: impl IntoIterator<Item = &'a Spoken>) -> Self {
        let of_records = records.into_iter().flat_map(Spoken::names).map(str::to_owned);
        let mut known: BTreeSet<String> = of_records.collect();
        for (_, imported) in counted(state) {
            known.extend(fields(imported));
            // These every row has.
            known.extend([IMPORT, ROW, "line", "written"].map(str::to_owned));
            known.extend(imported.parts.iter().any(|part| !part.sheet.is_empty()).then(|| "sheet".to_owned()));
        }
        Self(known)
    }

    /// Takes in more names, such as those that were found in rows.
    #[must_use]
    pub fn with(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.0.extend(names.into_iter().map(|name| name.to_lowercase()));
        self
    }

    /// The fields of a query that nothing has. `has` is asked about those that are not known by name: a key of JSON may stand in one row alone.
    ///
    /// # Errors
    /// Those of `has`.
    pub fn missing<E>(&self, query: &Query, mut has: impl FnMut(&str) -> Result<bool, E>) -> Result<Vec<Missing>, E> {
        let mut found = Vec::new();
        for name in query.fields() {
            if !self.0.contains(name) && !has(name)? {
                found.push(Missing { name: name.to_owned(), near: self.near(name) });
            }
        }
        Ok(found)
    }

    /// The name that is there and likely meant: few letters are others, or it goes on behind what was typed.
    fn near(&self, name: &str) -> Option<String> {
        let bound = if name.chars().count() <= SHORT { WRONG.0 } else { WRONG.1 };
        let off = |known: &&String| match strsim::osa_distance(known, name) {
            wrong if wrong <= bound => Some((wrong, known.len())),
            _ => None,
        };
        let spelled = self.0.iter().filter_map(|known| Some((off(&known)?, known))).min();
        let goes_on = |known: &&String| {
            let shared = known.chars().count().min(name.chars().count());
            shared >= SHARED && (known.starts_with(name) || name.starts_with(known.as_str()))
        };
        let longer = || self.0.iter().filter(goes_on).min_by_key(|known| known.len());
        spelled.map(|(_, known)| known).or_else(longer).cloned()
    }
}

impl Missing {
    /// What is said of it.
    #[must_use]
    pub fn said(&self, state: &Incident) -> Msg {
        let field = state.sensitive(&self.name);
        match &self.near {
            Some(near) => Msg::new("query-no-field-near").with("field", field).with("near", state.sensitive(near)),
            None => Msg::new("query-no-field").with("field", field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::Zone;

    #[test]
    fn a_field_that_nothing_has_is_told_with_the_one_that_is_near() {
        let known = Fields::default()
            .with(["host", "user", "what", "technique", "EventID", "TargetUserName", "tag"].map(str::to_owned));
        let missing = |query: &str| {
            let query = Query::parse(query, Zone::UTC).unwrap();
            let told = known.missing(&query, |name| Ok::<_, ()>(name == "insomerow")).unwrap();
            told.into_iter().map(|one| (one.name, one.near.unwrap_or_default())).collect::<Vec<_>>()
        };
        let one = |name: &str, near: &str| vec![(name.to_owned(), near.to_owned())];
        assert_eq!(missing("hots:web1"), one("hots", "host"));
        assert_eq!(missing("-Hots:=web1 hots:web2 host:a"), one("hots", "host"), "once, whatever it is asked");
        assert_eq!(missing("x OR evntid:4624"), one("evntid", "eventid"));
        assert_eq!(missing("targetuser:x"), one("targetuser", "targetusername"));
        assert_eq!(missing("hostname:x"), one("hostname", "host"));
        assert_eq!(missing("error:timeout"), one("error", ""));
        for none in
            ["host:a eventid:1..2 time:2026-02-18", "insomerow:x", "https://evil.example", "\"hots:web1\"", "12:30"]
        {
            assert_eq!(missing(none), [], "{none}");
        }
        assert!(known.missing(&Query::parse("hots:a", Zone::UTC).unwrap(), |_| Err("unread")).is_err());
    }
}
