//! Words in an event of a log, named by its record id: exports as XML, JSON or text, the audit log of Linux, and the binary log of Windows (`.evtx`).

use super::bytes::{Span, Window};
use super::lines::{Encoding, raw, written};
use super::{Hit, Locator, Outcome, Unread};

/// Names under which logs give the record id of an event, to the letter: `EventID` of Windows says what kind of event it is, never which one.
const KEYS: &[&str] = &[
    "EventRecordID",
    "EventRecordId",
    "RecordId",
    "RecordID",
    "RecordNumber",
    "record_id",
    "recordId",
    "record_number",
    "eventID",
    "insertId",
    "__SEQNUM",
];
/// How far an exported event reaches in either direction, bytes.
const REACH: u64 = 256 * 1024;
/// How far before an id its name stands, bytes.
const NAME: u64 = 128;

/// Words in an event.
pub(super) fn in_event(window: &mut Window<'_>, id: &str, text: &str) -> Result<Outcome, Unread> {
    if is_evtx(window)? {
        return in_evtx(window, Some(id), text);
    }
    let encoding = Encoding::of(window)?;
    let (mut place, mut from) = (false, 0);
    let token = [encoding.write(id)];
    while let Some(at) = window.find(Span::between(from, window.size()), &token)? {
        from = at.start + 1;
        let Some(event) = event_at(window, encoding, at)? else { continue };
        place = true;
        if let Some(found) = window.find(event.span, &event.words(text, encoding))? {
            let place = Locator::Event { id: id.to_owned() };
            return Ok(Outcome::Found(Hit { place, offset: Some(found.start) }));
        }
    }
    Ok(if place { Outcome::Absent } else { Outcome::NoPlace })
}

/// How an exported event is written.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Xml,
    Json,
    Text,
}

struct Event {
    shape: Shape,
    span: Span,
}

impl Event {
    /// The words as this shape writes them: as they stand in the file, and as a reader shows them.
    fn words(&self, text: &str, encoding: Encoding) -> Vec<Vec<u8>> {
        let mut words = written(text, encoding);
        let escaped = match self.shape {
            Shape::Xml => {
                Some(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"))
            }
            Shape::Json => serde_json::to_string(text).ok().map(|quoted| quoted.trim_matches('"').to_owned()),
            Shape::Text => None,
        };
        words.extend(escaped.iter().flat_map(|escaped| written(escaped, encoding)));
        words
    }
}

/// The event whose id stands at a place; none where those digits are something else.
fn event_at(window: &mut Window<'_>, encoding: Encoding, at: Span) -> Result<Option<Event>, Unread> {
    let unit = encoding.line_end().len() as u64;
    let after = encoding.read(window.at(at.end(), usize::try_from(unit).unwrap_or(1))?);
    if !at.start.is_multiple_of(unit) || after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return Ok(None);
    }
    let begin = at.start.saturating_sub(NAME * unit);
    let name = encoding.read(window.at(begin, usize::try_from(at.start - begin).unwrap_or(0))?);
    let Some(shape) = shape_of(&name) else { return Ok(None) };
    let span = match shape {
        Shape::Xml => between(window, encoding, at, ("<Event", "</Event>"))?,
        Shape::Json => json_event(window, encoding, at)?,
        Shape::Text if name.ends_with(':') && audit(&name) => line_of(window, encoding, at)?,
        Shape::Text => paragraph(window, encoding, at)?,
    };
    Ok(Some(Event { shape, span }))
}

/// What stands before an id says that it is one, and how the event is written.
fn shape_of(before: &str) -> Option<Shape> {
    if audit(before) {
        return Some(Shape::Text);
    }
    let bare = before.trim_end_matches(['"', '\'']);
    let bare = bare.trim_end_matches([' ', '\t']);
    let (separator, name) = (bare.chars().next_back()?, bare.get(..bare.len().saturating_sub(1))?);
    let name = name.trim_end_matches([' ', '\t']);
    let quoted = name.ends_with('"');
    let name = name.trim_end_matches('"');
    let known = KEYS.iter().any(|key| {
        name.strip_suffix(key).is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    });
    match separator {
        '>' if known => Some(Shape::Xml),
        ':' if known && quoted => Some(Shape::Json),
        ':' | '=' if known => Some(Shape::Text),
        _ => None,
    }
}

/// `audit(1763772188.123:`, before the serial number of an event in the audit log of Linux.
fn audit(before: &str) -> bool {
    let Some((_, stamp)) = before.rsplit_once("audit(") else { return false };
    stamp.ends_with(':') && stamp.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':'))
}

/// The last place of a mark before an offset, within reach.
fn last_before(window: &mut Window<'_>, at: u64, mark: &[u8]) -> Result<Option<u64>, Unread> {
    let begin = at.saturating_sub(REACH);
    let held = window.at(begin, usize::try_from(at - begin).unwrap_or(0))?;
    Ok(memchr::memmem::rfind(held, mark).map(|place| begin + place as u64))
}

/// From the mark before a place to the mark behind it, or as far as an event reaches.
fn between(window: &mut Window<'_>, encoding: Encoding, at: Span, (open, close): (&str, &str)) -> Result<Span, Unread> {
    // `<EventData` and `<EventRecordID` begin alike: what opens the event is followed by a blank or ends.
    let (mut begin, mut before) = (None, at.start);
    while let Some(place) = last_before(window, before, &encoding.write(open))? {
        let behind = place + encoding.write(open).len() as u64;
        let next = encoding.read(window.at(behind, encoding.line_end().len())?);
        if next.starts_with(|c: char| c == '>' || c.is_whitespace()) {
            begin = Some(place);
            break;
        }
        before = place;
        if at.start - place > REACH {
            break;
        }
    }
    let reach = Span { start: at.start, length: REACH };
    let end = window.find(reach, &[encoding.write(close)])?.map_or(at.end().saturating_add(REACH), Span::end);
    Ok(Span::between(begin.unwrap_or_else(|| at.start.saturating_sub(REACH)), end.min(window.size())))
}

fn line_of(window: &mut Window<'_>, encoding: Encoding, at: Span) -> Result<Span, Unread> {
    let mark = encoding.line_end();
    let start = last_before(window, at.start, mark)?.map_or(0, |place| place + mark.len() as u64);
    let end = window.find(Span::between(at.end(), window.size()), &[mark.to_vec()])?;
    Ok(Span::between(start, end.map_or(window.size(), |end| end.start)))
}

/// Lines around a place without an empty one among them.
fn paragraph(window: &mut Window<'_>, encoding: Encoding, at: Span) -> Result<Span, Unread> {
    let empty = [encoding.write("\n\n"), encoding.write("\r\n\r\n")];
    let mut start = at.start.saturating_sub(REACH);
    for mark in &empty {
        let place = last_before(window, at.start, mark)?;
        start = start.max(place.map_or(0, |place| place + mark.len() as u64));
    }
    let end = window.find(Span::between(at.end(), window.size().min(at.end() + REACH)), &empty)?;
    Ok(Span::between(start, end.map_or_else(|| window.size().min(at.end() + REACH), |end| end.start)))
}

/// The object of an event: its line where each event has one, else the innermost object that stands in a list or alone.
fn json_event(window: &mut Window<'_>, encoding: Encoding, at: Span) -> Result<Span, Unread> {
    let line = line_of(window, encoding, at)?;
    let length = usize::try_from(line.length).unwrap_or(usize::MAX);
    let text = encoding.read(window.at(line.start, length)?);
    if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text.trim()).is_ok() {
        return Ok(line);
    }
    let begin = object_before(window, encoding, at.start)?;
    let end = object_end(window, encoding, begin, at.end())?;
    Ok(Span::between(begin, end))
}

/// Brackets of a JSON text, with strings passed over.
#[derive(Default)]
struct Brackets {
    /// Open ones: where, and whether it is a list.
    open: Vec<(u64, bool)>,
    string: bool,
    escaped: bool,
}

impl Brackets {
    fn take(&mut self, byte: u8, at: u64) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.string => self.escaped = true,
            b'"' => self.string = !self.string,
            _ if self.string => {}
            b'{' => self.open.push((at, false)),
            b'[' => self.open.push((at, true)),
            b'}' | b']' => {
                self.open.pop();
            }
            _ => {}
        }
    }
}

/// Where the event begins that a place stands in: read from the start of the file, since a bracket may stand in a string.
fn object_before(window: &mut Window<'_>, encoding: Encoding, until: u64) -> Result<u64, Unread> {
    let mut brackets = Brackets::default();
    walk(window, encoding, 0, |at, byte| {
        if at < until {
            brackets.take(byte, at);
        }
        at < until
    })?;
    let event = (0..brackets.open.len()).rev().find(|index| {
        let parent = index.checked_sub(1).and_then(|parent| brackets.open.get(parent));
        brackets.open.get(*index).is_some_and(|(_, list)| !list) && parent.is_none_or(|(_, list)| *list)
    });
    Ok(event.and_then(|index| brackets.open.get(index)).map_or(0, |(at, _)| *at))
}

/// Where the object that begins at a place ends, behind its bracket.
fn object_end(window: &mut Window<'_>, encoding: Encoding, begin: u64, at_least: u64) -> Result<u64, Unread> {
    let (mut brackets, mut end) = (Brackets::default(), window.size());
    walk(window, encoding, begin, |at, byte| {
        brackets.take(byte, at);
        if brackets.open.is_empty() && at >= at_least {
            end = at + 1;
        }
        !brackets.open.is_empty()
    })?;
    Ok(end)
}

/// Every character of one byte from an offset on, until told to stop; in UTF-16 those whose other byte is 0.
fn walk(
    window: &mut Window<'_>,
    encoding: Encoding,
    from: u64,
    mut each: impl FnMut(u64, u8) -> bool,
) -> Result<(), Unread> {
    let unit = encoding.line_end().len();
    let mut offset = from;
    while offset < window.size() {
        let held = window.at(offset, usize::MAX)?;
        let whole = held.len() - held.len() % unit;
        if whole == 0 {
            return Ok(());
        }
        for (index, pair) in held.get(..whole).unwrap_or_default().chunks_exact(unit).enumerate() {
            let byte = match (encoding, pair) {
                (Encoding::Plain, [byte]) | (Encoding::Utf16Le, [byte, 0]) | (Encoding::Utf16Be, [0, byte]) => *byte,
                _ => continue,
            };
            if !each(offset + (index * unit) as u64, byte) {
                return Ok(());
            }
        }
        offset += whole as u64;
    }
    Ok(())
}

/// Bytes before the first chunk of a binary log, of one chunk, and before the first record of a chunk.
const HEADER: u64 = 4096;
const CHUNK: u64 = 64 * 1024;
const CHUNK_HEADER: u64 = 512;

pub(super) fn is_evtx(window: &mut Window<'_>) -> Result<bool, Unread> {
    Ok(window.at(0, 8)? == b"ElfFile\0")
}

/// Words in a record of a binary log, which holds the values of an event as text in UTF-16; in any record where no id is given. What the screen of Windows writes
/// around the values stands in templates, not in the record.
pub(super) fn in_evtx(window: &mut Window<'_>, id: Option<&str>, text: &str) -> Result<Outcome, Unread> {
    let wanted = id.map(str::parse::<u64>);
    let (words, mut place) = (raw(text), false);
    let mut chunk = HEADER;
    while chunk < window.size() {
        let known = window.at(chunk, 8)? == b"ElfChnk\0";
        let mut at = chunk + CHUNK_HEADER;
        while known && at + 28 <= (chunk + CHUNK).min(window.size()) {
            let head = window.at(at, 24)?;
            let number = |from: usize| head.get(from..from + 8).and_then(|eight| eight.try_into().ok());
            let (own, number) = (head.starts_with(b"\x2a\x2a\0\0"), number(8).map_or(0, u64::from_le_bytes));
            let size = head.get(4..8).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
            if !own || size < 28 || at + u64::from(size) > chunk + CHUNK {
                break;
            }
            if wanted.as_ref().is_none_or(|wanted| *wanted == Ok(number)) {
                place = true;
                let record = Span { start: at + 24, length: u64::from(size) - 28 };
                if let Some(found) = window.find(record, &words)? {
                    let place = Locator::Event { id: number.to_string() };
                    return Ok(Outcome::Found(Hit { place, offset: Some(found.start) }));
                }
            }
            at += u64::from(size);
        }
        chunk += CHUNK;
    }
    Ok(if place || id.is_none() { Outcome::Absent } else { Outcome::NoPlace })
}
