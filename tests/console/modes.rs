//! The terminal is left as it was found, whatever ends or stops the program.

use crate::flows::declared;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("modes::quit_and_signals_restore_the_terminal", ends),
    ("modes::ctrl_z_and_fg_under_a_shell", suspend),
    ("modes::a_dumb_terminal_is_told_of_the_command_line", dumb),
    ("modes::a_linux_console_gets_only_what_it_knows", linux),
    ("modes::a_serial_line_without_a_size_is_given_one", serial),
    ("modes::what_is_copied_is_asked_for_and_seen_by_the_room", clipboard),
    ("modes::the_line_between_rows_and_detail_is_moved_by_the_mouse", split),
    ("modes::an_idle_console_writes_little", idle),
];

fn restored(terminal: &Terminal) {
    let screen = terminal.parser.screen();
    assert!(!screen.alternate_screen(), "alternate screen left on");
    assert!(!screen.bracketed_paste(), "bracketed paste left on");
    assert!(!screen.hide_cursor(), "cursor left hidden");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

fn signal(terminal: &Terminal, name: &str) {
    let pid = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
}

fn ends() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 80, 24);
    terminal.keys("<f9>");
    terminal.wait("mouse on");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    restored(&terminal);
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
        terminal.wait("saved");
        terminal.keys("<f9>ahalf a wo");
        terminal.wait("half a wo");
        signal(&terminal, name);
        assert_eq!(terminal.wait_end(), code, "{name}");
        restored(&terminal);
        let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
        terminal.wait("drafts kept");
        terminal.keys("a");
        terminal.wait("half a wo");
        terminal.keys("<ctrl-x>");
        terminal.wait_gone("┌ Write a line");
    }
}

fn suspend() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    let program = std::env::current_exe().unwrap();
    let mut command = laptop.command(&[]);
    let script = format!(
        "set -m; {} --operator Ada; echo STOPPED; read go; fg >/dev/null; echo \"OVER $?\"; read go",
        program.display()
    );
    *command.get_argv_mut() = vec!["sh".into(), "-c".into(), script.into()];
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait("saved");
    terminal.keys("<ctrl-z>");
    terminal.wait("STOPPED");
    restored(&terminal);
    terminal.send(b"\n");
    terminal.wait("saved");
    assert!(terminal.parser.screen().alternate_screen());
    terminal.keys("q");
    terminal.wait("OVER 0");
    restored(&terminal);
}

fn dumb() {
    let laptop = Laptop::new();
    for term in ["dumb", ""] {
        let mut command = laptop.command(&[]);
        command.env("TERM", term);
        let mut terminal = Terminal::start(command, 80, 24);
        assert_eq!(terminal.wait_end(), 1);
        let text = terminal.text().replace('\n', " ");
        assert!(text.contains("warroom show timeline") && text.contains("warroom --plain"), "{text}");
        assert!(!terminal.raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&terminal.raw));
        restored(&terminal);
    }
}

/// What of a byte stream the Linux console does not know, after console_codes(4): escape sequences that it would print, misread or wait for the end of.
fn unknown_to_a_console(raw: &[u8]) -> Vec<String> {
    let mut unknown = Vec::new();
    let text = String::from_utf8_lossy(raw);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(|c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\u{7}' | '\u{8}' | '\t')) {
        rest = &rest[at..];
        let Some(sequence) = rest.strip_prefix("\u{1b}[") else {
            unknown.push(rest.chars().take(12).collect());
            rest = &rest[1..];
            continue;
        };
        let end = sequence.find(|c: char| ('@'..='~').contains(&c)).unwrap_or(sequence.len().saturating_sub(1));
        let (params, last) = (&sequence[..end], sequence[end..].chars().next().unwrap_or(' '));
        let numbers: Vec<&str> = params.trim_start_matches('?').split(';').collect();
        let known = match (params.starts_with('?'), last) {
            // Cursor visible.
            (true, 'h' | 'l') => numbers == ["25"],
            (false, 'm') => numbers.iter().all(|number| {
                matches!(
                    number.parse(),
                    Ok(0..=2 | 4 | 5 | 7 | 21 | 22 | 24 | 25 | 27 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107)
                ) || number.is_empty()
            }),
            (false, 'A'..='H' | 'J' | 'K' | 'd' | 'f') => true,
            _ => false,
        };
        if !known {
            unknown.push(format!("ESC [ {params} {last}"));
        }
        rest = &sequence[end + 1..];
    }
    unknown
}

fn linux() {
    assert_eq!(unknown_to_a_console(b"a\x1b[1;31mb\x1b[2J\x1b[?25lc\r\n"), [""; 0]);
    for wrong in [&b"\x1b]2;x\x07"[..], b"\x1b[?1049h", b"\x1b[6n", b"\x1b[38;5;3m", b"\x1b[c", b"\x1b7"] {
        assert_eq!(unknown_to_a_console(wrong).len(), 1, "{:?}", String::from_utf8_lossy(wrong));
    }
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    let mut command = laptop.command(&["--operator", "Ada Moran"]);
    command.env("TERM", "linux");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait("saved");
    let safe = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝░▒█←↑→↓▲▼•·■≤≥±÷°§¶«»≈";
    for keys in [
        "1",
        "2",
        "3",
        "4",
        "5",
        "3z",
        "z?",
        "<esc>!",
        "<esc>V",
        "<esc>A",
        "<esc>5ga",
        "<esc>1a",
        "<esc><f8>",
        "<f8>",
        "<f12>",
        " ",
    ] {
        terminal.keys(keys);
        terminal.redrawn();
        for character in terminal.text().chars() {
            assert!(character.is_ascii() || safe.contains(character), "{character:?} is not in every console font");
        }
    }
    // Neither mouse nor clipboard: it is said why.
    terminal.keys("1<f9>");
    terminal.wait("no mouse");
    terminal.keys("y");
    terminal.wait("no clipboard");
    terminal.keys("q");
    terminal.wait_end();
    restored(&terminal);
    assert_eq!(unknown_to_a_console(&terminal.raw), [""; 0]);
}

/// A serial line says that it has no columns and no rows.
fn serial() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    let mut command = laptop.command(&["--operator", "Ada Moran"]);
    command.env("TERM", "vt220");
    let mut terminal = Terminal::start_as(command, (0, 0), 80, 24);
    terminal.wait("saved");
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    let colours = [b"\x1b[3", b"\x1b[9"].iter().any(|start| {
        terminal
            .raw
            .windows(5)
            .any(|part| part.starts_with(*start) && (part[3].is_ascii_digit() && part[4] == b'm' && part[3] != b'9'))
    });
    assert!(!colours, "a line terminal has no colours");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    assert_eq!(unknown_to_a_console(&terminal.raw), [""; 0]);
    assert_eq!(terminal.size(), (0, 0), "left as it was found");
}

/// What is copied goes to the terminal when it is asked for, and holds only what the room may see.
fn clipboard() {
    let laptop = Laptop::new();
    std::fs::remove_file(laptop.path("config/console.toml")).unwrap();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("plain words to copy<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("plain words to copy");
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("Tmesis named the insider<tab><tab><tab><tab><tab><tab><tab>RED<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("withheld, TLP:RED");
    assert_eq!(copied(&terminal.raw), [""; 0], "nobody asked for it");
    // The line that was just recorded is selected.
    terminal.keys("y");
    terminal.wait("To the clipboard of the terminal");
    terminal.keys("Y");
    terminal.wait_until("the detail on its way", |terminal| copied(&terminal.raw).len() == 2);
    let all = copied(&terminal.raw);
    assert!(all[0].contains("withheld, TLP:RED"), "{all:?}");
    terminal.keys("/plain words<enter>");
    terminal.wait_gone("found");
    terminal.keys("y");
    terminal.wait_until("the row on its way", |terminal| copied(&terminal.raw).len() == 3);
    let all = copied(&terminal.raw);
    assert!(all[2].contains("plain words to copy"), "{all:?}");
    assert!(!all.iter().any(|text| text.contains("Tmesis")), "{all:?}");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

/// What went to the clipboard so far.
fn copied(raw: &[u8]) -> Vec<String> {
    use base64ct::{Base64, Encoding as _};
    let text = String::from_utf8_lossy(raw);
    let each = text.split("\u{1b}]52;c;").skip(1).filter_map(|rest| rest.split_once('\u{7}'));
    each.map(|(code, _)| String::from_utf8(Base64::decode_vec(code).unwrap()).unwrap()).collect()
}

/// The line between rows and detail goes where the mouse takes it.
fn split() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    terminal.keys("1z<f9>");
    terminal.wait("mouse on");
    let line = |terminal: &Terminal| {
        let row = terminal.text().lines().nth(10).unwrap_or_default().to_owned();
        row.chars().enumerate().skip(1).find(|(_, c)| *c == '│').map(|(at, _)| at)
    };
    terminal.wait_until("the line in the middle", |terminal| line(terminal).is_some_and(|at| (70..90).contains(&at)));
    let at = line(&terminal).unwrap();
    terminal.send(format!("\u{1b}[<0;{};11M\u{1b}[<32;50;11M\u{1b}[<0;50;11m", at + 1).as_bytes());
    terminal.wait_until("the line further left", |terminal| line(terminal).is_some_and(|at| (40..60).contains(&at)));
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

/// Counts bytes over silent seconds of the fake clock: only the clock and the countdowns are drawn.
fn idle() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    laptop.pass(10_000);
    terminal.wait("16:46:22");
    terminal.redrawn();
    let before = terminal.raw.len();
    let seconds = 5;
    for second in 1..=seconds {
        laptop.pass(1_000);
        terminal.wait(&format!("16:46:{}", 22 + second));
    }
    let each = (terminal.raw.len() - before) / seconds;
    assert!(each <= 200, "{each} bytes a second while nothing happens");
    // While even the clock stands nothing is written, however long that is: the console looks at it twice a second.
    terminal.redrawn();
    assert!(!terminal.pump(std::time::Duration::from_millis(1_200)), "a frame of nothing");
}
