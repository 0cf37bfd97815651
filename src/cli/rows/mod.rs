//! `warroom import FILE`: rows of another tool's file, taken into a case, or with `--dry-run` looked at only.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::json;

use super::args::Import;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use super::streams::json_part;
use crate::app::rows::request;
use crate::domain::input::Input;
use crate::jobs::Handle;
use crate::jobs::rows::pass::{self, Looked, Sink};
use crate::library::foreign::{Refused, Row};
pub(crate) use list::run as listed;
use print::{Shown, document, refused_document};
use words::{Words, option};

mod list;
mod options;
mod print;
mod take;
mod words;

/// Refused lines that are printed.
const SHOWN: usize = 20;
/// Bytes of a refused line that are printed.
const RAW_SHOWN: usize = 300;

/// Whether what was named is a file of another tool, and not a case folder or what is mistaken for one.
///
/// # Errors
/// Options of one with the other.
pub(crate) fn is_asked(asked: &Import) -> Result<bool, Stop> {
    let path = &asked.folder;
    let input = path.as_os_str() == "-";
    let said = [&asked.description, &asked.origin, &asked.tool, &asked.collected_by, &asked.collected];
    let more = [&asked.offset, &asked.mark, &asked.again, &asked.format, &asked.times, &asked.encoding, &asked.columns];
    let of_file = asked.dry_run || said.into_iter().chain(more).any(Option::is_some);
    if path.is_dir() {
        return if of_file {
            Err(Stop::Usage(
                "a directory is imported as a case folder, which is verified first and needs no option of a file (--dry-run, --format, --times, --encoding, --mark and the like): leave them out, or name a file".to_owned(),
            ))
        } else {
            Ok(false)
        };
    }
    // A pipe, a device, a link that leads nowhere: what is wrong with it is said where files are opened.
    let there = path.symlink_metadata().is_ok();
    let file = input || of_file || (there && !(path.is_file() && is_of_a_case(path)));
    if asked.made.to.is_some() && file {
        return Err(Stop::Usage(
            "--to names the case that a case folder becomes; rows of a file go into the case that --case names; leave --to out"
                .to_owned(),
        ));
    }
    Ok(file)
}

/// A case file or a sealed folder: what is said of those is said where folders are imported.
fn is_of_a_case(path: &Path) -> bool {
    let mut head = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(40).read_to_end(&mut head));
    let begins = |with: &[u8]| head.starts_with(with);
    path.extension().is_some_and(|extension| extension == "age")
        || [&b"SQLite format 3\0"[..], b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE"]
            .iter()
            .any(|with| begins(with))
}

/// Takes in a file, or looks at it.
///
/// # Errors
/// The file is refused as a whole, an option names what is not known, or the case does not take it.
pub(crate) fn run(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    if asked.dry_run {
        return look(session, asked);
    }
    let wanted = take::of_options(session, asked)?;
    // Of an import the option names the zone of the file; times of the case are typed in its own.
    let zone = session.globals.zone.take();
    let done = take::run(session, &wanted);
    session.globals.zone = zone;
    done
}

/// Takes in a file by the fields of the command.
///
/// # Errors
/// As [`run`].
pub(crate) fn from_fields(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    let asked = request(input)?;
    take::run(session, &take::Wanted { asked, json, named: words::field })
}

/// What a dry run does with what is read: rows are counted, refused lines printed or kept to be printed.
struct Seen<'a> {
    /// Where JSON goes; none for people.
    json: Option<&'a mut dyn io::Write>,
    words: Words<'a>,
    shown: Vec<Shown>,
    listed: u64,
}

impl Sink for Seen<'_> {
    fn kept(&mut self, _: &str, _: &Row) -> io::Result<()> {
        Ok(())
    }

    fn refused(&mut self, sheet: &str, line: &Refused) -> io::Result<()> {
        if let Some(stdout) = &mut self.json {
            // As they come: a file can have more of them than memory.
            self.listed += 1;
            json_part(stdout, if self.listed == 1 { "{\"refused\":[" } else { "," })?;
            return json_part(stdout, &refused_document(sheet, line, self.words).to_string());
        }
        if self.shown.len() < SHOWN {
            self.shown.push(Shown::new(sheet, line, RAW_SHOWN, self.words));
        }
        Ok(())
    }

    fn reads_with_questions(&self) -> bool {
        true
    }
}

/// Looks at a file and says what was seen.
fn look(session: &mut Session<'_>, asked: &Import) -> Result<u8, Stop> {
    let answers = options::answers(session, asked)?;
    let began = std::time::Instant::now();
    let json = asked.made.json;
    let (stdin, stdout) = (&mut session.io.stdin, &mut session.io.stdout);
    let words = Words { lang: &session.lang, named: option };
    let mut seen = Seen { json: json.then_some(stdout), words, shown: Vec::new(), listed: 0 };
    let handle = Handle::new();
    let looked = if asked.folder.as_os_str() == "-" {
        pass::stream(stdin, &answers, &mut seen, &handle)
    } else {
        pass::file(&asked.folder, &answers, &mut seen, &handle)
    };
    let Seen { shown, listed, .. } = seen;
    let looked = match looked.map_err(|why| words.not_read(why)) {
        // What was begun is ended, so that it reads as a document.
        Err(stop) if listed > 0 => {
            json_part(session.io.stdout, &format!("],\"error\":{}}}\n", json!(said(&stop))))?;
            return Err(stop);
        }
        other => other?,
    };
    let seconds = began.elapsed().as_secs_f64();
    if json {
        let rest = document(&looked, &answers, seconds, words).to_string();
        let begun = if listed == 0 { "{\"refused\":[" } else { "" };
        json_part(session.io.stdout, &format!("{begun}],{}", rest.strip_prefix('{').unwrap_or(&rest)))?;
        writeln!(session.io.stdout)?;
    } else {
        session.io.line("dry run: nothing is recorded; this is what an import would read")?;
        print::told(&mut session.io, words, &asked.folder, &looked, &answers, &shown, seconds)?;
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
        session.io.note(&format!("warroom: {}", Words { lang: &session.lang, named: option }.broken(failed)));
    }
    if looked.failed.is_some() || looked.asks() { REFUSED } else { DONE }
}
