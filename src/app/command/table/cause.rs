//! The cause: findings, quotes, reviews.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::domain::cause;
use crate::domain::input::FieldKind::{Choice, Exhibit, File, Line, Mark, Person, Record, Text, When};

/// Fields that only some kinds of cause ask for.
pub(super) const ONLY_FOR: &[(&str, &[&str])] = &[
    ("cve", &["cve"]),
    ("product", &["cve", "supplier"]),
    ("product-version", &["cve"]),
    ("config-item", &["misconfiguration"]),
    ("value-before", &["misconfiguration"]),
    ("account", &["credential"]),
    ("exposed", &["credential"]),
    ("failed-control", &["human-process"]),
    ("data-source", &["data"]),
    ("supplier", &["supplier"]),
    ("activity", &["threat-actor"]),
    ("tried", &["not-established"]),
    ("accepted-by", &["not-established"]),
    ("presence", &["not-established"]),
    ("presence-ref", &["not-established"]),
];

/// Commands of the cause.
pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        name: "cause",
        keys: &[],
        help: "What let it happen: findings, the words that show them and where they stand, reviews",
        fields: &[],
        act: Act::Screen,
    },
    record!(
        "finding",
        [],
        "Write down what let it happen, with the words that show it; or that it is not established",
        cause::finding,
        [
            must("cause-type", Choice("cause", cause::TYPES)),
            owed("statement", Text),
            may("cve", Line),
            may("product", Line),
            may("product-version", Line),
            may("config-item", Line),
            may("value-before", Line),
            may("account", Line),
            may("exposed", Line),
            may("failed-control", Line),
            may("data-source", Line),
            may("supplier", Line),
            may("activity", Line),
            may("tried", Text),
            may("accepted-by", Person),
            PRESENCE,
            PRESENCE_REF,
            owed("quote", Text),
            owed("place", Line),
            may("exhibit", Exhibit),
            may("file", File),
            may("record", Record),
            may("tool", Line),
            may("elsewhere", Line),
            owed("first-access", When),
            may("first-access-unknown", Line),
            owed("alternatives", Text),
            owed("confidence", Choice("confidence", cause::CONFIDENCES)),
            may("found-by", Person),
            may("written-by", Choice("written-by", cause::ORIGINS)),
            may("experiment", Record),
            may("supersedes", Record),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "quote",
        [],
        "Quote words that show a finding: from an exhibit or a file, with their place; they are looked for there",
        cause::add_quote,
        [
            may("finding", Record),
            must("quote", Text),
            owed("place", Line),
            may("exhibit", Exhibit),
            may("file", File),
            may("record", Record),
            may("tool", Line),
            may("elsewhere", Line),
            may("by", Person),
            may("at", When),
            may("mark", Mark),
            LATE,
        ]
    ),
    record!(
        "find-quote",
        [],
        "Look again for quotes that were claimed: in what they name, or in a file that has come in since",
        cause::look_again,
        [may("quote-record", Record), may("file", File), may("exhibit", Exhibit), may("record", Record)]
    ),
    record!(
        "review-finding",
        [],
        "Another person reads a finding against its quotes and agrees or disagrees",
        cause::review,
        [
            may("finding", Record),
            must("verdict", Choice("review", cause::VERDICTS)),
            must("by", Person),
            PRESENCE,
            PRESENCE_REF,
            may("note", Text),
            may("at", When),
            LATE,
        ]
    ),
];
