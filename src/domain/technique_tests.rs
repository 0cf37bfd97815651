use super::*;
use crate::domain::mark::{Audience, Mark};
use crate::domain::play::Play;
use crate::domain::procedure::Chosen;
use crate::domain::timeline;
use crate::library::lang::Lang;

fn words(msg: &Msg) -> String {
    Lang::english().say(msg, Audience(Mark::Red))
}

#[test]
fn a_line_names_techniques_by_id_and_keeps_what_no_list_knows() {
    let mut play = Play::bare();
    let typed = "t1566.001, Data Encrypted for Impact; T9999, attack.t1566.001";
    let decision = play.decide(timeline::log, &[("text", "seen"), ("technique", typed)]).unwrap();
    let short: Vec<_> = decision.shortfalls.iter().filter(|short| short.rule == Rule::TechniqueUnknown).collect();
    assert_eq!((short.len(), short[0].field), (1, Some("technique")));
    assert!(short[0].counts(), "it is only remarked on");
    let missing = words(&short[0].missing);
    assert!(missing.contains("T9999") && missing.contains("19.2") && !missing.contains("T1486"), "{missing}");
    let id = play.done(timeline::log, &[("text", "seen"), ("technique", typed)]);
    let held = |play: &Play, id| play.state.timeline.line(id).unwrap().detail.clone().unwrap().techniques;
    assert_eq!(held(&play, id), ["T1566.001", "T1486", "T9999"]);
    // A correction that says nothing of them keeps them; one that says otherwise replaces them.
    let fields = [("record", id.to_string()), ("text", "seen at 9".to_owned()), ("reason", "the time".to_owned())];
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let kept = play.done(timeline::correct, &fields);
    assert_eq!(held(&play, kept), ["T1566.001", "T1486", "T9999"]);
    fields.push(("technique", "T1078"));
    let other = play.done(timeline::correct, &fields);
    assert_eq!(held(&play, other), ["T1078"]);
    // A record from before this field reads as one that names none.
    let old = serde_json::json!({"lane": "fact", "text": "x", "happened": play.state.timeline.line(id).unwrap().when, "source": "", "source_ref": "", "status": "suspected", "tags": [], "assets": [], "indicators": []});
    let read: timeline::Noted = serde_json::from_value(old.clone()).unwrap();
    assert!(read.techniques.is_empty());
    assert_eq!(serde_json::to_value(read).unwrap(), old, "and is written again as it was");
}

#[test]
fn what_is_unknown_or_retired_is_said_with_a_way_on() {
    let short = |ids: &[&str]| shortfall(&ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
    assert_eq!(short(&["T1566", "AML.T0051.000"]), None);
    assert_eq!(short(&[]), None);
    let next = |id: &str| words(&short(&[id]).unwrap().next);
    assert!(next("T1562.001").contains("T1685"), "{}", next("T1562.001"));
    assert!(next("spearphishing att").contains("T1566.001"), "{}", next("spearphishing att"));
    assert!(!next("T9999").is_empty());
    assert_eq!(words(&said("T1566.001")), "T1566.001 Phishing: Spearphishing Attachment");
    assert!(words(&said("T1562.001")).contains("T1685"));
    assert!(words(&said("T1064")).starts_with("T1064 Scripting"));
    assert!(words(&said("T9999")).starts_with("T9999"));
    assert_eq!(named(&["T1566".to_owned(), "T9999".to_owned()]), "T1566 Phishing; T9999");
}

#[test]
fn what_the_procedures_in_use_name_is_suggested() {
    assert!(suggested(&Play::bare().state).is_empty());
    let text =
        crate::library::assets::PROCEDURES.iter().find(|shipped| shipped.id == "ai-inference-disruption").unwrap().text;
    let procedure = crate::library::procedure::parse("ai-inference-disruption", text).unwrap();
    let mut play = Play::bare();
    play.fact(Chosen { procedure, sha256: String::new(), approvals: Vec::new() });
    let found = suggested(&play.state);
    assert!(found.contains("T1499") && found.contains("AML.T0029") && !found.contains("T1566"), "{found:?}");
}

/// A technique with the records and rows that name it.
type Shown = (String, usize, Option<u64>);

/// Ids of each group with how many records and rows name them, tactics without any left out.
fn shown(groups: &[Group]) -> Vec<(String, Vec<Shown>)> {
    let seen = |group: &Group| group.seen.iter().map(|seen| (seen.id.clone(), seen.records.len(), seen.rows)).collect();
    let name = |group: &Group| group.tactic.map_or_else(String::new, |tactic| tactic.id.to_owned());
    groups.iter().filter(|group| !group.seen.is_empty()).map(|group| (name(group), seen(group))).collect()
}

#[test]
fn techniques_stand_under_each_of_their_tactics_with_what_names_them() {
    let mut play = Play::bare();
    let mut log = |technique: &str| play.done(timeline::log, &[("text", "seen"), ("technique", technique)]);
    let first = log("T1566.001, T1566.002");
    log("T1078, T9999, AML.T0051.000, T1562.001");
    let struck = log("T1486");
    let refuted = log("T1490");
    play.done(timeline::strike, &[("record", &struck.to_string()), ("reason", "wrong case")]);
    play.done(timeline::judge, &[("record", &refuted.to_string()), ("status", "refuted")]);
    let one = |id: &str| (id.to_owned(), 1, Some(0));
    let groups = heat(&play.state, Rows::None);
    assert_eq!(
        shown(&groups),
        [
            ("TA0001".to_owned(), vec![one("T1078"), one("T1566"), one("T1566.001"), one("T1566.002")]),
            ("TA0003".to_owned(), vec![one("T1078")]),
            ("TA0004".to_owned(), vec![one("T1078")]),
            ("TA0005".to_owned(), vec![one("T1078")]),
            ("TA0112".to_owned(), vec![one("T1562"), one("T1562.001")]),
            ("AML.TA0005".to_owned(), vec![one("AML.T0051"), one("AML.T0051.000")]),
            (String::new(), vec![one("T9999")]),
        ]
    );
    // Every tactic of a list of which something was seen stands there, in the order of the matrix.
    let tactics: Vec<&str> = groups.iter().filter_map(|group| group.tactic).map(|tactic| tactic.id).collect();
    assert_eq!((tactics.len(), tactics[0], tactics[15]), (31, "TA0043", "AML.TA0002"));
    // One record that names two parts counts once for the whole and once for the tactic.
    let access = groups.iter().find(|group| group.heat.id == "TA0001").unwrap();
    assert_eq!((access.heat.records.len(), access.heat.records[0]), (2, first));
    assert_eq!(heat(&Play::bare().state, Rows::None), []);
}

#[test]
fn rows_are_said_to_be_counted_only_when_they_are() {
    let mut play = Play::bare();
    play.done(timeline::log, &[("text", "seen"), ("technique", "T1566.001")]);
    let counts: Counts = [("T1059", 120), ("T1059.001", 99), ("TA0002", 120)].map(|(id, n)| (id.to_owned(), n)).into();
    let found = shown(&heat(&play.state, Rows::Counted(&counts)));
    assert_eq!(found[0].1, [("T1566".to_owned(), 1, Some(0)), ("T1566.001".to_owned(), 1, Some(0))]);
    assert_eq!(found[1].1, [("T1059".to_owned(), 0, Some(120)), ("T1059.001".to_owned(), 0, Some(99))]);
    for unknown in [Rows::Counting, Rows::Failed] {
        let found = shown(&heat(&play.state, unknown));
        assert_eq!(
            found,
            [("TA0001".to_owned(), vec![("T1566".to_owned(), 1, None), ("T1566.001".to_owned(), 1, None)])]
        );
    }
    let level = |records: usize, rows: Option<u64>| {
        let record = play.state.timeline.lines[0].id;
        Heat { id: String::new(), records: vec![record; records], rows }.level()
    };
    assert_eq!([level(0, Some(0)), level(1, None), level(1, Some(1)), level(9, Some(0))], [0, 1, 2, 2]);
    assert_eq!(
        [level(0, Some(10)), level(50, Some(50)), level(1, Some(9_998)), level(9, Some(u64::MAX))],
        [3, 4, 5, 6]
    );
}

#[test]
fn the_page_says_that_rows_are_still_counted_and_what_waits_for_nothing() {
    use crate::domain::sheet::techniques::{by_tactic, of};
    let mut play = Play::bare();
    assert_eq!(by_tactic(&play.state, Rows::None)[1].act.as_ref().map(|(name, _)| *name), Some("log"));
    assert_eq!(by_tactic(&play.state, Rows::Counting).len(), 1, "not said to be nothing before that is known");
    let record = play.done(timeline::log, &[("text", "seen"), ("technique", "T1566.001")]);
    let counting = by_tactic(&play.state, Rows::Counting);
    assert_eq!(counting[0].text.id, "technique-counting");
    assert_eq!(by_tactic(&play.state, Rows::None).len(), counting.len(), "nothing moves once they are counted");
    let part = counting.iter().find(|entry| entry.technique.as_deref() == Some("T1566.001")).unwrap();
    assert_eq!(
        (words(&part.text).as_str(), part.heat.as_ref().unwrap().heat.rows),
        ("T1566.001 Phishing: Spearphishing Attachment: 1 record; rows not counted", None)
    );
    let counts: Counts = [("T1566.001".to_owned(), 7)].into();
    let listed = of(&play.state, "T1566.001", Rows::Counted(&counts));
    assert_eq!(listed[1].place, Some(crate::domain::attention::Place::Timeline(record)));
    assert!(words(&listed[2].text).contains("7 imported rows name it"));
    assert_eq!(listed[2].query.as_deref(), Some("technique:T1566.001"));
    let odd = of(&play.state, "a \"b\" -c", Rows::None);
    assert_eq!(odd.last().unwrap().query.as_deref(), Some(r#"technique:"a \"b\" -c""#));
    // What was seen comes first; the other tactics of the list are one line.
    let page = by_tactic(&play.state, Rows::Counted(&counts));
    let tactics: Vec<&str> = page
        .iter()
        .filter_map(|entry| entry.heat.as_ref())
        .filter(|hot| hot.depth == 0)
        .map(|hot| hot.heat.id.as_str())
        .collect();
    assert_eq!(tactics, ["TA0001"]);
    let folded = words(&page.last().unwrap().text);
    assert!(
        folded.starts_with("Nothing was seen of 14 tactics: Reconnaissance, Resource Development, Execution"),
        "{folded}"
    );
    assert_eq!(of(&play.state, "T1566.001", Rows::Failed)[2].text.id, "technique-not-counted");
    assert_eq!(of(&play.state, "T1021", Rows::None)[1].text.id, "technique-no-record");
}
