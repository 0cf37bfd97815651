//! `warroom exchange`: paths in the order of the other tool, JSON, refusals, and the same by fields.

use super::*;

fn place(world: &World) -> PathBuf {
    let place = world.file("out");
    std::fs::create_dir(&place).unwrap();
    place
}

#[test]
fn a_copy_is_written_named_and_on_record() {
    let world = World::new(8401);
    declared(&world);
    let place = place(&world);
    let to = place.to_str().unwrap();
    let given = run(&world.env, &["exchange", "iris", to, "--reason", "the SOC takes over"]);
    assert_eq!(given.code, 0, "{}", given.err);
    let lines: Vec<&str> = given.out.lines().collect();
    for (line, ending) in lines.iter().zip(["1-assets.csv", "2-iocs.csv", "3-timeline.csv", "read-me.txt"]) {
        assert!(line.ends_with(ending) && Path::new(line).is_file(), "{line}");
    }
    assert_eq!(lines.len(), 4);
    assert!(given.err.contains("a copy for work, for readers up to TLP:AMBER+STRICT"), "{}", given.err);
    let shown = show(&world, "timeline").to_string();
    assert!(shown.contains("copy for another tool written: DFIR-IRIS (CSV set), 4 files"), "{shown}");
    let document = run(&world.env, &["exchange", "stix", to, "--audience", "green", "--json"]).json();
    assert_eq!((document["format"].as_str(), document["audience"].as_str()), (Some("stix"), Some("GREEN")));
    let bytes = std::fs::read(document["files"][0]["path"].as_str().unwrap()).unwrap();
    assert_eq!(document["files"][0]["bytes"], bytes.len());
    // What was declared under TLP:AMBER+STRICT is above these readers.
    assert!(document["withheld"].as_u64().unwrap() > 0 && !text(&bytes).contains("Data copied out"));
    assert!(document["record"].is_string() && document["left_out"].is_array());
    let media = run(&world.env, &["media"]);
    assert!(media.out.contains("copy for another tool"), "{}", media.out);
}

#[test]
fn what_cannot_be_is_refused_and_says_the_way_on() {
    let world = World::new(8402);
    declared(&world);
    let place = place(&world);
    let to = place.to_str().unwrap();
    let refused = |args: &[&str], words: &str| {
        let ran = run(&world.env, args);
        assert!(ran.code != 0 && ran.out.is_empty() && ran.err.contains(words), "{args:?}: {} {}", ran.code, ran.err);
    };
    refused(&["exchange", "stixx", to], "stixx is no format; choose one of timesketch, iris");
    refused(&["exchange", "stix", "/nowhere/at/all"], "is no directory that is there; name one");
    let file = world.file("out.json");
    std::fs::write(&file, "mine").unwrap();
    refused(&["exchange", "stix", file.to_str().unwrap()], "is no directory that is there");
    refused(&["exchange", "stix", to, "--audience", "pink"], "not a TLP label");
    refused(&["do", "exchange", "exchange-format=stix"], "no directory is named; name one");
    let before = show(&world, "timeline");
    assert_eq!(run(&world.env, &["exchange", "json", to, "--reason", "x"]).code, 0);
    let again = run(&world.env, &["exchange", "json", to, "--reason", "x"]);
    assert!(again.code == 1 && again.err.contains("left as it is"), "{}", again.err);
    let destination = format!("destination={to}");
    let replaced = run(
        &world.env,
        &["do", "exchange", "exchange-format=json", &destination, "readers=RED", "replace=yes", "--json"],
    );
    assert_eq!(replaced.code, 0, "{}", replaced.err);
    assert!(replaced.err.contains("(X-01)"), "{}", replaced.err);
    let document = replaced.json();
    assert_eq!(document["replaced"].as_array().unwrap().len(), 1);
    assert_eq!(document["audience"], "RED");
    let lines = |shown: &Value| shown.as_object().and_then(|shown| shown["lines"].as_array()).map(Vec::len);
    assert_eq!(lines(&show(&world, "timeline")), lines(&before).map(|count| count + 2));
}
