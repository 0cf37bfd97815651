//! Zip archives and workbooks. Both are read from their end, so that the digest takes a pass of its own before.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _};

use sha2::Digest as _;

use super::{Item, Limits, Looked, Part, Refusals, Tee, detect, text};
use crate::cli::rows::options::Answers;
use crate::cli::rows::words;
use crate::cli::stop::Stop;
use crate::domain::text::visible;
use crate::jobs::rows::archive::{Archive, ArchiveRefusal};
use crate::jobs::rows::workbook::Workbook;

/// Whether a file begins as a zip archive does; leaves it at its first byte.
pub(super) fn is_archive(mut file: &File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(matches!(head.as_slice(), [b'P', b'K', 3 | 5, 4 | 6]))
}

/// Looks at an archive with one file in it, or at every sheet of a workbook.
pub(super) fn look(mut file: &File, answers: &Answers, refused: Refusals<'_>) -> Result<Looked, Stop> {
    let mut tee = Tee::new(file);
    io::copy(&mut tee, &mut io::sink()).map_err(|error| Stop::Said(words::unreadable(&error)))?;
    let mut looked = Looked { bytes: tee.bytes, ..Looked::default() };
    looked.sha256 = tee.sha256.finalize().into();
    file.rewind().map_err(|error| Stop::Said(words::unreadable(&error)))?;
    let said = |why: ArchiveRefusal| Stop::Said(words::archive(&why));
    let mut archive = Archive::open(BufReader::new(file), Limits::default()).map_err(said)?;
    if !archive.names().iter().any(|name| name == "[Content_Types].xml" || name.starts_with("xl/")) {
        let name = archive.only().map_err(said)?;
        looked.container = Some(format!("zip: {}", visible(&name)));
        text(archive.entry(&name).map_err(said)?, answers, refused, &mut looked)?;
        return Ok(looked);
    }
    looked.container = Some("workbook".to_owned());
    let mut workbook = Workbook::open(archive).map_err(said)?;
    let sheets: Vec<String> = workbook.sheets().map(str::to_owned).collect();
    for sheet in &sheets {
        let sample = workbook.sample(sheet).map_err(said)?;
        let Some(detection) = detect(&sample) else { continue };
        let mut part = Part::new(sheet, detection, answers)?;
        let Some(mapping) = part.detection.mapping().cloned() else { continue };
        let mut unwritten = None;
        let read = workbook.read(sheet, &mapping, answers.zone, |item| {
            let told = match item {
                Item::Kept(row) => {
                    part.tally.add(&row);
                    Ok(())
                }
                Item::Refused(line) => refused(sheet, &line),
            };
            unwritten = told.err();
            unwritten.is_none()
        });
        if let Some(error) = unwritten {
            return Err(error.into());
        }
        part.counts = read.map_err(said)?;
        looked.parts.push(part);
    }
    if looked.parts.is_empty() {
        return Err(Stop::Said(words::BLANK.to_owned()));
    }
    Ok(looked)
}
