//! What is said and who says it: the timeline, the call-out, people and their roles.

use super::super::{Act, CommandSpec};
use super::{ENTITIES, INDICATORS, LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::app::command::Scope::{Everywhere, Roster, Timeline};
use crate::domain::input::FieldKind::{
    Call, Choice, Coming, Exhibit, Line, List, Mark, People, Person, Record, Role, Technique, Text, When,
};
use crate::domain::{callout, people, timeline, watch};

/// Commands of the timeline and the roster.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "log",
        [(Timeline, "a"), (Everywhere, "l")],
        "Write a line: what happened, or with the lane action what was done",
        timeline::log,
        [
            must("text", Line),
            may("at", When),
            may("lane", Choice("lane", timeline::LANES)),
            may("status", Choice("status", timeline::STATUSES)),
            may("speaker", Person),
            may("source", Choice("source", timeline::SOURCES)),
            may("source-ref", Line),
            may("mark", Mark),
            may("tags", List),
            may("assets", ENTITIES),
            may("indicators", INDICATORS),
            may("technique", Technique),
            may("exhibit", Line),
            may("place", Line),
            may("sources", List),
            may("confirmer", Person),
            LATE,
        ]
    ),
    record!(
        "correct",
        [(Timeline, "e")],
        "Write a line again as it should read; the old one stays readable",
        timeline::correct,
        [
            must("record", Record),
            must("text", Line),
            must("reason", Line),
            may("at", When),
            may("lane", Choice("lane", timeline::LANES)),
            may("status", Choice("status", timeline::STATUSES)),
            may("speaker", Person),
            may("source", Choice("source", timeline::SOURCES)),
            may("source-ref", Line),
            may("mark", Mark),
            may("tags", List),
            may("assets", ENTITIES),
            may("indicators", INDICATORS),
            may("technique", Technique),
            LATE,
        ]
    ),
    record!(
        "strike",
        [(Timeline, "x")],
        "Strike a record with a reason; it stays readable",
        timeline::strike,
        [must("record", Record), must("reason", Line)]
    ),
    record!(
        "judge",
        [(Timeline, "s")],
        "Call a fact confirmed, suspected or refuted, with its basis",
        timeline::judge,
        [
            must("record", Record),
            must("status", Choice("status", timeline::STATUSES)),
            may("exhibit", Exhibit),
            may("place", Line),
            may("sources", List),
            may("confirmer", Person),
            may("reason", Line),
        ]
    ),
    record!(
        "explain",
        [(Timeline, "w")],
        "Say why a record came late",
        timeline::explain,
        [must("record", Record), must("reason", Line)]
    ),
    record!(
        "call",
        [(Everywhere, "c")],
        "Write down a call as it is placed",
        callout::call,
        [
            must("callee", Person),
            may("role", Role),
            may("channel", Choice("channel", callout::CHANNELS)),
            may("number", Line),
            may("at", When),
            may("caller", Person),
            LATE,
        ]
    ),
    record!(
        "answer",
        [(Roster, "r")],
        "Write down what came of a call, in the callee's words",
        callout::answer,
        [
            must("call", Call),
            may("outcome", Choice("outcome", callout::OUTCOMES)),
            owed("identity", Choice("identity", callout::IDENTITIES)),
            owed("words", Line),
            may("at", When),
            may("ack-at", When),
            LATE,
        ]
    ),
    record!(
        "silence",
        [],
        "Silence a ring by name; what it rang for still waits",
        callout::silence,
        [must("ring", Line), may("by", Person)]
    ),
    record!(
        "assign",
        [(Roster, "a")],
        "Give a role to a person, with a deputy",
        people::assign,
        [must("role", Role), must("person", Person), may("deputy", Person), may("at", When), LATE,]
    ),
    record!(
        "relieve",
        [(Roster, "x")],
        "Relieve a person of a role",
        people::relieve,
        [must("role", Role), may("reason", Line), may("at", When), LATE]
    ),
    record!(
        "vacant",
        [(Roster, "v")],
        "Leave a role vacant, with a reason",
        people::vacant,
        [must("role", Role), owed("reason", Line)]
    ),
    record!(
        "ratify",
        [],
        "The SIRO accepts the conflicts of duty that exist now",
        people::ratify,
        [must("statement", Text), must("by", Person)]
    ),
    record!(
        "person",
        [(Roster, "n")],
        "Put a person on the roster",
        people::add,
        [
            must("name", Line),
            may("initials", Line),
            may("person-title", Line),
            may("organisation", Line),
            may("phone", Line),
            may("phone2", Line),
            may("handle", Line),
            may("email", Line),
            may("roles", List),
            may("person-source", Line),
        ]
    ),
    record!(
        "correct-person",
        [(Roster, "e")],
        "Correct an entry of the roster; what is left empty stays as it was",
        people::correct,
        [
            must("person", Person),
            must("reason", Line),
            may("name", Line),
            may("initials", Line),
            may("person-title", Line),
            may("organisation", Line),
            may("phone", Line),
            may("phone2", Line),
            may("handle", Line),
            may("email", Line),
            may("roles", List),
        ]
    ),
    record!(
        "hand-over",
        [(Roster, "h")],
        "Hand the command, or another role, to a relief who reads back what is open",
        watch::hand_over,
        [
            may("role", Role),
            must("to", Person),
            owed("read-back", Text),
            may("deputy", Person),
            may("from", Person),
            may("hours", Line),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "roll-call",
        [(Roster, "b")],
        "Who answered at a briefing, what was agreed, and when the next one is",
        watch::roll_call,
        [
            must("present", People),
            may("absent", People),
            may("released", People),
            may("note", Text),
            may("next", Coming),
            may("at", When),
            LATE,
        ]
    ),
];
