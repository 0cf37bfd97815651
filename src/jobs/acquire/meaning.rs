//! What the digest of an image can mean, and what was not looked at: said before reading, in the log and on the record.

use super::refusal::in_use;
use crate::domain::acquisition::survey::Survey;

/// Every code.
pub const ALL: &[&str] =
    &["live", "solid-state", "not-protected", "hidden-found", "hidden-not-examined", "encrypted", "automount-possible"];

/// The codes that hold for a source, each with its sentence in [`sentence`].
pub fn meaning(survey: &Survey, blocker: bool) -> Vec<&'static str> {
    let source = &survey.source;
    let device = source.kind == "block-device";
    let unexamined = source.hidden_areas.iter().any(|area| area.state == "not-examined");
    let protected = source.read_only == Some(true) || blocker;
    let cases = [
        ("live", in_use(survey)),
        ("solid-state", survey.solid_state()),
        ("not-protected", device && !protected),
        ("hidden-found", source.hidden == "found"),
        ("hidden-not-examined", source.hidden == "not-examined" || unexamined),
        ("encrypted", !source.encryption.is_empty()),
        ("automount-possible", device && matches!(survey.automount.state.as_str(), "possible" | "unknown")),
    ];
    cases.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code).collect()
}

/// A code of [`meaning`] in English.
pub fn sentence(code: &str) -> &'static str {
    match code {
        "live" => {
            "The source was in use while it was read. Its state is fixed by this image only: a second reading will give another digest, and that is no sign \
             of tampering. The same holds for live memory."
        }
        "solid-state" => {
            "The source is a solid-state medium. Its controller may erase freed blocks by itself (TRIM): a later reading of the medium may give another digest, \
             which is not tampering. The image is what is compared."
        }
        "not-protected" => {
            "Neither is the device set read-only nor was a write blocker named: nothing but care kept it from being written to. \
             `blockdev --setro DEVICE` sets it read-only; --blocker names a write blocker."
        }
        "hidden-found" => {
            "The disk hides sectors from the system (HPA or DCO, see above). They are not in the image, which is what the kernel shows: whoever needs them has to \
             have them shown on a copy or by an examiner, for that changes the disk."
        }
        "hidden-not-examined" => {
            "Areas that the device may hide from the system (HPA, DCO) were not examined, or not both; the image is what the kernel shows. With `hdparm` \
             installed an ATA disk is asked for them."
        }
        "encrypted" => {
            "Encryption shows on the source. The image holds the encrypted bytes; its key is an exhibit of its own, and if the source is open now, the key is in \
             memory: take the memory image first."
        }
        "automount-possible" => {
            "This system may mount what is attached by itself, or it cannot be told whether it does. While the image is made the device is held for this program \
             alone where the log says so; before and after it is not."
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acquisition::survey::{Encryption, HiddenArea, Use};

    #[test]
    fn every_code_has_a_sentence_and_every_state_its_codes() {
        assert!(ALL.iter().all(|code| sentence(code).len() > 40));
        let mut seen = Survey::default();
        assert_eq!(meaning(&seen, false), Vec::<&str>::new());
        seen.source.kind = "block-device".to_owned();
        seen.source.hidden = "found".to_owned();
        seen.source.hidden_areas =
            vec![HiddenArea { kind: "dco".to_owned(), state: "not-examined".to_owned(), ..HiddenArea::default() }];
        seen.source.medium.rotational = Some(false);
        seen.source.encryption = vec![Encryption::default()];
        seen.automount.state = "unknown".to_owned();
        seen.uses = vec![Use::default()];
        assert_eq!(meaning(&seen, false), ALL);
        // A blocker that was named, or the kernel's own protection, is enough.
        assert!(!meaning(&seen, true).contains(&"not-protected"));
        seen.source.read_only = Some(true);
        assert!(!meaning(&seen, false).contains(&"not-protected"));
    }
}
