use super::*;
use crate::domain::mark::{Audience, Mark};
use crate::ui::glyphs::GlyphSet;
use crate::ui::panes::Panes;
use crate::ui::panes::fixture::{Room, SECRET, at, lines, noted, sheet, when};
use crossterm::event::KeyModifiers;
use ratatui::buffer::Buffer;

const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 40), (160, 48)];

fn around(panes: &Panes) -> Around<'_> {
    Around { panes, read_only: false, said: None, since: None }
}

fn drawn(pages: &mut Briefing, room: &Room, width: u16, height: u16) -> Buffer {
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    let mut buffer = sheet(width, height);
    pages.set_screen(buffer.area);
    pages.refresh(&room.look());
    pages.draw(buffer.area, &mut buffer, &room.look(), around(&panes));
    buffer
}

fn shown(pages: &mut Briefing, room: &Room, width: u16, height: u16) -> String {
    lines(&drawn(pages, room, width, height)).join("\n")
}

fn press(pages: &mut Briefing, room: &Room, code: KeyCode) -> Asked {
    pages.handle(KeyEvent::from(code), &room.look())
}

#[test]
fn the_arrows_go_through_every_part_of_every_page_and_stop_at_the_ends() {
    let room = Room::day_one();
    let mut pages = Briefing::new(&room.look());
    for (width, height) in SIZES {
        drawn(&mut pages, &room, width, height);
        press(&mut pages, &room, KeyCode::Home);
        let count = pages.slides(&room.look()).len();
        assert!(count >= Kind::ALL.len(), "{count}");
        let mut walked = vec![shown(&mut pages, &room, width, height)];
        for _ in 1..count {
            press(&mut pages, &room, KeyCode::Right);
            walked.push(shown(&mut pages, &room, width, height));
        }
        for (number, kind) in (1..).zip(Kind::ALL) {
            let title = format!("{number}  {}", room.lang.code("briefing-page", kind.code()));
            assert!(walked.iter().any(|page| page.contains(&title)), "{title} at {width}x{height}");
        }
        let mut parts = walked.clone();
        parts.dedup();
        assert_eq!(parts.len(), count, "each press shows another part");
        assert!(walked.last().unwrap().contains("page 7 of 7"));
        press(&mut pages, &room, KeyCode::Right);
        assert!(shown(&mut pages, &room, width, height).contains("page 7 of 7"), "there is nothing after the last");
        for before in walked.iter().rev() {
            assert_eq!(shown(&mut pages, &room, width, height), *before, "Left leads back the same way");
            press(&mut pages, &room, KeyCode::Left);
        }
        assert!(shown(&mut pages, &room, width, height).contains("page 1 of 7"));
    }
}

#[test]
fn digits_ends_and_page_keys_go_where_they_say_and_the_rest_is_asked_for() {
    let room = Room::day_one();
    let mut pages = Briefing::new(&room.look());
    drawn(&mut pages, &room, 160, 48);
    let mut at = |code| {
        let asked = press(&mut pages, &room, code);
        (pages.at.number(), asked)
    };
    assert_eq!(at(KeyCode::Char('5')), (5, Asked::Nothing));
    assert_eq!(at(KeyCode::End), (7, Asked::Nothing));
    assert_eq!(at(KeyCode::Home), (1, Asked::Nothing));
    assert_eq!(at(KeyCode::PageDown).0, 2);
    assert_eq!(at(KeyCode::PageUp).0, 1);
    assert_eq!(at(KeyCode::Char('8')), (1, Asked::NotMine));
    assert_eq!(at(KeyCode::Char('d')).1, Asked::Run("decide", Input::default()));
    assert_eq!(at(KeyCode::Esc).1, Asked::Leave);
    at(KeyCode::Char('3'));
    assert_eq!(at(KeyCode::Char('a')).1, Asked::Run("log", Input::default().with("lane", "fact")));
    let control = KeyEvent::new(KeyCode::Char('b'), KeyModifiers::CONTROL);
    assert_eq!(pages.handle(control, &room.look()), Asked::NotMine, "keys of the table are the console's");
}

#[test]
fn nothing_of_a_page_is_lost_between_its_parts() {
    let mut room = Room::day_one();
    for number in 0..20 {
        let words = format!("observation {number:02} of the egress to a mirror that nobody had seen before");
        room.add(noted("fact", &words, when("21T12:00:00"), "suspected"), "21T15:00:00");
    }
    for (width, height) in SIZES {
        let mut pages = Briefing::new(&room.look());
        drawn(&mut pages, &room, width, height);
        press(&mut pages, &room, KeyCode::Char('3'));
        let mut all = String::new();
        while pages.at == Kind::Known {
            all.push_str(&shown(&mut pages, &room, width, height));
            press(&mut pages, &room, KeyCode::Right);
        }
        for number in 0..20 {
            assert!(all.contains(&format!("observation {number:02}")), "{number} at {width}x{height}");
        }
        let first = all.lines().find_map(|line| line.trim().strip_prefix("and ")?.strip_suffix(" more: Right"));
        assert!(first.is_some_and(|count| count.parse::<usize>().unwrap() >= 3), "{all}");
        assert!(all.contains(", continued"), "what goes on says what it is: {width}x{height}");
    }
}

#[test]
fn figures_are_as_large_as_the_room_allows_and_ascii_is_ascii() {
    let mut room = Room::day_one();
    for (width, height) in [(80, 24), (160, 48)] {
        for kind in ['1', '2'] {
            room.glyphs = GlyphSet::Full;
            let mut pages = Briefing::new(&room.look());
            drawn(&mut pages, &room, width, height);
            press(&mut pages, &room, KeyCode::Char(kind));
            let page = shown(&mut pages, &room, width, height);
            let rows = page.lines().filter(|line| line.contains("██")).count();
            assert!(rows >= 5, "{page}");
            room.glyphs = GlyphSet::Ascii;
            let page = shown(&mut pages, &room, width, height);
            assert!(page.is_ascii() && page.contains("######"), "{page}");
        }
    }
}

#[test]
fn what_is_above_the_room_is_on_no_page_at_any_size() {
    let mut room = Room::day_one();
    room.audience = Audience(Mark::AmberStrict);
    for (width, height) in SIZES {
        let mut pages = Briefing::new(&room.look());
        drawn(&mut pages, &room, width, height);
        for _ in 0..pages.slides(&room.look()).len() {
            let page = shown(&mut pages, &room, width, height);
            assert!(!page.contains(SECRET) && !page.contains("withheld, TLP"), "not even as a line: {page}");
            press(&mut pages, &room, KeyCode::Right);
        }
    }
    room.audience = Audience(Mark::Red);
    let mut pages = Briefing::new(&room.look());
    drawn(&mut pages, &room, 80, 24);
    press(&mut pages, &room, KeyCode::Char('3'));
    assert!(shown(&mut pages, &room, 80, 24).contains(SECRET), "who may read it does");
}

#[test]
fn minutes_take_no_words_down_to_the_mark_of_the_case() {
    let room = Room::day_one();
    let look = room.look();
    let lines = &room.state.timeline.lines;
    let secret = lines.iter().find(|line| line.mark == Mark::Red && line.detail.is_some()).unwrap().id;
    let called = (secret, crate::domain::watch::RollCalled::unnamed(when("21T15:00:00")));
    let shown = Shown { records: [secret].into(), ..Shown::default() };
    let begun = crate::domain::sheet::briefing::draft(&room.state, &called, room.now, wall(&look), &shown);
    let assumed: Vec<String> = begun.assumed.iter().map(|msg| look.say(msg)).collect();
    assert_eq!(assumed, [format!("what record {} says", room.state.label(secret))], "the room reads up to TLP:RED");
}

#[test]
fn what_was_shown_is_kept_for_the_minutes_from_where_the_briefing_begins() {
    let mut room = Room::day_one();
    let fact = room.add(noted("fact", "egress seen", when("21T12:00:00"), "suspected"), "21T15:00:00");
    let mut pages = Briefing::new(&room.look());
    drawn(&mut pages, &room, 160, 48);
    assert!(!pages.shown().records.contains(&fact));
    press(&mut pages, &room, KeyCode::Char('3'));
    assert!(pages.shown().records.contains(&fact), "{:?}", pages.shown());
    press(&mut pages, &room, KeyCode::Char('1'));
    pages.begin(&room.look());
    assert_eq!((pages.shown().pages.len(), pages.shown().records.contains(&fact)), (1, false));
}

#[test]
fn a_window_that_is_too_small_says_what_it_needs() {
    let room = Room::day_one();
    let mut pages = Briefing::new(&room.look());
    for (width, height) in [(59, 20), (60, 17), (20, 5), (1, 1), (0, 0)] {
        let page = shown(&mut pages, &room, width, height);
        assert!(width < 20 || page.contains("A briefing needs"), "{page}");
    }
}

#[test]
fn a_long_text_is_cut_and_says_where_it_goes_on() {
    let mut room = Room::day_one();
    let words = "first access through the mirror of the build host, ".repeat(30);
    let fact = room.add(noted("fact", &words, when("21T12:00:00"), "suspected"), "21T15:00:00");
    let mut pages = Briefing::new(&room.look());
    drawn(&mut pages, &room, 80, 24);
    press(&mut pages, &room, KeyCode::Char('3'));
    let mut all = String::new();
    while pages.at == Kind::Known {
        all.push_str(&shown(&mut pages, &room, 80, 24));
        press(&mut pages, &room, KeyCode::Right);
    }
    assert!(all.contains(&format!("... goes on in record {}", room.state.label(fact))), "{all}");
    assert!(at("21T12:00:00") < room.now);
}

#[test]
fn leaving_turning_pages_and_blanking_stand_in_the_last_row_at_every_size() {
    use crate::library::lang::Lang;
    let mut room = Room::day_one();
    for (language, keys) in [
        ("en", ["Esc leave", "Left/Right page", "F12 blank"]),
        ("de", ["Esc verlassen", "Links/Rechts Seite", "F12 leer"]),
    ] {
        room.lang = Lang::named(language).unwrap();
        for (width, height) in SIZES {
            let mut pages = Briefing::new(&room.look());
            for kind in ['1', '2', '3', '7'] {
                press(&mut pages, &room, KeyCode::Char(kind));
                let mut panes = Panes::default();
                panes.refresh(&room.look());
                let mut buffer = sheet(width, height);
                pages.set_screen(buffer.area);
                let since = Some(when("21T15:00:00").at);
                pages.draw(buffer.area, &mut buffer, &room.look(), Around { since, ..around(&panes) });
                let all = lines(&buffer);
                let last = all.last().unwrap();
                for key in keys {
                    assert!(last.contains(key), "{key} at {width}x{height}: {last}");
                }
            }
        }
    }
}
