//! The checks of one procedure: the same as those of the reference folder's `validate.py`.

use std::collections::BTreeSet;

use toml::de::DeTable;

use super::error::Place;
use super::finding::{Code, Finding};
use super::procedure::{Procedure, Step};
use super::rsit;
use super::source;
use super::vocabulary::{ProofClass, Vocabulary};

/// What ids of other documents exist.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// Whether a regime id is in the register.
    pub regime: &'a dyn Fn(&str) -> bool,
    /// Whether a procedure id is in the catalogue.
    pub procedure: &'a dyn Fn(&str) -> bool,
}

/// A procedure has this many steps.
const STEPS: std::ops::RangeInclusive<usize> = 8..=14;
/// Controls that a scenario must serve itself; 1, 7 and 10 come from the base (procedures.md section 4.1).
const SCENARIO_CONTROLS: [u8; 7] = [2, 3, 4, 5, 6, 8, 9];
/// Containment, preservation and restoration need a real file as proof (procedures.md section 4.1).
const ARTEFACT_CONTROLS: [u8; 3] = [2, 3, 6];

const TOP_KEYS: &[&str] = &[
    "schema",
    "id",
    "title",
    "version",
    "status",
    "base",
    "family",
    "severity_default",
    "summary",
    "applies_when",
    "not_this",
    "rsit",
    "attack",
    "atlas",
    "roles",
    "keep_base",
    "regimes_to_consider",
    "duties_to_consider",
    "clean_when",
    "pitfalls",
    "references",
    "evidence_sources",
    "steps",
    "injects",
];
const STEP_KEYS: &[&str] =
    &["id", "phase", "control", "title", "instruction", "role", "proof", "minutes", "first15", "needs", "references"];
const ALTERS: &str = "alters_ai_system";
const EVIDENCE_KEYS: &[&str] = &["order", "name", "volatility", "capture", "note", "proof"];
const INJECT_KEYS: &[&str] = &["at_minute", "text", "expects"];

/// Findings of one run, all about one procedure.
struct Report<'a> {
    subject: &'a str,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, code: Code, item: impl AsRef<str>) {
        self.findings.push(Finding::new(self.subject, code, item));
    }
}

/// Checks a procedure against the vocabulary, the register, the taxonomy and the other procedures.
/// How it merges is checked by [`super::procedure::check_merges`], the order of its keys by [`check_layout`].
pub fn check(procedure: &Procedure, known: &Known<'_>) -> Vec<Finding> {
    let mut report = Report { subject: &procedure.id, findings: Vec::new() };
    check_top(procedure, known, &mut report);
    check_evidence(procedure, known.vocabulary, &mut report);
    for step in &procedure.steps {
        check_step(procedure, step, known.vocabulary, &mut report);
    }
    check_steps(procedure, known.vocabulary, &mut report);
    report.findings
}

fn check_top(procedure: &Procedure, known: &Known<'_>, report: &mut Report<'_>) {
    if !["draft", "approved", "retired"].contains(&procedure.status.as_str()) {
        report.add(Code::UnknownStatus, &procedure.status);
    }
    let v = known.vocabulary;
    let mut ids = |ids: &[String], exists: &dyn Fn(&str) -> bool, code| {
        for id in ids.iter().filter(|id| !exists(id)) {
            report.add(code, id);
        }
    };
    ids(&procedure.roles, &|id| v.role.contains(id), Code::UnknownRole);
    ids(&procedure.regimes_to_consider, known.regime, Code::UnknownRegime);
    ids(&procedure.duties_to_consider, &|id| v.duty.contains(id), Code::UnknownDuty);
    ids(&procedure.rsit, &rsit::is_known, Code::UnknownRsit);
    for entry in &procedure.not_this {
        let id = entry.split(':').next().unwrap_or_default();
        if !(known.procedure)(id) {
            report.add(Code::UnknownProcedure, format!("not_this {id}"));
        }
    }
    if !procedure.base.is_empty() && !(known.procedure)(&procedure.base) {
        report.add(Code::UnknownProcedure, format!("base {}", procedure.base));
    }
}

fn check_evidence(procedure: &Procedure, v: &Vocabulary, report: &mut Report<'_>) {
    let sources = &procedure.evidence_sources;
    if !sources.iter().map(|s| s.order).eq((1..).take(sources.len())) {
        report.add(Code::EvidenceOrder, "");
    }
    let mut last: Option<usize> = None;
    for source in sources {
        if !v.proof.contains(&source.proof) {
            report.add(Code::UnknownProof, format!("evidence {}: {}", source.order, source.proof));
        }
        let rank = v.volatility.position(&source.volatility);
        match (rank, last) {
            (None, _) => report.add(Code::UnknownVolatility, &source.volatility),
            (Some(now), Some(before)) if now < before => {
                report.add(Code::MoreVolatileLater, format!("evidence {}: {}", source.order, source.volatility));
            }
            _ => {}
        }
        last = rank.or(last);
    }
}

fn check_step(procedure: &Procedure, step: &Step, v: &Vocabulary, report: &mut Report<'_>) {
    let mut add = |code, item: &str| report.add(code, format!("{} {item}", step.id));
    if !v.phases.contains(&step.phase) {
        add(Code::UnknownPhase, &step.phase);
    }
    if !v.controls.contains_key(&step.control) {
        add(Code::UnknownControl, &step.control.to_string());
    }
    if !v.role.contains(&step.role) || !procedure.roles.contains(&step.role) {
        add(Code::RoleNotListed, &step.role);
    }
    if step.proof.is_empty() {
        add(Code::NoProof, "");
    }
    for kind in step.proof.iter().filter(|kind| !v.proof.contains(kind)) {
        add(Code::UnknownProof, kind);
    }
    for need in &step.needs {
        match procedure.steps.iter().find(|s| s.id == *need) {
            None => add(Code::UnknownNeed, need),
            Some(first) if first.minutes > step.minutes => add(Code::DueBeforeNeed, need),
            Some(_) => {}
        }
    }
    if step.first15 != (step.minutes <= 15) {
        add(Code::First15, &step.minutes.to_string());
    }
    if step.alters_ai_system && !procedure.regimes_to_consider.iter().any(|id| id == crate::domain::ai_act::REGIME) {
        add(Code::AltersUnasked, crate::domain::ai_act::REGIME);
    }
    let sentences = sentences(&step.instruction);
    if sentences > 2 {
        add(Code::TooManySentences, &sentences.to_string());
    }
}

fn check_steps(procedure: &Procedure, v: &Vocabulary, report: &mut Report<'_>) {
    let steps = &procedure.steps;
    if !STEPS.contains(&steps.len()) {
        report.add(Code::StepCount, steps.len().to_string());
    }
    let mut ids = BTreeSet::new();
    for step in steps.iter().filter(|step| !ids.insert(step.id.as_str())) {
        report.add(Code::DuplicateStep, &step.id);
    }
    if !steps.iter().any(|s| s.first15) {
        report.add(Code::NoFirst15, "");
    }
    for inject in &procedure.injects {
        for id in step_ids(&inject.expects).filter(|id| !ids.contains(id)) {
            report.add(Code::UnknownInjectStep, format!("minute {}: {id}", inject.at_minute));
        }
    }
    let controls: BTreeSet<u8> = steps.iter().map(|s| s.control).collect();
    let wanted: BTreeSet<u8> =
        if procedure.base.is_empty() { (1..=10).collect() } else { SCENARIO_CONTROLS.into_iter().collect() };
    let missing: Vec<String> = wanted.difference(&controls).map(ToString::to_string).collect();
    if !missing.is_empty() {
        report.add(Code::ControlMissing, missing.join(", "));
    }
    for control in ARTEFACT_CONTROLS {
        let mut kinds = steps.iter().filter(|s| s.control == control).flat_map(|s| &s.proof);
        if !kinds.any(|kind| v.proof.get(kind).is_some_and(|k| k.class == ProofClass::Artefact)) {
            report.add(Code::NoArtefactProof, control.to_string());
        }
    }
}

/// Sentences: marks of their end that a blank or the end of the text follows.
fn sentences(text: &str) -> usize {
    let after = text.chars().skip(1).map(Some).chain([None]);
    text.chars().zip(after).filter(|(c, next)| ".!?".contains(*c) && next.is_none_or(char::is_whitespace)).count()
}

/// Step ids of scenarios in a text: two upper-case letters, a hyphen, two digits, standing as a word of their own.
/// (Ids of the base, `G-01`, may be named by every procedure and are not looked at.)
fn step_ids(text: &str) -> impl Iterator<Item = &str> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.char_indices().filter_map(move |(at, _)| {
        let id = text.get(at..at + 5)?;
        let shape = id.bytes().enumerate().all(|(i, b)| match i {
            0 | 1 => b.is_ascii_uppercase(),
            2 => b == b'-',
            _ => b.is_ascii_digit(),
        });
        let alone = !text[..at].ends_with(word) && !text[at + 5..].starts_with(word);
        (shape && alone).then_some(id)
    })
}

/// Checks that the keys of a procedure's text are those of the schema, in its order; `subject` is named in findings.
/// Text that does not parse has no findings here: [`super::procedure::parse`] says what is wrong with it.
pub fn check_layout(subject: &str, text: &str) -> Vec<Finding> {
    let Ok(table) = DeTable::parse(text) else {
        return Vec::new();
    };
    let table = table.get_ref();
    let mut findings = Vec::new();
    let mut compare = |offset, table: &DeTable<'_>, wanted: &[&str], item: String| {
        let mut keys = source::keys_in_order(table);
        // The one key of the schema that may be left out; it comes last.
        keys.pop_if(|key| offset > 0 && *key == ALTERS);
        if keys != wanted {
            let place = Some(Place::of(text, offset));
            findings.push(Finding { place, ..Finding::new(subject, Code::KeyOrder, item) });
        }
    };
    compare(0, table, TOP_KEYS, "top level".to_owned());
    for (array, wanted) in [("evidence_sources", EVIDENCE_KEYS), ("steps", STEP_KEYS), ("injects", INJECT_KEYS)] {
        for (number, (offset, inner)) in source::tables(table, array).into_iter().enumerate() {
            compare(offset, inner, wanted, format!("{array} {}", number + 1));
        }
    }
    findings
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
