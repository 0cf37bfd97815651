//! A case comes before the screen: what was kept of it, what is said of it, and whose turn it is to answer.

use super::{Console, drill};
use crate::app::Case;
use crate::app::opening::open_cases;
use crate::domain::msg::Msg;
use crate::store::drafts::Drafts;
use crate::ui::panes::Panes;

impl Console {
    /// Says what of a file of settings could not be used; `more` is the message that counts what is said among the messages only. It stays until it is read:
    /// whoever wrote that file relies on it next.
    pub(super) fn say_of_file(&mut self, words: Vec<String>, more: &'static str) {
        words.iter().skip(1).for_each(|words| self.keep(words.clone()));
        let Some(first) = words.first() else { return };
        let rest = Msg::new(more);
        let more = words.len() - 1;
        let rest = rest.with("count", more);
        let rest = if more > 0 { format!(" {}", self.lang.say(&rest, self.audience)) } else { String::new() };
        self.tell(format!("{first}{rest}"));
    }

    /// With one open case it is opened; with none or several the welcome screen offers what there is.
    pub(super) fn open_the_one(&mut self) {
        let operator = self.operator.clone().unwrap_or_default();
        let mut open = open_cases(&self.env, &operator).into_iter();
        match (open.next(), open.next()) {
            (Some((_, Ok(case))), None) => self.take_case(case),
            (Some((_, Err(failure))), None) => {
                self.open_drafts("declare");
                let words = self.failure_words(&failure);
                self.tell(words);
            }
            _ => self.open_drafts("declare"),
        }
    }

    pub(super) fn open_drafts(&mut self, case: &str) {
        match Drafts::open(&self.env.places.state, case) {
            Ok(mut drafts) => {
                drafts.set_level(self.audience.0);
                self.drafts = Some(drafts);
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// Makes a case the open one.
    pub(super) fn take_case(&mut self, mut case: Case) {
        case.set_level(self.audience);
        self.forget_over_time();
        // What a crash left behind goes before the journal is checked: it is no damage.
        if let Err(failure) = case.sweep() {
            self.say_failure(&failure);
        }
        for adopted in case.take_adopted() {
            let step = adopted.step;
            self.say(&match adopted.record {
                Ok(record) => Msg::new("session-adopted").with("step", step).with("record", case.state().label(record)),
                Err(why) => Msg::new("session-not-adopted").with("step", step).with("why", why),
            });
        }
        self.drafts = None;
        self.open_drafts(case.id());
        let kept = self.drafts.as_ref().map(Drafts::list).unwrap_or_default();
        if !kept.is_empty() {
            self.say(&Msg::new("drafts-kept").with("forms", self.titles_of(&kept)));
        }
        self.say_drafts_above();
        if let Some(why) = case.obstacle() {
            let words = self.lang.say(&Msg::new("read-only").with("why", why), self.audience);
            self.tell(words);
        }
        if let Some(problem) = case.damage().next() {
            let msg = Msg::new("journal-broken").with("what", problem.what.to_string());
            let words = self.lang.say(&msg.with("count", case.damage().count()), self.audience);
            self.tell(words);
        }
        if case.state().copy.is_some() {
            let withheld = Msg::new("copy-withholds").with("count", case.state().withheld.len());
            self.say(&withheld);
        }
        let own = case.station();
        for station in case.waiting().collect::<Vec<_>>() {
            let id = if station == own { "station-waits-own" } else { "station-waits" };
            let known = case.state().stations.fingerprint(station).unwrap_or_default().to_owned();
            self.say(&Msg::new(id).with("station", station.to_string()).with("fingerprint", known));
        }
        match case.take_address_book() {
            Ok(0) => {}
            Ok(count) => self.say(&Msg::new("book-taken").with("count", count)),
            Err(failure) => self.say_failure(&failure),
        }
        self.panes = Panes::default();
        self.tour_aside = false;
        self.injects = drill::Injects::default();
        (self.past, self.recalling, self.recalled) = (None, None, None);
        self.asked = false;
        self.case = Some(case);
        // Numbers of another case's lines say nothing of this one, though the laptop has one name in both.
        self.read.clear();
        self.just_opened = true;
        self.changed();
    }
}
