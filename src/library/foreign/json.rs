//! JSON objects as names and texts: a string as its characters, anything else as it is written.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr;
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::row::Reason;

/// The members of an object in the order of the text; a name that comes twice is there twice. What needs no unescaping is borrowed from the line.
#[derive(Debug, Default)]
pub struct Members<'a>(pub Vec<(Cow<'a, str>, Cow<'a, str>)>);

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::with_capacity(map.size_hint().unwrap_or(16));
        while let Some(Name(name)) = map.next_key()? {
            let raw: &'de RawValue = map.next_value()?;
            members.push((name, text(raw.get()).map_err(de::Error::custom)?));
        }
        Ok(Members(members))
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(InOrder)
    }
}

/// A name, borrowed where it can be.
struct Name<'a>(Cow<'a, str>);

struct AsName;

impl<'de> Visitor<'de> for AsName {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(AsName)
    }
}

/// What a value says: a string without its quotes and escapes, `null` nothing, a list or an object that only names something (`{"id":…, "text":…}` of Aurora)
/// that name, everything else as it is written, so that no digit of a number is lost.
fn text(raw: &str) -> Result<Cow<'_, str>, serde_json::Error> {
    match raw.as_bytes().first() {
        Some(b'"') if memchr(b'\\', raw.as_bytes()).is_none() => {
            Ok(Cow::Borrowed(raw.get(1..raw.len() - 1).unwrap_or_default()))
        }
        Some(b'"') => serde_json::from_str(raw).map(Cow::Owned),
        Some(b'n') => Ok(Cow::Borrowed("")),
        Some(b'{') => Ok(named(raw).map_or(Cow::Borrowed(raw), Cow::Owned)),
        _ => Ok(Cow::Borrowed(raw)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(rename = "id")]
    _id: IgnoredAny,
    text: String,
}

fn named(raw: &str) -> Option<String> {
    serde_json::from_str::<Named>(raw).ok().map(|named| named.text)
}

/// Reads one object.
///
/// # Errors
/// [`Reason::NotAnObject`] for other JSON, [`Reason::NotJson`] with the place for what is none.
pub fn object(line: &str) -> Result<Members<'_>, Reason> {
    let trimmed = line.trim();
    let stop = |error: &serde_json::Error| Reason::NotJson { at: error.column() as u64 };
    match serde_json::from_str::<Members<'_>>(trimmed) {
        Ok(members) => Ok(members),
        Err(error) if trimmed.starts_with('{') => Err(stop(&error)),
        Err(_) => match serde_json::from_str::<IgnoredAny>(trimmed) {
            Ok(_) => Err(Reason::NotAnObject),
            Err(error) => Err(stop(&error)),
        },
    }
}
