//! A row becomes a fact of the case: an ordinary line of the timeline at the row's corrected time, which cites what it was read from so that it can be held against it.

use serde::{Deserialize, Serialize};

use super::place::{self, Cited};
use super::{Imported, import_struck, offset};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::technique;
use crate::domain::time::{How, Instant, When, local};
use crate::domain::timeline::{Basis, Noted, STATUSES};
use crate::library::foreign::{Precision, Row, Zone};

/// Characters that a fact takes over of what a row says; the row itself is cited whole.
const LONGEST: usize = 1000;

/// The row that a fact of the timeline was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The row.
    pub row: Cited,
    /// How finely its time is written.
    pub precision: Precision,
    /// By how much the clock was ahead that its time was written by, as it was declared then, milliseconds.
    #[serde(default, skip_serializing_if = "is_none")]
    pub ahead_ms: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_none(ahead: &i64) -> bool {
    *ahead == 0
}

/// Facts that stand and were read from rows, each with what it cites.
pub fn marked(state: &Incident) -> impl Iterator<Item = (RecordId, &Cited)> {
    let standing = state.timeline.lines.iter().filter(|line| line.superseded_by.is_none() && !state.struck(line.id));
    standing.filter_map(|line| Some((line.id, &line.detail.as_ref()?.row.as_ref()?.row)))
}

/// What a row says, as the words of a fact: what happened, else what its time is of, else its first columns.
#[must_use]
pub fn words(row: &Row) -> String {
    let columns =
        || row.extra.iter().take(3).map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ");
    let said = [row.what.trim(), row.kind.trim()]
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or_else(columns, str::to_owned);
    match said.char_indices().nth(LONGEST) {
        Some((end, _)) => [said.get(..end).unwrap_or_default(), " \u{2026}"].concat(),
        None => said,
    }
}

/// Tags of a row, each once, without those that are ids of its techniques.
#[must_use]
pub fn tags(row: &Row) -> Vec<String> {
    once(row.tags.iter().filter(|tag| !row.techniques.iter().any(|id| id.eq_ignore_ascii_case(tag.trim()))))
}

/// Ids of the techniques that a row names.
#[must_use]
pub fn techniques(row: &Row) -> Vec<String> {
    once(row.techniques.iter())
}

/// Host and account of a row.
#[must_use]
pub fn assets(row: &Row) -> Vec<String> {
    once([&row.host, &row.user].into_iter())
}

fn once<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in all.map(|text| text.trim()).filter(|text| !text.is_empty()) {
        if !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

/// The time of a row, corrected by how far its clock was ahead; none where it has none.
#[must_use]
pub fn when(row: &Row, ahead_ms: i64) -> Option<When> {
    let at = Instant::from_millis(row.time.at?.saturating_sub(ahead_ms));
    let zone = Zone::read(&row.time.zone).or_else(|| Zone::of_database(&row.time.zone)).unwrap_or(Zone::UTC);
    let seconds = match zone {
        Zone::Fixed(seconds) => i64::from(seconds),
        Zone::Named(zone) => i64::from(local(at, zone).offset_seconds()),
    };
    let offset_minutes = i32::try_from(seconds / 60).unwrap_or(0);
    let named = if row.time.zone.is_empty() { zone.to_string() } else { row.time.zone.clone() };
    Some(When { at, typed: row.time.text.clone(), zone: named, offset_minutes, how: How::Derived })
}

/// The mark that what is read from the rows of an import has at least, and whether a lower one was typed.
pub(super) fn at_least(fields: &Fields<'_>, import: RecordId) -> Result<(Mark, Option<Shortfall>), Refusal> {
    let state = fields.state;
    let typed = fields.mark("mark")?;
    let least = state.rows.mark(import).unwrap_or_else(|| state.mark());
    let lower = typed.filter(|typed| *typed < least);
    let raised = lower.map(|_| Shortfall::new(Rule::RowAbove).at("mark").with("mark", least.code()));
    Ok((typed.unwrap_or_else(|| state.mark()).max(least), raised))
}

/// That a row is on record already.
pub(super) fn known(state: &Incident, record: RecordId) -> Shortfall {
    Shortfall::new(Rule::RowKnown).with("record", state.label(record))
}

/// `row-mark`: a row of an import is a fact of the case.
///
/// # Errors
/// A row that is not there or not told apart, one without a time where none is given, one without words where none are given.
pub fn mark(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (asked, imported) = place::read(&fields)?;
    let Some(found) = place::row(&fields, &asked, imported)? else { return Ok(Decision::default()) };
    let (row, ahead_ms) = (found.row, offset(state, asked.import));
    let happened = match (fields.when("at")?, when(&row, ahead_ms)) {
        (Some(typed), _) => typed,
        (None, Some(own)) => own,
        (None, None) => {
            let (what, next) = (Msg::new("row-undated").with("line", row.line), Msg::new("row-undated-next"));
            return Err(Refusal { rule: Rule::Empty, field: Some("at"), what, next });
        }
    };
    let text = match fields.text("text") {
        Some(text) => text,
        None => Some(words(&row)).filter(|words| !words.is_empty()).map_or_else(|| fields.required("text"), Ok)?,
    };
    let listed = |field: &str, own: Vec<String>| if input.get(field).is_some() { fields.list(field) } else { own };
    let cited = Cited {
        import: asked.import,
        sheet: row.sheet.clone(),
        line: row.line,
        number: found.number,
        sha256: found.sha256,
    };
    let known = marked(state).find(|(_, other)| **other == cited).map(|(record, _)| known(state, record));
    let basis = basis(&fields, imported, &cited);
    let status = fields.choice("status", STATUSES)?.unwrap_or("suspected");
    let mut short = time_shortfalls("at", &happened, false, None, state, ctx);
    if status == "confirmed" && !basis.holds() {
        short.push(Shortfall::new(Rule::BasisOwed).at("confirmer"));
    }
    if basis.confirmer.as_ref().is_some_and(|who| who.person.is_none()) {
        short.push(Shortfall::new(Rule::Unproven).at("confirmer"));
    }
    short.extend(state.struck(asked.import).then(|| import_struck(state, asked.import)));
    let (mark, raised) = at_least(&fields, asked.import)?;
    let techniques = if input.get("technique").is_some() { fields.techniques("technique") } else { techniques(&row) };
    short.extend(technique::shortfall(&techniques));
    let noted = Noted {
        lane: "fact".to_owned(),
        text,
        happened,
        speaker: None,
        source: "exhibit".to_owned(),
        source_ref: [basis.exhibit.as_str(), &imported.name, &basis.place].join(" "),
        status: status.to_owned(),
        tags: listed("tags", tags(&row)),
        assets: listed("assets", assets(&row)),
        indicators: fields.list("indicators"),
        techniques,
        basis: Some(basis),
        late_reason: None,
        note: fields.text("note").unwrap_or_default(),
        row: Some(Marked { row: cited, precision: row.time.precision, ahead_ms }),
    };
    Ok(Decision::of(noted).short(known).short(raised).short(short).marked(Some(mark)))
}

/// A fact that was read from a row rests on the exhibit and the line, once somebody confirms it.
fn basis(fields: &Fields<'_>, imported: &Imported, cited: &Cited) -> Basis {
    let register = &fields.state.register;
    let exhibit = register.exhibit(imported.exhibit).map(|exhibit| register.shown_label(exhibit));
    Basis {
        exhibit: exhibit.unwrap_or_default(),
        exhibit_id: Some(imported.exhibit),
        place: cited.place(),
        sources: Vec::new(),
        confirmer: fields.person("confirmer"),
    }
}
