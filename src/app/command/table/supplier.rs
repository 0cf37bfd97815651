//! Suppliers: the register, questions and answers, access, indicators.

use super::super::{Act, CommandSpec};
use super::{INDICATORS, LATE, may, must, owed};
use crate::domain::input::FieldKind::{Choice, Coming, File, Line, Mark, Person, Record, Text, When};
use crate::domain::supplier;

/// Commands about suppliers.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!("suppliers", [], "Suppliers: contact, clause, what was asked, answer or silence, their times, access"),
    record!(
        "supplier",
        [],
        "Put a supplier on the register: contact, clause, what they may know; what is left empty stays",
        supplier::enter,
        [
            must("supplier", Line),
            owed("contact", Line),
            owed("reached", Line),
            owed("clause", Line),
            owed("may-know", Text),
            may("up-to", Mark),
            may("supplies", Line),
            may("liaison", Person),
        ]
    ),
    record!(
        "supplier-question",
        [],
        "Put exact questions to a supplier, with the time at which the answer is due; silence rings then",
        supplier::ask,
        [
            must("supplier", Line),
            must("questions", Text),
            owed("due", Coming),
            may("channel", Line),
            may("sent-copy", File),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "supplier-answer",
        [],
        "What a supplier answered, whole or in part",
        supplier::answer,
        [
            may("asked-in", Record),
            owed("answer-said", Text),
            may("file", File),
            owed("answered-by", Line),
            owed("supplier-outcome", Choice("supplier-answer", supplier::ANSWERS)),
            may("due", Coming),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "supplier-silent",
        [],
        "A supplier did not answer in time, and what follows from that",
        supplier::silence,
        [may("asked-in", Record), owed("consequence", Text), may("by", Person), may("at", When), LATE]
    ),
    record!(
        "supplier-access",
        [],
        "Access of a supplier was cut, or one stage of it restored, with the written cause",
        supplier::access,
        [
            must("supplier", Line),
            must("access-change", Choice("access-change", supplier::CHANGES)),
            must("access", Line),
            may("stage", Line),
            owed("cause", Text),
            may("writing", File),
            may("record", Record),
            owed("authority", Person),
            may("operator", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "supplier-indicators",
        [],
        "Indicators given to a supplier, or received from one",
        supplier::indicators,
        [
            must("supplier", Line),
            must("direction", Choice("direction", supplier::DIRECTIONS)),
            owed("indicators", INDICATORS),
            may("file", File),
            may("record", Record),
            owed("tlp", Mark),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
];
