//! What the forms say of a case in which much went wrong.

use super::*;
use crate::domain::exhibit::Exhibit;
use crate::domain::incident::Incident;
use crate::domain::mark::{Audience, Mark};
use crate::domain::play::Play;
use crate::domain::{custody as chain, exhibit, timeline};
use crate::library::lang::Lang;

fn print(play: &Play) -> Print {
    Print {
        case: "wr-c0ffee".to_owned(),
        size: 57,
        head: "9f2c".repeat(16),
        at: play.now,
        zone: chrono_tz::Europe::Berlin,
        exercise: true,
        problems: 0,
    }
}

/// Every piece of words of a form, for an audience.
fn said(form: &Form, audience: Mark) -> Vec<String> {
    let lang = Lang::english();
    let mut all = Vec::new();
    form.map(&mut |msg| all.push(lang.say(msg, Audience(audience))));
    all
}

#[track_caller]
fn assert_says(lines: &[String], words: &str) {
    assert!(lines.iter().any(|line| line.contains(words)), "{words} is not among {lines:#?}");
}

/// A disk whose custody has a gap, a late release, a refusal, a struck event and one that was put right.
fn troubled() -> Play {
    let mut play = Play::new();
    let fields = [("description", "disk of etl-02"), ("claimed", &*"ab".repeat(32)), ("claimed-by", "FTK Imager 4.7")];
    play.done(exhibit::register, &[&fields[..], &[("make", "Samsung"), ("serial", "S5Y1")]].concat());
    play.done(exhibit::describe, &[("exhibit", "E-001"), ("serial", "S5Y2"), ("reason", "misread")]);
    let wet = [("presence", "wet-ink"), ("presence-ref", "slip 12, safe 2")];
    let release = [
        ("exhibit", "E-001"),
        ("to", "Jon Sato"),
        ("seal-applied", "00430"),
        ("at", "-40m"),
        ("late-reason", "on foot"),
    ];
    play.done(chain::release, &[&release[..], &wet[..]].concat());
    let refused = [("presence", "refused"), ("presence-ref", "wants a lawyer")];
    let accept = [("exhibit", "E-001"), ("from", "Lena Brandt"), ("to", "Jon Sato"), ("seal-removed", "00999")];
    play.done(chain::accept, &[&accept[..], &refused[..]].concat());
    let stored = play.done(chain::record, &[("exhibit", "E-001"), ("event", "stored"), ("place", "vault 1")]);
    let right = [("exhibit", "E-001"), ("event", "stored"), ("place", "vault 2"), ("note", "wrong vault")];
    play.done(chain::record, &[&right[..], &[("corrects", &*stored.seq.to_string())]].concat());
    let wrong = play.done(chain::record, &[("exhibit", "E-001"), ("event", "accessed"), ("note", "other disk")]);
    play.done(timeline::strike, &[("record", &wrong.seq.to_string()), ("reason", "other exhibit was meant")]);
    play
}

#[test]
fn the_custody_form_hides_nothing_that_went_wrong() {
    let play = troubled();
    let form = custody(&play.state, &play.state.register.exhibits[0], &print(&play));
    assert_eq!(form.number, "DRILL-CF-E-001-57-9f2c");
    let lines = said(&form, Mark::Red);
    for words in [
        "Chain of custody: E-001",
        "case wr-c0ffee  journal 57 lines  head 9f2c9f2c",
        "disk of etl-02",
        "S5Y2",
        "Reason: misread",
        "claimed by FTK Imager 4.7",
        "State of the digest: claimed",
        "GAP in custody; on record it was held by Ada Morel, and Lena Brandt gave it",
        "released to Jon Sato, and nobody has accepted it with credit",
        "SEAL 00999 was removed, and 00430 was applied last",
        "late entry, 40 min: on foot",
        "slip 12, safe 2",
        "signature refused",
        "wants a lawyer",
        "struck by record",
        "other exhibit was meant",
        "put right by record",
        "vault 1",
        "vault 2",
        "EXERCISE",
        "UTC)",
    ] {
        assert_says(&lines, words);
    }
    let code = form.code.clone().unwrap();
    assert_eq!(code, format!("case=wr-c0ffee exhibit=E-001 sha256={}", "ab".repeat(32)));
    let blank = |block: &Block<Msg>| match block {
        Block::Table(table) => table.rows.iter().filter(|row| **row == Row::Blank).count(),
        _ => 0,
    };
    assert_eq!(form.blocks.iter().map(blank).sum::<usize>(), 3);
}

#[test]
fn what_is_taken_back_is_struck_through_and_what_is_wrong_is_strong() {
    let play = troubled();
    let form = custody(&play.state, &play.state.register.exhibits[0], &print(&play));
    let lang = Lang::english();
    let mut styles = std::collections::BTreeMap::new();
    for block in &form.blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let lines: Vec<Line<Msg>> = match row {
                Row::Cells { cells } => cells.iter().flat_map(|cell| cell.lines.clone()).collect(),
                Row::Across { style, words } => vec![Line { style: *style, words: words.clone() }],
                Row::Blank | Row::Bar { .. } => Vec::new(),
            };
            styles.extend(lines.iter().map(|line| (lang.say(&line.words, Audience(Mark::Red)), line.style)));
        }
    }
    let of = |words: &str| styles.iter().find(|(said, _)| said.contains(words)).map(|(_, style)| *style);
    assert_eq!((of("vault 1"), of("vault 2")), (Some(Style::Struck), Some(Style::Plain)));
    assert_eq!(
        (of("other disk"), of("GAP"), of("late entry")),
        (Some(Style::Struck), Some(Style::Strong), Some(Style::Strong))
    );
}

#[test]
fn the_log_lists_every_exhibit_with_digest_holder_and_what_is_open() {
    let mut play = troubled();
    let other = play.done(exhibit::register, &[("description", "phone")]);
    play.done(timeline::strike, &[("record", &other.seq.to_string()), ("reason", "registered twice")]);
    let form = evidence_log(&play.state, &print(&play));
    let lines = said(&form, Mark::Red);
    for words in [
        "1 exhibit, and 1 struck.",
        &"ab".repeat(32),
        "GAP",
        "registered twice",
        "no digest",
        "vault 2",
        "lead",
        "Signature in ink",
    ] {
        assert_says(&lines, words);
    }
    assert_eq!((form.number.as_str(), form.paper), ("DRILL-EL-57-9f2c", Paper::A4Across));
}

#[test]
fn a_label_is_made_for_each_exhibit_and_a_long_description_is_cut() {
    let mut play = troubled();
    play.done(exhibit::register, &[("description", &"long ".repeat(50))]);
    let exhibits: Vec<_> = play.state.register.exhibits.iter().collect();
    let form = labels(&play.state, &exhibits, &print(&play));
    assert_eq!(form.codes().count(), 2);
    assert_eq!(form.codes().last(), Some("case=wr-c0ffee exhibit=E-002"));
    let lines = said(&form, Mark::Red);
    assert!(lines.iter().all(|line| line.chars().count() < 120), "{lines:#?}");
    assert_says(&lines, "long...");
}

#[test]
fn text_above_the_audience_is_withheld() {
    let play = troubled();
    let form = custody(&play.state, &play.state.register.exhibits[0], &print(&play));
    let lines = said(&form, Mark::Green);
    assert_says(&lines, "withheld, TLP:AMBER+STRICT");
    for secret in ["etl-02", "S5Y2", "slip 12", "vault", "misread", "on foot", "other exhibit"] {
        assert!(!lines.iter().any(|line| line.contains(secret)), "{secret} is in {lines:#?}");
    }
}

#[test]
fn a_form_from_a_damaged_journal_says_so() {
    let play = troubled();
    let sound = print(&play);
    for form in [custody, |state: &Incident, _: &Exhibit, print: &Print| evidence_log(state, print)] {
        let of = |print: &Print| said(&form(&play.state, &play.state.register.exhibits[0], print), Mark::Red);
        assert!(!of(&sound).iter().any(|line| line.contains("does not verify")));
        assert_says(&of(&Print { problems: 2, ..sound.clone() }), "does not verify: 2 problems");
    }
}

#[test]
fn every_message_of_the_forms_is_used() {
    let sources = [
        include_str!("mod.rs"),
        include_str!("words.rs"),
        include_str!("custody.rs"),
        include_str!("events.rs"),
        include_str!("label.rs"),
        include_str!("evidence_log.rs"),
        include_str!("memo.rs"),
        include_str!("rows.rs"),
        include_str!("tell.rs"),
        include_str!("breach/mod.rs"),
        include_str!("breach/instants.rs"),
        include_str!("breach/harm.rs"),
        include_str!("breach/law.rs"),
        include_str!("notice.rs"),
        include_str!("report.rs"),
        include_str!("as_known/mod.rs"),
    ];
    let words = include_str!("../../../assets/lang/en/forms.ftl");
    let ids = words.lines().filter(|line| line.starts_with("print-")).filter_map(|line| line.split(' ').next());
    let unused: Vec<&str> =
        ids.filter(|id| !sources.iter().any(|source| source.contains(&format!("\"{id}\"")))).collect();
    // Codes of how a clock stands; the test of the page says them all.
    let unused: Vec<&str> = unused.into_iter().filter(|id| !id.starts_with("print-clock-")).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_notice_on_paper_shows_how_it_stands_and_never_an_unconfirmed_fact() {
    use crate::domain::notice as drafts;
    let mut play = Play::bare();
    let id = play.done(drafts::begin, &[("deadline", "eu-gdpr/authority-72h")]);
    let name = play.state.label(id);
    let fact = play.done(timeline::log, &[("text", "Rows copied")]);
    let record = play.state.label(fact);
    let fields = [("item", "nature"), ("text", "A table was copied out"), ("cites", record.as_str())];
    play.done(drafts::fill, &[&[("notice", name.as_str())][..], &fields].concat());
    let later = [("item", "people"), ("item-answer", "not-yet-known"), ("follows-at", "2026-11-25 12:00")];
    play.done(drafts::fill, &[&[("notice", name.as_str())][..], &later].concat());
    let made = |play: &Play| {
        let notice = play.state.notices.notice(id).unwrap();
        said(&super::notice(&play.state, notice, &print(play)), Mark::Red)
    };
    let lines = made(&play);
    for words in [
        "Notice: GDPR: personal data breach (controller)",
        "State: draft",
        "OPEN: nature of the breach",
        "OPEN: likely consequences for the people: nothing is answered",
        "Not yet confirmed: A table was copied out",
        "2026-11-25",
        "not as fact: it is not confirmed",
        "asked for: verified-primary",
        "Approves this text",
    ] {
        assert_says(&lines, words);
    }
    assert!(!lines.iter().any(|line| line == "A table was copied out"), "{lines:#?}");
    let digest = play.state.notices.notice(id).unwrap().draft(&play.state).sha256.into_owned();
    assert_says(&lines, &digest);
    let basis = [("status", "confirmed"), ("sources", "proxy log, EDR"), ("confirmer", "Rosa Nagy")];
    play.done(timeline::judge, &[&[("record", record.as_str())][..], &basis].concat());
    assert!(made(&play).iter().any(|line| line == "A table was copied out"));
    assert!(!made(&play).iter().any(|line| line.contains(&digest)), "another text has another digest");
    let sent = [("deadline", "eu-gdpr"), ("route", "portal"), ("reference", "C-1"), ("late-reason", "nobody awake")];
    play.done(crate::domain::deadline::sent, &sent);
    let lines = made(&play);
    for words in ["State: sent", "by portal, reference C-1", "nobody awake"] {
        assert_says(&lines, words);
    }
}

#[test]
fn the_note_of_minutes_keeps_its_lines_and_counts_none_where_it_is_privileged() {
    let mut play = Play::new();
    let note = "From 14:05 to 14:30\nPresent: Ada Morel\n\nSaid in the room.\n";
    let held = play.done(crate::domain::briefing::hold, &[("agenda", "state"), ("note", note)]);
    let printed = |play: &Play| {
        let (id, held) = play.state.briefings.held.iter().find(|(id, _)| *id == held).unwrap();
        minutes(&play.state, *id, held, &print(play))
    };
    let blocks = |play: &Play| {
        let lang = Lang::english();
        let form = printed(play).map(&mut |msg| lang.say(msg, Audience(Mark::Red)));
        let at = form.blocks.iter().position(|block| matches!(block, Block::Heading { words } if words == "Remarks"));
        let text = |block: &Block<String>| match block {
            Block::Text { words, .. } => Some(words.clone()),
            _ => None,
        };
        form.blocks.iter().skip(at.expect("the heading") + 1).map_while(text).collect::<Vec<_>>()
    };
    let written = blocks(&play);
    assert_eq!(written[..3], ["From 14:05 to 14:30", "Present: Ada Morel", "Said in the room."], "{written:#?}");
    let id = held.to_string();
    play.done(crate::domain::privilege::claim, &[("record", &id), ("whose", "the company"), ("reason", "advice")]);
    let masked = blocks(&play);
    assert_eq!(masked.len(), written.len() - 2, "how many lines it had is not told: {masked:#?}");
    assert!(!masked[0].contains("14:05"), "{masked:#?}");
}

#[test]
fn minutes_on_paper_name_nobody_whose_roll_call_is_privileged() {
    let mut play = Play::new();
    let fields = [("present", "Lena Brandt"), ("absent", "Rosa Nagy"), ("note", "on the bridge")];
    let roll = play.done(crate::domain::watch::roll_call, &fields);
    let held = play.done(crate::domain::briefing::hold, &[("agenda", "state")]);
    let words = |play: &Play| {
        let (id, held) = play.state.briefings.held.iter().find(|(id, _)| *id == held).unwrap();
        said(&minutes(&play.state, *id, held, &print(play)), Mark::Red)
    };
    assert_says(&words(&play), "Lena Brandt");
    let id = roll.to_string();
    play.done(crate::domain::privilege::claim, &[("record", &id), ("whose", "the company"), ("reason", "advice")]);
    let found = words(&play);
    assert_says(&found, "named on a roll call that stands above the mark of these minutes or is privileged");
    for kept in ["Lena Brandt", "Rosa Nagy", "on the bridge"] {
        assert!(!found.iter().any(|line| line.contains(kept)), "{kept}: {found:#?}");
    }
}
