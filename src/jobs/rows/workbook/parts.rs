//! The parts of a workbook beside its sheets: which sheets there are, the shared strings, which styles show a date.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::cell::put;
use super::events::{TagBounded, attribute, broken, each};
use crate::jobs::rows::archive::{Archive, ArchiveRefusal};

type Sheets = (Vec<(String, String)>, bool);

/// Name and part of each sheet, and whether days count from 1904.
pub(super) fn sheets<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Sheets, ArchiveRefusal> {
    let targets = targets(archive)?;
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let mut reader = Reader::from_reader(BufReader::new(TagBounded::new(archive.entry("xl/workbook.xml")?)));
    each(&mut reader, |event| {
        let Event::Start(tag) = event else { return Ok(true) };
        match tag.local_name().as_ref() {
            "workbookPr" => from_1904 = attribute(tag, "date1904").is_some_and(|text| text == "1" || text == "true"),
            "sheet" => {
                let id = attribute(tag, "id").unwrap_or_default();
                let part = targets.iter().find(|(of, _)| *of == id).map(|(_, part)| part.clone());
                let part = part.ok_or_else(|| broken("a sheet without its part"))?;
                sheets.push((attribute(tag, "name").unwrap_or_default(), part));
            }
            _ => {}
        }
        Ok(true)
    })?;
    Ok((sheets, from_1904))
}

/// The part of each relation of the workbook.
fn targets<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Vec<(String, String)>, ArchiveRefusal> {
    let mut targets = Vec::new();
    let mut reader = Reader::from_reader(BufReader::new(TagBounded::new(archive.entry("xl/_rels/workbook.xml.rels")?)));
    each(&mut reader, |event| {
        if let Event::Start(tag) = event
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.push((id, part));
        }
        Ok(true)
    })?;
    Ok(targets)
}

/// The shared strings, at most `most` bytes of them.
pub(super) fn strings<R: Read + Seek>(archive: &mut Archive<R>, most: usize) -> Result<Vec<Box<str>>, ArchiveRefusal> {
    let (mut strings, mut total, mut text, mut taking, mut phonetic) = (Vec::new(), 0, String::new(), false, false);
    let mut reader = Reader::from_reader(BufReader::new(TagBounded::new(archive.entry("xl/sharedStrings.xml")?)));
    each(&mut reader, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "rPh" => phonetic = true,
                "t" => taking = !phonetic,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "si" => {
                    total += text.len() + 16;
                    strings.push(text.as_str().into());
                }
                "rPh" => phonetic = false,
                "t" => taking = false,
                _ => {}
            },
            _ if taking => put(&mut text, event)?,
            _ => {}
        }
        if total + text.len() > most { Err(broken("more text than a workbook of people holds")) } else { Ok(true) }
    })?;
    Ok(strings)
}

/// For each style whether it shows a date: the numbers 14 to 22 and 45 to 47, and formats with year, day, hour or second outside quotes and brackets.
pub(super) fn dates<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Vec<bool>, ArchiveRefusal> {
    let (mut own, mut dates, mut of_cells) = (Vec::new(), Vec::new(), false);
    let mut reader = Reader::from_reader(BufReader::new(TagBounded::new(archive.entry("xl/styles.xml")?)));
    each(&mut reader, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => own.push((
                    attribute(tag, "numFmtId"),
                    attribute(tag, "formatCode").is_some_and(|code| is_date(&code)),
                )),
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = attribute(tag, "numFmtId");
                    let built_in = id
                        .as_deref()
                        .and_then(|id| id.parse::<u32>().ok())
                        .is_some_and(|id| matches!(id, 14..=22 | 45..=47));
                    dates.push(built_in || own.iter().any(|(of, date)| *date && *of == id));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => of_cells = false,
            _ => {}
        }
        Ok(true)
    })?;
    Ok(dates)
}

fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut skip) = (false, false, false);
    code.chars().any(|character| {
        match character {
            _ if skip => skip = false,
            '\\' | '_' | '*' => skip = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' => bracketed = false,
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return !quoted && !bracketed,
            _ => {}
        }
        false
    })
}
