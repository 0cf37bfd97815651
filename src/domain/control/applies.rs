//! Whether the case's own records show that a control applies: a memo that it does not then answers nothing, however well it was reviewed.

use super::Memo;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::monitoring::{hits, open_hits};
use crate::domain::restoration;
use crate::domain::rules::Rule;

/// The first standing record of one of these kinds.
fn first(state: &Incident, kinds: &[&str]) -> Option<RecordId> {
    let of_kind = |kind: &RecordKind| matches!(kind, RecordKind::Known(kind) if kinds.contains(kind));
    let found = state.kinds.iter().filter(|(id, kind)| of_kind(kind) && !state.struck(**id));
    found.map(|(id, _)| *id).min()
}

/// The first standing record that shows that a control applies. What was struck does not speak, but for a hit, which no strike takes away; proofs of steps are
/// judged with their steps. Control 8 has laws of its own.
fn shown(state: &Incident, control: u8) -> Option<RecordId> {
    match control {
        1 => first(state, &["call.placed"]),
        2 => {
            let hit = || open_hits(state).first().map(|hit| hit.of.record);
            first(state, &["containment.done"]).or_else(hit)
        }
        3 => first(state, &["exhibit.registered", "source.captured"]),
        4 => first(state, &["cause.finding"]),
        5 => {
            let hunts = state.eradication.hunts(state);
            let mut hit = hunts.filter(|hunt| hunt.rounds(state).any(|round| round.hit.is_some_and(|hit| hit > 0)));
            let hunted = hit.next().map(|hunt| hunt.id);
            hunted.or_else(|| first(state, &["eradication.removed", "lineage.condemned"]))
        }
        6 => first(state, &["restoration.restored"]),
        7 => first(state, &["message.sent"]),
        9 => {
            let hit = || hits(state).into_iter().find(|hit| hit.cleared.is_none()).map(|hit| hit.of.record);
            restoration::live(state).first().map(|(record, ..)| *record).or_else(hit)
        }
        _ => None,
    }
}

/// Why a memo answers nothing although it was reviewed: a record shows that the control applies. The closing applies to every case.
pub(super) fn shortfall(state: &Incident, memo: &Memo) -> Option<Shortfall> {
    let record = match memo.control {
        10 => "-".to_owned(),
        control => state.label(shown(state, control)?),
    };
    let number = memo.control.to_string();
    Some(Shortfall::new(Rule::ControlApplies).at("control").with("number", number).with("record", record))
}
