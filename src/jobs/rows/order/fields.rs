//! Which fields the rows of a file have, and in how many of them each occurs.

use std::collections::{BTreeMap, HashMap};

/// Names of fields that are listed.
pub(super) const FIELDS: usize = 2_000;

/// In how many rows each field occurs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    known: Vec<(Box<str>, u64)>,
    places: HashMap<Box<str>, usize>,
    /// Where the name is expected that comes next: rows of a file have their fields in one order.
    next: usize,
    last: usize,
}

impl Fields {
    /// A further row.
    pub(super) fn begin(&mut self) {
        (self.next, self.last) = (0, usize::MAX);
    }

    /// A field of it.
    pub(super) fn add(&mut self, name: &str) {
        // The number of a line and its time as written are no fields that rows have in common.
        if name == "line" || name == "written" {
            return;
        }
        let expected = self.known.get(self.next).is_some_and(|(known, _)| **known == *name);
        let place = if expected { Some(self.next) } else { self.places.get(name).copied() };
        let place = match place {
            Some(place) => place,
            None if self.known.len() >= FIELDS => return,
            None => {
                self.known.push((name.into(), 0));
                self.places.insert(name.into(), self.known.len() - 1);
                self.known.len() - 1
            }
        };
        // Several tags are one field.
        if self.last != place {
            self.known[place].1 += 1;
        }
        (self.last, self.next) = (place, place + 1);
    }

    /// Every field with the number of its rows.
    pub(super) fn counts(self) -> BTreeMap<String, u64> {
        self.known.into_iter().map(|(name, count)| (name.into_string(), count)).collect()
    }
}
