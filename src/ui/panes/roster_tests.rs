use super::*;
use crate::domain::callout::Answered;
use crate::ui::panes::fixture::{Room, at, lines, sheet, when};

fn drawn(room: &Room, width: u16) -> Vec<String> {
    let mut view = View::default();
    view.refresh(&room.look());
    let mut buffer = sheet(width, 30);
    view.draw(buffer.area, &mut buffer, &room.look(), true);
    lines(&buffer)
}

fn line_with<'a>(lines: &'a [String], words: &str) -> &'a str {
    lines.iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {lines:#?}"))
}

#[test]
fn a_role_says_who_holds_it_and_whether_the_call_was_acknowledged() {
    let room = Room::day_one();
    let shown = drawn(&room, 80);
    let lead = line_with(&shown, "ack 09:11 phone");
    assert!(lead.contains("Anna Meier") && lead.ends_with("! conflict"), "lead and technical lead conflict: {lead}");
    assert!(line_with(&shown, "DPO").ends_with("! 16 min, no answer"));
    let vacancy = line_with(&shown, "! reason missing");
    assert!(vacancy.contains("verifier") && vacancy.contains("vacant"), "{vacancy}");
    assert!(line_with(&shown, "Lars Berg").trim_start_matches([' ', '>']).starts_with("deputy"));
    let heading = shown.iter().position(|line| line.contains("without a role")).unwrap();
    assert!(shown[heading + 1].contains("Hana Kim"));
    assert!(drawn(&room, 46).iter().any(|line| line.contains("A.M.") && line.contains("ack 09:11")));
}

#[test]
fn a_call_moves_from_calling_to_overdue_to_acknowledged() {
    let mut room = Room::day_one();
    room.now = at("21T15:39:00");
    assert!(line_with(&drawn(&room, 80), "DPO").ends_with("calling 16:30"));
    room.now = at("21T15:40:00");
    assert!(line_with(&drawn(&room, 80), "DPO").ends_with("! 10 min, no answer"));
    let call = room.state.callout.calls.last().unwrap().id;
    let answered = Answered {
        call,
        outcome: "acknowledged".to_owned(),
        at: when("21T15:41:00"),
        identity: "none".to_owned(),
        words: "yes".to_owned(),
        ack_at: None,
        late_reason: None,
    };
    room.add(answered.clone(), "21T15:41:00");
    assert!(line_with(&drawn(&room, 80), "DPO").ends_with("! ack 16:41 short"), "identity was not checked");
    room.add(Answered { identity: "challenge".to_owned(), ..answered }, "21T15:42:00");
    assert!(line_with(&drawn(&room, 80), "DPO").ends_with("ack 16:41 phone"));
}

#[test]
fn places_and_forms_know_role_callee_and_open_call() {
    let room = Room::day_one();
    let look = room.look();
    let mut view = View::default();
    view.refresh(&look);
    assert!(view.select(&Place::Role("dpo".to_owned())));
    assert_eq!(view.selected(&look), Some(Place::Role("dpo".to_owned())));
    let call = view.prefill("call", &look);
    assert_eq!((call.get("role"), call.get("callee")), (Some("dpo"), Some("Rosa Nowak")));
    let open = room.state.callout.calls.last().unwrap().id;
    assert_eq!(view.prefill("answer", &look).get("call"), Some(room.state.label(open).as_str()));
    assert_eq!(view.prefill("vacant", &look).get("role"), Some("dpo"));
    view.list().selected = 0;
    assert!(view.select(&Place::Call(open)), "a call is on the row of its callee");
    assert_eq!(view.selected(&look), Some(Place::Role("dpo".to_owned())));
    view.list().selected = 1;
    assert_eq!(view.prefill("call", &look).get("callee"), Some("Lars Berg"), "the deputy's own row");
    view.list().selected = view.len() - 1;
    assert_eq!(view.prefill("assign", &look).get("person"), Some("Hana Kim"));
    let correct = view.prefill("correct-person", &look);
    assert_eq!((correct.get("person"), correct.get("phone")), (Some("Hana Kim"), None), "no number on the wall");
    assert!(!view.select(&Place::Role("nobody".to_owned())));
}
