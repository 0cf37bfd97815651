//! A picture of every screen there is: as text at four sizes in Unicode and in ASCII, as styles in each theme.
//!
//! One terminal goes through the screens of a scene; at each it is resized through the sizes. So a size is also what is left of another one, as on a laptop whose
//! lid is opened beside a projector. What is waited for is a frame: `Ctrl-L` draws anew, and nothing that was typed before it is still to come.

mod settle;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::terminal::{Laptop, Terminal};
use table::{Begin, ELSEWHERE, SCENES, Screen};

pub const TESTS: &[(&str, fn())] = &[
    ("pictures::every_kind_of_screen_is_in_the_table", every_kind),
    ("pictures::in_unicode_at_four_sizes", || texts("unicode", &["--glyphs", "full"])),
    ("pictures::in_ascii_at_four_sizes", || texts("ascii", &["--glyphs", "ascii"])),
    ("pictures::styles_of_the_dark_theme", || styles("dark")),
    ("pictures::styles_of_the_light_theme", || styles("light")),
    ("pictures::styles_of_the_projector_theme", || styles("projector")),
    ("pictures::styles_of_the_mono_theme", || styles("mono")),
];

/// The size at which keys are typed, and the others.
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (160, 48), (60, 20)];

/// Goes through all screens, and does something at each.
fn walk(args: &[&str], mut at: impl FnMut(&Screen, &mut Terminal)) {
    let mut now = None;
    for scene in SCENES {
        match scene.begin {
            Begin::New(begin) => now = Some(begin(args, SIZES[0])),
            Begin::Later(millis) => now.iter().for_each(|(laptop, _): &(Laptop, Terminal)| laptop.pass(millis)),
        }
        let (_, terminal) = now.as_mut().unwrap();
        for screen in scene.screens {
            for (keys, words) in screen.way {
                terminal.keys(keys);
                terminal.wait(words);
            }
            terminal.redrawn();
            at(screen, terminal);
            if !screen.back.is_empty() {
                terminal.keys(screen.back);
                let words = screen.way.last().map(|(_, words)| *words).unwrap_or_default();
                terminal.wait_gone(words);
            }
        }
    }
}

/// What stands above each picture: its name, and where the cursor is.
fn head(screen: &Screen, terminal: &Terminal) -> String {
    let shown = terminal.parser.screen();
    let (row, column) = shown.cursor_position();
    let cursor = if shown.hide_cursor() { "no cursor".to_owned() } else { format!("cursor {column},{row}") };
    format!("== {} ({cursor})\n", screen.name)
}

fn texts(glyphs: &str, args: &[&str]) {
    let mut files: BTreeMap<(u16, u16), String> = BTreeMap::new();
    walk(args, |screen, terminal| {
        for (columns, rows) in SIZES {
            if terminal.size() != (columns, rows) {
                terminal.resized(columns, rows);
            }
            let text = settle::rows(screen.name, terminal).join("\n");
            if glyphs == "ascii" {
                let foreign: BTreeSet<char> = text.chars().filter(|c| !matches!(c, '\n' | ' '..='~')).collect();
                assert!(foreign.is_empty(), "{foreign:?} on {} at {columns}x{rows}:\n{text}", screen.name);
            }
            let file = files.entry((columns, rows)).or_default();
            let _ = writeln!(file, "{}{}\n", head(screen, terminal), text.trim_end());
        }
        let (columns, rows) = SIZES[0];
        terminal.resized(columns, rows);
    });
    for ((columns, rows), pictures) in files {
        insta::assert_snapshot!(format!("{glyphs}-{columns}x{rows}"), pictures);
    }
}

fn styles(theme: &str) {
    let mut all = String::new();
    walk(&["--theme", theme], |screen, terminal| {
        let picture = styled(screen.name, terminal);
        // A code is black on white, or no camera reads it.
        if theme == "mono" && screen.name != "code" {
            assert!(!picture.contains("Idx") && !picture.contains("Rgb"), "a colour on {}:\n{picture}", screen.name);
        }
        let _ = writeln!(all, "{}{picture}", head(screen, terminal));
    });
    insta::assert_snapshot!(format!("styles-{theme}"), all);
}

/// One letter for each cell's style, with a legend. A dot is plain text; what is plain to the end of a row is left out.
fn styled(name: &str, terminal: &Terminal) -> String {
    let mut legend: Vec<String> = Vec::new();
    let mut out = String::new();
    for row in settle::styles(name, terminal) {
        let mut line = String::new();
        for style in row {
            if style == "Default on Default" {
                line.push('.');
                continue;
            }
            let number = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            let letter = ('a'..='z').chain('A'..='Z').nth(number);
            line.push(letter.unwrap_or_else(|| panic!("more styles than letters: {legend:?}")));
        }
        let _ = writeln!(out, "{}", line.trim_end_matches('.'));
    }
    for (letter, style) in ('a'..='z').chain('A'..='Z').zip(legend) {
        let _ = writeln!(out, "{letter} = {style}");
    }
    out
}

/// The names of the variants of an enum, as they stand in a source.
fn variants(source: &str, name: &str) -> Vec<String> {
    let start = source.find(&format!("enum {name} {{\n")).unwrap_or_else(|| panic!("no {name} in that source"));
    let body = source[start..].split("\n}").next().unwrap();
    let names = body.lines().skip(1).filter_map(|line| line.strip_prefix("    "));
    let names = names.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    names.map(|line| line.chars().take_while(char::is_ascii_alphanumeric).collect()).collect()
}

/// What there is to see, read from the sources that draw it: nobody adds a kind of screen without a picture of it.
fn every_kind() {
    let overlay = include_str!("../../src/ui/overlay.rs");
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for (name, source) in [
        ("Overlay", overlay),
        ("Question", overlay),
        ("Pane", include_str!("../../src/ui/pane.rs")),
        ("Sheet", include_str!("../../src/domain/sheet/mod.rs")),
        ("Face", include_str!("../../src/ui/compose/mod.rs")),
    ] {
        kinds.extend(variants(source, name).into_iter().map(|variant| format!("{name}::{variant}")));
    }
    // What is drawn instead of the panes and what lies over them, or beside them.
    let draw = include_str!("../../src/ui/console/draw.rs");
    for part in draw.split("::draw(").collect::<Vec<_>>().split_last().map(|(_, before)| before).unwrap_or_default() {
        let name: String = part.chars().rev().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        kinds.insert(format!("{}::draw", name.chars().rev().collect::<String>()));
    }
    assert!(kinds.len() > 60, "the sources are read: {kinds:?}");
    let screens = || SCENES.iter().flat_map(|scene| scene.screens);
    let shown: BTreeSet<String> = screens().flat_map(|screen| screen.shows.split(' ')).map(str::to_owned).collect();
    let elsewhere: BTreeSet<String> = ELSEWHERE.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    let missing: Vec<_> = kinds.iter().filter(|kind| !shown.contains(*kind) && !elsewhere.contains(*kind)).collect();
    assert!(missing.is_empty(), "no picture in tests/console/pictures/table.rs shows {missing:?}");
    let unknown: Vec<_> =
        shown.union(&elsewhere).filter(|kind| !kinds.contains(*kind) && kind.contains("::")).collect();
    assert!(unknown.is_empty(), "the table shows what there is not: {unknown:?}");
    let both: Vec<_> = shown.intersection(&elsewhere).collect();
    assert!(both.is_empty(), "in the table after all: {both:?}");
    let tests: BTreeSet<&str> = crate::all().into_iter().map(|(name, _)| name).collect();
    for (kind, test) in ELSEWHERE {
        assert!(tests.contains(test), "{kind}: there is no test {test}");
    }
    let mut names = BTreeSet::new();
    for screen in screens() {
        assert!(names.insert(screen.name), "two pictures are called {}", screen.name);
    }
}
