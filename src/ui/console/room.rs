//! Who may see the screen: the level, the case as it is shown at that level, going down by itself, and blanking at one key.

use std::collections::BTreeSet;
use std::ffi::OsString;

use super::Console;
use crate::app::Case;
use crate::app::case::{Hearing, Room};
use crate::app::command::CommandSpec;
use crate::app::staging::Staged;
use crate::domain::artefact::named_files;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::ui::form::{Stage, draft_part};
use crate::ui::list::ListState;
use crate::ui::overlay::{Overlay, Question};

/// What the case is shown as.
#[derive(Debug, Default)]
pub(super) enum Showing {
    /// As it is.
    #[default]
    Whole,
    /// What the room may see of it.
    Part(Box<Room>),
    /// Nothing: what the room may see could not be made out.
    Nothing,
}

impl Showing {
    /// Brings it up to a case at a level.
    pub(super) fn keep_up(&mut self, case: &Case, audience: Audience) -> Result<(), crate::app::Failure> {
        let made = match std::mem::take(self) {
            Showing::Part(mut room) if room.audience() == audience => room.follow(case).map(|()| Some(*room)),
            _ => case.room(audience),
        };
        match made {
            Ok(room) => *self = room.map_or(Showing::Whole, |room| Showing::Part(Box::new(room))),
            Err(failure) => {
                *self = Showing::Nothing;
                return Err(failure);
            }
        }
        Ok(())
    }

    /// The state to draw from: `whole` is the case's own.
    pub(super) fn state<'a>(&'a self, whole: &'a Incident, nothing: &'a Incident) -> &'a Incident {
        match self {
            Showing::Whole => whole,
            Showing::Part(room) => room.state(),
            Showing::Nothing => nothing,
        }
    }

    /// Which records are kept from the room.
    fn kept(&self) -> BTreeSet<RecordId> {
        match self {
            Showing::Part(room) => room.kept().collect(),
            Showing::Whole | Showing::Nothing => BTreeSet::new(),
        }
    }

    /// Records that are kept from the room.
    pub(super) fn withheld(&self) -> usize {
        match self {
            Showing::Part(room) => room.withheld(),
            Showing::Whole | Showing::Nothing => 0,
        }
    }
}

/// Whether a draft is one of minutes, which take out by themselves what may be read no longer.
fn of_minutes(key: &str) -> bool {
    key.starts_with("briefing")
}

/// Whether a draft is one about a record, by its key: a form about it, or an answer of the notice that it began.
fn of_record(key: &str, label: &str) -> bool {
    let label = ["-", &draft_part(label)].concat();
    key.ends_with(&label) || key.contains(&[&label, "-"].concat())
}

/// Whether a field of a draft names a record, alone or in a list.
fn names(held: &Input, label: &str) -> bool {
    let bare = |part: &str| part.trim().trim_start_matches(['[', '#']).trim_end_matches(']') == label;
    held.iter().any(|(_, text)| text.split([',', ';']).any(bare))
}

impl Console {
    /// Brings what is shown up to the case. Where that fails nothing is shown, and it is said once.
    pub(super) fn keep_room(&mut self) {
        let Some(case) = &self.case else {
            self.showing = Showing::Whole;
            self.read.clear();
            return;
        };
        let before = matches!(self.showing, Showing::Nothing);
        let kept_before = self.showing.kept();
        let kept = self.showing.keep_up(case, self.audience);
        // Going down by hand closes what lies above by itself.
        let same_level = std::mem::replace(&mut self.read_at, self.audience) == self.audience;
        let known = |id: &RecordId| same_level && self.read.get(&id.station).is_some_and(|last| id.seq <= *last);
        let hidden: Vec<RecordId> =
            self.showing.kept().into_iter().filter(|id| known(id) && !kept_before.contains(id)).collect();
        self.read.clone_from(case.chains());
        if let (Err(failure), false) = (kept, before) {
            self.say_failure(&failure);
        }
        if !hidden.is_empty() {
            self.let_go_of(&hidden);
        }
    }

    /// Records that were read here may be read no longer: whatever was filled from them goes from the screen, and what was typed into it waits for the highest
    /// level. Minutes take out such lines themselves when they come back.
    fn let_go_of(&mut self, hidden: &[RecordId]) {
        let open = self.overlays.len();
        let mut raised = self.close_all();
        self.forget_over_time();
        let closed = self.overlays.len() < open;
        raised.retain(|key| !of_minutes(key));
        self.forgotten += self.said.len();
        self.said.clear();
        // A view of the past was folded without what is known by now.
        (self.past, self.recalling, self.recalled) = (None, None, None);
        if let Some(drafts) = &self.drafts {
            let labels: Vec<String> = hidden.iter().map(|id| self.present().label(*id)).collect();
            let about = |key: &String| {
                let held = drafts.kept(key);
                labels.iter().any(|label| of_record(key, label) || held.as_ref().is_some_and(|held| names(held, label)))
            };
            let found: Vec<String> = drafts.list().into_iter().filter(|key| !of_minutes(key) && about(key)).collect();
            raised.extend(found);
            raised.iter().for_each(|key| drafts.raise(key));
        }
        if closed {
            let above = self.drafts.as_ref().map_or(0, crate::store::drafts::Drafts::above);
            self.say(&Msg::new("let-go").with("count", above));
        } else {
            self.say_drafts_above();
        }
    }

    /// Closes what was opened over the panes and keeps what was typed there. Yields the drafts of its forms and of its notice.
    fn close_all(&mut self) -> Vec<String> {
        self.stop_pasting();
        self.keep_drafts();
        let (mut drafts, mut stay) = (Vec::new(), Vec::new());
        while let Some(overlay) = self.overlays.pop() {
            match overlay {
                Overlay::Form(mut form) => {
                    if form.stage == Stage::Reading {
                        self.cancel_staging();
                    }
                    drafts.push(form.draft.clone());
                    self.sweep(&form.put_aside());
                }
                Overlay::Composer(composer) => drafts.extend(composer.drafts(&self.look(&[]))),
                // They are made from what the room may see, and are made anew with it.
                Overlay::Briefing(pages) => stay.push(Overlay::Briefing(pages)),
                _ => {}
            }
        }
        self.overlays = stay;
        self.toast = None;
        drafts
    }

    /// What the room may be told of a verdict.
    pub(super) fn hearing(&self, spec: &CommandSpec, input: &Input, staged: &Staged) -> Hearing {
        match (&self.showing, &self.case) {
            (Showing::Part(room), Some(case)) => room.hearing(case, spec, input, staged),
            _ => Hearing::default(),
        }
    }

    /// Lists the levels that are set up.
    pub(super) fn list_levels(&mut self) {
        let at = self.settings.levels.iter().position(|mark| *mark == self.audience.0).unwrap_or(0);
        let list = ListState { selected: at, ..ListState::default() };
        self.overlays.push(Overlay::Levels(list, self.settings.levels.clone()));
    }

    /// A level was chosen: a lower one is taken at once, a higher one is asked about.
    pub(super) fn level_chosen(&mut self, mark: Mark) {
        self.overlays.pop();
        if mark <= self.audience.0 {
            return self.set_level(mark);
        }
        // What more would be read is counted where it can be; the question never says what it is.
        let hidden = |room: Option<Room>| room.map_or(0, |room| room.withheld());
        let there = self.case.as_ref().and_then(|case| case.room(Audience(mark)).ok()).map_or(0, hidden);
        let more = self.showing.withheld().saturating_sub(there);
        self.overlays.push(Overlay::Question(Question::Raise { mark, more }));
    }

    /// From now on the screen shows this much. Going down closes what was opened above; what was typed there waits for that level as a draft.
    pub(super) fn set_level(&mut self, mark: Mark) {
        if mark < self.audience.0 {
            self.close_all();
        }
        let changed = mark != self.audience.0;
        self.audience = Audience(mark);
        if let Some(case) = &mut self.case {
            case.set_level(Audience(mark));
        }
        if changed {
            self.forget_over_time();
        }
        if let Some(drafts) = &mut self.drafts {
            drafts.set_level(mark);
        }
        if let Some(past) = &mut self.past {
            let kept = past.showing.keep_up(&past.case, Audience(mark));
            if let Err(failure) = kept {
                self.say_failure(&failure);
            }
        }
        self.changed();
        if changed {
            let msg = Msg::new("level-now").with("mark", mark.label()).with("count", self.showing.withheld());
            self.say(&msg);
            self.say_drafts_above();
        }
    }

    /// Says that drafts wait for a higher level: they are not lost.
    pub(super) fn say_drafts_above(&mut self) {
        let above = self.drafts.as_ref().map_or(0, crate::store::drafts::Drafts::above);
        if above > 0 {
            self.say(&Msg::new("drafts-above").with("count", above));
        }
    }

    /// Goes back to the lowest level, and locks where a passphrase is set, once nobody has pressed a key for so long; never in a briefing or a call.
    pub(super) fn lower_when_idle(&mut self) {
        let minutes = self.settings.idle_minutes;
        let more = self.lock.is_some() || self.audience > self.settings.lowest();
        let Some(last) = self.last_key.filter(|_| minutes > 0 && more && !self.out_of_sight()) else { return };
        if self.env.clock.mono_ms().saturating_sub(last) >= minutes * 60_000 && !self.held_awake() {
            self.lock_screen();
        }
    }

    /// Takes everything from the screen but codename and clock; the level is the lowest from here on.
    pub(super) fn blank(&mut self) {
        self.blanked = true;
        self.redraw = true;
        // Going down reads the journal, which takes its time in a long case: the screen is empty first.
        self.goes_down = true;
    }

    /// Names of files that only records name which are kept from the room.
    pub(super) fn names_withheld(&self) -> BTreeSet<OsString> {
        let here: BTreeSet<&str> = named_files(self.state()).collect();
        named_files(self.present()).filter(|name| !here.contains(name)).map(OsString::from).collect()
    }

    /// What was said so far that may still be seen.
    pub(super) fn said_here(&self) -> Vec<(String, String)> {
        let here = self.said.iter().filter(|(.., level)| *level <= self.audience);
        here.map(|(at, words, _)| (at.clone(), words.clone())).collect()
    }

    /// Says what came of a job over an exhibit; of one that is kept from the room, only that it came to an end.
    pub(super) fn say_of(&mut self, exhibit: RecordId, msg: &Msg) {
        let kept = self.showing.state(self.present(), &self.blank).register.exhibit(exhibit).is_none();
        if kept { self.say(&Msg::new("job-withheld")) } else { self.say(msg) }
    }

    /// Whether nothing of the case is on the screen: then nothing may reach it either.
    pub(super) fn out_of_sight(&self) -> bool {
        self.blanked || self.locked.is_some()
    }

    /// Whether a key is one that blanks.
    pub(super) fn blanks(&self, chord: crate::ui::input::Chord) -> bool {
        self.keymap.command(crate::app::Scope::Everywhere, chord).is_some_and(|spec| spec.name == "blank")
    }
}
