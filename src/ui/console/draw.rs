//! One frame: the home screen or the welcome screen, and over it the overlays from the bottom of the stack to its top.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Console, ConsoleError, tour, welcome};
use crate::domain::msg::Msg;
use crate::domain::time::TypingContext;
use crate::journal::signature::Purpose;
use crate::ui::footer::Footer;
use crate::ui::frame::room_in_head;
use crate::ui::look::Look;
use crate::ui::overlay::Overlay;
use crate::ui::panes::rows::columns;
use crate::ui::term::Screen;
use crate::ui::{form_view, home, overlay_view, strip};

/// Columns from which the head of the chain stands beside the word that all is on disk.
const WIDE: u16 = 120;

impl Console {
    pub(super) fn show(&mut self, screen: &mut Screen) -> Result<(), ConsoleError> {
        if std::mem::take(&mut self.redraw) {
            screen.redraw_all()?;
        }
        if let Some(title) = self.window_title() {
            screen.set_title(&title)?;
        }
        let (columns, rows) = screen.size()?;
        self.fit_to(columns, rows);
        let mut map = home::HomeMap::default();
        // What runs now says nothing of the past.
        let jobs = if self.past.is_some() { Vec::new() } else { self.job_views() };
        screen.draw(|frame| map = self.paint(frame, &jobs))?;
        self.map = map;
        if let Some(text) = self.copied.take() {
            screen.copy(&text)?;
        }
        if std::mem::take(&mut self.bell) {
            screen.bell()?;
        }
        Ok(())
    }

    /// Tells what lies over the panes how large the screen is.
    pub(super) fn fit_to(&mut self, columns: u16, rows: u16) {
        self.small = home::is_small(Rect::new(0, 0, columns, rows));
        let rows = rows - tour::rows(self.tour_words().as_deref(), columns, rows);
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Picker(picker, _) => picker.set_rows(picker.list_rows(rows.saturating_sub(4).min(32))),
                Overlay::Editor(writing) => writing.set_screen(Rect::new(0, 0, columns, rows)),
                Overlay::Composer(composer) => composer.set_screen(Rect::new(0, 0, columns, rows)),
                Overlay::Graph(graph) => graph.set_screen(Rect::new(0, 0, columns, rows)),
                Overlay::Briefing(pages) => pages.set_screen(Rect::new(0, 0, columns, rows)),
                Overlay::OverTime(page) => page.set_screen(Rect::new(0, 0, columns, rows)),
                _ => {}
            }
        }
        // A screen of another size shows another part.
        self.read_over_time();
    }

    /// The window title: the codename, never case text.
    pub(super) fn window_title(&self) -> Option<String> {
        let case = self.case.as_ref()?;
        let codename =
            self.state().case.declared.as_ref().map(|declared| declared.codename.clone()).unwrap_or_default();
        let id = if case.purpose() == Purpose::Exercise { "window-exercise" } else { "window" };
        Some(self.lang.say(&Msg::new(id).with("codename", codename), self.audience))
    }

    pub(super) fn paint(&self, frame: &mut ratatui::Frame<'_>, jobs: &[crate::ui::look::JobView]) -> home::HomeMap {
        let whole = frame.area();
        let look = self.look(jobs);
        // What the tour says stands below everything else, so that no form covers it.
        let tour = self.tour_words();
        let below = tour::rows(tour.as_deref(), whole.width, whole.height);
        let area = Rect { height: whole.height - below, ..whole };
        if let Some(words) = &tour {
            tour::draw(words, Rect { y: whole.y + area.height, height: below, ..whole }, frame.buffer_mut(), &look);
        }
        if let Some(locked) = &self.locked {
            let words = self.lock_words(locked);
            crate::ui::lock::draw(area, frame.buffer_mut(), &look, &self.panes.deadlines, &words, locked.typing());
            return home::HomeMap::default();
        }
        if self.blanked {
            crate::ui::blank::draw(area, frame.buffer_mut(), &look);
            return home::HomeMap::default();
        }
        // What a page lies over takes no keys, so none of them are offered.
        let footer = match self.overlays.last() {
            Some(Overlay::Board(board)) => Footer::of_page(&look.word(board.keys())),
            Some(Overlay::Graph(_)) => Footer::of_page(&look.word("graph-keys")),
            _ => Footer::of(self.focus, &self.panes, &look),
        };
        let head = self.head_words(area.width >= WIDE);
        let buffer = frame.buffer_mut();
        let map = if self.case.is_some() {
            let home = home::Home {
                panes: &self.panes,
                focus: self.focus,
                zoomed: self.zoomed,
                footer: &footer,
                head: &head,
                notice: self.toast.as_ref().map(|(words, _)| words.as_str()),
                split: self.split,
                read_only: self.case.as_ref().is_some_and(|case| !case.writable()),
            };
            home::draw(area, buffer, &look, &home)
        } else {
            buffer.set_style(area, look.theme.text);
            welcome::draw(self.welcome, area, buffer, &look);
            if let Some((words, _)) = &self.toast {
                crate::ui::look::put(buffer, area, area.height.saturating_sub(1), 1, words, look.theme.due);
            }
            home::HomeMap::default()
        };
        if home::is_small(area) {
            home::too_small(area, buffer, &look);
            return map;
        }
        let mut cursor: Option<Position> = None;
        let typing = self.typing();
        for overlay in &self.overlays {
            cursor = self.paint_overlay(overlay, area, buffer, &look, &typing);
        }
        // A page that covers the strip shows the clock that is next in its head.
        let page = self.overlays.last().is_some_and(Overlay::is_page);
        if page {
            self.paint_next_clock(area, buffer, &look);
        }
        // What was said is read beside a list too; a form and the pages of a briefing have a place of their own for it.
        let list = self.overlays.last().filter(|overlay| !overlay.says_itself());
        if let (Some(_), Some((words, _))) = (list, &self.toast) {
            home::toast(area, buffer, &look, "", words);
        }
        if let (Some(number), false) = (self.injects.waits, self.overlays.is_empty()) {
            let words = look.say(&Msg::new("inject-waits").with("number", number.to_string()));
            crate::ui::look::put(buffer, area, 0, 1, &words, look.theme.late);
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
        map
    }

    fn paint_next_clock(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let Some(room) = room_in_head(area, buffer, look.glyphs) else { return };
        // A space on either side, and something of the border.
        let Some((words, style)) = strip::next(look, &self.panes.deadlines, room.width.saturating_sub(4)) else {
            return;
        };
        let width = columns(&words);
        let at = room.width.saturating_sub(width + 3);
        crate::ui::look::put(buffer, room, 0, at, &format!(" {words} "), style);
    }

    /// Draws one thing that lies over the panes; yields where the real cursor belongs.
    pub(super) fn paint_overlay(
        &self,
        overlay: &Overlay,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look<'_>,
        typing: &TypingContext,
    ) -> Option<Position> {
        match overlay {
            Overlay::Form(form) => form_view::draw(form, area, buffer, look, typing),
            Overlay::Editor(writing) => writing.draw(area, buffer, look),
            Overlay::Composer(composer) => {
                let said = self.toast.as_ref().map(|(words, _)| words.as_str());
                composer.draw(area, buffer, look, typing, said)
            }
            Overlay::Palette(finder) => overlay_view::palette(finder, self.focus.scope(), area, buffer, look),
            Overlay::Search(finder, hits) => overlay_view::search(finder, hits, area, buffer, look),
            Overlay::Picker(picker, _) => overlay_view::picker(picker, area, buffer, look),
            Overlay::Help(scope, list) => {
                overlay_view::help(*scope, list, area, buffer, look);
                None
            }
            Overlay::PageKeys(page, list) => {
                overlay_view::page_keys(page, list, area, buffer, look);
                None
            }
            Overlay::Needs(list) => {
                overlay_view::needs(list, area, buffer, look);
                None
            }
            Overlay::Messages(list) => {
                overlay_view::messages(list, &self.said_here(), area, buffer, look);
                None
            }
            Overlay::Levels(list, marks) => {
                overlay_view::levels(list, marks, area, buffer, look);
                None
            }
            Overlay::Board(board) => board.draw(area, buffer, look),
            Overlay::Graph(graph) => {
                graph.draw(area, buffer, look);
                None
            }
            Overlay::Briefing(pages) => {
                pages.draw(area, buffer, look, self.around());
                None
            }
            Overlay::OverTime(page) => page.draw(area, buffer, look),
            Overlay::Asking(asking) => {
                asking.draw(area, buffer, look);
                None
            }
            Overlay::Reader(reader) => reader.draw(area, buffer, look),
            Overlay::Phone(phone) => phone.draw(area, buffer, look),
            Overlay::Code(code) => {
                code.draw(area, buffer, look);
                None
            }
            Overlay::Question(question) => {
                overlay_view::question(question, area, buffer, look);
                None
            }
            Overlay::Organisation(list, entries) => {
                overlay_view::organisation(list, entries, area, buffer, look);
                None
            }
            Overlay::Cases(list, paths) => {
                overlay_view::cases(list, paths, area, buffer, look);
                None
            }
        }
    }
}
