//! An incident that ends without a closure: stood down as a false alarm, downgraded, a duplicate of another case or merged into it. It needs no signed
//! report; what it left behind does not vanish with it.

use std::collections::BTreeSet;

use super::completion::{clocks, exhibits};
use super::ending::early;
use super::{Line, Then};
use crate::domain::attention::Place;
use crate::domain::deadline::{ClockState, ClockView};
use crate::domain::decision::Shortfall;
use crate::domain::declaration::{Ended, Ending};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::monitoring::open_hits;
use crate::domain::msg::Arg;
use crate::domain::review;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;

/// The ending that counts and was not struck, if there is one.
#[must_use]
pub fn stood_down(state: &Incident) -> Option<&Ending> {
    let counts = |ending: &&Ending| {
        !state.struck(ending.id)
            && ended_shortfalls(state, Some(ending.id), &ending.ended, ending.lead.as_ref()).is_empty()
    };
    let before = state.closure.before(state).ended;
    state.case.endings.iter().skip(before).rfind(counts)
}

/// Who may end an incident that way: whoever has the command; while nobody was given it, whoever declared.
#[must_use]
pub fn commands(state: &Incident) -> Option<Author> {
    let declarer = || state.case.declared.as_ref().map(|declared| declared.by.clone());
    Then::of(state).lead.or_else(declarer)
}

/// Why an ending does not count. `lead` is who could end it when it was recorded.
#[must_use]
pub fn ended_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    ended: &Ended,
    lead: Option<&Author>,
) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &ended.at).into_iter().collect();
    if !lead.is_some_and(|lead| state.people.same(lead, &ended.decider)) {
        short.push(Shortfall::new(Rule::CloserNotLead).at("decider"));
    }
    // A clock that was found to be off takes nothing back: the reading that suits is enough.
    if let (Some(declared), Some(record)) = (&state.case.declared, state.case.declared_in)
        && early(state, &ended.at, state.stations.corrected(record, &declared.declared).at.min(declared.declared.at))
    {
        short.push(Shortfall::new(Rule::ClosedEarly).at("at").with("record", state.label(record)));
    }
    if matches!(ended.how.as_str(), "duplicate" | "merged") && ended.of.trim().is_empty() {
        short.push(Shortfall::new(Rule::OtherCaseUnnamed).at("of"));
    }
    short
}

/// What an incident leaves behind that ended so: laws that were found to apply, exhibits, and the short review where people were called out.
pub(super) fn lines(state: &Incident) -> Vec<Line> {
    let mut found = Vec::new();
    exhibits(state, &mut found);
    hits(state, &mut found);
    let views = state.deadlines.views(state, Instant::MIN);
    let owed: BTreeSet<String> = views
        .iter()
        .filter(|view| owes(state, view))
        .flat_map(|view| [view.key(), view.regime.considered.regime.clone()])
        .collect();
    let mut laws = Vec::new();
    clocks(state, &mut laws);
    // What a notice that was sent lacks stands at its record.
    laws.retain(|line| match &line.place {
        Place::Deadline(key) => owed.contains(key),
        place => matches!(place, Place::Timeline(_)),
    });
    found.extend(laws);
    if state.callout.standing().next().is_some() {
        let reviewed = review::shortfalls(state).into_iter();
        found.extend(reviewed.map(|shortfall| Line {
            shortfall,
            about: Arg::Label(String::new()),
            place: Place::Case,
            act: Some(("review", Input::default())),
        }));
    }
    found
}

/// Hits that nobody answered: a false alarm that was hit again is none.
fn hits(state: &Incident, found: &mut Vec<Line>) {
    for hit in open_hits(state) {
        let label = state.label(hit.of.record);
        let input = Input::default().with("asset", hit.asset.clone());
        found.push(Line {
            shortfall: Shortfall::new(Rule::HitOpen).with("alert", state.sensitive(&hit.of.alert)),
            about: Arg::Label(label.clone()),
            place: Place::Timeline(hit.of.record),
            act: Some(("contain", input.with("answers-hit", [label.as_str(), &hit.of.alert].join(" ")))),
        });
    }
}

/// Whether a clock stays open although the incident was none: it runs, or its law was found to apply. What nobody asked needs no answer any more.
#[must_use]
pub fn owes(state: &Incident, view: &ClockView<'_>) -> bool {
    match view.state {
        ClockState::Running | ClockState::Late => true,
        ClockState::NotStarted | ClockState::Elapsing => {
            !view.waits() && view.regime.stands(state).is_some_and(|(_, answer)| answer.answer == "yes")
        }
        _ => false,
    }
}
