//! Digests computed on a thread of their own, while the next bytes are read and written: what leaves the laptop is hashed twice, and neither time does the medium
//! wait for it.

use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use sha2::{Digest, Sha256, Sha512};

/// Bytes read or written at once.
const PART: usize = 1024 * 1024;
/// Buffers that go round between the two threads: all the memory that an export holds.
const BUFFERS: usize = 4;

/// What a file's bytes come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digests {
    pub(super) size: u64,
    pub(super) sha256: [u8; 32],
    pub(super) sha512: Option<[u8; 64]>,
}

enum Part {
    Bytes(Vec<u8>, usize),
    End,
}

/// A thread that computes the digests of one file after the other.
pub(super) struct Lane {
    parts: SyncSender<Part>,
    spare: Receiver<Vec<u8>>,
    done: Receiver<Digests>,
}

impl Lane {
    /// Starts it. `sha512` stands beside SHA-256 where it is wanted.
    ///
    /// # Errors
    /// The system gave no thread.
    pub(super) fn start(sha512: bool) -> io::Result<Self> {
        let (parts, coming) = sync_channel(BUFFERS);
        let (back, spare) = channel();
        let (say, done) = channel();
        for _ in 0..BUFFERS {
            // The other end is in scope.
            let _ = back.send(Vec::new());
        }
        thread::Builder::new().name("digests".to_owned()).spawn(move || compute(&coming, &back, &say, sha512))?;
        Ok(Self { parts, spare, done })
    }

    /// An empty buffer for at most so many bytes as are read at once; waits until one is free.
    ///
    /// # Errors
    /// The thread is gone.
    pub(super) fn buffer(&self, size: u64) -> io::Result<Vec<u8>> {
        let mut buffer = self.spare.recv().map_err(gone)?;
        buffer.resize(PART.min(usize::try_from(size).unwrap_or(PART).max(1)), 0);
        Ok(buffer)
    }

    /// Takes the first `count` bytes of a buffer in.
    ///
    /// # Errors
    /// The thread is gone.
    pub(super) fn take(&self, buffer: Vec<u8>, count: usize) -> io::Result<()> {
        self.parts.send(Part::Bytes(buffer, count)).map_err(gone)
    }

    /// Says that the file ends here.
    ///
    /// # Errors
    /// The thread is gone.
    pub(super) fn end(&self) -> io::Result<()> {
        self.parts.send(Part::End).map_err(gone)
    }

    /// The digests of the file that ended longest ago and was not asked for yet; waits for them.
    ///
    /// # Errors
    /// The thread is gone.
    pub(super) fn next(&self) -> io::Result<Digests> {
        self.done.recv().map_err(gone)
    }
}

fn gone<T>(_: T) -> io::Error {
    io::Error::other("the thread that computes digests ended; start again")
}

/// Until nobody sends any more.
fn compute(coming: &Receiver<Part>, back: &Sender<Vec<u8>>, say: &Sender<Digests>, wide: bool) {
    let fresh = || (0_u64, Sha256::new(), wide.then(Sha512::new));
    let mut file = fresh();
    for part in coming {
        match part {
            Part::Bytes(buffer, count) => {
                let bytes = buffer.get(..count).unwrap_or(&buffer);
                file.0 += bytes.len() as u64;
                file.1.update(bytes);
                if let Some(sha512) = &mut file.2 {
                    sha512.update(bytes);
                }
                // Whoever reads may have stopped.
                let _ = back.send(buffer);
            }
            Part::End => {
                let (size, sha256, sha512) = std::mem::replace(&mut file, fresh());
                let sha512 = sha512.map(|digest| digest.finalize().into());
                let _ = say.send(Digests { size, sha256: sha256.finalize().into(), sha512 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_out_in_the_order_they_went_in_and_more_parts_than_buffers_wait_for_nobody() {
        let lane = Lane::start(true).unwrap();
        let files: [&[u8]; 3] = [b"one", b"", &[7; 100]];
        for file in files {
            for piece in file.chunks(9) {
                let mut buffer = lane.buffer(9).unwrap();
                buffer[..piece.len()].copy_from_slice(piece);
                lane.take(buffer, piece.len()).unwrap();
            }
            lane.end().unwrap();
        }
        for file in files {
            let wanted = Digests {
                size: file.len() as u64,
                sha256: Sha256::digest(file).into(),
                sha512: Some(Sha512::digest(file).into()),
            };
            assert_eq!(lane.next().unwrap(), wanted);
        }
        let narrow = Lane::start(false).unwrap();
        narrow.end().unwrap();
        assert_eq!(narrow.next().unwrap().sha512, None);
    }
}
