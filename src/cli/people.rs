//! `warroom people`: the address book prepared in peace time.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::People;
use super::people_sheet;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::text::{counted, visible, visible_bytes};
use crate::jobs::source::Source;
use crate::library::people::{self, Person, check, from_csv, to_toml};
use crate::library::vocabulary::Vocabulary;
use crate::store::places::{private_directory, sync_directory};

/// Largest list that is read, bytes.
const LARGEST: u64 = 16 << 20;

/// Imports, checks or lists.
pub(crate) fn run(session: &mut Session<'_>, asked: &People) -> Result<u8, Stop> {
    match asked {
        People::Import { file } => import(session, file),
        People::Check(asked) => findings(session, asked.json),
        People::List(asked) => list(session, asked.json),
        People::Sheet => people_sheet::print(session, &known(session)?),
    }
}

fn text_of(path: &Path) -> Result<String, Stop> {
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    let source = Source::open(path).map_err(|problem| Stop::Said(format!("{shown}: {problem}")))?;
    let bytes = source.read_whole(LARGEST).map_err(|error| {
        Stop::Said(format!("{shown} could not be read: {error}; nobody was taken, name another file or mend this one"))
    })?;
    String::from_utf8(bytes).map_err(|_| Stop::Said(format!("{shown} is not UTF-8; save it as UTF-8 and try again")))
}

/// The people of the address book; none where there is no file yet.
fn known(session: &Session<'_>) -> Result<Vec<Person>, Stop> {
    let path = session.env.places.people();
    if !path.exists() {
        return Ok(Vec::new());
    }
    people::parse(&path.to_string_lossy(), &text_of(&path)?).map_err(|error| Stop::Said(error.to_string()))
}

fn import(session: &mut Session<'_>, file: &Path) -> Result<u8, Stop> {
    let (taken, refused) = from_csv(&text_of(file)?);
    for row in &refused {
        session.io.note(&format!("line {}: {}", row.line, row.why));
    }
    if taken.is_empty() {
        return Err(Stop::Said(
            "nobody was taken; the address book is as it was, correct the lines above and import the file again"
                .to_owned(),
        ));
    }
    let mut people = known(session)?;
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let (mut added, mut changed) = (0, 0);
    for person in taken {
        match people.iter_mut().find(|old| same(&old.name, &person.name)) {
            Some(old) => {
                changed += usize::from(*old != person);
                *old = person;
            }
            None => {
                added += 1;
                people.push(person);
            }
        }
    }
    let text = to_toml(&people).map_err(|error| Stop::Said(error.to_string()))?;
    let path = session.env.places.people();
    write(&path, &text)?;
    session.io.line(&format!(
        "{added} added, {changed} changed, {} in {}",
        people.len(),
        visible(&path.to_string_lossy())
    ))?;
    Ok(if refused.iter().any(|row| row.line > 1) { REFUSED } else { DONE })
}

/// Writes the address book whole or not at all, for its owner only: it holds numbers.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let directory = path.parent().unwrap_or(Path::new("."));
    private_directory(directory)?;
    let failed = |error: std::io::Error| {
        Stop::Said(format!(
            "{} could not be written: {error}; it is as it was, free space or put its permissions right",
            visible(&path.to_string_lossy())
        ))
    };
    let mut file = tempfile::Builder::new().prefix(".people-").tempfile_in(directory).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|refused| failed(refused.error))?;
    Ok(sync_directory(directory)?)
}

fn findings(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let people = known(session)?;
    let findings: Vec<String> = check(&people, Vocabulary::of_rules()).iter().map(ToString::to_string).collect();
    if as_json {
        session.io.json(&json!({"people": people.len(), "findings": findings}))?;
    } else {
        for finding in &findings {
            session.io.line(finding)?;
        }
        session.io.line(&format!("people: {}, {}", people.len(), counted(findings.len() as u64, "finding")))?;
    }
    Ok(if findings.is_empty() { DONE } else { REFUSED })
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let people = known(session)?;
    if as_json {
        let people: Vec<Value> = people.iter().map(|person| json!(person)).collect();
        session.io.json(&json!({ "people": people }))?;
        return Ok(DONE);
    }
    let rows: Vec<Vec<String>> = people
        .iter()
        .map(|person| {
            let handle = person.handle.as_ref().map(|handle| format!("{} {}", handle.kind, handle.value));
            vec![
                person.initials.clone(),
                person.name.clone(),
                person.title.clone(),
                person.organisation.clone(),
                person.phones.join(", "),
                handle.unwrap_or_default(),
                person.roles.join(" "),
            ]
        })
        .collect();
    session.io.table(&rows)?;
    Ok(DONE)
}
