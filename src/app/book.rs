//! The address book prepared in peace time, taken into a case: a case freezes copies of what it uses.

use super::case::Case;
use super::failure::Failure;
use crate::domain::fact::Fact;
use crate::domain::people::Person;
use crate::domain::text::{visible, visible_bytes};
use crate::library::people;

impl Case {
    /// Puts the people of the address book onto the roster who are not on it by name. How many there were.
    ///
    /// # Errors
    /// A book that cannot be read, and what recording may answer.
    pub fn take_address_book(&mut self) -> Result<usize, Failure> {
        let path = self.env().places.people();
        let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(Failure::File { path: shown, why: error.to_string() }),
        };
        let book = people::parse("people.toml", &text)
            .map_err(|error| Failure::File { path: shown, why: visible(&error.to_string()).into_owned() })?;
        let roster = &self.state().people;
        let missing = book.into_iter().filter(|entry| !roster.names(&entry.name));
        let facts: Vec<Fact> = missing.map(|entry| person(entry).into()).collect();
        let count = facts.len();
        if !self.writable() || !self.begun() {
            return Ok(0);
        }
        if count > 0 {
            self.observe(facts)?;
        }
        Ok(count)
    }
}

fn person(entry: people::Person) -> Person {
    Person {
        name: entry.name,
        initials: entry.initials,
        title: entry.title,
        organisation: entry.organisation,
        phones: entry.phones,
        handle: entry.handle.map(|handle| format!("{} {}", handle.kind, handle.value)).unwrap_or_default(),
        email: entry.email.unwrap_or_default(),
        source: crate::domain::people::ADDRESS_BOOK.to_owned(),
        roles: entry.roles,
    }
}
