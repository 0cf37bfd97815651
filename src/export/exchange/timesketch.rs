//! Timesketch JSON lines (`timesketch/lib/utils.py`): `message`, `datetime` with its offset, `timestamp` in microseconds, `timestamp_desc`; and our own columns
//! beside them, under names of their own.

use serde_json::{Value, json};

use super::about::notice;
use super::matter::Event;
use super::{Desk, Made};

/// Strings beyond this many bytes are not found by keyword in Timesketch; they are carried whole all the same.
const INDEXED: usize = 32_766;

/// One object a line.
pub(super) fn make(desk: &Desk<'_>) -> Made {
    let notice = notice(desk.note());
    let mut out = String::new();
    for event in desk.events {
        out.push_str(&line(desk, event, &notice).to_string());
        out.push('\n');
    }
    let long = desk.events.iter().filter(|event| event.text.len() > INDEXED).count();
    let left_out = match long {
        0 => Vec::new(),
        count => {
            vec![format!("messages that Timesketch does not search by keyword, since they are over 32 kB: {count}")]
        }
    };
    Made { left_out, ..Made::of(vec![desk.file("timesketch.jsonl", out.into_bytes())]) }
}

fn line(desk: &Desk<'_>, event: &Event<'_>, notice: &str) -> Value {
    let note = desk.note();
    let mut tags: Vec<String> = event.tags().to_vec();
    tags.extend(event.techniques().iter().cloned());
    tags.push(event.line.mark.label().to_owned());
    tags.extend(Some(event.line.status().to_owned()).filter(|status| !status.is_empty()));
    let named = |values: &[_]| values.join("; ");
    let assets: Vec<&str> = event.assets().collect();
    let indicators: Vec<&str> = event.indicators.iter().map(|indicator| indicator.value.as_str()).collect();
    let mut line = json!({
        "message": event.text,
        "datetime": event.written,
        "timestamp": event.at.millis().saturating_mul(1000),
        "timestamp_desc": description(event),
        "tag": tags,
        "hostname": assets.first().copied().unwrap_or_default(),
        "record": event.id,
        "recorded": event.line.recorded,
        "mark": event.line.mark.label(),
        "lane": event.lane(),
        "status": event.line.status(),
        "who": event.line.scribe.name,
        "speaker": event.speaker(),
        "how_known": event.how(),
        "source": event.source(),
        "assets": named(&assets),
        "indicators": named(&indicators),
        "techniques": crate::domain::technique::named(event.techniques()),
        "case": note.case,
        "case_head": note.case_head,
        "audience": note.audience.label(),
        "notice": notice,
    });
    if let Value::Object(fields) = &mut line {
        // An empty column says nothing, and every one costs a field of the index.
        fields.retain(|_, value| value.as_str() != Some(""));
        // But what the format asks for is there in every line.
        fields.entry("message").or_insert_with(|| json!("-"));
    }
    line
}

/// What the time is the time of.
fn description(event: &Event<'_>) -> &'static str {
    match (event.lane(), &event.line.detail) {
        ("fact", _) => "Incident fact",
        (_, Some(_)) => "Response action",
        _ => "Recorded by warroom",
    }
}
