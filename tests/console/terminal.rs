//! A person at a real pseudo-terminal: types keys, waits for words, reads the screen. The clock is a file that the test moves.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// 2026-11-21 15:46:12 UTC, which is 16:46:12 in Berlin.
pub const START: i64 = 1_795_275_972_000;

/// A laptop: directories, a clock, and nothing else.
pub struct Laptop {
    pub dir: tempfile::TempDir,
}

impl Laptop {
    pub fn new() -> Self {
        Self::within(tempfile::tempdir().unwrap())
    }

    /// A laptop in a directory that is there.
    pub fn within(dir: tempfile::TempDir) -> Self {
        let laptop = Laptop { dir };
        laptop.set_clock(START, 1_000_000);
        // Most tests are about what is recorded: they read all of it.
        laptop.set_levels("\"RED\"");
        laptop
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Levels that the screen can be set to, as they stand in the settings.
    pub fn set_levels(&self, levels: &str) {
        std::fs::create_dir_all(self.path("config")).unwrap();
        std::fs::write(self.path("config/console.toml"), format!("levels = [{levels}]\n")).unwrap();
    }

    fn clock(&self) -> PathBuf {
        self.path("clock")
    }

    /// Sets wall clock and monotonic clock, milliseconds.
    pub fn set_clock(&self, wall: i64, mono: u64) {
        let temporary = self.path("clock.new");
        std::fs::write(&temporary, format!("{wall} {mono}")).unwrap();
        std::fs::rename(temporary, self.clock()).unwrap();
    }

    /// Lets time pass.
    pub fn pass(&self, millis: i64) {
        let (wall, mono) = read_clock(&self.clock());
        self.set_clock(wall + millis, mono + u64::try_from(millis).unwrap());
    }

    /// Sets the wall clock without time passing.
    pub fn turn_clock(&self, millis: i64) {
        let (wall, mono) = read_clock(&self.clock());
        self.set_clock(wall + millis, mono);
    }

    /// The program under this laptop's clock, as a command line.
    pub fn command(&self, args: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.env_clear();
        command.env("WARROOM_TEST_LAPTOP", self.dir.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.cwd(self.dir.path());
        for arg in args {
            command.arg(arg);
        }
        command
    }

    /// Runs a command line to its end: exit code, standard output, standard error.
    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(args)
            .env_clear()
            .env("WARROOM_TEST_LAPTOP", self.dir.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .current_dir(self.dir.path())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    }
}

/// Wall clock and monotonic clock of a laptop.
pub fn read_clock(path: &Path) -> (i64, u64) {
    let text = std::fs::read_to_string(path).unwrap();
    let (wall, mono) = text.trim().split_once(' ').unwrap();
    (wall.parse().unwrap(), mono.parse().unwrap())
}

/// The emulator knows no screen of size zero.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// How long to wait for a state before giving up: generous, because machines are noisy.
fn patience() -> Duration {
    let seconds = std::env::var("WARROOM_TEST_PATIENCE").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    Duration::from_secs(seconds)
}

/// A terminal with the console in it.
pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    pub raw: Vec<u8>,
    /// The line discipline before anything was started.
    pub found: String,
    open: bool,
}

impl Terminal {
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        Self::start_as(command, (columns, rows), columns, rows)
    }

    /// A terminal that says another size than it has, as serial lines say none.
    pub fn start_as(command: CommandBuilder, says: (u16, u16), columns: u16, rows: u16) -> Self {
        let size = PtySize { rows: says.1, cols: says.0, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let found = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            child,
            master: pair.master,
            writer,
            output,
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            raw: Vec::new(),
            found,
            open: true,
        }
    }

    /// The console of a laptop, with a size.
    pub fn console(laptop: &Laptop, args: &[&str], columns: u16, rows: u16) -> Self {
        Self::start(laptop.command(args), columns, rows)
    }

    /// Takes in what the program writes within a time; false when nothing came.
    pub fn pump(&mut self, limit: Duration) -> bool {
        match self.output.recv_timeout(limit) {
            Ok(bytes) => {
                self.raw.extend_from_slice(&bytes);
                self.parser.process(&bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                self.open = false;
                false
            }
        }
    }

    /// Types: `<enter>`, `<tab>`, `<esc>`, `<up>`, `<down>`, `<f2>`, `<ctrl-s>` are keys, everything else is itself.
    pub fn keys(&mut self, text: &str) {
        let mut bytes = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find('<') {
            bytes.extend_from_slice(&rest.as_bytes()[..start]);
            let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
            let pressed = key(&rest[start..end]);
            rest = &rest[end..];
            // Escape and a letter at once would be that letter with Alt: before another key it is sent in the form that cannot be.
            bytes.extend_from_slice(if pressed == b"\x1b" && !rest.is_empty() { key("<escape>") } else { pressed });
        }
        bytes.extend_from_slice(rest.as_bytes());
        self.send(&bytes);
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// Has the screen drawn anew and waits for the whole of that frame: everything that was typed before is answered in it.
    ///
    /// What was typed must not end in a bare Esc, which would be Alt with the key that asks for the frame: `<escape>` is for that.
    #[track_caller]
    pub fn redrawn(&mut self) {
        let from = self.raw.len();
        self.keys("<ctrl-l>");
        self.wait_whole(from);
    }

    /// Another size, and the whole of the first frame that knows of it.
    #[track_caller]
    pub fn resized(&mut self, columns: u16, rows: u16) {
        let from = self.raw.len();
        self.resize(columns, rows);
        self.wait_whole(from);
        // Lists may have been told the old size in that frame.
        self.redrawn();
    }

    /// Waits for a frame that begins with an empty screen and ends, as all do, with the cursor.
    #[track_caller]
    fn wait_whole(&mut self, from: usize) {
        const CLEARED: &[u8] = b"\x1b[2J";
        self.wait_until("a whole frame", |terminal| {
            let since = &terminal.raw[from..];
            let Some(start) = since.windows(CLEARED.len()).rposition(|part| part == CLEARED) else { return false };
            let frame = &since[start..];
            let ends = |sign: &[u8]| frame.windows(sign.len()).rposition(|part| part == sign);
            ends(b"\x1b[?25l").is_some() || ends(b"\x1b[?25h").is_some_and(|at| frame[at..].contains(&b'H'))
        });
    }

    /// A size of any kind, none included, which the emulator has no screen for.
    pub fn resize_to(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.parser.screen_mut().set_size(cells(rows.max(1)), cells(columns.max(1)));
    }

    /// Sends what may come too late.
    pub fn send_if_open(&mut self, bytes: &[u8]) {
        let _ = self.writer.write_all(bytes).and_then(|()| self.writer.flush());
    }

    /// How the terminal treats what is typed: raw or not, echo, signals.
    pub fn line_discipline(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    /// Columns and rows as the terminal says them now.
    pub fn size(&self) -> (u16, u16) {
        let size = self.master.get_size().unwrap();
        (size.cols, size.rows)
    }

    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Waits until the screen shows some words.
    #[track_caller]
    pub fn wait(&mut self, words: &str) {
        self.wait_until(&format!("{words:?} on the screen"), |terminal| terminal.shows(words));
    }

    /// Waits until the screen no longer shows some words.
    #[track_caller]
    pub fn wait_gone(&mut self, words: &str) {
        self.wait_until(&format!("{words:?} off the screen"), |terminal| !terminal.shows(words));
    }

    #[track_caller]
    pub fn wait_until(&mut self, what: &str, mut condition: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + patience();
        while !condition(self) {
            if !self.pump(Duration::from_millis(50)) && (!self.open || Instant::now() > end) {
                assert!(condition(self), "never came: {what}. The screen:\n{}", self.text());
                return;
            }
        }
    }

    /// Waits for the end of the program; its exit code.
    #[track_caller]
    pub fn wait_end(&mut self) -> u32 {
        let end = Instant::now() + patience();
        loop {
            self.pump(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                while self.pump(Duration::from_millis(50)) {}
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the program does not end. The screen:\n{}", self.text());
        }
    }

    /// Ends the program at once, as a pulled battery does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        let _ = self.child.wait();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn key(name: &str) -> &'static [u8] {
    match name {
        "<enter>" => b"\r",
        "<tab>" => b"\t",
        "<back-tab>" => b"\x1b[Z",
        "<esc>" => b"\x1b",
        // As terminals write it that leave no doubt: what follows at once is never Alt with it.
        "<escape>" => b"\x1b[27u",
        "<up>" => b"\x1b[A",
        "<down>" => b"\x1b[B",
        "<right>" => b"\x1b[C",
        "<left>" => b"\x1b[D",
        "<backspace>" => b"\x7f",
        "<home>" => b"\x1b[H",
        "<end>" => b"\x1b[F",
        "<f1>" => b"\x1bOP",
        "<f2>" => b"\x1bOQ",
        "<f4>" => b"\x1bOS",
        "<f8>" => b"\x1b[19~",
        "<f9>" => b"\x1b[20~",
        "<f12>" => b"\x1b[24~",
        "<f3>" => b"\x1bOR",
        "<ctrl-b>" => b"\x02",
        "<ctrl-c>" => b"\x03",
        "<ctrl-f>" => b"\x06",
        "<ctrl-k>" => b"\x0b",
        "<ctrl-r>" => b"\x12",
        "<ctrl-y>" => b"\x19",
        "<ctrl-_>" => b"\x1f",
        "<ctrl-l>" => b"\x0c",
        "<ctrl-p>" => b"\x10",
        "<ctrl-s>" => b"\x13",
        "<ctrl-u>" => b"\x15",
        "<ctrl-x>" => b"\x18",
        "<ctrl-z>" => b"\x1a",
        "<lt>" => b"<",
        other => panic!("no key {other}"),
    }
}
