//! A briefing from the console: its pages are opened over everything, begun by a roll call, and left either for a moment or for good, with the minutes.

use crossterm::event::KeyEvent;

use super::Console;
use crate::app::command::{Act, command};
use crate::app::{Case, Done, Scope};
use crate::domain::briefing;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::local;
use crate::domain::watch::RollCalled;
use crate::ui::briefing::{Around, Asked, Briefing};
use crate::ui::input::Chord;
use crate::ui::overlay::{Overlay, Question};

/// What keys of the whole console do on the pages, too.
pub(super) const ALSO: &[&str] =
    &["level", "palette", "help", "search", "needs", "messages", "graph", "theme", "mouse", "blank", "brief"];

impl Console {
    /// The briefing that goes on: its roll call, whoever may read it. None in the past.
    pub(super) fn going_on(&self) -> Option<&(RecordId, RollCalled)> {
        let case = self.case.as_ref().filter(|_| self.past.is_none())?;
        briefing::open(case.state(), case.countdown_now())
    }

    /// The briefing that ran out without minutes, where somebody can still write them.
    fn owed(&self) -> Option<&(RecordId, RollCalled)> {
        let case = self.case.as_ref().filter(|case| self.past.is_none() && case.writable())?;
        briefing::owed(case.state(), case.countdown_now())
    }

    /// The briefing that minutes would be of: the one that goes on, or that ran out without them.
    pub(super) fn to_be_minuted(&self) -> Option<&(RecordId, RollCalled)> {
        self.going_on().or_else(|| self.owed())
    }

    /// `14:05`, when a briefing began.
    fn began(&self, called: Option<&(RecordId, RollCalled)>) -> Option<String> {
        let zone = self.case.as_ref().map(Case::zone)?;
        called.map(|(_, called)| local(called.at.at, zone).hm())
    }

    /// What the pages are drawn with.
    pub(super) fn around(&self) -> Around<'_> {
        Around {
            panes: &self.panes,
            read_only: self.case.as_ref().is_some_and(|case| !case.writable()),
            said: self.toast.as_ref().map(|(words, _)| words.as_str()),
            since: self.going_on().map(|(_, called)| called.at.at),
        }
    }

    /// Opens the pages, or leaves them. Where no briefing goes on the roll call is asked for over them; without it they are only looked at.
    pub(super) fn brief(&mut self) {
        if self.case.is_none() {
            return self.say(&Msg::new("needs-a-case"));
        }
        if self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Briefing(_))) {
            return self.ask_to_leave();
        }
        let mut pages = Box::new(Briefing::new(&self.look(&[])));
        pages.begin(&self.look(&[]));
        let of = self.to_be_minuted().map(|(id, _)| *id);
        if let Some((_, shown)) = self.shown_before.take().filter(|(id, _)| Some(*id) == of) {
            pages.resume(shown);
        }
        self.overlays.push(Overlay::Briefing(pages));
        let record = self.going_on().map(|(id, _)| self.present().label(*id));
        if let (Some(at), Some(record)) = (self.began(self.going_on()), record) {
            return self.say(&Msg::new("briefing-joined").with("at", at).with("record", record));
        }
        match self.began(self.owed()) {
            Some(at) => self.overlays.push(Overlay::Question(Question::OwedMinutes { at, leaving: false })),
            None => self.call_roll(),
        }
    }

    /// Asks for the roll call with which a briefing begins, where one can be recorded.
    pub(super) fn call_roll(&mut self) {
        let records = self.past.is_none() && self.case.as_ref().is_some_and(Case::writable);
        if let Some(spec) = command("roll-call").filter(|_| records && self.present().case.declared.is_some()) {
            self.open_form(spec, Input::default());
        }
    }

    /// One key press on the pages.
    pub(super) fn page_key(&mut self, key: KeyEvent, chord: Chord) {
        let Some(Overlay::Briefing(mut pages)) = self.overlays.pop() else { return };
        let asked = pages.handle(key, &self.look(&[]));
        self.overlays.push(Overlay::Briefing(pages));
        match asked {
            Asked::Nothing => {}
            Asked::Leave => self.ask_to_leave(),
            Asked::Run("briefing", _) => self.end_briefing(),
            Asked::Run(name, input) => match command(name) {
                Some(spec) if matches!(spec.act, Act::Screen) => self.run_command(spec),
                Some(spec) => self.open_form(spec, input),
                None => {}
            },
            Asked::NotMine => {
                let spec = self.keymap.command(Scope::Everywhere, chord);
                if let Some(spec) = spec.filter(|spec| ALSO.contains(&spec.name)) {
                    self.run_command(spec);
                }
            }
        }
    }

    /// The wheel.
    pub(super) fn step_page(&mut self, forward: bool) {
        let Some(Overlay::Briefing(mut pages)) = self.overlays.pop() else { return };
        pages.step(forward, &self.look(&[]));
        self.overlays.push(Overlay::Briefing(pages));
    }

    pub(super) fn ask_to_leave(&mut self) {
        if let Some(at) = self.began(self.going_on()).filter(|_| self.case.as_ref().is_some_and(Case::writable)) {
            return self.overlays.push(Overlay::Question(Question::EndBriefing(at)));
        }
        // It ran out while its pages were shown: whoever comes back to them is asked for its minutes, whoever only looked at them is not.
        let of = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Briefing(pages) => pages.of(),
            _ => None,
        });
        match self.began(self.owed().filter(|(id, _)| of == Some(*id))) {
            Some(at) => self.overlays.push(Overlay::Question(Question::OwedMinutes { at, leaving: true })),
            None => self.leave_pages(None),
        }
    }

    /// Takes the pages away; `at` is when the briefing began that goes on without them.
    pub(super) fn leave_pages(&mut self, at: Option<String>) {
        let shown = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Briefing(pages) => Some(pages.shown().clone()),
            _ => None,
        });
        self.shown_before = self.to_be_minuted().map(|(id, _)| *id).zip(shown);
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Briefing(_)));
        if let Some(at) = at {
            self.say(&Msg::new("briefing-left").with("at", at));
        }
        self.ask_at_opening();
    }

    /// The roll was called: what was looked at before belongs to no briefing.
    pub(super) fn briefing_begins(&mut self, done: &Done) {
        let Some(record) = done.records.last().map(|id| self.present().label(*id)) else { return };
        let mut overlays = std::mem::take(&mut self.overlays);
        let mut on_pages = false;
        for overlay in &mut overlays {
            if let Overlay::Briefing(pages) = overlay {
                pages.begin(&self.look(&[]));
                on_pages = true;
            }
        }
        self.overlays = overlays;
        if on_pages {
            self.say(&Msg::new("briefing-begins").with("record", record));
        }
    }

    /// The roll call was left: the pages are only looked at.
    pub(super) fn no_roll_call(&mut self) {
        if matches!(self.overlays.last(), Some(Overlay::Briefing(_))) && self.going_on().is_none() {
            self.say(&Msg::new("briefing-only-looking"));
        }
    }

    /// Minutes were recorded: nothing is left to be shown. What they lack was said, and stays said.
    pub(super) fn briefing_over(&mut self, done: &Done) {
        let shown = self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Briefing(_)));
        if shown && self.going_on().is_none() {
            self.leave_pages(None);
            if done.shortfalls.is_empty() {
                self.say(&Msg::new("briefing-over"));
            }
        }
    }
}
