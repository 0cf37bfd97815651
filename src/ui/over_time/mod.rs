//! Everything over time: rows of other tools beside people's records, in the order of their corrected times, searched while somebody types, over the panes. Nothing is
//! read here: what is in sight comes from beside the drawing thread ([`Wanted`]), and what is there is shown until it does.

mod choices;
mod draw;
mod item;
mod keys;
mod terms;
mod window;

use std::collections::HashMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::look::Look;
use super::text_field::TextField;
use crate::app::finding::Spoken;
use crate::domain::attention;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::rows::marked;
use crate::domain::rows::words::not_a_query;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::domain::timeline::LineText;
use crate::jobs::Handle;
use crate::jobs::rows::order::{Asked as Looked, Hits, Order, Place, Placed, Search, search as search_to_the_end};
use crate::library::foreign::Zone;
use crate::library::foreign::pick::digest;
use crate::library::query::Query;
use choices::{Choices, Of};
use item::{of_record, of_row, stamp, whole};
use window::{Go, Turned};
pub use window::{Seen, Wanted};

/// What a key asks for.
#[derive(Debug)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back to the panes.
    Close,
    /// To go where a record is.
    Go(attention::Place),
    /// A form, with what stands in it.
    Form(&'static str, Input),
    /// To look for what is typed by now.
    Search,
    /// To read what is in sight by now.
    Read,
    /// To count the values of a field.
    Count(String),
    /// To say why nothing comes of it: a message.
    Say(&'static str),
}

/// What the lines are made from.
type Made = (usize, Audience, Option<Instant>);
/// Rows that are on record, by import, sheet and line: with the digest of each, the record, and why.
type Cites = HashMap<(RecordId, String, u64), Vec<(String, RecordId, String)>>;

/// What lies over the lines.
#[derive(Debug)]
enum Over {
    Nothing,
    /// Everything that a row says, from this line on.
    Whole(Box<Placed>, usize),
    Choices(Choices),
    /// A time to go to is typed.
    Jump(TextField, Option<String>),
}

/// The page.
#[derive(Debug)]
pub struct OverTime {
    field: TextField,
    /// The query that another page opened it with; whoever takes back more than that leaves it.
    came_with: String,
    typing: bool,
    /// Why what is typed cannot be looked for.
    wrong: Option<String>,
    made: Option<Made>,
    records: Arc<Vec<Spoken>>,
    facts: Cites,
    bookmarks: Cites,
    order: Option<Order>,
    /// Whether rows are still missing in it.
    partial: bool,
    /// Bytes of rows that are in order, and how many there are.
    building: (u64, Option<u64>),
    /// Why there is no order.
    trouble: Option<String>,
    search: Option<Search>,
    hits: Option<Arc<Hits>>,
    seen: Seen,
    cursor: u64,
    /// What the cursor stands on, so that it stays there while more is found.
    anchor: Option<Place>,
    go: Go,
    asked: u64,
    /// Whether something is to be read that nobody was asked for yet.
    due: bool,
    /// Whether what is in sight answers an earlier search: no key decides anything of a row that is about to go.
    stale: bool,
    over: Over,
    /// Whether what happened last stands first, as in the timeline.
    newest: bool,
    screen: Rect,
}

impl OverTime {
    /// The page, nothing looked for.
    #[must_use]
    pub fn new() -> Self {
        Self {
            field: TextField::new(text::visible),
            came_with: String::new(),
            typing: false,
            wrong: None,
            made: None,
            records: Arc::default(),
            facts: Cites::new(),
            bookmarks: Cites::new(),
            order: None,
            partial: false,
            building: (0, None),
            trouble: None,
            search: None,
            hits: None,
            seen: Seen::default(),
            cursor: 0,
            anchor: None,
            go: Go::Number(0),
            asked: 0,
            due: false,
            stale: false,
            over: Over::Nothing,
            newest: true,
            screen: Rect::default(),
        }
    }

    /// Where it is drawn.
    pub fn set_screen(&mut self, screen: Rect) {
        if screen != self.screen {
            self.screen = screen;
            self.due = true;
        }
    }

    /// Whether words are typed here now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing || matches!(self.over, Over::Jump(..))
    }

    /// Takes in what is pasted, where something is typed.
    pub fn paste(&mut self, words: &str) -> Asked {
        match &mut self.over {
            Over::Jump(field, _) => {
                field.paste_joined(words);
                Asked::Nothing
            }
            _ if self.typing => {
                self.field.paste_joined(words);
                Asked::Search
            }
            _ => Asked::Nothing,
        }
    }

    /// Whether the lines are still those of the case: then nothing has to be made anew.
    #[must_use]
    pub fn fits(&self, look: &Look<'_>) -> bool {
        self.made == Some((look.state.record_count(), look.audience, look.as_known))
            && self.order.is_some()
            && !self.partial
    }

    /// Takes over what the case holds by now. What nobody may see any more is gone at once. Gives the instants of the records, for the order.
    pub fn renew(&mut self, look: &Look<'_>) -> Vec<i64> {
        let made = (look.state.record_count(), look.audience, look.as_known);
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
                let found = (0_u32..).zip(self.records.iter()).filter(|(_, record)| query.finds(*record));
                let records = found.map(|(number, _)| number).collect();
                Some(Looked { query, records, ..Looked::default() })
            }
            Err((column, why)) => {
                let (what, next) = not_a_query(&why, column, look.state);
                self.wrong = Some([look.say(&what), look.say(&next)].join(". "));
                None
            }
        }
    }

    /// There may be more to show: what is in sight is read again, where the cursor stands.
    pub fn again(&mut self) {
        self.go = self.anchor.map_or(Go::Number(self.cursor), Go::Place);
        self.due = true;
    }

    /// What is to be read next, if anything is.
    pub fn wanted(&mut self) -> Option<Wanted> {
        let hits = self.hits.as_ref().filter(|_| self.due && self.screen.width > 0)?;
        self.due = false;
        self.asked += 1;
        let rows = self.page();
        Some(Wanted {
            number: self.asked,
            hits: Arc::clone(hits),
            go: self.go,
            above: self.cursor.saturating_sub(self.seen.top).min(rows.saturating_sub(1) as u64),
            rows,
            columns: usize::from(draw::bars(self.screen)),
            newest: self.newest,
        })
    }

    /// Takes over what was read.
    pub fn show(&mut self, seen: Seen) {
        if seen.number != self.asked || self.hits.is_none() {
            return;
        }
        if let Some(trouble) = &seen.trouble {
            self.trouble = Some(trouble.to_string());
        }
        // A key that came meanwhile is ahead of what was read.
        if !self.due {
            self.cursor = seen.cursor;
            let row = usize::try_from(seen.cursor.saturating_sub(seen.top)).unwrap_or(0);
            // The first line is where news come up: whoever stands there stays there.
            self.anchor = seen.items.get(row).filter(|_| seen.cursor > 0).map(|(place, _)| *place);
        }
        self.seen = seen;
        self.stale = false;
    }

    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.hits.as_ref().map_or(0, |hits| hits.count())
    }

    /// Lines in words, from one on: where nothing is drawn they are read here.
    #[must_use]
    pub fn said(&self, from: usize, most: usize, look: &Look<'_>) -> Vec<String> {
        let Some(hits) = &self.hits else { return Vec::new() };
        let read = || {
            let places = Turned::of(hits, self.newest)?.page(hits, from as u64, most)?;
            let rows = hits.order().read(&places)?;
            Ok::<_, crate::jobs::rows::order::Trouble>(places.into_iter().zip(rows).collect::<Vec<_>>())
        };
        let items = read().unwrap_or_default();
        let words = items.iter().filter_map(|(place, placed)| self.words(look, *place, placed.as_ref(), false));
        words
            .map(|words| {
                let (fact, bookmark) = words.flags;
                let said = |id: &str, is: bool| if is { look.word(id) } else { String::new() };
                let when = if words.when.is_empty() { look.word("rows-sheet-undated") } else { words.when };
                let parts = [
                    words.kind,
                    words.label,
                    when,
                    said("over-said-corrected", words.corrected),
                    said("over-said-fact", fact),
                    said("over-said-bookmark", bookmark),
                    words.what,
                ];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            })
            .collect()
    }

    /// Puts the cursor on a line, counted as [`OverTime::said`] counts them, and reads it here.
    pub fn select(&mut self, index: usize) {
        if self.screen.width == 0 {
            self.screen = Rect::new(0, 0, 80, 24);
        }
        self.go_to(index as u64);
        if let Some(wanted) = self.wanted() {
            self.show(wanted.read());
        }
    }

    /// Types a query.
    pub fn look_for(&mut self, query: &str) {
        self.field.set_text(query);
    }

    /// Begins with the query that another page opened it with.
    pub fn begin_with(&mut self, query: &str) {
        query.trim().clone_into(&mut self.came_with);
        self.look_for(query);
    }

    fn words(&self, look: &Look<'_>, place: Place, placed: Option<&Placed>, short: bool) -> Option<item::Words> {
        match (place, placed) {
            (Place::Record(number), _) => of_record(look, self.records.get(number as usize)?.id, short),
            (_, Some(placed)) => {
                let flags = (!of(&self.facts, placed).is_empty(), !of(&self.bookmarks, placed).is_empty());
                Some(of_row(look, placed, flags, short))
            }
            (Place::Row { .. }, None) => None,
        }
    }

    /// Lines in sight.
    fn page(&self) -> usize {
        draw::rows(self.screen)
    }

    /// A click on a line of the screen: the cursor goes there.
    pub fn click(&mut self, row: u16) {
        let line = u64::from(row.saturating_sub(3));
        if matches!(self.over, Over::Nothing) && row >= 3 && line < self.seen.items.len() as u64 {
            self.typing = false;
            self.go_to(self.seen.top + line);
        }
    }

    fn go_to(&mut self, number: u64) {
        self.cursor = number.min(self.count().saturating_sub(1));
        self.anchor = None;
        self.go = Go::Number(self.cursor);
        self.due = true;
    }

    /// What the cursor stands on, if it was read.
    fn under(&self) -> Option<(Place, Option<&Placed>)> {
        if self.stale {
            return None;
        }
        let row = usize::try_from(self.cursor.checked_sub(self.seen.top)?).ok()?;
        self.seen.items.get(row).map(|(place, placed)| (*place, placed.as_ref()))
    }

    fn instant(&self) -> Option<i64> {
        match self.under()? {
            (Place::Record(number), _) => self.records.get(number as usize).map(|record| record.at.millis()),
            (_, placed) => placed?.at(),
        }
    }

    /// Everything that the row under the cursor says; none where it is a record.
    #[must_use]
    pub fn whole_under(&self, look: &Look<'_>) -> Option<Vec<(String, String)>> {
        let (_, placed) = self.under()?;
        let all = self.all_of(placed?, look).into_iter();
        Some(all.map(|(name, value)| (name, text::one_line(&value).into_owned())).collect())
    }

    /// How the row under the cursor is on record: the facts that it became, and why it is bookmarked.
    fn on_record(&self, placed: &Placed) -> (Vec<RecordId>, Option<String>) {
        let facts = of(&self.facts, placed).iter().map(|(record, _)| *record).collect();
        (facts, of(&self.bookmarks, placed).first().map(|(_, why)| (*why).to_owned()))
    }

    /// Everything that a row says.
    fn all_of(&self, placed: &Placed, look: &Look<'_>) -> Vec<(String, String)> {
        let (facts, bookmark) = self.on_record(placed);
        whole(look, placed, &facts, bookmark.as_deref())
    }
}

impl Default for OverTime {
    fn default() -> Self {
        Self::new()
    }
}

/// What cites a row. Its digest is computed only where something cites its line.
fn of<'a>(cites: &'a Cites, placed: &Placed) -> Vec<(RecordId, &'a str)> {
    let row = &placed.row;
    let Some(known) = cites.get(&(placed.import, row.sheet.clone(), row.line)) else { return Vec::new() };
    let sha256 = digest(row);
    known.iter().filter(|(other, ..)| *other == sha256).map(|(_, record, why)| (*record, why.as_str())).collect()
}

#[cfg(test)]
mod tests;
