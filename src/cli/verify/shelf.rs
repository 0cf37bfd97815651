//! `warroom verify SHELF`: every case folder of a shelf, in one table.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::folder::unreadable;
use crate::cli::args::Verify;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::domain::text::{counted, fit, one_line, visible_bytes, width};
use crate::export::folder::layout::{BAGIT, MANIFEST, PARTIAL, TAG_MANIFEST};
use crate::export::verify::{FolderReport, folder_at};

/// Widest column of the table.
const WIDEST: usize = 44;

/// Whether a directory is, or was meant to be, a case folder: one whose declaration was taken away still is.
pub(super) fn is_folder(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let number = name.rsplit_once("_x").is_some_and(|(_, number)| number.len() == 4 && number.parse::<u16>().is_ok());
    let tags = [BAGIT, MANIFEST, TAG_MANIFEST];
    number || name.ends_with(PARTIAL) || tags.iter().any(|name| path.join(name).symlink_metadata().is_ok())
}

/// Whether a file is named as a sealed export, finished or not: it is no folder until it was opened.
fn is_sealed(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(".tar.age"))
}

/// Checks every folder named, and every folder in the directories named.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, paths: &[PathBuf]) -> Result<u8, Stop> {
    let mut folders = Vec::new();
    let mut others = Vec::new();
    for path in paths {
        if is_folder(path) {
            folders.push(path.clone());
        } else {
            look(path, &mut folders, &mut others).map_err(|error| unreadable(path, &error))?;
        }
    }
    if folders.is_empty() {
        let named: Vec<String> = paths.iter().map(|path| visible_bytes(path.as_os_str().as_encoded_bytes())).collect();
        let what = format!(
            "no case folder lies in {}: nothing was checked. Name a folder that holds bagit.txt, or a directory of such folders",
            named.join(", ")
        );
        if asked.json {
            let problem = json!({"file": "", "line": null, "what": what});
            session.io.json(&json!({"ok": false, "folders": [], "others": others, "problems": [problem]}))?;
            return Ok(REFUSED);
        }
        return Err(Stop::Said(what));
    }
    let state = session.env.places.state.clone();
    let check = |path: PathBuf| (path.clone(), folder_at(&path, asked.signer.as_deref(), &state));
    let checked: Vec<(PathBuf, io::Result<FolderReport>)> = folders.into_iter().map(check).collect();
    let all = checked.iter().all(|(_, report)| report.as_ref().is_ok_and(FolderReport::ok));
    if asked.json {
        let one = |(path, report): &(PathBuf, io::Result<FolderReport>)| {
            let path = visible_bytes(path.as_os_str().as_encoded_bytes());
            let mut value = match report {
                Ok(report) => report.to_json(),
                Err(error) => json!({"ok": false, "problems": [{"file": "", "line": null, "what": error.to_string()}]}),
            };
            value["path"] = json!(path);
            value
        };
        session
            .io
            .json(&json!({"ok": all, "folders": checked.iter().map(one).collect::<Vec<_>>(), "others": others}))?;
    } else {
        for line in table(&checked) {
            session.io.line(&line)?;
        }
        for other in &others {
            session.io.line(&format!("not a case folder, not looked into: {other}{}", sealed_hint(other)))?;
        }
        let bad = checked.iter().filter(|(_, report)| !report.as_ref().is_ok_and(FolderReport::ok)).count();
        session.io.line(&match bad {
            0 => format!("OK: {}, each as it was signed", counted(checked.len() as u64, "folder")),
            bad => {
                format!(
                    "NOT VERIFIED: {bad} of {}; warroom verify FOLDER names every problem",
                    counted(checked.len() as u64, "folder")
                )
            }
        })?;
        if asked.signer.is_none() {
            session.io.line("whose keys signed was not compared: --signer SHA256:… from the paper forms")?;
        }
    }
    Ok(if all { DONE } else { REFUSED })
}

/// The folders of a directory by name. Links are named and not followed.
fn look(shelf: &Path, folders: &mut Vec<PathBuf>, others: &mut Vec<String>) -> io::Result<()> {
    let mut entries = std::fs::read_dir(shelf)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() && is_folder(&path) {
            folders.push(path);
        } else if kind.is_dir() || kind.is_symlink() || is_sealed(&path) {
            others.push(visible_bytes(path.as_os_str().as_encoded_bytes()));
        }
    }
    Ok(())
}

/// How to check what is no folder yet.
fn sealed_hint(other: &str) -> &'static str {
    if other.ends_with(".tar.age") { " (sealed: `warroom verify` with this file alone checks it)" } else { "" }
}

fn table(checked: &[(PathBuf, io::Result<FolderReport>)]) -> Vec<String> {
    let head = ["folder", "no", "made at", "records", "case head", "signer", "result"].map(str::to_owned);
    let mut rows = vec![head];
    for (path, report) in checked {
        let name = visible_bytes(path.file_name().unwrap_or(path.as_os_str()).as_encoded_bytes());
        rows.push(match report {
            Ok(report) => row(name, report),
            Err(error) => [
                name,
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                one_line(&error.to_string()).into_owned(),
            ],
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
