//! The one table of commands.

use super::{Act, CommandSpec, Scope};
use crate::domain::input::{FieldKind, FieldSpec, Need};
use crate::domain::{
    callout, containment, control, custody, deadline, declaration, excision, exhibit, organisation, people, procedure,
    proof, session, station, timeline, volatile, watch,
};
use crate::library::transcript;

const fn must(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Required }
}
const fn may(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Optional }
}
const fn owed(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, need: Need::Owed }
}

use FieldKind::{
    Call, Choice, Deadline, EvidenceSource, Exhibit, File, Line, List, Mark, Paste, Path, Person, Procedure, Proof,
    Record, Regime, Role, Rsit, Step, Text, When, Zone,
};
use Scope::{Checklist, Deadlines, Everywhere, Evidence, Roster, Timeline};

const LATE: FieldSpec = may("late-reason", Line);
const PRESENCE: FieldSpec = may("presence", Choice("presence", proof::PRESENCES));
const PRESENCE_REF: FieldSpec = may("presence-ref", Line);

macro_rules! record {
    ($name:literal, [$($key:expr),*], $help:literal, $decide:expr, [$($field:expr),* $(,)?]) => {
        CommandSpec { name: $name, keys: &[$($key),*], help: $help, fields: &[$($field),*], act: Act::Record($decide) }
    };
}
macro_rules! screen {
    ($name:literal, [$($key:expr),*], $help:literal) => {
        CommandSpec { name: $name, keys: &[$($key),*], help: $help, fields: &[], act: Act::Screen }
    };
}

/// Commands that record in the organisation's file and nowhere else.
pub const OF_THE_ORGANISATION: &[&str] =
    &["approve", "retire", "enrol", "withdraw", "acknowledge", "test-call", "plan", "held"];

/// Every command.
pub const COMMANDS: &[CommandSpec] = &[
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
            may("assets", List),
            may("indicators", List),
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
            may("assets", List),
            may("indicators", List),
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
        "regime",
        [(Deadlines, "a")],
        "Answer whether a regime applies, with reason and decider",
        deadline::assess,
        [
            must("regime", Regime),
            must("answer", Choice("answer", deadline::ANSWERS)),
            owed("reason", Line),
            owed("decider", Person),
            may("at", When),
            LATE
        ]
    ),
    record!(
        "clock",
        [(Deadlines, "s")],
        "Record the event a deadline starts from, and why that instant",
        deadline::start,
        [
            must("deadline", Deadline),
            must("start", When),
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
            may("file", File),
            LATE,
        ]
    ),
    record!(
        "memo",
        [(Deadlines, "m")],
        "File a memo why a notice is not sent, or not yet",
        deadline::memo,
        [must("deadline", Deadline), must("text", Text), owed("decider", Person), may("at", When), LATE]
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
        [must("station", Line), must("fingerprint", Line), may("label", Line),]
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
            must("present", List),
            may("absent", List),
            may("released", List),
            may("note", Text),
            may("next", When),
            may("at", When),
            LATE,
        ]
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
    screen!("audit", [(Everywhere, "A")], "The ten controls: what meets each, what is missing, what was accepted"),
    screen!("watch", [(Everywhere, "W")], "What a relief has to know: state, open threads, decisions and clocks"),
    screen!("call-out", [(Roster, "o")], "Whom to call next, in order"),
    screen!("sources", [(Evidence, "v")], "Volatile sources, the most volatile first, with their commands"),
    record!(
        "approve",
        [],
        "Approve the text of procedures as it is at hand (organisation's file)",
        organisation::approvals::approve,
        [must("procedure", Procedure), must("by", Person), PRESENCE, PRESENCE_REF, may("at", When)]
    ),
    record!(
        "retire",
        [],
        "Say that a procedure, or one version of it, is no longer to be used (organisation's file)",
        organisation::approvals::retire,
        [must("procedure", Procedure), must("reason", Line), may("version", Line), may("by", Person), may("at", When)]
    ),
    record!(
        "enrol",
        [],
        "Enrol a person's own public key, with its paper form (organisation's file)",
        organisation::keys::enrol,
        [must("person", Person), must("key", Line), owed("form", Line), owed("witness", Person), may("at", When)]
    ),
    record!(
        "withdraw",
        [],
        "Withdraw an enrolled key, by its fingerprint or its owner (organisation's file)",
        organisation::keys::withdraw,
        [must("key", Line), must("reason", Line), may("at", When)]
    ),
    record!(
        "acknowledge",
        [],
        "A person takes on a role, with what shows the competence (organisation's file)",
        organisation::people::acknowledge,
        [
            must("person", Person),
            must("role", Role),
            owed("words", Line),
            may("trained", When),
            may("until", When),
            may("at", When),
        ]
    ),
    record!(
        "test-call",
        [],
        "A person's number was rung to see whether it is answered (organisation's file)",
        organisation::people::test_call,
        [
            must("person", Person),
            may("number", Line),
            may("rung", Choice("rung", organisation::people::RUNG)),
            may("at", When),
        ]
    ),
    record!(
        "plan",
        [],
        "Put an exercise into the calendar (organisation's file)",
        organisation::exercises::plan,
        [must("title", Line), must("procedure", Procedure), must("on", When)]
    ),
    record!(
        "held",
        [],
        "An exercise was held: who took part, what it showed (organisation's file)",
        organisation::exercises::held,
        [
            may("record", Record),
            may("procedure", Procedure),
            may("at", When),
            owed("participants", List),
            owed("findings", Text),
        ]
    ),
    screen!("organisation", [], "Approvals, keys, people and exercises: what is missing or out of date"),
    screen!("needs", [(Everywhere, "!")], "What needs me now: everything that waits for a person"),
    screen!("help", [(Everywhere, "?"), (Everywhere, "f1")], "Help for where you are"),
    screen!("palette", [(Everywhere, ":"), (Everywhere, "ctrl-p")], "Every command by name"),
    screen!("search", [(Everywhere, "/")], "Search everything"),
    screen!("open", [(Everywhere, "enter")], "Open what is selected, with its detail"),
    screen!("zoom", [(Everywhere, "z")], "Show the pane on the whole screen, or all panes again"),
    screen!("back", [(Everywhere, "esc")], "Back; never quits and never loses text"),
    screen!("next-pane", [(Everywhere, "tab")], "Next pane"),
    screen!("previous-pane", [(Everywhere, "shift-tab")], "Previous pane"),
    screen!("timeline", [(Everywhere, "1")], "The timeline"),
    screen!("roster", [(Everywhere, "2")], "The roster and the call-out"),
    screen!("checklist", [(Everywhere, "3")], "The checklist"),
    screen!("evidence", [(Everywhere, "4")], "The evidence"),
    screen!("deadlines", [(Everywhere, "5")], "The deadlines"),
    screen!("down", [(Everywhere, "down"), (Everywhere, "j")], "Next line"),
    screen!("up", [(Everywhere, "up"), (Everywhere, "k")], "Previous line"),
    screen!("page-down", [(Everywhere, "pgdn")], "Next page"),
    screen!("page-up", [(Everywhere, "pgup")], "Previous page"),
    screen!("detail-down", [(Everywhere, "ctrl-d")], "Further down in the detail of a zoomed pane"),
    screen!("detail-up", [(Everywhere, "ctrl-u")], "Further up in the detail of a zoomed pane"),
    screen!("first", [(Everywhere, "g"), (Everywhere, "home")], "First line"),
    screen!("last", [(Everywhere, "G"), (Everywhere, "end")], "Last line"),
    screen!("sort", [(Timeline, "o")], "Sort by the time it happened, or the time it was recorded"),
    CommandSpec {
        name: "filter",
        keys: &[(Timeline, "f")],
        help: "Filter by lane, status, tag, author or text; all empty shows everything",
        fields: &[
            may("text", Line),
            may("lane", Choice("lane", timeline::LANES)),
            may("status", Choice("status", timeline::STATUSES)),
            may("tag", Line),
            may("author", Person),
        ],
        act: Act::Screen,
    },
    screen!("read", [(Checklist, "o")], "Read the proofs of a step; Enter there cites the selected line"),
    screen!("files", [(Evidence, "o")], "Pick a file to register as an exhibit"),
    screen!("cancel-job", [(Everywhere, "ctrl-c")], "Cancel the running job; twice quits"),
    screen!(
        "first-steps",
        [(Checklist, "f")],
        "All steps, or in the first quarter of an hour only those that come first"
    ),
    screen!("open-case", [(Everywhere, "O")], "Open another case, or the exercise"),
    screen!("messages", [(Everywhere, "M")], "Messages so far"),
    screen!("theme", [(Everywhere, "f8")], "Next theme: dark, light, projector, mono"),
    screen!("mouse", [(Everywhere, "f9")], "Mouse on or off; off lets the terminal select text"),
    screen!("redraw", [(Everywhere, "ctrl-l")], "Draw the screen anew"),
    screen!("suspend", [(Everywhere, "ctrl-z")], "Back to the shell; fg returns"),
    screen!("quit", [(Everywhere, "q")], "Quit; asks while a job runs"),
];
