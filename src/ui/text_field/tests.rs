use super::*;
use crate::ui::input::Chord;

/// Stands in for the program's cleaner.
fn clean(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == HELD;
    if text.chars().any(bad) {
        text.chars().map(|c| if bad(c) { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }).collect()
    } else {
        text.into()
    }
}

const LOOK: Look = Look { text: Style::new(), sign: Style::new(), glyphs: GlyphSet::Ascii };

fn key(text: &str) -> KeyEvent {
    let chord = Chord::parse(text).unwrap();
    KeyEvent::new(chord.code(), chord.modifiers())
}

fn keys(field: &mut TextField, keys: &str) {
    for chord in keys.split_whitespace() {
        field.handle(key(chord));
    }
}

fn typed(field: &mut TextField, text: &str) {
    for c in text.chars() {
        field.handle(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    }
}

/// The field as drawn, `|` where the cursor is, and rows joined by `/`.
fn seen(field: &TextField, width: u16, height: u16) -> (String, Option<Position>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let cursor = field.render(buffer.area, &mut buffer, &LOOK);
    let rows: Vec<String> = (0..height)
        .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned())
        .collect();
    (rows.join("/"), cursor)
}

fn line() -> TextField {
    TextField::new(clean)
}

fn area() -> TextField {
    TextField::new(clean).several_lines()
}

#[test]
fn letters_are_letters_and_editing_edits() {
    let mut f = line();
    typed(&mut f, "q isolate fw01?");
    keys(&mut f, "home right ctrl-k");
    assert_eq!(f.text(), "q");
    keys(&mut f, "ctrl-_ end ctrl-left del backspace");
    assert_eq!(f.text(), "q isolatew01?");
    keys(&mut f, "ctrl-w");
    assert_eq!(f.text(), "q w01?");
    keys(&mut f, "ctrl-u");
    assert_eq!(f.text(), "w01?");
    for not_mine in ["tab", "esc", "enter", "up", "f5", "ctrl-s", "ctrl-p", "alt-b"] {
        assert!(!f.handle(key(not_mine)), "{not_mine}");
    }
    assert_eq!(f.text(), "w01?");
}

#[test]
fn undo_goes_word_by_word_and_redo_comes_back() {
    let mut f = line();
    typed(&mut f, "one two");
    assert!(f.undo());
    assert_eq!(f.text(), "one");
    assert!(f.undo());
    assert_eq!(f.text(), "");
    assert!(!f.undo());
    assert!(f.redo() && f.redo() && !f.redo());
    assert_eq!(f.text(), "one two");
    f.clear();
    assert!(f.undo());
    assert_eq!(f.text(), "one two");
    let revision = f.revision();
    typed(&mut f, "!");
    assert!(f.revision() > revision);
}

#[test]
fn the_cursor_moves_by_what_people_see_as_one_character() {
    let mut f = line();
    f.set_text("ae\u{301}👩‍🚒z");
    keys(&mut f, "left backspace backspace");
    assert_eq!(f.text(), "az");
    typed(&mut f, "e\u{301}");
    keys(&mut f, "backspace");
    assert_eq!(f.text(), "az");
}

#[test]
fn raw_text_stays_and_harmless_text_shows() {
    let mut f = line();
    let raw = "a\u{202e}b\u{1b}[2Jc\u{200b}";
    assert_eq!(f.paste(raw), Pasted::Inserted);
    assert_eq!(f.text(), raw);
    let (shown, cursor) = seen(&f, 40, 1);
    assert_eq!(shown, "a<U+202E>b<U+001B>[2Jc<U+200B>");
    assert_eq!(cursor, Some(Position::new(30, 0)));
    keys(&mut f, "backspace ctrl-left right right");
    assert_eq!(seen(&f, 40, 1).1, Some(Position::new(9, 0)), "the escape is one step");
}

#[test]
fn a_long_line_scrolls_with_signs_and_the_cursor_stays_visible() {
    let mut f = line();
    f.set_text(&"0123456789".repeat(5));
    for step in 0..=50 {
        let (shown, cursor) = seen(&f, 12, 1);
        let x = usize::from(cursor.unwrap().x);
        let offset = 50 - step;
        if offset < 50 {
            let under = shown.chars().nth(x).unwrap();
            assert_eq!(under.to_digit(10), Some(offset as u32 % 10), "cursor on its character: {shown}");
        }
        assert_eq!(shown.starts_with('<'), offset >= 10, "{shown}");
        keys(&mut f, "left");
    }
    assert_eq!(seen(&f, 12, 1).0, "01234567890>");
}

#[test]
fn several_lines_wrap_at_words_and_rows_are_walked() {
    let mut f = area();
    f.set_text("cut the writer\nkey AK7Q");
    assert_eq!(seen(&f, 9, 4).0, "cut the/writer/key AK7Q/");
    f.set_width(9);
    assert_eq!(f.rows(9), 3);
    keys(&mut f, "up");
    assert_eq!(seen(&f, 9, 4).1, Some(Position::new(6, 1)));
    keys(&mut f, "up");
    assert_eq!(seen(&f, 9, 4).1.unwrap().y, 0);
    assert!(!f.handle(key("up")), "above the first row the form decides");
    keys(&mut f, "down down");
    assert_eq!(seen(&f, 9, 4).1, Some(Position::new(8, 2)), "the column is kept over short rows");
    assert!(!f.handle(key("down")));
    keys(&mut f, "home enter");
    assert_eq!(f.text(), "cut the writer\n\nkey AK7Q");
    assert_eq!(seen(&f, 9, 2).0, "        ^/key AK7Q");
}

#[test]
fn ten_megabytes_are_held_as_one_block() {
    let mut f = area().block_label(|bytes| format!("pasted text, {bytes} bytes"));
    typed(&mut f, "see: ");
    let big = "log line \u{1b}[31m\r".repeat(700_000);
    let expected = big.replace('\r', "\n");
    assert_eq!(f.paste(&big), Pasted::Held(expected.len()));
    typed(&mut f, " end");
    assert_eq!(f.len(), expected.len() + 9);
    assert_eq!(f.text(), format!("see: {expected} end"));
    assert_eq!(seen(&f, 60, 1).0, format!("see: pasted text, {} bytes end", expected.len()));
    assert_eq!(seen(&f, 24, 3).0, "see:/pasted text, 1050000.../ end");
    keys(&mut f, "ctrl-w left backspace");
    assert_eq!(f.text(), "see:  ");
    keys(&mut f, "ctrl-_");
    assert_eq!(f.len(), expected.len() + 6);
}

#[test]
fn what_looks_like_a_held_block_is_only_text() {
    let mut f = line();
    let raw = format!("a{HELD}b{HELD}\u{301}c");
    f.paste(&raw);
    assert_eq!(f.text(), raw);
    assert!(seen(&f, 60, 1).0.starts_with("a<U+FDD0>b<U+FDD0>"));
    keys(&mut f, "home right del");
    assert_eq!(f.text(), format!("ab{HELD}\u{301}c"));
}

#[test]
fn deleting_one_of_two_held_blocks_keeps_the_other() {
    let mut f = area();
    let (first, second) = ("1".repeat(INLINE_LIMIT + 1), "2".repeat(INLINE_LIMIT + 2));
    f.paste(&first);
    f.paste(&second);
    keys(&mut f, "ctrl-home del");
    assert!(f.text() == second);
    f.paste(&first);
    assert!(f.text() == format!("{first}{second}"));
    keys(&mut f, "ctrl-_ ctrl-_ ctrl-end backspace");
    assert!(f.text() == first);
}

#[test]
fn many_small_pastes_do_not_add_up_to_a_slow_text() {
    let mut f = area();
    let part = "x".repeat(60 * 1024);
    for _ in 0..50 {
        f.paste(&part);
    }
    assert_eq!(f.len(), 50 * part.len());
    assert!(f.state.text.len() <= INLINE_LIMIT);
    assert_eq!(f.text(), part.repeat(50));
}

#[test]
fn limits_and_line_ends_are_said_not_swallowed() {
    let mut f = line().max_bytes(5);
    assert_eq!(f.paste("one\rtwo\r"), Pasted::SeveralLines(2));
    assert_eq!(f.paste("toolong"), Pasted::TooLong { bytes: 7, room: 5 });
    assert!(f.hit_limit() && f.is_empty());
    assert_eq!(f.paste("abc\r\n"), Pasted::Inserted);
    typed(&mut f, "de");
    assert!(!f.hit_limit());
    typed(&mut f, "f");
    assert!(f.hit_limit());
    assert_eq!(f.text(), "abcde");
    let mut joined = line();
    assert_eq!(joined.paste_joined("one\r\ntwo\r\n"), Pasted::Inserted);
    assert_eq!(joined.text(), "one two");
}

#[test]
fn every_size_and_hostile_text_draws_without_panic_and_within_its_area() {
    let texts = [
        String::new(),
        "漢字かな👩‍🚒".repeat(9),
        "e\u{301}\u{302}\u{303}".repeat(40),
        format!("z{}", "\u{301}".repeat(500)),
        "\r\n\n\r\t\u{0}\u{85}\u{2028}".repeat(5),
        "a b ".repeat(60),
        "\u{200d}\u{fe0f}\u{feff}\u{e0001}".into(),
    ];
    for text in &texts {
        for mut f in [line(), area()] {
            f.set_text(text);
            for width in 0..14 {
                f.set_width(width);
                for height in 0..4 {
                    let mut buffer = Buffer::empty(Rect::new(0, 0, width + 2, height + 2));
                    let inside = Rect::new(1, 1, width, height);
                    for chord in ["left", "up", "down", "ctrl-left", "end", "home", "right", "ctrl-end"] {
                        f.handle(key(chord));
                        if let Some(cursor) = f.render(inside, &mut buffer, &LOOK) {
                            assert!(inside.contains(cursor), "{text:?} {width}x{height}");
                        }
                    }
                    for position in buffer.area.positions().filter(|p| !inside.contains(*p)) {
                        assert_eq!(buffer[position].symbol(), " ", "drawn outside: {text:?} {width}x{height}");
                    }
                    for position in inside.positions() {
                        assert!(!buffer[position].symbol().chars().any(char::is_control));
                    }
                }
            }
            keys(&mut f, "ctrl-home del del backspace ctrl-end backspace ctrl-w");
        }
    }
}

#[test]
fn debug_output_holds_no_text() {
    let mut f = line();
    f.set_text("privileged");
    assert!(!format!("{f:?}").contains("privileged"));
}
