//! `warroom lock`: the passphrase behind which the screen waits once nobody presses a key.

use super::args::{Lock as Asked, LockAct};
use super::secret;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::export::passphrase_of;
use crate::app::lock::Lock;
use crate::app::settings::{FILE, Settings};

/// Sets, takes away or says.
pub(crate) fn run(session: &mut Session<'_>, asked: &Asked) -> Result<u8, Stop> {
    match &asked.what {
        LockAct::Set { passphrase_file } => {
            let passphrase = match passphrase_file {
                Some(path) => passphrase_of(path)?,
                None => secret::ask_twice("passphrase of the screen")?,
            };
            Lock::set(&session.env, passphrase.expose())?;
            session.io.line(&format!("set; {}", when(session)))?;
            session.io.note(
                "consoles that run take it when they are started again. It covers the screen, it encrypts nothing: who may read your files needs no passphrase",
            );
        }
        LockAct::Clear => {
            let said = if Lock::clear(&session.env)? { "taken away" } else { "none was set" };
            session.io.line(said)?;
        }
        LockAct::Show => {
            let said = match Lock::of(&session.env)? {
                Some(_) => format!("set; {}", when(session)),
                None => "none is set; `warroom lock set` sets one".to_owned(),
            };
            session.io.line(&said)?;
        }
    }
    Ok(DONE)
}

fn when(session: &Session<'_>) -> String {
    match Settings::of(&session.env).idle_minutes {
        0 => format!("the screen never locks by itself (idle-minutes is 0 in {FILE}), and asks before it shows more"),
        minutes => format!("the screen locks after {minutes} min without a key, and asks before it shows more"),
    }
}
