//! Sets of indicators and their versions.

use super::*;
use crate::domain::play::Play;

fn values(state: &Incident, record: RecordId) -> Vec<String> {
    contents(state, record).iter().map(|found| format!("{}:{}", found.kind, found.value)).collect()
}

#[test]
fn the_kind_is_told_by_the_form_and_broken_addresses_are_mended() {
    let long = "A".repeat(64);
    for (text, kind, value) in [
        ("198.51.100[.]7", "ip", "198.51.100.7"),
        ("2001:db8::1", "ip", "2001:db8::1"),
        ("10.0.0.0/8", "ip", "10.0.0.0/8"),
        ("hxxps://evil[.]example/a", "url", "https://evil.example/a"),
        ("Evil.Example", "domain", "evil.example"),
        ("svc-backup@corp.example", "account", "svc-backup@corp.example"),
        (long.as_str(), "hash", "a".repeat(64).as_str()),
        ("C:\\Temp\\x.exe", "file", "C:\\Temp\\x.exe"),
        ("/tmp/.x", "file", "/tmp/.x"),
        ("HKLM\\Software\\Run", "registry", "HKLM\\Software\\Run"),
        ("trigger: |zeta|", "trigger", "|zeta|"),
        ("rule:Cobalt[.]Beacon", "rule", "Cobalt[.]Beacon"),
        ("svchost run twice", "text", "svchost run twice"),
        ("10.0.0.0/999", "text", "10.0.0.0/999"),
    ] {
        assert_eq!(read(text), Some(Indicator { kind: kind.to_owned(), value: value.to_owned() }), "{text}");
    }
    assert_eq!((read("  "), read("ip:")), (None, None));
}

#[test]
fn a_version_adds_and_takes_back_and_an_earlier_one_stays_what_it_was() {
    let mut play = Play::new();
    assert_eq!(current(&play.state), None);
    let first = play.done(issue, &[("set", "marks"), ("add", "198.51.100.7, evil.example, EVIL.example")]);
    assert_eq!(current(&play.state), Some((first, 1)));
    let text = "\u{feff}# from the supplier\r\n198.51.100[.]7\r\n\r\n/tmp/.x\n";
    play.give_text("list", "list.txt", 7, text);
    let second = play.done(issue, &[("remove", "evil[.]example")]);
    play.give(&[]);
    assert!(
        holds_any(&play.state, first) && holds_any(&play.state, second) && !holds_any(&play.state, RecordId::default())
    );
    assert_eq!(current(&play.state), Some((first, 2)), "where nothing is named, the last set goes on");
    assert_eq!(values(&play.state, first), ["domain:evil.example", "ip:198.51.100.7"]);
    assert_eq!(values(&play.state, second), ["file:/tmp/.x", "ip:198.51.100.7"]);
    assert_eq!(version(&play.state, second).map(|(set, number)| set.label(number)), Some("marks v2".to_owned()));

    let other = play.done(issue, &[("set", "triggers"), ("add", "trigger:|zeta|")]);
    assert_eq!(current(&play.state), Some((other, 1)));
    let third = play.done(issue, &[("set", "MARKS"), ("add", "/tmp/.y")]);
    assert_eq!((sets(&play.state).len(), wanted(&play.state).len()), (2, 4));
    play.strike(third);
    assert_eq!(current(&play.state), Some((other, 1)), "a struck version is not the current one");
    assert!(!holds_any(&play.state, third));
    assert_eq!((contents(&play.state, third).len(), wanted(&play.state).len()), (0, 3));
    let fourth = play.done(issue, &[("set", "marks"), ("add", "/tmp/.z")]);
    assert_eq!(version(&play.state, fourth).map(|(_, number)| number), Some(4), "no number twice");
    assert_eq!(values(&play.state, fourth), ["file:/tmp/.x", "file:/tmp/.z", "ip:198.51.100.7"]);
}

#[test]
fn what_adds_nothing_or_cannot_be_read_is_no_version() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "evil.example")]);
    let refused = |play: &Play, fields: &[(&str, &str)]| play.decide(issue, fields).unwrap_err().rule.id();
    assert_eq!(refused(&play, &[]), "I-01");
    assert_eq!(refused(&play, &[("add", "evil[.]example")]), "I-01", "it is there already");
    assert_eq!(refused(&play, &[("remove", "other.example")]), "I-06");
    play.give_text("list", "list.txt", 9, "# nothing new\nEVIL.example\n");
    assert_eq!(refused(&play, &[("by", "Jon Sato")]), "I-01", "what is known already is no version");
}

#[test]
fn a_version_is_named_as_people_name_it() {
    use crate::domain::decision::{Ctx, Decision};
    use crate::domain::input::Input;
    fn found(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
        let record = Fields { input, state, ctx }.indicators("set")?;
        let msg = record.map(|record| state.label(record)).unwrap_or_default();
        let refused = Refusal::new(crate::domain::rules::Rule::Empty, None);
        Err(Refusal { what: Msg::new("x").with("found", msg), ..refused })
    }
    let mut play = Play::new();
    let name = |play: &Play, text: &str| {
        let refusal = play.decide(found, &[("set", text)]).unwrap_err();
        refusal.what.args.iter().find(|(name, _)| *name == "found").map(|(_, value)| format!("{value:?}"))
    };
    assert_eq!(name(&play, ""), Some("Label(\"\")".to_owned()), "there is none");
    let first = play.done(issue, &[("set", "marks"), ("add", "a.example")]);
    let second = play.done(issue, &[("set", "marks"), ("add", "b.example")]);
    let label = |id: RecordId| Some(format!("Label({:?})", play.state.label(id)));
    for (text, id) in [("", second), ("marks", second), ("Marks V1", first), ("marks 2", second)] {
        assert_eq!(name(&play, text), label(id), "{text}");
    }
    assert_eq!(name(&play, &play.state.label(first)), label(first));
    assert_eq!((name(&play, "marks v3"), name(&play, "other"), name(&play, "1")), (None, None, None));
}
