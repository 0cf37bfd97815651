//! Keys in the lists that lie over the panes.

use crossterm::event::{KeyCode, KeyEvent};

use super::Console;
use crate::app::{Case, Scope, organisation};
use crate::domain::attention::Place;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::organisation::review::Section;
use crate::domain::sheet::Sheet;
use crate::jobs::bundle::Bundle;
use crate::journal::signature::Purpose;
use crate::ui::asking::{self, Asking};
use crate::ui::board::{self, Board};
use crate::ui::graph;
use crate::ui::input::Chord;
use crate::ui::list::ListState;
use crate::ui::overlay::{InjectAnswer, OrganisationRow, Overlay, PickFor, Question, inject_answer, movement};
use crate::ui::overlay_view::{helped, matching};
use crate::ui::phone;
use crate::ui::picker::Answer;
use crate::ui::reader::Asked;
use crate::ui::search::search;

/// What a key in a list asks for, once the list itself was moved.
enum Then {
    Nothing,
    Close,
    Command(&'static crate::app::CommandSpec),
    Settle(usize, bool),
    Silence(usize),
    Go(crate::domain::attention::Place),
    Find,
    Open(std::path::PathBuf),
    Chosen(std::path::PathBuf, PickFor),
    Answer(char),
    Form(&'static str, Input),
    Entry(Wanted),
    Narrow,
    Level(crate::domain::mark::Mark),
}

/// What is wanted of the selected entry of a sheet.
enum Wanted {
    Place,
    Form,
    GiveUp,
    /// One more of what it is.
    Another,
}

impl Console {
    /// Looks for what was typed into the search, from the first hit.
    pub(super) fn find(&mut self) {
        if let Some(Overlay::Search(finder, _)) = self.overlays.last_mut() {
            finder.list = ListState::default();
        }
        self.searched = None;
        self.find_again();
    }

    /// Looks again where something was recorded since.
    pub(super) fn find_again(&mut self) {
        let Some(Overlay::Search(finder, _)) = self.overlays.last() else { return };
        let records = self.state().record_count();
        if self.searched == Some(records) {
            return;
        }
        let hits = search(&finder.field.text(), &self.look(&[]));
        self.searched = Some(records);
        if let Some(Overlay::Search(_, found)) = self.overlays.last_mut() {
            *found = hits;
        }
    }

    pub(super) fn list_key(&mut self, key: KeyEvent, chord: Chord) {
        let typing = matches!(self.overlays.last(), Some(Overlay::Board(board)) if board.typing());
        if !typing && self.asks_for_help(chord) && self.help_with_page() {
            return;
        }
        let scope = if self.case.is_some() { self.focus.scope() } else { Scope::Everywhere };
        let needs = self.needs.len();
        let said = self.said_here().len();
        let page = 20;
        let entries = match self.overlays.last() {
            Some(Overlay::Board(board)) => board.entries(&self.look(&[])).len(),
            Some(Overlay::Asking(asking)) => asking.entries(&self.look(&[])).len(),
            _ => 0,
        };
        let then = match self.overlays.last_mut() {
            Some(Overlay::Palette(finder)) => {
                let found = matching(&finder.field.text(), scope, &self.keymap, &self.lang);
                match key.code {
                    KeyCode::Esc => Then::Close,
                    KeyCode::Enter => found.get(finder.list.selected).map_or(Then::Nothing, |spec| Then::Command(spec)),
                    _ => {
                        if let Some(movement) = movement(key) {
                            finder.list.go(movement, found.len(), page);
                        } else if finder.field.handle(key) {
                            finder.list = ListState::default();
                        }
                        Then::Nothing
                    }
                }
            }
            Some(Overlay::Search(finder, hits)) => match key.code {
                KeyCode::Esc => Then::Close,
                KeyCode::Enter => {
                    hits.get(finder.list.selected).map_or(Then::Nothing, |hit| Then::Go(hit.place.clone()))
                }
                _ => {
                    if let Some(movement) = movement(key) {
                        finder.list.go(movement, hits.len(), page);
                        Then::Nothing
                    } else if finder.field.handle(key) {
                        Then::Find
                    } else {
                        Then::Nothing
                    }
                }
            },
            Some(Overlay::Help(scope, list)) => plain(list, helped(*scope, &self.keymap).len(), key),
            Some(Overlay::PageKeys(page, list)) => plain(list, page.keys.len(), key),
            Some(Overlay::Messages(list)) => plain(list, said, key),
            Some(Overlay::Levels(list, marks)) => match key.code {
                KeyCode::Enter => marks.get(list.selected).map_or(Then::Nothing, |mark| Then::Level(*mark)),
                _ => plain(list, marks.len(), key),
            },
            Some(Overlay::Organisation(list, entries)) => plain(list, entries.len(), key),
            Some(Overlay::Needs(list)) => match key.code {
                KeyCode::Enter => Then::Settle(list.selected, false),
                KeyCode::Char('a') => Then::Settle(list.selected, true),
                KeyCode::Char('s') => Then::Silence(list.selected),
                _ => plain(list, needs, key),
            },
            Some(Overlay::Cases(list, paths)) => match key.code {
                KeyCode::Enter => paths.get(list.selected).map_or(Then::Nothing, |path| Then::Open(path.clone())),
                _ => plain(list, paths.len(), key),
            },
            Some(Overlay::Picker(picker, purpose)) => match picker.handle(key) {
                Answer::Used => Then::Nothing,
                Answer::NotMine if key.code == KeyCode::Esc => Then::Close,
                Answer::NotMine => Then::Nothing,
                Answer::Chosen(path, _) => Then::Chosen(path, *purpose),
            },
            Some(Overlay::Board(board)) => match board.handle(key, entries, page) {
                board::Asked::Nothing => Then::Nothing,
                board::Asked::Close => Then::Close,
                board::Asked::Go => Then::Entry(Wanted::Place),
                board::Asked::Settle => Then::Entry(Wanted::Form),
                board::Asked::Add => Then::Entry(Wanted::Another),
                board::Asked::Find => Then::Narrow,
                board::Asked::GiveUp => Then::Entry(Wanted::GiveUp),
                board::Asked::Run(name) => Then::Form(name, Input::default()),
            },
            Some(Overlay::Asking(asking)) => match asking.handle(key, entries) {
                asking::Asked::Nothing => Then::Nothing,
                asking::Asked::Close => Then::Close,
                asking::Asked::Form(name, input) => Then::Form(name, input),
            },
            Some(Overlay::Reader(reader)) => match reader.handle(key, page) {
                Asked::Nothing => Then::Nothing,
                Asked::Close => Then::Close,
                Asked::Verify(input) => Then::Form("verify-step", input),
            },
            Some(Overlay::Phone(page)) => match page.handle(key) {
                phone::Asked::Nothing => Then::Nothing,
                phone::Asked::Close => Then::Close,
                phone::Asked::Record(input) => Then::Form("anchor-phone", input),
            },
            Some(Overlay::Graph(graph)) => match graph.handle(key) {
                graph::Asked::Nothing => Then::Nothing,
                graph::Asked::Close => Then::Close,
                graph::Asked::Go(place) => Then::Go(place),
            },
            Some(Overlay::Code(page)) => match page.handle(key) {
                true => Then::Close,
                false => Then::Nothing,
            },
            Some(Overlay::Question(_)) => match key.code {
                KeyCode::Esc => Then::Answer('\u{1b}'),
                KeyCode::Enter => Then::Answer('\n'),
                KeyCode::F(9) => Then::Answer('d'),
                _ => chord.typed().map_or(Then::Nothing, Then::Answer),
            },
            Some(
                Overlay::Form(_)
                | Overlay::Editor(_)
                | Overlay::Composer(_)
                | Overlay::Briefing(_)
                | Overlay::OverTime(_),
            )
            | None => Then::Nothing,
        };
        self.then(then);
    }

    fn then(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::Close => {
                self.overlays.pop();
                self.count_uses();
                self.ask_at_opening();
            }
            Then::Command(spec) => {
                self.overlays.pop();
                if self.case.is_some() || !spec.records() || matches!(spec.name, "declare" | "assess") {
                    self.run_command(spec);
                } else {
                    let drill = spec.name.starts_with("drill-");
                    self.say(&Msg::new(if drill { "drill-planned-beside" } else { "needs-a-case" }));
                }
            }
            Then::Settle(index, act) => self.settle(index, act),
            Then::Silence(index) => self.silence(index),
            Then::Go(place) => self.go_to(&place),
            Then::Find => self.find(),
            Then::Open(path) => {
                self.overlays.pop();
                self.open_case(&path);
            }
            Then::Chosen(path, purpose) => self.file_chosen(&path, purpose),
            Then::Form(name, input) => {
                match crate::app::command::command(name) {
                    // What has no fields is done at once.
                    Some(spec) if spec.fields.is_empty() && !spec.records() => self.run_command(spec),
                    Some(spec) => self.open_form(spec, input),
                    None => {}
                }
            }
            Then::Level(mark) => self.level_chosen(mark),
            Then::Entry(wanted) => self.entry(&wanted),
            Then::Narrow => self.with_board(|board, look| board.searched(look)),
            Then::Answer(answer) => self.answered(answer),
        }
    }

    /// Lays a sheet over the panes.
    pub(super) fn open_sheet(&mut self, sheet: Sheet) {
        let board = Board::new(sheet, &self.look(&[]));
        self.overlays.push(Overlay::Board(board));
        self.name_rows();
    }

    /// Lays the questions of law over the screen, at the law of the selected clock.
    pub(super) fn walk_questions(&mut self) {
        let law = self.prefill("regime").get("regime").map(str::to_owned);
        let asking = Asking::new(law.as_deref(), &self.look(&[]));
        self.overlays.push(Overlay::Asking(Box::new(asking)));
    }

    /// Goes where the selected entry of a sheet is, or opens the form that settles it.
    fn entry(&mut self, wanted: &Wanted) {
        let Some(Overlay::Board(board)) = self.overlays.last() else { return };
        let selected = board.selected(&self.look(&[]));
        if let Wanted::Another = wanted {
            // A name that records use is put into the register as they have it.
            let act = selected.and_then(|entry| entry.act).filter(|(name, _)| matches!(*name, "entity" | "indicators"));
            let (name, input) = act.unwrap_or_else(|| ("entity", Input::default()));
            return self.then(Then::Form(name, input));
        }
        let Some(entry) = selected else { return };
        if let (Wanted::Place, Some(technique)) = (wanted, entry.technique) {
            return self.overlays.push(Overlay::Board(Board::of_technique(technique)));
        }
        if let (Wanted::Place, Some(query)) = (wanted, &entry.query) {
            return self.open_over_time_for(query);
        }
        let act = match (wanted, entry.act) {
            (Wanted::GiveUp, Some((_, input))) => Some(("give-up", input)),
            (_, act) => act,
        };
        match (wanted, entry.place, act) {
            (Wanted::Place, Some(Place::Case), Some((name, input))) | (Wanted::Place, None, Some((name, input))) => {
                self.then(Then::Form(name, input));
            }
            (Wanted::Place, Some(place), _) => self.go_to(&place),
            (Wanted::Form | Wanted::GiveUp, _, Some((name, input))) => self.then(Then::Form(name, input)),
            _ => self.say(&Msg::new("sheet-nothing-to-do")),
        }
    }

    /// Does something with the sheet on top, from what is drawn.
    pub(super) fn with_board(&mut self, what: impl FnOnce(&mut Board, &crate::ui::look::Look<'_>)) {
        let Some(Overlay::Board(mut board)) = self.overlays.pop() else { return };
        what(&mut board, &self.look(&[]));
        self.overlays.push(Overlay::Board(board));
    }

    fn file_chosen(&mut self, path: &std::path::Path, purpose: PickFor) {
        self.overlays.pop();
        self.picked = path.parent().map(std::path::Path::to_owned);
        let text = crate::app::staging::text_of(path);
        match purpose {
            PickFor::Field(field) => {
                if let Some(form) = self.top_form() {
                    form.set(field, &text);
                }
                self.offer();
                self.check();
            }
            PickFor::Bundle => self.take_bundle(path),
            PickFor::Exhibit => {
                if let Some(spec) = crate::app::command::command("exhibit") {
                    let name = path
                        .file_name()
                        .map(|name| crate::domain::text::visible_bytes(name.as_encoded_bytes()))
                        .unwrap_or_default();
                    self.open_form(spec, Input::default().with("path", text).with("description", name));
                }
            }
        }
    }

    /// Fills the form of a containment from the bundle that a picked file belongs to. What differs from what the script left is said and kept in the note.
    fn take_bundle(&mut self, path: &std::path::Path) {
        let bundle = match Bundle::read(path.parent().unwrap_or(path)) {
            Ok(bundle) => bundle,
            Err(problem) => return self.tell(problem.to_string()),
        };
        let Some(spec) = crate::app::command::command("contain") else { return };
        let mut input = bundle.input();
        for (field, text) in self.prefill("contain").iter() {
            input.set(field, text);
        }
        if !bundle.differences.is_empty() {
            let differences = bundle.differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let said = Msg::new("bundle-differs").with("what", differences);
            let said = self.look(&[]).say(&said);
            input.set("note", said.clone());
            self.open_form(spec, input);
            return self.overlays.push(Overlay::Question(Question::Read(said)));
        }
        self.open_form(spec, input);
    }

    fn answered(&mut self, answer: char) {
        let Some(Overlay::Question(question)) = self.overlays.pop() else { return };
        match (question, answer) {
            // The confirming key is another than the one that started it, and Enter is the safe answer.
            (Question::Raise { mark, .. }, 'y') => self.raise(mark),
            (Question::Raise { .. }, _) => {}
            (Question::QuitWithJob, 'y') => self.done = Some(0),
            (Question::QuitWithJob, _) => {}
            (Question::Read(_), '\n' | '\u{1b}') => self.ask_at_opening(),
            (Question::EndBriefing(_), 'e') => self.end_briefing(),
            (Question::EndBriefing(at), '\n') => self.leave_pages(Some(at)),
            (Question::EndBriefing(_), '\u{1b}') | (Question::OwedMinutes { leaving: true, .. }, '\u{1b}') => {}
            (Question::OwedMinutes { .. }, 'e') => self.end_briefing(),
            (Question::OwedMinutes { leaving: true, .. }, '\n') => self.leave_pages(None),
            (Question::OwedMinutes { leaving: false, .. }, '\n') => self.call_roll(),
            (Question::OwedMinutes { leaving: false, .. }, '\u{1b}') => self.no_roll_call(),
            (Question::Inject { number, words, shown, since }, key) => {
                let stood = self.env.clock.mono_ms().saturating_sub(since);
                match inject_answer(shown, stood, key) {
                    InjectAnswer::Delivered => self.inject_delivered(number),
                    InjectAnswer::Away => {}
                    InjectAnswer::Stays => {
                        self.overlays.push(Overlay::Question(Question::Inject { number, words, shown, since }));
                    }
                }
            }
            (Question::Export(looked), '\n') => self.begin_export(*looked),
            (Question::Rows(sheet), '\n') => self.begin_rows(*sheet),
            (Question::Export(_) | Question::Rows(_), '\u{1b}') => {}
            (Question::SeveralLines(pasted), 's') => self.log_each(&pasted),
            (Question::SeveralLines(pasted), 'o' | '\n') => {
                if let Some(form) = self.top_form() {
                    form.paste_joined(&pasted);
                }
                self.check();
            }
            (Question::SeveralLines(_), '\u{1b}') => {}
            (Question::Recording { .. }, '\u{1b}') => self.stop_pasting(),
            (question, _) => self.overlays.push(Overlay::Question(question)),
        }
    }

    /// Shows what the organisation's file says, read anew each time it is asked for.
    pub(super) fn list_organisation(&mut self) {
        let entries = match organisation::review(&self.env, &self.catalogue) {
            Ok(entries) => entries,
            Err(failure) => {
                let words = self.failure_words(&failure);
                return self.tell(words);
            }
        };
        let mut shown = Vec::new();
        for section in Section::ALL {
            let mut of_section = entries.iter().filter(|entry| entry.section == section).peekable();
            if of_section.peek().is_some() {
                shown.push(OrganisationRow::Section(self.lang.word(&format!("section-{}", section.code()))));
            }
            let said = of_section.map(|entry| (self.lang.say(&entry.what, self.audience), entry.fine));
            shown.extend(said.map(|(words, fine)| OrganisationRow::Entry(words, fine)));
        }
        self.overlays.push(Overlay::Organisation(ListState::default(), shown));
    }

    /// Lists case files and exercises to open.
    pub(super) fn list_cases(&mut self) {
        let mut paths = self.env.places.list(Purpose::Incident);
        paths.extend(self.env.places.list(Purpose::Exercise));
        self.overlays.push(Overlay::Cases(ListState::default(), paths));
    }

    /// Opens a case in place of the open one.
    pub(super) fn open_case(&mut self, path: &std::path::Path) {
        let operator = self.operator.clone().unwrap_or_default();
        match Case::open(&self.env, path, &operator) {
            Ok(case) => {
                self.close();
                self.overlays.clear();
                self.take_case(case);
                self.ask_at_opening();
            }
            Err(failure) => {
                let words = self.failure_words(&failure);
                self.tell(words);
            }
        }
    }
}

fn plain(list: &mut ListState, len: usize, key: KeyEvent) -> Then {
    let vi = match key.code {
        KeyCode::Char('j') => Some(crate::ui::list::Move::Down),
        KeyCode::Char('k') => Some(crate::ui::list::Move::Up),
        _ => movement(key),
    };
    if let Some(movement) = vi {
        list.go(movement, len, 20);
        return Then::Nothing;
    }
    match key.code {
        KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?' | '!') => Then::Close,
        _ => Then::Nothing,
    }
}
