use super::*;
use crate::ui::panes::fixture::{Room, lines, sheet};

fn drawn(room: &Room, width: u16) -> Vec<String> {
    let mut view = View::default();
    view.refresh(&room.look());
    let mut buffer = sheet(width, 20);
    view.draw(buffer.area, &mut buffer, &room.look(), true);
    lines(&buffer)
}

#[test]
fn an_exhibit_says_how_sure_its_digest_is_and_where_it_is() {
    let room = Room::day_one();
    let shown = drawn(&room, 90);
    assert!(
        shown[0].contains("E-001 memory gpu-train-01") && shown[0].contains("recomputed  9f2c..61ab A.M.  shelf 3")
    );
    assert!(shown[1].contains("claimed     b7e0..b7e0"));
    assert!(shown[19].contains("! E-001 released 21 Nov 15:20 by A.M. to courier; nobody has accepted it"));
    assert!(drawn(&room, 44)[0].ends_with("recomputed"), "narrow: how sure says more than the digest");
}

#[test]
fn a_running_hash_shows_share_rate_and_time_left() {
    let mut room = Room::day_one();
    let exhibit = room.state.register.exhibits[1].id;
    let job = JobView {
        exhibit: Some(exhibit),
        name: "disk".to_owned(),
        done: 251_320_000_000,
        total: Some(412_000_000_000),
        rate: Some(1_140_000_000),
        left_seconds: Some(141),
        state: Default::default(),
    };
    room.jobs = vec![job.clone()];
    let shown = drawn(&room, 140);
    assert!(shown[1].contains("hashing") && shown[1].contains("61 %  00:02:21 left  1.1 GB/s"), "{}", shown[1]);
    assert!(shown[1].contains("█") && shown[1].contains("░"), "{}", shown[1]);
    assert!(!shown[1].contains("b7e0"), "no digest beside a running hash");
    room.jobs = vec![JobView { exhibit: None, total: None, ..job }];
    let shown = drawn(&room, 140).join("\n");
    assert!(shown.contains("disk  251 GB  00:02:21 left"), "{shown}");
}

#[test]
fn forms_get_exhibit_holder_and_receiver() {
    let room = Room::day_one();
    let look = room.look();
    let mut view = View::default();
    view.refresh(&look);
    assert!(view.select(&Place::Exhibit(room.state.register.exhibits[0].id)));
    let release = view.prefill("release", &look);
    assert_eq!((release.get("exhibit"), release.get("from")), (Some("E-001"), Some("Anna Meier")));
    assert_eq!(view.prefill("accept", &look).get("to"), Some("courier"));
    assert_eq!(view.prefill("rehash", &look).get("exhibit"), Some("E-001"));
    assert_eq!(view.prefill("exhibit", &look), Input::default());
    assert_eq!(view.title(&look).1, "2 exhibits, 1 open hand-over");
}
