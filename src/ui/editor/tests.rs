use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::ui::input::Chord;
use crate::ui::panes::fixture::{Room, lines, sheet};

fn key(text: &str) -> KeyEvent {
    let chord = Chord::parse(text).unwrap();
    KeyEvent::new(chord.code(), chord.modifiers())
}

fn keys(editor: &mut Editor, keys: &str) {
    for chord in keys.split_whitespace() {
        editor.handle(key(chord));
    }
}

fn typed(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        editor.handle(KeyEvent::new(if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) }, KeyModifiers::NONE));
    }
}

fn sized(text: &str, width: u16, height: u16) -> Editor {
    let mut editor = Editor::new(text);
    editor.set_size(width, height);
    editor
}

fn seen(editor: &Editor, width: u16, height: u16) -> (Vec<String>, Option<(u16, u16)>) {
    let room = Room::day_one();
    let mut buffer = sheet(width, height);
    let cursor = editor.draw(buffer.area, &mut buffer, &room.look());
    (lines(&buffer), cursor.map(|at| (at.x, at.y)))
}

/// What must hold whatever was done.
fn sound(editor: &Editor) {
    assert!(editor.is_boundary(editor.cursor), "cursor {} in {:?}", editor.cursor, editor.text);
    assert_eq!(editor.rows, Rows::new(&editor.text, editor.width, editor.clean), "rows of {:?}", editor.text);
    let row = editor.rows.of(editor.cursor);
    assert!(editor.top <= row && row < editor.top + editor.text_rows(), "the cursor is in sight");
}

#[test]
fn keys_edit() {
    let mut e = sized("", 40, 5);
    typed(&mut e, "isolate fw01 now");
    keys(&mut e, "home right ctrl-k");
    assert_eq!(e.text(), "i");
    keys(&mut e, "ctrl-y ctrl-_ ctrl-_ ctrl-end ctrl-left del backspace");
    assert_eq!(e.text(), "isolate fw01ow");
    keys(&mut e, "ctrl-w");
    assert_eq!(e.text(), "isolate ow");
    keys(&mut e, "ctrl-u");
    assert_eq!(e.text(), "ow");
    keys(&mut e, "ctrl-e enter ctrl-y");
    assert_eq!(e.text(), "ow\nisolate ", "what was cut is put back elsewhere");
    for not_mine in ["tab", "esc", "f5", "ctrl-s", "ctrl-p", "alt-b", "ctrl-x", "f2"] {
        assert!(!e.handle(key(not_mine)), "{not_mine}");
    }
}

#[test]
fn a_paragraph_is_moved_by_cutting_it_with_its_line_end() {
    let mut e = sized("one\ntwo\nthree", 40, 5);
    keys(&mut e, "ctrl-home ctrl-k ctrl-k");
    assert_eq!(e.text(), "two\nthree", "the second cut takes the line end");
    keys(&mut e, "ctrl-_ ctrl-_");
    assert_eq!(e.text(), "one\ntwo\nthree");
}

#[test]
fn undo_goes_word_by_word_and_redo_comes_back() {
    let mut e = sized("", 40, 5);
    typed(&mut e, "one two");
    keys(&mut e, "ctrl-_");
    assert_eq!(e.text(), "one");
    keys(&mut e, "ctrl-_ ctrl-_");
    assert_eq!(e.text(), "");
    keys(&mut e, "ctrl-r ctrl-r ctrl-r");
    assert_eq!(e.text(), "one two");
    keys(&mut e, "backspace backspace backspace ctrl-_");
    assert_eq!(e.text(), "one two", "one word deleted is one step");
    typed(&mut e, "x");
    keys(&mut e, "left right");
    typed(&mut e, "y");
    keys(&mut e, "ctrl-_");
    assert_eq!(e.text(), "one twox", "a cursor that was moved begins a step");
}

#[test]
fn words_wrap_and_rows_are_moved_by() {
    let e = sized("personal data of former employees", 16, 5);
    let (rows, cursor) = seen(&e, 16, 5);
    assert_eq!(rows[..3], ["personal data", "of former", "employees"], "{rows:?}");
    assert_eq!(cursor, Some((9, 2)));
    let mut e = e;
    keys(&mut e, "up up home");
    assert_eq!(e.cursor, 0);
    keys(&mut e, "end");
    assert_eq!(seen(&e, 16, 5).1, Some((13, 0)), "before the space at which the row was broken");
    keys(&mut e, "end");
    assert_eq!(e.cursor, e.text.len(), "and once more: the end of the line");
    keys(&mut e, "home home");
    assert_eq!(e.cursor, 0);
}

#[test]
fn up_and_down_keep_the_column_over_short_rows() {
    let mut e = sized("abcdef\nx\nabcdef", 20, 5);
    keys(&mut e, "ctrl-home right right right right down");
    assert_eq!(e.cursor, 8);
    keys(&mut e, "down");
    assert_eq!(e.cursor, 13);
    keys(&mut e, "down");
    assert_eq!(e.cursor, e.text.len(), "below the last row: its end");
    keys(&mut e, "pgup");
    assert_eq!(e.rows.of(e.cursor), 0);
}

#[test]
fn hostile_text_is_shown_by_number_and_kept_as_it_is() {
    let text = "a\u{202e}b\u{1b}[31m\tc\r\nd";
    let e = sized(text, 60, 4);
    let (rows, _) = seen(&e, 60, 4);
    assert_eq!(rows[0], "a<U+202E>b<U+001B>[31m<U+0009>c<U+000D>");
    assert_eq!(rows[1], "d");
    assert_eq!(e.text(), text);
    let mut e = e;
    keys(&mut e, "ctrl-home right del");
    assert_eq!(&e.text()[..3], "ab\u{1b}", "what is odd is deleted like a letter");
}

#[test]
fn words_are_found_forwards_backwards_and_around() {
    let mut e = sized("Alpha beta\nalpha two\nALPHA three", 40, 6);
    keys(&mut e, "ctrl-home ctrl-f");
    typed(&mut e, "alp");
    assert_eq!(e.cursor, 0, "while they are typed");
    typed(&mut e, "ha");
    keys(&mut e, "enter");
    assert_eq!(e.cursor, 11);
    keys(&mut e, "enter");
    assert_eq!(e.cursor, 21);
    keys(&mut e, "enter");
    assert_eq!((e.cursor, e.found), (0, Found::Around));
    keys(&mut e, "up");
    assert_eq!((e.cursor, e.found), (21, Found::Around));
    keys(&mut e, "up");
    assert_eq!(e.cursor, 11);
    keys(&mut e, "esc");
    assert!(!e.finding());
    keys(&mut e, "f3");
    assert_eq!(e.cursor, 21, "and on without the line");
    keys(&mut e, "shift-f3");
    assert_eq!(e.cursor, 11);
    assert_eq!(e.text(), "Alpha beta\nalpha two\nALPHA three", "nothing was typed into the text");
}

#[test]
fn what_is_found_is_marked_and_what_is_not_is_said() {
    let room = Room::day_one();
    let mut e = sized("one two three", 60, 4);
    keys(&mut e, "ctrl-f");
    typed(&mut e, "two");
    let mut buffer = sheet(60, 4);
    e.draw(buffer.area, &mut buffer, &room.look());
    let marked: String = (0..60)
        .filter(|x| buffer[(*x, 0)].style().add_modifier.contains(ratatui::style::Modifier::REVERSED))
        .map(|x| buffer[(x, 0)].symbol().to_owned())
        .collect();
    assert_eq!(marked, "two");
    typed(&mut e, "x");
    let (rows, cursor) = seen(&e, 60, 4);
    assert!(rows[3].contains("twox") && rows[3].contains("nowhere"), "{rows:?}");
    assert_eq!(cursor.map(|at| at.1), Some(3), "the real cursor is where is typed");
}

#[test]
fn a_paste_is_one_step_with_line_ends_of_the_house() {
    let mut e = sized("x", 40, 5);
    e.paste("a\r\nb\rc");
    assert_eq!(e.text(), "xa\nb\nc");
    keys(&mut e, "ctrl-_");
    assert_eq!(e.text(), "x");
    keys(&mut e, "ctrl-f");
    e.paste("b\rc");
    assert_eq!(e.text(), "x", "a paste goes where the keys go");
}

#[test]
fn a_long_text_is_laid_out_around_the_cursor_only() {
    let line = "every word of this line is content, and so is the next one. ".repeat(20_000);
    let text = format!("{line}\n{line}");
    let mut e = sized(&text, 80, 24);
    keys(&mut e, "ctrl-home");
    // So many keys with the whole text laid out for each would take minutes.
    for _ in 0..300 {
        typed(&mut e, "ab ");
        keys(&mut e, "down backspace");
    }
    assert_eq!(e.rows, Rows::new(&e.text, 80, e.clean));
    keys(&mut e, "ctrl-end");
    assert!(e.top > 20_000);
}

#[test]
fn no_size_breaks_it() {
    let text = "日本語 <html> \u{202e}x\u{301}\u{302} family 👨‍👩‍👧 \n\n end";
    for width in 0..12 {
        for height in 0..4 {
            let mut e = sized(text, width, height);
            keys(&mut e, "ctrl-home down pgdn end right ctrl-f");
            sound(&e);
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            e.draw(buffer.area, &mut buffer, &Room::day_one().look());
        }
    }
}

/// Characters that join, hide, turn, break and widen.
fn odd() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => "[a-d ]",
        1 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\u{301}".to_owned()),
        1 => Just("🇩".to_owned()),
        1 => Just("👩\u{200d}".to_owned()),
        1 => Just("日".to_owned()),
        1 => Just("\u{202e}".to_owned()),
        1 => Just("\u{915}\u{94d}".to_owned()),
        1 => Just("\u{301}".repeat(11)),
        1 => Just("\u{1100}".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

#[derive(Debug, Clone)]
enum Deed {
    Key(&'static str),
    Type(char),
    Paste(String),
    Replace(String),
    Size(u16, u16),
}

const KEYS: &[&str] = &[
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pgup",
    "pgdn",
    "ctrl-left",
    "ctrl-right",
    "ctrl-home",
    "ctrl-end",
    "ctrl-a",
    "ctrl-e",
    "enter",
    "backspace",
    "del",
    "ctrl-w",
    "ctrl-del",
    "ctrl-u",
    "ctrl-k",
    "ctrl-y",
    "ctrl-_",
    "ctrl-r",
    "ctrl-f",
    "f3",
    "shift-f3",
    "esc",
];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => prop::sample::select(KEYS).prop_map(Deed::Key),
        4 => prop::sample::select("ab \u{301}日🇩".chars().collect::<Vec<_>>()).prop_map(Deed::Type),
        1 => odd().prop_map(Deed::Paste),
        1 => odd().prop_map(Deed::Replace),
        1 => (0u16..20, 0u16..8).prop_map(|(width, height)| Deed::Size(width, height)),
    ]
}

fn act(editor: &mut Editor, deed: &Deed) {
    match deed {
        Deed::Key(name) => {
            editor.handle(key(name));
        }
        Deed::Type(c) => {
            editor.handle(KeyEvent::new(KeyCode::Char(*c), KeyModifiers::NONE));
        }
        Deed::Paste(text) => editor.paste(text),
        Deed::Replace(text) => editor.replace(text),
        Deed::Size(width, height) => editor.set_size(*width, *height),
    }
}

proptest! {
    #[test]
    fn whatever_is_done_the_cursor_and_the_rows_are_right(text in odd(), deeds in prop::collection::vec(deed(), 0..60)) {
        let mut editor = sized(&text, 10, 4);
        for deed in &deeds {
            act(&mut editor, deed);
            sound(&editor);
        }
    }

    #[test]
    fn undo_after_anything_returns_to_the_start_and_redo_to_the_end(
        text in odd(),
        deeds in prop::collection::vec(deed(), 0..60),
    ) {
        let mut editor = sized(&text, 12, 5);
        for deed in deeds.iter().filter(|deed| !matches!(deed, Deed::Key("ctrl-_" | "ctrl-r"))) {
            act(&mut editor, deed);
        }
        editor.prompt = None;
        let end = editor.text().to_owned();
        for _ in 0..=deeds.len() {
            keys(&mut editor, "ctrl-_");
        }
        prop_assert_eq!(editor.text(), text.as_str());
        for _ in 0..=deeds.len() {
            keys(&mut editor, "ctrl-r");
        }
        prop_assert_eq!(editor.text(), end.as_str());
    }

    #[test]
    fn rows_hold_every_byte_once_and_no_row_is_too_wide(text in odd(), width in 0u16..24) {
        let editor = sized(&text, width, 5);
        let clusters: Vec<_> = unicode_segmentation::UnicodeSegmentation::grapheme_indices(text.as_str(), true).collect();
        let mut at = 0;
        for row in 0..editor.rows.count() {
            let range = editor.rows.range(row, &text);
            prop_assert_eq!(range.start, at);
            let pieces: Vec<_> = editor.pieces(range.start).take_while(|piece| piece.start < range.end).collect();
            prop_assert_eq!(pieces.last().map_or(range.end, |piece| piece.end), range.end, "no piece is split");
            let columns: usize = pieces.iter().map(|piece| piece.width).sum();
            prop_assert!(columns <= editor.rows.room() || pieces.len() == 1, "{} columns in {}", columns, width);
            for piece in &pieces {
                let (start, cluster) = clusters.iter().rfind(|(start, _)| *start <= piece.start).copied().unwrap();
                let whole = (start, start + cluster.len()) == (piece.start, piece.end);
                prop_assert!(whole || cluster.chars().count() > 8 || cluster == "\r\n", "only piles are taken apart");
            }
            at = range.end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn what_is_seen_is_all_of_the_text(text in "[a-z ]{0,120}", width in 8u16..30) {
        let editor = sized(&text, width, 60);
        let (rows, _) = seen(&editor, width, 60);
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        prop_assert_eq!(letters(&rows.concat()), letters(&text));
    }
}
