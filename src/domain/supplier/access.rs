//! Access of suppliers: cut at once, restored in stages.

use super::{Access, CHANGES, key};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

/// Which stage of a restoration, `1/3`: the first of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Step {
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl Step {
    /// Reads `1/3`.
    #[must_use]
    pub fn read(text: &str) -> Option<Step> {
        let (number, of) = text.trim().split_once('/')?;
        let step = Step { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? };
        (1..=step.of).contains(&step.number).then_some(step)
    }

    /// `1/3`.
    #[must_use]
    pub fn shown(self) -> String {
        format!("{}/{}", self.number, self.of)
    }
}

impl Access {
    /// Whether this is a cut.
    #[must_use]
    pub fn cut(&self) -> bool {
        self.change == CHANGES[0]
    }

    /// Whether a restoration goes in stages: several of them, begun after a cut of the same access, each after the one before.
    #[must_use]
    pub fn in_stages(&self, state: &Incident, record: Option<RecordId>) -> bool {
        let Some(step) = self.stage.filter(|step| step.of > 1) else { return false };
        let same = |other: &Access| {
            key(&other.supplier) == key(&self.supplier) && other.access.trim().eq_ignore_ascii_case(self.access.trim())
        };
        let before = state.suppliers.access.iter().filter(|(id, other)| {
            Some(*id) != record && !state.struck(*id) && same(other) && other.at.at <= self.at.at
        });
        let mut before: Vec<_> = before.collect();
        before.sort_by_key(|(id, other)| (other.at.at, *id));
        let Some(cut) = before.iter().rposition(|(_, other)| other.cut()) else { return false };
        let since = before.get(cut + 1..).unwrap_or_default();
        let stages: Vec<u32> = since
            .iter()
            .filter_map(|(_, other)| other.stage)
            .filter(|known| known.of == step.of)
            .map(|known| known.number)
            .collect();
        (1..step.number).all(|earlier| stages.contains(&earlier))
    }
}
