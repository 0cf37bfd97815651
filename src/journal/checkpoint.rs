//! Checkpoints: what is signed, printed and read over the phone to fix the state of a chain outside the room.
//!
//! The body is a C2SP tlog-checkpoint without extension lines: origin, decimal size and base64 root, each ended by LF.
//! The signature is apart from it, an SSHSIG (see [`signature`](crate::journal::signature)).

use crate::journal::merkle::Hash;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// The state of one station's chain: so many lines under this Merkle root.
///
/// The fields are open for reading and for tests; [`Checkpoint::new`] and [`Checkpoint::parse`] refuse an origin that
/// would break the body into other lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which chain: `warroom/<case>/<station>`, as [`origin`] makes it. Not empty, no control characters.
    pub origin: String,
    /// The number of lines (leaves), from 0.
    pub size: u64,
    /// The RFC 6962 root over these lines.
    pub root: Hash,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines that each end in LF.
    #[error(
        "the checkpoint does not consist of exactly three lines that each end in a line feed, so it is cut off, changed \
         or not a checkpoint; take it from the medium again"
    )]
    Lines,
    /// The first line is empty or holds a control character.
    #[error(
        "the first line of the checkpoint (the origin, such as warroom/CASE/STATION) is empty or holds a control \
         character, so it names no chain; take the checkpoint from the medium again"
    )]
    Origin,
    /// The second line is not a plain decimal number below 2^64.
    #[error(
        "the second line of the checkpoint is not a plain decimal number of journal lines (digits only, no leading \
         zero), so it was changed or mistyped; compare it with the paper or the other copy"
    )]
    Size,
    /// The third line is not 32 bytes in canonical standard base64.
    #[error(
        "the third line of the checkpoint is not a root hash in 44 characters of standard base64, so it was changed or \
         mistyped; compare it with the paper or the other copy"
    )]
    Root,
}

impl Checkpoint {
    /// A checkpoint whose body parses back to itself.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`] when the origin is empty or holds a control character.
    pub fn new(origin: impl Into<String>, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        let origin = origin.into();
        if origin.is_empty() || origin.chars().any(char::is_control) {
            return Err(CheckpointError::Origin);
        }
        Ok(Self { origin, size, root })
    }

    /// The bytes that are hashed and signed: origin LF, decimal size LF, standard base64 root LF (C2SP tlog-checkpoint).
    #[must_use]
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(&self.root))
    }

    /// Reads a body and accepts only what [`Checkpoint::body`] would write, byte for byte: a checkpoint has one form, so
    /// that signatures and the case head cover one text.
    ///
    /// # Errors
    /// The line that is wrong, as [`CheckpointError`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<&str> = text.splitn(4, '\n').collect();
        let [origin, size, root, ""] = lines[..] else { return Err(CheckpointError::Lines) };
        let number: u64 = size.parse().map_err(|_| CheckpointError::Size)?;
        // The standard parser also takes a plus sign and leading zeros.
        if number.to_string() != size {
            return Err(CheckpointError::Size);
        }
        let mut hash = Hash::default();
        Base64::decode(root, &mut hash).map_err(|_| CheckpointError::Root)?;
        let checkpoint = Self::new(origin, number, hash)?;
        // Also catches a root of fewer than 32 bytes.
        if checkpoint.body() == text { Ok(checkpoint) } else { Err(CheckpointError::Root) }
    }
}

/// The origin line of a station's chain in a case: `warroom/<case>/<station>`.
#[must_use]
pub fn origin(case: &str, station: &str) -> String {
    format!("warroom/{case}/{station}")
}

/// The case head: SHA-256 over the bodies of all stations' checkpoints, sorted byte-wise and joined without separator.
///
/// Each body is three LF-ended lines, so the joined text can be cut in only one way. The order of the argument does not
/// matter; equal bodies are not merged, since the caller passes each chain once. No checkpoint gives the SHA-256 of nothing.
#[must_use]
pub fn case_head(checkpoints: &[Checkpoint]) -> Hash {
    let mut bodies: Vec<String> = checkpoints.iter().map(Checkpoint::body).collect();
    bodies.sort_unstable();
    bodies.iter().fold(Sha256::new(), |digest, body| digest.chain_update(body)).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Written by Python: base64.b64encode of the roots over 300 and 7 leaves of the tests in `merkle.rs`.
    const BODY: &str = "warroom/2026-0042/b7c1d2e3f4a50617\n300\ngRRDqFl+VdLkceLckH8+YgVUFKqQ2d4Fx4tnlbMbKfk=\n";
    const OTHER: &str = "warroom/2026-0042/0a1b2c3d4e5f6071\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n";

    #[test]
    fn body_has_the_published_form() {
        let root = (0..300).map(|i| crate::journal::merkle::leaf_hash(format!("line {i}").as_bytes()));
        let root = root.collect::<crate::journal::merkle::Frontier>().root();
        let checkpoint = Checkpoint::new(origin("2026-0042", "b7c1d2e3f4a50617"), 300, root).unwrap();
        assert_eq!(checkpoint.body(), BODY);
        assert_eq!(Checkpoint::parse(BODY), Ok(checkpoint));
    }

    #[test]
    fn anything_but_the_one_form_is_refused() {
        let root = "gRRDqFl+VdLkceLckH8+YgVUFKqQ2d4Fx4tnlbMbKfk=";
        let cases = [
            (String::new(), CheckpointError::Lines),
            (BODY.trim_end().to_owned(), CheckpointError::Lines),
            (format!("{BODY}\n"), CheckpointError::Lines),
            (format!("{BODY}extension\n"), CheckpointError::Lines),
            (format!("{BODY}x"), CheckpointError::Lines),
            (format!("\n{BODY}"), CheckpointError::Lines),
            (BODY.replacen('\n', "\r\n", 1), CheckpointError::Origin),
            (BODY.replace("warroom", "war\u{1b}room"), CheckpointError::Origin),
            (format!("\n300\n{root}\n"), CheckpointError::Origin),
            (BODY.replace("\n300", "\n0300"), CheckpointError::Size),
            (BODY.replace("\n300", "\n+300"), CheckpointError::Size),
            (BODY.replace("\n300", "\n-300"), CheckpointError::Size),
            (BODY.replace("\n300", "\n 300"), CheckpointError::Size),
            (BODY.replace("\n300", "\n"), CheckpointError::Size),
            (BODY.replace("\n300", "\n18446744073709551616"), CheckpointError::Size),
            (BODY.replace("Kfk=", "Kfl="), CheckpointError::Root), // the same 32 bytes, other padding bits
            (BODY.replace("Kfk=", "Kfk"), CheckpointError::Root),
            (BODY.replace("Kfk=", "Kfk=="), CheckpointError::Root),
            (BODY.replace("Kfk=", "Kfkk"), CheckpointError::Root), // 33 bytes
            (BODY.replace("Kfk=", ""), CheckpointError::Root),     // 30 bytes
            (BODY.replace("l+V", "l-V"), CheckpointError::Root),   // the URL alphabet
            (BODY.replace(root, ""), CheckpointError::Root),
            (BODY.replace(root, &format!(" {root}")), CheckpointError::Root),
        ];
        for (text, error) in cases {
            assert_eq!(Checkpoint::parse(&text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn an_origin_that_forges_lines_is_refused() {
        assert_eq!(Checkpoint::new("a\n1", 2, [0; 32]), Err(CheckpointError::Origin));
        assert_eq!(Checkpoint::new("", 2, [0; 32]), Err(CheckpointError::Origin));
    }

    #[test]
    fn case_head_does_not_depend_on_order() {
        let (a, b) = (Checkpoint::parse(BODY).unwrap(), Checkpoint::parse(OTHER).unwrap());
        let head = case_head(&[a.clone(), b.clone()]);
        assert_eq!(head, case_head(&[b.clone(), a.clone()]));
        // hashlib.sha256(''.join(sorted([body, other])).encode()).hexdigest()
        let hex: String = head.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "a0585493cc873d029ec5722012e67db3a5b2597949d8134fce4ae695efc9682e");
        assert_ne!(head, case_head(std::slice::from_ref(&a)));
        assert_ne!(head, case_head(&[Checkpoint { size: 301, ..a }, b]));
    }

    proptest! {
        #[test]
        fn every_checkpoint_survives_its_body(origin in "[^\\p{Cc}]{1,40}", size in any::<u64>(), root in any::<Hash>()) {
            let checkpoint = Checkpoint::new(origin, size, root).unwrap();
            let body = checkpoint.body();
            prop_assert_eq!(body.lines().nth(2).map(str::len), Some(44));
            prop_assert_eq!(Checkpoint::parse(&body), Ok(checkpoint));
        }

        #[test]
        fn what_is_accepted_is_what_would_be_written(text in "[a-z/\n]{0,9}\n[0-9+ ]{0,4}\n[A-Za-z0-9+/]{42}[AQgwEBh]=\n") {
            if let Ok(checkpoint) = Checkpoint::parse(&text) {
                prop_assert_eq!(checkpoint.body(), text);
            }
        }

        #[test]
        fn any_text_is_judged_without_panic(text in any::<String>()) {
            if let Ok(checkpoint) = Checkpoint::parse(&text) {
                prop_assert_eq!(checkpoint.body(), text);
            }
        }
    }
}
