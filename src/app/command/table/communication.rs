//! What is said inside: who needs to know, who was told, briefings, decisions.

use super::super::{Act, CommandSpec};
use super::{LATE, may, must, owed};
use crate::app::command::Scope::{Roster, Timeline};
use crate::domain::input::FieldKind::{Choice, Coming, File, Line, List, Mark, Person, Record, Text, When};
use crate::domain::{briefing, decision_log, message};

/// Commands of internal communication.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!("decisions", [(Timeline, "v")], "The decision log, the last one first"),
    screen!("internal", [], "Who needs to know, who was told inside, what was agreed in briefings"),
    screen!("minutes", [], "Minutes of the last briefing, as a file to carry"),
    record!(
        "decide",
        [(Timeline, "d")],
        "Write down a decision: question, options, choice, reason, who decided, who objected",
        decision_log::decide,
        [
            must("question", Line),
            owed("options", Text),
            must("choice", Line),
            owed("reason", Text),
            owed("decider", Person),
            owed("objected", Text),
            may("review", Coming),
            may("replaces", Record),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "review-decision",
        [],
        "Look at a decision again: it stands, or its question has gone",
        decision_log::review,
        [
            may("decision", Record),
            may("decision-outcome", Choice("decision-outcome", decision_log::OUTCOMES)),
            owed("reason", Text),
            may("review", Coming),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "briefing",
        [(Roster, "m")],
        "Minutes of a briefing: agenda, facts, assumptions, decisions, actions with owner, next time",
        briefing::hold,
        [
            must("agenda", Text),
            owed("facts-said", Text),
            may("assumed", Text),
            owed("actions", Text),
            owed("next", Coming),
            may("last-reason", Line),
            may("decisions", List),
            may("roll", Record),
            may("note", Text),
            may("by", Person),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "settle-action",
        [],
        "An action that was agreed in a briefing is done, or dropped",
        briefing::settle,
        [
            may("briefing", Record),
            may("action-number", Line),
            may("action-outcome", Choice("action-outcome", briefing::OUTCOMES)),
            owed("result-said", Line),
            may("record", Record),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "may-know",
        [],
        "Put people on the register of who needs to know, with function and reason",
        message::enter,
        [
            owed("persons", List),
            may("persons-file", File),
            owed("function", Line),
            owed("need", Line),
            may("up-to", Mark),
            may("by", Person),
            may("until", Coming),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "may-know-ends",
        [],
        "Somebody needs to know no longer",
        message::end_need,
        [must("person", Person), owed("reason", Line), may("by", Person), may("at", When), LATE]
    ),
    record!(
        "message",
        [],
        "People inside were told, by name: facts and assumptions apart, label, way, who approved it",
        message::send,
        [
            owed("recipients", List),
            may("recipients-file", File),
            owed("tlp", Mark),
            owed("channel", Line),
            owed("facts-said", Text),
            may("assumed", Text),
            may("said", Text),
            owed("approved-by", Person),
            may("many-reason", Line),
            may("sent-copy", File),
            may("by", Person),
            may("corrects", Record),
            may("at", When),
            LATE,
        ]
    ),
];
