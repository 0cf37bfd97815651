//! A sheet over the panes: audit, call-out, volatile sources, relief. Its entries are wrapped, never clipped; Enter goes where an entry is, `a` settles it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame::overlay;
use super::list::{ListState, Move};
use super::look::{Look, put};
use super::overlay::movement;
use super::overlay_view::big;
use crate::domain::lineage::Node;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Entry, Sheet, Tone, about_entity, entries, start};
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
    /// The form that gives the selected source up.
    GiveUp,
    /// A command that has a key on this sheet.
    Run(&'static str),
}

impl Board {
    /// A sheet, opened where it is used first.
    #[must_use]
    pub fn new(sheet: Sheet, look: &Look<'_>) -> Self {
        let selected = start(sheet, &entries(sheet, look.state, look.now, HOURS));
        Board { sheet, list: ListState { selected, top: 0 } }
    }

    /// The message that says its keys.
    #[must_use]
    pub fn keys(&self) -> &'static str {
        match self.sheet {
            Sheet::Sources => "sheet-keys-sources",
            Sheet::Anchors => "sheet-keys-anchors",
            _ => "sheet-keys",
        }
    }

    /// Its entries now.
    #[must_use]
    pub fn entries(&self, look: &Look<'_>) -> Vec<Entry> {
        match (self.sheet, look.texts) {
            (Sheet::Entity(key), Some(texts)) => about_entity(look.state, texts, key),
            _ => entries(self.sheet, look.state, look.now, HOURS),
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
        self.entries(look).into_iter().nth(self.list.selected)
    }

    /// One key press, with as many entries as there are now.
    pub fn handle(&mut self, key: KeyEvent, len: usize, page: usize) -> Asked {
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
            KeyCode::Esc | KeyCode::Char('q') => Asked::Close,
            KeyCode::Enter => Asked::Go,
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

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let (width, height) = big(area);
        let title = self.title(look);
        // What it says was computed from what the room may see.
        let title = match look.withheld {
            0 => title,
            count => look.say(&Msg::new("sheet-without").with("title", title).with("count", count)),
        };
        let inside = overlay(area, buffer, look, width, height, &title, &look.word(self.keys()));
        let entries = self.entries(look);
        let room = usize::from(inside.width.saturating_sub(5));
        let mut rows: Vec<(usize, Tone, String, bool)> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let indent = if entry.tone == Tone::Heading { 0 } else { 2 };
            let lines = text::wrap(&look.say(&entry.text), room.saturating_sub(indent));
            rows.extend((0..).zip(lines).map(|(line, words)| (index, entry.tone, words, line == 0)));
        }
        let page = usize::from(inside.height);
        let first = rows.iter().position(|(index, ..)| *index == self.list.selected).unwrap_or(0);
        let last = rows.iter().rposition(|(index, ..)| *index == self.list.selected).unwrap_or(0);
        // The selection stays in the upper half, so that what follows is seen; a long entry shows its beginning.
        let top = (last + 1).saturating_sub(page.div_ceil(2)).min(first).min(rows.len().saturating_sub(page));
        for (row, (index, tone, words, begins)) in (0_u16..).zip(rows.iter().skip(top).take(page)) {
            let selected = *index == self.list.selected;
            let pointer = if selected && *begins { look.glyphs.pointer() } else { " " };
            put(buffer, inside, row, 1, pointer, look.theme.text);
            let (sign, style) = styles(*tone, look);
            let style = if selected { style.patch(look.theme.selection) } else { style };
            let column = if *tone == Tone::Heading { 3 } else { 5 };
            if *begins {
                put(buffer, inside, row, 3, tone.sign(), sign);
            }
            put(buffer, inside, row, column, words, style);
        }
        if top > 0 {
            put(buffer, inside, 0, inside.width.saturating_sub(1), look.more_up(), look.theme.dim);
        }
        if top + page < rows.len() {
            let end = inside.height.saturating_sub(1);
            put(buffer, inside, end, inside.width.saturating_sub(1), look.more_down(), look.theme.dim);
        }
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
