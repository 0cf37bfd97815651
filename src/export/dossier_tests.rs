//! The dossier: the same bytes for the same journal, words that stay words, and nothing of what is withheld.

use super::*;
use crate::domain::form::{Block, Row};
use crate::domain::play::Play;
use crate::domain::{exhibit, timeline};

/// About a case that was never written down: its head is made up.
fn made_up(play: &Play) -> About {
    let chain = Head {
        station: play.state.station,
        size: 57,
        line: "ab".repeat(32),
        root: "cd".repeat(32),
        fingerprint: "SHA256:ZZi4".to_owned(),
    };
    About { case: "wr-c0ffee".to_owned(), head: "9f2c".repeat(16), chains: vec![chain], ..About::default() }
}

/// What would be markup, code, a path, or a fault of the setter if it were more than words.
const HOSTILE: &[&str] = &[
    "#panic(\"x\") #read(\"/etc/passwd\") $x^2$ *b* _i_ `r` = heading \\ @ref <label> // note",
    "]] [[ }} {{ )) (( {page} {pages} https://evil.example/a?b=c#d",
    "right\u{202e}to\u{2066}left\u{200b}hidden\u{feff} nul\u{0} bell\u{7} esc\u{1b}[2J",
    "\u{1f600} \u{4e2d}\u{6587} \u{e000}\u{10ffff}",
];

fn hostile() -> Play {
    let mut play = Play::new();
    for words in HOSTILE {
        play.done(timeline::log, &[("text", words), ("at", "-5m"), ("mark", "AMBER+STRICT")]);
        play.done(exhibit::register, &[("description", words), ("claimed", &*"ab".repeat(32)), ("place", words)]);
    }
    play
}

#[test]
fn every_section_is_there_in_its_order_and_each_part_has_its_own() {
    let play = hostile();
    let sections = |part| {
        let form = said(&play.state, &made_up(&play), part, &Lang::english());
        let name =
            |block: &Block<String>| if let Block::Section { words } = block { Some(words.clone()) } else { None };
        form.blocks.iter().filter_map(name).collect::<Vec<_>>()
    };
    let full = sections(Part::Full);
    assert_eq!(full.len(), 16, "{full:?}");
    assert_eq!((full[0].as_str(), full[15].as_str()), ("Summary", "How to check this dossier"));
    for part in [Part::Summary, Part::Regulator] {
        let some = sections(part);
        assert!(some.len() < full.len() && some.iter().all(|name| full.contains(name)), "{some:?}");
    }
    assert!(!sections(Part::Regulator).contains(&"Decisions and briefings".to_owned()));
}

#[test]
fn what_is_withheld_stands_as_a_bar_with_its_reason_and_its_time() {
    let mut play = hostile();
    let at = play.now;
    let record = |seq| crate::domain::id::RecordId { station: play.state.station, seq };
    let (red, privileged, other) = (record(901), record(902), record(903));
    for id in [red, privileged, other] {
        play.state.apply_withheld(id, at);
    }
    let mut about = made_up(&play);
    about.audience = Some(Mark::Amber);
    about.withheld.extend([(red, Why::Mark(Mark::Red)), (privileged, Why::Privileged)]);
    let form = said(&play.state, &about, Part::Full, &Lang::english());
    let bars: Vec<&str> = form
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .flat_map(|table| &table.rows)
        .filter_map(|row| if let Row::Bar { words, .. } = row { Some(words.as_str()) } else { None })
        .collect();
    let clock = crate::domain::time::local(at, chrono_tz::UTC).hm();
    for words in ["withheld, TLP:RED, ", "withheld, privileged, ", "withheld, "] {
        // Once in the timeline, once in the list of what is withheld.
        let wanted = format!("{words}{clock}");
        assert_eq!(bars.iter().filter(|bar| **bar == wanted).count(), 2, "{wanted} in {bars:?}");
    }
    assert_eq!(form.mark, "TLP:AMBER", "a version carries no mark above those it is for");
}

#[test]
fn the_paper_carries_the_gravest_mark_of_its_lines() {
    let mut play = hostile();
    let mark = |play: &Play| said(&play.state, &made_up(play), Part::Full, &Lang::english()).mark;
    assert_eq!(mark(&play), "TLP:AMBER+STRICT");
    play.state.timeline.lines.last_mut().unwrap().mark = Mark::Red;
    assert_eq!(mark(&play), "TLP:RED");
}

#[test]
fn words_from_outside_are_no_markdown_and_no_control_character() {
    let play = hostile();
    let text = markdown(&play.state, &made_up(&play), Part::Full);
    assert!(text.contains("\\#panic") && text.contains("\\`r\\`") && text.contains("\\<U+202E\\>"), "{text}");
    assert!(text.chars().all(|c| !c.is_control() || c == '\n'));
    assert!(!text.contains('\u{202e}') && !text.contains("https://"));
}

#[test]
fn a_timeline_beyond_the_bound_says_where_it_stands() {
    use crate::domain::form::AT_MOST;
    let mut play = hostile();
    let line = play.state.timeline.lines[0].clone();
    play.state.timeline.lines = vec![line; AT_MOST + 1];
    let text = markdown(&play.state, &made_up(&play), Part::Full);
    assert!(text.contains(&format!("The timeline has {} lines", AT_MOST + 1)) && text.contains("timeline.csv"));
    assert!(text.len() < 400_000, "{}", text.len());
}

#[cfg(feature = "dossier")]
mod set {
    use super::*;
    use crate::export::typeset::{judged, words_of};

    fn made(play: &Play, part: Part) -> Vec<u8> {
        typeset(&play.state, &made_up(play), part).unwrap_or_else(|problem| panic!("{problem}"))
    }

    #[test]
    fn the_same_journal_gives_the_same_bytes() {
        let play = hostile();
        let first = made(&play, Part::Full);
        assert!(first == made(&hostile(), Part::Full));
        let mut other = made_up(&play);
        other.head = "0000".repeat(16);
        assert!(first != typeset(&play.state, &other, Part::Full).unwrap());
    }

    #[test]
    fn hostile_words_stand_on_the_page_as_they_are() {
        let play = hostile();
        let Some(found) = words_of(&made(&play, Part::Full)) else { return };
        for words in HOSTILE {
            let wanted: String = crate::export::typeset::pieces(words).concat().split_whitespace().collect();
            // The timeline, the list of exhibits, its heading, the drawn chain.
            assert!(found.matches(&wanted).count() >= 4, "{wanted} in {found}");
        }
        assert!(found.contains("<U+202E>") && found.contains("<U+0000>") && found.contains("<U+1F600>"));
    }

    #[test]
    fn mark_head_and_page_stand_on_every_page() {
        let pdf = made(&hostile(), Part::Regulator);
        let Some(text) = judged("pdftotext", &["-layout", "-"], &pdf) else { return };
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() > 2);
        for (page, number) in pages.iter().zip(1..) {
            for words in ["TLP:AMBER+STRICT", &"9f2c".repeat(16), &format!("page {number} of {}", pages.len())] {
                assert!(page.contains(words), "{words} is not on page {number}");
            }
        }
    }

    #[test]
    fn a_stock_tool_finds_no_fault_and_every_font_is_embedded() {
        let pdf = made(&hostile(), Part::Full);
        if let Some(said) = judged("qpdf", &["--check"], &pdf) {
            assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
        }
        if let Some(fonts) = judged("pdffonts", &[], &pdf) {
            let rows: Vec<&str> = fonts.lines().skip(2).collect();
            assert!(rows.len() >= 3 && rows.iter().all(|row| row.contains("Liberation")), "{fonts}");
            // Columns from the right: object, unicode, subset, embedded.
            assert!(rows.iter().all(|row| row.split_whitespace().rev().nth(4) == Some("yes")), "{fonts}");
        }
        let text = String::from_utf8_lossy(&pdf);
        assert!(
            text.contains("<pdfaid:part>2</pdfaid:part>")
                && text.contains("<pdfaid:conformance>B</pdfaid:conformance>")
        );
    }
}
