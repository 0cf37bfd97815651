//! How records of restoration are named and folded.

use super::*;
use crate::domain::play::Play;

#[test]
fn what_was_restored_is_named_by_system_or_record_and_the_last_that_waits_is_meant() {
    let mut play = Play::new();
    let first = play.done(restore, &[("system", "etl-02")]);
    let second = play.done(restore, &[("system", "db01")]);
    let scanned = |play: &mut Play, fields: &[(&str, &str)]| {
        let id = play.done(scan, &[&[("scan-result", "clean")][..], fields].concat());
        play.state.restoration.item(id).unwrap().id
    };
    assert_eq!(scanned(&mut play, &[]), second);
    assert_eq!(scanned(&mut play, &[("restoration", "ETL-02")]), first);
    let label = play.state.label(first);
    assert_eq!(scanned(&mut play, &[("restoration", &label)]), first);
    for (name, rule) in [("mail01", "I-06"), ("1", "I-06")] {
        let refused = play.decide(scan, &[("scan-result", "clean"), ("restoration", name)]).unwrap_err();
        assert_eq!(refused.rule.id(), rule, "{name}");
    }
    play.done(go_live, &[("restoration", "db01"), ("released-by", "Jon Sato")]);
    let next = play.done(go_live, &[("released-by", "Jon Sato")]);
    assert_eq!(play.state.restoration.item(next).unwrap().id, first, "the other is live");
    play.strike(first);
    let refused = play.decide(scan, &[("scan-result", "clean"), ("restoration", "etl-02")]).unwrap_err();
    assert_eq!(refused.rule.id(), "I-06", "what is struck is not named any more");
    let nothing = Play::new().decide(scan, &[("scan-result", "clean")]).unwrap_err();
    assert_eq!(nothing.rule.id(), "I-01");
}
