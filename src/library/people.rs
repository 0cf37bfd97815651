//! The user's list of people, prepared in peace time (schema `warroom.people/1`).

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use super::people_csv::{RefusedRow, from_csv};

use super::error::{LibraryError, plain};
use super::finding::{Code, Finding};
use super::source;
use super::vocabulary::Vocabulary;

/// The schema that is read and written.
pub const SCHEMA: &str = "warroom.people/1";

/// Numbers that a person should have (procedures.md section 1.2, point 1).
const NUMBERS: usize = 2;

/// One person. The debug form holds neither numbers nor handles: contact details are for named recipients only.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Short mark on the screen.
    pub initials: String,
    /// Position.
    #[serde(default)]
    pub title: String,
    /// Employer.
    #[serde(default)]
    pub organisation: String,
    /// Telephone numbers, in the order in which to dial them.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Address in something that is not the telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<Handle>,
    /// E-mail address; never for first contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Ids of roles that the person can hold.
    #[serde(default)]
    pub roles: Vec<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// IANA zone of the place where the person usually is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person")
            .field("initials", &self.initials)
            .field("phones", &self.phones.len())
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

/// An address in a messenger or on another channel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handle {
    /// Channel, e.g. `signal`.
    pub kind: String,
    /// Address on it.
    pub value: String,
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    #[serde(default, rename = "person")]
    people: Vec<Person>,
}

/// Parses `people.toml`; `file` is named in errors.
///
/// # Errors
/// `Malformed` or `Schema`, with line and column.
pub fn parse(file: &str, text: &str) -> Result<Vec<Person>, LibraryError> {
    source::parse_toml::<Document>(file, text, Some(SCHEMA)).map(|document| document.people)
}

/// Writes people as `people.toml`; [`parse`] gives the same people back.
///
/// # Errors
/// `Unwritable`, which no list of people is known to cause.
pub fn to_toml(people: &[Person]) -> Result<String, LibraryError> {
    let document = Document { schema: SCHEMA.to_owned(), people: people.to_vec() };
    toml::to_string(&document).map_err(|error| LibraryError::Unwritable { reason: plain(&error.to_string()) })
}

/// Checks the list: who cannot be reached, who cannot be told apart, which roles have nobody or no deputy.
/// Findings name people by their number on the list and their initials, never by a contact detail.
pub fn check(people: &[Person], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut names = BTreeSet::new();
    let mut initials = BTreeSet::new();
    for (at, person) in people.iter().enumerate() {
        let subject = format!("person {} ({})", at + 1, person.initials);
        let mut add = |code, item: &str| findings.push(Finding::new(&subject, code, item));
        if person.name.trim().is_empty() || person.initials.trim().is_empty() {
            add(Code::NoName, "");
        }
        if !names.insert(folded(&person.name)) {
            add(Code::DuplicateName, "");
        }
        if !initials.insert(folded(&person.initials)) {
            add(Code::DuplicateInitials, &person.initials);
        }
        let distinct: BTreeSet<String> = person.phones.iter().filter(|p| is_number(p)).map(|p| digits(p)).collect();
        if distinct.len() < NUMBERS {
            add(Code::FewNumbers, &distinct.len().to_string());
        }
        for (number, _) in person.phones.iter().enumerate().filter(|(_, phone)| !is_number(phone)) {
            add(Code::NotANumber, &format!("phone {}", number + 1));
        }
        if person.handle.as_ref().is_none_or(|h| h.kind.trim().is_empty() || h.value.trim().is_empty()) {
            add(Code::NoHandle, "");
        }
        for role in person.roles.iter().filter(|role| !vocabulary.role.contains(role)) {
            add(Code::UnknownPersonRole, role);
        }
    }
    for role in vocabulary.role.ids() {
        match people.iter().filter(|person| person.roles.iter().any(|r| r == role)).count() {
            0 => findings.push(Finding::new("people", Code::RoleUnfilled, role)),
            1 => findings.push(Finding::new("people", Code::NoDeputy, role)),
            _ => {}
        }
    }
    findings
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// A telephone number: an optional leading `+`, then 3 to 15 digits (ITU-T E.164: at most 15) with blanks, hyphens,
/// dots, slashes and brackets between them; optionally `ext` or `x` and up to 6 more digits.
fn is_number(phone: &str) -> bool {
    let phone = phone.trim().to_ascii_lowercase();
    let (main, extension) = match phone.split_once('x') {
        Some((main, extension)) => (main.trim_end().trim_end_matches("e").trim_end(), Some(extension)),
        None => (phone.as_str(), None),
    };
    let main = main.strip_prefix('+').unwrap_or(main);
    let shape = main.chars().all(|c| c.is_ascii_digit() || " -./()".contains(c));
    let tail = extension.is_none_or(|text| {
        let text = text.trim_start_matches(['t', '.', ' ']);
        (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    });
    shape && tail && (3..=15).contains(&digits(main).len())
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
