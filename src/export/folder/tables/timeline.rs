//! The timeline, and the list of all records.

use serde_json::{Value, json};

use super::{From, Table, name};
use crate::domain::id::RecordId;
use crate::domain::incident::RecordKind;
use crate::domain::technique;
use crate::domain::timeline::{Lane, Line, LineText};

/// Every line, by the time it happened.
pub(super) fn timeline(from: &From<'_>) -> Table {
    let mut table = Table::new(
        "timeline",
        &[
            "record",
            "happened",
            "recorded",
            "how_known",
            "lane",
            "mark",
            "text",
            "status",
            "scribe",
            "speaker",
            "source",
            "source_ref",
            "tags",
            "assets",
            "indicators",
            "techniques",
            "late_minutes",
            "late_reason",
            "struck_by",
            "superseded_by",
            "corrects",
        ],
    );
    let mut lines: Vec<&Line> = from.state.timeline.lines.iter().collect();
    lines.sort_by_key(|line| (line.happened, line.id));
    for line in lines {
        let detail = line.detail.as_deref();
        let list = |items: Option<&Vec<String>>| Value::from(items.map(|items| items.join(", ")).unwrap_or_default());
        let withheld = matches!(line.text, LineText::Withheld);
        table.row(vec![
            json!(line.id),
            json!(line.happened),
            json!(line.recorded),
            json!(line.when.as_ref().map(|when| when.how.code())),
            json!(if line.lane == Lane::Fact { "fact" } else { "action" }),
            // The mark of what is withheld stands in its body.
            if withheld { Value::Null } else { json!(line.mark) },
            json!(text(from, line)),
            json!(line.status()),
            name(&line.scribe),
            detail.and_then(|detail| detail.speaker.as_ref()).map_or(Value::Null, name),
            json!(detail.map(|detail| detail.source.as_str())),
            json!(detail.map(|detail| detail.source_ref.as_str())),
            list(detail.map(|detail| &detail.tags)),
            list(detail.map(|detail| &detail.assets)),
            list(detail.map(|detail| &detail.indicators)),
            json!(detail.map(|detail| technique::named(&detail.techniques)).unwrap_or_default()),
            json!(line.late),
            json!(line.late_reason),
            json!(from.state.timeline.struck.get(&line.id).map(|(by, _)| by)),
            json!(line.superseded_by),
            json!(line.corrects),
        ]);
    }
    table
}

pub(in crate::export) fn text(from: &From<'_>, line: &Line) -> String {
    match &line.text {
        LineText::Words(words) => from.open(words),
        LineText::Program(msg) => from.say(msg),
        LineText::Withheld if from.state.copy.is_none() => from.lang.word("body-withheld"),
        LineText::Withheld => from.lang.body_not_here(from.state, line.id),
    }
}

/// Every record with its kind, withheld ones as such.
pub(super) fn records(from: &From<'_>) -> Table {
    let mut table = Table::new("records", &["record", "kind", "struck_by", "reason"]);
    let mut all: Vec<(RecordId, &str)> = from
        .state
        .kinds
        .iter()
        .map(|(id, kind)| match kind {
            RecordKind::Known(kind) => (*id, *kind),
            RecordKind::Unknown(kind) => (*id, kind.as_str()),
        })
        .collect();
    all.extend(from.state.withheld.iter().map(|(id, _)| (*id, "withheld")));
    all.sort_unstable();
    for (id, kind) in all {
        let struck = from.state.timeline.struck.get(&id);
        table.row(vec![
            json!(id),
            json!(kind),
            json!(struck.map(|(by, _)| by)),
            json!(struck.map(|(_, struck)| struck.reason.as_str())),
        ]);
    }
    table
}
