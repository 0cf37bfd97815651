//! What is done and what shows it: steps, proofs, containment, exhibits, volatile evidence.

use super::super::{Act, CommandSpec};
use super::{ENTITY, LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::app::command::Scope::{Checklist, Everywhere};
use crate::domain::input::FieldKind::{
    Choice, EvidenceSource, Exhibit, File, Line, List, Mark, Paste, Person, Procedure, Proof, Record, Role, Step, Text,
    When,
};
use crate::domain::{containment, procedure, proof, session, volatile};
use crate::library::transcript;

/// Commands of the checklist and the evidence.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "take",
        [(Checklist, "t")],
        "Take a step in hand",
        procedure::take,
        [must("step", Step), may("person", Person), may("at", When), LATE]
    ),
    record!(
        "proof",
        [(Everywhere, "p")],
        "Attach what shows that a step happened: a file, pasted text, a record, an exhibit",
        proof::attach,
        [
            must("step", Step),
            must("kind", Proof),
            may("file", File),
            may("before", File),
            may("text", Paste),
            may("record", Record),
            may("exhibit", Exhibit),
            may("note", Line),
            may("operator", Person),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "transcript",
        [(Checklist, "r")],
        "Attach a transcript made elsewhere, with its host, its clock and how it came here",
        session::bring,
        [
            must("step", Step),
            must("file", File),
            may("timing", File),
            may("format", Choice("format", transcript::FORMATS)),
            owed("host", ENTITY),
            owed("operator", Person),
            may("device-clock", When),
            may("offset", Line),
            may("started", When),
            may("ended", When),
            owed("claimed", Line),
            owed("carried-by", Person),
            owed("medium", Line),
            may("reason", Line),
            may("note", Line),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "verify-step",
        [(Checklist, "v")],
        "A second person confirms a step and cites the place that shows it",
        proof::verify,
        [
            must("step", Step),
            must("person", Person),
            may("quote", Line),
            may("place", Line),
            may("record", Record),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE
        ]
    ),
    record!(
        "skip",
        [(Checklist, "s")],
        "Leave a step out, with reason and the lead's name",
        procedure::skip,
        [must("step", Step), owed("reason", Line), owed("lead", Person), may("at", When), LATE]
    ),
    record!(
        "procedure",
        [(Checklist, "a")],
        "Take a further procedure into use; its text is frozen into the case",
        procedure::choose,
        [must("procedure", Procedure)]
    ),
    record!(
        "approval",
        [],
        "Take an approval over that was recorded in the organisation's file since the procedure was taken into use",
        procedure::take_approval,
        [must("procedure", Procedure)]
    ),
    record!(
        "add-step",
        [(Checklist, "n")],
        "Add a step that no procedure has; it is proved and verified as any other",
        procedure::add_step,
        [
            must("title", Line),
            must("control", Choice("control", procedure::CONTROLS)),
            must("role", Role),
            must("proofs", List),
            may("instruction", Text),
            may("phase", Choice("phase", procedure::PHASES)),
            may("minutes", Line),
            may("needs", List),
        ]
    ),
    record!(
        "contain",
        [(Checklist, "b")],
        "Write down what was blocked or isolated: asset, change, authority, state before and after",
        containment::contain,
        [
            may("step", Step),
            must("asset", ENTITY),
            may("action", Choice("action", containment::ACTIONS)),
            may("change", Line),
            owed("authority", Person),
            may("operator", Person),
            may("device", Line),
            may("device-clock", When),
            owed("before", File),
            owed("after", File),
            may("transcript", File),
            owed("rollback", Line),
            owed("blast-radius", Line),
            may("left-open", Line),
            may("answers-hit", List),
            may("at", When),
            may("window-reason", Line),
            may("note", Line),
            LATE,
        ]
    ),
    record!(
        "outside-test",
        [(Checklist, "e")],
        "Another person tests from outside whether a containment holds",
        containment::test,
        [
            may("containment", Record),
            must("result", Choice("test-result", containment::RESULTS)),
            must("tester", Person),
            owed("from-where", Line),
            owed("method", Line),
            may("file", File),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "capture",
        [],
        "Say which exhibit a volatile source became",
        volatile::capture,
        [
            must("source", EvidenceSource),
            must("exhibit", Exhibit),
            may("asset", ENTITY),
            may("operator", Person),
            may("started", When),
            may("at", When),
            may("second", Person),
            PRESENCE,
            PRESENCE_REF,
            may("note", Line),
            LATE,
        ]
    ),
    record!(
        "give-up",
        [],
        "Give a volatile source up: what is lost, why, and who accepts it",
        volatile::give_up,
        [
            must("source", EvidenceSource),
            may("what", Line),
            owed("reason", Line),
            owed("accepted-by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "reboot",
        [],
        "Write down that a host was started anew or switched off",
        volatile::reboot,
        [must("asset", ENTITY), owed("reason", Line), may("operator", Person), may("at", When), LATE]
    ),
];
