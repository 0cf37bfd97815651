//! The minutes of a briefing from the console: begun from the records, opened in the editor over their form, recorded as every other record is.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use super::Console;
use crate::app::command::command;
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::repeated::even;
use crate::domain::rules::Rule;
use crate::domain::sheet::briefing::{Shown, begun_above, draft, next_above};
use crate::domain::time::{Instant, local};
use crate::domain::watch::RollCalled;
use crate::ui::briefing::wall;
use crate::ui::form::draft_key;
use crate::ui::overlay::{Overlay, Question};

/// Between the lines of a field.
const LINE: &str = "\n";
/// Fields whose lines are begun from records.
const BEGUN: &[&str] = &["assumed", "note"];

/// A time as it is typed into a field.
fn typed_as(at: Instant, zone: Tz) -> String {
    let there = local(at, zone);
    [there.date_iso(), there.hm()].join(" ")
}

impl Console {
    /// Opens the minutes as they are begun from the records, in the editor over their form; a draft of them comes back in their place.
    pub(super) fn end_briefing(&mut self) {
        let Some(spec) = command("briefing") else { return };
        // Another console may have recorded them while it was asked.
        let Some(prefill) = self.minutes() else { return self.say(&Msg::new("briefing-minuted")) };
        let key = draft_key(spec, &prefill);
        let elsewhere = self.drafts.as_ref().is_some_and(|drafts| {
            drafts.take_over();
            drafts.kept(&key).is_none() && drafts.elsewhere(&key)
        });
        self.open_form(spec, prefill);
        let taken_out = self.take_out_above();
        let above = self.top_form().and_then(|form| {
            let short = form.verdict.shortfalls.iter().find(|short| short.rule == Rule::RepeatsAbove)?;
            form.fields.iter().position(|field| Some(field.spec.name) == short.field)
        });
        let note = spec.fields.iter().position(|field| field.name == "note");
        if let (Some(index), Some(form)) = (above.or(note), self.top_form()) {
            form.focus = index;
            // What the form says of its words is read before anything is written on the whole screen.
            if above.is_none() {
                self.write_large();
            }
        }
        if taken_out > 0 {
            self.read_first(&Msg::new("briefing-minutes-taken-out").with("count", taken_out));
        }
        if elsewhere {
            self.read_first(&Msg::new("briefing-minutes-elsewhere"));
        }
    }

    /// Lays words over everything until they are read.
    fn read_first(&mut self, msg: &Msg) {
        let words = self.lang.say(msg, self.audience);
        self.keep(words.clone());
        self.overlays.push(Overlay::Question(Question::Read(words)));
    }

    /// Takes lines out of a draft that came back, where they stand as they were begun and what they say is by now for fewer than those who read the minutes.
    /// Yields how many. Lines that somebody changed stay: the form says of them what is to be said.
    fn take_out_above(&mut self) -> usize {
        let Some(Overlay::Form(form)) = self.overlays.last().filter(|_| self.case.is_some()) else { return 0 };
        if !form.restored {
            return 0;
        }
        let state = self.present();
        let look = self.look(&[]);
        let marked = form.input().get("mark").and_then(|mark| mark.parse::<Mark>().ok());
        let readers = marked.unwrap_or_else(|| state.mark()).min(self.audience.0);
        let above = begun_above(state, readers, look.zone);
        let next: BTreeSet<String> = next_above(state, readers).map(|next| typed_as(next, look.zone)).collect();
        let above: BTreeSet<String> = above.iter().map(|msg| even(&self.lang.say(msg, Audience(Mark::Red)))).collect();
        let input = form.input();
        let mut found = 0;
        for field in BEGUN {
            let Some(text) = input.get(field) else { continue };
            let (gone, kept): (Vec<&str>, Vec<&str>) = text.split(LINE).partition(|line| above.contains(&even(line)));
            if gone.is_empty() {
                continue;
            }
            found += gone.len();
            let kept = kept.join(LINE);
            if let Some(form) = self.top_form() {
                form.set(field, &kept);
            }
        }
        if input.get("next").is_some_and(|typed| next.contains(typed))
            && let Some(form) = self.top_form()
        {
            form.set("next", "");
            found += 1;
        }
        if found > 0 {
            self.check();
        }
        found
    }

    /// The minutes as they are begun.
    fn minutes(&self) -> Option<Input> {
        let look = self.look(&[]);
        let (id, called) = self.to_be_minuted()?;
        // Names come from what the room may read; who may not read the roll call sees its number.
        let seen = look.state.watch.rolls.iter().find(|(record, _)| record == id).cloned();
        let called = seen.unwrap_or_else(|| (*id, RollCalled::unnamed(called.at.clone())));
        let nothing = Shown::default();
        let shown = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Briefing(pages) => Some(pages.shown()),
            _ => None,
        });
        let begun = draft(look.state, &called, look.now, wall(&look), shown.unwrap_or(&nothing));
        let lines = |all: &[Msg]| all.iter().map(|msg| look.say(msg)).collect::<Vec<_>>().join(LINE);
        let next = begun.next.map(|next| typed_as(next, look.zone));
        Some(
            Input::default()
                .with("agenda", lines(&begun.agenda))
                .with("facts-said", begun.facts.join(LINE))
                .with("assumed", lines(&begun.assumed))
                .with("next", next.unwrap_or_default())
                .with("roll", self.present().label(*id))
                // What somebody adds begins on a line of its own.
                .with("note", lines(&begun.note) + LINE),
        )
    }
}
