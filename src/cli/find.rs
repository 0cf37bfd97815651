//! `warroom find`: rows of other tools and lines of the timeline that a query finds, printed as they are found.

mod counts;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::args::Find;
use super::session::Session;
use super::show::{timeline, view};
use super::stop::{DONE, REFUSED, Stop};
use super::streams::json_part;
use crate::app::case::{Case, Room};
use crate::app::fields::Fields;
use crate::app::finding::{Found, Spoken, find};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::msg::Msg;
use crate::domain::rows::{Bookmarked, Cited, Imported, marked, search};
use crate::domain::text::{counted, one_line, visible};
use crate::domain::time::Instant;
use crate::domain::timeline::Line;
use crate::library::foreign::Zone;
use crate::library::query::Query;

/// Looks through the case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Find) -> Result<u8, Stop> {
    let began = std::time::Instant::now();
    let case = session.open()?;
    let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
    let audience = Audience(asked.audience.unwrap_or(Mark::Red));
    let room = asked.audience.map(|_| case.room(audience)).transpose()?.flatten();
    let typed = whole(room.as_ref().map_or(case.state(), Room::state), asked)?;
    let query = Query::parse_at(&typed, Zone::Named(zone)).map_err(|(column, why)| {
        Stop::Usage(format!(
            "the query cannot be read at column {column}: {why}; `warroom find --help` has the whole syntax"
        ))
    })?;
    let mut said: Vec<(Value, Vec<String>)> = Vec::new();
    let mut lines = 0_u64;
    let state = room.as_ref().map_or(case.state(), Room::state);
    let missing: Vec<Msg>;
    {
        let view = view(session, &case, room.as_ref(), audience);
        let mut all: Vec<&Line> = state.timeline.lines.iter().collect();
        all.sort_by_key(|line| (line.happened, line.id));
        let searched = |line: &&Line| Spoken::of(line, timeline::text(&view, line), state.label(line.id));
        let spoken: Vec<Spoken> = all.iter().map(searched).collect();
        let counted_by = asked.count_by.as_deref().map(Query::having);
        missing = nothing_has(&case, state, &spoken, [Some(&query), counted_by.as_ref()].into_iter().flatten())?;
        if asked.count_by.is_some() || asked.histogram.is_some() {
            let counted = counts::count(&case, state, query, &spoken, asked)?;
            let code = counts::tell(session, &counted, began, asked)?;
            tell(session, &missing);
            return Ok(code);
        }
        for (line, spoken) in all.into_iter().zip(&spoken) {
            if query.finds(spoken) {
                lines += 1;
                if asked.limit.is_none_or(|limit| lines <= limit) {
                    said.push((timeline::json_of(&view, line), timeline::row(&view, line)));
                }
            }
        }
    }
    if asked.json {
        json_part(session.io.stdout, "{\"records\":[")?;
        for (number, (document, _)) in said.iter().enumerate() {
            json_part(session.io.stdout, &format!("{}{document}", if number == 0 { "" } else { "," }))?;
        }
        json_part(session.io.stdout, "],\"rows\":[")?;
    } else if !said.is_empty() {
        let rows: Vec<Vec<String>> = said.into_iter().map(|(_, row)| row).collect();
        session.io.table(&rows)?;
    }
    let mut more = asked.limit.is_some_and(|limit| lines > limit);
    let (mut rows, mut unwritten) = (0_u64, None);
    let exhibits = Imports::of(state);
    let out = &mut *session.io.stdout;
    find(&case, state, &query, |found| {
        if asked.limit.is_some_and(|limit| rows >= limit) {
            more = true;
            return false;
        }
        rows += 1;
        let line = if asked.json {
            format!("{}{}", if rows == 1 { "" } else { "," }, exhibits.document(&found))
        } else {
            format!("{}\n", exhibits.shown(&found))
        };
        unwritten = if asked.json { json_part(out, &line) } else { out.write_all(line.as_bytes()) }.err();
        unwritten.is_none()
    })?;
    if let Some(error) = unwritten {
        return Err(error.into());
    }
    let seconds = seconds(began);
    if asked.json {
        let end = json!({"found": {"records": lines, "rows": rows, "more": more}, "seconds": seconds}).to_string();
        json_part(session.io.stdout, &format!("],{}", end.strip_prefix('{').unwrap_or(&end)))?;
        writeln!(session.io.stdout)?;
    } else {
        let rest = if more { ", and more: leave --limit out for all" } else { "" };
        session.io.note(&format!(
            "{} of the timeline, {} of other tools{rest}; {seconds:.3} s",
            counted(lines, "line"),
            counted(rows, "row")
        ));
    }
    tell(session, &missing);
    Ok(if lines + rows == 0 && !more { REFUSED } else { DONE })
}

/// What is said of fields that no record and no row has. Rows are looked through for one only where no record of an import names it.
fn nothing_has<'a>(
    case: &Case,
    state: &Incident,
    spoken: &[Spoken],
    queries: impl Iterator<Item = &'a Query>,
) -> Result<Vec<Msg>, Stop> {
    let known = Fields::of(state, spoken);
    let mut said = Vec::new();
    for query in queries {
        let missing = known.missing(query, |name| {
            let mut there = false;
            find(case, state, &Query::having(name), |_| {
                there = true;
                false
            })
            .map(|()| there)
        })?;
        said.extend(missing.iter().map(|missing| missing.said(state)));
    }
    Ok(said)
}

/// Says it where it is in no program's way.
fn tell(session: &mut Session<'_>, missing: &[Msg]) {
    for msg in missing {
        let words = session.say(msg);
        session.io.note(&words);
    }
}

/// What is looked for: words, and before them a search that is kept.
fn whole(state: &Incident, asked: &Find) -> Result<String, Stop> {
    let words = asked.query.join(" ");
    let Some(name) = &asked.saved else { return Ok(words) };
    let (_, kept) = search(state, name).ok_or_else(|| {
        let name = visible(name);
        Stop::Usage(format!("no search is kept as {name}; `warroom show searches` lists those that are"))
    })?;
    Ok([kept.query.as_str(), words.as_str()].join(" ").trim_end().to_owned())
}

/// Since an instant, to the millisecond.
fn seconds(began: std::time::Instant) -> f64 {
    (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
}

/// The time of a row, corrected where a clock was off.
fn at(found: &Found) -> Option<Instant> {
    found.row.time.at.map(|at| Instant::from_millis(at.saturating_sub(found.ahead_ms)))
}

/// How imports are named, by the exhibits that their files are, and which of their rows are on record.
struct Imports<'a> {
    labels: BTreeMap<RecordId, String>,
    facts: Vec<(RecordId, &'a Cited)>,
    bookmarks: &'a [(RecordId, Bookmarked)],
}

impl<'a> Imports<'a> {
    fn of(state: &'a Incident) -> Self {
        let label = |imported: &Imported| {
            let exhibit = state.register.exhibit(imported.exhibit);
            exhibit.map(|exhibit| state.register.shown_label(exhibit)).unwrap_or_default()
        };
        let labels = state.rows.imports.iter().map(|(record, imported)| (*record, label(imported))).collect();
        Self { labels, facts: marked(state).collect(), bookmarks: &state.rows.bookmarks }
    }

    /// The facts that a row became.
    fn facts(&self, found: &Found) -> Vec<RecordId> {
        let this = self.facts.iter().filter(|(_, cited)| cited.is(found.import, &found.row));
        this.map(|(record, _)| *record).collect()
    }

    fn bookmark(&self, found: &Found) -> Option<RecordId> {
        self.bookmarks.iter().find(|(_, mark)| mark.row.is(found.import, &found.row)).map(|(record, _)| *record)
    }

    fn name(&self, import: RecordId) -> &str {
        self.labels.get(&import).map(String::as_str).unwrap_or_default()
    }

    fn document(&self, found: &Found) -> Value {
        let mut document = json!(found.row);
        document["import"] = found.import.to_string().into();
        document["exhibit"] = self.name(found.import).into();
        document["at"] = at(found).map(|at| at.to_string()).into();
        let facts = self.facts(found);
        if !facts.is_empty() {
            document["facts"] = json!(facts);
        }
        if let Some(bookmark) = self.bookmark(found) {
            document["bookmark"] = json!(bookmark);
        }
        if found.ahead_ms != 0 {
            document["clock_ahead_ms"] = found.ahead_ms.into();
        }
        document
    }

    fn shown(&self, found: &Found) -> String {
        let row = &found.row;
        let when = at(found).map_or_else(|| row.time.text.clone(), |at| at.to_string());
        let corrected = if found.ahead_ms == 0 { "" } else { " corrected" };
        let sheet = if row.sheet.is_empty() { String::new() } else { format!("{} ", row.sheet) };
        let place = format!("{} {sheet}line {}", self.name(found.import), row.line);
        let facts = if self.facts(found).is_empty() { "" } else { "[fact]" };
        let kept = if self.bookmark(found).is_some() { "[bookmark]" } else { "" };
        let flags = [facts, kept].concat();
        let parts = [format!("{when}{corrected}"), place, flags, row.host.clone(), row.user.clone(), row.what.clone()];
        let said = parts.iter().filter(|part| !part.is_empty()).map(|part| one_line(part).into_owned());
        said.collect::<Vec<_>>().join("  ")
    }
}
