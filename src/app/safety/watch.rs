//! The thread beside the console that keeps the copy up: it looks once a second whether the case file changed, and never keeps the console waiting.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::copier::{Copied, Copier};
use crate::app::env::Env;
use crate::domain::time::Instant;
use crate::store::medium::{Medium, Trouble};

/// Between two looks at the case file: one pragma that reads shared memory.
const LOOK: Duration = Duration::from_secs(1);
/// After trouble the medium is tried again so often.
const AGAIN: Duration = Duration::from_secs(3);

/// How the copy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The first pass is not through.
    Begun,
    /// Everything that was there at the last look is on the medium.
    Copied(Copied),
    /// It is not.
    Failing {
        /// Why.
        trouble: Trouble,
        /// Since when.
        since: Instant,
    },
}

/// A copy that is kept up while this lives.
#[derive(Debug)]
pub struct Watch {
    standing: Arc<Mutex<Standing>>,
    stop: Option<Sender<()>>,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
    medium: Medium,
}

impl Watch {
    /// Starts to copy a case file to a medium. `changed` is called from the thread whenever the standing is another.
    #[must_use]
    pub fn start(env: &Env, case: PathBuf, medium: Medium, changed: impl Fn() + Send + 'static) -> Self {
        let standing = Arc::new(Mutex::new(Standing::Begun));
        let (stop, asked) = channel();
        let (over, ended) = channel();
        let (shared, env, copy) = (Arc::clone(&standing), env.clone(), medium.clone());
        let run = move || {
            let set = |next: Standing| {
                let mut known = shared.lock().unwrap_or_else(PoisonError::into_inner);
                let same = match (&*known, &next) {
                    (Standing::Copied(_), Standing::Copied(_)) => true,
                    (Standing::Failing { trouble: one, .. }, Standing::Failing { trouble: other, .. }) => one == other,
                    _ => false,
                };
                if let (Standing::Failing { trouble, .. }, Standing::Failing { since, .. }) = (&next, &*known) {
                    *known = Standing::Failing { trouble: trouble.clone(), since: *since };
                } else {
                    *known = next;
                }
                drop(known);
                if !same {
                    changed();
                }
            };
            let mut copier: Option<Copier> = None;
            let mut failed = false;
            let mut asked_to_stop = false;
            loop {
                let open = match copier.take() {
                    Some(open) => Ok(open),
                    None => Copier::new(&case, copy.clone()).map_err(|error| Trouble::Failing(error.to_string())),
                };
                let looked = open.and_then(|mut open| {
                    let behind = open.behind().map_err(|error| Trouble::Failing(error.to_string()))?;
                    let copied = if failed || asked_to_stop || behind {
                        open.pass().map(Some)
                    } else {
                        // While nothing is written the medium is still looked at: one that was pulled shows.
                        copy.about().map(|_| None).map_err(|trouble| copy.told(trouble))
                    };
                    copier = Some(open);
                    copied
                });
                failed = looked.is_err();
                match looked {
                    Ok(Some(copied)) => set(Standing::Copied(copied)),
                    Ok(None) => {}
                    Err(trouble) => set(Standing::Failing { trouble, since: env.clock.now() }),
                }
                if asked_to_stop {
                    break;
                }
                // Once more when it is to stop: what was recorded in the last second.
                asked_to_stop = asked.recv_timeout(if failed { AGAIN } else { LOOK }) != Err(RecvTimeoutError::Timeout);
            }
            let _ = over.send(());
        };
        // Without another thread there is no copy, and the standing says that it never began.
        let thread = std::thread::Builder::new().name("safety".to_owned()).spawn(run).ok();
        Watch { standing, stop: Some(stop), ended, thread, medium }
    }

    /// How the copy stands now.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where it lies.
    #[must_use]
    pub fn medium(&self) -> &Medium {
        &self.medium
    }

    /// Ends with one last pass, and waits for it no longer than so: a medium that hangs must not keep the console.
    pub fn finish(mut self, patience: Duration) -> Standing {
        drop(self.stop.take());
        if self.ended.recv_timeout(patience).is_ok()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
        self.standing()
    }
}
