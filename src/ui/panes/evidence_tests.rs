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
        shown[0].contains("E-001 memory gpu-train-01") && shown[0].contains("recomputed   9f2c..61ab A.M.  shelf 3")
    );
    assert!(shown[1].contains("~ claimed    b7e0..b7e0"));
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
    assert_eq!(view.prefill("accept-loss", &look).get("exhibit"), Some("E-001"));
    assert_eq!(view.prefill("exhibit", &look), Input::default());
    assert_eq!(view.title(&look).1, "2 exhibits, 1 open hand-over");
}

#[test]
fn what_others_state_is_shown_with_its_origin_and_how_it_compares() {
    use crate::domain::exhibit::{Bad, BadRange, Claim, ClaimAlgorithm, Claimed, Of};
    let mut room = Room::day_one();
    let exhibit = room.state.register.exhibits[0].clone();
    let claim = |algorithm, hex: &str| Claim {
        algorithm,
        hex: hex.to_owned(),
        size: None,
        name: "memory.lime".to_owned(),
        of: Of::Source,
        into: Vec::new(),
        verified: None,
    };
    let same = claim(ClaimAlgorithm::Sha256, &exhibit.hashes[0].1.sha256);
    let claimed = Claimed {
        exhibit: exhibit.id,
        claims: vec![claim(ClaimAlgorithm::Md5, &"d4".repeat(16)), same],
        content: Vec::new(),
        others: vec![claim(ClaimAlgorithm::Md5, &"a0".repeat(16))],
        left_out: 6,
        doubt: None,
        format: "dc3dd".to_owned(),
        log: None,
        tool: "dc3dd 7.2.646".to_owned(),
        made: "2026-11-21".to_owned(),
        bad: Bad { sectors: 3072, ranges: vec![BadRange { first: 5120, count: 3072 }] },
        failed: Vec::new(),
        errors: vec!["3072 bad sectors replaced by zeros".to_owned()],
        by: room.operator.clone(),
        presence: "none".to_owned(),
        presence_ref: String::new(),
        at: exhibit.registered.collected.clone(),
        note: String::new(),
        late_reason: None,
    };
    room.add(claimed, "21T15:00:00");
    let mut view = View::default();
    view.refresh(&room.look());
    let shown: Vec<String> = view.detail(&room.look(), 120).iter().map(ToString::to_string).collect();
    let has = |words: &[&str]| shown.iter().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(has(&["origin", "by a tool's log"]), "{shown:#?}");
    assert!(has(&["MD5 d4d4", "of what was read, not compared"]), "{shown:#?}");
    assert!(
        has(&["9f2c", "same as"])
            && has(&["7 other entries"])
            && has(&["put on record a digest"])
            && has(&["3072 5120+3072"]),
        "{shown:#?}"
    );
    assert!(has(&["3072 unread sectors: the image holds zeros"]), "{shown:#?}");
    assert!(drawn(&room, 90)[0].contains("! incomplete"));
}

#[test]
fn jobs_that_do_not_move_say_so() {
    let mut room = Room::day_one();
    let exhibit = Some(room.state.register.exhibits[1].id);
    let name = "disk".to_owned();
    let job =
        JobView { exhibit, name, done: 1, total: Some(2), rate: None, left_seconds: None, state: JobState::Paused };
    for (state, words) in [
        (JobState::Paused, "on hold  50 %"),
        (JobState::Searching, "searching  50 %"),
        (JobState::Waiting, "waits for its turn"),
    ] {
        room.jobs = vec![JobView { state, ..job.clone() }];
        assert!(drawn(&room, 140)[1].contains(words), "{}", drawn(&room, 140)[1]);
    }
}

#[test]
fn the_detail_says_what_a_pass_gave_and_what_old_digests_are_worth() {
    use crate::domain::exhibit::{Differing, FileIdentity, Hashed, Reading, Segment};
    let mut room = Room::day_one();
    let before = room.state.register.exhibits[0].hashes[0].clone();
    let text = str::to_owned;
    let reading = Reading {
        users: vec![crate::domain::exhibit::FileUser {
            pid: 77,
            name: "python3".to_owned(),
            started: None,
            how: "mapped".to_owned(),
        }],
        at: String::new(),
        others: [("md5", "0a0b"), ("blake3", "0c0d")].map(|(name, digest)| (text(name), text(digest))).into(),
        given: text("/dev/disk/by-id/x"),
        file: Some(FileIdentity {
            inode: text("77"),
            device: text("8:1"),
            modified: text("2026-11-20T01:02:03.000000004Z"),
            changed: text("2026-11-20T01:02:04.000000005Z"),
            atime_kept: true,
        }),
        pieces: None,
        segments: vec![Segment { name: text("d.E02"), size: 5, sha256: text("0e0f") }],
        compared: Some(before.0),
        differing: vec![Differing { offset: 67_108_864, length: 5 }],
    };
    room.add(Hashed { zero_blocks: 9_950, reading, ..before.1 }, "21T11:03:00");
    let mut view = View::default();
    view.refresh(&room.look());
    let shown: Vec<String> = view.detail(&room.look(), 100).iter().map(ToString::to_string).collect();
    let shown = shown.join("\n");
    for words in [
        "python3 (pid 77) has it mapped; the bytes it loaded are not proven",
        "MD5 0a0b (to match an old log, no proof)",
        "BLAKE3 0c0d\n",
        "/dev/disk/by-id/x",
        "inode 77 on device 8:1",
        "01:02:04.000000005Z",
        "left alone",
        "d.E02",
        "0e0f (5 bytes)",
        "5 bytes from byte 67108864",
        "99.50 % of its blocks",
    ] {
        assert!(shown.contains(words), "{words:?} in\n{shown}");
    }
}
