//! Who else is told, what suppliers told us, and what the register of breaches asks for.

use super::super::{Act, CommandSpec};
use super::{LATE, may, must, owed};
use crate::app::command::Scope::Deadlines;
use crate::domain::input::FieldKind::{Choice, Coming, Deadline, File, Line, List, Person, Record, Text, When};
use crate::domain::{breach, told};

/// Commands about people and others to tell, and the register of breaches.
pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        name: "others",
        keys: &[(Deadlines, "u")],
        help: "People and others to tell: who asks for it, what was decided, what was sent",
        fields: &[],
        act: Act::Screen,
    },
    record!(
        "tell",
        [],
        "Decide whether people or others are told: yes, no, or later, with the ground",
        told::decide,
        [
            must("tell-group", Choice("tell-group", told::GROUPS)),
            must("tell-decision", Choice("tell-decision", told::DECISIONS)),
            may("who", Line),
            owed("decider", Person),
            may("ground", Choice("ground-not", told::GROUNDS)),
            owed("reason", Line),
            may("put-off", Coming),
            may("people-low", Line),
            may("people-likely", Line),
            may("people-high", Line),
            may("derived", Line),
            may("counted-in", Record),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "told",
        [],
        "Record that people or others were told: text, way, time, proof",
        told::sent,
        [
            must("tell-group", Choice("tell-group", told::GROUPS)),
            may("who", Line),
            owed("said", Text),
            may("text-file", File),
            owed("channel", Line),
            may("at", When),
            may("by", Person),
            owed("reference", Line),
            may("proof-file", File),
            may("proof-record", Record),
            may("delivered", When),
            may("people-low", Line),
            may("people-likely", Line),
            may("people-high", Line),
            may("derived", Line),
            may("counted-in", Record),
            may("deadline", Deadline),
            LATE,
        ]
    ),
    record!(
        "supplier-notice",
        [],
        "A supplier told us of a breach: their times and ours; our clock starts when it arrived",
        told::supplier,
        [
            must("supplier", Line),
            must("received", When),
            owed("occurred", When),
            owed("detected", When),
            owed("sent-at", When),
            owed("read-at", When),
            owed("decided-at", When),
            may("personal", Choice("personal", told::PERSONAL)),
            may("said", Text),
            may("reference", Line),
            may("file", File),
            may("aware-why", Line),
        ]
    ),
    CommandSpec {
        name: "breach-register",
        keys: &[(Deadlines, "b")],
        help: "Breach register entry of the case, as a file to print and sign",
        fields: &[],
        act: Act::Screen,
    },
    record!(
        "breach",
        [],
        "The breach in words: confidentiality, integrity, availability; cause, systems, data, people",
        breach::describe,
        [
            owed("nature", List),
            owed("cause", Text),
            owed("owner", Person),
            owed("systems", Line),
            may("suppliers", Line),
            owed("data-kinds", Line),
            may("records-low", Line),
            may("records-likely", Line),
            may("records-high", Line),
            owed("people", Line),
            may("people-low", Line),
            may("people-likely", Line),
            may("people-high", Line),
            may("derived", Line),
            may("counted-in", Record),
        ]
    ),
    record!(
        "moment",
        [],
        "When it occurred, was detected, became known or was decided, and by what that is known",
        breach::moment,
        [must("moment", Choice("moment", breach::MOMENTS)), must("at", When), owed("source", Line), may("by", Person)]
    ),
    record!(
        "effect",
        [],
        "An effect of the breach, seen or feared",
        breach::effect,
        [
            must("description", Line),
            may("effect", Choice("effect", breach::EFFECTS)),
            may("at", When),
            may("by", Person)
        ]
    ),
    record!(
        "remedy",
        [],
        "A remedial action, done or planned",
        breach::remedy,
        [
            must("description", Line),
            may("remedy", Choice("remedy", breach::REMEDIES)),
            may("at", When),
            may("by", Person)
        ]
    ),
    record!(
        "risk",
        [],
        "The risk to people: factors, method, result",
        breach::risk,
        [
            must("risk", Choice("risk", breach::RISKS)),
            owed("factor-kind", Line),
            owed("factor-nature", Line),
            owed("factor-ease", Line),
            owed("factor-severity", Line),
            owed("factor-special", Line),
            owed("factor-controller", Line),
            owed("factor-number", Line),
            owed("risk-method", Line),
            may("score", Line),
            owed("reason", Text),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "lesson",
        [],
        "A lesson: what is to be done otherwise, who sees to it, when somebody looks",
        breach::lesson,
        [must("description", Line), owed("owner", Person), owed("review", Coming)]
    ),
];
