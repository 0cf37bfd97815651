//! Control 3, preservation of volatile evidence: every source captured or given up in the open, every exhibit with a computed digest and an unbroken chain.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::custody::What;
use crate::domain::decision::Shortfall;
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::volatile::{SourceState, sources};

pub(super) fn assess(state: &Incident, found: &mut Found) {
    volatile(state, found);
    let mut any = false;
    for exhibit in state.register.exhibits.iter().filter(|exhibit| !exhibit.struck) {
        any = true;
        register(state, exhibit, found);
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NoExhibit), "", Place::Case).by("exhibit", Input::default());
    }
}

fn volatile(state: &Incident, found: &mut Found) {
    for listed in sources(state) {
        let input = Input::default().with("source", listed.key.clone());
        match listed.state {
            SourceState::Open => {
                found.lacks(Shortfall::new(Rule::SourceOpen), listed.key, Place::Case).by("capture", input);
            }
            SourceState::Captured(record, short) => {
                if short.is_empty() {
                    found.record(record);
                }
                for short in short {
                    found.lacks(short, listed.key.clone(), Place::Timeline(record)).by("capture", input.clone());
                }
            }
            SourceState::GivenUp(record, short) => {
                if short.is_empty() {
                    found.accepted(record, Msg::new("override-given-up").with("source", listed.key.clone()));
                }
                for short in short {
                    found.lacks(short, listed.key.clone(), Place::Timeline(record)).by("give-up", input.clone());
                }
            }
        }
    }
    for (record, rebooted) in &state.volatile.reboots {
        if !rebooted.open.is_empty() && !state.struck(*record) {
            let what = Msg::new("override-rebooted").with("asset", rebooted.asset.clone());
            found.accepted(*record, what.with("open", rebooted.open.len()));
        }
    }
}

fn register(state: &Incident, exhibit: &Exhibit, found: &mut Found) {
    let label = state.register.shown_label(exhibit);
    let place = Place::Exhibit(exhibit.id);
    let input = Input::default().with("exhibit", label.clone());
    let mut whole = true;
    let mut lacks = |found: &mut Found, short: Shortfall, command: &'static str| {
        whole = false;
        found.lacks(short, label.clone(), place.clone()).by(command, input.clone());
    };
    for short in state.register.shortfalls(state, exhibit) {
        // A thing has no digest: its seal and its chain of custody speak for it.
        let thing = exhibit.registered.kind == "physical-device" && exhibit.digest_state() == DigestState::None;
        let way = match short.rule {
            Rule::SectorsUnread => "accept-loss",
            Rule::ImageIncomplete => "acquire",
            Rule::ToolFailed => "claim",
            _ => "rehash",
        };
        if !(thing && short.rule == Rule::ClaimedOnly) {
            lacks(found, short, way);
        }
    }
    if let Some((record, accepted)) = state.loss_accepted(exhibit) {
        let words = Msg::new("override-loss").with("label", label.clone()).with("who", accepted.by.name.clone());
        found.accepted(*record, words);
    }
    for finding in state.custody.findings(state, exhibit.id) {
        let settled = finding.settled.map(|record| {
            (
                record,
                Msg::new("override-custody").with("label", label.clone()).code("what", "finding", finding.what.code()),
            )
        });
        match (settled, finding.what) {
            (Some((record, _)), What::Gap { .. }) => {
                found.accepted(record, Msg::new("override-gap").with("label", label.clone()));
            }
            (Some((record, words)), _) => found.accepted(record, words),
            (None, what @ What::Open { .. }) => lacks(found, what.shortfall(), "accept"),
            (None, what @ What::UncheckedAfter) => lacks(found, what.shortfall(), "rehash"),
            (None, what) => lacks(found, what.shortfall(), "custody"),
        }
    }
    if whole {
        found.record(exhibit.id);
        exhibit.hashes.iter().for_each(|(record, _)| found.record(*record));
        state.custody.events.get(&exhibit.id).into_iter().flatten().for_each(|(record, _)| found.record(*record));
    }
}
