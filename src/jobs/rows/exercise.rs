//! One entry for anything that throws bytes at the parsers: fuzzers, property tests, corpora.

use std::io::Read;

use super::decode::Encoding;
use super::reader::{Item, Reader};
use super::{Limits, open};
use crate::library::foreign::format::{Format, KNOWN, Known};
use crate::library::foreign::mapping::{Column, Mapping, Role, Shape};
use crate::library::foreign::row::{Counts, Refused, Row, Subject};
use crate::library::foreign::time::TimeForm;
use crate::library::foreign::{Zone, detect};

/// What reading a source to its end gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Rows.
    pub rows: Vec<Row>,
    /// What became none.
    pub refused: Vec<Refused>,
    /// The account.
    pub counts: Counts,
}

/// Reads all of a text by mappings.
///
/// # Errors
/// Of the source.
pub fn gather<R: Read>(
    text: R,
    mappings: &[(String, Mapping)],
    zone: Option<Zone>,
    limits: Limits,
) -> std::io::Result<Gathered> {
    let mut reader = Reader::new(text, mappings, zone, limits);
    let mut gathered = Gathered::default();
    while let Some(item) = reader.next_item()? {
        match item {
            Item::Kept(row) => gathered.rows.push(*row),
            Item::Refused(refused) => gathered.refused.push(*refused),
        }
    }
    gathered.counts = reader.counts().clone();
    Ok(gathered)
}

/// Mappings of a format as if its file had been detected, for bytes that are not of it at all.
#[must_use]
pub fn mappings_of(format: Format) -> Vec<(String, Mapping)> {
    let known: Vec<&Known> = KNOWN.iter().filter(|known| known.format == format).collect();
    let of = |known: &Known, name: &str| Column { name: name.to_owned(), role: known.role(name) };
    let mapping = |known: &Known, columns: Vec<Column>| Mapping {
        format,
        shape: known.shape,
        subject: known.subject,
        separator: known.separator,
        quoting: known.quoting,
        header: known.shape == Shape::Cells,
        columns,
        form: known.form,
        utc: known.utc,
        dash_is_empty: known.dash_is_empty(),
        tags_between: known.tags_between.to_owned(),
    };
    if known.is_empty() {
        let plain = Known::CELLS;
        let roles = [("time", Role::Time), ("name", Role::User), ("text", Role::What)];
        let columns = roles.map(|(name, role)| Column { name: name.to_owned(), role }).to_vec();
        let mut mapping = mapping(&plain, columns);
        (mapping.form, mapping.subject) = (Some(TimeForm::Iso), Subject::Event);
        mapping.shape = match format {
            Format::Chat => Shape::Chat,
            Format::JsonLines => Shape::Lines,
            _ => Shape::Cells,
        };
        return vec![(String::new(), mapping)];
    }
    let all = |known: &&Known| {
        let names = if known.shape == Shape::Cells {
            known.needs.to_vec()
        } else {
            known.roles.iter().map(|(name, _)| *name).collect()
        };
        (known.section.to_owned(), mapping(known, names.iter().map(|name| of(known, name)).collect()))
    };
    known.iter().map(all).collect()
}

/// Reads bytes as a format, whatever they are, and by detection too; the account of the first. It never panics, and the account always holds: that is what the
/// tests check.
#[must_use]
pub fn exercise(format: Format, bytes: &[u8]) -> Option<Counts> {
    let limits = Limits { record: 4096, beginning: 64, lines: 64, unpacked: 1 << 24, ratio: 1000, unchecked: 1 << 20 };
    let read = gather(bytes, &mappings_of(format), Some(Zone::UTC), limits).ok()?;
    for declared in [None, Some(Encoding::Windows1252)] {
        if let Ok(opened) = open(bytes, declared, limits)
            && let Some(detection) = detect(&opened.sample)
        {
            let counts = gather(opened.text, &detection.mappings, Some(Zone::UTC), limits).ok()?.counts;
            if !counts.hold() {
                return Some(counts);
            }
        }
    }
    Some(read.counts)
}
