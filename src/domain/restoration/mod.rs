//! Control 6, restoration: what was restored from which source, whether that is older than the first access, whether it is whole, which scan ended before it
//! went live and who released it; of a model its digest, lineage, evaluation against thresholds that were set before, canaries and triggers (procedures.md
//! section 2, control 6).

mod credit;
mod decide;
mod fact;
mod model;
mod threshold;
mod waits;

use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::people::People;
use super::sensitive::Sensitive;
use super::time::Instant;

pub(in crate::domain) use credit::same_value;
pub use credit::{
    Owed, accepted, counting_scans, live_shortfalls, record_counts, rescan_owed, restored_shortfalls, scan_shortfalls,
    shortfalls,
};
pub use decide::{go_live, restore, scan};
pub use fact::{Evaluated, ISOLATED, KINDS, Live, Planned, RESULTS, Restored, SOURCES, Scanned, TRIALS, Tried};
pub use model::{evaluate, evaluation_shortfalls, model_shortfalls, plan, trial_shortfalls, try_out};
pub use threshold::{Measured, Threshold};
pub use waits::waits;

facts! {
    /// Facts of restoration.
    RestorationFact {
        /// Something was restored.
        Restored(Restored) = "restoration.restored" [listed],
        /// What was restored was scanned.
        Scanned(Scanned) = "restoration.scanned" [listed],
        /// What was restored went live.
        Live(Live) = "restoration.live" [listed],
        /// Thresholds for a model were set.
        Planned(Planned) = "restoration.thresholds" [listed],
        /// A model was measured.
        Evaluated(Evaluated) = "restoration.evaluated" [listed],
        /// Canaries or triggers were put to a model.
        Tried(Tried) = "restoration.tried" [listed],
    }
}

/// What was restored, with what followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its record.
    pub id: RecordId,
    /// What was recorded.
    pub restored: Restored,
    /// Whether the risk owner accepted a source that is not older than the first access.
    pub by_siro: bool,
    /// Scans in order.
    pub scans: Vec<(RecordId, Scanned)>,
    /// Releases in order.
    pub live: Vec<(RecordId, Live)>,
    /// Measurements of a model, each with whether its thresholds stood in the journal before it.
    pub evaluations: Vec<(RecordId, Evaluated, bool)>,
    /// Canaries and triggers put to a model.
    pub trials: Vec<(RecordId, Tried)>,
}

/// Restoration, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restoration {
    /// What was restored, in order of recording.
    pub items: Vec<Item>,
    /// Thresholds, in order of recording.
    pub plans: Vec<(RecordId, Planned)>,
}

impl Restoration {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &RestorationFact, station: StationId, people: &People) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        let of = |id: &'static str, restoration: RecordId, who: &str| {
            Msg::new(id).with("record", restoration.label(station)).with("who", who.to_owned())
        };
        match fact {
            RestorationFact::Restored(restored) => {
                let by_siro = restored.accepted_by.as_ref().is_some_and(|who| people.roles_of(who).contains(&"siro"));
                self.items.push(Item {
                    id: meta.id,
                    restored: (**restored).clone(),
                    by_siro,
                    scans: Vec::new(),
                    live: Vec::new(),
                    evaluations: Vec::new(),
                    trials: Vec::new(),
                });
                let msg = Msg::new("act-restored")
                    .with("system", sensitive(&restored.system))
                    .code("kind", "from-kind", restored.from_kind.clone())
                    .with("source", sensitive(&restored.source))
                    .with("who", restored.operator.name.clone());
                Act::response(&restored.ended, restored.late_reason.as_ref(), msg)
            }
            RestorationFact::Scanned(scanned) => {
                if let Some(item) = self.item_mut(scanned.restoration) {
                    item.scans.push((meta.id, (**scanned).clone()));
                }
                let msg = of("act-scanned", scanned.restoration, &scanned.operator.name)
                    .code("result", "scan-result", scanned.result.clone())
                    .with("tool", sensitive(&scanned.tool));
                Act::response(&scanned.ended, scanned.late_reason.as_ref(), msg)
            }
            RestorationFact::Live(live) => {
                if let Some(item) = self.item_mut(live.restoration) {
                    item.live.push((meta.id, (**live).clone()));
                }
                let msg = of("act-live", live.restoration, &live.released_by.name);
                Act::response(&live.at, live.late_reason.as_ref(), msg)
            }
            RestorationFact::Planned(planned) => {
                self.plans.push((meta.id, (**planned).clone()));
                let shown: Vec<String> = planned.thresholds.iter().map(Threshold::shown).collect();
                let msg = Msg::new("act-thresholds")
                    .with("suite", sensitive(&planned.suite))
                    .with("thresholds", sensitive(&shown.join(", ")))
                    .with("who", planned.by.name.clone());
                Act::response(&planned.at, planned.late_reason.as_ref(), msg)
            }
            RestorationFact::Evaluated(evaluated) => {
                let before = evaluated.plan.is_some_and(|plan| self.plans.iter().any(|(id, _)| *id == plan));
                if let Some(item) = self.item_mut(evaluated.restoration) {
                    item.evaluations.push((meta.id, (**evaluated).clone(), before));
                }
                let msg = of("act-evaluated", evaluated.restoration, &evaluated.operator.name)
                    .with("count", evaluated.results.len());
                Act::response(&evaluated.ended, evaluated.late_reason.as_ref(), msg)
            }
            RestorationFact::Tried(tried) => {
                if let Some(item) = self.item_mut(tried.restoration) {
                    item.trials.push((meta.id, (**tried).clone()));
                }
                let number = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
                let msg = of("act-tried", tried.restoration, &tried.operator.name)
                    .code("kind", "trial", tried.kind.clone())
                    .with("runs", number(tried.runs))
                    .with("failed", number(tried.failed));
                Act::response(&tried.at, tried.late_reason.as_ref(), msg)
            }
        }
    }

    fn item_mut(&mut self, id: RecordId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// What was restored by a record, by the record of anything that followed it.
    #[must_use]
    pub fn item(&self, id: RecordId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id || item.followed().any(|record| record == id))
    }

    /// What is not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(|item| !state.struck(item.id))
    }

    /// Files that its records cite.
    pub(super) fn files(&self) -> impl Iterator<Item = (RecordId, &super::artefact::Artefact)> {
        self.items.iter().flat_map(|item| {
            let restored = item.restored.log.iter().map(|file| (item.id, file));
            let scans = item.scans.iter();
            let scans = scans.flat_map(|(id, scan)| scan.log.iter().chain(&scan.lists).map(move |file| (*id, file)));
            let measured = item.evaluations.iter().filter_map(|(id, run, _)| Some((*id, run.output.as_ref()?)));
            let tried = item.trials.iter().filter_map(|(id, run)| Some((*id, run.output.as_ref()?)));
            restored.chain(scans).chain(measured).chain(tried)
        })
    }
}

impl Item {
    /// Records that followed it.
    fn followed(&self) -> impl Iterator<Item = RecordId> {
        let scans = self.scans.iter().map(|(id, _)| *id);
        let live = self.live.iter().map(|(id, _)| *id);
        let measured = self.evaluations.iter().map(|(id, ..)| *id);
        scans.chain(live).chain(measured).chain(self.trials.iter().map(|(id, _)| *id))
    }

    /// Whether it is a model.
    #[must_use]
    pub fn is_model(&self) -> bool {
        self.restored.kind == "model"
    }

    /// The release that was made last and is not struck.
    #[must_use]
    pub fn last_live(&self, state: &Incident) -> Option<&(RecordId, Live)> {
        self.live.iter().filter(|(id, _)| !state.struck(*id)).max_by_key(|(id, live)| (live.at.at, *id))
    }
}

/// What went live and counts: the record of the release, the system, and when. The watch starts after the last of them.
#[must_use]
pub fn live(state: &Incident) -> Vec<(RecordId, String, Instant)> {
    let items = state.restoration.standing(state).filter(|item| shortfalls(state, item).is_empty());
    let live = items.filter_map(|item| Some((item, item.last_live(state)?)));
    live.map(|(item, (id, live))| (*id, item.restored.system.clone(), live.at.at)).collect()
}

#[cfg(test)]
mod tests;
