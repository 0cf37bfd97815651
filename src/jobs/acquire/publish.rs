//! From written bytes to an image: read back, write log and check file, give final names, the log's last.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};

use sha2::{Digest as _, Sha256};

use super::log::{About, Told};
use super::names::Names;
use super::readback::{ReadBackStop, read_back};
use super::segments::WriteStop;
use super::shelf::Shelf;
use super::{Copied, Ended, Failure, Image, Outcome, Segment, Stage, Stop, Watched};
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::jobs::source::{Change, Changes};
use crate::library::digest::Digest;
use crate::library::sums;

/// What the end of an acquisition takes.
pub(super) struct Ending<'e> {
    pub(super) shelf: &'e dyn Shelf,
    pub(super) names: &'e Names,
    pub(super) about: About<'e>,
    pub(super) clock: &'e dyn Fn() -> Instant,
    pub(super) started: Instant,
    pub(super) handle: &'e Handle,
    pub(super) watched: &'e Watched,
}

impl Ending<'_> {
    /// Judges what was copied and brings it to its end.
    pub(super) fn of(&self, copied: Copied, changed: Vec<Change>) -> Ended {
        let mut ended = Ended {
            outcome: Outcome::Cancelled,
            started: self.started,
            ended: self.started,
            read: copied.read,
            bad: copied.bad,
            recovered: copied.recovered,
            image: None,
            log: None,
            left: copied.written.iter().map(|file| file.name.clone()).collect(),
        };
        let result = copied.stream.and_then(|stream| {
            if !changed.is_empty() {
                return Err(Stop::Failed(Failure::Changed(Changes(changed))));
            }
            self.watched.enter(Stage::ReadingBack);
            let each =
                read_back(self.shelf, &copied.written, stream.sha256, self.handle).map_err(|stop| match stop {
                    ReadBackStop::Cancelled => Stop::Cancelled,
                    other => Stop::Failed(Failure::ReadBack(other)),
                })?;
            let whole = ended.bad.is_empty();
            let split = self.about.split.is_some();
            let segments = copied.written.iter().zip(each).zip(1..).map(|((file, sha256), number)| Segment {
                name: self.names.image(split.then_some(number), whole),
                size: file.size,
                sha256,
            });
            Ok(Image {
                sha256: stream.sha256,
                others: stream.others,
                pieces: stream.pieces,
                zeros: stream.zeros,
                segments: segments.collect(),
                sums: self.names.sums(whole),
            })
        });
        self.watched.enter(Stage::Finishing);
        ended.ended = (self.clock)();
        match result {
            Ok(image) => {
                let whole = ended.bad.is_empty();
                ended.outcome = if whole { Outcome::Whole } else { Outcome::Incomplete };
                ended.image = Some(image);
                if let Err(stop) = self.publish(&mut ended) {
                    (ended.outcome, ended.image, ended.log) = (Outcome::Failed(stop.into()), None, None);
                }
            }
            Err(stop) => {
                ended.outcome = match stop {
                    Stop::Cancelled => Outcome::Cancelled,
                    Stop::Failed(failure) => Outcome::Failed(failure),
                };
                // A log of what came to nothing is worth having, and worth no second fault.
                let name = self.names.log_partial();
                let text = Told { about: &self.about, ended: &ended }.to_string();
                if self.write(&name, text.as_bytes()).is_ok() {
                    ended.log = Some((name, Sha256::digest(text.as_bytes()).into()));
                }
            }
        }
        ended
    }

    /// Log and check file, then the names.
    fn publish(&self, ended: &mut Ended) -> Result<(), WriteStop> {
        let whole = ended.outcome == Outcome::Whole;
        let Some(image) = &ended.image else { return Ok(()) };
        let text = Told { about: &self.about, ended }.to_string();
        let sums: Vec<u8> = image
            .segments
            .iter()
            .flat_map(|segment| sums::line(&Digest::sha256(segment.sha256), segment.name.as_encoded_bytes()))
            .collect();
        let (log, check) = (self.names.log_partial(), self.names.sums_partial());
        for (name, bytes) in [(&log, text.as_bytes()), (&check, sums.as_slice())] {
            ended.left.push(name.clone());
            self.write(name, bytes).map_err(|error| WriteStop::new("writing", name, &error))?;
        }
        let final_log = self.names.log(whole);
        let images = ended.left.iter().zip(&image.segments).map(|(from, segment)| (from.clone(), segment.name.clone()));
        let mut moves: Vec<(OsString, OsString)> = images.collect();
        moves.extend([(check, image.sums.clone()), (log, final_log.clone())]);
        for (done, (from, to)) in moves.iter().enumerate() {
            if let Err(error) = self.shelf.rename(from, to) {
                self.take_back(moves.get(..done).unwrap_or_default());
                return Err(WriteStop::new("naming", to, &error));
            }
        }
        if let Err(error) = self.shelf.sync() {
            self.take_back(&moves);
            return Err(WriteStop::new("flushing the directory of", &final_log, &error));
        }
        ended.left.clear();
        ended.log = Some((final_log, Sha256::digest(text.as_bytes()).into()));
        Ok(())
    }

    /// Gives files back their working names, the log's first: a fault that comes this late must not leave what looks whole.
    fn take_back(&self, moves: &[(OsString, OsString)]) {
        for (from, to) in moves.iter().rev() {
            let _ = self.shelf.rename(to, from);
        }
    }

    fn write(&self, name: &OsStr, bytes: &[u8]) -> io::Result<()> {
        let mut sheet = self.shelf.create(name)?;
        sheet.write_all(bytes)?;
        sheet.sync()
    }
}
