//! Entities: what they are, how each stands by what was proved, and where one is used.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::cli::stop::Stop;
use crate::domain::decision::Shortfall;
use crate::domain::entity::{
    Entity, INDICATOR, NamedRows, Next, Piece, Register, Standing, Texts, Use, even, indicators, unrecorded, used,
};
use crate::domain::indicator::{Indicator, defanged, read};
use crate::domain::lineage::Node;
use crate::domain::rows::counted;
use crate::domain::sheet::about_entity;
use crate::domain::text::visible;

/// The register.
pub(super) fn all(view: &View<'_>) -> Printed {
    let register = Register::of(view.state);
    let mut rows = vec![header(&["record", "kind", "type", "name", "status", "next", "also", "owner"])];
    let mut entities = Vec::new();
    for entity in &register.entities {
        let standing = register.standing(view.state, entity);
        entities.push(of_entity(view, entity, &standing));
        rows.push(vec![
            label(view, entity),
            view.lang.code("entity-kind", &entity.kind),
            if entity.asset_type.is_empty() { String::new() } else { view.lang.code("asset-type", &entity.asset_type) },
            entity.name.clone(),
            view.lang.code("entity-standing", standing.code),
            standing.next.as_ref().map(|next| next.command.to_owned()).unwrap_or_default(),
            entity.aliases.join(", "),
            entity.owner.name.clone(),
        ]);
    }
    let short = |record: String, kind: &str, name: String| {
        let mut row = vec![record, view.lang.code("entity-kind", kind), String::new(), name];
        row.resize(8, String::new());
        row
    };
    let named = unrecorded(view.state, &register);
    rows.extend(named.iter().map(|(name, record)| short(view.state.label(*record), "named", name.clone())));
    let marks = indicators(view.state);
    rows.extend(marks.iter().map(|(key, mark)| {
        let mut row = short(key.label(view.state), INDICATOR, defanged(mark));
        if let Some(of_type) = row.get_mut(2) {
            *of_type = view.lang.code("indicator", &mark.kind);
        }
        row
    }));
    let named: Vec<Value> =
        named.iter().map(|(name, record)| json!({"name": name, "record": view.state.label(*record)})).collect();
    let marks: Vec<Value> = marks.iter().map(|(key, mark)| of_indicator(view, *key, mark)).collect();
    Printed { json: json!({"entities": entities, "unrecorded": named, "indicators": marks}), rows }
}

/// One entity or one indicator.
pub(super) fn one(view: &View<'_>, name: &str, texts: &Texts) -> Result<Printed, Stop> {
    let register = Register::of(view.state);
    let meant = register.meant(view.state, name);
    let (key, document) = match meant.as_slice() {
        [entity] => {
            let standing = register.standing(view.state, entity);
            let mut document = of_entity(view, entity, &standing);
            let pieces: Vec<Value> = standing.pieces.iter().map(|piece| of_piece(view, piece)).collect();
            let uses = used(view.state, texts, &entity.keys, entity.names());
            if let Some(members) = document.as_object_mut() {
                members.insert("says".to_owned(), json!(pieces));
                members.insert("uses".to_owned(), json!(of_uses(view, &uses)));
            }
            (entity.key(), document)
        }
        [] => {
            let wanted = read(name);
            let marks = indicators(view.state);
            let known = marks.into_iter().find(|(_, mark)| wanted.as_ref() == Some(mark));
            let Some((key, mark)) = known else {
                return Err(Stop::Usage(format!(
                    "no entity or indicator is called {}; warroom show entities lists them, and warroom find looks through rows and words",
                    visible(name)
                )));
            };
            let mut document = of_indicator(view, key, mark);
            let uses = used(view.state, texts, &[], &[even(&mark.value)]);
            if let Some(members) = document.as_object_mut() {
                members.insert("uses".to_owned(), json!(of_uses(view, &uses)));
            }
            (Some(key), document)
        }
        several => {
            let labels: Vec<String> = several.iter().map(|entity| label(view, entity)).collect();
            return Err(Stop::Usage(format!(
                "{} fits several: name one by its record, {}",
                visible(name),
                labels.join(", ")
            )));
        }
    };
    // The same lines as on the page of the console.
    let rows = if counted(view.state).next().is_some() { NamedRows::Uncounted } else { NamedRows::None };
    let lines = key.map(|key| about_entity(view.state, texts, key, rows)).unwrap_or_default();
    let rows = lines.iter().map(|entry| vec![entry.tone.sign().to_owned(), view.say(&entry.text)]).collect();
    Ok(Printed { json: document, rows })
}

fn label(view: &View<'_>, entity: &Entity) -> String {
    entity.key().map(|key| key.label(view.state)).unwrap_or_default()
}

fn of_entity(view: &View<'_>, entity: &Entity, standing: &Standing) -> Value {
    let keys: Vec<String> = entity.keys.iter().map(|key| key.label(view.state)).collect();
    let because: Vec<String> = standing.because().map(|piece| view.state.label(piece.record)).collect();
    json!({
        "record": label(view, entity),
        "records": keys,
        "recorded": entity.recorded,
        "kind": entity.kind,
        "type": or_null(&entity.asset_type),
        "name": entity.name,
        "aliases": entity.aliases,
        "owner": person(&entity.owner),
        "importance": or_null(&entity.importance),
        "note": or_null(&entity.note),
        "imports_struck": entity.struck_imports.iter().map(|import| view.state.label(*import)).collect::<Vec<_>>(),
        "status": standing.code,
        "because": because,
        "judgement": standing.judgement().map(|piece| of_piece(view, piece)),
        "next": standing.next.as_ref().map(|next| of_next(view, next)),
    })
}

fn of_next(view: &View<'_>, next: &Next) -> Value {
    let fields: serde_json::Map<String, Value> =
        next.input.iter().map(|(field, text)| (field.to_owned(), json!(text))).collect();
    json!({"status": next.code, "missing": view.say(&next.missing), "command": next.command, "fields": fields})
}

fn of_piece(view: &View<'_>, piece: &Piece) -> Value {
    let lacks: Vec<&str> = piece.lacks.iter().map(|short: &Shortfall| short.rule.id()).collect();
    json!({
        "record": view.state.label(piece.record),
        "via": piece.via,
        "shows": piece.shows.code(),
        "counts": piece.counts(),
        "lacks": lacks,
        "who": piece.who,
        "at": view.local(piece.at),
    })
}

/// An indicator: for people it is broken, for programs it is whole too.
fn of_indicator(view: &View<'_>, key: Node, mark: &Indicator) -> Value {
    json!({"record": key.label(view.state), "kind": mark.kind, "value": mark.value, "shown": defanged(mark)})
}

fn of_uses(view: &View<'_>, uses: &[Use]) -> Vec<Value> {
    uses.iter()
        .map(|one| {
            let line = view.state.timeline.line(one.record);
            json!({
                "record": view.state.label(one.record),
                "kind": one.kind,
                "at": line.map(|line| view.local(line.happened)),
                "fields": one.fields,
                "struck": one.struck,
            })
        })
        .collect()
}
