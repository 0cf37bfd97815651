use super::*;
use crate::domain::deadline::Sent;
use crate::domain::mark::{Audience, Mark};
use crate::ui::panes::fixture::{Room, SECRET, at, lines, sheet, when};

fn drawn(room: &Room, width: u16) -> Vec<String> {
    let mut view = View::default();
    view.refresh(&room.look());
    let mut buffer = sheet(width, 20);
    view.draw(buffer.area, &mut buffer, &room.look(), true);
    lines(&buffer)
}

fn sent(at: &str) -> Sent {
    Sent {
        regime: "eu-gdpr".to_owned(),
        deadline: "authority-72h".to_owned(),
        at: when(at),
        by: Default::default(),
        route: "portal".to_owned(),
        reference: format!("ref {SECRET}"),
        copy: None,
        receipt: None,
        notice: None,
        text_sha256: String::new(),
        copy_is: String::new(),
        late_reason: None,
    }
}

#[test]
fn rows_hold_at_every_instant_what_the_rules_say() {
    let mut room = Room::day_one();
    let mut view = View::default();
    view.refresh(&room.look());
    for hours in [0, 24, 71, 72, 73, 200] {
        room.now = at("21T08:04:00").plus_hours(hours).plus_millis(1);
        let views = room.state.deadlines.views(&room.state, room.now);
        assert_eq!(views.len(), view.rows.len());
        for (row, truth) in view.rows.iter().zip(&views) {
            assert_eq!((row.key.as_str(), row.state(room.now)), (truth.key().as_str(), truth.state), "{hours}");
            assert_eq!(row.left(room.now), truth.left(room.now));
            assert_eq!((row.due, row.exposure), (truth.due, truth.exposure));
        }
    }
}

#[test]
fn a_clock_that_has_not_started_shows_exposure_and_no_countdown() {
    let shown = drawn(&Room::day_one(), 100);
    assert!(shown[0].contains("64:17:48") && shown[0].contains("Tue 24 Nov 09:04 CET"), "{}", shown[0]);
    assert!(shown[1].contains("not assessed    at worst due Sun 22 Nov 02:58 CET (exposure)"), "{}", shown[1]);
    assert!(shown[3].contains("Insurer") && shown[3].contains("no deadline recorded"), "{}", shown[3]);
    assert!(shown.iter().any(|line| line.contains("never counts as compliance")));
}

#[test]
fn a_notice_after_the_limit_says_so_and_keeps_its_reference_from_the_room() {
    let mut room = Room::day_one();
    room.record(sent("24T09:00:00"), Mark::Red, at("24T09:00:00"));
    room.now = at("24T10:00:00");
    let shown = drawn(&room, 100).join("\n");
    assert!(shown.contains("sent") && shown.contains("! after the limit: 24 Nov 10:00") && shown.contains(SECRET));
    room.audience = Audience(Mark::AmberStrict);
    let shown = drawn(&room, 100).join("\n");
    assert!(shown.contains("! after the limit: 24 Nov 10:00") && !shown.contains(SECRET), "{shown}");
}

#[test]
fn forms_get_the_regime_or_the_clock() {
    let room = Room::day_one();
    let mut view = View::default();
    view.refresh(&room.look());
    assert!(view.select(&Place::Deadline("eu-nis2/early-warning-24h".to_owned())));
    assert_eq!(view.prefill("regime", &room.look()).get("regime"), Some("eu-nis2"));
    assert_eq!(view.prefill("clock", &room.look()).get("deadline"), Some("eu-nis2/early-warning-24h"));
    assert!(view.select(&Place::Deadline("eu-gdpr".to_owned())), "a regime stands for its first clock");
    assert!(!view.select(&Place::Deadline("none".to_owned())));
}
