//! Techniques by tactic: which records name each, and how many imported rows do.

use serde_json::{Value, json};

use super::{Printed, View, header};
use crate::app::{Case, techniques};
use crate::cli::stop::Stop;
use crate::domain::technique::{Group, HOTTEST, Heat, Rows, files, heat, said};
use crate::jobs::Handle;
use crate::library::technique::{Framework, find};

pub(super) fn print(case: &Case, view: &View<'_>) -> Result<Printed, Stop> {
    let files = files(view.state);
    let counts = if files.is_empty() { None } else { techniques::count(case, &files, &Handle::new())? };
    let groups = heat(view.state, counts.as_ref().map_or(Rows::None, Rows::Counted));
    let mut rows = vec![header(&["heat", "records", "rows", "technique"])];
    for group in &groups {
        let name = group.tactic.map_or_else(
            || view.lang.word("technique-no-list"),
            |tactic| format!("{} {}: {}", tactic.framework.name(), tactic.id, tactic.name),
        );
        rows.push(match group.tactic {
            Some(_) => line(&group.heat, name),
            None => vec![String::new(), String::new(), String::new(), name],
        });
        rows.extend(group.seen.iter().map(|seen| line(seen, format!("  {}", view.say(&said(&seen.id))))));
    }
    let lists: Value =
        Framework::ALL.into_iter().map(|list| json!({"name": list.name(), "version": list.version()})).collect();
    let json = json!({"lists": lists, "tactics": groups.iter().map(|group| document(view, group)).collect::<Vec<_>>()});
    Ok(Printed { json, rows })
}

fn line(heat: &Heat, name: String) -> Vec<String> {
    // Of plain text, so that it can be printed and compared anywhere.
    let (hot, most) = (usize::from(heat.level()), usize::from(HOTTEST));
    let bar = format!("{}{}", "#".repeat(hot), ".".repeat(most.saturating_sub(hot)));
    vec![bar, heat.records.len().to_string(), heat.rows.unwrap_or_default().to_string(), name]
}

fn document(view: &View<'_>, group: &Group) -> Value {
    let seen: Vec<Value> = group.seen.iter().map(|seen| technique(view, seen)).collect();
    json!({
        "list": group.tactic.map(|tactic| tactic.framework.name()),
        "id": group.tactic.map(|tactic| tactic.id),
        "name": group.tactic.map(|tactic| tactic.name),
        "records": group.tactic.map(|_| group.heat.records.len()),
        "rows": group.tactic.and(group.heat.rows),
        "techniques": seen,
    })
}

fn technique(view: &View<'_>, seen: &Heat) -> Value {
    let known = find(&seen.id);
    let records: Vec<Value> = seen.records.iter().map(|id| json!({"id": id, "label": view.state.label(*id)})).collect();
    json!({
        "id": seen.id,
        "name": known.map(crate::library::technique::Technique::full_name),
        "retired": known.is_some_and(|known| known.retired),
        "now": known.and_then(|known| known.now),
        "records": records,
        "rows": seen.rows,
        "heat": seen.level(),
    })
}
