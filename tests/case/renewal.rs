//! A new key for a laptop in one case: where its chain counts it admits the new one itself, where it forked somebody else does.

use warroom::app::case::Case;
use warroom::domain::id::StationId;

use super::merge::{Laptop, admit, two};
use super::support::{World, on_timeline, problems, run};

fn renew(case: &mut Case, reason: &str) -> (StationId, StationId) {
    let before = case.station();
    run(case, "new-station", &[("reason", reason)]).unwrap();
    (before, case.station())
}

#[test]
fn a_laptop_whose_chain_counts_admits_its_own_new_key() {
    let world = World::new(171);
    let mut case = world.case();
    run(&mut case, "log", &[("text", "with the old key")]).unwrap();
    let (old, new) = renew(&mut case, "the disk was copied at the border");
    assert!(old != new && case.counts());
    run(&mut case, "log", &[("text", "with the new key")]).unwrap();
    assert!(on_timeline(&case, "with the old key") && on_timeline(&case, "with the new key"));
    let path = case.path().to_owned();
    drop(case);
    assert_eq!(problems(&path), [""; 0]);
    // It stays the station of this laptop in this case, and of this case alone.
    let mut case = Case::open(&world.env, &path, "T").unwrap();
    assert_eq!(case.station(), new);
    let other =
        Case::create(&world.env, &world.file("other.warroom"), warroom::journal::signature::Purpose::Incident, "T");
    assert_eq!(other.unwrap().station(), old);
    // Once more: the key of before is kept, and each is another.
    let (before, last) = renew(&mut case, "and again");
    assert!(before == new && last != new && last != old && case.counts());
    drop(case);
    assert_eq!(problems(&path), [""; 0]);
    let keys = std::fs::read_dir(world.env.places.data.join("stations")).unwrap().count();
    assert_eq!(keys, 2, "the key in use, and the one that it took the place of");
}

#[test]
fn a_forked_laptop_goes_on_with_a_new_key_once_another_admits_it() {
    let world = World::new(172);
    let (mut first, mut second) = two(&world);
    second.log("opens the chain");
    first.merge(&second.path());
    admit(&mut first, &second);
    second.merge(&first.path());
    // The second laptop is cloned, key and all: both go on.
    let clone = world.file("clone.warroom");
    drop(second.case);
    std::fs::copy(world.file("second.warroom"), &clone).unwrap();
    second.case = Case::open(&second.env, &world.file("second.warroom"), "Tom Reed").unwrap();
    let mut twin = Laptop::open(second.env.clone(), &clone, "Tom Reed");
    second.log("on the laptop");
    twin.log("on the clone");
    let merged = second.merge(&twin.path());
    assert_eq!(merged.forks.len(), 1);
    assert!(!second.case.counts());
    let (old, new) = renew(&mut second.case, "the laptop was cloned");
    assert!(old != new && !second.case.counts(), "nobody has admitted it yet");
    second.log("on the laptop, once more");
    let merged = first.merge(&second.path());
    assert_eq!(merged.to_admit(first.case.station()).map(|waiting| waiting.station), Some(new));
    admit(&mut first, &second);
    second.merge(&first.path());
    assert!(second.case.counts() && on_timeline(&second.case, "once more"));
    assert!(on_timeline(&first.case, "once more") && on_timeline(&first.case, "the laptop was cloned"));
    let said = problems(&first.path());
    assert!(!said.is_empty() && said.iter().all(|said| said.contains("a fork")), "{said:?}");
}

/// A kill after the key was made, and one after it was admitted: the old station is at work, and the next try takes up the key that lies there.
#[test]
fn a_renewal_that_was_cut_off_is_taken_up() {
    let world = World::new(173);
    let mut case = world.case();
    let place = world.env.places.station_key_of(case.id());
    let beside = std::path::PathBuf::from(format!("{}.new", place.display()));
    // As it is left by a kill before anything was recorded.
    let key = warroom::journal::station::StationKey::generate(&[9; 32]);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    key.save(&beside).unwrap();
    let reopened = Case::open(&world.env, case.path(), "T").unwrap();
    assert_eq!(reopened.station(), case.station());
    let (_, new) = renew(&mut case, "again");
    assert_eq!(new.to_string(), key.station_id());
    // As it is left by a kill before the key took its place: the admission is on record once.
    std::fs::rename(&place, &beside).unwrap();
    let path = case.path().to_owned();
    drop(case);
    let mut case = Case::open(&world.env, &path, "T").unwrap();
    let (_, last) = renew(&mut case, "and again");
    assert_eq!(last, new);
    assert!(case.counts());
    drop(case);
    assert_eq!(problems(&path), [""; 0]);
}
