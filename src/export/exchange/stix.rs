//! A STIX 2.1 bundle: incident, indicators, courses of action, who made it, how they relate, under the marks of TLP.

mod pattern;

use serde_json::{Map, Value, json};

use super::about::{behind, notice};
use super::matter::{Known, Named, indicators, measures, techniques};
use super::{Desk, Made};
use crate::domain::form::as_of;
use crate::domain::indicator::Indicator;
use crate::domain::mark::Mark;
use crate::domain::text::counted;
use crate::domain::time::Instant;
use crate::library::technique::{self, Framework};
use pattern::pattern;

/// The bundle, and what has no pattern in a note of it.
pub(super) fn make(desk: &Desk<'_>) -> Made {
    let bundle = Bundle::new(desk);
    let known = indicators(desk.from, desk.events);
    let mut objects = vec![bundle.identity(), bundle.incident()];
    let mut marks = vec![desk.note().audience];
    let mut unsaid = Vec::new();
    for (indicator, about) in known.iter().filter(|(_, about)| !about.taken_back) {
        match pattern(indicator) {
            Some(pattern) => {
                objects.extend(bundle.indicator(indicator, about, &pattern));
                marks.push(about.mark);
            }
            None => unsaid.push((indicator, about)),
        }
    }
    for measure in measures(desk.from) {
        let id = bundle.id("course-of-action", &[&measure.id.to_string()]);
        let name = one(&measure.name);
        let own = json!({"name": name, "description": measure.description, "external_references": bundle.cited([measure.id].iter())});
        objects.push(bundle.object("course-of-action", &id, (measure.recorded, measure.recorded), measure.mark, own));
        objects.push(bundle.related(&id, measure.mark, (measure.recorded, measure.recorded)));
        marks.push(measure.mark);
    }
    for (id, named) in techniques(desk.events) {
        objects.extend(bundle.technique(id, &named));
        marks.push(named.mark);
    }
    if !unsaid.is_empty() {
        let mark = unsaid.iter().map(|(_, about)| about.mark).max().unwrap_or_default();
        objects.push(bundle.note_of(&unsaid, mark));
        marks.push(mark);
    }
    marks.sort_unstable();
    marks.dedup();
    let mut all: Vec<Value> = marks.into_iter().map(definition).collect();
    all.append(&mut objects);
    let note = desk.note();
    let id = format!("bundle--{}", desk.ids.uuid(&["bundle", &note.case_head]));
    let bundle = json!({"type": "bundle", "id": id, "objects": all});
    let mut bytes = format!("{bundle:#}").into_bytes();
    bytes.push(b'\n');
    let mut left_out = Vec::new();
    if !unsaid.is_empty() {
        left_out.push(format!(
            "indicators for which STIX has no pattern, listed in a note of the bundle: {}",
            unsaid.len()
        ));
    }
    let events = desk.events.len();
    left_out.push(format!("lines of the timeline, for which STIX has no place: {events}"));
    Made { left_out, ..Made::of(vec![desk.file("stix.json", bytes)]) }
}

/// Text on one line: what names are.
fn one(text: &str) -> String {
    crate::domain::text::one_line(text).into_owned()
}

/// The TLP definition of a mark. STIX 2.1 (section 7.2.1.4) fixes those of TLP 1.0, which has no AMBER+STRICT; that one is the published definition of
/// TLP 2.0 by OASIS (cti-stix-common-objects, extension-definition-specifications/tlp-2.0).
fn definition(mark: Mark) -> Value {
    let first = |name: &str, tlp: &str| {
        json!({
            "type": "marking-definition", "spec_version": "2.1", "id": marking(mark), "created": "2017-01-20T00:00:00.000Z",
            "definition_type": "tlp", "name": name, "definition": {"tlp": tlp},
        })
    };
    match mark {
        Mark::Clear => first("TLP:WHITE", "white"),
        Mark::Green => first("TLP:GREEN", "green"),
        Mark::Amber => first("TLP:AMBER", "amber"),
        Mark::Red => first("TLP:RED", "red"),
        Mark::AmberStrict => json!({
            "type": "marking-definition", "spec_version": "2.1", "id": marking(mark), "created": "2022-10-01T00:00:00.000Z",
            "name": "TLP:AMBER+STRICT",
            "extensions": {"extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {
                "extension_type": "property-extension", "tlp_2_0": "amber+strict",
            }},
        }),
    }
}

fn marking(mark: Mark) -> &'static str {
    match mark {
        Mark::Clear => "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
        Mark::Green => "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
        Mark::Amber => "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
        Mark::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        Mark::Red => "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
    }
}

struct Bundle<'a> {
    desk: &'a Desk<'a>,
    /// When the declaration was recorded: nothing of the case is older.
    begun: Instant,
    /// When the last record was made.
    as_of: Instant,
    identity: String,
    incident: String,
}

impl<'a> Bundle<'a> {
    fn new(desk: &'a Desk<'a>) -> Self {
        let state = desk.state();
        let as_of = as_of(state);
        let declared = state.case.declared_in.and_then(|record| state.timeline.line(record));
        let begun = declared.map_or(as_of, |line| line.recorded.min(as_of));
        let id = |kind: &str| format!("{kind}--{}", desk.ids.uuid(&[kind]));
        Bundle { desk, begun, as_of, identity: id("identity"), incident: id("incident") }
    }

    fn id(&self, kind: &str, names: &[&str]) -> String {
        let names: Vec<&str> = std::iter::once(kind).chain(names.iter().copied()).collect();
        format!("{kind}--{}", self.desk.ids.uuid(&names))
    }

    /// An object with what every one has; `own` is laid over it.
    fn object(&self, kind: &str, id: &str, made: (Instant, Instant), mark: Mark, own: Value) -> Value {
        let mut object = Map::new();
        object.insert("type".to_owned(), json!(kind));
        object.insert("spec_version".to_owned(), json!("2.1"));
        object.insert("id".to_owned(), json!(id));
        if kind != "identity" {
            object.insert("created_by_ref".to_owned(), json!(self.identity));
        }
        object.insert("created".to_owned(), json!(made.0.min(made.1)));
        object.insert("modified".to_owned(), json!(made.1));
        if let Value::Object(own) = own {
            object.extend(own);
        }
        object.insert("object_marking_refs".to_owned(), json!([marking(mark)]));
        Value::Object(object)
    }

    fn identity(&self) -> Value {
        let own = json!({
            "name": format!("Incident response team of case {}", self.desk.note().case), "identity_class": "group",
            "description": "Pseudonymous: the team that keeps this case file.",
        });
        self.object("identity", &self.identity, (self.begun, self.begun), self.desk.note().audience, own)
    }

    fn incident(&self) -> Value {
        let (note, state) = (self.desk.note(), self.desk.state());
        let mut said = vec![notice(note)];
        let mut labels = Vec::new();
        if let Some(declared) = &state.case.declared {
            said.push(format!("Declared at {}.", declared.declared.at));
            for (label, text) in [("Known", &declared.known), ("Not known", &declared.unknown)] {
                if !text.trim().is_empty() {
                    said.push(format!("{label}: {text}"));
                }
            }
            labels.extend([&declared.severity, &declared.class].into_iter().filter(|label| !label.is_empty()).cloned());
        }
        if note.purpose == "exercise" {
            labels.push("exercise".to_owned());
        }
        let mut own = json!({
            "name": one(&self.desk.title()), "description": said.join("\n"),
            "external_references": [{
                "source_name": "warroom", "external_id": note.case,
                "description": format!("case head {}, {} withheld", note.case_head, counted(behind(note), "record")),
            }],
        });
        if let (false, Value::Object(own)) = (labels.is_empty(), &mut own) {
            own.insert("labels".to_owned(), json!(labels));
        }
        self.object("incident", &self.incident, (self.begun, self.as_of), note.audience, own)
    }

    fn cited<'r>(&self, records: impl Iterator<Item = &'r crate::domain::id::RecordId>) -> Value {
        let case = &self.desk.note().case;
        records.map(|record| json!({"source_name": "warroom", "external_id": format!("{case}#{record}")})).collect()
    }

    /// An indicator, and that it belongs to the incident.
    fn indicator(&self, indicator: &Indicator, known: &Known, pattern: &str) -> [Value; 2] {
        let id = self.id("indicator", &[&indicator.kind, &indicator.value]);
        let made = (known.recorded, known.last);
        let own = json!({
            "name": one(&format!("{} {}", indicator.kind, indicator.value)),
            "description": described(known),
            "pattern": pattern, "pattern_type": "stix", "pattern_version": "2.1",
            "valid_from": known.first, "indicator_types": ["malicious-activity"],
            "external_references": self.cited(known.records.iter()),
        });
        let object = self.object("indicator", &id, made, known.mark, own);
        [object, self.related(&id, known.mark, made)]
    }

    /// A technique that people saw, and that it belongs to the incident. What the lists of MITRE do not know has no reference to them.
    fn technique(&self, technique: &str, named: &Named) -> [Value; 2] {
        let id = self.id("attack-pattern", &[technique]);
        let made = (named.recorded, named.last);
        let mut references = Vec::new();
        let mut own = Map::new();
        let name = match technique::find(technique) {
            None => one(technique),
            Some(known) => {
                let (list, address) = match known.framework {
                    Framework::Attack => ("mitre-attack", "https://attack.mitre.org/techniques/"),
                    Framework::Atlas => ("mitre-atlas", "https://atlas.mitre.org/techniques/"),
                };
                let place = match known.framework {
                    Framework::Attack => known.id.replace('.', "/"),
                    Framework::Atlas => known.id.to_owned(),
                };
                references.push(json!({
                    "source_name": list, "external_id": known.id, "url": format!("{address}{place}"),
                }));
                let phase = |short: &str| json!({"kill_chain_name": list, "phase_name": short});
                let phases: Vec<Value> = known.tactics.iter().map(|tactic| phase(tactic.short)).collect();
                if !phases.is_empty() {
                    own.insert("kill_chain_phases".to_owned(), json!(phases));
                }
                known.full_name()
            }
        };
        own.insert("name".to_owned(), json!(name));
        if let Value::Array(cited) = self.cited(named.records.iter()) {
            references.extend(cited);
        }
        own.insert("external_references".to_owned(), json!(references));
        [self.object("attack-pattern", &id, made, named.mark, Value::Object(own)), self.related(&id, named.mark, made)]
    }

    fn related(&self, source: &str, mark: Mark, made: (Instant, Instant)) -> Value {
        let id = self.id("relationship", &[source, &self.incident]);
        let own = json!({"relationship_type": "related-to", "source_ref": source, "target_ref": self.incident});
        self.object("relationship", &id, made, mark, own)
    }

    fn note_of(&self, unsaid: &[(&Indicator, &Known)], mark: Mark) -> Value {
        let lines = unsaid
            .iter()
            .map(|(indicator, known)| format!("{}: {} ({})", indicator.kind, indicator.value, one(&described(known))));
        let own = json!({
            "abstract": "Indicators for which STIX has no pattern", "content": lines.collect::<Vec<_>>().join("\n"),
            "object_refs": [self.incident],
        });
        self.object("note", &self.id("note", &["no-pattern"]), (self.begun, self.as_of), mark, own)
    }
}

/// Where an indicator is known from.
fn described(known: &Known) -> String {
    let list = |items: &std::collections::BTreeSet<String>| items.iter().cloned().collect::<Vec<_>>().join("; ");
    let mut said = Vec::new();
    if !known.sets.is_empty() {
        said.push(format!("In the sets: {}", list(&known.sets)));
    }
    if !known.origins.is_empty() {
        said.push(format!("From: {}", list(&known.origins)));
    }
    if said.is_empty() {
        said.push("Named on the timeline of the case".to_owned());
    }
    said.join(". ")
}
