//! The clock of a source: declared beside its rows, applied when they are shown.

use super::ClockDeclared;
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::session::{offset as read_offset, offset_refusal};

/// `rows-clock`: how far the clock was off that the times of an import were written by.
///
/// # Errors
/// A record that is no import, no offset or one that cannot be read, no reason.
pub fn declare(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let import = fields.record("import")?;
    if state.rows.import(import).is_none() {
        return Err(fields.not_found("import", &fields.required("import")?));
    }
    let text = fields.required("offset")?;
    let ahead_ms = read_offset(&text).ok_or_else(|| offset_refusal(&text))?;
    let why = fields.required("reason")?;
    // Whoever reads the rows reads their correction.
    let mark = state.rows.mark(import);
    Ok(Decision::of(ClockDeclared { import, ahead_ms, why }).marked(mark))
}

/// By how much the clock of an import's source was ahead, milliseconds: as it was declared last, and not struck.
#[must_use]
pub fn offset(state: &Incident, import: RecordId) -> i64 {
    let declared =
        state.rows.clocks.iter().rev().find(|(id, declared)| declared.import == import && !state.struck(*id));
    let said = || state.rows.import(import).and_then(|imported| imported.ahead_ms);
    declared.map(|(_, declared)| declared.ahead_ms).or_else(said).unwrap_or(0)
}
