use super::*;
use crate::domain::mark::Mark;
use crate::domain::timeline::{Basis, Judged, Noted};
use crate::ui::list::Move;
use crate::ui::panes::fixture::{Room, SECRET, at, lines, noted, sheet, when};

fn drawn(view: &View, look: &Look<'_>, width: u16, height: u16) -> Vec<String> {
    let mut buffer = sheet(width, height);
    view.draw(buffer.area, &mut buffer, look, true);
    lines(&buffer)
}

fn view(room: &Room) -> View {
    let mut view = View::default();
    view.refresh(&room.look());
    view
}

fn found<'a>(lines: &'a [String], words: &str) -> &'a str {
    lines.iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words} in {lines:#?}"))
}

#[test]
fn a_line_says_when_what_and_how_sure_and_what_is_owed() {
    let room = Room::day_one();
    let shown = drawn(&view(&room), &room.look(), 100, 40);
    let first = found(&shown, "first access");
    assert!(first.contains("21 Nov 02:58 fact ") && first.contains("! basis owed"), "{first}");
    let struck = found(&shown, "wrong line");
    assert!(struck.ends_with("struck"), "{struck}");
    let late = found(&shown, "egress blocked");
    assert!(late.contains("21 Nov 09:30 act  A.M. ") && late.contains("! late 60 min"), "{late}");
    assert!(shown.last().unwrap().contains("records, 1 struck"));
    let text_at = |line: &str, words: &str| line.find(words).unwrap();
    assert_eq!(text_at(first, "first access"), text_at(late, "egress blocked"), "words are aligned");
}

#[test]
fn newest_is_on_top_by_either_time() {
    let room = Room::day_one();
    let mut view = view(&room);
    let order = |view: &View| -> Vec<Instant> { (0..view.len()).map(|row| view.key(row).unwrap().at).collect() };
    let by_happened = order(&view);
    assert!(by_happened.windows(2).all(|pair| pair[0] >= pair[1]));
    view.toggle_sort();
    view.refresh(&room.look());
    let by_recorded = order(&view);
    assert!(by_recorded.windows(2).all(|pair| pair[0] >= pair[1]) && by_recorded != by_happened);
    assert!(view.title(&room.look()).1.ends_with("by recorded"));
}

#[test]
fn an_appended_line_goes_to_its_place_as_if_all_were_sorted_anew() {
    let mut room = Room::day_one();
    let mut grown = view(&room);
    grown.list.selected = 3;
    let kept = grown.selected_record();
    for (n, happened) in ["21T15:40:00", "21T00:10:00", "21T12:00:00", "21T12:00:00"].iter().enumerate() {
        room.add(noted("fact", &format!("late news {n}"), when(happened), "suspected"), "21T15:45:00");
        grown.refresh(&room.look());
    }
    assert_eq!(grown.order, view(&room).order);
    assert_eq!(grown.selected_record(), kept, "who reads further down keeps the line");
    let mut top = view(&room);
    top.list.selected = 0;
    room.add(noted("fact", "the newest", when("21T15:45:30"), "suspected"), "21T15:45:40");
    top.refresh(&room.look());
    assert_eq!(top.list.selected, 0, "who looks at the newest sees the newer one");
}

#[test]
fn lines_that_moved_in_the_fold_are_sorted_anew() {
    let mut room = Room::day_one();
    let mut view = view(&room);
    let mut other = Room::empty();
    other.declare();
    other.add(noted("fact", "other", when("21T05:00:00"), "suspected"), "21T09:00:00");
    std::mem::swap(&mut room.state, &mut other.state);
    view.refresh(&room.look());
    assert_eq!(view.len(), room.state.timeline.lines.len());
    assert!((0..view.len()).all(|row| view.line(row, &room.look()).is_some()));
}

#[test]
fn filters_hide_lines_and_obey_the_audience() {
    let mut room = Room::day_one();
    let mut view = view(&room);
    let all = view.len();
    let count = |view: &mut View, room: &Room, filter: Filter| {
        view.set_filter(filter);
        view.refresh(&room.look());
        view.len()
    };
    let facts = count(&mut view, &room, Filter { lane: Some(Lane::Fact), ..Filter::default() });
    let actions = count(&mut view, &room, Filter { lane: Some(Lane::Action), ..Filter::default() });
    assert!(facts == 3 && facts + actions == all, "{facts} {actions} {all}");
    let text = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
    assert_eq!(count(&mut view, &room, text("FIRST Access")), 1);
    assert_eq!(count(&mut view, &room, text(SECRET)), 1);
    let tag = Filter { tag: Some(format!("tag{SECRET}")), ..Filter::default() };
    assert_eq!(count(&mut view, &room, tag.clone()), 1);
    let suspected = Filter { status: Some("suspected".to_owned()), ..Filter::default() };
    assert_eq!(count(&mut view, &room, suspected.clone()), 2);
    room.audience = Audience(Mark::Amber);
    for hidden in [text(SECRET), tag] {
        assert_eq!(count(&mut view, &room, hidden), 0, "a hit would tell what is withheld");
    }
    room.audience = Audience(Mark::AmberStrict);
    assert_eq!(count(&mut view, &room, suspected), 1);
    let author = |name: &str| Filter { author: Some(name.to_owned()), ..Filter::default() };
    assert_eq!(count(&mut view, &room, author("nobody")), 0);
    assert!(count(&mut view, &room, author("a.m.")) > 0);
    let none = drawn(&view, &room.look(), 80, 10);
    assert!(!none.is_empty());
    view.show_all();
    view.refresh(&room.look());
    assert_eq!(view.len(), all);
}

#[test]
fn a_fact_judged_anew_enters_and_leaves_the_filter() {
    let mut room = Room::day_one();
    let mut view = view(&room);
    view.set_filter(Filter { status: Some("confirmed".to_owned()), ..Filter::default() });
    view.refresh(&room.look());
    let before = view.len();
    let line = room.add(noted("fact", "to be judged", when("21T11:00:00"), "suspected"), "21T11:00:00");
    view.refresh(&room.look());
    assert_eq!(view.len(), before);
    let judged =
        Judged { record: line, status: "confirmed".to_owned(), basis: Basis::default(), reason: String::new() };
    room.add(judged, "21T11:01:00");
    view.refresh(&room.look());
    assert_eq!(view.len(), before + 1);
    assert!(view.select(&Place::Timeline(line)));
}

#[test]
fn forms_get_the_record_and_the_words_the_room_may_read() {
    let mut room = Room::day_one();
    let id = room.add(noted("fact", "words to correct", when("21T15:00:00"), "suspected"), "21T15:00:00");
    let mut view = view(&room);
    assert!(view.select(&Place::Timeline(id)));
    let input = view.prefill("correct", &room.look());
    assert_eq!(input.get("record"), Some(id.seq.to_string().as_str()));
    assert_eq!(input.get("text"), Some("words to correct"));
    assert_eq!(view.prefill("judge", &room.look()).get("record"), input.get("record"));
    assert_eq!(view.prefill("log", &room.look()), Input::default());
    room.audience = Audience(Mark::Clear);
    assert_eq!(view.prefill("correct", &room.look()).get("text"), None);
}

#[test]
fn hostile_text_reaches_no_cell() {
    let mut room = Room::day_one();
    let text = format!("a\u{1b}[2Jb\u{202e}c\td\n{}", "long ".repeat(400_000));
    room.add(
        Noted { tags: vec!["\u{1b}]0;x".to_owned()], ..noted("fact", &text, when("21T15:00:00"), "x\u{7}y") },
        "21T15:00:00",
    );
    let mut view = view(&room);
    view.list.selected = 0;
    let shown = drawn(&view, &room.look(), 80, 12).join("\n");
    assert!(shown.contains("<U+001B>") && shown.contains("..."), "{shown}");
    assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    assert!(!view.detail(&room.look(), 70).is_empty());
}

#[test]
fn a_hundred_thousand_lines_draw_only_what_is_in_sight() {
    let mut room = Room::empty();
    for n in 0..100_000_i64 {
        let happened = at("20T00:00:00").plus_millis(n * 997);
        let when = crate::domain::time::When { at: happened, ..when("20T00:00:00") };
        room.record(noted("fact", "line", when, "suspected"), Mark::Amber, happened);
    }
    let mut view = view(&room);
    let mut list = view.list;
    list.go(Move::Last, view.len(), 20);
    view.list = list;
    let shown = drawn(&view, &room.look(), 80, 20);
    assert!(shown[0].contains("▲") && shown[18].starts_with('>'), "{shown:#?}");
    assert!(shown[19].contains("100000 records"));
    // One more costs no new sorting: the order grows by one.
    room.add(noted("fact", "one more", when("21T15:00:00"), "suspected"), "21T15:00:00");
    view.refresh(&room.look());
    assert_eq!(view.len(), 100_001);
}
