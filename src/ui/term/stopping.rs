//! Ctrl-Z: the whole job stops, and the signal that this program sends to itself is told apart from one that somebody else sends.

use std::io;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use super::lock;

/// The stop signal that this program sends to its own job reaches its own handler as well; that one copy is swallowed.
struct OwnStop {
    handled: bool,
    expected: bool,
}

static OWN_STOP: Mutex<OwnStop> = Mutex::new(OwnStop { handled: false, expected: false });
static OWN_STOP_SEEN: Condvar = Condvar::new();

/// Says that SIGTSTP has a handler from now on (it then no longer stops the process by itself).
pub(crate) fn stop_signal_is_handled() {
    lock(&OWN_STOP).handled = true;
}

/// Called by the handler of SIGTSTP: whether the signal is the copy of our own, to be swallowed.
pub(crate) fn is_own_stop() -> bool {
    let mut state = lock(&OWN_STOP);
    let own = std::mem::take(&mut state.expected);
    OWN_STOP_SEEN.notify_all();
    own
}

pub(super) fn stop_job() -> io::Result<()> {
    use rustix::process::{Signal, kill_current_process_group};
    let handled = {
        let mut state = lock(&OWN_STOP);
        state.expected = state.handled;
        state.handled
    };
    kill_current_process_group(Signal::TSTP)?;
    if handled {
        let state = lock(&OWN_STOP);
        let waited = OWN_STOP_SEEN.wait_timeout_while(state, Duration::from_millis(500), |state| state.expected);
        drop(waited.map(|(mut state, _)| state.expected = false));
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    }
    Ok(())
}
