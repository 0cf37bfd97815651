//! Lists over the panes as numbered entries, a part at a time: a number opens one, a letter of the list before a number does what that key does there.

use crossterm::event::{KeyCode, KeyEvent};

use super::home::{DRAWN, MOVES};
use super::{Out, Reading, lines};
use crate::app::CommandSpec;
use crate::app::command::{GROUPS, command};
use crate::domain::attention::Urgency;
use crate::domain::msg::Msg;
use crate::domain::sheet::Tone;
use crate::domain::text;
use crate::ui::console::Console;
use crate::ui::overlay::{OrganisationRow, Overlay};
use crate::ui::overlay_view::matching;

/// Most entries of the palette.
const MATCHES: usize = 20;
/// Entries that are said at once.
const PART: usize = 25;

/// A list: its title, how many entries it has, those of the part that is wanted, and the keys of the drawn list.
struct List {
    title: String,
    count: usize,
    rows: Vec<String>,
    keys: String,
}

/// Whether something over the panes is a list whose entries have numbers here.
pub(super) fn listed(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Composer(composer) => composer.on_contents(),
        _ => matches!(
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
                | Overlay::Graph(_)
                | Overlay::OverTime(_)
        ),
    }
}

/// The letters that a list takes, with what each does: of its keys those that are one letter.
fn letters(keys: &str) -> Vec<(char, String)> {
    let entries = keys.split("  ").filter_map(|entry| entry.trim().split_once(' '));
    let letter = |key: &str| key.chars().next().filter(|c| key.chars().count() == 1 && c.is_alphabetic());
    entries.filter_map(|(key, words)| Some((letter(key)?, words.trim().to_owned()))).collect()
}

/// Whether a letter of a list concerns one entry, so that it needs its number.
fn of_an_entry(overlay: &Overlay, letter: char) -> bool {
    match overlay {
        Overlay::Needs(_) => true,
        Overlay::Board(board) => board.of_an_entry(letter),
        Overlay::OverTime(_) => "mbhusltHUSLT".contains(letter),
        _ => false,
    }
}

/// Commands of a group of the help that do something here.
fn helped(group: usize) -> Vec<&'static CommandSpec> {
    let all = GROUPS.get(group).map(|(_, specs)| *specs).unwrap_or_default();
    let here = |spec: &&CommandSpec| !DRAWN.contains(&spec.name) && !MOVES.contains(&spec.name);
    all.iter().filter(here).filter_map(|spec| command(spec.name)).collect()
}

impl Console {
    /// The list on top, with the entries of one part.
    fn list_on_top(&self, group: Option<usize>, from: usize, most: usize) -> Option<List> {
        let look = self.look(&[]);
        let scope = self.focus.scope();
        let word = |id: &str| look.word(id);
        let help = |spec: &CommandSpec| format!("{}: {}", spec.name, self.lang.help(spec.name, spec.help));
        let all = |title: String, rows: Vec<String>, keys: String| List {
            title,
            count: rows.len(),
            rows: rows.into_iter().skip(from).take(most).collect(),
            keys,
        };
        Some(match self.overlays.last()? {
            Overlay::Palette(finder) => {
                let found = matching(&finder.field.text(), scope, &self.keymap, &self.lang);
                all(word("title-palette"), found.iter().take(MATCHES).map(|spec| help(spec)).collect(), String::new())
            }
            Overlay::Search(_, hits) => {
                let rows = hits.iter().map(|hit| format!("{}, {}", word(hit.kind), hit.words)).collect();
                all(look.say(&Msg::new("search-count").with("count", hits.len())), rows, String::new())
            }
            Overlay::PageKeys(page, _) => {
                let title = Msg::new("title-help").with("place", page.page.clone());
                let rows = page.keys.iter().map(|(key, words)| format!("{key}: {words}")).collect();
                all(look.say(&title), rows, String::new())
            }
            Overlay::Help(..) => match group.and_then(|group| Some((group, GROUPS.get(group)?.0))) {
                Some((group, name)) => {
                    let keyed = |spec: &&'static CommandSpec| {
                        let keys = self.keymap.labels(spec, scope).join(" ");
                        if keys.is_empty() { help(spec) } else { format!("{} ({keys})", help(spec)) }
                    };
                    let rows = helped(group).iter().map(keyed).collect();
                    all(word(&format!("plain-group-{name}")), rows, String::new())
                }
                None => {
                    let row = |(index, (name, _)): (usize, &(&str, &[CommandSpec]))| {
                        let msg = Msg::new("plain-group").with("name", word(&format!("plain-group-{name}")));
                        look.say(&msg.with("count", helped(index).len()))
                    };
                    let title = [word("plain-title-help"), word("plain-help-words")].join(". ");
                    all(title, GROUPS.iter().enumerate().map(row).collect(), String::new())
                }
            },
            Overlay::Messages(_) => {
                let rows = self.said_here().into_iter().rev().map(|(at, words)| format!("{at}, {words}")).collect();
                all(word("title-messages"), rows, String::new())
            }
            Overlay::Levels(_, marks) => {
                let now =
                    |mark| if look.audience.0 == mark { format!(", {}", word("level-is")) } else { String::new() };
                let rows = marks.iter().map(|mark| format!("{}{}", mark.label(), now(*mark))).collect();
                all(word("title-level"), rows, String::new())
            }
            Overlay::Organisation(_, rows) => {
                let row = |row: &OrganisationRow| match row {
                    OrganisationRow::Section(words) | OrganisationRow::Entry(words, true) => words.clone(),
                    OrganisationRow::Entry(words, false) => [word("plain-sign-owed"), words.clone()].join(", "),
                };
                all(word("title-organisation"), rows.iter().map(row).collect(), String::new())
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
                all(word("title-needs"), look.needs.iter().map(row).collect(), word("needs-keys"))
            }
            Overlay::Cases(_, paths) => {
                let name = |path: &std::path::PathBuf| text::visible_bytes(path.as_os_str().as_encoded_bytes());
                all(word("title-cases"), paths.iter().map(name).collect(), String::new())
            }
            Overlay::Board(board) => {
                let row = |entry: &crate::domain::sheet::Entry| {
                    let sign = match entry.tone {
                        Tone::Due | Tone::Late => Some("plain-sign-owed"),
                        Tone::Proved => Some("plain-sign-done"),
                        Tone::Override => Some("plain-sign-accepted"),
                        Tone::Heading | Tone::Plain | Tone::Dim => None,
                    };
                    let words = look.say(&entry.text);
                    sign.map_or(words.clone(), |sign| [word(sign), words].join(": "))
                };
                all(board.title(&look), board.entries(&look).iter().map(row).collect(), word(board.keys()))
            }
            Overlay::Graph(graph) => List {
                title: std::iter::once(word("title-graph")).chain(graph.phases(&look)).collect::<Vec<_>>().join("\n"),
                count: graph.count(),
                rows: graph.said(from, most, &look),
                keys: String::new(),
            },
            Overlay::OverTime(page) => List {
                title: word("title-over-time"),
                count: usize::try_from(page.count()).unwrap_or(usize::MAX),
                rows: page.said(from, most, &look),
                keys: word("over-keys-said"),
            },
            Overlay::Composer(composer) => {
                let row = |(words, stands): &(String, &'static str)| {
                    [look.code("plain-answer", stands), words.clone()].join(": ")
                };
                let keys = [word("compose-keys"), word("compose-keys-more")].join("   ");
                all(word("plain-title-notice"), composer.contents(&look).iter().map(row).collect(), keys)
            }
            _ => return None,
        })
    }

    /// Says a part of the list on top, each entry with its number.
    pub(super) fn list_entries(&self, out: &mut Out, reading: &Reading) {
        let Some(list) = self.list_on_top(reading.group, reading.part, PART) else { return };
        out.lines(&list.title);
        if list.rows.is_empty() {
            out.line(&self.lang.word("plain-none"));
        }
        for (number, row) in (reading.part + 1..).zip(&list.rows) {
            out.line(&format!("{number}. {}", lines::sentence(row)));
        }
        if list.count > PART {
            let to = reading.part + list.rows.len();
            let msg = Msg::new("plain-part").with("from", reading.part + 1).with("to", to).with("count", list.count);
            out.line(&self.lang.say(&msg, self.audience));
        }
        let also: Vec<String> =
            self.letters_here(&list.keys).iter().map(|(letter, words)| format!("{letter}: {words}")).collect();
        if !also.is_empty() {
            let msg = Msg::new("plain-letters").with("letters", also.join(", "));
            out.line(&self.lang.say(&msg, self.audience));
        }
        let id = if matches!(self.overlays.last(), Some(Overlay::Help(..))) { "plain-help" } else { "plain-list-help" };
        out.line(&self.lang.word(id));
    }

    /// The letters that the list on top takes here.
    fn letters_here(&self, keys: &str) -> Vec<(char, String)> {
        let mut letters = letters(keys);
        // Records are cited in the form that answers an item.
        if matches!(self.overlays.last(), Some(Overlay::Composer(_))) {
            letters.retain(|(letter, _)| *letter != 'c');
        }
        letters
    }

    /// One line typed at a list.
    pub(super) fn entry_line(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) {
        let Some(list) = self.list_on_top(reading.group, 0, 0) else { return };
        match typed {
            "" => return self.list_entries(out, reading),
            "more" | "earlier" => return self.other_part(out, reading, typed == "more", list.count),
            // Out of a group of the help one is back among the groups.
            "back" | "esc" if reading.group.is_some() => {
                (reading.group, reading.part) = (None, 0);
                return self.list_entries(out, reading);
            }
            "back" | "esc" => return self.key(KeyEvent::from(KeyCode::Esc)),
            _ => {}
        }
        // `a 3`, `a3` or `3`.
        let letter: String = typed.chars().take_while(|c| !c.is_ascii_digit()).collect();
        let number = typed.get(letter.len()..).unwrap_or_default().trim().parse::<usize>().ok();
        let mut characters = letter.trim().chars();
        let (letter, further) = (characters.next(), characters.next().is_some());
        let known = |letter: char| self.letters_here(&list.keys).iter().any(|(known, _)| *known == letter);
        let taken = !further && letter.is_none_or(known);
        match (taken, letter, number) {
            (true, _, Some(number)) if !(1..=list.count).contains(&number) => {
                let msg = Msg::new("plain-no-entry").with("count", list.count);
                out.line(&self.lang.say(&msg, self.audience));
            }
            (true, letter, Some(number)) => self.open_entry(out, reading, number - 1, letter),
            (true, Some(letter), None) => {
                if self.overlays.last().is_some_and(|top| of_an_entry(top, letter)) {
                    let msg = Msg::new("plain-which-entry").with("letter", letter.to_string());
                    return out.line(&self.lang.say(&msg, self.audience));
                }
                self.key(KeyEvent::from(KeyCode::Char(letter)));
            }
            _ => self.named_entry(out, typed),
        }
    }

    fn other_part(&self, out: &mut Out, reading: &mut Reading, on: bool, count: usize) {
        let there = if on { reading.part.saturating_add(PART) } else { reading.part.saturating_sub(PART) };
        if there >= count || there == reading.part {
            return out.line(&self.lang.word(if on { "plain-last-part" } else { "plain-first-part" }));
        }
        reading.part = there;
        self.list_entries(out, reading);
    }

    /// Opens an entry, or does with it what a letter of the list means.
    fn open_entry(&mut self, out: &mut Out, reading: &mut Reading, index: usize, letter: Option<char>) {
        match (self.overlays.last(), reading.group) {
            (Some(Overlay::Help(..)), None) => {
                (reading.group, reading.part) = (Some(index), 0);
                return self.list_entries(out, reading);
            }
            (Some(Overlay::Help(..)), Some(group)) => {
                if let Some(spec) = helped(group).get(index).copied() {
                    self.overlays.pop();
                    self.run_in_lines(out, spec);
                }
                return;
            }
            (Some(Overlay::Palette(finder)), _) => {
                let found = matching(&finder.field.text(), self.focus.scope(), &self.keymap, &self.lang);
                if let Some(spec) = found.get(index).copied() {
                    self.overlays.pop();
                    self.run_in_lines(out, spec);
                }
                return;
            }
            // What is only read leads nowhere: it is said again.
            (Some(Overlay::Messages(_) | Overlay::Organisation(..)), _) => {
                let list = self.list_on_top(None, index, 1);
                return list.iter().flat_map(|list| &list.rows).for_each(|row| out.line(&lines::sentence(row)));
            }
            _ => {}
        }
        self.select_entry(index);
        if let (Some(Overlay::OverTime(page)), None) = (self.overlays.last(), letter)
            && let Some(whole) = page.whole_under(&self.look(&[]))
        {
            return whole.iter().for_each(|line| out.line(&lines::sentence(line)));
        }
        if let (Some(Overlay::Composer(composer)), None) = (self.overlays.last(), letter) {
            if let (Some(input), Some(spec)) = (composer.input(), command("fill")) {
                self.open_form(spec, input);
            }
            return;
        }
        let leads = matches!(
            self.overlays.last(),
            Some(Overlay::Needs(_) | Overlay::Board(_) | Overlay::Search(..) | Overlay::Graph(_))
        ) || letter.is_none() && matches!(self.overlays.last(), Some(Overlay::OverTime(_)));
        self.key(KeyEvent::from(letter.map_or(KeyCode::Enter, KeyCode::Char)));
        if let Some(Overlay::OverTime(_)) = self.overlays.last() {
            return self.list_entries(out, &Reading::default());
        }
        if leads {
            self.say_selected(out);
        }
    }

    /// What has no number: the name of a command that is listed, or other words to search; else nothing of this list.
    fn named_entry(&mut self, out: &mut Out, typed: &str) {
        let scope = self.focus.scope();
        let found = match self.overlays.last() {
            Some(Overlay::Help(..)) => (0..GROUPS.len()).flat_map(helped).find(|spec| spec.name == typed),
            Some(Overlay::Palette(finder)) => {
                let found = matching(&finder.field.text(), scope, &self.keymap, &self.lang);
                found.into_iter().take(MATCHES).find(|spec| spec.name == typed)
            }
            Some(Overlay::OverTime(_)) if typed.starts_with('/') => {
                self.over_time_query(typed.trim_start_matches('/').trim());
                return self.list_entries(out, &Reading::default());
            }
            Some(Overlay::Board(board)) if board.searches() && typed.starts_with('/') => {
                self.with_board(|board, look| board.look_for(typed.trim_start_matches('/').trim(), look));
                return self.list_entries(out, &Reading::default());
            }
            Some(Overlay::Search(..)) if typed.starts_with('/') => {
                self.overlays.pop();
                return self.command_line(out, typed);
            }
            _ => None,
        };
        match found {
            Some(spec) => {
                self.overlays.pop();
                self.run_in_lines(out, spec);
            }
            None => {
                let msg = Msg::new("plain-not-in-list").with("typed", typed.to_owned());
                out.line(&self.lang.say(&msg, self.audience));
            }
        }
    }

    fn select_entry(&mut self, index: usize) {
        if let Some(Overlay::Composer(_)) = self.overlays.last() {
            let keys = std::iter::once(KeyCode::Home).chain(std::iter::repeat_n(KeyCode::Down, index));
            return keys.for_each(|code| self.key(KeyEvent::from(code)));
        }
        match self.overlays.last_mut() {
            Some(Overlay::Search(finder, _)) => finder.list.selected = index,
            Some(
                Overlay::Needs(list) | Overlay::Levels(list, _) | Overlay::Cases(list, _) | Overlay::PageKeys(_, list),
            ) => list.selected = index,
            Some(Overlay::Board(board)) => board.go_to(index),
            Some(Overlay::Graph(graph)) => graph.select(index),
            Some(Overlay::OverTime(page)) => page.select(index),
            _ => {}
        }
    }
}
