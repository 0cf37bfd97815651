//! A sheet over the panes: audit, call-out, volatile sources, relief. Its entries are wrapped, never clipped; Enter goes where an entry is, `a` settles it.

use crossterm::event::{KeyCode, KeyEvent};
use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame::overlay;
use super::list::{ListState, Move};
use super::look::{Look, put};
use super::overlay::movement;
use super::overlay_view::{big, typed_line};
use super::text_field::TextField;
use crate::domain::lineage::Node;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Entry, Hot, Sheet, Tone, about_entity, entities_found, entries, start, techniques};
use crate::domain::technique::HOTTEST;
use crate::domain::text;
use crate::domain::watch::HOURS;

/// Keys of the sheet of anchors, so that one hand does it.
const ANCHORS: &[(char, &str)] = &[
    ('p', "checkpoint-page"),
    ('w', "phone-words"),
    ('o', "checkpoint-code"),
    ('s', "anchor-paper"),
    ('c', "checkpoint"),
];

/// A sheet that lies over the panes.
#[derive(Debug)]
pub struct Board {
    sheet: Sheet,
    list: ListState,
    /// The technique whose records it lists, on the page of techniques.
    technique: Option<String>,
    /// Entries that cost more to make than a frame may take, as they were when something changed last.
    held: Option<Vec<Entry>>,
    /// What its entries are searched for, and whether that is being typed.
    find: Option<TextField>,
    typing: bool,
}

/// What a key on a sheet asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back.
    Close,
    /// To go where the selected entry is.
    Go,
    /// The form that settles the selected entry.
    Settle,
    /// The form that adds something to the list.
    Add,
    /// What its entries are searched for changed.
    Find,
    /// The form that gives the selected source up.
    GiveUp,
    /// A command that has a key on this sheet.
    Run(&'static str),
}

impl Board {
    /// A sheet, opened where it is used first.
    #[must_use]
    pub fn new(sheet: Sheet, look: &Look<'_>) -> Self {
        let mut board =
            Board { sheet, list: ListState::default(), technique: None, held: None, find: None, typing: false };
        board.refresh(look);
        board.list.selected = start(sheet, &board.entries(look));
        board
    }

    /// Makes the entries anew that are kept between two frames. Called when something changed.
    pub fn refresh(&mut self, look: &Look<'_>) {
        self.held = match (self.sheet, look.texts) {
            (Sheet::Entities, _) => Some(entities_found(look.state, &self.wanted())),
            (Sheet::Entity(key), Some(texts)) => Some(about_entity(look.state, texts, key, look.named)),
            _ => None,
        };
    }

    /// What its entries are searched for.
    fn wanted(&self) -> String {
        self.find.as_ref().map(TextField::text).unwrap_or_default()
    }

    /// Whether its entries can be searched.
    #[must_use]
    pub fn searches(&self) -> bool {
        self.sheet == Sheet::Entities
    }

    /// Whether words are typed here now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing
    }

    /// Searches its entries for words.
    pub fn look_for(&mut self, words: &str, look: &Look<'_>) {
        let mut field = TextField::new(text::visible);
        field.set_text(words);
        (self.find, self.typing) = ((!words.is_empty()).then_some(field), false);
        self.searched(look);
    }

    /// Takes in what is pasted, where something is typed.
    pub fn paste(&mut self, words: &str, look: &Look<'_>) {
        if let Some(field) = self.find.as_mut().filter(|_| self.typing) {
            field.paste_joined(words);
            self.searched(look);
        }
    }

    /// Makes the list anew for what is typed by now; the first entry of it is selected.
    pub fn searched(&mut self, look: &Look<'_>) {
        self.refresh(look);
        let first = self.entries(look).iter().position(|entry| entry.tone != Tone::Heading);
        self.list = ListState { selected: first.filter(|_| self.find.is_some()).unwrap_or(0), top: 0 };
    }

    /// The records that name one technique.
    #[must_use]
    pub fn of_technique(technique: String) -> Self {
        Board {
            sheet: Sheet::Techniques,
            list: ListState { selected: 1, top: 0 },
            technique: Some(technique),
            held: None,
            find: None,
            typing: false,
        }
    }

    /// Whether it says how often techniques were seen.
    #[must_use]
    pub fn of_techniques(&self) -> bool {
        self.sheet == Sheet::Techniques
    }

    /// The message that says its keys.
    #[must_use]
    pub fn keys(&self) -> &'static str {
        match self.sheet {
            Sheet::Sources => "sheet-keys-sources",
            Sheet::Anchors => "sheet-keys-anchors",
            Sheet::Techniques if self.technique.is_none() => "sheet-keys-techniques",
            Sheet::Techniques => "sheet-keys-technique",
            Sheet::Entities if self.typing => "sheet-keys-typing",
            Sheet::Entities => "sheet-keys-entities",
            Sheet::Entity(_) => "sheet-keys-entity",
            _ => "sheet-keys",
        }
    }

    /// Its entries now.
    #[must_use]
    pub fn entries(&self, look: &Look<'_>) -> Cow<'_, [Entry]> {
        match (self.sheet, &self.technique, &self.held) {
            (_, _, Some(held)) => Cow::Borrowed(held),
            (Sheet::Techniques, Some(id), _) => techniques::of(look.state, id, look.rows).into(),
            (Sheet::Techniques, None, _) => techniques::by_tactic(look.state, look.rows).into(),
            _ => entries(self.sheet, look.state, look.now, HOURS).into(),
        }
    }

    /// Whether a letter concerns the selected entry.
    #[must_use]
    pub fn of_an_entry(&self, letter: char) -> bool {
        match self.sheet {
            Sheet::Entities => letter == 'n',
            Sheet::Entity(_) => matches!(letter, 'a' | 'n'),
            _ => matches!(letter, 'a' | 'x'),
        }
    }

    /// The entity that it is about.
    #[must_use]
    pub fn entity(&self) -> Option<Node> {
        if let Sheet::Entity(key) = self.sheet { Some(key) } else { None }
    }

    /// The selected entry.
    #[must_use]
    pub fn selected(&self, look: &Look<'_>) -> Option<Entry> {
        let entries = self.entries(look);
        entries.get(self.list.selected.min(entries.len().saturating_sub(1))).cloned()
    }

    /// What is selected on the page of techniques, whatever stands before it: the tactic and the technique.
    #[must_use]
    pub fn hot(&self, look: &Look<'_>) -> Option<(String, String)> {
        self.all_hot(look).into_iter().find(|(index, _)| *index == self.list.selected).map(|(_, hot)| hot)
    }

    /// Where that stands now.
    #[must_use]
    pub fn place_of(&self, hot: &(String, String), look: &Look<'_>) -> Option<usize> {
        self.all_hot(look).into_iter().find(|(_, found)| found == hot).map(|(index, _)| index)
    }

    fn all_hot(&self, look: &Look<'_>) -> Vec<(usize, (String, String))> {
        let mut tactic = String::new();
        let mut found = Vec::new();
        for (index, entry) in self.entries(look).iter().enumerate() {
            let Some(hot) = &entry.heat else { continue };
            if hot.depth == 0 {
                tactic.clone_from(&hot.heat.id);
            }
            found.push((index, (tactic.clone(), hot.heat.id.clone())));
        }
        found
    }

    /// One key press, with as many entries as there are now.
    pub fn handle(&mut self, key: KeyEvent, len: usize, page: usize) -> Asked {
        if let Some(field) = self.find.as_mut().filter(|_| self.typing) {
            match (key.code, movement(key)) {
                // What was found stays; the keys are those of the list again.
                (KeyCode::Enter, _) => self.typing = false,
                (KeyCode::Esc, _) => {
                    (self.find, self.typing) = (None, false);
                    return Asked::Find;
                }
                (_, Some(moved @ (Move::Up | Move::Down | Move::PageUp | Move::PageDown))) => {
                    self.list.go(moved, len, page);
                }
                _ => {
                    let before = field.revision();
                    field.handle(key);
                    if field.revision() != before {
                        return Asked::Find;
                    }
                }
            }
            return Asked::Nothing;
        }
        let moved = match key.code {
            KeyCode::Char('j') => Some(Move::Down),
            KeyCode::Char('k') => Some(Move::Up),
            KeyCode::Char('g') => Some(Move::First),
            KeyCode::Char('G') => Some(Move::Last),
            _ => movement(key),
        };
        if let Some(moved) = moved {
            self.list.go(moved, len, page);
            return Asked::Nothing;
        }
        match key.code {
            KeyCode::Esc if self.find.is_some() => {
                self.find = None;
                Asked::Find
            }
            KeyCode::Esc | KeyCode::Char('q') => Asked::Close,
            KeyCode::Enter => Asked::Go,
            KeyCode::Char('/') if self.searches() => {
                self.find.get_or_insert_with(|| TextField::new(text::visible));
                self.typing = true;
                Asked::Nothing
            }
            KeyCode::Char('a') if self.sheet == Sheet::Entities => Asked::Add,
            KeyCode::Char('n') if matches!(self.sheet, Sheet::Entities | Sheet::Entity(_)) => Asked::Settle,
            KeyCode::Char('a') => Asked::Settle,
            KeyCode::Char('x') if self.sheet == Sheet::Sources => Asked::GiveUp,
            KeyCode::Char(key) if self.sheet == Sheet::Anchors => {
                let found = ANCHORS.iter().find(|(known, _)| *known == key);
                found.map_or(Asked::Nothing, |(_, name)| Asked::Run(name))
            }
            _ => Asked::Nothing,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, look: &Look<'_>) -> String {
        look.word(self.sheet.title())
    }

    /// Selects an entry by its index.
    pub fn go_to(&mut self, index: usize) {
        self.list.selected = index;
    }

    /// Draws it; yields where the real cursor belongs, where something is typed.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        let (width, height) = big(area);
        let title = self.title(look);
        // What it says was computed from what the room may see.
        let title = match look.withheld {
            0 => title,
            count => look.say(&Msg::new("sheet-without").with("title", title).with("count", count)),
        };
        let inside = overlay(area, buffer, look, width, height, &title, &look.word(self.keys()));
        let typed = self.find.as_ref().map(|field| typed_line(field, inside, buffer, look, "/"));
        let used = u16::from(typed.is_some());
        let inside = Rect { y: inside.y + used, height: inside.height.saturating_sub(used), ..inside };
        let entries = self.entries(look);
        let at = self.list.selected.min(entries.len().saturating_sub(1));
        let hot = entries.iter().any(|entry| entry.heat.is_some());
        let inside = if hot { columns(inside, buffer, look) } else { inside };
        let mut rows: Vec<(usize, Tone, String, bool)> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let said = entry.heat.as_ref().map_or(&entry.text, |hot| &hot.short);
            let lines = text::wrap(&look.say(said), usize::from(inside.width.saturating_sub(begin(entry) + MARGIN)));
            rows.extend((0..).zip(lines).map(|(line, words)| (index, entry.tone, words, line == 0)));
        }
        let page = usize::from(inside.height);
        let first = rows.iter().position(|(index, ..)| *index == at).unwrap_or(0);
        let last = rows.iter().rposition(|(index, ..)| *index == at).unwrap_or(0);
        // The selection stays in the upper half, so that what follows is seen; a long entry shows its beginning.
        let top = (last + 1).saturating_sub(page.div_ceil(2)).min(first).min(rows.len().saturating_sub(page));
        for (row, (index, tone, words, begins)) in (0_u16..).zip(rows.iter().skip(top).take(page)) {
            let selected = *index == at;
            let pointer = if selected && *begins { look.glyphs.pointer() } else { " " };
            put(buffer, inside, row, 1, pointer, look.theme.text);
            let (sign, style) = styles(*tone, look);
            let style = if selected { style.patch(look.theme.selection) } else { style };
            let entry = entries.get(*index);
            match entry.and_then(|entry| entry.heat.as_ref()) {
                Some(hot) if *begins => numbers(hot, inside, buffer, row, look, style),
                None if *begins => {
                    put(buffer, inside, row, 3, tone.sign(), sign);
                }
                _ => {}
            }
            put(buffer, inside, row, entry.map_or(5, begin), words, style);
        }
        if top > 0 {
            put(buffer, inside, 0, inside.width.saturating_sub(1), look.more_up(), look.theme.dim);
        }
        if top + page < rows.len() {
            let end = inside.height.saturating_sub(1);
            put(buffer, inside, end, inside.width.saturating_sub(1), look.more_down(), look.theme.dim);
        }
        typed.flatten().filter(|_| self.typing)
    }
}

/// Columns that words leave free at the right, where the signs stand that say that there is more.
const MARGIN: u16 = 2;
/// Columns of the bar, of the number of records and of that of rows, each with the space behind it.
const BAR: u16 = 6;
const RECORDS: u16 = 9;
const ROWS: u16 = 10;

/// The column where the words of an entry begin.
fn begin(entry: &Entry) -> u16 {
    match (&entry.heat, entry.tone) {
        (Some(hot), _) => 3 + BAR + RECORDS + ROWS + 1 + 2 * u16::from(hot.depth),
        (None, Tone::Heading) => 3,
        (None, _) => 5,
    }
}

/// Writes a text so that it ends where its column does.
fn right(text: &str, column: u16, width: u16) -> (u16, String) {
    let room = usize::from(width.saturating_sub(1));
    let text: String = text.chars().take(room).collect();
    let at = usize::from(column) + room.saturating_sub(text::width(&text));
    (u16::try_from(at).unwrap_or(u16::MAX), text)
}

/// Writes what the columns of numbers are, and gives what is left below.
fn columns(inside: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Rect {
    for (word, column, width) in
        [("technique-c-records", 3 + BAR, RECORDS), ("technique-c-rows", 3 + BAR + RECORDS, ROWS)]
    {
        let (at, text) = right(&look.word(word), column, width);
        put(buffer, inside, 0, at, &text, look.theme.dim);
    }
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}

/// How often something was seen: as a bar, and in numbers, so that neither colour nor a fine glyph is needed to read it.
fn numbers(hot: &Hot, inside: Rect, buffer: &mut Buffer, row: u16, look: &Look<'_>, style: Style) {
    let heat = &hot.heat;
    if heat.level() > 0 {
        let bar = look.glyphs.bar(u64::from(heat.level()), u64::from(HOTTEST), BAR);
        put(buffer, inside, row, 3, &bar, look.theme.text);
    }
    let dash = |count: u64| if count == 0 { "-".to_owned() } else { count.to_string() };
    let rows = heat.rows.map_or_else(|| look.glyphs.ellipsis().to_owned(), dash);
    for (text, column, width) in [(dash(heat.records.len() as u64), 3 + BAR, RECORDS), (rows, 3 + BAR + RECORDS, ROWS)]
    {
        let (at, text) = right(&text, column, width);
        put(buffer, inside, row, at, &text, style);
    }
}

/// The style of the sign, and that of the words: a page of words in one loud colour says nothing.
pub(super) fn styles(tone: Tone, look: &Look<'_>) -> (Style, Style) {
    let theme = look.theme;
    match tone {
        Tone::Heading => (theme.title, theme.title),
        Tone::Plain => (theme.text, theme.text),
        Tone::Proved => (theme.proved, theme.text),
        Tone::Due => (theme.due, theme.text),
        Tone::Late => (theme.late, theme.late),
        Tone::Override => (theme.refused, theme.refused),
        Tone::Dim => (theme.dim, theme.dim),
    }
}
