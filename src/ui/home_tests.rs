use super::*;
use crate::domain::id::StationId;
use crate::domain::mark::{Audience, Mark};
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::JobView;
use crate::ui::panes::fixture::{Room, SECRET, lines, sheet};

fn footer() -> Footer {
    let key = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    Footer {
        own: vec![key("a", "add"), key("e", "correct")],
        help: Some(key("?", "all keys")),
        anywhere: vec![key("!", "needs you")],
    }
}

struct Screen {
    lines: Vec<String>,
    map: HomeMap,
    buffer: Buffer,
}

fn screen(room: &Room, size: (u16, u16), focus: Pane, zoomed: bool) -> Screen {
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    screen_of(room, &panes, size, focus, zoomed)
}

fn screen_of(room: &Room, panes: &Panes, size: (u16, u16), focus: Pane, zoomed: bool) -> Screen {
    let look = room.look();
    let footer = footer();
    let home = Home {
        panes,
        focus,
        zoomed,
        footer: &footer,
        head: "chain 9c41 7f02  saved",
        notice: None,
        split: None,
        read_only: false,
    };
    let mut buffer = sheet(size.0, size.1);
    let map = draw(buffer.area, &mut buffer, &look, &home);
    Screen { lines: lines(&buffer), map, buffer }
}

fn all(screen: &Screen) -> String {
    screen.lines.join("\n")
}

#[test]
fn five_panes_at_160_by_48_with_everything_that_matters_on_top() {
    let screen = screen(&Room::day_one(), (160, 48), Pane::Timeline, false);
    let status = &screen.lines[0];
    for words in [
        "ORCHID",
        "sev1",
        "TLP:AMBER+STRICT",
        "containment",
        "open 07:42:12",
        "keys A.M.",
        "2026-11-21 16:46:12 CET",
        "! clock unchecked",
        "need you",
    ] {
        assert!(status.contains(words), "{words} in {status}");
    }
    assert!(screen.lines[1].contains("GDPR art.33 notice"), "{}", screen.lines[1]);
    assert!(screen.lines[1].contains("64:17:48 left  due Tue 24 Nov 09:04 CET"), "{}", screen.lines[1]);
    assert!(screen.lines[2].contains("at worst due Sun 22 Nov 02:58 CET (exposure)"), "{}", screen.lines[2]);
    assert!(screen.lines[2].contains("+ 2 clocks"), "{}", screen.lines[2]);
    for name in ["[1 Timeline]", "2 Roster", "3 Checklist", "4 Evidence", "5 Deadlines"] {
        assert!(all(&screen).contains(name), "{name}");
    }
    assert_eq!(screen.map.panes.iter().map(|(pane, _)| *pane).collect::<Vec<_>>(), Pane::ALL);
    assert_eq!(screen.map.tabs.len(), 5);
    let last = screen.lines.last().unwrap();
    assert!(last.starts_with(" a add  e correct  ? all keys  ! needs you") && last.ends_with("chain 9c41 7f02  saved"));
}

#[test]
fn one_pane_with_tabs_at_80_by_24() {
    let screen = screen(&Room::day_one(), (80, 24), Pane::Evidence, false);
    assert_eq!(screen.map.panes.len(), 1);
    assert_eq!(screen.map.tabs.len(), 5);
    assert!(screen.lines[2].contains("1 Timeline ─ 2 Roster ─ 3 Checklist ─ [4 Evidence] ─ 5 Deadlines"));
    let status = &screen.lines[0];
    assert!(status.contains("ORCHID") && status.contains("RED") && status.contains("need you"), "{status}");
    assert!(!status.contains("..."), "nothing is cut: {status}");
    assert!(screen.lines[1].contains("64:17:48 left  due Tue 24 Nov 09:04 CET"), "{}", screen.lines[1]);
    assert!(screen.lines[1].ends_with("+ 3 clocks"), "{}", screen.lines[1]);
    assert!(screen.lines[22].contains("2 exhibits, 1 open hand-over"), "{}", screen.lines[22]);
}

#[test]
fn every_size_is_drawn_without_panic_in_every_pane() {
    let mut rooms = [Room::day_one(), Room::empty()];
    rooms[1].exercise = true;
    for room in &rooms {
        let mut panes = Panes::default();
        panes.refresh(&room.look());
        for width in (1..=200).step_by(7) {
            for height in (1..=60).step_by(7) {
                for pane in Pane::ALL {
                    for zoomed in [false, true] {
                        // With five panes on the screen the focus changes nothing but a border.
                        if !zoomed && width >= FIVE.0 && height >= FIVE.1 && pane != Pane::Timeline {
                            continue;
                        }
                        screen_of(room, &panes, (width, height), pane, zoomed);
                    }
                }
            }
        }
    }
}

#[test]
fn what_the_room_may_not_read_is_on_no_screen() {
    let mut room = Room::day_one();
    let look_for = |room: &Room, size, pane, zoomed| all(&screen(room, size, pane, zoomed)).contains(SECRET);
    assert!(look_for(&room, (160, 48), Pane::Timeline, true), "the RED audience reads it");
    room.audience = Audience(Mark::AmberStrict);
    for size in [(160, 48), (120, 34), (80, 24), (200, 60)] {
        for pane in Pane::ALL {
            for zoomed in [false, true] {
                assert!(!look_for(&room, size, pane, zoomed), "{pane:?} {size:?} {zoomed}");
            }
        }
    }
    let shown = all(&screen(&room, (160, 48), Pane::Timeline, false));
    assert!(shown.contains("withheld") && shown.contains("TLP:RED"));
}

#[test]
fn no_detail_of_any_row_shows_what_is_withheld() {
    let mut room = Room::day_one();
    room.audience = Audience(Mark::AmberStrict);
    let look = room.look();
    let mut panes = Panes::default();
    panes.refresh(&look);
    for pane in Pane::ALL {
        let view = panes.get_mut(pane);
        assert!(!view.is_empty());
        for row in 0..view.len() {
            view.list().selected = row;
            let lines = view.detail(&look, 60);
            assert!(!lines.is_empty(), "{pane:?} {row}");
            let words: String = lines.iter().map(|line| format!("{line}\n")).collect();
            assert!(!words.contains(SECRET), "{pane:?} {row}: {words}");
            let wide = lines.iter().find(|line| line.width() > 60);
            assert!(wide.is_none(), "{pane:?} {row}: {wide:?}");
            let input = view.prefill("correct", &look);
            assert!(input.iter().all(|(_, text)| !text.contains(SECRET)));
        }
    }
}

#[test]
fn an_exercise_says_so_on_every_screen_in_reverse() {
    let mut room = Room::day_one();
    room.exercise = true;
    for size in [(160, 48), (120, 34), (80, 24), (60, 16), (40, 10)] {
        let drawn = screen(&room, size, Pane::Timeline, false);
        assert!(drawn.lines[0].contains("EXERCISE"), "{size:?} {}", drawn.lines[0]);
        if size.0 >= 60 {
            assert!(drawn.buffer[(2, 0)].modifier.contains(ratatui::style::Modifier::REVERSED), "{size:?}");
        }
    }
}

#[test]
fn too_small_a_screen_says_what_is_needed() {
    let drawn = screen(&Room::day_one(), (59, 20), Pane::Timeline, false);
    assert_eq!(drawn.lines[0], "warroom needs 60 columns and 16 rows; typed text is kept");
    assert!(drawn.lines[1..].iter().all(String::is_empty) && drawn.map.panes.is_empty());
}

#[test]
fn ascii_stays_ascii() {
    let mut room = Room::day_one();
    room.glyphs = GlyphSet::Ascii;
    room.jobs = vec![JobView {
        exhibit: Some(room.state.register.exhibits[0].id),
        name: "memory".to_owned(),
        done: 61,
        total: Some(100),
        rate: Some(400_000_000),
        left_seconds: Some(141),
        state: Default::default(),
    }];
    for zoomed in [false, true] {
        for pane in Pane::ALL {
            let shown = all(&screen(&room, (160, 48), pane, zoomed));
            assert!(shown.is_ascii(), "{:?}", shown.chars().find(|c| !c.is_ascii()));
        }
    }
    assert!(all(&screen(&room, (160, 48), Pane::Evidence, true)).contains("61 %  00:02:21 left"));
}

#[test]
fn every_id_that_is_said_has_words() {
    // An id without words is shown as itself.
    let mut room = Room::day_one();
    for pane in Pane::ALL {
        for (size, zoomed) in [((200, 60), true), ((200, 60), false), ((80, 24), false)] {
            let shown = all(&screen(&room, size, pane, zoomed));
            assert!(!shown.contains("pane-"), "{shown}");
        }
    }
    room = Room::empty();
    for pane in Pane::ALL {
        assert!(!all(&screen(&room, (160, 48), pane, false)).contains("pane-"));
    }
}

#[test]
fn every_id_in_the_code_has_words() {
    let lang = crate::library::lang::Lang::english();
    let sources = [
        include_str!("home.rs"),
        include_str!("status.rs"),
        include_str!("strip.rs"),
        include_str!("panes/timeline.rs"),
        include_str!("panes/timeline_detail.rs"),
        include_str!("panes/roster.rs"),
        include_str!("panes/roster_detail.rs"),
        include_str!("panes/checklist.rs"),
        include_str!("panes/checklist_detail.rs"),
        include_str!("panes/evidence.rs"),
        include_str!("panes/evidence_detail.rs"),
        include_str!("panes/evidence_life.rs"),
        include_str!("panes/deadlines.rs"),
        include_str!("panes/deadlines_detail.rs"),
        include_str!("panes/detail.rs"),
        include_str!("panes/words.rs"),
    ];
    // Prefixes of codes, which are no ids by themselves.
    let prefixes = [
        "pane-phase",
        "pane-step",
        "pane-digest",
        "pane-clockstate",
        "pane-applies",
        "pane-how",
        "pane-next",
        "pane-stage",
        "pane-sign-of",
        "pane-f-{field}",
    ];
    for field in crate::domain::exhibit::Details::FIELDS {
        assert!(lang.has(&format!("pane-f-{field}")), "{field}");
    }
    let mut seen = 0;
    for source in sources {
        for id in source.split('"').filter(|part| part.starts_with("pane-") && !part.contains(' ')) {
            seen += 1;
            assert!(prefixes.contains(&id) || lang.has(id), "{id}");
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn notices_take_the_place_of_the_keys() {
    let room = Room::day_one();
    let look = room.look();
    let panes = Panes::default();
    let footer = footer();
    let home = Home {
        panes: &panes,
        focus: Pane::Roster,
        zoomed: false,
        footer: &footer,
        head: "saved",
        notice: Some("recorded 12"),
        split: None,
        read_only: true,
    };
    let mut buffer = sheet(100, 24);
    draw(buffer.area, &mut buffer, &look, &home);
    let shown = lines(&buffer);
    assert!(shown[23].starts_with(" recorded 12") && shown[23].ends_with("saved"), "{}", shown[23]);
    assert!(shown[0].contains("! read only"));
}

#[test]
fn a_row_of_the_map_is_the_row_under_the_mouse() {
    let room = Room::day_one();
    let look = room.look();
    let mut panes = Panes::default();
    panes.refresh(&look);
    for pane in Pane::ALL {
        let view = panes.get_mut(pane);
        let area = Rect::new(0, 0, 60, 20);
        for row in 0..view.len() {
            view.list().selected = row;
            let mut buffer = Buffer::empty(area);
            view.draw(area, &mut buffer, &look, true);
            let lines = lines(&buffer);
            let pointed: Vec<usize> = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.starts_with(room.glyphs.pointer()))
                .map(|(line, _)| line)
                .collect();
            assert_eq!(pointed.len(), 1, "{pane:?} {row}\n{}", lines.join("\n"));
            let line = u16::try_from(pointed[0]).unwrap();
            assert_eq!(view.at(area, &look, line), Some(row), "{pane:?}");
            assert!(view.page(area, &look) > 0);
        }
        assert_eq!(view.at(area, &look, 20), None);
    }
}

#[test]
fn a_foreign_station_is_told_by_its_label() {
    let mut room = Room::day_one();
    room.state.station = StationId(1);
    let shown = all(&screen(&room, (160, 48), Pane::Timeline, true));
    assert!(shown.contains("/b7"), "{shown}");
}

#[test]
fn a_late_clock_says_late_with_a_sign_and_a_near_one_is_marked() {
    let mut room = Room::day_one();
    let due = room.state.deadlines.views(&room.state, room.now)[0].due.unwrap();
    room.now = due.plus_minutes(12);
    let late = screen(&room, (160, 48), Pane::Deadlines, false);
    assert!(late.lines[1].contains("LATE  -00:12:00  due"), "{}", late.lines[1]);
    assert!(all(&late).contains("1 running, 3 open"));
    room.now = due.plus_minutes(-61);
    let near = screen(&room, (160, 48), Pane::Deadlines, false);
    assert!(near.lines[1].contains("! 4h   01:01:00 left"), "{}", near.lines[1]);
    room.now = due.plus_hours(-5);
    let far = screen(&room, (160, 48), Pane::Deadlines, false);
    assert!(far.lines[1].contains(" 1/4   05:00:00 left"), "{}", far.lines[1]);
    let column = |screen: &Screen| screen.lines[1].find(":00 ").unwrap();
    assert!(column(&late) == column(&near) && column(&near) == column(&far), "digits are aligned");
}

#[test]
fn the_detail_scrolls_and_says_what_is_out_of_sight() {
    let room = Room::day_one();
    let mut panes = Panes::default();
    panes.refresh(&room.look());
    let first = screen_of(&room, &panes, (80, 24), Pane::Checklist, true);
    assert!(all(&first).contains("▲ 0 lines above  ▼ "), "{}", all(&first));
    panes.detail_top = usize::MAX;
    let last = screen_of(&room, &panes, (80, 24), Pane::Checklist, true);
    assert!(all(&last).contains("▼ 0 below") && !all(&last).contains("▲ 0 lines"), "{}", all(&last));
}
