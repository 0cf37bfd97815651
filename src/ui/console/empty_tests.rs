//! A case in which nothing is recorded yet: every pane, list and sheet says what belongs there, and which key starts it.

use crossterm::event::KeyCode;

use super::rig_tests::Rig;
use super::*;
use crate::app::command::{COMMANDS, command};
use crate::app::{CommandSpec, Scope};
use crate::domain::tour::STEPS;

/// The words on the screen, without the borders, as one line.
fn words(rig: &mut Rig) -> String {
    // What was said in passing covers the footer for some seconds.
    rig.console.toast = None;
    let text = rig.text();
    let plain = |c: char| if ('\u{2500}'..='\u{257f}').contains(&c) || c == '\n' { ' ' } else { c };
    text.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a key is named with what it does behind it: as a sentence says it (`a writes`), or as a footer does.
fn names_a_key(rig: &Rig, said: &str, specs: &[(&CommandSpec, Scope)]) -> bool {
    let footers = specs.iter().flat_map(|(spec, scope)| {
        let short = rig.console.lang.word(&format!("short-{}", spec.name));
        rig.console.keymap.labels(spec, *scope).into_iter().map(move |key| format!("{key} {short}"))
    });
    let sentence = |key: &String| {
        let parts: Vec<&str> = said.split(' ').collect();
        parts.windows(2).any(|pair| {
            pair[0] == key && pair[1].ends_with('s') && pair[1].len() > 2 && pair[1].chars().all(char::is_lowercase)
        })
    };
    footers.into_iter().any(|footer| said.contains(&footer))
        || specs.iter().flat_map(|(spec, scope)| rig.console.keymap.labels(spec, *scope)).any(|key| sentence(&key))
}

#[test]
fn every_empty_pane_says_what_belongs_there_and_which_key_starts_it() {
    let starts: [(Pane, &[&str]); 5] = [
        (Pane::Timeline, &["log"]),
        (Pane::Roster, &["person"]),
        (Pane::Checklist, &["declare", "procedure"]),
        (Pane::Evidence, &["exhibit"]),
        (Pane::Deadlines, &["assessment"]),
    ];
    for (columns, rows) in [(80, 24), (160, 48), (60, 20)] {
        let mut rig = Rig::empty(Purpose::Incident);
        rig.resize(columns, rows);
        for (pane, commands) in starts {
            rig.console.focus = pane;
            for zoomed in [false, true] {
                rig.console.zoomed = zoomed;
                let said = words(&mut rig);
                let specs: Vec<_> = commands.iter().filter_map(|name| Some((command(name)?, pane.scope()))).collect();
                assert!(
                    names_a_key(&rig, &said, &specs),
                    "{pane:?} at {columns}x{rows} names none of {commands:?}:\n{said}"
                );
            }
        }
    }
}

/// What lies over the panes and can be empty: lists and sheets that open without a form.
fn pages() -> Vec<&'static CommandSpec> {
    // What moves about, prints or ends is no page; what it says is a message, which has a test of its own.
    const NO_PAGE: &[&str] =
        &["palette", "help", "search", "level", "files", "bundle", "graph", "organisation", "open-case"];
    COMMANDS
        .iter()
        .filter(|spec| spec.fields.is_empty() && !spec.records() && !NO_PAGE.contains(&spec.name))
        .filter(|spec| !["quit", "suspend", "blank", "redraw", "mouse", "theme", "tour"].contains(&spec.name))
        .collect()
}

#[test]
fn every_empty_page_says_which_key_begins_it() {
    let mut rig = Rig::empty(Purpose::Exercise);
    rig.resize(160, 48);
    let mut looked_at = Vec::new();
    let mut silent = Vec::new();
    for spec in pages() {
        rig.console.overlays.clear();
        rig.run(spec);
        let look = rig.console.look(&[]);
        let act = match rig.console.overlays.last() {
            Some(Overlay::Board(board)) => {
                Some(board.entries(&look).iter().any(|entry| entry.act.is_some() || entry.place.is_some()))
            }
            Some(Overlay::Needs(_) | Overlay::Messages(_) | Overlay::Asking(_)) => Some(false),
            _ => None,
        };
        let Some(act) = act else { continue };
        looked_at.push(spec.name);
        let said = words(&mut rig);
        let all: Vec<_> = Pane::ALL.iter().flat_map(|pane| COMMANDS.iter().map(|spec| (spec, pane.scope()))).collect();
        if !act && !names_a_key(&rig, &said, &all) {
            silent.push(format!("{}:\n{}", spec.name, rig.text()));
        }
    }
    assert!(looked_at.len() > 15, "{looked_at:?}");
    assert!(silent.is_empty(), "{} pages say nothing of how to begin:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn the_next_key_of_the_first_hour_is_always_on_the_screen() {
    // Whatever the tour asks for next, the screen of that pane offers it without the tour, in its footer or its words.
    let mut rig = Rig::empty(Purpose::Exercise);
    rig.resize(80, 24);
    for (name, pane) in [
        ("declare", Pane::Checklist),
        ("log", Pane::Timeline),
        ("correct", Pane::Timeline),
        ("person", Pane::Roster),
        ("assign", Pane::Roster),
        ("exhibit", Pane::Evidence),
        ("assessment", Pane::Deadlines),
    ] {
        rig.console.focus = pane;
        let spec = command(name).unwrap();
        let said = words(&mut rig);
        assert!(names_a_key(&rig, &said, &[(spec, pane.scope())]), "{name} is not offered:\n{}", rig.text());
    }
}

#[test]
fn the_tour_stands_below_everything_and_says_a_key_at_every_step() {
    let mut rig = Rig::tour();
    let count = STEPS.len();
    for (columns, rows) in [(80, 24), (160, 48), (60, 20)] {
        rig.resize(columns, rows);
        rig.console.overlays.clear();
        let said = words(&mut rig);
        assert!(said.contains(&format!("Tour, step 1 of {count}.")), "{said}");
        // Over a form, too.
        rig.run(command("log").unwrap());
        assert!(matches!(rig.console.overlays.last(), Some(Overlay::Form(_))));
        let said = words(&mut rig);
        assert!(said.contains(&format!("Tour, step 1 of {count}.")), "{columns}x{rows}: {said}");
        rig.frame();
        rig.press(KeyCode::Esc);
    }
    for step in STEPS {
        let scope = command(step.command).unwrap().keys.first().map_or(Scope::Everywhere, |(scope, _)| *scope);
        let msg = crate::ui::panes::words::with_key(&rig.console.look(&[]), step.words, step.command, scope)
            .with("file", "/tmp/proxy.log");
        let said = rig.console.lang.say(&msg, Audience(crate::domain::mark::Mark::Red));
        assert!(!said.contains("{$") && said != step.words, "{}: {said}", step.words);
        assert!(crate::domain::text::width(&said) < 4 * 78, "{} does not fit four rows: {said}", step.words);
    }
    // Left and taken up again.
    let tour = command("tour").unwrap();
    rig.console.overlays.clear();
    rig.run(tour);
    assert!(!words(&mut rig).contains("Tour, step"));
    rig.run(tour);
    assert!(words(&mut rig).contains("Tour, step"));
}

#[test]
fn no_other_case_shows_the_tour() {
    for mut rig in [Rig::empty(Purpose::Incident), Rig::empty(Purpose::Exercise)] {
        assert!(rig.console.tour_words().is_none());
        rig.run(command("tour").unwrap());
        assert!(rig.console.tour_words().is_none());
        assert!(rig.console.toast.as_ref().is_some_and(|(words, _)| words.contains("never in this one")));
    }
}
