use std::collections::BTreeSet;

use super::*;

fn shipped() -> (&'static Contents, &'static Register) {
    (Contents::shipped().unwrap(), Register::shipped().unwrap())
}

#[test]
fn every_deadline_of_the_register_has_a_list() {
    let (contents, register) = shipped();
    let mut seen = 0;
    for regime in &register.regimes {
        for deadline in &regime.deadlines {
            let items = contents.of(register, &regime.id, &deadline.id);
            let key = format!("{}/{}", regime.id, deadline.id);
            assert!(!items.is_empty(), "{key}");
            let ids: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
            assert_eq!(ids.len(), items.len(), "{key}: an id stands twice");
            for item in &items {
                assert!(!item.text.trim().is_empty() && !item.id.is_empty(), "{key}");
                let refers = item.text.starts_with("as ") && item.text != "as clause";
                assert!(!refers && item.text != "all nine items", "{key}: {} names another list", item.text);
                let known = register.confidence_levels.contains_key(&item.confidence) || item.confidence == "ours";
                assert!(known, "{key}: {}", item.confidence);
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 115);
}

#[test]
fn whatever_a_list_is_for_is_in_the_register() {
    let (contents, register) = shipped();
    let named = contents.lists.iter().flat_map(|list| &list.deadlines);
    let same = contents.same.iter().flat_map(|same| [&same.deadline, &same.other]);
    let mut seen = BTreeSet::new();
    for key in named {
        assert!(seen.insert(key), "{key} has two lists");
    }
    for key in seen.into_iter().chain(same) {
        let (regime, deadline) = key.split_once('/').unwrap();
        assert!(register.regime(regime).and_then(|regime| regime.deadline(deadline)).is_some(), "{key}");
    }
    for kind in ["supplement", "correction", "withdrawal"] {
        assert!(!contents.of_kind(kind).is_empty(), "{kind}");
    }
    assert!(contents.of_kind("initial").is_empty());
}

#[test]
fn the_items_of_article_33_3() {
    let (contents, register) = shipped();
    let items = contents.of(register, "eu-gdpr", "authority-72h");
    let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "nature",
            "people",
            "people-number",
            "records",
            "records-number",
            "contact",
            "consequences",
            "measures",
            "softening",
            "delay"
        ]
    );
    assert!(items.iter().all(|item| item.number == item.id.ends_with("-number")));
    assert!(
        items.iter().all(
            |item| item.own == matches!(item.id.as_str(), "contact" | "delay") && item.late == (item.id == "delay")
        )
    );
    assert!(items.iter().all(|item| item.confidence == "verified-primary"));
}

#[test]
fn a_list_by_reference_keeps_the_confidence_of_its_own_deadline() {
    let (contents, register) = shipped();
    let nine = contents.of(register, "jp-appi", "final-30-days");
    assert_eq!((nine.len(), nine[2].text.as_str(), nine[2].number), (9, "number of people", true));
    assert_eq!(nine[0].confidence, register.regime("jp-appi").unwrap().deadlines[1].confidence);
    let platform = contents.of(register, "eu-cra", "early-warning-24h");
    let aware = platform.iter().find(|item| item.id == "aware").unwrap();
    assert_eq!(aware.confidence, "verified-secondary");
}
