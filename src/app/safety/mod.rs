//! The safety copy of a case on a second medium: named once, written beside the console and after each command line, and what a case is rebuilt from.

mod copier;
mod naming;
mod restore;
mod watch;

pub use copier::{Copied, Copier};
pub use restore::{Rebuilt, rebuild};
pub use watch::{Standing, Watch};

use std::path::{Path, PathBuf};

use super::case::Case;
use super::env::Env;
use super::failure::Failure;
use crate::domain::safety::{Failed, Resumed};
use crate::store::medium::{Medium, Trouble};
use crate::store::places::private_directory;

/// Where this laptop keeps which directory a case is copied to. Not in the case: another laptop's medium is no business of this one, and a laptop whose chain
/// does not count yet has a copy too.
fn setting(env: &Env, case: &str) -> PathBuf {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let name: String = case.chars().filter(plain).take(120).collect();
    env.places.state.join("safety").join(name)
}

/// The directory that a case is copied to from this laptop, where one was named.
#[must_use]
pub fn directory(env: &Env, case: &str) -> Option<PathBuf> {
    let text = std::fs::read_to_string(setting(env, case)).ok()?;
    Some(super::staging::path_of(text.strip_suffix('\n')?))
}

/// Notes the directory that a case is copied to from now on, or that there is none any more.
fn set(env: &Env, case: &str, directory: Option<&Path>) -> Result<(), Failure> {
    let path = setting(env, case);
    let failed = |error: std::io::Error| Failure::Output {
        path: crate::domain::text::visible(&path.to_string_lossy()).into_owned(),
        why: error.to_string(),
    };
    match directory {
        Some(directory) => {
            private_directory(path.parent().unwrap_or(Path::new(".")))?;
            let beside = path.with_extension("new");
            let text = format!("{}\n", super::staging::text_of(directory));
            std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &path)).map_err(failed)
        }
        None => match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(()),
        },
    }
}

impl Case {
    /// The copy of this case by this laptop, where a medium was named.
    #[must_use]
    pub fn safety_copy(&self) -> Option<Medium> {
        let directory = directory(self.env(), self.id())?;
        Some(Medium::below(&directory, self.id(), &self.station().to_string()))
    }

    /// Records how the copy stands, where that is another than what was last recorded: nothing is written for what is known.
    ///
    /// # Errors
    /// [`Failure`]; then it is recorded when it is next looked at.
    pub fn note_safety(&mut self, standing: &Standing) -> Result<bool, Failure> {
        // What a laptop writes that does not count is not folded: it could not know what it has said.
        if !self.writable() || !self.counts() || self.known().is_some() {
            return Ok(false);
        }
        let known = self.state().safety.failing.get(&self.station());
        let fact = match standing {
            Standing::Failing { trouble, since, .. } => {
                if known.is_some_and(|(_, failed)| failed.trouble == trouble.code()) {
                    return Ok(false);
                }
                let why = match trouble {
                    Trouble::Failing(why) | Trouble::Differs(why) => why.clone(),
                    _ => String::new(),
                };
                Failed { trouble: trouble.code().to_owned(), why, since: *since }.into()
            }
            // A pass from before the trouble, which another process may have met and recorded, is no news: it has not even the record of it.
            Standing::Copied(copied) if known.is_some() && copied.lines >= self.lines() => {
                Resumed { lines: copied.lines }.into()
            }
            _ => return Ok(false),
        };
        self.observe(vec![fact])?;
        Ok(true)
    }
}
