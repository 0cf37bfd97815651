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
}

impl<W: Write> CountingWriter<W> {
    /// Wraps a writer; the counts start at zero.
    pub fn new(inner: W) -> CountingWriter<W> {
        CountingWriter { inner, pending: Vec::with_capacity(16 * 1024), counts: Arc::default() }
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
