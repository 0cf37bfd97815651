//! A console for tests within this program: over a case of its own, under a clock that the test moves, drawn into a wire that is read as a terminal would.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::*;
use crate::app::command::{Act, CommandSpec};
use crate::app::demo;
use crate::app::env::{Clock, SystemEntropy};
use crate::export::verify::verify;
use crate::store::places::Places;
use crate::ui::term::allowed::foreign;

const NOW: i64 = 1_795_275_972_000;
const OPERATOR: &str = "Zebulon Keyes";

/// A clock that the test moves.
pub(super) struct Hand {
    pub(super) passed: AtomicI64,
    /// How often it was looked at.
    pub(super) looks: AtomicU64,
}

fn hand() -> Arc<Hand> {
    Arc::new(Hand { passed: AtomicI64::new(0), looks: AtomicU64::new(0) })
}

impl Clock for Hand {
    fn now(&self) -> Instant {
        self.looks.fetch_add(1, Ordering::Relaxed);
        Instant::from_millis(NOW + self.passed.load(Ordering::Relaxed))
    }
    fn mono_ms(&self) -> u64 {
        400 * 3_600_000 + u64::try_from(self.passed.load(Ordering::Relaxed)).unwrap()
    }
    fn boot(&self) -> String {
        "boot".to_owned()
    }
}

/// Where frames go.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The console over the worked example, drawn into a wire.
pub(super) struct Rig {
    _dir: tempfile::TempDir,
    pub(super) path: PathBuf,
    pub(super) console: Console,
    events: Receiver<Event>,
    pub(super) clock: Arc<Hand>,
    wire: Wire,
    terminal: Terminal<CrosstermBackend<Wire>>,
    size: (u16, u16),
    /// Whether a character was ever written out by its number.
    pub(super) written_out: bool,
}

fn env_at(dir: &Path, clock: &Arc<Hand>) -> Env {
    Env {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        entropy: Arc::new(SystemEntropy),
        places: Places { data: dir.join("data"), config: dir.join("config"), state: dir.join("state") },
        zone: chrono_tz::Europe::Berlin,
        vars: BTreeMap::new(),
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let name = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &name);
        } else {
            std::fs::copy(&entry, &name).unwrap();
        }
    }
}

fn terminal(wire: &Wire, columns: u16, rows: u16) -> Terminal<CrosstermBackend<Wire>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    Terminal::with_options(CrosstermBackend::new(wire.clone()), TerminalOptions { viewport }).unwrap()
}

impl Rig {
    /// Over the worked example, which is made once: every run begins with a copy.
    pub(super) fn new() -> Rig {
        static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
        let (template, made) = MADE.get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            let path = demo::make(&env_at(dir.path(), &hand())).unwrap();
            (dir, path)
        });
        let dir = tempfile::tempdir().unwrap();
        copy(template.path(), dir.path());
        let path = dir.path().join(made.strip_prefix(template.path()).unwrap());
        Rig::over(dir, path)
    }

    /// Over a case in which nothing is recorded but its opening.
    pub(super) fn empty(purpose: Purpose) -> Rig {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("empty.warroom");
        let env = env_at(dir.path(), &hand());
        drop(Case::create(&env, &path, purpose, OPERATOR).unwrap());
        Rig::over(dir, path)
    }

    /// Over the practice case of a tour.
    pub(super) fn tour() -> Rig {
        let dir = tempfile::tempdir().unwrap();
        let env = env_at(dir.path(), &hand());
        let path = crate::app::tour::make(&env, OPERATOR).unwrap();
        Rig::over(dir, path)
    }

    fn over(dir: tempfile::TempDir, path: PathBuf) -> Rig {
        crossterm::style::force_color_output(true);
        let clock = hand();
        let env = env_at(dir.path(), &clock);
        std::fs::create_dir_all(&env.places.config).unwrap();
        std::fs::write(env.places.config.join("console.toml"), "levels = [\"AMBER\", \"RED\"]\n").unwrap();
        let (sender, events) = channel();
        let options = Options { case: Some(path.clone()), operator: Some(OPERATOR.to_owned()), ..Options::default() };
        let mut console = Console::new(env, &options, &TermEnv::default(), sender).unwrap();
        console.set_level(crate::domain::mark::Mark::Red);
        console.overlays.clear();
        let wire = Wire::default();
        let terminal = terminal(&wire, 80, 24);
        Rig { _dir: dir, path, console, events, clock, wire, terminal, size: (80, 24), written_out: false }
    }

    /// Another size.
    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.terminal = terminal(&self.wire, columns, rows);
    }

    /// What is on the screen, a line each.
    pub(super) fn text(&mut self) -> String {
        let (columns, rows) = self.size;
        self.console.fit_to(columns, rows);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let jobs = self.console.job_views();
        terminal.draw(|frame| self.console.map = self.console.paint(frame, &jobs)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..rows).map(row).collect::<Vec<_>>().join("\n")
    }

    /// One frame, and what it sent: nothing but our own.
    pub(super) fn frame(&mut self) {
        let (columns, rows) = self.size;
        self.console.fit_to(columns, rows);
        let jobs = self.console.job_views();
        let Rig { terminal, console, .. } = self;
        terminal.draw(|frame| console.map = console.paint(frame, &jobs)).unwrap();
        let sent = std::mem::take(&mut *self.wire.0.borrow_mut());
        if let Some((at, bytes)) = foreign(&[b"\x1b[?1049h", sent.as_slice()].concat()) {
            panic!("at byte {at} of a frame of {columns}x{rows}: {bytes}");
        }
        self.written_out |= sent.windows(3).any(|part| part == b"<U+");
    }

    pub(super) fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        // What leaves the case goes to media of this machine: that is looked at, never begun.
        let leaves = matches!(self.console.overlays.last(), Some(Overlay::Form(form))
            if matches!(form.spec.act, Act::Export | Act::Exchange | Act::Acquire | Act::Merge | Act::Import | Act::Rows));
        let begins = code == KeyCode::Enter || modifiers.contains(KeyModifiers::CONTROL);
        let code = if leaves && begins { KeyCode::Esc } else { code };
        self.console.key(KeyEvent::new(code, modifiers));
    }

    pub(super) fn press(&mut self, code: KeyCode) {
        self.key(code, KeyModifiers::NONE);
    }

    pub(super) fn run(&mut self, spec: &'static CommandSpec) {
        let free = self.console.overlays.is_empty() && !self.console.out_of_sight() && self.console.case.is_some();
        if free {
            self.console.run_command(spec);
        }
    }

    /// Takes in what jobs brought, and what time alone brings.
    pub(super) fn settle(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            if let Event::Work(outcome) = event {
                self.console.finished(outcome);
            }
        }
        self.console.tick();
        (self.console.done, self.console.suspend) = (None, false);
    }

    /// Leaves the console as a person does, and has the file checked by the verifier.
    pub(super) fn end(mut self) {
        self.console.close();
        drop(self.console);
        let report = verify(&self.path, None).unwrap();
        assert!(report.ok(), "the journal no longer verifies: {report:?}");
    }
}
