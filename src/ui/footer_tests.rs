use super::*;
use crate::domain::attention::Place;
use crate::ui::panes::fixture::{Room, lines, sheet};

fn drawn(footer: &Footer, width: u16, room: &Room) -> String {
    let mut buffer = sheet(width, 1);
    footer.draw(buffer.area, &mut buffer, &room.look(), "saved");
    lines(&buffer).remove(0)
}

#[test]
fn at_every_width_the_keys_that_fit_are_shown_and_help_is_among_them() {
    let room = Room::day_one();
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    for pane in Pane::ALL {
        let footer = Footer::of(pane, &panes, &room.look());
        for width in 60..300 {
            let line = drawn(&footer, width, &room);
            let shown =
                footer.own.iter().take_while(|(key, words)| line.contains(&format!(" {key} {words}  "))).count();
            assert!(line.contains("? all keys") && line.trim_end().ends_with("saved"), "{pane:?} {width}: {line}");
            assert!(shown >= 3, "{pane:?} {width}: {line}");
            let all = shown == footer.own.len();
            assert_eq!(line.contains("..."), !all, "what is left out has a sign, {pane:?} {width}: {line}");
        }
        let line = drawn(&footer, 300, &room);
        assert!(footer.own.iter().chain(&footer.anywhere).all(|(_, words)| line.contains(words)), "{line}");
    }
}

#[test]
fn every_key_of_a_pane_is_in_its_footer_once() {
    let room = Room::day_one();
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    for pane in Pane::ALL {
        let footer = Footer::of(pane, &panes, &room.look());
        let keyed = COMMANDS.iter().filter(|spec| spec.keys.iter().any(|(scope, _)| *scope == pane.scope()));
        let names: Vec<&str> = keyed.map(|spec| spec.name).collect();
        assert!(footer.own.len() >= names.len(), "{pane:?}");
        let mut keys: Vec<&String> = footer.own.iter().map(|(key, _)| key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), footer.own.len(), "{pane:?}: {:?}", footer.own);
    }
}

#[test]
fn a_clock_shows_what_it_waits_for_first() {
    let room = Room::day_one();
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    let mut seen = std::collections::BTreeMap::new();
    let rows: Vec<(String, ClockState)> =
        panes.deadlines.rows().iter().map(|row| (row.key.clone(), row.state(room.look().now))).collect();
    for (key, state) in rows {
        assert!(panes.deadlines.select(&Place::Deadline(key)));
        let footer = Footer::of(Pane::Deadlines, &panes, &room.look());
        let keys: Vec<String> = footer.own.into_iter().map(|(key, _)| key).take(2).collect();
        seen.insert(state.code(), keys.join(" "));
    }
    // Nobody has said yet whether the law of the clock that runs applies: that is asked first.
    assert_eq!(seen.get("running").map(String::as_str), Some("a d"), "{seen:?}");
    assert_eq!(seen.get("not-assessed").map(String::as_str), Some("a s"), "{seen:?}");
    assert!(seen.len() >= 2, "{seen:?}");
}

#[test]
fn a_page_over_the_panes_offers_its_own_keys_alone() {
    let room = Room::day_one();
    let look = room.look();
    let board = crate::ui::board::Board::new(crate::domain::sheet::Sheet::Watch, &look);
    let footer = Footer::of_page(&look.word(board.keys()));
    let keys: Vec<&str> = footer.own.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!((keys, footer.help, footer.anywhere.len()), (vec!["Enter", "a", "Esc"], None, 0));
    assert_eq!(footer.own[0].1, "go there");
}

#[test]
fn the_page_of_anchors_offers_every_key_that_it_takes() {
    use crossterm::event::{KeyCode, KeyEvent};
    let room = Room::day_one();
    let look = room.look();
    let mut board = crate::ui::board::Board::new(crate::domain::sheet::Sheet::Anchors, &look);
    let footer = Footer::of_page(&look.word(board.keys()));
    let shown: Vec<String> = footer.own.iter().map(|(key, _)| key.clone()).collect();
    let taken =
        |key: &char| board.handle(KeyEvent::from(KeyCode::Char(*key)), 3, 3) != crate::ui::board::Asked::Nothing;
    // Keys that every list takes are in the help, not in the footer of each.
    let taken: Vec<char> = ('a'..='z').filter(|key| !matches!(key, 'j' | 'k' | 'g' | 'q')).filter(taken).collect();
    let mut offered: Vec<char> =
        shown.iter().filter(|key| key.len() == 1).filter_map(|key| key.chars().next()).collect();
    offered.sort_unstable();
    assert_eq!(offered, taken, "{shown:?}");
}
