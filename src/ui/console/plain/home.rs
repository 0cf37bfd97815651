//! What is typed where nothing lies over the panes: a number, the name of a pane or a command, a key.

use super::{Out, Reading, lines};
use crate::app::Scope;
use crate::app::command::command;
use crate::domain::closure::closed_at;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::console::Console;
use crate::ui::input::Chord;
use crate::ui::overlay::{Finder, Overlay};
use crate::ui::overlay_view::matching;
use crate::ui::pane::Pane;

/// Rows that are listed at once.
const ROWS: usize = 20;
/// Commands that mean something on a drawn screen alone.
pub(super) const DRAWN: [&str; 10] = [
    "theme",
    "mouse",
    "redraw",
    "zoom",
    "copy",
    "copy-detail",
    "detail-down",
    "detail-up",
    "next-pane",
    "previous-pane",
];
/// Commands that move a cursor: a list has numbers for that.
pub(super) const MOVES: [&str; 7] = ["open", "down", "up", "page-down", "page-up", "first", "last"];

impl Console {
    /// What there is without a case.
    pub(super) fn welcome_lines(&mut self, out: &mut Out) {
        if self.case.is_some() {
            return self.status_line(out);
        }
        out.line(&self.lang.word("welcome-words"));
        out.line(&self.lang.word("plain-welcome"));
    }

    /// Which case, how grave, who may read it, who is at the keys, what time it is, what waits.
    pub(super) fn status_line(&mut self, out: &mut Out) {
        match self.status_words() {
            Some(lines) => lines.iter().for_each(|words| out.line(words)),
            None => self.welcome_lines(out),
        }
    }

    /// The same, line by line; none without a case.
    fn status_words(&self) -> Option<Vec<String>> {
        let case = self.case.as_ref()?;
        let state = self.state();
        let zone = case.zone();
        let at = crate::domain::time::local(self.env.clock.now(), zone);
        let declared = state.case.declared.as_ref();
        let codename = declared.map(|declared| text::visible(&declared.codename).into_owned()).unwrap_or_default();
        let exercise = case.purpose() == crate::journal::signature::Purpose::Exercise;
        let look = self.look(&[]);
        let msg = Msg::new("plain-status")
            .with("exercise", if exercise { self.lang.word("exercise") } else { String::new() })
            .with("codename", codename)
            .with("level", self.audience.0.label())
            .with("withheld", look.withheld)
            .with("who", self.author.name.clone())
            .with("time", format!("{} {} {}", at.date_iso(), at.hm(), at.zone_abbrev()))
            .with("needs", self.needs.len());
        let mut lines = vec![self.lang.say(&msg, self.audience)];
        // What is typed from now on is lost: it comes before all that only explains.
        if let Some(why) = &self.trouble {
            lines.push(self.lang.say(&Msg::new("plain-not-saved").with("why", why.as_str()), self.audience));
        }
        let explained = [
            (closed_at(state).is_some(), "plain-closed"),
            (self.past.is_some(), "plain-past"),
            (!case.writable(), "plain-read-only"),
        ];
        lines.extend(explained.into_iter().filter(|(so, _)| *so).map(|(_, id)| self.lang.word(id)));
        Some(lines)
    }

    /// One line typed at the panes.
    pub(super) fn home_line(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) {
        if typed.is_empty() {
            return self.status_line(out);
        }
        if let (Ok(number), Some(_)) = (typed.parse::<usize>(), reading.listed) {
            return self.row_line(out, number);
        }
        match typed {
            "more" => return self.list_rows(out, reading, reading.listed.unwrap_or(0).saturating_add(ROWS)),
            "earlier" => return self.list_rows(out, reading, reading.listed.unwrap_or(0).saturating_sub(ROWS)),
            "clocks" => {
                self.focus = Pane::Deadlines;
                return self.list_rows(out, reading, 0);
            }
            "status" => return self.status_line(out),
            _ => {}
        }
        if self.case.is_none() {
            let mut letters = typed.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_ascii_lowercase() => return self.welcome_offer(letter),
                _ if typed == "exercise" => return self.welcome_offer('e'),
                _ => {}
            }
        }
        let pane = Pane::ALL.into_iter().find(|pane| pane.name() == typed);
        // Without a list before it a digit is the key of its pane.
        let pane = pane
            .or_else(|| typed.parse().ok().and_then(|number: usize| Pane::ALL.get(number.wrapping_sub(1)).copied()));
        if let (Some(pane), true) = (pane, self.case.is_some()) {
            self.focus = pane;
            let len = self.panes.get(pane).len();
            let start = if pane == Pane::Timeline { len.saturating_sub(ROWS) } else { 0 };
            return self.list_rows(out, reading, start);
        }
        self.command_line(out, typed);
    }

    /// Lists rows of the pane that has the keys, from one on.
    fn list_rows(&mut self, out: &mut Out, reading: &mut Reading, from: usize) {
        if self.case.is_none() {
            return self.welcome_lines(out);
        }
        let len = self.panes.get(self.focus).len();
        let from = from.min(len.saturating_sub(1));
        reading.listed = Some(from);
        let (title, right) = self.panes.get(self.focus).title(&self.look(&[]));
        out.line(&lines::sentence(&format!("{title}  {right}")));
        let (notes, rows) = self.pane_rows(self.focus, from, ROWS);
        for (index, words) in &rows {
            out.line(&format!("{}. {words}", index + 1));
        }
        notes.iter().for_each(|words| out.line(words));
        let msg = Msg::new("plain-rows").with("from", from + 1).with("to", from + rows.len()).with("count", len);
        if len > 0 {
            out.line(&self.lang.say(&msg, self.audience));
        }
    }

    /// Selects a row of the pane that was listed and says all about it.
    fn row_line(&mut self, out: &mut Out, number: usize) {
        let len = self.panes.get(self.focus).len();
        if !(1..=len).contains(&number) {
            return out.line(&self.lang.say(&Msg::new("plain-no-row").with("count", len), self.audience));
        }
        self.panes.get_mut(self.focus).list().selected = number - 1;
        self.pane_detail(out, self.focus);
    }

    /// After something led to a row: says it.
    pub(super) fn say_selected(&mut self, out: &mut Out) {
        if self.overlays.is_empty() && self.case.is_some() && !self.panes.get(self.focus).is_empty() {
            self.pane_detail(out, self.focus);
        }
    }

    /// A command by its name, by its key, by words, or a search.
    pub(super) fn command_line(&mut self, out: &mut Out, typed: &str) {
        if let Some(words) = typed.strip_prefix('/').or_else(|| typed.strip_prefix("find ")) {
            let mut finder = Finder::default();
            finder.field.set_text(words.trim());
            self.overlays.push(Overlay::Search(finder, Vec::new()));
            return self.find();
        }
        let name = typed.strip_prefix(':').unwrap_or(typed).trim();
        let scope = if self.case.is_some() { self.focus.scope() } else { Scope::Everywhere };
        // A key is one sign or the name of a key, never the beginning of a sentence.
        let keyed = Chord::parse(typed).ok().and_then(|chord| self.keymap.command(scope, chord));
        if let Some(spec) = command(name).or(keyed) {
            return self.run_in_lines(out, spec);
        }
        if matching(name, scope, &self.keymap, &self.lang).is_empty() {
            return out.line(&self.lang.say(&Msg::new("plain-unknown").with("typed", name.to_owned()), self.audience));
        }
        let mut finder = Finder::default();
        finder.field.set_text(name);
        self.overlays.push(Overlay::Palette(finder));
    }

    pub(super) fn run_in_lines(&mut self, out: &mut Out, spec: &'static crate::app::CommandSpec) {
        if DRAWN.contains(&spec.name) {
            return out.line(&self.lang.word("plain-drawn"));
        }
        if spec.name == "back" && self.past.is_none() {
            return out.line(&self.lang.word("plain-nothing-to-leave"));
        }
        let without = matches!(spec.name, "declare" | "assess" | "import");
        if self.case.is_none() && spec.records() && !without {
            return self.say(&Msg::new("needs-a-case"));
        }
        // Without a list on the screen these need words of their own.
        if matches!(spec.name, "search" | "palette") {
            return out.line(&self.lang.word("plain-find"));
        }
        self.run_command(spec);
        if MOVES.contains(&spec.name) {
            self.say_selected(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::console::rig_tests::Rig;

    #[test]
    fn the_status_says_that_nothing_is_saved_any_more() {
        let mut rig = Rig::new();
        rig.console.plain = true;
        let said = rig.console.status_words().unwrap();
        assert!(!said.iter().any(|words| words.contains("NOT SAVED")), "{said:?}");
        std::fs::remove_file(&rig.path).unwrap();
        rig.console.tick();
        let said = rig.console.status_words().unwrap();
        assert!(said[1].starts_with("NOT SAVED: ") && said[1].contains("warroom"), "{said:?}");
    }
}
