//! What waits for a person about the cause.

use super::Standing;
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;

/// Findings that nobody else has read, findings that somebody disagrees with, and quotes that were not found yet.
pub(in crate::domain) fn waits(state: &Incident, found: &mut Vec<Need>) {
    for finding in state.causes.standing(state) {
        let label = state.label(finding.id);
        let (order, place) = (finding.said.at.at.millis(), Place::Timeline(finding.id));
        let input = Input::default().with("finding", label.clone());
        let need = match finding.last_review(state) {
            None => Some(("need-finding-review", "review-finding")),
            Some((_, reviewed)) if reviewed.verdict == "disagrees" => Some(("need-finding-disputed", "finding")),
            Some(_) => None,
        };
        if let Some((id, command)) = need {
            let input = if command == "finding" { Input::default().with("supersedes", label.clone()) } else { input };
            let msg = Msg::new(id).with("record", label.clone()).code("cause", "cause", finding.said.cause.code());
            found.push(Need::new(Urgency::Waits, order, msg, place.clone()).act(command, input));
        }
        let claimed =
            finding.standing_quotes(state).filter(|cited| matches!(cited.standing(state), Standing::Claimed(_)));
        let claimed: Vec<_> = claimed.map(|cited| cited.id).collect();
        if let Some(first) = claimed.first() {
            let msg = Msg::new("need-quote").with("record", label.clone()).with("count", claimed.len());
            let input = Input::default().with("quote-record", state.label(*first));
            found.push(Need::new(Urgency::Owed, order, msg, place).act("find-quote", input));
        }
    }
}
