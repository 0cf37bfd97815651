//! `warroom find`: rows of other tools and lines of the timeline that a query finds, printed as they are found.

mod counts;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::args::Find;
use super::session::Session;
use super::show::{timeline, view};
use super::stop::{DONE, REFUSED, Stop};
use super::streams::json_part;
use crate::app::case::Room;
use crate::app::finding::{Found, find};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::rows::Imported;
use crate::domain::text::{counted, one_line};
use crate::domain::time::Instant;
use crate::domain::timeline::Line;
use crate::library::foreign::Zone;
use crate::library::query::{Query, Searched};

/// A line of the timeline, as its readers may see it.
struct Said<'a> {
    line: &'a Line,
    text: String,
    mark: String,
    label: String,
}

impl<'a> Said<'a> {
    fn of(state: &Incident, line: &'a Line, text: String) -> Self {
        Self { line, text, mark: line.mark.label().to_owned(), label: state.label(line.id) }
    }
}

impl Searched for Said<'_> {
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
        let line = self.line;
        let detail = line.detail.as_deref();
        let speaker = detail.and_then(|detail| detail.speaker.as_ref()).map(|speaker| speaker.name.as_str());
        let fixed = [
            ("what", self.text.as_str()),
            ("record", &self.label),
            ("who", &line.scribe.name),
            ("who", speaker.unwrap_or_default()),
            ("status", line.status()),
            ("mark", &self.mark),
        ];
        let lists = detail.into_iter().flat_map(|detail| {
            let tags = detail.tags.iter().map(|tag| ("tag", tag.as_str()));
            let assets = detail.assets.iter().map(|asset| ("host", asset.as_str()));
            let techniques = detail.techniques.iter().map(|id| ("technique", id.as_str()));
            let indicators = detail.indicators.iter().map(|indicator| ("indicator", indicator.as_str()));
            tags.chain(assets).chain(indicators).chain(techniques)
        });
        let mut all = fixed.into_iter().chain(lists);
        let _ = all.all(|(name, text)| text.is_empty() || take(name, text));
    }

    fn at(&self) -> Option<i64> {
        Some(self.line.happened.millis())
    }
}

/// Looks through the case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Find) -> Result<u8, Stop> {
    let began = std::time::Instant::now();
    let case = session.open()?;
    let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
    let query = Query::parse(&asked.query.join(" "), Zone::Named(zone)).map_err(|why| {
        Stop::Usage(format!("the query cannot be read: {why}; `warroom find --help` has the whole syntax"))
    })?;
    let audience = Audience(asked.audience.unwrap_or(Mark::Red));
    let room = asked.audience.map(|_| case.room(audience)).transpose()?.flatten();
    let mut said: Vec<(Value, Vec<String>)> = Vec::new();
    let mut lines = 0_u64;
    let state = room.as_ref().map_or(case.state(), Room::state);
    {
        let view = view(session, &case, room.as_ref(), audience);
        let mut all: Vec<&Line> = state.timeline.lines.iter().collect();
        all.sort_by_key(|line| (line.happened, line.id));
        let searched = |line| Said::of(state, line, timeline::text(&view, line));
        if asked.count_by.is_some() || asked.histogram.is_some() {
            let said: Vec<Said<'_>> = all.into_iter().map(searched).collect();
            let counted = counts::count(&case, state, query, &said, asked)?;
            return counts::tell(session, &counted, began, asked);
        }
        for line in all {
            if query.finds(&searched(line)) {
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
    let exhibits = Exhibits::of(state);
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
    Ok(if lines + rows == 0 && !more { REFUSED } else { DONE })
}

/// Since an instant, to the millisecond.
fn seconds(began: std::time::Instant) -> f64 {
    (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
}

/// The time of a row, corrected where a clock was off.
fn at(found: &Found) -> Option<Instant> {
    found.row.time.at.map(|at| Instant::from_millis(at.saturating_sub(found.ahead_ms)))
}

/// How imports are named: by the exhibits that their files are.
struct Exhibits(BTreeMap<RecordId, String>);

impl Exhibits {
    fn of(state: &Incident) -> Self {
        let label = |imported: &Imported| {
            let exhibit = state.register.exhibit(imported.exhibit);
            exhibit.map(|exhibit| state.register.shown_label(exhibit)).unwrap_or_default()
        };
        Self(state.rows.imports.iter().map(|(record, imported)| (*record, label(imported))).collect())
    }

    fn name(&self, import: RecordId) -> &str {
        self.0.get(&import).map(String::as_str).unwrap_or_default()
    }

    fn document(&self, found: &Found) -> Value {
        let mut document = json!(found.row);
        document["import"] = found.import.to_string().into();
        document["exhibit"] = self.name(found.import).into();
        document["at"] = at(found).map(|at| at.to_string()).into();
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
        let parts = [format!("{when}{corrected}"), place, row.host.clone(), row.user.clone(), row.what.clone()];
        let said = parts.iter().filter(|part| !part.is_empty()).map(|part| one_line(part).into_owned());
        said.collect::<Vec<_>>().join("  ")
    }
}
