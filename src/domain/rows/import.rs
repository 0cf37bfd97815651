//! Recording an import: nothing is refused but what is no import; what counts twice or was lost is said.

use super::{Imported, counted, known_mark};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::session::{offset as read_offset, offset_refusal};

/// The import, not struck, that has rows of a file with this digest; the first of several.
#[must_use]
pub fn twice<'a>(state: &'a Incident, sha256: &str) -> Option<(RecordId, &'a Imported)> {
    counted(state).find(|(_, imported)| imported.sha256 == sha256 && imported.kept() > 0)
}

/// By how much the clock of the source was ahead, as typed in `offset`, milliseconds.
///
/// # Errors
/// It cannot be read.
pub fn ahead(input: &Input) -> Result<Option<i64>, Refusal> {
    let said = input.get("offset");
    said.map(|text| read_offset(text).ok_or_else(|| offset_refusal(text))).transpose()
}

/// Puts an import on record, with what was said of it: `offset` (how far the clock of its source was ahead), `reason` (why its rows are taken in again), `mark`.
/// This is the commit point of its rows.
///
/// # Errors
/// An offset or a mark that cannot be read.
pub fn import(state: &Incident, input: &Input, ctx: &Ctx<'_>, imported: Imported) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let ahead_ms = ahead(input)?;
    let short = shortfalls(state, &imported);
    let again = fields.text("reason").unwrap_or_default();
    // Rows that stood under a graver mark than the case's do not come back under a lower one unless somebody says so.
    let known = known_mark(state, &imported.sha256).filter(|known| *known > state.mark());
    let mark = fields.mark("mark")?.or(known);
    Ok(Decision::of(Imported { ahead_ms, again, ..imported }).short(short).marked(mark))
}

/// What is said of an import: rows that are in the case twice, lines that became no rows.
#[must_use]
pub fn shortfalls(state: &Incident, imported: &Imported) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let same_rows = |(_, other): &(RecordId, &Imported)| other.rows_sha256 == imported.rows_sha256;
    let earlier = twice(state, &imported.sha256)
        .or_else(|| counted(state).find(same_rows).filter(|_| imported.kept() > 0))
        .map(|(record, _)| record);
    if let Some(record) = earlier {
        short.push(Shortfall::new(Rule::RowsTwice).with("record", state.label(record)));
    }
    if imported.lost() > 0 {
        short.push(Shortfall::new(Rule::RowsRefused).with("count", imported.lost()));
    }
    short
}
