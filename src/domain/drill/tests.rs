use proptest::prelude::*;

use super::*;
use crate::domain::attention::needs;
use crate::domain::declaration;
use crate::domain::fact::Author;
use crate::domain::play::{Decide, Play, rules};
use crate::domain::review;
use crate::domain::sheet::{Sheet, entries};
use crate::domain::station::ChainOpened;
use crate::domain::timeline;
use crate::library::lang::Lang;

const LIST: &str = "schema = \"warroom.injects/1\"\n\
    [[injects]]\nat_minute = 60\ntext = \"The board rings\"\nexpects = \"G-09: routed to the SIRO\"\nto_role = \"siro\"\ndelivered_by = \"Eve Lind\"\n\
    [[injects]]\nat_minute = 12\ntext = \"Somebody pulled the plug\"\nexpects = \"RW-01: loss recorded\"\n";

const WHOLE: &[(&str, &str)] = &[
    ("title", "Ransomware at night"),
    ("procedure", "ransomware"),
    ("objectives", "first call acknowledged within ten minutes\nhunt with a denominator"),
    ("facilitator", "Eve Lind"),
    ("collector", "Sam Roth"),
    ("participants", "Ada Morel, Rosa Nagy"),
    ("factor", "x12"),
    ("injects", "own.toml"),
];

fn in_store(purpose: &str) -> Play {
    let mut play = Play::bare();
    let text = str::to_owned;
    let (case, program, key, nonce) = (text("c"), text("warroom"), text("ssh-ed25519 A"), text("n"));
    play.fact(ChainOpened { case, format: 1, program, purpose: text(purpose), key, nonce });
    for name in ["Eve Lind", "Sam Roth"] {
        play.done(crate::domain::people::add, &[("name", name)]);
    }
    play.no_files();
    play.give_text("injects", "own.toml", 77, LIST);
    play
}

/// A drill planned whole, at twelve times the wall clock: its injects fall due after one and after five minutes.
fn planned_drill() -> Play {
    let mut play = in_store(PURPOSE);
    assert_eq!(play.run(plan, WHOLE).1, Vec::<&str>::new());
    play
}

/// The rules that withhold credit, at an instant of its own.
fn at(play: &mut Play, minutes: i64, decide: Decide, fields: &[(&str, &str)]) -> Vec<&'static str> {
    play.now = play.now.plus_minutes(minutes - 1);
    play.run(decide, fields).1
}

fn running() -> Play {
    let mut play = planned_drill();
    assert_eq!(at(&mut play, 1, begin, &[]), Vec::<&str>::new());
    play
}

fn all(play: &Play) -> Vec<&'static str> {
    rules(&record_shortfalls(&play.state))
}

const NONE: &[&str] = &[];

#[test]
fn outside_the_exercise_store_every_command_of_a_drill_is_refused() {
    let commands: [(Decide, &[(&str, &str)]); 9] = [
        (plan, WHOLE),
        (begin, &[]),
        (pause, &[]),
        (resume, &[]),
        (end, &[]),
        (deliver, &[("inject", "1")]),
        (observe, &[("inject", "1"), ("seen-after", "x")]),
        (score, &[("inject", "1"), ("result", "met")]),
        (real_emergency, &[("reason", "fire")]),
    ];
    for purpose in ["incident", "organisation"] {
        let play = in_store(purpose);
        for (decide, fields) in commands {
            assert_eq!(play.decide(decide, fields).unwrap_err().rule, Rule::NotAnExercise);
        }
    }
    // What a forged chain brings into a real case counts for nothing there either.
    let mut real = in_store("incident");
    let drill = planned_drill();
    real.fact(drill.state.drill.plans[0].1.clone());
    assert_eq!((all(&real), waiting(&real.state, Instant::MAX)), (vec!["D-05"], vec![]));
    let play = in_store(PURPOSE);
    for (decide, fields) in &commands[1..] {
        assert_eq!(play.decide(*decide, fields).unwrap_err().rule, Rule::NoDrill);
    }
}

#[test]
fn a_list_that_cannot_be_read_is_refused_with_its_line() {
    let mut play = in_store(PURPOSE);
    play.give_text("injects", "own.toml", 78, &LIST.replace("at_minute = 12", "at_minute = twelve"));
    let refusal = play.decide(plan, WHOLE).unwrap_err();
    let said = Lang::english().say(&refusal.what, crate::domain::mark::Audience(crate::domain::mark::Mark::Red));
    assert!(refusal.rule == Rule::NotInjects && said.contains("line 9, column 13"), "{said}");
    play.give_text("injects", "own.toml", 77, LIST);
    assert_eq!(play.decide(plan, &[WHOLE, &[("factor", "0")]].concat()).unwrap_err().rule, Rule::Malformed);
    assert_eq!(play.decide(plan, &[WHOLE, &[("factor", "x1001")]].concat()).unwrap_err().rule, Rule::Malformed);
}

#[test]
fn d_05_and_d_06_a_plan_says_what_for_who_leads_and_who_plays() {
    let mut play = in_store(PURPOSE);
    play.no_files();
    let bare = [("title", "t"), ("procedure", "ransomware")];
    assert_eq!(play.run(plan, &bare).1, ["D-05"; 4]);
    let own = planned(&play.state).unwrap();
    assert_eq!((own.1.injects.len(), own.1.factor), (4, 1), "the procedure's own");
    play.give_text("injects", "own.toml", 77, LIST);
    assert_eq!(play.run(plan, &[WHOLE, &[("facilitator", "Ada Morel")]].concat()).1, ["D-06"]);
    assert_eq!(play.run(plan, &[WHOLE, &[("collector", "rosa nagy")]].concat()).1, ["D-06"]);
    assert_eq!(play.run(plan, WHOLE).1, NONE);
    let minutes: Vec<u32> = planned(&play.state).unwrap().1.injects.iter().map(|inject| inject.minute).collect();
    assert_eq!(minutes, [12, 60], "in the order in which they fall due");
}

#[test]
fn d_18_the_plan_stands_once_the_drill_began() {
    let mut play = running();
    assert_eq!(play.run(plan, &[WHOLE, &[("factor", "2")]].concat()).1, ["D-18"]);
    assert_eq!(planned(&play.state).unwrap().1.factor, 12);
    // Where the start is struck it had not begun, and the later plan counts.
    let start = play.state.drill.turned[0].0;
    play.strike(start);
    assert_eq!((planned(&play.state).unwrap().1.factor, clock(&play.state).phase()), (2, Phase::Before));
}

#[test]
fn d_11_the_clock_is_turned_only_from_where_it_stands() {
    let mut play = planned_drill();
    for (decide, expected) in [
        (pause as Decide, &["D-11"][..]),
        (resume, &["D-11"]),
        (begin, NONE),
        (begin, &["D-11"]),
        (pause, NONE),
        (pause, &["D-11"]),
        (resume, NONE),
        (end, NONE),
        (end, &["D-11"]),
        (resume, &["D-11"]),
    ] {
        assert_eq!(at(&mut play, 1, decide, &[]), expected);
    }
    // Begun, three minutes on; paused for two; two more until the end: three and one... by both clocks of each record.
    let ms: Vec<i64> = play.state.drill.turned.iter().map(|(_, turned)| turned.drill_ms / 60_000).collect();
    assert_eq!(ms, [0, 0, 0, 12, 24, 24, 24, 36, 36, 36]);
}

#[test]
fn i_47_a_delivery_names_its_inject_or_one_waits() {
    let mut play = planned_drill();
    let rule = |play: &Play, fields: &[(&str, &str)]| play.decide(deliver, fields).err().map(|refusal| refusal.rule);
    assert_eq!(rule(&play, &[]), Some(Rule::NothingDue));
    play.done(begin, &[]);
    assert_eq!(rule(&play, &[("inject", "1")]), None, "one that is named is recorded");
}

#[test]
fn d_01_and_d_03_an_inject_is_delivered_when_it_is_due() {
    let mut play = running();
    assert_eq!(at(&mut play, 0, deliver, &[("inject", "1")]), ["D-03"], "nobody waits for it yet");
    let early = play.state.drill.delivered[0].0;
    play.strike(early);
    assert_eq!(waiting(&play.state, play.now).len(), 1, "a minute passed with the strike");
    assert_eq!(at(&mut play, 1, deliver, &[]), NONE);
    let (_, delivered) = delivery(&play.state, 1).unwrap();
    assert_eq!((delivered.drill_ms, delivered.how.as_str()), (24 * 60_000, "person"));
    // The second is due five minutes after the start; three more than that is late.
    assert_eq!(at(&mut play, 6, deliver, &[]), ["D-01"]);
    assert_eq!(delivery(&play.state, 2).unwrap().1.by.name, "Eve Lind", "whom the list names");
    let over: Vec<_> =
        record_shortfalls(&play.state).into_iter().filter(|short| short.rule == Rule::InjectLate).collect();
    assert_eq!(over.len(), 1);
    assert_eq!(at(&mut play, 1, deliver, &[("inject", "2")]), ["D-04"]);
    assert_eq!(play.decide(deliver, &[]).unwrap_err().rule, Rule::NothingDue, "none waits");
    assert_eq!(play.decide(deliver, &[("inject", "3")]).unwrap_err().rule, Rule::NotFound);
}

#[test]
fn an_inject_that_waits_rings_and_is_said_late_and_nobody_delivers_it_but_a_person() {
    let mut play = running();
    let ringing = |play: &Play, minutes: i64| {
        let needs = needs(&play.state, play.now.plus_minutes(minutes));
        needs
            .into_iter()
            .filter(|need| need.what.id == "need-inject")
            .map(|need| need.ring.unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!((ringing(&play, 0).len(), ringing(&play, 1).len(), ringing(&play, 5).len()), (0, 1, 2));
    assert_eq!(ringing(&play, 1)[0], ringing(&play, 4)[0], "one ring for one inject");
    play.now = play.now.plus_minutes(30);
    assert_eq!(play.state.drill.delivered.len(), 0);
    assert!(play.decide(|state, _, ctx| on_screen(state, 1, ctx), &[]).unwrap().facts.is_empty(), "no bot");
    at(&mut play, 1, end, &[]);
    assert_eq!(all(&play).iter().filter(|rule| **rule == "D-02").count(), 2);
    // With the screen chosen in the plan it is shown, once, and that is on record.
    let mut play = in_store(PURPOSE);
    play.done(plan, &[WHOLE, &[("delivery", "screen")]].concat());
    play.done(begin, &[]);
    let shown: Decide = |state, _, ctx| on_screen(state, 1, ctx);
    assert_eq!(at(&mut play, 1, shown, &[]), NONE);
    assert_eq!(delivery(&play.state, 1).unwrap().1.how, "screen");
    assert!(play.decide(shown, &[]).unwrap().facts.is_empty());
}

#[test]
fn d_07_and_d_08_what_is_seen_is_seen_by_others_and_afterwards() {
    let mut play = running();
    let before = play.done(timeline::log, &[("text", "Called the SIRO"), ("lane", "action")]);
    let before = play.state.label(before);
    let seen = |words: &'static str| [("inject", "1"), ("seen-after", words)];
    assert_eq!(at(&mut play, 1, observe, &seen("nothing yet")), ["D-08"], "it was not delivered");
    at(&mut play, 1, deliver, &[]);
    assert_eq!(at(&mut play, 1, observe, &[("inject", "1"), ("record", &before)]), ["D-08"], "the record is older");
    assert_eq!(at(&mut play, 1, observe, &[&seen("x")[..], &[("by", "Ada Morel")]].concat()), ["D-07"]);
    let record = play.done(timeline::log, &[("text", "Loss of memory written down"), ("lane", "action")]);
    let record = play.state.label(record);
    assert_eq!(at(&mut play, 1, observe, &[("inject", "1"), ("record", &record)]), NONE);
    let (_, observed) = observations(&play.state, 1).last().unwrap();
    let (_, delivered) = delivery(&play.state, 1).unwrap();
    assert_eq!(observed.by.name, "Sam Roth", "the data collector of the plan");
    assert_eq!(observed.at.at.millis_since(delivered.at.at), 3 * 60_000);
    assert_eq!(observed.drill_ms - delivered.drill_ms, 36 * 60_000, "both clocks");
    assert_eq!(play.decide(observe, &[("inject", "1")]).unwrap_err().rule, Rule::Empty);
}

#[test]
fn d_09_d_10_d_13_and_d_17_judgements_rest_on_what_was_seen() {
    let mut play = running();
    let judged = |play: &mut Play, more: &[(&str, &str)]| play.run(score, &[&[("by", "Eve Lind")], more].concat()).1;
    at(&mut play, 1, deliver, &[("inject", "1")]);
    assert_eq!(judged(&mut play, &[("inject", "1"), ("result", "met")]), ["D-09"]);
    play.done(observe, &[("inject", "1"), ("seen-after", "they wrote it down")]);
    assert_eq!(judged(&mut play, &[("inject", "1"), ("result", "met")]), NONE);
    assert_eq!(judged(&mut play, &[("inject", "1"), ("result", "partly")]), ["D-10"]);
    assert_eq!(play.run(score, &[("inject", "1"), ("result", "met"), ("by", "Rosa Nagy")]).1, ["D-17"]);
    assert_eq!(all(&play).iter().filter(|rule| **rule == "D-13").count(), 2);
    assert_eq!(judged(&mut play, &[("objective", "1"), ("result", "met")]), NONE);
    assert_eq!(judged(&mut play, &[("objective", "2"), ("result", "not"), ("note", "no count was asked for")]), NONE);
    assert!(!all(&play).contains(&"D-13"));
    for fields in [&[("result", "met")][..], &[("inject", "1"), ("objective", "1"), ("result", "met")]] {
        assert_eq!(play.decide(score, fields).unwrap_err().rule, Rule::Empty);
    }
    for fields in [[("objective", "3"), ("result", "met")], [("inject", "0"), ("result", "met")]] {
        assert_eq!(play.decide(score, &fields).unwrap_err().rule, Rule::NotFound);
    }
    let graded = [("objective", "1"), ("result", "7 of 10")];
    assert_eq!(play.decide(score, &graded).unwrap_err().rule, Rule::NotAChoice, "no number for people");
}

/// The review of a drill, whole.
fn reviewed(play: &mut Play) {
    let mut fields = vec![("owner", "Eve Lind"), ("held", "now"), ("attendees", "Ada Morel, Eve Lind")];
    fields.extend(review::WORDS.map(|field| (field, "said")));
    fields.extend(review::NUMBERS.map(|field| (field, "0")));
    fields.push(("review-status", "reviewed"));
    assert_eq!(play.run(review::write, &fields).1, NONE);
}

#[test]
fn d_02_d_12_and_d_14_the_record_of_a_drill_is_whole_or_says_what_is_missing() {
    let mut play = running();
    assert_eq!(all(&play), ["D-12", "D-13", "D-13", "D-14"]);
    at(&mut play, 1, deliver, &[("inject", "1")]);
    at(&mut play, 4, deliver, &[("inject", "2")]);
    assert_eq!(play.run(score, &[("objective", "1"), ("result", "met"), ("by", "Eve Lind")]).1, ["D-09"]);
    play.done(observe, &[("inject", "2"), ("seen-after", "the SIRO answered herself")]);
    for objective in ["1", "2"] {
        play.done(score, &[("objective", objective), ("result", "met"), ("by", "Eve Lind")]);
    }
    play.done(end, &[]);
    assert_eq!(all(&play), ["D-14"]);
    reviewed(&mut play);
    assert_eq!(all(&play), NONE);
    // A delivery that is struck was none: the drill is over, and the inject was never delivered.
    let second = delivery(&play.state, 2).unwrap().0;
    play.strike(second);
    assert_eq!(all(&play), ["D-02", "D-09", "D-09"], "and what was seen was seen after nothing");
}

#[test]
fn d_15_in_a_drill_class_and_codename_say_so() {
    let mut play = planned_drill();
    let amend = |play: &mut Play, field: &str, value: &str| {
        play.run(declaration::amend, &[("field", field), ("value", value)]).1
    };
    assert_eq!(amend(&mut play, "class", "malicious-code/infected-system"), ["D-15"]);
    assert_eq!(amend(&mut play, "class", "test/test"), NONE);
    assert_eq!(amend(&mut play, "codename", "orchid"), NONE);
    let declared = play.state.case.declared.clone().unwrap();
    assert_eq!((declared.class.as_str(), declared.codename.as_str()), ("test/test", "DRILL-ORCHID"));
    let mut real = in_store("incident");
    amend(&mut real, "class", "malicious-code/infected-system");
    assert_eq!(real.state.case.declared.unwrap().class, "malicious-code/infected-system");
}

#[test]
fn d_16_a_procedure_counts_as_tested_for_twelve_months() {
    let play = in_store(PURPOSE);
    let finding = |last: Option<Instant>| untested("ransomware", last, play.now).map(|short| short.rule.id());
    let days = |days: i64| Some(play.now.plus_hours(-24 * days));
    assert_eq!([finding(None), finding(days(365)), finding(days(364))], [Some("D-16"), Some("D-16"), None]);
}

#[test]
fn the_stop_word_ends_the_drill_and_converts_nothing() {
    let mut play = running();
    assert_eq!(play.decide(real_emergency, &[]).unwrap_err().rule, Rule::Empty);
    let decision = play.decide(real_emergency, &[("reason", "smoke in room 2")]).unwrap();
    assert_eq!(decision.facts.len(), 1, "nothing but the stop");
    at(&mut play, 1, real_emergency, &[("reason", "smoke in room 2")]);
    assert_eq!(clock(&play.state).phase(), Phase::Over);
    assert_eq!(at(&mut play, 1, resume, &[]), ["D-11"]);
    assert!(exercise(&play.state));
}

#[test]
fn those_who_take_part_see_neither_what_is_expected_nor_what_is_to_come() {
    let mut play = running();
    at(&mut play, 1, deliver, &[("inject", "1")]);
    play.done(observe, &[("inject", "1"), ("seen-after", "they wrote it down")]);
    let lang = Lang::english();
    let audience = crate::domain::mark::Audience(crate::domain::mark::Mark::Red);
    let sheet: String = entries(Sheet::Drill, &play.state, play.now, 8)
        .iter()
        .map(|entry| lang.say(&entry.text, audience) + "\n")
        .collect();
    assert!(sheet.contains("Somebody pulled the plug") && sheet.contains("one inject is still to come"), "{sheet}");
    let lines: String = needs(&play.state, play.now).iter().map(|need| lang.say(&need.what, audience)).collect();
    for hidden in ["RW-01", "G-09", "The board rings"] {
        assert!(!sheet.contains(hidden) && !lines.contains(hidden), "{sheet}{lines}");
    }
    let said: String = play
        .state
        .timeline
        .lines
        .iter()
        .filter_map(|line| match &line.text {
            crate::domain::timeline::LineText::Program(msg) => Some(lang.say(msg, audience) + "\n"),
            _ => None,
        })
        .collect();
    assert!(
        said.contains("inject 1 brought by a person") && !said.contains("RW-01") && !said.contains("board"),
        "{said}"
    );
}

#[test]
fn what_was_made_in_an_exercise_stays_out_of_a_real_case() {
    let (real, drill) = (in_store("incident"), in_store(PURPOSE));
    let wide: Vec<u8> = ["\u{feff}notes ", MARKER].concat().encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, kept_out) in [
        (&b"WARROOM-EXERCISE. EXERCISE: made up"[..], true),
        (b"# Minutes\n**EXERCISE** **TLP:AMBER** `DRILL-MI-9-4-ab12`\n", true),
        (b"SQLite format 3\0 ... {\"purpose\":\"exercise\"}", true),
        (b"SQLite format 3\0 ... {\"purpose\":\"incident\"}", false),
        (b"he did some EXERCISE today", false),
        (wide.as_slice(), true),
        (super::head("EXERCISE").as_bytes(), true),
        (b"deny any", false),
    ] {
        let refused = keep_out(&real.state, None, "f", bytes).err().map(|refusal| refusal.rule);
        assert_eq!(refused, kept_out.then_some(Rule::OfAnExercise), "{}", String::from_utf8_lossy(bytes));
        assert!(keep_out(&drill.state, None, "f", bytes).is_ok());
    }
}

/// One thing that happens to the clock, and how long after the one before, seconds; the wall clock may be set back.
fn turns() -> impl Strategy<Value = Vec<(usize, i64)>> {
    proptest::collection::vec((0..CHANGES.len(), -600_i64..3_600), 0..14)
}

proptest! {
    #[test]
    fn the_clock_is_monotone_runs_so_fast_and_each_inject_falls_due_once(
        turns in turns(), factor in 1_u32..60, minutes in proptest::collection::vec(0_u32..400, 1..6),
    ) {
        let mut play = in_store(PURPOSE);
        let mut plan = Planned { factor, ..planned_drill().state.drill.plans[0].1.clone() };
        plan.injects = minutes.iter().map(|minute| Inject { minute: *minute, ..plan.injects[0].clone() }).collect();
        play.fact(plan);
        let start = play.now;
        let mut wall = start;
        for (change, seconds) in turns {
            wall = wall.plus_millis(seconds * 1000);
            let by = Author { name: "Eve Lind".to_owned(), person: None };
            let change = CHANGES[change].to_owned();
            play.fact(Turned { change, reason: String::new(), by, wall, drill_ms: 0 });
        }
        // The same, second by second and without the clock: it runs between a start or a resumption that counts and what stops it.
        let (mut phase, mut last, mut changes) = ("before", start.millis(), Vec::new());
        for (_, turned) in &play.state.drill.turned {
            let next = match (phase, turned.change.as_str()) {
                ("before", "started") | ("paused", "resumed") => "running",
                ("running", "paused") => "paused",
                ("before" | "running" | "paused", "ended" | "real-emergency") => "over",
                _ => continue,
            };
            last = if changes.is_empty() { turned.wall.millis() } else { last.max(turned.wall.millis()) };
            changes.push((last, next));
            phase = next;
        }
        let clock = clock(&play.state);
        let first = changes.first().map_or(start.millis(), |(at, _)| *at).min(start.millis());
        let end = last.max(start.millis()) + 3_600_000;
        let (mut ran, mut before, mut at, mut due) = (0_i64, 0_i64, first, vec![0; minutes.len()]);
        for number in fell_due(&play.state, Instant::MIN, Instant::from_millis(first)) {
            due[number as usize - 1] += 1;
        }
        while at < end {
            let runs = changes.iter().rfind(|(from, _)| *from <= at).is_some_and(|(_, phase)| *phase == "running");
            let next = changes.iter().map(|(from, _)| *from).find(|from| *from > at).unwrap_or(end).min(at + 7_000).min(end);
            ran += if runs { next - at } else { 0 };
            for number in fell_due(&play.state, Instant::from_millis(at), Instant::from_millis(next)) {
                due[number as usize - 1] += 1;
            }
            at = next;
            let shows = clock.shows(Instant::from_millis(at));
            prop_assert_eq!(shows, ran * i64::from(factor));
            prop_assert!(shows >= before);
            before = shows;
        }
        for (minute, times) in minutes.iter().zip(&due) {
            // It came if the clock ran that long; an instant that it never showed is never due.
            let came = !changes.iter().all(|(_, phase)| *phase != "running") && before >= i64::from(*minute) * 60_000;
            prop_assert_eq!(*times, i32::from(came), "minute {}", minute);
        }
    }
}
