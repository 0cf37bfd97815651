//! Everything over time from the console: the order of the rows is made beside the drawing thread, so is whatever is read, and only what is there is drawn.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::work::Outcome;
use super::{Console, Event};
use crate::app::Failure;
use crate::app::Scope;
use crate::app::command::{Act, command};
use crate::app::order::Orders;
use crate::domain::msg::Msg;
use crate::domain::time::TypingContext;
use crate::jobs::rows::order::{Counted, Trouble};
use crate::jobs::{self, Job, JobFailure};
use crate::ui::input::Chord;
use crate::ui::over_time::{Asked, OverTime, Seen};
use crate::ui::overlay::Overlay;

/// What keys of the whole console do on the page, too.
const ALSO: &[&str] = &["level", "palette", "help", "needs", "messages", "theme", "mouse", "blank"];
/// Most values of a field that are told.
const VALUES: usize = 500;

/// What comes of putting rows in order.
pub(super) type Built = Result<Result<(), Failure>, JobFailure>;
/// What comes of counting a field.
pub(super) type Tally = Result<Result<Counted, Trouble>, JobFailure>;

/// What comes of counting in how many lines each field stands.
pub(super) type FieldTally = Result<Result<Vec<(String, u64)>, Trouble>, JobFailure>;

/// What runs for the page.
#[derive(Default)]
pub(super) struct OverTimeWork {
    /// The order, as far as it was made; of the case that is open.
    orders: Option<Orders>,
    building: Option<Job>,
    reading: Option<Job>,
    counting: Option<Job>,
    /// The page that was left, and the case that it is of.
    kept: Option<(PathBuf, Box<OverTime>)>,
}

impl Console {
    /// Opens the page.
    pub(super) fn open_over_time(&mut self) {
        if self.shown().is_none() {
            return self.say(&Msg::new("needs-a-case"));
        }
        self.keep_over_time();
        let page = self.kept_over_time().unwrap_or_default();
        self.put_over_time(page);
    }

    fn put_over_time(&mut self, page: Box<OverTime>) {
        self.overlays.push(Overlay::OverTime(page));
        // Nothing was read of what was kept since it was left.
        self.with_page(|_, page| page.again());
        self.refresh_over_time();
    }

    /// Takes the page away and keeps it, so that it is come back to where it was. One of the past is not kept, nor one that another page led to: that of the present is, until then.
    pub(super) fn keep_over_time(&mut self) {
        let Some(at) = self.overlays.iter().rposition(|overlay| matches!(overlay, Overlay::OverTime(_))) else {
            return;
        };
        let Overlay::OverTime(mut page) = self.overlays.remove(at) else { return };
        page.leave();
        if page.is_led_to() {
            return;
        }
        if let (Some(case), None) = (&self.case, &self.past) {
            self.over_time.kept = Some((case.path().to_owned(), page));
        }
    }

    /// The page that was left, where it is of this case and was made for who looks now: another level never sees what was typed or found at this one.
    fn kept_over_time(&mut self) -> Option<Box<OverTime>> {
        let for_now = (self.audience, self.look(&[]).as_known);
        let here = |(path, page): &(PathBuf, Box<OverTime>)| {
            page.made_for() == Some(for_now) && self.case.as_ref().is_some_and(|case| case.path() == path)
        };
        let fits = self.over_time.kept.as_ref().is_some_and(here);
        if fits { self.over_time.kept.take().map(|(_, page)| page) } else { None }
    }

    /// What was left is come back to no more: the level is another, or what was read there may be read no longer.
    pub(super) fn forget_over_time(&mut self) {
        self.over_time.kept = None;
    }

    /// Opens the page with a search; Esc goes back to what it was asked for on.
    pub(super) fn open_over_time_for(&mut self, query: &str) {
        self.keep_over_time();
        let mut page = Box::<OverTime>::default();
        page.begin_with(query);
        self.put_over_time(page);
        self.over_time_asked(Asked::Search);
    }

    fn with_page<T>(&mut self, what: impl FnOnce(&mut Self, &mut OverTime) -> T) -> Option<T> {
        let at = self.overlays.iter().rposition(|overlay| matches!(overlay, Overlay::OverTime(_)))?;
        let Overlay::OverTime(mut page) =
            std::mem::replace(self.overlays.get_mut(at)?, Overlay::OverTime(Box::default()))
        else {
            return None;
        };
        let answer = what(self, &mut page);
        if let Some(place) = self.overlays.get_mut(at) {
            *place = Overlay::OverTime(page);
        }
        Some(answer)
    }

    /// Brings the page up to the case: what is new stands in it, what nobody may see any more is gone, and what is not in order yet is put in order.
    pub(super) fn refresh_over_time(&mut self) {
        if !self.overlays.iter().any(|overlay| matches!(overlay, Overlay::OverTime(_))) {
            return;
        }
        let Some(path) = self.shown().map(|case| case.path().to_owned()) else { return };
        if self.over_time.orders.as_ref().is_none_or(|orders| orders.case() != path) {
            self.over_time.orders = self.shown().map(Orders::of);
        }
        let Some(orders) = self.over_time.orders.clone() else { return };
        let progress = self.over_time.building.as_ref().map(|job| (job.progress().done(), job.progress().total()));
        let fits = self.with_page(|console, page| {
            if let Some((done, total)) = progress {
                page.building(done, total);
            }
            if page.looking() {
                page.again();
            }
            page.fits(&console.look(&[]))
        });
        if fits != Some(false) {
            return self.read_over_time();
        }
        if orders.lacks(self.state()) {
            self.put_in_order(&orders);
        }
        self.with_page(|console, page| {
            let instants = page.renew(&console.look(&[]));
            let whole = orders.order(console.state(), &instants);
            let partial = whole.is_none();
            // Until the rows are in order the records stand there alone.
            page.set_order(whole.or_else(|| orders.order(&console.blank, &instants)), partial);
            console.search_over_time(page);
        });
        self.read_over_time();
    }

    /// Puts what is missing in order, beside the drawing thread; at once where nothing is drawn.
    fn put_in_order(&mut self, orders: &Orders) {
        if self.over_time.building.is_some() {
            return;
        }
        let (orders, imports, events) = (orders.clone(), Orders::imports(self.state()), self.events.clone());
        if self.plain {
            let built = orders.build(&imports, &jobs::Handle::new());
            return self.order_failed(built.err());
        }
        let built = jobs::spawn(
            "order",
            move |handle| orders.build(&imports, handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::InOrder(Box::new(result))));
            },
        );
        match built {
            Ok(job) => self.over_time.building = Some(job),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    fn order_failed(&mut self, failure: Option<Failure>) {
        let Some(failure) = failure else { return };
        let words = self.failure_words(&failure);
        self.with_page(|_, page| page.fail(words));
    }

    /// The rows are in order, or could not be put so.
    pub(super) fn in_order(&mut self, result: Built) {
        self.over_time.building = None;
        match result {
            Ok(Ok(())) | Ok(Err(Failure::Order(Trouble::Cancelled))) => {}
            Ok(Err(failure)) => return self.order_failed(Some(failure)),
            Err(error) => return self.say_text(error.to_string()),
        }
        self.refresh_over_time();
    }

    fn search_over_time(&self, page: &mut OverTime) {
        let look = self.look(&[]);
        if self.plain {
            return page.search_whole(&look);
        }
        let events = std::sync::Mutex::new(self.events.clone());
        page.search(&look, move || {
            if let Ok(events) = events.lock() {
                let _ = events.send(Event::Work(Outcome::MoreFound));
            }
        });
    }

    /// There is more to show.
    pub(super) fn more_found(&mut self) {
        self.with_page(|_, page| page.again());
        self.read_over_time();
    }

    /// Reads what is in sight, unless something is being read: then it is read afterwards.
    pub(super) fn read_over_time(&mut self) {
        if self.over_time.reading.is_some() || self.plain {
            return;
        }
        let Some(Some(wanted)) = self.with_page(|_, page| page.wanted()) else { return };
        let events = self.events.clone();
        let reading = jobs::spawn(
            "over-time",
            move |_| wanted.read(),
            move |result| {
                let _ = events.send(Event::Work(Outcome::OverTimeSeen(Box::new(result))));
            },
        );
        match reading {
            Ok(job) => self.over_time.reading = Some(job),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// What was read is shown.
    pub(super) fn over_time_seen(&mut self, result: Result<Seen, JobFailure>) {
        self.over_time.reading = None;
        match result {
            Ok(seen) => {
                self.with_page(|_, page| page.show(seen));
            }
            Err(error) => {
                self.with_page(|_, page| page.give_up());
                self.say_text(error.to_string());
            }
        }
        self.act_on_waiting();
        self.read_over_time();
    }

    /// Keys that were pressed before the hits were there act now, as far as they are.
    fn act_on_waiting(&mut self) {
        while matches!(self.overlays.last(), Some(Overlay::OverTime(_)))
            && let Some(Some(asked)) = self.with_page(|console, page| page.go_on(&console.look(&[])))
        {
            self.over_time_asked(asked);
        }
    }

    /// One key press on the page.
    pub(super) fn over_time_key(&mut self, key: KeyEvent, chord: Chord) {
        if self.asks_for_help(chord) && self.help_with_page() {
            return;
        }
        let typing = matches!(self.overlays.last(), Some(Overlay::OverTime(page)) if page.typing());
        let also = self.keymap.command(Scope::Everywhere, chord).filter(|spec| !typing && ALSO.contains(&spec.name));
        // Letters of the page are its own; a key that is none of them means what it means everywhere.
        let own = matches!(key.code, crossterm::event::KeyCode::Char(letter) if OWN.contains(letter) && key.modifiers.difference(crossterm::event::KeyModifiers::SHIFT).is_empty());
        if let Some(spec) = also.filter(|_| !own) {
            return self.run_command(spec);
        }
        let context = TypingContext { now: self.now(), zone: self.look(&[]).zone };
        let asked = self.with_page(|console, page| page.handle(key, &console.look(&[]), &context));
        self.over_time_asked(asked.unwrap_or(Asked::Nothing));
        // What waited behind something that was open goes on once that is closed.
        self.act_on_waiting();
    }

    /// Words were pasted.
    pub(super) fn over_time_pasted(&mut self, words: &str) {
        let asked = self.with_page(|_, page| page.paste(words));
        self.over_time_asked(asked.unwrap_or(Asked::Nothing));
    }

    /// Looks for words that were typed as a line.
    pub(super) fn over_time_query(&mut self, query: &str) {
        self.with_page(|_, page| page.look_for(query));
        self.over_time_asked(Asked::Search);
    }

    fn over_time_asked(&mut self, asked: Asked) {
        match asked {
            Asked::Nothing => {}
            Asked::Close => {
                self.keep_over_time();
                self.ask_at_opening();
            }
            Asked::Go(place) => self.go_to(&place),
            Asked::Form(name, input) => {
                // Whatever was pressed behind it was not meant for what stands there afterwards.
                self.with_page(|_, page| page.give_up());
                if let Some(spec) = command(name).filter(|spec| !matches!(spec.act, Act::Screen)) {
                    self.open_form(spec, input);
                }
            }
            Asked::Search => {
                self.with_page(|console, page| console.search_over_time(page));
                self.read_over_time();
            }
            Asked::Read => self.read_over_time(),
            Asked::Say(msg) => self.say(&msg),
            Asked::ReadSaying(msg) => {
                self.say(&msg);
                self.read_over_time();
            }
            Asked::Count(field) => self.count_over_time(field),
            Asked::CountFields => self.count_fields(),
        }
    }

    /// Counts the values of a field over what is shown, beside the drawing thread.
    fn count_over_time(&mut self, field: String) {
        let Some(Some((hits, records))) = self.with_page(|_, page| page.counting()) else { return };
        let (events, of) = (self.events.clone(), field.clone());
        let counting = jobs::spawn(
            "count",
            move |handle| {
                let values =
                    |number: u32| records.get(number as usize).map(|record| record.values(&of)).unwrap_or_default();
                hits.order().count_by(&of, Some(&hits), VALUES, &values, handle)
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::OverTimeCounted(field, Box::new(result))));
            },
        );
        match counting {
            // What was counted before is wanted no more.
            Ok(job) => self.over_time.counting = Some(job),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// Counts in how many of the lines that are shown each field stands, beside the drawing thread.
    fn count_fields(&mut self) {
        let Some(Some((hits, records))) = self.with_page(|_, page| page.counting()) else { return };
        let events = self.events.clone();
        let counting = jobs::spawn(
            "count",
            move |handle| {
                let names = |number: u32| {
                    let names = records.get(number as usize).map(|record| record.names().map(str::to_owned).collect());
                    names.unwrap_or_default()
                };
                hits.order().fields_in(&hits, &names, handle)
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::OverTimeFields(Box::new(result))));
            },
        );
        match counting {
            Ok(job) => self.over_time.counting = Some(job),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// It is known in how many lines each field stands.
    pub(super) fn over_time_fields(&mut self, result: FieldTally) {
        match result {
            Ok(Ok(fields)) => {
                self.over_time.counting = None;
                self.with_page(|_, page| page.fields_counted(fields));
            }
            Ok(Err(Trouble::Cancelled)) => {}
            Ok(Err(trouble)) => {
                self.with_page(|_, page| page.fail(trouble.to_string()));
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// A field was counted.
    pub(super) fn over_time_counted(&mut self, field: &str, result: Tally) {
        match result {
            Ok(Ok(counted)) => {
                self.over_time.counting = None;
                self.with_page(|_, page| page.counted(field, &counted));
            }
            Ok(Err(Trouble::Cancelled)) => {}
            Ok(Err(trouble)) => {
                self.with_page(|_, page| page.fail(trouble.to_string()));
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }
}

/// Letters and signs that mean something of the page.
const OWN: &str = "jkgGqmbBfFcwohuslHUSLtT/+=-0";
