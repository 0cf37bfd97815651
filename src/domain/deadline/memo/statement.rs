//! What the decider of a memo signs with a key of their own: plain lines with everything the memo says. `ssh-keygen -Y verify` alone checks it.

use super::Memo;
use crate::domain::id::RecordId;
use crate::domain::proof::Source;
use crate::domain::text::one_line;

/// The word of the last line.
const AFTER: &str = "after";

/// The statement of a memo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoStatement {
    /// Its lines after the case: a word, and what it says on one line.
    lines: Vec<(&'static str, String)>,
}

impl MemoStatement {
    /// Of a memo, under the entry of the register with this digest, after the last record about its regime: an old signature cannot be used for a new memo.
    pub(super) fn of(memo: &Memo, entry: &str, after: Option<RecordId>) -> Self {
        let mut lines = vec![("regime", memo.regime.clone()), ("deadline", memo.deadline.clone())];
        lines.extend([("entry", entry.to_owned()), ("decider", memo.decider.name.clone())]);
        if let Some(contents) = &memo.contents {
            lines.extend([("kind", contents.kind.clone()), ("facts", contents.facts.clone())]);
            lines.extend(contents.records.iter().map(|record| ("record", record.to_string())));
            lines.extend([
                ("threshold", contents.threshold.clone()),
                ("factors", contents.factors.clone()),
                ("mitigation", contents.mitigation.clone()),
            ]);
            lines.extend(contents.proofs.iter().map(|proof| match proof {
                Source::File(file) => ("proof-sha256", file.sha256.clone()),
                Source::Record(record) => ("proof-record", record.to_string()),
                Source::Exhibit(exhibit) => ("proof-exhibit", exhibit.to_string()),
            }));
            let advisor = contents.advisor.as_ref().map(|who| who.name.clone()).unwrap_or_default();
            lines.extend([("conclusion", memo.text.clone()), ("advice", contents.advice.clone())]);
            lines.extend([("advisor", advisor), ("not-followed", contents.not_followed.clone())]);
            lines.push(("reopen", contents.reopen.clone()));
            let review = contents.review.as_ref().map(|review| review.at.rfc3339_at(0)).unwrap_or_default();
            lines.extend([("review", review), ("note", contents.note.clone())]);
        }
        lines.push((AFTER, after.map(|record| record.to_string()).unwrap_or_default()));
        MemoStatement { lines }
    }

    /// The text that is signed, UTF-8 with line feeds. Whatever was typed stands on one line.
    #[must_use]
    pub fn text(&self, case: &str) -> String {
        let mut text = ["warroom-memo-statement/1\ncase ", case, "\n"].concat();
        for (word, said) in &self.lines {
            text.push_str(word);
            text.push(' ');
            let said = one_line(said);
            text.push_str(if said.is_empty() { "-" } else { &said });
            text.push('\n');
        }
        text
    }
}

impl Memo {
    /// Whether a statement that was signed says what the memo says, to the letter; `entry` is the digest of the register's entry.
    #[must_use]
    pub fn is_said_by(&self, statement: &str, case: &str, entry: &str) -> bool {
        let mut own = MemoStatement::of(self, entry, None);
        own.lines.retain(|(word, _)| *word != AFTER);
        let rest = statement.strip_prefix(own.text(case).as_str());
        rest.is_some_and(|rest| rest.lines().count() == 1 && rest.starts_with(AFTER))
    }
}
