//! Comparing two manifests as streams: memory does not grow with them.
//!
//! Renamed is what went under one name and came under another with the same digest; where several share a digest, they are
//! paired in the order of their names. A name that is in both is never part of a rename.

use std::cmp::Ordering;
use std::io;

use super::read::{BUDGET, Contents, Entry, Value};
use super::sort::{Sorted, Sorter};
use crate::jobs::{Cancelled, Handle};

/// What became of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only in the first.
    Removed,
    /// Only in the second.
    Added,
    /// In both, with another content.
    Changed,
    /// The same content under another name.
    Renamed,
}

impl Change {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Removed, Self::Added, Self::Changed, Self::Renamed];

    /// As a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
        }
    }
}

/// What a name stood for in one of the manifests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// SHA-256; none for what has no content.
    pub digest: Option<[u8; 32]>,
    /// Bytes, where the manifest says so.
    pub size: Option<u64>,
    /// What else it says: a link and its target, a tensor's type and shape.
    pub said: Vec<u8>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind.
    pub change: Change,
    /// The name, raw bytes; of what was renamed, the one in the first.
    pub name: Vec<u8>,
    /// The name in the second, of what was renamed.
    pub new_name: Option<Vec<u8>>,
    /// In the first.
    pub before: Option<Side>,
    /// In the second.
    pub after: Option<Side>,
}

/// How many, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Names.
    pub count: u64,
    /// Their bytes, where a manifest states them; of what changed, those in the second.
    pub bytes: u64,
    /// Names whose size no manifest states.
    pub unsized_names: u64,
}

impl Tally {
    fn add(&mut self, size: Option<u64>) {
        self.count += 1;
        self.bytes = self.bytes.saturating_add(size.unwrap_or_default());
        self.unsized_names += u64::from(size.is_none());
    }
}

/// The outcome in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Names with the same content in both.
    pub same: Tally,
    /// By [`Change`], in the order of [`Change::ALL`].
    pub differ: [Tally; 4],
}

impl Comparison {
    /// Whether no difference was found.
    #[must_use]
    pub fn equal(&self) -> bool {
        self.differ.iter().all(|tally| tally.count == 0)
    }
}

/// Tells every difference to `tell`: removed, added, changed, renamed, each in the order of names.
///
/// # Errors
/// When a temporary file or `tell` fails, or somebody asked for a stop.
pub fn compare(
    first: Contents,
    second: Contents,
    handle: &Handle,
    tell: &mut dyn FnMut(&Difference) -> io::Result<()>,
) -> io::Result<Comparison> {
    let mut comparing = Comparing {
        outcome: Comparison::default(),
        told: Sorter::new(BUDGET),
        gone: Sorter::new(BUDGET),
        come: Sorter::new(BUDGET),
        // A manifest of another tool cannot name a link, so its silence says nothing about links.
        marks: first.ours && second.ours,
        handle,
    };
    comparing.join(first.sorted, second.sorted)?;
    comparing.renames()?;
    comparing.tell(tell)
}

struct Comparing<'a> {
    outcome: Comparison,
    told: Sorter,
    gone: Sorter,
    come: Sorter,
    marks: bool,
    handle: &'a Handle,
}

impl Comparing<'_> {
    fn checkpoint(&self) -> io::Result<()> {
        self.handle.checkpoint().map_err(|Cancelled| io::Error::other("cancelled"))
    }

    fn join(&mut self, mut first: Sorted, mut second: Sorted) -> io::Result<()> {
        let (mut left, mut right) = (entry(&mut first)?, entry(&mut second)?);
        loop {
            self.checkpoint()?;
            match (left.take(), right.take()) {
                (None, None) => return Ok(()),
                (Some(l), Some(r)) if l.name == r.name => {
                    self.both(l, r)?;
                    (left, right) = (entry(&mut first)?, entry(&mut second)?);
                }
                (Some(l), r) if r.as_ref().is_none_or(|r| l.name < r.name) => {
                    self.one(Change::Removed, l)?;
                    (left, right) = (entry(&mut first)?, r);
                }
                (l, Some(r)) => {
                    self.one(Change::Added, r)?;
                    (left, right) = (l, entry(&mut second)?);
                }
                (Some(l), None) => {
                    self.one(Change::Removed, l)?;
                    left = entry(&mut first)?;
                }
            }
        }
    }

    fn both(&mut self, left: Entry, right: Entry) -> io::Result<()> {
        match (&left.value, &right.value) {
            (
                Value::Content { digest, size, note },
                Value::Content { digest: other_digest, size: other_size, note: other_note },
            ) if digest == other_digest
                && note == other_note
                && (size == other_size || size.is_none() || other_size.is_none()) =>
            {
                self.outcome.same.add(size.or(*other_size));
                Ok(())
            }
            (Value::Mark(said), Value::Mark(other)) if said == other => Ok(()),
            _ => self.note(Change::Changed, left.name, None, Some(left.value), Some(right.value)),
        }
    }

    /// A name that only one of them has: a difference, once it is known not to be half of a rename.
    fn one(&mut self, change: Change, entry: Entry) -> io::Result<()> {
        let Value::Content { digest, size, note } = &entry.value else {
            return match (self.marks, change) {
                (false, _) => Ok(()),
                (true, Change::Removed) => self.note(change, entry.name, None, Some(entry.value), None),
                (true, _) => self.note(change, entry.name, None, None, Some(entry.value)),
            };
        };
        // Neither notes nor names hold a NUL.
        let mut record = digest.to_vec();
        record.extend(note);
        record.push(0);
        record.extend(&entry.name);
        record.push(0);
        record.push(u8::from(size.is_some()));
        record.extend(size.unwrap_or_default().to_be_bytes());
        if change == Change::Removed { self.gone.push(&record) } else { self.come.push(&record) }
    }

    /// Pairs what went with what came under the same digest.
    fn renames(&mut self) -> io::Result<()> {
        let mut gone = std::mem::replace(&mut self.gone, Sorter::new(BUDGET)).sorted()?;
        let mut come = std::mem::replace(&mut self.come, Sorter::new(BUDGET)).sorted()?;
        let (mut left, mut right) = (keyed(&mut gone)?, keyed(&mut come)?);
        loop {
            self.checkpoint()?;
            let order = match (&left, &right) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((key, _)), Some((other, _))) => key.cmp(other),
            };
            let from = if order.is_le() { std::mem::replace(&mut left, keyed(&mut gone)?) } else { None };
            let to = if order.is_ge() { std::mem::replace(&mut right, keyed(&mut come)?) } else { None };
            match (from, to) {
                (Some((_, from)), Some((_, to))) => {
                    self.note(Change::Renamed, from.name, Some(to.name), Some(from.value), Some(to.value))?;
                }
                (Some((_, from)), None) => self.note(Change::Removed, from.name, None, Some(from.value), None)?,
                (None, Some((_, to))) => self.note(Change::Added, to.name, None, None, Some(to.value))?,
                (None, None) => {}
            }
        }
    }

    fn note(
        &mut self,
        change: Change,
        name: Vec<u8>,
        new_name: Option<Vec<u8>>,
        before: Option<Value>,
        after: Option<Value>,
    ) -> io::Result<()> {
        let size = |value: &Option<Value>| match value {
            Some(Value::Content { size, .. }) => *size,
            // What has no content has no bytes.
            Some(Value::Mark(_)) => Some(0),
            None => None,
        };
        // The same content has one size, whichever of them states it.
        let bytes = match change {
            Change::Renamed => size(&after).or(size(&before)),
            Change::Removed => size(&before),
            Change::Added | Change::Changed => size(&after),
        };
        if let Some(tally) = self.outcome.differ.get_mut(change as usize) {
            tally.add(bytes);
        }
        let mut record = vec![change as u8];
        record.extend(name);
        record.push(0);
        record.extend(new_name.unwrap_or_default());
        record.push(0);
        for value in [before, after] {
            let mut encoded = Vec::new();
            if let Some(value) = value {
                value.encode(&mut encoded);
            }
            let len = u32::try_from(encoded.len()).map_err(io::Error::other)?;
            record.extend(len.to_be_bytes());
            record.extend(encoded);
        }
        self.told.push(&record)
    }

    fn tell(self, tell: &mut dyn FnMut(&Difference) -> io::Result<()>) -> io::Result<Comparison> {
        let mut sorted = self.told.sorted()?;
        while let Some(record) = sorted.next()? {
            let difference = decode(&record).ok_or_else(|| io::Error::other("the temporary file was changed"))?;
            tell(&difference)?;
        }
        Ok(self.outcome)
    }
}

fn entry(sorted: &mut Sorted) -> io::Result<Option<Entry>> {
    match sorted.next()? {
        Some(record) => {
            Entry::decode(&record).map(Some).ok_or_else(|| io::Error::other("the temporary file was changed"))
        }
        None => Ok(None),
    }
}

/// The next of those that went or came, with the key under which they are paired.
fn keyed(sorted: &mut Sorted) -> io::Result<Option<(Vec<u8>, Entry)>> {
    let Some(record) = sorted.next()? else { return Ok(None) };
    let parts = || {
        let (digest, rest) = record.split_first_chunk::<32>()?;
        let mut parts = rest.splitn(3, |&byte| byte == 0);
        let (note, name, size) = (parts.next()?.to_vec(), parts.next()?.to_vec(), parts.next()?);
        let (stated, size) = size.split_first()?;
        let size = u64::from_be_bytes(size.try_into().ok()?);
        let key = [digest.as_slice(), &note].concat();
        let value = Value::Content { digest: *digest, size: (*stated == 1).then_some(size), note };
        Some((key, Entry { name, value }))
    };
    parts().map(Some).ok_or_else(|| io::Error::other("the temporary file was changed"))
}

fn decode(record: &[u8]) -> Option<Difference> {
    let (change, rest) = record.split_first()?;
    let change = *Change::ALL.get(usize::from(*change))?;
    let mut parts = rest.splitn(3, |&byte| byte == 0);
    let (name, new_name, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (before, rest) = side(rest)?;
    let (after, _) = side(rest)?;
    let new_name = (change == Change::Renamed).then(|| new_name.to_vec());
    Some(Difference { change, name: name.to_vec(), new_name, before, after })
}

fn side(bytes: &[u8]) -> Option<(Option<Side>, &[u8])> {
    let (len, rest) = bytes.split_first_chunk::<4>()?;
    let (encoded, rest) = rest.split_at_checked(u32::from_be_bytes(*len) as usize)?;
    if encoded.is_empty() {
        return Some((None, rest));
    }
    let side = match Value::decode(encoded)? {
        Value::Content { digest, size, note } => Side { digest: Some(digest), size, said: note },
        Value::Mark(said) => Side { digest: None, size: None, said },
    };
    Some((Some(side), rest))
}
