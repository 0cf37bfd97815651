//! Plain tables: those of the case folder, and indicators and assets beside them. As CSV for spreadsheets, JSON for programs, Markdown for people.

use serde_json::json;

use super::about::{fields, notice, page};
use super::matter::{assets, indicators};
use super::{Desk, Made};
use crate::export::folder::tables::{self, Table};
use crate::export::markdown::escaped;

/// The tables of the case folder that go along.
const OF_THE_FOLDER: &[&str] = &["timeline", "exhibits", "digests", "custody"];

/// Columns of a table that people read, in their order; of the others JSON and CSV have all.
const READ: &[(&str, &[&str])] = &[
    (
        "timeline",
        &[
            "happened",
            "lane",
            "mark",
            "text",
            "status",
            "scribe",
            "speaker",
            "tags",
            "techniques",
            "record",
            "struck_by",
        ],
    ),
    ("exhibits", &["exhibit", "description", "kind", "digest_state", "sha256", "size", "holder", "findings", "struck"]),
    ("digests", &["exhibit", "algorithm", "hex", "origin", "by", "compared"]),
    ("custody", &["exhibit", "event", "at", "from", "to", "place", "purpose", "seal_applied", "presence", "struck"]),
];

fn all(desk: &Desk<'_>) -> Vec<Table> {
    let mut found = tables::tables(desk.state(), desk.note());
    found.retain(|table| OF_THE_FOLDER.contains(&table.name));
    found.push(indicator_table(desk));
    found.push(asset_table(desk));
    found
}

fn indicator_table(desk: &Desk<'_>) -> Table {
    let columns = &["kind", "value", "mark", "first_known", "sets", "origin", "records", "taken_back"];
    let mut table = Table::new("indicators", columns);
    let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(", ");
    for (indicator, known) in indicators(desk.from, desk.events) {
        table.row(vec![
            json!(indicator.kind),
            json!(indicator.value),
            json!(known.mark),
            json!(known.first),
            json!(list(&mut known.sets.iter().cloned())),
            json!(list(&mut known.origins.iter().cloned())),
            json!(list(&mut known.records.iter().map(ToString::to_string))),
            json!(known.taken_back),
        ]);
    }
    table
}

fn asset_table(desk: &Desk<'_>) -> Table {
    let mut table = Table::new("assets", &["asset", "account", "type", "addresses", "contained", "records"]);
    let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(", ");
    for (name, asset) in assets(desk.from, desk.events) {
        table.row(vec![
            json!(name),
            json!(asset.account),
            json!(asset.asset_type),
            json!(list(&mut asset.addresses.iter().cloned())),
            json!(list(&mut asset.contained.iter().cloned())),
            json!(list(&mut asset.records.iter().map(ToString::to_string))),
        ]);
    }
    table
}

/// A file for each table, and a page that says what they are: a table has no place for that.
pub(super) fn csv(desk: &Desk<'_>) -> Made {
    let mut files: Vec<_> =
        all(desk).iter().map(|table| desk.file(&format!("tables-{}.csv", table.name), table.csv())).collect();
    let apostrophe = "A cell that begins with an apostrophe held text at which a spreadsheet would begin a formula.";
    files.push(desk.file("tables-read-me.txt", page(desk.note(), &[apostrophe.to_owned()])));
    Made::of(files)
}

/// One object: what it is, then each table under its name.
pub(super) fn json(desk: &Desk<'_>) -> Made {
    let mut out = format!("{{\n\"about\":{}", serde_json::Value::Object(fields(desk.note())));
    for table in all(desk) {
        let rows = String::from_utf8_lossy(&table.json()).trim_end().to_owned();
        out.push_str(&format!(",\n{}:{rows}", json!(table.name)));
    }
    out.push_str("\n}\n");
    Made::of(vec![desk.file("tables.json", out.into_bytes())])
}

/// One page for people, with the columns that they read.
pub(super) fn markdown(desk: &Desk<'_>) -> Made {
    let mut lines = vec![format!("# {}", escaped(&desk.title())), String::new(), escaped(&notice(desk.note()))];
    for table in all(desk) {
        let read = READ.iter().find(|(name, _)| *name == table.name).map_or(table.columns, |(_, columns)| columns);
        let places: Vec<usize> =
            read.iter().filter_map(|column| table.columns.iter().position(|known| known == column)).collect();
        lines.extend([String::new(), format!("## {}", escaped(table.name)), String::new()]);
        if table.rows.is_empty() {
            lines.push("Nothing.".to_owned());
            continue;
        }
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        lines.push(row(read.iter().map(|column| escaped(column)).collect()));
        lines.push(row(read.iter().map(|_| "---".to_owned()).collect()));
        lines.extend(table.rows.iter().map(|cells| row(places.iter().map(|at| cell(cells.get(*at))).collect())));
    }
    lines.push(String::new());
    let left_out = vec!["columns of the tables that people seldom read; CSV and JSON have all of them".to_owned()];
    Made { left_out, ..Made::of(vec![desk.file("tables.md", lines.join("\n").into_bytes())]) }
}

fn cell(value: Option<&serde_json::Value>) -> String {
    match value {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => escaped(text),
        Some(other) => escaped(&other.to_string()),
    }
}
