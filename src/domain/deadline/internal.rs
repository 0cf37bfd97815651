//! Laws without a number: by when to have acted all the same.

use super::{ClockState, ClockView};
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::reminder::Reminder;
use crate::domain::time::Instant;

impl ClockView<'_> {
    /// Where the law names no number: by when to have acted at the latest, if the register says so.
    #[must_use]
    pub fn internal_target(&self) -> Option<Instant> {
        self.counted().and_then(|due| due.internal_target).filter(|_| self.state == ClockState::Elapsing)
    }
}

/// The internal targets of clocks that run without a number.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let views = state.deadlines.views(state, Instant::MIN);
    let running = views.iter().filter_map(|view| Some((view.key(), view.internal_target()?, view)));
    let remind = |(key, at, view): (String, Instant, &ClockView<'_>)| Reminder {
        key: format!("target:{key}:{}", at.millis()),
        at,
        what: Msg::new("need-internal-target").with("name", view.short()),
        place: Place::Deadline(key.clone()),
        act: Some(("sent", Input::default().with("deadline", key))),
    };
    running.map(remind).collect()
}
