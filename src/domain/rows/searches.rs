//! Searches that are kept by name, so that a case is asked the same question again. A name is one's own at each mark: whoever may not see a search neither replaces it
//! nor removes it, and is answered as if it were not there.

use serde::{Deserialize, Serialize};

use super::words::not_a_query;
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::mark::Mark;
use crate::domain::rules::Rule;
use crate::library::foreign::Zone;
use crate::library::query::Query;

/// A search was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchSaved {
    /// Its name.
    pub name: String,
    /// What is looked for, as typed.
    pub query: String,
    /// Those of the same name and mark in whose place it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<RecordId>,
}

/// A search is kept no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRemoved {
    /// Its name.
    pub name: String,
    /// Which of that name; none in records of earlier versions, which kept one of each name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<RecordId>,
}

/// Searches of a name in any case of its letters, in the order in which they were kept.
fn named<'a>(state: &'a Incident, name: &str) -> impl DoubleEndedIterator<Item = &'a (RecordId, SearchSaved)> {
    let name = name.trim().to_lowercase();
    state.rows.searches.iter().filter(move |(_, search)| search.name.to_lowercase() == name)
}

/// The mark of a search.
fn mark_of(state: &Incident, search: RecordId) -> Option<Mark> {
    state.timeline.line(search).map(|line| line.mark)
}

/// Whether whoever asks may see a search.
fn seen(state: &Incident, ctx: &Ctx<'_>, search: RecordId) -> bool {
    let Some(level) = ctx.level else { return true };
    mark_of(state, search).is_some_and(|mark| level.sees(mark)) && !state.privileges.covers(search, false)
}

/// A search that is kept, by its name: of several under several marks the one that was kept last.
#[must_use]
pub fn search<'a>(state: &'a Incident, name: &str) -> Option<&'a (RecordId, SearchSaved)> {
    named(state, name).next_back()
}

/// `search-save`: keeps a search under a name. It is read before it is kept.
///
/// # Errors
/// No name, no query, one that cannot be read, a mark that is none.
pub fn save(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("name")?.trim().to_owned();
    let query = fields.required("query")?.trim().to_owned();
    if let Err((column, why)) = Query::parse_at(&query, Zone::Named(ctx.zone)) {
        let (what, next) = not_a_query(&why, column, state);
        return Err(Refusal { rule: Rule::Malformed, field: Some("query"), what, next });
    }
    let mark = fields.mark("mark")?;
    let same = |(id, _): &&(RecordId, SearchSaved)| {
        mark_of(state, *id) == Some(mark.unwrap_or_else(|| state.mark())) && seen(state, ctx, *id)
    };
    let replaces = named(state, &name).filter(same).map(|(id, _)| *id).collect();
    Ok(Decision::of(SearchSaved { name, query, replaces }).marked(mark))
}

/// `search-remove`: keeps a search no more; of several of its name the one that was kept last.
///
/// # Errors
/// A name that no search has which whoever asks may see.
pub fn remove(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("name")?;
    let known = named(state, &name).rfind(|(id, _)| seen(state, ctx, *id));
    let (record, known) = known.ok_or_else(|| fields.not_found("name", &name))?;
    let removed = SearchRemoved { name: known.name.clone(), search: Some(*record) };
    Ok(Decision::of(removed).marked(mark_of(state, *record)))
}
