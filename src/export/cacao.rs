//! Procedures as a CACAO 2.0 playbook (OASIS CACAO Security Playbooks 2.0, JSON), for tools that read that.
//!
//! Steps become manual actions in a line from start to end. What CACAO has no place for (proof kinds, controls, target minutes, the order of capture,
//! regimes) rides in an extension that other programs pass over; nothing of the document is lost.

mod ids;
mod order;
mod references;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::domain::time::Instant;
use crate::library::procedure::merge;
use crate::library::vocabulary::Vocabulary;
use crate::library::{Loaded, MergedStep, Procedure, Step};
use ids::id;
pub use references::faults;

/// What every export gives as the time of its creation: CACAO wants it the same in every version, and the documents carry no date. It is the day on which
/// the schema of the procedures was fixed; what tells versions apart is `modified` and, exactly, the digest in the extension.
const CREATED: &str = "2026-11-21T00:00:00.000Z";
/// The version of the extension's own layout.
const EXTENSION_VERSION: &str = "1.0.0";
/// What the extension holds, in words, as its definition asks for.
const EXTENSION_SCHEMA: &str = "On the playbook: procedures, the list of the procedures that it was made from, each with every field of schema \
warroom.playbook/1 but its steps, and document_sha256, the SHA-256 of the file. On a step: procedure_id, step_id, phase (containment, eradication, \
recovery, communication), control (1 to 10, the step of the checklist for ISO/IEC 27001:2022 A.5.26), role, proof (kinds of proof that show that the step \
happened), minutes (target from the declaration), first15 (whether it belongs to the first 15 minutes), needs (step_id of the steps that come first), alters_ai_system (only where it \
is true: whether it alters an AI system that may be the suspect).";

/// Why procedures were not converted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CacaoProblem {
    /// There is nothing to do in it.
    #[error("there is no step in it, and a CACAO playbook has at least one; nothing was exported")]
    NoStep,
    /// Two steps of one id.
    #[error("two steps have the id {0}; nothing was exported, give each its own and export again")]
    DuplicateStep(String),
    /// A step needs one that is not there.
    #[error(
        "step {step} needs {need}, which is not there; nothing was exported, correct the procedure and export again"
    )]
    NeedMissing {
        /// The step.
        step: String,
        /// What it needs.
        need: String,
    },
    /// Steps that wait for each other.
    #[error("these steps wait for each other: {0}; nothing was exported, correct the procedure and export again")]
    Circle(String),
    /// The playbook that was made does not hold together.
    #[error(
        "the playbook that was made does not hold together ({0}); nothing was exported; report this as a fault of the program"
    )]
    Unsound(String),
}

/// One playbook of one procedure as it stands, or of several merged over `base`. `now` is the time of the export.
///
/// # Errors
/// Steps that cannot be brought into an order.
pub fn playbook(base: &Loaded, chosen: &[&Loaded], now: Instant) -> Result<Value, CacaoProblem> {
    let parts = parts(base, chosen);
    let steps = order::ordered(steps(base, chosen))?;
    if steps.is_empty() {
        return Err(CacaoProblem::NoStep);
    }
    let names: Vec<&str> = parts.iter().map(|part| part.procedure.id.as_str()).collect();
    let built = Builder { names, steps: &steps }.playbook(&parts, now);
    let faults = faults(&built);
    if faults.is_empty() { Ok(built) } else { Err(CacaoProblem::Unsound(faults.join("; "))) }
}

/// The documents that the playbook is made of: the one, or the base and the scenarios, each once.
fn parts<'a>(base: &'a Loaded, chosen: &[&'a Loaded]) -> Vec<&'a Loaded> {
    if let [only] = chosen {
        return vec![only];
    }
    let mut seen = BTreeSet::new();
    std::iter::once(base).chain(chosen.iter().copied()).filter(|part| seen.insert(part.procedure.id.as_str())).collect()
}

fn steps(base: &Loaded, chosen: &[&Loaded]) -> Vec<MergedStep> {
    if let [only] = chosen {
        let own = |step: &Step| MergedStep { procedure: only.procedure.id.clone(), step: step.clone() };
        return only.procedure.steps.iter().map(own).collect();
    }
    let chosen: Vec<&Procedure> = chosen.iter().map(|loaded| &loaded.procedure).collect();
    merge(&base.procedure, &chosen)
}

struct Builder<'a> {
    /// Ids of the procedures; every identifier follows from them.
    names: Vec<&'a str>,
    steps: &'a [MergedStep],
}

impl Builder<'_> {
    /// An identifier of an object of this playbook. A step has another one in another merge: there it is followed by another step.
    fn own(&self, kind: &str, name: &[&str]) -> String {
        let scope = self.names.join("+");
        id(kind, &[&[scope.as_str()], name].concat())
    }

    fn playbook(&self, parts: &[&Loaded], now: Instant) -> Value {
        let creator = id("identity", &["warroom"]);
        let extension = id("extension-definition", &["warroom", EXTENSION_VERSION]);
        let created = Instant::parse_rfc3339(CREATED).unwrap_or(now);
        let procedures: Vec<&Procedure> = parts.iter().map(|part| &part.procedure).collect();
        let join = |of: fn(&Procedure) -> &str, with: &str| {
            procedures.iter().map(|procedure| of(procedure)).collect::<Vec<_>>().join(with)
        };
        let mut playbook = json!({
            "type": "playbook",
            "spec_version": "cacao-2.0",
            "id": self.own("playbook", &[]),
            "name": join(|p| &p.title, " + "),
            "description": join(|p| &p.summary, " "),
            "created_by": creator,
            "created": created,
            "modified": now.max(created),
            "revoked": procedures.iter().any(|procedure| procedure.status == "retired"),
            "labels": labels(&procedures),
            "playbook_processing_summary": {"manual_playbook": true, "extensions": true},
            "playbook_extensions": {&extension: {"procedures": parts.iter().map(|part| document(part)).collect::<Vec<_>>()}},
            "extension_definitions": {&extension: {
                "type": "extension-definition",
                "name": "warroom procedure",
                "description": "What a procedure of warroom says and CACAO has no place for. Programs that do not know it may pass over it.",
                "created_by": creator,
                "schema": EXTENSION_SCHEMA,
                "version": EXTENSION_VERSION,
            }},
            "workflow_start": self.own("start", &[]),
            "workflow": self.workflow(&extension),
            "agent_definitions": self.agents(),
        });
        let kinds = BTreeSet::from_iter(self.steps.iter().filter_map(|step| meaning(step.step.control)));
        if !kinds.is_empty() {
            playbook["playbook_types"] = json!(BTreeSet::from_iter(kinds.iter().map(|(kind, _)| kind)));
            playbook["playbook_activities"] = json!(BTreeSet::from_iter(kinds.iter().map(|(_, activity)| activity)));
        }
        let references = references_of(&procedures, self.steps);
        if !references.is_empty() {
            playbook["external_references"] = json!(references);
        }
        if parts.len() > 1 {
            let single = |part: &&Loaded| id("playbook", &[&part.procedure.id]);
            playbook["derived_from"] = json!(parts.iter().map(single).collect::<Vec<_>>());
        } else if let Some(base) = procedures.first().map(|procedure| &procedure.base).filter(|base| !base.is_empty()) {
            playbook["related_to"] = json!([id("playbook", &[base])]);
        }
        playbook
    }

    /// Start, the steps in their order, end.
    fn workflow(&self, extension: &str) -> Value {
        let id_of = |step: &MergedStep| self.own("action", &[&step.procedure, &step.step.id]);
        let end = self.own("end", &[]);
        let mut workflow = Map::new();
        let first = self.steps.first().map_or_else(|| end.clone(), id_of);
        workflow.insert(self.own("start", &[]), json!({"type": "start", "on_completion": first}));
        for (at, merged) in self.steps.iter().enumerate() {
            let next = self.steps.get(at + 1).map_or_else(|| end.clone(), id_of);
            workflow.insert(id_of(merged), self.action(merged, &next, extension));
        }
        workflow.insert(end, json!({"type": "end"}));
        Value::Object(workflow)
    }

    fn action(&self, merged: &MergedStep, next: &str, extension: &str) -> Value {
        let MergedStep { procedure, step } = merged;
        // The text of the standard wants `command` in a manual command. The published schemas do not let it stand there: `command-data.json` closes its own
        // properties, and `action.json` and `manual.json` both go through it. What is to be done therefore stands in `description`, which both allow.
        let mut command = json!({"type": "manual", "description": step.instruction});
        if let Some((_, activity)) = meaning(step.control) {
            command["playbook_activity"] = json!(activity);
        }
        let mut action = json!({
            "type": "action",
            "name": format!("{} {}", step.id, step.title),
            "description": step.instruction,
            "on_completion": next,
            "commands": [command],
            "agent": self.own("group", &[&step.role]),
            "step_extensions": {extension: {
                "procedure_id": procedure,
                "step_id": step.id,
                "phase": step.phase,
                "control": step.control,
                "role": step.role,
                "proof": step.proof,
                "minutes": step.minutes,
                "first15": step.first15,
                "needs": step.needs,
            }},
        });
        if step.alters_ai_system {
            action["step_extensions"][extension]["alters_ai_system"] = json!(true);
        }
        if !step.references.is_empty() {
            action["external_references"] = json!(step.references.iter().map(|text| cited(text)).collect::<Vec<_>>());
        }
        action
    }

    /// The roles that do something, as groups of people.
    fn agents(&self) -> Value {
        let roles: BTreeSet<&str> = self.steps.iter().map(|merged| merged.step.role.as_str()).collect();
        let vocabulary = Vocabulary::of_rules();
        let agent = |role: &str| {
            let label = vocabulary.role.get(role).map_or(role, |known| known.label.as_str());
            (self.own("group", &[role]), json!({"type": "group", "name": label}))
        };
        Value::Object(roles.into_iter().map(agent).collect())
    }
}

/// What CACAO calls the work of a control: type of playbook and activity. Activation, preserving evidence, watching and closing have no word there.
fn meaning(control: u8) -> Option<(&'static str, &'static str)> {
    match control {
        2 => Some(("mitigation", "restrict-access")),
        4 => Some(("investigation", "analyze-collected-data")),
        5 => Some(("remediation", "eliminate-risk")),
        6 => Some(("remediation", "restore-capabilities")),
        7 | 8 => Some(("notification", "deliver-content")),
        _ => None,
    }
}

/// Every field of the document but its steps, and the digest of its text.
fn document(part: &Loaded) -> Value {
    let mut document = json!(part.procedure);
    if let Value::Object(fields) = &mut document {
        fields.remove("steps");
        fields.insert("document_sha256".to_owned(), json!(part.sha256));
    }
    document
}

fn labels(procedures: &[&Procedure]) -> Vec<String> {
    let of = |procedure: &&Procedure| {
        [vec![procedure.id.clone(), procedure.family.clone(), procedure.status.clone()], procedure.rsit.clone()]
            .concat()
    };
    let mut seen = BTreeSet::new();
    procedures.iter().flat_map(of).filter(|label| seen.insert(label.clone())).collect()
}

fn cited(text: &str) -> Value {
    json!({"name": text, "source": text})
}

/// What the documents and their steps cite, each once, and the techniques that they answer.
fn references_of(procedures: &[&Procedure], steps: &[MergedStep]) -> Vec<Value> {
    let own = procedures.iter().flat_map(|procedure| &procedure.references);
    let texts = own.chain(steps.iter().flat_map(|merged| &merged.step.references));
    let techniques = |name: &'static str, of: fn(&Procedure) -> &[String]| {
        procedures.iter().flat_map(move |p| of(p)).map(move |id| json!({"name": name, "external_id": id}))
    };
    let all = texts
        .map(|text| cited(text))
        .chain(techniques("MITRE ATT&CK", |p| &p.attack))
        .chain(techniques("MITRE ATLAS", |p| &p.atlas));
    let once: BTreeMap<String, Value> = all.map(|value| (value.to_string(), value)).collect();
    once.into_values().collect()
}
