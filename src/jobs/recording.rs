//! Runs a command in a terminal of its own and writes down what it puts out, while the user's terminal stays connected to it: keys pass through, the size
//! follows, and nothing that is typed is written anywhere (asciicast v2, output and sizes only).

mod spool;
mod terminal;

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

pub use spool::Spool;
pub use terminal::window;
use terminal::{Keys, UserTerminal};

/// What was put out is on the disk after this time at the latest.
const SYNC: Duration = Duration::from_secs(1);
/// How long output is awaited after the command has ended: programs it left behind may hold the terminal open.
const LAST_WORDS: Duration = Duration::from_millis(400);
/// The same where output never pauses.
const LONGEST_LAST_WORDS: Duration = Duration::from_secs(3);
/// How long the command has to end by itself when the recording is told to stop.
const GRACE: Duration = Duration::from_secs(2);
/// Bytes of one reading.
const PIECE: usize = 32 * 1024;
/// Pieces that wait at most: a command that puts out faster than the disk takes it has to wait.
const WAITING: usize = 32;

/// What is to be recorded.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The command and its arguments.
    pub argv: Vec<OsString>,
    /// Where it runs.
    pub directory: PathBuf,
    /// Columns and rows at the start, see [`window`].
    pub size: (u16, u16),
}

/// How a session ended.
#[derive(Debug)]
pub struct Ended {
    /// The command's exit code, where it ended by itself.
    pub exit: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// Whether the recording was told to stop (its terminal was closed, SIGTERM) and ended the command.
    pub stopped: bool,
    /// Why the recording breaks off before the session's end, in the system's words.
    pub broken: Option<String>,
}

impl Ended {
    /// The exit code that stands for it in a shell: the command's own, or 128 and the signal.
    #[must_use]
    pub fn code(&self) -> u8 {
        let code = self.exit.or(self.signal.map(|signal| 128 + signal)).unwrap_or(1);
        u8::try_from(code & 0xff).unwrap_or(1)
    }
}

/// Why a command could not be run.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// There is no terminal to run it in.
    #[error(
        "the system gives no terminal to run the command in ({0}); nothing was run, close some programs and try again"
    )]
    NoTerminal(String),
    /// The command cannot be started.
    #[error("the command could not be started ({0}); nothing was run and nothing recorded, check its name")]
    NotStarted(String),
}

enum Event {
    Output(Vec<u8>),
    OutputEnded,
    Ended(std::io::Result<ExitStatus>),
    Signal(i32),
}

/// Runs a command to its end on the user's terminal, and its output into a spool. `clock` gives milliseconds and never runs backwards.
///
/// # Errors
/// [`RecordingError`]: nothing was run.
pub fn record(plan: &Plan, spool: &mut Spool, clock: &dyn Fn() -> u64) -> Result<Ended, RecordingError> {
    let (sender, events) = sync_channel(WAITING);
    // Before the command runs: a signal that comes at once must not end the recording without a record.
    let no_terminal = |error: &dyn std::fmt::Display| RecordingError::NoTerminal(error.to_string());
    let mut signals =
        Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH]).map_err(|error| no_terminal(&error))?;
    let closing = signals.handle();
    let to_loop = sender.clone();
    let listening = std::thread::Builder::new().name("job:record-signals".to_owned()).spawn(move || {
        for signal in &mut signals {
            if to_loop.send(Event::Signal(signal)).is_err() {
                break;
            }
        }
    });
    listening.map_err(|error| no_terminal(&error))?;

    let pair = native_pty_system().openpty(pty_size(plan.size)).map_err(|error| no_terminal(&error))?;
    let user = UserTerminal::find();
    if let (Some(user), Some(name)) = (&user, pair.master.tty_name()) {
        user.lend_modes(&name);
    }
    let mut command = CommandBuilder::from_argv(plan.argv.clone());
    command.cwd(&plan.directory);
    let child = pair.slave.spawn_command(command).map_err(|error| RecordingError::NotStarted(format!("{error:#}")))?;
    drop(pair.slave);
    let pid = child.process_id().and_then(|pid| i32::try_from(pid).ok()).and_then(Pid::from_raw);
    let reader = pair.master.try_clone_reader().map_err(|error| no_terminal(&error))?;
    let writer = pair.master.take_writer().map_err(|error| no_terminal(&error))?;
    let raw = user.as_ref().map(UserTerminal::raw);
    let keys = Keys::pass_on(writer, user.is_some()).map_err(|error| no_terminal(&error))?;
    start("job:record-output", sender.clone(), move |sender| read_output(reader, sender))
        .map_err(|e| no_terminal(&e))?;
    start("job:record-wait", sender, move |sender| {
        let status = match child.into_any().downcast::<std::process::Child>() {
            Ok(mut child) => child.wait(),
            Err(_) => Err(std::io::Error::other("?")),
        };
        let _ = sender.send(Event::Ended(status));
    })
    .map_err(|e| no_terminal(&e))?;

    let mut session = Running { master: pair.master, pid, spool, clock, size: plan.size, stop: None, broken: None };
    let status = session.follow(&events);
    keys.end();
    closing.close();
    let abnormal = status.as_ref().is_none_or(|status| status.code().is_none());
    drop(raw);
    if let Some(user) = user.filter(|_| abnormal) {
        user.calm();
    }
    let (stopped, broken) = (session.stop.is_some(), session.broken.take());
    Ok(Ended {
        exit: status.and_then(|status| status.code()),
        signal: status.and_then(|status| status.signal()),
        stopped,
        broken,
    })
}

fn start(
    name: &str,
    sender: SyncSender<Event>,
    work: impl FnOnce(&SyncSender<Event>) + Send + 'static,
) -> std::io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(move || work(&sender)).map(drop)
}

fn read_output(mut reader: Box<dyn std::io::Read + Send>, sender: &SyncSender<Event>) {
    let mut buffer = vec![0; PIECE];
    loop {
        match reader.read(&mut buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Ok(count @ 1..) => {
                let piece = buffer.get(..count).unwrap_or_default().to_vec();
                if sender.send(Event::Output(piece)).is_err() {
                    return;
                }
            }
            // Linux says with an error that nobody holds the other end any more.
            Ok(0) | Err(_) => break,
        }
    }
    let _ = sender.send(Event::OutputEnded);
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

struct Running<'a> {
    master: Box<dyn MasterPty + Send>,
    pid: Option<Pid>,
    spool: &'a mut Spool,
    clock: &'a dyn Fn() -> u64,
    size: (u16, u16),
    /// When the command is ended by force, once the recording was told to stop.
    stop: Option<Instant>,
    broken: Option<String>,
}

impl Running<'_> {
    /// Follows the session to its end.
    fn follow(&mut self, events: &std::sync::mpsc::Receiver<Event>) -> Option<ExitStatus> {
        let mut sync_at: Option<Instant> = None;
        let mut ended: Option<(Option<ExitStatus>, Instant)> = None;
        let mut quiet_at: Option<Instant> = None;
        let mut output_ended = false;
        let mut passing = true;
        loop {
            let next = [sync_at, quiet_at, self.stop.filter(|_| ended.is_none())].into_iter().flatten().min();
            let wait = next.map_or(Duration::from_secs(3600), |at| at.saturating_duration_since(Instant::now()));
            match events.recv_timeout(wait) {
                Ok(Event::Output(bytes)) => {
                    // First to the file: a terminal that does not take it must not hold it up.
                    let at = (self.clock)();
                    self.keep(|spool| spool.output(at, &bytes));
                    passing = passing && pass(&bytes);
                    sync_at = sync_at.or(Some(Instant::now() + SYNC));
                    quiet_at = ended.as_ref().map(|(_, end)| (Instant::now() + LAST_WORDS).min(*end));
                }
                Ok(Event::OutputEnded) => output_ended = true,
                Ok(Event::Ended(status)) => {
                    ended = Some((status.ok(), Instant::now() + LONGEST_LAST_WORDS));
                    quiet_at = Some(Instant::now() + LAST_WORDS);
                }
                Ok(Event::Signal(signal)) => self.signalled(signal),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let now = Instant::now();
            if sync_at.is_some_and(|at| now >= at) {
                self.keep(Spool::sync);
                sync_at = None;
            }
            if ended.is_none() && self.stop.is_some_and(|at| now >= at) {
                self.send(Signal::KILL);
                self.stop = Some(now + GRACE);
            }
            if ended.is_some() && (output_ended || quiet_at.is_some_and(|at| now >= at)) {
                break;
            }
        }
        self.keep(Spool::finish);
        ended.and_then(|(status, _)| status)
    }

    /// Writes to the spool; after the first failure no more, while the session goes on: what is done at the device must not be cut off.
    fn keep(&mut self, write: impl FnOnce(&mut Spool) -> std::io::Result<()>) {
        if self.broken.is_none()
            && let Err(error) = write(self.spool)
        {
            self.broken = Some(error.to_string());
        }
    }

    fn signalled(&mut self, signal: i32) {
        match signal {
            SIGWINCH => {
                let size = window();
                if size != self.size && self.master.resize(pty_size(size)).is_ok() {
                    self.size = size;
                    let at = (self.clock)();
                    self.keep(|spool| spool.resize(at, size));
                }
            }
            // They come only where no terminal of the user's is in raw mode.
            SIGINT => self.send(Signal::INT),
            SIGQUIT => self.send(Signal::QUIT),
            SIGHUP | SIGTERM if self.stop.is_none() => {
                self.stop = Some(Instant::now() + GRACE);
                self.send(Signal::HUP);
                self.send(Signal::CONT);
                self.keep(Spool::sync);
            }
            _ => {}
        }
    }

    /// To what runs in front in the session's terminal; to end it, to the session itself as well.
    fn send(&self, signal: Signal) {
        let front = self.master.process_group_leader().and_then(Pid::from_raw);
        let whole = !matches!(signal, Signal::INT | Signal::QUIT);
        for group in front.into_iter().chain(self.pid.filter(|pid| whole && Some(*pid) != front)) {
            let _ = kill_process_group(group, signal);
        }
    }
}

/// Shows output to the user. False once nobody takes it any more: the recording goes on without.
fn pass(bytes: &[u8]) -> bool {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).is_ok()
}
