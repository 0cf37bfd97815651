//! Searches that are kept by name, so that a case is asked the same question again.

use serde::{Deserialize, Serialize};

use super::words::not_a_query;
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::library::foreign::Zone;
use crate::library::query::Query;

/// A search was kept; one of the same name before it is kept no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchSaved {
    /// Its name.
    pub name: String,
    /// What is looked for, as typed.
    pub query: String,
}

/// A search is kept no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRemoved {
    /// Its name.
    pub name: String,
}

/// A search that is kept, by its name in any case of its letters.
#[must_use]
pub fn search<'a>(state: &'a Incident, name: &str) -> Option<&'a (RecordId, SearchSaved)> {
    let same = |known: &str| known.to_lowercase() == name.trim().to_lowercase();
    state.rows.searches.iter().find(|(_, search)| same(&search.name))
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
    Ok(Decision::of(SearchSaved { name, query }).marked(fields.mark("mark")?))
}

/// `search-remove`: keeps a search no more.
///
/// # Errors
/// A name that no search has.
pub fn remove(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let name = fields.required("name")?;
    let (record, known) = search(state, &name).ok_or_else(|| fields.not_found("name", &name))?;
    let mark = state.timeline.line(*record).map(|line| line.mark);
    Ok(Decision::of(SearchRemoved { name: known.name.clone() }).marked(mark))
}
