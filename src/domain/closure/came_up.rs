//! What came up after the end: a hit, a test that failed, something that is still there. The end stays what it was; whoever reads it sees that it no longer
//! tells all, and it rings.

use super::{ending, stood_down};
use crate::domain::attention::{Need, Place, contained};
use crate::domain::containment;
use crate::domain::eradication;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::monitoring::{self, open_hits};
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// Whether a record was made after another.
fn later(state: &Incident, record: RecordId, than: RecordId) -> bool {
    let made = |id: RecordId| state.timeline.line(id).map(|line| line.recorded);
    if record.station == than.station { record.seq > than.seq } else { made(record) > made(than) }
}

/// What waits for a person although the case ended, with the command that answers it; nothing while the case is open. A stand-down answers no hit, so there
/// those from before it wait too.
#[must_use]
pub fn came_up(state: &Incident, now: Instant) -> Vec<Need> {
    let closed = ending(state).map(|closing| closing.id);
    let Some(end) = closed.or_else(|| stood_down(state).map(|ending| ending.id)) else { return Vec::new() };
    let since = |record: &RecordId| later(state, *record, end);
    let mut places = Vec::new();
    let hits = open_hits(state).into_iter().map(|hit| hit.of.record);
    places.extend(hits.filter(|record| closed.is_none() || since(record)));
    places.extend(state.containment.standing(state).filter_map(|action| {
        let failed = containment::shortfalls(state, action).iter().any(|short| short.rule == Rule::TestFailed);
        (failed && action.tests.iter().any(|(id, _)| since(id) && !state.struck(*id))).then_some(action.id)
    }));
    places.extend(state.eradication.lines(state).filter_map(|line| {
        let failed = eradication::line_shortfalls(state, line).iter().any(|short| short.rule == Rule::SampleFailed);
        (failed && line.last_sample(state).is_some_and(|(id, _)| since(id))).then_some(line.id)
    }));
    if places.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    monitoring::waits(state, now, &mut found);
    contained(state, &mut found);
    eradication::waits(state, &mut found);
    found.retain(|need| {
        matches!(need.what.id, "need-hit" | "need-not-held" | "need-still-there")
            && matches!(&need.place, Place::Timeline(record) if places.contains(record))
    });
    found
}
