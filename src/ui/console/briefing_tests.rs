//! A briefing from its roll call to its minutes where something comes between: words that are withheld meanwhile, another console, nobody at the keys.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, channel};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::rig_tests::Rig;
use super::*;
use crate::app::command::command;
use crate::app::staging::Staged;
use crate::domain::rules::Rule;
use crate::domain::sheet::briefing::Kind;
use crate::ui::form::Form;
use crate::ui::overlay::Question;

const PEOPLE: &str = "Aylin Merz, Casper Oduya";

fn done(console: &mut Console, name: &str, fields: &[(&str, &str)]) -> RecordId {
    let input = fields.iter().fold(Input::default(), |input, (field, text)| input.with(field, *text));
    let done = console.case.as_mut().unwrap().execute(name, &input, &Staged::default()).unwrap();
    console.changed();
    *done.records.last().unwrap()
}

/// A room in which a briefing goes on, on its first page.
fn called() -> (Rig, RecordId) {
    let mut rig = Rig::new();
    let roll = done(&mut rig.console, "roll-call", &[("present", PEOPLE), ("next", "+45m")]);
    brief(&mut rig.console);
    (rig, roll)
}

fn brief(console: &mut Console) {
    console.run_command(command("brief").unwrap());
}

fn claim(console: &mut Console, record: RecordId) {
    let label = console.present().label(record);
    done(console, "privilege", &[("record", &label), ("whose", "the company"), ("reason", "advice")]);
}

/// Through every page to the last.
fn walk(rig: &mut Rig) {
    for _ in 0..80 {
        rig.press(KeyCode::Right);
    }
}

/// Leaves the pages and asks for the minutes.
fn end(console: &mut Console) {
    console.ask_to_leave();
    assert!(matches!(console.overlays.last(), Some(Overlay::Question(_))), "it is asked for");
    console.key(KeyCode::Char('e').into());
}

fn form(console: &Console) -> &Form {
    let form = console.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Form(form) if form.spec.name == "briefing" => Some(form),
        _ => None,
    });
    form.expect("the minutes are open")
}

fn says(console: &Console, field: &str) -> String {
    form(console).input().get(field).unwrap_or_default().to_owned()
}

fn asked(console: &Console) -> String {
    match console.overlays.last() {
        Some(Overlay::Question(Question::Read(words))) => words.clone(),
        other => panic!("nothing is to be read: {other:?}"),
    }
}

fn lacks(console: &Console, rule: Rule) -> bool {
    form(console).verdict.shortfalls.iter().any(|short| short.rule == rule)
}

#[test]
fn a_draft_lets_go_of_what_became_privileged_and_keeps_what_was_typed() {
    let (mut rig, _) = called();
    let egress = done(&mut rig.console, "log", &[("text", "Wombat opened the mirror"), ("lane", "fact")]);
    let mail = done(&mut rig.console, "log", &[("text", "Ibex crossed the northern fence"), ("lane", "fact")]);
    walk(&mut rig);
    end(&mut rig.console);
    rig.press(KeyCode::Esc);
    assert!(
        says(&rig.console, "assumed").contains("Wombat opened") && says(&rig.console, "note").contains("Aylin Merz")
    );
    let typed =
        says(&rig.console, "note") + "Said by hand. They also told us that Ibex crossed the northern fence, at night.";
    let top = rig.console.top_form().unwrap();
    top.set("note", &typed);
    top.set("actions", "none");
    rig.press(KeyCode::Esc);
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Briefing(_))), "the draft is kept");
    claim(&mut rig.console, egress);
    claim(&mut rig.console, mail);
    end(&mut rig.console);
    let told = asked(&rig.console);
    assert!(told.starts_with("2 lines that these minutes were begun with are taken out"), "{told}");
    rig.press(KeyCode::Enter);
    // What was begun from the records went with them; what somebody wrote stands, and the form says what it repeats.
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Form(_))), "it is read before anything is written");
    assert!(!says(&rig.console, "assumed").contains("Wombat"), "{}", says(&rig.console, "assumed"));
    assert!(says(&rig.console, "note").ends_with("that Ibex crossed the northern fence, at night."));
    assert!(lacks(&rig.console, Rule::RepeatsAbove));
    let held = rig.console.present().briefings.held.len();
    rig.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
    assert_eq!(rig.console.present().briefings.held.len(), held, "it is said before it is recorded");
    rig.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
    let state = rig.console.present();
    let (id, written) = state.briefings.held.last().unwrap();
    assert_eq!(state.briefings.held.len(), held + 1, "nobody is refused");
    assert!(written.note.contains("Said by hand.") && written.repeats.contains(&mail), "{:?}", written.repeats);
    assert!(state.privileges.covers(*id, false), "they are privileged with what they repeat");
    assert!(!rig.console.state().briefings.held.iter().any(|(record, _)| record == id), "the room does not read them");
    rig.end();
}

#[test]
fn a_draft_begun_before_its_roll_call_became_privileged_lets_go_of_the_next_time_as_well() {
    let mut rig = Rig::new();
    let roll = done(&mut rig.console, "roll-call", &[("present", "Aylin Merz"), ("next", "+45m")]);
    walk(&mut rig);
    end(&mut rig.console);
    rig.press(KeyCode::Esc);
    assert!(!says(&rig.console, "next").is_empty() && says(&rig.console, "note").contains("Next briefing"));
    rig.console.top_form().unwrap().set("actions", "none");
    rig.press(KeyCode::Esc);
    claim(&mut rig.console, roll);
    end(&mut rig.console);
    assert!(asked(&rig.console).contains("are taken out"));
    rig.press(KeyCode::Enter);
    let note = says(&rig.console, "note");
    assert!(says(&rig.console, "next").is_empty() && !note.contains("Next briefing"), "{note}");
    assert!(!note.contains("Aylin"), "{note}");
    rig.end();
}

#[test]
fn a_draft_of_which_nothing_was_withheld_comes_back_as_it_was_in_the_editor() {
    let (mut rig, _) = called();
    done(&mut rig.console, "log", &[("text", "Wombat opened the mirror"), ("lane", "fact")]);
    walk(&mut rig);
    end(&mut rig.console);
    rig.press(KeyCode::Esc);
    let typed = says(&rig.console, "note") + "Said by hand.";
    rig.console.top_form().unwrap().set("note", &typed);
    rig.press(KeyCode::Esc);
    end(&mut rig.console);
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Editor(_))));
    assert_eq!(says(&rig.console, "note"), typed);
    assert!(says(&rig.console, "assumed").contains("Wombat") && !lacks(&rig.console, Rule::RepeatsAbove));
}

#[test]
fn a_roll_call_that_becomes_privileged_leaves_the_briefing_going_on_and_nobody_named() {
    let mut rig = Rig::new();
    // An earlier briefing of the same hours, of which nobody wrote minutes.
    done(&mut rig.console, "roll-call", &[("present", "Casper Oduya"), ("next", "+15m")]);
    rig.clock.passed.fetch_add(60_000, Ordering::Relaxed);
    let roll = done(&mut rig.console, "roll-call", &[("present", "Aylin Merz"), ("next", "+45m")]);
    brief(&mut rig.console);
    rig.press(KeyCode::Char('7'));
    rig.resize(120, 40);
    assert!(rig.text().contains("present: Aylin Merz"), "{}", rig.text());
    claim(&mut rig.console, roll);
    let page = rig.text();
    assert!(
        !page.contains("Aylin Merz") && !page.contains("present: Casper"),
        "nor is an earlier one taken for it: {page}"
    );
    assert!(page.contains("Who is here stands on a roll call that may not be read"), "{page}");
    assert!(
        page.contains("When the next briefing is stands on a roll call") && page.contains("briefing since"),
        "{page}"
    );
    end(&mut rig.console);
    let note = says(&rig.console, "note");
    for words in ["Aylin", "Casper", "Present", "Next briefing", "No time was agreed"] {
        assert!(!note.contains(words), "{words}: {note}");
    }
    assert!(says(&rig.console, "next").is_empty());
    rig.press(KeyCode::Esc);
    rig.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
    let state = rig.console.present();
    let (_, written) = state.briefings.held.last().unwrap();
    assert_eq!((written.roll, written.next.clone()), (Some(roll), None), "it is over, and its next time is not told");
    assert!(!rig.console.overlays.iter().any(|overlay| matches!(overlay, Overlay::Briefing(_))));
    rig.end();
}

#[test]
fn all_keys_are_those_of_the_page_that_is_shown() {
    let mut rig = Rig::new();
    let keys = |rig: &mut Rig| {
        rig.press(KeyCode::Char('?'));
        let Some(Overlay::PageKeys(page, _)) = rig.console.overlays.last() else {
            panic!("{:?}", rig.console.overlays.last())
        };
        let page = page.clone();
        assert!(rig.text().contains(&format!("Help: {}", page.page)), "{}", rig.text());
        rig.press(KeyCode::Esc);
        page
    };
    brief(&mut rig.console);
    rig.press(KeyCode::Esc);
    let page = keys(&mut rig);
    assert_eq!(page.page, "Briefing");
    for key in ["Esc", "Left/Right", "F12", "d", "1-7", "S", "a", "Home/End"] {
        assert!(page.keys.iter().any(|(one, words)| one == key && !words.is_empty()), "{key}: {page:?}");
    }
    rig.press(KeyCode::Esc);
    for (name, page) in [("graph", "Graph of the incident"), ("assessment", "Questions of law"), ("audit", "Audit")] {
        rig.console.overlays.clear();
        rig.run(command(name).unwrap());
        let found = keys(&mut rig);
        assert!(found.page.starts_with(page) && found.keys.iter().any(|(key, _)| key == "Esc"), "{name}: {found:?}");
        assert!(rig.console.overlays.len() == 1, "and back on the page");
    }
    rig.console.overlays.clear();
    rig.press(KeyCode::Char('?'));
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Help(..))), "beside a page it is the pane's");
}

/// A second console of the laptop over the same case.
fn second(rig: &Rig) -> (Console, Receiver<Event>) {
    let (sender, receiver) = channel();
    let operator = rig.console.operator.clone();
    let options = Options { case: Some(rig.path.clone()), operator, ..Options::default() };
    let mut console = Console::new(rig.console.env.clone(), &options, &TermEnv::default(), sender).unwrap();
    console.set_level(crate::domain::mark::Mark::Red);
    console.overlays.clear();
    (console, receiver)
}

#[test]
fn minutes_that_another_console_began_are_neither_overwritten_nor_doubled_unsaid() {
    let (rig, _) = called();
    let (mut other, _events) = second(&rig);
    brief(&mut other);
    end(&mut other);
    other.key(KeyCode::Esc.into());
    let typed = says(&other, "note") + "Half a sentence of theirs";
    other.top_form().unwrap().set("note", &typed);
    other.top_form().unwrap().set("actions", "none");
    other.key(KeyCode::Esc.into());
    let mut rig = rig;
    end(&mut rig.console);
    let told = asked(&rig.console);
    assert!(told.starts_with("Another console of this laptop holds minutes of this briefing"), "{told}");
    rig.press(KeyCode::Enter);
    assert!(!says(&rig.console, "note").contains("Half a sentence"), "theirs stay theirs");
    rig.press(KeyCode::Esc);
    rig.console.top_form().unwrap().set("actions", "none");
    // They record first; what is open here is said to be the second.
    end(&mut other);
    assert!(says(&other, "note").contains("Half a sentence of theirs"), "nothing was overwritten");
    other.key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL));
    assert_eq!(other.present().briefings.held.len(), other.case.as_ref().unwrap().state().briefings.held.len());
    rig.console.tick();
    let held = rig.console.present().briefings.held.len();
    rig.key(KeyCode::Char('s'), KeyModifiers::CONTROL);
    assert_eq!(rig.console.present().briefings.held.len(), held, "it is said first");
    assert!(lacks(&rig.console, Rule::MinutesTwice));
    rig.press(KeyCode::Esc);
    rig.end();
}

#[test]
fn minutes_of_a_console_that_is_gone_come_back_here() {
    let (mut rig, _) = called();
    let (mut other, events) = second(&rig);
    brief(&mut other);
    end(&mut other);
    other.key(KeyCode::Esc.into());
    let typed = says(&other, "note") + "Half a sentence of theirs";
    other.top_form().unwrap().set("note", &typed);
    other.key(KeyCode::Esc.into());
    drop((other, events));
    end(&mut rig.console);
    assert!(says(&rig.console, "note").contains("Half a sentence of theirs"), "{}", says(&rig.console, "note"));
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Editor(_))), "nothing is to be agreed on");
}

#[test]
fn what_rings_is_said_to_the_room_without_the_name_that_silences_it() {
    let mut rig = Rig::new();
    let record = done(&mut rig.console, "briefing", &[("agenda", "x"), ("actions", "Jon Sato: feed the wombat @ +1m")]);
    let number = rig.console.present().label(record);
    brief(&mut rig.console);
    rig.press(KeyCode::Esc);
    let mut shown = Vec::new();
    for _ in 0..200 {
        rig.clock.passed.fetch_add(1_000, Ordering::Relaxed);
        rig.settle();
        shown.extend(rig.console.toast.iter().map(|(words, _)| words.clone()));
    }
    assert!(shown.iter().any(|words| words.starts_with("Due now: ") && words.contains("feed the wombat")), "{shown:?}");
    assert!(
        !shown.iter().any(|words| words.contains("(ring ") || words.contains(&format!("action:{number}"))),
        "{shown:?}"
    );
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Briefing(_))), "the page stays");
    let kept = rig.console.said_here();
    assert!(
        kept.iter().any(|(_, words)| words.contains("feed the wombat") && words.contains("(ring action:")),
        "{kept:?}"
    );
    // Where the room reads less than it rests on, it is told no word of it.
    rig.console.overlays.clear();
    done(
        &mut rig.console,
        "briefing",
        &[("agenda", "x"), ("actions", "Jon Sato: hide the numbat @ +1m"), ("mark", "RED")],
    );
    rig.console.set_level(crate::domain::mark::Mark::Amber);
    brief(&mut rig.console);
    rig.press(KeyCode::Esc);
    let mut shown = Vec::new();
    for _ in 0..200 {
        rig.clock.passed.fetch_add(1_000, Ordering::Relaxed);
        rig.settle();
        shown.extend(rig.console.toast.iter().map(|(words, _)| words.clone()));
    }
    assert!(!shown.iter().any(|words| words.contains("numbat")), "{shown:?}");
    assert!(shown.iter().any(|words| words.contains("withheld at this level")), "{shown:?}");
}

#[test]
fn minutes_of_a_briefing_that_ran_out_are_asked_for_when_somebody_comes_back() {
    let (mut rig, roll) = called();
    walk(&mut rig);
    rig.clock.passed.fetch_add(5 * 3_600_000, Ordering::Relaxed);
    rig.settle();
    assert!(rig.console.going_on().is_none(), "three hours are over");
    rig.press(KeyCode::Esc);
    assert!(matches!(
        rig.console.overlays.last(),
        Some(Overlay::Question(Question::OwedMinutes { leaving: true, .. }))
    ));
    rig.press(KeyCode::Char('e'));
    let note = says(&rig.console, "note");
    assert!(
        note.starts_with("From ") && note.contains("say when it was over") && note.contains("Aylin Merz"),
        "{note}"
    );
    assert!(says(&rig.console, "agenda").contains("What we know"), "what was shown is known still");
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Enter);
    assert!(rig.console.overlays.is_empty(), "left without them");
    // Whoever comes to the next one is asked first, and may begin it all the same.
    brief(&mut rig.console);
    assert!(matches!(
        rig.console.overlays.last(),
        Some(Overlay::Question(Question::OwedMinutes { leaving: false, .. }))
    ));
    rig.press(KeyCode::Enter);
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Form(form)) if form.spec.name == "roll-call"));
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Esc);
    assert!(rig.console.overlays.is_empty(), "who only looked is not asked");
    let label = rig.console.present().label(roll);
    done(&mut rig.console, "briefing", &[("agenda", "x"), ("roll", &label)]);
    brief(&mut rig.console);
    assert!(matches!(rig.console.overlays.last(), Some(Overlay::Form(_))), "they are written: nothing is owed");
}

#[test]
fn what_was_shown_before_the_pages_were_left_counts_for_the_minutes_of_the_same_briefing_alone() {
    let (mut rig, _) = called();
    let fact = done(&mut rig.console, "log", &[("text", "Wombat opened the mirror"), ("lane", "fact")]);
    walk(&mut rig);
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Enter);
    assert!(rig.console.overlays.is_empty(), "left for a while");
    let shown = |console: &Console| match console.overlays.first() {
        Some(Overlay::Briefing(pages)) => pages.shown().clone(),
        other => panic!("{other:?}"),
    };
    brief(&mut rig.console);
    let found = shown(&rig.console);
    assert!(found.pages.contains(&Kind::Known) && found.records.contains(&fact), "{found:?}");
    rig.press(KeyCode::Esc);
    rig.press(KeyCode::Enter);
    rig.clock.passed.fetch_add(60_000, Ordering::Relaxed);
    done(&mut rig.console, "roll-call", &[("present", PEOPLE)]);
    brief(&mut rig.console);
    assert_eq!(shown(&rig.console).pages.len(), 1, "what another briefing showed is none of this one");
}
