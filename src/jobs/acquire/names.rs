//! Names of the files of one image. The name says the state: only a whole image has the name that was asked for.

use std::ffi::{OsStr, OsString};

/// More segments than this have no number of three digits, and other tools no longer find them.
pub const MOST_SEGMENTS: u64 = 999;

/// The names that follow from one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    base: OsString,
}

impl Names {
    /// Names from the last component of the destination.
    pub fn of(base: &OsStr) -> Self {
        Self { base: base.to_owned() }
    }

    fn with(&self, suffixes: &[&str]) -> OsString {
        let mut name = self.base.clone();
        for suffix in suffixes {
            name.push(suffix);
        }
        name
    }

    /// A segment, numbered from 1, or the whole image.
    pub fn image(&self, segment: Option<u64>, whole: bool) -> OsString {
        let number = segment.map(|segment| format!(".{segment:03}")).unwrap_or_default();
        self.with(&[state(whole), &number])
    }

    /// A segment, or the image, until all of it is written and read back.
    pub fn partial(&self, segment: Option<u64>) -> OsString {
        let number = segment.map(|segment| format!(".{segment:03}")).unwrap_or_default();
        self.with(&[&number, ".partial"])
    }

    /// The log.
    pub fn log(&self, whole: bool) -> OsString {
        self.with(&[state(whole), ".log.txt"])
    }

    /// The check file.
    pub fn sums(&self, whole: bool) -> OsString {
        self.with(&[state(whole), ".sha256"])
    }

    /// The log until the rest has its final name; also that of an attempt that came to nothing.
    pub fn log_partial(&self) -> OsString {
        self.with(&[".log.txt.partial"])
    }

    /// The check file until the rest has its final name.
    pub fn sums_partial(&self) -> OsString {
        self.with(&[".sha256.partial"])
    }

    /// Every name that an image of this many segments may take.
    pub fn all(&self, segments: Option<u64>) -> Vec<OsString> {
        let mut names = vec![self.log_partial(), self.sums_partial(), self.partial(None)];
        for whole in [true, false] {
            names.extend([self.log(whole), self.sums(whole), self.image(None, whole)]);
        }
        for segment in 1..=segments.unwrap_or(1) {
            names.extend([
                self.partial(Some(segment)),
                self.image(Some(segment), true),
                self.image(Some(segment), false),
            ]);
        }
        names
    }
}

fn state(whole: bool) -> &'static str {
    if whole { "" } else { ".incomplete" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_image_has_the_name_asked_for() {
        let names = Names::of(OsStr::new("E-001.dd"));
        assert_eq!(names.image(None, true), "E-001.dd");
        assert_eq!(names.image(Some(7), true), "E-001.dd.007");
        assert_eq!(names.image(Some(7), false), "E-001.dd.incomplete.007");
        assert_eq!(names.partial(Some(7)), "E-001.dd.007.partial");
        assert_eq!(
            (names.log(true), names.sums(false)),
            ("E-001.dd.log.txt".into(), "E-001.dd.incomplete.sha256".into())
        );
        let all = names.all(Some(2));
        assert!(all.contains(&names.image(Some(2), false)) && all.contains(&names.log_partial()));
    }
}
