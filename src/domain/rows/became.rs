//! What becomes of what was read from rows: an import that was struck since, a clock that was declared since. Nothing that was recorded is changed by either; what
//! no longer counts says so, and the time of the row by the clock as it is known now stands beside the time that was recorded.

use super::offset;
use super::place::Cited;
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::{How, Instant};
use crate::domain::timeline::{Line, Noted};

/// That an import was struck: what is read from its rows does not count.
#[must_use]
pub fn import_struck(state: &Incident, import: RecordId) -> Shortfall {
    Shortfall::new(Rule::ImportStruck).at("import").with("record", state.label(import))
}

/// The import that a line was read from and rests on, where that was struck. A line that was judged by something else since rests on that.
#[must_use]
pub fn struck_import(state: &Incident, line: &Line) -> Option<RecordId> {
    let detail = line.detail.as_deref()?;
    let row = &detail.row.as_ref()?.row;
    (state.struck(row.import) && rests_on(detail, row)).then_some(row.import)
}

/// Whether nothing carries a line but the row that it was read from.
fn rests_on(detail: &Noted, row: &Cited) -> bool {
    detail.basis.as_ref().is_none_or(|basis| {
        let place = basis.place.trim();
        basis.sources.is_empty() && (place.is_empty() || place == row.place())
    })
}

/// The time of the row that a line was read from, by the clock as it is known now, where that is another than the line has; none where the line took its time from
/// somebody, and not from the row.
#[must_use]
pub fn time_now(state: &Incident, line: &Line) -> Option<Instant> {
    let marked = line.detail.as_deref()?.row.as_ref()?;
    let when = line.when.as_ref().filter(|when| when.how == How::Derived)?;
    let (then, now) = (marked.ahead_ms, offset(state, marked.row.import));
    (then != now).then(|| Instant::from_millis(when.at.millis().saturating_add(then).saturating_sub(now)))
}

/// What rests on imports that were struck, and waits for somebody to say what becomes of it.
pub(in crate::domain) fn waits(state: &Incident, found: &mut Vec<Need>) {
    let mut struck = state.rows.imports.iter().filter(|(id, _)| state.struck(*id)).peekable();
    if struck.peek().is_none() {
        return;
    }
    let mut need = |id: &'static str, record: RecordId, import: RecordId| {
        let at = state.timeline.line(record).map_or(0, |line| line.recorded.millis());
        let label = state.label(record);
        let what = Msg::new(id).with("record", label.clone()).with("import", state.label(import));
        let need = Need::new(Urgency::Owed, at.saturating_add(100), what, Place::Timeline(record));
        found.push(need.act("strike", Input::default().with("record", label)));
    };
    for line in state.timeline.lines.iter().filter(|line| line.superseded_by.is_none() && !state.struck(line.id)) {
        if let Some(import) = struck_import(state, line) {
            need("need-row-struck", line.id, import);
        }
    }
    for (id, listed) in state.entities.listed.iter().filter(|(id, _)| !state.struck(*id)) {
        if state.struck(listed.import) {
            need("need-listed-struck", *id, listed.import);
        }
    }
    for (id, issued) in state.indicators.issued.iter().filter(|(id, _)| !state.struck(*id)) {
        if let Some(import) = issued.import.filter(|import| state.struck(*import)) {
            need("need-issued-struck", *id, import);
        }
    }
}
