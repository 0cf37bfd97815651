//! `warroom completions`: completions for a shell, from the same specification as the command line itself.

use super::session::Session;
use super::stop::{DONE, Stop};

/// Prints the completions.
pub(crate) fn run(session: &mut Session<'_>, shell: clap_complete::Shell) -> Result<u8, Stop> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut super::specification(), "warroom", &mut text);
    session.io.stdout.write_all(&text)?;
    Ok(DONE)
}
