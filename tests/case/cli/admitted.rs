//! A laptop that nobody admitted yet: a need with the way on, told before an export and by every verification, and never admitted by another key than its own.

use super::*;

/// A case, and a second laptop that recorded in a copy of it which was merged back: the copy, and the second laptop.
fn waiting(seed: u64) -> (World, PathBuf, PathBuf, Env) {
    let world = World::new(seed);
    let path = declared(&world);
    let second = world.other_laptop("second", seed + 1);
    let copy = world.file("carried.warroom");
    std::fs::copy(&path, &copy).unwrap();
    let said = run(&second, &["--case", copy.to_str().unwrap(), "--operator", "Tom", "log", "seen there"]);
    assert!(said.code == 0 && said.err.contains("until it is admitted on a laptop that counts"), "{}", said.err);
    assert!(said.err.contains("warroom do admit station=") && said.err.contains("compared=HOW"), "{}", said.err);
    assert_eq!(run(&world.env, &["merge", copy.to_str().unwrap()]).code, 0);
    (world, path, copy, second)
}

fn needs(env: &Env, case: &Path) -> Vec<Value> {
    let shown = run(env, &["--case", case.to_str().unwrap(), "show", "needs", "--json"]);
    let needs = shown.json()["needs"].as_array().cloned().unwrap();
    needs
        .into_iter()
        .filter(|need| need["what"].as_str().is_some_and(|what| what.contains("is not admitted")))
        .collect()
}

#[test]
fn a_laptop_that_waits_is_a_need_and_an_export_and_a_verification_say_the_way_on() {
    let (world, path, copy, second) = waiting(191);
    let found = needs(&world.env, &path);
    let [need] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&need["command"], &need["urgency"]), (&json!("admit"), &json!("waits")));
    let (station, fingerprint) = (&need["fields"]["station"], &need["fields"]["fingerprint"]);
    let (station, fingerprint) = (station.as_str().unwrap(), fingerprint.as_str().unwrap());
    let what = need["what"].as_str().unwrap();
    assert!(what.contains(station) && what.contains(fingerprint) && what.contains("1 line") != what.contains("lines"));
    // The laptop that waits cannot admit itself: what it has to read out stands there, and no command.
    let own = needs(&second, &copy);
    assert!(own.len() == 1 && own[0]["command"] == Value::Null, "{own:?}");
    assert!(own[0]["what"].as_str().unwrap().starts_with("this laptop is not admitted"), "{own:?}");
    assert!(own[0]["what"].as_str().unwrap().contains(fingerprint));
    // Before a byte of an export is written.
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let dry = |env: &Env, case: &Path| {
        let (case, stick) = (case.to_str().unwrap(), stick.to_str().unwrap());
        run(env, &["--case", case, "export", stick, "--dry-run", "--force", "--reason", "r"]).err
    };
    let said = dry(&world.env, &path);
    assert!(said.contains("note: the folder will read NOT VERIFIED") && said.contains(fingerprint), "{said}");
    assert!(said.contains("1 laptop ") && said.contains("`admit` the laptop"), "{said}");
    let said = dry(&second, &copy);
    assert!(said.contains("this one (station") && said.contains("on a laptop that counts"), "{said}");
    // And where that was done all the same.
    let verify = |what: &Path| run(&world.env, &["verify", what.to_str().unwrap()]);
    let said = verify(&path);
    assert_eq!(said.code, 1);
    let way = format!("warroom do admit station={station} fingerprint={fingerprint} compared=HOW");
    assert!(said.out.contains(&way) && said.out.contains("this case verifies"), "{}", said.out);
    let done = run(&world.env, &["export", stick.to_str().unwrap(), "--force", "--reason", "r"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let said = verify(&folder);
    assert!(said.code == 1 && said.out.contains(&way), "{}", said.out);
    let json = run(&world.env, &["verify", folder.to_str().unwrap(), "--json"]).json();
    let admitted: Vec<bool> =
        json["stations"].as_array().unwrap().iter().map(|station| station["admitted"].as_bool().unwrap()).collect();
    assert_eq!(admitted.iter().filter(|admitted| **admitted).count(), 1, "{admitted:?}");
    // Admitted, nobody waits and nothing is said any more.
    let args = [format!("station={station}"), format!("fingerprint={fingerprint}"), "compared=phone".to_owned()];
    assert_eq!(run(&world.env, &["do", "admit", &args[0], &args[1], &args[2]]).code, 0);
    assert_eq!(needs(&world.env, &path), Vec::<Value>::new());
    assert!(!dry(&world.env, &path).contains("NOT VERIFIED"));
    let said = verify(&path);
    assert!(said.code == 0 && !said.out.contains("to admit station"), "{}", said.out);
}

#[test]
fn another_key_than_the_one_of_the_chain_is_not_admitted() {
    let (world, path, ..) = waiting(193);
    let need = needs(&world.env, &path).remove(0);
    let station = format!("station={}", need["fields"]["station"].as_str().unwrap());
    let lines = || run(&world.env, &["verify", path.to_str().unwrap(), "--json"]).json()["lines"].clone();
    let before = lines();
    let wrong = format!("fingerprint=SHA256:{}", "A".repeat(43));
    let said = run(&world.env, &["do", "admit", &station, &wrong, "compared=phone"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("I-49") && said.err.contains("not the key of station"), "{}", said.err);
    assert!(said.err.contains("Do not admit it") && said.err.contains("another way"), "{}", said.err);
    assert_eq!(lines(), before, "nothing was recorded");
    // Of a station that has no chain here yet it may come first, by any way.
    let early = run(&world.env, &["do", "admit", "station=b700000000000000", &wrong, "compared=phone"]);
    assert_eq!(early.code, 0, "{}", early.err);
    // One that counts is not admitted a second time by another key either.
    let own = run(&world.env, &["verify", path.to_str().unwrap(), "--json"]).json()["stations"].clone();
    let counting = own.as_array().unwrap().iter().find(|station| station["admitted"] == true).unwrap().clone();
    let station = format!("station={}", counting["id"].as_str().unwrap());
    let said = run(&world.env, &["do", "admit", &station, &wrong, "compared=phone"]);
    assert!(said.code == 1 && said.err.contains("I-49"), "{}", said.err);
}

/// Reading a copy lays nothing beside it: neither a merge nor a verification, in a directory that could be written.
#[test]
fn reading_a_copy_leaves_its_directory_as_it_was() {
    let (world, _, copy, _) = waiting(195);
    let place = world.file("stick");
    std::fs::create_dir_all(&place).unwrap();
    let file = place.join("copy.warroom");
    std::fs::copy(&copy, &file).unwrap();
    let listed = || {
        let mut names: Vec<_> = std::fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        (names, std::fs::read(&file).unwrap(), std::fs::metadata(&file).unwrap().modified().unwrap())
    };
    let before = listed();
    assert_eq!(before.0.len(), 1);
    for args in [&["merge", file.to_str().unwrap()][..], &["verify", file.to_str().unwrap()]] {
        let said = run(&world.env, args);
        assert!(said.out.contains("Nothing new") || said.out.contains("NOT VERIFIED"), "{}{}", said.out, said.err);
        assert_eq!(listed().0, before.0, "{args:?}");
        assert!(listed() == before, "{args:?}: the copy itself changed");
    }
}
