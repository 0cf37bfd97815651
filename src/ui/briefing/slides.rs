//! Pages cut into what one screen shows: few things, short lines, space between them. What does not fit goes onto a further part of the page.

use super::super::look::Look;
use crate::domain::attention::Place;
use crate::domain::msg::Msg;
use crate::domain::sheet::Tone;
use crate::domain::sheet::briefing::{Item, Kind, Page, Section};
use crate::domain::text;
use crate::ui::bigdigits::{self, Size};

/// Lines of one thing at most: the rest is read where its record is.
const LINES: usize = 4;
/// Things of one part at most: more are not taken in at a glance.
const THINGS: usize = 7;
/// Rows from which there is room for figures of twice the size.
const HIGH: usize = 30;

/// The room of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Columns in all.
    pub(super) columns: usize,
    /// Columns that words take of them: the eye finds back from them.
    pub(super) words: usize,
    /// Rows.
    pub(super) rows: usize,
}

/// One row of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// Space.
    Blank,
    /// What the things below are about.
    Heading(String),
    /// A row of big figures.
    Figures(String, Tone),
    /// Words; whether they begin a thing, which then has its sign.
    Words(String, Tone, bool),
}

/// What one screen shows of a page.
#[derive(Debug)]
pub(super) struct Slide<'a> {
    /// The page.
    pub(super) kind: Kind,
    /// Which part, from 0, and of how many.
    pub(super) part: usize,
    pub(super) parts: usize,
    /// How many things are on it.
    pub(super) things: usize,
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// Where the things on it stand.
    pub(super) places: Vec<&'a Place>,
}

impl Slide<'_> {
    fn empty(kind: Kind) -> Self {
        Slide { kind, part: 0, parts: 1, things: 0, rows: Vec::new(), places: Vec::new() }
    }
}

/// The pages as parts that fit into the room.
pub(super) fn slides<'a>(pages: &'a [Page], room: Room, look: &Look<'_>) -> Vec<Slide<'a>> {
    let mut all = Vec::new();
    for page in pages {
        let mut parts = vec![Slide::empty(page.kind)];
        for section in &page.sections {
            add(section, &mut parts, room, look);
        }
        let count = parts.len();
        all.extend(parts.into_iter().enumerate().map(|(part, slide)| Slide { part, parts: count, ..slide }));
    }
    all
}

fn add<'a>(section: &'a Section, parts: &mut Vec<Slide<'a>>, room: Room, look: &Look<'_>) {
    let heading = section.heading.as_ref().map(|heading| look.say(heading));
    let titled = |first: bool| -> Vec<Row> {
        let Some(words) = &heading else { return Vec::new() };
        let words = match first {
            true => words.clone(),
            false => look.say(&Msg::new("briefing-continued").with("heading", words.clone())),
        };
        text::wrap(&words, room.words).into_iter().map(Row::Heading).chain([Row::Blank]).collect()
    };
    for (index, item) in section.items.iter().enumerate() {
        let block = block(item, room, look);
        let Some(last) = parts.last_mut() else { return };
        // A heading stands with its first thing, and again where its things go on.
        let head = if index == 0 { titled(true) } else { Vec::new() };
        let rows = last.rows.len() + usize::from(!last.rows.is_empty()) + head.len() + block.len();
        let fits = last.rows.is_empty() || (rows <= room.rows && last.things < THINGS);
        let head = if fits { head } else { titled(index == 0) };
        if !fits {
            let kind = last.kind;
            parts.push(Slide::empty(kind));
        }
        let Some(last) = parts.last_mut() else { return };
        if !last.rows.is_empty() {
            last.rows.push(Row::Blank);
        }
        last.rows.extend(head);
        last.rows.extend(block);
        last.things += 1;
        last.places.extend(item.entry.place.as_ref());
    }
}

/// The rows of one thing.
fn block(item: &Item, room: Room, look: &Look<'_>) -> Vec<Row> {
    let tone = item.entry.tone;
    let mut rows = Vec::new();
    if let Some(figures) = &item.figures {
        let drawn = |size| bigdigits::draw(figures, size, look.glyphs);
        let large = if room.rows >= HIGH { twice(&drawn(Size::FiveWide)) } else { Vec::new() };
        let fits = |drawn: &Vec<String>| drawn.first().is_some_and(|row| row.chars().count() + 2 <= room.columns);
        match [large, drawn(Size::FiveWide), drawn(Size::Five)].into_iter().find(fits) {
            Some(drawn) => {
                rows.extend(drawn.into_iter().map(|row| Row::Figures(row, tone)));
                rows.push(Row::Blank);
            }
            None => rows.push(Row::Words(figures.clone(), tone, true)),
        }
    }
    let mut lines = text::wrap(&look.say(&item.entry.text), room.words.saturating_sub(2).max(1));
    if lines.len() > LINES {
        lines.truncate(LINES - 1);
        lines.push(match &item.entry.place {
            Some(Place::Timeline(record)) => {
                look.say(&Msg::new("briefing-cut").with("record", look.state.label(*record)))
            }
            _ => look.word("briefing-cut-here"),
        });
    }
    rows.extend(lines.into_iter().enumerate().map(|(line, words)| Row::Words(words, tone, line == 0)));
    rows
}

/// Figures twice as wide and as high.
fn twice(drawn: &[String]) -> Vec<String> {
    let wide = |row: &String| row.chars().flat_map(|cell| [cell, cell]).collect::<String>();
    drawn.iter().map(wide).flat_map(|row| [row.clone(), row]).collect()
}
