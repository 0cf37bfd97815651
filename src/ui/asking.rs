//! The walk through the questions of law: one law a page, with what is asked, why, what was answered, and the keys that answer. It lies over the whole screen.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::board::styles;
use super::frame::overlay;
use super::look::{Look, put};
use crate::domain::deadline::Regime;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Entry, Tone, question, questions_in_order, questions_outside};
use crate::domain::text;

/// Columns from which the laws have a list of their own beside the page.
const WIDE: u16 = 110;
/// Columns of that list.
const LIST: u16 = 40;
/// Entries by which a page is turned.
const LEAP: usize = 6;

/// The walk.
#[derive(Debug)]
pub struct Asking {
    /// The laws in the order in which they were open when the walk began; what came since follows.
    laws: Vec<String>,
    /// Which page; past the laws the one of what is not in the case.
    page: usize,
    /// First entry of the page that is shown.
    top: usize,
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back.
    Close,
    /// The form of a command.
    Form(&'static str, Input),
}

impl Asking {
    /// Begins at a law, else at the first that is open.
    #[must_use]
    pub fn new(at: Option<&str>, look: &Look<'_>) -> Self {
        let order = questions_in_order(look.state);
        let laws: Vec<String> = order.iter().map(|regime| regime.considered.regime.clone()).collect();
        let page = at.and_then(|at| laws.iter().position(|law| law == at)).unwrap_or(0);
        Asking { laws, page, top: 0 }
    }

    /// Takes in what came into the case since.
    pub fn refresh(&mut self, look: &Look<'_>) {
        for regime in &look.state.deadlines.regimes {
            let id = &regime.considered.regime;
            if !self.laws.contains(id) {
                // What was just named by hand is what the next key is about.
                self.page = self.laws.len();
                self.laws.push(id.clone());
            }
        }
        let regimes = &look.state.deadlines.regimes;
        self.laws.retain(|law| regimes.iter().any(|regime| regime.considered.regime == *law));
        self.page = self.page.min(self.laws.len());
    }

    fn turn(&mut self, by: usize) {
        let pages = self.laws.len() + 1;
        self.page = (self.page + by) % pages;
        self.top = 0;
    }

    /// One key press, with as many entries as its page has now.
    pub fn handle(&mut self, key: KeyEvent, len: usize) -> Asked {
        let answer = |answer: &str| match self.laws.get(self.page) {
            Some(law) => Asked::Form("regime", Input::default().with("regime", law.as_str()).with("answer", answer)),
            None => Asked::Form("regime", Input::default().with("answer", answer)),
        };
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Close,
            KeyCode::Char('y') => return answer("yes"),
            KeyCode::Char('n') => return answer("no"),
            KeyCode::Char('t') => return answer("not-yet"),
            KeyCode::Char('a') => return Asked::Form("regime", Input::default()),
            KeyCode::Char('o') => {
                let law = self.laws.get(self.page).map(String::as_str).unwrap_or_default();
                return Asked::Form("condition", Input::default().with("deadline", law));
            }
            KeyCode::Char('p') => return Asked::Form("scope", Input::default()),
            KeyCode::Tab | KeyCode::Right | KeyCode::Char('l') => self.turn(1),
            KeyCode::BackTab | KeyCode::Left | KeyCode::Char('h') => self.turn(self.laws.len()),
            KeyCode::Down | KeyCode::Char('j') => self.top = (self.top + 1).min(len.saturating_sub(1)),
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::PageDown => self.top = (self.top + LEAP).min(len.saturating_sub(1)),
            KeyCode::PageUp => self.top = self.top.saturating_sub(LEAP),
            KeyCode::Home => self.top = 0,
            KeyCode::End => self.top = len.saturating_sub(LEAP),
            _ => {}
        }
        Asked::Nothing
    }

    fn regime<'a>(&self, look: &Look<'a>) -> Option<&'a Regime> {
        let law = self.laws.get(self.page)?;
        look.state.deadlines.regimes.iter().find(|regime| regime.considered.regime == *law)
    }

    /// What its page says now.
    #[must_use]
    pub fn entries(&self, look: &Look<'_>) -> Vec<Entry> {
        match self.regime(look) {
            Some(regime) => question(look.state, regime, look.now),
            None => questions_outside(look.state),
        }
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let title = Msg::new("title-questions-at").with("n", self.page + 1).with("count", self.laws.len() + 1);
        // It covers the status line, where an exercise is named otherwise.
        let right = if look.exercise { look.word("exercise") } else { String::new() };
        let inside = overlay(area, buffer, look, area.width, area.height, &look.say(&title), &right);
        let line = Rect { y: inside.y + inside.height.saturating_sub(1), height: 1, ..inside };
        let keys = look.drawn_keys("question-keys");
        put(
            buffer,
            line,
            0,
            1,
            &super::frame::keys_in(&keys, usize::from(line.width.saturating_sub(2))),
            look.theme.key,
        );
        let body = Rect { height: inside.height.saturating_sub(2), ..inside };
        let list = if area.width >= WIDE { LIST } else { 0 };
        if list > 0 {
            self.draw_list(Rect { width: list, ..body }, buffer, look);
        }
        let page = Rect { x: body.x + list, width: body.width.saturating_sub(list), ..body };
        self.draw_page(page, buffer, look);
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let rows = usize::from(area.height);
        let top = (self.page + 1).saturating_sub(rows);
        let room = usize::from(area.width.saturating_sub(6));
        let names = self.laws.iter().map(String::as_str).chain(std::iter::once(""));
        for (row, (index, law)) in (0_u16..).zip(names.enumerate().skip(top).take(rows)) {
            let regime = look.state.deadlines.regimes.iter().find(|regime| regime.considered.regime == law);
            let answer = regime.and_then(|regime| regime.stands(look.state)).map(|(_, answer)| answer.answer.as_str());
            let tone = match (regime, answer) {
                (None, _) => Tone::Dim,
                (Some(_), None | Some("not-yet")) => Tone::Due,
                (Some(_), Some(_)) => Tone::Proved,
            };
            let name = if law.is_empty() { look.word("question-left-out") } else { law.to_owned() };
            let words = match answer {
                Some(answer) => format!("{name}: {}", look.code("answer", answer)),
                None => name,
            };
            let (sign, style) = styles(tone, look);
            let here = index == self.page;
            let style = if here { style.patch(look.theme.selection) } else { style };
            put(buffer, area, row, 1, if here { look.glyphs.pointer() } else { " " }, look.theme.text);
            put(buffer, area, row, 3, tone.sign(), sign);
            put(buffer, area, row, 5, &text::fit(&words, room), style);
        }
    }

    fn draw_page(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let room = usize::from(area.width.saturating_sub(6));
        let mut rows: Vec<(Tone, bool, String)> = Vec::new();
        let mut top = 0;
        for (index, entry) in self.entries(look).into_iter().enumerate() {
            if index <= self.top {
                top = rows.len();
            }
            let indent = if entry.tone == Tone::Heading { 0 } else { 2 };
            let lines = text::wrap(&look.say(&entry.text), room.saturating_sub(indent));
            rows.extend((0..).zip(lines).map(|(line, words)| (entry.tone, line == 0, words)));
        }
        let height = usize::from(area.height);
        let top = top.min(rows.len().saturating_sub(height));
        for (row, (tone, begins, words)) in (0_u16..).zip(rows.iter().skip(top).take(height)) {
            let (sign, style) = styles(*tone, look);
            if *begins {
                put(buffer, area, row, 1, tone.sign(), sign);
            }
            put(buffer, area, row, if *tone == Tone::Heading { 1 } else { 3 }, words, style);
        }
        let column = area.width.saturating_sub(1);
        if top > 0 {
            put(buffer, area, 0, column, look.more_up(), look.theme.dim);
        }
        if top + height < rows.len() {
            put(buffer, area, area.height.saturating_sub(1), column, look.more_down(), look.theme.dim);
        }
    }
}
