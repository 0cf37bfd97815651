//! The way to the terminal: counted, and one write per frame.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// Bytes and frames that went to the terminal; shared with tests and benchmarks.
#[derive(Debug, Default)]
pub struct Counts {
    bytes: AtomicU64,
    frames: AtomicU64,
    held: AtomicBool,
    closed: AtomicBool,
}

impl Counts {
    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Makes flushes wait.
    pub fn hold(&self) {
        self.held.store(true, Ordering::Relaxed);
    }

    /// Lets flushes through again and counts one frame; the caller flushes.
    pub fn release(&self) {
        self.held.store(false, Ordering::Relaxed);
        self.frames.fetch_add(1, Ordering::Relaxed);
    }

    /// Drops everything from now on (true), or sends again (false).
    pub(super) fn set_closed(&self, closed: bool) {
        self.closed.store(closed, Ordering::Release);
    }

    /// Frames drawn so far.
    pub fn frames(&self) -> u64 {
        self.frames.load(Ordering::Relaxed)
    }
}

/// A writer that counts, and that sends a frame in one piece.
///
/// Drawing flushes several times per frame (cells, cursor shape, cursor place); between [`Counts::hold`] and
/// [`Counts::release`] those flushes wait. Nothing is written on drop: bytes of a frame that a panic cut short
/// must not follow the sequences that gave the terminal back.
#[derive(Debug)]
pub struct CountingWriter<W: Write> {
    inner: W,
    pending: Vec<u8>,
    counts: Arc<Counts>,
    sixteen: bool,
}

/// Colours of the first sixteen as every terminal with colours knows them: `38;5;11` becomes `93`. Old terminals read the former as blinking.
fn in_sixteen(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, sequence) = rest.split_at(at + 2);
        out.extend_from_slice(before);
        let end = sequence.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b';')).count();
        let (params, after) = sequence.split_at(end);
        rest = after;
        if after.first() != Some(&b'm') {
            out.extend_from_slice(params);
            continue;
        }
        let params: Vec<&[u8]> = params.split(|byte| *byte == b';').collect();
        let mut said: Vec<Vec<u8>> = Vec::new();
        let mut index = 0;
        while let Some(param) = params.get(index) {
            let number = params.get(index + 2).and_then(|text| std::str::from_utf8(text).ok()?.parse::<u8>().ok());
            let ground = match *param {
                b"38" => Some(0),
                b"48" => Some(10),
                _ => None,
            };
            match (ground, params.get(index + 1), number) {
                (Some(ground), Some(kind), Some(colour)) if **kind == *b"5" && colour < 16 => {
                    let base = if colour < 8 { 30 } else { 82 };
                    said.push((base + ground + colour).to_string().into_bytes());
                    index += 3;
                }
                // The colour of underlining: no such terminal has one.
                _ if **param == *b"59" => index += 1,
                _ => {
                    said.push(param.to_vec());
                    index += 1;
                }
            }
        }
        if said.is_empty() {
            // Without a number it would switch everything off.
            out.truncate(out.len() - 2);
            rest = rest.get(1..).unwrap_or_default();
        } else {
            out.extend_from_slice(&said.join(&b';'));
        }
    }
    out.extend_from_slice(rest);
    out
}

impl<W: Write> CountingWriter<W> {
    /// From now on colours are written as terminals of sixteen colours know them.
    pub fn in_sixteen_colours(&mut self) {
        self.sixteen = true;
    }

    /// Wraps a writer; the counts start at zero.
    pub fn new(inner: W) -> CountingWriter<W> {
        CountingWriter { inner, pending: Vec::with_capacity(16 * 1024), counts: Arc::default(), sixteen: false }
    }

    /// The shared counts.
    pub fn counts(&self) -> Arc<Counts> {
        Arc::clone(&self.counts)
    }
}

impl<W: Write> Write for CountingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.counts.closed.load(Ordering::Acquire) {
            self.pending.clear();
            return Ok(());
        }
        if self.counts.held.load(Ordering::Relaxed) || self.pending.is_empty() {
            return Ok(());
        }
        if self.sixteen {
            self.pending = in_sixteen(&self.pending);
        }
        let outcome = self.inner.write_all(&self.pending).and_then(|()| self.inner.flush());
        self.counts.bytes.fetch_add(self.pending.len() as u64, Ordering::Relaxed);
        self.pending.clear();
        outcome
    }
}

/// The terminal behind standard output, without Rust's own line buffer and lock.
#[derive(Debug)]
pub struct Tty(File);

impl Tty {
    pub(super) fn open() -> io::Result<Tty> {
        Ok(Tty(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Another program on this terminal may have made it non-blocking; give a slow line ten seconds.
        for _ in 0..5_000 {
            match self.0.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::sleep(Duration::from_millis(2)),
                outcome => return outcome,
            }
        }
        Err(io::ErrorKind::TimedOut.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_said_as_old_terminals_know_them() {
        for (given, expected) in [
            ("\x1b[38;5;11;49mA\x1b[1m", "\x1b[93;49mA\x1b[1m"),
            ("\x1b[39;48;5;0m", "\x1b[39;40m"),
            ("\x1b[38;5;3;48;5;15m", "\x1b[33;107m"),
            ("\x1b[38;5;200m\x1b[38;2;1;2;3m", "\x1b[38;5;200m\x1b[38;2;1;2;3m"),
            ("a\x1b[59m\x1b[39;59mb", "a\x1b[39mb"),
            ("\x1b[2;38H38;5;1m\x1b[m", "\x1b[2;38H38;5;1m\x1b[m"),
        ] {
            assert_eq!(in_sixteen(given.as_bytes()), expected.as_bytes(), "{given:?}");
        }
    }

    #[test]
    fn a_held_frame_goes_out_in_one_piece_and_is_counted_once() {
        #[derive(Default)]
        struct Pieces(Vec<Vec<u8>>);
        impl Write for Pieces {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.to_vec());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut writer = CountingWriter::new(Pieces::default());
        let counts = writer.counts();
        counts.hold();
        for part in ["ab", "cd", "ef"] {
            writer.write_all(part.as_bytes()).unwrap();
            writer.flush().unwrap();
        }
        assert_eq!(counts.bytes(), 0);
        counts.release();
        writer.flush().unwrap();
        writer.flush().unwrap();
        assert_eq!(writer.inner.0, [b"abcdef".to_vec()]);
        assert_eq!((counts.bytes(), counts.frames()), (6, 1));
        counts.set_closed(true);
        writer.write_all(b"late").unwrap();
        writer.flush().unwrap();
        assert_eq!(counts.bytes(), 6, "nothing is sent after the terminal was given back");
    }
}
