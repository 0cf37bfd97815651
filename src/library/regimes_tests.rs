use super::*;
use crate::library::Code;

#[test]
fn shipped_parses_and_is_sound() {
    let register = Register::shipped().unwrap();
    let deadlines: usize = register.regimes.iter().map(|r| r.deadlines.len()).sum();
    assert_eq!((register.regimes.len(), deadlines, register.rules.len()), (53, 115, 20));
    assert_eq!((register.anchors.len(), register.calendars.len()), (42, 7));
    assert_eq!(register.check(), Vec::new());
    assert_eq!(register.as_of.to_string(), "2026-11-21");
}

#[test]
fn gdpr_reads_as_written() {
    let register = Register::shipped().unwrap();
    let gdpr = register.regime("eu-gdpr").unwrap();
    assert_eq!((gdpr.clock_anchor.as_str(), gdpr.enabled), ("controller_aware", true));
    let first = &gdpr.deadlines[0];
    assert_eq!((first.amount, first.unit.as_str(), first.from.as_str()), (72, "hours", "controller_aware"));
}

#[test]
fn undefined_names_are_found() {
    let text = assets::REGIMES
        .replacen("clock_anchor = \"controller_aware\"", "clock_anchor = \"gut\"", 1)
        .replacen("latest_rule = \"hours-1182-71\"", "latest_rule = \"later\"", 1)
        .replacen("calendar = \"us-federal\"", "calendar = \"moon\"", 1)
        .replacen("\nconfidence = \"verified-primary\"", "\nconfidence = \"sure\"", 1);
    let codes: Vec<Code> = Register::parse("t", &text).unwrap().check().iter().map(|f| f.code).collect();
    for code in [Code::UnknownAnchor, Code::UnknownRule, Code::UnknownCalendar, Code::UnknownConfidence] {
        assert_eq!(codes.iter().filter(|c| **c == code).count(), 1, "{codes:?}");
    }
}

#[test]
fn a_wrong_kind_names_its_line() {
    let text = assets::REGIMES.replacen("amount = 72\n", "amount = \"72\"\n", 1);
    let error = Register::parse("own.toml", &text).unwrap_err();
    let line = text.lines().position(|l| l == "amount = \"72\"").unwrap() + 1;
    assert_eq!(error.place().map(|p| (p.line, p.column)), Some((line, 10)), "{error}");
}

#[test]
fn a_seat_is_that_of_the_law_and_of_no_other() {
    let register = Register::shipped().unwrap();
    let seat = |id: &str| register.regime(id).unwrap().seat().map(chrono_tz::Tz::name);
    assert_eq!(seat("us-hipaa"), Some("America/New_York"));
    assert_eq!(seat("us-ca-sb53"), Some("America/Los_Angeles"));
    assert_eq!(seat("jp-appi"), Some("Asia/Tokyo"));
    assert_eq!((seat("eu-gdpr"), seat("contract-pci")), (None, None));
}

#[test]
fn an_entry_has_the_digest_of_its_words() {
    let register = Register::shipped().unwrap();
    let gdpr = register.regime("eu-gdpr").unwrap();
    let commented = assets::REGIMES.replacen("amount = 72\n", "amount  =  72 # three days\n", 1);
    let digest = |text: &str| Register::parse("t", text).unwrap().regime("eu-gdpr").unwrap().sha256();
    assert_eq!(digest(&commented), gdpr.sha256(), "blanks and comments say nothing");
    assert_ne!(digest(&assets::REGIMES.replacen("amount = 72\n", "amount = 73\n", 1)), gdpr.sha256());
}
