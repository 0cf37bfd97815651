//! What removes the cause and brings systems back: indicators, hunts, eradication, restoration, going live.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::input::FieldKind::{Choice, File, Line, List, Person, Record, Step, When};
use crate::domain::{eradication, indicator};

/// Commands of eradication and restoration.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "indicators",
        [],
        "Begin a set of indicators, or its next version; what was scanned before is scanned again for what is new",
        indicator::issue,
        [
            may("add", List),
            may("list", File),
            may("remove", List),
            may("set", Line),
            may("origin", Line),
            may("by", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "hunt",
        [],
        "Write down a hunt over the estate: query, how many were asked, how many answered, how many had it",
        eradication::hunt,
        [
            may("step", Step),
            must("object", Line),
            owed("query", Line),
            owed("tool", Line),
            owed("scope", Line),
            owed("asked", Line),
            owed("answered", Line),
            owed("hit", Line),
            may("hits", List),
            may("hit-list", File),
            may("silent", List),
            may("silent-list", File),
            owed("file", File),
            may("set", Line),
            may("again", Record),
            may("operator", Person),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "eradicate",
        [],
        "Write down what was removed: verb, object, how many of how many, after which hunt",
        eradication::eradicate,
        [
            may("step", Step),
            must("verb", Line),
            must("object", Line),
            owed("hunt", Record),
            owed("expected", Line),
            owed("done", Line),
            may("targets", List),
            may("target-list", File),
            owed("file", File),
            may("operator", Person),
            may("more-of", Record),
            may("note", Line),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "exception",
        [],
        "Leave something for a while that a hunt or a line of eradication names: which, why, who answers, until when",
        eradication::except,
        [
            must("record", Record),
            must("items", List),
            may("list", File),
            owed("reason", Line),
            owed("owner", Person),
            owed("put-off", When),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "sample-check",
        [],
        "Another person looks at a sample of what was removed",
        eradication::sample,
        [
            may("removal", Record),
            must("found", Choice("found", eradication::FOUND)),
            must("checker", Person),
            owed("items", List),
            owed("method", Line),
            may("file", File),
            PRESENCE,
            PRESENCE_REF,
            may("at", When),
            LATE,
        ]
    ),
];
