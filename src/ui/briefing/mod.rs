//! A briefing on the wall: full-screen pages made from what the room may see, walked with the arrow keys. Nothing is typed on them; what is recorded meanwhile
//! comes onto them by itself.

mod draw;
mod said;
mod slides;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use super::look::Look;
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::sheet::briefing::{Kind, Page, Shown, Wall, pages};
pub use draw::Around;
use slides::{Slide, slides};

/// Columns and rows below which nothing can be read from the back of a room.
const LEAST: (u16, u16) = (60, 18);

/// The pages, and which of them is shown.
#[derive(Debug)]
pub struct Briefing {
    pages: Vec<Page>,
    at: Kind,
    /// Which part of the page, from 0.
    part: usize,
    shown: Shown,
    /// The roll call of the briefing that went on when they were looked at last while one did.
    of: Option<RecordId>,
    screen: Rect,
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To leave the pages.
    Leave,
    /// The form of a command, or what it does on the screen.
    Run(&'static str, Input),
    /// Nothing that the pages know.
    NotMine,
}

/// Who looks at the pages of a screen.
#[must_use]
pub fn wall(look: &Look<'_>) -> Wall {
    Wall { audience: look.audience, withheld: look.withheld, zone: look.zone, called: look.called }
}

impl Briefing {
    /// The pages from the first on.
    #[must_use]
    pub fn new(look: &Look<'_>) -> Self {
        let mut briefing = Briefing {
            pages: pages(look.state, look.now, wall(look)),
            at: Kind::Standing,
            part: 0,
            shown: Shown::default(),
            of: look.called,
            screen: Rect::default(),
        };
        briefing.look_at(look);
        briefing
    }

    /// Makes the pages anew from the case as it is.
    pub fn refresh(&mut self, look: &Look<'_>) {
        self.of = look.called.or(self.of);
        self.pages = pages(look.state, look.now, wall(look));
        self.look_at(look);
    }

    /// A briefing begins here: what was looked at before belongs to none.
    pub fn begin(&mut self, look: &Look<'_>) {
        self.shown = Shown::default();
        self.refresh(look);
    }

    /// A briefing that was left for a while goes on: what was on the screen before counts.
    pub fn resume(&mut self, shown: Shown) {
        self.shown.pages.extend(shown.pages);
        self.shown.records.extend(shown.records);
    }

    /// The briefing that they are of, by its roll call, though it may have run out since; none where somebody only looked.
    #[must_use]
    pub fn of(&self) -> Option<RecordId> {
        self.of
    }

    /// What was on the screen so far.
    #[must_use]
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Tells the size of the screen.
    pub fn set_screen(&mut self, screen: Rect) {
        self.screen = screen;
    }

    /// The command that adds to the page.
    #[must_use]
    pub fn act(&self) -> Option<(&'static str, Input)> {
        self.pages.iter().find(|page| page.kind == self.at).and_then(|page| page.act.clone())
    }

    fn slides(&self, look: &Look<'_>) -> Vec<Slide<'_>> {
        slides(&self.pages, draw::body(self.screen), look)
    }

    /// Where the shown part stands among all; the page may have fewer parts than a moment ago.
    fn index(&self, slides: &[Slide<'_>]) -> usize {
        let of_page = |slide: &Slide<'_>| slide.kind == self.at;
        let first = slides.iter().position(of_page).unwrap_or_default();
        let parts = slides.iter().filter(|slide| of_page(slide)).count();
        first + self.part.min(parts.saturating_sub(1))
    }

    /// Keeps what the screen shows now.
    fn look_at(&mut self, look: &Look<'_>) {
        let slides = self.slides(look);
        let Some(slide) = slides.get(self.index(&slides)) else { return };
        let (kind, part) = (slide.kind, slide.part);
        let records = slide.places.iter().filter_map(|place| match place {
            Place::Timeline(record) => Some(*record),
            _ => None,
        });
        let records: Vec<_> = records.collect();
        (self.at, self.part) = (kind, part);
        self.shown.pages.insert(kind);
        self.shown.records.extend(records);
    }

    /// Goes on by so many parts, over the pages.
    pub fn step(&mut self, forward: bool, look: &Look<'_>) {
        let slides = self.slides(look);
        let here = self.index(&slides);
        let there = if forward { (here + 1).min(slides.len().saturating_sub(1)) } else { here.saturating_sub(1) };
        if let Some((kind, part)) = slides.get(there).map(|slide| (slide.kind, slide.part)) {
            (self.at, self.part) = (kind, part);
        }
        self.look_at(look);
    }

    fn go(&mut self, kind: Kind, look: &Look<'_>) {
        (self.at, self.part) = (kind, 0);
        self.look_at(look);
    }

    /// One key press.
    pub fn handle(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            // Who leaves by the key that opened the pages is left by the console: that key is in its table.
            _ if control => return Asked::NotMine,
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Leave,
            KeyCode::Right | KeyCode::Down | KeyCode::PageDown | KeyCode::Enter | KeyCode::Char(' ' | 'l' | 'j') => {
                self.step(true, look);
            }
            KeyCode::Left | KeyCode::Up | KeyCode::PageUp | KeyCode::Backspace | KeyCode::Char('h' | 'k') => {
                self.step(false, look);
            }
            KeyCode::Home | KeyCode::Char('g') => self.go(Kind::Standing, look),
            KeyCode::End | KeyCode::Char('G') => self.go(Kind::Again, look),
            KeyCode::Char('a') => return self.act().map_or(Asked::Nothing, |(name, input)| Asked::Run(name, input)),
            KeyCode::Char('d') => return Asked::Run("decide", Input::default()),
            KeyCode::Char(digit) => {
                let number = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                let kind = number.and_then(|number| Kind::ALL.into_iter().find(|kind| kind.number() == number));
                match kind {
                    Some(kind) => self.go(kind, look),
                    None => return Asked::NotMine,
                }
            }
            _ => return Asked::NotMine,
        }
        Asked::Nothing
    }
}

#[cfg(test)]
mod tests;
