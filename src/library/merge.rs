//! Putting scenarios on top of the base procedure (design section 5).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::finding::{Code, Finding};
use super::procedure::{Procedure, Step};

/// Base steps that no scenario may drop: the stop of well-meant clean-up, and the first legal decision.
pub const MUST_KEEP: [&str; 2] = ["G-03", "G-12"];

/// A step of the merged procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedStep {
    /// Id of the procedure that it comes from, or [`ADDED`].
    pub procedure: String,
    /// The step; its `needs` name steps of the merge.
    pub step: Step,
}

/// Merges scenarios over the base: first the base steps that stay, in the base's order, then the steps of each
/// scenario in the order of `chosen`.
///
/// A scenario drops the base steps of the controls that it has steps for, except those in its `keep_base`; with several
/// scenarios a base step goes only if every one drops it. A need on a dropped base step becomes a need on every step of
/// that control in the scenarios that dropped it. The base itself and repetitions in `chosen` are passed over; with no
/// scenario left the result is the base.
pub fn merge(base: &Procedure, chosen: &[&Procedure]) -> Vec<MergedStep> {
    merge_with(base, chosen, &[])
}

/// Where a step comes from that belongs to no procedure.
pub const ADDED: &str = "added";

/// The same with steps that were added to the running case behind the others; their needs on dropped base steps are rewritten as those of scenarios are.
pub fn merge_with(base: &Procedure, chosen: &[&Procedure], added: &[&Step]) -> Vec<MergedStep> {
    let scenarios = scenarios(base, chosen);
    let dropped = dropped(base, &scenarios);
    let kept = base.steps.iter().filter(|step| !dropped.contains_key(step.id.as_str())).map(|step| (base, step));
    let own = scenarios.iter().flat_map(|scenario| scenario.steps.iter().map(move |step| (*scenario, step)));
    let own = kept.chain(own).map(|(procedure, step)| (procedure.id.as_str(), step));
    own.chain(added.iter().map(|step| (ADDED, *step)))
        .map(|(procedure, step)| MergedStep {
            procedure: procedure.to_owned(),
            step: Step { needs: rewritten(step, &dropped), ..step.clone() },
        })
        .collect()
}

fn scenarios<'a>(base: &Procedure, chosen: &[&'a Procedure]) -> Vec<&'a Procedure> {
    let mut seen = BTreeSet::from([base.id.as_str()]);
    chosen.iter().copied().filter(|p| seen.insert(p.id.as_str())).collect()
}

/// Each base step that every scenario drops, with the steps that take its place.
fn dropped<'a>(base: &'a Procedure, scenarios: &[&'a Procedure]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut dropped = BTreeMap::new();
    if scenarios.is_empty() {
        return dropped;
    }
    for step in &base.steps {
        let drops = |scenario: &Procedure| {
            !scenario.keep_base.contains(&step.id) && scenario.steps.iter().any(|s| s.control == step.control)
        };
        if scenarios.iter().all(|scenario| drops(scenario)) {
            let takers = scenarios.iter().flat_map(|scenario| &scenario.steps).filter(|s| s.control == step.control);
            dropped.insert(step.id.as_str(), takers.map(|s| s.id.as_str()).collect());
        }
    }
    dropped
}

fn rewritten(step: &Step, dropped: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let mut needs: Vec<String> = Vec::new();
    for need in &step.needs {
        let targets = dropped.get(need.as_str()).cloned().unwrap_or_else(|| vec![need.as_str()]);
        for target in targets {
            if target != step.id && !needs.iter().any(|n| n == target) {
                needs.push(target.to_owned());
            }
        }
    }
    needs
}

/// Checks a merge: every need exists, no steps wait for each other in a circle, no id comes twice.
pub fn check_merge(base: &Procedure, chosen: &[&Procedure]) -> Vec<Finding> {
    let steps = merge(base, chosen);
    let name = match scenarios(base, chosen).as_slice() {
        [] => base.id.clone(),
        some => some.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("+"),
    };
    let mut findings = Vec::new();
    let mut ids = BTreeSet::new();
    for merged in steps.iter().filter(|merged| !ids.insert(merged.step.id.as_str())) {
        findings.push(Finding::new(&name, Code::DuplicateStepInMerge, &merged.step.id));
    }
    for MergedStep { step, .. } in &steps {
        for need in step.needs.iter().filter(|need| !ids.contains(need.as_str())) {
            findings.push(Finding::new(&name, Code::NeedMissing, format!("{} {need}", step.id)));
        }
    }
    let stuck = circle(&steps, &ids);
    if !stuck.is_empty() {
        findings.push(Finding::new(&name, Code::Circle, stuck.join(", ")));
    }
    findings
}

/// Ids of the steps that can never be reached by doing what they need first; needs that do not exist are passed over.
fn circle<'a>(steps: &'a [MergedStep], ids: &BTreeSet<&str>) -> Vec<&'a str> {
    let mut waiting: Vec<&Step> = steps.iter().map(|merged| &merged.step).collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let blocked = |step: &&Step| step.needs.iter().any(|n| ids.contains(n.as_str()) && !done.contains(n.as_str()));
        let (still, ready): (Vec<&Step>, Vec<&Step>) = waiting.into_iter().partition(blocked);
        if ready.is_empty() {
            return still.into_iter().map(|step| step.id.as_str()).collect();
        }
        done.extend(ready.into_iter().map(|step| step.id.as_str()));
        waiting = still;
    }
}

/// Checks every scenario and every pair of scenarios over the base, and what each says about the base.
pub fn check_merges(base: &Procedure, scenarios: &[&Procedure]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, a) in scenarios.iter().enumerate() {
        findings.extend(check_keep_base(base, a));
        findings.extend(check_merge(base, &[a]));
        for b in &scenarios[at + 1..] {
            findings.extend(check_merge(base, &[a, b]));
        }
    }
    findings
}

fn check_keep_base(base: &Procedure, scenario: &Procedure) -> Vec<Finding> {
    let not_kept = MUST_KEEP.into_iter().filter(|id| !scenario.keep_base.iter().any(|k| k == id));
    let unknown = scenario.keep_base.iter().filter(|id| !base.steps.iter().any(|s| s.id == **id));
    not_kept
        .map(|id| Finding::new(&scenario.id, Code::BaseStepNotKept, id))
        .chain(unknown.map(|id| Finding::new(&scenario.id, Code::UnknownBaseStep, id)))
        .collect()
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
