//! Text that may have to be withheld: a type of its own, so that a leak on the wall is a compile error.

use std::fmt;

use crate::domain::mark::{Audience, Mark};

/// Text with its handling mark and its privilege.
///
/// It has no `Display` and no `Serialize`, and its `Debug` shows mark and privilege only: neither the text nor its
/// length. The one way to the text is [`Sensitive::shown`], for a named audience. What is shown is still raw: it passes
/// through [`crate::domain::text`] before it reaches a terminal.
///
/// ```
/// use warroom::domain::{mark::Mark, sensitive::Sensitive};
/// let note = Sensitive::new("the key is under the mat", Mark::Red, false);
/// assert!(!format!("{note:?}").contains("mat"));
/// ```
///
/// ```compile_fail,E0277
/// use warroom::domain::{mark::Mark, sensitive::Sensitive};
/// let note = Sensitive::new("the key is under the mat", Mark::Red, false);
/// let leak = format!("{note}");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive {
    text: String,
    mark: Mark,
    privileged: bool,
}

/// What an audience gets of a [`Sensitive`] text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The text, raw.
    Text(&'a str),
    /// Withheld, for this mark is above the audience.
    Withheld(Mark),
    /// Withheld, for it is privileged and counsel has not released it.
    Privileged,
}

impl Sensitive {
    /// Text under `mark`; `privileged` text is shown to no audience until [`Sensitive::released`].
    pub fn new(text: impl Into<String>, mark: Mark, privileged: bool) -> Self {
        Self { text: text.into(), mark, privileged }
    }

    /// The same text after counsel has released it: from here on the mark alone decides.
    pub fn released(self) -> Self {
        Self { privileged: false, ..self }
    }

    /// The same text under another mark.
    pub fn marked(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }

    /// The mark, which every audience may know.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// True while the text is privileged and not released.
    pub fn is_privileged(&self) -> bool {
        self.privileged
    }

    /// True when nothing but white space was written: what forms and checks ask of a text they may not read.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text for `audience`, or why it is withheld. Privilege comes before the mark: it holds against every
    /// audience.
    pub fn shown(&self, audience: Audience) -> Shown<'_> {
        if self.privileged {
            Shown::Privileged
        } else if audience.sees(self.mark) {
            Shown::Text(&self.text)
        } else {
            Shown::Withheld(self.mark)
        }
    }

    /// Search: true when `audience` may see the text and it contains `needle_lower`, whatever the case of the text.
    ///
    /// `needle_lower` is already in lower case (`str::to_lowercase`). Withheld text never matches, not even an empty
    /// needle: a count of hits would tell the room what it may not read.
    pub fn matches(&self, audience: Audience, needle_lower: &str) -> bool {
        match self.shown(audience) {
            Shown::Text(text) => contains_lower(text, needle_lower),
            Shown::Withheld(_) | Shown::Privileged => false,
        }
    }
}

/// Substring search without regard to case; ASCII text, the common case of 100 000 log lines, without an allocation.
fn contains_lower(text: &str, needle_lower: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase().contains(needle_lower);
    }
    let needle = needle_lower.as_bytes();
    needle.is_empty() || text.as_bytes().windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle))
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sensitive")
            .field("mark", &self.mark)
            .field("privileged", &self.privileged)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WALL: Audience = Audience(Mark::Amber);

    #[test]
    fn the_mark_decides_what_the_room_gets() {
        let note = Sensitive::new("Host DB-7", Mark::Amber, false);
        assert_eq!(note.shown(WALL), Shown::Text("Host DB-7"));
        let note = note.marked(Mark::Red);
        assert_eq!(note.shown(WALL), Shown::Withheld(Mark::Red));
        assert_eq!(note.shown(Audience(Mark::Red)), Shown::Text("Host DB-7"));
    }

    #[test]
    fn privilege_holds_against_everyone_until_released() {
        let advice = Sensitive::new("Advice of counsel", Mark::Clear, true);
        for mark in Mark::ALL {
            assert_eq!(advice.shown(Audience(mark)), Shown::Privileged);
            assert!(!advice.matches(Audience(mark), "advice"));
        }
        assert!(advice.is_privileged());
        assert_eq!(advice.released().shown(Audience(Mark::Clear)), Shown::Text("Advice of counsel"));
    }

    #[test]
    fn search_ignores_case_and_finds_nothing_that_is_withheld() {
        let note = Sensitive::new("Zugang ÜBER den Host DB-7", Mark::Amber, false);
        assert!(note.matches(WALL, "über") && note.matches(WALL, "db-7") && note.matches(WALL, ""));
        assert!(!note.matches(WALL, "db-8"));
        assert!(Sensitive::new("Host DB-7", Mark::Amber, false).matches(WALL, "db-7"));
        assert!(!Sensitive::new("DB", Mark::Amber, false).matches(WALL, "db-7"));
        let red = note.marked(Mark::Red);
        assert!(!red.matches(WALL, "db-7") && !red.matches(WALL, ""));
    }

    #[test]
    fn blank_is_told_without_reading() {
        assert!(Sensitive::new(" \n", Mark::Red, false).is_blank());
        assert!(!Sensitive::new(" x", Mark::Red, false).is_blank());
    }

    proptest! {
        #[test]
        fn debug_is_the_same_for_every_text(a in any::<String>(), b in any::<String>(), privileged in any::<bool>()) {
            let make = |text: &str| Sensitive::new(text, Mark::Green, privileged);
            prop_assert_eq!(format!("{:?}{:#?}", make(&a), make(&a)), format!("{:?}{:#?}", make(&b), make(&b)));
        }

        #[test]
        fn ascii_search_agrees_with_the_plain_one(text in "[a-cA-C ]{0,12}", needle in "[a-c ]{0,3}") {
            prop_assert_eq!(contains_lower(&text, &needle), text.to_lowercase().contains(&needle));
        }
    }
}
