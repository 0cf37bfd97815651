//! The console line by line: started, read, written to and left by lines alone, with nothing in the output that moves a cursor.

use crate::flows::case_of;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("plain::an_incident_is_declared_worked_on_and_left_by_lines", worked),
    ("plain::what_is_above_the_level_is_not_said", level),
    ("plain::others_records_and_clocks_are_announced", announced),
    ("plain::an_export_is_asked_for_as_it_opens_and_written_at_a_typed_yes_alone", exported),
    ("plain::minutes_are_asked_for_line_by_line_and_words_of_the_mode_stay_out_of_them", minutes),
    ("plain::a_refused_answer_is_said_and_asked_for_again", refused),
    ("plain::pages_and_the_graph_are_said_in_words", worded),
    ("plain::lists_answer_what_is_no_entry_and_help_comes_in_groups", lists),
    ("plain::the_tour_says_each_step_once_in_words_that_are_typed", toured),
];

fn plain(laptop: &Laptop, term: &str) -> Terminal {
    let mut command = laptop.command(&["--plain", "--operator", "Ada Moran"]);
    command.env("TERM", term);
    Terminal::start(command, 200, 100)
}

/// Nothing that a screen reader could not read in order.
fn linear(terminal: &Terminal) {
    let raw = String::from_utf8_lossy(&terminal.raw);
    assert!(!raw.contains('\u{1b}'), "an escape sequence: {raw:?}");
    let boxes = raw.chars().find(|c| ('\u{2500}'..='\u{259f}').contains(c));
    assert_eq!(boxes, None, "{raw}");
    assert!(!raw.contains("+--") && !raw.contains("| "), "a border: {raw}");
}

fn line(terminal: &mut Terminal, words: &str) {
    terminal.send(format!("{words}\n").as_bytes());
}

fn declared(laptop: &Laptop, term: &str) -> Terminal {
    let mut terminal = plain(laptop, term);
    terminal.wait("No case is open");
    line(&mut terminal, "declare");
    terminal.wait("Declare an incident");
    line(&mut terminal, "labels in the training set were altered");
    terminal.wait("2 of ");
    line(&mut terminal, "/record");
    terminal.wait("What does a reference clock show");
    line(&mut terminal, "/leave");
    terminal.wait("self-test");
    terminal
}

fn worked() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "dumb");
    line(&mut terminal, "needs");
    terminal.wait("What needs me now");
    terminal.wait("1. ");
    line(&mut terminal, "back");
    line(&mut terminal, "log");
    terminal.wait("Write a line");
    line(&mut terminal, "the loader was changed at noon");
    terminal.wait("2 of ");
    line(&mut terminal, "/done");
    terminal.wait("the loader was changed at noon");
    terminal.wait("/record");
    line(&mut terminal, "/record");
    terminal.wait_until("the second record", |terminal| terminal.text().matches("recorded ").count() >= 2);
    line(&mut terminal, "timeline");
    terminal.wait_until("the row with its number", |terminal| {
        terminal.text().lines().any(|line| {
            line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("the loader was changed at noon")
        })
    });
    // The detail of a row, by its number.
    let row = terminal
        .text()
        .lines()
        .rev()
        .find(|line| line.contains(", the loader was changed"))
        .unwrap_or_default()
        .to_owned();
    let number = row.split('.').next().unwrap_or_default().to_owned();
    line(&mut terminal, &number);
    terminal.wait("Ada Moran");
    // A command by words, the help, a pane by its key.
    line(&mut terminal, "clocks");
    terminal.wait("Deadlines");
    line(&mut terminal, "audit");
    terminal.wait("Audit");
    line(&mut terminal, "back");
    line(&mut terminal, "/loader");
    terminal.wait("found");
    line(&mut terminal, "back");
    line(&mut terminal, "no-such-thing-at-all");
    terminal.wait("help lists");
    line(&mut terminal, "quit");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
    let (code, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline"]);
    assert!(code == 0 && out.contains("the loader was changed at noon"), "{out}");
}

fn level() {
    let laptop = Laptop::new();
    std::fs::remove_file(laptop.path("config/console.toml")).unwrap();
    let mut terminal = declared(&laptop, "xterm");
    let case = case_of(&laptop);
    let (code, _, err) =
        laptop.run(&["--case", &case, "--operator", "Ada Moran", "log", "Tmesis named the insider", "--mark", "RED"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("withheld, TLP:RED");
    line(&mut terminal, "timeline");
    terminal.wait("1. ");
    line(&mut terminal, "/tmesis");
    terminal.wait("0 found");
    line(&mut terminal, "back");
    assert!(!terminal.text().contains("Tmesis named"), "{}", terminal.text());
    line(&mut terminal, "level");
    terminal.wait("Who may see the screen");
    line(&mut terminal, "2");
    terminal.wait("Show records up to TLP:RED?");
    // An empty line answers nothing, a sentence neither: it is asked again. Leaving it is the safe answer.
    line(&mut terminal, "");
    terminal.wait_until("the question again", |terminal| asked(terminal, "Show records up to TLP:RED?") == 2);
    line(&mut terminal, "yes please");
    terminal.wait("That is no answer");
    line(&mut terminal, "no");
    line(&mut terminal, "back");
    let said = answered(&mut terminal, "timeline", "withheld, TLP:RED");
    assert!(!said.contains("Tmesis named"), "{said}");
    line(&mut terminal, "level");
    line(&mut terminal, "2");
    terminal.wait_until("the question anew", |terminal| asked(terminal, "Show records up to TLP:RED?") >= 4);
    line(&mut terminal, "y");
    answered(&mut terminal, "timeline", "Tmesis named the insider");
    line(&mut terminal, "q");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn announced() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "xterm");
    let case = case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "--operator", "Bo Lind", "log", "seen from the other desk"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait_until("the record of another process", |terminal| {
        terminal.text().lines().any(|line| line.starts_with("New: ") && line.contains("seen from the other desk"))
    });
    // The end of the input ends it, as closing a window does; what was typed waits as a draft.
    line(&mut terminal, "log");
    terminal.wait("Write a line");
    line(&mut terminal, "half a sentence");
    terminal.wait("2 of ");
    terminal.send(b"\x04");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
    let mut terminal = plain(&laptop, "xterm");
    terminal.wait("drafts kept");
    line(&mut terminal, "q");
    terminal.wait_end();
}

/// How often something was said.
fn asked(terminal: &Terminal, words: &str) -> usize {
    terminal.text().matches(words).count()
}

/// What was said since a mark.
fn since(terminal: &Terminal, mark: usize) -> String {
    String::from_utf8_lossy(&terminal.raw).get(mark..).unwrap_or_default().replace('\r', "")
}

fn mark(terminal: &Terminal) -> usize {
    String::from_utf8_lossy(&terminal.raw).len()
}

/// Types a line and waits until words come after it; yields all that was said.
fn answered(terminal: &mut Terminal, typed: &str, words: &str) -> String {
    let from = mark(terminal);
    line(terminal, typed);
    let ends = |said: &str| said.contains(words) && said.ends_with("> ");
    terminal.wait_until(&format!("{words:?} after {typed:?}"), |terminal| ends(&since(terminal, from)));
    since(terminal, from)
}

fn on_medium(laptop: &Laptop) -> usize {
    std::fs::read_dir(laptop.path("stick")).unwrap().count()
}

fn exported() {
    let laptop = Laptop::new();
    std::fs::create_dir(laptop.path("stick")).unwrap();
    let stick = laptop.path("stick").display().to_string();
    let mut terminal = declared(&laptop, "xterm");
    answered(&mut terminal, "export", "Export the case folder");
    answered(&mut terminal, &stick, "2 of ");
    // Every field that the review offers to change has its number, the empty ones too.
    let review = answered(&mut terminal, "/done", "Type /record");
    let number = review.lines().find_map(|line| {
        line.split_once(". ").filter(|(_, rest)| rest.contains("same disk") || rest.contains("anyway"))
    });
    let force = number.map(|(number, _)| number.to_owned()).unwrap_or_else(|| "12".to_owned());
    answered(&mut terminal, &force, &format!("{force} of "));
    // One field is changed and the review comes back, not the fields behind it.
    let again = answered(&mut terminal, "yes", "Type /record");
    assert!(!again.contains(&format!("{} of ", 13)), "{again}");
    // It opens by itself and is said as it opens; the review is not said again meanwhile.
    let said = answered(&mut terminal, "/record", "Type yes to write the folder");
    assert!(said.contains("for readers up to TLP:RED"), "{said}");
    assert!(!said.contains("Type /record"), "{said}");
    // Neither an empty line nor the words of the form write it.
    for typed in ["", "/record", "yes, write it", ""] {
        answered(&mut terminal, typed, "Type yes to write the folder");
    }
    assert_eq!(on_medium(&laptop), 0);
    // Back in the form its review is said; what was typed is there.
    let back = answered(&mut terminal, "no", "Type /record");
    assert!(back.contains(&stick), "{back}");
    answered(&mut terminal, "/record", "Type yes to write the folder");
    answered(&mut terminal, "yes", "writing the case folder; cancel-job");
    terminal.wait("Unmount the medium");
    assert_eq!(on_medium(&laptop), 1);
    line(&mut terminal, "/quit");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn minutes() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "dumb");
    let case = case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "do", "person", "name=Jon Sato"]);
    assert_eq!(code, 0, "{err}");
    answered(&mut terminal, "brief", "1 of ");
    // People are picked by their numbers.
    answered(&mut terminal, "1", "2 of ");
    answered(&mut terminal, "/done", "that field,");
    let page = answered(&mut terminal, "/record", "next and earlier");
    assert!(page.contains("Where we are, page 1 of 7") && page.contains("It is 20"), "{page}");
    // No sentence is fed letter by letter: no decision is begun by the d of this one.
    let said = answered(&mut terminal, "Jo Tired", "nothing that this page understands");
    assert!(!said.contains("Write a decision") && !said.contains("1 of 1"), "{said}");
    answered(&mut terminal, "next", "page 2 of 7");
    answered(&mut terminal, "back", "Type end to end it");
    // The minutes are a field like others, never a screen to write on.
    answered(&mut terminal, "end", "Minutes of a briefing");
    let mut whole = answered(&mut terminal, "/done", "that field,");
    let note = |said: &str| {
        said.lines()
            .filter_map(|line| line.split_once(". "))
            .find(|(_, rest)| rest.starts_with("Note:"))
            .map(|(number, _)| number.to_owned())
    };
    let number = note(&whole).unwrap_or_else(|| panic!("{whole}"));
    let field = answered(&mut terminal, &number, "/add keeps it");
    assert!(!field.contains("Ctrl-") && !field.contains("Esc"), "{field}");
    answered(&mut terminal, "/add", "> ");
    answered(&mut terminal, "Rosa takes the mirror", "> ");
    answered(&mut terminal, "help", "An empty line leaves a field");
    whole = answered(&mut terminal, ".", "that field,");
    assert!(whole.contains("Rosa takes the mirror"), "{whole}");
    // Left for later, it says so; and it is there again.
    let left = answered(&mut terminal, "/leave", "Left: Minutes of a briefing. What was typed is kept");
    assert!(!left.contains("Nothing is open"), "{left}");
    answered(&mut terminal, "/leave", "Type end to end it");
    answered(&mut terminal, "end", "Minutes of a briefing");
    answered(&mut terminal, "/done", "Rosa takes the mirror");
    answered(&mut terminal, "/record", "recorded ");
    line(&mut terminal, "quit");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
    let (code, out, err) = laptop.run(&["--case", &case, "show", "timeline", "--json"]);
    assert_eq!(code, 0, "{err}");
    for typed in ["/leave", "/add", "quit", "Jo Tired"] {
        assert!(!out.contains(typed), "{typed}: {out}");
    }
}

fn refused() {
    let laptop = Laptop::new();
    let mut terminal = plain(&laptop, "dumb");
    terminal.wait("No case is open");
    answered(&mut terminal, "declare", "1 of ");
    answered(&mut terminal, "labels in the training set were altered", "2 of ");
    let offered = answered(&mut terminal, "", "3 of ");
    assert!(offered.contains("1. sev1") && offered.contains("4. sev4"), "{offered}");
    // Each refusal is said with its reason and the same field is asked for again.
    for typed in ["banana", "cherry"] {
        let said = answered(&mut terminal, typed, "3 of ");
        assert!(said.contains("(I-") && !said.contains("4 of "), "{said}");
        assert!(!said.contains(&format!("It holds: {typed}")), "{said}");
    }
    answered(&mut terminal, "sev2", "4 of ");
    // Back at a field that holds something the choices are listed whole.
    let again = answered(&mut terminal, "/back", "It holds: sev2");
    assert!(again.contains("1. sev1") && again.contains("4. sev4"), "{again}");
    let time = answered(&mut terminal, "", "4 of ");
    assert!(!time.contains("3 of "), "{time}");
    let time = answered(&mut terminal, "when the moon was full", "4 of ");
    assert!(time.contains("(I-") && !time.contains("5 of "), "{time}");
    let review = answered(&mut terminal, "/done", "that field,");
    assert!(review.contains("3. Severity: sev2") && review.contains(": empty"), "{review}");
    answered(&mut terminal, "99", "No field that is asked for has the number 99");
    let changed = answered(&mut terminal, "3", "3 of ");
    assert!(changed.contains("It holds: sev2"), "{changed}");
    let kept = answered(&mut terminal, "banana", "3 of ");
    assert!(kept.contains("It holds: sev2"), "{kept}");
    // One field is changed, and the review comes back instead of the fields behind it.
    let review = answered(&mut terminal, "4", "that field,");
    assert!(review.contains("3. Severity: sev4") && !review.contains("4 of "), "{review}");
    answered(&mut terminal, "/discard", "> ");
    line(&mut terminal, "q");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn worded() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "dumb");
    let case = case_of(&laptop);
    let (code, _, err) = laptop.run(&["--case", &case, "log", "egress to a mirror"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("egress to a mirror");
    let from = mark(&terminal);
    answered(&mut terminal, "brief", "1 of ");
    let page = answered(&mut terminal, "/leave", "page 1 of 7");
    assert!(page.contains(" min") && page.contains("It is 20"), "{page}");
    answered(&mut terminal, "7", "page 7 of 7");
    answered(&mut terminal, "next", "the last page");
    answered(&mut terminal, "/leave", "Left: the pages of the briefing");
    let graph = answered(&mut terminal, "graph", "Graph of the incident");
    assert!(
        graph.lines().any(|line| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains("egress to a mirror")),
        "{graph}"
    );
    answered(&mut terminal, "/leave", "Left: Graph of the incident");
    let hint = answered(&mut terminal, "exhibit", "1 of ");
    assert!(!hint.contains("F2"), "{hint}");
    answered(&mut terminal, "/leave", "Left: ");
    let all = since(&terminal, from);
    for drawn in ["###", "-----", "Left/Right", "Esc ", "Ctrl-", "Enter go"] {
        assert!(!all.contains(drawn), "{drawn}: {all}");
    }
    line(&mut terminal, "q");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn lists() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, "dumb");
    let groups = answered(&mut terminal, "help", "A number opens a group");
    assert!(groups.lines().count() < 30 && groups.contains("21. "), "{groups}");
    let group = answered(&mut terminal, "21", "A number opens a group");
    assert!(group.contains("needs: "), "{group}");
    for drawn in ["mouse: ", "zoom: ", " down: ", "theme: "] {
        assert!(!group.contains(drawn), "{drawn}: {group}");
    }
    answered(&mut terminal, "back", "20. ");
    answered(&mut terminal, "/leave", "Left: Help");
    answered(&mut terminal, "needs", "What needs me now");
    for typed in ["status", "d", "roster", "a sentence that nobody meant"] {
        let said = answered(&mut terminal, typed, "is not in this list; /leave goes back");
        assert!(!said.contains("1 of "), "{said}");
    }
    // A letter that concerns an entry needs its number.
    answered(&mut terminal, "a", "type a and its number");
    answered(&mut terminal, "/leave", "Left: What needs me now");
    for typed in ["/record", "/done"] {
        let said = answered(&mut terminal, typed, "No form is open");
        assert!(!said.contains("found"), "{said}");
    }
    answered(&mut terminal, "/leave", "Nothing is open that could be left");
    answered(&mut terminal, "messages", "Messages");
    let said = answered(&mut terminal, "1", "> ");
    assert_eq!(said.lines().filter(|line| !line.trim().is_empty()).count(), 3, "{said}");
    answered(&mut terminal, "needs", "is not in this list");
    answered(&mut terminal, "back", "> ");
    line(&mut terminal, "/quit");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}

fn toured() {
    let laptop = Laptop::new();
    let mut terminal = plain(&laptop, "dumb");
    terminal.wait("No case is open");
    let first = answered(&mut terminal, "tour", "Tour, step 1 of ");
    assert!(!first.contains("Esc") && first.contains("/leave passes over it"), "{first}");
    let next = answered(&mut terminal, "/leave", "Tour, step 2 of ");
    assert!(!next.contains("step 1 of"), "{next}");
    // Said once: what changes nothing brings no step again.
    let status = answered(&mut terminal, "status", "At the keys");
    assert!(!status.contains("Tour, step"), "{status}");
    line(&mut terminal, "q");
    assert_eq!(terminal.wait_end(), 0);
    linear(&terminal);
}
