//! Whether a record that a judgement cites names what is judged: by one of its names, as a whole word. Its own records do not show it, and neither do other
//! judgements: an entity stands as it is called there whatever happened.

use serde::Serialize;
use serde_json::Value;

use super::name::{even, names};
use super::register::Entity;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::msg::{Arg, Msg};
use crate::domain::repeated::bare;
use crate::domain::timeline::LineText;

/// Kinds of records that name things without anything having happened to them.
const NO_PROOF: &[&str] = &["entity.", "rows.search", "rows.bookmarked", "rows.unbookmarked"];

/// Whether a record shows something of an entity: it names it.
pub(super) fn shows(state: &Incident, record: RecordId, entity: &Entity) -> bool {
    let kind = match state.kinds.get(&record) {
        Some(RecordKind::Known(kind)) => kind,
        Some(RecordKind::Unknown(_)) | None => return false,
    };
    if NO_PROOF.iter().any(|beginning| kind.starts_with(beginning))
        || entity.keys.iter().any(|key| key.record == record)
    {
        return false;
    }
    said(state, record).iter().any(|text| entity.names().iter().any(|name| names(text, name)))
}

/// What the state holds of the words of a record.
fn said(state: &Incident, record: RecordId) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(line) = state.timeline.line(record) {
        match &line.text {
            LineText::Words(words) => found.push(bare(words)),
            LineText::Program(msg) => of_message(msg, &mut found),
            LineText::Withheld => {}
        }
        of_fields(&line.detail, &mut found);
    }
    if let Some(exhibit) = state.register.exhibit(record) {
        of_fields(&exhibit.registered, &mut found);
        of_fields(&exhibit.details, &mut found);
    }
    let contained = state.containment.actions.iter().filter(|action| action.id == record);
    contained.for_each(|action| of_fields(&action.done, &mut found));
    for item in &state.restoration.items {
        if item.id == record {
            of_fields(&item.restored, &mut found);
        }
        let scans = item.scans.iter().filter(|(id, _)| *id == record);
        scans.for_each(|(_, scanned)| of_fields(scanned, &mut found));
    }
    for hunt in state.eradication.hunts(state) {
        let again = hunt.again.iter().map(|(id, hunted)| (*id, hunted));
        let all = std::iter::once((hunt.id, &hunt.hunted)).chain(again);
        all.filter(|(id, _)| *id == record).for_each(|(_, hunted)| of_fields(hunted, &mut found));
    }
    let watched = state.monitoring.entries.iter().filter(|entry| entry.id == record);
    watched.for_each(|entry| of_fields(&entry.watched, &mut found));
    found.iter().map(|text| even(text)).collect()
}

fn of_message(msg: &Msg, found: &mut Vec<String>) {
    for (_, arg) in &msg.args {
        match arg {
            Arg::Label(text) => found.push(text.clone()),
            Arg::Text(text) => found.push(bare(text)),
            Arg::Inner(inner) => of_message(inner, found),
            Arg::Number(_) | Arg::Code(..) => {}
        }
    }
}

fn of_fields(of: &impl Serialize, found: &mut Vec<String>) {
    let mut open = serde_json::to_value(of).ok().into_iter().collect::<Vec<_>>();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
