//! Every screen at every size: nothing panics, frames are whole where there is room, and one line says so where there is none.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::Console;
use super::room_tests::Bench;
use crate::app::COMMANDS;
use crate::domain::mark::Mark;
use crate::ui::pane::Pane;

const COLUMNS: [u16; 22] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 40, 55, 59, 60, 61, 72, 80, 99, 119, 120, 160, 220, 300];
const ROWS: [u16; 17] = [0, 1, 2, 3, 5, 8, 12, 15, 16, 17, 20, 24, 33, 34, 48, 70, 100];

fn paint(console: &mut Console, columns: u16, rows: u16) -> String {
    console.fit_to(columns, rows);
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let jobs = console.job_views();
    terminal.draw(|frame| console.map = console.paint(frame, &jobs)).unwrap();
    let buffer = terminal.backend().buffer();
    let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..rows).map(row).collect::<Vec<_>>().join("\n")
}

fn check(console: &mut Console, columns: u16, rows: u16, what: &str) {
    let shown = paint(console, columns, rows);
    if columns < 60 || rows < 16 {
        // One line, and nothing of the case.
        let lines = shown.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 1, "{what} at {columns}x{rows}:\n{shown}");
        if columns >= 50 && rows > 0 {
            assert!(shown.contains("needs 60 columns and 16 rows"), "{what} at {columns}x{rows}:\n{shown}");
        }
    } else {
        assert!(!shown.contains("needs 60 columns and 16 rows"), "{what} at {columns}x{rows}:\n{shown}");
    }
}

#[test]
fn every_screen_at_every_size() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::Red);
    let sizes: Vec<(u16, u16)> = COLUMNS.iter().flat_map(|columns| ROWS.map(|rows| (*columns, rows))).collect();
    // Each command at some of the sizes and at those that people have; all commands together at all of them.
    let mut turn = 0;
    for spec in COMMANDS.iter().filter(|spec| !matches!(spec.name, "quit" | "suspend" | "blank")) {
        console.fit_to(80, 24);
        console.focus = Pane::ALL[turn % Pane::ALL.len()];
        console.run_command(spec);
        for _ in 0..3 {
            let (columns, rows) = sizes[turn % sizes.len()];
            check(&mut console, columns, rows, spec.name);
            turn += 1;
        }
        for (columns, rows) in [(60, 16), (60, 20), (80, 24)] {
            check(&mut console, columns, rows, spec.name);
        }
        console.overlays.clear();
        console.zoomed = spec.name == "open";
        (console.blanked, console.done) = (false, None);
    }
    console.zoomed = false;
    for (columns, rows) in sizes {
        console.focus = Pane::ALL[turn % Pane::ALL.len()];
        turn += 1;
        let name = console.focus.name();
        check(&mut console, columns, rows, name);
        console.zoomed = !console.zoomed;
    }
}

#[test]
fn where_nothing_can_be_read_no_key_does_anything() {
    let bench = Bench::new();
    let (mut console, _events) = bench.console(Mark::Red);
    console.fit_to(59, 40);
    console.key(KeyEvent::from(KeyCode::Char('q')));
    console.key(KeyEvent::from(KeyCode::Char('a')));
    assert!(console.done.is_none() && console.overlays.is_empty());
    console.fit_to(60, 16);
    console.key(KeyEvent::from(KeyCode::Char('a')));
    assert!(!console.overlays.is_empty());
}
