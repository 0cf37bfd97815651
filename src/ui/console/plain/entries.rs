//! Lists over the panes as numbered entries: a number opens one, a letter of the list before a number does what that key does there.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Out, lines};
use crate::domain::attention::Urgency;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::console::Console;
use crate::ui::input::Chord;
use crate::ui::overlay::{OrganisationRow, Overlay};
use crate::ui::overlay_view::{helped, matching};

/// Most entries of the palette that are listed at once.
const MATCHES: usize = 20;

/// Whether something over the panes is a list whose entries have numbers here.
pub(super) fn listed(overlay: &Overlay) -> bool {
    matches!(
        overlay,
        Overlay::Palette(_)
            | Overlay::Search(..)
            | Overlay::Help(..)
            | Overlay::PageKeys(..)
            | Overlay::Messages(_)
            | Overlay::Levels(..)
            | Overlay::Organisation(..)
            | Overlay::Needs(_)
            | Overlay::Cases(..)
            | Overlay::Board(_)
    )
}

impl Console {
    /// Title, entries and keys of the list on top.
    fn entries(&self) -> Option<(String, Vec<String>, String)> {
        let look = self.look(&[]);
        let scope = self.focus.scope();
        let word = |id: &str| look.word(id);
        let help = |spec: &crate::app::CommandSpec| self.lang.help(spec.name, spec.help);
        Some(match self.overlays.last()? {
            Overlay::Palette(finder) => {
                let found = matching(&finder.field.text(), scope, &self.keymap, &self.lang);
                let rows = found.iter().take(MATCHES).map(|spec| format!("{}: {}", spec.name, help(spec))).collect();
                (word("title-palette"), rows, word("palette-keys"))
            }
            Overlay::Search(_, hits) => {
                let rows = hits.iter().map(|hit| format!("{}, {}", word(hit.kind), hit.words)).collect();
                (look.say(&Msg::new("search-count").with("count", hits.len())), rows, String::new())
            }
            Overlay::PageKeys(page, _) => {
                let title = Msg::new("title-help").with("place", page.page.clone());
                let rows = page.keys.iter().map(|(key, words)| format!("{key}: {words}")).collect();
                (look.say(&title), rows, word("help-keys"))
            }
            Overlay::Help(scope, _) => {
                let title = Msg::new("title-help").with("place", word(&format!("pane-{}", scope.code())));
                let row = |spec: &&crate::app::CommandSpec| {
                    let keys = self.keymap.labels(spec, *scope).join(" ");
                    format!(
                        "{}: {}{}",
                        spec.name,
                        help(spec),
                        if keys.is_empty() { keys } else { format!(" ({keys})") }
                    )
                };
                (look.say(&title), helped(*scope, &self.keymap).iter().map(row).collect(), word("plain-help"))
            }
            Overlay::Messages(_) => {
                let rows = self.said_here().into_iter().rev().map(|(at, words)| format!("{at}, {words}")).collect();
                (word("title-messages"), rows, String::new())
            }
            Overlay::Levels(_, marks) => {
                let now =
                    |mark| if look.audience.0 == mark { format!(", {}", word("level-is")) } else { String::new() };
                let rows = marks.iter().map(|mark| format!("{}{}", mark.label(), now(*mark))).collect();
                (word("title-level"), rows, word("level-keys"))
            }
            Overlay::Organisation(_, rows) => {
                let row = |row: &OrganisationRow| match row {
                    OrganisationRow::Section(words) | OrganisationRow::Entry(words, true) => words.clone(),
                    OrganisationRow::Entry(words, false) => format!("! {words}"),
                };
                (word("title-organisation"), rows.iter().map(row).collect(), word("organisation-keys"))
            }
            Overlay::Needs(_) => {
                let row = |need: &crate::domain::attention::Need| {
                    let urgency = match need.urgency {
                        Urgency::Now => "urgency-now",
                        Urgency::Soon => "urgency-soon",
                        Urgency::Waits => "urgency-waits",
                        Urgency::Owed => "urgency-owed",
                    };
                    format!("{}, {}", word(urgency), look.say(&need.what))
                };
                (word("title-needs"), look.needs.iter().map(row).collect(), word("needs-keys"))
            }
            Overlay::Cases(_, paths) => {
                let name = |path: &std::path::PathBuf| text::visible_bytes(path.as_os_str().as_encoded_bytes());
                (word("title-cases"), paths.iter().map(name).collect(), word("cases-keys"))
            }
            Overlay::Board(board) => {
                let rows = board
                    .entries(&look)
                    .iter()
                    .map(|entry| format!("{} {}", entry.tone.sign(), look.say(&entry.text)))
                    .collect();
                (board.title(&look), rows, word(board.keys()))
            }
            _ => return None,
        })
    }

    /// Says the list on top, each entry with its number.
    pub(super) fn list_entries(&self, out: &mut Out) {
        let Some((title, rows, keys)) = self.entries() else { return };
        out.line(&title);
        if rows.is_empty() {
            out.line(&self.lang.word("plain-none"));
        }
        for (number, row) in (1..).zip(&rows) {
            out.line(&format!("{number}. {}", lines::sentence(row)));
        }
        if !keys.is_empty() {
            out.line(&lines::sentence(&keys));
        }
        out.line(&self.lang.word("plain-list-help"));
    }

    /// One line typed at a list.
    pub(super) fn entry_line(&mut self, out: &mut Out, typed: &str) {
        if typed.is_empty() {
            return self.list_entries(out);
        }
        if matches!(typed, "back" | "esc" | "/leave") {
            return self.key(KeyEvent::from(KeyCode::Esc));
        }
        // `a 3`, `a3` or `3`.
        let letter: String = typed.chars().take_while(|c| !c.is_ascii_digit()).collect();
        let number = typed.get(letter.len()..).unwrap_or_default().trim().parse::<usize>().ok();
        let letter = letter.trim();
        let count = self.entries().map_or(0, |(_, rows, _)| rows.len());
        if let Some(number) = number {
            let fits = (1..=count).contains(&number) && letter.chars().count() <= 1;
            if !fits {
                return out.line(&self.lang.word("plain-list-help"));
            }
            self.select_entry(number - 1);
            let helped = match self.overlays.last() {
                Some(Overlay::Help(scope, _)) => helped(*scope, &self.keymap).get(number - 1).copied(),
                _ => None,
            };
            if let Some(spec) = helped {
                self.overlays.pop();
                return self.run_command(spec);
            }
            let code = letter.chars().next().map_or(KeyCode::Enter, KeyCode::Char);
            self.key(KeyEvent::from(code));
            return self.say_selected(out);
        }
        if letter.chars().count() == 1
            && let Ok(chord) = Chord::parse(letter)
        {
            return self.key(KeyEvent::new(chord.code(), chord.modifiers()));
        }
        // Anything else is a command: what lies over the panes goes away for it.
        self.overlays.pop();
        self.command_line(out, typed);
    }

    fn select_entry(&mut self, index: usize) {
        match self.overlays.last_mut() {
            Some(Overlay::Palette(finder) | Overlay::Search(finder, _)) => finder.list.selected = index,
            Some(
                Overlay::Needs(list)
                | Overlay::Levels(list, _)
                | Overlay::Cases(list, _)
                | Overlay::Help(_, list)
                | Overlay::PageKeys(_, list)
                | Overlay::Messages(list)
                | Overlay::Organisation(list, _),
            ) => list.selected = index,
            Some(Overlay::Board(board)) => board.go_to(index),
            _ => {}
        }
    }
}
