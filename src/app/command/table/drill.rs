//! Drills: in the exercise store alone.

use super::super::{Act, CommandSpec};
use super::{may, must, owed};
use crate::domain::drill;
use crate::domain::input::FieldKind::{Choice, File, Line, List, Person, Procedure, Record, Text, When};

/// Commands of a drill.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!(
        "drill",
        [],
        "The drill: its clock, injects with who brought them and when, what was seen, how it was judged"
    ),
    screen!("drill-record", [], "The record of the drill as evidence that it was held, as a file to print"),
    record!(
        "drill-plan",
        [],
        "Plan a drill: kind, procedure, objectives, who leads, who writes down, who takes part, injects, its clock",
        drill::plan,
        [
            must("title", Line),
            must("procedure", Procedure),
            owed("objectives", Text),
            owed("facilitator", Person),
            owed("collector", Person),
            owed("participants", List),
            may("drill-kind", Choice("drill-kind", drill::KINDS)),
            may("starts", When),
            may("factor", Line),
            may("delivery", Choice("drill-delivery", drill::DELIVERIES)),
            may("injects", File),
        ]
    ),
    record!("drill-start", [], "Start the clock of the drill", drill::begin, [may("reason", Line), may("by", Person)]),
    record!("drill-pause", [], "Pause the clock of the drill", drill::pause, [may("reason", Line), may("by", Person)]),
    record!(
        "drill-resume",
        [],
        "Let the clock of the drill run on",
        drill::resume,
        [may("reason", Line), may("by", Person)]
    ),
    record!("drill-end", [], "End the drill; its review follows", drill::end, [may("reason", Line), may("by", Person)]),
    record!(
        "drill-deliver",
        [],
        "An inject of the drill reached the players; without a number the one that waits longest",
        drill::deliver,
        [may("inject", Line), may("by", Person), may("at", When)]
    ),
    record!(
        "drill-observe",
        [],
        "What was done after an inject, in words or by the record that shows it",
        drill::observe,
        [must("inject", Line), owed("seen-after", Text), may("record", Record), may("by", Person), may("at", When)]
    ),
    record!(
        "drill-score",
        [],
        "Compare what was seen with what was expected of an inject, or with an objective: met, partly, not",
        drill::score,
        [
            may("objective", Line),
            may("inject", Line),
            must("result", Choice("drill-result", drill::RESULTS)),
            owed("note", Text),
            may("by", Person),
        ]
    ),
    record!(
        "real-emergency",
        [],
        "The stop word: a real emergency ends the drill; nothing of it becomes real, a real case is opened beside it",
        drill::real_emergency,
        [must("reason", Line), may("by", Person)]
    ),
];
