//! The console line by line, for screen readers and for terminals that cannot place text: no second screen, no cursor addressing, no borders. Commands, forms,
//! checks and what the room may see are those of the drawn console; here they are asked for and said in lines, in order.
//!
//! What is typed goes, by what lies on top: into the field that is asked for, to the numbered entries of a list, else to a command by its name or its key.

mod asking;
mod entries;
mod home;
mod lines;
mod pages;
mod questions;
mod review;
mod words;

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, IsTerminal as _, Write};
use std::os::fd::AsFd as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::{Console, ConsoleError, Event, Options};
use crate::app::Env;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::glyphs::GlyphSet;
use crate::ui::input::{self, SignalThread};
use crate::ui::overlay::{Overlay, Question};
use crate::ui::term::TermEnv;
use crate::ui::theme::{Theme, ThemeName};

/// What the lines so far have said, and what a number typed now means.
#[derive(Debug, Default)]
struct Reading {
    /// Messages that were said.
    told: usize,
    /// Records of the timeline that were said or are our own.
    known: BTreeSet<RecordId>,
    /// How many needs were said to wait.
    waiting: Option<usize>,
    /// The rows of the pane that was listed last, and from which on the next page goes.
    listed: Option<usize>,
    /// What lay on top of the panes when something was last asked.
    top: (usize, String),
    /// The form that is asked through, by its draft, and the field of it that is asked for.
    form: String,
    field: Option<usize>,
    /// Forms that wait below it, by their drafts: which field was asked for, and whether the form was whole.
    waits: Vec<(String, Option<usize>, bool)>,
    /// From which of its answers on the next are listed.
    offered: usize,
    /// It is asked for to be changed: what recording leads to is said again after it.
    change: bool,
    /// From which entry on the list on top was said, and which group of the help it is.
    part: usize,
    group: Option<usize>,
    /// Lines typed so far into a field of several.
    several: Vec<String>,
    /// The form is whole: what it would lead to was said.
    whole: bool,
    /// What a drawn page last showed.
    page: Vec<String>,
    /// Whether the passphrase was asked for.
    locked: bool,
    /// What the tour last said.
    tour: Option<String>,
}

/// Where lines go.
struct Out {
    stdout: io::Stdout,
    /// The line in which somebody may be typing was begun.
    prompted: bool,
    failed: bool,
}

impl Out {
    /// One line, cleaned: nothing that a terminal acts on.
    fn line(&mut self, words: &str) {
        let shown = text::one_line(words);
        // News stand on a line of their own.
        if std::mem::take(&mut self.prompted) {
            self.failed |= writeln!(self.stdout).is_err();
        }
        self.failed |= writeln!(self.stdout, "{}", shown.trim_end()).is_err();
    }

    fn lines(&mut self, words: &str) {
        words.lines().for_each(|line| self.line(line));
    }

    /// What stands before what is typed.
    fn prompt(&mut self) {
        self.prompted = true;
        self.failed |= write!(self.stdout, "> ").and_then(|()| self.stdout.flush()).is_err();
    }
}

/// Runs the console line by line until it is quit or the input ends. Yields the exit code.
///
/// # Errors
/// A case that was named and cannot be opened, or no thread for the keyboard.
pub fn start(env: Env, options: &Options) -> Result<u8, ConsoleError> {
    let term = TermEnv { term: env.var("TERM").unwrap_or_default().to_owned(), no_color: true, ..TermEnv::default() };
    let (sender, receiver) = channel();
    let options = Options { theme: Some(ThemeName::Mono), glyphs: Some(GlyphSet::Ascii), ..options.clone() };
    let mut console = Console::new(env, &options, &term, sender.clone())?;
    console.theme = Theme::new(ThemeName::Mono);
    console.plain = true;
    console.lang = std::mem::take(&mut console.lang).spoken();
    let _signals = SignalThread::start(sender.clone())?;
    read_lines(sender)?;
    let mut out = Out { stdout: io::stdout(), prompted: false, failed: false };
    Ok(console.run_plain(&mut out, &receiver))
}

/// The thread that reads lines.
fn read_lines(events: Sender<Event>) -> io::Result<()> {
    std::thread::Builder::new().name("lines".into()).spawn(move || {
        for line in io::stdin().lock().lines() {
            // What is no UTF-8 is read as far as it is: a line that nobody meant is asked for again.
            let Ok(line) = line else { break };
            if events.send(Event::Line(Some(line))).is_err() {
                return;
            }
        }
        let _ = events.send(Event::Line(None));
    })?;
    Ok(())
}

/// Switches what is typed visible or not, where a terminal types.
fn echo(on: bool) {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return;
    }
    if let Ok(mut modes) = tcgetattr(stdin.as_fd()) {
        modes.local_modes.set(LocalModes::ECHO, on);
        let _ = tcsetattr(stdin.as_fd(), OptionalActions::Now, &modes);
    }
}

impl Console {
    fn run_plain(&mut self, out: &mut Out, events: &Receiver<Event>) -> u8 {
        let mut reading = Reading::default();
        out.line(&self.lang.word("plain-hello"));
        self.ask_at_opening();
        reading.known = self.recorded_so_far();
        self.say_new(out, &mut reading, false);
        self.welcome_lines(out);
        self.say_tour(out, &mut reading);
        self.ask_next(out, &mut reading, true);
        while self.done.is_none() && !out.failed {
            self.check_in_background();
            let mut answered = false;
            let said = match events.recv_timeout(self.until_next_second()) {
                Ok(Event::Line(Some(line))) => {
                    self.last_key = Some(self.env.clock.mono_ms());
                    (answered, out.prompted) = (true, false);
                    self.typed_line(out, &mut reading, &line);
                    // Our own records are answered to in words: they are no news.
                    reading.known.extend(self.recorded_so_far());
                    self.say_new(out, &mut reading, true);
                    true
                }
                Ok(Event::Line(None)) | Err(RecvTimeoutError::Disconnected) => {
                    self.done = Some(0);
                    false
                }
                Ok(Event::Work(outcome)) => {
                    // A form that waited for its files goes on.
                    answered = matches!(outcome, super::work::Outcome::Staged(..));
                    let ours = matches!(outcome, super::work::Outcome::ExportLooked(..));
                    self.finished(outcome);
                    // A look that came to its end asks again, with what it found.
                    answered |= ours && matches!(self.overlays.last(), Some(Overlay::Form(_)));
                    self.say_new(out, &mut reading, true) | answered
                }
                Ok(Event::Input(event)) => self.signalled(&event),
                Err(RecvTimeoutError::Timeout) => false,
            };
            self.tick();
            self.beside_the_keys();
            let news = self.say_new(out, &mut reading, true) | self.say_records(out, &mut reading);
            if std::mem::take(&mut self.bell) && out.stdout.is_terminal() {
                out.failed |= out.stdout.write_all(b"\x07").is_err();
            }
            // What opens by itself is said as it opens: nothing is answered that nobody heard.
            let opened = self.locked.is_none() && self.on_top() != reading.top;
            if (said || news || opened) && self.done.is_none() {
                if answered {
                    self.say_tour(out, &mut reading);
                }
                self.ask_next(out, &mut reading, answered);
            }
        }
        echo(true);
        self.close();
        self.finish_copy();
        self.done.unwrap_or(0)
    }

    /// What commands of the drawn screen leave to be done.
    fn beside_the_keys(&mut self) {
        (self.redraw, self.mouse, self.dirty, self.zoomed) = (false, false, false, false);
        if std::mem::take(&mut self.suspend) {
            self.stop_here();
        }
        if std::mem::take(&mut self.goes_down) {
            let lowest = self.settings.lowest().0;
            self.set_level(lowest);
            self.blanked = false;
            self.say(&Msg::new("plain-blank"));
            self.lock_screen();
        }
    }

    /// Stops, as a shell's Ctrl-Z does; the shell goes on with us.
    fn stop_here(&mut self) {
        self.keep_drafts();
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
    }

    fn signalled(&mut self, event: &input::Event) -> bool {
        match event {
            input::Event::Terminate(signal) => {
                self.keep_drafts();
                self.done = Some(u8::try_from(128 + signal).unwrap_or(1));
                false
            }
            input::Event::Suspend => {
                self.stop_here();
                true
            }
            _ => false,
        }
    }

    /// Says the messages that came since; a message that waits to be read counts as read. Whether there were any.
    fn say_new(&mut self, out: &mut Out, reading: &mut Reading, all: bool) -> bool {
        // A message that stays until it is read is said here, and was kept among the messages as well.
        let before = self.overlays.len();
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Question(Question::Read(_))));
        if self.overlays.len() < before {
            self.ask_at_opening();
        }
        let new: Vec<String> = self
            .said
            .iter()
            .skip(reading.told.saturating_sub(self.forgotten))
            .filter(|(.., level)| *level <= self.audience)
            .map(|(_, words, _)| words.clone())
            .collect();
        reading.told = self.forgotten + self.said.len();
        self.toast = None;
        new.iter().for_each(|words| out.lines(words));
        let waiting = self.needs.len();
        let changed = reading.waiting.replace(waiting) != Some(waiting);
        if all && changed && self.case.is_some() {
            out.line(&self.lang.say(&Msg::new("plain-needs").with("count", waiting), self.audience));
        }
        !new.is_empty() || (all && changed)
    }

    fn recorded_so_far(&self) -> BTreeSet<RecordId> {
        self.state().timeline.lines.iter().map(|line| line.id).collect()
    }

    /// Says the records that others made, in the order of the journal. Whether there were any.
    fn say_records(&mut self, out: &mut Out, reading: &mut Reading) -> bool {
        let now = self.recorded_so_far();
        let new: Vec<RecordId> = now.difference(&reading.known).copied().collect();
        for id in &new {
            if let Some(words) = self.timeline_line(*id) {
                out.line(&self.lang.say(&Msg::new("plain-new").with("words", words), self.audience));
            }
        }
        reading.known = now;
        !new.is_empty()
    }

    /// Says what is asked for now, and takes the next line for that.
    fn ask_next(&mut self, out: &mut Out, reading: &mut Reading, answered: bool) {
        if self.locked.is_some() {
            if !std::mem::replace(&mut reading.locked, true) {
                echo(false);
            }
            if let Some(locked) = &self.locked {
                out.line(&self.lock_words(locked));
            }
            return out.prompt();
        }
        if std::mem::take(&mut reading.locked) {
            echo(true);
        }
        let top = self.on_top();
        let came = top != reading.top;
        reading.top = top;
        if came {
            (reading.part, reading.group) = (0, None);
            reading.page.clear();
            self.turn_to_form(reading);
        }
        match self.overlays.last() {
            // What was asked stands further up; only an answer, or something else to be asked, asks again.
            _ if !answered && !came => {}
            None => {}
            Some(Overlay::Form(_)) => self.ask_field(out, reading),
            Some(overlay) if entries::listed(overlay) && !came => {}
            Some(overlay) if entries::listed(overlay) => self.list_entries(out, reading),
            Some(Overlay::Question(_)) => self.ask_question(out),
            Some(_) => self.page_lines(out, reading),
        }
        out.prompt();
    }

    /// Begins anew with a form that came, and goes on with one that only lay below a question.
    fn turn_to_form(&mut self, reading: &mut Reading) {
        let open = |draft: &str| {
            self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Form(form) if form.draft == draft))
        };
        let form = match self.overlays.last() {
            Some(Overlay::Form(form)) => form.draft.clone(),
            _ if open(&reading.form) => return,
            _ => String::new(),
        };
        if form.is_empty() || form != reading.form {
            if !reading.form.is_empty() && open(&reading.form) {
                reading.waits.push((std::mem::take(&mut reading.form), reading.field, reading.whole));
            }
            reading.waits.retain(|(draft, ..)| open(draft));
            let waited = reading.waits.iter().rposition(|(draft, ..)| *draft == form);
            let (field, whole) = match waited.map(|at| reading.waits.remove(at)) {
                Some((_, field, whole)) => (field, whole),
                None => (None, false),
            };
            (reading.field, reading.whole, reading.change, reading.offered) = (field, whole, false, 0);
            self.let_lines_go(reading);
            reading.form = form;
        }
    }

    /// One line that was typed.
    fn typed_line(&mut self, out: &mut Out, reading: &mut Reading, line: &str) {
        if let Some(locked) = &self.locked {
            // Nothing was hidden, only more was asked for: that can be left.
            if line.is_empty() && locked.asked {
                return self.key(crossterm::event::KeyCode::Esc.into());
            }
            let enter = line.chars().map(crossterm::event::KeyCode::Char).chain([crossterm::event::KeyCode::Enter]);
            return enter.for_each(|code| self.key(code.into()));
        }
        // Nobody answers what was not said yet.
        if self.on_top() != reading.top {
            return;
        }
        if self.word_of_the_mode(out, reading, line.trim()) {
            return;
        }
        match self.overlays.last() {
            None => self.home_line(out, reading, line.trim()),
            Some(Overlay::Form(_)) => self.field_line(out, reading, line),
            Some(overlay) if entries::listed(overlay) => self.entry_line(out, reading, line.trim()),
            Some(Overlay::Question(_)) => self.answer_line(out, line.trim()),
            Some(_) => self.page_line(out, reading, line.trim()),
        }
    }

    /// What lies on top: how many things, and which.
    fn on_top(&self) -> (usize, String) {
        let which = match self.overlays.last() {
            Some(Overlay::Form(form)) => form.draft.clone(),
            Some(Overlay::Question(question)) => format!("{:?}", std::mem::discriminant(question)),
            Some(Overlay::Composer(composer)) => format!("{:?}", composer.on_contents()),
            Some(overlay) => format!("{:?}", std::mem::discriminant(overlay)),
            None => String::new(),
        };
        (self.overlays.len(), which)
    }

    /// The step of the tour, once each.
    fn say_tour(&mut self, out: &mut Out, reading: &mut Reading) {
        let words = self.tour_words();
        if words != reading.tour {
            words.iter().for_each(|words| out.line(words));
            reading.tour = words;
        }
    }
}
