use super::*;
use crate::domain::acquisition::survey::{BadRange, Survey};
use crate::domain::acquisition::{Begun, Ended};
use crate::domain::exhibit::{DigestState, Hashed, Reading, claim, register};
use crate::domain::people;
use crate::domain::play::{Play, rules};

const SHA256: &str = "7348a7272bb0ecbb3b28ae297467dfdb11cf26d7632748ba24651b19c0d00021";
const BY: [(&str, &str); 5] = [
    ("exhibit", "E-001"),
    ("reason", "the platter is scratched; a second reader found no more"),
    ("accepted-by", "Ada Morel"),
    ("presence", "wet-ink"),
    ("presence-ref", "slip 3"),
];
const SECOND: [(&str, &str); 3] =
    [("second", "Rosa Nagy"), ("second-presence", "call-back"), ("second-presence-ref", "call 9")];

/// An exhibit of which a log says that sectors could not be read, computed here; Ada Morel leads.
fn with_log(bad: &str) -> Play {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    play.done(register, &[("description", "disk"), ("path", "/m/disk.raw"), ("exhibit-kind", "disk-image")]);
    log(&mut play, bad, 900);
    let (exhibit, started) = (play.state.register.exhibits[0].id, play.now);
    play.fact(Hashed {
        exhibit,
        sha256: SHA256.to_owned(),
        size: 4096,
        zero_blocks: 0,
        path: "/m/disk.raw".to_owned(),
        started,
        took_ms: 1,
        recheck: false,
        reading: Reading::default(),
    });
    play
}

fn log(play: &mut Play, bad: &str, content: u64) -> RecordId {
    let text = format!(
        "GUYMAGER ACQUISITION INFO FILE\nVersion : 0.8.13\nLinux device : /dev/sdb\nDevice size : 4096 (4.1kB)\n{bad}\nSHA256 hash : {SHA256}\n\
        Generated image files and their MD5 hashes\nn/a  disk.raw\n"
    );
    play.give_text("file", "disk.info", content, &text);
    play.done(claim, &[("exhibit", "E-001"), ("file", "log")])
}

fn sectors(count: u64) -> String {
    let last = 300 + count - 1;
    format!("During acquisition, {count} bad sectors have been encountered. The sector numbers are:\n 300-{last}")
}

fn state(play: &Play) -> (DigestState, Vec<&'static str>, usize) {
    let exhibit = &play.state.register.exhibits[0];
    let short = rules(&play.state.register.shortfalls(&play.state, exhibit));
    (play.state.digest_state(exhibit), short, play.waits("need-image-incomplete"))
}

fn accept(play: &mut Play, more: &[(&str, &str)]) -> (RecordId, Vec<&'static str>) {
    play.run(accept_loss, &[&BY[..], more].concat())
}

#[test]
fn a_loss_accepted_by_lead_and_second_person_is_stated_and_no_longer_open() {
    let mut play = with_log(&sectors(11));
    assert_eq!(state(&play), (DigestState::Incomplete, vec!["C3-17"], 1));
    let (record, short) = accept(&mut play, &SECOND);
    assert!(short.is_empty(), "{short:?}");
    assert_eq!(state(&play), (DigestState::LossAccepted, vec![], 0), "and it is never shown as whole");
    let exhibit = &play.state.register.exhibits[0];
    let (counts, accepted) = play.state.loss_accepted(exhibit).unwrap();
    assert_eq!((*counts, accepted.mapped.as_str(), accepted.capacity.as_str()), (record, "sectors 300+11", "irt_lead"));
    assert_eq!(accepted.loss, Loss { ranges: 0, bytes: 0, sectors: 11 });
    assert!(play.state.digest_holds(exhibit), "what steps and captures rest on");
    // Somebody else leads later: it was the lead who accepted.
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Lena Brandt")]);
    assert_eq!(state(&play).0, DigestState::LossAccepted);
    play.strike(record);
    assert_eq!(state(&play), (DigestState::Incomplete, vec!["C3-17"], 1));
}

#[test]
fn more_that_is_found_to_be_lost_later_is_open_again() {
    let mut play = with_log(&sectors(11));
    accept(&mut play, &SECOND);
    let more = log(&mut play, &sectors(12), 901);
    assert_eq!(state(&play), (DigestState::Incomplete, vec!["C3-17"], 1));
    play.strike(more);
    assert_eq!(state(&play).0, DigestState::LossAccepted);
    log(&mut play, &sectors(10), 902);
    assert_eq!(state(&play).0, DigestState::LossAccepted, "less is among what was accepted");
}

#[test]
fn who_may_not_accept_alone_or_unproven_leaves_it_open() {
    let other = |field: &'static str, said: &'static str| -> Vec<(&'static str, &'static str)> {
        let all = BY.into_iter().chain(SECOND);
        all.map(|(known, text)| if known == field { (known, said) } else { (known, text) }).collect()
    };
    for (field, said, rule) in [
        ("accepted-by", "Jon Sato", "C3-20"),
        ("presence", "none", "T-04"),
        ("presence-ref", "", "T-04"),
        ("second", "", "C3-20"),
        ("second", "Ada Morel", "C3-20"),
        ("second", "A Stranger", "T-04"),
        ("second-presence", "none", "T-04"),
    ] {
        let mut play = with_log(&sectors(11));
        let (_, short) = play.run(accept_loss, &other(field, said));
        assert_eq!(short, [rule], "{field}={said}");
        assert_eq!(state(&play), (DigestState::Incomplete, vec!["C3-17"], 1), "{field}={said}");
    }
    let mut play = with_log(&sectors(11));
    assert!(play.decide(accept_loss, &other("reason", "")).is_err());
    let stranger = [&other("accepted-by", "Jon Sato")[..], &[("second", "")]].concat();
    assert_eq!(play.run(accept_loss, &stranger).1, ["C3-20"], "one record, one line");
}

#[test]
fn the_ranges_are_named_by_the_log_or_by_people() {
    let counted = "During acquisition, 11 bad sectors have been encountered. They have been replaced.";
    let mut play = with_log(counted);
    assert_eq!(state(&play).1, ["C3-17"]);
    assert_eq!(accept(&mut play, &SECOND).1, ["C3-20"], "nobody can say where");
    let (_, short) = accept(&mut play, &[&SECOND[..], &[("lost", "somewhere in the swap partition")]].concat());
    assert!(short.is_empty() && state(&play).0 == DigestState::LossAccepted, "{short:?}");
    let mut play = with_log("");
    assert_eq!(accept(&mut play, &[&SECOND[..], &[("lost", "the end")]].concat()).1, ["C3-21"]);
    assert_eq!(state(&play).0, DigestState::Recomputed);
}

/// An image that warroom made and that ended so, with its exhibit.
fn imaged(how: &str) -> Play {
    let mut play = with_log("");
    let text = String::new;
    let begun = play.fact(Begun {
        survey: Survey::default(),
        examiner: play.state.people.resolve("Ada Morel"),
        competence: text(),
        blocker: text(),
        method: text(),
        purpose: text(),
        description: text(),
        origin: text(),
        parent: None,
        anyway: text(),
        image: "/m/disk.raw".to_owned(),
        tool: text(),
        split: None,
        retries: 3,
        meaning: Vec::new(),
        process: text(),
    });
    let map = [(4096, 512), (8192, 1024)];
    let map = map.map(|(offset, length)| BadRange { offset, length });
    play.fact(Ended {
        begun,
        state: how.to_owned(),
        started: play.now,
        ended: play.now,
        read: 9,
        ranges: 2,
        unreadable: 1536,
        map: map.to_vec(),
        recovered: 0,
        image_sha256: SHA256.to_owned(),
        segments: Vec::new(),
        log: String::new(),
        log_sha256: String::new(),
        why: String::new(),
        exhibit: Some(play.state.register.exhibits[0].id),
    });
    play
}

#[test]
fn an_image_of_our_own_with_a_map_can_be_accepted_and_one_that_was_cut_off_cannot() {
    let mut play = imaged("incomplete");
    assert_eq!(state(&play).1, ["C3-18"]);
    let (record, short) = accept(&mut play, &SECOND);
    assert!(short.is_empty(), "{short:?}");
    assert_eq!(state(&play), (DigestState::LossAccepted, vec![], 0));
    let exhibit = &play.state.register.exhibits[0];
    let accepted = &play.state.loss_accepted(exhibit).unwrap().1;
    assert_eq!((accepted.mapped.as_str(), accepted.loss.bytes), ("bytes 4096+512 8192+1024", 1536));
    assert!(exhibit.losses.iter().any(|(id, _)| *id == record));
    let mut play = imaged("aborted");
    assert_eq!(accept(&mut play, &SECOND).1, ["C3-21"], "what it lacks, nobody knows");
    assert_eq!(state(&play).1, ["C3-18"]);
}

#[test]
fn a_tool_that_says_its_own_check_failed_gets_no_credit_however_often_it_is_computed_here() {
    let mut play =
        with_log("Image verification FAILED. The data in the image file doesn't correspond to the acquired data.");
    assert_eq!(state(&play).0, DigestState::ToolFailed);
    assert_eq!((state(&play).1, play.waits("need-tool-failed")), (vec!["C3-19"], 1));
    assert!(!play.state.digest_holds(&play.state.register.exhibits[0]));
    let claim = play.state.register.exhibits[0].claims[0].id;
    accept(&mut play, &SECOND);
    assert_eq!(state(&play).1, ["C3-19"], "no acceptance covers bytes that nobody knows");
    play.strike(claim);
    assert_eq!((state(&play).0, play.waits("need-tool-failed")), (DigestState::Recomputed, 0));
}
