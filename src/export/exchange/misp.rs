//! A MISP event (PyMISP `data/schema.json`, `describeTypes.json`, misp-objects): values of lists are strings, every attribute has its type and a category that the
//! type may stand in, marks are tags. It is for nobody but the organisation until somebody there says otherwise: distribution 0, not published.

use serde_json::{Value, json};

use super::about::{notice, tlp};
use super::matter::{Event, Known, digest_words, indicators, techniques};
use super::{Desk, Made};
use crate::domain::closure::closed;
use crate::domain::exhibit::Exhibit;
use crate::domain::form::as_of;
use crate::domain::indicator::Indicator;
use crate::domain::mark::Mark;
use crate::domain::time::Instant;
use crate::library::technique::{self, Framework};

/// Your organisation only.
const OWN: &str = "0";
/// As the event.
const INHERIT: &str = "5";

/// A template of misp-objects: name, UUID, version, description.
struct Template(&'static str, &'static str, &'static str, &'static str);

const CASE: Template = Template(
    "forensic-case",
    "3ea36022-ae93-455e-88b1-d43aca789cac",
    "1",
    "An object template to describe a digital forensic case.",
);
const EVIDENCE: Template = Template(
    "forensic-evidence",
    "fe44c648-63ef-43fc-b3de-af71a2e023e4",
    "1",
    "An object template to describe a digital forensic evidence.",
);
const TIMELINE: Template = Template(
    "timesketch-timeline",
    "06db0221-cbc0-4ffc-ad98-7f34549310f1",
    "2",
    "A timesketch timeline object based on mandatory field in timesketch to describe a log entry.",
);

/// The event.
pub(super) fn make(desk: &Desk<'_>) -> Made {
    let (note, state) = (desk.note(), desk.state());
    let now = as_of(state);
    let declared = state.case.declared.as_ref();
    let known = indicators(desk.from, desk.events);
    let attributes: Vec<Value> = known.iter().map(|(indicator, known)| attribute(desk, indicator, known)).collect();
    let mut objects = vec![the_case(desk, now)];
    objects.extend(state.register.exhibits.iter().filter(|one| !one.struck).map(|exhibit| evidence(desk, exhibit)));
    objects.extend(desk.events.iter().map(|event| timeline(desk, event)));
    let drill = note.purpose == "exercise";
    let mut tags = vec![tag(note.audience)];
    if drill {
        tags.push(json!({"name": "exercise:generic"}));
    }
    tags.extend(techniques(desk.events).keys().filter_map(|id| galaxy(id)));
    let event = json!({"Event": {
        "uuid": desk.ids.uuid(&["misp-event"]),
        "info": if drill { format!("EXERCISE {}", desk.title()) } else { desk.title() },
        "date": declared.map_or(now, |declared| declared.declared.at).to_string().get(..10).unwrap_or_default(),
        "threat_level_id": threat(declared.map(|declared| declared.severity.as_str()).unwrap_or_default()),
        "analysis": if closed(state) { "2" } else { "1" },
        "distribution": OWN,
        "published": false,
        "timestamp": seconds(now),
        "Tag": tags,
        "Attribute": attributes,
        "Object": objects,
    }});
    let mut bytes = format!("{event:#}").into_bytes();
    bytes.push(b'\n');
    Made::of(vec![desk.file("misp.json", bytes)])
}

fn seconds(at: Instant) -> String {
    at.millis().div_euclid(1000).to_string()
}

fn tag(mark: Mark) -> Value {
    json!({"name": format!("tlp:{}", tlp(mark))})
}

/// 1 high, 2 medium, 3 low, 4 undefined.
fn threat(severity: &str) -> &'static str {
    match severity {
        "sev1" => "1",
        "sev2" => "2",
        "sev3" | "sev4" => "3",
        _ => "4",
    }
}

/// Type and category of an indicator, and whether a machine may look for it as it stands.
fn typed(indicator: &Indicator) -> (&'static str, &'static str, bool) {
    let hex = indicator.value.bytes().all(|byte| byte.is_ascii_hexdigit());
    match (indicator.kind.as_str(), indicator.value.len()) {
        ("hash", 32) if hex => ("md5", "Payload delivery", true),
        ("hash", 40) if hex => ("sha1", "Payload delivery", true),
        ("hash", 64) if hex => ("sha256", "Payload delivery", true),
        ("hash", 96) if hex => ("sha384", "Payload delivery", true),
        ("hash", 128) if hex => ("sha512", "Payload delivery", true),
        ("ip", _) => ("ip-dst", "Network activity", true),
        ("domain", _) => ("domain", "Network activity", true),
        ("url", _) => ("url", "Network activity", true),
        ("file", _) => ("filename", "Payload delivery", true),
        ("registry", _) => ("regkey", "Persistence mechanism", true),
        _ => ("text", "Other", false),
    }
}

fn attribute(desk: &Desk<'_>, indicator: &Indicator, known: &Known) -> Value {
    let (kind, category, to_ids) = typed(indicator);
    let records = known.records.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut said = vec![indicator.kind.clone(), format!("records {records}")];
    said.extend(known.origins.iter().map(|origin| format!("from {origin}")));
    said.extend(known.taken_back.then(|| "taken back: it stood for something harmless".to_owned()));
    json!({
        "uuid": desk.ids.uuid(&["misp-attribute", &indicator.kind, &indicator.value]),
        "type": kind,
        "category": category,
        "value": indicator.value,
        "to_ids": to_ids && !known.taken_back,
        "comment": said.join("; "),
        "timestamp": seconds(known.last),
        "distribution": INHERIT,
        "Tag": [tag(known.mark)],
    })
}

/// An object of a template; `fields` are relation, type and value, `None` and nothing leave one out.
fn object(
    desk: &Desk<'_>,
    template: &Template,
    key: &str,
    at: Instant,
    comment: &str,
    fields: &[(&str, &str, String)],
) -> Value {
    let Template(name, uuid, version, description) = template;
    let attributes = fields.iter().enumerate().filter(|(_, (.., value))| !value.trim().is_empty()).map(
        |(number, (relation, kind, value))| {
            json!({
                "uuid": desk.ids.uuid(&["misp-field", name, key, relation, &number.to_string()]),
                "object_relation": relation,
                "type": kind,
                "category": "Other",
                "value": value,
                "to_ids": false,
                "timestamp": seconds(at),
                "distribution": INHERIT,
            })
        },
    );
    json!({
        "uuid": desk.ids.uuid(&["misp-object", name, key]),
        "name": name,
        "meta-category": "misc",
        "description": description,
        "template_uuid": uuid,
        "template_version": version,
        "timestamp": seconds(at),
        "distribution": INHERIT,
        "comment": comment,
        "Attribute": attributes.collect::<Vec<_>>(),
    })
}

fn the_case(desk: &Desk<'_>, now: Instant) -> Value {
    let (note, state) = (desk.note(), desk.state());
    let begun = state.case.declared_at().map(|at| at.to_string()).unwrap_or_default();
    let lead = state.people.holders.get("irt_lead").map(|holder| holder.assigned.person.name.clone());
    let fields = [
        ("case-number", "text", note.case.clone()),
        ("case-name", "text", desk.title()),
        ("name-of-the-analyst", "text", lead.unwrap_or_default()),
        ("analysis-start-date", "datetime", begun),
        ("additional-comments", "text", notice(note)),
    ];
    object(desk, &CASE, "", now, &notice(note), &fields)
}

fn evidence(desk: &Desk<'_>, exhibit: &Exhibit) -> Value {
    let state = desk.state();
    let label = state.register.shown_label(exhibit);
    let registered = &exhibit.registered;
    let fields = [
        ("case-number", "text", desk.note().case.clone()),
        ("evidence-number", "text", label),
        ("name", "text", registered.description.clone()),
        ("type", "text", registered.kind.clone()),
        ("acquisition-method", "text", exhibit.details.method.clone()),
        ("acquisition-tools", "text", registered.tool.clone()),
        ("additional-comments", "text", digest_words(state.digest_state(exhibit), exhibit)),
    ];
    let mark = state.timeline.line(exhibit.id).map_or(desk.note().audience, |line| line.mark);
    object(desk, &EVIDENCE, &exhibit.id.to_string(), exhibit.recorded, mark.label(), &fields)
}

fn timeline(desk: &Desk<'_>, event: &Event<'_>) -> Value {
    let status = event.line.status();
    let described = if status.is_empty() { event.lane().to_owned() } else { format!("{}, {status}", event.lane()) };
    let fields = [
        ("message", "text", event.text.clone()),
        ("datetime", "datetime", event.written.clone()),
        ("timestamp_desc", "text", described),
    ];
    let comment = format!("record {}, {}, by {}", event.id, event.line.mark.label(), event.line.scribe.name);
    let mut object = object(desk, &TIMELINE, &event.id.to_string(), event.line.recorded, &comment, &fields);
    let tags: Vec<Value> = event.techniques().iter().filter_map(|id| galaxy(id)).collect();
    if !event.techniques().is_empty() {
        let named = crate::domain::technique::named(event.techniques());
        object["comment"] = json!(format!("{comment}; techniques {named}"));
    }
    if !tags.is_empty() && event.line.status() != "refuted" {
        // An object has no tags of its own: what it says has.
        object["Attribute"][0]["Tag"] = json!(tags);
    }
    object
}

/// The tag of a technique as the galaxies of MISP call it; none for what the lists do not know.
fn galaxy(id: &str) -> Option<Value> {
    let known = technique::find(id)?;
    // The clusters of ATT&CK are called by name and id, those of ATLAS by name alone.
    let name = match known.framework {
        Framework::Attack => format!("misp-galaxy:mitre-attack-pattern=\"{} - {}\"", known.name, known.id),
        Framework::Atlas => format!("misp-galaxy:mitre-atlas-attack-pattern=\"{}\"", known.name),
    };
    Some(json!({"name": name}))
}
