//! What of restoration waits for a person.

use super::{counting_scans, rescan_owed};
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;

/// What was restored and not scanned, or not released; and what has to be scanned again.
pub fn waits(state: &Incident, found: &mut Vec<Need>) {
    for item in state.restoration.standing(state) {
        let last = item.scans.iter().rfind(|(id, _)| !state.struck(*id));
        let scanned = !counting_scans(state, item).is_empty();
        let dirty = last.is_some_and(|(_, last)| {
            let short = super::scan_shortfalls(state, item, last);
            last.result == "found" && short.iter().any(|short| short.rule == Rule::NotClean)
        });
        let (urgency, id, act) = match (dirty, scanned, item.last_live(state).is_some()) {
            (true, ..) => (Urgency::Now, "need-not-clean", "scan"),
            (_, false, false) => (Urgency::Waits, "need-scan", "scan"),
            (_, false, true) => (Urgency::Soon, "need-scan-live", "scan"),
            (_, true, false) => (Urgency::Waits, "need-go-live", "go-live"),
            (_, true, true) => continue,
        };
        let msg = Msg::new(id).with("system", state.sensitive(&item.restored.system));
        let need = Need::new(urgency, item.restored.ended.at.millis(), msg, Place::Timeline(item.id));
        found.push(need.act(act, Input::default().with("restoration", state.label(item.id))));
    }
    for owed in rescan_owed(state) {
        let msg = Msg::new("need-rescan").with("system", state.sensitive(&owed.system)).with("count", owed.missing);
        let need = Need::new(Urgency::Soon, owed.since.millis(), msg, Place::Timeline(owed.restoration));
        found.push(need.act("scan", Input::default().with("restoration", state.label(owed.restoration))));
    }
}
