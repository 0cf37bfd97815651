//! The timeline: incident facts and response actions in one list, newest on top, with filter and two orders.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line as TextLine;

use super::detail::Detail;
use super::rows::{self, Pen};
use super::{PaneView, words};
use crate::app::Scope;
use crate::domain::attention::Place;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::indicator::{refanged, shown};
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::sensitive::Shown;
use crate::domain::technique;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::domain::timeline::{Lane, Line, LineText};
use crate::ui::list::ListState;
use crate::ui::look::Look;
use crate::ui::pane::Pane;

#[path = "timeline_detail.rs"]
mod write;

/// More new lines than this at once are sorted in with all the others.
const FEW: usize = 64;
/// Columns of status or initials.
const WHO: u16 = 10;

/// What hides lines. Words are compared in lower case; what the room may not read never matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this lane.
    pub lane: Option<Lane>,
    /// Only facts of this status, one of [`crate::domain::timeline::STATUSES`].
    pub status: Option<String>,
    /// Only lines with this tag.
    pub tag: Option<String>,
    /// Only lines whose scribe or speaker has these initials, or these letters in the name.
    pub author: Option<String>,
    /// Only lines with these letters in text, source, tags, assets, indicators or techniques.
    pub text: Option<String>,
}

impl Filter {
    /// Whether it hides nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    fn lower(&self) -> Filter {
        let lower = |words: &Option<String>| {
            words.as_deref().map(str::trim).filter(|words| !words.is_empty()).map(str::to_lowercase)
        };
        Filter {
            lane: self.lane,
            status: lower(&self.status),
            tag: lower(&self.tag),
            author: lower(&self.author),
            text: lower(&self.text),
        }
    }
}

/// A line in the order of the list: its time, its place in the fold, its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    at: Instant,
    index: usize,
    id: RecordId,
}

/// What the order was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    filter: Filter,
    by_recorded: bool,
    audience: Audience,
    records: usize,
    lines: usize,
    last: Option<RecordId>,
}

/// The timeline's rows and selection.
#[derive(Debug, Default)]
pub struct View {
    list: ListState,
    /// What hides lines; takes effect at the next refresh.
    pub filter: Filter,
    by_recorded: bool,
    /// Oldest first: a new line mostly goes to the end. Row 0 of the screen is the last of these.
    order: Vec<Key>,
    made: Option<Made>,
}

impl View {
    /// Sorts by the other of the two times.
    pub fn toggle_sort(&mut self) {
        self.by_recorded = !self.by_recorded;
    }

    /// Hides lines.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
    }

    /// The record of the selected line.
    #[must_use]
    pub fn selected_record(&self) -> Option<RecordId> {
        self.key(self.list.selected).map(|key| key.id)
    }

    fn key(&self, row: usize) -> Option<&Key> {
        self.order.len().checked_sub(row + 1).and_then(|at| self.order.get(at))
    }

    fn line<'a>(&self, row: usize, look: &Look<'a>) -> Option<&'a Line> {
        let key = self.key(row)?;
        look.state.timeline.lines.get(key.index).filter(|line| line.id == key.id)
    }

    fn selected_line<'a>(&self, look: &Look<'a>) -> Option<&'a Line> {
        self.line(self.list.selected, look)
    }

    fn key_of(&self, index: usize, line: &Line) -> Key {
        Key { at: if self.by_recorded { line.recorded } else { line.happened }, index, id: line.id }
    }

    fn rebuild(&mut self, look: &Look<'_>, filter: &Filter) {
        let kept = if self.list.selected == 0 { None } else { self.selected_record() };
        let lines = look.state.timeline.lines.iter().enumerate();
        self.order =
            lines.filter(|(_, line)| passes(filter, line, look)).map(|(i, line)| self.key_of(i, line)).collect();
        self.order.sort_unstable();
        match kept.and_then(|id| self.row_of(id)) {
            Some(row) => self.list.selected = row,
            None => self.list = ListState::default(),
        }
    }

    fn insert(&mut self, key: Key) {
        let place = self.order.partition_point(|other| *other < key);
        let row = self.order.len() - place;
        self.order.insert(place, key);
        // Whoever reads further down keeps the line; whoever looks at the newest sees the newer one.
        if self.list.selected > 0 && row <= self.list.selected {
            self.list.selected += 1;
            self.list.top += usize::from(row <= self.list.top);
        }
    }

    fn row_of(&self, id: RecordId) -> Option<usize> {
        self.order.iter().rposition(|key| key.id == id).map(|at| self.order.len() - 1 - at)
    }

    fn list_area(&self, area: Rect) -> (Rect, Rect) {
        rows::part(area, 1)
    }

    fn count(&self, look: &Look<'_>) -> String {
        let all = look.state.timeline.lines.len();
        let struck = look.state.timeline.struck.len();
        let id = if self.order.len() < all { "pane-timeline-some" } else { "pane-timeline-count" };
        look.say(&Msg::new(id).with("shown", self.order.len()).with("all", all).with("struck", struck))
    }
}

fn readable(line: &Line, audience: Audience) -> bool {
    match &line.text {
        LineText::Words(words) => matches!(words.shown(audience), Shown::Text(_)),
        LineText::Program(_) => true,
        LineText::Withheld => false,
    }
}

/// The detail of a record in so many columns, as it stands here but for the keys; nothing where there is no such line.
pub(in crate::ui) fn told(look: &Look<'_>, id: RecordId, width: u16) -> Vec<TextLine<'static>> {
    let mut detail = Detail::new(look, width);
    if let Some(line) = look.state.timeline.line(id) {
        write::told(&mut detail, line, look);
    }
    detail.done()
}

/// Whether a line passes a filter in lower case.
fn passes(filter: &Filter, line: &Line, look: &Look<'_>) -> bool {
    if filter.lane.is_some_and(|lane| lane != line.lane) {
        return false;
    }
    if let Some(status) = &filter.status
        && !(line.status().eq_ignore_ascii_case(status) && readable(line, look.audience))
    {
        return false;
    }
    let detail = line.detail.as_deref().filter(|_| readable(line, look.audience));
    if let Some(tag) = &filter.tag
        && !detail.is_some_and(|detail| detail.tags.iter().any(|known| known.to_lowercase() == *tag))
    {
        return false;
    }
    if let Some(author) = &filter.author {
        let is = |who: &Author| {
            who.name.to_lowercase().contains(author) || look.state.people.initials(who).to_lowercase() == *author
        };
        if !(is(&line.scribe) || detail.and_then(|detail| detail.speaker.as_ref()).is_some_and(is)) {
            return false;
        }
    }
    filter.text.as_deref().is_none_or(|needle| mentions(line, needle, look))
}

fn mentions(line: &Line, needle: &str, look: &Look<'_>) -> bool {
    let said = match &line.text {
        LineText::Words(words) => words.matches(look.audience, needle),
        LineText::Program(msg) => look.say(msg).to_lowercase().contains(needle),
        LineText::Withheld => false,
    };
    said || line.detail.as_deref().filter(|_| readable(line, look.audience)).is_some_and(|detail| {
        let lists = detail.tags.iter().chain(&detail.assets).chain(&detail.indicators);
        let indicators = detail.indicators.iter().flat_map(|typed| [shown(typed), refanged(typed)]);
        lists.chain([&detail.source_ref]).any(|words| words.to_lowercase().contains(needle))
            || technique::named(&detail.techniques).to_lowercase().contains(needle)
            || indicators.into_iter().any(|words| words.to_lowercase().contains(needle))
    })
}

/// What a line reads for the room, on one line, and its style.
fn reading(line: &Line, look: &Look<'_>, width: usize) -> (String, Style) {
    match &line.text {
        LineText::Words(words) => match words.shown(look.audience) {
            Shown::Text(shown) => (text::fit(shown, width).trim_end().to_owned(), look.theme.text),
            Shown::Withheld(_) | Shown::Privileged => (look.open(words).0, look.theme.withheld),
        },
        LineText::Program(msg) => (look.say(msg), look.theme.text),
        LineText::Withheld => (look.lang.body_not_here(look.state, line.id), look.theme.withheld),
    }
}

/// The sign of a line that is not as it should be, most telling first.
fn sign(line: &Line, look: &Look<'_>) -> Option<(String, Style)> {
    if look.state.struck(line.id) {
        return Some((look.word("pane-sign-struck"), look.theme.dim));
    }
    if let Some(by) = line.superseded_by {
        let msg = Msg::new("pane-sign-corrected").with("by", look.state.label(by));
        return Some((look.say(&msg), look.theme.dim));
    }
    if line.basis_owed() && readable(line, look.audience) {
        return Some((look.word("pane-sign-basis"), look.theme.due));
    }
    if let Some(minutes) = line.late {
        let (id, style) = if line.reason_owed() {
            ("pane-sign-late-owed", look.theme.late)
        } else {
            ("pane-sign-late", look.theme.dim)
        };
        return Some((look.say(&Msg::new(id).with("span", words::inner(words::span(minutes)))), style));
    }
    (line.mark > look.state.mark() && readable(line, look.audience))
        .then(|| (line.mark.label().to_owned(), look.theme.dim))
}

fn draw_line(pen: &mut Pen<'_>, line: &Line, look: &Look<'_>, by_recorded: bool) {
    let gone = look.state.struck(line.id) || line.superseded_by.is_some();
    let plain = if gone { look.theme.dim } else { look.theme.text };
    let at = if by_recorded { line.recorded } else { line.happened };
    pen.cell(&words::stamp(look, at), 12, plain);
    let (lane, who) = match line.lane {
        Lane::Action => ("pane-lane-action", look.initials(&line.scribe)),
        Lane::Fact if !readable(line, look.audience) => ("pane-lane-fact", look.word("pane-lane-withheld")),
        Lane::Fact => ("pane-lane-fact", look.code("status", line.status())),
    };
    pen.cell(&look.word(lane), 4, plain).cell(&who, WHO, plain);
    let sign = sign(line, look);
    let room = pen.room();
    let (words, style) = reading(line, look, usize::from(room));
    let style = if gone && style == look.theme.text { look.theme.dim } else { style };
    match sign {
        None => {
            pen.fill(&words, 0, style);
        }
        Some((sign, sign_style)) => {
            let wide = rows::columns(&sign);
            // The words keep most of the room; a sign that does not fit is cut and stays a sign.
            let width = wide.min((room / 3).max(14)).min(room / 2);
            pen.fill(&words, width, style).cell(&sign, width, sign_style);
        }
    }
}

impl PaneView for View {
    fn refresh(&mut self, look: &Look<'_>) {
        let filter = self.filter.lower();
        let lines = &look.state.timeline.lines;
        let records = look.state.record_count();
        let whole = match &self.made {
            None => true,
            Some(made) => {
                made.filter != filter
                    || made.by_recorded != self.by_recorded
                    || (made.audience != look.audience && !filter.is_empty())
                    || lines.len() < made.lines
                    || made.lines.checked_sub(1).and_then(|i| lines.get(i)).map(|line| line.id) != made.last
                    || lines.len() - made.lines > FEW
                    // A fact that was judged anew may pass now, or no longer.
                    || (filter.status.is_some() && records != made.records)
            }
        };
        if whole {
            self.rebuild(look, &filter);
        } else {
            let known = self.made.as_ref().map_or(0, |made| made.lines);
            for (index, line) in lines.iter().enumerate().skip(known) {
                if passes(&filter, line, look) {
                    self.insert(self.key_of(index, line));
                }
            }
        }
        self.list.selected = self.list.selected.min(self.order.len().saturating_sub(1));
        self.made = Some(Made {
            filter,
            by_recorded: self.by_recorded,
            audience: look.audience,
            records,
            lines: lines.len(),
            last: lines.last().map(|line| line.id),
        });
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn list(&mut self) -> &mut ListState {
        &mut self.list
    }

    fn selected(&self, _: &Look<'_>) -> Option<Place> {
        self.selected_record().map(Place::Timeline)
    }

    fn select(&mut self, place: &Place) -> bool {
        let Place::Timeline(id) = place else { return false };
        let row = self.row_of(*id);
        self.list.selected = row.unwrap_or(self.list.selected);
        row.is_some()
    }

    fn show_all(&mut self) {
        self.filter = Filter::default();
    }

    fn prefill(&self, command: &str, look: &Look<'_>) -> Input {
        let Some(line) = self.selected_line(look) else { return Input::default() };
        let record = Input::default().with("record", look.state.label(line.id));
        match (command, &line.text) {
            ("correct", LineText::Words(words)) => match words.shown(look.audience) {
                Shown::Text(text) => record.with("text", text),
                Shown::Withheld(_) | Shown::Privileged => record,
            },
            ("judge", LineText::Words(_)) if line.lane == Lane::Fact => record,
            ("explain", _) if line.late.is_some() => record,
            ("strike" | "proof" | "excise", _) => record,
            _ => Input::default(),
        }
    }

    fn title(&self, look: &Look<'_>) -> (String, String) {
        let mut parts: Vec<String> = Vec::new();
        match self.filter.lane {
            Some(Lane::Fact) => parts.push(look.word("pane-lane-fact")),
            Some(Lane::Action) => parts.push(look.word("pane-lane-action")),
            None => {}
        }
        parts.extend(self.filter.status.as_deref().map(|status| look.code("status", status)));
        parts.extend(self.filter.tag.as_deref().map(|tag| format!("#{tag}")));
        parts.extend(self.filter.author.clone());
        parts.extend(self.filter.text.as_deref().map(|text| format!("/{text}")));
        let which = if parts.is_empty() { look.word("pane-timeline-all") } else { parts.join(" ") };
        let by = look.word(if self.by_recorded { "pane-by-recorded" } else { "pane-by-happened" });
        (words::pane_name(look, Pane::Timeline), format!("{which}  {by}"))
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, focused: bool) {
        if self.order.is_empty() {
            let words = if look.state.timeline.lines.is_empty() {
                look.say(&words::with_key(look, "pane-empty-timeline", "log", Scope::Timeline))
            } else {
                look.say(&words::with_key(look, "pane-none-timeline", "filter", Scope::Timeline))
            };
            rows::empty(area, buffer, look, &words);
            return;
        }
        let (list, note) = self.list_area(area);
        let page = usize::from(list.height);
        let top = self.list.top_for(self.len(), page);
        for (line, row) in (0..list.height).zip(top..self.len()) {
            if let Some(shown) = self.line(row, look) {
                rows::row(list, buffer, look, line, focused && row == self.list.selected, |pen| {
                    draw_line(pen, shown, look, self.by_recorded);
                });
            }
        }
        rows::more(list, buffer, look, top > 0, top + page < self.len());
        rows::notes(note, buffer, look, &[(self.count(look), look.theme.dim)]);
    }

    fn page(&self, area: Rect, _: &Look<'_>) -> usize {
        usize::from(self.list_area(area).0.height)
    }

    fn at(&self, area: Rect, _: &Look<'_>, line: u16) -> Option<usize> {
        let page = self.list_area(area).0.height;
        let row = self.list.top_for(self.len(), usize::from(page)) + usize::from(line);
        (line < page && row < self.len()).then_some(row)
    }

    fn detail(&self, look: &Look<'_>, width: u16) -> Vec<TextLine<'static>> {
        let mut detail = Detail::new(look, width);
        if let Some(line) = self.selected_line(look) {
            write::line(&mut detail, line, look);
        }
        detail.done()
    }
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
