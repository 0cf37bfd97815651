//! The table of rules as it is printed, and `docs/rules.md`, which is made from it.

use warroom::domain::rules::Rule;

use super::*;

const RENEW: &str = "cargo run -q -- rules --markdown > docs/rules.md";

#[test]
fn the_document_is_what_the_table_says() {
    let world = World::new(80);
    let printed = run(&world.env, &["rules", "--markdown"]).out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let first = printed.lines().zip(written.lines()).find(|(printed, written)| printed != written);
    assert!(printed == written, "docs/rules.md is stale; renew it: {RENEW}\nfirst difference: {first:?}");
    assert!(written.contains(RENEW), "the document says how it is renewed");
}

#[test]
fn every_rule_is_listed_with_its_words() {
    let world = World::new(81);
    let json = run(&world.env, &["rules", "--json"]).json();
    let listed = json["rules"].as_array().unwrap();
    let markdown = run(&world.env, &["rules", "--markdown"]).out;
    let plain = run(&world.env, &["rules"]).out;
    assert_eq!((listed.len(), plain.lines().count()), (Rule::ALL.len(), Rule::ALL.len()));
    for (rule, listed) in Rule::ALL.iter().zip(listed) {
        assert_eq!((&listed["id"], &listed["control"]), (&json!(rule.id()), &json!(rule.control())));
        assert_eq!((&listed["integrity"], &listed["statement"]), (&json!(rule.integrity()), &json!(rule.statement())));
        for key in ["missing", "next"] {
            let words = listed[key].as_str().unwrap();
            // An id without words is said as itself; a place that nothing fills would stand there as {$name}.
            assert!(!words.starts_with(&rule.id().to_lowercase()) && !words.contains(['{', '$']), "{words}");
            assert!(markdown.contains(&words.replace('|', "\\|")), "{words}");
        }
        assert_eq!(markdown.matches(&format!("\n| {} | ", rule.id())).count(), 1);
    }
    let field = &listed[0]["missing"];
    assert_eq!(field, "FIELD is empty: without it there is nothing to record");
}
