//! The watch after recovery: its plan, the days, what came back.

use super::super::{Act, CommandSpec};
use super::{ENTITY, LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{File, Line, List, Person, Step, Text, When};
use crate::domain::monitoring;

/// Commands of the watch.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!(
        "watch-days",
        [],
        "The watch after recovery, day by day: what counts, what does not and why, what came back"
    ),
    record!(
        "plan-watch",
        [],
        "Lay down what is watched after recovery: indicators, alert rules, sources and how each is known to report",
        monitoring::plan_watch,
        [
            may("step", Step),
            owed("watch-sources", Text),
            owed("alert-rules", File),
            owed("before", File),
            may("set", Line),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "watch-day",
        [],
        "Write down a day of the watch: alerts and what each turned out to be, sources alive or dead, what follows",
        monitoring::watch_day,
        [
            may("watch-date", Line),
            owed("alerts", Text),
            owed("alive", List),
            may("dead", List),
            owed("export", File),
            owed("exported", When),
            owed("heartbeat", File),
            owed("conclusion", Text),
            may("same-reason", Line),
            may("window-from", When),
            may("window-to", When),
            may("reviewer", Person),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "watch-hit",
        [],
        "What was watched for came back: containment is open again, and the count of days starts anew",
        monitoring::hit,
        [
            must("alert", Line),
            owed("asset", ENTITY),
            owed("observed", Line),
            may("file", File),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "clear-hit",
        [],
        "Another person shows that a hit was none; it stays on record",
        monitoring::clear,
        [
            may("false-hit", Line),
            owed("conclusion", Text),
            must("by", Person),
            may("file", File),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE,
        ]
    ),
];
