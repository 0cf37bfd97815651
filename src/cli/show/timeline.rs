//! The timeline: every line in the order it was recorded, struck and superseded ones included.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::rows::{struck_import, time_now};
use crate::domain::timeline::{Basis, Lane, Line, LineText};
use crate::library::technique;

pub(super) fn print(view: &View<'_>) -> Printed {
    let lines = &view.state.timeline.lines;
    let mut rows = vec![header(&["id", "happened", "lane", "status", "who", "text"])];
    let mut sorted: Vec<&Line> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.happened, line.id));
    rows.extend(sorted.into_iter().map(|line| row(view, line)));
    Printed { json: json!({"lines": lines.iter().map(|line| json_of(view, line)).collect::<Vec<_>>()}), rows }
}

fn lane(line: &Line) -> &'static str {
    match line.lane {
        Lane::Fact => "fact",
        Lane::Action => "action",
    }
}

/// The words of a line, as the readers may see them.
pub(crate) fn text(view: &View<'_>, line: &Line) -> String {
    match &line.text {
        LineText::Words(words) => view.open(words),
        LineText::Program(msg) => view.say(msg),
        LineText::Withheld => view.lang.body_not_here(view.state, line.id),
    }
}

/// A line for programs.
pub(crate) fn json_of(view: &View<'_>, line: &Line) -> Value {
    let detail = line.detail.as_deref();
    let when = line.when.as_deref();
    let struck = view.state.timeline.struck.get(&line.id);
    let zone = when.map_or_else(|| view.zone.name().to_owned(), |when| when.zone.clone());
    json!({
        "id": line.id,
        "label": view.state.label(line.id),
        "lane": lane(line),
        "happened": line.happened,
        "happened_typed": when.map(|when| when.typed.as_str()).map_or(Value::Null, or_null),
        "happened_local": view.local(line.happened),
        "how": when.map(|when| when.how.code()),
        "zone": zone,
        "recorded": line.recorded,
        "scribe": person(&line.scribe),
        "speaker": detail.and_then(|detail| detail.speaker.as_ref()).map_or(Value::Null, person),
        "text": text(view, line),
        "mark": line.mark,
        "status": or_null(line.status()),
        "tags": detail.map(|detail| detail.tags.as_slice()).unwrap_or_default(),
        "assets": detail.map(|detail| detail.assets.as_slice()).unwrap_or_default(),
        "indicators": detail.map(|detail| detail.indicators.as_slice()).unwrap_or_default(),
        "techniques": detail.map(|detail| techniques(&detail.techniques)).unwrap_or_default(),
        "source": detail.map_or(Value::Null, |detail| or_null(&detail.source)),
        "source_ref": detail.map_or(Value::Null, |detail| or_null(&detail.source_ref)),
        "note": detail.map_or(Value::Null, |detail| or_null(&detail.note)),
        "row": detail.and_then(|detail| detail.row.as_ref()),
        "row_import_struck": struck_import(view.state, line),
        "row_time_now": time_now(view.state, line),
        "late_minutes": line.late,
        "late_reason": line.late_reason,
        "catch_up": line.catch_up,
        "struck": struck.map(|(by, struck)| json!({"by": by, "reason": struck.reason})),
        "superseded_by": line.superseded_by,
        "corrects": line.corrects,
        "basis": detail.and_then(|detail| detail.basis.as_ref()).map(basis),
        "basis_owed": line.basis_owed(),
    })
}

/// Techniques by id with the names that the lists have for them; null where they have none.
fn techniques(ids: &[String]) -> Vec<Value> {
    let name = |id: &str| technique::find(id).map(technique::Technique::full_name);
    ids.iter().map(|id| json!({"id": id, "name": name(id)})).collect()
}

fn basis(basis: &Basis) -> Value {
    json!({
        "exhibit": or_null(&basis.exhibit),
        "place": or_null(&basis.place),
        "sources": basis.sources,
        "confirmer": basis.confirmer.as_ref().map_or(Value::Null, person),
        "holds": basis.holds(),
    })
}

/// A line as the cells of a table.
pub(crate) fn row(view: &View<'_>, line: &Line) -> Vec<String> {
    let gone = if view.state.struck(line.id) {
        "[struck] "
    } else if line.superseded_by.is_some() {
        "[corrected] "
    } else if struck_import(view.state, line).is_some() {
        "[import struck] "
    } else if time_now(view.state, line).is_some() {
        "[clock declared since] "
    } else {
        ""
    };
    vec![
        view.state.label(line.id),
        view.stamp(line.happened),
        lane(line).to_owned(),
        line.status().to_owned(),
        view.state.people.initials(&line.scribe),
        format!("{gone}{}", text(view, line)),
    ]
}
