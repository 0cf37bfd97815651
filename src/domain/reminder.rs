//! What comes back at an instant that somebody set: quiet until then, from then on it waits for a person and rings. Each concern adds its own through one
//! function.

use super::attention::{Need, Place, Urgency, span};
use super::incident::Incident;
use super::input::Input;
use super::msg::Msg;
use super::time::Instant;

/// Something to come back to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// Key of its ring, by which it is silenced and by which its rings are counted: another key for another instant, or it stays silent.
    pub key: String,
    /// From when on it waits and rings, by the clock that countdowns use.
    pub at: Instant,
    /// What waits. `{ $over }` in its words is how long ago it came up.
    pub what: Msg,
    /// Where Enter goes.
    pub place: Place,
    /// The command that settles it, with the fields that are known.
    pub act: Option<(&'static str, Input)>,
}

/// What the concerns come back to. One that was settled is no longer among them.
const CONCERNS: &[fn(&Incident) -> Vec<Reminder>] = &[
    super::deadline::reminders,
    super::eradication::reminders,
    super::action::reminders,
    super::review::reminders,
    super::decision_log::reminders,
    super::briefing::reminders,
    super::supplier::reminders,
    super::experiment::reminders,
];

/// Everything that was set to come back, whether its time has come or not.
pub fn reminders(state: &Incident) -> impl Iterator<Item = Reminder> {
    CONCERNS.iter().flat_map(|concern| concern(state))
}

/// Those whose time has come, as needs that ring.
pub(super) fn due(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    ring(reminders(state), now, found);
}

/// Those that ring on once the incident is over: the review, and what was agreed in it.
pub(super) fn due_after_the_end(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    ring(super::action::reminders(state).into_iter().chain(super::review::reminders(state)), now, found);
}

fn ring(reminders: impl Iterator<Item = Reminder>, now: Instant, found: &mut Vec<Need>) {
    for reminder in reminders.filter(|reminder| reminder.at <= now) {
        let over = span(now.millis_since(reminder.at));
        let need = Need::new(Urgency::Soon, reminder.at.millis(), reminder.what.with("over", over), reminder.place);
        let need = match reminder.act {
            Some((command, input)) => need.act(command, input),
            None => need,
        };
        found.push(need.ring(reminder.key));
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::attention::needs;
    use crate::domain::deadline;
    use crate::domain::play::Play;

    #[test]
    fn a_reminder_is_quiet_until_its_instant_and_rings_from_then_on() {
        let mut play = Play::bare();
        let fields = [("deadline", "contract-pci/acquirer"), ("start", "now"), ("why", "the acquirer rang")];
        play.done(deadline::start, &fields);
        let rings = |minutes: i64| {
            let found = needs(&play.state, play.now.plus_minutes(minutes));
            let mut due = found.into_iter().filter(|need| need.what.id == "need-internal-target");
            due.next().map(|need| (need.ring.unwrap_or_default(), need.rings))
        };
        assert_eq!(rings(59), None);
        let key = format!("target:contract-pci/acquirer:{}", play.now.plus_minutes(60).millis());
        assert_eq!(rings(60), Some((key, true)));
    }
}
