//! A list of injects of somebody's own for a drill: what the procedures' own lists say, and besides who brings an inject and to which role.

use serde::{Deserialize, Deserializer, Serialize, de};

use super::error::LibraryError;
use super::source;
use super::vocabulary::Vocabulary;

/// What the file says in its field `schema`.
pub const SCHEMA: &str = "warroom.injects/1";

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Injects {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What the list is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The procedure it was written for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procedure: String,
    /// The injects.
    #[serde(deserialize_with = "some")]
    pub injects: Vec<Inject>,
}

/// One inject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Minutes of the drill's clock.
    pub at_minute: u32,
    /// What the players are told.
    #[serde(deserialize_with = "words")]
    pub text: String,
    /// What they should do: for the facilitator alone.
    #[serde(deserialize_with = "words")]
    pub expects: String,
    /// Who brings it; empty is the facilitator.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delivered_by: String,
    /// To which role, by its id; empty is everybody.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "role")]
    pub to_role: String,
}

fn some<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Inject>, D::Error> {
    let list = Vec::<Inject>::deserialize(from)?;
    if list.is_empty() { Err(de::Error::custom("the list holds no inject")) } else { Ok(list) }
}

fn words<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() { Err(de::Error::custom("this text is empty")) } else { Ok(text) }
}

fn role<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    let known = text.is_empty() || Vocabulary::of_rules().role.ids().any(|id| id == text);
    if known { Ok(text) } else { Err(de::Error::custom(format!("there is no role `{text}`"))) }
}

/// Parses a list; `file` is named in errors.
///
/// # Errors
/// `Malformed` or `Schema`, with line and column.
pub fn parse(file: &str, text: &str) -> Result<Injects, LibraryError> {
    source::parse_toml(file, text, Some(SCHEMA))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "schema = \"warroom.injects/1\"\n[[injects]]\nat_minute = 5\ntext = \"Pager\"\nexpects = \"G-01\"\nto_role = \"dpo\"\n";

    #[test]
    fn a_list_is_read_and_what_is_wrong_is_named_with_its_place() {
        let list = parse("own.toml", GOOD).unwrap();
        assert_eq!((list.injects[0].at_minute, list.injects[0].to_role.as_str()), (5, "dpo"));
        assert_eq!(parse("t", &toml::to_string(&list).unwrap()).unwrap(), list);
        for (from, to, line, column, words) in [
            ("\"dpo\"", "\"kaiser\"", 6, 11, "no role `kaiser`"),
            ("at_minute = 5", "at_minute = -5", 3, 13, "invalid value"),
            ("\"Pager\"", "\" \"", 4, 8, "empty"),
            ("expects", "expected", 5, 1, "unknown field"),
            ("[[injects]]\nat", "injects = []\n[x]\nat", 2, 11, "holds no inject"),
            ("injects/1", "injects/2", 1, 10, "warroom.injects/2"),
        ] {
            let error = parse("own.toml", &GOOD.replacen(from, to, 1)).unwrap_err();
            let place = error.place().map(|place| (place.line, place.column));
            assert!(place == Some((line, column)) && error.to_string().contains(words), "{error}");
        }
    }
}
