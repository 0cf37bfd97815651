//! What moves about on the screen and records nothing.

use super::super::{Act, CommandSpec};
use super::may;
use crate::app::command::Scope::{Checklist, Deadlines, Everywhere, Evidence, Roster, Timeline};
use crate::domain::input::FieldKind::{Choice, Line, Person, Record, When};
use crate::domain::timeline;

/// Commands of the screen.
pub(super) const COMMANDS: &[CommandSpec] = &[
    screen!("audit", [(Everywhere, "A")], "The ten controls: what meets each, what is missing, what was accepted"),
    screen!("watch", [(Everywhere, "W")], "What a relief has to know: state, open threads, decisions and clocks"),
    screen!("call-out", [(Roster, "o")], "Whom to call next, in order"),
    screen!("sources", [(Evidence, "v")], "Volatile sources, the most volatile first, with their commands"),
    screen!("compose", [(Deadlines, "d")], "Write the notice of the selected deadline: item by item, from the records"),
    screen!("organisation", [], "Approvals, keys, people and exercises: what is missing or out of date"),
    screen!("needs", [(Everywhere, "!")], "What needs me now: everything that waits for a person"),
    screen!("help", [(Everywhere, "?"), (Everywhere, "f1")], "Help for where you are"),
    screen!("palette", [(Everywhere, ":"), (Everywhere, "ctrl-p")], "Every command by name"),
    screen!("search", [(Everywhere, "/")], "Search everything"),
    CommandSpec {
        name: "as-known",
        keys: &[(Everywhere, "@")],
        help: "Show everything as it was known at an instant; Esc returns",
        fields: &[may("instant", When), may("record", Record)],
        act: Act::Screen,
    },
    screen!(
        "as-known-page",
        [],
        "What was known, and who knew it, as a file to print; as of the instant that is shown"
    ),
    screen!(
        "graph",
        [(Everywhere, "V")],
        "The incident along a time axis: facts, actions, phases and clocks; zoom, pan, go to a record"
    ),
    screen!(
        "techniques",
        [(Everywhere, "H")],
        "Techniques of ATT&CK and ATLAS by tactic: how many records and imported rows name each"
    ),
    screen!(
        "over-time",
        [(Timeline, "t"), (Everywhere, "ctrl-t")],
        "Everything over time: imported rows beside the records, searched as you type, filtered, counted, marked"
    ),
    screen!(
        "brief",
        [(Everywhere, "ctrl-b")],
        "Briefing: pages for the wall, walked with the arrow keys; begins with the roll call, ends with the minutes"
    ),
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
    screen!("bundle", [(Checklist, "B")], "Take in the bundle of a change on another host: pick any file of it"),
    screen!("custody-form", [(Evidence, "f")], "Custody form of the selected exhibit, as a file to print"),
    screen!("evidence-log", [], "Evidence log over all exhibits, as a file to print and sign"),
    screen!("memo-form", [], "The memo of the selected deadline, as a page to print and sign"),
    screen!("files", [(Evidence, "o")], "Pick a file to register as an exhibit"),
    screen!(
        "cancel-job",
        [(Everywhere, "ctrl-c")],
        "Cancel the job of the selected exhibit, else the last; twice quits"
    ),
    screen!("rehash-all", [], "Compute the digests of all exhibits with a file again, several at once"),
    screen!("rehash-due", [], "Compute the digests that are due to be computed again, or never were"),
    screen!("pause-job", [(Evidence, "w")], "Hold the job of the selected exhibit, or let it go on"),
    screen!(
        "first-steps",
        [(Checklist, "f")],
        "All steps, or in the first quarter of an hour only those that come first"
    ),
    screen!("open-case", [(Everywhere, "O")], "Open another case, or the exercise"),
    screen!("messages", [(Everywhere, "M")], "Messages so far"),
    screen!("level", [(Everywhere, "S")], "Who may see the screen: up to which TLP mark records are shown"),
    screen!("blank", [(Everywhere, "f12")], "Take everything from the screen but codename and clock, at once"),
    screen!("tour", [], "The first hour step by step, in a practice case; there it is put aside or taken up again"),
    screen!("theme", [(Everywhere, "f8")], "Next theme: dark, light, projector, mono"),
    screen!("copy", [(Everywhere, "y")], "Copy the selected row to the clipboard of the terminal"),
    screen!("copy-detail", [(Everywhere, "Y")], "Copy all about the selected row to the clipboard of the terminal"),
    screen!("mouse", [(Everywhere, "f9")], "Mouse on or off; off lets the terminal select text"),
    screen!("redraw", [(Everywhere, "ctrl-l")], "Draw the screen anew"),
    screen!("suspend", [(Everywhere, "ctrl-z")], "Back to the shell; fg returns"),
    screen!("quit", [(Everywhere, "q")], "Quit; asks while a job runs"),
];
