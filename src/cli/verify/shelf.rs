//! `warroom verify SHELF`: every case folder, sealed file and case file of a shelf, in one table.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::folder::unreadable;
use super::sealed::Looked;
use super::{case, sealed};
use crate::cli::args::Verify;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::domain::text::{counted, fit, one_line, visible_bytes, width};
use crate::export::folder::layout::{BAGIT, MANIFEST, PARTIAL, TAG_MANIFEST};
use crate::export::sealed::{CHECK, SUFFIX};
use crate::export::verify::{FolderReport, Report, folder_at, verify};

/// Widest column of the table.
const WIDEST: usize = 44;

/// Whether a directory is, or was meant to be, a case folder: one whose declaration was taken away still is.
pub(super) fn is_folder(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = name.rsplit_once("_x").is_some_and(|(_, number)| number.len() == 4 && number.parse::<u16>().is_ok());
    let tags = [BAGIT, MANIFEST, TAG_MANIFEST];
    number || name.ends_with(PARTIAL) || tags.iter().any(|name| path.join(name).symlink_metadata().is_ok())
}

/// What stands in a row of the table.
enum Item {
    /// A case folder.
    Folder(Box<FolderReport>),
    /// A sealed file.
    Sealed(Box<Looked>),
    /// A case file.
    Case(Box<Report>),
    /// It could not be looked at, for this reason.
    Unread(String),
}

impl Item {
    fn ok(&self) -> bool {
        match self {
            Item::Folder(report) => report.ok(),
            Item::Sealed(looked) => looked.ok(),
            Item::Case(report) => report.ok(),
            Item::Unread(_) => false,
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Item::Folder(report) => report.to_json(),
            Item::Sealed(looked) => looked.to_json(),
            Item::Case(report) => report.to_json(),
            Item::Unread(why) => json!({"ok": false, "problems": [{"file": "", "line": null, "what": why}]}),
        }
    }
}

/// Ends the name of a case file.
const CASE: &str = ".warroom";

/// Checks everything named by what it is, and what lies in the directories named.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, paths: &[PathBuf]) -> Result<u8, Stop> {
    let mut wanted = Vec::new();
    let mut others = Vec::new();
    for path in paths {
        if is_folder(path) || !path.is_dir() {
            // A check file is read with the file that it is about.
            if !beside(path, paths) {
                wanted.push(path.clone());
            }
        } else if let Err(error) = look(path, &mut wanted, &mut others) {
            return Err(unreadable(path, &error));
        }
    }
    if wanted.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| visible_bytes(path.as_os_str().as_encoded_bytes())).collect();
        let what = format!(
            "no case folder lies in {}: nothing was checked. Name a folder that holds bagit.txt, or a directory of such folders",
            named.join(", ")
        );
        if asked.json {
            let problem = json!({"file": "", "line": null, "what": what});
            session
                .io
                .json(&json!({"ok": false, "folders": [], "files": [], "others": others, "problems": [problem]}))?;
            return Ok(REFUSED);
        }
        return Err(Stop::Said(what));
    }
    let checked: Vec<(PathBuf, Item)> = wanted
        .into_iter()
        .map(|path| item(session, asked, &path).map(|item| (path, item)))
        .collect::<Result<_, _>>()?;
    let all = checked.iter().all(|(_, item)| item.ok());
    if asked.json {
        let one = |(path, item): &(PathBuf, Item)| {
            let mut value = item.to_json();
            value["path"] = json!(visible_bytes(path.as_os_str().as_encoded_bytes()));
            value
        };
        let folder = |(path, item): &&(PathBuf, Item)| {
            matches!(item, Item::Folder(_)) || (matches!(item, Item::Unread(_)) && path.is_dir())
        };
        let folders: Vec<Value> = checked.iter().filter(folder).map(one).collect();
        let files: Vec<Value> = checked.iter().filter(|entry| !folder(entry)).map(one).collect();
        session.io.json(&json!({"ok": all, "folders": folders, "files": files, "others": others}))?;
    } else {
        for line in table(&checked) {
            session.io.line(&line)?;
        }
        for other in &others {
            session.io.line(&format!("not a case folder, not looked into: {other}"))?;
        }
        session.io.line(&summary(&checked))?;
        if checked.iter().any(|(_, item)| matches!(item, Item::Sealed(looked) if looked.report.is_none())) {
            session.io.line(
                "of sealed files only the check file was held against the bytes: --identity KEYFILE opens them, --case CASE compares with the record, and the label of a medium has the SHA-256",
            )?;
        }
        if asked.signer.is_none() {
            session.io.line("whose keys signed was not compared: --signer SHA256:… from the paper forms")?;
        }
    }
    Ok(if all { DONE } else { REFUSED })
}

/// One thing by what it is. What cannot be looked at is a line of its own, and the rest goes on.
fn item(session: &Session<'_>, asked: &Verify, path: &Path) -> Result<Item, Stop> {
    if path.is_dir() {
        let report = folder_at(path, asked.signer.as_deref(), &session.env.places.state);
        return Ok(report.map_or_else(|error| Item::Unread(error.to_string()), |report| Item::Folder(Box::new(report))));
    }
    if sealed::is_sealed(path) {
        return match sealed::look(session, asked, path) {
            Ok(looked) => Ok(Item::Sealed(Box::new(looked))),
            Err(Stop::Said(why)) => Ok(Item::Unread(why)),
            Err(other) => Err(other),
        };
    }
    if path.to_string_lossy().ends_with(&format!("{SUFFIX}{CHECK}")) {
        let what = "the sealed file that this check file is about is not beside it: it was lost, or is kept elsewhere";
        return Ok(Item::Unread(what.to_owned()));
    }
    Ok(match verify(path, asked.signer.as_deref()) {
        Ok(mut report) => {
            case::remember(session, path, &mut report);
            Item::Case(Box::new(report))
        }
        Err(error) => Item::Unread(error.to_string()),
    })
}

/// Whether a path is the check file of a sealed file that is checked anyway.
fn beside(path: &Path, all: &[PathBuf]) -> bool {
    let text = path.to_string_lossy();
    text.strip_suffix(CHECK)
        .is_some_and(|file| file.ends_with(SUFFIX) && all.iter().any(|other| other == Path::new(file)))
}

/// How many of what hold.
fn summary(checked: &[(PathBuf, Item)]) -> String {
    let bad = checked.iter().filter(|(_, item)| !item.ok()).count();
    let counted = |one: &str, count: usize| (count > 0).then(|| counted(count as u64, one));
    let of = |kind: fn(&Item) -> bool| checked.iter().filter(|(_, item)| kind(item)).count();
    if bad > 0 {
        let all = checked.len();
        let things = if all == of(|item| matches!(item, Item::Folder(_))) { "folders" } else { "folders and files" };
        return format!("NOT VERIFIED: {bad} of {all} {things}; warroom verify PATH names every problem");
    }
    let parts = [
        counted("folder", of(|item| matches!(item, Item::Folder(_))))
            .map(|words| format!("{words}, each as it was signed")),
        counted("sealed file", of(|item| matches!(item, Item::Sealed(_)))),
        counted("case file", of(|item| matches!(item, Item::Case(_)))),
    ];
    format!("OK: {}", parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// Folders, sealed files and case files of a directory by name. Links are named and not followed, and so are sealed files that were never finished.
fn look(shelf: &Path, wanted: &mut Vec<PathBuf>, others: &mut Vec<String>) -> io::Result<()> {
    let mut entries = std::fs::read_dir(shelf)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let all: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = [SUFFIX.to_owned(), format!("{SUFFIX}{CHECK}"), CASE.to_owned()];
        if kind.is_dir() && is_folder(&path) || kind.is_file() && ours.iter().any(|ending| name.ends_with(ending)) {
            if !beside(&path, &all) {
                wanted.push(path);
            }
        } else if kind.is_dir() || kind.is_symlink() || name.contains(SUFFIX) {
            others.push(visible_bytes(path.as_os_str().as_encoded_bytes()));
        }
    }
    Ok(())
}

fn table(checked: &[(PathBuf, Item)]) -> Vec<String> {
    let head = ["folder", "no", "made at", "records", "case head", "signer", "result"].map(str::to_owned);
    let mut rows = vec![head];
    for (path, item) in checked {
        let name = visible_bytes(path.file_name().unwrap_or(path.as_os_str()).as_encoded_bytes());
        let bare = |result: String| {
            [name.clone(), String::new(), String::new(), String::new(), String::new(), String::new(), result]
        };
        rows.push(match item {
            Item::Folder(report) => row(name, report),
            Item::Sealed(looked) => match &looked.report {
                Some(report) => {
                    let mut cells = row(name, report);
                    cells[6] = looked.result();
                    cells
                }
                None => bare(looked.result()),
            },
            Item::Case(report) => {
                let mut cells = bare(of_case(report));
                cells[3] = report.lines.to_string();
                cells[4] = report.case_head.chars().take(16).collect();
                cells
            }
            Item::Unread(why) => bare(one_line(why).into_owned()),
        });
    }
    let widths: [usize; 6] =
        std::array::from_fn(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0).min(WIDEST));
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(widths).map(|(cell, wide)| {
            let cell = fit(cell, wide);
            let gap = " ".repeat(wide.saturating_sub(width(&cell)));
            format!("{cell}{gap}  ")
        });
        cells.collect::<String>() + &row[6]
    };
    rows.iter().map(line).collect()
}

fn of_case(report: &Report) -> String {
    match report.problems.as_slice() {
        [] => "ok, case file".to_owned(),
        [first] => first.what.to_string(),
        [first, rest @ ..] => format!("{} (and {} more)", first.what, rest.len()),
    }
}

fn row(name: String, report: &FolderReport) -> [String; 7] {
    let note = report.note.as_ref();
    let signer = report
        .signer
        .as_ref()
        .map_or_else(|| "none".to_owned(), |signer| signer.fingerprint.chars().take(19).collect());
    let result = match report.flaws.as_slice() {
        [] if report.compared => "ok".to_owned(),
        [] => "ok, signer not compared".to_owned(),
        [first] => first.to_string(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    };
    [
        name,
        note.map(|note| note.number.to_string()).unwrap_or_default(),
        note.map(|note| one_line(&note.made_at).chars().take(16).collect()).unwrap_or_default(),
        report.lines.to_string(),
        report.case_head.chars().take(16).collect(),
        signer,
        result,
    ]
}
