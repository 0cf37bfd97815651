//! What a check of a document found. A finding stops nothing: it is shown, and the document is used as it is.

use std::fmt;

use super::error::{LibraryError, Place, plain};

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: the id of a procedure, a file name, `vocabulary`, `person 3`.
    pub subject: String,
    /// Which check.
    pub code: Code,
    /// The id or value that failed, with its step or entry; free of control characters, may be empty.
    pub item: String,
    /// Where in the file, when the check looked at the text.
    pub place: Option<Place>,
}

impl Finding {
    pub(super) fn new(subject: &str, code: Code, item: impl AsRef<str>) -> Self {
        Self { subject: plain(subject), code, item: plain(item.as_ref()), place: None }
    }

    /// Whether the file is not used at all; otherwise it is used as it stands.
    pub fn unusable(&self) -> bool {
        matches!(self.code, Code::Broken | Code::DuplicateId)
    }

    /// The finding that a file could not be used at all.
    pub(super) fn broken(file: &str, error: &LibraryError) -> Self {
        // The place stands in front of it already.
        let item = match error {
            LibraryError::Malformed { reason, .. } => reason.clone(),
            other => other.to_string(),
        };
        Self { place: error.place(), ..Self::new(file, Code::Broken, item) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.subject)?;
        if let Some(place) = self.place {
            write!(f, ", {place}")?;
        }
        write!(f, ": {}", self.code.words())?;
        if self.item.is_empty() { Ok(()) } else { write!(f, ": {}", self.item) }
    }
}

macro_rules! codes {
    ($($name:ident $words:literal),+ $(,)?) => {
        /// The checks. Each variant's text says what is wrong and what to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $words] $name),+
        }

        impl Code {
            /// Every check.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What is wrong and what to do, in English, without a full stop.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }
        }
    };
}

codes! {
    // Files
    Broken "the file is not used; correct it",
    IdNotFileName "the id differs from the file name; rename one of them",
    DuplicateId "another file of this directory has the same id; this one is not used, remove one of them",
    // Procedures
    KeyOrder "keys are not in the order of the schema; put them in that order",
    UnknownStatus "status is none of draft, approved, retired",
    UnknownRole "no such role in the vocabulary",
    UnknownRegime "no such regime in the register",
    UnknownDuty "no such duty in the vocabulary",
    UnknownRsit "no such incident type in the RSIT list",
    StepCount "a procedure has 8 to 14 steps",
    EvidenceOrder "the order numbers of the evidence sources are not 1, 2, 3 and so on",
    UnknownVolatility "no such volatility in the vocabulary",
    MoreVolatileLater "an evidence source is more volatile than the one before it; the most volatile come first",
    UnknownProof "no such proof kind in the vocabulary",
    DuplicateStep "two steps have the same id; every step needs its own",
    UnknownPhase "no such phase in the vocabulary",
    UnknownControl "no such control in the vocabulary",
    RoleNotListed "the step's role is unknown or not among the roles of the procedure",
    NoProof "the step names no proof, so nothing could show that it happened",
    UnknownNeed "the step needs a step that does not exist",
    DueBeforeNeed "the step is due before a step that it needs",
    First15 "first15 and minutes contradict each other; first15 means 15 minutes or less",
    AltersUnasked "the step alters an AI system, and the regime that asks to inform the authority before is not among those to consider",
    TooManySentences "the instruction has more than two sentences",
    NoFirst15 "no step is due in the first 15 minutes",
    UnknownInjectStep "an inject expects a step that does not exist",
    ControlMissing "the procedure has no step for these controls",
    NoArtefactProof "no step of this control asks for a file as proof; controls 2, 3 and 6 need one",
    UnknownProcedure "no such procedure",
    UnknownBaseStep "keep_base names a step that the base does not have",
    BaseStepNotKept "this base step must stay; add it to keep_base",
    NeedMissing "after the merge a step needs a step that is not there",
    Circle "after the merge these steps wait for each other",
    DuplicateStepInMerge "two of the merged procedures have a step of the same id",
    // Vocabulary
    UnknownConflict "a role conflicts with a role that does not exist",
    OneSidedConflict "a conflict between two roles is named by only one of them",
    UnknownMayAlso "a role may also be a role that does not exist",
    ConflictingMayAlso "two roles conflict and are also said to be commonly combined",
    // Register
    UnknownRule "no such rule in the register",
    UnknownAnchor "no such clock start in the register",
    UnknownCalendar "no such calendar in the register",
    UnknownConfidence "no such confidence level in the register",
    DuplicateEntry "another entry has the same id; remove one of them",
    BadId "an id has letters, digits, hyphens, underscores and points only",
    BadDate "not a date; write 2027-01-31",
    BadTime "not a time of day; write 17:30",
    UnknownZone "no such time zone; write an IANA name such as America/New_York",
    UnknownWeekday "not a day of the week; write Saturday",
    NeverOpen "the calendar has no open day of the week",
    NoDeadline "the regime has no deadline",
    NoStatus "status is empty; say whether it is in force",
    NoCitation "citation is empty; say where the duty stands",
    NoReason "reason is empty; say who ordered the closure, and where that was read",
    NotCounted "the deadline cannot be counted: rule, amount, unit, cap, cut-off and roll do not fit each other",
    // People
    NoName "name or initials are missing",
    DuplicateName "two people have the same name; people are told apart by name when they are called, so add a middle name or unit",
    DuplicateInitials "two people have the same initials; choose others, they are the short mark on the screen",
    FewNumbers "fewer than two telephone numbers; add one",
    NoHandle "no handle besides the telephone; add one",
    NotANumber "this is not a telephone number; write + and digits",
    UnknownPersonRole "no such role in the vocabulary; use its ids",
    RoleUnfilled "nobody on the list can fill this role",
    NoDeputy "only one person on the list can fill this role, so it has no deputy",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finding_reads_as_place_then_words_then_item() {
        let place = Some(Place { line: 3, column: 7 });
        let finding = Finding { place, ..Finding::new("own.toml", Code::NoProof, "X-\u{1b}01") };
        assert_eq!(
            finding.to_string(),
            "own.toml, line 3, column 7: the step names no proof, so nothing could show that it happened: X-\\u{1b}01"
        );
    }

    #[test]
    fn words_are_distinct() {
        let mut words: Vec<&str> = Code::ALL.iter().map(|c| c.words()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
