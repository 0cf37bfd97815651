//! Anything at all on a real pseudo-terminal: the terminal comes back as it was, only our own sequences were sent, and the journal verifies.
//!
//! `WARROOM_SOAK=1` runs for long; `WARROOM_FUZZ_SEED` repeats one run.

use std::path::{Path, PathBuf};
use std::time::Duration;

use warroom::app::COMMANDS;

use crate::allowed::foreign;
use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("fuzz::anything_typed_leaves_the_terminal_as_it_was", anything),
    ("fuzz::hostile_words_in_the_fields_of_commands_stay_words", hostile),
];

/// What a terminal would act on, in the middle of words. No end of a paste: that is what a terminal takes out itself.
const HOSTILE: &str = "bad \x1b]0;owned\x07\x1b[2J\x1b]52;c;aGk=\x07 \u{202e}txt.exe\u{2066}\u{9b}31m\u{9d}0;x\u{9c}\x1bP\t\u{0}\u{200b}\u{feff}\x7f\u{e0041}e\u{301}";

/// A small generator, so that a seed repeats a run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }
}

/// Seeds of this run: few at each `cargo test`, many in a soak, one to repeat.
fn seeds(few: u64, many: u64) -> Vec<u64> {
    match std::env::var("WARROOM_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => vec![seed],
        None => (1..=if std::env::var_os("WARROOM_SOAK").is_some() { many } else { few }).collect(),
    }
}

fn demo(laptop: &Laptop) -> Terminal {
    let mut terminal = Terminal::console(laptop, &["--operator", "Ada Moran", "demo"], 80, 24);
    terminal.wait("EXERCISE");
    terminal.wait("saved");
    terminal
}

/// Every case file of a laptop.
fn cases(below: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(below).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            cases(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension.to_string_lossy().starts_with("warroom")) {
            found.push(entry);
        }
    }
}

/// Ends the program, and holds what it left behind.
#[track_caller]
fn ends_well(laptop: &Laptop, mut terminal: Terminal, what: &str) {
    // A paste that was begun takes in whatever comes, and keys that were typed wait in line: a signal does not.
    terminal.send_if_open(b"\x1b[201~");
    let pid = terminal.child.process_id().unwrap().to_string();
    if terminal.child.try_wait().unwrap().is_none() {
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }
    let code = terminal.wait_end();
    assert!([0, 143].contains(&code), "{what}: it ended with {code}:\n{}", terminal.text());
    if let Some((at, bytes)) = foreign(&terminal.raw) {
        panic!("{what}: at byte {at} of what it sent: {bytes}");
    }
    assert_eq!(terminal.line_discipline(), terminal.found, "{what}: the line discipline is not as it was");
    let left = terminal.raw.windows(8).rposition(|part| part == b"\x1b[?1049l").unwrap();
    let taken = terminal.raw.windows(8).rposition(|part| part == b"\x1b[?1049h").unwrap();
    assert!(left > taken && terminal.raw[left..].ends_with(b"\x1b[?1049l\x1b[?25h"), "{what}: sent after it was left");
    let screen = terminal.parser.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor(), "{what}");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{what}");
    let mut found = Vec::new();
    cases(&laptop.path("data"), &mut found);
    assert!(!found.is_empty());
    for case in found {
        let (code, out, err) = laptop.run(&["verify", case.to_str().unwrap()]);
        assert_eq!(code, 0, "{what}: {}:\n{out}{err}", case.display());
    }
}

/// Bytes as keys, mouse and pastes send them, and some that nothing sends.
fn bytes(dice: &mut Dice) -> Vec<u8> {
    const KEYS: &[&str] = &[
        "\r",
        "\t",
        "\x1b[Z",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[H",
        "\x1b[F",
        "\x1bOP",
        "\x1b[19~",
        "\x1b[20~",
        "\x1b[24~",
        "\x7f",
        "\x1b",
        "\x1b",
        "\x1b",
        "\x13",
        "\x06",
        "\x0c",
        "\x10",
        "\x1a",
        "\x1f",
        "\x00",
        "\x1c",
        "\x1b[I",
        "\x1b[O",
        "\x1b[?1;2c",
        "\x1b[24;80R",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b]0;x\x07",
        "\x1b[<",
        "\x1b[",
    ];
    match dice.roll(12) {
        0..=3 => dice.one(KEYS).as_bytes().to_vec(),
        // No `q`: it would be over too soon.
        4..=6 => {
            (0..=dice.roll(4)).map(|_| b" !/:?@abcdefghijklmnoprstuvwxyzADGMSVW0123459,.-"[dice.roll(47)]).collect()
        }
        7 => {
            format!("\x1b[<{};{};{}M", dice.one(&[&0_u8, &1, &2, &32, &64, &65, &255]), dice.roll(310), dice.roll(110))
                .into_bytes()
        }
        8 => {
            let text = if dice.roll(8) == 0 { "long ".repeat(4_000) } else { HOSTILE.repeat(1 + dice.roll(3)) };
            format!("\x1b[200~{text}\x1b[201~").into_bytes()
        }
        9 => (0..dice.roll(12)).map(|_| u8::try_from(128 + dice.roll(128)).unwrap()).collect(),
        10 => format!(":{}\r", COMMANDS[dice.roll(COMMANDS.len())].name).into_bytes(),
        // Neither Ctrl-C, which ends, nor `q`.
        _ => (0..dice.roll(8))
            .map(|_| u8::try_from(dice.roll(128)).unwrap())
            .filter(|byte| !matches!(byte, 0x03 | b'q'))
            .collect(),
    }
}

fn anything() {
    for seed in seeds(2, 60) {
        let laptop = Laptop::new();
        let mut terminal = demo(&laptop);
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for _ in 0..150 {
            match dice.roll(12) {
                0 => terminal.resize_to(u16::try_from(dice.roll(301)).unwrap(), u16::try_from(dice.roll(101)).unwrap()),
                1 => terminal.resize_to([0, 1, 60, 80, 160][dice.roll(5)], [0, 1, 20, 24, 48][dice.roll(5)]),
                2 => laptop.pass([1_000, 7_000, 61_000, 660_000][dice.roll(4)]),
                _ => terminal.send_if_open(&bytes(&mut dice)),
            }
            terminal.pump(Duration::from_millis(10));
        }
        terminal.resize_to(80, 24);
        ends_well(&laptop, terminal, &format!("WARROOM_FUZZ_SEED={seed}"));
    }
}

fn hostile() {
    let with_fields: Vec<_> = COMMANDS.iter().filter(|spec| !spec.fields.is_empty()).collect();
    for seed in seeds(1, 40) {
        let laptop = Laptop::new();
        let mut terminal = demo(&laptop);
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut written_out = false;
        for _ in 0..8 {
            let spec = with_fields[dice.roll(with_fields.len())];
            terminal.keys(&format!(":{}<enter>", spec.name));
            terminal.pump(Duration::from_millis(200));
            for _ in spec.fields {
                terminal.send(format!("\x1b[200~{HOSTILE}\x1b[201~\t").as_bytes());
                terminal.pump(Duration::from_millis(20));
            }
            terminal.keys("<ctrl-s>");
            terminal.pump(Duration::from_millis(200));
            written_out |= terminal.shows("<U+");
            terminal.keys("<esc><esc><esc> ");
        }
        assert!(written_out, "seed {seed}: nothing hostile was ever on the screen");
        // A line of the log takes any words: they are on the timeline, in the search and in what needs somebody.
        terminal.keys("<esc>1a");
        terminal.wait("Write a line");
        terminal.send(format!("\x1b[200~{HOSTILE}\x1b[201~").as_bytes());
        terminal.wait("<U+");
        terminal.keys("<enter>");
        terminal.wait_gone("Write a line");
        for keys in
            ["1z", "z", "!", "<esc>", "/owned", "<esc>", "V", "<esc>", "M", "<esc>", "W", "<esc>", "2", "3", "4", "5"]
        {
            terminal.keys(keys);
            terminal.pump(Duration::from_millis(100));
        }
        ends_well(&laptop, terminal, &format!("WARROOM_FUZZ_SEED={seed}"));
    }
}
