//! What is done and what shows it: steps, proofs, containment, exhibits, volatile evidence.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::app::command::Scope::{Checklist, Everywhere, Evidence};
use crate::domain::input::FieldKind::{
    Choice, EvidenceSource, Exhibit, File, Line, List, Mark, Paste, Path, Person, Procedure, Proof, Record, Role, Step,
    Text, When,
};
use crate::domain::{containment, custody, exhibit, procedure, proof, session, volatile};
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
            owed("host", Line),
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
            must("asset", Line),
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
    CommandSpec {
        name: "exhibit",
        keys: &[(Evidence, "a")],
        help: "Register an exhibit; its SHA-256 is computed in the background",
        fields: &[
            may("path", Path),
            must("description", Line),
            may("exhibit-kind", Choice("exhibit-kind", exhibit::KINDS)),
            may("collected-by", Person),
            may("collected", When),
            may("origin", Line),
            may("tool", Line),
            may("relation", Choice("relation", exhibit::RELATIONS)),
            may("parent", Exhibit),
            may("claimed", Line),
            may("claimed-by", Line),
            may("place", Line),
            may("mark", Mark),
            LATE,
        ],
        act: Act::RecordThenHash(exhibit::register),
    },
    CommandSpec {
        name: "rehash",
        keys: &[(Evidence, "h")],
        help: "Compute an exhibit's SHA-256 again and compare",
        fields: &[must("exhibit", Exhibit), may("path", Path)],
        act: Act::Hash,
    },
    record!(
        "release",
        [(Evidence, "r")],
        "Hand an exhibit over: the first half, by the one who gives it",
        custody::release,
        [
            must("exhibit", Exhibit),
            must("to", Person),
            may("from", Person),
            may("purpose", Line),
            may("place", Line),
            may("seal-removed", Line),
            may("seal-applied", Line),
            PRESENCE,
            PRESENCE_REF,
            may("witness", Line),
            may("authority", Line),
            may("at", When),
            may("note", Line),
            LATE,
        ]
    ),
    record!(
        "accept",
        [(Evidence, "t")],
        "Take an exhibit over: the second half, by the one who receives it",
        custody::accept,
        [
            must("exhibit", Exhibit),
            may("to", Person),
            may("from", Person),
            may("place", Line),
            may("seal-removed", Line),
            may("seal-applied", Line),
            PRESENCE,
            PRESENCE_REF,
            may("witness", Line),
            may("at", When),
            may("note", Line),
            LATE,
        ]
    ),
    record!(
        "custody",
        [(Evidence, "m")],
        "Any other event in the life of an exhibit: stored, sealed, copied, gap explained",
        custody::record,
        [
            must("exhibit", Exhibit),
            must("event", Choice("custody", custody::EVENTS)),
            may("from", Person),
            may("to", Person),
            may("place", Line),
            may("purpose", Line),
            may("seal-removed", Line),
            may("seal-applied", Line),
            may("authority", Line),
            may("witness", Line),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            may("note", Line),
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
            may("asset", Line),
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
        [must("asset", Line), owed("reason", Line), may("operator", Person), may("at", When), LATE]
    ),
];
