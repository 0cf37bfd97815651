//! Control 6, restoration: the source, the integrity, the scan before it went live, the release by another person; and the scan of what came later.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::restoration::{
    accepted, counting_scans, record_counts, rescan_owed, restored_shortfalls, shortfalls,
};
use crate::domain::rules::Rule;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    let mut any = false;
    for item in state.restoration.standing(state) {
        any = true;
        let label = state.label(item.id);
        let mut meets = |record| {
            found.record(record);
            super::steps::taken_out(state, record, found);
        };
        if restored_shortfalls(state, &item.restored, item.by_siro).is_empty() {
            meets(item.id);
        }
        counting_scans(state, item).iter().for_each(|(id, _)| meets(*id));
        let runs = item.evaluations.iter().map(|(id, ..)| *id).chain(item.trials.iter().map(|(id, _)| *id));
        runs.filter(|id| record_counts(state, *id, "eval_report")).for_each(&mut meets);
        let plans = item.evaluations.iter().filter(|(id, ..)| record_counts(state, *id, "eval_report"));
        plans.filter_map(|(_, run, _)| run.plan).for_each(&mut meets);
        let short = shortfalls(state, item);
        if let Some((id, _)) = item.last_live(state).filter(|_| short.is_empty()) {
            meets(*id);
        }
        if accepted(&item.restored, item.by_siro) {
            let what = Msg::new("override-not-older").with("system", state.sensitive(&item.restored.system));
            let who = item.restored.accepted_by.as_ref().map(|who| who.name.clone()).unwrap_or_default();
            found.accepted(item.id, what.with("who", who));
        }
        for (id, scanned) in item.scans.iter().filter(|(id, scan)| !state.struck(*id) && scan.result == "found") {
            if !scanned.disposition.trim().is_empty() {
                let what = Msg::new("override-not-clean").with("system", state.sensitive(&item.restored.system));
                let who = scanned.disposed_by.as_ref().map(|who| who.name.clone()).unwrap_or_default();
                found.accepted(*id, what.with("who", who));
            }
        }
        for short in short {
            let act = match short.rule {
                Rule::NotReleased | Rule::ReleaserIsRestorer | Rule::LiveTooEarly => Some("go-live"),
                Rule::NoScan
                | Rule::ScanOwed
                | Rule::ScanBeforeRestore
                | Rule::ScanElsewhere
                | Rule::EmptySet
                | Rule::SetLaterThanScan
                | Rule::NotClean => Some("scan"),
                Rule::NoThresholds | Rule::ThresholdsAfterRun => Some("thresholds"),
                Rule::NoEvaluation | Rule::ThresholdMissed | Rule::OtherModel | Rule::EvaluatorInside => {
                    Some("evaluate")
                }
                Rule::NoTrial | Rule::TrialFailed => Some("trial"),
                _ => None,
            };
            let missing = found.lacks(short, format!("{} {label}", item.restored.system), Place::Timeline(item.id));
            if let Some(command) = act {
                let input = Input::default();
                let of = command != "thresholds";
                missing.by(command, if of { input.with("restoration", label.clone()) } else { input });
            }
        }
    }
    for owed in rescan_owed(state) {
        let label = state.label(owed.restoration);
        let short = Shortfall::new(Rule::RescanOwed).with("count", owed.missing);
        let missing = found.lacks(short, format!("{} {label}", owed.system), Place::Timeline(owed.restoration));
        missing.by("scan", Input::default().with("restoration", label));
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NothingRestored), "", Place::Case).by("restore", Input::default());
    }
}
