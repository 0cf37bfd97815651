use super::*;
use crate::domain::axis::{Flag, Point, Seen};
use crate::domain::deadline::ClockState;
use crate::domain::id::StationId;
use crate::domain::mark::Mark;
use crate::domain::phase::Phase;
use crate::domain::timeline::Struck;
use crate::ui::glyphs::GlyphSet;
use crate::ui::panes::fixture::{Room, SECRET, at, lines, noted, sheet, when};
use crate::ui::theme::{Theme, ThemeName};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

fn shown(graph: &mut Graph, room: &Room, width: u16, height: u16) -> Vec<String> {
    let mut buffer = sheet(width, height);
    graph.set_screen(buffer.area);
    graph.draw(buffer.area, &mut buffer, &room.look());
    lines(&buffer)
}

fn press(graph: &mut Graph, codes: &[KeyCode]) {
    for code in codes {
        assert_eq!(graph.handle(KeyEvent::from(*code)), Asked::Nothing);
    }
}

fn has(lines: &[String], words: &str) -> bool {
    lines.iter().any(|line| line.contains(words))
}

#[test]
fn facts_stand_over_the_axis_and_actions_under_it() {
    let room = Room::day_one();
    let mut graph = Graph::new(&room.look());
    let lines = shown(&mut graph, &room, 100, 34);
    let row = |words: &str| {
        lines.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {lines:#?}"))
    };
    assert!(
        row("clocks ") < row("facts 2") && row("facts 2") < row("CET") && row("CET") < row("actions "),
        "{lines:#?}"
    );
    assert!(row("actions ") < row("communication"), "{lines:#?}");
    assert!(has(&lines, "2026-11-21") && has(&lines, "12:00") && has(&lines, "now"), "{lines:#?}");
    assert!(has(&lines, "1 line that was struck"), "{lines:#?}");
}

#[test]
fn the_cursor_goes_from_item_to_item_and_enter_goes_to_its_record() {
    let room = Room::day_one();
    let mut graph = Graph::new(&room.look());
    assert!(has(&shown(&mut graph, &room, 80, 24), "Fact 2 of 2"));
    press(&mut graph, &[KeyCode::Left]);
    let lines = shown(&mut graph, &room, 80, 24);
    assert!(
        has(&lines, "Fact 1 of 2  2026-11-21 02:58:00 CET") && has(&lines, "first access, key AK..7Q"),
        "{lines:#?}"
    );
    assert!(has(&lines, "confirmed  A.M."), "{lines:#?}");
    assert!(has(&shown(&mut graph, &room, 100, 34), "confirmed  Anna Meier (A.M.)"), "the name where there is room");
    let first = room.state.timeline.lines.iter().find(|line| line.happened == at("21T01:58:00")).unwrap().id;
    assert_eq!(graph.handle(KeyEvent::from(KeyCode::Enter)), Asked::Go(Place::Timeline(first)));
    press(&mut graph, &[KeyCode::Tab, KeyCode::BackTab]);
    assert!(has(&shown(&mut graph, &room, 80, 24), "Fact 1 of 2"), "there and back leads to the same item");
    press(&mut graph, &[KeyCode::Tab]);
    assert!(has(&shown(&mut graph, &room, 80, 24), "Action "));
    press(&mut graph, &[KeyCode::Tab]);
    let lines = shown(&mut graph, &room, 80, 24);
    assert!(has(&lines, "Clock 1 of 1  due 2026-11-24 09:04:00 CET") && has(&lines, "left"), "{lines:#?}");
    assert_eq!(
        graph.handle(KeyEvent::from(KeyCode::Enter)),
        Asked::Go(Place::Deadline("eu-gdpr/authority-72h".to_owned()))
    );
    assert_eq!(graph.handle(KeyEvent::from(KeyCode::Esc)), Asked::Close);
}

#[test]
fn what_is_late_says_so_in_words_and_by_a_sign() {
    let mut room = Room::day_one();
    room.now = room.now.plus_hours(100);
    let mut graph = Graph::new(&room.look());
    let lines = shown(&mut graph, &room, 120, 34);
    assert!(lines.iter().any(|line| line.contains("! ") && line.contains(", late")), "{lines:#?}");
    press(&mut graph, &[KeyCode::Up]);
    assert!(has(&shown(&mut graph, &room, 120, 34), "late by 35:"), "{:#?}", shown(&mut graph, &room, 120, 34));
}

#[test]
fn what_is_withheld_is_there_without_words_and_without_its_author() {
    let mut room = Room::day_one();
    room.audience = Audience(Mark::AmberStrict);
    let mut graph = Graph::new(&room.look());
    let lines = shown(&mut graph, &room, 100, 34);
    assert!(has(&lines, "Fact 2 of 2  2026-11-21 15:31:00 CET") && has(&lines, "withheld, TLP:RED"), "{lines:#?}");
    let head = lines.iter().find(|line| line.contains("Fact 2 of 2")).unwrap();
    assert!(!head.contains("Anna") && !head.contains("suspected") && !has(&lines, SECRET), "{lines:#?}");
    assert!(has(&lines, "withheld 1"), "{lines:#?}");
}

#[test]
fn what_was_struck_since_is_gone_and_the_cursor_stays_where_it_was() {
    let mut room = Room::day_one();
    let mut graph = Graph::new(&room.look());
    press(&mut graph, &[KeyCode::Left]);
    let before = graph.key();
    room.add(noted("fact", "earlier still", when("21T01:00:00"), "suspected"), "21T15:00:00");
    graph.refresh(&room.look());
    assert_eq!(graph.key(), before, "the cursor stays on its record");
    assert!(has(&shown(&mut graph, &room, 80, 24), "Fact 2 of 3"));
    let Some(Key::Record(_, record)) = before else { panic!("no record") };
    room.add(Struck { record, reason: "typed into the wrong case".to_owned() }, "21T15:01:00");
    graph.refresh(&room.look());
    for _ in 0..3 {
        press(&mut graph, &[KeyCode::Right]);
        assert!(!has(&shown(&mut graph, &room, 80, 24), "AK..7Q"));
    }
}

#[test]
fn the_window_is_zoomed_panned_and_brought_back() {
    let mut room = Room::day_one();
    room.glyphs = GlyphSet::Ascii;
    let mut graph = Graph::new(&room.look());
    let opened = graph.window;
    press(&mut graph, &[KeyCode::Char('+'); 12]);
    assert!(graph.window.length() < opened.length() / 50);
    let lines = shown(&mut graph, &room, 80, 24);
    assert!(has(&lines, "earlier") && has(&lines, "later >"), "{lines:#?}");
    press(&mut graph, &[KeyCode::Left]);
    assert!(graph.window.column(graph.instant().unwrap(), 1).is_some(), "the window follows the cursor");
    press(&mut graph, &[KeyCode::PageDown, KeyCode::PageDown]);
    assert!(graph.window.column(graph.instant().unwrap(), 1).is_none(), "the cursor does not follow the window");
    press(&mut graph, &[KeyCode::Char('0')]);
    assert_eq!(graph.window, graph.whole());
    let due = graph.axis.flags[0].due;
    assert!(graph.window.column(due, 1).is_some(), "clocks belong to the whole");
    let lines = shown(&mut graph, &room, 80, 24);
    assert!(!has(&lines, "earlier") && !has(&lines, "later >"), "{lines:#?}");
}

#[test]
fn a_click_takes_the_item_nearest_to_it() {
    let room = Room::day_one();
    let mut graph = Graph::new(&room.look());
    press(&mut graph, &[KeyCode::Char('0')]);
    shown(&mut graph, &room, 100, 34);
    let layout = Layout::of(graph.screen, &graph.axis).unwrap();
    graph.click(Position { x: layout.facts.x, y: layout.facts.y }, &room.look());
    assert_eq!((graph.row, graph.at), (Row::Facts, 0));
    graph.click(Position { x: layout.actions.right() - 1, y: layout.actions.y }, &room.look());
    assert_eq!((graph.row, graph.at), (Row::Actions, graph.axis.actions.all().len() - 1));
    let flag = flags::shown(&graph, layout.flags, &room.look())[0];
    graph.click(Position { x: layout.flags.x + flag.from, y: layout.flags.y + flag.row }, &room.look());
    assert_eq!((graph.row, graph.at), (Row::Clocks, flag.index));
    graph.click(Position { x: 0, y: 0 }, &room.look());
    assert_eq!(graph.row, Row::Clocks, "a click beside it changes nothing");
}

#[test]
fn a_small_window_says_what_it_needs() {
    let room = Room::day_one();
    let mut graph = Graph::new(&room.look());
    for (width, height) in [(59, 20), (60, 19), (40, 60)] {
        let said = shown(&mut graph, &room, width, height).join(" ");
        assert!(said.contains("60 columns by 20 rows"), "{said}");
    }
    assert!(has(&shown(&mut graph, &room, 60, 20), "Fact 2 of 2"));
}

#[test]
fn an_empty_case_has_an_axis_and_nothing_on_it() {
    let room = Room::empty();
    let mut graph = Graph::new(&room.look());
    press(&mut graph, &[KeyCode::Left, KeyCode::Tab, KeyCode::Char('+'), KeyCode::End, KeyCode::Enter]);
    assert!(has(&shown(&mut graph, &room, 80, 24), "Nothing that happened"));
}

#[test]
fn ascii_and_console_keep_to_their_characters() {
    for glyphs in [GlyphSet::Ascii, GlyphSet::Console] {
        let mut room = Room::day_one();
        room.glyphs = glyphs;
        room.audience = Audience(Mark::Amber);
        let mut graph = Graph::new(&room.look());
        for key in ['0', '+', '-', '0', '\t', '\t'] {
            press(&mut graph, &[if key == '\t' { KeyCode::Tab } else { KeyCode::Char(key) }]);
            for sign in shown(&mut graph, &room, 120, 40).concat().chars() {
                let console = glyphs == GlyphSet::Console && crate::ui::glyphs::CONSOLE_SAFE.contains(sign);
                assert!(sign.is_ascii() || console, "{sign:?} in {glyphs:?}");
            }
        }
    }
}

/// Keys that move about, each by its number.
fn key(number: u8) -> KeyEvent {
    const CODES: [KeyCode; 14] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Char('+'),
        KeyCode::Char('+'),
        KeyCode::Char('-'),
        KeyCode::Char('0'),
        KeyCode::Up,
        KeyCode::Down,
    ];
    let shift = number >= 128;
    let code = CODES[usize::from(number) % CODES.len()];
    KeyEvent::new(code, if shift { KeyModifiers::SHIFT } else { KeyModifiers::NONE })
}

fn any_instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        3 => (0..400_000_000_i64).prop_map(|ms| at("20T00:00:00").plus_millis(ms)),
        1 => Just(at("21T10:00:00")),
        1 => (Instant::MIN.millis()..=Instant::MAX.millis()).prop_map(Instant::from_millis),
        1 => prop::sample::select(vec![Instant::MIN, Instant::MAX]),
    ]
}

fn any_points() -> impl Strategy<Value = Vec<(Instant, u8)>> {
    prop::collection::vec((any_instant(), 0..4_u8), 0..40)
}

fn points(of: &[(Instant, u8)]) -> Points {
    let point = |(seq, (at, seen)): (u64, &(Instant, u8))| Point {
        at: *at,
        record: RecordId { station: StationId(3), seq },
        mark: Mark::Amber,
        seen: [Seen::Open, Seen::Withheld(Mark::Red), Seen::Privileged, Seen::Absent][usize::from(*seen)],
    };
    Points::new((0..).zip(of).map(point).collect())
}

/// Draws into the middle of a larger sheet, and yields whether what lies around it stayed as it was.
fn keeps_to_its_area(graph: &mut Graph, room: &Room, width: u16, height: u16) -> bool {
    let mut buffer = sheet(width + 6, height + 6);
    let area = Rect::new(3, 3, width, height);
    for cell in &mut buffer.content {
        cell.set_symbol("~");
    }
    graph.set_screen(area);
    graph.draw(area, &mut buffer, &room.look());
    let outside = |buffer: &Buffer, index: usize| !area.contains(Position::from(buffer.pos_of(index)));
    (0..buffer.content.len())
        .filter(|index| outside(&buffer, *index))
        .all(|index| buffer.content[index].symbol() == "~")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn whatever_is_on_the_axis_nothing_leaves_the_area(
        facts in any_points(),
        actions in any_points(),
        clocks in prop::collection::vec((any_instant(), "\\PC{0,30}", any::<bool>()), 0..14),
        phases in prop::collection::vec((any_instant(), prop::option::of(any_instant()), 0..5_usize), 0..9),
        keys in prop::collection::vec(any::<u8>(), 0..30),
        size in (0..310_u16, 0..110_u16),
        click in (0..320_u16, 0..120_u16),
        style in (0..3_usize, 0..4_usize),
        zone in 0..3_usize,
        now in any_instant(),
    ) {
        let mut room = Room::empty();
        room.now = now;
        room.glyphs = GlyphSet::ALL[style.0];
        room.theme = Theme::new(ThemeName::ALL[style.1]);
        let mut graph = Graph::new(&room.look());
        let mut flags: Vec<Flag> = clocks.into_iter().map(|(due, name, late)| Flag {
            due, key: name.clone(), name, late,
            state: if late { ClockState::Late } else { ClockState::Sent },
            start: None, sent: None,
            record: RecordId { station: StationId(3), seq: 1 },
        }).collect();
        flags.sort_by_key(|flag| flag.due);
        let phases = phases.into_iter().map(|(started, ended, open)| Phase {
            id: "containment".to_owned(), started: Some(started), ended, open, steps: 4,
        });
        graph.axis = Axis { facts: points(&facts), actions: points(&actions), flags, phases: phases.collect(), fallen: facts.len() };
        graph.window = graph.whole();
        let zones = [chrono_tz::Europe::Berlin, chrono_tz::Australia::Lord_Howe, chrono_tz::UTC];
        for number in keys {
            graph.handle(key(number));
            let mut look = room.look();
            look.zone = zones[zone];
            let mut buffer = sheet(size.0, size.1);
            graph.set_screen(buffer.area);
            graph.draw(buffer.area, &mut buffer, &look);
        }
        prop_assert!(keeps_to_its_area(&mut graph, &room, size.0, size.1));
        graph.click(Position { x: click.0, y: click.1 }, &room.look());
        prop_assert!(graph.at < graph.len(graph.row).max(1));
        prop_assert!(keeps_to_its_area(&mut graph, &room, 60, 20));
    }

    #[test]
    fn no_word_of_what_is_withheld_reaches_the_screen(
        records in prop::collection::vec((0..300_i64, any::<bool>(), any::<bool>()), 1..10),
        keys in prop::collection::vec(any::<u8>(), 0..12),
    ) {
        let mut room = Room::empty();
        room.audience = Audience(Mark::Amber);
        room.operator.name = format!("{SECRET} Person");
        for (minutes, red, fact) in records {
            let happened = crate::domain::time::When { at: at("21T08:00:00").plus_minutes(minutes), ..when("21T08:00:00") };
            let text = if red { format!("it says {SECRET}") } else { "plain".to_owned() };
            let line = noted(if fact { "fact" } else { "action" }, &text, happened, "suspected");
            room.operator.name = if red { format!("{SECRET} Person") } else { "Anna Meier".to_owned() };
            room.record(line, if red { Mark::Red } else { Mark::Green }, at("21T14:00:00"));
        }
        let mut graph = Graph::new(&room.look());
        prop_assert!(!has(&shown(&mut graph, &room, 160, 40), SECRET));
        for number in keys {
            graph.handle(key(number));
            prop_assert!(!has(&shown(&mut graph, &room, 160, 40), SECRET));
        }
    }
}

#[test]
fn a_hundred_thousand_records_are_counted_and_drawn() {
    let mut room = Room::empty();
    room.glyphs = GlyphSet::Full;
    let many: Vec<(Instant, u8)> =
        (0..100_000).map(|n| (at("21T08:00:00").plus_millis(n * n % 90_000_017), 0)).collect();
    let mut graph = Graph::new(&room.look());
    graph.axis.facts = points(&many);
    graph.window = graph.whole();
    let lines = shown(&mut graph, &room, 300, 100);
    assert!(has(&lines, "facts 100000") && has(&lines, "Fact 1 of 100000"), "{lines:#?}");
    let layout = Layout::of(graph.screen, &graph.axis).unwrap();
    let bars = bars::Bars::of(&graph.axis.facts, graph.window, layout.facts, true, GlyphSet::Full);
    assert_eq!(bars.all(), 100_000, "each record lies in exactly one column");
}
