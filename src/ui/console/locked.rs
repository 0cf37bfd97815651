//! The screen waits for a passphrase: after nobody pressed a key for so long, after it was blanked, and before it shows more. The deadlines stay on it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zeroize::Zeroizing;

use super::Console;
use super::work::Outcome;
use crate::app::Scope;
use crate::app::lock::Lock;
use crate::domain::briefing;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;
use crate::jobs;
use crate::ui::input::Chord;

/// The longest passphrase that is typed, in characters.
const LONGEST: usize = 1_024;
/// How long a call without an outcome counts as one that is being made, milliseconds.
const CALL_MS: i64 = 30 * 60_000;

/// A screen that waits.
#[derive(Debug)]
pub(super) struct Locked {
    typed: Zeroizing<String>,
    wrong: u32,
    /// From when on the next try is taken, on the steady clock.
    until: u64,
    checking: Option<jobs::Job>,
    /// Whether Enter was pressed before a try is taken: it is taken then, and what is typed meanwhile belongs to nothing.
    entered: bool,
    /// The level that it shows once it is opened.
    then: Mark,
    /// Whether it may be left without the passphrase: nothing was hidden, only more was asked for.
    pub(super) asked: bool,
}

impl Locked {
    fn to(then: Mark, asked: bool) -> Self {
        Locked { typed: Zeroizing::new(String::new()), wrong: 0, until: 0, checking: None, entered: false, then, asked }
    }

    /// What stands below the line: a message id, and the seconds to wait.
    pub(super) fn said(&self, now: u64) -> (&'static str, u64) {
        let left = self.until.saturating_sub(now).div_ceil(1000);
        match (&self.checking, self.wrong, left) {
            (Some(_), ..) => ("lock-checking", 0),
            (None, 0, _) if self.asked => ("lock-asked", 0),
            (None, 0, _) => ("lock-type", 0),
            (None, _, left) if self.entered => ("lock-entered", left),
            (None, _, 0) => ("lock-wrong", 0),
            (None, _, left) => ("lock-wait", left),
        }
    }

    fn take_back(&mut self) {
        self.typed.clear();
        self.entered = false;
    }

    /// Whether anything was typed; never how much.
    pub(super) fn typing(&self) -> bool {
        !self.typed.is_empty()
    }
}

impl Console {
    /// Locks the screen, where a passphrase is set.
    pub(super) fn lock_screen(&mut self) {
        let lowest = self.settings.lowest().0;
        self.set_level(lowest);
        if self.lock.is_some() && self.locked.is_none() {
            self.locked = Some(Locked::to(lowest, false));
            self.dirty = true;
        }
    }

    /// Shows more: at once, or behind the passphrase where one is set.
    pub(super) fn raise(&mut self, mark: Mark) {
        if self.lock.is_some() {
            self.locked = Some(Locked::to(mark, true));
        } else {
            self.set_level(mark);
        }
    }

    /// Whether something goes on in which nobody may press a key for long: a briefing, or a call.
    pub(super) fn held_awake(&self) -> bool {
        let (state, now) = (self.present(), self.now());
        let lately = |at: Instant, within: i64| (0..within).contains(&now.millis_since(at));
        let call = state
            .callout
            .calls
            .iter()
            .any(|call| call.answered.is_none() && !call.struck && lately(call.placed.at.at, CALL_MS));
        call || briefing::open(state, now).is_some()
    }

    /// One key while the screen waits. True when it does.
    pub(super) fn locked_key(&mut self, key: KeyEvent) -> bool {
        let now = self.env.clock.mono_ms();
        let redraws =
            self.keymap.command(Scope::Everywhere, Chord::from(key)).is_some_and(|spec| spec.name == "redraw");
        let Some(locked) = &mut self.locked else { return false };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            _ if locked.checking.is_some() => {}
            KeyCode::Esc if locked.asked => self.locked = None,
            KeyCode::Esc => locked.take_back(),
            KeyCode::Char('u') if control => locked.take_back(),
            _ if redraws => self.redraw = true,
            _ if locked.entered => {}
            KeyCode::Char(typed) if !control && locked.typed.chars().count() < LONGEST => locked.typed.push(typed),
            KeyCode::Backspace => drop(locked.typed.pop()),
            KeyCode::Enter if !locked.typed.is_empty() => {
                locked.entered = now < locked.until;
                if !locked.entered {
                    self.try_passphrase();
                }
            }
            _ => {}
        }
        true
    }

    /// Takes the try that was entered before its time.
    pub(super) fn try_in_time(&mut self) {
        let now = self.env.clock.mono_ms();
        if let Some(locked) = self.locked.as_mut().filter(|locked| locked.entered && now >= locked.until) {
            locked.entered = false;
            self.dirty = true;
            self.try_passphrase();
        }
    }

    fn try_passphrase(&mut self) {
        let (Some(locked), Some(lock)) = (&mut self.locked, self.lock.clone()) else { return };
        let typed = std::mem::take(&mut locked.typed);
        let events = self.events.clone();
        let job = jobs::spawn(
            "passphrase",
            move |_| lock.fits(&typed),
            move |fits| {
                let _ = events.send(super::Event::Work(Outcome::Passphrase(fits.unwrap_or(false))));
            },
        );
        match job {
            Ok(job) => locked.checking = Some(job),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// The passphrase was looked at.
    pub(super) fn passphrase_checked(&mut self, fits: bool) {
        let now = self.env.clock.mono_ms();
        let Some(locked) = &mut self.locked else { return };
        locked.checking = None;
        if fits {
            let then = locked.then;
            self.locked = None;
            return self.set_level(then);
        }
        locked.wrong = locked.wrong.saturating_add(1);
        locked.until = now.saturating_add(Lock::wait(locked.wrong));
    }

    /// The words below the line of a locked screen.
    pub(super) fn lock_words(&self, locked: &Locked) -> String {
        let (id, seconds) = locked.said(self.env.clock.mono_ms());
        self.lang.say(&Msg::new(id).with("seconds", seconds), self.audience)
    }
}
