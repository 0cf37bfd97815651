//! The reader of streams finds what a terminal would act on.

use super::allowed::foreign;

#[test]
fn our_own_sequences_and_words_pass() {
    let ours = "\x1b[?1049h\x1b[0m\x1b[2J\x1b[H\x1b[?2004h\x1b[?25l\x1b[22;2t\x1b]2;ORCHID - warroom\x07\x1b[3;17H\x1b[38;2;1;2;3m\
                W\u{f6}rter, \u{6f22}\u{5b57}, e\u{301}\x07\x1b[?1006l\x1b[?2004l\x1b[0m\x1b]2;\x07\x1b[23;2t\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h\r\n";
    assert_eq!(foreign(ours.as_bytes()), None);
}

#[test]
fn whatever_else_a_terminal_would_act_on_is_found() {
    for hostile in [
        "\x1b]52;c;aGk=\x07",
        "\x1b]0;owned\x07",
        "\x1b]2;owned\x1b\\",
        "\x1b[6n",
        "\x1b[3J",
        "\x1b[?1003$p",
        "\x1b[?7l",
        "\x1bc",
        "\x1bPq\x1b\\",
        "\x1b[>4;1m",
        "\u{9b}31m",
        "\u{9d}",
        "\t",
        "\r",
        "\n",
        "\x08",
        "\x7f",
        "\0",
        "\u{202e}",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
    ] {
        let stream = format!("\x1b[?1049hwords{hostile}words");
        assert_eq!(foreign(stream.as_bytes()).map(|(at, _)| at), Some(13), "{hostile:?}");
    }
    assert!(foreign(b"\x1b[?1049hwords\xff").is_some() && foreign(b"\xe2\x80").is_some());
    let title = format!("\x1b]2;{}\x07", "x".repeat(81));
    assert!(foreign(title.as_bytes()).is_some());
}
