//! What rings by itself: needs that press, clocks that pass a threshold.

use super::{Console, RING_AGAIN_MS, room};
use crate::domain::attention;
use crate::domain::callout::Rang;
use crate::domain::deadline::{ClockView, ring_of};
use crate::domain::msg::Msg;
use crate::ui::overlay::Overlay;

impl Console {
    /// Rings what is pressing: a bell and a line, at most twice, unless silenced by name.
    pub(super) fn ring(&mut self) {
        let now = self.env.clock.mono_ms();
        let Some(case) = &self.case else { return };
        // That it rang is recorded: not by a laptop that only reads the case.
        if !case.writable() || !case.begun() {
            return;
        }
        let callout = &case.state().callout;
        // What presses now rings, whatever is shown.
        let shown = self.past.is_none() && matches!(self.showing, room::Showing::Whole);
        let present = (!shown).then(|| attention::needs(case.state(), case.countdown_now()));
        let due = present.as_ref().unwrap_or(&self.needs).iter().find(|need| {
            need.ring.as_ref().filter(|_| need.rings).is_some_and(|ring| {
                let times = callout.rang.get(ring).copied().unwrap_or(0);
                let lately = self.rang.get(ring).is_some_and(|at| now < at + RING_AGAIN_MS);
                times < 2 && !lately && !callout.silenced.contains_key(ring)
            })
        });
        let Some((ring, what)) = due.and_then(|need| Some((need.ring.clone()?, need.what.clone()))) else { return };
        self.rang.insert(ring.clone(), now);
        self.bell = true;
        // What presses may rest on what the room may not see: then it is told that something does, not what.
        let seen = self.showing.state(case.state(), &self.blank);
        let tellable = shown || attention::needs(seen, case.countdown_now()).iter().any(|need| need.what == what);
        if tellable {
            let words = self.lang.say(&what, self.audience);
            let named = Msg::new("ring").with("what", words.clone()).with("ring", ring.clone());
            self.say_to_room(&named, &Msg::new("briefing-ring").with("what", words));
        } else {
            // Its name would say what it is about.
            self.say(&Msg::new("ring-withheld"));
        }
        if let Some(case) = &mut self.case
            && let Err(error) = case.observe(vec![Rang { ring }.into()])
        {
            self.say_failure(&error);
        }
    }

    /// Says that something rings. Before a room that looks at the pages of a briefing it is said what is due and no more: the name under which it is silenced
    /// carries the number of a record. That name is read among the messages.
    fn say_to_room(&mut self, named: &Msg, short: &Msg) {
        if !self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Briefing(_))) {
            return self.say(named);
        }
        self.keep(self.lang.say(named, self.audience));
        self.show_toast(self.lang.say(short, self.audience));
    }

    /// Rings for each clock that passed a threshold since the last look, once, and records it.
    pub(super) fn ring_clocks(&mut self) {
        let Some(case) = &mut self.case else { return };
        let (ringing, recorded) = case.watch_deadlines();
        let state = self.showing.state(case.state(), &self.blank);
        let names: Vec<(Msg, Msg)> = ringing
            .iter()
            .map(|mark| {
                let views = state.deadlines.views(state, mark.at);
                let name = views.iter().find(|view| view.key() == mark.key()).map(ClockView::short);
                let Some(name) = name else {
                    return (Msg::new("ring-clock-withheld"), Msg::new("ring-clock-withheld"));
                };
                let said =
                    |id| Msg::new(id).with("name", name.clone()).code("threshold", "threshold", mark.threshold.code());
                (said("ring-clock").with("ring", ring_of(&mark.key())), said("briefing-ring-clock"))
            })
            .collect();
        for (named, short) in &names {
            self.bell = true;
            self.say_to_room(named, short);
        }
        match recorded {
            Ok(true) => self.changed(),
            Ok(false) => {}
            Err(error) => self.say_failure(&error),
        }
    }
}
