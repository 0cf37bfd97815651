//! The line in which the steps of a playbook stand.

use std::collections::BTreeSet;

use super::CacaoProblem;
use crate::library::MergedStep;
use crate::library::vocabulary::Vocabulary;

/// The steps so that each comes after those it needs; among those that could come next the one that is due first, then by phase, then as in the document.
pub(super) fn ordered(steps: Vec<MergedStep>) -> Result<Vec<MergedStep>, CacaoProblem> {
    let mut ids = BTreeSet::new();
    if let Some(twice) = steps.iter().find(|merged| !ids.insert(merged.step.id.clone())) {
        return Err(CacaoProblem::DuplicateStep(twice.step.id.clone()));
    }
    for merged in &steps {
        if let Some(need) = merged.step.needs.iter().find(|need| !ids.contains(*need)) {
            return Err(CacaoProblem::NeedMissing { step: merged.step.id.clone(), need: need.clone() });
        }
    }
    let phases = &Vocabulary::of_rules().phases;
    let mut waiting = steps;
    let mut line: Vec<MergedStep> = Vec::with_capacity(waiting.len());
    let mut done: BTreeSet<String> = BTreeSet::new();
    while !waiting.is_empty() {
        let ready =
            waiting.iter().enumerate().filter(|(_, merged)| merged.step.needs.iter().all(|need| done.contains(need)));
        let next = ready.min_by_key(|(at, merged)| {
            (merged.step.minutes, phases.position(&merged.step.phase).unwrap_or(usize::MAX), *at)
        });
        let Some(at) = next.map(|(at, _)| at) else {
            let stuck: Vec<&str> = waiting.iter().map(|merged| merged.step.id.as_str()).collect();
            return Err(CacaoProblem::Circle(stuck.join(", ")));
        };
        let merged = waiting.remove(at);
        done.insert(merged.step.id.clone());
        line.push(merged);
    }
    Ok(line)
}
