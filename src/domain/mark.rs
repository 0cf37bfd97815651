//! Handling marks: how far a record may travel, in the words of FIRST's Traffic Light Protocol 2.0.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A TLP 2.0 label (FIRST Standards Definitions and Usage Guidance, version 2.0, August 2022).
///
/// Ordered by restriction: `Clear < Green < Amber < AmberStrict < Red`, so that "may the room see it" is one
/// comparison. The default is `AmberStrict`: what nobody has marked stays inside the organisation. Serialised as its
/// code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Mark {
    /// No limit on disclosure. `WHITE` in TLP 1.0.
    #[serde(rename = "CLEAR")]
    Clear,
    /// The community, not the public.
    #[serde(rename = "GREEN")]
    Green,
    /// Need to know, within the organisation and its clients.
    #[serde(rename = "AMBER")]
    Amber,
    /// Need to know, within the organisation only.
    #[default]
    #[serde(rename = "AMBER+STRICT")]
    AmberStrict,
    /// The named recipients, nobody else.
    #[serde(rename = "RED")]
    Red,
}

/// Why a text is not a mark. Holds no text: what was typed may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MarkProblem {
    /// None of the five labels, nor a name they are known by.
    #[error("not a TLP label, so the record has no mark yet: use CLEAR, GREEN, AMBER, AMBER+STRICT or RED")]
    Unknown,
}

impl Mark {
    /// All marks, least restricted first: the order in which a picker shows them.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// The code stored in facts, for example `AMBER+STRICT`.
    pub fn code(self) -> &'static str {
        self.label().trim_start_matches("TLP:")
    }

    /// The label as TLP 2.0 wants it written in documents, for example `TLP:AMBER+STRICT`. The same in every language.
    pub fn label(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }
}

impl FromStr for Mark {
    type Err = MarkProblem;

    /// Reads a mark as people write it: any case, with or without `TLP:`, `WHITE` for `CLEAR`, and `+`, `-`, `_` or a
    /// space inside `AMBER+STRICT`.
    fn from_str(typed: &str) -> Result<Self, MarkProblem> {
        let typed = typed.trim();
        let bare = match typed.get(..4) {
            Some(prefix) if prefix.eq_ignore_ascii_case("TLP:") => typed.get(4..).unwrap_or_default().trim_start(),
            _ => typed,
        };
        if bare.eq_ignore_ascii_case("WHITE") {
            return Ok(Self::Clear);
        }
        let same = |a: char, b: char| a.eq_ignore_ascii_case(&b) || (b == '+' && matches!(a, '-' | '_' | ' '));
        Self::ALL
            .into_iter()
            .find(|mark| {
                bare.len() == mark.code().len() && bare.chars().zip(mark.code().chars()).all(|(a, b)| same(a, b))
            })
            .ok_or(MarkProblem::Unknown)
    }
}

/// Who is looking: the most restricted mark that the people in front of the screen, or the readers of an export, may
/// see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Audience(pub Mark);

impl Audience {
    /// True when this audience may see what carries `mark`.
    pub fn sees(self, mark: Mark) -> bool {
        mark <= self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn restriction_orders_the_marks_and_the_unmarked_stays_inside() {
        assert!(Mark::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Mark::default(), Mark::AmberStrict);
    }

    #[test]
    fn codes_are_stored_and_come_back() {
        let stored = serde_json::to_string(&Mark::ALL).unwrap();
        assert_eq!(stored, r#"["CLEAR","GREEN","AMBER","AMBER+STRICT","RED"]"#);
        assert_eq!(serde_json::from_str::<Vec<Mark>>(&stored).unwrap(), Mark::ALL);
        for mark in Mark::ALL {
            assert_eq!(serde_json::to_string(&mark).unwrap(), format!("\"{}\"", mark.code()));
            assert_eq!(mark.code().parse(), Ok(mark));
            assert_eq!(mark.label().to_lowercase().parse(), Ok(mark));
        }
        assert!(serde_json::from_str::<Mark>("\"amber\"").is_err());
    }

    #[test]
    fn people_write_marks_in_many_ways() {
        for (typed, mark) in [
            ("white", Mark::Clear),
            ("TLP:WHITE", Mark::Clear),
            (" tlp: red ", Mark::Red),
            ("amber-strict", Mark::AmberStrict),
            ("AMBER_STRICT", Mark::AmberStrict),
            ("Amber Strict", Mark::AmberStrict),
            ("amber", Mark::Amber),
        ] {
            assert_eq!(typed.parse(), Ok(mark), "{typed}");
        }
        for typed in ["", "TLP:", "AMBERSTRICT", "AMBER+", "TLP:TLP:RED", "ROT", "réd", "éé"] {
            assert_eq!(typed.parse::<Mark>(), Err(MarkProblem::Unknown), "{typed}");
        }
    }

    #[test]
    fn an_audience_sees_its_mark_and_below() {
        for room in Mark::ALL {
            for mark in Mark::ALL {
                assert_eq!(Audience(room).sees(mark), mark <= room);
            }
        }
        assert!(!Audience(Mark::Amber).sees(Mark::AmberStrict));
        assert!(Audience(Mark::AmberStrict).sees(Mark::Amber));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(typed in any::<String>()) {
            let _ = typed.parse::<Mark>();
        }
    }
}
