//! Bit-for-bit images: how each ended. Without a recorded end it was cut off, or still runs.

use serde_json::{Value, json};

use super::{View, or_null, person};
use crate::domain::acquisition::Acquisition;

/// Every image begun, as JSON.
pub(super) fn all(view: &View<'_>) -> Vec<Value> {
    view.state.acquisitions.made.iter().map(|made| one(view, made)).collect()
}

fn one(view: &View<'_>, made: &Acquisition) -> Value {
    let begun = &made.begun;
    let ended = made.ended.as_ref().map(|(_, ended)| ended);
    let whole = made.state() == "whole";
    json!({
        "id": made.id,
        "state": made.state(),
        "end": made.ended.as_ref().map(|(id, _)| id),
        "exhibit": made.exhibit(),
        "source": begun.survey.source.given,
        "opened": begun.survey.source.opened,
        "image": begun.image,
        "examiner": person(&begun.examiner),
        "competence": or_null(&begun.competence),
        "write_blocker": or_null(&begun.blocker),
        "tool": begun.tool,
        "meaning": begun.meaning,
        "survey": begun.survey,
        // Of a source that was not read whole there is no digest.
        "source_sha256": ended.filter(|_| whole).map(|ended| ended.image_sha256.as_str()),
        "image_sha256": ended.map_or(Value::Null, |ended| or_null(&ended.image_sha256)),
        "unreadable_ranges": ended.map(|ended| ended.ranges),
        "unreadable_bytes": ended.map(|ended| ended.unreadable),
        "map": ended.map(|ended| &ended.map),
        "segments": ended.map(|ended| &ended.segments),
        "log": ended.map_or(Value::Null, |ended| or_null(&ended.log)),
        "log_sha256": ended.map_or(Value::Null, |ended| or_null(&ended.log_sha256)),
        "why": ended.map_or(Value::Null, |ended| or_null(&ended.why)),
        "struck": view.state.struck(made.id),
    })
}
