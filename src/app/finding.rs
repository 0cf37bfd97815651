//! Looking through the imported rows of a case: import by import, in the order of their lines, on as many cores as there are.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::case::Case;
use super::failure::Failure;
use super::packed;
use crate::domain::entity::query;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::rows::{Names, counted, offset};
use crate::domain::time::Instant;
use crate::domain::timeline::Line;
use crate::jobs::Handle;
use crate::jobs::rows::finding::Finding;
use crate::jobs::rows::order::Trouble;
use crate::library::foreign::{Row, Zone};
use crate::library::query::{Query, Searched};

/// A row that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The import that it is of.
    pub import: RecordId,
    /// By how much the clock was ahead that its time was written by, milliseconds.
    pub ahead_ms: i64,
    /// The row.
    pub row: Row,
}

/// A line of the timeline, as its readers may see it, to be looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The record.
    pub id: RecordId,
    /// When it happened.
    pub at: Instant,
    fields: Vec<(&'static str, String)>,
}

impl Spoken {
    /// Of a line: `text` is what its readers may read of it, `label` how its record is shown.
    #[must_use]
    pub fn of(line: &Line, text: String, label: String) -> Self {
        let detail = line.detail.as_deref();
        let mut fields = vec![
            ("what", text),
            ("record", label),
            ("who", line.scribe.name.clone()),
            ("status", line.status().to_owned()),
            ("mark", line.mark.label().to_owned()),
        ];
        if let Some(noted) = detail {
            fields.push(("who", noted.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default()));
            fields.push(("note", noted.note.clone()));
            fields.extend(noted.tags.iter().map(|tag| ("tag", tag.clone())));
            fields.extend(noted.assets.iter().map(|asset| ("host", asset.clone())));
            fields.extend(noted.techniques.iter().map(|id| ("technique", id.clone())));
            fields.extend(noted.indicators.iter().map(|indicator| ("indicator", indicator.clone())));
        }
        fields.retain(|(_, text)| !text.is_empty());
        Self { id: line.id, at: line.happened, fields }
    }

    /// The names of its fields, in lower case.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.fields.iter().map(|(name, _)| *name)
    }

    /// What it says in a field.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| *field == name).map(|(_, text)| text.clone()).collect()
    }
}

impl Searched for Spoken {
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
        let _ = self.fields.iter().all(|(name, text)| take(name, text));
    }

    fn at(&self) -> Option<i64> {
        Some(self.at.millis())
    }
}

/// Rows that a thread hands over at once.
const HANDED: usize = 256;

type Rows = Result<Vec<Row>, String>;

/// Goes through the rows of every import that `state` knows (the case, or what a room sees of it) and gives those that are found, until `take` says that it is enough.
///
/// # Errors
/// Rows that are not those of their record; [`Failure::Store`].
pub fn find(case: &Case, state: &Incident, query: &Query, mut take: impl FnMut(Found) -> bool) -> Result<(), Failure> {
    let finding = Finding::new(query);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let names: Vec<Names> =
        counted(state).map(|(import, imported)| Names::of(imported).called(state.label(import))).collect();
    let files: Vec<(RecordId, i64, &Names, &str)> = counted(state)
        .zip(&names)
        .flat_map(|((import, imported), names)| {
            let ahead = offset(state, import);
            imported.rows.iter().map(move |file| (import, ahead, names, file.sha256.as_str()))
        })
        .collect();
    let damaged = |import: RecordId, why: String| Failure::Order(Trouble::Damaged { import, why });
    thread::scope(|scope| {
        // Files are looked through several at once and told in their order.
        let mut running: std::collections::VecDeque<(RecordId, i64, Receiver<Rows>)> =
            std::collections::VecDeque::new();
        let mut next = files.iter();
        loop {
            while running.len() < threads {
                let Some((import, ahead, names, sha256)) = next.next() else { break };
                let bytes = case
                    .attachment(sha256)
                    .ok_or_else(|| damaged(*import, "the bytes in the case are not those of its digest".to_owned()))?;
                let (tell, told) = sync_channel(64);
                let (finding, ahead) = (&finding, *ahead);
                scope.spawn(move || through(finding, &bytes, ahead, names, &tell));
                running.push_back((*import, ahead, told));
            }
            let Some((import, ahead_ms, told)) = running.pop_front() else { return Ok(()) };
            for rows in told {
                for row in rows.map_err(|why| damaged(import, why))? {
                    if !take(Found { import, ahead_ms, row }) {
                        // What still runs ends when it finds nobody listening.
                        return Ok(());
                    }
                }
            }
        }
    })
}

/// How many rows of the packed files of a case (`domain::technique::files` of the state that is shown) name something by one of its names, on all cores. `None` where
/// it was cancelled.
///
/// # Errors
/// Rows that are not those of their record.
pub fn count_named(case: &Case, files: &[String], names: &[String], handle: &Handle) -> Result<Option<u64>, Failure> {
    let query = query(names);
    let query =
        Query::parse(&query, Zone::UTC).map_err(|why| Failure::File { path: query.clone(), why: why.to_string() })?;
    let finding = Finding::new(&query);
    let counted = packed::each(case, files, |bytes| finding.count(bytes, handle))?;
    Ok(counted.map(|counts| counts.into_iter().sum()))
}

fn through(finding: &Finding<'_>, packed: &[u8], ahead: i64, names: &Names, tell: &SyncSender<Rows>) {
    let mut rows = Vec::new();
    // The first ones are told at once: somebody waits for them.
    let mut full = 1;
    let ended = finding.through(packed, ahead, names, |row| {
        rows.push(row);
        if rows.len() < full {
            return true;
        }
        full = HANDED.min(full * 4);
        tell.send(Ok(std::mem::take(&mut rows))).is_ok()
    });
    let _ = match ended {
        Ok(_) => tell.send(Ok(rows)),
        Err(error) => tell.send(Err(error.to_string())),
    };
}
