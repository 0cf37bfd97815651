//! The file into which a session is recorded while it runs. Each piece of output is handed to the system at once, so that the end of this program loses
//! nothing; [`Spool::sync`] makes it safe against the end of the machine.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use crate::library::transcript::asciicast::{Decoder, Event, What, event_line};

/// A recording being written.
#[derive(Debug)]
pub struct Spool {
    file: File,
    decoder: Decoder,
    start_ms: u64,
    last_us: u64,
}

impl Spool {
    /// Makes the file, which only its owner may read, with its header. `start_ms` is the session's start by the recording's clock.
    ///
    /// # Errors
    /// What the system says.
    pub fn create(path: &Path, header: &str, start_ms: u64) -> io::Result<Self> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(header.as_bytes())?;
        file.sync_all()?;
        Ok(Spool { file, decoder: Decoder::default(), start_ms, last_us: 0 })
    }

    /// Output of the command.
    ///
    /// # Errors
    /// What the system says.
    pub fn output(&mut self, at_ms: u64, bytes: &[u8]) -> io::Result<()> {
        let text = self.decoder.push(bytes);
        if text.is_empty() { Ok(()) } else { self.event(at_ms, What::Output(text)) }
    }

    /// The window has another size.
    ///
    /// # Errors
    /// What the system says.
    pub fn resize(&mut self, at_ms: u64, (width, height): (u16, u16)) -> io::Result<()> {
        self.event(at_ms, What::Resize(width, height))
    }

    fn event(&mut self, at_ms: u64, what: What) -> io::Result<()> {
        let at_us = at_ms.saturating_sub(self.start_ms).saturating_mul(1000).max(self.last_us);
        self.last_us = at_us;
        self.file.write_all(event_line(&Event { at_us, what }).as_bytes())
    }

    /// Makes what was written durable.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Writes what is left of a character that was cut, and makes everything durable.
    ///
    /// # Errors
    /// What the system says.
    pub fn finish(&mut self) -> io::Result<()> {
        let rest = self.decoder.finish();
        if !rest.is_empty() {
            let line = event_line(&Event { at_us: self.last_us, what: What::Output(rest) });
            self.file.write_all(line.as_bytes())?;
        }
        self.file.sync_all()
    }
}
