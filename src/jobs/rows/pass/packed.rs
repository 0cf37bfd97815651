//! Zip archives and workbooks. Both are read from their end, so that the digest takes a pass of its own before.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _};

use sha2::Digest as _;

use super::{Answers, Handle, Item, Limits, Looked, NotRead, Part, Sink, Tee, stopped, text};
use crate::domain::text::visible;
use crate::jobs::rows::archive::Archive;
use crate::jobs::rows::workbook::Workbook;

/// Whether a file begins as a zip archive does; leaves it at its first byte.
pub(super) fn is_archive(mut file: &File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(matches!(head.as_slice(), [b'P', b'K', 3 | 5, 4 | 6]))
}

/// Reads an archive with one file in it, or every sheet of a workbook.
pub(super) fn look(
    mut file: &File,
    answers: &Answers,
    sink: &mut dyn Sink,
    handle: &Handle,
) -> Result<Looked, NotRead> {
    let mut tee = Tee::new(file, handle);
    io::copy(&mut tee, &mut io::sink()).map_err(|error| stopped(handle, NotRead::Io(error)))?;
    let mut looked = Looked { bytes: tee.bytes, ..Looked::default() };
    looked.sha256 = tee.sha256.finalize().into();
    file.rewind().map_err(NotRead::Io)?;
    let mut archive = Archive::open(BufReader::new(file), Limits::default())?;
    if !archive.names().iter().any(|name| name == "[Content_Types].xml" || name.starts_with("xl/")) {
        let name = archive.only()?;
        looked.container = Some(format!("zip: {}", visible(&name)));
        text(archive.entry(&name)?, answers, sink, handle, &mut looked)?;
        return Ok(looked);
    }
    looked.container = Some("workbook".to_owned());
    let mut workbook = Workbook::open(archive)?;
    let sheets: Vec<String> = workbook.sheets().map(str::to_owned).collect();
    let mut parts = Vec::new();
    for sheet in &sheets {
        let sample = workbook.sample(sheet)?;
        parts.extend(Part::of(sheet, &sample, answers)?);
    }
    if parts.is_empty() {
        return Err(NotRead::Blank);
    }
    // What is asked of any sheet is asked before a row of the first is read.
    let reads = sink.reads_with_questions() || parts.iter().all(|part| part.open.is_empty());
    for mut part in parts {
        let mapping = part.detection.mapping().cloned().filter(|_| reads && !sink.enough());
        if let Some(mapping) = mapping {
            let mut ended = None;
            let tally = &mut part.tally;
            let sheet = part.sheet.as_str();
            let read = workbook.read(sheet, &mapping, answers.zone, |item| {
                let told = handle.checkpoint().map_err(NotRead::from).and_then(|()| match item {
                    Item::Kept(mut row) => {
                        sheet.clone_into(&mut row.sheet);
                        tally.add(&row);
                        sink.kept(sheet, &row).map_err(NotRead::Sink)
                    }
                    Item::Refused(line) => sink.refused(sheet, &line).map_err(NotRead::Sink),
                });
                ended = told.err();
                ended.is_none() && !sink.enough()
            });
            if let Some(ended) = ended {
                return Err(ended);
            }
            part.counts = read?;
        }
        looked.parts.push(part);
    }
    Ok(looked)
}
