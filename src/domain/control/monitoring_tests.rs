//! For every rule of control 9 (procedures.md section 2) a record that earns no credit and says why by its id, and one that earns it.

use super::*;
use crate::domain::containment;
use crate::domain::eradication::eradicate;
use crate::domain::indicator::issue;
use crate::domain::monitoring::{Planned, begin, clear, counting, day_seven, hit, open_hits, plan_watch, watch_day};
use crate::domain::people;
use crate::domain::play::{Decide, Play};
use crate::domain::restoration::{go_live, restore, scan};
use crate::domain::time::Instant;

type Given<'a> = [(&'a str, &'a str)];

pub(in crate::domain) const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];
const PLAN: [(&str, &str); 1] = [("watch-sources", "edr: agents against the inventory\nfw-01: flows within the hour")];
/// What a whole day has besides its files and its conclusion.
const DAY: [(&str, &str); 2] = [("alerts", "none"), ("alive", "all")];
/// Conclusions that differ in more than the day.
const SAYS: [&str; 12] = [
    "nothing of the key was seen anywhere",
    "only the backup ran, as every night",
    "two new hosts came up and are known",
    "flows to the old address stopped altogether",
    "patching raised noise on the proxies",
    "a contractor logged in from the office",
    "mail volume fell with the holiday",
    "the vulnerability scanner was at work",
    "build machines pulled from the mirror",
    "quiet but for printers",
    "the new rule fired on the test host",
    "admins rotated certificates on balancers",
];

fn with<'a>(fields: &'a Given<'a>, others: &'a Given<'a>) -> Vec<(&'a str, &'a str)> {
    [fields, others].concat()
}

fn lacks(play: &Play) -> Vec<&'static str> {
    let found = control(&play.state, 9).missing;
    found.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| !rule.starts_with('P')).collect()
}

fn meets(play: &Play, record: RecordId) -> bool {
    control(&play.state, 9).records.contains(&record)
}

fn timed(play: &mut Play, decide: Decide, fields: &Given<'_>) -> RecordId {
    let start = play.now.rfc3339_at(0);
    let (id, rules) = play.run(decide, &[&[("started", start.as_str())][..], fields].concat());
    assert_eq!(rules, [] as [&str; 0], "{fields:?}");
    id
}

/// Restores a system and brings it live, so that it counts.
pub(in crate::domain) fn bring_live(play: &mut Play, system: &str) {
    let source = [("source-id", "full 2"), ("source-at", "2026-11-02 03:00"), ("predates", "the key is younger")];
    let whole = [("isolated", "yes"), ("expected-value", "ab01"), ("expected-from", "tape"), ("computed", "ab01")];
    let by = [("system", system), ("operator", "Rosa Nagy")];
    timed(play, restore, &[&source[..], &whole, &by].concat());
    let scanned = [("scan-result", "clean"), ("tool", "clamscan 1.4.1"), ("rules-at", "2026-11-21 06:00")];
    timed(play, scan, &[&scanned[..], &[("targets", system), ("operator", "Rosa Nagy")]].concat());
    play.done(go_live, &[("released-by", "Jon Sato"), SHOWN[0], SHOWN[1]]);
}

/// A case in which something went live on 21 November 2026, not planned yet.
pub(in crate::domain) fn unplanned() -> Play {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7, /etc/cron.d/.x")]);
    bring_live(&mut play, "etl-02");
    play
}

/// The same with a plan that counts.
pub(in crate::domain) fn live() -> Play {
    let mut play = unplanned();
    play.give(&[("alert-rules", "rules.new", 2), ("before", "rules.old", 1)]);
    let (id, rules) = play.run(plan_watch, &PLAN);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    play
}

/// The clock is at half past six in the evening of a day of November 2026.
pub(in crate::domain) fn evening(play: &mut Play, day: u32) {
    play.now = Instant::parse_rfc3339("2026-11-01T18:30:00Z").unwrap().plus_hours(24 * (i64::from(day) - 1));
}

/// Files of a day of their own.
pub(in crate::domain) fn files(play: &mut Play, of: u64) {
    play.give(&[("export", "alerts.json", of * 10 + 1), ("heartbeat", "agents.csv", of * 10 + 2)]);
}

/// Writes a day on its evening, whole but for what is given otherwise.
fn watch(play: &mut Play, day: u32, others: &Given<'_>) -> (RecordId, Vec<&'static str>) {
    evening(play, day);
    files(play, u64::from(day));
    write(play, day, others)
}

fn write(play: &mut Play, day: u32, others: &Given<'_>) -> (RecordId, Vec<&'static str>) {
    let says = SAYS[day as usize % SAYS.len()];
    play.run(watch_day, &[&DAY[..], &[("conclusion", says), ("exported", "-1m")], others].concat())
}

/// Seven days that count.
fn seven(play: &mut Play, from: u32) {
    for day in from..from + 7 {
        assert_eq!(watch(play, day, &[]).1, [] as [&str; 0], "{day}");
    }
}

/// Contains something again because of a hit, and has it tested.
pub(in crate::domain) fn contain_again(play: &mut Play, of: &str) -> RecordId {
    play.give(&[("after", "acl.txt", 900), ("before", "acl.old", 901)]);
    let owed = [("authority", "Jon Sato"), ("operator", "Rosa Nagy"), ("rollback", "undo"), ("blast-radius", "none")];
    let id = play.done(containment::contain, &[&[("asset", "fw-01"), ("answers-hit", of)][..], &owed].concat());
    let label = play.state.label(id);
    let test = [("containment", label.as_str()), ("result", "holds"), ("tester", "Jon Sato"), ("from-where", "lte")];
    play.done(containment::test, &[&test[..], &[("method", "curl")], &SHOWN].concat());
    id
}

#[test]
fn seven_days_that_a_person_wrote_on_the_day_meet_the_control() {
    let mut play = live();
    assert_eq!(lacks(&play), ["C9-33"]);
    for (number, day) in (22..29).enumerate() {
        assert_eq!((counting(&play.state).len(), day_seven(&play.state)), (number, None));
        let (id, rules) = watch(&mut play, day, &[]);
        assert_eq!((rules, meets(&play, id)), (vec![], true), "{day}");
    }
    assert_eq!(day_seven(&play.state), Some(play.now), "the entry of the seventh day says when it was looked at");
    assert_eq!(lacks(&play), [] as [&str; 0]);
    assert!(crate::domain::monitoring::day_seven(&play.state).is_some());
    let open =
        |play: &Play| crate::domain::closure::lines(&play.state).iter().any(|l| l.shortfall.rule.id() == "C10-33");
    assert!(!open(&play), "nothing is before day seven any longer");
    let last = *counting(&play.state).values().last().unwrap();
    play.strike(last.1);
    assert!(open(&play) && lacks(&play).contains(&"C9-33"), "{:?}", lacks(&play));
}

#[test]
fn a_plan_cites_indicators_and_holds_rules_and_sources_that_are_checked() {
    let mut play = unplanned();
    assert_eq!(lacks(&play), ["C9-01", "C9-33"]);
    let files = [("alert-rules", "rules.new", 2), ("before", "rules.old", 1)];
    let same = [("alert-rules", "rules.new", 1), files[1]];
    let document = [("alert-rules", "rules.pdf", 2)];
    for (given, others, rule) in [
        (&files[..], &[("watch-sources", "")][..], "C9-02"),
        (&[], &[], "C9-02"),
        (&same, &[], "C9-03"),
        (&document, &[], "C9-03"),
        (&files, &[("watch-sources", "edr; fw-01: flows within the hour")], "C9-04"),
        (&files, &[("at", "2026-11-23 10:00")], "T-02"),
    ] {
        play.give(given);
        let (id, rules) = play.run(plan_watch, &with(&PLAN, others));
        assert!(rules.contains(&rule), "{others:?}: {rules:?}");
        assert!(!meets(&play, id), "{others:?}");
        let (_, rules) = watch(&mut play, 22, &[]);
        assert!(rules.contains(&"C9-05"), "a day rests on no such plan: {rules:?}");
        evening(&mut play, 21);
        play.strike(id);
    }
    play.give(&files);
    let planned = |play: &Play| play.state.monitoring.plan(&play.state).unwrap().1.clone();
    let (id, rules) = play.run(plan_watch, &PLAN);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    let whole = planned(&play);
    play.give(&[]);
    let (empty, rules) = play.run(plan_watch, &[]);
    assert!(rules.contains(&"C9-02") && !meets(&play, empty), "{rules:?}");
    assert!(meets(&play, id) && !lacks(&play).contains(&"C9-02"), "an empty plan takes the place of none that counts");
    play.strike(empty);
    play.strike(id);
    let blind = Planned { indicators: None, ..whole };
    let id = play.fact(blind);
    assert!(!meets(&play, id) && lacks(&play).contains(&"C9-02"), "no indicators");
}

#[test]
fn a_plan_of_an_older_version_is_said_until_it_is_followed_by_one_of_the_newest() {
    let mut play = live();
    play.done(issue, &[("add", "evil.example")]);
    assert!(lacks(&play).contains(&"C9-06"));
    let (id, rules) = watch(&mut play, 22, &[]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-06"], true), "a day is remarked on");
    play.give(&[("alert-rules", "rules.new", 3), ("before", "rules.old", 2)]);
    assert_eq!(play.run(plan_watch, &[&PLAN[..], &[("set", "marks v1")]].concat()).1, ["C9-06"]);
    assert_eq!(play.run(plan_watch, &PLAN).1, [] as [&str; 0]);
    assert!(!lacks(&play).contains(&"C9-06") && meets(&play, id), "the plan before was a plan that day");
}

#[test]
fn a_day_has_everything_that_an_auditor_asks_for_or_does_not_count() {
    for (others, rule) in [
        (&[("alerts", "")][..], "C9-22"),
        (&[("alerts", "1141")], "C9-21"),
        (&[("alerts", "1141 benign")], "C9-21"),
        (&[("alerts", "1141 looked at")], "C9-21"),
        (&[("alive", "")], "C9-15"),
        (&[("alive", "edr")], "C9-15"),
        (&[("alive", "edr"), ("dead", "fw-01")], "C9-14"),
        (&[("alive", "all"), ("dead", "FW-01")], "C9-14"),
        (&[("alerts", "7 benign: printer"), ("dead", "fw-01")], "C9-14"),
        (&[("exported", "")], "C9-16"),
        (&[("exported", "2026-11-21 20:00")], "C9-17"),
        (&[("exported", "2026-11-22 20:00")], "C9-07"),
        (&[("conclusion", "")], "C9-24"),
        (&[("conclusion", "ok")], "C9-24"),
        (&[("conclusion", "Day 1: 22.11.2026 ok")], "C9-24"),
        (&[("reviewer", "SOC bot")], "C9-25"),
        (&[("reviewer", "Somebody Else")], "C9-25"),
        (&[("reviewer", "Lena Brandt")], "T-04"),
        (&[("watch-date", "2026-11-23")], "C9-07"),
        (&[("window-to", "2026-11-22 23:59")], "C9-07"),
        (&[("window-from", "2026-11-22 18:40")], "C9-27"),
        (&[("window-from", "2026-11-21 10:00"), ("window-to", "2026-11-21 11:00")], "C9-27"),
    ] {
        let mut play = live();
        let (id, rules) = watch(&mut play, 22, others);
        let rules: Vec<&str> = rules.into_iter().filter(|rule| !["C9-18", "C9-28"].contains(rule)).collect();
        assert!(rules.contains(&rule) && !meets(&play, id), "{others:?}: {rules:?}");
        assert!(lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        assert_eq!(counting(&play.state).len(), 0, "{others:?}");
    }
    let mut play = live();
    let (id, rules) = watch(&mut play, 22, &[("reviewer", "Lena Brandt"), SHOWN[0], SHOWN[1]]);
    assert_eq!((rules, meets(&play, id)), (vec![], true), "somebody else wrote, and she was there");
    let alerts = "1141 benign: backup of the auditors; 1142 Benign - scanner of the vendor";
    assert_eq!(watch(&mut play, 23, &[("alerts", alerts)]).1, [] as [&str; 0]);
}

#[test]
fn a_program_on_the_roster_is_no_person_who_looked() {
    let mut play = live();
    play.done(people::add, &[("name", "SOAR automation")]);
    let (id, rules) = watch(&mut play, 22, &[("reviewer", "SOAR automation"), SHOWN[0], SHOWN[1]]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-25"], false));
}

#[test]
fn each_day_has_files_of_its_own() {
    let mut play = live();
    evening(&mut play, 22);
    for (given, rules) in [
        (&[("heartbeat", "agents.csv", 2)][..], &["C9-16"][..]),
        (&[("export", "alerts.json", 1)], &["C9-19"]),
        (&[("export", "alerts.json", 7), ("heartbeat", "agents.csv", 7)], &["C9-20"]),
    ] {
        play.give(given);
        let (id, found) = write(&mut play, 22, &[]);
        assert_eq!((found, meets(&play, id)), (rules.to_vec(), false), "{given:?}");
        play.strike(id);
    }
    let (first, _) = watch(&mut play, 22, &[]);
    // An empty file has no bytes to look at.
    let mut empty = play.state.monitoring.entries.last().unwrap().watched.clone();
    empty.export.as_mut().unwrap().size = 0;
    play.strike(first);
    let id = play.fact(empty);
    assert!(!meets(&play, id) && lacks(&play).contains(&"C9-16"));
    watch(&mut play, 22, &[]);
    evening(&mut play, 23);
    for given in [
        [("export", "alerts.json", 221), ("heartbeat", "agents.csv", 232)],
        [("export", "alerts.json", 231), ("heartbeat", "agents.csv", 222)],
        [("export", "other name.json", 222), ("heartbeat", "agents.csv", 232)],
    ] {
        play.give(&given);
        let (id, found) = write(&mut play, 23, &[]);
        assert_eq!((found, meets(&play, id)), (vec!["C9-20"], false), "{given:?}");
    }
    assert_eq!(watch(&mut play, 23, &[]).1, [] as [&str; 0]);
}

#[test]
fn the_same_words_are_challenged_whatever_the_date_in_them() {
    let mut play = live();
    watch(&mut play, 22, &[("conclusion", "Sun 22.11.: all quiet, nothing of the key seen.")]);
    for text in ["all quiet  NOTHING of the key seen", "Mon 23 Nov: all quiet; nothing of the key seen (day 2)"] {
        let (id, rules) = watch(&mut play, 23, &[("conclusion", text)]);
        assert_eq!((rules, meets(&play, id)), (vec!["C9-13"], false), "{text}");
        assert!(lacks(&play).contains(&"C9-13"));
    }
    let said = [("conclusion", "all quiet, nothing of the key seen"), ("same-reason", "a Sunday and a holiday")];
    let (id, rules) = watch(&mut play, 23, &said);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    let seen = control(&play.state, 9).overrides;
    assert!(seen.iter().any(|accepted| accepted.what.id == "override-same-words" && accepted.record == id));
    // Written again for the same day the same words are no copy of another.
    let (id, rules) = watch(&mut play, 24, &[("exported", "")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-16"], false));
    assert_eq!(watch(&mut play, 24, &[]).1, [] as [&str; 0]);
}

#[test]
fn a_day_counts_once_and_only_on_the_day_or_with_an_export_of_it() {
    let mut play = live();
    let (first, _) = watch(&mut play, 22, &[]);
    files(&mut play, 99);
    let (second, rules) = write(&mut play, 22, &[]);
    assert_eq!((rules, meets(&play, first), meets(&play, second)), (vec!["C9-12"], true, false));
    assert_eq!(counting(&play.state).len(), 1);
    play.strike(first);
    assert!(meets(&play, second), "the other counts now");
    // Two days later, for the day before.
    evening(&mut play, 24);
    files(&mut play, 23);
    let date = ("watch-date", "2026-11-23");
    let until = ("window-to", "2026-11-23 20:00");
    let (id, rules) = write(&mut play, 23, &[date, until]);
    assert_eq!(rules.iter().filter(|rule| rule.starts_with("C9")).collect::<Vec<_>>(), [&"C9-08", &"C9-17"]);
    assert!(!meets(&play, id) && lacks(&play).contains(&"C9-08"));
    files(&mut play, 23);
    let then = ("exported", "2026-11-23 20:00");
    let (id, rules) = write(&mut play, 23, &[date, until, then]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-09"], true), "late, and counts");
    play.strike(id);
    let (id, rules) = write(&mut play, 23, &[date, until, then, ("late-reason", "the reviewer was ill")]);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
}

#[test]
fn days_count_after_the_last_that_went_live() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7")]);
    play.give(&[("alert-rules", "rules.new", 2), ("before", "rules.old", 1)]);
    play.done(plan_watch, &PLAN);
    let (id, rules) = watch(&mut play, 21, &[("window-from", "2026-11-21 09:00")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-10"], false), "nothing is live");
    let mut play = live();
    let (id, rules) = watch(&mut play, 21, &[]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-11"], false), "the day it went live");
    seven(&mut play, 22);
    assert!(day_seven(&play.state).is_some());
    evening(&mut play, 30);
    play.give(&[]);
    bring_live(&mut play, "db01");
    assert_eq!((day_seven(&play.state), counting(&play.state).len()), (None, 0), "the count starts anew");
    assert_eq!(begin(&play.state).unwrap().what, "db01");
}

#[test]
fn where_nothing_had_to_be_restored_days_count_after_the_last_that_was_contained() {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7")]);
    play.give(&[("alert-rules", "rules.new", 2), ("before", "rules.old", 1)]);
    play.done(plan_watch, &PLAN);
    contain_again(&mut play, "");
    assert!(begin(&play.state).is_none());
    let memo = [("control", "6"), ("text", "nothing was altered"), ("author", "Ada Morel"), ("reviewer", "Jon Sato")];
    play.done(not_applicable, &with(&memo, &SHOWN));
    assert_eq!(begin(&play.state).unwrap().how, "removed");
    assert_eq!(watch(&mut play, 22, &[]).1, [] as [&str; 0]);
}

#[test]
fn a_hit_opens_containment_until_one_that_cites_it_counts_and_the_count_starts_anew() {
    let mut play = live();
    seven(&mut play, 22);
    evening(&mut play, 29);
    let (first, rules) = play.run(hit, &[("alert", "1142"), ("asset", "db01"), ("observed", "beacon to 198.51.100.7")]);
    assert_eq!((rules, day_seven(&play.state), counting(&play.state).len()), (vec!["C9-29"], None, 0));
    let contained = |play: &Play| {
        let found = control(&play.state, 2).missing;
        !found.iter().any(|missing| missing.shortfall.rule.id() == "C2-11")
    };
    assert!(!contained(&play) && lacks(&play).contains(&"C9-29"));
    assert_eq!(play.waits("need-hit"), 1);
    // A containment that cites nothing answers nothing; nor does one from before, or one without a test.
    contain_again(&mut play, "");
    assert!(!contained(&play));
    play.give(&[("after", "acl.txt", 900)]);
    play.done(containment::contain, &[("asset", "fw-01"), ("answers-hit", "1142")]);
    assert!(!contained(&play), "not tested, and much is missing");
    let (_, rules) = watch(&mut play, 30, &[]);
    assert!(rules.contains(&"C9-29"), "{rules:?}");
    // The number of the record names it as well.
    let first = play.state.label(first);
    let again = contain_again(&mut play, &first);
    assert!(contained(&play) && open_hits(&play.state).is_empty() && play.waits("need-hit") == 0);
    let from = begin(&play.state).unwrap();
    assert_eq!((from.how, from.record), ("again", again));
    assert_eq!(counting(&play.state).len(), 0, "what was watched before is history");
    assert!(watch(&mut play, 30, &[]).1.contains(&"C9-30"), "the day it was contained");
    play.strike(again);
    assert!(!contained(&play), "struck, it contains nothing");
    contain_again(&mut play, "1142");
    let day = |n: u32| 31 + n;
    for n in 0..7 {
        assert_eq!(day_seven(&play.state), None);
        assert_eq!(
            watch(&mut play, day(n), &[("conclusion", &[SAYS[n as usize], " since"].concat())]).1,
            [] as [&str; 0],
            "{n}"
        );
    }
    assert!(day_seven(&play.state).is_some());
}

#[test]
fn a_hit_among_the_alerts_of_a_day_opens_containment_too() {
    let mut play = live();
    let alerts = "1141 benign: printer of the lab\n1142 hit on db01: beacon to 198.51.100.7\n1143 hit on db02: same";
    let (id, rules) = watch(&mut play, 22, &[("alerts", alerts)]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-29", "C9-29"], false));
    let open = open_hits(&play.state);
    assert_eq!(open.iter().map(|hit| hit.asset.as_str()).collect::<Vec<_>>(), ["db01", "db02"]);
    contain_again(&mut play, "1142");
    assert_eq!(open_hits(&play.state).len(), 1, "each is answered by itself");
    let both = [play.state.label(id).as_str(), " 1143"].concat();
    contain_again(&mut play, &both);
    assert_eq!(open_hits(&play.state).len(), 0);
}

#[test]
fn a_containment_from_before_the_hit_answers_nothing_whatever_time_is_typed() {
    let mut play = live();
    seven(&mut play, 22);
    evening(&mut play, 29);
    play.done(hit, &[("alert", "1142"), ("asset", "db01"), ("observed", "beacon"), ("at", "2026-11-22 10:00")]);
    let id = contain_again(&mut play, "1142");
    let mut done = play.state.containment.actions.last().unwrap().done.clone();
    let test = play.state.containment.actions.last().unwrap().tests[0].1.clone();
    play.strike(id);
    done.at.at = Instant::parse_rfc3339("2026-11-22T09:00:00Z").unwrap();
    let early = play.fact(done.clone());
    play.fact(containment::Tested { containment: early, ..test.clone() });
    assert_eq!(open_hits(&play.state).len(), 1, "made before the hit");
    done.at.at = Instant::parse_rfc3339("2026-11-22T11:00:00Z").unwrap();
    let back = play.fact(done);
    play.fact(containment::Tested { containment: back, ..test });
    assert_eq!(
        (open_hits(&play.state).len(), counting(&play.state).len()),
        (0, 0),
        "never before the hit was on record"
    );
}

#[test]
fn a_false_hit_is_shown_by_another_person_and_stays_on_record() {
    let mut play = live();
    watch(&mut play, 22, &[]);
    evening(&mut play, 23);
    let seen = [("alert", "1142"), ("asset", "db01"), ("observed", "beacon"), ("by", "Lena Brandt")];
    let (id, _) = play.run(hit, &seen);
    let says = ("conclusion", "the test beacon of the red team, by their own log");
    for (others, rule) in [
        (&[("by", "Lena Brandt"), says, SHOWN[0], SHOWN[1]][..], "C9-31"),
        (&[("by", "Jon Sato"), says], "T-04"),
        (&[("by", "Jon Sato"), SHOWN[0], SHOWN[1]], "C9-24"),
    ] {
        let (_, rules) = play.run(clear, others);
        assert_eq!(rules, [rule], "{others:?}");
        assert_eq!(open_hits(&play.state).len(), 1, "{others:?}");
    }
    // Whoever saw it does not make it go away by striking it.
    let mut other = live();
    evening(&mut other, 23);
    let (struck, _) = other.run(hit, &seen);
    other.strike(struck);
    assert_eq!(open_hits(&other.state).len(), 1);
    other.done(hit, &seen);
    assert_eq!(open_hits(&other.state).len(), 1, "written again it is one");
    let (cleared, rules) = play.run(clear, &[("by", "Jon Sato"), says, SHOWN[0], SHOWN[1]]);
    assert_eq!((rules, open_hits(&play.state).len(), meets(&play, cleared)), (vec![], 0, true));
    assert_eq!(counting(&play.state).len(), 1, "what was watched before goes on counting");
    assert!(play.state.monitoring.seen.iter().any(|(seen, _)| *seen == id));
    play.strike(cleared);
    assert_eq!(open_hits(&play.state).len(), 1);
}

#[test]
fn what_is_watched_for_does_not_stand_in_the_export_unsaid() {
    let mut play = live();
    evening(&mut play, 22);
    play.give_text("export", "alerts.json", 221, "[{\"dst\": \"198.51.100.7\", \"id\": 1142}]");
    let heard = |play: &mut Play| {
        // The export stays where it was put; the heartbeat is given beside it.
        play.give(&[("export", "alerts.json", 221), ("heartbeat", "agents.csv", 222)]);
    };
    heard(&mut play);
    let (id, rules) = write(&mut play, 22, &[]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-23"], false));
    let (id, rules) = write(&mut play, 22, &[("alerts", "1142 benign: blocked at the edge, it knocks daily")]);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
}

#[test]
fn a_gap_an_early_export_and_who_did_the_work_are_remarked_on() {
    let mut play = live();
    watch(&mut play, 22, &[]);
    let (id, rules) = watch(&mut play, 23, &[("window-from", "2026-11-23 02:00"), ("exported", "2026-11-23 14:00")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-18", "C9-28"], true));
    play.done(eradicate, &[("verb", "deleted"), ("object", "/etc/cron.d/.x"), ("operator", "Ada Morel")]);
    let (id, rules) = watch(&mut play, 24, &[]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-26"], true));
}

#[test]
fn a_clock_that_jumped_and_was_not_compared_dates_no_day() {
    let mut play = live();
    let jumped = |play: &mut Play, by_ms: i64| {
        let (before, after) = (play.now, play.now.plus_millis(by_ms));
        play.now = after;
        play.fact(crate::domain::station::ClockJumped { before, after, by_ms });
    };
    evening(&mut play, 22);
    jumped(&mut play, 24 * 3_600_000);
    files(&mut play, 23);
    let (id, rules) = write(&mut play, 23, &[]);
    assert!(rules.contains(&"C9-32") && !meets(&play, id), "{rules:?}");
    jumped(&mut play, -24 * 3_600_000);
    play.done(crate::domain::station::check_clock, &[("reference", "now")]);
    assert!(
        !meets(&play, id) && lacks(&play).contains(&"C9-07"),
        "it was written on the day before: {:?}",
        lacks(&play)
    );
    files(&mut play, 22);
    let (id, rules) = write(&mut play, 22, &[]);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
}

#[test]
fn a_day_that_counts_serves_as_proof_and_words_do_not() {
    let mut play = live();
    let (day, _) = watch(&mut play, 22, &[]);
    let words = play.done(crate::domain::timeline::log, &[("text", "looked at the alerts")]);
    // Another step comes first: that is remarked on.
    for (record, short) in [(day, vec!["P-09"]), (words, vec!["P-09", "P-01"])] {
        let label = play.state.label(record);
        play.no_files();
        let fields = [("step", "G-13"), ("kind", "monitoring_entry"), ("record", label.as_str())];
        let (_, rules) = play.run(crate::domain::proof::attach, &fields);
        assert_eq!(rules, short);
    }
}

/// Writes a day that is past, with an export of it.
fn late(play: &mut Play, day: u32, others: &Given<'_>) -> (RecordId, Vec<&'static str>) {
    files(play, u64::from(day));
    let date = format!("2026-11-{day}");
    let until = format!("{date} 20:00");
    let fields = [
        ("watch-date", date.as_str()),
        ("window-to", until.as_str()),
        ("exported", until.as_str()),
        ("late-reason", "nobody was in"),
    ];
    write(play, day, &[&fields[..], others].concat())
}

#[test]
fn a_weekend_is_caught_up_on_monday_and_no_whole_week() {
    let mut play = live();
    evening(&mut play, 29);
    let found: Vec<bool> = (22..29).map(|day| late(&mut play, day, &[]).1.contains(&"C9-35")).collect();
    assert_eq!(found, [true, true, true, true, false, false, true], "late by more than three days, and more than two");
    assert_eq!(counting(&play.state).len(), 2);
    assert!(lacks(&play).contains(&"C9-35"));
    let mut play = live();
    evening(&mut play, 24);
    assert_eq!((late(&mut play, 22, &[]).1, late(&mut play, 23, &[]).1), (vec![], vec![]));
    assert_eq!(watch(&mut play, 24, &[]).1, [""; 0]);
    assert_eq!(counting(&play.state).len(), 3);
}

#[test]
fn a_day_rests_on_a_plan_that_was_on_record_before_it_was_over() {
    let mut play = unplanned();
    evening(&mut play, 23);
    let files = [("alert-rules", "rules.new", 2), ("before", "rules.old", 1)];
    play.give(&files);
    play.done(plan_watch, &PLAN);
    let (id, rules) = late(&mut play, 22, &[]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-34"], false));
    assert_eq!(
        watch(&mut play, 23, &[("window-from", "2026-11-22 20:00")]).1,
        [""; 0],
        "the day on which it was planned"
    );
}

#[test]
fn a_source_dropped_from_the_plan_was_a_source_of_the_day_before() {
    let mut play = live();
    evening(&mut play, 23);
    play.give(&[("alert-rules", "rules.new", 3), ("before", "rules.old", 2)]);
    play.done(plan_watch, &[("watch-sources", "edr: agents against the inventory")]);
    let (id, rules) = late(&mut play, 22, &[("alive", "edr")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-15"], false), "it was in force on that day");
    let (id, rules) = watch(&mut play, 23, &[("alive", "edr"), ("window-from", "2026-11-22 20:00")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-15"], false), "and in the morning of the next");
    assert_eq!(watch(&mut play, 24, &[]).1, [""; 0]);
}

#[test]
fn a_look_at_a_minute_of_the_day_is_no_watch_of_it() {
    let mut play = live();
    watch(&mut play, 22, &[]);
    let (id, rules) = watch(&mut play, 23, &[("window-from", "2026-11-23 18:20")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-36"], false));
    let (id, rules) = watch(&mut play, 24, &[("window-from", "2026-11-24 06:00")]);
    assert_eq!((rules, meets(&play, id)), (vec!["C9-28"], true), "twelve and a half hours");
}

#[test]
fn a_day_that_is_past_ends_with_its_export_where_nobody_says_when() {
    let mut play = live();
    evening(&mut play, 23);
    files(&mut play, 22);
    let late = [("watch-date", "yesterday"), ("exported", "2026-11-22 20:00"), ("late-reason", "nobody was in")];
    let (id, rules) = write(&mut play, 22, &late);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    let window = |play: &Play| play.state.monitoring.entries.last().unwrap().watched.to.at.rfc3339_at(0);
    assert_eq!(window(&play), Instant::parse_rfc3339("2026-11-22T20:00:00Z").unwrap().rfc3339_at(0));
    files(&mut play, 220);
    write(&mut play, 22, &[late[0], ("exported", "")]);
    assert_eq!(window(&play), Instant::parse_rfc3339("2026-11-22T23:59:00Z").unwrap().rfc3339_at(0));
}

#[test]
fn an_export_is_looked_through_however_its_text_is_written() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let marked = [&[0xff, 0xfe][..], &wide("alert 198.51.100.7 seen")].concat();
    let packed = [&b"\x1f\x8b\x08"[..], b"198.51.100.7"].concat();
    for (bytes, rules) in [
        (br#"{"path": "\/etc\/cron.d\/.x"}"#.to_vec(), &["C9-23"][..]),
        (br#"{"dst": "\u0031\u00398.51.100.7"}"#.to_vec(), &["C9-23"]),
        (marked, &["C9-23"]),
        (wide("alert 198.51.100.7 seen"), &["C9-23"]),
        (packed, &["C9-37"]),
        (br#"{"dst": "198.51.100.70"}"#.to_vec(), &[]),
    ] {
        let mut play = live();
        evening(&mut play, 22);
        play.give_bytes("export", "alerts.json", 221, &bytes);
        play.give(&[("export", "alerts.json", 221), ("heartbeat", "agents.csv", 222)]);
        let (id, found) = write(&mut play, 22, &[]);
        assert_eq!((found, meets(&play, id)), (rules.to_vec(), !rules.contains(&"C9-23")), "{bytes:?}");
    }
}

#[test]
fn a_heartbeat_that_calls_a_source_dead_is_remarked_on() {
    for (text, rules) in [
        ("edr,alive\nfw-01,DOWN since noon\n", &["C9-38"][..]),
        (r#"[{"source":"fw-01","state":"lost"},{"source":"edr","state":"up"}]"#, &["C9-38"]),
        ("fw-011,down\nfw-01,3 minutes ago\nedr,2 minutes ago\n", &[]),
    ] {
        let mut play = live();
        evening(&mut play, 22);
        play.give_bytes("heartbeat", "agents.csv", 222, text.as_bytes());
        play.give(&[("export", "alerts.json", 221), ("heartbeat", "agents.csv", 222)]);
        let (id, found) = write(&mut play, 22, &[]);
        assert_eq!((found, meets(&play, id)), (rules.to_vec(), true), "{text}");
    }
}
