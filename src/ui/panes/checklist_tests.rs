use super::*;
use crate::ui::panes::fixture::{Room, at, lines, sheet};

fn drawn(view: &View, look: &Look<'_>, width: u16, height: u16) -> Vec<String> {
    let mut buffer = sheet(width, height);
    view.draw(buffer.area, &mut buffer, look, true);
    lines(&buffer)
}

#[test]
fn the_first_quarter_of_an_hour_shows_its_steps_and_says_so() {
    let mut room = Room::day_one();
    room.now = at("21T08:10:00");
    let mut view = View::default();
    view.refresh(&room.look());
    let first = view.len();
    let steps = &room.state.work.steps;
    assert_eq!(first, steps.iter().filter(|merged| merged.step.first15).count());
    assert!(first > 0 && first < steps.len());
    assert!(drawn(&view, &room.look(), 80, 20).join("\n").contains("First 15 minutes"));
    view.toggle_all();
    view.refresh(&room.look());
    assert_eq!(view.len(), steps.len());
    view.toggle_all();
    view.refresh(&room.look());
    assert_eq!(view.len(), first);
    let mut by_clock = View::default();
    room.now = at("21T08:19:01");
    by_clock.refresh(&room.look());
    assert_eq!(by_clock.len(), room.state.work.steps.len(), "the clock opens the rest");
}

#[test]
fn steps_stand_under_their_phase_with_sign_target_and_what_is_missing() {
    let room = Room::day_one();
    let mut view = View::default();
    view.refresh(&room.look());
    let shown = drawn(&view, &room.look(), 120, 40);
    assert!(shown[0].starts_with(" containment  0 of "), "{}", shown[0]);
    assert!(view.select(&Place::Step("G-01".to_owned())));
    let shown = drawn(&view, &room.look(), 120, 40);
    let line = shown.iter().find(|line| line.starts_with('>')).unwrap();
    assert!(line.contains("[.] G-01 Declare the incident") && line.contains("! +7 h"), "{line}");
    assert!(shown.iter().any(|line| line.trim_start().starts_with("missing: ")), "{shown:#?}");
    assert_eq!(view.phase(), Some("containment"));
}

#[test]
fn a_form_gets_the_step_and_the_first_missing_kind() {
    let room = Room::day_one();
    let mut view = View::default();
    view.refresh(&room.look());
    assert!(view.select(&Place::Step("G-01".to_owned())));
    let input = view.prefill("proof", &room.look());
    assert_eq!((input.get("step"), input.get("kind")), (Some("G-01"), Some("decision")));
    assert_eq!(view.prefill("take", &room.look()).get("kind"), None);
    assert!(!view.select(&Place::Step("ZZ-99".to_owned())));
}

#[test]
fn kinds_that_stand_in_for_each_other_are_one_gap() {
    let missing = ["config_diff", "session_log", "memory_image"].map(str::to_owned);
    assert_eq!(groups(&missing).len(), 2);
}
