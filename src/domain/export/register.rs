//! A finished export is evidence itself: a numbered exhibit whose custody begins with its release to whoever stores it. That it was accepted is the other
//! person's to say.

use super::super::fact::Author;
use super::super::id::RecordId;
use super::super::incident::Incident;
use super::super::input::Input;
use super::Export;

/// The role that stores evidence.
const STORE: &str = "evidence_custodian";

/// Who an export is released to: who was named, else who holds the role, else none.
#[must_use]
pub fn release_to(state: &Incident, named: Option<&str>) -> Option<Author> {
    let named = named.map(str::trim).filter(|name| !name.is_empty());
    named
        .map(|name| state.people.resolve(name))
        .or_else(|| state.people.holders.get(STORE).map(|holder| holder.assigned.person.clone()))
}

/// The fields under which it becomes an exhibit. `path` is that of its tag manifest: the digest over it covers every byte of the folder.
#[must_use]
pub fn exhibit(export: &Export, path: &str) -> Input {
    let started = &export.started;
    let medium = &started.destination.medium;
    Input::default()
        .with("description", started.name.clone())
        .with("exhibit-kind", "document")
        .with("relation", "extract")
        .with("path", path)
        .with("make", medium.vendor.clone())
        .with("model", medium.model.clone())
        .with("serial", medium.serial.clone())
        .with("file-name", started.name.clone())
        .with("place", started.destination.directory.clone())
}

/// The fields of its release; none where nobody is there to take it.
#[must_use]
pub fn released(state: &Incident, exhibit: RecordId, to: Option<&str>) -> Option<Input> {
    let to = release_to(state, to)?;
    let label = state.register.exhibit(exhibit)?.label();
    let to = to.person.map_or(to.name, |id| id.to_string());
    Some(Input::default().with("exhibit", label).with("to", to))
}
