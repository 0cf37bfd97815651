//! Everything over time: rows of other tools beside people's records, in the order of their corrected times, searched while somebody types, over the panes. Nothing is
//! read here: what is in sight comes from beside the drawing thread ([`Wanted`]), and what is there is shown until it does.

mod draw;
mod item;
mod terms;
mod window;

use std::collections::HashMap;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::list::{ListState, Move};
use super::look::Look;
use super::overlay::movement;
use super::text_field::TextField;
use crate::app::finding::Spoken;
use crate::domain::attention;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::rows::marked;
use crate::domain::rows::words::not_a_query;
use crate::domain::text;
use crate::domain::time::{Instant, TypingContext, parse_when};
use crate::domain::timeline::LineText;
use crate::jobs::Handle;
use crate::jobs::rows::order::{
    Asked as Looked, Counted, Hits, Order, Place, Placed, Search, search as search_to_the_end,
};
use crate::library::foreign::Zone;
use crate::library::foreign::pick::digest;
use crate::library::query::Query;
use item::{label, of_record, of_row, prefill, stamp, whole};
use window::{Go, Turned};
pub use window::{Seen, Wanted};

/// The shortest time that is zoomed into, milliseconds.
const CLOSEST: i64 = 1_000;
/// Fields that are offered to be counted first, in this order.
const FIRST: &[&str] = &["host", "user", "source", "kind", "level", "tag", "technique"];

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

/// A list over the lines.
#[derive(Debug)]
struct Choices {
    of: Of,
    list: ListState,
    /// What each says, and what it leads to.
    rows: Vec<(String, String)>,
}

/// What is chosen from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Of {
    /// Searches that are kept: leads to their queries.
    Saved,
    /// Bookmarks: leads to queries that find them.
    Bookmarks,
    /// Fields that can be counted.
    Fields,
    /// Values of a field, with what each query adds; whether they are counted yet.
    Values(String, bool),
}

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
        let row = usize::try_from(self.cursor.checked_sub(self.seen.top)?).ok()?;
        self.seen.items.get(row).map(|(place, placed)| (*place, placed.as_ref()))
    }

    fn instant(&self) -> Option<i64> {
        match self.under()? {
            (Place::Record(number), _) => self.records.get(number as usize).map(|record| record.at.millis()),
            (_, placed) => placed?.at(),
        }
    }

    /// One key press.
    pub fn handle(&mut self, key: KeyEvent, look: &Look<'_>, typing: &TypingContext) -> Asked {
        match std::mem::replace(&mut self.over, Over::Nothing) {
            Over::Whole(placed, top) => self.whole_key(key, placed, top),
            Over::Choices(choices) => self.choices_key(key, choices),
            Over::Jump(field, _) => self.jump_key(key, field, look, typing),
            Over::Nothing if self.typing => self.typing_key(key),
            Over::Nothing => self.line_key(key, look),
        }
    }

    fn typing_key(&mut self, key: KeyEvent) -> Asked {
        match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Tab | KeyCode::Up | KeyCode::Down => {
                self.typing = false;
                Asked::Nothing
            }
            KeyCode::PageUp | KeyCode::PageDown => self.step(key),
            _ => {
                let before = self.field.revision();
                self.field.handle(key);
                if self.field.revision() == before { Asked::Nothing } else { Asked::Search }
            }
        }
    }

    fn step(&mut self, key: KeyEvent) -> Asked {
        let code = match key.code {
            KeyCode::Char('j') => KeyCode::Down,
            KeyCode::Char('k') => KeyCode::Up,
            KeyCode::Char('g') => KeyCode::Home,
            KeyCode::Char('G') => KeyCode::End,
            code => code,
        };
        let page = self.page() as u64;
        let Some(movement) = movement(KeyEvent { code, ..key }) else { return Asked::Nothing };
        self.go_to(match movement {
            Move::Down => self.cursor.saturating_add(1),
            Move::Up => self.cursor.saturating_sub(1),
            Move::PageDown => self.cursor.saturating_add(page),
            Move::PageUp => self.cursor.saturating_sub(page),
            Move::First => 0,
            Move::Last => u64::MAX,
        });
        Asked::Read
    }

    fn line_key(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Asked::Nothing;
        }
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Close,
            KeyCode::Char('/') => self.typing = true,
            KeyCode::Enter => return self.open(),
            KeyCode::Char('m') => return self.form("row-mark", look),
            KeyCode::Char('b') => return self.bookmark(look),
            KeyCode::Char('F') => {
                let input = Input::default().with("query", self.field.text());
                return Asked::Form("search-save", input);
            }
            KeyCode::Char('f') => self.over = Over::Choices(saved(look)),
            KeyCode::Char('B') => self.over = Over::Choices(bookmarks(look)),
            KeyCode::Char('c') => self.over = Over::Choices(self.fields()),
            KeyCode::Char('w') => self.over = Over::Jump(TextField::new(text::visible), None),
            KeyCode::Char('+' | '=') => return self.zoom(true),
            KeyCode::Char('-') => return self.zoom(false),
            KeyCode::Char('0') => return self.narrow(None),
            KeyCode::Char('o') => {
                self.newest = !self.newest;
                self.again();
                return Asked::Read;
            }
            KeyCode::Char(letter @ ('h' | 'u' | 's' | 'l' | 't' | 'H' | 'U' | 'S' | 'L' | 'T')) => {
                return self.filter(letter);
            }
            _ => return self.step(key),
        }
        Asked::Nothing
    }

    /// Opens what the cursor is on: a row whole, a record where it is.
    fn open(&mut self) -> Asked {
        match self.under() {
            Some((Place::Record(number), _)) => {
                let record = self.records.get(number as usize).map(|record| record.id);
                record.map_or(Asked::Nothing, |record| Asked::Go(attention::Place::Timeline(record)))
            }
            Some((_, Some(placed))) => {
                self.over = Over::Whole(Box::new(placed.clone()), 0);
                Asked::Nothing
            }
            _ => Asked::Nothing,
        }
    }

    /// The form that does something with the row under the cursor.
    fn form(&self, name: &'static str, look: &Look<'_>) -> Asked {
        let Some((_, Some(placed))) = self.under() else { return Asked::Say("over-no-row") };
        let parts = look.state.rows.import(placed.import).map(|imported| imported.parts.as_slice()).unwrap_or_default();
        // A document may hold several rows on one line.
        let several = parts.iter().any(|part| part.counts.kept > part.counts.kept_lines);
        Asked::Form(name, prefill(placed, several, name == "row-mark"))
    }

    fn bookmark(&self, look: &Look<'_>) -> Asked {
        let there = matches!(self.under(), Some((_, Some(placed))) if !of(&self.bookmarks, placed).is_empty());
        self.form(if there { "row-unbookmark" } else { "row-bookmark" }, look)
    }

    /// Adds what the row under the cursor has in a field; a capital letter leaves out what has it.
    fn filter(&mut self, letter: char) -> Asked {
        let not = letter.is_ascii_uppercase();
        let value = |row: &crate::library::foreign::Row| match letter.to_ascii_lowercase() {
            'h' => ("host", row.host.clone()),
            'u' => ("user", row.user.clone()),
            's' => ("source", row.source.clone()),
            'l' => ("level", row.level.clone()),
            _ => match row.tags.first() {
                Some(tag) => ("tag", tag.clone()),
                None => ("technique", row.techniques.first().cloned().unwrap_or_default()),
            },
        };
        let found = match self.under() {
            Some((_, Some(placed))) => Some(value(&placed.row)),
            Some((Place::Record(number), _)) => {
                let name = match letter.to_ascii_lowercase() {
                    'h' => "host",
                    'u' => "who",
                    't' => "tag",
                    _ => return Asked::Nothing,
                };
                self.records
                    .get(number as usize)
                    .and_then(|record| record.values(name).into_iter().next())
                    .map(|value| (name, value))
            }
            _ => None,
        };
        match found.filter(|(_, value)| !value.trim().is_empty()) {
            Some((field, value)) => self.set_query(&terms::with(&self.field.text(), field, value.trim(), not)),
            None => Asked::Nothing,
        }
    }

    fn set_query(&mut self, query: &str) -> Asked {
        self.field.set_text(query);
        Asked::Search
    }

    /// Half of the time around the cursor, or twice as much.
    fn zoom(&mut self, closer: bool) -> Asked {
        let Some((from, to)) = self.seen.span else { return Asked::Nothing };
        let length = to.saturating_sub(from);
        let centre = self.instant().unwrap_or_else(|| from.saturating_add(length / 2));
        let half = if closer { length / 4 } else { length.max(CLOSEST) };
        if closer && length <= CLOSEST {
            return Asked::Nothing;
        }
        let (from, to) = (centre.saturating_sub(half.max(CLOSEST / 2)), centre.saturating_add(half.max(CLOSEST / 2)));
        let whole = self.order.as_ref().and_then(|order| order.span().ok().flatten());
        // Further out than everything is everything.
        self.narrow(Some((from, to)).filter(|(from, to)| whole.is_none_or(|(first, last)| first < *from || *to < last)))
    }

    fn narrow(&mut self, time: Option<(i64, i64)>) -> Asked {
        let query = terms::between(&self.field.text(), time);
        if query == self.field.text() { Asked::Nothing } else { self.set_query(&query) }
    }

    fn whole_key(&mut self, key: KeyEvent, placed: Box<Placed>, top: usize) -> Asked {
        let page = self.page().max(1);
        let top = match key.code {
            KeyCode::Esc | KeyCode::Char('q') | KeyCode::Enter => return Asked::Nothing,
            KeyCode::Down | KeyCode::Char('j') => top.saturating_add(1),
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::PageDown => top.saturating_add(page),
            KeyCode::PageUp => top.saturating_sub(page),
            KeyCode::Home => 0,
            _ => top,
        };
        self.over = Over::Whole(placed, top);
        Asked::Nothing
    }

    fn jump_key(&mut self, key: KeyEvent, mut field: TextField, look: &Look<'_>, typing: &TypingContext) -> Asked {
        let wrong = match key.code {
            KeyCode::Esc => return Asked::Nothing,
            KeyCode::Enter => match parse_when(field.text().trim(), typing) {
                Ok(when) => {
                    (self.go, self.anchor, self.due) = (Go::Instant(when.at.millis()), None, true);
                    return Asked::Read;
                }
                Err(_) => Some(look.word("over-no-time")),
            },
            _ => {
                field.handle(key);
                None
            }
        };
        self.over = Over::Jump(field, wrong);
        Asked::Nothing
    }

    /// Fields that can be counted, those that are asked for most first.
    fn fields(&self) -> Choices {
        let mut fields = self.order.as_ref().map(Order::fields).unwrap_or_default();
        let rank = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
        fields.sort_by_key(|(name, count)| (rank(name), std::cmp::Reverse(*count)));
        let rows = fields.into_iter().map(|(name, count)| (format!("{count:>9}  {name}"), name)).collect();
        Choices { of: Of::Fields, list: ListState::default(), rows }
    }

    fn choices_key(&mut self, key: KeyEvent, mut choices: Choices) -> Asked {
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Nothing,
            KeyCode::Enter => {
                let Some((_, leads)) = choices.rows.get(choices.list.selected).cloned() else { return Asked::Nothing };
                return match &choices.of {
                    Of::Saved | Of::Bookmarks => self.set_query(&leads),
                    Of::Fields => {
                        let rows = Vec::new();
                        self.over = Over::Choices(Choices {
                            of: Of::Values(leads.clone(), false),
                            list: ListState::default(),
                            rows,
                        });
                        Asked::Count(leads)
                    }
                    Of::Values(field, _) => {
                        let query = self.field.text();
                        // A name with a space in it cannot stand before a colon: then the words are looked for wherever they are.
                        let named = !field.contains(char::is_whitespace);
                        let narrowed = if named {
                            terms::with(&query, field, &leads, false)
                        } else {
                            terms::words(&query, &leads)
                        };
                        self.set_query(&narrowed)
                    }
                };
            }
            KeyCode::Char('x') if choices.of == Of::Saved => {
                let name = choices.rows.get(choices.list.selected).map(|(row, _)| row.clone()).unwrap_or_default();
                let name = name.split("  ").next().unwrap_or_default().to_owned();
                return Asked::Form("search-remove", Input::default().with("name", name));
            }
            _ => {}
        }
        if let Some(movement) = movement(key) {
            choices.list.go(movement, choices.rows.len(), self.page());
        }
        self.over = Over::Choices(choices);
        Asked::Nothing
    }

    /// What has to be counted, beside the drawing thread: the hits, and what the records have in that field.
    #[must_use]
    pub fn counting(&self) -> Option<(Arc<Hits>, Arc<Vec<Spoken>>)> {
        Some((Arc::clone(self.hits.as_ref()?), Arc::clone(&self.records)))
    }

    /// Takes over what was counted.
    pub fn counted(&mut self, field: &str, counted: &Counted) {
        let Over::Choices(choices) = &mut self.over else { return };
        if choices.of != Of::Values(field.to_owned(), false) {
            return;
        }
        choices.of = Of::Values(field.to_owned(), true);
        let row = |value: &crate::jobs::rows::order::Value| {
            (format!("{:>9}  {}", value.count, text::one_line(&value.text)), value.text.clone())
        };
        choices.rows = counted.values.iter().map(row).collect();
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

fn saved(look: &Look<'_>) -> Choices {
    let searches = look.state.rows.searches.iter();
    let rows = searches.map(|(_, search)| (format!("{}  {}", search.name, search.query), search.query.clone()));
    Choices { of: Of::Saved, list: ListState::default(), rows: rows.collect() }
}

/// Bookmarks, and above them all of them at once.
fn bookmarks(look: &Look<'_>) -> Choices {
    let all: Vec<(String, String)> = look
        .state
        .rows
        .bookmarks
        .iter()
        .map(|(_, bookmark)| {
            let row = &bookmark.row;
            let term = if row.sheet.is_empty() {
                format!("line:={}", row.line)
            } else {
                terms::with(&format!("line:={}", row.line), "sheet", &row.sheet, false)
            };
            (format!("{} {}  {}", label(look, row.import), row.place(), bookmark.note), term)
        })
        .collect();
    let lines: Vec<String> =
        look.state.rows.bookmarks.iter().map(|(_, bookmark)| format!("line:={}", bookmark.row.line)).collect();
    let first = (all.len() > 1)
        .then(|| (look.say(&Msg::new("over-all-bookmarks").with("count", all.len())), lines.join(" OR ")));
    Choices { of: Of::Bookmarks, list: ListState::default(), rows: first.into_iter().chain(all).collect() }
}

#[cfg(test)]
mod tests;
