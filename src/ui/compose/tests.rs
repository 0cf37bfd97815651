use chrono_tz::Tz;

use super::*;
use crate::domain::fact::Author;
use crate::domain::notice::{Begun, Entry, Written};
use crate::domain::time::TypingContext;
use crate::library::contents::Item;
use crate::ui::input::Chord;
use crate::ui::panes::fixture::{Room, lines, sheet};

fn item(id: &str, text: &str) -> Item {
    Item { id: id.to_owned(), text: text.to_owned(), ..Item::default() }
}

/// A notice with three items: a fact, a number, something about the organisation itself.
fn begun(room: &mut Room) -> RecordId {
    let items = vec![
        item("nature", "nature of the breach"),
        Item { number: true, ..item("people-number", "number of people") },
        Item { own: true, ..item("contact", "contact point") },
    ];
    let (regime, deadline) = ("eu-gdpr".to_owned(), "authority-72h".to_owned());
    let kind = "initial".to_owned();
    let title = "GDPR: personal data breach: Notice".to_owned();
    room.add(Begun { regime, deadline, kind, title, items, ..Begun::default() }, "21T10:00:00")
}

fn written(room: &mut Room, notice: RecordId, entries: Vec<Entry>) {
    let text = entries.iter().map(|entry| format!("{}\n", entry.text)).collect();
    let by = Author { name: "Anna Meier".to_owned(), person: None };
    room.add(Written { notice, entries, text, by }, "21T11:00:00");
}

fn entry(item: &str, answer: &str, text: &str) -> Entry {
    Entry { item: item.to_owned(), answer: answer.to_owned(), text: text.to_owned(), ..Entry::default() }
}

fn none(_: &str) -> Option<Input> {
    None
}

fn keys(composer: &mut Composer, room: &Room, keys: &str) -> Asked {
    let mut last = Asked::Nothing;
    for text in keys.split_whitespace() {
        let chord = Chord::parse(text).unwrap();
        last = composer.handle(KeyEvent::new(chord.code(), chord.modifiers()), &room.look(), none);
    }
    last
}

fn seen(composer: &mut Composer, room: &Room, width: u16, height: u16) -> Vec<String> {
    let mut buffer = sheet(width, height);
    composer.set_screen(buffer.area);
    let typing = TypingContext { now: room.now, zone: Tz::UTC };
    composer.draw(buffer.area, &mut buffer, &room.look(), &typing, None);
    lines(&buffer)
}

#[test]
fn states_are_told_without_colour() {
    let mut room = Room::day_one();
    let notice = begun(&mut room);
    let follows = Some(crate::ui::panes::fixture::when("23T10:00:00"));
    written(
        &mut room,
        notice,
        vec![
            Entry { follows, ..entry("nature", "not-yet-known", "being looked into") },
            Entry {
                number: Some(crate::domain::range::Range { low: Some(2), ..Default::default() }),
                ..entry("people-number", "stated", "")
            },
            entry("contact", "stated", "dpo@example.org"),
        ],
    );
    let mut composer = Composer::open(notice, &room.look(), none);
    let shown = seen(&mut composer, &room, 80, 24).join("\n");
    for line in ["[?]  1  nature", "> [/]  2  number of people", "[x]  3  contact point", "2 of 3 answered"] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
}

#[test]
fn what_is_typed_for_one_item_stays_while_another_is_written() {
    let mut room = Room::day_one();
    let notice = begun(&mut room);
    let mut composer = Composer::open(notice, &room.look(), none);
    keys(&mut composer, &room, "enter a b c esc");
    let (key, draft) = composer.unkept(&room.look()).unwrap();
    assert_eq!(key, format!("fill-{}-nature", room.state.label(notice)));
    assert_eq!(draft.unwrap().get("text"), Some("abc"));
    composer.kept();
    assert!(composer.unkept(&room.look()).is_none());
    keys(&mut composer, &room, "j enter x esc k");
    assert_eq!(composer.input().unwrap().get("text"), Some("abc"));
    let shown = seen(&mut composer, &room, 80, 24).join("\n");
    assert!(shown.contains("[ ]~ 1") && shown.contains("[ ]~ 2") && shown.contains("[ ]  3"), "{shown}");
    // Emptied again it is nothing typed, and its draft goes.
    keys(&mut composer, &room, "enter backspace backspace backspace esc");
    assert_eq!(composer.unkept(&room.look()).unwrap().1, None);
}

#[test]
fn a_draft_comes_back_over_what_is_on_record() {
    let mut room = Room::day_one();
    let notice = begun(&mut room);
    written(&mut room, notice, vec![entry("nature", "stated", "as recorded")]);
    let kept = |key: &str| {
        key.ends_with("nature").then(|| Input::default().with("text", "as typed").with("item-answer", "not-yet-known"))
    };
    let mut composer = Composer::open(notice, &room.look(), kept);
    assert!(composer.typed());
    assert_eq!(composer.input().unwrap().get("text"), Some("as typed"));
    assert_eq!(composer.input().unwrap().get("item-answer"), Some("not-yet-known"));
    keys(&mut composer, &room, "enter ctrl-_");
    assert_eq!(composer.input().unwrap().get("text"), Some("as recorded"), "taking back goes on to what is on record");
}

#[test]
fn what_another_console_records_is_shown_and_overwrites_nothing_typed() {
    let mut room = Room::day_one();
    let notice = begun(&mut room);
    let mut composer = Composer::open(notice, &room.look(), none);
    written(&mut room, notice, vec![entry("nature", "stated", "from elsewhere")]);
    composer.refresh(&room.look());
    assert_eq!(composer.input().unwrap().get("text"), Some("from elsewhere"));
    assert!(!composer.typed());
    keys(&mut composer, &room, "enter x");
    written(&mut room, notice, vec![entry("nature", "stated", "once more")]);
    composer.refresh(&room.look());
    assert_eq!(composer.input().unwrap().get("text"), Some("from elsewherex"));
    assert!(composer.typed());
}

#[test]
fn every_face_is_drawn_at_every_size() {
    let mut room = Room::day_one();
    let notice = begun(&mut room);
    written(&mut room, notice, vec![entry("nature", "stated", "words \u{202e} of \u{1b}[31m several\nlines")]);
    for face in ["", "enter", "enter tab", "enter tab tab", "c", "p", "d"] {
        let mut composer = Composer::open(notice, &room.look(), none);
        keys(&mut composer, &room, "g");
        keys(&mut composer, &room, face);
        for (width, height) in [(0, 0), (1, 1), (3, 4), (10, 30), (80, 24), (119, 10), (120, 24), (160, 48), (300, 5)] {
            let shown = seen(&mut composer, &room, width, height).join("\n");
            assert!(!shown.contains(['\u{202e}', '\u{1b}']));
        }
    }
}

#[test]
fn a_drill_says_so_however_long_the_title_is() {
    let mut room = Room::day_one();
    room.exercise = true;
    let notice = begun(&mut room);
    let mut composer = Composer::open(notice, &room.look(), none);
    for width in [40, 80, 160] {
        assert!(seen(&mut composer, &room, width, 24)[0].contains("EXERCISE"), "{width}");
    }
}
