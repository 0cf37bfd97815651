//! The loop: what came in, what time did meanwhile, and a frame where something changed.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{Console, ConsoleError, Event};
use crate::domain::msg::Msg;
use crate::ui::input;
use crate::ui::term::{Screen, Suspended};

/// How often progress of a job is shown.
const PROGRESS: Duration = Duration::from_millis(250);

impl Console {
    pub(super) fn run(&mut self, screen: &mut Screen, events: &Receiver<Event>) -> Result<u8, ConsoleError> {
        self.ask_at_opening();
        loop {
            if let Some(code) = self.done {
                self.close();
                self.finish_copy();
                return Ok(code);
            }
            if std::mem::take(&mut self.dirty) {
                self.show(screen)?;
                self.check_in_background();
            }
            if std::mem::take(&mut self.goes_down) {
                self.set_level(self.settings.lowest().0);
            }
            self.record_pasted();
            let wait = match (&self.pasting, self.busy()) {
                (Some(_), _) => Duration::ZERO,
                (None, true) => PROGRESS,
                (None, false) => self.until_next_second(),
            };
            match events.recv_timeout(wait) {
                Ok(event) => {
                    self.take(screen, event)?;
                    while let (Ok(event), None) = (events.try_recv(), self.done) {
                        self.take(screen, event)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.done = Some(0),
            }
            self.tick();
        }
    }

    pub(super) fn until_next_second(&self) -> Duration {
        let into = self.env.clock.now().millis().rem_euclid(1000);
        Duration::from_millis(u64::try_from(1001 - into).unwrap_or(1000).min(500))
    }

    pub(super) fn take(&mut self, screen: &mut Screen, event: Event) -> Result<(), ConsoleError> {
        self.dirty = true;
        if let Event::Input(input::Event::Key(_) | input::Event::Paste(_) | input::Event::Mouse(_)) = &event {
            self.last_key = Some(self.env.clock.mono_ms());
        }
        match event {
            Event::Input(input::Event::Key(key)) => self.key(key),
            Event::Input(input::Event::Paste(text)) => self.pasted(&text),
            Event::Input(input::Event::Mouse(mouse)) => self.clicked(mouse),
            Event::Input(input::Event::Resize(..)) => {}
            Event::Input(input::Event::Terminate(signal)) => {
                self.stop_pasting();
                self.keep_drafts();
                self.done = Some(u8::try_from(128 + signal).unwrap_or(1));
            }
            Event::Input(input::Event::Suspend) => self.suspend = true,
            Event::Input(input::Event::Continue) => {
                screen.resume()?;
                self.redraw = true;
            }
            Event::Work(outcome) => self.finished(outcome),
            // Only the console without a screen reads lines.
            Event::Line(_) => {}
        }
        if std::mem::take(&mut self.suspend) {
            self.keep_drafts();
            if screen.suspend()? == Suspended::NoShell {
                self.say(&Msg::new("no-shell"));
            }
            self.redraw = true;
        }
        if screen.mouse() != self.mouse {
            screen.set_mouse(self.mouse)?;
        }
        Ok(())
    }

    /// What time alone brings: records of other processes, clock jumps, drafts, rings.
    pub(super) fn tick(&mut self) {
        self.look_at_form();
        let mut changed = false;
        let mut problem = None;
        if let Some(case) = &mut self.case {
            for result in [case.refresh(), case.watch_clock()] {
                match result {
                    Ok(new) => changed |= new,
                    Err(error) => problem = Some(error),
                }
            }
        }
        let trouble = problem.as_ref().map(|error| self.failure_words(error));
        // Said once, not at every tick: the foot of the screen goes on saying that nothing is saved.
        if let Some(error) = problem.filter(|_| trouble != self.trouble) {
            self.say_failure(&error);
        }
        self.dirty |= trouble != self.trouble;
        self.trouble = trouble;
        self.keep_drafts();
        self.lower_when_idle();
        self.try_in_time();
        self.measure_jobs();
        self.show_what_was_recalled();
        let second = self.env.clock.now().millis().div_euclid(1000);
        if second != self.last_second || changed {
            self.last_second = second;
            self.dirty = true;
            self.keep_copy();
            self.changed();
            self.ring();
            self.ring_clocks();
            self.bring_injects();
        }
        self.dirty |= self.busy();
        if self.toast.as_ref().is_some_and(|(_, until)| self.env.clock.mono_ms() > *until) {
            self.dirty = true;
            self.toast = None;
        }
    }
}
