//! The log beside the image: plain text, one thing a line, for a reader who has nothing but it.

use std::fmt::{self, Display, Formatter};

use super::meaning::sentence;
use super::{Ended, Outcome, Request};
use crate::domain::acquisition::survey::{Medium, Survey};
use crate::domain::text::{one_line, visible_bytes};
use crate::library::digest::hex;

/// What is known of an acquisition before its end.
#[derive(Debug)]
pub(super) struct About<'a> {
    pub(super) tool: &'a str,
    pub(super) survey: &'a Survey,
    pub(super) request: &'a Request,
    pub(super) split: Option<u64>,
    pub(super) meaning: Vec<&'static str>,
    pub(super) atime_kept: bool,
}

/// The log as a text.
pub(super) struct Told<'t> {
    pub(super) about: &'t About<'t>,
    pub(super) ended: &'t Ended,
}

impl Display for Told<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ended = self.ended;
        writeln!(f, "Bit-for-bit acquisition\n")?;
        line(f, "State", &state(ended))?;
        line(f, "Tool", self.about.tool)?;
        line(f, "Start (UTC)", &ended.started.to_string())?;
        line(f, "End (UTC)", &ended.ended.to_string())?;
        self.people(f)?;
        self.source(f)?;
        self.destination(f)?;
        self.result(f)?;
        self.map(f)?;
        if !self.about.meaning.is_empty() {
            writeln!(f, "\nWhat this digest can mean\n")?;
            for code in &self.about.meaning {
                writeln!(f, "- {}", sentence(code))?;
            }
        }
        Ok(())
    }
}

/// The final state in a line. Only a whole image is called one.
pub fn state(ended: &Ended) -> String {
    match &ended.outcome {
        Outcome::Whole => "whole: every byte of the source was read, written and read back".to_owned(),
        Outcome::Incomplete => format!(
            "INCOMPLETE: {} ranges, {} bytes could not be read; the image holds zeros there. This is not a copy of the source.",
            ended.bad.len(),
            unreadable(ended)
        ),
        Outcome::Cancelled => format!("CANCELLED after {} bytes; there is no image", ended.read),
        Outcome::Failed(failure) => format!("FAILED after {} bytes: {failure}; there is no image", ended.read),
    }
}

/// Bytes that could not be read.
pub fn unreadable(ended: &Ended) -> u64 {
    ended.bad.iter().map(|range| range.length).sum()
}

fn line(f: &mut Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    if value.is_empty() { Ok(()) } else { writeln!(f, "{name:<26}{}", one_line(value)) }
}

fn head(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    writeln!(f, "\n{name}\n")
}

fn yes_no(known: Option<bool>) -> &'static str {
    match known {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

impl Told<'_> {
    fn people(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let said = &self.about.request.said;
        line(f, "Case", &said.case)?;
        line(f, "Examiner", if said.examiner.is_empty() { "not named" } else { &said.examiner })?;
        line(f, "Competence", if said.competence.is_empty() { "not stated" } else { &said.competence })?;
        line(f, "Write blocker", if said.blocker.is_empty() { "none named" } else { &said.blocker })?;
        line(f, "Method", &said.method)?;
        line(f, "Purpose", &said.purpose)?;
        let live = self.about.meaning.contains(&"live");
        line(
            f,
            "Read although in use",
            self.about.request.mounted_anyway.as_deref().filter(|_| live).unwrap_or_default(),
        )
    }

    fn source(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let source = &self.about.survey.source;
        head(f, "Source, before reading")?;
        line(f, "Name given", &source.given)?;
        line(f, "Name opened", &source.opened)?;
        line(f, "Kind", &source.kind)?;
        line(f, "Size", &format!("{} bytes", source.size))?;
        let physical =
            if source.physical_sector == 0 { "unknown".to_owned() } else { source.physical_sector.to_string() };
        line(f, "Sectors (logical/physical)", &format!("  {} / {physical} bytes", source.logical_sector))?;
        medium(f, &source.medium)?;
        let device = source.kind == "block-device";
        if device {
            line(f, "Set read-only", yes_no(source.read_only))?;
            line(f, "Held for this tool alone", yes_no(source.exclusive))?;
        } else {
            line(f, "Access time left alone", yes_no(Some(self.about.atime_kept)))?;
        }
        let uses = &self.about.survey.uses;
        if uses.is_empty() {
            line(
                f,
                if device { "Mounted" } else { "Lies in" },
                if device { "no, as far as this system shows" } else { "unknown" },
            )?;
        }
        for used in uses {
            let how = if used.read_only { "read-only" } else { "read-write" };
            let word = match (device, used.of_content) {
                (true, _) => "Mounted",
                (false, true) => "Content mounted",
                (false, false) => "Lies in",
            };
            line(f, word, &format!("{} at {} ({}, {how})", used.device, used.place, used.fs))?;
        }
        let automount = &self.about.survey.automount;
        let programs =
            if automount.programs.is_empty() { String::new() } else { format!(": {}", automount.programs.join(", ")) };
        line(
            f,
            "Automount",
            &format!("{}{programs}; {} places that mount on access", automount.state, automount.points),
        )?;
        line(f, "Partition table", &source.table)?;
        for partition in &source.partitions {
            let kind = if partition.kind.is_empty() { String::new() } else { format!(", type {}", partition.kind) };
            line(
                f,
                "Partition",
                &format!("{}: at byte {}, {} bytes{kind}", partition.number, partition.offset, partition.size),
            )?;
        }
        for holder in &source.holders {
            line(f, "Stacked on it", holder)?;
        }
        for found in &source.encryption {
            line(
                f,
                "Encryption",
                &format!("{} at byte {}; its key is an exhibit of its own", found.what, found.offset),
            )?;
        }
        if source.encryption.is_empty() {
            line(f, "Encryption", "none that names itself (self-encrypting disks and hidden volumes do not)")?;
        }
        line(f, "Hidden areas (HPA, DCO)", &source.hidden)
    }

    fn destination(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let place = &self.about.survey.destination;
        head(f, "Destination, before writing")?;
        line(f, "Directory", &place.directory)?;
        line(f, "File system", &place.fs)?;
        medium(f, &place.medium)?;
        line(f, "Free", &format!("{} of {} bytes", place.free, place.total))?;
        let blank = if place.entries == 0 { "yes".to_owned() } else { format!("no, {} entries", place.entries) };
        line(f, "Directory blank", &blank)?;
        let medium_blank = match place.medium_entries {
            Some(0) => "yes".to_owned(),
            Some(entries) => format!("no, {entries} entries at its root"),
            None => "not seen".to_owned(),
        };
        line(f, "Medium blank", &medium_blank)?;
        let split = self.about.split.map_or("no".to_owned(), |split| format!("segments of {split} bytes"));
        line(f, "Split", &split)
    }

    fn result(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ended = self.ended;
        head(f, "Result")?;
        line(f, "Bytes worked through", &ended.read.to_string())?;
        line(f, "Retries per sector", &self.about.request.retries.to_string())?;
        line(f, "Sectors read at a retry", &ended.recovered.to_string())?;
        line(f, "Unreadable", &format!("{} ranges, {} bytes", ended.bad.len(), unreadable(ended)))?;
        let Some(image) = &ended.image else {
            let left: Vec<String> = ended.left.iter().map(|name| visible_bytes(name.as_encoded_bytes())).collect();
            return line(f, "Left behind", &left.join(", "));
        };
        if let Some(percent) = image.zeros.percent() {
            line(f, "Blocks of zeros", &format!("{percent} % of {} blocks of 4096 bytes", image.zeros.blocks))?;
        }
        line(f, "Read back", "every byte, after fsync and after asking the system to drop its cache: the same")?;
        if ended.outcome == Outcome::Whole {
            line(f, "SHA-256 source and image", &format!("  {}", hex(&image.sha256)))?;
        } else {
            line(f, "SHA-256 of the source", "none: it was not read whole")?;
            line(f, "SHA-256 of this image, with zeros for what is missing:", &format!(" {}", hex(&image.sha256)))?;
        }
        for digest in &image.others {
            let algorithm = digest.algorithm();
            let only = if algorithm.proves() { "" } else { " (only to match an old log; proves nothing)" };
            line(f, algorithm.name(), &format!("{}{only}", digest.hex()))?;
        }
        for segment in &image.segments {
            let name = visible_bytes(segment.name.as_encoded_bytes());
            line(f, "File", &format!("{name}, {} bytes, SHA-256 {}", segment.size, hex(&segment.sha256)))?;
        }
        if image.segments.len() > 1 {
            line(f, "Whole image again", "cat the files in the order of their numbers | sha256sum")?;
        }
        line(f, "Check file", &visible_bytes(image.sums.as_encoded_bytes()))
    }

    fn map(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.ended.bad.is_empty() {
            return Ok(());
        }
        let sector = u64::from(self.about.survey.source.logical_sector.max(1));
        head(f, "Map of what could not be read")?;
        writeln!(f, "{:>20} {:>20} {:>16} {:>12}", "offset (bytes)", "length (bytes)", "first sector", "sectors")?;
        for range in &self.ended.bad {
            let (first, count) = (range.offset / sector, range.length.div_ceil(sector));
            writeln!(f, "{:>20} {:>20} {first:>16} {count:>12}", range.offset, range.length)?;
        }
        Ok(())
    }
}

fn medium(f: &mut Formatter<'_>, medium: &Medium) -> fmt::Result {
    let words = [&medium.vendor, &medium.model].map(String::as_str).into_iter().filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    line(f, "Medium", &medium.name)?;
    line(f, "Make and model", &words.join(" "))?;
    line(f, "Serial number", if medium.serial.is_empty() { "not to be found out" } else { &medium.serial })?;
    line(f, "Bus", &medium.bus)?;
    let turns = match medium.rotational {
        Some(true) => "rotational",
        Some(false) => "solid state",
        None => "unknown",
    };
    line(f, "Kind of medium", turns)
}
