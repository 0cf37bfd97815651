//! Bookmarks: rows to come back to, with a word why. They say nothing of the incident.

use serde::{Deserialize, Serialize};

use super::import_struck;
use super::marking::{at_least, known};
use super::place::{self, Cited};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::library::foreign::pick::{Stands, Which};

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmarked {
    /// The row.
    pub row: Cited,
    /// Why, if somebody said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A bookmark was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unbookmarked {
    /// The bookmark.
    pub bookmark: RecordId,
}

/// `row-bookmark`: a row to come back to.
///
/// # Errors
/// A row that is not there or not told apart.
pub fn bookmark(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (asked, imported) = place::read(&fields)?;
    let Some(found) = place::row(&fields, &asked, imported)? else { return Ok(Decision::default()) };
    let row = Cited {
        import: asked.import,
        sheet: found.row.sheet,
        line: found.row.line,
        number: found.number,
        sha256: found.sha256,
    };
    let earlier =
        state.rows.bookmarks.iter().find(|(_, bookmark)| bookmark.row == row).map(|(record, _)| known(state, *record));
    let (mark, raised) = at_least(&fields, asked.import)?;
    let note = fields.text("note").unwrap_or_default();
    let struck = state.struck(asked.import).then(|| import_struck(state, asked.import));
    Ok(Decision::of(Bookmarked { row, note }).short(earlier).short(raised).short(struck).marked(Some(mark)))
}

/// `row-unbookmark`: takes a bookmark away.
///
/// # Errors
/// A row without a bookmark.
pub fn unbookmark(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (asked, _) = place::read(&fields)?;
    let here = |cited: &Cited| cited.import == asked.import && stands(cited, &asked.stands);
    let mut found =
        state.rows.bookmarks.iter().filter(|(_, bookmark)| here(&bookmark.row)).map(|(record, _)| *record).peekable();
    if found.peek().is_none() {
        return Err(fields.not_found("line", &fields.required("line")?));
    }
    let facts = found.map(|bookmark| Unbookmarked { bookmark }.into()).collect();
    let mark = state.rows.mark(asked.import);
    Ok(Decision { facts, ..Decision::default() }.marked(mark.map(|mark| mark.max(state.mark()))))
}

fn stands(cited: &Cited, at: &Stands) -> bool {
    let which = match &at.which {
        None => true,
        Some(Which::Number(number)) => cited.number == *number,
        Some(Which::Digest(digits)) => cited.sha256.starts_with(digits.as_str()),
    };
    which && cited.sheet == at.sheet && cited.line == at.line
}
