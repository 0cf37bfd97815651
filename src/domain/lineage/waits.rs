//! What of lineage waits for a person.

use super::Described;
use super::credit::{Family, open_lists, restore_shortfalls, uncovered};
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;

/// Condemned artefacts that nobody eradicates or of whose descendants nothing became, lines of a list that were not taken, what is live all the same.
pub fn waits(state: &Incident, found: &mut Vec<Need>) {
    if state.lineage.is_empty() {
        return;
    }
    let family = Family::of(state);
    for kept in uncovered(&family) {
        let count = family.below(kept.said.artefact).len() + 1;
        let name = state.lineage.any(kept.said.artefact).map(Described::title).unwrap_or_default();
        let msg = Msg::new("need-condemned").with("name", state.sensitive(&name)).with("count", count);
        let need = Need::new(Urgency::Waits, kept.said.at.at.millis(), msg, Place::Timeline(kept.id));
        let label = kept.said.artefact.label(state);
        found.push(need.act("eradicate", Input::default().with("lineage", label)));
    }
    for line in state.eradication.lines(state) {
        let Some(node) = line.removed.lineage.filter(|node| family.is_condemned(*node)) else { continue };
        let open = family.tally(node).open;
        let Some((first, _)) = open.first() else { continue };
        let names = super::credit::some_names(state, &open);
        let msg = Msg::new("need-fates").with("count", open.len()).with("names", names);
        let need = Need::new(Urgency::Waits, line.removed.at.at.millis(), msg, Place::Timeline(line.id));
        found.push(need.act("fate", Input::default().with("artefacts", first.label(state))));
    }
    for (id, listed, open) in open_lists(state) {
        let msg = Msg::new("need-lines").with("count", open).with("record", state.label(id));
        let need = Need::new(Urgency::Waits, listed.at.at.millis(), msg, Place::Timeline(id));
        found.push(need.act("lineage-list", Input::default().with("mends", state.label(id))));
    }
    for item in state.restoration.standing(state) {
        let Some((id, live)) = item.last_live(state) else { continue };
        if restore_shortfalls(state, &item.restored).iter().any(|short| short.rule == Rule::LineageCondemned) {
            let msg = Msg::new("need-live-condemned").with("system", state.sensitive(&item.restored.system));
            found.push(Need::new(Urgency::Now, live.at.at.millis(), msg, Place::Timeline(*id)));
        }
    }
}
