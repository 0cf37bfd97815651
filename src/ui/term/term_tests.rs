use super::*;

const ALL_MODES: [Modes; 5] = [
    Modes { mouse: false, titles: false, bare: false, sized: false },
    Modes { mouse: true, titles: false, bare: false, sized: false },
    Modes { mouse: false, titles: true, bare: false, sized: false },
    Modes { mouse: true, titles: true, bare: false, sized: false },
    Modes { mouse: false, titles: false, bare: true, sized: false },
];

fn parser() -> vt100::Parser {
    let cells = |n| std::num::NonZeroU16::new(n).unwrap();
    vt100::Parser::new(cells(24), cells(80), 0)
}

#[test]
fn leaving_undoes_entering() {
    for modes in ALL_MODES {
        let mut parser = parser();
        parser.process(b"$ prompt");
        let before = parser.screen().state_formatted();
        parser.process(enter_sequence(modes).as_bytes());
        let screen = parser.screen();
        assert!(screen.hide_cursor());
        assert_eq!((screen.alternate_screen(), screen.bracketed_paste()), (!modes.bare, !modes.bare));
        assert_eq!(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, modes.mouse);
        parser.process(b"\x1b[7;31msecret");
        parser.process(leave_sequence(modes).as_bytes());
        let screen = parser.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        if modes.bare {
            assert_eq!(screen.contents(), "", "there is no second screen: nothing of the case may stay");
        } else {
            assert_eq!(parser.screen().state_formatted(), before, "{modes:?}");
        }
    }
}

#[test]
fn a_console_without_a_second_screen_keeps_no_case_text() {
    let mut parser = parser();
    let without = |bytes: String| bytes.replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
    parser.process(without(enter_sequence(ALL_MODES[0])).as_bytes());
    parser.process(b"secret");
    parser.process(without(leave_sequence(ALL_MODES[0])).as_bytes());
    assert_eq!(parser.screen().contents(), "");
}

#[test]
fn consoles_get_no_title_and_titles_are_harmless() {
    for term in ["linux", "dumb", "vt220", ""] {
        assert!(!TermEnv { term: term.into(), no_color: false, ..TermEnv::default() }.has_titles(), "{term}");
    }
    assert!(TermEnv { term: "xterm-256color".into(), no_color: false, ..TermEnv::default() }.has_titles());
    for modes in &ALL_MODES[..2] {
        assert!(!enter_sequence(*modes).contains("\x1b]") && !leave_sequence(*modes).contains("\x1b]"));
    }
    assert_eq!(title_sequence("ORCHID\x07\x1b]0;x\u{9c}\u{202e}\n"), "\x1b]2;ORCHID]0;x\x07");
}

#[test]
fn nothing_asks_the_terminal() {
    for modes in ALL_MODES {
        for sequence in [enter_sequence(modes), leave_sequence(modes)] {
            assert!(!["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[?u", "$p"].iter().any(|q| sequence.contains(q)));
        }
    }
}

#[test]
fn leaving_without_having_entered_is_nothing() {
    assert!(!is_held());
    leave();
    leave();
    assert!(!is_held());
}

#[test]
fn a_pipe_is_not_a_screen() {
    // The test runner's standard input or output may be a terminal; `dumb` is refused either way.
    let refused = Screen::enter(&TermEnv { term: "dumb".into(), no_color: false, ..TermEnv::default() });
    assert!(matches!(refused, Err(TermError::NotATerminal | TermError::Dumb(_))));
}
