use super::*;
use crate::domain::people;
use crate::domain::play::Play;
use crate::domain::rules::Rule;
use crate::domain::timeline;

fn confirmed(play: &mut Play) -> String {
    let line = play.done(timeline::log, &[("text", "Key used from outside")]);
    let named = play.state.label(line);
    let basis = [("status", "confirmed"), ("sources", "vpn log, proxy log"), ("confirmer", "Rosa Nagy")];
    play.done(timeline::judge, &[&[("record", named.as_str())][..], &basis].concat());
    named
}

const HEAD: [(&str, &str); 3] =
    [("persons", "Lena Brandt"), ("function", "head of payroll"), ("need", "stops the run")];

fn telling<'a>(fact: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("recipients", "Lena Brandt"),
        ("tlp", "AMBER"),
        ("channel", "read out on the phone"),
        ("facts-said", fact),
        ("approved-by", "Ada Morel"),
    ];
    whole
        .into_iter()
        .filter(|(known, _)| more.iter().all(|(field, _)| field != known))
        .chain(more.iter().copied())
        .collect()
}

#[test]
fn each_reader_is_named_and_on_the_register_before_they_are_told() {
    let mut play = Play::new();
    let fact = format!("#{}", confirmed(&mut play));
    let (early, rules) = play.run(send, &telling(&fact, &[]));
    assert_eq!(rules, ["C7-04"]);
    play.now = play.now.plus_minutes(5);
    for (missing, rules) in [("function", vec!["C7-08"]), ("need", vec!["C7-08"])] {
        let fields: Vec<_> = HEAD.into_iter().filter(|(field, _)| *field != missing).collect();
        assert_eq!(play.run(enter, &fields).1, rules, "{missing}");
        assert_eq!(play.run(send, &telling(&fact, &[])).1, ["C7-04"], "an entry that says nothing opens nothing");
    }
    let entry = play.done(enter, &HEAD);
    let (told, rules) = play.run(send, &telling(&fact, &[]));
    assert_eq!(rules, Vec::<&str>::new());
    let recipient = play.state.messages.message(told).unwrap().recipients[0].clone();
    assert_eq!(
        (recipient.role.as_str(), recipient.need.as_str(), recipient.entry),
        ("head of payroll", "stops the run", Some(entry))
    );
    assert!(!play.state.messages.counts(&play.state, early), "who was told before stays told before");
    // The entry ends: what is told later lacks it, what was told before does not.
    play.now = play.now.plus_minutes(5);
    play.done(end_need, &[("person", "Lena Brandt"), ("reason", "payroll runs again")]);
    assert_eq!(play.run(send, &telling(&fact, &[])).1, ["C7-04"]);
    assert!(play.state.messages.counts(&play.state, told));
    play.strike(entry);
    assert!(!play.state.messages.counts(&play.state, told), "an entry that is struck allowed nothing");
}

#[test]
fn a_role_of_the_incident_says_by_itself_why_its_holder_knows() {
    let mut play = Play::new();
    let fact = format!("#{}", confirmed(&mut play));
    play.done(people::assign, &[("role", "comms_lead"), ("person", "Jon Sato")]);
    let (told, rules) = play.run(send, &telling(&fact, &[("recipients", "Jon Sato")]));
    assert_eq!(rules, Vec::<&str>::new());
    play.done(people::relieve, &[("role", "comms_lead"), ("reason", "tired")]);
    assert!(play.state.messages.counts(&play.state, told), "they held it then");
    assert_eq!(play.run(send, &telling(&fact, &[("recipients", "Jon Sato")])).1, ["C7-04"]);
}

#[test]
fn entries_hold_up_to_a_mark_and_until_a_time() {
    let mut play = Play::new();
    let fact = format!("#{}", confirmed(&mut play));
    play.done(enter, &[&HEAD[..], &[("up-to", "GREEN"), ("until", "+1h")]].concat());
    assert_eq!(play.run(send, &telling(&fact, &[])).1, ["C7-04"], "above its mark");
    assert_eq!(play.run(send, &telling(&fact, &[("tlp", "GREEN")])).1, [""; 0]);
    play.now = play.now.plus_hours(1);
    assert_eq!(play.run(send, &telling(&fact, &[("tlp", "GREEN")])).1, ["C7-04"], "over");
}

#[test]
fn nobody_is_told_through_a_group() {
    let mut play = Play::new();
    for group in [
        "all@example.org",
        "everyone",
        "*",
        "*@example.org",
        "@here",
        "#general",
        "all staff",
        "IT",
        "it-security@x.org",
    ] {
        let rules = play.run(send, &telling("", &[("recipients", group)])).1;
        assert!(rules.contains(&"C7-01") && !rules.contains(&"C7-04"), "{group}: {rules:?}");
        let rules = play.run(enter, &[("persons", group), HEAD[1], HEAD[2]]).1;
        assert_eq!(rules, ["C7-01"], "{group}");
    }
    for name in ["Lena Brandt", "Alla List", "Franz Liszt", "r.nagy@example.org"] {
        play.done(people::add, &[("name", name)]);
        assert!(!play.run(send, &telling("", &[("recipients", name)])).1.contains(&"C7-01"), "{name}");
    }
    for (channel, group) in
        [("Signal", false), ("chat #general", true), ("mail to all@x.org", true), ("call 3 @ room 2", false)]
    {
        let rules = play.run(send, &telling("", &[("channel", channel)])).1;
        assert_eq!(rules.contains(&"C7-01"), group, "{channel}");
    }
}

#[test]
fn more_than_twelve_need_a_reason() {
    let mut play = Play::new();
    let fact = format!("#{}", confirmed(&mut play));
    let names: Vec<String> = (1..=13).map(|number| format!("Reader {number}")).collect();
    let all = names.join(", ");
    play.done(enter, &[("persons", all.as_str()), HEAD[1], HEAD[2]]);
    let twelve = names[..12].join(", ");
    assert_eq!(play.run(send, &telling(&fact, &[("recipients", &twelve)])).1, [""; 0]);
    assert_eq!(play.run(send, &telling(&fact, &[("recipients", &all)])).1, ["C7-02"]);
    let reason = ("many-reason", "each runs a plant");
    assert_eq!(play.run(send, &telling(&fact, &[("recipients", &all), reason])).1, [""; 0]);
    // Whoever is named twice is one reader.
    let twice = format!("{twelve}, reader 1");
    assert_eq!(play.run(send, &telling(&fact, &[("recipients", &twice)])).1, [""; 0]);
}

#[test]
fn facts_rest_on_confirmed_records_and_assumptions_stand_apart() {
    let mut play = Play::new();
    play.done(enter, &HEAD);
    let sure = confirmed(&mut play);
    let unsure = play.done(timeline::log, &[("text", "Perhaps the backups too")]);
    let unsure = play.state.label(unsure);
    for (facts, rules) in [
        (format!("#{sure} the key was used"), &[][..]),
        (format!("#{sure}"), &[]),
        ("the key was used".to_owned(), &["C7-06"]),
        (format!("#{unsure} the backups are gone"), &["C7-05"]),
        (format!("#{sure} #{unsure} both"), &["C7-05"]),
        (format!("#{sure} one\n#{unsure} two\nthree"), &["C7-05", "C7-06"]),
    ] {
        assert_eq!(play.run(send, &telling(&facts, &[])).1, rules, "{facts}");
    }
    let apart = [("assumed", "the backups may be gone too")];
    let known = format!("#{sure}");
    let told = play.done(send, &telling(&known, &apart));
    assert_eq!(play.state.messages.message(told).unwrap().assumptions.len(), 1);
    let refused = play.decide(send, &telling("#9999 it is so", &[])).unwrap_err();
    assert_eq!((refused.rule, refused.field), (Rule::NotFound, Some("facts-said")));
    // What is refuted later was told as fact: a message to the same people puts it right.
    play.done(timeline::judge, &[("record", sure.as_str()), ("status", "refuted"), ("reason", "a test of ours")]);
    assert!(!play.state.messages.counts(&play.state, told));
    let label = play.state.label(told);
    let correction = [("corrects", label.as_str()), ("assumed", "the key was used in a test")];
    let others = play.done(enter, &[("persons", "Jon Sato"), HEAD[1], HEAD[2]]);
    assert!(play.state.messages.entered.iter().any(|(id, _)| *id == others));
    play.done(send, &telling("", &[&correction[..], &[("recipients", "Jon Sato")]].concat()));
    assert_eq!(play.state.messages.put_right(&play.state, told), None, "those who were misled were not told");
    let right = play.done(send, &telling("", &correction));
    assert_eq!(play.state.messages.put_right(&play.state, told), Some(right));
}

#[test]
fn a_message_is_kept_with_label_text_way_and_approver() {
    let mut play = Play::new();
    play.done(enter, &HEAD);
    let fact = format!("#{}", confirmed(&mut play));
    for (field, rules) in [("tlp", "C7-03"), ("channel", "C7-07"), ("approved-by", "C7-07"), ("facts-said", "C7-07")] {
        let fields: Vec<_> = telling(&fact, &[]).into_iter().filter(|(known, _)| *known != field).collect();
        assert_eq!(play.run(send, &fields).1, [rules], "{field}");
    }
    play.give(&[("sent-copy", "update.eml", 7)]);
    let fields: Vec<_> = telling(&fact, &[]).into_iter().filter(|(known, _)| *known != "facts-said").collect();
    let (told, rules) = play.run(send, &fields);
    assert_eq!((rules, play.state.messages.message(told).unwrap().copy.is_some()), (vec![], true));
    assert_eq!(play.decide(send, &telling(&fact, &[("recipients", "")])).unwrap_err().rule, Rule::Empty);
}

#[test]
fn people_come_from_a_file_each_with_function_and_reason() {
    let mut play = Play::new();
    let list = "# who\nLena Brandt; head of payroll; stops the run\nA Stranger; works council; §87\n\n#general\n";
    play.give_text("persons-file", "people.txt", 5, list);
    let (_, rules) = play.run(enter, &[("function", "f"), ("need", "n")]);
    assert_eq!(rules, ["C7-01"], "the channel is no person");
    let entered: Vec<_> =
        play.state.messages.entered.iter().map(|(_, one)| (one.who.name.as_str(), one.role.as_str())).collect();
    assert_eq!(entered, [("Lena Brandt", "head of payroll"), ("A Stranger", "works council"), ("#general", "f")]);
    assert!(play.state.messages.entered.iter().all(|(_, one)| one.list.is_some()));
    play.give(&[("persons-file", "people.txt", 6)]);
    assert_eq!(play.decide(enter, &[]).unwrap().facts.len(), 1, "not put aside yet: the file is cited all the same");
    play.give_text("persons-file", "people.txt", 7, "# nobody yet\n");
    assert_eq!(play.decide(enter, &[]).unwrap_err().rule, Rule::Empty);
}

#[test]
fn semicolons_part_recipients() {
    let mut play = Play::new();
    let fact = play.done(crate::domain::timeline::log, &[("text", "the key was used"), ("at", "2026-11-21 08:00")]);
    let fact = play.state.label(fact);
    let (told, _) = play.run(send, &telling(&fact, &[("recipients", "Lena Brandt; Jon Sato; Rosa Nagy")]));
    let names: Vec<_> = play.state.messages.message(told).unwrap().recipients.iter().collect();
    assert_eq!(names.len(), 3, "{names:?}");
}
