//! Every screen there is, and the keys that lead to it.

use std::path::Path;
use std::sync::OnceLock;

use crate::terminal::{Laptop, Terminal};

/// A start, and the screens that are reached from it one after the other.
pub struct Scene {
    pub begin: Begin,
    pub screens: &'static [Screen],
}

/// A console of a size, with further arguments.
type Start = fn(&[&str], (u16, u16)) -> (Laptop, Terminal);

/// How a scene begins.
pub enum Begin {
    /// With a console of its own.
    New(Start),
    /// Where the scene before it ended, so many milliseconds later.
    Later(i64),
}

/// One screen.
pub struct Screen {
    /// What its picture is called.
    pub name: &'static str,
    /// What it shows, in the words of the sources.
    pub shows: &'static str,
    /// What is typed, and what then stands there.
    pub way: &'static [(&'static str, &'static str)],
    /// What takes it away again; nothing where the next screen begins at this one.
    pub back: &'static str,
}

const fn of(
    name: &'static str,
    shows: &'static str,
    way: &'static [(&'static str, &'static str)],
    back: &'static str,
) -> Screen {
    Screen { name, shows, way, back }
}

/// What no picture here shows, and the test that does.
pub const ELSEWHERE: &[(&str, &str)] = &[
    // Its words and figures go on while it stands there.
    ("Question::QuitWithJob", "imaging::an_image_is_made_cancelled_and_cut_off_while_the_console_is_used"),
    ("Question::Recording", "house::a_paste_of_many_lines_leaves_the_keys_alive_and_stops_with_the_rest_in_the_field"),
    // It names the disk of this machine and how much of it is free.
    ("Question::Export", "exporting::a_folder_is_refused_shown_written_and_recorded"),
    // The command line prints it; on the screen it is the walk through the questions.
    ("Sheet::Entity", "entities::the_list_leads_to_where_one_is_used_and_from_there_to_the_record"),
    ("Sheet::Questions", "assess::a_law_is_answered_yes_no_and_not_yet_and_the_screen_says_by_whom"),
];

const ESC: &str = "<escape>";

pub const SCENES: &[Scene] = &[
    Scene { begin: Begin::New(demo), screens: PANES },
    Scene { begin: Begin::Later(0), screens: FORMS },
    Scene { begin: Begin::Later(7_000), screens: LISTS },
    Scene { begin: Begin::Later(0), screens: PAGES },
    Scene { begin: Begin::Later(7_000), screens: PAST },
    Scene { begin: Begin::Later(7_000), screens: NOTICE },
    Scene { begin: Begin::Later(7_000), screens: BRIEFING },
    Scene { begin: Begin::Later(7_000), screens: BRIEFED },
    // Clocks pass a threshold.
    Scene { begin: Begin::Later(17 * 3_600_000), screens: RINGING },
    Scene { begin: Begin::New(guarded), screens: GUARDED },
    Scene { begin: Begin::New(nothing), screens: NOTHING },
    Scene { begin: Begin::New(told), screens: TOLD },
    Scene { begin: Begin::New(drill), screens: DRILL },
    Scene { begin: Begin::Later(61_000), screens: INJECT },
];

const PANES: &[Screen] = &[
    of("timeline", "Pane::Timeline home::draw", &[("1", "Timeline")], ""),
    of("timeline-zoomed", "Pane::Timeline", &[("z", "Timeline")], ""),
    of("roster", "Pane::Roster", &[("z2", "Roster")], ""),
    of("roster-zoomed", "Pane::Roster", &[("z", "Roster")], ""),
    of("checklist", "Pane::Checklist", &[("z3", "TL-0")], ""),
    of("checklist-zoomed", "Pane::Checklist", &[("z", "TL-0")], ""),
    of("evidence", "Pane::Evidence", &[("z4", "E-001")], ""),
    of("evidence-zoomed", "Pane::Evidence", &[("z", "E-001")], ""),
    of("deadlines", "Pane::Deadlines", &[("z5", "GDPR")], ""),
    of("deadlines-zoomed", "Pane::Deadlines", &[("z", "GDPR")], ""),
];

const FORMS: &[Screen] = &[
    of("form-log", "Overlay::Form form_view::draw", &[("z1a", "Write a line")], ESC),
    of(
        "editor",
        "Overlay::Editor",
        &[("2b", "Roll call"), ("<tab><tab><tab>The build log was public.<f2>", "Ctrl-F find")],
        "<escape><ctrl-x>",
    ),
    of("form-filter", "Overlay::Form", &[("1f", "Filter the timeline")], ESC),
    of("form-proof", "Overlay::Form", &[("3p", "Attach proof")], ESC),
    of("form-contain", "Overlay::Form", &[("3b", "What was contained")], ESC),
    of(
        "rows",
        "Question::Rows",
        &[("4I", "Take in rows of another tool"), ("night.csv<tab>+01:00<enter>", "Enter take them in")],
        "<escape><ctrl-x>",
    ),
    of(
        "rows-open",
        "Question::Rows",
        &[("I", "Take in rows of another tool"), ("night.csv<enter>", "Enter to its field")],
        "<escape><ctrl-x>",
    ),
    of("form-release", "Overlay::Form", &[("4r", "Hand over: release")], ESC),
    of("form-declare", "Overlay::Form", &[("D", "Declare an incident")], ESC),
    of("form-as-known", "Overlay::Form", &[("@", "Show everything as it was known at")], ESC),
    of(
        "several-lines",
        "Question::SeveralLines Overlay::Question",
        &[("1a", "Write a line"), ("\u{1b}[200~first line\rsecond line\u{1b}[201~", "Please answer")],
        "<escape><ctrl-x>",
    ),
];

const LISTS: &[Screen] = &[
    of("needs", "Overlay::Needs", &[("!", "What needs me now")], ESC),
    of("help", "Overlay::Help", &[("3?", "Help: ")], ESC),
    of("palette", "Overlay::Palette", &[(":log", "Write a line")], ESC),
    of("search", "Overlay::Search", &[("/label", "found")], ESC),
    of("messages", "Overlay::Messages", &[("M", "Messages")], ESC),
    of("organisation", "Overlay::Organisation", &[(":organisation<enter>", "The organisation")], ESC),
    of("cases", "Overlay::Cases", &[("O", "Open a case")], ESC),
    of("picker", "Overlay::Picker", &[("4o", "Pick a file")], ESC),
    of("reader", "Overlay::Reader", &[("3go", "Proofs of")], ESC),
    of("questions", "Overlay::Asking", &[("5ga", "Questions of law")], ""),
    of("form-regime", "Overlay::Form", &[("y", "Does this regime apply")], "<escape><escape>"),
];

const PAGES: &[Screen] = &[
    of("graph", "Overlay::Graph", &[("V", "Graph of the incident")], ""),
    of("graph-whole", "Overlay::Graph", &[("0<tab>", "Action ")], ESC),
    of("audit", "Overlay::Board Sheet::Audit", &[("A", "Audit: the ten controls")], ESC),
    of("call-out", "Sheet::CallOut", &[("2o", "Call-out: who is next")], ESC),
    of("sources", "Sheet::Sources", &[("4v", "Volatile sources, in order")], ESC),
    of("relief", "Sheet::Relief", &[("W", "For the relief")], ESC),
    of("others", "Sheet::Told", &[("5gu", "People and others to tell")], ESC),
    of("cause", "Sheet::Cause", &[(":cause<enter>", "What let it happen")], ESC),
    of("remedies", "Sheet::Remedy", &[(":remedies<enter>", "Eradication and restoration")], ESC),
    of("lineage", "Sheet::Lineage", &[(":lineage<enter>", " Lineage ")], ESC),
    of("experiments", "Sheet::Experiments", &[(":experiments<enter>", " Experiments ")], ESC),
    of("watch-days", "Sheet::Watch", &[(":watch-days<enter>", "Watch after recovery")], ESC),
    of("internal", "Sheet::Internal", &[(":internal<enter>", "Inside: who needs to know")], ESC),
    of("decisions", "Sheet::Decisions", &[("1v", "The decision log")], ESC),
    of("suppliers", "Sheet::Suppliers", &[(":suppliers<enter>", " Suppliers ")], ESC),
    of("closing", "Sheet::Closing", &[(":closing<enter>", " Closing ")], ESC),
    of("challenge", "Sheet::Challenge", &[(":challenge<enter>", "What an auditor and an opposing")], ESC),
    of("techniques", "Sheet::Techniques", &[("H", "Techniques by tactic")], ESC),
    of("entities", "Sheet::Entities", &[("E", " Entities ")], ESC),
    of("over-time", "Overlay::OverTime", &[("1t", "Everything over time")], ESC),
    of("media", "Sheet::Media", &[(":media<enter>", "Media that came and went")], ESC),
    // What signs a checkpoint records: after everything else.
    of("anchors", "Sheet::Anchors", &[("J", "What carries the journal out")], ""),
    of("phone", "Overlay::Phone", &[("w", "Words for the phone")], ESC),
    of("code", "Overlay::Code", &[("o", "The code holds")], "<escape><escape>"),
];

const PAST: &[Screen] = &[
    of("past", "past", &[("1@", "as it was known at"), ("-12h<enter>", "AS KNOWN AT")], ""),
    of("past-deadlines", "past", &[("5z", "AS KNOWN AT")], "z<escape>"),
];

const NOTICE: &[Screen] = &[
    of(
        "composer-contents",
        "Overlay::Composer Face::Contents",
        &[("5gd", "Begin a notice"), ("<ctrl-s>", "0 of 9 answered")],
        "",
    ),
    of(
        "composer-answer",
        "Face::Answer",
        &[("<enter>", "Ctrl-S record"), ("Labels were altered.<f2>", "Enter cite"), ("<escape>", "F2 cite")],
        "",
    ),
    of("composer-cite", "Face::Cite", &[("<f2>", "Enter cite"), ("label<enter>", "> [x]")], ESC),
    of("composer-number", "Face::Answer", &[("<ctrl-s>", "1 of 9 answered"), ("<escape>jj<enter>", "At least")], ESC),
    of("composer-text", "Face::Text", &[("p", "As it would go out now")], ESC),
    of("composer-versions", "Face::Versions", &[("d", "The first version")], "<escape><escape>"),
];

const BRIEFING: &[Screen] = &[
    of("roll-call", "Overlay::Form", &[("1g<ctrl-b>", "Roll call")], ""),
    of("briefing-1", "Overlay::Briefing", &[("<down> <ctrl-s>", "page 1 of 7")], ""),
];

const BRIEFED: &[Screen] = &[
    of("briefing-2", "Overlay::Briefing", &[("2", "page 2 of 7")], ""),
    of("briefing-3", "Overlay::Briefing", &[("3", "page 3 of 7")], ""),
    of("briefing-4", "Overlay::Briefing", &[("4", "page 4 of 7")], ""),
    of("briefing-5", "Overlay::Briefing", &[("5", "page 5 of 7")], ""),
    of("briefing-6", "Overlay::Briefing", &[("6", "page 6 of 7")], ""),
    of("briefing-7", "Overlay::Briefing", &[("7", "page 7 of 7")], ""),
    of("briefing-keys", "Overlay::PageKeys", &[("?", "Help: ")], ESC),
    of("briefing-end", "Question::EndBriefing", &[("<ctrl-b>", "End it and write its minutes")], "<enter>"),
];

const GUARDED: &[Screen] = &[
    of("withheld", "withheld", &[("1", "withheld")], ""),
    of("levels", "Overlay::Levels", &[("S", "Who may see the screen")], ""),
    of("raise", "Question::Raise", &[("<down><enter>", "Show records up to TLP:RED?")], ""),
    of("lock-asked", "lock::draw", &[("y", "The passphrase shows more")], ESC),
    of("blanked", "blank::draw", &[("<f12>", "any key shows the screen")], "x"),
    of("locked", "lock::draw", &[("", "Locked.")], ""),
    of("locked-typing", "lock::draw", &[("wrong", "***")], ""),
];

const NOTHING: &[Screen] = &[
    of("welcome", "welcome::draw", &[("", "declare an incident")], ""),
    of("welcome-cases", "Overlay::Cases", &[("o", "Open a case")], ESC),
    of("welcome-help", "Overlay::Help", &[("?", "Help: ")], ESC),
    of("form-import", "Overlay::Form", &[("i", "Read a case from a case folder")], ESC),
    of("form-assess", "Overlay::Form", &[("a", "Assess an event")], ESC),
    of("tour-form", "tour::draw Overlay::Form", &[("t", "Tour, step 1 of 12."), ("", "self-test")], ""),
    of("tour", "tour::draw", &[("16:46<enter>", "Tour, step 2 of 12.")], ""),
];

const RINGING: &[Screen] = &[
    of("ringing", "ringing", &[("", "(ring ")], ""),
    of("minutes-owed", "Question::OwedMinutes", &[("<ctrl-b>", "wrote its minutes")], ""),
];

const TOLD: &[Screen] = &[of("told", "Question::Read", &[("", "To be read")], ESC)];

const DRILL: &[Screen] = &[of("drill", "Sheet::Drill", &[(":drill<enter>", " The drill ")], ESC)];

const INJECT: &[Screen] = &[of("inject", "Question::Inject", &[("", "F9 or d")], "")];

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let name = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &name);
        } else {
            std::fs::copy(&entry, &name).unwrap();
        }
    }
}

/// What the names of those directories begin with.
pub const TEMPORARY: &str = ".pic";

/// The case file of the worked example.
const EXAMPLE: &str = "data/exercises/orchid-2026-11-21.warroom-exercise";

/// A laptop whose paths have one length wherever the tests run: the rows that they take are counted on the screen.
fn laptop_here() -> Laptop {
    Laptop::within(tempfile::Builder::new().prefix(TEMPORARY).tempdir_in("/tmp").unwrap())
}

/// What another tool wrote of the night: times without a zone, a column of its own, and a line that is broken.
const NIGHT: &str = "datetime,timestamp_desc,message,hostname,record_number\n\
    2026-11-21 02:58:11,Creation Time,GET /set-9 with key AK..7Q,gpu-train-01,4417\n\
    2026-11-21 02:58:40,Creation Time\n\
    2026-11-21 03:02:09,Modification Time,labels-9.parquet,gpu-train-01,4431\n";

/// A laptop with the worked example, which is made once.
fn with_example() -> Laptop {
    static MADE: OnceLock<Laptop> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let laptop = laptop_here();
        run(&laptop, &["demo", "--no-console"]);
        laptop
    });
    let laptop = laptop_here();
    copy(&made.path("data"), &laptop.path("data"));
    copy(&made.path("state"), &laptop.path("state"));
    std::fs::create_dir_all(laptop.path("home/disks")).unwrap();
    std::fs::write(laptop.path("home/bucket-access.log"), vec![b'x'; 31_158]).unwrap();
    std::fs::write(laptop.path("night.csv"), NIGHT).unwrap();
    std::fs::write(laptop.path("home/notes of the night.txt"), "02:58 GET /set-9\n").unwrap();
    laptop
}

/// A directory that is called the same everywhere: where the program starts.
const HERE: (&str, &str) = ("WARROOM_TEST_LAPTOP", ".");

/// Runs a command line where paths are the same on every machine.
fn run(laptop: &Laptop, args: &[&str]) {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    let ran = command.args(args).env(HERE.0, HERE.1).current_dir(laptop.dir.path()).output().unwrap();
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// The console where paths are the same on every machine.
fn console(laptop: &Laptop, args: &[&str], more: &[&str], (columns, rows): (u16, u16)) -> Terminal {
    let all: Vec<&str> = ["--operator", "Ada Moran"].iter().chain(args).chain(more).copied().collect();
    let mut command = laptop.command(&all);
    command.env(HERE.0, HERE.1);
    // Where files are picked from.
    command.env("HOME", "home");
    Terminal::start(command, columns, rows)
}

/// The worked example, opened, with nothing left of what was said at the opening.
fn demo(args: &[&str], size: (u16, u16)) -> (Laptop, Terminal) {
    let laptop = with_example();
    let terminal = opened(&laptop, args, size);
    (laptop, terminal)
}

fn opened(laptop: &Laptop, args: &[&str], size: (u16, u16)) -> Terminal {
    let mut terminal = console(laptop, args, &["--case", EXAMPLE], size);
    terminal.wait("EXERCISE");
    // The self-test writes its line a moment after the first frame.
    terminal.wait("self-test");
    terminal.keys("g");
    laptop.pass(7_000);
    terminal.redrawn();
    terminal
}

/// A laptop on which the screen begins below what some records are marked with, behind a passphrase.
fn guarded(args: &[&str], size: (u16, u16)) -> (Laptop, Terminal) {
    let laptop = with_example();
    laptop.set_levels("\"AMBER+STRICT\", \"RED\"");
    std::fs::write(laptop.path("words"), "four words of mine\n").unwrap();
    let secret = ["--case", EXAMPLE, "do", "log", "text=Tmesis named the insider", "mark=RED"];
    for words in [&["lock", "set", "--passphrase-file", "words"][..], &secret] {
        run(&laptop, words);
    }
    let terminal = opened(&laptop, args, size);
    (laptop, terminal)
}

/// A laptop without a case.
fn nothing(args: &[&str], size: (u16, u16)) -> (Laptop, Terminal) {
    let laptop = laptop_here();
    let mut terminal = console(&laptop, args, &[], size);
    terminal.wait("declare an incident");
    (laptop, terminal)
}

/// A start that says what is wrong with the keys of one's own.
fn told(args: &[&str], size: (u16, u16)) -> (Laptop, Terminal) {
    let laptop = with_example();
    std::fs::write(laptop.path("config/keys.toml"), "[everywhere]\nneeds = \"L\"\n[timeline]\nlog = \"L\"\n").unwrap();
    let mut terminal = console(&laptop, args, &["--case", EXAMPLE], size);
    terminal.wait("self-test");
    (laptop, terminal)
}

/// A drill whose inject is due after a minute.
fn drill(args: &[&str], size: (u16, u16)) -> (Laptop, Terminal) {
    let laptop = laptop_here();
    let case = crate::drills::begun(&laptop);
    let mut terminal = console(&laptop, args, &["--case", &case], size);
    terminal.wait("What does a reference clock show");
    terminal.wait("self-test");
    terminal.keys("16:46<enter>");
    terminal.wait_gone("What does a reference clock show");
    (laptop, terminal)
}
