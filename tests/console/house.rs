//! The rest of the house: palette, help, search, pasted lines, typed times, hostile text, a broken or read-only case.

use crate::flows::{case_of, declared};
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("house::palette_runs_what_it_finds", palette),
    ("house::help_lists_the_keys_of_the_pane", help),
    ("house::search_goes_to_what_it_finds", search),
    ("house::pasted_lines_ask_whether_they_are_one_entry_or_several", pasted),
    ("house::a_paste_of_many_lines_leaves_the_keys_alive_and_stops_with_the_rest_in_the_field", long_paste),
    ("house::a_large_paste_neither_blocks_nor_is_lost", large_paste),
    ("house::times_that_do_not_exist_or_exist_twice_are_asked_back", times),
    ("house::hostile_text_reaches_the_terminal_only_as_words", hostile),
    ("house::themes_change_and_no_color_stays_readable", themes),
    ("house::a_second_file_is_opened_from_the_list", open_another),
    ("house::a_damaged_case_says_so_and_shows_what_can_be_read", damaged),
    ("house::a_line_is_corrected_and_struck_and_both_stay_readable", correct_and_strike),
    ("house::the_clock_question_can_be_passed_over", clock_question),
    ("house::the_picker_registers_a_file_with_an_odd_name", picker),
];

fn palette() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys(":stood<esc>:");
    terminal.wait("Commands");
    terminal.keys("catch");
    terminal.wait("catch-up");
    terminal.keys("<enter>");
    terminal.wait("Catch up late lines");
    terminal.keys("phones were off<enter>");
    terminal.wait_gone("Catch up late lines");
    terminal.wait("catch");
}

fn help() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("4?");
    terminal.wait("Register an exhibit");
    terminal.wait("rehash");
    terminal.keys("<esc>1?");
    terminal.wait("Write a line again as it should read");
}

fn search() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("afirst access with key AK..7Q<enter>");
    terminal.wait("AK..7Q");
    terminal.keys("3/ak..7q");
    terminal.wait("1 found");
    terminal.keys("<enter>");
    terminal.wait_gone("1 found");
    terminal.wait("Timeline");
    terminal.wait("AK..7Q");
}

fn pasted() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.send(b"\x1b[200~alert 1141 on egress\rtwo hosts answered\x1b[201~");
    terminal.wait("You pasted 2 lines");
    terminal.keys("s");
    terminal.wait("recorded 2 lines");
    terminal.wait("alert 1141 on egress");
    terminal.wait("two hosts answered");
}

fn long_paste() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    let lines = |laptop: &Laptop| {
        let (_, out, _) = laptop.run(&["--case", &case_of(laptop), "show", "timeline", "--json"]);
        out.matches("of the pasted lines").count()
    };
    terminal.keys("a");
    terminal.wait("Write a line");
    let pasted: String = (0..6_000).map(|line| format!("{line:04} of the pasted lines\r")).collect();
    terminal.send(format!("\x1b[200~{pasted}\x1b[201~").as_bytes());
    terminal.wait("You pasted 6000 lines");
    terminal.keys("s");
    terminal.wait("of 6000.");
    terminal.keys("<f12>");
    terminal.wait_gone("of 6000.");
    assert!(!terminal.shows("Write a line"), "{}", terminal.text());
    let recorded = lines(&laptop);
    assert!((1..6_000).contains(&recorded), "{recorded} lines before the screen was empty");
    terminal.keys("<up>");
    terminal.wait("Recording line");
    terminal.keys("<esc>");
    terminal.wait("left in the field, not recorded");
    let recorded = lines(&laptop);
    terminal.wait(&format!("{recorded} lines recorded, {} lines are left", 6_000 - recorded));
    terminal.wait("Write a line");
    terminal.keys("<esc>:quit<enter>");
    terminal.wait_end();
    assert_eq!(lines(&laptop), recorded, "what was stopped is not recorded later");
}

fn large_paste() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("3p");
    terminal.wait("Attach proof");
    terminal.keys("<back-tab><back-tab><ctrl-u>G-05<tab><ctrl-u>session_log<tab><tab><tab>");
    let mut paste = b"\x1b[200~".to_vec();
    for line in 0..400_000 {
        paste.extend_from_slice(format!("line {line:07} of the session\r").as_bytes());
    }
    paste.extend_from_slice(b"\x1b[201~");
    assert!(paste.len() > 10_000_000);
    terminal.send(&paste);
    terminal.wait_until("the paste as one counted block", |terminal| {
        terminal.text().contains("0399999") || terminal.text().contains("bytes") || terminal.text().contains("[1")
    });
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Attach proof");
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "checklist", "--json"]);
    assert!(out.contains("session_log"), "{out}");
    let (code, out, err) = laptop.run(&["verify", &case_of(&laptop)]);
    assert_eq!(code, 0, "{out}{err}");
}

fn times() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 34);
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("clocks<tab>2026-10-25 02:30");
    terminal.wait("I-05");
    terminal.wait("2026-10-25T02:30:00+02:00");
    terminal.wait("2026-10-25T02:30:00+01:00");
    terminal.keys("<down><down><enter>");
    terminal.wait_gone("I-05");
    terminal.keys("<back-tab>");
    terminal.wait("CET");
    terminal.keys("<ctrl-x>a");
    terminal.wait("Write a line");
    terminal.keys("clocks<tab>2026-03-29 02:30<enter>");
    terminal.wait("I-04");
    terminal.keys("<esc>");
    terminal.wait_gone("Write a line");
    terminal.keys("a<ctrl-x>a");
    terminal.wait("Write a line");
    terminal.keys("ahead of the clock<tab>+30m");
    terminal.wait("T-02");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Write a line");
    terminal.wait("ahead of the clock");
}

fn hostile() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    let text = "evil \u{1b}[31mred\u{1b}]0;owned\u{7} \u{202e}gnp.exe \u{9b}2J";
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "--operator", "x\u{1b}[2J\u{202e}y", "log", text]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("<U+202E>");
    terminal.wait("<U+001B>");
    let seen = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(!seen.contains("\u{202e}") && !seen.contains("\u{1b}]0;owned") && !seen.contains('\u{9b}'));
    terminal.keys("1z");
    terminal.wait("<U+202E>");
    terminal.keys("z/gnp");
    terminal.wait("1 found");
    let seen = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(!seen.contains("\u{202e}") && !seen.contains("\u{1b}]0;owned"));
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "timeline", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(
        shown["lines"].as_array().unwrap().iter().any(|line| line["text"].as_str() == Some(text)),
        "the raw words are kept: {out}"
    );
}

fn themes() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    for name in ["light", "projector", "mono", "dark"] {
        terminal.keys("<f8>");
        terminal.wait(&format!("theme {name}"));
    }
    terminal.keys("q");
    terminal.wait_end();
    let mut command = laptop.command(&["--operator", "Ada Moran"]);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait("saved");
    terminal.keys("1");
    terminal.redrawn();
    let screen = terminal.parser.screen();
    let (rows, columns) = screen.size();
    let mut reversed = false;
    for row in 0..rows.get() {
        for column in 0..columns.get() {
            let cell = screen.cell(row, column).unwrap();
            assert_eq!(cell.fgcolor(), vt100::Color::Default);
            reversed |= cell.inverse();
        }
    }
    assert!(reversed, "the selection is seen without colour");
}

fn open_another() {
    let laptop = Laptop::new();
    for codename in ["ORCHID", "HEATHER"] {
        let (code, _, err) =
            laptop.run(&["--operator", "Ada Moran", "new", "--title", "an incident", "--codename", codename]);
        assert_eq!(code, 0, "{err}");
    }
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 100, 30);
    terminal.wait("declare an incident");
    terminal.keys("o");
    terminal.wait("heather-2026-11-21.warroom");
    terminal.keys("<enter>");
    terminal.wait("HEATHER");
}

fn damaged() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 100, 30));
    let case = case_of(&laptop);
    laptop.run(&["--case", &case, "--operator", "Ada Moran", "log", "words that will be altered"]);
    let connection = rusqlite::Connection::open(&case).unwrap();
    connection.execute("UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'will be', 'were') AS BLOB) WHERE seq = (SELECT max(seq) FROM journal)", []).unwrap();
    drop(connection);
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 100, 30);
    terminal.wait("The journal does not verify");
    terminal.keys("<enter>");
    terminal.wait("saved");
    let (code, out, _) = laptop.run(&["verify", &case]);
    assert_eq!(code, 1, "{out}");
}

fn correct_and_strike() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("afirewall 10 was changed<enter>");
    terminal.wait("firewall 10 was changed");
    terminal.keys("e");
    terminal.wait("Correct a line");
    terminal.keys(
        "<backspace><backspace><backspace><backspace><backspace><backspace><backspace>restarted<tab>misheard<enter>",
    );
    terminal.wait_gone("Correct a line");
    terminal.wait("firewall 10 was restarted");
    let lines = |laptop: &Laptop| {
        let (_, out, _) = laptop.run(&["--case", &case_of(laptop), "show", "timeline", "--json"]);
        let shown: serde_json::Value = serde_json::from_str(&out).unwrap();
        let line =
            |text: &str| shown["lines"].as_array().unwrap().iter().find(|line| line["text"] == text).cloned().unwrap();
        (line("firewall 10 was changed"), line("firewall 10 was restarted"))
    };
    let (old, new) = lines(&laptop);
    assert_eq!(old["superseded_by"], new["id"]);
    terminal.keys("x");
    terminal.wait("Strike a record");
    terminal.keys("duplicate of the line above<enter>");
    terminal.wait_gone("Strike a record");
    let (old, new) = lines(&laptop);
    assert_eq!(new["struck"]["reason"], "duplicate of the line above", "{new}");
    assert_eq!(old["superseded_by"], serde_json::Value::Null, "a struck correction gives the old line back");
}

fn clock_question() {
    let laptop = Laptop::new();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 140, 40);
    terminal.wait("declare an incident");
    terminal.keys("dsomething happened<enter>");
    terminal.wait("What does a reference clock show");
    terminal.keys("<esc>");
    terminal.wait_gone("What does a reference clock show");
    terminal.wait("clock unchecked");
    terminal.keys("q");
    terminal.wait_end();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 140, 40);
    terminal.wait("clock unchecked");
    terminal.keys("T");
    terminal.wait("What does a reference clock show");
    terminal.keys("16:48<enter>");
    terminal.wait_gone("clock unchecked");
}

fn picker() {
    let laptop = Laptop::new();
    use std::os::unix::ffi::OsStrExt as _;
    let odd = std::ffi::OsStr::from_bytes(b"odd \xff\x1b[31m.img");
    std::fs::create_dir(laptop.path("media")).unwrap();
    std::fs::write(laptop.path("media").join(odd), b"image").unwrap();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("4o");
    terminal.wait("Pick a file");
    terminal.keys(&format!("{}/", laptop.path("media").display()));
    terminal.wait("<0xFF>");
    terminal.keys("<enter>");
    terminal.wait("Register an exhibit");
    terminal.keys("<ctrl-s>");
    terminal.wait("SHA-256 of E-001 computed");
    let seen = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(!seen.contains("\u{1b}[31m.img"));
}
