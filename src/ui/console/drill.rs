//! Injects of a drill on the screen: each comes up once as it falls due, and waits while something is typed.

use std::collections::BTreeSet;

use super::Console;
use crate::app::Case;
use crate::app::command::command;
use crate::app::drill::shown_on_screen;
use crate::app::staging::Staged;
use crate::domain::drill::{self, DELIVERIES};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet;
use crate::domain::time::Instant;
use crate::journal::signature::Purpose;
use crate::ui::overlay::{Overlay, Question, may_come_up};

/// What this screen did with the injects of the open drill. Each is known by its number and the instant at which it fell due: a clock that was paused gives it another.
#[derive(Debug, Default)]
pub(super) struct Injects {
    /// Those that came up.
    up: BTreeSet<(u32, i64)>,
    /// Those that rang.
    rung: BTreeSet<(u32, i64)>,
    /// The one that waits until nothing is typed.
    pub(super) waits: Option<u32>,
}

impl Console {
    /// Rings once for every inject that fell due, and lays the first of them over the screen once nothing is typed: until then a line says that it waits. Where the
    /// plan lets the screen bring them, that it was shown is recorded; else nothing is until somebody says that it was delivered.
    pub(super) fn bring_injects(&mut self) {
        let now = self.env.clock.now();
        self.injects.waits = None;
        let Some(case) =
            self.case.as_mut().filter(|case| case.purpose() == Purpose::Exercise && case.writable() && case.begun())
        else {
            return;
        };
        let waiting = drill::waiting(case.state(), now);
        // What another process settled goes by itself.
        let settled = |number: u32| waiting.iter().all(|(one, _)| *one != number);
        let gone = |overlay: &Overlay| matches!(overlay, Overlay::Question(Question::Inject { number, shown: false, .. }) if settled(*number));
        self.overlays.retain(|overlay| !gone(overlay));
        for (number, due) in &waiting {
            self.bell |= self.injects.rung.insert((*number, due.millis()));
        }
        let up = |number: u32, due: Instant| self.injects.up.contains(&(number, due.millis()));
        let Some((number, due)) = waiting.into_iter().find(|(number, due)| !up(*number, *due)) else { return };
        let since = self.env.clock.mono_ms();
        if !may_come_up(&self.overlays, self.last_key, since) {
            self.injects.waits = Some(number);
            return;
        }
        self.injects.up.insert((number, due.millis()));
        let Some((shown, msg)) = inject(case, number) else { return };
        if shown && let Err(failure) = shown_on_screen(case, number) {
            self.say_failure(&failure);
        }
        let words = self.lang.say(&msg, self.audience);
        self.overlays.push(Overlay::Question(Question::Inject { number, words, shown, since }));
        self.changed();
    }

    /// Somebody says that an inject on the screen reached the players.
    pub(super) fn inject_delivered(&mut self, number: u32) {
        let Some(case) = self.case.as_mut() else { return };
        let input = Input::default().with("inject", number.to_string());
        match (case.execute("drill-deliver", &input, &Staged::default()), command("drill-deliver")) {
            (Ok(done), Some(spec)) => self.recorded(spec, &input, &done),
            (Ok(_), None) => self.changed(),
            (Err(failure), _) => self.say_failure(&failure),
        }
    }

    /// After the stop word: the drill is left, and the form lies open in which the real incident is declared in a case of its own.
    pub(super) fn leave_for_the_real(&mut self) {
        self.close();
        self.overlays.clear();
        (self.past, self.recalling, self.recalled) = (None, None, None);
        self.case = None;
        self.panes = crate::ui::panes::Panes::default();
        self.drafts = None;
        self.open_drafts("declare");
        self.changed();
        self.say(&Msg::new("drill-beside"));
        if let Some(spec) = command("declare") {
            self.open_form(spec, Input::default());
        }
    }
}

/// What the screen says of an inject, and whether it is the screen that brings it.
fn inject(case: &Case, number: u32) -> Option<(bool, Msg)> {
    let state = case.state();
    let (plan, planned, _) = drill::planned(state)?;
    let inject = planned.inject(number)?;
    let shown = planned.delivery == DELIVERIES[1];
    let msg = Msg::new(if shown { "ask-inject-shown" } else { "ask-inject" })
        .with("number", number.to_string())
        .with("to", sheet::inject_to(inject))
        .with("clock", drill::shown(i64::from(inject.minute) * 60_000))
        .with("text", sheet::marked(state, *plan, &inject.text));
    Some((shown, msg))
}
