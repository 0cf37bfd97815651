//! Words on a line of a file in a commit: in what `git show`, `git log -p` or `git format-patch` printed, or in the file itself.

use super::bytes::{Span, Window};
use super::{Hit, Locator, Outcome, Unread, lines};

/// Bytes of one line that are looked at: a line of source is shorter.
const LONGEST: usize = 64 * 1024;

/// A commit with a file and lines of it.
pub(super) struct Asked<'a> {
    pub(super) commit: &'a str,
    pub(super) path: &'a str,
    pub(super) from: u64,
    pub(super) to: u64,
}

/// How git begins what it says of one file.
const DIFF: &str = "diff --git ";

/// What a patch is read with.
#[derive(Default)]
struct Reading {
    /// Whether the commit that is read now is the one asked for.
    commit: bool,
    /// Path before and after, without the letter that git puts before it.
    before: String,
    after: String,
    /// The next line number before and after, and how many of them are left in the hunk.
    old: (u64, u64),
    new: (u64, u64),
    /// The lines asked for, before and after.
    removed: String,
    added: String,
}

pub(super) fn on_lines(window: &mut Window<'_>, asked: &Asked<'_>, text: &str) -> Result<Outcome, Unread> {
    let later = [b"\n", DIFF.as_bytes()].concat();
    let whole = window.whole();
    let patch = window.at(0, DIFF.len())? == DIFF.as_bytes() || window.find(whole, &[later])?.is_some();
    if !patch {
        // The file as it was in that commit: which one it was, only its name says.
        let found = lines::on_lines(window, (asked.from, asked.to), text)?;
        return Ok(match found {
            Outcome::Found(hit) => Outcome::Found(Hit { place: place(asked, &hit.place), offset: hit.offset }),
            other => other,
        });
    }
    let (mut reading, mut offset, mut named) = (Reading::default(), 0, false);
    while offset < window.size() {
        let (line, next) = line_at(window, offset)?;
        reading.take(&line, asked);
        named |= !reading.removed.is_empty() || !reading.added.is_empty();
        offset = next;
    }
    let plain = text.replace("\r\n", "\n");
    let has = reading.added.contains(&plain) || reading.removed.contains(&plain);
    Ok(match (named, has) {
        (false, _) => Outcome::NoPlace,
        (true, false) => Outcome::Absent,
        (true, true) => {
            let Asked { from, to, .. } = *asked;
            Outcome::Found(Hit { place: place(asked, &Locator::Lines { from, to }), offset: None })
        }
    })
}

fn place(asked: &Asked<'_>, lines: &Locator) -> Locator {
    let (from, to) = match lines {
        Locator::Lines { from, to } => (*from, *to),
        _ => (asked.from, asked.to),
    };
    Locator::Commit { commit: asked.commit.to_owned(), path: asked.path.to_owned(), from, to }
}

/// The line at an offset, without its end, and where the next one begins.
fn line_at(window: &mut Window<'_>, offset: u64) -> Result<(String, u64), Unread> {
    let rest = Span::between(offset, window.size());
    let next = window.nth(rest, b"\n", 1)?.unwrap_or(window.size());
    let length = usize::try_from(next - offset).unwrap_or(usize::MAX).min(LONGEST);
    let bytes = window.at(offset, length)?;
    Ok((String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned(), next))
}

impl Reading {
    fn take(&mut self, line: &str, asked: &Asked<'_>) {
        if self.old.1 > 0 || self.new.1 > 0 {
            return self.hunk(line, asked);
        }
        let hex = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
        if let Some(rest) = line.strip_prefix("commit ") {
            self.commit = hex(rest).starts_with(asked.commit);
        } else if let Some(rest) = line.strip_prefix("From ").filter(|rest| hex(rest).len() == 40) {
            self.commit = hex(rest).starts_with(asked.commit);
        } else if line.starts_with(DIFF) {
            (self.before, self.after) = (String::new(), String::new());
        } else if let Some(path) = line.strip_prefix("--- ") {
            path_of(path, "a/").clone_into(&mut self.before);
        } else if let Some(path) = line.strip_prefix("+++ ") {
            path_of(path, "b/").clone_into(&mut self.after);
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(hunk_of) {
            (self.old, self.new) = (old, new);
        }
    }

    fn hunk(&mut self, line: &str, asked: &Asked<'_>) {
        let ours = |number: u64| self.commit && (asked.from..=asked.to).contains(&number);
        let (sign, text) = line.split_at_checked(1).unwrap_or((" ", ""));
        let (removed, added) = (
            sign == "-" && ours(self.old.0) && self.before == asked.path,
            matches!(sign, "+" | " ") && ours(self.new.0) && self.after == asked.path,
        );
        for (wanted, lines) in [(removed, &mut self.removed), (added, &mut self.added)] {
            if wanted {
                lines.push_str(text);
                lines.push('\n');
            }
        }
        if matches!(sign, "-" | " ") {
            self.old = (self.old.0 + 1, self.old.1.saturating_sub(1));
        }
        if matches!(sign, "+" | " ") {
            self.new = (self.new.0 + 1, self.new.1.saturating_sub(1));
        }
        if !matches!(sign, "-" | "+" | " " | "\\") {
            // Not what a hunk holds: the file was cut or mangled.
            (self.old.1, self.new.1) = (0, 0);
        }
    }
}

/// A path as a patch writes it: without the letter before it and the time behind it.
fn path_of<'a>(text: &'a str, letter: &str) -> &'a str {
    let path = text.split('\t').next().unwrap_or_default().trim_end();
    path.strip_prefix(letter).unwrap_or(path)
}

/// `12,3 +14,5 @@ …`: the first line and the count of lines, before and after.
fn hunk_of(rest: &str) -> Option<((u64, u64), (u64, u64))> {
    let (old, rest) = rest.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let pair = |text: &str| match text.split_once(',') {
        Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    };
    Some((pair(old)?, pair(new)?))
}
