//! The terminal is left as it was found, whatever ends or stops the program.

use crate::flows::declared;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("modes::quit_and_signals_restore_the_terminal", ends),
    ("modes::ctrl_z_and_fg_under_a_shell", suspend),
    ("modes::a_dumb_terminal_is_told_of_the_command_line", dumb),
    ("modes::a_linux_console_gets_no_title", linux),
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
    let mut command = laptop.command(&[]);
    command.env("TERM", "dumb");
    let mut terminal = Terminal::start(command, 80, 24);
    assert_ne!(terminal.wait_end(), 0);
    assert!(terminal.text().contains("command"), "{}", terminal.text());
    restored(&terminal);
}

fn linux() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    let mut command = laptop.command(&["--operator", "Ada Moran"]);
    command.env("TERM", "linux");
    let mut terminal = Terminal::start(command, 80, 24);
    terminal.wait("saved");
    terminal.keys("1?<esc>!<esc>q");
    terminal.wait_end();
    assert!(!terminal.raw.windows(2).any(|pair| pair == b"\x1b]"), "OSC on a Linux console");
    let safe = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝░▒█←↑→↓▲▼•·■≤≥±÷°§¶«»≈";
    for character in terminal.text().chars() {
        assert!(character.is_ascii() || safe.contains(character), "{character:?} is not in every console font");
    }
}

/// Counts bytes over silent seconds of the fake clock: only the clock and the countdowns are drawn.
fn idle() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 160, 48);
    laptop.pass(10_000);
    while terminal.pump(std::time::Duration::from_millis(700)) {}
    let before = terminal.raw.len();
    let seconds = 5;
    for _ in 0..seconds {
        let frame = terminal.raw.len();
        laptop.pass(1_000);
        terminal.wait_until("the next second", |terminal| terminal.raw.len() > frame);
        while terminal.pump(std::time::Duration::from_millis(700)) {}
    }
    let each = (terminal.raw.len() - before) / seconds;
    assert!(each <= 200, "{each} bytes a second while nothing happens");
}
