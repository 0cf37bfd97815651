use super::*;
use crate::domain::deadline::{AWARENESS, ClockState, assess};
use crate::domain::play::Play;
use crate::domain::population;
use crate::domain::rules::Rule;

fn of(play: &Play, group: &str, who: &str) -> Standing {
    let items = items(&play.state, play.now);
    items.iter().find(|item| item.group == group && item.who == who).unwrap_or_else(|| panic!("{group} {who}")).standing
}

fn asked(play: &Play, group: &str) -> usize {
    items(&play.state, play.now).iter().find(|item| item.group == group).unwrap().asked.len()
}

#[test]
fn laws_and_procedures_say_who_is_to_be_considered_and_nobody_drops_out() {
    let mut play = Play::bare();
    let listed = items(&play.state, play.now);
    assert_eq!(listed.len(), GROUPS.len());
    assert!(listed.iter().all(|item| item.standing == Standing::Unasked), "{listed:?}");
    assert_eq!(play.waits("need-tell-open"), 0);
    play.done(assess, &[("regime", "eu-gdpr"), ("answer", "yes")]);
    play.done(assess, &[("regime", "contract-insurance"), ("answer", "yes")]);
    assert_eq!((of(&play, "data-subjects", ""), of(&play, "insurer", "")), (Standing::Open, Standing::Open));
    assert_eq!((play.waits("need-tell-open"), asked(&play, "insurer")), (1, 1));
    play.done(assess, &[("regime", "contract-insurance"), ("answer", "no")]);
    assert_eq!(of(&play, "insurer", ""), Standing::Unasked);
    play.done(crate::domain::procedure::choose, &[("procedure", "ransomware")]);
    assert_eq!(of(&play, "police", ""), Standing::Open, "a duty of the procedure");
    let groups: std::collections::BTreeSet<&str> = items(&play.state, play.now).iter().map(|item| item.group).collect();
    assert_eq!(groups.len(), GROUPS.len());
}

#[test]
fn a_decision_alone_tells_nobody() {
    let mut play = Play::new();
    let tell = [("tell-group", "data-subjects"), ("tell-decision", "tell"), ("decider", "Ada Morel")];
    let (_, rules) = play.run(decide, &tell);
    assert_eq!((rules, of(&play, "data-subjects", "")), (vec![], Standing::ToTell));
    assert_eq!(play.waits("need-tell"), 1);
    let bare = [("tell-group", "data-subjects"), ("said", "Your data were copied out")];
    let (_, rules) = play.run(sent, &bare);
    assert_eq!((rules, of(&play, "data-subjects", "")), (vec!["C8-75"], Standing::Unproven));
    let whole = [&bare[..], &[("channel", "letter"), ("reference", "batch 12")]].concat();
    let (id, rules) = play.run(sent, &whole);
    assert_eq!((rules, of(&play, "data-subjects", ""), play.waits("need-tell")), (vec![], Standing::Told, 0));
    let (_, told) = play.state.telling.sent.values().flatten().find(|(known, _)| *known == id).unwrap();
    // `printf 'Your data were copied out' | sha256sum`
    assert_eq!(told.text_sha256, "63a17b288f7033d202450098cf9adf108df2bc61e426fd989e768e373a5a8054");
    play.strike(id);
    assert_eq!(of(&play, "data-subjects", ""), Standing::Unproven);
}

#[test]
fn what_is_missing_is_said_once_and_a_decision_not_to_tell_does_not_stand_beside_told_in_silence() {
    let mut play = Play::new();
    let lang = crate::library::lang::Lang::english();
    let audience = crate::domain::mark::Audience(crate::domain::mark::Mark::Red);
    let told = play.decide(sent, &[("tell-group", "police")]).unwrap();
    let said: Vec<String> = told.shortfalls.iter().map(|short| lang.say(&short.missing, audience)).collect();
    assert_eq!(
        said,
        ["Not on record: the text, the way it went, a proof that it was sent; nobody can check that they were told"]
    );
    let whole = [("tell-group", "police"), ("said", "we report"), ("channel", "phone"), ("reference", "7")];
    play.done(sent, &whole);
    let contradicts = |play: &Play| {
        let items = items(&play.state, play.now);
        let item = items.iter().find(|item| item.group == "police").unwrap();
        let sheet = crate::domain::sheet::entries(crate::domain::sheet::Sheet::Told, &play.state, play.now, 8);
        assert_eq!(item.standing, Standing::Told);
        assert_eq!(sheet.iter().any(|entry| entry.text.id == "told-all-the-same"), item.told_all_the_same());
        item.told_all_the_same()
    };
    assert!(!contradicts(&play));
    let not = [("tell-group", "police"), ("tell-decision", "not"), ("decider", "Ada Morel"), ("reason", "no")];
    play.done(decide, &[&not[..], &[("ground", "no-duty")]].concat());
    assert!(contradicts(&play));
    play.done(decide, &[("tell-group", "police"), ("tell-decision", "tell"), ("decider", "Ada Morel")]);
    assert!(!contradicts(&play));
}

#[test]
fn who_is_not_told_needs_ground_reason_and_decider() {
    let mut play = Play::new();
    let not = [("tell-group", "data-subjects"), ("tell-decision", "not")];
    let grounds: [&[(&str, &str)]; 4] = [
        &[],
        &[("decider", "Ada Morel")],
        &[("decider", "Ada Morel"), ("reason", "encrypted")],
        &[("decider", "Ada Morel"), ("reason", "encrypted"), ("ground", "unintelligible")],
    ];
    for (more, rules, standing) in [
        (grounds[0], &["C8-03", "C8-74"][..], Standing::Open),
        (grounds[1], &["C8-74"], Standing::Open),
        (grounds[2], &["C8-74"], Standing::Open),
        (grounds[3], &[], Standing::Not),
    ] {
        let found = play.run(decide, &[&not[..], more].concat()).1;
        assert_eq!((found.as_slice(), of(&play, "data-subjects", "")), (rules, standing), "{more:?}");
    }
    let later = [("tell-group", "police"), ("tell-decision", "later"), ("decider", "Ada Morel"), ("reason", "SIRO")];
    assert_eq!(play.run(decide, &later).1, ["C8-74"]);
    play.done(decide, &[&later[..], &[("put-off", "+2h")]].concat());
    assert_eq!((of(&play, "police", ""), play.waits("need-tell-due")), (Standing::Later, 0));
    play.now = play.now.plus_hours(2);
    assert_eq!((of(&play, "police", ""), play.waits("need-tell-due")), (Standing::Due, 1));
    play.done(crate::domain::people::assign, &[("role", "dpo"), ("person", "Rosa Nagy")]);
    let dpo = [("tell-group", "csirt"), ("tell-decision", "tell"), ("decider", "Rosa Nagy")];
    assert_eq!(play.run(decide, &dpo).1, ["C8-02"]);
}

#[test]
fn each_controller_is_told_by_name_with_the_time_of_delivery() {
    let mut play = Play::bare();
    play.done(assess, &[("regime", "eu-gdpr-processor"), ("answer", "yes")]);
    assert_eq!(of(&play, "controllers", ""), Standing::Open);
    let base = [("tell-group", "controllers"), ("said", "x"), ("channel", "mail"), ("reference", "id 7")];
    assert_eq!(play.run(sent, &base).1, ["C8-77"]);
    let named = [&base[..], &[("who", "ACME"), ("delivered", "now")]].concat();
    assert_eq!(play.run(sent, &named).1, ["C8-77"], "no proof of delivery");
    play.give(&[("proof-file", "receipt.eml", 9)]);
    assert_eq!(play.run(sent, &named).1, [""; 0]);
    play.done(
        decide,
        &[("tell-group", "controllers"), ("who", "Beta GmbH"), ("tell-decision", "tell"), ("decider", "Ada Morel")],
    );
    assert_eq!(
        (of(&play, "controllers", "ACME"), of(&play, "controllers", "Beta GmbH")),
        (Standing::Told, Standing::ToTell)
    );
}

#[test]
fn numbers_come_low_to_high_with_their_source() {
    let mut play = Play::new();
    let alone = play.done(population::count, &population::EXAMPLE);
    let second = [("checked-by", "Jon Sato"), ("presence", "wet-ink"), ("presence-ref", "slip 9, safe 2")];
    let checked = play.done(population::count, &[&population::EXAMPLE[..], &second].concat());
    let [alone, checked] = [alone, checked].map(|record| play.state.label(record));
    let base = [("tell-group", "media"), ("tell-decision", "tell"), ("decider", "Ada Morel")];
    for (more, rules) in [
        (&[("people-low", "1 200"), ("people-high", "2_000")][..], &["C8-76"][..]),
        (&[("people-low", "1200"), ("people-high", "2000"), ("derived", "sample")], &[]),
        (&[("people-low", "2000"), ("people-high", "1200"), ("derived", "sample")], &["C8-76"]),
        (&[("people-likely", "5"), ("counted-in", "3")], &["C8-76"]),
        (&[("people-likely", "5"), ("counted-in", "3"), ("derived", "rows of the export")], &[]),
        (&[("people-likely", "5"), ("counted-in", alone.as_str())], &["C8-76"]),
        (&[("people-likely", "5"), ("counted-in", checked.as_str())], &[]),
    ] {
        assert_eq!(play.run(decide, &[&base[..], more].concat()).1, rules, "{more:?}");
    }
    for wrong in ["many", "-1", "9007199254740992"] {
        let refusal = play.decide(decide, &[&base[..], &[("people-low", wrong)]].concat()).unwrap_err();
        assert_eq!(refusal.rule, Rule::Malformed, "{wrong}");
    }
}

fn clock(play: &Play) -> (ClockState, i64) {
    let views = play.state.deadlines.views(&play.state, play.now);
    let view = views.iter().find(|view| view.key() == "eu-gdpr/authority-72h").unwrap();
    (view.state, view.start.map_or(-1, |start| play.now.millis_since(start.at) / 60_000))
}

#[test]
fn the_clock_starts_when_the_supplier_s_notice_arrives() {
    let mut play = Play::bare();
    let none = [("supplier", "Cloud AG"), ("received", "-5h"), ("detected", "-50h"), ("personal", "no")];
    play.done(supplier, &none);
    assert!(play.state.deadlines.regimes.is_empty(), "no personal data: no clock");
    let times = [("supplier", "Cloud AG"), ("detected", "-50h"), ("sent-at", "-6h"), ("received", "-5h")];
    let (_, rules) = play.run(supplier, &[&times[..], &[("read-at", "-1h")]].concat());
    assert_eq!(rules, ["C8-78", "C8-78"], "occurred and decided are missing");
    assert_eq!(clock(&play), (ClockState::Running, 5 * 60));
    let regime = &play.state.deadlines.regimes[0];
    assert_eq!((regime.starts[0].1.event.as_str(), regime.starts[0].1.why.as_str()), (AWARENESS, "Cloud AG"));
    // A second notice that arrived later moves nothing; one that arrived earlier does.
    play.done(supplier, &[("supplier", "Other"), ("received", "-1h")]);
    assert_eq!(clock(&play), (ClockState::Running, 5 * 60 + 1));
    play.done(supplier, &[("supplier", "Third"), ("received", "-9h"), ("aware-why", "their call")]);
    assert_eq!(clock(&play), (ClockState::Running, 9 * 60));
    assert_eq!(play.state.telling.suppliers.len(), 4);
}

#[test]
fn a_message_to_people_is_the_notice_under_its_deadline() {
    let mut play = Play::new();
    let fields = [("tell-group", "data-subjects"), ("said", "x"), ("channel", "letter"), ("reference", "batch 12")];
    play.done(sent, &[&fields[..], &[("deadline", "eu-gdpr/people")]].concat());
    let views = play.state.deadlines.views(&play.state, play.now);
    let view = views.iter().find(|view| view.key() == "eu-gdpr/people").unwrap();
    assert_eq!((view.state, view.sent.unwrap().route.as_str()), (ClockState::Sent, "letter"));
    assert_eq!(of(&play, "data-subjects", ""), Standing::Told);
}
