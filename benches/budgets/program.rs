//! A program at a pseudo-terminal of 160x48, driven from outside: what it shows, when a frame of it came, what it uses.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant as Stopwatch};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const COLUMNS: u16 = 160;
const ROWS: u16 = 48;
/// How long nothing is typed.
pub(super) const IDLE: Duration = Duration::from_secs(10);
/// After this much silence a frame is over.
const FRAME_GAP: Duration = Duration::from_millis(3);
/// After this much silence the program waits for keys.
const QUIET: Duration = Duration::from_millis(250);
/// How long a program may take before it counts as hung: one of them reads five million rows for minutes.
const PATIENCE: Duration = Duration::from_secs(600);

/// The program of that name, where the PATH has it.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file())
}

/// A program at a pseudo-terminal. A thread of its own reads, so that the time of a byte is when it came.
pub(super) struct Program {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Stopwatch, Vec<u8>)>,
    parser: vt100::Parser,
    started: Stopwatch,
}

impl Program {
    pub(super) fn start(command: &CommandBuilder) -> Program {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = command.clone();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Stopwatch::now(), buffer[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let started = Stopwatch::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let cells = |count| NonZeroU16::new(count).unwrap();
        let parser = vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0);
        Program { child, _master: pair.master, writer, output, parser, started }
    }

    pub(super) fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits for one piece of output: when it came, and how long it is. None when nothing came within the time.
    fn next(&mut self, limit: Duration) -> Option<(Stopwatch, usize)> {
        match self.output.recv_timeout(limit) {
            Ok((at, bytes)) => {
                self.parser.process(&bytes);
                Some((at, bytes.len()))
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the program ended:\n{}", self.parser.screen().contents()),
        }
    }

    /// From the start until the screen shows some words, and that frame is over.
    pub(super) fn until(&mut self, words: &str) -> Duration {
        self.since_start(&|screen| screen.contains(words))
    }

    /// From the start until the screen shows what is looked for, and that frame is over.
    pub(super) fn since_start(&mut self, seen: &dyn Fn(&str) -> bool) -> Duration {
        self.until_seen(self.started, seen)
    }

    /// Types something: from then until the screen shows what is looked for, and that frame is over.
    pub(super) fn types_until(&mut self, keys: &[u8], seen: &dyn Fn(&str) -> bool) -> Duration {
        let sent = Stopwatch::now();
        self.send(keys);
        self.until_seen(sent, seen)
    }

    fn until_seen(&mut self, since: Stopwatch, seen: &dyn Fn(&str) -> bool) -> Duration {
        let end = Stopwatch::now() + PATIENCE;
        let mut last = since;
        while !seen(&self.parser.screen().contents()) {
            if let Some((at, _)) = self.next(QUIET) {
                last = at;
            }
            assert!(Stopwatch::now() < end, "never shown:\n{}", self.parser.screen().contents());
        }
        // A program that never falls silent, since it counts what it reads, is not waited for.
        let over = Stopwatch::now() + QUIET;
        while let Some((at, _)) = self.next(FRAME_GAP) {
            if Stopwatch::now() > over {
                break;
            }
            last = at;
        }
        last.duration_since(since)
    }

    /// Waits until the program has nothing more to say for a while. A clock of its own may tick every second.
    pub(super) fn quiet(&mut self) {
        while self.next(QUIET).is_some() {}
    }

    /// From a key to the last byte of the frame that it brings, and that frame's bytes.
    pub(super) fn key(&mut self, key: &[u8]) -> (Duration, usize) {
        while self.next(Duration::from_millis(10)).is_some() {}
        let sent = Stopwatch::now();
        self.send(key);
        let Some((mut last, mut bytes)) = self.next(Duration::from_secs(2)) else {
            panic!("a key brought nothing:\n{}", self.parser.screen().contents())
        };
        while let Some((at, count)) = self.next(FRAME_GAP) {
            last = at;
            bytes += count;
        }
        (last.duration_since(sent), bytes)
    }

    /// Bytes, seconds of processor time and bytes to the disk while nobody types.
    pub(super) fn idle(&mut self) -> (f64, f64, u64) {
        let (cpu, written) = (self.cpu(), self.written());
        let end = Stopwatch::now() + IDLE;
        let mut bytes = 0;
        while let Some(left) = end.checked_duration_since(Stopwatch::now()).filter(|left| !left.is_zero()) {
            bytes += self.next(left).map_or(0, |(_, count)| count);
        }
        (bytes as f64, self.cpu() - cpu, self.written() - written)
    }

    fn proc(&self, name: &str) -> PathBuf {
        Path::new("/proc").join(self.child.process_id().unwrap().to_string()).join(name)
    }

    /// Seconds on a processor, of all its threads.
    fn cpu(&self) -> f64 {
        let tasks = std::fs::read_dir(self.proc("task")).unwrap();
        let nanos = tasks.filter_map(|task| {
            let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            text.split_whitespace().next()?.parse::<u64>().ok()
        });
        nanos.sum::<u64>() as f64 / 1e9
    }

    /// Bytes that it had sent to a disk.
    fn written(&self) -> u64 {
        self.field("io", "write_bytes:")
    }

    /// Resident bytes.
    pub(super) fn resident(&self) -> u64 {
        self.field("status", "VmRSS:") * 1024
    }

    fn field(&self, file: &str, name: &str) -> u64 {
        let text = std::fs::read_to_string(self.proc(file)).unwrap();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Waits for the end, which was asked for.
    pub(super) fn end(mut self) {
        while self.output.recv_timeout(PATIENCE).is_ok() {}
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
