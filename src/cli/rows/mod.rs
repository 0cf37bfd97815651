//! `warroom import FILE --dry-run`: what an import of another tool's file would read and refuse. Taking rows into a case is not there yet, and this says so.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::json;

use super::args::Import;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use super::streams::json_part;
use crate::library::foreign::Refused;
use look::Looked;
use print::{Shown, document, refused_document};

mod look;
mod options;
mod print;
mod words;

/// Refused lines that are printed.
const SHOWN: usize = 20;
/// Bytes of a refused line that are printed.
const RAW_SHOWN: usize = 300;

/// Whether what was named is a file of another tool, and not a case folder or what is mistaken for one.
///
/// # Errors
/// Options of one with the other; a file without `--dry-run`.
pub(crate) fn is_asked(asked: &Import) -> Result<bool, Stop> {
    let path = &asked.folder;
    let input = path.as_os_str() == "-";
    let of_file = asked.dry_run || asked.format.is_some() || asked.times.is_some() || asked.encoding.is_some();
    if path.is_dir() {
        return if of_file {
            Err(Stop::Usage(
                "a directory is imported as a case folder, which needs no --dry-run, --format, --times or --encoding: it is verified first; leave them out, or name a file".to_owned(),
            ))
        } else {
            Ok(false)
        };
    }
    if asked.made.to.is_some() && (of_file || input) {
        return Err(Stop::Usage(
            "--to names the case that a case folder becomes; rows of a file are looked at only; leave --to out"
                .to_owned(),
        ));
    }
    if asked.dry_run {
        return Ok(true);
    }
    if input || of_file || (path.is_file() && !is_of_a_case(path)) {
        return Err(Stop::Said(
            "taking rows of another tool's file into a case is not there yet, so that nothing was read or recorded; --dry-run shows what would be read and refused; `warroom evidence add` registers the file as an exhibit".to_owned(),
        ));
    }
    Ok(false)
}

/// A case file or a sealed folder: what is said of those is said where folders are imported.
fn is_of_a_case(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(40).read_to_end(&mut head));
    let begins = |with: &[u8]| head.starts_with(with);
    read.is_err()
        || path.extension().is_some_and(|extension| extension == "age")
        || [&b"SQLite format 3\0"[..], b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE"]
            .iter()
            .any(|with| begins(with))
}

/// Looks at a file and says what was seen.
///
/// # Errors
/// The file is refused as a whole, or an option names what is not known.
pub(crate) fn run(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    let answers = options::answers(session, asked)?;
    let began = std::time::Instant::now();
    let mut shown: Vec<Shown> = Vec::new();
    let mut listed = 0_u64;
    let json = asked.made.json;
    let looked = {
        let (stdin, stdout) = (&mut session.io.stdin, &mut session.io.stdout);
        let mut refused = |sheet: &str, line: &Refused| -> io::Result<()> {
            if json {
                // As they come: a file can have more of them than memory.
                listed += 1;
                json_part(stdout, if listed == 1 { "{\"refused\":[" } else { "," })?;
                return json_part(stdout, &refused_document(sheet, line).to_string());
            }
            if shown.len() < SHOWN {
                shown.push(Shown::new(sheet, line, RAW_SHOWN));
            }
            Ok(())
        };
        if asked.folder.as_os_str() == "-" {
            look::stream(stdin, &answers, &mut refused)
        } else {
            look::file(&asked.folder, &answers, &mut refused)
        }
    };
    let looked = match looked {
        // What was begun is ended, so that it reads as a document.
        Err(stop) if listed > 0 => {
            json_part(session.io.stdout, &format!("],\"error\":{}}}\n", json!(said(&stop))))?;
            return Err(stop);
        }
        other => other?,
    };
    let seconds = began.elapsed().as_secs_f64();
    if json {
        let rest = document(&looked, &answers, seconds).to_string();
        let begun = if listed == 0 { "{\"refused\":[" } else { "" };
        json_part(session.io.stdout, &format!("{begun}],{}", rest.strip_prefix('{').unwrap_or(&rest)))?;
        writeln!(session.io.stdout)?;
    } else {
        print::told(&mut session.io, &asked.folder, &looked, &answers, &shown, seconds)?;
    }
    Ok(code(session, &looked))
}

fn said(stop: &Stop) -> String {
    match stop {
        Stop::Usage(text) | Stop::Said(text) => text.clone(),
        Stop::Failed(failure) => failure.to_string(),
        Stop::Output(error) => error.to_string(),
    }
}

fn code(session: &mut Session<'_>, looked: &Looked) -> u8 {
    if let Some(failed) = &looked.failed {
        session.io.note(&format!("warroom: {failed}"));
    }
    if looked.failed.is_some() || looked.asks() { REFUSED } else { DONE }
}
