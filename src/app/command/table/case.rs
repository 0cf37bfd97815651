//! The case itself, its clocks, its laptops, and what is taken out of it.

use super::super::{Act, CommandSpec};
use super::{LATE, PRESENCE, PRESENCE_REF, may, must, owed};
use crate::app::command::Scope::{Deadlines, Everywhere};
use crate::domain::input::FieldKind::{
    Choice, Coming, Deadline, Exhibit, File, Line, List, Mark, Medium, Path, Person, Procedure, Record, Rsit, Text,
    When, Zone,
};
use crate::domain::{clash, control, deadline, declaration, excision, media, privilege, proof, safety, station};

/// Commands of the case and its clocks.
pub(super) const COMMANDS: &[CommandSpec] = &[
    record!(
        "clock",
        [(Deadlines, "s")],
        "Record the event a deadline starts from, and why that instant",
        deadline::start,
        [
            must("deadline", Deadline),
            must("start", When),
            may("anchor", Line),
            owed("why", Line),
            may("second", Person),
            PRESENCE,
            PRESENCE_REF,
        ]
    ),
    record!(
        "sent",
        [(Deadlines, "n")],
        "Record that a notice was sent",
        deadline::sent,
        [
            must("deadline", Deadline),
            may("at", When),
            owed("route", Line),
            owed("reference", Line),
            may("by", Person),
            may("notice", Line),
            may("text-sha256", Line),
            may("file", File),
            may("receipt", File),
            LATE,
        ]
    ),
    record!(
        "why-late",
        [(Deadlines, "r")],
        "Say why a notice is late: who was kept from what, from when to when, and what could have gone earlier",
        deadline::explain_delay,
        [
            must("deadline", Deadline),
            owed("kept", Person),
            owed("infeasible", Text),
            owed("infeasible-from", When),
            owed("infeasible-until", When),
            owed("earlier", Text),
        ]
    ),
    record!(
        "memo",
        [(Deadlines, "m")],
        "File a memo why a notice is not sent, or not yet",
        deadline::memo,
        [
            must("deadline", Deadline),
            owed("conclusion", Text),
            owed("decider", Person),
            may("memo-kind", Choice("memo-kind", deadline::KINDS)),
            owed("facts-known", Text),
            owed("cites", List),
            owed("threshold", Text),
            owed("factors", Text),
            may("mitigation", Text),
            may("proof-record", Record),
            may("exhibit", Exhibit),
            may("proof-file", File),
            owed("advice", Text),
            may("advisor", Person),
            may("not-followed", Line),
            owed("reopen", Line),
            owed("review", Coming),
            may("presence", Choice("presence", deadline::SIGNED)),
            PRESENCE_REF,
            may("signature-file", File),
            may("text", Text),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "reviewed",
        [],
        "A memo was looked at again: it stands, or its question is open again",
        deadline::reviewed,
        [
            must("record", Record),
            must("review-outcome", Choice("review-outcome", deadline::OUTCOMES)),
            owed("reason", Line),
            may("by", Person),
            owed("review", Coming),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "declare",
        [(Everywhere, "D")],
        "Declare the incident: one sentence and Enter, everything else can follow",
        declaration::declare,
        [
            must("title", Line),
            may("codename", Line),
            may("severity", Choice("severity", declaration::SEVERITIES)),
            owed("detected", When),
            owed("aware", When),
            owed("aware-why", Line),
            may("declared", When),
            may("procedure", Procedure),
            owed("known", Text),
            owed("unknown", Text),
            owed("class", Rsit),
            owed("functional", Choice("functional", declaration::FUNCTIONAL)),
            owed("information", List),
            owed("recoverability", Choice("recoverability", declaration::RECOVERABILITY)),
            may("mark", Mark),
            may("zone", Zone),
            may("declared-by", Person),
            may("solo", Line),
            LATE
        ]
    ),
    record!(
        "assess",
        [],
        "Write down the judgement of an event, also of one that is no incident",
        declaration::assess,
        [
            must("event", Line),
            may("criteria", Text),
            may("verdict", Choice("verdict", declaration::VERDICTS)),
            may("by", Person),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "amend",
        [(Everywhere, "i")],
        "Fill or change one field of the declaration",
        declaration::amend,
        [must("field", Choice("field", declaration::AMENDABLE)), must("value", Line), may("reason", Line),]
    ),
    record!(
        "end",
        [],
        "End other than by closure: stood down, duplicate, downgraded, merged",
        declaration::end,
        [
            must("how", Choice("ending", declaration::ENDINGS)),
            must("reason", Line),
            must("decider", Person),
            may("of", Line),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "solo",
        [],
        "One statement covers all conflicts of duty until relief",
        declaration::solo,
        [must("statement", Line), may("person", Person)]
    ),
    record!(
        "catch-up",
        [],
        "One reason and source covers the late lines that follow",
        declaration::catch_up,
        [
            must("reason", Line),
            may("catch-up-source", Choice("catch-up", declaration::CATCH_UP_SOURCES)),
            may("page", Line),
        ]
    ),
    record!("catch-up-end", [], "Late lines carry their own reasons again", declaration::catch_up_end, []),
    record!("keys", [(Everywhere, "K")], "Say who is at the keys", station::take_keys, [must("person", Person)]),
    record!(
        "clock-check",
        [(Everywhere, "T")],
        "Compare the laptop's clock with a reference",
        station::check_clock,
        [must("reference", When), may("clock-source", Line), may("read-by", Person),]
    ),
    record!("clock-skip", [], "Pass the clock check over; the clock counts as unchecked", station::skip_clock, []),
    record!(
        "admit",
        [],
        "Let a second laptop's chain count, by the fingerprint of its key",
        station::admit,
        [
            must("station", Line),
            must("fingerprint", Line),
            owed("compared", Choice("compared", station::COMPARED)),
            may("label", Line),
        ]
    ),
    record!(
        "new-station",
        [],
        "Give this laptop a new key in this case: its chain forked, its disk was cloned, or somebody may have the key",
        station::renew,
        [must("reason", Line)]
    ),
    CommandSpec {
        name: "merge",
        keys: &[(Everywhere, "U")],
        help: "Take in what another laptop wrote in this case: its case file, or a case folder",
        fields: &[must("other-copy", Medium)],
        act: Act::Merge,
    },
    CommandSpec {
        name: "import",
        keys: &[],
        help: "Read a case on a machine that never had it: from a case folder on a medium",
        fields: &[must("other-copy", Medium)],
        act: Act::Import,
    },
    record!(
        "safety-copy",
        [],
        "Name a second medium that every record reaches within seconds: the case is rebuilt from it if this laptop dies",
        safety::name,
        [must("directory", Path), may("medium", Line)]
    ),
    record!("safety-end", [], "No safety copy from here on", safety::end, [must("reason", Line)]),
    screen!(
        "media",
        [],
        "Every stick and disk that went out or came in: when, by whom, from and to which machine, with what"
    ),
    record!(
        "medium-note",
        [],
        "A stick or disk came or went by hand: which, its serial number, from or to whom, what is on it",
        media::note,
        [
            must("medium", Line),
            must("came-or-went", Choice("medium-move", media::MOVES)),
            owed("serial", Line),
            owed("with-whom", Person),
            may("label", Line),
            may("holds", Line),
            may("exhibit", Exhibit),
            may("at", When),
            LATE,
        ]
    ),
    record!(
        "settle",
        [],
        "Settle what two laptops contradict each other in: which record holds, and why",
        clash::settle,
        [must("records", List), must("how-settled", Line)]
    ),
    record!(
        "not-applicable",
        [],
        "File a memo that a control does not apply, with an independent reviewer",
        control::not_applicable,
        [
            must("control", Line),
            must("text", Text),
            may("author", Person),
            must("reviewer", Person),
            PRESENCE,
            PRESENCE_REF,
        ]
    ),
    record!(
        "privilege",
        [],
        "Make a record privileged: masked for everybody and left out of every export until counsel releases it",
        privilege::claim,
        [must("record", Record), must("whose", Line), may("since", When), must("reason", Line)]
    ),
    record!(
        "release-privilege",
        [],
        "Counsel releases a privileged record",
        privilege::release,
        [must("record", Record), must("person", Person), PRESENCE, PRESENCE_REF, must("reason", Line)]
    ),
    record!(
        "hold",
        [],
        "Place a legal hold: until counsel lifts it, no disposal of evidence counts",
        privilege::hold,
        [must("reason", Line), may("person", Person)]
    ),
    record!(
        "lift-hold",
        [],
        "Counsel lifts the legal hold",
        privilege::lift,
        [must("person", Person), PRESENCE, PRESENCE_REF, must("reason", Line)]
    ),
    record!(
        "excise",
        [],
        "Take a record's body or attachments out for good: two proven people, on an authority",
        excision::excise,
        [
            must("record", Record),
            may("extent", Choice("extent", excision::EXTENTS)),
            must("ground", Choice("ground", excision::GROUNDS)),
            must("authority", Line),
            must("reason", Line),
            must("person", Person),
            PRESENCE,
            PRESENCE_REF,
            must("second", Person),
            may("second-presence", Choice("presence", proof::PRESENCES)),
            may("second-presence-ref", Line),
        ]
    ),
];
