use std::collections::BTreeSet;

use super::*;
use crate::library::procedure;

fn of(framework: Framework) -> impl Iterator<Item = &'static Technique> {
    all().iter().filter(move |known| known.framework == framework)
}

#[test]
fn the_lists_are_whole() {
    let count = |framework, part: bool| of(framework).filter(|known| parent(known.id).is_some() == part).count();
    assert_eq!((count(Framework::Attack, false), count(Framework::Attack, true)), (222, 475));
    assert_eq!((count(Framework::Atlas, false), count(Framework::Atlas, true)), (101, 69));
    assert_eq!(Framework::ALL.map(|framework| framework.tactics().len()), [15, 16]);
    // Every line of the files became something: one line each is the notice, one the header.
    let texts = [assets::ATTACK, assets::ATLAS, assets::ATTACK_RETIRED];
    let lines: usize = texts.iter().map(|text| text.lines().count() - 2).sum();
    assert_eq!(lists().all.len(), lines);
    assert_eq!(lists().by_id.len(), lines, "an id stands twice");
    for (text, version) in
        [(assets::ATTACK, ATTACK_VERSION), (assets::ATTACK_RETIRED, ATTACK_VERSION), (assets::ATLAS, ATLAS_VERSION)]
    {
        assert!(text.lines().next().unwrap().contains(&format!(" {version}")), "{version}");
    }
}

#[test]
fn every_id_has_its_pattern_its_parent_its_name_and_tactics_that_exist() {
    for known in &lists().all {
        assert!(is_id(known.id), "{}", known.id);
        assert_eq!(known.id.starts_with("AML."), known.framework == Framework::Atlas, "{}", known.id);
        assert!(!known.name.is_empty() && known.name == known.name.trim() && !known.name.contains('"'), "{known:?}");
        if let Some(whole) = parent(known.id) {
            let whole = find(whole).unwrap_or_else(|| panic!("{} has no parent", known.id));
            // What is retired may be a part of something that lives.
            assert!(known.retired || !whole.retired, "{}", known.id);
            assert!(known.retired || known.tactics.iter().all(|tactic| whole.tactics.contains(tactic)), "{}", known.id);
        }
        assert!(known.tactics.is_sorted_by_key(|tactic| tactic.place), "{}", known.id);
        match known.now {
            None => assert_eq!(known.tactics.is_empty(), known.retired, "{}", known.id),
            Some(now) => assert!(known.retired && !find(now).unwrap().retired, "{}", known.id),
        }
    }
    // Each tactic that a line names was found: none is dropped.
    for (text, framework) in [(assets::ATTACK, Framework::Attack), (assets::ATLAS, Framework::Atlas)] {
        for (id, _, tactics) in cells(text) {
            assert_eq!(find(id).unwrap().tactics.len(), tactics.split(' ').count(), "{id}");
        }
        let used: BTreeSet<&str> = of(framework).flat_map(|known| &known.tactics).map(|tactic| tactic.id).collect();
        assert_eq!(used.len(), framework.tactics().len(), "a tactic without techniques");
    }
}

#[test]
fn tactics_stand_in_the_order_of_the_matrix() {
    let names = |framework: Framework| framework.tactics().iter().map(|tactic| tactic.short).collect::<Vec<_>>();
    assert_eq!(
        names(Framework::Attack),
        [
            "reconnaissance",
            "resource-development",
            "initial-access",
            "execution",
            "persistence",
            "privilege-escalation",
            "stealth",
            "defense-impairment",
            "credential-access",
            "discovery",
            "lateral-movement",
            "collection",
            "command-and-control",
            "exfiltration",
            "impact"
        ]
    );
    assert_eq!((names(Framework::Atlas)[3], names(Framework::Atlas)[12]), ("ai-model-access", "ai-attack-staging"));
    let of = |id: &str| find(id).unwrap().tactics.iter().map(|tactic| tactic.name).collect::<Vec<_>>();
    assert_eq!(of("T1078"), ["Initial Access", "Persistence", "Privilege Escalation", "Stealth"]);
    assert_eq!(of("AML.T0018"), ["Persistence", "AI Attack Staging"]);
}

#[test]
fn a_part_is_named_with_its_whole_and_a_retired_id_with_what_it_became() {
    let shown = |id: &str| find(id).unwrap().to_string();
    assert_eq!(shown("T1566"), "T1566 Phishing");
    assert_eq!(shown("T1566.001"), "T1566.001 Phishing: Spearphishing Attachment");
    assert_eq!(shown("AML.T0051.000"), "AML.T0051.000 LLM Prompt Injection: Direct");
    let old = find("T1562.001").unwrap();
    assert_eq!((old.retired, old.now, old.tactics[0].id), (true, Some("T1685"), "TA0112"));
    // What became something that was retired in its turn became what that is now.
    assert_eq!(find("T1073").unwrap().now, Some("T1574.001"));
    assert_eq!([find("T1566.999"), find("t1566"), find("TA0001"), find("")], [None; 4]);
    assert_eq!((parent("AML.T0051"), parent("AML.T0051.000"), parent("T1566")), (None, Some("AML.T0051"), None));
}

#[test]
fn ids_are_read_as_people_and_tools_write_them_and_all_else_is_kept() {
    for (typed, read_as) in [
        ("t1566.001", "T1566.001"),
        (" T1566 Phishing ", "T1566"),
        ("attack.t1059.001", "T1059.001"),
        ("T1059/001", "T1059.001"),
        ("aml.t0051.000: direct", "AML.T0051.000"),
        ("data encrypted for impact", "T1486"),
        ("Phishing: Spearphishing Attachment", "T1566.001"),
        // Both lists have a technique of this name: which one is meant is not for the program to say.
        ("Phishing", "Phishing"),
        ("Spearphishing Attachment", "Spearphishing Attachment"),
        ("T9999", "T9999"),
        ("T15666", "T15666"),
        ("S0154", "S0154"),
        ("living off the land", "living off the land"),
    ] {
        assert_eq!(read(typed), read_as, "{typed}");
    }
    for no in ["T156", "T15666", "T1566.01", "T1566.0011", "AML.T1", "TA0001", "1566", "T1566.", "T١٥٦٦"] {
        assert!(!is_id(no), "{no}");
    }
}

#[test]
fn they_are_found_by_a_part_of_the_id_and_by_beginnings_of_words() {
    let ids = |typed: &str| search(typed).iter().map(|known| known.id).collect::<Vec<_>>();
    assert_eq!(ids("T1566")[..2], ["T1566", "T1566.001"]);
    assert_eq!(ids("t1566.002")[0], "T1566.002");
    assert_eq!(ids("spear att"), ["T1566.001", "T1598.002"]);
    assert_eq!(ids("phishing")[..3], ["T1566", "T1598", "AML.T0052"]);
    assert_eq!(ids("prompt inject")[0], "AML.T0051");
    assert_eq!(ids("0051.001"), ["AML.T0051.001"]);
    assert_eq!(ids("").len(), all().len());
    assert_eq!(ids("xyzzy"), [""; 0]);
    // What was retired is known where it stands and offered to nobody.
    assert_eq!(ids("T1562.001"), [""; 0]);
}

#[test]
fn what_the_shipped_procedures_name_is_in_the_lists() {
    let mut unknown = Vec::new();
    let mut named = 0;
    for shipped in assets::PROCEDURES {
        let shown = procedure::parse(shipped.id, shipped.text).unwrap();
        for (framework, ids) in [(Framework::Attack, &shown.attack), (Framework::Atlas, &shown.atlas)] {
            named += ids.len();
            let fits = |id: &&String| find(id).is_some_and(|known| !known.retired && known.framework == framework);
            unknown.extend(ids.iter().filter(|id| !fits(id)).map(|id| format!("{}: {id}", shipped.id)));
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(named > 100, "{named}");
}
