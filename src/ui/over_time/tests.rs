use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use super::*;
use crate::domain::time::TypingContext;
use crate::jobs::rows::order::Shelves;
use crate::library::foreign::Zone;
use crate::library::query::Query;
use crate::ui::panes::fixture::Room;

fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::from(code)
}

#[test]
fn keys_of_an_empty_page_lead_where_they_say() {
    let room = Room::day_one();
    let look = room.look();
    let typing = TypingContext { now: look.now, zone: look.zone };
    let mut page = OverTime::new();
    page.set_screen(Rect::new(0, 0, 80, 24));
    let instants = page.renew(&look);
    assert_eq!(instants.len(), page.records.len());
    assert!(!page.fits(&look), "there is no order yet");
    let mut press = |code| page.handle(key(code), &look, &typing);
    assert!(matches!(press(KeyCode::Char('m')), Asked::Say(_)), "nothing is under the cursor");
    assert!(matches!(press(KeyCode::Char('F')), Asked::Form("search-save", _)));
    assert!(matches!(press(KeyCode::Char('/')), Asked::Nothing));
    assert!(matches!(press(KeyCode::Char('q')), Asked::Search), "typed, not left");
    assert!(matches!(press(KeyCode::Esc), Asked::Nothing));
    assert!(matches!(press(KeyCode::Char('w')), Asked::Nothing));
    press(KeyCode::Char('x'));
    assert!(matches!(press(KeyCode::Enter), Asked::Nothing));
    assert!(page.typing(), "a time that cannot be read stays");
    assert!(matches!(page.handle(key(KeyCode::Esc), &look, &typing), Asked::Nothing));
    assert!(
        matches!(page.handle(key(KeyCode::Esc), &look, &typing), Asked::Search),
        "what was typed is taken back first"
    );
    assert!(matches!(page.handle(key(KeyCode::Esc), &look, &typing), Asked::Close));
}

/// The page over the records of a room, with what is typed searched to the end; `read` whether what is in sight was read.
fn over(room: &Room, query: &str, read: bool) -> OverTime {
    let look = room.look();
    let mut page = OverTime::new();
    page.set_screen(Rect::new(0, 0, 80, 24));
    let instants = page.renew(&look);
    let shelves = Arc::new(Shelves::new(std::path::Path::new("none.warroom")));
    page.set_order(Some(Order::new(shelves, Vec::new(), &instants)), false);
    page.look_for(query);
    search(&mut page, room);
    if read {
        see(&mut page);
    }
    page
}

/// Searches, and waits for the end: the channel ends with the thread.
fn search(page: &mut OverTime, room: &Room) {
    let (tell, told) = std::sync::mpsc::channel();
    page.search(&room.look(), move || {
        let _ = tell.send(());
    });
    for () in told {
        if page.hits.as_ref().is_some_and(|hits| hits.ended().is_some()) {
            break;
        }
    }
}

fn see(page: &mut OverTime) {
    page.again();
    let seen = page.wanted().unwrap().read();
    page.show(seen);
}

fn press(page: &mut OverTime, room: &Room, code: KeyCode) -> Asked {
    let look = room.look();
    page.handle(key(code), &look, &TypingContext { now: look.now, zone: look.zone })
}

fn said(asked: Asked) -> &'static str {
    match asked {
        Asked::Say(msg) | Asked::ReadSaying(msg) => msg.id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn keys_that_come_before_the_hits_act_on_them_in_their_order() {
    let room = Room::day_one();
    let mut page = over(&room, "", true);
    // Another search: what is in sight is about to go, and what was read of it comes late.
    page.again();
    let late = page.wanted().unwrap().read();
    page.look_for("status:confirmed");
    search(&mut page, &room);
    for code in [KeyCode::Enter, KeyCode::Down] {
        assert!(matches!(press(&mut page, &room, code), Asked::Nothing));
    }
    page.show(late);
    assert!(page.go_on(&room.look()).is_none(), "these are rows of the search before");
    see(&mut page);
    assert!(matches!(page.go_on(&room.look()), Some(Asked::Nothing)));
    let first = match &page.over {
        Over::Whole(Opened::Record(id), 0) => *id,
        other => panic!("{other:?}"),
    };
    let line = room.state.timeline.line(first).unwrap();
    assert_eq!(line.status(), "confirmed");
    assert!(page.go_on(&room.look()).is_none(), "what is opened is read first");
    assert!(matches!(press(&mut page, &room, KeyCode::Esc), Asked::Nothing));
    assert!(matches!(page.go_on(&room.look()), Some(Asked::Read)), "the arrow that was pressed behind it");
    // Given up by whoever types on, and by Esc without a word.
    for (code, says) in [(KeyCode::Char('/'), true), (KeyCode::Esc, false)] {
        let mut page = over(&room, "the", false);
        assert!(matches!(press(&mut page, &room, KeyCode::Char('m')), Asked::Nothing));
        let asked = press(&mut page, &room, code);
        assert_eq!(matches!(asked, Asked::Say(_)), says, "{asked:?}");
        see(&mut page);
        page.typing = false;
        assert!(page.go_on(&room.look()).is_none());
        assert_eq!(page.field.text(), "the", "Esc took back the keys and not the search");
    }
}

#[test]
fn a_filter_that_finds_no_value_says_so_and_so_does_every_key_without_effect() {
    let room = Room::day_one();
    let mut page = over(&room, "host:nothing-has-this", true);
    for letter in ['h', 'm', 'b', 'T'] {
        assert_eq!(said(press(&mut page, &room, KeyCode::Char(letter))), "over-no-line", "{letter}");
    }
    assert_eq!(said(press(&mut page, &room, KeyCode::Enter)), "over-no-line");
    let mut page = over(&room, "", true);
    for letter in ['s', 'l', 'S', 'L', 'h'] {
        assert_eq!(said(press(&mut page, &room, KeyCode::Char(letter))), "over-record-without", "{letter}");
    }
    assert_eq!(said(press(&mut page, &room, KeyCode::Char('m'))), "over-no-row");
    assert_eq!(said(press(&mut page, &room, KeyCode::Char('0'))), "over-all-times");
    assert!(matches!(press(&mut page, &room, KeyCode::Char('u')), Asked::Search));
    search(&mut page, &room);
    see(&mut page);
    assert_eq!(said(press(&mut page, &room, KeyCode::Char('u'))), "over-there");
}

#[test]
fn without_a_range_nothing_is_widened_and_one_that_was_typed_is_one() {
    let room = Room::day_one();
    let mut page = over(&room, "the", true);
    assert_eq!(said(press(&mut page, &room, KeyCode::Char('-'))), "over-all-times");
    assert_eq!(page.field.text(), "the");
    let (first, last) = page.order.as_ref().unwrap().span().unwrap().unwrap();
    assert!(last - first > 3_600_000, "the records lie over hours");
    let typed = format!("time:{}", room.look().local(Instant::from_millis(first)).date_iso());
    let mut page = over(&room, &typed, true);
    assert!(matches!(press(&mut page, &room, KeyCode::Char('+')), Asked::Search));
    let range = Query::parse(&page.field.text(), Zone::UTC).unwrap().times().unwrap();
    let length = last.min(*range.end()) - first.max(*range.start());
    assert!(length < last - first, "{}", page.field.text());
}

#[test]
fn a_time_of_day_alone_is_of_the_day_under_the_cursor() {
    let room = Room::day_one();
    let mut page = over(&room, "", true);
    let at = page.instant().unwrap();
    let day = room.look().local(Instant::from_millis(at)).date_iso();
    // Months later it is still read so.
    let late = TypingContext { now: room.look().now.plus_hours(24 * 90), zone: room.look().zone };
    let mut typed = |words: &str| {
        page.handle(key(KeyCode::Char('w')), &room.look(), &late);
        words.chars().for_each(|letter| {
            page.handle(key(KeyCode::Char(letter)), &room.look(), &late);
        });
        let asked = page.handle(key(KeyCode::Enter), &room.look(), &late);
        match page.go {
            Go::Instant(at) => (asked, room.look().local(Instant::from_millis(at)).date_iso()),
            other => panic!("{other:?}"),
        }
    };
    let (asked, of) = typed("12:00");
    assert_eq!((said(asked), of), ("over-jumped", day));
    for (words, date) in [("2026-02-18 12:00", "2026-02-18"), ("2026-02-18T13:02:00Z", "2026-02-18")] {
        let (asked, of) = typed(words);
        assert!(matches!(asked, Asked::Read), "{words}: nothing was taken for granted");
        assert_eq!(of, date, "{words}");
    }
    let (asked, of) = typed("-2h");
    assert!(matches!(asked, Asked::Read) && of.starts_with("2027-02"), "{of}");
}

#[test]
fn a_page_that_came_with_a_search_is_left_once_nothing_narrows_it_further() {
    let room = Room::day_one();
    let look = room.look();
    let typing = TypingContext { now: look.now, zone: look.zone };
    let mut page = OverTime::new();
    page.set_screen(Rect::new(0, 0, 80, 24));
    page.begin_with("technique:T1566");
    let mut press = |code| page.handle(key(code), &look, &typing);
    press(KeyCode::Char('/'));
    " web1".chars().for_each(|letter| drop(press(KeyCode::Char(letter))));
    press(KeyCode::Enter);
    assert!(matches!(press(KeyCode::Esc), Asked::Search), "what narrowed it further goes first");
    assert!(matches!(press(KeyCode::Esc), Asked::Close));
    assert_eq!(page.field.text(), "technique:T1566");
}
