//! What the page is made from: the records that may be seen, the order of the rows, and what is looked for.

use std::convert::Infallible;
use std::sync::Arc;

use super::{Made, OverTime, Place, Seen};
use crate::app::fields::Fields;
use crate::app::finding::Spoken;
use crate::domain::rows::marked;
use crate::domain::rows::words::not_a_query;
use crate::domain::timeline::LineText;
use crate::jobs::Handle;
use crate::jobs::rows::order::{Asked as Looked, FIELDS, Order, Search, search as search_to_the_end};
use crate::library::foreign::Zone;
use crate::library::query::Query;
use crate::ui::look::Look;

impl OverTime {
    /// Whether the lines are still those of the case: then nothing has to be made anew.
    #[must_use]
    pub fn fits(&self, look: &Look<'_>) -> bool {
        self.made == Some((look.state.record_count(), look.audience, look.as_known))
            && self.order.is_some()
            && !self.partial
    }

    /// Takes over what the case holds by now. What nobody may see any more is gone at once. Gives the instants of the records, for the order.
    pub fn renew(&mut self, look: &Look<'_>) -> Vec<i64> {
        let made: Made = (look.state.record_count(), look.audience, look.as_known);
        if self.made.is_some_and(|before| before.1 != made.1 || before.2 != made.2) {
            *self = Self { screen: self.screen, asked: self.asked, ..Self::new() };
        }
        if self.made != Some(made) {
            self.made = Some(made);
            let lines = look.state.timeline.lines.iter();
            let shown = lines.filter(|line| !look.state.struck(line.id) && line.superseded_by.is_none());
            let spoken = shown.map(|line| {
                let words = match &line.text {
                    LineText::Words(words) => look.open(words).0,
                    LineText::Program(msg) => look.say(msg),
                    LineText::Withheld => String::new(),
                };
                Spoken::of(line, words, look.state.label(line.id))
            });
            self.records = Arc::new(spoken.collect());
            self.facts.clear();
            for (record, cited) in marked(look.state) {
                let known = self.facts.entry((cited.import, cited.sheet.clone(), cited.line)).or_default();
                known.push((cited.sha256.clone(), record, String::new()));
            }
            self.bookmarks.clear();
            for (record, bookmark) in &look.state.rows.bookmarks {
                let row = &bookmark.row;
                let known = self.bookmarks.entry((row.import, row.sheet.clone(), row.line)).or_default();
                known.push((row.sha256.clone(), *record, bookmark.note.clone()));
            }
        }
        self.records.iter().map(|record| record.at.millis()).collect()
    }

    /// Takes over the order; `partial` says that rows are missing in it as long as imports are not in order yet. What is on the screen stays until the next look.
    pub fn set_order(&mut self, order: Option<Order>, partial: bool) {
        self.partial = partial;
        let before = self.order.take();
        let place = self.anchor.take();
        self.anchor = match (place, &before, &order) {
            (Some(Place::Row { import, ordinal }), Some(before), Some(now)) => {
                let of = before.import(import);
                let number =
                    (0..).map_while(|number| Some((number, now.import(number)?))).find(|(_, id)| Some(*id) == of);
                number.map(|(import, _)| Place::Row { import, ordinal })
            }
            // Records are numbered anew; most of the time those that were there keep theirs.
            (place, _, Some(_)) => place,
            _ => None,
        };
        if order.is_none() {
            (self.search, self.hits, self.seen) = (None, None, Seen::default());
        }
        self.order = order;
    }

    /// How far the order is made.
    pub fn building(&mut self, done: u64, total: Option<u64>) {
        self.building = (done, total);
    }

    /// Why there is no order, or why something could not be read.
    pub fn fail(&mut self, why: String) {
        self.trouble = Some(why);
    }

    /// Whether it still looks.
    #[must_use]
    pub fn looking(&self) -> bool {
        self.hits.as_ref().is_some_and(|hits| hits.ended().is_none())
    }

    /// Looks for what is typed. `notice` is called when there is more to be shown.
    pub fn search(&mut self, look: &Look<'_>, notice: impl Fn() + Send + Sync + 'static) {
        let (Some(order), Some(asked)) = (self.order.clone(), self.looked_for(look)) else { return };
        match Search::begin(&order, asked, notice) {
            Ok(search) => {
                self.hits = Some(Arc::clone(search.hits()));
                self.search = Some(search);
                self.stale = true;
                // What is still being read is of the search before this one.
                self.asked += 1;
                self.again();
            }
            Err(why) => self.trouble = Some(why.to_string()),
        }
    }

    /// The same, waiting for the end: where nothing is drawn.
    pub fn search_whole(&mut self, look: &Look<'_>) {
        let (Some(order), Some(asked)) = (self.order.clone(), self.looked_for(look)) else { return };
        match search_to_the_end(&order, &asked, &Handle::new()) {
            Ok(hits) => self.hits = Some(hits),
            Err(trouble) => self.trouble = Some(trouble.to_string()),
        }
    }

    /// What is typed, read; none where it cannot be, which is said.
    fn looked_for(&mut self, look: &Look<'_>) -> Option<Looked> {
        match Query::parse_at(&self.field.text(), Zone::Named(look.zone)) {
            Ok(query) => {
                self.wrong = None;
                self.remark = self.nothing_has(&query, look);
                let found = (0_u32..).zip(self.records.iter()).filter(|(_, record)| query.finds(*record));
                let records = found.map(|(number, _)| number).collect();
                Some(Looked { query, records, ..Looked::default() })
            }
            Err((column, why)) => {
                let (what, next) = not_a_query(&why, column, look.state);
                self.wrong = Some([look.say(&what), look.say(&next)].join(". "));
                self.remark = None;
                None
            }
        }
    }

    /// What is said of fields that no record and no row has. While rows are still missing in the order nobody knows.
    fn nothing_has(&self, query: &Query, look: &Look<'_>) -> Option<String> {
        let order = self.order.as_ref().filter(|_| !self.partial && !query.fields().is_empty())?;
        let of_rows = order.fields();
        let listed = of_rows.len() < FIELDS;
        let known = Fields::of(look.state, self.records.iter()).with(of_rows.into_iter().map(|(name, _)| name));
        // Where there are more fields than are listed, it may be one of the others.
        let missing = known.missing(query, |_| Ok::<_, Infallible>(!listed)).unwrap_or_default();
        let said: Vec<String> = missing.iter().map(|one| look.say(&one.said(look.state))).collect();
        Some(said.join(" ")).filter(|said| !said.is_empty())
    }
}
