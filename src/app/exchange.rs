//! Copies of the case for other tools: made of what is left after withholding, written beside their names, read back, put on record with the digest of every file, and
//! only then named. What is on record left the case; what has no record never got its name.

mod rows;

use std::fs::Metadata;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::case::{Case, Done};
use super::export::{Left, left_without_chains};
use super::failure::Failure;
use super::media::machine;
use super::staging::path_of;
use crate::domain::exchange::{self, FORMATS, Failed, Filed, Written};
use crate::domain::export::{Destination, Exposed};
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark, MarkProblem};
use crate::domain::text::{visible, visible_bytes};
use crate::export::exchange::{File, Format, Made, make};
use crate::export::folder::layout::PARTIAL;
use crate::export::folder::medium::{ExportFs, Medium};
use crate::export::folder::withhold::Readers;
use crate::jobs::acquire::survey::System;
use crate::jobs::rows::order::Trouble;
use rows::Measure;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// In which format.
    pub format: Format,
    /// The directory; the files have names of their own.
    pub destination: PathBuf,
    /// Who may read it. Telephone numbers stay behind whoever it is.
    pub audience: Mark,
    /// Why it leaves in plain.
    pub reason: String,
    /// Whether files of these names that are there are replaced.
    pub force: bool,
}

/// Reads the fields of `exchange`.
///
/// # Errors
/// No destination, a format or a mark that is none.
pub fn request(input: &Input) -> Result<Asked, Failure> {
    let refused = |why: String| Failure::Exchange(why);
    let format = input.get("exchange-format").map(str::trim).unwrap_or_default();
    let destination = input.get("destination").ok_or_else(|| refused("no directory is named; name one".to_owned()))?;
    let audience = match input.get("readers") {
        Some(typed) => typed.parse().map_err(|problem: MarkProblem| refused(problem.to_string()))?,
        None => Mark::default(),
    };
    Ok(Asked {
        format: format_of(format)?,
        destination: path_of(destination),
        audience,
        reason: input.get("reason").unwrap_or_default().trim().to_owned(),
        force: input.get("replace") == Some("yes"),
    })
}

/// A format by its name.
///
/// # Errors
/// [`Failure::Exchange`]: there is none of that name.
pub fn format_of(name: &str) -> Result<Format, Failure> {
    Format::of(name).ok_or_else(|| {
        let known = FORMATS.join(", ");
        Failure::Exchange(format!("{} is no format; choose one of {known}", visible(name)))
    })
}

/// What was handed out.
#[derive(Debug)]
pub struct Given {
    /// The record, with what it lacks.
    pub done: Done,
    /// What left.
    pub written: Written,
    /// The files with their paths, in the order in which the other tool is to take them.
    pub paths: Vec<PathBuf>,
    /// What the format has no place for, each a phrase with its count.
    pub left_out: Vec<String>,
}

/// What an exchange would be made of: pure bytes, nothing is written.
///
/// # Errors
/// The file of the case; a case that is itself a copy with gaps.
pub fn prepare(case: &Case, format: Format, audience: Mark) -> Result<(Made, Written), Failure> {
    if case.origin()?.is_some() {
        return Err(Failure::CopyWithGaps);
    }
    let readers = Readers { audience: Audience(audience), phones: false };
    let Left { filtered, state, note, .. } = left_without_chains(case, readers)?;
    let mut made = make(format, &state, &note);
    let mut files: Vec<Filed> = made.files.iter().map(filed).collect();
    if let Some(file) = &made.rows {
        let measured = rows::measure(case, file).map_err(|error| match error.downcast::<Trouble>() {
            Ok(trouble) => Failure::Order(trouble),
            Err(error) => Failure::Exchange(error.to_string()),
        })?;
        if measured.left_out > 0 {
            made.left_out.push(format!("rows without a time, which this format drops: {}", measured.left_out));
        }
        files.push(measured.filed);
    }
    let written = Written {
        format: format.code().to_owned(),
        destination: Destination::default(),
        machine: machine(),
        audience,
        files,
        case_head: note.case_head,
        records: filtered.rows.len() as u64,
        withheld: note.withheld.bodies().unwrap_or(u64::MAX),
        exposed: Exposed { people: state.people.people.len() as u64, mark: filtered.highest_mark() },
        reason: String::new(),
        replaced: Vec::new(),
    };
    Ok((made, written))
}

fn filed(file: &File) -> Filed {
    let mut measure = Measure::default();
    // Measuring bytes that are held cannot fail.
    let _ = measure.write_all(&file.bytes);
    measure.filed(&file.name)
}

/// Makes the files of a format, writes them, and puts on record that they left the case.
///
/// # Errors
/// A directory that is none or cannot be written, a name that is taken, a case that takes no records. Where it was on record already, that it failed is too.
pub fn hand_out(case: &mut Case, asked: &Asked) -> Result<Given, Failure> {
    let shown = visible_bytes(asked.destination.as_os_str().as_encoded_bytes());
    let failed = |why: String| Failure::Output { path: shown.clone(), why };
    let directory = std::fs::canonicalize(&asked.destination);
    let directory = directory.ok().filter(|path| std::fs::metadata(path).is_ok_and(|found: Metadata| found.is_dir()));
    let directory = directory.ok_or_else(|| {
        Failure::Exchange(format!(
            "{shown} is no directory that is there; name one, and the files get names of their own in it"
        ))
    })?;
    let place = System::running().place(&directory);
    let medium = Medium::open(&directory, &place.seen.fs).map_err(|error| failed(error.to_string()))?;
    hand_out_onto(case, asked, &medium, &directory, Destination::from(&place))
}

/// The same onto any medium: how its operations are made to fail in turn.
///
/// # Errors
/// As [`hand_out`].
pub fn hand_out_onto(
    case: &mut Case,
    asked: &Asked,
    fs: &dyn ExportFs,
    directory: &Path,
    destination: Destination,
) -> Result<Given, Failure> {
    let (made, mut written) = prepare(case, asked.format, asked.audience)?;
    written.destination = destination;
    written.reason.clone_from(&asked.reason);
    let output = |name: &str, why: &dyn std::fmt::Display| Failure::Output {
        path: visible_bytes(directory.join(name).as_os_str().as_encoded_bytes()),
        why: why.to_string(),
    };
    let there = fs.names("").map_err(|error| output("", &error))?;
    // FAT and its like do not tell capitals from small letters.
    let taken = |name: &str| there.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
    let names: Vec<String> = written.files.iter().map(|file| file.name.clone()).collect();
    for name in &names {
        match taken(name) {
            Some((other, false)) if asked.force => written.replaced.push(other.clone()),
            Some((other, _)) => {
                let why =
                    "it is there already and was left as it is; name another directory, or insist that it is replaced";
                return Err(output(other, &why));
            }
            None => {}
        }
    }
    let temporary: Vec<String> = names.iter().map(|name| format!("{name}{PARTIAL}")).collect();
    // What an exchange that was cut off left under such a name is nobody's.
    for name in temporary.iter().filter_map(|name| taken(name)).filter(|(_, directory)| !directory) {
        fs.remove(&name.0, false).map_err(|error| output(&name.0, &error))?;
    }
    let withdraw = |names: &[String]| {
        for name in names {
            // What cannot be removed lies there under a name that says what it is.
            let _ = fs.remove(name, false);
        }
    };
    for ((at, wanted), name) in written.files.iter().enumerate().zip(&temporary) {
        let bytes = |sheet: &mut dyn Write| match (made.files.get(at), &made.rows) {
            (Some(file), _) => sheet.write_all(&file.bytes),
            (None, Some(file)) => rows::write(case, file, sheet).map(|_| ()),
            (None, None) => Ok(()),
        };
        if let Err(error) = put(fs, name, wanted, bytes) {
            withdraw(&temporary);
            return Err(output(name, &error));
        }
    }
    let facts = written.clone();
    let done =
        case.record_by(|state, ctx| Ok(exchange::write(state, facts, ctx))).inspect_err(|_| withdraw(&temporary))?;
    if let Err((name, error)) = publish(fs, &names, &temporary, &written.replaced) {
        withdraw(&temporary);
        let of = done.records.first().copied().unwrap_or_default();
        let there = fs.names("").unwrap_or_default();
        let left = names.into_iter().filter(|name| there.iter().any(|(other, _)| other == name)).collect();
        case.observe(vec![Failed { of, why: error.to_string(), left }.into()])?;
        return Err(output(&name, &error));
    }
    let paths = names.iter().map(|name| directory.join(name)).collect();
    Ok(Given { done, written, paths, left_out: made.left_out })
}

/// Writes a file under its temporary name, makes it last, and holds what is read back against what it has to be.
fn put(
    fs: &dyn ExportFs,
    name: &str,
    wanted: &Filed,
    bytes: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut sheet = fs.create_new(name)?;
    bytes(&mut *sheet)?;
    sheet.sync()?;
    drop(sheet);
    let back = Measure::default().read(fs.read_back(name)?)?.filed(&wanted.name);
    if back == *wanted { Ok(()) } else { Err(std::io::Error::other("what was read back is not what was written")) }
}

/// Gives the files their names, and makes the names last.
fn publish(
    fs: &dyn ExportFs,
    names: &[String],
    temporary: &[String],
    replaced: &[String],
) -> Result<(), (String, std::io::Error)> {
    let at = |name: &str| {
        let name = name.to_owned();
        move |error| (name, error)
    };
    for name in replaced {
        fs.remove(name, false).map_err(at(name))?;
    }
    for (name, temporary) in names.iter().zip(temporary) {
        fs.rename(temporary, name).map_err(at(name))?;
    }
    fs.sync_dir("").map_err(at(""))
}
