//! The graph: nodes under identifiers that follow from the case, each once, and what the document says of itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::Desk;
use super::empty;
use crate::domain::fact::Author;
use crate::domain::mark::Mark;

/// Prefixes of the document.
const CONTEXT: &[(&str, &str)] = &[
    ("case-investigation", "https://ontology.caseontology.org/case/investigation/"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("uco-action", "https://ontology.unifiedcyberontology.org/uco/action/"),
    ("uco-core", "https://ontology.unifiedcyberontology.org/uco/core/"),
    ("uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/"),
    ("uco-location", "https://ontology.unifiedcyberontology.org/uco/location/"),
    ("uco-marking", "https://ontology.unifiedcyberontology.org/uco/marking/"),
    ("uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/"),
    ("uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/"),
    ("uco-types", "https://ontology.unifiedcyberontology.org/uco/types/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// An instant as the ontology types it.
pub(super) fn instant(written: &str) -> Value {
    json!({"@type": "xsd:dateTime", "@value": written})
}

/// Nodes in the order in which they came.
pub(super) struct Graph<'a> {
    desk: &'a Desk<'a>,
    nodes: Vec<Value>,
    /// People, places and marks that have their node already.
    known: BTreeMap<String, String>,
    /// The investigation that everything belongs to.
    pub(super) investigation: String,
}

impl<'a> Graph<'a> {
    pub(super) fn new(desk: &'a Desk<'a>) -> Self {
        let mut graph = Graph { desk, nodes: Vec::new(), known: BTreeMap::new(), investigation: String::new() };
        graph.investigation = graph.id("investigation", &[]);
        graph
    }

    fn id(&self, kind: &str, names: &[&str]) -> String {
        let names: Vec<&str> = ["uco", kind].into_iter().chain(names.iter().copied()).collect();
        format!("kb:{kind}-{}", self.desk.ids.uuid(&names))
    }

    /// Adds a node; gives its identifier. What is empty is left out.
    pub(super) fn node(&mut self, kind: &str, names: &[&str], class: &str, own: Value) -> String {
        let node = self.inner(kind, names, class, own);
        let id = node["@id"].as_str().unwrap_or_default().to_owned();
        self.nodes.push(node);
        id
    }

    /// A node that stands inside another.
    pub(super) fn inner(&self, kind: &str, names: &[&str], class: &str, own: Value) -> Value {
        let mut node = Map::new();
        node.insert("@id".to_owned(), json!(self.id(kind, names)));
        node.insert("@type".to_owned(), json!(class));
        if let Value::Object(own) = own {
            node.extend(own.into_iter().filter(|(_, value)| !empty(value)));
        }
        Value::Object(node)
    }

    fn once(&mut self, kind: &str, name: &str, class: &str, own: Value) -> Value {
        let key = format!("{kind}\u{0}{name}");
        if let Some(id) = self.known.get(&key) {
            return json!({"@id": id});
        }
        let id = self.node(kind, &[name], class, own);
        self.known.insert(key, id.clone());
        json!({"@id": id})
    }

    /// A person or a place that holds an exhibit, by name; nothing where nobody is named. Who is on the roster is a person, whoever else an identity.
    pub(super) fn holder(&mut self, who: &Author) -> Value {
        let name = who.name.trim();
        if name.is_empty() {
            return Value::Null;
        }
        let class = if who.person.is_some() { "uco-identity:Person" } else { "uco-identity:Identity" };
        self.once("identity", name, class, json!({"uco-core:name": name}))
    }

    /// A place.
    pub(super) fn place(&mut self, name: &str) -> Value {
        match name.trim() {
            "" => Value::Null,
            name => self.once("location", name, "uco-location:Location", json!({"uco-core:name": name})),
        }
    }

    /// A mark, as a statement: UCO has no class for TLP.
    pub(super) fn marking(&mut self, mark: Mark) -> Value {
        let label = mark.label();
        let statement = self.inner(
            "statement",
            &[label],
            "uco-marking:StatementMarking",
            json!({
                "uco-marking:definitionType": "statement",
                "uco-marking:statement": label,
            }),
        );
        self.once(
            "marking",
            label,
            "uco-marking:MarkingDefinition",
            json!({
                "uco-marking:definitionType": "statement",
                "uco-marking:definition": statement,
            }),
        )
    }

    /// The whole document: the investigation first, which names every other node.
    pub(super) fn document(mut self, title: &str, notice: &str) -> Value {
        let note = self.desk.note();
        let (case, head, audience) = (note.case.clone(), note.case_head.clone(), note.audience);
        let exercise = note.purpose == "exercise";
        let marking = self.marking(audience);
        let members: Vec<Value> = self.nodes.iter().map(|node| json!({"@id": node["@id"]})).collect();
        let mut tags = vec![audience.label().to_owned(), "copy-for-work".to_owned()];
        tags.extend(exercise.then(|| "exercise".to_owned()));
        let reference = self.inner(
            "reference",
            &[],
            "uco-core:ExternalReference",
            json!({
                "uco-core:definingContext": "warroom",
                "uco-core:externalIdentifier": format!("case {case}, head {head}"),
            }),
        );
        let own = json!({
            "uco-core:name": title,
            "uco-core:description": notice,
            "uco-core:tag": tags,
            "uco-core:objectMarking": marking,
            "uco-core:externalReference": reference,
            "uco-core:object": members,
        });
        let mut investigation = self.inner("investigation", &[], "case-investigation:Investigation", own);
        investigation["rdfs:comment"] = json!(notice);
        let mut context: Map<String, Value> =
            CONTEXT.iter().map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri))).collect();
        context.insert("kb".to_owned(), json!(format!("urn:warroom:{case}:")));
        let nodes: Vec<Value> = std::iter::once(investigation).chain(self.nodes).collect();
        json!({"@context": context, "@graph": nodes})
    }
}
