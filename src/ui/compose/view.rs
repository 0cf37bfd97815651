//! How the composer looks: on top the clock and what is open, below it the contents, beside or instead of them what has the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::{Composer, Face, panel, shown, siblings, texts};
use crate::domain::deadline::ClockState;
use crate::domain::msg::Msg;
use crate::domain::notice::{Asked, Notice};
use crate::domain::text;
use crate::domain::time::{TypingContext, hms_left};
use crate::ui::frame::{bordered, keys_in};
use crate::ui::home::toast;
use crate::ui::look::{Look, put};
use crate::ui::panes::words;

/// Columns from which contents and answer stand side by side.
const WIDE: u16 = 120;
/// Rows of the clock and of what is open, with the row that sets them apart.
const HEAD: u16 = 3;
/// Columns before the words of an item: pointer, state, number.
const SIGNS: u16 = 10;
/// Rows that the answer has below the contents on a small screen.
const BELOW: u16 = 5;
/// Rows of what the signs mean where the contents are narrow, with the row that sets them apart.
const LEGEND: u16 = 3;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) head: Rect,
    pub(super) contents: Rect,
    pub(super) side: Rect,
    foot: Rect,
    wide: bool,
}

impl Parts {
    pub(super) fn of(screen: Rect) -> Parts {
        let inside = Rect {
            x: screen.x + 2.min(screen.width),
            y: screen.y + 1.min(screen.height),
            width: screen.width.saturating_sub(4),
            height: screen.height.saturating_sub(2),
        };
        let wide = screen.width >= WIDE;
        let foot = if wide { 1 } else { 2 }.min(inside.height);
        let top = HEAD.min(inside.height - foot);
        let head = Rect { height: top, ..inside };
        let body = Rect { y: inside.y + top, height: inside.height - foot - top, ..inside };
        let foot = Rect { y: body.bottom(), height: foot, ..inside };
        if !wide {
            return Parts { head, contents: body, side: body, foot, wide };
        }
        let left = body.width * 2 / 5;
        let contents = Rect { width: left, ..body };
        let side = Rect { x: body.x + left + 3, width: body.width - left - 3, ..body };
        Parts { head, contents, side, foot, wide }
    }
}

impl Composer {
    /// Draws it over the whole screen; yields where the real cursor belongs. `said` is what was said last, for as long as it stands.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look<'_>,
        typing: &TypingContext,
        said: Option<&str>,
    ) -> Option<Position> {
        Clear.render(area, buffer);
        buffer.set_style(area, look.theme.text);
        let Some(notice) = self.of(look) else {
            put(buffer, area, 0, 1, &look.word("compose-gone"), look.theme.due);
            return None;
        };
        let (title, right) = self.titles(notice, look);
        // What stands on the right is short and has to be seen: the title gives way.
        let room = usize::from(area.width).saturating_sub(text::width(&right) + 8);
        let title = text::fit(&title, text::width(&title).min(room));
        bordered(area, buffer, look.glyphs, look.theme.border_focus, look.theme.title, &title, &right);
        let parts = Parts::of(area);
        head(notice, parts.head, buffer, look);
        let contents = parts.wide || self.face == Face::Contents;
        if contents {
            self.draw_contents(notice, &parts, buffer, look);
        }
        if parts.wide {
            for y in parts.side.top()..parts.side.bottom() {
                let line = look.glyphs.border().vertical_left;
                buffer.set_string(parts.side.x.saturating_sub(2), y, line, look.theme.border);
            }
        }
        let cursor = match self.face {
            Face::Contents if !parts.wide => None,
            Face::Contents => {
                panel::draw(self.answer.as_ref()?, false, parts.side, buffer, look, typing);
                None
            }
            Face::Answer => panel::draw(self.answer.as_ref()?, true, parts.side, buffer, look, typing),
            Face::Cite(_) => panel::draw_cites(self.cites.as_ref()?, self.answer.as_ref()?, parts.side, buffer, look),
            Face::Text => {
                texts::draw_whole(notice, self.top, parts.side, buffer, look);
                None
            }
            Face::Versions => {
                texts::draw_versions(notice, &self.versions, self.against, self.top, parts.side, buffer, look);
                None
            }
        };
        self.foot(&parts, buffer, look);
        match said {
            Some(said) if text::width(said) <= usize::from(parts.head.width) => {
                put(buffer, parts.head, HEAD - 1, 0, said, look.theme.due);
            }
            Some(said) => toast(area, buffer, look, "", said),
            None => {}
        }
        cursor
    }

    fn titles(&self, notice: &Notice, look: &Look<'_>) -> (String, String) {
        let kind = look.code("notice-kind", &notice.begun.kind);
        let title = Msg::new("title-compose")
            .with("record", look.state.label(notice.id))
            .with("kind", kind)
            .with("title", notice.begun.title.clone());
        let all = siblings(notice, look);
        let here = all.iter().position(|id| *id == notice.id).map_or(0, |at| at + 1);
        let mut right = String::new();
        if all.len() > 1 {
            right = look.say(&Msg::new("compose-of").with("n", here).with("count", all.len()));
        }
        if look.exercise {
            right = [right.as_str(), look.word("exercise").as_str()].join("  ").trim().to_owned();
        }
        if let Some(at) = look.as_known {
            let known = look.say(&Msg::new("compose-as-known").with("at", words::due(look, at)));
            right = [known.as_str(), right.as_str()].join("  ").trim().to_owned();
        }
        (look.say(&title), right)
    }

    fn draw_contents(&self, notice: &Notice, parts: &Parts, buffer: &mut Buffer, look: &Look<'_>) {
        let asked = shown(notice, look);
        let below = if parts.wide { LEGEND } else { BELOW };
        let most = usize::from(parts.contents.height.saturating_sub(below).max(1).min(parts.contents.height));
        let room = usize::from(parts.contents.width.saturating_sub(SIGNS)).max(1);
        // Whole sentences where there is room for them all; else a row for each item.
        let whole: Vec<Vec<String>> = asked.iter().map(|asked| text::wrap(&asked.item.text, room)).collect();
        let items: Vec<Vec<String>> = if parts.wide && whole.iter().map(Vec::len).sum::<usize>() <= most {
            whole
        } else {
            asked.iter().map(|asked| vec![text::fit(&asked.item.text, room)]).collect()
        };
        let rows = items.iter().map(Vec::len).sum::<usize>().min(most);
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let list = Rect { height: rows, ..parts.contents };
        let top = self.list.top_for(asked.len(), usize::from(rows));
        let lines = asked.iter().zip(&items).enumerate().skip(top);
        let lines = lines.flat_map(|(index, (asked, lines))| (0..).zip(lines).map(move |line| (index, asked, line)));
        for (row, (index, item, (line, words))) in (0..rows).zip(lines) {
            let selected = index == self.list.selected;
            if line == 0 {
                let pointer = if selected { look.glyphs.pointer() } else { " " };
                let (sign, style) = sign(item, look);
                let typed = if self.unrecorded(&item.item.id) { "~" } else { " " };
                put(buffer, list, row, 0, pointer, look.theme.text);
                put(buffer, list, row, 2, sign, style);
                put(buffer, list, row, 5, typed, look.theme.due);
                put(buffer, list, row, 6, &format!("{:>2}", index + 1), look.theme.dim);
            }
            let focused = selected && self.face == Face::Contents;
            let style = if focused { look.theme.text.patch(look.theme.selection) } else { look.theme.text };
            put(buffer, list, row, SIGNS, words, style);
        }
        let edge = list.width.saturating_sub(1);
        if top > 0 {
            put(buffer, list, 0, edge, look.more_up(), look.theme.dim);
        }
        if top + usize::from(rows) < asked.len() {
            put(buffer, list, rows.saturating_sub(1), edge, look.more_down(), look.theme.dim);
        }
        let rest = Rect { y: list.bottom(), height: parts.contents.height - rows, ..list };
        self.below(&asked, rest, buffer, look, parts.wide);
    }

    /// What the signs mean; on a small screen also what the selected item asks for and how it is answered.
    fn below(&self, asked: &[Asked<'_>], area: Rect, buffer: &mut Buffer, look: &Look<'_>, wide: bool) {
        if area.height < 2 {
            return;
        }
        let legend = in_groups(&look.word("compose-signs"), usize::from(area.width));
        let legend_rows = u16::try_from(legend.len()).unwrap_or(1).min(area.height);
        for (row, line) in (area.height - legend_rows..area.height).zip(&legend) {
            put(buffer, area, row, 0, line, look.theme.dim);
        }
        let Some(item) = asked.get(self.list.selected).filter(|_| !wide && area.height > 2) else { return };
        let room = usize::from(area.width);
        let mut lines: Vec<(String, Style)> =
            text::wrap(&item.item.text, room).into_iter().take(2).map(|line| (line, look.theme.title)).collect();
        if let Some(gap) = item.gap {
            let words = look.code("gap", gap.code());
            lines.push((format!("! {words}"), look.theme.due));
        }
        let typed = self.answer.as_ref().map(|answer| answer.editor.text().to_owned()).unwrap_or_default();
        let (lead, style) = match &item.entry {
            _ if self.unrecorded(&item.item.id) => (look.word("compose-unrecorded"), look.theme.due),
            Some(entry) => (look.code("item-answer", &entry.answer), look.theme.dim),
            None => (String::new(), look.theme.dim),
        };
        if !lead.is_empty() {
            lines.push((lead, style));
        }
        lines.extend(text::wrap(&typed, room).into_iter().map(|line| (line, look.theme.text)));
        let rows = area.height.saturating_sub(1 + legend_rows);
        let whole = lines.len() <= usize::from(rows);
        for (row, (words, style)) in (1..).zip(lines.iter().take(usize::from(rows))) {
            put(buffer, area, row, 0, words, *style);
        }
        if !whole {
            put(buffer, area, rows, area.width.saturating_sub(1), look.more_down(), look.theme.dim);
        }
    }

    fn unrecorded(&self, item: &str) -> bool {
        match &self.answer {
            Some(answer) if answer.item.id == item => answer.typed(),
            _ => self.typed.contains_key(item),
        }
    }

    fn foot(&self, parts: &Parts, buffer: &mut Buffer, look: &Look<'_>) {
        let (first, second) = match self.face {
            Face::Contents => ("compose-keys", "compose-keys-more"),
            Face::Answer if self.answer.as_ref().is_some_and(|answer| answer.editor.finding()) => {
                ("compose-keys-find", "")
            }
            Face::Answer => ("compose-keys-answer", "compose-keys-answer-more"),
            Face::Cite(_) => ("compose-keys-cite", ""),
            Face::Text => ("compose-keys-text", ""),
            Face::Versions => ("compose-keys-versions", ""),
        };
        // What is chosen and answered by keys says so even where it is read out: they are typed by their names there.
        let named = matches!(self.face, Face::Contents) || first == "compose-keys-answer";
        let word = |id: &str| match id {
            "" => String::new(),
            id if named => look.word(id),
            id => look.drawn_keys(id),
        };
        let (first, second) = (word(first), word(second));
        let rows = if parts.wide { vec![[first, second].join("   ")] } else { vec![first, second] };
        let room = usize::from(parts.foot.width);
        let last = rows.iter().rposition(|keys| !keys.is_empty());
        for (index, keys) in rows.iter().enumerate() {
            // The way back stands at the end of the last row that says anything.
            let keys = if Some(index) == last || self.face == Face::Answer {
                keys_in(keys, room)
            } else {
                first_keys(keys, room)
            };
            put(buffer, parts.foot, u16::try_from(index).unwrap_or(u16::MAX), 0, &keys, look.theme.key);
        }
    }
}

/// As many keys from the first on as there is room for; none is broken.
fn first_keys(words: &str, columns: usize) -> String {
    if text::width(words) <= columns {
        return words.to_owned();
    }
    let mut parts: Vec<&str> = words.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut joined = words.to_owned();
    while text::width(&joined) > columns && parts.pop().is_some() {
        joined = [parts.as_slice(), &["..."]].concat().join("  ");
    }
    joined
}

/// Groups that two spaces set apart, in as many rows as they need; no group is broken.
fn in_groups(words: &str, width: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for group in words.split("  ") {
        match rows.last_mut() {
            Some(row) if text::width(row) + 2 + text::width(group) <= width => {
                row.push_str("  ");
                row.push_str(group);
            }
            _ => rows.push(group.to_owned()),
        }
    }
    rows
}

/// The clock of the deadline, and what its notice still lacks.
fn head(notice: &Notice, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let key = [notice.begun.regime.as_str(), "/", notice.begun.deadline.as_str()].concat();
    let views = look.state.deadlines.views(look.state, look.now);
    if let Some(view) = views.iter().find(|view| view.key() == key) {
        let mut column = 0;
        match view.left(look.now) {
            Some(left) => {
                let stage = view.stage(look.now);
                let style = look.theme.stage(stage);
                let sign = stage.map(|stage| look.code("pane-stage", stage.code())).unwrap_or_default();
                let digits = [sign.trim(), &hms_left(left)].join(" ");
                column = put(buffer, area, 0, column, digits.trim_start(), look.theme.big.patch(style)) + 1;
                if view.state == ClockState::Running {
                    column = put(buffer, area, 0, column, &look.word("pane-strip-left"), style) + 1;
                }
                column += 1;
            }
            None => {
                let state = look.code("pane-clockstate", view.state.code());
                column = put(buffer, area, 0, column, &state, look.theme.big) + 2;
            }
        }
        if let Some(due) = view.due {
            let due = look.say(&Msg::new("pane-strip-due").with("due", words::due(look, due)));
            put(buffer, area, 0, column, &due, look.theme.text);
        } else if let Some(at) = view.exposure {
            let words = look.say(&Msg::new("pane-exposure").with("due", words::due(look, at)));
            put(buffer, area, 0, column, &words, look.theme.due);
        }
    }
    let progress = notice.progress(look.state, look.now);
    let stage = look.code("notice-stage", progress.stage.code());
    let count = Msg::new("compose-progress").with("filled", progress.filled).with("wanted", progress.wanted);
    let column = put(buffer, area, 1, 0, &stage, look.theme.title) + 2;
    let mut column = put(buffer, area, 1, column, &look.say(&count), look.theme.text);
    let open: Vec<String> = shown(notice, look)
        .iter()
        .enumerate()
        .filter(|(_, asked)| asked.gap.is_some())
        .map(|(index, asked)| format!("{} {}", index + 1, asked.item.text))
        .collect();
    if !open.is_empty() {
        column += 2;
        column = put(buffer, area, 1, column, &look.word("compose-open"), look.theme.due) + 1;
        put(buffer, area, 1, column, &open.join("; "), look.theme.due);
    }
}

/// The sign of an item's state, readable without colour.
fn sign(asked: &Asked<'_>, look: &Look<'_>) -> (&'static str, Style) {
    match (&asked.entry, asked.gap) {
        (None, _) => ("[ ]", look.theme.due),
        (Some(_), Some(_)) => ("[/]", look.theme.due),
        (Some(entry), None) => match entry.answer.as_str() {
            "not-yet-known" => ("[?]", look.theme.claimed),
            "not-applicable" => ("[-]", look.theme.dim),
            _ => ("[x]", look.theme.proved),
        },
    }
}
