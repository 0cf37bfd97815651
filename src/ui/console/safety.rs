//! The safety copy beside the console: kept up by a thread of its own, looked at once a second, recorded when it fails and when it goes on.

use std::time::Duration;

use super::Console;
use crate::app::safety::{Standing, Watch};

/// How long the console waits at its end for the last records to reach the medium.
const AT_THE_END: Duration = Duration::from_secs(5);

impl Console {
    /// Starts, changes or ends the copy as the case says, and records how it stands. True when something was recorded.
    pub(super) fn keep_copy(&mut self) -> bool {
        let Some(case) = &mut self.case else { return false };
        let wanted = if case.writable() { case.safety_copy() } else { None };
        let runs = self.copy.as_ref().map(|watch| watch.medium().path().to_owned());
        if wanted.as_ref().map(|medium| medium.path().to_owned()) != runs {
            if let Some(watch) = self.copy.take() {
                watch.finish(Duration::ZERO);
            }
            self.copy = wanted.map(|medium| Watch::start(&self.env, case.path().to_owned(), medium, || {}));
        }
        let Some(watch) = &self.copy else { return false };
        match case.note_safety(&watch.standing()) {
            Ok(recorded) => recorded,
            Err(error) => {
                self.say_failure(&error);
                false
            }
        }
    }

    /// Whether the copy is not kept up, as the thread beside the console last saw it.
    pub(super) fn copy_fails(&self) -> bool {
        let standing = self.copy.as_ref().map(Watch::standing);
        matches!(standing, Some(Standing::Failing { .. }))
    }

    /// The last pass, so that what was recorded in the last second is on the medium too.
    pub(super) fn finish_copy(&mut self) {
        if let Some(watch) = self.copy.take() {
            watch.finish(AT_THE_END);
        }
    }
}
