//! Control 5, eradication: hunts with their denominators, lines with their counts, and the sample that another person looked at.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::eradication::{
    Excepted, exception_shortfalls, hunt_shortfalls, line_own_shortfalls, line_shortfalls, open_after,
};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::lineage::{Descendant, Described, Family, Node, condemned_shortfalls, open_lists, uncovered};
use crate::domain::msg::{Arg, Msg};
use crate::domain::rules::Rule;
use crate::domain::station::ahead;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    let mut any = false;
    for hunt in state.eradication.hunts(state) {
        any = true;
        let label = state.label(hunt.id);
        let mut short = hunt_shortfalls(&hunt.hunted);
        short.extend(ahead(state, Some(hunt.id), &hunt.hunted.at));
        if short.is_empty() {
            found.record(hunt.id);
            super::steps::taken_out(state, hunt.id, found);
        }
        for (id, again) in hunt.again.iter().filter(|(id, _)| !state.struck(*id)) {
            let own = hunt_shortfalls(again);
            if own.is_empty() {
                found.record(*id);
                super::steps::taken_out(state, *id, found);
            }
            short.extend(own);
        }
        short.extend(open_after(state, hunt));
        exceptions(state, &hunt.exceptions, hunt.silent(state) > 0, found);
        for short in short {
            let act = match short.rule {
                Rule::Unanswered => ("hunt", "again"),
                Rule::FoundNotRemoved => ("eradicate", "hunt"),
                _ => ("hunt", ""),
            };
            let about = format!("{} {label}", hunt.hunted.object);
            let input = if act.1.is_empty() { Input::default() } else { Input::default().with(act.1, label.clone()) };
            found.lacks(short, about, Place::Timeline(hunt.id)).by(act.0, input);
        }
    }
    for line in state.eradication.lines(state) {
        any = true;
        let label = state.label(line.id);
        if line_own_shortfalls(state, line).is_empty() {
            for (id, _) in line.parts(state) {
                found.record(id);
                super::steps::taken_out(state, id, found);
            }
        }
        if let Some(tally) = line.tally(state) {
            for (id, name, who) in tally.kept {
                let what = Msg::new("override-kept").with("name", state.sensitive(&name));
                found.accepted(id, what.with("who", who));
            }
        }
        let short = line_shortfalls(state, line);
        if let Some((id, _)) = line.last_sample(state).filter(|_| short.is_empty()) {
            found.record(*id);
            super::steps::taken_out(state, *id, found);
        }
        exceptions(state, &line.exceptions, line.open(state), found);
        for short in short {
            let act = match short.rule {
                Rule::DoneBelowExpected | Rule::SampleFailed => Some(("eradicate", "more-of")),
                Rule::NoSampleCheck
                | Rule::SampleByOperator
                | Rule::SampleOwed
                | Rule::SampleElsewhere
                | Rule::SampleTooEarly => Some(("sample-check", "removal")),
                Rule::NoHunt => Some(("hunt", "")),
                Rule::LineageOpen => Some(("fate", "")),
                Rule::LineageNotCondemned => Some(("condemn", "")),
                _ => None,
            };
            let about = format!("{} {label}", line.removed.object);
            let missing = found.lacks(short, about, Place::Timeline(line.id));
            if let Some((command, field)) = act {
                let input = Input::default();
                missing.by(command, if field.is_empty() { input } else { input.with(field, label.clone()) });
            }
        }
    }
    any |= lineage(state, found);
    if !any {
        found.lacks(Shortfall::new(Rule::NothingRemoved), "", Place::Case).by("hunt", Input::default());
    }
}

/// What was condemned: nobody eradicates it, it rests on nothing, or the list of what descends from it is not whole. Whether anything was condemned.
fn lineage(state: &Incident, found: &mut Found) -> bool {
    if state.lineage.condemned.is_empty() {
        return false;
    }
    let family = Family::of(state);
    if family.condemned.is_empty() {
        return false;
    }
    let about = |node: Node| state.lineage.any(node).map(Described::title).unwrap_or_default();
    for kept in &family.condemned {
        let short = condemned_shortfalls(state, Some(kept.id), &kept.said, kept.entitled);
        if short.is_empty() {
            found.record(kept.id);
            super::steps::taken_out(state, kept.id, found);
        }
        for short in family.condemnation_shortfalls(kept) {
            found.lacks(short, state.sensitive(&about(kept.said.artefact)), Place::Timeline(kept.id));
        }
    }
    for kept in uncovered(&family) {
        let node = kept.said.artefact;
        let input = Input::default().with("lineage", node.label(state));
        let short = Shortfall::new(Rule::CondemnedUncovered).with("count", family.below(node).len());
        found.lacks(short, state.sensitive(&about(node)), Place::Timeline(kept.id)).by("eradicate", input);
    }
    // Fates that count are what meets the control.
    let counted =
        family.graph.nodes.keys().filter(|node| family.tainted(**node)).filter_map(|node| family.member(*node));
    for (id, _) in counted.filter(Descendant::counts).filter_map(|member| member.fate) {
        found.record(id);
    }
    for (id, listed, open) in open_lists(state) {
        let first = listed.refused.iter().find(|line| line.why != "twice");
        let short = Shortfall::new(Rule::LinesRefused)
            .with("count", open)
            .with("read", listed.read)
            .with("line", first.map(|line| line.line).unwrap_or_default())
            .with("why", Arg::Code("line-why", first.map(|line| line.why.clone()).unwrap_or_default()));
        let input = Input::default().with("mends", state.label(id));
        found.lacks(short, state.label(id), Place::Timeline(id)).by("lineage-list", input);
    }
    for (id, child, parent) in &family.graph.crossed {
        let short = Shortfall::new(Rule::LinkCrossed)
            .with("child", state.sensitive(&about(*child)))
            .with("parent", state.sensitive(&about(*parent)));
        found.lacks(short, state.label(*id), Place::Timeline(*id));
    }
    true
}

/// What is left for a while is accepted as long as it is left; once it is done its record meets the control like any other.
fn exceptions(state: &Incident, kept: &[(RecordId, Excepted)], open: bool, found: &mut Found) {
    for (id, excepted) in kept.iter().filter(|(id, _)| !state.struck(*id)) {
        let short = exception_shortfalls(state, excepted);
        if short.is_empty() && !open {
            found.record(*id);
        } else if short.is_empty() {
            let what = Msg::new("override-exception").with("items", state.sensitive(&excepted.items.join(", ")));
            found.accepted(*id, what.with("who", excepted.owner.name.clone()));
        }
        for short in short {
            let of = Input::default().with("record", state.label(excepted.of));
            found.lacks(short, state.label(*id), Place::Timeline(*id)).by("exception", of);
        }
    }
}
