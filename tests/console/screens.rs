//! Every pane and every list over the panes, as text at two sizes and as styles in each theme. The case is the worked example under a fixed clock.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("screens::panes_and_lists_at_60x20", || texts(60, 20)),
    ("screens::panes_and_lists_at_80x24", || texts(80, 24)),
    ("screens::panes_and_lists_at_160x48", || texts(160, 48)),
    ("screens::styles_in_every_theme_at_80x24", styles),
    ("screens::the_graph_in_ascii_and_on_the_projector", graphs),
    ("screens::welcome", welcome),
    ("screens::no_size_breaks_the_screen", sizes),
];

/// What to press, what must then be there, and the name of the picture.
const SCREENS: &[(&str, &str, &str)] = &[
    ("1", "Timeline", "timeline"),
    ("1z", "Timeline", "timeline-zoomed"),
    ("z2", "Roster", "roster"),
    ("3", "TL-0", "checklist"),
    ("3z", "TL-0", "checklist-zoomed"),
    ("z4", "E-001", "evidence"),
    ("5", "GDPR", "deadlines"),
    ("1a", "Write a line", "form-log"),
    ("<esc>3p", "Attach proof", "form-proof"),
    ("<esc>D", "Declare an incident", "form-declare"),
    ("<esc>4r", "Hand over: release", "form-release"),
    ("<esc>3go", "Proofs of", "reader"),
    ("<esc>!", "What needs me now", "needs"),
    ("<esc>?", "Help", "help"),
    ("<esc>:log", "Write a line", "palette"),
    ("<esc>/label", "found", "search"),
    ("<esc>M", "Messages", "messages"),
    ("<esc>:organisation<enter>", "The organisation", "organisation"),
    ("<esc>A", "Audit", "audit"),
    ("<esc>2o", "Call-out", "call-out"),
    ("<esc>4v", "Volatile sources", "sources"),
    ("<esc>W", "For the relief", "relief"),
    ("<esc>V", "Graph of the incident", "graph"),
    ("0<tab>", "Action ", "graph-whole"),
    ("<esc>3b", "What was contained", "form-contain"),
    ("<esc>5gu", "People and others to tell", "others"),
    ("<esc>5ga", "Questions of law", "questions"),
    ("y", "Does this regime apply", "form-regime"),
];

/// What differs from run to run and says nothing about the screen: hashes of chains whose keys are random.
pub fn settle(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        if let Some(at) = line.find(" chain ") {
            let end = (at + 7 + 9).min(line.len());
            if line.is_char_boundary(end) {
                line.replace_range(at + 7..end, "0000 0000");
            }
        }
        if let Some(at) = line.find("Codename            ") {
            let rest: String = line[at + 20..].chars().map(|c| if c.is_ascii_uppercase() { 'X' } else { c }).collect();
            // Offered from the list at random: its length differs too.
            let rest = format!("{:10}{}", "OFFERED", rest.chars().skip(10).collect::<String>());
            line.replace_range(at + 20.., &rest);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

pub fn demo(columns: u16, rows: u16, args: &[&str]) -> (Laptop, Terminal) {
    let laptop = Laptop::new();
    let all: Vec<&str> = ["--operator", "Ada Moran"].iter().chain(args).chain(&["demo"]).copied().collect();
    let mut terminal = Terminal::console(&laptop, &all, columns, rows);
    terminal.wait("saved");
    terminal.wait("EXERCISE");
    // The self-test writes its line a moment after the first frame.
    terminal.wait("self-test");
    terminal.keys("g");
    (laptop, terminal)
}

/// Waits until nothing more comes: the frame is whole.
pub fn still(terminal: &mut Terminal) {
    while terminal.pump(std::time::Duration::from_millis(300)) {}
}

fn texts(columns: u16, rows: u16) {
    let (laptop, mut terminal) = demo(columns, rows, &[]);
    // A toast goes away by itself once its time is over.
    laptop.pass(7_000);
    for (keys, words, name) in SCREENS {
        terminal.keys(keys);
        terminal.wait(words);
        still(&mut terminal);
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), settle(&terminal.text()));
    }
}

fn styles() {
    for theme in ["dark", "light", "projector", "mono"] {
        let (laptop, mut terminal) = demo(80, 24, &["--theme", theme]);
        laptop.pass(7_000);
        for (keys, words, name) in [
            ("1", "Timeline", "timeline"),
            ("3", "TL-0", "checklist"),
            ("5", "GDPR", "deadlines"),
            ("!", "What needs me now", "needs"),
        ] {
            terminal.keys(keys);
            terminal.wait(words);
            still(&mut terminal);
            insta::assert_snapshot!(format!("styles-{name}-{theme}"), styled(&terminal));
        }
    }
}

/// The graph in the poorest characters, and its styles where it is seen from across a room.
fn graphs() {
    for (name, columns, rows, args) in [
        ("graph-ascii-80x24", 80, 24, ["--glyphs", "ascii"]),
        ("graph-ascii-160x48", 160, 48, ["--glyphs", "ascii"]),
        ("styles-graph-projector-80x24", 80, 24, ["--theme", "projector"]),
        ("styles-graph-mono-80x24", 80, 24, ["--theme", "mono"]),
    ] {
        let (laptop, mut terminal) = demo(columns, rows, &args);
        laptop.pass(7_000);
        terminal.keys("V0");
        terminal.wait("Graph of the incident");
        still(&mut terminal);
        let picture = if name.starts_with("styles") { styled(&terminal) } else { settle(&terminal.text()) };
        if args[1] == "ascii" {
            assert!(terminal.text().is_ascii(), "{}", terminal.text());
        }
        insta::assert_snapshot!(name, picture);
    }
}

/// One letter for each cell's style, with a legend.
pub fn styled(terminal: &Terminal) -> String {
    let screen = terminal.parser.screen();
    let (rows, columns) = screen.size();
    let mut legend: BTreeMap<String, char> = BTreeMap::new();
    let mut out = String::new();
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            let Some(cell) = screen.cell(row, column) else { continue };
            let mut style = format!("{:?} on {:?}", cell.fgcolor(), cell.bgcolor());
            for (on, word) in [
                (cell.bold(), " bold"),
                (cell.dim(), " dim"),
                (cell.underline(), " underline"),
                (cell.inverse(), " reverse"),
            ] {
                if on {
                    style.push_str(word);
                }
            }
            let next = char::from(b'a' + u8::try_from(legend.len() % 26).unwrap());
            let letter = *legend.entry(style).or_insert(next);
            out.push(letter);
        }
        out.push('\n');
    }
    for (style, letter) in legend {
        let _ = writeln!(out, "{letter} = {style}");
    }
    out
}

fn welcome() {
    let laptop = Laptop::new();
    let mut terminal = Terminal::console(&laptop, &[], 80, 24);
    terminal.wait("declare an incident");
    still(&mut terminal);
    insta::assert_snapshot!("welcome-80x24", settle(&terminal.text()));
}

fn sizes() {
    let (_laptop, mut terminal) = demo(80, 24, &[]);
    for (columns, rows) in
        [(20, 5), (60, 16), (59, 15), (1, 1), (300, 100), (80, 24), (119, 33), (120, 34), (40, 60), (80, 24)]
    {
        terminal.resize(columns, rows);
        for keys in [
            "1", "2", "3", "4", "5", "z", "z", "a", "<esc>", "!", "<esc>", "?", "<esc>", ":", "<esc>", "/a", "<esc>",
            "V", "+", "<tab>", "0", "<esc>",
        ] {
            terminal.keys(keys);
            terminal.pump(std::time::Duration::from_millis(5));
        }
    }
    // An Esc and the next key are one Alt key to a program that is busy: it has to be done with the last Esc first.
    still(&mut terminal);
    terminal.keys("1");
    terminal.wait("saved");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}
