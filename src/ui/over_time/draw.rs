//! Draws the page: what is looked for, how it lies over time, the lines, and over them what was opened.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::choices::{Choices, Of};
use super::item::stamp;
use super::opened::Opened;
use super::{Over, OverTime};
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::frame::{bordered, keys_in};
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::{Look, put};
use crate::ui::text_field;

/// Lines of the page that are none of the list: the border twice, the search, the time, the keys.
const AROUND: u16 = 5;
/// Columns of the two ends of the time, `02-18 13:36:00`, and what parts them from the bars.
const ENDS: u16 = 2 * 15;

/// Lines of the list.
pub(super) fn rows(screen: Rect) -> usize {
    usize::from(screen.height.saturating_sub(AROUND).max(1))
}

/// Columns of the bars over time.
pub(super) fn bars(screen: Rect) -> u16 {
    screen.width.saturating_sub(2 + ENDS + 2).max(1)
}

impl OverTime {
    /// Draws it; yields where the cursor of the text belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        Clear.render(area, buffer);
        buffer.set_style(area, look.theme.text);
        let theme = look.theme;
        let inside = bordered(
            area,
            buffer,
            look.glyphs,
            theme.border_focus,
            theme.title,
            &look.word("title-over-time"),
            &self.state_words(look),
        );
        if inside.height < 4 || inside.width < 20 {
            return None;
        }
        let line = |row: u16| Rect { y: inside.y + row, height: 1, ..inside };
        let mut cursor = self.draw_query(line(0), buffer, look);
        self.draw_time(line(1), buffer, look);
        let list = Rect { y: inside.y + 2, height: inside.height - 3, ..inside };
        self.draw_list(list, buffer, look);
        let foot = line(inside.height - 1);
        let keys = match &self.over {
            Over::Nothing if self.typing => "over-keys-typing",
            // What takes a search back stands where leaving does otherwise.
            Over::Nothing if !self.field.text().trim().is_empty() => "over-keys-narrowed",
            Over::Nothing => "over-keys",
            Over::Whole(Opened::Row(_), _) => "over-keys-whole",
            Over::Whole(Opened::Record(_), _) => "over-keys-record",
            Over::Choices(choices) if choices.of == Of::Saved => "over-keys-saved",
            Over::Choices(_) => "over-keys-choices",
            Over::Jump(..) => "over-keys-jump",
        };
        let waits =
            (!self.waiting.is_empty()).then(|| look.say(&Msg::new("over-keys-wait").with("count", self.waiting.len())));
        let said = match (&self.over, &self.wrong, &self.trouble) {
            (Over::Jump(_, Some(wrong)), ..) => Some(wrong),
            (_, Some(wrong), _) => Some(wrong),
            (_, None, trouble) => trouble.as_ref(),
        };
        match said.or(waits.as_ref()).or(self.remark.as_ref().filter(|_| matches!(self.over, Over::Nothing))) {
            Some(words) => put(buffer, foot, 0, 1, words, theme.due),
            None => put(
                buffer,
                foot,
                0,
                1,
                &keys_in(&look.drawn_keys(keys), usize::from(foot.width.saturating_sub(2))),
                theme.dim,
            ),
        };
        match &self.over {
            Over::Nothing => {}
            Over::Whole(opened, top) => self.draw_opened(opened, *top, list, buffer, look),
            Over::Choices(choices) => draw_choices(choices, list, buffer, look),
            Over::Jump(field, _) => {
                let words = look.word("over-jump");
                // Over the query that stood there, to the last column.
                let rest = usize::from(inside.width).saturating_sub(text::width(&words) + 1);
                put(buffer, line(0), 0, 1, &format!("{words}{}", " ".repeat(rest)), theme.key);
                let from = u16::try_from(text::width(&words)).unwrap_or(0) + 2;
                let room = Rect { x: inside.x + from, width: inside.width.saturating_sub(from + 1), ..line(0) };
                cursor = field.render(room, buffer, &style(look));
            }
        }
        cursor
    }

    /// `12 of 4 711`, and how far the search or the order is.
    fn state_words(&self, look: &Look<'_>) -> String {
        let building = match self.building {
            (done, Some(total)) if total > 0 => {
                look.say(&Msg::new("over-building").with("share", (done.saturating_mul(100) / total).min(100)))
            }
            _ => look.word("over-building-begins"),
        };
        let Some(order) = &self.order else { return building };
        let msg = |id| Msg::new(id).with("count", self.count()).with("all", order.len());
        let found = look.say(&msg(if self.looking() { "over-count-looking" } else { "over-count" }));
        if self.partial { [building, found].join(", ") } else { found }
    }

    fn draw_query(&self, line: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        put(buffer, line, 0, 1, "/", look.theme.key);
        let room = Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line };
        if self.typing {
            return self.field.render(room, buffer, &style(look));
        }
        if self.field.is_empty() {
            put(buffer, room, 0, 0, &look.word("over-no-query"), look.theme.dim);
        } else {
            put(buffer, room, 0, 0, &self.field.text(), look.theme.text);
        }
        None
    }

    /// How what is shown lies over time, between its two ends.
    fn draw_time(&self, line: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let (Some((from, to)), Some(histogram)) = (self.seen.span, &self.seen.histogram) else { return };
        let (from, to) = (stamp(look, from, true), stamp(look, to, true));
        let start = put(buffer, line, 0, 0, &from, look.theme.dim) + 1;
        let most = histogram.counts.iter().copied().max().unwrap_or(0).max(1);
        let signs: &[char] = match look.glyphs {
            GlyphSet::Ascii => &['.', ':', '|', '#'],
            GlyphSet::Console => &['\u{b7}', '\u{2591}', '\u{2592}', '\u{2588}'],
            GlyphSet::Full => {
                &['\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}']
            }
        };
        let steps = signs.len() as u64;
        let bar = |count: u64| match count {
            0 => ' ',
            count => *usize::try_from((count * steps).div_ceil(most))
                .ok()
                .and_then(|step| signs.get(step.saturating_sub(1)))
                .unwrap_or(&'#'),
        };
        let bars: String = histogram.counts.iter().map(|count| bar(*count)).collect();
        let column = line.width.saturating_sub(u16::try_from(text::width(&to)).unwrap_or(0) + 1);
        put(buffer, Rect { width: column.saturating_sub(1), ..line }, 0, start, &bars, look.theme.key);
        put(buffer, line, 0, column, &to, look.theme.dim);
    }
}

/// How a field is drawn.
fn style(look: &Look<'_>) -> text_field::Look {
    text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs }
}

fn draw_choices(choices: &Choices, list: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let theme = look.theme;
    Clear.render(list, buffer);
    buffer.set_style(list, theme.text);
    let title = match &choices.of {
        Of::Saved => look.word("over-saved"),
        Of::Bookmarks => look.word("over-bookmarks"),
        Of::Fields(true) => look.word("over-fields"),
        Of::Fields(false) => look.word("over-fields-counting"),
        Of::Values(field, counted) => {
            let id = if *counted { "over-values" } else { "over-counting" };
            look.say(&Msg::new(id).with("field", field.clone()))
        }
    };
    put(buffer, list, 0, 1, &title, theme.title);
    let inside = Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list };
    if choices.rows.is_empty() && !matches!(choices.of, Of::Values(_, false) | Of::Fields(false)) {
        put(buffer, inside, 0, 1, &look.word("over-empty"), theme.dim);
    }
    let top = choices.list.top_for(choices.rows.len(), usize::from(inside.height));
    for (row, (index, (words, _))) in (0..inside.height).zip(choices.rows.iter().enumerate().skip(top)) {
        let line = Rect { y: inside.y + row, height: 1, ..inside };
        let chosen = index == choices.list.selected;
        if chosen {
            put(buffer, line, 0, 0, look.glyphs.pointer(), theme.title);
        }
        put(buffer, line, 0, 2, words, theme.text);
        if chosen {
            buffer.set_style(line, theme.selection);
        }
    }
}
