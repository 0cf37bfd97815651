//! Draws a page: status and clocks stay on top, the title and where it stands among the others below them, the keys in the last row, what was said above them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::slides::{Room, Row, Slide};
use super::{Briefing, LEAST};
use crate::app::command::command;
use crate::domain::msg::Msg;
use crate::domain::sheet::Tone;
use crate::domain::sheet::briefing::Kind;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::ui::board::styles;
use crate::ui::footer::Footer;
use crate::ui::look::{Look, put};
use crate::ui::panes::Panes;
use crate::ui::{status, strip};

/// Columns and rows from which there is room around the words.
const WIDE: u16 = 120;
const HIGH: u16 = 34;
/// The last rows: space, what was said, the keys.
const FOOT: u16 = 3;
/// Columns of a line that the eye still finds back from.
const LINE: u16 = 96;
/// Keys of the last row that are always drawn.
const ALWAYS: usize = 3;

/// What is on the screen beside the pages.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The panes below, for status and clocks.
    pub panes: &'a Panes,
    /// Whether nothing can be recorded.
    pub read_only: bool,
    /// What was said last, while it is to be read.
    pub said: Option<&'a str>,
    /// Since when the briefing goes on; none while somebody only looks.
    pub since: Option<Instant>,
}

/// Rows above the words: status, clocks, title, and space around it.
fn head(screen: Rect) -> u16 {
    let strip = if screen.width >= WIDE { 2 } else { 1 };
    let space = if screen.height >= HIGH { 2 } else { 1 };
    1 + strip + space + 1 + space
}

fn margin(screen: Rect) -> u16 {
    if screen.width >= WIDE { 10 } else { 4 }
}

/// The room that a page has on a screen. A screen that was not told yet counts as a small one.
pub(super) fn body(screen: Rect) -> Room {
    let (width, height) = (screen.width.max(LEAST.0), screen.height.max(LEAST.1));
    let screen = Rect { width, height, ..screen };
    let columns = width - 2 * margin(screen);
    let rows = height - head(screen) - FOOT;
    Room { columns: usize::from(columns), words: usize::from(columns.min(LINE)), rows: usize::from(rows) }
}

impl Briefing {
    /// Draws the shown page over everything.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, around: Around<'_>) {
        Clear.render(area, buffer);
        buffer.set_style(area, look.theme.text);
        if area.width < LEAST.0 || area.height < LEAST.1 {
            return too_small(area, buffer, look);
        }
        let all = super::slides(&self.pages, body(area), look);
        let Some(slide) = all.get(self.index(&all)) else { return };
        let line = |row: u16, height: u16| Rect { y: area.y + row, height, ..area };
        status::draw(line(0, 1), buffer, look, around.panes, around.read_only);
        let clocks = if area.width >= WIDE { 2 } else { 1 };
        strip::draw(line(1, clocks), buffer, look, &around.panes.deadlines);
        let title = 1 + clocks + if area.height >= HIGH { 2 } else { 1 };
        title_line(slide, line(title, 1), buffer, look);
        let (indent, top) = (margin(area), head(area));
        let body = line(top, area.height - top - FOOT);
        let body = Rect { x: body.x + indent, width: body.width - indent, ..body };
        rows(slide, body, buffer, look);
        let later = all.iter().filter(|other| other.kind == slide.kind && other.part > slide.part);
        let more: usize = later.map(|other| other.things).sum();
        if more > 0 {
            let words = look.say(&Msg::new("briefing-more").with("count", more));
            put(buffer, line(area.height - FOOT, 1), 0, indent + 2, &words, look.theme.key);
        }
        if let Some(said) = around.said {
            let room = usize::from(area.width.saturating_sub(2));
            let said = text::fit(said, text::width(said).min(room));
            put(buffer, line(area.height - 2, 1), 0, 1, &said, look.theme.status);
        }
        let since = match around.since {
            Some(at) => look.say(&Msg::new("briefing-goes-on").with("at", look.local(at).hm())),
            None => look.word("briefing-looking"),
        };
        let (keys, foot) = (self.keys(look), line(area.height - 1, 1));
        // Since when it goes on is said on the last page too; how to leave it, to go on and to blank it must be found here.
        let since = if keys.room_for(ALWAYS, foot.width, look, &since) { since.as_str() } else { "" };
        keys.draw(foot, buffer, look, since);
    }

    fn keys(&self, look: &Look<'_>) -> Footer {
        let mut footer = Footer::of_page(&look.word("briefing-keys"));
        if let Some(spec) = self.act().and_then(|(name, _)| command(name)).filter(|spec| spec.name != "decide") {
            let words = look.word(&format!("short-{}", spec.name));
            footer.own.insert((ALWAYS + 1).min(footer.own.len()), ("a".to_owned(), words));
        }
        footer
    }
}

/// `3  What we know`, and on the right `page 3 of 7, 1 of 2`.
fn title_line(slide: &Slide<'_>, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let indent = margin(area);
    let title = look.code("briefing-page", slide.kind.code());
    let number = slide.kind.number().to_string();
    let column = put(buffer, area, 0, indent, &number, look.theme.key) + 2;
    let end = put(buffer, area, 0, column, &title, look.theme.title);
    let count = Kind::ALL.len();
    let page = look.say(&Msg::new("briefing-n-of").with("n", slide.kind.number()).with("count", count));
    let part = Msg::new("briefing-part").with("part", slide.part + 1).with("parts", slide.parts);
    let place = if slide.parts > 1 { [page, look.say(&part)].join(", ") } else { page };
    let width = u16::try_from(text::width(&place)).unwrap_or(u16::MAX);
    let column = area.width.saturating_sub(width.saturating_add(indent));
    if column > end + 1 {
        put(buffer, area, 0, column, &place, look.theme.dim);
    }
}

fn rows(slide: &Slide<'_>, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    for (row, shown) in (0..area.height).zip(&slide.rows) {
        match shown {
            Row::Blank => {}
            Row::Heading(words) => {
                put(buffer, area, row, 0, words, look.theme.title);
            }
            Row::Figures(figures, tone) => {
                // Reversed, a figure would be read as the space around it.
                let style = look.theme.big.patch(styles(*tone, look).1);
                put(buffer, area, row, 2, figures, style.remove_modifier(Modifier::REVERSED | Modifier::UNDERLINED));
            }
            Row::Words(words, tone, begins) => {
                let (sign, style) = styles(*tone, look);
                if *begins {
                    put(buffer, area, row, 0, tone.sign(), sign);
                }
                // Words for the wall are never faint.
                put(buffer, area, row, 2, words, if *tone == Tone::Dim { look.theme.text } else { style });
            }
        }
    }
}

/// Says how much room it needs.
fn too_small(area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let msg = Msg::new("briefing-too-small").with("columns", u32::from(LEAST.0)).with("rows", u32::from(LEAST.1));
    let lines = text::wrap(&look.say(&msg), usize::from(area.width.saturating_sub(2)).max(1));
    for (row, line) in (0..area.height).zip(&lines) {
        put(buffer, area, row, 1, line, look.theme.due);
    }
}
