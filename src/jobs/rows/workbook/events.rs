//! The events of a part, bounded: no text between two tags is longer than a record may be.

use std::io::{self, BufRead, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::jobs::rows::archive::ArchiveRefusal;

/// Bytes between two tags, and of one tag.
const BETWEEN: usize = 1 << 20;

/// Stops where two tags are too far apart, for the reader behind holds what is between them.
pub(super) struct TagBounded<R> {
    source: R,
    since: usize,
}

impl<R> TagBounded<R> {
    pub(super) fn new(source: R) -> Self {
        Self { source, since: 0 }
    }
}

impl<R: Read> Read for TagBounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        self.since = memchr::memrchr(b'<', &into[..count]).map_or(self.since + count, |at| count - at);
        if self.since > BETWEEN { Err(io::Error::other("text of more than a mebibyte in one cell")) } else { Ok(count) }
    }
}

pub(super) fn broken(what: &str) -> ArchiveRefusal {
    ArchiveRefusal::Workbook(what.to_owned())
}

/// An attribute by its name without prefix, read as text.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Gives every event; an empty tag as its beginning and its end. Stops where `take` gives false.
pub(super) fn each<B: BufRead>(
    reader: &mut Reader<B>,
    mut take: impl FnMut(&Event<'_>) -> Result<bool, ArchiveRefusal>,
) -> Result<(), ArchiveRefusal> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| broken(&error.to_string()))?;
        let go_on = match event {
            Event::Eof => false,
            // Entities of its own are what makes small documents large.
            Event::DocType(_) => return Err(broken("a document type")),
            Event::Empty(tag) => {
                let end = tag.to_end().into_owned();
                take(&Event::Start(tag))? && take(&Event::End(end))?
            }
            event => take(&event)?,
        };
        if !go_on {
            return Ok(());
        }
    }
}
