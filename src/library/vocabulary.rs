//! Phases, controls, proof kinds, roles and duties (schema `warroom.vocabulary/1`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::assets;
use super::error::LibraryError;
use super::finding::{Code, Finding};
use super::source;

/// How much a proof is worth by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofClass {
    /// A file that can be hashed.
    Artefact,
    /// A person did something and signed for it.
    Act,
    /// A human text.
    Written,
}

/// A kind of proof that a step may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofKind {
    /// English name.
    pub label: String,
    /// What it is worth.
    pub class: ProofClass,
    /// What must be in it to be accepted, in words.
    pub accept: String,
}

/// A role in the response team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// English name.
    pub label: String,
    /// What the holder does.
    pub duties: Vec<String>,
    /// Ids of roles that the same person must not hold in one incident.
    pub conflicts: Vec<String>,
    /// Ids of roles that a small team commonly combines with this one.
    pub may_also: Vec<String>,
}

/// A duty to talk to somebody that has no statutory clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// English name.
    pub label: String,
    /// Id of the role that does it.
    pub who: String,
    /// When, in words.
    pub when: String,
}

/// A map that keeps the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<T>(Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    fn new(mut map: BTreeMap<String, T>, order: &[&str]) -> Self {
        Self(order.iter().filter_map(|key| map.remove_entry(*key)).collect())
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key == id).map(|(_, value)| value)
    }

    /// Whether the id exists.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Position of an id in the file, from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|(key, _)| key == id)
    }

    /// Ids in the order of the file.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// Ids and values in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The whole vocabulary. Maps keep the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Version of the document.
    pub version: String,
    /// Phase id to its aim.
    pub phases: Ordered<String>,
    /// Number of a control (ISO/IEC 27001:2022 A.5.26, steps 1 to 10) to its name.
    pub controls: BTreeMap<u8, String>,
    /// Volatility id to its meaning, the most volatile first.
    pub volatility: Ordered<String>,
    /// Proof kinds.
    pub proof: Ordered<ProofKind>,
    /// Roles.
    pub role: Ordered<Role>,
    /// Duties without a clock.
    pub duty: Ordered<Duty>,
    /// Sets of proof kinds that stand in for each other within one step.
    pub alternatives: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "schema")]
    _schema: String,
    version: String,
    alternatives: Vec<Vec<String>>,
    phases: BTreeMap<String, String>,
    controls: BTreeMap<u8, String>,
    volatility: BTreeMap<String, String>,
    proof: BTreeMap<String, ProofKind>,
    role: BTreeMap<String, Role>,
    duty: BTreeMap<String, Duty>,
}

impl Vocabulary {
    /// The vocabulary that the program carries, parsed at the first call.
    ///
    /// # Errors
    /// The parse error of the carried document; a test of this module shows that there is none.
    pub fn shipped() -> Result<&'static Self, &'static LibraryError> {
        static SHIPPED: OnceLock<Result<Vocabulary, LibraryError>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse("vocabulary.toml", assets::VOCABULARY)).as_ref()
    }

    /// The vocabulary that the rules work with: the carried one. A test shows that it can be read, so the empty one in its place is never met.
    pub fn of_rules() -> &'static Self {
        static EMPTY: OnceLock<Vocabulary> = OnceLock::new();
        Self::shipped().unwrap_or_else(|_| EMPTY.get_or_init(Self::default))
    }

    /// Parses a vocabulary; `file` is named in errors.
    ///
    /// # Errors
    /// `Malformed` or `Schema`, with line and column.
    pub fn parse(file: &str, text: &str) -> Result<Self, LibraryError> {
        let document: Document = source::parse_toml(file, text, Some("warroom.vocabulary/1"))?;
        let table = DeTable::parse(text).map(toml::Spanned::into_inner).unwrap_or_default();
        let order = |key: &str| match table.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Table(inner)) => source::keys_in_order(inner),
            _ => Vec::new(),
        };
        Ok(Self {
            version: document.version,
            phases: Ordered::new(document.phases, &order("phases")),
            controls: document.controls,
            volatility: Ordered::new(document.volatility, &order("volatility")),
            proof: Ordered::new(document.proof, &order("proof")),
            role: Ordered::new(document.role, &order("role")),
            duty: Ordered::new(document.duty, &order("duty")),
            alternatives: document.alternatives,
        })
    }

    /// Whether one person must not hold both roles in one incident. Symmetric, also where only one side names it;
    /// a role does not conflict with itself, an unknown role with none.
    pub fn conflicts(&self, a: &str, b: &str) -> bool {
        let names = |x: &str, y: &str| self.role.get(x).is_some_and(|role| role.conflicts.iter().any(|c| c == y));
        names(a, b) || names(b, a)
    }

    /// Checks that the roles fit together.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |code, role: &str, other: &str| {
            findings.push(Finding::new("vocabulary", code, format!("{role} and {other}")));
        };
        for (id, role) in self.role.iter() {
            for other in &role.conflicts {
                match self.role.get(other) {
                    None => add(Code::UnknownConflict, id, other),
                    Some(far) if !far.conflicts.iter().any(|c| c == id) => add(Code::OneSidedConflict, id, other),
                    Some(_) => {}
                }
            }
            for other in &role.may_also {
                if !self.role.contains(other) {
                    add(Code::UnknownMayAlso, id, other);
                } else if self.conflicts(id, other) {
                    add(Code::ConflictingMayAlso, id, other);
                }
            }
        }
        findings
    }
}

/// The proof kinds that a step still misses, in the order in which the step lists them.
///
/// All kinds in `required` are needed, where kinds of one set of `alternatives` stand in for each other: any one of
/// those *that the step lists* earns all of them. `have` says whether an accepted proof of a kind is there.
/// Source: the comment on `alternatives` in `vocabulary.toml`.
pub fn satisfied(required: &[String], have: &dyn Fn(&str) -> bool, alternatives: &[Vec<String>]) -> Vec<String> {
    let stands_in = |kind: &String| {
        alternatives
            .iter()
            .filter(|set| set.contains(kind))
            .flatten()
            .any(|other| required.contains(other) && have(other))
    };
    let mut missing: Vec<String> = Vec::new();
    for kind in required {
        if !have(kind) && !stands_in(kind) && !missing.contains(kind) {
            missing.push(kind.clone());
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> &'static Vocabulary {
        Vocabulary::shipped().unwrap()
    }

    fn missing(required: &[&str], have: &[&str]) -> Vec<String> {
        let required: Vec<String> = required.iter().map(ToString::to_string).collect();
        satisfied(&required, &|kind| have.contains(&kind), &shipped().alternatives)
    }

    #[test]
    fn shipped_parses_and_is_sound() {
        let v = shipped();
        assert_eq!((v.proof.len(), v.role.len(), v.duty.len(), v.controls.len()), (32, 19, 6, 10));
        assert_eq!(v.check(), Vec::new());
        assert!(v.alternatives.iter().flatten().all(|kind| v.proof.contains(kind)));
        assert!(v.duty.iter().all(|(_, duty)| v.role.contains(&duty.who)));
    }

    #[test]
    fn order_is_that_of_the_file() {
        let v = shipped();
        assert_eq!(v.volatility.ids().collect::<Vec<_>>(), ["seconds", "minutes", "hours", "days", "stable"]);
        assert_eq!(v.phases.ids().next(), Some("containment"));
        let headers: Vec<&str> = assets::VOCABULARY
            .lines()
            .filter_map(|line| line.strip_prefix("[role.").and_then(|rest| rest.strip_suffix(']')))
            .collect();
        assert_eq!(v.role.ids().collect::<Vec<_>>(), headers);
        assert_eq!((v.role.position("irt_lead"), v.proof.position("signoff")), (Some(0), Some(31)));
    }

    #[test]
    fn conflicts_are_symmetric() {
        let v = shipped();
        for a in v.role.ids() {
            for b in v.role.ids() {
                assert_eq!(v.conflicts(a, b), v.conflicts(b, a));
            }
        }
        assert!(v.conflicts("dpo", "legal_counsel") && !v.conflicts("deputy", "scribe"));
    }

    #[test]
    fn a_one_sided_conflict_is_found_and_still_holds() {
        let text = assets::VOCABULARY.replace(r#"conflicts = ["technical_lead"]"#, "conflicts = []");
        let v = Vocabulary::parse("t", &text).unwrap();
        assert!(v.conflicts("hr_lead", "technical_lead"));
        let found = v.check();
        assert_eq!((found.len(), found[0].code), (1, Code::OneSidedConflict));
        assert_eq!(found[0].item, "technical_lead and hr_lead");
    }

    #[test]
    fn unknown_and_contradicting_roles_are_found() {
        let text = assets::VOCABULARY
            .replace(r#"conflicts = ["technical_lead"]"#, r#"conflicts = ["technical_lead", "nobody"]"#)
            .replace(r#"may_also = ["verifier"]"#, r#"may_also = ["verifier", "siro", "ghost"]"#);
        let codes: Vec<Code> = Vocabulary::parse("t", &text).unwrap().check().iter().map(|f| f.code).collect();
        assert_eq!(codes, [Code::ConflictingMayAlso, Code::UnknownMayAlso, Code::UnknownConflict]);
    }

    #[test]
    fn every_kind_is_needed_unless_an_alternative_that_the_step_lists_is_there() {
        assert_eq!(missing(&["decision", "memory_image"], &["decision"]), ["memory_image"]);
        assert_eq!(missing(&["config_diff", "session_log"], &["session_log"]), [""; 0]);
        assert_eq!(missing(&["config_diff", "session_log"], &[]), ["config_diff", "session_log"]);
        assert_eq!(missing(&["config_diff"], &["session_log"]), ["config_diff"], "session_log is not listed");
        assert_eq!(missing(&["action_list", "session_log", "audit_event"], &["audit_event"]), ["action_list"]);
        assert_eq!(missing(&["decision", "decision"], &[]), ["decision"]);
        assert_eq!(missing(&[], &[]), [""; 0]);
    }

    #[test]
    fn errors_carry_line_and_column() {
        let text = assets::VOCABULARY.replacen(r#"class = "written""#, r#"class = "rumour""#, 1);
        let error = Vocabulary::parse("v.toml", &text).unwrap_err();
        let line = text.lines().position(|l| l.contains("rumour")).unwrap() + 1;
        assert_eq!(error.place().map(|p| (p.line, p.column)), Some((line, 9)), "{error}");
    }
}
