//! Texts that terminals disagree about, in many fields: columns stay aligned and borders unbroken on every screen.

use crate::flows::declared;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[("scripts::no_text_moves_a_column_or_breaks_a_border", aligned)];

/// Wide, combined, right to left, joined, with tabs, and without a place to break.
const TEXTS: &[&str] = &[
    "サーバー侵害 学習データ改竄 確認済み 東京 大阪 名古屋 福岡",
    "e\u{301}tude de\u{301}ja\u{300} vu n\u{303} o\u{302}\u{323} Việt Nam",
    "שלום עולם, השרת נפרץ בלילה gpu-train-01 מחר",
    "خادم مخترق في الليل gpu-train-01 غدا",
    "family \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} flag \u{1f1e9}\u{1f1ea} thumb \u{1f44d}\u{1f3fd} heart \u{2764}\u{fe0f} key \u{1f511}",
    "tab\there\tand\tthere",
    "नमस्ते क्षत्रिय கணினி ไทยน้ำ",
    "x-very-long-word-without-any-place-to-break-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-end",
    "\u{202e}reversed\u{202c} \u{200b}zero\u{feff} \u{7}bell \u{1b}[31mred",
];

fn record(laptop: &Laptop, words: &[String]) {
    let case = crate::flows::case_of(laptop);
    let mut args = vec!["--case", case.as_str(), "--operator", "Ada Moran"];
    args.extend(words.iter().map(String::as_str));
    let (code, _, err) = laptop.run(&args);
    assert_eq!(code, 0, "{words:?}: {err}");
}

/// Columns of the screen where a border stands, row by row: what the emulator holds, cell by cell.
fn borders(terminal: &Terminal, row: u16) -> Vec<u16> {
    let screen = terminal.parser.screen();
    let (_, columns) = screen.size();
    let bar = |column: &u16| {
        screen.cell(row, *column).is_some_and(|cell| matches!(cell.contents(), "│" | "┌" | "┐" | "└" | "┘"))
    };
    (0..columns.get()).filter(bar).collect()
}

/// Every border that begins at the top of a frame goes down to its end without a gap.
fn unbroken(terminal: &Terminal, what: &str) {
    let screen = terminal.parser.screen();
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let sign =
        |row: u16, column: u16| screen.cell(row, column).map(|cell| cell.contents().to_owned()).unwrap_or_default();
    let mut frames = 0;
    for row in 0..rows {
        for column in 0..columns {
            let corner = sign(row, column);
            if corner != "┐" && corner != "┌" {
                continue;
            }
            frames += 1;
            let end = (row + 1..rows).find(|below| !matches!(sign(*below, column).as_str(), "│" | "├" | "┤"));
            let close = if corner == "┐" { "┘" } else { "└" };
            let found = end.map(|below| sign(below, column)).unwrap_or_default();
            // A box that lies over another hides the rest of its border, and shows its own there.
            let covered = end.is_some_and(|below| borders(terminal, below).len() >= 2 || below >= rows - 4);
            assert!(
                found == close || covered,
                "{what}: the border at {column} from row {row} breaks at {end:?}:\n{}",
                terminal.text()
            );
        }
    }
    assert!(frames >= 2, "{what}: no frame:\n{}", terminal.text());
    // No text of the case stands in the column of the outer border.
    for row in 2..rows - 1 {
        let last = sign(row, columns - 1);
        assert!(
            matches!(last.as_str(), "│" | "┐" | "┘" | "" | " " | "▲" | "▼" | "─" | "»"),
            "{what}: {last:?} at the edge of row {row}:\n{}",
            terminal.text()
        );
    }
}

fn aligned() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    for text in TEXTS {
        record(&laptop, &["log".into(), (*text).into(), "--tag".into(), "odd".into()]);
        let file = laptop.path("odd.bin");
        std::fs::write(&file, text).unwrap();
        record(
            &laptop,
            &["do".into(), "exhibit".into(), format!("description={text}"), format!("path={}", file.display())],
        );
        record(&laptop, &["do".into(), "person".into(), format!("name={text}"), "initials=ZZ".into()]);
    }
    for (columns, rows) in [(80, 24), (60, 20), (160, 48)] {
        let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], columns, rows);
        terminal.wait("saved");
        laptop.pass(7_000);
        for (keys, words) in [
            ("1", "Timeline"),
            ("z", "Timeline"),
            ("<up>", "Timeline"),
            ("<up><up>", "Timeline"),
            ("<up><up>", "Timeline"),
            ("z2", "Roster"),
            ("z", "Roster"),
            ("z4", "Evidence"),
            ("z", "Evidence"),
            ("<down><down>", "Evidence"),
            ("z!", "What needs me now"),
            ("<esc>/gpu", "found"),
            ("<esc>W", "For the relief"),
            ("<esc>A", "Audit"),
            ("<esc>1e", "Correct a line"),
            ("<esc>4r", "Hand over: release"),
        ] {
            terminal.keys(keys);
            terminal.wait(words);
            terminal.redrawn();
            unbroken(&terminal, &format!("{words} after {keys} at {columns}x{rows}"));
        }
        // In a field, and on the whole screen.
        terminal.keys("<esc>1a");
        terminal.wait("Write a line");
        for text in &TEXTS[..7] {
            terminal.send(format!("\u{1b}[200~{}\u{1b}[201~", text.replace('\t', " ")).as_bytes());
            terminal.redrawn();
            unbroken(&terminal, &format!("the form with {text} at {columns}x{rows}"));
            terminal.keys("<ctrl-u>");
        }
        terminal.keys("<ctrl-x>");
        terminal.wait_gone("Write a line");
        terminal.keys("q");
        terminal.wait_end();
    }
}
