//! Which law applies: who we are, the questions, single deadlines, and what they are counted with.

use super::super::{Act, CommandSpec};
use super::{LATE, may, must, owed};
use crate::app::command::Scope::Deadlines;
use crate::domain::deadline;
use crate::domain::input::FieldKind::{Choice, Coming, Deadline, Line, List, Person, Regime, Text, When, Zone};
use crate::domain::input::FieldSpec;

const FOLLOWED: crate::domain::input::FieldKind = Choice("followed", deadline::FOLLOWED);

/// What a profile says, in the organisation's file and in a case.
pub(super) const PROFILE: [FieldSpec; 8] = [
    may("countries", List),
    may("sectors", List),
    may("legal-roles", List),
    may("data", List),
    may("reporter-class", Line),
    may("holidays", Line),
    may("authority-holders", List),
    may("authority-ref", Line),
];

/// Commands of the questions of law.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!("assessment", [(Deadlines, "a")], "Walk the questions of law: what is asked, why, and what was answered"),
    record!(
        "regime",
        [],
        "Answer whether a law applies: yes, no or not yet, with decider, advice and facts",
        deadline::assess,
        [
            must("regime", Regime),
            must("answer", Choice("answer", deadline::ANSWERS)),
            owed("reason", Line),
            owed("decider", Person),
            owed("facts", List),
            owed("counsel", Person),
            may("counsel-view", Line),
            owed("counsel-followed", FOLLOWED),
            may("counsel-reason", Line),
            owed("dpo", Person),
            may("dpo-view", Line),
            owed("dpo-followed", FOLLOWED),
            may("dpo-reason", Line),
            may("awaits", Line),
            may("awaits-until", Coming),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "condition",
        [(Deadlines, "o")],
        "Answer whether a single deadline applies, with reason and decider",
        deadline::condition,
        [
            must("deadline", Deadline),
            must("met", Choice("condition", deadline::CONDITIONS)),
            owed("reason", Line),
            owed("decider", Person),
            owed("facts", List),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "scope",
        [],
        "Say who we are and what this case touches: it suggests which law to ask about",
        deadline::scope,
        [
            PROFILE[0],
            PROFILE[1],
            PROFILE[2],
            PROFILE[3],
            PROFILE[4],
            PROFILE[5],
            PROFILE[6],
            PROFILE[7],
            may("reason", Text),
        ]
    ),
    record!(
        "count-with",
        [],
        "Choose class, calendars, further closed days or zone of a deadline or a whole law",
        deadline::count,
        [
            must("deadline", Deadline),
            may("reporter-class", Line),
            may("holidays", Line),
            may("calendar", Line),
            may("closed", List),
            may("zone", Zone),
            owed("reason", Line),
        ]
    ),
];
