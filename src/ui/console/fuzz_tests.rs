//! Whatever is typed, pasted, clicked or resized: no panic, nothing but our own sequences on the way to the terminal, and a journal that verifies.

use std::sync::atomic::Ordering;

use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use super::rig_tests::Rig;
use super::*;
use crate::app::COMMANDS;
use crate::app::command::CommandSpec;
use crate::domain::input::FieldKind;

/// What a terminal would act on, in the middle of words.
const HOSTILE: &str = "bad \u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}]52;c;aGk=\u{7} \u{202e}txt.exe\u{2066}\u{9b}31m\u{9d}0;x\u{9c}\u{1b}P\t\u{0}\u{200b}\u{feff}\u{7f}\u{e0041}e\u{301}\u{301}";

/// One thing that happens to a console.
#[derive(Debug, Clone)]
enum Happens {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    Mouse(MouseEventKind, u16, u16),
    Resize(u16, u16),
    Command(usize),
    Pass(i64),
}

impl Rig {
    /// One thing, and the frame after it.
    fn step(&mut self, what: &Happens) {
        match what {
            Happens::Key(code, modifiers) => self.key(*code, *modifiers),
            Happens::Paste(text) => self.console.pasted(text),
            Happens::Mouse(kind, column, row) => {
                let modifiers = KeyModifiers::NONE;
                self.console.clicked(MouseEvent { kind: *kind, column: *column, row: *row, modifiers });
            }
            Happens::Resize(columns, rows) => self.resize(*columns, *rows),
            Happens::Command(index) => self.run(&COMMANDS[*index % COMMANDS.len()]),
            Happens::Pass(millis) => {
                self.clock.passed.fetch_add(*millis, Ordering::Relaxed);
            }
        }
        self.settle();
        self.frame();
    }
}

/// Words as nobody should paste them.
fn pasted() -> impl Strategy<Value = String> {
    let pieces = [
        HOSTILE,
        "\u{1b}[200~",
        "\u{1b}[201~",
        "\r\n",
        "\n\n",
        "\t",
        "\u{0}",
        "\u{202e}gpj.exe\u{202c}",
        "\u{6f22}\u{5b57}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
        "\u{e0001}\u{e0041}",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "-1h",
        "E-001",
        "2026-11-21 09:00",
        "/etc/hostname",
    ];
    let piece = prop_oneof![
        6 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        2 => prop::collection::vec(any::<char>(), 0..12).prop_map(|characters| characters.into_iter().collect()),
        1 => (1..4_000_usize).prop_map(|times| "x".repeat(times)),
    ];
    prop_oneof![
        30 => prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()),
        1 => Just("one line of very many\n".repeat(9_000)),
        1 => Just(HOSTILE.repeat(2_000)),
    ]
}

fn happens() -> impl Strategy<Value = Happens> {
    let named = vec![
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
    ];
    let code = prop_oneof![
        6 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => any::<char>().prop_map(KeyCode::Char),
        6 => prop::sample::select(named),
        1 => (1..=24_u8).prop_map(KeyCode::F),
    ];
    let modifiers = prop_oneof![
        9 => Just(KeyModifiers::NONE),
        2 => Just(KeyModifiers::CONTROL),
        1 => Just(KeyModifiers::ALT),
        1 => Just(KeyModifiers::SHIFT),
    ];
    let mouse = prop::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Down(MouseButton::Right),
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollDown,
    ]);
    let size = prop_oneof![
        3 => (0..=300_u16, 0..=100_u16),
        1 => (0..=3_u16, 0..=3_u16),
        3 => prop::sample::select(vec![(60, 20), (80, 24), (120, 40), (160, 48), (300, 100)]),
    ];
    prop_oneof![
        20 => (code, modifiers).prop_map(|(code, modifiers)| Happens::Key(code, modifiers)),
        4 => pasted().prop_map(Happens::Paste),
        4 => (mouse, 0..300_u16, 0..100_u16).prop_map(|(kind, column, row)| Happens::Mouse(kind, column, row)),
        3 => size.prop_map(|(columns, rows)| Happens::Resize(columns, rows)),
        6 => (0..COMMANDS.len()).prop_map(Happens::Command),
        2 => prop::sample::select(vec![1_000, 7_000, 61_000, 660_000, 7_200_000]).prop_map(Happens::Pass),
    ]
}

fn soak() -> bool {
    std::env::var_os("WARROOM_SOAK").is_some()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if soak() { 500 } else { 3 },
        max_shrink_iters: if soak() { 2_000 } else { 30 },
        ..ProptestConfig::default()
    })]
    #[test]
    fn whatever_happens_nothing_panics_and_only_our_own_bytes_leave(all in prop::collection::vec(happens(), 80)) {
        let mut rig = Rig::new();
        for what in &all {
            rig.step(what);
        }
        rig.end();
    }
}

/// Opens the form of a command with hostile words in its fields, and records it where it can be recorded; whether there was a form.
fn fill(rig: &mut Rig, spec: &'static CommandSpec, every: bool) -> bool {
    let scope = spec.keys.first().map(|(scope, _)| *scope);
    rig.console.focus = Pane::ALL.into_iter().find(|pane| Some(pane.scope()) == scope).unwrap_or(Pane::Timeline);
    rig.run(spec);
    if !matches!(rig.console.overlays.last(), Some(Overlay::Form(_))) {
        return false;
    }
    for _ in spec.fields {
        let Some(field) = rig.console.top_form().and_then(|form| form.focused()) else { break };
        let words = matches!(
            field.spec.kind,
            FieldKind::Line
                | FieldKind::Text
                | FieldKind::List
                | FieldKind::Person
                | FieldKind::Paste
                | FieldKind::Entity(_)
                | FieldKind::Entities(_)
        );
        if every || (words && field.field.is_empty()) {
            rig.console.pasted(HOSTILE);
        }
        if soak() {
            rig.frame();
        }
        rig.press(KeyCode::Tab);
    }
    rig.frame();
    rig.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
    rig.settle();
    rig.frame();
    for _ in 0..6 {
        rig.press(KeyCode::Esc);
    }
    rig.console.overlays.clear();
    true
}

#[test]
fn hostile_words_in_every_field_of_every_command_stay_words() {
    let mut rig = Rig::new();
    let before = rig.console.case.as_ref().unwrap().lines();
    let mut forms = 0;
    // What ends the case comes last, so that there is something to record in until then.
    let (end, all): (Vec<&CommandSpec>, Vec<&CommandSpec>) =
        COMMANDS.iter().filter(|spec| !spec.fields.is_empty()).partition(|spec| spec.name.starts_with("clos"));
    for (index, spec) in all.iter().chain(&end).enumerate() {
        // Filled in every field most are refused: a few show that, a soak takes all.
        for every in [true, false] {
            if !every || soak() || index % 5 == 0 {
                forms += usize::from(fill(&mut rig, spec, every));
            }
        }
    }
    let recorded = rig.console.case.as_ref().unwrap().lines() - before;
    assert!(forms > COMMANDS.len() / 2, "{forms} forms were filled in");
    assert!(recorded > 20, "{recorded} records came of it");
    // What was recorded is looked at on every screen.
    rig.written_out = false;
    for (columns, rows) in [(80, 24), (160, 48)] {
        rig.step(&Happens::Resize(columns, rows));
        for pane in Pane::ALL {
            rig.console.focus = pane;
            for key in ['z', 'j', 'z', 'G', 'g'] {
                rig.press(KeyCode::Char(key));
                rig.frame();
            }
        }
        let screens = COMMANDS.iter().filter(|spec| spec.fields.is_empty() && !spec.records());
        for spec in screens.filter(|spec| !["quit", "suspend", "blank"].contains(&spec.name)) {
            rig.run(spec);
            rig.frame();
            for code in [KeyCode::Down, KeyCode::PageDown, KeyCode::End, KeyCode::Esc, KeyCode::Esc] {
                rig.press(code);
                rig.frame();
            }
            rig.console.overlays.clear();
        }
    }
    assert!(rig.written_out, "nothing hostile was ever on the screen");
    rig.end();
}

#[test]
fn a_flood_of_letters_is_looked_at_once() {
    let mut rig = Rig::new();
    rig.run(crate::app::command::command("log").unwrap());
    let looks = rig.clock.looks.load(Ordering::Relaxed);
    for _ in 0..500 {
        rig.press(KeyCode::Char('x'));
    }
    let during = rig.clock.looks.load(Ordering::Relaxed) - looks;
    assert!(during < 50, "the whole form was decided {during} times while letters were still coming");
    rig.settle();
    assert!(rig.clock.looks.load(Ordering::Relaxed) > looks, "and then it is looked at");
    let text = rig.console.top_form().and_then(|form| form.input().get("text").map(str::len));
    assert_eq!(text, Some(500));
    // What is recorded is what was typed, whether it was looked at or not.
    rig.press(KeyCode::Char('y'));
    let before = rig.console.case.as_ref().unwrap().lines();
    rig.press(KeyCode::Enter);
    assert!(rig.console.overlays.is_empty());
    assert!(rig.console.case.as_ref().unwrap().lines() > before);
}
