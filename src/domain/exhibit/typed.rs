//! A digest that somebody typed or pasted, and what is wrong with it where it is none.

use super::algorithm::ClaimAlgorithm;
use crate::domain::decision::Refusal;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;

/// Longest text taken for a digest, in characters, so that a pasted book is refused without being walked.
const LONGEST: usize = 1_000;

/// Why a text cannot be the digest of an exhibit. Holds no part of the text but one character, shown escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimProblem {
    /// No digit at all.
    Empty,
    /// A character that is no hexadecimal digit.
    NotHex {
        /// Which character of the text, counted from 1, spaces included.
        at: usize,
        /// The character.
        found: char,
    },
    /// Another number of digits than the algorithm has.
    WrongLength {
        /// How many digits there were.
        digits: usize,
        /// The algorithm meant.
        meant: ClaimAlgorithm,
    },
    /// More text than any digest has.
    TooLong,
    /// The text names one algorithm, the command another.
    OtherAlgorithm {
        /// The one in the text.
        named: ClaimAlgorithm,
        /// The one asked for.
        meant: ClaimAlgorithm,
    },
    /// The digest of zero bytes.
    OfNothing(ClaimAlgorithm),
}

/// Reads a digest that a person typed or a tool printed: either case, white space anywhere, a leading `sha256:`. Without an algorithm, in the text or asked
/// for, the number of digits decides. The result is a claim, not a computed digest.
///
/// # Errors
/// A [`ClaimProblem`] that says what is wrong with it; the digest of nothing is one.
pub fn digest_claim(text: &str, algorithm: Option<ClaimAlgorithm>) -> Result<(ClaimAlgorithm, String), ClaimProblem> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(ClaimProblem::TooLong);
    }
    let named = text.split_once(':').and_then(|(name, _)| Some((ClaimAlgorithm::from_name(name)?, name)));
    let prefix = named.map_or(0, |(_, name)| name.chars().count() + 1);
    let named = named.map(|(named, _)| named);
    if let (Some(named), Some(meant)) = (named, algorithm)
        && named != meant
    {
        return Err(ClaimProblem::OtherAlgorithm { named, meant });
    }
    let mut hex = String::with_capacity(128);
    for (index, found) in text.chars().enumerate().skip(prefix).filter(|(_, found)| !found.is_whitespace()) {
        if !found.is_ascii_hexdigit() {
            return Err(ClaimProblem::NotHex { at: index + 1, found });
        }
        hex.push(found.to_ascii_lowercase());
    }
    if hex.is_empty() {
        return Err(ClaimProblem::Empty);
    }
    let digits = hex.len();
    let meant = algorithm.or(named).or(ClaimAlgorithm::of_length(digits)).unwrap_or(ClaimAlgorithm::Sha256);
    if digits != meant.digits() {
        return Err(ClaimProblem::WrongLength { digits, meant });
    }
    if hex == meant.of_nothing() { Err(ClaimProblem::OfNothing(meant)) } else { Ok((meant, hex)) }
}

impl ClaimProblem {
    /// The refusal at a field, with the explanation.
    #[must_use]
    pub fn refusal(&self, field: &'static str) -> Refusal {
        let (what, next) = match self {
            ClaimProblem::Empty => (Msg::new("digest-empty"), "digest-next"),
            ClaimProblem::TooLong => (Msg::new("digest-too-long"), "digest-next"),
            ClaimProblem::NotHex { at, found } => {
                let found =
                    if found.is_ascii_graphic() { found.to_string() } else { format!("U+{:04X}", u32::from(*found)) };
                (Msg::new("digest-not-hex").with("at", *at).with("found", found), "digest-not-hex-next")
            }
            ClaimProblem::WrongLength { digits, meant } => {
                let what = match ClaimAlgorithm::of_length(*digits) {
                    Some(other) => Msg::new("digest-length-of").with("other", other.name()),
                    None => Msg::new("digest-length"),
                };
                let what = what.with("digits", *digits).with("meant", meant.name()).with("wanted", meant.digits());
                (what, "digest-next")
            }
            ClaimProblem::OtherAlgorithm { named, meant } => {
                let what = Msg::new("digest-other-algorithm");
                (what.with("named", named.name()).with("meant", meant.name()), "digest-next")
            }
            ClaimProblem::OfNothing(algorithm) => {
                (Msg::new("digest-of-nothing").with("algorithm", algorithm.name()), "digest-of-nothing-next")
            }
        };
        Refusal { rule: Rule::NotADigest, field: Some(field), what, next: Msg::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn read(text: &str) -> Result<String, ClaimProblem> {
        digest_claim(text, None).map(|(_, hex)| hex)
    }

    #[test]
    fn claims_are_read_as_people_and_tools_write_them() {
        let grouped: String = ABC.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group) + " ").collect();
        for text in [ABC, &ABC.to_uppercase(), &format!("  {ABC}\r\n"), &format!("sha256:{ABC}"), &grouped] {
            assert_eq!(digest_claim(text, None), Ok((ClaimAlgorithm::Sha256, ABC.to_owned())), "{text}");
        }
        assert_eq!(digest_claim(&format!("SHA-256: {ABC}"), Some(ClaimAlgorithm::Sha256)).unwrap().1, ABC);
        assert_eq!(digest_claim(ABC, Some(ClaimAlgorithm::Blake3)).unwrap().0, ClaimAlgorithm::Blake3);
        assert_eq!(digest_claim(&ABC[..32], None).unwrap().0, ClaimAlgorithm::Md5);
    }

    #[test]
    fn what_cannot_be_a_digest_is_explained() {
        assert_eq!(read(" \t "), Err(ClaimProblem::Empty));
        assert_eq!(read("sha256:"), Err(ClaimProblem::Empty));
        let short = |digits, meant| Err(ClaimProblem::WrongLength { digits, meant });
        assert_eq!(read(&ABC[..63]), short(63, ClaimAlgorithm::Sha256));
        let md5 = digest_claim(&ABC[..32], Some(ClaimAlgorithm::Sha256));
        assert_eq!(md5.map(|(_, hex)| hex), short(32, ClaimAlgorithm::Sha256));
        assert_eq!(read(&format!("md5:{ABC}")), short(64, ClaimAlgorithm::Md5));
        let letter_o = ABC.replacen('0', "O", 1);
        assert_eq!(read(&letter_o), Err(ClaimProblem::NotHex { at: ABC.find('0').unwrap() + 1, found: 'O' }));
        assert_eq!(read(&"a".repeat(10_000_000)), Err(ClaimProblem::TooLong));
        for algorithm in ClaimAlgorithm::ALL {
            let nothing = algorithm.of_nothing().to_uppercase();
            assert_eq!(digest_claim(&nothing, Some(algorithm)), Err(ClaimProblem::OfNothing(algorithm)));
        }
        let other = digest_claim(&format!("md5:{ABC}"), Some(ClaimAlgorithm::Sha1));
        assert_eq!(
            other,
            Err(ClaimProblem::OtherAlgorithm { named: ClaimAlgorithm::Md5, meant: ClaimAlgorithm::Sha1 })
        );
        let hostile = read("\u{1b}[2J").unwrap_err().refusal("digest");
        assert!(format!("{:?}", hostile.what).contains("U+001B"), "{hostile:?}");
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            if let Err(problem) = digest_claim(&text, None) {
                let _ = problem.refusal("digest");
            }
        }

        #[test]
        fn every_claim_but_nothing_is_read_back(bytes: [u8; 32]) {
            let hex = crate::library::digest::hex(&bytes);
            prop_assert_eq!(read(&hex), Ok(hex));
        }
    }
}
