//! The command `indicators`: a set is begun, or the next version of one.

use std::collections::BTreeSet;

use super::{Indicator, Issued, lines, read, recognised, sets};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// So many indicators one version adds at most: a line of the journal stays one that can be read.
pub const MOST: usize = 20_000;
/// And such a list has at most so many bytes: it is read while somebody types.
const LARGEST: u64 = 1024 * 1024;

/// `indicators`: adds to a set, takes back from it, or begins one.
///
/// # Errors
/// Nothing added and nothing taken back, a list that cannot be read, something taken back that the set does not hold.
pub fn issue(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let sets = sets(state);
    let last = super::current(state).and_then(|(id, _)| sets.iter().find(|set| set.id == id));
    let typed = fields.text("set").map(|name| name.trim().to_owned());
    let set = match &typed {
        Some(name) => {
            let record = state.record_named(name);
            let by_name = sets.iter().find(|set| set.name.to_lowercase() == name.to_lowercase());
            by_name.or_else(|| sets.iter().find(|set| set.versions.iter().any(|v| Some(v.record) == record)))
        }
        None => last,
    };
    let name = match (set, typed) {
        (Some(set), _) => set.name.to_owned(),
        (None, Some(name)) => name,
        (None, None) => state.case.declared.as_ref().map(|declared| declared.codename.clone()).unwrap_or_default(),
    };
    let file = ctx.sources.staged("list");
    let unreadable = || Refusal::new(Rule::NotAnIndicator, Some("list")).with("most", MOST);
    let bytes = file.as_ref().map(|file| ctx.sources.attachment(&file.sha256));
    let text = match (&file, bytes) {
        (Some(file), _) if file.size > LARGEST => return Err(unreadable()),
        (_, Some(Some(bytes))) => String::from_utf8(bytes).map_err(|_| unreadable())?,
        (Some(file), _) if file.stored => return Err(unreadable()),
        _ => String::new(),
    };
    // Before a file is put aside, a command is decided without its bytes.
    let unread = text.is_empty() && file.as_ref().is_some_and(|file| !file.stored);
    let known: BTreeSet<&Indicator> =
        set.and_then(|set| Some(set.contents(set.versions.last()?.record))).unwrap_or_default();
    let given = fields.comma_list("add");
    let pasted = input.get("pasted").unwrap_or_default();
    let given = given.iter().map(String::as_str).chain(lines(pasted)).chain(lines(&text));
    let found = recognised(state, &known, given);
    let (ours, strange) = (found.ours, found.unread);
    let added = found.new;
    if added.len() > MOST {
        return Err(unreadable());
    }
    let mut removed = Vec::new();
    for text in fields.comma_list("remove") {
        let gone = read(&text).filter(|gone| known.contains(gone)).ok_or_else(|| fields.not_found("remove", &text))?;
        removed.push(gone);
    }
    if added.is_empty() && removed.is_empty() && !unread {
        return Err(Refusal::new(Rule::Empty, Some("add")).code("add"));
    }
    let issued = Issued {
        set: set.map(|set| set.id),
        name,
        added,
        removed,
        origin: fields.text("origin").unwrap_or_default(),
        file,
        import: None,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = Vec::new();
    if let Some(first) = ours.first().map(|first| state.sensitive(first)) {
        short.push(Shortfall::new(Rule::IndicatorOurs).at("pasted").with("name", first).with("count", ours.len()));
    }
    if let Some(first) = strange.first().map(|first| state.sensitive(first)) {
        short.push(Shortfall::new(Rule::IndicatorUnread).at("pasted").with("name", first).with("count", strange.len()));
    }
    short.extend(time_shortfalls("at", &issued.at, true, issued.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(issued).short(short))
}
