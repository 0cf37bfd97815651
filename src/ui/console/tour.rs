//! The tour on the screen: what to do next, in the last rows, whatever lies over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Console;
use crate::app::Case;
use crate::app::tour::{exhibit_beside, is_tour, open_or_make};
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::tour::{STEPS, next};
use crate::ui::look::{Look, put};
use crate::ui::overlay::Overlay;
use crate::ui::panes::words::with_key;

/// Rows that are left to the screen, whatever the tour has to say.
const LEAST: u16 = 17;

impl Console {
    /// The palette's `tour`: takes it up where no case is open, puts it aside or takes it up again in its practice case, and never runs in another one.
    pub(super) fn tour(&mut self) {
        match &self.case {
            None => match open_or_make(&self.env, self.operator.as_deref().unwrap_or_default()) {
                Ok(path) => self.open_case(&path),
                Err(failure) => self.say_failure(&failure),
            },
            Some(case) if is_tour(case) => {
                self.tour_aside = !self.tour_aside;
                if self.tour_aside {
                    let msg = with_key(&self.look(&[]), "tour-aside", "palette", self.focus.scope());
                    self.say(&msg);
                }
                self.redraw = true;
            }
            Some(_) => self.say(&Msg::new("tour-elsewhere")),
        }
    }

    /// Where the file lies that the tour asks for.
    pub(super) fn tour_files(&self) -> Option<std::path::PathBuf> {
        let case = self.case.as_ref().filter(|case| is_tour(case))?;
        exhibit_beside(case.path()).parent().map(std::path::Path::to_owned)
    }

    /// What the tour says now; nothing outside of it, and nothing of it while the screen is blank, locked or shows the past.
    pub(super) fn tour_words(&self) -> Option<String> {
        let case: &Case = self.case.as_ref().filter(|case| is_tour(case))?;
        if self.tour_aside || self.out_of_sight() || self.past.is_some() {
            return None;
        }
        let scope = self.focus.scope();
        if matches!(self.overlays.last(), Some(Overlay::Form(form)) if form.spec.name == "keys") {
            return Some(self.lang.word("tour-keys"));
        }
        let Some((number, step)) = next(case.state()) else {
            return Some(self.lang.say(&with_key(&self.look(&[]), "tour-over", "needs", scope), self.audience));
        };
        // A command of one pane has the key of that pane, wherever somebody is now.
        let of = crate::app::command::command(step.command).and_then(|spec| spec.keys.first().map(|(scope, _)| *scope));
        let path = exhibit_beside(case.path());
        let file = text::visible_bytes(path.file_name().unwrap_or_default().as_encoded_bytes());
        let what = with_key(&self.look(&[]), step.words, step.command, of.unwrap_or(scope)).with("file", file);
        let msg = Msg::new("tour-step").with("number", number).with("count", STEPS.len()).with("what", what);
        Some(self.lang.say(&msg, self.audience))
    }
}

/// The rows that the tour takes from the foot of a screen.
pub(super) fn rows(words: Option<&str>, columns: u16, rows: u16) -> u16 {
    let lines = words.map_or(0, |words| text::wrap(words, usize::from(columns.saturating_sub(2))).len());
    u16::try_from(lines).unwrap_or(u16::MAX).min(rows.saturating_sub(LEAST))
}

/// Draws it.
pub(super) fn draw(words: &str, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    buffer.set_style(area, look.theme.selection);
    let lines = text::wrap(words, usize::from(area.width.saturating_sub(2)));
    for (row, line) in (0..area.height).zip(lines) {
        put(buffer, area, row, 1, &line, look.theme.selection);
    }
}
