//! `warroom commands`: the one table of commands, for people, scripts and the documents.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::args::Commands;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::{COMMANDS, CommandSpec};
use crate::domain::input::{FieldKind, FieldSpec, Need};
use crate::domain::mark::Mark;
use crate::library::vocabulary::Vocabulary;

/// Prints the table.
pub(crate) fn run(session: &mut Session<'_>, asked: &Commands) -> Result<u8, Stop> {
    if asked.json {
        let commands: Vec<Value> = COMMANDS.iter().map(command_json).collect();
        session.io.json(&json!({ "commands": commands }))?;
    } else if asked.markdown {
        for line in markdown() {
            session.io.line(&line)?;
        }
    } else {
        let rows: Vec<Vec<String>> =
            COMMANDS.iter().map(|spec| vec![spec.name.to_owned(), keys(spec), spec.help.to_owned()]).collect();
        session.io.table(&rows)?;
    }
    Ok(DONE)
}

fn command_json(spec: &CommandSpec) -> Value {
    let mut keys: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (scope, key) in spec.keys {
        keys.entry(scope.code()).or_default().push(key);
    }
    let fields: Vec<Value> = spec
        .fields
        .iter()
        .map(|field| {
            json!({"name": field.name, "kind": kind_code(field.kind), "need": need_code(field.need), "choices": choices(field)})
        })
        .collect();
    json!({"name": spec.name, "keys": keys, "help": spec.help, "records": spec.records(), "fields": fields})
}

/// The table in Markdown, as the documents carry it.
pub(crate) fn markdown() -> Vec<String> {
    let mut lines = vec!["| command | keys | what it does | fields |".to_owned(), "|---|---|---|---|".to_owned()];
    for spec in COMMANDS {
        let fields: Vec<String> = spec
            .fields
            .iter()
            .map(|field| match field.need {
                Need::Required => format!("**{}**", field.name),
                Need::Optional | Need::Owed => field.name.to_owned(),
            })
            .collect();
        lines.push(format!(
            "| `{}` | {} | {} | {} |",
            spec.name,
            keys(spec).replace('|', "\\|"),
            spec.help,
            fields.join(", ")
        ));
    }
    lines
}

/// `l, timeline: a`.
pub(crate) fn keys(spec: &CommandSpec) -> String {
    let keys = spec.keys.iter().map(|(scope, key)| match scope.code() {
        "everywhere" => (*key).to_owned(),
        place => format!("{place}: {key}"),
    });
    keys.collect::<Vec<_>>().join(", ")
}

/// What may stand in a field, where that is a closed list.
pub(crate) fn choices(field: &FieldSpec) -> Vec<String> {
    let vocabulary = Vocabulary::of_rules();
    match field.kind {
        FieldKind::Choice(_, codes) => codes.iter().map(|code| (*code).to_owned()).collect(),
        FieldKind::Mark => Mark::ALL.iter().map(|mark| mark.code().to_owned()).collect(),
        FieldKind::Role => vocabulary.role.ids().map(str::to_owned).collect(),
        FieldKind::Proof => vocabulary.proof.ids().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn kind_code(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Line | FieldKind::Columns => "line",
        FieldKind::Text => "text",
        FieldKind::When | FieldKind::Coming => "time",
        FieldKind::Choice(..) => "choice",
        FieldKind::Mark => "mark",
        FieldKind::Person => "person",
        FieldKind::Role => "role",
        FieldKind::Step => "step",
        FieldKind::Proof => "proof",
        FieldKind::Exhibit => "exhibit",
        FieldKind::EvidenceSource => "source",
        FieldKind::Record => "record",
        FieldKind::Call => "call",
        FieldKind::File => "file",
        FieldKind::Paste => "paste",
        FieldKind::Path => "path",
        FieldKind::Medium => "medium",
        FieldKind::Regime => "regime",
        FieldKind::List | FieldKind::People | FieldKind::Entities(_) => "list",
        FieldKind::Entity(_) => "entity",
        FieldKind::Technique => "technique",
        FieldKind::Procedure => "procedure",
        FieldKind::Deadline => "deadline",
        FieldKind::Rsit => "rsit",
        FieldKind::Zone => "zone",
    }
}

fn need_code(need: Need) -> &'static str {
    match need {
        Need::Required => "required",
        Need::Optional => "optional",
        Need::Owed => "owed",
    }
}
