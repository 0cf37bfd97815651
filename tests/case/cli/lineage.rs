//! The lineage on the command line: read from a list, condemned, counted, shown as a tree of 80 columns and as JSON.

use super::*;

fn ok(world: &World, args: &[&str]) -> Run {
    let done = run(&world.env, args);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    done
}

fn short(world: &World, args: &[&str], rule: &str) -> String {
    let done = ok(world, &[&["do"], args].concat());
    assert!(done.err.contains(rule), "{args:?}: {}", done.err);
    done.out.trim().to_owned()
}

#[test]
fn hundreds_of_artefacts_are_read_condemned_and_counted() {
    let world = World::new(97);
    declared(&world);
    let (list, rest, job) = (world.file("lineage.csv"), world.file("rest.csv"), world.file("job.log"));
    let mut text = "parent,child\n".to_owned();
    for shard in 1..=300 {
        text += &format!("crawl@v3,shard-{shard:03}@v3\nshard-{shard:03}@v3,ranker@7\n");
    }
    text += "base@2,ranker@7\nranker@7,adapter-de@1\nranker@7,\nadapter-de@1,crawl@v3\n";
    std::fs::write(&list, text).unwrap();
    std::fs::write(&rest, "ranker@7,distilled@1\nranker@7,index@4\n").unwrap();
    std::fs::write(&job, "deleted 300 objects\n").unwrap();
    let file = |path: &std::path::Path| format!("file={}", path.to_str().unwrap());
    let read = short(&world, &["lineage-list", &file(&list), "artefact-kind=shard"], "A-04");
    let json = ok(&world, &["lineage", "--json"]).json();
    assert_eq!((json["artefacts"].as_array().unwrap().len(), &json["lists"][0]["kept"]), (304, &json!(602)));
    let refused: Vec<_> =
        json["lists"][0]["refused"].as_array().unwrap().iter().map(|line| (&line["line"], &line["why"])).collect();
    assert_eq!(refused, [(&json!(604), &json!("no-name")), (&json!(605), &json!("cycle"))]);
    ok(&world, &["do", "lineage-list", &file(&rest), "artefact-kind=model", &format!("mends={read}")]);
    short(&world, &["condemn", "artefact=crawl", "reason=unreviewed writes"], "A-07");
    let line = short(&world, &["eradicate", "verb=destroyed", "object=what crawl v3 fed", "lineage=crawl"], "C5-20");
    let shards: Vec<String> = (1..=300).map(|shard| format!("shard-{shard:03}")).collect();
    let named = format!("artefacts={}", shards.join(", "));
    ok(&world, &["do", "fate", &named, "fate=destroyed", &file(&job)]);
    let json = ok(&world, &["lineage", "--json"]).json();
    let condemned = &json["condemned"][0];
    assert_eq!(
        (&condemned["expected"], &condemned["done"]),
        (&json!(305), &json!(300)),
        "crawl, ranker, adapter, distilled, index are open"
    );
    assert_eq!(condemned["lacks"], json!(["A-07", "A-08"]));
    let tree = ok(&world, &["lineage"]).out;
    assert!(tree.lines().skip(5).take(8).all(|line| line.chars().count() <= 80), "{tree}");
    // Shards that stand alike are told in one line; what is open is named, what has several parents once in full.
    assert!(tree.contains("300 times shard, shard-001@v3 to shard-300@v3: destroyed"), "{tree}");
    assert_eq!(tree.matches("ranker@7").count(), 2, "{tree}");
    assert!(tree.contains("from 301: OPEN") && tree.contains("crawl@v3") && tree.contains("300 of 305"), "{tree}");
    let audit = ok(&world, &["audit"]).out;
    assert!(audit.contains("300 of 305") && audit.contains("adapter-de@1, distilled@1, index@4"), "{audit}");
    ok(&world, &["do", "lineage-link", "artefact=base", "derived-from=shard-001", "basis=run 3"]);
    assert!(ok(&world, &["remedies"]).out.contains("300 of 306"), "a link found later makes the list longer");
    let said = ok(&world, &["show", "timeline"]).out;
    assert!(said.contains("crawl@v3 condemned by") && said.contains("and 299 more: destroyed"), "{line}: {said}");
    assert!(ok(&world, &["lineage", "--markdown"]).out.contains("## "));
    assert_eq!(run(&world.env, &["verify"]).code, 0);
}
