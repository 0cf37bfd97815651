//! Reading TOML with line and column of what is wrong.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{LibraryError, Place, plain};

/// Parses `text` into `T`. With `schema`, the document's own `schema` must say exactly that; this is checked before the
/// fields are, so that a file for a later version is called that and not "unknown field".
///
/// # Errors
/// `Malformed` and `Schema`, with the place in `text`.
pub(super) fn parse_toml<T: DeserializeOwned>(file: &str, text: &str, schema: Option<&str>) -> Result<T, LibraryError> {
    let malformed = |error: &toml::de::Error| LibraryError::Malformed {
        file: plain(file),
        place: Place::of(text, error.span().map_or(0, |span| span.start)),
        reason: plain(error.message()),
    };
    let table = DeTable::parse(text).map_err(|error| malformed(&error))?;
    if let Some(expected) = schema {
        check_schema(file, text, table.get_ref(), expected)?;
    }
    T::deserialize(toml::de::Deserializer::from(table)).map_err(|error| malformed(&error))
}

fn check_schema(file: &str, text: &str, table: &DeTable<'_>, expected: &str) -> Result<(), LibraryError> {
    let value = table.get("schema");
    let found = value.and_then(|v| v.get_ref().as_str()).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    Err(LibraryError::Schema {
        file: plain(file),
        place: Place::of(text, value.map_or(0, |v| v.span().start)),
        found: plain(found),
        expected: expected.to_owned(),
    })
}

/// Keys of a table in the order in which the file has them. (The parsed map is sorted by name.)
pub(super) fn keys_in_order<'t>(table: &'t DeTable<'_>) -> Vec<&'t str> {
    let mut keys: Vec<(usize, &str)> =
        table.iter().map(|(key, _)| (key.span().start, key.get_ref().as_ref())).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, key)| key).collect()
}

/// The tables of an array of tables, each with its offset in the text; empty when `key` is anything else.
pub(super) fn tables<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Vec<(usize, &'t DeTable<'i>)> {
    let Some(DeValue::Array(items)) = table.get(key).map(Spanned::get_ref) else {
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| match item.get_ref() {
            DeValue::Table(inner) => Some((item.span().start, inner)),
            _ => None,
        })
        .collect()
}
