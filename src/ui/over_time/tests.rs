use crossterm::event::{KeyCode, KeyEvent};

use super::*;
use crate::domain::time::TypingContext;
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
