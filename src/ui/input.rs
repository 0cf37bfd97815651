//! Keys, pastes, mouse, size and signals, as events on one channel.
//!
//! One thread reads the terminal and one waits for signals. Both sleep until something happens: idle costs nothing.
//! Chords ([`Chord`]) are the one way in which keys are written, in the command table as on the screen.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crossterm::event::{self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::term;

pub use crate::app::keys::{BadChord, Chord};

/// What comes in from outside the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key went down (or repeats, for keys that move).
    Key(KeyEvent),
    /// Pasted text as the terminal sent it: line ends are usually CR, and invalid UTF-8 is already replaced.
    Paste(String),
    /// A click, a drag or the wheel.
    Mouse(MouseEvent),
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
    /// End now: a signal with this number (SIGHUP also when the terminal is gone). The second one ends the process at once.
    Terminate(i32),
    /// Somebody asks the program to stop (SIGTSTP); call `Screen::suspend`.
    Suspend,
    /// The program goes on after a stop; call `Screen::resume`.
    Continue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Read,
    Pause,
    Stop,
}

#[derive(Debug)]
struct Gate {
    state: Mutex<(Wish, bool)>,
    changed: Condvar,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, (Wish, bool)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread that reads the terminal.
#[derive(Debug)]
pub struct InputThread {
    gate: Arc<Gate>,
    wake: UnixStream,
    thread: Option<JoinHandle<()>>,
}

impl InputThread {
    /// Starts reading; events go to `events` until it is closed, the terminal is gone or [`InputThread::stop`].
    ///
    /// # Errors
    /// The pair of descriptors or the thread could not be made.
    pub fn start<T: From<Event> + Send + 'static>(events: Sender<T>) -> io::Result<InputThread> {
        let (wake, woken) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        wake.set_nonblocking(true)?;
        let gate = Arc::new(Gate { state: Mutex::new((Wish::Read, false)), changed: Condvar::new() });
        let theirs = Arc::clone(&gate);
        let thread =
            std::thread::Builder::new().name("input".into()).spawn(move || read_terminal(&theirs, woken, &events))?;
        Ok(InputThread { gate, wake, thread: Some(thread) })
    }

    /// Stops reading, so that another program can use the terminal. Returns whether the thread let go within a second:
    /// it cannot while the terminal owes the rest of a key or a paste.
    pub fn pause(&self) -> bool {
        let mut state = self.gate.lock();
        state.0 = Wish::Pause;
        self.wake_up();
        let waited = self.gate.changed.wait_timeout_while(state, Duration::from_secs(1), |(_, parked)| !*parked);
        waited.is_ok_and(|(state, _)| state.1)
    }

    /// Reads again after [`InputThread::pause`].
    pub fn resume(&self) {
        self.gate.lock().0 = Wish::Read;
        self.gate.changed.notify_all();
    }

    /// Ends the thread. Not joined: it may be waiting for the rest of a key.
    pub fn stop(&mut self) {
        self.gate.lock().0 = Wish::Stop;
        self.gate.changed.notify_all();
        self.wake_up();
        self.thread = None;
    }

    fn wake_up(&self) {
        let _ = (&self.wake).write(&[0]);
    }
}

impl Drop for InputThread {
    fn drop(&mut self) {
        self.stop();
    }
}

fn read_terminal<T: From<Event>>(gate: &Gate, mut woken: UnixStream, events: &Sender<T>) {
    let stdin = io::stdin();
    // After input the library is asked once more, a little later: see `forward`.
    let later = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
    let mut ask_again = false;
    loop {
        if !may_read(gate) {
            return;
        }
        let (terminal, wake) = {
            let mut waiting = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
            match poll(&mut waiting, ask_again.then_some(&later)) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
            (waiting[0].revents(), waiting[1].revents())
        };
        if !wake.is_empty() {
            let _ = woken.read(&mut [0; 64]);
            continue;
        }
        // Looked at before reading: the library below would spin for ever on a terminal that has gone.
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            let _ = events.send(Event::Terminate(SIGHUP).into());
            return;
        }
        if (!terminal.is_empty() || ask_again) && !forward(events) {
            return;
        }
        ask_again = !terminal.is_empty();
    }
}

/// Waits while paused; false means end.
fn may_read(gate: &Gate) -> bool {
    let mut state = gate.lock();
    while state.0 == Wish::Pause {
        state.1 = true;
        gate.changed.notify_all();
        state = gate.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    state.1 = false;
    state.0 == Wish::Read
}

/// Passes on everything that is there; false when nobody listens or the terminal failed.
///
/// The library says "nothing" without looking, even at keys that it has already read, when its time is over before it
/// begins: always with a time of zero, and on a busy machine with a short one. Keys would then lie there until the next.
fn forward<T: From<Event>>(events: &Sender<T>) -> bool {
    const A_MOMENT: Duration = Duration::from_millis(10);
    loop {
        match event::poll(A_MOMENT) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return true,
            Err(_) => {
                let _ = events.send(Event::Terminate(SIGHUP).into());
                return false;
            }
        }
        let Ok(raw) = event::read() else { return true };
        if let Some(event) = accept(raw)
            && events.send(event.into()).is_err()
        {
            return false;
        }
    }
}

/// Keeps what counts: presses, and repeats only of keys that move, so that a key held down never confirms anything.
fn accept(raw: Raw) -> Option<Event> {
    match raw {
        // The Linux console sends Escape and Tab for Shift-Tab (kcbt of its terminfo entry), which is read as Tab with Alt.
        Raw::Key(key) if key.code == KeyCode::Tab && key.modifiers.contains(KeyModifiers::ALT) => {
            accept(Raw::Key(KeyEvent { code: KeyCode::BackTab, modifiers: KeyModifiers::SHIFT, ..key }))
        }
        Raw::Key(key) => match key.kind {
            KeyEventKind::Press => Some(Event::Key(key)),
            KeyEventKind::Repeat if moves(key.code) => Some(Event::Key(key)),
            KeyEventKind::Repeat | KeyEventKind::Release => None,
        },
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::Mouse(mouse) if mouse.kind == MouseEventKind::Moved => None,
        Raw::Mouse(mouse) => Some(Event::Mouse(mouse)),
        // The size comes from the signal thread at once; this copy would come with the next key only.
        Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => None,
    }
}

fn moves(code: KeyCode) -> bool {
    matches!(
        code,
        KeyCode::Left
            | KeyCode::Right
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Home
            | KeyCode::End
    )
}

/// The thread that waits for signals.
#[derive(Debug)]
pub struct SignalThread {
    handle: Handle,
}

impl SignalThread {
    /// Handles SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT and SIGWINCH from now on.
    ///
    /// A second request to end, while the first is still unanswered, gives the terminal back and ends the process from
    /// here: a hung program must not need SIGKILL, which would leave the terminal raw.
    ///
    /// # Errors
    /// The handlers or the thread could not be made.
    pub fn start<T: From<Event> + Send + 'static>(events: Sender<T>) -> io::Result<SignalThread> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        term::stop_signal_is_handled();
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            let mut asked_to_end = false;
            for signal in signals.forever() {
                let event = match signal {
                    SIGTSTP if term::is_own_stop() => continue,
                    SIGTSTP => Event::Suspend,
                    SIGCONT => Event::Continue,
                    SIGWINCH => match crossterm::terminal::size() {
                        Ok((columns, rows)) => Event::Resize(columns, rows),
                        Err(_) => continue,
                    },
                    _ if asked_to_end => {
                        term::leave();
                        let _ = signal_hook::low_level::emulate_default_handler(signal);
                        return;
                    }
                    _ => {
                        asked_to_end = true;
                        Event::Terminate(signal)
                    }
                };
                // With nobody listening the loop goes on: a second request to end must still work.
                let _ = events.send(event.into());
            }
        })?;
        Ok(SignalThread { handle })
    }
}

impl Drop for SignalThread {
    fn drop(&mut self) {
        self.handle.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventState;

    #[test]
    fn releases_and_held_keys_confirm_nothing() {
        let with = |code, kind| {
            accept(Raw::Key(KeyEvent { code, modifiers: KeyModifiers::NONE, kind, state: KeyEventState::NONE }))
        };
        assert!(with(KeyCode::Enter, KeyEventKind::Press).is_some());
        assert!(with(KeyCode::Enter, KeyEventKind::Repeat).is_none());
        assert!(with(KeyCode::Char('y'), KeyEventKind::Repeat).is_none());
        assert!(with(KeyCode::Down, KeyEventKind::Repeat).is_some());
        assert!(with(KeyCode::Down, KeyEventKind::Release).is_none());
    }
    #[test]
    fn shift_tab_of_a_console_goes_back() {
        let tab = |modifiers| KeyEvent {
            code: KeyCode::Tab,
            modifiers,
            kind: KeyEventKind::Press,
            state: KeyEventState::NONE,
        };
        let code = |key| match accept(Raw::Key(key)) {
            Some(Event::Key(key)) => Some((key.code, key.modifiers)),
            _ => None,
        };
        assert_eq!(code(tab(KeyModifiers::ALT)), Some((KeyCode::BackTab, KeyModifiers::SHIFT)));
        assert_eq!(code(tab(KeyModifiers::NONE)), Some((KeyCode::Tab, KeyModifiers::NONE)));
    }
}
